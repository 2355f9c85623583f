//! How one frame gets onto the air, the same for node and gateway.
//!
//! ```text
//!          160 µs            air(n) = (n + 8) · 160 µs
//!  ────────┌sense┐─────┌──────────────────────────┐────
//!          └─────┘     │preamble, sync, LEN … CRC │
//!          │← 300 µs ─→│                          │
//! ```
//!
//! Every transmission follows a clear channel (N-11). [`Transmitter`] walks one planned frame
//! through these stages; what the frame says is made in the last one, so that age and counter are
//! right.

mod rng;
mod transmitter;

pub use rng::Rng;
pub use transmitter::{Next, Sensed, Transmitter};

use crate::time::Micros;

/// Time of one byte at 50 kbit/s.
const BYTE: Micros = Micros::from_micros(160);
/// Bytes of preamble and sync word before LEN.
const PREAMBLE_AND_SYNC: u64 = 8;
/// What a slot has beyond the frame: the measurement of the next sender, its turn-around, and
/// clocks that run apart (N-11).
const SPARE: Micros = Micros::from_micros(560);
/// Unit of slots on air.
const UNIT_US: u64 = 250;

/// Length of a channel measurement.
pub const SENSE: Micros = Micros::from_micros(160);
/// From the begin of the measurement to the begin of the preamble.
pub const SENSE_LEAD: Micros = Micros::from_micros(300);
/// From the begin of the preamble to the end of the sync word.
pub const SYNC: Micros = BYTE.times(PREAMBLE_AND_SYNC);

/// Time on air of a frame of `len` bytes with preamble and sync word.
#[must_use]
pub const fn air(len: usize) -> Micros {
    BYTE.times((len as u64).saturating_add(PREAMBLE_AND_SYNC))
}

/// From the end of the sync word to the end of a frame of `len` bytes.
#[must_use]
pub const fn body(len: usize) -> Micros {
    BYTE.times(len as u64)
}

/// The slot of a frame of `len` bytes, in units of 250 µs (N-11). At most 62 bytes: it fits SLT.
#[must_use]
pub const fn slot_units(len: usize) -> u8 {
    let us = air(len).as_micros().saturating_add(SPARE.as_micros());
    us.div_ceil(UNIT_US) as u8
}

/// The slot of a frame of `len` bytes.
#[must_use]
pub const fn slot(len: usize) -> Micros {
    Micros::from_micros(slot_units(len) as u64 * UNIT_US)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_of_the_specification() {
        assert_eq!((slot_units(26), slot(26)), (24, Micros::from_millis(6)));
        assert_eq!(slot(34), Micros::from_micros(7_500));
        assert_eq!(air(26), Micros::from_micros(5_440));
        assert_eq!(SYNC + body(26), air(26));
    }
}
