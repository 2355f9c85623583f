//! `dlt645 decode`: any log in, frames out.

use crate::edition::EditionArg;
use crate::input::{self, Source};
use crate::lang::{self, say};
use crate::outcome::Outcome;
use crate::printer::Printer;
use crate::tell;
use clap::Args as ClapArgs;
use dlt645::Edition;
use dlt645_explain::neighbours::Neighbour;
use dlt645_explain::{Capture, Lang, phrases};
use std::io::{self, IsTerminal};
use std::path::PathBuf;

/// Decode captures of any form: frames, values, and why there is no frame.
///
/// Takes hexadecimal in any dress, dumps (xxd, hexdump, od, tshark), logs with time and direction,
/// tables, source code, base64, pcap and pcapng, raw bytes, from arguments, files or standard
/// input. Text around frames is no result; every damaged frame is one.
///
/// Exit status: 0 if there were only good frames, 1 if not, 2 on wrong usage.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// Bytes in any form, or the name of a file; words too short for a frame are joined; `-` is
    /// standard input
    #[arg(value_name = "HEX|FILE")]
    words: Vec<String>,
    /// Read a file
    #[arg(long, value_name = "FILE", conflicts_with = "words")]
    file: Option<PathBuf>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
    /// Edition for frames that fit both
    #[arg(long, value_enum)]
    edition: Option<EditionArg>,
    /// Counts of all at the end, on standard error
    #[arg(long)]
    summary: bool,
}

/// Runs the command.
pub(crate) fn run(args: Args) -> io::Result<Outcome> {
    let word = args.words.first().cloned();
    let source = match Source::open(args.words, args.file.as_deref()) {
        Ok(source) => source,
        Err(error) => {
            tell!("{}", input::say(&error, lang::get()));
            return Ok(Outcome::Usage);
        }
    };
    let typed = source.is_typed();
    let mut printer =
        std::cell::RefCell::new(Printer::new(args.json, args.edition.map(Edition::from)));
    let mut capture = Capture::default();
    let mut told = false;
    source.read(
        &mut capture,
        &mut |event| printer.borrow_mut().event(&event),
        &mut |capture| {
            told = told || forms(capture);
            printer.borrow_mut().flush()
        },
    )?;
    let printer = printer.get_mut();
    let (good, bad) = (printer.summary.good(), printer.summary.bad());
    if good + bad == 0 {
        nothing(&capture, printer.neighbour, typed.then_some(word).flatten());
        return Ok(Outcome::Bad);
    }
    if args.summary || (io::stdout().is_terminal() && !args.json && good + bad > 1) {
        eprint_quietly(&printer.summary.text(&mut printer.names, lang::get()));
    }
    Ok(Outcome::of(bad == 0))
}

/// Says what the input was recognised as, if that is known and not plain hexadecimal.
pub(crate) fn forms(capture: &Capture) -> bool {
    let names: Vec<_> = capture
        .forms()
        .iter()
        .map(|form| form.name(lang::get()))
        .collect();
    if names.is_empty() {
        return false;
    }
    match lang::get() {
        Lang::En => tell!("read as {}", names.join(", ")),
        Lang::Zh => tell!("识别为：{}", names.join("，")),
    }
    true
}

/// Says that there was nothing, and what was there instead.
pub(crate) fn nothing(capture: &Capture, neighbour: Option<Neighbour>, word: Option<String>) {
    if let Some(neighbour) = neighbour {
        tell!("{}", neighbour.hint().text(lang::get()));
        return;
    }
    tell!(
        "{}",
        say("no frame, and nothing like one", "没有帧，也没有像帧的内容")
    );
    if let Some(word) = word.filter(|word| input::looks_like_file(word)) {
        match lang::get() {
            Lang::En => tell!("there is no file `{word}`; if it is one, name it with --file"),
            Lang::Zh => tell!("没有文件“{word}”；如果是文件，请用 --file 指定"),
        }
        return;
    }
    if let Some((line, fault)) = capture.first_text() {
        tell!("{}", phrases::of_fault(line, fault).text(lang::get()));
    }
}

fn eprint_quietly(text: &str) {
    // A closed standard error is no reason to fail.
    let _ = io::Write::write_all(&mut io::stderr(), text.as_bytes());
}
