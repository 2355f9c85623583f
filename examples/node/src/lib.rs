//! Reference node application, no_std: reads and sets its meter's clock over a private UART, takes
//! the time from the gateway by radio, and reports every loss of mains.
//!
//! ```text
//!             UART 2400 8E1          radio, 62-byte frames
//!   meter ◄────────────────► node ◄───────────────────────► gateway
//!                              ▲
//!                  mains, capacitor, non-volatile memory
//! ```
//!
//! Call one of the `handle_…` methods with the counter (µs since the start), then do everything
//! that [`Node::poll_uart`] and [`Node::poll_radio`] say, then sleep until [`Node::poll_timeout`].
#![no_std]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate std;

pub mod clock;
mod exchange;
pub mod keeper;
pub mod memory;
#[cfg(feature = "comparison")]
pub mod plain;
mod reading;

use clock::NodeClock;
use exchange::Exchange;
use keeper::{Keeper, KeeperConfig};
use memory::{Memory, SAVED_LEN};
use rf_frame::v1::access::{Action, NodeConfig, NodeState, Notice};
use rf_frame::v1::report::{Flags, Quality};

/// Storing what the keeper knows takes up to this long, µs.
const QUIET_US: u64 = 50_000;

/// What a node is told at its start.
#[derive(Clone, Debug)]
pub struct Config {
    /// The radio side.
    pub radio: NodeConfig,
    /// The meter side.
    pub keeper: KeeperConfig,
    /// Local standard time minus UTC, s.
    pub zone_s: i32,
    /// Time between two exchanges of time until the time is known, µs; usually a minute.
    pub settling_us: u32,
}

/// One node.
#[derive(Debug)]
pub struct Node<M> {
    radio: rf_frame::v1::access::Node,
    keeper: Keeper,
    clock: NodeClock,
    exchange: Exchange,
    memory: M,
    mains: Option<bool>,
    /// A radio action that was not taken yet.
    pending: Option<Action>,
}

impl<M: Memory> Node<M> {
    /// Starts with what the memory holds. The counter may have run on since the last start, and has
    /// to if [`NodeConfig::clock_kept`] says so: then events from before keep their age.
    #[must_use]
    pub fn boot(config: Config, memory: M, now: u64) -> Self {
        let mut node = Self::start(config, memory, now);
        node.restore();
        node
    }

    /// The first half of [`boot`](Self::boot): a node in its place, without a copy on a small
    /// stack. Call [`restore`](Self::restore) next.
    #[must_use]
    pub fn start(config: Config, mut memory: M, now: u64) -> Self {
        let mut state = NodeState::default();
        memory.load(&mut state);
        let first = now
            .saturating_add(2_000_000)
            .saturating_add(u64::from(config.radio.seed) % 8_000_000);
        let exchange = Exchange::new(
            now,
            first,
            config.zone_s,
            config.settling_us,
            config.radio.seed,
        );
        // In the order of the fields: so each part is made in its place, not on the stack first.
        Self {
            radio: rf_frame::v1::access::Node::new(config.radio, state),
            keeper: Keeper::new(config.keeper),
            exchange,
            clock: NodeClock::default(),
            memory,
            mains: None,
            pending: None,
        }
    }

    /// The keeper takes over what the memory holds of its meter.
    #[inline(never)]
    pub fn restore(&mut self) {
        let mut bytes = [0; SAVED_LEN];
        if self.memory.load_keeper(&mut bytes) {
            self.keeper.restore(&bytes);
        }
    }

    /// Bytes came from the meter; the last of them ended at `now`.
    #[inline(never)]
    pub fn handle_uart(&mut self, now: u64, bytes: &[u8]) {
        self.keeper.handle_input(now, bytes, &self.clock);
    }

    /// A byte came from the meter with wrong parity.
    #[inline(never)]
    pub fn handle_parity_error(&mut self, now: u64) {
        self.keeper.handle_parity_error(now, &self.clock);
    }

    /// The last stop bit of what [`poll_uart`](Self::poll_uart) gave has left.
    #[inline(never)]
    pub fn handle_uart_sent(&mut self, now: u64) {
        self.keeper.handle_sent(now, &self.clock);
    }

    /// Mains as they are, not debounced; once at the start and at every change.
    pub fn handle_mains(&mut self, now: u64, present: bool) {
        if self.mains != Some(present) {
            if !present {
                self.keeper.pause();
            } else if self.mains.is_some() {
                self.keeper.resume(now);
            }
            self.mains = Some(present);
        }
        self.radio.handle_supply(
            now,
            if present {
                Flags::default()
            } else {
                Flags::OUT
            },
        );
        self.pump(now);
    }

    /// Capacitor voltage, mV.
    pub fn handle_capacitor(&mut self, now: u64, millivolts: u16) {
        self.radio
            .handle_capacitor(now, u8::try_from(millivolts / 25).unwrap_or(u8::MAX));
        self.pump(now);
    }

    /// The channel was measured.
    #[inline(never)]
    pub fn handle_channel(&mut self, now: u64, busy: bool) {
        self.radio.handle_channel(now, busy);
        self.pump(now);
    }

    /// The frame that was to be transmitted has left the air.
    pub fn handle_radio_sent(&mut self, now: u64) {
        self.radio.handle_sent(now);
        self.pump(now);
    }

    /// A frame came; its sync word ended at `sync` of the counter.
    pub fn handle_frame(&mut self, now: u64, sync: u64, bytes: &[u8], rssi_dbm: i16) {
        // What is refused is counted in there.
        let _ = self.radio.handle_frame(now, sync, bytes, rssi_dbm);
        self.pump(now);
    }

    /// Time has passed.
    #[inline(never)]
    pub fn handle_timeout(&mut self, now: u64) {
        self.radio.handle_timeout(now);
        self.exchange.timeout(now);
        if self.mains == Some(true)
            && let Some(seq) = self.exchange.wanted(now)
        {
            self.radio.request_delay(now, seq);
        }
        self.keeper.handle_timeout(now, &self.clock);
        self.pump(now);
    }

    /// When [`handle_timeout`](Self::handle_timeout) is due.
    #[inline(never)]
    #[must_use]
    pub fn poll_timeout(&self) -> Option<u64> {
        let mut at = self.radio.poll_timeout().unwrap_or(u64::MAX);
        if self.mains == Some(true) {
            at = at.min(self.exchange.due());
        }
        at = at.min(self.keeper.poll_timeout().unwrap_or(u64::MAX));
        (at != u64::MAX).then_some(at)
    }

    /// Bytes to send to the meter now.
    pub fn poll_uart(&mut self, now: u64) -> Option<&[u8]> {
        self.save_keeper(now);
        self.keeper.poll_transmit(now)
    }

    /// What the radio has to do next: measure, transmit, listen or sleep.
    #[inline(never)]
    pub fn poll_radio(&mut self, now: u64) -> Option<Action> {
        self.pump(now);
        self.pending.take()
    }

    /// Stores what the keeper must not forget while the radio has nothing to do, for that takes its
    /// time. A set waits for its instant ten seconds ahead and must be stored before.
    #[inline(never)]
    fn save_keeper(&mut self, now: u64) {
        let radio_at = self.radio.poll_timeout();
        let idle =
            self.pending.is_none() && radio_at.is_none_or(|at| at > now.saturating_add(QUIET_US));
        if self.keeper.is_unsaved() && (idle || self.keeper.is_setting()) {
            let mut bytes = [0; SAVED_LEN];
            if self.keeper.save(&mut bytes) {
                self.memory.store_keeper(&bytes);
            }
        }
    }

    /// What the node believes: meter clock minus local standard time, µs.
    #[must_use]
    pub fn meter_offset_us(&self, now: u64) -> Option<i64> {
        let at = self.clock.to_node(now)?;
        let estimate = self.keeper.estimate(at)?;
        // The node's own error of time is in what it believes about the meter.
        Some(estimate.offset.as_micros())
    }

    /// What the node knows of its time, for the correction policy.
    #[must_use]
    pub fn reference(&self, now: u64) -> timesync::correct::policy::Reference {
        self.clock.reference(now)
    }

    /// Local standard time as the node knows it, µs since 2000-01-01.
    #[must_use]
    pub fn local_us(&self, now: u64) -> Option<i64> {
        self.clock.to_node(now).map(|at| at.as_micros())
    }

    /// The keeper of the meter's clock.
    #[must_use]
    pub const fn keeper(&self) -> &Keeper {
        &self.keeper
    }

    /// The radio machine.
    #[must_use]
    pub const fn radio(&self) -> &rf_frame::v1::access::Node {
        &self.radio
    }

    /// Does what the machine wants of this program, up to the next thing for the radio.
    #[inline(never)]
    fn pump(&mut self, now: u64) {
        while self.pending.is_none() {
            match self.radio.poll_action() {
                None => return,
                Some(Action::Store(entry)) => {
                    self.memory.store(&entry, self.radio.state());
                    self.radio.handle_stored(now);
                }
                Some(Action::Notice(notice)) => self.notice(now, notice),
                Some(action) => self.pending = Some(action),
            }
        }
    }

    #[inline(never)]
    fn notice(&mut self, now: u64, notice: Notice) {
        match notice {
            Notice::Beacon { beacon, .. } => self.exchange.beacon(&beacon),
            Notice::DelaySent { at, .. } => self.exchange.sent(now, at),
            Notice::Delay { response, at } => {
                let before = self.clock.to_node(now);
                self.exchange.answer(now, at, &response, &mut self.clock);
                if let Some(by) = self.clock.take_step(before, now) {
                    self.keeper.node_stepped(by);
                }
                self.keeper.handle_reference(now, &self.clock);
                self.radio.set_quality(self.quality(now));
            }
            _ => {}
        }
    }

    fn quality(&self, now: u64) -> Quality {
        match self.clock.uncertainty_us(now) {
            None => Quality::NeverSet,
            Some(sd) if sd < 500 => Quality::Ms1,
            Some(sd) if sd < 5_000 => Quality::Ms10,
            Some(sd) if sd < 50_000 => Quality::Ms100,
            Some(_) => Quality::Second,
        }
    }
}
