//! Which JOIN gets which ASSIGN (SPEC.md, rules C-1, C-2, C-5, C-10, C-11).
//!
//! A JOIN with a counter above the last one answered is new. One below it may be a replay, or come
//! from a module that lost its journal: such JOINs are answered 4 times a minute in all, and their
//! pending session is kept beside others without pushing any aside.

use super::{DAY, HOUR, Member, Members, Network, Session};
use crate::access::join::MemberKey;
use crate::security::{
    Counter, DeviceId, Ladder as _, Ration, ReplayWindow, SenderCounter, SessionId,
};
use crate::time::{Instant, Micros, Stamp};
use crate::wire::join::JoinFlags;
use crate::wire::{Assign, Evt, Frame, FrameBuf, Header, Join, Message, MeterNumber, Refusal};
use core::fmt;

/// One new ASSIGN to a device in this time. Nodes begin attempts 5 s apart; the rest is for their
/// clocks.
const ASSIGN_EVERY: Micros = Micros::from_millis(4500);
/// The same ASSIGN is sent so many times.
const SAME: u8 = 4;
/// An ASSIGN is sent so long after the JOIN; the node takes it for 2 s.
const IN_TIME: Micros = Micros::from_millis(1900);
/// A pending session that nobody confirmed is forgotten: a node tries for 16 s.
const PENDING: Micros = Micros::from_secs(60);

/// How often a member may join.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Highest counter of an answered JOIN.
    answered: Counter,
    assigned: Option<Stamp>,
    /// Three sessions a day without a word; each further one is a sign of a twin.
    sessions: Ration<3, DAY>,
    clones: Ration<1, DAY>,
    /// Sessions past the third.
    further: Ration<1, HOUR>,
    conflicts: Ration<1, DAY>,
}

impl Limits {
    pub(super) const NEW: Self = Limits {
        answered: Counter(0),
        assigned: None,
        sessions: Ration::NEW,
        clones: Ration::NEW,
        further: Ration::NEW,
        conflicts: Ration::NEW,
    };

    /// A session was confirmed.
    pub(super) fn confirmed(&mut self, now: Instant) {
        if !self.sessions.take(now) {
            self.further.take(now);
        }
    }
}

/// A session that no frame has confirmed yet.
pub(super) struct Pending<K> {
    pub(super) session: Session<K>,
    /// The member's numbers start again from 1 (AFL.0).
    pub(super) restart: bool,
    since: Instant,
    /// The ASSIGN, to be sent again byte for byte.
    frame: FrameBuf,
    sent: u8,
    /// When the JOIN came that has to be answered.
    asked: Option<Instant>,
    /// A JOIN with an old counter: it may be a replay.
    old: bool,
}

impl<K> fmt::Debug for Pending<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pending")
            .field("session", &self.session)
            .field("sent", &self.sent)
            .finish_non_exhaustive()
    }
}

impl<K> Pending<K> {
    /// Whether it is a session of this member's line.
    pub(super) fn is_of(&self, member: &Member<K>) -> bool {
        member.line.as_ref().is_some_and(|line| {
            line.device == self.session.id.device && line.generation == self.session.generation
        })
    }
}

/// What came of a JOIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Admission {
    /// An ASSIGN to this index waits in [`Members::take_assign`].
    Answered(u16),
    /// Nothing is answered: too soon, too often, or no room.
    Waits,
    /// Module and meter do not fit the list: record CONFLICT when `record` is set, once a day.
    Conflict {
        /// The index that is concerned: that of the module, or of the meter when the module has no
        /// line.
        index: u16,
        /// The module that wants to join.
        device: DeviceId,
        /// The meter it names.
        meter: MeterNumber,
        /// A record is due.
        record: bool,
    },
    /// More sessions in a day than one module needs: record CLONE when `record` is set, once a day.
    /// Answered once an hour.
    Clone {
        /// Index of the module.
        index: u16,
        /// A record is due.
        record: bool,
    },
}

impl<K: MemberKey, const N: usize, const P: usize> Members<K, N, P> {
    /// A JOIN came. `random` is 8 fresh random bytes (GR).
    ///
    /// # Errors
    /// Why the frame is refused.
    pub fn handle_join(
        &mut self,
        now: Instant,
        frame: &Frame<'_>,
        random: [u8; 8],
        network: &Network,
        counter: &mut SenderCounter,
    ) -> Result<Admission, Refusal> {
        let Message::Join(join) = frame.message() else {
            return Err(Refusal::Payload);
        };
        self.forget_pending(now);
        let Some(at) = self.members.iter().position(|member| {
            member
                .line
                .as_ref()
                .is_some_and(|line| line.device == join.device)
        }) else {
            return self.unlisted(now, join);
        };
        let Some(member) = self.members.get_mut(at) else {
            return Err(Refusal::NoKey);
        };
        let Some(line) = member
            .line
            .as_ref()
            .filter(|l| l.generation == join.generation)
        else {
            return Err(Refusal::NoKey);
        };
        if !member.forgery.may_look(now) {
            return Err(Refusal::Throttled);
        }
        if !frame.verify(&line.root.invite_key(line.device), 0) {
            member.forgery.count_wrong(now);
            return Err(Refusal::Mic);
        }
        if self.is_bound_elsewhere(at, join.meter) {
            let record = self
                .members
                .get_mut(at)
                .is_some_and(|member| member.joins.conflicts.take(now));
            return Ok(Admission::Conflict {
                index: index_of(at),
                device: join.device,
                meter: join.meter,
                record,
            });
        }
        if let Some(again) = self.same_again(now, join) {
            return Ok(again);
        }
        let Some(member) = self.members.get_mut(at) else {
            return Err(Refusal::NoKey);
        };
        if member
            .joins
            .assigned
            .is_some_and(|at| at.until(now) < ASSIGN_EVERY)
        {
            return Ok(Admission::Waits);
        }
        if !member.joins.sessions.is_left(now) && !member.joins.further.is_left(now) {
            let record = member.joins.clones.take(now);
            let index = index_of(at);
            return Ok(Admission::Clone { index, record });
        }
        let old = frame.header().ctr <= member.joins.answered;
        if old && !self.replayed_joins.take(now) {
            return Ok(Admission::Waits);
        }
        let ctr = frame.header().ctr;
        Ok(self
            .assign(now, at, join, random, network, counter, (old, ctr))
            .map_or(Admission::Waits, Admission::Answered))
    }

    /// A module without a line. Its JOIN cannot be checked, so all it leads to is one record a day.
    fn unlisted(&mut self, now: Instant, join: &Join) -> Result<Admission, Refusal> {
        let at = self.members.iter().position(|member| {
            let line = member.line.as_ref().and_then(|line| line.meter);
            let session = member.session.as_ref().map(|session| session.meter);
            line == Some(join.meter) || session == Some(join.meter)
        });
        Ok(Admission::Conflict {
            index: index_of(at.ok_or(Refusal::NoKey)?),
            device: join.device,
            meter: join.meter,
            record: self.conflicts.take(now),
        })
    }

    /// Whether the member at `at` may not have this meter (C-1).
    fn is_bound_elsewhere(&self, at: usize, meter: MeterNumber) -> bool {
        let bound = self.members.get(at).and_then(|m| m.line.as_ref()?.meter);
        if let Some(bound) = bound {
            return bound != meter;
        }
        self.members.iter().enumerate().any(|(other, member)| {
            other != at
                && (member
                    .line
                    .as_ref()
                    .is_some_and(|line| line.meter == Some(meter))
                    || member.session.as_ref().is_some_and(|s| s.meter == meter))
        })
    }

    /// The JOIN that a pending session answers came again.
    fn same_again(&mut self, now: Instant, join: &Join) -> Option<Admission> {
        let pending = self.pending.iter_mut().flatten().find(|pending| {
            let id = &pending.session.id;
            id.device == join.device && id.node_random == join.random
        })?;
        if pending.sent >= SAME {
            return Some(Admission::Waits);
        }
        pending.asked = Some(now);
        Some(Admission::Answered(pending.session.id.index))
    }

    #[expect(clippy::too_many_arguments, reason = "what an ASSIGN is made of")]
    fn assign(
        &mut self,
        now: Instant,
        at: usize,
        join: &Join,
        random: [u8; 8],
        network: &Network,
        counter: &mut SenderCounter,
        (old, join_ctr): (bool, Counter),
    ) -> Option<u16> {
        let size = self.size();
        let member = self.members.get_mut(at)?;
        // A new attempt takes the place of the one before, but a possible replay takes nobody's.
        let place = self.pending.iter_mut().find(|pending| match pending {
            Some(pending) => !old && !pending.old && pending.is_of(member),
            None => false,
        });
        let place = match place {
            Some(place) => place,
            None => self.pending.iter_mut().find(|pending| pending.is_none())?,
        };
        let line = member.line.as_ref()?;
        let id = SessionId {
            device: line.device,
            net: self.head.net,
            index: index_of(at),
            node_random: join.random,
            gateway_random: random,
        };
        let before = member
            .session
            .as_ref()
            .filter(|s| s.id.device == join.device && s.meter == join.meter);
        let committed = before.map_or(Evt::NONE, |session| session.committed);
        // A JOIN that a frame of the session has overtaken names the event of an earlier moment: it
        // waited for the channel, or is a copy. Nothing is lost by that.
        let overtaken = before.is_some_and(|session| join_ctr < session.window.top());
        let goes_on = before.is_some()
            && join.flags.contains(JoinFlags::INTACT)
            && (overtaken || join.evt.ahead_of(committed) >= 0);
        let number = member.last_number.wrapping_add(1);
        let group = self.keyring.signing();
        let message = Message::Assign(Assign {
            hint: *join.random.first_chunk()?,
            index: id.index,
            epoch: network.epoch,
            keyno: group.keyno,
            slot: network.slot,
            channel: network.channel,
            size,
            evt: committed,
            session: number,
            restart: !goes_on,
            random,
        });
        let header = Header::down(self.head.net, counter.take()?, 0);
        let key = line.root.answer_key(line.device, &join.random);
        let frame = FrameBuf::encode_key(&header, &message, &group.key, &key).ok()?;
        member.joins.assigned = Some(Stamp::of(now));
        if !old {
            member.joins.answered = join_ctr;
        }
        let start = if goes_on { committed } else { Evt::NONE };
        *place = Some(Pending {
            restart: !goes_on,
            since: now,
            frame,
            sent: 0,
            asked: Some(now),
            old,
            session: Session {
                number,
                id,
                generation: line.generation,
                meter: join.meter,
                window: ReplayWindow::NEW,
                committed: start,
                receipted: start,
                keyno: Some(group.keyno),
                restored: false,
                uplink: line.root.uplink_key(&id),
                downlink: line.root.downlink_key(&id),
            },
        });
        Some(id.index)
    }

    /// Whether an ASSIGN waits to be sent.
    pub fn assign_waits(&self, now: Instant) -> bool {
        let in_time = |asked: Instant| now.since(asked) <= IN_TIME;
        self.pending
            .iter()
            .flatten()
            .any(|p| p.asked.is_some_and(in_time))
    }

    /// The ASSIGN that waits longest. One that the node would not take any more is dropped.
    pub fn take_assign(&mut self, now: Instant) -> Option<FrameBuf> {
        for pending in self.pending.iter_mut().flatten() {
            if pending
                .asked
                .is_some_and(|asked| now.since(asked) > IN_TIME)
            {
                pending.asked = None;
            }
        }
        let pending = self
            .pending
            .iter_mut()
            .flatten()
            .filter(|pending| pending.asked.is_some())
            .min_by_key(|pending| pending.asked)?;
        pending.asked = None;
        pending.sent = pending.sent.saturating_add(1);
        Some(pending.frame)
    }

    fn forget_pending(&mut self, now: Instant) {
        for pending in &mut self.pending {
            if pending
                .as_ref()
                .is_some_and(|p| now.since(p.since) >= PENDING)
            {
                *pending = None;
            }
        }
    }
}

/// Index of the member at a position.
pub(super) fn index_of(at: usize) -> u16 {
    u16::try_from(at.saturating_add(1)).unwrap_or(u16::MAX)
}
