//! Whole numbers in a row of bytes, big-endian, written and read by the same lines.

/// One of the two directions: to `to` or from `from`, the other is empty.
pub(crate) struct Codec<'a> {
    to: core::slice::IterMut<'a, u8>,
    from: core::slice::Iter<'a, u8>,
}

impl<'a> Codec<'a> {
    pub(crate) fn writing(to: &'a mut [u8]) -> Self {
        Self {
            to: to.iter_mut(),
            from: [].iter(),
        }
    }

    pub(crate) fn reading(from: &'a [u8]) -> Self {
        Self {
            to: [].iter_mut(),
            from: from.iter(),
        }
    }

    /// Writes the low `bits` of `v` and returns it, or returns what stands there in its low bits.
    #[inline(never)]
    pub(crate) fn word(&mut self, v: u32, bits: u32) -> u32 {
        let mut out = v;
        let mut left = bits;
        while left >= 8 {
            left = left.wrapping_sub(8);
            if let Some(to) = self.to.next() {
                *to = v.wrapping_shr(left) as u8;
            } else if let Some(from) = self.from.next() {
                out = (out << 8) | u32::from(*from);
            }
        }
        out
    }

    pub(crate) fn int(&mut self, v: i32) -> i32 {
        self.word(v as u32, 32) as i32
    }

    pub(crate) fn long(&mut self, v: i64) -> i64 {
        let high = self.int((v >> 32) as i32);
        (i64::from(high) << 32) | i64::from(self.word(v as u32, 32))
    }
}
