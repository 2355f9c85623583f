//! Long lives: boots, power failures and flipped bits in random order, and no START twice.

use crate::memory::{Cut, Memory};
use crate::story::{Gateway, Story, used};
use oorandom::Rand32;
use rf_frame::journal::{Journal, NodeState, Start, Verdict};

/// A life of so many boots; a bit flips before each `flip_every`-th. Returns boots with rot.
fn life<T: Story>(seed: u64, boots: usize, flip_every: u32) -> usize {
    let mut random = Rand32::new(seed);
    let mut memory = Memory::erased(T::SECTOR);
    let mut highest = Start::default();
    let mut confirmed = T::default();
    let mut rot = 0;
    for boot in 0..boots {
        let flipped = flip_every > 0 && boot > 0 && random.rand_range(0..flip_every) == 0;
        if flipped {
            let bit = random.rand_range(0..memory.sector_bits() as u32);
            memory.flip(bit as usize);
        }
        if random.rand_range(0..3) == 0 {
            let after = random.rand_range(0..3 * T::SECTOR as u32) as usize;
            let kept = random.rand_u32() as u8;
            memory.cut = Some(Cut {
                after,
                kept,
                backwards: after.is_multiple_of(2),
            });
        }
        let mut state = T::default();
        let Ok((mut journal, verdict)) = Journal::open(&mut memory, &mut state) else {
            memory = memory.again();
            continue;
        };
        assert!(
            used(&state) > highest,
            "seed {seed}, boot {boot}: START {:?} again",
            used(&state)
        );
        highest = used(&state);
        if verdict == Verdict::Rot {
            rot += 1;
        } else {
            let expected = confirmed.entries().count();
            assert!(
                state.entries().count() + 6 > expected,
                "seed {seed}, boot {boot}"
            );
        }
        for n in 0..random.rand_range(0..40) as usize {
            let entry = state.next(boot * 7 + n);
            if journal.commit(&mut state, entry).is_err() {
                break;
            }
        }
        confirmed = state;
        memory = memory.again();
    }
    rot
}

#[test]
fn power_failures_alone_lose_nothing_and_raise_no_doubt_but_of_one_bit() {
    let rot: usize = (0..20).map(|seed| life::<NodeState>(seed, 200, 0)).sum();
    // A byte in hand with one bit programmed looks like rot; that is rare.
    assert!(rot < 40, "{rot} of 4000");
    let rot: usize = (0..10).map(|seed| life::<Gateway>(seed, 200, 0)).sum();
    assert!(rot < 20, "{rot} of 2000");
}

#[test]
fn a_flip_each_fifth_boot_repeats_no_counter() {
    let rot: usize = (0..20).map(|seed| life::<NodeState>(seed, 200, 5)).sum();
    assert!(rot > 100, "{rot}");
    let rot: usize = (0..10).map(|seed| life::<Gateway>(seed, 200, 5)).sum();
    assert!(rot > 50, "{rot}");
}
