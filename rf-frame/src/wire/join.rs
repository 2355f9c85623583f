//! INVITE, JOIN and ASSIGN: how a module comes by a session (SPEC.md, sections 2.6 and 4.1).
//!
//! ```text
//! INVITE  DEVID 8  GEN 2  IR 8
//! JOIN    ADDR 6 | DEVID 8  JR 8  GEN 2  HW 2  FW 2  ABL 1  JFL 1  EVT 2
//! ASSIGN  HINT 2  INDEX 2  EPO 2  KEYNO 1  SLT 1  CH 1  SIZE 2  EVT 2  SES 1  AFL 1  GR 8 | wrapped KG 16
//! ```

use super::bytes::{Reader, Writer};
use super::evt::Evt;
use crate::security::DeviceId;
use core::fmt;

/// Number of a meter (表号, ADDR): 12 digits packed BCD, lowest pair first, as on air. Prints high
/// digits first.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeterNumber(pub [u8; 6]);

impl fmt::Display for MeterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .rev()
            .try_for_each(|pair| write!(f, "{pair:02x}"))
    }
}

impl fmt::Debug for MeterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MeterNumber({self})")
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for MeterNumber {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "MeterNumber({})", defmt::Display2Format(self));
    }
}

/// Payload of an INVITE (18 bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Invite {
    /// The module (DEVID).
    pub device: DeviceId,
    /// Generation of its join keys (GEN).
    pub generation: u16,
    /// Random number of the gateway, new for each attempt (IR).
    pub random: [u8; 8],
}

impl Invite {
    pub(super) fn read(mut r: Reader<'_>) -> Option<Self> {
        let invite = Invite {
            device: DeviceId(r.array()?),
            generation: r.u16()?,
            random: r.array()?,
        };
        r.end(invite)
    }

    pub(super) fn write(&self, w: &mut Writer<'_>) {
        w.put(&self.device.0);
        w.u16(self.generation);
        w.put(&self.random);
    }
}

/// What the hardware of a node can do (ABL), one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Ability(pub u8);

impl Ability {
    /// Bit 1: a real-time clock runs without supply.
    pub const CLOCK_KEPT: Ability = Ability(0x02);

    /// Whether all bits of `other` are set.
    #[must_use]
    pub const fn contains(self, other: Ability) -> bool {
        self.0 & other.0 == other.0
    }
}

/// In what state a node joins (JFL), one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct JoinFlags(pub u8);

impl JoinFlags {
    /// Bit 0: the journal is intact, EVT can be relied upon.
    pub const INTACT: JoinFlags = JoinFlags(0x01);
    /// Bit 1: an event waits.
    pub const PENDING: JoinFlags = JoinFlags(0x02);
    /// Bit 2: a second join for the same reason.
    pub const AGAIN: JoinFlags = JoinFlags(0x04);

    /// Whether all bits of `other` are set.
    #[must_use]
    pub const fn contains(self, other: JoinFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// These bits and those of `other`.
    #[must_use]
    pub const fn with(self, other: JoinFlags) -> JoinFlags {
        JoinFlags(self.0 | other.0)
    }
}

/// ADDR and payload of a JOIN (6 + 26 bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Join {
    /// The meter (ADDR), as read from it.
    pub meter: MeterNumber,
    /// The module (DEVID).
    pub device: DeviceId,
    /// Random number of the node, new for each attempt (JR).
    pub random: [u8; 8],
    /// Generation of its join keys (GEN).
    pub generation: u16,
    /// Hardware (HW).
    pub hardware: u16,
    /// Firmware (FW).
    pub firmware: u16,
    /// What its hardware can do (ABL).
    pub ability: Ability,
    /// In what state it joins (JFL).
    pub flags: JoinFlags,
    /// Its newest event.
    pub evt: Evt,
}

impl Join {
    pub(super) fn read(mut r: Reader<'_>) -> Option<Self> {
        let join = Join {
            meter: MeterNumber(r.array()?),
            device: DeviceId(r.array()?),
            random: r.array()?,
            generation: r.u16()?,
            hardware: r.u16()?,
            firmware: r.u16()?,
            ability: Ability(r.u8()?),
            flags: JoinFlags(r.u8()?),
            evt: Evt(r.u16()?),
        };
        r.end(join)
    }

    pub(super) fn write(&self, w: &mut Writer<'_>) {
        w.put(&self.meter.0);
        w.put(&self.device.0);
        w.put(&self.random);
        w.u16(self.generation);
        w.u16(self.hardware);
        w.u16(self.firmware);
        w.put(&[self.ability.0, self.flags.0]);
        w.u16(self.evt.0);
    }
}

/// Payload of an ASSIGN without the wrapped key (23 bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Assign {
    /// First two bytes of the JOIN's JR: who does not find his own need not try the key (HINT).
    pub hint: [u8; 2],
    /// The node's index (INDEX).
    pub index: u16,
    /// The last epoch used (EPO).
    pub epoch: u16,
    /// Number of the group key (KEYNO).
    pub keyno: u8,
    /// Slot length, 250 µs (SLT).
    pub slot: u8,
    /// The channel in use (CH).
    pub channel: u8,
    /// Indices in the cabinet (SIZE).
    pub size: u16,
    /// The last committed event.
    pub evt: Evt,
    /// Number of the session (SES).
    pub session: u8,
    /// AFL.0: event numbers start again from 1.
    pub restart: bool,
    /// Random number of the gateway (GR).
    pub random: [u8; 8],
}

impl Assign {
    pub(super) fn read(mut r: Reader<'_>) -> Option<Self> {
        let assign = Assign {
            hint: r.array()?,
            index: r.u16()?,
            epoch: r.u16()?,
            keyno: r.u8()?,
            slot: r.u8()?,
            channel: r.u8()?,
            size: r.u16()?,
            evt: Evt(r.u16()?),
            session: r.u8()?,
            restart: r.u8()? & 1 != 0,
            random: r.array()?,
        };
        r.end(assign)
    }

    pub(super) fn write(&self, w: &mut Writer<'_>) {
        w.put(&self.hint);
        w.u16(self.index);
        w.u16(self.epoch);
        w.put(&[self.keyno, self.slot, self.channel]);
        w.u16(self.size);
        w.u16(self.evt.0);
        w.put(&[self.session, self.restart.into()]);
        w.put(&self.random);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_print_as_people_write_them() {
        let meter = MeterNumber([0x42, 0x00, 0x22, 0x11, 0x26, 0x20]);
        assert_eq!(std::format!("{meter}"), "202611220042");
        let device = DeviceId([1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(std::format!("{device:?}"), "DeviceId(0102030405060708)");
    }
}
