//! What is known of the line: baud rate and the times that follow from it.
//!
//! ```text
//!  silence   FE FE FE FE 68 … 16                68 …    gap    … 16    silence
//!  ├─ quiet ─┤├── wire time ───┤├─ first_byte ─┤├──── bytes ─────┤├─ quiet ─┤ next request
//!                              request_end     reply_start       reply_end
//!
//!  a byte: start bit, 8 data bits lowest first, even parity, stop bit = 11 bit times (8E1, the standard)
//! ```

use crate::Micros;
use dlt645::MAX_FRAME;

/// Longest preamble (前导字节) that [`Line::preamble`] asks for, bytes.
pub const MAX_PREAMBLE: usize = 16;

/// Parity bit of a byte (校验位).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Parity {
    /// No parity bit.
    None,
    /// Even parity, as the standard has it.
    Even,
    /// Odd parity.
    Odd,
}

/// Stop bits of a byte (停止位).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum StopBits {
    /// One, as the standard has it.
    One,
    /// Two.
    Two,
}

/// Settings of one line (串行链路): always 8 data bits, usually even parity and 1 stop bit.
///
/// Start from [`Line::ttl`], [`Line::rs485`] or [`Line::tunnel`] and change what differs. Some
/// meters leave the standard: Chint's DTSU666 and DDSU666 have 8N1 or 8N2.
///
/// ```
/// use ttl_link::Line;
/// use ttl_link::line::{Parity, StopBits};
///
/// let line = Line::rs485(9600).with_parity(Parity::None).with_stop_bits(StopBits::Two);
/// assert_eq!(line.bits_per_byte(), 11);
/// ```
///
/// Source: DL/T 645-2007, clauses 5.3.2 to 5.3.4 for delay and gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Line {
    /// Bits a second; 0 if bytes take no time.
    pub baud: u32,
    /// Parity bit.
    pub parity: Parity,
    /// Stop bits.
    pub stop_bits: StopBits,
    /// From the end of a request to the first byte of its reply. The standard allows 500 ms;
    /// meters in the field answer just after it.
    pub first_byte: Micros,
    /// Longest gap between two bytes of one frame.
    pub gap: Micros,
    /// Silence on the line before a request is sent (turn-around, 总线静默).
    pub quiet: Micros,
    /// Added to each time-out for what the operating system and adapters take.
    pub margin: Micros,
    /// FE bytes in front of each frame sent; at most [`MAX_PREAMBLE`].
    pub preamble: u8,
    /// How often a request is sent before it has failed: one and its repeats.
    pub tries: u8,
    /// How long after a request its answer may still begin, whatever became of the request. A
    /// meter that owes several answers gives them one after the other; each may take so long.
    /// Also the longest that the first byte of a slow meter's answer is waited for.
    pub late: Micros,
    /// The bytes cross a network or an adapter with a buffer: their arrival says nothing about bit
    /// times.
    pub tunnel: bool,
}

impl Line {
    /// The module slot (TTL, 5 V) at `baud`: 20 ms of silence before a request.
    #[must_use]
    pub const fn ttl(baud: u32) -> Self {
        Self {
            baud,
            parity: Parity::Even,
            stop_bits: StopBits::One,
            first_byte: Micros::from_millis(700),
            gap: Micros::from_millis(500),
            quiet: Micros::from_millis(20),
            margin: Micros::from_millis(10),
            preamble: 4,
            tries: 3,
            late: Micros::from_millis(3000),
            tunnel: false,
        }
    }

    /// A two-wire bus at `baud`: 50 ms of silence before a request.
    #[must_use]
    pub const fn rs485(baud: u32) -> Self {
        Self {
            quiet: Micros::from_millis(50),
            ..Self::ttl(baud)
        }
    }

    /// A TCP tunnel or USB adapter in front of a bus at `baud`: more patience, arrival times not
    /// trusted.
    #[must_use]
    pub const fn tunnel(baud: u32) -> Self {
        Self {
            first_byte: Micros::from_millis(1500),
            margin: Micros::from_millis(100),
            tunnel: true,
            ..Self::rs485(baud)
        }
    }

    /// The same with this rate.
    #[must_use]
    pub const fn with_baud(mut self, baud: u32) -> Self {
        self.baud = baud;
        self
    }

    /// The same with this parity bit.
    #[must_use]
    pub const fn with_parity(mut self, parity: Parity) -> Self {
        self.parity = parity;
        self
    }

    /// The same with these stop bits.
    #[must_use]
    pub const fn with_stop_bits(mut self, stop_bits: StopBits) -> Self {
        self.stop_bits = stop_bits;
        self
    }

    /// The same with this time-out for the first byte of a reply.
    #[must_use]
    pub const fn with_first_byte(mut self, first_byte: Micros) -> Self {
        self.first_byte = first_byte;
        self
    }

    /// The same with this longest gap inside a frame.
    #[must_use]
    pub const fn with_gap(mut self, gap: Micros) -> Self {
        self.gap = gap;
        self
    }

    /// The same with this silence before a request.
    #[must_use]
    pub const fn with_quiet(mut self, quiet: Micros) -> Self {
        self.quiet = quiet;
        self
    }

    /// The same with this addition to each time-out.
    #[must_use]
    pub const fn with_margin(mut self, margin: Micros) -> Self {
        self.margin = margin;
        self
    }

    /// The same with so many bytes FE in front of each frame.
    #[must_use]
    pub const fn with_preamble(mut self, preamble: u8) -> Self {
        self.preamble = preamble;
        self
    }

    /// The same with so many tries of a request.
    #[must_use]
    pub const fn with_tries(mut self, tries: u8) -> Self {
        self.tries = tries;
        self
    }

    /// The same with this time in which an answer may still come.
    #[must_use]
    pub const fn with_late(mut self, late: Micros) -> Self {
        self.late = late;
        self
    }

    /// Bits that one byte takes on the wire: start, eight data, parity, stop.
    #[must_use]
    pub const fn bits_per_byte(&self) -> u8 {
        let parity = match self.parity {
            Parity::None => 0,
            Parity::Even | Parity::Odd => 1,
        };
        let stop = match self.stop_bits {
            StopBits::One => 1,
            StopBits::Two => 2,
        };
        1 + 8 + parity + stop
    }

    /// Time that `bytes` take on the wire, rounded up.
    #[must_use]
    pub const fn wire_time(&self, bytes: usize) -> Micros {
        self.bits_time(bytes, self.baud.saturating_sub(1))
    }

    /// Time that `bytes` take on the wire as far as it can be taken off an arrival time: rounded
    /// down, and zero in a tunnel.
    pub(crate) const fn known_wire_time(&self, bytes: usize) -> Micros {
        if self.tunnel {
            Micros::ZERO
        } else {
            self.bits_time(bytes, 0)
        }
    }

    /// Time of `bytes` and so many millionths of a bit, rounded down.
    const fn bits_time(&self, bytes: usize, more: u32) -> Micros {
        let bits = (bytes as u64)
            .saturating_mul(self.bits_per_byte() as u64 * 1_000_000)
            .saturating_add(more as u64);
        match bits.checked_div(self.baud as u64) {
            Some(us) => Micros::new(us),
            None => Micros::ZERO,
        }
    }

    /// From the end of a request to the moment when a line that still talks is given up.
    pub(crate) fn whole(&self) -> Micros {
        self.first_byte + self.wire_time(MAX_FRAME + MAX_PREAMBLE) + self.gap + self.margin
    }

    /// From the end of a request, or of the answer before, to the latest end of an answer.
    pub(crate) fn latest(&self) -> Micros {
        self.late + self.wire_time(MAX_FRAME + MAX_PREAMBLE) + self.margin
    }

    /// First byte time-out with the byte itself and the margin.
    pub(crate) fn first(&self) -> Micros {
        self.limit(self.first_byte)
    }

    /// Byte gap time-out with the byte itself and the margin.
    pub(crate) fn gap_limit(&self) -> Micros {
        self.limit(self.gap)
    }

    pub(crate) fn limit(&self, span: Micros) -> Micros {
        span + self.wire_time(1) + self.margin
    }

    /// One try at least.
    pub(crate) const fn least_tries(&self) -> u8 {
        if self.tries == 0 { 1 } else { self.tries }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_times_of_the_usual_rates() {
        assert_eq!(Line::ttl(2400).wire_time(20), Micros::new(91_667));
        assert_eq!(Line::ttl(9600).wire_time(20), Micros::new(22_917));
        assert_eq!(Line::ttl(1200).wire_time(216), Micros::from_millis(1980));
        assert_eq!(Line::ttl(0).wire_time(216), Micros::ZERO);
        let short = Line::ttl(2400).with_parity(Parity::None);
        assert_eq!(short.wire_time(24), Micros::from_millis(100));
        assert_eq!(Line::ttl(2400).known_wire_time(1), Micros::new(4583));
        assert_eq!(Line::tunnel(2400).known_wire_time(1), Micros::ZERO);
    }
}
