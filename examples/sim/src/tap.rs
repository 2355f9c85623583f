//! Counting what passes on a line: a listener of its own that sees every byte.

use dlt645::{FrameScanner, Scan};

/// What passed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineCounts {
    /// Whole frames with a right checksum.
    pub frames: u64,
    /// Bytes sent.
    pub bytes: u64,
    /// Bytes spoilt on the way, by noise or by two talking at once.
    pub spoilt: u64,
    /// Frames spoilt.
    pub bad: u64,
}

impl std::ops::AddAssign for LineCounts {
    fn add_assign(&mut self, other: Self) {
        self.frames += other.frames;
        self.bytes += other.bytes;
        self.spoilt += other.spoilt;
        self.bad += other.bad;
    }
}

/// Listener on one direction of a line.
#[derive(Clone, Debug, Default)]
pub struct Tap {
    scanner: FrameScanner,
    last: u64,
    counts: LineCounts,
    digest: u64,
}

impl Tap {
    /// Sees a byte that ends at `now`; `None` is a byte that the receiver drops for its parity.
    pub fn byte(&mut self, now: u64, byte: Option<u8>, spoilt: bool) {
        if now.saturating_sub(self.last) > 500_000 {
            self.scanner.on_silence();
            self.drain();
        }
        self.last = now;
        self.counts.bytes += 1;
        self.counts.spoilt += u64::from(spoilt);
        self.digest = (self.digest
            ^ now
            ^ u64::from(byte.unwrap_or(0)) << 56
            ^ u64::from(byte.is_none()) << 55)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(29);
        if let Some(byte) = byte {
            self.scanner.push(&[byte]);
            self.drain();
        }
    }

    /// What passed so far.
    pub fn counts(&self) -> LineCounts {
        self.counts
    }

    /// A number that depends on every byte and its time.
    pub const fn digest(&self) -> u64 {
        self.digest
    }

    fn drain(&mut self) {
        loop {
            match self.scanner.poll() {
                Scan::NeedMore => break,
                Scan::Frame(_) => self.counts.frames += 1,
                Scan::Bad(_) => self.counts.bad += 1,
            }
        }
    }
}
