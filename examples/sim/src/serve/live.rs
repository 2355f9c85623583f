//! The cabinet that is served, without I/O: bytes and commands go in at a time, bytes come out.

use super::command;
use crate::cabinet::{Config, Outside, World};
use crate::queue::{Micros, SECOND};
use crate::truth::TrueOutage;
use serde::Serialize;
use std::convert::Infallible;
use timesync::Civil;

/// Something that passed, at its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// A client put bytes on the bus.
    Asked(Micros, Vec<u8>),
    /// A byte of the gateway has passed the bus.
    Answered(Micros, u8),
    /// A command was carried out.
    Command(Micros, String),
}

/// What is outside of a served cabinet: clients, and whoever gives commands.
#[derive(Debug, Default)]
pub(super) struct Clients {
    /// What the gateway said and nobody has taken yet.
    heard: Vec<u8>,
    /// Outages that were commanded.
    pub(super) truth: Vec<TrueOutage>,
    /// Whether the line to the clients is broken.
    pub(super) line_cut: bool,
    records: Option<Vec<Record>>,
}

impl Clients {
    fn record(&mut self, record: Record) {
        if let Some(records) = &mut self.records {
            records.push(record);
        }
    }
}

impl Outside for Clients {
    type Event = Infallible;

    fn event(_: &mut World<Self>, event: Infallible) {
        match event {}
    }

    fn bus_byte(world: &mut World<Self>, byte: Option<u8>) {
        let now = world.now();
        let clients = &mut world.host.outside;
        // A byte with wrong parity is dropped by the clients' receivers.
        if let Some(byte) = byte.filter(|_| !clients.line_cut) {
            clients.heard.push(byte);
            clients.record(Record::Answered(now, byte));
        }
    }

    fn bus_sent(_: &mut World<Self>) {}
}

/// A cabinet and the commands for it.
pub struct Live(pub(super) World<Clients>);

impl Live {
    /// A cabinet at the begin of its time. If it is to `record`, everything that passes is kept.
    #[must_use]
    pub fn new(config: Config, record: bool) -> Self {
        let clients = Clients {
            records: record.then(Vec::new),
            ..Clients::default()
        };
        Self(config.build(|_| clients, []))
    }

    /// Lets time pass up to `at`. Returns what the gateway has said on the bus.
    pub fn run(&mut self, at: Micros) -> Vec<u8> {
        self.0.run(at);
        std::mem::take(&mut self.0.host.outside.heard)
    }

    /// When something happens next.
    #[must_use]
    pub fn next_at(&self) -> Option<Micros> {
        self.0.queue.next_at()
    }

    /// A client puts bytes on the bus now.
    pub fn feed(&mut self, bytes: &[u8]) {
        let asked = Record::Asked(self.0.now(), bytes.to_vec());
        self.0.host.outside.record(asked);
        if !self.0.host.outside.line_cut {
            self.0.master_sends(bytes);
        }
    }

    /// Carries out a command now.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn command(&mut self, text: &str) -> Result<String, String> {
        let record = Record::Command(self.0.now(), text.to_owned());
        let done = command::carry_out(&mut self.0, text)?;
        self.0.host.outside.record(record);
        Ok(done)
    }

    /// What was recorded.
    #[must_use]
    pub fn into_records(self) -> Vec<Record> {
        self.0.host.outside.records.unwrap_or_default()
    }

    /// How everything is.
    #[must_use]
    pub fn status(&self) -> Status {
        let world = &self.0;
        let calendar = |at: Micros| local(world.host.config.epoch + at);
        let meters = world.host.meters.iter().enumerate();
        let meters = meters.map(|(i, slot)| MeterStatus {
            meter: i + 1,
            address: slot.address.to_string(),
            mains: world.has_mains(i + 1),
            node_runs: world.machine(i + 1).is_some(),
            capacitor_mv: millivolts(world, i + 1),
            clock_error_ms: world.clock_error(i) as f64 / 1000.0,
            sets: slot.sets,
            fault: slot.fault.map(str::to_owned),
        });
        let local_us = |at: Micros| world.host.config.epoch + at;
        let outages = world.host.outside.truth.iter().map(|outage| Outage {
            meter: outage.meter + 1,
            address: Config::address(outage.meter).to_string(),
            begin_us: local_us(outage.begin),
            end_us: outage.end.map(local_us),
            begin: calendar(outage.begin),
            end: outage.end.map(calendar),
        });
        let air = world.radios.air.counts();
        Status {
            time: calendar(world.now()),
            world_us: world.now(),
            speed: 1.0,
            gateway_address: crate::cabinet::gateway_address().to_string(),
            gateway_mains: world.has_mains(0),
            gateway_runs: world.machine(0).is_some(),
            line_cut: world.host.outside.line_cut,
            bus_noise: world.host.bus.noise,
            air_loss: world.radios.air.channel.loss,
            air_sent: air.sent,
            air_lost: air.lost,
            air_collided: air.collided,
            meters: meters.collect(),
            outages: outages.collect(),
        }
    }

    /// The outages that were commanded and lasted long enough, in world time.
    #[must_use]
    pub fn truth(&self) -> &[TrueOutage] {
        &self.0.host.outside.truth
    }
}

fn millivolts(world: &World<Clients>, radio: usize) -> u16 {
    let board = world.host.boards.get(radio);
    board.map_or(0, |board| board.supply.millivolts(world.now()))
}

/// Local standard time as `2026-11-29T19:05:00.123`.
fn local(us: u64) -> String {
    let seconds = i64::try_from(us / SECOND).unwrap_or(i64::MAX);
    let civil = Civil::from_secs(seconds).map(|civil| civil.to_string().replace(' ', "T"));
    format!("{}.{:03}", civil.unwrap_or_default(), us % SECOND / 1000)
}

/// How everything is. New members may come, none is renamed.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    /// Local standard time of the world.
    pub time: String,
    /// µs since the world began.
    pub world_us: u64,
    /// How much faster than the wall clock time passes.
    pub speed: f64,
    /// Address of the gateway on RS485.
    pub gateway_address: String,
    /// Whether the gateway has mains.
    pub gateway_mains: bool,
    /// Whether it runs.
    pub gateway_runs: bool,
    /// Whether the line between clients and gateway is broken.
    pub line_cut: bool,
    /// Chance that a byte on RS485 is spoilt.
    pub bus_noise: f64,
    /// Chance that a radio frame is lost.
    pub air_loss: f64,
    /// Radio frames sent.
    pub air_sent: u64,
    /// Receptions that never came.
    pub air_lost: u64,
    /// Receptions that another frame spoilt.
    pub air_collided: u64,
    /// The meters with their nodes.
    pub meters: Vec<MeterStatus>,
    /// Outages that were commanded, except those that were too short to count.
    pub outages: Vec<Outage>,
}

/// One meter and its node.
#[derive(Clone, Debug, Serialize)]
pub struct MeterStatus {
    /// Its number, from 1.
    pub meter: usize,
    /// Its address.
    pub address: String,
    /// Whether it has mains.
    pub mains: bool,
    /// Whether its node runs.
    pub node_runs: bool,
    /// Voltage of the node's capacitor.
    pub capacitor_mv: u16,
    /// Its clock minus true local time.
    pub clock_error_ms: f64,
    /// Times that its clock was set.
    pub sets: u64,
    /// What goes wrong with its answers.
    pub fault: Option<String>,
}

/// One outage that was commanded.
#[derive(Clone, Debug, Serialize)]
pub struct Outage {
    /// The meter, from 1.
    pub meter: usize,
    /// Its address.
    pub address: String,
    /// When mains were lost, local standard time in µs since 2000-01-01.
    pub begin_us: u64,
    /// When they came back, in the same measure.
    pub end_us: Option<u64>,
    /// Local standard time at which mains were lost.
    pub begin: String,
    /// Local standard time at which they came back.
    pub end: Option<String>,
}

/// Plays the requests and commands of a recorded run in virtual time. Returns what is recorded
/// then: the same, if the cabinet answers in real time as it does in virtual time.
#[must_use]
pub fn replay(config: Config, records: &[Record]) -> Vec<Record> {
    let mut live = Live::new(config, true);
    for record in records {
        match record {
            Record::Asked(at, bytes) => {
                live.run(*at);
                live.feed(bytes);
            }
            Record::Command(at, text) => {
                live.run(*at);
                // What was recorded was carried out.
                let _ = live.command(text);
            }
            Record::Answered(at, _) => {
                live.run(*at);
            }
        }
    }
    live.into_records()
}
