//! `dlt645 items`: what an identifier means, and which identifier means something.

use crate::edition::EditionArg;
use crate::ids;
use crate::lang::{self, say};
use crate::outcome::Outcome;
use crate::tell;
use clap::Args as ClapArgs;
use dlt645::{DataId, Edition, item};
use dlt645_explain::items::{COLUMNS, ItemLine};
use dlt645_explain::json::Object;
use dlt645_explain::search::ids::Meant;
use dlt645_explain::{Lang, names, own, values};
use std::io::{self, BufRead, Write};

/// Look data identifiers up, by number or by words in English or Chinese.
///
/// Numbers have 8 (2007) or 4 (1997) hexadecimal digits, in any dress: 02-01-01-00, 0x02010100,
/// 02010100H. All words together are one search; everyday words, units and a wrong letter are
/// taken. Without words, `-` reads numbers from standard input, one or several a line. `--csv`
/// prints the whole table, or what was found, as a table.
///
/// Exit status: 0 if everything was found, 1 if anything was not.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// Numbers, or words to search for
    #[arg(required_unless_present = "csv", value_name = "DI|WORD")]
    words: Vec<String>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
    /// A table with the columns that --items FILE takes
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Everything that was found, not only the best
    #[arg(long)]
    all: bool,
    /// Search in one edition only
    #[arg(long, value_enum)]
    edition: Option<EditionArg>,
}

/// How many are shown without --all.
const SHOWN: usize = 20;

/// Runs the command.
pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if args.csv {
        writeln!(out, "{COLUMNS}")?;
    }
    let mut outcome = Outcome::Good;
    if args.words.iter().eq(["-"]) {
        for line in io::stdin().lock().lines() {
            for word in line?
                .split([' ', '\t', ',', ';'])
                .filter(|word| !word.is_empty())
            {
                outcome = outcome.and(number(&mut out, args, word)?);
            }
        }
    } else if args.words.is_empty() {
        let all = [Edition::V2007, Edition::V1997]
            .into_iter()
            .flat_map(|edition| item::search(edition, &[]));
        for di in all {
            print(&mut out, args, di, None)?;
        }
    } else if args.words.iter().all(|word| ids::is_number(word)) {
        for word in &args.words {
            outcome = outcome.and(number(&mut out, args, word)?);
        }
    } else if let Some(written) = dlt645_explain::search::ids::parse(&args.words.join(" "))
        && args.words.len() > 1
    {
        // 02 01 01 00 as four words.
        outcome = number(&mut out, args, &written.di.to_string())?;
    } else {
        outcome = search(&mut out, args)?;
    }
    out.flush()?;
    Ok(outcome)
}

/// Prints one identifier as it is written.
fn number(out: &mut dyn Write, args: &Args, word: &str) -> io::Result<Outcome> {
    let Some(written) = dlt645_explain::search::ids::parse(word) else {
        unknown(
            out,
            args,
            word,
            say(
                "an identifier has 8 (2007) or 4 (1997) hexadecimal digits",
                "数据标识有 8 位（2007）或 4 位（1997）十六进制数字",
            ),
            None,
        )?;
        return Ok(Outcome::Bad);
    };
    let di = written.di;
    if own::lookup(di).is_none() {
        unknown(
            out,
            args,
            &di.to_string(),
            say("no such identifier", "无此数据标识"),
            written.meant,
        )?;
        return Ok(Outcome::Bad);
    }
    print(out, args, di, None)?;
    if let Some(meant) = written.meant.filter(|_| !args.json && !args.csv) {
        writeln!(out, "          {}", meant.question().text(lang::get()))?;
    }
    Ok(Outcome::Good)
}

fn unknown(
    out: &mut dyn Write,
    args: &Args,
    di: &str,
    error: &str,
    meant: Option<Meant>,
) -> io::Result<()> {
    let mut text = String::new();
    if args.json {
        let mut object = Object::new(&mut text);
        object.text("di", di);
        object.text("error", error);
        if let Some(meant) = meant {
            values::id(object.key("meant"), meant.di());
        }
    } else {
        text = format!("{di}  {error}");
        if let Some(meant) = meant {
            let name = names::of(meant.di(), lang::get()).unwrap_or_default();
            text.push_str(&format!(
                "\n          {} {name}",
                meant.question().text(lang::get())
            ));
        }
    }
    writeln!(out, "{text}")
}

fn print(out: &mut dyn Write, args: &Args, di: DataId, last: Option<DataId>) -> io::Result<()> {
    let Some(found) = own::lookup(di) else {
        return Ok(());
    };
    let line = ItemLine { item: &found, last };
    let mut text = String::new();
    match (args.json, args.csv) {
        (true, _) => line.json(&mut text),
        (_, true) => text = line.csv(),
        _ => text = line.text(lang::get()),
    }
    writeln!(out, "{text}")
}

/// Prints what all words together may mean, best first.
fn search(out: &mut dyn Write, args: &Args) -> io::Result<Outcome> {
    let words = args.words.join(" ");
    let search = ids::search();
    let found = search.find(&words, args.edition.map(Edition::from));
    let shown = if args.all { usize::MAX } else { SHOWN };
    if !found.exact && !found.list.is_empty() {
        match lang::get() {
            Lang::En => tell!("nothing has `{words}` in its name; these come near"),
            Lang::Zh => tell!("没有名称含“{words}”的数据标识；以下较为接近"),
        }
    }
    for di in found.list.iter().take(shown) {
        // A word with a number asks for one of a family.
        let last = (!words.contains(char::is_numeric)).then(|| search.last_of_family(*di));
        print(out, args, *di, last.flatten())?;
    }
    out.flush()?;
    let more = found.list.len().saturating_sub(shown);
    if more > 0 {
        match lang::get() {
            Lang::En => tell!("{more} more with --all"),
            Lang::Zh => tell!("另有 {more} 项，用 --all 显示"),
        }
    }
    if found.list.is_empty() {
        match lang::get() {
            Lang::En => tell!("no identifier has a name with `{words}`"),
            Lang::Zh => tell!("未找到名称含“{words}”的数据标识"),
        }
    }
    Ok(Outcome::of(!found.list.is_empty()))
}
