//! Status and mode words.

use super::bit_names::{BitDef, definitions};
use core::fmt;

/// Which word a bit set is, and so what its bits are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum BitMap {
    /// No names are known.
    Unnamed,
    /// Running status word 1 (电表运行状态字1).
    Status1,
    /// Running status word 2.
    Status2,
    /// Running status word 3.
    Status3,
    /// Running status word 4: phase A faults.
    Status4,
    /// Running status word 5: phase B faults.
    Status5,
    /// Running status word 6: phase C faults.
    Status6,
    /// Running status word 7: combined faults.
    Status7,
    /// Active combination word (有功组合方式特征字).
    ActiveCombination,
    /// Reactive combination word 1 or 2 (无功组合方式特征字).
    ReactiveCombination,
    /// Baud-rate word (通信速率特征字), 2007 edition.
    BaudRate,
    /// Weekly rest-day word (周休日特征字), 2007 edition: 1 = work.
    WorkDays,
    /// Load record mode word (负荷记录模式字).
    LoadMode,
    /// Freeze data mode word (冻结数据模式字).
    FreezeMode,
    /// Hourly freeze data mode word (整点冻结数据模式字).
    HourlyFreezeMode,
    /// Running feature word 1 (电表运行特征字1).
    Feature1,
    /// Active-report mode word (主动上报模式字).
    ReportMode,
    /// Active-report status word (主动上报状态字).
    ReportStatus,
    /// Meter running status word of the 1997 edition.
    Meter97,
    /// Grid status word of the 1997 edition.
    Grid97,
    /// Weekly rest-day word of the 1997 edition: 1 = rest.
    RestDays97,
}

/// A status or mode word of up to 96 bits, lowest byte first on the wire.
///
/// `Display` gives the names of the set bits separated by `, `.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Bits {
    /// The bits, bit 0 = lowest bit of the first byte.
    pub raw: u128,
    /// Number of bits.
    pub width: u8,
    /// Which word it is.
    pub map: BitMap,
}

impl Bits {
    /// Whether `bit` is set.
    #[must_use]
    pub const fn contains(&self, bit: u8) -> bool {
        bit < 128 && (self.raw >> bit) & 1 != 0
    }

    /// What the set bits say, from the lowest. Bits of a field of two come as one state.
    pub fn states(&self) -> impl Iterator<Item = BitState> + Clone + use<> {
        let this = *self;
        (0..this.width.min(128))
            .filter(move |&bit| this.contains(bit))
            .filter_map(move |bit| this.state(bit))
    }

    /// English names of the set bits, `None` for a bit without one.
    pub fn names(&self) -> impl Iterator<Item = (u8, Option<&'static str>)> + Clone + use<> {
        self.states().map(|state| (state.bit, state.name))
    }

    fn state(self, bit: u8) -> Option<BitState> {
        let bit_of = |def: &&BitDef| bit.wrapping_sub(def.shift) < def.width;
        let unnamed = Some(BitState {
            bit,
            name: None,
            name_zh: None,
        });
        let mut known = definitions(self.map).iter().filter(bit_of).peekable();
        if known.peek().is_none() {
            return unnamed;
        }
        let mut found = None;
        for def in known {
            let mask = (1u128 << (def.width & 7)) - 1;
            let value = (self.raw >> (def.shift & 127)) & mask;
            if value == u128::from(def.value) {
                found = Some((def, value));
            }
        }
        match found {
            // A field of two bits is named at its lowest set bit.
            Some((def, value))
                if value.trailing_zeros() == u32::from(bit.wrapping_sub(def.shift)) =>
            {
                Some(BitState {
                    bit,
                    name: Some(def.en),
                    name_zh: Some(def.zh),
                })
            }
            Some(_) => None,
            None => unnamed,
        }
    }
}

/// A bit that is set, and what that means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct BitState {
    /// The bit, from 0.
    pub bit: u8,
    /// English name, `None` for a reserved bit.
    pub name: Option<&'static str>,
    /// Chinese name.
    pub name_zh: Option<&'static str>,
}

/// The English name, or `bit 13` without one.
impl fmt::Display for BitState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            Some(name) => f.write_str(name),
            None => write!(f, "bit {}", self.bit),
        }
    }
}

impl fmt::Display for Bits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for state in self.states() {
            write!(f, "{separator}{state}")?;
            separator = ", ";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn names_of_set_bits() {
        let word = |map, raw| {
            Bits {
                raw,
                width: 16,
                map,
            }
            .to_string()
        };
        assert_eq!(word(BitMap::Status1, 0x0004), "clock battery low");
        assert_eq!(word(BitMap::Status3, 0x0010), "relay open");
        assert_eq!(word(BitMap::Status3, 0x0002), "auxiliary supply");
        assert_eq!(
            word(BitMap::Status3, 0x0204),
            "battery supply, prepaid by cost"
        );
        // 11 is not a supply that the standard knows: both bits stay visible.
        assert_eq!(word(BitMap::Status3, 0x0006), "bit 1, bit 2");
        assert_eq!(word(BitMap::Status7, 0x8020), "power down, bit 15");
        assert_eq!(word(BitMap::Unnamed, 0x0000), "");
    }

    #[test]
    fn power_failure_is_bit_69_of_the_report_and_37_of_its_mode() {
        let status = Bits {
            raw: 1 << 69,
            width: 96,
            map: BitMap::ReportStatus,
        };
        let mode = Bits {
            raw: 1 << 37,
            width: 64,
            map: BitMap::ReportMode,
        };
        assert_eq!(status.to_string(), "power down");
        assert_eq!(mode.to_string(), "power down");
        assert_eq!(
            Bits {
                raw: 1 << 37,
                ..status
            }
            .to_string(),
            "phase B overload"
        );
    }
}
