//! Event numbers (SPEC.md, rule F-8).

use core::fmt;

/// Number of an event within a session (EVT). It counts modulo 65536; before event 1 it is 0,
/// "none".
///
/// Numbers are compared as serial numbers (RFC 1982): the one that is ahead by less than 32768 is
/// the newer one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Evt(pub u16);

impl Evt {
    /// No event yet.
    pub const NONE: Evt = Evt(0);

    /// The number of the next event.
    #[must_use]
    pub const fn next(self) -> Self {
        Evt(self.0.wrapping_add(1))
    }

    /// The number of the event before.
    #[must_use]
    pub const fn previous(self) -> Self {
        Evt(self.0.wrapping_sub(1))
    }

    /// How many events this one is ahead of `other`; negative when it is before it.
    #[must_use]
    pub const fn ahead_of(self, other: Evt) -> i16 {
        self.0.wrapping_sub(other.0).cast_signed()
    }

    /// Whether this event came after `other`.
    #[must_use]
    pub const fn is_newer_than(self, other: Evt) -> bool {
        self.ahead_of(other) > 0
    }

    /// The newer one of two.
    pub(crate) const fn newer(self, other: Evt) -> Evt {
        if other.is_newer_than(self) {
            other
        } else {
            self
        }
    }

    /// EVT modulo 4, as SYNC form 4 gives it.
    #[must_use]
    pub const fn modulo4(self) -> u8 {
        (self.0 & 3) as u8
    }
}

impl fmt::Display for Evt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Evt;

    #[test]
    fn order_survives_the_wrap() {
        assert!(Evt(2).is_newer_than(Evt(1)));
        assert!(!Evt(1).is_newer_than(Evt(1)));
        assert!(Evt(65_535).next().is_newer_than(Evt(65_535)));
        assert_eq!(Evt(1).ahead_of(Evt(65_534)), 3);
        assert_eq!(Evt(65_534).ahead_of(Evt(1)), -3);
        assert_eq!(Evt(0).previous(), Evt(65_535));
        assert_eq!(Evt(7).modulo4(), 3);
    }
}
