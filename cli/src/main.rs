//! `dlt645`: command line tool for DL/T 645 meters and captures.

mod chinese;
mod completions;
mod decode;
mod edition;
mod encode;
mod explain;
mod failures;
mod ids;
mod input;
mod items;
mod lang;
mod line;
mod man;
mod monitor;
mod outcome;
mod poll;
mod port;
mod printer;
mod read;
mod reading;
mod relay;
mod scan;
mod set_time;
mod write;

use crate::outcome::Outcome;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

/// Writes a line to standard error; that it is closed is no reason to fail.
#[macro_export]
macro_rules! tell {
    ($($text:tt)*) => {
        $crate::tell_line(format_args!($($text)*))
    };
}

/// See [`tell!`]. Control characters of what is quoted do not reach the terminal.
pub(crate) fn tell_line(text: std::fmt::Arguments<'_>) {
    let text = visible(&text.to_string(), &[]);
    let _ = writeln!(io::stderr(), "dlt645: {text}");
}

/// The text with a sign in place of each control character that is not in `except`.
fn visible(text: &str, except: &[char]) -> String {
    text.chars()
        .map(|c| match c.is_control() && !except.contains(&c) {
            true => '\u{fffd}',
            false => c,
        })
        .collect()
}

/// For people with a DL/T 645 meter or a capture on the desk.
#[derive(Parser)]
#[command(name = "dlt645", version, about, max_term_width = 100)]
struct Cli {
    /// Language of all output; else DLT645_LANG, LC_ALL, LC_MESSAGES, LANG
    #[arg(long, global = true, value_enum)]
    lang: Option<lang::LangArg>,
    /// Own identifiers, in the columns of `dlt645 items --csv`; they go before the standard's
    #[arg(long, global = true, value_name = "FILE")]
    items: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Decode(decode::Args),
    Explain(explain::Args),
    Items(items::Args),
    Encode(encode::Args),
    Read(read::Args),
    Poll(poll::Args),
    Scan(scan::Args),
    SetTime(set_time::Args),
    Write(write::Args),
    Relay(relay::Args),
    Monitor(monitor::Args),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of the tool, or of one command
    Man {
        /// The command; all of them if not given
        command: Option<String>,
    },
}

impl Command {
    /// Whether it talks to meters, so that Ctrl-C lets a request end.
    fn is_on_line(&self) -> bool {
        !matches!(
            self,
            Self::Decode(_)
                | Self::Explain(_)
                | Self::Items(_)
                | Self::Encode(_)
                | Self::Completions { .. }
                | Self::Man { .. }
        )
    }

    fn run(self) -> io::Result<Outcome> {
        match self {
            Self::Decode(args) => decode::run(args),
            Self::Explain(args) => explain::run(args),
            Self::Items(args) => items::run(&args),
            Self::Encode(args) => encode::run(&args),
            Self::Read(args) => read::run(&args),
            Self::Poll(args) => poll::run(&args),
            Self::Scan(args) => scan::run(&args),
            Self::SetTime(args) => set_time::run(&args),
            Self::Write(args) => write::run(&args),
            Self::Relay(args) => relay::run(&args),
            Self::Monitor(args) => monitor::run(&args),
            Self::Completions { shell } => {
                let script = completions::script(shell, localized());
                io::stdout().write_all(&script)?;
                Ok(Outcome::Good)
            }
            Self::Man { command } => {
                let Some(page) = man::page(localized(), command.as_deref())? else {
                    let name = command.unwrap_or_default();
                    match lang::get() {
                        dlt645_explain::Lang::En => {
                            tell!("there is no command `{name}`; `dlt645 help` lists them");
                        }
                        dlt645_explain::Lang::Zh => {
                            tell!("没有命令“{name}”；`dlt645 help` 列出全部命令");
                        }
                    }
                    return Ok(Outcome::Usage);
                };
                io::stdout().write_all(page.as_bytes())?;
                Ok(Outcome::Good)
            }
        }
    }
}

/// The commands with their help in the language of this run.
fn localized() -> clap::Command {
    let command = Cli::command();
    match lang::get() {
        dlt645_explain::Lang::En => command,
        dlt645_explain::Lang::Zh => chinese::command(command),
    }
}

fn main() -> ExitCode {
    // Help and errors of the arguments are in the language too, so it is settled before they are
    // read.
    lang::choose();
    let parsed = localized()
        .try_get_matches()
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let Cli { items, command, .. } = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    if let Some(file) = items
        && let Err(error) = ids::own_items(&file)
    {
        tell!("{error}");
        return Outcome::Usage.into();
    }
    if command.is_on_line() {
        line::catch_ctrl_c();
    }
    match command.run() {
        _ if line::stopped() => line::end_by_ctrl_c(),
        Ok(outcome) => outcome.into(),
        // A closed pipe (`dlt645 … | head`) is no fault of ours or the user's.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            tell!("{}", lang::of_error(&error));
            Outcome::Usage.into()
        }
    }
}

/// Help, or what is wrong with the arguments; a closed pipe is no fault.
fn usage(error: &clap::Error) -> ExitCode {
    let plain = error.render().to_string();
    // Arguments are quoted: their control characters do not reach the terminal.
    let harmless = visible(&plain, &['\n']);
    if lang::get() == dlt645_explain::Lang::Zh || harmless != plain {
        let text = match lang::get() {
            dlt645_explain::Lang::En => harmless,
            dlt645_explain::Lang::Zh => chinese::translate(&harmless),
        };
        let _ = match error.use_stderr() {
            true => io::stderr().write_all(text.as_bytes()),
            false => io::stdout().write_all(text.as_bytes()),
        };
    } else {
        let _ = error.print();
    }
    match error.use_stderr() {
        true => Outcome::Usage.into(),
        false => ExitCode::SUCCESS,
    }
}
