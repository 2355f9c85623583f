//! What is around the boards, in real time: meters, bus, air, mains, concentrator, and the truth.

use super::emulator::{self, Emulator, Input, LINE, MODEM, SLOT};
use super::kill::Watch;
use super::script::Phase;
use super::setup::Setup;
use super::summary::{BoardResult, Outcome};
use crate::master::Master;
use crate::report::ClockResult;
use board::modem::Deframer;
use board::numbers::{BUS_BAUD, CAPACITOR_FULL_MV};
use board::slot::Signal;
use concentrator::Notice;
use meter::ClockConfig;
use sim::air::{Air, Near, OnAir};
use sim::bus::{Bus, BusByte, Party};
use sim::cabinet::MeterSlot;
use sim::queue::{Micros, Queue, SECOND};
use sim::rng::Rng;
use sim::truth::{self, ReportedOutage, TrueOutage, Verdict};
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// Local time at which the run begins, 2026-11-23 10:00, µs since 2000-01-01: far from midnight,
/// when no clock is set.
const EPOCH: u64 = (848_707_200 + 36_000) * SECOND;
/// A report belongs to an outage whose begin is this near.
const NEAR: i64 = 8_000_000;
const CONCENTRATOR: Party = 0;
const GATEWAY: Party = 1;
/// A zero-crossing each half wave of 50 Hz.
const HALF_WAVE: Micros = 10_000;
/// What a capacitor loses a second, mV.
const LOSS_MV: u64 = 200;

/// Something that happens at a time.
#[derive(Debug)]
pub(super) enum Event {
    Concentrator(u64),
    Meter(usize, u64),
    ToMeter(usize, Option<u8>),
    ToNode(usize, Option<u8>),
    Bus(BusByte),
    BusSent,
    Sensed {
        b: usize,
        life: u32,
        since: Micros,
        until: Micros,
    },
    Transmit {
        b: usize,
        life: u32,
        frame: Vec<u8>,
    },
    Arrive {
        b: usize,
        life: u32,
        on_air: OnAir,
    },
    /// Zero-crossings of whoever has mains, and the story's next step.
    Crossing,
}

/// One board; the gateway is number 0.
#[derive(Debug)]
pub(super) struct Board {
    pub(super) emulator: Option<Emulator>,
    pub(super) folder: PathBuf,
    /// Starts so far.
    pub(super) life: u32,
    pub(super) deframer: Deframer,
    pub(super) listens: bool,
    pub(super) mains: bool,
    /// When the mains went.
    cut_at: Micros,
    log: Vec<u8>,
    pub(super) result: BoardResult,
}

/// What is counted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) commands: u64,
    pub(super) late: u64,
    pub(super) latest_us: u64,
    pub(super) bad_messages: u64,
    pub(super) kills: u32,
    pub(super) torn: u32,
}

/// Everything there is.
pub(super) struct World {
    pub(super) setup: Setup,
    images: PathBuf,
    started: Instant,
    pub(super) queue: Queue<Event>,
    inputs: (Sender<Input>, Receiver<Input>),
    pub(super) boards: Vec<Board>,
    meters: Vec<MeterSlot>,
    pub(super) master: Master,
    bus: Bus,
    pub(super) air: Air<Near>,
    rng: Rng,
    pub(super) truth: Vec<TrueOutage>,
    pub(super) counts: Counts,
    pub(super) phase: Phase,
    pub(super) watch: Option<Watch>,
    talks: bool,
    verbose: bool,
}

impl World {
    /// A world in which nothing runs yet.
    pub(super) fn new(
        setup: Setup,
        loss: f64,
        images: PathBuf,
        folder: PathBuf,
        talks: bool,
    ) -> Self {
        let mut rng = Rng::new(setup.seed, "firmware");
        let boards = (0..=setup.nodes).map(|b| Board {
            emulator: None,
            folder: folder.join(if b == 0 {
                "gateway".into()
            } else {
                format!("node{b}")
            }),
            life: 0,
            deframer: Deframer::new(),
            listens: false,
            mains: true,
            cut_at: 0,
            log: Vec::new(),
            result: BoardResult::default(),
        });
        let meters = (0..setup.nodes)
            .map(|i| meter(&setup, i, &mut rng))
            .collect();
        let mut config = concentrator::Config::new(Setup::gateway());
        // In an installation these are 10 s and a minute.
        config.poll_us = 2 * SECOND;
        config.settling_us = 2 * SECOND;
        config.broadcast_us = 10 * SECOND;
        let air = Near::air(setup.nodes + 1, loss, 0.005, Rng::new(setup.seed, "air"));
        Self {
            images,
            started: Instant::now(),
            queue: Queue::new(),
            inputs: channel(),
            boards: boards.collect(),
            meters,
            master: Master::new(config, EPOCH, 0),
            bus: Bus::new(u64::from(BUS_BAUD), 0.0),
            air,
            rng,
            truth: Vec::new(),
            counts: Counts::default(),
            phase: Phase::Time,
            watch: None,
            talks,
            verbose: false,
            setup,
        }
    }

    /// Whether to tell what the boards log.
    pub(super) const fn set_verbose(&mut self, on: bool) {
        self.verbose = on;
    }

    pub(super) fn now(&self) -> Micros {
        self.queue.now()
    }

    /// Lets everything run until the story has ended.
    pub(super) fn run(mut self) -> io::Result<Outcome> {
        for b in 0..self.boards.len() {
            let folder = self
                .boards
                .get(b)
                .map(|board| board.folder.clone())
                .unwrap_or_default();
            self.setup.write_memory(b, &folder)?;
        }
        self.started = Instant::now();
        (0..self.boards.len()).try_for_each(|b| self.boot(b))?;
        self.queue.at(0, Event::Crossing);
        self.serve_concentrator();
        while self.phase != Phase::End {
            self.queue_until(self.elapsed(Instant::now()))?;
            let next = self.queue.next_at().unwrap_or(Micros::MAX);
            let wait = next
                .saturating_sub(self.elapsed(Instant::now()))
                .min(HALF_WAVE);
            if let Ok(input) = self.inputs.1.recv_timeout(Duration::from_micros(wait)) {
                self.queue_until(self.elapsed(input.at))?;
                self.input(&input)?;
            }
        }
        self.outcome()
    }

    fn elapsed(&self, at: Instant) -> Micros {
        u64::try_from(at.saturating_duration_since(self.started).as_micros()).unwrap_or(u64::MAX)
    }

    fn queue_until(&mut self, end: Micros) -> io::Result<()> {
        while let Some(event) = self.queue.next_until(end) {
            self.happen(event)?;
        }
        Ok(())
    }

    /// One line of the story.
    pub(super) fn tell(&self, text: &str) {
        if self.talks {
            println!("{:6.1} s  {text}", self.now() as f64 / SECOND as f64);
        }
    }

    /// Starts board `b` with what its memory holds.
    pub(super) fn boot(&mut self, b: usize) -> io::Result<()> {
        let image = self.images.join(if b == 0 { "gateway" } else { "node" });
        let sender = self.inputs.0.clone();
        let now = self.now();
        let Some(board) = self.boards.get_mut(b) else {
            return Ok(());
        };
        board.life += 1;
        board.deframer = Deframer::new();
        board.log.clear();
        board.listens = false;
        self.air.listen(now, b, false);
        board.emulator = Some(Emulator::start(
            &image,
            &board.folder,
            b,
            board.life,
            &sender,
        )?);
        self.tell_signals(b);
        Ok(())
    }

    /// Board `b` is dead.
    pub(super) fn bury(&mut self, b: usize) {
        let now = self.now();
        if let Some(board) = self.boards.get_mut(b) {
            board.emulator = None;
            board.life += 1;
            board.listens = false;
        }
        self.air.cut(now, b);
        self.air.listen(now, b, false);
        if b == 0 {
            self.bus.cut(now, GATEWAY);
        }
    }

    pub(super) fn send(&mut self, b: usize, port: usize, bytes: &[u8]) {
        if let Some(emulator) = self
            .boards
            .get_mut(b)
            .and_then(|board| board.emulator.as_mut())
        {
            emulator.send(port, bytes);
        }
    }

    fn tell_signals(&mut self, b: usize) {
        let now = self.now();
        let Some(board) = self.boards.get(b) else {
            return;
        };
        let levels = Signal::Levels {
            supply: board.mains,
            plugged: true,
            event: false,
        };
        let lost = if board.mains {
            0
        } else {
            now.saturating_sub(board.cut_at) * LOSS_MV / SECOND
        };
        let capacitor = Signal::Capacitor(CAPACITOR_FULL_MV.saturating_sub(lost as u16));
        self.send(b, SLOT, &[levels.to_byte(), capacitor.to_byte()]);
    }

    /// Mains of board `b`, and of its meter, go or come back. Adds to the truth.
    pub(super) fn set_mains(&mut self, b: usize, on: bool) {
        let now = self.now();
        let Some(board) = self.boards.get_mut(b) else {
            return;
        };
        board.mains = on;
        board.cut_at = now;
        self.tell_signals(b);
        let Some(i) = b.checked_sub(1) else { return };
        if on {
            if let Some(outage) = self.truth.iter_mut().rev().find(|outage| outage.meter == i) {
                outage.end = Some(now);
            }
        } else {
            self.truth.push(TrueOutage {
                meter: i,
                begin: now,
                end: None,
            });
        }
        if let Some(slot) = self.meters.get_mut(i) {
            slot.meter
                .set_mains(ttl_link::Instant::from_micros(now), on);
        }
        self.serve_meter(i);
    }

    fn happen(&mut self, event: Event) -> io::Result<()> {
        let now = self.now();
        match event {
            Event::Concentrator(number) => {
                if self.master.rings(now, number) {
                    self.serve_concentrator();
                }
            }
            Event::Meter(i, number) => {
                if self
                    .meters
                    .get_mut(i)
                    .is_some_and(|slot| slot.rings(number))
                {
                    self.serve_meter(i);
                }
            }
            Event::ToMeter(i, byte) => {
                if let (Some(slot), Some(byte)) = (self.meters.get_mut(i), byte) {
                    slot.meter
                        .receive(ttl_link::Instant::from_micros(now), &[byte]);
                    self.serve_meter(i);
                }
            }
            // A socket has no parity: a spoilt byte is a missing one.
            Event::ToNode(i, byte) => self.send(i + 1, LINE, byte.as_slice()),
            Event::Bus(byte) => self.bus_byte(&byte),
            Event::BusSent => {
                self.master.sent(now);
                self.serve_concentrator();
            }
            Event::Sensed {
                b,
                life,
                since,
                until,
            } => {
                if self.lives(b, life) {
                    self.sensed(b, since, until);
                }
            }
            Event::Transmit { b, life, frame } => {
                if self.lives(b, life) {
                    self.transmit(b, now, &frame);
                }
            }
            Event::Arrive { b, life, on_air } => self.arrive(b, life, on_air),
            Event::Crossing => {
                for b in 0..self.boards.len() {
                    if self.boards.get(b).is_some_and(|board| board.mains) {
                        self.send(b, SLOT, &[Signal::Crossing.to_byte()]);
                    } else if (now / HALF_WAVE).is_multiple_of(50) {
                        self.tell_signals(b);
                    }
                }
                self.queue.at(now + HALF_WAVE, Event::Crossing);
                self.step()?;
            }
        }
        Ok(())
    }

    fn lives(&self, b: usize, life: u32) -> bool {
        self.boards.get(b).is_some_and(|board| board.life == life)
    }

    fn input(&mut self, input: &Input) -> io::Result<()> {
        let b = input.board;
        if !self.lives(b, input.life) {
            return Ok(());
        }
        if input.bytes.is_empty() {
            // Whoever watches a board is about to find out that it was killed.
            let expected = self.watch.is_some();
            let error = format!("the emulator of board {b} has ended, see its emulator.log");
            return if expected {
                Ok(())
            } else {
                Err(io::Error::other(error))
            };
        }
        match input.port {
            MODEM => self.modem_bytes(b, &input.bytes),
            SLOT => self.log(b, &input.bytes),
            _ if b == 0 => {
                let sent = self.bus.send(self.now(), GATEWAY, &input.bytes);
                sent.iter()
                    .for_each(|byte| self.queue.at(byte.end, Event::Bus(*byte)));
            }
            _ => self.line_bytes(b - 1, &input.bytes),
        }
        Ok(())
    }

    fn line_bytes(&mut self, i: usize, bytes: &[u8]) {
        let now = self.now();
        let mains = self.boards.get(i + 1).is_some_and(|board| board.mains);
        let Some(slot) = self.meters.get_mut(i) else {
            return;
        };
        let queue = &mut self.queue;
        slot.down.send(now, bytes, &mut slot.rng, |at, byte| {
            if mains {
                queue.at(at, Event::ToMeter(i, byte));
            }
        });
    }

    fn log(&mut self, b: usize, bytes: &[u8]) {
        let Some(board) = self.boards.get_mut(b) else {
            return;
        };
        board.log.extend_from_slice(bytes);
        while let Some(end) = self
            .boards
            .get(b)
            .and_then(|board| board.log.iter().position(|byte| *byte == b'\n'))
        {
            let Some(board) = self.boards.get_mut(b) else {
                return;
            };
            let line: Vec<u8> = board.log.drain(..=end).collect();
            let line = String::from_utf8_lossy(&line).trim().to_owned();
            let failed = line.starts_with("failed:");
            board.result.take(&line);
            if self.verbose || failed {
                let name = if b == 0 {
                    "gateway".to_owned()
                } else {
                    format!("node {b}")
                };
                self.tell(&format!("{name} says: {line}"));
            }
        }
    }

    fn serve_meter(&mut self, i: usize) {
        let now = self.now();
        let before = self.clock_error(i);
        let Some(slot) = self.meters.get_mut(i) else {
            return;
        };
        let queue = &mut self.queue;
        while let Some(bytes) = slot.poll(now) {
            slot.up.send(now, &bytes, &mut slot.rng, |at, byte| {
                queue.at(at, Event::ToNode(i, byte))
            });
        }
        if let Some((at, number)) = slot.next_alarm(now) {
            queue.at(at, Event::Meter(i, number));
        }
        if slot.note_set(now, before) {
            let [before, after] = [before, slot.clock_error(now)].map(|us| us as f64 / 1000.0);
            self.tell(&format!(
                "node {} sets its meter: {before:.0} ms off before, {after:.0} ms after",
                i + 1
            ));
        }
    }

    fn serve_concentrator(&mut self) {
        let now = self.now();
        while let Some(bytes) = self.master.transmit(now) {
            let sent = self.bus.send(now, CONCENTRATOR, &bytes);
            sent.iter()
                .for_each(|byte| self.queue.at(byte.end, Event::Bus(*byte)));
            if let Some(last) = sent.last() {
                self.queue.at(last.end, Event::BusSent);
            }
        }
        while let Some(notice) = self.master.notice() {
            self.tell(&match notice {
                Notice::GatewayLost => "concentrator: the gateway does not answer".to_owned(),
                Notice::GatewayFound(summary) => {
                    format!(
                        "concentrator: the gateway answers, its start number {}",
                        summary.boot_id
                    )
                }
                Notice::Outage(news) => script_words(&news),
                Notice::Record(read) => format!("concentrator: {read:?}"),
                Notice::ConfirmRefused => "concentrator: records are not confirmed".to_owned(),
                Notice::State(meter, state) => format!("concentrator: {meter} is {state:?}"),
                Notice::Meters(meters) => format!("concentrator: {} meters", meters.len()),
            });
        }
        if let Some((at, number)) = self.master.next_alarm(now) {
            self.queue.at(at, Event::Concentrator(number));
        }
    }

    fn bus_byte(&mut self, byte: &BusByte) {
        let now = self.now();
        let heard = self.bus.hear(byte, &mut self.rng);
        if byte.from == CONCENTRATOR {
            self.send(0, LINE, heard.as_slice());
            return;
        }
        self.master.hear(now, heard);
        self.serve_concentrator();
    }

    /// Meter clock minus true local time, µs.
    pub(super) fn clock_error(&self, i: usize) -> i64 {
        let slot = self.meters.get(i);
        slot.map_or(0, |slot| slot.clock_error(self.now()))
    }

    /// Sets that meter `i` obeyed.
    pub(super) fn sets(&self, i: usize) -> u64 {
        self.meters.get(i).map_or(0, |slot| slot.sets)
    }

    /// Truth against what the concentrator knows.
    pub(super) fn verdict(&self) -> Verdict {
        truth::compare_within(&self.truth, &self.reports(), NEAR)
    }

    fn reports(&self) -> Vec<ReportedOutage> {
        let index = |address| (0..self.setup.nodes).find(|i| Setup::meter(*i) == address);
        self.master.reports(index)
    }

    fn outcome(self) -> io::Result<Outcome> {
        let clocks = (0..self.setup.nodes).map(|i| {
            let end = self.clock_error(i);
            let believed = self
                .boards
                .get(i + 1)
                .and_then(|board| board.result.offset_us);
            ClockResult {
                start: self.meters.get(i).map_or(0, |slot| slot.start_error),
                end,
                estimate_error: believed.map(|believed| believed - end),
                sets: self.sets(i),
            }
        });
        let flash = |name: &str| super::summary::flash(&self.images.join(name));
        Ok(Outcome {
            seed: self.setup.seed,
            wall_s: self.started.elapsed().as_secs_f64(),
            clocks: clocks.collect(),
            verdict: self.verdict(),
            reported: self.reports().len(),
            air: self.air.counts(),
            counts: self.counts,
            flash: [flash("node")?, flash("gateway")?],
            node: self
                .boards
                .iter()
                .skip(1)
                .map(|board| board.result)
                .max_by_key(BoardResult::ram)
                .unwrap_or_default(),
            gateway: self
                .boards
                .first()
                .map(|board| board.result)
                .unwrap_or_default(),
        })
    }

    /// Where the memory of board `b` is.
    pub(super) fn memory(&self, b: usize) -> PathBuf {
        self.boards
            .get(b)
            .map(|board| emulator::memory(&board.folder))
            .unwrap_or_default()
    }
}

fn script_words(news: &concentrator::outages::News) -> String {
    use concentrator::outages::News;
    match news {
        News::Nothing => String::new(),
        News::Began(outage) => format!("concentrator: {} lost mains", outage.meter),
        News::Ended(outage) => format!("concentrator: {} has mains again", outage.meter),
        News::WasOut(outage) => format!(
            "concentrator: {} had lost mains and has them again",
            outage.meter
        ),
        News::Dated(outage) => format!("concentrator: the outage of {} has its time", outage.meter),
    }
}

fn meter(setup: &Setup, i: usize, rng: &mut Rng) -> MeterSlot {
    let start_error =
        rng.range(3_000_000, 30_000_000) as i64 * if i.is_multiple_of(2) { 1 } else { -1 };
    let mut config = meter::Config::new(Setup::meter(i));
    config.clock = ClockConfig {
        drift_ppb: rng.even(-5787.0, 5787.0) as i32,
        write_delay: 10_000,
        read_delay: 3_000,
        ..ClockConfig::exact(EPOCH as i64 + start_error)
    };
    config.reply_delay = ttl_link::Micros::new(30_000);
    config.reply_jitter = ttl_link::Micros::new(10_000);
    MeterSlot::new(config, EPOCH, 0, Rng::new(setup.seed, &format!("line {i}")))
}
