//! Other readings of identifiers on which sources disagree; see the table in [`item`](super).
//!
//! Each is a pattern for [`lookup_with`](super::lookup_with).

use super::generated::layouts::IMBALANCE;
use super::layout::{Children, Engine, Field, Layout};
use super::{Access, Item, Pattern, Table};
use crate::DataId;
use crate::value::{Calendar, Format, Unit};

const fn pattern(item: Item, mask: u32, name: &'static str, name_zh: &'static str) -> Pattern {
    Pattern {
        item,
        mask,
        name,
        name_zh,
    }
}

const fn item(di: u32, digits: u8, scale: u8, unit: Unit, table: Table) -> Item {
    Item::new(DataId::V2007(di), Format::Number { digits, scale }, unit).table(table)
}

/// Maximum imbalance of voltage 160012nn, of current 170012nn and severe one of current 200012nn as
/// XX.XX, 2 bytes, and the blocks 1600FFnn, 1700FFnn and 2000FFnn that hold it, 142 bytes. A block
/// of that length is read so by itself.
pub const IMBALANCE_2_BYTES: [Pattern; 6] = [
    imbalance(
        0x1600_1200,
        "Voltage imbalance: maximum imbalance",
        "电压不平衡最大不平衡率",
    ),
    imbalance(
        0x1700_1200,
        "Current imbalance: maximum imbalance",
        "电流不平衡最大不平衡率",
    ),
    imbalance(
        0x2000_1200,
        "Severe current imbalance: maximum imbalance",
        "电流严重不平衡最大不平衡率",
    ),
    imbalance_block(
        0x1600_FF00,
        "Voltage imbalance: record block",
        "电压不平衡记录数据块",
    ),
    imbalance_block(
        0x1700_FF00,
        "Current imbalance: record block",
        "电流不平衡记录数据块",
    ),
    imbalance_block(
        0x2000_FF00,
        "Severe current imbalance: record block",
        "电流严重不平衡记录数据块",
    ),
];

const fn imbalance(di: u32, name: &'static str, name_zh: &'static str) -> Pattern {
    pattern(
        item(di, 4, 2, Unit::Percent, Table::StateGridItem),
        0xFFFF_FF00,
        name,
        name_zh,
    )
}

const fn imbalance_block(di: u32, name: &'static str, name_zh: &'static str) -> Pattern {
    let item =
        Item::new(DataId::V2007(di), Format::Composite, Unit::None).table(Table::StateGridItem);
    pattern(item.layout(&NARROW), 0xFFFF_FF00, name, name_zh)
}

static NARROW: Layout = Layout {
    fields: &NARROW_FIELDS,
    children: Children::Byte { byte: 1, first: 1 },
    separated: true,
    engine: Engine::Fields,
};

static NARROW_FIELDS: [Field; 35] = {
    let mut fields = *IMBALANCE;
    let mut rest: &mut [Field] = &mut fields;
    while let [field, after @ ..] = rest {
        *field = narrowed(*field);
        rest = after;
    }
    fields
};

/// A field of such a block, the imbalance in two bytes.
pub(super) const fn narrowed(field: Field) -> Field {
    match field.format {
        Format::Number {
            digits: 6,
            scale: 4,
        } => Field {
            format: Format::Number {
                digits: 4,
                scale: 2,
            },
            ..field
        },
        _ => field,
    }
}

/// Whether the data of a block are such by their length: 142 bytes, with AA after each of 35 items
/// or all but the last.
pub(super) fn is_narrow(item: &Item, len: usize) -> bool {
    let block = matches!(item.id, DataId::V2007(di) if matches!(di >> 8, 0x0016_00FF | 0x0017_00FF | 0x0020_00FF));
    block && matches!(len, 142 | 176 | 177) && item.byte_len() == Some(143)
}

/// 04001402 as the delay before the relay closes, in minutes.
pub const CLOSE_DELAY: Pattern = pattern(
    Item::new(
        DataId::V2007(0x0400_1402),
        Format::Setting {
            digits: 4,
            scale: 0,
        },
        Unit::Minute,
    )
    .access(Access::ReadWrite)
    .table(Table::StateGrid),
    u32::MAX,
    "Close delay",
    "合闸延时时间",
);

/// 040600nn to 040603nn with the values of both ladder sets first: 00 and 01 values, 02 and 03
/// prices.
pub const LADDER_VALUES_FIRST: [Pattern; 4] = [
    ladder(
        0x0406_0000,
        2,
        Unit::KilowattHour,
        "First set, ladder value",
        "第一套阶梯值",
    ),
    ladder(
        0x0406_0100,
        2,
        Unit::KilowattHour,
        "Second set, ladder value",
        "第二套阶梯值",
    ),
    ladder(
        0x0406_0200,
        4,
        Unit::YuanPerKilowattHour,
        "First set, ladder price",
        "第一套阶梯电价",
    ),
    ladder(
        0x0406_0300,
        4,
        Unit::YuanPerKilowattHour,
        "Second set, ladder price",
        "第二套阶梯电价",
    ),
];

const fn ladder(
    di: u32,
    scale: u8,
    unit: Unit,
    name: &'static str,
    name_zh: &'static str,
) -> Pattern {
    let item = Item::new(
        DataId::V2007(di),
        Format::Setting { digits: 8, scale },
        unit,
    )
    .access(Access::ReadWrite)
    .table(Table::StateGrid);
    pattern(item, 0xFFFF_FF00, name, name_zh)
}

/// 050700nn as the time of a monthly freeze; the other items of 0507 keep their formats.
pub const MONTHLY_FREEZE: Pattern = pattern(
    Item::new(
        DataId::V2007(0x0507_0000),
        Format::Calendar(Calendar::DateMinute),
        Unit::None,
    )
    .table(Table::StateGrid),
    0xFFFF_FF00,
    "Monthly freeze: time of freeze",
    "月冻结时间",
);

/// B660 to B663 of the 1997 edition as apparent powers.
pub const APPARENT_POWER_1997: Pattern = pattern(
    Item::new(
        DataId::V1997(0xB660),
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::KilovoltAmpere,
    )
    .table(Table::Extension97),
    0xFFFC,
    "Apparent power",
    "视在功率",
);

/// 0202xx00 of meters that send plain magnitudes, as the text of the base standard has it, up to
/// 999.999 A.
pub const CURRENT_WITHOUT_SIGN: Pattern = pattern(
    item(0x0202_0000, 6, 3, Unit::Ampere, Table::A3),
    0xFFFF_00FF,
    "Current",
    "电流",
);

/// Start 1F0101nn and end 1F0106nn of a total power factor below its limit, which other tables have
/// as 1F0001nn and 1F0006nn.
pub const POWER_FACTOR_BELOW_LIMIT: [Pattern; 2] = [
    moment(
        0x1F01_0100,
        "Total power factor below limit: start time",
        "总功率因数超下限发生时刻",
    ),
    moment(
        0x1F01_0600,
        "Total power factor below limit: end time",
        "总功率因数超下限结束时刻",
    ),
];

const fn moment(di: u32, name: &'static str, name_zh: &'static str) -> Pattern {
    let format = Format::Calendar(Calendar::DateTime);
    let item = Item::new(DataId::V2007(di), format, Unit::None).table(Table::StateGridItem);
    pattern(item, 0xFFFF_FF00, name, name_zh)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::lookup_with;

    #[test]
    fn the_other_number_of_a_power_factor_event() {
        let id = DataId::V2007(0x1F01_0603);
        assert_eq!(lookup_with(&[], id), None);
        let item = lookup_with(&POWER_FACTOR_BELOW_LIMIT, id).unwrap();
        assert_eq!((item.id, item.byte_len()), (id, Some(6)));
    }
}
