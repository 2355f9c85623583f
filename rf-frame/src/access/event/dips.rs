//! DIPS: what was too short for an event is counted (E-4, E-6, TLV 0B).

use crate::time::Micros;
use crate::wire::tlv::Dips;

/// Counts since joining. Everything saturates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct DipCounter {
    counts: Dips,
}

impl DipCounter {
    /// Nothing counted yet.
    pub const NEW: Self = DipCounter {
        counts: Dips {
            count: 0,
            longest: 0,
            starts: 0,
        },
    };

    /// A dip of this length.
    pub fn add(&mut self, length: Micros) {
        let tens = u16::try_from(length.as_micros() / 10_000).unwrap_or(u16::MAX);
        self.counts.count = self.counts.count.saturating_add(1);
        self.counts.longest = self.counts.longest.max(tens);
    }

    /// A boot that ended before its debounce, with mains lost before: no event (E-4).
    pub fn add_start(&mut self) {
        self.counts.starts = self.counts.starts.saturating_add(1);
    }

    /// The TLV.
    #[must_use]
    pub const fn tlv(&self) -> Dips {
        self.counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_the_longest() {
        let mut dips = DipCounter::default();
        dips.add(Micros::from_millis(900));
        dips.add(Micros::from_millis(100));
        dips.add_start();
        assert_eq!(
            dips.tlv(),
            Dips {
                count: 2,
                longest: 90,
                starts: 1
            }
        );
        dips.add(Micros::from_secs(100_000));
        assert_eq!(dips.tlv().longest, u16::MAX);
    }
}
