//! Whole numbers in a row of bytes, big-endian.

/// Writes fields one after the other; what does not fit is left out.
pub(crate) struct Writer<'a>(&'a mut [u8]);

impl<'a> Writer<'a> {
    pub(crate) const fn new(to: &'a mut [u8]) -> Self {
        Self(to)
    }

    pub(crate) fn put<const N: usize>(&mut self, bytes: [u8; N]) {
        if let Some((to, rest)) = core::mem::take(&mut self.0).split_first_chunk_mut() {
            *to = bytes;
            self.0 = rest;
        }
    }

    pub(crate) fn u8(&mut self, v: u8) {
        self.put([v]);
    }

    pub(crate) fn u16(&mut self, v: u16) {
        self.put(v.to_be_bytes());
    }

    pub(crate) fn u32(&mut self, v: u32) {
        self.put(v.to_be_bytes());
    }

    pub(crate) fn i32(&mut self, v: i32) {
        self.put(v.to_be_bytes());
    }

    pub(crate) fn i64(&mut self, v: i64) {
        self.put(v.to_be_bytes());
    }
}

/// Reads fields one after the other; beyond the end all are 0.
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) const fn new(from: &'a [u8]) -> Self {
        Self(from)
    }

    pub(crate) fn take<const N: usize>(&mut self) -> [u8; N] {
        match self.0.split_first_chunk() {
            Some((bytes, rest)) => {
                self.0 = rest;
                *bytes
            }
            None => [0; N],
        }
    }

    pub(crate) fn u8(&mut self) -> u8 {
        let [v] = self.take();
        v
    }

    pub(crate) fn u16(&mut self) -> u16 {
        u16::from_be_bytes(self.take())
    }

    pub(crate) fn u32(&mut self) -> u32 {
        u32::from_be_bytes(self.take())
    }

    pub(crate) fn i32(&mut self) -> i32 {
        i32::from_be_bytes(self.take())
    }

    pub(crate) fn i64(&mut self) -> i64 {
        i64::from_be_bytes(self.take())
    }
}
