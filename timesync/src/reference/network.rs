//! The reference gate of a gateway, with everything that it must not forget to do.
//!
//! [`Gate`] is the rule; this is the rule in its place. It keeps the nodes' reports, takes sets and
//! moves of network time out of them, remembers across a restart, and says what network time has to
//! do with each candidate:
//!
//! ```text
//! METER of a node ──► report ─┐
//! reference read ─────────────┴─► judge ──► follow: network time takes the candidate over
//! FIRST TRUST ──► first_trust              verdict: goes down in BEACON and TRSP
//!                                          step:    the nodes are told
//! ```
//!
//! A gateway that starts anew has no time of its own. It takes the reference for network time, so
//! that the nodes can report against it, with a verdict under which nobody sets a meter; only when
//! the meters say that the reference is where it was when it was last believed, the verdict becomes
//! [`Verdict::Trusted`] again. What the gate refuses stays refused until the meters or an order say
//! otherwise.

use crate::reference::gate::{Candidate, Gate, Judgement, WITNESSES, Witness};
use crate::reference::oscillator::STEP;
use crate::reference::verdict::Verdict;
pub use crate::reference::witnesses::MeterReport;
use crate::reference::witnesses::Witnesses;
use crate::time::{GatewayTime, Micros, Ppb, ReferenceTime, Timestamp};

/// What network time has to do with a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use]
pub struct Ruling {
    /// Network time takes the candidate over: it moves back by [`Candidate::ahead`].
    pub follow: bool,
    /// The verdict to send down.
    pub verdict: Verdict,
    /// By how much network time steps with it, if the nodes have to be told.
    pub step: Option<Micros>,
    /// The middle value of the witnesses, for the record of a changed verdict.
    pub middle: Option<Micros>,
}

/// The reference gate of one gateway.
///
/// ```
/// use timesync::reference::{Verdict, gate::Candidate, network::{MeterReport, NetworkGate}};
/// use timesync::{Micros, Ppb, Timestamp};
///
/// let mut gate = NetworkGate::new(false, Ppb(25_000));
/// let now = Timestamp::from_secs(800_000_000);
/// let candidate = Candidate { at: now, ahead: Micros(0), counter: Timestamp::from_secs(60), sources: 1 };
/// // Nobody vouches yet: the nodes may measure by it, and set nothing.
/// let ruling = gate.judge(&candidate);
/// assert!(ruling.follow && ruling.verdict == Verdict::NoWitnesses);
/// for index in 0..3 {
///     gate.report(&MeterReport {
///         index,
///         offset: Some(Micros::from_millis(120)),
///         read_at: now,
///         verified: true,
///         faulty: false,
///         sets: 0,
///     });
/// }
/// assert_eq!(gate.judge(&candidate).verdict, Verdict::Trusted);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetworkGate {
    pub(crate) gate: Gate,
    pub(crate) witnesses: Witnesses,
    /// A candidate was accepted since this gateway started.
    believed: bool,
    /// Witnesses of the last accepted state before that, a bit each.
    before: u64,
}

impl NetworkGate {
    /// A gateway that has never trusted a reference; the arguments are those of [`Gate::new`].
    #[must_use]
    pub const fn new(single_allowed: bool, bound: Ppb) -> Self {
        Self {
            gate: Gate::new(single_allowed, bound),
            witnesses: Witnesses::NONE,
            believed: false,
            before: 0,
        }
    }

    /// A node reports its meter; false if that says nothing.
    pub fn report(&mut self, report: &MeterReport) -> bool {
        self.witnesses.report(report)
    }

    /// A node has left the network.
    pub fn leave(&mut self, index: u8) {
        self.witnesses.leave(index);
    }

    /// Whether the nodes should be asked for reports before the next candidate.
    #[must_use]
    pub fn wants_offsets(&self, at: Timestamp<GatewayTime>) -> bool {
        !self.believed || self.gate.wants_offsets(at)
    }

    /// The verdict at `at` without a new candidate.
    #[must_use]
    pub fn verdict(&self, at: Timestamp<GatewayTime>) -> Verdict {
        if self.believed {
            self.gate.verdict(at)
        } else {
            Verdict::NoWitnesses
        }
    }

    /// Judges a candidate; do with network time what the ruling says.
    pub fn judge(&mut self, candidate: &Candidate) -> Ruling {
        let mut table = [Witness::NONE; WITNESSES];
        let n = self.witnesses.at(candidate.at, &mut table);
        if !self.believed && self.gate.accepted.is_some() {
            self.return_witnesses(table.get_mut(..n).unwrap_or(&mut []));
        }
        let meters = table.get(..n).unwrap_or(&[]);
        let Judgement {
            verdict,
            accepted,
            step,
            middle,
        } = self.gate.judge(candidate, meters);
        // Before anything is believed the reference is the only time there is.
        let follow = accepted || !self.believed;
        self.believed |= accepted;
        if follow {
            self.moved(candidate);
        }
        Ruling {
            follow,
            verdict,
            step,
            middle,
        }
    }

    /// The head-end's order of first trust, sealed at `sealed` of the reference. Taken, network
    /// time follows the candidate; `None`: it came too late, or too early.
    pub fn first_trust(
        &mut self,
        sealed: Timestamp<ReferenceTime>,
        candidate: &Candidate,
    ) -> Option<Ruling> {
        let mut table = [Witness::NONE; WITNESSES];
        let n = self.witnesses.at(candidate.at, &mut table);
        let meters = table.get(..n).unwrap_or(&[]);
        if !self.gate.first_trust(sealed, candidate, meters) {
            return None;
        }
        self.believed = true;
        self.moved(candidate);
        // From here on it is one like any other, at the time that it has made.
        let taken = Candidate {
            at: candidate.at - candidate.ahead,
            ahead: Micros::ZERO,
            ..*candidate
        };
        Some(Ruling {
            follow: true,
            step: is_step(candidate).then(|| -candidate.ahead),
            ..self.judge(&taken)
        })
    }

    /// Network time moves back by `ahead` of the candidate.
    fn moved(&mut self, candidate: &Candidate) {
        let after = candidate.at - candidate.ahead;
        self.witnesses
            .network_moved(candidate.ahead, is_step(candidate).then_some(after));
    }

    /// The first witnesses after a restart: of those known before, some have reported. The middle
    /// value that the gate remembers is that of all; it becomes the one that those who are back had
    /// then. A meter that was not known then vouches for nothing yet.
    fn return_witnesses(&mut self, table: &mut [Witness]) {
        let bits = |w: &Witness| 1u64.checked_shl(u32::from(w.index)).unwrap_or(0);
        for witness in table.iter_mut() {
            let stored = self.witnesses.stored(bits(witness) & self.before);
            witness.eligible &= stored.count() == 1;
        }
        let back = (table.iter().filter(|w| w.eligible)).fold(0, |set, w| set | bits(w));
        let of = |set: u64| self.witnesses.stored(set).map(|(_, was)| was);
        let last = of(self.gate.members);
        self.gate.return_members(back, last, of(back));
    }

    /// A gateway that has started anew and remembers `gate` and `witnesses`.
    pub(crate) fn resume(&mut self, mut gate: Gate, mut witnesses: Witnesses) {
        gate.forget_counter();
        witnesses.forget_readings();
        *self = Self {
            gate,
            witnesses,
            believed: false,
            before: gate.members,
        };
    }
}

/// Whether a candidate moves network time by more than witnesses overlook.
fn is_step(candidate: &Candidate) -> bool {
    candidate.ahead.abs() > STEP
}

#[cfg(test)]
mod tests;
