//! Async client for hosts over anything that is `AsyncRead + AsyncWrite`: TCP tunnels, and serial ports with the
//! feature `serial2-tokio-v0_1`.

use super::bridge::client_methods;
use super::{ClientError, Listener};
use crate::{Instant, Line, Master};
use std::io;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, ToSocketAddrs};
use tokio::time::{timeout, timeout_at};

/// How long the port may take no bytes.
const STUCK: Duration = Duration::from_secs(10);

/// A master on an async port. Time counts from its creation.
#[derive(Debug)]
pub struct Client<T, const N: usize = 1024> {
    master: Master<N>,
    port: T,
    start: tokio::time::Instant,
}

impl Client<TcpStream> {
    /// Connects to a transparent serial server; the baud rate behind it is that of `line`.
    ///
    /// # Errors
    /// What the system says.
    pub async fn connect(server: impl ToSocketAddrs, line: Line) -> io::Result<Self> {
        let port = TcpStream::connect(server).await?;
        port.set_nodelay(true)?;
        Ok(Self::new(port, line))
    }
}

#[cfg(feature = "serial2-tokio-v0_1")]
impl Client<serial2_tokio_v0_1::SerialPort> {
    /// Opens a serial port with 8 data bits, even parity and 1 stop bit at the baud rate of `line`.
    ///
    /// # Errors
    /// What the system says; [`io::ErrorKind::Unsupported`] if the port opens but takes no even parity, as
    /// pseudo-terminals do and some real ports too, which would garble what meters say. For a pseudo-terminal use
    /// [`open_with_parity`](Self::open_with_parity) with [`Parity::None`](serial2_tokio_v0_1::Parity::None).
    pub fn open(path: impl AsRef<std::path::Path>, line: Line) -> io::Result<Self> {
        let path = path.as_ref();
        Self::open_with_parity(path, line, serial2_tokio_v0_1::Parity::Even).map_err(|error| {
            let none = serial2_tokio_v0_1::Parity::None;
            let opens = serial2_tokio_v0_1::SerialPort::open(path, |settings| {
                set(settings, line.baud, none)
            })
            .is_ok();
            if opens { super::no_parity() } else { error }
        })
    }

    /// As [`open`](Self::open) with another parity.
    ///
    /// # Errors
    /// What the system says.
    pub fn open_with_parity(
        path: impl AsRef<std::path::Path>,
        line: Line,
        parity: serial2_tokio_v0_1::Parity,
    ) -> io::Result<Self> {
        let port = serial2_tokio_v0_1::SerialPort::open(path, |settings| {
            set(settings, line.baud, parity)
        })?;
        Ok(Self::new(port, line))
    }

    /// Changes the baud rate of port and engine; the parity stays.
    ///
    /// # Errors
    /// What the system says.
    pub fn set_baud(&mut self, baud: u32) -> io::Result<()> {
        let mut settings = self.port.get_configuration()?;
        settings.set_baud_rate(baud)?;
        self.port.set_configuration(&settings)?;
        let line = Line {
            baud,
            ..*self.master.line()
        };
        self.master.set_line(line);
        Ok(())
    }
}

#[cfg(feature = "serial2-tokio-v0_1")]
fn set(
    mut settings: serial2_tokio_v0_1::Settings,
    baud: u32,
    parity: serial2_tokio_v0_1::Parity,
) -> io::Result<serial2_tokio_v0_1::Settings> {
    settings.set_raw();
    settings.set_baud_rate(baud)?;
    settings.set_parity(parity);
    Ok(settings)
}

impl<T: AsyncRead + AsyncWrite + Unpin, const N: usize> Client<T, N> {
    /// A client on any port. Call it inside a runtime.
    #[must_use]
    pub fn new(port: T, line: Line) -> Self {
        Self {
            master: Master::new(line),
            port,
            start: tokio::time::Instant::now(),
        }
    }

    /// The time on the client's clock.
    #[must_use]
    pub fn now(&self) -> Instant {
        Instant::ZERO + self.start.elapsed().into()
    }

    client_methods!([async] [.await] io::Error);

    /// Serves port and engine until the request has ended or `until` has come.
    async fn pump(
        &mut self,
        until: Option<Instant>,
        listener: Listener<'_>,
    ) -> Result<(), ClientError<io::Error>> {
        loop {
            let now = self.now();
            if let Some(frame) = self.master.poll_transmit(now) {
                let write = async {
                    self.port.write_all(frame).await?;
                    self.port.flush().await
                };
                timeout(STUCK, write)
                    .await
                    .map_err(|_| ClientError::Stuck)?
                    .map_err(ClientError::Port)?;
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
            if due.is_some_and(|due| due <= now) {
                self.master.handle_timeout(now);
                continue;
            }
            let mut bytes = [0; 512];
            let read = self.port.read(&mut bytes);
            let count = match due {
                Some(due) => timeout_at(self.start + Duration::from_micros(due.as_micros()), read)
                    .await
                    .ok(),
                None => Some(read.await),
            };
            let now = self.now();
            match count {
                None => self.master.handle_timeout(now),
                Some(Ok(0)) => return Err(ClientError::Closed),
                Some(Ok(count)) => self
                    .master
                    .handle_input(now, bytes.get(..count).unwrap_or_default()),
                Some(Err(error)) => return Err(ClientError::Port(error)),
            }
        }
    }
}
