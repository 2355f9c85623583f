//! The line tools against the virtual meter, over TCP and a pseudo-terminal.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly; the lints look only into functions marked as tests"
)]

mod common;
#[path = "common/meters.rs"]
mod meters;

use common::{Run, dlt645, text};
use meter::faults::Fault;
use meters::serve;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::{Duration, Instant as Wall};

const ADDRESS: &str = "000012345678";

fn meter(faults: &[Fault]) -> String {
    serve(&[ADDRESS], faults, |_| {}, false)
}

fn on(server: &str, command: &str, args: &[&str]) -> Run {
    dlt645(&[&[command, "--tcp", server][..], args].concat(), "")
}

#[test]
fn read_gives_values_with_units_and_says_what_failed() {
    let server = meter(&[]);
    let run = on(
        &server,
        "read",
        &["--json", "00010000", "0201FF00", "00777700"],
    );
    assert_eq!(run.status, 1, "{}", run.stderr);
    let found = run.json();
    assert_eq!(
        (text(&found[0], "di"), &found[0]["ok"]),
        ("00010000", &true.into())
    );
    assert_eq!(found[0]["values"][0]["value"], "12400.89");
    assert_eq!(found[0]["values"][0]["unit"], "kWh");
    assert_eq!(found[1]["values"].as_array().unwrap().len(), 3);
    assert!(found[1]["values"][1]["value"].is_null());
    assert_eq!(found[2]["ok"], false);
    assert!(
        text(&found[2], "error").contains("not available"),
        "{}",
        found[2]
    );

    let plain = on(&server, "read", &[ADDRESS, "00010000"]);
    assert_eq!(plain.status, 0);
    assert_eq!(
        plain.stdout,
        "00010000 Forward active energy, total: 12400.89 kWh\n"
    );
    assert_eq!(on(&server, "read", &["hello"]).status, 2);
    assert_eq!(on(&server, "read", &[ADDRESS]).status, 2);
    let silent = on(
        &server,
        "read",
        &[
            "--json",
            "--timeout",
            "100",
            "--retries",
            "0",
            "000099999999",
            "00010000",
        ],
    );
    assert_eq!(
        (silent.status, text(&silent.json()[0], "error")),
        (1, "no byte came back")
    );
}

/// A daily freeze has 269 bytes: a full frame and a follow-on frame, which this meter refuses to
/// send.
#[test]
fn a_value_whose_rest_is_refused_is_an_error() {
    let server = meter(&[Fault::RefuseFollowOn]);
    let run = on(
        &server,
        "read",
        &["--json", "--address", ADDRESS, "0506FF01"],
    );
    let found = run.json();
    assert_eq!(
        (run.status, &found[0]["ok"]),
        (1, &false.into()),
        "{}",
        run.stdout
    );
    assert!(
        text(&found[0], "error").contains("incomplete"),
        "{}",
        run.stdout
    );
}

#[test]
fn every_fault_ends_in_the_right_value_or_in_an_error() {
    let checks = Fault::ALL.iter().map(|(fault, name, _)| {
        std::thread::spawn(move || {
            let server = meter(&[*fault]);
            let args = [
                "--json",
                "--address",
                ADDRESS,
                "--timeout",
                "250",
                "--retries",
                "2",
                "00010000",
                "0001FF00",
            ];
            let run = on(&server, "read", &args);
            let found = run.json();
            let bad = matches!(
                fault,
                Fault::Silent
                    | Fault::BadBcd
                    | Fault::ShortData
                    | Fault::ParityGarbage
                    | Fault::ErrorReply
            );
            assert_eq!(found[0]["ok"] == false, bad, "{name}: {}", run.stdout);
            if !bad {
                assert_eq!(
                    found[0]["values"][0]["value"], "12400.89",
                    "{name}: {}",
                    run.stdout
                );
            }
            // Bytes after a whole value are a warning; in a block it is not known which of them are
            // too many.
            let extra = matches!(fault, Fault::ExtraData);
            if extra {
                assert_eq!(found[0]["warnings"][0]["kind"], "extra_bytes", "{name}");
            }
            let bad = bad || extra || matches!(fault, Fault::WrongSequence);
            if found[1]["ok"] == true {
                assert!(!bad, "{name}: {}", run.stdout);
                let values: Vec<_> = found[1]["values"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|value| value["value"].clone())
                    .collect();
                assert_eq!(
                    values[..5],
                    ["12400.89", "3100.22", "3100.22", "3100.22", "3100.22"],
                    "{name}"
                );
            } else {
                assert!(bad, "{name}: {}", run.stdout);
            }
            assert_eq!(
                run.status,
                i32::from(found.iter().any(|line| line["ok"] == false)),
                "{name}"
            );
        })
    });
    for check in checks.collect::<Vec<_>>() {
        check.join().unwrap();
    }
}

#[test]
fn tools_work_on_a_pseudo_terminal() {
    let path = serve(&[ADDRESS], &[Fault::Echo], |_| {}, true);
    let run = dlt645(
        &[
            "read", "--serial", &path, "--baud", "9600", "--json", "00010000",
        ],
        "",
    );
    assert_eq!(run.status, 0, "{} {}", run.stdout, run.stderr);
    assert_eq!(run.json()[0]["values"][0]["value"], "12400.89");
    let run = dlt645(
        &[
            "write",
            "--serial",
            &path,
            "--address",
            ADDRESS,
            "04000103",
            "30",
        ],
        "",
    );
    assert_eq!(run.status, 0, "{} {}", run.stdout, run.stderr);
    assert_eq!(
        dlt645(&["read", "--serial", "/dev/no-such-port", "00010000"], "").status,
        1
    );
}

#[test]
fn meters_of_the_1997_edition_are_found_and_read() {
    let server = serve(
        &[ADDRESS],
        &[],
        |config| config.edition = dlt645::Edition::V1997,
        false,
    );
    let run = on(
        &server,
        "read",
        &["--json", "--timeout", "150", "9010", "B611"],
    );
    assert_eq!(run.status, 0, "{}", run.stdout);
    assert_eq!(run.json()[0]["values"][0]["value"], "12400.89");
    assert_eq!(run.json()[0]["address"], ADDRESS);
}

#[test]
fn writes_are_taken_with_the_right_password_only() {
    let server = meter(&[]);
    assert_eq!(on(&server, "write", &["04000103", "30"]).status, 0);
    let read = on(&server, "read", &["--json", "04000103"]);
    assert_eq!(read.json()[0]["values"][0]["value"], "30");
    let wrong = on(
        &server,
        "write",
        &["--json", "--password", "02:123456", "04000103", "15"],
    );
    assert_eq!((wrong.status, &wrong.json()[0]["ok"]), (1, &false.into()));
    assert!(
        text(&wrong.json()[0], "error").contains("password"),
        "{}",
        wrong.stdout
    );
    assert_eq!(on(&server, "write", &["04000103", "soon"]).status, 2);
}

#[test]
fn scan_splits_where_answers_collide() {
    let server = serve(&["000000001234", "000000005678"], &[], |_| {}, false);
    let run = on(
        &server,
        "scan",
        &["--json", "--edition", "2007", "--timeout", "30"],
    );
    let mut found: Vec<_> = run
        .json()
        .iter()
        .map(|line| text(line, "address").to_owned())
        .collect();
    found.sort();
    assert_eq!(found, ["000000001234", "000000005678"], "{}", run.stderr);
    assert_eq!(run.status, 0);
}

#[test]
fn scan_finds_one_meter_at_once_and_says_when_there_is_none() {
    let run = on(&meter(&[]), "scan", &["--timeout", "150"]);
    assert_eq!(run.stdout, format!("{ADDRESS} (2007)\n"));
    let none = on(
        &meter(&[Fault::Silent]),
        "scan",
        &["--json", "--timeout", "50"],
    );
    assert_eq!((none.status, none.stdout.as_str()), (1, ""));
}

#[test]
fn set_time_lands_on_the_second_and_shows_both_offsets() {
    // The meter starts at noon of its own day: the broadcast rule refuses a jump of hours, a write
    // does not.
    let server = meter(&[]);
    let refused = on(&server, "set-time", &["--json", "--reads", "2"]);
    assert_eq!(
        (refused.status, &refused.json()[0]["ok"]),
        (1, &false.into()),
        "{}",
        refused.stdout
    );
    let run = on(
        &server,
        "set-time",
        &[
            "--json",
            "--password",
            "02:000000",
            "--reads",
            "4",
            "--latency",
            "6",
        ],
    );
    assert_eq!(run.status, 0, "{} {}", run.stdout, run.stderr);
    let found = &run.json()[0];
    assert!(
        found["before"]["s"].as_f64().unwrap().abs() > 3600.0,
        "{found}"
    );
    let (after, bound) = (
        found["after"]["s"].as_f64().unwrap(),
        found["after"]["bound_s"].as_f64().unwrap(),
    );
    // A loaded machine stamps late; the bound knows it.
    assert!(after.abs() <= bound + 0.06, "{found}");
}

#[test]
fn monitor_explains_what_passes() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let bytes = [
            0x68, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0x68, 0x13, 0x00, 0xDF, 0x16,
        ];
        // What precedes a frame in one piece with it is not counted to it.
        stream
            .write_all(&[&[0x00, 0x68, 0xFE], &bytes[..]].concat())
            .unwrap();
        let mut bad = bytes;
        bad[10] = 0;
        stream.write_all(&bad).unwrap();
        // Until the other side has gone.
        let _ = stream.read(&mut [0; 8]);
    });
    let run = on(&server, "monitor", &["--json", "--count", "2"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let found = run.json();
    assert_eq!(
        (
            &found[0]["ok"],
            text(&found[0], "function"),
            &found[0]["offset"]
        ),
        (&true.into(), "read_address", &3.into())
    );
    assert_eq!(
        (
            &found[1]["ok"],
            text(&found[1], "error"),
            &found[1]["offset"]
        ),
        (&false.into(), "checksum", &15.into())
    );
}

#[test]
fn a_closed_port_is_an_error_at_once() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || drop(listener.accept().unwrap()));
    let begun = Wall::now();
    let run = on(
        &server,
        "read",
        &["--json", "--address", ADDRESS, "00010000"],
    );
    assert_eq!(run.status, 1);
    assert!(begun.elapsed() < Duration::from_secs(2));
    assert!(
        text(&run.json()[0], "error").contains("closed")
            || text(&run.json()[0], "error").contains("reset"),
        "{}",
        run.stdout
    );
    // Nobody listens there any more.
    assert_eq!(on(&server, "read", &["00010000"]).status, 1);
}

/// A meter that answers every request from `own` with 1234.56 kWh.
fn answers_from(own: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let answer = dlt645(
            &["encode", "--address", own, "raw", "91", "0000010056341200"],
            "",
        );
        let digits = answer.stdout.trim().as_bytes();
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16);
        let answer: Vec<u8> = digits.chunks(2).map(|pair| byte(pair).unwrap()).collect();
        while stream.read(&mut [0; 64]).is_ok_and(|count| count > 0) {
            if stream.write_all(&answer).is_err() {
                break;
            }
        }
    });
    server
}

/// What is odd about an answer is a warning beside its value; --strict makes a failure of it, with
/// status 1.
#[test]
fn odd_answers_are_values_with_a_warning_and_strict_refuses_them() {
    let read = [
        "--address",
        ADDRESS,
        "--timeout",
        "250",
        "--json",
        "00010000",
    ];
    let strict = [&read[..], &["--strict"]].concat();
    let odd = |server: &dyn Fn() -> String, kind: &str, value: &str, word: &str| {
        let run = on(&server(), "read", &read);
        let found = &run.json()[0];
        assert_eq!((run.status, &found["ok"]), (0, &true.into()), "{found}");
        assert_eq!(found["values"][0]["value"], value, "{found}");
        assert_eq!(found["warnings"][0]["kind"], kind, "{found}");
        let run = on(&server(), "read", &strict);
        let found = &run.json()[0];
        assert_eq!((run.status, &found["ok"]), (1, &false.into()), "{found}");
        assert!(text(found, "error").contains(word), "{found}");
        let chinese = [&["--lang", "zh"], &strict[..]].concat();
        let run = on(&server(), "read", &chinese);
        assert!(
            !text(&run.json()[0], "error").contains(word),
            "{}",
            run.stdout
        );
    };
    odd(
        &|| meter(&[Fault::ExtraData]),
        "extra_bytes",
        "12400.89",
        "more bytes",
    );
    // Some meters leave their address out and answer from AA six times.
    odd(&|| answers_from("any"), "address", "1234.56", "ask");
    // The answer of another meter is not taken for that of the one that was asked.
    let run = on(&answers_from("99"), "read", &read);
    assert_eq!((run.status, &run.json()[0]["ok"]), (1, &false.into()));
    assert!(
        text(&run.json()[0], "error").contains("000000000099"),
        "{}",
        run.stdout
    );
    // It may come first: the right one counts, and nothing is odd about that.
    let run = on(&meter(&[Fault::ForeignAddress]), "read", &strict);
    let found = &run.json()[0];
    assert_eq!(run.status, 0, "{found}");
    assert_eq!(found["values"][0]["value"], "12400.89", "{found}");
    assert_eq!(found["warnings"], serde_json::json!([]), "{found}");
}
