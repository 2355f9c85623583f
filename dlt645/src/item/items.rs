//! Items that most programs need, as constants. Code that uses these links no table.
//!
//! ```
//! use dlt645::{Data, item::items};
//!
//! # fn main() -> Result<(), dlt645::value::ValueError> {
//! // 89 00 24 01 after the identifier, each raised by 0x33.
//! let data = Data::from_wire(&[0x33, 0x33, 0x34, 0x33, 0xBC, 0x33, 0x57, 0x34]);
//! let energy = items::FORWARD_ACTIVE_ENERGY.decode_reply(data)?;
//! assert_eq!(energy.to_string(), "12400.89");
//! # Ok(())
//! # }
//! ```

use super::generated::labels::LabelNumber as N;
use super::layout::Repeat::{self, Once, UpTo};
use super::layout::{Children, Field, Layout, field, plain};
use super::{Access, Item, Table};
use crate::DataId;
use crate::value::{BitMap, Calendar, Format, Limit, Unit};

const ENERGY: Format = Format::Number {
    digits: 8,
    scale: 2,
};
const POWER: Format = Format::Number {
    digits: 6,
    scale: 4,
};
const VOLTAGE: Format = Format::Number {
    digits: 4,
    scale: 1,
};
const CURRENT: Format = Format::Number {
    digits: 6,
    scale: 3,
};

const fn item(di: u32, format: Format, unit: Unit, table: Table) -> Item {
    Item::new(DataId::V2007(di), format, unit).table(table)
}

const fn same(label: N, format: Format, repeat: Repeat) -> Field {
    field(label, format, Unit::Inherit, repeat)
}

const fn block(fields: &'static [Field], byte: u8, first: u8) -> Layout {
    plain(fields, Children::Byte { byte, first })
}

static TARIFFS: Layout = block(
    &[
        same(N::Total, ENERGY, Once),
        same(N::Tariff, ENERGY, UpTo(63)),
    ],
    1,
    0,
);
static DEMANDS: Layout = block(
    &[
        same(N::Total, Format::Demand, Once),
        same(N::Tariff, Format::Demand, UpTo(63)),
    ],
    1,
    0,
);
static VOLTAGES_ABC: Layout = block(
    &[
        same(N::A, VOLTAGE, Once),
        same(N::B, VOLTAGE, Once),
        same(N::C, VOLTAGE, Once),
    ],
    1,
    1,
);
static CURRENTS_ABC: Layout = block(
    &[
        same(N::A, CURRENT, Once),
        same(N::B, CURRENT, Once),
        same(N::C, CURRENT, Once),
    ],
    1,
    1,
);
static POWERS: Layout = block(
    &[
        same(N::Total, POWER, Once),
        same(N::A, POWER, Once),
        same(N::B, POWER, Once),
        same(N::C, POWER, Once),
    ],
    1,
    0,
);
static EVENT: Layout = Layout::new(&[
    same(N::StartTime, Format::Calendar(Calendar::DateTime), Once),
    same(N::EndTime, Format::Calendar(Calendar::DateTime), Once),
]);

const fn word(label: N, map: BitMap) -> Field {
    field(label, Format::Bits { width: 16, map }, Unit::None, Once).plain()
}

static WORDS: Layout = block(
    &[
        word(N::Word1, BitMap::Status1),
        word(N::Word2, BitMap::Status2),
        word(N::Word3, BitMap::Status3),
        word(N::Word4, BitMap::Status4),
        word(N::Word5, BitMap::Status5),
        word(N::Word6, BitMap::Status6),
        word(N::Word7, BitMap::Status7),
    ],
    0,
    1,
);

/// 00000000, combined active energy (组合有功总电能), signed, kWh.
pub const COMBINED_ACTIVE_ENERGY: Item = item(0, ENERGY, Unit::KilowattHour, Table::A1).signed();
/// 00010000, forward active energy (正向有功总电能), kWh.
pub const FORWARD_ACTIVE_ENERGY: Item = item(0x0001_0000, ENERGY, Unit::KilowattHour, Table::A1);
/// 0001FF00, forward active energy: total and every tariff.
pub const FORWARD_ACTIVE_ENERGIES: Item =
    item(0x0001_FF00, ENERGY, Unit::KilowattHour, Table::A1).layout(&TARIFFS);
/// 00020000, reverse active energy (反向有功总电能), kWh.
pub const REVERSE_ACTIVE_ENERGY: Item = item(0x0002_0000, ENERGY, Unit::KilowattHour, Table::A1);
/// 0002FF00, reverse active energy: total and every tariff.
pub const REVERSE_ACTIVE_ENERGIES: Item =
    item(0x0002_FF00, ENERGY, Unit::KilowattHour, Table::A1).layout(&TARIFFS);
/// 01010000, maximum demand of forward active power and when it was (正向有功总最大需量及发生时间).
pub const FORWARD_ACTIVE_DEMAND: Item =
    item(0x0101_0000, Format::Demand, Unit::Kilowatt, Table::A2);
/// 0101FF00, maximum demands of forward active power: total and every tariff.
pub const FORWARD_ACTIVE_DEMANDS: Item =
    item(0x0101_FF00, Format::Demand, Unit::Kilowatt, Table::A2).layout(&DEMANDS);
/// 02010100, voltage of phase A (A相电压), V. Phases B and C: [`Item::with_id`] 02010200, 02010300.
pub const VOLTAGE_A: Item = item(0x0201_0100, VOLTAGE, Unit::Volt, Table::A3);
/// 02010200, voltage of phase B.
pub const VOLTAGE_B: Item = item(0x0201_0200, VOLTAGE, Unit::Volt, Table::A3);
/// 02010300, voltage of phase C.
pub const VOLTAGE_C: Item = item(0x0201_0300, VOLTAGE, Unit::Volt, Table::A3);
/// 0201FF00, voltages of the three phases.
pub const VOLTAGES: Item = item(0x0201_FF00, VOLTAGE, Unit::Volt, Table::A3).layout(&VOLTAGES_ABC);
/// 02020100, current of phase A (A相电流), signed, A.
pub const CURRENT_A: Item = item(0x0202_0100, CURRENT, Unit::Ampere, Table::A3).signed();
/// 02020200, current of phase B.
pub const CURRENT_B: Item = item(0x0202_0200, CURRENT, Unit::Ampere, Table::A3).signed();
/// 02020300, current of phase C.
pub const CURRENT_C: Item = item(0x0202_0300, CURRENT, Unit::Ampere, Table::A3).signed();
/// 0202FF00, currents of the three phases.
pub const CURRENTS: Item = item(0x0202_FF00, CURRENT, Unit::Ampere, Table::A3)
    .signed()
    .layout(&CURRENTS_ABC);
/// 02030000, active power (瞬时总有功功率), signed, kW.
pub const ACTIVE_POWER: Item = item(0x0203_0000, POWER, Unit::Kilowatt, Table::A3).signed();
/// 0203FF00, active powers: total and the three phases.
pub const ACTIVE_POWERS: Item = item(0x0203_FF00, POWER, Unit::Kilowatt, Table::A3)
    .signed()
    .layout(&POWERS);
/// 02040000, reactive power (瞬时总无功功率), signed, kvar.
pub const REACTIVE_POWER: Item = item(0x0204_0000, POWER, Unit::Kilovar, Table::A3).signed();
/// 02060000, power factor (总功率因数), signed.
pub const POWER_FACTOR: Item = item(
    0x0206_0000,
    Format::Number {
        digits: 4,
        scale: 3,
    },
    Unit::One,
    Table::A3,
)
.signed()
.limit(Limit::new(1000));
/// 02800002, grid frequency (电网频率), Hz.
pub const FREQUENCY: Item = item(
    0x0280_0002,
    Format::Number {
        digits: 4,
        scale: 2,
    },
    Unit::Hertz,
    Table::A3,
);
/// 03110000, number of power failures (掉电总次数).
pub const POWER_DOWN_COUNT: Item = item(
    0x0311_0000,
    Format::Number {
        digits: 6,
        scale: 0,
    },
    Unit::Times,
    Table::A4,
);
/// 03110001, last power failure (上1次掉电记录): begin and end. Earlier ones: [`Item::with_id`] up
/// to 0311000A.
pub const POWER_DOWN_RECORD: Item =
    item(0x0311_0001, Format::Composite, Unit::None, Table::A4).layout(&EVENT);
/// 04000101, date and day of the week (日期及星期).
pub const DATE: Item = setting(0x0400_0101, Format::Calendar(Calendar::DateWeek));
/// 04000102, time of day (时间).
pub const TIME: Item = setting(0x0400_0102, Format::Calendar(Calendar::Time));
/// 0400010C, date and time (日期时间) in one item, State Grid supplement.
pub const DATE_TIME: Item =
    setting(0x0400_010C, Format::Calendar(Calendar::DateWeekTime)).table(Table::StateGrid);
/// 04000401, communication address (通信地址).
pub const ADDRESS: Item = setting(0x0400_0401, Format::Code { digits: 12 });
/// 04000402, meter number (表号).
pub const METER_NUMBER: Item = setting(0x0400_0402, Format::Code { digits: 12 });
/// 04000501, running status word 1 (电表运行状态字1).
pub const STATUS_WORD_1: Item = item(0x0400_0501, status(BitMap::Status1), Unit::None, Table::A5);
/// 04000503, running status word 3: supply, relay.
pub const STATUS_WORD_3: Item = item(0x0400_0503, status(BitMap::Status3), Unit::None, Table::A5);
/// 04000507, running status word 7: power down and other combined faults.
pub const STATUS_WORD_7: Item = item(0x0400_0507, status(BitMap::Status7), Unit::None, Table::A5);
/// 040005FF, all seven running status words.
pub const STATUS_WORDS: Item =
    item(0x0400_05FF, status(BitMap::Unnamed), Unit::None, Table::A5).layout(&WORDS);

const fn setting(di: u32, format: Format) -> Item {
    item(di, format, Unit::None, Table::A5).access(Access::ReadWrite)
}

const fn status(map: BitMap) -> Format {
    Format::Bits { width: 16, map }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::lookup;
    use crate::value::ValueError;

    /// The table says the same of every constant; layouts are compared by what they decode to.
    #[test]
    fn agree_with_the_table() {
        let all = [
            COMBINED_ACTIVE_ENERGY,
            FORWARD_ACTIVE_ENERGY,
            FORWARD_ACTIVE_ENERGIES,
            REVERSE_ACTIVE_ENERGY,
            REVERSE_ACTIVE_ENERGIES,
            FORWARD_ACTIVE_DEMAND,
            FORWARD_ACTIVE_DEMANDS,
            VOLTAGE_A,
            VOLTAGE_B,
            VOLTAGE_C,
            VOLTAGES,
            CURRENT_A,
            CURRENT_B,
            CURRENT_C,
            CURRENTS,
            ACTIVE_POWER,
            ACTIVE_POWERS,
            REACTIVE_POWER,
            POWER_FACTOR,
            FREQUENCY,
            POWER_DOWN_COUNT,
            POWER_DOWN_RECORD,
            DATE,
            TIME,
            DATE_TIME,
            ADDRESS,
            METER_NUMBER,
            STATUS_WORD_1,
            STATUS_WORD_3,
            STATUS_WORD_7,
            STATUS_WORDS,
        ];
        let wire: std::vec::Vec<u8> = (0..40).map(|n: u8| 0x33 + n % 10).collect();
        for own in all {
            let table = lookup(own.id).unwrap();
            let plain = Item {
                layout: None,
                times: own.times,
                ..table
            };
            let format = if own.id == STATUS_WORDS.id {
                table.format
            } else {
                own.format
            };
            assert_eq!(
                Item {
                    layout: None,
                    format,
                    ..own
                },
                plain,
                "{}",
                own.id
            );
            assert_eq!(own.byte_len(), table.byte_len(), "{}", own.id);
            let data = crate::Data::from_wire(&wire);
            assert!(own.parts(data).eq(table.parts(data)), "{}", own.id);
        }
    }

    #[test]
    fn another_identifier_is_an_error() {
        let data = crate::Data::from_wire(&[0x33, 0x33, 0x35, 0x33, 0x33, 0x33, 0x33, 0x33]);
        let found = [0, 0, 2, 0];
        assert_eq!(
            FORWARD_ACTIVE_ENERGY.decode_reply(data),
            Err(ValueError::WrongId { at: 2, found })
        );
        let short = crate::Data::from_wire(&[0x33, 0x33]);
        let error = ValueError::Short {
            found: 2,
            missing: 2,
        };
        assert_eq!(FORWARD_ACTIVE_ENERGY.decode_reply(short), Err(error));
    }
}
