//! What a node makes of the gateway's frames (SPEC.md, rules S-1, S-8, S-10, S-14, C-2).

use super::{Generation, MemberKey, Membership, NodeSession};
use crate::security::group::Installed;
use crate::security::{GroupKey, Ladder as _, SessionId};
use crate::time::Instant;
use crate::wire::control::KeyAction;
use crate::wire::{Assign, Frame, FrameType, Invite, KeyFrame, KeyKind, Message, Refusal};

/// What an authentic frame means for the node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Heard {
    /// A SYNC, BEACON or POLL under this group key. R_ACK of a form 4 is raised by whoever uses it.
    Group {
        /// Its number.
        keyno: u8,
    },
    /// A TRSP, ORDER or RECEIPT for this node. R_UNI has to be stored, except for a TRSP.
    Unicast,
    /// An INVITE raised the generation. It has to be stored; then call
    /// [`generation_stored`](Membership::generation_stored).
    NewGeneration,
    /// A session began. It has to be stored with its group key; then call
    /// [`session_stored`](Membership::session_stored).
    NewSession,
    /// A KEY frame brought a new group key. It has to be stored.
    NewKey {
        /// Its number.
        keyno: u8,
        /// The key that is no longer live, to be stored as retired.
        retired: Option<u8>,
    },
    /// Nothing has to be done.
    Nothing,
}

impl<K: MemberKey> Membership<K> {
    /// A frame of a gateway, whose sync word ended at `now`. `random` spreads what the node sends
    /// because of it.
    ///
    /// # Errors
    /// Why the frame is refused; it changed only the budget of C-4.
    pub fn handle_frame(
        &mut self,
        now: Instant,
        frame: &Frame<'_>,
        random: u32,
    ) -> Result<Heard, Refusal> {
        if !frame.frame_type().is_down() {
            return Err(Refusal::NoKey);
        }
        let heard = match frame.message() {
            Message::Invite(invite) => return self.hear_invite(now, frame, invite, random),
            Message::Assign(assign) => return self.hear_assign(now, frame, assign),
            _ if self.generation.is_none_or(|g| g.net != frame.header().net) => {
                return Err(Refusal::Net(frame.header().net));
            }
            _ if frame.frame_type().key() == KeyKind::Group => self.hear_group(now, frame),
            _ => self.hear_unicast(now, frame, random),
        };
        match heard {
            // A form 4 moves no register here: only one above all before shows that the gateway
            // lives.
            Ok(_) if !is_told(frame.message()) || frame.header().ctr > self.heard => {
                self.attempts.heard_good(now);
                self.heard = frame.header().ctr;
            }
            Ok(_) => {}
            Err(Refusal::Mic) => self.attempts.heard_bad(now, random),
            Err(_) => {}
        }
        heard
    }

    fn hear_group(&mut self, now: Instant, frame: &Frame<'_>) -> Result<Heard, Refusal> {
        let header = frame.header();
        let mut heard = Err(Refusal::NoKey);
        for group in self.groups.of_slot(header.slot) {
            heard = Err(Refusal::Mic);
            if !frame.verify(&group.key, 0) {
                continue;
            }
            let passes = match frame.message() {
                // Raised by whoever uses the acknowledgement; here it only has to be above the last
                // one used.
                Message::Sync(sync) if !sync.is_schedule() => group.ack.is_new(header.ctr),
                _ => group.schedule.accept(header.ctr),
            };
            heard = if passes {
                Ok(group.keyno)
            } else {
                Err(Refusal::Counter)
            };
            break;
        }
        match heard {
            Ok(keyno) => self.groups.heard(keyno, now),
            Err(Refusal::NoKey) if self.session.is_some() && self.attempts.is_deaf(now) => {
                self.confirm.ask_key(now);
            }
            Err(_) => {}
        }
        heard.map(|keyno| Heard::Group { keyno })
    }

    fn hear_unicast(
        &mut self,
        now: Instant,
        frame: &Frame<'_>,
        random: u32,
    ) -> Result<Heard, Refusal> {
        let session = self.session.as_mut().ok_or(Refusal::NoKey)?;
        let header = frame.header();
        let for_us = index_of(frame.message()) == Some(session.id.index);
        if !for_us || session.number & 3 != header.slot {
            return Err(Refusal::NoKey);
        }
        let group = match frame.frame_type() {
            FrameType::Key => Some(frame.group_key(&session.downlink).ok_or(Refusal::Mic)?),
            _ if frame.verify(&session.downlink, 0) => None,
            _ => return Err(Refusal::Mic),
        };
        if !self.unicast.accept(header.ctr) {
            return Err(Refusal::Counter);
        }
        session.confirmed = true;
        self.confirm.stop();
        self.attempts.session_works();
        match (frame.message(), group) {
            (Message::Key(key), Some(group)) => {
                let group = GroupKey::new(key.keyno, group, header.ctr);
                Ok(self.hear_key(now, key, group, random))
            }
            (Message::Receipt(_), _) => {
                self.groups.raise_ack(header.ctr);
                Ok(Heard::Unicast)
            }
            _ => Ok(Heard::Unicast),
        }
    }

    fn hear_key(&mut self, now: Instant, key: &KeyFrame, group: GroupKey<K>, random: u32) -> Heard {
        let installed = match key.action {
            KeyAction::Install | KeyAction::Replace => self.groups.install(group),
            KeyAction::Unknown(_) => return Heard::Unicast,
        };
        let replaced = match key.action {
            KeyAction::Replace => self.groups.keep_only(key.keyno),
            _ => None,
        };
        // Also for a key that is held already: the gateway asks because the answer before was lost.
        self.confirm.tell_key(now, random);
        let retired = match installed {
            Installed::New { retired } => retired.or(replaced),
            Installed::Known if replaced.is_some() => replaced,
            Installed::Known => return Heard::Unicast,
        };
        Heard::NewKey {
            keyno: key.keyno,
            retired,
        }
    }

    fn hear_invite(
        &mut self,
        now: Instant,
        frame: &Frame<'_>,
        invite: &Invite,
        random: u32,
    ) -> Result<Heard, Refusal> {
        if invite.device != self.module.device {
            return Err(Refusal::NoKey);
        }
        let called = Generation {
            net: frame.header().net,
            number: invite.generation,
        };
        let higher = match self.generation {
            Some(own) if called.number < own.number => return Err(Refusal::Payload),
            Some(own) if called.number == own.number && called.net != own.net => {
                return Err(Refusal::Payload);
            }
            Some(own) => called.number > own.number,
            // The page is lost: the session's generation is the floor (C-9).
            None => {
                let floor = self.session.as_ref().map_or(0, |s| s.generation);
                if called.number < floor {
                    return Err(Refusal::Payload);
                }
                true
            }
        };
        let key = self.join_root(called).invite_key(self.module.device);
        if !frame.verify(&key, 0) {
            return Err(Refusal::Mic);
        }
        if higher {
            self.generation = Some(called);
            self.join = None;
            return Ok(Heard::NewGeneration);
        }
        let has_session = self
            .session
            .as_ref()
            .is_some_and(|s| s.generation == called.number && s.id.net == called.net);
        self.attempts.invited_again(now, has_session, random);
        Ok(Heard::Nothing)
    }

    fn hear_assign(
        &mut self,
        now: Instant,
        frame: &Frame<'_>,
        assign: &Assign,
    ) -> Result<Heard, Refusal> {
        let generation = self.generation.ok_or(Refusal::NoKey)?;
        let join = self.join.as_ref().ok_or(Refusal::NoKey)?;
        let for_us = join.random.first_chunk() == Some(&assign.hint);
        if !for_us || generation.net != frame.header().net || !self.attempts.awaits_answer(now) {
            return Err(Refusal::NoKey);
        }
        let random = join.random;
        let root = self.join_root(generation);
        let answer = root.answer_key(self.module.device, &random);
        let group = frame.group_key(&answer).ok_or(Refusal::Mic)?;
        let id = SessionId {
            device: self.module.device,
            net: generation.net,
            index: assign.index,
            node_random: random,
            gateway_random: assign.random,
        };
        let session = NodeSession {
            number: assign.session,
            id,
            generation: generation.number,
            size: assign.size,
            slot: assign.slot,
            channel: assign.channel,
            restart: assign.restart,
            confirmed: false,
            uplink: root.uplink_key(&id),
            downlink: root.downlink_key(&id),
        };
        let counter = frame.header().ctr;
        self.begin_session(session, GroupKey::new(assign.keyno, group, counter));
        self.attempts.heard_good(now);
        self.heard = counter;
        Ok(Heard::NewSession)
    }
}

const fn is_told(message: &Message<'_>) -> bool {
    matches!(message, Message::Sync(sync) if !sync.is_schedule())
}

/// The node that a frame under KN is for (IDX).
const fn index_of(message: &Message<'_>) -> Option<u16> {
    match message {
        Message::Trsp(trsp) => Some(trsp.index),
        Message::Key(key) => Some(key.index),
        Message::Order(order) => Some(order.index),
        Message::Receipt(receipt) => Some(receipt.index),
        _ => None,
    }
}
