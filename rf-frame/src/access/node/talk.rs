//! How far a node is in its conversation with the gateway.

use super::{Budget, Contention, Exchange, Receiver};
use crate::time::{Instant, Micros};
use crate::wire::Evt;

/// A told event without a RECEIPT is reported again this long after mains return (S-13)…
const PROOF_FIRST: Micros = Micros::from_secs(600);
/// …and then so often.
const PROOF_AGAIN: Micros = Micros::from_secs(3600);

/// A report on mains without an answer for so long makes the node join anew (C-4).
const UNANSWERED: Micros = Micros::from_secs(600);

/// A STATUS in this time (F-19).
pub(super) const HEALTH: Micros = Micros::from_secs(3 * 3600);

/// What a transmission carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Job {
    /// The newest event.
    Report {
        /// Round of the epoch, 0: outside of one.
        round: u8,
        /// The epoch, for the nonce.
        epoch: u16,
    },
    /// The next event of the log that was asked for.
    History,
    /// State and health.
    Status,
    /// Asks for a session.
    Join,
    /// Asks for the time.
    Time,
}

/// A history that the gateway has asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct History {
    pub(super) next: Evt,
    pub(super) last: Evt,
}

/// The last report of an empty capacitor (N-7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum LastReport {
    #[default]
    NotYet,
    Due,
    /// Silent until mains return.
    Sent,
}

/// The conversation.
#[derive(Debug, Default)]
pub(super) struct Talk {
    pub(super) contention: Contention,
    pub(super) budget: Budget,
    pub(super) receiver: Receiver,
    /// Last EPO heard.
    pub(super) epoch: u16,
    /// When the node reports by itself, if nothing has come until then.
    pub(super) decide_at: Option<Instant>,
    /// An authentic schedule has said when the next SYNC comes; until then overheard frames tell
    /// nothing new.
    pub(super) scheduled_until: Instant,
    /// On mains, nothing has answered its reports since then.
    unanswered: Option<Instant>,
    /// When it reports a told event again.
    pub(super) proof_at: Option<Instant>,
    pub(super) history: Option<History>,
    pub(super) exchange: Exchange,
    /// When the next STATUS is due that nobody has asked for (F-19).
    pub(super) health_at: Option<Instant>,
    /// It is due now.
    pub(super) tells_health: bool,
    last: LastReport,
}

impl Talk {
    /// A new event: attempts and budget begin anew.
    pub(super) const fn new_event(&mut self) {
        self.contention.restart();
        self.budget.renew();
    }

    pub(super) fn mains_changed(&mut self, now: Instant, has_mains: bool) {
        self.receiver.set_always(has_mains);
        self.proof_at = has_mains.then(|| now + PROOF_FIRST);
        self.unanswered = None;
        if has_mains {
            self.last = LastReport::NotYet;
        }
    }

    /// A report has gone out on mains: whether no answer has come to any for too long.
    pub(super) fn reported(&mut self, now: Instant) -> bool {
        let since = *self.unanswered.get_or_insert(now);
        let silent = now.since(since) >= UNANSWERED;
        if silent {
            self.unanswered = Some(now);
        }
        silent
    }

    /// The gateway has answered.
    pub(super) const fn answered(&mut self) {
        self.unanswered = None;
    }

    /// The capacitor is nearly empty: whether the last report is due now.
    pub(super) fn last_report(&mut self, _now: Instant) -> bool {
        let first = self.last == LastReport::NotYet;
        if first {
            self.last = LastReport::Due;
        }
        first
    }

    /// A report of an empty capacitor has gone out: nothing more follows.
    pub(super) fn last_sent(&mut self) {
        self.last = LastReport::Sent;
        self.decide_at = None;
        self.receiver.rest();
    }

    /// Nothing more is sent until mains return.
    pub(super) fn is_silent(&self) -> bool {
        self.last == LastReport::Sent
    }

    /// Nothing is open: the node sleeps.
    pub(super) fn rest(&mut self) {
        self.decide_at = None;
        self.receiver.rest();
    }

    /// Whether a told event is to be reported again now.
    pub(super) fn take_proof(&mut self, now: Instant) -> bool {
        let due = self.proof_at.is_some_and(|at| now >= at);
        if due {
            self.proof_at = Some(now + PROOF_AGAIN);
        }
        due
    }

    pub(super) fn due(&self) -> Option<Instant> {
        [self.decide_at, self.proof_at].into_iter().flatten().min()
    }
}
