//! Search phrases of both languages: how many find what is meant at the first place, and among the
//! first three.
//!
//! `phrases.tsv` has names of the standard, everyday words, questions and slips of the keyboard,
//! each with the identifiers that answer it. The search was mended where these phrases failed, so
//! the share here is that of phrases known beforehand. Of three lists of new ones 64, 67 and, after
//! the kinds of the first two were mended, 90 % were at the first place at the first look.
#![allow(
    clippy::unwrap_used,
    reason = "a test may fail loudly; the lints look only into functions marked as tests"
)]

use dlt645_explain::search::Search;

const PHRASES: &str = include_str!("phrases.tsv");

#[test]
fn phrases_find_what_is_meant() {
    let search = Search::default();
    let rows = || {
        PHRASES
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once('\t'))
    };
    let (mut first, mut third, mut missed) = (0, 0, Vec::new());
    for (phrase, wanted) in rows() {
        let list = search.find(phrase, None).list;
        let place = list
            .iter()
            .position(|di| wanted.split(' ').any(|id| id == di.to_string()));
        first += usize::from(place == Some(0));
        third += usize::from(place.is_some_and(|place| place < 3));
        if place != Some(0) {
            let found: Vec<_> = list.iter().take(3).map(ToString::to_string).collect();
            missed.push(format!("{phrase}: {}, not {wanted}", found.join(" ")));
        }
    }
    let all = rows().count();
    println!("{all} phrases: {first} at the first place, {third} among the first three");
    println!("{}", missed.join("\n"));
    assert!(all >= 1300, "{all}");
    assert!(
        first * 100 >= all * 95,
        "{first} of {all}: {}",
        missed.join("\n")
    );
    assert!(
        third * 100 >= all * 96,
        "{third} of {all}: {}",
        missed.join("\n")
    );
}
