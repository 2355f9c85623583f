//! The writing side: how a gateway keeps the table of a detection meter. Only the module port takes
//! it.
//!
//! ```text
//!  EF 10 04 00  one or two records of 16 bytes           upsert
//!  EF 10 04 01  first index 2, up to 34 bytes of states  two bits a meter, low bits first
//!  EF 10 05 00  mode 1                                   00 learning off, 01 learning on, C1 clear all
//! ```
//! A write is taken as a whole or refused as a whole, and written twice it changes nothing more.
//! Where the reference is silent, what loses no outage was chosen:
//!
//! - A record of a meter that is not registered is refused unless learning is on; then it takes the
//!   next index. Learning is off after a start; what was learned comes back with the stored
//!   changes.
//! - States without records tell no times: a meter that loses its mains by one is out since nobody
//!   knows when; one that gets them back keeps its begin, and the duration stays open until a
//!   record tells it. "Unknown" and "unreachable" end no outage.
//! - Clearing sets every meter to unknown, as so many changes. The registry stays, so that no index
//!   moves.

use super::{Change, Moment, Table};
use crate::extension::{RECORD_LEN, Record, STILL_OUT, State, Status, place};

/// What a write names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// 04 00.
    Records,
    /// 04 01.
    States,
    /// 05 00.
    Mode,
}

/// Most records of one write.
const RECORDS: usize = 2;
/// Most bytes of states of one write.
const STATES: usize = 34;
const LEARN_OFF: u8 = 0x00;
const LEARN_ON: u8 = 0x01;
const CLEAR: u8 = 0xC1;

impl Written {
    /// What `di` names, if it lies under `base` and can be written.
    #[must_use]
    pub const fn from_di(base: [u8; 2], di: u32) -> Option<Self> {
        let Some(place) = place(base, di) else {
            return None;
        };
        match place {
            (4, 0) => Some(Self::Records),
            (4, 1) => Some(Self::States),
            (5, 0) => Some(Self::Mode),
            _ => None,
        }
    }
}

/// Why a write is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untaken {
    /// Length, date or mode are none.
    Malformed,
    /// A meter that is not registered, or no place for it.
    NoSuchMeter,
}

impl<const N: usize, const LOG: usize> Table<N, LOG> {
    /// Whether records of unknown meters are taken in.
    pub const fn set_learning(&mut self, on: bool) {
        self.learning = on;
    }

    /// Takes a write; `store` makes each change durable.
    ///
    /// # Errors
    /// [`Untaken`]; then nothing was changed.
    pub fn write(
        &mut self,
        what: Written,
        data: &[u8],
        mut store: impl FnMut(&Change),
    ) -> Result<(), Untaken> {
        match what {
            Written::Records => self.write_records(data, &mut store),
            Written::States => self.write_states(data, &mut store),
            Written::Mode => self.write_mode(data, &mut store),
        }
    }

    fn write_records(
        &mut self,
        data: &[u8],
        store: &mut impl FnMut(&Change),
    ) -> Result<(), Untaken> {
        let (records, rest) = data.as_chunks::<RECORD_LEN>();
        if records.is_empty() || records.len() > RECORDS || !rest.is_empty() {
            return Err(Untaken::Malformed);
        }
        let mut new: Option<[u8; 6]> = None;
        let mut room = N.saturating_sub(self.meters);
        for wire in records {
            let record = Record::from_wire(wire).ok_or(Untaken::Malformed)?;
            if self.place_of(record.address).is_none() && new != Some(record.address) {
                room = room
                    .checked_sub(1)
                    .filter(|_| self.learning)
                    .ok_or(Untaken::NoSuchMeter)?;
                new = Some(record.address);
            }
        }
        for record in records.iter().filter_map(Record::from_wire) {
            if self.place_of(record.address).is_none() {
                self.register([record.address]);
            }
            let at = self.place_of(record.address).unwrap_or(N);
            if let Some(change) = self.replace(at, record) {
                store(&change);
            }
        }
        Ok(())
    }

    fn write_states(
        &mut self,
        data: &[u8],
        store: &mut impl FnMut(&Change),
    ) -> Result<(), Untaken> {
        let (first, states) = data.split_first_chunk::<2>().ok_or(Untaken::Malformed)?;
        if states.is_empty() || states.len() > STATES {
            return Err(Untaken::Malformed);
        }
        let first = usize::from(u16::from_le_bytes(*first));
        let pairs = || {
            states
                .iter()
                .flat_map(|byte| [0, 2, 4, 6].map(|shift| State::from_bits(byte >> shift)))
        };
        let room = self.meters.saturating_sub(first);
        if room == 0 || pairs().skip(room).any(|state| state != State::Unknown) {
            return Err(Untaken::NoSuchMeter);
        }
        for (at, state) in pairs().take(room).enumerate() {
            let at = first.saturating_add(at);
            let Some(mut record) = self.entries.get(at).map(|entry| entry.record) else {
                break;
            };
            let old = record.status.state();
            let bits = match (old, state) {
                _ if old == state => continue,
                (State::Outage, State::Unknown | State::Unreachable) => continue,
                (_, State::Unreachable) => record.status.0 & !3 | state.bits() | Status::JUDGED,
                (_, State::Unknown) => state.bits(),
                (State::Outage, State::Powered) => {
                    record.sequence = record.sequence.wrapping_add(1);
                    record.duration = STILL_OUT;
                    state.bits()
                }
                (_, State::Powered) => record.status.0 & !(3 | Status::JUDGED) | state.bits(),
                (_, State::Outage) => {
                    record.sequence = record.sequence.wrapping_add(1);
                    record.begin = None;
                    record.duration = STILL_OUT;
                    state.bits()
                }
            };
            record.status = Status(bits);
            if let Some(change) = self.replace(at, record) {
                store(&change);
            }
        }
        Ok(())
    }

    fn write_mode(&mut self, data: &[u8], store: &mut impl FnMut(&Change)) -> Result<(), Untaken> {
        match *data {
            [LEARN_OFF] => self.learning = false,
            [LEARN_ON] => self.learning = true,
            [CLEAR] => {
                for at in 0..self.meters {
                    let cleared = self
                        .entries
                        .get(at)
                        .map(|entry| Record::new(entry.record.address));
                    if let Some(change) = cleared.and_then(|record| self.replace(at, record)) {
                        store(&change);
                    }
                }
            }
            _ => return Err(Untaken::Malformed),
        }
        Ok(())
    }

    /// Puts a record in its place, unless it is there already.
    fn replace(&mut self, at: usize, record: Record) -> Option<Change> {
        let entry = self
            .entries
            .get_mut(at)
            .filter(|entry| entry.record != record)?;
        entry.record = record;
        entry.begin = Moment {
            timer_ms: None,
            calendar: record.begin,
        };
        entry.end = Moment::default();
        entry.silent = 0;
        Some(self.log_change(record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    type Small = Table<4, 8>;

    fn table() -> Small {
        Table::new([[1, 0, 0, 0, 0, 0], [2, 0, 0, 0, 0, 0]])
    }

    fn out(meter: u8, sequence: u8) -> Record {
        let status = Status(State::Outage.bits() | Status::LAST_GASP);
        Record {
            status,
            sequence,
            begin: Some(800_000_000),
            duration: STILL_OUT,
            ..Record::new([meter, 0, 0, 0, 0, 0])
        }
    }

    fn write(table: &mut Small, what: Written, data: &[u8]) -> Result<Vec<Change>, Untaken> {
        let mut stored = Vec::new();
        table
            .write(what, data, |change| stored.push(*change))
            .map(|()| stored)
    }

    #[test]
    fn records_are_taken_whole_once_and_only_of_registered_meters() {
        let mut table = table();
        let two = [out(1, 5).to_wire(), out(2, 7).to_wire()].concat();
        let stored = write(&mut table, Written::Records, &two).unwrap();
        assert_eq!(
            stored
                .iter()
                .map(|change| change.record)
                .collect::<Vec<_>>(),
            [out(1, 5), out(2, 7)]
        );
        assert_eq!(
            write(&mut table, Written::Records, &two),
            Ok(Vec::new()),
            "the answer was lost, it comes again"
        );
        let mixed = [out(1, 9).to_wire(), out(3, 1).to_wire()].concat();
        assert_eq!(
            write(&mut table, Written::Records, &mixed),
            Err(Untaken::NoSuchMeter)
        );
        assert_eq!(
            table.records().next().unwrap().sequence,
            5,
            "nothing of a refused write is taken"
        );
        for wrong in [&two[..15], &two[..17], &[], &[0x99; 16], &[0; 48]] {
            assert_eq!(
                write(&mut table, Written::Records, wrong),
                Err(Untaken::Malformed)
            );
        }
        assert_eq!(table.change_seq(), 2);
    }

    #[test]
    fn learning_takes_meters_in_until_the_table_is_full() {
        let mut table = table();
        let crc = table.registry_crc;
        assert_eq!(write(&mut table, Written::Mode, &[1]), Ok(Vec::new()));
        let two = [out(3, 1).to_wire(), out(4, 1).to_wire()].concat();
        let stored = write(&mut table, Written::Records, &two).unwrap();
        assert_eq!((stored.len(), table.records().len()), (2, 4));
        assert_ne!(
            table.registry_crc, crc,
            "the reader sees that indices moved"
        );
        assert_eq!(
            write(&mut table, Written::Records, &out(5, 1).to_wire()),
            Err(Untaken::NoSuchMeter)
        );
        // After a start they come back with the changes.
        let mut again = self::table();
        again.set_learning(true);
        stored.iter().for_each(|change| again.restore(change));
        assert!(again.records().eq(table.records()));
    }

    #[test]
    fn states_tell_no_times_and_end_no_outage_by_silence() {
        let mut table = table();
        write(&mut table, Written::Records, &out(2, 7).to_wire()).unwrap();
        let states = |table: &Small| {
            table
                .records()
                .map(|record| record.status.state())
                .collect::<Vec<_>>()
        };
        // Meter 1 out, meter 2 unreachable: it stays out.
        let stored = write(&mut table, Written::States, &[0, 0, 0b11_10]).unwrap();
        assert_eq!(states(&table), [State::Outage, State::Outage]);
        assert_eq!(
            (
                stored[0].record.begin,
                stored[0].record.duration,
                stored[0].record.sequence
            ),
            (None, STILL_OUT, 1)
        );
        assert_eq!(
            write(&mut table, Written::States, &[1, 0, 0b01]).map(|stored| stored.len()),
            Ok(1)
        );
        let back = *table.records().nth(1).unwrap();
        assert_eq!(
            (back.begin, back.duration, back.sequence),
            (Some(800_000_000), STILL_OUT, 8)
        );
        // After the last meter there is nothing to say.
        assert_eq!(
            write(&mut table, Written::States, &[0, 0, 0b01_01_10]),
            Err(Untaken::NoSuchMeter)
        );
        assert_eq!(
            write(&mut table, Written::States, &[2, 0, 0]),
            Err(Untaken::NoSuchMeter)
        );
        assert_eq!(
            write(&mut table, Written::States, &[0, 0]),
            Err(Untaken::Malformed)
        );
        assert_eq!(
            write(&mut table, Written::States, &[0; 37]),
            Err(Untaken::Malformed)
        );
    }

    #[test]
    fn clearing_leaves_the_registry() {
        let mut table = table();
        write(&mut table, Written::Records, &out(2, 7).to_wire()).unwrap();
        let crc = table.registry_crc;
        assert_eq!(
            write(&mut table, Written::Mode, &[0xC1]).map(|stored| stored.len()),
            Ok(1)
        );
        assert!(
            table
                .records()
                .all(|record| record.status.state() == State::Unknown && record.begin.is_none())
        );
        assert_eq!((table.records().len(), table.registry_crc), (2, crc));
        assert_eq!(
            write(&mut table, Written::Mode, &[2]),
            Err(Untaken::Malformed)
        );
        assert_eq!(
            write(&mut table, Written::Mode, &[]),
            Err(Untaken::Malformed)
        );
    }
}
