//! What is on one board or at one meter besides the program.

use super::nvm::{Memory, Nvm};
use super::{LOG, METERS};
use crate::machine::{Action, Input, Machine};
use crate::numbers::METER_BAUD;
use crate::queue::{Micros, SECOND};
use crate::radio::Alarm;
use crate::rng::Rng;
use crate::supply::Supply;
use crate::uart::Wire;
use gateway::Gateway;
use meter::VirtualMeter;
use meter::faults::Faults;
use node::Node;
use std::convert::Infallible;
use ttl_link::Instant;

/// The program of a node or of the gateway.
#[derive(Debug)]
pub enum Program {
    /// A node's.
    Node(Box<Node<Memory>>),
    /// The gateway's.
    Gateway(Box<Gateway<Memory, METERS, LOG>>),
}

impl Program {
    /// The node's program, if it is one.
    #[must_use]
    pub fn node(&self) -> Option<&Node<Memory>> {
        match self {
            Self::Node(node) => Some(node),
            Self::Gateway(_) => None,
        }
    }

    /// The gateway's program, if it is one.
    #[must_use]
    pub fn gateway(&self) -> Option<&Gateway<Memory, METERS, LOG>> {
        match self {
            Self::Gateway(gateway) => Some(gateway),
            Self::Node(_) => None,
        }
    }

    /// A byte came from the line that it is on; `None` if its parity was wrong.
    pub(super) fn handle_line(&mut self, now: u64, byte: Option<u8>) {
        match (self, byte) {
            (Self::Node(node), Some(byte)) => node.handle_uart(now, &[byte]),
            (Self::Node(node), None) => node.handle_parity_error(now),
            (Self::Gateway(gateway), Some(byte)) => gateway.handle_bus(now, &[byte]),
            (Self::Gateway(_), None) => {}
        }
    }

    /// Its own bytes have left for the line.
    pub(super) fn handle_line_sent(&mut self, now: u64) {
        match self {
            Self::Node(node) => node.handle_uart_sent(now),
            Self::Gateway(gateway) => gateway.handle_bus_sent(now),
        }
    }
}

/// A program stores by itself, and tells what it sends to its line.
impl Machine for Program {
    type Entry = Infallible;
    type Notice = Vec<u8>;

    fn handle(&mut self, now: u64, input: &Input) {
        match (self, input) {
            (Self::Node(node), Input::Supply { present }) => node.handle_mains(now, *present),
            (Self::Node(node), Input::Channel { busy }) => node.handle_channel(now, *busy),
            (Self::Node(node), Input::Sent) => node.handle_radio_sent(now),
            (Self::Node(node), Input::Frame { sync, bytes, dbm }) => {
                node.handle_frame(now, *sync, bytes, *dbm);
            }
            (Self::Node(node), Input::Timeout) => node.handle_timeout(now),
            (Self::Gateway(gateway), Input::Supply { present }) => {
                gateway.handle_mains(now, *present);
            }
            (Self::Gateway(gateway), Input::Channel { busy }) => gateway.handle_channel(now, *busy),
            (Self::Gateway(gateway), Input::Sent) => gateway.handle_radio_sent(now),
            (Self::Gateway(gateway), Input::Frame { sync, bytes, dbm }) => {
                gateway.handle_frame(now, *sync, bytes, *dbm);
            }
            (Self::Gateway(gateway), Input::Timeout) => gateway.handle_timeout(now),
            (_, Input::Stored) => {}
        }
    }

    fn poll(&mut self, now: u64) -> Option<Action<Infallible, Vec<u8>>> {
        let (bytes, action) = match self {
            Self::Node(node) => match node.poll_uart(now) {
                Some(bytes) => (Some(bytes.to_vec()), None),
                None => (None, node.poll_radio(now)),
            },
            Self::Gateway(gateway) => match gateway.poll_bus(now) {
                Some(bytes) => (Some(bytes.to_vec()), None),
                None => (None, gateway.poll_radio(now)),
            },
        };
        bytes
            .map(Action::Notice)
            .or_else(|| Some(Action::Radio(crate::v1::command(action?)?)))
    }

    fn next(&self) -> Option<u64> {
        match self {
            Self::Node(node) => node.poll_timeout(),
            Self::Gateway(gateway) => gateway.poll_timeout(),
        }
    }
}

/// One meter and the two directions of its UART.
pub struct MeterSlot {
    /// The meter.
    pub meter: VirtualMeter,
    /// Its address.
    pub address: dlt645::Address,
    /// Meter to node.
    pub up: Wire,
    /// Node to meter.
    pub down: Wire,
    /// What goes wrong with its answers, if anything does.
    pub faults: Option<Faults>,
    /// Its name.
    pub fault: Option<&'static str>,
    /// Share of answers for which the meter is busy, and how much later they come at least and at
    /// most, µs.
    pub busy: (f64, Micros, Micros),
    /// Chances on its lines.
    pub rng: Rng,
    /// Clock error at the start, µs.
    pub start_error: i64,
    /// Times that the clock jumped.
    pub sets: u64,
    alarm: Alarm,
    epoch: u64,
}

impl MeterSlot {
    /// A meter that is switched on at the begin of the world, at local time `epoch`, at the end of
    /// a line.
    #[must_use]
    pub fn new(config: meter::Config, epoch: u64, gap: Micros, rng: Rng) -> Self {
        const NOISE: f64 = 1e-5;
        const BAUD: u64 = METER_BAUD as u64;
        Self {
            start_error: config.clock.start - epoch as i64,
            address: config.address,
            meter: VirtualMeter::new(config, Instant::ZERO),
            up: Wire::new(BAUD, gap, NOISE),
            down: Wire::new(BAUD, 0, NOISE),
            faults: None,
            fault: None,
            busy: (0.05, 0, 420_000),
            rng,
            sets: 0,
            alarm: Alarm::default(),
            epoch,
        }
    }

    /// Meter clock minus true local time, µs.
    #[must_use]
    pub fn clock_error(&self, now: Micros) -> i64 {
        self.meter.clock().at(now) - (self.epoch + now) as i64
    }

    /// What the meter answers now, if it does.
    pub fn poll(&mut self, now: Micros) -> Option<Vec<u8>> {
        let due = self.meter.next_call();
        due.filter(|at| at.as_micros() <= now)?;
        Some(self.meter.poll(Instant::from_micros(now))?.to_vec())
    }

    /// What leaves when of an answer that was to leave at `now`.
    pub(super) fn strike(&mut self, now: Micros, answer: Vec<u8>) -> Vec<(Micros, Vec<u8>)> {
        let Some(faults) = &mut self.faults else {
            return vec![(now, answer)];
        };
        let pieces = faults.strike(Instant::from_micros(now), &answer);
        let timed = pieces.into_iter();
        timed.map(|(at, bytes)| (at.as_micros(), bytes)).collect()
    }

    /// Takes note of a jump of the clock since it was wrong by `before`. Returns whether there was
    /// one.
    pub fn note_set(&mut self, now: Micros, before: i64) -> bool {
        /// Drift is far less between two looks, a set is hardly ever.
        const JUMP: u64 = 500;
        let jumped = self.clock_error(now).abs_diff(before) > JUMP;
        self.sets += u64::from(jumped);
        jumped
    }

    /// The next call of the meter to enter, if it is not entered already.
    pub fn next_alarm(&mut self, now: Micros) -> Option<(Micros, u64)> {
        let next = self.meter.next_call();
        self.alarm.want(next.map(|at| at.as_micros().max(now + 1)))
    }

    /// The call `number` has come. Returns whether it still counts.
    pub fn rings(&mut self, number: u64) -> bool {
        self.alarm.rings(number)
    }
}

/// What a board has besides its program and its radio.
#[derive(Debug)]
pub struct Board {
    /// Rate error of its crystal at 25 °C, ppb.
    pub base_ppb: i64,
    /// Mains and capacitor.
    pub supply: Supply,
    /// Its memory.
    pub nvm: Nvm,
}

impl Board {
    /// A board on mains that is off, with a capacitor and a crystal drawn.
    pub(super) fn draw(rng: &mut Rng, hold_up_s: [u64; 2]) -> Self {
        /// Drift limit of a crystal at 25 °C; the temperature takes up to 6 ppm more.
        const CRYSTAL_PPB: f64 = 24_000.0;
        let [low, high] = hold_up_s;
        Self {
            supply: Supply::new(rng.range(low * SECOND, high * SECOND)),
            base_ppb: rng.even(-CRYSTAL_PPB, CRYSTAL_PPB) as i64,
            nvm: Nvm::default(),
        }
    }
}
