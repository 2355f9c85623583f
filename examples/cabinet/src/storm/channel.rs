//! What a transmission looks like at a receiver: strength, collisions with capture, loss, bit
//! errors.

use sim::air::{Channel, Heard, Radio, Transmission, flip};
use sim::rng::Rng;

/// A frame survives an overlap when it is this much stronger than everything else together, dB.
const CAPTURE_DB: f64 = 6.0;
/// The channel check calls it busy from here, dBm.
const BUSY_DBM: f64 = -90.0;

/// Stamps are early or late by up to this, ns.
const STAMP_NS: u64 = 15_000;

/// Static strength of every link, dBm; party 0 is the gateway.
#[derive(Clone, Debug)]
pub(crate) struct Links {
    parties: usize,
    strength: Vec<f32>,
    loss: f64,
}

impl Links {
    /// All in one cabinet: everybody hears everybody well.
    pub(crate) fn cabinet(parties: usize, loss: f64, rng: &mut Rng) -> Self {
        let mut strength = vec![0.0; parties * parties];
        for a in 0..parties {
            for b in 0..a {
                let dbm = (-60.0 + 5.0 * rng.normal()) as f32;
                for at in [a * parties + b, b * parties + a] {
                    if let Some(cell) = strength.get_mut(at) {
                        *cell = dbm;
                    }
                }
            }
        }
        Links {
            parties,
            strength,
            loss,
        }
    }

    fn link(&self, from: usize, to: usize) -> f64 {
        self.strength
            .get(from * self.parties + to)
            .copied()
            .map_or(-200.0, f64::from)
    }

    /// How many bits are flipped in a frame of `dbm` while the `others` (mean strengths) were on
    /// air at the same time; `None` if nothing arrives.
    fn flipped<'a>(
        &self,
        dbm: f64,
        others: impl Iterator<Item = &'a Transmission>,
        to: Radio,
        rng: &mut Rng,
    ) -> Option<u64> {
        let noise: f64 = others
            .map(|other| 10f64.powf(self.link(other.from, to) / 10.0))
            .sum();
        if noise > 0.0 && dbm - 10.0 * noise.log10() < CAPTURE_DB {
            return damaged(rng);
        }
        if self.loss > 0.0 && rng.chance(self.loss) {
            return damaged(rng);
        }
        Some(0)
    }
}

impl Channel for Links {
    /// Nanoseconds of a bit.
    const BIT: u64 = 20_000;

    fn receive<'a>(
        &self,
        sent: &Transmission,
        others: impl Iterator<Item = &'a Transmission>,
        to: Radio,
        rng: &mut Rng,
    ) -> Heard {
        let dbm = self.link(sent.from, to);
        let flipped = self.flipped(dbm, others, to, rng);
        let late = rng.range(0, 2 * STAMP_NS) as i64 - STAMP_NS as i64;
        let Some(flipped) = flipped else {
            return Heard::Lost;
        };
        let mut bytes = sent.bytes.clone();
        flip(&mut bytes, flipped, rng);
        Heard::Frame {
            bytes,
            damaged: flipped > 0,
            late,
            dbm: dbm as i16,
        }
    }

    fn notices(&self, sent: &Transmission, radio: Radio, since: u64, until: u64) -> bool {
        let heard = self.link(sent.from, radio) > BUSY_DBM;
        heard && sent.start < until && sent.end > since
    }
}

/// Half of what is lost is not even seen, the other half arrives with wrong bits.
fn damaged(rng: &mut Rng) -> Option<u64> {
    if rng.chance(0.5) {
        None
    } else {
        Some(1 + rng.range(0, 20))
    }
}
