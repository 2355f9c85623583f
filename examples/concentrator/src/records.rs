//! The gateway's numbered records (EF10 06): read from a number on, stored by the caller, and only
//! then confirmed.
//!
//! ```text
//!  read from 8 ─► 8, 9, 10 ─► caller's disk ─► stored up to 10 ─► confirm 10: the gateway may forget them
//! ```
//!
//! The gateway keeps a record until it is confirmed, so a crash on either side costs a second
//! reading and nothing else. Only one concentrator confirms, the one that has the gateway's
//! password; without it the records are read and kept all the same. A gateway that has no records
//! says so once and is asked again after its next start.

use gateway::extension::{Numbered, PassedRecord};

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// A record; `None` if its kind is of a later version.
    Record(u32, Option<PassedRecord>),
    /// These numbers, first and last, are not to be had any more.
    Hole(u32, u32),
    /// The gateway's numbers began anew: another gateway, or one that lost its memory.
    Anew,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Read from this number on.
    Read(u32),
    /// Tell the gateway that everything up to this number is stored.
    Confirm(u32),
}

/// An answer that is not what it should look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

/// How far the records of one gateway are read, stored and confirmed. Numbers begin at 1.
#[derive(Clone, Debug, Default)]
pub(crate) struct Records {
    read: u32,
    stored: u32,
    confirmed: u32,
    may_confirm: bool,
    /// The start of the gateway that has no records, or that refuses to be confirmed.
    none_at: Option<u32>,
    unconfirmable_at: Option<u32>,
}

impl Records {
    /// `may_confirm`: the gateway's password is known.
    pub(crate) fn new(may_confirm: bool) -> Self {
        Self {
            may_confirm,
            ..Self::default()
        }
    }

    /// Everything up to `number` is on the caller's disk; at the start, and whenever more was
    /// stored.
    pub(crate) fn stored(&mut self, number: u32) {
        self.stored = number;
        self.read = self.read.max(number);
    }

    /// What to do in start `boot` of the gateway; `None` if nothing is to be asked.
    pub(crate) fn next(&self, boot: u32) -> Option<Step> {
        if self.none_at == Some(boot) {
            return None;
        }
        let confirm = self.may_confirm && self.unconfirmable_at != Some(boot);
        if confirm && self.stored > self.confirmed {
            return Some(Step::Confirm(self.stored));
        }
        Some(Step::Read(self.read.saturating_add(1)))
    }

    /// The gateway has no such data.
    pub(crate) fn refused(&mut self, boot: u32) {
        self.none_at = Some(boot);
    }

    /// The gateway took the confirmation, or it did not: a wrong password is told once a start.
    pub(crate) fn confirmed(&mut self, boot: u32, up_to: u32, taken: bool) {
        if taken {
            self.confirmed = up_to;
        } else {
            self.unconfirmable_at = Some(boot);
        }
    }

    /// Takes the answer to [`Step::Read`]. An empty list: nothing more for now.
    pub(crate) fn take(&mut self, data: &[u8]) -> Result<Vec<Read>, Malformed> {
        let answer = Numbered::parse(data).ok_or(Malformed)?;
        let wanted = self.read.saturating_add(1);
        let mut records = answer.records().enumerate().peekable();
        if records.peek().is_none() {
            return Ok(self.nothing_from(wanted, answer.first));
        }
        let begin = answer.first.max(wanted);
        let mut read = Vec::new();
        if begin > wanted {
            read.push(Read::Hole(wanted, begin - 1));
        }
        for (place, record) in records {
            let number = u32::try_from(place).ok();
            let number = number.and_then(|place| begin.checked_add(place));
            let number = number.ok_or(Malformed)?;
            if record.is_some_and(|record| record.number != number) {
                return Err(Malformed);
            }
            read.push(Read::Record(number, record));
        }
        if let Some(Read::Record(number, _)) = read.last() {
            self.read = *number;
        }
        Ok(read)
    }

    /// All that was read is confirmed, and still the lowest number that is not is below: the
    /// numbers are others.
    fn nothing_from(&mut self, wanted: u32, first: u32) -> Vec<Read> {
        let all_confirmed = self.confirmed == self.read && self.read > 0;
        if !all_confirmed || first >= wanted {
            return Vec::new();
        }
        let before = first.saturating_sub(1);
        (self.read, self.stored, self.confirmed) = (before, before, before);
        vec![Read::Anew]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gateway::extension::RecordKind;

    fn record(number: u32) -> PassedRecord {
        let mut bytes = [0; PassedRecord::LEN];
        bytes[..4].copy_from_slice(&number.to_le_bytes());
        bytes[4] = RecordKind::Event.code();
        PassedRecord::parse(&bytes).unwrap()
    }

    /// What a gateway answers that has `all` and of which everything below `first` was confirmed.
    fn answer(first: u32, all: std::ops::RangeInclusive<u32>, from: u32) -> Vec<u8> {
        let mut out = [0; 200];
        let records = all.filter(|number| *number >= from.max(first)).map(record);
        let len = Numbered::write(first, records, &mut out);
        out[..len].to_vec()
    }

    fn numbers(read: &[Read]) -> Vec<u32> {
        let number = |read: &Read| match read {
            Read::Record(number, _) => *number,
            other => panic!("{other:?}"),
        };
        read.iter().map(number).collect()
    }

    #[test]
    fn read_until_empty_then_confirm_what_is_stored() {
        let mut records = Records::new(true);
        assert_eq!(records.next(1), Some(Step::Read(1)));
        let read = records.take(&answer(1, 1..=7, 1)).unwrap();
        assert_eq!(numbers(&read), [1, 2, 3, 4, 5]);
        // Not on the disk yet: nothing to confirm.
        assert_eq!(records.next(1), Some(Step::Read(6)));
        let read = records.take(&answer(1, 1..=7, 6)).unwrap();
        assert_eq!(numbers(&read), [6, 7]);
        records.stored(5);
        assert_eq!(records.next(1), Some(Step::Confirm(5)));
        records.confirmed(1, 5, true);
        assert_eq!(records.next(1), Some(Step::Read(8)));
        assert!(records.take(&answer(6, 6..=7, 8)).unwrap().is_empty());
        records.stored(7);
        assert_eq!(records.next(1), Some(Step::Confirm(7)));
    }

    #[test]
    fn without_the_password_nothing_is_confirmed_and_a_wrong_one_is_tried_once_a_start() {
        let mut records = Records::new(false);
        records.take(&answer(1, 1..=2, 1)).unwrap();
        records.stored(2);
        assert_eq!(records.next(1), Some(Step::Read(3)));
        // The oldest one that is not confirmed is no new beginning.
        assert!(records.take(&answer(1, 1..=2, 3)).unwrap().is_empty());
        let mut records = Records::new(true);
        records.stored(2);
        records.confirmed(1, 2, false);
        assert_eq!(records.next(1), Some(Step::Read(3)));
        assert_eq!(records.next(2), Some(Step::Confirm(2)));
    }

    #[test]
    fn holes_and_new_numbers_are_told() {
        let mut records = Records::new(true);
        let read = records.take(&answer(4, 4..=5, 1)).unwrap();
        assert_eq!(read[0], Read::Hole(1, 3));
        assert_eq!(numbers(&read[1..]), [4, 5]);
        records.stored(5);
        records.confirmed(1, 5, true);
        // Another gateway: it has one record, with number 1.
        assert_eq!(records.take(&answer(1, 1..=1, 6)), Ok(vec![Read::Anew]));
        assert_eq!(records.next(1), Some(Step::Read(1)));
        assert_eq!(numbers(&records.take(&answer(1, 1..=1, 1)).unwrap()), [1]);
    }

    #[test]
    fn a_gateway_without_records_is_asked_once_a_start_and_nonsense_changes_nothing() {
        let mut records = Records::new(true);
        records.refused(1);
        assert_eq!(records.next(1), None);
        assert_eq!(records.next(2), Some(Step::Read(1)));
        let mut wrong = answer(1, 1..=3, 1);
        wrong[5 + 32] = 9;
        assert_eq!(records.take(&wrong), Err(Malformed));
        assert_eq!(records.take(&wrong[1..]), Err(Malformed));
        assert_eq!(records.next(2), Some(Step::Read(1)));
        // A kind of a later version keeps its number.
        let mut later = answer(1, 1..=2, 1);
        later[5 + 32 + 4] = 0x20;
        let read = records.take(&later).unwrap();
        assert_eq!(read[1], Read::Record(2, None));
    }
}
