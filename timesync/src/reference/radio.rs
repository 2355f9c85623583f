//! Two-way exchanges over the radio: a node's counter against the gateway's time.
//!
//! ```text
//! node     t1 ────────╮               ╭──────── t4      stamps at the sync word
//! gateway             ╰──► t2 ... t3 ─╯
//! offset  z = ((t1-t2)+(t4-t3))/2      (node minus gateway)
//! delay   d = (t4-t1)-(t3-t2)
//! ```
//!
//! A late stamp always lengthens `d`, so an exchange counts the more the nearer its delay is to the
//! shortest of the last sixteen.
//!
//! Rate and slope of the crystal foretell the next hour. After that the slope is worth nothing, for
//! the night ends: from there on the offset grows by the pattern of the day, which a second filter
//! of the same exchanges learns, that of a meter's quartz.

use crate::estimate::clock::{Clock, KeptClock};
use crate::estimate::kalman::{Fixed, ThreeState};
use crate::math::to_i32;
use crate::time::{Bounds, CounterTime, Estimate, GatewayTime, Micros, Offset, Ppb, Timestamp};

/// Random walk of the slope of the rate of a bare tuning-fork crystal in a cabinet, (ppb/ks)²/s.
const NOISE: i64 = 60;
/// Noise of one clean stamp pair, µs².
const STAMP_VAR: i64 = 60 * 60;
/// Added while fewer than four delays have been seen: any of them may hold a late stamp, µs².
const UNKNOWN_VAR: i64 = 4_000 * 4_000;
/// Exchanges after a restart within which another one throws the rate away too.
const PROBATION: u8 = 8;
/// Excess of delay from which an exchange can be called false.
const EXCESS_FALSE: u32 = 400;
/// Start of the rate, ppb (1 sd).
const RATE_SD: u16 = 40_000;
/// Start of the slope of the rate, ppb/ks (1 sd).
const SLOPE_SD: u16 = 800;
/// How far rate and slope foretell.
const NEAR: Micros = Micros::from_secs(3_600);
/// The pattern of the day: start of the mean rate and of the amplitudes, ppb (1 sd), when rate and
/// slope are known; random walk of the mean rate, ppb²/s (0.6 ppm a day, the weather); what an
/// exchange is off from the pattern, µs².
const DAY_SD: [u16; 5] = [4_000, 2_000, 2_000, 600, 600];
const DAY_WANDER: Fixed = Fixed::whole(4);
const DAY_VAR: i64 = 1_000 * 1_000;
/// Delay beyond which an exchange is refused whatever it says, µs.
const DELAY_MAX: i64 = 2_000_000;

/// What an exchange did to the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Exchange {
    /// Taken in.
    Used,
    /// The first one, or the phase was started again after three contradictions in a row.
    Started,
    /// Refused: it contradicts the filter and its delay says that a stamp was late.
    Late,
    /// Refused: it contradicts the filter although its delay is ordinary; three in a row restart
    /// the phase.
    Contradicts,
    /// Refused: the four stamps are in no possible order, or the delay is beyond 2 s.
    Impossible,
}

/// How far a node may trust its time without an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Discipline {
    /// No exchange yet.
    Unknown,
    /// Exchanges are fresh.
    Locked,
    /// No exchange for an hour, or the uncertainty has passed 20 ms: keep time, set no meter.
    Holdover,
}

/// Filter of a node: its free-running counter against the gateway's time.
///
/// Call order: [`RadioFilter::feed`] after each exchange, [`RadioFilter::estimate`] or
/// [`RadioFilter::to_gateway`] at any time between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RadioFilter {
    state: ThreeState,
    /// The same offset by the pattern of the day; `None` until rate and slope are known.
    day: Option<KeptClock>,
    /// Whether there was an exchange.
    known: bool,
    at: Timestamp<CounterTime>,
    delays: [u32; 16],
    filled: u8,
    next: u8,
    rejects: u8,
    /// Exchanges used since the phase was started.
    used: u8,
}

impl Default for RadioFilter {
    fn default() -> Self {
        Self::new()
    }
}

impl RadioFilter {
    /// Nothing known.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            state: ThreeState::ZERO,
            day: None,
            known: false,
            at: Timestamp::from_micros(0),
            delays: [u32::MAX; 16],
            filled: 0,
            next: 0,
            rejects: 0,
            used: 0,
        }
    }

    /// Takes one exchange: `t1` and `t4` on the node's counter, `t2` and `t3` on the gateway's
    /// time.
    pub fn feed(
        &mut self,
        t1: Timestamp<CounterTime>,
        t2: Timestamp<GatewayTime>,
        t3: Timestamp<GatewayTime>,
        t4: Timestamp<CounterTime>,
    ) -> Exchange {
        let turn = t3 - t2;
        let delay = (t4 - t1) - turn;
        let early = self.known && t4 < self.at;
        if turn < Micros::ZERO || !(0..=DELAY_MAX).contains(&delay.0) || early {
            return Exchange::Impossible;
        }
        let forth = Micros::from(t1.offset_from(t2));
        let back = Micros::from(t4.offset_from(t3));
        let z = ((forth + back) / 2).0;
        let delay = delay.0 as u32;
        let excess = delay.saturating_sub(self.note_delay(delay));
        let half = i64::from(excess / 2);
        // With few delays seen nobody knows whether this one is short.
        let unknown = if self.filled < 4 { UNKNOWN_VAR } else { 0 };
        let r = half * half + STAMP_VAR + unknown;

        let mut state = self.advanced(t4);
        let day = self.day_at(t4);
        let outcome = if self.known && state.update(z, r, 25) {
            self.used = self.used.saturating_add(1);
            Exchange::Used
        } else {
            if self.known {
                if excess > EXCESS_FALSE {
                    return Exchange::Late;
                }
                self.rejects = self.rejects.saturating_add(1);
                if self.rejects < 3 {
                    return Exchange::Contradicts;
                }
            }
            if self.used >= PROBATION {
                // The phase jumped; what is known about the crystal stays, unless that was no
                // better.
                state.restart_offset(z, r);
            } else {
                state = ThreeState::start(z, r, &[RATE_SD, SLOPE_SD]);
            }
            if self.used < PROBATION {
                self.day = None;
            }
            self.used = 0;
            self.known = true;
            Exchange::Started
        };
        self.day = self.day_with(day, z, r, outcome, &state);
        self.state = state;
        self.rejects = 0;
        self.at = t4;
        outcome
    }

    /// The pattern of the day, run on to `at`.
    fn day_at(&self, at: Timestamp<CounterTime>) -> Option<Clock> {
        let mut day = self.day?.open();
        day.run_by(DAY_WANDER, self.at.as_micros(), at.as_micros());
        Some(day)
    }

    /// The pattern of the day after an exchange that said `z` with the variance `r`.
    fn day_with(
        &self,
        day: Option<Clock>,
        z: i64,
        r: i64,
        outcome: Exchange,
        state: &ThreeState,
    ) -> Option<KeptClock> {
        let r = r.saturating_add(DAY_VAR);
        match (self.day.and(day), outcome) {
            (Some(mut day), Exchange::Started) => {
                day.restart_offset(z, r);
                Some(day.keep())
            }
            (Some(mut day), _) => {
                day.update(z, r, i32::MAX);
                Some(day.keep())
            }
            (None, _) if self.used >= PROBATION => {
                let mut day = Clock::start(z, r, &DAY_SD);
                day.begin_rate(state.rate());
                Some(day.keep())
            }
            (None, _) => None,
        }
    }

    fn advanced(&self, at: Timestamp<CounterTime>) -> ThreeState {
        let mut state = self.state;
        let near = if self.day.is_some() {
            at.min(self.at + NEAR)
        } else {
            at
        };
        state.advance(self.at.as_micros(), near.as_micros(), NOISE);
        if let Some(day) = self.day.filter(|_| near < at) {
            let mut day = day.open();
            day.restart_offset(0, 1);
            day.run_by(DAY_WANDER, near.as_micros(), at.as_micros());
            state.move_offset(day.offset(), day.variance());
        }
        state
    }

    /// Counter minus gateway time at `at` of the counter.
    fn offset(&self, at: Timestamp<CounterTime>) -> Offset<CounterTime, GatewayTime> {
        Offset::from_micros(self.advanced(at).offset())
    }

    /// Counter minus gateway time at `at` of the counter; `None` before the first exchange.
    ///
    /// `bounds` hold the statistical range of six standard deviations: the radio has no hard one.
    #[must_use]
    pub fn estimate(
        &self,
        at: Timestamp<CounterTime>,
    ) -> Option<Estimate<CounterTime, GatewayTime>> {
        if !self.known {
            return None;
        }
        let state = self.advanced(at);
        let offset = Offset::from_micros(state.offset());
        let sd = Micros(state.sd());
        let around = Bounds::new(offset, offset).widen(sd * 6);
        Some(Estimate {
            at: at.shift(offset.invert()),
            offset,
            bounds: around,
            rate: Ppb(to_i32(state.rate())),
            rate_deviation: Ppb(to_i32(state.rate_sd())),
            deviation: sd,
            half_width: sd * 2,
        })
    }

    /// The counter's instant on the gateway's scale: the node's disciplined time.
    #[must_use]
    pub fn to_gateway(&self, at: Timestamp<CounterTime>) -> Option<Timestamp<GatewayTime>> {
        self.known.then(|| at.shift(self.offset(at).invert()))
    }

    /// The counter's instant at which the gateway's scale shows `t` (a round of the rate, good to 1
    /// µs over hours).
    #[must_use]
    pub fn to_counter(&self, t: Timestamp<GatewayTime>) -> Option<Timestamp<CounterTime>> {
        let mut at = self.at;
        for _ in 0..3 {
            at = t.shift(self.offset(at));
        }
        self.known.then_some(at)
    }

    /// Whether a node may still set its meter: not after an hour without an exchange, nor above 20
    /// ms.
    #[must_use]
    pub fn discipline(&self, at: Timestamp<CounterTime>) -> Discipline {
        if !self.known {
            Discipline::Unknown
        } else if at.since(self.at).0 > 3_600_000_000 || self.advanced(at).sd() > 20_000 {
            Discipline::Holdover
        } else {
            Discipline::Locked
        }
    }

    /// Seconds to the next exchange: 60 in the first twenty minutes, then 300, half of it below
    /// 10 °C and above 40 °C where the crystal's slope is steep (`temperature` in °C, if known).
    #[must_use]
    pub const fn interval_s(running_s: i64, temperature: Option<i16>) -> i64 {
        if running_s < 1_200 {
            return 60;
        }
        match temperature {
            Some(t) if t < 10 || t > 40 => 150,
            _ => 300,
        }
    }

    /// Notes a delay and returns the shortest of the last sixteen, this one included.
    fn note_delay(&mut self, delay: u32) -> u32 {
        if let Some(slot) = self.delays.get_mut(usize::from(self.next)) {
            *slot = delay;
        }
        self.next = self.next.wrapping_add(1) & 15;
        self.filled = self.filled.saturating_add(1).min(16);
        self.delays.iter().copied().min().unwrap_or(delay)
    }
}
