//! Thin bridges from the engine to real ports: each is a `Client` with the same methods.
//!
//! | module | feature | port |
//! | --- | --- | --- |
//! | `blocking` | `embedded-io-v0_7` | `Read + ReadReady + Write`, and a [`Clock`] |
//! | `asynchronous` | `embedded-io-async-v0_7` | `Read + Write`, and a `Timer` |
//! | `host` | `std`, `serial2-v0_2` | TCP, serial ports |
//! | `tokio` | `tokio`, `serial2-tokio-v0_1` | `AsyncRead + AsyncWrite`, TCP, serial ports |
//!
//! Dropping the future of a request, or an error, leaves the client usable: the next call gives the
//! old request up, and a late answer to it is recognised. A closed socket or a pulled adapter is an
//! error at once.

use crate::event::{Failed, Heard};
use crate::request::RequestError;
use crate::{Instant, Reading};
use core::fmt;
use dlt645::EncodeError;
use dlt645::item::Item;
use dlt645::value::{EncodeValueError, ValueError};
#[cfg(feature = "embedded-io-async-v0_7")]
use embedded_io_async_v0_7 as embedded_io;
#[cfg(all(feature = "embedded-io-v0_7", not(feature = "embedded-io-async-v0_7")))]
use embedded_io_v0_7 as embedded_io;

#[cfg(feature = "embedded-io-async-v0_7")]
pub mod asynchronous;
#[cfg(feature = "embedded-io-v0_7")]
pub mod blocking;
#[cfg(any(
    feature = "std",
    feature = "embedded-io-v0_7",
    feature = "embedded-io-async-v0_7"
))]
pub(crate) mod bridge;
#[cfg(feature = "std")]
pub mod host;
#[cfg(feature = "serial2-v0_2")]
mod serial;
#[cfg(feature = "tokio")]
pub mod tokio;

/// What a listener is given: each frame that is no answer to what the client asked.
pub type Listener<'l> = &'l mut dyn FnMut(&Heard<'_>);

/// A [`Listener`] that a task of tokio can take from one thread to another.
#[cfg(feature = "tokio")]
pub type SendListener<'l> = &'l mut (dyn FnMut(&Heard<'_>) + Send);

/// What is given the results of `read_all`.
pub type Taker<'t, E> = &'t mut dyn FnMut(&Item, Result<Reading<'_>, ClientError<E>>);

/// A [`Taker`] that a task of tokio can take from one thread to another.
#[cfg(feature = "tokio")]
pub type SendTaker<'t, E> = &'t mut (dyn FnMut(&Item, Result<Reading<'_>, ClientError<E>>) + Send);

/// What `bind` calls to change the baud rate of the port.
pub type SetBaud<'s, T, E> = &'s mut dyn FnMut(&mut T, u32) -> Result<(), E>;

/// A [`SetBaud`] that a task of tokio can take from one thread to another.
#[cfg(feature = "tokio")]
pub type SendSetBaud<'s, T, E> = &'s mut (dyn FnMut(&mut T, u32) -> Result<(), E> + Send);

/// Why a client has no value. `E` is the error of the port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ClientError<E> {
    /// The port failed.
    Port(E),
    /// The other side closed the port, or the adapter was pulled.
    Closed,
    /// The port took no bytes for too long.
    Stuck,
    /// The request was not taken.
    Request(RequestError),
    /// The request has ended without a value.
    Failed(Failed),
    /// The meter answered, but its bytes are no value of the item.
    Value(ValueError),
    /// The value does not fit the item.
    Encode(EncodeValueError),
    /// The command cannot go to this address.
    Message(EncodeError),
}

impl<E: fmt::Display> fmt::Display for ClientError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Port(error) => write!(f, "port: {error}"),
            Self::Closed => f.write_str("the port was closed"),
            Self::Stuck => f.write_str("the port takes no more bytes"),
            Self::Request(error) => error.fmt(f),
            Self::Failed(failed) => failed.fmt(f),
            Self::Value(error) => error.fmt(f),
            Self::Encode(error) => error.fmt(f),
            Self::Message(error) => error.fmt(f),
        }
    }
}

impl<E: core::error::Error + 'static> core::error::Error for ClientError<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Port(error) => Some(error),
            Self::Request(error) => Some(error),
            Self::Failed(failed) => Some(&failed.reason),
            Self::Value(error) => Some(error),
            Self::Encode(error) => Some(error),
            Self::Message(error) => Some(error),
            Self::Closed | Self::Stuck => None,
        }
    }
}

/// Whether an error of a UART is one byte that was received wrong, and not the end of the port.
/// Drivers report parity, framing and overrun with one of these kinds.
#[cfg(any(feature = "embedded-io-v0_7", feature = "embedded-io-async-v0_7"))]
fn is_line_error(error: &impl embedded_io::Error) -> bool {
    use embedded_io::ErrorKind;
    matches!(error.kind(), ErrorKind::Other | ErrorKind::InvalidData)
}

/// The port works, but not with this parity.
#[cfg(any(feature = "serial2-v0_2", feature = "serial2-tokio-v0_1"))]
fn no_parity() -> std::io::Error {
    let text = "the port does not take the parity, which meters need; for a pseudo-terminal use Parity::None in the line";
    std::io::Error::new(std::io::ErrorKind::Unsupported, text)
}

/// A clock for the blocking adapter.
pub trait Clock {
    /// The time; never goes back.
    fn now(&mut self) -> Instant;

    /// Nothing is to be done until `until`, unless bytes come: sleep shortly, or return at once,
    /// which is the default.
    fn idle(&mut self, until: Instant) {
        let _ = until;
    }
}

/// The driver of a two-wire bus (DE pin, 发送使能). Implemented for closures, and for `()` where
/// there is none.
pub trait Direction {
    /// Whether there is a pin to be served.
    const PRESENT: bool = true;

    /// Drives the bus or lets go of it.
    fn transmit(&mut self, on: bool);
}

impl Direction for () {
    const PRESENT: bool = false;

    fn transmit(&mut self, _on: bool) {}
}

impl<F: FnMut(bool)> Direction for F {
    fn transmit(&mut self, on: bool) {
        self(on);
    }
}
