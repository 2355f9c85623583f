//! Keeping one meter's clock right over its private UART: what [`timesync::Keeper`] wants, done
//! with [`ttl_link::Master`].
//!
//! ```text
//!            poll ─► read at, set at, store, tell, wait             frames
//! timesync::Keeper ◄──────────────► this ◄──────────────► Master ◄────────► meter
//!            answered, lost, sent
//! ```
//!
//! What is decided here is only how a wish becomes a frame and an answer a reading; when and why is
//! the keeper's.

#[cfg(feature = "comparison")]
mod plain;

use crate::clock::NodeClock;
use crate::memory::SAVED_LEN;
#[cfg(feature = "comparison")]
use crate::plain::Method;
use crate::reading::{address_request, broadcast, request, shown};
use dlt645::Address;
use timesync::correct::policy::Reference;
use timesync::correct::set::Behaviour;
use timesync::correct::slot::Schedule;
use timesync::keeper::{Action, Event as Told, Lost, ReadRequest, SetRequest};
use timesync::{Estimate, MeterTime, Micros, NodeTime, Policy, Profile, Refusal, Timestamp};
use ttl_link::{Event, Failed, Failure, Instant, Line, LineError, Master, Reply, Request};

pub use timesync::keeper::KeeperCounts;

/// Waits, µs.
const SECOND: u64 = 1_000_000;
/// A meter that did not tell its address is asked again after this time, which doubles up to the
/// longest: a silent one is asked 60 times a day.
const ASK_AGAIN: u64 = 30 * SECOND;
const ASK_LONGEST: u32 = 6;
/// One whose mains are back is left in peace.
const AFTER_MAINS: u64 = 10 * SECOND;
/// How long until the node's time may be known.
const NO_TIME: u64 = 5 * SECOND;
/// Until the memory may have stored.
const STORING: u64 = 50_000;
/// Bytes of a read request and of a broadcast set without preamble.
const READ_BYTES: u32 = 16;
const SET_BYTES: u32 = 18;
/// From a call to the first byte, µs.
const TURN: i64 = 2_000;

/// What is known before the node starts.
#[derive(Clone, Copy, Debug)]
pub struct KeeperConfig {
    /// The private UART.
    pub line: Line,
    /// Band in which the clock is left alone; the other limits are those of [`timesync::Policy`].
    pub band: Micros,
    /// When the meter's firmware samples its clock, from the asset data.
    pub profile: Profile,
    /// How the clock is kept.
    #[cfg(feature = "comparison")]
    pub method: Method,
    /// Bursts for which the first set waits until the drift is known; 8 take up to ten hours.
    pub patience: u8,
}

impl KeeperConfig {
    /// Time of `bytes` and the preamble on the line: 11 bits a byte.
    const fn frame(&self, bytes: u32) -> Micros {
        let bytes = bytes.saturating_add(self.line.preamble as u32);
        match bytes.saturating_mul(11_000_000).checked_div(self.line.baud) {
            Some(us) => Micros(us as i64),
            None => Micros::ZERO,
        }
    }

    fn keeper(&self) -> timesync::Keeper {
        let quiet = Micros(self.line.quiet.get() as i64);
        timesync::Keeper::new(timesync::KeeperConfig {
            profile: self.profile,
            policy: Policy {
                band: self.band,
                ..Policy::default()
            },
            schedule: Schedule::PLAIN,
            request: self.frame(READ_BYTES) + quiet + Micros(TURN),
            set_frame: self.frame(SET_BYTES),
            patience: self.patience,
        })
    }
}

/// What the master is at.
#[derive(Debug)]
enum Job {
    None,
    Address,
    Read(ReadRequest),
    Set(SetRequest),
    /// A read or set without an estimator.
    #[cfg(feature = "comparison")]
    Plain,
}

/// Keeper of one meter's clock.
#[derive(Debug)]
pub struct Keeper {
    running: bool,
    job: Job,
    /// The address that the meter told since it was last gone.
    greeted: Option<Address>,
    /// Questions for it without an answer.
    unanswered: u32,
    /// Something has to be stored before anything else is done.
    unsaved: bool,
    /// Counter value before which nothing is started.
    next_at: u64,
    /// The last thing to tell.
    told: Option<Told>,
    keeper: timesync::Keeper,
    /// The longest value is the clock's of seven bytes, the longest request a set.
    master: Master<8, 32, 46>,
    #[cfg(feature = "comparison")]
    plain: plain::Plain,
}

impl Keeper {
    /// A keeper that knows nothing of its meter yet.
    #[must_use]
    pub fn new(config: KeeperConfig) -> Self {
        Self {
            running: true,
            job: Job::None,
            greeted: None,
            unanswered: 0,
            unsaved: false,
            next_at: SECOND,
            told: None,
            keeper: config.keeper(),
            master: Master::sized(config.line),
            #[cfg(feature = "comparison")]
            plain: plain::Plain::new(config.method),
        }
    }

    /// A new keeper takes over what the node's last life left; false if these bytes are none
    /// of a keeper.
    pub fn restore(&mut self, bytes: &[u8; SAVED_LEN]) -> bool {
        self.keeper.restore(bytes).is_ok()
    }

    /// Whether [`save`](Self::save) gives something new, which has to be stored.
    #[must_use]
    pub const fn is_unsaved(&self) -> bool {
        self.unsaved
    }

    /// Whether a set waits for its instant: then it has to be saved first.
    #[must_use]
    pub const fn is_setting(&self) -> bool {
        self.keeper.is_setting()
    }

    /// Writes what must outlive the node; it counts as saved from now on. False, and nothing is
    /// written, as long as there is no meter.
    pub fn save(&mut self, bytes: &mut [u8; SAVED_LEN]) -> bool {
        self.unsaved = false;
        self.keeper.save(bytes)
    }

    /// The meter's address, once it has told it.
    #[must_use]
    pub fn meter(&self) -> Option<Address> {
        self.keeper.meter().map(Address::from_wire)
    }

    /// What is known of the meter's clock at a local standard time.
    #[must_use]
    pub fn estimate(&self, at: Timestamp<NodeTime>) -> Option<Estimate<MeterTime, NodeTime>> {
        self.keeper.estimate(at)
    }

    /// Counters.
    #[must_use]
    pub const fn counts(&self) -> KeeperCounts {
        #[cfg(feature = "comparison")]
        if !matches!(self.plain.method, Method::Tracker) {
            return self.plain.counts;
        }
        self.keeper.counts()
    }

    /// How the meter takes a set, as far as that is known.
    #[must_use]
    pub const fn behaviour(&self) -> Behaviour {
        self.keeper.behaviour()
    }

    /// Why the last set that was wanted was refused.
    #[must_use]
    pub const fn last_refusal(&self) -> Option<Refusal> {
        self.keeper.last_refusal()
    }

    /// The decisions and their reasons.
    #[must_use]
    pub fn why(&self, at: Timestamp<NodeTime>) -> timesync::keeper::Why {
        self.keeper.why(at)
    }

    /// What people should know, once.
    pub const fn take_told(&mut self) -> Option<Told> {
        self.told.take()
    }

    /// Mains are gone, and the meter's UART with them: whatever is under way ends.
    pub fn pause(&mut self) {
        self.running = false;
        self.master.abort();
        self.job = Job::None;
        self.keeper.pause();
    }

    /// Mains are back; the meter needs a moment, and may be another one.
    pub const fn resume(&mut self, now: u64) {
        self.running = true;
        self.greeted = None;
        self.unanswered = 0;
        self.wait(AFTER_MAINS, now);
    }

    /// Nothing is started for so many µs.
    const fn wait(&mut self, us: u64, now: u64) {
        self.next_at = now.saturating_add(us);
    }

    /// A frame to be sent now.
    pub fn poll_transmit(&mut self, now: u64) -> Option<&[u8]> {
        self.master.poll_transmit(Instant::from_micros(now))
    }

    /// The node's own time was put right, and no meter stepped.
    pub fn node_stepped(&mut self, by: Micros) {
        self.keeper.node_stepped(by);
    }

    /// The node's time was compared with the gateway's.
    pub fn handle_reference(&mut self, now: u64, clock: &NodeClock) {
        if let Some(at) = clock.to_node(now) {
            self.keeper.handle_reference(at, clock.reference(now));
        }
        let believed = matches!(
            clock.reference(now),
            Reference::Trusted | Reference::SingleSource
        );
        // A set whose frame has not begun to leave is given up.
        if !believed
            && let Some(at) = clock.to_node(now)
            && let Job::Set(set) = core::mem::replace(&mut self.job, Job::None)
        {
            if at < set.plan().start {
                self.master.abort();
                let _ = self.keeper.not_sent(set, at);
            } else {
                self.job = Job::Set(set);
            }
        }
    }

    /// The last stop bit of the frame has left.
    pub fn handle_sent(&mut self, now: u64, clock: &NodeClock) {
        self.master.handle_sent(Instant::from_micros(now));
        self.advance(clock, now);
    }

    /// Bytes came; the last of them ended at `now`.
    pub fn handle_input(&mut self, now: u64, bytes: &[u8], clock: &NodeClock) {
        self.master.handle_input(Instant::from_micros(now), bytes);
        self.advance(clock, now);
    }

    /// A byte came with wrong parity.
    pub fn handle_parity_error(&mut self, now: u64, clock: &NodeClock) {
        self.master
            .handle_line_error(Instant::from_micros(now), LineError::Parity);
        self.advance(clock, now);
    }

    /// Time has passed.
    pub fn handle_timeout(&mut self, now: u64, clock: &NodeClock) {
        self.master.handle_timeout(Instant::from_micros(now));
        self.advance(clock, now);
    }

    /// When [`handle_timeout`](Self::handle_timeout) is due.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<u64> {
        let line = self.master.poll_timeout().map(Instant::as_micros);
        if !self.running || self.master.is_busy() {
            return line;
        }
        Some(line.map_or(self.next_at, |line| line.min(self.next_at)))
    }

    fn advance(&mut self, clock: &NodeClock, now: u64) {
        while self.take_event(clock, now) {}
        while self.running && !self.master.is_busy() && now >= self.next_at {
            self.step(clock, now);
        }
    }

    /// Takes what the line has to tell; false if that is nothing.
    fn take_event(&mut self, clock: &NodeClock, now: u64) -> bool {
        let at = clock.to_node(now);
        match self.master.poll_event() {
            None => return false,
            Some(Event::Reply(reply)) => match core::mem::replace(&mut self.job, Job::None) {
                Job::Address => {
                    self.greeted = Some(reply.address);
                    self.wait(SECOND, now);
                }
                Job::Read(read) => {
                    let _ = answer(&mut self.keeper, read, &reply, clock, at);
                    self.next_at = now;
                }
                #[cfg(feature = "comparison")]
                Job::Plain => {
                    self.plain.take(&reply, clock);
                    self.wait(SECOND, now);
                }
                job => self.job = job,
            },
            Some(Event::Sent(end)) => {
                if let Job::Set(set) = core::mem::replace(&mut self.job, Job::None) {
                    let end = clock.to_node(end.as_micros()).unwrap_or(set.plan().end);
                    let _ = self.keeper.sent(set, end);
                }
                self.next_at = now;
            }
            Some(Event::Failed(failed)) => {
                self.failed(failed, at, now);
            }
            Some(_) => {}
        }
        true
    }

    fn failed(&mut self, failed: Failed, at: Option<Timestamp<NodeTime>>, now: u64) {
        self.next_at = now;
        match core::mem::replace(&mut self.job, Job::None) {
            Job::Address => {
                let doubled = self.unanswered.min(ASK_LONGEST);
                self.unanswered = self.unanswered.saturating_add(1);
                self.wait(ASK_AGAIN << doubled, now);
            }
            Job::Read(read) => {
                let why = match failed.reason {
                    Failure::Meter(_) => Lost::Refused,
                    _ => Lost::NoAnswer,
                };
                let at = at.unwrap_or(read.end());
                let _ = self.keeper.lost(read, at, why);
            }
            // It may have left.
            Job::Set(set) => {
                let end = set.plan().end;
                let _ = self.keeper.sent(set, end);
            }
            #[cfg(feature = "comparison")]
            Job::Plain => self.wait(SECOND, now),
            Job::None => {}
        }
    }

    /// Nothing is under way and it is time for something.
    fn step(&mut self, clock: &NodeClock, now: u64) {
        let Some(meter) = self.greeted else {
            self.job = Job::Address;
            self.wait(ASK_AGAIN, now);
            let ask = address_request(self.unanswered);
            let _ = self.master.request(Instant::from_micros(now), &ask);
            return;
        };
        let Some(node_now) = clock.to_node(now).filter(|_| clock.is_ready(now)) else {
            self.wait(NO_TIME, now);
            return;
        };
        #[cfg(feature = "comparison")]
        if self.plain.method != Method::Tracker {
            self.step_plain(now, node_now, meter);
            return;
        }
        match self.keeper.poll(node_now) {
            Action::Meet => self.keeper.meet(meter.to_wire(), node_now),
            Action::Store => {
                self.unsaved = true;
                self.wait(STORING, now);
            }
            Action::Tell(event) => self.told = Some(event),
            Action::Wait(until) => {
                // At least a moment, whatever rounding between the two scales makes of it.
                let at = clock.to_counter(until).unwrap_or(0);
                self.next_at = at.max(now.saturating_add(1_000));
            }
            Action::Read(read) => self.read(clock, now, meter, read),
            Action::Set(set) => self.set(clock, now, set),
            _ => self.wait(SECOND, now),
        }
    }

    fn read(&mut self, clock: &NodeClock, now: u64, meter: Address, read: ReadRequest) {
        let request = request(meter, read.form(), read.what());
        let length = Micros(self.master.request_time(&request).get() as i64);
        let start = clock.to_counter(read.end() - length).unwrap_or(now);
        let (now_at, start) = (Instant::from_micros(now), Instant::from_micros(start));
        if self.master.request_at(now_at, start, &request).is_ok() {
            self.job = Job::Read(read);
        } else {
            let at = read.end();
            let _ = self.keeper.lost(read, at, Lost::NoAnswer);
        }
    }

    fn set(&mut self, clock: &NodeClock, now: u64, set: SetRequest) {
        let plan = *set.plan();
        let time = plan.civil().ok().and_then(broadcast);
        if let Some((time, start)) = time.zip(clock.to_counter(plan.start))
            && self
                .master
                .request_at(
                    Instant::from_micros(now),
                    Instant::from_micros(start),
                    &Request::broadcast_time(time),
                )
                .is_ok()
        {
            self.job = Job::Set(set);
        } else {
            let _ = self.keeper.not_sent(set, plan.start);
        }
    }
}

/// Hands an answer in: a reading with its instants, or the reason why it is none.
fn answer(
    keeper: &mut timesync::Keeper,
    read: ReadRequest,
    reply: &Reply<'_>,
    clock: &NodeClock,
    at: Option<Timestamp<NodeTime>>,
) -> Result<(), timesync::keeper::Stale> {
    let at = at.unwrap_or(read.end());
    let stamps = &reply.stamps;
    if stamps.earliest_request_end != stamps.request_end {
        // It may answer an earlier try: at which instant, nobody knows.
        return keeper.lost(read, at, Lost::NoAnswer);
    }
    let times = clock
        .to_node(stamps.request_end.as_micros())
        .zip(clock.to_node(stamps.reply_start.as_micros()));
    match times.zip(shown(read.what(), reply.data)) {
        Some(((t1, t2), shown)) => keeper.answered(read, t1, t2, shown),
        None => keeper.lost(read, at, Lost::NoCalendar),
    }
}
