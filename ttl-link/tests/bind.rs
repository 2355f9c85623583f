//! Binding against meters that hear only their own baud rate.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests"
)]

mod common;

use common::{METER, Shelf, Sim};
use dlt645::command::Baud;
use dlt645::{Address, DataId, Edition};
use ttl_link::bind::{BindAction, BindConfig, Binder, Binding};
use ttl_link::{Event, Line, MeterEvent, Micros};

struct Bench {
    sim: Sim,
    binder: Binder<'static>,
    master_baud: u32,
    meter_baud: u32,
    actions: Vec<BindAction>,
}

impl Bench {
    fn new(
        shelf: Shelf,
        meter_baud: u32,
        config: BindConfig<'static>,
        remembered: Option<Binding>,
    ) -> Self {
        let mut sim = Sim::new(Line::ttl(2400), shelf);
        sim.meters[0].0.set_line(Line::ttl(meter_baud));
        Self {
            sim,
            binder: Binder::new(config, remembered),
            master_baud: 0,
            meter_baud,
            actions: Vec::new(),
        }
    }

    /// Serves everything until the binder has nothing to do, or `steps` are over.
    fn run(&mut self, steps: usize) {
        for _ in 0..steps {
            while let Some(action) = self.binder.poll_action() {
                self.actions.push(action);
                match action {
                    BindAction::SetBaud(baud) => {
                        self.master_baud = baud;
                        self.sim.master.set_line(Line::ttl(baud));
                    }
                    BindAction::Ask => self
                        .sim
                        .master
                        .request(self.sim.now, &self.binder.request())
                        .unwrap(),
                    _ => {}
                }
            }
            // Bytes at another rate are garbage.
            if self.master_baud != self.meter_baud {
                self.sim
                    .to_meters
                    .iter_mut()
                    .for_each(|(_, byte)| *byte = byte.wrapping_mul(3) | 0x81);
                self.sim
                    .to_master
                    .iter_mut()
                    .for_each(|(_, byte)| *byte = byte.wrapping_mul(3) | 0x81);
            }
            while let Some(event) = self.sim.master.poll_event() {
                let now = self.sim.now;
                match event {
                    Event::Reply(reply) => self.binder.handle_reply(now, &reply),
                    Event::Failed(failed) => self.binder.handle_failure(now, failed.reason),
                    _ => {}
                }
            }
            for event in self.sim.baud_events.drain(..) {
                let MeterEvent::Baud(baud) = event else {
                    continue;
                };
                self.meter_baud = baud.rate();
                self.sim.meters[0].0.set_line(Line::ttl(self.meter_baud));
            }
            if self.binder.binding().is_some() {
                self.actions
                    .extend(core::iter::from_fn(|| self.binder.poll_action()));
                return;
            }
            match self.binder.poll_timeout() {
                Some(due) if !self.sim.master.is_busy() => {
                    let span = due.since(self.sim.now);
                    if self.sim.baud_events.is_empty() && span > Micros::ZERO {
                        self.sim.idle(span.min(Micros::from_millis(20)));
                    }
                    self.binder.handle_timeout(self.sim.now);
                }
                _ => {
                    self.sim.step();
                }
            }
        }
    }
}

fn shelf97() -> Shelf {
    let own = Address::from_wire([0x66, 0x55, 0x44, 0xAA, 0xAA, 0xAA]);
    let mut shelf = Shelf::new(own).with(DataId::V1997(0x9010), &[1, 2, 3, 4]);
    shelf.editions = vec![Edition::V1997];
    shelf
}

#[test]
fn finds_every_rate_and_both_editions() {
    for baud in [2400, 9600, 19_200, 1200, 4800, 38_400] {
        let mut bench = Bench::new(Shelf::new(METER), baud, BindConfig::new(), None);
        bench.run(20_000);
        let expected = Binding {
            address: METER,
            edition: Edition::V2007,
            baud,
            base: baud,
        };
        assert_eq!(bench.binder.binding(), Some(expected), "{baud}");
    }
    for baud in [1200, 2400, 600] {
        let mut bench = Bench::new(shelf97(), baud, BindConfig::new(), None);
        bench.run(40_000);
        let found = bench.binder.binding().unwrap();
        assert_eq!((found.edition, found.baud), (Edition::V1997, baud));
        assert_eq!(found.address, bench.sim.meters[0].1.address);
    }
}

#[test]
fn remembered_meter_is_asked_first() {
    let remembered = Binding {
        address: METER,
        edition: Edition::V2007,
        baud: 4800,
        base: 4800,
    };
    let mut bench = Bench::new(Shelf::new(METER), 4800, BindConfig::new(), Some(remembered));
    bench.run(2000);
    assert_eq!(
        bench.actions,
        [
            BindAction::SetBaud(4800),
            BindAction::Ask,
            BindAction::Bound(remembered)
        ]
    );
}

#[test]
fn negotiates_a_rate_and_comes_back_when_the_meter_falls_back() {
    let config = BindConfig {
        wish: Some(Baud::B9600),
        ..BindConfig::new()
    };
    let mut bench = Bench::new(Shelf::new(METER), 2400, config, None);
    bench.run(5000);
    let fast = Binding {
        address: METER,
        edition: Edition::V2007,
        baud: 9600,
        base: 2400,
    };
    assert_eq!(
        (bench.binder.binding(), bench.meter_baud),
        (Some(fast), 9600)
    );
    // The meter falls back by itself; ten requests go unanswered.
    bench.meter_baud = 2400;
    bench.sim.meters[0].0.set_line(Line::ttl(2400));
    bench.actions.clear();
    for _ in 0..10 {
        assert!(bench.binder.binding().is_some());
        bench.binder.handle_contact(bench.sim.now, false);
    }
    assert_eq!(bench.binder.binding(), None);
    bench.run(5000);
    assert_eq!(bench.actions[0], BindAction::Lost);
    // Found at its own rate and told again.
    assert_eq!(
        bench.binder.binding().map(|found| (found.baud, found.base)),
        Some((9600, 2400))
    );
    assert_eq!(bench.meter_baud, 9600);
}

#[test]
fn refused_or_lost_negotiation_ends_bound() {
    let config = BindConfig {
        wish: Some(Baud::B19200),
        ..BindConfig::new()
    };
    // The answer to 17 is lost: the meter has switched and is found there.
    let mut bench = Bench::new(Shelf::new(METER), 2400, config, None);
    bench.sim.fault = Some(Box::new(|bytes| {
        if bytes[12].1 == 0x97 {
            bytes.clear();
        }
    }));
    bench.run(5000);
    assert_eq!(bench.binder.binding().map(|found| found.baud), Some(19_200));
    // The request is lost: the meter has not switched.
    let mut bench = Bench::new(Shelf::new(METER), 2400, config, None);
    bench.sim.request_fault = Some(Box::new(|bytes| {
        if bytes[12].1 == 0x17 {
            bytes.clear();
        }
    }));
    bench.run(5000);
    assert_eq!(bench.binder.binding().map(|found| found.baud), Some(2400));
}

#[test]
fn nobody_there_is_searched_for_again_after_a_pause() {
    let mut bench = Bench::new(Shelf::new(METER), 300, BindConfig::new(), None);
    bench.run(30_000);
    assert_eq!(bench.binder.binding(), None);
    let turns = bench
        .actions
        .iter()
        .filter(|action| **action == BindAction::SetBaud(38_400))
        .count();
    assert!(turns >= 2, "{turns}");
}

#[test]
fn only_the_remembered_meter_keeps_the_rate_it_was_first_found_at() {
    let other = Address::from_wire([9, 0, 0, 0, 0, 0]);
    for (address, base) in [(METER, 2400), (other, 9600)] {
        let remembered = Binding {
            address,
            edition: Edition::V2007,
            baud: 9600,
            base: 2400,
        };
        let mut bench = Bench::new(Shelf::new(METER), 9600, BindConfig::new(), Some(remembered));
        bench.run(2000);
        let found = Binding {
            address: METER,
            edition: Edition::V2007,
            baud: 9600,
            base,
        };
        assert_eq!(bench.binder.binding(), Some(found));
    }
}
