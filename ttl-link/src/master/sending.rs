//! The frame that is or was last on the line, and what comes back of it.

use super::tally::Tally;
use crate::Instant;

/// A transmission.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sending {
    /// When its last stop bit leaves or left, and whether the driver said so.
    pub(crate) end: Instant,
    pub(crate) told: bool,
    /// Nothing was owed then that is of its kind: what answers it was made for it.
    pub(crate) clean: bool,
    /// Bad or unwanted frames since.
    pub(crate) misses: u8,
    /// How much of it has come back.
    echoed: usize,
}

impl Sending {
    pub(crate) const NONE: Self = Self::until(Instant::ZERO, true);

    /// A frame that ends at `end`, if the driver does not say otherwise.
    pub(crate) const fn until(end: Instant, clean: bool) -> Self {
        Self {
            end,
            told: false,
            clean,
            misses: 0,
            echoed: 0,
        }
    }

    pub(crate) const fn miss(&mut self) {
        self.misses = self.misses.saturating_add(1);
    }

    /// Counts `bytes` that came, those apart that are an echo of `frame`; `own`: an echo may still
    /// come.
    pub(crate) fn count(&mut self, frame: &[u8], bytes: &[u8], own: bool, tally: &mut Tally) {
        for byte in bytes {
            let rest = frame.get(self.echoed..).unwrap_or_default();
            match rest.iter().position(|sent| sent == byte) {
                Some(skip) if own => {
                    self.echoed = self.echoed.saturating_add(skip).saturating_add(1);
                }
                _ => tally.byte(*byte),
            }
        }
    }
}
