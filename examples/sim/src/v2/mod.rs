//! The machines and the log of the outage frame, version 2, for the simulator.
//!
//! [`Party`] is a node, a gateway or a forger without a key. Node and gateway have their journal
//! with them: what they want stored is committed to their flash, and the state changes by that
//! alone.

mod start;

pub use start::{
    BEGIN, List, NET, Restarted, Seat, fresh_gateway, fresh_node, gateway, gateway_on,
    gateway_with, group_key, meter, node, restart, session_keys,
};

use crate::flash::{Flash, FlashError};
use crate::machine::{Action, Command, Input, Machine};
use crate::rng::Rng;
use rf_frame::Instant;
use rf_frame::access::{self, Gateway, Node};
use rf_frame::journal::{Area, Entry, GatewayState, Generation, Journal, NodeState, Storage};
use rf_frame::wire::{Evt, Flags};

/// A gateway with room for so many nodes and records; four modules join at a time.
pub type Sized<const N: usize, const R: usize> = Gateway<N, R, 4>;

impl Storage for Flash {
    type Error = FlashError;

    fn sector_len(&self) -> usize {
        Flash::sector_len(self)
    }

    fn read(&mut self, area: Area, at: usize, to: &mut [u8]) -> Result<(), FlashError> {
        Flash::read(self, number(area), at, to)
    }

    fn write(&mut self, area: Area, at: usize, bytes: &[u8]) -> Result<(), FlashError> {
        self.program(number(area), at, bytes)
    }

    fn erase(&mut self, area: Area) -> Result<(), FlashError> {
        Flash::erase(self, number(area))
    }
}

const fn number(area: Area) -> usize {
    match area {
        Area::SectorA => 0,
        Area::SectorB => 1,
        Area::GenerationA => 2,
        Area::GenerationB => 3,
    }
}

/// Sends frames without a key every so often.
#[derive(Debug)]
pub struct Forger {
    /// µs between two frames.
    pub every: u64,
    /// The frames, in turn.
    pub frames: Vec<Vec<u8>>,
    /// Until when, on its timer.
    pub until: u64,
    next: u64,
    turn: usize,
}

impl Forger {
    /// Silent until it is given something to send.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            every: u64::MAX,
            frames: Vec::new(),
            until: 0,
            next: u64::MAX,
            turn: 0,
        }
    }

    /// Begins at `now`.
    pub fn begin(&mut self, now: u64, every: u64, until: u64, frames: Vec<Vec<u8>>) {
        *self = Self {
            every,
            frames,
            until,
            next: now,
            turn: 0,
        };
    }
}

impl Default for Forger {
    fn default() -> Self {
        Self::new()
    }
}

/// A machine with its journal.
#[derive(Debug)]
pub struct WithJournal<M, W> {
    /// The machine.
    pub machine: M,
    journal: Journal<Flash>,
    /// The generation page was written, and the machine does not know yet.
    page_written: bool,
    /// What it is told at each start: the module, or the list.
    who: W,
    /// Its hardware generator.
    random: Rng,
}

/// A node, a gateway or a forger.
#[derive(Debug)]
pub enum Party<const N: usize = 1024, const R: usize = 1024> {
    /// A node.
    Node(Box<WithJournal<Node, u16>>),
    /// A gateway.
    Gateway(Box<WithJournal<Sized<N, R>, start::Told>>),
    /// A party without a key.
    Forger(Forger),
}

/// What a party tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A node.
    Node(access::node::Notice),
    /// A gateway.
    Gateway(access::gateway::Notice),
}

impl<const N: usize, const R: usize> Party<N, R> {
    /// The node, if it is one.
    #[must_use]
    pub fn node(&self) -> Option<&Node> {
        match self {
            Self::Node(node) => Some(&node.machine),
            _ => None,
        }
    }

    /// The node, if it is one, to change.
    pub fn node_mut(&mut self) -> Option<&mut Node> {
        match self {
            Self::Node(node) => Some(&mut node.machine),
            _ => None,
        }
    }

    /// The gateway, if it is one.
    #[must_use]
    pub fn gateway(&self) -> Option<&Sized<N, R>> {
        match self {
            Self::Gateway(gateway) => Some(&gateway.machine),
            _ => None,
        }
    }

    /// The gateway, if it is one, to change.
    pub fn gateway_mut(&mut self) -> Option<&mut Sized<N, R>> {
        match self {
            Self::Gateway(gateway) => Some(&mut gateway.machine),
            _ => None,
        }
    }

    /// The flash of this party, if it has one.
    pub fn flash_mut(&mut self) -> Option<&mut Flash> {
        match self {
            Self::Node(node) => Some(node.journal.storage_mut()),
            Self::Gateway(gateway) => Some(gateway.journal.storage_mut()),
            Self::Forger(_) => None,
        }
    }

    /// The newest event that is durable in a flash: of a node its own, of a gateway the committed
    /// one of node 1.
    #[must_use]
    pub fn newest_in(&self, mut flash: Flash) -> Evt {
        flash.power_on();
        flash.fault = None;
        match self {
            Self::Node(_) => {
                let mut state = NodeState::default();
                let opened = Journal::open(flash, &mut state);
                let newest = state.newest_event().map(|kept| Evt(kept.event.evt));
                newest.filter(|_| opened.is_ok())
            }
            Self::Gateway(_) => {
                let mut state = GatewayState::<N, R>::default();
                let opened = Journal::open(flash, &mut state);
                let committed = state.member(1).map(|member| Evt(member.committed));
                committed.filter(|_| opened.is_ok())
            }
            Self::Forger(_) => None,
        }
        .unwrap_or(Evt::NONE)
    }

    /// Takes a new group key into use, at once if it is urgent.
    pub fn rotate(&mut self, urgent: bool) {
        if let Self::Gateway(it) = self {
            let keyring = it.machine.members().keyring();
            let mut bytes = [0; 16];
            for (to, from) in bytes
                .chunks_mut(8)
                .zip([it.random.bits(), it.random.bits()])
            {
                to.copy_from_slice(&from.to_le_bytes());
            }
            let key = rf_frame::access::members::KeyNumber {
                keyno: keyring.next_number(),
                key: keyring.signing().key.with_bytes(bytes),
            };
            it.machine.rotate(key, urgent);
        }
    }

    /// A new list for the gateway at `now` of its timer; a revocation changes the group key at
    /// once.
    ///
    /// # Errors
    /// When the suite is not built.
    pub fn load_list(
        &mut self,
        now: u64,
        list: List,
    ) -> Result<(), rf_frame::security::SuiteMissing> {
        if let Self::Gateway(it) = self {
            let lines = start::lines(&list)?;
            let loaded = it.machine.load_list(
                Instant::from_micros(now),
                start::head(&list),
                lines.into_iter(),
            );
            it.who.list = list;
            if loaded == Ok(true) {
                self.rotate(true);
            }
        }
        Ok(())
    }

    /// Makes something durable in the flash of this party. Returns whether it is.
    pub fn commit(&mut self, what: Stored) -> bool {
        match (self, what) {
            (Self::Node(node), Stored::Entry(entry)) => {
                node.journal.commit(node.machine.state_mut(), entry).is_ok()
            }
            (Self::Node(node), Stored::Generation(page)) => {
                node.page_written = page.write(node.journal.storage_mut()).is_ok();
                node.page_written
            }
            (Self::Gateway(it), Stored::Entry(entry)) => {
                it.journal.commit(it.machine.state_mut(), entry).is_ok()
            }
            _ => false,
        }
    }
}

/// What a party stores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stored {
    /// In its journal.
    Entry(Entry),
    /// In the generation page of a node.
    Generation(Generation),
}

fn translate<T>(action: access::Action<T>, told: impl Fn(T) -> Notice) -> Action<Stored, Notice> {
    match action {
        access::Action::Sense { at, length } => Action::Radio(Command::Sense {
            at: at.as_micros(),
            us: u16::try_from(length.as_micros()).unwrap_or(u16::MAX),
        }),
        access::Action::Transmit { at, frame } => Action::Radio(Command::Transmit {
            at: at.as_micros(),
            frame: frame.as_bytes().to_vec(),
        }),
        access::Action::Listen => Action::Radio(Command::Listen),
        access::Action::Sleep => Action::Radio(Command::Sleep),
        access::Action::Store(entry) => Action::Store(Stored::Entry(entry)),
        access::Action::StoreGeneration(page) => Action::Store(Stored::Generation(page)),
        access::Action::Notice(notice) => Action::Notice(told(notice)),
    }
}

impl<const N: usize, const R: usize> Machine for Party<N, R> {
    type Entry = Stored;
    type Notice = Notice;

    fn handle(&mut self, now: u64, input: &Input) {
        let at = Instant::from_micros(now);
        match self {
            Self::Node(node) => {
                if *input == Input::Stored && std::mem::take(&mut node.page_written) {
                    node.machine.generation_stored(at, true);
                } else {
                    handle_node(&mut node.machine, at, input);
                }
            }
            Self::Gateway(gateway) => handle_gateway(&mut gateway.machine, at, input),
            Self::Forger(_) => {}
        }
    }

    fn poll(&mut self, now: u64) -> Option<Action<Stored, Notice>> {
        let at = Instant::from_micros(now);
        match self {
            Self::Node(node) => {
                if node.machine.wants_random() {
                    node.machine.handle_random(node.random.bits().to_le_bytes());
                }
                Some(translate(node.machine.poll_action(at)?, Notice::Node))
            }
            Self::Gateway(it) => {
                if it.machine.wants_random() {
                    it.machine.handle_random(it.random.bits().to_le_bytes());
                }
                Some(translate(it.machine.poll_action(at)?, Notice::Gateway))
            }
            Self::Forger(forger) => {
                if now < forger.next || now > forger.until {
                    return None;
                }
                forger.next = now + forger.every;
                let frame = forger.frames.get(forger.turn)?.clone();
                forger.turn = (forger.turn + 1) % forger.frames.len();
                Some(Action::Radio(Command::Transmit { at: now, frame }))
            }
        }
    }

    fn next(&self) -> Option<u64> {
        match self {
            Self::Node(node) => node.machine.poll_timeout().map(Instant::as_micros),
            Self::Gateway(it) => it.machine.poll_timeout().map(Instant::as_micros),
            Self::Forger(forger) => {
                Some(forger.next).filter(|next| *next <= forger.until && !forger.frames.is_empty())
            }
        }
    }
}

fn handle_node(node: &mut Node, at: Instant, input: &Input) {
    match input {
        Input::Supply { present } => {
            node.handle_inputs(at, if *present { Flags(0) } else { Flags::NO_MAINS });
        }
        Input::Channel { busy } => node.handle_channel(at, *busy),
        Input::Sent => node.handle_sent(at),
        Input::Frame { sync, bytes, .. } => {
            // What the machine refuses, it has counted.
            let _refused = node.handle_frame(at, Instant::from_micros(*sync), bytes);
        }
        Input::Stored => node.handle_stored(at, true),
        Input::Timeout => node.handle_timeout(at),
    }
}

fn handle_gateway<const N: usize, const R: usize>(
    gateway: &mut Sized<N, R>,
    at: Instant,
    input: &Input,
) {
    match input {
        Input::Supply { present } => gateway.handle_mains(at, *present),
        Input::Channel { busy } => gateway.handle_channel(at, *busy),
        Input::Sent => gateway.handle_sent(at),
        Input::Frame { sync, bytes, .. } => {
            // What the machine refuses, it has counted.
            let _refused = gateway.handle_frame(at, Instant::from_micros(*sync), bytes);
        }
        Input::Stored => gateway.handle_stored(at, true),
        Input::Timeout => gateway.handle_timeout(at),
    }
}
