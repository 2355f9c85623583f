//! Keeping one meter's clock right over its private UART: bursts of reads, the decision, the set, the verification.
//!
//! ```text
//!  find address ─► burst of reads ─► decide ─┬─ nothing or refused ─► sleep until the estimate is worn ─► burst
//!                       ▲                    └─ set ─► verify burst ─┐
//!                       └────────────────────────────────────────────┘
//! ```

#[cfg(feature = "comparison")]
mod plain;
mod reads;
mod setting;

use crate::clock::NodeClock;
#[cfg(feature = "comparison")]
use crate::plain::{Method, Trimmed};
use crate::reading::Reading;
use crate::saved::{self, SAVED_LEN};
use crate::sets::Sets;
use dlt645::{Address, DataId};
use timesync::burst::WARM_READS;
use timesync::policy::Reference;
use timesync::set::Behaviour;
use timesync::{
    Burst, Estimate, MeterTime, Micros, NodeTime, Profile, Refusal, Timestamp, Tracker,
};
use ttl_link::{Event, Instant, Line, LineError, Master, Request};

/// Waits, ms.
const SECOND: u32 = 1_000;
const MINUTE: u32 = 60 * SECOND;
/// Date and time in one item, ss mm hh WW DD MM YY on the wire.
const CLOCK: DataId = DataId::V2007(0x0400_010C);

/// What is known before the node starts.
#[derive(Clone, Copy, Debug)]
pub struct KeeperConfig {
    /// The private UART.
    pub line: Line,
    /// Band in which the clock is left alone; the other limits are those of [`timesync::Policy`].
    pub band: Micros,
    /// Where the meter's firmware looks at its clock, from the asset data.
    pub profile: Profile,
    /// How the clock is kept.
    #[cfg(feature = "comparison")]
    pub method: Method,
    /// Bursts for which the first set waits until the drift is known; 8 take up to ten hours.
    pub patience: u8,
}

/// Counters; they wrap around.
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
// In this order, the small and busy fields in front: they are reached with the shortest instructions there.
#[repr(C)]
pub struct Keeper {
    running: bool,
    /// Whether this start has heard the meter tell its address.
    greeted: bool,
    job: Job,
    bursting: bool,
    /// Something was learned that must not be forgotten, and the day of the last time that this was so.
    unsaved: bool,
    patience: u8,
    meter: Option<Address>,
    noted_day: i32,
    /// Counter value before which nothing is started.
    next_at: u64,
    counts: KeeperCounts,
    last_refusal: Option<Refusal>,
    profile: Profile,
    band: Micros,
    sets: Sets,
    tracker: Tracker,
    /// In place: on the stack it would stand twice.
    burst: Burst,
    /// The longest value is the clock's of seven bytes, the longest request a set.
    master: Master<8, 32, 46>,
    #[cfg(feature = "comparison")]
    method: Method,
    #[cfg(feature = "comparison")]
    trimmed: Trimmed,
}

impl Keeper {
    /// A keeper that knows nothing of its meter yet.
    #[must_use]
    pub const fn new(config: KeeperConfig) -> Self {
        // What is large in the order of the fields: so it is made in its place, not on the stack first.
        Self {
            band: config.band,
            profile: config.profile,
            patience: config.patience,
            meter: None,
            tracker: Tracker::new(config.profile),
            burst: Burst::idle(),
            bursting: false,
            job: Job::None,
            sets: Sets::new(),
            greeted: false,
            unsaved: false,
            noted_day: 0,
            #[cfg(feature = "comparison")]
            method: config.method,
            #[cfg(feature = "comparison")]
            trimmed: Trimmed {
                differences: [0; 10],
                taken: 0,
            },
            last_refusal: None,
            next_at: 1_000_000,
            running: true,
            counts: KeeperCounts {
                reads: 0,
                lost: 0,
                bursts: 0,
                sets: 0,
                ineffective: 0,
                refused: 0,
            },
            master: Master::sized(config.line),
        }
    }

    /// A new keeper takes over what the node's last life left behind; false if these bytes are none of a keeper. The phase of the
    /// clock must be found again, and everything is forgotten if another meter answers.
    pub fn restore(&mut self, bytes: &[u8; SAVED_LEN]) -> bool {
        let Some((meter, kept)) = saved::read(bytes, &mut self.tracker) else {
            return false;
        };
        self.tracker.forget_phase();
        self.meter = Some(meter);
        self.sets.kept = kept;
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

    /// Writes what must outlive the node, for [`restore`](Self::restore); it counts as saved from now on. False, and
    /// nothing is written, as long as there is no meter.
    pub fn save(&mut self, bytes: &mut [u8; SAVED_LEN]) -> bool {
        self.unsaved = false;
        let Some(meter) = self.meter else {
            return false;
        };
        saved::write(bytes, meter, &self.sets.kept, &self.tracker);
        true
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
        self.sets.kept.model.behaviour()
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
        self.wait(10 * SECOND, now);
    }

    /// Nothing is started for so many ms.
    const fn wait(&mut self, ms: u32, now: u64) {
        self.next_at = now.wrapping_add(ms as u64 * 1_000);
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
        if self.sets.is_waiting()
            && !matches!(
                clock.reference(now),
                Reference::Trusted | Reference::SingleSource
            )
        {
            self.master.abort();
            self.job = Job::None;
            self.sets.cancel();
            self.unsaved = true;
            self.wait(MINUTE, now);
        }
    }

    /// The last stop bit of the frame has left.
    pub fn handle_sent(&mut self, now: u64, clock: &NodeClock) {
        self.master.handle_sent(Instant::from_micros(now));
        self.pump(clock, now);
    }

    /// Bytes came; the last of them ended at `now`.
    pub fn handle_input(&mut self, now: u64, bytes: &[u8], clock: &NodeClock) {
        self.master.handle_input(Instant::from_micros(now), bytes);
        self.pump(clock, now);
    }

    /// A byte came with wrong parity.
    pub fn handle_parity_error(&mut self, now: u64, clock: &NodeClock) {
        self.master
            .handle_line_error(Instant::from_micros(now), LineError::Parity);
        self.pump(clock, now);
    }

    /// Time has passed.
    pub fn handle_timeout(&mut self, now: u64, clock: &NodeClock) {
        self.master.handle_timeout(Instant::from_micros(now));
        self.pump(clock, now);
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

    fn pump(&mut self, clock: &NodeClock, now: u64) {
        while self.take_event(clock, now) {}
        if self.running && !self.master.is_busy() && now >= self.next_at {
            self.step(clock, now);
        }
    }

    /// Takes what the line has to tell; false if that is nothing.
    #[inline(never)]
    fn take_event(&mut self, clock: &NodeClock, now: u64) -> bool {
        let job = self.job;
        let read = match self.master.poll_event() {
            None => return false,
            Some(Event::Reply(reply)) if job == Job::Address => {
                let address = reply.address;
                self.job = Job::None;
                if self.meter.is_some_and(|known| known != address) {
                    self.forget_meter();
                }
                self.meter = Some(address);
                self.greeted = true;
                self.wait(SECOND, now);
                return true;
            }
            Some(Event::Reply(reply)) => Reading::of(&reply, clock),
            Some(Event::Sent(at)) => {
                self.job = Job::None;
                if job == Job::Set {
                    self.set_sent(clock, at.as_micros());
                }
                return true;
            }
            Some(Event::Failed(_)) => None,
            Some(_) => return true,
        };
        self.job = Job::None;
        match job {
            Job::Address => self.wait(30 * SECOND, now),
            Job::Read => self.take_read(read.as_ref(), now),
            _ => {}
        }
        true
    }

    /// Nothing is under way and it is time for something.
    fn step(&mut self, clock: &NodeClock, now: u64) {
        let Some(meter) = self.meter.filter(|_| self.greeted) else {
            self.job = Job::Address;
            self.wait(30 * SECOND, now);
            let _ = self
                .master
                .request(Instant::from_micros(now), &Request::read_address());
            return;
        };
        let Some(node_now) = clock.to_node(now).filter(|_| clock.is_ready(now)) else {
            self.bursting = false;
            self.wait(5 * SECOND, now);
            return;
        };
        #[cfg(feature = "comparison")]
        if self.method != Method::Tracker {
            self.step_plain(now, node_now, meter);
            return;
        }
        let verify = self.sets.verify_reads();
        if !self.bursting {
            if verify.is_none() && self.estimate_is_fresh(node_now) {
                self.consider(clock, now, node_now);
                return;
            }
            self.burst
                .restart(&self.tracker, node_now, verify.unwrap_or(WARM_READS));
            self.bursting = true;
        }
        if !self.read(clock, now, node_now, meter) {
            self.finish_burst(clock, now, node_now);
        }
    }

    /// The next read of the burst; false if there is none.
    fn read(
        &mut self,
        clock: &NodeClock,
        now: u64,
        node_now: Timestamp<NodeTime>,
        meter: Address,
    ) -> bool {
        let request = Request::read(meter, CLOCK).expect_len(7).tries(1);
        let length = Micros(self.master.request_time(&request).get() as i64);
        let quiet = Micros(self.master.line().quiet.get() as i64);
        let earliest = node_now.plus(length + quiet + Micros(2_000));
        let Some(end) = self.burst.next_read(earliest) else {
            return false;
        };
        self.wait(5 * SECOND, now);
        if let Some(start) = clock.to_counter(end.minus(length)) {
            self.job = Job::Read;
            let _ = self.master.request_at(
                Instant::from_micros(now),
                Instant::from_micros(start),
                &request,
            );
        }
        true
    }

    /// Another meter: nothing of what is known belongs to it.
    fn forget_meter(&mut self) {
        self.tracker = Tracker::new(self.profile);
        self.sets.forget();
        self.last_refusal = None;
    }
}
