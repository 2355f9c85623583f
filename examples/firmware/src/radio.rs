//! The radio modem on UART1. It has a counter of its own, so its stamps are moved to the board's counter and back;
//! the distance of the two is measured with pings, of which the fastest answer counts.

use crate::time;
use crate::uart::UART1;
use board::modem::{Command, Deframer, Report};
use rf_frame::access::Action;

/// Time between two pings, µs.
const PING_US: u64 = 5_000_000;
/// Pings at the start, and how long to wait for each.
const FIRST_PINGS: u32 = 8;
const FIRST_WAIT_US: u64 = 50_000;
/// A measured distance grows stale: by so many µs of its round trip a ping.
const STALE_US: u64 = 20;

/// What the radio has to tell, all times by the board's counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// The channel was measured.
    Channel {
        /// End of the measurement.
        at: u64,
        /// Whether it is taken.
        busy: bool,
    },
    /// The frame has left the air at that time.
    Sent(u64),
    /// A frame came.
    Frame {
        /// End of its sync word.
        sync: u64,
        /// Strength.
        dbm: i16,
        /// Its bytes.
        bytes: &'a [u8],
    },
}

/// The modem.
#[derive(Debug)]
pub struct Radio {
    deframer: Deframer,
    /// Modem's counter less the board's.
    distance: u64,
    /// Round trip of the ping that told it.
    trip: u64,
    next_ping: u64,
}

impl Radio {
    /// Finds the modem and its time; waits until it answers.
    pub fn start() -> Self {
        let mut radio = Self { deframer: Deframer::new(), distance: 0, trip: u64::MAX, next_ping: 0 };
        let mut left = FIRST_PINGS;
        while left > 0 {
            radio.ping();
            let end = time::now().wrapping_add(FIRST_WAIT_US);
            let before = radio.trip;
            radio.trip = u64::MAX;
            while radio.trip == u64::MAX && time::now() < end {
                let _ = radio.poll();
                time::idle(|| UART1.has_received());
            }
            left = left.saturating_sub(u32::from(radio.trip != u64::MAX));
            radio.trip = radio.trip.min(before);
        }
        radio
    }

    fn ping(&mut self) {
        let now = time::now();
        self.next_ping = now.wrapping_add(PING_US);
        UART1.send(Command::Ping(now).encode().as_bytes());
    }

    /// Looks for the next event.
    #[inline(never)]
    pub fn poll(&mut self) -> Option<Event<'_>> {
        if time::now() >= self.next_ping {
            self.ping();
        }
        loop {
            let received = UART1.receive()?;
            let whole = received.byte.is_some_and(|byte| self.deframer.push(byte).is_some());
            if let Some(Report::Pong { value, time }) = Report::parse(self.deframer.content()).filter(|_| whole) {
                self.measured(value, time, received.at);
            } else if whole {
                break;
            }
        }
        let distance = self.distance;
        let board = |at: u64| at.wrapping_sub(distance);
        match Report::parse(self.deframer.content())? {
            Report::Channel { at, busy } => Some(Event::Channel { at: board(at), busy }),
            Report::Sent(at) => Some(Event::Sent(board(at))),
            Report::Received { sync, dbm, frame } => Some(Event::Frame { sync: board(sync), dbm, bytes: frame }),
            Report::Pong { .. } => None,
        }
    }

    fn measured(&mut self, asked: u64, modem: u64, answered: u64) {
        // Of an answer to something else comes a trip of years.
        let trip = answered.wrapping_sub(asked);
        self.trip = self.trip.saturating_add(STALE_US);
        if trip <= self.trip {
            self.trip = trip;
            self.distance = modem.wrapping_sub(asked.wrapping_add(trip / 2));
        }
    }

    /// Lets the modem do what the machine wants.
    #[inline(never)]
    pub fn act(&mut self, now: u64, action: &Action) {
        let modem = |at: u64| at.wrapping_add(self.distance);
        let command = match action {
            Action::Sense { at, us } => Command::Sense { at: modem(*at), us: *us },
            Action::Transmit { at, frame } => Command::Transmit { at: modem(*at), frame: frame.as_bytes() },
            Action::Listen => Command::Listen(modem(now)),
            Action::Sleep => Command::Sleep(modem(now)),
            _ => return,
        };
        UART1.send(command.encode().as_bytes());
    }
}
