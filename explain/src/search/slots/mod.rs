//! Phrases read as slots: what is measured, which way, which phase or tariff, and when.
//!
//! `上月反向谷电量`, `last month export valley`: [`words`] names the slots, this module cuts a
//! phrase into words, binds numbers to the words beside them and fills the slots, [`target`] makes
//! identifiers of the slots. A phrase is read only if every word of it is known and no slot is
//! filled twice; all others are left to the search in names.

mod target;
mod words;

use super::fold::fold;
use super::words::{is_latin, len_of};
use dlt645::DataId;
use words::{Event, Kind, Measure, Way, Word};

/// What the words of a phrase say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Slots {
    measures: Vec<Measure>,
    kind: Option<Kind>,
    way: Option<Way>,
    quadrant: Option<u8>,
    /// The number of a combined reactive energy.
    numbered: Option<u8>,
    phase: Option<u8>,
    pair: Option<u8>,
    all_phases: bool,
    tariff: Option<u8>,
    total: bool,
    maximum: bool,
    now: bool,
    /// Settlement days back.
    months: Option<u8>,
    /// Days back, or repetitions of a freeze or record.
    back: Option<u8>,
    days: Option<u8>,
    /// DI2 of a kind of freezes.
    freeze: Option<u8>,
    /// Order of a harmonic.
    order: Option<u8>,
    settlement_day: Option<u8>,
    event: Option<Event>,
    aspect: Option<Aspect>,
}

/// What is asked about an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aspect {
    Count,
    Record,
    Duration,
}

/// The identifiers that a phrase names, best first; none where it is not understood as a whole.
pub(super) fn read(text: &str) -> Vec<DataId> {
    let folded = fold(text).replace("'s", "").replace("’s", "");
    let found = cut(&folded).and_then(|words| fill(&words));
    found.map_or_else(Vec::new, |slots| slots.in_terms().identifiers())
}

/// The words of a phrase without those that say nothing; `None` if one is unknown.
fn cut(text: &str) -> Option<Vec<Word>> {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '-' | '_' | '/' | ',' | '，' | '、' | '?' | '？' | '。' | ':' | '：' => ' ',
            c => c,
        })
        .collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = plain.as_str();
    let mut found = Vec::new();
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        let len = match first {
            ' ' => 1,
            '0'..='9' => {
                let len = rest.bytes().take_while(u8::is_ascii_digit).count();
                let ordinal = ["st", "nd", "rd", "th"].iter().find(|end| {
                    let tail = rest.get(len..).and_then(|tail| tail.strip_prefix(**end));
                    tail.is_some_and(|tail| !is_latin(tail.chars().next()))
                });
                // `3 phase` is no number.
                match longest(rest, before) {
                    Some((len, words)) => {
                        found.extend(words);
                        len
                    }
                    None => {
                        found.push(Word::Number(rest.get(..len)?.parse().ok()?));
                        len + ordinal.map_or(0, |end| end.len())
                    }
                }
            }
            _ => {
                let (len, words) = longest(rest, before)?;
                found.extend(words);
                len
            }
        };
        before = rest.get(..len)?.chars().next_back();
        rest = rest.get(len..)?;
    }
    found.retain(|word| *word != Word::Filler);
    Some(found)
}

/// The longest known word that `text` begins with, `before` is the character in front of it.
fn longest(text: &str, before: Option<char>) -> Option<(usize, Vec<Word>)> {
    let listed = words::WORDS.iter().flat_map(|(all, meant)| {
        let meant: &[Word] = meant;
        all.split('|').map(move |word| (word, meant))
    });
    let fitting = listed.filter_map(|(word, meant)| Some((len_of(word, text, before)?, meant)));
    let word = fitting.max_by_key(|(len, _)| *len);
    let numbers = words::NUMBERS
        .iter()
        .flat_map(|(all, number)| all.split('|').map(move |word| (word, *number)));
    let fitting = numbers.filter_map(|(word, n)| Some((len_of(word, text, before)?, n)));
    match (word, fitting.max_by_key(|(len, _)| *len)) {
        (word, Some((len, number))) if word.is_none_or(|(other, _)| other < len) => {
            Some((len, vec![Word::Number(number)]))
        }
        (Some((len, meant)), _) => Some((len, meant.to_vec())),
        _ => None,
    }
}

/// Fills the slots; `None` if a word has no place, or two fill the same one.
fn fill(words: &[Word]) -> Option<Slots> {
    let mut slots = Slots::default();
    let mut rest = words;
    while !rest.is_empty() {
        let taken = slots.bound(rest);
        let taken = match taken {
            Some(taken) => taken?,
            None => {
                slots.single(*rest.first()?)?;
                1
            }
        };
        rest = rest.get(taken..)?;
    }
    Some(slots)
}

/// Puts a value into a slot that is empty.
fn put<T>(slot: &mut Option<T>, value: T) -> Option<()> {
    slot.replace(value).is_none().then_some(())
}

impl Slots {
    /// Takes words that belong together; how many, or that they contradict the others.
    fn bound(&mut self, words: &[Word]) -> Option<Option<usize>> {
        use Word::{
            Back, Count, Day, Freeze, FreezeIs, Month, Number, Quadrant, Settlement, Tariff,
        };
        use Word::{Measure as M, Times};
        let harmonic = M(Measure::Harmonic);
        let done = |put: Option<()>, taken| Some(put.map(|()| taken));
        match *words {
            [Number(n), Times, next, ..] if next == harmonic => {
                self.measures.push(Measure::Harmonic);
                done(put(&mut self.order, n), 3)
            }
            // `5次电流谐波`, `7th voltage harmonic`.
            [
                Number(n),
                Times,
                M(what @ (Measure::Voltage | Measure::Current)),
                next,
                ..,
            ] if next == harmonic => {
                self.measures.extend([what, Measure::Harmonic]);
                done(put(&mut self.order, n), 4)
            }
            [
                Number(n),
                M(what @ (Measure::Voltage | Measure::Current)),
                next,
                ..,
            ] if next == harmonic => {
                self.measures.extend([what, Measure::Harmonic]);
                done(put(&mut self.order, n), 3)
            }
            [next, Number(n), ..] if next == harmonic => {
                self.measures.push(Measure::Harmonic);
                done(put(&mut self.order, n), 2)
            }
            [Number(n), next, ..] if next == harmonic => {
                self.measures.push(Measure::Harmonic);
                done(put(&mut self.order, n), 2)
            }
            [Number(n), Quadrant, ..] | [Quadrant, Number(n), ..] => {
                done(put(&mut self.quadrant, n), 2)
            }
            [Word::TariffIs(n), Tariff, ..] | [Tariff, Word::TariffIs(n), ..] => {
                done(put(&mut self.tariff, n), 2)
            }
            [Tariff, Number(n), ..] | [Number(n), Tariff, ..] => done(put(&mut self.tariff, n), 2),
            [Back, Back, Month | Settlement, ..] => done(put(&mut self.months, 2), 3),
            [Back, Number(n), Month | Settlement, ..]
            | [Number(n), Month | Settlement, Back, ..]
            | [Number(n), Back, Month | Settlement, ..] => done(put(&mut self.months, n), 3),
            [Back, Month | Settlement, ..] => done(put(&mut self.months, 1), 2),
            [Back, Number(n), Day, ..] | [Number(n), Day, Back, ..] => {
                done(put(&mut self.days, n), 3)
            }
            [Back, Day, Freeze, ..] => {
                self.freeze = Some(6);
                done(put(&mut self.back, 1), 3)
            }
            [Back, Day, ..] => done(put(&mut self.days, 1), 2),
            [Back, Number(n), Times, ..] | [Number(n), Times, Back, ..] => {
                done(put(&mut self.back, n), 3)
            }
            [Back, Back, Times, ..] => done(put(&mut self.back, 2), 3),
            [Number(n), Times, ..] => done(put(&mut self.back, n), 2),
            [Back, Times, ..] => done(put(&mut self.back, 1), 2),
            [Back, Number(n), ..] | [Number(n), Back, ..] => done(put(&mut self.back, n), 2),
            [Back, ..] => done(put(&mut self.back, 1), 1),
            // `日电量`: of the last day that is over.
            [Day, M(Measure::Energy), ..] => {
                self.measures.push(Measure::Energy);
                done(put(&mut self.days, 1), 2)
            }
            [Settlement, Number(n), ..] | [Number(n), Settlement, ..] => {
                done(put(&mut self.settlement_day, n), 2)
            }
            [Day, Freeze, ..] => done(put(&mut self.freeze, 6), 2),
            // `昨日冻结`: the freeze is of that day.
            [Word::DaysBack(n), Freeze, ..] => {
                self.freeze = Some(6);
                done(put(&mut self.back, n), 2)
            }
            [FreezeIs(kind), Freeze, ..] => done(put(&mut self.freeze, kind), 2),
            [Count, Times, ..] => done(put(&mut self.aspect, Aspect::Count), 2),
            _ => None,
        }
    }

    /// The same in the words of the standard: the largest power is a demand.
    fn in_terms(mut self) -> Self {
        if self.maximum && self.measures == [Measure::Power] {
            self.measures = vec![Measure::Demand];
        }
        self
    }

    /// Takes a word by itself.
    fn single(&mut self, word: Word) -> Option<()> {
        match word {
            Word::Measure(measure) => {
                if !self.measures.contains(&measure) {
                    self.measures.push(measure);
                }
            }
            // `active kwh` says it twice.
            Word::Kind(kind) if self.kind == Some(kind) => {}
            Word::Kind(kind) => put(&mut self.kind, kind)?,
            Word::Way(way) => put(&mut self.way, way)?,
            Word::Phase(phase) => put(&mut self.phase, phase)?,
            Word::Pair(pair) => put(&mut self.pair, pair)?,
            Word::Phases => self.all_phases = true,
            // Of `费率2峰` the number counts.
            Word::TariffIs(tariff) if self.tariff.is_none_or(|own| own == tariff) => {
                self.tariff = Some(tariff);
            }
            // `billing energy`: of the last billing.
            Word::Settlement => put(&mut self.months, 1)?,
            Word::Total => self.total = true,
            Word::Maximum => self.maximum = true,
            Word::Now => self.now = true,
            Word::DaysBack(days) => put(&mut self.days, days)?,
            Word::MonthsBack(months) => put(&mut self.months, months)?,
            Word::FreezeIs(freeze) => put(&mut self.freeze, freeze)?,
            Word::Event(event) => put(&mut self.event, event)?,
            Word::Count => put(&mut self.aspect, Aspect::Count)?,
            // `掉电时间记录` says it twice.
            Word::Record if self.aspect == Some(Aspect::Record) => {}
            Word::Record => put(&mut self.aspect, Aspect::Record)?,
            Word::Duration => put(&mut self.aspect, Aspect::Duration)?,
            Word::Number(n) if self.way == Some(Way::Combined) => put(&mut self.numbered, n)?,
            _ => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_of_both_languages() {
        for (text, di) in [
            ("上月反向谷电量", "00020401"),
            ("last month export valley", "00020401"),
            ("energy three months ago", "00010003"),
            ("3个月前的电量", "00010003"),
            ("大前天反向电量", "05060203"),
            ("B相正向有功电能", "00290000"),
            ("C相反向有功", "003E0000"),
            ("组合无功2", "00040000"),
            ("Ⅱ象限无功", "00060000"),
            ("quadrant II reactive", "00060000"),
            ("正向视在电能", "00090000"),
            ("反向有功最大需量 谷", "01020400"),
            ("reverse max demand last month", "01020001"),
            ("无功需量", "02800005"),
            ("AB相线电压", "020C0100"),
            ("L2-L3 voltage", "020C0200"),
            ("三相功率因数", "0206FF00"),
            ("kvar phase c", "02040300"),
            ("A相电压3次谐波", "020A0103"),
            ("5th harmonic current phase b", "020B0205"),
            ("B相电压电流相角", "02070200"),
            ("上2次停电", "03110002"),
            ("last phase failure L2", "03040201"),
            ("A相过流次数", "19010001"),
            ("第三结算日", "04000B03"),
            ("整点冻结反向有功", "05040201"),
        ] {
            let found = read(text).first().map(ToString::to_string);
            assert_eq!(found.as_deref(), Some(di), "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_as_a_whole_is_left_alone() {
        for text in [
            "",
            "的",
            "teapot",
            "voltage upper limit",
            "rated voltage",
            "电池电压",
            "最大电流",
            "forward reverse energy",
            "12月电量",
            "时区",
            "上",
            "费率",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
