//! Text into a fixed room, with a zero byte at the end, cut where the room ends.

use core::fmt::{self, Write};

/// A writer into `out`; counts what would be there with enough room.
pub(crate) struct Text<'a> {
    out: &'a mut [u8],
    len: usize,
}

impl<'a> Text<'a> {
    pub(crate) fn new(out: &'a mut [u8]) -> Self {
        out.fill(0);
        Self { out, len: 0 }
    }

    /// Writes `value` and answers the length of the whole text.
    pub(crate) fn of(out: &'a mut [u8], value: impl fmt::Display) -> usize {
        let mut text = Self::new(out);
        // This writer takes everything.
        let _ = write!(text, "{value}");
        text.len
    }
}

impl Write for Text<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        // The last byte stays zero.
        let last = self.out.len().saturating_sub(1);
        let room = self.out.get_mut(self.len.min(last)..last);
        for (to, byte) in room.unwrap_or_default().iter_mut().zip(text.bytes()) {
            *to = byte;
        }
        self.len = self.len.saturating_add(text.len());
        Ok(())
    }
}
