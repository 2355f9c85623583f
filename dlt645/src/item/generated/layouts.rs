// Written by tables/generate.py from the CSVs of vectors/; do not edit.

//! Layouts of blocks and records, named by the first identifier that has them.

use super::labels::LabelNumber as N;
use crate::item::layout::Repeat::{Once, Times, UpTo};
use crate::item::layout::{Children, Field, field, load, marked, plain, report};
use crate::value::{BitMap, Calendar, Format, Unit as U};

layouts! {
    L000000FF = plain(&F000000FF, Children::Byte { byte: 0, first: 0 }),
    L0000FF00 = plain(&F0000FF00, Children::Byte { byte: 1, first: 0 }),
    L010100FF = plain(&F010100FF, Children::Byte { byte: 0, first: 0 }),
    L0101FF00 = plain(&F0101FF00, Children::Byte { byte: 1, first: 0 }),
    L0201FF00 = plain(&F0201FF00, Children::Byte { byte: 1, first: 1 }),
    L0202FF00 = plain(&F0202FF00, Children::Byte { byte: 1, first: 1 }),
    L0203FF00 = plain(&F0203FF00, Children::Byte { byte: 1, first: 0 }),
    L0206FF00 = plain(&F0206FF00, Children::Byte { byte: 1, first: 0 }),
    L0207FF00 = plain(&F0207FF00, Children::Byte { byte: 1, first: 1 }),
    L0208FF00 = plain(&F0208FF00, Children::Byte { byte: 1, first: 1 }),
    L020A01FF = plain(&F020A01FF, Children::Byte { byte: 0, first: 1 }),
    L020CFF00 = plain(&F020CFF00, Children::Byte { byte: 1, first: 1 }),
    L03010000 = plain(&F03010000, Children::None),
    L03010101 = plain(&F03010101, Children::None),
    L03050000 = plain(&F03050000, Children::None),
    L03050001 = plain(&F03050001, Children::None),
    L03060001 = plain(&F03060001, Children::None),
    L03070001 = plain(&F03070001, Children::None),
    L03090001 = plain(&F03090001, Children::None),
    L030B0101 = plain(&F030B0101, Children::None),
    L03100000 = plain(&F03100000, Children::None),
    L03120000 = plain(&F03120000, Children::None),
    L03120101 = plain(&F03120101, Children::None),
    L03300001 = plain(&F03300001, Children::None),
    L03300101 = plain(&F03300101, Children::None),
    L03300201 = plain(&F03300201, Children::None),
    L03300301 = plain(&F03300301, Children::None),
    L03300401 = plain(&F03300401, Children::None),
    L03300501 = plain(&F03300501, Children::None),
    L03300601 = plain(&F03300601, Children::None),
    L03300701 = plain(&F03300701, Children::None),
    L03300801 = plain(&F03300801, Children::None),
    L03300901 = plain(&F03300901, Children::None),
    L03300A01 = plain(&F03300A01, Children::None),
    L03300B01 = plain(&F03300B01, Children::None),
    L03300C01 = plain(&F03300C01, Children::None),
    L03300D01 = plain(&F03300D01, Children::None),
    L03300F01 = plain(&F03300F01, Children::None),
    L03301001 = plain(&F03301001, Children::None),
    L03301201 = plain(&F03301201, Children::None),
    L03301301 = plain(&F03301301, Children::None),
    L03340001 = plain(&F03340001, Children::None),
    L03350001 = plain(&F03350001, Children::None),
    L03360001 = plain(&F03360001, Children::None),
    L03370001 = plain(&F03370001, Children::None),
    L040005FF = plain(&F040005FF, Children::Byte { byte: 0, first: 1 }),
    L04001501 = report(&F04001501),
    L04010000 = plain(&F04010000, Children::None),
    L04010001 = plain(&F04010001, Children::None),
    L040501FF = plain(&F040501FF, Children::Byte { byte: 0, first: 1 }),
    L040604FF = plain(&F040604FF, Children::None),
    L05000101 = plain(&F0000FF00, Children::None),
    L05000901 = plain(&F0101FF00, Children::None),
    L05001001 = plain(&F05001001, Children::None),
    L0500FF01 = marked(&F0500FF01, Children::Freeze),
    L0504FF01 = marked(&F0504FF01, Children::Freeze),
    L06010000 = load(&F06010000),
    L06020000 = load(&F06020000),
    L06030000 = load(&F06030000),
    L06040000 = load(&F06040000),
    L06050000 = load(&F06050000),
    L06060000 = load(&F06060000),
    L061001FF = plain(&F0201FF00, Children::Byte { byte: 0, first: 1 }),
    L061002FF = plain(&F0202FF00, Children::Byte { byte: 0, first: 1 }),
    L061003FF = plain(&F0203FF00, Children::Byte { byte: 0, first: 0 }),
    L061005FF = plain(&F0206FF00, Children::Byte { byte: 0, first: 0 }),
    L061006FF = plain(&F061006FF, Children::Byte { byte: 0, first: 1 }),
    L061007FF = plain(&F061007FF, Children::Byte { byte: 0, first: 1 }),
    L061008FF = plain(&F061008FF, Children::Byte { byte: 0, first: 1 }),
    L070001FF = plain(&F070001FF, Children::None),
    L1001FF01 = marked(&F1001FF01, Children::Byte { byte: 1, first: 1 }),
    L1400FF01 = marked(&F1400FF01, Children::Byte { byte: 1, first: 1 }),
    L1600FF01 = marked(&F1600FF01, Children::Byte { byte: 1, first: 1 }),
    L1801FF01 = marked(&F1801FF01, Children::Byte { byte: 1, first: 1 }),
    L1D00FF01 = marked(&F1D00FF01, Children::Byte { byte: 1, first: 1 }),
    L1F00FF01 = marked(&F1F00FF01, Children::Byte { byte: 1, first: 1 }),
    L97_901F = plain(&F97_901F, Children::Byte { byte: 0, first: 0 }),
    L97_A01F = plain(&F97_A01F, Children::Byte { byte: 0, first: 0 }),
    L97_B01F = plain(&F97_B01F, Children::Byte { byte: 0, first: 0 }),
    L97_B21F = plain(&F97_B21F, Children::Byte { byte: 0, first: 0 }),
    L97_B31F = plain(&F97_B31F, Children::Byte { byte: 0, first: 0 }),
    L97_B32F = plain(&F97_B32F, Children::Byte { byte: 0, first: 0 }),
    L97_B33F = plain(&F97_B33F, Children::Byte { byte: 0, first: 0 }),
    L97_B61F = plain(&F97_B61F, Children::Byte { byte: 0, first: 1 }),
    L97_B62F = plain(&F0208FF00, Children::Byte { byte: 0, first: 1 }),
    L97_B63F = plain(&F97_B63F, Children::Byte { byte: 0, first: 0 }),
    L97_B64F = plain(&F97_B64F, Children::Byte { byte: 0, first: 0 }),
    L97_C01F = plain(&F97_C01F, Children::Byte { byte: 0, first: 0 }),
    L97_C02F = plain(&F97_C02F, Children::Byte { byte: 0, first: 0 }),
    L97_C03F = plain(&F97_C03F, Children::Byte { byte: 0, first: 0 }),
    L97_C11F = plain(&F97_C11F, Children::Byte { byte: 0, first: 1 }),
    L97_C31F = plain(&F97_C31F, Children::Byte { byte: 0, first: 0 }),
    L97_C32F = plain(&F04010000, Children::Byte { byte: 0, first: 1 }),
    L97_C33F = plain(&F04010001, Children::Byte { byte: 0, first: 1 }),
    L97_C41F = plain(&F97_C41F, Children::Byte { byte: 0, first: 1 }),
    L97_C51F = plain(&F97_C51F, Children::Byte { byte: 0, first: 0 }),
}

/// The values of load record classes 1 to 6.
pub(in crate::item) static CLASSES: [&[Field]; 6] = [
    &F06010000,
    &F06020000,
    &F06030000,
    &F06040000,
    &F06050000,
    &F06060000,
];

/// The block of an imbalance event, 1600FFnn.
pub(in crate::item) static IMBALANCE: &[Field; 35] = &F1600FF01;

const BITS16STATUS1: Format = Format::Bits { width: 16, map: BitMap::Status1 };
const BITS16STATUS2: Format = Format::Bits { width: 16, map: BitMap::Status2 };
const BITS16STATUS3: Format = Format::Bits { width: 16, map: BitMap::Status3 };
const BITS16STATUS4: Format = Format::Bits { width: 16, map: BitMap::Status4 };
const BITS16STATUS5: Format = Format::Bits { width: 16, map: BitMap::Status5 };
const BITS16STATUS6: Format = Format::Bits { width: 16, map: BitMap::Status6 };
const BITS16STATUS7: Format = Format::Bits { width: 16, map: BitMap::Status7 };
const BITS32UNNAMED: Format = Format::Bits { width: 32, map: BitMap::Unnamed };
const BITS8ACTIVECOMBINATION: Format = Format::Bits { width: 8, map: BitMap::ActiveCombination };
const BITS8GRID97: Format = Format::Bits { width: 8, map: BitMap::Grid97 };
const BITS8METER97: Format = Format::Bits { width: 8, map: BitMap::Meter97 };
const BITS8REACTIVECOMBINATION: Format =
    Format::Bits { width: 8, map: BitMap::ReactiveCombination };
const BITS8RESTDAYS97: Format = Format::Bits { width: 8, map: BitMap::RestDays97 };
const BITS8UNNAMED: Format = Format::Bits { width: 8, map: BitMap::Unnamed };
const BYTES16: Format = Format::Bytes { len: 16 };
const CODE12: Format = Format::Code { digits: 12 };
const DATEMINUTE: Format = Format::Calendar(Calendar::DateMinute);
const DATETIME: Format = Format::Calendar(Calendar::DateTime);
const DATEWEEK: Format = Format::Calendar(Calendar::DateWeek);
const DAYHOUR: Format = Format::Calendar(Calendar::DayHour);
const DEMAND: Format = Format::Demand;
const HOLIDAY: Format = Format::Holiday;
const ID: Format = Format::Id;
const MONTHDAYHOUR: Format = Format::Calendar(Calendar::MonthDayHour);
const MONTHDAYMINUTE: Format = Format::Calendar(Calendar::MonthDayMinute);
const N2_0: Format = Format::Setting { digits: 2, scale: 0 };
const N4_0: Format = Format::Setting { digits: 4, scale: 0 };
const N4_2: Format = Format::Setting { digits: 4, scale: 2 };
const N6_0: Format = Format::Setting { digits: 6, scale: 0 };
const N8_1: Format = Format::Setting { digits: 8, scale: 1 };
const N8_2: Format = Format::Setting { digits: 8, scale: 2 };
const N8_4: Format = Format::Setting { digits: 8, scale: 4 };
const OPERATOR: Format = Format::Operator;
const SEASON: Format = Format::Season;
const SLOT: Format = Format::Slot;
const TIME: Format = Format::Calendar(Calendar::Time);
const X3_0: Format = Format::Number { digits: 3, scale: 0 };
const X4_1: Format = Format::Number { digits: 4, scale: 1 };
const X4_2: Format = Format::Number { digits: 4, scale: 2 };
const X4_3: Format = Format::Number { digits: 4, scale: 3 };
const X6_0: Format = Format::Number { digits: 6, scale: 0 };
const X6_2: Format = Format::Number { digits: 6, scale: 2 };
const X6_3: Format = Format::Number { digits: 6, scale: 3 };
const X6_4: Format = Format::Number { digits: 6, scale: 4 };
const X8_2: Format = Format::Number { digits: 8, scale: 2 };

static F000000FF: [Field; 2] = [
    field(N::Current, X8_2, U::Inherit, Once),
    field(N::LastSettlementDay, X8_2, U::Inherit, UpTo(12)),
];

static F0000FF00: [Field; 2] = [
    field(N::Total, X8_2, U::Inherit, Once),
    field(N::Tariff, X8_2, U::Inherit, UpTo(63)),
];

static F010100FF: [Field; 2] = [
    field(N::Current, DEMAND, U::Inherit, Once),
    field(N::LastSettlementDay, DEMAND, U::Inherit, UpTo(12)),
];

static F0101FF00: [Field; 2] = [
    field(N::Total, DEMAND, U::Inherit, Once),
    field(N::Tariff, DEMAND, U::Inherit, UpTo(63)),
];

static F0201FF00: [Field; 3] = [
    field(N::A, X4_1, U::Inherit, Once),
    field(N::B, X4_1, U::Inherit, Once),
    field(N::C, X4_1, U::Inherit, Once),
];

static F0202FF00: [Field; 3] = [
    field(N::A, X6_3, U::Inherit, Once),
    field(N::B, X6_3, U::Inherit, Once),
    field(N::C, X6_3, U::Inherit, Once),
];

static F0203FF00: [Field; 4] = [
    field(N::Total, X6_4, U::Inherit, Once),
    field(N::A, X6_4, U::Inherit, Once),
    field(N::B, X6_4, U::Inherit, Once),
    field(N::C, X6_4, U::Inherit, Once),
];

static F0206FF00: [Field; 4] = [
    field(N::Total, X4_3, U::Inherit, Once).up_to(1000),
    field(N::A, X4_3, U::Inherit, Once).up_to(1000),
    field(N::B, X4_3, U::Inherit, Once).up_to(1000),
    field(N::C, X4_3, U::Inherit, Once).up_to(1000),
];

static F0207FF00: [Field; 3] = [
    field(N::A, X4_1, U::Inherit, Once).up_to(3600),
    field(N::B, X4_1, U::Inherit, Once).up_to(3600),
    field(N::C, X4_1, U::Inherit, Once).up_to(3600),
];

static F0208FF00: [Field; 3] = [
    field(N::A, X4_2, U::Inherit, Once),
    field(N::B, X4_2, U::Inherit, Once),
    field(N::C, X4_2, U::Inherit, Once),
];

static F020A01FF: [Field; 1] = [
    field(N::Order, X4_2, U::Inherit, UpTo(21)),
];

static F020CFF00: [Field; 3] = [
    field(N::AB, X4_1, U::Inherit, Once),
    field(N::BC, X4_1, U::Inherit, Once),
    field(N::CA, X4_1, U::Inherit, Once),
];

static F03010000: [Field; 6] = [
    field(N::CountA, X6_0, U::Times, Once),
    field(N::DurationMinA, X6_0, U::Minute, Once),
    field(N::CountB, X6_0, U::Times, Once),
    field(N::DurationMinB, X6_0, U::Minute, Once),
    field(N::CountC, X6_0, U::Times, Once),
    field(N::DurationMinC, X6_0, U::Minute, Once),
];

static F03010101: [Field; 37] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::EndTime, DATETIME, U::Inherit, Once),
    field(N::DFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::DRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::DCombReactive1Total, X8_2, U::KilovarHour, Once).signed(),
    field(N::DCombReactive2Total, X8_2, U::KilovarHour, Once).signed(),
    field(N::DFwdActiveA, X8_2, U::KilowattHour, Once),
    field(N::DRevActiveA, X8_2, U::KilowattHour, Once),
    field(N::DCombReactive1A, X8_2, U::KilovarHour, Once).signed(),
    field(N::DCombReactive2A, X8_2, U::KilovarHour, Once).signed(),
    field(N::VoltageA, X4_1, U::Volt, Once),
    field(N::CurrentA, X6_3, U::Ampere, Once).signed(),
    field(N::ActivePowerA, X6_4, U::Kilowatt, Once).signed(),
    field(N::ReactivePowerA, X6_4, U::Kilovar, Once).signed(),
    field(N::PowerFactorA, X4_3, U::One, Once).up_to(1000).signed(),
    field(N::DFwdActiveB, X8_2, U::KilowattHour, Once),
    field(N::DRevActiveB, X8_2, U::KilowattHour, Once),
    field(N::DCombReactive1B, X8_2, U::KilovarHour, Once).signed(),
    field(N::DCombReactive2B, X8_2, U::KilovarHour, Once).signed(),
    field(N::VoltageB, X4_1, U::Volt, Once),
    field(N::CurrentB, X6_3, U::Ampere, Once).signed(),
    field(N::ActivePowerB, X6_4, U::Kilowatt, Once).signed(),
    field(N::ReactivePowerB, X6_4, U::Kilovar, Once).signed(),
    field(N::PowerFactorB, X4_3, U::One, Once).up_to(1000).signed(),
    field(N::DFwdActiveC, X8_2, U::KilowattHour, Once),
    field(N::DRevActiveC, X8_2, U::KilowattHour, Once),
    field(N::DCombReactive1C, X8_2, U::KilovarHour, Once).signed(),
    field(N::DCombReactive2C, X8_2, U::KilovarHour, Once).signed(),
    field(N::VoltageC, X4_1, U::Volt, Once),
    field(N::CurrentC, X6_3, U::Ampere, Once).signed(),
    field(N::ActivePowerC, X6_4, U::Kilowatt, Once).signed(),
    field(N::ReactivePowerC, X6_4, U::Kilovar, Once).signed(),
    field(N::PowerFactorC, X4_3, U::One, Once).up_to(1000).signed(),
    field(N::AmpereHoursTotal, X8_2, U::AmpereHour, Once),
    field(N::AmpereHoursA, X8_2, U::AmpereHour, Once),
    field(N::AmpereHoursB, X8_2, U::AmpereHour, Once),
    field(N::AmpereHoursC, X8_2, U::AmpereHour, Once),
];

static F03050000: [Field; 2] = [
    field(N::Count, X6_0, U::Times, Once),
    field(N::DurationMin, X6_0, U::Minute, Once),
];

static F03050001: [Field; 3] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::CurrentValue, X6_3, U::Ampere, Once).signed(),
    field(N::EndTime, DATETIME, U::Inherit, Once),
];

static F03060001: [Field; 2] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::EndTime, DATETIME, U::Inherit, Once),
];

static F03070001: [Field; 18] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::EndTime, DATETIME, U::Inherit, Once),
    field(N::DFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::DRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::DCombReactive1Total, X8_2, U::KilovarHour, Once).signed(),
    field(N::DCombReactive2Total, X8_2, U::KilovarHour, Once).signed(),
    field(N::DFwdActiveA, X8_2, U::KilowattHour, Once),
    field(N::DRevActiveA, X8_2, U::KilowattHour, Once),
    field(N::DCombReactive1A, X8_2, U::KilovarHour, Once).signed(),
    field(N::DCombReactive2A, X8_2, U::KilovarHour, Once).signed(),
    field(N::DFwdActiveB, X8_2, U::KilowattHour, Once),
    field(N::DRevActiveB, X8_2, U::KilowattHour, Once),
    field(N::DCombReactive1B, X8_2, U::KilovarHour, Once).signed(),
    field(N::DCombReactive2B, X8_2, U::KilovarHour, Once).signed(),
    field(N::DFwdActiveC, X8_2, U::KilowattHour, Once),
    field(N::DRevActiveC, X8_2, U::KilowattHour, Once),
    field(N::DCombReactive1C, X8_2, U::KilovarHour, Once).signed(),
    field(N::DCombReactive2C, X8_2, U::KilovarHour, Once).signed(),
];

static F03090001: [Field; 19] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::EndTime, DATETIME, U::Inherit, Once),
    field(N::MaxImbalance, X4_2, U::Percent, Once),
    field(N::DFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::DRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::DCombReactive1Total, X8_2, U::KilovarHour, Once).signed(),
    field(N::DCombReactive2Total, X8_2, U::KilovarHour, Once).signed(),
    field(N::DFwdActiveA, X8_2, U::KilowattHour, Once),
    field(N::DRevActiveA, X8_2, U::KilowattHour, Once),
    field(N::DCombReactive1A, X8_2, U::KilovarHour, Once).signed(),
    field(N::DCombReactive2A, X8_2, U::KilovarHour, Once).signed(),
    field(N::DFwdActiveB, X8_2, U::KilowattHour, Once),
    field(N::DRevActiveB, X8_2, U::KilowattHour, Once),
    field(N::DCombReactive1B, X8_2, U::KilovarHour, Once).signed(),
    field(N::DCombReactive2B, X8_2, U::KilovarHour, Once).signed(),
    field(N::DFwdActiveC, X8_2, U::KilowattHour, Once),
    field(N::DRevActiveC, X8_2, U::KilowattHour, Once),
    field(N::DCombReactive1C, X8_2, U::KilovarHour, Once).signed(),
    field(N::DCombReactive2C, X8_2, U::KilovarHour, Once).signed(),
];

static F030B0101: [Field; 33] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::EndTime, DATETIME, U::Inherit, Once),
    field(N::DFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::DRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::DCombReactive1Total, X8_2, U::KilovarHour, Once).signed(),
    field(N::DCombReactive2Total, X8_2, U::KilovarHour, Once).signed(),
    field(N::DFwdActiveA, X8_2, U::KilowattHour, Once),
    field(N::DRevActiveA, X8_2, U::KilowattHour, Once),
    field(N::DCombReactive1A, X8_2, U::KilovarHour, Once).signed(),
    field(N::DCombReactive2A, X8_2, U::KilovarHour, Once).signed(),
    field(N::VoltageA, X4_1, U::Volt, Once),
    field(N::CurrentA, X6_3, U::Ampere, Once).signed(),
    field(N::ActivePowerA, X6_4, U::Kilowatt, Once).signed(),
    field(N::ReactivePowerA, X6_4, U::Kilovar, Once).signed(),
    field(N::PowerFactorA, X4_3, U::One, Once).up_to(1000).signed(),
    field(N::DFwdActiveB, X8_2, U::KilowattHour, Once),
    field(N::DRevActiveB, X8_2, U::KilowattHour, Once),
    field(N::DCombReactive1B, X8_2, U::KilovarHour, Once).signed(),
    field(N::DCombReactive2B, X8_2, U::KilovarHour, Once).signed(),
    field(N::VoltageB, X4_1, U::Volt, Once),
    field(N::CurrentB, X6_3, U::Ampere, Once).signed(),
    field(N::ActivePowerB, X6_4, U::Kilowatt, Once).signed(),
    field(N::ReactivePowerB, X6_4, U::Kilovar, Once).signed(),
    field(N::PowerFactorB, X4_3, U::One, Once).up_to(1000).signed(),
    field(N::DFwdActiveC, X8_2, U::KilowattHour, Once),
    field(N::DRevActiveC, X8_2, U::KilowattHour, Once),
    field(N::DCombReactive1C, X8_2, U::KilovarHour, Once).signed(),
    field(N::DCombReactive2C, X8_2, U::KilovarHour, Once).signed(),
    field(N::VoltageC, X4_1, U::Volt, Once),
    field(N::CurrentC, X6_3, U::Ampere, Once).signed(),
    field(N::ActivePowerC, X6_4, U::Kilowatt, Once).signed(),
    field(N::ReactivePowerC, X6_4, U::Kilovar, Once).signed(),
    field(N::PowerFactorC, X4_3, U::One, Once).up_to(1000).signed(),
];

static F03100000: [Field; 9] = [
    field(N::MonitoredMin, X6_0, U::Minute, Once),
    field(N::PassRatePct, X6_2, U::Percent, Once),
    field(N::OverLimitRatePct, X6_2, U::Percent, Once),
    field(N::AboveUpperMin, X6_0, U::Minute, Once),
    field(N::BelowLowerMin, X6_0, U::Minute, Once),
    field(N::MaxVoltage, X4_1, U::Volt, Once),
    field(N::MaxTime, MONTHDAYMINUTE, U::Inherit, Once),
    field(N::MinVoltage, X4_1, U::Volt, Once),
    field(N::MinTime, MONTHDAYMINUTE, U::Inherit, Once),
];

static F03120000: [Field; 6] = [
    field(N::CountForwardActive, X6_0, U::Inherit, Once),
    field(N::CountReverseActive, X6_0, U::Inherit, Once),
    field(N::CountQuadrantIReactive, X6_0, U::Inherit, Once),
    field(N::CountQuadrantIIReactive, X6_0, U::Inherit, Once),
    field(N::CountQuadrantIIIReactive, X6_0, U::Inherit, Once),
    field(N::CountQuadrantIVReactive, X6_0, U::Inherit, Once),
];

static F03120101: [Field; 4] = [
    field(N::StartTime, DATETIME, U::None, Once),
    field(N::EndTime, DATETIME, U::None, Once),
    field(N::MaxDemand, X6_4, U::Inherit, Once),
    field(N::MaxDemandTime, DATEMINUTE, U::None, Once),
];

static F03300001: [Field; 3] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::ProgrammedDi, ID, U::Inherit, Times(10)),
];

static F03300101: [Field; 26] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::BeforeFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::BeforeRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::BeforeQ1ReactiveTotal, X8_2, U::KilovarHour, Once),
    field(N::BeforeQ2ReactiveTotal, X8_2, U::KilovarHour, Once),
    field(N::BeforeQ3ReactiveTotal, X8_2, U::KilovarHour, Once),
    field(N::BeforeQ4ReactiveTotal, X8_2, U::KilovarHour, Once),
    field(N::BeforeFwdActiveA, X8_2, U::KilowattHour, Once),
    field(N::BeforeRevActiveA, X8_2, U::KilowattHour, Once),
    field(N::BeforeQ1ReactiveA, X8_2, U::KilovarHour, Once),
    field(N::BeforeQ2ReactiveA, X8_2, U::KilovarHour, Once),
    field(N::BeforeQ3ReactiveA, X8_2, U::KilovarHour, Once),
    field(N::BeforeQ4ReactiveA, X8_2, U::KilovarHour, Once),
    field(N::BeforeFwdActiveB, X8_2, U::KilowattHour, Once),
    field(N::BeforeRevActiveB, X8_2, U::KilowattHour, Once),
    field(N::BeforeQ1ReactiveB, X8_2, U::KilovarHour, Once),
    field(N::BeforeQ2ReactiveB, X8_2, U::KilovarHour, Once),
    field(N::BeforeQ3ReactiveB, X8_2, U::KilovarHour, Once),
    field(N::BeforeQ4ReactiveB, X8_2, U::KilovarHour, Once),
    field(N::BeforeFwdActiveC, X8_2, U::KilowattHour, Once),
    field(N::BeforeRevActiveC, X8_2, U::KilowattHour, Once),
    field(N::BeforeQ1ReactiveC, X8_2, U::KilovarHour, Once),
    field(N::BeforeQ2ReactiveC, X8_2, U::KilovarHour, Once),
    field(N::BeforeQ3ReactiveC, X8_2, U::KilovarHour, Once),
    field(N::BeforeQ4ReactiveC, X8_2, U::KilovarHour, Once),
];

static F03300201: [Field; 26] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::BeforeFwdActiveTotal, DEMAND, U::Kilowatt, Once),
    field(N::BeforeRevActiveTotal, DEMAND, U::Kilowatt, Once),
    field(N::BeforeQ1ReactiveTotal, DEMAND, U::Kilovar, Once),
    field(N::BeforeQ2ReactiveTotal, DEMAND, U::Kilovar, Once),
    field(N::BeforeQ3ReactiveTotal, DEMAND, U::Kilovar, Once),
    field(N::BeforeQ4ReactiveTotal, DEMAND, U::Kilovar, Once),
    field(N::BeforeFwdActiveA, DEMAND, U::Kilowatt, Once),
    field(N::BeforeRevActiveA, DEMAND, U::Kilowatt, Once),
    field(N::BeforeQ1ReactiveA, DEMAND, U::Kilovar, Once),
    field(N::BeforeQ2ReactiveA, DEMAND, U::Kilovar, Once),
    field(N::BeforeQ3ReactiveA, DEMAND, U::Kilovar, Once),
    field(N::BeforeQ4ReactiveA, DEMAND, U::Kilovar, Once),
    field(N::BeforeFwdActiveB, DEMAND, U::Kilowatt, Once),
    field(N::BeforeRevActiveB, DEMAND, U::Kilowatt, Once),
    field(N::BeforeQ1ReactiveB, DEMAND, U::Kilovar, Once),
    field(N::BeforeQ2ReactiveB, DEMAND, U::Kilovar, Once),
    field(N::BeforeQ3ReactiveB, DEMAND, U::Kilovar, Once),
    field(N::BeforeQ4ReactiveB, DEMAND, U::Kilovar, Once),
    field(N::BeforeFwdActiveC, DEMAND, U::Kilowatt, Once),
    field(N::BeforeRevActiveC, DEMAND, U::Kilowatt, Once),
    field(N::BeforeQ1ReactiveC, DEMAND, U::Kilovar, Once),
    field(N::BeforeQ2ReactiveC, DEMAND, U::Kilovar, Once),
    field(N::BeforeQ3ReactiveC, DEMAND, U::Kilovar, Once),
    field(N::BeforeQ4ReactiveC, DEMAND, U::Kilovar, Once),
];

static F03300301: [Field; 3] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::ClearedDi, ID, U::Inherit, Once),
];

static F03300401: [Field; 3] = [
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::TimeBefore, DATETIME, U::Inherit, Once),
    field(N::TimeAfter, DATETIME, U::Inherit, Once),
];

static F03300501: [Field; 4] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::Set1Slot, SLOT, U::Inherit, Times(112)).up_to(63),
    field(N::Set2Slot, SLOT, U::Inherit, Times(112)).up_to(63),
];

static F03300601: [Field; 4] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::Set1Season, SEASON, U::Inherit, Times(14)),
    field(N::Set2Season, SEASON, U::Inherit, Times(14)),
];

static F03300701: [Field; 3] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::BeforeRestDaySchedule, N2_0, U::Inherit, Once),
];

static F03300801: [Field; 3] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::Holiday, HOLIDAY, U::Inherit, Times(254)),
];

static F03300901: [Field; 3] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::BeforeActiveCombination, BITS8ACTIVECOMBINATION, U::Inherit, Once),
];

static F03300A01: [Field; 3] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::BeforeReactiveCombination1, BITS8REACTIVECOMBINATION, U::Inherit, Once),
];

static F03300B01: [Field; 3] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::BeforeReactiveCombination2, BITS8REACTIVECOMBINATION, U::Inherit, Once),
];

static F03300C01: [Field; 3] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::SettlementDay, DAYHOUR, U::Inherit, Times(3)),
];

static F03300D01: [Field; 14] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::EndTime, DATETIME, U::Inherit, Once),
    field(N::BeforeFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::BeforeRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::BeforeQ1ReactiveTotal, X8_2, U::KilovarHour, Once),
    field(N::BeforeQ2ReactiveTotal, X8_2, U::KilovarHour, Once),
    field(N::BeforeQ3ReactiveTotal, X8_2, U::KilovarHour, Once),
    field(N::BeforeQ4ReactiveTotal, X8_2, U::KilovarHour, Once),
    field(N::AfterFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::AfterRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::AfterQ1ReactiveTotal, X8_2, U::KilovarHour, Once),
    field(N::AfterQ2ReactiveTotal, X8_2, U::KilovarHour, Once),
    field(N::AfterQ3ReactiveTotal, X8_2, U::KilovarHour, Once),
    field(N::AfterQ4ReactiveTotal, X8_2, U::KilovarHour, Once),
];

static F03300F01: [Field; 4] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::Set1Price, N8_4, U::YuanPerKilowattHour, UpTo(63)),
    field(N::Set2Price, N8_4, U::YuanPerKilowattHour, UpTo(63)),
];

static F03301001: [Field; 8] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::BeforeCurrentLadderValue, N8_2, U::KilowattHour, Times(6)),
    field(N::BeforeCurrentLadderPrice, N8_4, U::YuanPerKilowattHour, Times(7)),
    field(N::BeforeCurrentAnnualSettlementDay, MONTHDAYHOUR, U::Inherit, Times(4)),
    field(N::BeforeBackupLadderValue, N8_2, U::KilowattHour, Times(6)),
    field(N::BeforeBackupLadderPrice, N8_4, U::YuanPerKilowattHour, Times(7)),
    field(N::BeforeBackupAnnualSettlementDay, MONTHDAYHOUR, U::Inherit, Times(4)),
];

static F03301201: [Field; 4] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::KeysUpdated, N2_0, U::Inherit, Once),
    field(N::BeforeKeyStatus, BITS32UNNAMED, U::Inherit, Once),
];

static F03301301: [Field; 6] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::CardSerialAndStatus, BYTES16, U::Inherit, Once),
    field(N::PurchaseCount, N4_0, U::Times, Once),
    field(N::RemainingAmount, X8_2, U::Yuan, Once),
    field(N::FwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::RevActiveTotal, X8_2, U::KilowattHour, Once),
];

static F03340001: [Field; 5] = [
    field(N::Date, DATEMINUTE, U::None, Once),
    field(N::PurchaseCountBefore, N4_0, U::Times, Once),
    field(N::RefundAmount, X8_2, U::Inherit, Once),
    field(N::RemainingBefore, X8_2, U::Inherit, Once),
    field(N::RemainingAfter, X8_2, U::Inherit, Once),
];

static F03350001: [Field; 6] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::EndTime, DATETIME, U::Inherit, Once),
    field(N::FwdActiveStart, X8_2, U::KilowattHour, Once),
    field(N::RevActiveStart, X8_2, U::KilowattHour, Once),
    field(N::FwdActiveEnd, X8_2, U::KilowattHour, Once),
    field(N::RevActiveEnd, X8_2, U::KilowattHour, Once),
];

static F03360001: [Field; 7] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::EndTime, DATETIME, U::Inherit, Once),
    field(N::SwitchStateAfter, BITS8UNNAMED, U::Inherit, Once),
    field(N::FwdActiveStart, X8_2, U::KilowattHour, Once),
    field(N::RevActiveStart, X8_2, U::KilowattHour, Once),
    field(N::FwdActiveEnd, X8_2, U::KilowattHour, Once),
    field(N::RevActiveEnd, X8_2, U::KilowattHour, Once),
];

static F03370001: [Field; 4] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::EndTime, DATETIME, U::Inherit, Once),
    field(N::FwdActiveStart, X8_2, U::KilowattHour, Once),
    field(N::RevActiveStart, X8_2, U::KilowattHour, Once),
];

static F040005FF: [Field; 7] = [
    field(N::Word1, BITS16STATUS1, U::Inherit, Once),
    field(N::Word2, BITS16STATUS2, U::Inherit, Once),
    field(N::Word3, BITS16STATUS3, U::Inherit, Once),
    field(N::Word4, BITS16STATUS4, U::Inherit, Once),
    field(N::Word5, BITS16STATUS5, U::Inherit, Once),
    field(N::Word6, BITS16STATUS6, U::Inherit, Once),
    field(N::Word7, BITS16STATUS7, U::Inherit, Once),
];

static F04001501: [Field; 0] = [
];

static F04010000: [Field; 1] = [
    field(N::Season, SEASON, U::Inherit, UpTo(14)),
];

static F04010001: [Field; 1] = [
    field(N::Slot, SLOT, U::Inherit, UpTo(14)).up_to(63),
];

static F040501FF: [Field; 1] = [
    field(N::Price, N8_4, U::Inherit, UpTo(63)),
];

static F040604FF: [Field; 3] = [
    field(N::LadderValue, N8_2, U::KilowattHour, Times(6)),
    field(N::LadderPrice, N8_4, U::YuanPerKilowattHour, Times(7)),
    field(N::AnnualSettlementDay, MONTHDAYHOUR, U::Inherit, Times(4)),
];

static F05001001: [Field; 8] = [
    field(N::ActivePowerTotal, X6_4, U::Kilowatt, Once),
    field(N::ActivePowerA, X6_4, U::Kilowatt, Once),
    field(N::ActivePowerB, X6_4, U::Kilowatt, Once),
    field(N::ActivePowerC, X6_4, U::Kilowatt, Once),
    field(N::ReactivePowerTotal, X6_4, U::Kilovar, Once),
    field(N::ReactivePowerA, X6_4, U::Kilovar, Once),
    field(N::ReactivePowerB, X6_4, U::Kilovar, Once),
    field(N::ReactivePowerC, X6_4, U::Kilovar, Once),
];

static F0500FF01: [Field; 19] = [
    field(N::Time, DATEMINUTE, U::None, Once).plain(),
    field(N::FwdActiveEnergy, X8_2, U::KilowattHour, UpTo(64)).plain(),
    field(N::RevActiveEnergy, X8_2, U::KilowattHour, UpTo(64)).plain(),
    field(N::CombReactive1Energy, X8_2, U::KilovarHour, UpTo(64)).signed(),
    field(N::CombReactive2Energy, X8_2, U::KilovarHour, UpTo(64)).signed(),
    field(N::Q1ReactiveEnergy, X8_2, U::KilovarHour, UpTo(64)).plain(),
    field(N::Q2ReactiveEnergy, X8_2, U::KilovarHour, UpTo(64)).plain(),
    field(N::Q3ReactiveEnergy, X8_2, U::KilovarHour, UpTo(64)).plain(),
    field(N::Q4ReactiveEnergy, X8_2, U::KilovarHour, UpTo(64)).plain(),
    field(N::FwdActiveDemand, DEMAND, U::Kilowatt, UpTo(64)).plain(),
    field(N::RevActiveDemand, DEMAND, U::Kilowatt, UpTo(64)).plain(),
    field(N::ActivePowerTotal, X6_4, U::Kilowatt, Once).signed(),
    field(N::ActivePowerA, X6_4, U::Kilowatt, Once).signed(),
    field(N::ActivePowerB, X6_4, U::Kilowatt, Once).signed(),
    field(N::ActivePowerC, X6_4, U::Kilowatt, Once).signed(),
    field(N::ReactivePowerTotal, X6_4, U::Kilovar, Once).signed(),
    field(N::ReactivePowerA, X6_4, U::Kilovar, Once).signed(),
    field(N::ReactivePowerB, X6_4, U::Kilovar, Once).signed(),
    field(N::ReactivePowerC, X6_4, U::Kilovar, Once).signed(),
];

static F0504FF01: [Field; 3] = [
    field(N::Time, DATEMINUTE, U::None, Once).plain(),
    field(N::FwdActiveTotal, X8_2, U::KilowattHour, Once).plain(),
    field(N::RevActiveTotal, X8_2, U::KilowattHour, Once).plain(),
];

static F06010000: [Field; 7] = [
    field(N::VoltageA, X4_1, U::Volt, Once).plain(),
    field(N::VoltageB, X4_1, U::Volt, Once).plain(),
    field(N::VoltageC, X4_1, U::Volt, Once).plain(),
    field(N::CurrentA, X6_3, U::Ampere, Once).signed(),
    field(N::CurrentB, X6_3, U::Ampere, Once).signed(),
    field(N::CurrentC, X6_3, U::Ampere, Once).signed(),
    field(N::Frequency, X4_2, U::Hertz, Once).plain(),
];

static F06020000: [Field; 8] = [
    field(N::ActivePowerTotal, X6_4, U::Kilowatt, Once).signed(),
    field(N::ActivePowerA, X6_4, U::Kilowatt, Once).signed(),
    field(N::ActivePowerB, X6_4, U::Kilowatt, Once).signed(),
    field(N::ActivePowerC, X6_4, U::Kilowatt, Once).signed(),
    field(N::ReactivePowerTotal, X6_4, U::Kilovar, Once).signed(),
    field(N::ReactivePowerA, X6_4, U::Kilovar, Once).signed(),
    field(N::ReactivePowerB, X6_4, U::Kilovar, Once).signed(),
    field(N::ReactivePowerC, X6_4, U::Kilovar, Once).signed(),
];

static F06030000: [Field; 4] = [
    field(N::PowerFactorTotal, X4_3, U::One, Once).up_to(1000).signed(),
    field(N::PowerFactorA, X4_3, U::One, Once).up_to(1000).signed(),
    field(N::PowerFactorB, X4_3, U::One, Once).up_to(1000).signed(),
    field(N::PowerFactorC, X4_3, U::One, Once).up_to(1000).signed(),
];

static F06040000: [Field; 4] = [
    field(N::FwdActiveTotal, X8_2, U::KilowattHour, Once).plain(),
    field(N::RevActiveTotal, X8_2, U::KilowattHour, Once).plain(),
    field(N::CombReactive1Total, X8_2, U::KilovarHour, Once).signed(),
    field(N::CombReactive2Total, X8_2, U::KilovarHour, Once).signed(),
];

static F06050000: [Field; 4] = [
    field(N::Q1ReactiveTotal, X8_2, U::KilovarHour, Once).plain(),
    field(N::Q2ReactiveTotal, X8_2, U::KilovarHour, Once).plain(),
    field(N::Q3ReactiveTotal, X8_2, U::KilovarHour, Once).plain(),
    field(N::Q4ReactiveTotal, X8_2, U::KilovarHour, Once).plain(),
];

static F06060000: [Field; 2] = [
    field(N::ActiveDemand, X6_4, U::Kilowatt, Once).signed(),
    field(N::ReactiveDemand, X6_4, U::Kilovar, Once).signed(),
];

static F061006FF: [Field; 4] = [
    field(N::FwdActive, X8_2, U::KilowattHour, Once).plain(),
    field(N::RevActive, X8_2, U::KilowattHour, Once).plain(),
    field(N::CombReactive1, X8_2, U::KilovarHour, Once).signed(),
    field(N::CombReactive2, X8_2, U::KilovarHour, Once).signed(),
];

static F061007FF: [Field; 4] = [
    field(N::Q1, X8_2, U::Inherit, Once),
    field(N::Q2, X8_2, U::Inherit, Once),
    field(N::Q3, X8_2, U::Inherit, Once),
    field(N::Q4, X8_2, U::Inherit, Once),
];

static F061008FF: [Field; 2] = [
    field(N::Active, X6_4, U::Kilowatt, Once),
    field(N::Reactive, X6_4, U::Kilovar, Once),
];

static F070001FF: [Field; 2] = [
    field(N::ValidityMin, N4_0, U::Minute, Once),
    field(N::Mac, BITS32UNNAMED, U::Inherit, Once),
];

static F1001FF01: [Field; 53] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::StartFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1Total, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2Total, X8_2, U::KilovarHour, Once),
    field(N::StartFwdActiveA, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveA, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1A, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2A, X8_2, U::KilovarHour, Once),
    field(N::StartVoltageA, X4_1, U::Volt, Once),
    field(N::StartCurrentA, X6_3, U::Ampere, Once),
    field(N::StartActivePowerA, X6_4, U::Kilowatt, Once),
    field(N::StartReactivePowerA, X6_4, U::Kilovar, Once),
    field(N::StartPowerFactorA, X4_3, U::One, Once).up_to(1000),
    field(N::StartFwdActiveB, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveB, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1B, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2B, X8_2, U::KilovarHour, Once),
    field(N::StartVoltageB, X4_1, U::Volt, Once),
    field(N::StartCurrentB, X6_3, U::Ampere, Once),
    field(N::StartActivePowerB, X6_4, U::Kilowatt, Once),
    field(N::StartReactivePowerB, X6_4, U::Kilovar, Once),
    field(N::StartPowerFactorB, X4_3, U::One, Once).up_to(1000),
    field(N::StartFwdActiveC, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveC, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1C, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2C, X8_2, U::KilovarHour, Once),
    field(N::StartVoltageC, X4_1, U::Volt, Once),
    field(N::StartCurrentC, X6_3, U::Ampere, Once),
    field(N::StartActivePowerC, X6_4, U::Kilowatt, Once),
    field(N::StartReactivePowerC, X6_4, U::Kilovar, Once),
    field(N::StartPowerFactorC, X4_3, U::One, Once).up_to(1000),
    field(N::AmpereHoursTotal, X8_2, U::AmpereHour, Once),
    field(N::AmpereHoursA, X8_2, U::AmpereHour, Once),
    field(N::AmpereHoursB, X8_2, U::AmpereHour, Once),
    field(N::AmpereHoursC, X8_2, U::AmpereHour, Once),
    field(N::EndTime, DATETIME, U::Inherit, Once),
    field(N::EndFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1Total, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2Total, X8_2, U::KilovarHour, Once),
    field(N::EndFwdActiveA, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveA, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1A, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2A, X8_2, U::KilovarHour, Once),
    field(N::EndFwdActiveB, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveB, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1B, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2B, X8_2, U::KilovarHour, Once),
    field(N::EndFwdActiveC, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveC, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1C, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2C, X8_2, U::KilovarHour, Once),
];

static F1400FF01: [Field; 34] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::StartFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1Total, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2Total, X8_2, U::KilovarHour, Once),
    field(N::StartFwdActiveA, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveA, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1A, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2A, X8_2, U::KilovarHour, Once),
    field(N::StartFwdActiveB, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveB, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1B, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2B, X8_2, U::KilovarHour, Once),
    field(N::StartFwdActiveC, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveC, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1C, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2C, X8_2, U::KilovarHour, Once),
    field(N::EndTime, DATETIME, U::Inherit, Once),
    field(N::EndFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1Total, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2Total, X8_2, U::KilovarHour, Once),
    field(N::EndFwdActiveA, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveA, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1A, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2A, X8_2, U::KilovarHour, Once),
    field(N::EndFwdActiveB, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveB, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1B, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2B, X8_2, U::KilovarHour, Once),
    field(N::EndFwdActiveC, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveC, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1C, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2C, X8_2, U::KilovarHour, Once),
];

static F1600FF01: [Field; 35] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::StartFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1Total, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2Total, X8_2, U::KilovarHour, Once),
    field(N::StartFwdActiveA, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveA, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1A, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2A, X8_2, U::KilovarHour, Once),
    field(N::StartFwdActiveB, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveB, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1B, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2B, X8_2, U::KilovarHour, Once),
    field(N::StartFwdActiveC, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveC, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1C, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2C, X8_2, U::KilovarHour, Once),
    field(N::MaximumImbalance, X6_4, U::Percent, Once),
    field(N::EndTime, DATETIME, U::Inherit, Once),
    field(N::EndFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1Total, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2Total, X8_2, U::KilovarHour, Once),
    field(N::EndFwdActiveA, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveA, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1A, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2A, X8_2, U::KilovarHour, Once),
    field(N::EndFwdActiveB, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveB, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1B, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2B, X8_2, U::KilovarHour, Once),
    field(N::EndFwdActiveC, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveC, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1C, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2C, X8_2, U::KilovarHour, Once),
];

static F1801FF01: [Field; 49] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::StartFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1Total, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2Total, X8_2, U::KilovarHour, Once),
    field(N::StartFwdActiveA, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveA, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1A, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2A, X8_2, U::KilovarHour, Once),
    field(N::StartVoltageA, X4_1, U::Volt, Once),
    field(N::StartCurrentA, X6_3, U::Ampere, Once),
    field(N::StartActivePowerA, X6_4, U::Kilowatt, Once),
    field(N::StartReactivePowerA, X6_4, U::Kilovar, Once),
    field(N::StartPowerFactorA, X4_3, U::One, Once).up_to(1000),
    field(N::StartFwdActiveB, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveB, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1B, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2B, X8_2, U::KilovarHour, Once),
    field(N::StartVoltageB, X4_1, U::Volt, Once),
    field(N::StartCurrentB, X6_3, U::Ampere, Once),
    field(N::StartActivePowerB, X6_4, U::Kilowatt, Once),
    field(N::StartReactivePowerB, X6_4, U::Kilovar, Once),
    field(N::StartPowerFactorB, X4_3, U::One, Once).up_to(1000),
    field(N::StartFwdActiveC, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveC, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1C, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2C, X8_2, U::KilovarHour, Once),
    field(N::StartVoltageC, X4_1, U::Volt, Once),
    field(N::StartCurrentC, X6_3, U::Ampere, Once),
    field(N::StartActivePowerC, X6_4, U::Kilowatt, Once),
    field(N::StartReactivePowerC, X6_4, U::Kilovar, Once),
    field(N::StartPowerFactorC, X4_3, U::One, Once).up_to(1000),
    field(N::EndTime, DATETIME, U::Inherit, Once),
    field(N::EndFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1Total, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2Total, X8_2, U::KilovarHour, Once),
    field(N::EndFwdActiveA, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveA, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1A, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2A, X8_2, U::KilovarHour, Once),
    field(N::EndFwdActiveB, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveB, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1B, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2B, X8_2, U::KilovarHour, Once),
    field(N::EndFwdActiveC, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveC, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1C, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2C, X8_2, U::KilovarHour, Once),
];

static F1D00FF01: [Field; 8] = [
    field(N::Time, DATETIME, U::Inherit, Once),
    field(N::Operator, OPERATOR, U::Inherit, Once),
    field(N::AtFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::AtRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::AtQ1ReactiveTotal, X8_2, U::KilovarHour, Once),
    field(N::AtQ2ReactiveTotal, X8_2, U::KilovarHour, Once),
    field(N::AtQ3ReactiveTotal, X8_2, U::KilovarHour, Once),
    field(N::AtQ4ReactiveTotal, X8_2, U::KilovarHour, Once),
];

static F1F00FF01: [Field; 10] = [
    field(N::StartTime, DATETIME, U::Inherit, Once),
    field(N::StartFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::StartRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::StartCombReactive1Total, X8_2, U::KilovarHour, Once),
    field(N::StartCombReactive2Total, X8_2, U::KilovarHour, Once),
    field(N::EndTime, DATETIME, U::Inherit, Once),
    field(N::EndFwdActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::EndRevActiveTotal, X8_2, U::KilowattHour, Once),
    field(N::EndCombReactive1Total, X8_2, U::KilovarHour, Once),
    field(N::EndCombReactive2Total, X8_2, U::KilovarHour, Once),
];

static F97_901F: [Field; 2] = [
    field(N::Total, X8_2, U::Inherit, Once),
    field(N::Tariff, X8_2, U::Inherit, UpTo(14)),
];

static F97_A01F: [Field; 2] = [
    field(N::Total, X6_4, U::Inherit, Once),
    field(N::Tariff, X6_4, U::Inherit, UpTo(14)),
];

static F97_B01F: [Field; 2] = [
    field(N::Total, MONTHDAYMINUTE, U::Inherit, Once),
    field(N::Tariff, MONTHDAYMINUTE, U::Inherit, UpTo(14)),
];

static F97_B21F: [Field; 5] = [
    field(N::TimeOfLastProgramming, MONTHDAYMINUTE, U::Inherit, Once),
    field(N::TimeOfLastDemandClear, MONTHDAYMINUTE, U::Inherit, Once),
    field(N::ProgrammingCount, N4_0, U::Times, Once),
    field(N::DemandClearCount, N4_0, U::Times, Once),
    field(N::BatteryWorkingTime, N6_0, U::Minute, Once),
];

static F97_B31F: [Field; 4] = [
    field(N::Total, N4_0, U::Inherit, Once),
    field(N::A, N4_0, U::Inherit, Once),
    field(N::B, N4_0, U::Inherit, Once),
    field(N::C, N4_0, U::Inherit, Once),
];

static F97_B32F: [Field; 4] = [
    field(N::Total, N6_0, U::Inherit, Once),
    field(N::A, N6_0, U::Inherit, Once),
    field(N::B, N6_0, U::Inherit, Once),
    field(N::C, N6_0, U::Inherit, Once),
];

static F97_B33F: [Field; 4] = [
    field(N::Total, MONTHDAYMINUTE, U::Inherit, Once),
    field(N::A, MONTHDAYMINUTE, U::Inherit, Once),
    field(N::B, MONTHDAYMINUTE, U::Inherit, Once),
    field(N::C, MONTHDAYMINUTE, U::Inherit, Once),
];

static F97_B61F: [Field; 3] = [
    field(N::A, X3_0, U::Inherit, Once),
    field(N::B, X3_0, U::Inherit, Once),
    field(N::C, X3_0, U::Inherit, Once),
];

static F97_B63F: [Field; 6] = [
    field(N::Total, X6_4, U::Inherit, Once),
    field(N::A, X6_4, U::Inherit, Once),
    field(N::B, X6_4, U::Inherit, Once),
    field(N::C, X6_4, U::Inherit, Once),
    field(N::FwdLimit, N4_2, U::Inherit, Once),
    field(N::RevLimit, N4_2, U::Inherit, Once),
];

static F97_B64F: [Field; 4] = [
    field(N::Total, X4_2, U::Inherit, Once),
    field(N::A, X4_2, U::Inherit, Once),
    field(N::B, X4_2, U::Inherit, Once),
    field(N::C, X4_2, U::Inherit, Once),
];

static F97_C01F: [Field; 2] = [
    field(N::DateAndWeekday, DATEWEEK, U::Inherit, Once),
    field(N::Time, TIME, U::Inherit, Once),
];

static F97_C02F: [Field; 3] = [
    field(N::MeterRunningStatusWord, BITS8METER97, U::Inherit, Once),
    field(N::GridStatusWord, BITS8GRID97, U::Inherit, Once),
    field(N::WeeklyRestDayWord, BITS8RESTDAYS97, U::Inherit, Once),
];

static F97_C03F: [Field; 5] = [
    field(N::ActiveMeterConstant, N6_0, U::ImpulsePerKilowattHour, Once),
    field(N::ReactiveMeterConstant, N6_0, U::ImpulsePerKilovarHour, Once),
    field(N::MeterNumber, CODE12, U::Inherit, Once),
    field(N::CustomerNumber, CODE12, U::Inherit, Once),
    field(N::DeviceCode, CODE12, U::Inherit, Once),
];

static F97_C11F: [Field; 10] = [
    field(N::MaximumDemandPeriod, N2_0, U::Minute, Once),
    field(N::SlidingInterval, N2_0, U::Minute, Once),
    field(N::ScrollDisplayTime, N2_0, U::Second, Once),
    field(N::DisplayHoldTime, N2_0, U::Second, Once),
    field(N::DisplayedEnergyDecimals, N2_0, U::Inherit, Once),
    field(N::DisplayedPowerDemandDecimals, N2_0, U::Inherit, Once),
    field(N::AutomaticReading, DAYHOUR, U::Inherit, Once),
    field(N::LoadRepresentativeDay, N2_0, U::Inherit, Once),
    field(N::ActiveEnergyInitialReading, N8_1, U::KilowattHour, Once),
    field(N::ReactiveEnergyInitialReading, N8_1, U::KilovarHour, Once),
];

static F97_C31F: [Field; 5] = [
    field(N::NumberOfSeasons, N2_0, U::Inherit, Once),
    field(N::NumberOfDaySchedules, N2_0, U::Inherit, Once),
    field(N::NumberOfSlotsPerDay, N2_0, U::Inherit, Once),
    field(N::NumberOfTariffs, N2_0, U::Inherit, Once),
    field(N::NumberOfPublicHolidays, N2_0, U::Inherit, Once),
];

static F97_C41F: [Field; 1] = [
    field(N::Holiday, SEASON, U::Inherit, UpTo(14)),
];

static F97_C51F: [Field; 2] = [
    field(N::LoadRecordStartTime, MONTHDAYMINUTE, U::Inherit, Once),
    field(N::LoadRecordInterval, N4_0, U::Minute, Once),
];
