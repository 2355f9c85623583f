//! What came while a reply was awaited, counted for the reason of a failure.

use crate::event::{Failure, Likely, LineError};
use dlt645::{Address, Control, START};

/// Fewer bytes than this say nothing about parity or baud rate.
const ENOUGH: u16 = 8;

/// Counters over all tries of one request; they saturate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tally {
    /// Bytes that were neither echo nor part of a good frame.
    bytes: u16,
    odd: u16,
    even: u16,
    starts: u16,
    bad: u16,
    parity: u16,
    framing: u16,
    foreign: Option<Address>,
    other: Option<Control>,
}

fn count(counter: &mut u16) {
    *counter = counter.saturating_add(1);
}

impl Tally {
    pub(crate) const fn new() -> Self {
        Self {
            bytes: 0,
            odd: 0,
            even: 0,
            starts: 0,
            bad: 0,
            parity: 0,
            framing: 0,
            foreign: None,
            other: None,
        }
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        *self = Self::new();
    }

    pub(crate) fn byte(&mut self, byte: u8) {
        count(&mut self.bytes);
        count(if byte.count_ones() & 1 == 0 {
            &mut self.even
        } else {
            &mut self.odd
        });
        if byte == START {
            count(&mut self.starts);
        }
    }

    /// A good frame of `len` bytes was among them.
    pub(crate) fn good(&mut self, len: usize) {
        self.bytes = usize::from(self.bytes).saturating_sub(len) as u16;
    }

    pub(crate) fn bad(&mut self) {
        count(&mut self.bad);
    }

    pub(crate) fn foreign(&mut self, address: Address) {
        self.foreign = Some(address);
    }

    pub(crate) fn other(&mut self, control: Control) {
        self.other = Some(control);
    }

    pub(crate) fn line_error(&mut self, error: LineError) {
        count(match error {
            LineError::Parity => &mut self.parity,
            LineError::Framing => &mut self.framing,
            LineError::Overrun => return,
            LineError::Unknown => &mut self.bad,
        });
        // A byte came, if a wrong one.
        count(&mut self.bytes);
    }

    /// Whether nothing at all came.
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes == 0 && self.bad == 0 && self.foreign.is_none() && self.other.is_none()
    }

    pub(crate) fn failure(&self) -> Failure {
        if let Some(control) = self.other {
            return Failure::OtherReply(control);
        }
        if self.bad > 0 {
            return Failure::BadFrames {
                count: self.bad,
                likely: self.likely(),
            };
        }
        if let Some(address) = self.foreign {
            return Failure::WrongAddress(address);
        }
        if self.bytes > 0 {
            return Failure::Noise {
                bytes: self.bytes,
                likely: self.likely(),
            };
        }
        Failure::NoByte
    }

    fn likely(&self) -> Likely {
        if self.framing > self.parity {
            return Likely::Baud;
        }
        if self.parity > 0 {
            return Likely::Parity;
        }
        if self.bytes < ENOUGH {
            return Likely::Unknown;
        }
        // A receiver without parity loses or spoils the bytes whose parity bit looks like a missing
        // stop bit; one that takes the parity bit for data sees every byte even. A good
        // frame mixes both.
        let few = self.odd.min(self.even);
        if few <= self.odd.max(self.even) / 8 {
            return Likely::Parity;
        }
        if self.starts == 0 {
            Likely::Baud
        } else {
            Likely::Unknown
        }
    }
}
