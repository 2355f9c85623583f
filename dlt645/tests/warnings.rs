//! The value where the bytes give one, and a warning for each thing that is odd; an error where
//! there is no value. F numbers are the cases of other people's meters that the rule comes from.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail"
)]

use dlt645::item::{Item, Warning, WarningKind, lookup};
use dlt645::value::ValueError;
use dlt645::{Address, Data, DataId};

fn item(di: &str) -> Item {
    lookup(di.parse::<DataId>().unwrap()).unwrap()
}

fn data(hex: &str) -> Data<'static> {
    let digits: String = hex.split_whitespace().collect();
    let bytes = (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap())
        .map(|byte| byte.wrapping_add(0x33));
    Data::from_wire(bytes.collect::<Vec<_>>().leak())
}

/// Values or errors of the parts, and the warnings.
fn read(di: &str, hex: &str) -> (Vec<String>, Vec<String>) {
    let (item, data) = (item(di), data(hex));
    let parts = item.parts(data).map(|part| match part {
        Ok(part) => match part.value {
            Ok(value) => value.to_string(),
            Err(error) => format!("{part}: {}", error.kind()),
        },
        Err(error) => format!("{}: {error}", error.kind()),
    });
    let warnings = item.warnings(data).map(|warning| warning.to_string());
    (parts.collect(), warnings.collect())
}

fn expect(di: &str, hex: &str, values: &[&str], warnings: &[&str]) {
    let (found, odd) = read(di, hex);
    assert_eq!(found, values, "{di} {hex}");
    assert_eq!(odd, warnings, "{di} {hex}");
}

#[test]
fn f8_no_more_tariffs_and_settlement_days_than_the_standard_has() {
    for (di, most, sent, part) in [
        ("000100FF", 12, 20, "last_settlement_day"),
        ("0001FF00", 63, 80, "tariff"),
        ("901F", 14, 20, "tariff"),
    ] {
        let (values, warnings) = read(di, &"01000000".repeat(sent));
        assert_eq!(values.len(), 1 + most, "{di}");
        let expected = format!(
            "range: {part}: {} values were sent, there can be {most}",
            sent - 1
        );
        assert_eq!(warnings, [expected], "{di}");
        // One more byte is no second warning, and no error.
        let (values, warnings) = read(di, &("01000000".repeat(1 + most) + "01"));
        assert_eq!(values.len(), 1 + most, "{di}");
        assert_eq!(
            warnings,
            ["extra_bytes: more bytes than the standard has: 01"]
        );
    }
}

#[test]
fn f15_a_block_says_how_many_bytes_it_is_short_of() {
    let (values, warnings) = read("0001FF00", &"00".repeat(19));
    assert_eq!(values[3..], ["0.00", "short: 1 byte short, 19 came"]);
    assert!(warnings.is_empty());
    expect("0001FF00", "0100", &["short: 2 bytes short, 2 came"], &[]);
    expect(
        "0201FF00",
        "562200",
        &["225.6", "short: 3 bytes short, 3 came"],
        &[],
    );
    expect("00010000", "010203", &["short: 1 byte short, 3 came"], &[]);
    // A block that ends with AA is not short.
    let (values, warnings) = read("901F", "01000000 02000000 AA");
    assert_eq!(values, ["0.01", "0.02"]);
    assert_eq!(
        warnings,
        ["extra_bytes: more bytes than the standard has: aa"]
    );
}

#[test]
fn f16_more_bytes_do_not_hide_the_value() {
    let extra = ["extra_bytes: more bytes than the standard has: 01"];
    expect("00010000", "89002401 01", &["12400.89"], &extra);
    expect("02010100", "5622 01", &["225.6"], &extra);
    expect("9010", "75780901 01", &["10978.75"], &extra);
    expect(
        "9010",
        "75780901 010203",
        &["10978.75"],
        &["extra_bytes: more bytes than the standard has: 01 02 03"],
    );
    let value = item("00010000").decode(data("89002401 01")).unwrap();
    assert_eq!(value.to_string(), "12400.89");
    // Status words of a meter that sends 16 bytes.
    let (values, warnings) = read("040005FF", &"00".repeat(16));
    assert_eq!(values.len(), 7);
    assert_eq!(
        warnings,
        ["extra_bytes: more bytes than the standard has: 00 00"]
    );
}

#[test]
fn f17_weekday_7_is_a_sunday_with_a_warning() {
    let odd = "weekday: value: weekday 7 was sent, 2023-10-15 is weekday 0";
    expect("04000101", "07151023", &["2023-10-15"], &[odd]);
    expect("C010", "07151023", &["2023-10-15"], &[odd]);
    let moment = "585912 07 151023";
    expect("0400010C", moment, &["2023-10-15T12:59:58"], &[odd]);
    expect("04000101", "00151023", &["2023-10-15"], &[]);
    // Whatever the byte, the day is good.
    for weekday in 1..=0xFFu8 {
        let text = format!("{weekday:02x}151023");
        let (values, warnings) = read("04000101", &text);
        assert_eq!(values.len(), 1, "{text}");
        assert!(values[0].ends_with("-10-15"), "{text}: {values:?}");
        assert_eq!(warnings.len(), usize::from(weekday != 0x99), "{text}");
    }
}

#[test]
fn f18_a_wrong_weekday_is_a_warning() {
    let odd = "weekday: value: weekday 3 was sent, 2023-10-15 is weekday 0";
    expect("04000101", "03151023", &["2023-10-15"], &[odd]);
}

#[test]
fn f19_another_address_is_a_warning() {
    let asked: Address = "202211080645".parse().unwrap();
    let warning = Warning::address(asked, Address::WILDCARD);
    assert_eq!(warning.kind(), WarningKind::Address);
    assert_eq!(
        warning.to_string(),
        "address: 202211080645 was asked, AAAAAAAAAAAA answered"
    );
}

#[test]
fn f25_doubtful_numbers_are_shown_with_a_warning() {
    let angle = ["range: value: at most 360.0 is possible"];
    expect("02070100", "9989", &["899.9"], &angle);
    expect("02070100", "0036", &["360.0"], &[]);
    let factor = ["range: value: at most 1.000 is possible"];
    expect("02060000", "0595", &["-1.505"], &factor);
    expect("02060000", "0090", &["-1.000"], &[]);
    let (values, warnings) = read("0206FF00", "0010 0010 0020 0010");
    assert_eq!(values, ["1.000", "1.000", "2.000", "1.000"]);
    assert_eq!(warnings, ["range: B: at most 1.000 is possible"]);
    expect(
        "04000204",
        "64",
        &["64"],
        &["range: value: at most 63 is possible"],
    );
    // The tariff of a slot.
    expect(
        "04010001",
        "640008 010020",
        &["64", "08:00", "1", "20:00"],
        &["range: slot 1 number: at most 63 is possible"],
    );
}

#[test]
fn a_reserved_bit_is_a_warning() {
    let (_, warnings) = read("04000507", "2080");
    assert_eq!(warnings, ["reserved_bit: value: bit 15 is reserved"]);
    let (_, warnings) = read("040005FF", "0000 0000 0000 0010 0000 0000 0000");
    assert_eq!(warnings, ["reserved_bit: word4: bit 12 is reserved"]);
}

#[test]
fn announced_data_that_did_not_come_are_incomplete() {
    let (item, data) = (item("0001FF00"), data("01000000 02000000"));
    let parts: Vec<_> = item.parts(data).with_more_announced(data).collect();
    assert_eq!(parts.len(), 3);
    assert_eq!(parts[2], Err(ValueError::Incomplete { found: 8 }));
    assert_eq!(parts[2].unwrap_err().kind(), "incomplete");
    let cut = item
        .parts(Data::from_wire(&data.wire()[..7]))
        .with_more_announced(data);
    assert_eq!(cut.last(), Some(Err(ValueError::Incomplete { found: 8 })));
}
