//! Calls by helpers: whom, over whom, and how long they take.

use super::peer::HELPERS;
use super::{Gateway, Peer};
use crate::v1::access::Phy;
use crate::v1::frame::{FrameBuf, MAX_FRAME};
use crate::v1::sync::{Form, MAX_EXACT, MAX_MAP, Pause, SLOT_UNIT_US};

/// Passes of a rehearsal.
pub(super) const REHEARSALS: u8 = 6;
/// Indices behind the first of a list that may be called along with it.
const SPAN: u16 = 256;
/// Bytes of a CALL without its list.
const CALL_BYTES: usize = 33;

/// Whom a helper calls next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) helper: u16,
    /// Indices, ascending, 0 behind the last.
    list: [u16; MAX_EXACT],
}

impl Turn {
    fn called(&self) -> impl Iterator<Item = u16> {
        self.list.into_iter().take_while(|index| *index != 0)
    }
}

/// Instants of a turn, in µs from the end of the form 5 SYNC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "helper"),
    allow(dead_code, reason = "some matter to helpers alone")
)]
pub(in crate::v1::access) struct TurnTimes {
    /// Start of the CALL.
    pub(in crate::v1::access) call: u32,
    /// From the end of the CALL to the first RELAY.
    pub(in crate::v1::access) relay: u32,
    /// From one RELAY to the next.
    pub(in crate::v1::access) step: u32,
    /// End of the last RELAY that `called` answers may need.
    pub(in crate::v1::access) end: u32,
    /// The same from the end of the CALL on.
    pub(in crate::v1::access) answers: u32,
}

impl TurnTimes {
    /// Times of a turn that calls `called` nodes.
    #[inline(never)]
    pub(in crate::v1::access) const fn new(phy: &Phy, slot: u8, t0: u8, called: u8) -> Self {
        // Nine nodes and slots of 64 ms are a second together.
        let gap = (t0 as u32).wrapping_mul(SLOT_UNIT_US as u32);
        let call_air =
            phy.air_us(CALL_BYTES.wrapping_add((called as usize).wrapping_mul(3))) as u32;
        let answers = (called as u32)
            .wrapping_mul(slot as u32)
            .wrapping_mul(SLOT_UNIT_US as u32);
        let relay = gap.wrapping_add(answers).wrapping_add(gap);
        let step = phy.slot_us_32(MAX_FRAME);
        let answers = relay.wrapping_add((called as u32).div_ceil(2).wrapping_mul(step));
        TurnTimes {
            call: gap,
            relay,
            step,
            end: gap.wrapping_add(call_air).wrapping_add(answers),
            answers,
        }
    }
}

impl<P: AsRef<[Peer]> + AsMut<[Peer]>> Gateway<P> {
    /// Picks the first node of this pass that needs a call, and others that its helper can call
    /// along with it.
    pub(super) fn pick_turn(&mut self) -> bool {
        self.pick(Peer::needs_call, Peer::goes_over, |peer| {
            // Every other call goes over the helper that can call most of them.
            let some = peer
                .helpers
                .map(|h| if peer.goes_over(h.index) { h.index } else { 0 });
            if peer.calls & 1 == 0 {
                some
            } else {
                [peer.helper().unwrap_or(0), 0, 0, 0]
            }
        })
    }

    /// The same for a rehearsal: nodes that did not answer over this helper yet.
    pub(super) fn pick_rehearsal(&mut self) -> bool {
        let needs =
            |peer: &Peer| peer.is_ward() && peer.rehearses().is_some() && peer.calls < REHEARSALS;
        let fits = |peer: &Peer, index| {
            peer.helpers
                .iter()
                .take(2)
                .any(|h| h.index == index && !h.proven)
        };
        self.pick(needs, fits, |peer| [peer.rehearses().unwrap_or(0), 0, 0, 0])
    }

    fn pick(
        &mut self,
        needs: impl Fn(&Peer) -> bool,
        fits: impl Fn(&Peer, u16) -> bool,
        over: impl Fn(&Peer) -> [u16; HELPERS],
    ) -> bool {
        let pass = self.pass;
        self.turn = Turn::default();
        let waits = |peer: &Peer| peer.pass != pass && needs(peer);
        let peers = self.state.peers.as_mut();
        let Some((first, at)) = peers.iter().zip(0u16..u16::MAX).find(|(p, _)| waits(p)) else {
            return false;
        };
        let range = || {
            peers
                .iter()
                .skip(usize::from(at))
                .take(usize::from(SPAN))
                .filter(|p| waits(p))
        };
        let mut best = (0, 0);
        for helper in over(first).into_iter().filter(|helper| *helper != 0) {
            let calls = range()
                .filter(|p| fits(p, helper))
                .take(MAX_EXACT)
                .fold(0u16, |n, _| n.saturating_add(1));
            if calls > best.1 {
                best = (helper, calls);
            }
        }
        let (helper, _) = best;
        if helper == 0 {
            return false;
        }
        self.turn.helper = helper;
        let mut places = self.turn.list.iter_mut();
        let indices = at.saturating_add(1)..=u16::MAX;
        for (peer, index) in peers
            .iter_mut()
            .skip(usize::from(at))
            .take(usize::from(SPAN))
            .zip(indices)
        {
            if !waits(peer) || !fits(peer, helper) {
                continue;
            }
            let Some(place) = places.next() else { break };
            *place = index;
            peer.pass = pass;
            peer.calls = peer.calls.saturating_add(1);
            peer.turn = peer.turn.wrapping_add(1);
        }
        true
    }

    /// The form 5 SYNC of the turn, and how long the turn takes behind it.
    pub(super) fn serve_frame(&mut self) -> Option<(FrameBuf, u64)> {
        let turn = self.turn;
        let base = turn.called().next()?;
        let last = turn.called().last()?;
        let mut map = [0; MAX_MAP];
        let (helper, list) = map.split_first_chunk_mut::<2>()?;
        *helper = turn.helper.to_le_bytes();
        let mut called = 0u8;
        for (index, entry) in turn.called().zip(list.as_chunks_mut::<3>().0) {
            let [low, high] = self.peer(index)?.evt().to_le_bytes();
            *entry = [u8::try_from(index.saturating_sub(base)).ok()?, low, high];
            called = called.saturating_add(1);
        }
        let map = map.get(..usize::from(called).saturating_mul(3).saturating_add(2))?;
        let slot = self.config.phy.slot_units(26);
        let mut sync = self.sync(
            Form::Serve,
            slot,
            base,
            last.saturating_sub(base).saturating_add(1),
            map,
        );
        sync.rank0 = Pause {
            odd: self.pass & 1 == 1,
            us: self.pause_us(base),
        }
        .rank0();
        let times = TurnTimes::new(&self.config.phy, slot, sync.t0, called);
        Some((self.encode(&sync)?, u64::from(times.end)))
    }

    /// How long nobody of the turn is called again: until then each other one that needs it has its
    /// call, in this pass or in the next before them. Those close below may be passed by.
    fn pause_us(&self, base: u16) -> u64 {
        let near = base.saturating_sub(SPAN)..base;
        let before = |peer: &Peer, index: u16| {
            peer.pass != self.pass || (index < base && !near.contains(&index))
        };
        let peers = self.state.peers.as_ref().iter().zip(1u16..=u16::MAX);
        let calls = peers
            .filter(|(p, index)| p.needs_call() && before(p, *index))
            .fold(0u64, |n, _| n.saturating_add(1));
        // Slot of an answer, half a RELAY, its share of SYNC and CALL: more than two slots. Some
        // are confirmed earlier.
        calls
            .saturating_mul(self.config.phy.slot_us(26))
            .saturating_mul(3)
            / 2
    }

    /// The node answered this turn; whether all have.
    pub(super) fn answered(&mut self, index: u16) -> bool {
        // What is not in the list any more need not be found: the turn is over when nobody is
        // missing.
        let mut open = false;
        let mut rest = self.turn.list;
        let mut kept = self.turn.list.iter_mut();
        for other in rest
            .iter_mut()
            .filter(|other| **other != 0 && **other != index)
        {
            if let Some(place) = kept.next() {
                *place = *other;
            }
            open = true;
        }
        kept.for_each(|place| *place = 0);
        !open
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::v1::call::Call;
    use crate::v1::frame::{Header, encode};
    use crate::v1::mic::{Key, Suite};
    use crate::v1::sync::{Mode, Sync};

    #[test]
    fn turn_of_two_has_room_for_a_call_two_answers_and_a_relay() {
        let times = TurnTimes::new(&Phy::kbit50(), 24, 4, 2);
        let key = Key::new(Suite::Ascon, [1; 16]).unwrap();
        let map = [0, 1, 0, 1, 1, 0];
        let (form, mode) = (Form::Exact, Mode::RELAY);
        let sync = Sync {
            epoch: 1,
            form,
            round: 1,
            mode,
            slot: 24,
            t0: 4,
            base: 1,
            count: 2,
            rank0: 0,
            map: &map,
        };
        let mut out = [0; MAX_FRAME];
        let header = Header {
            src: 3,
            ..Header::down(1, 1)
        };
        let sent = encode(
            &header,
            &Call::new(sync).unwrap(),
            &[],
            Some(&key),
            &mut out,
        )
        .unwrap();
        assert_eq!(sent.len(), CALL_BYTES + 6);
        assert_eq!(
            (times.call, times.relay, times.step),
            (1_000, 14_000, 12_000)
        );
        assert_eq!(
            u64::from(times.end),
            1_000 + Phy::kbit50().air_us(sent.len()) + 14_000 + 12_000
        );
    }
}
