//! Random numbers of the world. Streams are split by name, so that one part of the world drawing more or less does
//! not change the others.

use oorandom::Rand64;

/// A stream of random numbers; the same seed and name give the same stream.
#[derive(Clone, Debug)]
pub(crate) struct Rng(Rand64);

impl Rng {
    /// The stream `name` of `seed`.
    pub(crate) fn new(seed: u64, name: &str) -> Self {
        // FNV-1a over the name; the generator's own seeding mixes the rest.
        let hash = name.bytes().fold(0xCBF2_9CE4_8422_2325u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        Self(Rand64::new(u128::from(seed) << 64 | u128::from(hash)))
    }

    /// Any number.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0.rand_u64()
    }

    /// A number of `low..high`.
    pub(crate) fn range(&mut self, low: u64, high: u64) -> u64 {
        if low < high {
            self.0.rand_range(low..high)
        } else {
            low
        }
    }

    /// Evenly between `low` and `high`.
    pub(crate) fn even(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.0.rand_float()
    }

    /// Whether something of this chance happens.
    pub(crate) fn chance(&mut self, chance: f64) -> bool {
        self.0.rand_float() < chance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_repeat_and_differ() {
        let draw = |seed, name| Rng::new(seed, name).bits();
        assert_eq!(draw(1, "air"), draw(1, "air"));
        assert_ne!(draw(1, "air"), draw(2, "air"));
        assert_ne!(draw(1, "air"), draw(1, "bus"));
        let mut rng = Rng::new(1, "even");
        let mean = (0..10_000).map(|_| rng.even(-1.0, 1.0)).sum::<f64>() / 10_000.0;
        assert!(mean.abs() < 0.05, "{mean}");
    }
}
