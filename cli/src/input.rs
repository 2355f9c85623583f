//! Where captures come from: arguments, a file, standard input.

use dlt645_explain::find::Event;
use dlt645_explain::{Capture, Lang};
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Bytes that are read at once.
const CHUNK: usize = 1 << 16;
/// Files from this size on show a progress bar on a terminal.
const BIG: u64 = 5_000_000;

/// Source of captures.
pub(crate) enum Source {
    /// Command line arguments.
    Arguments(Vec<String>),
    /// A file.
    File(File),
    /// Standard input.
    Input,
}

/// A file that cannot be read, or standard input that is a terminal.
pub(crate) struct OpenError {
    /// The file.
    pub(crate) path: PathBuf,
    /// Why not.
    pub(crate) error: io::Error,
}

impl Source {
    /// From the arguments of a command: `--file`, a name of a file, hexadecimal words, or standard
    /// input for `-` and for nothing.
    pub(crate) fn open(words: Vec<String>, file: Option<&Path>) -> Result<Self, OpenError> {
        let named = match words.as_slice() {
            [word] if file.is_none() && is_file(word) => Some(PathBuf::from(word)),
            _ => file.map(Path::to_path_buf),
        };
        if let Some(path) = named {
            let opened = File::open(&path).and_then(|file| {
                if file.metadata()?.is_dir() {
                    return Err(io::Error::from(io::ErrorKind::IsADirectory));
                }
                Ok(file)
            });
            return opened
                .map(Self::File)
                .map_err(|error| OpenError { path, error });
        }
        if words.is_empty() || words.iter().eq(["-"]) {
            return Ok(Self::Input);
        }
        Ok(Self::Arguments(words))
    }

    /// Whether it is what was typed, and not a file or a pipe.
    pub(crate) fn is_typed(&self) -> bool {
        matches!(self, Self::Arguments(_))
    }

    /// Reads all of it. `sink` gets what is found; `pause` is called when all that has come is
    /// told.
    pub(crate) fn read(
        self,
        capture: &mut Capture,
        sink: &mut dyn FnMut(Event<'_>),
        pause: &mut dyn FnMut(&Capture) -> io::Result<()>,
    ) -> io::Result<()> {
        match self {
            Self::Arguments(words) => {
                for line in lines_of(&words) {
                    capture.paste(&line, sink);
                }
            }
            Self::File(file) => {
                let size = file.metadata().map_or(0, |data| data.len());
                let shown = size > BIG && io::stderr().is_terminal() && !io::stdout().is_terminal();
                let bar = if shown {
                    progress(size)
                } else {
                    ProgressBar::hidden()
                };
                pump(file, &bar, capture, sink, pause)?;
                bar.finish_and_clear();
            }
            Self::Input => pump(
                io::stdin().lock(),
                &ProgressBar::hidden(),
                capture,
                sink,
                pause,
            )?,
        }
        capture.finish(sink);
        pause(capture)
    }
}

fn pump(
    mut from: impl Read,
    bar: &ProgressBar,
    capture: &mut Capture,
    sink: &mut dyn FnMut(Event<'_>),
    pause: &mut dyn FnMut(&Capture) -> io::Result<()>,
) -> io::Result<()> {
    let mut chunk = vec![0; CHUNK];
    loop {
        let count = match from.read(&mut chunk) {
            Ok(0) => return Ok(()),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        capture.push(chunk.get(..count).unwrap_or_default(), sink);
        pause(capture)?;
        bar.inc(count as u64);
    }
}

fn progress(size: u64) -> ProgressBar {
    let bar = ProgressBar::new(size);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} [{eta}]") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Whether a word names a file and not bytes.
fn is_file(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_hexdigit).count();
    let is_hex = digits == word.len() && digits >= 2;
    word != "-" && Path::new(word).exists() && !is_hex
}

/// Whether a word looks like a file name, though there is no such file.
pub(crate) fn looks_like_file(word: &str) -> bool {
    let extension = Path::new(word)
        .extension()
        .and_then(|extension| extension.to_str());
    word.len() < 256
        && !word.contains(char::is_whitespace)
        && (word.contains('/')
            || extension.is_some_and(|end| {
                (2..=5).contains(&end.len()) && end.chars().all(char::is_alphanumeric)
            }))
}

/// Shortest text that can hold a frame, bytes.
const SHORTEST: usize = dlt645::OVERHEAD;

/// Arguments as lines. Words that are too short for a frame are parts of one capture (`decode 68 AA
/// … 16`); otherwise each argument is a capture, and each line of an argument.
fn lines_of(words: &[String]) -> Vec<String> {
    let short = |word: &String| word.chars().filter(char::is_ascii_hexdigit).count() < 2 * SHORTEST;
    if words.iter().any(short) && !words.iter().any(|word| word.contains('\n')) {
        return vec![words.join(" ")];
    }
    words
        .iter()
        .flat_map(|word| word.lines().map(str::to_owned))
        .collect()
}

/// Why a file cannot be read, for people.
pub(crate) fn say(error: &OpenError, lang: Lang) -> String {
    let OpenError { path, error } = error;
    let path = path.display();
    match lang {
        Lang::En => format!("{path}: {error}"),
        Lang::Zh => {
            let why = match error.kind() {
                io::ErrorKind::NotFound => "文件不存在".to_owned(),
                io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
                io::ErrorKind::IsADirectory => "是目录".to_owned(),
                _ => crate::lang::of_error(error),
            };
            format!("无法打开文件 {path}：{why}")
        }
    }
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
}
