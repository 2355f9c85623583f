//! Everyday words with a time or a phase beside them: 上个月的电, yesterday's energy, b相功率.
//!
//! The word is looked up without them, and its identifiers get the index that they ask for.

use super::everyday::synonyms;
use super::fold::fold;
use dlt645::{DataId, item};

/// What the words beside ask for.
#[derive(Clone, Copy)]
enum Index {
    /// The present value.
    Now,
    /// A settlement day, 1 the last.
    Settlement(u8),
    /// A daily freeze, 1 the last.
    Day(u8),
    /// The last record of an event.
    Last,
    /// A tariff, 1 is sharp; FF is all of them.
    Tariff(u8),
    /// A phase, 1 is A.
    Phase(u8),
}

/// Words beside, in Chinese anywhere, in Latin letters as words of their own; longer ones first.
const BESIDE: [(&str, Index); 72] = [
    ("a相", Index::Phase(1)),
    ("b相", Index::Phase(2)),
    ("c相", Index::Phase(3)),
    ("a项", Index::Phase(1)),
    ("b项", Index::Phase(2)),
    ("c项", Index::Phase(3)),
    ("phase a", Index::Phase(1)),
    ("phase b", Index::Phase(2)),
    ("phase c", Index::Phase(3)),
    ("phase l1", Index::Phase(1)),
    ("phase l2", Index::Phase(2)),
    ("phase l3", Index::Phase(3)),
    ("l1", Index::Phase(1)),
    ("l2", Index::Phase(2)),
    ("l3", Index::Phase(3)),
    ("a", Index::Phase(1)),
    ("b", Index::Phase(2)),
    ("c", Index::Phase(3)),
    ("last settlement day", Index::Settlement(1)),
    ("上一结算日", Index::Settlement(1)),
    ("上一月", Index::Settlement(1)),
    ("上上月", Index::Settlement(2)),
    ("前月", Index::Settlement(2)),
    ("上月", Index::Settlement(1)),
    ("month before last", Index::Settlement(2)),
    ("last month", Index::Settlement(1)),
    ("previous month", Index::Settlement(1)),
    ("last billing", Index::Settlement(1)),
    ("前天", Index::Day(2)),
    ("前日", Index::Day(2)),
    ("day before yesterday", Index::Day(2)),
    ("two days ago", Index::Day(2)),
    ("two months ago", Index::Settlement(2)),
    ("this month", Index::Now),
    ("本月", Index::Now),
    ("yesterdays", Index::Day(1)),
    ("daily frozen", Index::Day(1)),
    ("昨天", Index::Day(1)),
    ("昨日", Index::Day(1)),
    ("前一天", Index::Day(1)),
    ("日冻结", Index::Day(1)),
    ("yesterday", Index::Day(1)),
    ("previous day", Index::Day(1)),
    ("last day", Index::Day(1)),
    ("最近一次", Index::Last),
    ("上一次", Index::Last),
    ("上次", Index::Last),
    ("last", Index::Last),
    ("尖峰平谷", Index::Tariff(0xFF)),
    ("尖", Index::Tariff(1)),
    ("峰", Index::Tariff(2)),
    ("平", Index::Tariff(3)),
    ("谷", Index::Tariff(4)),
    ("rate 1", Index::Tariff(1)),
    ("rate 2", Index::Tariff(2)),
    ("rate 3", Index::Tariff(3)),
    ("rate 4", Index::Tariff(4)),
    ("shoulder", Index::Tariff(3)),
    ("sharp", Index::Tariff(1)),
    ("peak", Index::Tariff(2)),
    ("flat", Index::Tariff(3)),
    ("valley", Index::Tariff(4)),
    ("当前", Index::Now),
    ("目前", Index::Now),
    ("现在", Index::Now),
    ("实时", Index::Now),
    ("瞬时", Index::Now),
    ("now", Index::Now),
    ("present", Index::Now),
    ("actual", Index::Now),
    ("instantaneous", Index::Now),
    ("current", Index::Now),
];

/// Words without a meaning of their own here.
const FILLERS: [&str; 54] = [
    "的",
    "个",
    "读取",
    "查看",
    "查一下",
    "看一下",
    "抄读",
    "我想",
    "用了",
    "请问",
    "多少",
    "是",
    "查询",
    "怎么",
    "表计",
    "电能表",
    "电网",
    "the",
    "mains",
    "grid",
    "register",
    "please",
    "所有",
    "全部",
    "of",
    "my",
    "what",
    "is",
    "for",
    "show",
    "get",
    "read",
    "in",
    "电表",
    "有效值",
    "meter",
    "end",
    "at",
    "line",
    "how much",
    "was",
    "used",
    "value",
    "设置",
    "设定",
    "参数",
    "信息",
    "情况",
    "这个",
    "setting",
    "settings",
    "info",
    "还有",
    "还剩",
];

/// The identifiers of an everyday word in `text`, with the index of the words beside it.
///
/// `known` finds the identifiers of a word or a name.
pub(super) fn composed(text: &str, known: &dyn Fn(&str) -> Vec<DataId>) -> Vec<DataId> {
    let folded = fold(text).replace("'s", "").replace("’s", "");
    let mut plain = folded.clone();
    // `status of the relay` is the relay status.
    if let Some((what, whose)) = folded.split_once(" of ") {
        let whose = whose.strip_prefix("the ").unwrap_or(whose);
        let turned = synonyms(&format!("{whose} {what}"));
        if !turned.is_empty() {
            return turned;
        }
    }
    for filler in FILLERS {
        while let Some(rest) = without(&plain, filler).filter(|rest| !rest.is_empty()) {
            plain = rest;
            let whole = synonyms(&plain);
            if !whole.is_empty() {
                return whole;
            }
        }
    }
    if let Some((rest, index)) = settlement(&plain) {
        let ids: Vec<_> = known(&rest)
            .into_iter()
            .filter_map(|di| index.of(di))
            .collect();
        if !ids.is_empty() {
            return ids;
        }
    }
    let found = BESIDE.iter().find_map(|(beside, index)| {
        let rest = without(&plain, beside).filter(|rest| !rest.is_empty())?;
        // `current` is a word of many names, and seldom means now.
        let known = match *beside {
            "current" => synonyms(&rest),
            _ => known(&rest),
        };
        let known = known.into_iter();
        let mut ids: Vec<_> = known.filter_map(|di| index.of(di)).collect();
        if matches!(index, Index::Now) {
            // What is measured now comes before what is counted.
            ids.sort_by_key(|di| !matches!(di, DataId::V2007(0x0200_0000..0x0300_0000)));
        }
        (!ids.is_empty()).then_some(ids)
    });
    match found {
        Some(found) => found,
        None if plain != folded => known(&plain),
        None => Vec::new(),
    }
}

/// 上3结算日正向有功: the number of the settlement day, and the text without it.
fn settlement(text: &str) -> Option<(String, Index)> {
    let (before, after) = text.split_once('上')?;
    let len = after.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, after) = after.split_at_checked(len)?;
    let rest = after.strip_prefix("个").unwrap_or(after);
    let rest = rest.strip_prefix("结算日").or(rest.strip_prefix('月'))?;
    let day = digits.parse().ok().filter(|day| (1..=12).contains(day))?;
    let rest = format!("{before}{rest}");
    Some((rest.trim().to_owned(), Index::Settlement(day)))
}

/// `text` without the first `part`; `None` if it is not there.
fn without(text: &str, part: &str) -> Option<String> {
    let own = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let is_word = |at: usize| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + part.len()..);
        !part.is_ascii() || !(own(before) || own(after.and_then(|text| text.chars().next())))
    };
    let (at, _) = text.match_indices(part).find(|(at, _)| is_word(*at))?;
    let (before, after) = (text.get(..at)?, text.get(at + part.len()..)?);
    let blank = if part.is_ascii() { " " } else { "" };
    Some(format!("{before}{blank}{after}").trim().to_owned())
}

impl Index {
    /// The identifier with this index, if it has one.
    fn of(self, di: DataId) -> Option<DataId> {
        let DataId::V2007(whole) = di else {
            return None;
        };
        let bytes = whole.to_be_bytes();
        let indexed = match (self, bytes) {
            // Counters, measured values, the clock.
            (Self::Now, [0..=2, ..] | [4, 0, 1, 1 | 2 | 0x0C]) => bytes,
            (Self::Settlement(n), [kind @ (0 | 1), name, tariff, 0]) => [kind, name, tariff, n],
            (Self::Last, [3, name, part, 0 | 1]) => [3, name, part, 1],
            (Self::Tariff(n), [kind @ (0 | 1), name, 0 | 0xFF, age]) => [kind, name, n, age],
            (Self::Day(n), [0, name @ 0..=8, 0 | 0xFF, 0]) => [5, 6, name.max(1), n],
            (Self::Day(n), [1, name @ (1 | 2), 0 | 0xFF, 0]) => [5, 6, name + 8, n],
            (Self::Day(n), [2, 3, 0 | 0xFF, 0]) => [5, 6, 0x10, n],
            (Self::Phase(phase), [2, name, 0 | 0xFF, 0]) => [2, name, phase, 0],
            _ => return None,
        };
        let di = DataId::V2007(u32::from_be_bytes(indexed));
        item::lookup(di).map(|_| di)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_phases_beside_a_word() {
        for (text, di) in [
            ("上个月的电", "00010001"),
            ("上上个月的电量", "00010002"),
            ("上月最大需量", "01010001"),
            ("last month's energy", "00010001"),
            ("energy of the previous month", "00010001"),
            ("昨天的电量", "05060101"),
            ("昨日最大需量", "05060901"),
            ("yesterday's energy", "05060101"),
            ("b相功率", "02030200"),
            ("voltage l2", "02010200"),
            ("current phase c", "02020300"),
            ("current price", "02800020"),
            ("demand now", "02800004"),
            ("最近一次停电", "03110001"),
            ("正向有功峰电能", "00010200"),
            ("forward active valley", "00010400"),
            ("meter clock", "0400010C"),
            ("how much energy was used last month", "00010001"),
        ] {
            let found = composed(text, &synonyms);
            let found = found.first().map(ToString::to_string);
            assert_eq!(found.as_deref(), Some(di), "{text}");
        }
        for text in ["a相失压", "known energy", "teapot", "的", ""] {
            assert!(composed(text, &synonyms).is_empty(), "{text}");
        }
    }
}
