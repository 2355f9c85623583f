//! The two-wire UART between a node and its meter: 2400 8E1, bytes with gaps, now and then a spoilt
//! one.

use crate::queue::{Micros, SECOND};
use crate::rng::Rng;
use crate::tap::Tap;

/// Bits of a byte with even parity.
pub const BITS: u64 = 11;

/// One direction of a serial line.
#[derive(Clone, Debug)]
pub struct Wire {
    baud: u64,
    /// Longest pause that the sender makes between two bytes, µs.
    gap: Micros,
    /// Chance that a byte is spoilt.
    pub noise: f64,
    /// When the last byte queued ends.
    busy_until: Micros,
    /// What passed.
    pub tap: Tap,
}

impl Wire {
    /// A quiet line.
    pub fn new(baud: u64, gap: Micros, noise: f64) -> Self {
        Self {
            baud,
            gap,
            noise,
            busy_until: 0,
            tap: Tap::default(),
        }
    }

    /// Puts `bytes` on the line, the first start bit not before `now`. Calls `deliver` with the
    /// time at which each byte ends and the byte, `None` if its parity is wrong. Returns when
    /// the last stop bit ends.
    pub fn send(
        &mut self,
        now: Micros,
        bytes: &[u8],
        rng: &mut Rng,
        mut deliver: impl FnMut(Micros, Option<u8>),
    ) -> Micros {
        let mut start = now.max(self.busy_until);
        for (i, byte) in bytes.iter().enumerate() {
            if i > 0 && self.gap > 0 && rng.chance(0.05) {
                start += rng.range(0, self.gap);
            }
            let end = start + BITS * SECOND / self.baud;
            let spoilt = rng.chance(self.noise);
            // One bit wrong fails the parity; more wrong bits may pass it.
            let heard = match spoilt {
                false => Some(*byte),
                true if rng.chance(0.8) => None,
                true => Some(byte ^ rng.range(1, 256) as u8),
            };
            self.tap.byte(end, heard, spoilt);
            deliver(end, heard);
            start = end;
        }
        self.busy_until = start;
        start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_request_takes_its_time_at_2400_baud() {
        let mut wire = Wire::new(2400, 0, 0.0);
        let mut rng = Rng::new(1, "wire");
        let mut ends = Vec::new();
        let end = wire.send(100, &[0xFE; 20], &mut rng, |at, byte| ends.push((at, byte)));
        assert_eq!(end, 100 + 20 * 4583);
        assert_eq!(ends[0], (100 + 4583, Some(0xFE)));
        assert_eq!(
            wire.send(200, &[1], &mut rng, |_, _| ()),
            end + 4583,
            "bytes queue after each other"
        );
    }
}
