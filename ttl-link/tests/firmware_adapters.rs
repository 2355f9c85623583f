//! The `embedded-io` clients over an in-memory pipe, a meter at its other end, in simulated time.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::expect_used,
    reason = "helpers of tests"
)]

mod common;

use common::{ENERGY, METER, Shelf};
use core::future::Future;
use core::pin::pin;
use core::task::{Context, Poll, Waker};
use dlt645::command::{BroadcastTime, ErrorKind, Operator, Password};
use dlt645::item::items;
use dlt645::value::{DateTime, Value, ValueError};
use dlt645::{Address, Edition};
use embedded_io_async_v0_7 as eia;
use embedded_io_v0_7 as ei;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use ttl_link::adapter::{ClientError, Clock, asynchronous, blocking};
use ttl_link::{
    BindConfig, Binder, ErrorCode, Failed, Failure, HeardKind, Instant, Line, Meter, Probe,
    ReplyEnd, Request, RequestError,
};

const VALUE: [u8; 4] = [0x89, 0x00, 0x24, 0x01];

/// Both ends of the pipe, the meter and the clock.
struct World {
    now: Instant,
    line: Line,
    meter: Meter<512>,
    shelf: Shelf,
    to_client: VecDeque<(Instant, u8)>,
    /// The line is busy with the client's bytes until then.
    sent_until: Instant,
    wake_at: Option<Instant>,
    closed: bool,
    driven: Vec<bool>,
    /// The rate of the client's UART.
    baud: u32,
    /// After so many good bytes so many are received wrong, and how the driver says so.
    good: u8,
    spoiled: u8,
    spoiled_as: ei::ErrorKind,
}

type Shared = Rc<RefCell<World>>;

fn world() -> Shared {
    let line = Line::ttl(9600);
    Rc::new(RefCell::new(World {
        now: Instant::from_millis(5),
        line,
        meter: Meter::sized(line),
        shelf: Shelf::new(METER).with(ENERGY, &VALUE),
        to_client: VecDeque::new(),
        sent_until: Instant::ZERO,
        wake_at: None,
        closed: false,
        driven: Vec::new(),
        baud: line.baud,
        good: 0,
        spoiled: 0,
        spoiled_as: ei::ErrorKind::Other,
    }))
}

impl World {
    fn write(&mut self, bytes: &[u8]) {
        self.sent_until = self.now.later(self.sent_until) + self.line.wire_time(bytes.len());
        if self.baud == self.line.baud {
            self.meter.handle_input(self.sent_until, bytes);
        }
    }

    /// Moves time to `until` at most, or to the next thing that happens.
    fn advance(&mut self, until: Option<Instant>) {
        let byte = self.to_client.front().map(|(at, _)| *at);
        let next = [until, byte, self.meter.poll_timeout()]
            .into_iter()
            .flatten()
            .min()
            .expect("nothing is due");
        self.now = self.now.later(next);
        self.meter.handle_timeout(self.now, &mut self.shelf);
        if let Some(frame) = self.meter.poll_transmit(self.now) {
            let line = self.line;
            let now = self.now;
            self.to_client.extend(
                frame
                    .iter()
                    .enumerate()
                    .map(|(i, byte)| (now + line.wire_time(i + 1), *byte)),
            );
        }
    }

    /// The next byte is received wrong.
    fn spoil(&mut self) -> Option<ei::ErrorKind> {
        if self.good > 0 {
            self.good -= 1;
            return None;
        }
        self.spoiled = self.spoiled.checked_sub(1)?;
        self.to_client.pop_front();
        Some(self.spoiled_as)
    }

    fn ready(&self) -> bool {
        self.closed
            || self
                .to_client
                .front()
                .is_some_and(|(at, _)| *at <= self.now)
    }

    fn read(&mut self, buf: &mut [u8]) -> usize {
        let mut count = 0;
        while count < buf.len() && !self.closed && self.ready() {
            buf[count] = self.to_client.pop_front().unwrap().1;
            count += 1;
        }
        count
    }
}

struct Pipe(Shared);
struct Time(Shared);

impl ei::ErrorType for Pipe {
    type Error = ei::ErrorKind;
}

impl ei::Read for Pipe {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize, ei::ErrorKind> {
        let mut world = self.0.borrow_mut();
        let spoiled = world.spoil();
        spoiled.map_or_else(|| Ok(world.read(buf)), Err)
    }
}

impl ei::ReadReady for Pipe {
    fn read_ready(&mut self) -> Result<bool, ei::ErrorKind> {
        Ok(self.0.borrow().ready())
    }
}

impl ei::Write for Pipe {
    fn write(&mut self, buf: &[u8]) -> Result<usize, ei::ErrorKind> {
        let count = buf.len().min(7);
        self.0.borrow_mut().write(&buf[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> Result<(), ei::ErrorKind> {
        Ok(())
    }
}

impl eia::Read for Pipe {
    async fn read(&mut self, buf: &mut [u8]) -> Result<usize, ei::ErrorKind> {
        core::future::poll_fn(|_| {
            let mut world = self.0.borrow_mut();
            if world.ready() {
                let spoiled = world.spoil();
                Poll::Ready(spoiled.map_or_else(|| Ok(world.read(buf)), Err))
            } else {
                Poll::Pending
            }
        })
        .await
    }
}

impl eia::Write for Pipe {
    async fn write(&mut self, buf: &[u8]) -> Result<usize, ei::ErrorKind> {
        ei::Write::write(self, buf)
    }

    async fn flush(&mut self) -> Result<(), ei::ErrorKind> {
        Ok(())
    }
}

impl Clock for Time {
    fn now(&mut self) -> Instant {
        self.0.borrow().now
    }

    fn idle(&mut self, until: Instant) {
        self.0.borrow_mut().advance(Some(until));
    }
}

impl asynchronous::Timer for Time {
    fn now(&mut self) -> Instant {
        self.0.borrow().now
    }

    async fn wait(&mut self, at: Instant) {
        core::future::poll_fn(|_| {
            let mut world = self.0.borrow_mut();
            world.wake_at = Some(at);
            if world.now >= at {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }
}

/// Polls `future` and moves time on whenever it waits; gives up after `steps` polls.
fn run<F: Future>(world: &Shared, future: F, steps: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..steps {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return Some(output);
        }
        let mut world = world.borrow_mut();
        let wake_at = world.wake_at.take();
        world.advance(wake_at);
    }
    None
}

#[test]
fn blocking_client_reads_and_gives_reasons() {
    let world = world();
    let mut client =
        blocking::Client::new(Pipe(world.clone()), Time(world.clone()), Line::ttl(9600));
    assert!(client.read(METER, ENERGY).unwrap().data.iter().eq(VALUE));
    assert_eq!(client.read_address(), Ok(METER));
    let other = Address::from_wire([9; 6]);
    let error = client.read(other, ENERGY).unwrap_err();
    assert_eq!(
        error,
        ClientError::Failed(Failed::new(Failure::NoByte).with_tries(3))
    );
    let before = world.borrow().now;
    let sent = client
        .broadcast_time(dlt645::command::BroadcastTime::new(26, 1, 1, 12, 0, 0).unwrap())
        .unwrap();
    assert!(sent > before);
    assert!(client.read(METER, ENERGY).unwrap().data.iter().eq(VALUE));
    assert_eq!(world.borrow().shelf.times.len(), 1);
    world.borrow_mut().closed = true;
    assert_eq!(client.read(METER, ENERGY).unwrap_err(), ClientError::Closed);
}

#[test]
fn blocking_client_drives_the_bus_for_the_whole_frame() {
    let world = world();
    let pin = world.clone();
    let mut client: blocking::Client<_, _, _> = blocking::Client::with_direction(
        Pipe(world.clone()),
        Time(world.clone()),
        Line::rs485(9600),
        move |on: bool| {
            let mut world = pin.borrow_mut();
            assert!(
                on || world.now >= world.sent_until,
                "let go of the bus inside the frame"
            );
            world.driven.push(on);
        },
    );
    assert!(client.read(METER, ENERGY).unwrap().data.iter().eq(VALUE));
    assert_eq!(world.borrow().driven, [true, false]);
}

#[test]
fn async_client_reads_and_survives_a_dropped_future() {
    let world = world();
    let mut client =
        asynchronous::Client::new(Pipe(world.clone()), Time(world.clone()), Line::ttl(9600));
    let value = run(
        &world,
        async {
            client
                .read(METER, ENERGY)
                .await
                .map(|reply| reply.data.iter().collect::<Vec<u8>>())
        },
        10_000,
    );
    assert_eq!(value.unwrap().unwrap(), VALUE);
    // Dropped at every point of the exchange.
    for steps in 0.. {
        if run(&world, client.read_address(), steps).is_some() {
            assert!(steps > 20, "{steps}");
            break;
        }
        let mut heard = Vec::new();
        let mut listener = |frame: &ttl_link::Heard<'_>| heard.push(frame.kind);
        let request = Request::read(METER, ENERGY);
        let value = run(
            &world,
            async {
                client
                    .exchange_at(None, &request, &mut listener)
                    .await
                    .map(|reply| reply.data.iter().collect::<Vec<u8>>())
            },
            10_000,
        );
        assert_eq!(value.unwrap().unwrap(), VALUE, "{steps}");
        assert!(heard.iter().all(|kind| *kind == HeardKind::Late));
    }
    world.borrow_mut().closed = true;
    assert_eq!(
        run(&world, client.read_address(), 100),
        Some(Err(ClientError::Closed))
    );
}

#[test]
fn clients_bind_to_a_meter_of_unknown_rate() {
    let world = world();
    let mut client =
        blocking::Client::new(Pipe(world.clone()), Time(world.clone()), Line::ttl(2400));
    let mut set_baud = |pipe: &mut Pipe, baud| {
        pipe.0.borrow_mut().baud = baud;
        Ok(())
    };
    let binding = client
        .bind(&mut Binder::new(BindConfig::new(), None), &mut set_baud)
        .unwrap();
    assert_eq!(
        (binding.address, binding.baud, client.master().line().baud),
        (METER, 9600, 9600)
    );
    // Nobody there: one turn, then the reason.
    let probes = [
        Probe {
            edition: Edition::V2007,
            baud: 1200,
        },
        Probe {
            edition: Edition::V1997,
            baud: 1200,
        },
    ];
    let config = BindConfig {
        probes: &probes,
        ..BindConfig::new()
    };
    let error = client
        .bind(&mut Binder::new(config, None), &mut set_baud)
        .unwrap_err();
    assert_eq!(
        error,
        ClientError::Failed(Failed::new(Failure::NoByte).with_kind(ErrorKind::V1997))
    );
}

#[test]
fn item_of_known_length_is_read_without_a_second_question() {
    let world = world();
    world.borrow_mut().shelf.pending = true;
    let mut client =
        blocking::Client::new(Pipe(world.clone()), Time(world.clone()), Line::ttl(9600));
    let item = dlt645::item::lookup(ENERGY).unwrap();
    let reply = client.read(METER, item).unwrap();
    assert_eq!(reply.end, ReplyEnd::EventPending);
    assert_eq!(reply.decode(&item).unwrap().to_string(), "12400.89");
    assert_eq!(world.borrow().shelf.reads.len(), 1);
}

fn client() -> (Shared, blocking::Client<Pipe, Time>) {
    let world = world();
    let client = blocking::Client::new(Pipe(world.clone()), Time(world.clone()), Line::ttl(9600));
    (world, client)
}

#[test]
fn a_value_comes_with_what_is_odd_about_it() {
    let (world, mut client) = client();
    // One byte too many.
    let long = [&VALUE[..], &[7]].concat();
    world.borrow_mut().shelf.items.insert(ENERGY, long);
    let reading = client
        .read_value(METER, &items::FORWARD_ACTIVE_ENERGY)
        .unwrap();
    assert_eq!(reading.value.to_string(), "12400.89");
    let kinds: Vec<&str> = reading.warnings().map(|odd| odd.kind().name()).collect();
    assert_eq!(kinds, ["extra_bytes"]);
    assert!(reading.strict().is_err());
    assert!(reading.stamps.request_end < reading.stamps.reply_start);
    // One byte too few.
    world.borrow_mut().shelf.items.insert(ENERGY, vec![1, 2, 3]);
    let error = client
        .read_value(METER, &items::FORWARD_ACTIVE_ENERGY)
        .unwrap_err();
    assert!(
        matches!(
            error,
            ClientError::Value(ValueError::Short { missing: 1, .. })
        ),
        "{error}"
    );
    assert!(std::error::Error::source(&error).is_some());
}

#[test]
fn another_item_is_refused_by_the_types_of_the_reply() {
    let (_, mut client) = client();
    let reply = client.read(METER, items::FORWARD_ACTIVE_ENERGY).unwrap();
    assert!(matches!(
        reply.decode(&items::REVERSE_ACTIVE_ENERGY),
        Err(ValueError::WrongId { .. })
    ));
    assert_eq!((reply.id, reply.asked), (Some(ENERGY), METER));
}

#[test]
fn several_items_are_read_in_one_call() {
    let (_, mut client) = client();
    let wanted = [items::FORWARD_ACTIVE_ENERGY, items::REVERSE_ACTIVE_ENERGY];
    let mut got = Vec::new();
    client
        .read_all(METER, &wanted, &mut |item, result| {
            got.push((
                item.id,
                result.map(|reading| reading.value.to_string()).ok(),
            ));
        })
        .unwrap();
    assert_eq!(
        got,
        [
            (ENERGY, Some("12400.89".to_owned())),
            (items::REVERSE_ACTIVE_ENERGY.id, None)
        ]
    );
}

#[test]
fn a_value_is_written_and_a_clock_set_with_types() {
    let (world, mut client) = client();
    let right = Password::from_wire([2, 1, 2, 3]);
    let time = Value::Time(dlt645::value::Time::new(12, 34, 56).unwrap());
    client
        .write(METER, &items::TIME, &time, right, Operator([0; 4]))
        .unwrap();
    let error = client
        .write(
            METER,
            &items::TIME,
            &time,
            Password::new(2, 0),
            Operator([0; 4]),
        )
        .unwrap_err();
    assert!(
        matches!(&error, ClientError::Failed(failed) if failed.reason == Failure::Meter(ErrorCode::PASSWORD)),
        "{error}"
    );
    assert_eq!(
        error.to_string(),
        "the meter refused: wrong password or not authorised"
    );
    let moment = DateTime::new(2026, 11, 29, 12, 30, 0).unwrap();
    client
        .set_time(METER, moment, right, Operator([0; 4]))
        .unwrap();
    assert_eq!(
        world.borrow().shelf.writes,
        [
            (items::TIME.id, vec![0x56, 0x34, 0x12]),
            (
                items::DATE_TIME.id,
                vec![0x00, 0x30, 0x12, 0x00, 0x29, 0x11, 0x26]
            )
        ]
    );
}

#[test]
fn what_nobody_answers_has_no_reply() {
    let (world, mut client) = client();
    let request = Request::broadcast_time(BroadcastTime::new(26, 1, 1, 12, 0, 0).unwrap());
    assert_eq!(
        client.exchange(&request).unwrap_err(),
        ClientError::Request(RequestError::Unanswered)
    );
    assert!(world.borrow().shelf.times.is_empty());
    client.send(&request).unwrap();
    assert_eq!(world.borrow().shelf.times.len(), 1);
}

#[test]
fn no_secret_is_printed() {
    let (password, operator) = (Password::new(2, 0x77_77_77), Operator([0x77; 4]));
    let data = [0x77; 3];
    let request = Request::write(METER, items::TIME.id, password, operator, &data);
    assert!(!format!("{request:?}").contains("77") && !format!("{request:?}").contains("119"));
    let write = ttl_link::WriteRequest::new(items::TIME.id, &data).with_codes(password, operator);
    assert!(!format!("{write:?}").contains("119"));
}

/// A byte in the middle of the next answer is received wrong.
fn spoil(world: &Shared) {
    world.borrow_mut().good = 12;
    world.borrow_mut().spoiled = 1;
}

#[test]
fn a_byte_received_wrong_costs_one_try() {
    let (world, mut client) = client();
    spoil(&world);
    let reply = client.read(METER, ENERGY).unwrap();
    assert_eq!((reply.data.iter().eq(VALUE), reply.tries), (true, 2));

    let mut client =
        asynchronous::Client::new(Pipe(world.clone()), Time(world.clone()), Line::ttl(9600));
    spoil(&world);
    let tries = run(
        &world,
        async { client.read(METER, ENERGY).await.unwrap().tries },
        500,
    );
    assert_eq!(tries, Some(2));

    // A search for the meter goes on.
    let (world, mut client) = self::client();
    spoil(&world);
    let mut set_baud = |pipe: &mut Pipe, baud| {
        pipe.0.borrow_mut().baud = baud;
        Ok(())
    };
    let config = BindConfig {
        tries: 2,
        ..BindConfig::new()
    };
    let found = client.bind(&mut Binder::new(config, None), &mut set_baud);
    assert_eq!(found.unwrap().address, METER);
}

#[test]
fn a_port_that_does_nothing_but_fail_ends_the_request_and_one_that_broke_at_once() {
    let (world, mut client) = client();
    world.borrow_mut().spoiled = u8::MAX;
    let error = client.read(METER, ENERGY).unwrap_err();
    assert!(matches!(error, ClientError::Failed(_)), "{error}");
    world.borrow_mut().spoiled = 1;
    world.borrow_mut().spoiled_as = ei::ErrorKind::BrokenPipe;
    assert_eq!(
        client.read(METER, ENERGY).unwrap_err(),
        ClientError::Port(ei::ErrorKind::BrokenPipe)
    );
}
