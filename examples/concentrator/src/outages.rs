//! What the concentrator knows of every outage. Records may come twice, late or over another way;
//! each outage is kept here once.

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

/// An outage without a time is looked for among this many latest ones of its meter. Its number has
/// eight bits and returns after 128 outages, so an older one of the same number is another outage.
const RECENT: usize = 16;

/// Begins of one outage as two gateways tell them: rule C-5 of the radio specification.
const SAME_BEGIN_S: u32 = 2;
/// More events than a module can have had between two records that follow each other: its numbers
/// began anew. The number has eight bits, so a fall of many looks like a jump.
const MOST_MISSED: u8 = 64;
/// Outages that are learned closer together may come from one reading of the gateway's pages, where
/// an older one may follow a newer; nobody replaces a module that fast.
const ONE_READING_US: u64 = 10_000_000;

/// What is known of the numbers of one meter's radio module.
#[derive(Clone, Copy, Debug, Default)]
struct Module {
    /// Its last event, as far as it was told.
    last: u8,
    /// When its numbers were seen to begin anew; 0: never.
    since_us: u64,
}

impl Module {
    /// Whether the event after `last` cannot have this number.
    const fn begins_anew(self, sequence: u8) -> bool {
        sequence.wrapping_sub(self.last) > MOST_MISSED
    }
}

/// All outages, and the state of every meter.
#[derive(Clone, Debug, Default)]
pub struct Outages {
    list: Vec<Outage>,
    /// Places in the list of each meter's outages, in its order.
    by_meter: BTreeMap<Address, Vec<usize>>,
    states: BTreeMap<Address, State>,
    modules: BTreeMap<Address, Module>,
    /// When the present gateway was first seen; numbers of before are another gateway's.
    numbers_since_us: u64,
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

    /// The gateway was replaced, which was seen at `now_us`: its numbers begin anew, and an outage
    /// that was over before is never meant by one of them.
    pub fn numbers_began(&mut self, now_us: u64) {
        self.numbers_since_us = now_us;
        self.modules.clear();
    }

    /// Before [`take`](Self::take) of the same record, if it comes in the order in which the gateway
    /// wrote it: a number that is not after the last one is of another module in the place of the
    /// first, and means no outage that was over before.
    pub fn follow(&mut self, now_us: u64, record: &Record) {
        let meter = Address::from_wire(record.address);
        if let Some(module) = self.modules.get_mut(&meter) {
            if module.begins_anew(record.sequence) {
                module.since_us = now_us;
            }
            module.last = record.sequence;
        } else {
            let module = Module {
                last: record.sequence,
                since_us: 0,
            };
            self.modules.insert(meter, module);
        }
    }

    /// Since when the numbers of this meter are those that it has now.
    fn numbers_since(&self, meter: Address) -> u64 {
        let module = self.modules.get(&meter).copied().unwrap_or_default();
        self.numbers_since_us.max(module.since_us)
    }

    /// Puts back an outage that an earlier run had learned; those of a meter in their order.
    pub fn restore(&mut self, outage: Outage) {
        let state = if outage.end_learned_us.is_none() {
            State::Outage
        } else {
            State::Powered
        };
        self.states.insert(outage.meter, state);
        let places = self.by_meter.get(&outage.meter);
        let before = places.and_then(|places| self.list.get(*places.last()?));
        let before = before.map_or(0, |before| before.learned_us);
        let module = self.modules.entry(outage.meter).or_default();
        let apart = outage.learned_us > before.saturating_add(ONE_READING_US);
        if before > 0 && apart && module.begins_anew(outage.sequence) {
            module.since_us = outage.learned_us;
        }
        let ended = u8::from(outage.end_learned_us.is_some());
        module.last = outage.sequence.wrapping_add(ended);
        self.push(outage);
    }

    /// Takes a record that came at `now_us`. Taking it again changes nothing.
    pub fn take(&mut self, now_us: u64, record: &Record) -> News {
        let meter = Address::from_wire(record.address);
        self.states.insert(meter, record.status.state());
        match (record.status.state(), record.duration) {
            (State::Outage, _) => self.began(now_us, meter, record),
            (_, 0) | (_, STILL_OUT) if record.begin.is_none() => News::Nothing,
            (_, STILL_OUT) => self.ended_undated(now_us, meter, record),
            (_, duration) => self.ended(now_us, meter, record, duration),
        }
    }

    /// After [`take`](Self::take) of the same record: an older outage that still counts as open has
    /// ended, though nobody can tell when. Its begin had no time and got lost with it when the
    /// gateway was restarted twice, or the gateway's log was too short for all that came after
    /// it.
    pub fn take_missed_end(&mut self, now_us: u64, record: &Record) -> News {
        let meter = Address::from_wire(record.address);
        let numbers_since = self.numbers_since(meter);
        let places = self.by_meter.get(&meter);
        let places = places.map_or(&[][..], Vec::as_slice);
        for place in places.iter().rev().take(RECENT) {
            let Some(outage) = self.list.get_mut(*place) else {
                continue;
            };
            // A record of before the outage, that comes again, ends nothing.
            let later = record.sequence.wrapping_sub(outage.sequence).cast_signed() > 0;
            // Numbers of another gateway or module are not in that order: mains that are there end
            // it.
            let replaced = outage.learned_us < numbers_since;
            let ends = if replaced {
                record.status.state() == State::Powered
            } else {
                later
            };
            if outage.end_learned_us.is_none() && ends {
                outage.end_learned_us = Some(now_us);
                return News::Ended(*outage);
            }
        }
        News::Nothing
    }

    /// The outage of `meter` that `record` speaks of and whose event number was `sequence`: the one
    /// with the same begin, or, where a begin is missing, the latest one of that number. One that
    /// was over when the gateway or the module was replaced is never meant by a number, and another
    /// gateway may tell its begin a little differently.
    fn find(&mut self, meter: Address, sequence: u8, begin: Option<u32>) -> Option<&mut Outage> {
        let numbers_since = self.numbers_since(meter);
        let places = self.by_meter.get(&meter)?;
        let all = |place: &&usize| self.list.get(**place);
        let same_begin = |place: &&usize| {
            all(place).is_some_and(|outage| {
                let apart = outage.begin.zip(begin).map(|(one, two)| one.abs_diff(two));
                let replaced = outage.learned_us < self.numbers_since_us;
                apart.is_some_and(|apart| apart <= if replaced { SAME_BEGIN_S } else { 0 })
            })
        };
        let same_number = |place: &&usize| {
            all(place).is_some_and(|outage| {
                let open = outage.end_learned_us.is_none();
                outage.sequence == sequence
                    && (outage.begin.is_none() || begin.is_none())
                    && (open || outage.learned_us >= numbers_since)
            })
        };
        let dated = places.iter().rev().find(same_begin);
        let recent = || places.iter().rev().take(RECENT).find(same_number);
        let place = dated.or_else(recent).copied()?;
        self.list.get_mut(place)
    }

    fn push(&mut self, outage: Outage) -> Outage {
        self.by_meter
            .entry(outage.meter)
            .or_default()
            .push(self.list.len());
        self.list.push(outage);
        outage
    }

    fn began(&mut self, now_us: u64, meter: Address, record: &Record) -> News {
        let begin_us = record.begin.map(|begin| u64::from(begin) * 1_000_000);
        // Who is out since a time after that outage was over is out anew: another gateway counts
        // from 1 again.
        let anew = |outage: &Outage| {
            let over = outage.end_learned_us;
            outage.begin.is_none() && over.is_some_and(|over| begin_us > Some(over))
        };
        match self.find(meter, record.sequence, record.begin) {
            Some(outage) if anew(outage) => News::Began(self.push(Outage {
                meter,
                sequence: record.sequence,
                begin: record.begin,
                end: None,
                end_or_later: false,
                learned_us: now_us,
                end_learned_us: None,
            })),
            Some(outage) if outage.begin.is_none() && record.begin.is_some() => {
                outage.begin = record.begin;
                News::Dated(*outage)
            }
            // Two outages cannot begin in the same second, but a number may be told in two ways.
            Some(_) => News::Nothing,
            None => News::Began(self.push(Outage {
                meter,
                sequence: record.sequence,
                begin: record.begin,
                end: None,
                end_or_later: false,
                learned_us: now_us,
                end_learned_us: None,
            })),
        }
    }

    /// Mains are back, the time of that is still to come: a gateway that was restarted has none for
    /// a while.
    fn ended_undated(&mut self, now_us: u64, meter: Address, record: &Record) -> News {
        let sequence = record.sequence.wrapping_sub(1);
        let Some(outage) = self.find(meter, sequence, record.begin) else {
            return News::WasOut(self.push(Outage {
                meter,
                sequence,
                begin: record.begin,
                end: None,
                end_or_later: false,
                learned_us: now_us,
                end_learned_us: Some(now_us),
            }));
        };
        let dated = outage.begin.is_none() && record.begin.is_some();
        outage.begin = outage.begin.or(record.begin);
        if outage.end_learned_us.is_none() {
            outage.end_learned_us = Some(now_us);
            return News::Ended(*outage);
        }
        if dated {
            News::Dated(*outage)
        } else {
            News::Nothing
        }
    }

    fn ended(&mut self, now_us: u64, meter: Address, record: &Record, duration: u16) -> News {
        let sequence = record.sequence.wrapping_sub(1);
        let end = record
            .begin
            .map(|begin| begin.saturating_add(u32::from(duration)));
        let Some(outage) = self.find(meter, sequence, record.begin) else {
            return News::WasOut(self.push(Outage {
                meter,
                sequence,
                begin: record.begin,
                end,
                end_or_later: duration == LONGEST,
                learned_us: now_us,
                end_learned_us: Some(now_us),
            }));
        };
        outage.begin = outage.begin.or(record.begin);
        if outage.end.is_some() || (outage.end_learned_us.is_some() && end.is_none()) {
            return News::Nothing;
        }
        outage.end = end;
        outage.end_or_later = duration == LONGEST;
        if outage.end_learned_us.is_some() {
            return News::Dated(*outage);
        }
        outage.end_learned_us = Some(now_us);
        News::Ended(*outage)
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
    fn a_return_whose_time_is_not_known_is_told_at_once_and_dated_later() {
        let mut outages = Outages::default();
        let begin = record(State::Outage, 1, Some(1000), STILL_OUT);
        outages.take(5, &begin);
        // The gateway was restarted meanwhile and has no time.
        let undated = record(State::Powered, 2, Some(1000), STILL_OUT);
        let News::Ended(outage) = outages.take(7, &undated) else {
            panic!()
        };
        assert_eq!((outage.end, outage.end_learned_us), (None, Some(7)));
        assert_eq!(outages.take(8, &undated), News::Nothing);
        let dated = record(State::Powered, 2, Some(1000), 60);
        let News::Dated(outage) = outages.take(9, &dated) else {
            panic!()
        };
        assert_eq!((outage.end, outage.end_learned_us), (Some(1060), Some(7)));
        assert_eq!(outages.take(10, &dated), News::Nothing);
        // An outage of which only that was heard is over, and never began anew.
        let other = record(State::Powered, 4, Some(2000), STILL_OUT);
        assert!(matches!(outages.take(11, &other), News::WasOut(_)));
        assert_eq!(outages.list().len(), 2);
    }

    #[test]
    fn an_outage_whose_end_was_missed_does_not_stay_open() {
        let mut outages = Outages::default();
        let mut both = |record: &Record| {
            let news = outages.take(9, record);
            (news, outages.take_missed_end(9, record))
        };
        // Neither begin nor end have a time: the gateway was restarted twice.
        let (news, missed) = both(&record(State::Outage, 9, None, STILL_OUT));
        assert!(matches!(news, News::Began(_)) && missed == News::Nothing);
        let back = record(State::Powered, 10, None, STILL_OUT);
        let (news, missed) = both(&back);
        let News::Ended(outage) = missed else {
            panic!("{news:?} {missed:?}")
        };
        assert_eq!((outage.sequence, outage.end), (9, None));
        assert_eq!(both(&back), (News::Nothing, News::Nothing));
        // The log was too short: the end of 11 and all of 13 went by.
        both(&record(State::Outage, 11, Some(1000), STILL_OUT));
        let (news, missed) = both(&record(State::Powered, 16, Some(5000), 60));
        assert!(matches!(news, News::WasOut(_)));
        assert!(matches!(missed, News::Ended(Outage { sequence: 11, .. })));
        // A record of before an outage ends nothing.
        both(&record(State::Outage, 17, Some(6000), STILL_OUT));
        let (_, missed) = both(&record(State::Powered, 16, Some(5000), 60));
        assert_eq!(missed, News::Nothing);
    }

    #[test]
    fn another_gateway_that_counts_from_one_again_makes_new_outages() {
        let mut outages = Outages::default();
        let minute = 60_000_000;
        outages.take(5 * minute, &record(State::Outage, 1, None, STILL_OUT));
        let back = record(State::Powered, 2, None, STILL_OUT);
        outages.take_missed_end(6 * minute, &back);
        // Ten minutes later, and in a place where the first gateway never was.
        let out = record(State::Outage, 1, Some(16 * 60), STILL_OUT);
        assert!(matches!(outages.take(17 * minute, &out), News::Began(_)));
        assert_eq!(outages.take(17 * minute, &out), News::Nothing);
        let back = record(State::Powered, 2, Some(16 * 60), 90);
        assert!(matches!(outages.take(18 * minute, &back), News::Ended(_)));
        assert_eq!(outages.list().len(), 2);
    }

    #[test]
    fn what_a_replaced_gateway_tells_without_a_time_is_no_old_outage() {
        let mut outages = Outages::default();
        outages.take(5, &record(State::Outage, 1, Some(1000), STILL_OUT));
        outages.take(6, &record(State::Powered, 2, Some(1000), 60));
        outages.take(7, &record(State::Outage, 41, Some(2000), STILL_OUT));
        outages.numbers_began(10);
        // The meter that was out has mains, and its new module was never out.
        let here = record(State::Powered, 0, None, 0);
        assert_eq!(outages.take(11, &here), News::Nothing);
        let missed = outages.take_missed_end(11, &here);
        assert!(matches!(missed, News::Ended(Outage { sequence: 41, .. })));
        // Numbers begin with 1 again, and there is no time yet.
        let out = record(State::Outage, 1, None, STILL_OUT);
        assert!(matches!(outages.take(12, &out), News::Began(_)));
        assert_eq!(outages.take(12, &out), News::Nothing, "told again");
        let back = record(State::Powered, 2, None, 60);
        assert!(matches!(outages.take(13, &back), News::Ended(_)));
        assert_eq!(outages.take(13, &back), News::Nothing, "told again");
        assert_eq!(outages.list().len(), 3);
    }

    #[test]
    fn an_outage_that_outlasts_the_gateway_stays_one() {
        let mut outages = Outages::default();
        outages.take(5, &record(State::Outage, 7, None, STILL_OUT));
        outages.numbers_began(10);
        let out = record(State::Outage, 7, None, STILL_OUT);
        assert_eq!(outages.take(11, &out), News::Nothing);
        assert_eq!(outages.take_missed_end(11, &out), News::Nothing);
        let back = record(State::Powered, 8, None, 60);
        assert!(matches!(outages.take(12, &back), News::Ended(_)));
        assert_eq!(outages.list().len(), 1);
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
        assert!(matches!(
            outages.take(6, &record(State::Powered, 4, Some(5000), STILL_OUT)),
            News::Ended(_)
        ));
        assert!(matches!(
            outages.take(7, &record(State::Powered, 4, Some(5000), 90)),
            News::Dated(_)
        ));
        assert_eq!(outages.list().len(), 2);
    }

    #[test]
    fn the_129th_outage_is_not_taken_for_the_first() {
        let mut outages = Outages::default();
        for number in 0..300_u32 {
            let (sequence, begin) = ((2 * number + 1) as u8, 1000 + 100 * number);
            let out = record(State::Outage, sequence, None, STILL_OUT);
            assert!(
                matches!(outages.take(1, &out), News::Began(_)),
                "outage {number}"
            );
            assert_eq!(outages.take(1, &out), News::Nothing, "told again");
            let back = record(State::Powered, sequence.wrapping_add(1), Some(begin), 60);
            let News::Ended(outage) = outages.take(2, &back) else {
                panic!("outage {number}")
            };
            assert_eq!((outage.begin, outage.end), (Some(begin), Some(begin + 60)));
        }
        assert_eq!(outages.list().len(), 300);
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

    /// As the gateway's log is read.
    fn log(outages: &mut Outages, now_us: u64, record: &Record) -> [News; 2] {
        outages.follow(now_us, record);
        [
            outages.take(now_us, record),
            outages.take_missed_end(now_us, record),
        ]
    }

    /// One outage whose begin and end nobody can date.
    fn undated(outages: &mut Outages, now_us: u64, number: u8) {
        let out = record(State::Outage, number, None, STILL_OUT);
        let [news, missed] = log(outages, now_us, &out);
        assert!(matches!(news, News::Began(_)), "{number}: {news:?}");
        assert_eq!(missed, News::Nothing);
        let back = record(State::Powered, number.wrapping_add(1), None, STILL_OUT);
        let news = log(outages, now_us + 5_000_000, &back);
        assert!(
            news.iter().any(|news| matches!(news, News::Ended(_))),
            "{number}: {news:?}"
        );
        let again = log(outages, now_us + 5_000_000, &back);
        assert_eq!(again, [News::Nothing, News::Nothing]);
    }

    #[test]
    fn another_module_in_the_same_place_makes_new_outages() {
        const MINUTE: u64 = 60_000_000;
        // Few events of the first, and so many that the fall looks like a jump of eight bits.
        for events in [3_u8, 100, 180, 255] {
            let mut outages = Outages::default();
            let mut now = MINUTE;
            for number in (1..=events).step_by(2) {
                undated(&mut outages, now, number);
                now += MINUTE;
            }
            let before = outages.list().len();
            // The service was killed meanwhile, or not.
            for killed in [false, true] {
                let mut outages = outages.clone();
                for number in [1, 3] {
                    undated(&mut outages, now + u64::from(number) * MINUTE, number);
                    if killed {
                        let list = outages.list().to_vec();
                        outages = Outages::default();
                        list.iter().for_each(|one| outages.restore(*one));
                    }
                }
                assert_eq!(outages.list().len(), before + 2, "{events} {killed}");
                // What is told again, with a time now, is the second one.
                let dated = record(State::Powered, 4, Some(1000), 60);
                let news = log(&mut outages, now + 9 * MINUTE, &dated);
                assert!(
                    matches!(news[0], News::Dated(_)),
                    "{events} {killed}: {news:?}"
                );
            }
        }
    }

    #[test]
    fn another_gateway_tells_the_begin_of_an_old_outage_a_little_differently() {
        let mut outages = Outages::default();
        log(
            &mut outages,
            5,
            &record(State::Outage, 7, Some(1000), STILL_OUT),
        );
        log(&mut outages, 6, &record(State::Powered, 8, Some(1000), 60));
        outages.numbers_began(10);
        let again = record(State::Powered, 2, Some(1002), 59);
        assert_eq!(
            log(&mut outages, 11, &again),
            [News::Nothing, News::Nothing]
        );
        let other = record(State::Powered, 4, Some(1070), 5);
        assert!(matches!(log(&mut outages, 12, &other)[0], News::WasOut(_)));
    }
}
