//! Random numbers of a simulated world: the same seed gives the same world.
//!
//! Streams are split by name, so that one part of the world drawing more or less does not change
//! the others. The storms and the fault run draw everything from one plain sequence, from which
//! their published figures come.

use oorandom::Rand64;

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub struct Rng(Source);

#[derive(Clone, Debug)]
enum Source {
    /// PCG, one stream for each name.
    Named(Rand64),
    /// SplitMix64.
    Sequence(u64),
}

impl Rng {
    /// The stream `name` of `seed`.
    #[must_use]
    pub fn new(seed: u64, name: &str) -> Self {
        // FNV-1a over the name; the generator's own seeding mixes the rest.
        let hash = name.bytes().fold(0xCBF2_9CE4_8422_2325u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        let seed = u128::from(seed) << 64 | u128::from(hash);
        Self(Source::Named(Rand64::new(seed)))
    }

    /// The one sequence of `seed`.
    #[must_use]
    pub const fn sequence(seed: u64) -> Self {
        Self(Source::Sequence(seed))
    }

    /// Any number.
    pub fn bits(&mut self) -> u64 {
        match &mut self.0 {
            Source::Named(pcg) => pcg.rand_u64(),
            Source::Sequence(state) => {
                *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
                let z = *state;
                let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                z ^ (z >> 31)
            }
        }
    }

    /// A number of `low..high`; `low` if there is none.
    pub fn range(&mut self, low: u64, high: u64) -> u64 {
        if low >= high {
            return low;
        }
        match &mut self.0 {
            Source::Named(pcg) => pcg.rand_range(low..high),
            Source::Sequence(_) => low + self.bits() % (high - low),
        }
    }

    /// Evenly in `0..1`.
    pub fn unit(&mut self) -> f64 {
        match &mut self.0 {
            Source::Named(pcg) => pcg.rand_float(),
            Source::Sequence(_) => (self.bits() >> 11) as f64 / (1u64 << 53) as f64,
        }
    }

    /// Evenly between `low` and `high`.
    pub fn even(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Standard normal.
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// Whether something of this chance happens.
    pub fn chance(&mut self, chance: f64) -> bool {
        self.unit() < chance
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
