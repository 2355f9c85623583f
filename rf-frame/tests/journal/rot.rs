//! Promise P7: any one bit that flips is reported or without effect, and no counter comes twice.

use crate::memory::{Cut, Memory};
use crate::story::{Gateway, Story, used};
use rf_frame::journal::{Journal, NodeState, Start, Verdict};

/// A memory after `entries` entries and `boots` boots between them, and its state.
fn lived<T: Story>(entries: usize, boots: usize) -> (Memory, T) {
    let mut memory = Memory::erased(T::SECTOR);
    let mut state = T::default();
    for part in 0..boots {
        state = T::default();
        let (mut journal, _) = Journal::open(memory, &mut state).unwrap();
        for n in entries * part / boots..entries * (part + 1) / boots {
            let entry = state.next(n);
            journal.commit(&mut state, entry).unwrap();
        }
        memory = journal.into_storage();
    }
    (memory, state)
}

/// Opens a memory with one flipped bit and holds what is found against `before`.
fn judge<T: Story>(mut memory: Memory, bit: usize, before: &[T], highest: Start) -> Verdict {
    memory.flip(bit);
    let mut state = T::default();
    let (mut journal, verdict) = Journal::open(memory, &mut state).unwrap();
    assert!(
        used(&state) > highest,
        "bit {bit}: START {:?} again",
        used(&state)
    );
    if verdict == Verdict::Rot {
        // Whatever is salvaged: a second boot finds a whole journal with the same state.
        let mut again = T::default();
        let (_, second) = Journal::open(journal.into_storage().again(), &mut again).unwrap();
        assert_eq!(second, Verdict::Whole, "bit {bit}");
        assert!(used(&again) > used(&state));
        return verdict;
    }
    let same = |other: &T| state.entries().eq(other.entries());
    assert!(
        before.iter().any(same),
        "bit {bit}: {verdict:?}, and the state has changed"
    );
    let entry = state.next(1000);
    journal.commit(&mut state, entry).unwrap();
    verdict
}

fn every_bit<T: Story>() {
    let mut rot = 0;
    for (entries, boots) in [(5, 1), (40, 3)] {
        let (memory, state) = lived::<T>(entries, boots);
        let before = [state.clone()];
        for bit in 0..memory.sector_bits() {
            let verdict = judge(memory.again(), bit, &before, used(&state));
            rot += usize::from(verdict == Verdict::Rot);
        }
        // A whole sector is guarded: at least every bit of the active one is seen.
        assert!(rot >= T::SECTOR * 8);
    }
}

#[test]
fn every_bit_of_a_node() {
    every_bit::<NodeState>();
}

#[test]
fn every_bit_of_a_gateway() {
    every_bit::<Gateway>();
}

/// A bit flips in what a power failure left: torn tails, broken moves, broken erases.
#[test]
fn every_bit_beside_a_power_failure() {
    let (memory, _) = lived::<NodeState>(40, 3);
    let mut next = 0;
    for after in (0..).step_by(29) {
        let mut cut = memory.again();
        cut.cut = Some(Cut {
            after,
            kept: 0xff,
            backwards: after % 2 == 0,
        });
        let mut state = NodeState::default();
        let Ok((mut journal, _)) = Journal::open(cut, &mut state) else {
            continue;
        };
        // Enough for one move.
        let mut before = state.clone();
        let mut end = None;
        for n in 0..40 {
            before = state.clone();
            let entry = state.next(40 + n);
            if journal.commit(&mut state, entry.clone()).is_err() {
                let mut scratch = before.clone();
                let mut other = Journal::open(Memory::erased(2048), &mut NodeState::default());
                let (journal, _) = other.as_mut().unwrap();
                let _ = journal.commit(&mut scratch, entry);
                end = Some(scratch);
                break;
            }
        }
        let Some(with_entry) = end else {
            next = after;
            break;
        };
        let dark = journal.into_storage().again();
        let before = [before, with_entry];
        for bit in (after % 5..dark.sector_bits()).step_by(5) {
            judge(dark.clone(), bit, &before, used(&before[0]));
        }
    }
    assert!(next > T_MOVE, "the story moves at least once: {next}");
}

/// Work of a move: an erase and a few records.
const T_MOVE: usize = 648;
