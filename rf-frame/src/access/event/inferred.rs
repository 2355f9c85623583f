//! An outage that the capacitor did not survive is inferred at the next boot (E-4).

use crate::journal::NodeState;

/// Why the processor has started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum ResetCause {
    /// The supply was gone.
    PowerLoss,
    /// An update, the watchdog, the reset pin: the mains were there all the time.
    Other,
}

/// Whether a boot whose debounce ended with mains present has to make two events, mains lost
/// (INFERRED) and mains present.
///
/// Only if the last stored state is *mains present* of the present installation: with *mains lost*
/// the outage is known, and outside an installation nothing is. The meter must have answered with
/// the number of the installation first: `meter` is what it answered.
#[must_use]
pub fn inferred_outage(state: &NodeState, cause: ResetCause, meter: [u8; 6]) -> bool {
    cause == ResetCause::PowerLoss
        && state.installed() == Some(meter)
        && state.last_state_has_mains()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::entry::{Entry, Event, Installed};
    use crate::journal::{Area, Journal, Millis40, Start, Storage};

    /// Sectors in memory.
    struct Ram([[u8; 256]; 2]);

    impl Storage for Ram {
        type Error = ();

        fn sector_len(&self) -> usize {
            256
        }

        fn read(&mut self, area: Area, at: usize, to: &mut [u8]) -> Result<(), ()> {
            to.copy_from_slice(&self.0[area as usize][at..at + to.len()]);
            Ok(())
        }

        fn write(&mut self, area: Area, at: usize, bytes: &[u8]) -> Result<(), ()> {
            self.0[area as usize][at..at + bytes.len()].copy_from_slice(bytes);
            Ok(())
        }

        fn erase(&mut self, area: Area) -> Result<(), ()> {
            self.0[area as usize] = [0xff; 256];
            Ok(())
        }
    }

    fn state(entries: &[Entry]) -> NodeState {
        let mut state = NodeState::default();
        let (mut journal, _) = Journal::open(Ram([[0xff; 256]; 2]), &mut state).unwrap();
        for entry in entries {
            journal.commit(&mut state, entry.clone()).unwrap();
        }
        state
    }

    fn event(flags: u8) -> Entry {
        Event {
            evt: 1,
            flags,
            quality: 0,
            start: Start::default(),
            at: Millis40::default(),
            seconds: 0,
            millis: 0,
            r_sch: 0,
        }
        .into()
    }

    #[test]
    fn only_after_a_loss_of_supply_with_mains_before_and_the_same_meter() {
        let here = Entry::from(Installed {
            session: 1,
            address: [1; 6],
        });
        let known = state(&[here.clone(), event(1)]);
        let unseen = state(&[here.clone(), event(1), event(0)]);
        let cause = ResetCause::PowerLoss;
        assert!(inferred_outage(&unseen, cause, [1; 6]));
        assert!(
            !inferred_outage(&unseen, ResetCause::Other, [1; 6]),
            "an update"
        );
        assert!(
            !inferred_outage(&unseen, cause, [2; 6]),
            "on the bench, another meter"
        );
        assert!(!inferred_outage(&known, cause, [1; 6]), "reported before");
        assert!(
            !inferred_outage(&state(&[event(0)]), cause, [1; 6]),
            "not installed"
        );
        assert!(
            inferred_outage(&state(&[event(1), here]), cause, [1; 6]),
            "a new installation"
        );
    }
}
