//! What survives a power cut of the node: a fixed, versioned layout.
//!
//! All numbers big-endian.
//!
//! ```text
//! offset  bytes  field
//!      0      1  version, 2
//!      1      1  flags: bit 0 clock known, bit 1 phase pending, bit 2 restarted known
//!      2      8  epoch, µs of node time
//!     10      8  offset at the epoch, 1/256 µs
//!     18     20  mean rate, four amplitudes of the day's pattern, 1/256 ppb
//!     38     48  covariance of the offset with all states
//!     86     60  covariance of the rest, upper triangle
//!    146     24  hard bounds: instant, lower and upper, µs
//!    170      2  sampling instant, 1/256 of the shortest turn-around
//!    172     48  last 24 turn-arounds, 16 µs
//!    220      6  entries and next entry of them, shortest turn-around in µs
//!    226     40  costs of the hypotheses on reply timing
//!    266      2  age of the firmware's copy of the clock, ms
//!    268     24  pending phase: instant, offset, variance
//!    292      8  instant of the last restart
//!    300      1  surprises of passive reads
//!    301      2  age of the copy that one burst suspects, ms
//!    303      2  last jump of the clock between two bursts, ms
//!    305      3  reserved, 0
//!    308      2  CRC-16 (polynomial 0x1021, start 0xffff) of all before
//! ```
//!
//! What was learned of the sets is kept by itself, without a checksum: it goes into a record of the
//! caller's.
//!
//! ```text
//!      0      1  version, 2
//!      1      4  latency, µs
//!      5      1  verified sets
//!      6      1  behaviour: 0 unknown, 1 reset, 2 half, 3 keep, 4 next tick
//!      7      1  evidence of a divider that runs on
//!      8      1  sets in a row without effect
//!      9      1  spread of the latency, 2 ms
//! ```
//!
//! A keeper puts both after what it knows of its meter.
//!
//! ```text
//!      0      1  version, 2
//!      1      6  address of the meter
//!      7      1  times that the clock was found more than 5 min off again after a set
//!      8      8  last set, µs of node time; the least number: none
//!     16      4  day of the last second try, days since 2000-01-01
//!     20      1  form of reading: 0 together, 1 apart, 2 edition of 1997
//!     21      1  steps by another master
//!     22     10  model of the sets
//!     32    310  tracker
//!    342      1  days without such a step
//!    343      8  since when the first set waits, µs of node time; the least number: it does not
//!    351      1  reserved, 0
//! ```
//!
//! A gateway keeps what its reference gate knows.
//!
//! ```text
//!      0      1  version, 1
//!      1      1  flags: bit 0 a reference was believed, bit 1 by witnesses, bit 2 barred
//!      2      8  when it was last, µs of network time
//!     10      8  both middle values then, ms
//!     18      8  witnesses then, a bit each
//!     26      4  day of the newest middle values, days since 2000-01-01
//!     30    248  both middle values of 31 days, ms, the day modulo 31; the least number: none
//!    278    576  64 meters: sets, their sum in ms, offset without them in ms, the least number: none
//!    854      2  CRC-16 of all before
//! ```

mod bytes;
mod gate;
mod keeper;

use core::fmt;

pub(crate) use self::bytes::{Reader, Writer};
pub use self::gate::GATE_LEN;
pub use self::keeper::KEEPER_LEN;
use crate::correct::set::{Behaviour, SetModel};
use crate::estimate::clock::KeptClock;
use crate::estimate::kalman::Fixed;
use crate::estimate::timing::{COPY_AGE_MAX, RING, ReplyTiming};
use crate::estimate::tracker::{Hard, Pending, Tracker};
use crate::time::{Bounds, Offset, Timestamp};

/// Length of the layout.
pub const STATE_LEN: usize = 310;
/// Length of the layout of a [`SetModel`].
pub const SET_MODEL_LEN: usize = 10;
const VERSION: u8 = 2;
/// Version of the layout of a [`SetModel`].
const SET_VERSION: u8 = 2;
/// Flag: the clock is known.
const KNOWN: u8 = 1;
/// Flag: a phase that one burst saw and none confirmed yet.
const PENDING: u8 = 2;
/// Flag: the phase was started again once.
const RESTARTED: u8 = 4;
/// All flags.
const FLAGS: u8 = KNOWN | PENDING | RESTARTED;
/// Bytes of the checksum.
const SUM: usize = 2;

/// Why stored bytes are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
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
            Self::Version(v) => write!(f, "state has the unknown version {v}"),
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
        let mut to = Writer::new(body);
        let flag = |set: bool, flag: u8| if set { flag } else { 0 };
        to.u8(VERSION);
        to.u8(flag(self.clock.is_some(), KNOWN)
            | flag(self.pending.is_some(), PENDING)
            | flag(self.restarted.is_some(), RESTARTED));
        to.i64(self.epoch.as_micros());
        write_clock(&self.clock.unwrap_or(NO_CLOCK), &mut to);
        to.i64(self.hard.at.as_micros());
        to.i64(self.hard.bounds.lower.as_micros());
        to.i64(self.hard.bounds.upper.as_micros());
        write_timing(&self.timing, &mut to);
        let pending = self.pending.unwrap_or(NO_PENDING);
        to.i64(pending.at.as_micros());
        to.i64(pending.mean);
        to.i64(pending.var);
        to.i64(self.restarted.map_or(0, Timestamp::as_micros));
        to.u8(self.surprises);
        to.u16(self.timing.suspected_ms);
        to.u16(self.timing.jump_ms);
        to.put([0; 3]);
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
        let mut from = Reader::new(body);
        let has = |flag| flags & flag != 0;
        let _: [u8; 2] = from.take();
        let epoch = Timestamp::from_micros(from.i64());
        let clock = read_clock(&mut from);
        let hard = Hard {
            at: Timestamp::from_micros(from.i64()),
            bounds: Bounds::new(
                Offset::from_micros(from.i64()),
                Offset::from_micros(from.i64()),
            ),
        };
        let timing = read_timing(&mut from)?;
        let pending = Pending {
            at: Timestamp::from_micros(from.i64()),
            mean: from.i64(),
            var: from.i64(),
        };
        let restarted = Timestamp::from_micros(from.i64());
        *self = Self {
            clock: has(KNOWN).then_some(clock),
            epoch,
            hard,
            timing,
            pending: has(PENDING).then_some(pending),
            restarted: has(RESTARTED).then_some(restarted),
            surprises: from.u8(),
        };
        self.timing.suspected_ms = from.u16();
        self.timing.jump_ms = from.u16();
        Ok(())
    }
}

const NO_CLOCK: KeptClock = KeptClock {
    offset: Fixed::ZERO,
    rates: [0; 5],
    offset_row: [Fixed::ZERO; 6],
    rates_cov: [0; 15],
};

const NO_PENDING: Pending = Pending {
    at: Timestamp::from_micros(0),
    mean: 0,
    var: 0,
};

fn write_clock(clock: &KeptClock, to: &mut Writer<'_>) {
    to.i64(clock.offset.0);
    clock.rates.iter().for_each(|v| to.i32(*v));
    clock.offset_row.iter().for_each(|v| to.i64(v.0));
    clock.rates_cov.iter().for_each(|v| to.i32(*v));
}

fn read_clock(from: &mut Reader<'_>) -> KeptClock {
    KeptClock {
        offset: Fixed(from.i64()),
        rates: core::array::from_fn(|_| from.i32()),
        offset_row: core::array::from_fn(|_| Fixed(from.i64())),
        rates_cov: core::array::from_fn(|_| from.i32()),
    }
}

fn write_timing(timing: &ReplyTiming, to: &mut Writer<'_>) {
    to.u16(timing.alpha as u16);
    timing.ring.iter().for_each(|v| to.u16(*v));
    to.u8(timing.filled);
    to.u8(timing.next);
    to.u32(timing.floor);
    timing.costs.iter().for_each(|v| to.u16(*v as u16));
    to.u16(timing.copy_ms);
}

fn read_timing(from: &mut Reader<'_>) -> Result<ReplyTiming, StateError> {
    let timing = ReplyTiming {
        alpha: from.u16() as i16,
        ring: core::array::from_fn(|_| from.u16()),
        filled: from.u8(),
        next: from.u8(),
        floor: from.u32(),
        costs: core::array::from_fn(|_| from.u16() as i16),
        copy_ms: from.u16(),
        suspected_ms: 0,
        jump_ms: 0,
    };
    if usize::from(timing.filled) > RING || usize::from(timing.next) >= RING {
        return Err(StateError::Field(220));
    }
    if timing.costs.iter().any(|cost| *cost < 0) {
        return Err(StateError::Field(226));
    }
    if timing.known_copy_age() > COPY_AGE_MAX {
        return Err(StateError::Field(266));
    }
    Ok(timing)
}

impl SetModel {
    /// What was learned as bytes, for storage.
    #[must_use]
    pub const fn to_bytes(&self) -> [u8; SET_MODEL_LEN] {
        let [l0, l1, l2, l3] = self.latency.to_be_bytes();
        let behaviour = self.behaviour as u8;
        [
            SET_VERSION,
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
    /// [`StateError::Version`] of another version, [`StateError::Field`] for a value that no model
    /// writes.
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
        if version != SET_VERSION {
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
            4 => Behaviour::NextTick,
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
        t.restarted = Some(Timestamp::from_micros(-5));
        t.pending = Some(Pending {
            at: Timestamp::from_micros(1),
            mean: -2,
            var: 3,
        });
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
        assert_eq!((b[0], b[1]), (2, 7));
        let last = 39 * 900_000_000i64 + 39 * 39 * 77_777;
        assert_eq!(b[2..10], last.to_be_bytes());
        let known = t.estimate(Timestamp::from_micros(last)).unwrap();
        let low = known.bounds.lower.as_micros();
        assert_eq!(b[146..154], last.to_be_bytes());
        assert_eq!(b[154..162], low.to_be_bytes());
        assert_eq!(b[170..172], [0xff, 0xf9]);
        assert_eq!(b[222..226], t.timing.floor.to_be_bytes());
        assert_eq!(b[266..268], [0, 10]);
        assert_eq!(
            b[268..292],
            [1i64, -2, 3].map(i64::to_be_bytes).as_flattened()[..]
        );
        assert_eq!(b[292..300], (-5i64).to_be_bytes());
        assert_eq!(b[300], t.surprises);
    }

    #[test]
    fn what_was_learned_of_the_sets_comes_back() {
        let mut m = SetModel::with_latency(crate::Micros(-470_000), Behaviour::Half);
        (m.refused, m.keep_evidence, m.spread) = (2, 1, 9);
        let b = m.to_bytes();
        assert_eq!(b, [2, 0xff, 0xf8, 0xd4, 0x10, 1, 2, 1, 2, 9]);
        assert_eq!(SetModel::from_bytes(&b), Ok(m));
        assert_eq!(
            SetModel::from_bytes(&[1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            Err(StateError::Version(1))
        );
        assert_eq!(
            SetModel::from_bytes(&[2, 0, 0, 0, 0, 0, 5, 0, 0, 0]),
            Err(StateError::Field(6))
        );
        assert_eq!(
            SetModel::from_bytes(&[2, 0x7f, 0, 0, 0, 0, 1, 0, 0, 0]),
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
            Err(StateError::Length(309))
        );
        let mut other = good;
        other[0] = 1;
        assert_eq!(Tracker::from_bytes(&other), Err(StateError::Version(1)));
    }

    proptest! {
        /// Bytes with a right checksum and any content never make a tracker that panics.
        #[test]
        fn any_content_is_survived(mut b in proptest::collection::vec(any::<u8>(), STATE_LEN), at: i64, r in 1i64..700_000) {
            b[0] = 2;
            b[1] &= 7;
            b[220] %= 25;
            b[221] %= 24;
            for i in 0..20 { b[226 + 2 * i] &= 0x7f; }
            b[266] &= 7;
            b[267] &= 0xcf;
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
