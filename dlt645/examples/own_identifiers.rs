//! Add a maker's identifiers: a table of one's own in front of the standard's.
//!
//! `cargo run -p dlt645 --example own_identifiers`

use dlt645::item::layout::{Field, Label, Layout};
use dlt645::item::{Access, Item, Pattern, lookup_with};
use dlt645::value::{Format, Unit};
use dlt645::{Data, DataId, OFFSET};
use std::error::Error;

const fn part(label: &str, digits: u8, scale: u8, unit: Unit) -> Field {
    let label = match Label::find(label) {
        Some(label) => label,
        None => Label::VALUE,
    };
    Field::new(label, Format::Number { digits, scale }, unit).plain()
}

/// A record of two parts: an energy of four bytes, XXXXX.XXX kWh, and a voltage of two, XXX.X V.
static ENERGY_AND_VOLTAGE: Layout = Layout::new(&[
    part("total", 8, 3, Unit::KilowattHour),
    part("voltage_A", 4, 1, Unit::Volt),
]);

/// What this maker means by its identifiers. One pattern can stand for many: a bit that is 0 in
/// `mask` is free.
static OWN: [Pattern; 2] = [
    Pattern::new(
        Item::new(DataId::V2007(0xEF00_0001), Format::Composite, Unit::None)
            .layout(&ENERGY_AND_VOLTAGE),
        "Fine energy and voltage",
    ),
    Pattern {
        item: Item::new(
            DataId::V2007(0xEF01_0000),
            Format::Number {
                digits: 4,
                scale: 1,
            },
            Unit::Celsius,
        )
        .signed()
        .access(Access::Read),
        mask: 0xFFFF_FF00,
        name: "Temperature of terminal",
        name_zh: "端子温度",
    },
];

fn main() -> Result<(), Box<dyn Error>> {
    // As they are on the wire: lowest byte first, each byte raised by 0x33.
    let record = [0x78, 0x56, 0x34, 0x12, 0x61, 0x03].map(|byte: u8| byte.wrapping_add(OFFSET));
    let item = lookup_with(&OWN, DataId::V2007(0xEF00_0001)).ok_or("not in the table")?;
    for part in item.parts(Data::from_wire(&record)) {
        let part = part?;
        let value = part.value?;
        println!("{} {part} {value} {}", item.id, value.unit());
    }
    let cold = [0x55, 0x81].map(|byte: u8| byte.wrapping_add(OFFSET));
    let item = lookup_with(&OWN, DataId::V2007(0xEF01_0003)).ok_or("not in the table")?;
    let value = item.decode(Data::from_wire(&cold))?;
    println!("{} {value} {}", item.id, value.unit());
    // Everything else is found as before.
    let item = lookup_with(&OWN, DataId::V2007(0x0001_0000)).ok_or("not in the table")?;
    println!("{} stays {} {}", item.id, item.format, item.unit);
    Ok(())
}
