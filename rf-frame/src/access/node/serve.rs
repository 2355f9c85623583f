//! Helpers and the nodes they serve: turns, calls, neighbours.

use super::send::Job;
use super::{AWAKE_US, Heard, Mode, Node, Wait};
use crate::access::gateway::TurnTimes;
use crate::call::Call;
use crate::frame::{Frame, FrameBuf, Header};
use crate::mic::Mic;
use crate::receive::{Refusal, Window};
use crate::relay::{Record, Relay};
use crate::report::Flags;
use crate::sync::{Form, MAX_EXACT, Mode as SyncMode, Pause, Sync};
use crate::tlv::LINKS_TO;

/// Neighbours kept for the link margins of a STATUS.
pub(super) const NEIGHBOURS: usize = 20;
/// Links that fit into one STATUS, that to the gateway included.
pub(super) const LINKS: usize = 11;
/// What a neighbour may gain at most, dB.
const GAIN_ENOUGH: i16 = 16;
/// Strength told of a gateway that was never heard, −dBm.
const DEAF: u8 = 105;
/// Shorter pauses are not worth sleeping through.
const PAUSE_US: u64 = 50_000;
/// A turn that was heard within this time is still running.
const TURN_US: u64 = 250_000;

/// A neighbour and what it could gain from this node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Neighbour {
    pub(super) index: u16,
    /// Strength at which it is heard, −dBm.
    pub(super) loss: u8,
    /// Strength at which it hears the gateway, −dBm.
    gateway: u8,
}

/// Replay window of a helper that called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Caller {
    index: u16,
    window: Window,
}

impl Caller {
    pub(super) const NONE: Caller = Caller { index: 0, window: Window::from_top(0) };
}

/// The turn of a helper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    epoch: u16,
    round: u8,
    mode: SyncMode,
    slot: u8,
    t0: u8,
    /// RK0, handed on.
    pause: u16,
    /// Index and committed event of the nodes to call; index 0 behind the last.
    list: [(u16, u16); MAX_EXACT],
    times: TurnTimes,
    /// From then on answers count.
    called: u64,
}

impl Node {
    /// Helpers and served nodes are kept awake by the gateway's frames while helpers are at work.
    pub(super) fn stay_awake(&mut self, now: u64, mode: SyncMode) {
        if !self.relay || !(self.helps() || self.is_ward) {
            return;
        }
        self.awake_until = if mode.contains(SyncMode::CLOSING) { now } else { now.saturating_add(self.awake_us()) };
    }

    fn helps(&self) -> bool {
        self.config.can_relay && self.wards.iter().any(|index| *index != 0)
    }

    /// A served node waits for a pass over the whole cabinet.
    fn awake_us(&self) -> u64 {
        if self.is_ward { AWAKE_US.saturating_add(self.round_us()) } else { AWAKE_US }
    }

    /// What a node does that has nothing to report.
    pub(super) const fn rest(&self) -> Mode {
        match self.mode {
            // It sleeps until its next call.
            Mode::Rest(until) if until < self.awake_until => Mode::Rest(until),
            _ if self.awake_until > 0 => Mode::Hear(self.awake_until),
            _ => Mode::Idle,
        }
    }

    /// The time to sleep is over: served nodes and helpers have a reason to listen on.
    pub(super) fn after_rest(&self, now: u64) -> Mode {
        let patience = if self.is_ward && !self.is_pending() { 0 } else { self.patience() };
        Mode::Hear(self.awake_until.max(now.saturating_add(patience)))
    }

    /// The time to listen is over: a served node sleeps through the first round, others report by themselves.
    pub(super) fn heard_enough(&mut self, now: u64) {
        self.mode = Mode::Idle;
        if !self.is_pending() || self.changed.is_some() {
            return;
        }
        if self.is_ward && self.wait == Wait::Fresh && !self.helps() {
            self.wait = Wait::Call;
            // The block of 256 indices with its own slot comes this much later, if not the first.
            let slots = u64::from(self.index().wrapping_sub(1) & 0xff00);
            let block = slots.saturating_mul(self.config.phy.slot_us(26));
            let pause = if block > 0 { block.saturating_sub(block / 16) } else { self.round_us() / 2 };
            self.mode = Mode::Rest(now.saturating_add(pause));
            return;
        }
        self.contend(now);
    }

    /// Form 5: this node's turn, or that of another helper.
    pub(super) fn take_serve(&mut self, now: u64, end: u64, sync: &Sync<'_>) {
        let called = sync.exact().fold(0u16, |n, _| n.saturating_add(1));
        let times = TurnTimes::new(&self.config.phy, sync.slot, sync.t0, called as u8);
        self.turn_heard = Some(now);
        let over = end.saturating_add(times.end.into());
        if sync.helper() == Some(self.index()) && self.config.can_relay {
            let mut list = [(0, 0); MAX_EXACT];
            for ((index, evt), place) in sync.exact().zip(&mut list) {
                self.note_ward(index);
                *place = (index, evt);
            }
            let (epoch, round, mode, slot, t0) = (sync.epoch, sync.round, sync.mode, sync.slot, sync.t0);
            let pause = sync.rank0;
            self.turn = Some(Turn { epoch, round, mode, slot, t0, pause, list, times, called: end });
            self.awake_until = self.awake_until.max(over.saturating_add(AWAKE_US));
            self.in_slot(end.saturating_add(times.call.into()), Job::Call);
            self.hear_until(over.saturating_add(self.patience()));
        } else if sync.ack(self.index()).is_none() && !matches!(self.mode, Mode::Idle | Mode::Rest(_)) {
            // Nothing for this node before the turn is over.
            self.rest_until(now, over);
        } else {
            self.hear_until(over.saturating_add(self.patience()));
        }
    }

    /// Listens at least until then, if it has a reason to.
    fn hear_until(&mut self, until: u64) {
        self.mode = match self.mode {
            Mode::Hear(other) => Mode::Hear(other.max(until)),
            _ if self.is_pending() || self.turn.is_some() => Mode::Hear(until),
            mode => mode,
        };
    }

    /// A served node that has something to report hears others: its call will come.
    pub(super) fn wait_for_call(&mut self, now: u64) {
        if self.plan.is_some_and(|p| p.job == Job::Report && p.stage == super::Stage::Waiting) {
            self.plan = None;
        }
        if self.wait != Wait::Fresh {
            self.hear_until(now.saturating_add(super::CALL_US));
        }
    }

    /// A helper calls: takes what is stored and answers in the slot of the list.
    pub(super) fn take_call(&mut self, now: u64, end: u64, frame: &Frame<'_>) -> Result<(), Refusal> {
        let header = frame.header();
        // The window of this helper, or the older of the two.
        let [first, second] = &mut self.callers;
        if second.index == header.src {
            core::mem::swap(first, second);
        } else if first.index != header.src {
            *second = *first;
            *first = Caller { index: header.src, ..Caller::NONE };
        }
        if !first.window.accept(header.ctr) {
            return Err(Refusal::Counter);
        }
        let call = Call::of(frame).and_then(Result::ok).ok_or(Refusal::Payload)?;
        let sync = call.sync();
        self.turn_heard = Some(now);
        let pause = Pause::from_rank0(sync.rank0);
        let times = TurnTimes::new(&self.config.phy, sync.slot, sync.t0, call.slots() as u8);
        let over = end.saturating_add(times.answers.into());
        let Some((slot, committed)) = call.slot(self.index()) else {
            // Lists of a pass ascend: this one has gone by, and nothing was left to confirm.
            let passed = |odd: bool| odd != pause.odd && sync.base > self.index();
            if self.is_on_air() || self.turn.is_some() {
                return Ok(());
            }
            if self.is_pending() {
                self.wait_for_call(now);
                self.rest_until(now, over);
            } else if matches!(self.wait, Wait::Called { odd } if passed(odd)) && !self.helps() {
                self.awake_until = now;
                self.mode = Mode::Idle;
            } else if !matches!(self.mode, Mode::Idle | Mode::Rest(_)) {
                self.rest_until(now, over);
            }
            return Ok(());
        };
        self.is_ward = true;
        self.wait = Wait::Called { odd: pause.odd };
        self.take_ack(sync, self.last_ack);
        if !self.is_on_air() && !self.spent {
            self.round = sync.round;
            self.in_slot(end.saturating_add(sync.slot_start_us(slot)), Job::Answer(committed));
        }
        let next = over.saturating_add(pause.us);
        self.awake_until = self.awake_until.max(next.saturating_add(pause.us / 2).saturating_add(self.awake_us()));
        self.mode = if pause.us > PAUSE_US && !self.helps() { Mode::Rest(next) } else { Mode::Hear(self.awake_until) };
        Ok(())
    }

    /// A served node reported by itself, outside any turn: its helper passes that on.
    pub(super) fn pass_on(&mut self, now: u64, record: &Record) {
        let turning = self.turn_heard.is_some_and(|at| now.saturating_sub(at) < TURN_US);
        let answer = record.report.round != 0 || record.report.flags.contains(Flags::LAST);
        if self.config.can_relay && !turning && !answer && self.plan.is_none() {
            self.at_random(now, 16, Job::Pass(record.src));
        }
    }

    pub(super) fn note_ward(&mut self, index: u16) {
        if !self.wards.contains(&index)
            && let Some(place) = self.wards.get_mut(usize::from(self.next_ward) & (super::WARDS - 1))
        {
            *place = index;
            self.next_ward = self.next_ward.wrapping_add(1);
        }
    }

    /// The CALL of the turn.
    pub(super) fn call_frame(&mut self) -> Option<FrameBuf> {
        let turn = self.turn?;
        let called = || turn.list.iter().filter(|(index, _)| *index != 0);
        let base = called().next()?.0;
        let last = called().next_back()?.0;
        let mut map = [0; MAX_EXACT * 3];
        let mut used = 0usize;
        for ((index, evt), entry) in called().zip(map.as_chunks_mut::<3>().0) {
            let [low, high] = evt.to_le_bytes();
            *entry = [u8::try_from(index.saturating_sub(base)).ok()?, low, high];
            used = used.saturating_add(3);
        }
        let call = Call::new(Sync {
            epoch: turn.epoch,
            form: Form::Exact,
            round: turn.round,
            mode: turn.mode,
            slot: turn.slot,
            t0: turn.t0,
            base,
            count: last.saturating_sub(base).saturating_add(1),
            rank0: turn.pause,
            map: map.get(..used)?,
        })?;
        let key_slot = self.state.group_key.as_ref().map_or(0, |(number, _)| number & 3);
        let header = Header { down: true, key_slot, ..self.header()? };
        let key: &dyn Mic = &self.group_key;
        FrameBuf::encode(&header, &call, &[], Some(key)).ok()
    }

    /// The CALL is out: where the first RELAY goes.
    pub(super) fn call_sent(&mut self, now: u64) {
        if let Some(turn) = &mut self.turn {
            turn.called = now;
            let at = now.saturating_add(turn.times.relay.into());
            self.in_slot(at, Job::Relay);
        }
    }

    /// A RELAY is out: the next one, if there is more to bring.
    pub(super) fn relay_sent(&mut self, now: u64) {
        let Some(turn) = self.turn else { return };
        let air = self.config.phy.air_us(crate::frame::MAX_FRAME);
        if turn.list.iter().any(|entry| self.brings(&turn, entry)) {
            self.in_slot(now.saturating_add(u64::from(turn.times.step).saturating_sub(air)), Job::Relay);
        } else {
            self.turn = None;
        }
    }

    /// Whether this turn has news of an entry: an answer to the call, or an older report that is not stored yet.
    fn brings(&self, turn: &Turn, entry: &(u16, u16)) -> bool {
        let (index, evt) = *entry;
        index != 0
            && self.heard.iter().flatten().any(|h| {
                let record = &h.record;
                record.src == index && (h.at > turn.called || record.report.evt.wrapping_sub(evt) as i16 > 0)
            })
    }

    /// Up to two records of the turn, those of the list first, then whatever else was heard and may be news.
    pub(super) fn relay_of_turn(&mut self, sync: u64) -> Option<Relay> {
        let mut turn = self.turn?;
        let mut found = [None; 2];
        for place in &mut found {
            let next = turn.list.iter().position(|entry| self.brings(&turn, entry));
            let Some(entry) = next.and_then(|at| turn.list.get_mut(at)) else { break };
            *place = self.held(entry.0, sync);
            entry.0 = 0;
        }
        self.turn = Some(turn);
        let [first, second] = found;
        let spare = || {
            let other = |h: &&Heard| {
                let known = first.is_some_and(|f| f.src == h.record.src);
                !known && h.at > turn.called && !h.record.report.flags.contains(Flags::LAST)
            };
            let src = self.heard.iter().flatten().find(other)?.record.src;
            self.held(src, sync)
        };
        Some(Relay { first: first?, second: second.or_else(spare) })
    }

    pub(super) fn note_gateway(&mut self, dbm: i16) {
        let old = i32::from(self.gateway_dbm.unwrap_or(dbm));
        let new = old.saturating_mul(3).saturating_add(i32::from(dbm)) / 4;
        self.gateway_dbm = i16::try_from(new).ok();
    }

    /// How strong the gateway is heard, −dBm.
    pub(super) fn gateway_loss(&self) -> u8 {
        self.gateway_dbm.map_or(DEAF, loss)
    }

    /// What a neighbour gains over this node, dB: the weaker of both links against its own, but no more than is enough:
    /// else one that hears the gateway now and then would never be named beside those that never do. A little chance, different
    /// for every pair and every STATUS, makes nodes name different neighbours: else all would name the same few, and
    /// others nobody.
    fn gain(&self, neighbour: &Neighbour) -> i16 {
        let salt = u16::from(self.told).wrapping_mul(0x3d4d);
        let pair = self.index().wrapping_mul(0x9e35) ^ neighbour.index.wrapping_mul(0x6c8f) ^ salt;
        let chance = i16::from((pair.wrapping_mul(0xa2b5) >> 11) as u8);
        let gain = i16::from(neighbour.gateway).saturating_sub(i16::from(neighbour.loss.max(self.gateway_loss())));
        if gain > 0 { gain.min(GAIN_ENOUGH).saturating_add(chance) } else { gain }
    }

    /// Keeps those that gain most.
    pub(super) fn note_neighbour(&mut self, frame: &Frame<'_>, dbm: i16) {
        let index = frame.header().src;
        let links = frame.tlvs().last(LINKS_TO).unwrap_or(&[]).as_chunks::<3>().0;
        let gateway =
            links.iter().find(|[low, high, _]| *low | *high == 0).map_or(DEAF, |[_, _, loss]| DEAF.min(*loss));
        let known = self.neighbours.iter_mut().find(|n| n.is_some_and(|n| n.index == index));
        if let Some(Some(neighbour)) = known {
            let sum = u16::from(neighbour.loss).saturating_add(u16::from(loss(dbm)));
            neighbour.loss = u8::try_from(sum >> 1).unwrap_or(u8::MAX);
            neighbour.gateway = gateway;
            return;
        }
        let new = Neighbour { index, loss: loss(dbm), gateway };
        let mut least: Option<(usize, i16)> = None;
        for (neighbour, at) in self.neighbours.iter().zip(0..=usize::MAX) {
            let gain = neighbour.as_ref().map_or(i16::MIN, |n| self.gain(n));
            if least.is_none_or(|(_, worst)| gain < worst) {
                least = Some((at, gain));
            }
        }
        if let Some((at, worst)) = least
            && self.gain(&new) > worst
            && let Some(place) = self.neighbours.get_mut(at)
        {
            *place = Some(new);
        }
    }

    /// Link margins for a STATUS: the gateway and those neighbours that gain most. These are forgotten, so that the next
    /// STATUS names others.
    pub(super) fn links(&mut self) -> ([u8; LINKS * 3], usize) {
        let mut bytes = [0; LINKS * 3];
        let mut used = 0usize;
        let mut next = Some((0, self.gateway_loss()));
        for entry in bytes.as_chunks_mut::<3>().0 {
            let Some((index, loss)) = next else { break };
            let [low, high] = u16::to_le_bytes(index);
            *entry = [low, high, loss];
            used = used.saturating_add(3);
            let best = self.neighbours.iter().flatten().max_by_key(|n| self.gain(n)).copied();
            if let Some(place) = self.neighbours.iter_mut().find(|n| best.is_some() && **n == best) {
                *place = None;
            }
            next = best.map(|n| (n.index, n.loss));
        }
        self.told = self.told.wrapping_add(1);
        (bytes, used)
    }
}

/// −dBm in one byte.
fn loss(dbm: i16) -> u8 {
    u8::try_from(dbm.saturating_neg().clamp(0, 255)).unwrap_or(u8::MAX)
}
