//! The meter's side of the line: it answers what is for it, after a delay, and is silent otherwise.
//!
//! # Call order
//!
//! ```text
//!  handle_input(now, bytes) ─► handle_timeout(now, store) ─► poll_transmit(now) = frame ─► write it
//!                               (store is asked here)                                        │
//!        ▲                                                                                   ▼
//!        └───────────────────────────── poll_event (new baud rate) ◄────────────── handle_sent(now)
//! ```
//!
//! After every call sleep until [`Meter::poll_timeout`] or until bytes come, then call
//! [`Meter::handle_timeout`] and [`Meter::poll_transmit`]. The store is asked [`Delays::latch`]
//! after the end of the request, the answer goes out [`Delays::reply`] after it.
//!
//! Nothing is answered to a broken frame, to a frame with bit 7 set, to other addresses, to
//! broadcasts and to requests too short to mean anything.

mod answer;

use crate::line::MAX_PREAMBLE;
use crate::store::Store;
use crate::{Instant, Line, Micros};
use dlt645::command::Baud;
use dlt645::{Address, Control, Direction, Frame, FrameScanner, MAX_DATA, MAX_FRAME, Scan};

/// When a meter does what, from the end of the request on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Delays {
    /// The store is asked, and looks at its clock.
    pub latch: Micros,
    /// The first byte of the answer goes out. The standard allows 20 to 500 ms; never before
    /// `latch`.
    pub reply: Micros,
    /// How long a value that is sent in follow-on frames is kept for the next request.
    pub keep: Micros,
}

impl Default for Delays {
    fn default() -> Self {
        Self::new()
    }
}

impl Delays {
    /// The store at once, the answer after 20 ms, follow-on data for 3 s.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            latch: Micros::ZERO,
            reply: Micros::from_millis(20),
            keep: Micros::from_millis(3000),
        }
    }
}

/// Something the meter's owner must do, from [`Meter::poll_event`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum MeterEvent {
    /// The answer to a change of baud rate has left: switch the line to this rate.
    Baud(Baud),
}

/// The meter engine. `N` bytes are kept for a value; longer ones cannot be read.
///
/// See the [module](self) for the call order.
#[derive(Clone, Debug)]
pub struct Meter<const N: usize = 1024> {
    line: Line,
    delays: Delays,
    max_data: usize,
    scanner: FrameScanner<MAX_FRAME>,
    last: Option<Instant>,
    request: Option<Asked>,
    data: [u8; MAX_DATA],
    frame: [u8; MAX_PREAMBLE + MAX_FRAME],
    frame_len: usize,
    send_at: Option<Instant>,
    sending: Option<Instant>,
    value: [u8; N],
    series: Option<Series>,
    baud: Option<Baud>,
    event: Option<MeterEvent>,
}

/// A request that waits for the store.
#[derive(Clone, Copy, Debug)]
struct Asked {
    address: Address,
    control: Control,
    len: usize,
    end: Instant,
}

/// A value on its way in several frames.
#[derive(Clone, Copy, Debug)]
struct Series {
    /// Identifier without offset and its length.
    di: [u8; 4],
    di_len: usize,
    len: usize,
    /// First byte of the part that was sent last, and of the one after it.
    part: usize,
    next: usize,
    /// Sequence number of the part that was sent last; 0 for the first.
    sequence: u8,
    until: Instant,
}

impl Meter {
    /// A meter on `line` with the [usual delays](Delays::new) and room for values of 1024 bytes.
    #[must_use]
    pub const fn new(line: Line) -> Self {
        Self::sized(line)
    }
}

impl<const N: usize> Meter<N> {
    /// A meter on `line` with the [usual delays](Delays::new) and room for values of `N` bytes.
    #[must_use]
    pub const fn sized(line: Line) -> Self {
        Self {
            line,
            delays: Delays::new(),
            max_data: dlt645::MAX_READ,
            scanner: FrameScanner::new(),
            last: None,
            request: None,
            data: [0; MAX_DATA],
            frame: [0; MAX_PREAMBLE + MAX_FRAME],
            frame_len: 0,
            send_at: None,
            sending: None,
            value: [0; N],
            series: None,
            baud: None,
            event: None,
        }
    }

    /// Settings of the line. Of these the meter uses baud rate, gap, margin and preamble.
    #[must_use]
    pub const fn line(&self) -> &Line {
        &self.line
    }

    /// Changes the settings of the line; half a request that was received is dropped.
    pub fn set_line(&mut self, line: Line) {
        self.line = line;
        self.scanner.clear();
    }

    /// Changes the delays, from the next request on.
    pub const fn set_delays(&mut self, delays: Delays) {
        self.delays = delays;
    }

    /// Longest data field of an answer, 20 to 255 bytes; 200 by default. Longer values go in
    /// follow-on frames.
    pub fn set_max_data(&mut self, bytes: u8) {
        self.max_data = usize::from(bytes.max(20));
    }

    /// Bytes came; the last of them ended at `now`. All are taken.
    pub fn handle_input(&mut self, now: Instant, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        self.last = Some(now);
        let mut rest = bytes;
        while !rest.is_empty() {
            let before = rest.len();
            rest = self.scanner.push(rest);
            self.drain(now);
            if rest.len() == before {
                break;
            }
        }
    }

    /// Time has passed: asks the store if a request waits for it. Harmless when nothing is due.
    pub fn handle_timeout(&mut self, now: Instant, store: &mut impl Store) {
        if self.silence_due().is_some_and(|due| now >= due) {
            self.scanner.on_silence();
            self.drain(now);
        }
        if self.series.is_some_and(|series| now >= series.until) {
            self.series = None;
        }
        if let Some(end) = self.sending
            && now >= end
        {
            self.handle_sent();
        }
        if let Some(asked) = self.request
            && now >= asked.end + self.delays.latch
        {
            self.request = None;
            if self.answer(now, &asked, store) {
                self.send_at = Some(asked.end + self.delays.reply);
            }
        }
    }

    /// When [`handle_timeout`](Self::handle_timeout) and [`poll_transmit`](Self::poll_transmit)
    /// want to be called next, if no bytes come before.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Instant> {
        let ask = self.request.map(|asked| asked.end + self.delays.latch);
        let keep = self.series.map(|series| series.until);
        [ask, self.send_at, self.sending, self.silence_due(), keep]
            .into_iter()
            .flatten()
            .min()
    }

    /// The answer to be sent now, preamble included. Write all of it;
    /// [`handle_sent`](Self::handle_sent) may follow.
    pub fn poll_transmit(&mut self, now: Instant) -> Option<&[u8]> {
        if self.send_at.is_none_or(|due| now < due) {
            return None;
        }
        self.send_at = None;
        self.sending = Some(now + self.line.wire_time(self.frame_len));
        self.frame.get(..self.frame_len)
    }

    /// The last stop bit of the answer has left. Without this call the wire time is assumed.
    pub fn handle_sent(&mut self) {
        if self.sending.take().is_some()
            && let Some(baud) = self.baud.take()
        {
            self.event = Some(MeterEvent::Baud(baud));
        }
    }

    /// Whether the driver of a two-wire bus must be on (DE pin).
    #[must_use]
    pub const fn is_transmitting(&self) -> bool {
        self.sending.is_some()
    }

    /// What the meter's owner must do.
    pub const fn poll_event(&mut self) -> Option<MeterEvent> {
        self.event.take()
    }

    fn silence_due(&self) -> Option<Instant> {
        let last = self.last?;
        (self.scanner.pending() > 0).then(|| last + self.line.gap_limit())
    }

    fn drain(&mut self, now: Instant) {
        loop {
            match self.scanner.poll() {
                Scan::NeedMore => return,
                Scan::Bad(_) => {}
                Scan::Frame(frame) => {
                    if let Some(asked) = Self::take(&frame, now, &mut self.data) {
                        // A new request ends what was being answered.
                        self.request = Some(asked);
                        self.send_at = None;
                        self.baud = None;
                    }
                }
            }
        }
    }

    fn take(frame: &Frame<'_>, end: Instant, data: &mut [u8; MAX_DATA]) -> Option<Asked> {
        if frame.control().direction() == Direction::Reply {
            return None;
        }
        let len = frame.data().copy_to(data)?.len();
        Some(Asked {
            address: frame.address(),
            control: frame.control(),
            len,
            end,
        })
    }
}
