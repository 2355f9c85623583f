//! The module slot besides its UART: supply, mains zero-cross, seating contact, event pin, and what
//! follows from them.
//!
//! ```text
//!             one sign                both for `first`            both for `second`
//!   Idle ───────────────► Suspect ───────────────────► Confirm ───────────────────► Outage ──► Dying
//!    ▲  ◄─────────────────────┴── a sign back ─────────────┘  (a dip)                   │  energy low
//!    │                                                                                  │ mains for `first`
//!    └────────────── reported and acknowledged, or count over ◄── Restored ◄────────────┘
//!   any ── contact open for `plug` ──► Unplugged ── contact closed for `plug` ──► Idle or Restored
//! ```

mod outage;
mod report;
mod status;

pub use outage::{OutageAction, OutageConfig, OutageWatch, Stage};
pub use report::{EventAction, EventConfig, EventReader, EventState};
pub use status::{
    EVENT_RESET, EVENT_STATUS, EventStatus, POWER_FAILURE, POWER_FAILURE_MODE, StatusError,
};

use crate::{Instant, Micros};

/// Supply sense (电源检测): the 12 V that the meter gives.
pub trait SupplySense {
    /// Whether the supply is above its threshold.
    fn supply_good(&mut self) -> bool;
}

/// Mains zero-cross (过零检测). See [`ZeroCrossTimer`] where there is an interrupt for each
/// crossing.
pub trait ZeroCross {
    /// Whether the mains cross zero.
    fn mains_present(&mut self) -> bool;
}

/// Seating contact (PLUG) of the slot.
pub trait Plugged {
    /// Whether the module sits in its slot; the contact is low then.
    fn is_plugged(&mut self) -> bool;
}

/// The three inputs at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Signals {
    /// The 12 V supply is good.
    pub supply: bool,
    /// Zero-crossings come.
    pub mains: bool,
    /// The module is seated.
    pub plugged: bool,
}

impl Signals {
    /// All is well.
    pub const GOOD: Self = Self {
        supply: true,
        mains: true,
        plugged: true,
    };
    /// Both signs of an outage, module seated.
    pub const OUTAGE: Self = Self {
        supply: false,
        mains: false,
        plugged: true,
    };

    /// Reads all inputs.
    pub fn read(slot: &mut (impl SupplySense + ZeroCross + Plugged)) -> Self {
        Self {
            supply: slot.supply_good(),
            mains: slot.mains_present(),
            plugged: slot.is_plugged(),
        }
    }
}

/// Turns zero-cross interrupts into "mains present": lost when none came for the limit.
#[derive(Clone, Copy, Debug)]
pub struct ZeroCrossTimer {
    last: Option<Instant>,
    limit: Micros,
}

impl ZeroCrossTimer {
    /// Mains are lost when no crossing came for `limit`; at 50 Hz one comes every 10 ms (both
    /// directions), so 50 ms forgive a few.
    #[must_use]
    pub const fn new(limit: Micros) -> Self {
        Self { last: None, limit }
    }

    /// A crossing came.
    pub const fn crossing(&mut self, now: Instant) {
        self.last = Some(now);
    }

    /// Whether the mains are there.
    #[must_use]
    pub fn mains_present(&self, now: Instant) -> bool {
        self.last.is_some_and(|last| now.since(last) <= self.limit)
    }
}
