//! Signals of the module slot as one byte each.
//!
//! ```text
//!  0100 epus   levels: supply good, plugged, event pin, u unused (0)   0x40 … 0x4F
//!  0101 1010   the mains cross zero                                    0x5A
//!  1vvv vvvv   capacitor voltage, 50 mV                                0x80 … 0xFF
//! ```
//! Bit 0 is the supply, bit 2 the contact, bit 3 the event pin. Anything else is ignored.

/// One signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Levels of the inputs.
    Levels {
        /// The 12 V supply is good.
        supply: bool,
        /// The module sits in its slot.
        plugged: bool,
        /// The meter has something to be read.
        event: bool,
    },
    /// The mains cross zero.
    Crossing,
    /// Voltage of the capacitor, mV.
    Capacitor(u16),
}

impl Signal {
    /// The byte; a voltage is rounded down to 50 mV and ends at 6350 mV.
    #[must_use]
    pub const fn to_byte(self) -> u8 {
        match self {
            Self::Levels {
                supply,
                plugged,
                event,
            } => 0x40 | supply as u8 | (plugged as u8) << 2 | (event as u8) << 3,
            Self::Crossing => 0x5A,
            Self::Capacitor(mv) => {
                let steps = mv / 50;
                0x80 | if steps > 127 { 127 } else { steps as u8 }
            }
        }
    }

    /// Reads a byte; `None` if it is no signal.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            0x40..=0x4F => Some(Self::Levels {
                supply: byte & 1 != 0,
                plugged: byte & 4 != 0,
                event: byte & 8 != 0,
            }),
            0x5A => Some(Self::Crossing),
            0x80.. => Some(Self::Capacitor((byte & 0x7F) as u16 * 50)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signal_survives() {
        for bits in 0..8u8 {
            let levels = Signal::Levels {
                supply: bits & 1 != 0,
                plugged: bits & 2 != 0,
                event: bits & 4 != 0,
            };
            assert_eq!(Signal::from_byte(levels.to_byte()), Some(levels));
        }
        assert_eq!(
            Signal::from_byte(Signal::Crossing.to_byte()),
            Some(Signal::Crossing)
        );
        assert_eq!(
            Signal::from_byte(Signal::Capacitor(5_449).to_byte()),
            Some(Signal::Capacitor(5_400))
        );
        assert_eq!(
            Signal::from_byte(Signal::Capacitor(u16::MAX).to_byte()),
            Some(Signal::Capacitor(6_350))
        );
        assert_eq!(Signal::from_byte(0x33), None);
    }
}
