//! `dlt645 items`: what an identifier means, and which identifier means something.

use crate::decode::EditionArg;
use crate::describe::{Lang, edition_name};
use crate::{Outcome, names};
use clap::Args as ClapArgs;
use dlt645::item::{self, Item};
use dlt645::{DataId, Edition};
use serde::Serialize;
use std::io::{self, BufRead, Write};

/// Look data identifiers up, by number or by words in English or Chinese.
///
/// Numbers have 8 (2007) or 4 (1997) hexadecimal digits. All words together are one search; an identifier must hold
/// them all. Without words, `-` reads numbers from standard input, one or several a line.
///
/// Exit status: 0 if everything was found, 1 if anything was not.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// Numbers, or words to search for
    #[arg(required = true, value_name = "DI|WORD")]
    words: Vec<String>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
    /// Search in one edition only
    #[arg(long, value_enum)]
    edition: Option<EditionArg>,
    /// Language of names
    #[arg(long, value_enum, default_value = "en")]
    lang: Lang,
}

#[derive(Serialize)]
struct ItemLine {
    di: String,
    edition: &'static str,
    name: Option<String>,
    name_zh: Option<String>,
    format: String,
    length: Option<usize>,
    unit: Option<String>,
    signed: bool,
    access: String,
    table: String,
}

#[derive(Serialize)]
struct Unknown {
    di: String,
    error: &'static str,
}

impl ItemLine {
    fn new(item: &Item) -> Self {
        let unit = item.unit.to_string();
        Self {
            di: item.id.to_string(),
            edition: edition_name(item.edition()),
            name: names::of(item.id, Lang::En),
            name_zh: names::of(item.id, Lang::Zh),
            format: format!("{}{}", item.format, item.times),
            length: item.byte_len(),
            unit: (!unit.is_empty()).then_some(unit),
            signed: item.signed,
            access: item.access.to_string(),
            table: item.table.to_string(),
        }
    }

    fn text(&self, lang: Lang) -> String {
        let name = match lang {
            Lang::En => &self.name,
            Lang::Zh => &self.name_zh,
        };
        let length = self.length.map_or_else(
            || "variable length".to_owned(),
            |length| format!("{length} bytes"),
        );
        let unit = self
            .unit
            .as_ref()
            .map_or_else(String::new, |unit| format!(" {unit}"));
        let sign = if self.signed { ", signed" } else { "" };
        let name = name.as_deref().unwrap_or_default();
        format!(
            "{}  {name}\n          {}{unit}, {length}{sign}, {}, {}",
            self.di, self.format, self.access, self.table
        )
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Good;
    let mut one = |out: &mut dyn Write, word: &str| -> io::Result<()> {
        if !number(out, args, word)? {
            outcome = Outcome::Bad;
        }
        Ok(())
    };
    if args.words.iter().eq(["-"]) {
        for line in io::stdin().lock().lines() {
            for word in line?
                .split([' ', '\t', ',', ';'])
                .filter(|word| !word.is_empty())
            {
                one(&mut out, word)?;
            }
        }
    } else if args.words.iter().all(|word| is_number(word)) {
        for word in &args.words {
            one(&mut out, word)?;
        }
    } else {
        outcome = search(&mut out, args)?;
    }
    out.flush()?;
    Ok(outcome)
}

/// Whether a word is meant as an identifier. Four letters that are a word too (`face`) need a digit to count.
fn is_number(word: &str) -> bool {
    word.parse::<DataId>().is_ok() && word.bytes().any(|c| c.is_ascii_digit())
}

/// Prints one identifier; whether it is known.
fn number(out: &mut dyn Write, args: &Args, word: &str) -> io::Result<bool> {
    let found = match word.parse::<DataId>() {
        Ok(di) => item::lookup(di).ok_or((di.to_string(), "no such identifier")),
        Err(_) => Err((
            word.to_owned(),
            "an identifier has 8 (2007) or 4 (1997) hexadecimal digits",
        )),
    };
    match (&found, args.json) {
        (Ok(item), true) => serde_json::to_writer(&mut *out, &ItemLine::new(item))?,
        (Ok(item), false) => write!(out, "{}", ItemLine::new(item).text(args.lang))?,
        (Err((di, error)), true) => serde_json::to_writer(
            &mut *out,
            &Unknown {
                di: di.clone(),
                error,
            },
        )?,
        (Err((di, error)), false) => write!(out, "{di}  {error}")?,
    }
    writeln!(out)?;
    Ok(found.is_ok())
}

/// Prints all identifiers whose names hold all words.
fn search(out: &mut dyn Write, args: &Args) -> io::Result<Outcome> {
    let words: Vec<&str> = args
        .words
        .iter()
        .flat_map(|word| word.split_whitespace())
        .collect();
    let editions = match args.edition.map(Edition::from) {
        Some(edition) => vec![edition],
        None => vec![Edition::V2007, Edition::V1997],
    };
    let mut any = false;
    for edition in editions {
        for di in item::search(edition, &words) {
            any |= number(out, args, &di.to_string())?;
        }
    }
    if !any {
        out.flush()?;
        eprintln!(
            "dlt645: no identifier has a name with `{}`",
            words.join(" ")
        );
    }
    Ok(if any { Outcome::Good } else { Outcome::Bad })
}
