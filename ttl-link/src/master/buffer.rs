//! Bytes with a length: frames to be sent and the values that are put together.

use crate::line::MAX_PREAMBLE;
use dlt645::{Address, Data, Frame, FrameRepr, WAKE_UP};

#[derive(Clone, Copy, Debug)]
pub(crate) struct Buffer<const L: usize> {
    bytes: [u8; L],
    pub(crate) len: usize,
}

impl<const L: usize> Buffer<L> {
    pub(crate) const EMPTY: Self = Self {
        bytes: [0; L],
        len: 0,
    };

    pub(crate) fn get(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// Appends the wire bytes of `data`; if it does not fit, says what would be needed.
    pub(crate) fn append(&mut self, data: Data<'_>) -> Result<(), usize> {
        let needed = self.len.saturating_add(data.len());
        let room = self.bytes.get_mut(self.len..needed).ok_or(needed)?;
        for (to, from) in room.iter_mut().zip(data.wire()) {
            *to = *from;
        }
        self.len = needed;
        Ok(())
    }

    /// Fills it with a frame after `preamble` bytes FE; false if it is too long.
    pub(crate) fn encode(&mut self, preamble: u8, repr: &FrameRepr<'_>) -> bool {
        let len = encode(&mut self.bytes, preamble, repr);
        self.len = len.unwrap_or(self.len);
        len.is_some()
    }

    /// Whether it holds this frame after any number of bytes FE.
    pub(crate) fn holds(&self, frame: &Frame<'_>) -> bool {
        let own = self.get();
        let data = frame.data().wire();
        // Of a frame as long as this one: after the head the data, a sum and an end.
        let head = own.len().wrapping_sub(data.len()).wrapping_sub(2);
        own.split_at_checked(head).is_some_and(|(head, rest)| {
            head.split_last_chunk().is_some_and(
                |(wake_up, [_, a0, a1, a2, a3, a4, a5, _, control, _])| {
                    wake_up.iter().all(|byte| *byte == WAKE_UP)
                        && *control == frame.control().0
                        && frame.address() == Address::from_wire([*a0, *a1, *a2, *a3, *a4, *a5])
                        && rest.starts_with(data)
                },
            )
        })
    }
}

fn encode(out: &mut [u8], preamble: u8, repr: &FrameRepr<'_>) -> Option<usize> {
    let preamble = usize::from(preamble).min(MAX_PREAMBLE);
    let (wake_up, rest) = out.split_at_mut_checked(preamble)?;
    wake_up.fill(WAKE_UP);
    Some(preamble.saturating_add(repr.encode(rest).ok()?.len()))
}
