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
mod numbered;
pub mod start;
pub mod table;

use bus::{BusStore, Port};
use clock::GatewayClock;
use core::borrow::BorrowMut;
use dlt645::Address;
use extension::{Status, Summary};
use memory::Memory;
use rf_frame::access::gateway::{NetworkClock, Notice};
use rf_frame::access::members::Line as ListLine;
use rf_frame::journal::entry::{Marks, Record, RecordKind};
use rf_frame::journal::{Entry, GatewayState, Journal};
use rf_frame::security::Key;
use rf_frame::wire::{Flags, Quality};
use start::{Radio, RadioConfig, StartError, Started};
use table::{Change, Moment, SupplyEvent, Surroundings, Table};
use ttl_link::{Instant, Line, Meter};

/// What the radio has to do: measure, transmit, listen or sleep.
pub type RadioAction = rf_frame::access::Action<Notice>;

/// The radio machine's clock starts here, so that events from before the gateway's start have a
/// time too.
const BEFORE_US: u64 = 30 * 86_400_000_000;
/// Time between two looks at what changes slowly.
const CHORES_US: u64 = 60_000_000;
/// Bytes of a broadcast time without preamble.
const BROADCAST_BYTES: usize = 18;
/// An event that is known to less than this has no time in the table; its record tells the
/// interval. A node whose time is good to a minute is within it.
const INTERVAL_S: u32 = 120;
/// Longest value on the bus: all records of 64 meters, in follow-on frames.
const VALUE: usize = 4 + 64 * extension::RECORD_LEN;

/// What a gateway is told at its start.
#[derive(Clone, Debug)]
pub struct Config {
    /// The radio side.
    pub radio: RadioConfig,
    /// Address on RS485.
    pub address: Address,
    /// DI3 and DI2 of the extension identifiers.
    pub base: [u8; 2],
    /// The bus.
    pub line: Line,
    /// Whether that is RS485 or the module port.
    pub port: Port,
    /// Level and three bytes with which a concentrator confirms records; without it nobody does.
    pub confirm_password: Option<[u8; 4]>,
    /// Minutes without a frame of its node after which a meter counts as unreachable; 0: never.
    /// Nodes exchange time every five minutes.
    pub unreachable_min: u8,
    /// Local standard time minus UTC, s.
    pub zone_s: i32,
    /// Firmware, eight characters.
    pub firmware: [u8; 8],
}

/// One gateway for up to `N` nodes with the last `LOG` changes in its log and `R` records for the
/// concentrator. The table may be borrowed, for example from static memory.
#[derive(Debug)]
pub struct Gateway<M, const N: usize, const LOG: usize, const R: usize, T = Table<N, LOG>> {
    config: Config,
    radio: Radio<N, R>,
    bus: Meter<VALUE>,
    clock: GatewayClock,
    table: T,
    journal: Journal<M>,
    boot_id: u32,
    mains: bool,
    next_chores: u64,
    /// A radio action that was not taken yet.
    pending: Option<RadioAction>,
}

impl<M: Memory, const N: usize, const LOG: usize, const R: usize> Gateway<M, N, LOG, R> {
    /// Starts with what the memory holds. `lines` are the modules of the head-end's list in the
    /// order of their indices, each with its meter.
    ///
    /// # Errors
    /// [`StartError`].
    pub fn boot(
        config: Config,
        lines: impl Iterator<Item = ListLine<Key>> + Clone,
        memory: M,
        now: u64,
    ) -> Result<Self, StartError<M::Error>> {
        let table = Table::new(meters(lines.clone()));
        Self::boot_in(config, lines, table, memory, now)
    }
}

/// The meters of a list; a line for any meter has number 0 in the table.
pub fn meters(lines: impl Iterator<Item = ListLine<Key>>) -> impl Iterator<Item = [u8; 6]> {
    lines.map(|line| line.meter.map_or([0; 6], |meter| meter.0))
}

impl<M, const N: usize, const LOG: usize, const R: usize, T> Gateway<M, N, LOG, R, T>
where
    M: Memory,
    T: BorrowMut<Table<N, LOG>>,
{
    /// The same with a table of the [`meters`] of the list that the caller made.
    ///
    /// # Errors
    /// [`StartError`].
    pub fn boot_in(
        config: Config,
        lines: impl Iterator<Item = ListLine<Key>> + Clone,
        table: T,
        mut memory: M,
        now: u64,
    ) -> Result<Self, StartError<M::Error>> {
        let boot_id = memory.count_start();
        let started = start::start(&config.radio, lines, memory, now)?;
        Ok(Self::around(started, config, table, boot_id, now))
    }

    /// The second part of [`boot_in`](Self::boot_in), after [`Memory::count_start`] and
    /// [`start::start`]: a gateway in its place, for small stacks.
    #[must_use]
    pub fn around(
        (radio, mut journal): Started<M, N, R>,
        config: Config,
        mut table: T,
        boot_id: u32,
        now: u64,
    ) -> Self {
        let port = config.port;
        restore_table(table.borrow_mut(), port, radio.state(), &mut journal);
        Self {
            radio,
            bus: Meter::sized(config.line),
            clock: GatewayClock::default(),
            table,
            journal,
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
        self.radio.handle_mains(late(now), present);
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
    pub fn handle_frame(&mut self, now: u64, sync: u64, bytes: &[u8]) {
        // What is refused is counted in there.
        let _refused = self.radio.handle_frame(late(now), late(sync), bytes);
        self.pump(now);
    }

    /// Time has passed.
    pub fn handle_timeout(&mut self, now: u64) {
        self.serve_bus(now);
        self.radio.handle_timeout(late(now));
        if now >= self.next_chores {
            self.next_chores = now.saturating_add(CHORES_US);
            self.spread_time(now);
            self.judge_nodes(now);
        }
        self.pump(now);
    }

    /// When [`handle_timeout`](Self::handle_timeout) is due.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<u64> {
        let bus = self.bus.poll_timeout().map(Instant::as_micros);
        let radio = self.radio.poll_timeout().map(|at| early(at).as_micros());
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
    pub fn poll_radio(&mut self, now: u64) -> Option<RadioAction> {
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
    pub const fn radio(&self) -> &Radio<N, R> {
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
            confirm_password: self.config.confirm_password,
            table: self.table.borrow_mut(),
            radio: &mut self.radio,
            memory: self.journal.storage_mut(),
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
            self.journal.storage_mut().store_change(&change);
        }
    }

    /// Hands the time to the radio machine, which tells the nodes.
    fn spread_time(&mut self, now: u64) {
        let Some(local) = self.clock.local_us(signed(now)) else {
            return;
        };
        let utc = local.saturating_sub(i64::from(self.config.zone_s).saturating_mul(1_000_000));
        if let Ok(utc) = u64::try_from(utc) {
            self.radio.set_clock(NetworkClock {
                rate_ppb: self.clock.rate_ppb(now),
                verdict: self.clock.verdict(now),
                quality: self.quality(now),
                ..NetworkClock::new(late(now), utc)
            });
        }
    }

    /// How good the time is that the nodes are told.
    fn quality(&self, now: u64) -> Quality {
        match self.clock.uncertainty_us(now) {
            None => Quality::Unset,
            Some(sd) if sd < 500 => Quality::Milli,
            Some(sd) if sd < 5_000 => Quality::Hundredth,
            Some(sd) if sd < 50_000 => Quality::Tenth,
            Some(sd) if sd < 500_000 => Quality::Second,
            Some(_) => Quality::Minute,
        }
    }

    /// Nodes that were heard and reported nothing have mains; those that were not heard for long
    /// are unreachable.
    fn judge_nodes(&mut self, now: u64) {
        let a_minute_ago = late(now.saturating_sub(CHORES_US));
        for (index, place) in (1..=u16::MAX).zip(0..N) {
            let heard = self.radio.member(index).and_then(|member| member.heard());
            let table = self.table.borrow_mut();
            if heard.is_some_and(|at| at >= a_minute_ago) {
                table.contact(place);
            }
            let awaited = heard.is_some() && !self.radio.lags(index);
            if let Some(change) = table.minute(place, awaited, self.config.unreachable_min) {
                self.journal.storage_mut().store_change(&change);
            }
        }
    }

    /// Does what the machine wants of this program, up to the next thing for the radio.
    fn pump(&mut self, now: u64) {
        while self.pending.is_none() {
            if self.radio.wants_random() {
                self.radio
                    .handle_random(self.journal.storage_mut().random());
            }
            match self.radio.poll_action(late(now)) {
                None => return,
                Some(RadioAction::Store(entry)) => {
                    // The table first: cut off in between, the node reports again and the table
                    // knows the number.
                    if let Entry::Record(record) = &entry
                        && let Some(change) = self.enter(record)
                    {
                        self.journal.storage_mut().store_change(&change);
                    }
                    // A memory that says no is asked again by the machine.
                    let stored = self.journal.commit(self.radio.state_mut(), entry);
                    self.radio.handle_stored(late(now), stored.is_ok());
                }
                // Only a node has a generation page.
                Some(RadioAction::StoreGeneration(_)) => {}
                Some(RadioAction::Notice(notice)) => self.notice(notice),
                Some(RadioAction::Sense { at, length }) => {
                    let at = early(at);
                    self.pending = Some(RadioAction::Sense { at, length });
                }
                Some(RadioAction::Transmit { at, frame }) => {
                    let at = early(at);
                    self.pending = Some(RadioAction::Transmit { at, frame });
                }
                Some(action) => self.pending = Some(action),
            }
        }
    }

    fn notice(&mut self, notice: Notice) {
        match notice {
            Notice::Committed {
                index,
                evt,
                happened: Some(at),
            } => {
                let ms = signed(at.as_micros()).saturating_sub(signed(BEFORE_US)) / 1000;
                if let Some(place) = index.checked_sub(1) {
                    self.table.borrow_mut().happened(place.into(), evt.0, ms);
                }
            }
            // Somebody else has the group key (S-9).
            Notice::GroupKeyStolen => {
                let bytes = start::key_bytes(self.journal.storage_mut());
                let keyring = self.radio.members().keyring();
                let key = rf_frame::access::members::KeyNumber {
                    keyno: keyring.next_number(),
                    key: keyring.signing().key.with_bytes(bytes),
                };
                self.radio.rotate(key, true);
            }
            _ => {}
        }
    }

    /// Enters an event into the table, which knows outages alone; everything else is in the record.
    fn enter(&mut self, record: &Record) -> Option<Change> {
        let place = usize::from(record.index.checked_sub(1)?);
        let table = self.table.borrow_mut();
        match record.kind {
            RecordKind::Event => {}
            RecordKind::Restart => {
                table.numbers_begin_anew(place);
                return None;
            }
            _ => return None,
        }
        let flags = Flags(record.flags);
        let dated = record.to.seconds != 0
            && record.to.seconds.saturating_sub(record.from.seconds) <= INTERVAL_S;
        let local = |utc: u32| utc.checked_add_signed(self.config.zone_s);
        let middle = u32::midpoint(record.from.seconds, record.to.seconds);
        let up = u32::from(record.from == record.to && record.to.fraction >= 1 << 15);
        let event = SupplyEvent {
            number: record.evt,
            out: flags.contains(Flags::NO_MAINS),
            at: Moment {
                timer_ms: None,
                calendar: local(middle.saturating_add(up)).filter(|_| dated),
            },
            bits: if record.marks.has(Marks::INFERRED) {
                Status::JUDGED
            } else {
                0
            },
        };
        table.event(place, &event)
    }
}

/// The table takes up what is stored: its changes, and how far each node's events have come.
fn restore_table<M: Memory, const N: usize, const LOG: usize, const R: usize>(
    table: &mut Table<N, LOG>,
    port: Port,
    state: &GatewayState<N, R>,
    journal: &mut Journal<M>,
) {
    table.set_learning(port != Port::Rs485);
    let memory = journal.storage_mut();
    memory.replay_changes(&mut |change| table.restore(change));
    table.set_learning(false);
    for member in state.members() {
        let place = usize::from(member.index).saturating_sub(1);
        table.last_event(place, member.committed);
    }
}

/// Timer value on the radio machine's clock.
pub(crate) const fn late(timer: u64) -> rf_frame::Instant {
    rf_frame::Instant::from_micros(timer.saturating_add(BEFORE_US))
}

/// The other way round.
const fn early(machine: rf_frame::Instant) -> rf_frame::Instant {
    rf_frame::Instant::from_micros(machine.as_micros().saturating_sub(BEFORE_US))
}

fn signed(us: u64) -> i64 {
    i64::try_from(us).unwrap_or(i64::MAX)
}
