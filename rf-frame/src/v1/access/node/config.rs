//! What a node is told.

use crate::v1::access::Phy;
use crate::v1::mic::Key;

/// What a node is told at its start.
#[derive(Clone, Debug)]
pub struct NodeConfig {
    /// Cabinet or network id.
    pub net: u16,
    /// Index, [`crate::v1::frame::UNASSIGNED`] before the first ASSIGN; an index in the durable
    /// state wins.
    pub index: u16,
    /// Meter number (表号), packed BCD as on air.
    pub addr: [u8; 6],
    /// Radio timing.
    pub phy: Phy,
    /// Debounce of the supply, µs: 1 s by default, 0.2 to 10 s.
    pub debounce_us: u64,
    /// Node key.
    pub node_key: Key,
    /// Group key; a key in the durable state wins.
    pub group_key: Key,
    /// Join key.
    pub join_key: Key,
    /// Key slot of this node's frames.
    pub key_slot: u8,
    /// Number of indices in the cabinet if known, else 0: lets a node that missed the first SYNC
    /// sleep through it.
    pub cabinet_size: u16,
    /// Capacitor voltage below which reports say "capacitor low", 25 mV.
    pub cap_low: u8,
    /// Capacitor voltage below which one last frame is sent, 25 mV.
    pub cap_last: u8,
    /// Whether the node listens for its neighbours in a relay phase; without the feature `helper`
    /// it never does.
    pub can_relay: bool,
    /// Whether `now` went on counting while the node was without power, so that old events keep
    /// their age.
    pub clock_kept: bool,
    /// Seed of the slot dice, different for every node and boot.
    pub seed: u32,
}
