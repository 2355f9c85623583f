//! What happens to the frames that are found, and when a try or a request is over.

use super::job::{First, Job, Verdict};
use super::{End, Master, Past, Phase, Suspect};
use crate::event::{ErrorCode, Failure, HeardKind, ReplyEnd, Stamps};
use crate::request::Expect;
use crate::{Instant, Micros};
use dlt645::command::Rule;
use dlt645::{Address, Control, Direction, Frame, FrameRepr, Function, OFFSET, Scan};

/// So many bad or unwanted frames in one try, and the line no longer gets more time than [`crate::Line`] says.
const PATIENCE: u8 = 4;

impl<const N: usize, const R: usize, const T: usize> Master<N, R, T> {
    pub(super) const fn usual_tries(&self, control: Control) -> u8 {
        if is_one_of(control, REPEATED) {
            self.line.least_tries()
        } else {
            1
        }
    }

    pub(super) fn send_at(&self) -> Instant {
        let planned = self.planned();
        self.last
            .map_or(planned, |last| planned.later(last + self.line.quiet))
    }

    /// When the request would be sent on a silent line.
    fn planned(&self) -> Instant {
        let free = self.not_before.later(self.hold);
        // Its answer would look like the late answer to the one before: let that one come first.
        if self.job.tries == 0 && self.suspect.mistaken_for(&self.job) {
            free.later(self.suspect.past.until)
        } else {
            free
        }
    }

    /// Until when a line that is never silent is waited for.
    pub(super) fn busy_until(&self) -> Instant {
        self.quiet_since.later(self.planned()) + self.line.whole()
    }

    /// When what waits in the scanner is given up; the end of all times if nothing does.
    pub(super) fn silence_due(&self) -> Instant {
        match self.last {
            Some(last) if self.scanner.pending() > 0 => last + self.line.gap_limit(),
            _ => Instant::NEVER,
        }
    }

    /// When the present phase is over.
    pub(super) fn phase_due(&self) -> Instant {
        match self.phase {
            Phase::Idle => Instant::NEVER,
            Phase::Quiet => self.send_at().earlier(self.busy_until()),
            Phase::Await if self.job.silent => self.sent,
            Phase::Await => self.give_up_at(),
        }
    }

    fn give_up_at(&self) -> Instant {
        let first = self.sent + self.line.first();
        let gap = self.last.unwrap_or(self.sent) + self.line.gap_limit();
        let ours = self.misses < PATIENCE && self.job.may_be(self.scanner.candidate());
        first.later(if ours {
            gap
        } else {
            gap.earlier(self.sent + self.line.whole())
        })
    }

    pub(super) fn wait_quiet(&mut self, now: Instant) {
        self.phase = Phase::Quiet;
        self.quiet_since = now;
        self.quiet_bytes = 0;
    }

    /// Counts bytes that come while a reply is awaited, those apart that are our own.
    pub(super) fn count(&mut self, now: Instant, bytes: &[u8]) {
        let own = now <= self.sent + self.line.margin + self.line.wire_time(1);
        for byte in bytes {
            let rest = self.on_line().get(self.echo_at..).unwrap_or_default();
            match rest.iter().position(|sent| sent == byte) {
                Some(skip) if own => {
                    self.echo_at = self.echo_at.saturating_add(skip).saturating_add(1)
                }
                _ => self.tally.byte(*byte),
            }
        }
    }

    /// The line is silent: takes the frames out of the scanner that are still in it.
    pub(super) fn drain_all(&mut self, now: Instant) {
        self.scanner.on_silence();
        self.drain(now, 0);
    }

    /// Takes the frames out of the scanner. `rest` bytes came that it did not get yet.
    #[inline(never)]
    pub(super) fn drain(&mut self, now: Instant, rest: usize) {
        loop {
            match self.scanner.poll() {
                Scan::NeedMore => return,
                Scan::Bad(_) => {
                    if self.phase == Phase::Await {
                        self.tally.bad();
                        self.miss();
                    }
                }
                Scan::Frame(_) => self.found(now, rest),
            }
        }
    }

    fn miss(&mut self) {
        self.misses = self.misses.saturating_add(1);
    }

    fn found(&mut self, now: Instant, rest: usize) {
        let Some(frame) = self.scanner.current() else {
            return;
        };
        let (address, control, len) = (frame.address(), frame.control(), frame.wire_len());
        let bytes = self.scanner.pending().wrapping_add(rest).wrapping_add(len);
        let start = self.marks.start_of(&self.line, now, bytes);
        let verdict = self.judge(&frame, start, bytes, now);
        if control.direction() == Direction::Reply {
            self.hold = Instant::ZERO;
        } else if verdict == Verdict::Heard(HeardKind::OtherMaster) && is_answered(&frame) {
            // Another master's meter answers next; to talk now would spoil it.
            self.hold = now + self.line.first();
        }
        match verdict {
            Verdict::Echo => {}
            Verdict::Heard(kind) => {
                if self.heard.is_none() {
                    self.heard = Some((kind, address, control, now));
                    self.heard_data.len = 0;
                    let data = frame.data();
                    let _ = self
                        .heard_data
                        .append(data.split_at(N).map_or(data, |(first, _)| first));
                } else {
                    self.missed = self.missed.saturating_add(1);
                }
                self.unwanted(now, kind, address, control, len);
            }
            Verdict::Refused => {
                let code = Job::reason_of(&frame);
                self.refused(code, address);
            }
            Verdict::Answer => {
                let (skip, cut) = self.job.around_value();
                let kept = frame.data().len().saturating_sub(skip).saturating_sub(cut);
                let part = frame
                    .data()
                    .split_at(skip)
                    .and_then(|(_, rest)| rest.split_at(kept));
                match part.map_or(Ok(()), |(part, _)| self.value.append(part)) {
                    Ok(()) => self.answered(now, start, address, control),
                    Err(needed) => self.too_long(needed),
                }
            }
        }
    }

    /// What a frame is that began at `start` and has so many bytes with those behind it.
    fn judge(&self, frame: &Frame<'_>, start: Instant, bytes: usize, now: Instant) -> Verdict {
        let (job, control) = (&self.job, frame.control());
        if control.direction() == Direction::Request {
            return if self.is_echo(frame) {
                Verdict::Echo
            } else {
                Verdict::Heard(HeardKind::OtherMaster)
            };
        }
        let suspected = now <= self.suspect.past.until
            && self.suspect.past.answered_by(frame.address(), control);
        if self.phase != Phase::Await || job.silent {
            return Verdict::Heard(if suspected || self.is_copy(frame, now) {
                HeardKind::Late
            } else {
                HeardKind::Unsolicited
            });
        }
        let verdict = job.judge(frame);
        if !matches!(verdict, Verdict::Answer | Verdict::Refused) {
            return verdict;
        }
        // Bytes that were here before our request went out, held back by a false start in front of them.
        let stale = self
            .marks
            .before(bytes)
            .wrapping_sub(self.asked_at)
            .cast_signed()
            < 0;
        // It began before our request had ended.
        let early = self.told && !self.line.tunnel && start + self.line.wire_time(1) < self.sent;
        // It may be the answer to something asked before.
        let other = suspected && self.suspect.key != job.key && !job.identified(control);
        if stale || early || other {
            Verdict::Heard(HeardKind::Late)
        } else {
            verdict
        }
    }

    /// Whether a frame repeats the last answer.
    fn is_copy(&self, frame: &Frame<'_>, now: Instant) -> bool {
        let Past {
            address,
            control,
            until,
        } = self.answered;
        now <= until && address == frame.address() && control.0 & 0x1F == frame.control().0 & 0x1F
    }

    /// A frame that is no answer.
    fn unwanted(
        &mut self,
        now: Instant,
        kind: HeardKind,
        address: Address,
        control: Control,
        len: usize,
    ) {
        if self.phase == Phase::Await {
            self.tally.good(len);
            self.miss();
            match kind {
                HeardKind::Foreign => self.tally.foreign(address),
                HeardKind::Late => self.tally.other(control),
                HeardKind::OtherMaster | HeardKind::Unsolicited => {}
            }
        }
        if kind == HeardKind::Late && self.suspect.past.answered_by(address, control) {
            self.suspect.past = Past::NONE;
            // Only now is silence waited for.
            self.quiet_since = now;
        }
    }

    fn refused(&mut self, code: ErrorCode, by: Address) {
        // Asked for more and there is none: the bit was a mark, not a promise.
        let no_more = self.job.follow == 1 || code.0 & ErrorCode::NO_DATA.0 != 0;
        if self.is_following() && no_more && self.job.answer.is_some() {
            return self.finish(End::Reply(ReplyEnd::EventPending));
        }
        self.job.asked.address = by;
        self.finish(End::Failed(Failure::Meter(code)));
    }

    /// A frame of the answer was taken into the value.
    fn answered(&mut self, now: Instant, start: Instant, address: Address, control: Control) {
        let len = self.on_line().len();
        let job = &mut self.job;
        if job.answer.is_none() {
            let mut stamps = Stamps {
                request_end: self.sent,
                earliest_request_end: self.sent,
                reply_start: start.later(self.sent),
                reply_end: now,
            };
            if start < self.sent && !self.told {
                // The line is faster than its baud rate says. Both bounds stay on the safe side: not before the
                // request began, not after the reply has come.
                stamps.request_end = self.sent - self.line.wire_time(len);
                stamps.reply_start = now;
            }
            stamps.earliest_request_end = job.earliest.earlier(stamps.request_end);
            job.answer = Some(First {
                address,
                control,
                stamps,
            });
        }
        let announced = control.has_more() && job.first.function() != Function::ReadNext.code();
        let whole = job
            .expect_len
            .is_some_and(|len| usize::from(len) == self.value.len);
        let end = if !announced {
            ReplyEnd::Complete
        } else if whole || !Self::FOLLOWS || !job.can_follow() {
            ReplyEnd::EventPending
        } else if job.again && job.expect_len.is_none() {
            ReplyEnd::MoreUnanswered
        } else if job.follow == u8::MAX {
            return self.too_long(self.value.len.saturating_add(1));
        } else {
            job.follow = job.follow.saturating_add(1);
            job.follow_tries = 0;
            self.tally.clear();
            return self.ask_next(now);
        };
        self.answered = Past {
            address,
            control,
            until: now + self.line.late,
        };
        self.finish(End::Reply(end));
    }

    /// Prepares the request for follow-on frame number `job.follow`.
    fn ask_next(&mut self, now: Instant) {
        let job = &mut self.job;
        let [a, b, c, d] = job.lead.map(|byte| byte.wrapping_sub(OFFSET));
        let data = [a, b, c, d, job.follow];
        let (function, len, sequence) = if job.without_sequence() {
            (Function::ReadNext97, 2, None)
        } else {
            (Function::ReadNext, 5, Some(job.follow))
        };
        if let Some(first) = &job.answer {
            job.asked.address = first.address;
        }
        job.asked.control = Control::request(function);
        job.asked.expect = Expect::Identifier {
            len: if sequence.is_some() { 4 } else { 2 },
            sequence,
        };
        let data = data.get(..len).unwrap_or_default();
        let repr = FrameRepr {
            address: job.asked.address,
            control: job.asked.control,
            data,
        };
        // Seventeen bytes always fit.
        let _ = self.next.encode(self.line.preamble, &repr);
        self.wait_quiet(now);
    }

    /// The time for a reply is over.
    pub(super) fn try_over(&mut self, now: Instant) {
        let follows = self.is_following();
        let job = &mut self.job;
        job.earliest = job.earliest.earlier(self.sent);
        let more_tries = job.tries < job.tries_allowed;
        // Not a byte of more.
        let nothing = job.follow == 1 && job.expect_len.is_none() && self.tally.is_empty();
        if !follows {
            if more_tries {
                return self.wait_quiet(now);
            }
        } else if job.without_sequence() {
            if more_tries {
                // Whether the meter sent the part is unknown, and asking again would skip one: start over, when
                // nothing late can come any more.
                return self.restart(now, self.line.late);
            }
            if nothing && job.answer.is_some() {
                return self.finish(End::Reply(ReplyEnd::MoreUnanswered));
            }
        } else if job.follow_tries < self.line.least_tries() {
            return self.wait_quiet(now);
        } else if nothing && !job.again {
            // Either the meter is gone or there never was more: ask for the first part again.
            job.again = true;
            job.tries_allowed = job.tries.saturating_add(self.line.least_tries());
            return self.restart(now, Micros::ZERO);
        }
        self.fail(self.tally.failure());
    }

    /// Sends the first request again and forgets what was joined so far.
    fn restart(&mut self, now: Instant, pause: Micros) {
        let job = &mut self.job;
        job.asked = job.first;
        job.follow = 0;
        job.answer = None;
        self.value.len = 0;
        self.not_before = now + pause;
        self.wait_quiet(now);
    }

    /// An answer to the request under way may come when nobody waits for it any more.
    pub(super) fn suspect(&mut self) {
        let job = &self.job;
        let until = self.sent + self.line.first() + self.line.late;
        self.suspect = Suspect {
            past: Past {
                address: job.asked.address,
                control: job.asked.control,
                until,
            },
            key: job.key,
            sent: job.earliest.earlier(self.sent),
        };
    }

    fn too_long(&mut self, needed: usize) {
        self.fail(Failure::BufferTooSmall {
            needed: u16::try_from(needed).unwrap_or(u16::MAX),
        });
    }

    pub(super) fn fail(&mut self, reason: Failure) {
        if self.job.tries > 0 {
            self.suspect();
        }
        self.finish(End::Failed(reason));
    }

    pub(super) fn finish(&mut self, end: End) {
        self.phase = Phase::Idle;
        self.end = end;
    }
}

/// Whether a meter answers this request.
fn is_answered(frame: &Frame<'_>) -> bool {
    let control = frame.control();
    if frame.address().is_broadcast() {
        // A re-read of the 1997 edition has no data.
        is_one_of(control, ANSWERED_BY_ALL) || (control == REREAD && frame.data().is_empty())
    } else {
        !is_one_of(control, 1 << Function::BroadcastTime.code())
    }
}

/// The same of a broadcast, one bit a function.
const ANSWERED_BY_ALL: u32 = {
    let (mut set, mut code) = (0, 0);
    while code < 32 {
        let rule = Rule::of(Function::from_code(code), dlt645::Edition::V2007);
        set |= (rule.answers(Address::BROADCAST) as u32) << code;
        code += 1;
    }
    set
};
const REREAD: Control = Control::request(Function::SecurityOrReread);

/// Functions that do no harm when they come twice, one bit each.
const REPEATED: u32 = 1 << Function::Read.code()
    | 1 << Function::Read97.code()
    | 1 << Function::ReadNext.code()
    | 1 << Function::ReadAddress.code()
    | 1 << Function::Write.code()
    | 1 << Function::Write97.code();

const fn is_one_of(control: Control, functions: u32) -> bool {
    functions >> (control.0 & 0x1F) & 1 != 0
}
