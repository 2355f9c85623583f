//! Buffers of other crates as sinks. Each asks for room first: both `BufMut` and a full
//! `heapless::Vec` may panic or refuse in the middle otherwise.

#[cfg(any(feature = "alloc", feature = "bytes", feature = "heapless-v0_9"))]
use crate::{Full, Sink};

#[cfg(feature = "alloc")]
impl Sink for alloc::vec::Vec<u8> {
    fn room(&self) -> usize {
        // More than that a vector cannot hold; memory ends before.
        (isize::MAX as usize).saturating_sub(self.len())
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Full> {
        self.extend_from_slice(bytes);
        Ok(())
    }
}

#[cfg(feature = "bytes")]
impl Sink for bytes::BytesMut {
    fn room(&self) -> usize {
        bytes::BufMut::remaining_mut(self)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Full> {
        if self.room() < bytes.len() {
            return Err(Full);
        }
        self.extend_from_slice(bytes);
        Ok(())
    }
}

/// Any [`bytes::BufMut`] as a sink.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use bytes::BufMut;
/// use dlt645::{Address, BufSink, command::{Message, ReadAddress}};
///
/// let mut memory = [0; 32];
/// let mut buffer = (&mut memory[..]).limit(20);
/// ReadAddress.encode_to(Address::WILDCARD, &mut BufSink(&mut buffer))?;
/// assert_eq!(buffer.remaining_mut(), 8);
/// # Ok(())
/// # }
/// ```
#[cfg(feature = "bytes")]
#[derive(Debug)]
pub struct BufSink<'a, B>(pub &'a mut B);

#[cfg(feature = "bytes")]
impl<B: bytes::BufMut> Sink for BufSink<'_, B> {
    fn room(&self) -> usize {
        self.0.remaining_mut()
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Full> {
        if self.room() < bytes.len() {
            return Err(Full);
        }
        self.0.put_slice(bytes);
        Ok(())
    }
}

#[cfg(feature = "heapless-v0_9")]
impl<const N: usize> Sink for heapless_v0_9::Vec<u8, N> {
    fn room(&self) -> usize {
        N.saturating_sub(self.len())
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Full> {
        if self.room() < bytes.len() {
            return Err(Full);
        }
        self.extend_from_slice(bytes).map_err(|_| Full)
    }
}

#[cfg(all(
    test,
    any(feature = "alloc", feature = "bytes", feature = "heapless-v0_9")
))]
mod tests {
    use super::*;
    use crate::command::{Message, Read};
    use crate::{Address, EncodeError};

    fn fits(sink: &mut impl Sink) -> Result<(), EncodeError> {
        Read::item(0x0001_0000).encode_to(Address::from_wire([1; 6]), sink)
    }

    #[cfg(feature = "alloc")]
    #[test]
    fn a_vector_takes_all() {
        let mut expected = [0xA5; 16];
        Read::item(0x0001_0000)
            .encode(Address::from_wire([1; 6]), &mut expected)
            .unwrap();
        let mut sink = alloc::vec![1, 2];
        fits(&mut sink).unwrap();
        assert_eq!(sink[2..], expected);
    }

    #[cfg(feature = "bytes")]
    #[test]
    fn a_limited_buffer_gets_the_whole_frame_or_nothing() {
        use bytes::BufMut;
        let mut grows = bytes::BytesMut::new();
        fits(&mut grows).unwrap();
        assert_eq!(grows.len(), 16);
        let mut memory = [0xA5; 32];
        let mut buffer = (&mut memory[..]).limit(15);
        assert_eq!(
            fits(&mut BufSink(&mut buffer)),
            Err(EncodeError::Full { needed: 16 })
        );
        assert_eq!(buffer.remaining_mut(), 15);
        buffer.set_limit(16);
        fits(&mut BufSink(&mut buffer)).unwrap();
        assert_eq!(memory[..16], grows[..]);
        assert_eq!(memory[16], 0xA5);
    }

    #[cfg(feature = "heapless-v0_9")]
    #[test]
    fn a_fixed_vector_gets_the_whole_frame_or_nothing() {
        let mut sink = heapless_v0_9::Vec::<u8, 17>::new();
        fits(&mut sink).unwrap();
        assert_eq!(fits(&mut sink), Err(EncodeError::Full { needed: 16 }));
        assert_eq!(sink.len(), 16);
    }
}
