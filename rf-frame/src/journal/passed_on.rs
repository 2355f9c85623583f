//! A record as the concentrator reads it (E-9), 32 bytes.
//!
//! ```text
//! number 4 | kind 1 | index 2 | DEVID 8 | session 1 | EVT 2 | FLG 1 | marks 1 | from 6 | to 6
//! ```
//!
//! The journal keeps the same without DEVID and with a counter ([`Record`]); gateway and
//! concentrator share this form.

use super::entry::{Marks, Record, RecordKind};
use super::field::Moment;
use crate::security::DeviceId;

/// A record on its way to the concentrator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct PassedRecord {
    /// Number, rising by one from record to record.
    pub number: u32,
    /// What it tells.
    pub kind: RecordKind,
    /// Index of the node; 0 for the gateway itself.
    pub index: u16,
    /// The module of the session; zeros when the session has ended meanwhile (its JOINED record
    /// told the number).
    pub device: DeviceId,
    /// Session of the node.
    pub session: u8,
    /// Event, or as the kind says.
    pub evt: u16,
    /// FLG, or as the kind says.
    pub flags: u8,
    /// Marks.
    pub marks: Marks,
    /// Begin of the interval that holds the moment; both 0: the gateway had no time.
    pub from: Moment,
    /// End of it; equal to `from` if the moment is exact.
    pub to: Moment,
}

impl PassedRecord {
    /// Bytes of a record.
    pub const LEN: usize = 32;

    /// A record of the journal with the module that its session belongs to.
    #[must_use]
    pub const fn new(record: &Record, device: DeviceId) -> Self {
        PassedRecord {
            number: record.number,
            kind: record.kind,
            index: record.index,
            device,
            session: record.session,
            evt: record.evt,
            flags: record.flags,
            marks: record.marks,
            from: record.from,
            to: record.to,
        }
    }

    /// The bytes.
    #[must_use]
    pub fn encode(&self) -> [u8; Self::LEN] {
        let parts: [&[u8]; 10] = [
            &self.number.to_le_bytes(),
            &[self.kind.code()],
            &self.index.to_le_bytes(),
            &self.device.0,
            &[self.session],
            &self.evt.to_le_bytes(),
            &[self.flags, self.marks.0],
            &self.from.seconds.to_le_bytes(),
            &self.from.fraction.to_le_bytes(),
            &self.to.seconds.to_le_bytes(),
        ];
        let last = self.to.fraction.to_le_bytes();
        let bytes = parts.into_iter().flatten().chain(&last);
        let mut out = [0; Self::LEN];
        for (to, from) in out.iter_mut().zip(bytes) {
            *to = *from;
        }
        out
    }

    /// Reads the bytes; `None` for a kind that no version has (16 and above).
    #[must_use]
    pub const fn parse(bytes: &[u8; Self::LEN]) -> Option<Self> {
        let [
            n0,
            n1,
            n2,
            n3,
            kind,
            i0,
            i1,
            d0,
            d1,
            d2,
            d3,
            d4,
            d5,
            d6,
            d7,
            session,
            e0,
            e1,
            flags,
            marks,
            a0,
            a1,
            a2,
            a3,
            a4,
            a5,
            b0,
            b1,
            b2,
            b3,
            b4,
            b5,
        ] = *bytes;
        if kind > 0x0f {
            return None;
        }
        Some(PassedRecord {
            number: u32::from_le_bytes([n0, n1, n2, n3]),
            kind: RecordKind::from_code(kind),
            index: u16::from_le_bytes([i0, i1]),
            device: DeviceId([d0, d1, d2, d3, d4, d5, d6, d7]),
            session,
            evt: u16::from_le_bytes([e0, e1]),
            flags,
            marks: Marks(marks),
            from: moment([a0, a1, a2, a3], [a4, a5]),
            to: moment([b0, b1, b2, b3], [b4, b5]),
        })
    }
}

const fn moment(seconds: [u8; 4], fraction: [u8; 2]) -> Moment {
    Moment {
        seconds: u32::from_le_bytes(seconds),
        fraction: u16::from_le_bytes(fraction),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_an_event_both_ways() {
        let record = Record {
            index: 7,
            session: 3,
            evt: 0x0102,
            flags: 1,
            marks: Marks::INFERRED.with(Marks::LATE),
            from: moment([1, 2, 3, 4], [5, 6]),
            to: moment([7, 8, 9, 10], [11, 12]),
            counter: 0xdead_beef,
            ..Record::own(RecordKind::Event, 0x0403_0201)
        };
        let passed = PassedRecord::new(&record, DeviceId([0xd0; 8]));
        let bytes = passed.encode();
        let head = [1, 2, 3, 4, 1, 7, 0];
        let tail = [3, 2, 1, 1, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        assert_eq!((&bytes[..7], &bytes[15..]), (&head[..], &tail[..]));
        assert_eq!(bytes[7..15], [0xd0; 8]);
        assert_eq!(PassedRecord::parse(&bytes), Some(passed));
    }

    #[test]
    fn any_bytes_of_a_kind_come_back_as_they_are() {
        for seed in 0..=255u8 {
            let mut bytes = [0; PassedRecord::LEN];
            for (at, byte) in bytes.iter_mut().enumerate() {
                *byte = seed.wrapping_mul(31).wrapping_add(at as u8 * 7);
            }
            let parsed = PassedRecord::parse(&bytes);
            assert_eq!(parsed.is_some(), bytes[4] < 16);
            bytes[4] &= 15;
            assert_eq!(
                PassedRecord::parse(&bytes).map(|passed| passed.encode()),
                Some(bytes)
            );
        }
    }
}
