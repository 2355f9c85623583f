//! REPORT and STATUS (SPEC.md, section 2.3).
//!
//! ```text
//! 0    2    3    4    7
//! EVT  FLG  RQ   AGE  CAP
//!           7..4 round  3 INFERRED  2..0 quality
//! ```

use super::bytes::{Reader, Writer};
use super::evt::Evt;

/// What a node says of its meter (FLG), one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Flags(pub u8);

impl Flags {
    /// Bit 0: no mains.
    pub const NO_MAINS: Flags = Flags(0x01);
    /// Bit 1: phase A lost.
    pub const PHASE_A: Flags = Flags(0x02);
    /// Bit 2: phase B lost.
    pub const PHASE_B: Flags = Flags(0x04);
    /// Bit 3: phase C lost.
    pub const PHASE_C: Flags = Flags(0x08);
    /// Bit 4: the supply is unstable (E-6).
    pub const UNSTABLE: Flags = Flags(0x10);
    /// Bit 5: cover or terminal block opened (开盖).
    pub const COVER: Flags = Flags(0x20);
    /// Bit 6: the module is out of its bay (E-11).
    pub const OUT_OF_BAY: Flags = Flags(0x40);
    /// Bit 7: last transmission before the capacitor is empty (N-7). Not part of the event.
    pub const LAST: Flags = Flags(0x80);
    /// Bits 0..6, which make an event when they change (F-8).
    pub const EVENT: Flags = Flags(0x7f);

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

    /// These bits without those of `other`.
    #[must_use]
    pub const fn without(self, other: Flags) -> Flags {
        Flags(self.0 & !other.0)
    }
}

/// How good a clock is (F-10): the bound that its error keeps. Higher is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Quality {
    /// 0: never set.
    #[default]
    Unset,
    /// 1: worse than 1 min.
    Poor,
    /// 2: 1 min.
    Minute,
    /// 3: 1 s.
    Second,
    /// 4: 100 ms.
    Tenth,
    /// 5: 10 ms.
    Hundredth,
    /// 6: 1 ms.
    Milli,
    /// 7 and above: not used by this version.
    Unknown(u8),
}

impl Quality {
    /// From its number on air.
    #[must_use]
    pub const fn from_number(n: u8) -> Self {
        match n {
            0 => Quality::Unset,
            1 => Quality::Poor,
            2 => Quality::Minute,
            3 => Quality::Second,
            4 => Quality::Tenth,
            5 => Quality::Hundredth,
            6 => Quality::Milli,
            n => Quality::Unknown(n),
        }
    }

    /// Number on air.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Quality::Unset => 0,
            Quality::Poor => 1,
            Quality::Minute => 2,
            Quality::Second => 3,
            Quality::Tenth => 4,
            Quality::Hundredth => 5,
            Quality::Milli => 6,
            Quality::Unknown(n) => n,
        }
    }
}

/// Time from the first moment of an event to the end of the frame's sync word (AGE). 3 bytes, 10 ms
/// a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Age(u32);

impl Age {
    /// Not known: the counter did not run through (E-3).
    pub const UNKNOWN: Age = Age(0xff_ffff);
    /// 46.6 h or more.
    pub const MAX: Age = Age(0xff_fffe);
    const UNIT_US: u64 = 10_000;

    /// Age of this many microseconds, rounded; saturates at [`Age::MAX`].
    #[must_use]
    pub const fn from_micros(us: u64) -> Self {
        let units = us.saturating_add(Self::UNIT_US / 2) / Self::UNIT_US;
        if units >= Self::MAX.0 as u64 {
            Self::MAX
        } else {
            Age(units as u32)
        }
    }

    /// Microseconds; `None` when not known. [`Age::MAX`] gives the least it can be.
    #[must_use]
    pub const fn as_micros(self) -> Option<u64> {
        if self.0 == Self::UNKNOWN.0 {
            None
        } else {
            Some(self.0 as u64 * Self::UNIT_US)
        }
    }

    /// The 24-bit number on air.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

/// Payload of REPORT and STATUS (8 bytes). In a STATUS, `evt` and `flags` are the newest state and
/// `age` is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Report {
    /// Number of the event.
    pub evt: Evt,
    /// State after the event.
    pub flags: Flags,
    /// Round of the epoch in which it is sent, 0..=15; 0 outside an epoch.
    pub round: u8,
    /// The event was not seen but inferred at boot (E-4).
    pub inferred: bool,
    /// Quality of the sender's clock.
    pub quality: Quality,
    /// Age of the event.
    pub age: Age,
    /// Voltage of the capacitor, 25 mV.
    pub cap: u8,
}

impl Report {
    pub(super) fn read(mut r: Reader<'_>) -> Option<Self> {
        let (evt, flags, rq) = (Evt(r.u16()?), Flags(r.u8()?), r.u8()?);
        let [a0, a1, a2] = r.array()?;
        let report = Report {
            evt,
            flags,
            round: rq >> 4,
            inferred: rq & 0x08 != 0,
            quality: Quality::from_number(rq & 0x07),
            age: Age(u32::from_le_bytes([a0, a1, a2, 0])),
            cap: r.u8()?,
        };
        r.end(report)
    }

    pub(super) fn write(&self, w: &mut Writer<'_>) {
        let [a0, a1, a2, _] = self.age.0.to_le_bytes();
        w.u16(self.evt.0);
        w.u8(self.flags.0);
        w.u8(self.round << 4 | u8::from(self.inferred) << 3 | self.quality.number() & 0x07);
        w.put(&[a0, a1, a2, self.cap]);
    }

    /// Whether every field fits its bits.
    pub(super) const fn fits(&self) -> bool {
        self.round <= 15 && self.quality.number() <= 7
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn age_rounds_and_saturates() {
        assert_eq!(Age::from_micros(1_024_999).as_micros(), Some(1_020_000));
        assert_eq!(Age::from_micros(1_025_000).as_micros(), Some(1_030_000));
        assert_eq!(Age::from_micros(u64::MAX), Age::MAX);
        assert_eq!(Age::from_micros(0xff_fffe * 10_000), Age::MAX);
        assert_eq!(Age::UNKNOWN.as_micros(), None);
    }

    #[test]
    fn better_quality_is_greater() {
        assert!(Quality::Milli > Quality::Second && Quality::Poor > Quality::Unset);
    }
}
