//! The sans-IO concentrator on a line with a gateway. The numbered records: read, stored,
//! confirmed, forgotten; with a wrong password, and killed before the disk has what was read. And a
//! broadcast that would be late.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use concentrator::records::Read;
use concentrator::{Concentrator, Config, Notice};
use dlt645::command::Password;
use dlt645::{Address, DataId};
use gateway::extension::{BASE, Item, Numbered, PassedRecord, confirm_di};
use gateway::table::{Surroundings, Table};
use ttl_link::{Instant, Line, Meter, Refusal, Store, WriteRequest};

const PASSWORD: Password = Password::new(2, 0x12_34_56);

fn record(number: u32) -> PassedRecord {
    let mut bytes = [0; PassedRecord::LEN];
    bytes[..4].copy_from_slice(&number.to_le_bytes());
    bytes[4] = 1;
    PassedRecord::parse(&bytes).unwrap()
}

/// A gateway that keeps records until they are confirmed.
struct Gateway {
    table: Table<4, 8>,
    records: Vec<u32>,
    /// The number that the next record gets.
    next: u32,
}

impl Gateway {
    fn new(records: u32) -> Self {
        Self {
            table: Table::new([[1, 0, 0, 0, 0, 0]]),
            records: (1..=records).collect(),
            next: records + 1,
        }
    }
}

impl Store for Gateway {
    fn address(&self) -> Address {
        address()
    }

    fn read(
        &mut self,
        _now: Instant,
        di: DataId,
        extra: &[u8],
        out: &mut [u8],
    ) -> Result<usize, Refusal> {
        let DataId::V2007(di) = di else {
            return Err(Refusal::NO_DATA);
        };
        let item = Item::from_di(BASE, di).ok_or(Refusal::NO_DATA)?;
        if item == Item::Numbered {
            let from = u32::from_le_bytes(extra.try_into().map_err(|_| Refusal::NO_DATA)?);
            let first = self.records.first().copied().unwrap_or(self.next);
            let wanted = self.records.iter().filter(|number| **number >= from);
            return Ok(Numbered::write(
                first,
                wanted.map(|number| record(*number)),
                out,
            ));
        }
        let around = Surroundings {
            flags: 1,
            boot_id: 1,
            now: None,
            firmware: *b"test 0.1",
        };
        let answer = self.table.answer(item, extra, &around, out);
        answer.map_err(|_| Refusal::NO_DATA)
    }

    fn write(&mut self, _now: Instant, request: &WriteRequest<'_>) -> Result<(), Refusal> {
        if request.password != Some(PASSWORD) {
            return Err(Refusal::PASSWORD);
        }
        assert_eq!(request.di, DataId::V2007(confirm_di(BASE)));
        let up_to = u32::from_le_bytes(request.data.try_into().unwrap());
        self.records.retain(|number| *number > up_to);
        Ok(())
    }
}

fn address() -> Address {
    "202611220001".parse().unwrap()
}

fn concentrator(password: Option<Password>) -> Concentrator {
    let config = Config {
        password,
        latest_start_us: 5_000,
        ..Config::new(address())
    };
    Concentrator::new(config, 0)
}

/// Lets both work until `until`, µs; `stored` is called with each record's number and says whether
/// it is on the disk. Returns the other notices that concern records.
fn work(
    concentrator: &mut Concentrator,
    gateway: &mut Gateway,
    (from, until): (u64, u64),
    mut stored: impl FnMut(u32) -> bool,
) -> Vec<Notice> {
    let mut meter: Meter = Meter::new(Line::rs485(9600));
    let mut told = Vec::new();
    let mut now = from;
    while now < until {
        now += 1000;
        let at = Instant::from_micros(now);
        concentrator.handle_timeout(now);
        if let Some(bytes) = concentrator.poll_transmit(now).map(<[u8]>::to_vec) {
            concentrator.handle_sent(now);
            meter.handle_input(at, &bytes);
        }
        meter.handle_timeout(at, gateway);
        if let Some(bytes) = meter.poll_transmit(at).map(<[u8]>::to_vec) {
            meter.handle_sent();
            concentrator.handle_input(now, &bytes);
        }
        while let Some(notice) = concentrator.poll_notice() {
            match notice {
                Notice::Record(Read::Record(number, Some(_))) => {
                    let on_disk = Some(number).filter(|number| stored(*number));
                    on_disk
                        .into_iter()
                        .for_each(|number| concentrator.records_stored(number));
                }
                Notice::Record(_) | Notice::ConfirmRefused => told.push(notice),
                _ => {}
            }
        }
    }
    told
}

const MINUTE: u64 = 60_000_000;

#[test]
fn records_are_read_stored_confirmed_and_forgotten() {
    let (mut concentrator, mut gateway) = (concentrator(Some(PASSWORD)), Gateway::new(13));
    let mut kept = Vec::new();
    let told = work(&mut concentrator, &mut gateway, (0, MINUTE), |number| {
        kept.push(number);
        true
    });
    assert_eq!((told, kept), (vec![], (1..=13).collect()));
    assert!(gateway.records.is_empty(), "{:?}", gateway.records);
}

#[test]
fn what_is_not_on_the_disk_is_not_confirmed_and_is_read_again_after_a_kill() {
    let mut gateway = Gateway::new(13);
    let mut first = concentrator(Some(PASSWORD));
    // The disk has the first seven when the power goes.
    work(&mut first, &mut gateway, (0, MINUTE), |number| number <= 7);
    assert_eq!(gateway.records, (8..=13).collect::<Vec<_>>());
    let mut second = concentrator(Some(PASSWORD));
    second.records_stored(7);
    let mut kept = Vec::new();
    work(&mut second, &mut gateway, (MINUTE, 2 * MINUTE), |number| {
        kept.push(number);
        true
    });
    assert_eq!(kept, (8..=13).collect::<Vec<_>>());
    assert!(gateway.records.is_empty());
}

#[test]
fn a_wrong_password_is_told_once_and_the_records_are_kept_all_the_same() {
    let mut gateway = Gateway::new(3);
    let mut wrong = concentrator(Some(Password::new(2, 0)));
    let mut kept = Vec::new();
    let told = work(&mut wrong, &mut gateway, (0, MINUTE), |number| {
        kept.push(number);
        true
    });
    assert_eq!(told, [Notice::ConfirmRefused]);
    assert_eq!(kept, [1, 2, 3]);
    assert_eq!(gateway.records, [1, 2, 3]);
}

#[test]
fn another_gateway_in_its_place_is_read_from_its_first_number() {
    let mut concentrator = concentrator(Some(PASSWORD));
    let mut gateway = Gateway::new(9);
    work(&mut concentrator, &mut gateway, (0, MINUTE), |_| true);
    let mut other = Gateway::new(2);
    let mut kept = Vec::new();
    let told = work(
        &mut concentrator,
        &mut other,
        (MINUTE, 2 * MINUTE),
        |number| {
            kept.push(number);
            true
        },
    );
    assert_eq!(told, [Notice::Record(Read::Anew)]);
    assert_eq!(kept, [1, 2]);
    assert!(other.records.is_empty());
}

#[test]
fn a_broadcast_that_would_be_late_waits_for_the_next_second() {
    let mut concentrator = concentrator(None);
    let mut gateway = Gateway::new(0);
    // Found, and given the time at its next second; far from midnight.
    let noon = 12 * 60 * MINUTE;
    concentrator.handle_clock_set(noon);
    work(
        &mut concentrator,
        &mut gateway,
        (noon, noon + 2 * MINUTE),
        |_| true,
    );
    let before = concentrator.counts();
    let mut now = noon + 2 * MINUTE;
    // This machine sleeps over the second that was aimed at, by 5.5 ms.
    while concentrator.counts().broadcasts == before.broadcasts {
        now += 500;
        if concentrator.counts().held == before.held && now % 1_000_000 < 5_500 {
            continue;
        }
        concentrator.handle_timeout(now);
        if concentrator.poll_transmit(now).is_some() {
            concentrator.handle_sent(now);
        }
        assert!(now < noon + 20 * MINUTE);
    }
    let counts = concentrator.counts();
    assert_eq!(counts.held, before.held + 1);
    assert!(counts.last_late_us <= 5_000);
    assert!(now % 1_000_000 <= 5_000);
}
