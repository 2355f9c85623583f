//! Medium access and exactly-once reporting as pure state machines: time and frames in, actions
//! out.
//!
//! Both machines, [`Node`] and [`Gateway`], are driven the same way. The embedder calls one of the
//! `handle_…` methods with the present time in microseconds of its own clock, then takes every
//! [`Action`] from `poll_action`, then sleeps until `poll_timeout` or until something happens:
//!
//! | the machine says | the embedder does | and answers with |
//! | --- | --- | --- |
//! | [`Action::Store`] | appends the entry to the [journal](crate::v1::journal) | `handle_stored` |
//! | [`Action::Sense`] | measures the channel at that instant | `handle_channel` |
//! | [`Action::Transmit`] | starts the preamble at that instant | `handle_sent` at its end |
//! | [`Action::Listen`], [`Action::Sleep`] | receiver on, radio off | `handle_frame` for what comes in |
//! | [`Action::Notice`] | tells the application | – |
//!
//! The machines never send without a clear channel measured right before, never longer than one
//! second ([`Phy::new`] refuses a bit rate at which the longest frame would be), and never before
//! the entries that the frame stands for are stored. A node on its capacitor sleeps between a SYNC
//! and its slot.
//!
//! # Where the rules differ from the reference tables, and why
//! * The first SYNC leaves 0.3 ms after the gateway's debounce (reference: 2 ms): nodes listen 30
//!   ms early anyway and keep a slot that is announced while they still debounce.
//! * There are up to 16 closing SYNCs, not 12, for the worst case at 30 % loss. They start with
//!   short gaps (2 ms) that grow to 40 ms: at 10 % loss two copies reach all of 64 nodes every
//!   second time, so the first gaps decide the median and the last ones the worst case.
//! * The gateway widens its gaps after 20 rounds without progress, not 10: at 30 % loss each way
//!   half of the rounds of a last open node fail, and ten in a row are no sign of a dead one.
//! * A cabinet of more than 256 indices gets one SYNC and its slots after the other instead of
//!   several SYNCs in front: 1000 slots behind one SYNC drift apart by more than the guard time at
//!   ±80 ppm. RK0 is still understood.
//! * A node takes an acknowledge form only with a counter above that of the last acknowledgement it
//!   used. The 32-entry window of the specification would accept a late copy of an older form 4,
//!   and an old value modulo 4 can name an event that is not stored yet.
//! * A node does not contend while it hears the reports of a round: its next SYNC comes. In a large
//!   cabinet it waits longer, and chooses among more slots: without this a cabinet of 1000 nodes
//!   collapses into contention as soon as some nodes miss a SYNC.
//! * Who serves whom is known before an outage. A STATUS names the strength of the gateway and of
//!   those neighbours that would gain most from its sender (extension 09, whole indices: one byte
//!   does not reach across a building). The gateway [rehearses](Gateway::announce_relays) the best
//!   ways, so that a helper knows whose reports to keep, and a served node knows that it will be
//!   called.
//! * A node out of the gateway's reach does not contend: with a fifth of the cabinet hidden behind
//!   ceilings, contention drowned the rounds of the others, and helpers slept before those they
//!   served were done. The gateway gives its helper a turn instead ([form 5](crate::v1::sync)): the
//!   helper [calls](crate::v1::call) up to nine nodes, which answer in slots of their own, and
//!   brings the answers in RELAY frames. The same frame acknowledges exactly, and a node whose
//!   events are all stored says so with FLG.7. So the gateway calls until it knows that everybody
//!   knows, and closes then. Helpers stay awake until the closing SYNC or three seconds behind the
//!   last frame for them, but sleep through the turns of others. A called node sleeps until it can
//!   be called again: form 5 and the CALL tell how long that is
//!   ([`Pause`](crate::v1::sync::Pause)). While its event is new it sleeps through half of the
//!   first round, or until the block of its own index.
//! * A called node tells of a gap in its log with a mark in the report ([CALL](crate::v1::call)),
//!   for a RELAY carries no LOGGAP.
//! * Outside an epoch a helper passes on at once what a node it serves reports by itself.
//! * Past the guess limit one frame in 100 ms of the claimed source is still looked at: otherwise a
//!   forger could silence the meter whose name he uses.

mod entry;
mod gateway;
mod node;

pub use entry::{Durable, ENTRY_MAX, Entry, Past};
pub use gateway::{Gateway, GatewayConfig, GatewayState, Peer};
pub use node::{Node, NodeConfig, NodeState};

use crate::v1::frame::FrameBuf;
use crate::v1::report::{Flags, Quality};
use crate::v1::time::{Beacon, Trsp};

/// Preamble and sync word in bytes.
pub const PREAMBLE_AND_SYNC: u64 = 8;
/// Spare time of a slot beside the air time: turn-round, channel check, stamp jitter, ±80 ppm.
pub const SLOT_SPARE_US: u64 = 560;
/// How long a channel measurement lasts.
pub const SENSE_US: u64 = 160;
/// From the start of the measurement to the start of the preamble.
pub const SENSE_LEAD_US: u64 = 300;
/// Longest transmission that the air rules of China's 470–510 MHz band allow.
pub const MAX_AIR_US: u64 = 1_000_000;

/// Timing of the radio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phy {
    byte_ns: u32,
}

impl Phy {
    /// Radio of `bit_rate` bit/s; `None` when the longest frame would be on air for more than one
    /// second.
    #[must_use]
    pub const fn new(bit_rate: u32) -> Option<Self> {
        let Some(byte_ns) = 8_000_000_000u64.checked_div(bit_rate as u64) else {
            return None;
        };
        if byte_ns == 0 || byte_ns > MAX_AIR_US * 1000 {
            return None;
        }
        let phy = Phy {
            byte_ns: byte_ns as u32,
        };
        if phy.air_us(crate::v1::frame::MAX_FRAME) <= MAX_AIR_US {
            Some(phy)
        } else {
            None
        }
    }

    /// 50 kbit/s.
    #[must_use]
    pub const fn kbit50() -> Self {
        Phy { byte_ns: 160_000 }
    }

    /// Air time of a frame of `len` bytes with preamble and sync word, µs.
    #[must_use]
    #[inline(never)]
    pub const fn air_us(&self, len: usize) -> u64 {
        self.ns(len.saturating_add(PREAMBLE_AND_SYNC as usize))
            .div_ceil(1000) as u64
    }

    /// Time from the start of the preamble to the end of the sync word, µs.
    #[must_use]
    pub const fn sync_us(&self) -> u64 {
        self.body_us(PREAMBLE_AND_SYNC as usize)
    }

    /// Time from the end of the sync word to the end of a frame of `len` bytes, µs.
    #[must_use]
    #[inline(never)]
    pub const fn body_us(&self, len: usize) -> u64 {
        (self.ns(len) / 1000) as u64
    }

    /// Time of so many bytes, ns. A frame has at most 62 and takes less than a second; this goes up
    /// to 4.29 s.
    const fn ns(&self, bytes: usize) -> u32 {
        let bytes = if bytes > 0xffff { 0xffff } else { bytes as u32 };
        bytes.saturating_mul(self.byte_ns)
    }

    /// Slot for a frame of `len` bytes in 250 µs: air time and spare, rounded up; at most 255.
    #[must_use]
    pub const fn slot_units(&self, len: usize) -> u8 {
        let air = self.air_us(len) as u32;
        let units = air
            .wrapping_add(SLOT_SPARE_US as u32)
            .div_ceil(crate::v1::sync::SLOT_UNIT_US as u32);
        if units > 255 { 255 } else { units as u8 }
    }

    /// [`Phy::slot_us`], at most 63 750.
    #[inline(never)]
    pub(crate) const fn slot_us_32(&self, len: usize) -> u32 {
        (self.slot_units(len) as u32).wrapping_mul(crate::v1::sync::SLOT_UNIT_US as u32)
    }

    /// [`Phy::slot_units`] in µs.
    #[must_use]
    pub const fn slot_us(&self, len: usize) -> u64 {
        self.slot_us_32(len) as u64
    }
}

/// What the embedder has to do next.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Action {
    /// Make the entry durable, then call `handle_stored`. Entries are stored in this order.
    Store(Entry),
    /// Measure the channel for `us` microseconds from `at` on, then call `handle_channel`.
    Sense {
        /// Start of the measurement, µs.
        at: u64,
        /// Its length, µs.
        us: u16,
    },
    /// Start the preamble at `at`, then call `handle_sent` at the end of the frame.
    Transmit {
        /// Start of the preamble, µs.
        at: u64,
        /// Bytes for the FIFO.
        frame: FrameBuf,
    },
    /// Receiver on until the next action says otherwise.
    Listen,
    /// Radio off.
    Sleep,
    /// Something the application wants to know.
    Notice(Notice),
}

/// News for the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// Gateway: an event was stored, once and in order.
    Event(Event),
    /// Gateway: the events `from..=to` of node `index` are lost, the node no longer has them.
    Gap {
        /// Node.
        index: u16,
        /// First lost event.
        from: u16,
        /// Last lost event.
        to: u16,
    },
    /// Node: every event up to `evt` is known to be stored at the gateway.
    Acknowledged {
        /// Last acknowledged event.
        evt: u16,
    },
    /// Node: a beacon, received with its sync word ending at `at` of the local clock.
    Beacon {
        /// Its content.
        beacon: Beacon,
        /// Local time of the end of its sync word, µs.
        at: u64,
    },
    /// Node: the sync word of the delay request of beacon `seq` ended at `at`.
    DelaySent {
        /// Beacon it relates to.
        seq: u8,
        /// Local time, µs.
        at: u64,
    },
    /// Node: the answer to the last delay request.
    Delay {
        /// Its content.
        response: Trsp,
        /// Local time of the end of its sync word, µs.
        at: u64,
    },
    /// Node: a POLL asked this node to show itself.
    Identify,
    /// Node: an index and a group key were assigned and stored.
    Assigned {
        /// The index.
        index: u16,
    },
    /// Gateway: a meter asked for an index; answer with [`Gateway::assign`].
    Join {
        /// Its number.
        addr: [u8; 6],
    },
    /// Gateway: a STATUS of a node.
    Health {
        /// Node.
        index: u16,
        /// Its state bits.
        flags: Flags,
        /// Its capacitor, 25 mV.
        cap: u8,
    },
    /// Gateway: more than 20 wrong MICs within a minute in the name of `index`.
    Tamper {
        /// Claimed sender.
        index: u16,
    },
    /// Gateway: an epoch began or ended.
    Epoch {
        /// Its number.
        number: u16,
        /// Whether it began.
        open: bool,
    },
}

/// An event as the gateway stored it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// Index of the node.
    pub index: u16,
    /// Meter number, packed BCD.
    pub addr: [u8; 6],
    /// Event number.
    pub evt: u16,
    /// State bits.
    pub flags: Flags,
    /// First moment of the event on the gateway's clock, µs; `None` when the node no longer knows.
    pub at: Option<u64>,
    /// Quality of the node's clock.
    pub quality: Quality,
}

/// Small generator for slots: xorshift, seeded by the embedder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dice(u32);

impl Dice {
    pub(crate) const fn new(seed: u32) -> Self {
        Dice(if seed == 0 { 0x9e37_79b9 } else { seed })
    }

    pub(crate) const fn next(&mut self) -> u32 {
        let mut x = self.0;
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        self.0 = x;
        x
    }

    /// Number below `n`.
    pub(crate) const fn below(&mut self, n: u32) -> u32 {
        ((self.next() as u64).wrapping_mul(n as u64) >> 32) as u32
    }
}

/// Appends to a small queue; a full one drops its newest, which its producer repeats or the peer
/// asks for again.
fn push<T: Copy>(queue: &mut [Option<T>], item: T) {
    if let Some(free) = queue.iter_mut().find(|slot| slot.is_none()) {
        *free = Some(item);
    }
}

/// Takes the oldest of a small queue.
fn pop<T: Copy>(queue: &mut [Option<T>]) -> Option<T> {
    let mut carry = None;
    for slot in queue.iter_mut().rev() {
        core::mem::swap(slot, &mut carry);
    }
    carry
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phy_times_of_the_specification() {
        let phy = Phy::new(50_000).unwrap();
        assert_eq!(phy, Phy::kbit50());
        assert_eq!(phy.air_us(26), 5_440);
        assert_eq!(phy.slot_units(26), 24);
        assert_eq!(phy.air_us(32), 6_400);
    }

    #[test]
    fn rate_with_frames_longer_than_a_second_is_refused() {
        assert!(Phy::new(559).is_none());
        assert!(Phy::new(560).is_some());
        assert!(Phy::new(0).is_none());
    }
}
