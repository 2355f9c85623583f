//! An output buffer handed out piece by piece.

use crate::value::{EncodeValueError, at};

/// Hands out a buffer piece by piece.
pub(super) struct Writer<'o> {
    out: &'o mut [u8],
    used: usize,
}

impl<'o> Writer<'o> {
    pub(super) const fn new(out: &'o mut [u8]) -> Self {
        Self { out, used: 0 }
    }

    pub(super) const fn used(&self) -> usize {
        self.used
    }

    pub(super) fn take(&mut self, len: usize) -> Result<&mut [u8], EncodeValueError> {
        let end = self.used.saturating_add(len);
        let part = self
            .out
            .get_mut(self.used..end)
            .ok_or(EncodeValueError::Full { needed: at(end) })?;
        self.used = end;
        Ok(part)
    }
}
