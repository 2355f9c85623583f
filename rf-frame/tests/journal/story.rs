//! The same long story for a node and for a gateway, as entries one after the other.

use rf_frame::journal::entry::*;
use rf_frame::journal::{
    Entry, GatewayState, GroupKeyBytes, Millis40, Moment, NodeState, Start, State,
};

/// A state whose story can be told.
pub(crate) trait Story: State + Default + Clone + PartialEq + core::fmt::Debug {
    /// Bytes of a sector that makes it move every now and then.
    const SECTOR: usize;
    /// The entry after `so_far`.
    fn next(&self, so_far: usize) -> Entry;
}

pub(crate) type Gateway = GatewayState<3, 6>;

impl Story for NodeState {
    const SECTOR: usize = 648;

    fn next(&self, so_far: usize) -> Entry {
        let n = so_far as u32;
        let number = (so_far / 23 + 1) as u8;
        let session = |flags| Session {
            session: number,
            index: 7,
            generation: 1,
            join_random: [number; 8],
            gateway_random: [number ^ 0x55; 8],
            size: 64,
            slot: 24,
            flags,
        };
        let group = |keyno, newest| Group {
            session: number,
            keyno,
            newest,
            key: GroupKeyBytes::new([keyno ^ number; 16]),
            counter: n,
        };
        match so_far % 23 {
            0 => session(number & 1).into(),
            1 => group(5, 1).into(),
            2 => Installed {
                session: number,
                address: [1, 2, 3, 4, 5, number],
            }
            .into(),
            9 => group(6, 1).into(),
            14 => Retire { keyno: 5 }.into(),
            17 => Left { reason: 1 }.into(),
            3 | 6 | 8 | 11 | 13 | 16 | 20 => Event {
                evt: self
                    .newest_event()
                    .map_or(1, |kept| kept.event.evt.wrapping_add(1)),
                flags: (so_far & 1) as u8,
                quality: 3,
                start: self.start(),
                at: Millis40::new(u64::from(n) * 977),
                seconds: n,
                millis: 7,
                r_sch: n,
            }
            .into(),
            4 | 7 | 12 | 18 => Ack {
                told: self.newest_event().map_or(0, |kept| kept.event.evt),
                proven: self.told(),
                r_ack: n,
                keyno: self.newest_key().map_or(0, |held| held.keyno),
            }
            .into(),
            _ => Uni { r_uni: n }.into(),
        }
    }
}

impl Story for Gateway {
    const SECTOR: usize = 1024;

    fn next(&self, so_far: usize) -> Entry {
        let n = so_far as u32;
        let number = (so_far / 29 + 1) as u8;
        let index = (so_far / 29 % 3 + 1) as u16;
        let moment = Moment {
            seconds: n,
            fraction: 9,
        };
        let record = |kind| Record {
            index,
            session: number,
            evt: n as u16,
            flags: 1,
            marks: Marks::LATE,
            from: moment,
            to: moment,
            counter: n,
            ..Record::own(kind, self.records().next_number())
        };
        match so_far % 29 {
            0 => MemberA {
                index,
                session: number,
                device: [number; 8],
                generation: 1,
                join_random: [1; 8],
                flags: 1,
            }
            .into(),
            1 => MemberB {
                index,
                session: number,
                gateway_random: [2; 8],
                address: [3; 6],
                last_evt: 0,
            }
            .into(),
            2 => record(RecordKind::Joined).into(),
            3 => KeyNo {
                keyno: number,
                state: 1,
                key: GroupKeyBytes::new([number; 16]),
            }
            .into(),
            4 => KeyNo {
                keyno: number,
                state: 2,
                key: GroupKeyBytes::new([number; 16]),
            }
            .into(),
            5 => KeyNo {
                keyno: number - 1,
                state: 0,
                key: GroupKeyBytes::new([0; 16]),
            }
            .into(),
            6 => List {
                number: n,
                generation_floor: 1,
            }
            .into(),
            8 | 20 => Epoch {
                reserved: (n * 16) as u16,
            }
            .into(),
            11 | 23 => {
                let gate = Gate {
                    verdict: 1,
                    seconds: n,
                    middle: -1,
                    days_back: number % 4,
                };
                gate.into()
            }
            13 | 26 => Passed {
                number: self.records().next_number().saturating_sub(3),
            }
            .into(),
            15 => Top {
                index,
                session: number,
                counter: n,
                committed: 3,
                receipted: 2,
            }
            .into(),
            19 => record(RecordKind::Gap).into(),
            28 => Gone {
                index: index + 1,
                session: number.saturating_sub(2),
            }
            .into(),
            _ => record(RecordKind::Event).into(),
        }
    }
}

/// The START below which a sender may not fall: every one that it has used is at most this.
pub(crate) fn used(state: &impl State) -> Start {
    state.start()
}
