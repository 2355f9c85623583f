//! The power fails at every byte of every write and at every unit of every erase.

use crate::memory::{Cut, Memory};
use crate::story::{Gateway, Story, used};
use rf_frame::journal::{Journal, NodeState, State, Verdict};

const ENTRIES: usize = 55;

/// Runs the story until the power fails; the states before and after the entry in hand.
fn run<T: Story>(memory: Memory) -> (Memory, Vec<T>, bool) {
    let mut state = T::default();
    let mut memory = memory;
    let (mut journal, _) = match Journal::open(&mut memory, &mut state) {
        Ok(opened) => opened,
        Err(_) => return (memory, vec![T::default()], false),
    };
    for n in 0..ENTRIES {
        let before = state.clone();
        let entry = state.next(n);
        if journal.commit(&mut state, entry.clone()).is_err() {
            assert_eq!(state, before, "changed without a confirmation");
            let mut after = T::default();
            let scratch = Memory::erased(T::SECTOR * 8);
            let (mut other, _) = Journal::open(scratch, &mut after).unwrap();
            for old in before.entries() {
                other.commit(&mut after, old).unwrap();
            }
            other.commit(&mut after, entry).unwrap();
            return (memory, vec![before, after], false);
        }
    }
    (memory, vec![state], true)
}

fn same<T: State>(one: &T, other: &T) -> bool {
    one.entries().eq(other.entries())
}

fn at_every_byte<T: Story>(kept: u8, backwards: bool) {
    for after in 0.. {
        let mut memory = Memory::erased(T::SECTOR);
        memory.cut = Some(Cut {
            after,
            kept,
            backwards,
        });
        let (dark, states, whole) = run::<T>(memory);
        if whole {
            assert!(
                after > 2 * T::SECTOR,
                "the story is too short to move: {after}"
            );
            break;
        }
        let mut found = T::default();
        let opened = Journal::open(dark.again(), &mut found);
        let (mut journal, verdict) = opened.unwrap();
        assert!(
            verdict != Verdict::Rot || one_bit(kept),
            "cut at {after}: rot"
        );
        if verdict == Verdict::Rot {
            continue;
        }
        assert!(
            states.iter().any(|state| same(state, &found)),
            "cut at {after}: {verdict:?}"
        );
        assert!(used(&found) > used(&states[0]), "cut at {after}");
        // And the power fails again, here and there in what the boot writes.
        let again_and_again = if after % 7 == 0 { T::SECTOR } else { 0 };
        for second in (0..again_and_again).step_by(37) {
            let mut memory = dark.again();
            memory.cut = Some(Cut {
                after: second,
                kept,
                backwards,
            });
            let _ = Journal::open(&mut memory, &mut T::default());
            let mut again = T::default();
            let (_, verdict) = Journal::open(memory.again(), &mut again).unwrap();
            // A half erased front header below a good end header looks like rot, and may.
            assert!(
                verdict != Verdict::Rot || kept != 0xff,
                "cut at {after}, then {second}"
            );
            if verdict != Verdict::Rot {
                assert!(
                    same(&again, &found),
                    "cut at {after}, then at {second}: {verdict:?}"
                );
            }
            assert!(used(&again) > used(&states[0]));
        }
        let entry = found.next(ENTRIES);
        journal.commit(&mut found, entry).unwrap();
    }
}

/// Two bits stay unprogrammed; every LEN still clears two others, so that no tear looks like rot.
const HALF: u8 = 0x42;

/// With all but one bit kept a first byte may have one cleared bit alone: that is what rot looks
/// like, and it is taken for it.
fn one_bit(kept: u8) -> bool {
    kept.count_zeros() == 1
}

#[test]
fn a_node_with_the_byte_in_hand_untouched() {
    at_every_byte::<NodeState>(0xff, false);
}

#[test]
fn a_node_with_the_byte_in_hand_half_programmed() {
    at_every_byte::<NodeState>(HALF, true);
}

#[test]
fn a_node_with_one_bit_of_the_byte_in_hand_programmed() {
    at_every_byte::<NodeState>(0xfb, true);
}

#[test]
fn a_gateway_with_the_byte_in_hand_untouched() {
    at_every_byte::<Gateway>(0xff, true);
}

#[test]
fn a_gateway_with_the_byte_in_hand_half_programmed() {
    at_every_byte::<Gateway>(HALF, false);
}
