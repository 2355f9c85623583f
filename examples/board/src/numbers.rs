//! The numbers of the reference system: what nodes, gateway, firmware images, simulator and tests
//! have to agree on. Each is written here once. The published crates have none of them: they are
//! told in their configurations.

/// A loss of mains is an outage, and a return its end, when it has lasted this long, µs. Shorter
/// dips do not count.
pub const DEBOUNCE_US: u64 = 1_000_000;

/// Capacitor of a board when full, and when its program stops, mV.
pub const CAPACITOR_FULL_MV: u16 = 5_400;
/// The program stops here, mV.
pub const CAPACITOR_EMPTY_MV: u16 = 2_700;
/// Below this a node's reports say "capacitor low", in 25 mV: two thirds of full.
pub const CAPACITOR_LOW: u8 = 140;
/// Below this a node sends one last frame, in 25 mV: some seconds are left.
pub const CAPACITOR_LAST: u8 = 120;

/// UART between node and meter, bit/s.
pub const METER_BAUD: u32 = 2_400;
/// RS485 of the gateway, bit/s.
pub const BUS_BAUD: u32 = 9_600;

/// Network id of the cabinet.
pub const NET: u16 = 0x1A2B;
/// China keeps UTC+8, s.
pub const ZONE_S: i32 = 8 * 3_600;

/// Time between two beacons of the gateway, s.
pub const BEACON_S: u8 = 60;
/// Time between two exchanges of time until a node knows the time, s.
pub const SETTLING_S: u8 = 60;
/// A node that was not heard for so long is unreachable: it exchanges time every five minutes.
pub const UNREACHABLE_MIN: u8 = 60;

/// A meter's clock is left alone within this, ms.
pub const BAND_MS: u16 = 180;
/// Bursts for which the first set of a clock waits until its drift is known; 8 take up to ten
/// hours.
pub const PATIENCE: u8 = 8;

/// Bytes that an image may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageLimit {
    /// In flash.
    pub flash: usize,
    /// In RAM, static data and stack.
    pub ram: usize,
}

/// A node's image: a part with 128 KiB of flash holds it with a boot loader.
pub const NODE_IMAGE: ImageLimit = ImageLimit {
    flash: 80 * 1024,
    ram: 12 * 1024,
};
/// The image of a gateway for 64 nodes.
pub const GATEWAY_IMAGE: ImageLimit = ImageLimit {
    flash: 96 * 1024,
    ram: 32 * 1024,
};
