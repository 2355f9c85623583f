//! Finding the meter (绑定): address, edition and baud rate, a faster rate where one is wanted, and
//! starting over when contact is lost.
//!
//! ```text
//!  Search ── an answer ──► (Negotiate ──► Check) ──► Bound ── unanswered too often ──► Search
//!    ▲ │ next probe              refused ──────────────▲                       remembered meter first
//!    └─┴── all without answer: Pause
//! ```
//!
//! 2007 is asked with 13 to AA six times, 1997 by reading an energy with 99 six times and taking
//! the address from the answer. A negotiated rate is checked by asking again; whatever goes wrong,
//! the search begins anew, because meters fall back to their own rate by themselves.

use crate::reply::Reply;
use crate::request::Request;
use crate::{Failure, Instant, Micros};
use dlt645::command::Baud;
use dlt645::{Address, DataId, Edition};

/// What is tried, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Probe {
    /// Edition of the question.
    pub edition: Edition,
    /// Bits a second.
    pub baud: u32,
}

/// The usual order: 2007 before 1997, 2400 and 9600 before the others.
pub const PROBES: [Probe; 11] = [
    Probe {
        edition: Edition::V2007,
        baud: 2400,
    },
    Probe {
        edition: Edition::V2007,
        baud: 9600,
    },
    Probe {
        edition: Edition::V2007,
        baud: 19_200,
    },
    Probe {
        edition: Edition::V2007,
        baud: 1200,
    },
    Probe {
        edition: Edition::V2007,
        baud: 4800,
    },
    Probe {
        edition: Edition::V2007,
        baud: 38_400,
    },
    Probe {
        edition: Edition::V1997,
        baud: 1200,
    },
    Probe {
        edition: Edition::V1997,
        baud: 2400,
    },
    Probe {
        edition: Edition::V1997,
        baud: 9600,
    },
    Probe {
        edition: Edition::V1997,
        baud: 4800,
    },
    Probe {
        edition: Edition::V1997,
        baud: 600,
    },
];

/// A meter that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Binding {
    /// Its address.
    pub address: Address,
    /// Its edition.
    pub edition: Edition,
    /// The rate in use, bits a second.
    pub baud: u32,
    /// The rate it was found at, to which it falls back.
    pub base: u32,
}

/// Settings of the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct BindConfig<'a> {
    /// What is tried, in this order.
    pub probes: &'a [Probe],
    /// Questions for each probe.
    pub tries: u8,
    /// After a full turn without answer.
    pub pause: Micros,
    /// Rate that the meter is told to use once it is found.
    pub wish: Option<Baud>,
    /// From the answer to a change of rate until the new one is used.
    pub switch: Micros,
    /// So many unanswered requests in a row, and contact is lost.
    pub lost_after: u8,
    /// Item of the 1997 edition that is read to find a meter.
    pub item97: DataId,
}

impl BindConfig<'static> {
    /// [`PROBES`], one question each, 5 s between turns, no other rate, lost after ten.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            probes: &PROBES,
            tries: 1,
            pause: Micros::from_millis(5000),
            wish: None,
            switch: Micros::from_millis(100),
            lost_after: 10,
            item97: DataId::V1997(0x9010),
        }
    }
}

impl Default for BindConfig<'static> {
    fn default() -> Self {
        Self::new()
    }
}

/// What the owner must do, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum BindAction {
    /// Set UART and engine ([`crate::Master::set_line`]) to this rate.
    SetBaud(u32),
    /// Send [`Binder::request`] and pass its end to [`Binder::handle_reply`] or
    /// [`Binder::handle_failure`].
    Ask,
    /// The meter was found; keep it in non-volatile memory, and pulse STA.
    Bound(Binding),
    /// Contact is lost, the search has begun.
    Lost,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The probe of this step of the plan is asked.
    Search(usize),
    Pause(Instant),
    /// The change of rate is asked.
    Negotiate {
        to: Baud,
    },
    /// The new rate is not used before then.
    Switch {
        at: Instant,
        to: u32,
    },
    /// Asked at `baud` whether the meter is there; else `other` is tried.
    Check {
        baud: u32,
        other: Option<u32>,
    },
    Bound,
}

/// The search for the meter. Ends of requests and time are passed in, actions come out.
///
/// Call order: [`poll_action`](Self::poll_action) until `None`, at the start and after every
/// `handle_…`; [`handle_timeout`](Self::handle_timeout) at [`poll_timeout`](Self::poll_timeout).
#[derive(Clone, Debug)]
pub struct Binder<'a> {
    config: BindConfig<'a>,
    state: State,
    binding: Option<Binding>,
    baud: Option<u32>,
    unanswered: u8,
    /// The wanted rate did not work; not asked for again before contact is lost or `verify` is
    /// called.
    no_wish: bool,
    queue: [Option<BindAction>; 4],
}

impl<'a> Binder<'a> {
    /// Begins the search, with the meter that is remembered if there is one.
    #[must_use]
    pub fn new(config: BindConfig<'a>, remembered: Option<Binding>) -> Self {
        let state = State::Search(0);
        let mut binder = Self {
            config,
            state,
            binding: remembered,
            baud: None,
            unanswered: 0,
            no_wish: false,
            queue: [None; 4],
        };
        binder.search(Instant::ZERO, 0);
        binder
    }

    /// The meter, while it is bound.
    #[must_use]
    pub fn binding(&self) -> Option<Binding> {
        self.binding.filter(|_| self.state == State::Bound)
    }

    /// Whether a full turn brought no answer and the next one waits.
    #[must_use]
    pub const fn is_paused(&self) -> bool {
        matches!(self.state, State::Pause(_))
    }

    /// The question to be sent on [`BindAction::Ask`].
    #[must_use]
    pub fn request(&self) -> Request<'_> {
        let (found, edition) = match (&self.state, self.binding) {
            (State::Search(step), _) => (
                None,
                self.plan(*step)
                    .map_or(Edition::V2007, |probe| probe.edition),
            ),
            (_, Some(found)) => (Some(found), found.edition),
            (_, None) => (None, Edition::V2007),
        };
        let change = match (&self.state, found) {
            (State::Negotiate { to }, Some(found)) => {
                Request::change_baud(found.address, edition, *to)
            }
            _ => None,
        };
        match change {
            Some(change) => change,
            _ if edition == Edition::V2007 => Request::read_address().tries(self.config.tries),
            _ => Request::read(Address::BROADCAST, self.config.item97).tries(self.config.tries),
        }
    }

    /// The question was answered.
    pub fn handle_reply(&mut self, now: Instant, reply: &Reply<'_>) {
        match self.state {
            State::Search(step) => {
                let Some(probe) = self.plan(step) else { return };
                let address = self.address_in(probe.edition, reply);
                let Probe { edition, baud } = probe;
                // A remembered meter keeps the rate it was first found at.
                let base = self
                    .binding
                    .filter(|old| old.address == address && old.baud == baud);
                let base = base.map_or(baud, |old| old.base);
                self.binding = Some(Binding {
                    address,
                    edition,
                    baud,
                    base,
                });
                let wish = self
                    .config
                    .wish
                    .filter(|wish| wish.rate() != baud && !self.no_wish);
                match wish.filter(|wish| wish.code(edition).is_some()) {
                    Some(to) => {
                        self.state = State::Negotiate { to };
                        self.push(BindAction::Ask);
                    }
                    None => self.bound(),
                }
            }
            State::Negotiate { to } => {
                self.state = State::Switch {
                    at: now + self.config.switch,
                    to: to.rate(),
                }
            }
            State::Check { baud, .. } => {
                if let Some(found) = &mut self.binding {
                    found.baud = baud;
                }
                self.bound();
            }
            State::Pause(_) | State::Switch { .. } | State::Bound => {}
        }
    }

    /// The question has no answer.
    pub fn handle_failure(&mut self, now: Instant, reason: Failure) {
        match self.state {
            State::Search(step) => self.search(now, step.saturating_add(1)),
            State::Negotiate { to } => match (reason, self.binding) {
                (Failure::Meter(_), _) => self.bound(),
                // Whether the meter has switched is not known.
                (_, Some(found)) => self.check(found.baud, Some(to.rate())),
                (_, None) => self.search(now, 0),
            },
            State::Check {
                other: Some(other), ..
            } => {
                self.no_wish = true;
                self.check(other, None);
            }
            State::Check { .. } => self.search(now, 2),
            State::Pause(_) | State::Switch { .. } | State::Bound => {}
        }
    }

    /// A request of the owner to the bound meter has ended. Error replies count as answered.
    pub fn handle_contact(&mut self, now: Instant, answered: bool) {
        if self.state != State::Bound {
            return;
        }
        self.unanswered = if answered {
            0
        } else {
            self.unanswered.saturating_add(1)
        };
        if self.unanswered >= self.config.lost_after.max(1) {
            self.push(BindAction::Lost);
            self.no_wish = false;
            self.search(now, 0);
        }
    }

    /// Begins anew, the remembered meter first: the module was plugged in, or the mains came back.
    pub fn verify(&mut self, now: Instant) {
        self.queue = [None; 4];
        self.baud = None;
        self.no_wish = false;
        self.search(now, 0);
    }

    /// Time has passed.
    pub fn handle_timeout(&mut self, now: Instant) {
        match self.state {
            State::Pause(until) if now >= until => self.search(now, 0),
            State::Switch { at, to } if now >= at => {
                let old = self.binding.map(|found| found.baud);
                self.check(to, old);
            }
            _ => {}
        }
    }

    /// When [`handle_timeout`](Self::handle_timeout) wants to be called next.
    #[must_use]
    pub const fn poll_timeout(&self) -> Option<Instant> {
        match self.state {
            State::Pause(at) | State::Switch { at, .. } => Some(at),
            _ => None,
        }
    }

    /// The next thing to do.
    pub fn poll_action(&mut self) -> Option<BindAction> {
        let [first, a, b, c] = self.queue;
        self.queue = [a, b, c, None];
        first
    }

    /// What is tried at `step`: the remembered meter, the same at the rate it falls back to, then
    /// the probes.
    fn plan(&self, step: usize) -> Option<Probe> {
        match (step, self.binding) {
            (0, Some(old)) => Some(Probe {
                edition: old.edition,
                baud: old.baud,
            }),
            (1, Some(old)) => Some(Probe {
                edition: old.edition,
                baud: old.base,
            }),
            (0 | 1, None) => None,
            _ => self.config.probes.get(step.saturating_sub(2)).copied(),
        }
    }

    fn search(&mut self, now: Instant, from: usize) {
        self.unanswered = 0;
        let end = self.config.probes.len().saturating_add(2);
        for step in from..end {
            let repeated = step == 1 && self.plan(0) == self.plan(1);
            if let Some(probe) = self.plan(step)
                && !repeated
            {
                self.state = State::Search(step);
                self.set_baud(probe.baud);
                self.push(BindAction::Ask);
                return;
            }
        }
        self.state = State::Pause(now + self.config.pause);
    }

    fn check(&mut self, baud: u32, other: Option<u32>) {
        self.state = State::Check { baud, other };
        self.set_baud(baud);
        self.push(BindAction::Ask);
    }

    fn bound(&mut self) {
        self.state = State::Bound;
        self.unanswered = 0;
        if let Some(found) = self.binding {
            self.push(BindAction::Bound(found));
        }
    }

    fn address_in(&self, edition: Edition, reply: &Reply<'_>) -> Address {
        match reply.data.split_first_chunk::<6>() {
            Some((bytes, _)) if edition == Edition::V2007 => Address::from_wire(bytes),
            _ => reply.address,
        }
    }

    fn set_baud(&mut self, baud: u32) {
        if self.baud != Some(baud) {
            self.baud = Some(baud);
            self.push(BindAction::SetBaud(baud));
        }
    }

    fn push(&mut self, action: BindAction) {
        if let Some(slot) = self.queue.iter_mut().find(|slot| slot.is_none()) {
            *slot = Some(action);
        }
    }
}
