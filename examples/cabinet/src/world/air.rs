//! The radio channel: air time, collisions with capture, frames lost, bits flipped, stamps that come a little late.

use super::queue::Micros;
use crate::rng::Rng;

/// A radio: 0 is the gateway, 1 and up the nodes.
pub(crate) type Radio = usize;

/// Bit time at 50 kbit/s.
const BIT: Micros = 20;
/// Bits of preamble and sync word before the first byte of a frame.
const HEAD_BITS: u64 = 64;
/// A carrier must have been there for this long in a measurement.
const SENSE_AFTER: Micros = 60;
/// A transmission that is this much stronger than all others together is still heard, dB.
const CAPTURE_DB: f64 = 10.0;

/// What passed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct AirCounts {
    /// Frames sent.
    pub(crate) sent: u64,
    /// Receptions that never came (fading), one for each receiver.
    pub(crate) lost: u64,
    /// Receptions spoilt by another transmission.
    pub(crate) collided: u64,
    /// Receptions with flipped bits.
    pub(crate) bad: u64,
}

/// How bad the channel is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Channel {
    /// Chance that a reception is lost.
    pub(crate) loss: f64,
    /// Chance that a reception has flipped bits.
    pub(crate) bit_errors: f64,
}

/// When a frame is on the air.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OnAir {
    /// Number of the transmission.
    pub(crate) number: u64,
    /// End of the sync word.
    pub(crate) sync: Micros,
    /// End of the last bit.
    pub(crate) end: Micros,
}

/// One transmission, for the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sent {
    /// Begin of the preamble.
    pub(crate) at: Micros,
    /// Number of the frame's type.
    pub(crate) kind: u8,
    /// Number of the transmission.
    number: u64,
    /// Receptions that another transmission spoilt.
    pub(crate) collided: u32,
}

/// One frame as one radio received it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reception {
    /// Who received it.
    pub(crate) radio: Radio,
    /// Bytes as received.
    pub(crate) bytes: Vec<u8>,
    /// The receiver's stamp of the end of the sync word, true time.
    pub(crate) stamp: Micros,
    /// Strength, dBm.
    pub(crate) dbm: i16,
}

#[derive(Clone, Debug)]
struct Transmission {
    number: u64,
    from: Radio,
    start: Micros,
    end: Micros,
    bytes: Vec<u8>,
}

/// The channel between all radios of the cabinet.
#[derive(Debug)]
pub(crate) struct Air {
    channel: Channel,
    rng: Rng,
    /// Strength of each pair of radios, dB.
    strength: Vec<Vec<f64>>,
    /// Since when each radio listens.
    listening: Vec<Option<Micros>>,
    recent: Vec<Transmission>,
    next_number: u64,
    digest: u64,
    counts: AirCounts,
    log: Vec<Sent>,
}

impl Air {
    /// A silent channel between `radios` radios that are off.
    pub(crate) fn new(radios: usize, channel: Channel, mut rng: Rng) -> Self {
        let mut strength = vec![vec![0.0; radios]; radios];
        for a in 0..radios {
            for b in 0..a {
                let db = rng.even(-85.0, -50.0);
                for (from, to) in [(a, b), (b, a)] {
                    if let Some(slot) = strength.get_mut(from).and_then(|row| row.get_mut(to)) {
                        *slot = db;
                    }
                }
            }
        }
        Self {
            channel,
            rng,
            strength,
            listening: vec![None; radios],
            recent: Vec::new(),
            next_number: 0,
            digest: 0,
            counts: AirCounts::default(),
            log: Vec::new(),
        }
    }

    /// A radio's receiver goes on or off.
    pub(crate) fn listen(&mut self, now: Micros, radio: Radio, on: bool) {
        if let Some(slot) = self.listening.get_mut(radio) {
            *slot = if on { slot.or(Some(now)) } else { None };
        }
    }

    /// Whether a radio that measured the channel from `since` to `now` found it taken.
    pub(crate) fn busy(&self, since: Micros, now: Micros, radio: Radio) -> bool {
        self.recent
            .iter()
            .any(|tx| tx.from != radio && tx.start + SENSE_AFTER <= now && since < tx.end)
    }

    /// A radio sends; its receiver is off until the caller lets it listen again.
    pub(crate) fn send(&mut self, now: Micros, from: Radio, bytes: &[u8]) -> OnAir {
        let sync = now + HEAD_BITS * BIT;
        let end = sync + 8 * BIT * bytes.len() as u64;
        self.next_number += 1;
        self.counts.sent += 1;
        self.listen(now, from, false);
        self.recent.retain(|tx| tx.end + 100_000 > now);
        self.digest = bytes.iter().fold(self.digest ^ now, |digest, byte| {
            (digest ^ u64::from(*byte))
                .wrapping_mul(0x9E37_79B9_7F4A_7C15)
                .rotate_left(31)
        });
        // The length comes first.
        let kind = bytes.get(1).map_or(0, |byte| byte & 0x1f);
        self.log.push(Sent {
            at: now,
            kind,
            number: self.next_number,
            collided: 0,
        });
        self.recent.push(Transmission {
            number: self.next_number,
            from,
            start: now,
            end,
            bytes: bytes.to_vec(),
        });
        OnAir {
            number: self.next_number,
            sync,
            end,
        }
    }

    /// A transmission is cut off because its sender died.
    pub(crate) fn cut(&mut self, now: Micros, from: Radio) {
        for tx in self
            .recent
            .iter_mut()
            .filter(|tx| tx.from == from && tx.end > now)
        {
            tx.end = now;
            tx.bytes.clear();
        }
    }

    /// Who receives the transmission that ends now, and what.
    pub(crate) fn arrive(&mut self, number: u64) -> Vec<Reception> {
        let Some(tx) = self.recent.iter().find(|tx| tx.number == number).cloned() else {
            return Vec::new();
        };
        if tx.bytes.is_empty() {
            return Vec::new();
        }
        let sync = tx.start + HEAD_BITS * BIT;
        let mut receptions = Vec::new();
        for radio in 0..self.listening.len() {
            // Half of the preamble is enough to lock on.
            let heard_from = self.listening.get(radio).copied().flatten();
            if radio == tx.from
                || heard_from.is_none_or(|since| since > tx.start + HEAD_BITS / 4 * BIT)
            {
                continue;
            }
            let wanted = self.db(tx.from, radio);
            let others = self.recent.iter().filter(|other| {
                other.number != number
                    && other.from != radio
                    && other.start < tx.end
                    && other.end > tx.start
            });
            let strongest = others
                .map(|other| self.db(other.from, radio))
                .fold(f64::NEG_INFINITY, f64::max);
            if wanted < strongest + CAPTURE_DB {
                self.counts.collided += 1;
                if let Some(sent) = self.log.iter_mut().rev().find(|sent| sent.number == number) {
                    sent.collided += 1;
                }
                continue;
            }
            if self.rng.chance(self.channel.loss) {
                self.counts.lost += 1;
                continue;
            }
            let mut bytes = tx.bytes.clone();
            if self.rng.chance(self.channel.bit_errors) {
                self.counts.bad += 1;
                for _ in 0..self.rng.range(1, 9) {
                    let bit = self.rng.range(0, 8 * bytes.len() as u64);
                    if let Some(byte) = bytes.get_mut((bit / 8) as usize) {
                        *byte ^= 1 << (bit % 8);
                    }
                }
            }
            // The correlator finds the sync word within a quarter bit; a busy interrupt is rarely much later.
            let late = if self.rng.chance(0.01) {
                self.rng.range(20, 400)
            } else {
                self.rng.range(0, 12)
            };
            receptions.push(Reception {
                radio,
                bytes,
                stamp: sync + late,
                dbm: wanted as i16,
            });
        }
        receptions
    }

    /// What passed so far.
    pub(crate) const fn counts(&self) -> AirCounts {
        self.counts
    }

    /// Every transmission since the last call.
    pub(crate) fn take_log(&mut self) -> Vec<Sent> {
        std::mem::take(&mut self.log)
    }

    /// A number that depends on every byte and its time.
    pub(crate) const fn digest(&self) -> u64 {
        self.digest
    }

    fn db(&self, from: Radio, to: Radio) -> f64 {
        self.strength
            .get(from)
            .and_then(|row| row.get(to))
            .copied()
            .unwrap_or(f64::NEG_INFINITY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn air(loss: f64) -> Air {
        let mut air = Air::new(
            3,
            Channel {
                loss,
                bit_errors: 0.0,
            },
            Rng::new(1, "air"),
        );
        (0..3).for_each(|radio| air.listen(0, radio, true));
        air
    }

    #[test]
    fn a_report_takes_5_44_ms() {
        let mut air = air(0.0);
        let on_air = air.send(1000, 1, &[0; 26]);
        assert_eq!((on_air.sync, on_air.end), (2280, 6440));
        assert!(!air.busy(890, 1050, 0) && air.busy(1000, 1160, 0) && !air.busy(6440, 6600, 0));
        let heard: Vec<_> = air
            .arrive(on_air.number)
            .into_iter()
            .map(|reception| reception.radio)
            .collect();
        assert_eq!(heard, [0, 2]);
    }

    #[test]
    fn two_at_once_collide_unless_one_is_much_stronger() {
        let mut air = air(0.0);
        air.strength = vec![
            vec![0.0, -60.0, -65.0],
            vec![-60.0, 0.0, -60.0],
            vec![-65.0, -60.0, 0.0],
        ];
        let (a, b) = (air.send(0, 1, &[0; 26]), air.send(100, 2, &[0; 26]));
        assert_eq!(air.arrive(a.number), []);
        assert_eq!(air.arrive(b.number), []);
        assert_eq!(air.counts().collided, 2);
        air.strength[1][0] = -50.0;
        let heard = air.arrive(a.number);
        assert_eq!(
            heard.len(),
            1,
            "the gateway captures the stronger one, radio 2 was sending"
        );
    }

    #[test]
    fn losses_are_counted() {
        let mut air = air(0.3);
        for i in 0..1000 {
            let on_air = air.send(i * 100_000, 1, &[0; 26]);
            air.arrive(on_air.number);
        }
        assert!(
            (500..700).contains(&air.counts().lost),
            "{:?}",
            air.counts()
        );
    }
}
