//! The default world and the trial of the clocks: a cabinet, the concentrator on its bus, what
//! befalls it, and the truth that no party sees.

#[cfg(test)]
mod deaths;
mod power;
pub(crate) mod script;
pub(crate) mod story;
pub(crate) mod trial;
#[cfg(test)]
mod writes;

use crate::master::Master;
use crate::report::{ClockResult, Outcome};
use concentrator::Notice;
use concentrator::outages::News;
use node::plain::Method;
use script::Cut;
use sim::air;
use sim::cabinet::{EPOCH, Outside, gateway_address};
use sim::queue::{DAY, HOUR, Micros};
use sim::rng::Rng;
use sim::truth::{self, TrueOutage};
use story::Story;
use trial::{Hazard, Trial};

/// A cabinet with everything around it.
pub(crate) type World = sim::cabinet::World<Around>;

/// What a run is made of.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// Meters.
    pub(crate) meters: usize,
    /// Virtual days.
    pub(crate) days: u64,
    /// Share of receptions that are lost.
    pub(crate) loss: f64,
    /// Seed.
    pub(crate) seed: u64,
    /// Whether to say nothing.
    pub(crate) silent: bool,
    /// The trial of the clocks instead of the power failures, and how the nodes keep them.
    pub(crate) trial: Option<Method>,
}

impl Config {
    /// Builds the world as it is at midnight.
    pub(crate) fn build(self) -> World {
        let cuts = match self.trial {
            None => script::cuts(self.meters, self.days, &mut Rng::new(self.seed, "script")),
            Some(_) => Vec::new(),
        };
        let mut plan = Vec::new();
        for (index, cut) in cuts.iter().enumerate() {
            plan.push((cut.begin, Event::Cut(index)));
            plan.push((cut.end, Event::Restore(index)));
        }
        if self.trial.is_some() {
            plan.extend((0..self.days).map(|day| (day * DAY, Event::Trial(Hazard::Day))));
        }
        plan.push((HOUR, Event::Hour));
        let cabinet = sim::cabinet::Config {
            meters: self.meters,
            loss: self.loss,
            seed: self.seed,
            epoch: EPOCH,
            method: self.trial.unwrap_or_default(),
            tune: if self.trial.is_some() {
                Trial::tune
            } else {
                |_, _| {}
            },
        };
        let mut world = cabinet.build(|rng| Around::new(&self, cuts, rng), plan);
        serve_concentrator(&mut world);
        world
    }
}

/// Something that happens outside of the cabinet.
#[derive(Debug)]
pub(crate) enum Event {
    /// The concentrator's timer.
    Concentrator(u64),
    /// Mains are lost or come back.
    Cut(usize),
    Restore(usize),
    /// Something befalls the clocks.
    Trial(Hazard),
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

/// What is around the cabinet.
pub(crate) struct Around {
    seed: u64,
    master: Master,
    cuts: Vec<Cut>,
    truth: Vec<TrueOutage>,
    story: Story,
    sets_told: bool,
    /// Clock errors of all meters every ten minutes.
    samples: Vec<(Micros, Vec<i64>)>,
    /// The trial of the clocks, if that is what this run is about.
    trial: Option<Trial>,
    /// What passed the bus to the concentrator.
    #[cfg(test)]
    heard: Vec<u8>,
}

impl Around {
    fn new(config: &Config, cuts: Vec<Cut>, rng: &mut Rng) -> Self {
        // The head-end keeps the concentrator's clock right to two milliseconds.
        let error = rng.even(-2000.0, 2000.0) as i64;
        Self {
            seed: config.seed,
            master: Master::new(concentrator::Config::new(gateway_address()), EPOCH, error),
            cuts,
            truth: Vec::new(),
            story: Story::new(config.days * 24, config.silent),
            sets_told: false,
            samples: Vec::new(),
            trial: config.trial.map(|_| Trial::new(config)),
            #[cfg(test)]
            heard: Vec::new(),
        }
    }
}

impl Outside for Around {
    type Event = Event;

    fn event(world: &mut World, event: Event) {
        let now = world.now();
        let around = &mut world.host.outside;
        match event {
            Event::Concentrator(number) => {
                if around.master.rings(now, number) {
                    serve_concentrator(world);
                }
            }
            Event::Cut(index) => power::cut(world, index),
            Event::Restore(index) => power::restore(world, index),
            Event::Trial(hazard) => trial::befall(world, hazard),
            Event::Hour => {
                around.story.hour();
                world.outside_at(now + HOUR, Event::Hour);
            }
        }
    }

    fn bus_byte(world: &mut World, byte: Option<u8>) {
        let now = world.now();
        let around = &mut world.host.outside;
        #[cfg(test)]
        around.heard.extend(byte);
        around.master.hear(now, byte);
        serve_concentrator(world);
    }

    fn bus_sent(world: &mut World) {
        let now = world.now();
        world.host.outside.master.sent(now);
        serve_concentrator(world);
    }

    fn answer(world: &mut World, _: usize, bytes: &mut Vec<u8>) -> bool {
        let trial = &mut world.host.outside.trial;
        !trial.as_mut().is_some_and(|trial| trial.spoil(bytes))
    }

    fn clock_set(world: &mut World, meter: usize, before: i64) {
        trial::watch_set(world, meter, before);
        clock_was_set(world);
    }

    fn node_called(world: &mut World, meter: usize) {
        trial::watch_node(world, meter);
    }

    fn died(world: &mut World, radio: air::Radio) {
        power::died(world, radio);
    }

    fn weather(world: &mut World) {
        trial::warm_meters(world);
        let sample = (world.now(), world.clock_errors());
        world.host.outside.samples.push(sample);
    }
}

/// Lets the world run until `end` and tells what became of it, and what passed on the way.
pub(crate) fn run(mut world: World, end: Micros) -> (Outcome, Traces) {
    world.run(end);
    world.host.outside.story.end();
    let traces = Traces {
        errors: std::mem::take(&mut world.host.outside.samples),
        frames: world.radios.air.take_log(),
    };
    (outcome(&world, end), traces)
}

fn serve_concentrator(world: &mut World) {
    let now = world.now();
    while let Some(bytes) = world.host.outside.master.transmit(now) {
        world.master_sends(&bytes);
    }
    tell_notices(world);
    if let Some((at, number)) = world.host.outside.master.next_alarm(now) {
        world.outside_at(at, Event::Concentrator(number));
    }
}

/// Tells what the concentrator has learned, meters that changed together in one line.
fn tell_notices(world: &mut World) {
    let now = world.now();
    let meters = &world.host.meters;
    let around = &mut world.host.outside;
    let (mut began, mut ended) = (Vec::new(), Vec::new());
    while let Some(notice) = around.master.notice() {
        let index = |meter| meters.iter().position(|slot| slot.address == meter);
        match notice {
            Notice::Outage(News::Began(outage)) => began.extend(index(outage.meter)),
            Notice::Outage(News::Ended(outage)) => ended.extend(index(outage.meter)),
            Notice::Outage(News::WasOut(outage)) => {
                began.extend(index(outage.meter));
                ended.extend(index(outage.meter));
            }
            Notice::Outage(_) | Notice::State(..) | Notice::Meters(_) => {}
            Notice::Record(_) | Notice::ConfirmRefused => {}
            Notice::GatewayLost => around
                .story
                .tell(now, "concentrator: the gateway does not answer"),
            Notice::GatewayFound(summary) => {
                let text = format!(
                    "concentrator: the gateway answers, its start number {}",
                    summary.boot_id
                );
                around.story.tell(now, &text);
            }
        }
    }
    for (list, what) in [(began, "lost mains"), (ended, "have mains again")] {
        if !list.is_empty() {
            let who = story::meters(&list, meters.len());
            around
                .story
                .tell(now, &format!("concentrator: {who} {what}"));
        }
    }
}

fn clock_was_set(world: &mut World) {
    if !world.host.outside.sets_told && world.host.meters.iter().all(|slot| slot.sets > 0) {
        world.host.outside.sets_told = true;
        let worst = world
            .clock_errors()
            .into_iter()
            .map(i64::abs)
            .max()
            .unwrap_or(0);
        let text = format!(
            "every clock was set once, the worst is {:.0} ms off now",
            worst as f64 / 1000.0
        );
        world.host.outside.story.tell(world.now(), &text);
    }
}

fn outcome(world: &World, end: Micros) -> Outcome {
    let believed = |i: usize| {
        let node = world.machine(i + 1)?.node()?;
        node.meter_offset_us(world.radios.timer(i + 1, end))
    };
    let clocks = world.clock_errors().into_iter().zip(&world.host.meters);
    let clocks = clocks.enumerate().map(|(i, (error, slot))| ClockResult {
        start: slot.start_error,
        end: error,
        estimate_error: believed(i).map(|believed| believed - error),
        sets: slot.sets,
    });
    let clocks = clocks.collect();
    let around = &world.host.outside;
    let index = |meter| {
        let mut meters = world.host.meters.iter();
        meters.position(|slot| slot.address == meter)
    };
    let reports = around.master.reports(index);
    let mut line = world.host.bus.tap.counts();
    let mut digest = world.host.bus.tap.digest() ^ world.radios.air.digest().rotate_left(17);
    for slot in &world.host.meters {
        for wire in [&slot.up, &slot.down] {
            line += wire.tap.counts();
            digest = digest.rotate_left(7) ^ wire.tap.digest();
        }
    }
    Outcome {
        seed: around.seed,
        virtual_time: end,
        wall_s: 0.0,
        addresses: (world.host.meters.iter())
            .map(|slot| slot.address.to_string())
            .collect(),
        clocks,
        verdict: truth::compare(&around.truth, &reports),
        reported: reports.len(),
        air: world.radios.air.counts(),
        line,
        digest,
    }
}
