//! Async client over `embedded-io-async` 0.7, for firmware with any executor.
//!
//! The port's `read` must lose no bytes when its future is dropped, as buffered and ring-buffered
//! UARTs promise. An error of `read` with the kind `Other` or `InvalidData`, as UARTs report
//! parity, framing and overrun, costs one try; all others end the request.

use super::bridge::client_methods;
use super::{ClientError, Direction, Listener};
use crate::{Instant, Line, LineError, Master, Micros};
use core::future::{Future, poll_fn};
use core::pin::pin;
use core::task::Poll;
use embedded_io_async_v0_7::{Read, Write};

/// How long at least the port is left alone after an error, so that the executor gets its turn.
const BYTE: Micros = Micros::from_millis(1);

/// Time for the async adapter.
pub trait Timer {
    /// The time; never goes back.
    fn now(&mut self) -> Instant;

    /// Returns when `at` has come.
    fn wait(&mut self, at: Instant) -> impl Future<Output = ()>;
}

/// A master on an async port, with a timer and, on a two-wire bus, its direction pin.
#[derive(Debug)]
pub struct Client<T, C, D = (), const N: usize = 256> {
    master: Master<N>,
    port: T,
    timer: C,
    direction: D,
}

/// Lets go of the bus even when the future is dropped in the middle of a frame.
struct Driven<'d, D: Direction>(&'d mut D);

impl<D: Direction> Drop for Driven<'_, D> {
    fn drop(&mut self) {
        self.0.transmit(false);
    }
}

impl<T: Read + Write, C: Timer> Client<T, C> {
    /// A client without direction pin, for values of up to 256 bytes.
    pub const fn new(port: T, timer: C, line: Line) -> Self {
        Self::sized(port, timer, line, ())
    }
}

impl<T: Read + Write, C: Timer, D: Direction> Client<T, C, D> {
    /// A client that drives a two-wire bus. The pin is let go when the port is flushed and the wire
    /// time is over.
    pub const fn with_direction(port: T, timer: C, line: Line, direction: D) -> Self {
        Self::sized(port, timer, line, direction)
    }
}

impl<T: Read + Write, C: Timer, D: Direction, const N: usize> Client<T, C, D, N> {
    /// A client for values of up to `N` bytes; `direction` is `()` where there is no pin.
    pub const fn sized(port: T, timer: C, line: Line, direction: D) -> Self {
        Self {
            master: Master::sized(line),
            port,
            timer,
            direction,
        }
    }

    /// The time on the client's timer.
    pub fn now(&mut self) -> Instant {
        self.timer.now()
    }

    client_methods!([async] [.await] T::Error, Listener, Taker, SetBaud);

    /// Serves port and engine until the request has ended or `until` has come.
    async fn pump(
        &mut self,
        until: Option<Instant>,
        listener: Listener<'_>,
    ) -> Result<(), ClientError<T::Error>> {
        loop {
            let now = self.timer.now();
            if let Some(frame) = self.master.poll_transmit(now) {
                self.direction.transmit(true);
                let driven = Driven(&mut self.direction);
                self.port
                    .write_all(frame)
                    .await
                    .map_err(ClientError::Port)?;
                self.port.flush().await.map_err(ClientError::Port)?;
                if D::PRESENT && self.master.is_transmitting(self.timer.now()) {
                    self.timer.wait(self.master.sent()).await;
                }
                drop(driven);
            }
            while let Some(heard) = self.master.poll_heard() {
                listener(&heard);
            }
            let now = self.timer.now();
            if self.master.has_ended() || until.is_some_and(|until| now >= until) {
                return Ok(());
            }
            let due = [self.master.poll_timeout(), until]
                .into_iter()
                .flatten()
                .min();
            if due.is_some_and(|due| due <= now) {
                self.master.handle_timeout(now);
                continue;
            }
            let mut bytes = [0; 64];
            let count = {
                let mut read = pin!(self.port.read(&mut bytes));
                let mut wait = pin!(async {
                    match due {
                        Some(due) => self.timer.wait(due).await,
                        None => core::future::pending().await,
                    }
                });
                poll_fn(|context| match read.as_mut().poll(context) {
                    Poll::Ready(count) => Poll::Ready(Some(count)),
                    Poll::Pending => wait.as_mut().poll(context).map(|()| None),
                })
                .await
            };
            let now = self.timer.now();
            match count {
                None => self.master.handle_timeout(now),
                Some(Ok(0)) => return Err(ClientError::Closed),
                Some(Ok(count)) => self
                    .master
                    .handle_input(now, bytes.get(..count).unwrap_or_default()),
                Some(Err(error)) if super::is_line_error(&error) => {
                    self.master.handle_line_error(now, LineError::Unknown);
                    // The next byte is not there yet; a port that always fails ends by the
                    // time-outs.
                    let byte = self.master.line().wire_time(1).max(BYTE);
                    self.timer.wait(now + byte).await;
                    let now = self.timer.now();
                    self.master.handle_timeout(now);
                }
                Some(Err(error)) => return Err(ClientError::Port(error)),
            }
        }
    }
}
