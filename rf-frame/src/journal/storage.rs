//! The memory under the journal: four areas that are erased as a whole and written once.

/// A part of the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Area {
    /// First sector of the log.
    SectorA,
    /// Second sector of the log.
    SectorB,
    /// First copy of the generation page (J-6).
    GenerationA,
    /// Second copy, in a page of its own.
    GenerationB,
}

/// Non-volatile memory that erases to 0xFF and is written in aligned units of 8 bytes, each once.
///
/// Power may fail at any byte of a write and anywhere in an erase. A write that fails may have
/// done any part of its work; the journal never writes to that place again before an erase.
pub trait Storage {
    /// Why an access failed.
    type Error;

    /// Bytes of a sector: the same for both, a multiple of 8, at least 64. A page of the
    /// generation needs 16.
    fn sector_len(&self) -> usize;

    /// Fills `to` from `at` on.
    ///
    /// # Errors
    /// When the memory cannot be read.
    fn read(&mut self, area: Area, at: usize, to: &mut [u8]) -> Result<(), Self::Error>;

    /// Writes `bytes`, a multiple of 8, at `at`, a multiple of 8.
    ///
    /// # Errors
    /// When the memory cannot be written.
    fn write(&mut self, area: Area, at: usize, bytes: &[u8]) -> Result<(), Self::Error>;

    /// Erases the area to 0xFF.
    ///
    /// # Errors
    /// When the memory cannot be erased.
    fn erase(&mut self, area: Area) -> Result<(), Self::Error>;
}

impl<S: Storage> Storage for &mut S {
    type Error = S::Error;

    fn sector_len(&self) -> usize {
        S::sector_len(self)
    }

    fn read(&mut self, area: Area, at: usize, to: &mut [u8]) -> Result<(), Self::Error> {
        S::read(self, area, at, to)
    }

    fn write(&mut self, area: Area, at: usize, bytes: &[u8]) -> Result<(), Self::Error> {
        S::write(self, area, at, bytes)
    }

    fn erase(&mut self, area: Area) -> Result<(), Self::Error> {
        S::erase(self, area)
    }
}
