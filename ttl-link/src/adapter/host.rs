//! Blocking client for hosts: TCP tunnels, and serial ports with the feature `serial2-v0_2`.

use super::bridge::client_methods;
use super::{ClientError, Listener};
use crate::{Instant, Line, LineError, Master, Micros};
use std::io;
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

/// How long the port may take no bytes.
pub(super) const STUCK: Duration = Duration::from_secs(10);

/// How long a port is left alone after a byte that was received wrong.
const PAUSE: Duration = Duration::from_millis(1);

/// A port that can be read with a time-out.
pub trait Port {
    /// Reads what is there, waiting for `wait` at most. `None` if nothing came, `Some(0)` if the
    /// port was closed.
    ///
    /// # Errors
    /// What the system says. [`io::ErrorKind::InvalidData`] for a byte with a wrong parity or stop
    /// bit: it costs one try, all others end the request.
    fn read_for(&mut self, bytes: &mut [u8], wait: Duration) -> io::Result<Option<usize>>;

    /// Writes all of `bytes`.
    ///
    /// # Errors
    /// What the system says.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()>;
}

/// What a read with time-out came to.
pub(super) fn timed(result: io::Result<usize>) -> io::Result<Option<usize>> {
    match result {
        Ok(count) => Ok(Some(count)),
        Err(error) => match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted => {
                Ok(None)
            }
            _ => Err(error),
        },
    }
}

impl Port for TcpStream {
    fn read_for(&mut self, bytes: &mut [u8], wait: Duration) -> io::Result<Option<usize>> {
        self.set_read_timeout(Some(wait))?;
        timed(io::Read::read(self, bytes))
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        io::Write::write_all(self, bytes)
    }
}

/// A master on a port of the host. Time counts from its creation.
#[derive(Debug)]
pub struct Client<T, const N: usize = 1024> {
    master: Master<N>,
    port: T,
    start: std::time::Instant,
}

impl Client<TcpStream> {
    /// Connects to a transparent serial server; the baud rate of its serial side is that of `line`.
    ///
    /// # Errors
    /// What the system says.
    pub fn connect(server: impl ToSocketAddrs, line: Line) -> io::Result<Self> {
        let port = TcpStream::connect(server)?;
        port.set_nodelay(true)?;
        port.set_write_timeout(Some(STUCK))?;
        Ok(Self::new(port, line))
    }
}

impl<T: Port> Client<T> {
    /// A client on any port, for values of up to 1024 bytes.
    #[must_use]
    pub fn new(port: T, line: Line) -> Self {
        Self::sized(port, line)
    }
}

impl<T: Port, const N: usize> Client<T, N> {
    /// A client on any port, for values of up to `N` bytes.
    #[must_use]
    pub fn sized(port: T, line: Line) -> Self {
        Self {
            master: Master::sized(line),
            port,
            start: std::time::Instant::now(),
        }
    }

    /// The time on the client's clock.
    #[must_use]
    pub fn now(&self) -> Instant {
        Instant::ZERO + self.start.elapsed().into()
    }

    client_methods!([] [] io::Error, Listener, Taker, SetBaud);

    /// Serves port and engine until the request has ended or `until` has come.
    fn pump(
        &mut self,
        until: Option<Instant>,
        listener: Listener<'_>,
    ) -> Result<(), ClientError<io::Error>> {
        loop {
            let now = self.now();
            if let Some(frame) = self.master.poll_transmit(now) {
                self.port
                    .write_all(frame)
                    .map_err(|error| match error.kind() {
                        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => ClientError::Stuck,
                        _ => ClientError::Port(error),
                    })?;
            }
            while let Some(heard) = self.master.poll_heard() {
                listener(&heard);
            }
            let now = self.now();
            if self.master.has_ended() || until.is_some_and(|until| now >= until) {
                return Ok(());
            }
            let due = [self.master.poll_timeout(), until]
                .into_iter()
                .flatten()
                .min();
            let wait = due.map_or(Micros::from_millis(60_000), |due| due.since(now));
            if wait == Micros::ZERO {
                self.master.handle_timeout(now);
                continue;
            }
            let mut bytes = [0; 512];
            // Below a millisecond some systems wait for ever or not at all.
            let wait = Duration::from(wait).max(Duration::from_millis(1));
            match self.port.read_for(&mut bytes, wait) {
                Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                    let now = self.now();
                    self.master.handle_line_error(now, LineError::Unknown);
                    std::thread::sleep(PAUSE);
                    self.master.handle_timeout(self.now());
                }
                Err(error) => return Err(ClientError::Port(error)),
                Ok(None) => self.master.handle_timeout(self.now()),
                Ok(Some(0)) => return Err(ClientError::Closed),
                Ok(Some(count)) => {
                    let now = self.now();
                    self.master
                        .handle_input(now, bytes.get(..count).unwrap_or_default());
                }
            }
        }
    }
}
