//! One block of bytes that is written anew now and then, in two pages that take turns: one of them
//! is always whole.
//!
//! ```text
//!  page  sequence 4  CRC-16 2 over sequence and block  zero 2  block …  erased
//! ```
//! Little-endian. The head is programmed last; the whole page with the higher sequence counts. So a
//! cut at any place leaves the block before.

use crate::memory::{PAGE, UNIT};
use crate::settings::crc16;

const HEAD: usize = UNIT;
/// Bytes that are read at once for the check.
const CHUNK: usize = 32;

/// Flash that is erased by pages and programmed in units of [`UNIT`].
pub trait Flash {
    /// Why it failed.
    type Error;

    /// Reads `buf.len()` bytes from `at`.
    ///
    /// # Errors
    /// If there are not so many.
    fn read(&self, at: u32, buf: &mut [u8]) -> Result<(), Self::Error>;

    /// Programs an erased place; may be cut between two units.
    ///
    /// # Errors
    /// If that fails.
    fn program(&self, at: u32, bytes: &[u8]) -> Result<(), Self::Error>;

    /// Erases the page at `at`; may be cut anywhere.
    ///
    /// # Errors
    /// If that fails.
    fn erase_page(&self, at: u32) -> Result<(), Self::Error>;
}

/// A block of `N` bytes in the two pages from an address on. `N` is a multiple of [`UNIT`].
#[derive(Clone, Copy, Debug)]
pub struct Pair<const N: usize>(pub u32);

impl<const N: usize> Pair<N> {
    const FITS: () = assert!(N.is_multiple_of(UNIT) && HEAD + N <= PAGE as usize);

    const fn page(self, second: bool) -> u32 {
        if second {
            self.0.saturating_add(PAGE)
        } else {
            self.0
        }
    }

    /// Sequence of a page, if it is whole.
    fn sequence<F: Flash>(self, flash: &F, second: bool) -> Option<u32> {
        let mut head = [0; HEAD];
        flash.read(self.page(second), &mut head).ok()?;
        let [a, b, c, d, low, high, ..] = head;
        let mut crc = crc16(0xFFFF, &[a, b, c, d]);
        let (mut at, mut left) = (self.page(second).saturating_add(HEAD as u32), N);
        while left > 0 {
            let mut chunk = [0; CHUNK];
            let part = chunk.get_mut(..left.min(CHUNK))?;
            flash.read(at, part).ok()?;
            crc = crc16(crc, part);
            at = at.saturating_add(CHUNK as u32);
            left = left.saturating_sub(CHUNK);
        }
        (crc == u16::from_le_bytes([low, high])).then_some(u32::from_le_bytes([a, b, c, d]))
    }

    /// The page that counts, and its sequence.
    fn newest<F: Flash>(self, flash: &F) -> Option<(bool, u32)> {
        match (self.sequence(flash, false), self.sequence(flash, true)) {
            (Some(first), Some(second)) if second.wrapping_sub(first) as i32 > 0 => {
                Some((true, second))
            }
            (Some(first), _) => Some((false, first)),
            (None, second) => second.map(|second| (true, second)),
        }
    }

    /// Reads the block that was stored last; false if there is none.
    pub fn load<F: Flash>(self, flash: &F, block: &mut [u8; N]) -> bool {
        self.newest(flash).is_some_and(|(second, _)| {
            flash
                .read(self.page(second).saturating_add(HEAD as u32), block)
                .is_ok()
        })
    }

    /// Stores a block in the page that does not count.
    ///
    /// # Errors
    /// Those of the flash.
    pub fn store<F: Flash>(self, flash: &F, block: &[u8; N]) -> Result<(), F::Error> {
        const { Self::FITS };
        let (second, sequence) = self.newest(flash).unwrap_or((true, 0));
        let page = self.page(!second);
        let [a, b, c, d] = sequence.wrapping_add(1).to_le_bytes();
        let [low, high] = crc16(crc16(0xFFFF, &[a, b, c, d]), block).to_le_bytes();
        flash.erase_page(page)?;
        flash.program(page.saturating_add(HEAD as u32), block)?;
        flash.program(page, &[a, b, c, d, low, high, 0, 0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::{Cell, RefCell};

    /// Two pages; the power goes after so many units, an erase of an eighth of a page costs as much
    /// as one.
    struct Cells {
        bytes: RefCell<std::vec::Vec<u8>>,
        power: Cell<u32>,
    }

    impl Cells {
        fn spend(&self) -> Result<(), ()> {
            self.power.set(self.power.get().checked_sub(1).ok_or(())?);
            Ok(())
        }
    }

    impl Flash for Cells {
        type Error = ();

        fn read(&self, at: u32, buf: &mut [u8]) -> Result<(), ()> {
            buf.copy_from_slice(&self.bytes.borrow()[at as usize..][..buf.len()]);
            Ok(())
        }

        fn program(&self, at: u32, bytes: &[u8]) -> Result<(), ()> {
            for (i, unit) in bytes.chunks(UNIT).enumerate() {
                self.spend()?;
                let place = &mut self.bytes.borrow_mut()[at as usize + i * UNIT..][..unit.len()];
                assert!(
                    place.iter().all(|byte| *byte == 0xFF),
                    "programmed twice without an erase"
                );
                place.copy_from_slice(unit);
            }
            Ok(())
        }

        fn erase_page(&self, at: u32) -> Result<(), ()> {
            for eighth in 0..8 {
                self.spend()?;
                self.bytes.borrow_mut()[at as usize + eighth * PAGE as usize / 8..]
                    [..PAGE as usize / 8]
                    .fill(0xFF);
            }
            Ok(())
        }
    }

    #[test]
    fn a_cut_at_any_unit_leaves_the_block_before_or_after() {
        const N: usize = 328;
        let pair = Pair::<N>(0);
        // Not erased: whatever was there before the first start.
        let fresh = Cells {
            bytes: RefCell::new(std::vec![0x5A; 2 * PAGE as usize]),
            power: Cell::new(u32::MAX),
        };
        let load = |cells: &Cells| {
            let mut block = [0; N];
            pair.load(cells, &mut block).then_some(block)
        };
        assert_eq!(load(&fresh), None);
        for before in 0..3u8 {
            let mut cut = 0;
            loop {
                let flash = Cells {
                    bytes: fresh.bytes.clone(),
                    power: Cell::new(u32::MAX),
                };
                for n in 1..=before {
                    pair.store(&flash, &[n; N]).expect("there is power");
                }
                flash.power.set(cut);
                let whole = pair.store(&flash, &[9; N]).is_ok();
                flash.power.set(u32::MAX);
                let old = (before > 0).then_some([before; N]);
                assert_eq!(
                    load(&flash),
                    if whole { Some([9; N]) } else { old },
                    "{before} {cut}"
                );
                pair.store(&flash, &[7; N]).expect("it goes on from there");
                assert_eq!(load(&flash), Some([7; N]));
                if whole {
                    break;
                }
                cut += 1;
            }
            assert!(cut > 40);
        }
    }
}
