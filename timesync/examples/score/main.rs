//! Plays the worlds and traces of a folder by its README and prints one JSON object.
//!
//! `cargo run --release -p timesync --example score -- DIR [--no-profile] [--each]`
//!
//! `--each` adds a line per world and trace to standard error.

mod folder;
mod passive;
mod radio;
mod stat;
mod world;

use std::path::PathBuf;
use std::process::ExitCode;

use stat::Errors;

fn main() -> ExitCode {
    let (mut dir, mut profile, mut each) = (None, true, false);
    for arg in std::env::args().skip(1) {
        match arg.as_str() {
            "--no-profile" => profile = false,
            "--each" => each = true,
            _ if dir.is_none() && !arg.starts_with('-') => dir = Some(PathBuf::from(arg)),
            _ => {
                eprintln!("usage: score DIR [--no-profile] [--each]; not understood: {arg}");
                return ExitCode::from(2);
            }
        }
    }
    let Some(dir) = dir else {
        eprintln!("usage: score DIR [--no-profile] [--each]");
        return ExitCode::from(2);
    };
    match run(&dir, profile, each) {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("score: {why}");
            ExitCode::FAILURE
        }
    }
}

fn run(dir: &std::path::Path, profile: bool, each: bool) -> Result<String, String> {
    let (mut burst, mut anytime) = (
        [Errors::default(), Errors::default()],
        [Errors::default(), Errors::default()],
    );
    let (mut least, mut most, mut held) = (u32::MAX, 0, true);
    for world in folder::worlds(dir)? {
        let slow = usize::from(world.class == "slow");
        let result = world::play(&world, profile);
        if each {
            eprintln!(
                "{} {:5} burst {} anytime {} reads {} bounds {}",
                world.id,
                world.class,
                result.burst.clone().json(),
                result.anytime.clone().json(),
                result.reads,
                if result.bounds_held { "held" } else { "BROKEN" },
            );
        }
        least = least.min(result.reads);
        most = most.max(result.reads);
        held &= result.bounds_held || world.lie > 0.0;
        if let (Some(b), Some(a)) = (burst.get_mut(slow), anytime.get_mut(slow)) {
            b.append(result.burst);
            a.append(result.anytime);
        }
    }
    let mut traces = [Errors::default(), Errors::default()];
    for trace in folder::passive(dir)? {
        let (errors, trace_held) = passive::play(&trace, profile);
        held &= trace_held;
        if each {
            let bounds = if trace_held { "held" } else { "BROKEN" };
            let figures = errors.clone().json();
            eprintln!("{} {:5} {figures} bounds {bounds}", trace.id, trace.class);
        }
        if let Some(t) = traces.get_mut(usize::from(trace.class == "slow")) {
            t.append(errors);
        }
    }
    let mut rf = Vec::new();
    for trace in folder::radio(dir)? {
        let [p50, p99, max] = radio::play(&trace).figures();
        rf.push(format!(
            "{{\"id\":\"{}\",\"interval_s\":{},\"p50\":{p50},\"p99\":{p99},\"max\":{max}}}",
            trace.id, trace.interval_s
        ));
    }
    let [burst_o, burst_s] = burst.map(Errors::json);
    let [any_o, any_s] = anytime.map(Errors::json);
    let [passive_o, passive_s] = traces.map(Errors::json);
    let least = if most == 0 { 0 } else { least };
    Ok(format!(
        "{{\"profile\":{profile},\"worlds\":{{\"ordinary\":{{\"burst_ms\":{burst_o},\"anytime_ms\":{any_o}}},\
         \"slow\":{{\"burst_ms\":{burst_s},\"anytime_ms\":{any_s}}},\
         \"reads\":{{\"min\":{least},\"max\":{most}}},\"bounds_held\":{held}}},\
         \"passive\":{{\"ordinary\":{passive_o},\"slow\":{passive_s}}},\"rf\":[{}]}}",
        rf.join(",")
    ))
}
