//! Blocks and records as meters send them: every layout, whole, short, with and without separators.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail"
)]

use dlt645::item::{Item, Parts, lookup};
use dlt645::{Data, DataId};

fn item(di: &str) -> Item {
    lookup(di.parse().unwrap()).unwrap()
}

fn wire(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| byte.wrapping_add(0x33)).collect()
}

/// Bytes from hexadecimal text with spaces.
fn hex(text: &str) -> Vec<u8> {
    let digits: String = text.split_whitespace().collect();
    (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap())
        .collect()
}

/// One line a part: identifier, name, value and unit, or the error.
/// The parts, the error that ends them after `!`, and what comes after the last one after `?`.
fn lines_with(mut parts: Parts<'static>) -> Vec<String> {
    let mut lines: Vec<String> = parts
        .by_ref()
        .map(|part| match part {
            Ok(part) => {
                let id = part.id.map_or("-".to_string(), |id: DataId| id.to_string());
                match part.value {
                    Ok(value) => format!("{id} {part} = {value} {}", part.unit)
                        .trim_end()
                        .to_string(),
                    Err(error) => format!("{id} {part}: {error}"),
                }
            }
            Err(error) => format!("! {error}"),
        })
        .collect();
    lines.extend(parts.leftover().map(|warning| format!("? {warning}")));
    lines
}

fn data(bytes: &[u8]) -> Data<'static> {
    Data::from_wire(wire(bytes).leak())
}

fn lines(di: &str, bytes: &[u8]) -> Vec<String> {
    lines_with(item(di).parts(data(bytes)))
}

#[test]
fn energy_block_of_total_and_tariffs() {
    let bytes = hex("30360000 56020000 19000080");
    assert_eq!(
        lines("0000FF00", &bytes),
        [
            "00000000 total = 36.30 kWh",
            "00000100 tariff 1 = 2.56 kWh",
            "00000200 tariff 2 = -0.19 kWh"
        ]
    );
    // Unsigned: the top nibble is a digit.
    assert_eq!(
        lines("0001FF00", &bytes)[2],
        "00010200 tariff 2 = 800000.19 kWh"
    );
    assert_eq!(
        lines("000101FF", &bytes[..8])[1],
        "00010101 last_settlement_day 1 = 2.56 kWh"
    );
    assert_eq!(
        lines("0001FF00", &bytes[..9]).last().unwrap(),
        "! 3 bytes short, 9 came"
    );
    assert_eq!(lines("0001FF00", &[]), ["! 4 bytes short, 0 came"]);
}

#[test]
fn a_bad_value_does_not_hide_the_next() {
    assert_eq!(
        lines("0201FF00", &hex("5622 FFFF 0A22")),
        [
            "02010100 A = 225.6 V",
            "02010200 B = not available V",
            "02010300 C: byte 4 is 0a, no pair of decimal digits",
        ]
    );
}

#[test]
fn block_with_fewer_phases_or_more_bytes() {
    let fewer = lines("0201FF00", &hex("5622"));
    assert_eq!(fewer, ["02010100 A = 225.6 V", "! 4 bytes short, 2 came"]);
    let fewer = lines("0202FF00", &hex("880180 00"));
    assert_eq!(fewer, ["02020100 A = -0.188 A", "! 5 bytes short, 4 came"]);
    let more = lines("0201FF00", &hex("5622 0000 0000 01"));
    assert_eq!(
        more[3],
        "? extra_bytes: more bytes than the standard has: 01"
    );
}

#[test]
fn demand_with_time() {
    let bytes = hex("345612 3015091526 000080 0000000000");
    assert_eq!(
        lines("0103FF00", &bytes),
        [
            "01030000 total demand = 12.5634 kvar",
            "01030000 total time: byte 6 is 15, out of range",
            "01030100 tariff 1 demand = 0.0000 kvar",
            "01030100 tariff 1 time = never",
        ]
    );
    assert_eq!(
        lines("01010000", &hex("345612 3015091126 AA")),
        [
            "01010000 value demand = 12.5634 kW",
            "01010000 value time = 2026-11-09T15:30",
            "? extra_bytes: more bytes than the standard has: aa"
        ]
    );
}

#[test]
fn power_down_record() {
    assert_eq!(
        lines("03110001", &hex("563412221126 000000000000")),
        ["- start_time = 2026-11-22T12:34:56", "- end_time = never"]
    );
}

#[test]
fn event_item_by_item_with_and_without_separators() {
    let record = item("1D00FF01");
    let plain = hex("563412221126 11223344 00010000 01010000 02010000 03010000 04010000 05010000");
    let expected = [
        "1D000101 time = 2026-11-22T12:34:56",
        "1D000201 operator = 11223344",
        "1D000301 at_fwd_active_total = 1.00 kWh",
        "1D000401 at_rev_active_total = 1.01 kWh",
        "1D000501 at_q1_reactive_total = 1.02 kvarh",
        "1D000601 at_q2_reactive_total = 1.03 kvarh",
        "1D000701 at_q3_reactive_total = 1.04 kvarh",
        "1D000801 at_q4_reactive_total = 1.05 kvarh",
    ];
    assert_eq!(lines("1D00FF01", &plain), expected);
    let between = hex(
        "563412221126 AA 11223344 AA 00010000 AA 01010000 AA 02010000 AA 03010000 AA 04010000 AA 05010000",
    );
    assert_eq!(lines("1D00FF01", &between), expected);
    let closed: Vec<u8> = between.iter().copied().chain([0xAA]).collect();
    assert_eq!(lines("1D00FF01", &closed), expected);
    assert_eq!(record.byte_len(), Some(34));
    // A separator out of place is an error that names the byte; an operator code may hold AA.
    let mut wrong = between.clone();
    wrong[16] = 0x00;
    assert_eq!(
        lines("1D00FF01", &wrong).last().unwrap(),
        "! byte 16 is 00, no mark of the record"
    );
}

/// 1600FFnn with the imbalance as XX.XX: no byte of it may slip into the next item.
#[test]
fn an_imbalance_block_with_the_short_form() {
    use dlt645::item::{alternatives::IMBALANCE_2_BYTES, lookup_with};
    for di in [0x1600_FF01, 0x1700_FF02, 0x2000_FF0A] {
        let id = DataId::V2007(di);
        let narrow = lookup_with(&IMBALANCE_2_BYTES, id).unwrap();
        assert_eq!(narrow.byte_len(), Some(142));
        let bytes: Vec<u8> = (0..142u8)
            .map(|at| {
                if at < 6 || (72..78).contains(&at) {
                    0x11
                } else {
                    at / 20 + 1
                }
            })
            .collect();
        let bytes = wire(&bytes);
        let data = Data::from_wire(&bytes);
        let by_length: Vec<_> = lookup(id)
            .unwrap()
            .parts(data)
            .map(|part| part.unwrap().value.unwrap())
            .collect();
        let by_table: Vec<_> = narrow
            .parts(data)
            .map(|part| part.unwrap().value.unwrap())
            .collect();
        assert_eq!((by_length.len(), &by_length), (35, &by_table));
        assert_eq!(by_length[17].to_string(), "4.04");
        let mut out = [0xA5; 200];
        let separated = wire(narrow.encode_parts_separated(&by_table, &mut out).unwrap());
        let again: Vec<_> = lookup(id)
            .unwrap()
            .parts(Data::from_wire(&separated))
            .collect();
        assert!(
            again
                .iter()
                .map(|part| part.unwrap().value.unwrap())
                .eq(by_table)
        );
        let item =
            lookup_with(&IMBALANCE_2_BYTES, DataId::V2007(di & 0xFFFF_00FF | 0x1200)).unwrap();
        assert_eq!(item.byte_len(), Some(2));
    }
}

#[test]
fn a_long_event_record_has_all_its_items() {
    let record = item("10010AFF".replace("0AFF", "FF0A").as_str());
    let zeros = [0; 195];
    let parts = lines_with(record.parts(data(&zeros)));
    assert_eq!(parts.len(), 53);
    assert_eq!(parts[0], "1001010A start_time = never");
    assert_eq!(parts[9], "10010A0A start_voltage_A = 0.0 V");
    assert_eq!(parts[52], "1001350A end_comb_reactive2_C = 0.00 kvarh");
    let cut = lines_with(record.parts(data(&zeros[..100])));
    assert_eq!(cut.last().unwrap(), "! 95 bytes short, 100 came");
}

/// Time, 8 energies, 2 demands of total and `tariffs`, 8 powers; `mark` ends every item.
fn freeze(tariffs: u8, mark: &[u8], skip: &[usize]) -> Vec<u8> {
    let mut items = vec![hex("0000010726")];
    for energy in 1..=8u8 {
        items.push(
            (0..=tariffs)
                .flat_map(|tariff| [tariff, energy, 0, 0])
                .collect(),
        );
    }
    for demand in 1..=2u8 {
        items.push(
            (0..=tariffs)
                .flat_map(|tariff| [tariff, demand, 0, 0x30, 0x12, 0x01, 0x06, 0x26])
                .collect(),
        );
    }
    items.push((0..8).flat_map(|power| [power, 0, 0x80]).collect());
    let kept = items
        .into_iter()
        .enumerate()
        .filter(|(index, _)| !skip.contains(index));
    kept.flat_map(|(_, item)| {
        item.into_iter()
            .chain(mark.iter().copied())
            .collect::<Vec<_>>()
    })
    .collect()
}

#[test]
fn freeze_block_whole() {
    let plain = freeze(4, &[], &[]);
    assert_eq!(plain.len(), 269);
    let parts = lines("05060001".replace("0001", "FF01").as_str(), &plain);
    assert_eq!(parts.len(), 1 + 8 * 5 + 2 * 5 * 2 + 8);
    assert_eq!(parts[0], "05060001 time = 2026-07-01T00:00");
    assert_eq!(parts[1], "05060101 fwd_active_energy = 1.00 kWh");
    assert_eq!(parts[2], "05060101 fwd_active_energy 1 = 1.01 kWh");
    assert_eq!(parts[40], "05060801 q4_reactive_energy 4 = 8.04 kvarh");
    assert_eq!(parts[41], "05060901 fwd_active_demand demand = 0.0100 kW");
    assert_eq!(
        parts[42],
        "05060901 fwd_active_demand time = 2026-06-01T12:30"
    );
    assert_eq!(parts[61], "05061001 active_power_total = 0.0000 kW");
    assert_eq!(parts[68], "05061001 reactive_power_C = -0.0007 kvar");
    let marked = freeze(4, &[0xAA], &[]);
    assert_eq!(marked.len(), 281);
    assert_eq!(lines("0506FF01", &marked), parts);
    assert_eq!(lines("0506FF01", &marked[..280]), parts);
}

#[test]
fn freeze_block_with_items_left_out() {
    // Mode 83: forward, reverse, variables.
    let left_out = [3, 4, 5, 6, 7, 8, 9, 10];
    for mark in [&[][..], &[0xAA]] {
        let bytes = freeze(4, mark, &left_out);
        let blind = lines("0500FF01", &bytes);
        assert_eq!(blind[0], "05000001 time = 2026-07-01T00:00");
        assert!(blind[1].starts_with("! parts were left out"), "{blind:?}");
        assert_eq!(blind.len(), 2);
        let parts = lines_with(item("0500FF01").parts(data(&bytes)).with_mode(0x83));
        assert_eq!(parts.len(), 1 + 2 * 5 + 8);
        assert_eq!(parts[6], "05000201 rev_active_energy = 2.00 kWh");
        assert_eq!(parts[11], "05001001 active_power_total = 0.0000 kW");
    }
    // A meter that keeps the marks of what it leaves out.
    let mut kept = freeze(1, &[0xAA], &[]);
    kept.drain(6..14);
    let parts = lines("0501FF01", &kept);
    assert_eq!(parts[1], "05010201 rev_active_energy = 2.00 kWh");
    assert_eq!(parts.len(), 1 + 7 * 2 + 2 * 2 * 2 + 8);
}

#[test]
fn hourly_freeze_block() {
    let bytes = hex("0015220726 AA 34120000 AA 01000000 AA");
    let expected = [
        "05040001 time = 2026-07-22T15:00",
        "05040101 fwd_active_total = 12.34 kWh",
        "05040201 rev_active_total = 0.01 kWh",
    ];
    assert_eq!(lines("0504FF01", &bytes), expected);
    assert_eq!(
        lines("0504FF01", &hex("0015220726 34120000 01000000")),
        expected
    );
}

/// The example of the exchange between meter and module: bit 69, one occurrence.
#[test]
fn active_report_in_both_layouts() {
    let word = "00000000 00000000 20000000";
    for tail in ["AA 01 AA", "01", "AA 01", "01 AA"] {
        let bytes = hex(&format!("{word} {tail}"));
        let expected = [
            "04001501 status = power down",
            "04001501 new_count 69 = 1 times",
        ];
        assert_eq!(lines("04001501", &bytes), expected, "{tail}");
    }
    let none = hex("00000000 00000000 00000000");
    assert_eq!(lines("04001501", &none), ["04001501 status ="]);
    assert_eq!(
        lines("04001501", &[&none[..], &[0xAA, 0xAA]].concat()),
        ["04001501 status ="]
    );
    // Two bits; FF is "not counted", AA may be a count.
    let two = "03000000 00000000 00000000";
    for (tail, first, second) in [
        ("AA FF 02 AA", "not available", "2"),
        ("FF AA", "not available", "170"),
        ("07 AA 02 AA", "7", "2"),
        ("AA 07 AA 02 AA", "7", "2"),
    ] {
        let found = lines("04001501", &hex(&format!("{two} {tail}")));
        let expected = [
            "04001501 status = load switch misoperation, ESAM error".to_string(),
            format!("04001501 new_count 0 = {first} times"),
            format!("04001501 new_count 1 = {second} times"),
        ];
        assert_eq!(found, expected, "{tail}");
    }
    let missing = lines("04001501", &hex("07000000 00000000 00000000 AA 07"));
    assert_eq!(missing[1], "04001501 new_count 0 = 7 times");
    assert_eq!(missing[2], "! 2 bytes short, 14 came");
    // Very old meters: ten bytes of status, no counts.
    assert_eq!(
        lines("04001501", &hex("00000000 00000000 2000")),
        ["04001501 status = power down"]
    );
    assert_eq!(
        lines("04001501", &hex("0000"))[0],
        "! 10 bytes short, 2 came"
    );
}

/// One load record with the given slots; `None` keeps only the separator.
fn load_record(slots: &[Option<&[u8]>]) -> Vec<u8> {
    let mut body = hex("3015220726");
    for slot in slots {
        body.extend(slot.unwrap_or_default());
        body.push(0xAA);
    }
    let mut record = vec![0xA0, 0xA0, body.len() as u8];
    record.extend(body);
    record.push(
        record
            .iter()
            .fold(0, |sum: u8, byte| sum.wrapping_add(*byte)),
    );
    record.push(0xE5);
    record
}

const CLASS_1: [u8; 17] = [
    0x01, 0x22, 0x02, 0x22, 0xFF, 0xFF, 0x00, 0x50, 0x80, 0, 0x60, 0, 0xFF, 0xFF, 0xFF, 0x98, 0x49,
];

#[test]
fn load_records_of_all_classes() {
    let classes: [&[u8]; 6] = [&CLASS_1, &[0; 24], &[0; 8], &[0; 16], &[0; 16], &[0; 6]];
    let full = load_record(&classes.map(Some));
    assert_eq!(full.len(), 103);
    let second = load_record(&[
        None,
        None,
        Some(&[0x00, 0x81, 0, 0, 0, 0, 0, 0]),
        None,
        None,
        None,
    ]);
    let parts = lines("06000001", &[full, second].concat());
    assert_eq!(parts.len(), 1 + 7 + 8 + 4 + 4 + 4 + 2 + 1 + 4);
    assert_eq!(parts[0], "- record 1 time = 2026-07-22T15:30");
    assert_eq!(parts[1], "06100101 record 1 voltage_A = 220.1 V");
    assert_eq!(parts[3], "06100103 record 1 voltage_C = not available V");
    assert_eq!(parts[4], "06100201 record 1 current_A = -5.000 A");
    assert_eq!(parts[7], "- record 1 frequency = 49.98 Hz");
    assert_eq!(parts[29], "06100802 record 1 reactive_demand = 0.0000 kvar");
    assert_eq!(parts[30], "- record 2 time = 2026-07-22T15:30");
    assert_eq!(parts[31], "06100500 record 2 power_factor_total = -0.100 1");
}

#[test]
fn load_record_of_one_class_in_both_layouts() {
    let marks = load_record(&[Some(&CLASS_1), None, None, None, None, None]);
    let alone = load_record(&[Some(&CLASS_1)]);
    let expected = lines("06010001", &marks);
    assert_eq!(expected.len(), 8);
    assert_eq!(lines("06010001", &alone), expected);
    let power_factor = load_record(&[Some(&[0x99, 0x09, 0, 0, 0, 0, 0, 0])]);
    assert_eq!(
        lines("06030000", &power_factor)[1],
        "06100500 record 1 power_factor_total = 0.999 1"
    );
}

#[test]
fn damaged_load_records() {
    let good = load_record(&[None, None, Some(&[0; 8]), None, None, None]);
    let with = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        lines("06000000", &bytes).last().unwrap().clone()
    };
    assert_eq!(with(10, 1), "! damaged record from byte 0 on");
    assert_eq!(with(0, 0xA1), "! byte 0 is a1, no mark of the record");
    assert_eq!(
        with(good.len() - 1, 0xE4),
        format!("! byte {} is e4, no mark of the record", good.len() - 1)
    );
    let marked = load_record(&[None; 6])
        .iter()
        .enumerate()
        .map(|(n, b)| if n < 2 { 0xE0 } else { *b })
        .collect::<Vec<_>>();
    let after_good = lines("06000000", &[good.clone(), marked].concat());
    assert_eq!(after_good.len(), 6);
    assert_eq!(
        after_good[5],
        format!("! damaged record from byte {} on", good.len())
    );
    for cut in 1..good.len() {
        let parts = lines("06000000", &good[..cut]);
        assert_eq!(parts.len(), 1);
        assert!(parts[0].contains("short"), "{cut}: {parts:?}");
    }
}

#[test]
fn tariff_ladder_and_schedule_tables() {
    let prices = lines("040501FF", &hex("00500000 00605000"));
    assert_eq!(
        prices,
        [
            "04050101 price 1 = 0.5000 yuan/kWh",
            "04050102 price 2 = 50.6000 yuan/kWh"
        ]
    );
    let mut ladder = vec![];
    (1..=6u8).for_each(|n| ladder.extend([0, 0, n, 0]));
    (1..=7u8).for_each(|n| ladder.extend([0, 0x40 + n, 0, 0]));
    (0..4).for_each(|n| ladder.extend([0, 1, [6, 12, 0x99, 0][n]]));
    ladder[61..64].copy_from_slice(&[0x99, 0x99, 0x99]);
    ladder[52 + 5] = 0x12;
    let parts = lines("040605FF", &ladder);
    assert_eq!(parts.len(), 17);
    assert_eq!(parts[0], "- ladder_value 1 = 100.00 kWh");
    assert_eq!(parts[6], "- ladder_price 1 = 0.4100 yuan/kWh");
    assert_eq!(parts[13], "- annual_settlement_day 1 = --06-01T00");
    assert_eq!(parts[16], "- annual_settlement_day 4 = --**-**T**");
    assert_eq!(
        lines("04010000", &hex("010103 020110")),
        [
            "- season 1 number = 1",
            "- season 1 time = --03-01",
            "- season 2 number = 2",
            "- season 2 time = --10-01"
        ]
    );
    assert_eq!(
        lines("04010001", &hex("010030")),
        [
            "- slot 1 number = 1",
            "- slot 1 time: byte 2 is 30, out of range"
        ]
    );
    assert_eq!(
        lines("04030001", &hex("02011026"))[1],
        "04030001 value time = 2026-10-01"
    );
}

#[test]
fn prepayment_and_programming_records() {
    assert_eq!(
        lines(
            "03340001",
            &hex("3015220726 0300 00100000 00500000 00400000")
        ),
        [
            "- date = 2026-07-22T15:30",
            "- purchase_count_before = 3 times",
            "- refund_amount = 10.00 yuan",
            "- remaining_before = 50.00 yuan",
            "- remaining_after = 40.00 yuan",
        ]
    );
    let mut programming = hex("563412221126 01020304 03010004");
    programming.extend([0xFF; 36]);
    let parts = lines("03300001", &programming);
    assert_eq!(parts[2], "- programmed_di 1 = 04000103");
    assert_eq!(parts[3], "- programmed_di 2 = FFFFFFFF");
    assert_eq!(parts.len(), 12);
    let prices = hex("563412221126 01020304 00500000 00510000 00600000 00610000");
    let parts = lines("03300F01", &prices);
    assert_eq!(parts[3], "- set1_price 2 = 0.5100 yuan/kWh");
    assert_eq!(parts[4], "- set2_price 1 = 0.6000 yuan/kWh");
    // Where one set ends and the other begins is open with an odd number of prices.
    assert!(
        lines("03300F01", &prices[..22])
            .last()
            .unwrap()
            .starts_with("! ")
    );
}

#[test]
fn blocks_of_the_1997_edition() {
    assert_eq!(
        lines("941F", &hex("00010000 01000000"))[..],
        ["9410 total = 1.00 kWh", "9411 tariff 1 = 0.01 kWh"]
    );
    assert_eq!(lines("B61F", &hex("2302 2202 2102"))[2], "B613 C = 221 V");
    // Many meters leave the two limits out.
    let twelve = lines("B63F", &hex("618600 000000 000000 000000"));
    assert_eq!(twelve[0], "B630 total = 0.8661 kW");
    assert_eq!(twelve.last().unwrap(), "! 4 bytes short, 12 came");
    let clock = lines("C01F", &hex("06060719 563412"));
    assert_eq!(
        clock,
        ["C010 date_and_weekday = 2019-07-06", "C011 time = 12:34:56"]
    );
    assert_eq!(lines("C33F", &hex("010008"))[1], "C331 slot 1 time = 08:00");
    assert_eq!(
        lines("B010", &hex("30150806")),
        ["B010 value = --06-08T15:30"]
    );
}

#[test]
fn odd_values_stay_what_they_are() {
    assert_eq!(
        lines("04000B01", &hex("9999")),
        ["04000B01 value = ---**T**"]
    );
    assert_eq!(
        lines("04000B02", &hex("0001")),
        ["04000B02 value = ---01T00"]
    );
    assert_eq!(
        lines("04001204", &hex("30089999")),
        ["04001204 value = --**-**T08:30"]
    );
    assert_eq!(
        lines("04000106", &hex("0000000000")),
        ["04000106 value = never"]
    );
    assert_eq!(
        lines("04000106", &hex("FFFFFFFFFF")),
        ["04000106 value = never"]
    );
    assert_eq!(
        lines("04000102", &hex("000000")),
        ["04000102 value = 00:00:00"]
    );
    assert_eq!(
        lines("04000102", &hex("000024")),
        ["04000102 value: byte 2 is 24, out of range"]
    );
    assert_eq!(
        lines("0400010C", &hex("5834120022 1126")),
        ["0400010C value = 2026-11-22T12:34:58"]
    );
    assert_eq!(
        lines("04000101", &hex("00300226")),
        ["04000101 value: byte 1 is 30, out of range"]
    );
    assert_eq!(lines("04000102", &hex("0000")), ["! 1 byte short, 2 came"]);
    assert_eq!(
        lines("B611", &hex("2312")),
        ["B611 value: byte 1 is 12, out of range"]
    );
}
