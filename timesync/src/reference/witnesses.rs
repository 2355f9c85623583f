//! What the nodes report of their meters, as witnesses of the reference (rule T-5).
//!
//! A node reports `m`, its meter's clock minus network time. Between two reports three things move
//! `m` that say nothing of the reference, and are taken out here:
//!
//! ```text
//! x₀ = m − taken − moved        kept a meter                            (1)
//! m  = x₀ + moved               what it would report now, its sets out  (2)
//! ```
//!
//! * Network time moves when it takes a candidate over: `moved` is the sum of those moves, with
//!   the sign that they have in `m`.
//! * The node sets its meter: the report after a set differs from (2) by the size of the set, which
//!   goes into `taken`. The report counts the sets, so that none is missed.
//! * A reading that is older than the last step of network time is against another network time: it
//!   is not used.

use crate::math::{clamp, to_i32};
use crate::reference::gate::{WITNESSES, Witness};
use crate::time::{GatewayTime, Micros, Timestamp};

/// A reading counts for so long.
const VERIFIED_FOR: Micros = Micros::DAY;

/// What one node reports of its meter: METER of the radio specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct MeterReport {
    /// Index of the node, 0 to 63.
    pub index: u8,
    /// The meter's clock minus network time; `None` if it is beyond what the report can say.
    pub offset: Option<Micros>,
    /// When that was read.
    pub read_at: Timestamp<GatewayTime>,
    /// The reading was verified by a second one.
    pub verified: bool,
    /// Clock fault, battery low, no usable calendar, or set by others.
    pub faulty: bool,
    /// Sets of this meter by its node since it joined, modulo 256.
    pub sets: u8,
}

/// What is kept of one meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// `x₀` of equation (1), ms.
    pub(crate) offset: i32,
    /// Sum of the sets, ms.
    pub(crate) taken: i32,
    /// The same as (2) when the gateway last stored it, ms; [`UNKNOWN`]: never.
    pub(crate) was: i32,
    /// When it was read, s; [`UNREAD`]: not since this gateway started.
    pub(crate) read_at: i64,
    /// The last reading can be used.
    pub(crate) good: bool,
    pub(crate) sets: u8,
}

/// Not among what was stored.
pub(crate) const UNKNOWN: i32 = i32::MIN;
/// Not read since the gateway started.
pub(crate) const UNREAD: i64 = i64::MIN;

/// All meters of the cabinet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Witnesses {
    pub(crate) known: [Option<Known>; WITNESSES],
    /// Sum of the moves of network time as they show in an offset.
    moved: Micros,
    /// Last step of network time.
    stepped: Option<Timestamp<GatewayTime>>,
}

impl Witnesses {
    pub(crate) const NONE: Self = Self {
        known: [None; WITNESSES],
        moved: Micros::ZERO,
        stepped: None,
    };

    /// Takes a report in; false if its index is out of range or its reading of another network
    /// time.
    pub(crate) fn report(&mut self, report: &MeterReport) -> bool {
        let moved = self.moved;
        let old = self.stepped.is_some_and(|at| report.read_at < at);
        let Some(slot) = self.known.get_mut(usize::from(report.index)) else {
            return false;
        };
        let (Some(offset), false) = (report.offset, old) else {
            if let Some(known) = slot {
                known.good = false;
            }
            return false;
        };
        let shown = offset - moved;
        // What was taken out so far, whether that is sure, and what was stored.
        let (taken, sure, was) = match *slot {
            None => (0, true, UNKNOWN),
            Some(known) if known.sets == report.sets => (known.taken, true, known.was),
            // Set while the gateway was off, and nobody knows by how much: a meter like a new one.
            Some(known) if known.read_at == UNREAD => (0, false, UNKNOWN),
            Some(known) => {
                let before = Micros::from_millis(i64::from(known.offset));
                (to_ms(shown - before), true, known.was)
            }
        };
        let read_at = report.read_at.as_secs();
        *slot = Some(Known {
            offset: to_ms(shown - Micros::from_millis(i64::from(taken))),
            taken,
            was,
            read_at,
            good: report.verified && !report.faulty && sure,
            sets: report.sets,
        });
        true
    }

    /// The node has left.
    pub(crate) fn leave(&mut self, index: u8) {
        if let Some(slot) = self.known.get_mut(usize::from(index)) {
            *slot = None;
        }
    }

    /// Network time has moved so that the meters' offsets against it have grown by `by`.
    pub(crate) fn network_moved(&mut self, by: Micros, step_at: Option<Timestamp<GatewayTime>>) {
        self.moved += by;
        if step_at.is_some() {
            self.stepped = step_at;
        }
    }

    /// Nothing read before counts: the gateway has started anew and its network time with it.
    pub(crate) fn forget_readings(&mut self) {
        self.moved = Micros::ZERO;
        self.stepped = None;
        for known in self.known.iter_mut().flatten() {
            known.read_at = UNREAD;
            known.good = false;
        }
    }

    /// What was stored of the meters whose bit is set in `of`; their bits.
    pub(crate) fn stored(&self, of: u64) -> impl Iterator<Item = (u64, Micros)> {
        (0u32..).zip(&self.known).filter_map(move |(index, known)| {
            let bit = 1u64.checked_shl(index).unwrap_or(0) & of;
            let was = known.as_ref().map_or(UNKNOWN, |known| known.was);
            let known = bit != 0 && was != UNKNOWN;
            known.then(|| (bit, Micros::from_millis(i64::from(was))))
        })
    }

    /// What would be reported of a meter now, its sets taken out, ms; for storing.
    pub(crate) fn last_offset(&self, known: &Known) -> i32 {
        if known.read_at == UNREAD {
            known.was
        } else {
            to_ms(Micros::from_millis(i64::from(known.offset)) + self.moved)
        }
    }

    /// The witnesses at `at`, in the order of their indices; returns how many.
    pub(crate) fn at(&self, at: Timestamp<GatewayTime>, out: &mut [Witness; WITNESSES]) -> usize {
        let mut n = 0usize;
        for (index, known) in (0u8..).zip(&self.known) {
            let (Some(known), Some(slot)) = (known, out.get_mut(n)) else {
                continue;
            };
            if known.read_at == UNREAD {
                continue;
            }
            let age = at - Timestamp::from_secs(known.read_at);
            *slot = Witness {
                index,
                offset: Micros::from_millis(i64::from(known.offset)) + self.moved,
                eligible: known.good && age.abs() <= VERIFIED_FOR,
            };
            n = n.saturating_add(1);
        }
        n
    }
}

/// To the nearest ms, within what a report can say.
fn to_ms(v: Micros) -> i32 {
    let ms = (v + Micros(500)).0.div_euclid(1_000);
    to_i32(clamp(ms, i64::from(i32::MIN), i64::from(i32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600;

    fn at(s: i64) -> Timestamp<GatewayTime> {
        Timestamp::from_secs(s)
    }

    fn report(offset_ms: i64, read_at: i64, sets: u8) -> MeterReport {
        MeterReport {
            index: 3,
            offset: Some(Micros::from_millis(offset_ms)),
            read_at: at(read_at),
            verified: true,
            faulty: false,
            sets,
        }
    }

    fn only(witnesses: &Witnesses, now: i64) -> Option<(i64, bool)> {
        let mut out = [Witness::NONE; WITNESSES];
        let n = witnesses.at(at(now), &mut out);
        assert!(n <= 1, "one meter only");
        out.first()
            .filter(|_| n == 1)
            .map(|w| (w.offset.0 / 1_000, w.eligible))
    }

    #[test]
    fn a_set_and_a_move_of_network_time_are_taken_out() {
        let mut witnesses = Witnesses::NONE;
        assert!(witnesses.report(&report(400, 0, 7)));
        assert_eq!(only(&witnesses, 10), Some((400, true)));
        // Network time goes back by 30 ms: the meter would report 430.
        witnesses.network_moved(Micros::from_millis(30), None);
        assert_eq!(only(&witnesses, 10), Some((430, true)));
        assert!(witnesses.report(&report(432, HOUR, 7)));
        assert_eq!(only(&witnesses, HOUR), Some((432, true)));
        // It is set to -100: 532 ms are taken out, and what it drifts after that counts.
        assert!(witnesses.report(&report(-100, 2 * HOUR, 8)));
        assert_eq!(only(&witnesses, 2 * HOUR), Some((432, true)));
        assert!(witnesses.report(&report(-95, 3 * HOUR, 8)));
        assert_eq!(only(&witnesses, 3 * HOUR), Some((437, true)));
        // A second set takes out what it adds to the first.
        assert!(witnesses.report(&report(5, 4 * HOUR, 9)));
        assert_eq!(only(&witnesses, 4 * HOUR), Some((437, true)));
        assert!(witnesses.report(&report(6, 5 * HOUR, 9)));
        assert_eq!(only(&witnesses, 5 * HOUR), Some((438, true)));
    }

    #[test]
    fn what_is_old_faulty_or_beyond_measure_is_no_witness() {
        let mut witnesses = Witnesses::NONE;
        witnesses.report(&report(400, 0, 0));
        assert_eq!(only(&witnesses, 24 * HOUR), Some((400, true)));
        assert_eq!(only(&witnesses, 24 * HOUR + 1), Some((400, false)));
        let bad = [
            MeterReport {
                faulty: true,
                ..report(400, HOUR, 0)
            },
            MeterReport {
                verified: false,
                ..report(400, HOUR, 0)
            },
            MeterReport {
                offset: None,
                ..report(400, HOUR, 0)
            },
        ];
        for wrong in bad {
            witnesses.report(&report(400, HOUR, 0));
            witnesses.report(&wrong);
            assert_eq!(only(&witnesses, HOUR), Some((400, false)), "{wrong:?}");
        }
        assert!(!witnesses.report(&MeterReport {
            index: 64,
            ..report(0, 0, 0)
        }));
        witnesses.leave(3);
        assert_eq!(only(&witnesses, HOUR), None);
    }

    #[test]
    fn a_reading_from_before_a_step_is_not_used() {
        let mut witnesses = Witnesses::NONE;
        witnesses.report(&report(10, 0, 0));
        witnesses.network_moved(Micros::from_secs(18), Some(at(HOUR)));
        assert!(!witnesses.report(&report(12, HOUR - 1, 0)));
        assert_eq!(only(&witnesses, HOUR), Some((18_010, false)));
        assert!(witnesses.report(&report(18_012, HOUR, 0)));
        assert_eq!(only(&witnesses, HOUR), Some((18_012, true)));
    }

    #[test]
    fn after_a_restart_the_sets_stay_taken_out() {
        let mut witnesses = Witnesses::NONE;
        witnesses.report(&report(400, 0, 7));
        witnesses.report(&report(-100, HOUR, 8));
        witnesses.forget_readings();
        assert_eq!(only(&witnesses, HOUR), None);
        // The same count: 500 ms are out still. Another one: nobody knows, until the next report.
        witnesses.report(&report(-98, 2 * HOUR, 8));
        assert_eq!(only(&witnesses, 2 * HOUR), Some((402, true)));
        witnesses.forget_readings();
        witnesses.report(&report(-50, 3 * HOUR, 9));
        assert_eq!(only(&witnesses, 3 * HOUR), Some((-50, false)));
        witnesses.report(&report(-49, 4 * HOUR, 9));
        assert_eq!(only(&witnesses, 4 * HOUR).map(|(_, good)| good), Some(true));
    }
}
