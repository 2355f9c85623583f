//! Names of the parts of blocks and records, in English and Chinese.

use super::generated::labels::{LABELS, LabelNumber};
use core::fmt;

/// What a part is called. `Display` gives the English name in snake case: `fwd_active_total`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Label(u16);

impl Label {
    /// Label of an item of one value.
    pub const VALUE: Self = Self::of(LabelNumber::Value);

    pub(super) const fn of(number: LabelNumber) -> Self {
        Self(number as u16)
    }

    /// English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        LABELS
            .get(usize::from(self.0))
            .map_or("part", |label| label.0)
    }

    /// Chinese name; a `#` in it is where the number of the part goes.
    #[must_use]
    pub fn name_zh(self) -> &'static str {
        LABELS
            .get(usize::from(self.0))
            .map_or("部分", |label| label.1)
    }

    /// The label with this English name, for a table of one's own.
    #[must_use]
    pub const fn find(name: &str) -> Option<Self> {
        let mut rest: &[(&str, &str)] = LABELS;
        let mut number = 0u16;
        while let [(english, _), after @ ..] = rest {
            if same(english.as_bytes(), name.as_bytes()) {
                return Some(Self(number));
            }
            number = number.wrapping_add(1);
            rest = after;
        }
        None
    }
}

const fn same(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([first_a, rest_a @ ..], [first_b, rest_b @ ..]) = (a, b) {
        if *first_a != *first_b {
            return false;
        }
        (a, b) = (rest_a, rest_b);
    }
    a.is_empty() && b.is_empty()
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
