//! `items`, `encode` and `explain`: what needs no line.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly; the lints look only into functions marked as tests"
)]

mod common;

use common::{dlt645, text};

#[test]
fn items_by_number() {
    let run = dlt645(
        &[
            "items", "--json", "00010000", "9010", "04000503", "77777777",
        ],
        "",
    );
    assert_eq!(run.status, 1);
    let found = run.json();
    let energy = &found[0];
    assert_eq!(
        (
            text(energy, "di"),
            text(energy, "edition"),
            text(energy, "unit")
        ),
        ("00010000", "2007", "kWh")
    );
    assert_eq!(
        (text(energy, "format"), &energy["length"], &energy["signed"]),
        ("XXXXXX.XX", &4.into(), &false.into())
    );
    assert_eq!(
        (text(energy, "access"), text(energy, "table")),
        ("R", "A.1")
    );
    assert!(text(energy, "name").contains("active energy") && !text(energy, "name_zh").is_ascii());
    assert_eq!(
        (text(&found[1], "edition"), text(&found[1], "di")),
        ("1997", "9010")
    );
    assert_eq!(found[2]["length"], 2);
    assert_eq!(found[3].as_object().unwrap().len(), 2);
    assert_eq!(text(&found[3], "di"), "77777777");
    assert!(found[3]["error"].is_string());
    let block = dlt645(&["items", "--json", "0001FF00"], "");
    assert_eq!(
        (block.status, &block.json()[0]["length"]),
        (0, &serde_json::Value::Null)
    );
}

#[test]
fn items_from_standard_input() {
    let run = dlt645(
        &["items", "--json", "-"],
        "02010100 02020100\n\nzzz\nB611\n",
    );
    let found = run.json();
    assert_eq!(found.len(), 4);
    assert!(found[2]["error"].is_string() && found[2]["di"] == "zzz");
    assert_eq!(run.status, 1);
}

#[test]
fn items_by_words_of_either_language() {
    let english = dlt645(
        &[
            "items",
            "--json",
            "voltage",
            "phase",
            "a",
            "--edition",
            "2007",
        ],
        "",
    );
    assert!(
        english.json().iter().any(|item| item["di"] == "02010100"),
        "{}",
        english.stdout
    );
    let chinese = dlt645(&["items", "--json", "正向有功"], "");
    assert!(
        chinese.json().iter().any(|item| item["di"] == "00010000"),
        "{}",
        chinese.stdout
    );
    let none = dlt645(&["items", "teapot"], "");
    assert_eq!((none.status, none.stdout.as_str()), (1, ""));
    assert!(
        dlt645(&["items", "电网频率", "--lang", "zh"], "")
            .stdout
            .contains("电网频率")
    );
}

/// Encodes and decodes again.
fn decoded(args: &[&str]) -> serde_json::Value {
    let encoded = dlt645(
        &[&["encode", "--address", "112233445566"][..], args].concat(),
        "",
    );
    assert_eq!(encoded.status, 0, "{args:?} {}", encoded.stderr);
    let run = dlt645(&["decode", "--json"], &encoded.stdout);
    assert_eq!(run.status, 0, "{args:?} {}", run.stdout);
    let found = run.json();
    for value in found[0]["values"].as_array().unwrap() {
        assert!(!value["value"].is_null(), "{args:?} {}", run.stdout);
    }
    found[0].clone()
}

#[test]
fn every_request_is_encoded_as_it_is_decoded() {
    let written = [
        "04000103",
        "30",
        "--password",
        "04:123456",
        "--operator",
        "11223344",
    ];
    let cases: [(&[&str], &str, &str); 24] = [
        (&["read", "00010000"], "11", "read_data"),
        (
            &[
                "read",
                "06000001",
                "--blocks",
                "2",
                "--from",
                "2026-02-13T15:30",
            ],
            "11",
            "read_data",
        ),
        (&["read", "9010"], "01", "read_data"),
        (&["read-next", "0506FF01", "2"], "12", "read_follow_on"),
        (&["read-next", "901F"], "02", "read_follow_on"),
        (&["reread"], "03", "re_read"),
        (&["read-address"], "13", "read_address"),
        (
            &[
                "write", written[0], written[1], written[2], written[3], written[4], written[5],
            ],
            "14",
            "write_data",
        ),
        (&["write", "C010", "2026-02-13"], "04", "write_data"),
        (&["write-address", "665544332211"], "15", "write_address"),
        (
            &["write-address", "665544332211", "--edition", "1997"],
            "0a",
            "write_address",
        ),
        (&["time", "2026-02-13T15:30:07"], "08", "broadcast_time"),
        (&["freeze", "now"], "16", "freeze"),
        (&["freeze", "99-01", "00:00"], "16", "freeze"),
        (&["baud", "9600"], "17", "change_baud"),
        (&["baud", "1200", "--edition", "1997"], "0c", "change_baud"),
        (
            &["password", "02:000000", "02:123456"],
            "18",
            "change_password",
        ),
        (&["clear-demand"], "19", "clear_demand"),
        (&["clear-demand", "--edition", "1997"], "10", "clear_demand"),
        (&["clear-meter"], "1a", "clear_meter"),
        (&["clear-events", "all"], "1b", "clear_events"),
        (
            &["relay", "trip", "2026-12-01T10:00:00"],
            "1c",
            "relay_control",
        ),
        (&["output", "demand"], "1d", "output_terminal"),
        (&["security", "07000001", "00112233"], "03", "security"),
    ];
    for (args, control, function) in cases {
        let found = decoded(args);
        assert_eq!(
            (text(&found, "control"), text(&found, "function")),
            (control, function),
            "{args:?}"
        );
    }
    let write = decoded(&[
        "write", written[0], written[1], written[2], written[3], written[4], written[5],
    ]);
    let value = |part: &str| {
        let values = write["values"].as_array().unwrap();
        values
            .iter()
            .find(|value| value["part"] == part)
            .map(|value| value["value"].clone())
            .unwrap()
    };
    assert_eq!(
        (
            value("password"),
            value("password level"),
            value("operator")
        ),
        ("123456".into(), "04".into(), "11223344".into())
    );
    assert_eq!(text(&write, "data"), "03010004045634124433221130");
}

#[test]
fn known_frames_are_encoded_to_the_byte() {
    let run = dlt645(&["encode", "--preamble", "0", "read-address"], "");
    assert_eq!(run.stdout, "68AAAAAAAAAAAA681300DF16\n");
    let run = dlt645(
        &[
            "encode",
            "--address",
            "112233445566",
            "--preamble",
            "0",
            "--spaced",
            "read",
            "04001501",
        ],
        "",
    );
    assert_eq!(
        run.stdout,
        "68 66 55 44 33 22 11 68 11 04 34 48 33 37 30 16\n"
    );
    for wrong in [
        &["encode", "write", "00010000", "many"][..],
        &["encode", "baud", "1234"],
        &["encode", "freeze", "99-32", "00:00"],
        &["encode", "relay", "jump", "2026-12-01T10:00:00"],
        &["encode", "clear-events", "03300000"],
    ] {
        let run = dlt645(wrong, "");
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{wrong:?}");
        assert!(!run.stderr.is_empty(), "{wrong:?}");
    }
}

#[test]
fn explain_walks_through_the_fields() {
    let reply = "FEFEFEFE 68 66 55 44 33 22 11 68 91 08 33 33 34 33 BC 33 57 34 15 16";
    let run = dlt645(&["explain", reply], "");
    assert_eq!(run.status, 0, "{}", run.stdout);
    for expected in [
        "112233445566",
        "control code: read data, reply (2007)",
        "00010000",
        "-33 89 00 24 01",
        "12400.89 kWh",
    ] {
        assert!(run.stdout.contains(expected), "{expected}\n{}", run.stdout);
    }
    let chinese = dlt645(&["explain", "--lang", "zh", reply], "");
    assert!(
        chinese.stdout.contains("控制码") && chinese.stdout.contains("正向有功"),
        "{}",
        chinese.stdout
    );
}

#[test]
fn explain_gives_the_nearest_reading_of_a_bad_frame() {
    let run = dlt645(
        &[
            "explain",
            "68 66 55 44 33 22 11 68 91 08 33 33 34 33 BC 33 57 34 99 16",
        ],
        "",
    );
    assert_eq!(run.status, 1);
    assert!(
        run.stdout.contains("checksum is 99, not 15") && run.stdout.contains("12400.89 kWh"),
        "{}",
        run.stdout
    );
    // A length byte that says 09 in front of 8 bytes: the frame ends where its sum fits.
    let run = dlt645(
        &[
            "explain",
            "68 66 55 44 33 22 11 68 91 09 33 33 34 33 BC 33 57 34 15 16 00",
        ],
        "",
    );
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("12400.89 kWh"), "{}", run.stdout);
    let none = dlt645(&["explain", "00 11 22"], "");
    assert_eq!(none.status, 1);
    assert!(none.stdout.contains("no start byte"), "{}", none.stdout);
}

#[test]
fn explain_says_what_was_changed_for_the_nearest_reading() {
    let cases = [
        // Cut at the front, at the end, a wrong length, a wrong end byte, an address of five
        // bytes.
        (
            "66 55 44 33 22 11 68 91 08 33 33 34 33 BC 33 57 34 15 16",
            "byte -1: start byte 68 is missing",
        ),
        (
            "68 66 55 44 33 22 11 68 91 08 33 33 34 33 BC 33 57 34",
            "byte 18: the checksum is missing",
        ),
        (
            "68 66 55 44 33 22 11 68 91 0A 33 33 34 33 BC 33 57 34 15 16",
            "byte 9: length 0a instead of 08",
        ),
        (
            "68 66 55 44 33 22 11 68 91 08 33 33 34 33 BC 33 57 34 15 61",
            "byte 19: end byte 61 instead of 16",
        ),
        (
            "68 66 55 44 33 22 68 91 08 33 33 34 33 BC 33 57 34 04 16",
            "byte 1: the address has 5 bytes, not 6",
        ),
    ];
    for (hex, expected) in cases {
        let run = dlt645(&["explain", hex], "");
        assert_eq!(run.status, 1, "{hex}");
        assert!(
            run.stdout.contains(expected) && run.stdout.contains("12400.89 kWh"),
            "{hex}\n{}",
            run.stdout
        );
        let chinese = dlt645(&["explain", "--lang", "zh", hex], "").stdout;
        assert!(
            !chinese.contains("instead") && !chinese.contains("missing"),
            "{chinese}"
        );
    }
}

#[test]
fn explain_tells_faults_in_their_order_and_in_chinese() {
    let good = "68 66 55 44 33 22 11 68 91 08 33 33 34 33 BC 33 57 34 15 16";
    let bad = "68 66 55 44 33 22 11 68 91 08 33 33 34 33 BC 33 57 34 99 16";
    let run = dlt645(
        &["explain", "--lang", "zh", &format!("{good} {bad} {good}")],
        "",
    );
    assert_eq!(run.status, 1);
    assert!(
        run.stdout.contains("无帧，字节 20：校验码是 99，应为 15"),
        "{}",
        run.stdout
    );
    let fault = run.stdout.find("无帧").unwrap();
    assert_eq!(
        run.stdout
            .match_indices("12400.89")
            .filter(|(at, _)| *at > fault)
            .count(),
        2,
        "{}",
        run.stdout
    );
    let text = dlt645(&["explain", "--lang", "zh", "zz"], "");
    assert!(text.stderr.contains("不是十六进制数字"), "{}", text.stderr);
}

#[test]
fn explain_joins_a_frame_pasted_over_lines() {
    let lines = "68 66 55 44 33 22 11 68 91 08\n33 33 34 33 BC 33 57 34 15 16\n";
    for run in [
        dlt645(&["explain", lines.trim()], ""),
        dlt645(&["explain"], lines),
    ] {
        assert_eq!(run.status, 0, "{}", run.stdout);
        assert!(run.stdout.contains("12400.89 kWh"), "{}", run.stdout);
    }
    let nothing = dlt645(&["explain", ""], "");
    assert_eq!((nothing.status, nothing.stdout.as_str()), (1, ""));
    assert!(nothing.stderr.contains("no bytes"));
}

#[test]
fn a_request_against_the_rules_is_built_with_a_note() {
    let run = dlt645(&["encode", "--address", "all", "clear-meter"], "");
    assert_eq!(run.status, 0);
    assert!(
        run.stderr.contains("broadcast") && run.stdout.starts_with("FEFEFEFE68999999999999681A08")
    );
    assert_eq!(
        dlt645(&["encode", "--address", "1", "clear-meter"], "").stderr,
        ""
    );
}

/// A line that stands for tariffs and settlement days says for which.
#[test]
fn lines_of_a_family_tell_its_range() {
    let found = dlt645(&["items", "正向有功"], "").stdout;
    for line in [
        "00010000…0001000C  Forward active energy, total",
        "00010100…00013F0C  Forward active energy, tariff 1",
        "9011…901E  Forward active energy, tariff 1",
        "04000E01  Forward active power upper limit",
    ] {
        assert!(found.lines().any(|found| found == line), "{line}\n{found}");
    }
    let found = dlt645(&["items", "--json", "正向有功"], "").json();
    assert_eq!(
        (&found[0]["di"], &found[0]["last"]),
        (&"00010000".into(), &"0001000C".into())
    );
    // A number asks for one of them, and the table is one that --items takes.
    let one = dlt645(&["items", "费率1", "正向有功"], "").stdout;
    assert!(one.starts_with("00010100  "), "{one}");
    assert!(
        dlt645(&["items", "00010000"], "")
            .stdout
            .starts_with("00010000  ")
    );
    assert!(
        !dlt645(&["items", "--csv", "正向有功"], "")
            .stdout
            .contains('…')
    );
}

#[test]
fn the_table_of_items_comes_back_and_changes_nothing() {
    let path = std::env::temp_dir().join(format!("dlt645-items-{}.csv", std::process::id()));
    let file = path.to_str().unwrap();
    let table = dlt645(&["items", "--csv"], "").stdout;
    std::fs::write(&path, &table).unwrap();
    assert_eq!(
        dlt645(&["items", "--csv", "--items", file], "").stdout,
        table
    );
    // A block keeps its parts.
    let frame = "68AAAAAAAAAAAA68910A33 32 34 35 43 55 53 55 63 55 00 16";
    let frame = frame.replace(' ', "");
    let sum: u8 = (0..frame.len() / 2 - 2)
        .map(|at| u8::from_str_radix(&frame[2 * at..2 * at + 2], 16).unwrap())
        .fold(0, u8::wrapping_add);
    let frame = format!("{}{sum:02X}16", &frame[..frame.len() - 4]);
    let plain = dlt645(&["decode", "--json", &frame], "");
    let own = dlt645(&["decode", "--json", &frame, "--items", file], "");
    assert_eq!(
        (plain.status, &plain.stdout),
        (0, &own.stdout),
        "{}",
        plain.stderr
    );
    assert_eq!(plain.json()[0]["values"].as_array().unwrap().len(), 3);
    // Own names are searched in both languages.
    let row = "04A10101,\"Water flow, total\",用水总流量,XXXXXX.XX,4,kWh,no,R\n";
    std::fs::write(&path, row).unwrap();
    for word in ["water flow", "用水"] {
        let run = dlt645(&["items", "--json", "--items", file, word], "");
        assert_eq!(text(&run.json()[0], "di"), "04A10101", "{word}");
    }
    let _ = std::fs::remove_file(&path);
}
