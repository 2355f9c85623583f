//! One record and one header as bytes, and what can be told from bytes that are neither.
//!
//! ```text
//! header  "RFJ2" 4 | sequence 4 | START 3 | kind 1 | CRC-24 3 | 00
//! record  LEN 1 | RSN 1 | entry 1..28 | CRC-24 3 | 00, at least one, up to a multiple of 8
//! LEN     4..0 length of the entry, 6..5 = 10, 7 even parity of the byte
//! ```
//!
//! What is whole ends with 00, and a write that was cut leaves its last byte erased or half
//! programmed. So a bad record with two or more bits set in its last byte was torn by a loss of
//! power, and any other bad record has rotted: one changed bit of a 00 sets one. One cleared bit is
//! not enough for a tear either, since a first byte that was written always clears two: bit 5 and,
//! by the parity, one more.

use super::entry::Entry;
use super::field::{Bytes, ENTRY_MAX, Start};
use crate::crc24::crc24;

/// The memory is programmed in units of so many bytes.
pub(super) const UNIT: usize = 8;
/// LEN and RSN before the entry, CRC after it.
const AROUND: usize = 2 + 3;
/// Longest record: 28 bytes of entry, 5 around it, at least one 00.
pub(super) const RECORD_MAX: usize = (ENTRY_MAX + AROUND + 1).next_multiple_of(UNIT);
pub(super) const HEADER: usize = 16;
pub(super) const ERASED: u8 = 0xff;
const MAGIC: [u8; 4] = *b"RFJ2";

/// Whose journal it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Kind {
    /// A node's.
    Node,
    /// A gateway's.
    Gateway,
}

impl Kind {
    const fn code(self) -> u8 {
        match self {
            Kind::Node => 1,
            Kind::Gateway => 2,
        }
    }
}

/// What the two headers of a sector say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) sequence: u32,
    pub(super) start: Start,
}

/// What is found in the place of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeaderPlace {
    Good(Header),
    Erased,
    Torn,
    Bad,
}

impl HeaderPlace {
    pub(super) const fn good(self) -> Option<Header> {
        match self {
            HeaderPlace::Good(header) => Some(header),
            _ => None,
        }
    }
}

impl Header {
    pub(super) fn encode(&self, kind: Kind) -> [u8; HEADER] {
        let [m0, m1, m2, m3] = MAGIC;
        let [q0, q1, q2, q3] = self.sequence.to_le_bytes();
        let [s0, s1, s2, _] = self.start.get().to_le_bytes();
        let covered = [m0, m1, m2, m3, q0, q1, q2, q3, s0, s1, s2, kind.code()];
        let [c0, c1, c2] = crc24(&covered);
        [
            m0,
            m1,
            m2,
            m3,
            q0,
            q1,
            q2,
            q3,
            s0,
            s1,
            s2,
            kind.code(),
            c0,
            c1,
            c2,
            0,
        ]
    }

    /// A header of another kind of device is bad: its START and its keys mean nothing here.
    pub(super) fn look(bytes: &[u8; HEADER], kind: Kind) -> HeaderPlace {
        let [_, _, _, _, q0, q1, q2, q3, s0, s1, s2, ..] = *bytes;
        let start = Start::new(u32::from_le_bytes([s0, s1, s2, 0]));
        let sequence = u32::from_le_bytes([q0, q1, q2, q3]);
        let header = start.map(|start| Header { sequence, start });
        match header {
            Some(header) if header.encode(kind) == *bytes => HeaderPlace::Good(header),
            _ if all_erased(bytes) => HeaderPlace::Erased,
            _ if is_torn(bytes) => HeaderPlace::Torn,
            _ => HeaderPlace::Bad,
        }
    }
}

pub(super) fn all_erased(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == ERASED)
}

/// J-3 for `extent`, the bytes from the first to the last unit that was to be written.
fn is_torn(extent: &[u8]) -> bool {
    let first_unit = extent.get(..UNIT).unwrap_or(extent);
    let zeros = first_unit.iter().map(|byte| byte.count_zeros());
    let cleared = zeros.fold(0, u32::saturating_add);
    let unfinished = extent.last().is_some_and(|byte| byte.count_ones() > 1);
    unfinished && cleared > 1
}

/// Length of a record whose entry has `entry` bytes.
const fn record_len(entry: usize) -> usize {
    // At least one 00, up to a multiple of the unit, which is a power of two.
    entry.saturating_add(AROUND + UNIT) & !(UNIT - 1)
}

/// The first byte of a record: length, 10, even parity.
#[expect(
    clippy::cast_possible_truncation,
    reason = "an entry has at most 28 bytes"
)]
const fn len_byte(entry: usize) -> u8 {
    let low = 0x40 | (entry as u8 & 0x1f);
    low | ((low.count_ones() as u8 & 1) << 7)
}

/// Bytes of the entry if `byte` is a valid LEN.
const fn entry_len(byte: u8) -> Option<usize> {
    let entry = (byte & 0x1f) as usize;
    if len_byte(entry) == byte && entry >= 1 && entry <= ENTRY_MAX {
        Some(entry)
    } else {
        None
    }
}

/// A record ready to be written.
#[derive(Debug)]
pub(super) struct Encoded {
    bytes: [u8; RECORD_MAX],
    len: usize,
}

impl Encoded {
    pub(super) fn new(entry: &Entry, rsn: u8) -> Self {
        let mut body = Bytes::default();
        entry.put(&mut body);
        let body = body.as_slice();
        let mut bytes = [0; RECORD_MAX];
        let covered = body.len().saturating_add(2);
        let whole = [len_byte(body.len()), rsn]
            .into_iter()
            .chain(body.iter().copied());
        for (to, from) in bytes.iter_mut().zip(whole) {
            *to = from;
        }
        let crc = crc24(bytes.get(..covered).unwrap_or(&[]));
        for (to, from) in bytes.iter_mut().skip(covered).zip(crc) {
            *to = from;
        }
        Encoded {
            bytes,
            len: record_len(body.len()),
        }
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or(&[])
    }
}

impl Drop for Encoded {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.bytes);
    }
}

/// A good record.
#[derive(Debug)]
pub(super) struct Good {
    pub(super) rsn: u8,
    /// `None`: a tag of a later version.
    pub(super) entry: Option<Entry>,
    pub(super) len: usize,
}

/// What is found at the place where a record could begin.
#[derive(Debug)]
pub(super) enum RecordPlace {
    Good(Good),
    /// Not a good record. Torn if `torn` and everything from `extent` on is erased.
    Bad {
        torn: bool,
        extent: usize,
    },
}

/// Looks at `bytes`: from the place on, as far as the log reaches, at most [`RECORD_MAX`].
pub(super) fn look(bytes: &[u8]) -> RecordPlace {
    let valid = bytes.first().and_then(|byte| entry_len(*byte));
    if let Some(good) = valid.and_then(|entry| parse(bytes, entry)) {
        return RecordPlace::Good(good);
    }
    let extent = valid.map_or(UNIT, record_len);
    let torn = bytes.get(..extent).is_some_and(is_torn);
    RecordPlace::Bad { torn, extent }
}

fn parse(bytes: &[u8], entry: usize) -> Option<Good> {
    let len = record_len(entry);
    let (covered, rest) = bytes
        .get(..len)?
        .split_at_checked(entry.saturating_add(2))?;
    let (crc, fill) = rest.split_first_chunk::<3>()?;
    let (head, body) = covered.split_first_chunk::<2>()?;
    let whole = crc24(covered) == *crc && fill.iter().all(|byte| *byte == 0);
    let [_, rsn] = *head;
    whole.then(|| Good {
        rsn,
        entry: Entry::parse(body),
        len,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::entry::{Ack, Begin};

    #[test]
    fn a_record_of_the_vectors() {
        let entry = Entry::from(Begin {
            start: Start::new(3).unwrap(),
        });
        let record = Encoded::new(&entry, 0xfe);
        assert_eq!(
            record.as_slice(),
            [
                0x44, 0xfe, 4, 3, 0, 0, 0x05, 0xc3, 0x05, 0, 0, 0, 0, 0, 0, 0
            ]
        );
    }

    #[test]
    fn every_cut_of_a_record_is_erased_or_torn() {
        let entry = Entry::from(Ack {
            told: 1,
            proven: 0xffff,
            r_ack: u32::MAX,
            keyno: 0xff,
        });
        let record = Encoded::new(&entry, 0xff);
        let whole = record.as_slice();
        for cut in 1..whole.len() {
            let mut bytes = [ERASED; RECORD_MAX];
            bytes[..cut].copy_from_slice(&whole[..cut]);
            let RecordPlace::Bad { torn: true, extent } = look(&bytes) else {
                panic!("cut at {cut} is not torn");
            };
            assert_eq!(extent, whole.len());
        }
    }

    #[test]
    fn no_flipped_bit_of_a_record_looks_torn_or_good() {
        let entry = Entry::from(Ack {
            told: 1,
            proven: 0xffff,
            r_ack: u32::MAX,
            keyno: 0xff,
        });
        let record = Encoded::new(&entry, 0xff);
        for bit in 0..record.as_slice().len() * 8 {
            let mut bytes = [ERASED; RECORD_MAX];
            bytes[..record.len].copy_from_slice(record.as_slice());
            bytes[bit / 8] ^= 1 << (bit % 8);
            let RecordPlace::Bad { torn, extent } = look(&bytes) else {
                panic!("bit {bit} goes unseen");
            };
            assert!(
                !torn || !all_erased(&bytes[extent..]),
                "bit {bit} looks torn"
            );
        }
    }

    #[test]
    fn one_cleared_bit_is_no_tear() {
        for bit in 0..64 {
            let mut bytes = [ERASED; RECORD_MAX];
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(
                matches!(look(&bytes), RecordPlace::Bad { torn: false, .. }),
                "bit {bit}"
            );
        }
    }
}
