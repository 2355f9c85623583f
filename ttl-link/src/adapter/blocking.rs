//! Blocking client over `embedded-io` 0.7, for firmware without an executor.
//!
//! The port must tell whether bytes are there ([`ReadReady`]); time comes from a [`Clock`]. An
//! error of `read` with the kind `Other` or `InvalidData`, as UARTs report parity, framing and
//! overrun, costs one try; all others end the request.

use super::bridge::client_methods;
use super::{ClientError, Clock, Direction, Listener};
use crate::{Instant, Line, LineError, Master};
use embedded_io_v0_7::{Read, ReadReady, Write};

/// A master on a blocking port, with a clock and, on a two-wire bus, its direction pin.
#[derive(Debug)]
pub struct Client<T, C, D = (), const N: usize = 256> {
    master: Master<N>,
    port: T,
    clock: C,
    direction: D,
}

impl<T: Read + ReadReady + Write, C: Clock> Client<T, C> {
    /// A client without direction pin, for values of up to 256 bytes.
    pub const fn new(port: T, clock: C, line: Line) -> Self {
        Self::sized(port, clock, line, ())
    }
}

impl<T: Read + ReadReady + Write, C: Clock, D: Direction> Client<T, C, D> {
    /// A client that drives a two-wire bus. The pin is let go when the port is flushed and the wire
    /// time is over.
    pub const fn with_direction(port: T, clock: C, line: Line, direction: D) -> Self {
        Self::sized(port, clock, line, direction)
    }
}

impl<T: Read + ReadReady + Write, C: Clock, D: Direction, const N: usize> Client<T, C, D, N> {
    /// A client for values of up to `N` bytes; `direction` is `()` where there is no pin.
    pub const fn sized(port: T, clock: C, line: Line, direction: D) -> Self {
        Self {
            master: Master::sized(line),
            port,
            clock,
            direction,
        }
    }

    /// The time on the client's clock.
    pub fn now(&mut self) -> Instant {
        self.clock.now()
    }

    client_methods!([] [] T::Error, Listener, Taker, SetBaud);

    /// Serves port and engine until the request has ended or `until` has come.
    fn pump(
        &mut self,
        until: Option<Instant>,
        listener: Listener<'_>,
    ) -> Result<(), ClientError<T::Error>> {
        loop {
            let now = self.clock.now();
            if let Some(frame) = self.master.poll_transmit(now) {
                self.direction.transmit(true);
                let written = self.port.write_all(frame).and_then(|()| self.port.flush());
                while D::PRESENT && self.master.is_transmitting(self.clock.now()) {
                    self.clock.idle(self.master.sent());
                }
                self.direction.transmit(false);
                written.map_err(ClientError::Port)?;
            }
            while let Some(heard) = self.master.poll_heard() {
                listener(&heard);
            }
            if self.master.has_ended() || until.is_some_and(|until| now >= until) {
                return Ok(());
            }
            let due = [self.master.poll_timeout(), until]
                .into_iter()
                .flatten()
                .min();
            let mut bytes = [0; 64];
            let read = match self.port.read_ready() {
                Ok(true) => Some(self.port.read(&mut bytes)),
                Ok(false) => None,
                Err(error) => Some(Err(error)),
            };
            match read {
                Some(Ok(0)) => return Err(ClientError::Closed),
                Some(Ok(count)) => {
                    let now = self.clock.now();
                    self.master
                        .handle_input(now, bytes.get(..count).unwrap_or_default());
                }
                Some(Err(error)) if super::is_line_error(&error) => {
                    let now = self.clock.now();
                    self.master.handle_line_error(now, LineError::Unknown);
                    // The next byte is not there yet; a port that always fails ends by the
                    // time-outs.
                    self.clock.idle(now + self.master.line().wire_time(1));
                    self.master.handle_timeout(self.clock.now());
                }
                Some(Err(error)) => return Err(ClientError::Port(error)),
                None => match due {
                    Some(due) if due > now => self.clock.idle(due),
                    _ => self.master.handle_timeout(now),
                },
            }
        }
    }
}
