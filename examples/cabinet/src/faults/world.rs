//! The two parties, the channel between them, and what goes wrong. Time in microseconds, one clock for both.

use super::Verdict;
use super::memory::Memory;
use super::party::{Machine, Role};
use crate::storm::dice::Dice;
use crate::storm::{NET, addr, gateway_config, node_config};
use rf_frame::access::{Action, Entry, Notice, Phy};
use rf_frame::frame::{Frame, FrameType, Header};
use rf_frame::journal::Journal;
use rf_frame::mic::SuiteMissing;
use rf_frame::relay::{Record, Relay};
use rf_frame::report::Report;
use rf_frame::sync::{Ack, Form, Sync};
use rf_frame::tlv::Tlv;
use rf_frame::{FrameBuf, Key};

const SECOND: u64 = 1_000_000;
/// A burst that is not through after this is given up as lost.
const PATIENCE: u64 = 3_600 * SECOND;
/// How long a gateway that breaks rule 1 puts its write off.
const LATE_WRITE: u64 = SECOND / 2;
/// How often a node that breaks rule 6 reports an event by itself.
const TRIES: u8 = 4;
const GATEWAY: usize = 0;
const NODE: usize = 1;

/// A rule of the specification that the run breaks on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "rules are broken in tests only")
)]
pub(crate) enum Broken {
    /// Rule 1: the gateway goes on before its write, which comes [`LATE_WRITE`] later if power is still there.
    AckBeforeStore,
    /// Rule 2: the node takes "not open" for an acknowledgement.
    NotOpenIsAck,
    /// Rule 3: the node takes a match modulo 4 however many events are open.
    ModuloWithoutLimit,
    /// Rule 4: the gateway commits an event that is not the successor.
    CommitWithGap,
    /// Rule 5: the gateway stores what it knows to be a duplicate.
    StoreDuplicates,
    /// Rule 6: the node does not report an event by itself any more after [`TRIES`].
    GiveUp,
}

/// Where the gateway loses power.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Crash {
    /// Before the entry is written.
    Before,
    /// In the middle of the write.
    Within,
    /// When it is written, before anybody hears of it.
    Behind,
}

#[derive(Debug)]
struct Party {
    role: Role,
    /// `None` without power.
    machine: Option<Machine>,
    journal: Option<Journal<Memory>>,
    memory: Option<Memory>,
    up_at: u64,
    out: bool,
    listening: bool,
    sense: Option<u64>,
    waiting: Option<(u64, FrameBuf)>,
    air: Option<(u64, u64, FrameBuf, bool)>,
    crash: Option<Crash>,
    /// A write that was put off, and until when.
    put_off: Option<(u64, Entry)>,
}

/// A copy of a frame that arrives some time later.
#[derive(Clone, Copy, Debug)]
struct Late {
    at: u64,
    to: usize,
    frame: FrameBuf,
}

#[derive(Debug)]
pub(crate) struct World {
    now: u64,
    dice: Dice,
    loss: f64,
    broken: Option<Broken>,
    phy: Phy,
    parties: [Party; 2],
    node_key: Key,
    group_key: Key,
    helper_key: Key,
    helper_ctr: u32,
    late: Vec<Late>,
    /// What the node's log holds, what the gateway's log holds, since the last comparison.
    truth: Vec<(u16, u8)>,
    stored: Vec<(u16, u8)>,
    acked: u16,
    false_acks: u64,
    /// The event that the node reported by itself last, and how often.
    alone: (u16, u8),
}

impl World {
    pub(crate) fn new(loss: f64, seed: u64, broken: Option<Broken>) -> Result<Self, SuiteMissing> {
        let node = node_config(1, 2, 1, false)?;
        let gateway = gateway_config(false, 1)?;
        let helper_key = gateway.master.derive_node(NET, &addr(2));
        let (node_key, group_key) = (node.node_key.clone(), gateway.group_key.clone());
        let party = |role| Party {
            role,
            machine: None,
            journal: None,
            memory: Some(Memory::new()),
            up_at: 0,
            out: false,
            listening: false,
            sense: None,
            waiting: None,
            air: None,
            crash: None,
            put_off: None,
        };
        let parties = [
            party(Role::Gateway(Box::new(gateway), [addr(1), addr(2)])),
            party(Role::Node(Box::new(node))),
        ];
        Ok(World {
            now: 1,
            dice: Dice::new(seed),
            loss,
            broken,
            phy: Phy::kbit50(),
            parties,
            node_key,
            group_key,
            helper_key,
            helper_ctr: 1,
            late: Vec::new(),
            truth: Vec::new(),
            stored: Vec::new(),
            acked: 0,
            false_acks: 0,
            alone: (0, 0),
        })
    }

    /// One burst of 2 to 6 transitions, until the node knows that all of it is stored.
    pub(crate) fn cycle(&mut self, verdict: &mut Verdict) {
        if self.dice.chance(0.5) {
            let point = [Crash::Before, Crash::Within, Crash::Behind];
            let pick = self.dice.below(3) as usize;
            if let Some(gateway) = self.parties.get_mut(GATEWAY) {
                gateway.crash = point.get(pick).copied();
            }
        }
        if self.dice.chance(0.2)
            && let Some(node) = self.parties.get_mut(NODE)
        {
            node.crash = Some(Crash::Within);
        }
        if self.dice.chance(0.3) {
            // The gateway misses the whole burst.
            self.power_off(GATEWAY, 12 * SECOND);
        }
        for _ in 0..2 + self.dice.below(5) {
            if self.dice.chance(0.3) {
                self.flicker();
            }
            let out = self.parties.get(NODE).is_some_and(|p| !p.out);
            self.supply(NODE, out);
            let stay = 1_020_000 + self.dice.below(1_500_000);
            self.run(self.now + stay, |_| false);
        }
        let until = self.now + PATIENCE;
        self.run(until, World::is_quiet);
        // Whatever comes late comes into the next burst.
        let rest = self.dice.below(3 * SECOND);
        self.run(self.now + rest, |_| false);
        self.run(self.now + PATIENCE, World::is_quiet);
        self.compare(verdict);
    }

    fn flicker(&mut self) {
        let out = self.parties.get(NODE).is_some_and(|p| p.out);
        for _ in 0..1 + self.dice.below(4) {
            self.supply(NODE, !out);
            let dip = 1 + self.dice.below(400_000);
            self.run(self.now + dip, |_| false);
            self.supply(NODE, out);
            let pause = 1 + self.dice.below(300_000);
            self.run(self.now + pause, |_| false);
        }
    }

    fn is_quiet(&self) -> bool {
        let [gateway, node] = &self.parties;
        let Some(Machine::Node(node)) = &node.machine else {
            return false;
        };
        gateway.machine.is_some() && !node.is_pending() && node.state().aevt() == node.state().evt()
    }

    fn compare(&mut self, verdict: &mut Verdict) {
        verdict.false_acks += std::mem::take(&mut self.false_acks);
        let mut next = self.truth.iter().peekable();
        let mut seen: Vec<u16> = Vec::new();
        for event in &self.stored {
            if seen.contains(&event.0) {
                verdict.duplicated += 1;
            } else if next.peek() == Some(&event) {
                next.next();
            } else if self.truth.contains(event) {
                verdict.reordered += 1;
            } else if self.truth.iter().any(|(evt, _)| *evt == event.0) {
                // Another content under the same number.
                verdict.reordered += 1;
            } else {
                // Stored in an earlier burst already.
                verdict.duplicated += 1;
            }
            seen.push(event.0);
        }
        verdict.lost += self
            .truth
            .iter()
            .filter(|(evt, _)| !seen.contains(evt))
            .count() as u64;
        self.truth.clear();
        self.stored.clear();
    }

    fn supply(&mut self, party: usize, out: bool) {
        let now = self.now;
        if let Some(p) = self.parties.get_mut(party) {
            p.out = out;
            if let Some(machine) = &mut p.machine {
                machine.supply(now, out);
            }
        }
        self.drain(party);
    }

    fn power_off(&mut self, party: usize, at_most: u64) {
        let pause = 1_000 + self.dice.below(at_most);
        let now = self.now;
        if let Some(p) = self.parties.get_mut(party) {
            if let Some(journal) = p.journal.take() {
                let mut memory = journal.into_storage();
                memory.budget = None;
                p.memory = Some(memory);
            }
            p.machine = None;
            p.listening = false;
            (p.sense, p.waiting, p.air, p.put_off) = (None, None, None, None);
            p.up_at = p.up_at.max(now + pause);
        }
    }

    /// Boots a party; what its log holds then may be one entry more than it knew.
    fn power_on(&mut self, party: usize) {
        let now = self.now;
        let seed = self.dice.next() as u32;
        let Some(p) = self.parties.get_mut(party) else {
            return;
        };
        let Some(memory) = p.memory.take() else {
            return;
        };
        if let Some((mut machine, journal)) = p.role.boot(memory, seed) {
            machine.supply(now, p.out);
            p.machine = Some(machine);
            p.journal = Some(journal);
        }
        self.drain(party);
    }

    fn next(&self) -> Option<u64> {
        let mut next = self.late.iter().map(|l| l.at).min();
        for p in &self.parties {
            next = next.into_iter().chain(p.put_off.map(|w| w.0)).min();
            let machine = p.machine.as_ref().map(Machine::next);
            let power = machine.is_none().then_some(p.up_at);
            let times = [
                machine.flatten(),
                power,
                p.sense,
                p.waiting.map(|w| w.0),
                p.air.map(|a| a.1),
                next,
            ];
            next = times.into_iter().flatten().min();
        }
        next
    }

    fn run(&mut self, until: u64, done: impl Fn(&World) -> bool) {
        while !done(self) {
            let Some(at) = self.next().filter(|at| *at <= until) else {
                self.now = self.now.max(until);
                return;
            };
            self.now = self.now.max(at);
            self.step();
        }
    }

    fn step(&mut self) {
        let now = self.now;
        for party in [GATEWAY, NODE] {
            let Some(p) = self.parties.get_mut(party) else {
                continue;
            };
            if p.machine.is_none() {
                if now >= p.up_at {
                    self.power_on(party);
                }
                continue;
            }
            if let Some((_, entry)) = p.put_off.take_if(|w| now >= w.0) {
                self.write(party, &entry);
                continue;
            }
            if p.sense.is_some_and(|at| now >= at) {
                p.sense = None;
                let busy = self
                    .parties
                    .iter()
                    .any(|o| o.air.is_some_and(|a| a.1 > now));
                self.with(party, |m| m.channel(now, busy));
            } else if p.waiting.is_some_and(|w| now >= w.0) {
                let Some((start, frame)) = p.waiting.take() else {
                    continue;
                };
                let end = start.max(now) + self.phy.air_us(frame.as_bytes().len());
                let mut spoilt = false;
                for other in self.parties.iter_mut().filter_map(|o| o.air.as_mut()) {
                    other.3 = true;
                    spoilt = true;
                }
                if let Some(p) = self.parties.get_mut(party) {
                    p.air = Some((start.max(now), end, frame, spoilt));
                    p.listening = false;
                }
            } else if p.air.is_some_and(|a| now >= a.1) {
                let Some((start, _, frame, spoilt)) = p.air.take() else {
                    continue;
                };
                self.arrive(party, start, &frame, spoilt);
                self.with(party, |m| m.sent(now));
            }
            if self.parties.get(party).is_some_and(|p| {
                p.machine
                    .as_ref()
                    .and_then(Machine::next)
                    .is_some_and(|t| now >= t)
            }) {
                self.with(party, |m| m.timeout(now));
            }
        }
        while let Some(at) = self.late.iter().position(|l| l.at <= now) {
            let copy = self.late.swap_remove(at);
            self.hand_over(copy.to, now.saturating_sub(4_000), &copy.frame);
        }
    }

    fn with(&mut self, party: usize, act: impl FnOnce(&mut Machine)) {
        if let Some(machine) = self.parties.get_mut(party).and_then(|p| p.machine.as_mut()) {
            act(machine);
        }
        self.drain(party);
    }

    /// The end of a frame: lost or not, and its copies.
    fn arrive(&mut self, from: usize, start: u64, frame: &FrameBuf, spoilt: bool) {
        let to = 1 - from;
        if from == NODE && self.gives_up(frame) {
            return;
        }
        if !spoilt
            && !self.dice.chance(self.loss)
            && self.parties.get(to).is_some_and(|p| p.listening)
        {
            self.hand_over(to, start + self.phy.sync_us(), frame);
            if self.dice.chance(0.05) {
                self.hand_over(to, start + self.phy.sync_us(), frame);
            }
        }
        if self.dice.chance(0.1) {
            // A stale copy, seconds later.
            let at = self.now + 1 + self.dice.below(5 * SECOND);
            self.late.push(Late {
                at,
                to,
                frame: *frame,
            });
        }
        if from == NODE && self.dice.chance(0.1) {
            self.relay(frame);
        }
    }

    /// Whether a node that breaks rule 6 would not have sent this.
    fn gives_up(&mut self, frame: &FrameBuf) -> bool {
        let Ok(parsed) = Frame::parse(frame.as_bytes()) else {
            return false;
        };
        let Some(report) = Report::of(&parsed).filter(|r| r.round == 0 && !parsed.header().history)
        else {
            return false;
        };
        self.alone = (
            report.evt,
            if self.alone.0 == report.evt {
                self.alone.1.saturating_add(1)
            } else {
                1
            },
        );
        self.broken == Some(Broken::GiveUp) && self.alone.1 > TRIES
    }

    /// A helper heard the report and passes it on, soon or late.
    fn relay(&mut self, frame: &FrameBuf) {
        let Ok(parsed) = Frame::parse(frame.as_bytes()) else {
            return;
        };
        let Some(record) = Record::of(&parsed) else {
            return;
        };
        let hold_ms = 10 + self.dice.below(5_000) as u16;
        let relay = Relay {
            first: Record { hold_ms, ..record },
            second: None,
        };
        self.helper_ctr += 1;
        if let Ok(frame) = FrameBuf::encode(
            &Header::up(NET, 2, self.helper_ctr),
            &relay,
            &[],
            Some(&self.helper_key),
        ) {
            self.late.push(Late {
                at: self.now + u64::from(hold_ms) * 1000,
                to: GATEWAY,
                frame,
            });
        }
    }

    fn hand_over(&mut self, to: usize, sync: u64, frame: &FrameBuf) {
        let frame = self.sabotage(to, frame);
        let now = self.now;
        let duplicates = |world: &World| {
            world
                .parties
                .get(to)
                .and_then(|p| p.machine.as_ref())
                .map(Machine::duplicates)
        };
        let before = duplicates(self);
        self.with(to, |m| m.frame(now, sync, frame.as_bytes()));
        if self.broken == Some(Broken::StoreDuplicates)
            && duplicates(self) > before
            && let Ok(parsed) = Frame::parse(frame.as_bytes())
            && let Some(report) = Report::of(&parsed)
        {
            // It passed MIC and counter: nothing but this rule kept it out of the log.
            let (evt, flags, ctr) = (report.evt, report.flags, parsed.header().ctr);
            self.write(
                to,
                &Entry::Committed {
                    index: 1,
                    evt,
                    flags,
                    at: u64::MAX,
                    ctr,
                },
            );
        }
    }

    fn drain(&mut self, party: usize) {
        let now = self.now;
        loop {
            let Some(p) = self.parties.get_mut(party) else {
                return;
            };
            let Some(machine) = &mut p.machine else {
                return;
            };
            match machine.action() {
                None => return,
                Some(Action::Store(entry)) => self.store(party, &entry),
                Some(Action::Sense { at, us }) => p.sense = Some(at.max(now) + u64::from(us)),
                Some(Action::Transmit { at, frame }) => {
                    p.waiting = Some((at, frame));
                    p.listening = false;
                }
                Some(Action::Listen) => p.listening = true,
                Some(Action::Sleep) => p.listening = false,
                Some(Action::Notice(Notice::Acknowledged { evt })) => self.acknowledged(evt),
                Some(_) => {}
            }
        }
    }

    /// Writes an entry and tells the machine, in this order if rule 1 holds.
    fn store(&mut self, party: usize, entry: &Entry) {
        let now = self.now;
        if self.broken == Some(Broken::AckBeforeStore)
            && matches!(entry, Entry::Committed { .. })
            && let Some(p) = self.parties.get_mut(party)
        {
            p.put_off = Some((now + LATE_WRITE, *entry));
        } else if !self.write(party, entry) {
            return;
        }
        if let Some(machine) = self.parties.get_mut(party).and_then(|p| p.machine.as_mut()) {
            machine.stored(now);
        }
    }

    /// Writes an entry, with the crash that waits for it. Whether it is written and the party still has power.
    fn write(&mut self, party: usize, entry: &Entry) -> bool {
        let matters = matches!(entry, Entry::Committed { .. } | Entry::Event(_));
        let cut = self.dice.below(32) as usize;
        let Some(p) = self.parties.get_mut(party) else {
            return false;
        };
        let crash = if matters { p.crash.take() } else { None };
        let before = p.machine.as_ref().map_or(0, Machine::evt);
        let mut done = false;
        if crash != Some(Crash::Before)
            && let (Some(machine), Some(journal)) = (&p.machine, &mut p.journal)
        {
            if crash == Some(Crash::Within) {
                journal.storage_mut().budget = Some(cut);
            }
            done = machine.append(journal, entry);
        }
        if crash.is_none() {
            if done {
                self.note(entry);
            }
            return done;
        }
        self.power_off(party, 3 * SECOND);
        // What the log holds now is what counts, whatever the machine heard of its write.
        let Some(p) = self.parties.get_mut(party) else {
            return false;
        };
        let memory = p.memory.clone();
        let role = p.role.clone();
        let after = memory
            .and_then(|m| role.boot(m, 1))
            .map_or(before, |(m, _)| m.evt());
        if after != before {
            self.note(entry);
        }
        false
    }

    fn note(&mut self, entry: &Entry) {
        match entry {
            Entry::Event(past) => self.truth.push((past.evt, past.flags.0)),
            Entry::Committed {
                index: 1,
                evt,
                flags,
                ..
            } => self.stored.push((*evt, flags.0 & 0x2f)),
            _ => {}
        }
    }

    fn acknowledged(&mut self, evt: u16) {
        let committed = match &self.parties {
            [
                Party {
                    machine: Some(machine),
                    ..
                },
                _,
            ] => machine.evt(),
            [
                Party {
                    memory: Some(memory),
                    role,
                    ..
                },
                _,
            ] => role
                .boot(memory.clone(), 1)
                .map_or(evt, |(machine, _)| machine.evt()),
            _ => evt,
        };
        self.acked = evt;
        if (evt.wrapping_sub(committed) as i16) > 0 {
            self.false_acks += 1;
        }
    }

    /// Changes a frame into what it would mean to a receiver that breaks a rule.
    fn sabotage(&mut self, to: usize, frame: &FrameBuf) -> FrameBuf {
        let Some(broken) = self.broken else {
            return *frame;
        };
        let Ok(parsed) = Frame::parse(frame.as_bytes()) else {
            return *frame;
        };
        let newest = self
            .parties
            .get(NODE)
            .and_then(|p| p.machine.as_ref())
            .map_or(0, Machine::evt);
        let committed = self
            .parties
            .get(GATEWAY)
            .and_then(|p| p.machine.as_ref())
            .map_or(0, Machine::evt);
        let forged = match (broken, to, Sync::of(&parsed)) {
            (Broken::NotOpenIsAck, NODE, Some(Ok(sync)))
                if sync.is_schedule() && sync.rank(1).is_none() =>
            {
                self.exact_ack(&parsed, &sync, newest)
            }
            (Broken::ModuloWithoutLimit, NODE, Some(Ok(sync)))
                if sync.ack(1) == Some(Ack::Modulo((newest & 3) as u8)) =>
            {
                self.exact_ack(&parsed, &sync, newest)
            }
            (Broken::CommitWithGap, GATEWAY, None) if parsed.frame_type() == FrameType::Report => {
                match Report::of(&parsed) {
                    Some(report) if (report.evt.wrapping_sub(committed) as i16) > 1 => {
                        let gap = [Tlv::LogGap(report.evt)];
                        FrameBuf::encode(parsed.header(), &report, &gap, Some(&self.node_key)).ok()
                    }
                    _ => None,
                }
            }
            _ => None,
        };
        forged.unwrap_or(*frame)
    }

    fn exact_ack(&self, frame: &Frame<'_>, sync: &Sync<'_>, evt: u16) -> Option<FrameBuf> {
        let [low, high] = evt.to_le_bytes();
        let map = [0, low, high];
        let ack = Sync {
            form: Form::Exact,
            base: 1,
            count: 1,
            map: &map,
            ..*sync
        };
        FrameBuf::encode(frame.header(), &ack, &[], Some(&self.group_key)).ok()
    }
}
