//! When the line may be talked on: who talked last, and how long nobody is to be disturbed.

use crate::{Instant, Line};

/// The state of the line between requests.
#[derive(Clone, Debug)]
pub(crate) struct Silence {
    /// When the line was last in use by anyone.
    pub(crate) last: Option<Instant>,
    /// When the present wait for silence began, and bytes heard in it.
    since: Instant,
    pub(crate) bytes: u16,
    /// The moment that the caller wants.
    pub(crate) not_before: Instant,
    /// Someone's reply may come until then.
    pub(crate) hold: Instant,
    /// Bytes that came without a pause, until a frame is found in them: first and last.
    unread: Option<(Instant, Instant)>,
}

impl Silence {
    pub(crate) const fn new() -> Self {
        Self {
            last: None,
            since: Instant::ZERO,
            bytes: 0,
            not_before: Instant::ZERO,
            hold: Instant::ZERO,
            unread: None,
        }
    }

    /// Bytes came from `start` to `end`. If those before ended with a pause and no frame was found
    /// in them, the times of these.
    pub(crate) fn hear(
        &mut self,
        line: &Line,
        start: Instant,
        end: Instant,
    ) -> Option<(Instant, Instant)> {
        let pause = line.wire_time(3) + line.margin;
        let over = self.unread.filter(|(_, last)| start.since(*last) > pause);
        let first = match (self.unread, over) {
            (Some((first, _)), None) => first,
            _ => start,
        };
        self.unread = Some((first, end));
        over
    }

    /// A frame was found in what came.
    pub(crate) const fn read(&mut self) {
        self.unread = None;
    }

    /// Somebody talks.
    pub(crate) fn in_use(&mut self, now: Instant) {
        self.last = Some(self.last.map_or(now, |last| last.later(now)));
    }

    /// A request begins to wait for silence.
    pub(crate) const fn wait(&mut self, now: Instant) {
        self.since = now;
        self.bytes = 0;
    }

    /// So many bytes came during the wait.
    pub(crate) fn disturbed(&mut self, bytes: usize) {
        let more = u16::try_from(bytes).unwrap_or(u16::MAX);
        self.bytes = self.bytes.saturating_add(more);
    }

    /// The frame goes out and ends at `end`.
    pub(crate) const fn broken(&mut self, end: Instant) {
        self.not_before = Instant::ZERO;
        self.hold = Instant::ZERO;
        self.last = Some(end);
    }

    /// When a request that is free to go at `free` would be sent on a silent line.
    fn planned(&self, free: Instant) -> Instant {
        free.later(self.not_before).later(self.hold)
    }

    /// When it is sent if nobody talks from now on.
    pub(crate) fn send_at(&self, line: &Line, free: Instant) -> Instant {
        let planned = self.planned(free);
        self.last
            .map_or(planned, |last| planned.later(last + line.quiet))
    }

    /// Until when a line that is never silent is waited for.
    pub(crate) fn busy_until(&self, line: &Line, free: Instant) -> Instant {
        self.since.later(self.planned(free)) + line.whole()
    }
}
