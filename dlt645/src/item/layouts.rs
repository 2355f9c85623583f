// Written by tables/generate.py from vectors/dlt645-2007-di.csv and dlt645-1997-di.csv; do not edit.

//! Layouts of blocks and records.

use super::layout::{Children, Engine, Field, Layout, Sign, field};
use crate::value::{BitMap, Calendar, Format, Unit};

pub(super) static LAYOUTS: [Layout; 94] = [
    Layout {
        fields: &F1,
        children: Children::Byte { byte: 1, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F2,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F3,
        children: Children::Byte { byte: 1, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F4,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F5,
        children: Children::Byte { byte: 1, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F6,
        children: Children::Byte { byte: 1, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F7,
        children: Children::Byte { byte: 1, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F8,
        children: Children::Byte { byte: 1, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F9,
        children: Children::Byte { byte: 1, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F10,
        children: Children::Byte { byte: 0, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F11,
        children: Children::Byte { byte: 1, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F12,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F13,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F14,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F15,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F16,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F17,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F18,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F19,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F20,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F21,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F22,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F23,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F24,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F25,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F26,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F27,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F28,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F29,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F30,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F31,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F32,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F33,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F34,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F35,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F36,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F37,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F38,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F39,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F40,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F41,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F42,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F43,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F44,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F45,
        children: Children::Byte { byte: 1, first: 1 },
        separated: true,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F46,
        children: Children::Byte { byte: 1, first: 1 },
        separated: true,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F47,
        children: Children::Byte { byte: 1, first: 1 },
        separated: true,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F48,
        children: Children::Byte { byte: 1, first: 1 },
        separated: true,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F49,
        children: Children::Byte { byte: 1, first: 1 },
        separated: true,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F50,
        children: Children::Byte { byte: 1, first: 1 },
        separated: true,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F51,
        children: Children::Byte { byte: 0, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F52,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F53,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F54,
        children: Children::None,
        separated: false,
        engine: Engine::ActiveReport,
    },
    Layout {
        fields: &F55,
        children: Children::Byte { byte: 0, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F56,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F1,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F3,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F59,
        children: Children::None,
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F60,
        children: Children::Freeze,
        separated: true,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F61,
        children: Children::Freeze,
        separated: true,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F62,
        children: Children::None,
        separated: false,
        engine: Engine::LoadRecord,
    },
    Layout {
        fields: &F63,
        children: Children::None,
        separated: false,
        engine: Engine::LoadRecord,
    },
    Layout {
        fields: &F64,
        children: Children::None,
        separated: false,
        engine: Engine::LoadRecord,
    },
    Layout {
        fields: &F65,
        children: Children::None,
        separated: false,
        engine: Engine::LoadRecord,
    },
    Layout {
        fields: &F66,
        children: Children::None,
        separated: false,
        engine: Engine::LoadRecord,
    },
    Layout {
        fields: &F67,
        children: Children::None,
        separated: false,
        engine: Engine::LoadRecord,
    },
    Layout {
        fields: &F5,
        children: Children::Byte { byte: 0, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F6,
        children: Children::Byte { byte: 0, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F7,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F8,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F72,
        children: Children::Byte { byte: 0, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F73,
        children: Children::Byte { byte: 0, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F74,
        children: Children::Byte { byte: 0, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F1,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F76,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F77,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F78,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F79,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F80,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F81,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F82,
        children: Children::Byte { byte: 0, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F9,
        children: Children::Byte { byte: 0, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F84,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F85,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F86,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F87,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F88,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F89,
        children: Children::Byte { byte: 0, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F90,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F52,
        children: Children::Byte { byte: 0, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F53,
        children: Children::Byte { byte: 0, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F93,
        children: Children::Byte { byte: 0, first: 1 },
        separated: false,
        engine: Engine::Fields,
    },
    Layout {
        fields: &F94,
        children: Children::Byte { byte: 0, first: 0 },
        separated: false,
        engine: Engine::Fields,
    },
];

static F1: [Field; 2] = [
    field(
        3,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        4,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        0,
    ),
];
static F2: [Field; 2] = [
    field(
        5,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        6,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        0,
    ),
];
static F3: [Field; 2] = [
    field(3, Format::Demand, Unit::Inherit, Sign::Inherit, 1),
    field(4, Format::Demand, Unit::Inherit, Sign::Inherit, 0),
];
static F4: [Field; 2] = [
    field(5, Format::Demand, Unit::Inherit, Sign::Inherit, 1),
    field(6, Format::Demand, Unit::Inherit, Sign::Inherit, 0),
];
static F5: [Field; 3] = [
    field(
        7,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        8,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        9,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F6: [Field; 3] = [
    field(
        7,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        8,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        9,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F7: [Field; 4] = [
    field(
        3,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        7,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        8,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        9,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F8: [Field; 4] = [
    field(
        3,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        7,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        8,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        9,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F9: [Field; 3] = [
    field(
        7,
        Format::Number {
            digits: 4,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        8,
        Format::Number {
            digits: 4,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        9,
        Format::Number {
            digits: 4,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F10: [Field; 1] = [field(
    10,
    Format::Number {
        digits: 4,
        scale: 2,
    },
    Unit::Inherit,
    Sign::Inherit,
    0,
)];
static F11: [Field; 3] = [
    field(
        11,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        12,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        13,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F12: [Field; 6] = [
    field(
        14,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Times,
        Sign::Inherit,
        1,
    ),
    field(
        15,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Minute,
        Sign::Inherit,
        1,
    ),
    field(
        16,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Times,
        Sign::Inherit,
        1,
    ),
    field(
        17,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Minute,
        Sign::Inherit,
        1,
    ),
    field(
        18,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Times,
        Sign::Inherit,
        1,
    ),
    field(
        19,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Minute,
        Sign::Inherit,
        1,
    ),
];
static F13: [Field; 37] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        21,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        22,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        23,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        24,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        25,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        26,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        27,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        28,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        29,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        30,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Inherit,
        1,
    ),
    field(
        31,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Ampere,
        Sign::Inherit,
        1,
    ),
    field(
        32,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        33,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
    field(
        34,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::One,
        Sign::Inherit,
        1,
    ),
    field(
        35,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        36,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        37,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        38,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        39,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Inherit,
        1,
    ),
    field(
        40,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Ampere,
        Sign::Inherit,
        1,
    ),
    field(
        41,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        42,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
    field(
        43,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::One,
        Sign::Inherit,
        1,
    ),
    field(
        44,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        45,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        46,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        47,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        48,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Inherit,
        1,
    ),
    field(
        49,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Ampere,
        Sign::Inherit,
        1,
    ),
    field(
        50,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        51,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
    field(
        52,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::One,
        Sign::Inherit,
        1,
    ),
    field(
        53,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::AmpereHour,
        Sign::Inherit,
        1,
    ),
    field(
        54,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::AmpereHour,
        Sign::Inherit,
        1,
    ),
    field(
        55,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::AmpereHour,
        Sign::Inherit,
        1,
    ),
    field(
        56,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::AmpereHour,
        Sign::Inherit,
        1,
    ),
];
static F14: [Field; 2] = [
    field(
        57,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Times,
        Sign::Inherit,
        1,
    ),
    field(
        58,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Minute,
        Sign::Inherit,
        1,
    ),
];
static F15: [Field; 3] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        5,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Ampere,
        Sign::Inherit,
        1,
    ),
    field(
        21,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F16: [Field; 2] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        21,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F17: [Field; 18] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        21,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        22,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        23,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        24,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        25,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        26,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        27,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        28,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        29,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        35,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        36,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        37,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        38,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        44,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        45,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        46,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        47,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
];
static F18: [Field; 19] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        21,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        59,
        Format::Number {
            digits: 4,
            scale: 2,
        },
        Unit::Percent,
        Sign::Inherit,
        1,
    ),
    field(
        22,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        23,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        24,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        25,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        26,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        27,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        28,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        29,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        35,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        36,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        37,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        38,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        44,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        45,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        46,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        47,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
];
static F19: [Field; 33] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        21,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        22,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        23,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        24,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        25,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        26,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        27,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        28,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        29,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        30,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Inherit,
        1,
    ),
    field(
        31,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Ampere,
        Sign::Inherit,
        1,
    ),
    field(
        32,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        33,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
    field(
        34,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::One,
        Sign::Inherit,
        1,
    ),
    field(
        35,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        36,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        37,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        38,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        39,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Inherit,
        1,
    ),
    field(
        40,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Ampere,
        Sign::Inherit,
        1,
    ),
    field(
        41,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        42,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
    field(
        43,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::One,
        Sign::Inherit,
        1,
    ),
    field(
        44,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        45,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        46,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        47,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        48,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Inherit,
        1,
    ),
    field(
        49,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Ampere,
        Sign::Inherit,
        1,
    ),
    field(
        50,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        51,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
    field(
        52,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::One,
        Sign::Inherit,
        1,
    ),
];
static F20: [Field; 9] = [
    field(
        60,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Minute,
        Sign::Inherit,
        1,
    ),
    field(
        61,
        Format::Number {
            digits: 6,
            scale: 2,
        },
        Unit::Percent,
        Sign::Inherit,
        1,
    ),
    field(
        62,
        Format::Number {
            digits: 6,
            scale: 2,
        },
        Unit::Percent,
        Sign::Inherit,
        1,
    ),
    field(
        63,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Minute,
        Sign::Inherit,
        1,
    ),
    field(
        64,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Minute,
        Sign::Inherit,
        1,
    ),
    field(
        65,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Inherit,
        1,
    ),
    field(
        66,
        Format::Calendar(Calendar::MonthDayMinute),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        67,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Inherit,
        1,
    ),
    field(
        68,
        Format::Calendar(Calendar::MonthDayMinute),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F21: [Field; 6] = [
    field(
        69,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        70,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        71,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        72,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        73,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        74,
        Format::Number {
            digits: 6,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F22: [Field; 4] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::None,
        Sign::Inherit,
        1,
    ),
    field(
        21,
        Format::Calendar(Calendar::DateTime),
        Unit::None,
        Sign::Inherit,
        1,
    ),
    field(
        75,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        76,
        Format::Calendar(Calendar::DateMinute),
        Unit::None,
        Sign::Inherit,
        1,
    ),
];
static F23: [Field; 3] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(78, Format::Id, Unit::Inherit, Sign::Inherit, 10),
];
static F24: [Field; 26] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(
        79,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        80,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        81,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        82,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        83,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        84,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        85,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        86,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        87,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        88,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        89,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        90,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        91,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        92,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        93,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        94,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        95,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        96,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        97,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        98,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        99,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        100,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        101,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        102,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
];
static F25: [Field; 26] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(79, Format::Demand, Unit::Kilowatt, Sign::Inherit, 1),
    field(80, Format::Demand, Unit::Kilowatt, Sign::Inherit, 1),
    field(81, Format::Demand, Unit::Kilovar, Sign::Inherit, 1),
    field(82, Format::Demand, Unit::Kilovar, Sign::Inherit, 1),
    field(83, Format::Demand, Unit::Kilovar, Sign::Inherit, 1),
    field(84, Format::Demand, Unit::Kilovar, Sign::Inherit, 1),
    field(85, Format::Demand, Unit::Kilowatt, Sign::Inherit, 1),
    field(86, Format::Demand, Unit::Kilowatt, Sign::Inherit, 1),
    field(87, Format::Demand, Unit::Kilovar, Sign::Inherit, 1),
    field(88, Format::Demand, Unit::Kilovar, Sign::Inherit, 1),
    field(89, Format::Demand, Unit::Kilovar, Sign::Inherit, 1),
    field(90, Format::Demand, Unit::Kilovar, Sign::Inherit, 1),
    field(91, Format::Demand, Unit::Kilowatt, Sign::Inherit, 1),
    field(92, Format::Demand, Unit::Kilowatt, Sign::Inherit, 1),
    field(93, Format::Demand, Unit::Kilovar, Sign::Inherit, 1),
    field(94, Format::Demand, Unit::Kilovar, Sign::Inherit, 1),
    field(95, Format::Demand, Unit::Kilovar, Sign::Inherit, 1),
    field(96, Format::Demand, Unit::Kilovar, Sign::Inherit, 1),
    field(97, Format::Demand, Unit::Kilowatt, Sign::Inherit, 1),
    field(98, Format::Demand, Unit::Kilowatt, Sign::Inherit, 1),
    field(99, Format::Demand, Unit::Kilovar, Sign::Inherit, 1),
    field(100, Format::Demand, Unit::Kilovar, Sign::Inherit, 1),
    field(101, Format::Demand, Unit::Kilovar, Sign::Inherit, 1),
    field(102, Format::Demand, Unit::Kilovar, Sign::Inherit, 1),
];
static F26: [Field; 3] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(103, Format::Id, Unit::Inherit, Sign::Inherit, 1),
];
static F27: [Field; 3] = [
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(
        104,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        105,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F28: [Field; 4] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(106, Format::Slot, Unit::Inherit, Sign::Inherit, 112),
    field(107, Format::Slot, Unit::Inherit, Sign::Inherit, 112),
];
static F29: [Field; 4] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(108, Format::Season, Unit::Inherit, Sign::Inherit, 14),
    field(109, Format::Season, Unit::Inherit, Sign::Inherit, 14),
];
static F30: [Field; 3] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(
        110,
        Format::Setting {
            digits: 2,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F31: [Field; 3] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(111, Format::Holiday, Unit::Inherit, Sign::Inherit, 254),
];
static F32: [Field; 3] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(
        112,
        Format::Bits {
            width: 8,
            map: BitMap::ActiveCombination,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F33: [Field; 3] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(
        113,
        Format::Bits {
            width: 8,
            map: BitMap::ReactiveCombination,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F34: [Field; 3] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(
        114,
        Format::Bits {
            width: 8,
            map: BitMap::ReactiveCombination,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F35: [Field; 3] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(
        115,
        Format::Calendar(Calendar::DayHour),
        Unit::Inherit,
        Sign::Inherit,
        3,
    ),
];
static F36: [Field; 14] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        21,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        79,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        80,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        81,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        82,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        83,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        84,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        116,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        117,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        118,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        119,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        120,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        121,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
];
static F37: [Field; 4] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(
        122,
        Format::Setting {
            digits: 8,
            scale: 4,
        },
        Unit::YuanPerKilowattHour,
        Sign::Inherit,
        0,
    ),
    field(
        123,
        Format::Setting {
            digits: 8,
            scale: 4,
        },
        Unit::YuanPerKilowattHour,
        Sign::Inherit,
        0,
    ),
];
static F38: [Field; 8] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(
        124,
        Format::Setting {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        6,
    ),
    field(
        125,
        Format::Setting {
            digits: 8,
            scale: 4,
        },
        Unit::YuanPerKilowattHour,
        Sign::Inherit,
        7,
    ),
    field(
        126,
        Format::Calendar(Calendar::MonthDayHour),
        Unit::Inherit,
        Sign::Inherit,
        4,
    ),
    field(
        127,
        Format::Setting {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        6,
    ),
    field(
        128,
        Format::Setting {
            digits: 8,
            scale: 4,
        },
        Unit::YuanPerKilowattHour,
        Sign::Inherit,
        7,
    ),
    field(
        129,
        Format::Calendar(Calendar::MonthDayHour),
        Unit::Inherit,
        Sign::Inherit,
        4,
    ),
];
static F39: [Field; 4] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(
        130,
        Format::Setting {
            digits: 2,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        131,
        Format::Bits {
            width: 32,
            map: BitMap::Unnamed,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F40: [Field; 6] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        132,
        Format::Bytes { len: 16 },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        133,
        Format::Setting {
            digits: 4,
            scale: 0,
        },
        Unit::Times,
        Sign::Inherit,
        1,
    ),
    field(
        134,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::Yuan,
        Sign::Inherit,
        1,
    ),
    field(
        135,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        136,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
];
static F41: [Field; 5] = [
    field(
        137,
        Format::Calendar(Calendar::DateMinute),
        Unit::None,
        Sign::Inherit,
        1,
    ),
    field(
        138,
        Format::Setting {
            digits: 4,
            scale: 0,
        },
        Unit::Times,
        Sign::Inherit,
        1,
    ),
    field(
        139,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        140,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        141,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F42: [Field; 6] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        21,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        142,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        143,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        144,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        145,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
];
static F43: [Field; 7] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        21,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        146,
        Format::Bits {
            width: 8,
            map: BitMap::Unnamed,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        142,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        143,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        144,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        145,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
];
static F44: [Field; 4] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        21,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        142,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        143,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
];
static F45: [Field; 8] = [
    field(
        147,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(77, Format::Operator, Unit::Inherit, Sign::Inherit, 1),
    field(
        148,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        149,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        150,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        151,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        152,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        153,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
];
static F46: [Field; 53] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        154,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        155,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        156,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        157,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        158,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        159,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        160,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        161,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        162,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Inherit,
        1,
    ),
    field(
        163,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Ampere,
        Sign::Inherit,
        1,
    ),
    field(
        164,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        165,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
    field(
        166,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::One,
        Sign::Inherit,
        1,
    ),
    field(
        167,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        168,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        169,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        170,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        171,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Inherit,
        1,
    ),
    field(
        172,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Ampere,
        Sign::Inherit,
        1,
    ),
    field(
        173,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        174,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
    field(
        175,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::One,
        Sign::Inherit,
        1,
    ),
    field(
        176,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        177,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        178,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        179,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        180,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Inherit,
        1,
    ),
    field(
        181,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Ampere,
        Sign::Inherit,
        1,
    ),
    field(
        182,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        183,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
    field(
        184,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::One,
        Sign::Inherit,
        1,
    ),
    field(
        53,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::AmpereHour,
        Sign::Inherit,
        1,
    ),
    field(
        54,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::AmpereHour,
        Sign::Inherit,
        1,
    ),
    field(
        55,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::AmpereHour,
        Sign::Inherit,
        1,
    ),
    field(
        56,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::AmpereHour,
        Sign::Inherit,
        1,
    ),
    field(
        21,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        185,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        186,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        187,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        188,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        189,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        190,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        191,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        192,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        193,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        194,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        195,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        196,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        197,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        198,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        199,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        200,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
];
static F47: [Field; 49] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        154,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        155,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        156,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        157,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        158,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        159,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        160,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        161,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        162,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Inherit,
        1,
    ),
    field(
        163,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Ampere,
        Sign::Inherit,
        1,
    ),
    field(
        164,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        165,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
    field(
        166,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::One,
        Sign::Inherit,
        1,
    ),
    field(
        167,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        168,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        169,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        170,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        171,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Inherit,
        1,
    ),
    field(
        172,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Ampere,
        Sign::Inherit,
        1,
    ),
    field(
        173,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        174,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
    field(
        175,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::One,
        Sign::Inherit,
        1,
    ),
    field(
        176,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        177,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        178,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        179,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        180,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Inherit,
        1,
    ),
    field(
        181,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Ampere,
        Sign::Inherit,
        1,
    ),
    field(
        182,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        183,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
    field(
        184,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::One,
        Sign::Inherit,
        1,
    ),
    field(
        21,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        185,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        186,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        187,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        188,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        189,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        190,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        191,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        192,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        193,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        194,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        195,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        196,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        197,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        198,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        199,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        200,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
];
static F48: [Field; 34] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        154,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        155,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        156,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        157,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        158,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        159,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        160,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        161,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        167,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        168,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        169,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        170,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        176,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        177,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        178,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        179,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        21,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        185,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        186,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        187,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        188,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        189,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        190,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        191,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        192,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        193,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        194,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        195,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        196,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        197,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        198,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        199,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        200,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
];
static F49: [Field; 35] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        154,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        155,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        156,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        157,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        158,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        159,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        160,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        161,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        167,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        168,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        169,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        170,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        176,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        177,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        178,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        179,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        201,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Percent,
        Sign::Inherit,
        1,
    ),
    field(
        21,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        185,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        186,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        187,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        188,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        189,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        190,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        191,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        192,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        193,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        194,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        195,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        196,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        197,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        198,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        199,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        200,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
];
static F50: [Field; 10] = [
    field(
        20,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        154,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        155,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        156,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        157,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        21,
        Format::Calendar(Calendar::DateTime),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        185,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        186,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        187,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        188,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
];
static F51: [Field; 7] = [
    field(
        202,
        Format::Bits {
            width: 16,
            map: BitMap::Status1,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        203,
        Format::Bits {
            width: 16,
            map: BitMap::Status2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        204,
        Format::Bits {
            width: 16,
            map: BitMap::Status3,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        205,
        Format::Bits {
            width: 16,
            map: BitMap::Status4,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        206,
        Format::Bits {
            width: 16,
            map: BitMap::Status5,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        207,
        Format::Bits {
            width: 16,
            map: BitMap::Status6,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        208,
        Format::Bits {
            width: 16,
            map: BitMap::Status7,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F52: [Field; 1] = [field(209, Format::Season, Unit::Inherit, Sign::Inherit, 0)];
static F53: [Field; 1] = [field(210, Format::Slot, Unit::Inherit, Sign::Inherit, 0)];
static F54: [Field; 0] = [];
static F55: [Field; 1] = [field(
    211,
    Format::Setting {
        digits: 8,
        scale: 4,
    },
    Unit::Inherit,
    Sign::Inherit,
    0,
)];
static F56: [Field; 3] = [
    field(
        212,
        Format::Setting {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        6,
    ),
    field(
        213,
        Format::Setting {
            digits: 8,
            scale: 4,
        },
        Unit::YuanPerKilowattHour,
        Sign::Inherit,
        7,
    ),
    field(
        214,
        Format::Calendar(Calendar::MonthDayHour),
        Unit::Inherit,
        Sign::Inherit,
        4,
    ),
];
static F59: [Field; 8] = [
    field(
        215,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        32,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        41,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        50,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        216,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
    field(
        33,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
    field(
        42,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
    field(
        51,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
];
static F60: [Field; 19] = [
    field(
        147,
        Format::Calendar(Calendar::DateMinute),
        Unit::None,
        Sign::Plain,
        1,
    ),
    field(
        217,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Plain,
        0,
    ),
    field(
        218,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Plain,
        0,
    ),
    field(
        219,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Signed,
        0,
    ),
    field(
        220,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Signed,
        0,
    ),
    field(
        221,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Plain,
        0,
    ),
    field(
        222,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Plain,
        0,
    ),
    field(
        223,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Plain,
        0,
    ),
    field(
        224,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Plain,
        0,
    ),
    field(225, Format::Demand, Unit::Kilowatt, Sign::Plain, 0),
    field(226, Format::Demand, Unit::Kilowatt, Sign::Plain, 0),
    field(
        215,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Signed,
        1,
    ),
    field(
        32,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Signed,
        1,
    ),
    field(
        41,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Signed,
        1,
    ),
    field(
        50,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Signed,
        1,
    ),
    field(
        216,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Signed,
        1,
    ),
    field(
        33,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Signed,
        1,
    ),
    field(
        42,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Signed,
        1,
    ),
    field(
        51,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Signed,
        1,
    ),
];
static F61: [Field; 3] = [
    field(
        147,
        Format::Calendar(Calendar::DateMinute),
        Unit::None,
        Sign::Plain,
        1,
    ),
    field(
        135,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Plain,
        1,
    ),
    field(
        136,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Plain,
        1,
    ),
];
static F62: [Field; 7] = [
    field(
        30,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Plain,
        1,
    ),
    field(
        39,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Plain,
        1,
    ),
    field(
        48,
        Format::Number {
            digits: 4,
            scale: 1,
        },
        Unit::Volt,
        Sign::Plain,
        1,
    ),
    field(
        31,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Ampere,
        Sign::Signed,
        1,
    ),
    field(
        40,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Ampere,
        Sign::Signed,
        1,
    ),
    field(
        49,
        Format::Number {
            digits: 6,
            scale: 3,
        },
        Unit::Ampere,
        Sign::Signed,
        1,
    ),
    field(
        227,
        Format::Number {
            digits: 4,
            scale: 2,
        },
        Unit::Hertz,
        Sign::Plain,
        1,
    ),
];
static F63: [Field; 8] = [
    field(
        215,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Signed,
        1,
    ),
    field(
        32,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Signed,
        1,
    ),
    field(
        41,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Signed,
        1,
    ),
    field(
        50,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Signed,
        1,
    ),
    field(
        216,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Signed,
        1,
    ),
    field(
        33,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Signed,
        1,
    ),
    field(
        42,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Signed,
        1,
    ),
    field(
        51,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Signed,
        1,
    ),
];
static F64: [Field; 4] = [
    field(
        228,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::One,
        Sign::Signed,
        1,
    ),
    field(
        34,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::One,
        Sign::Signed,
        1,
    ),
    field(
        43,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::One,
        Sign::Signed,
        1,
    ),
    field(
        52,
        Format::Number {
            digits: 4,
            scale: 3,
        },
        Unit::One,
        Sign::Signed,
        1,
    ),
];
static F65: [Field; 4] = [
    field(
        135,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Plain,
        1,
    ),
    field(
        136,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Plain,
        1,
    ),
    field(
        229,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Signed,
        1,
    ),
    field(
        230,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Signed,
        1,
    ),
];
static F66: [Field; 4] = [
    field(
        231,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Plain,
        1,
    ),
    field(
        232,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Plain,
        1,
    ),
    field(
        233,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Plain,
        1,
    ),
    field(
        234,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Plain,
        1,
    ),
];
static F67: [Field; 2] = [
    field(
        235,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Signed,
        1,
    ),
    field(
        236,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Signed,
        1,
    ),
];
static F72: [Field; 4] = [
    field(
        237,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Plain,
        1,
    ),
    field(
        238,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilowattHour,
        Sign::Plain,
        1,
    ),
    field(
        239,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Signed,
        1,
    ),
    field(
        240,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::KilovarHour,
        Sign::Signed,
        1,
    ),
];
static F73: [Field; 4] = [
    field(
        241,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        242,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        243,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        244,
        Format::Number {
            digits: 8,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F74: [Field; 2] = [
    field(
        245,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilowatt,
        Sign::Inherit,
        1,
    ),
    field(
        246,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Kilovar,
        Sign::Inherit,
        1,
    ),
];
static F76: [Field; 2] = [
    field(
        3,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        4,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Inherit,
        Sign::Inherit,
        0,
    ),
];
static F77: [Field; 2] = [
    field(
        3,
        Format::Calendar(Calendar::MonthDayMinute),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        4,
        Format::Calendar(Calendar::MonthDayMinute),
        Unit::Inherit,
        Sign::Inherit,
        0,
    ),
];
static F78: [Field; 5] = [
    field(
        247,
        Format::Calendar(Calendar::MonthDayMinute),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        248,
        Format::Calendar(Calendar::MonthDayMinute),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        249,
        Format::Setting {
            digits: 4,
            scale: 0,
        },
        Unit::Times,
        Sign::Inherit,
        1,
    ),
    field(
        250,
        Format::Setting {
            digits: 4,
            scale: 0,
        },
        Unit::Times,
        Sign::Inherit,
        1,
    ),
    field(
        251,
        Format::Setting {
            digits: 6,
            scale: 0,
        },
        Unit::Minute,
        Sign::Inherit,
        1,
    ),
];
static F79: [Field; 4] = [
    field(
        3,
        Format::Setting {
            digits: 4,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        7,
        Format::Setting {
            digits: 4,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        8,
        Format::Setting {
            digits: 4,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        9,
        Format::Setting {
            digits: 4,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F80: [Field; 4] = [
    field(
        3,
        Format::Setting {
            digits: 6,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        7,
        Format::Setting {
            digits: 6,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        8,
        Format::Setting {
            digits: 6,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        9,
        Format::Setting {
            digits: 6,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F81: [Field; 4] = [
    field(
        3,
        Format::Calendar(Calendar::MonthDayMinute),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        7,
        Format::Calendar(Calendar::MonthDayMinute),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        8,
        Format::Calendar(Calendar::MonthDayMinute),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        9,
        Format::Calendar(Calendar::MonthDayMinute),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F82: [Field; 3] = [
    field(
        7,
        Format::Number {
            digits: 3,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        8,
        Format::Number {
            digits: 3,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        9,
        Format::Number {
            digits: 3,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F84: [Field; 6] = [
    field(
        3,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        7,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        8,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        9,
        Format::Number {
            digits: 6,
            scale: 4,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        252,
        Format::Setting {
            digits: 4,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        253,
        Format::Setting {
            digits: 4,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F85: [Field; 4] = [
    field(
        3,
        Format::Number {
            digits: 4,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        7,
        Format::Number {
            digits: 4,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        8,
        Format::Number {
            digits: 4,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        9,
        Format::Number {
            digits: 4,
            scale: 2,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F86: [Field; 2] = [
    field(
        254,
        Format::Calendar(Calendar::DateWeek),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        147,
        Format::Calendar(Calendar::Time),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F87: [Field; 3] = [
    field(
        255,
        Format::Bits {
            width: 8,
            map: BitMap::Meter97,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        256,
        Format::Bits {
            width: 8,
            map: BitMap::Grid97,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        257,
        Format::Bits {
            width: 8,
            map: BitMap::RestDays97,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F88: [Field; 5] = [
    field(
        258,
        Format::Setting {
            digits: 6,
            scale: 0,
        },
        Unit::ImpulsePerKilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        259,
        Format::Setting {
            digits: 6,
            scale: 0,
        },
        Unit::ImpulsePerKilovarHour,
        Sign::Inherit,
        1,
    ),
    field(
        260,
        Format::Code { digits: 12 },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        261,
        Format::Code { digits: 12 },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        262,
        Format::Code { digits: 12 },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F89: [Field; 10] = [
    field(
        263,
        Format::Setting {
            digits: 2,
            scale: 0,
        },
        Unit::Minute,
        Sign::Inherit,
        1,
    ),
    field(
        264,
        Format::Setting {
            digits: 2,
            scale: 0,
        },
        Unit::Minute,
        Sign::Inherit,
        1,
    ),
    field(
        265,
        Format::Setting {
            digits: 2,
            scale: 0,
        },
        Unit::Second,
        Sign::Inherit,
        1,
    ),
    field(
        266,
        Format::Setting {
            digits: 2,
            scale: 0,
        },
        Unit::Second,
        Sign::Inherit,
        1,
    ),
    field(
        267,
        Format::Setting {
            digits: 2,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        268,
        Format::Setting {
            digits: 2,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        269,
        Format::Calendar(Calendar::DayHour),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        270,
        Format::Setting {
            digits: 2,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        271,
        Format::Setting {
            digits: 8,
            scale: 1,
        },
        Unit::KilowattHour,
        Sign::Inherit,
        1,
    ),
    field(
        272,
        Format::Setting {
            digits: 8,
            scale: 1,
        },
        Unit::KilovarHour,
        Sign::Inherit,
        1,
    ),
];
static F90: [Field; 5] = [
    field(
        273,
        Format::Setting {
            digits: 2,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        274,
        Format::Setting {
            digits: 2,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        275,
        Format::Setting {
            digits: 2,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        276,
        Format::Setting {
            digits: 2,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        277,
        Format::Setting {
            digits: 2,
            scale: 0,
        },
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
];
static F93: [Field; 1] = [field(111, Format::Season, Unit::Inherit, Sign::Inherit, 0)];
static F94: [Field; 2] = [
    field(
        278,
        Format::Calendar(Calendar::MonthDayMinute),
        Unit::Inherit,
        Sign::Inherit,
        1,
    ),
    field(
        279,
        Format::Setting {
            digits: 4,
            scale: 0,
        },
        Unit::Minute,
        Sign::Inherit,
        1,
    ),
];

/// The values of load record classes 1 to 6.
pub(super) static CLASSES: [&[Field]; 6] = [&F62, &F63, &F64, &F65, &F66, &F67];

/// The block of an imbalance event, 1600FFnn.
pub(super) static IMBALANCE: &[Field; 35] = &F49;

pub(super) static LABELS: [(&str, &str); 280] = [
    ("value", "值"),
    ("status", "状态字"),
    ("new_count", "新增次数"),
    ("total", "总"),
    ("tariff", "费率"),
    ("current", "当前"),
    ("last_settlement_day", "上结算日"),
    ("A", "A相"),
    ("B", "B相"),
    ("C", "C相"),
    ("order", "次谐波"),
    ("AB", "AB线"),
    ("BC", "BC线"),
    ("CA", "CA线"),
    ("count_A", "A相次数"),
    ("duration_min_A", "A相累计时间"),
    ("count_B", "B相次数"),
    ("duration_min_B", "B相累计时间"),
    ("count_C", "C相次数"),
    ("duration_min_C", "C相累计时间"),
    ("start_time", "发生时刻"),
    ("end_time", "结束时刻"),
    ("d_fwd_active_total", "期间增量总正向有功电能"),
    ("d_rev_active_total", "期间增量总反向有功电能"),
    ("d_comb_reactive1_total", "期间增量总组合无功1电能"),
    ("d_comb_reactive2_total", "期间增量总组合无功2电能"),
    ("d_fwd_active_A", "期间增量A相正向有功电能"),
    ("d_rev_active_A", "期间增量A相反向有功电能"),
    ("d_comb_reactive1_A", "期间增量A相组合无功1电能"),
    ("d_comb_reactive2_A", "期间增量A相组合无功2电能"),
    ("voltage_A", "A相电压"),
    ("current_A", "A相电流"),
    ("active_power_A", "A相有功功率"),
    ("reactive_power_A", "A相无功功率"),
    ("power_factor_A", "A相功率因数"),
    ("d_fwd_active_B", "期间增量B相正向有功电能"),
    ("d_rev_active_B", "期间增量B相反向有功电能"),
    ("d_comb_reactive1_B", "期间增量B相组合无功1电能"),
    ("d_comb_reactive2_B", "期间增量B相组合无功2电能"),
    ("voltage_B", "B相电压"),
    ("current_B", "B相电流"),
    ("active_power_B", "B相有功功率"),
    ("reactive_power_B", "B相无功功率"),
    ("power_factor_B", "B相功率因数"),
    ("d_fwd_active_C", "期间增量C相正向有功电能"),
    ("d_rev_active_C", "期间增量C相反向有功电能"),
    ("d_comb_reactive1_C", "期间增量C相组合无功1电能"),
    ("d_comb_reactive2_C", "期间增量C相组合无功2电能"),
    ("voltage_C", "C相电压"),
    ("current_C", "C相电流"),
    ("active_power_C", "C相有功功率"),
    ("reactive_power_C", "C相无功功率"),
    ("power_factor_C", "C相功率因数"),
    ("ampere_hours_total", "总安时数"),
    ("ampere_hours_A", "A相安时数"),
    ("ampere_hours_B", "B相安时数"),
    ("ampere_hours_C", "C相安时数"),
    ("count", "次数"),
    ("duration_min", "累计时间"),
    ("max_imbalance", "最大不平衡率"),
    ("monitored_min", "监测时间"),
    ("pass_rate_pct", "合格率"),
    ("over_limit_rate_pct", "超限率"),
    ("above_upper_min", "超上限时间"),
    ("below_lower_min", "超下限时间"),
    ("max_voltage", "最高电压"),
    ("max_time", "最高电压时间"),
    ("min_voltage", "最低电压"),
    ("min_time", "最低电压时间"),
    ("count_forward_active", "正向有功需量超限次数"),
    ("count_reverse_active", "反向有功需量超限次数"),
    ("count_quadrant_I_reactive", "第一象限无功需量超限次数"),
    ("count_quadrant_II_reactive", "第二象限无功需量超限次数"),
    ("count_quadrant_III_reactive", "第三象限无功需量超限次数"),
    ("count_quadrant_IV_reactive", "第四象限无功需量超限次数"),
    ("max_demand", "最大需量"),
    ("max_demand_time", "最大需量发生时间"),
    ("operator", "操作者代码"),
    ("programmed_di", "编程数据标识"),
    ("before_fwd_active_total", "之前总正向有功电能"),
    ("before_rev_active_total", "之前总反向有功电能"),
    ("before_q1_reactive_total", "之前总第一象限无功电能"),
    ("before_q2_reactive_total", "之前总第二象限无功电能"),
    ("before_q3_reactive_total", "之前总第三象限无功电能"),
    ("before_q4_reactive_total", "之前总第四象限无功电能"),
    ("before_fwd_active_A", "之前A相正向有功电能"),
    ("before_rev_active_A", "之前A相反向有功电能"),
    ("before_q1_reactive_A", "之前A相第一象限无功电能"),
    ("before_q2_reactive_A", "之前A相第二象限无功电能"),
    ("before_q3_reactive_A", "之前A相第三象限无功电能"),
    ("before_q4_reactive_A", "之前A相第四象限无功电能"),
    ("before_fwd_active_B", "之前B相正向有功电能"),
    ("before_rev_active_B", "之前B相反向有功电能"),
    ("before_q1_reactive_B", "之前B相第一象限无功电能"),
    ("before_q2_reactive_B", "之前B相第二象限无功电能"),
    ("before_q3_reactive_B", "之前B相第三象限无功电能"),
    ("before_q4_reactive_B", "之前B相第四象限无功电能"),
    ("before_fwd_active_C", "之前C相正向有功电能"),
    ("before_rev_active_C", "之前C相反向有功电能"),
    ("before_q1_reactive_C", "之前C相第一象限无功电能"),
    ("before_q2_reactive_C", "之前C相第二象限无功电能"),
    ("before_q3_reactive_C", "之前C相第三象限无功电能"),
    ("before_q4_reactive_C", "之前C相第四象限无功电能"),
    ("cleared_di", "清零数据标识"),
    ("time_before", "校时前时间"),
    ("time_after", "校时后时间"),
    ("set1_slot", "第一套时段"),
    ("set2_slot", "第二套时段"),
    ("set1_season", "第一套时区"),
    ("set2_season", "第二套时区"),
    ("before_rest_day_schedule", "编程前周休日时段表号"),
    ("holiday", "节假日"),
    ("before_active_combination", "编程前有功组合方式特征字"),
    ("before_reactive_combination1", "编程前无功组合方式1特征字"),
    ("before_reactive_combination2", "编程前无功组合方式2特征字"),
    ("settlement_day", "结算日"),
    ("after_fwd_active_total", "之后总正向有功电能"),
    ("after_rev_active_total", "之后总反向有功电能"),
    ("after_q1_reactive_total", "之后总第一象限无功电能"),
    ("after_q2_reactive_total", "之后总第二象限无功电能"),
    ("after_q3_reactive_total", "之后总第三象限无功电能"),
    ("after_q4_reactive_total", "之后总第四象限无功电能"),
    ("set1_price", "第一套电价"),
    ("set2_price", "第二套电价"),
    ("before_current_ladder_value", "编程前当前套阶梯值"),
    ("before_current_ladder_price", "编程前当前套阶梯电价"),
    (
        "before_current_annual_settlement_day",
        "编程前当前套年结算日",
    ),
    ("before_backup_ladder_value", "编程前备用套阶梯值"),
    ("before_backup_ladder_price", "编程前备用套阶梯电价"),
    (
        "before_backup_annual_settlement_day",
        "编程前备用套年结算日",
    ),
    ("keys_updated", "更新密钥条数"),
    ("before_key_status", "更新前密钥状态字"),
    ("card_serial_and_status", "卡序列号及状态"),
    ("purchase_count", "购电次数"),
    ("remaining_amount", "剩余金额"),
    ("fwd_active_total", "总正向有功电能"),
    ("rev_active_total", "总反向有功电能"),
    ("date", "日期"),
    ("purchase_count_before", "退费前购电次数"),
    ("refund_amount", "退费金额"),
    ("remaining_before", "退费前剩余金额"),
    ("remaining_after", "退费后剩余金额"),
    ("fwd_active_start", "发生时刻正向有功总电能"),
    ("rev_active_start", "发生时刻反向有功总电能"),
    ("fwd_active_end", "结束时刻正向有功总电能"),
    ("rev_active_end", "结束时刻反向有功总电能"),
    ("switch_state_after", "动作后开关状态"),
    ("time", "时间"),
    ("at_fwd_active_total", "当时总正向有功电能"),
    ("at_rev_active_total", "当时总反向有功电能"),
    ("at_q1_reactive_total", "当时总第一象限无功电能"),
    ("at_q2_reactive_total", "当时总第二象限无功电能"),
    ("at_q3_reactive_total", "当时总第三象限无功电能"),
    ("at_q4_reactive_total", "当时总第四象限无功电能"),
    ("start_fwd_active_total", "发生时刻总正向有功电能"),
    ("start_rev_active_total", "发生时刻总反向有功电能"),
    ("start_comb_reactive1_total", "发生时刻总组合无功1电能"),
    ("start_comb_reactive2_total", "发生时刻总组合无功2电能"),
    ("start_fwd_active_A", "发生时刻A相正向有功电能"),
    ("start_rev_active_A", "发生时刻A相反向有功电能"),
    ("start_comb_reactive1_A", "发生时刻A相组合无功1电能"),
    ("start_comb_reactive2_A", "发生时刻A相组合无功2电能"),
    ("start_voltage_A", "发生时刻A相电压"),
    ("start_current_A", "发生时刻A相电流"),
    ("start_active_power_A", "发生时刻A相有功功率"),
    ("start_reactive_power_A", "发生时刻A相无功功率"),
    ("start_power_factor_A", "发生时刻A相功率因数"),
    ("start_fwd_active_B", "发生时刻B相正向有功电能"),
    ("start_rev_active_B", "发生时刻B相反向有功电能"),
    ("start_comb_reactive1_B", "发生时刻B相组合无功1电能"),
    ("start_comb_reactive2_B", "发生时刻B相组合无功2电能"),
    ("start_voltage_B", "发生时刻B相电压"),
    ("start_current_B", "发生时刻B相电流"),
    ("start_active_power_B", "发生时刻B相有功功率"),
    ("start_reactive_power_B", "发生时刻B相无功功率"),
    ("start_power_factor_B", "发生时刻B相功率因数"),
    ("start_fwd_active_C", "发生时刻C相正向有功电能"),
    ("start_rev_active_C", "发生时刻C相反向有功电能"),
    ("start_comb_reactive1_C", "发生时刻C相组合无功1电能"),
    ("start_comb_reactive2_C", "发生时刻C相组合无功2电能"),
    ("start_voltage_C", "发生时刻C相电压"),
    ("start_current_C", "发生时刻C相电流"),
    ("start_active_power_C", "发生时刻C相有功功率"),
    ("start_reactive_power_C", "发生时刻C相无功功率"),
    ("start_power_factor_C", "发生时刻C相功率因数"),
    ("end_fwd_active_total", "结束时刻总正向有功电能"),
    ("end_rev_active_total", "结束时刻总反向有功电能"),
    ("end_comb_reactive1_total", "结束时刻总组合无功1电能"),
    ("end_comb_reactive2_total", "结束时刻总组合无功2电能"),
    ("end_fwd_active_A", "结束时刻A相正向有功电能"),
    ("end_rev_active_A", "结束时刻A相反向有功电能"),
    ("end_comb_reactive1_A", "结束时刻A相组合无功1电能"),
    ("end_comb_reactive2_A", "结束时刻A相组合无功2电能"),
    ("end_fwd_active_B", "结束时刻B相正向有功电能"),
    ("end_rev_active_B", "结束时刻B相反向有功电能"),
    ("end_comb_reactive1_B", "结束时刻B相组合无功1电能"),
    ("end_comb_reactive2_B", "结束时刻B相组合无功2电能"),
    ("end_fwd_active_C", "结束时刻C相正向有功电能"),
    ("end_rev_active_C", "结束时刻C相反向有功电能"),
    ("end_comb_reactive1_C", "结束时刻C相组合无功1电能"),
    ("end_comb_reactive2_C", "结束时刻C相组合无功2电能"),
    ("maximum_imbalance", "最大不平衡率"),
    ("word1", "运行状态字1"),
    ("word2", "运行状态字2"),
    ("word3", "运行状态字3"),
    ("word4", "运行状态字4"),
    ("word5", "运行状态字5"),
    ("word6", "运行状态字6"),
    ("word7", "运行状态字7"),
    ("season", "时区"),
    ("slot", "时段"),
    ("price", "电价"),
    ("ladder_value", "阶梯值"),
    ("ladder_price", "阶梯电价"),
    ("annual_settlement_day", "年结算日"),
    ("active_power_total", "总有功功率"),
    ("reactive_power_total", "总无功功率"),
    ("fwd_active_energy", "正向有功电能"),
    ("rev_active_energy", "反向有功电能"),
    ("comb_reactive1_energy", "组合无功1电能"),
    ("comb_reactive2_energy", "组合无功2电能"),
    ("q1_reactive_energy", "第一象限无功电能"),
    ("q2_reactive_energy", "第二象限无功电能"),
    ("q3_reactive_energy", "第三象限无功电能"),
    ("q4_reactive_energy", "第四象限无功电能"),
    ("fwd_active_demand", "正向有功最大需量"),
    ("rev_active_demand", "反向有功最大需量"),
    ("frequency", "频率"),
    ("power_factor_total", "总功率因数"),
    ("comb_reactive1_total", "总组合无功1电能"),
    ("comb_reactive2_total", "总组合无功2电能"),
    ("q1_reactive_total", "总第一象限无功电能"),
    ("q2_reactive_total", "总第二象限无功电能"),
    ("q3_reactive_total", "总第三象限无功电能"),
    ("q4_reactive_total", "总第四象限无功电能"),
    ("active_demand", "当前有功需量"),
    ("reactive_demand", "当前无功需量"),
    ("fwd_active", "正向有功电能"),
    ("rev_active", "反向有功电能"),
    ("comb_reactive1", "组合无功1电能"),
    ("comb_reactive2", "组合无功2电能"),
    ("q1", "第一象限无功电能"),
    ("q2", "第二象限无功电能"),
    ("q3", "第三象限无功电能"),
    ("q4", "第四象限无功电能"),
    ("active", "有功"),
    ("reactive", "无功"),
    ("time_of_last_programming", "最近一次编程时间"),
    ("time_of_last_demand_clear", "最近一次最大需量清零时间"),
    ("programming_count", "编程次数"),
    ("demand_clear_count", "最大需量清零次数"),
    ("battery_working_time", "电池工作时间"),
    ("fwd_limit", "正向有功功率上限值"),
    ("rev_limit", "反向有功功率上限值"),
    ("date_and_weekday", "日期及周次"),
    ("meter_running_status_word", "电表运行状态字"),
    ("grid_status_word", "电网运行状态字"),
    ("weekly_rest_day_word", "周休日状态字"),
    ("active_meter_constant", "电表常数（有功）"),
    ("reactive_meter_constant", "电表常数（无功）"),
    ("meter_number", "表号"),
    ("customer_number", "用户号"),
    ("device_code", "设备码"),
    ("maximum_demand_period", "最大需量周期"),
    ("sliding_interval", "滑差时间"),
    ("scroll_display_time", "循显时间"),
    ("display_hold_time", "停显时间"),
    ("displayed_energy_decimals", "显示电能小数位数"),
    (
        "displayed_power_demand_decimals",
        "显示功率（最大需量）小数位数",
    ),
    ("automatic_reading", "自动抄表日期"),
    ("load_representative_day", "负荷代表日"),
    ("active_energy_initial_reading", "有功电能起始读数"),
    ("reactive_energy_initial_reading", "无功电能起始读数"),
    ("number_of_seasons", "年时区数P"),
    ("number_of_day_schedules", "日时段表数q"),
    ("number_of_slots_per_day", "日时段（每日切换数）m≤10"),
    ("number_of_tariffs", "费率数k≤14"),
    ("number_of_public_holidays", "公共假日数n"),
    ("load_record_start_time", "负荷记录起始时间"),
    ("load_record_interval", "负荷记录间隔时间"),
];
pub(super) const LABEL_TOTAL: u16 = 3;
pub(super) const LABEL_TARIFF: u16 = 4;
pub(super) const LABEL_A: u16 = 7;
pub(super) const LABEL_B: u16 = 8;
pub(super) const LABEL_C: u16 = 9;
pub(super) const LABEL_START_TIME: u16 = 20;
pub(super) const LABEL_END_TIME: u16 = 21;
pub(super) const LABEL_TIME: u16 = 147;
pub(super) const LABEL_STATUS: u16 = 1;
pub(super) const LABEL_NEW_COUNT: u16 = 2;
pub(super) const LABEL_WORD1: u16 = 202;
pub(super) const LABEL_WORD2: u16 = 203;
pub(super) const LABEL_WORD3: u16 = 204;
pub(super) const LABEL_WORD4: u16 = 205;
pub(super) const LABEL_WORD5: u16 = 206;
pub(super) const LABEL_WORD6: u16 = 207;
pub(super) const LABEL_WORD7: u16 = 208;
