//! Extensions behind the payload: tag, length, value (specification, section 2.6).
//!
//! ```text
//! payload │ tag  len  value … │ tag  len  value … │ MIC
//!         │ 1    1    len     │                   │         only if bit 2 of FC is set
//! ```
//!
//! A tag with bit 7 set is critical: a receiver that does not know it refuses the frame. Other
//! unknown tags come out as [`Tlv::Unknown`] and are skipped.

use crate::v1::bytes::{Reader, Writer};
use crate::v1::frame::EncodeError;
use core::fmt;

/// Tag of [`Tlv::LogGap`].
pub(crate) const LOG_GAP: u8 = 7;
/// Tag of [`Tlv::LinksTo`].
pub(crate) const LINKS_TO: u8 = 9;

/// One extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Tlv<'a> {
    /// 01: the node's own idea of the event time: seconds since 2000-01-01 UTC, and milliseconds.
    Time {
        /// Seconds since 2000-01-01 00:00:00 UTC.
        seconds: u32,
        /// Milliseconds, 0..=999.
        ms: u16,
    },
    /// 02: seconds since the node started.
    Uptime(u32),
    /// 03: nodes whose outage report was heard; second-hand evidence that never commits an event.
    Heard {
        /// Index of bit 0 of the first byte.
        base: u16,
        /// One bit an index, low bit first.
        bitmap: &'a [u8],
    },
    /// 04: link margins.
    Links(Links<'a>),
    /// 05: duration of the previous state in 10 ms; 24 bits on air, more is sent as the largest
    /// value.
    PreviousState(u32),
    /// 06: firmware version.
    Firmware([u8; 4]),
    /// 07: oldest event number still available.
    LogGap(u16),
    /// 08: three phase voltages in 0.1 V.
    Voltages([u16; 3]),
    /// 09, added here: link margins with whole indices.
    LinksTo(LinksTo<'a>),
    /// Any other tag that may be skipped.
    Unknown {
        /// The tag, bit 7 clear.
        tag: u8,
        /// Its value.
        value: &'a [u8],
    },
}

/// Pairs of index offset and RSSI of TLV 04.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Links<'a>(&'a [u8]);

impl<'a> Links<'a> {
    /// Pairs of (index offset 1 B, RSSI in −dBm 1 B); `None` for an odd number of bytes.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Option<Self> {
        if bytes.len().is_multiple_of(2) {
            Some(Links(bytes))
        } else {
            None
        }
    }

    /// The pairs: index offset, and RSSI in −dBm.
    pub fn iter(&self) -> impl Iterator<Item = (u8, u8)> + 'a {
        self.0
            .as_chunks::<2>()
            .0
            .iter()
            .map(|[offset, rssi]| (*offset, *rssi))
    }
}

/// Triples of index and RSSI of TLV 09. Index 0 is the gateway.
///
/// TLV 04 names no base for its offsets, and one byte does not reach across a building: the
/// neighbour that a node could help is on another floor, several hundred indices away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LinksTo<'a>(&'a [u8]);

impl<'a> LinksTo<'a> {
    /// Triples of (index 2 B, RSSI in −dBm 1 B); `None` when the number of bytes is no multiple of
    /// 3.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Option<Self> {
        if bytes.len().is_multiple_of(3) {
            Some(LinksTo(bytes))
        } else {
            None
        }
    }

    /// The links: index, and RSSI in −dBm.
    pub fn iter(&self) -> impl Iterator<Item = (u16, u8)> + 'a {
        self.0
            .as_chunks::<3>()
            .0
            .iter()
            .map(|[low, high, rssi]| (u16::from_le_bytes([*low, *high]), *rssi))
    }
}

/// Why an extension cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TlvError {
    /// Tag, length or value is cut short; offset of the tag.
    Short(u8),
    /// A known tag (first field) with a length (second field) it cannot have.
    Length(u8, u8),
    /// A critical tag that is not known here: the frame must be refused.
    Critical(u8),
}

impl fmt::Display for TlvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TlvError::Short(at) => write!(f, "extension at offset {at} is cut short"),
            TlvError::Length(tag, len) => write!(f, "extension {tag:02x} with length {len}"),
            TlvError::Critical(tag) => write!(f, "unknown critical extension {tag:02x}"),
        }
    }
}

impl core::error::Error for TlvError {}

/// Iterator over the extensions of a frame; ends after the first error.
#[derive(Clone, Copy, Debug)]
pub struct Tlvs<'a> {
    rest: &'a [u8],
    at: u8,
}

impl<'a> Tlvs<'a> {
    /// Extensions in `bytes`.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Tlvs { rest: bytes, at: 0 }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Whether tags and lengths add up; the offset of the first tag that does not otherwise.
    pub(crate) fn check_lengths(mut self) -> Result<(), u8> {
        loop {
            match self.next_raw() {
                None => return Ok(()),
                Some(None) => return Err(self.at),
                Some(Some(_)) => {}
            }
        }
    }

    /// Whether every extension can be read.
    pub(crate) fn check(mut self) -> bool {
        loop {
            match self.next_raw() {
                None => return true,
                Some(Some((tag, value))) if can_read(tag, value.len()) => {}
                Some(_) => return false,
            }
        }
    }

    /// The value of the last extension with this tag in front of the first that cannot be read.
    #[cfg(feature = "helper")]
    pub(crate) fn last(mut self, tag: u8) -> Option<&'a [u8]> {
        let mut last = None;
        while let Some(Some((found, value))) = self.next_raw() {
            if !can_read(found, value.len()) {
                break;
            }
            if found == tag {
                last = Some(value);
            }
        }
        last
    }

    /// Tag and value; `Some(None)` when cut short.
    fn next_raw(&mut self) -> Option<Option<(u8, &'a [u8])>> {
        let (tag, behind) = self.rest.split_first()?;
        self.rest = &[];
        let Some((len, behind)) = behind.split_first() else {
            return Some(None);
        };
        let Some((value, rest)) = behind.split_at_checked(usize::from(*len)) else {
            return Some(None);
        };
        self.rest = rest;
        self.at = self.at.saturating_add(len.saturating_add(2));
        Some(Some((*tag, value)))
    }
}

/// Whether an extension is not critical or known, and may have a value of `len` bytes.
const fn can_read(tag: u8, len: usize) -> bool {
    match tag {
        1 | 8 => len == 6,
        2 | 6 => len == 4,
        3 => len >= 2,
        4 => len.is_multiple_of(2),
        5 => len == 3,
        7 => len == 2,
        9 => len.is_multiple_of(3),
        _ => tag < 0x80,
    }
}

impl<'a> Iterator for Tlvs<'a> {
    type Item = Result<Tlv<'a>, TlvError>;

    fn next(&mut self) -> Option<Self::Item> {
        let at = self.at;
        let Some((tag, value)) = self.next_raw()? else {
            return Some(Err(TlvError::Short(at)));
        };
        let tlv = Tlv::read(tag, value);
        if tlv.is_err() {
            self.rest = &[];
        }
        Some(tlv)
    }
}

impl<'a> Tlv<'a> {
    fn read(tag: u8, value: &'a [u8]) -> Result<Self, TlvError> {
        let wrong = TlvError::Length(tag, u8::try_from(value.len()).unwrap_or(u8::MAX));
        let mut r = Reader(value);
        let tlv = match tag {
            1 => r.u32().and_then(|seconds| {
                Some(Tlv::Time {
                    seconds,
                    ms: r.u16()?,
                })
            }),
            2 => r.u32().map(Tlv::Uptime),
            3 => r.u16().map(|base| Tlv::Heard {
                base,
                bitmap: r.rest(),
            }),
            4 => Links::new(r.rest()).map(Tlv::Links),
            5 => r.u24().map(Tlv::PreviousState),
            6 => r.array().map(Tlv::Firmware),
            7 => r.u16().map(Tlv::LogGap),
            8 => r
                .u16()
                .and_then(|a| Some(Tlv::Voltages([a, r.u16()?, r.u16()?]))),
            9 => LinksTo::new(r.rest()).map(Tlv::LinksTo),
            0x80.. => return Err(TlvError::Critical(tag)),
            _ => Some(Tlv::Unknown {
                tag,
                value: r.rest(),
            }),
        };
        tlv.filter(|_| r.0.is_empty()).ok_or(wrong)
    }

    /// Bytes on air, tag and length included.
    #[must_use]
    pub const fn encoded_len(&self) -> usize {
        let value = match self {
            Tlv::Time { .. } | Tlv::Voltages(_) => 6,
            Tlv::Uptime(_) | Tlv::Firmware(_) => 4,
            Tlv::Heard { bitmap, .. } => 2_usize.saturating_add(bitmap.len()),
            Tlv::Links(links) => links.0.len(),
            Tlv::LinksTo(links) => links.0.len(),
            Tlv::PreviousState(_) => 3,
            Tlv::LogGap(_) => 2,
            Tlv::Unknown { value, .. } => value.len(),
        };
        value.saturating_add(2)
    }

    pub(crate) fn write(&self, w: &mut Writer<'_>) -> Result<(), EncodeError> {
        let len =
            u8::try_from(self.encoded_len().saturating_sub(2)).map_err(|_| EncodeError::TooLong)?;
        let tag = match self {
            Tlv::Time { .. } => 1,
            Tlv::Uptime(_) => 2,
            Tlv::Heard { .. } => 3,
            Tlv::Links(_) => 4,
            Tlv::PreviousState(_) => 5,
            Tlv::Firmware(_) => 6,
            Tlv::LogGap(_) => 7,
            Tlv::Voltages(_) => 8,
            Tlv::LinksTo(_) => 9,
            Tlv::Unknown {
                tag: 1..=9 | 0x80..,
                ..
            } => return Err(EncodeError::Payload),
            Tlv::Unknown { tag, .. } => *tag,
        };
        w.put(&[tag, len]);
        match self {
            Tlv::Time { seconds, ms } => {
                w.put(&seconds.to_le_bytes());
                w.put(&ms.to_le_bytes());
            }
            Tlv::Uptime(v) => w.put(&v.to_le_bytes()),
            Tlv::Heard { base, bitmap } => {
                w.put(&base.to_le_bytes());
                w.put(bitmap);
            }
            Tlv::Links(links) => w.put(links.0),
            Tlv::LinksTo(links) => w.put(links.0),
            Tlv::PreviousState(v) => {
                let [a, b, c, _] = v.min(&0xff_ffff).to_le_bytes();
                w.put(&[a, b, c]);
            }
            Tlv::Firmware(v) => w.put(v),
            Tlv::LogGap(v) => w.put(&v.to_le_bytes()),
            Tlv::Voltages(phases) => {
                for v in phases {
                    w.put(&v.to_le_bytes());
                }
            }
            Tlv::Unknown { value, .. } => w.put(value),
        }
        Ok(())
    }
}
