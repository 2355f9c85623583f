//! The outage table as extension identifiers: the bytes after the identifier in each reply.
//!
//! ```text
//!  EF 10 00 00  summary, 34 bytes                 EF 10 02 pp  records, header 4 + up to 12 × 16
//!  EF 10 00 01  capabilities, 16 bytes            EF 10 02 FF  all records, with follow-on frames
//!  EF 10 01 pp  state bitmap, header 4 + 128      EF 10 03 00  changes after a cursor, 4 + up to 12 × 16
//!
//!  EF 10 06 00  numbered records from a number on, 5 + up to 5 × 32     EF 10 06 01  write: all up to a number are stored
//! ```
//! The numbered records are those of the radio specification ([`rf_frame::journal::PassedRecord`],
//! rule E-9). Binary fields are little-endian, times are BCD ss mm hh DD MM YY. The reader and the
//! gateway share this file.

use crate::calendar;
/// What the numbered records are made of: rule E-9 of the radio specification.
pub use rf_frame::journal::entry::{Marks, RecordKind};
pub use rf_frame::journal::{Moment, PassedRecord};

/// DI3 and DI2 of the identifiers, EF 10 unless configured otherwise.
pub const BASE: [u8; 2] = [0xEF, 0x10];
/// Bytes of one record.
pub const RECORD_LEN: usize = 16;
/// Records in one page or one answer of changes.
pub const PAGE_RECORDS: usize = 12;
/// Meters in one page of the bitmap.
pub const PAGE_STATES: usize = 512;
/// Bytes of the summary after the identifier.
pub const SUMMARY_LEN: usize = 34;
/// Bytes of the capabilities after the identifier.
pub const CAPABILITIES_LEN: usize = 16;
/// Begin that nobody knows, and the end of an outage that lasts.
pub const UNKNOWN_TIME: [u8; 6] = [0xEE; 6];
/// Duration while the meter is still out.
pub const STILL_OUT: u16 = 0xFFFF;
/// Longest duration that the field can tell; it also means all longer ones.
pub const LONGEST: u16 = 0xFFFE;

/// Which item of the table an identifier names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// 00 00.
    Summary,
    /// 00 01.
    Capabilities,
    /// 01 pp.
    Bitmap(u8),
    /// 02 pp, up to 53.
    Records(u8),
    /// 02 FF.
    AllRecords,
    /// 03 00.
    Changes,
    /// 06 00: [`Numbered`].
    Numbered,
}

/// Group and page of `di`, if it lies under `base`.
pub(crate) const fn place(base: [u8; 2], di: u32) -> Option<(u8, u8)> {
    let [page, group, low, high] = di.to_le_bytes();
    if high == base[0] && low == base[1] {
        Some((group, page))
    } else {
        None
    }
}

impl Item {
    /// Highest page of records.
    pub const LAST_PAGE: u8 = 0x53;

    /// The item that `di` names, if it lies under `base` and is known.
    #[must_use]
    pub const fn from_di(base: [u8; 2], di: u32) -> Option<Self> {
        let Some(place) = place(base, di) else {
            return None;
        };
        match place {
            (0, 0) => Some(Self::Summary),
            (0, 1) => Some(Self::Capabilities),
            (1, page) => Some(Self::Bitmap(page)),
            (2, 0xFF) => Some(Self::AllRecords),
            (2, page) if page <= Self::LAST_PAGE => Some(Self::Records(page)),
            (3, 0) => Some(Self::Changes),
            (6, 0) => Some(Self::Numbered),
            _ => None,
        }
    }

    /// The identifier of this item under `base`.
    #[must_use]
    pub const fn di(self, base: [u8; 2]) -> u32 {
        let (group, page) = match self {
            Self::Summary => (0, 0),
            Self::Capabilities => (0, 1),
            Self::Bitmap(page) => (1, page),
            Self::Records(page) => (2, page),
            Self::AllRecords => (2, 0xFF),
            Self::Changes => (3, 0),
            Self::Numbered => (6, 0),
        };
        u32::from_le_bytes([page, group, base[1], base[0]])
    }
}

/// What is known about a meter's supply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing yet.
    #[default]
    Unknown,
    /// Mains present.
    Powered,
    /// No mains.
    Outage,
    /// Not heard for long; never turned into an outage without a report.
    Unreachable,
}

impl State {
    /// From the two bits of the status byte and of the bitmap.
    #[must_use]
    pub const fn from_bits(bits: u8) -> Self {
        match bits & 3 {
            1 => Self::Powered,
            2 => Self::Outage,
            3 => Self::Unreachable,
            _ => Self::Unknown,
        }
    }

    /// The two bits.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self as u8
    }
}

/// Status byte of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status(pub u8);

impl Status {
    /// Bit 2: the time is the gateway's, not the node's.
    pub const GATEWAY_TIME: u8 = 1 << 2;
    /// Bit 3: last gasp heard.
    pub const LAST_GASP: u8 = 1 << 3;
    /// Bit 4: restoration heard.
    pub const RESTORATION: u8 = 1 << 4;
    /// Bit 5: judged, not heard.
    pub const JUDGED: u8 = 1 << 5;
    /// Bit 6: the node's hold-up was short.
    pub const SHORT_HOLD_UP: u8 = 1 << 6;
    /// Bit 7: more than one change since the last entry.
    pub const MORE_CHANGES: u8 = 1 << 7;

    /// State bits.
    #[must_use]
    pub const fn state(self) -> State {
        State::from_bits(self.0)
    }

    /// Whether all of `bits` are set.
    #[must_use]
    pub const fn has(self, bits: u8) -> bool {
        self.0 & bits == bits
    }
}

/// One meter's last outage, 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Meter address, A0 first.
    pub address: [u8; 6],
    /// Status byte.
    pub status: Status,
    /// The node's event number modulo 256.
    pub sequence: u8,
    /// Begin of the outage, seconds since 2000-01-01 local time; `None` if nobody knows or there
    /// was none.
    pub begin: Option<u32>,
    /// Seconds, [`STILL_OUT`] or [`LONGEST`]; 0 if there was no outage.
    pub duration: u16,
}

impl Record {
    /// A meter of which nothing is known.
    #[must_use]
    pub const fn new(address: [u8; 6]) -> Self {
        Self {
            address,
            status: Status(0),
            sequence: 0,
            begin: None,
            duration: 0,
        }
    }

    /// The sixteen bytes.
    #[must_use]
    pub fn to_wire(&self) -> [u8; RECORD_LEN] {
        let [a0, a1, a2, a3, a4, a5] = self.address;
        let [ss, mm, hh, day, month, year] = self.begin.map_or(UNKNOWN_TIME, calendar::to_bcd);
        let [low, high] = self.duration.to_le_bytes();
        [
            a0,
            a1,
            a2,
            a3,
            a4,
            a5,
            self.status.0,
            self.sequence,
            ss,
            mm,
            hh,
            day,
            month,
            year,
            low,
            high,
        ]
    }

    /// Reads sixteen bytes; `None` if the time is neither a date nor unknown.
    #[must_use]
    pub fn from_wire(wire: &[u8; RECORD_LEN]) -> Option<Self> {
        let [
            a0,
            a1,
            a2,
            a3,
            a4,
            a5,
            status,
            sequence,
            ss,
            mm,
            hh,
            day,
            month,
            year,
            low,
            high,
        ] = *wire;
        let time = [ss, mm, hh, day, month, year];
        let begin = if time == UNKNOWN_TIME {
            None
        } else {
            Some(calendar::from_bcd(time)?)
        };
        Some(Self {
            address: [a0, a1, a2, a3, a4, a5],
            status: Status(status),
            sequence,
            begin,
            duration: u16::from_le_bytes([low, high]),
        })
    }
}

/// The summary, 34 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Bits of [`Summary::CLOCK_VALID`] and so on.
    pub flags: u8,
    /// Registered meters.
    pub meters: u16,
    /// Of these with mains.
    pub powered: u16,
    /// Of these without mains.
    pub outage: u16,
    /// Of these not heard.
    pub unreachable: u16,
    /// Of these unknown.
    pub unknown: u16,
    /// Number of the last change.
    pub change_seq: u32,
    /// Number of the gateway's start.
    pub boot_id: u32,
    /// CRC over the registered addresses in order.
    pub registry_crc: u16,
    /// Begin or end of the last event, seconds since 2000-01-01 local time.
    pub last_event: Option<u32>,
    /// The gateway's clock; `None` while it has none.
    pub now: Option<u32>,
}

impl Summary {
    /// Version of this layout.
    pub const SCHEMA: u8 = 1;
    /// Flag bit 0: the gateway's clock is valid.
    pub const CLOCK_VALID: u8 = 1 << 0;
    /// Flag bit 1: the table was loaded after the start.
    pub const LOADED: u8 = 1 << 1;
    /// Flag bit 2: changes fell out of the log.
    pub const LOG_OVERFLOWED: u8 = 1 << 2;
    /// Flag bit 3: the gateway runs on its capacitor.
    pub const ON_CAPACITOR: u8 = 1 << 3;
    /// Flag bit 4: radio fault.
    pub const RF_FAULT: u8 = 1 << 4;

    /// The bytes after the identifier.
    #[must_use]
    pub fn to_wire(&self) -> [u8; SUMMARY_LEN] {
        let mut out = [0; SUMMARY_LEN];
        let mut at = Writer {
            out: &mut out,
            len: 0,
        };
        at.put(&[Self::SCHEMA, self.flags]);
        for count in [
            self.meters,
            self.powered,
            self.outage,
            self.unreachable,
            self.unknown,
        ] {
            at.put(&count.to_le_bytes());
        }
        at.put(&self.change_seq.to_le_bytes());
        at.put(&self.boot_id.to_le_bytes());
        at.put(&self.registry_crc.to_le_bytes());
        at.put(&self.last_event.map_or(UNKNOWN_TIME, calendar::to_bcd));
        at.put(&self.now.map_or(UNKNOWN_TIME, calendar::to_bcd));
        out
    }

    /// Reads the bytes after the identifier; `None` if the layout is another one or a time is no
    /// date.
    #[must_use]
    pub fn from_wire(wire: &[u8; SUMMARY_LEN]) -> Option<Self> {
        let mut from = Reader(wire);
        let [schema, flags] = from.take()?;
        if schema != Self::SCHEMA {
            return None;
        }
        Some(Self {
            flags,
            meters: from.u16()?,
            powered: from.u16()?,
            outage: from.u16()?,
            unreachable: from.u16()?,
            unknown: from.u16()?,
            change_seq: from.u32()?,
            boot_id: from.u32()?,
            registry_crc: from.u16()?,
            last_event: from.time()?,
            now: from.time()?,
        })
    }
}

/// The capabilities, 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Records a page.
    pub page_records: u8,
    /// Meters a bitmap page.
    pub page_states: u16,
    /// Changes kept.
    pub log_depth: u16,
    /// DI3 and DI2.
    pub base: [u8; 2],
    /// Firmware, eight characters.
    pub firmware: [u8; 8],
}

impl Capabilities {
    /// The bytes after the identifier.
    #[must_use]
    pub fn to_wire(&self) -> [u8; CAPABILITIES_LEN] {
        let mut out = [0; CAPABILITIES_LEN];
        let mut at = Writer {
            out: &mut out,
            len: 0,
        };
        at.put(&[Summary::SCHEMA, self.page_records]);
        at.put(&self.page_states.to_le_bytes());
        at.put(&self.log_depth.to_le_bytes());
        at.put(&self.base);
        at.put(&self.firmware);
        out
    }

    /// Reads the bytes after the identifier.
    #[must_use]
    pub fn from_wire(wire: &[u8; CAPABILITIES_LEN]) -> Option<Self> {
        let mut from = Reader(wire);
        let [schema, page_records] = from.take()?;
        if schema != Summary::SCHEMA {
            return None;
        }
        Some(Self {
            page_records,
            page_states: from.u16()?,
            log_depth: from.u16()?,
            base: from.take()?,
            firmware: from.take()?,
        })
    }
}

/// Identifier of the write that confirms records, under `base`: EF 10 06 01. Its data is the number
/// of the last record that the concentrator has stored, four bytes, low first.
#[must_use]
pub const fn confirm_di(base: [u8; 2]) -> u32 {
    u32::from_le_bytes([1, 6, base[1], base[0]])
}

/// Numbered records from a number on (EF 10 06 00): the bytes after the identifier.
///
/// ```text
///  first u32, the lowest number that is not confirmed   count u8   count × 32, ascending, without holes
/// ```
/// The request carries the number to begin with, four bytes, low first. An empty answer says that
/// there is nothing from there on; `first` is then the number that the next record gets, or that of
/// the oldest one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbered<'a> {
    /// The lowest number that is not confirmed.
    pub first: u32,
    records: &'a [[u8; PassedRecord::LEN]],
}

impl<'a> Numbered<'a> {
    /// Records in one answer: with head and checksum a frame has at most 200 bytes of data.
    pub const MOST: usize = 5;

    /// Writes an answer with the first [`MOST`](Self::MOST) of `records` into `out` and returns its
    /// length.
    pub fn write(
        first: u32,
        records: impl Iterator<Item = PassedRecord> + Clone,
        out: &mut [u8],
    ) -> usize {
        let count = records.clone().take(Self::MOST).count() as u8;
        let mut out = Writer { out, len: 0 };
        out.put(&first.to_le_bytes());
        out.put(&[count]);
        for record in records.take(Self::MOST) {
            out.put(&record.encode());
        }
        out.len
    }

    /// Reads an answer; `None` if its length is none.
    #[must_use]
    pub fn parse(wire: &'a [u8]) -> Option<Self> {
        let (first, rest) = wire.split_first_chunk::<4>()?;
        let (count, rest) = rest.split_first()?;
        let (records, more) = rest.as_chunks::<{ PassedRecord::LEN }>();
        (usize::from(*count) == records.len() && more.is_empty()).then_some(Self {
            first: u32::from_le_bytes(*first),
            records,
        })
    }

    /// The records; `None` for one of a kind that this version does not have.
    pub fn records(&self) -> impl ExactSizeIterator<Item = Option<PassedRecord>> + 'a {
        self.records.iter().map(PassedRecord::parse)
    }
}

/// Appends to a slice; what does not fit is left out, so the length tells.
pub(crate) struct Writer<'a> {
    /// Where to.
    pub(crate) out: &'a mut [u8],
    /// Bytes written.
    pub(crate) len: usize,
}

impl Writer<'_> {
    /// Appends all of `bytes` if they fit.
    pub(crate) fn put(&mut self, bytes: &[u8]) {
        let end = self.len.saturating_add(bytes.len());
        if let Some(room) = self.out.get_mut(self.len..end) {
            for (to, from) in room.iter_mut().zip(bytes) {
                *to = *from;
            }
            self.len = end;
        }
    }
}

/// Takes fields from the front of a slice.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a>(pub &'a [u8]);

impl Reader<'_> {
    /// The next `N` bytes.
    pub fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*head)
    }

    /// The next two bytes as a number.
    pub fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }

    /// The next four bytes as a number.
    pub fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    /// The next six bytes as a time, `Some(None)` if it is unknown.
    pub fn time(&mut self) -> Option<Option<u32>> {
        let bcd = self.take()?;
        if bcd == UNKNOWN_TIME {
            Some(None)
        } else {
            calendar::from_bcd(bcd).map(Some)
        }
    }

    /// The next record.
    pub fn record(&mut self) -> Option<Record> {
        self.take().and_then(|wire| Record::from_wire(&wire))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summary_of_the_reference() {
        let summary = Summary {
            flags: 0b11,
            meters: 1000,
            powered: 957,
            outage: 40,
            unreachable: 3,
            unknown: 0,
            change_seq: 4711,
            boot_id: 7,
            registry_crc: 0x1234,
            last_event: calendar::from_bcd([0x30, 0x15, 0x07, 0x12, 0x09, 0x25]),
            now: None,
        };
        let wire = summary.to_wire();
        assert_eq!(
            wire[..20],
            [
                1, 3, 0xE8, 3, 0xBD, 3, 40, 0, 3, 0, 0, 0, 0x67, 0x12, 0, 0, 7, 0, 0, 0
            ]
        );
        assert_eq!(
            wire[20..],
            [
                0x34, 0x12, 0x30, 0x15, 0x07, 0x12, 0x09, 0x25, 0xEE, 0xEE, 0xEE, 0xEE, 0xEE, 0xEE
            ]
        );
        assert_eq!(Summary::from_wire(&wire), Some(summary));
    }

    #[test]
    fn record_of_the_reference() {
        let wire = [
            1, 0, 0, 0, 0, 0, 0x0A, 5, 0x30, 0x15, 0x07, 0x12, 0x09, 0x25, 0xFF, 0xFF,
        ];
        let record = Record::from_wire(&wire).unwrap();
        assert_eq!(record.status.state(), State::Outage);
        assert!(record.status.has(Status::LAST_GASP));
        assert_eq!(record.duration, STILL_OUT);
        assert_eq!(record.to_wire(), wire);
        assert_eq!(Record::from_wire(&[0x99; 16]), None);
    }

    #[test]
    fn every_item_has_its_identifier() {
        for item in [
            Item::Summary,
            Item::Capabilities,
            Item::Bitmap(1),
            Item::Records(0x53),
            Item::AllRecords,
            Item::Changes,
            Item::Numbered,
        ] {
            assert_eq!(Item::from_di(BASE, item.di(BASE)), Some(item));
        }
        assert_eq!(Item::Records(1).di(BASE), 0xEF10_0201);
        assert_eq!(Item::Numbered.di(BASE), 0xEF10_0600);
        assert_eq!(confirm_di(BASE), 0xEF10_0601);
        assert_eq!(Item::from_di(BASE, 0xEF10_0254), None);
        assert_eq!(Item::from_di(BASE, 0x0001_0000), None);
    }
    #[test]
    fn numbered_records_come_back_and_a_wrong_length_does_not() {
        use rf_frame::journal::entry::{Record, RecordKind};
        use rf_frame::security::DeviceId;
        let record = |number| {
            let record = Record::own(RecordKind::Joined, number);
            PassedRecord::new(&record, DeviceId([7; 8]))
        };
        let mut out = [0xA5; 200];
        let len = Numbered::write(12, (12..=20).map(record), &mut out);
        assert_eq!(len, 5 + 5 * 32);
        let read = Numbered::parse(&out[..len]).unwrap();
        assert_eq!(read.first, 12);
        let records: std::vec::Vec<_> = read.records().collect();
        let written: std::vec::Vec<_> = (12..=16).map(|n| Some(record(n))).collect();
        assert_eq!(records, written);
        assert_eq!(Numbered::parse(&out[..len - 1]), None);
        assert_eq!(Numbered::parse(&out[..len + 1]), None);
        let len = Numbered::write(21, core::iter::empty(), &mut out);
        assert_eq!(out[..len], [21, 0, 0, 0, 0]);
    }
}
