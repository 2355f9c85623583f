//! Flash memory: sectors that are erased to FF, programming that only clears bits, and faults at
//! any byte.

/// A write or an erase that goes wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fault {
    /// So many accesses are good before it.
    pub accesses: usize,
    /// So many bytes are done, at most all of them: then everything is done, but nobody is told.
    pub done: usize,
    /// Power is gone until [`Flash::power_on`]; otherwise this access alone reports an error.
    pub power: bool,
    /// The byte after those is programmed in part: these bits are not cleared.
    pub torn: Option<u8>,
    /// An erase goes through the sector from its end.
    pub backwards: bool,
}

/// Why an access did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlashError {
    /// There is no power.
    Dark,
    /// The access failed, perhaps after a part of it.
    Failed,
}

/// The memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// What goes wrong next.
    pub fault: Option<Fault>,
    sectors: Vec<Vec<u8>>,
    dark: bool,
}

impl Flash {
    /// An erased memory of `sectors` sectors of `len` bytes.
    #[must_use]
    pub fn new(sectors: usize, len: usize) -> Self {
        Self {
            sectors: vec![vec![0xFF; len]; sectors],
            fault: None,
            dark: false,
        }
    }

    /// Bytes of a sector.
    #[must_use]
    pub fn sector_len(&self) -> usize {
        self.sectors.first().map_or(0, Vec::len)
    }

    /// The bytes of a sector, to look at or to prepare.
    pub fn sector_mut(&mut self, sector: usize) -> &mut [u8] {
        self.sectors.get_mut(sector).map_or(&mut [], |bytes| bytes)
    }

    /// Whether the power is gone.
    #[must_use]
    pub const fn is_dark(&self) -> bool {
        self.dark
    }

    /// Power comes back.
    pub const fn power_on(&mut self) {
        self.dark = false;
    }

    /// Reads `buf` from `at` on.
    ///
    /// # Errors
    /// Without power.
    pub fn read(&self, sector: usize, at: usize, buf: &mut [u8]) -> Result<(), FlashError> {
        if self.dark {
            return Err(FlashError::Dark);
        }
        let bytes = self.sectors.get(sector).into_iter().flatten().skip(at);
        buf.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        Ok(())
    }

    /// Programs `bytes` from `at` on: clears bits, sets none.
    ///
    /// # Errors
    /// Without power, or by the fault that was due.
    pub fn program(&mut self, sector: usize, at: usize, bytes: &[u8]) -> Result<(), FlashError> {
        let fault = self.due()?;
        let done = fault.map_or(bytes.len(), |fault| fault.done.min(bytes.len()));
        let mut cells = self.sectors.get_mut(sector).into_iter().flatten().skip(at);
        for (byte, cell) in bytes.iter().take(done).zip(cells.by_ref()) {
            *cell &= *byte;
        }
        let Some(fault) = fault else { return Ok(()) };
        if let (Some(bits), Some(byte), Some(cell)) = (fault.torn, bytes.get(done), cells.next()) {
            *cell &= *byte | bits;
        }
        Err(FlashError::Failed)
    }

    /// Erases a sector.
    ///
    /// # Errors
    /// Without power, or by the fault that was due.
    pub fn erase(&mut self, sector: usize) -> Result<(), FlashError> {
        let fault = self.due()?;
        let cells = self.sector_mut(sector);
        let done = fault.map_or(cells.len(), |fault| fault.done.min(cells.len()));
        let kept = cells.len() - done;
        if fault.is_some_and(|fault| fault.backwards) {
            cells.iter_mut().skip(kept).for_each(|cell| *cell = 0xFF);
        } else {
            cells.iter_mut().take(done).for_each(|cell| *cell = 0xFF);
        }
        fault.map_or(Ok(()), |_| Err(FlashError::Failed))
    }

    /// The fault of this access, if it has one: it happens once.
    fn due(&mut self) -> Result<Option<Fault>, FlashError> {
        if self.dark {
            return Err(FlashError::Dark);
        }
        let Some(fault) = &mut self.fault else {
            return Ok(None);
        };
        if let Some(left) = fault.accesses.checked_sub(1) {
            fault.accesses = left;
            return Ok(None);
        }
        self.dark = fault.power;
        Ok(self.fault.take())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sector(flash: &mut Flash) -> [u8; 4] {
        let mut bytes = [0; 4];
        bytes.copy_from_slice(flash.sector_mut(1));
        bytes
    }

    #[test]
    fn programming_clears_bits_and_a_fault_stops_it_in_a_byte() {
        let mut flash = Flash::new(2, 4);
        flash.program(1, 1, &[0x0F]).expect("good");
        flash.program(1, 1, &[0xF3]).expect("good");
        assert_eq!(sector(&mut flash), [0xFF, 0x03, 0xFF, 0xFF]);
        flash.fault = Some(Fault {
            accesses: 1,
            done: 1,
            power: true,
            torn: Some(0xF0),
            backwards: false,
        });
        flash.erase(1).expect("the first access is good");
        assert_eq!(flash.program(1, 0, &[1, 2, 3]), Err(FlashError::Failed));
        assert_eq!(sector(&mut flash), [0x01, 0xF2, 0xFF, 0xFF]);
        assert_eq!(flash.erase(1), Err(FlashError::Dark));
        flash.power_on();
        assert_eq!(flash.erase(1), Ok(()));
    }

    #[test]
    fn an_erase_can_stop_at_either_end() {
        for (backwards, left) in [(false, [0xFF, 0, 0, 0]), (true, [0, 0, 0, 0xFF])] {
            let mut flash = Flash::new(2, 4);
            flash.sector_mut(1).fill(0);
            flash.fault = Some(Fault {
                done: 1,
                backwards,
                ..Fault::default()
            });
            assert_eq!(flash.erase(1), Err(FlashError::Failed));
            assert_eq!(sector(&mut flash), left);
        }
    }
}
