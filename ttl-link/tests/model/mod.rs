//! A meter as meters are: slow, with a queue, repeating itself, losing answers, advancing on every
//! follow-on request.
//!
//! It knows when it looked at its clock and what it was asked, so that a test can tell whether what
//! the master reports is true. Time is simulated; bytes are handed to the master sixteen at a time,
//! through a tunnel the whole frame when its last byte has come.
#![allow(dead_code, reason = "each test file uses its part")]

use dlt645::{Address, Control, DataId, Edition, Frame, FrameRepr, Frames};
use std::collections::VecDeque;
use ttl_link::{Event, Failed, Instant, Line, Master, Micros, ReplyEnd, Request, Stamps};

pub(crate) const METER: Address = Address::from_wire([0x66, 0x55, 0x44, 0x33, 0x22, 0x11]);
/// The password that the meter accepts.
pub(crate) const RIGHT: [u8; 4] = [2, 1, 2, 3];
pub(crate) const WRONG: [u8; 4] = [2, 9, 9, 9];

/// What the meter does when a request comes while it still works on another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Busy {
    /// One after the other, each takes the latency.
    Queue,
    /// Each answer comes the latency after its request.
    Parallel,
    /// The old one is forgotten.
    Restart,
    /// The new one is not heard.
    Ignore,
}

pub(crate) const BUSY: [Busy; 4] = [Busy::Queue, Busy::Parallel, Busy::Restart, Busy::Ignore];

/// When the clock is looked at while the meter works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    First,
    Last,
}

/// What is wrong with the meter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Habits {
    pub(crate) edition: Edition,
    pub(crate) latency: Micros,
    pub(crate) busy: Busy,
    pub(crate) look: Look,
    /// Each answer comes again, so long after its end.
    pub(crate) again: Option<Micros>,
    /// The follow-on part that is sent is the next one, whatever number was asked for.
    pub(crate) sequence_blind: bool,
    pub(crate) refuses_follow_on: bool,
    /// Bit n: the answer to request number n (modulo 16) is lost.
    pub(crate) lost: u16,
    /// Parts of the long value; the last one is shorter.
    pub(crate) parts: u8,
    /// The bit of more data is set though there are none.
    pub(crate) event_mark: bool,
}

impl Habits {
    pub(crate) const fn new(edition: Edition, latency: Micros) -> Self {
        Self {
            edition,
            latency,
            busy: Busy::Queue,
            look: Look::First,
            again: None,
            sequence_blind: false,
            refuses_follow_on: false,
            lost: 0,
            parts: 3,
            event_mark: false,
        }
    }
}

/// A request on its way through the meter.
#[derive(Clone, Debug)]
struct Work {
    control: u8,
    data: Vec<u8>,
    begin: Instant,
    end: Instant,
    number: u16,
}

/// What the meter did, for the test to compare with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deed {
    pub(crate) data: Vec<u8>,
    pub(crate) accepted: bool,
    pub(crate) at: Instant,
}

pub(crate) struct SlowMeter {
    habits: Habits,
    works: VecDeque<Work>,
    free: Instant,
    /// Identifier, number of the look and next part of the long value.
    series: Option<(Vec<u8>, u8, u8)>,
    looks: u8,
    requests: u16,
    /// Reads and writes that were decided.
    pub(crate) deeds: Vec<Deed>,
    /// When the clock was looked at, for each number that a value carries.
    pub(crate) looked: Vec<Instant>,
}

/// Bytes of the identifiers that the meter knows, in both editions.
pub(crate) fn id(edition: Edition, kind: Kind) -> DataId {
    match (edition, kind) {
        (Edition::V2007, Kind::Clock) => DataId::V2007(0x0400_010C),
        (Edition::V2007, Kind::Energy(tariff)) => {
            DataId::V2007(0x0001_0000 | u32::from(tariff) << 8)
        }
        (Edition::V2007, Kind::Unknown(n)) => DataId::V2007(0x0400_9900 | u32::from(n)),
        (Edition::V2007, Kind::Long) => DataId::V2007(0x0001_FF00),
        (Edition::V2007, Kind::Record) => DataId::V2007(0x0600_0001),
        (Edition::V2007, Kind::Setting(n)) => DataId::V2007(0x0400_0100 | u32::from(n)),
        (Edition::V1997, Kind::Clock) => DataId::V1997(0xC010),
        (Edition::V1997, Kind::Energy(tariff)) => DataId::V1997(0x9010 | u16::from(tariff)),
        (Edition::V1997, Kind::Unknown(n)) => DataId::V1997(0xE900 | u16::from(n)),
        (Edition::V1997, Kind::Long) => DataId::V1997(0x901F),
        (Edition::V1997, Kind::Record) => DataId::V1997(0xD101),
        (Edition::V1997, Kind::Setting(n)) => DataId::V1997(0xC000 | u16::from(n)),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The number of the look at the clock, four bytes.
    Clock,
    /// The identifier itself, four bytes.
    Energy(u8),
    /// Is refused.
    Unknown(u8),
    /// Several frames, each byte the number of the look and the part.
    Long,
    /// The argument of the request comes back as value.
    Record,
    Setting(u8),
}

impl SlowMeter {
    pub(crate) fn new(habits: Habits) -> Self {
        Self {
            habits,
            works: VecDeque::new(),
            free: Instant::ZERO,
            series: None,
            looks: 0,
            requests: 0,
            deeds: Vec::new(),
            looked: Vec::new(),
        }
    }

    fn is(&self, data: &[u8], kind: Kind) -> bool {
        let di = id(self.habits.edition, kind);
        data.starts_with(&di.to_wire()[..di.wire_len()])
    }

    /// A request has come at `now`.
    fn hear(&mut self, now: Instant, frame: &Frame<'_>) {
        let number = self.requests;
        self.requests += 1;
        let latency = self.habits.latency;
        let begin = match self.habits.busy {
            Busy::Queue => now.later(self.free),
            Busy::Parallel => now,
            Busy::Restart => {
                self.works.retain(|work| work.end <= now);
                now
            }
            Busy::Ignore if self.works.iter().any(|work| work.end > now) => return,
            Busy::Ignore => now,
        };
        self.free = begin + latency;
        self.works.push_back(Work {
            control: frame.control().0,
            data: frame.data().iter().collect(),
            begin,
            end: begin + latency,
            number,
        });
    }

    fn next_end(&self) -> Option<Instant> {
        self.works.iter().map(|work| work.end).min()
    }

    /// The answer that is ready at `now`, if it is not lost.
    fn answer(&mut self, now: Instant) -> Option<Vec<u8>> {
        let at = self.works.iter().position(|work| work.end <= now)?;
        let work = self.works.remove(at)?;
        let look = match self.habits.look {
            Look::First => work.begin,
            Look::Last => work.end,
        };
        let answer = self.perform(&work, look);
        (self.habits.lost >> (work.number % 16) & 1 == 0).then_some(answer)
    }

    fn perform(&mut self, work: &Work, look: Instant) -> Vec<u8> {
        let data = &work.data;
        let wide = self.habits.edition == Edition::V2007;
        let di_len = if wide { 4 } else { 2 };
        let (di, extra) = data.split_at(di_len.min(data.len()));
        let head = |more: bool| if more { 0xA0 } else { 0x80 } | work.control;
        let no = if wide { &[2u8][..] } else { &[2] };
        match work.control {
            0x11 | 0x01 if self.is(data, Kind::Clock) => {
                self.looked.push(look);
                let number = u32::try_from(self.looked.len() - 1).unwrap().to_le_bytes();
                reply(head(self.habits.event_mark), &[di, &number].concat())
            }
            0x11 | 0x01 if self.is(data, Kind::Long) => {
                self.looks = self.looks.wrapping_add(1);
                self.series = (self.habits.parts > 1).then(|| (di.to_vec(), self.looks, 1));
                let part = long_part(self.habits, self.looks, 0);
                reply(head(self.habits.parts > 1), &[di, &part].concat())
            }
            0x12 | 0x02 => {
                let Some((series, look, next)) = self.series.clone() else {
                    return reply(0xC0 | work.control, no);
                };
                let asked = if wide && !self.habits.sequence_blind {
                    extra[0]
                } else {
                    next
                };
                let again = wide && !self.habits.sequence_blind && asked + 1 == next && asked > 0;
                if self.habits.refuses_follow_on
                    || series != di
                    || (asked != next && !again)
                    || next > self.habits.parts
                {
                    return reply(0xC0 | work.control, no);
                }
                if asked >= self.habits.parts {
                    return reply(0xC0 | work.control, no);
                }
                self.series = Some((series, look, asked + 1));
                let part = long_part(self.habits, look, asked);
                let sequence: &[u8] = if wide { &extra[..1] } else { &[] };
                reply(
                    head(asked + 1 < self.habits.parts),
                    &[di, &part, sequence].concat(),
                )
            }
            0x11 | 0x01 if self.is(data, Kind::Record) => {
                reply(head(false), &[di, &[0x77], extra].concat())
            }
            0x11 | 0x01 => {
                let unknown = if wide { di[1] == 0x99 } else { di[1] == 0xE9 };
                self.deeds.push(Deed {
                    data: data.clone(),
                    accepted: !unknown,
                    at: work.end,
                });
                if unknown {
                    reply(0xC0 | work.control, no)
                } else {
                    reply(head(self.habits.event_mark), &[di, &value_of(di)].concat())
                }
            }
            0x14 | 0x04 => {
                let accepted = extra.starts_with(&RIGHT);
                self.deeds.push(Deed {
                    data: data.clone(),
                    accepted,
                    at: work.end,
                });
                if accepted {
                    reply(head(false), &[])
                } else {
                    reply(0xC0 | work.control, &[4])
                }
            }
            _ => reply(0xC0 | work.control, &[1]),
        }
    }
}

/// Four bytes that tell which item it is.
pub(crate) fn value_of(di: &[u8]) -> Vec<u8> {
    di.iter().copied().cycle().take(4).collect()
}

/// Part `part` of the long value at the look of this number. The first frame is full.
fn long_part(habits: Habits, look: u8, part: u8) -> Vec<u8> {
    let room = match (habits.edition, part) {
        (Edition::V2007, 0) => 196,
        (Edition::V2007, _) => 195,
        (Edition::V1997, _) => 198,
    };
    let len = if part + 1 == habits.parts { 30 } else { room };
    vec![look << 4 | part; len]
}

/// Whether `value` is the long value as it was at one look, all of it.
pub(crate) fn is_whole(habits: Habits, value: &[u8]) -> bool {
    let look = value.first().copied().unwrap_or(0) >> 4;
    let whole: Vec<u8> = (0..habits.parts)
        .flat_map(|part| long_part(habits, look, part))
        .collect();
    value == whole
}

pub(crate) fn reply(control: u8, data: &[u8]) -> Vec<u8> {
    let mut out = [0; 300];
    let repr = FrameRepr {
        address: METER,
        control: Control(control),
        data,
    };
    repr.encode_woken(4, &mut out).unwrap().to_vec()
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    Value {
        data: Vec<u8>,
        end: ReplyEnd,
        stamps: Stamps,
        tries: u8,
    },
    Failed(Failed),
}

/// A frame on its way to the master: when the meter had it, its start on the line, its bytes, and
/// how many the master has of them.
struct Coming {
    ready: Instant,
    start: Instant,
    bytes: Vec<u8>,
    given: usize,
}

impl Coming {
    /// How many bytes come next.
    fn piece(&self, line: &Line) -> usize {
        let rest = self.bytes.len() - self.given;
        if line.tunnel { rest } else { rest.min(16) }
    }

    fn next(&self, line: &Line) -> Instant {
        self.start + line.wire_time(self.given + self.piece(line))
    }
}

/// Master and meter on one line.
pub(crate) struct Pair {
    pub(crate) now: Instant,
    pub(crate) master: Master<1024>,
    pub(crate) meter: SlowMeter,
    /// What comes to the master.
    coming: VecDeque<Coming>,
    /// Frames that the master sent.
    pub(crate) sent: u32,
}

impl Pair {
    pub(crate) fn new(line: Line, habits: Habits) -> Self {
        Self {
            now: Instant::from_millis(1000),
            master: Master::sized(line),
            meter: SlowMeter::new(habits),
            coming: VecDeque::new(),
            sent: 0,
        }
    }

    fn deliver(&mut self, ready: Instant, bytes: Vec<u8>) {
        let wire = self.master.line().wire_time(bytes.len());
        let mut queue = vec![(ready, bytes.clone())];
        if let Some(gap) = self.meter.habits.again {
            queue.push((ready + wire + gap, bytes));
        }
        for (ready, bytes) in queue {
            self.coming.push_back(Coming {
                ready,
                start: ready,
                bytes,
                given: 0,
            });
        }
        // One wire: what is due while it is in use comes after that.
        self.coming
            .make_contiguous()
            .sort_by_key(|frame| frame.ready);
        let mut free = Instant::ZERO;
        for frame in &mut self.coming {
            frame.start = frame.start.later(free);
            free = frame.start + self.master.line().wire_time(frame.bytes.len());
        }
    }

    fn next_piece(&self) -> Option<Instant> {
        Some(self.coming.front()?.next(self.master.line()))
    }

    /// One thing happens; false if nothing is due.
    fn step(&mut self) -> bool {
        if let Some(frame) = self.master.poll_transmit(self.now) {
            let bytes = frame.to_vec();
            self.sent += 1;
            let end = self.now + self.master.line().wire_time(bytes.len());
            self.master.handle_sent(end);
            // What the meter finished before it heard this.
            while self.meter.next_end().is_some_and(|at| at < end) {
                self.meter_answers();
            }
            let found = Frames::new(&bytes).next().unwrap();
            self.meter.hear(end, &found.frame);
            return true;
        }
        let next = [
            self.next_piece(),
            self.meter.next_end(),
            self.master.poll_timeout(),
        ];
        let Some(next) = next.into_iter().flatten().min() else {
            return false;
        };
        self.now = self.now.later(next);
        if self.meter.next_end().is_some_and(|at| at <= self.now) {
            self.meter_answers();
        }
        while let Some(at) = self.next_piece().filter(|at| *at <= self.now) {
            let line = *self.master.line();
            let Some(frame) = self.coming.front_mut() else {
                break;
            };
            let to = frame.given + frame.piece(&line);
            self.master.handle_input(at, &frame.bytes[frame.given..to]);
            frame.given = to;
            if to == frame.bytes.len() {
                self.coming.pop_front();
            }
        }
        self.master.handle_timeout(self.now);
        true
    }

    fn meter_answers(&mut self) {
        let Some(end) = self.meter.next_end() else {
            return;
        };
        if let Some(bytes) = self.meter.answer(end) {
            self.deliver(end, bytes);
        }
    }

    pub(crate) fn take(&mut self) -> Option<Ended> {
        let mut ended = None;
        while let Some(event) = self.master.poll_event() {
            match event {
                Event::Reply(reply) => {
                    ended = Some(Ended::Value {
                        data: reply.data.iter().collect(),
                        end: reply.end,
                        stamps: reply.stamps,
                        tries: reply.tries,
                    });
                }
                Event::Failed(failed) => ended = Some(Ended::Failed(failed)),
                _ => {}
            }
        }
        ended
    }

    pub(crate) fn run(&mut self, request: &Request<'_>) -> Ended {
        self.master.request(self.now, request).unwrap();
        for _ in 0..100_000 {
            if let Some(ended) = self.take() {
                return ended;
            }
            assert!(self.step(), "nothing is due and the request has not ended");
        }
        panic!("a request does not end");
    }

    pub(crate) fn idle(&mut self, span: Micros) {
        let end = self.now + span;
        loop {
            let next = [
                self.next_piece(),
                self.meter.next_end(),
                self.master.poll_timeout(),
            ];
            if next
                .into_iter()
                .flatten()
                .min()
                .is_none_or(|next| next > end)
            {
                break;
            }
            self.step();
            let _ = self.take();
        }
        self.now = end;
    }
}
