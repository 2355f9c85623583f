//! Reference concentrator: one master on RS485 that spreads the time, polls the gateway and keeps the outage table.
//!
//! Sans I/O: bytes and its own calendar clock go in, bytes and deadlines come out. Times are µs since 2000-01-01
//! 00:00:00 local time, as its clock shows them.
#![forbid(unsafe_code)]

pub mod outages;
mod poll;

use dlt645::{Address, DataId};
use gateway::calendar;
use gateway::extension::{Item, Summary};
use outages::{News, Outages};
use poll::Reading;
use std::collections::VecDeque;
use ttl_link::{ErrorCode, Event, Failure, Instant, Line, LineError, Master, Request};

const SECOND: u64 = 1_000_000;
const DAY: u64 = 86_400 * SECOND;
/// Broadcasts keep this far from midnight, where meters do not obey them.
const MIDNIGHT_GUARD: u64 = 360 * SECOND;
/// A frame that starts on the second needs the line to be silent before it.
const AIM_LEAD: u64 = 150_000;

/// What the concentrator is set up with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Config {
    /// The gateway's address on RS485.
    pub gateway: Address,
    /// DI3 and DI2 of the extension identifiers.
    pub base: [u8; 2],
    /// The bus.
    pub line: Line,
    /// Time between two polls.
    pub poll_us: u64,
    /// Time between two broadcasts of the time. A meter on the bus takes one a day, a gateway listens to all of them.
    pub broadcast_us: u64,
    /// The same for the first [`Config::settling`] broadcasts after a gateway was found without time.
    pub settling_us: u64,
    /// How many broadcasts it takes until a gateway knows its crystal.
    pub settling: u8,
}

impl Config {
    /// Usual settings for the gateway at `gateway`: 9600 baud, a poll every 10 s, a broadcast every 5 min, and one a
    /// minute for the first ten.
    #[must_use]
    pub const fn new(gateway: Address) -> Self {
        Self {
            gateway,
            base: gateway::extension::BASE,
            line: Line::rs485(9600),
            poll_us: 10 * SECOND,
            broadcast_us: 300 * SECOND,
            settling_us: 60 * SECOND,
            settling: 10,
        }
    }
}

/// What happened, for whoever watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Something about an outage.
    Outage(News),
    /// The gateway does not answer any more.
    GatewayLost,
    /// The gateway answers again, or for the first time.
    GatewayFound(Summary),
}

/// Counters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Requests answered.
    pub answered: u64,
    /// Requests that failed.
    pub failed: u64,
    /// Answers that did not look like their item.
    pub malformed: u64,
    /// Broadcasts of the time.
    pub broadcasts: u64,
}

/// The concentrator. After every call look at [`poll_transmit`](Self::poll_transmit) and sleep until
/// [`poll_timeout`](Self::poll_timeout) or until bytes come.
#[derive(Clone, Debug)]
pub struct Concentrator {
    config: Config,
    master: Master,
    reading: Reading,
    outages: Outages,
    notices: VecDeque<Notice>,
    /// What was asked for and is not answered yet.
    asked: Option<Item>,
    next_item: Option<Item>,
    broadcasting: bool,
    next_poll: u64,
    next_broadcast: u64,
    settling_left: u8,
    gateway_here: bool,
    counts: Counts,
}

impl Concentrator {
    /// Starts at `now`.
    #[must_use]
    pub fn new(config: Config, now: u64) -> Self {
        Self {
            config,
            master: Master::new(config.line),
            reading: Reading::default(),
            outages: Outages::default(),
            notices: VecDeque::new(),
            asked: None,
            next_item: None,
            broadcasting: false,
            next_poll: now + SECOND,
            next_broadcast: now + config.broadcast_us,
            settling_left: 0,
            gateway_here: false,
            counts: Counts::default(),
        }
    }

    /// All outages.
    #[must_use]
    pub const fn outages(&self) -> &Outages {
        &self.outages
    }

    /// The last summary of the gateway.
    #[must_use]
    pub const fn summary(&self) -> Option<&Summary> {
        self.reading.summary()
    }

    /// Counters.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// What happened since the last call.
    pub fn poll_notice(&mut self) -> Option<Notice> {
        self.notices.pop_front()
    }

    /// A frame to be sent now.
    pub fn poll_transmit(&mut self, now: u64) -> Option<&[u8]> {
        self.master.poll_transmit(Instant::from_micros(now))
    }

    /// The last stop bit of the frame has left.
    pub fn handle_sent(&mut self, now: u64) {
        self.master.handle_sent(Instant::from_micros(now));
        self.pump(now);
    }

    /// Bytes came; the last of them ended at `now`.
    pub fn handle_input(&mut self, now: u64, bytes: &[u8]) {
        self.master.handle_input(Instant::from_micros(now), bytes);
        self.pump(now);
    }

    /// A byte came with wrong parity.
    pub fn handle_parity_error(&mut self, now: u64) {
        self.master
            .handle_line_error(Instant::from_micros(now), LineError::Parity);
        self.pump(now);
    }

    /// Time has passed.
    pub fn handle_timeout(&mut self, now: u64) {
        self.master.handle_timeout(Instant::from_micros(now));
        self.pump(now);
    }

    /// The clock was moved; `now` is what it shows from here on. Nothing waits for a time of the old reckoning, and
    /// what was under way is asked again.
    pub fn handle_clock_set(&mut self, now: u64) {
        self.master = Master::new(self.config.line);
        self.asked = None;
        self.next_item = None;
        self.broadcasting = false;
        self.next_poll = now + SECOND;
        self.next_broadcast = now + self.config.settling_us;
    }

    /// When [`handle_timeout`](Self::handle_timeout) is due.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<u64> {
        if self.master.is_busy() {
            return self.master.poll_timeout().map(Instant::as_micros);
        }
        let line = self
            .master
            .poll_timeout()
            .map_or(u64::MAX, Instant::as_micros);
        Some(line.min(self.next_poll).min(self.next_broadcast))
    }

    fn pump(&mut self, now: u64) {
        self.take_events(now);
        if self.master.is_busy() || self.asked.is_some() || self.broadcasting {
            return;
        }
        if self.next_item.is_none() && now >= self.next_broadcast {
            self.broadcast(now);
        } else if let Some(item) = self.next_item.take() {
            self.ask(now, item);
        } else if now >= self.next_poll {
            self.next_poll = now + self.config.poll_us;
            self.ask(now, self.reading.first());
        }
    }

    fn ask(&mut self, now: u64, item: Item) {
        let argument = self.reading.argument(item);
        let di = DataId::V2007(item.di(self.config.base));
        let request = Request::read_with(self.config.gateway, di, &argument);
        if self
            .master
            .request(Instant::from_micros(now), &request)
            .is_ok()
        {
            self.asked = Some(item);
        }
    }

    /// Sends the time in a frame that starts on the second that it carries.
    fn broadcast(&mut self, now: u64) {
        let interval = if self.settling_left > 0 {
            self.config.settling_us
        } else {
            self.config.broadcast_us
        };
        self.next_broadcast = now + interval;
        let of_day = now % DAY;
        if !(MIDNIGHT_GUARD..DAY - MIDNIGHT_GUARD).contains(&of_day) {
            return;
        }
        self.settling_left = self.settling_left.saturating_sub(1);
        let second = (now + AIM_LEAD).div_ceil(SECOND);
        let time = calendar::to_bcd(u32::try_from(second).unwrap_or(u32::MAX));
        let (now, start) = (
            Instant::from_micros(now),
            Instant::from_micros(second * SECOND),
        );
        self.broadcasting = self
            .master
            .request_at(now, start, &Request::broadcast_time(&time))
            .is_ok();
        self.counts.broadcasts += u64::from(self.broadcasting);
    }

    fn take_events(&mut self, now: u64) {
        while let Some(event) = self.master.poll_event() {
            let next = match event {
                Event::Sent(_) => {
                    self.broadcasting = false;
                    continue;
                }
                Event::Reply(reply) => {
                    let Some(item) = self.asked.take() else {
                        continue;
                    };
                    self.counts.answered += 1;
                    self.reading.take(now, item, reply.data, &mut self.outages)
                }
                Event::Failed(failed) => {
                    self.broadcasting = false;
                    let Some(item) = self.asked.take() else {
                        continue;
                    };
                    if failed.reason == Failure::Meter(ErrorCode::NO_DATA) {
                        Ok(self.reading.refused(item))
                    } else {
                        self.counts.failed += 1;
                        if std::mem::take(&mut self.gateway_here) {
                            self.notices.push_back(Notice::GatewayLost);
                        }
                        continue;
                    }
                }
                _ => continue,
            };
            match next {
                Ok(next) => {
                    self.next_item = next.item;
                    let news = next.news.into_iter().filter(|news| *news != News::Nothing);
                    self.notices.extend(news.map(Notice::Outage));
                    self.gateway_answered(now);
                }
                Err(poll::Malformed) => self.counts.malformed += 1,
            }
        }
    }

    /// Greets a gateway that was away, and gives it the time at once if it has none.
    fn gateway_answered(&mut self, now: u64) {
        let Some(summary) = self.reading.summary().copied() else {
            return;
        };
        if !std::mem::replace(&mut self.gateway_here, true) {
            self.notices.push_back(Notice::GatewayFound(summary));
        }
        if summary.flags & Summary::CLOCK_VALID == 0 && self.settling_left == 0 {
            self.settling_left = self.config.settling;
            self.next_broadcast = now;
        }
    }
}
