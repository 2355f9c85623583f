//! Everything that may still be answered.
//!
//! Each time a request is sent, the meter owes an answer, and it may give it long after the request
//! has ended in the eyes of the master: late, after other answers, or a second time. Each try has a
//! row here until that can no longer happen:
//!
//! ```text
//!  sent ─────────── may be answered ─────────── until        at most `late` after the row before it of the same meter,
//!     │                                                      since a meter that queues gives them one after the other
//!     └─── answered ── the same bytes again are a copy ── until        COPY after the answer
//! ```
//!
//! A frame is weighed against all rows ([`Owed::weigh`]): it is the answer only if no row of
//! another question may claim it too. A request whose answer could not be told from one that is
//! owed waits ([`Owed::free_at`]).

use super::question::{Match, Question, Sum, overlap};
use crate::{Instant, Micros};
use dlt645::{Address, Frame};

/// Rows of the table. If all are in use, the next request waits for the first to end. An ordinary
/// meter frees its row half a second after its answer, so that no line of up to 19200 bits a second
/// ever waits for this.
pub(crate) const ROWS: usize = 16;

/// How long after its end an answer may come a second time, with some time on the wire. Seen in the
/// field: 0.2 to 0.4 s.
pub(crate) const COPY: Micros = Micros::from_millis(500);

/// Who asked: the number of the request, whom it asked, and the sum over what it asks, which a
/// repeated request has again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Asker {
    pub(crate) job: u16,
    pub(crate) address: Address,
    pub(crate) key: Sum,
}

/// One try of one request.
#[derive(Clone, Copy, Debug)]
struct Row {
    question: Question,
    asker: Asker,
    /// End of the last stop bit.
    sent: Instant,
    /// End of the first request that its answer may belong to: a meter that works on several at
    /// once may have answered a later try first.
    earliest: Instant,
    /// How many bytes had come when it was sent, modulo 2³²: what came before is no answer.
    bytes_before: u32,
    /// No answer begins any more after this.
    until: Instant,
    /// An answer that has begun is seen so much later.
    unseen: Micros,
    answered: Option<Answered>,
}

#[derive(Clone, Copy, Debug)]
struct Answered {
    /// Of the frame that may come again; `None` if that is not known: then any answer may be a
    /// copy.
    sum: Option<Sum>,
    /// From the request to its answer.
    took: Micros,
    /// When it came first.
    at: Instant,
}

/// A reply frame and where it was on the line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrival<'a> {
    pub(crate) frame: Frame<'a>,
    pub(crate) sum: Sum,
    /// When its first byte began, as far as that can be taken off arrival times, and when its last
    /// one came.
    pub(crate) start: Instant,
    pub(crate) end: Instant,
    /// When its first byte began at the latest, if bytes take their time on the wire even where
    /// none is seen before the last one, as in a tunnel.
    pub(crate) began: Instant,
    /// How many bytes had come before it, modulo 2³².
    pub(crate) bytes_before: u32,
}

/// What times of the line matter here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    /// How long an answer may take, with its time on the wire.
    pub(crate) late: Micros,
    /// From the end of an answer to the end of the next request.
    pub(crate) turn: Micros,
    /// One byte.
    pub(crate) byte: Micros,
    /// How long after a frame another speaker waits at most that was held up by it: less than we
    /// do, so that a line in constant use does not keep rows for ever.
    pub(crate) pause: Micros,
    /// How long after an answer the same bytes are a copy of it.
    pub(crate) copy: Micros,
    /// A frame is seen only when it is over.
    pub(crate) tunnel: bool,
    /// Bytes take less than their time on the wire, as over a network to a simulated meter.
    pub(crate) fast: bool,
}

/// What a request waits for before it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caution {
    /// Answers that could be taken for its own.
    Usual,
    /// All answers of its kind that are owed to other requests, even if they can be told apart. To
    /// ask a slow meter more would only make its queue longer.
    Owed,
    /// All answers of its kind, those to its own earlier tries and copies too, and follow-on frames
    /// of a read.
    Everything,
}

/// Who may claim a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Claims {
    /// The request under way waits for it.
    pub(crate) ours: bool,
    /// So may a request that asked something else.
    pub(crate) others: bool,
    /// Nothing but one try of the request under way may, and nothing of its kind is still to be
    /// answered.
    pub(crate) alone: bool,
    /// Anybody at all.
    pub(crate) any: bool,
    /// End of the first request that it may belong to.
    pub(crate) earliest: Instant,
}

/// What was learned from a frame about the time that a meter needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Settled {
    /// End of the request that was answered.
    pub(crate) sent: Instant,
    /// No other answer was owed by this meter.
    pub(crate) alone: bool,
}

/// The table.
#[derive(Clone, Debug)]
pub(crate) struct Owed {
    rows: [Row; ROWS],
    /// The row that was added last.
    last: usize,
}

impl Row {
    const NONE: Self = Self {
        question: Question::NONE,
        asker: Asker {
            job: 0,
            address: Question::NONE.address,
            key: Sum::ZERO,
        },
        sent: Instant::ZERO,
        earliest: Instant::ZERO,
        bytes_before: 0,
        until: Instant::ZERO,
        unseen: Micros::ZERO,
        answered: None,
    };

    /// Whether an answer is still owed, if its time is not over.
    const fn is_open(&self) -> bool {
        self.answered.is_none() && self.until.as_micros() > 0
    }

    /// Whether its time is not over at `now`.
    const fn is_live(&self, now: Instant) -> bool {
        self.until.as_micros() > 0 && self.until.as_micros() >= now.as_micros()
    }

    fn claims(&self, arrival: &Arrival<'_>, terms: &Terms) -> bool {
        self.is_live(arrival.began)
            && self
                .answered
                .and_then(|answered| answered.sum)
                .is_none_or(|sum| sum == arrival.sum)
            && self.asked_for(arrival, terms)
    }

    /// Whether the frame came after this was sent, and answers its question.
    fn asked_for(&self, arrival: &Arrival<'_>, terms: &Terms) -> bool {
        let after = arrival.bytes_before.wrapping_sub(self.bytes_before);
        after.cast_signed() >= 0
            && (terms.fast || arrival.start + terms.byte >= self.sent)
            && !matches!(self.question.judge(&arrival.frame), Match::No(_))
    }

    /// The frame is its answer, and may come again.
    fn answer(&mut self, arrival: &Arrival<'_>, sum: Option<Sum>, terms: &Terms) {
        let at = self.answered.map_or(arrival.end, |answered| answered.at);
        self.answered = Some(Answered {
            sum,
            took: arrival.start.since(self.sent),
            at,
        });
        self.copies_until(arrival.end + terms.copy, terms);
        self.unseen = if terms.tunnel {
            arrival.end.since(arrival.began)
        } else {
            Micros::ZERO
        };
    }

    /// A copy may come until then, however busy the line is.
    fn copies_until(&mut self, until: Instant, terms: &Terms) {
        if let Some(answered) = self.answered {
            self.until = until.earlier(answered.at + terms.late);
        }
    }

    /// When the next answer can no longer be mistaken for one to this.
    fn ends(&self) -> Instant {
        self.until + self.unseen
    }

    /// Whether it asked the same: an answer to it is as good as one to `asker`.
    fn asks_the_same(&self, asker: &Asker) -> bool {
        self.asker.job == asker.job
            || (self.asker.key == asker.key
                && overlap(self.asker.address, asker.address)
                && !self.question.is_nameless())
    }
}

impl Owed {
    pub(crate) const fn new() -> Self {
        Self {
            rows: [Row::NONE; ROWS],
            last: 0,
        }
    }

    /// When there is a row for another try.
    pub(crate) fn room_at(&self) -> Instant {
        let first = self.rows.iter().map(Row::ends).min();
        first.unwrap_or(Instant::ZERO)
    }

    /// A request goes out; its last stop bit leaves at `sent`. Call it only from
    /// [`room_at`](Self::room_at) on.
    pub(crate) fn add(
        &mut self,
        question: Question,
        asker: Asker,
        sent: Instant,
        bytes_before: u32,
        terms: &Terms,
    ) {
        let open = self.open_of(question.address).map(|row| row.until);
        let free = open.fold(sent, Instant::later);
        let row = Row {
            question,
            asker,
            sent,
            earliest: sent,
            bytes_before,
            until: free + terms.late,
            unseen: Micros::ZERO,
            answered: None,
        };
        let rows = self.rows.iter_mut().enumerate();
        if let Some((at, to)) = rows.min_by_key(|(_, row)| row.ends()) {
            *to = row;
            self.last = at;
        }
    }

    /// The last stop bit of the request that was added last has left at `sent`.
    pub(crate) fn was_sent(&mut self, sent: Instant, terms: &Terms) {
        if let Some(row) = self.rows.get_mut(self.last) {
            row.sent = sent;
            row.earliest = sent;
            row.until = row.until.later(sent + terms.late);
        }
    }

    /// From when on `question` can be sent so that its answer is surely its own.
    pub(crate) fn free_at(&self, question: &Question, asker: &Asker, caution: Caution) -> Instant {
        let blocks = |row: &&Row| {
            let confusable = || {
                question.is_nameless()
                    || (row.is_open()
                        && row.asker.key != asker.key
                        && row.question.is_confusable(question))
            };
            let alike = row.question.may_be_refused_as(question);
            match caution {
                Caution::Everything => {
                    alike || (row.is_open() && row.question.is_part_of(question))
                }
                Caution::Owed => {
                    alike && row.asker.job != asker.job && (row.is_open() || confusable())
                }
                Caution::Usual => alike && row.asker.job != asker.job && confusable(),
            }
        };
        let ends = self.rows.iter().filter(blocks).map(Row::ends);
        ends.fold(Instant::ZERO, Instant::later)
    }

    /// Whether no answer of this kind is owed at `now`, and no follow-on frame of a read either: a
    /// meter that advances on each such request would leave one out of the next value.
    pub(crate) fn is_clean(&self, question: &Question, now: Instant) -> bool {
        !self.rows.iter().any(|row| {
            let disturbs =
                row.question.may_be_refused_as(question) || row.question.is_part_of(question);
            row.is_open() && row.ends() > now && disturbs
        })
    }

    /// Whether a frame that started at `start` came before the request had ended that it answers,
    /// and nothing else can explain that: then bytes do not take their time on the wire.
    pub(crate) fn shows_fast(&self, frame: &Frame<'_>, start: Instant) -> bool {
        let mut asked = self
            .rows
            .iter()
            .filter(|row| row.is_live(start) && !matches!(row.question.judge(frame), Match::No(_)));
        match (asked.next(), asked.next()) {
            (Some(row), None) => row.is_open() && start < row.sent,
            _ => false,
        }
    }

    /// How many answers `address` may owe after `at`.
    pub(crate) fn count(&self, address: Address, at: Instant) -> usize {
        self.open_of(address)
            .filter(|row| row.is_live(at))
            .fold(0, |count: usize, _| count.saturating_add(1))
    }

    /// Who may claim `arrival`, seen from the request under way.
    pub(crate) fn weigh(
        &self,
        arrival: &Arrival<'_>,
        asker: Option<&Asker>,
        terms: &Terms,
    ) -> Claims {
        let mut claims = Claims {
            ours: false,
            others: false,
            alone: false,
            any: false,
            earliest: Instant::NEVER,
        };
        let mut may = 0u8;
        for row in &self.rows {
            let claimed = row.claims(arrival, terms);
            // A request that is still on its way may make the meter look again, even if this is no
            // answer to it.
            let pending =
                row.is_open() && row.is_live(arrival.began) && row.question.is_for(&arrival.frame);
            may = may.saturating_add(u8::from(claimed || pending));
            if !claimed {
                continue;
            }
            claims.any = true;
            match asker {
                Some(asker) if row.asks_the_same(asker) => {
                    claims.ours |= row.asker.job == asker.job && row.is_open();
                    claims.earliest = claims.earliest.earlier(row.earliest);
                }
                _ => claims.others = true,
            }
        }
        claims.alone = claims.ours && may == 1;
        claims
    }

    /// Takes the row off that `arrival` answers, the oldest that may claim it; for `asker` if it
    /// was taken as the answer to that request. `None` if it is a copy, or if it cannot be said
    /// whose answer it is: then the row stays until its time is over.
    pub(crate) fn settle(
        &mut self,
        arrival: &Arrival<'_>,
        asker: Option<&Asker>,
        terms: &Terms,
    ) -> Option<Settled> {
        let copied = self
            .rows
            .iter()
            .filter(|row| row.claims(arrival, terms))
            .find_map(|row| row.answered);
        self.repeated(arrival, terms);
        let open = |row: &&Row| {
            row.is_open()
                && row.claims(arrival, terms)
                && asker.is_none_or(|asker| row.asks_the_same(asker))
        };
        let Some(oldest) = self.rows.iter().filter(open).min_by_key(|row| row.sent) else {
            if copied.is_none() {
                self.correct(arrival, terms);
            }
            return None;
        };
        let oldest = *oldest;
        let took = arrival.start.since(oldest.sent);
        let undecided = match (copied, asker) {
            // It is one of several, or it came so early that the meter's own answer, which takes as
            // long as the last one, could still be taken for the answer to the request
            // after this.
            (Some(copied), Some(_)) => {
                self.rows.iter().filter(open).nth(1).is_some() || took + terms.turn < copied.took
            }
            (Some(_), None) => true,
            (None, _) => self
                .rows
                .iter()
                .filter(open)
                .any(|row| !row.asks_the_same(&oldest.asker)),
        };
        if undecided {
            return None;
        }
        let alone = self.count(oldest.question.address, arrival.start) == 1;
        for row in &mut self.rows {
            if row.sent == oldest.sent && row.asker == oldest.asker && row.is_open() {
                row.answer(arrival, Some(arrival.sum), terms);
            } else if row.is_open() && row.claims(arrival, terms) {
                row.earliest = row.earliest.earlier(oldest.earliest);
            }
        }
        self.shorten(oldest.question.address, arrival.end, terms);
        Some(Settled {
            sent: oldest.sent,
            alone,
        })
    }

    /// An answer came again: a meter that says it twice may say it three times.
    fn repeated(&mut self, arrival: &Arrival<'_>, terms: &Terms) {
        for row in &mut self.rows {
            if row.answered.is_some() && row.claims(arrival, terms) {
                row.copies_until(row.until.later(arrival.end + terms.copy), terms);
            }
        }
    }

    /// A second, different answer to a request: the first one was a copy of an earlier answer, this
    /// is the one that may come again. If there are several such requests, nothing is known of
    /// them any more.
    fn correct(&mut self, arrival: &Arrival<'_>, terms: &Terms) {
        let is = |row: &&mut Row| {
            row.answered.is_some() && row.is_live(arrival.began) && row.asked_for(arrival, terms)
        };
        let several = self.rows.iter_mut().filter(is).nth(1).is_some();
        let sum = (!several).then_some(arrival.sum);
        for row in self.rows.iter_mut().filter(is) {
            row.answer(arrival, sum, terms);
        }
    }

    /// The line was in use from `start` to `end`: a copy that was due meanwhile begins after that.
    pub(crate) fn delay(&mut self, start: Instant, end: Instant, terms: &Terms) {
        for row in &mut self.rows {
            if row.answered.is_some() && row.is_live(start) {
                row.copies_until(row.until.later(end + terms.pause), terms);
            }
        }
    }

    /// Bytes that are no frame came from `start` to `end`. They may have been a copy, after which
    /// another one may come.
    pub(crate) fn unreadable(&mut self, start: Instant, end: Instant, terms: &Terms) {
        for row in &mut self.rows {
            if row.answered.is_some() && row.is_live(start) {
                row.copies_until(row.until.later(end + terms.copy), terms);
            }
        }
    }

    /// The meter has just answered at `now`: what it still owes comes one after the other from
    /// here.
    fn shorten(&mut self, address: Address, now: Instant, terms: &Terms) {
        let mut done = Instant::ZERO;
        let mut free = now;
        loop {
            let owed = self.rows.iter_mut().filter(|row| {
                row.is_open() && row.is_live(now) && overlap(row.question.address, address)
            });
            let next = owed
                .filter(|row| row.sent > done)
                .min_by_key(|row| row.sent);
            let Some(row) = next else { return };
            done = row.sent;
            free = free.later(row.sent) + terms.late;
            row.until = row.until.earlier(free);
        }
    }

    fn open_of(&self, address: Address) -> impl Iterator<Item = &Row> {
        self.rows
            .iter()
            .filter(move |row| row.is_open() && overlap(row.question.address, address))
    }
}

#[cfg(test)]
mod tests;
