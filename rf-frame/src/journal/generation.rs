//! The generation page: network and generation, kept apart from the journal (J-6, C-9).
//!
//! ```text
//! "RFG2" 4 | NET 2 | GEN 2 | FF 4 | CRC-24 3 | 00
//! ```
//!
//! A module whose journal is lost still knows by it which network it belongs to, and refuses
//! invitations of an older generation. Two copies in pages of their own are written one after the
//! other, so that one is good at every instant.

use super::Error;
use super::record::{ERASED, all_erased};
use super::storage::{Area, Storage};
use crate::crc24::crc24;

const LEN: usize = 16;
const MAGIC: [u8; 4] = *b"RFG2";
const COPIES: [Area; 2] = [Area::GenerationA, Area::GenerationB];

/// The network of a module and the highest generation that an INVITE has proven (S-16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Generation {
    /// GEN; first, so that the order is that of the generations.
    pub generation: u16,
    /// NET.
    pub net: u16,
}

/// What the two copies say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum GenerationPage {
    /// Both copies are erased.
    Erased,
    /// Neither copy is good.
    Lost,
    /// Of two good copies the one with the higher GEN.
    Known(Generation),
}

impl GenerationPage {
    /// Reads both copies.
    ///
    /// # Errors
    /// [`Error::Storage`] from the memory.
    pub fn read<S: Storage>(storage: &mut S) -> Result<Self, Error<S::Error>> {
        let mut newest = None;
        let mut erased = true;
        for area in COPIES {
            let mut bytes = [0; LEN];
            storage.read(area, 0, &mut bytes).map_err(Error::Storage)?;
            erased &= all_erased(&bytes);
            newest = newest.max(Generation::parse(&bytes));
        }
        Ok(match newest {
            Some(known) => GenerationPage::Known(known),
            None if erased => GenerationPage::Erased,
            None => GenerationPage::Lost,
        })
    }
}

impl Generation {
    /// Writes both copies. A copy that says so already is left alone.
    ///
    /// # Errors
    /// [`Error::Storage`] from the memory, [`Error::Verify`] when it does not keep what is written.
    pub fn write<S: Storage>(self, storage: &mut S) -> Result<(), Error<S::Error>> {
        let bytes = self.encode();
        for area in order(storage)? {
            let mut found = [0; LEN];
            storage.read(area, 0, &mut found).map_err(Error::Storage)?;
            if found != bytes {
                storage.erase(area).map_err(Error::Storage)?;
                storage.write(area, 0, &bytes).map_err(Error::Storage)?;
                storage.read(area, 0, &mut found).map_err(Error::Storage)?;
                if found != bytes {
                    return Err(Error::Verify);
                }
            }
        }
        Ok(())
    }

    fn encode(self) -> [u8; LEN] {
        let [m0, m1, m2, m3] = MAGIC;
        let [n0, n1] = self.net.to_le_bytes();
        let [g0, g1] = self.generation.to_le_bytes();
        let covered = [
            m0, m1, m2, m3, n0, n1, g0, g1, ERASED, ERASED, ERASED, ERASED,
        ];
        let [c0, c1, c2] = crc24(&covered);
        [
            m0, m1, m2, m3, n0, n1, g0, g1, ERASED, ERASED, ERASED, ERASED, c0, c1, c2, 0,
        ]
    }

    fn parse(bytes: &[u8; LEN]) -> Option<Self> {
        let [_, _, _, _, n0, n1, g0, g1, ..] = *bytes;
        let net = u16::from_le_bytes([n0, n1]);
        let generation = u16::from_le_bytes([g0, g1]);
        let page = Generation { generation, net };
        (page.encode() == *bytes).then_some(page)
    }
}

/// The order to write the copies in: the one that is not good first, so that the only good copy is
/// erased only when the other one says the new generation.
fn order<S: Storage>(storage: &mut S) -> Result<[Area; 2], Error<S::Error>> {
    let [first, second] = COPIES;
    let mut bytes = [0; LEN];
    storage
        .read(second, 0, &mut bytes)
        .map_err(Error::Storage)?;
    let second_is_good = Generation::parse(&bytes).is_some();
    Ok(if second_is_good {
        [first, second]
    } else {
        [second, first]
    })
}
