//! Which session a frame of a node belongs to (SPEC.md, rules S-7, S-9, S-11, C-2).

use super::{Member, Members, member_mut};
use crate::access::join::MemberKey;
use crate::security::Counter;
use crate::time::{Instant, Stamp};
use crate::wire::{Evt, Frame, FrameType, KeyKind, Refusal};

/// A session was confirmed; records RESTART (when `restart` names an event) and JOINED are due, in
/// this order, and the session has to be stored before the RECEIPT goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Joined {
    /// The event numbers start again; the last committed event of the session before.
    pub restart: Option<Evt>,
}

/// What an authentic frame of a node means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Up {
    /// The node.
    pub index: u16,
    /// The frame confirmed a new session.
    pub joined: Option<Joined>,
    /// FRESH names a counter that this gateway never sent: somebody else has the group key (S-9).
    /// TAMPER record, and the key has to change. At most once an hour.
    pub group_key_stolen: bool,
}

impl<K: MemberKey, const N: usize, const P: usize> Members<K, N, P> {
    /// A REPORT, STATUS or TREQ of a node. `epoch` is the running one, for reports of round 1 and
    /// later; `own` the last counter that this gateway sent.
    ///
    /// # Errors
    /// Why the frame is refused. After [`Refusal::Mic`] ask [`take_tamper`](Self::take_tamper).
    pub fn handle_up(
        &mut self,
        now: Instant,
        frame: &Frame<'_>,
        epoch: u16,
        own: Counter,
    ) -> Result<Up, Refusal> {
        if frame.frame_type().key() != KeyKind::Uplink {
            return Err(Refusal::NoKey);
        }
        let header = frame.header();
        let index = header.src;
        let member = member_mut(&mut self.members, index).ok_or(Refusal::NoKey)?;
        let current = member
            .session
            .as_ref()
            .filter(|s| s.number & 3 == header.slot);
        let is_pending = |pending: &super::Pending<K>| {
            pending.session.id.index == index && pending.session.number & 3 == header.slot
        };
        if current.is_none() && !self.pending.iter().flatten().any(is_pending) {
            return Err(Refusal::NoKey);
        }
        if !member.forgery.may_look(now) {
            return Err(Refusal::Throttled);
        }
        if current.is_some_and(|session| frame.verify(&session.uplink, epoch)) {
            return self.hear_current(now, frame, own);
        }
        let place = self.pending.iter_mut().find(|pending| {
            pending
                .as_ref()
                .is_some_and(|p| is_pending(p) && frame.verify(&p.session.uplink, epoch))
        });
        let Some(pending) = place.and_then(Option::take) else {
            member.forgery.count_wrong(now);
            return Err(Refusal::Mic);
        };
        let mut session = pending.session;
        session.window.accept(header.ctr);
        let before = member.session.take();
        if let Some(before) = before.as_ref().filter(|_| !pending.restart) {
            // What was stored while the new session was pending stays stored.
            session.committed = session.committed.newer(before.committed);
            session.receipted = session.receipted.newer(before.receipted);
        }
        let before = before.map_or(Evt::NONE, |session| session.committed);
        member.last_number = session.number;
        member.heard = Some(Stamp::of(now));
        member.joins.confirmed(now);
        member.session = Some(session);
        // Other attempts of this module are void.
        for other in &mut self.pending {
            if other.as_ref().is_some_and(|p| p.session.id.index == index) {
                *other = None;
            }
        }
        Ok(Up {
            index,
            joined: Some(Joined {
                restart: pending.restart.then_some(before),
            }),
            group_key_stolen: self.note_fresh(now, frame, own),
        })
    }

    fn hear_current(
        &mut self,
        now: Instant,
        frame: &Frame<'_>,
        own: Counter,
    ) -> Result<Up, Refusal> {
        let (header, run_start) = (frame.header(), self.run_start);
        let index = header.src;
        let member = member_mut(&mut self.members, index).ok_or(Refusal::NoKey)?;
        let session = member.session.as_mut().ok_or(Refusal::NoKey)?;
        if !session.window.accept(header.ctr) {
            return Err(Refusal::Counter);
        }
        let stolen = self.note_fresh(now, frame, own);
        let member = member_mut(&mut self.members, index).ok_or(Refusal::NoKey)?;
        if frame.frame_type() == FrameType::Status
            && is_restored(member)
            && !names_run(frame, run_start, own)
            && !stolen
        {
            return Err(Refusal::Counter);
        }
        member.heard = Some(Stamp::of(now));
        Ok(Up {
            index,
            joined: None,
            group_key_stolen: stolen,
        })
    }

    /// Takes what FRESH says of the node's group key; whether it shows a counter that was never
    /// sent (S-9).
    fn note_fresh(&mut self, now: Instant, frame: &Frame<'_>, own: Counter) -> bool {
        let Some(fresh) = frame.extensions().fresh else {
            return false;
        };
        if names_run(frame, self.run_start, own)
            && let Some(session) = self.session_mut(frame.header().src)
        {
            session.keyno = Some(fresh.keyno);
        }
        fresh.heard > own && self.keyring.is_live(fresh.keyno) && self.keyring.theft(now)
    }

    /// A frame of a gateway came: `true` when it was made by another one that has the same group
    /// key, with a counter above `own` (C-6). Record TWIN and an alarm are due, once a day; the
    /// gateway goes on.
    pub fn hear_gateway(&mut self, now: Instant, frame: &Frame<'_>, own: Counter) -> bool {
        let header = frame.header();
        if frame.frame_type().key() != KeyKind::Group || header.ctr <= own {
            return false;
        }
        let is_twin = [self.keyring.signing(), self.keyring.newest()]
            .into_iter()
            .any(|key| key.keyno & 3 == header.slot && frame.verify(&key.key, 0));
        is_twin && self.twins.take(now)
    }

    /// Whether wrong MICs of `index` are worth a TAMPER record now: one an hour each, 6 an hour in
    /// all (S-11).
    pub fn take_tamper(&mut self, now: Instant, index: u16) -> bool {
        let Some(member) = member_mut(&mut self.members, index) else {
            return false;
        };
        let due = member.forgery.is_record_due() && self.tampers.take(now);
        if due {
            member.forgery.told(now);
        }
        due
    }
}

fn is_restored<K>(member: &Member<K>) -> bool {
    member
        .session
        .as_ref()
        .is_some_and(|session| session.restored)
}

/// Whether FRESH names a frame that this gateway sent since it started (S-7).
fn names_run(frame: &Frame<'_>, run_start: u32, own: Counter) -> bool {
    frame
        .extensions()
        .fresh
        .is_some_and(|fresh| fresh.heard.start() >= run_start && fresh.heard <= own)
}
