//! Status and mode words.

use super::bit_def::{BitDef, Shown};
use super::generated::definitions;
use super::numbered;
use core::fmt;

/// Which word a bit set is, and so what its bits are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum BitMap {
    /// No names are known.
    #[default]
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
    /// Reset of the active-report status word (复位主动上报状态字): 0 = reset, 1 = keep. The
    /// entries that are reset are shown.
    ReportReset,
    /// Key status word (密钥状态字).
    KeyStatus,
    /// Card status word (插卡状态字).
    CardStatus,
    /// What a control command did (控制命令执行状态字), two bytes of the reply 9C; supplement of
    /// 2014.
    ControlDone,
    /// Why a control command failed (控制命令错误状态字), two bytes of the reply DC; supplement of
    /// 2014.
    ControlError,
    /// Meter running status word of the 1997 edition.
    Meter97,
    /// Grid status word of the 1997 edition.
    Grid97,
    /// Weekly rest-day word of the 1997 edition: 1 = rest.
    RestDays97,
}

/// A status or mode word of up to 96 bits, lowest byte first on the wire.
///
/// `Display` gives the names of its [`states`](Self::states) separated by `, `.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
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

    /// What the word says, from the lowest bit: the set bits, and of bits whose 0 says as much as
    /// their 1 (relay, direction of power) both states. Bits of a field of two come as one state.
    pub fn states(&self) -> impl Iterator<Item = BitState> + Clone + use<> {
        let this = *self;
        (0..this.width.min(128)).filter_map(move |bit| this.state(bit))
    }

    /// English names of the states, `None` for a bit without one.
    pub fn names(&self) -> impl Iterator<Item = (u8, Option<&'static str>)> + Clone + use<> {
        self.states().map(|state| (state.bit, state.name))
    }

    /// Set bits that the standard reserves; none in a word of which no bit has a name.
    pub fn reserved(&self) -> impl Iterator<Item = u8> + Clone + use<> {
        let known = self.map != BitMap::Unnamed;
        self.states()
            .filter(move |state| known && state.name.is_none())
            .map(|state| state.bit)
    }

    fn state(self, bit: u8) -> Option<BitState> {
        let set = self.contains(bit);
        let unnamed = BitState {
            bit,
            value: 1,
            name: None,
            name_zh: None,
        };
        let definitions = definitions(self.map);
        let Some(def) = definitions.iter().find(|def| def.covers(bit)) else {
            // What a reset word keeps is no news.
            let resets = definitions
                .first()
                .is_some_and(|def| def.shown == Shown::Clear);
            return (set && !resets).then_some(unnamed);
        };
        let value = def.value_in(self.raw);
        match def.names.get(usize::from(value)) {
            None => set.then_some(unnamed),
            Some((en, zh)) if def.shift == bit && def.shows(value) => Some(BitState {
                bit,
                value,
                name: Some(en),
                name_zh: Some(zh),
            }),
            Some(_) => None,
        }
    }
}

impl BitMap {
    /// A word of `width` bits in which nothing is said: 0, or all ones where 1 says nothing.
    pub(crate) fn silent(self, width: u8) -> u128 {
        match definitions(self).first() {
            Some(BitDef {
                shown: Shown::Clear,
                ..
            }) => u128::MAX >> (128u8.wrapping_sub(width) & 127),
            _ => 0,
        }
    }

    /// The bits and their values that a name in either language stands for: mask and value.
    pub(crate) fn find(self, name: &[u8]) -> Option<(u128, u128)> {
        definitions(self).iter().find_map(|def| {
            let named = |(en, zh): &(&str, &str)| en.as_bytes() == name || zh.as_bytes() == name;
            let (value, _) = numbered(def.names.iter()).find(|(_, pair)| named(pair))?;
            let value = u128::try_from(value).ok()?;
            Some((def.mask(), value << (def.shift & 127)))
        })
    }
}

/// A bit, or a field of two bits, and what its value means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct BitState {
    /// The bit, from 0; of a field of two its lower one.
    pub bit: u8,
    /// Its value.
    pub value: u8,
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
    use std::format;
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
        let forward = "active power forward, reactive power forward";
        assert_eq!(
            word(BitMap::Status1, 0x0004),
            format!("sliding demand, clock battery low, {forward}")
        );
        // F9, F10: 0 says as much as 1, and the accounts of 0 are opened.
        assert_eq!(
            word(BitMap::Status3, 0x0000),
            "first day-schedule set, main supply, programming forbidden, relay closed, \
             relay command closed, not prepaid, power not kept, identity authentication expired, \
             local account opened, remote account opened"
        );
        assert_eq!(
            word(BitMap::Status3, 0xC254),
            "first day-schedule set, battery supply, programming forbidden, relay open, \
             relay command open, prepaid by cost, power not kept, \
             identity authentication expired, local account not opened, \
             remote account not opened"
        );
        // 11 is not a supply that the standard knows: both bits stay visible.
        assert!(word(BitMap::Status3, 0x0006).contains("set, bit 1, bit 2, programming"));
        assert_eq!(word(BitMap::Status7, 0x8020), "power down, bit 15");
        assert_eq!(word(BitMap::Unnamed, 0x0000), "");
    }

    /// F14: what is reset is told, not what is kept.
    #[test]
    fn a_reset_word_tells_what_is_reset() {
        let mut raw = u128::MAX >> 32;
        let word = |raw| {
            let map = BitMap::ReportReset;
            Bits {
                raw,
                width: 96,
                map,
            }
        };
        assert_eq!(word(raw).to_string(), "");
        raw ^= 1 << 10 | 1 << 22 | 1 << 6;
        assert_eq!(
            word(raw).to_string(),
            "reset meter cover open, reset phase A power reversal"
        );
        assert_eq!(word(raw).reserved().count(), 0);
    }

    /// A list of names can be taken apart again, in both languages.
    #[test]
    fn no_name_holds_a_separator() {
        for map in MAPS {
            for def in definitions(map) {
                assert!(!def.names.is_empty());
                for (en, zh) in def.names {
                    assert!(!en.contains(", ") && en.is_ascii(), "{en}");
                    assert!(!zh.contains(['、', '；']), "{zh}");
                    assert!(
                        map.find(en.as_bytes()).is_some() && !en.starts_with("bit "),
                        "{en}"
                    );
                }
            }
        }
    }

    const MAPS: [BitMap; 26] = [
        BitMap::Status1,
        BitMap::Status2,
        BitMap::Status3,
        BitMap::Status4,
        BitMap::Status5,
        BitMap::Status6,
        BitMap::Status7,
        BitMap::ActiveCombination,
        BitMap::ReactiveCombination,
        BitMap::BaudRate,
        BitMap::WorkDays,
        BitMap::LoadMode,
        BitMap::FreezeMode,
        BitMap::HourlyFreezeMode,
        BitMap::Feature1,
        BitMap::ReportMode,
        BitMap::ReportStatus,
        BitMap::ReportReset,
        BitMap::KeyStatus,
        BitMap::CardStatus,
        BitMap::ControlDone,
        BitMap::ControlError,
        BitMap::Meter97,
        BitMap::Grid97,
        BitMap::RestDays97,
        BitMap::Unnamed,
    ];

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
