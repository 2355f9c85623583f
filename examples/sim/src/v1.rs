//! The machines and the log of the outage frame, version 1, for the simulator.

use crate::flash::{Flash, FlashError};
use crate::machine::{Action, Command, Input, Machine};
use rf_frame::v1::access::{self, Entry, Gateway, Node, Notice, Peer};
use rf_frame::v1::journal::{Journal, JournalError, Sector, Storage};
use rf_frame::v1::report::Flags;

/// A node or a gateway.
#[derive(Clone, Debug)]
pub enum Party<P = Vec<Peer>> {
    /// A node.
    Node(Box<Node>),
    /// A gateway with its peers.
    Gateway(Box<Gateway<P>>),
}

impl<P: AsRef<[Peer]> + AsMut<[Peer]>> Party<P> {
    /// The node, if it is one.
    #[must_use]
    pub fn node(&self) -> Option<&Node> {
        match self {
            Self::Node(node) => Some(node),
            Self::Gateway(_) => None,
        }
    }

    /// The node, if it is one, to change.
    pub fn node_mut(&mut self) -> Option<&mut Node> {
        match self {
            Self::Node(node) => Some(node),
            Self::Gateway(_) => None,
        }
    }

    /// The gateway, if it is one.
    #[must_use]
    pub fn gateway(&self) -> Option<&Gateway<P>> {
        match self {
            Self::Gateway(gateway) => Some(gateway),
            Self::Node(_) => None,
        }
    }

    /// The gateway, if it is one, to change.
    pub fn gateway_mut(&mut self) -> Option<&mut Gateway<P>> {
        match self {
            Self::Gateway(gateway) => Some(gateway),
            Self::Node(_) => None,
        }
    }

    /// Appends an entry to a log of this party's state.
    ///
    /// # Errors
    /// What the log says.
    pub fn append<S: Storage>(
        &self,
        journal: &mut Journal<S>,
        entry: &Entry,
    ) -> Result<(), JournalError<S::Error>> {
        match self {
            Self::Node(node) => journal.append(entry, node.state()),
            Self::Gateway(gateway) => journal.append(entry, gateway.state()),
        }
    }
}

/// What a machine of version 1 wants, in the simulator's words.
fn translate(action: access::Action) -> Option<Action<Entry, Notice>> {
    Some(match action {
        access::Action::Store(entry) => Action::Store(entry),
        access::Action::Notice(notice) => Action::Notice(notice),
        radio => Action::Radio(command(radio)?),
    })
}

/// What a machine of version 1 wants of its radio; `None` if it wants something else.
pub(crate) fn command(action: access::Action) -> Option<Command> {
    Some(match action {
        access::Action::Sense { at, us } => Command::Sense { at, us },
        access::Action::Transmit { at, frame } => Command::Transmit {
            at,
            frame: frame.as_bytes().to_vec(),
        },
        access::Action::Listen => Command::Listen,
        access::Action::Sleep => Command::Sleep,
        _ => return None,
    })
}

impl Machine for Node {
    type Entry = Entry;
    type Notice = Notice;

    fn handle(&mut self, now: u64, input: &Input) {
        match input {
            Input::Supply { present: true } => self.handle_supply(now, Flags(0)),
            Input::Supply { present: false } => self.handle_supply(now, Flags::OUT),
            Input::Channel { busy } => self.handle_channel(now, *busy),
            Input::Sent => self.handle_sent(now),
            Input::Frame { sync, bytes, dbm } => {
                // What the machine refuses, it has counted.
                let _refused = self.handle_frame(now, *sync, bytes, *dbm);
            }
            Input::Stored => self.handle_stored(now),
            Input::Timeout => self.handle_timeout(now),
        }
    }

    fn poll(&mut self, _: u64) -> Option<Action<Entry, Notice>> {
        translate(self.poll_action()?)
    }

    fn next(&self) -> Option<u64> {
        self.poll_timeout()
    }
}

impl<P: AsRef<[Peer]> + AsMut<[Peer]>> Machine for Gateway<P> {
    type Entry = Entry;
    type Notice = Notice;

    fn handle(&mut self, now: u64, input: &Input) {
        match input {
            Input::Supply { present } => self.handle_supply(now, !present),
            Input::Channel { busy } => self.handle_channel(now, *busy),
            Input::Sent => self.handle_sent(now),
            Input::Frame { sync, bytes, dbm } => {
                // What the machine refuses, it has counted.
                let _refused = self.handle_frame(now, *sync, bytes, *dbm);
            }
            Input::Stored => self.handle_stored(now),
            Input::Timeout => self.handle_timeout(now),
        }
    }

    fn poll(&mut self, _: u64) -> Option<Action<Entry, Notice>> {
        translate(self.poll_action()?)
    }

    fn next(&self) -> Option<u64> {
        self.poll_timeout()
    }
}

impl<P: AsRef<[Peer]> + AsMut<[Peer]>> Machine for Party<P> {
    type Entry = Entry;
    type Notice = Notice;

    fn handle(&mut self, now: u64, input: &Input) {
        match self {
            Self::Node(node) => node.handle(now, input),
            Self::Gateway(gateway) => gateway.handle(now, input),
        }
    }

    fn poll(&mut self, now: u64) -> Option<Action<Entry, Notice>> {
        match self {
            Self::Node(node) => node.poll(now),
            Self::Gateway(gateway) => gateway.poll(now),
        }
    }

    fn next(&self) -> Option<u64> {
        match self {
            Self::Node(node) => node.next(),
            Self::Gateway(gateway) => gateway.next(),
        }
    }
}

/// A flash of two sectors of the same length holds one log.
impl Storage for Flash {
    type Error = FlashError;

    fn sector_len(&self) -> usize {
        self.sector_len()
    }

    fn read(&mut self, sector: Sector, at: usize, buf: &mut [u8]) -> Result<(), FlashError> {
        Self::read(self, sector as usize, at, buf)
    }

    fn write(&mut self, sector: Sector, at: usize, bytes: &[u8]) -> Result<(), FlashError> {
        self.program(sector as usize, at, bytes)
    }

    fn erase(&mut self, sector: Sector) -> Result<(), FlashError> {
        Self::erase(self, sector as usize)
    }
}
