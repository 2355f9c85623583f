//! What happens to the frames that are found, and when a try or a request is over.

use super::job::{First, Job, Verdict};
use super::tally::Tally;
use super::{Master, Outcome, Phase, Suspect};
use crate::event::{ErrorCode, Failed, Failure, HeardKind, ReplyEnd, Stamps};
use crate::request::Expect;
use crate::{Instant, Micros};
use dlt645::command::Rule;
use dlt645::{Address, Control, Direction, Frame, FrameRepr, Function, Scan};

/// So many bad or unwanted frames in one try, and the line no longer gets more time than [`crate::Line`] says.
const PATIENCE: u8 = 4;

impl<const N: usize> Master<N> {
    pub(super) fn usual_tries(&self, control: Control) -> u8 {
        match control.function() {
            Function::Read
            | Function::Read97
            | Function::ReadNext
            | Function::ReadAddress
            | Function::Write
            | Function::Write97 => self.line.tries.max(1),
            _ => 1,
        }
    }

    pub(super) fn send_at(&self) -> Instant {
        let planned = self.planned();
        self.last.map_or(planned, |last| planned.later(last + self.line.quiet))
    }

    /// When the request would be sent on a silent line.
    fn planned(&self) -> Instant {
        let free = self.hold.map_or(self.not_before, |hold| self.not_before.later(hold));
        match (&self.job, &self.suspect) {
            // Its answer would look like the late answer to the one before: let that one come first.
            (Some(job), Some(suspect)) if job.tries == 0 && suspect.mistaken_for(job) => free.later(suspect.until),
            _ => free,
        }
    }

    /// Until when a line that is never silent is waited for.
    pub(super) fn busy_until(&self) -> Instant {
        self.quiet_since.later(self.planned()) + self.line.whole()
    }

    pub(super) fn silence_due(&self) -> Option<Instant> {
        let last = self.last?;
        (self.scanner.pending() > 0).then(|| last + self.line.gap_limit())
    }

    pub(super) fn give_up_at(&self) -> Instant {
        let first = self.sent + self.line.first();
        let gap = self.last.unwrap_or(self.sent) + self.line.gap_limit();
        let ours = self.misses < PATIENCE && self.job.is_some_and(|job| job.may_be(self.scanner.candidate()));
        if ours { first.later(gap) } else { first.later(gap.earlier(self.sent + self.line.whole())) }
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
                Some(skip) if own => self.echo_at = self.echo_at.saturating_add(skip).saturating_add(1),
                _ => self.tally.byte(*byte),
            }
        }
    }

    /// Takes the frames out of the scanner. `rest` bytes came that it did not get yet.
    pub(super) fn drain(&mut self, now: Instant, rest: usize) {
        loop {
            match self.scanner.poll() {
                Scan::NeedMore => return,
                Scan::Bad(_) => {
                    if self.phase == Phase::Await {
                        self.tally.bad();
                        self.misses = self.misses.saturating_add(1);
                    }
                }
                Scan::Frame(_) => self.found(now, rest),
            }
        }
    }

    fn found(&mut self, now: Instant, rest: usize) {
        let Some(frame) = self.scanner.current() else { return };
        let len = frame.wire_len();
        let behind = self.scanner.pending().saturating_add(rest);
        let start = self.marks.start_of(&self.line, now, len, behind);
        // Bytes that were here before our request went out, held back by a false start in front of them.
        let stale = self.marks.before(len.saturating_add(behind)).wrapping_sub(self.asked_at).cast_signed() < 0;
        let verdict = if frame.control().direction() == Direction::Request && self.is_echo(&frame) {
            Verdict::Echo
        } else {
            match (&self.job, self.phase) {
                (Some(job), Phase::Await) if !job.silent => match job.judge(&frame) {
                    Verdict::Answer { .. } | Verdict::Refused(_) if stale => Verdict::Heard(HeardKind::Late),
                    verdict => self.doubt(job, &frame, verdict, start, now),
                },
                _ => Verdict::Heard(self.unasked(&frame, now)),
            }
        };
        self.hold = match (verdict, frame.control().direction()) {
            (_, Direction::Reply) => None,
            // Another master's meter answers next; to talk now would spoil it.
            (Verdict::Heard(HeardKind::OtherMaster), _) if is_answered(&frame) => Some(now + self.line.first()),
            _ => self.hold,
        };
        match verdict {
            Verdict::Echo => {}
            Verdict::Heard(kind) => {
                if self.heard.is_none() {
                    self.heard = Some((kind, frame.address(), frame.control(), now));
                    self.heard_data.len = 0;
                    let data = frame.data();
                    let _ = self.heard_data.append(data.split_at(N).map_or(data, |(first, _)| first));
                } else {
                    self.missed = self.missed.saturating_add(1);
                }
                let (address, control) = (frame.address(), frame.control());
                if self.phase == Phase::Await {
                    self.tally.good(len);
                    self.misses = self.misses.saturating_add(1);
                    match kind {
                        HeardKind::Foreign => self.tally.foreign(address),
                        HeardKind::Late => self.tally.other(control),
                        HeardKind::OtherMaster | HeardKind::Unsolicited => {}
                    }
                }
                if kind == HeardKind::Late && self.suspect.is_some_and(|suspect| suspect.answered_by(address, control))
                {
                    self.suspect = None;
                    // Only now is silence waited for.
                    self.quiet_since = now;
                }
            }
            Verdict::Refused(code) => self.refused(code, frame.address()),
            Verdict::Answer { skip, cut } => {
                let kept = frame.data().len().saturating_sub(skip).saturating_sub(cut);
                let part = frame.data().split_at(skip).and_then(|(_, rest)| rest.split_at(kept));
                let (address, control) = (frame.address(), frame.control());
                if let Some((part, _)) = part
                    && let Err(needed) = self.value.append(part)
                {
                    self.fail(Failure::BufferTooSmall { needed: u16::try_from(needed).unwrap_or(u16::MAX) });
                    return;
                }
                let (request_end, reply_start) = if start < self.sent && !self.told {
                    // The line is faster than its baud rate says. Both bounds stay on the safe side: not before the
                    // request began, not after the reply has come.
                    (self.sent - self.line.wire_time(self.on_line().len()), now)
                } else {
                    (self.sent, start.later(self.sent))
                };
                let earliest = self.job.and_then(|job| job.earliest).unwrap_or(request_end).earlier(request_end);
                let stamps = Stamps { request_end, earliest_request_end: earliest, reply_start, reply_end: now };
                self.answered(now, First { address, control, stamps, end: ReplyEnd::Complete });
            }
        }
    }

    /// Turns an answer down that may be the answer to something asked before.
    fn doubt(&self, job: &Job, frame: &Frame<'_>, verdict: Verdict, start: Instant, now: Instant) -> Verdict {
        if matches!(verdict, Verdict::Heard(_) | Verdict::Echo) {
            return verdict;
        }
        // It began before our request had ended.
        let early = self.told && !self.line.tunnel && start + self.line.wire_time(1) < self.sent;
        let other = self.suspect.is_some_and(|suspect| {
            suspect.key != job.key && now <= suspect.until && suspect.answered_by(frame.address(), frame.control())
        });
        if early || (other && !job.identified(frame.control())) {
            return Verdict::Heard(HeardKind::Late);
        }
        verdict
    }

    /// What a frame is while nothing is awaited.
    fn unasked(&self, frame: &Frame<'_>, now: Instant) -> HeardKind {
        if frame.control().direction() == Direction::Request {
            return HeardKind::OtherMaster;
        }
        let late = self
            .suspect
            .is_some_and(|suspect| now <= suspect.until && suspect.answered_by(frame.address(), frame.control()));
        let copy = self.answered.is_some_and(|(address, control, until)| {
            now <= until && address == frame.address() && control.function() == frame.control().function()
        });
        if late || copy { HeardKind::Late } else { HeardKind::Unsolicited }
    }

    fn refused(&mut self, code: ErrorCode, by: Address) {
        let Some(job) = self.job else { return };
        match job.first {
            // Asked for more and there is none: the bit was a mark, not a promise.
            Some(first) if job.follow == 1 || (job.follow > 1 && code.0 & ErrorCode::NO_DATA.0 != 0) => {
                self.finish(Outcome::Reply(First { end: ReplyEnd::EventPending, ..first }, job.tries));
            }
            _ => self.finish(Outcome::Failed(Failed { reason: Failure::Meter(code), by: Some(by), tries: job.tries })),
        }
    }

    /// A frame of the answer was taken into the value.
    fn answered(&mut self, now: Instant, frame: First) {
        let Some(mut job) = self.job else { return };
        let first = *job.first.get_or_insert(frame);
        let announced = frame.control.has_more() && job.function != Function::ReadNext;
        let whole = job.expect_len.is_some_and(|len| usize::from(len) == self.value.len);
        let end = if !announced {
            ReplyEnd::Complete
        } else if whole || !job.can_follow() {
            ReplyEnd::EventPending
        } else if job.again && job.expect_len.is_none() {
            ReplyEnd::MoreUnanswered
        } else {
            if job.follow == u8::MAX {
                let needed = u16::try_from(self.value.len).unwrap_or(u16::MAX).saturating_add(1);
                return self.fail(Failure::BufferTooSmall { needed });
            }
            job.follow = job.follow.saturating_add(1);
            job.follow_tries = 0;
            self.tally = Tally::new();
            return self.ask_next(now, job, first);
        };
        self.job = Some(job);
        self.answered = Some((frame.address, frame.control, now + self.line.late));
        self.finish(Outcome::Reply(First { end, ..first }, job.tries));
    }

    /// Prepares the request for follow-on frame number `job.follow`.
    fn ask_next(&mut self, now: Instant, mut job: Job, first: First) {
        let [a, b, c, d] = job.lead;
        let data = [a, b, c, d, job.follow];
        let (function, len, sequence) = match job.function {
            Function::Read97 => (Function::ReadNext97, 2, None),
            _ => (Function::ReadNext, 5, Some(job.follow)),
        };
        job.address = first.address;
        job.control = Control::request(function);
        job.expect = Expect::Identifier { len: if sequence.is_some() { 4 } else { 2 }, sequence };
        let data = data.get(..len).unwrap_or_default();
        let repr = FrameRepr { address: job.address, control: job.control, data };
        // Seventeen bytes always fit.
        let _ = self.next.encode(self.line.preamble, &repr);
        self.job = Some(job);
        self.wait_quiet(now);
    }

    /// The time for a reply is over.
    pub(super) fn try_over(&mut self, now: Instant) {
        let Some(mut job) = self.job else { return };
        job.earliest = Some(job.earliest.unwrap_or(self.sent));
        let empty = self.tally.is_empty();
        if job.follow == 0 {
            self.job = Some(job);
            if job.tries < job.tries_allowed {
                return self.wait_quiet(now);
            }
            return self.fail(self.tally.failure());
        }
        if job.without_sequence() {
            match job.first {
                _ if job.tries < job.tries_allowed => {
                    // Whether the meter sent the part is unknown, and asking again would skip one: start over, when
                    // nothing late can come any more.
                    self.restart(now, job, self.line.late);
                }
                Some(first) if job.follow == 1 && empty && job.expect_len.is_none() => self.more_unanswered(job, first),
                _ => self.fail(self.tally.failure()),
            }
        } else if job.follow_tries < self.line.tries.max(1) {
            self.job = Some(job);
            self.wait_quiet(now);
        } else if job.follow == 1 && empty && !job.again && job.expect_len.is_none() {
            // Not a byte of more. Either the meter is gone or there never was more: ask for the first part again.
            job.again = true;
            job.tries_allowed = job.tries.saturating_add(self.line.tries.max(1));
            self.restart(now, job, Micros::ZERO);
        } else {
            self.fail(self.tally.failure());
        }
    }

    fn more_unanswered(&mut self, job: Job, first: First) {
        self.finish(Outcome::Reply(First { end: ReplyEnd::MoreUnanswered, ..first }, job.tries));
    }

    /// Sends the first request again and forgets what was joined so far.
    fn restart(&mut self, now: Instant, mut job: Job, pause: Micros) {
        job.address = job.asked;
        job.control = Control::request(job.function);
        job.expect = job.first_expect;
        job.follow = 0;
        job.first = None;
        self.value.len = 0;
        self.job = Some(job);
        self.not_before = now + pause;
        self.wait_quiet(now);
    }

    pub(super) fn suspect(&mut self, job: &Job) {
        self.suspect = Some(Suspect {
            address: job.address,
            control: job.control,
            key: job.key,
            sent: job.earliest.unwrap_or(self.sent),
            until: self.sent + self.line.first() + self.line.late,
        });
    }

    pub(super) fn fail(&mut self, reason: Failure) {
        let Some(job) = self.job else { return };
        if job.tries > 0 {
            self.suspect(&job);
        }
        self.finish(Outcome::Failed(Failed { reason, by: None, tries: job.tries }));
    }

    pub(super) fn finish(&mut self, outcome: Outcome) {
        self.job = None;
        self.phase = Phase::Idle;
        self.outcome = Some(outcome);
    }
}

/// Whether a meter answers this request.
fn is_answered(frame: &Frame<'_>) -> bool {
    let edition = frame.edition().unwrap_or(dlt645::Edition::V2007);
    Rule::of(frame.control().function(), edition).answers(frame.address())
}

impl Suspect {
    /// Whether the late answer could be taken for an answer to `job`, error replies apart.
    fn mistaken_for(&self, job: &Job) -> bool {
        self.key != job.key && job.is_anonymous() && self.answered_by(job.address, job.control)
    }

    fn answered_by(&self, address: Address, control: Control) -> bool {
        self.address.matches(address) && control.0 & 0x1F == self.control.0 & 0x1F
    }
}
