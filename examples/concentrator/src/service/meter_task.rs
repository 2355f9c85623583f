//! A meter that is read directly: its items one after the other, at its interval, with back-off
//! when it is silent.

use super::device::{News, PartTold, Task, Told};
use crate::config::Meter;
use dlt645::item::{self, Item};
use dlt645::{Address, Data, DataId};
use ttl_link::{Event, Failure, Instant, Line, Master, Request};

const SECOND: u64 = 1_000_000;
/// Polls without any answer until the meter counts as unreachable.
const SILENT_POLLS: u32 = 3;
/// Pauses of a silent meter: a minute, doubled up to a quarter of an hour.
const FIRST_PAUSE: u64 = 60 * SECOND;
const LAST_PAUSE: u64 = 900 * SECOND;

/// Reads one meter.
pub(super) struct MeterTask {
    address: Address,
    items: Vec<DataId>,
    every: u64,
    master: Master,
    /// Item that is asked for next, or is under way.
    at: usize,
    asked: bool,
    /// Whether anything came in this poll.
    heard: bool,
    next_poll: u64,
    silent: u32,
    news: Vec<News>,
    answered: u64,
    failed: u64,
}

impl MeterTask {
    /// A meter whose first poll is due at once.
    pub(super) fn new(meter: &Meter, line: Line, now: u64) -> Self {
        Self {
            address: meter.device.address,
            items: meter.items.clone(),
            every: u64::try_from(meter.every.as_micros()).unwrap_or(u64::MAX),
            master: Master::new(line),
            at: 0,
            asked: false,
            heard: false,
            next_poll: now,
            silent: 0,
            news: Vec::new(),
            answered: 0,
            failed: 0,
        }
    }

    fn ask(&mut self, now: u64) {
        let Some(id) = self.items.get(self.at).copied() else {
            return self.end_poll(now);
        };
        let mut request = Request::read(self.address, id);
        if self.silent >= SILENT_POLLS {
            // One try is enough for a meter that was silent for long: the others wait for it.
            request = request.tries(1);
        }
        self.asked = self
            .master
            .request(Instant::from_micros(now), &request)
            .is_ok();
        if !self.asked {
            self.end_poll(now);
        }
    }

    fn take_events(&mut self, now: u64) {
        let mut ended = None;
        while let Some(event) = self.master.poll_event() {
            let outcome = match event {
                Event::Reply(reply) => Ok(reply.data.iter().collect()),
                Event::Failed(failed) => Err(failed.reason),
                _ => continue,
            };
            ended = Some(outcome);
        }
        let (Some(outcome), Some(id)) = (ended, self.items.get(self.at).copied()) else {
            return;
        };
        self.asked = false;
        // Noise and other meters are no word of this one.
        let silent = !matches!(
            outcome,
            Ok(_)
                | Err(Failure::Meter(_) | Failure::OtherReply(_) | Failure::BufferTooSmall { .. })
        );
        if silent {
            self.failed += 1;
        } else {
            self.answered += 1;
            self.hear();
            self.news.push(News::Value(self.address, told(id, outcome)));
        }
        self.at += 1;
        // A meter that did not answer the first item is not asked for the rest.
        if silent && !self.heard {
            self.at = self.items.len();
        }
        if self.at >= self.items.len() {
            self.end_poll(now);
        } else {
            self.ask(now);
        }
    }

    fn hear(&mut self) {
        self.heard = true;
        if self.silent >= SILENT_POLLS {
            self.news.push(News::Answers(self.address));
        }
        self.silent = 0;
    }

    fn end_poll(&mut self, now: u64) {
        self.at = 0;
        self.next_poll = now + self.every;
        if !std::mem::take(&mut self.heard) {
            self.silent = self.silent.saturating_add(1);
            if self.silent >= SILENT_POLLS {
                let doublings = (self.silent - SILENT_POLLS).min(4);
                let pause = (FIRST_PAUSE << doublings).min(LAST_PAUSE);
                self.next_poll = now + pause;
                self.news.push(News::Silent(self.address, pause / SECOND));
            } else {
                self.next_poll = now + self.every.min(10 * SECOND);
            }
        }
    }
}

impl Task for MeterTask {
    /// A meter is read only.
    fn may_spread_time(&mut self, _may: bool) {}

    fn is_secondary(&self) -> bool {
        true
    }

    fn due(&self) -> u64 {
        self.next_poll
    }

    fn is_busy(&self) -> bool {
        self.asked
    }

    fn timeout(&self) -> Option<u64> {
        self.master.poll_timeout().map(Instant::as_micros)
    }

    fn start(&mut self, now: u64) {
        self.ask(now);
    }

    fn transmit(&mut self, now: u64) -> Option<Vec<u8>> {
        self.master
            .poll_transmit(Instant::from_micros(now))
            .map(<[u8]>::to_vec)
    }

    fn sent(&mut self, now: u64) {
        self.master.handle_sent(Instant::from_micros(now));
    }

    fn input(&mut self, now: u64, bytes: &[u8]) {
        self.master.handle_input(Instant::from_micros(now), bytes);
        self.take_events(now);
    }

    fn tick(&mut self, now: u64) {
        self.master.handle_timeout(Instant::from_micros(now));
        self.take_events(now);
    }

    fn line_lost(&mut self, now: u64) {
        self.master = Master::new(*self.master.line());
        (self.asked, self.heard, self.at) = (false, false, 0);
        self.next_poll = now;
    }

    fn take_news(&mut self) -> Vec<News> {
        let mut news = std::mem::take(&mut self.news);
        let counts = (
            std::mem::take(&mut self.answered),
            std::mem::take(&mut self.failed),
        );
        if counts != (0, 0) {
            news.push(News::Counts(counts.0, counts.1));
        }
        news
    }
}

/// The value where the bytes give one, and what is odd about it.
fn told(id: DataId, outcome: Result<Vec<u8>, Failure>) -> Told {
    let bytes = match outcome {
        Ok(bytes) => bytes,
        Err(reason) => {
            return Told {
                id,
                outcome: Err(reason.to_string()),
                warnings: Vec::new(),
            };
        }
    };
    let wire: Vec<u8> = bytes
        .iter()
        .map(|byte| byte.wrapping_add(dlt645::OFFSET))
        .collect();
    let data = Data::from_wire(&wire);
    let Some(item) = item::lookup(id) else {
        return Told {
            id,
            outcome: Err("an identifier that is not in the table".to_owned()),
            warnings: Vec::new(),
        };
    };
    Told {
        id,
        outcome: parts(&item, data),
        warnings: item
            .warnings(data)
            .map(|warning| warning.to_string())
            .collect(),
    }
}

fn parts(item: &Item, data: Data<'_>) -> Result<Vec<PartTold>, String> {
    let mut told = Vec::new();
    for part in item.parts(data) {
        let part = part.map_err(|error| error.to_string())?;
        told.push(PartTold {
            id: part.id,
            names: (part.name.to_string(), part.name.chinese().to_string()),
            value: part
                .value
                .map(|value| value.to_string())
                .map_err(|error| error.to_string()),
            unit: part.unit.symbol(),
        });
    }
    Ok(told)
}
