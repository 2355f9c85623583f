//! Builds every probe for the host and for two Cortex-M targets, with overflow checks off and on, and names each probe
//! that can panic. Compares code size and stack with `SIZES.tsv`: more than 5 % growth fails. `--update` writes the table,
//! `--host` leaves the Cortex-M targets out, `--sizes` all builds but the measured ones. `--covered` builds nothing: it
//! names the public functions that no probe calls.

mod build;
mod covered;
mod elf;
mod table;

use build::{Build, Toolchain};
use std::process::ExitCode;
use table::Table;

fn main() -> ExitCode {
    let mut update = false;
    let mut host_only = false;
    let mut sizes_only = false;
    let mut covered_only = false;
    for arg in std::env::args().skip(1) {
        match arg.as_str() {
            "--update" => update = true,
            "--host" => host_only = true,
            "--sizes" => sizes_only = true,
            "--covered" => covered_only = true,
            other => {
                eprintln!(
                    "unknown argument {other}; known are --update, --host, --sizes and --covered"
                );
                return ExitCode::from(2);
            }
        }
    }
    let outcome = if covered_only {
        covered::check()
    } else {
        run(update, host_only, sizes_only)
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

fn run(update: bool, host_only: bool, sizes_only: bool) -> Result<bool, String> {
    let host = build::host_triple()?;
    let mut builds = vec![
        Build::new("host", &host, Toolchain::Host, "s", false),
        Build::new("host", &host, Toolchain::Host, "s", true),
        Build::new("host", &host, Toolchain::Host, "3", false),
        Build::new("host", &host, Toolchain::Host, "3", true),
    ];
    let mut thumb = 0;
    for (column, target) in [("v6m", "thumbv6m-none-eabi"), ("v7m", "thumbv7m-none-eabi")] {
        match build::thumb_toolchain(target) {
            Some(toolchain) if !host_only => {
                thumb += 1;
                builds.push(Build::new(column, target, toolchain, "s", false));
                builds.push(Build::new(column, target, toolchain, "s", true));
            }
            _ if host_only => {}
            _ => println!("{target}: no compiler for it here, left out"),
        }
    }

    if sizes_only {
        builds.retain(Build::is_measured);
    }

    // The probe that must not link shows that the others link for a reason.
    if builds[0].links_deliberate_panic()? {
        return Err("the deliberate panic links: the check proves nothing".into());
    }
    println!("deliberate panic: does not link, as it must");

    let mut table = Table::default();
    let mut panicking = Vec::new();
    for build in &builds {
        let outcome = build.run()?;
        let (excused, named): (Vec<_>, Vec<_>) = outcome
            .panicking
            .into_iter()
            .partition(|probe| build.excuses(probe));
        println!(
            "{}: {} probes link, {} can panic",
            build.label(),
            outcome.linked.len(),
            named.len()
        );
        if !excused.is_empty() {
            println!("  excused, see README: {}", excused.join(" "));
        }
        for probe in named {
            println!("  CAN PANIC: {probe}");
            panicking.push((build.label(), probe));
        }
        if build.is_measured() {
            for (probe, file) in outcome.linked {
                let figures =
                    elf::measure(&file).map_err(|why| format!("{}: {why}", file.display()))?;
                table.add(&probe, build.column, figures);
            }
        }
    }

    let probes = table.len();
    let path = build::folder().join("SIZES.tsv");
    let committed = Table::read(&path)?;
    let mut good = panicking.is_empty();
    if update {
        table.fill_from(&committed);
        table.write(&path)?;
        println!("wrote {}", path.display());
    } else {
        for complaint in table.complaints_against(&committed) {
            println!("{complaint}");
            good = false;
        }
    }
    let mut names: Vec<_> = panicking.into_iter().map(|(_, probe)| probe).collect();
    names.sort();
    names.dedup();
    println!(
        "summary: {probes} probes, host and {thumb} Cortex-M targets, {} can panic{}{}",
        names.len(),
        if names.is_empty() { "" } else { ": " },
        names.join(" ")
    );
    Ok(good)
}
