//! A flash that loses power at any byte: what the journal is tested on.

use rf_frame::journal::{Area, Storage};

/// How far an access gets before the power fails, and what the byte in hand looks like then.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// Bytes that are written before; an erase takes one for each unit of 8.
    pub(crate) after: usize,
    /// Bits of the byte in hand that stay as they were.
    pub(crate) kept: u8,
    /// An erase goes from the end.
    pub(crate) backwards: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Memory {
    pub(crate) areas: [Vec<u8>; 4],
    pub(crate) cut: Option<Cut>,
    pub(crate) dark: bool,
    /// Bytes written and units erased so far.
    pub(crate) work: usize,
    /// Bytes written, without erases.
    pub(crate) written: usize,
    /// A bit has flipped: what is written may meet dirt.
    pub(crate) rotten: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dark;

impl Memory {
    pub(crate) fn erased(len: usize) -> Self {
        Memory::of([vec![0xff; len], vec![0xff; len]])
    }

    pub(crate) fn of([a, b]: [Vec<u8>; 2]) -> Self {
        let page = vec![0xff; 16];
        Memory {
            areas: [a, b, page.clone(), page],
            cut: None,
            dark: false,
            work: 0,
            written: 0,
            rotten: false,
        }
    }

    /// The memory after the power is back.
    pub(crate) fn again(&self) -> Self {
        Memory {
            cut: None,
            dark: false,
            work: 0,
            ..self.clone()
        }
    }

    pub(crate) fn flip(&mut self, bit: usize) {
        let len = self.areas[0].len();
        let byte = bit / 8;
        self.areas[byte / len][byte % len] ^= 1 << (bit % 8);
        self.rotten = true;
    }

    pub(crate) fn sector_bits(&self) -> usize {
        self.areas[0].len() * 2 * 8
    }

    /// One step of work; what is left of the byte if the power fails in it.
    fn step(&mut self) -> Option<u8> {
        let cut = self.cut?;
        if self.work == cut.after {
            self.dark = true;
            return Some(cut.kept);
        }
        None
    }

    fn at(area: Area) -> usize {
        match area {
            Area::SectorA => 0,
            Area::SectorB => 1,
            Area::GenerationA => 2,
            Area::GenerationB => 3,
        }
    }
}

impl Storage for Memory {
    type Error = Dark;

    fn sector_len(&self) -> usize {
        self.areas[0].len()
    }

    fn read(&mut self, area: Area, at: usize, to: &mut [u8]) -> Result<(), Dark> {
        if self.dark {
            return Err(Dark);
        }
        to.copy_from_slice(&self.areas[Self::at(area)][at..at + to.len()]);
        Ok(())
    }

    fn write(&mut self, area: Area, at: usize, bytes: &[u8]) -> Result<(), Dark> {
        if self.dark {
            return Err(Dark);
        }
        assert!(
            at.is_multiple_of(8) && bytes.len().is_multiple_of(8),
            "{} bytes at {at}",
            bytes.len()
        );
        for (n, byte) in bytes.iter().enumerate() {
            let kept = self.step();
            let place = &mut self.areas[Self::at(area)][at + n];
            assert!(
                self.rotten || *place == 0xff,
                "written twice: {area:?} {at} + {n}"
            );
            *place &= byte | kept.unwrap_or(0);
            if kept.is_some() {
                return Err(Dark);
            }
            self.work += 1;
            self.written += 1;
        }
        Ok(())
    }

    fn erase(&mut self, area: Area) -> Result<(), Dark> {
        if self.dark {
            return Err(Dark);
        }
        let units = self.areas[Self::at(area)].len() / 8;
        for n in 0..units {
            let kept = self.step();
            let backwards = self.cut.is_some_and(|cut| cut.backwards);
            let unit = if backwards { units - 1 - n } else { n };
            for byte in &mut self.areas[Self::at(area)][unit * 8..unit * 8 + 8] {
                *byte |= !kept.unwrap_or(0);
            }
            if kept.is_some() {
                return Err(Dark);
            }
            self.work += 1;
        }
        Ok(())
    }
}
