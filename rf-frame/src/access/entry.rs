//! What the machines make durable: one small entry a change.

use crate::bytes::{Reader, Writer};
use crate::report::Flags;

/// Longest encoded entry in bytes.
pub const ENTRY_MAX: usize = 24;

/// One event in a node's log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// Event number.
    pub evt: u16,
    /// State bits.
    pub flags: Flags,
    /// First moment on the node's clock, µs; `u64::MAX` when unknown.
    pub at: u64,
}

/// One durable change of a node or a gateway. The shape is private to this crate and versioned by the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Entry {
    /// Both: counters below this value may be used; at boot the sender starts from it.
    Ceiling(u32),
    /// Node: an event happened.
    Event(Past),
    /// Node: events up to `evt` are stored at the gateway, said the gateway's frame with counter `ctr`.
    Acknowledged {
        /// Last acknowledged event.
        evt: u16,
        /// Counter of the frame that said so.
        ctr: u32,
    },
    /// Node: index and group key.
    Assigned {
        /// Index.
        index: u16,
        /// Number of the group key.
        key_number: u8,
        /// The group key.
        key: [u8; 16],
    },
    /// Gateway: epoch number in use.
    Epoch(u16),
    /// Gateway: an event of a node is committed.
    Committed {
        /// Node.
        index: u16,
        /// Event number.
        evt: u16,
        /// State bits.
        flags: Flags,
        /// First moment on the gateway's clock, µs; `u64::MAX` when unknown.
        at: u64,
        /// Start of the replay window: the highest counter accepted from the node.
        ctr: u32,
    },
    /// Gateway: the events `from..=to` of a node are lost for good.
    Gap {
        /// Node.
        index: u16,
        /// First lost event.
        from: u16,
        /// Last lost event.
        to: u16,
    },
    /// Gateway: the meter with this number has this index.
    Member {
        /// Index.
        index: u16,
        /// Meter number.
        addr: [u8; 6],
    },
    /// Gateway: too many wrong MICs in the name of this node.
    Tamper {
        /// Claimed sender.
        index: u16,
    },
}

impl Entry {
    /// Encodes into `out`; gives the used part.
    pub fn encode<'b>(&self, out: &'b mut [u8; ENTRY_MAX]) -> &'b [u8] {
        let mut w = Writer::new(out);
        match self {
            Entry::Ceiling(n) => {
                w.put(&[1]);
                w.put(&n.to_le_bytes());
            }
            Entry::Event(past) => {
                w.put(&[2, past.flags.0]);
                w.put(&past.evt.to_le_bytes());
                w.put(&past.at.to_le_bytes());
            }
            Entry::Acknowledged { evt, ctr } => {
                w.put(&[3]);
                w.put(&evt.to_le_bytes());
                w.put(&ctr.to_le_bytes());
            }
            Entry::Assigned { index, key_number, key } => {
                w.put(&[4, *key_number]);
                w.put(&index.to_le_bytes());
                w.put(key);
            }
            Entry::Epoch(n) => {
                w.put(&[5]);
                w.put(&n.to_le_bytes());
            }
            Entry::Committed { index, evt, flags, at, ctr } => {
                w.put(&[6, flags.0]);
                w.put(&index.to_le_bytes());
                w.put(&evt.to_le_bytes());
                w.put(&at.to_le_bytes());
                w.put(&ctr.to_le_bytes());
            }
            Entry::Gap { index, from, to } => {
                w.put(&[7]);
                w.put(&index.to_le_bytes());
                w.put(&from.to_le_bytes());
                w.put(&to.to_le_bytes());
            }
            Entry::Member { index, addr } => {
                w.put(&[8]);
                w.put(&index.to_le_bytes());
                w.put(addr);
            }
            Entry::Tamper { index } => {
                w.put(&[9]);
                w.put(&index.to_le_bytes());
            }
        }
        w.finish()
    }

    /// Reads an encoded entry; `None` for an unknown kind or a wrong length.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut r = Reader(bytes);
        let entry = match r.u8()? {
            1 => Entry::Ceiling(r.u32()?),
            2 => {
                let flags = Flags(r.u8()?);
                Entry::Event(Past { flags, evt: r.u16()?, at: u64::from_le_bytes(r.array()?) })
            }
            3 => Entry::Acknowledged { evt: r.u16()?, ctr: r.u32()? },
            4 => {
                let key_number = r.u8()?;
                Entry::Assigned { key_number, index: r.u16()?, key: r.array()? }
            }
            5 => Entry::Epoch(r.u16()?),
            6 => {
                let flags = Flags(r.u8()?);
                let index = r.u16()?;
                let evt = r.u16()?;
                Entry::Committed { index, evt, flags, at: u64::from_le_bytes(r.array()?), ctr: r.u32()? }
            }
            7 => Entry::Gap { index: r.u16()?, from: r.u16()?, to: r.u16()? },
            8 => Entry::Member { index: r.u16()?, addr: r.array()? },
            9 => Entry::Tamper { index: r.u16()? },
            _ => return None,
        };
        r.0.is_empty().then_some(entry)
    }
}

/// State that is rebuilt from entries after a boot.
pub trait Durable {
    /// Takes one entry, in the order in which they were stored.
    fn apply(&mut self, entry: &Entry);

    /// The `n`-th entry of a list that rebuilds the present state from nothing; `None` behind the last.
    fn snapshot(&self, n: usize) -> Option<Entry>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_survives_its_encoding() {
        let all = [
            Entry::Ceiling(0x1234_5678),
            Entry::Event(Past { evt: 7, flags: Flags(3), at: u64::MAX }),
            Entry::Acknowledged { evt: 9, ctr: 10 },
            Entry::Assigned { index: 5, key_number: 1, key: [7; 16] },
            Entry::Epoch(77),
            Entry::Committed { index: 1, evt: 2, flags: Flags(1), at: 3, ctr: 4 },
            Entry::Gap { index: 1, from: 2, to: 3 },
            Entry::Member { index: 1, addr: [1, 2, 3, 4, 5, 6] },
            Entry::Tamper { index: 3 },
        ];
        for entry in all {
            let mut out = [0xa5; ENTRY_MAX];
            let bytes = entry.encode(&mut out);
            assert_eq!(Entry::decode(bytes), Some(entry));
            assert_eq!(Entry::decode(&bytes[..bytes.len() - 1]), None);
        }
    }
}
