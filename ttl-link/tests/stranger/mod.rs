//! One line with meters whose habits are drawn at random, and a master that asks them at random.
//!
//! Each value carries the number of the look at the registers from which it was made, so that a
//! test knows for which request and at what time it was read. The meters keep a list of what they
//! did.

mod caller;
mod meter;

use dlt645::{Address, Edition, Frames};
use meter::{Habits, StrangeMeter};
use std::collections::VecDeque;
use std::fmt;
use ttl_link::{Event, Failure, Instant, Line, Master, Micros, ReplyEnd, Request, Stamps};

/// xorshift64*: the same lines on every machine.
#[derive(Clone, Debug)]
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(seed: u64) -> Self {
        let mut rng = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        rng.next();
        rng
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub(crate) fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }

    pub(crate) fn between(&mut self, from: Micros, to: Micros) -> Micros {
        Micros::new(from.get() + self.below(to.get() - from.get() + 1))
    }
}

/// What one request came to.
pub(crate) enum Outcome {
    Good,
    /// No value and no refusal.
    None,
    Aborted,
    Wrong(String),
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) good: u32,
    pub(crate) none: u32,
    pub(crate) aborted: u32,
}

/// What a meter has done.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    pub(crate) meter: Address,
    pub(crate) control: u8,
    pub(crate) data: Vec<u8>,
    /// When the request had ended.
    pub(crate) heard: Instant,
    /// When the registers were looked at.
    pub(crate) looked: Instant,
    pub(crate) accepted: bool,
}

/// Bytes on their way to the master.
struct Coming {
    start: Instant,
    bytes: Vec<u8>,
    given: usize,
}

pub(crate) struct World {
    rng: Rng,
    now: Instant,
    line: Line,
    edition: Edition,
    master: Master<1024>,
    meters: Vec<StrangeMeter>,
    coming: VecDeque<Coming>,
    /// Answers that are said again, and when.
    copies: Vec<(Instant, Vec<u8>)>,
    /// From when on the wire is free.
    free: Instant,
    pub(crate) deeds: Vec<Deed>,
    echo: bool,
    /// Of a hundred frames of meters so many have a wrong byte.
    damage: u64,
    told: bool,
}

impl fmt::Display for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let habits: Vec<&Habits> = self.meters.iter().map(|meter| &meter.habits).collect();
        write!(
            f,
            "baud {} tunnel {} echo {} damage {} told {} {:?} {habits:?}",
            self.line.baud, self.line.tunnel, self.echo, self.damage, self.told, self.edition
        )
    }
}

enum End {
    Value(Vec<u8>, ReplyEnd, Stamps),
    Failed(Failure),
    Aborted,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        let lines = [
            Line::ttl(2400),
            Line::ttl(9600),
            Line::rs485(1200),
            Line::rs485(9600),
            Line::tunnel(2400),
            Line::tunnel(9600),
        ];
        let line = lines[rng.below(6) as usize];
        let edition = [Edition::V2007, Edition::V1997][rng.below(2) as usize];
        let count = 1 + rng.below(3);
        let meters = (0..count)
            .map(|n| {
                let address = Address::from_wire([0x10 + n as u8, 0x55, 0x44, 0x33, 0x22, 0x11]);
                StrangeMeter::new(address, Habits::draw(&mut rng, edition))
            })
            .collect();
        Self {
            now: Instant::from_millis(1000),
            line,
            edition,
            master: Master::sized(line),
            meters,
            coming: VecDeque::new(),
            copies: Vec::new(),
            free: Instant::ZERO,
            deeds: Vec::new(),
            echo: rng.percent(20),
            damage: if rng.percent(25) { rng.below(20) } else { 0 },
            told: rng.percent(70),
            rng,
        }
    }

    fn run(&mut self, request: &Request<'_>, give_up: Option<Instant>) -> End {
        self.master.request(self.now, request).unwrap();
        let start = self.now;
        for _ in 0..100_000 {
            if let Some(end) = self.take() {
                return end;
            }
            if give_up.is_some_and(|at| self.now >= at) {
                self.master.abort();
                return End::Aborted;
            }
            assert!(
                self.step(give_up),
                "nothing is due and the request has not ended"
            );
            assert!(
                self.now.since(start) < Micros::from_millis(900_000),
                "a request does not end"
            );
        }
        panic!("a request does not end");
    }

    fn take(&mut self) -> Option<End> {
        let mut ended = None;
        while let Some(event) = self.master.poll_event() {
            match event {
                Event::Reply(reply) => {
                    ended = Some(End::Value(
                        reply.data.iter().collect(),
                        reply.end,
                        reply.stamps,
                    ));
                }
                Event::Failed(failed) => ended = Some(End::Failed(failed.reason)),
                _ => {}
            }
        }
        ended
    }

    fn idle(&mut self, span: Micros) {
        let end = self.now + span;
        while self.next(None).is_some_and(|at| at <= end) {
            self.step(None);
            let _ = self.take();
        }
        self.now = end;
    }

    fn next(&self, also: Option<Instant>) -> Option<Instant> {
        let piece = self.coming.front().map(|frame| frame.next(&self.line));
        let meters = self.speaks_at();
        [piece, meters, self.master.poll_timeout(), also]
            .into_iter()
            .flatten()
            .min()
    }

    /// When a meter wants to talk.
    fn speaks_at(&self) -> Option<Instant> {
        let answers = self.meters.iter().filter_map(StrangeMeter::next_end);
        answers.chain(self.copies.iter().map(|(at, _)| *at)).min()
    }

    /// One thing happens; false if nothing is due.
    fn step(&mut self, also: Option<Instant>) -> bool {
        if let Some(frame) = self.master.poll_transmit(self.now) {
            let bytes = frame.to_vec();
            let end = self.now + self.line.wire_time(bytes.len());
            if self.told {
                self.master.handle_sent(end);
            }
            while self.speaks_at().is_some_and(|at| at < end) {
                self.answers();
            }
            if self.collides(end) {
                return true;
            }
            self.free = end;
            if self.echo {
                self.coming.push_back(Coming {
                    start: self.now,
                    bytes: bytes.clone(),
                    given: 0,
                });
            }
            let found = Frames::new(&bytes).next().unwrap();
            for meter in &mut self.meters {
                meter.hear(end, &found.frame, &mut self.rng);
            }
            return true;
        }
        let Some(next) = self.next(also) else {
            return false;
        };
        self.now = self.now.later(next);
        while self.speaks_at().is_some_and(|at| at <= self.now) {
            self.answers();
        }
        while let Some(frame) = self.coming.front_mut() {
            let at = frame.next(&self.line);
            if at > self.now {
                break;
            }
            let to = frame.given + frame.piece(&self.line);
            self.master.handle_input(at, &frame.bytes[frame.given..to]);
            frame.given = to;
            if to == frame.bytes.len() {
                self.coming.pop_front();
            }
        }
        self.master.handle_timeout(self.now);
        true
    }

    /// The meter whose answer is due first gives it.
    fn answers(&mut self) {
        let due = self.speaks_at();
        if let Some(at) = self.copies.iter().position(|(at, _)| Some(*at) == due) {
            let (at, bytes) = self.copies.remove(at);
            // A meter that could not repeat itself for so long does not any more.
            if self.free <= at + Micros::from_millis(100) {
                self.deliver(at, bytes);
            }
            return;
        }
        let meter = self
            .meters
            .iter_mut()
            .filter(|meter| meter.next_end().is_some())
            .min_by_key(|meter| meter.next_end());
        let Some(meter) = meter else { return };
        let Some(end) = meter.next_end() else { return };
        let Some(bytes) = meter.answer(&mut self.deeds, &mut self.rng) else {
            return;
        };
        let copies = meter.habits.copies(&mut self.rng);
        let mut sent = self.deliver(end, bytes.clone());
        for gap in copies {
            self.copies.push((sent + gap, bytes.clone()));
            sent = sent + gap + self.line.wire_time(bytes.len());
        }
    }

    /// The master talks until `end` while a meter does: nobody understands either of them.
    fn collides(&mut self, end: Instant) -> bool {
        let now = self.now;
        let mut collides = false;
        for frame in &mut self.coming {
            let over = frame.start + self.line.wire_time(frame.bytes.len());
            if frame.start < end && over > now {
                collides = true;
                let at = self.rng.below(frame.bytes.len() as u64) as usize;
                frame.bytes[at] ^= 0x5A;
            }
        }
        collides
    }

    /// Puts the frame of a meter on the wire as soon as that is free, and tells when its last byte
    /// has come.
    fn deliver(&mut self, ready: Instant, mut bytes: Vec<u8>) -> Instant {
        if self.rng.percent(self.damage) {
            let at = self.rng.below(bytes.len() as u64) as usize;
            bytes[at] ^= 1 << self.rng.below(8);
        }
        let start = ready.later(self.free);
        self.free = start + self.line.wire_time(bytes.len());
        self.coming.push_back(Coming {
            start,
            bytes,
            given: 0,
        });
        self.free
    }
}

impl Coming {
    /// How many bytes come next: through a tunnel the whole frame when its last byte has come.
    fn piece(&self, line: &Line) -> usize {
        let rest = self.bytes.len() - self.given;
        if line.tunnel { rest } else { rest.min(16) }
    }

    fn next(&self, line: &Line) -> Instant {
        self.start + line.wire_time(self.given + self.piece(line))
    }
}
