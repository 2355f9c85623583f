//! What a radio machine is to the simulator: inputs go in with the time of its own timer, actions
//! come out.
//!
//! Nodes and gateways of every frame version, bare machines as well as whole programs around them,
//! are driven through this one trait.

/// Something that a machine is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Mains as they are, not debounced.
    Supply {
        /// Whether they are there.
        present: bool,
    },
    /// The channel was measured.
    Channel {
        /// Whether somebody was on the air.
        busy: bool,
    },
    /// The machine's own frame has left the air.
    Sent,
    /// A frame was received.
    Frame {
        /// End of its sync word on the machine's timer.
        sync: u64,
        /// Its bytes, perhaps damaged.
        bytes: Vec<u8>,
        /// Strength, dBm.
        dbm: i16,
    },
    /// What the machine wanted to store is durable.
    Stored,
    /// The time of [`Machine::next`] has come.
    Timeout,
}

/// What a radio has to do. Times are values of the machine's timer, µs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Measure the channel, then tell [`Input::Channel`].
    Sense {
        /// Begin of the measurement.
        at: u64,
        /// Its length, µs.
        us: u16,
    },
    /// Send a frame, then tell [`Input::Sent`].
    Transmit {
        /// Begin of the preamble.
        at: u64,
        /// The bytes.
        frame: Vec<u8>,
    },
    /// Receiver on.
    Listen,
    /// Radio off.
    Sleep,
}

/// What a machine wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action<E, N> {
    /// By its radio.
    Radio(Command),
    /// Make this durable, then tell [`Input::Stored`].
    Store(E),
    /// Take notice of this.
    Notice(N),
}

/// A node or a gateway, as the simulator drives it.
pub trait Machine {
    /// What it stores.
    type Entry;
    /// What it tells.
    type Notice;

    /// Takes an input at `now` of its timer, µs.
    fn handle(&mut self, now: u64, input: &Input);

    /// The next thing to do, until `None`.
    fn poll(&mut self, now: u64) -> Option<Action<Self::Entry, Self::Notice>>;

    /// When it wants [`Input::Timeout`], on its timer.
    fn next(&self) -> Option<u64>;
}
