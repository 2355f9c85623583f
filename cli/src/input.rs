//! Where captures come from: arguments, a file, standard input. One capture a line.

use crate::hex::{self, HexLine};
use std::io::{self, BufRead, Read};
use std::path::Path;

/// Shortest text that can hold a frame, bytes.
const SHORTEST: usize = dlt645::OVERHEAD;

/// One capture and the number of its line, from 1.
pub(crate) struct Capture {
    /// Line number.
    pub(crate) number: usize,
    /// Its bytes.
    pub(crate) line: HexLine,
}

/// Source of captures.
pub(crate) enum Source {
    /// Command line arguments.
    Arguments(Vec<String>),
    /// Anything that is read line by line.
    Lines(Box<dyn BufRead>),
}

impl Source {
    /// From the arguments of a command: `--file`, hexadecimal words, or standard input for `-` and for nothing.
    pub(crate) fn open(words: Vec<String>, file: Option<&Path>) -> io::Result<Self> {
        if let Some(path) = file {
            let file = std::fs::File::open(path)?;
            return Ok(Self::Lines(Box::new(io::BufReader::new(file))));
        }
        if words.is_empty() || words.iter().eq(["-"]) {
            return Ok(Self::Lines(Box::new(io::stdin().lock())));
        }
        Ok(Self::Arguments(words))
    }

    /// Hands each capture to `take`; blank lines and lines that start with `#` are left out.
    pub(crate) fn for_each(
        self,
        mut take: impl FnMut(Capture) -> io::Result<()>,
    ) -> io::Result<()> {
        match self {
            Self::Arguments(words) => {
                for (text, number) in lines_of(&words).iter().zip(1..) {
                    if let Some(line) = read_line(text) {
                        take(Capture { number, line })?;
                    }
                }
            }
            Self::Lines(mut reader) => {
                let mut raw = Vec::new();
                for number in 1.. {
                    raw.clear();
                    // Not `lines()`: a byte that is no UTF-8 is a fault with a column, not the end of the input.
                    if reader.by_ref().read_until(b'\n', &mut raw)? == 0 {
                        break;
                    }
                    if let Some(line) = read_line(&String::from_utf8_lossy(&raw)) {
                        take(Capture { number, line })?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Arguments as lines. Words that are too short for a frame are parts of one capture (`decode 68 AA … 16`);
/// otherwise each argument is a capture, and each line of an argument.
fn lines_of(words: &[String]) -> Vec<String> {
    let short = |word: &String| hex::read_line(word, 1).len() < SHORTEST;
    if words.iter().any(short) && !words.iter().any(|word| word.contains('\n')) {
        return vec![words.join(" ")];
    }
    words
        .iter()
        .flat_map(|word| word.lines().map(str::to_owned))
        .collect()
}

/// One line; `None` if it says nothing. A JSON object with a member `hex`, as in a vector file, stands for that text.
fn read_line(text: &str) -> Option<HexLine> {
    let text = text.trim_end().trim_start_matches('\u{feff}');
    let trimmed = text.trim_start();
    if trimmed.is_empty() || trimmed.starts_with('#') {
        return None;
    }
    if trimmed.starts_with('{')
        && let Ok(row) = serde_json::from_str::<serde_json::Value>(trimmed)
        && let Some(text) = row.get("hex").and_then(serde_json::Value::as_str)
    {
        return Some(hex::read_line(text, 1));
    }
    Some(hex::read_line(text, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &[&str]) -> Vec<String> {
        lines_of(
            &text
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>(),
        )
    }

    const REQUEST: &str = "68AAAAAAAAAAAA681300DF16";

    #[test]
    fn words_of_one_frame_are_one_capture() {
        assert_eq!(words(&["68", "AA", "16"]), ["68 AA 16"]);
        assert_eq!(
            words(&["FEFEFEFE", REQUEST]),
            [format!("FEFEFEFE {REQUEST}")]
        );
        assert_eq!(words(&[REQUEST, REQUEST]), [REQUEST, REQUEST]);
        assert_eq!(
            words(&[&format!("{REQUEST}\n{REQUEST}")]),
            [REQUEST, REQUEST]
        );
    }

    #[test]
    fn json_lines_carry_hex() {
        let line = read_line(r#" {"id":"x","hex":"FE16"}"#).unwrap();
        assert_eq!(line.pieces[0].bytes, [0xFE, 0x16]);
        assert!(read_line("# note").is_none() && read_line("  ").is_none());
    }
}
