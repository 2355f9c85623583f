//! Keys, nonces and counters of version 2 (SPEC.md, section 3).
//!
//! ```text
//! KM ── KD ── KJ ─┬─ KI          INVITE, JOIN
//!                 ├─ KA          ASSIGN, one key for each JOIN
//!                 ├─ KU          REPORT, STATUS, TREQ
//!                 └─ KN          TRSP, KEY, ORDER, RECEIPT
//! KG (random, of the gateway)    SYNC, BEACON, POLL
//! ```
//!
//! - [`operations`]: the traits [`Mic`], [`Wrap`] and [`Derive`], which a security chip can
//!   implement;
//! - [`key`]: a [`Key`] in memory, which implements them, with the algorithms of its [`Suite`];
//! - [`ladder`]: how each key follows from the one above it;
//! - [`nonce`]: what makes each use of a key unique;
//! - [`counter`]: the frame counter, and the sender's hand that never gives one out twice;
//! - [`window`]: what the gateway has heard of a session (S-7);
//! - [`group`]: the group keys of a node with their registers (S-8, S-14);
//! - [`limit`]: how often something may happen, and what wrong MICs lead to (S-11).

pub mod counter;
pub mod group;
pub mod key;
pub mod ladder;
pub mod limit;
pub mod nonce;
pub mod operations;
mod suite;
pub mod window;

pub use counter::{Counter, SenderCounter};
pub use group::{GroupKey, GroupKeys, Register};
pub use key::Key;
pub use ladder::{DeviceId, Ladder, SessionId};
pub use limit::{ForgeryLimiter, Ration};
pub use nonce::Nonce;
pub use operations::{Context, Derive, Mic, MicLen, Wrap};
pub use suite::{Suite, SuiteMissing};
pub use window::ReplayWindow;
