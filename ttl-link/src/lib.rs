//! DL/T 645 line engines without I/O: master and meter side, binding, outage debounce, no_std.
//!
//! Time and bytes are passed in; frames to send, deadlines and events come out. [`Master`] asks and returns only
//! what was asked for, [`Meter`] answers from a [`Store`].
#![no_std]
#![forbid(unsafe_code)]

#[cfg(any(test, feature = "std"))]
extern crate std;

pub mod adapter;
pub mod bind;
pub mod event;
pub mod line;
pub mod master;
pub mod meter;
pub mod request;
pub mod slot;
pub mod store;
pub mod time;

pub use bind::{BindAction, BindConfig, Binder, Binding, Probe};
pub use event::{ErrorCode, Event, Failed, Failure, Heard, HeardKind, Likely, LineError, Reply, ReplyEnd, Stamps};
pub use line::Line;
pub use master::Master;
pub use meter::{Delays, Meter, MeterEvent};
pub use request::{Request, RequestError};
pub use store::{Refusal, Store, WriteRequest};
pub use time::{Instant, Micros};
