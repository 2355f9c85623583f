//! POLL, KEY, ORDER and RECEIPT (SPEC.md, section 2.6).
//!
//! ```text
//! POLL     WHAT 1  IDX 2  FROM 2  TO 2
//! KEY      IDX 2  KEYNO 1  ACT 1  wrapped KG 16
//! ORDER    IDX 2  WHAT 1  ARG 4  UNTIL 4
//! RECEIPT  IDX 2  EVT 2
//! ```

use super::bytes::{Reader, Writer};
use super::evt::Evt;
use super::header::UNASSIGNED;

/// What a POLL asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum PollWhat {
    /// 0: the state, a REPORT of the newest event.
    State,
    /// 1: events FROM..TO of the log.
    History,
    /// 2: a STATUS.
    Health,
    /// 3: show yourself (blink).
    Identify,
    /// 4: the offset of the meter's clock, in a STATUS.
    MeterOffset,
    /// Not known; without effect.
    Unknown(u8),
}

impl PollWhat {
    /// From its number on air.
    #[must_use]
    pub const fn from_number(n: u8) -> Self {
        match n {
            0 => PollWhat::State,
            1 => PollWhat::History,
            2 => PollWhat::Health,
            3 => PollWhat::Identify,
            4 => PollWhat::MeterOffset,
            n => PollWhat::Unknown(n),
        }
    }

    /// Number on air.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            PollWhat::State => 0,
            PollWhat::History => 1,
            PollWhat::Health => 2,
            PollWhat::Identify => 3,
            PollWhat::MeterOffset => 4,
            PollWhat::Unknown(n) => n,
        }
    }
}

/// Payload of a POLL (7 bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Poll {
    /// What is asked.
    pub what: PollWhat,
    /// Who is asked; [`UNASSIGNED`] = all.
    pub index: u16,
    /// First event of a history.
    pub from: Evt,
    /// Last event of a history.
    pub to: Evt,
}

impl Poll {
    /// Whether `index` is asked.
    #[must_use]
    pub const fn is_for(&self, index: u16) -> bool {
        self.index == index || self.index == UNASSIGNED
    }

    pub(super) fn read(mut r: Reader<'_>) -> Option<Self> {
        let poll = Poll {
            what: PollWhat::from_number(r.u8()?),
            index: r.u16()?,
            from: Evt(r.u16()?),
            to: Evt(r.u16()?),
        };
        r.end(poll)
    }

    pub(super) fn write(&self, w: &mut Writer<'_>) {
        w.u8(self.what.number());
        w.u16(self.index);
        w.u16(self.from.0);
        w.u16(self.to.0);
    }
}

/// What a node does with the group key of a KEY frame (ACT).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum KeyAction {
    /// 0: keeps it beside the others.
    Install,
    /// 1: keeps it and forgets the others.
    Replace,
    /// Not known; without effect.
    Unknown(u8),
}

impl KeyAction {
    /// From its number on air.
    #[must_use]
    pub const fn from_number(n: u8) -> Self {
        match n {
            0 => KeyAction::Install,
            1 => KeyAction::Replace,
            n => KeyAction::Unknown(n),
        }
    }

    /// Number on air.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            KeyAction::Install => 0,
            KeyAction::Replace => 1,
            KeyAction::Unknown(n) => n,
        }
    }
}

/// Payload of a KEY without the wrapped key (4 bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct KeyFrame {
    /// The node (IDX).
    pub index: u16,
    /// Number of the group key.
    pub keyno: u8,
    /// What to do with it.
    pub action: KeyAction,
}

impl KeyFrame {
    pub(super) fn read(mut r: Reader<'_>) -> Option<Self> {
        let key = KeyFrame {
            index: r.u16()?,
            keyno: r.u8()?,
            action: KeyAction::from_number(r.u8()?),
        };
        r.end(key)
    }

    pub(super) fn write(&self, w: &mut Writer<'_>) {
        w.u16(self.index);
        w.put(&[self.keyno, self.action.number()]);
    }
}

/// What an ORDER wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum OrderWhat {
    /// 1: set the meter's clock, also by more than the node may do by itself (T-10). Good until
    /// this network time in seconds.
    SetMeter {
        /// UNTIL.
        until: u32,
    },
    /// 2: leave the network.
    Leave,
    /// Not known (4 belongs to annex A); without effect.
    Unknown {
        /// WHAT.
        what: u8,
        /// ARG.
        arg: u32,
        /// UNTIL.
        until: u32,
    },
}

/// Payload of an ORDER (11 bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Order {
    /// The node (IDX).
    pub index: u16,
    /// What it shall do.
    pub what: OrderWhat,
}

impl Order {
    pub(super) fn read(mut r: Reader<'_>) -> Option<Self> {
        let (index, what, arg, until) = (r.u16()?, r.u8()?, r.u32()?, r.u32()?);
        let what = match (what, arg, until) {
            (1, 0, until) => OrderWhat::SetMeter { until },
            (2, 0, 0) => OrderWhat::Leave,
            (what, arg, until) => OrderWhat::Unknown { what, arg, until },
        };
        r.end(Order { index, what })
    }

    pub(super) fn write(&self, w: &mut Writer<'_>) {
        let (what, arg, until) = match self.what {
            OrderWhat::SetMeter { until } => (1, 0, until),
            OrderWhat::Leave => (2, 0, 0),
            OrderWhat::Unknown { what, arg, until } => (what, arg, until),
        };
        w.u16(self.index);
        w.u8(what);
        w.u32(arg);
        w.u32(until);
    }
}

/// Payload of a RECEIPT (4 bytes): everything up to `evt` is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Receipt {
    /// The node (IDX).
    pub index: u16,
    /// The newest committed event.
    pub evt: Evt,
}

impl Receipt {
    pub(super) fn read(mut r: Reader<'_>) -> Option<Self> {
        let receipt = Receipt {
            index: r.u16()?,
            evt: Evt(r.u16()?),
        };
        r.end(receipt)
    }

    pub(super) fn write(&self, w: &mut Writer<'_>) {
        w.u16(self.index);
        w.u16(self.evt.0);
    }
}
