//! Everyday words of both languages and the identifiers that they lead to.
//!
//! The list is `synonyms.tsv`. A word is looked up as a whole, inside of a longer text, or with one
//! letter wrong.

use super::fold::fold;
use super::words;
use dlt645::{DataId, item};

/// Everyday words and the identifiers that they stand for, best first.
const SYNONYMS: &str = include_str!("synonyms.tsv");

/// The identifiers of an everyday word.
pub(super) fn synonyms(text: &str) -> Vec<DataId> {
    let wanted = words::compact(&fold(text));
    rows()
        .find(|(word, _)| words::compact(&fold(word)) == wanted)
        .map_or_else(Vec::new, |(_, ids)| parse_all(ids))
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
