//! The node's membership in a network (SPEC.md, sections 3.6 and 4.1).
//!
//! ```text
//!  gateway                      node
//!     │ ── INVITE ───────────────► │  generation page stored
//!     │ ◄─────────────── JOIN ──── │  up to 4 times, the same bytes
//!     │ ── ASSIGN ───────────────► │  session and group key stored
//!     │ ◄───────────── STATUS ──── │  every 2 s, up to 8 times
//!     │ ── RECEIPT ──────────────► │  session confirmed
//! ```
//!
//! [`Membership`] routes: every frame from the gateway goes through [`Membership::handle_frame`],
//! which chooses the key, checks MIC and counter, and says what the frame means. [`Attempts`] knows
//! when a JOIN is due, [`Confirm`] when a STATUS is. What has to be durable is told by [`Heard`];
//! nothing that depends on it is sent before [`Membership::generation_stored`] and
//! [`Membership::session_stored`].

mod attempts;
mod confirm;
mod hear;

pub use attempts::{Attempts, Reason};
pub use confirm::Confirm;
pub use hear::Heard;

use crate::security::{
    Counter, Derive, DeviceId, GroupKey, GroupKeys, Ladder as _, Mic, Register, SenderCounter,
    SessionId, Wrap,
};
use crate::time::Instant;
use crate::wire::join::{Ability, JoinFlags};
use crate::wire::{Evt, Extensions, FrameBuf, Header, Join, Message, MeterNumber};
use core::fmt;

/// A key that can do everything a member needs: sign, carry a group key, lead to further keys.
pub trait MemberKey: Mic + Wrap<Group = Self> + Derive<Derived = Self> + Clone {}

impl<K: Mic + Wrap<Group = K> + Derive<Derived = K> + Clone> MemberKey for K {}

/// What a module is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Module {
    /// Its number (DEVID).
    pub device: DeviceId,
    /// Hardware (HW).
    pub hardware: u16,
    /// Firmware (FW).
    pub firmware: u16,
    /// What the hardware can do (ABL).
    pub ability: Ability,
}

/// Network and generation a module belongs to: its generation page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Generation {
    /// The network (NET).
    pub net: u16,
    /// Highest generation proven by an INVITE (GEN).
    pub number: u16,
}

/// A session as the node has it.
#[derive(Clone)]
pub struct NodeSession<K> {
    /// Number of the session (SES).
    pub number: u8,
    /// What its keys hang on.
    pub id: SessionId,
    /// Generation it was made in.
    pub generation: u16,
    /// Indices in the cabinet (SIZE).
    pub size: u16,
    /// Slot length, 250 µs (SLT).
    pub slot: u8,
    /// The channel in use (CH).
    pub channel: u8,
    /// Event numbers start again from 1 (AFL.0).
    pub restart: bool,
    /// A frame under KN was good.
    pub confirmed: bool,
    uplink: K,
    downlink: K,
}

impl<K: MemberKey> NodeSession<K> {
    /// KU: signs what the node sends.
    pub const fn uplink(&self) -> &K {
        &self.uplink
    }
}

impl<K> fmt::Debug for NodeSession<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NodeSession")
            .field("number", &self.number)
            .field("id", &self.id)
            .field("generation", &self.generation)
            .field("confirmed", &self.confirmed)
            .finish_non_exhaustive()
    }
}

/// A stored session, as the journal gives it back at boot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct StoredSession {
    /// Number of the session (SES).
    pub number: u8,
    /// What its keys hang on.
    pub id: SessionId,
    /// Generation it was made in.
    pub generation: u16,
    /// Indices in the cabinet (SIZE).
    pub size: u16,
    /// Slot length, 250 µs (SLT).
    pub slot: u8,
    /// The channel in use (CH).
    pub channel: u8,
    /// R_UNI.
    pub unicast: Counter,
}

/// What a JOIN says of the node's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct JoinState {
    /// The meter, as read from it. A node joins only with this (C-1).
    pub meter: MeterNumber,
    /// The journal is intact.
    pub intact: bool,
    /// An event waits.
    pub pending: bool,
    /// The newest event.
    pub evt: Evt,
}

/// A node's membership: its generation, its session, its group keys, and how it comes by them.
pub struct Membership<K> {
    module: Module,
    /// KD.
    root: K,
    generation: Option<Generation>,
    session: Option<NodeSession<K>>,
    groups: GroupKeys<K>,
    /// R_UNI.
    unicast: Register,
    attempts: Attempts,
    confirm: Confirm,
    /// CTR of the last authentic frame of the gateway, for FRESH.
    heard: Counter,
    /// The JOIN that is on its way: it is repeated byte for byte.
    join: Option<SentJoin>,
}

struct SentJoin {
    random: [u8; 8],
    frame: FrameBuf,
}

impl<K> fmt::Debug for Membership<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Membership")
            .field("module", &self.module)
            .field("generation", &self.generation)
            .field("session", &self.session)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

impl<K: MemberKey> Membership<K> {
    /// Membership of a module with device key `root` (KD) and what is left of its generation page.
    pub fn new(module: Module, root: K, generation: Option<Generation>) -> Self {
        Membership {
            module,
            root,
            generation,
            session: None,
            groups: GroupKeys::new(),
            unicast: Register::default(),
            attempts: Attempts::new(),
            confirm: Confirm::new(),
            heard: Counter(0),
            join: None,
        }
    }

    /// Takes up a stored session; its keys are derived anew. Without one the node joins. A session
    /// of a generation below the page's is of no use any more.
    pub fn restore(&mut self, session: &StoredSession, groups: GroupKeys<K>) {
        let root = self.join_root(Generation {
            net: session.id.net,
            number: session.generation,
        });
        self.unicast = Register(session.unicast);
        self.groups = groups;
        self.session = Some(NodeSession {
            number: session.number,
            id: session.id,
            generation: session.generation,
            size: session.size,
            slot: session.slot,
            channel: session.channel,
            restart: false,
            confirmed: true,
            uplink: root.uplink_key(&session.id),
            downlink: root.downlink_key(&session.id),
        });
    }

    /// The node begins to work: joins when it has no session, or when `doubt` says that its journal
    /// cannot be relied upon (J-5, S-6). `random` spreads the first JOIN.
    pub fn start(&mut self, now: Instant, on_mains: bool, doubt: bool, random: u32) {
        self.attempts.handle_mains(now, on_mains);
        if doubt {
            self.drop_session();
            self.attempts.want(now, Reason::Doubt, random);
        } else if self.session.is_none() && self.generation.is_some() {
            self.attempts.want(now, Reason::NoSession, random);
        }
    }

    /// The session.
    pub const fn session(&self) -> Option<&NodeSession<K>> {
        self.session.as_ref()
    }

    /// The group keys and their registers.
    pub const fn groups(&mut self) -> &mut GroupKeys<K> {
        &mut self.groups
    }

    /// The live group keys, newest first.
    pub fn live_groups(&self) -> impl Iterator<Item = &GroupKey<K>> {
        self.groups.live()
    }

    /// Network and generation.
    pub const fn generation(&self) -> Option<Generation> {
        self.generation
    }

    /// R_UNI, to be stored.
    pub const fn unicast(&self) -> Counter {
        self.unicast.0
    }

    /// CTR of the last authentic frame of the gateway, for FRESH.
    pub const fn last_heard(&self) -> Counter {
        self.heard
    }

    /// Mains came or went.
    pub const fn handle_mains(&mut self, now: Instant, on_mains: bool) {
        self.attempts.handle_mains(now, on_mains);
    }

    /// A report had no answer for 10 min (C-4).
    pub fn handle_silence(&mut self, now: Instant, random: u32) {
        self.attempts.want(now, Reason::Unanswered, random);
    }

    /// When a JOIN is due; the machine sends it when the channel is clear.
    pub fn join_due(&self) -> Option<Instant> {
        self.generation?;
        self.attempts.due()
    }

    /// When a STATUS is due.
    pub fn status_due(&self) -> Option<Instant> {
        self.session.as_ref()?;
        self.confirm.due()
    }

    /// A STATUS was sent. The last of 8 without an answer makes the node join anew.
    pub fn status_sent(&mut self, now: Instant, random: u32) {
        if self.confirm.sent(now) {
            self.attempts.want(now, Reason::Unconfirmed, random);
        }
    }

    /// When [`handle_timeout`](Self::handle_timeout) has something to do.
    pub const fn poll_timeout(&self) -> Option<Instant> {
        self.groups.retire_at()
    }

    /// Forgets a group key whose hour is over; gives its number, to be stored (RETIRE).
    pub fn handle_timeout(&mut self, now: Instant) -> Option<u8> {
        self.groups.retire(now)
    }

    /// The JOIN that is due: a new one, or the one before again, byte for byte. `random` is 8 fresh
    /// random bytes (JR). `None` when no counter is to be had, or the node knows no network.
    pub fn take_join(
        &mut self,
        now: Instant,
        random: [u8; 8],
        counter: &mut SenderCounter,
        state: &JoinState,
    ) -> Option<FrameBuf> {
        let generation = self.generation?;
        let [a, b, c, d, ..] = random;
        let spread = u32::from_le_bytes([a, b, c, d]);
        let again = self.attempts.is_again();
        if self.attempts.send(now, spread)
            && let Some(sent) = &self.join
        {
            return Some(sent.frame);
        }
        self.join = None;
        let mut flags = JoinFlags::default();
        for (is_set, flag) in [
            (state.intact, JoinFlags::INTACT),
            (state.pending, JoinFlags::PENDING),
            (again, JoinFlags::AGAIN),
        ] {
            if is_set {
                flags = flags.with(flag);
            }
        }
        let join = Join {
            meter: state.meter,
            device: self.module.device,
            random,
            generation: generation.number,
            hardware: self.module.hardware,
            firmware: self.module.firmware,
            ability: self.module.ability,
            flags,
            evt: state.evt,
        };
        let key = self.join_root(generation).invite_key(self.module.device);
        let header = Header::join(generation.net, counter.take()?);
        let message = Message::Join(join);
        let frame = FrameBuf::encode(&header, &message, &Extensions::NONE, &key, 0).ok()?;
        self.join = Some(SentJoin { random, frame });
        Some(frame)
    }

    /// The generation page is durable: the node may join.
    pub fn generation_stored(&mut self, now: Instant, random: u32) {
        self.attempts.invited(now, random);
    }

    /// The session and its group key are durable: the node confirms it by a STATUS.
    pub fn session_stored(&mut self, now: Instant) {
        self.confirm.begin(now);
    }

    /// The session is gone: ORDER 2, or the module moved to another meter.
    pub fn drop_session(&mut self) {
        self.session = None;
        self.groups = GroupKeys::new();
        self.confirm.stop();
    }

    /// KJ of a generation.
    fn join_root(&self, generation: Generation) -> K {
        self.root
            .join_root(self.module.device, generation.net, generation.number)
    }

    fn begin_session(&mut self, session: NodeSession<K>, group: GroupKey<K>) {
        // ASSIGN sets all registers to its own CTR (S-8).
        self.unicast = group.schedule;
        self.groups.begin(group);
        self.session = Some(session);
        self.join = None;
        self.attempts.done();
        self.confirm.stop();
    }
}
