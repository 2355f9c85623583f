//! Frame types and the fields that every frame starts with (SPEC.md, rules F-2 to F-4 and section
//! 2.2).
//!
//! ```text
//! VT   7..5 version 010, 4..0 type
//! FC   7..6 slot  5 receipt wanted  4 from the log  3 down  2 TLVs  1 ADDR  0 always 1
//! ```

use crate::security::{Counter, MicLen};

/// Longest frame in bytes, LEN and CRC included.
pub const MAX_FRAME: usize = 62;
/// Shortest value of LEN (F-1).
pub const MIN_LEN: u8 = 17;
/// Longest value of LEN (F-1).
pub const MAX_LEN: u8 = 61;
/// The protocol version, bits 7..5 of VT.
pub const VERSION: u8 = 2;
/// Index of the gateway in SRC.
pub const GATEWAY: u16 = 0;
/// Index of a node that has none yet; as IDX of a POLL: all nodes.
pub const UNASSIGNED: u16 = 0xffff;
/// Largest index of a node.
pub const MAX_INDEX: u16 = 0xfffe;

/// Bytes of VT to CTR.
pub(super) const HEAD: usize = 10;
/// Bytes of the CRC.
pub(super) const CRC: usize = 3;
/// Bytes of ADDR.
pub(super) const ADDR: usize = 6;
/// Bytes of a wrapped group key.
pub(super) const WRAPPED: usize = 16;

const _: () = assert!(MAX_FRAME == MAX_LEN as usize + 1);

/// Bits of FC.
pub(super) mod fc {
    pub(crate) const MIC: u8 = 0x01;
    pub(crate) const ADDR: u8 = 0x02;
    pub(crate) const TLVS: u8 = 0x04;
    pub(crate) const DOWN: u8 = 0x08;
    pub(crate) const LOG: u8 = 0x10;
    pub(crate) const RECEIPT: u8 = 0x20;
    pub(crate) const SLOT_SHIFT: u8 = 6;
}

/// Type of a frame (VT bits 4..0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum FrameType {
    /// 1: one event of one meter (停复电上报).
    Report,
    /// 2: gives slots, or acknowledges.
    Sync,
    /// 4: network time.
    Beacon,
    /// 5: asks for an exchange of time.
    Treq,
    /// 6: answers it.
    Trsp,
    /// 7: asks for state, history or health.
    Poll,
    /// 8: calls a module into the network.
    Invite,
    /// 9: a module asks for a session.
    Join,
    /// 10: gives it one.
    Assign,
    /// 11: state and health of a node.
    Status,
    /// 12: a new group key.
    Key,
    /// 13: an order to one node.
    Order,
    /// 15: proves that events are stored.
    Receipt,
}

/// Which key signs a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum KeyKind {
    /// KU, of the session, up.
    Uplink,
    /// KN, of the session, down.
    Downlink,
    /// KG, of the group.
    Group,
    /// KI, of the device.
    Invite,
    /// KA, of one JOIN.
    Answer,
}

impl FrameType {
    /// The core types in the order of their numbers.
    pub const ALL: [FrameType; 13] = [
        FrameType::Report,
        FrameType::Sync,
        FrameType::Beacon,
        FrameType::Treq,
        FrameType::Trsp,
        FrameType::Poll,
        FrameType::Invite,
        FrameType::Join,
        FrameType::Assign,
        FrameType::Status,
        FrameType::Key,
        FrameType::Order,
        FrameType::Receipt,
    ];

    /// Type with number `n`; `None` for reserved numbers and those of annex A.
    #[must_use]
    pub const fn from_number(n: u8) -> Option<Self> {
        Some(match n {
            1 => FrameType::Report,
            2 => FrameType::Sync,
            4 => FrameType::Beacon,
            5 => FrameType::Treq,
            6 => FrameType::Trsp,
            7 => FrameType::Poll,
            8 => FrameType::Invite,
            9 => FrameType::Join,
            10 => FrameType::Assign,
            11 => FrameType::Status,
            12 => FrameType::Key,
            13 => FrameType::Order,
            15 => FrameType::Receipt,
            _ => return None,
        })
    }

    /// Number on air.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            FrameType::Report => 1,
            FrameType::Sync => 2,
            FrameType::Beacon => 4,
            FrameType::Treq => 5,
            FrameType::Trsp => 6,
            FrameType::Poll => 7,
            FrameType::Invite => 8,
            FrameType::Join => 9,
            FrameType::Assign => 10,
            FrameType::Status => 11,
            FrameType::Key => 12,
            FrameType::Order => 13,
            FrameType::Receipt => 15,
        }
    }

    /// Whether a number belongs to the helpers of annex A: counted and dropped by a core device
    /// (F-7).
    #[must_use]
    pub const fn is_annex(n: u8) -> bool {
        matches!(n, 3 | 14 | 18)
    }

    /// VT byte.
    #[must_use]
    pub const fn vt(self) -> u8 {
        VERSION << 5 | self.number()
    }

    /// Whether the gateway sends it (FC.3).
    #[must_use]
    pub const fn is_down(self) -> bool {
        !matches!(
            self,
            FrameType::Report | FrameType::Status | FrameType::Treq | FrameType::Join
        )
    }

    /// Which key signs it.
    #[must_use]
    pub const fn key(self) -> KeyKind {
        match self {
            FrameType::Report | FrameType::Status | FrameType::Treq => KeyKind::Uplink,
            FrameType::Sync | FrameType::Beacon | FrameType::Poll => KeyKind::Group,
            FrameType::Trsp | FrameType::Key | FrameType::Order | FrameType::Receipt => {
                KeyKind::Downlink
            }
            FrameType::Invite | FrameType::Join => KeyKind::Invite,
            FrameType::Assign => KeyKind::Answer,
        }
    }

    /// Length of its MIC (F-3).
    #[must_use]
    pub const fn mic_len(self) -> MicLen {
        match self.key() {
            KeyKind::Uplink => MicLen::Four,
            _ => MicLen::Eight,
        }
    }

    /// Whether it carries a wrapped group key between payload and MIC (F-18).
    #[must_use]
    pub const fn carries_key(self) -> bool {
        matches!(self, FrameType::Assign | FrameType::Key)
    }

    /// Whether TLVs may follow the payload. In SYNC the map has all the room; in ASSIGN and KEY
    /// they would be between the enciphered key and its tag, where nothing signs them.
    #[must_use]
    pub const fn takes_tlvs(self) -> bool {
        !matches!(self, FrameType::Sync | FrameType::Assign | FrameType::Key)
    }

    /// Bytes of the payload without ADDR, map and wrapped key.
    #[must_use]
    pub const fn payload_len(self) -> usize {
        match self {
            FrameType::Report | FrameType::Status => 8,
            FrameType::Sync | FrameType::Order => 11,
            FrameType::Beacon => 14,
            FrameType::Treq => 5,
            FrameType::Trsp => 17,
            FrameType::Poll => 7,
            FrameType::Invite => 18,
            FrameType::Join => 26,
            FrameType::Assign => 23,
            FrameType::Key | FrameType::Receipt => 4,
        }
    }

    /// Bytes of the whole frame without map and TLVs.
    #[must_use]
    pub const fn frame_len(self) -> usize {
        let addr = if matches!(self, FrameType::Join) {
            ADDR
        } else {
            0
        };
        let wrapped = if self.carries_key() { WRAPPED } else { 0 };
        1 + HEAD + addr + self.payload_len() + wrapped + self.mic_len().bytes() + CRC
    }
}

/// The fields that every frame starts with, as values. Direction and lengths follow from the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Header {
    /// The network (NET).
    pub net: u16,
    /// Index of the sender (SRC): [`GATEWAY`], a node, or [`UNASSIGNED`].
    pub src: u16,
    /// Frame counter of the sender (CTR).
    pub ctr: Counter,
    /// FC bits 7..6: session number modulo 4 under a session key, KEYNO modulo 4 under the group
    /// key, else 0.
    pub slot: u8,
    /// FC.5: the sender wants a RECEIPT.
    pub receipt: bool,
    /// FC.4: the event is from the log.
    pub from_log: bool,
}

impl Header {
    /// Header of a frame of node `src` in session number `session`.
    #[must_use]
    pub const fn up(net: u16, src: u16, ctr: Counter, session: u8) -> Self {
        Header {
            net,
            src,
            ctr,
            slot: session & 3,
            receipt: false,
            from_log: false,
        }
    }

    /// Header of a frame of the gateway; `slot` is the session number, the KEYNO, or 0 in INVITE
    /// and ASSIGN.
    #[must_use]
    pub const fn down(net: u16, ctr: Counter, slot: u8) -> Self {
        Header::up(net, GATEWAY, ctr, slot)
    }

    /// Header of a JOIN.
    #[must_use]
    pub const fn join(net: u16, ctr: Counter) -> Self {
        Header::up(net, UNASSIGNED, ctr, 0)
    }

    /// FC byte of a frame of type `kind` with this header.
    #[must_use]
    pub(super) const fn fc(&self, kind: FrameType, tlvs: bool) -> u8 {
        let mut bits = fc::MIC | (self.slot & 3) << fc::SLOT_SHIFT;
        if self.receipt {
            bits |= fc::RECEIPT;
        }
        if self.from_log {
            bits |= fc::LOG;
        }
        if kind.is_down() {
            bits |= fc::DOWN;
        }
        if tlvs {
            bits |= fc::TLVS;
        }
        if matches!(kind, FrameType::Join) {
            bits |= fc::ADDR;
        }
        bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_of_the_table() {
        let table = [26, 33, 36, 23, 39, 29, 40, 54, 61, 26, 42, 33, 26];
        for (kind, len) in FrameType::ALL.into_iter().zip(table) {
            assert_eq!(kind.frame_len(), len, "{kind:?}");
            assert_eq!(FrameType::from_number(kind.number()), Some(kind));
        }
    }

    #[test]
    fn numbers_of_the_annex_are_no_types() {
        for n in [0, 3, 14, 16, 18, 31] {
            assert_eq!(FrameType::from_number(n), None);
        }
        assert!([3, 14, 18].into_iter().all(FrameType::is_annex));
        assert!(!FrameType::is_annex(0));
    }
}
