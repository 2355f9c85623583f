//! The gateway's members (SPEC.md, sections 3.4, 3.6 and 4).
//!
//! The head-end's list says which modules belong to the network. Each has a line with its join root
//! KJ; a session comes and goes with the joining of the module.
//!
//! ```text
//!  list ──► line ── INVITE ─► JOIN ─► ASSIGN ─► PENDING ── first good frame ─► session (CURRENT)
//!            │                                                                    │
//!            └── line gone: revoked ──────────────────────────────────────────────┴─► gone, KG rotates
//! ```
//!
//! Nothing is stored for a JOIN: a pending session lives beside the current one until a frame under
//! its KU comes. Whoever replays a JOIN therefore changes nothing.
//!
//! - [`list`]: lines, and what a new list does to them;
//! - [`invite`]: whom to invite, and when;
//! - [`admit`]: which JOIN gets which ASSIGN;
//! - [`hear`]: which session a frame belongs to;
//! - [`rotation`]: group keys and how the nodes come by the next one.

pub mod admit;
pub mod hear;
pub mod invite;
pub mod list;
pub mod rotation;

pub use admit::Admission;
pub use hear::{Joined, Up};
pub use invite::Inviter;
pub use list::{Gone, Line, ListError, ListHead};
pub use rotation::{GroupKeyring, KeyNumber};

use crate::access::join::MemberKey;
use crate::security::{
    Counter, ForgeryLimiter, Ladder as _, Ration, ReplayWindow, SenderCounter, SessionId,
};
use crate::time::{Instant, Stamp};
use crate::wire::control::OrderWhat;
use crate::wire::{
    Evt, Extensions, FrameBuf, Header, Invite, Message, MeterNumber, Order, Receipt, Trsp,
};
use admit::Pending;
use core::fmt;

/// Periods of rations, s.
const MINUTE: u32 = 60;
const HOUR: u32 = 3600;
const DAY: u32 = 24 * HOUR;
/// TAMPER records of all indices in an hour (S-11).
const TAMPERS: usize = 6;

/// A session as the gateway has it.
#[derive(Clone)]
pub struct Session<K> {
    /// Number of the session (SES).
    pub number: u8,
    /// What its keys hang on.
    pub id: SessionId,
    /// Generation it was made in.
    pub generation: u16,
    /// The meter it speaks for.
    pub meter: MeterNumber,
    /// Counters heard (S-7). The top is stored with each event.
    pub window: ReplayWindow,
    /// Newest committed event.
    pub committed: Evt,
    /// Newest event named in a RECEIPT.
    pub receipted: Evt,
    /// Newest group key that the node is known to hold.
    pub keyno: Option<u8>,
    /// Taken up from the journal: nothing of this run protects it from a replayed STATUS (S-7).
    restored: bool,
    uplink: K,
    downlink: K,
}

impl<K: MemberKey> Session<K> {
    /// KN: signs what the gateway sends to this node.
    pub const fn downlink(&self) -> &K {
        &self.downlink
    }
}

impl<K> fmt::Debug for Session<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("number", &self.number)
            .field("id", &self.id)
            .field("meter", &self.meter)
            .field("committed", &self.committed)
            .finish_non_exhaustive()
    }
}

/// A stored session, as the journal gives it back at boot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct StoredMember {
    /// Number of the session (SES).
    pub number: u8,
    /// What its keys hang on; holds the index.
    pub id: SessionId,
    /// Generation it was made in.
    pub generation: u16,
    /// The meter it speaks for.
    pub meter: MeterNumber,
    /// Highest counter stored.
    pub top: Counter,
    /// Newest committed event.
    pub committed: Evt,
    /// Newest event named in a RECEIPT.
    pub receipted: Evt,
}

/// One index: its line, its session, and the limits that hold for it.
#[derive(Debug)]
pub struct Member<K> {
    line: Option<Line<K>>,
    session: Option<Session<K>>,
    /// What an ended session left to be recorded.
    gone: Option<Gone>,
    /// Number of the last session of this index.
    last_number: u8,
    /// When a good frame last came.
    heard: Option<Stamp>,
    forgery: ForgeryLimiter,
    joins: admit::Limits,
}

impl<K> Member<K> {
    const NEW: Self = Member {
        line: None,
        session: None,
        gone: None,
        last_number: 0,
        heard: None,
        forgery: ForgeryLimiter::NEW,
        joins: admit::Limits::NEW,
    };

    /// Its line in the list.
    pub const fn line(&self) -> Option<&Line<K>> {
        self.line.as_ref()
    }

    /// Its session.
    pub const fn session(&self) -> Option<&Session<K>> {
        self.session.as_ref()
    }

    /// When a good frame last came in this run.
    pub fn heard(&self) -> Option<Instant> {
        self.heard.map(Stamp::instant)
    }
}

/// What the network looks like to a node that joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Network {
    /// The last epoch used (EPO).
    pub epoch: u16,
    /// Slot length, 250 µs (SLT).
    pub slot: u8,
    /// The channel in use (CH).
    pub channel: u8,
}

/// Members of a network of up to `N` nodes, of which up to `P` can be joining at a time.
#[derive(Debug)]
pub struct Members<K, const N: usize, const P: usize> {
    head: ListHead,
    members: [Member<K>; N],
    pending: [Option<Pending<K>>; P],
    inviter: Inviter,
    keyring: GroupKeyring<K>,
    /// First START of this run.
    run_start: u32,
    replayed_joins: Ration<4, MINUTE>,
    tampers: Ration<TAMPERS, HOUR>,
    conflicts: Ration<1, DAY>,
    twins: Ration<1, DAY>,
}

impl<K: MemberKey, const N: usize, const P: usize> Members<K, N, P> {
    /// Members of the network of `head`, without lines yet. `run_start` is the START of this run.
    pub fn new(head: ListHead, keyring: GroupKeyring<K>, run_start: u32) -> Self {
        Members {
            head,
            members: [const { Member::NEW }; N],
            pending: [const { None }; P],
            inviter: Inviter::new(),
            keyring,
            run_start,
            replayed_joins: Ration::NEW,
            tampers: Ration::NEW,
            conflicts: Ration::NEW,
            twins: Ration::NEW,
        }
    }

    /// Takes up a stored session of a line that is loaded. `false` when the line is gone, another
    /// module's, or of another generation: then its KJ is not known any more and the module has
    /// to join.
    pub fn restore(&mut self, stored: &StoredMember) -> bool {
        let Some(member) = member_mut(&mut self.members, stored.id.index) else {
            return false;
        };
        member.last_number = stored.number;
        let Some(line) = member
            .line
            .as_ref()
            .filter(|line| line.device == stored.id.device && line.generation == stored.generation)
        else {
            return false;
        };
        member.session = Some(Session {
            number: stored.number,
            id: stored.id,
            generation: stored.generation,
            meter: stored.meter,
            window: ReplayWindow::above(stored.top),
            committed: stored.committed,
            receipted: stored.receipted,
            keyno: None,
            restored: true,
            uplink: line.root.uplink_key(&stored.id),
            downlink: line.root.downlink_key(&stored.id),
        });
        true
    }

    /// The member with this index.
    pub fn member(&self, index: u16) -> Option<&Member<K>> {
        self.members.get(usize::from(index.checked_sub(1)?))
    }

    /// The session of this index, for whoever commits its events.
    pub fn session_mut(&mut self, index: u16) -> Option<&mut Session<K>> {
        member_mut(&mut self.members, index)?.session.as_mut()
    }

    /// All indices with a line.
    pub fn indices(&self) -> impl Iterator<Item = u16> {
        let listed = self
            .members
            .iter()
            .enumerate()
            .filter(|(_, member)| member.line.is_some());
        listed.map(|(at, _)| admit::index_of(at))
    }

    /// Highest index with a line (SIZE).
    pub fn size(&self) -> u16 {
        self.indices().last().unwrap_or(0)
    }

    /// The list's head.
    pub const fn head(&self) -> &ListHead {
        &self.head
    }

    /// The group keys.
    pub const fn keyring(&self) -> &GroupKeyring<K> {
        &self.keyring
    }

    /// A joining window opens (C-8): a start of the gateway, an order of the head-end, or the
    /// button. A new list opens it by itself.
    pub const fn open_window(&mut self, now: Instant) {
        self.inviter.open(now);
    }

    /// When an INVITE is due. None is sent in an epoch (C-8).
    pub fn invite_due(&self) -> Option<Instant> {
        let wanted = self.members.iter().filter_map(Member::invited_from).min()?;
        Some(wanted.later(self.inviter.due()))
    }

    /// The INVITE that is due. `random` is 8 fresh random bytes (IR).
    pub fn take_invite(
        &mut self,
        now: Instant,
        random: [u8; 8],
        counter: &mut SenderCounter,
    ) -> Option<FrameBuf> {
        let at = self.inviter.next(now, &self.members)?;
        let line = self.members.get(at)?.line.as_ref()?;
        let key = line.root.invite_key(line.device);
        let invite = Message::Invite(Invite {
            device: line.device,
            generation: line.generation,
            random,
        });
        let header = Header::down(self.head.net, counter.take()?, 0);
        FrameBuf::encode(&header, &invite, &Extensions::NONE, &key, 0).ok()
    }

    /// A RECEIPT for the newest committed event of `index`, made after its commit (S-13).
    pub fn receipt(&self, index: u16, counter: &mut SenderCounter) -> Option<FrameBuf> {
        let evt = self.member(index)?.session.as_ref()?.committed;
        self.unicast(index, &Message::Receipt(Receipt { index, evt }), counter)
    }

    /// A TRSP, made for the moment at which it is sent (F-15).
    pub fn time_response(&self, trsp: Trsp, counter: &mut SenderCounter) -> Option<FrameBuf> {
        self.unicast(trsp.index, &Message::Trsp(trsp), counter)
    }

    /// An ORDER to `index`.
    pub fn order(
        &self,
        index: u16,
        what: OrderWhat,
        counter: &mut SenderCounter,
    ) -> Option<FrameBuf> {
        self.unicast(index, &Message::Order(Order { index, what }), counter)
    }

    fn unicast(
        &self,
        index: u16,
        message: &Message<'_>,
        counter: &mut SenderCounter,
    ) -> Option<FrameBuf> {
        let session = self.member(index)?.session.as_ref()?;
        let header = Header::down(self.head.net, counter.take()?, session.number & 3);
        FrameBuf::encode(&header, message, &Extensions::NONE, &session.downlink, 0).ok()
    }

    /// Ends the session of `index` without a trace in the list: ORDER 2 was sent (C-12), or the
    /// head-end wants it.
    pub fn end_session(&mut self, index: u16) {
        if let Some(member) = member_mut(&mut self.members, index) {
            member.end(false);
        }
    }

    /// An ended session that has to be recorded; call until `None`.
    pub fn poll_gone(&mut self) -> Option<Gone> {
        self.members.iter_mut().find_map(|m| m.gone.take())
    }
}

impl<K> Member<K> {
    /// Ends the session, if there is one.
    fn end(&mut self, replaced: bool) {
        if let Some(session) = self.session.take() {
            self.heard = None;
            self.gone = Some(Gone {
                index: session.id.index,
                number: session.number,
                committed: session.committed,
                replaced,
            });
        }
    }
}

fn member_mut<K>(members: &mut [Member<K>], index: u16) -> Option<&mut Member<K>> {
    members.get_mut(usize::from(index.checked_sub(1)?))
}
