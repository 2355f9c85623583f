//! What happens to the frames that are found, and when a try or a request is over.

use super::assembly::{Miss, Next};
use super::functions::{REPEATED, is_answered, is_one_of};
use super::job::{First, Refused};
use super::owed::{Arrival, COPY, Caution, Claims, Terms};
use super::question::{Match, Sum, reason_of};
use super::response::with_a_quarter;
use super::{End, Master, Phase};
use crate::event::{ErrorCode, Failure, HeardKind, Stamps};
use crate::{Instant, Micros};
use dlt645::{Address, Control, Direction, FrameRepr, Function, OVERHEAD, Scan};

/// So many bad or unwanted frames in one try, and the line no longer gets more time than
/// [`crate::Line`] says.
const PATIENCE: u8 = 4;

/// What a frame is to the request under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Answer,
    Refused,
    Heard(HeardKind),
}

impl<const N: usize, const R: usize, const T: usize> Master<N, R, T> {
    pub(super) const fn usual_tries(&self, control: Control) -> u8 {
        if is_one_of(control, REPEATED) {
            self.line.least_tries()
        } else {
            1
        }
    }

    /// The times that the table of owed answers goes by.
    pub(super) fn terms(&self) -> Terms {
        let line = &self.line;
        let request = OVERHEAD.saturating_add(usize::from(line.preamble));
        Terms {
            late: line.latest(),
            turn: line.quiet + line.known_wire_time(request),
            byte: line.wire_time(1),
            pause: Micros::new(line.quiet.get() / 2) + line.wire_time(1),
            copy: COPY + line.margin,
            tunnel: line.tunnel,
            fast: self.fast,
        }
    }

    /// How long the first byte of the answer is waited for: longer where the meter is known to be
    /// slow, and for each answer that it owes before.
    pub(super) fn first(&self) -> Micros {
        let Some(took) = self.times.of(self.job.asked.address) else {
            return self.line.first();
        };
        let one = with_a_quarter(took).min(self.line.late);
        if !self.is_slow(took) {
            return self.line.limit(self.line.first_byte.max(one));
        }
        let end = self.sending.end;
        let before = self.owed.count(self.job.asked.address, end + one);
        let all = (0..before.max(1)).fold(Micros::ZERO, |sum, _| sum + one);
        self.line.limit(all)
    }

    fn is_slow(&self, took: Micros) -> bool {
        took > self.line.first_byte
    }

    /// When nothing can be taken for the answer to the request that waits.
    fn free_at(&self) -> Instant {
        let job = &self.job;
        if job.silent {
            return Instant::ZERO;
        }
        let slow = self.times.of(job.asked.address);
        let caution = if job.careful {
            Caution::Everything
        } else if self.assembly.is_following() || slow.is_some_and(|took| self.is_slow(took)) {
            Caution::Owed
        } else {
            Caution::Usual
        };
        let free = self.owed.free_at(&job.asked, &job.asker, caution);
        free.later(self.owed.room_at())
    }

    pub(super) fn send_at(&self) -> Instant {
        self.silence.send_at(&self.line, self.free_at())
    }

    /// When what waits in the scanner is given up; [`Instant::NEVER`] if nothing does.
    pub(super) fn silence_due(&self) -> Instant {
        match self.silence.last {
            Some(last) if self.scanner.pending() > 0 => last + self.line.gap_limit(),
            _ => Instant::NEVER,
        }
    }

    /// When the present phase is over.
    pub(super) fn phase_due(&self) -> Instant {
        match self.phase {
            Phase::Idle => Instant::NEVER,
            Phase::Quiet => {
                let free = self.free_at();
                let send_at = self.silence.send_at(&self.line, free);
                send_at.earlier(self.silence.busy_until(&self.line, free))
            }
            Phase::Await if self.job.silent => self.sending.end,
            Phase::Await => self.give_up_at(),
        }
    }

    fn give_up_at(&self) -> Instant {
        let sent = self.sending.end;
        let first = sent + self.first();
        let gap = self.silence.last.unwrap_or(sent) + self.line.gap_limit();
        let candidate = self.scanner.candidate();
        let ours = self.sending.misses < PATIENCE && self.job.asked.may_be(candidate);
        first.later(if ours {
            gap
        } else {
            gap.earlier(sent + self.line.whole())
        })
    }

    pub(super) fn wait_quiet(&mut self, now: Instant) {
        self.phase = Phase::Quiet;
        self.silence.wait(now);
    }

    /// Counts bytes that come while a reply is awaited, those apart that are our own.
    pub(super) fn count(&mut self, now: Instant, bytes: &[u8]) {
        let own = now <= self.sending.end + self.line.margin + self.line.wire_time(1);
        let frame = if self.assembly.is_following() {
            self.next.get()
        } else {
            self.frame.get()
        };
        self.sending.count(frame, bytes, own, &mut self.tally);
    }

    /// The line is silent: takes the frames out of the scanner that are still in it.
    pub(super) fn drain_all(&mut self, now: Instant) {
        self.scanner.on_silence();
        self.drain(now, 0);
    }

    /// Takes the frames out of the scanner. `rest` bytes came that it did not get yet.
    pub(super) fn drain(&mut self, now: Instant, rest: usize) {
        loop {
            match self.scanner.poll() {
                Scan::NeedMore => return,
                Scan::Bad(_) => {
                    let terms = self.terms();
                    let start = now - self.line.gap_limit();
                    self.owed.unreadable(start, now, &terms);
                    if self.phase == Phase::Await {
                        self.tally.bad();
                        self.sending.miss();
                    }
                }
                Scan::Frame(_) => self.found(now, rest),
            }
        }
    }

    fn found(&mut self, now: Instant, rest: usize) {
        let Some(frame) = self.scanner.current() else {
            return;
        };
        self.silence.read();
        if frame.control().direction() == Direction::Request {
            if !self.is_echo(&frame) {
                if is_answered(&frame) {
                    // Another master's meter answers next; to talk now would spoil it.
                    self.silence.hold = now + self.line.first();
                }
                self.heard.keep(HeardKind::OtherMaster, &frame, now);
                if self.phase == Phase::Await {
                    self.tally.good(frame.wire_len());
                    self.sending.miss();
                }
            }
            return;
        }
        let pending = self.scanner.pending();
        let bytes = pending.wrapping_add(rest).wrapping_add(frame.wire_len());
        let start = self.marks.start_of(&self.line, now, bytes);
        let arrival = Arrival {
            frame,
            sum: Sum::of(frame.control(), frame.data().wire()),
            start,
            end: now,
            began: start.earlier(now - self.line.wire_time(frame.wire_len())),
            bytes_before: self.marks.before(bytes),
        };
        self.silence.hold = Instant::ZERO;
        self.fast |=
            (self.line.tunnel || !self.sending.told) && self.owed.shows_fast(&frame, arrival.start);
        let terms = self.terms();
        let asker = self.is_waiting().then_some(self.job.asker);
        let claims = self.owed.weigh(&arrival, asker.as_ref(), &terms);
        let (verdict, doubt) = self.judge(&arrival, &claims);
        self.owed.delay(arrival.began, now, &terms);
        let taken = !matches!(verdict, Verdict::Heard(_));
        let settled = self
            .owed
            .settle(&arrival, asker.as_ref().filter(|_| taken), &terms);
        if let Some(settled) = settled {
            self.times.learn(
                frame.address(),
                settled.sent,
                (arrival.start, now),
                settled.alone,
                (self.line.first_byte, self.line.late),
            );
        }
        let (address, control) = (frame.address(), frame.control());
        match verdict {
            Verdict::Heard(kind) => {
                self.heard.keep(kind, &frame, now);
                if self.phase == Phase::Await {
                    self.tally.good(frame.wire_len());
                    self.sending.miss();
                    match kind {
                        HeardKind::Foreign => self.tally.foreign(address),
                        HeardKind::Late => self.tally.other(control),
                        HeardKind::OtherMaster | HeardKind::Unsolicited => {}
                    }
                }
                if kind == HeardKind::Late && claims.any {
                    // Only now is silence waited for.
                    self.silence.wait(now);
                }
                if doubt {
                    self.job.doubt(is_one_of(self.job.first.control, REPEATED));
                }
            }
            Verdict::Refused => {
                let code = reason_of(&frame);
                let wide = frame.data().len() > 1;
                self.refused(now, code, Refused { by: address, wide });
            }
            Verdict::Answer if self.assembly.is_comparing() => {
                let next = self.assembly.compared(control.has_more());
                self.proceed(now, next);
            }
            Verdict::Answer => {
                let part = self.job.asked.value_of(&frame);
                let more = self.announces_more(control);
                let follows = Self::FOLLOWS && self.job.first.can_follow();
                let len = frame.data().len();
                let next = self.assembly.take(part, len, more, follows);
                if self.job.answer.is_none() {
                    let stamps = self.stamps(&arrival, &claims);
                    self.job.answer = Some(First {
                        address,
                        control,
                        stamps,
                    });
                }
                self.proceed(now, next);
            }
        }
    }

    /// Whether an answer is waited for: one try at least was sent.
    fn is_waiting(&self) -> bool {
        !self.job.silent
            && match self.phase {
                Phase::Idle => false,
                Phase::Quiet => self.job.tries > 0,
                Phase::Await => true,
            }
    }

    /// Whether a frame of the answer says that there is more.
    fn announces_more(&self, control: Control) -> bool {
        control.has_more() && self.job.first.function() != Function::ReadNext.code()
    }

    /// What a reply frame is, and whether it puts the request under way in doubt.
    fn judge(&self, arrival: &Arrival<'_>, claims: &Claims) -> (Verdict, bool) {
        let late = (Verdict::Heard(HeardKind::Late), false);
        let frame = &arrival.frame;
        if !self.is_waiting() {
            return if claims.any {
                late
            } else {
                (Verdict::Heard(HeardKind::Unsolicited), false)
            };
        }
        let verdict = match self.job.asked.judge(frame) {
            Match::Answer => Verdict::Answer,
            Match::Refused => Verdict::Refused,
            Match::No(HeardKind::Late) if self.phase == Phase::Quiet && !claims.any => {
                return (Verdict::Heard(HeardKind::Unsolicited), false);
            }
            Match::No(kind) => return (Verdict::Heard(kind), false),
        };
        if !claims.ours {
            return late;
        }
        // Of a value in several frames no part may come from another look at the registers.
        let joined = self.assembly.is_following()
            || (verdict == Verdict::Answer
                && self.announces_more(frame.control())
                && self.job.first.can_follow()
                && !self.assembly.is_whole(self.job.asked.value_of(frame).len()));
        if claims.others || (joined && !(claims.alone && self.sending.clean)) {
            return (late.0, true);
        }
        (verdict, false)
    }

    fn refused(&mut self, now: Instant, code: ErrorCode, refused: Refused) {
        if self.assembly.is_following() {
            return self.missed_part(now, Miss::Refused);
        }
        self.job.refused = Some(refused);
        self.finish(End::Failed(Failure::Meter(code)));
    }

    /// When request and answer were on the line.
    fn stamps(&self, arrival: &Arrival<'_>, claims: &Claims) -> Stamps {
        let sent = self.sending.end;
        let mut stamps = Stamps {
            request_end: sent,
            earliest_request_end: sent,
            reply_start: arrival.start.later(sent),
            reply_end: arrival.end,
        };
        if arrival.start < sent && !self.sending.told {
            // The line is faster than its baud rate says. Both bounds stay on the safe side: not
            // before the request began, not after the reply has come.
            stamps.request_end = sent - self.line.wire_time(self.on_line().len());
            stamps.reply_start = arrival.end;
        }
        stamps.earliest_request_end = claims.earliest.earlier(stamps.request_end);
        stamps
    }

    /// What comes after a frame of the answer.
    fn proceed(&mut self, now: Instant, next: Next) {
        match next {
            Next::Done(end) => self.finish(End::Reply(end)),
            Next::Ask | Next::Compare => self.ask_next(now),
            Next::TooLong(needed) => self.fail(Failure::BufferTooSmall {
                needed: u16::try_from(needed).unwrap_or(u16::MAX),
            }),
            Next::Incomplete => {
                let received = u16::try_from(self.assembly.value().len()).unwrap_or(u16::MAX);
                self.fail(Failure::Incomplete { received });
            }
        }
    }

    /// Prepares the request for the next follow-on frame, or for the single item.
    fn ask_next(&mut self, now: Instant) {
        self.tally.clear();
        let job = &mut self.job;
        if let Some(first) = &job.answer {
            // AA six times is nobody's address.
            let meter = if first.address == Address::WILDCARD {
                job.first.address
            } else {
                first.address
            };
            job.asked = if self.assembly.is_comparing() {
                job.first.single(meter)
            } else {
                job.first.follow_on(meter, self.assembly.follow())
            };
        }
        let (data, len) = job.asked.short_data();
        let repr = FrameRepr {
            address: job.asked.address,
            control: job.asked.control,
            data: data.get(..len).unwrap_or_default(),
        };
        // Seventeen bytes always fit.
        let _ = self.next.encode(self.line.preamble, &repr);
        self.wait_quiet(now);
    }

    /// The time for a reply is over.
    pub(super) fn try_over(&mut self, now: Instant) {
        if self.assembly.is_following() {
            let nothing = self.tally.is_empty();
            self.missed_part(now, if nothing { Miss::Silence } else { Miss::Lost });
        } else if self.job.has_tries() {
            self.wait_quiet(now);
        } else {
            self.fail(self.tally.failure());
        }
    }

    /// A follow-on frame did not come.
    fn missed_part(&mut self, now: Instant, miss: Miss) {
        let again = self.job.has_tries();
        match self.assembly.missed(miss, again) {
            Some(next) => self.proceed(now, next),
            None => {
                self.job.begin_again();
                self.assembly.restart();
                self.wait_quiet(now);
            }
        }
    }

    pub(super) fn fail(&mut self, reason: Failure) {
        self.finish(End::Failed(reason));
    }

    pub(super) fn finish(&mut self, end: End) {
        self.phase = Phase::Idle;
        self.end = end;
    }
}
