//! REPORT and STATUS: one power event, or the health, of one meter (specification, section 2.1).
//!
//! ```text
//! 0    2    3    4     7
//! EVT  FLG  RQ   AGE   CAP
//! 2    1    1    3     1
//! ```

use crate::v1::bytes::Writer;
use crate::v1::frame::{EncodeError, Frame, FrameType, Payload};

/// State bits of a meter (FLG).
///
/// **Shape:** 1 byte. **Source:** specification, section 2.1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Flags(pub u8);

impl Flags {
    /// No mains at the meter (停电).
    pub const OUT: Flags = Flags(0x01);
    /// Phase A lost.
    pub const PHASE_A: Flags = Flags(0x02);
    /// Phase B lost.
    pub const PHASE_B: Flags = Flags(0x04);
    /// Phase C lost.
    pub const PHASE_C: Flags = Flags(0x08);
    /// Test event.
    pub const TEST: Flags = Flags(0x10);
    /// Cover or terminal opened.
    pub const TAMPER: Flags = Flags(0x20);
    /// Capacitor low.
    pub const CAP_LOW: Flags = Flags(0x40);
    /// The sender expects no further transmission.
    pub const LAST: Flags = Flags(0x80);
    /// The bits whose debounced change makes a new event: 0..=3 and 5.
    pub const EVENT_MASK: Flags = Flags(0x2f);

    /// Whether all bits of `other` are set.
    #[must_use]
    pub const fn contains(self, other: Flags) -> bool {
        self.0 & other.0 == other.0
    }

    /// These bits and those of `other`.
    #[must_use]
    pub const fn with(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    /// The bits that make events.
    #[must_use]
    pub const fn event_bits(self) -> Flags {
        Flags(self.0 & Flags::EVENT_MASK.0)
    }
}

/// How good the sender's clock is (RQ bits 3..0).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Quality {
    /// 0: never set.
    #[default]
    NeverSet,
    /// 1: worse than one minute.
    OverMinute,
    /// 2: within one minute.
    Minute,
    /// 3: within one second.
    Second,
    /// 4: within 100 ms.
    Ms100,
    /// 5: within 10 ms.
    Ms10,
    /// 6: within 1 ms.
    Ms1,
    /// 7..=15: not assigned in version 1.
    Unknown(u8),
}

impl Quality {
    /// Quality with code `n`; the upper four bits are ignored.
    #[must_use]
    pub const fn from_code(n: u8) -> Self {
        match n & 0x0f {
            0 => Quality::NeverSet,
            1 => Quality::OverMinute,
            2 => Quality::Minute,
            3 => Quality::Second,
            4 => Quality::Ms100,
            5 => Quality::Ms10,
            6 => Quality::Ms1,
            other => Quality::Unknown(other),
        }
    }

    /// Code on air, 0..=15.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Quality::NeverSet => 0,
            Quality::OverMinute => 1,
            Quality::Minute => 2,
            Quality::Second => 3,
            Quality::Ms100 => 4,
            Quality::Ms10 => 5,
            Quality::Ms1 => 6,
            Quality::Unknown(n) => n & 0x0f,
        }
    }
}

/// Time since the first moment of the event, at the end of the sync word of the frame that carries
/// it.
///
/// **Units:** 10 ms. **Shape:** 3 bytes; all ones = 46.6 h or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Age(u32);

impl Age {
    /// 46.6 hours or more.
    pub const MAX: Age = Age(0xff_ffff);

    /// Age of `ticks` of 10 ms, at most [`Age::MAX`].
    #[must_use]
    pub const fn from_ticks(ticks: u32) -> Self {
        if ticks < Age::MAX.0 {
            Age(ticks)
        } else {
            Age::MAX
        }
    }

    /// Age of `us` microseconds, rounded to the nearest 10 ms, at most [`Age::MAX`].
    #[must_use]
    pub const fn from_micros(us: u64) -> Self {
        if us >= Age::MAX.0 as u64 * 10_000 - 5_000 {
            return Age::MAX;
        }
        Age((us.wrapping_add(5_000) / 10_000) as u32)
    }

    /// Ticks of 10 ms.
    #[must_use]
    pub const fn ticks(self) -> u32 {
        self.0
    }

    /// Microseconds, `None` for [`Age::MAX`].
    #[must_use]
    pub const fn micros(self) -> Option<u64> {
        if self.0 == Age::MAX.0 {
            None
        } else {
            Some(self.0 as u64 * 10_000)
        }
    }
}

/// Payload of REPORT and STATUS as a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Report {
    /// Event number of this meter (EVT), serial-number arithmetic modulo 65536.
    pub evt: u16,
    /// State bits (FLG).
    pub flags: Flags,
    /// Round number of the epoch, 0..=15, 0 outside a round.
    pub round: u8,
    /// Quality of the sender's clock.
    pub quality: Quality,
    /// Time since the first moment of the event.
    pub age: Age,
    /// Capacitor voltage in 25 mV.
    pub cap: u8,
}

/// Length of the payload in bytes.
pub const REPORT_LEN: usize = 8;

impl Report {
    /// Reads the payload of a REPORT or STATUS; `None` unless it is exactly 8 bytes.
    #[must_use]
    pub fn parse(payload: &[u8]) -> Option<Self> {
        let [e0, e1, flags, rq, a0, a1, a2, cap] = *<&[u8; REPORT_LEN]>::try_from(payload).ok()?;
        let age = Age(u32::from_le_bytes([a0, a1, a2, 0]));
        let (evt, flags) = (u16::from_le_bytes([e0, e1]), Flags(flags));
        Some(Report {
            evt,
            flags,
            round: rq >> 4,
            quality: Quality::from_code(rq),
            age,
            cap,
        })
    }

    /// The report of a REPORT or STATUS frame, `None` for another type.
    #[must_use]
    pub fn of(frame: &Frame<'_>) -> Option<Self> {
        match frame.frame_type() {
            FrameType::Report | FrameType::Status => Report::parse(frame.payload()),
            _ => None,
        }
    }

    /// The 8 payload bytes.
    #[must_use]
    pub const fn to_bytes(&self) -> [u8; REPORT_LEN] {
        let [e0, e1] = self.evt.to_le_bytes();
        let [a0, a1, a2, _] = self.age.0.to_le_bytes();
        [
            e0,
            e1,
            self.flags.0,
            self.round << 4 | self.quality.code(),
            a0,
            a1,
            a2,
            self.cap,
        ]
    }
}

impl Payload for Report {
    fn frame_type(&self) -> FrameType {
        FrameType::Report
    }

    fn write(&self, out: &mut Writer<'_>) -> Result<(), EncodeError> {
        out.put(&self.to_bytes());
        Ok(())
    }
}

/// A [`Report`] sent as STATUS: periodic health instead of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Status(pub Report);

impl Payload for Status {
    fn frame_type(&self) -> FrameType {
        FrameType::Status
    }

    fn write(&self, out: &mut Writer<'_>) -> Result<(), EncodeError> {
        self.0.write(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn age_rounds_and_saturates() {
        assert_eq!(Age::from_micros(1_020_000).ticks(), 102);
        assert_eq!(Age::from_micros(1_024_999).ticks(), 102);
        assert_eq!(Age::from_micros(1_025_000).ticks(), 103);
        assert_eq!(Age::from_micros(u64::MAX), Age::MAX);
        assert_eq!(Age::from_ticks(u32::MAX), Age::MAX);
        assert_eq!(Age::MAX.micros(), None);
    }
}
