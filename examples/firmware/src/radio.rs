//! The radio modem on UART1. It has a counter of its own, so its stamps are moved to the board's
//! counter and back; the distance of the two is measured with pings, of which the fastest answer
//! counts.

use crate::time;
use crate::uart::UART1;
use board::modem::{Command, Deframer, Report};
use rf_frame::v1::access::Action;

/// Time between two pings, µs.
const PING_US: u64 = 5_000_000;
/// Pings at the start, and how long to wait for each.
const FIRST_PINGS: u32 = 8;
const FIRST_WAIT_US: u64 = 50_000;
/// A measured distance grows stale: by so many µs of its round trip a ping.
const STALE_US: u64 = 20;

/// The modem.
#[derive(Debug)]
pub struct Radio {
    deframer: Deframer,
    clock: ModemClock,
    next_ping: u64,
}

/// State of the modem's counter.
#[derive(Debug)]
struct ModemClock {
    /// Modem's counter less the board's.
    distance: u64,
    /// Round trip of the ping that told it.
    trip: u64,
}

impl ModemClock {
    fn measured(&mut self, asked: u64, modem: u64, answered: u64) {
        // Of an answer to something else comes a trip of years.
        let trip = answered.wrapping_sub(asked);
        self.trip = self.trip.saturating_add(STALE_US);
        if trip <= self.trip {
            self.trip = trip;
            self.distance = modem.wrapping_sub(asked.wrapping_add(trip / 2));
        }
    }
}

impl Radio {
    /// Finds the modem and its time; waits until it answers.
    pub fn start() -> Self {
        let clock = ModemClock {
            distance: 0,
            trip: u64::MAX,
        };
        let mut radio = Self {
            deframer: Deframer::new(),
            clock,
            next_ping: 0,
        };
        let mut left = FIRST_PINGS;
        while left > 0 {
            radio.ping();
            let end = time::now().wrapping_add(FIRST_WAIT_US);
            let before = radio.clock.trip;
            radio.clock.trip = u64::MAX;
            while radio.clock.trip == u64::MAX && time::now() < end {
                let _ = radio.poll();
                time::idle(|| UART1.has_received());
            }
            left = left.wrapping_sub(u32::from(radio.clock.trip != u64::MAX));
            radio.clock.trip = radio.clock.trip.min(before);
        }
        radio
    }

    fn ping(&mut self) {
        let now = time::now();
        self.next_ping = now.wrapping_add(PING_US);
        UART1.send(Command::Ping(now).encode().as_bytes());
    }

    /// Looks for what the modem tells next, all times by the board's counter.
    #[inline(never)]
    pub fn poll(&mut self) -> Option<Report<'_>> {
        if time::now() >= self.next_ping {
            self.ping();
        }
        let answered = loop {
            let received = UART1.receive()?;
            if received
                .byte
                .is_some_and(|byte| self.deframer.push(byte).is_some())
            {
                break received.at;
            }
        };
        let mut report = Report::parse(self.deframer.content())?;
        if let Report::Pong { value, time } = report {
            self.clock.measured(value, time, answered);
        }
        report.move_back(self.clock.distance);
        Some(report)
    }

    /// Lets the modem do what the machine wants.
    pub fn act(&mut self, now: u64, action: &Action) {
        let modem = |at: u64| at.wrapping_add(self.clock.distance);
        let command = match action {
            Action::Sense { at, us } => Command::Sense {
                at: modem(*at),
                us: *us,
            },
            Action::Transmit { at, frame } => Command::Transmit {
                at: modem(*at),
                frame: frame.as_bytes(),
            },
            Action::Listen => Command::Listen(modem(now)),
            Action::Sleep => Command::Sleep(modem(now)),
            _ => return,
        };
        UART1.send(command.encode().as_bytes());
    }
}
