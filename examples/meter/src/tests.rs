//! The meter over its line, as a master sees it.

use super::*;
use dlt645::{Control, DataId, FrameRepr, Frames};

const ADDRESS: &str = "112233445566";

fn meter(change: impl FnOnce(&mut Config)) -> VirtualMeter {
    let mut config = Config::new(ADDRESS.parse().unwrap());
    // Noon.
    config.clock.start += 12 * 3600 * clock::SECOND;
    change(&mut config);
    VirtualMeter::new(config, Instant::ZERO)
}

/// Sends a request that ends at `now` and runs the meter until it answers or has nothing left to
/// do.
fn ask(
    meter: &mut VirtualMeter,
    now: Instant,
    address: &str,
    control: u8,
    data: &[u8],
) -> Option<(Instant, u8, Vec<u8>)> {
    let mut frame = [0; 300];
    let repr = FrameRepr {
        address: address.parse().unwrap(),
        control: Control(control),
        data,
    };
    meter.receive(now, repr.encode(&mut frame).unwrap());
    for _ in 0..10 {
        let due = meter.next_call()?.later(now);
        if let Some(answer) = meter.poll(due) {
            let answer = answer.to_vec();
            let found = Frames::new(&answer).next().unwrap();
            return Some((
                due,
                found.frame.control().0,
                found.frame.data().iter().collect(),
            ));
        }
    }
    panic!("the meter wants to be called for ever");
}

fn read(meter: &mut VirtualMeter, now: Instant, di: u32) -> Vec<u8> {
    let (_, control, data) = ask(meter, now, ADDRESS, 0x11, &di.to_le_bytes()).unwrap();
    assert_eq!(control & 0x9F, 0x91, "{di:08X} {data:?}");
    assert_eq!(data[..4], di.to_le_bytes());
    data[4..].to_vec()
}

fn minutes(count: u64) -> Instant {
    Instant::from_micros(count * 60_000_000)
}

const HEAD: [u8; 8] = [0x02, 0, 0, 0, 0x11, 0x22, 0x33, 0x44];

fn write(meter: &mut VirtualMeter, now: Instant, di: u32, data: &[u8]) -> (u8, Vec<u8>) {
    let (_, control, answer) = ask(
        meter,
        now,
        ADDRESS,
        0x14,
        &[&di.to_le_bytes()[..], &HEAD, data].concat(),
    )
    .unwrap();
    (control, answer)
}

#[test]
fn energy_grows_by_what_flows() {
    let mut meter = meter(|config| config.load.mean_watts = 1000);
    let before = read(&mut meter, minutes(1), 0x0001_0000);
    assert_eq!(
        before,
        [0x90, 0x00, 0x24, 0x01].map(|byte: u8| if byte == 0x90 { before[0] } else { byte })
    );
    let block = read(&mut meter, minutes(1), 0x0001_FF00);
    assert_eq!(block.len(), 20);
    // A day at a mean of 1 kW.
    let after = read(&mut meter, minutes(1441), 0x0001_0000);
    let number = |data: &[u8]| {
        data.iter()
            .rev()
            .fold(0, |sum, byte| sum * 100 + bcd::digits(*byte).unwrap())
    };
    let grown = number(&after) - number(&before);
    assert!((2100..2700).contains(&grown), "{grown}");
    let tariffs: i64 = read(&mut meter, minutes(1441), 0x0001_FF00)[4..]
        .chunks(4)
        .map(number)
        .sum();
    assert!(
        (number(&after) - tariffs).abs() <= 4 * 2,
        "{after:?} {tariffs}"
    );
}

#[test]
fn answers_after_the_delay_and_only_to_its_own_address() {
    let mut meter = meter(|_| {});
    let now = Instant::from_millis(500);
    let (at, control, data) = ask(&mut meter, now, "AAAAAAAAAAAA", 0x13, &[]).unwrap();
    assert_eq!((at, control), (Instant::from_millis(560), 0x93));
    assert_eq!(data, [0x66, 0x55, 0x44, 0x33, 0x22, 0x11]);
    assert!(ask(&mut meter, minutes(1), "112233445567", 0x11, &[0, 0, 1, 0]).is_none());
    assert!(ask(&mut meter, minutes(2), ADDRESS, 0x91, &[0, 0, 1, 0]).is_none());
    let (_, control, data) = ask(&mut meter, minutes(3), ADDRESS, 0x11, &[0, 0, 0x77, 0]).unwrap();
    assert_eq!((control, data), (0xD1, vec![0x02]));
}

#[test]
fn broadcast_time_moves_the_clock_by_its_rule() {
    let mut meter = meter(|config| config.clock.start += 30 * clock::SECOND + 700_000);
    let now = minutes(10);
    let mut time = bcd::time6(meter.clock().seconds(now.as_micros()) - 29);
    assert!(ask(&mut meter, now, "999999999999", 0x08, &time).is_none());
    let shown = meter.clock().seconds(now.as_micros() + 1_010_000);
    assert_eq!(bcd::time6(shown - 1), time);
    // Not twice a day.
    time = bcd::time6(shown + 100);
    assert!(ask(&mut meter, minutes(11), "999999999999", 0x08, &time).is_none());
    assert_eq!(
        meter.clock().seconds(minutes(11).as_micros() + 500_000),
        shown + 59
    );
}

#[test]
fn a_power_failure_leaves_a_record_and_raises_the_pin() {
    let mut meter = meter(|_| {});
    meter.set_mains(minutes(60), false);
    assert!(meter.next_call().is_none() && !meter.event_pin());
    assert!(ask(&mut meter, minutes(65), ADDRESS, 0x11, &[0, 0, 1, 0]).is_none());
    meter.set_mains(minutes(80), true);
    assert!(meter.event_pin());
    let later = minutes(81);
    assert_eq!(read(&mut meter, later, 0x0311_0000), [1, 0, 0]);
    let record = read(&mut meter, later, 0x0311_0001);
    assert_eq!(
        record,
        [
            0x00, 0x00, 0x13, 0x01, 0x01, 0x26, 0x00, 0x20, 0x13, 0x01, 0x01, 0x26
        ]
    );
    assert_eq!(read(&mut meter, later, 0x0400_1501)[8], 0x20);
    assert_eq!(write(&mut meter, later, 0x0400_1503, &[0; 12]).0, 0x94);
    assert!(!meter.event_pin());
    assert_eq!(read(&mut meter, later, 0x0400_1501).len(), 14);
}

#[test]
fn no_energy_while_the_power_is_away() {
    let mut meter = meter(|_| {});
    meter.set_mains(minutes(60), false);
    let at_loss = meter.read(minutes(60), 0x0001_0000);
    meter.set_mains(minutes(600), true);
    assert_eq!(meter.read(minutes(600), 0x0001_0000), at_loss);
}

#[test]
fn writes_need_the_password_and_leave_a_record() {
    let mut meter = meter(|_| {});
    let di = 0x0400_0103u32;
    let wrong = [&di.to_le_bytes()[..], &[2, 9, 9, 9, 0, 0, 0, 0, 0x30]].concat();
    let (_, control, data) = ask(&mut meter, minutes(1), ADDRESS, 0x14, &wrong).unwrap();
    assert_eq!((control, data), (0xD4, vec![0x04]));
    assert_eq!(write(&mut meter, minutes(1), di, &[0x30]), (0x94, vec![]));
    assert_eq!(read(&mut meter, minutes(1), di), [0x30]);
    assert_eq!(read(&mut meter, minutes(1), 0x0330_0000), [1, 0, 0]);
    let record = read(&mut meter, minutes(1), 0x0330_0001);
    assert_eq!(
        record[6..14],
        [0x11, 0x22, 0x33, 0x44, 0x03, 0x01, 0x00, 0x04]
    );
    assert_eq!(write(&mut meter, minutes(1), di, &[0x30, 0x00]).0, 0xD4);
    // New password of level 2 by the old one.
    let change = [
        &0x0400_0C03u32.to_le_bytes()[..],
        &[2, 0, 0, 0, 2, 0x12, 0x34, 0x56],
    ]
    .concat();
    assert_eq!(
        ask(&mut meter, minutes(2), ADDRESS, 0x18, &change)
            .unwrap()
            .1,
        0x98
    );
    assert_eq!(write(&mut meter, minutes(2), di, &[0x15]).0, 0xD4);
}

#[test]
fn clock_is_written_only_with_a_real_date() {
    let mut meter = meter(|_| {});
    // Thursday 2026-01-01, then a day of the week that there is not.
    assert_eq!(
        write(&mut meter, minutes(1), 0x0400_0101, &[4, 0x01, 0x01, 0x26]).0,
        0x94
    );
    assert_eq!(
        write(&mut meter, minutes(1), 0x0400_0101, &[7, 0x01, 0x01, 0x26]).0,
        0xD4
    );
    assert_eq!(
        write(
            &mut meter,
            minutes(1),
            0x0400_010C,
            &[0x07, 0x30, 0x15, 5, 0x13, 0x02, 0x26]
        )
        .0,
        0x94
    );
    let later = minutes(1) + Micros::from_millis(200);
    assert_eq!(read(&mut meter, later, 0x0400_0102), [0x07, 0x30, 0x15]);
    assert_eq!(read(&mut meter, minutes(1), 0x0330_0400), [2, 0, 0]);
}

#[test]
fn freezes_by_command_and_at_midnight_in_follow_on_frames() {
    let mut meter = meter(|_| {});
    assert!(ask(&mut meter, minutes(5), "999999999999", 0x16, &[0x99; 4]).is_none());
    assert_eq!(
        read(&mut meter, minutes(6), 0x0501_0001),
        [0x05, 0x12, 0x01, 0x01, 0x26]
    );
    assert_eq!(
        read(&mut meter, minutes(721), 0x0506_0001),
        [0x00, 0x00, 0x02, 0x01, 0x26]
    );
    let di = 0x0506_FF01u32.to_le_bytes();
    let (_, control, first) = ask(&mut meter, minutes(722), ADDRESS, 0x11, &di).unwrap();
    assert_eq!(control, 0xB1);
    let next = [&di[..], &[1]].concat();
    let later = minutes(722) + Micros::from_millis(900);
    let (_, control, second) = ask(&mut meter, later, ADDRESS, 0x12, &next).unwrap();
    assert_eq!((control, second.last()), (0x92, Some(&1)));
    assert_eq!(first.len() - 4 + second.len() - 5, 29 + 48 * 5);
}

#[test]
fn demand_profile_and_clears() {
    let mut meter = meter(|_| {});
    let demand = read(&mut meter, minutes(61), 0x0101_0000);
    assert!(demand.len() == 8 && demand[..3] != [0; 3]);
    let (_, control, record) = ask(&mut meter, minutes(61), ADDRESS, 0x11, &[2, 0, 0, 6]).unwrap();
    assert_eq!((control, record.len(), record[4]), (0x91, 4 + 103, 0xA0));
    let started = [1, 0, 0, 6, 0x02, 0x15, 0x12, 0x01, 0x01, 0x26];
    let (_, control, _) = ask(&mut meter, minutes(61), ADDRESS, 0x11, &started).unwrap();
    assert_eq!(control, 0xB1, "two records need a follow-on frame");
    assert_eq!(
        ask(&mut meter, minutes(62), ADDRESS, 0x19, &HEAD)
            .unwrap()
            .1,
        0x99
    );
    assert_eq!(read(&mut meter, minutes(62), 0x0101_0000), [0; 8]);
    assert_eq!(
        ask(&mut meter, minutes(63), ADDRESS, 0x1A, &HEAD)
            .unwrap()
            .1,
        0x9A
    );
    assert_eq!(read(&mut meter, minutes(63), 0x0001_0000), [0; 4]);
    assert_eq!(read(&mut meter, minutes(63), 0x0330_0100), [1, 0, 0]);
    let events = [&HEAD[..], &[0xFF; 4]].concat();
    assert_eq!(
        ask(&mut meter, minutes(64), ADDRESS, 0x1B, &events)
            .unwrap()
            .1,
        0x9B
    );
    assert_eq!(read(&mut meter, minutes(64), 0x0330_0300), [1, 0, 0]);
}

#[test]
fn relay_opens_and_the_current_stops() {
    let mut meter = meter(|_| {});
    let trip = [&HEAD[..], &[0x1A, 0, 0x00, 0x00, 0x13, 0x01, 0x01, 0x26]].concat();
    assert_eq!(
        ask(&mut meter, minutes(1), ADDRESS, 0x1C, &trip).unwrap().1,
        0x9C
    );
    assert_eq!(read(&mut meter, minutes(1), 0x0400_0503), [0x50, 0x00]);
    assert_eq!(read(&mut meter, minutes(1), 0x0202_0100), [0, 0, 0]);
    assert_eq!(read(&mut meter, minutes(1), 0x0201_FF00)[2..], [0xFF; 4]);
    // What is kept of it: count, time, operator, energies; in parts and as a whole.
    assert_eq!(read(&mut meter, minutes(1), 0x1D00_0001), [1, 0, 0]);
    let record = read(&mut meter, minutes(1), 0x1D00_FF01);
    assert_eq!((record.len(), &record[6..10]), (34, &HEAD[4..8]));
    assert_eq!(read(&mut meter, minutes(1), 0x1D00_0101), record[..6]);
    assert_eq!(read(&mut meter, minutes(1), 0x1D00_0301), record[10..14]);
    assert_eq!(read(&mut meter, minutes(1), 0x1E00_FF01), [0; 34]);
    // An hour later the command is out of date.
    assert_eq!(
        ask(&mut meter, minutes(90), ADDRESS, 0x1C, &trip)
            .unwrap()
            .1,
        0xDC
    );
}

#[test]
fn baud_changes_after_the_answer() {
    let mut meter = meter(|_| {});
    let (at, control, data) = ask(&mut meter, minutes(1), ADDRESS, 0x17, &[0x20]).unwrap();
    assert_eq!((control, data, meter.baud()), (0x97, vec![0x20], 2400));
    meter.poll(at + Micros::from_millis(500));
    assert_eq!(meter.baud(), 9600);
    assert_eq!(
        ask(&mut meter, minutes(2), ADDRESS, 0x17, &[0x21])
            .unwrap()
            .1,
        0xD7
    );
}

#[test]
fn presets_read_back_and_energies_go_on() {
    let mut meter = meter(|config| config.load.mean_watts = 3000);
    assert!(meter.preset(minutes(1), DataId::V2007(0x0001_0000), &[0, 0, 0x10, 0]));
    assert_eq!(read(&mut meter, minutes(1), 0x0001_0000), [0, 0, 0x10, 0]);
    assert_ne!(read(&mut meter, minutes(61), 0x0001_0000), [0, 0, 0x10, 0]);
    assert!(meter.preset(minutes(61), DataId::V2007(0x0201_0100), &[0x33, 0x22]));
    assert_eq!(read(&mut meter, minutes(99), 0x0201_0100), [0x33, 0x22]);
    assert!(!meter.preset(minutes(99), DataId::V2007(0x0001_0000), &[0x0A, 0, 0, 0]));
    let block = [
        [0, 0, 0x20, 0],
        [0, 0, 5, 0],
        [0, 0, 5, 0],
        [0, 0, 5, 0],
        [0, 0, 5, 0],
    ]
    .concat();
    assert!(meter.preset(minutes(100), DataId::V2007(0x0001_FF00), &block));
    assert_eq!(read(&mut meter, minutes(100), 0x0001_0000), [0, 0, 0x20, 0]);
    assert_eq!(read(&mut meter, minutes(100), 0x0001_0200), [0, 0, 5, 0]);
}

#[test]
fn the_1997_meter_has_its_own_items() {
    let mut meter = meter(|config| config.edition = Edition::V1997);
    let (_, control, data) = ask(&mut meter, minutes(1), ADDRESS, 0x01, &[0x10, 0x90]).unwrap();
    assert_eq!((control, data.len()), (0x81, 6));
    let (_, _, block) = ask(&mut meter, minutes(1), ADDRESS, 0x01, &[0x1F, 0x90]).unwrap();
    assert_eq!(block.len(), 2 + 20);
    let (_, _, date) = ask(&mut meter, minutes(1), ADDRESS, 0x01, &[0x10, 0xC0]).unwrap();
    assert_eq!(date, [0x10, 0xC0, 4, 0x01, 0x01, 0x26]);
    assert!(ask(&mut meter, minutes(1), ADDRESS, 0x11, &[0, 0, 1, 0]).is_none());
    let (_, control, _) = ask(&mut meter, minutes(1), ADDRESS, 0x01, &[0x99, 0xB6]).unwrap();
    assert_eq!(control, 0xC1);
}

#[test]
fn tariffs_follow_holidays_rest_days_seasons_and_the_switch_of_sets() {
    // The tariff that counts in the ten minutes from `from` on.
    fn number(data: &[u8]) -> i64 {
        data.iter()
            .rev()
            .fold(0, |number, byte| number * 100 + bcd::digits(*byte).unwrap())
    }
    fn running(meter: &mut VirtualMeter, from: Instant) -> usize {
        let read_all = |meter: &mut VirtualMeter, at| {
            read(meter, at, 0x0001_FF00)[4..]
                .chunks(4)
                .map(number)
                .collect()
        };
        let before: Vec<i64> = read_all(meter, from);
        let after: Vec<i64> = read_all(meter, from + Micros::from_millis(600_000));
        1 + (0..4).max_by_key(|at| after[*at] - before[*at]).unwrap()
    }
    let mut meter = meter(|config| config.load.mean_watts = 6000);
    // Noon of Thursday 2026-01-01: peak by the factory's schedule; day schedule 2 has only valley,
    // 3 only sharp.
    assert_eq!(running(&mut meter, minutes(1)), 2);
    for di in [0x0401_0002, 0x0402_0001] {
        assert_eq!(
            write(&mut meter, minutes(12), di, &[0x04, 0x00, 0x00]).0,
            0x94
        );
    }
    assert_eq!(
        write(&mut meter, minutes(12), 0x0401_0003, &[0x01, 0x00, 0x00]).0,
        0x94
    );
    // A season that began today.
    assert_eq!(
        write(
            &mut meter,
            minutes(12),
            0x0401_0000,
            &[0x02, 0x01, 0x01, 0x01, 0x02, 0x01]
        )
        .0,
        0x94
    );
    assert_eq!(running(&mut meter, minutes(13)), 4);
    // Tomorrow another one.
    assert_eq!(running(&mut meter, minutes(13 + 1440)), 2);
    // Today is a holiday.
    assert_eq!(
        write(
            &mut meter,
            minutes(1470),
            0x0403_0001,
            &[0x03, 0x02, 0x01, 0x26]
        )
        .0,
        0x94
    );
    assert_eq!(running(&mut meter, minutes(1471)), 2);
    assert_eq!(
        write(&mut meter, minutes(1482), 0x0400_0205, &[0x01, 0x00]).0,
        0x94
    );
    assert_eq!(running(&mut meter, minutes(1483)), 1);
    // Saturdays are for resting: bit 6 of the word is 0.
    assert_eq!(
        write(&mut meter, minutes(1494), 0x0400_0801, &[0x3F]).0,
        0x94
    );
    assert_eq!(
        write(&mut meter, minutes(1494), 0x0400_0802, &[0x02]).0,
        0x94
    );
    assert_eq!(running(&mut meter, minutes(13 + 2 * 1440)), 4);
    // On Sunday at 12:30 the second set of day schedules begins.
    assert_eq!(
        write(
            &mut meter,
            minutes(30 + 2 * 1440),
            0x0400_0107,
            &[0x30, 0x12, 0x04, 0x01, 0x26]
        )
        .0,
        0x94
    );
    assert_eq!(running(&mut meter, minutes(10 + 3 * 1440)), 2);
    assert_eq!(
        read(&mut meter, minutes(25 + 3 * 1440), 0x0400_0503),
        [0x00, 0x00]
    );
    assert_eq!(running(&mut meter, minutes(31 + 3 * 1440)), 4);
    assert_eq!(
        read(&mut meter, minutes(42 + 3 * 1440), 0x0400_0503),
        [0x01, 0x00]
    );
}

#[test]
fn parameters_are_refused_with_the_right_bit() {
    let mut meter = meter(|_| {});
    let long = [0x01, 0x00, 0x00].repeat(15);
    let cases: [(u32, &[u8], u8); 16] = [
        (0x0400_0201, &[0x15], 0x10),
        (0x0401_0000, &long, 0x10),
        (0x0401_0000, &[0x01, 0x01, 0x06, 0x01, 0x01, 0x05], 0x10),
        (0x0400_0203, &[0x15], 0x20),
        (0x0401_0001, &long, 0x20),
        (0x0400_0204, &[0x05], 0x40),
        (0x0402_0003, &[0x09, 0x00, 0x00], 0x40),
        (0x0401_0001, &[0x01, 0x60, 0x00], 0x01),
        (0x0400_0703, &[0x03], 0x08),
        (0x0400_0103, &[0x07], 0x01),
        (0x0400_0B01, &[0x00, 0x29], 0x01),
        (0x0400_0106, &[0x00, 0x00, 0x30, 0x02, 0x26], 0x01),
        (0x0403_0001, &[0x01, 0x31, 0x11, 0x26], 0x01),
        (0x0400_0E03, &[0x1A, 0x23], 0x01),
        (0x0480_0001, &[0x30; 32], 0x04),
        (0x0499_0001, &[0x00], 0x02),
    ];
    for (n, (di, data, bit)) in (1..).zip(cases) {
        let (control, answer) = write(&mut meter, minutes(n), di, data);
        assert_eq!(
            (control, answer.as_slice()),
            (0xD4, &[bit][..]),
            "{di:08X} {data:02X?}"
        );
    }
    let good: [(u32, &[u8]); 4] = [
        (0x0400_0B02, &[0x99, 0x99]),
        (0x0400_0B02, &[0x12, 0x28]),
        (0x0402_0003, &[0x04, 0x00, 0x00]),
        (0x0400_0106, &[0; 5]),
    ];
    for (n, (di, data)) in (20..).zip(good) {
        assert_eq!(write(&mut meter, minutes(n), di, data).0, 0x94, "{di:08X}");
        assert_eq!(read(&mut meter, minutes(n), di), data, "{di:08X}");
    }
}

#[test]
fn a_changed_table_is_kept_in_its_programming_record() {
    let mut meter = meter(|_| {});
    let before = read(&mut meter, minutes(1), 0x0401_0001);
    assert_eq!(
        write(&mut meter, minutes(2), 0x0401_0001, &[0x02, 0x00, 0x00]).0,
        0x94
    );
    assert_eq!(read(&mut meter, minutes(3), 0x0330_0500), [1, 0, 0]);
    let record = meter.read(minutes(3), 0x0330_0501).unwrap();
    assert_eq!((record.len(), &record[10..22]), (682, before.as_slice()));
    let others: [(u32, &[u8], u32, usize); 7] = [
        (0x0402_0000, &[0x01, 0x01, 0x01], 0x0330_0601, 94),
        (0x0400_0802, &[0x02], 0x0330_0701, 11),
        (0x0403_0002, &[0x01, 0x01, 0x10, 0x26], 0x0330_0801, 1026),
        (0x0400_0601, &[0x09], 0x0330_0901, 11),
        (0x0400_0602, &[0x41], 0x0330_0A01, 11),
        (0x0400_0603, &[0x14], 0x0330_0B01, 11),
        (0x0400_0B03, &[0x00, 0x20], 0x0330_0C01, 16),
    ];
    for (n, (di, data, record, len)) in (4..).zip(others) {
        assert_eq!(write(&mut meter, minutes(n), di, data).0, 0x94, "{di:08X}");
        assert_eq!(
            meter.read(minutes(n), record).map(|record| record.len()),
            Some(len)
        );
        assert_eq!(
            meter.read(minutes(n), record - 1),
            Some(vec![1, 0, 0]),
            "{record:08X}"
        );
    }
    assert_eq!(
        meter
            .read(minutes(30), 0x0330_0701)
            .map(|record| record[10]),
        Some(0x01)
    );
}

#[test]
fn power_that_is_turned_round_shows_everywhere() {
    let mut meter = meter(|config| config.load.phases = 3);
    let reversed = meter.read(minutes(1), 0x0203_0000).unwrap();
    assert!(reversed[2] & 0x80 == 0 && !meter.event_pin());
    meter.change_flow(minutes(2), |load, _| load.mean_watts = -load.mean_watts);
    assert!(meter.event_pin(), "reported upward");
    assert!(meter.read(minutes(3), 0x0203_0000).unwrap()[2] & 0x80 != 0);
    assert_eq!(
        meter.read(minutes(3), 0x0400_0502).map(|word| word[0] & 7),
        Some(7)
    );
    assert_eq!(
        meter.read(minutes(3), 0x0400_0504).map(|word| word[0]),
        Some(0x40)
    );
    let status = meter.read(minutes(3), 0x0400_1501).unwrap();
    // Phases A, B, C bit 6 of their words, and all together bit 73.
    assert_eq!(
        [status[2], status[4], status[6], status[9]],
        [0x40, 0x40, 0x40, 0x02]
    );
    meter.change_flow(minutes(60), |load, _| load.mean_watts = -load.mean_watts);
    assert_eq!(
        meter.read(minutes(61), 0x0400_0504).map(|word| word[0]),
        Some(0)
    );
    let record = meter.read(minutes(61), 0x030E_0101).unwrap();
    let moments = (record[1], record[2], record[7], record[8]);
    assert_eq!((record.len(), moments), (76, (0x02, 0x12, 0x00, 0x13)));
    // What flowed back meanwhile: reverse energy of all phases together.
    assert!(
        record[12..16] == [0; 4] && record[16..20] != [0; 4],
        "{record:02X?}"
    );
    assert_eq!(
        meter.read(minutes(61), 0x030E_0000).map(|counts| counts[3]),
        Some(0x58)
    );
    assert!(
        meter.read(minutes(61), 0x0016_0000).unwrap() != [0; 4],
        "reverse energy of phase A"
    );
}

#[test]
fn a_lost_voltage_is_recorded_and_counted_in_the_month() {
    let mut meter = meter(|config| config.load.phases = 3);
    meter.change_flow(minutes(10), |_, supply| supply.voltage[1] = Some(1000));
    assert_eq!(meter.read(minutes(11), 0x0201_0200), Some(vec![0x00, 0x10]));
    meter.change_flow(minutes(40), |_, supply| supply.voltage[1] = None);
    let counts = meter.read(minutes(41), 0x0301_0000).unwrap();
    assert_eq!(
        counts,
        [0, 0, 0, 0, 0, 0, 1, 0, 0, 0x30, 0, 0, 0, 0, 0, 0, 0, 0]
    );
    assert_eq!(
        meter
            .read(minutes(41), 0x1002_FF01)
            .map(|block| block.len()),
        Some(195)
    );
    let month = meter.read(minutes(41), 0x0310_0200).unwrap();
    assert_eq!(month[12..15], [0x30, 0, 0], "minutes below the limit");
    assert_eq!(meter.read(minutes(41), 0x0305_0001), Some(vec![0; 15]));
}

#[test]
fn versions_are_texts_that_cannot_be_written() {
    let mut meter = meter(|_| {});
    let text: Vec<u8> = meter
        .read(minutes(1), 0x0480_0001)
        .unwrap()
        .into_iter()
        .rev()
        .collect();
    assert!(text.starts_with(b"virtual meter ") && text.len() == 32);
    for (di, len) in [
        (0x0400_0206, 1),
        (0x0400_0D0C, 2),
        (0x0400_0E02, 3),
        (0x0400_0B03, 2),
    ] {
        assert_eq!(
            meter.read(minutes(1), di).map(|value| value.len()),
            Some(len),
            "{di:08X}"
        );
    }
}
