//! Time frames (SPEC.md, section 2.5).
//!
//! ```text
//! BEACON  BSEQ 1  VQ 1  seconds 4  fraction 2  CORR 2  NEXT 2  EPO 2
//! TREQ    BSEQ 1  opaque 4
//! TRSP    IDX 2  opaque 4  seconds 4  fraction 2  turn 4  VQ 1          VQ: 7..4 verdict, 3..0 quality
//! ```

use super::bytes::{Reader, Writer};
use super::report::Quality;

/// Network time: seconds since 2000-01-01 00:00:00 UTC and a fraction of 2⁻¹⁶ s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct NetTime {
    /// Whole seconds.
    pub seconds: u32,
    /// Fraction, 2⁻¹⁶ s.
    pub fraction: u16,
}

impl NetTime {
    /// The instant `us` microseconds after 2000-01-01 00:00:00 UTC, rounded to 2⁻¹⁶ s; saturates in
    /// the year 2136.
    #[must_use]
    pub const fn from_micros(us: u64) -> Self {
        let parts = (us as u128 * 65_536 + 500_000) / 1_000_000;
        let seconds = parts >> 16;
        if seconds > u32::MAX as u128 {
            NetTime {
                seconds: u32::MAX,
                fraction: u16::MAX,
            }
        } else {
            NetTime {
                seconds: seconds as u32,
                fraction: (parts & 0xffff) as u16,
            }
        }
    }

    /// Microseconds since 2000-01-01 00:00:00 UTC, rounded.
    #[must_use]
    pub const fn as_micros(self) -> u64 {
        self.seconds as u64 * 1_000_000 + (self.fraction as u64 * 1_000_000 + 32_768) / 65_536
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        Some(NetTime {
            seconds: r.u32()?,
            fraction: r.u16()?,
        })
    }

    fn write(self, w: &mut Writer<'_>) {
        w.u32(self.seconds);
        w.u16(self.fraction);
    }
}

/// What the gateway's gate says of its time reference (F-15). A node sets its meter with `Trusted`
/// and `SingleSource` only (T-10).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Verdict {
    /// 0: no reference; the clock runs free.
    #[default]
    FreeRunning,
    /// 1: trusted.
    Trusted,
    /// 2: the reference is refused.
    Refused,
    /// 3: no witnesses.
    NoWitnesses,
    /// 4: the sources contradict each other.
    Contradiction,
    /// 5: stepped within the last hour.
    Stepped,
    /// 6: trusted as the only source (T-9).
    SingleSource,
    /// 7..=15: not known; not trusted.
    Unknown(u8),
}

impl Verdict {
    /// From its number on air.
    #[must_use]
    pub const fn from_number(n: u8) -> Self {
        match n {
            0 => Verdict::FreeRunning,
            1 => Verdict::Trusted,
            2 => Verdict::Refused,
            3 => Verdict::NoWitnesses,
            4 => Verdict::Contradiction,
            5 => Verdict::Stepped,
            6 => Verdict::SingleSource,
            n => Verdict::Unknown(n),
        }
    }

    /// Number on air.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Verdict::FreeRunning => 0,
            Verdict::Trusted => 1,
            Verdict::Refused => 2,
            Verdict::NoWitnesses => 3,
            Verdict::Contradiction => 4,
            Verdict::Stepped => 5,
            Verdict::SingleSource => 6,
            Verdict::Unknown(n) => n,
        }
    }

    /// Whether a meter may be set by this time (T-10).
    #[must_use]
    pub const fn may_set(self) -> bool {
        matches!(self, Verdict::Trusted | Verdict::SingleSource)
    }
}

fn read_vq(byte: u8) -> (Verdict, Quality) {
    (
        Verdict::from_number(byte >> 4),
        Quality::from_number(byte & 0x0f),
    )
}

const fn vq(verdict: Verdict, quality: Quality) -> u8 {
    verdict.number() << 4 | quality.number() & 0x0f
}

const fn vq_fits(verdict: Verdict, quality: Quality) -> bool {
    verdict.number() <= 15 && quality.number() <= 15
}

/// Payload of a BEACON (14 bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Beacon {
    /// Sequence number (BSEQ).
    pub seq: u8,
    /// What the gate says of the reference.
    pub verdict: Verdict,
    /// Quality of the gateway's clock.
    pub quality: Quality,
    /// Network time at the end of this frame's sync word.
    pub time: NetTime,
    /// Measured error of the stamp in the previous beacon, µs (CORR).
    pub correction_us: i16,
    /// Time to the next beacon, 10 ms (NEXT).
    pub next: u16,
    /// The last epoch used (EPO).
    pub epoch: u16,
}

impl Beacon {
    pub(super) fn read(mut r: Reader<'_>) -> Option<Self> {
        let seq = r.u8()?;
        let (verdict, quality) = read_vq(r.u8()?);
        let beacon = Beacon {
            seq,
            verdict,
            quality,
            time: NetTime::read(&mut r)?,
            correction_us: r.u16()?.cast_signed(),
            next: r.u16()?,
            epoch: r.u16()?,
        };
        r.end(beacon)
    }

    pub(super) fn write(&self, w: &mut Writer<'_>) {
        w.put(&[self.seq, vq(self.verdict, self.quality)]);
        self.time.write(w);
        w.put(&self.correction_us.to_le_bytes());
        w.u16(self.next);
        w.u16(self.epoch);
    }

    pub(super) const fn fits(&self) -> bool {
        vq_fits(self.verdict, self.quality)
    }
}

/// Payload of a TREQ (5 bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Treq {
    /// The beacon last heard (BSEQ).
    pub seq: u8,
    /// Bytes that the answer brings back.
    pub opaque: [u8; 4],
}

impl Treq {
    pub(super) fn read(mut r: Reader<'_>) -> Option<Self> {
        let treq = Treq {
            seq: r.u8()?,
            opaque: r.array()?,
        };
        r.end(treq)
    }

    pub(super) fn write(&self, w: &mut Writer<'_>) {
        w.u8(self.seq);
        w.put(&self.opaque);
    }
}

/// Payload of a TRSP (17 bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Trsp {
    /// The node it answers (IDX).
    pub index: u16,
    /// The bytes of its TREQ.
    pub opaque: [u8; 4],
    /// Network time at the end of the TREQ's sync word.
    pub time: NetTime,
    /// From there to the end of this frame's sync word, µs.
    pub turn_us: u32,
    /// What the gate says of the reference.
    pub verdict: Verdict,
    /// Quality of the gateway's clock.
    pub quality: Quality,
}

impl Trsp {
    pub(super) fn read(mut r: Reader<'_>) -> Option<Self> {
        let (index, opaque, time) = (r.u16()?, r.array()?, NetTime::read(&mut r)?);
        let turn_us = r.u32()?;
        let (verdict, quality) = read_vq(r.u8()?);
        let trsp = Trsp {
            index,
            opaque,
            time,
            turn_us,
            verdict,
            quality,
        };
        r.end(trsp)
    }

    pub(super) fn write(&self, w: &mut Writer<'_>) {
        w.u16(self.index);
        w.put(&self.opaque);
        self.time.write(w);
        w.u32(self.turn_us);
        w.u8(vq(self.verdict, self.quality));
    }

    pub(super) const fn fits(&self) -> bool {
        vq_fits(self.verdict, self.quality)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_comes_back_within_half_a_unit() {
        for us in [0, 1, 7, 848_000_000_250_000, 4_294_967_295_999_000] {
            assert!(NetTime::from_micros(us).as_micros().abs_diff(us) <= 8);
        }
        assert_eq!(NetTime::from_micros(u64::MAX).seconds, u32::MAX);
    }

    #[test]
    fn only_two_verdicts_may_set_a_meter() {
        let may: std::vec::Vec<_> = (0..16)
            .filter(|n| Verdict::from_number(*n).may_set())
            .collect();
        assert_eq!(may, [1, 6]);
    }
}
