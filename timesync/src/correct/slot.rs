//! The slot rule: when a clock may be moved so that nothing in the meter happens twice or never.
//!
//! A meter acts on instants of its own clock: load profiles, freezes, settlement, tariff switches,
//! demand intervals. If no such instant lies between the time before the move and the time after
//! it, none is skipped and none happens twice.

use core::fmt;

use crate::calendar::DAY_S;
use crate::math::{floor_div, floor_mod};
use crate::time::{MeterTime, Micros, Timestamp};

const DAY: u32 = DAY_S as u32;

/// What a meter does by its clock. Quarter hours, hours and days always count; settlement instants
/// fall on full hours, so they are covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Schedule<'a> {
    /// The meter records minute profiles (分钟冻结).
    pub minute_profiles: bool,
    /// Demand interval (需量周期) in seconds; 0 if none. Intervals start at midnight.
    pub demand_interval_s: u32,
    /// Tariff switches (时段) of the day, seconds after midnight.
    pub tariff_switches: &'a [u32],
}

impl Schedule<'_> {
    /// Quarter hours, hours and days only.
    pub const PLAIN: Schedule<'static> = Schedule {
        minute_profiles: false,
        demand_interval_s: 0,
        tariff_switches: &[],
    };
}

/// An instant that a move would skip or repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Crossing {
    /// A multiple of this many seconds (profile, freeze, demand).
    Period(u32),
    /// The tariff switch at this second of the day.
    Switch(u32),
    /// Within 400 s of midnight, on the meter's clock before or after, or on the true one.
    Midnight,
}

impl fmt::Display for Crossing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Period(p) => write!(f, "the move would cross a {p} s boundary"),
            Self::Switch(s) => {
                write!(
                    f,
                    "the move would cross the tariff switch at {:02}:{:02}",
                    s / 3_600,
                    s / 60 % 60
                )
            }
            Self::Midnight => f.write_str("too near to midnight"),
        }
    }
}

/// The first instant in `(from, to]` on which the meter acts, whichever comes first in the list of
/// minutes, demand, quarter hours, hours, days, switches.
///
/// `from` and `to` span every time that the meter may show before or after the move.
#[must_use]
pub fn crossing(
    from: Timestamp<MeterTime>,
    to: Timestamp<MeterTime>,
    schedule: &Schedule<'_>,
) -> Option<Crossing> {
    let ((from_day, from), (to_day, to)) = (split(from), split(to));
    let minute = if schedule.minute_profiles { 60 } else { 0 };
    for p in [minute, schedule.demand_interval_s, 900, 3_600] {
        // Demand intervals that do not divide the day start again at midnight; the day is checked
        // below.
        if from.checked_div(p) != to.checked_div(p) {
            return Some(Crossing::Period(p));
        }
    }
    if from_day != to_day {
        return Some(Crossing::Period(DAY));
    }
    schedule
        .tariff_switches
        .iter()
        .find(|&&s| (from < s % DAY) != (to < s % DAY))
        .map(|&s| Crossing::Switch(s))
}

/// Day of `t`, and second of that day.
fn split(t: Timestamp<MeterTime>) -> (i32, u32) {
    let s = t.as_secs();
    (floor_div(s, DAY_S) as i32, floor_mod(s, DAY_S) as u32)
}

/// Whether `t` of any calendar lies within `guard` of midnight.
#[must_use]
pub const fn near_midnight<S>(t: Timestamp<S>, guard: Micros) -> bool {
    floor_mod(t.plus(guard).as_micros(), DAY_S * 1_000_000) < guard.0.saturating_mul(2)
}

/// The slot rule for a move at one instant.
///
/// `before` is the meter's time just before the write, `motion` what is added to it, `slack` how
/// far either may be wrong (half width of the estimate plus one second), `guard` the distance to
/// keep from midnight.
///
/// # Errors
/// The [`Crossing`] that forbids it.
pub fn allows(
    before: Timestamp<MeterTime>,
    motion: Micros,
    slack: Micros,
    guard: Micros,
    schedule: &Schedule<'_>,
) -> Result<(), Crossing> {
    let after = before.plus(motion);
    let from = before.min(after).minus(slack);
    let to = before.max(after).plus(slack);
    if near_midnight(before, guard) || near_midnight(after, guard) {
        return Err(Crossing::Midnight);
    }
    match crossing(from, to, schedule) {
        Some(c) => Err(c),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SWITCHES: [u32; 14] = [
        0, 21_600, 25_200, 28_800, 30_600, 36_000, 41_400, 46_800, 52_260, 61_200, 64_800, 68_400,
        75_600, 79_200,
    ];

    /// Every second of a day × every motion of ±300 s: nothing the meter acts on lies between.
    #[test]
    fn no_instant_between_old_and_new_exhaustively() {
        let schedule = Schedule {
            minute_profiles: false,
            demand_interval_s: 900,
            tariff_switches: &SWITCHES,
        };
        // next[s]: first instant strictly after s, by brute force over one day and a bit.
        let is_instant =
            |s: i64| s % 900 == 0 || SWITCHES.iter().any(|&w| i64::from(w) == s % DAY_S);
        let mut count = [0u32; 3 * 86_400 + 1];
        for s in 1..count.len() {
            count[s] = count[s - 1] + u32::from(is_instant(s as i64));
        }
        let mut allowed = 0u32;
        for s in 86_400..172_800i64 {
            for d in -300..=300i64 {
                let before = Timestamp::from_secs(s);
                if allows(
                    before,
                    Micros::from_secs(d),
                    Micros::from_secs(1),
                    Micros::from_secs(400),
                    &schedule,
                )
                .is_ok()
                {
                    allowed += 1;
                    let (lo, hi) = (s.min(s + d), s.max(s + d));
                    assert_eq!(count[lo as usize], count[hi as usize], "{s} {d}");
                    assert!((400..86_000).contains(&(s % DAY_S)));
                }
            }
        }
        assert!(allowed > 28_000_000, "the rule must leave room: {allowed}");
    }

    #[test]
    fn second_thirty_of_a_middle_minute_is_always_free_for_small_moves() {
        let schedule = Schedule {
            minute_profiles: true,
            demand_interval_s: 900,
            tariff_switches: &SWITCHES,
        };
        for q in 1..95 {
            for d in -25..=25 {
                let before = Timestamp::from_secs(q * 900 + 450);
                let r = allows(
                    before,
                    Micros::from_secs(d),
                    Micros::from_secs(1),
                    Micros::from_secs(400),
                    &schedule,
                );
                assert_eq!(r, Ok(()), "{q} {d}");
            }
        }
    }

    #[test]
    fn minute_profiles_forbid_a_move_of_a_minute_everywhere() {
        let schedule = Schedule {
            minute_profiles: true,
            demand_interval_s: 0,
            tariff_switches: &[],
        };
        for s in 0..DAY_S {
            assert!(
                allows(
                    Timestamp::from_secs(s),
                    Micros::from_secs(61),
                    Micros::ZERO,
                    Micros::ZERO,
                    &schedule
                )
                .is_err()
            );
        }
    }

    #[test]
    fn the_instant_itself_belongs_to_the_move() {
        let t = |s| Timestamp::<MeterTime>::from_secs(s);
        assert_eq!(
            crossing(t(899), t(900), &Schedule::PLAIN),
            Some(Crossing::Period(900))
        );
        assert_eq!(crossing(t(900), t(901), &Schedule::PLAIN), None);
        assert_eq!(crossing(t(901), t(900), &Schedule::PLAIN), None);
    }
}
