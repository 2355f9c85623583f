//! Everyday words of both languages and the identifiers that they lead to.
//!
//! The list is `synonyms.tsv`. A word is looked up as a whole, inside of a longer text, or with one
//! letter wrong.

use super::fold::fold;
use super::words;
use dlt645::{DataId, item};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Everyday words and the identifiers that they stand for, best first.
const SYNONYMS: &str = include_str!("synonyms.tsv");

/// The identifiers of an everyday word.
pub(super) fn synonyms(text: &str) -> Vec<DataId> {
    static INDEX: OnceLock<Index> = OnceLock::new();
    let Index { same, like } = INDEX.get_or_init(|| {
        let mut index = Index::default();
        for (word, ids) in rows() {
            index.same.entry(words::compact(&fold(word))).or_insert(ids);
            index.like.entry(alike(word)).or_insert(ids);
        }
        index
    });
    let found = same.get(&words::compact(&fold(text)));
    let found = found.or_else(|| like.get(&alike(text)));
    found.map_or_else(Vec::new, |ids| parse_all(ids))
}

/// Identifiers by the word as it is, and by what means the same.
#[derive(Default)]
struct Index {
    same: HashMap<String, &'static str>,
    like: HashMap<String, &'static str>,
}

/// Words with one of several that mean the same beside them, without the `s` of plurals.
fn alike(text: &str) -> String {
    const SAME: [(&str, &str); 8] = [
        ("status", "state"),
        ("switch", "relay"),
        ("breaker", "relay"),
        ("contactor", "relay"),
        ("unbalance", "imbalance"),
        ("no", "number"),
        ("id", "number"),
        ("comms", "comm"),
    ];
    let folded = fold(text);
    let words = folded.split([' ', '-', '_', '/']).map(|word| {
        let same = SAME.iter().find(|(other, _)| *other == word);
        same.map_or_else(
            || {
                word.strip_suffix('s')
                    .filter(|w| w.len() > 2)
                    .unwrap_or(word)
            },
            |(_, one)| one,
        )
    });
    let words = words.collect::<String>();
    words::compact(&words.replace("开关", "继电器").replace("通讯", "通信"))
}

/// The same for the longest everyday word inside of a text, if it is no small part of it.
pub(super) fn inside(text: &str) -> Vec<DataId> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let plain = format!(" {} ", words.join(" "));
    let len = plain.chars().filter(|c| c.is_alphanumeric()).count();
    let held = |word: &&str| {
        let word = fold(word);
        let count = word.chars().filter(|c| c.is_alphanumeric()).count();
        let holds = match word.is_ascii() {
            true => plain.contains(&format!(" {word} ")),
            false => plain.contains(&word),
        };
        (holds && count >= 2 && count * 3 >= len).then_some(count)
    };
    let found = rows().filter_map(|(word, ids)| Some((held(&word)?, ids)));
    found
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map_or_else(Vec::new, |(_, ids)| parse_all(ids))
}

/// The same for a word with one letter wrong.
pub(super) fn near(text: &str) -> Vec<DataId> {
    let wanted = words::compact(&fold(text));
    let close = |word: &str| words::within_one(&words::compact(&fold(word)), &wanted);
    rows()
        .find(|(word, _)| word.chars().count() > 2 && close(word))
        .map_or_else(Vec::new, |(_, ids)| parse_all(ids))
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    SYNONYMS
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
}

fn parse_all(ids: &str) -> Vec<DataId> {
    ids.split(' ')
        .filter_map(|di| di.parse().ok())
        .filter(|di| item::lookup(*di).is_some())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_synonym_names_identifiers_of_the_tables() {
        for (word, ids) in rows() {
            for di in ids.split(' ') {
                let known = di.parse().ok().and_then(item::lookup);
                assert!(known.is_some(), "{word}: {di}");
            }
        }
    }
}
