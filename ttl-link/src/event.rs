//! What the master tells its caller: how a request ended, and what else was heard.

use crate::{Instant, Reply};
use core::fmt;
use dlt645::command::{ErrorKind, Errors};
use dlt645::{Address, Control, Data};

/// Something that happened, from [`crate::Master::poll_event`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Event<'a> {
    /// The request was answered.
    Reply(Reply<'a>),
    /// The request needs no answer and its last stop bit has left, at this time.
    Sent(Instant),
    /// The request has ended without a value.
    Failed(Failed),
    /// A frame that is no answer to the request.
    Heard(Heard<'a>),
}

/// How a reply ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ReplyEnd {
    /// Its last frame announced nothing more.
    Complete,
    /// It announced more, but has the expected length, or its frame is short, the meter gave no
    /// follow-on frame, and a single item has the same mark: the announcement marks a pending
    /// event (04001101, bit 2). Read 04001501. From [`Master::sized`](crate::Master::sized)
    /// also where the engine does not ask for more.
    EventPending,
}

/// When a request and its reply stood on the line, for those who read clocks. The meter looked at
/// its clock between [`earliest_request_end`](Self::earliest_request_end) and
/// [`reply_start`](Self::reply_start).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Stamps {
    /// End of the last stop bit of the request that was sent last (first frame of the value), t1.
    pub request_end: Instant,
    /// End of the first request that this reply may belong to: an earlier try, or the same request
    /// given up a short time before. Equal to `request_end` if there was none.
    pub earliest_request_end: Instant,
    /// Start of the reply's first byte, FE included, t2. Never earlier than the truth; in a
    /// tunnel, the arrival.
    pub reply_start: Instant,
    /// Arrival of the reply's last byte (last frame of the value).
    pub reply_end: Instant,
}

/// A request without value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct Failed {
    /// Why.
    pub reason: Failure,
    /// Who refused, where the reason is [`Failure::Meter`]: the meter's own address where the
    /// request used AA.
    pub by: Option<Address>,
    /// How often it was sent.
    pub tries: u8,
    /// Which names the bits of a refusal have: those of the edition that was asked.
    pub kind: ErrorKind,
}

impl Failed {
    /// A failure for this reason, sent once to a meter of the 2007 edition.
    #[must_use]
    pub const fn new(reason: Failure) -> Self {
        Self {
            reason,
            by: None,
            tries: 1,
            kind: ErrorKind::V2007,
        }
    }

    /// The same after so many tries.
    #[must_use]
    pub const fn with_tries(mut self, tries: u8) -> Self {
        self.tries = tries;
        self
    }

    /// The same with who refused.
    #[must_use]
    pub const fn with_by(mut self, by: Address) -> Self {
        self.by = Some(by);
        self
    }

    /// The same with which names the bits of a refusal have.
    #[must_use]
    pub const fn with_kind(mut self, kind: ErrorKind) -> Self {
        self.kind = kind;
        self
    }

    /// What the meter refused with, by name; `None` if it did not refuse.
    #[must_use]
    pub const fn errors(&self) -> Option<Errors> {
        match self.reason {
            Failure::Meter(ErrorCode(bits)) => Some(Errors {
                kind: self.kind,
                bits,
            }),
            _ => None,
        }
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.errors() {
            Some(errors) => write!(f, "the meter refused: {errors}"),
            None => write!(f, "{} (sent {} times)", self.reason, self.tries),
        }
    }
}

impl core::error::Error for Failed {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.reason)
    }
}

/// Why a request has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Failure {
    /// The meter refused with this error reply.
    Meter(ErrorCode),
    /// No byte came.
    NoByte,
    /// Bytes came, but nothing like a frame.
    Noise {
        /// How many, saturating.
        bytes: u16,
        /// What they look like.
        likely: Likely,
    },
    /// Frames began but none was right.
    BadFrames {
        /// How many, saturating.
        count: u16,
        /// What the bytes look like.
        likely: Likely,
    },
    /// Only another meter answered; the last such address.
    WrongAddress(Address),
    /// The meter answered only something else: another identifier, function or sequence number.
    OtherReply(Control),
    /// More was announced than came, in all tries.
    Incomplete {
        /// Bytes of the value that came, see [`Master::received`](crate::Master::received).
        received: u16,
    },
    /// The value is longer than the buffer.
    BufferTooSmall {
        /// Bytes needed at least.
        needed: u16,
    },
}

const _: () = assert!(size_of::<Failure>() <= 8);

/// Error byte or bytes of an abnormal reply (错误信息字), the first one lowest. See
/// [`Control::is_error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct ErrorCode(pub u16);

impl ErrorCode {
    /// Bit 1 of the 2007 edition: no such data.
    pub const NO_DATA: Self = Self(0x02);
    /// Bit 2: wrong password, or not authorised.
    pub const PASSWORD: Self = Self(0x04);
    /// Bit 3 of the 2007 edition: the baud rate cannot be changed.
    pub const BAUD: Self = Self(0x08);
    /// Bit 0: other error.
    pub const OTHER: Self = Self(0x01);
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error {:02x}", self.0)
    }
}

/// What bytes that are no frame look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Likely {
    /// Nothing known.
    Unknown,
    /// Wrong parity setting: the line reported parity errors, or nearly all bytes have the same
    /// parity.
    Parity,
    /// Wrong baud rate: the line reported framing errors, or a long run of bytes has no 68.
    Baud,
}

/// A frame that is no answer to the present request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Heard<'a> {
    /// What it is.
    pub kind: HeardKind,
    /// Its address field.
    pub address: Address,
    /// Its control code.
    pub control: Control,
    /// Its data field, as far as the engine's buffer reaches.
    pub data: Data<'a>,
    /// Arrival of its last byte.
    pub at: Instant,
}

/// What a frame is that answers nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum HeardKind {
    /// From the meter that was asked, but for an earlier request, with a wrong sequence number, or
    /// a second time.
    Late,
    /// A reply of another meter.
    Foreign,
    /// A request of another master.
    OtherMaster,
    /// A meter speaks by itself: control code 86, or a reply while nothing was asked.
    Unsolicited,
}

/// What the UART says of a byte besides its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum LineError {
    /// The parity bit is wrong.
    Parity,
    /// The stop bit is missing.
    Framing,
    /// Bytes were lost in the receiver.
    Overrun,
    /// The driver does not say what was wrong.
    Unknown,
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Parity => "wrong parity bit",
            Self::Framing => "no stop bit",
            Self::Overrun => "bytes lost in the receiver",
            Self::Unknown => "a byte that was received wrong",
        })
    }
}

impl core::error::Error for LineError {}

impl fmt::Display for Likely {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "reason unknown",
            Self::Parity => {
                "looks like a wrong parity setting: meters use 8E1, some 8N1 or 8N2 (Line::parity)"
            }
            Self::Baud => "looks like a wrong baud rate",
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Meter(code) => write!(f, "the meter refused: {code}"),
            Self::NoByte => f.write_str("no byte came back"),
            Self::Noise { bytes, likely } => {
                write!(f, "{bytes} bytes came back but no frame; {likely}")
            }
            Self::BadFrames { count, likely } => {
                write!(f, "{count} broken frames came back; {likely}")
            }
            Self::WrongAddress(address) => write!(f, "only another meter answered, {address}"),
            Self::OtherReply(control) => {
                write!(
                    f,
                    "the meter answered only something else, control {:02x}",
                    control.0
                )
            }
            Self::Incomplete { received } => {
                write!(
                    f,
                    "the value is incomplete: {received} bytes came, more were announced"
                )
            }
            Self::BufferTooSmall { needed } => {
                write!(f, "the value needs a buffer of {needed} bytes at least")
            }
        }
    }
}

impl core::error::Error for Failure {}
