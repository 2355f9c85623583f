//! The inputs of a node: debounce, flapping, dips and the bay contact together.

use super::debounce::{Debounce, Read};
use super::{DipCounter, Flapping};
use crate::time::{Instant, Micros};
use crate::wire::Flags;

/// The flags that speak of the supply: outside a bay they mean nothing (E-11).
const SUPPLY: Flags = Flags(0x1f);

/// What is an event now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Happened {
    /// FLG 0..6.
    pub flags: Flags,
    /// First moment.
    pub since: Instant,
}

/// The inputs of a node.
#[derive(Clone, Copy, Debug)]
pub struct Supply {
    debounce: Debounce,
    flapping: Flapping,
    dips: DipCounter,
    /// Debounce of a stable supply.
    ordinary: Micros,
    /// The inputs as they are.
    raw: Flags,
}

impl Supply {
    /// `stable`: FLG of the newest stored event. `ordinary`: debounce of a stable supply.
    #[must_use]
    pub const fn new(stable: Flags, ordinary: Micros) -> Self {
        Supply {
            debounce: Debounce::new(stable.without(Flags::UNSTABLE)),
            flapping: Flapping::new(stable.contains(Flags::UNSTABLE)),
            dips: DipCounter::NEW,
            ordinary,
            raw: stable.without(Flags::UNSTABLE),
        }
    }

    /// Whether mains are there at this moment.
    #[must_use]
    pub const fn has_mains(&self) -> bool {
        !self.raw.contains(Flags::NO_MAINS)
    }

    /// The last state that has lasted, with FLG.4.
    #[must_use]
    pub fn stable(&self) -> Flags {
        self.with_unstable(self.debounce.stable())
    }

    /// Whether a change is being debounced.
    #[must_use]
    pub const fn is_changing(&self) -> bool {
        self.debounce.changing().is_some()
    }

    /// A boot after a loss of supply that was known (E-4).
    pub fn count_start(&mut self) {
        self.dips.add_start();
    }

    /// Counts of dips and starts.
    #[must_use]
    pub const fn dips(&self) -> &DipCounter {
        &self.dips
    }

    /// The inputs as they are now: FLG 0..3, 5 and 6. A bay contact that opens is an event at once,
    /// and takes back what is being debounced: the module was pulled, the mains did not fail
    /// (E-11).
    pub fn read(&mut self, now: Instant, inputs: Flags) -> Option<Happened> {
        let inputs = Flags(inputs.0 & Flags::EVENT.0).without(Flags::UNSTABLE);
        self.raw = inputs;
        self.flapping.start(now);
        let stable = self.debounce.stable();
        if inputs.contains(Flags::OUT_OF_BAY) && !stable.contains(Flags::OUT_OF_BAY) {
            let since = self.debounce.changing().map_or(now, |change| change.since);
            let flags = Flags(stable.0 & SUPPLY.0).with(Flags::OUT_OF_BAY);
            self.debounce.settle(flags);
            return Some(Happened {
                flags: self.with_unstable(flags),
                since,
            });
        }
        // Out of the bay there is no supply to speak of.
        let inputs = if inputs.contains(Flags::OUT_OF_BAY) {
            stable
        } else {
            inputs
        };
        match self.debounce.read(now, inputs) {
            Read::Dip(length) => {
                self.dips.add(length);
                let begins = self.flapping.dip(now);
                begins.then(|| Happened {
                    flags: self.stable(),
                    since: now,
                })
            }
            Read::Began | Read::Same => None,
        }
    }

    /// When [`take`](Self::take) has something.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        let debounce = self.debounce.due(self.flapping.debounce(self.ordinary));
        [debounce, self.flapping.due()].into_iter().flatten().min()
    }

    /// End of the present debounce.
    #[must_use]
    pub fn debounce_ends(&self) -> Option<Instant> {
        self.debounce.due(self.flapping.debounce(self.ordinary))
    }

    /// The event that is due.
    pub fn take(&mut self, now: Instant) -> Option<Happened> {
        let debounce = self.flapping.debounce(self.ordinary);
        if let Some(change) = self.debounce.take(now, debounce) {
            self.flapping.event(now);
            return Some(Happened {
                flags: self.with_unstable(change.flags),
                since: change.since,
            });
        }
        self.flapping.quiet(now).then(|| Happened {
            flags: self.stable(),
            since: now,
        })
    }

    fn with_unstable(&self, flags: Flags) -> Flags {
        if self.flapping.is_unstable() {
            flags.with(Flags::UNSTABLE)
        } else {
            flags
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn supply() -> Supply {
        Supply::new(Flags(0), Micros::from_secs(1))
    }

    fn ms(ms: u64) -> Instant {
        Instant::from_millis(ms)
    }

    #[test]
    fn a_pulled_module_is_no_outage() {
        // The contact opens within the debounce.
        let mut inputs = supply();
        inputs.read(ms(0), Flags::NO_MAINS);
        let out = inputs
            .read(ms(300), Flags::NO_MAINS.with(Flags::OUT_OF_BAY))
            .unwrap();
        assert_eq!((out.flags, out.since), (Flags::OUT_OF_BAY, ms(0)));
        assert_eq!((inputs.due(), inputs.take(ms(9_000))), (None, None));
        // And before it.
        let mut inputs = supply();
        assert_eq!(
            inputs.read(ms(0), Flags::OUT_OF_BAY).unwrap().flags,
            Flags::OUT_OF_BAY
        );
        inputs.read(ms(10), Flags::NO_MAINS.with(Flags::OUT_OF_BAY));
        assert_eq!(inputs.due(), None);
        // Back in its bay: an event with FLG.6 clear.
        inputs.read(ms(5_000), Flags(0));
        assert_eq!(
            inputs.take(ms(6_000)),
            Some(Happened {
                flags: Flags(0),
                since: ms(5_000)
            })
        );
    }

    #[test]
    fn dips_for_an_hour_are_two_events_and_3600_dips() {
        let mut inputs = supply();
        let mut events = std::vec::Vec::new();
        for second in 0..3_600 {
            events.extend(inputs.read(ms(second * 1_000), Flags::NO_MAINS));
            events.extend(inputs.read(ms(second * 1_000 + 900), Flags(0)));
        }
        assert_eq!((events.len(), events[0].flags), (1, Flags::UNSTABLE));
        assert_eq!(inputs.dips().tlv().count, 3_600);
        let quiet = inputs.due().unwrap();
        assert_eq!(quiet, ms(3_599_900 + 300_000));
        assert_eq!(inputs.take(quiet).unwrap().flags, Flags(0));
    }

    #[test]
    fn a_lost_phase_and_the_cover_keep_their_bits() {
        let mut inputs = supply();
        inputs.read(ms(0), Flags::PHASE_B.with(Flags::COVER));
        let event = inputs.take(ms(1_000)).unwrap();
        assert_eq!(event.flags, Flags::PHASE_B.with(Flags::COVER));
    }
}
