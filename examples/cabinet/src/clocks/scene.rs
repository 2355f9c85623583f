//! What one world of the clocks is made of: its meters, its reference, what befalls it, and what
//! must hold.

use sim::queue::{DAY, HOUR, MINUTE, Micros};

/// A world.
pub(super) struct Scene {
    /// Name on the command line.
    pub(super) name: &'static str,
    /// What is wrong in it.
    pub(super) what: &'static str,
    /// Virtual days.
    pub(super) days: u64,
    /// Until then clocks are pulled in and do not count.
    pub(super) settles: Micros,
    /// The concentrator's frames leave up to this much later than the second they carry.
    pub(super) late: u64,
    /// Time between two of them.
    pub(super) every: Micros,
    /// The concentrator's clock minus true time at the start, µs.
    pub(super) ahead: i64,
    /// Its drift from the third day on, ppb.
    pub(super) ramp_ppb: i64,
    /// By how much the rates of the meters' quartzes swing over a day, ppb.
    pub(super) swing_ppb: f64,
    /// Largest mean rate of the meters' quartzes, ppb.
    pub(super) rate_ppb: f64,
    /// Changes a meter.
    pub(super) tune: fn(usize, &mut meter::Config),
    /// Changes the answers of the meters.
    pub(super) spoil: fn(&mut Vec<u8>),
    /// Share of answers for which the meters are busy, and how much later they come.
    pub(super) busy: (f64, Micros, Micros),
    /// What happens once.
    pub(super) once: &'static [(Micros, Act)],
    /// Share of the meters' answers that are lost.
    pub(super) lost: f64,
    /// By how much later answers come at the end of a day than at its beginning.
    pub(super) tires: Micros,
    /// What happens again and again: first at, then every.
    pub(super) again: Option<(Micros, Micros, Act)>,
    /// What must hold at the end.
    pub(super) limits: &'static [(Figure, f64)],
}

/// Something that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// The concentrator's clock jumps, µs.
    Jump(i64),
    /// Another master sets every meter by broadcast, to a time so wrong, µs.
    Foreign(i64),
    /// Somebody moves every meter's clock, µs.
    Move(i64),
    /// Every meter's clock stops.
    Stop,
    /// The gateway is switched off, and on again.
    GatewayOff,
    GatewayOn,
    /// Every node starts anew.
    RestartNodes,
    /// The errors of the nodes' own times are noted.
    NoteNodes,
}

/// A figure that has a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figure {
    /// 99th percentile and maximum of the clocks' errors once settled, ms.
    ErrorP99,
    ErrorMax,
    /// Largest error of a clock in the last six hours, ms.
    ErrorEnd,
    /// Largest move of a clock by its node once settled, ms.
    Moved,
    /// Sets of the meter that was set most in a day.
    SetsADay,
    /// Sets of all meters, at most.
    Sets,
    /// Reads of the meter that was read most in a day, from the second day on.
    ReadsADay,
    /// Instants at which a clock was outside of its hard bounds.
    BoundsBroken,
    /// Share of instants at which a clock was off by more than three half widths of its estimate,
    /// per cent.
    Overclaimed,
    /// Meters whose node does not say that the clock cannot be kept.
    Untold,
    /// 99th percentile of the gateway's error after the first day, ms.
    GatewayP99,
    /// Share of instants after the first day at which its time was not trusted, per cent.
    Distrusted,
    /// 50th and 99th percentile and maximum of the nodes' own times when they were noted, ms.
    NodesP50,
    NodesMax,
}

impl Figure {
    /// In words.
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::ErrorP99 => "clock error, p99, ms",
            Self::ErrorMax => "clock error, max, ms",
            Self::ErrorEnd => "clock error at the end, ms",
            Self::Moved => "largest move by a node, ms",
            Self::SetsADay => "sets of one meter in a day",
            Self::Sets => "sets of all meters",
            Self::ReadsADay => "reads of one meter in a day",
            Self::BoundsBroken => "hard bounds broken",
            Self::Overclaimed => "off by over 3 half widths, %",
            Self::Untold => "meters not told of",
            Self::GatewayP99 => "gateway error, p99, ms",
            Self::Distrusted => "gateway not trusted, %",
            Self::NodesP50 => "nodes' time, p50, ms",
            Self::NodesMax => "nodes' time, max, ms",
        }
    }
}

/// Nothing is wrong: good meters, a prompt reference.
pub(super) const PLAIN: Scene = Scene {
    name: "",
    what: "",
    days: 8,
    settles: 3 * DAY + HOUR,
    late: 0,
    every: 5 * MINUTE,
    ahead: 1_000,
    ramp_ppb: 0,
    swing_ppb: 300.0,
    rate_ppb: 4_000.0,
    tune: |_, _| {},
    spoil: |_| {},
    busy: (0.05, 0, 420_000),
    once: &[],
    lost: 0.0,
    tires: 0,
    again: None,
    limits: &[],
};
