//! Whether a meter's clock may be moved now, how far, and if not, why not.
//!
//! [`decide`] is a pure function: the same estimate, policy and context give the same decision.
//!
//! | condition | act |
//! | --- | --- |
//! | offset now and a day from now inside the band | nothing |
//! | beyond the band, up to 290 s | one broadcast set (08, 广播校时) a calendar day, in an allowed slot |
//! | more than 290 s | refused without a signed order |
//! | three sets without effect, or far off again after two sets in 30 days | refused: the clock is faulty |
//! | unconfirmed phase, restart within a day, wide estimate, reference not believed, holdover | refused |

use core::fmt;

use crate::calendar::{DAY_S, END_S};
use crate::gate::GateReason;
use crate::math::{abs, add, clamp, floor_div, floor_mod, mul, sub, to_i32};
use crate::set::Behaviour;
use crate::slot::{self, Crossing, Schedule};
use crate::time::{Estimate, MeterTime, Micros, NodeTime, Offset, Timestamp};

const DAY_US: i64 = DAY_S * 1_000_000;
const HOUR_US: i64 = 3_600_000_000;

/// Limits that the operator sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Band in which a clock is left alone (250 ms).
    pub band: Micros,
    /// Band for a meter that can be moved by whole seconds only (600 ms).
    pub keep_band: Micros,
    /// Largest offset that the broadcast set removes (290 s; the meter itself refuses from 300 s).
    pub broadcast_limit: Micros,
    /// Largest offset that is removed when the reference is one source alone (10 s).
    pub single_source_limit: Micros,
    /// Largest sum of motions a day, for each calendar day since the last set, that drift alone explains (1.2 s).
    pub day_motion: Micros,
    /// Largest half width of the estimate (50 ms).
    pub max_half_width: Micros,
    /// Distance kept from midnight on the true and on the meter's clock (400 s).
    pub midnight_guard: Micros,
    /// How long after a restart of the estimate nothing is set (24 h).
    pub restart_guard: Micros,
    /// How far ahead a slot is looked for (24 h).
    pub search: Micros,
}

impl Default for Policy {
    fn default() -> Self {
        const USUAL: Policy = Policy {
            band: Micros::from_millis(250),
            keep_band: Micros::from_millis(600),
            broadcast_limit: Micros::from_secs(290),
            single_source_limit: Micros::from_secs(10),
            day_motion: Micros::from_millis(1_200),
            max_half_width: Micros::from_millis(50),
            midnight_guard: Micros::from_secs(400),
            restart_guard: Micros(DAY_US),
            search: Micros(DAY_US),
        };
        USUAL
    }
}

/// Standing of the reference time at the node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reference {
    /// A majority of sources, or the cabinet's gate, stands behind it.
    Trusted,
    /// Trusted, but from one source alone.
    SingleSource,
    /// Not believed, with the reason.
    Refused(GateReason),
    /// No fresh time: the node runs on its own crystal.
    Holdover,
}

/// Why a clock stands where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// It was right before and drifted: `Policy::day_motion` bounds what may be moved a day.
    Drift,
    /// It has never been right since the node knows it (installation).
    FirstContact,
    /// A step that two bursts confirmed.
    ConfirmedStep,
}

/// A signed order (its signature is checked by whoever hands it in).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Order {
    /// Meter it names, address in wire order.
    pub meter: [u8; 6],
    /// Motion it names; it is valid for an estimate that agrees within one second.
    pub motion: Micros,
    /// Instant from which it is void.
    pub expires: Timestamp<NodeTime>,
}

/// What the node knows besides the estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context<'a> {
    /// Address of the meter, wire order.
    pub meter: [u8; 6],
    /// Standing of the reference.
    pub reference: Reference,
    /// Why the clock stands where it stands.
    pub cause: Cause,
    /// A phase change is seen and not confirmed.
    pub pending: bool,
    /// Instant of the last set that was sent, whether it worked or not.
    pub last_set: Option<Timestamp<NodeTime>>,
    /// Sum of absolute motions so far today.
    pub moved_today: Micros,
    /// Sets in a row that had no effect.
    pub failed_sets: u8,
    /// Sets in the last 30 days after which the clock was found more than 5 min off again.
    pub far_again: u8,
    /// Instant of the last restart of the estimate (not of the first contact).
    pub restarted: Option<Timestamp<NodeTime>>,
    /// How the meter takes a set.
    pub behaviour: Behaviour,
    /// A leap second ends at this instant.
    pub leap: Option<Timestamp<NodeTime>>,
    /// What the meter does by its clock.
    pub schedule: Schedule<'a>,
    /// A signed order, if there is one.
    pub order: Option<Order>,
}

impl Context<'_> {
    /// A meter met for the first time, under a trusted reference.
    #[must_use]
    pub const fn first(meter: [u8; 6]) -> Context<'static> {
        Context {
            meter,
            reference: Reference::Trusted,
            cause: Cause::FirstContact,
            pending: false,
            last_set: None,
            moved_today: Micros::ZERO,
            failed_sets: 0,
            far_again: 0,
            restarted: None,
            behaviour: Behaviour::Unknown,
            leap: None,
            schedule: Schedule::PLAIN,
            order: None,
        }
    }
}

/// How a set reaches the meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// Command 08 (广播校时) on the private UART: no password, no answer, the meter's own guards.
    Broadcast,
    /// Command 14 with password, under a signed order.
    Addressed,
}

/// A set that is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetOrder {
    /// Instant around which the write must take effect (within a second). It may be hours ahead, tomorrow
    /// if the meter was set today: sleep, make a fresh estimate and decide again shortly before.
    pub at: Timestamp<NodeTime>,
    /// What is added to the meter's clock.
    pub motion: Micros,
    /// Offset it shall have afterwards.
    pub aim: Offset<MeterTime, NodeTime>,
    /// How to send it.
    pub method: Method,
}

/// What to do about a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Leave it alone.
    None,
    /// Move it.
    Set(SetOrder),
    /// It should be moved and must not be.
    Refuse(Refusal),
}

/// Why a clock that should be moved must not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// The phase changed and only one burst says so.
    Unconfirmed,
    /// The estimate was started again less than a day ago.
    RecentRestart,
    /// Half width of the estimate, ms.
    TooUncertain(u32),
    /// The reference is not believed.
    ReferenceRefused(GateReason),
    /// The node runs on its own crystal.
    Holdover,
    /// More than the broadcast set may remove, whole seconds.
    TooFar(i32),
    /// More than one source alone may remove, whole seconds.
    SingleSource(i32),
    /// Today's drift motion is used up.
    DayMotion,
    /// Already set today.
    SetToday,
    /// Three sets in a row had no effect.
    ClockFault,
    /// More than 5 min off again after two sets in 30 days.
    FarAgain,
    /// No allowed slot within the search range; what stood against the last one tried.
    NoSlot(Crossing),
    /// Within an hour of a leap second.
    LeapSecond,
    /// The meter's calendar ends with 2099.
    CalendarEnd,
    /// The order names another meter.
    OrderOtherMeter,
    /// The order names another motion.
    OrderOtherValue,
    /// The order is void.
    OrderExpired,
}

const _: () = assert!(size_of::<Refusal>() <= 12);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unconfirmed => f.write_str("the clock seems to have been moved: read it again in 30 s to confirm"),
            Self::RecentRestart => {
                f.write_str("the clock was found moved within the last day: watch it for a day first")
            }
            Self::TooUncertain(ms) => {
                write!(f, "the clock is known to {ms} ms only: make another burst of reads")
            }
            Self::ReferenceRefused(why) => write!(f, "the reference is not believed: {why}"),
            Self::Holdover => f.write_str("the node has no fresh time: check the radio link to the gateway"),
            Self::TooFar(s) => write!(f, "the clock is {s} s off: needs a signed order for an addressed set"),
            Self::SingleSource(s) => {
                write!(f, "the clock is {s} s off and one source alone says so: add a second source")
            }
            Self::DayMotion => {
                f.write_str("the clock was moved enough for one day: wait until tomorrow or give a signed order")
            }
            Self::SetToday => f.write_str("already set today: wait until tomorrow"),
            Self::ClockFault => {
                f.write_str("three sets had no effect: check the programming lock or exchange the meter")
            }
            Self::FarAgain => f.write_str("more than 5 min off again after two sets in 30 days: exchange the meter"),
            Self::NoSlot(why) => write!(
                f,
                "no allowed instant within the search range, {why}: try again tomorrow or give a signed order"
            ),
            Self::LeapSecond => f.write_str("within an hour of a leap second: wait until an hour after it"),
            Self::CalendarEnd => f.write_str(
                "the meter's calendar ends with 2099: check the date of the reference or exchange the meter",
            ),
            Self::OrderOtherMeter => f.write_str("the signed order names another meter: issue one for this meter"),
            Self::OrderOtherValue => f.write_str("the signed order names another motion: issue a new one"),
            Self::OrderExpired => f.write_str("the signed order has expired: issue a new one"),
        }
    }
}

impl core::error::Error for Refusal {}

/// Offset to leave a clock with, so that its drift of the coming days carries it through zero.
///
/// Slow clocks: against the drift, as far as fifteen days carry it, at most 0.8 of the band. Fast
/// ones: half a day's drift, which halves the largest error of one set a day.
#[must_use]
pub const fn aim(rate: i32, band: Micros) -> Micros {
    let per_day = per_day(rate);
    let size = abs(per_day);
    let most = clamp(band.0, 0, DAY_US).wrapping_mul(4) / 5;
    let calm = size.wrapping_mul(15);
    let calm = if calm > most { most } else { calm };
    let half = size >> 1;
    let size = if half > calm { half } else { calm };
    Micros(if per_day > 0 {
        size.wrapping_neg()
    } else {
        size
    })
}

/// Drift of a day, µs.
const fn per_day(rate: i32) -> i64 {
    floor_div((rate as i64).wrapping_mul(DAY_US / 200_000_000), 5)
}

/// Largest distance from zero in the coming day.
const fn excursion(offset: i64, per_day: i64) -> i64 {
    let (now, then) = (abs(offset), abs(add(offset, per_day)));
    if now > then { now } else { then }
}

/// Whether the clock may be moved, when and how far.
#[must_use]
pub fn decide(
    estimate: &Estimate<MeterTime, NodeTime>,
    policy: &Policy,
    context: &Context<'_>,
) -> Decision {
    let motion = wanted(estimate, policy, context.behaviour == Behaviour::Keep);
    if motion == 0 {
        return Decision::None;
    }
    let judged = check_standing(estimate, policy, context)
        .and_then(|()| check_size(estimate, motion, policy, context))
        .and_then(|method| {
            Ok((
                method,
                find_slot(estimate, motion, method, policy, context)?,
            ))
        });
    match judged {
        Ok((method, at)) => {
            let aim = estimate.offset.plus(Micros(motion));
            Decision::Set(SetOrder {
                at,
                motion: Micros(motion),
                aim,
                method,
            })
        }
        Err(why) => Decision::Refuse(why),
    }
}

/// What should be added to the clock; whole seconds for `keep`. 0: it is right, or no motion would make it much better.
fn wanted(estimate: &Estimate<MeterTime, NodeTime>, policy: &Policy, keep: bool) -> i64 {
    let d = estimate.offset.as_micros();
    let (band, motion) = if keep {
        (
            policy.keep_band.0,
            mul(floor_div(add(d, 500_000), 1_000_000), -1_000_000),
        )
    } else {
        (policy.band.0, sub(aim(estimate.rate, policy.band).0, d))
    };
    let per_day = per_day(estimate.rate);
    let stay = excursion(d, per_day);
    let gain = sub(stay, excursion(add(d, motion), per_day));
    if stay <= band || gain < band / 8 {
        0
    } else {
        motion
    }
}

fn check_standing(
    estimate: &Estimate<MeterTime, NodeTime>,
    policy: &Policy,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    match context.reference {
        Reference::Trusted | Reference::SingleSource => {}
        Reference::Refused(why) => return Err(Refusal::ReferenceRefused(why)),
        Reference::Holdover => return Err(Refusal::Holdover),
    }
    if context.pending {
        return Err(Refusal::Unconfirmed);
    }
    if context.failed_sets >= 3 {
        return Err(Refusal::ClockFault);
    }
    let half = mul(estimate.uncertainty.0, 2);
    if half > policy.max_half_width.0 || half < 0 {
        return Err(Refusal::TooUncertain(
            u32::try_from(abs(half) / 1_000).unwrap_or(u32::MAX),
        ));
    }
    if let Some(at) = context.restarted
        && context.cause != Cause::ConfirmedStep
        && estimate.at.since(at).0 < policy.restart_guard.0
    {
        return Err(Refusal::RecentRestart);
    }
    Ok(())
}

fn check_size(
    estimate: &Estimate<MeterTime, NodeTime>,
    motion: i64,
    policy: &Policy,
    context: &Context<'_>,
) -> Result<Method, Refusal> {
    let d = estimate.offset.as_micros();
    let size = abs(motion);
    let method = if let Some(order) = &context.order {
        if order.meter != context.meter {
            return Err(Refusal::OrderOtherMeter);
        }
        if estimate.at >= order.expires {
            return Err(Refusal::OrderExpired);
        }
        if abs(sub(order.motion.0, motion)) > 1_000_000 {
            return Err(Refusal::OrderOtherValue);
        }
        Method::Addressed
    } else {
        let seconds = to_i32(d / 1_000_000);
        if abs(d).max(size) > policy.broadcast_limit.0 {
            let far_again = context.far_again >= 2;
            return Err(if far_again {
                Refusal::FarAgain
            } else {
                Refusal::TooFar(seconds)
            });
        }
        if context.reference == Reference::SingleSource && size > policy.single_source_limit.0 {
            return Err(Refusal::SingleSource(seconds));
        }
        Method::Broadcast
    };
    if near_leap(estimate.at, context) {
        return Err(Refusal::LeapSecond);
    }
    if estimate.at.as_secs() >= END_S - DAY_S {
        return Err(Refusal::CalendarEnd);
    }
    Ok(method)
}

fn near_leap(at: Timestamp<NodeTime>, context: &Context<'_>) -> bool {
    context
        .leap
        .is_some_and(|leap| abs(at.since(leap).0) < HOUR_US)
}

/// The next second 30 of a minute at which the slot rule holds and no set was made that day, if its day allows the motion.
fn find_slot(
    estimate: &Estimate<MeterTime, NodeTime>,
    motion: i64,
    method: Method,
    policy: &Policy,
    context: &Context<'_>,
) -> Result<Timestamp<NodeTime>, Refusal> {
    let slack = Micros(add(mul(estimate.uncertainty.0, 2), 1_000_000));
    let guard = policy.midnight_guard;
    // The meter allows one set a day on its own calendar, the rule one on ours: both must differ.
    let (mut set_day, mut set_meter_day) = (i32::MIN, i32::MIN);
    if let Some(last) = context.last_set {
        set_day = day(last);
        if method == Method::Broadcast {
            set_meter_day = day(estimate.convert(last));
        }
    }
    // Not earlier than two seconds from now, at second 30 of the meter's minute.
    let mut at = estimate.at.plus(Micros(2_000_000));
    let ahead = floor_mod(sub(30, estimate.convert(at).as_secs()), 60);
    at = at.plus(Micros(ahead.wrapping_mul(1_000_000)));
    let end = at.plus(Micros(clamp(policy.search.0, 0, 2 * DAY_US)));
    loop {
        let before = estimate.convert(at);
        let why = if day(at) == set_day || day(before) == set_meter_day {
            Refusal::SetToday
        } else if slot::near_midnight(at, guard) {
            Refusal::NoSlot(Crossing::Midnight)
        } else if let Err(crossing) =
            slot::allows(before, Micros(motion), slack, guard, &context.schedule)
        {
            Refusal::NoSlot(crossing)
        } else if near_leap(at, context) {
            Refusal::LeapSecond
        } else if method == Method::Broadcast
            && !is_drift(
                motion,
                day(at).wrapping_sub(set_day),
                day(at) == day(estimate.at),
                policy,
                context,
            )
        {
            return Err(Refusal::DayMotion);
        } else {
            return Ok(at);
        };
        at = at.plus(Micros(60_000_000));
        if at > end {
            return Err(why);
        }
    }
}

/// Whether drift explains a motion `days` after the last set: each of them has its own allowance. Other causes have no limit.
fn is_drift(motion: i64, days: i32, today: bool, policy: &Policy, context: &Context<'_>) -> bool {
    let days = if context.last_set.is_some() {
        days.clamp(1, 366)
    } else {
        1
    };
    // What was moved today counts against today only.
    let moved = if today { abs(context.moved_today.0) } else { 0 };
    context.cause != Cause::Drift
        || add(moved, abs(motion)) <= mul(policy.day_motion.0, i64::from(days))
}

#[inline(never)]
const fn day<S>(at: Timestamp<S>) -> i32 {
    floor_div(at.as_micros(), DAY_US) as i32
}
