//! Keeping one meter's clock right over its private UART: bursts of reads, the decision, the set, the verification.
//!
//! ```text
//!  find address ─► burst of reads ─► decide ─┬─ nothing or refused ─► sleep until the estimate is worn ─► burst
//!                       ▲                    └─ set ─► verify burst ─┐
//!                       └────────────────────────────────────────────┘
//! ```

mod reads;
mod setting;

use crate::clock::NodeClock;
use crate::plain::{Method, Trimmed};
use crate::reading::{Reading, wire_time};
use crate::saved::{SAVED_LEN, Saved};
use crate::sets::Sets;
use dlt645::{Address, DataId};
use timesync::burst::WARM_READS;
use timesync::policy::Reference;
use timesync::set::Behaviour;
use timesync::{Burst, Civil, Estimate, MeterTime, Micros, NodeTime, Policy, Profile, Refusal, Timestamp, Tracker};
use ttl_link::{Event, Instant, Line, LineError, Master, Request};

const SECOND: u64 = 1_000_000;
const MINUTE: u64 = 60 * SECOND;
const DAY: i64 = 86_400_000_000;
/// Date and time in one item, ss mm hh WW DD MM YY on the wire.
const CLOCK: DataId = DataId::V2007(0x0400_010C);
/// A set without an estimator keeps this far from midnight, µs.
const PLAIN_FROM: i64 = 600_000_000;

/// What is known before the node starts.
#[derive(Clone, Copy, Debug)]
pub struct KeeperConfig {
    /// The private UART.
    pub line: Line,
    /// Limits of the operator.
    pub policy: Policy,
    /// Where the meter's firmware looks at its clock, from the asset data.
    pub profile: Profile,
    /// How the clock is kept.
    pub method: Method,
    /// Bursts for which the first set waits until the drift is known; 8 take up to ten hours.
    pub patience: u8,
}

/// Counters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeeperCounts {
    /// Clock reads that gave a time.
    pub reads: u32,
    /// Clock reads without answer or with one that is no time.
    pub lost: u32,
    /// Bursts.
    pub bursts: u32,
    /// Sets sent.
    pub sets: u32,
    /// Sets without effect.
    pub ineffective: u32,
    /// Decisions against a set; the same one again and again counts once.
    pub refused: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Job {
    None,
    Address,
    Read,
    Set,
}

/// Keeper of one meter's clock.
#[derive(Clone, Debug)]
pub struct Keeper {
    config: KeeperConfig,
    /// The longest value is the clock's of seven bytes, the longest request a set.
    master: Master<16, 32, 46>,
    meter: Option<Address>,
    tracker: Tracker,
    /// In place: on the stack it would stand twice.
    burst: Burst,
    bursting: bool,
    job: Job,
    sets: Sets,
    /// Whether this start has heard the meter tell its address.
    greeted: bool,
    /// Something was learned that must not be forgotten, and the day of the last time that this was so.
    unsaved: bool,
    noted_day: i64,
    trimmed: Trimmed,
    last_refusal: Option<Refusal>,
    /// Counter value before which nothing is started.
    next_at: u64,
    running: bool,
    counts: KeeperCounts,
}

impl Keeper {
    /// A keeper that knows nothing of its meter yet.
    #[must_use]
    #[inline(never)]
    pub const fn new(config: KeeperConfig) -> Self {
        Self {
            master: Master::sized(config.line),
            meter: None,
            tracker: Tracker::new(config.profile),
            burst: Burst::idle(),
            bursting: false,
            job: Job::None,
            sets: Sets::new(),
            greeted: false,
            unsaved: false,
            noted_day: 0,
            trimmed: Trimmed { differences: [0; 10], taken: 0 },
            last_refusal: None,
            next_at: SECOND,
            running: true,
            counts: KeeperCounts { reads: 0, lost: 0, bursts: 0, sets: 0, ineffective: 0, refused: 0 },
            config,
        }
    }

    /// The same with what the node's last life left behind; false if these bytes are none of a keeper. The phase of the
    /// clock must be found again, and everything is forgotten if another meter answers.
    pub fn restore(&mut self, bytes: &[u8; SAVED_LEN]) -> bool {
        let Some(mut saved) = Saved::from_bytes(bytes) else { return false };
        saved.tracker.forget_phase();
        self.meter = Some(saved.meter);
        self.sets = Sets::restored(&saved);
        self.tracker = saved.tracker;
        true
    }

    /// Whether [`save`](Self::save) gives something new. That is so before a set leaves and after its verification, else
    /// once a day: at most four times a day.
    #[must_use]
    pub const fn is_unsaved(&self) -> bool {
        self.unsaved
    }

    /// Whether a set waits for its instant: then it has to be saved first.
    #[must_use]
    pub const fn is_setting(&self) -> bool {
        self.sets.is_waiting()
    }

    /// What must outlive the node, for [`restore`](Self::restore); it counts as saved from now on.
    #[inline(never)]
    pub fn save(&mut self) -> Option<[u8; SAVED_LEN]> {
        self.unsaved = false;
        let meter = self.meter?;
        Some(self.sets.save(meter, self.tracker).to_bytes())
    }

    /// The meter's address, once it has told it.
    #[must_use]
    pub const fn meter(&self) -> Option<Address> {
        self.meter
    }

    /// What is known of the meter's clock at a local standard time.
    #[must_use]
    pub fn estimate(&self, at: Timestamp<NodeTime>) -> Option<Estimate<MeterTime, NodeTime>> {
        self.tracker.estimate(at)
    }

    /// Counters.
    #[must_use]
    pub const fn counts(&self) -> KeeperCounts {
        self.counts
    }

    /// How the meter takes a set, as far as that is known.
    #[must_use]
    pub const fn behaviour(&self) -> Behaviour {
        self.sets.model.behaviour()
    }

    /// Why the last set that was wanted was refused.
    #[must_use]
    pub const fn last_refusal(&self) -> Option<Refusal> {
        self.last_refusal
    }

    /// Mains are gone, and the meter's UART with them: whatever is under way ends.
    pub fn pause(&mut self) {
        self.running = false;
        self.master.abort();
        self.bursting = false;
        self.job = Job::None;
        self.sets.cancel();
    }

    /// Mains are back; the meter needs a moment, and may be another one.
    pub fn resume(&mut self, now: u64) {
        self.running = true;
        self.greeted = false;
        self.next_at = now.saturating_add(10 * SECOND);
    }

    /// A frame to be sent now.
    pub fn poll_transmit(&mut self, now: u64) -> Option<&[u8]> {
        let frame = self.master.poll_transmit(Instant::from_micros(now))?;
        if self.job == Job::Set {
            self.sets.leave();
        }
        Some(frame)
    }

    /// The node's time was compared with the gateway's: a set that waits is given up if it is not believed any more.
    pub fn handle_reference(&mut self, now: u64, clock: &NodeClock) {
        if self.sets.is_waiting() && !matches!(clock.reference(now), Reference::Trusted | Reference::SingleSource) {
            self.master.abort();
            self.job = Job::None;
            self.sets.cancel();
            self.unsaved = true;
            self.next_at = now.saturating_add(MINUTE);
        }
    }

    /// The last stop bit of the frame has left.
    pub fn handle_sent(&mut self, now: u64, clock: &NodeClock) {
        self.master.handle_sent(Instant::from_micros(now));
        self.pump(now, clock);
    }

    /// Bytes came; the last of them ended at `now`.
    #[inline(never)]
    pub fn handle_input(&mut self, now: u64, bytes: &[u8], clock: &NodeClock) {
        self.master.handle_input(Instant::from_micros(now), bytes);
        self.pump(now, clock);
    }

    /// A byte came with wrong parity.
    pub fn handle_parity_error(&mut self, now: u64, clock: &NodeClock) {
        self.master.handle_line_error(Instant::from_micros(now), LineError::Parity);
        self.pump(now, clock);
    }

    /// Time has passed.
    #[inline(never)]
    pub fn handle_timeout(&mut self, now: u64, clock: &NodeClock) {
        self.master.handle_timeout(Instant::from_micros(now));
        self.pump(now, clock);
    }

    /// When [`handle_timeout`](Self::handle_timeout) is due.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<u64> {
        let line = self.master.poll_timeout().map(Instant::as_micros);
        let next = (self.running && !self.master.is_busy()).then_some(self.next_at);
        line.into_iter().chain(next).min()
    }

    fn pump(&mut self, now: u64, clock: &NodeClock) {
        while let Some(event) = self.master.poll_event() {
            match event {
                Event::Reply(reply) => match core::mem::replace(&mut self.job, Job::None) {
                    Job::Address => {
                        let address = reply.address;
                        if self.meter.is_some_and(|known| known != address) {
                            self.forget_meter();
                        }
                        self.meter = Some(address);
                        self.greeted = true;
                        self.next_at = now.saturating_add(SECOND);
                    }
                    Job::Read => {
                        let fed = Reading::of(&reply, clock);
                        self.take_read(now, fed);
                    }
                    _ => {}
                },
                Event::Failed(_) => match core::mem::replace(&mut self.job, Job::None) {
                    Job::Address => self.next_at = now.saturating_add(30 * SECOND),
                    Job::Read => self.take_read(now, None),
                    _ => {}
                },
                Event::Sent(at) if core::mem::replace(&mut self.job, Job::None) == Job::Set => {
                    self.set_sent(at.as_micros(), clock);
                }
                _ => {}
            }
        }
        if self.running && !self.master.is_busy() && now >= self.next_at {
            self.step(now, clock);
        }
    }

    /// Nothing is under way and it is time for something.
    #[inline(never)]
    fn step(&mut self, now: u64, clock: &NodeClock) {
        let Some(meter) = self.meter.filter(|_| self.greeted) else {
            self.job = Job::Address;
            self.next_at = now.saturating_add(30 * SECOND);
            let _ = self.master.request(Instant::from_micros(now), &Request::read_address());
            return;
        };
        let Some(node_now) = clock.to_node(now).filter(|_| clock.is_ready(now)) else {
            self.bursting = false;
            self.next_at = now.saturating_add(5 * SECOND);
            return;
        };
        if self.config.method != Method::Tracker {
            self.step_plain(now, node_now, meter);
            return;
        }
        if !self.bursting && self.sets.verify_reads().is_none() && self.estimate_is_fresh(node_now) {
            self.consider(now, node_now, clock);
            return;
        }
        let reads = self.sets.verify_reads();
        let request = Request::read(meter, CLOCK).expect_len(7).tries(1);
        let lead = self.master.request_time(&request).get().saturating_add(self.config.line.quiet.get());
        let lead = i64::try_from(lead).unwrap_or(i64::MAX).saturating_add(2_000);
        if !self.bursting {
            self.burst.restart(&self.tracker, node_now, reads.unwrap_or(WARM_READS));
            self.bursting = true;
        }
        let Some(end) = self.burst.next_read(node_now.plus(Micros(lead))) else {
            self.finish_burst(now, node_now, clock);
            return;
        };
        let start = end.minus(Micros(i64::try_from(self.master.request_time(&request).get()).unwrap_or(0)));
        self.next_at = now.saturating_add(5 * SECOND);
        let Some(start) = clock.to_counter(start) else { return };
        self.job = Job::Read;
        let _ = self.master.request_at(Instant::from_micros(now), Instant::from_micros(start), &request);
    }

    /// Another meter: nothing of what is known belongs to it.
    fn forget_meter(&mut self) {
        self.tracker = Tracker::new(self.config.profile);
        self.sets = Sets::new();
        self.last_refusal = None;
    }

    /// A day's set, or the next of ten readings, without an estimator.
    #[inline(never)]
    fn step_plain(&mut self, now: u64, node_now: Timestamp<NodeTime>, meter: Address) {
        let of_day = node_now.as_micros().rem_euclid(DAY);
        let set_today = self.sets.made_on_day_of(node_now);
        let far_from_midnight = (PLAIN_FROM..DAY - PLAIN_FROM).contains(&of_day);
        self.next_at = now.saturating_add(10 * MINUTE);
        let due = match self.config.method {
            Method::DailyBroadcast => true,
            _ => match self.trimmed.verdict() {
                Some(due) => due,
                None => {
                    self.job = Job::Read;
                    self.next_at = now.saturating_add(5 * SECOND);
                    let request = Request::read(meter, CLOCK).expect_len(7).tries(1);
                    let _ = self.master.request(Instant::from_micros(now), &request);
                    return;
                }
            },
        };
        if !due || set_today || !far_from_midnight {
            return;
        }
        let Some(civil) = Civil::from_secs(node_now.as_secs()) else { return };
        if self.master.request(Instant::from_micros(now), &Request::broadcast_time(&wire_time(civil))).is_ok() {
            self.job = Job::Set;
            self.sets.note(node_now);
            self.counts.sets = self.counts.sets.saturating_add(1);
        }
    }
}
