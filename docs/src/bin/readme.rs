//! Runs the commands of READMEs as they are there and compares what they print with what the page
//! shows.
//!
//! `readme FOLDER PAGE...`: pages relative to the folder, in which the commands run.
//!
//! Commands are the lines of `sh` blocks and the lines behind `$` in `console` blocks. What follows
//! such a line is what it prints; for a `sh` block it is the next `text` or `json` block after
//! `<!-- prints -->`. Every shown line must be printed, in order, whatever its numbers; a line with
//! `…` alone stands for any. A command that ends in `&` is left running until the end of its page.
//! A block after `<!-- not run: REASON -->` is not run.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use std::error::Error;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Instant;

/// One command of a page.
struct Step {
    line: usize,
    command: String,
    /// What the page shows of its output.
    shown: Vec<String>,
}

/// What a page has.
#[derive(Default)]
struct Page {
    steps: Vec<Step>,
    /// Line and reason of each block that is not run.
    left_out: Vec<(usize, String)>,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("usage: readme FOLDER PAGE...")?;
    let (mut run, mut left_out, mut bad) = (0, 0, 0);
    for name in args {
        let path = Path::new(&folder).join(&name);
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let page = read(&text);
        for (line, reason) in &page.left_out {
            println!("{name}:{line}: not run: {reason}");
        }
        left_out += page.left_out.len();
        let mut running = Vec::new();
        for step in &page.steps {
            run += 1;
            let started = Instant::now();
            let verdict = perform(&folder, step, &mut running);
            println!(
                "{name}:{}: {} ({:.1} s)",
                step.line,
                step.command,
                started.elapsed().as_secs_f32()
            );
            if let Err(problem) = verdict {
                bad += 1;
                println!("    FAILED: {problem}");
            }
        }
        for mut child in running {
            // Gone already or not: it must not outlive its page.
            let _ = Command::new("kill")
                .arg("--")
                .arg(format!("-{}", child.id()))
                .status();
            let _ = child.wait();
        }
    }
    println!(
        "summary: {run} commands of the READMEs run as written, {left_out} blocks left out, {bad} failed"
    );
    Ok(if bad == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Takes commands and their output out of a page.
fn read(text: &str) -> Page {
    let mut page = Page::default();
    let (mut language, mut code) = (None, String::new());
    let (mut reason, mut prints) = (None, false);
    for (event, range) in Parser::new(text).into_offset_iter() {
        let line = text.get(..range.start).unwrap_or_default().lines().count() + 1;
        match event {
            Event::Html(html) => {
                let note = html
                    .trim()
                    .trim_start_matches("<!--")
                    .trim_end_matches("-->")
                    .trim();
                match note.strip_prefix("not run:") {
                    Some(why) => reason = Some(why.trim().to_owned()),
                    None => prints |= note == "prints",
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                (language, code) = (Some(info.to_string()), String::new());
            }
            Event::Text(piece) if language.is_some() => code.push_str(&piece),
            Event::End(TagEnd::CodeBlock) => {
                let language = language.take().unwrap_or_default();
                let is_command = matches!(language.as_str(), "sh" | "console");
                match (is_command, reason.take()) {
                    (true, Some(reason)) => page.left_out.push((line, reason)),
                    (true, None) => page.steps.extend(steps(&code, line, language == "console")),
                    (false, _) if prints => {
                        if let Some(step) = page.steps.last_mut() {
                            step.shown.extend(code.lines().map(str::to_owned));
                        }
                    }
                    (false, _) => {}
                }
                prints = false;
            }
            _ => {}
        }
    }
    page
}

/// The commands of a block.
fn steps(code: &str, line: usize, console: bool) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (number, text) in code.lines().enumerate() {
        let line = line + 1 + number;
        let command = if console {
            text.strip_prefix("$ ")
        } else {
            Some(text)
        };
        let goes_on = steps
            .last()
            .is_some_and(|step| step.shown.is_empty() && step.command.ends_with('\\'));
        match (command, steps.last_mut()) {
            (_, Some(step)) if goes_on => {
                step.command.pop();
                step.command.push_str(text.trim());
            }
            (Some(command), _) if !command.trim().is_empty() => {
                steps.push(Step {
                    line,
                    command: command.trim().to_owned(),
                    shown: Vec::new(),
                });
            }
            (None, Some(step)) => step.shown.push(text.to_owned()),
            _ => {}
        }
    }
    steps
}

/// Runs one command and compares.
fn perform(folder: &str, step: &Step, running: &mut Vec<Child>) -> Result<(), String> {
    let output = match step.command.strip_suffix('&') {
        Some(command) => {
            let mut child = shell(folder, command)
                .stderr(Stdio::null())
                .spawn()
                .map_err(|error| error.to_string())?;
            let mut first = String::new();
            let out = child.stdout.take().ok_or("no output")?;
            // It is ready once it has said something.
            BufReader::new(out)
                .read_line(&mut first)
                .map_err(|error| error.to_string())?;
            running.push(child);
            first
        }
        None => {
            let mut child = shell(folder, &step.command)
                .spawn()
                .map_err(|error| error.to_string())?;
            let mut output = String::new();
            let out = child.stdout.take().ok_or("no output")?;
            BufReader::new(out)
                .read_to_string(&mut output)
                .map_err(|error| error.to_string())?;
            let status = child.wait().map_err(|error| error.to_string())?;
            if !status.success() {
                return Err(format!("{status}; it printed:\n{output}"));
            }
            output
        }
    };
    let mut printed = output.lines().map(shape);
    for shown in step.shown.iter().filter(|line| line.trim() != "…") {
        let wanted = shape(shown);
        if !printed.any(|line| line == wanted) {
            return Err(format!(
                "the page shows\n{shown}\nwhich is not printed, or not there; it printed:\n{output}"
            ));
        }
    }
    Ok(())
}

/// The command in a process group of its own, with an end.
fn shell(folder: &str, command: &str) -> Command {
    let mut shell = Command::new("timeout");
    shell
        .args(["900", "bash", "-c", command])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    shell
}

/// A line whatever its numbers: runs of digits, decimals, signs and lists of numbers count as one
/// 0, blanks as one.
fn shape(line: &str) -> String {
    let mut shape = String::new();
    for word in line.split_whitespace() {
        let mut plain = String::new();
        for c in word.chars() {
            let number = if c.is_ascii_digit() { '0' } else { c };
            if !(number == '0' && plain.ends_with('0')) {
                plain.push(number);
            }
        }
        let plain = plain.replace("0.0", "0").replace("-0", "0");
        // 1, 2, 3 is as good as 4, 5
        if shape.ends_with("0,") && plain.starts_with('0') {
            shape.truncate(shape.len() - 2);
        } else if !shape.is_empty() {
            shape.push(' ');
        }
        shape.push_str(&plain);
    }
    shape
}
