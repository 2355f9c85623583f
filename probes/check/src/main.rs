//! Builds the lists for the host and for two Cortex-M targets, with overflow checks off and on, and
//! names each entry that can panic. Measures those with limits on Cortex-M0.
//!
//! `--host` leaves the Cortex-M targets out; `--sizes` only measures, on both Cortex-M targets;
//! `--covered` builds nothing: it names the public functions that no entry calls.

mod build;
mod covered;
mod elf;
mod link;
mod list;

use build::{Build, Toolchain};
use elf::Figures;
use link::Linker;
use list::Entry;
use std::process::ExitCode;

/// An entry that can panic, which must be in each build's answer.
const DELIBERATE: &str = "deliberate";
const V6M: &str = "thumbv6m-none-eabi";
const V7M: &str = "thumbv7m-none-eabi";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [] => check(true),
        ["--host"] => check(false),
        ["--sizes"] => sizes(),
        ["--covered"] => covered::check(),
        _ => Err("known are --host, --sizes and --covered, one at a time".into()),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

fn entries() -> Result<Vec<Entry>, String> {
    Ok(list::read()?
        .into_iter()
        .flat_map(|list| list.entries)
        .collect())
}

/// The builds for a target: as firmware is built, or as programs on a host.
fn builds(target: &str, toolchain: Toolchain, overflow_checks: &[bool]) -> Vec<Build> {
    let opt_level = if toolchain == Toolchain::Host {
        "3"
    } else {
        "s"
    };
    overflow_checks
        .iter()
        .map(|&overflow_checks| Build {
            target: target.into(),
            toolchain,
            opt_level,
            overflow_checks,
        })
        .collect()
}

/// Which targets there is a compiler for; the others are named.
fn thumb(targets: &[&'static str]) -> Vec<(&'static str, Toolchain)> {
    let known = |target| Some((target, build::thumb_toolchain(target)?));
    for target in targets.iter().filter(|target| known(**target).is_none()) {
        println!("{target}: no compiler for it here, left out");
    }
    targets.iter().filter_map(|target| known(*target)).collect()
}

/// What came of one target's builds.
#[derive(Default)]
struct Outcome {
    lines: Vec<String>,
    panicking: Vec<String>,
    too_large: usize,
}

fn check(with_thumb: bool) -> Result<bool, String> {
    let entries = entries()?;
    let thumb = thumb(if with_thumb { &[V6M, V7M] } else { &[] });
    let host = build::host_triple()?;
    let mut groups = vec![builds(&host, Toolchain::Host, &[false, true])];
    for &(target, toolchain) in &thumb {
        // One Cortex-M with overflow checks is enough: both have the same 32-bit arithmetic.
        let checks: &[bool] = if target == V6M {
            &[false, true]
        } else {
            &[false]
        };
        groups.push(builds(target, toolchain, checks));
    }
    // A build is one thread's work for most of its time.
    let outcomes: Vec<Result<Outcome, String>> = std::thread::scope(|scope| {
        let running: Vec<_> = groups
            .iter()
            .map(|group| scope.spawn(|| check_target(group, &entries)))
            .collect();
        running
            .into_iter()
            .map(|thread| thread.join().unwrap_or(Err("a thread failed".into())))
            .collect()
    });
    let (mut panicking, mut too_large) = (Vec::new(), 0);
    for outcome in outcomes {
        let outcome = outcome?;
        outcome.lines.iter().for_each(|line| println!("{line}"));
        panicking.extend(outcome.panicking);
        too_large += outcome.too_large;
    }
    panicking.sort();
    panicking.dedup();
    println!(
        "summary: {} entries, host and {} Cortex-M targets, {} can panic{}{}, {too_large} over their limits",
        entries.len(),
        thumb.len(),
        panicking.len(),
        if panicking.is_empty() { "" } else { ": " },
        panicking.join(" ")
    );
    Ok(panicking.is_empty() && too_large == 0)
}

fn check_target(builds: &[Build], entries: &[Entry]) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    for build in builds {
        let linker = Linker::of(build)?;
        let archive = build.archive(None)?;
        if linker.panicking(&archive, &[DELIBERATE])?.is_empty() {
            return Err(format!(
                "{}: the deliberate panic links: this proves nothing",
                build.label()
            ));
        }
        let (excused, suspects): (Vec<_>, Vec<_>) = linker
            .panicking(&archive, &names)?
            .into_iter()
            .partition(|entry| build.excuses(entry));
        // What others share is not inlined and knows less of its arguments: who fails in company is
        // tried alone.
        let mut bad = Vec::new();
        for entry in &suspects {
            let archive = build.archive(Some(entry))?;
            bad.extend(linker.panicking(&archive, &[entry])?);
        }
        outcome.lines.push(format!(
            "{}: {} entries link, {} of them only alone, {} excused, {} can panic",
            build.label(),
            names.len() - bad.len() - excused.len(),
            suspects.len() - bad.len(),
            excused.len(),
            bad.len()
        ));
        outcome
            .lines
            .extend(bad.iter().map(|entry| format!("  CAN PANIC: {entry}")));
        outcome.panicking.extend(bad);
        if build.target == V6M && !build.overflow_checks {
            for (entry, figures) in measure(build, &linker, entries)? {
                if let Some(line) = figures.and_then(|figures| over_limits(entry, &figures)) {
                    outcome.lines.push(line);
                    outcome.too_large += 1;
                }
            }
        }
    }
    Ok(outcome)
}

/// Figures of the entries with limits, each built alone. Who can panic has none.
fn measure<'a>(
    build: &Build,
    linker: &Linker,
    entries: &'a [Entry],
) -> Result<Vec<(&'a Entry, Option<Figures>)>, String> {
    let out = build.target_dir().join("measured");
    let limited = entries.iter().filter(|entry| entry.limits.is_some());
    limited
        .map(|entry| {
            let archive = build.archive(Some(&entry.name))?;
            let links = linker.links(&archive, &[&entry.name], &out)?;
            let figures = links.then(|| elf::measure(&out)).transpose()?;
            Ok((entry, figures))
        })
        .collect()
}

fn over_limits(entry: &Entry, figures: &Figures) -> Option<String> {
    let (code, stack) = entry.limits?;
    let worst = figures.stack.bytes;
    (figures.code > code || worst > stack).then(|| {
        format!(
            "OVER ITS LIMITS: {}: code {} (limit {code}), stack {worst} (limit {stack})",
            entry.name, figures.code
        )
    })
}

/// A table of what the entries with limits take.
fn sizes() -> Result<bool, String> {
    let entries = entries()?;
    let mut columns = Vec::new();
    for (target, toolchain) in thumb(&[V6M, V7M]) {
        for build in builds(target, toolchain, &[false]) {
            columns.push((target, measure(&build, &Linker::of(&build)?, &entries)?));
        }
    }
    let Some((_, first)) = columns.first() else {
        return Err("no compiler for Cortex-M here".into());
    };
    print!("entry\tlimits");
    columns
        .iter()
        .for_each(|(target, _)| print!("\t{target} code\tstack"));
    println!();
    let mut good = true;
    for (row, (entry, _)) in first.iter().enumerate() {
        let (code, stack) = entry.limits.unwrap_or_default();
        print!("{}\t{code}, {stack}", entry.name);
        for (target, measured) in &columns {
            let Some((_, Some(figures))) = measured.get(row) else {
                print!("\tcan panic\t-");
                good = false;
                continue;
            };
            // Calls through a pointer, as formatting makes them, are not followed.
            let open = if figures.stack.open { ">" } else { "" };
            print!("\t{}\t{open}{}", figures.code, figures.stack.bytes);
            good &= *target != V6M || over_limits(entry, figures).is_none();
        }
        println!();
    }
    Ok(good)
}
