//! Random numbers for slots: spread, not secret. Keys and JR come from the caller's generator.

/// A 32-bit xorshift generator.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Rng(u32);

impl Rng {
    /// Any seed; two devices need two, or they take the same slots. Neighbouring seeds are mixed: a
    /// small state would give small numbers at first.
    #[must_use]
    pub const fn new(seed: u32) -> Self {
        let mixed = (seed ^ 0x9e37_79b9).wrapping_mul(0x85eb_ca6b);
        let mixed = (mixed ^ mixed >> 13).wrapping_mul(0xc2b2_ae35);
        let mixed = mixed ^ mixed >> 16;
        Rng(if mixed == 0 { 1 } else { mixed })
    }

    /// The next number.
    pub const fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }

    /// A number below `limit`, 0 if there is none.
    pub const fn below(&mut self, limit: u32) -> u32 {
        ((self.next() as u64 * limit as u64) >> 32) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spread_below_the_limit() {
        let mut rng = Rng::new(0);
        let mut seen = [0; 16];
        for _ in 0..1600 {
            seen[rng.below(16) as usize] += 1;
        }
        assert!(
            seen.iter().all(|count| (60..140).contains(count)),
            "{seen:?}"
        );
        assert_eq!(rng.below(0), 0);
    }

    #[test]
    fn neighbouring_seeds_begin_apart() {
        let first: std::collections::BTreeSet<u32> =
            (0..64).map(|seed| Rng::new(seed).below(1000)).collect();
        assert!(first.len() > 55 && first.last() > Some(&900), "{first:?}");
    }
}
