//! What the concentrator knows of every outage. Records may come twice, late or over another way; each outage stands
//! here once.

use dlt645::Address;
use gateway::extension::{LONGEST, Record, STILL_OUT, State};
use std::collections::BTreeMap;

/// One outage of one meter. Times are seconds since 2000-01-01 local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outage {
    /// Whose.
    pub meter: Address,
    /// The node's number of the event that began it, modulo 256.
    pub sequence: u8,
    /// When it began; `None` if the gateway does not know (yet).
    pub begin: Option<u32>,
    /// When it ended; `None` while it lasts or the end is not known (yet).
    pub end: Option<u32>,
    /// The end is not before `end` but may be later: the record cannot tell longer outages.
    pub end_or_later: bool,
    /// When the begin was learned, µs of the concentrator's clock.
    pub learned_us: u64,
    /// When the end was learned.
    pub end_learned_us: Option<u64>,
}

/// What one record changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Nothing that was not known.
    Nothing,
    /// An outage that lasts.
    Began(Outage),
    /// A known outage has ended.
    Ended(Outage),
    /// An outage that was over before it was heard of.
    WasOut(Outage),
    /// A begin or an end got its time.
    Dated(Outage),
}

/// All outages, and the state of every meter.
#[derive(Clone, Debug, Default)]
pub struct Outages {
    list: Vec<Outage>,
    states: BTreeMap<Address, State>,
}

impl Outages {
    /// All of them in the order in which they were learned.
    #[must_use]
    pub fn list(&self) -> &[Outage] {
        &self.list
    }

    /// What is known about a meter's supply.
    #[must_use]
    pub fn state(&self, meter: Address) -> State {
        self.states.get(&meter).copied().unwrap_or_default()
    }

    /// Takes a record that came at `now_us`. Taking it again changes nothing.
    pub fn take(&mut self, now_us: u64, record: &Record) -> News {
        let meter = Address::from_wire(record.address);
        self.states.insert(meter, record.status.state());
        match (record.status.state(), record.duration) {
            (State::Outage, _) => self.began(now_us, meter, record),
            (_, 0) | (_, STILL_OUT) if record.begin.is_none() => News::Nothing,
            (_, STILL_OUT) => self.began_and_ended_undated(now_us, meter, record),
            (_, duration) => self.ended(now_us, meter, record, duration),
        }
    }

    fn began(&mut self, now_us: u64, meter: Address, record: &Record) -> News {
        let same = |outage: &&mut Outage| {
            outage.meter == meter
                && outage.sequence == record.sequence
                && (outage.begin == record.begin
                    || outage.begin.is_none()
                    || record.begin.is_none())
        };
        match self.list.iter_mut().rev().find(same) {
            Some(outage) if outage.begin.is_none() && record.begin.is_some() => {
                outage.begin = record.begin;
                News::Dated(*outage)
            }
            Some(_) => News::Nothing,
            None => {
                let outage = Outage {
                    meter,
                    sequence: record.sequence,
                    begin: record.begin,
                    end: None,
                    end_or_later: false,
                    learned_us: now_us,
                    end_learned_us: None,
                };
                self.list.push(outage);
                News::Began(outage)
            }
        }
    }

    /// Mains are back, the time of that is still to come.
    fn began_and_ended_undated(&mut self, now_us: u64, meter: Address, record: &Record) -> News {
        let begin = Record {
            sequence: record.sequence.wrapping_sub(1),
            ..*record
        };
        if self
            .list
            .iter()
            .any(|outage| outage.meter == meter && outage.begin == record.begin)
        {
            return News::Nothing;
        }
        self.began(now_us, meter, &begin)
    }

    fn ended(&mut self, now_us: u64, meter: Address, record: &Record, duration: u16) -> News {
        let sequence = record.sequence.wrapping_sub(1);
        let end = record
            .begin
            .map(|begin| begin.saturating_add(u32::from(duration)));
        let same = |outage: &&mut Outage| {
            outage.meter == meter
                && match (outage.begin, record.begin) {
                    (Some(mine), Some(theirs)) => mine == theirs,
                    // Without both times the number of the event tells.
                    _ => outage.sequence == sequence,
                }
        };
        match self.list.iter_mut().rev().find(same) {
            Some(outage) => {
                let dated = outage.begin.is_none() && record.begin.is_some();
                outage.begin = outage.begin.or(record.begin);
                if outage.end.is_some() || (outage.end_learned_us.is_some() && end.is_none()) {
                    return News::Nothing;
                }
                outage.end = end;
                outage.end_or_later = duration == LONGEST;
                if outage.end_learned_us.is_some() && dated {
                    return News::Dated(*outage);
                }
                outage.end_learned_us = Some(now_us);
                News::Ended(*outage)
            }
            None => {
                let outage = Outage {
                    meter,
                    sequence,
                    begin: record.begin,
                    end,
                    end_or_later: duration == LONGEST,
                    learned_us: now_us,
                    end_learned_us: Some(now_us),
                };
                self.list.push(outage);
                News::WasOut(outage)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gateway::extension::Status;

    fn record(state: State, sequence: u8, begin: Option<u32>, duration: u16) -> Record {
        Record {
            address: [1, 0, 0, 0, 0, 0],
            status: Status(state.bits()),
            sequence,
            begin,
            duration,
        }
    }

    #[test]
    fn records_in_any_number_make_one_outage() {
        let mut outages = Outages::default();
        let begin = record(State::Outage, 1, Some(1000), STILL_OUT);
        let end = record(State::Powered, 2, Some(1000), 60);
        assert!(matches!(outages.take(5, &begin), News::Began(_)));
        assert_eq!(outages.take(6, &begin), News::Nothing);
        assert!(matches!(outages.take(7, &end), News::Ended(_)));
        for again in [begin, end, end, begin] {
            assert_eq!(outages.take(8, &again), News::Nothing);
        }
        let [outage] = outages.list() else {
            panic!("{outages:?}")
        };
        assert_eq!(
            (outage.end, outage.learned_us, outage.end_learned_us),
            (Some(1060), 5, Some(7))
        );
    }

    #[test]
    fn an_end_alone_tells_the_whole_outage() {
        let mut outages = Outages::default();
        let end = record(State::Powered, 2, Some(1000), 60);
        assert!(matches!(outages.take(7, &end), News::WasOut(_)));
        assert_eq!(
            outages.take(8, &record(State::Outage, 1, Some(1000), STILL_OUT)),
            News::Nothing
        );
        assert!(matches!(
            outages.take(9, &record(State::Outage, 3, Some(2000), STILL_OUT)),
            News::Began(_)
        ));
        assert_eq!(outages.list().len(), 2);
        assert_eq!(
            outages.state(Address::from_wire([1, 0, 0, 0, 0, 0])),
            State::Outage
        );
    }

    #[test]
    fn times_may_come_later() {
        let mut outages = Outages::default();
        assert!(matches!(
            outages.take(1, &record(State::Outage, 1, None, STILL_OUT)),
            News::Began(_)
        ));
        assert!(matches!(
            outages.take(2, &record(State::Powered, 2, None, 60)),
            News::Ended(_)
        ));
        assert_eq!(
            outages.take(3, &record(State::Powered, 2, None, 60)),
            News::Nothing
        );
        let News::Dated(outage) = outages.take(4, &record(State::Powered, 2, Some(1000), 60))
        else {
            panic!()
        };
        assert_eq!((outage.begin, outage.end), (Some(1000), Some(1060)));
        // The end comes undated after a restart of the gateway.
        outages.take(5, &record(State::Outage, 3, Some(5000), STILL_OUT));
        assert_eq!(
            outages.take(6, &record(State::Powered, 4, Some(5000), STILL_OUT)),
            News::Nothing
        );
        assert!(matches!(
            outages.take(7, &record(State::Powered, 4, Some(5000), 90)),
            News::Ended(_)
        ));
        assert_eq!(outages.list().len(), 2);
    }

    #[test]
    fn a_meter_that_was_never_out_has_no_outage() {
        let mut outages = Outages::default();
        assert_eq!(
            outages.take(1, &record(State::Powered, 0, None, 0)),
            News::Nothing
        );
        assert_eq!(
            outages.take(1, &record(State::Unknown, 0, None, 0)),
            News::Nothing
        );
        assert!(outages.list().is_empty());
    }
}
