//! Reference concentrator: one master on RS485 that spreads the time, polls the gateway and keeps
//! the outage table.
//!
//! Sans I/O: bytes and its own calendar clock go in, bytes and deadlines come out. Times are µs
//! since 2000-01-01 00:00:00 local time, as its clock shows them.
#![forbid(unsafe_code)]

#[cfg(feature = "service")]
pub mod config;
pub mod outages;
mod poll;
pub mod records;
#[cfg(feature = "service")]
pub mod service;
#[cfg(feature = "service")]
pub mod store;
#[cfg(feature = "service")]
pub mod uplink;

use dlt645::command::{BroadcastTime, Operator, Password};
use dlt645::{Address, DataId};
use gateway::calendar;
use gateway::extension::{Item, State, Summary, confirm_di};
use outages::{News, Outage, Outages};
pub use poll::Progress;
use poll::Reading;
use records::{Read, Records, Step};
use std::collections::VecDeque;
use ttl_link::{ErrorCode, Event, Failure, Instant, Line, LineError, Master, Request};

const SECOND: u64 = 1_000_000;
const DAY: u64 = 86_400 * SECOND;
/// Broadcasts keep this far from midnight, where meters do not obey them.
const MIDNIGHT_GUARD: u64 = 360 * SECOND;
/// A frame that starts on the second needs the line to be silent before it.
const AIM_LEAD: u64 = 150_000;

/// A number that nobody can foresee.
#[must_use]
pub fn random() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    std::collections::hash_map::RandomState::new()
        .build_hasher()
        .finish()
}

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
    /// Time between two broadcasts of the time. A meter on the bus takes one a day, a gateway
    /// listens to all of them.
    pub broadcast_us: u64,
    /// The same for the first [`Config::settling`] broadcasts after a gateway was found without
    /// time.
    pub settling_us: u64,
    /// How many broadcasts it takes until a gateway knows its crystal.
    pub settling: u8,
    /// A broadcast that would leave later than this after its second waits for the next one: a
    /// machine that was busy would spread a wrong time.
    pub latest_start_us: u64,
    /// With it the gateway's records are confirmed; of all concentrators on a gateway one has it.
    pub password: Option<Password>,
}

impl Config {
    /// Usual settings for the gateway at `gateway`: 9600 baud, a poll every 10 s, a broadcast every
    /// 5 min, and one a minute for the first ten.
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
            latest_start_us: SECOND,
            password: None,
        }
    }
}

/// What happened, for whoever watches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Something about an outage.
    Outage(News),
    /// The gateway does not answer any more.
    GatewayLost,
    /// The gateway answers again, or for the first time.
    GatewayFound(Summary),
    /// A meter's node is silent, was heard for the first time, or is heard again.
    State(Address, State),
    /// From the gateway's numbered records. Store it, then call [`Concentrator::records_stored`].
    Record(Read),
    /// The gateway does not take the confirmation of its records: the password is wrong, or another
    /// concentrator's.
    ConfirmRefused,
    /// All meters that the gateway speaks for, with their states: after the start and when the
    /// registry changed.
    Meters(Vec<(Address, State)>),
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
    /// Broadcasts that would have been too late, and were tried again a second later.
    pub held: u64,
    /// How late after its second the last of them was handed to the line, µs.
    pub last_late_us: u64,
}

/// The concentrator. After every call look at [`poll_transmit`](Self::poll_transmit) and sleep
/// until [`poll_timeout`](Self::poll_timeout) or until bytes come.
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
    records: Records,
    /// Whether it is the records' turn in this cycle.
    records_turn: bool,
    /// The number that is being confirmed.
    confirming: Option<u32>,
    broadcasting: bool,
    /// When the broadcast is to start that has not left yet.
    aim: Option<u64>,
    may_broadcast: bool,
    next_poll: u64,
    next_broadcast: u64,
    settling_left: u8,
    /// Which start of the gateway was seen last.
    boot_id: Option<u32>,
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
            records: Records::new(config.password.is_some()),
            records_turn: false,
            confirming: None,
            broadcasting: false,
            aim: None,
            may_broadcast: true,
            next_poll: now + SECOND,
            next_broadcast: now + config.broadcast_us,
            settling_left: 0,
            boot_id: None,
            gateway_here: false,
            counts: Counts::default(),
        }
    }

    /// Goes on where an earlier run stood; `registry` is what its last [`Notice::Meters`] listed.
    pub fn resume(&mut self, progress: Progress, registry: Vec<Address>, outages: &[Outage]) {
        self.reading.resume(progress, registry);
        self.outages.numbers_began(progress.numbers_since_us);
        outages
            .iter()
            .for_each(|outage| self.outages.restore(*outage));
    }

    /// All records up to `number` are on the disk: what a later run resumes from, and what the
    /// gateway may forget.
    pub fn records_stored(&mut self, number: u32) {
        self.records.stored(number);
    }

    /// How far the gateway was read: what a later run resumes from.
    #[must_use]
    pub const fn progress(&self) -> Progress {
        self.reading.progress()
    }

    /// Whether the time is broadcast at all. Of several gateways on a line one is enough; a clock
    /// that is not trusted is not spread.
    pub fn allow_broadcast(&mut self, allowed: bool) {
        self.may_broadcast = allowed;
    }

    /// The gateway's address.
    #[must_use]
    pub const fn gateway(&self) -> Address {
        self.config.gateway
    }

    /// Whether a request is under way.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.master.is_busy()
            || self.asked.is_some()
            || self.confirming.is_some()
            || self.broadcasting
            || self.records_turn
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
        if self
            .aim
            .is_some_and(|aim| now > aim + self.config.latest_start_us)
        {
            self.aim = None;
            self.broadcasting = false;
            self.master.abort();
            self.counts.held += 1;
            self.next_broadcast = now;
            return None;
        }
        let bytes = self.master.poll_transmit(Instant::from_micros(now))?;
        if let Some(aim) = self.aim.take() {
            self.counts.broadcasts += 1;
            self.counts.last_late_us = now.saturating_sub(aim);
        }
        Some(bytes)
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

    /// The clock was moved; `now` is what it shows from here on. Nothing waits for a time of the
    /// old reckoning, and what was under way is asked again.
    pub fn handle_clock_set(&mut self, now: u64) {
        self.master = Master::new(self.config.line);
        self.asked = None;
        self.next_item = None;
        self.records_turn = false;
        self.confirming = None;
        self.broadcasting = false;
        self.aim = None;
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
        let asked = self.asked.is_some() || self.confirming.is_some();
        if self.master.is_busy() || asked || self.broadcasting {
            return;
        }
        if self.next_item.is_none() && now >= self.next_broadcast {
            self.broadcast(now);
        } else if let Some(item) = self.next_item.take() {
            self.ask(now, item);
        } else if self.records_turn {
            self.work_on_records(now);
        } else if now >= self.next_poll {
            self.next_poll = now + self.config.poll_us;
            self.ask(now, self.reading.first());
        }
    }

    /// Reads on, or confirms; the turn ends when there is nothing to do.
    fn work_on_records(&mut self, now: u64) {
        let boot = self.reading.summary().map_or(0, |summary| summary.boot_id);
        match (self.records.next(boot), self.config.password) {
            (Some(Step::Read(from)), _) => {
                self.ask_with(now, Item::Numbered, &from.to_le_bytes());
                self.records_turn = self.asked.is_some();
            }
            (Some(Step::Confirm(number)), Some(password)) => {
                let di = DataId::V2007(confirm_di(self.config.base));
                let (gateway, data) = (self.config.gateway, number.to_le_bytes());
                let request = Request::write(gateway, di, password, Operator([0; 4]), &data);
                let now = Instant::from_micros(now);
                let sent = self.master.request(now, &request).is_ok();
                self.confirming = sent.then_some(number);
                self.records_turn = sent;
            }
            _ => self.records_turn = false,
        }
    }

    /// The gateway took a confirmation, or did not answer it or refused it.
    fn confirmation_ended(&mut self, number: u32, taken: bool) {
        let boot = self.reading.summary().map_or(0, |summary| summary.boot_id);
        self.records.confirmed(boot, number, taken);
        if !taken {
            self.notices.push_back(Notice::ConfirmRefused);
        }
    }

    fn take_records(&mut self, data: &[u8]) -> Result<(), records::Malformed> {
        let read = self.records.take(data);
        self.records_turn = read.as_ref().is_ok_and(|read| !read.is_empty());
        self.notices.extend(read?.into_iter().map(Notice::Record));
        Ok(())
    }

    fn ask(&mut self, now: u64, item: Item) {
        let argument = self.reading.argument(item);
        self.ask_with(now, item, &argument);
    }

    fn ask_with(&mut self, now: u64, item: Item, argument: &[u8]) {
        let di = DataId::V2007(item.di(self.config.base));
        let request = Request::read_with(self.config.gateway, di, argument);
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
        if !self.may_broadcast || !(MIDNIGHT_GUARD..DAY - MIDNIGHT_GUARD).contains(&of_day) {
            return;
        }
        self.settling_left = self.settling_left.saturating_sub(1);
        let second = (now + AIM_LEAD).div_ceil(SECOND);
        let time = calendar::to_bcd(u32::try_from(second).unwrap_or(u32::MAX));
        let Ok(time) = BroadcastTime::from_wire(time) else {
            return;
        };
        let (now, start) = (
            Instant::from_micros(now),
            Instant::from_micros(second * SECOND),
        );
        self.broadcasting = self
            .master
            .request_at(now, start, &Request::broadcast_time(time))
            .is_ok();
        self.aim = self.broadcasting.then_some(second * SECOND);
    }

    fn take_events(&mut self, now: u64) {
        while let Some(event) = self.master.poll_event() {
            let next = match event {
                Event::Sent(_) => {
                    self.broadcasting = false;
                    continue;
                }
                Event::Reply(reply) => {
                    let data: Vec<u8> = reply.data.iter().collect();
                    if let Some(number) = self.confirming.take() {
                        self.counts.answered += 1;
                        self.confirmation_ended(number, true);
                        continue;
                    }
                    let Some(item) = self.asked.take() else {
                        continue;
                    };
                    self.counts.answered += 1;
                    if item == Item::Numbered {
                        let malformed = self.take_records(&data).is_err();
                        self.counts.malformed += u64::from(malformed);
                        continue;
                    }
                    self.reading.take(now, item, &data, &mut self.outages)
                }
                Event::Failed(failed) => {
                    self.broadcasting = false;
                    let records = self.confirming.is_some() || self.asked == Some(Item::Numbered);
                    if records && matches!(failed.reason, Failure::Meter(_)) {
                        self.records_refused();
                        continue;
                    }
                    self.records_turn = false;
                    let confirming = self.confirming.take().is_some();
                    let asked = self.asked.take();
                    let Some(item) = asked.or(confirming.then_some(Item::Numbered)) else {
                        continue;
                    };
                    if failed.reason == Failure::Meter(ErrorCode::NO_DATA) {
                        Ok(self.reading.refused(item))
                    } else {
                        self.counts.failed += 1;
                        self.reading.lost();
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
                    self.records_turn = next.item.is_none();
                    let news = next.news.into_iter().filter(|news| *news != News::Nothing);
                    self.notices.extend(news.map(Notice::Outage));
                    let states = next.states.into_iter();
                    self.notices
                        .extend(states.map(|(meter, state)| Notice::State(meter, state)));
                    self.notices.extend(next.meters.map(Notice::Meters));
                    self.gateway_answered(now);
                }
                Err(poll::Malformed) => self.counts.malformed += 1,
            }
        }
    }

    /// The gateway has no records, or does not take a confirmation from here.
    fn records_refused(&mut self) {
        self.counts.answered += 1;
        self.records_turn = false;
        match self.confirming.take() {
            Some(number) => self.confirmation_ended(number, false),
            None => {
                self.asked = None;
                let boot = self.reading.summary().map_or(0, |summary| summary.boot_id);
                self.records.refused(boot);
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
        let started = self.boot_id.replace(summary.boot_id) != Some(summary.boot_id);
        let without_time = summary.flags & Summary::CLOCK_VALID == 0;
        if without_time && (self.settling_left == 0 || started) {
            self.settling_left = self.config.settling;
            self.next_broadcast = now;
        }
    }
}
