//! The journal on any flash with the traits of `embedded-storage` 0.3.

use super::storage::{Area, Storage};
use core::fmt;
use embedded_storage_v0_3::nor_flash::NorFlash;

/// Program units of the journal.
const UNIT: usize = 8;

/// Four areas one after the other in a [`NorFlash`]: sector A, sector B, and one erase unit for
/// each copy of the generation page.
#[derive(Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Flash<F> {
    flash: F,
    base: u32,
    sector_len: u32,
}

/// The area or the flash does not fit the journal, or the flash reports an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum FlashError<E> {
    /// The access goes beyond the areas.
    OutOfBounds,
    /// The flash.
    Flash(E),
}

impl<E: fmt::Debug> fmt::Display for FlashError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FlashError::OutOfBounds => f.write_str("access beyond the areas of the journal"),
            FlashError::Flash(e) => write!(f, "flash: {e:?}"),
        }
    }
}

impl<E: fmt::Debug> core::error::Error for FlashError<E> {}

impl<F: NorFlash> Flash<F> {
    /// Flash whose program or read unit is no divisor of 8 cannot hold the journal.
    const UNITS_FIT: () =
        assert!(UNIT.is_multiple_of(F::WRITE_SIZE) && UNIT.is_multiple_of(F::READ_SIZE));

    /// The areas begin at `base`; `None` if `base` or `sector_len` is no multiple of the erase
    /// unit, or if the areas go beyond the flash.
    #[must_use]
    pub fn new(flash: F, base: u32, sector_len: u32) -> Option<Self> {
        const { Self::UNITS_FIT };
        let unit = u32::try_from(F::ERASE_SIZE).ok()?;
        let aligned = base.checked_rem(unit)? == 0 && sector_len.checked_rem(unit)? == 0;
        let end = sector_len
            .checked_add(unit)?
            .checked_mul(2)?
            .checked_add(base)?;
        let fits = u64::from(end) <= u64::try_from(flash.capacity()).ok()?;
        (aligned && fits && sector_len > 0).then_some(Flash {
            flash,
            base,
            sector_len,
        })
    }

    /// Gives the flash back.
    pub fn release(self) -> F {
        self.flash
    }

    /// First byte and length of an area.
    fn place(&self, area: Area) -> Option<(u32, u32)> {
        let unit = u32::try_from(F::ERASE_SIZE).ok()?;
        let sectors = self.sector_len.checked_mul(2)?;
        let (behind_base, len) = match area {
            Area::SectorA => (0, self.sector_len),
            Area::SectorB => (self.sector_len, self.sector_len),
            Area::GenerationA => (sectors, unit),
            Area::GenerationB => (sectors.checked_add(unit)?, unit),
        };
        Some((self.base.checked_add(behind_base)?, len))
    }

    /// Address of `len` bytes at `at` in an area.
    fn address(&self, area: Area, at: usize, len: usize) -> Result<u32, FlashError<F::Error>> {
        let inside = || {
            let (first, room) = self.place(area)?;
            let end = u32::try_from(at.checked_add(len)?).ok()?;
            let address = first.checked_add(u32::try_from(at).ok()?)?;
            (end <= room).then_some(address)
        };
        inside().ok_or(FlashError::OutOfBounds)
    }
}

impl<F: NorFlash> Storage for Flash<F> {
    type Error = FlashError<F::Error>;

    fn sector_len(&self) -> usize {
        usize::try_from(self.sector_len).unwrap_or(usize::MAX)
    }

    fn read(&mut self, area: Area, at: usize, to: &mut [u8]) -> Result<(), Self::Error> {
        let address = self.address(area, at, to.len())?;
        self.flash.read(address, to).map_err(FlashError::Flash)
    }

    fn write(&mut self, area: Area, at: usize, bytes: &[u8]) -> Result<(), Self::Error> {
        let address = self.address(area, at, bytes.len())?;
        self.flash.write(address, bytes).map_err(FlashError::Flash)
    }

    fn erase(&mut self, area: Area) -> Result<(), Self::Error> {
        let (first, len) = self.place(area).ok_or(FlashError::OutOfBounds)?;
        let end = first.checked_add(len).ok_or(FlashError::OutOfBounds)?;
        self.flash.erase(first, end).map_err(FlashError::Flash)
    }
}
