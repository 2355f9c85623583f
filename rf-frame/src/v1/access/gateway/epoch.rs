//! What the gateway sends next: rounds, history, relay plan, acknowledgements, closing.

use super::send::Job;
use super::{Entry, Gateway, Notice, Peer, Step};
use crate::v1::sync::Mode;

/// Closing SYNCs of an epoch.
const CLOSINGS: u8 = 16;
/// History polls without an answer before the node has to report again.
const POLLS: u8 = 8;
/// Rounds without anything new before the pauses grow.
const PATIENT_ROUNDS: u8 = 20;
/// Rounds without anything new before the epoch ends with nodes still open.
const LAST_ROUND: u8 = 34;
/// Rounds before a node with helpers is tried over them as well.
const DIRECT_ROUNDS: u8 = 3;
/// Acknowledgements of everything before the first calls.
const TELL_FIRST: u8 = 3;
/// Passes of calls without anything new before there are pauses between them.
const HASTY_PASSES: u8 = 4;
const PASS_PAUSE_US: u64 = 250_000;
/// Longest pause while helpers are kept awake.
const AWAKE_PAUSE_US: u64 = 400_000;

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
    /// One call by a helper for each node that needs it.
    Serve,
    /// Acknowledgement of everything so far, from this index on.
    Acks(u16),
    /// Closing acknowledgements, from this index on.
    Closing(u16),
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
    /// Acknowledgements of everything before the next calls; 0 when none follow.
    tell: u8,
    /// Passes of calls so far.
    passes: u8,
}

impl<P: AsRef<[Peer]> + AsMut<[Peer]>> Gateway<P> {
    /// Opens an epoch, or turns the running one into this kind.
    pub(super) fn open(&mut self, kind: Kind) {
        for peer in self.state.peers.as_mut() {
            let out = peer.flags().contains(crate::v1::report::Flags::OUT);
            peer.open = peer.addr().is_some()
                && match kind {
                    Kind::Outage => !out,
                    Kind::Restoration => out,
                    Kind::Boot | Kind::Contact | Kind::Test => true,
                };
            peer.wanted = peer.open;
            peer.stuck = false;
            peer.tries = 0;
            peer.calls = 0;
        }
        let number = self.state.epoch.wrapping_add(1);
        self.state.epoch = number;
        self.store(Entry::Epoch(number));
        self.notify(Notice::Epoch { number, open: true });
        self.epoch = Some(Epoch {
            kind,
            phase: Phase::Round(1),
            round: 1,
            progress: false,
            idle: 0,
            closings: 0,
            untold: 0,
            tell: 0,
            passes: 0,
        });
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
            && !self
                .stores
                .iter()
                .flatten()
                .chain(&self.storing)
                .any(|e| matches!(e, Entry::Ceiling(_)))
        {
            self.store(Entry::Ceiling(ceiling));
        }
        if let Step::Slots { end, .. } | Step::Turn(end) | Step::Gap(end) = self.step
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
        if self.any(Peer::needs_call) {
            if !self.pick_turn() {
                self.pass = self.pass.wrapping_add(1);
                let _ = self.pick_turn();
            }
            return Some(Job::Serve);
        }
        if let Some(index) = self.find(1, |p| {
            p.lags() && !p.storing && p.tries < POLLS && !p.is_ward()
        }) {
            return Some(self.history_of(index));
        }
        while self.announce > 0 {
            if self.pick_rehearsal() {
                return Some(Job::Serve);
            }
            self.announce = self.announce.saturating_sub(1);
            self.pass = self.pass.wrapping_add(1);
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
                Phase::Round(from) => match self.find(from, Peer::is_due) {
                    Some(base) => return Some(Job::Schedule(base)),
                    None if epoch.round == 1 && from == 1 && self.any(|p| p.open) => {
                        return Some(Job::Schedule(1));
                    }
                    None => epoch.phase = Phase::History(1),
                },
                Phase::History(from) => {
                    match self.find(from, |p| {
                        p.lags() && !p.storing && p.tries < POLLS && !p.is_ward()
                    }) {
                        Some(index) => {
                            epoch.phase = Phase::History(index.saturating_add(1));
                            self.epoch = Some(epoch);
                            return Some(self.history_of(index));
                        }
                        None => self.decide(&mut epoch, now),
                    }
                }
                Phase::Serve if self.pick_turn() => return Some(Job::Serve),
                Phase::Serve => self.decide(&mut epoch, now),
                Phase::Acks(from) | Phase::Closing(from) => match self.find(from, |_| true) {
                    Some(base) => return Some(Job::Ack(base)),
                    None => self.after_acks(&mut epoch, now),
                },
            }
            self.epoch = Some(epoch);
            if epoch.closings > CLOSINGS {
                self.step = Step::Idle;
                self.epoch = None;
                self.notify(Notice::Epoch {
                    number: self.state.epoch,
                    open: false,
                });
                for peer in self.state.peers.as_mut() {
                    peer.tries = 0;
                    peer.wanted = false;
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

    /// All of a round, or all calls of a pass, are done: go on, call, pause, acknowledge in
    /// between, or close.
    fn decide(&mut self, epoch: &mut Epoch, now: u64) {
        let served = matches!(epoch.phase, Phase::Serve);
        let lagging = self.any(|p| p.lags() && p.addr().is_some() && !p.is_ward());
        let open = self.any(Peer::is_due) || lagging;
        epoch.idle = if epoch.progress {
            0
        } else {
            epoch.idle.saturating_add(1)
        };
        let expected = matches!(epoch.kind, Kind::Outage);
        let over = match expected {
            true => epoch.idle >= LAST_ROUND,
            // Whoever is silent may have nothing to report; two silent rounds in a row are enough.
            false => epoch.idle >= 2 && (!lagging || epoch.idle >= PATIENT_ROUNDS),
        };
        if epoch.round > DIRECT_ROUNDS && self.config.relay {
            for peer in self.state.peers.as_mut() {
                peer.stuck = peer.stuck || (peer.open && !peer.is_ward());
            }
        }
        let calls = self.any(Peer::needs_call);
        if calls && (!open || over || (!served && epoch.untold >= DIRECT_ROUNDS)) {
            self.pass = self.pass.wrapping_add(1);
            epoch.progress = false;
            epoch.untold = 0;
            // Those who are done get the chance to sleep through the calls.
            epoch.tell = if epoch.passes == 0 { TELL_FIRST } else { 1 };
            epoch.passes = epoch.passes.saturating_add(1);
            epoch.phase = Phase::Acks(1);
            if epoch.idle > HASTY_PASSES {
                // Those who are left may not be listening just now.
                self.step = Step::Gap(now.saturating_add(PASS_PAUSE_US));
            }
            return;
        }
        if !open || (over && !calls) {
            epoch.closings = 1;
            epoch.phase = Phase::Closing(1);
            return;
        }
        epoch.progress = false;
        epoch.round = if epoch.round >= 15 {
            2
        } else {
            epoch.round.saturating_add(1)
        };
        epoch.phase = Phase::Round(1);
        if epoch.idle > PATIENT_ROUNDS {
            let pause =
                u64::from(epoch.idle.saturating_sub(PATIENT_ROUNDS)).saturating_mul(250_000);
            let pause = if self.config.relay {
                pause.min(AWAKE_PAUSE_US)
            } else {
                pause
            };
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
            epoch.phase = match epoch.tell {
                0 => Phase::Round(1),
                1 => Phase::Serve,
                _ => Phase::Acks(1),
            };
            epoch.tell = epoch.tell.saturating_sub(1);
            return;
        }
        let gap = match epoch.closings {
            0..=7 => 2_000,
            8..=11 => 5_000,
            12 => 10_000,
            13 => 20_000,
            _ => 40_000,
        };
        epoch.closings = epoch.closings.saturating_add(1);
        epoch.phase = Phase::Closing(1);
        self.step = Step::Gap(now.saturating_add(gap));
    }

    /// A frame of the epoch went out: where to go on. `next` is the first index behind what it
    /// covered.
    pub(super) fn covered(&mut self, job: Job, next: u16) {
        let Some(epoch) = &mut self.epoch else { return };
        epoch.phase = match (job, epoch.phase) {
            (Job::Schedule(_), _) => Phase::Round(next),
            (Job::Ack(_), Phase::Closing(_)) => Phase::Closing(next),
            (Job::Ack(_), _) => Phase::Acks(next),
            (_, phase) => phase,
        };
    }

    fn history_of(&mut self, index: u16) -> Job {
        let Some(peer) = self.peer_mut(index) else {
            return Job::Exact;
        };
        peer.tries = peer.tries.saturating_add(1);
        // Answers that get lost are asked for again; eight are what a node keeps.
        let from = peer.evt().wrapping_add(1);
        let to = if peer.newest.wrapping_sub(from) > 7 {
            from.wrapping_add(7)
        } else {
            peer.newest
        };
        Job::History { index, from, to }
    }

    pub(super) fn any(&self, test: impl Fn(&Peer) -> bool) -> bool {
        self.state.peers.as_ref().iter().any(test)
    }

    /// First assigned index from `from` on for which `test` holds.
    pub(super) fn find(&self, from: u16, test: impl Fn(&Peer) -> bool) -> Option<u16> {
        let skip = from.max(1).saturating_sub(1);
        let mut rest = self
            .state
            .peers
            .as_ref()
            .iter()
            .zip(1u16..=u16::MAX)
            .skip(usize::from(skip));
        rest.find(|(p, _)| p.addr().is_some() && test(p))
            .map(|(_, index)| index)
    }
}
