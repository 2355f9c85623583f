//! The pages of the repository: their links lead somewhere, and each translation says what its original says.

#![allow(
    clippy::unwrap_used,
    reason = "a test may fail loudly; the lint looks only into functions marked as tests"
)]

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .unwrap()
}

/// Every page, found by walking; what is built or fetched is left out.
fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !["target", ".git", "corpus", "artifacts"].contains(&name.as_str()) {
            pages(&path, found);
        } else if name.ends_with(".md") {
            found.push(path);
        }
    }
}

fn parse(text: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// The name by which a heading is linked to.
fn slug(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    heading
        .trim()
        .to_lowercase()
        .chars()
        .filter(kept)
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// Names of all headings of a page, and all that it links to.
fn outline(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut slugs, mut links, mut heading): (Vec<String>, Vec<String>, Option<String>) =
        Default::default();
    for event in parse(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(text) | Event::Code(text) => heading
                .iter_mut()
                .for_each(|heading| heading.push_str(&text)),
            Event::End(TagEnd::Heading(_)) => {
                slugs.extend(heading.take().map(|heading| slug(&heading)))
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                links.push(dest_url.into())
            }
            _ => {}
        }
    }
    (slugs, links)
}

#[test]
fn links_lead_to_files_and_headings_that_are_there() {
    let mut all = Vec::new();
    pages(&root(), &mut all);
    assert!(all.len() > 15, "only {} pages found", all.len());
    let mut bad = Vec::new();
    for page in &all {
        let text = fs::read_to_string(page).unwrap();
        for link in outline(&text).1 {
            if link.starts_with("https://") || link.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() {
                page.clone()
            } else {
                page.parent().unwrap().join(file)
            };
            let found = target.exists()
                && (anchor.is_empty()
                    || fs::read_to_string(&target)
                        .is_ok_and(|text| outline(&text).0.iter().any(|slug| slug == anchor)));
            if !found {
                bad.push(format!(
                    "{}: {link}",
                    page.strip_prefix(root()).unwrap().display()
                ));
            }
        }
    }
    assert!(
        bad.is_empty(),
        "links that lead nowhere:\n{}",
        bad.join("\n")
    );
}

/// What a translation must share with its original.
#[derive(Debug, PartialEq)]
struct Section {
    level: Option<HeadingLevel>,
    /// Fenced blocks with their language, word by word.
    blocks: Vec<String>,
    /// Rows of tables.
    rows: usize,
    /// Items of lists.
    items: usize,
    /// How often each number stands in text and tables.
    numbers: BTreeMap<String, usize>,
}

fn sections(text: &str) -> Vec<Section> {
    let empty = |level| Section {
        level,
        blocks: Vec::new(),
        rows: 0,
        items: 0,
        numbers: BTreeMap::new(),
    };
    let mut sections = vec![empty(None)];
    let mut block: Option<String> = None;
    for event in parse(text) {
        if let Event::Start(Tag::Heading { level, .. }) = event {
            sections.push(empty(Some(level)));
        }
        let section = sections.last_mut().unwrap();
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                block = Some(format!("{info}\n"))
            }
            Event::End(TagEnd::CodeBlock) => section.blocks.extend(block.take()),
            Event::Start(Tag::TableRow) => section.rows += 1,
            Event::Start(Tag::Item) => section.items += 1,
            Event::Text(text) | Event::Code(text) => match &mut block {
                Some(block) => block.push_str(&text),
                None => numbers(&text)
                    .for_each(|number| *section.numbers.entry(number).or_default() += 1),
            },
            _ => {}
        }
    }
    sections
}

fn numbers(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !(c.is_ascii_digit() || c == '.'));
    words
        .map(|word| word.trim_matches('.').to_owned())
        .filter(|word| !word.is_empty())
}

#[test]
fn translations_have_the_headings_blocks_and_figures_of_their_originals() {
    let mut bad = Vec::new();
    for folder in [".", "dlt645", "rf-frame", "ttl-link", "timesync", "cli"] {
        let read =
            |name: &str| sections(&fs::read_to_string(root().join(folder).join(name)).unwrap());
        let (english, chinese) = (read("README.md"), read("README.zh.md"));
        if english.len() != chinese.len() {
            bad.push(format!(
                "{folder}: {} headings in English, {} in Chinese",
                english.len() - 1,
                chinese.len() - 1
            ));
        }
        for (number, (en, zh)) in english.iter().zip(&chinese).enumerate() {
            if en != zh {
                bad.push(format!(
                    "{folder}: section {number} differs\n  en {en:?}\n  zh {zh:?}"
                ));
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn translations_are_translated() {
    for folder in [".", "dlt645", "rf-frame", "ttl-link", "timesync", "cli"] {
        let text = fs::read_to_string(root().join(folder).join("README.zh.md")).unwrap();
        let chinese = text
            .chars()
            .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
            .count();
        assert!(chinese > 300, "{folder}: {chinese} Chinese characters");
    }
}
