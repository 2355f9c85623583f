//! The life of the network at the gateway: lists, ended sessions, the signing key, and what of them
//! becomes durable (C-1, C-10, S-14).
//!
//! A list may end more sessions than the queue to the memory has places: they wait at the members
//! until there is room, and nothing is lost.

use super::machine::{Gateway, IN_USE};
use crate::access::members::{KeyNumber, Line, ListError, ListHead};
use crate::journal::entry::{Gone, KeyNo, List, RecordKind};
use crate::journal::{Entry, GroupKeyBytes};

use crate::security::Key;
use crate::time::Instant;

/// State of a KEYNO entry whose key is gone.
const RETIRED: u8 = 0;

impl<const N: usize, const R: usize, const P: usize> Gateway<N, R, P> {
    /// Puts a new list in force, opened and checked by the caller. Tells whether a module was
    /// revoked: then [`rotate`](Self::rotate), urgent.
    ///
    /// # Errors
    /// [`ListError`]; then everything stays as it is.
    pub fn load_list(
        &mut self,
        now: Instant,
        head: ListHead,
        lines: impl Iterator<Item = Line<Key>> + Clone,
    ) -> Result<bool, ListError> {
        let revoked = self.members.load(now, head, lines)?;
        let list = List {
            number: head.number,
            generation_floor: head.generation_floor,
        };
        self.storing.others.push(list.into());
        self.go_on(now);
        Ok(revoked)
    }

    /// Passes on to the memory what the members have to tell, as far as there is room: an ended
    /// session and a change of the signing key make up to two entries each.
    pub(super) fn note_life(&mut self) {
        self.note_signing();
        while self.storing.others.fits_two() {
            let Some(gone) = self.members.poll_gone() else {
                return;
            };
            let entry = Gone {
                index: gone.index,
                session: gone.number,
            };
            self.storing.others.push(entry.into());
            if gone.replaced {
                self.record(RecordKind::Restart, gone.index, gone.committed);
            }
        }
    }

    /// Another key signs than the journal knows: the one before is retired.
    fn note_signing(&mut self) {
        if !self.storing.others.fits_two() {
            return;
        }
        let signing = self.members.keyring().signing();
        let known = *self.storing.signing.get_or_insert(signing.keyno);
        if known == signing.keyno {
            return;
        }
        let retired = KeyNumber {
            keyno: known,
            key: signing.key.with_bytes([0; 16]),
        };
        let entries = [key_entry(signing, IN_USE), key_entry(&retired, RETIRED)];
        self.storing.signing = Some(signing.keyno);
        for entry in entries {
            self.storing.others.push(entry);
        }
    }
}

fn key_entry(key: &KeyNumber<Key>, state: u8) -> Entry {
    let key = KeyNo {
        keyno: key.keyno,
        state,
        key: GroupKeyBytes::new(*key.key.bytes()),
    };
    key.into()
}

#[cfg(all(test, feature = "ascon"))]
#[expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]
mod tests {
    use super::super::machine::GatewayConfig;
    use super::*;
    use crate::access::action::Action;
    use crate::access::members::{GroupKeyring, Members, StoredMember};
    use crate::journal::GatewayState;
    use crate::security::{Counter, DeviceId, Ladder as _, SessionId, Suite};
    use crate::time::Micros;
    use crate::wire::{Evt, MeterNumber};
    use std::vec::Vec;

    const NET: u16 = 7;

    fn key(byte: u8) -> Key {
        Key::new(Suite::Ascon, [byte; 16]).unwrap()
    }

    fn line(n: u8, meter: u8) -> Line<Key> {
        let device = DeviceId([n; 8]);
        Line {
            meter: Some(MeterNumber([meter; 6])),
            device,
            generation: 1,
            root: key(1).device_key(device).join_root(device, NET, 1),
            index: None,
        }
    }

    fn head(number: u32) -> ListHead {
        ListHead {
            number,
            net: NET,
            generation_floor: 1,
            sole_reference: false,
        }
    }

    /// A gateway with sessions of 20 modules; event 9 of each is committed.
    fn gateway() -> Gateway<32, 8, 4> {
        let keyring = GroupKeyring::new(KeyNumber {
            keyno: 3,
            key: key(3),
        });
        let mut members = Members::new(head(0), keyring, 1);
        let lines = (1..=20).map(|n| line(n, n));
        members.load(Instant::ZERO, head(1), lines).unwrap();
        for n in 1..=20u8 {
            assert!(members.restore(&StoredMember {
                number: 1,
                id: SessionId {
                    device: DeviceId([n; 8]),
                    net: NET,
                    index: n.into(),
                    ..SessionId::default()
                },
                generation: 1,
                meter: MeterNumber([n; 6]),
                top: Counter(0x1000),
                committed: Evt(9),
                receipted: Evt(9),
            }));
        }
        let config = GatewayConfig {
            debounce: Micros::from_secs(1),
            beacon: None,
        };
        Gateway::new(config, Instant::ZERO, 1, GatewayState::default(), members)
    }

    /// Everything that the gateway stores in the next second.
    fn stored(gateway: &mut Gateway<32, 8, 4>) -> Vec<Entry> {
        let mut entries = Vec::new();
        for ms in 0..1000 {
            let now = Instant::from_millis(ms);
            while let Some(action) = gateway.poll_action(now) {
                if let Action::Store(entry) = action {
                    entries.push(entry);
                    gateway.handle_stored(now, true);
                }
            }
        }
        entries
    }

    #[test]
    fn a_list_that_ends_many_sessions_is_recorded_whole() {
        let mut gateway = gateway();
        stored(&mut gateway);
        // All modules but two are replaced by others at the same meters.
        let lines = (1..=20).map(|n| line(if n <= 2 { n } else { n + 100 }, n));
        assert_eq!(gateway.load_list(Instant::ZERO, head(2), lines), Ok(true));
        let entries = stored(&mut gateway);
        assert!(matches!(entries.first(), Some(Entry::List(list)) if list.number == 2));
        let gone = entries.iter().filter(|e| matches!(e, Entry::Gone(_)));
        assert_eq!(gone.count(), 18);
        let restarts: Vec<u16> = entries
            .iter()
            .filter_map(|entry| match entry {
                Entry::Record(record) if record.kind == RecordKind::Restart => Some(record.evt),
                _ => None,
            })
            .collect();
        assert_eq!(restarts, [9; 18]);
    }

    #[test]
    fn a_group_key_signs_only_after_it_is_durable() {
        let mut gateway = gateway();
        stored(&mut gateway);
        let next = KeyNumber {
            keyno: 4,
            key: key(4),
        };
        gateway.rotate(next, true);
        assert_eq!(gateway.members().keyring().signing().keyno, 3);
        let states: Vec<(u8, u8)> = stored(&mut gateway)
            .iter()
            .filter_map(|entry| match entry {
                Entry::KeyNo(key) => Some((key.keyno, key.state)),
                _ => None,
            })
            .collect();
        assert_eq!(gateway.members().keyring().signing().keyno, 4);
        assert_eq!(states, [(4, IN_USE), (4, IN_USE), (3, RETIRED)]);
    }
}
