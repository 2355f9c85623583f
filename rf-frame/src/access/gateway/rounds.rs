//! The course of an epoch: rounds, receipts, history, what is told, and the closing (G-2 to G-6,
//! G-10).
//!
//! ```text
//! Round ─► Receipts ─► History ─┬─► Told ─► Round …
//!   ▲                           ├─────────► Round
//!   └───────────────────────────┴─► Closing × 16 ─► end
//! ```
//!
//! The part knows no frames and no nodes: it is told whether somebody is open, whether anything new
//! came, and says what comes next and after which pause.

use crate::time::Micros;
use crate::wire::Mode;

/// Copies of the closing SYNC (G-5).
const CLOSINGS: u8 = 16;
/// Rounds without anything new before pauses grow.
const PATIENT: u8 = 20;
/// Rounds without anything new that end an epoch of the own outage.
const LAST: u8 = 34;
/// Silent rounds that end any other epoch: who is silent has nothing to report.
const SILENT: u8 = 2;
/// Rounds before those that are done are told so (G-4): the others may need long.
const UNTOLD: u8 = 7;
/// The same when two rounds brought nothing.
const UNTOLD_SILENT: u8 = 4;
/// Each round without anything new beyond [`PATIENT`] makes the pause longer by this.
const PAUSE: Micros = Micros::from_millis(250);

/// Why an epoch runs (G-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Kind {
    /// The gateway lost its mains: all nodes are dark.
    OwnOutage,
    /// Its mains came back.
    Restoration,
    /// It has booted with mains.
    Boot,
    /// Several nodes reported by themselves (G-7).
    Contact,
    /// A test was ordered.
    Test,
}

/// What is sent next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Phase {
    /// Schedules of the round, from this index on.
    Round(u16),
    /// RECEIPTs after the slots, so many already sent.
    Receipts(u8),
    /// History polls, from this index on.
    History(u16),
    /// Form 4 over all, from this index on.
    Told(u16),
    /// A closing form 4 over all, from this index on.
    Closing(u16),
    /// The epoch is over.
    Over,
}

/// A running epoch.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Rounds {
    kind: Kind,
    epoch: u16,
    phase: Phase,
    round: u8,
    /// Something new came in this round.
    progress: bool,
    /// Rounds without.
    idle: u8,
    /// Rounds since all were told.
    untold: u8,
    /// Closings sent.
    closings: u8,
}

impl Rounds {
    /// Begins with round 1.
    #[must_use]
    pub const fn new(kind: Kind, epoch: u16) -> Self {
        Rounds {
            kind,
            epoch,
            phase: Phase::Round(1),
            round: 1,
            progress: false,
            idle: 0,
            untold: 0,
            closings: 0,
        }
    }

    /// Why it runs.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// EPO.
    #[must_use]
    pub const fn epoch(&self) -> u16 {
        self.epoch
    }

    /// The round, 1..=15.
    #[must_use]
    pub const fn round(&self) -> u8 {
        self.round
    }

    /// What comes next.
    #[must_use]
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// MODE of its frames.
    #[must_use]
    pub fn mode(&self, on_capacitor: bool) -> Mode {
        let mut mode = match self.kind {
            Kind::Restoration | Kind::Boot => Mode::RESTORATION,
            Kind::Test => Mode::TEST,
            Kind::OwnOutage | Kind::Contact => Mode::default(),
        };
        if on_capacitor {
            mode = mode.with(Mode::ON_CAPACITOR);
        }
        if matches!(self.phase, Phase::Closing(_)) {
            mode = mode.with(Mode::CLOSING);
        }
        mode
    }

    /// A report came that was not known yet.
    pub const fn progress(&mut self) {
        self.progress = true;
    }

    /// Goes on within or after the present phase.
    pub const fn go(&mut self, phase: Phase) {
        self.phase = phase;
    }

    /// A round with its receipts and history is over. `open`: somebody has not reported yet;
    /// `lagging`: events of somebody are missing. Returns the pause before what comes next.
    pub fn decide(&mut self, open: bool, lagging: bool) -> Micros {
        self.idle = if self.progress {
            0
        } else {
            self.idle.saturating_add(1)
        };
        self.progress = false;
        let over = match self.kind {
            Kind::OwnOutage => self.idle >= LAST,
            _ => self.idle >= SILENT && (!lagging || self.idle >= PATIENT),
        };
        if over || !open && !lagging {
            self.phase = Phase::Closing(1);
            return Micros::ZERO;
        }
        self.round = if self.round >= 15 {
            2
        } else {
            self.round.saturating_add(1)
        };
        self.untold = self.untold.saturating_add(1);
        let silent = self.idle >= SILENT && self.untold >= UNTOLD_SILENT;
        self.phase = if self.untold >= UNTOLD || silent {
            self.untold = 0;
            Phase::Told(1)
        } else {
            Phase::Round(1)
        };
        PAUSE.times(u64::from(self.idle.saturating_sub(PATIENT)))
    }

    /// All indices were told once. Returns the pause before what comes next.
    pub fn told(&mut self) -> Micros {
        if !matches!(self.phase, Phase::Closing(_)) {
            self.phase = Phase::Round(1);
            return Micros::ZERO;
        }
        // 16 copies, 15 gaps: one of them gets through to everybody (G-5).
        let gap = match self.closings {
            0..8 => 2,
            8..12 => 5,
            12 => 10,
            13 => 20,
            _ => 40,
        };
        self.closings = self.closings.saturating_add(1);
        self.phase = if self.closings >= CLOSINGS {
            Phase::Over
        } else {
            Phase::Closing(1)
        };
        Micros::from_millis(gap)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closes_when_everybody_is_heard() {
        let mut rounds = Rounds::new(Kind::OwnOutage, 7);
        rounds.progress();
        rounds.decide(true, false);
        assert_eq!((rounds.round(), rounds.phase()), (2, Phase::Round(1)));
        rounds.progress();
        rounds.decide(false, false);
        assert_eq!(rounds.mode(true), Mode::ON_CAPACITOR.with(Mode::CLOSING));
        let mut gaps = std::vec::Vec::new();
        while rounds.phase() != Phase::Over {
            gaps.push(rounds.told().as_micros() / 1000);
        }
        assert_eq!(gaps, [2, 2, 2, 2, 2, 2, 2, 2, 5, 5, 5, 5, 10, 20, 40, 40]);
    }

    #[test]
    fn tells_after_seven_rounds_or_after_four_when_two_were_silent() {
        let told_after = |progress: bool| {
            let mut rounds = Rounds::new(Kind::OwnOutage, 1);
            for n in 1.. {
                if progress {
                    rounds.progress();
                }
                rounds.decide(true, false);
                if rounds.phase() == Phase::Told(1) {
                    return n;
                }
            }
            0
        };
        assert_eq!((told_after(true), told_after(false)), (7, 4));
    }

    #[test]
    fn an_own_outage_ends_after_34_silent_rounds_with_growing_pauses() {
        let mut rounds = Rounds::new(Kind::OwnOutage, 1);
        let mut pauses = std::vec::Vec::new();
        while !matches!(rounds.phase(), Phase::Closing(_)) {
            pauses.push(rounds.decide(true, false).as_micros() / 1000);
            if rounds.phase() == Phase::Told(1) {
                rounds.told();
            }
            assert!((2..=15).contains(&rounds.round()));
        }
        assert_eq!(pauses.len(), 34);
        assert_eq!((pauses[19], pauses[20], pauses[32]), (0, 250, 13 * 250));
    }

    #[test]
    fn other_epochs_end_after_two_silent_rounds_unless_events_are_missing() {
        let ends_after = |lagging: bool| {
            let mut rounds = Rounds::new(Kind::Contact, 1);
            (1..).find(|_| {
                rounds.decide(true, lagging);
                let told = rounds.phase() == Phase::Told(1);
                if told {
                    rounds.told();
                }
                matches!(rounds.phase(), Phase::Closing(_))
            })
        };
        assert_eq!((ends_after(false), ends_after(true)), (Some(2), Some(20)));
    }
}
