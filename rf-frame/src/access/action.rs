//! What a machine wants done; the driver carries it out and tells the machine.

use crate::journal::{Entry, Generation};
use crate::time::{Instant, Micros};
use crate::wire::FrameBuf;

/// What a node or a gateway wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Action<N> {
    /// Measure the channel, then call `handle_channel`.
    Sense {
        /// Begin.
        at: Instant,
        /// Length.
        length: Micros,
    },
    /// Send a frame, then call `handle_sent`.
    Transmit {
        /// Begin of the preamble.
        at: Instant,
        /// The frame.
        frame: FrameBuf,
    },
    /// Receiver on when nothing is sent.
    Listen,
    /// Radio off.
    Sleep,
    /// Make this durable by [`Journal::commit`](crate::journal::Journal::commit) with the machine's
    /// `state_mut`, then call `handle_stored`.
    Store(Entry),
    /// Write both copies of the generation page by
    /// [`Generation::write`](crate::journal::Generation::write), then call `generation_stored`.
    /// Only a node wants this.
    StoreGeneration(Generation),
    /// Take notice.
    Notice(N),
}
