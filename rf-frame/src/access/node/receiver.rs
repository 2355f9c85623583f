//! When the receiver of a node on its capacitor is on.
//!
//! Two windows: one around the end of the debounce, when the gateway's first SYNC comes, and one
//! for whatever the node waits for. On mains it is always on.

use crate::time::Instant;

#[derive(Clone, Copy, Debug, Default)]
struct Window {
    from: Instant,
    until: Instant,
}

impl Window {
    fn holds(self, now: Instant) -> bool {
        self.from <= now && now < self.until
    }

    /// When it changes next.
    fn edge(self, now: Instant) -> Option<Instant> {
        [self.from, self.until]
            .into_iter()
            .find(|edge| *edge > now && self.from < self.until)
    }
}

/// The receiver of a node.
#[derive(Clone, Copy, Debug, Default)]
pub struct Receiver {
    always: bool,
    debounce: Window,
    waiting: Window,
    on: bool,
    /// When it was switched, or looked at, last.
    seen: Instant,
}

impl Receiver {
    /// On mains the receiver is always on.
    pub const fn set_always(&mut self, always: bool) {
        self.always = always;
    }

    /// On around the end of the debounce.
    pub const fn around_debounce(&mut self, from: Instant, until: Instant) {
        self.debounce = Window { from, until };
    }

    /// On from here to there, and not before, for what the node waits for now.
    pub const fn wait(&mut self, from: Instant, until: Instant) {
        self.waiting = Window { from, until };
    }

    /// Waits until `until` at least.
    pub fn prolong(&mut self, now: Instant, until: Instant) {
        if self.waiting.holds(now) {
            self.waiting.until = self.waiting.until.later(until);
        } else {
            self.waiting = Window { from: now, until };
        }
    }

    /// Waits for nothing.
    pub fn rest(&mut self) {
        self.waiting = Window::default();
    }

    /// End of what the node waits for, also if it has not begun.
    #[must_use]
    pub fn waits_until(&self, now: Instant) -> Option<Instant> {
        Some(self.waiting.until).filter(|until| *until > now)
    }

    /// When it changes next, after the last [`switch`](Self::switch).
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        if self.always {
            return None;
        }
        let edges = [self.debounce.edge(self.seen), self.waiting.edge(self.seen)];
        edges.into_iter().flatten().min()
    }

    /// `Some` when the radio is to be switched, on or off.
    pub fn switch(&mut self, now: Instant) -> Option<bool> {
        self.seen = now;
        let wanted = self.always || self.debounce.holds(now) || self.waiting.holds(now);
        if wanted == self.on {
            return None;
        }
        self.on = wanted;
        Some(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(ms: u64) -> Instant {
        Instant::from_millis(ms)
    }

    #[test]
    fn on_in_its_windows_only() {
        let mut receiver = Receiver::default();
        receiver.around_debounce(ms(970), ms(1040));
        receiver.wait(ms(1100), ms(1200));
        let mut changes = std::vec::Vec::new();
        let mut now = ms(0);
        loop {
            if let Some(on) = receiver.switch(now) {
                changes.push((now, on));
            }
            let Some(due) = receiver.due() else { break };
            now = due;
        }
        let expected = [(970, true), (1040, false), (1100, true), (1200, false)];
        assert_eq!(changes, expected.map(|(at, on)| (ms(at), on)));
    }

    #[test]
    fn mains_keep_it_on_and_rest_ends_a_wait() {
        let mut receiver = Receiver::default();
        receiver.set_always(true);
        assert_eq!((receiver.switch(ms(5)), receiver.due()), (Some(true), None));
        receiver.set_always(false);
        receiver.prolong(ms(6), ms(20));
        receiver.prolong(ms(7), ms(15));
        assert_eq!(
            (receiver.switch(ms(7)), receiver.waits_until(ms(7))),
            (None, Some(ms(20)))
        );
        receiver.rest();
        assert_eq!(receiver.switch(ms(8)), Some(false));
    }
}
