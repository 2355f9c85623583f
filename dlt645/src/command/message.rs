//! How typed commands become frames.

use super::Rule;
use crate::encode::{clamp, write_head, write_tail};
use crate::{
    Address, Control, Data, Edition, EncodeError, Full, OFFSET, OVERHEAD, Sink, WAKE_UP, words,
};

/// A request or a reply that can be encoded. Address, length and repliability are checked against
/// [`Rule`].
///
/// ```
/// use dlt645::command::{Message, Read};
///
/// let mut out = [0; 32];
/// let bytes = Read::item(0x0001_0000).encode("112233445566".parse()?, &mut out)?;
/// assert_eq!(bytes, [0x68, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, 0x68, 0x11, 0x04, 0x33, 0x33, 0x34, 0x33, 0x17, 0x16]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Message {
    /// Control byte of the frame.
    fn control(&self) -> Control;

    /// Edition whose rules hold.
    fn edition(&self) -> Edition;

    /// Length of the data field, bytes.
    fn data_len(&self) -> usize;

    /// Writes the data field, [`data_len`](Self::data_len) bytes.
    ///
    /// # Errors
    /// [`Full`] when the sink is, which the encoders below rule out.
    fn put_data<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full>;

    /// What the standard allows for this command.
    fn rule(&self) -> Rule {
        Rule::of(self.control().function(), self.edition())
    }

    /// Length of the frame on the wire without wake-up bytes.
    fn encoded_len(&self) -> usize {
        OVERHEAD.saturating_add(self.data_len())
    }

    /// Encodes the frame to the front of `out` and returns what was written.
    ///
    /// # Errors
    /// [`EncodeError::Broadcast`], [`EncodeError::Wildcard`] where the command may not go to such
    /// an address, [`EncodeError::TooLong`] above the limit of the command,
    /// [`EncodeError::Full`]; nothing is written then.
    #[inline]
    fn encode<'b>(&self, address: Address, out: &'b mut [u8]) -> Result<&'b mut [u8], EncodeError> {
        self.encode_woken(address, 0, out)
    }

    /// Encodes the frame after `wake_up` bytes FE (usual: 4) to the front of `out`.
    ///
    /// # Errors
    /// As [`encode`](Self::encode).
    #[inline]
    fn encode_woken<'b>(
        &self,
        address: Address,
        wake_up: u8,
        out: &'b mut [u8],
    ) -> Result<&'b mut [u8], EncodeError> {
        let len = self
            .rule()
            .check(self.control(), address, self.data_len())?;
        let needed = usize::from(wake_up) + OVERHEAD + usize::from(len);
        let full = EncodeError::Full {
            needed: clamp(needed),
        };
        let out = out.get_mut(..needed).ok_or(full)?;
        let (wake, mut frame) = out.split_at_mut_checked(usize::from(wake_up)).ok_or(full)?;
        wake.fill(WAKE_UP);
        write(self, address, len, &mut frame).map_err(|Full| full)?;
        Ok(out)
    }

    /// Encodes the frame into a sink, which gets the whole frame or nothing.
    ///
    /// # Errors
    /// As [`encode`](Self::encode).
    #[inline]
    fn encode_to<S: Sink>(&self, address: Address, sink: &mut S) -> Result<(), EncodeError> {
        let len = self
            .rule()
            .check(self.control(), address, self.data_len())?;
        let needed = OVERHEAD + usize::from(len);
        let full = EncodeError::Full {
            needed: clamp(needed),
        };
        if sink.room() < needed {
            return Err(full);
        }
        write(self, address, len, sink).map_err(|Full| full)
    }
}

#[inline]
fn write<M: Message + ?Sized, S: Sink>(
    message: &M,
    address: Address,
    len: u8,
    sink: &mut S,
) -> Result<(), Full> {
    let sum = write_head(sink, address, message.control(), len)?;
    let mut data = DataWriter::new(sink, sum);
    message.put_data(&mut data)?;
    let sum = data.sum();
    write_tail(sink, sum)
}

/// Takes the bytes of a data field, raises them by 0x33 and keeps the sum.
#[derive(Debug)]
pub struct DataWriter<'s, S> {
    sink: &'s mut S,
    sum: u8,
}

impl<'s, S: Sink> DataWriter<'s, S> {
    #[inline]
    pub(crate) fn new(sink: &'s mut S, sum: u8) -> Self {
        Self { sink, sum }
    }

    #[inline]
    pub(crate) fn sum(&self) -> u8 {
        self.sum
    }

    /// Writes bytes that have no offset yet.
    ///
    /// # Errors
    /// [`Full`] when the sink is.
    #[inline]
    pub fn put<const N: usize>(&mut self, bytes: [u8; N]) -> Result<(), Full> {
        self.put_raised(&bytes.map(|byte| byte.wrapping_add(OFFSET)))
    }

    /// Writes bytes that have no offset yet.
    ///
    /// # Errors
    /// [`Full`] when the sink is; a part may then be written.
    pub fn put_slice(&mut self, bytes: &[u8]) -> Result<(), Full> {
        for piece in bytes.chunks(16) {
            let mut raised = [0; 16];
            for (to, from) in raised.iter_mut().zip(piece) {
                *to = from.wrapping_add(OFFSET);
            }
            self.put_raised(raised.get(..piece.len()).unwrap_or_default())?;
        }
        Ok(())
    }

    /// Writes bytes of another frame, offset and all.
    ///
    /// # Errors
    /// [`Full`] when the sink is.
    pub fn put_data(&mut self, data: Data<'_>) -> Result<(), Full> {
        self.put_raised(data.wire())
    }

    #[inline]
    fn put_raised(&mut self, raised: &[u8]) -> Result<(), Full> {
        self.sum = self.sum.wrapping_add(words::sum(raised));
        self.sink.put(raised)
    }
}

/// The free part of a data field: [`Data`] as it was received, or plain bytes without offset as a
/// sender has them (`&[u8]`, arrays, `Vec<u8>` and whatever else is `AsRef<[u8]>`).
pub trait Payload {
    /// Number of bytes.
    fn payload_len(&self) -> usize;

    /// Writes the bytes.
    ///
    /// # Errors
    /// [`Full`] when the sink is.
    fn put_payload<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full>;
}

impl Payload for Data<'_> {
    fn payload_len(&self) -> usize {
        self.len()
    }

    fn put_payload<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full> {
        out.put_data(*self)
    }
}

impl<T: AsRef<[u8]>> Payload for T {
    fn payload_len(&self) -> usize {
        self.as_ref().len()
    }

    fn put_payload<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full> {
        out.put_slice(self.as_ref())
    }
}

/// A normal reply with bit 5 set though nothing follows: the mark of a pending event (active
/// report, 主动上报, State Grid supplement, enabled by bit 2 of 04001101).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct EventPending<M>(pub M);

impl<M: Message> Message for EventPending<M> {
    fn control(&self) -> Control {
        Control(self.0.control().0 | 0x20)
    }

    fn edition(&self) -> Edition {
        self.0.edition()
    }

    fn data_len(&self) -> usize {
        self.0.data_len()
    }

    fn put_data<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full> {
        self.0.put_data(out)
    }
}
