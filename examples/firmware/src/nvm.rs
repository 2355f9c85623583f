//! Non-volatile memory: a file that the emulator opens in its folder. It is programmed in units of
//! eight bytes, each of which takes its time, so that a loss of power can fall between two units of
//! one record.

use crate::exit;
use crate::time;
use board::memory::{JOURNAL, KEEPER, NODE_SECTOR, PAGE, PROGRAM_US, SETTINGS, STARTS, UNIT};
use board::pair::{Flash, Pair};
use cortex_m_semihosting::syscall;
use node::memory::SAVED_LEN;
use rf_frame::v1::access::{Durable, Entry};
use rf_frame::v1::journal::{Journal, Sector, Storage};

const OPEN: usize = 0x01;
const WRITE: usize = 0x05;
const READ: usize = 0x06;
const SEEK: usize = 0x0A;
/// Read and write, binary, the file must exist.
const UPDATE: usize = 3;
const NAME: &[u8] = b"nvm.bin\0";
const ERASED: [u8; 64] = [0xFF; 64];

/// The memory did not do what it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemoryError;

/// The whole memory.
#[derive(Clone, Copy, Debug)]
pub struct Nvm {
    handle: usize,
}

impl Nvm {
    /// Opens the memory.
    ///
    /// # Errors
    /// [`MemoryError`] if there is none.
    pub fn open() -> Result<Self, MemoryError> {
        let name = [NAME.as_ptr() as usize, UPDATE, NAME.len().saturating_sub(1)];
        // SAFETY: name and its length are those of a static string.
        match unsafe { syscall(OPEN, &name) } {
            usize::MAX => Err(MemoryError),
            handle => Ok(Self { handle }),
        }
    }

    fn seek(&self, at: u32) -> Result<(), MemoryError> {
        let place = [self.handle, at as usize];
        // SAFETY: the arguments are numbers.
        if unsafe { syscall(SEEK, &place) } == 0 {
            Ok(())
        } else {
            Err(MemoryError)
        }
    }

    /// Reads `buf.len()` bytes from `at`.
    ///
    /// # Errors
    /// [`MemoryError`] if there are not so many.
    pub fn read(&self, at: u32, buf: &mut [u8]) -> Result<(), MemoryError> {
        self.seek(at)?;
        let place = [self.handle, buf.as_mut_ptr() as usize, buf.len()];
        // SAFETY: at most the length of the buffer is written to it.
        if unsafe { syscall(READ, &place) } == 0 {
            Ok(())
        } else {
            Err(MemoryError)
        }
    }

    fn put(&self, at: u32, bytes: &[u8]) -> Result<(), MemoryError> {
        self.seek(at)?;
        let place = [self.handle, bytes.as_ptr() as usize, bytes.len()];
        // SAFETY: at most the length of the slice is read from it.
        if unsafe { syscall(WRITE, &place) } == 0 {
            Ok(())
        } else {
            Err(MemoryError)
        }
    }

    /// Programs erased places, a unit at a time.
    ///
    /// # Errors
    /// [`MemoryError`] if that fails.
    pub fn program(&self, at: u32, bytes: &[u8]) -> Result<(), MemoryError> {
        let (mut at, mut rest) = (at, bytes);
        while !rest.is_empty() {
            let (unit, left) = rest.split_at_checked(UNIT).unwrap_or((rest, &[]));
            rest = left;
            self.put(at, unit)?;
            time::spin(PROGRAM_US);
            at = at.wrapping_add(UNIT as u32);
        }
        Ok(())
    }

    /// Erases `len` bytes.
    ///
    /// # Errors
    /// [`MemoryError`] if that fails.
    pub fn erase(&self, at: u32, len: u32) -> Result<(), MemoryError> {
        let mut done = 0;
        while done < len {
            let left = len.wrapping_sub(done) as usize;
            let chunk = ERASED.get(..left).unwrap_or(&ERASED);
            self.put(at.wrapping_add(done), chunk)?;
            done = done.wrapping_add(ERASED.len() as u32);
        }
        Ok(())
    }

    /// Reads the settings.
    ///
    /// # Errors
    /// [`MemoryError`] if there are none.
    pub fn settings(&self, buf: &mut [u8]) -> Result<(), MemoryError> {
        self.read(SETTINGS, buf)
    }

    /// Counts this start and returns its number, from 1. The two pages take turns, so that one is
    /// always whole.
    pub fn count_start(&self) -> u32 {
        let page = |n: u32| if n & 1 == 0 { STARTS } else { STARTS + PAGE };
        let [even, odd] = [page(0), page(1)].map(|at| {
            let mut cell = [0; UNIT];
            let found = self.read(at, &mut cell).is_ok();
            let [a, b, c, d, e, f, g, h] = cell;
            let (number, check) = (
                u32::from_le_bytes([a, b, c, d]),
                u32::from_le_bytes([e, f, g, h]),
            );
            if found && number == !check { number } else { 0 }
        });
        let number = even.max(odd).wrapping_add(1);
        let [a, b, c, d] = number.to_le_bytes();
        let [e, f, g, h] = (!number).to_le_bytes();
        let done = self
            .erase(page(number), PAGE)
            .and_then(|()| self.program(page(number), &[a, b, c, d, e, f, g, h]));
        if done.is_err() {
            exit::fail("memory");
        }
        number
    }
}

impl Flash for Nvm {
    type Error = MemoryError;

    fn read(&self, at: u32, buf: &mut [u8]) -> Result<(), MemoryError> {
        Self::read(self, at, buf)
    }

    fn program(&self, at: u32, bytes: &[u8]) -> Result<(), MemoryError> {
        Self::program(self, at, bytes)
    }

    fn erase_page(&self, at: u32) -> Result<(), MemoryError> {
        self.erase(at, PAGE)
    }
}

/// What the keeper knows of the meter.
const KEPT: Pair<SAVED_LEN> = Pair(KEEPER);

/// The two sectors of the journal.
#[derive(Clone, Copy, Debug)]
pub struct Sectors {
    nvm: Nvm,
    sector_len: u32,
}

impl Sectors {
    /// Sectors of `sector_len` bytes.
    pub const fn new(nvm: Nvm, sector_len: u32) -> Self {
        Self { nvm, sector_len }
    }

    fn place(&self, sector: Sector, at: usize) -> u32 {
        let begin = if sector == Sector::A {
            JOURNAL
        } else {
            JOURNAL.wrapping_add(self.sector_len)
        };
        begin.wrapping_add(at as u32)
    }
}

impl Storage for Sectors {
    type Error = MemoryError;

    fn sector_len(&self) -> usize {
        self.sector_len as usize
    }

    fn read(&mut self, sector: Sector, at: usize, buf: &mut [u8]) -> Result<(), MemoryError> {
        self.nvm.read(self.place(sector, at), buf)
    }

    fn write(&mut self, sector: Sector, at: usize, bytes: &[u8]) -> Result<(), MemoryError> {
        self.nvm.program(self.place(sector, at), bytes)
    }

    fn erase(&mut self, sector: Sector) -> Result<(), MemoryError> {
        self.nvm.erase(self.place(sector, 0), self.sector_len)
    }
}

/// Opens the journal, or ends this start.
pub fn open_journal(sectors: Sectors, state: &mut impl Durable) -> Journal<Sectors> {
    match Journal::open(sectors, state) {
        Ok(journal) => journal,
        Err(_) => exit::fail("journal"),
    }
}

/// The memory of a node.
#[derive(Debug)]
pub struct NodeMemory {
    nvm: Nvm,
    journal: Option<Journal<Sectors>>,
}

impl NodeMemory {
    /// Not opened yet.
    pub const fn new(nvm: Nvm) -> Self {
        Self { nvm, journal: None }
    }
}

impl node::memory::Memory for NodeMemory {
    fn load(&mut self, state: &mut impl Durable) {
        self.journal = Some(open_journal(Sectors::new(self.nvm, NODE_SECTOR), state));
    }

    fn store(&mut self, entry: &Entry, state: &impl Durable) {
        if !self
            .journal
            .as_mut()
            .is_some_and(|journal| journal.append(entry, state).is_ok())
        {
            exit::fail("journal");
        }
    }

    fn load_keeper(&mut self, bytes: &mut [u8; SAVED_LEN]) -> bool {
        KEPT.load(&self.nvm, bytes)
    }

    fn store_keeper(&mut self, bytes: &[u8; SAVED_LEN]) {
        if KEPT.store(&self.nvm, bytes).is_err() {
            exit::fail("memory");
        }
    }
}
