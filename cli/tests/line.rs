//! Searching a line, switching a relay and setting a clock: whole runs against virtual meters.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly; the lints look only into functions marked as tests"
)]

mod common;
#[path = "common/meters.rs"]
mod meters;

use chrono::{Datelike, Duration, Local, NaiveDate, NaiveDateTime};
use common::{Run, dlt645, text};
use dlt645::Edition;
use meter::Config;
use meter::faults::Fault;
use meters::serve;

const ADDRESS: &str = "112233445566";

/// A file of its own for a test.
fn trace(name: &str) -> String {
    let path = std::env::temp_dir().join(format!("dlt645-{}-{name}.log", std::process::id()));
    let _ = std::fs::remove_file(&path);
    path.to_str().unwrap().to_owned()
}

/// The frames that a traced run sent, as JSON objects.
fn sent(trace: &str) -> Vec<serde_json::Value> {
    let run = dlt645(&["decode", "--json", "--file", trace], "");
    let _ = std::fs::remove_file(trace);
    let mut frames = run.json();
    frames.retain(|frame| frame["way"] == "sent");
    frames
}

fn on(server: &str, command: &str, args: &[&str]) -> Run {
    dlt645(&[&[command, "--tcp", server][..], args].concat(), "")
}

#[test]
fn scan_over_a_serial_port_lists_a_meter_once() {
    // A pseudo-terminal has no parity and no rate: the meter answers at each of the three.
    let path = serve(&[ADDRESS], &[], |_| {}, true);
    let log = trace("scan");
    let to = format!("--trace={log}");
    let args = ["scan", "--serial", &path, "--bauds", "2400,9600,1200", &to];
    let run = dlt645(&[&args[..], &["--timeout", "200"]].concat(), "");
    assert_eq!(run.status, 0, "{} {}", run.stdout, run.stderr);
    assert_eq!(run.stdout, format!("{ADDRESS} (2007, 2400 baud, 8N1)\n"));
    // It was asked at each rate all the same.
    let asked = sent(&log);
    let addresses = asked
        .iter()
        .filter(|frame| frame["control"] == "13")
        .count();
    assert_eq!(addresses, 3, "{asked:?}");
}

#[test]
fn scan_asks_a_silent_line_each_question_once() {
    let path = serve(&[ADDRESS], &[Fault::Silent], |_| {}, true);
    let log = trace("silent");
    let to = format!("--trace={log}");
    let args = ["scan", "--serial", &path, "--bauds", "2400,9600", &to];
    let run = dlt645(&[&args[..], &["--timeout", "100"]].concat(), "");
    assert_eq!(
        (run.status, run.stdout.as_str()),
        (1, "no meter answered\n"),
        "{}",
        run.stderr
    );
    // Address and energy of 2007, energy of 1997 from AA and from 99: at two rates.
    let asked = sent(&log);
    assert_eq!(asked.len(), 4 * 2, "{asked:?}");
}

#[test]
fn an_absent_meter_costs_one_try_after_the_first_silence() {
    let path = serve(&[ADDRESS], &[], |_| {}, true);
    let log = trace("absent");
    let to = format!("--trace={log}");
    let args = [
        "read",
        "--serial",
        &path,
        "--baud",
        "9600",
        &to,
        "--timeout",
        "150",
    ];
    let items = ["000000000009", ADDRESS, "00010000", "02800002", "04000103"];
    let run = dlt645(&[&args[..], &items].concat(), "");
    assert_eq!(run.status, 1, "{} {}", run.stdout, run.stderr);
    let asked = sent(&log);
    // Three tries, one question in the other edition, then one try for each of the others.
    let of = |address: &str| {
        asked
            .iter()
            .filter(|frame| frame["address"] == address)
            .count()
    };
    assert_eq!(
        (of("000000000009"), of(ADDRESS)),
        (3 + 1 + 2, 3),
        "{asked:?}"
    );
}

#[test]
fn a_tripped_relay_is_told_and_written_down() {
    let server = serve(&[ADDRESS], &[], |_| {}, false);
    let count = || {
        let run = on(
            &server,
            "read",
            &["--json", ADDRESS, "1D000001", "04000503"],
        );
        assert_eq!(run.status, 0, "{} {}", run.stdout, run.stderr);
        let found = run.json();
        let count = text(&found[0]["values"][0], "value")
            .parse::<u32>()
            .unwrap();
        (count, found[1].to_string())
    };
    let (before, closed) = count();
    let order = |lang: &str, action: &str| {
        let args = ["--lang", lang, "relay", action, "--tcp", &server];
        let run = dlt645(
            &[&args[..], &["--address", ADDRESS, "--operator", "12345678"]].concat(),
            "",
        );
        assert_eq!(run.status, 0, "{} {}", run.stdout, run.stderr);
        run.stdout
    };
    let told = order("en", "trip");
    assert!(
        told.starts_with(&format!("{ADDRESS}: trip (1A) accepted\n  04000503 ")),
        "{told}"
    );
    assert!(told.contains("relay"), "{told}");
    // The meter says the same when it is asked again, and has written down who it was.
    let (after, open) = count();
    assert_eq!(after, before + 1);
    assert_ne!(open, closed);
    let record = on(&server, "read", &[ADDRESS, "1D00FF01"]);
    assert!(
        record.status == 0 && record.stdout.contains("12345678"),
        "{} {}",
        record.stdout,
        record.stderr
    );
    let told = order("zh", "close");
    assert!(
        told.starts_with(&format!("{ADDRESS}：close（1C）已接受\n  04000503 ")),
        "{told}"
    );
    assert_eq!(count(), (after, closed));
}

/// Local time as a virtual meter counts it.
fn micros(time: NaiveDateTime) -> i64 {
    let start = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
    let passed = time - start.and_hms_opt(0, 0, 0).unwrap();
    passed.num_microseconds().unwrap()
}

fn now() -> NaiveDateTime {
    Local::now().naive_local()
}

#[test]
fn a_clock_that_is_too_far_off_for_a_broadcast_is_told() {
    let ahead = |config: &mut Config| config.clock.start = micros(now()) + 900_000_000;
    let server = serve(&[ADDRESS], &[], ahead, false);
    for (lang, words) in [
        ("en", "too far off: 900 s, the meter takes 300 s"),
        ("zh", "偏差太大：900 秒，广播校时只接受 300 秒"),
    ] {
        let run = on(&server, "set-time", &["--lang", lang, "--reads", "3"]);
        assert_eq!(run.status, 1, "{} {}", run.stdout, run.stderr);
        assert!(
            run.stdout.contains(words) && run.stdout.contains("--password"),
            "{}",
            run.stdout
        );
        let run = on(
            &server,
            "set-time",
            &["--lang", lang, "--reads", "3", "--json"],
        );
        let found = &run.json()[0];
        assert!(text(found, "error").contains(words), "{found}");
    }
    // The way out that it names.
    let run = on(
        &server,
        "set-time",
        &["--reads", "3", "--json", "--password", "02:000000"],
    );
    assert_eq!(run.status, 0, "{} {}", run.stdout, run.stderr);
}

#[test]
fn a_meter_that_sends_sunday_as_7_can_be_set() {
    // The last Sunday at this time of day, today if it is one.
    let days = now().weekday().num_days_from_sunday();
    let sunday = move || now() - Duration::days(i64::from(days));
    for edition in [Edition::V2007, Edition::V1997] {
        let on_sunday = |config: &mut Config| {
            config.edition = edition;
            config.clock.start = micros(sunday());
        };
        let server = serve(&[ADDRESS], &[Fault::Weekday7], on_sunday, false);
        let date = match edition {
            Edition::V2007 => "04000101",
            Edition::V1997 => "C010",
        };
        let run = on(&server, "read", &["--json", ADDRESS, date]);
        let found = &run.json()[0];
        assert_eq!(
            (run.status, &found["values"][0]["weekday"]),
            (0, &7.into()),
            "{found}"
        );
        let edition = match edition {
            Edition::V2007 => "2007",
            Edition::V1997 => "1997",
        };
        let args = [
            "--json",
            "--reads",
            "3",
            "--address",
            ADDRESS,
            "--edition",
            edition,
        ];
        let measured = on(&server, "set-time", &[&args[..], &["--dry-run"]].concat());
        assert_eq!(
            measured.status, 0,
            "{} {}",
            measured.stdout, measured.stderr
        );
        let off = measured.json()[0]["before"]["s"].as_f64().unwrap();
        assert!((off + f64::from(days) * 86_400.0).abs() < 60.0, "{off}");
        let run = on(
            &server,
            "set-time",
            &[&args[..], &["--password", "02:000000"]].concat(),
        );
        assert_eq!(run.status, 0, "{edition}: {} {}", run.stdout, run.stderr);
    }
}
