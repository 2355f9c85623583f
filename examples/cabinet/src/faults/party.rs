//! Node and gateway behind one face, each with its journal.

use super::memory::Memory;
use rf_frame::access::{
    Action, Entry, Gateway, GatewayConfig, GatewayState, Node, NodeConfig, NodeState, Peer,
};
use rf_frame::journal::Journal;
use rf_frame::report::Flags;

/// A machine with the journal it stores to.
#[derive(Debug)]
pub(crate) enum Machine {
    Node(Box<Node>),
    Gateway(Box<Gateway<[Peer; 2]>>),
}

/// Which of the two a party is, and how to start it.
#[derive(Clone, Debug)]
pub(crate) enum Role {
    Node(Box<NodeConfig>),
    Gateway(Box<GatewayConfig>, [[u8; 6]; 2]),
}

impl Role {
    /// Boots from the memory: opens the journal, rebuilds the state, starts the machine.
    pub(crate) fn boot(&self, memory: Memory, seed: u32) -> Option<(Machine, Journal<Memory>)> {
        match self {
            Role::Node(config) => {
                let mut state = NodeState::default();
                let journal = Journal::open(memory, &mut state).ok()?;
                let config = NodeConfig {
                    seed,
                    ..NodeConfig::clone(config)
                };
                Some((Machine::Node(Box::new(Node::new(config, state))), journal))
            }
            Role::Gateway(config, members) => {
                let mut state = GatewayState::new(members.map(Peer::member));
                let journal = Journal::open(memory, &mut state).ok()?;
                let config = GatewayConfig {
                    seed,
                    ..GatewayConfig::clone(config)
                };
                Some((
                    Machine::Gateway(Box::new(Gateway::new(config, state))),
                    journal,
                ))
            }
        }
    }
}

impl Machine {
    pub(crate) fn supply(&mut self, now: u64, out: bool) {
        match self {
            Machine::Node(m) => m.handle_supply(now, if out { Flags::OUT } else { Flags(0) }),
            Machine::Gateway(m) => m.handle_supply(now, out),
        }
    }

    /// What the machine refuses it has counted.
    pub(crate) fn frame(&mut self, now: u64, sync: u64, bytes: &[u8]) {
        let _refused = match self {
            Machine::Node(m) => m.handle_frame(now, sync, bytes, -60),
            Machine::Gateway(m) => m.handle_frame(now, sync, bytes, -60),
        };
    }

    pub(crate) fn channel(&mut self, now: u64, busy: bool) {
        match self {
            Machine::Node(m) => m.handle_channel(now, busy),
            Machine::Gateway(m) => m.handle_channel(now, busy),
        }
    }

    pub(crate) fn sent(&mut self, now: u64) {
        match self {
            Machine::Node(m) => m.handle_sent(now),
            Machine::Gateway(m) => m.handle_sent(now),
        }
    }

    pub(crate) fn stored(&mut self, now: u64) {
        match self {
            Machine::Node(m) => m.handle_stored(now),
            Machine::Gateway(m) => m.handle_stored(now),
        }
    }

    pub(crate) fn timeout(&mut self, now: u64) {
        match self {
            Machine::Node(m) => m.handle_timeout(now),
            Machine::Gateway(m) => m.handle_timeout(now),
        }
    }

    pub(crate) fn next(&self) -> Option<u64> {
        match self {
            Machine::Node(m) => m.poll_timeout(),
            Machine::Gateway(m) => m.poll_timeout(),
        }
    }

    pub(crate) fn action(&mut self) -> Option<Action> {
        match self {
            Machine::Node(m) => m.poll_action(),
            Machine::Gateway(m) => m.poll_action(),
        }
    }

    pub(crate) fn append(&self, journal: &mut Journal<Memory>, entry: &Entry) -> bool {
        match self {
            Machine::Node(m) => journal.append(entry, m.state()),
            Machine::Gateway(m) => journal.append(entry, m.state()),
        }
        .is_ok()
    }

    /// Newest event that is durable: of a node its own, of a gateway the committed one of node 1.
    /// Reports that the gateway knew to be duplicates.
    pub(crate) fn duplicates(&self) -> u32 {
        match self {
            Machine::Node(_) => 0,
            Machine::Gateway(m) => m.duplicates(),
        }
    }

    pub(crate) fn evt(&self) -> u16 {
        match self {
            Machine::Node(m) => m.state().evt(),
            Machine::Gateway(m) => m.peer(1).map_or(0, Peer::evt),
        }
    }
}
