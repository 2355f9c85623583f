//! The largest magnitude of a number.

use core::num::NonZeroU16;

/// The largest magnitude that physics or the standard allows a number, in units of its last digit:
/// 1000 for a power factor X.XXX, 3600 for an angle XXX.X, 63 for a count of tariffs.
///
/// A number above it is still shown, with a warning: it is what the meter says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Limit(Option<NonZeroU16>);

impl Limit {
    /// Any number will do.
    pub const NONE: Self = Self(None);

    /// At most this; 0 is [`Self::NONE`].
    #[must_use]
    pub const fn new(most: u16) -> Self {
        Self(NonZeroU16::new(most))
    }

    /// The largest magnitude, `None` if there is none.
    #[must_use]
    pub const fn most(self) -> Option<u16> {
        match self.0 {
            Some(most) => Some(most.get()),
            None => None,
        }
    }

    /// Whether a number of `mantissa` units is within it.
    #[must_use]
    pub const fn allows(self, mantissa: i64) -> bool {
        match self.0 {
            Some(most) => mantissa.unsigned_abs() <= most.get() as u64,
            None => true,
        }
    }
}
