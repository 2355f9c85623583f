//! The line to the meters: options, port, and who is on it.

use crate::decode::EditionArg;
use clap::Args as ClapArgs;
use dlt645::command::{ErrorKind, Errors};
use dlt645::{Address, DataId, Edition};
use serial2_v0_2::{Parity, SerialPort, Settings};
use std::io;
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use ttl_link::adapter::ClientError;
use ttl_link::adapter::host::{self, Client};
use ttl_link::{Failed, Failure, Line, Micros, Request};

/// How long a TCP server may take to accept.
const CONNECT: Duration = Duration::from_secs(5);

/// Where the line is and how it works.
#[derive(ClapArgs)]
pub(crate) struct LineArgs {
    /// Transparent serial server or virtual meter
    #[arg(
        long,
        value_name = "HOST:PORT",
        required_unless_present = "serial",
        conflicts_with = "serial"
    )]
    tcp: Option<String>,
    /// Serial port, opened as 8E1
    #[arg(long, value_name = "DEVICE")]
    serial: Option<String>,
    /// Baud rate; 2400 on serial ports if not given
    #[arg(long)]
    pub(crate) baud: Option<u32>,
    /// Edition of the standard; if not given, 2007 is tried before 1997
    #[arg(long, value_enum)]
    pub(crate) edition: Option<EditionArg>,
    /// How often a request is repeated without an answer
    #[arg(long, value_name = "N", default_value_t = 2)]
    retries: u8,
    /// From the end of a request to the first byte of its answer, ms; also the longest gap between bytes if below 500
    #[arg(long, value_name = "MS")]
    timeout: Option<u64>,
}

/// TCP or serial, by choice at run time.
pub(crate) enum Port {
    /// TCP.
    Tcp(TcpStream),
    /// Serial.
    Serial(SerialPort),
}

impl host::Port for Port {
    fn read_for(&mut self, bytes: &mut [u8], wait: Duration) -> io::Result<Option<usize>> {
        match self {
            Self::Tcp(port) => port.read_for(bytes, wait),
            Self::Serial(port) => host::Port::read_for(port, bytes, wait),
        }
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Tcp(port) => host::Port::write_all(port, bytes),
            Self::Serial(port) => host::Port::write_all(port, bytes),
        }
    }
}

/// A master on the line, with room for values in follow-on frames.
pub(crate) type Master = Client<Port, 4096>;

/// Set by Ctrl-C: the request under way ends, no other begins.
static STOP: AtomicBool = AtomicBool::new(false);

/// Lets Ctrl-C end the run between two requests, and at once when pressed again.
pub(crate) fn catch_ctrl_c() {
    // Without the handler Ctrl-C ends the run at once, which is not worth a failure.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    });
}

/// Whether Ctrl-C was pressed.
pub(crate) fn stopped() -> bool {
    STOP.load(Ordering::SeqCst)
}

impl LineArgs {
    /// Settings of the line at `baud`, 0 where bytes are not known to take time.
    fn settings(&self, baud: u32) -> Line {
        let mut line = Line {
            tries: self.retries.saturating_add(1),
            ..Line::tunnel(baud)
        };
        if let Some(ms) = self.timeout {
            line.first_byte = Micros::from_millis(ms);
            // A short time-out is meant for tests and fast lines: what is late is not waited for either.
            line.margin = Micros::from_millis(20);
            line.gap = line.gap.min(Micros::from_millis(ms.max(50)));
        }
        line
    }

    /// Baud rate to begin with.
    pub(crate) fn first_baud(&self) -> u32 {
        self.baud
            .unwrap_or(if self.serial.is_some() { 2400 } else { 0 })
    }

    /// Whether the baud rate of the port can be changed.
    pub(crate) fn is_serial(&self) -> bool {
        self.serial.is_some()
    }

    /// Opens the port.
    pub(crate) fn open(&self) -> io::Result<Master> {
        let port = self.open_port()?;
        Ok(Client::new(port, self.settings(self.first_baud())))
    }

    /// Opens the port without a master on it.
    pub(crate) fn open_port(&self) -> io::Result<Port> {
        if let Some(path) = &self.serial {
            return open_serial(path, self.first_baud())
                .map(Port::Serial)
                .map_err(|error| named(path, &error));
        }
        let server = self.tcp.as_deref().unwrap_or_default();
        let mut last = io::Error::other("no such host");
        for address in server
            .to_socket_addrs()
            .map_err(|error| unnamed(server, &error))?
        {
            match TcpStream::connect_timeout(&address, CONNECT) {
                Ok(port) => {
                    port.set_nodelay(true)?;
                    port.set_write_timeout(Some(CONNECT))?;
                    return Ok(Port::Tcp(port));
                }
                Err(error) => last = error,
            }
        }
        Err(named(server, &last))
    }

    /// Changes the baud rate of port and master; without effect on TCP.
    pub(crate) fn set_baud(&self, master: &mut Master, baud: u32) -> io::Result<()> {
        if let Port::Serial(port) = master.port() {
            let mut settings = port.get_configuration()?;
            settings.set_baud_rate(baud)?;
            port.set_configuration(&settings)?;
        }
        master.master().set_line(self.settings(baud));
        Ok(())
    }
}

/// ENOTTY.
const NOT_A_TERMINAL: i32 = 25;

/// Opens a port as 8E1. Pseudo-terminals and some real ports have no parity: those are used without, with a warning.
fn open_serial(path: &str, baud: u32) -> io::Result<SerialPort> {
    let open = |parity| {
        SerialPort::open(path, |mut settings: Settings| {
            settings.set_raw();
            settings.set_baud_rate(baud)?;
            settings.set_parity(parity);
            Ok(settings)
        })
    };
    let mut port = match open(Parity::Even) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => match open(Parity::None) {
            Ok(port) => {
                eprintln!(
                    "dlt645: {path} takes no even parity; meters use 8E1, a pseudo-terminal does not care"
                );
                port
            }
            // Not a terminal at all: every setting is refused alike.
            Err(_) if error.raw_os_error() == Some(NOT_A_TERMINAL) => {
                return Err(io::Error::other("no serial port"));
            }
            Err(_) => return Err(error),
        },
        result => result?,
    };
    port.set_write_timeout(CONNECT)?;
    Ok(port)
}

/// A server whose name or port says nothing.
fn unnamed(server: &str, error: &io::Error) -> io::Error {
    io::Error::new(
        error.kind(),
        format!("{server}: give HOST:PORT, such as 192.168.1.20:4001 ({error})"),
    )
}

/// The error with the port it belongs to, and what to do where the system's words do not tell.
fn named(place: &str, error: &io::Error) -> io::Error {
    let text = match error.kind() {
        io::ErrorKind::ConnectionRefused => format!("{place}: nothing listens there ({error})"),
        io::ErrorKind::PermissionDenied => {
            format!("{place}: {error}; on Linux serial ports belong to the group dialout")
        }
        _ => format!("{place}: {error}"),
    };
    io::Error::new(error.kind(), text)
}

/// A meter on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its address.
    pub(crate) address: Address,
    /// The edition it speaks.
    pub(crate) edition: Edition,
}

/// The item that is read to see who is there.
pub(crate) fn energy(edition: Edition) -> DataId {
    match edition {
        Edition::V2007 => DataId::V2007(0x0001_0000),
        Edition::V1997 => DataId::V1997(0x9010),
    }
}

/// Asks who is there: 13 of the 2007 edition and, since not all meters know it, an energy from everyone, then an
/// energy of the 1997 edition. A refusal tells the address as well.
pub(crate) fn find(
    master: &mut Master,
    edition: Option<Edition>,
) -> Result<Found, ClientError<io::Error>> {
    let (mut first, mut refused) = (None, None);
    if edition != Some(Edition::V1997) {
        match master.read_address() {
            Ok(address) => {
                return Ok(Found {
                    address,
                    edition: Edition::V2007,
                });
            }
            Err(error @ ClientError::Failed(failed)) => {
                refused = failed.by.map(|address| Found {
                    address,
                    edition: Edition::V2007,
                });
                first = Some(error);
            }
            Err(error) => return Err(error),
        }
    }
    let questions = [
        (Address::WILDCARD, Edition::V2007),
        (Address::WILDCARD, Edition::V1997),
        (Address::BROADCAST, Edition::V1997),
    ];
    for (address, asked) in questions {
        if stopped() || edition.is_some_and(|edition| edition != asked) {
            continue;
        }
        match master.exchange(&Request::read(address, energy(asked)).tries(1)) {
            Ok(reply) => {
                return Ok(Found {
                    address: reply.address,
                    edition: asked,
                });
            }
            Err(error @ ClientError::Failed(failed)) => {
                // It may know another edition better; if not, it is this one.
                refused = refused.or(failed.by.map(|address| Found {
                    address,
                    edition: asked,
                }));
                first = Some(first.unwrap_or(error));
            }
            Err(error) => return Err(error),
        }
    }
    refused.ok_or_else(|| first.unwrap_or(ClientError::Closed))
}

/// Why a request has no value, for people.
pub(crate) fn reason(error: &ClientError<io::Error>, edition: Edition) -> String {
    match error {
        ClientError::Failed(Failed {
            reason: Failure::Meter(code),
            ..
        }) => {
            let kind = match edition {
                Edition::V2007 => ErrorKind::V2007,
                Edition::V1997 => ErrorKind::V1997,
            };
            format!("the meter refused: {}", Errors { kind, bits: code.0 })
        }
        ClientError::Failed(failed) => failed.reason.to_string(),
        other => other.to_string(),
    }
}
