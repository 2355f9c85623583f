//! `dlt645 man`: the manual page of the whole tool, or of one command.
//!
//! The page is made from the same texts as the help, so it is in the language of this run. The
//! library makes a page of one command; the page of the tool has a section for each command and the
//! parts of its page below it.

use crate::{chinese, lang};
use clap::Command;
use clap_mangen::Man;
use dlt645_explain::Lang;
use std::io;

/// What the library writes before each part, for apostrophes; a page needs it once.
const PREAMBLE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

/// Headings and words that the library writes into a page, in Chinese.
const WORDS: [(&str, &str); 14] = [
    (".SH NAME", ".SH 名称"),
    (".SH SYNOPSIS", ".SH 用法"),
    (".SH DESCRIPTION", ".SH 说明"),
    (".SH OPTIONS", ".SH 选项"),
    (".SH SUBCOMMANDS", ".SH 命令"),
    (".SH VERSION", ".SH 版本"),
    ("\\fIsubcommands\\fR", "\\fI命令\\fR"),
    ("Possible values:", "可选值："),
    ("[default: ", "[默认值："),
    ("[possible values: ", "[可选值："),
    (
        "Print help (see a summary with \\*(Aq\\-h\\*(Aq)",
        "显示帮助（摘要见 \\*(Aq\\-h\\*(Aq）",
    ),
    (
        "Print help (see more with \\*(Aq\\-\\-help\\*(Aq)",
        "显示帮助（更多内容见 \\*(Aq\\-\\-help\\*(Aq）",
    ),
    ("Print help", "显示帮助"),
    ("Print version", "显示版本"),
];

/// The page of `tool`, or of its command `name`; `None` if there is no such command.
pub(crate) fn page(tool: Command, name: Option<&str>) -> io::Result<Option<String>> {
    let mut tool = tool.disable_help_subcommand(true);
    // Fills in what a command inherits, and the full names of the commands.
    tool.build();
    let command = match name {
        None => Some(&tool),
        Some(name) => tool.find_subcommand(name),
    };
    command.map(whole).transpose()
}

/// About a command, then a section for each command below it.
fn whole(command: &Command) -> io::Result<String> {
    let mut text = PREAMBLE.to_owned();
    text.push_str(&head(command)?);
    text.push_str(&body(command)?);
    nested(command, &mut text)?;
    Ok(text)
}

/// Adds a section for each command of `command`, and for the commands of those.
fn nested(command: &Command, text: &mut String) -> io::Result<()> {
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        let name = sub.get_bin_name().unwrap_or_else(|| sub.get_name());
        text.push_str(&format!(".SH \"{name}\"\n"));
        text.push_str(&body(sub)?.replace(".SH ", ".SS "));
        nested(sub, text)?;
    }
    Ok(())
}

/// Title and name of a page.
fn head(command: &Command) -> io::Result<String> {
    let man = Man::new(command.clone());
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    Ok(localized(&page))
}

/// What a command does, how it is written and its options.
fn body(command: &Command) -> io::Result<String> {
    let man = Man::new(command.clone());
    let mut page = Vec::new();
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    Ok(localized(&page))
}

/// The words of the library in the language of this run.
fn localized(page: &[u8]) -> String {
    let text = String::from_utf8_lossy(page).replace(PREAMBLE, "");
    match lang::get() {
        Lang::En => text,
        Lang::Zh => WORDS
            .iter()
            .chain(&chinese::VALUES)
            .fold(text, |text, (english, chinese)| {
                text.replace(english, chinese)
            }),
    }
}
