//! The line to the meters: options, port, and who is on it.

use crate::edition::EditionArg;
use crate::port::{Framing, Port, Trace};
use clap::{ArgGroup, Args as ClapArgs};
use dlt645::{Address, DataId, Edition};
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use ttl_link::adapter::ClientError;
use ttl_link::adapter::host::Client;
use ttl_link::{Line as Timing, Micros, Request};

/// Where the line is and how it works.
#[derive(Clone, ClapArgs)]
#[command(group = ArgGroup::new("place").required(true).args(["tcp", "serial", "listen"]))]
pub(crate) struct LineArgs {
    /// Transparent serial server or virtual meter
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) tcp: Option<String>,
    /// Serial port
    #[arg(long, value_name = "DEVICE")]
    pub(crate) serial: Option<String>,
    /// Wait for a modem that calls in
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) listen: Option<String>,
    /// Data bits, parity and stop bits of the serial port: 8E1 if not given, 8N1, 8N2, 8O1
    #[arg(long, value_name = "8E1")]
    pub(crate) line: Option<Framing>,
    /// Write every byte sent and received with its time to a file, `-` for standard error; `dlt645
    /// decode` reads it
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = "-")]
    pub(crate) trace: Option<PathBuf>,
    /// Baud rate; 2400 on serial ports if not given
    #[arg(long)]
    pub(crate) baud: Option<u32>,
    /// Edition of the standard; if not given, 2007 is tried before 1997
    #[arg(long, value_enum)]
    pub(crate) edition: Option<EditionArg>,
    /// How often a request is repeated without an answer
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub(crate) retries: u8,
    /// From the end of a request to the first byte of its answer, ms; also the longest gap between
    /// bytes if below 500
    #[arg(long, value_name = "MS")]
    pub(crate) timeout: Option<u64>,
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
            end_by_ctrl_c();
        }
    });
}

/// Ends the run as Ctrl-C ends a program that does not catch it: a shell tells status 130 and ends
/// its loop too, which bash does only if the signal itself was the end.
pub(crate) fn end_by_ctrl_c() -> ! {
    #[cfg(unix)]
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGINT);
    std::process::exit(130)
}

/// Whether Ctrl-C was pressed.
pub(crate) fn stopped() -> bool {
    STOP.load(Ordering::SeqCst)
}

impl LineArgs {
    /// Settings of the line at `baud`, 0 where bytes are not known to take time.
    pub(crate) fn settings(&self, baud: u32) -> Timing {
        let mut line = Timing::tunnel(baud).with_tries(self.retries.saturating_add(1));
        if let Some(ms) = self.timeout {
            line.first_byte = Micros::from_millis(ms);
            // A short time-out is meant for tests and fast lines: what is late is not waited for
            // either.
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

    /// Where the line is, for people.
    pub(crate) fn place(&self) -> &str {
        let place = [&self.serial, &self.tcp, &self.listen]
            .into_iter()
            .flatten()
            .next();
        place.map_or("", String::as_str)
    }

    /// Opens the port.
    pub(crate) fn open(&self) -> io::Result<Master> {
        let port = self.open_port()?;
        Ok(Client::sized(port, self.settings(self.first_baud())))
    }

    /// Opens the port without a master on it.
    pub(crate) fn open_port(&self) -> io::Result<Port> {
        let port = match (&self.serial, &self.listen) {
            (Some(path), _) => Port::serial(path, self.first_baud(), self.line)?,
            (None, Some(place)) => Port::listen(place, stopped)?,
            (None, None) => Port::connect(self.tcp.as_deref().unwrap_or_default())?,
        };
        let trace = self.trace.as_deref().map(Trace::open).transpose()?;
        Ok(port.traced(trace))
    }

    /// Changes the rate of port and master, and parity and stop bits of the port; without effect on
    /// TCP.
    pub(crate) fn set_baud(
        &self,
        master: &mut Master,
        baud: u32,
        framing: Option<Framing>,
    ) -> io::Result<()> {
        master.port().set(baud, framing)?;
        master.master().set_line(self.settings(baud));
        Ok(())
    }
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

/// Asks who is there: 13 of the 2007 edition and, since not all meters know it, an energy from
/// everyone, then an energy of the 1997 edition. A refusal tells the address as well.
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
