//! Flash of two sectors whose power can go at any byte.

use rf_frame::journal::{Sector, Storage};

/// Bytes of a sector.
const SECTOR: usize = 1024;

#[derive(Clone, Debug)]
pub(crate) struct Memory {
    sectors: [Vec<u8>; 2],
    /// Bytes that can still be written or erased before the power goes; `None` for a healthy supply.
    pub(crate) budget: Option<usize>,
}

/// The power went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PowerCut;

impl Memory {
    pub(crate) fn new() -> Self {
        Memory {
            sectors: [vec![0xff; SECTOR], vec![0xff; SECTOR]],
            budget: None,
        }
    }

    fn change(
        &mut self,
        sector: Sector,
        at: usize,
        bytes: impl Iterator<Item = u8>,
    ) -> Result<(), PowerCut> {
        let cells = match sector {
            Sector::A => self.sectors.first_mut(),
            Sector::B => self.sectors.last_mut(),
        };
        let cells = cells.into_iter().flatten().skip(at);
        for (cell, byte) in cells.zip(bytes) {
            if let Some(left) = &mut self.budget {
                *left = left.checked_sub(1).ok_or(PowerCut)?;
            }
            *cell = byte;
        }
        Ok(())
    }
}

impl Storage for Memory {
    type Error = PowerCut;

    fn sector_len(&self) -> usize {
        SECTOR
    }

    fn read(&mut self, sector: Sector, at: usize, buf: &mut [u8]) -> Result<(), PowerCut> {
        let cells = match sector {
            Sector::A => self.sectors.first(),
            Sector::B => self.sectors.last(),
        };
        let cells = cells.into_iter().flatten().skip(at);
        buf.iter_mut().zip(cells).for_each(|(to, from)| *to = *from);
        Ok(())
    }

    fn write(&mut self, sector: Sector, at: usize, bytes: &[u8]) -> Result<(), PowerCut> {
        self.change(sector, at, bytes.iter().copied())
    }

    fn erase(&mut self, sector: Sector) -> Result<(), PowerCut> {
        self.change(sector, 0, std::iter::repeat_n(0xff, SECTOR))
    }
}
