//! Reference gateway application, no_std: hears the nodes by radio, keeps the outage table in
//! memory that outlives its supply, answers the concentrator on RS485, and spreads the time that
//! the concentrator broadcasts.
//!
//! ```text
//!   concentrator ◄── RS485, DL/T 645 ──► gateway ◄── radio ──► nodes
//!                     slave side, 08        ▲
//!                                mains, non-volatile memory
//! ```
//!
//! Call one of the `handle_…` methods with the timer (µs since the start), then do everything that
//! [`Gateway::poll_bus`] and [`Gateway::poll_radio`] say, then sleep until
//! [`Gateway::poll_timeout`].
#![no_std]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate std;

pub mod bus;
pub mod calendar;
pub mod clock;
pub mod extension;
pub mod memory;
pub mod table;

use bus::{BusStore, Port};
use clock::GatewayClock;
use core::borrow::BorrowMut;
use dlt645::Address;
use extension::Summary;
use memory::Memory;
use rf_frame::v1::Frame;
use rf_frame::v1::access::{Action, Entry, GatewayConfig, GatewayState, Peer};
use rf_frame::v1::report::{Flags, Quality};
use table::{Change, Moment, SupplyEvent, Surroundings, Table};
use ttl_link::{Instant, Line, Meter};

/// The radio machine's clock starts here, so that events from before the gateway's start have a
/// time too.
const BEFORE_US: u64 = 30 * 86_400_000_000;
/// Time between two looks at what changes slowly.
const CHORES_US: u64 = 60_000_000;
/// Bytes of a broadcast time without preamble.
const BROADCAST_BYTES: usize = 18;
/// Longest value on the bus: all records of 64 meters, in follow-on frames.
const VALUE: usize = 4 + 64 * extension::RECORD_LEN;

/// What a gateway is told at its start.
#[derive(Clone, Debug)]
pub struct Config {
    /// The radio side.
    pub radio: GatewayConfig,
    /// Address on RS485.
    pub address: Address,
    /// DI3 and DI2 of the extension identifiers.
    pub base: [u8; 2],
    /// The bus.
    pub line: Line,
    /// Whether that is RS485 or the module port.
    pub port: Port,
    /// Minutes without a frame of its node after which a meter counts as unreachable; 0: never.
    /// Nodes exchange time every five minutes.
    pub unreachable_min: u8,
    /// Local standard time minus UTC, s.
    pub zone_s: i32,
    /// Firmware, eight characters.
    pub firmware: [u8; 8],
}

/// The registered nodes, at most `N`.
#[derive(Clone, Debug)]
pub struct Peers<const N: usize> {
    places: [Peer; N],
    used: usize,
}

impl<const N: usize> Peers<N> {
    /// Nobody.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            places: [const { Peer::new() }; N],
            used: 0,
        }
    }

    /// Takes the nodes of these meters in, in this order; more than `N` are left out.
    pub fn register(&mut self, registry: impl IntoIterator<Item = [u8; 6]>) {
        for (place, address) in self.places.iter_mut().skip(self.used).zip(registry) {
            *place = Peer::member(address);
            self.used = self.used.saturating_add(1);
        }
    }
}

impl<const N: usize> Default for Peers<N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const N: usize> AsRef<[Peer]> for Peers<N> {
    fn as_ref(&self) -> &[Peer] {
        self.places.get(..self.used).unwrap_or_default()
    }
}

impl<const N: usize> AsMut<[Peer]> for Peers<N> {
    fn as_mut(&mut self) -> &mut [Peer] {
        self.places.get_mut(..self.used).unwrap_or_default()
    }
}

/// One gateway for up to `N` nodes with the last `LOG` changes in its log. Its two large parts may
/// be borrowed, for example from static memory.
#[derive(Debug)]
pub struct Gateway<M, const N: usize, const LOG: usize, P = Peers<N>, T = Table<N, LOG>> {
    config: Config,
    radio: rf_frame::v1::access::Gateway<P>,
    bus: Meter<VALUE>,
    clock: GatewayClock,
    table: T,
    memory: M,
    boot_id: u32,
    mains: bool,
    next_chores: u64,
    /// A radio action that was not taken yet.
    pending: Option<Action>,
}

impl<M: Memory, const N: usize, const LOG: usize> Gateway<M, N, LOG> {
    /// Starts with what the memory holds. `registry` are the meters in the order of their nodes'
    /// indices.
    #[must_use]
    pub fn boot(
        config: Config,
        registry: impl Iterator<Item = [u8; 6]> + Clone,
        memory: M,
        now: u64,
    ) -> Self {
        let mut peers = Peers::new();
        peers.register(registry.clone());
        Self::boot_in(config, peers, Table::new(registry), memory, now)
    }
}

impl<M, const N: usize, const LOG: usize, P, T> Gateway<M, N, LOG, P, T>
where
    M: Memory,
    P: AsRef<[Peer]> + AsMut<[Peer]>,
    T: BorrowMut<Table<N, LOG>>,
{
    /// The same with peers and table of the same registry that the caller made.
    #[must_use]
    pub fn boot_in(config: Config, peers: P, mut table: T, mut memory: M, now: u64) -> Self {
        let boot_id = memory.count_start();
        table.borrow_mut().set_learning(config.port != Port::Rs485);
        memory.replay_changes(&mut |change| table.borrow_mut().restore(change));
        table.borrow_mut().set_learning(false);
        let mut state = GatewayState::new(peers);
        memory.load(&mut state);
        Self {
            radio: rf_frame::v1::access::Gateway::new(config.radio.clone(), state),
            bus: Meter::sized(config.line),
            clock: GatewayClock::default(),
            table,
            memory,
            boot_id,
            mains: true,
            next_chores: now.saturating_add(CHORES_US),
            pending: None,
            config,
        }
    }

    /// Bytes came from the bus; the last of them ended at `now`.
    pub fn handle_bus(&mut self, now: u64, bytes: &[u8]) {
        self.bus.handle_input(Instant::from_micros(now), bytes);
        self.serve_bus(now);
    }

    /// The last stop bit of what [`poll_bus`](Self::poll_bus) gave has left.
    pub fn handle_bus_sent(&mut self, now: u64) {
        self.bus.handle_sent();
        self.serve_bus(now);
    }

    /// The gateway's own mains, not debounced; once at the start and at every change.
    pub fn handle_mains(&mut self, now: u64, present: bool) {
        self.mains = present;
        self.radio.handle_supply(late(now), !present);
        self.pump(now);
    }

    /// The channel was measured.
    pub fn handle_channel(&mut self, now: u64, busy: bool) {
        self.radio.handle_channel(late(now), busy);
        self.pump(now);
    }

    /// The frame that was to be transmitted has left the air.
    pub fn handle_radio_sent(&mut self, now: u64) {
        self.radio.handle_sent(late(now));
        self.pump(now);
    }

    /// A frame came; its sync word ended at `sync` of the timer.
    pub fn handle_frame(&mut self, now: u64, sync: u64, bytes: &[u8], rssi_dbm: i16) {
        // What is refused is counted in there.
        let taken = self
            .radio
            .handle_frame(late(now), late(sync), bytes, rssi_dbm)
            .is_ok();
        if taken
            && let Some(index) = Frame::parse(bytes)
                .ok()
                .and_then(|frame| frame.header().src.checked_sub(1))
        {
            self.table.borrow_mut().contact(usize::from(index));
        }
        self.pump(now);
    }

    /// Time has passed.
    pub fn handle_timeout(&mut self, now: u64) {
        self.serve_bus(now);
        self.radio.handle_timeout(late(now));
        if now >= self.next_chores {
            self.next_chores = now.saturating_add(CHORES_US);
            self.spread_time(now);
            self.judge_nodes();
        }
        self.pump(now);
    }

    /// When [`handle_timeout`](Self::handle_timeout) is due.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<u64> {
        let bus = self.bus.poll_timeout().map(Instant::as_micros);
        let radio = self.radio.poll_timeout().map(early);
        [bus, radio, Some(self.next_chores)]
            .into_iter()
            .flatten()
            .min()
    }

    /// Bytes to send to the bus now.
    pub fn poll_bus(&mut self, now: u64) -> Option<&[u8]> {
        self.bus.poll_transmit(Instant::from_micros(now))
    }

    /// What the radio has to do next: measure, transmit, listen or sleep.
    pub fn poll_radio(&mut self, now: u64) -> Option<Action> {
        self.pump(now);
        self.pending.take()
    }

    /// The outage table.
    #[must_use]
    pub fn table(&self) -> &Table<N, LOG> {
        self.table.borrow()
    }

    /// The radio machine.
    #[must_use]
    pub const fn radio(&self) -> &rf_frame::v1::access::Gateway<P> {
        &self.radio
    }

    /// Local standard time as the gateway knows it, µs since 2000-01-01.
    #[must_use]
    pub fn local_us(&self, now: u64) -> Option<i64> {
        self.clock.local_us(signed(now))
    }

    /// Whether the nodes are told that this time may set meters.
    #[must_use]
    pub fn is_trusted(&self, now: u64) -> bool {
        self.clock.is_trusted(now)
    }

    /// Lets the slave engine answer, and takes a broadcast time.
    fn serve_bus(&mut self, now: u64) {
        let local = self.clock.local_s(signed(now));
        let mut flags = Summary::LOADED;
        flags |= if local.is_some() {
            Summary::CLOCK_VALID
        } else {
            0
        };
        flags |= if self.mains { 0 } else { Summary::ON_CAPACITOR };
        let mut store = BusStore {
            address: self.config.address,
            base: self.config.base,
            port: self.config.port,
            table: self.table.borrow_mut(),
            memory: &mut self.memory,
            around: Surroundings {
                flags,
                boot_id: self.boot_id,
                now: local,
                firmware: self.config.firmware,
            },
            reference: None,
        };
        self.bus
            .handle_timeout(Instant::from_micros(now), &mut store);
        if let Some((end, time)) = store.reference {
            let bytes = BROADCAST_BYTES.saturating_add(usize::from(self.config.line.preamble));
            let frame = self.config.line.wire_time(bytes).get();
            if self.clock.broadcast(end.as_micros(), time, frame) {
                self.date_events();
            }
            self.spread_time(now);
        }
    }

    /// Events that came before the time did get their dates.
    fn date_events(&mut self) {
        let clock = &self.clock;
        let dated = |ms: i64| clock.local_s(ms.saturating_mul(1000)).unwrap_or(0);
        while let Some(change) = self.table.borrow_mut().date_next(dated) {
            self.memory.store_change(&change);
        }
    }

    /// Hands the time to the radio machine, which tells the nodes.
    fn spread_time(&mut self, now: u64) {
        let Some(local) = self.clock.local_us(signed(now)) else {
            return;
        };
        let utc = local.saturating_sub(i64::from(self.config.zone_s).saturating_mul(1_000_000));
        if let Ok(utc) = u64::try_from(utc) {
            self.radio
                .set_clock(late(now), utc, self.clock.rate_ppb(now), self.quality(now));
        }
    }

    /// What the nodes are told of the time's quality; a doubted reference is worth little.
    fn quality(&self, now: u64) -> Quality {
        match self.clock.uncertainty_us(now) {
            None => Quality::NeverSet,
            Some(_) if !self.clock.is_trusted(now) => Quality::Minute,
            Some(sd) if sd < 500 => Quality::Ms1,
            Some(sd) if sd < 5_000 => Quality::Ms10,
            Some(_) => Quality::Ms100,
        }
    }

    /// Nodes that were heard and reported nothing have mains; those that were not heard for long
    /// are unreachable.
    fn judge_nodes(&mut self) {
        for (index, peer) in self.radio.state().peers().iter().enumerate() {
            let awaited = peer.rssi_dbm().is_some() && !peer.lags();
            if let Some(change) =
                self.table
                    .borrow_mut()
                    .minute(index, awaited, self.config.unreachable_min)
            {
                self.memory.store_change(&change);
            }
        }
    }

    /// Does what the machine wants of this program, up to the next thing for the radio.
    fn pump(&mut self, now: u64) {
        while self.pending.is_none() {
            match self.radio.poll_action() {
                None => return,
                Some(Action::Store(entry)) => {
                    // The table first: cut off in between, the node reports again and the table
                    // knows the number.
                    if let Some(change) = self.commit(&entry) {
                        self.memory.store_change(&change);
                    }
                    self.memory.store(&entry, self.radio.state());
                    self.radio.handle_stored(late(now));
                }
                Some(Action::Notice(_)) => {}
                Some(Action::Sense { at, us }) => {
                    self.pending = Some(Action::Sense { at: early(at), us })
                }
                Some(Action::Transmit { at, frame }) => {
                    self.pending = Some(Action::Transmit {
                        at: early(at),
                        frame,
                    });
                }
                Some(action) => self.pending = Some(action),
            }
        }
    }

    /// Enters an event into the table.
    fn commit(&mut self, entry: &Entry) -> Option<Change> {
        let Entry::Committed {
            index,
            evt,
            flags,
            at,
            ..
        } = *entry
        else {
            return None;
        };
        let at = (at != u64::MAX).then(|| signed(at).saturating_sub(signed(BEFORE_US)));
        let moment = Moment {
            timer_ms: at.map(|us| us.div_euclid(1000)),
            calendar: at.and_then(|us| self.clock.local_s(us)),
        };
        let event = SupplyEvent {
            number: evt,
            out: flags.contains(Flags::OUT),
            at: moment,
            bits: 0,
        };
        self.table
            .borrow_mut()
            .event(usize::from(index.checked_sub(1)?), &event)
    }
}

/// Timer value on the radio machine's clock.
const fn late(timer: u64) -> u64 {
    timer.saturating_add(BEFORE_US)
}

/// The other way round.
const fn early(machine: u64) -> u64 {
    machine.saturating_sub(BEFORE_US)
}

fn signed(us: u64) -> i64 {
    i64::try_from(us).unwrap_or(i64::MAX)
}
