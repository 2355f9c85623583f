//! Follow-on frames (后续帧) joined into one item.
//!
//! ```text
//!  2007   91/B1: DI data     92/B2: DI data SEQ     SEQ = 1, 2, …
//!  1997   81/A1: DI data     82/A2: DI data
//! ```

use crate::{Data, DataId, Edition};
use core::fmt;

/// Joins the data of a reply and of the follow-on replies to one item, in a buffer of the caller's.
///
/// ```
/// # use dlt645::{Data, DataId, Edition, item::Join};
/// # fn main() -> Result<(), dlt645::item::JoinError> {
/// # let (first, next) = ([0x33, 0x33, 0x34, 0x33, 0x78], [0x33, 0x33, 0x34, 0x33, 0x56, 0x34]);
/// let mut buffer = [0; 1024];
/// let mut join = Join::new(Edition::V2007, &mut buffer);
/// join.first(Data::from_wire(&first))?;
/// assert_eq!(join.next_sequence(), Some(1)); // what to ask for with function 12
/// join.follow(Data::from_wire(&next))?;
/// assert_eq!(join.id(), Some(DataId::V2007(0x0001_0000)));
/// assert!(join.data().iter().eq([0x45, 0x23]));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Join<'b> {
    edition: Edition,
    buffer: &'b mut [u8],
    len: usize,
    id: Option<DataId>,
    sequence: u8,
}

impl<'b> Join<'b> {
    /// An empty item; `buffer` takes its data.
    #[must_use]
    pub const fn new(edition: Edition, buffer: &'b mut [u8]) -> Self {
        Self {
            edition,
            buffer,
            len: 0,
            id: None,
            sequence: 0,
        }
    }

    /// Takes the data field of the first reply (91, B1, 81, A1) and forgets what was joined before.
    ///
    /// # Errors
    /// [`JoinError::Short`] without an identifier, [`JoinError::Full`].
    pub fn first(&mut self, data: Data<'_>) -> Result<(), JoinError> {
        let (id, rest) = DataId::split_from(self.edition, data).ok_or(JoinError::Short)?;
        self.len = 0;
        self.sequence = 0;
        self.id = None;
        self.append(rest)?;
        self.id = Some(id);
        Ok(())
    }

    /// Takes the data field of a follow-on reply (92, B2, 82, A2). One that repeats the last sequence number is left
    /// out.
    ///
    /// # Errors
    /// [`JoinError::WrongId`], [`JoinError::Sequence`], [`JoinError::Short`], [`JoinError::Full`]; the item is then as
    /// before.
    pub fn follow(&mut self, data: Data<'_>) -> Result<(), JoinError> {
        let (id, rest) = DataId::split_from(self.edition, data).ok_or(JoinError::Short)?;
        if self.id != Some(id) {
            return Err(JoinError::WrongId);
        }
        if self.edition == Edition::V1997 {
            return self.append(rest);
        }
        let (rest, [found]) = rest.split_last_chunk::<1>().ok_or(JoinError::Short)?;
        let expected = self.sequence.wrapping_add(1);
        if found == self.sequence && found != 0 {
            return Ok(());
        }
        if found != expected || found == 0 {
            return Err(JoinError::Sequence { expected, found });
        }
        self.append(rest)?;
        self.sequence = found;
        Ok(())
    }

    fn append(&mut self, data: Data<'_>) -> Result<(), JoinError> {
        let room = self.buffer.get_mut(self.len..).ok_or(JoinError::Full)?;
        if room.len() < data.len() {
            return Err(JoinError::Full);
        }
        for (to, from) in room.iter_mut().zip(data.wire()) {
            *to = *from;
        }
        self.len = self.len.saturating_add(data.len());
        Ok(())
    }

    /// The sequence number to ask for next; `None` before the first reply, behind 255, and in the 1997 edition.
    #[must_use]
    pub fn next_sequence(&self) -> Option<u8> {
        match (self.edition, self.id) {
            (Edition::V2007, Some(_)) => self.sequence.checked_add(1),
            _ => None,
        }
    }

    /// The identifier, once the first reply is in.
    #[must_use]
    pub const fn id(&self) -> Option<DataId> {
        self.id
    }

    /// The joined data, without identifiers and sequence numbers.
    #[must_use]
    pub fn data(&self) -> Data<'_> {
        Data::from_wire(self.buffer.get(..self.len).unwrap_or_default())
    }
}

/// Why a reply is no part of the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum JoinError {
    /// Too short for an identifier, or for a sequence number.
    Short,
    /// Another identifier, or no first reply before.
    WrongId,
    /// Another sequence number than the next.
    Sequence {
        /// The next.
        expected: u8,
        /// What was found.
        found: u8,
    },
    /// The buffer is full.
    Full,
}

const _: () = assert!(size_of::<JoinError>() <= 8);

impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Short => f.write_str("too short for identifier and sequence number"),
            Self::WrongId => f.write_str("another identifier than that of the first reply"),
            Self::Sequence { expected, found } => {
                write!(f, "sequence number {found} where {expected} is next")
            }
            Self::Full => f.write_str("no room for the joined data"),
        }
    }
}

impl core::error::Error for JoinError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn wire(bytes: &[u8]) -> std::vec::Vec<u8> {
        bytes.iter().map(|byte| byte.wrapping_add(0x33)).collect()
    }

    #[test]
    fn joins_in_order_only() {
        let mut buffer = [0; 8];
        let mut join = Join::new(Edition::V2007, &mut buffer);
        assert_eq!(
            join.follow(Data::from_wire(&wire(&[1, 0, 48, 3, 9, 1]))),
            Err(JoinError::WrongId)
        );
        join.first(Data::from_wire(&wire(&[1, 0, 48, 3, 7, 8])))
            .unwrap();
        let second = wire(&[1, 0, 48, 3, 10, 2]);
        let wrong = Err(JoinError::Sequence {
            expected: 1,
            found: 2,
        });
        assert_eq!(join.follow(Data::from_wire(&second)), wrong);
        join.follow(Data::from_wire(&wire(&[1, 0, 48, 3, 9, 1])))
            .unwrap();
        join.follow(Data::from_wire(&wire(&[1, 0, 48, 3, 9, 1])))
            .unwrap(); // sent twice
        join.follow(Data::from_wire(&second)).unwrap();
        assert_eq!(join.next_sequence(), Some(3));
        assert!(join.data().iter().eq([7, 8, 9, 10]));
        let long = wire(&[1, 0, 48, 3, 1, 2, 3, 4, 5, 3]);
        assert_eq!(join.follow(Data::from_wire(&long)), Err(JoinError::Full));
        assert!(join.data().iter().eq([7, 8, 9, 10]));
    }

    #[test]
    fn the_1997_edition_has_no_sequence() {
        let mut buffer = [0; 8];
        let mut join = Join::new(Edition::V1997, &mut buffer);
        join.first(Data::from_wire(&wire(&[0x1F, 0x90, 1, 2])))
            .unwrap();
        assert_eq!(join.next_sequence(), None);
        join.follow(Data::from_wire(&wire(&[0x1F, 0x90, 3])))
            .unwrap();
        assert!(join.data().iter().eq([1, 2, 3]));
    }
}
