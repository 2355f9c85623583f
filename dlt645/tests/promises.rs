//! Small promises of the documentation that no larger test would miss.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use dlt645::command::{ChangePassword97Reply, Message, Password};
use dlt645::item::{items, lookup};
use dlt645::value::Date;
use dlt645::{Address, DataId, Frame, Full};

#[test]
fn a_password_reply_of_1997_has_four_bytes_or_none() {
    let address = Address::from_wire([1, 0, 0, 0, 0, 0]);
    for (new, len) in [
        (None, 0),
        (
            Some(Password {
                level: 2,
                code: [1, 2, 3],
            }),
            4,
        ),
    ] {
        let reply = ChangePassword97Reply { new };
        let mut out = [0xA5; 32];
        let bytes = reply.encode(address, &mut out).unwrap();
        assert_eq!(usize::from(bytes[9]), len);
        let frame = Frame::parse(bytes).unwrap();
        assert_eq!(ChangePassword97Reply::parse(&frame), Ok(reply));
    }
}

#[test]
fn a_full_sink_says_so() {
    assert_eq!(Full.to_string(), "no room for the encoded bytes");
}

#[test]
fn a_date_has_each_part_in_its_range() {
    let days = [(24, 2, 29), (26, 1, 1), (26, 12, 31), (99, 12, 31)];
    let none = [
        (100, 1, 1),
        (26, 0, 1),
        (26, 13, 1),
        (26, 1, 0),
        (26, 1, 32),
        (26, 4, 31),
        (26, 2, 29),
    ];
    for (year, month, day) in days {
        assert!(
            Date::from_two_digits(year, month, day).is_some(),
            "{year} {month} {day}"
        );
    }
    for (year, month, day) in none {
        assert_eq!(
            Date::from_two_digits(year, month, day),
            None,
            "{year} {month} {day}"
        );
    }
}

#[test]
fn an_item_says_the_identifier_it_was_asked_for() {
    // Totals, tariffs, settlement days, phases, earlier events: rows of their own and patterns
    // alike.
    for di in [
        0x0001_0000,
        0x0001_0500,
        0x0001_0107,
        0x0201_0200,
        0x0311_0005,
    ] {
        let id = DataId::V2007(di);
        assert_eq!(lookup(id).map(|item| item.id), Some(id), "{di:08x}");
    }
    let phase_b = DataId::V2007(0x0201_0200);
    assert_eq!(items::VOLTAGE_A.with_id(phase_b).id, phase_b);
}

/// Neither a password nor an operator code is printed, in whatever request they are.
#[test]
fn no_secret_is_printed() {
    use dlt645::command::{ChangePassword, ClearMeter, Operator, Password, Write};
    let secret = Password::new(2, 0x98_76_54);
    let operator = Operator([0xA1, 0xA2, 0xA3, 0xA4]);
    let write = Write {
        di: 0x0400_0101,
        password: secret,
        operator,
        data: &[0u8; 4][..],
    };
    let change = ChangePassword {
        di: 0x0400_0C01,
        old: secret,
        new: secret,
    };
    let clear = ClearMeter {
        password: secret,
        operator,
        cipher: None,
    };
    for text in [
        format!("{write:?}"),
        format!("{change:?}"),
        format!("{clear:?}"),
    ] {
        for digits in [
            "84", "118", "152", "161", "162", "163", "164", "76", "0xa", "987",
        ] {
            assert!(!text.contains(digits), "{text}");
        }
    }
}
