//! What survives a power cut of the node: a fixed, versioned layout.
//!
//! All numbers big-endian.
//!
//! ```text
//! offset  bytes  field
//!      0      1  version, 1
//!      1      1  flags: bit 0 clock known, bit 1 phase pending, bit 2 restarted known
//!      2      8  epoch, µs of node time
//!     10      8  offset at the epoch, 1/256 µs
//!     18     20  mean rate, four amplitudes of the day's pattern, 1/256 ppb
//!     38     48  covariance of the offset with all states
//!     86     60  covariance of the rest, upper triangle
//!    146      8  hard bounds against the offset, lower and upper, µs
//!    154      2  latch position, 1/256 of the shortest turn-around
//!    156     48  last 24 turn-arounds, 16 µs
//!    204      6  entries and next entry of them, shortest turn-around in µs
//!    210     40  costs of the latch hypotheses
//!    250     24  pending phase: instant, offset, variance
//!    274      8  instant of the last restart
//!    282      1  surprises of passive reads
//!    283      3  reserved, 0
//!    286      2  CRC-16 (polynomial 0x1021, start 0xffff) of all before
//! ```
//!
//! What was learned of the sets stands by itself, without a checksum: it goes into a record of the caller's.
//!
//! ```text
//!      0      1  version, 1
//!      1      4  latency, µs
//!      5      1  verified sets
//!      6      1  behaviour: 0 unknown, 1 reset, 2 half, 3 keep
//!      7      1  evidence of a divider that runs on
//!      8      1  sets in a row without effect
//!      9      1  spread of the latency, 256 µs
//! ```

use core::fmt;

use crate::clock::Clock;
use crate::codec::Codec;
use crate::latch::RING;
use crate::set::{Behaviour, SetModel};
use crate::tracker::{FLAGS, HEAD, TAIL, Tracker, VERSION};

/// Length of the layout.
pub const STATE_LEN: usize = 288;
/// Length of the layout of a [`SetModel`].
pub const SET_MODEL_LEN: usize = 10;
/// Bytes of the latch.
const LATCH: usize = 96;
/// Bytes of the checksum.
const SUM: usize = 2;

const _: () = assert!(HEAD + LATCH + TAIL + SUM == STATE_LEN);

/// Why stored bytes are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StateError {
    /// Not [`STATE_LEN`] bytes long; the length found.
    Length(u16),
    /// Written by another version; the version found.
    Version(u8),
    /// The checksum does not fit.
    Checksum {
        /// As stored.
        found: u16,
        /// As calculated.
        expected: u16,
    },
    /// A field that no tracker writes; its offset.
    Field(u16),
}

const _: () = assert!(size_of::<StateError>() <= 8);

impl fmt::Display for StateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(n) => write!(f, "state has {n} bytes, expected {STATE_LEN}"),
            Self::Version(v) => write!(f, "state has version {v}, expected {VERSION}"),
            Self::Checksum { found, expected } => {
                write!(f, "state has checksum {found:04x}, expected {expected:04x}")
            }
            Self::Field(at) => write!(f, "state has an impossible value at offset {at}"),
        }
    }
}

impl core::error::Error for StateError {}

fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xffff, |mut crc: u16, &b| {
        crc ^= u16::from(b) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 == 0 {
                crc << 1
            } else {
                (crc << 1) ^ 0x1021
            };
        }
        crc
    })
}

impl Tracker {
    /// The state as bytes, for storage.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; STATE_LEN] {
        let mut out = [0; STATE_LEN];
        self.store(&mut out);
        out
    }

    /// [`Tracker::to_bytes`] in its place.
    pub fn store(&self, out: &mut [u8; STATE_LEN]) {
        let Some((body, sum)) = out.split_last_chunk_mut::<SUM>() else {
            return;
        };
        if let Some((head, rest)) = body.split_first_chunk_mut::<HEAD>()
            && let Some((latch, rest)) = rest.split_first_chunk_mut::<LATCH>()
            && let Some(tail) = rest.first_chunk_mut::<TAIL>()
        {
            *head = self.head;
            { self.latch }.code(Codec::writing(latch));
            *tail = self.tail;
        }
        *sum = crc(body).to_be_bytes();
    }

    /// The tracker that wrote `bytes`.
    ///
    /// # Errors
    /// Another length or version, a wrong checksum, or a field that no tracker writes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StateError> {
        let mut tracker = Self::new(crate::Profile::UNKNOWN);
        tracker.restore(bytes)?;
        Ok(tracker)
    }

    /// [`Tracker::from_bytes`] in place of what was there before, which an error leaves as it was.
    ///
    /// # Errors
    /// As [`Tracker::from_bytes`].
    pub fn restore(&mut self, bytes: &[u8]) -> Result<(), StateError> {
        let wrong = StateError::Length(u16::try_from(bytes.len()).unwrap_or(u16::MAX));
        let bytes: &[u8; STATE_LEN] = bytes.try_into().map_err(|_| wrong)?;
        let [version, flags, ..] = *bytes;
        if version != VERSION {
            return Err(StateError::Version(version));
        }
        let Some((body, sum)) = bytes.split_last_chunk::<SUM>() else {
            return Err(wrong);
        };
        let (found, expected) = (u16::from_be_bytes(*sum), crc(body));
        if found != expected {
            return Err(StateError::Checksum { found, expected });
        }
        if flags > FLAGS {
            return Err(StateError::Field(1));
        }
        let Some((head, rest)) = body.split_first_chunk::<HEAD>() else {
            return Err(wrong);
        };
        let Some((latch, rest)) = rest.split_first_chunk::<LATCH>() else {
            return Err(wrong);
        };
        let Some(tail) = rest.first_chunk::<TAIL>() else {
            return Err(wrong);
        };
        let [.., filled, next, _, _, _, _] = latch.first_chunk::<56>().unwrap_or(&[0; 56]);
        if usize::from(*filled) > RING || usize::from(*next) >= RING {
            return Err(StateError::Field(204));
        }
        let costs = latch
            .last_chunk::<40>()
            .unwrap_or(&[0; 40])
            .as_chunks::<2>()
            .0;
        if costs.iter().any(|[high, _]| *high > 0x7f) {
            return Err(StateError::Field(210));
        }
        self.head = *head;
        self.latch.code(Codec::reading(latch));
        self.tail = *tail;
        Ok(())
    }

    /// After the node lost its time (its own power cut): keeps what belongs to the meter – rate, pattern,
    /// latch – and forgets the phase, so the next burst is cold.
    pub fn forget_phase(&mut self) {
        let mut clock = Clock::ZERO;
        if self.load_kept(&mut clock) {
            clock.restart_offset(clock.offset(), 1 << 50);
            clock.widen_rate();
            self.keep(&mut clock);
        }
        self.forget_bounds();
        *self.surprises() = 0;
    }
}

impl SetModel {
    /// What was learned as bytes, for storage.
    #[must_use]
    pub const fn to_bytes(&self) -> [u8; SET_MODEL_LEN] {
        let [l0, l1, l2, l3] = self.latency.to_be_bytes();
        let behaviour = self.behaviour as u8;
        [
            VERSION,
            l0,
            l1,
            l2,
            l3,
            self.sets,
            behaviour,
            self.keep_evidence,
            self.refused,
            self.spread,
        ]
    }

    /// The model that wrote `bytes`.
    ///
    /// # Errors
    /// [`StateError::Version`] of another version, [`StateError::Field`] for a value that no model writes.
    pub const fn from_bytes(bytes: &[u8; SET_MODEL_LEN]) -> Result<Self, StateError> {
        let [
            version,
            l0,
            l1,
            l2,
            l3,
            sets,
            behaviour,
            keep_evidence,
            refused,
            spread,
        ] = *bytes;
        if version != VERSION {
            return Err(StateError::Version(version));
        }
        let latency = i32::from_be_bytes([l0, l1, l2, l3]);
        if latency < -2_000_000 || latency > 2_000_000 {
            return Err(StateError::Field(1));
        }
        let behaviour = match behaviour {
            0 => Behaviour::Unknown,
            1 => Behaviour::Reset,
            2 => Behaviour::Half,
            3 => Behaviour::Keep,
            _ => return Err(StateError::Field(6)),
        };
        Ok(Self {
            latency,
            sets,
            behaviour,
            keep_evidence,
            refused,
            spread,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Profile;
    use crate::time::Timestamp;
    use proptest::prelude::*;

    fn used() -> Tracker {
        let mut t = Tracker::new(Profile::measured(-7));
        for i in 0..40i64 {
            let at = i * 900_000_000 + i * i * 77_777;
            let shown = (at + 15_000 + 1_234_567).div_euclid(1_000_000);
            t.observe(
                Timestamp::from_micros(at),
                Timestamp::from_micros(at + 30_000 + i * 100),
                Timestamp::from_secs(shown),
            );
        }
        t.note_restart(-5);
        t.note_pending([1, -2, 3]);
        t
    }

    #[test]
    fn comes_back_as_it_went() {
        for t in [Tracker::new(Profile::UNKNOWN), used()] {
            assert_eq!(Tracker::from_bytes(&t.to_bytes()), Ok(t));
            let mut other = used();
            assert_eq!((other.restore(&t.to_bytes()), other), (Ok(()), t));
        }
    }

    #[test]
    fn layout_is_where_the_table_says() {
        let t = used();
        let b = t.to_bytes();
        assert_eq!((b[0], b[1]), (1, 7));
        let last = 39 * 900_000_000i64 + 39 * 39 * 77_777;
        assert_eq!(b[2..10], last.to_be_bytes());
        let known = t.estimate(Timestamp::from_micros(last)).unwrap();
        let low = (known.bounds.lower.as_micros() - known.offset.as_micros()) as i32;
        assert_eq!(b[146..150], low.to_be_bytes());
        assert_eq!(b[154..156], [0xff, 0xf9]);
        assert_eq!(b[206..210], t.latch.floor.to_be_bytes());
        assert_eq!(
            b[250..274],
            [1i64, -2, 3].map(i64::to_be_bytes).as_flattened()[..]
        );
        assert_eq!(b[274..282], (-5i64).to_be_bytes());
        assert_eq!(b[282], *t.clone().surprises());
    }

    #[test]
    fn what_was_learned_of_the_sets_comes_back() {
        let mut m = SetModel::with_latency(crate::Micros(-470_000), Behaviour::Half);
        (m.refused, m.keep_evidence, m.spread) = (2, 1, 9);
        let b = m.to_bytes();
        assert_eq!(b, [1, 0xff, 0xf8, 0xd4, 0x10, 1, 2, 1, 2, 9]);
        assert_eq!(SetModel::from_bytes(&b), Ok(m));
        assert_eq!(
            SetModel::from_bytes(&[2, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            Err(StateError::Version(2))
        );
        assert_eq!(
            SetModel::from_bytes(&[1, 0, 0, 0, 0, 0, 4, 0, 0, 0]),
            Err(StateError::Field(6))
        );
        assert_eq!(
            SetModel::from_bytes(&[1, 0x7f, 0, 0, 0, 0, 1, 0, 0, 0]),
            Err(StateError::Field(1))
        );
    }

    #[test]
    fn a_wrong_byte_is_found() {
        let good = used().to_bytes();
        for i in 0..STATE_LEN {
            let mut bad = good;
            bad[i] ^= 0x10;
            assert!(Tracker::from_bytes(&bad).is_err(), "{i}");
            let mut kept = used();
            assert!(kept.restore(&bad).is_err() && kept == used(), "{i}");
        }
        assert_eq!(
            Tracker::from_bytes(&good[1..]),
            Err(StateError::Length(287))
        );
        let mut other = good;
        other[0] = 2;
        assert_eq!(Tracker::from_bytes(&other), Err(StateError::Version(2)));
    }

    proptest! {
        /// Bytes with a right checksum and any content never make a tracker that panics.
        #[test]
        fn any_content_is_survived(mut b in proptest::collection::vec(any::<u8>(), STATE_LEN), at: i64, r in 1i64..700_000) {
            b[0] = 1;
            b[1] &= 7;
            b[204] %= 25;
            b[205] %= 24;
            for i in 0..20 { b[210 + 2 * i] &= 0x7f; }
            let sum = crc(&b[..STATE_LEN - 2]).to_be_bytes();
            b[STATE_LEN - 2..].copy_from_slice(&sum);
            let mut t = Tracker::from_bytes(&b).unwrap();
            let now = Timestamp::from_micros(at);
            let _ = t.estimate(now);
            let mut burst = crate::Burst::begin(&t, now);
            while let Some(t1) = burst.next_read(now) {
                burst.feed(t1, t1.plus(crate::Micros(r)), Timestamp::from_secs(at / 1_000_000));
            }
            burst.finish(&mut t);
            t.observe(now, now.plus(crate::Micros(r)), Timestamp::from_micros(at));
            t.forget_phase();
            prop_assert!(Tracker::from_bytes(&t.to_bytes()).is_ok());
        }
    }
}
