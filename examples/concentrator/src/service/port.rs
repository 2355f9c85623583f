//! Ports: opening, and opening again after an unplugged adapter or a modem that hung up.

use crate::config::{Port, Settings};
use serial2_tokio_v0_1::{CharSize, Parity, SerialPort, StopBits};
use std::io;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};

/// Pause between two attempts to open a port.
pub(super) const AGAIN: Duration = Duration::from_secs(1);
/// How long a converter may take to answer.
const CONNECT: Duration = Duration::from_secs(5);

/// What both kinds of ports can do.
pub(super) trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// A port that is open, or how to get one.
pub(super) struct Ports {
    port: Port,
    settings: Settings,
    listener: Option<TcpListener>,
}

impl Ports {
    pub(super) const fn new(port: Port, settings: Settings) -> Self {
        Self {
            port,
            settings,
            listener: None,
        }
    }

    /// Opens the port; for modems that call in, waits for the next call.
    ///
    /// # Errors
    /// What the system says, with a hint where there is one.
    pub(super) async fn open(&mut self) -> io::Result<Box<dyn Stream>> {
        match &self.port {
            Port::Serial(device) => {
                let parity = if is_pseudo(device) {
                    'N'
                } else {
                    self.settings.parity
                };
                let port = SerialPort::open(device, |settings| self.apply(settings, parity));
                Ok(Box::new(port.map_err(|error| hint(device, &error))?))
            }
            Port::Tcp(host, port) => {
                let connecting = TcpStream::connect((host.as_str(), *port));
                let stream = tokio::time::timeout(CONNECT, connecting).await;
                let silent = |_| io::Error::other("nothing answers there; is the address right?");
                let stream = stream
                    .map_err(silent)?
                    .map_err(|error| converter_hint(&error))?;
                stream.set_nodelay(true)?;
                Ok(Box::new(stream))
            }
            Port::Listen(address) => {
                if self.listener.is_none() {
                    let bound = TcpListener::bind(address).await;
                    self.listener = Some(bound.map_err(|error| listen_hint(&error))?);
                }
                let Some(listener) = &self.listener else {
                    return Err(io::Error::other("no listener"));
                };
                let (stream, _) = listener.accept().await?;
                stream.set_nodelay(true)?;
                Ok(Box::new(stream))
            }
        }
    }

    fn apply(
        &self,
        mut settings: serial2_tokio_v0_1::Settings,
        parity: char,
    ) -> io::Result<serial2_tokio_v0_1::Settings> {
        settings.set_raw();
        settings.set_baud_rate(self.settings.baud)?;
        settings.set_char_size(CharSize::Bits8);
        settings.set_parity(match parity {
            'N' => Parity::None,
            'O' => Parity::Odd,
            _ => Parity::Even,
        });
        let two = self.settings.stop_bits == 2;
        settings.set_stop_bits(if two { StopBits::Two } else { StopBits::One });
        Ok(settings)
    }
}

/// A pseudo-terminal has no line, so it takes no parity, and says so only as a setting that was not
/// applied.
fn is_pseudo(device: &str) -> bool {
    let real = std::fs::canonicalize(device);
    real.is_ok_and(|path| path.starts_with("/dev/pts"))
}

/// The system's words, and what to do about them.
fn hint(device: &str, error: &io::Error) -> io::Error {
    let what = match error.kind() {
        io::ErrorKind::NotFound => "is it plugged in?",
        io::ErrorKind::PermissionDenied => "add this user to the group that owns it (dialout)",
        io::ErrorKind::ResourceBusy => "another program has it open",
        _ => "",
    };
    with_hint(error, &format!("{device}: "), what)
}

fn converter_hint(error: &io::Error) -> io::Error {
    let what = match error.kind() {
        io::ErrorKind::ConnectionRefused => {
            "is that the converter's port, and no other client on it?"
        }
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
            "is the converter on, and in this network?"
        }
        // The resolver's errors have no kind of their own.
        _ if error.to_string().contains("lookup") => "is the host in `tcp` right?",
        _ => "",
    };
    with_hint(error, "", what)
}

fn listen_hint(error: &io::Error) -> io::Error {
    let what = match error.kind() {
        io::ErrorKind::AddrInUse => "another program has that port: choose another `listen`",
        io::ErrorKind::AddrNotAvailable => "this machine has no such address: see `listen`",
        io::ErrorKind::PermissionDenied => "ports below 1024 need rights: choose another `listen`",
        _ => "",
    };
    with_hint(error, "", what)
}

fn with_hint(error: &io::Error, before: &str, what: &str) -> io::Error {
    let separator = if what.is_empty() { "" } else { "; " };
    io::Error::new(error.kind(), format!("{before}{error}{separator}{what}"))
}
