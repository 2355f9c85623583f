//! What a transmission looks like at a receiver: strength, fading, collisions with capture, loss, bit errors.

use super::dice::Dice;

/// Power at which nodes and gateway send, dBm e.r.p. (50 mW is the limit of the band).
const TX_DBM: f64 = 17.0;
/// Half of the frames get through at this strength, dBm (2-FSK, 50 kbit/s).
const SENSITIVITY_DBM: f64 = -104.0;
/// A frame survives an overlap when it is this much stronger than everything else together, dB.
const CAPTURE_DB: f64 = 6.0;
/// The channel check calls it busy from here, dBm.
const BUSY_DBM: f64 = -90.0;

/// Static strength of every link, dBm; party 0 is the gateway.
#[derive(Clone, Debug)]
pub(crate) struct Channel {
    parties: usize,
    strength: Vec<f32>,
    loss: f64,
    fading: bool,
}

/// What a receiver gets of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reception {
    Good,
    /// Received with errors: so many bits are flipped.
    Damaged(u8),
    Nothing,
}

impl Channel {
    /// All in one cabinet: everybody hears everybody well.
    pub(crate) fn cabinet(parties: usize, loss: f64, dice: &mut Dice) -> Self {
        Self::from_links(parties, loss, false, dice, |_, _, dice| {
            -60.0 + 5.0 * dice.normal()
        })
    }

    /// Nodes spread over the floors of a building, the gateway in the middle: distance, ceilings, shadowing, fading.
    pub(crate) fn building(parties: usize, loss: f64, dice: &mut Dice) -> Self {
        let nodes = parties.saturating_sub(1);
        let floors = match nodes {
            0..=100 => 8,
            101..=400 => 10,
            _ => 14,
        };
        let middle = floors as f64 / 2.0;
        let place = |party: usize, dice: &mut Dice| {
            let floor = if party == 0 {
                middle.floor()
            } else {
                ((party - 1) * floors / nodes.max(1)) as f64
            };
            let span = if party == 0 { 5.0 } else { 30.0 };
            (
                dice.between(0.0, span),
                dice.between(0.0, span / 2.0),
                floor,
            )
        };
        let places: Vec<(f64, f64, f64)> = (0..parties).map(|party| place(party, dice)).collect();
        Self::from_links(parties, loss, true, dice, |a, b, dice| {
            let ((ax, ay, af), (bx, by, bf)) = (places.get(a), places.get(b)).both();
            let height = 3.0 * (af - bf);
            let distance = ((ax - bx).powi(2) + (ay - by).powi(2) + height.powi(2))
                .sqrt()
                .max(1.0);
            // 26 dB at 1 m and 470 MHz, exponent 2.8, 12 dB a ceiling, 5 dB shadowing.
            TX_DBM - 26.0 - 28.0 * distance.log10() - 12.0 * (af - bf).abs() + 5.0 * dice.normal()
        })
    }

    fn from_links(
        parties: usize,
        loss: f64,
        fading: bool,
        dice: &mut Dice,
        link: impl Fn(usize, usize, &mut Dice) -> f64,
    ) -> Self {
        let mut strength = vec![0.0; parties * parties];
        for a in 0..parties {
            for b in 0..a {
                let dbm = link(a, b, dice) as f32;
                for at in [a * parties + b, b * parties + a] {
                    if let Some(cell) = strength.get_mut(at) {
                        *cell = dbm;
                    }
                }
            }
        }
        Channel {
            parties,
            strength,
            loss,
            fading,
        }
    }

    fn link(&self, from: usize, to: usize) -> f64 {
        self.strength
            .get(from * self.parties + to)
            .copied()
            .map_or(-200.0, f64::from)
    }

    /// Strength of one frame at one receiver, dBm.
    pub(crate) fn strength(&self, from: usize, to: usize, dice: &mut Dice) -> f64 {
        let mean = self.link(from, to);
        if !self.fading {
            return mean;
        }
        // Rayleigh fading of the power, one value a frame.
        mean + 10.0 * (-(1.0 - dice.unit()).ln()).max(1e-4).log10()
    }

    /// What arrives of a frame of `dbm` while the `others` (mean strengths) were on air at the same time.
    pub(crate) fn receive(
        &self,
        dbm: f64,
        others: impl Iterator<Item = usize>,
        to: usize,
        dice: &mut Dice,
    ) -> Reception {
        let noise: f64 = others
            .map(|from| 10f64.powf(self.link(from, to) / 10.0))
            .sum();
        if noise > 0.0 && dbm - 10.0 * noise.log10() < CAPTURE_DB {
            return damaged(dice);
        }
        if self.fading {
            let good = 1.0 / (1.0 + (-(dbm - SENSITIVITY_DBM) * 1.5).exp());
            if !dice.chance(good) {
                return if dbm > SENSITIVITY_DBM - 3.0 {
                    damaged(dice)
                } else {
                    Reception::Nothing
                };
            }
        }
        if dice.chance(self.loss) {
            return damaged(dice);
        }
        Reception::Good
    }

    /// Whether a sender hears `from` on air.
    pub(crate) fn is_heard(&self, from: usize, to: usize) -> bool {
        self.link(from, to) > BUSY_DBM
    }
}

/// Half of what is lost is not even seen, the other half arrives with wrong bits.
fn damaged(dice: &mut Dice) -> Reception {
    if dice.chance(0.5) {
        Reception::Nothing
    } else {
        Reception::Damaged(1 + dice.below(20) as u8)
    }
}

/// Two optional places as one pair, the ground floor of nowhere when missing.
trait Both {
    fn both(self) -> ((f64, f64, f64), (f64, f64, f64));
}

impl Both for (Option<&(f64, f64, f64)>, Option<&(f64, f64, f64)>) {
    fn both(self) -> ((f64, f64, f64), (f64, f64, f64)) {
        let nowhere = (0.0, 0.0, 0.0);
        (
            self.0.copied().unwrap_or(nowhere),
            self.1.copied().unwrap_or(nowhere),
        )
    }
}
