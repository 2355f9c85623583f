//! Scripts with which a shell completes commands, options and values at the Tab key.

use crate::lang;
use clap::{Arg, Command};
use clap_complete::Shell;
use dlt645_explain::Lang;
use std::fmt::Write as _;

/// The script for a shell.
pub(crate) fn script(shell: Shell, mut command: Command) -> Vec<u8> {
    let mut script = Vec::new();
    if lang::get() == Lang::Zh {
        command.build();
        command = in_chinese(command);
    }
    clap_complete::generate(shell, &mut command, "dlt645", &mut script);
    if shell == Shell::Fish {
        script.extend(fish_values(&command).into_bytes());
    }
    script
}

/// What the library adds by itself has English texts.
fn in_chinese(command: Command) -> Command {
    let own = |arg: Arg| match arg.get_id().as_str() {
        "help" => arg.help("显示帮助").long_help("显示帮助"),
        "version" => arg.help("显示版本"),
        _ => arg,
    };
    let command = match command.get_name() {
        "help" => command.about("显示本帮助或子命令的帮助"),
        _ => command.mut_args(own),
    };
    command.mut_subcommands(in_chinese)
}

/// Values of arguments without an option, such as `relay trip`: the generator leaves them out for
/// fish.
fn fish_values(command: &Command) -> String {
    let mut out = String::new();
    for own in command.get_subcommands() {
        for value in own.get_positionals().flat_map(Arg::get_possible_values) {
            let help = value.get_help().map(ToString::to_string);
            // Writing to a string does not fail.
            let _ = writeln!(
                out,
                "complete -c dlt645 -n \"__fish_dlt645_using_subcommand {}\" -f -a '{}' -d '{}'",
                own.get_name(),
                value.get_name(),
                help.unwrap_or_default()
                    .replace('\\', "\\\\")
                    .replace('\'', "\\'")
            );
        }
    }
    out
}
