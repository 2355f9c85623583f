//! The beginning of the world: who is there, with which clocks, crystals, delays and capacitors.

use super::party::{Board, MeterSlot};
use super::{Cabinet, EPOCH, Event, Outside, World};
use crate::air::Near;
use crate::bus::Bus;
use crate::crystal::Crystal;
use crate::numbers;
use crate::queue::{Micros, SECOND};
use crate::radio::Radios;
use crate::rng::Rng;
use dlt645::Address;
use meter::ClockConfig;
use node::keeper::KeeperConfig;
use node::plain::Method;
use rf_frame::v1::access::{GatewayConfig, NodeConfig, Phy};
use rf_frame::v1::{Key, Suite};
use timesync::Profile;
use ttl_link::Line;

/// Seconds that the capacitors of a node and of the gateway last, least and most.
const NODE_HOLD_UP_S: [u64; 2] = [25, 60];
const GATEWAY_HOLD_UP_S: [u64; 2] = [60, 120];
const GATEWAY_ADDRESS: &str = "990000000001";
/// Drift limit of a meter, 0.5 s a day, ppb.
const METER_PPB: f64 = 5787.0;
/// What a run is made of.
#[derive(Clone, Debug)]
pub struct Config {
    /// Meters.
    pub meters: usize,
    /// Share of receptions that are lost.
    pub loss: f64,
    /// Seed.
    pub seed: u64,
    /// Local standard time at which the world begins, µs since 2000-01-01.
    pub epoch: u64,
    /// How the nodes keep their meters' clocks.
    pub method: Method,
    /// Changes a meter from what is drawn for it.
    pub tune: fn(usize, &mut meter::Config),
}

impl Default for Config {
    /// Twelve meters on a channel that loses a tenth of the frames.
    fn default() -> Self {
        Self {
            meters: 12,
            loss: 0.1,
            seed: 1,
            epoch: EPOCH,
            method: Method::default(),
            tune: |_, _| {},
        }
    }
}

impl Config {
    /// Address of meter `i`.
    #[must_use]
    pub fn address(i: usize) -> Address {
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
                net: numbers::NET,
                index: i as u16 + 1,
                addr,
                phy: Phy::kbit50(),
                debounce_us: numbers::DEBOUNCE_US,
                node_key: master.derive_node(numbers::NET, &addr),
                group_key: self.key("group key"),
                join_key: master.derive_join(numbers::NET, &addr),
                key_slot: 0,
                cabinet_size: self.meters as u16,
                cap_low: numbers::CAPACITOR_LOW,
                cap_last: numbers::CAPACITOR_LAST,
                can_relay: false,
                // The real-time clock needs so little that the rest in the capacitor carries it for
                // days.
                clock_kept: true,
                seed,
            },
            keeper: KeeperConfig {
                line: Line::ttl(numbers::METER_BAUD),
                band: timesync::Micros::from_millis(i64::from(numbers::BAND_MS)),
                profile: self.profile(i),
                method: self.method,
                patience: numbers::PATIENCE,
            },
            zone_s: numbers::ZONE_S,
            settling_us: u32::from(numbers::SETTLING_S) * 1_000_000,
        }
    }

    /// What the gateway is told at its `boots`-th start.
    pub fn gateway(&self, boots: u32) -> gateway::Config {
        gateway::Config {
            radio: GatewayConfig {
                net: numbers::NET,
                phy: Phy::kbit50(),
                master: self.key("master key"),
                group_key: self.key("group key"),
                key_number: 0,
                debounce_us: numbers::DEBOUNCE_US,
                relay: false,
                beacon_us: u64::from(numbers::BEACON_S) * SECOND,
                seed: Rng::new(self.seed, "gateway dice").bits() as u32 ^ boots << 24,
            },
            address: gateway_address(),
            base: gateway::extension::BASE,
            line: Line::rs485(numbers::BUS_BAUD),
            port: gateway::bus::Port::Rs485,
            unreachable_min: numbers::UNREACHABLE_MIN,
            zone_s: numbers::ZONE_S,
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

    /// What the laboratory measured of that type: the share of the shortest turn-around before the
    /// look, in 1/256.
    fn profile(&self, i: usize) -> Profile {
        let firmware = Self::firmware(i);
        let look = firmware.read_delay + firmware.read_jitter / 2;
        Profile::measured((look * 256 / firmware.reply_delay.max(1)) as i16)
    }

    /// Builds the world as it is at midnight, and starts every program. `outside` is drawn last;
    /// `plan` is entered first.
    pub fn build<O: Outside>(
        self,
        outside: impl FnOnce(&mut Rng) -> O,
        plan: impl IntoIterator<Item = (Micros, O::Event)>,
    ) -> World<O> {
        let mut rng = Rng::new(self.seed, "parties");
        let meters: Vec<_> = (0..self.meters).map(|i| self.meter(i, &mut rng)).collect();
        let nodes = (0..self.meters).map(|_| Board::draw(&mut rng, NODE_HOLD_UP_S));
        let mut boards: Vec<_> = nodes.collect();
        boards.insert(0, Board::draw(&mut rng, GATEWAY_HOLD_UP_S));
        let outside = outside(&mut rng);
        let air = Near::air(
            self.meters + 1,
            self.loss,
            0.005,
            Rng::new(self.seed, "air"),
        );
        let crystals: Vec<_> = boards
            .iter()
            .map(|board| Crystal::started(0, board.base_ppb))
            .collect();
        let programs: Vec<_> = boards.iter().map(|_| None).collect();
        let cabinet = Cabinet {
            bus: Bus::new(u64::from(numbers::BUS_BAUD), 2e-6),
            rng: Rng::new(self.seed, "world"),
            config: self,
            meters,
            boards,
            outside,
        };
        let mut world = World::new(Radios::new(air, crystals), programs, cabinet);
        for (at, event) in plan {
            world.at(at, Event::Outside(event));
        }
        world.at(0, Event::Weather);
        (0..world.machines.len()).for_each(|radio| world.boot(radio));
        world
    }

    fn meter(&self, i: usize, rng: &mut Rng) -> MeterSlot {
        let start_error = rng.even(-180e6, 180e6) as i64;
        let firmware = Self::firmware(i);
        let mut config = meter::Config::new(Self::address(i));
        config.clock = ClockConfig {
            drift_ppb: rng.even(-METER_PPB, METER_PPB) as i32,
            write_delay: rng.range(2_000, 30_000) as u32,
            read_delay: firmware.read_delay,
            read_jitter: firmware.read_jitter,
            ..ClockConfig::exact(self.epoch as i64 + start_error)
        };
        config.reply_delay = ttl_link::Micros::new(u64::from(firmware.reply_delay));
        config.reply_jitter = ttl_link::Micros::new(u64::from(firmware.reply_jitter));
        config.preamble = [0, 1, 4].get(i % 3).copied().unwrap_or(4);
        (self.tune)(i, &mut config);
        let gap: Micros = 3_000;
        let mut slot = MeterSlot::new(
            config,
            self.epoch,
            gap,
            Rng::new(self.seed, &format!("meter {i}")),
        );
        slot.start_error = start_error;
        slot
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

/// Address of the gateway on the bus.
#[must_use]
pub fn gateway_address() -> Address {
    match GATEWAY_ADDRESS.parse() {
        Ok(address) => address,
        Err(error) => unreachable!("{error}"),
    }
}
