//! A cabinet in one world of the clocks: what befalls it, and what is noted on the way.

use super::scene::{Act, Scene};
use crate::master::Master;
use dlt645::Frames;
use node::Node;
use sim::cabinet::{EPOCH, Memory, Outside, gateway_address};
use sim::queue::{DAY, HOUR, Micros};
use sim::rng::Rng;
use timesync::{NodeTime, Timestamp};

/// A cabinet with this around it.
pub(super) type World = sim::cabinet::World<Stage>;

/// From this day on the reference drifts, if it does.
const RAMP_FROM: Micros = 3 * DAY;
/// The control code of a broadcast of the time.
const BROADCAST: u8 = 0x08;
/// Bill day and hour of the meters: none but midnight.
const SETTLEMENT: i64 = 0;

/// Something that happens outside of the cabinet.
pub(super) enum Event {
    /// The concentrator's timer.
    Concentrator(u64),
    /// A frame of the concentrator leaves, late.
    Late(Vec<u8>),
    /// Something of the world.
    Act(Act),
    /// What happens again and again.
    Again,
}

/// What was seen of one meter.
#[derive(Clone, Debug, Default)]
pub(super) struct Subject {
    /// Mean rate of its quartz, ppb.
    rate: f64,
    stopped: bool,
    /// Errors once settled, and those of the last six hours, µs.
    pub(super) errors: Vec<i64>,
    pub(super) last: Vec<i64>,
    pub(super) sets: u32,
    sets_of_day: (u64, u32),
    pub(super) sets_a_day: u32,
    /// Largest move by its node once settled, µs.
    pub(super) moved: u64,
    reads: u32,
    reads_of_day: (u64, u32),
    pub(super) reads_a_day: u32,
    /// Instants at which there was an estimate, at which the clock was outside of its bounds, and
    /// at which it was off by more than three half widths.
    pub(super) looks: u32,
    pub(super) broken: u32,
    pub(super) overclaimed: u32,
    /// Whether its node has said that the clock cannot be kept.
    pub(super) told: bool,
}

/// What is around the cabinet, and what was seen.
pub(super) struct Stage {
    scene: &'static Scene,
    end: Micros,
    master: Master,
    rng: Rng,
    pub(super) subjects: Vec<Subject>,
    /// Errors of the gateway's time after the first day, µs, and whether it was trusted.
    pub(super) gateway: Vec<(i64, bool)>,
    /// Errors of the nodes' times when they were noted, µs.
    pub(super) nodes: Vec<i64>,
}

/// Builds the world of `scene` and lets it run for `days`.
pub(super) fn play(scene: &'static Scene, meters: usize, days: u64, seed: u64) -> World {
    let cabinet = sim::cabinet::Config {
        meters,
        seed,
        tune: scene.tune,
        ..sim::cabinet::Config::default()
    };
    let mut plan: Vec<_> = (scene.once.iter())
        .map(|(at, act)| (*at, Event::Act(*act)))
        .collect();
    plan.extend(scene.again.map(|(at, _, _)| (at, Event::Again)));
    let end = days * DAY;
    let mut world = cabinet.build(|rng| Stage::new(scene, meters, end, rng), plan);
    for (i, slot) in world.host.meters.iter_mut().enumerate() {
        slot.busy = scene.busy;
        // Less wrong than usual, except where that is the world.
        let by = slot.start_error / 3 - slot.start_error;
        if (slot.meter.clock().at(0) - EPOCH as i64).abs() < 400_000_000 {
            let now = ttl_link::Instant::ZERO;
            slot.meter.clock_mut(now).shift(0, by + i as i64);
        }
    }
    serve_concentrator(&mut world);
    world.run(end);
    world
}

impl Stage {
    fn new(scene: &'static Scene, meters: usize, end: Micros, rng: &mut Rng) -> Self {
        let mut rng = Rng::new(rng.bits(), scene.name);
        let mut config = concentrator::Config::new(gateway_address());
        config.broadcast_us = scene.every;
        let subject = |_| Subject {
            rate: rng.even(-scene.rate_ppb, scene.rate_ppb),
            ..Subject::default()
        };
        let subjects = (0..meters).map(subject).collect();
        Self {
            scene,
            end,
            master: Master::new(config, EPOCH, scene.ahead),
            rng,
            subjects,
            gateway: Vec::new(),
            nodes: Vec::new(),
        }
    }

    /// How much later than wanted a frame of the concentrator leaves.
    fn lateness(&mut self, bytes: &[u8]) -> Micros {
        let broadcast = Frames::new(bytes)
            .next()
            .is_some_and(|found| found.frame.control().0 == BROADCAST);
        if broadcast && self.scene.late > 0 {
            self.rng.range(0, self.scene.late)
        } else {
            0
        }
    }
}

impl Outside for Stage {
    type Event = Event;

    fn event(world: &mut World, event: Event) {
        let now = world.now();
        match event {
            Event::Concentrator(number) => {
                if world.host.outside.master.rings(now, number) {
                    serve_concentrator(world);
                }
            }
            Event::Late(bytes) => world.master_sends(&bytes),
            Event::Act(what) => act(world, what),
            Event::Again => {
                if let Some((_, every, what)) = world.host.outside.scene.again {
                    act(world, what);
                    world.outside_at(now + every, Event::Again);
                }
            }
        }
    }

    fn bus_byte(world: &mut World, byte: Option<u8>) {
        let now = world.now();
        world.host.outside.master.hear(now, byte);
        serve_concentrator(world);
    }

    fn bus_sent(world: &mut World) {
        let now = world.now();
        world.host.outside.master.sent(now);
        serve_concentrator(world);
    }

    fn answer(world: &mut World, _: usize, bytes: &mut Vec<u8>) -> bool {
        let stage = &mut world.host.outside;
        (stage.scene.spoil)(bytes);
        stage.scene.lost <= 0.0 || !stage.rng.chance(stage.scene.lost)
    }

    fn clock_set(world: &mut World, meter: usize, before: i64) {
        let now = world.now();
        let moved = world.clock_error(meter).abs_diff(before);
        let settled = now >= world.host.outside.scene.settles;
        let Some(subject) = world.host.outside.subjects.get_mut(meter) else {
            return;
        };
        subject.sets += 1;
        let (day, count) = subject.sets_of_day;
        let today = now / DAY;
        subject.sets_of_day = (today, if day == today { count + 1 } else { 1 });
        subject.sets_a_day = subject.sets_a_day.max(subject.sets_of_day.1);
        if settled {
            subject.moved = subject.moved.max(moved);
        }
    }

    fn weather(world: &mut World) {
        let now = world.now();
        warm_meters(world, now);
        tire_meters(world, now);
        note_gateway(world, now);
        for i in 0..world.host.meters.len() {
            note_meter(world, now, i);
        }
    }
}

fn serve_concentrator(world: &mut World) {
    let now = world.now();
    while let Some(bytes) = world.host.outside.master.transmit(now) {
        match world.host.outside.lateness(&bytes) {
            0 => world.master_sends(&bytes),
            late => world.outside_at(now + late, Event::Late(bytes)),
        }
    }
    while world.host.outside.master.notice().is_some() {}
    if let Some((at, number)) = world.host.outside.master.next_alarm(now) {
        world.outside_at(at, Event::Concentrator(number));
    }
}

fn act(world: &mut World, what: Act) {
    let now = world.now();
    let at = ttl_link::Instant::from_micros(now);
    match what {
        Act::Jump(by) => {
            world.host.outside.master.move_clock(now, by);
            serve_concentrator(world);
        }
        Act::Foreign(off) => {
            let second = ((EPOCH + now) as i64 + off).div_euclid(1_000_000);
            for slot in &mut world.host.meters {
                let clock = slot.meter.clock_mut(at);
                let _ = clock.set_by_broadcast(now, second, SETTLEMENT);
            }
        }
        Act::Move(by) => {
            for slot in &mut world.host.meters {
                slot.meter.clock_mut(at).shift(now, by);
            }
        }
        Act::Stop => {
            for (subject, slot) in
                (world.host.outside.subjects.iter_mut()).zip(&mut world.host.meters)
            {
                subject.stopped = true;
                slot.meter.clock_mut(at).change_drift(now, -1_000_000_000);
            }
        }
        Act::GatewayOff => world.kill(0),
        Act::GatewayOn => world.boot(0),
        Act::RestartNodes => {
            for radio in 1..=world.host.meters.len() {
                world.kill(radio);
                world.boot(radio);
            }
        }
        Act::NoteNodes => {
            for i in 0..world.host.meters.len() {
                let error = node(world, i).and_then(|node| node_error(world, now, i, node));
                world.host.outside.nodes.extend(error);
            }
        }
    }
}

fn node(world: &World, i: usize) -> Option<&Node<Memory>> {
    world.machine(i + 1).and_then(|program| program.node())
}

/// The node's time minus true time, µs.
fn node_error(world: &World, now: Micros, i: usize, node: &Node<Memory>) -> Option<i64> {
    let local = node.local_us(world.radios.timer(i + 1, now))?;
    Some(local - (EPOCH + now) as i64)
}

/// The quartzes take the rate of the hour, and the reference drifts.
fn warm_meters(world: &mut World, now: Micros) {
    let stage = &mut world.host.outside;
    let warmth = (std::f64::consts::TAU * (now as f64 / DAY as f64 - 0.375)).sin();
    for (subject, slot) in stage.subjects.iter().zip(&mut world.host.meters) {
        if !subject.stopped {
            let ppb = subject.rate + stage.scene.swing_ppb * warmth;
            let at = ttl_link::Instant::from_micros(now);
            slot.meter.clock_mut(at).change_drift(now, ppb as i32);
        }
    }
    if now >= RAMP_FROM && stage.scene.ramp_ppb != 0 {
        // Ten minutes of it.
        stage.master.drift(stage.scene.ramp_ppb * 600 / 1_000);
    }
}

/// Answers come the later the older the day is.
fn tire_meters(world: &mut World, now: Micros) {
    let scene = world.host.outside.scene;
    let later = scene.tires / DAY.div_ceil(HOUR) * (now % DAY / HOUR);
    if scene.tires > 0 {
        let (share, least, most) = scene.busy;
        for slot in &mut world.host.meters {
            slot.busy = (share, least + later, most + later);
        }
    }
}

fn note_gateway(world: &mut World, now: Micros) {
    let timer = world.radios.timer(0, now);
    let gateway = world.machine(0).and_then(|program| program.gateway());
    let seen = gateway.and_then(|gateway| {
        let error = gateway.local_us(timer)? - (EPOCH + now) as i64;
        Some((error, gateway.is_trusted(timer)))
    });
    // A gateway that hears one frame a day knows its crystal after ten.
    let from = DAY.max(10 * world.host.outside.scene.every);
    if now >= from {
        world.host.outside.gateway.extend(seen);
    }
}

fn note_meter(world: &mut World, now: Micros, i: usize) {
    let error = world.clock_error(i);
    let node = node(world, i);
    let unkept = |node: &Node<Memory>, at| node.keeper().why(at).unkept.is_some();
    let seen = node.and_then(|node| {
        let own = node_error(world, now, i, node)?;
        let at = Timestamp::<NodeTime>::from_micros((EPOCH + now) as i64 + own);
        let known = node.keeper().estimate(at);
        Some((own, known, unkept(node, at)))
    });
    let counts = node.map(|node| node.keeper().counts());
    let stage = &mut world.host.outside;
    let (settled, late) = (now >= stage.scene.settles, now + 6 * HOUR >= stage.end);
    let Some(subject) = stage.subjects.get_mut(i) else {
        return;
    };
    if settled {
        subject.errors.push(error);
    }
    if late {
        subject.last.push(error);
    }
    if let Some(counts) = counts {
        let reads = counts.reads.saturating_add(counts.lost);
        // A node that started anew counts anew.
        let new = reads.checked_sub(subject.reads).unwrap_or(reads);
        let (day, count) = subject.reads_of_day;
        let today = now / DAY;
        subject.reads = reads;
        subject.reads_of_day = (today, if day == today { count + new } else { new });
        // A clock that is met for the first time is read more often.
        if today > 0 {
            subject.reads_a_day = subject.reads_a_day.max(subject.reads_of_day.1);
        }
    }
    if let Some((own, known, unkept)) = seen {
        subject.told |= unkept;
        if let Some(known) = known {
            let true_offset = error - own;
            let [lower, upper] = [known.bounds.lower, known.bounds.upper].map(|b| b.as_micros());
            let off = known.offset.as_micros().abs_diff(true_offset);
            subject.looks += 1;
            subject.broken += u32::from(!(lower..=upper).contains(&true_offset));
            let claimed = known.half_width.as_micros().unsigned_abs();
            subject.overclaimed += u32::from(settled && off > claimed.saturating_mul(3));
        }
    }
}
