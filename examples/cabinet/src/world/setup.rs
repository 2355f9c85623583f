//! The beginning of the world: who is there, with which clocks, crystals, delays and capacitors.

use super::air::{Air, Channel};
use super::bus::Bus;
use super::party::{Alarm, Board, MeterSlot};
use super::queue::{DAY, HOUR, Micros, Queue, SECOND};
use super::story::Story;
use super::trial::{Hazard, Trial};
use super::uart::Wire;
use super::{EPOCH, Event, World, script};
use crate::rng::Rng;
use concentrator::Concentrator;
use dlt645::Address;
use meter::{ClockConfig, VirtualMeter};
use node::keeper::KeeperConfig;
use node::plain::Method;
use rf_frame::access::{GatewayConfig, NodeConfig, Phy};
use rf_frame::{Key, Suite};
use timesync::Profile;
use ttl_link::{Instant, Line};

/// China keeps UTC+8.
const ZONE_S: i32 = 8 * 3600;
/// Network id of the cabinet.
const NET: u16 = 0x1A2B;
const GATEWAY_ADDRESS: &str = "990000000001";
/// Drift limit of a meter, 0.5 s a day, ppb.
const METER_PPB: f64 = 5787.0;
/// Drift limit of a crystal at 25 °C; the temperature takes up to 6 ppm more.
const CRYSTAL_PPB: f64 = 24_000.0;

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
    /// Address of meter `i`.
    pub(super) fn address(i: usize) -> Address {
        let number = (i + 1) as u64;
        let mut wire = [0, 0, 0x22, 0x11, 0x26, 0x20];
        for (byte, scale) in wire.iter_mut().zip([1, 100]) {
            let pair = (number / scale % 100) as u8;
            *byte = pair / 10 * 16 + pair % 10;
        }
        Address::from_wire(wire)
    }

    fn key(&self, label: &str) -> Key {
        let mut rng = Rng::new(self.seed, label);
        let mut bytes = [0; 16];
        for (to, from) in bytes.iter_mut().zip(
            rng.bits()
                .to_le_bytes()
                .into_iter()
                .chain(rng.bits().to_le_bytes()),
        ) {
            *to = from;
        }
        match Key::new(Suite::Ascon, bytes) {
            Ok(key) => key,
            Err(missing) => unreachable!("{missing}"),
        }
    }

    /// What node `i` is told at its `boots`-th start.
    pub(super) fn node(&self, i: usize, boots: u32) -> node::Config {
        let addr = Self::address(i).to_wire();
        let master = self.key("master key");
        let mut seed = Rng::new(self.seed, "node dice");
        let seed = (seed.bits() as u32).wrapping_add((i as u32 + 1).wrapping_mul(0x9E37_79B9))
            ^ boots << 24;
        node::Config {
            radio: NodeConfig {
                net: NET,
                index: i as u16 + 1,
                addr,
                phy: Phy::kbit50(),
                debounce_us: SECOND,
                node_key: master.derive_node(NET, &addr),
                group_key: self.key("group key"),
                join_key: master.derive_join(NET, &addr),
                key_slot: 0,
                cabinet_size: self.meters as u16,
                cap_low: 140,
                cap_last: 120,
                can_relay: false,
                // The real-time clock needs so little that the rest in the capacitor carries it for days.
                clock_kept: true,
                seed,
            },
            keeper: KeeperConfig {
                line: Line::ttl(2400),
                band: timesync::Micros::from_millis(180),
                profile: self.profile(i),
                method: self.trial.unwrap_or_default(),
                patience: 8,
            },
            zone_s: ZONE_S,
            settling_us: 60_000_000,
        }
    }

    /// What the gateway is told at its `boots`-th start.
    pub(super) fn gateway(&self, boots: u32) -> gateway::Config {
        gateway::Config {
            radio: GatewayConfig {
                net: NET,
                phy: Phy::kbit50(),
                master: self.key("master key"),
                group_key: self.key("group key"),
                key_number: 0,
                debounce_us: SECOND,
                relay: false,
                beacon_us: 60 * SECOND,
                seed: Rng::new(self.seed, "gateway dice").bits() as u32 ^ boots << 24,
            },
            address: gateway_address(),
            base: gateway::extension::BASE,
            line: Line::rs485(9600),
            port: gateway::bus::Port::Rs485,
            unreachable_min: 60,
            zone_s: ZONE_S,
            firmware: *b"cab 0.1 ",
        }
    }

    /// The firmware type of meter `i`: when it looks at its clock and when it answers, µs.
    fn firmware(i: usize) -> Firmware {
        const TYPES: [Firmware; 3] = [
            Firmware {
                read_delay: 3_000,
                read_jitter: 600,
                reply_delay: 21_000,
                reply_jitter: 9_000,
            },
            Firmware {
                read_delay: 12_000,
                read_jitter: 1_500,
                reply_delay: 34_000,
                reply_jitter: 25_000,
            },
            Firmware {
                read_delay: 20_000,
                read_jitter: 800,
                reply_delay: 26_000,
                reply_jitter: 6_000,
            },
        ];
        TYPES.get(i % TYPES.len()).copied().unwrap_or(Firmware {
            read_delay: 0,
            read_jitter: 0,
            reply_delay: 20_000,
            reply_jitter: 0,
        })
    }

    /// What the laboratory measured of that type: the share of the shortest turn-around before the look, in 1/256.
    fn profile(&self, i: usize) -> Profile {
        let firmware = Self::firmware(i);
        let look = firmware.read_delay + firmware.read_jitter / 2;
        Profile::measured((look * 256 / firmware.reply_delay.max(1)) as i16)
    }

    /// Builds the world as it stands at midnight.
    pub(crate) fn build(self) -> World {
        let mut rng = Rng::new(self.seed, "parties");
        let cuts = match self.trial {
            None => script::cuts(self.meters, self.days, &mut Rng::new(self.seed, "script")),
            Some(_) => Vec::new(),
        };
        let meters: Vec<_> = (0..self.meters).map(|i| self.meter(i, &mut rng)).collect();
        let nodes = (0..self.meters)
            .map(|_| {
                let hold_up = rng.range(25 * SECOND, 60 * SECOND);
                Board::new(hold_up, rng.even(-CRYSTAL_PPB, CRYSTAL_PPB) as i64)
            })
            .collect();
        let gateway = Board::new(
            rng.range(60 * SECOND, 120 * SECOND),
            rng.even(-CRYSTAL_PPB, CRYSTAL_PPB) as i64,
        );
        // The head-end keeps the concentrator's clock right to two milliseconds.
        let concentrator_error = rng.even(-2000.0, 2000.0) as i64;
        let channel = Channel {
            loss: self.loss,
            bit_errors: 0.005,
        };
        let mut queue = Queue::new();
        for (index, cut) in cuts.iter().enumerate() {
            queue.at(cut.begin, Event::Cut(index));
            queue.at(cut.end, Event::Restore(index));
        }
        if self.trial.is_some() {
            (0..self.days).for_each(|day| queue.at(day * DAY, Event::Trial(Hazard::Day)));
        }
        queue.at(0, Event::Weather);
        queue.at(HOUR, Event::Hour);
        let mut world = World {
            queue,
            meters,
            nodes,
            gateway,
            concentrator: Concentrator::new(
                concentrator::Config::new(gateway_address()),
                EPOCH.saturating_add_signed(concentrator_error),
            ),
            concentrator_alarm: Alarm::default(),
            concentrator_error,
            bus: Bus::new(9600, 2e-6),
            air: Air::new(self.meters + 1, channel, Rng::new(self.seed, "air")),
            rng: Rng::new(self.seed, "world"),
            cuts,
            truth: Vec::new(),
            story: Story::new(self.days * 24, self.silent),
            sets_told: false,
            samples: Vec::new(),
            trial: self.trial.map(|_| Trial::new(&self)),
            config: self,
        };
        world.boot_gateway();
        (0..world.nodes.len()).for_each(|i| world.boot_node(i));
        world.serve_concentrator();
        world
    }

    fn meter(&self, i: usize, rng: &mut Rng) -> MeterSlot {
        let address = Self::address(i);
        let start_error = rng.even(-180e6, 180e6) as i64;
        let firmware = Self::firmware(i);
        let mut config = meter::Config::new(address);
        config.clock = ClockConfig {
            drift_ppb: rng.even(-METER_PPB, METER_PPB) as i32,
            write_delay: rng.range(2_000, 30_000) as u32,
            read_delay: firmware.read_delay,
            read_jitter: firmware.read_jitter,
            ..ClockConfig::exact(EPOCH as i64 + start_error)
        };
        if self.trial.is_some() {
            config.clock.start = EPOCH as i64 + start_error / 300;
            config.clock.set_mode = Trial::set_mode(i);
        }
        config.reply_delay = ttl_link::Micros::new(u64::from(firmware.reply_delay));
        config.reply_jitter = ttl_link::Micros::new(u64::from(firmware.reply_jitter));
        config.preamble = [0, 1, 4].get(i % 3).copied().unwrap_or(4);
        let gap: Micros = 3_000;
        let noise = 1e-5;
        MeterSlot {
            meter: VirtualMeter::new(config, Instant::ZERO),
            address,
            alarm: Alarm::default(),
            up: Wire::new(2400, gap, noise),
            down: Wire::new(2400, 0, noise),
            rng: Rng::new(self.seed, &format!("meter {i}")),
            start_error,
            sets: 0,
        }
    }
}

/// One maker's firmware, µs.
#[derive(Clone, Copy, Debug)]
struct Firmware {
    /// From the end of the request to the look at the clock, and how much later at most.
    read_delay: u32,
    read_jitter: u32,
    /// From the end of the request to the answer, and how much later at most.
    reply_delay: u32,
    reply_jitter: u32,
}

pub(super) fn gateway_address() -> Address {
    match GATEWAY_ADDRESS.parse() {
        Ok(address) => address,
        Err(error) => unreachable!("{error}"),
    }
}
