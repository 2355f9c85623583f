//! Names of identifiers in English and Chinese, with the indices filled in. Feature `names`.

use super::Pattern;
use super::generated::Named;
use super::generated::names::{EVENTS, FREEZES, KINDS, NAMES_1997, NAMES_2007};
use super::row::within;
use crate::value::{count, numbered};
use crate::{DataId, Edition};
use core::fmt::{self, Write};

/// Language of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese (中文), the names of the standard.
    Chinese,
}

/// Name of an identifier; `Display` writes it.
///
/// ```
/// use dlt645::{DataId, item::{Language, Name}};
/// let name = Name::of(DataId::V2007(0x0001_0302), Language::English).unwrap();
/// assert_eq!(name.to_string(), "Forward active energy, tariff 3, 2nd last settlement day");
/// let name = Name::of(DataId::V2007(0x0001_0302), Language::Chinese).unwrap();
/// assert_eq!(name.to_string(), "（上2结算日）正向有功费率3电能");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    text: &'static str,
    language: Language,
    di: [u8; 4],
}

fn bytes_of(id: DataId) -> [u8; 4] {
    match id {
        DataId::V2007(di) => di.to_be_bytes(),
        DataId::V1997(di) => u32::from(di).to_be_bytes(),
    }
}

fn rows(edition: Edition) -> &'static [Named] {
    match edition {
        Edition::V2007 => NAMES_2007,
        Edition::V1997 => NAMES_1997,
    }
}

fn pick(pair: (&'static str, &'static str), language: Language) -> &'static str {
    match language {
        Language::English => pair.0,
        Language::Chinese => pair.1,
    }
}

impl Name {
    /// Name of an identifier of the standard, `None` if it has no such identifier.
    #[must_use]
    pub fn of(id: DataId, language: Language) -> Option<Self> {
        let di = bytes_of(id);
        let number = u32::from_be_bytes(di);
        let named = rows(id.edition()).iter().find(|named| {
            let mut at = named.at.iter();
            at.any(|(lo, hi)| within(*lo, *hi, number))
        })?;
        let text = pick((named.en, named.zh), language);
        Some(Self { text, language, di })
    }

    /// Name from the caller's own table, else from the standard's.
    #[must_use]
    pub fn with(own: &[Pattern], id: DataId, language: Language) -> Option<Self> {
        match own.iter().find(|pattern| pattern.matches(id)) {
            Some(Pattern { name, name_zh, .. }) => {
                let text = if name_zh.is_empty() {
                    name
                } else {
                    pick((name, name_zh), language)
                };
                // A caller's name is written as it is, `%` and all.
                Some(Self {
                    text,
                    language,
                    di: OWN,
                })
            }
            None => Self::of(id, language),
        }
    }

    fn ordinal(&self, f: &mut fmt::Formatter<'_>, number: u8, last: &str) -> fmt::Result {
        if number == 1 {
            return write!(f, ", last{last}");
        }
        let ending = match (number % 100, number % 10) {
            (11..=13, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        write!(f, ", {number}{ending} last{last}")
    }

    fn mark(&self, f: &mut fmt::Formatter<'_>, mark: char) -> fmt::Result {
        let [di3, di2, di1, di0] = self.di;
        let english = self.language == Language::English;
        let low = di0 & 0x0F;
        let phase = |number: u8| match number {
            1 => "A",
            2 => "B",
            3 => "C",
            _ => "?",
        };
        let line = |number: u8| match number {
            1 => "AB",
            2 => "BC",
            3 => "CA",
            _ => "?",
        };
        let subject = |table: &'static [(&'static str, &'static str)], index: u8| {
            table
                .get(usize::from(index))
                .map_or("", |pair| pick(*pair, self.language))
        };
        match (mark, english) {
            ('t', _) => write!(f, "{di1}"),
            ('T', true) if di1 == 0 => f.write_str("total"),
            ('T', true) => write!(f, "tariff {di1}"),
            ('T', false) if di1 == 0 => f.write_str("总"),
            ('T', false) => write!(f, "费率{di1}"),
            ('d', _) => write!(f, "{di0}"),
            ('x', _) => write!(f, "{di0:02X}"),
            ('s', true) if di0 == 0 => Ok(()),
            ('s', true) => self.ordinal(f, di0, " settlement day"),
            ('s', false) if di0 == 0 => f.write_str("（当前）"),
            ('s', false) => write!(f, "（上{di0}结算日）"),
            ('n', true) => self.ordinal(f, di0, ""),
            ('n', false) => write!(f, "（上{di0}次）"),
            ('m', true) if di0 == 0 => f.write_str(", this month"),
            ('m', true) => self.ordinal(f, di0, " month"),
            ('m', false) if di0 == 0 => f.write_str("（本月）"),
            ('m', false) => write!(f, "（上{di0}月）"),
            ('u', _) => f.write_str(match (di1 & 0x0C, english) {
                (0x00, true) => "",
                (0x04, true) => ", last month",
                (_, true) => ", month before last",
                (0x00, false) => "（当前）",
                (0x04, false) => "（上月）",
                (_, false) => "（上上月）",
            }),
            ('p', _) => f.write_str(phase(di2)),
            ('l', _) => f.write_str(line(di1)),
            ('e', _) => f.write_str(subject(EVENTS, di3.wrapping_sub(0x10))),
            ('k', _) => f.write_str(subject(KINDS, di2)),
            ('f', _) => f.write_str(subject(FREEZES, di2)),
            ('r', _) => write!(f, "{low}"),
            ('h', _) => write!(f, "{}", (di0 >> 4).saturating_sub(2)),
            ('q', true) if low == 0 => f.write_str("total"),
            ('q', true) => write!(f, "phase {}", phase(low)),
            ('q', false) if low == 0 => f.write_str("总"),
            ('q', false) => write!(f, "{}相", phase(low)),
            ('a', _) => f.write_str(phase(low)),
            ('L', _) => f.write_str(line(low)),
            _ => f.write_char(mark),
        }
    }
}

/// In place of an identifier: the text has no marks.
const OWN: [u8; 4] = [0xFF; 4];

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.di == OWN {
            return f.write_str(self.text);
        }
        let mut rest = self.text;
        while !rest.is_empty() {
            let plain = count(rest.bytes().take_while(|byte| *byte != b'%'));
            let (head, tail) = rest.split_at_checked(plain).unwrap_or((rest, ""));
            f.write_str(head)?;
            if let [_, mark, ..] = tail.as_bytes() {
                self.mark(f, char::from(*mark))?;
            }
            rest = tail.get(2..).unwrap_or_default();
        }
        Ok(())
    }
}

impl super::Item {
    /// Name of its identifier in the standard; for one's own table see [`Name::with`].
    #[must_use]
    pub fn name(&self, language: Language) -> Option<Name> {
        Name::of(self.id, language)
    }
}

/// Identifiers whose name holds all `words`, in either language and without regard to case (ASCII),
/// in the order of the table. One stands for those that differ only in an index (tariff, settlement
/// day, record) unless a word is a number: then each is compared.
///
/// ```
/// use dlt645::{DataId, Edition, item::search};
/// let mut found = search(Edition::V2007, &["frequency", "grid"]);
/// assert_eq!(found.next(), Some(DataId::V2007(0x0280_0002)));
/// let mut found = search(Edition::V2007, &["forward", "active", "tariff", "3", "2nd"]);
/// assert_eq!(found.next(), Some(DataId::V2007(0x0001_0302)));
/// ```
pub fn search<'w>(edition: Edition, words: &'w [&'w str]) -> impl Iterator<Item = DataId> + 'w {
    let each = words
        .iter()
        .any(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
    rows(edition)
        .iter()
        .flat_map(|named| named.at)
        .flat_map(move |(lo, hi)| {
            let ([l3, l2, l1, l0], [h3, h2, h1, h0]) = (lo.to_be_bytes(), hi.to_be_bytes());
            // Bytes that name a subject are always walked, those that are an index only on demand.
            let (h1, h0) = if each { (h1, h0) } else { (l1, l0) };
            (l3..=h3).flat_map(move |d3| {
                (l2..=h2).flat_map(move |d2| {
                    (l1..=h1).flat_map(move |d1| (l0..=h0).map(move |d0| [d3, d2, d1, d0]))
                })
            })
        })
        .filter_map(move |di| {
            let number = u32::from_be_bytes(di);
            let id = match edition {
                Edition::V2007 => DataId::V2007(number),
                Edition::V1997 => DataId::V1997(u16::try_from(number).ok()?),
            };
            let found = words.iter().all(|word| {
                [Language::English, Language::Chinese]
                    .into_iter()
                    .any(|language| Name::of(id, language).is_some_and(|name| holds(&name, word)))
            });
            found.then_some(id)
        })
}

/// Whether the text of a name holds a word; a word that is a number must stand alone in it.
fn holds(name: &Name, word: &str) -> bool {
    let mut buffer = Line {
        bytes: [0; 192],
        len: 0,
    };
    // A longer name is searched as far as it fits.
    let _ = write!(buffer, "{name}");
    let text = buffer.bytes.get(..buffer.len).unwrap_or_default();
    let word = word.as_bytes();
    let number = !word.is_empty() && word.iter().all(u8::is_ascii_digit);
    if word.is_empty() {
        return true;
    }
    numbered(text.windows(word.len().max(1))).any(|(at, part)| {
        let digit = |index: Option<usize>| {
            index
                .and_then(|index| text.get(index))
                .is_some_and(u8::is_ascii_digit)
        };
        part.eq_ignore_ascii_case(word)
            && !(number && (digit(at.checked_sub(1)) || digit(at.checked_add(word.len()))))
    })
}

struct Line {
    bytes: [u8; 192],
    len: usize,
}

impl Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let room = self.bytes.get_mut(self.len..).unwrap_or_default();
        for (to, from) in room.iter_mut().zip(text.bytes()) {
            *to = from;
        }
        self.len = self.len.saturating_add(text.len()).min(self.bytes.len());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    fn both(di: u32) -> [std::string::String; 2] {
        [Language::English, Language::Chinese]
            .map(|language| Name::of(DataId::V2007(di), language).unwrap().to_string())
    }

    #[test]
    fn indices_are_filled_in() {
        assert_eq!(
            both(0x0001_0000),
            ["Forward active energy, total", "（当前）正向有功总电能"]
        );
        assert_eq!(
            both(0x0101_0C0B)[0],
            "Forward active maximum demand and time, tariff 12, 11th last settlement day"
        );
        assert_eq!(
            both(0x0301_0103),
            [
                "Loss of voltage record, phase A, 3rd last",
                "（上3次）A相失压记录"
            ]
        );
        let event = [
            "Under-voltage, phase B: start voltage, phase A, last",
            "（上1次）B相欠压发生时刻A相电压",
        ];
        assert_eq!(both(0x1102_0A01), event);
        assert_eq!(
            both(0x0310_0000)[0],
            "Voltage pass-rate statistics, total, this month"
        );
        assert_eq!(
            both(0x0506_0102)[0],
            "Daily freeze: forward active energy (total, tariffs), 2nd last"
        );
        assert_eq!(both(0x0403_00FE)[1], "第254公共假日日期及日时段表号");
        assert_eq!(
            both(0x0000_02FF)[0],
            "Combined active energy, tariff 2, block: current and the 12 last settlement days"
        );
        let name = |di, language| Name::of(DataId::V1997(di), language).unwrap().to_string();
        assert_eq!(
            name(0x9413, Language::English),
            "Forward active energy, tariff 3, last month"
        );
        assert_eq!(name(0xB632, Language::Chinese), "瞬时B相有功功率");
        assert_eq!(
            name(0xC35A, Language::English),
            "Day schedule 3, slot 10: start time and tariff"
        );
    }

    #[test]
    fn own_names_go_first_and_are_written_as_they_are() {
        use crate::item::{Item, Pattern};
        use crate::value::{Format, Unit};
        let item = Item::new(
            DataId::V2007(0x0001_0000),
            Format::Number {
                digits: 8,
                scale: 3,
            },
            Unit::None,
        );
        let own = [Pattern::new(item, "50 % volume")];
        let name = |di| {
            Name::with(&own, DataId::V2007(di), Language::Chinese)
                .unwrap()
                .to_string()
        };
        assert_eq!(name(0x0001_0000), "50 % volume");
        assert_eq!(name(0x0002_0000), "（当前）反向有功总电能");
    }

    #[test]
    fn words_are_found_in_both_languages() {
        let found = |words: &[&str]| search(Edition::V2007, words).collect::<std::vec::Vec<_>>();
        assert_eq!(found(&["电网频率"]), [DataId::V2007(0x0280_0002)]);
        assert!(found(&["掉电"]).contains(&DataId::V2007(0x0311_0001)));
        assert_eq!(
            found(&["FORWARD active energy, total"]).first(),
            Some(&DataId::V2007(0x0001_0000))
        );
        // 1 is not found in 11.
        let first = found(&["timed freeze: time", "11th"]);
        assert_eq!(first, [DataId::V2007(0x0500_000B)]);
        assert!(found(&["no such thing"]).is_empty());
    }
}
