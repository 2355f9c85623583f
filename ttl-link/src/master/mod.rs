//! The master's side of the line: one request at a time, and an answer that is surely its answer.
//!
//! # Call order
//!
//! ```text
//!  request ─► poll_transmit(now) = frame ─► write it ─► handle_sent(now)      (at the last stop bit)
//!                   ▲                                        │
//!                   │ try again, follow-on                   ▼
//!                   └──────────── handle_input(now, bytes) / handle_timeout(now)
//!                                                            │
//!                                  poll_event ◄──────────────┘
//! ```
//!
//! After every call look at [`Master::poll_transmit`], then take all of [`Master::poll_event`], then sleep until
//! [`Master::poll_timeout`] or until bytes come. `now` may not go back. The engine never reads a clock; a call that
//! comes late only makes things late. [`Master::handle_sent`] may be left out: the engine then takes the frame to
//! need its wire time from `poll_transmit` on.
//!
//! Every request ends in exactly one of [`Event::Reply`], [`Event::Sent`] and [`Event::Failed`], after a time bounded
//! by [`Line`], whatever the line does.

mod engine;
mod job;
mod marks;
mod tally;

use crate::event::{Event, Failed, Failure, Heard, HeardKind, LineError, Reply};
use crate::line::MAX_PREAMBLE;
use crate::request::{Expect, Request, RequestError};
use crate::{Instant, Line, Micros};
use dlt645::{Address, Control, Data, Frame, FrameRepr, FrameScanner, MAX_DATA, MAX_FRAME, WAKE_UP};
use job::{First, Job};
use marks::Marks;
use tally::Tally;

/// Longest follow-on request with its preamble.
const NEXT: usize = MAX_PREAMBLE + dlt645::OVERHEAD + 5;

/// The master engine.
///
/// Follow-on frames are joined in the engine's own buffer of `N` bytes, which is the caller's to size and to place (a
/// `static`, a task's state): it must live as long as the request, from the first frame to a repeat after a loss, so a
/// slice lent to the call that asks would tie up the engine for that time. [`Reply::data`] borrows from it until the
/// next call, without a copy. A value that is longer ends in [`Failure::BufferTooSmall`] with the room needed; of a
/// frame that is only heard, [`Heard::data`] has the first `N` bytes.
///
/// See the [module](self) for the call order.
#[derive(Clone, Debug)]
pub struct Master<const N: usize = 256> {
    line: Line,
    scanner: FrameScanner<MAX_FRAME>,
    marks: Marks,
    frame: Buffer<{ MAX_PREAMBLE + MAX_FRAME }>,
    next: Buffer<NEXT>,
    value: Buffer<N>,
    job: Option<Job>,
    phase: Phase,
    outcome: Option<Outcome>,
    heard: Option<(HeardKind, Address, Control, Instant)>,
    heard_data: Buffer<N>,
    /// When the line was last in use by anyone.
    last: Option<Instant>,
    /// When the request on the line ends, and whether the driver said so.
    sent: Instant,
    told: bool,
    /// How many bytes had come when the request went out.
    asked_at: u32,
    /// When the present wait for silence began, and bytes heard in it.
    quiet_since: Instant,
    quiet_bytes: u16,
    not_before: Instant,
    /// Someone else's reply, or one to a request given up, may come until then.
    hold: Option<Instant>,
    tally: Tally,
    /// Bad or unwanted frames in the present try.
    misses: u8,
    /// How much of the sent frame has come back.
    echo_at: usize,
    suspect: Option<Suspect>,
    /// Who answered what last, and until when the same answer again is only a copy.
    answered: Option<(Address, Control, Instant)>,
    missed: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Idle,
    /// A frame waits for silence on the line.
    Quiet,
    /// A frame is on its way, or its reply is awaited.
    Await,
}

#[derive(Clone, Copy, Debug)]
enum Outcome {
    Reply(First, u8),
    Sent(Instant),
    Failed(Failed),
}

/// A request that was given up and may still be answered.
#[derive(Clone, Copy, Debug)]
struct Suspect {
    address: Address,
    control: Control,
    key: u32,
    sent: Instant,
    until: Instant,
}

/// Bytes with a length.
#[derive(Clone, Copy, Debug)]
struct Buffer<const L: usize> {
    bytes: [u8; L],
    len: usize,
}

impl<const L: usize> Buffer<L> {
    const EMPTY: Self = Self { bytes: [0; L], len: 0 };

    fn get(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// Appends `data`; if it does not fit, says what would be needed.
    fn append(&mut self, data: Data<'_>) -> Result<(), usize> {
        let needed = self.len.saturating_add(data.len());
        let room = self.bytes.get_mut(self.len..needed).ok_or(needed)?;
        data.copy_to(room).ok_or(needed)?;
        self.len = needed;
        Ok(())
    }

    /// Fills it with a frame behind `preamble` bytes FE.
    fn encode(&mut self, preamble: u8, repr: &FrameRepr<'_>) -> Result<(), dlt645::EncodeError> {
        let preamble = usize::from(preamble).min(MAX_PREAMBLE);
        let (wake_up, rest) = self.bytes.split_at_mut_checked(preamble).unwrap_or_default();
        wake_up.fill(WAKE_UP);
        let len = repr.encode(rest)?.len();
        self.len = preamble.saturating_add(len);
        Ok(())
    }
}

impl<const N: usize> Master<N> {
    /// A master on `line`, nothing under way.
    #[must_use]
    #[inline(never)]
    pub const fn new(line: Line) -> Self {
        Self {
            line,
            scanner: FrameScanner::new(),
            marks: Marks::new(),
            frame: Buffer::EMPTY,
            next: Buffer::EMPTY,
            value: Buffer::EMPTY,
            job: None,
            phase: Phase::Idle,
            outcome: None,
            heard: None,
            heard_data: Buffer::EMPTY,
            last: None,
            sent: Instant::ZERO,
            told: false,
            asked_at: 0,
            quiet_since: Instant::ZERO,
            quiet_bytes: 0,
            not_before: Instant::ZERO,
            hold: None,
            tally: Tally::new(),
            misses: 0,
            echo_at: 0,
            suspect: None,
            answered: None,
            missed: 0,
        }
    }

    /// Settings of the line.
    #[must_use]
    pub const fn line(&self) -> &Line {
        &self.line
    }

    /// Changes the settings of the line, for another baud rate for instance. Half a frame that was received is
    /// dropped; a request under way goes on with the new times.
    pub fn set_line(&mut self, line: Line) {
        self.line = line;
        self.scanner.clear();
    }

    /// Whether a request is under way or its end was not taken yet.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        self.job.is_some() || self.outcome.is_some()
    }

    /// Whether the end of a request waits in [`poll_event`](Self::poll_event).
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        self.outcome.is_some()
    }

    /// The next frame that is no answer; as [`poll_event`](Self::poll_event), which also has these, but leaves the
    /// end of the request where it is.
    pub fn poll_heard(&mut self) -> Option<Heard<'_>> {
        let (kind, address, control, at) = self.heard.take()?;
        Some(Heard { kind, address, control, data: self.heard_data.get(), at })
    }

    /// Frames that were heard and lost because the one before was not taken with `poll_event`; saturates.
    #[must_use]
    pub const fn missed(&self) -> u32 {
        self.missed
    }

    /// Time that `request` takes on the wire with its preamble.
    #[must_use]
    pub const fn request_time(&self, request: &Request<'_>) -> Micros {
        let bytes = request.data_len().saturating_add(dlt645::OVERHEAD);
        self.line.wire_time(bytes.saturating_add(self.line.preamble as usize))
    }

    /// Takes a request. It is sent as soon as the line was silent for [`Line::quiet`].
    ///
    /// # Errors
    /// [`RequestError::Busy`] until the request before has ended and its end was taken with
    /// [`poll_event`](Self::poll_event); [`RequestError::TooLong`] if it fits no frame.
    pub fn request(&mut self, now: Instant, request: &Request<'_>) -> Result<(), RequestError> {
        self.request_at(now, now, request)
    }

    /// Takes a request whose first start bit is wanted at `start`, for reads and sets that are aimed at a moment.
    /// It goes out at `start` if the line has been silent for [`Line::quiet`] then, otherwise as soon as it has.
    ///
    /// # Errors
    /// As [`request`](Self::request).
    pub fn request_at(&mut self, now: Instant, start: Instant, request: &Request<'_>) -> Result<(), RequestError> {
        if self.is_busy() {
            return Err(RequestError::Busy);
        }
        let mut data = [0; MAX_DATA];
        let len = request.data(&mut data)?;
        let data = data.get(..len).unwrap_or_default();
        let repr = FrameRepr { address: request.address, control: request.control, data };
        self.frame
            .encode(self.line.preamble, &repr)
            .map_err(|_| RequestError::TooLong { len: u16::try_from(len).unwrap_or(u16::MAX) })?;
        let mut lead = [0; 4];
        for (to, from) in lead.iter_mut().zip(data) {
            *to = *from;
        }
        let expect = match request.expect() {
            Expect::Identifier { len, sequence } => Expect::Identifier {
                len: len.min(u8::try_from(data.len()).unwrap_or(len)),
                sequence: sequence.and(data.get(4).copied()),
            },
            other => other,
        };
        let key = self
            .frame
            .get()
            .iter()
            .fold(0x811C_9DC5u32, |key, byte| (key ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
        let repeated = self.suspect.filter(|suspect| suspect.key == key && now <= suspect.until);
        self.job = Some(Job {
            address: request.address,
            control: request.control,
            expect,
            lead,
            asked: request.address,
            function: request.control.function(),
            first_expect: expect,
            tries_allowed: request.tries.unwrap_or(self.usual_tries(request.control)),
            tries: 0,
            follow_tries: 0,
            follow: 0,
            expect_len: request.expect_len,
            silent: request.silent,
            again: false,
            key,
            first: None,
            earliest: repeated.map(|suspect| suspect.sent),
        });
        self.value.len = 0;
        self.tally = Tally::new();
        self.not_before = self.not_before.later(start);
        self.wait_quiet(now);
        Ok(())
    }

    /// Gives up the request under way; no event tells of it. A late reply will be recognised as such, and the next
    /// request waits until it can no longer collide with one.
    pub fn abort(&mut self) {
        if let (Some(job), Phase::Await) = (self.job, self.phase) {
            self.suspect(&job);
            if !job.silent {
                self.hold = Some(self.sent + self.line.first());
            }
        }
        self.job = None;
        self.outcome = None;
        self.phase = Phase::Idle;
    }

    /// The frame to be sent now, preamble included. Write all of it, then call [`handle_sent`](Self::handle_sent).
    pub fn poll_transmit(&mut self, now: Instant) -> Option<&[u8]> {
        if self.phase != Phase::Quiet || now < self.send_at() {
            return None;
        }
        let job = self.job.as_mut()?;
        let len = if job.follow > 0 {
            job.follow_tries = job.follow_tries.saturating_add(1);
            self.next.len
        } else {
            job.tries = job.tries.saturating_add(1);
            self.frame.len
        };
        self.phase = Phase::Await;
        self.sent = now + self.line.wire_time(len);
        self.told = false;
        self.asked_at = self.marks.count();
        self.misses = 0;
        self.echo_at = 0;
        self.not_before = Instant::ZERO;
        self.hold = None;
        self.last = Some(self.sent);
        Some(self.on_line())
    }

    /// The last stop bit of the frame has left at `at`. Without this call the wire time is assumed.
    pub fn handle_sent(&mut self, at: Instant) {
        if self.phase == Phase::Await && !self.told {
            self.told = true;
            self.sent = at;
            self.last = Some(at);
            if self.job.is_some_and(|job| job.silent) {
                self.finish(Outcome::Sent(at));
            }
        }
    }

    /// Whether the driver of a two-wire bus must be on (DE pin, 发送使能): from [`poll_transmit`](Self::poll_transmit)
    /// until [`handle_sent`](Self::handle_sent), or until the wire time is over.
    #[must_use]
    pub fn is_transmitting(&self, now: Instant) -> bool {
        self.phase == Phase::Await && !self.told && now < self.sent
    }

    /// When the last stop bit of the frame that is or was last on the line leaves or left.
    #[must_use]
    pub const fn sent(&self) -> Instant {
        self.sent
    }

    /// Bytes came; the last of them ended at `now`. All are taken.
    pub fn handle_input(&mut self, now: Instant, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        self.marks.note(&self.line, now, bytes);
        self.last = Some(self.last.map_or(now, |last| last.later(now)));
        match self.phase {
            Phase::Await => self.count(now, bytes),
            Phase::Quiet => {
                let more = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
                self.quiet_bytes = self.quiet_bytes.saturating_add(more);
            }
            Phase::Idle => {}
        }
        let mut rest = bytes;
        while !rest.is_empty() {
            let before = rest.len();
            rest = self.scanner.push(rest);
            self.drain(now, rest.len());
            if rest.len() == before {
                break;
            }
        }
    }

    /// The UART reports an error in the byte that just came; the byte itself must not be passed on. What was
    /// received of a frame is given up, since a byte is missing in it.
    pub fn handle_line_error(&mut self, now: Instant, error: LineError) {
        self.last = Some(self.last.map_or(now, |last| last.later(now)));
        if self.phase == Phase::Await {
            self.tally.line_error(error);
        }
        self.scanner.on_silence();
        self.drain(now, 0);
    }

    /// Time has passed. Harmless when nothing is due.
    pub fn handle_timeout(&mut self, now: Instant) {
        if self.silence_due().is_some_and(|due| now >= due) {
            self.scanner.on_silence();
            self.drain(now, 0);
        }
        match self.phase {
            Phase::Await if now >= self.sent && self.job.is_some_and(|job| job.silent) => {
                self.finish(Outcome::Sent(self.sent));
            }
            Phase::Await if now >= self.give_up_at() => {
                self.scanner.on_silence();
                self.drain(now, 0);
                if self.phase == Phase::Await {
                    self.try_over(now);
                }
            }
            Phase::Quiet if now >= self.busy_until() && now < self.send_at() => {
                let reason = match self.tally.failure() {
                    Failure::NoByte => {
                        Failure::Noise { bytes: self.quiet_bytes, likely: crate::event::Likely::Unknown }
                    }
                    other => other,
                };
                self.fail(reason);
            }
            _ => {}
        }
    }

    /// When [`handle_timeout`](Self::handle_timeout) and [`poll_transmit`](Self::poll_transmit) want to be called
    /// next, if no bytes come before.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Instant> {
        let due = match self.phase {
            Phase::Idle => None,
            Phase::Quiet => {
                let send = self.send_at();
                Some(if self.busy_until() < send { self.busy_until() } else { send })
            }
            Phase::Await if self.job.is_some_and(|job| job.silent) => Some(self.sent),
            Phase::Await => Some(self.give_up_at()),
        };
        match (due, self.silence_due()) {
            (Some(a), Some(b)) => Some(a.earlier(b)),
            (a, b) => a.or(b),
        }
    }

    /// The next event: frames heard first, then the end of the request. Its bytes stay until the next call.
    pub fn poll_event(&mut self) -> Option<Event<'_>> {
        if self.heard.is_some() {
            return self.poll_heard().map(Event::Heard);
        }
        Some(match self.outcome.take()? {
            Outcome::Sent(at) => Event::Sent(at),
            Outcome::Failed(failed) => Event::Failed(failed),
            Outcome::Reply(first, tries) => Event::Reply(Reply {
                address: first.address,
                control: first.control,
                data: self.value.get(),
                stamps: first.stamps,
                end: first.end,
                tries,
            }),
        })
    }

    /// The frame that is or was last on the line.
    fn on_line(&self) -> &[u8] {
        if self.job.is_some_and(|job| job.follow > 0) { self.next.get() } else { self.frame.get() }
    }

    fn is_echo(&self, frame: &Frame<'_>) -> bool {
        let own = |bytes: &[u8]| {
            let start = bytes.iter().position(|byte| *byte != WAKE_UP).unwrap_or_default();
            Frame::parse_prefix(bytes.get(start..).unwrap_or_default()).is_ok_and(|(own, _)| own == *frame)
        };
        own(self.frame.get()) || own(self.next.get())
    }
}
