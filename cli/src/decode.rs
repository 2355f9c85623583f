//! `dlt645 decode`: captures in, frames out.

use crate::candidate::{self, Candidate};
use crate::hex::Piece;
use crate::input::{Capture, Source};
use crate::report::{BadLine, FrameLine, Printer};
use crate::{Outcome, describe};
use clap::{Args as ClapArgs, ValueEnum};
use dlt645::{Edition, Frames};
use std::io::{self, Write};
use std::path::PathBuf;

/// Decode captured bytes: frames, values, and why there is no frame.
///
/// Each line (or argument) is one capture: hexadecimal with or without blanks, 0x and FE wake-up bytes; it may hold
/// several frames and noise. Without arguments, standard input is read.
///
/// Exit status: 0 if every line gave only good frames, 1 if any did not, 2 on wrong usage.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// Captures in hexadecimal; words too short for a frame are joined; `-` is standard input
    #[arg(value_name = "HEX")]
    words: Vec<String>,
    /// Read captures from a file, one a line; `#` starts a comment line, JSON lines with a member `hex` are taken
    #[arg(long, value_name = "FILE", conflicts_with = "words")]
    file: Option<PathBuf>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
    /// Edition for frames that fit both
    #[arg(long, value_enum)]
    edition: Option<EditionArg>,
    /// Language of names in the readable output
    #[arg(long, value_enum, default_value = "en")]
    lang: describe::Lang,
}

/// Edition of the standard, as written on the command line.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EditionArg {
    /// DL/T 645-2007
    #[value(name = "2007")]
    V2007,
    /// DL/T 645-1997
    #[value(name = "1997")]
    V1997,
}

impl From<EditionArg> for Edition {
    fn from(edition: EditionArg) -> Self {
        match edition {
            EditionArg::V2007 => Self::V2007,
            EditionArg::V1997 => Self::V1997,
        }
    }
}

/// Runs the command.
pub(crate) fn run(args: Args) -> io::Result<Outcome> {
    let source = match Source::open(args.words, args.file.as_deref()) {
        Ok(source) => source,
        Err(error) => {
            let file = args.file.unwrap_or_default();
            eprintln!("dlt645: {}: {error}", file.display());
            return Ok(Outcome::Usage);
        }
    };
    let wish = args.edition.map(Edition::from);
    let mut printer = Printer::new(io::stdout().lock(), args.json, args.lang);
    let mut outcome = Outcome::Good;
    source.for_each(|capture| {
        if !decode_line(&capture, wish, &mut printer)? {
            outcome = Outcome::Bad;
        }
        Ok(())
    })?;
    Ok(outcome)
}

/// Prints all that one capture holds; whether it was nothing but good frames.
fn decode_line(
    capture: &Capture,
    wish: Option<Edition>,
    out: &mut Printer<impl Write>,
) -> io::Result<bool> {
    let number = capture.number;
    let mut good = capture.line.faults.is_empty();
    for fault in &capture.line.faults {
        out.hex_fault(number, fault)?;
    }
    let mut any = false;
    for piece in &capture.line.pieces {
        let frames: Vec<_> = Frames::new(&piece.bytes).collect();
        any |= !frames.is_empty();
        // Where the text itself was broken, what is left of a frame is no news.
        let bad = if capture.line.faults.is_empty() {
            leftover(piece, frames.is_empty())
        } else {
            Vec::new()
        };
        let mut bad = bad.into_iter().peekable();
        for found in &frames {
            while let Some(candidate) = bad.next_if(|candidate| candidate.offset < found.offset) {
                out.bad(number, &bad_line(piece, candidate))?;
                good = false;
            }
            let offset = piece.start + found.offset;
            out.frame(number, &FrameLine::new(offset, &found.frame, wish))?;
        }
        for candidate in bad {
            out.bad(number, &bad_line(piece, candidate))?;
            good = false;
        }
    }
    if !any && capture.line.faults.is_empty() {
        good = false;
        let nothing = Piece::default();
        let piece = capture.line.pieces.first().unwrap_or(&nothing);
        let best = candidate::best(&piece.bytes);
        let mut line = BadLine::new(best.map(|c| c.offset), best.map(|c| c.error));
        line.hint = candidate::hint(&piece.bytes, best.as_ref());
        out.bad(number, &line)?;
    }
    out.end_of_line()?;
    Ok(good)
}

/// Failed candidates to report beside good frames. Without a good frame the whole line gets one answer instead.
fn leftover(piece: &Piece, alone: bool) -> Vec<Candidate> {
    if alone {
        Vec::new()
    } else {
        candidate::leftover(&piece.bytes)
    }
}

fn bad_line(piece: &Piece, candidate: Candidate) -> BadLine {
    let mut line = BadLine::new(Some(piece.start + candidate.offset), Some(candidate.error));
    // The longest frame is enough for a hint; more would make many bad candidates cost the square of the input.
    let rest = piece.bytes.get(candidate.offset..).unwrap_or_default();
    let rest = rest.get(..dlt645::MAX_FRAME).unwrap_or(rest);
    line.hint = candidate::hint(
        rest,
        Some(&Candidate {
            offset: 0,
            ..candidate
        }),
    );
    line
}
