//! What the gateway knows of a node, and its durable part.

use crate::access::{Durable, Entry};
use crate::mic::Key;
use crate::receive::{Guesses, Window};
use crate::report::{Flags, Quality};

/// Strength of a node that was never heard.
pub(super) const UNHEARD: i16 = i16::MIN;

/// One node as the gateway knows it.
#[derive(Clone, Debug)]
pub struct Peer {
    addr: Option<[u8; 6]>,
    evt: u16,
    flags: Flags,
    at: u64,
    ctr: u32,
    // Lost with power.
    pub(super) key: Option<Key>,
    pub(super) window: Window,
    pub(super) newest: u16,
    pub(super) quality: Quality,
    pub(super) storing: bool,
    pub(super) open: bool,
    pub(super) exact: bool,
    pub(super) relayed: bool,
    /// History polls without an answer.
    pub(super) tries: u8,
    /// Turns of the relay plan.
    pub(super) turn: u8,
    pub(super) rssi: i16,
    /// Best two helpers: index and the weaker of the two links over it.
    pub(super) helpers: [(u16, i16); 2],
    pub(super) guesses: Guesses,
}

impl Peer {
    /// An empty place.
    #[must_use]
    pub const fn new() -> Self {
        Peer {
            addr: None,
            evt: 0,
            flags: Flags(0),
            at: u64::MAX,
            ctr: 0,
            key: None,
            window: Window::from_top(0),
            newest: 0,
            quality: Quality::NeverSet,
            storing: false,
            open: false,
            exact: false,
            relayed: false,
            tries: 0,
            turn: 0,
            rssi: UNHEARD,
            helpers: [(0, UNHEARD); 2],
            guesses: Guesses::new(),
        }
    }

    /// The place of the meter `addr`, without events yet: what commissioning enters.
    #[must_use]
    pub const fn member(addr: [u8; 6]) -> Self {
        let mut peer = Peer::new();
        peer.addr = Some(addr);
        peer
    }

    /// Meter number, packed BCD.
    #[must_use]
    pub const fn addr(&self) -> Option<[u8; 6]> {
        self.addr
    }

    /// Last committed event.
    #[must_use]
    pub const fn evt(&self) -> u16 {
        self.evt
    }

    /// State bits of the last committed event.
    #[must_use]
    pub const fn flags(&self) -> Flags {
        self.flags
    }

    /// First moment of the last committed event on the gateway's clock, µs.
    #[must_use]
    pub const fn event_at(&self) -> Option<u64> {
        if self.at == u64::MAX { None } else { Some(self.at) }
    }

    /// Strength at which the node is heard, dBm.
    #[must_use]
    pub const fn rssi_dbm(&self) -> Option<i16> {
        if self.rssi == UNHEARD { None } else { Some(self.rssi) }
    }

    /// Whether the node is known to have events that are not committed.
    #[must_use]
    pub const fn lags(&self) -> bool {
        self.newest.wrapping_sub(self.evt) as i16 > 0
    }

    /// What a boot sets up from the durable part.
    pub(super) fn boot(&mut self, net: u16, master: &Key) {
        self.key = self.addr.map(|addr| master.derive_node(net, &addr));
        self.window = Window::from_top(self.ctr);
        self.newest = self.evt;
        self.storing = false;
        self.open = false;
        self.exact = false;
    }

    pub(super) fn note_rssi(&mut self, dbm: i16) {
        let old = i32::from(if self.rssi == UNHEARD { dbm } else { self.rssi });
        let new = old.saturating_mul(3).saturating_add(i32::from(dbm)) / 4;
        self.rssi = i16::try_from(new).unwrap_or(dbm);
    }

    pub(super) fn note_helper(&mut self, helper: u16, score: i16) {
        let [best, second] = &mut self.helpers;
        if best.0 == helper {
            best.1 = score;
        } else if second.0 == helper {
            second.1 = score;
        } else if score > second.1 {
            *second = (helper, score);
        }
        if second.1 > best.1 {
            core::mem::swap(best, second);
        }
    }

    /// Whether a helper may bring the report that is still missing; a node that is heard well gets three rounds first.
    pub(super) const fn needs_helper(&self, round: u8) -> bool {
        let [best, _] = self.helpers;
        self.open && !self.storing && !self.lags() && best.0 != 0 && (self.is_weak() || round > 3)
    }

    /// Whether the direct way is too weak to count on.
    pub(super) const fn is_weak(&self) -> bool {
        self.relayed || self.rssi < super::epoch::WEAK_DBM
    }
}

impl Default for Peer {
    fn default() -> Self {
        Peer::new()
    }
}

/// What a gateway's journal rebuilds after a boot, over the caller's peer table.
#[derive(Clone, Debug)]
pub struct GatewayState<P> {
    pub(super) ceiling: u32,
    pub(super) epoch: u16,
    pub(super) peers: P,
}

impl<P: AsRef<[Peer]> + AsMut<[Peer]>> GatewayState<P> {
    /// State over `peers`; the peer at position 0 has index 1.
    pub const fn new(peers: P) -> Self {
        GatewayState { ceiling: 0, epoch: 0, peers }
    }

    /// The peers, the first with index 1.
    pub fn peers(&self) -> &[Peer] {
        self.peers.as_ref()
    }

    /// Number of the last epoch.
    pub const fn epoch(&self) -> u16 {
        self.epoch
    }

    fn at(&mut self, index: u16) -> Option<&mut Peer> {
        self.peers.as_mut().get_mut(usize::from(index.checked_sub(1)?))
    }
}

impl<P: AsRef<[Peer]> + AsMut<[Peer]>> Durable for GatewayState<P> {
    fn apply(&mut self, entry: &Entry) {
        match entry {
            Entry::Ceiling(ceiling) => self.ceiling = *ceiling,
            Entry::Epoch(number) => self.epoch = *number,
            Entry::Committed { index, evt, flags, at, ctr } => {
                if let Some(peer) = self.at(*index) {
                    peer.evt = *evt;
                    peer.flags = *flags;
                    peer.at = *at;
                    peer.ctr = *ctr;
                }
            }
            Entry::Gap { index, to, .. } => {
                if let Some(peer) = self.at(*index) {
                    peer.evt = *to;
                }
            }
            Entry::Member { index, addr } => {
                if let Some(peer) = self.at(*index)
                    && peer.addr != Some(*addr)
                {
                    *peer = Peer::member(*addr);
                }
            }
            _ => {}
        }
    }

    fn snapshot(&self, n: usize) -> Option<Entry> {
        match n {
            0 => return Some(Entry::Ceiling(self.ceiling)),
            1 => return Some(Entry::Epoch(self.epoch)),
            _ => {}
        }
        let place = n.checked_sub(2)?;
        let peer = self.peers.as_ref().get(place >> 1)?;
        let index = u16::try_from(place >> 1).ok()?.checked_add(1)?;
        Some(match (place & 1, peer.addr) {
            (0, Some(addr)) => Entry::Member { index, addr },
            (1, Some(_)) => Entry::Committed { index, evt: peer.evt, flags: peer.flags, at: peer.at, ctr: peer.ctr },
            // Empty places cost an entry that changes nothing.
            _ => Entry::Epoch(self.epoch),
        })
    }
}
