//! Whether a meter's clock may be moved now, how far, and if not, why not.
//!
//! `decide` is a pure function, inside of [`Keeper`](crate::Keeper): the same estimate, policy and
//! context give the same decision; [`Keeper::why`](crate::Keeper::why) shows it.
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
use crate::correct::set::Behaviour;
use crate::correct::slot::{self, Crossing, Schedule};
use crate::math::{clamp, to_i32};
use crate::reference::Verdict;
use crate::time::{Estimate, MeterTime, Micros, NodeTime, Offset, Ppb, Timestamp};

/// No set within an hour of a leap second.
const NEAR_LEAP: Micros = Micros::from_secs(3_600);
/// A signed order holds for an estimate that agrees with it within a second.
const ORDER_AGREES: Micros = Micros::SECOND;
/// A set needs two seconds to get ready.
const READY: Micros = Micros::from_secs(2);
/// Slots are at second 30 of a minute of the meter, which small moves do not leave.
const SLOT_SECOND: Micros = Micros::from_secs(30);
/// First slots of a day.
const FIRST_HOUR: Micros = Micros::from_secs(3_600);
const MINUTE: Micros = Micros::from_secs(60);
/// After so many sets in a row without effect the clock is faulty.
const FAILED_SETS: u8 = 3;
/// The same after it was found far off so many times after a set.
const FAR_AGAIN: u8 = 2;
/// Largest rate whose drift of half a day is aimed against beyond the band: more is a broken
/// quartz, or a rate that was learned wrongly.
const RATE_AIMED: Ppb = Ppb(15_000);
/// A clock that is off by four times its half width is set however wide that is, up to this: it can
/// only gain, and one that answers from a copy as old as a second would never be set.
const WIDE: Micros = Micros::from_millis(1_500);
/// Days of drift that a set of a slow clock aims ahead.
const CALM_DAYS: i64 = 15;

/// Limits that the operator sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Policy {
    /// Band in which a clock is left alone (250 ms).
    pub band: Micros,
    /// Band for a meter that can be moved by whole seconds only (600 ms).
    pub keep_band: Micros,
    /// Largest offset that the broadcast set removes (290 s; the meter itself refuses from 300 s).
    pub broadcast_limit: Micros,
    /// Largest offset that is removed when the reference is one source alone (10 s).
    pub single_source_limit: Micros,
    /// Largest sum of motions a day, for each calendar day since the last set, that drift alone
    /// explains (1.2 s).
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
            restart_guard: Micros::DAY,
            search: Micros::DAY,
        };
        USUAL
    }
}

/// Standing of the reference time at the node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Reference {
    /// A majority of sources, or the cabinet's gate, supports it.
    Trusted,
    /// Trusted, but from one source alone.
    SingleSource,
    /// Not believed, with the reason.
    Refused(Verdict),
    /// No fresh time: the node runs on its own crystal.
    Holdover,
}

impl Reference {
    /// The standing that a fresh verdict gives.
    #[must_use]
    pub const fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Trusted => Self::Trusted,
            Verdict::SingleSource => Self::SingleSource,
            Verdict::FreeRunning => Self::Holdover,
            other => Self::Refused(other),
        }
    }
}

/// Why a clock is left where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub(crate) enum Cause {
    /// It was right before and drifted: `Policy::day_motion` bounds what may be moved a day.
    Drift,
    /// It has never been right since the node knows it (installation).
    FirstContact,
    /// A step that two bursts confirmed.
    ConfirmedStep,
}

/// A signed order (its signature is checked by whoever hands it in).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
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
pub(crate) struct Context<'a> {
    /// Address of the meter, wire order.
    pub(crate) meter: [u8; 6],
    /// Standing of the reference.
    pub(crate) reference: Reference,
    /// Why the clock is left where it is.
    pub(crate) cause: Cause,
    /// A phase change is seen and not confirmed.
    pub(crate) pending: bool,
    /// Instant of the last set that was sent, whether it worked or not.
    pub(crate) last_set: Option<Timestamp<NodeTime>>,
    /// Sum of absolute motions so far today.
    pub(crate) moved_today: Micros,
    /// Sets in a row that had no effect.
    pub(crate) failed_sets: u8,
    /// Sets in the last 30 days after which the clock was found more than 5 min off again.
    pub(crate) far_again: u8,
    /// Instant of the last restart of the estimate (not of the first contact).
    pub(crate) restarted: Option<Timestamp<NodeTime>>,
    /// How the meter takes a set.
    pub(crate) behaviour: Behaviour,
    /// The day's set is wanted even if the clock is right.
    pub(crate) always: bool,
    /// Another master sets the meter too: take the day's set in the first slot after midnight,
    /// before it does.
    pub(crate) contested: bool,
    /// A leap second ends at this instant.
    pub(crate) leap: Option<Timestamp<NodeTime>>,
    /// What the meter does by its clock.
    pub(crate) schedule: Schedule<'a>,
    /// A signed order, if there is one.
    pub(crate) order: Option<Order>,
}

#[cfg(test)]
impl Context<'_> {
    /// A meter met for the first time, under a trusted reference.
    #[must_use]
    pub(crate) const fn first(meter: [u8; 6]) -> Context<'static> {
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
            always: false,
            contested: false,
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
    /// Instant around which the write must take effect (within a second). It may be hours ahead,
    /// tomorrow if the meter was set today: sleep, make a fresh estimate and decide again
    /// shortly before.
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
    ReferenceRefused(Verdict),
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
/// A clock that is set at `x` and drifts by `d` a day is off by `x` now and by `x + d` when it can
/// be set again, a day later: `x = -d/2` makes the larger of both the smallest, `|d|/2`. A slow
/// drift leaves room in the band `B` for more: aimed at 15 days of drift, at most 0.8 B, the clock
/// wanders through the band once in as many days and is set as seldom.
///
/// `-d/2` leaves the band if the rate is fast. That is done only for a rate up to 15 ppm that is
/// known so well (`deviation`) that half a day's drift is right to a quarter of the band; else the
/// aim ends at 0.8 B.
pub(crate) fn aim(rate: Ppb, deviation: Ppb, band: Micros) -> Micros {
    let per_day = rate * Micros::DAY;
    let size = per_day.abs();
    let most = Micros(clamp(band.0, 0, Micros::DAY.0)) * 4 / 5;
    let calm = (size * CALM_DAYS).min(most);
    let sure = deviation * (Micros::DAY / 2) <= band / 4;
    let half = if sure && rate.0.saturating_abs() <= RATE_AIMED.0 {
        size / 2
    } else {
        (size / 2).min(most)
    };
    let size = calm.max(half);
    if per_day > Micros::ZERO { -size } else { size }
}

/// Largest distance from zero in the coming day.
fn excursion(offset: Micros, per_day: Micros) -> Micros {
    offset.abs().max((offset + per_day).abs())
}

/// Whether the clock may be moved, when and how far.
pub(crate) fn decide(
    estimate: &Estimate<MeterTime, NodeTime>,
    policy: &Policy,
    context: &Context<'_>,
) -> Decision {
    let motion = wanted(estimate, policy, context);
    if motion == Micros::ZERO {
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
            let aim = estimate.offset + motion;
            Decision::Set(SetOrder {
                at,
                motion,
                aim,
                method,
            })
        }
        Err(why) => Decision::Refuse(why),
    }
}

/// What should be added to the clock; whole seconds for `keep`. 0: it is right, or no motion would
/// make it much better.
fn wanted(
    estimate: &Estimate<MeterTime, NodeTime>,
    policy: &Policy,
    context: &Context<'_>,
) -> Micros {
    let d = Micros::from(estimate.offset);
    let (band, motion) = if context.behaviour.is_whole() {
        let near = d + Micros::SECOND / 2;
        (policy.keep_band, near.rem_floor(Micros::SECOND) - near)
    } else {
        (
            policy.band,
            aim(estimate.rate, estimate.rate_deviation, policy.band) - d,
        )
    };
    let per_day = estimate.rate * Micros::DAY;
    let stay = excursion(d, per_day);
    let gain = stay - excursion(d + motion, per_day);
    if !context.always && (stay <= band || gain < band / 8) {
        Micros::ZERO
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
    if context.failed_sets >= FAILED_SETS {
        return Err(Refusal::ClockFault);
    }
    let half = estimate.deviation * 2;
    let far = Micros::from(estimate.offset).abs();
    let most = policy.max_half_width.max(WIDE.min(far / 4));
    if half > most || half < Micros::ZERO {
        let ms = half.abs().0 / 1_000;
        return Err(Refusal::TooUncertain(u32::try_from(ms).unwrap_or(u32::MAX)));
    }
    if let Some(at) = context.restarted
        && context.cause != Cause::ConfirmedStep
        && estimate.at - at < policy.restart_guard
    {
        return Err(Refusal::RecentRestart);
    }
    Ok(())
}

fn check_size(
    estimate: &Estimate<MeterTime, NodeTime>,
    motion: Micros,
    policy: &Policy,
    context: &Context<'_>,
) -> Result<Method, Refusal> {
    let d = Micros::from(estimate.offset);
    let size = motion.abs();
    let method = if let Some(order) = &context.order {
        if order.meter != context.meter {
            return Err(Refusal::OrderOtherMeter);
        }
        if estimate.at >= order.expires {
            return Err(Refusal::OrderExpired);
        }
        if (order.motion - motion).abs() > ORDER_AGREES {
            return Err(Refusal::OrderOtherValue);
        }
        Method::Addressed
    } else {
        let seconds = to_i32(d.0 / 1_000_000);
        if d.abs().max(size) > policy.broadcast_limit {
            let far_again = context.far_again >= FAR_AGAIN;
            return Err(if far_again {
                Refusal::FarAgain
            } else {
                Refusal::TooFar(seconds)
            });
        }
        if context.reference == Reference::SingleSource && size > policy.single_source_limit {
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
        .is_some_and(|leap| (at - leap).abs() < NEAR_LEAP)
}

/// The next second 30 of a minute at which the slot rule holds and no set was made that day, if its
/// day allows the motion.
fn find_slot(
    estimate: &Estimate<MeterTime, NodeTime>,
    motion: Micros,
    method: Method,
    policy: &Policy,
    context: &Context<'_>,
) -> Result<Timestamp<NodeTime>, Refusal> {
    let slack = estimate.deviation * 2 + Micros::SECOND;
    let guard = policy.midnight_guard;
    // The meter allows one set a day on its own calendar, the rule one on ours: both must differ.
    let (mut set_day, mut set_meter_day) = (i32::MIN, i32::MIN);
    if let Some(last) = context.last_set {
        set_day = day(last);
        if method == Method::Broadcast {
            set_meter_day = day(estimate.convert(last));
        }
    }
    let mut soonest = estimate.at + READY;
    if context.contested {
        // Today's first hour, or tomorrow.
        let of_day = Micros(soonest.as_micros()).rem_floor(Micros::DAY);
        if of_day > FIRST_HOUR {
            soonest = soonest + (Micros::DAY - of_day);
        }
    }
    let second = Micros::from_secs(estimate.convert(soonest).as_secs());
    let mut at = soonest + (SLOT_SECOND - second).rem_floor(MINUTE);
    let end = at + Micros(clamp(policy.search.0, 0, 2 * Micros::DAY.0));
    loop {
        let before = estimate.convert(at);
        let why = if day(at) == set_day || day(before) == set_meter_day {
            Refusal::SetToday
        } else if slot::near_midnight(at, guard) {
            Refusal::NoSlot(Crossing::Midnight)
        } else if let Err(crossing) = slot::allows(before, motion, slack, guard, &context.schedule)
        {
            Refusal::NoSlot(crossing)
        } else if near_leap(at, context) {
            Refusal::LeapSecond
        } else if method == Method::Broadcast
            && !is_drift(
                motion,
                day(at).saturating_sub(set_day),
                day(at) == day(estimate.at),
                policy,
                context,
            )
        {
            return Err(Refusal::DayMotion);
        } else {
            return Ok(at);
        };
        at = at + MINUTE;
        if at > end {
            return Err(why);
        }
    }
}

/// Whether drift explains a motion `days` after the last set: each of them has its own allowance.
/// Other causes have no limit.
fn is_drift(
    motion: Micros,
    days: i32,
    today: bool,
    policy: &Policy,
    context: &Context<'_>,
) -> bool {
    let days = match context.last_set {
        Some(_) => days.clamp(1, 366),
        None => 1,
    };
    // What was moved today counts against today only.
    let moved = if today {
        context.moved_today.abs()
    } else {
        Micros::ZERO
    };
    context.cause != Cause::Drift || moved + motion.abs() <= policy.day_motion * i64::from(days)
}

fn day<S>(at: Timestamp<S>) -> i32 {
    to_i32(at.as_secs().div_euclid(DAY_S))
}

#[cfg(test)]
mod tests;
