//! The key ladder (SPEC.md, section 3.1): which key follows from which, under which label and
//! context.
//!
//! | key | from | label | context after the suite byte |
//! | --- | --- | --- | --- |
//! | KD | KM | `rf2 devi` | DEVID 8 |
//! | KJ | KD | `rf2 join` | DEVID 8, NET 2, GEN 2 |
//! | KI | KJ | `rf2 invi` | DEVID 8 |
//! | KA | KJ | `rf2 answ` | DEVID 8, JR 8 |
//! | KU | KJ | `rf2 uplk` | DEVID 8, NET 2, INDEX 2, JR 8, GR 8 |
//! | KN | KJ | `rf2 down` | as KU |
//!
//! KU and KN hang on two random numbers, one of the node and one of the gateway. So two sessions
//! never share a key, even when one side has lost its memory.

use super::operations::{Context, Derive};
use core::fmt;

/// Number of a module (DEVID), 8 bytes as on air. Every module has its own; the meter it reads has
/// another one.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(pub [u8; 8]);

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceId({self})")
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for DeviceId {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "DeviceId({})", defmt::Display2Format(self));
    }
}

/// All that makes one session different from every other: context of KU and KN.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct SessionId {
    /// Number of the module (DEVID).
    pub device: DeviceId,
    /// The network (NET).
    pub net: u16,
    /// The node's index in the network (INDEX).
    pub index: u16,
    /// Random number of the node, from its JOIN (JR).
    pub node_random: [u8; 8],
    /// Random number of the gateway, from its ASSIGN (GR).
    pub gateway_random: [u8; 8],
}

impl SessionId {
    /// **Shape:** DEVID 8, NET 2, INDEX 2, JR 8, GR 8; little-endian.
    const fn context(&self) -> [u8; 28] {
        let [d0, d1, d2, d3, d4, d5, d6, d7] = self.device.0;
        let [n0, n1] = self.net.to_le_bytes();
        let [i0, i1] = self.index.to_le_bytes();
        let [j0, j1, j2, j3, j4, j5, j6, j7] = self.node_random;
        let [g0, g1, g2, g3, g4, g5, g6, g7] = self.gateway_random;
        [
            d0, d1, d2, d3, d4, d5, d6, d7, n0, n1, i0, i1, j0, j1, j2, j3, j4, j5, j6, j7, g0, g1,
            g2, g3, g4, g5, g6, g7,
        ]
    }
}

/// The steps of the ladder, for every key that can derive.
pub trait Ladder: Derive {
    /// KD of a device, from KM.
    fn device_key(&self, device: DeviceId) -> Self::Derived {
        self.derive(b"rf2 devi", &Context::new(device.0))
    }

    /// KJ of a device in network `net` and generation `generation` (GEN), from KD.
    fn join_root(&self, device: DeviceId, net: u16, generation: u16) -> Self::Derived {
        let [d0, d1, d2, d3, d4, d5, d6, d7] = device.0;
        let [n0, n1] = net.to_le_bytes();
        let [g0, g1] = generation.to_le_bytes();
        let context = [d0, d1, d2, d3, d4, d5, d6, d7, n0, n1, g0, g1];
        self.derive(b"rf2 join", &Context::new(context))
    }

    /// KI of a device, from KJ: signs INVITE and JOIN.
    fn invite_key(&self, device: DeviceId) -> Self::Derived {
        self.derive(b"rf2 invi", &Context::new(device.0))
    }

    /// KA of one JOIN with random number `node_random` (JR), from KJ: signs and enciphers the
    /// ASSIGN to it.
    fn answer_key(&self, device: DeviceId, node_random: &[u8; 8]) -> Self::Derived {
        let [d0, d1, d2, d3, d4, d5, d6, d7] = device.0;
        let [j0, j1, j2, j3, j4, j5, j6, j7] = *node_random;
        let context = [
            d0, d1, d2, d3, d4, d5, d6, d7, j0, j1, j2, j3, j4, j5, j6, j7,
        ];
        self.derive(b"rf2 answ", &Context::new(context))
    }

    /// KU of a session, from KJ: signs what the node sends.
    fn uplink_key(&self, session: &SessionId) -> Self::Derived {
        self.derive(b"rf2 uplk", &Context::new(session.context()))
    }

    /// KN of a session, from KJ: signs what the gateway sends to this node.
    fn downlink_key(&self, session: &SessionId) -> Self::Derived {
        self.derive(b"rf2 down", &Context::new(session.context()))
    }
}

impl<K: Derive> Ladder for K {}
