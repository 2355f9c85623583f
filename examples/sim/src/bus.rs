//! The RS485 bus: half-duplex, everyone hears everyone, two who talk at once spoil each other's
//! bytes.

use crate::queue::{Micros, SECOND};
use crate::rng::Rng;
use crate::tap::Tap;
use crate::uart::BITS;

/// Who is on the bus, from 0.
pub type Party = usize;

/// A byte on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BusByte {
    /// Who sends it.
    pub from: Party,
    /// Begin of its start bit.
    pub start: Micros,
    /// End of its stop bit.
    pub end: Micros,
    /// Its value.
    pub byte: u8,
}

/// The bus.
#[derive(Clone, Debug)]
pub struct Bus {
    baud: u64,
    /// Chance that a byte is spoilt.
    pub noise: f64,
    /// Begin and end of the latest transmissions.
    talks: Vec<(Party, Micros, Micros)>,
    /// What passed.
    pub tap: Tap,
    /// Bytes that two spoke at once.
    pub collided: u64,
}

impl Bus {
    /// A quiet bus.
    pub fn new(baud: u64, noise: f64) -> Self {
        Self {
            baud,
            noise,
            talks: Vec::new(),
            tap: Tap::default(),
            collided: 0,
        }
    }

    /// `from` sends `bytes` in one go from `now`, or after what it is sending. Returns the bytes
    /// with their times.
    pub fn send(&mut self, now: Micros, from: Party, bytes: &[u8]) -> Vec<BusByte> {
        self.talks.retain(|(_, _, end)| end + SECOND > now);
        let busy = self
            .talks
            .iter()
            .filter(|(who, ..)| *who == from)
            .map(|(_, _, end)| *end)
            .max()
            .unwrap_or(0);
        let start = now.max(busy);
        let time = |count: usize| start + (count as u64 * BITS * SECOND).div_ceil(self.baud);
        self.talks.push((from, start, time(bytes.len())));
        let byte = |(i, byte): (usize, &u8)| BusByte {
            from,
            start: time(i),
            end: time(i + 1),
            byte: *byte,
        };
        bytes.iter().enumerate().map(byte).collect()
    }

    /// `from` lost its supply in the middle of a byte.
    pub fn cut(&mut self, now: Micros, from: Party) {
        for (who, _, end) in &mut self.talks {
            if *who == from {
                *end = (*end).min(now);
            }
        }
    }

    /// The byte has ended: what the others hear of it, `None` if its parity is wrong or its sender
    /// fell silent.
    pub fn hear(&mut self, byte: &BusByte, rng: &mut Rng) -> Option<u8> {
        let whole = self
            .talks
            .iter()
            .any(|(who, start, end)| *who == byte.from && *start <= byte.start && byte.end <= *end);
        let collided = self
            .talks
            .iter()
            .any(|(who, start, end)| *who != byte.from && *start < byte.end && *end > byte.start);
        self.collided += u64::from(collided);
        let spoilt = collided || rng.chance(self.noise);
        let heard = match (whole, spoilt) {
            (false, _) => None,
            (true, false) => Some(byte.byte),
            (true, true) if rng.chance(0.5) => None,
            (true, true) => Some(byte.byte ^ rng.range(1, 256) as u8),
        };
        self.tap.byte(byte.end, heard, spoilt || !whole);
        heard
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_talkers_spoil_each_other() {
        let mut bus = Bus::new(9600, 0.0);
        let mut rng = Rng::new(1, "bus");
        let first = bus.send(0, 0, &[0x68; 10]);
        assert_eq!(first.last().map(|byte| byte.end), Some(11_459));
        let second = bus.send(5_000, 1, &[0x16; 2]);
        let heard: Vec<_> = first.iter().map(|byte| bus.hear(byte, &mut rng)).collect();
        assert_eq!(heard.iter().filter(|byte| **byte != Some(0x68)).count(), 3);
        assert!(
            second
                .iter()
                .all(|byte| bus.hear(byte, &mut rng) != Some(0x16))
        );
        assert_eq!(bus.collided, 5);
    }

    #[test]
    fn a_dead_talker_is_not_heard() {
        let mut bus = Bus::new(9600, 0.0);
        let bytes = bus.send(0, 1, &[1, 2, 3]);
        bus.cut(2_000, 1);
        let heard: Vec<_> = bytes
            .iter()
            .map(|byte| bus.hear(byte, &mut Rng::new(1, "bus")))
            .collect();
        assert_eq!(heard, [Some(1), None, None]);
    }
}
