//! The group keys of a node and the registers that belong to them (SPEC.md, rules S-8 and S-14).
//!
//! A node holds up to two group keys, so that the gateway can change the key while some nodes do
//! not hear it. Each key has registers of its own: a counter that somebody with a stolen key drove
//! to its end is of no use under the next key.
//!
//! ```text
//!   KEY, ACT 0        first good frame under the new key      1 h, or KEY with ACT 1
//! ──────┬───────────────────────┬───────────────────────────────────┬──────────────► old key forgotten
//!       both are taken                                              only the new one
//! ```

use super::counter::Counter;
use crate::time::{Instant, Micros};
use core::fmt;

/// Highest counter accepted; only what is above it passes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Register(pub Counter);

impl Register {
    /// Whether `counter` would pass.
    #[must_use]
    pub const fn is_new(self, counter: Counter) -> bool {
        counter.0 > self.0.0
    }

    /// Takes the counter of an authentic frame; `false` when it is not above all before.
    pub const fn accept(&mut self, counter: Counter) -> bool {
        let new = self.is_new(counter);
        if new {
            self.0 = counter;
        }
        new
    }

    /// Raises the register to `counter` if it is lower.
    pub const fn raise(&mut self, counter: Counter) {
        self.accept(counter);
    }
}

/// A group key with its number and registers.
pub struct GroupKey<K> {
    /// Number of the key (KEYNO).
    pub keyno: u8,
    /// The key (KG).
    pub key: K,
    /// R_SCH: SYNC forms 0 to 2, POLL, BEACON.
    pub schedule: Register,
    /// R_ACK: SYNC form 4 when it acknowledges.
    pub ack: Register,
}

impl<K> GroupKey<K> {
    /// Key whose registers begin at `counter`, that of the frame which brought it.
    #[must_use]
    pub const fn new(keyno: u8, key: K, counter: Counter) -> Self {
        GroupKey {
            keyno,
            key,
            schedule: Register(counter),
            ack: Register(counter),
        }
    }
}

impl<K> fmt::Debug for GroupKey<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GroupKey")
            .field("keyno", &self.keyno)
            .field("schedule", &self.schedule)
            .field("ack", &self.ack)
            .finish_non_exhaustive()
    }
}

/// The old key is forgotten this long after the first good frame under the new one.
pub const RETIRE: Micros = Micros::from_secs(3600);

/// What [`GroupKeys::install`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Installed {
    /// The key was live already.
    Known,
    /// The key is new and has to be stored.
    New {
        /// Number of the key that is no longer live.
        retired: Option<u8>,
    },
}

/// The live group keys of a node: the newest, and the one before it.
#[derive(Debug)]
pub struct GroupKeys<K> {
    newest: Option<GroupKey<K>>,
    old: Option<GroupKey<K>>,
    /// When the old key is forgotten.
    retire_at: Option<Instant>,
}

impl<K> Default for GroupKeys<K> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K> GroupKeys<K> {
    /// No key.
    #[must_use]
    pub const fn new() -> Self {
        GroupKeys {
            newest: None,
            old: None,
            retire_at: None,
        }
    }

    /// A session begins: this key alone.
    pub fn begin(&mut self, key: GroupKey<K>) {
        *self = GroupKeys {
            newest: Some(key),
            ..Self::new()
        };
    }

    /// A KEY frame brought `key`. The newest key so far becomes the old one, the old one is
    /// forgotten. A key of a number that is live changes nothing: its registers must not fall
    /// back.
    pub fn install(&mut self, key: GroupKey<K>) -> Installed {
        if self.live().any(|live| live.keyno == key.keyno) {
            return Installed::Known;
        }
        let retired = self.forget_old();
        self.old = self.newest.replace(key);
        Installed::New { retired }
    }

    /// Forgets every key but number `keyno` (ACT 1). Gives the number of the forgotten one, to be
    /// stored.
    pub fn keep_only(&mut self, keyno: u8) -> Option<u8> {
        if self.old.as_ref().is_some_and(|old| old.keyno == keyno) {
            core::mem::swap(&mut self.old, &mut self.newest);
        }
        if self.newest_keyno() != Some(keyno) {
            return None;
        }
        self.forget_old()
    }

    /// A frame under key number `keyno` was good. The first one under the newest key starts the
    /// hour of the old one.
    pub fn heard(&mut self, keyno: u8, now: Instant) {
        if self.old.is_some() && self.newest_keyno() == Some(keyno) && self.retire_at.is_none() {
            self.retire_at = Some(now + RETIRE);
        }
    }

    /// When [`retire`](Self::retire) has something to do.
    #[must_use]
    pub const fn retire_at(&self) -> Option<Instant> {
        self.retire_at
    }

    /// Forgets the old key when its hour is over. Gives its number, to be stored.
    pub fn retire(&mut self, now: Instant) -> Option<u8> {
        if self.retire_at.is_some_and(|at| at <= now) {
            self.forget_old()
        } else {
            None
        }
    }

    fn forget_old(&mut self) -> Option<u8> {
        self.retire_at = None;
        self.old.take().map(|old| old.keyno)
    }

    /// The live keys, newest first.
    pub fn live(&self) -> impl Iterator<Item = &GroupKey<K>> {
        self.newest.iter().chain(&self.old)
    }

    /// The live key for a frame with this slot (FC 7..6, KEYNO modulo 4). Two keys of one slot are
    /// told apart by their MIC: ask for each.
    pub fn of_slot(&mut self, slot: u8) -> impl Iterator<Item = &mut GroupKey<K>> {
        self.newest
            .iter_mut()
            .chain(&mut self.old)
            .filter(move |key| key.keyno & 3 == slot & 3)
    }

    /// The live key of this number.
    pub fn of_keyno(&mut self, keyno: u8) -> Option<&mut GroupKey<K>> {
        self.newest
            .iter_mut()
            .chain(&mut self.old)
            .find(|key| key.keyno == keyno)
    }

    /// Number of the newest key (FRESH).
    #[must_use]
    pub fn newest_keyno(&self) -> Option<u8> {
        self.newest.as_ref().map(|key| key.keyno)
    }

    /// A good RECEIPT: R_ACK of every live key is at least its counter (S-8).
    pub fn raise_ack(&mut self, counter: Counter) {
        for key in self.newest.iter_mut().chain(&mut self.old) {
            key.ack.raise(counter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(keyno: u8, counter: u32) -> GroupKey<u8> {
        GroupKey::new(keyno, keyno, Counter(counter))
    }

    fn live(keys: &GroupKeys<u8>) -> std::vec::Vec<u8> {
        keys.live().map(|key| key.keyno).collect()
    }

    fn at(s: u64) -> Instant {
        Instant::ZERO + Micros::from_secs(s)
    }

    #[test]
    fn register_takes_only_what_rises() {
        let mut register = Register(Counter(5));
        assert!(!register.accept(Counter(5)) && register.accept(Counter(6)));
        register.raise(Counter(4));
        assert_eq!(register, Register(Counter(6)));
    }

    #[test]
    fn both_keys_live_until_an_hour_after_the_new_one_was_heard() {
        let mut keys = GroupKeys::new();
        keys.begin(key(5, 1));
        assert_eq!(keys.install(key(6, 100)), Installed::New { retired: None });
        assert_eq!(live(&keys), [6, 5]);
        keys.heard(5, at(10));
        assert_eq!(keys.retire_at(), None);
        keys.heard(6, at(20));
        keys.heard(6, at(3000));
        assert_eq!(keys.retire(at(3619)), None);
        assert_eq!(keys.retire(at(3620)), Some(5));
        assert_eq!(live(&keys), [6]);
        assert_eq!(keys.retire(at(9999)), None);
    }

    #[test]
    fn act_1_forgets_the_others_at_once() {
        let mut keys = GroupKeys::new();
        keys.begin(key(5, 1));
        keys.install(key(6, 100));
        assert_eq!(keys.keep_only(9), None);
        assert_eq!(live(&keys), [6, 5]);
        assert_eq!(keys.keep_only(6), Some(5));
        assert_eq!(keys.keep_only(6), None);
    }

    #[test]
    fn a_driven_counter_does_not_outlive_its_key() {
        let mut keys = GroupKeys::new();
        keys.begin(key(5, 1));
        let poisoned = keys.of_slot(1).next().unwrap();
        assert!(poisoned.schedule.accept(Counter(0xffff_fffe)));
        keys.install(key(6, 100));
        let fresh = keys.of_slot(2).next().unwrap();
        assert!(fresh.schedule.accept(Counter(101)));
    }

    #[test]
    fn a_repeated_key_frame_lowers_nothing() {
        let mut keys = GroupKeys::new();
        keys.begin(key(5, 1));
        keys.of_keyno(5).unwrap().schedule.raise(Counter(50));
        assert_eq!(keys.install(key(5, 60)), Installed::Known);
        assert_eq!(keys.of_keyno(5).unwrap().schedule, Register(Counter(50)));
    }

    #[test]
    fn receipt_raises_the_acknowledgements_of_all_keys() {
        let mut keys = GroupKeys::new();
        keys.begin(key(5, 1));
        keys.install(key(6, 100));
        keys.raise_ack(Counter(60));
        let acks: std::vec::Vec<_> = keys.live().map(|key| key.ack.0.0).collect();
        assert_eq!(acks, [100, 60]);
    }

    #[test]
    fn prints_no_key() {
        let mut keys = GroupKeys::new();
        keys.begin(GroupKey::new(5, 0x5a_u8, Counter(1)));
        let text = std::format!("{keys:?}");
        assert!(!text.contains("90") && !text.contains("key: "), "{text}");
    }
}
