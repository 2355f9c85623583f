//! With `--lang zh` nothing that goes wrong is told in English.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly; the lints look only into functions marked as tests"
)]

mod common;
#[path = "common/meters.rs"]
mod meters;

use common::dlt645;
use meter::faults::Fault;
use meters::serve;
use std::net::TcpListener;

/// The first run of three English words outside of what is quoted.
fn english(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut until = None;
    for c in text.chars() {
        match (until, c) {
            (Some(end), c) if c == end => until = None,
            (Some(_), '\n') => until = None,
            (Some(_), _) => continue,
            (None, '`' | '\'' | '"') => until = Some(c),
            (None, '“') => until = Some('”'),
            (None, '<') => until = Some('>'),
            _ => {}
        }
        // Marks end a sentence: what comes after is no word of the run.
        plain.push(if c.is_ascii() || c.is_alphanumeric() {
            c
        } else {
            '|'
        });
    }
    let mut run: Vec<&str> = Vec::new();
    for token in plain.split_inclusive([' ', '\n', '|']) {
        let word = token.trim_end_matches([' ', ',', ';', ':', '.', '!', '?', ')']);
        let word = word.trim_start_matches('(');
        let is_byte = word.len() == 2 && u8::from_str_radix(word, 16).is_ok();
        if word.len() > 1 && !is_byte && word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            run.push(word);
        } else if !word.is_empty() {
            run.clear();
        }
        if run.len() == 3 {
            return Some(run.join(" "));
        }
        // Commas are between the words of a list, such as the possible values.
        if token.ends_with(['\n', '|']) || token.trim_end().ends_with(',') {
            run.clear();
        }
    }
    None
}

#[test]
fn english_is_seen() {
    assert!(english("dlt645: an address has 1 to 12 digits").is_some());
    assert!(english("注意：control code 11 needs an address").is_some());
    assert!(english("“no such thing here”不是数据标识\nread poll，scan").is_none());
}

/// Runs with `--lang zh` and expects a failure that is told in Chinese.
fn fails(args: &[&str], input: &str) {
    let args = [&["--lang", "zh"], args].concat();
    let run = dlt645(&args, input);
    let text = format!("{}{}", run.stdout, run.stderr);
    assert_ne!(run.status, 0, "{args:?}: {text}");
    assert!(
        text.chars().any(|c| ('一'..='龥').contains(&c)),
        "{args:?}: {text}"
    );
    told(&args, &text);
}

fn told(args: &[&str], text: &str) {
    assert_eq!(english(text), None, "{args:?}:\n{text}");
}

/// Somewhere that nobody listens.
fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}

#[test]
fn faults_at_the_desk_are_told_in_chinese() {
    let gone = "/no-such-folder/file";
    for args in [
        &[][..],
        &["decod"],
        &["decode", "--nothing"],
        &["decode", "--file", gone],
        &["decode", "--file", "/"],
        &["decode", "missing.txt"],
        &["decode", "hello there, my friend"],
        &["decode", "--edition", "2020", "68"],
        &["decode", "68AAAAAAAAAAAA6813000016"],
        &["decode", "68 AA AA AA AA AA AA 68 13 00"],
        &["decode", "68AAAAAAAAAAAA681300DF16", "--items", gone],
        &["explain", "--file", gone],
        &["explain", "zz"],
        &["explain", "68AAAAAAAAAAAA6813000016"],
        &["items"],
        &["items", "12345678"],
        &["items", "qqqqqqq"],
        &["items", "--csv", "--json", "00010000"],
        &["encode"],
        &["encode", "read"],
        &["encode", "read", "zz"],
        &["encode", "read", "00010000", "--blocks", "x"],
        &["encode", "read", "00010000", "--blocks", "100"],
        &["encode", "read", "00010000", "--blocks", "300"],
        &["encode", "read", "00010000", "--from", "2026"],
        &[
            "encode", "read", "00010000", "--blocks", "1", "--from", "soon",
        ],
        &[
            "encode",
            "read",
            "00010000",
            "--blocks",
            "1",
            "--from",
            "2026-01-01T00:00:05",
        ],
        &["encode", "--address", "12x", "read", "00010000"],
        &["encode", "--address", "1234567890123", "read", "00010000"],
        &["encode", "--preamble", "-1", "read", "00010000"],
        &["encode", "write", "04000103", "soon"],
        &["encode", "write", "04000103", "-1"],
        &["encode", "write", "04000103", "999"],
        &["encode", "write", "04000101", "today"],
        &["encode", "write", "--raw", "04000103", "zz"],
        &["encode", "write", "12345678", "1"],
        &["encode", "write", "04000103", "30", "--password", "x"],
        &["encode", "write", "04000103", "30", "--operator", "x"],
        &["encode", "write-address", "x"],
        &["encode", "time", "soon"],
        &["encode", "time", "2026-02-13T15:30"],
        &["encode", "freeze", "soon"],
        &["encode", "baud", "1234"],
        &["encode", "baud", "fast"],
        &["encode", "password", "1", "2"],
        &["encode", "clear-events", "00010000"],
        &["encode", "clear-events", "some"],
        &["encode", "relay", "jump", "2026-02-13T15:30:00"],
        &["encode", "relay", "trip", "soon"],
        &["encode", "output", "light"],
        &["encode", "security", "zz", "00"],
        &["encode", "security", "070000FF", "0z"],
        &["encode", "raw", "xx"],
        &["encode", "raw", "11", "0z"],
        &["completions", "cmd"],
    ] {
        fails(args, "");
    }
    fails(&["decode"], "hello there my dear friend\n");
    // Built all the same, with a note.
    for args in [
        &["encode", "--address", "all", "read", "00010000"][..],
        &["encode", "--address", "any", "write", "04000103", "30"],
        &["encode", "security", "00010000", "00"],
    ] {
        let args = [&["--lang", "zh"], args].concat();
        let run = dlt645(&args, "");
        assert_eq!(run.status, 0, "{}", run.stderr);
        told(&args, &run.stderr);
    }
}

#[test]
fn faults_of_the_line_are_told_in_chinese() {
    let nobody = nobody();
    for line in [
        &["--tcp", nobody.as_str()][..],
        &["--tcp", "nowhere"],
        &["--tcp", "127.0.0.1:99999"],
        &["--serial", "/dev/no-such-port"],
        &["--serial", "/dev/null"],
        &["--listen", "nowhere"],
        &["--tcp", nobody.as_str(), "--trace=/no-such-folder/file"],
        &["--tcp", nobody.as_str(), "--line", "9X9"],
        &["--tcp", nobody.as_str(), "--retries", "many"],
        &["--tcp", nobody.as_str(), "--retries", "999"],
        &["--tcp", nobody.as_str(), "--address", "12x"],
        &[],
    ] {
        for command in [
            &["read", "00010000"][..],
            &["scan"],
            &["set-time"],
            &["write", "04000103", "30"],
            &["relay", "trip", "--address", "1"],
            &["monitor"],
        ] {
            fails(&[command, line].concat(), "");
        }
    }
    let line = ["--tcp", nobody.as_str()];
    for command in [
        &["read", "zz"][..],
        &["read", "112233445501"],
        &["read", "112233445509-112233445501", "00010000"],
        &["read", "11223344550A-11223344550B", "00010000"],
        &["read", "00010000", "--every", "soon"],
        &["read", "00010000", "--blocks", "1", "--from", "soon"],
        &["read", "00010000", "--items", "/no-such-folder/file"],
        &["set-time", "--reads", "99"],
        &["set-time", "--password", "x"],
        &["write", "04000103", "soon"],
        &["write", "04000103"],
        &["relay", "trip", "--address", "any"],
        &["relay", "trip", "--address", "1", "--until", "soon"],
        &[
            "relay",
            "trip",
            "--address",
            "1",
            "--until",
            "2001-01-01T00:00:00",
        ],
        &["relay", "jump", "--address", "1"],
        &["monitor", "--log", "/no-such-folder/file"],
        &["monitor", "--pcap", "/no-such-folder/file"],
        &["monitor", "--seconds", "x"],
    ] {
        fails(&[command, &line].concat(), "");
    }
}

#[test]
fn faults_of_files_are_told_in_chinese() {
    let file = std::env::temp_dir().join(format!("dlt645-{}-zh", std::process::id()));
    let path = file.to_str().unwrap();
    let line = "[[line]]\ntcp = \"127.0.0.1:1\"\n";
    let good = "interval = \"1s\"\nitems = [\"00010000\"]\n";
    for text in [
        String::new(),
        "interval = ".to_owned(),
        "interval = 5\n".to_owned(),
        "interval = \"soon\"\nline = []\n".to_owned(),
        format!("{good}colour = \"red\"\n"),
        format!("{good}interval = \"2s\"\n"),
        good.to_owned() + "line = []\n",
        format!("{good}format = \"xml\"\n{line}meters = []\n"),
        format!("{good}output = \"/no-such-folder/file\"\n{line}meters = []\n"),
        format!("{good}[[line]]\nmeters = []\n"),
        format!("{good}{line}edition = 2020\nmeters = []\n"),
        format!("{good}{line}retries = 999\nmeters = []\n"),
        format!("{good}{line}line = \"9X9\"\nmeters = []\n"),
        format!("{good}{line}[[line.meters]]\naddress = \"12x\"\n"),
        format!("interval = \"1s\"\n{line}[[line.meters]]\naddress = \"1\"\n"),
        format!("interval = \"1s\"\nitems = [\"zz\"]\n{line}meters = []\n"),
    ] {
        std::fs::write(&file, &text).unwrap();
        fails(&["poll", path, "--rounds", "1"], "");
    }
    for row in [
        "x,a,b,XX,1,,no,R",
        "04A10101,a,b,XX,2,,no,R",
        "04A10101,a,b,?,2,,no,R",
        "04A10101,a,b,XX,1,furlong,no,R",
    ] {
        std::fs::write(&file, row).unwrap();
        fails(&["items", "00010000", "--items", path], "");
    }
    std::fs::write(&file, [0xFF, 0xFE, 0x00, 0xD8]).unwrap();
    fails(&["items", "00010000", "--items", path], "");
    fails(&["poll", path], "");
    std::fs::remove_file(&file).unwrap();
    fails(&["poll", path], "");
    fails(&["poll"], "");
}

/// What a faulty meter leads to, for a person.
#[test]
fn faults_of_meters_are_told_in_chinese() {
    let checks = Fault::ALL.iter().map(|(fault, ..)| {
        std::thread::spawn(move || {
            let server = serve(&["1"], &[*fault], |_| {}, false);
            let line = ["--lang", "zh", "--tcp", &server, "--address", "1"];
            let fast = ["--timeout", "150", "--retries", "0"];
            for command in [
                &["read", "--strict", "00010000", "00777700"][..],
                &["write", "--password", "02:123456", "04000103", "30"],
            ] {
                let args = [command, &line, &fast].concat();
                let run = dlt645(&args, "");
                told(&args, &format!("{}{}", run.stdout, run.stderr));
            }
        })
    });
    let good = [
        &["set-time", "--reads", "2"][..],
        &["set-time", "--password", "02:123456", "--reads", "2"],
        &["relay", "trip", "--address", "1", "--password", "02:123456"],
        &["scan", "--timeout", "100"],
        &["read", "--address", "999999999999", "00010000"],
    ]
    .map(|command| {
        std::thread::spawn(move || {
            let server = serve(&["1"], &[], |_| {}, false);
            let args = [&["--lang", "zh"], command, &["--tcp", &server]].concat();
            let run = dlt645(&args, "");
            told(&args, &format!("{}{}", run.stdout, run.stderr));
        })
    });
    for check in checks.collect::<Vec<_>>().into_iter().chain(good) {
        check.join().unwrap();
    }
}
