//! What the factory writes into the boards' memories.

use super::emulator;
use board::memory::{GATEWAY_LEN, NODE_LEN};
use board::numbers::{BAND_MS, NET, ZONE_S};
use board::settings::{GatewaySettings, NodeSettings};
use dlt645::Address;
use rf_frame::v1::{Key, Suite};
use sim::rng::Rng;
use std::path::Path;
use std::{fs, io};

/// The gateway's address on RS485, A0 first.
const GATEWAY: [u8; 6] = [0x01, 0x00, 0x00, 0x00, 0x00, 0x99];
/// A real installation has beacons and time exchanges a minute apart; here nobody wants to wait so
/// long.
const BEACON_S: u8 = 3;
const SETTLING_S: u8 = 4;

/// One cabinet.
#[derive(Clone, Debug)]
pub(crate) struct Setup {
    /// Nodes.
    pub(crate) nodes: usize,
    /// Seed of everything random.
    pub(crate) seed: u64,
}

impl Setup {
    /// Address of meter `i`, from 0.
    pub(crate) fn meter(i: usize) -> Address {
        let pair = (i as u8 + 1) % 100;
        Address::from_wire([pair / 10 * 16 + pair % 10, 0, 0x45, 0x06, 0x26, 0x20])
    }

    /// The gateway's address.
    pub(crate) const fn gateway() -> Address {
        Address::from_wire(GATEWAY)
    }

    fn key(&self, label: &str) -> [u8; 16] {
        let mut rng = Rng::new(self.seed, label);
        let (low, high) = (u128::from(rng.bits()), u128::from(rng.bits()));
        (high << 64 | low).to_le_bytes()
    }

    fn dice(&self, label: &str) -> u32 {
        Rng::new(self.seed, label).bits() as u32
    }

    /// Writes the memory of board `i`, the gateway 0, into its folder.
    pub(crate) fn write_memory(&self, i: usize, folder: &Path) -> io::Result<()> {
        let (settings, len) = match i.checked_sub(1) {
            None => {
                let meters: Vec<_> = (0..self.nodes).map(|i| Self::meter(i).to_wire()).collect();
                let settings = GatewaySettings {
                    net: NET,
                    address: GATEWAY,
                    master: self.key("master key"),
                    group_key: self.key("group key"),
                    seed: self.dice("gateway dice"),
                    zone_s: ZONE_S,
                    beacon_s: BEACON_S,
                    meters: &meters,
                };
                (settings.encode(), GATEWAY_LEN)
            }
            Some(i) => {
                let address = Self::meter(i).to_wire();
                let master =
                    Key::new(Suite::Ascon, self.key("master key")).map_err(io::Error::other)?;
                let settings = NodeSettings {
                    net: NET,
                    index: i as u16 + 1,
                    address,
                    node_key: *master.derive_node(NET, &address).bytes(),
                    group_key: self.key("group key"),
                    join_key: *master.derive_join(NET, &address).bytes(),
                    seed: self.dice(&format!("dice of node {i}")),
                    cabinet: self.nodes as u16,
                    zone_s: ZONE_S,
                    // The virtual meters look at their clock a tenth of the turn-around after the
                    // request.
                    turn_share: 26,
                    band_ms: BAND_MS,
                    settling_s: SETTLING_S,
                    // No time for more than one burst.
                    patience: 0,
                };
                (settings.encode(), NODE_LEN)
            }
        };
        let mut memory = vec![0xFF; len as usize];
        for (to, from) in memory.iter_mut().zip(settings.as_bytes()) {
            *to = *from;
        }
        fs::create_dir_all(folder)?;
        fs::write(emulator::memory(folder), memory)
    }
}
