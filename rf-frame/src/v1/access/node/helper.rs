//! What a node does for others: it keeps their reports, calls them in its turn, and names those it
//! could help.

use super::send::Job;
use super::serve::loss;
use super::{AWAKE_US, DEAF, Node, Stage};
use crate::v1::access::SENSE_LEAD_US;
use crate::v1::access::gateway::TurnTimes;
use crate::v1::bytes::Writer;
use crate::v1::frame::{Frame, FrameType, GATEWAY, MAX_FRAME};
use crate::v1::relay::RECORD_LEN;
use crate::v1::report::Flags;
use crate::v1::sync::{Form, MAX_EXACT, Sync};
use crate::v1::tlv::LINKS_TO;

/// Overheard reports kept for relaying.
const HEARD: usize = 16;
/// Nodes this one is the helper of.
const WARDS: usize = 16;
/// Neighbours kept for the link margins of a STATUS.
const NEIGHBOURS: usize = 20;
/// Neighbours that fit into one STATUS beside the gateway.
const LINKS: u8 = 10;
/// A turn that was heard within this time is still running.
const TURN_US: u64 = 250_000;
/// How often a helper looks again, a millisecond later, when it finds the channel busy.
const TRIES: u8 = 6;
/// What a neighbour may gain at most, dB.
const GAIN_ENOUGH: i16 = 16;

/// A report of a neighbour, kept to be relayed: when it was heard, 8 bytes, and its record as it
/// goes on air without the hold time: FC, SRC, CTR, report, MIC. SRC is 0 for none.
type Heard = [u8; KEPT];
/// Bytes of it.
const KEPT: usize = 8 + RECORD_LEN - 2;

const fn at(heard: &Heard) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = *heard;
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}

const fn src(heard: &Heard) -> u16 {
    let [_, _, _, _, _, _, _, _, _, low, high, ..] = *heard;
    u16::from_le_bytes([low, high])
}

/// EVT, FLG, RQ.
const fn report(heard: &Heard) -> (u16, Flags, u8) {
    let [.., low, high, flags, rq, _, _, _, _, _, _, _, _] = *heard;
    (u16::from_le_bytes([low, high]), Flags(flags), rq)
}

const fn is_last(heard: &Heard) -> bool {
    report(heard).1.contains(Flags::LAST)
}

/// A neighbour and what it could gain from this node; index 0 for none.
#[derive(Clone, Copy, Debug, Default)]
struct Neighbour {
    index: u16,
    /// Strength at which it is heard, −dBm.
    loss: u8,
    /// Strength at which it hears the gateway, −dBm.
    gateway: u8,
}

/// The turn of a helper.
#[derive(Clone, Copy, Debug, Default)]
struct Turn {
    /// EPO, FR, MODE, SLT, T0 of the CALL.
    head: [u8; 6],
    /// RK0, handed on.
    pause: u16,
    /// Index and committed event of the nodes to call; index 0 behind the last and for those that
    /// are brought.
    list: [(u16, u16); MAX_EXACT],
    /// From the end of the CALL to the first RELAY, µs.
    relay: u32,
    /// From one RELAY to the next, µs.
    step: u32,
    /// From then on answers count.
    called: u64,
}

/// What a node knows of those around it.
#[derive(Clone, Debug)]
pub(super) struct Helper {
    turn: Turn,
    has_turn: bool,
    /// How often the channel was busy for what it has to send.
    busy: u8,
    /// A turn that was heard, its own or another's, may last until then.
    turn_over: u64,
    /// Whose report is passed on outside any turn.
    pass: u16,
    next_ward: u8,
    told: u8,
    wards: [u16; WARDS],
    /// [`Heard`] one behind the other.
    heard: [u8; HEARD * KEPT],
    neighbours: [Neighbour; NEIGHBOURS],
}

impl Helper {
    /// Nothing yet: zeros, so that it is filled in its place.
    pub(super) const NONE: Helper = Helper {
        turn: Turn {
            head: [0; 6],
            pause: 0,
            list: [(0, 0); MAX_EXACT],
            relay: 0,
            step: 0,
            called: 0,
        },
        has_turn: false,
        busy: 0,
        turn_over: 0,
        pass: 0,
        next_ward: 0,
        told: 0,
        wards: [0; WARDS],
        heard: [0; HEARD * KEPT],
        neighbours: [Neighbour {
            index: 0,
            loss: 0,
            gateway: 0,
        }; NEIGHBOURS],
    };

    fn heard(&self) -> &[Heard] {
        self.heard.as_chunks().0
    }

    pub(super) const fn has_turn(&self) -> bool {
        self.has_turn
    }

    /// A frame of a turn was heard.
    pub(super) const fn note_turn(&mut self, now: u64) {
        self.turn_over = now.wrapping_add(TURN_US);
    }

    const fn has_wards(&self) -> bool {
        let [first, ..] = self.wards;
        first != 0
    }

    fn note_ward(&mut self, index: u16) {
        if !self.wards.contains(&index)
            && let Some(place) = self
                .wards
                .get_mut(usize::from(self.next_ward) & (WARDS - 1))
        {
            *place = index;
            self.next_ward = self.next_ward.wrapping_add(1);
        }
    }

    /// Keeps the newest report of a node: in its old place, a free one, or that of the oldest;
    /// wards go first.
    fn keep(&mut self, heard: &Heard) {
        let from = src(heard);
        // Only a ward takes the place of another one.
        let mut best = (if self.wards.contains(&from) { 3 } else { 2 }, 0);
        let mut place = None;
        for old in self.heard.as_chunks_mut::<KEPT>().0 {
            let rank = match src(old) {
                0 => 0,
                same if same == from => {
                    place = Some(old);
                    break;
                }
                ward if self.wards.contains(&ward) => 2,
                _ => 1,
            };
            if (rank, at(old)) < best {
                best = (rank, at(old));
                place = Some(old);
            }
        }
        if let Some(place) = place {
            *place = *heard;
        }
    }

    /// Whether the turn has news of an entry: an answer to the call, or an older report that is not
    /// stored yet.
    fn brings(&self, entry: &(u16, u16)) -> bool {
        let (index, evt) = *entry;
        index != 0
            && self.heard().iter().any(|heard| {
                let news = report(heard).0.wrapping_sub(evt) as i16 > 0;
                src(heard) == index && (news || at(heard) > self.turn.called)
            })
    }

    /// Whether there is more to bring; else the turn is over.
    fn goes_on(&mut self) -> bool {
        self.has_turn = self.has_turn && self.turn.list.iter().any(|entry| self.brings(entry));
        self.has_turn
    }

    /// The list of the turn's CALL; `None` without a turn.
    #[inline(never)]
    fn write_call(&self, w: &mut Writer<'_>) -> Option<()> {
        if !self.has_turn {
            return None;
        }
        let turn = &self.turn;
        let called = || turn.list.iter().filter(|(index, _)| *index != 0);
        let base = called().next()?.0;
        let count = called().next_back()?.0.wrapping_sub(base);
        w.put(&turn.head);
        w.u16(base);
        w.u8(u8::try_from(count).ok()?);
        w.u16(turn.pause);
        for (index, evt) in called() {
            w.u8(index.wrapping_sub(base) as u8);
            w.u16(*evt);
        }
        Some(())
    }

    /// Up to two records of the turn, those of the list first, then whatever else was heard and may
    /// be news.
    #[inline(never)]
    fn write_relay(&mut self, w: &mut Writer<'_>, sync: u64) -> Option<()> {
        if !self.has_turn {
            return None;
        }
        let mut found = [None; 2];
        for place in &mut found {
            let Some(at) = self.turn.list.iter().position(|entry| self.brings(entry)) else {
                break;
            };
            if let Some((index, _)) = self.turn.list.get_mut(at) {
                let brought = core::mem::take(index);
                *place = self.held(brought, sync).map(|_| brought);
            }
        }
        let [first, mut second] = found;
        let first = first?;
        if second.is_none() {
            let spare = |h: &&Heard| {
                src(h) != 0 && src(h) != first && at(h) > self.turn.called && !is_last(h)
            };
            let spare = self.heard().iter().find(spare).map(src);
            second = spare.filter(|src| self.held(*src, sync).is_some());
        }
        w.u8(if second.is_some() { 2 } else { 1 });
        self.write_record(w, first, sync)?;
        if let Some(second) = second {
            self.write_record(w, second, sync)?;
        }
        Some(())
    }

    /// The report to pass on.
    fn write_pass(&self, w: &mut Writer<'_>, sync: u64) -> Option<()> {
        w.u8(1);
        self.write_record(w, self.pass, sync)
    }

    fn write_record(&self, w: &mut Writer<'_>, src: u16, sync: u64) -> Option<()> {
        let (hold_ms, heard) = self.held(src, sync)?;
        w.u16(hold_ms);
        let (_, record) = heard.split_first_chunk::<8>()?;
        w.put(record);
        Some(())
    }

    /// The newest report heard from `index`, with its hold time at `sync`, ms.
    fn held(&self, index: u16, sync: u64) -> Option<(u16, &Heard)> {
        let heard = self.heard().iter().find(|heard| src(heard) == index)?;
        let us = u32::try_from(sync.saturating_sub(at(heard))).ok()?;
        Some((u16::try_from(us.saturating_add(500) / 1000).ok()?, heard))
    }
}

impl Node {
    /// Whether it is the helper of somebody.
    pub(super) const fn helps(&self) -> bool {
        self.config.can_relay && self.helper.has_wards()
    }

    /// A report of another node was heard.
    pub(super) fn note_report(&mut self, frame: &Frame<'_>, now: u64, sync_time: u64) {
        // RELAY has no room for ADDR and extensions.
        if frame.frame_type() != FrameType::Report || frame.fc() & 0x07 != 0x01 {
            return;
        }
        let Some([_, fc, _, _, source @ ..]) = frame.signed().first_chunk::<18>() else {
            return;
        };
        let mut heard = [0; KEPT];
        let mut w = Writer::new(&mut heard);
        w.u64(sync_time);
        w.u8(*fc);
        w.put(source);
        w.put(frame.mic());
        let ward = self.helper.wards.contains(&src(&heard));
        if ward || self.helper.has_turn || now < self.awake_until {
            self.helper.keep(&heard);
        }
        if ward {
            self.pass_on(&heard, now);
        }
    }

    /// A served node reported by itself, outside any turn: its helper passes that on.
    fn pass_on(&mut self, heard: &Heard, now: u64) {
        let turning = now < self.helper.turn_over;
        let answer = report(heard).2 >> 4 != 0 || is_last(heard);
        if self.config.can_relay && !turning && !answer && !self.has_plan() {
            self.helper.pass = src(heard);
            self.at_random(16, now, Job::Pass);
        }
    }

    /// Takes a form 5 SYNC that gives this node a turn; whether it does.
    pub(super) fn take_turn(&mut self, sync: &Sync<'_>, end: u64, times: &TurnTimes) -> bool {
        if sync.helper() != Some(self.index) || !self.config.can_relay {
            return false;
        }
        let mut list = [(0, 0); MAX_EXACT];
        for ((index, evt), place) in sync.exact().zip(&mut list) {
            self.helper.note_ward(index);
            *place = (index, evt);
        }
        let [e0, e1] = sync.epoch.to_le_bytes();
        let head = [
            e0,
            e1,
            Form::Exact.number() << 4 | sync.round,
            sync.mode.0,
            sync.slot,
            sync.t0,
        ];
        let (relay, step) = (times.relay, times.step);
        self.helper.turn = Turn {
            head,
            pause: sync.rank0,
            list,
            relay,
            step,
            called: end,
        };
        self.helper.has_turn = true;
        let over = end.wrapping_add(times.end.into());
        self.awake_until = self.awake_until.max(over.wrapping_add(AWAKE_US));
        self.help_at(Job::Call, end.wrapping_add(times.call.into()));
        true
    }

    /// Writes what the helper has to send.
    pub(super) fn write_help(
        &mut self,
        w: &mut Writer<'_>,
        job: Job,
        sync: u64,
    ) -> Option<FrameType> {
        let helper = &mut self.helper;
        match job {
            Job::Call => helper.write_call(w).map(|()| FrameType::Call),
            Job::Relay => helper.write_relay(w, sync).map(|()| FrameType::Relay),
            _ => helper.write_pass(w, sync).map(|()| FrameType::Relay),
        }
    }

    /// The channel is busy: whether the helper looks again a little later. Nobody else has its
    /// slot, so whoever is on air will be done soon.
    pub(super) fn tries_again(&mut self, now: u64) -> bool {
        if !matches!(self.plan.job, Job::Call | Job::Relay) || self.helper.busy >= TRIES {
            return false;
        }
        self.helper.busy = self.helper.busy.wrapping_add(1);
        self.plan.stage = Stage::Waiting;
        self.plan.at = now.wrapping_add(SENSE_LEAD_US + 1_000);
        true
    }

    /// A frame is out: behind a CALL the first RELAY follows, behind a RELAY the next one, if there
    /// is more to bring.
    pub(super) fn help_sent(&mut self, now: u64, job: Job) {
        let helper = &mut self.helper;
        if job == Job::Call && helper.has_turn {
            helper.turn.called = now;
            let wait = helper.turn.relay;
            self.help_at(Job::Relay, now.wrapping_add(wait.into()));
        } else if job == Job::Relay && helper.goes_on() {
            let gap = u64::from(helper.turn.step).wrapping_sub(self.config.phy.air_us(MAX_FRAME));
            self.help_at(Job::Relay, now.wrapping_add(gap));
        }
    }

    fn help_at(&mut self, job: Job, at: u64) {
        self.helper.busy = 0;
        self.in_slot(job, at);
    }

    /// What a neighbour gains over this node, dB: the weaker of both links against its own, but no
    /// more than is enough: else one that hears the gateway now and then would never be named
    /// beside those that never do. A little chance, different for every pair and every STATUS,
    /// makes nodes name different neighbours: else all would name the same few, and
    /// others nobody.
    fn gain(&self, neighbour: &Neighbour) -> i16 {
        if neighbour.index == 0 {
            return i16::MIN;
        }
        let salt = u16::from(self.helper.told).wrapping_mul(0x3d4d);
        let pair = self.index.wrapping_mul(0x9e35) ^ neighbour.index.wrapping_mul(0x6c8f) ^ salt;
        let chance = i16::from((pair.wrapping_mul(0xa2b5) >> 11) as u8);
        let gain = i16::from(neighbour.gateway)
            .wrapping_sub(i16::from(neighbour.loss.max(self.gateway_loss())));
        if gain > 0 {
            gain.min(GAIN_ENOUGH).wrapping_add(chance)
        } else {
            gain
        }
    }

    /// Keeps those that gain most.
    #[inline(never)]
    pub(super) fn note_neighbour(&mut self, frame: &Frame<'_>, dbm: i16) {
        let links = frame
            .tlvs()
            .last(LINKS_TO)
            .unwrap_or(&[])
            .as_chunks::<3>()
            .0;
        let gateway = links
            .iter()
            .find(|[low, high, _]| *low | *high == 0)
            .map_or(DEAF, |[_, _, loss]| DEAF.min(*loss));
        let new = Neighbour {
            index: frame.header().src,
            loss: loss(dbm),
            gateway,
        };
        let (mut place, mut worst) = (0, i16::MAX);
        for (old, at) in self.helper.neighbours.iter().zip(0..=usize::MAX) {
            if old.index == new.index {
                let sum = u16::from(old.loss).wrapping_add(u16::from(new.loss));
                let known = Neighbour {
                    loss: (sum >> 1) as u8,
                    ..new
                };
                self.put_neighbour(at, known);
                return;
            }
            let gain = self.gain(old);
            if gain < worst {
                (place, worst) = (at, gain);
            }
        }
        if self.gain(&new) > worst {
            self.put_neighbour(place, new);
        }
    }

    fn put_neighbour(&mut self, at: usize, neighbour: Neighbour) {
        if let Some(place) = self.helper.neighbours.get_mut(at) {
            *place = neighbour;
        }
    }

    /// Link margins of those neighbours that gain most, for a STATUS. They are forgotten, so that
    /// the next STATUS names others.
    pub(super) fn write_links(&mut self, w: &mut Writer<'_>) {
        let known = self
            .helper
            .neighbours
            .iter()
            .fold(0u8, |n, other| n.wrapping_add((other.index != 0).into()));
        w.u8(LINKS_TO);
        w.u8(known.min(LINKS).wrapping_add(1).wrapping_mul(3));
        w.u16(GATEWAY);
        w.u8(self.gateway_loss());
        // One more makes room than is named.
        for left in (0..=LINKS).rev() {
            let mut best = (0, i16::MIN);
            for (neighbour, at) in self.helper.neighbours.iter().zip(0..=usize::MAX) {
                let gain = self.gain(neighbour);
                if neighbour.index != 0 && gain >= best.1 {
                    best = (at, gain);
                }
            }
            let Some(place) = self.helper.neighbours.get_mut(best.0) else {
                return;
            };
            let named = core::mem::take(place);
            if left > 0 && named.index != 0 {
                w.u16(named.index);
                w.u8(named.loss);
            }
        }
        self.helper.told = self.helper.told.wrapping_add(1);
    }
}
