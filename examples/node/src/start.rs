//! How the radio machine of a node starts: with its own key, the generation that an INVITE has
//! proven, and the session and the group keys that its journal gives back.

use rf_frame::Instant;
use rf_frame::access::Node;
use rf_frame::access::event::ResetCause;
use rf_frame::access::join::{Generation, Membership, Module, StoredSession};
use rf_frame::access::node::{Boot, NodeConfig};
use rf_frame::journal::node::HeldKey;
use rf_frame::journal::{Error, GenerationPage, Journal, NodeState, Storage};
use rf_frame::security::{Counter, DeviceId, GroupKey, GroupKeys, Key, Register, SessionId};
use rf_frame::wire::join::Ability;

/// What a node's radio side is told at its start.
#[derive(Clone, Debug)]
pub struct RadioConfig {
    /// Number of the module, from the factory.
    pub device: DeviceId,
    /// KD, its own key, from the factory.
    pub key: Key,
    /// Debounce, and where the capacitor is nearly empty.
    pub access: NodeConfig,
    /// Seed of its slots, different in every node and at every start; needs not be secret.
    pub seed: u32,
    /// The counter runs through the time without supply: then events from before keep their age.
    pub clock_kept: bool,
    /// Why the processor has started.
    pub cause: ResetCause,
}

/// The radio machine and its journal.
pub type Started<M> = (Node, Journal<M>);

/// Starts the radio with what the memory holds.
///
/// # Errors
/// What the journal says.
// Inlined, its frame would stay beneath all that comes after it.
#[inline(never)]
pub fn start<M: Storage>(
    config: &RadioConfig,
    mut memory: M,
    now: u64,
) -> Result<Started<M>, Error<M::Error>> {
    let now = Instant::from_micros(now);
    let page = GenerationPage::read(&mut memory);
    let mut state = NodeState::default();
    let (journal, verdict) = Journal::open(memory, &mut state)?;
    let mut membership = membership(config, &state, known(page));
    membership.start(now, true, verdict.is_doubt(), config.seed);
    let boot = Boot {
        now,
        seed: config.seed,
        ran_through: config.clock_kept,
        cause: config.cause,
    };
    Ok((Node::new(config.access, &boot, state, membership), journal))
}

/// The generation that was stored, if one was.
fn known<E>(page: Result<GenerationPage, E>) -> Option<Generation> {
    match page {
        Ok(GenerationPage::Known(page)) => Some(Generation {
            net: page.net,
            number: page.generation,
        }),
        _ => None,
    }
}

fn membership(
    config: &RadioConfig,
    state: &NodeState,
    generation: Option<Generation>,
) -> Membership<Key> {
    let ability = if config.clock_kept {
        Ability::CLOCK_KEPT
    } else {
        Ability::default()
    };
    let module = Module {
        device: config.device,
        hardware: 1,
        firmware: 1,
        ability,
    };
    let mut membership = Membership::new(module, config.key.clone(), generation);
    let Some(session) = state.session() else {
        return membership;
    };
    let held = |held: &HeldKey| {
        let key = config.key.with_bytes(*held.key.as_bytes());
        let mut key = GroupKey::new(held.keyno, key, Counter(held.r_sch));
        key.ack = Register(Counter(held.r_ack));
        key
    };
    let mut keys = state.keys().map(held);
    let (newest, older) = (keys.next(), keys.next());
    let mut groups = GroupKeys::new();
    for key in [older, newest].into_iter().flatten() {
        groups.install(key);
    }
    membership.restore(
        &StoredSession {
            number: session.session,
            id: SessionId {
                device: config.device,
                net: generation.map_or(0, |generation| generation.net),
                index: session.index,
                node_random: session.join_random,
                gateway_random: session.gateway_random,
            },
            generation: session.generation,
            size: session.size,
            slot: session.slot,
            channel: 0,
            unicast: Counter(state.r_uni()),
        },
        groups,
    );
    membership
}
