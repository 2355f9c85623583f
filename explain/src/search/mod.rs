//! Which identifier means something: search by words of both languages.
//!
//! Everyday words come first (`synonyms.tsv`), then phrases whose every word has a slot (`slots`),
//! then names that hold all words: a whole word in Latin letters, any piece of a Chinese name. Present values come before history, blocks before
//! their members, short names before long ones. If nothing holds all words, a letter too many, too
//! few or wrong is allowed for.

mod compose;
mod concepts;
mod everyday;
mod family;
mod fold;
pub mod ids;
mod slots;
mod words;

use crate::{Lang, names, own};
use concepts::Ideas;
use dlt645::{DataId, Edition, item};
use everyday::{inside, near, synonyms};
use fold::fold;
use std::collections::HashSet;
use std::sync::OnceLock;

/// An identifier that can be found, with its names made comparable.
struct Entry {
    di: DataId,
    /// Words of the English name.
    en: Vec<String>,
    /// The Chinese name without brackets and blanks.
    zh: String,
    /// Length of both names: short ones are nearer to the word.
    len: usize,
    unit: &'static str,
}

/// Finds identifiers; building it costs a walk over all names.
pub struct Search {
    entries: Vec<Entry>,
    families: family::Families,
    /// Ideas of the names of `entries`, once they are asked for.
    ideas: OnceLock<Vec<Ideas>>,
}

/// What a search came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Identifiers, best first.
    pub list: Vec<DataId>,
    /// Whether they come from a list of everyday words, or hold the words exactly.
    pub exact: bool,
}

impl Default for Search {
    fn default() -> Self {
        // The user's own identifiers have names that are searched too.
        let own = own::items().own().iter().map(|own| own.item.id);
        let mut seen = HashSet::new();
        let listed = own.chain(family::listed()).filter(|di| seen.insert(*di));
        let entries: Vec<_> = listed.map(Entry::of).collect();
        let families = family::Families::of(entries.iter().map(|entry| entry.di));
        Self {
            entries,
            families,
            ideas: OnceLock::new(),
        }
    }
}

impl Entry {
    fn of(di: DataId) -> Self {
        let en = names::of(di, Lang::En).unwrap_or_default();
        let zh = names::of(di, Lang::Zh).unwrap_or_default();
        let unit = own::lookup(di).map_or("", |item| item.unit.symbol());
        Self {
            di,
            len: en.len() + zh.len(),
            en: words::latin(&fold(&en)),
            zh: words::compact(&zh),
            unit,
        }
    }

    /// What is read seldom: history, blocks of history, records of events.
    fn age(&self) -> u8 {
        match self.di {
            DataId::V2007(di) => match di.to_be_bytes() {
                [0x00 | 0x01, _, _, 0xFF] => 2,
                [0x00 | 0x01, _, _, age] => u8::from(age > 0),
                // When an event begins and ends.
                [0x04, 0x09, ..] => 3,
                [0x02 | 0x04, ..] => 0,
                [0x03 | 0x05 | 0x06 | 0x07, ..] => 2,
                _ => 3,
            },
            // The old edition comes after the new one, its months last.
            DataId::V1997(di) => 4 + u8::from(matches!(di >> 8 & 0x0F, 4..=0x0F) && di >> 12 < 0xB),
        }
    }

    /// Settings, purchases, and what a meter tells of itself.
    fn is_setting(&self) -> bool {
        let DataId::V2007(di) = self.di else {
            return false;
        };
        match di.to_be_bytes() {
            [0, 0x90, ..] | [2, 0x80, ..] | [3, 0x32..=0x34, ..] => true,
            [4, part, ..] => part != 9,
            _ => false,
        }
    }

    fn is_block(&self) -> bool {
        match self.di {
            DataId::V2007(di) => matches!(di.to_be_bytes(), [_, 0xFF, _, _] | [_, _, 0xFF, _]),
            DataId::V1997(di) => di & 0x0F == 0x0F,
        }
    }

    /// How well its family fits words without their numbers: `total` is the first of the tariffs.
    fn family_rank(&self, word: &words::Query) -> Option<u32> {
        let with = |extra: &str| Self {
            di: self.di,
            en: self.en.iter().cloned().chain(words::latin(extra)).collect(),
            zh: format!("{}费率上结算日次", self.zh),
            len: self.len,
            unit: self.unit,
        };
        with("tariff last settlement day").rank(word, false)
    }

    /// How well it fits, `None` if a word is not in it; less is better.
    fn rank(&self, word: &words::Query, typos: bool) -> Option<u32> {
        let mut cost = 0;
        for one in &word.latin {
            cost += words::in_latin(one, &self.en, self.unit, typos)?;
        }
        cost += words::apart(&word.latin, &self.en);
        for one in &word.chinese {
            cost += words::in_chinese(one, &self.zh, typos)?;
        }
        // Who says total wants one value.
        let total = word.latin.iter().any(|word| word == "total");
        cost += u32::from(total && self.is_block());
        // A name of the old edition is no better than one of the new edition that begins with it.
        let old = matches!(self.di, DataId::V1997(_));
        Some(if old { cost.max(1) } else { cost })
    }
}

impl Search {
    /// The last identifier of those that `first` stands for in a list, where there are more that
    /// differ only in an index: tariff, settlement day, record.
    #[must_use]
    pub fn last_of_family(&self, first: DataId) -> Option<DataId> {
        self.families.last(first)
    }

    /// Identifiers that `text` may mean, best first.
    #[must_use]
    pub fn find(&self, text: &str, edition: Option<Edition>) -> Found {
        let fits = |di: &DataId| edition.is_none_or(|edition| di.edition() == edition);
        let mut known = synonyms(text);
        // A name beside a time or a phase, if the word is no everyday one.
        let named = |text: &str| {
            let known = synonyms(text);
            if !known.is_empty() {
                return known;
            }
            let mut held: Vec<DataId> = words::readings(text)
                .iter()
                .flat_map(|query| self.ranked(query, false, &fits))
                .collect();
            held.truncate(NAMED);
            held
        };
        if known.is_empty() {
            known.extend(slots::read(text));
        }
        let phrase = Ideas::of_phrase(text).unwrap_or_default();
        // One idea alone may be an everyday word with others beside it.
        if known.is_empty() && phrase.len() > 1 {
            known.extend(self.by_ideas(&phrase, &fits));
        }
        if known.is_empty() {
            known.extend(compose::composed(text, &named));
        }
        if known.is_empty() && phrase.len() == 1 {
            known.extend(self.by_ideas(&phrase, &fits));
        }
        let mut list: Vec<DataId> = known.iter().copied().filter(fits).collect();
        let mut exact = !list.is_empty();
        let mut loose = Vec::new();
        for query in words::readings(text) {
            let words = (query.latin.len() + query.chinese.len()).max(1) as u32;
            for (cost, di) in self.costed(&query, false, &fits) {
                match cost < LOOSE * words {
                    true => list.push(di),
                    false => loose.push(di),
                }
            }
        }
        exact |= !list.is_empty() || !loose.is_empty();
        if list.is_empty() {
            // An everyday word among others, or one with a letter wrong.
            // Of three characters of Chinese one is too much to be wrong.
            let long = text.is_ascii() || text.chars().count() > 3;
            let mut parts = if long { near(text) } else { Vec::new() };
            parts.extend(compose::composed(text, &inside));
            parts.extend(inside(text));
            list.extend(parts.into_iter().filter(fits));
        }
        list.append(&mut loose);
        if list.is_empty() {
            for query in words::readings(text) {
                list.extend(self.ranked(&query, true, &fits));
            }
        }
        let mut seen = HashSet::new();
        list.retain(|di| seen.insert(*di));
        Found { list, exact }
    }

    /// Settings, purchases and what a meter tells of itself whose names have all ideas of a phrase,
    /// and fewest others.
    fn by_ideas(&self, phrase: &[Ideas], fits: &impl Fn(&DataId) -> bool) -> Vec<DataId> {
        let ideas = self.ideas.get_or_init(|| {
            let of = |entry: &Entry| Ideas::of_name(&entry.en, &entry.zh);
            self.entries.iter().map(of).collect()
        });
        let all = self.entries.iter().zip(ideas);
        let mut held: Vec<_> = all
            .filter(|(entry, _)| entry.is_setting() && fits(&entry.di))
            .filter_map(|(entry, ideas)| Some((ideas.beside(phrase)?, entry)))
            .collect();
        held.sort_by_key(|(beside, entry)| (*beside, entry.len, entry.di.to_string()));
        let ids = held.iter().map(|(_, entry)| entry.di);
        ids.take(NAMED).collect()
    }

    fn ranked(
        &self,
        query: &words::Query,
        typos: bool,
        fits: &impl Fn(&DataId) -> bool,
    ) -> Vec<DataId> {
        let all = self.costed(query, typos, fits).into_iter();
        all.map(|(_, di)| di).collect()
    }

    /// Identifiers whose names hold the words, with what they cost, cheapest first.
    fn costed(
        &self,
        query: &words::Query,
        typos: bool,
        fits: &impl Fn(&DataId) -> bool,
    ) -> Vec<(u32, DataId)> {
        if query.latin.is_empty() && query.chinese.is_empty() {
            return Vec::new();
        }
        let mut held: Vec<_> = self
            .entries
            .iter()
            .filter(|entry| fits(&entry.di))
            .filter_map(|entry| entry.rank(query, typos).map(|cost| (cost, entry)))
            .collect();
        let members = if typos {
            Vec::new()
        } else {
            self.members(query, fits)
        };
        held.extend(members.iter().map(|(cost, entry)| (*cost, entry)));
        held.sort_by_key(|(cost, entry)| {
            (
                *cost,
                entry.age(),
                !entry.is_block(),
                entry.len,
                entry.di.to_string(),
            )
        });
        held.into_iter()
            .map(|(cost, entry)| (cost, entry.di))
            .collect()
    }
}

impl Search {
    /// Members of families that a number asks for, such as tariff 3: the list has one of each
    /// family.
    fn members(&self, query: &words::Query, fits: &impl Fn(&DataId) -> bool) -> Vec<(u32, Entry)> {
        let Some(base) = query.without_numbers() else {
            return Vec::new();
        };
        let mut families: Vec<_> = self
            .entries
            .iter()
            .filter(|entry| fits(&entry.di))
            .filter_map(|entry| {
                let cost = entry.family_rank(&base)?;
                Some((cost, entry.age(), entry.len, entry.di))
            })
            .collect();
        // Energies and demands have tariffs and settlement days.
        let counted = |di: &DataId| matches!(di, DataId::V2007(di) if *di < 0x0200_0000);
        families.sort_by_key(|(cost, age, len, di)| (!counted(di), *cost, *age, *len));
        let ids = families
            .into_iter()
            .take(FAMILIES)
            .flat_map(|(.., di)| family(di, query.numbers()));
        ids.map(Entry::of)
            .filter_map(|entry| entry.rank(query, false).map(|cost| (cost, entry)))
            .collect()
    }
}

/// From this cost on the characters of a word are only scattered over a name.
const LOOSE: u32 = 3;
/// Names that a time or a phase beside them is tried with.
const NAMED: usize = 4;
/// Families whose members are looked at.
const FAMILIES: usize = 40;

/// Identifiers that differ from `di` in an index; in two of them if two numbers are asked for.
fn family(di: DataId, numbers: usize) -> Vec<DataId> {
    let DataId::V2007(whole) = di else {
        return Vec::new();
    };
    let [di3, di2, di1, di0] = whole.to_be_bytes();
    let known = |di1, di0| {
        let di = DataId::V2007(u32::from_be_bytes([di3, di2, di1, di0]));
        item::lookup(di).map(|_| di)
    };
    let tariffs = 1..=0x3Fu8;
    let pasts = 1..=0x0Cu8;
    let mut all: Vec<_> = tariffs.clone().filter_map(|di1| known(di1, di0)).collect();
    all.extend(pasts.clone().filter_map(|di0| known(di1, di0)));
    if numbers > 1 {
        let both = tariffs.flat_map(|di1| pasts.clone().map(move |di0| (di1, di0)));
        all.extend(both.filter_map(|(di1, di0)| known(di1, di0)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> String {
        Search::default()
            .find(text, None)
            .list
            .first()
            .map(ToString::to_string)
            .unwrap_or_default()
    }

    #[test]
    fn everyday_words_lead_to_what_is_meant() {
        for (word, di) in [
            ("voltage", "0201FF00"),
            ("Voltage", "0201FF00"),
            ("电压", "0201FF00"),
            ("正向有功", "00010000"),
            ("（正向）有功", "00010000"),
            ("power factor", "02060000"),
            ("frequency", "02800002"),
            ("频率", "02800002"),
            ("谷", "00010400"),
            ("set time", "0400010C"),
            ("frequenzy", "02800002"),
            ("volage", "0201FF00"),
            ("voltage phase a", "02010100"),
            ("A相电压", "02010100"),
            ("Ａ相电压", "02010100"),
            ("forward active tariff 3 2nd", "00010302"),
            ("日冻结正向有功", "05060101"),
            ("费率3", "00010300"),
            ("上个月的电", "00010001"),
            ("谷段电量", "00010400"),
            ("relay status", "04000503"),
            ("485波特率", "04000703"),
            ("Ib", "02020200"),
        ] {
            assert_eq!(first(word), di, "{word}");
        }
        assert!(Search::default().find("teapot", None).list.is_empty());
    }

    #[test]
    fn a_number_belongs_to_the_word_before_it() {
        let list = Search::default().find("tariff 1", None).list;
        let name = names::of(list[0], Lang::En).unwrap();
        assert!(name.ends_with("tariff 1"), "{name}");
    }

    #[test]
    fn present_values_come_before_history() {
        let list = Search::default().find("forward active energy", None).list;
        let at = |di: u32| {
            list.iter()
                .position(|found| *found == DataId::V2007(di))
                .unwrap()
        };
        assert!(at(0x0001_0000) < at(0x0001_00FF), "{:?}", &list[..10]);
        assert!(list.len() < 400, "{}", list.len());
    }
}
