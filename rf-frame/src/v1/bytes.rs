//! Reading and writing of small little-endian fields, without a path that can panic.

/// Takes fields off the front of a byte slice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, tail) = self.0.split_first_chunk::<N>()?;
        self.0 = tail;
        Some(*head)
    }

    pub(crate) fn u8(&mut self) -> Option<u8> {
        self.array::<1>().map(|[b]| b)
    }

    pub(crate) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(crate) fn u24(&mut self) -> Option<u32> {
        self.array::<3>()
            .map(|[a, b, c]| u32::from_le_bytes([a, b, c, 0]))
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(crate) fn slice(&mut self, len: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(len)?;
        self.0 = tail;
        Some(head)
    }

    pub(crate) fn rest(&mut self) -> &'a [u8] {
        core::mem::take(&mut self.0)
    }
}

/// Appends fields to the caller's buffer; the first one that does not fit makes it full for good.
#[derive(Debug)]
pub struct Writer<'a> {
    buf: &'a mut [u8],
    len: usize,
    full: bool,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(buf: &'a mut [u8]) -> Self {
        Writer {
            buf,
            len: 0,
            full: false,
        }
    }

    /// Leaves `len` bytes free in front, for what is known last.
    pub(crate) fn behind(len: usize, buf: &'a mut [u8]) -> Self {
        let full = buf.len() < len;
        Writer { buf, len, full }
    }

    /// Appends `bytes`.
    #[inline(never)]
    pub fn put(&mut self, bytes: &[u8]) {
        let end = self.len.saturating_add(bytes.len());
        match self.buf.get_mut(self.len..end) {
            Some(room) if !self.full => {
                for (to, from) in room.iter_mut().zip(bytes) {
                    *to = *from;
                }
                self.len = end;
            }
            _ => self.full = true,
        }
    }

    #[inline(never)]
    pub(crate) fn u8(&mut self, value: u8) {
        self.put(&[value]);
    }

    #[inline(never)]
    pub(crate) fn u16(&mut self, value: u16) {
        self.put(&value.to_le_bytes());
    }

    #[inline(never)]
    pub(crate) fn u32(&mut self, value: u32) {
        self.put(&value.to_le_bytes());
    }

    #[inline(never)]
    pub(crate) fn u64(&mut self, value: u64) {
        self.put(&value.to_le_bytes());
    }

    /// Bytes of the whole buffer.
    pub(crate) fn room(&self) -> usize {
        self.buf.len()
    }

    /// What was written so far.
    #[inline(never)]
    pub(crate) fn written(&self) -> &[u8] {
        self.buf.get(..self.len).unwrap_or(&[])
    }

    /// Length so far, `None` once something did not fit.
    pub(crate) fn len(&self) -> Option<usize> {
        if self.full { None } else { Some(self.len) }
    }

    /// The front that [`Writer::behind`] left free.
    pub(crate) fn front<const N: usize>(&mut self) -> Option<&mut [u8; N]> {
        self.buf.first_chunk_mut()
    }

    pub(crate) fn finish(self) -> &'a mut [u8] {
        self.buf.get_mut(..self.len).unwrap_or_default()
    }
}

/// The last `N` bytes and what is before them. (`split_last_chunk` keeps a path that panics at
/// `opt-level = "z"`.)
pub(crate) fn split_last<const N: usize>(bytes: &[u8]) -> Option<(&[u8], &[u8; N])> {
    let (head, tail) = bytes.split_at_checked(bytes.len().checked_sub(N)?)?;
    Some((head, tail.first_chunk()?))
}

/// Copies as many bytes as both sides have.
pub(crate) fn copy(to: &mut [u8], from: &[u8]) {
    for (t, f) in to.iter_mut().zip(from) {
        *t = *f;
    }
}
