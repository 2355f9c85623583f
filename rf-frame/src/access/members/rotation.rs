//! The gateway's group keys, and how the nodes come by the next one (SPEC.md, rules S-9, S-14,
//! S-15).
//!
//! ```text
//!            KEY, ACT 0 to each           all hold it, or 24 h       KEY, ACT 1 to each, 3 rounds
//! new key ──────────────────────► spread ───────────────────► signs ──────────────────────────► done
//!            urgent: signs at once, ACT 1 from the start
//! ```
//!
//! Who holds which key is known from FRESH. A node that does not hold the newest one gets it once a
//! minute until it shows that it does, whatever the state of the rotation: that also serves those
//! that were away.

use super::Members;
use crate::access::join::MemberKey;
use crate::security::{Ration, SenderCounter};
use crate::time::{Instant, Micros};
use crate::wire::control::KeyAction;
use crate::wire::{FrameBuf, Header, KeyFrame, Message};
use core::fmt;

/// The new key signs so long after it was made, even when some nodes do not hold it.
const SIGN_ANYWAY: Micros = Micros::from_secs(24 * 3600);
/// One KEY in this time.
const PACE: Micros = Micros::from_secs(1);
/// A node gets its KEY again after this time.
const ROUND: Micros = Micros::from_secs(60);
/// ACT 1 goes to every node so many times; who misses all forgets the old key an hour later by
/// itself.
const FAREWELLS: u8 = 3;
/// A theft of the group key is believed so often.
const THEFT: u32 = 3600;

/// A group key with its number.
#[derive(Clone)]
pub struct KeyNumber<K> {
    /// Number of the key (KEYNO).
    pub keyno: u8,
    /// The key (KG).
    pub key: K,
}

impl<K> fmt::Debug for KeyNumber<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyNumber")
            .field("keyno", &self.keyno)
            .finish_non_exhaustive()
    }
}

/// The group keys of the gateway.
#[derive(Debug)]
pub struct GroupKeyring<K> {
    signing: KeyNumber<K>,
    /// The next one, while it is spread.
    next: Option<KeyNumber<K>>,
    /// When `next` was made.
    since: Instant,
    /// Rounds of ACT 1 left.
    farewells: u8,
    /// Position of the last KEY of this round.
    turn: usize,
    round: Instant,
    due: Instant,
    thefts: Ration<1, THEFT>,
}

impl<K> GroupKeyring<K> {
    /// Keyring with this key.
    pub const fn new(signing: KeyNumber<K>) -> Self {
        GroupKeyring {
            signing,
            next: None,
            since: Instant::ZERO,
            farewells: 0,
            turn: 0,
            round: Instant::ZERO,
            due: Instant::ZERO,
            thefts: Ration::NEW,
        }
    }

    /// The key that signs SYNC, BEACON and POLL.
    pub const fn signing(&self) -> &KeyNumber<K> {
        &self.signing
    }

    /// The newest key: the one that every node shall hold.
    pub fn newest(&self) -> &KeyNumber<K> {
        self.next.as_ref().unwrap_or(&self.signing)
    }

    /// Number for the next key.
    pub fn next_number(&self) -> u8 {
        self.newest().keyno.wrapping_add(1)
    }

    /// Whether nodes may hold this key now.
    pub fn is_live(&self, keyno: u8) -> bool {
        self.signing.keyno == keyno || self.newest().keyno == keyno
    }

    /// A theft of the group key was seen; `false` when one was believed within the hour.
    pub(super) fn theft(&mut self, now: Instant) -> bool {
        self.thefts.take(now)
    }

    /// A new key, durable already, is to replace the one in use. `urgent` (revocation, theft): it
    /// signs at once. While one rotation runs another only counts when it is urgent.
    pub fn rotate(&mut self, now: Instant, key: KeyNumber<K>, urgent: bool) {
        self.since = now;
        self.due = now;
        self.start_round(now);
        if urgent {
            self.next = None;
            self.signing = key;
            self.farewells = FAREWELLS;
        } else if self.next.is_none() {
            self.next = Some(key);
            self.farewells = 0;
        }
    }

    const fn start_round(&mut self, now: Instant) {
        self.turn = 0;
        self.round = now;
    }

    /// The next key signs from now on.
    fn sign_with_next(&mut self, now: Instant) {
        if let Some(next) = self.next.take() {
            self.signing = next;
            self.farewells = FAREWELLS;
            self.start_round(now);
        }
    }
}

impl<K: MemberKey, const N: usize, const P: usize> Members<K, N, P> {
    /// A new group key, durable already, is to replace the one in use (see
    /// [`GroupKeyring::rotate`]).
    pub fn rotate(&mut self, now: Instant, key: KeyNumber<K>, urgent: bool) {
        self.keyring.rotate(now, key, urgent);
    }

    /// When a KEY may be due.
    pub fn key_due(&self) -> Option<Instant> {
        let wanted = self.keyring.next.is_some()
            || self.keyring.farewells > 0
            || self.members.iter().any(|member| self.lacks_key(member));
        wanted.then_some(self.keyring.due)
    }

    /// The KEY that is due. Tells the signing key by itself when it changes: ask
    /// [`keyring`](Self::keyring).
    pub fn take_key(&mut self, now: Instant, counter: &mut SenderCounter) -> Option<FrameBuf> {
        if now < self.keyring.due {
            return None;
        }
        let all_hold = !self.members.iter().any(|member| self.lacks_key(member));
        if self.keyring.next.is_some() && (all_hold || now.since(self.keyring.since) >= SIGN_ANYWAY)
        {
            self.keyring.sign_with_next(now);
        }
        self.keyring.due = now + PACE;
        let farewell = self.keyring.next.is_none() && self.keyring.farewells > 0;
        let at = (self.keyring.turn..N).find(|at| {
            self.members
                .get(*at)
                .is_some_and(|m| m.session.is_some() && (farewell || self.lacks_key(m)))
        });
        let Some(at) = at else {
            if farewell && self.keyring.turn > 0 {
                self.keyring.farewells = self.keyring.farewells.saturating_sub(1);
            }
            let next_round = now.later(self.keyring.round + ROUND);
            self.keyring.start_round(next_round);
            self.keyring.due = next_round;
            return None;
        };
        self.keyring.turn = at.saturating_add(1);
        let session = self.members.get(at)?.session.as_ref()?;
        let newest = self.keyring.newest();
        let action = if self.keyring.next.is_some() {
            KeyAction::Install
        } else {
            KeyAction::Replace
        };
        let message = Message::Key(KeyFrame {
            index: session.id.index,
            keyno: newest.keyno,
            action,
        });
        let header = Header::down(self.head.net, counter.take()?, session.number & 3);
        FrameBuf::encode_key(&header, &message, &newest.key, &session.downlink).ok()
    }

    /// Whether a member with a session is not known to hold the newest key.
    fn lacks_key(&self, member: &super::Member<K>) -> bool {
        member
            .session
            .as_ref()
            .is_some_and(|session| session.keyno != Some(self.keyring.newest().keyno))
    }
}
