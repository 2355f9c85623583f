//! The pages of the repository: their links lead somewhere, and each translation says what its
//! original says.

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

/// Links of the map whose text is a name: the file must have it.
#[test]
fn names_on_the_map_are_in_the_files_they_link_to() {
    let text = fs::read_to_string(root().join("docs/map.md")).unwrap();
    let (mut target, mut bad, mut names) = (None, Vec::new(), 0);
    for event in parse(&text) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => target = Some(dest_url),
            Event::End(TagEnd::Link) => target = None,
            Event::Code(name) => {
                let Some(file) = &target else { continue };
                names += 1;
                let found = fs::read_to_string(root().join("docs").join(file.as_ref()))
                    .is_ok_and(|text| text.contains(name.as_ref()));
                if !found {
                    bad.push(format!("{name} is not in {file}"));
                }
            }
            _ => {}
        }
    }
    assert!(names > 10, "only {names} names found");
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

/// Pages that have a translation beside them, named `.zh.md` instead of `.md`.
const TRANSLATED: [&str; 8] = [
    "README",
    "dlt645/README",
    "rf-frame/README",
    "ttl-link/README",
    "timesync/README",
    "explain/README",
    "cli/README",
    "docs/guide",
];

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
    /// How often each number comes in text and tables.
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
            Event::End(TagEnd::CodeBlock) => section.blocks.extend(block.take().map(commands)),
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

/// Of a console block the commands: what they print is in the language of the page.
fn commands(block: String) -> String {
    if !block.starts_with("console\n") {
        return block;
    }
    let lines = block.lines().filter(|line| line.starts_with("$ "));
    lines
        .map(|line| line.replace(" --lang zh", "") + "\n")
        .collect()
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
    for page in TRANSLATED {
        let read =
            |end: &str| sections(&fs::read_to_string(root().join(format!("{page}{end}"))).unwrap());
        let (english, chinese) = (read(".md"), read(".zh.md"));
        if english.len() != chinese.len() {
            bad.push(format!(
                "{page}: {} headings in English, {} in Chinese",
                english.len() - 1,
                chinese.len() - 1
            ));
        }
        for (number, (en, zh)) in english.iter().zip(&chinese).enumerate() {
            if en != zh {
                bad.push(format!(
                    "{page}: section {number} differs\n  en {en:?}\n  zh {zh:?}"
                ));
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn translations_are_translated() {
    for page in TRANSLATED {
        let text = fs::read_to_string(root().join(format!("{page}.zh.md"))).unwrap();
        let chinese = text
            .chars()
            .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
            .count();
        assert!(chinese > 300, "{page}: {chinese} Chinese characters");
    }
}

/// GB/T 15834: marks beside Chinese characters have their width.
#[test]
fn chinese_text_has_full_width_punctuation() {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mark = |c: char| matches!(c, ',' | ':' | ';' | '(' | ')' | '!' | '?');
    let mut bad = Vec::new();
    let mut all = Vec::new();
    pages(&root(), &mut all);
    for page in all
        .iter()
        .filter(|page| page.to_string_lossy().ends_with(".zh.md"))
    {
        let text = fs::read_to_string(page).unwrap();
        let (mut block, mut shown) = (false, String::new());
        for event in parse(&text) {
            match event {
                Event::Start(Tag::CodeBlock(_)) => block = true,
                Event::End(TagEnd::CodeBlock) => block = false,
                Event::Text(text) if !block => shown.push_str(&text),
                // Code is taken as a Latin letter: what separates it has the width of the text.
                Event::Code(_) => shown.push('x'),
                Event::End(_) | Event::SoftBreak => shown.push('\n'),
                _ => {}
            }
        }
        let chars: Vec<char> = shown.chars().collect();
        for pair in chars.windows(2) {
            if (han(pair[0]) && mark(pair[1])) || (mark(pair[0]) && han(pair[1])) {
                bad.push(format!("{}: {}{}", page.display(), pair[0], pair[1]));
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}
