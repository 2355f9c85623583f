//! A meter cabinet: meters, a node at each, a gateway, their lines, supplies and radios.
//!
//! Every party is a library that takes time and bytes and returns bytes and the moment of its next
//! call. The world carries the bytes, each with its own time, and lets the parties' timers run by
//! their crystals. Radio 0 is the gateway's, radio `i + 1` that of the node at meter `i`.
//!
//! At the other end of the gateway's bus is the [`Outside`]: the master there, a script, whoever
//! watches.

mod nvm;
mod party;
mod power;
mod setup;

pub use nvm::{Memory, Nvm};
pub use party::{Board, MeterSlot, Program};
pub use setup::{Config, gateway_address};

use crate::air::{Near, Radio};
use crate::bus::{Bus, BusByte, Party};
use crate::crystal::Crystal;
use crate::queue::{DAY, HOUR, MINUTE, Micros};
use crate::rng::Rng;
use crate::world::Host;
use std::convert::Infallible;
use ttl_link::Instant;

/// Local time at which a world in virtual time begins: 2026-11-23 00:00:00, µs since 2000-01-01.
pub const EPOCH: u64 = 848_707_200 * crate::queue::SECOND;
/// Meters a gateway can hold, and changes in its log.
pub const METERS: usize = 256;
/// Changes in its log.
pub const LOG: usize = 1024;

/// The master on the bus.
pub const MASTER: Party = 0;
/// The gateway on the bus, and its radio.
pub const GATEWAY: Party = 1;
const GATEWAY_RADIO: Radio = 0;
/// An interrupt is handled within this time.
const LATENCY: Micros = 60;

/// A cabinet in its surroundings.
pub type World<O> = crate::World<Cabinet<O>>;

/// What is outside of the cabinet. Each function is called in the middle of an event, with
/// everything up to date.
pub trait Outside: Sized {
    /// What happens there.
    type Event;

    /// It happens.
    fn event(world: &mut World<Self>, event: Self::Event);

    /// A byte of the gateway has passed the bus; `None` if its parity is wrong.
    fn bus_byte(world: &mut World<Self>, byte: Option<u8>);

    /// The bytes of [`World::master_sends`] have left.
    fn bus_sent(world: &mut World<Self>);

    /// A meter answers. Returns whether the answer, perhaps changed, goes out.
    fn answer(_world: &mut World<Self>, _meter: usize, _bytes: &mut Vec<u8>) -> bool {
        true
    }

    /// The clock of a meter has jumped; it was wrong by `before` µs.
    fn clock_set(_world: &mut World<Self>, _meter: usize, _before: i64) {}

    /// The node of a meter was called.
    fn node_called(_world: &mut World<Self>, _meter: usize) {}

    /// The capacitor of a board is empty: its program is gone.
    fn died(_world: &mut World<Self>, _radio: Radio) {}

    /// It has become warmer or colder; this is so every ten minutes.
    fn weather(_world: &mut World<Self>) {}
}

/// Something that happens in a cabinet besides the radio.
#[derive(Debug)]
pub enum Event<E> {
    /// A meter's timer.
    Meter(usize, u64),
    /// A byte has reached the meter.
    ToMeter(usize, Option<u8>),
    /// A byte has reached the node.
    ToNode(usize, Option<u8>),
    /// What a board of this start number sent to its line has left.
    LineSent(Radio, u32),
    /// A byte has passed the bus.
    Bus(BusByte),
    /// The master's bytes have left.
    MasterSent,
    /// A capacitor is empty.
    Exhaust(Radio),
    /// It gets warmer or colder.
    Weather,
    /// Something outside.
    Outside(E),
}

/// Everything but programs and radios.
pub struct Cabinet<O> {
    /// What it was made of.
    pub config: Config,
    /// The meters and their lines.
    pub meters: Vec<MeterSlot>,
    /// The boards, by radio.
    pub boards: Vec<Board>,
    /// The bus between gateway and master.
    pub bus: Bus,
    /// What is outside.
    pub outside: O,
    rng: Rng,
}

impl<O: Outside> Host for Cabinet<O> {
    type Machine = Program;
    type Channel = Near;
    type Clock = Crystal;
    type Event = Event<O::Event>;

    fn event(world: &mut World<O>, event: Self::Event) {
        let now = world.now();
        match event {
            Event::Meter(i, number) => {
                let slot = world.host.meters.get_mut(i);
                if slot.is_some_and(|slot| slot.rings(number)) {
                    world.serve_meter(i);
                }
            }
            Event::ToMeter(i, byte) => {
                if let (Some(slot), Some(byte)) = (world.host.meters.get_mut(i), byte) {
                    slot.meter.receive(Instant::from_micros(now), &[byte]);
                    world.serve_meter(i);
                }
            }
            Event::ToNode(i, byte) => {
                world.with(i + 1, |program, timer| program.handle_line(timer, byte));
            }
            Event::LineSent(radio, life) => {
                let station = world.radios.station(radio);
                if station.is_some_and(|station| station.life == life) {
                    world.with(radio, |program, timer| program.handle_line_sent(timer));
                }
            }
            Event::Bus(byte) => world.bus_byte(&byte),
            Event::MasterSent => O::bus_sent(world),
            Event::Exhaust(radio) => world.exhaust(radio),
            Event::Weather => world.weather(),
            Event::Outside(event) => O::event(world, event),
        }
    }

    fn store(_: &mut World<O>, _: Radio, entry: Infallible) {
        match entry {}
    }

    /// A program sends to its line.
    fn notice(world: &mut World<O>, radio: Radio, bytes: Vec<u8>) {
        match radio.checked_sub(1) {
            None => world.carry(GATEWAY, &bytes),
            Some(i) => world.send_to_meter(i, &bytes),
        }
    }

    fn called(world: &mut World<O>, radio: Radio) {
        if let Some(i) = radio.checked_sub(1) {
            O::node_called(world, i);
        }
    }
}

impl<O: Outside> World<O> {
    /// Lets something outside happen at `at`.
    pub fn outside_at(&mut self, at: Micros, event: O::Event) {
        self.at(at, Event::Outside(event));
    }

    /// A node puts bytes on its line.
    fn send_to_meter(&mut self, i: usize, bytes: &[u8]) {
        let now = self.now();
        let radio = i + 1;
        let life = self.radios.station(radio).map_or(0, |it| it.life);
        let mains = self.has_mains(radio);
        let Some(slot) = self.host.meters.get_mut(i) else {
            return;
        };
        let queue = &mut self.queue;
        let start = now + slot.rng.range(0, LATENCY);
        let end = slot.down.send(start, bytes, &mut slot.rng, |at, byte| {
            // Without mains there is no meter at the other end.
            if mains {
                queue.at(at, crate::world::Event::Host(Event::ToMeter(i, byte)));
            }
        });
        let told = end + slot.rng.range(0, LATENCY);
        self.at(told, Event::LineSent(radio, life));
    }

    /// Lets a meter do what is due, and carries its answers.
    pub fn serve_meter(&mut self, i: usize) {
        let now = self.now();
        let Some(before) = self.host.meters.get(i).map(|slot| slot.clock_error(now)) else {
            return;
        };
        while let Some(mut bytes) = self.host.meters.get_mut(i).and_then(|slot| slot.poll(now)) {
            if !O::answer(self, i, &mut bytes) {
                continue;
            }
            let Some(slot) = self.host.meters.get_mut(i) else {
                return;
            };
            // Now and then a meter is busy and answers late.
            let (share, least, most) = slot.busy;
            let late = if slot.rng.chance(share) {
                slot.rng.range(least, most)
            } else {
                0
            };
            let queue = &mut self.queue;
            for (at, bytes) in slot.strike(now + late, bytes) {
                slot.up.send(at, &bytes, &mut slot.rng, |at, byte| {
                    queue.at(at, crate::world::Event::Host(Event::ToNode(i, byte)));
                });
            }
        }
        let slot = self.host.meters.get_mut(i);
        if slot.is_some_and(|slot| slot.note_set(now, before)) {
            O::clock_set(self, i, before);
        }
        let slot = self.host.meters.get_mut(i);
        if let Some((at, number)) = slot.and_then(|slot| slot.next_alarm(now)) {
            self.at(at, Event::Meter(i, number));
        }
    }

    /// The master puts bytes on the bus.
    pub fn master_sends(&mut self, bytes: &[u8]) {
        self.carry(MASTER, bytes);
    }

    fn carry(&mut self, from: Party, bytes: &[u8]) {
        let sent = self.host.bus.send(self.now(), from, bytes);
        for byte in &sent {
            self.at(byte.end, Event::Bus(*byte));
        }
        if let Some(last) = sent.last() {
            let told = last.end + self.host.rng.range(0, LATENCY);
            let life = self
                .radios
                .station(GATEWAY_RADIO)
                .map_or(0, |station| station.life);
            let event = if from == MASTER {
                Event::MasterSent
            } else {
                Event::LineSent(GATEWAY_RADIO, life)
            };
            self.at(told, event);
        }
    }

    fn bus_byte(&mut self, byte: &BusByte) {
        let heard = self.host.bus.hear(byte, &mut self.host.rng);
        if byte.from != MASTER {
            O::bus_byte(self, heard);
        } else if heard.is_some() {
            self.with(GATEWAY_RADIO, |program, timer| {
                program.handle_line(timer, heard);
            });
        }
    }

    /// Clock of meter `i` minus true local time, µs.
    #[must_use]
    pub fn clock_error(&self, i: usize) -> i64 {
        let slot = self.host.meters.get(i);
        slot.map_or(0, |slot| slot.clock_error(self.now()))
    }

    /// The same of all meters.
    #[must_use]
    pub fn clock_errors(&self) -> Vec<i64> {
        let now = self.now();
        let meters = self.host.meters.iter();
        meters.map(|slot| slot.clock_error(now)).collect()
    }

    fn weather(&mut self) {
        let now = self.now();
        // 12 °C at night, 28 °C in the afternoon, in straight lines; the parabola of a tuning fork
        // around 25 °C.
        let phase = (self.host.config.epoch + now + DAY - 15 * HOUR) % DAY;
        let away = phase.min(DAY - phase) as f64 / (DAY / 2) as f64;
        let cold = 25.0 - (28.0 - 16.0 * away);
        let parabola = (-34.0 * cold * cold) as i64;
        for (station, board) in self.radios.stations_mut().iter_mut().zip(&self.host.boards) {
            station.clock.change_rate(now, board.base_ppb + parabola);
        }
        O::weather(self);
        self.at(now + 10 * MINUTE, Event::Weather);
        // The calls that were entered by the old rate are a few µs off at most; they come again if
        // they came early.
    }
}
