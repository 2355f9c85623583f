//! When the gateway sends, and what.

use super::{Gateway, Peer, Step};
use crate::v1::access::SENSE_LEAD_US;
use crate::v1::access::node::ANSWER_GAP_US;
use crate::v1::control::{Assign, Poll, What};
use crate::v1::frame::{FrameBuf, Header, MAX_FRAME};
use crate::v1::mic::Mic;
use crate::v1::sync::{Form, MAX_MAP, SLOT_UNIT_US, Sync};
use crate::v1::time::{Beacon, NetTime, Trsp};

/// From the end of a SYNC to its slot 0, 250 µs.
const T0: u8 = 4;
/// Spare behind the last frame of a schedule.
const TAIL_US: u64 = 300;
/// Indices of one form 4 map.
const MODULO_SPAN: u16 = 116;
/// Indices of one form 2 map.
const BITS_SPAN: u16 = 232;

/// A delay request to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Delay {
    pub(super) opaque: u32,
    pub(super) arrival: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Job {
    /// Schedule of the open indices from this one on.
    Schedule(u16),
    /// Acknowledgement by form 4 from this index on.
    Ack(u16),
    /// Acknowledgement by form 3 of those that need it.
    Exact,
    History {
        index: u16,
        from: u16,
        to: u16,
    },
    Health,
    /// Form 5 for the turn that was picked.
    Serve,
    Beacon,
    Delay(Delay),
    Assign(u16),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Waiting,
    Sense,
    Sensing,
    Clear,
    OnAir,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) at: u64,
    pub(super) stage: Stage,
    job: Job,
    /// What to wait for behind the frame: slots of this length, and the index of the last; or one
    /// turn of a helper.
    slots: u16,
    slot_us: u64,
    last: u16,
    next: u16,
}

/// A schedule map and what it stands for.
struct Map {
    form: Form,
    base: u16,
    count: u16,
    bytes: [u8; MAX_MAP],
    len: usize,
    last: u16,
}

impl<P: AsRef<[Peer]> + AsMut<[Peer]>> Gateway<P> {
    pub(super) fn send_at(&mut self, now: u64, job: Job) {
        let at = now.saturating_add(SENSE_LEAD_US);
        self.plan = Some(Plan {
            at,
            stage: Stage::Waiting,
            job,
            slots: 0,
            slot_us: 0,
            last: 0,
            next: u16::MAX,
        });
        self.plan_due(now);
    }

    pub(super) fn plan_due(&mut self, now: u64) {
        if let Some(plan) = &mut self.plan
            && plan.stage == Stage::Waiting
            && now >= plan.at.saturating_sub(SENSE_LEAD_US)
        {
            plan.at = plan.at.max(now.saturating_add(SENSE_LEAD_US));
            plan.stage = Stage::Sense;
        }
    }

    pub(super) fn channel_measured(&mut self, now: u64, busy: bool) {
        let Some(plan) = &mut self.plan else { return };
        if plan.stage != Stage::Sensing {
            return;
        }
        if busy {
            let wait = 500u64.saturating_add(u64::from(self.dice.below(1_500)));
            plan.stage = Stage::Waiting;
            plan.at = now.saturating_add(wait).saturating_add(SENSE_LEAD_US);
        } else {
            plan.stage = Stage::Clear;
            plan.at = plan.at.max(now);
        }
    }

    pub(super) fn frame_sent(&mut self, now: u64) {
        let Some(plan) = self.plan.filter(|p| p.stage == Stage::OnAir) else {
            return;
        };
        self.plan = None;
        self.covered(plan.job, plan.next);
        self.step = Step::Idle;
        let t0 = u64::from(T0).saturating_mul(SLOT_UNIT_US);
        match plan.job {
            Job::Serve => {
                self.step = Step::Turn(now.saturating_add(plan.slot_us).saturating_add(TAIL_US))
            }
            Job::Schedule(_) if plan.slots > 0 => {
                let before = u64::from(plan.slots.saturating_sub(1)).saturating_mul(plan.slot_us);
                let air = self.config.phy.air_us(26);
                let end = now
                    .saturating_add(t0)
                    .saturating_add(before)
                    .saturating_add(air)
                    .saturating_add(TAIL_US);
                self.step = Step::Slots {
                    end,
                    last: plan.last,
                };
            }
            Job::History { from, to, .. } => {
                let answers = u64::from(to.wrapping_sub(from).min(7)).saturating_add(1);
                let wait = answers.saturating_mul(self.config.phy.slot_us(32));
                self.step = Step::Gap(now.saturating_add(ANSWER_GAP_US).saturating_add(wait));
            }
            Job::Health => {
                let slot = self.config.phy.slot_us(MAX_FRAME);
                let nodes = u64::try_from(self.state.peers.as_ref().len()).unwrap_or(0);
                let wait = nodes.saturating_mul(slot).saturating_add(ANSWER_GAP_US);
                self.step = Step::Gap(now.saturating_add(wait));
            }
            Job::Beacon => {
                self.beacon_at = Some(plan.at.saturating_add(self.config.beacon_us));
            }
            _ => {}
        }
    }

    /// Encodes the frame of the plan for its instant; `None` when there is nothing to say after
    /// all.
    pub(super) fn build(&mut self) -> Option<FrameBuf> {
        let mut plan = self.plan?;
        let sync_at = plan.at.saturating_add(self.config.phy.sync_us());
        let frame = match plan.job {
            Job::Schedule(base) => {
                let round = self.epoch.as_ref()?.round;
                let map = self.schedule_map(base, round)?;
                let slot = self.config.phy.slot_units(26);
                let sync = self.sync(
                    map.form,
                    slot,
                    map.base,
                    map.count,
                    map.bytes.get(..map.len)?,
                );
                plan.slots = sync.slots();
                plan.slot_us = u64::from(slot).saturating_mul(SLOT_UNIT_US);
                plan.last = map.last;
                plan.next = map.last.saturating_add(1);
                self.encode(&sync)
            }
            Job::Ack(base) => {
                let known = u16::try_from(self.state.peers.as_ref().len()).unwrap_or(u16::MAX);
                let count = known.checked_sub(base.checked_sub(1)?)?.min(MODULO_SPAN);
                let mut bytes = [0; MAX_MAP];
                let peers = self
                    .state
                    .peers
                    .as_ref()
                    .iter()
                    .skip(usize::from(base.saturating_sub(1)));
                for (four, byte) in (0..=usize::MAX)
                    .zip(bytes.iter_mut())
                    .take(usize::from(count.div_ceil(4)))
                {
                    let quads = peers
                        .clone()
                        .skip(four.saturating_mul(4))
                        .take(4)
                        .zip([0u32, 2, 4, 6]);
                    for (peer, shift) in
                        quads.take(usize::from(count).saturating_sub(four.saturating_mul(4)))
                    {
                        *byte |= ((peer.evt() & 3) as u8).wrapping_shl(shift);
                    }
                }
                plan.next = base.saturating_add(count);
                let map = bytes.get(..usize::from(count.div_ceil(4)))?;
                self.encode(&self.sync(
                    Form::Modulo,
                    self.config.phy.slot_units(26),
                    base,
                    count,
                    map,
                ))
            }
            Job::Exact => {
                let base = self.find(1, |p| p.exact && !p.storing)?;
                let mut bytes = [0; MAX_MAP];
                let mut used = 0usize;
                let mut count = 1;
                let peers = self
                    .state
                    .peers
                    .as_mut()
                    .iter_mut()
                    .zip(1u16..=u16::MAX)
                    .skip(usize::from(base.saturating_sub(1)));
                let mut room = bytes.as_chunks_mut::<3>().0.iter_mut();
                for (peer, index) in peers.filter(|(p, _)| p.exact && !p.storing) {
                    let Ok(offset) = u8::try_from(index.saturating_sub(base)) else {
                        break;
                    };
                    let Some(entry) = room.next() else { break };
                    let [low, high] = peer.evt().to_le_bytes();
                    *entry = [offset, low, high];
                    peer.exact = false;
                    used = used.saturating_add(3);
                    count = u16::from(offset).saturating_add(1);
                }
                let map = bytes.get(..used)?;
                self.encode(&self.sync(
                    Form::Exact,
                    self.config.phy.slot_units(26),
                    base,
                    count,
                    map,
                ))
            }
            Job::History { index, from, to } => self.encode(&Poll {
                what: What::History,
                index,
                from,
                to,
            }),
            Job::Health => self.encode(&Poll {
                what: What::Health,
                index: Poll::ALL,
                from: 0,
                to: 0,
            }),
            Job::Serve => {
                let (frame, wait) = self.serve_frame()?;
                plan.slot_us = wait;
                Some(frame)
            }
            Job::Beacon => {
                let clock = self.clock?;
                self.beacon_seq = self.beacon_seq.wrapping_add(1);
                let beacon = Beacon {
                    seq: self.beacon_seq,
                    quality: clock.quality,
                    hops: 0,
                    time: self.net_time(sync_at)?,
                    correction_us: core::mem::take(&mut self.stamp_error),
                    next: u16::try_from(self.config.beacon_us / 10_000).unwrap_or(u16::MAX),
                };
                self.encode(&beacon)
            }
            Job::Delay(delay) => {
                let arrival = self.net_time(delay.arrival)?;
                let turn = u32::try_from(sync_at.saturating_sub(delay.arrival)).ok()?;
                self.encode(&Trsp {
                    opaque: delay.opaque,
                    arrival,
                    turnaround_us: turn,
                })
            }
            Job::Assign(index) => self.welcome_frame(index),
        };
        self.plan = Some(plan);
        frame
    }

    pub(super) fn sync<'m>(
        &self,
        form: Form,
        slot: u8,
        base: u16,
        count: u16,
        map: &'m [u8],
    ) -> Sync<'m> {
        let round = self.epoch.as_ref().map_or(0, |e| e.round);
        Sync {
            epoch: self.state.epoch,
            form,
            round,
            mode: self.mode(),
            slot,
            t0: T0,
            base,
            count,
            rank0: 0,
            map,
        }
    }

    pub(super) fn encode(&mut self, payload: &impl crate::v1::frame::Payload) -> Option<FrameBuf> {
        let header = self.header()?;
        let key: &dyn Mic = &self.config.group_key;
        FrameBuf::encode(&header, payload, &[], Some(key)).ok()
    }

    fn header(&mut self) -> Option<Header> {
        let ctr = self.counter.take()?;
        Some(Header {
            key_slot: self.config.key_number & 3,
            ..Header::down(self.config.net, ctr)
        })
    }

    /// The shortest map for the open indices from `base` on.
    fn schedule_map(&self, base: u16, round: u8) -> Option<Map> {
        let peers = self.state.peers.as_ref();
        let known = u16::try_from(peers.len()).unwrap_or(u16::MAX);
        let mut map = Map {
            form: Form::All,
            base,
            count: 1,
            bytes: [0; MAX_MAP],
            len: 0,
            last: base,
        };
        if round == 1 {
            // Full blocks of 256 without gaps: who misses the SYNC reads his slot off a
            // neighbour's.
            let first = (base.wrapping_sub(1) & 0xff00).wrapping_add(1);
            let last = known.min(first.saturating_add(255));
            return Some(Map {
                base: first,
                count: last.checked_sub(first)?.checked_add(1)?,
                last,
                ..map
            });
        }
        let skip = usize::from(base.saturating_sub(1));
        let open = || {
            peers
                .iter()
                .zip(1u16..=u16::MAX)
                .skip(skip)
                .filter(|(p, _)| p.is_due())
                .map(|(_, i)| i)
        };
        let within = |span: u16| open().take_while(move |i| i.saturating_sub(base) < span);
        let last_of = |span: u16| within(span).last().unwrap_or(base);
        let list_last = within(256).take(MAX_MAP).last().unwrap_or(base);
        let (bits_last, bits_open) = (
            last_of(BITS_SPAN),
            within(BITS_SPAN).fold(0, |n: usize, _| n.saturating_add(1)),
        );
        let bits_len = usize::from(bits_last.saturating_sub(base) >> 3).saturating_add(1);
        let span = bits_last.saturating_sub(base).saturating_add(1);
        if bits_open == usize::from(span) {
            // No gap at all: no map.
            return Some(Map {
                count: span,
                last: bits_last,
                ..map
            });
        }
        if list_last >= bits_last && bits_open <= bits_len {
            for (byte, index) in map.bytes.iter_mut().zip(within(256)) {
                *byte = u8::try_from(index.saturating_sub(base)).ok()?;
                map.len = map.len.saturating_add(1);
            }
            map.last = list_last;
            map.form = Form::List;
            map.count = list_last.saturating_sub(base).saturating_add(1);
        } else {
            for index in within(BITS_SPAN) {
                let offset = index.saturating_sub(base);
                *map.bytes.get_mut(usize::from(offset >> 3))? |= 1 << (offset & 7);
            }
            map.form = Form::Bits;
            map.len = bits_len;
            map.count = span;
            map.last = bits_last;
        }
        Some(map)
    }

    fn welcome_frame(&mut self, index: u16) -> Option<FrameBuf> {
        let addr = self.peer(index)?.addr()?;
        let join_key = self.config.master.derive_join(self.config.net, &addr);
        let header = Header {
            addr: Some(addr),
            ..self.header()?
        };
        let assign = Assign {
            index,
            epoch: self.state.epoch,
            key_number: self.config.key_number,
            slot: self.config.phy.slot_units(26),
            wrapped: [0; 16],
        };
        let mut bytes = [0; MAX_FRAME];
        let sent = assign
            .seal(
                &header,
                self.config.group_key.bytes(),
                &join_key,
                &mut bytes,
            )
            .ok()?;
        FrameBuf::copy_of(sent)
    }

    /// Network time at a local instant.
    fn net_time(&self, local: u64) -> Option<NetTime> {
        let clock = self.clock?;
        let elapsed = i128::from(local).saturating_sub(i128::from(clock.local));
        let rate = elapsed.saturating_mul(i128::from(clock.ppb)) / 1_000_000_000;
        let us = i128::from(clock.net_us)
            .saturating_add(elapsed)
            .saturating_add(rate);
        u64::try_from(us).ok().map(NetTime::from_micros)
    }
}
