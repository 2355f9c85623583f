//! The machine of a gateway: it routes between the parts.
//!
//! ```text
//!  frames ─► Members (key, MIC, counter) ─► Seat ─► arrivals ─► journal ─► told, RECEIPT
//!  mains, signs ─► Rounds ─► Call ─► Transmitter ─► air
//! ```
//!
//! **Call order.** As for the node: after every `handle_…` call [`Gateway::poll_action`] until it
//! gives `None`, then [`Gateway::handle_timeout`] at [`Gateway::poll_timeout`] at the latest.

use super::receipts::{Rows, owe};
use super::seat::{Arrived, Queue, Seat};
use super::speak::Job;
use super::{Contact, Epochs, Kind, NetworkClock, Rounds};
use crate::access::action::Action;
use crate::access::event::Supply;
use crate::access::medium::{self, Next, Rng, Sensed, Transmitter};
use crate::access::members::{KeyNumber, Member, Members};
use crate::journal::entry::{KeyNo, Passed, RecordKind};
use crate::journal::{Entry, GatewayState, GroupKeyBytes, State as _};
use crate::security::{Key, SenderCounter};
use crate::time::{Instant, Micros};
use crate::wire::tlv::MeterClock;
use crate::wire::{Evt, Flags, Refusals};

/// A memory that said no is asked again after this time.
pub(super) const STORE_AGAIN: Micros = Micros::from_millis(100);
/// Events on their way into the journal: a flash that takes 6 ms a record keeps up with a round.
const ARRIVALS: usize = 16;
/// Events that a node keeps at most: it may send so many again when its numbers begin anew (E-1).
const KEPT: u16 = 8;
/// States of a group key in the journal.
const INSTALLING: u8 = 1;
pub(super) const IN_USE: u8 = 2;
/// Other entries that wait for the memory.
const ENTRIES: usize = 12;

/// What the application is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Notice {
    /// An epoch begins.
    Epoch(u16, Kind),
    /// It is over.
    Closed(u16),
    /// The event of a node is committed.
    Committed {
        /// The node.
        index: u16,
        /// Its event.
        evt: Evt,
        /// When it happened by the gateway's counter, as AGE says: for a gateway that had no time
        /// when it was stored.
        happened: Option<Instant>,
    },
    /// A node tells the state of its meter's clock (METER).
    MeterClock(u16, MeterClock),
    /// Somebody else has the group key (S-9): [`Gateway::rotate`], urgent, with a new one.
    GroupKeyStolen,
}

/// Settings of a gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct GatewayConfig {
    /// Debounce of its own mains (G-1).
    pub debounce: Micros,
    /// Time between two BEACONs (T-4); `None`: none are sent.
    pub beacon: Option<Micros>,
}

/// What the gateway waits for before it sends again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Idle,
    /// Slots run until then, or until the last index is heard.
    Slots {
        end: Instant,
        last: u16,
    },
    /// A pause, or answers to a POLL.
    Gap(Instant),
}

/// What goes out, and with which counter.
#[derive(Debug)]
pub(super) struct Sender {
    pub(super) counter: SenderCounter,
    pub(super) transmitter: Transmitter<Job>,
    pub(super) rng: Rng,
    pub(super) step: Step,
    /// RECEIPTs after an epoch.
    pub(super) rows: Rows,
    /// Random bytes for the next INVITE or ASSIGN.
    pub(super) random: Option<[u8; 8]>,
    pub(super) listens: bool,
}

/// What is on its way into the journal.
#[derive(Debug, Default)]
pub(super) struct Storing {
    /// The entry that the driver has.
    pub(super) entry: Option<Entry>,
    pub(super) arrivals: Queue<Arrived, ARRIVALS>,
    /// Sessions and records that are no events. A record gets its number when it is stored.
    pub(super) others: Queue<Entry, ENTRIES>,
    /// The GAP before the first arrival is stored.
    pub(super) gap_stored: bool,
    pub(super) not_before: Instant,
    /// A group key that replaces the one in use as soon as it is durable; whether at once.
    pub(super) rotation: Option<(KeyNumber<Key>, bool)>,
    /// Number of the signing key as the journal knows it.
    pub(super) signing: Option<u8>,
}

/// BEACONs.
#[derive(Debug)]
pub(super) struct Beacons {
    pub(super) every: Option<Micros>,
    pub(super) due: Instant,
    pub(super) seq: u8,
}

/// Epochs, running and to come.
#[derive(Debug)]
pub(super) struct Course {
    pub(super) rounds: Option<Rounds>,
    /// Waits for the end of the running slots, or for a number.
    pub(super) wanted: Option<Kind>,
    pub(super) epochs: Epochs,
    pub(super) contact: Contact,
}

/// A gateway for `N` nodes, with `R` unconfirmed records and `P` modules that join at a time.
#[derive(Debug)]
pub struct Gateway<const N: usize, const R: usize, const P: usize> {
    pub(super) members: Members<Key, N, P>,
    pub(super) state: GatewayState<N, R>,
    pub(super) seats: [Seat; N],
    pub(super) supply: Supply,
    pub(super) course: Course,
    pub(super) sender: Sender,
    pub(super) storing: Storing,
    pub(super) network: Option<NetworkClock>,
    pub(super) beacons: Beacons,
    pub(super) notices: Queue<Notice, 8>,
    pub(super) refusals: Refusals,
}

impl<const N: usize, const R: usize, const P: usize> Gateway<N, R, P> {
    /// A gateway that starts at `now`. `state` is what the journal gave back, `members` have taken
    /// up the sessions in it. `seed` is of the slots after a busy channel.
    #[must_use]
    pub fn new(
        config: GatewayConfig,
        now: Instant,
        seed: u32,
        state: GatewayState<N, R>,
        members: Members<Key, N, P>,
    ) -> Self {
        let start = state.start().get();
        let mut counter = SenderCounter::after_boot(start.saturating_sub(1));
        counter.stored(start);
        let mut seats = [Seat::default(); N];
        for (index, seat) in (1..=u16::MAX).zip(&mut seats) {
            if let Some(session) = members.member(index).and_then(|member| member.session()) {
                seat.begin(session.committed);
                let began_anew = state.member(index).is_some_and(|it| it.flags & 1 != 0);
                seat.again = Evt(if began_anew { KEPT } else { 0 });
            }
        }
        Gateway {
            course: Course {
                rounds: None,
                wanted: Some(Kind::Boot),
                epochs: Epochs::new(state.epoch()),
                contact: Contact::default(),
            },
            sender: Sender {
                counter,
                transmitter: Transmitter::default(),
                rng: Rng::new(seed),
                step: Step::Gap(now),
                rows: Rows::default(),
                random: None,
                listens: false,
            },
            members,
            state,
            seats,
            supply: Supply::new(Flags(0), config.debounce),
            storing: Storing::default(),
            network: None,
            beacons: Beacons {
                every: config.beacon,
                due: now,
                seq: 0,
            },
            notices: Queue::default(),
            refusals: Refusals::default(),
        }
    }

    /// The durable state, for [`Journal::commit`](crate::journal::Journal::commit).
    pub const fn state_mut(&mut self) -> &mut GatewayState<N, R> {
        &mut self.state
    }

    /// The durable state.
    #[must_use]
    pub const fn state(&self) -> &GatewayState<N, R> {
        &self.state
    }

    /// Lines, sessions and keys.
    pub const fn members(&mut self) -> &mut Members<Key, N, P> {
        &mut self.members
    }

    /// The running epoch.
    #[must_use]
    pub const fn epoch(&self) -> Option<&Rounds> {
        self.course.rounds.as_ref()
    }

    /// Frames refused.
    #[must_use]
    pub const fn refusals(&self) -> &Refusals {
        &self.refusals
    }

    /// Network time, as it is known now. Before the first call no BEACON is sent and no TREQ
    /// answered.
    pub const fn set_clock(&mut self, clock: NetworkClock) {
        self.network = Some(clock);
    }

    /// The line, the session and the last sign of life of an index.
    #[must_use]
    pub fn member(&self, index: u16) -> Option<&Member<Key>> {
        self.members.member(index)
    }

    /// Whether the node has spoken of an event that is not committed.
    #[must_use]
    pub fn lags(&self, index: u16) -> bool {
        let seat = index
            .checked_sub(1)
            .and_then(|at| self.seats.get(usize::from(at)));
        seat.is_some_and(Seat::lags)
    }

    /// The concentrator has stored every record up to this number (E-9).
    pub fn confirm_records(&mut self, number: u32) {
        let known = self.state.records().next_number().saturating_sub(1);
        let number = number.min(known);
        if number > self.state.records().passed() {
            self.storing.others.push(Passed { number }.into());
        }
    }

    /// Whether its own mains are there, not debounced.
    pub fn handle_mains(&mut self, now: Instant, present: bool) {
        let inputs = if present { Flags(0) } else { Flags::NO_MAINS };
        // Flapping of the gateway's own mains is no event of a node.
        let _unstable = self.supply.read(now, inputs);
        self.go_on(now);
    }

    /// An epoch is wanted: it begins between slots, with the next number.
    pub fn want_epoch(&mut self, now: Instant, kind: Kind) {
        self.course.wanted = Some(kind);
        self.go_on(now);
    }

    /// A new group key: it is stored first. `urgent`: it signs at once (S-15).
    pub fn rotate(&mut self, key: KeyNumber<Key>, urgent: bool) {
        let state = if urgent { IN_USE } else { INSTALLING };
        let bytes = GroupKeyBytes::new(*key.key.bytes());
        self.storing.others.push(
            KeyNo {
                keyno: key.keyno,
                state,
                key: bytes,
            }
            .into(),
        );
        self.storing.rotation = Some((key, urgent));
        self.record(RecordKind::Keys, 0, Evt::NONE);
    }

    /// Whether the next INVITE or ASSIGN needs random bytes; they must come from a generator fit
    /// for keys (S-19).
    #[must_use]
    pub const fn wants_random(&self) -> bool {
        self.sender.random.is_none()
    }

    /// Random bytes for INVITE and ASSIGN, fit for keys.
    pub const fn handle_random(&mut self, random: [u8; 8]) {
        self.sender.random = Some(random);
    }

    /// The channel was measured.
    pub fn handle_channel(&mut self, now: Instant, busy: bool) {
        if let Sensed::Busy(job) = self.sender.transmitter.sensed(now, busy) {
            // G-9: again after 0.5 to 2 ms.
            let wait =
                Micros::from_micros(500) + Micros::from_micros(self.sender.rng.below(1_500).into());
            self.sender
                .transmitter
                .plan(job, now + medium::SENSE_LEAD + wait);
        }
    }

    /// The frame has left the air.
    pub fn handle_sent(&mut self, now: Instant) {
        if let Some(job) = self.sender.transmitter.done() {
            self.frame_sent(now, job);
        }
        self.go_on(now);
    }

    /// The time of [`poll_timeout`](Self::poll_timeout) has come.
    pub fn handle_timeout(&mut self, now: Instant) {
        while let Some(happened) = self.supply.take(now) {
            let dark = happened.flags.contains(Flags::NO_MAINS);
            self.course.wanted = Some(if dark {
                Kind::OwnOutage
            } else {
                Kind::Restoration
            });
        }
        self.go_on(now);
    }

    /// When [`handle_timeout`](Self::handle_timeout) or [`poll_action`](Self::poll_action) has
    /// something to do.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Instant> {
        let step = match self.sender.step {
            Step::Idle => None,
            Step::Slots { end, .. } | Step::Gap(end) => Some(end),
        };
        let store = self
            .next_entry()
            .is_some()
            .then_some(self.storing.not_before);
        let idle = self.sender.transmitter.job().is_none() && self.course.rounds.is_none();
        let all = [
            self.supply.due(),
            step,
            self.sender.rows.due().filter(|_| idle),
            self.sender.transmitter.due(),
            store.filter(|_| self.storing.entry.is_none()),
            self.members_due().filter(|_| idle && step.is_none()),
            self.beacon_due().filter(|_| idle && step.is_none()),
        ];
        all.into_iter().flatten().min()
    }

    /// What is to be done now; call until `None`.
    pub fn poll_action(&mut self, now: Instant) -> Option<Action<Notice>> {
        if !self.sender.listens {
            self.sender.listens = true;
            return Some(Action::Listen);
        }
        if let Some(notice) = self.notices.pop() {
            return Some(Action::Notice(notice));
        }
        match self.sender.transmitter.next(now, |_| false) {
            Some(Next::Sense(at)) => {
                return Some(Action::Sense {
                    at,
                    length: medium::SENSE,
                });
            }
            Some(Next::Send { job, at, sync }) => match self.build(job, sync) {
                Some(frame) => return Some(Action::Transmit { at, frame }),
                None => {
                    self.sender.transmitter.done();
                    self.not_sent(now, job);
                }
            },
            None => {}
        }
        if self.storing.entry.is_none() && now >= self.storing.not_before {
            let entry = self.next_entry()?;
            self.storing.entry = Some(entry.clone());
            return Some(Action::Store(entry));
        }
        None
    }

    /// Opens the epoch that is wanted, if it can begin now.
    pub(super) fn open_wanted(&mut self) {
        let Some(kind) = self.course.wanted else {
            return;
        };
        if matches!(self.sender.step, Step::Slots { .. }) {
            return;
        }
        let Some(epoch) = self.course.epochs.take() else {
            return;
        };
        self.course.wanted = None;
        for (index, seat) in (1..=u16::MAX).zip(&mut self.seats) {
            let is_member = self
                .members
                .member(index)
                .is_some_and(|m| m.session().is_some());
            seat.open = is_member
                && match kind {
                    Kind::OwnOutage => !seat.dark,
                    Kind::Restoration => seat.dark,
                    Kind::Boot | Kind::Contact | Kind::Test => true,
                };
        }
        self.sender.rows.stop();
        self.sender.transmitter.cancel();
        self.sender.step = Step::Idle;
        self.course.rounds = Some(Rounds::new(kind, epoch));
        self.notices.push(Notice::Epoch(epoch, kind));
    }

    /// The epoch is over: RECEIPTs follow for all that had none (S-13 c).
    pub(super) fn close(&mut self, now: Instant) {
        let Some(rounds) = self.course.rounds.take() else {
            return;
        };
        self.notices.push(Notice::Closed(rounds.epoch()));
        for seat in &mut self.seats {
            seat.open = false;
        }
        if !matches!(
            rounds.kind(),
            Kind::Restoration | Kind::Boot | Kind::Contact
        ) {
            return;
        }
        for (index, seat) in (1..=u16::MAX).zip(&mut self.seats) {
            let session = self
                .members
                .member(index)
                .and_then(|member| member.session());
            if session.is_some_and(|s| s.committed != Evt::NONE && s.committed != s.receipted) {
                owe(&mut seat.owed);
            }
        }
        self.sender.rows.begin(now);
    }

    pub(super) fn seat_mut(&mut self, index: u16) -> Option<&mut Seat> {
        self.seats.get_mut(usize::from(index.checked_sub(1)?))
    }

    /// First index from `from` on whose seat is as wanted.
    pub(super) fn find(&self, from: u16, is: impl Fn(&Seat) -> bool) -> Option<u16> {
        let mut seats = (1..=u16::MAX)
            .zip(&self.seats)
            .skip(usize::from(from.saturating_sub(1)));
        seats.find(|(_, seat)| is(seat)).map(|(index, _)| index)
    }
}

#[cfg(all(test, target_pointer_width = "64"))]
mod tests {
    use super::*;

    /// The gateway's image has 32 KiB of RAM for all that it does.
    #[test]
    fn a_gateway_of_64_nodes_leaves_a_quarter_of_its_ram_to_others() {
        assert!(size_of::<Gateway<64, 64, 4>>() <= 24 * 1024);
    }
}
