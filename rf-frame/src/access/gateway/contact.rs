//! Several nodes at once make an epoch (G-7): they report by themselves and get in each other's
//! way.
//!
//! A sign is an authentic report of a new event in round 0, or the wreck of a frame. Anybody can
//! make wrecks, so an epoch that they alone have opened costs something when it brings nothing.

use crate::time::{Instant, Micros};

/// So many signs…
const SIGNS: usize = 4;
/// …within this time make an epoch.
const WITHIN: Micros = Micros::from_millis(150);
/// So many fruitless epochs from wrecks alone are opened at once.
const AT_ONCE: u8 = 6;
/// Pause before the next one: 10 s, doubled each time, six times at most.
const PAUSE: Micros = Micros::from_secs(10);
const DOUBLINGS: u8 = 6;

/// The signs of the last moments.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Contact {
    signs: [Option<(Instant, bool)>; SIGNS],
    /// Epochs from wrecks alone in a row without a good report.
    fruitless: u8,
    /// No epoch from wrecks alone before this.
    not_before: Instant,
}

impl Contact {
    /// A sign. Returns whether an epoch is to be opened.
    pub fn sign(&mut self, now: Instant, authentic: bool) -> bool {
        self.signs.rotate_left(1);
        if let Some(last) = self.signs.last_mut() {
            *last = Some((now, authentic));
        }
        let near =
            |sign: &Option<(Instant, bool)>| sign.is_some_and(|(at, _)| now.since(at) <= WITHIN);
        if !self.signs.iter().all(near) {
            return false;
        }
        let proven = self.signs.iter().flatten().any(|(_, authentic)| *authentic);
        if !proven && now < self.not_before {
            return false;
        }
        self.signs = [None; SIGNS];
        if !proven {
            self.fruitless = self.fruitless.saturating_add(1);
            if let Some(over) = self.fruitless.checked_sub(AT_ONCE) {
                self.not_before = now + PAUSE.times(1 << over.min(DOUBLINGS));
            }
        }
        true
    }

    /// Any good report: the next wrecks may be those of honest nodes again.
    pub fn good_report(&mut self) {
        (self.fruitless, self.not_before) = (0, Instant::ZERO);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrecks(contact: &mut Contact, at: u64) -> bool {
        (0..4).any(|n| contact.sign(Instant::from_millis(at + n * 20), false))
    }

    #[test]
    fn four_signs_close_together() {
        let mut contact = Contact::default();
        let ms = Instant::from_millis;
        assert!(
            ![0, 60, 120, 180]
                .into_iter()
                .any(|at| contact.sign(ms(at), true))
        );
        assert!(contact.sign(ms(200), true));
        assert!(!contact.sign(ms(201), true), "they are used up");
    }

    #[test]
    fn wrecks_for_an_hour_make_18_epochs_at_most() {
        let mut contact = Contact::default();
        let epochs = (0..9_000).filter(|n| wrecks(&mut contact, n * 400)).count();
        assert!((12..=18).contains(&epochs), "{epochs}");
    }

    #[test]
    fn a_good_report_gives_the_benefit_of_the_doubt_again() {
        let mut contact = Contact::default();
        assert_eq!(
            (0..100).filter(|n| wrecks(&mut contact, n * 200)).count(),
            6 + 1
        );
        contact.good_report();
        assert!(wrecks(&mut contact, 30_000));
    }

    #[test]
    fn one_authentic_sign_among_wrecks_is_enough() {
        let mut contact = Contact::default();
        for n in 0..40 {
            wrecks(&mut contact, n * 200);
        }
        let ms = Instant::from_millis;
        assert!(!(0..3).any(|n| contact.sign(ms(9_000 + n), false)));
        assert!(contact.sign(ms(9_010), true));
    }
}
