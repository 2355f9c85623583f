//! What flows through the meter: made from a seed, the same every time, different from minute to
//! minute.

/// The consumer that the meter serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Mean active power of all phases, W; negative when the customer feeds back.
    pub mean_watts: i32,
    /// 1 or 3.
    pub phases: u8,
    /// Makes this consumer different from others.
    pub seed: u64,
}

/// Values of one phase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Phase {
    /// 0.1 V.
    pub(crate) voltage: u64,
    /// mA.
    pub(crate) current: u64,
    /// W, negative when power flows back.
    pub(crate) watts: i64,
    /// var.
    pub(crate) vars: i64,
    /// Power factor, 0.001.
    pub(crate) factor: i64,
}

/// Values of all phases, those that the meter lacks are `None`.
pub(crate) type Phases = [Option<Phase>; 3];

/// What somebody does to the supply: a voltage or current of a phase that is not the consumer's
/// own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Supply {
    /// Voltages of A, B, C, 0.1 V; `None` is the ordinary one.
    pub voltage: [Option<u32>; 3],
    /// Currents of A, B, C, mA; `None` is what the consumer draws.
    pub current: [Option<u32>; 3],
}

impl Supply {
    /// The flow with these voltages and currents; the powers follow.
    pub(crate) fn change(&self, flow: Phases) -> Phases {
        let mut changed = flow;
        for (at, phase) in changed.iter_mut().enumerate() {
            let Some(phase) = phase else { continue };
            let of = |list: &[Option<u32>; 3]| list.get(at).copied().flatten().map(u64::from);
            if let Some(voltage) = of(&self.voltage) {
                phase.scale(voltage, phase.voltage);
                phase.voltage = voltage;
            }
            if let Some(current) = of(&self.current) {
                phase.scale(current, phase.current);
                phase.current = current;
            }
        }
        changed
    }
}

impl Phase {
    /// Powers at `new` instead of `old` volts or amperes.
    fn scale(&mut self, new: u64, old: u64) {
        let scaled = |power: i64| power * new as i64 / old.max(1) as i64;
        self.watts = scaled(self.watts);
        self.vars = scaled(self.vars);
    }
}

/// A number that looks random, fixed by its arguments (splitmix64).
pub(crate) fn noise(seed: u64, a: i64, b: u64) -> u64 {
    let mut x = seed
        ^ (a as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ b.wrapping_mul(0xD1B5_4A32_D192_ED03);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Share of the mean power in each hour, per cent.
const PROFILE: [u64; 24] = [
    55, 45, 40, 40, 45, 60, 90, 120, 110, 95, 90, 105, 120, 100, 90, 90, 100, 130, 170, 185, 175,
    150, 115, 80,
];

impl Load {
    /// What the meter sees in the minute that begins `minute` minutes after 2000-01-01 on its
    /// clock.
    pub(crate) fn at(&self, minute: i64) -> Phases {
        [0, 1, 2].map(|phase| (phase < u64::from(self.phases)).then(|| self.phase(minute, phase)))
    }

    fn phase(&self, minute: i64, phase: u64) -> Phase {
        let draw = |what: u64, span: u64| noise(self.seed, minute, what * 8 + phase) % span.max(1);
        let hour = usize::try_from(minute.div_euclid(60).rem_euclid(24)).unwrap_or(0);
        let share = PROFILE.get(hour).copied().unwrap_or(100);
        let mean = u64::from(self.mean_watts.unsigned_abs()) / u64::from(self.phases.max(1));
        let watts = mean * share / 100 * (70 + draw(1, 61)) / 100;
        let voltage = 2185 + draw(2, 41);
        let factor = 920 + draw(3, 71);
        let apparent = watts * 1000 / factor;
        let vars = (apparent * apparent).saturating_sub(watts * watts).isqrt();
        let sign = if self.mean_watts < 0 { -1 } else { 1 };
        Phase {
            voltage,
            current: apparent * 10_000 / voltage,
            watts: sign * watts as i64,
            vars: vars as i64,
            factor: sign * factor as i64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn power_that_flows_back_is_negative_in_each_phase() {
        let load = Load {
            mean_watts: -5000,
            phases: 3,
            seed: 7,
        };
        for phase in load.at(700).iter().flatten() {
            assert!(
                phase.watts < -900 && phase.factor < 0 && phase.current > 0,
                "{phase:?}"
            );
        }
    }

    #[test]
    fn a_day_is_about_the_mean_and_repeats() {
        let load = Load {
            mean_watts: 900,
            phases: 3,
            seed: 7,
        };
        let day: i64 = (0..1440)
            .flat_map(|minute| load.at(minute))
            .flatten()
            .map(|phase| phase.watts)
            .sum();
        assert!((800..1000).contains(&(day / 1440)), "{}", day / 1440);
        assert_eq!(load.at(77), load.at(77));
        assert_ne!(load.at(77), load.at(78));
        let single = Load { phases: 1, ..load }.at(5);
        assert!(single[0].is_some() && single[1].is_none());
    }
}
