//! What the gateway knows of a node, and its durable part.

use crate::v1::access::{Durable, Entry};
use crate::v1::mic::Key;
use crate::v1::receive::{Guesses, Window};
use crate::v1::report::{Flags, Quality};

/// Strength of a node that was never heard.
pub(super) const UNHEARD: i16 = i16::MIN;

/// Helpers remembered for a node.
pub(super) const HELPERS: usize = 4;
/// Nodes heard below this are served by a helper when there is one.
const WEAK_DBM: i16 = -95;
/// A helper has to be this much better than the direct way, dB.
const GAIN_DB: i16 = 3;
/// Calls for a report before the helpers give up on a node.
const REPORT_CALLS: u8 = 60;
/// Calls for the confirmation of an acknowledgement.
const CONFIRM_CALLS: u8 = 16;

/// A node that may relay for another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Helper {
    /// Index, 0 for none.
    pub(super) index: u16,
    /// The weaker of the two links over it, dBm.
    pub(super) score: i16,
    /// Whether a frame of the served node came this way.
    pub(super) proven: bool,
}

impl Helper {
    const NONE: Helper = Helper {
        index: 0,
        score: UNHEARD,
        proven: false,
    };
}

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
    /// Its part in the running epoch is not over: nothing committed yet, or the acknowledgement
    /// not confirmed.
    pub(super) wanted: bool,
    /// The direct way did not do in this epoch.
    pub(super) stuck: bool,
    /// History polls without an answer.
    pub(super) tries: u8,
    /// Calls by helpers in this epoch.
    pub(super) calls: u8,
    /// The pass of calls it was last part of.
    pub(super) pass: u8,
    /// Position of the helper whose turn it is.
    pub(super) turn: u8,
    pub(super) rssi: i16,
    /// Best helpers, by score.
    pub(super) helpers: [Helper; HELPERS],
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
            wanted: false,
            stuck: false,
            tries: 0,
            calls: 0,
            pass: 0,
            turn: 0,
            rssi: UNHEARD,
            helpers: [Helper::NONE; HELPERS],
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
        if self.at == u64::MAX {
            None
        } else {
            Some(self.at)
        }
    }

    /// Strength at which the node is heard, dBm.
    #[must_use]
    pub const fn rssi_dbm(&self) -> Option<i16> {
        if self.rssi == UNHEARD {
            None
        } else {
            Some(self.rssi)
        }
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
        self.wanted = false;
        self.exact = false;
    }

    pub(super) fn note_rssi(&mut self, dbm: i16) {
        let old = i32::from(if self.rssi == UNHEARD { dbm } else { self.rssi });
        let new = old.saturating_mul(3).saturating_add(i32::from(dbm)) / 4;
        self.rssi = i16::try_from(new).unwrap_or(dbm);
    }

    /// A helper told how strong it hears this node.
    pub(super) fn note_helper(&mut self, index: u16, score: i16) {
        let known = self.helpers.iter_mut().find(|h| h.index == index);
        if let Some(helper) = known {
            helper.score = helper.score.saturating_add(score) / 2;
        } else if let [.., last] = &mut self.helpers
            && score > last.score
        {
            *last = Helper {
                index,
                score,
                proven: false,
            };
        }
        self.sort_helpers();
    }

    /// A frame of this node came over `index`.
    pub(super) fn proved(&mut self, index: u16) {
        if let Some((helper, at)) = self
            .helpers
            .iter_mut()
            .zip(0u8..4)
            .find(|(h, _)| h.index == index)
        {
            helper.proven = true;
            self.turn = at << 1;
        } else {
            self.note_helper(index, WEAK_DBM);
        }
    }

    /// Best first, by exchange of neighbours: the sort of the library keeps a panic path.
    fn sort_helpers(&mut self) {
        for _ in 0..HELPERS {
            let mut rest = self.helpers.as_mut_slice();
            while let [first, tail @ ..] = rest {
                if let Some(second) = tail.first_mut().filter(|second| second.score > first.score) {
                    core::mem::swap(first, second);
                }
                rest = tail;
            }
        }
    }

    /// It reported by itself: a helper has to bring the acknowledgement.
    pub(super) const fn want(&mut self, by_itself: bool) {
        if by_itself && !self.wanted {
            self.wanted = true;
            self.calls = 0;
        }
    }

    /// Whether `index` is a helper for the next call. One over which nothing came yet may not know
    /// of this node and sleep: it gets every fourth call, or all while there is no better one.
    /// After some calls in vain every other one goes over the helper whose turn it is, whoever
    /// else is called.
    pub(super) fn goes_over(&self, index: u16) -> bool {
        if self.calls > 2 && self.calls & 1 == 1 {
            return self.helper() == Some(index);
        }
        let any = self.turn & 3 == 3 || !self.helpers.iter().any(|h| h.proven);
        index != 0
            && self
                .helpers
                .iter()
                .any(|h| h.index == index && (any || h.proven))
    }

    /// The helper whose turn it is.
    pub(super) fn helper(&self) -> Option<u16> {
        let known = self.helpers.iter().filter(|h| h.index != 0);
        let proven = known.clone().filter(|h| h.proven);
        // Every fourth call tries the others too: a way that was good once may have gone.
        let helpers = || {
            known
                .clone()
                .cycle()
                .skip(usize::from(self.turn >> 2))
                .map(|h| h.index)
                .next()
        };
        match proven.clone().next() {
            Some(_) if self.turn & 3 != 3 => proven
                .cycle()
                .skip(usize::from(self.turn >> 1))
                .map(|h| h.index)
                .next(),
            _ => helpers(),
        }
    }

    /// The next helper for a rehearsal: one of the best two that was not proven yet.
    pub(super) fn rehearses(&self) -> Option<u16> {
        let mut helpers = self
            .helpers
            .iter()
            .take(2)
            .filter(|h| h.index != 0 && !h.proven);
        let turn = usize::from(self.calls & 1);
        let first = helpers.next()?;
        Some(helpers.next().filter(|_| turn == 1).unwrap_or(first).index)
    }

    /// Whether helpers bring what this node says and hears.
    pub(super) fn is_ward(&self) -> bool {
        let best = self.helpers.first().map_or(UNHEARD, |h| h.score);
        self.addr.is_some()
            && best != UNHEARD
            && self.rssi < WEAK_DBM
            && best.saturating_sub(GAIN_DB) > self.rssi
    }

    /// Whether a helper has to call it now.
    pub(super) fn needs_call(&self) -> bool {
        let done = !self.open && !self.lags();
        let helped = self.is_ward() || (self.stuck && !done && self.helper().is_some());
        let most = if done { CONFIRM_CALLS } else { REPORT_CALLS };
        self.wanted && helped && !self.storing && self.calls < most
    }

    /// Whether the direct rounds have to reach it.
    pub(super) fn is_due(&self) -> bool {
        self.open && (self.stuck || !self.is_ward())
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
        GatewayState {
            ceiling: 0,
            epoch: 0,
            peers,
        }
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
        self.peers
            .as_mut()
            .get_mut(usize::from(index.checked_sub(1)?))
    }
}

impl<P: AsRef<[Peer]> + AsMut<[Peer]>> Durable for GatewayState<P> {
    fn apply(&mut self, entry: &Entry) {
        match entry {
            Entry::Ceiling(ceiling) => self.ceiling = *ceiling,
            Entry::Epoch(number) => self.epoch = *number,
            Entry::Committed {
                index,
                evt,
                flags,
                at,
                ctr,
            } => {
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
            (1, Some(_)) => Entry::Committed {
                index,
                evt: peer.evt,
                flags: peer.flags,
                at: peer.at,
                ctr: peer.ctr,
            },
            // Empty places cost an entry that changes nothing.
            _ => Entry::Epoch(self.epoch),
        })
    }
}
