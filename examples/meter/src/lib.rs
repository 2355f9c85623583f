//! Virtual DL/T 645-2007 meter, without I/O: time and bytes go in, bytes and the moment of the next
//! call come out.
//!
//! It measures a made-up consumer ([`Load`]): energies grow, demands, freezes, bills and a load
//! profile are kept, its own [`Clock`] drifts, power failures leave records. The line side is
//! [`ttl_link::Meter`].
//!
//! ```
//! use meter::{Config, VirtualMeter};
//! use ttl_link::Instant;
//!
//! let mut meter = VirtualMeter::new(Config::new("112233445566".parse()?), Instant::ZERO);
//! let request = [0x68, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0x68, 0x13, 0x00, 0xDF, 0x16];
//! meter.receive(Instant::from_millis(100), &request);
//! while let Some(due) = meter.next_call() {
//!     if let Some(answer) = meter.poll(due) {
//!         assert_eq!(answer.get(12), Some(&0x93));
//!         break;
//!     }
//! }
//! # Ok::<(), dlt645::AddressError>(())
//! ```
//!
//! # Call order
//!
//! [`receive`](VirtualMeter::receive) when bytes have come (with the end of the last stop bit as
//! time), and [`poll`](VirtualMeter::poll) at [`next_call`](VirtualMeter::next_call): it returns
//! the bytes that begin to leave at that moment. [`set_mains`](VirtualMeter::set_mains) when the
//! supply goes and comes back; without it the meter neither hears nor answers, while its clock runs
//! on. Time never goes back.

mod bcd;
pub mod bus;
mod clock;
pub mod commands;
mod disturbances;
mod edition97;
mod events;
pub mod faults;
pub mod host;
mod load;
mod params;
mod profile;
mod programming;
mod read;
mod registers;
mod state;
mod store;
mod tariffs;
pub mod text;
mod validate;
mod voltage;
mod write;

pub use clock::{Clock, ClockConfig, LocalMicros, Refused, SetMode};
pub use load::{Load, Supply};

use dlt645::{Address, Edition};
use state::State;
use store::Shelf;
use ttl_link::{Delays, Instant, Line, Meter, MeterEvent, Micros};

/// Bytes of the longest value, in all its follow-on frames.
const VALUE: usize = 4096;

/// What makes one meter different from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Config {
    /// Address.
    pub address: Address,
    /// Edition it speaks.
    pub edition: Edition,
    /// Baud rate at the start; 0 if bytes take no time.
    pub baud: u32,
    /// The clock.
    pub clock: ClockConfig,
    /// The consumer.
    pub load: Load,
    /// Forward active energy at the start, 0.01 kWh, spread evenly over the tariffs.
    pub start_energy: u32,
    /// From the end of a request to the first byte of the answer.
    pub reply_delay: Micros,
    /// The answer comes up to this much later, at random.
    pub reply_jitter: Micros,
    /// From the return of the supply to the first request that is heard.
    pub boot: Micros,
    /// FE bytes in front of an answer.
    pub preamble: u8,
}

impl Config {
    /// A single-phase meter of the 2007 edition at 2400 baud that answers after 60 ms, with an
    /// exact clock that starts at 2026-01-01 00:00:00.
    #[must_use]
    pub fn new(address: Address) -> Self {
        let seed = address
            .to_wire()
            .iter()
            .rev()
            .fold(0, |seed, byte| seed << 8 | u64::from(*byte));
        Self {
            address,
            edition: Edition::V2007,
            baud: 2400,
            clock: ClockConfig::exact(820_540_800 * clock::SECOND),
            load: Load {
                mean_watts: 600,
                phases: 1,
                seed,
            },
            start_energy: 1_240_089,
            reply_delay: Micros::from_millis(60),
            reply_jitter: Micros::ZERO,
            boot: Micros::from_millis(500),
            preamble: 4,
        }
    }
}

/// A meter on a line.
pub struct VirtualMeter {
    engine: Meter<VALUE>,
    state: State,
    draws: i64,
    deaf_until: Instant,
}

impl VirtualMeter {
    /// A meter that is switched on at `now`.
    #[must_use]
    pub fn new(config: Config, now: Instant) -> Self {
        let line = Line::ttl(config.baud).with_preamble(config.preamble);
        let mut meter = Self {
            engine: Meter::sized(line),
            state: State::new(config, now.as_micros()),
            draws: 0,
            deaf_until: now,
        };
        meter.draw_delays();
        meter
    }

    /// Bytes have come from the line; the last stop bit ended at `now`.
    pub fn receive(&mut self, now: Instant, bytes: &[u8]) {
        if self.state.is_powered() && now >= self.deaf_until {
            self.engine.handle_input(now, bytes);
        }
    }

    /// When [`poll`](Self::poll) wants to be called, if nothing comes before.
    #[must_use]
    pub fn next_call(&self) -> Option<Instant> {
        if self.state.is_powered() {
            self.engine.poll_timeout()
        } else {
            None
        }
    }

    /// Does what is due at `now` and returns an answer whose first byte leaves at this moment.
    pub fn poll(&mut self, now: Instant) -> Option<&[u8]> {
        if !self.state.is_powered() {
            return None;
        }
        self.engine.handle_timeout(now, &mut Shelf(&mut self.state));
        if let Some(MeterEvent::Baud(baud)) = self.engine.poll_event() {
            self.switch_rate(baud.rate());
        }
        self.draw_delays();
        self.engine.poll_transmit(now)
    }

    /// The supply goes (`false`) or comes back (`true`) at `now`. What was on the line is lost.
    pub fn set_mains(&mut self, now: Instant, on: bool) {
        if on == self.state.is_powered() {
            return;
        }
        self.state.set_mains(now.as_micros(), on);
        self.engine = Meter::sized(*self.engine.line());
        self.draw_delays();
        if on {
            self.deaf_until = now + self.state.config.boot;
        }
    }

    /// Changes the consumer or the supply of the phases from `now` on.
    pub fn change_flow(&mut self, now: Instant, change: impl FnOnce(&mut Load, &mut Supply)) {
        self.state.change_flow(now.as_micros(), change);
    }

    /// Whether the supply is on.
    #[must_use]
    pub fn has_mains(&self) -> bool {
        self.state.is_powered()
    }

    /// Level of the EVENT contact: something is to be read from 04001501.
    #[must_use]
    pub fn event_pin(&self) -> bool {
        self.state.is_powered()
            && self.state.report.is_pending()
            && self.state.param_byte(0x0400_1101) & 0x08 != 0
    }

    /// Its address, which a master may have changed.
    #[must_use]
    pub fn address(&self) -> Address {
        self.state.address()
    }

    /// Baud rate it listens at now.
    #[must_use]
    pub fn baud(&self) -> u32 {
        self.engine.line().baud
    }

    /// Its clock, with the fraction that no reader sees: for those who keep the truth.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.state.clock
    }

    /// The same, for those who move the truth: temperature, a hand at the meter.
    pub fn clock_mut(&mut self, now: Instant) -> &mut Clock {
        self.state.advance(now.as_micros());
        &mut self.state.clock
    }

    /// Value bytes of an item as a master would get them, `None` where it gets an error.
    pub fn read(&mut self, now: Instant, di: u32) -> Option<Vec<u8>> {
        self.state.advance(now.as_micros());
        self.state.read_item(now.as_micros(), di, &[])
    }

    /// Makes an item read as `data` (wire order, without the 0x33). Energies and the clock run on
    /// from there, all else stays. False if a register or the clock does not take it.
    pub fn preset(&mut self, now: Instant, di: dlt645::DataId, data: &[u8]) -> bool {
        self.state.advance(now.as_micros());
        match di {
            dlt645::DataId::V2007(di) => self.state.preset(now.as_micros(), di, data),
            dlt645::DataId::V1997(_) => {
                self.state.fixed.insert(di, data.to_vec());
                true
            }
        }
    }

    /// Longest data field of an answer, 20 to 255 bytes: longer values go in follow-on frames.
    pub fn set_max_data(&mut self, bytes: u8) {
        self.engine.set_max_data(bytes);
    }

    fn switch_rate(&mut self, baud: u32) {
        if self.engine.line().baud != 0 {
            self.engine.set_line(self.engine.line().with_baud(baud));
        }
    }

    /// Delays of the next answer.
    fn draw_delays(&mut self) {
        self.draws += 1;
        let Config {
            clock,
            load,
            reply_delay,
            reply_jitter,
            ..
        } = self.state.config;
        let draw = |what: u64, span: u64| load::noise(load.seed, self.draws, what) % (span + 1);
        let latch = u64::from(clock.read_delay) + draw(1, u64::from(clock.read_jitter));
        let reply = reply_delay.get() + draw(2, reply_jitter.get());
        self.engine.set_delays(Delays {
            latch: Micros::new(latch),
            reply: Micros::new(reply.max(latch)),
            ..Delays::new()
        });
    }
}

#[cfg(test)]
mod tests;
