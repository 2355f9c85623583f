//! Told and proven (SPEC.md, section 3.5).
//!
//! Form 4 of a SYNC makes an event **told**: the node stops sending it. It is signed with the group
//! key, which any member knows. Only a RECEIPT, under the node's own key, makes it **proven**, and
//! only what is proven may be forgotten. A RECEIPT that says less than was told takes it back.

use crate::journal::entry::Ack;
use crate::security::Counter;
use crate::wire::Evt;

/// Form 4 gives EVT modulo 4: with more events open it would be ambiguous (N-5).
const OPEN_MAX: i16 = 3;

/// Which frame an acknowledgement came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct AckSource {
    /// Its CTR.
    pub counter: Counter,
    /// The group key that signed it.
    pub keyno: u8,
}

/// What a RECEIPT meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Receipted {
    /// Everything up to it is proven.
    Proven,
    /// The gateway has less than was told: it is to be reported again.
    Less,
    /// It speaks of an event that does not exist; not used.
    Beyond,
}

/// How far the events of a node have come.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Delivery {
    told: Evt,
    proven: Evt,
    /// The acknowledgement that raised `told` last.
    source: Option<AckSource>,
    false_acks: u8,
    beyond: u16,
    /// Not stored yet.
    dirty: bool,
}

impl Delivery {
    /// PEVT and AEVT from the journal.
    #[must_use]
    pub const fn new(told: Evt, proven: Evt) -> Self {
        Delivery {
            told,
            proven,
            source: None,
            false_acks: 0,
            beyond: 0,
            dirty: false,
        }
    }

    /// PEVT: the newest told event.
    #[must_use]
    pub const fn told(&self) -> Evt {
        self.told
    }

    /// AEVT: the newest proven event.
    #[must_use]
    pub const fn proven(&self) -> Evt {
        self.proven
    }

    /// Acknowledgements that a RECEIPT proved false (TLV SELF).
    #[must_use]
    pub const fn false_acks(&self) -> u8 {
        self.false_acks
    }

    /// RECEIPTs of events that do not exist.
    #[must_use]
    pub const fn beyond(&self) -> u16 {
        self.beyond
    }

    /// Whether `newest` is still to be reported.
    #[must_use]
    pub const fn is_open(&self, newest: Evt) -> bool {
        newest.is_newer_than(self.told)
    }

    /// Whether `newest` still lacks its RECEIPT.
    #[must_use]
    pub const fn is_unproven(&self, newest: Evt) -> bool {
        newest.is_newer_than(self.proven)
    }

    /// Whether form 4 cannot say it: the node takes a RECEIPT only (N-5).
    #[must_use]
    pub const fn needs_receipt(&self, newest: Evt) -> bool {
        newest.ahead_of(self.told) > OPEN_MAX
    }

    /// Form 4 says that the newest committed event is `modulo4`, modulo 4. Returns whether
    /// something is told by it.
    pub fn take_told(&mut self, modulo4: u8, newest: Evt, source: AckSource) -> bool {
        let step = i16::from(modulo4.wrapping_sub(self.told.modulo4()) & 3);
        let open = newest.ahead_of(self.told);
        if open > OPEN_MAX || step == 0 || step > open {
            return false;
        }
        self.told = Evt(self.told.0.wrapping_add(step.cast_unsigned()));
        self.source = Some(source);
        self.dirty = true;
        true
    }

    /// A RECEIPT under the own key: everything up to `evt` is stored.
    pub fn take_receipt(&mut self, evt: Evt, newest: Evt, counter: Counter) -> Receipted {
        if evt.is_newer_than(newest) {
            self.beyond = self.beyond.saturating_add(1);
            return Receipted::Beyond;
        }
        let less = self.told.is_newer_than(evt);
        if less && self.source.is_some_and(|source| counter > source.counter) {
            self.false_acks = self.false_acks.saturating_add(1);
        }
        self.dirty |= self.told != evt || self.proven != evt;
        (self.told, self.proven) = (evt, evt);
        if less {
            Receipted::Less
        } else {
            Receipted::Proven
        }
    }

    /// The entry to store, if something has changed. `register` is R_ACK of `keyno`.
    #[must_use]
    pub fn to_store(&self, register: Counter, keyno: u8) -> Option<Ack> {
        self.dirty.then_some(Ack {
            told: self.told.0,
            proven: self.proven.0,
            r_ack: register.0,
            keyno,
        })
    }

    /// `ack` is stored. What has changed meanwhile is still to be.
    pub const fn stored(&mut self, ack: &Ack) {
        self.dirty = ack.told != self.told.0 || ack.proven != self.proven.0;
    }

    /// Group key of the last acknowledgement, whose register is stored with it.
    #[must_use]
    pub fn keyno(&self) -> Option<u8> {
        self.source.map(|source| source.keyno)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(counter: u32) -> AckSource {
        AckSource {
            counter: Counter(counter),
            keyno: 5,
        }
    }

    #[test]
    fn form_4_tells_up_to_three_events() {
        let mut delivery = Delivery::new(Evt(5), Evt(5));
        assert!(
            !delivery.take_told(1, Evt(5), source(1)),
            "5 is told already"
        );
        assert!(delivery.take_told(3, Evt(8), source(2)));
        assert_eq!((delivery.told(), delivery.proven()), (Evt(7), Evt(5)));
        assert!(delivery.is_open(Evt(8)) && delivery.is_unproven(Evt(7)));
        assert!(
            !delivery.take_told(2, Evt(8), source(3)),
            "10 does not exist"
        );
    }

    #[test]
    fn four_open_events_take_a_receipt_only() {
        let mut delivery = Delivery::new(Evt(0), Evt(0));
        assert!(delivery.needs_receipt(Evt(4)) && !delivery.needs_receipt(Evt(3)));
        for modulo in 0..4 {
            assert!(!delivery.take_told(modulo, Evt(4), source(1)));
        }
        assert_eq!(
            delivery.take_receipt(Evt(4), Evt(4), Counter(2)),
            Receipted::Proven
        );
        assert!(!delivery.is_unproven(Evt(4)));
    }

    #[test]
    fn a_receipt_takes_a_false_acknowledgement_back() {
        let mut delivery = Delivery::new(Evt(5), Evt(5));
        assert!(delivery.take_told(2, Evt(6), source(100)));
        assert_eq!(
            delivery.take_receipt(Evt(5), Evt(6), Counter(101)),
            Receipted::Less
        );
        assert!(delivery.is_open(Evt(6)) && delivery.false_acks() == 1);
        // An older RECEIPT than the acknowledgement proves nothing against it.
        assert!(delivery.take_told(2, Evt(6), source(200)));
        delivery.take_receipt(Evt(5), Evt(6), Counter(150));
        assert_eq!(delivery.false_acks(), 1);
    }

    #[test]
    fn a_receipt_beyond_the_newest_event_is_counted_only() {
        let mut delivery = Delivery::new(Evt(5), Evt(5));
        assert_eq!(
            delivery.take_receipt(Evt(7), Evt(6), Counter(1)),
            Receipted::Beyond
        );
        assert_eq!((delivery.told(), delivery.beyond()), (Evt(5), 1));
        assert_eq!(delivery.to_store(Counter(1), 5), None);
    }

    #[test]
    fn what_changes_while_it_is_stored_is_stored_again() {
        let mut delivery = Delivery::new(Evt(5), Evt(5));
        delivery.take_told(2, Evt(7), source(1));
        let first = delivery.to_store(Counter(9), 5).unwrap();
        delivery.take_told(3, Evt(7), source(2));
        delivery.stored(&first);
        let second = delivery.to_store(Counter(9), 5).unwrap();
        assert_eq!((first.told, second.told), (6, 7));
        delivery.stored(&second);
        assert_eq!(delivery.to_store(Counter(9), 5), None);
    }
}
