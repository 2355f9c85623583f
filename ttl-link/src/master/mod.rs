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
//! After every call look at [`Master::poll_transmit`], then take all of [`Master::poll_event`],
//! then sleep until [`Master::poll_timeout`] or until bytes come. `now` may not go back. The engine
//! never reads a clock; a call that comes late only makes things late. [`Master::handle_sent`] may
//! be left out: the engine then takes the frame to need its wire time from `poll_transmit` on.
//!
//! Every request ends in exactly one of [`Event::Reply`], [`Event::Sent`] and [`Event::Failed`],
//! after a time bounded by [`Line`], whatever the line does: each time it is sent it waits for at
//! most 16 answers that are still owed, then for a line that is never silent, then for its own
//! answer and those that the meter gives before it. With *L* = [`Line::late`] and the time of two
//! long frames on the wire, a frame is sent and answered, or given up, within 34 *L*;
//! on a line where nothing is owed and no meter is known to be slow, within the times of the table
//! in [`crate::line`].
//!
//! # What is taken for an answer
//!
//! Meters answer late, one request after the other, or twice. So every try is remembered until it
//! can no longer be answered, and a frame is an answer only if no other question may claim it. Most
//! answers carry the identifier, and reads go on at full speed while an answer is missing.
//! Acknowledgements and error replies carry nothing: then the next request of that kind to that
//! meter waits until nothing is owed to another one, or a read that was refused in doubt is
//! sent again. How long a slow meter takes is learned from what it does.

mod assembly;
mod buffer;
mod engine;
mod functions;
mod heard;
mod job;
mod marks;
mod owed;
mod question;
mod response;
mod sending;
mod silence;
mod tally;

use crate::event::{Event, Failed, Failure, Heard, Likely, LineError, ReplyEnd};
use crate::line::MAX_PREAMBLE;
use crate::request::{Request, RequestError};
use crate::{Instant, Line, Micros, Reply};
use assembly::Assembly;
use buffer::Buffer;
use dlt645::{Data, Frame, FrameRepr, FrameScanner, MAX_FRAME};
use heard::HeardFrame;
use job::Job;
use marks::Marks;
use owed::Owed;
use question::{Question, Sum};
use response::ResponseTimes;
use sending::Sending;
use silence::Silence;
use tally::Tally;

/// Longest follow-on request with its preamble.
const NEXT: usize = MAX_PREAMBLE + dlt645::OVERHEAD + 5;

/// The master engine.
///
/// Follow-on frames are joined in the engine's own buffer of `N` bytes, which is the caller's to
/// size and to place (a `static`, a task's state): it must live as long as the request, from the
/// first frame to a repeat after a loss, so a slice lent to the call that asks would tie up the
/// engine for that time. [`Reply::data`] borrows from it until the next call, without a copy. A
/// value that is longer ends in [`Failure::BufferTooSmall`] with the room needed; of a frame that
/// is only heard, [`Heard::data`] has the first `N` bytes.
///
/// `R` is the longest frame that is received, `T` the longest that is sent, its preamble included:
/// with the usual numbers every frame. Where the values are known to be short,
/// [`sized`](Self::sized) makes a smaller engine: longer frames are noise to it, longer requests
/// [`RequestError::TooLong`], and if a value of `N` bytes fits one frame, it asks for no follow-on
/// frames, whatever a reply announces ([`ReplyEnd::EventPending`]).
///
/// See the [module](self) for the call order.
#[derive(Clone, Debug)]
pub struct Master<
    const N: usize = 256,
    const R: usize = MAX_FRAME,
    const T: usize = { MAX_PREAMBLE + MAX_FRAME },
> {
    line: Line,
    scanner: FrameScanner<R>,
    marks: Marks,
    /// The request, and the one for the follow-on frame.
    frame: Buffer<T>,
    next: Buffer<NEXT>,
    /// Under way unless [`Phase::Idle`].
    job: Job,
    phase: Phase,
    end: End,
    assembly: Assembly<N>,
    owed: Owed,
    /// Answers came sooner than bytes take on the wire.
    fast: bool,
    times: ResponseTimes,
    silence: Silence,
    sending: Sending,
    tally: Tally,
    heard: HeardFrame<N>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Idle,
    /// A frame waits for silence on the line, and until nothing can be taken for its answer.
    Quiet,
    /// A frame is on its way, or its reply is awaited.
    Await,
}

/// How a request ended, as long as nobody was told; the rest is in the [`Job`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    None,
    Reply(ReplyEnd),
    Sent,
    Failed(Failure),
}

impl Master {
    /// A master on `line`, nothing under way, with room for every frame and for values of 256
    /// bytes. For other sizes see [`sized`](Self::sized).
    #[must_use]
    pub const fn new(line: Line) -> Self {
        Self::sized(line)
    }
}

impl<const N: usize, const R: usize, const T: usize> Master<N, R, T> {
    /// Whether it asks for follow-on frames.
    const FOLLOWS: bool = R >= MAX_FRAME || N + dlt645::OVERHEAD + 4 > R;

    /// A master on `line`, nothing under way, for values of `N` bytes and frames of up to `R` bytes
    /// that come and `T` that go: `let master: Master<1024> = Master::sized(line)`.
    #[must_use]
    pub const fn sized(line: Line) -> Self {
        Self {
            line,
            scanner: FrameScanner::sized(),
            marks: Marks::new(),
            frame: Buffer::EMPTY,
            next: Buffer::EMPTY,
            job: Job::NONE,
            phase: Phase::Idle,
            end: End::None,
            assembly: Assembly::new(),
            owed: Owed::new(),
            fast: false,
            times: ResponseTimes::new(),
            silence: Silence::new(),
            sending: Sending::NONE,
            tally: Tally::new(),
            heard: HeardFrame::new(),
        }
    }

    /// Settings of the line.
    #[must_use]
    pub const fn line(&self) -> &Line {
        &self.line
    }

    /// Changes the settings of the line, for another baud rate for instance. Half a frame that was
    /// received is dropped; a request under way goes on with the new times.
    pub fn set_line(&mut self, line: Line) {
        self.line = line;
        self.fast = false;
        self.scanner.clear();
    }

    /// Whether a request is under way or its end was not taken yet.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        !matches!((self.phase, self.end), (Phase::Idle, End::None))
    }

    /// Whether the end of a request waits in [`poll_event`](Self::poll_event).
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        !matches!(self.end, End::None)
    }

    /// The next frame that is no answer; as [`poll_event`](Self::poll_event), which also has these,
    /// but leaves the end of the request where it is.
    pub fn poll_heard(&mut self) -> Option<Heard<'_>> {
        self.heard.take()
    }

    /// Frames that were heard and lost because the one before was not taken with `poll_event`;
    /// saturates.
    #[must_use]
    pub const fn missed(&self) -> u32 {
        self.heard.missed
    }

    /// What came of the value that the last request asked for, until the next one: after
    /// [`Failure::Incomplete`] the part that was delivered.
    #[must_use]
    pub fn received(&self) -> Data<'_> {
        self.assembly.value()
    }

    /// Time that `request` takes on the wire with its preamble.
    #[must_use]
    pub const fn request_time(&self, request: &Request<'_>) -> Micros {
        let bytes = request.data_len().saturating_add(dlt645::OVERHEAD);
        self.line
            .wire_time(bytes.saturating_add(self.line.preamble as usize))
    }

    /// Takes a request. It is sent as soon as the line was silent for [`Line::quiet`].
    ///
    /// # Errors
    /// [`RequestError::Busy`] until the request before has ended and its end was taken with
    /// [`poll_event`](Self::poll_event); [`RequestError::TooLong`] if it fits no frame.
    pub fn request(&mut self, now: Instant, request: &Request<'_>) -> Result<(), RequestError> {
        self.request_at(now, now, request)
    }

    /// Takes a request whose first start bit is wanted at `start`, for reads and sets that are
    /// aimed at a moment. It goes out at `start` if the line has been silent for
    /// [`Line::quiet`] then, otherwise as soon as it has.
    ///
    /// # Errors
    /// As [`request`](Self::request).
    pub fn request_at(
        &mut self,
        now: Instant,
        start: Instant,
        request: &Request<'_>,
    ) -> Result<(), RequestError> {
        if self.is_busy() {
            return Err(RequestError::Busy);
        }
        let too_long = RequestError::TooLong {
            len: u16::try_from(request.data_len()).unwrap_or(u16::MAX),
        };
        let mut data = [0; T];
        let data = request.data(&mut data).ok_or(too_long)?;
        let repr = FrameRepr {
            address: request.address,
            control: request.control,
            data,
        };
        if !self.frame.encode(self.line.preamble, &repr) {
            return Err(too_long);
        }
        let question = Question::of(request, data);
        let key = Sum::of(request.control, data);
        let tries = request.tries.unwrap_or(self.usual_tries(request.control));
        self.job = self.job.next(question, key, tries, request.silent);
        self.assembly.begin(request.expect_len);
        self.tally.clear();
        self.silence.not_before = self.silence.not_before.later(start);
        self.wait_quiet(now);
        Ok(())
    }

    /// Gives up the request under way; no event tells of it. A late reply will be recognised as
    /// such, and the next request waits until it can no longer collide with one.
    pub fn abort(&mut self) {
        if self.phase == Phase::Await && !self.job.silent {
            self.silence.hold = self.sending.end + self.first();
        }
        self.finish(End::None);
    }

    /// The frame to be sent now, preamble included. Write all of it, then call
    /// [`handle_sent`](Self::handle_sent).
    pub fn poll_transmit(&mut self, now: Instant) -> Option<&[u8]> {
        if self.phase != Phase::Quiet || now < self.send_at() {
            return None;
        }
        if !self.assembly.is_following() {
            self.job.tries = self.job.tries.saturating_add(1);
        }
        let end = now + self.line.wire_time(self.on_line().len());
        self.phase = Phase::Await;
        self.sending = Sending::until(end, self.owed.is_clean(&self.job.asked, now));
        self.silence.broken(end);
        let terms = self.terms();
        self.owed.delay(now, end, &terms);
        if !self.job.silent {
            let bytes = self.marks.count();
            self.owed
                .add(self.job.asked, self.job.asker, end, bytes, &terms);
        }
        Some(self.on_line())
    }

    /// The last stop bit of the frame has left at `at`. Without this call the wire time is assumed.
    pub fn handle_sent(&mut self, at: Instant) {
        if self.phase == Phase::Await && !self.sending.told {
            self.sending.told = true;
            self.sending.end = at;
            self.silence.last = Some(at);
            if self.job.silent {
                self.finish(End::Sent);
            } else {
                let terms = self.terms();
                self.owed.was_sent(at, &terms);
            }
        }
    }

    /// Whether the driver of a two-wire bus must be on (DE pin, 发送使能): from
    /// [`poll_transmit`](Self::poll_transmit) until [`handle_sent`](Self::handle_sent), or
    /// until the wire time is over.
    #[must_use]
    pub fn is_transmitting(&self, now: Instant) -> bool {
        self.phase == Phase::Await && !self.sending.told && now < self.sending.end
    }

    /// When the last stop bit of the frame that is or was last on the line leaves or left.
    #[must_use]
    pub const fn sent(&self) -> Instant {
        self.sending.end
    }

    /// Bytes came; the last of them ended at `now`. All are taken.
    pub fn handle_input(&mut self, now: Instant, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        self.marks.note(&self.line, now, bytes);
        self.silence.in_use(now);
        let start = now - self.line.known_wire_time(bytes.len());
        if let Some((from, to)) = self.silence.hear(&self.line, start, now) {
            let terms = self.terms();
            self.owed.unreadable(from, to, &terms);
        }
        match self.phase {
            Phase::Await => self.count(now, bytes),
            Phase::Quiet => self.silence.disturbed(bytes.len()),
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

    /// The UART reports an error in the byte that just came; the byte itself must not be passed on.
    /// What was received of a frame is given up, since a byte is missing in it.
    pub fn handle_line_error(&mut self, now: Instant, error: LineError) {
        self.silence.in_use(now);
        if self.phase == Phase::Await {
            self.tally.line_error(error);
        }
        self.drain_all(now);
    }

    /// Time has passed. Harmless when nothing is due.
    pub fn handle_timeout(&mut self, now: Instant) {
        if now >= self.silence_due() {
            self.drain_all(now);
        }
        if now < self.phase_due() {
            return;
        }
        match self.phase {
            Phase::Await if self.job.silent => self.finish(End::Sent),
            Phase::Await => {
                self.drain_all(now);
                if self.phase == Phase::Await {
                    self.try_over(now);
                }
            }
            // The line is never silent.
            Phase::Quiet if now < self.send_at() => {
                let reason = match self.tally.failure() {
                    Failure::NoByte => Failure::Noise {
                        bytes: self.silence.bytes,
                        likely: Likely::Unknown,
                    },
                    other => other,
                };
                self.fail(reason);
            }
            _ => {}
        }
    }

    /// When [`handle_timeout`](Self::handle_timeout) and [`poll_transmit`](Self::poll_transmit)
    /// want to be called next, if no bytes come before.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Instant> {
        let due = self.phase_due().earlier(self.silence_due());
        (due != Instant::NEVER).then_some(due)
    }

    /// The next event: frames heard first, then the end of the request. Its bytes stay until the
    /// next call.
    pub fn poll_event(&mut self) -> Option<Event<'_>> {
        if self.heard.is_some() {
            return self.poll_heard().map(Event::Heard);
        }
        let job = &self.job;
        Some(match core::mem::replace(&mut self.end, End::None) {
            End::None => return None,
            End::Sent => Event::Sent(self.sending.end),
            End::Failed(reason) => Event::Failed(Failed {
                reason,
                by: job.refused.map(|refused| refused.by),
                tries: job.tries,
                kind: functions::error_kind(
                    job.first.control,
                    job.refused.is_some_and(|refused| refused.wide),
                ),
            }),
            End::Reply(end) => {
                let first = job.answer.as_ref()?;
                Event::Reply(Reply {
                    asked: job.first.address,
                    id: job.first.id(),
                    address: first.address,
                    control: first.control,
                    data: self.assembly.value(),
                    stamps: first.stamps,
                    end,
                    tries: job.tries,
                })
            }
        })
    }

    /// The frame that is or was last on the line.
    fn on_line(&self) -> &[u8] {
        if self.phase != Phase::Idle && self.assembly.is_following() {
            self.next.get()
        } else {
            self.frame.get()
        }
    }

    fn is_echo(&self, frame: &Frame<'_>) -> bool {
        self.frame.holds(frame) || (Self::FOLLOWS && self.next.holds(frame))
    }
}
