#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

#[cfg(any(test, feature = "std"))]
extern crate std;

pub mod adapter;
pub mod bind;
pub mod event;
pub mod line;
pub mod master;
pub mod meter;
pub mod reply;
pub mod request;
pub mod slot;
pub mod store;
pub mod time;

pub use bind::{BindAction, BindConfig, Binder, Binding, Probe};
pub use dlt645;
pub use event::{
    ErrorCode, Event, Failed, Failure, Heard, HeardKind, Likely, LineError, ReplyEnd, Stamps,
};
pub use line::Line;
pub use master::Master;
pub use meter::{Delays, Meter, MeterEvent};
pub use reply::{Reading, Relayed, Reply};
pub use request::{Request, RequestError, Wanted};
pub use store::{Refusal, Store, WriteRequest};
pub use time::{Instant, Micros};
