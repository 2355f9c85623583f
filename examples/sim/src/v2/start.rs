//! How parties start: commissioned or factory-fresh, whole or with a memory that has rotted.

use super::{Party, Sized, WithJournal};
use crate::flash::Flash;
use crate::rng::Rng;
use rf_frame::access::event::ResetCause;
use rf_frame::access::gateway::{GatewayConfig, NetworkClock};
use rf_frame::access::join::{Membership, Module, StoredSession};
use rf_frame::access::members::{GroupKeyring, KeyNumber, Line, ListHead, Members, StoredMember};
use rf_frame::access::node::{Boot, NodeConfig};
use rf_frame::access::{Gateway, Node};
use rf_frame::journal::entry::{Group, Installed, KeyNo, MemberA, MemberB, Session};
use rf_frame::journal::gateway::Member;
use rf_frame::journal::{
    Entry, GatewayState, Generation, GenerationPage, GroupKeyBytes, Journal, NodeState, Verdict,
};
use rf_frame::security::{
    Counter, DeviceId, GroupKey, GroupKeys, Key, Ladder as _, Register, SessionId, Suite,
    SuiteMissing,
};
use rf_frame::wire::join::Ability;
use rf_frame::wire::{Evt, MeterNumber};
use rf_frame::{Instant, Micros};

/// Network id of the simulated cabinets.
pub const NET: u16 = 0x1a2b;
/// Network time when all timers show 0, µs since 2000.
pub const BEGIN: u64 = 800_000_000_000_000;
/// Bytes of a sector of a node, and of a gateway.
const SECTORS: [usize; 2] = [2_048, 262_144];
/// Number of the group key.
const KEYNO: u8 = 5;
const GENERATION: u16 = 1;
/// CTR of the ASSIGN that every session stems from: START 1 of a gateway.
const ASSIGNED: u32 = 1 << 12;
/// State of a group key that signs.
const IN_USE: u8 = 2;

/// A line of the list: which module at which meter, and its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Index.
    pub index: u16,
    /// Number of the module.
    pub device: u16,
    /// Number of the meter.
    pub meter: u16,
}

/// What the head-end gives a gateway.
#[derive(Clone, Debug)]
pub struct List {
    /// Its number.
    pub number: u32,
    /// GEN of all its lines.
    pub generation: u16,
    /// The lines.
    pub seats: Vec<Seat>,
}

impl List {
    /// Module `i` at meter `i` has index `i`.
    #[must_use]
    pub fn plain(number: u32, generation: u16, size: u16) -> Self {
        let seat = |index| Seat {
            index,
            device: index,
            meter: index,
        };
        Self {
            number,
            generation,
            seats: (1..=size).map(seat).collect(),
        }
    }
}

/// What a gateway is told at each start.
#[derive(Debug)]
pub struct Told {
    pub(super) list: List,
    beacon: Option<Micros>,
}

fn device(number: u16) -> DeviceId {
    let [a, b] = number.to_le_bytes();
    DeviceId([a, b, 2, 3, 4, 5, 6, 7])
}

/// Number of a meter.
#[must_use]
pub fn meter(number: u16) -> MeterNumber {
    let digits = |n: u16| (((n / 10 % 10) << 4) | (n % 10)) as u8;
    MeterNumber([digits(number), digits(number / 100), 0x00, 0x22, 0x11, 0x20])
}

/// The session that a commissioned node begins with.
fn session(index: u16) -> SessionId {
    SessionId {
        device: device(index),
        net: NET,
        index,
        node_random: [0xa5; 8],
        gateway_random: [0x5a; 8],
    }
}

fn master() -> Result<Key, SuiteMissing> {
    Key::new(Suite::Ascon, *b"cabinet master k")
}

/// The group key that commissioned cabinets begin with.
///
/// # Errors
/// When the suite is not built.
pub fn group_key() -> Result<Key, SuiteMissing> {
    Key::new(Suite::Ascon, *b"cabinet group ke")
}

/// KU and KN of the session that a commissioned node begins with.
///
/// # Errors
/// When the suite is not built.
pub fn session_keys(index: u16) -> Result<(Key, Key), SuiteMissing> {
    let id = session(index);
    let root = master()?
        .device_key(id.device)
        .join_root(id.device, NET, GENERATION);
    Ok((root.uplink_key(&id), root.downlink_key(&id)))
}

pub(super) fn head(list: &List) -> ListHead {
    ListHead {
        number: list.number,
        net: NET,
        generation_floor: list.generation,
        sole_reference: false,
    }
}

pub(super) fn lines(list: &List) -> Result<Vec<Line<Key>>, SuiteMissing> {
    let master = master()?;
    let line = |seat: &Seat| {
        let device = device(seat.device);
        Line {
            meter: Some(meter(seat.meter)),
            device,
            generation: list.generation,
            root: master
                .device_key(device)
                .join_root(device, NET, list.generation),
            index: Some(seat.index),
        }
    };
    Ok(list.seats.iter().map(line).collect())
}

const fn first_boot(seed: u32) -> Boot {
    Boot {
        now: Instant::ZERO,
        seed,
        ran_through: true,
        cause: ResetCause::Other,
    }
}

fn open<T: rf_frame::journal::State>(flash: Flash, state: &mut T) -> (Journal<Flash>, Verdict) {
    match Journal::open(flash, state) {
        Ok(opened) => opened,
        Err(error) => unreachable!("a flash with power takes a journal: {error:?}"),
    }
}

/// A node that has a session, installed at its meter.
///
/// # Errors
/// When the suite is not built.
pub fn node<const N: usize, const R: usize>(
    index: u16,
    size: u16,
    seed: u32,
) -> Result<Party<N, R>, SuiteMissing> {
    let group = group_key()?;
    let mut state = NodeState::default();
    let mut flash = Flash::new(4, SECTORS[0]);
    let page = Generation {
        generation: GENERATION,
        net: NET,
    };
    let written = page.write(&mut flash);
    debug_assert!(written.is_ok());
    let (mut journal, _) = open(flash, &mut state);
    let id = session(index);
    let entries: [Entry; 3] = [
        Session {
            session: 1,
            index,
            generation: GENERATION,
            join_random: id.node_random,
            gateway_random: id.gateway_random,
            size,
            slot: 24,
            flags: 1,
        }
        .into(),
        Group {
            session: 1,
            keyno: KEYNO,
            newest: 1,
            key: GroupKeyBytes::new(*group.bytes()),
            counter: ASSIGNED,
        }
        .into(),
        Installed {
            session: 1,
            address: meter(index).0,
        }
        .into(),
    ];
    for entry in entries {
        let stored = journal.commit(&mut state, entry);
        debug_assert!(stored.is_ok());
    }
    started_node(index, &first_boot(seed), state, journal, false)
}

/// A node from the factory: it has its key, and perhaps a generation page.
///
/// # Errors
/// When the suite is not built.
pub fn fresh_node<const N: usize, const R: usize>(
    device: u16,
    generation: Option<u16>,
    seed: u32,
) -> Result<Party<N, R>, SuiteMissing> {
    let mut state = NodeState::default();
    let mut flash = Flash::new(4, SECTORS[0]);
    if let Some(generation) = generation {
        let page = Generation {
            generation,
            net: NET,
        };
        let written = page.write(&mut flash);
        debug_assert!(written.is_ok());
    }
    let (journal, _) = open(flash, &mut state);
    started_node(device, &first_boot(seed), state, journal, false)
}

/// A node that starts with what its journal gave back.
fn started_node<const N: usize, const R: usize>(
    number: u16,
    boot: &Boot,
    state: NodeState,
    mut journal: Journal<Flash>,
    doubt: bool,
) -> Result<Party<N, R>, SuiteMissing> {
    let module = Module {
        device: device(number),
        hardware: 1,
        firmware: 1,
        ability: Ability::default(),
    };
    let generation = match GenerationPage::read(journal.storage_mut()) {
        Ok(GenerationPage::Known(page)) => Some(rf_frame::access::join::Generation {
            net: page.net,
            number: page.generation,
        }),
        _ => None,
    };
    let root = master()?.device_key(device(number));
    let mut membership = Membership::new(module, root, generation);
    let group = group_key()?;
    let mut groups = GroupKeys::new();
    let held: Vec<_> = state.keys().collect();
    for held in held.into_iter().rev() {
        let key = group.with_bytes(*held.key.as_bytes());
        let mut key = GroupKey::new(held.keyno, key, Counter(held.r_sch));
        key.ack = Register(Counter(held.r_ack));
        groups.install(key);
    }
    if let Some(session) = state.session() {
        let stored = StoredSession {
            number: session.session,
            id: SessionId {
                device: device(number),
                net: NET,
                index: session.index,
                node_random: session.join_random,
                gateway_random: session.gateway_random,
            },
            generation: session.generation,
            size: session.size,
            slot: session.slot,
            channel: 0,
            unicast: Counter(state.r_uni()),
        };
        membership.restore(&stored, groups);
    }
    membership.start(boot.now, true, doubt, boot.seed);
    let machine = Node::new(NodeConfig::default(), boot, state, membership);
    Ok(Party::Node(Box::new(WithJournal {
        machine,
        journal,
        page_written: false,
        who: number,
        random: Rng::new(boot.seed.into(), "hardware generator"),
    })))
}

/// A party after a start.
#[derive(Debug)]
pub struct Restarted<const N: usize, const R: usize> {
    /// It.
    pub party: Party<N, R>,
    /// What its journal looked like.
    pub verdict: Verdict,
}

/// The same node or gateway after a loss of power, with its flash.
///
/// # Errors
/// When the suite is not built.
pub fn restart<const N: usize, const R: usize>(
    party: Party<N, R>,
    boot: &Boot,
) -> Result<Restarted<N, R>, SuiteMissing> {
    let supplied = |journal: Journal<Flash>| {
        let mut flash = journal.into_storage();
        flash.power_on();
        flash.fault = None;
        flash
    };
    Ok(match party {
        Party::Node(node) => {
            let mut state = NodeState::default();
            let (journal, verdict) = open(supplied(node.journal), &mut state);
            let doubt = verdict.is_doubt();
            Restarted {
                party: started_node(node.who, boot, state, journal, doubt)?,
                verdict,
            }
        }
        Party::Gateway(gateway) => {
            let mut state = GatewayState::default();
            let (journal, verdict) = open(supplied(gateway.journal), &mut state);
            Restarted {
                party: started_gateway(boot, state, journal, gateway.who)?,
                verdict,
            }
        }
        party @ Party::Forger(_) => Restarted {
            party,
            verdict: Verdict::Whole,
        },
    })
}

/// The gateway of `size` nodes, whose sessions it has.
///
/// # Errors
/// When the suite is not built.
pub fn gateway<const N: usize, const R: usize>(
    size: u16,
    seed: u32,
) -> Result<Party<N, R>, SuiteMissing> {
    gateway_with(size, seed, None)
}

/// The same that sends a BEACON every so often.
///
/// # Errors
/// When the suite is not built.
pub fn gateway_with<const N: usize, const R: usize>(
    size: u16,
    seed: u32,
    beacon: Option<Micros>,
) -> Result<Party<N, R>, SuiteMissing> {
    gateway_on(Flash::new(4, SECTORS[1]), size, seed, beacon)
}

/// The same with this flash, which is erased.
///
/// # Errors
/// When the suite is not built.
pub fn gateway_on<const N: usize, const R: usize>(
    flash: Flash,
    size: u16,
    seed: u32,
    beacon: Option<Micros>,
) -> Result<Party<N, R>, SuiteMissing> {
    let group = group_key()?;
    let mut state = GatewayState::<N, R>::default();
    let (mut journal, _) = open(flash, &mut state);
    let mut commit = |entry: Entry| {
        let stored = journal.commit(&mut state, entry);
        debug_assert!(stored.is_ok());
    };
    let key = GroupKeyBytes::new(*group.bytes());
    commit(
        KeyNo {
            keyno: KEYNO,
            state: IN_USE,
            key,
        }
        .into(),
    );
    for index in 1..=size {
        let id = session(index);
        let first = MemberA {
            index,
            session: 1,
            device: id.device.0,
            generation: GENERATION,
            join_random: id.node_random,
            flags: 1,
        };
        let second = MemberB {
            index,
            session: 1,
            gateway_random: id.gateway_random,
            address: meter(index).0,
            last_evt: 0,
        };
        commit(first.into());
        commit(second.into());
    }
    // The START that the ASSIGNs had is used up.
    let raised = journal.raise_start(&mut state);
    debug_assert!(raised.is_ok());
    let told = Told {
        list: List::plain(1, GENERATION, size),
        beacon,
    };
    started_gateway(&first_boot(seed), state, journal, told)
}

/// A gateway from the factory with its first list.
///
/// # Errors
/// When the suite is not built.
pub fn fresh_gateway<const N: usize, const R: usize>(
    list: List,
    boot: &Boot,
) -> Result<Party<N, R>, SuiteMissing> {
    let mut state = GatewayState::<N, R>::default();
    let (journal, _) = open(Flash::new(4, SECTORS[1]), &mut state);
    let told = Told { list, beacon: None };
    started_gateway(boot, state, journal, told)
}

/// A gateway that starts with what its journal gave back, and with its list.
fn started_gateway<const N: usize, const R: usize>(
    boot: &Boot,
    mut state: GatewayState<N, R>,
    mut journal: Journal<Flash>,
    told: Told,
) -> Result<Party<N, R>, SuiteMissing> {
    let mut random = Rng::new(boot.seed.into(), "hardware generator");
    if !state.keys().any(|key| key.state == IN_USE) {
        // Its first start, or a start after rot (S-6): a new key, durable before it signs.
        let mut key = [0; 16];
        for (to, from) in key.chunks_mut(8).zip([random.bits(), random.bits()]) {
            to.copy_from_slice(&from.to_le_bytes());
        }
        let entry = KeyNo {
            keyno: random.bits() as u8,
            state: IN_USE,
            key: GroupKeyBytes::new(key),
        };
        let stored = journal.commit(&mut state, entry);
        debug_assert!(stored.is_ok());
    }
    let start = rf_frame::journal::State::start(&state).get();
    let group = group_key()?;
    let of = |key: &KeyNo| KeyNumber {
        keyno: key.keyno,
        key: group.with_bytes(*key.key.as_bytes()),
    };
    let signing = state.keys().find(|key| key.state == IN_USE).map(of);
    let Some(signing) = signing else {
        unreachable!("the key was stored");
    };
    let mut members = Members::new(head(&told.list), GroupKeyring::new(signing), start);
    let loaded = members.load(boot.now, head(&told.list), lines(&told.list)?.into_iter());
    debug_assert!(loaded.is_ok());
    for member in state.members() {
        members.restore(&stored(member));
    }
    let config = GatewayConfig {
        debounce: Micros::from_secs(1),
        beacon: told.beacon,
    };
    let mut machine: Sized<N, R> = Gateway::new(config, boot.now, boot.seed, state, members);
    // Whose network time it is does not matter here; it goes on over restarts.
    machine.set_clock(NetworkClock::new(boot.now, BEGIN + boot.now.as_micros()));
    Ok(Party::Gateway(Box::new(WithJournal {
        machine,
        journal,
        page_written: false,
        who: told,
        random,
    })))
}

fn stored(member: &Member) -> StoredMember {
    StoredMember {
        number: member.session,
        id: SessionId {
            device: DeviceId(member.device),
            net: NET,
            index: member.index,
            node_random: member.join_random,
            gateway_random: member.gateway_random,
        },
        generation: member.generation,
        meter: MeterNumber(member.address),
        top: Counter(member.counter),
        committed: Evt(member.committed),
        receipted: Evt(member.receipted),
    }
}
