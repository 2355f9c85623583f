//! The world: true time, lines, air, supplies, and the truth that no party sees.
//!
//! Every party is a library that takes time and bytes and returns bytes and the moment of its next call. The world
//! carries the bytes, each with its own time, and lets the parties' timers run by their crystals.

pub(crate) mod air;
pub(crate) mod bus;
pub(crate) mod crystal;
#[cfg(test)]
mod deaths;
mod nvm;
pub(crate) mod party;
mod power;
pub(crate) mod queue;
mod radio;
pub(crate) mod script;
mod setup;
pub(crate) mod story;
pub(crate) mod supply;
pub(crate) mod tap;
pub(crate) mod trial;
pub(crate) mod truth;
pub(crate) mod uart;
#[cfg(test)]
mod writes;

pub(crate) use setup::Config;

use crate::report::{ClockResult, Outcome};
use crate::rng::Rng;
use air::{Air, Radio};
use bus::{Bus, BusByte, Party};
use concentrator::outages::News;
use concentrator::{Concentrator, Notice};
use gateway::Gateway;
use node::Node;
use nvm::Flash;
use party::{Alarm, Board, MeterSlot, Who};
use queue::{DAY, HOUR, MINUTE, Micros, Queue};
use script::Cut;
use story::Story;
use truth::{ReportedOutage, TrueOutage};
use ttl_link::Instant;

/// Local time at which the world begins: 2026-11-23 00:00:00, µs since 2000-01-01.
pub(crate) const EPOCH: u64 = 848_707_200 * queue::SECOND;
/// Meters a gateway can hold, and changes in its log.
pub(crate) const METERS: usize = 256;
const LOG: usize = 1024;

/// Bus party 0 is the concentrator, 1 the gateway.
const CONCENTRATOR: Party = 0;
const GATEWAY: Party = 1;
/// An interrupt is handled within this time.
const LATENCY: Micros = 60;

type NodeBoard = Board<Node<Flash>>;
type GatewayBoard = Board<Gateway<Flash, METERS, LOG>>;

/// Something that happens at a time.
#[derive(Debug)]
enum Event {
    /// A party's timer.
    Wake(Who, u64),
    /// A byte has reached the meter.
    ToMeter(usize, Option<u8>),
    /// A byte has reached the node.
    ToNode(usize, Option<u8>),
    /// The node's frame has left its UART.
    UartSent(usize, u32),
    /// A byte has passed the bus.
    Bus(BusByte),
    /// A party's frame has left for the bus.
    BusSent(Party, u32),
    /// A radio has measured the channel since this time.
    Sensed(Radio, Micros, u32),
    /// A radio begins to send.
    Send(Radio, rf_frame::FrameBuf, u32),
    /// A frame has left the air.
    Arrive(air::OnAir, Radio, u32),
    /// Mains are lost or come back.
    Cut(usize),
    Restore(usize),
    /// A capacitor is empty.
    Exhaust(Who),
    /// Something befalls the clocks.
    Trial(trial::Hazard),
    /// It gets warmer or colder.
    Weather,
    /// An hour has passed.
    Hour,
}

/// What is noted on the way, for the picture.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traces {
    /// Clock errors of all meters every ten minutes, µs.
    pub(crate) errors: Vec<(Micros, Vec<i64>)>,
    /// Every transmission.
    pub(crate) frames: Vec<air::Sent>,
}

/// Everything there is.
pub(crate) struct World {
    config: Config,
    queue: Queue<Event>,
    meters: Vec<MeterSlot>,
    nodes: Vec<NodeBoard>,
    gateway: GatewayBoard,
    concentrator: Concentrator,
    concentrator_alarm: Alarm,
    /// Concentrator's clock minus true local time, µs.
    concentrator_error: i64,
    bus: Bus,
    air: Air,
    rng: Rng,
    cuts: Vec<Cut>,
    truth: Vec<TrueOutage>,
    story: Story,
    sets_told: bool,
    /// Clock errors of all meters every ten minutes.
    samples: Vec<(Micros, Vec<i64>)>,
    /// The trial of the clocks, if that is what this run is about.
    trial: Option<trial::Trial>,
}

impl World {
    /// Lets the world run until `end` and tells what became of it, and what passed on the way.
    pub(crate) fn run(mut self, end: Micros) -> (Outcome, Traces) {
        while let Some(event) = self.queue.next_until(end) {
            self.happen(event);
        }
        self.story.end();
        let traces = Traces {
            errors: std::mem::take(&mut self.samples),
            frames: self.air.take_log(),
        };
        (self.outcome(end), traces)
    }

    fn now(&self) -> Micros {
        self.queue.now()
    }

    fn happen(&mut self, event: Event) {
        let now = self.now();
        match event {
            Event::Wake(who, number) => self.wake(who, number),
            Event::ToMeter(i, byte) => {
                if let (Some(slot), Some(byte)) = (self.meters.get_mut(i), byte) {
                    slot.meter.receive(Instant::from_micros(now), &[byte]);
                    self.serve_meter(i);
                }
            }
            Event::ToNode(i, byte) => self.with_node(i, |node, timer| match byte {
                Some(byte) => node.handle_uart(timer, &[byte]),
                None => node.handle_parity_error(timer),
            }),
            Event::UartSent(i, boot) => {
                if self.nodes.get(i).is_some_and(|board| board.boots == boot) {
                    self.with_node(i, |node, timer| node.handle_uart_sent(timer));
                }
            }
            Event::Bus(byte) => self.bus_byte(&byte),
            Event::BusSent(CONCENTRATOR, _) => {
                let local = self.concentrator_time();
                self.concentrator.handle_sent(local);
                self.serve_concentrator();
            }
            Event::BusSent(_, boot) => {
                if self.gateway.boots == boot {
                    self.with_gateway(|gateway, timer| gateway.handle_bus_sent(timer));
                }
            }
            Event::Sensed(radio, since, boot) => self.sensed(radio, since, boot),
            Event::Send(radio, frame, boot) => self.send(radio, &frame, boot),
            Event::Arrive(on_air, radio, boot) => self.arrive(on_air, radio, boot),
            Event::Cut(index) => self.cut(index),
            Event::Restore(index) => self.restore(index),
            Event::Exhaust(who) => self.exhaust(who),
            Event::Weather => self.weather(),
            Event::Trial(hazard) => self.hazard(hazard),
            Event::Hour => {
                self.story.hour();
                self.queue.at(now + HOUR, Event::Hour);
            }
        }
    }

    fn wake(&mut self, who: Who, number: u64) {
        match who {
            Who::Node(i) => {
                if self
                    .nodes
                    .get_mut(i)
                    .is_some_and(|board| board.alarm.rings(number))
                {
                    self.with_node(i, |node, timer| node.handle_timeout(timer));
                }
            }
            Who::Meter(i) => {
                if self
                    .meters
                    .get_mut(i)
                    .is_some_and(|slot| slot.alarm.rings(number))
                {
                    self.serve_meter(i);
                }
            }
            Who::Gateway => {
                if self.gateway.alarm.rings(number) {
                    self.with_gateway(|gateway, timer| gateway.handle_timeout(timer));
                }
            }
            Who::Concentrator => {
                if self.concentrator_alarm.rings(number) {
                    let local = self.concentrator_time();
                    self.concentrator.handle_timeout(local);
                    self.serve_concentrator();
                }
            }
        }
    }

    /// Calls a node that is alive, then does what it wants.
    fn with_node(&mut self, i: usize, call: impl FnOnce(&mut Node<Flash>, u64)) {
        let now = self.now();
        let Some(board) = self.nodes.get_mut(i) else {
            return;
        };
        let timer = board.crystal.timer(now);
        if let Some(node) = &mut board.program {
            call(node, timer);
            self.serve_node(i);
            self.watch_node(i);
        }
    }

    fn serve_node(&mut self, i: usize) {
        let now = self.now();
        loop {
            let Some(board) = self.nodes.get_mut(i) else {
                return;
            };
            let timer = board.crystal.timer(now);
            let (boots, mains) = (board.boots, board.supply.mains());
            let Some(node) = &mut board.program else {
                return;
            };
            if let Some(bytes) = node.poll_uart(timer) {
                let Some(slot) = self.meters.get_mut(i) else {
                    return;
                };
                let queue = &mut self.queue;
                let start = now + slot.rng.range(0, LATENCY);
                let end = slot.down.send(start, bytes, &mut slot.rng, |at, byte| {
                    // Without mains there is no meter at the other end.
                    if mains {
                        queue.at(at, Event::ToMeter(i, byte));
                    }
                });
                queue.at(end + slot.rng.range(0, LATENCY), Event::UartSent(i, boots));
            } else if let Some(action) = node.poll_radio(timer) {
                self.radio_action(i + 1, action);
            } else {
                let wanted = node
                    .poll_timeout()
                    .map(|timer| board.crystal.true_time(timer).max(now + 1));
                if let Some((at, number)) = board.alarm.want(wanted) {
                    self.queue.at(at, Event::Wake(Who::Node(i), number));
                }
                return;
            }
        }
    }

    fn serve_meter(&mut self, i: usize) {
        let now = self.now();
        let Some(slot) = self.meters.get_mut(i) else {
            return;
        };
        let local = |slot: &MeterSlot| slot.meter.clock().at(now) - (EPOCH + now) as i64;
        let before = local(slot);
        while slot
            .meter
            .next_call()
            .is_some_and(|at| at.as_micros() <= now)
        {
            let Some(bytes) = slot.meter.poll(Instant::from_micros(now)) else {
                break;
            };
            let mut bytes = bytes.to_vec();
            if self
                .trial
                .as_mut()
                .is_some_and(|trial| trial.spoil(&mut bytes))
            {
                continue;
            }
            // Now and then a meter is busy and answers late.
            let late = if slot.rng.chance(0.05) {
                slot.rng.range(0, 420_000)
            } else {
                0
            };
            let queue = &mut self.queue;
            slot.up.send(now + late, &bytes, &mut slot.rng, |at, byte| {
                queue.at(at, Event::ToNode(i, byte))
            });
        }
        if local(slot).abs_diff(before) > 500 {
            slot.sets += 1;
            self.watch_set(i, before);
            self.clock_was_set();
        }
        let Some(slot) = self.meters.get_mut(i) else {
            return;
        };
        let wanted = slot.meter.next_call().map(|at| at.as_micros().max(now + 1));
        if let Some((at, number)) = slot.alarm.want(wanted) {
            self.queue.at(at, Event::Wake(Who::Meter(i), number));
        }
    }

    fn with_gateway(&mut self, call: impl FnOnce(&mut Gateway<Flash, METERS, LOG>, u64)) {
        let timer = self.gateway.crystal.timer(self.now());
        if let Some(gateway) = &mut self.gateway.program {
            call(gateway, timer);
            self.serve_gateway();
        }
    }

    fn serve_gateway(&mut self) {
        let now = self.now();
        loop {
            let board = &mut self.gateway;
            let timer = board.crystal.timer(now);
            let Some(gateway) = &mut board.program else {
                return;
            };
            if let Some(bytes) = gateway.poll_bus(timer) {
                let boots = board.boots;
                let sent = self.bus.send(now, GATEWAY, bytes);
                self.carry(GATEWAY, &sent, boots);
            } else if let Some(action) = gateway.poll_radio(timer) {
                self.radio_action(0, action);
            } else {
                let wanted = gateway
                    .poll_timeout()
                    .map(|timer| board.crystal.true_time(timer).max(now + 1));
                if let Some((at, number)) = board.alarm.want(wanted) {
                    self.queue.at(at, Event::Wake(Who::Gateway, number));
                }
                return;
            }
        }
    }

    fn concentrator_time(&self) -> u64 {
        (EPOCH + self.now()).saturating_add_signed(self.concentrator_error)
    }

    fn serve_concentrator(&mut self) {
        let local = self.concentrator_time();
        let now = self.now();
        while let Some(bytes) = self.concentrator.poll_transmit(local) {
            let sent = self.bus.send(now, CONCENTRATOR, bytes);
            self.carry(CONCENTRATOR, &sent, 0);
        }
        self.tell_notices();
        let true_time = |at: u64| {
            at.saturating_add_signed(-self.concentrator_error)
                .saturating_sub(EPOCH)
        };
        let wanted = self
            .concentrator
            .poll_timeout()
            .map(|at| true_time(at).max(now + 1));
        if let Some((at, number)) = self.concentrator_alarm.want(wanted) {
            self.queue.at(at, Event::Wake(Who::Concentrator, number));
        }
    }

    fn carry(&mut self, from: Party, bytes: &[BusByte], boots: u32) {
        for byte in bytes {
            self.queue.at(byte.end, Event::Bus(*byte));
        }
        if let Some(last) = bytes.last() {
            self.queue.at(
                last.end + self.rng.range(0, LATENCY),
                Event::BusSent(from, boots),
            );
        }
    }

    fn bus_byte(&mut self, byte: &BusByte) {
        let heard = self.bus.hear(byte, &mut self.rng);
        if byte.from == CONCENTRATOR {
            if let Some(value) = heard {
                self.with_gateway(|gateway, timer| gateway.handle_bus(timer, &[value]));
            }
        } else {
            let local = self.concentrator_time();
            match heard {
                Some(value) => self.concentrator.handle_input(local, &[value]),
                None => self.concentrator.handle_parity_error(local),
            }
            self.serve_concentrator();
        }
    }

    /// Tells what the concentrator has learned, meters that changed together in one line.
    fn tell_notices(&mut self) {
        let now = self.now();
        let (mut began, mut ended) = (Vec::new(), Vec::new());
        while let Some(notice) = self.concentrator.poll_notice() {
            let index = |meter| self.meters.iter().position(|slot| slot.address == meter);
            match notice {
                Notice::Outage(News::Began(outage)) => began.extend(index(outage.meter)),
                Notice::Outage(News::Ended(outage)) => ended.extend(index(outage.meter)),
                Notice::Outage(News::WasOut(outage)) => {
                    began.extend(index(outage.meter));
                    ended.extend(index(outage.meter));
                }
                Notice::Outage(_) => {}
                Notice::GatewayLost => self
                    .story
                    .tell(now, "concentrator: the gateway does not answer"),
                Notice::GatewayFound(summary) => {
                    let text = format!(
                        "concentrator: the gateway answers, its start number {}",
                        summary.boot_id
                    );
                    self.story.tell(now, &text);
                }
            }
        }
        for (list, what) in [(began, "lost mains"), (ended, "have mains again")] {
            if !list.is_empty() {
                let who = story::meters(&list, self.meters.len());
                self.story.tell(now, &format!("concentrator: {who} {what}"));
            }
        }
    }

    fn clock_was_set(&mut self) {
        if !self.sets_told && self.meters.iter().all(|slot| slot.sets > 0) {
            self.sets_told = true;
            let worst = self
                .clock_errors()
                .into_iter()
                .map(i64::abs)
                .max()
                .unwrap_or(0);
            let text = format!(
                "every clock was set once, the worst is {:.0} ms off now",
                worst as f64 / 1000.0
            );
            self.story.tell(self.now(), &text);
        }
    }

    /// Meter clocks minus true local time, µs.
    fn clock_errors(&self) -> Vec<i64> {
        let now = self.now();
        self.meters
            .iter()
            .map(|slot| slot.meter.clock().at(now) - (EPOCH + now) as i64)
            .collect()
    }

    fn weather(&mut self) {
        let now = self.now();
        // 12 °C at night, 28 °C in the afternoon, in straight lines; the parabola of a tuning fork around 25 °C.
        let phase = (now + DAY - 15 * HOUR) % DAY;
        let away = phase.min(DAY - phase) as f64 / (DAY / 2) as f64;
        let cold = 25.0 - (28.0 - 16.0 * away);
        let parabola = (-34.0 * cold * cold) as i64;
        for board in &mut self.nodes {
            board.crystal.change_rate(now, board.base_ppb + parabola);
        }
        self.gateway
            .crystal
            .change_rate(now, self.gateway.base_ppb + parabola);
        self.warm_meters();
        self.samples.push((now, self.clock_errors()));
        self.queue.at(now + 10 * MINUTE, Event::Weather);
        // The calls that were entered by the old rate are a few µs off at most; they come again if they came early.
    }

    fn outcome(&self, end: Micros) -> Outcome {
        let errors = self.clock_errors();
        let clocks = self
            .meters
            .iter()
            .zip(&self.nodes)
            .zip(errors)
            .map(|((slot, board), error)| ClockResult {
                start: slot.start_error,
                end: error,
                estimate_error: board.program.as_ref().and_then(|node| {
                    let believed = node.meter_offset_us(board.crystal.timer(end))?;
                    Some(believed - error)
                }),
                sets: slot.sets,
            })
            .collect();
        let reports = self.reports();
        let mut line = self.bus.tap.counts();
        let mut digest = self.bus.tap.digest() ^ self.air.digest().rotate_left(17);
        for slot in &self.meters {
            for wire in [&slot.up, &slot.down] {
                line += wire.tap.counts();
                digest = digest.rotate_left(7) ^ wire.tap.digest();
            }
        }
        Outcome {
            seed: self.config.seed,
            virtual_time: end,
            wall_s: 0.0,
            addresses: self
                .meters
                .iter()
                .map(|slot| slot.address.to_string())
                .collect(),
            clocks,
            verdict: truth::compare(&self.truth, &reports),
            reported: reports.len(),
            air: self.air.counts(),
            line,
            digest,
        }
    }

    /// The concentrator's outages in the world's time.
    fn reports(&self) -> Vec<ReportedOutage> {
        let index = |meter| self.meters.iter().position(|slot| slot.address == meter);
        let world = |seconds: u32| i64::from(seconds) * 1_000_000 - EPOCH as i64;
        let learned = |local: u64| {
            local
                .saturating_add_signed(-self.concentrator_error)
                .saturating_sub(EPOCH)
        };
        let list = self.concentrator.outages().list().iter();
        list.map(|outage| ReportedOutage {
            // A meter that does not exist can be in no true outage.
            meter: index(outage.meter).unwrap_or(usize::MAX),
            begin: outage.begin.map(world),
            end: outage.end.map(world),
            learned: learned(outage.learned_us),
            end_learned: outage.end_learned_us.map(learned),
        })
        .collect()
    }
}
