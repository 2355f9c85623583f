//! The air between all radios: who sends when, who listens since when, who hears what.
//!
//! How a transmission looks at a receiver (strength, collisions, losses, flipped bits) is up to the
//! [`Channel`]. The one of this module is a small cabinet: capture, fading that loses a frame,
//! bursts of wrong bits, late stamps.

use crate::rng::Rng;

/// A radio: 0 is the gateway, 1 and up the nodes.
pub type Radio = usize;

/// Bits of preamble and sync word before the first byte of a frame.
const HEAD_BITS: u64 = 64;
/// Half of the preamble is enough to lock on.
const LOCK_BITS: u64 = HEAD_BITS / 4;
/// A transmission is forgotten this long after its end: longer than any frame that it can overlap.
const FORGET_BITS: u64 = 5_000;

/// What passed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AirCounts {
    /// Frames sent.
    pub sent: u64,
    /// Receptions that never came (fading), one for each receiver.
    pub lost: u64,
    /// Receptions spoilt by another transmission.
    pub collided: u64,
    /// Receptions with flipped bits.
    pub bad: u64,
}

/// One transmission.
#[derive(Clone, Debug)]
pub struct Transmission {
    /// Its number.
    pub number: u64,
    /// Who sends it.
    pub from: Radio,
    /// Begin of the preamble.
    pub start: u64,
    /// End of the last bit.
    pub end: u64,
    /// The frame; empty if the sender died.
    pub bytes: Vec<u8>,
}

/// What a receiver gets of a transmission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Nothing.
    Lost,
    /// Nothing, because somebody else sent at the same time.
    Collided,
    /// A frame.
    Frame {
        /// Its bytes.
        bytes: Vec<u8>,
        /// Whether they are not what was sent.
        damaged: bool,
        /// The receiver's stamp of the end of the sync word is so late, in ticks.
        late: i64,
        /// Strength, dBm.
        dbm: i16,
    },
}

/// How transmissions look at a receiver.
pub trait Channel {
    /// Ticks of world time in a bit: µs at 50 kbit/s.
    const BIT: u64 = 20;

    /// What `to` hears of `sent` while the `others` were on the air.
    fn receive<'a>(
        &self,
        sent: &Transmission,
        others: impl Iterator<Item = &'a Transmission>,
        to: Radio,
        rng: &mut Rng,
    ) -> Heard;

    /// Whether somebody who is none of the radios is on the air.
    fn is_jammed(&self) -> bool {
        false
    }

    /// Whether a radio that measures from `since` to `until` notices `sent`.
    fn notices(&self, sent: &Transmission, _radio: Radio, since: u64, until: u64) -> bool {
        sent.start < until && sent.end > since
    }
}

/// When a frame is on the air.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnAir {
    /// Number of the transmission.
    pub number: u64,
    /// End of the sync word.
    pub sync: u64,
    /// End of the last bit.
    pub end: u64,
}

/// One transmission, for a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Begin of the preamble.
    pub at: u64,
    /// Who sent it.
    pub from: Radio,
    /// First bytes of the frame.
    pub head: [u8; 4],
    /// Number of the transmission.
    number: u64,
    /// Receptions that another transmission spoilt.
    pub collided: u32,
}

/// One frame as one radio received it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reception {
    /// Who received it.
    pub radio: Radio,
    /// Bytes as received.
    pub bytes: Vec<u8>,
    /// The receiver's stamp of the end of the sync word, world time.
    pub stamp: u64,
    /// Strength, dBm.
    pub dbm: i16,
}

/// The air.
#[derive(Clone, Debug)]
pub struct Air<C> {
    /// The channel.
    pub channel: C,
    /// Where its chances come from.
    pub rng: Rng,
    /// Since when each radio listens.
    listening: Vec<Option<u64>>,
    recent: Vec<Transmission>,
    next_number: u64,
    digest: u64,
    counts: AirCounts,
    log: Vec<Sent>,
}

impl<C: Channel> Air<C> {
    /// Silence, with `radios` radios that are off.
    pub fn new(radios: usize, channel: C, rng: Rng) -> Self {
        Self {
            channel,
            rng,
            listening: vec![None; radios],
            recent: Vec::new(),
            next_number: 0,
            digest: 0,
            counts: AirCounts::default(),
            log: Vec::new(),
        }
    }

    /// A radio's receiver goes on or off.
    pub fn listen(&mut self, now: u64, radio: Radio, on: bool) {
        if let Some(slot) = self.listening.get_mut(radio) {
            *slot = if on { slot.or(Some(now)) } else { None };
        }
    }

    /// Whether a radio that measured the channel from `since` to `until` found it taken.
    pub fn busy(&self, since: u64, until: u64, radio: Radio) -> bool {
        let mut others = self.recent.iter().filter(|tx| tx.from != radio);
        self.channel.is_jammed() || others.any(|tx| self.channel.notices(tx, radio, since, until))
    }

    /// A radio sends; its receiver is off until the caller lets it listen again.
    pub fn send(&mut self, now: u64, from: Radio, bytes: &[u8]) -> OnAir {
        let sync = now + HEAD_BITS * C::BIT;
        let end = sync + 8 * C::BIT * bytes.len() as u64;
        self.next_number += 1;
        self.counts.sent += 1;
        self.listen(now, from, false);
        self.recent.retain(|tx| tx.end + FORGET_BITS * C::BIT > now);
        self.digest = bytes.iter().fold(self.digest ^ now, |digest, byte| {
            (digest ^ u64::from(*byte))
                .wrapping_mul(0x9E37_79B9_7F4A_7C15)
                .rotate_left(31)
        });
        let mut head = [0; 4];
        head.iter_mut()
            .zip(bytes)
            .for_each(|(to, byte)| *to = *byte);
        self.log.push(Sent {
            at: now,
            from,
            head,
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
    pub fn cut(&mut self, now: u64, from: Radio) {
        let running = |tx: &&mut Transmission| tx.from == from && tx.end > now;
        for tx in self.recent.iter_mut().filter(running) {
            tx.end = now;
            tx.bytes.clear();
        }
    }

    /// The bytes of a transmission that is not long over and was not cut off.
    #[must_use]
    pub fn frame(&self, number: u64) -> Option<Vec<u8>> {
        let mut recent = self.recent.iter().rev();
        let tx = recent.find(|tx| tx.number == number && !tx.bytes.is_empty())?;
        Some(tx.bytes.clone())
    }

    /// Who receives the transmission that ends now, and what.
    pub fn arrive(&mut self, number: u64) -> Vec<Reception> {
        let sent = self.recent.iter().find(|tx| tx.number == number);
        let Some(sent) = sent.filter(|tx| !tx.bytes.is_empty()) else {
            return Vec::new();
        };
        let sync = sent.start + HEAD_BITS * C::BIT;
        let locked = sent.start + LOCK_BITS * C::BIT;
        let mut receptions = Vec::new();
        for (radio, since) in self.listening.iter().enumerate() {
            if radio == sent.from || since.is_none_or(|since| since > locked) {
                continue;
            }
            let others = self.recent.iter().filter(|other| {
                other.number != number && other.start < sent.end && other.end > sent.start
            });
            match self.channel.receive(sent, others, radio, &mut self.rng) {
                Heard::Lost => self.counts.lost += 1,
                Heard::Collided => {
                    self.counts.collided += 1;
                    let mut log = self.log.iter_mut().rev();
                    if let Some(entry) = log.find(|entry| entry.number == number) {
                        entry.collided += 1;
                    }
                }
                Heard::Frame {
                    bytes,
                    damaged,
                    late,
                    dbm,
                } => {
                    self.counts.bad += u64::from(damaged);
                    receptions.push(Reception {
                        radio,
                        bytes,
                        stamp: sync.saturating_add_signed(late),
                        dbm,
                    });
                }
            }
        }
        receptions
    }

    /// What passed so far.
    #[must_use]
    pub const fn counts(&self) -> AirCounts {
        self.counts
    }

    /// Every transmission since the last call.
    pub fn take_log(&mut self) -> Vec<Sent> {
        std::mem::take(&mut self.log)
    }

    /// A number that depends on every byte and its time.
    #[must_use]
    pub const fn digest(&self) -> u64 {
        self.digest
    }
}

/// Flips `count` bits anywhere.
pub fn flip(bytes: &mut [u8], count: u64, rng: &mut Rng) {
    for _ in 0..count {
        let bit = rng.range(0, 8 * bytes.len() as u64);
        if let Some(byte) = bytes.get_mut((bit / 8) as usize) {
            *byte ^= 1 << (bit % 8);
        }
    }
}

/// A carrier must have been there for this long in a measurement, µs.
const SENSE_AFTER: u64 = 60;
/// A transmission that is this much stronger than all others together is still heard, dB.
const CAPTURE_DB: f64 = 10.0;

/// One cabinet of steel: everybody hears everybody, now and then badly.
#[derive(Clone, Debug)]
pub struct Near {
    /// Chance that a reception is lost.
    pub loss: f64,
    /// Chance that a reception has flipped bits.
    pub bit_errors: f64,
    /// Strength of each pair of radios, dBm.
    strength: Vec<Vec<f64>>,
}

impl Near {
    /// The air between `radios` radios, with strengths drawn for each pair.
    #[must_use]
    pub fn air(radios: usize, loss: f64, bit_errors: f64, mut rng: Rng) -> Air<Self> {
        let mut strength = vec![vec![0.0; radios]; radios];
        for a in 0..radios {
            for b in 0..a {
                let dbm = rng.even(-85.0, -50.0);
                for (from, to) in [(a, b), (b, a)] {
                    if let Some(slot) = strength.get_mut(from).and_then(|row| row.get_mut(to)) {
                        *slot = dbm;
                    }
                }
            }
        }
        let channel = Self {
            loss,
            bit_errors,
            strength,
        };
        Air::new(radios, channel, rng)
    }

    fn dbm(&self, from: Radio, to: Radio) -> f64 {
        let row = self.strength.get(from);
        let dbm = row.and_then(|row| row.get(to));
        dbm.copied().unwrap_or(f64::NEG_INFINITY)
    }
}

impl Channel for Near {
    fn receive<'a>(
        &self,
        sent: &Transmission,
        others: impl Iterator<Item = &'a Transmission>,
        to: Radio,
        rng: &mut Rng,
    ) -> Heard {
        let wanted = self.dbm(sent.from, to);
        let strongest = others
            .filter(|other| other.from != to)
            .map(|other| self.dbm(other.from, to))
            .fold(f64::NEG_INFINITY, f64::max);
        if wanted < strongest + CAPTURE_DB {
            return Heard::Collided;
        }
        if rng.chance(self.loss) {
            return Heard::Lost;
        }
        let mut bytes = sent.bytes.clone();
        let damaged = rng.chance(self.bit_errors);
        if damaged {
            let count = rng.range(1, 9);
            flip(&mut bytes, count, rng);
        }
        // The correlator finds the sync word within a quarter bit; a busy interrupt is rarely much
        // later.
        let late = if rng.chance(0.01) {
            rng.range(20, 400)
        } else {
            rng.range(0, 12)
        };
        Heard::Frame {
            bytes,
            damaged,
            late: late as i64,
            dbm: wanted as i16,
        }
    }

    fn notices(&self, sent: &Transmission, _: Radio, since: u64, until: u64) -> bool {
        sent.start + SENSE_AFTER <= until && since < sent.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn air(loss: f64) -> Air<Near> {
        let mut air = Near::air(3, loss, 0.0, Rng::new(1, "air"));
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
        air.channel.strength = vec![
            vec![0.0, -60.0, -65.0],
            vec![-60.0, 0.0, -60.0],
            vec![-65.0, -60.0, 0.0],
        ];
        let (a, b) = (air.send(0, 1, &[0; 26]), air.send(100, 2, &[0; 26]));
        assert_eq!(air.arrive(a.number), []);
        assert_eq!(air.arrive(b.number), []);
        assert_eq!(air.counts().collided, 2);
        air.channel.strength[1][0] = -50.0;
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
