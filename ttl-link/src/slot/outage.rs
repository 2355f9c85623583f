//! The outage machine (停电判断): two signs, two debounces, beacons, and the report of the return.

use super::Signals;
use crate::{Instant, Micros};

/// Times and counts of the outage machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct OutageConfig {
    /// Both signs must hold for so long: from suspicion to confirmation. The mains must be back
    /// for so long, too.
    pub first: Micros,
    /// And for so long again until the outage is declared.
    pub second: Micros,
    /// The seating contact must be open or closed for so long.
    pub plug: Micros,
    /// The first beacon comes after a random time between these two.
    pub beacon_jitter: (Micros, Micros),
    /// From one beacon to the next.
    pub beacon_interval: Micros,
    /// Beacons of one outage.
    pub beacon_count: u8,
    /// From the return of the mains to the first report of it, plus up to `restore_jitter`.
    pub restore_wait: Micros,
    /// Random part of the wait.
    pub restore_jitter: Micros,
    /// From one report to the next.
    pub restore_interval: Micros,
    /// Reports of one return.
    pub restore_count: u8,
}

impl Default for OutageConfig {
    fn default() -> Self {
        Self::new()
    }
}

impl OutageConfig {
    /// 1.5 s and 5 s of debounce; beacons after 100 to 300 ms, every 2 s, ten times; the return
    /// after 6 s, every 3 s, twenty times.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            first: Micros::from_millis(1500),
            second: Micros::from_millis(5000),
            plug: Micros::from_millis(600),
            beacon_jitter: (Micros::from_millis(100), Micros::from_millis(300)),
            beacon_interval: Micros::from_millis(2000),
            beacon_count: 10,
            restore_wait: Micros::from_millis(6000),
            restore_jitter: Micros::from_millis(1000),
            restore_interval: Micros::from_millis(3000),
            restore_count: 20,
        }
    }
}

/// Where the machine is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Stage {
    /// Mains and supply are there.
    Idle,
    /// A sign of an outage: no new exchange with the meter.
    Suspect,
    /// Both signs held for the first debounce.
    Confirm,
    /// Outage declared: UART off, beacons.
    Outage,
    /// The stored energy ends.
    Dying,
    /// The mains are back after an outage; their return is to be reported.
    Restored,
    /// The module is not seated.
    Unplugged,
}

/// What the owner of the machine must do, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum OutageAction {
    /// Write the outage to non-volatile memory before anything else; it began at this time.
    RecordOutage(Instant),
    /// Send a beacon; they count from 1.
    Beacon(u8),
    /// Write the return of the mains to non-volatile memory; it was at this time.
    RecordReturn(Instant),
    /// Bind again: the module was plugged in, or the mains came back. Try the remembered meter
    /// first.
    Verify,
    /// Report the return of the mains; reports count from 1.
    ReportReturn(u8),
    /// The return was acknowledged or reported often enough: clear the stored outage.
    Clear,
}

/// The outage machine. Time and signals are passed in, actions come out.
///
/// Call order: [`handle_signals`](Self::handle_signals) on every change of a signal (more often
/// does no harm) and at [`poll_timeout`](Self::poll_timeout), then
/// [`poll_action`](Self::poll_action) until `None`.
#[derive(Clone, Debug)]
pub struct OutageWatch {
    config: OutageConfig,
    stage: Stage,
    signals: Signals,
    /// When the seating contact took its present state.
    plug_since: Instant,
    /// When the first sign came, when both were there, when the mains were back.
    sign_since: Instant,
    both_since: Option<Instant>,
    back_since: Option<Instant>,
    /// An outage was declared and its return not yet told.
    out: bool,
    sent: u8,
    next_send: Instant,
    random: u32,
    dips: u32,
    queue: [Option<OutageAction>; 4],
}

impl OutageWatch {
    /// A machine after a reset at `now`. `was_out` is what non-volatile memory says: an outage was
    /// declared and its return not yet acknowledged. `seed` sets the jitter; take something of
    /// the module's own, such as its address.
    #[must_use]
    pub fn new(now: Instant, config: OutageConfig, seed: u32, was_out: bool) -> Self {
        Self {
            config,
            // Signals are good until they are told otherwise.
            stage: if was_out { Stage::Outage } else { Stage::Idle },
            signals: Signals::GOOD,
            plug_since: now,
            sign_since: now,
            both_since: None,
            back_since: None,
            out: was_out,
            sent: config.beacon_count,
            next_send: now,
            random: seed | 1,
            dips: 0,
            queue: [None; 4],
        }
    }

    /// Where the machine is.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        self.stage
    }

    /// Whether the meter may be asked: mains there, module seated, no suspicion.
    #[must_use]
    pub const fn may_talk(&self) -> bool {
        matches!(self.stage, Stage::Idle | Stage::Restored)
    }

    /// Short dips that were no outage; saturates.
    #[must_use]
    pub const fn dips(&self) -> u32 {
        self.dips
    }

    /// Takes the signals as they are at `now` and does what is due.
    pub fn handle_signals(&mut self, now: Instant, signals: Signals) {
        if signals.plugged != self.signals.plugged {
            self.plug_since = now;
        }
        self.signals = signals;
        let (both, none) = (
            !signals.supply && !signals.mains,
            signals.supply && signals.mains,
        );
        self.both_since = if both {
            self.both_since.or(Some(now))
        } else {
            None
        };
        self.back_since = if signals.mains {
            self.back_since.or(Some(now))
        } else {
            None
        };
        let plug_settled = now.since(self.plug_since) >= self.config.plug;
        match self.stage {
            Stage::Unplugged if signals.plugged && plug_settled => {
                self.push(OutageAction::Verify);
                self.stage = if self.out { Stage::Outage } else { Stage::Idle };
                // Only the return of a declared outage is told now, no new beacons.
                self.sent = self.config.beacon_count;
                self.both_since = both.then_some(now);
                self.back_since = signals.mains.then_some(now);
            }
            _ if !signals.plugged && plug_settled => self.stage = Stage::Unplugged,
            // While the contact is open, no stage leads towards an outage.
            _ if !signals.plugged => self.both_since = None,
            Stage::Idle | Stage::Restored if !none => {
                self.sign_since = now;
                self.stage = Stage::Suspect;
            }
            Stage::Suspect if none => self.relax(now),
            Stage::Suspect if self.held(now, self.config.first) => self.stage = Stage::Confirm,
            Stage::Confirm if !both => {
                self.dips = self.dips.saturating_add(1);
                self.stage = Stage::Suspect;
                if none {
                    self.relax(now);
                }
            }
            Stage::Confirm if self.held(now, self.config.first + self.config.second) => {
                self.declare(now)
            }
            Stage::Outage | Stage::Dying
                if self
                    .back_since
                    .is_some_and(|since| now.since(since) >= self.config.first) =>
            {
                self.push(OutageAction::RecordReturn(self.back_since.unwrap_or(now)));
                self.push(OutageAction::Verify);
                self.begin_return(now);
            }
            _ => {}
        }
        self.send(now);
    }

    /// The stored energy ends: nothing more is sent until the mains are back.
    pub fn handle_dying(&mut self) {
        if self.stage == Stage::Outage {
            self.stage = Stage::Dying;
        }
    }

    /// The other side has acknowledged: no more beacons of this outage, or the return is done.
    pub fn handle_acknowledged(&mut self) {
        match self.stage {
            Stage::Outage => self.sent = self.config.beacon_count,
            Stage::Restored => self.clear(),
            _ => {}
        }
    }

    /// When [`handle_signals`](Self::handle_signals) wants to be called next, if no signal changes
    /// before.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Instant> {
        let plug = self.plug_since + self.config.plug;
        let stage = match self.stage {
            Stage::Unplugged if self.signals.plugged => Some(plug),
            Stage::Unplugged => None,
            _ if !self.signals.plugged => Some(plug),
            Stage::Suspect => self.both_since.map(|since| since + self.config.first),
            Stage::Confirm => self
                .both_since
                .map(|since| since + self.config.first + self.config.second),
            Stage::Outage | Stage::Dying => self.back_since.map(|since| since + self.config.first),
            Stage::Idle | Stage::Restored => None,
        };
        let send = match self.stage {
            Stage::Outage => (self.sent < self.config.beacon_count).then_some(self.next_send),
            Stage::Restored => Some(self.next_send),
            _ => None,
        };
        match (stage, send) {
            (Some(a), Some(b)) => Some(a.earlier(b)),
            (a, b) => a.or(b),
        }
    }

    /// The next thing to do.
    pub fn poll_action(&mut self) -> Option<OutageAction> {
        let [first, a, b, c] = self.queue;
        self.queue = [a, b, c, None];
        first
    }

    fn held(&self, now: Instant, span: Micros) -> bool {
        self.both_since
            .is_some_and(|since| now.since(since) >= span)
    }

    /// Back from a suspicion: to the report that was under way, if any.
    fn relax(&mut self, now: Instant) {
        self.stage = if self.out {
            Stage::Restored
        } else {
            Stage::Idle
        };
        self.next_send = self.next_send.later(now);
    }

    fn declare(&mut self, now: Instant) {
        self.stage = Stage::Outage;
        self.out = true;
        self.back_since = None;
        self.sent = 0;
        let (from, to) = self.config.beacon_jitter;
        self.next_send = now + from + self.jitter(Micros::new(to.get().saturating_sub(from.get())));
        self.push(OutageAction::RecordOutage(self.sign_since));
    }

    fn begin_return(&mut self, now: Instant) {
        self.stage = Stage::Restored;
        self.sent = 0;
        self.next_send = now + self.config.restore_wait + self.jitter(self.config.restore_jitter);
        self.both_since = None;
    }

    fn clear(&mut self) {
        self.out = false;
        self.stage = Stage::Idle;
        self.push(OutageAction::Clear);
    }

    fn send(&mut self, now: Instant) {
        if now < self.next_send {
            return;
        }
        match self.stage {
            Stage::Outage if self.sent < self.config.beacon_count => {
                self.sent = self.sent.saturating_add(1);
                self.next_send = now + self.config.beacon_interval;
                self.push(OutageAction::Beacon(self.sent));
            }
            Stage::Restored if self.sent < self.config.restore_count => {
                self.sent = self.sent.saturating_add(1);
                self.next_send = now + self.config.restore_interval;
                self.push(OutageAction::ReportReturn(self.sent));
            }
            Stage::Restored => self.clear(),
            _ => {}
        }
    }

    /// A random time up to `span`.
    fn jitter(&mut self, span: Micros) -> Micros {
        let mut x = self.random;
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        self.random = x;
        Micros::new(span.get().saturating_mul(u64::from(x >> 16)) >> 16)
    }

    fn push(&mut self, action: OutageAction) {
        if let Some(slot) = self.queue.iter_mut().find(|slot| slot.is_none()) {
            *slot = Some(action);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    /// Runs `watch` until `until` with constant signals and collects what it does, with the time in
    /// ms.
    fn run(
        watch: &mut OutageWatch,
        from: u64,
        until: u64,
        signals: Signals,
    ) -> Vec<(u64, OutageAction)> {
        let mut now = Instant::from_millis(from);
        let mut actions = Vec::new();
        for _ in 0..1000 {
            watch.handle_signals(now, signals);
            while let Some(action) = watch.poll_action() {
                actions.push((now.as_micros() / 1000, action));
            }
            match watch.poll_timeout() {
                Some(next) if next < Instant::from_millis(until) => {
                    assert!(next > now, "no progress at {now} in {:?}", watch.stage());
                    now = next;
                }
                _ => return actions,
            }
        }
        panic!("too many steps");
    }

    fn watch() -> OutageWatch {
        let mut watch = OutageWatch::new(Instant::ZERO, OutageConfig::new(), 4711, false);
        assert!(run(&mut watch, 0, 10_000, Signals::GOOD).is_empty());
        watch
    }

    #[test]
    fn outage_is_declared_recorded_first_and_told_ten_times() {
        let mut watch = watch();
        let actions = run(&mut watch, 10_000, 60_000, Signals::OUTAGE);
        assert_eq!(
            actions[0],
            (
                16_500,
                OutageAction::RecordOutage(Instant::from_millis(10_000))
            )
        );
        let beacons: Vec<_> = actions[1..].iter().map(|(at, _)| *at).collect();
        assert_eq!(beacons.len(), 10);
        assert!((16_600..=16_800).contains(&beacons[0]));
        assert!(beacons.windows(2).all(|pair| pair[1] - pair[0] == 2000));
        assert_eq!(actions[10].1, OutageAction::Beacon(10));
        assert!(!watch.may_talk());
        // Back: 1.5 s, then the report after 6 to 7 s, until acknowledged.
        let actions = run(&mut watch, 60_000, 72_500, Signals::GOOD);
        assert_eq!(
            actions[0],
            (
                61_500,
                OutageAction::RecordReturn(Instant::from_millis(60_000))
            )
        );
        assert_eq!(actions[1].1, OutageAction::Verify);
        assert!(matches!(
            actions[2],
            (67_500..=68_500, OutageAction::ReportReturn(1))
        ));
        watch.handle_acknowledged();
        assert_eq!(
            run(&mut watch, 72_500, 100_000, Signals::GOOD),
            [(72_500, OutageAction::Clear)]
        );
        assert_eq!(watch.stage(), Stage::Idle);
    }

    #[test]
    fn return_without_acknowledgement_is_told_twenty_times() {
        let mut watch = OutageWatch::new(Instant::ZERO, OutageConfig::new(), 1, true);
        let actions = run(&mut watch, 0, 200_000, Signals::GOOD);
        let reports = actions
            .iter()
            .filter(|(_, action)| matches!(action, OutageAction::ReportReturn(_)))
            .count();
        assert_eq!(reports, 20);
        assert_eq!(
            actions.last().map(|(_, action)| *action),
            Some(OutageAction::Clear)
        );
    }

    #[test]
    fn one_sign_alone_is_no_outage() {
        for signals in [
            Signals {
                supply: false,
                ..Signals::GOOD
            },
            Signals {
                mains: false,
                ..Signals::GOOD
            },
        ] {
            let mut watch = watch();
            assert!(run(&mut watch, 10_000, 100_000, signals).is_empty());
            assert_eq!((watch.stage(), watch.may_talk()), (Stage::Suspect, false));
            run(&mut watch, 100_000, 100_001, Signals::GOOD);
            assert_eq!(watch.stage(), Stage::Idle);
        }
    }

    #[test]
    fn dips_shorter_than_both_debounces_are_counted_not_told() {
        let mut watch = watch();
        assert!(run(&mut watch, 10_000, 16_499, Signals::OUTAGE).is_empty());
        assert_eq!(watch.stage(), Stage::Confirm);
        assert!(run(&mut watch, 16_499, 17_000, Signals::GOOD).is_empty());
        assert_eq!((watch.stage(), watch.dips()), (Stage::Idle, 1));
        // One sign back for a moment starts the debounce again.
        assert!(run(&mut watch, 20_000, 21_400, Signals::OUTAGE).is_empty());
        assert!(
            run(
                &mut watch,
                21_400,
                21_450,
                Signals {
                    mains: true,
                    ..Signals::OUTAGE
                }
            )
            .is_empty()
        );
        assert!(run(&mut watch, 21_450, 27_900, Signals::OUTAGE).is_empty());
        assert_eq!(run(&mut watch, 27_900, 27_960, Signals::OUTAGE).len(), 1);
    }

    #[test]
    fn pulled_module_reports_nothing() {
        let mut watch = watch();
        let pulled = Signals {
            plugged: false,
            ..Signals::OUTAGE
        };
        assert!(run(&mut watch, 10_000, 100_000, pulled).is_empty());
        assert_eq!(watch.stage(), Stage::Unplugged);
        assert_eq!(
            run(&mut watch, 100_000, 200_000, Signals::GOOD),
            [(100_600, OutageAction::Verify)]
        );
        assert_eq!(watch.stage(), Stage::Idle);
        // A contact that bounces in the middle of an outage does not hide it.
        assert!(run(&mut watch, 200_000, 203_000, Signals::OUTAGE).is_empty());
        assert!(run(&mut watch, 203_000, 203_100, pulled).is_empty());
        assert_eq!(run(&mut watch, 203_100, 209_700, Signals::OUTAGE).len(), 1);
    }

    #[test]
    fn second_outage_during_the_report_is_told_and_its_return_once() {
        let mut watch = watch();
        run(&mut watch, 10_000, 60_000, Signals::OUTAGE);
        run(&mut watch, 60_000, 70_000, Signals::GOOD);
        assert_eq!(watch.stage(), Stage::Restored);
        let actions = run(&mut watch, 70_000, 78_000, Signals::OUTAGE);
        assert_eq!(
            actions[0].1,
            OutageAction::RecordOutage(Instant::from_millis(70_000))
        );
        let actions = run(&mut watch, 78_000, 300_000, Signals::GOOD);
        assert_eq!(
            actions
                .iter()
                .filter(|(_, action)| *action == OutageAction::Clear)
                .count(),
            1
        );
    }

    #[test]
    fn dying_is_silent_until_the_mains_are_back() {
        let mut watch = watch();
        run(&mut watch, 10_000, 17_000, Signals::OUTAGE);
        watch.handle_dying();
        assert!(run(&mut watch, 17_000, 60_000, Signals::OUTAGE).is_empty());
        let actions = run(&mut watch, 60_000, 62_000, Signals::GOOD);
        assert_eq!(
            actions[0].1,
            OutageAction::RecordReturn(Instant::from_millis(60_000))
        );
    }
}
