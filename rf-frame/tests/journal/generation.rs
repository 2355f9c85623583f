//! The generation page: one copy is good at every instant, and no flipped bit changes what it says.

use crate::memory::{Cut, Memory};
use rf_frame::journal::{Area, Generation, GenerationPage, Storage};

const OLD: Generation = Generation {
    generation: 3,
    net: 0x1a2b,
};
const NEW: Generation = Generation {
    generation: 4,
    net: 0x1a2c,
};

fn written(page: Generation) -> Memory {
    let mut memory = Memory::erased(72);
    page.write(&mut memory).unwrap();
    memory
}

#[test]
fn layout_of_a_page() {
    let mut memory = written(OLD);
    let mut page = [0xa5; 16];
    for area in [Area::GenerationA, Area::GenerationB] {
        memory.read(area, 0, &mut page).unwrap();
        assert_eq!(page[..12], *b"RFG2\x2b\x1a\x03\x00\xff\xff\xff\xff");
        assert_eq!(page[15], 0);
    }
}

#[test]
fn a_cut_at_any_byte_leaves_the_old_one_or_the_new_one() {
    for kept in [0xff, 0x42] {
        for after in 0.. {
            let mut memory = written(OLD).again();
            memory.cut = Some(Cut {
                after,
                kept,
                backwards: false,
            });
            let whole = NEW.write(&mut memory).is_ok();
            let mut memory = memory.again();
            let found = GenerationPage::read(&mut memory).unwrap();
            let known = [OLD, NEW].map(GenerationPage::Known);
            assert!(known.contains(&found), "cut at {after}: {found:?}");
            // And another cut while it is written again.
            memory.cut = Some(Cut {
                after: after % 7,
                kept,
                backwards: false,
            });
            let _ = NEW.write(&mut memory);
            let found = GenerationPage::read(&mut memory.again()).unwrap();
            assert!(
                known.contains(&found),
                "cut at {after}, then again: {found:?}"
            );
            if whole {
                break;
            }
        }
    }
}

#[test]
fn a_flipped_bit_in_either_copy_is_without_effect() {
    for area in 2..4 {
        for bit in 0..128 {
            let mut memory = written(NEW);
            memory.areas[area][bit / 8] ^= 1 << (bit % 8);
            assert_eq!(
                GenerationPage::read(&mut memory),
                Ok(GenerationPage::Known(NEW))
            );
            // Writing it again mends the copy.
            memory.rotten = true;
            NEW.write(&mut memory).unwrap();
            assert_eq!(memory.areas[2], memory.areas[3]);
        }
    }
}

#[test]
fn nothing_written_is_told_from_both_copies_lost() {
    let mut memory = Memory::erased(72);
    assert_eq!(
        GenerationPage::read(&mut memory),
        Ok(GenerationPage::Erased)
    );
    memory.areas[2][5] = 0;
    assert_eq!(GenerationPage::read(&mut memory), Ok(GenerationPage::Lost));
}
