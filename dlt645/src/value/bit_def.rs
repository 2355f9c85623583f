//! What a bit of a status or mode word means: a name for 0 and one for 1.

/// A bit, or a field of two bits, with the names of its values.
pub(super) struct BitDef {
    pub(super) shift: u8,
    width: u8,
    /// English and Chinese names by value; a field of two bits may lack the last one.
    pub(super) names: &'static [(&'static str, &'static str)],
    pub(super) shown: Shown,
}

/// Which values are worth telling.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Those that are not 0.
    Set,
    /// All: 0 says as much as 1.
    Both,
    /// 0 only.
    Clear,
}

/// A definition of which 0 says nothing.
pub(super) const fn bits(
    shift: u8,
    width: u8,
    names: &'static [(&'static str, &'static str)],
) -> BitDef {
    BitDef {
        shift,
        width,
        names,
        shown: Shown::Set,
    }
}

impl BitDef {
    /// The same with 0 as telling as 1.
    pub(super) const fn both(self) -> Self {
        Self {
            shown: Shown::Both,
            ..self
        }
    }

    /// The same with nothing to tell but 0.
    pub(super) const fn clear(self) -> Self {
        Self {
            shown: Shown::Clear,
            ..self
        }
    }

    pub(super) const fn covers(&self, bit: u8) -> bool {
        bit.wrapping_sub(self.shift) < self.width
    }

    /// The bits of the field.
    pub(super) const fn mask(&self) -> u128 {
        ((1 << (self.width & 7)) - 1) << (self.shift & 127)
    }

    /// Its value in a word; a field has at most two bits.
    pub(super) const fn value_in(&self, raw: u128) -> u8 {
        ((raw & self.mask()) >> (self.shift & 127)) as u8
    }

    pub(super) const fn shows(&self, value: u8) -> bool {
        match self.shown {
            Shown::Set => value != 0,
            Shown::Both => true,
            Shown::Clear => value == 0,
        }
    }
}
