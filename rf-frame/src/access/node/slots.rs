//! When a round gives a node its slot, and when to listen again (N-3, N-8, F-14).

use crate::access::medium;
use crate::time::{Instant, Micros};
use crate::wire::SyncFrame;

/// The next SYNC is awaited for this long after the slots.
pub const PATIENCE: Micros = Micros::from_millis(150);
/// Cabinets beyond this size wait a slot more for each index.
const ORDINARY: u16 = 64;
/// The gateway may go on this much before the nominal end of the slots, and wakes are not exact.
const EARLY: Micros = Micros::from_micros(1_500);
/// Clocks may differ by 80 ppm each, 160 ppm together: 1/4096 holds it.
const DRIFT: u64 = 4096;
/// Indices of one block of round 1 (G-1).
const BLOCK: u16 = 256;

/// A round as one node sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Round {
    /// Its number.
    pub number: u8,
    /// Begin of the own preamble, if the node is named.
    pub slot: Option<Instant>,
    /// Begin of the last slot.
    pub last: Instant,
    /// End of the last slot.
    pub end: Instant,
}

impl Round {
    /// What `sync`, whose last bit came at `received`, means for `index`.
    #[must_use]
    pub fn of(sync: &SyncFrame<'_>, index: u16, received: Instant) -> Self {
        let at = |rank| received + Micros::from_micros(sync.slot_start_us(rank));
        let slots = sync.slots();
        Round {
            number: sync.round,
            slot: sync.rank(index).map(at),
            last: at(sync.rank0.saturating_add(slots).saturating_sub(1)),
            end: at(sync.rank0.saturating_add(slots)),
        }
    }

    /// SYNC of round 1 was missed: the slot follows from the report of a neighbour, whose sync word
    /// ended at `sync`, since in round 1 the slot is the index within its block (N-8). The slot is
    /// `None` when it is over or in another block; the round then ends with the neighbour's block.
    #[must_use]
    pub fn by_neighbour(
        neighbour: u16,
        sync: Instant,
        index: u16,
        size: u16,
        slot: Micros,
    ) -> Option<Self> {
        let (theirs, own) = (neighbour.checked_sub(1)?, index.checked_sub(1)?);
        let same_block = theirs / BLOCK == own / BLOCK;
        let ahead = own
            .checked_sub(theirs)
            .filter(|ahead| same_block && *ahead > 0);
        let begin = sync - medium::SYNC;
        let block_end = (theirs | (BLOCK - 1))
            .saturating_add(1)
            .min(size.max(neighbour));
        let to_end = block_end.saturating_sub(theirs);
        Some(Round {
            number: 1,
            slot: ahead.map(|ahead| begin + slot.times(u64::from(ahead))),
            last: begin + slot.times(u64::from(to_end.saturating_sub(1))),
            end: begin + slot.times(u64::from(to_end)),
        })
    }

    /// When to listen for the next SYNC, from and until. With `for_receipt` from the last slot on.
    #[must_use]
    pub fn next_sync(
        &self,
        now: Instant,
        for_receipt: bool,
        size: u16,
        slot: Micros,
    ) -> (Instant, Instant) {
        let begin = if for_receipt { self.last } else { self.end };
        let drift = Micros::from_micros(begin.since(now).as_micros() / DRIFT);
        let more = slot.times(u64::from(size.saturating_sub(ORDINARY)));
        (begin - EARLY - drift, self.end + PATIENCE + more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Form, Mode};

    const SLOT: Micros = Micros::from_millis(6);

    fn sync(form: Form, map: &[u8]) -> SyncFrame<'_> {
        SyncFrame {
            epoch: 5,
            form,
            round: 2,
            mode: Mode::default(),
            slot: 24,
            t0: 4,
            base: 1,
            count: 64,
            rank0: 0,
            map,
        }
    }

    fn us(us: u64) -> Instant {
        Instant::from_micros(us)
    }

    #[test]
    fn named_third_of_five() {
        let list = [1, 5, 9, 20, 63];
        let round = Round::of(&sync(Form::List, &list), 10, us(0));
        assert_eq!(round.slot, Some(us(1_000 + 2 * 6_000)));
        assert_eq!((round.last, round.end), (us(25_000), us(31_000)));
        assert_eq!(Round::of(&sync(Form::List, &list), 11, us(0)).slot, None);
        let (from, until) = round.next_sync(us(0), false, 64, SLOT);
        assert_eq!((from, until), (us(31_000 - 1_500 - 7), us(181_000)));
        let (from, until) = round.next_sync(us(0), true, 74, SLOT);
        assert_eq!((from, until), (us(25_000 - 1_500 - 6), us(241_000)));
    }

    #[test]
    fn a_neighbours_slot_tells_the_own_one() {
        let heard = us(100_000) + medium::SYNC;
        let round = Round::by_neighbour(7, heard, 10, 64, SLOT).unwrap();
        assert_eq!(round.slot, Some(us(118_000)));
        assert_eq!(
            (round.last, round.end),
            (us(100_000 + 57 * 6_000), us(100_000 + 58 * 6_000))
        );
        let over = Round::by_neighbour(11, heard, 10, 64, SLOT).unwrap();
        assert_eq!((over.slot, over.end), (None, us(100_000 + 54 * 6_000)));
        let other = Round::by_neighbour(250, heard, 300, 400, SLOT).unwrap();
        assert_eq!(
            (other.slot, other.end),
            (None, us(100_000 + 7 * 6_000)),
            "another block"
        );
        let far = Round::by_neighbour(257, heard, 300, 400, SLOT).unwrap();
        assert_eq!(far.end, us(100_000 + 144 * 6_000));
    }
}
