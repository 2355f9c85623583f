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

mod buffer;
mod engine;
mod job;
mod marks;
mod tally;

use crate::event::{Event, Failed, Failure, Heard, HeardKind, Likely, LineError, Reply, ReplyEnd};
use crate::line::MAX_PREAMBLE;
use crate::request::{Expect, Request, RequestError};
use crate::{Instant, Line, Micros};
use buffer::Buffer;
use dlt645::{Address, Control, Frame, FrameRepr, FrameScanner, MAX_FRAME, OFFSET};
use job::{Asked, Job};
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
/// `R` is the longest frame that is received, `T` the longest that is sent, its preamble included: with the usual
/// numbers every frame. Where the values are known to be short, [`sized`](Self::sized) makes a smaller engine: longer
/// frames are noise to it, longer requests [`RequestError::TooLong`], and if a value of `N` bytes fits one frame, it asks
/// for no follow-on frames, whatever a reply announces ([`ReplyEnd::EventPending`]).
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
    frame: Buffer<T>,
    next: Buffer<NEXT>,
    value: Buffer<N>,
    /// Under way unless [`Phase::Idle`].
    job: Job,
    phase: Phase,
    end: End,
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
    hold: Instant,
    tally: Tally,
    /// Bad or unwanted frames in the present try.
    misses: u8,
    /// How much of the sent frame has come back.
    echo_at: usize,
    suspect: Suspect,
    /// Who answered what last, and until when the same answer again is only a copy.
    answered: Past,
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

/// How a request ended, as long as nobody was told; the rest is in the [`Job`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    None,
    Reply(ReplyEnd),
    Sent,
    Failed(Failure),
}

/// A request that may be answered, or an answer that may come again, until then.
#[derive(Clone, Copy, Debug)]
struct Past {
    address: Address,
    control: Control,
    until: Instant,
}

impl Past {
    const NONE: Self = Self {
        address: Address::from_wire([0; 6]),
        control: Control(0),
        until: Instant::ZERO,
    };

    fn answered_by(&self, address: Address, control: Control) -> bool {
        self.until > Instant::ZERO
            && control.0 & 0x1F == self.control.0 & 0x1F
            && self.address.matches(address)
    }
}

/// A request that was given up and may still be answered.
#[derive(Clone, Copy, Debug)]
struct Suspect {
    past: Past,
    key: u32,
    sent: Instant,
}

impl Suspect {
    /// Whether the late answer could be taken for an answer to `job`, error replies apart.
    fn mistaken_for(&self, job: &Job) -> bool {
        self.key != job.key
            && job.is_anonymous()
            && self.past.answered_by(job.asked.address, job.asked.control)
    }
}

impl<const N: usize> Master<N> {
    /// A master on `line`, nothing under way.
    #[must_use]
    pub const fn new(line: Line) -> Self {
        Self::sized(line)
    }
}

impl<const N: usize, const R: usize, const T: usize> Master<N, R, T> {
    /// Whether it asks for follow-on frames.
    const FOLLOWS: bool = R >= MAX_FRAME || N + dlt645::OVERHEAD + 4 > R;

    /// A master on `line`, nothing under way, for frames of up to `R` bytes that come and `T` that go.
    #[must_use]
    #[inline(never)]
    pub const fn sized(line: Line) -> Self {
        Self {
            line,
            scanner: FrameScanner::new(),
            marks: Marks::new(),
            frame: Buffer::EMPTY,
            next: Buffer::EMPTY,
            value: Buffer::EMPTY,
            job: Job::NONE,
            phase: Phase::Idle,
            end: End::None,
            heard: None,
            heard_data: Buffer::EMPTY,
            last: None,
            sent: Instant::ZERO,
            told: false,
            asked_at: 0,
            quiet_since: Instant::ZERO,
            quiet_bytes: 0,
            not_before: Instant::ZERO,
            hold: Instant::ZERO,
            tally: Tally::new(),
            misses: 0,
            echo_at: 0,
            suspect: Suspect {
                past: Past::NONE,
                key: 0,
                sent: Instant::ZERO,
            },
            answered: Past::NONE,
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
        !matches!((self.phase, self.end), (Phase::Idle, End::None))
    }

    /// Whether the end of a request waits in [`poll_event`](Self::poll_event).
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        !matches!(self.end, End::None)
    }

    /// The next frame that is no answer; as [`poll_event`](Self::poll_event), which also has these, but leaves the
    /// end of the request where it is.
    pub fn poll_heard(&mut self) -> Option<Heard<'_>> {
        let (kind, address, control, at) = self.heard.take()?;
        Some(Heard {
            kind,
            address,
            control,
            data: self.heard_data.get(),
            at,
        })
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

    /// Takes a request whose first start bit is wanted at `start`, for reads and sets that are aimed at a moment.
    /// It goes out at `start` if the line has been silent for [`Line::quiet`] then, otherwise as soon as it has.
    ///
    /// # Errors
    /// As [`request`](Self::request).
    #[inline(never)]
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
        let mut key = 0x811C_9DC5u32;
        for byte in self.frame.get() {
            key = (key ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        }
        let job = &mut self.job;
        for (at, to) in job.lead.iter_mut().enumerate() {
            *to = data.get(at).copied().unwrap_or(0).wrapping_add(OFFSET);
        }
        let expect = match request.expect() {
            Expect::Identifier { len, sequence } => Expect::Identifier {
                len: if usize::from(len) > data.len() {
                    data.len() as u8
                } else {
                    len
                },
                sequence: sequence.and(data.get(4).copied()),
            },
            other => other,
        };
        job.first = Asked {
            address: request.address,
            control: request.control,
            expect,
        };
        job.asked = job.first;
        job.tries = 0;
        job.follow_tries = 0;
        job.follow = 0;
        job.expect_len = request.expect_len;
        job.silent = request.silent;
        job.again = false;
        job.key = key;
        job.answer = None;
        let repeated = self.suspect.key == key && now <= self.suspect.past.until;
        job.earliest = if repeated {
            self.suspect.sent
        } else {
            Instant::NEVER
        };
        self.job.tries_allowed = request.tries.unwrap_or(self.usual_tries(request.control));
        self.value.len = 0;
        self.tally.clear();
        self.not_before = self.not_before.later(start);
        self.wait_quiet(now);
        Ok(())
    }

    /// Gives up the request under way; no event tells of it. A late reply will be recognised as such, and the next
    /// request waits until it can no longer collide with one.
    pub fn abort(&mut self) {
        if self.phase == Phase::Await {
            self.suspect();
            if !self.job.silent {
                self.hold = self.sent + self.line.first();
            }
        }
        self.finish(End::None);
    }

    /// The frame to be sent now, preamble included. Write all of it, then call [`handle_sent`](Self::handle_sent).
    pub fn poll_transmit(&mut self, now: Instant) -> Option<&[u8]> {
        if self.phase != Phase::Quiet || now < self.send_at() {
            return None;
        }
        let follows = self.is_following();
        let job = &mut self.job;
        let tries = if follows {
            &mut job.follow_tries
        } else {
            &mut job.tries
        };
        *tries = tries.saturating_add(1);
        self.phase = Phase::Await;
        self.sent = now + self.line.wire_time(self.on_line().len());
        self.told = false;
        self.asked_at = self.marks.count();
        self.misses = 0;
        self.echo_at = 0;
        self.not_before = Instant::ZERO;
        self.hold = Instant::ZERO;
        self.last = Some(self.sent);
        Some(self.on_line())
    }

    /// The last stop bit of the frame has left at `at`. Without this call the wire time is assumed.
    pub fn handle_sent(&mut self, at: Instant) {
        if self.phase == Phase::Await && !self.told {
            self.told = true;
            self.sent = at;
            self.last = Some(at);
            if self.job.silent {
                self.finish(End::Sent);
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
        self.in_use(now);
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
        self.in_use(now);
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
                        bytes: self.quiet_bytes,
                        likely: Likely::Unknown,
                    },
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
        let due = self.phase_due().earlier(self.silence_due());
        (due != Instant::NEVER).then_some(due)
    }

    /// The next event: frames heard first, then the end of the request. Its bytes stay until the next call.
    pub fn poll_event(&mut self) -> Option<Event<'_>> {
        if self.heard.is_some() {
            return self.poll_heard().map(Event::Heard);
        }
        let job = &self.job;
        Some(match core::mem::replace(&mut self.end, End::None) {
            End::None => return None,
            End::Sent => Event::Sent(self.sent),
            End::Failed(reason) => Event::Failed(Failed {
                reason,
                by: matches!(reason, Failure::Meter(_)).then_some(job.asked.address),
                tries: job.tries,
            }),
            End::Reply(end) => {
                let first = job.answer.as_ref()?;
                Event::Reply(Reply {
                    address: first.address,
                    control: first.control,
                    data: self.value.get(),
                    stamps: first.stamps,
                    end,
                    tries: job.tries,
                })
            }
        })
    }

    /// Somebody talks.
    #[inline(never)]
    fn in_use(&mut self, now: Instant) {
        self.last = Some(self.last.map_or(now, |last| last.later(now)));
    }

    /// The frame that is or was last on the line.
    fn on_line(&self) -> &[u8] {
        if self.phase != Phase::Idle && self.is_following() {
            self.next.get()
        } else {
            self.frame.get()
        }
    }

    /// Whether the request is one for a follow-on frame.
    const fn is_following(&self) -> bool {
        Self::FOLLOWS && self.job.follow > 0
    }

    fn is_echo(&self, frame: &Frame<'_>) -> bool {
        self.frame.holds(frame) || (Self::FOLLOWS && self.next.holds(frame))
    }
}
