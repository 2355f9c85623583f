//! How the radio machine of a gateway starts: with the head-end's list, and with the sessions and
//! the group key that its journal gives back. At its first start, and after its journal has rotted,
//! it makes a new group key.

use crate::memory::Memory;
use rf_frame::access::gateway::GatewayConfig;
use rf_frame::access::members::{GroupKeyring, KeyNumber, Line, ListHead, Members, StoredMember};
use rf_frame::journal::entry::KeyNo;
use rf_frame::journal::gateway::Member;
use rf_frame::journal::{Error, GatewayState, GroupKeyBytes, Journal, State as _};
use rf_frame::security::{Counter, DeviceId, Key, SessionId, Suite, SuiteMissing};
use rf_frame::wire::{Evt, MeterNumber};

/// Modules that join at a time.
pub const JOINING: usize = 4;
/// State of a group key that signs, in the journal.
const IN_USE: u8 = 2;

/// The radio machine of a gateway for `N` nodes with `R` records that are not confirmed.
pub type Radio<const N: usize, const R: usize> = rf_frame::access::Gateway<N, R, JOINING>;

/// What a gateway's radio side is told at its start.
#[derive(Clone, Debug)]
pub struct RadioConfig {
    /// Debounce, and how often a BEACON goes out.
    pub access: GatewayConfig,
    /// What the list says of the whole network.
    pub list: ListHead,
    /// Suite of the group key.
    pub suite: Suite,
    /// Seed of its pauses on a busy channel, different at every start; needs not be secret.
    pub seed: u32,
}

/// Why a gateway does not start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartError<E> {
    /// The journal.
    Journal(Error<E>),
    /// The suite is not built.
    Suite(SuiteMissing),
}

impl<E> From<Error<E>> for StartError<E> {
    fn from(error: Error<E>) -> Self {
        Self::Journal(error)
    }
}

/// The radio machine and its journal.
pub type Started<M, const N: usize, const R: usize> = (Radio<N, R>, Journal<M>);

/// Starts the radio with what the memory holds, at `now` of the gateway's timer. The start was
/// counted before ([`Memory::count_start`]).
///
/// # Errors
/// [`StartError`].
// Inlined, its frame would stay beneath all that comes after it.
#[inline(never)]
pub fn start<M: Memory, const N: usize, const R: usize>(
    config: &RadioConfig,
    lines: impl Iterator<Item = Line<Key>> + Clone,
    memory: M,
    now: u64,
) -> Result<Started<M, N, R>, StartError<M::Error>> {
    let now = crate::late(now);
    let mut state = GatewayState::<N, R>::default();
    let (mut journal, _) = Journal::open(memory, &mut state)?;
    let signing = signing(config, &mut state, &mut journal)?;
    let keyring = GroupKeyring::new(signing);
    let mut members = Members::new(config.list, keyring, state.start().get());
    // A list that does not fit leaves the gateway without members, which its summary shows.
    let _refused = members.load(now, config.list, lines);
    for member in state.members() {
        // A session of a line that is gone is left out.
        let _kept = members.restore(&stored(config.list.net, member));
    }
    let radio = Radio::new(config.access, now, config.seed, state, members);
    Ok((radio, journal))
}

/// The group key in use; a new one is durable before anything is signed with it.
fn signing<M: Memory, const N: usize, const R: usize>(
    config: &RadioConfig,
    state: &mut GatewayState<N, R>,
    journal: &mut Journal<M>,
) -> Result<KeyNumber<Key>, StartError<M::Error>> {
    if !state.keys().any(|key| key.state == IN_USE) {
        let [keyno, ..] = journal.storage_mut().random();
        let entry = KeyNo {
            keyno,
            state: IN_USE,
            key: GroupKeyBytes::new(key_bytes(journal.storage_mut())),
        };
        journal.commit(state, entry)?;
    }
    let key = state.keys().find(|key| key.state == IN_USE);
    let (keyno, bytes) = key.map_or((0, [0; 16]), |key| (key.keyno, *key.key.as_bytes()));
    let key = Key::new(config.suite, bytes).map_err(StartError::Suite)?;
    Ok(KeyNumber { keyno, key })
}

/// The bytes of a new group key.
pub(crate) fn key_bytes(memory: &mut impl Memory) -> [u8; 16] {
    let mut bytes = [0; 16];
    for half in bytes.as_chunks_mut::<8>().0 {
        *half = memory.random();
    }
    bytes
}

fn stored(net: u16, member: &Member) -> StoredMember {
    StoredMember {
        number: member.session,
        id: SessionId {
            device: DeviceId(member.device),
            net,
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
