//! Commands of both editions, typed: requests and replies, parsed and encoded.
//!
//! ```text
//!  2007  03 security  08 time  11 read  12 read on  13/15 address  14 write  16 freeze  17 baud rate  18 password
//!        19 clear demand  1A clear meter  1B clear events  1C relay  1D output terminal
//!  1997  01 read  02 read on  03 re-read  04 write  08 time  0A address  0C baud rate  0F password  10 clear demand
//! ```
//!
//! Each command has a type for its request and one for its reply; each parses from a
//! [`Frame`](crate::Frame) and encodes by [`Message`]. [`Rule`] says who may be addressed, how long
//! it may be and whether a meter answers, and encoding checks it. What it refuses can still be
//! built with [`FrameRepr`](crate::FrameRepr), which checks the length byte only.
//!
//! Free data are a type parameter: [`Data`](crate::Data) when received, anything `AsRef<[u8]>`
//! (without offset) to be sent.

mod address;
mod any;
mod clear;
mod clock;
mod edition97;
mod empty;
mod error;
mod fields;
mod freeze;
mod message;
mod read;
mod relay;
mod rule;
mod security;
mod setup;
mod write;

pub use address::{
    ReadAddress, ReadAddressReply, WriteAddress, WriteAddress97, WriteAddress97Reply,
    WriteAddressReply,
};
pub use any::{Reply, Request, Unknown};
pub use clear::{
    Cipher, ClearDemand, ClearDemandReply, ClearEvents, ClearEventsReply, ClearMeter,
    ClearMeterReply, Events,
};
pub use clock::{BroadcastTime, Minute, Second};
pub use edition97::{
    ClearDemand97, ClearDemand97Reply, Read97, Read97Reply, ReadNext97, ReadNext97Reply, Reread97,
    Reread97Reply, Write97, Write97Reply,
};
pub use error::{CommandError, ErrorBit, ErrorKind, ErrorReply, Errors};
pub use freeze::{Freeze, FreezeReply, FreezeTime};
pub use message::{DataWriter, EventPending, Message, Payload};
pub use read::{Read, ReadNext, ReadNextReply, ReadReply, Report, Selection};
pub use relay::{RelayAction, RelayControl, RelayOrder, RelayReply};
pub use rule::{Broadcast, Rule};
pub use security::{Security, SecurityReply};
pub use setup::{
    Baud, ChangeBaud, ChangeBaud97, ChangeBaud97Reply, ChangeBaudReply, ChangePassword,
    ChangePassword97, ChangePassword97Reply, ChangePasswordReply, OutputSignal, OutputTerminal,
    OutputTerminalReply,
};
pub use write::{Operator, Password, Write, WriteReply};
