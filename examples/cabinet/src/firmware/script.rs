//! The story: time spreads, one node is cut off and killed in the middle of a journal write, the
//! clocks come right, everybody is cut off and the gateway dies, and in the end the concentrator
//! knows it all.

use super::kill::{Cut, Watch};
use super::world::World;
use gateway::extension::Summary;
use sim::numbers::DEBOUNCE_US;
use sim::queue::{Micros, SECOND};
use std::io;

/// A clock is right within this, µs.
pub(super) const RIGHT_US: u64 = 500_000;
/// Node that is cut off alone: the first.
const ALONE: usize = 1;
/// The watch begins when the debounce is nearly over.
const DEBOUNCE: Micros = DEBOUNCE_US - 100_000;
/// Kills that may come too late.
const TRIES: u32 = 6;
/// Longest wait for the time, for the clocks, for the last report.
const TIME: Micros = 60 * SECOND;
const CLOCKS: Micros = 150 * SECOND;
const DRAIN: Micros = 60 * SECOND;

/// Where the story is, with the time of its last step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// The gateway gets the time.
    Time,
    /// One node is cut off since then.
    Alone(Micros),
    /// Somebody watches its memory.
    Watched(Micros),
    /// It was killed then, and does not run.
    Killed(Micros),
    /// It runs again since then, still without mains.
    Again(Micros),
    /// It has mains again; once more if the kill came too late.
    Back(Micros),
    /// The clocks come right.
    Clocks(Micros),
    /// Everybody is cut off.
    All(Micros),
    /// The gateway's capacitor is empty as well.
    Dark(Micros),
    /// Everybody has mains again, and what was not reported yet is reported.
    Drain(Micros),
    /// Nothing is missing; perhaps something comes twice.
    Settle(Micros),
    /// Over.
    End,
}

impl World {
    /// Looks whether the story goes on.
    pub(super) fn step(&mut self) -> io::Result<()> {
        let now = self.now();
        let past = |since: Micros, us: Micros| now >= since + us;
        match self.phase {
            Phase::Time => {
                let known = self
                    .master
                    .concentrator()
                    .summary()
                    .is_some_and(|summary| summary.flags & Summary::CLOCK_VALID != 0);
                if known || now >= TIME {
                    self.tell(if known {
                        "the gateway has the time"
                    } else {
                        "the gateway got no time"
                    });
                    self.cut_alone();
                }
            }
            Phase::Alone(since) if past(since, DEBOUNCE) => {
                let killer = self
                    .boards
                    .get(ALONE)
                    .and_then(|board| board.emulator.as_ref())
                    .map(|run| run.killer());
                if let Some(killer) = killer {
                    self.watch = Some(Watch::start(&self.memory(ALONE), killer)?);
                }
                self.phase = Phase::Watched(now);
            }
            Phase::Watched(_) if self.watch.as_ref().is_none_or(Watch::has_struck) => {
                self.counts.kills += 1;
                let cut = self.watch.take().map_or(Ok(Cut::Nothing), Watch::outcome)?;
                self.bury(ALONE);
                match cut {
                    Cut::Torn { written, whole } => {
                        self.counts.torn += 1;
                        self.tell(&format!("node {ALONE} killed with {written} of {whole} bytes of a record written"));
                    }
                    Cut::Whole => self.tell(&format!(
                        "node {ALONE} killed, but its record is whole: once more later"
                    )),
                    Cut::Nothing => {
                        self.tell(&format!("node {ALONE} wrote nothing and was killed"))
                    }
                }
                self.phase = Phase::Killed(now);
            }
            Phase::Killed(since) if past(since, SECOND) => {
                self.boot(ALONE)?;
                self.tell(&format!("node {ALONE} starts again, mains still lost"));
                self.phase = Phase::Again(now);
            }
            Phase::Again(since) if past(since, 4 * SECOND) => {
                self.tell(&format!("node {ALONE} has mains again"));
                self.set_mains(ALONE, true);
                self.phase = Phase::Back(now);
            }
            Phase::Back(since) if past(since, 4 * SECOND) => {
                if self.counts.torn > 0 || self.counts.kills >= TRIES {
                    self.phase = Phase::Clocks(now);
                } else if past(since, 10 * SECOND) {
                    self.cut_alone();
                }
            }
            Phase::Clocks(since) => {
                let right = |i| self.sets(i) > 0 && self.clock_error(i).unsigned_abs() < RIGHT_US;
                let all = (0..self.setup.nodes).all(right);
                if all || past(since, CLOCKS) {
                    self.tell(if all {
                        "every clock is right"
                    } else {
                        "the clocks are not right in time"
                    });
                    self.tell("everybody loses mains");
                    (0..self.boards.len()).for_each(|b| self.set_mains(b, false));
                    self.phase = Phase::All(now);
                }
            }
            Phase::All(since) if past(since, 4 * SECOND) => {
                self.tell("the gateway's capacitor is empty");
                self.bury(0);
                self.phase = Phase::Dark(now);
            }
            Phase::Dark(since) if past(since, 2 * SECOND) => {
                self.tell("everybody has mains again");
                (0..self.boards.len()).for_each(|b| self.set_mains(b, true));
                self.boot(0)?;
                self.phase = Phase::Drain(now);
            }
            Phase::Drain(since) => {
                let verdict = self.verdict();
                let wrong = verdict.missing + verdict.duplicated + verdict.wrong;
                // Reports of begins come before their calendar times; all must be dated.
                if (wrong == 0 && past(since, 3 * SECOND)) || past(since, DRAIN) {
                    self.phase = Phase::Settle(now);
                }
            }
            Phase::Settle(since) if past(since, 5 * SECOND) => self.phase = Phase::End,
            _ => {}
        }
        Ok(())
    }

    fn cut_alone(&mut self) {
        self.tell(&format!("node {ALONE} loses mains"));
        self.set_mains(ALONE, false);
        self.phase = Phase::Alone(self.now());
    }
}
