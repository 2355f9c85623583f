//! What the machines make durable: one small entry a change.

use crate::v1::bytes::{Writer, copy};
use crate::v1::report::Flags;

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

/// One durable change of a node or a gateway. The shape is private to this crate and versioned by
/// the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Entry {
    /// Both: counters below this value may be used; at boot the sender starts from it.
    Ceiling(u32),
    /// Node: an event happened.
    Event(Past),
    /// Node: events up to `evt` are stored at the gateway, said the gateway's frame with counter
    /// `ctr`.
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
        self.write(&mut w);
        w.finish()
    }

    pub(crate) fn write(&self, w: &mut Writer<'_>) {
        w.u8(self.kind());
        match self {
            Entry::Ceiling(n) => {
                w.u32(*n);
            }
            Entry::Event(past) => {
                w.u8(past.flags.0);
                w.u16(past.evt);
                w.u64(past.at);
            }
            Entry::Acknowledged { evt, ctr } => {
                w.u16(*evt);
                w.u32(*ctr);
            }
            Entry::Assigned {
                index,
                key_number,
                key,
            } => {
                w.u8(*key_number);
                w.u16(*index);
                w.put(key);
            }
            Entry::Epoch(n) => {
                w.u16(*n);
            }
            Entry::Committed {
                index,
                evt,
                flags,
                at,
                ctr,
            } => {
                w.u8(flags.0);
                w.u16(*index);
                w.u16(*evt);
                w.u64(*at);
                w.u32(*ctr);
            }
            Entry::Gap { index, from, to } => {
                w.u16(*index);
                w.u16(*from);
                w.u16(*to);
            }
            Entry::Member { index, addr } => {
                w.u16(*index);
                w.put(addr);
            }
            Entry::Tamper { index } => {
                w.u16(*index);
            }
        }
    }

    const fn kind(&self) -> u8 {
        match self {
            Entry::Ceiling(_) => 1,
            Entry::Event(_) => 2,
            Entry::Acknowledged { .. } => 3,
            Entry::Assigned { .. } => 4,
            Entry::Epoch(_) => 5,
            Entry::Committed { .. } => 6,
            Entry::Gap { .. } => 7,
            Entry::Member { .. } => 8,
            Entry::Tamper { .. } => 9,
        }
    }

    /// Reads an encoded entry; `None` for an unknown kind or a wrong length.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let kind = *bytes.first()?;
        let len = match kind {
            1 => 5,
            2 => 12,
            3 | 7 => 7,
            4 => 20,
            5 | 9 => 3,
            6 => 18,
            8 => 9,
            _ => return None,
        };
        if bytes.len() != len {
            return None;
        }
        let mut whole = [0; ENTRY_MAX];
        copy(&mut whole, bytes);
        let u16_at = |at| u16::from_le_bytes(field(&whole, at));
        let u32_at = |at| u32::from_le_bytes(field(&whole, at));
        let [flags] = field(&whole, 1);
        Some(match kind {
            1 => Entry::Ceiling(u32_at(1)),
            2 => {
                let at = u64::from_le_bytes(field(&whole, 4));
                Entry::Event(Past {
                    evt: u16_at(2),
                    flags: Flags(flags),
                    at,
                })
            }
            3 => Entry::Acknowledged {
                evt: u16_at(1),
                ctr: u32_at(3),
            },
            4 => Entry::Assigned {
                index: u16_at(2),
                key_number: flags,
                key: field(&whole, 4),
            },
            5 => Entry::Epoch(u16_at(1)),
            6 => {
                let at = u64::from_le_bytes(field(&whole, 6));
                Entry::Committed {
                    index: u16_at(2),
                    evt: u16_at(4),
                    flags: Flags(flags),
                    at,
                    ctr: u32_at(14),
                }
            }
            7 => Entry::Gap {
                index: u16_at(1),
                from: u16_at(3),
                to: u16_at(5),
            },
            8 => Entry::Member {
                index: u16_at(1),
                addr: field(&whole, 3),
            },
            _ => Entry::Tamper { index: u16_at(1) },
        })
    }
}

/// `N` bytes at a place inside the entry.
#[inline(always)]
fn field<const N: usize>(bytes: &[u8; ENTRY_MAX], at: usize) -> [u8; N] {
    bytes
        .get(at..)
        .and_then(<[u8]>::first_chunk)
        .copied()
        .unwrap_or([0; N])
}

/// State that is rebuilt from entries after a boot.
pub trait Durable {
    /// Takes one entry, in the order in which they were stored.
    fn apply(&mut self, entry: &Entry);

    /// The `n`-th entry of a list that rebuilds the present state from nothing; `None` behind the
    /// last.
    fn snapshot(&self, n: usize) -> Option<Entry>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_survives_its_encoding() {
        let all = [
            Entry::Ceiling(0x1234_5678),
            Entry::Event(Past {
                evt: 7,
                flags: Flags(3),
                at: u64::MAX,
            }),
            Entry::Acknowledged { evt: 9, ctr: 10 },
            Entry::Assigned {
                index: 5,
                key_number: 1,
                key: [7; 16],
            },
            Entry::Epoch(77),
            Entry::Committed {
                index: 1,
                evt: 2,
                flags: Flags(1),
                at: 3,
                ctr: 4,
            },
            Entry::Gap {
                index: 1,
                from: 2,
                to: 3,
            },
            Entry::Member {
                index: 1,
                addr: [1, 2, 3, 4, 5, 6],
            },
            Entry::Tamper { index: 3 },
        ];
        for entry in all {
            let mut out = [0xa5; ENTRY_MAX];
            let bytes = entry.encode(&mut out);
            assert_eq!(Entry::decode(bytes), Some(entry));
            assert_eq!(Entry::decode(&bytes[..bytes.len() - 1]), None);
            let long = [bytes, &[0]].concat();
            assert_eq!(Entry::decode(&long), None);
        }
    }
}
