//! Time frames: BEACON, delay request and delay response (specification, section 2.4).
//!
//! ```text
//! BEACON  BSEQ 1, quality 1, seconds 4, fraction 2, CORR 2, NEXT 2
//! TREQ    BSEQ 1, opaque 4
//! TRSP    opaque 4, seconds 4, fraction 2, turn-around 4
//! ```

use crate::v1::bytes::{Reader, Writer};
use crate::v1::frame::{EncodeError, FrameType, Payload};
use crate::v1::report::Quality;

/// Network time: seconds since 2000-01-01 00:00:00 UTC and a fraction of 2⁻¹⁶ s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NetTime {
    /// Whole seconds.
    pub seconds: u32,
    /// Fraction in 2⁻¹⁶ s.
    pub fraction: u16,
}

impl NetTime {
    /// The instant `us` microseconds after 2000-01-01 00:00:00 UTC, rounded to 2⁻¹⁶ s; saturates in
    /// the year 2136.
    #[must_use]
    pub const fn from_micros(us: u64) -> Self {
        let sixteenths = (us as u128 * 65_536 + 500_000) / 1_000_000;
        let seconds = sixteenths >> 16;
        if seconds > u32::MAX as u128 {
            NetTime {
                seconds: u32::MAX,
                fraction: u16::MAX,
            }
        } else {
            NetTime {
                seconds: seconds as u32,
                fraction: (sixteenths & 0xffff) as u16,
            }
        }
    }

    /// Microseconds since 2000-01-01 00:00:00 UTC, rounded.
    #[must_use]
    pub const fn to_micros(self) -> u64 {
        self.seconds as u64 * 1_000_000 + (self.fraction as u64 * 1_000_000 + 32_768) / 65_536
    }
}

/// Payload of a BEACON (12 bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Beacon {
    /// Sequence number (BSEQ).
    pub seq: u8,
    /// Quality of the gateway's clock.
    pub quality: Quality,
    /// Hops from the gateway, 0..=15.
    pub hops: u8,
    /// Network time at the end of this frame's sync word.
    pub time: NetTime,
    /// Measured error of the stamp in the previous beacon, µs (CORR).
    pub correction_us: i16,
    /// Time to the next beacon, 10 ms (NEXT).
    pub next: u16,
}

impl Beacon {
    /// Reads the payload; `None` unless it is exactly 12 bytes.
    #[must_use]
    pub fn parse(payload: &[u8]) -> Option<Self> {
        let [seq, q, s0, s1, s2, s3, f0, f1, c0, c1, n0, n1] =
            *<&[u8; 12]>::try_from(payload).ok()?;
        let time = NetTime {
            seconds: u32::from_le_bytes([s0, s1, s2, s3]),
            fraction: u16::from_le_bytes([f0, f1]),
        };
        let (correction_us, next) = (i16::from_le_bytes([c0, c1]), u16::from_le_bytes([n0, n1]));
        Some(Beacon {
            seq,
            quality: Quality::from_code(q),
            hops: q >> 4,
            time,
            correction_us,
            next,
        })
    }
}

impl Payload for Beacon {
    fn frame_type(&self) -> FrameType {
        FrameType::Beacon
    }

    fn write(&self, out: &mut Writer<'_>) -> Result<(), EncodeError> {
        out.put(&[self.seq, self.hops << 4 | self.quality.code()]);
        out.put(&self.time.seconds.to_le_bytes());
        out.put(&self.time.fraction.to_le_bytes());
        out.put(&self.correction_us.to_le_bytes());
        out.put(&self.next.to_le_bytes());
        Ok(())
    }
}

/// Payload of a TREQ (5 bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Treq {
    /// Beacon it relates to.
    pub seq: u8,
    /// Node timer at the end of this frame's sync word; comes back in the TRSP.
    pub opaque: u32,
}

impl Treq {
    /// Reads the payload; `None` unless it is exactly 5 bytes.
    #[must_use]
    pub fn parse(payload: &[u8]) -> Option<Self> {
        let mut r = Reader(payload);
        let treq = Treq {
            seq: r.u8()?,
            opaque: r.u32()?,
        };
        r.0.is_empty().then_some(treq)
    }
}

impl Payload for Treq {
    fn frame_type(&self) -> FrameType {
        FrameType::Treq
    }

    fn write(&self, out: &mut Writer<'_>) -> Result<(), EncodeError> {
        out.put(&[self.seq]);
        out.put(&self.opaque.to_le_bytes());
        Ok(())
    }
}

/// Payload of a TRSP (14 bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Trsp {
    /// Echo of the TREQ.
    pub opaque: u32,
    /// Network time at which the TREQ's sync word ended at the gateway.
    pub arrival: NetTime,
    /// From that arrival to the end of this frame's sync word, µs.
    pub turnaround_us: u32,
}

impl Trsp {
    /// Reads the payload; `None` unless it is exactly 14 bytes.
    #[must_use]
    pub fn parse(payload: &[u8]) -> Option<Self> {
        let [o0, o1, o2, o3, s0, s1, s2, s3, f0, f1, t0, t1, t2, t3] =
            *<&[u8; 14]>::try_from(payload).ok()?;
        let arrival = NetTime {
            seconds: u32::from_le_bytes([s0, s1, s2, s3]),
            fraction: u16::from_le_bytes([f0, f1]),
        };
        let (opaque, turnaround_us) = (
            u32::from_le_bytes([o0, o1, o2, o3]),
            u32::from_le_bytes([t0, t1, t2, t3]),
        );
        Some(Trsp {
            opaque,
            arrival,
            turnaround_us,
        })
    }
}

impl Payload for Trsp {
    fn frame_type(&self) -> FrameType {
        FrameType::Trsp
    }

    fn write(&self, out: &mut Writer<'_>) -> Result<(), EncodeError> {
        out.put(&self.opaque.to_le_bytes());
        out.put(&self.arrival.seconds.to_le_bytes());
        out.put(&self.arrival.fraction.to_le_bytes());
        out.put(&self.turnaround_us.to_le_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::NetTime;

    #[test]
    fn micros_survive_the_fraction() {
        for us in [0, 1, 7, 999_999, 1_000_000, 848_000_000_250_000] {
            let back = NetTime::from_micros(us).to_micros();
            assert!(back.abs_diff(us) <= 8, "{us} came back as {back}");
        }
        assert_eq!(
            NetTime::from_micros(u64::MAX),
            NetTime {
                seconds: u32::MAX,
                fraction: u16::MAX
            }
        );
    }
}
