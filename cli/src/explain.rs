//! `dlt645 explain`: a frame field by field.

use crate::decode;
use crate::edition::EditionArg;
use crate::input::{self, Source};
use crate::lang::{self, say};
use crate::outcome::Outcome;
use crate::tell;
use clap::Args as ClapArgs;
use dlt645::Edition;
use dlt645_explain::Capture;
use dlt645_explain::fields::Teller;
use dlt645_explain::find::{Event, Fault};
use dlt645_explain::neighbours::Neighbour;
use std::cell::RefCell;
use std::io::{self, Write};
use std::path::PathBuf;

/// Show frames field by field: offsets, raw bytes, bytes without the 0x33, and what they mean.
///
/// For bytes that are no frame: what is wrong, and what they would say if it were right.
///
/// Exit status: 0 if there are only good frames, 1 if not.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// Captures in any form, as for `decode`
    #[arg(value_name = "HEX|FILE")]
    words: Vec<String>,
    /// Read captures from a file
    #[arg(long, value_name = "FILE", conflicts_with = "words")]
    file: Option<PathBuf>,
    /// Edition for frames that fit both
    #[arg(long, value_enum)]
    edition: Option<EditionArg>,
}

/// What was printed and seen.
#[derive(Default)]
struct Page {
    out: String,
    frames: usize,
    damaged: usize,
    /// There were other bytes.
    outside: bool,
    neighbour: Option<Neighbour>,
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
    let teller = Teller {
        lang: lang::get(),
        wish: args.edition.map(Edition::from),
    };
    let page = RefCell::new(Page::default());
    let mut capture = Capture::default();
    let mut told = false;
    source.read(
        &mut capture,
        &mut |event| {
            let page = &mut *page.borrow_mut();
            match &event {
                Event::Frame(..) => page.frames += 1,
                Event::Damaged(damaged) => {
                    page.damaged += 1;
                    if let Fault::Text(fault) = &damaged.fault {
                        let line = damaged.place.line;
                        tell!(
                            "{}",
                            dlt645_explain::phrases::of_fault(line, fault).text(lang::get())
                        );
                    }
                }
                Event::Outside(_, bytes) => {
                    page.outside = true;
                    page.neighbour = page.neighbour.or_else(|| Neighbour::of(bytes));
                }
            }
            teller.event(&mut page.out, &event);
        },
        &mut |capture| {
            told = told || decode::forms(capture);
            let page = &mut *page.borrow_mut();
            let mut out = io::stdout().lock();
            out.write_all(page.out.as_bytes())?;
            page.out.clear();
            out.flush()
        },
    )?;
    let page = page.into_inner();
    if page.frames + page.damaged == 0 {
        if !page.outside {
            tell!("{}", say("no bytes to explain", "没有可解读的字节"));
        }
        decode::nothing(&capture, page.neighbour, typed.then_some(word).flatten());
        return Ok(Outcome::Bad);
    }
    Ok(Outcome::of(page.damaged == 0))
}
