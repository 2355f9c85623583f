//! Async client for hosts over anything that is `AsyncRead + AsyncWrite`: TCP tunnels, and serial
//! ports with the feature `serial2-tokio-v0_1`.

use super::bridge::client_methods;
use super::{ClientError, SendListener};
use crate::{Instant, Line, LineError, Master};
use std::io;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, ToSocketAddrs};
use tokio::time::{timeout, timeout_at};

/// How long a port is left alone after a byte that was received wrong.
const PAUSE: Duration = Duration::from_millis(1);

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
    /// Connects to a transparent serial server; the baud rate of its serial side is that of `line`.
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
    /// Opens a serial port with 8 data bits and the rate, parity and stop bits of `line`.
    ///
    /// # Errors
    /// What the system says; [`io::ErrorKind::Unsupported`] if the port opens but does not take the
    /// parity, as pseudo-terminals do and some real ports too, which would garble what meters
    /// say. For a pseudo-terminal use [`Parity::None`](crate::line::Parity::None) in the line.
    pub fn open(path: impl AsRef<std::path::Path>, line: Line) -> io::Result<Self> {
        let path = path.as_ref();
        let open = |line: &Line| {
            serial2_tokio_v0_1::SerialPort::open(path, |settings| set(settings, line))
        };
        let port = open(&line).map_err(|error| {
            let none = line.with_parity(crate::line::Parity::None);
            let refused = line.parity != none.parity && open(&none).is_ok();
            if refused { super::no_parity() } else { error }
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
        let line = self.master.line().with_baud(baud);
        self.master.set_line(line);
        Ok(())
    }
}

#[cfg(feature = "serial2-tokio-v0_1")]
fn set(
    mut settings: serial2_tokio_v0_1::Settings,
    line: &Line,
) -> io::Result<serial2_tokio_v0_1::Settings> {
    use serial2_tokio_v0_1::{Parity, StopBits};
    settings.set_raw();
    settings.set_baud_rate(line.baud)?;
    settings.set_parity(match line.parity {
        crate::line::Parity::None => Parity::None,
        crate::line::Parity::Even => Parity::Even,
        crate::line::Parity::Odd => Parity::Odd,
    });
    settings.set_stop_bits(match line.stop_bits {
        crate::line::StopBits::One => StopBits::One,
        crate::line::StopBits::Two => StopBits::Two,
    });
    Ok(settings)
}

impl<T: AsyncRead + AsyncWrite + Unpin> Client<T> {
    /// A client on any port, for values of up to 1024 bytes. Call it inside a runtime.
    #[must_use]
    pub fn new(port: T, line: Line) -> Self {
        Self::sized(port, line)
    }
}

impl<T: AsyncRead + AsyncWrite + Unpin, const N: usize> Client<T, N> {
    /// A client on any port, for values of up to `N` bytes. Call it inside a runtime.
    #[must_use]
    pub fn sized(port: T, line: Line) -> Self {
        Self {
            master: Master::sized(line),
            port,
            start: tokio::time::Instant::now(),
        }
    }

    /// The time on the client's clock.
    #[must_use]
    pub fn now(&self) -> Instant {
        Instant::ZERO + self.start.elapsed().into()
    }

    client_methods!([async] [.await] io::Error, SendListener, SendTaker, SendSetBaud);

    /// Serves port and engine until the request has ended or `until` has come.
    async fn pump(
        &mut self,
        until: Option<Instant>,
        listener: SendListener<'_>,
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
                Some(Err(error)) if error.kind() == io::ErrorKind::InvalidData => {
                    self.master.handle_line_error(now, LineError::Unknown);
                    tokio::time::sleep(PAUSE).await;
                    let now = self.now();
                    self.master.handle_timeout(now);
                }
                Some(Err(error)) => return Err(ClientError::Port(error)),
            }
        }
    }
}
