//! What the gateway sends next: rounds, history, relay plan, acknowledgements, closing.

use super::send::Job;
use super::{Entry, Gateway, Notice, Peer, Step};
use crate::sync::Mode;

/// Nodes heard below this are served by a helper when there is one.
pub(super) const WEAK_DBM: i16 = -95;
/// Closing SYNCs of an epoch.
const CLOSINGS: u8 = 12;
/// The same when helpers have to repeat them.
const RELAY_CLOSINGS: u8 = 24;
/// History polls without an answer before the node has to report again.
const POLLS: u8 = 8;
/// Rounds without anything new before the pauses grow.
const PATIENT_ROUNDS: u8 = 10;
/// Rounds without anything new before the epoch ends with nodes still open.
const LAST_ROUND: u8 = 24;
/// The same in a relay phase, whose pauses stay short so that the helpers stay awake.
const RELAY_LAST_ROUND: u8 = 80;
const RELAY_PAUSE_US: u64 = 400_000;

/// Why an epoch runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The gateway lost its own mains: everybody is dark.
    Outage,
    /// The gateway's mains came back.
    Restoration,
    /// The gateway booted with mains.
    Boot,
    /// Several nodes reported by themselves.
    Contact,
    /// Asked for by the application.
    Test,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Schedules of this round, from this index on.
    Round(u16),
    /// History polls, from this index on.
    History(u16),
    /// Relay plans, from this index on.
    Relay(u16),
    /// Acknowledgement of everything so far, from this index on.
    Acks(u16),
    /// Closing acknowledgements, from this index on.
    Closing(u16),
    /// Repeats by helpers for the acknowledgement that covers `from..`, then closing from there.
    Repeat(u16),
}

/// A running epoch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Epoch {
    kind: Kind,
    phase: Phase,
    pub(super) round: u8,
    pub(super) progress: bool,
    idle: u8,
    closings: u8,
    /// Rounds since the last acknowledgement of everything.
    untold: u8,
}

impl<P: AsRef<[Peer]> + AsMut<[Peer]>> Gateway<P> {
    /// Opens an epoch, or turns the running one into this kind.
    pub(super) fn open(&mut self, kind: Kind) {
        for peer in self.state.peers.as_mut() {
            let out = peer.flags().contains(crate::report::Flags::OUT);
            peer.open = peer.addr().is_some()
                && match kind {
                    Kind::Outage => !out,
                    Kind::Restoration => out,
                    Kind::Boot | Kind::Contact | Kind::Test => true,
                };
            peer.relayed = false;
            peer.tries = 0;
        }
        let number = self.state.epoch.wrapping_add(1);
        self.state.epoch = number;
        self.store(Entry::Epoch(number));
        self.notify(Notice::Epoch { number, open: true });
        self.epoch =
            Some(Epoch { kind, phase: Phase::Round(1), round: 1, progress: false, idle: 0, closings: 0, untold: 0 });
        if !matches!(self.step, Step::Slots { .. }) {
            self.step = Step::Idle;
        }
    }

    /// MODE bits of the next SYNC.
    pub(super) fn mode(&self) -> Mode {
        let mut mode = Mode(0);
        if self.out == Some(true) {
            mode = mode.with(Mode::ON_CAPACITOR);
        }
        if let Some(epoch) = &self.epoch {
            if self.config.relay {
                mode = mode.with(Mode::RELAY);
            }
            match epoch.kind {
                Kind::Restoration | Kind::Boot => mode = mode.with(Mode::RESTORATION),
                Kind::Test => mode = mode.with(Mode::TEST),
                _ => {}
            }
            if epoch.closings > 0 || matches!(epoch.phase, Phase::Closing(_)) {
                mode = mode.with(Mode::CLOSING);
            }
        }
        mode
    }

    /// Plans the next frame if nothing is going on.
    pub(super) fn pump(&mut self, now: u64) {
        if let Some(ceiling) = self.counter.wanted()
            && !self.stores.iter().flatten().chain(&self.storing).any(|e| matches!(e, Entry::Ceiling(_)))
        {
            self.store(Entry::Ceiling(ceiling));
        }
        if let Step::Slots { end, .. } | Step::Gap(end) = self.step
            && now >= end
        {
            self.step = Step::Idle;
        }
        if self.plan.is_some() {
            return;
        }
        // A delay request is answered at once, whatever else is planned behind it.
        if let Some(delay) = self.delay.take() {
            if self.epoch.is_none() {
                self.send_at(now, Job::Delay(delay));
            }
            return;
        }
        if self.step != Step::Idle {
            return;
        }
        if let Some(job) = self.next_job(now) {
            self.send_at(now, job);
        }
    }

    fn next_job(&mut self, now: u64) -> Option<Job> {
        if self.epoch.is_some() {
            return self.next_of_epoch(now);
        }
        if let Some(index) = self.welcome.take() {
            return Some(Job::Assign(index));
        }
        if self.any(|p| p.exact && !p.storing) {
            return Some(Job::Exact);
        }
        if let Some(index) = self.find(1, |p| p.lags() && !p.storing && p.tries < POLLS) {
            return Some(self.history_of(index));
        }
        if let Some(from) = self.announce {
            match self.find(from, |p| p.is_weak() && p.helpers[0].0 != 0) {
                Some(first) => return Some(Job::Announce(first)),
                None => self.announce = None,
            }
        }
        if core::mem::take(&mut self.health) {
            return Some(Job::Health);
        }
        if self.beacon_at.is_some_and(|at| now >= at) {
            return Some(Job::Beacon);
        }
        None
    }

    fn next_of_epoch(&mut self, now: u64) -> Option<Job> {
        // What is being stored decides who is still open; `handle_stored` comes back here.
        if self.storing.is_some() || self.stores.iter().any(Option::is_some) {
            return None;
        }
        // Every pass either finds a job or moves to a later phase; a full turn has six.
        for _ in 0..12 {
            let mut epoch = self.epoch?;
            let phase = epoch.phase;
            match phase {
                Phase::Round(from) => match self.find(from, |p| p.open) {
                    Some(base) => return Some(Job::Schedule(base)),
                    None => epoch.phase = Phase::History(1),
                },
                Phase::History(from) => match self.find(from, |p| p.lags() && !p.storing && p.tries < POLLS) {
                    Some(index) => {
                        epoch.phase = Phase::History(index.saturating_add(1));
                        self.epoch = Some(epoch);
                        return Some(self.history_of(index));
                    }
                    None => epoch.phase = Phase::Relay(1),
                },
                Phase::Relay(from) => {
                    match self.find(from, |p| p.needs_helper(epoch.round)).filter(|_| self.config.relay) {
                        Some(first) => return Some(Job::RelayPlan(first)),
                        None => self.decide(&mut epoch, now),
                    }
                }
                Phase::Acks(from) | Phase::Closing(from) => match self.find(from, |_| true) {
                    Some(base) => return Some(Job::Ack(base)),
                    None => self.after_acks(&mut epoch, now),
                },
                Phase::Repeat(from) => match self.find(from, |p| p.is_weak() && p.helpers[0].0 != 0) {
                    Some(base) if self.config.relay && base < from.saturating_add(116) => {
                        return Some(Job::RepeatPlan(from));
                    }
                    _ => epoch.phase = Self::behind_repeat(&epoch, from),
                },
            }
            self.epoch = Some(epoch);
            let closings = if self.config.relay { RELAY_CLOSINGS } else { CLOSINGS };
            if epoch.closings > closings {
                self.step = Step::Idle;
                self.epoch = None;
                self.notify(Notice::Epoch { number: self.state.epoch, open: false });
                for peer in self.state.peers.as_mut() {
                    peer.tries = 0;
                }
                return None;
            }
            if self.step != Step::Idle {
                return None;
            }
        }
        self.step = Step::Gap(now.saturating_add(1_000));
        None
    }

    /// All of a round is done: go on, pause, acknowledge in between, or close.
    fn decide(&mut self, epoch: &mut Epoch, now: u64) {
        let lagging = self.any(|p| p.lags() && p.addr().is_some());
        let open = self.any(|p| p.open) || lagging;
        epoch.idle = if epoch.progress { 0 } else { epoch.idle.saturating_add(1) };
        let expected = matches!(epoch.kind, Kind::Outage);
        let over = match expected {
            true if self.config.relay => epoch.idle >= RELAY_LAST_ROUND,
            true => epoch.idle >= LAST_ROUND,
            // Whoever is silent may have nothing to report; two silent rounds in a row are enough.
            false => epoch.idle >= 2 && (!lagging || epoch.idle >= PATIENT_ROUNDS),
        };
        if !open || over {
            epoch.closings = 1;
            epoch.phase = Phase::Closing(1);
            return;
        }
        epoch.progress = false;
        epoch.round = if epoch.round >= 15 { 2 } else { epoch.round.saturating_add(1) };
        epoch.phase = Phase::Round(1);
        if epoch.idle > PATIENT_ROUNDS {
            let pause = u64::from(epoch.idle.saturating_sub(PATIENT_ROUNDS)).saturating_mul(250_000);
            let pause = if self.config.relay { pause.min(RELAY_PAUSE_US) } else { pause };
            self.step = Step::Gap(now.saturating_add(pause));
        }
        epoch.untold = epoch.untold.saturating_add(1);
        if epoch.untold >= 7 || (epoch.idle >= 2 && epoch.untold >= 4) {
            // Release those that are done; the others may need long.
            epoch.untold = 0;
            epoch.phase = Phase::Acks(1);
        }
    }

    /// One acknowledgement of the whole cabinet is out.
    fn after_acks(&mut self, epoch: &mut Epoch, now: u64) {
        if epoch.closings == 0 {
            epoch.phase = Phase::Round(1);
            return;
        }
        let gap = match epoch.closings {
            0..=5 => 2_000,
            6 | 7 => 5_000,
            8 => 10_000,
            9 => 20_000,
            _ => 40_000,
        };
        epoch.closings = epoch.closings.saturating_add(1);
        epoch.phase = Phase::Closing(1);
        self.step = Step::Gap(now.saturating_add(gap));
    }

    /// A frame of the epoch went out: where to go on. `next` is the first index behind what it covered.
    pub(super) fn covered(&mut self, job: Job, next: u16) {
        if let Job::Announce(_) = job {
            self.announce = Some(next);
        }
        let Some(epoch) = &mut self.epoch else { return };
        epoch.phase = match (job, epoch.phase) {
            (Job::Schedule(_), _) => Phase::Round(next),
            (Job::RelayPlan(_), _) => Phase::Relay(next),
            (Job::Ack(base), Phase::Closing(_)) if self.config.relay => Phase::Repeat(base),
            (Job::Ack(base), Phase::Acks(_)) if self.config.relay => Phase::Repeat(base),
            (Job::Ack(_), Phase::Closing(_)) => Phase::Closing(next),
            (Job::Ack(_), _) => Phase::Acks(next),
            (Job::RepeatPlan(base), _) => Self::behind_repeat(epoch, base),
            (_, phase) => phase,
        };
    }

    /// Where to go on behind the repeats of the form 4 range from `base` on.
    const fn behind_repeat(epoch: &Epoch, base: u16) -> Phase {
        let next = base.saturating_add(116);
        if epoch.closings > 0 { Phase::Closing(next) } else { Phase::Acks(next) }
    }

    fn history_of(&mut self, index: u16) -> Job {
        let Some(peer) = self.peer_mut(index) else { return Job::Exact };
        peer.tries = peer.tries.saturating_add(1);
        // Answers that get lost are asked for again; eight are what a node keeps.
        let from = peer.evt().wrapping_add(1);
        let to = if peer.newest.wrapping_sub(from) > 7 { from.wrapping_add(7) } else { peer.newest };
        Job::History { index, from, to }
    }

    pub(super) fn any(&self, test: impl Fn(&Peer) -> bool) -> bool {
        self.state.peers.as_ref().iter().any(test)
    }

    /// First assigned index from `from` on for which `test` holds.
    pub(super) fn find(&self, from: u16, test: impl Fn(&Peer) -> bool) -> Option<u16> {
        let skip = from.max(1).saturating_sub(1);
        let mut rest = self.state.peers.as_ref().iter().zip(1u16..=u16::MAX).skip(usize::from(skip));
        rest.find(|(p, _)| p.addr().is_some() && test(p)).map(|(_, index)| index)
    }
}
