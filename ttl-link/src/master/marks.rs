//! When bytes that may begin a frame came, so that a frame found later can be dated.

use crate::{Instant, Line};
use dlt645::{START, WAKE_UP};

/// How many possible starts are remembered.
const DEPTH: usize = 8;

/// Arrival times of the last bytes 68, each with the run of FE in front of it.
#[derive(Clone, Debug)]
pub(crate) struct Marks {
    /// Byte number of a 68, and when the first byte of its frame began, FE included.
    numbers: [u32; DEPTH],
    starts: [Instant; DEPTH],
    next: usize,
    /// Bytes seen so far, modulo 2³².
    count: u32,
    /// Start of the present run of FE, the end of all times if there is none, and when the last
    /// byte of it ended.
    wake_up: Instant,
    ended: Instant,
}

impl Marks {
    pub(crate) const fn new() -> Self {
        Self {
            numbers: [0; DEPTH],
            starts: [Instant::ZERO; DEPTH],
            next: 0,
            count: 0,
            wake_up: Instant::NEVER,
            ended: Instant::ZERO,
        }
    }

    /// Takes note of `bytes`, the last of which ended at `now`.
    pub(crate) fn note(&mut self, line: &Line, now: Instant, bytes: &[u8]) {
        let pause = line.wire_time(3) + line.margin;
        for (i, byte) in bytes.iter().enumerate() {
            let remaining = bytes.len().saturating_sub(i);
            let mut run = Instant::NEVER;
            if *byte == START || *byte == WAKE_UP {
                let mut start = now - line.known_wire_time(remaining);
                // After a pause inside the run: what came before it may be noise.
                if start.since(self.ended) <= pause {
                    start = start.earlier(self.wake_up);
                }
                if *byte == WAKE_UP {
                    run = start;
                    self.ended = now - line.known_wire_time(remaining.saturating_sub(1));
                } else {
                    self.push(start);
                }
            }
            self.wake_up = run;
            self.count = self.count.wrapping_add(1);
        }
    }

    /// How many bytes came so far, modulo 2³².
    pub(crate) const fn count(&self) -> u32 {
        self.count
    }

    /// How many bytes came before the last `bytes`, modulo 2³².
    pub(crate) fn before(&self, bytes: usize) -> u32 {
        self.count
            .wrapping_sub(u32::try_from(bytes).unwrap_or(u32::MAX))
    }

    /// When the frame began that is the first of the last `bytes`. `now` is the arrival of the last
    /// of all bytes.
    pub(crate) fn start_of(&self, line: &Line, now: Instant, bytes: usize) -> Instant {
        let number = self.before(bytes);
        // Bytes cannot come faster than the line carries them, so this is never before the truth.
        let latest = now - line.known_wire_time(bytes);
        for (start, its_number) in self.starts.iter().zip(&self.numbers) {
            if *its_number == number {
                return start.earlier(latest);
            }
        }
        latest
    }

    fn push(&mut self, start: Instant) {
        let at = self.next % DEPTH;
        if let (Some(its_number), Some(its_start)) =
            (self.numbers.get_mut(at), self.starts.get_mut(at))
        {
            (*its_number, *its_start) = (self.count, start);
        }
        self.next = self.next.wrapping_add(1);
    }
}
