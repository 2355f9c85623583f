//! `dlt645 decode` over published captures and over input as people paste it.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly; the lints look only into functions marked as tests"
)]

mod common;

use common::{dlt645, text, vectors};
use serde_json::Value;

const REQUEST: &str = "68AAAAAAAAAAAA681300DF16";

/// A reply of meter 202211080645 for 00010000 with 12400.89 kWh.
fn reply() -> String {
    let body = "6845060811222068910833333433BC335745";
    let sum = (0..body.len()).step_by(2).fold(0u8, |sum, at| {
        sum.wrapping_add(u8::from_str_radix(&body[at..at + 2], 16).unwrap())
    });
    format!("FEFEFEFE{body}{sum:02X}16")
}

#[test]
fn real_frames_have_address_control_and_identifier() {
    let rows = vectors("dlt645-real.jsonl");
    let input: String = rows
        .iter()
        .map(|row| format!("{}\n", text(row, "hex")))
        .collect();
    let run = dlt645(&["decode", "--json"], &input);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let found = run.json();
    assert_eq!(found.len(), rows.len());
    for ((row, found), line) in rows.iter().zip(&found).zip(1..) {
        assert_eq!(found["line"], line, "{row}");
        check_head(row, found);
    }
}

/// Whether neither edition has a control code.
fn nobodys(control: &str) -> bool {
    let code = u8::from_str_radix(control, 16).unwrap();
    let both = matches!(code & 0x1F, 0x03 | 0x08);
    !both && dlt645::Control(code).edition().is_none()
}

fn check_head(row: &Value, found: &Value) {
    assert_eq!(found["ok"], true, "{row}\n{found}");
    assert_eq!(found["address"], row["address"], "{row}\n{found}");
    let control = text(row, "control");
    assert!(
        text(found, "control").eq_ignore_ascii_case(control),
        "{row}\n{found}"
    );
    // No edition is told of a code that neither has, whatever the log's owner took it for.
    if !nobodys(control) {
        assert_eq!(found["edition"], row["version"], "{row}\n{found}");
    } else {
        assert_eq!(found["edition"], Value::Null, "{row}\n{found}");
    }
    assert_eq!(found["di"], row["di"], "{row}\n{found}");
    let reply = text(row, "direction") == "response";
    assert_eq!(found["direction"] == "reply", reply, "{row}\n{found}");
    let data = text(row, "hex").trim_start_matches("FE").get(20..).unwrap();
    let data: String = (0..data.len() - 4)
        .step_by(2)
        .map(|at| {
            format!(
                "{:02x}",
                u8::from_str_radix(&data[at..at + 2], 16)
                    .unwrap()
                    .wrapping_sub(0x33)
            )
        })
        .collect();
    assert_eq!(text(found, "data"), data, "{row}");
}

#[test]
fn real_frames_are_found_in_noise_and_side_by_side() {
    // Noise without a start byte before, between and after; every frame twice.
    let rows = vectors("dlt645-real.jsonl");
    let noise = "00 FF 16 E0 F8 69 33";
    let input: String = rows
        .iter()
        .map(|row| format!("{noise} {0} {noise} {0} {noise}\n", text(row, "hex")))
        .collect();
    let run = dlt645(&["decode", "--json", "-"], &input);
    let found = run.json();
    assert_eq!(found.len(), 2 * rows.len());
    for (row, pair) in rows.iter().zip(found.chunks(2)) {
        let wake_up = text(row, "hex").len() - text(row, "hex").trim_start_matches("FE").len();
        assert_eq!(pair[0]["offset"], 7 + wake_up / 2, "{row}");
        for found in pair {
            check_head(row, found);
        }
    }
    assert_eq!(run.status, 0);
}

#[test]
fn false_starts_in_front_do_not_hide_a_frame() {
    let rows = vectors("dlt645-real.jsonl");
    let input: String = rows
        .iter()
        .map(|row| {
            format!(
                "68 01 02 68 68 03 04 05 06 07 68 FF 68 {}\n",
                text(row, "hex")
            )
        })
        .collect();
    let found = dlt645(&["decode", "--json"], &input).json();
    for (row, line) in rows.iter().zip(1..) {
        let good: Vec<_> = found
            .iter()
            .filter(|found| found["line"] == line && found["ok"] == true)
            .collect();
        assert_eq!(good.len(), 1, "{row}\n{good:?}");
        check_head(row, good[0]);
    }
}

#[test]
fn malformed_input_gives_exactly_the_expected_frames() {
    let rows = vectors("dlt645-malformed.jsonl");
    let input: String = rows
        .iter()
        .map(|row| format!("{}\n", text(row, "hex")))
        .collect();
    let run = dlt645(&["decode", "--json"], &input);
    assert_eq!(run.status, 1);
    let found = run.json();
    for (row, line) in rows.iter().zip(1..) {
        let of_line: Vec<_> = found.iter().filter(|found| found["line"] == line).collect();
        let good: Vec<_> = of_line.iter().filter(|found| found["ok"] == true).collect();
        let expected = row["expected_frames"].as_array().unwrap();
        assert_eq!(good.len(), expected.len(), "{row}");
        for (frame, good) in expected.iter().zip(&good) {
            assert_eq!(good["offset"], frame["offset"], "{row}");
            let bytes = text(frame, "hex");
            assert!(
                bytes[20..bytes.len() - 4].len() == text(good, "data").len(),
                "{row}"
            );
        }
        if expected.is_empty() {
            // Two frames side by side, each with a wrong checksum, are two results.
            let wanted = if row["kind"] == "bad_pair" { 2 } else { 1 };
            assert_eq!(
                of_line.len(),
                wanted,
                "one answer for a line without a frame: {row}\n{of_line:?}"
            );
            check_detail(row, of_line[0]);
        }
    }
}

/// The vector file says in words what the first failing candidate is: "candidate at 0: checksum 5D
/// found, 6D computed".
fn check_detail(row: &Value, found: &Value) {
    let Some(detail) = row["detail"].as_str() else {
        return;
    };
    let Some((at, rest)) = detail
        .strip_prefix("candidate at ")
        .and_then(|rest| rest.split_once(": "))
    else {
        return;
    };
    let words: Vec<_> = rest.split([' ', ',']).collect();
    match words[0] {
        "checksum" if rest.contains("end byte 16") => {
            assert_eq!(found["offset"].to_string(), at, "{row}\n{found}");
            assert_eq!(found["error"], "checksum", "{row}\n{found}");
            assert_eq!(
                text(found, "found"),
                words[1].to_lowercase(),
                "{row}\n{found}"
            );
            assert_eq!(
                text(found, "expected"),
                words[4].to_lowercase(),
                "{row}\n{found}"
            );
        }
        "length" => assert_eq!(found["error"], "truncated", "{row}\n{found}"),
        _ => {}
    }
}

#[test]
fn wrong_checksum_says_expected_and_found() {
    let run = dlt645(&["decode", "--json", "FEFE68AAAAAAAAAAAA681300DE16"], "");
    assert_eq!(run.status, 1);
    let found = &run.json()[0];
    assert_eq!(found["ok"], false);
    assert_eq!(found["offset"], 2);
    assert_eq!(found["error"], "checksum");
    assert_eq!(
        (text(found, "expected"), text(found, "found")),
        ("df", "de")
    );
}

#[test]
fn cut_frame_beside_a_good_one_is_reported() {
    let run = dlt645(
        &[
            "decode",
            "--json",
            &format!("{REQUEST}6845060811222068910833"),
        ],
        "",
    );
    assert_eq!(run.status, 1);
    let found = run.json();
    assert_eq!(found.len(), 2);
    assert_eq!(
        (&found[0]["ok"], &found[1]["ok"]),
        (&Value::Bool(true), &Value::Bool(false))
    );
    assert_eq!(
        (&found[1]["offset"], text(&found[1], "error")),
        (&12.into(), "truncated")
    );
}

#[test]
fn wrong_hex_names_line_and_column_and_the_rest_is_decoded() {
    let input = format!("{REQUEST}\n68 AA ZZ 16\n\n# a comment\n{REQUEST}\nTX: {REQUEST}\n681\n");
    let run = dlt645(&["decode", "--json"], &input);
    assert_eq!(run.status, 1);
    let found = run.json();
    let ok: Vec<_> = found
        .iter()
        .map(|f| (f["line"].as_u64().unwrap(), f["ok"] == true))
        .collect();
    assert_eq!(
        ok,
        [(1, true), (2, false), (5, true), (6, true), (7, false)]
    );
    assert_eq!(
        (&found[1]["error"], &found[1]["column"]),
        (&"hex".into(), &7.into())
    );
    assert!(text(&found[1], "message").contains("line 2, column 7"));
    let plain = dlt645(&["decode"], &input);
    for place in ["line 2, column 7", "line 7, column 3"] {
        assert!(plain.stdout.contains(place), "{}", plain.stdout);
    }
    assert_eq!(plain.status, 1);
}

#[test]
fn arguments_files_and_standard_input_give_the_same() {
    let dir = std::env::temp_dir().join(format!("dlt645-decode-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let file = dir.join("captures.txt");
    let lines = format!("{}\r\n{REQUEST}\r\n", reply());
    std::fs::write(&file, &lines).unwrap();
    let from_file = dlt645(&["decode", "--json", "--file", file.to_str().unwrap()], "");
    let from_input = dlt645(&["decode", "--json", "-"], &lines);
    let from_args = dlt645(&["decode", "--json", &reply(), REQUEST], "");
    std::fs::remove_dir_all(&dir).unwrap();
    assert_eq!(from_file.stdout, from_input.stdout);
    assert_eq!(from_file.stdout, from_args.stdout);
    assert_eq!(
        (from_file.status, from_input.status, from_args.status),
        (0, 0, 0)
    );
    let words = dlt645(
        &[
            "decode", "--json", "68", "AA", "AA", "AA", "AA", "AA", "AA", "68", "13", "00", "DF",
            "0x16",
        ],
        "",
    );
    assert_eq!(words.json().len(), 1);
    assert_eq!(words.status, 0);
}

#[test]
fn wrong_usage_is_status_2() {
    assert_eq!(
        dlt645(&["decode", "--file", "/nonexistent/capture"], "").status,
        2
    );
    assert_eq!(dlt645(&["decode", "--no-such-option"], "").status, 2);
    assert_eq!(
        dlt645(&["decode", "--edition", "2013", REQUEST], "").status,
        2
    );
    let run = dlt645(&["decode", "--file", "/nonexistent/capture"], "");
    assert!(
        run.stderr.contains("/nonexistent/capture"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_line_of_start_bytes_ends_quickly() {
    let run = dlt645(&["decode", "--json"], &"68".repeat(100_000));
    assert_eq!(run.json().len(), 1);
    let run = dlt645(
        &["decode", "--json"],
        &format!("{}{REQUEST}{}", "68".repeat(50_000), "6801".repeat(50_000)),
    );
    assert_eq!(
        run.json()
            .iter()
            .filter(|found| found["ok"] == true)
            .count(),
        1
    );
}

/// A decimal without leading zeros, as values are printed.
fn trimmed(text: &str) -> String {
    let digits = text.trim_start_matches('0');
    if digits.is_empty() || digits.starts_with('.') {
        format!("0{digits}")
    } else {
        digits.to_owned()
    }
}

/// The values that stand for something: fields of the command that the vectors list elsewhere are
/// left out.
fn values(found: &Value) -> Vec<&Value> {
    found["values"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|value| value["part"] != "extra")
        .collect()
}

fn check_values(row: &Value, found: &Value) {
    let computed = &row["computed"];
    let values = values(found);
    let first = || {
        values
            .first()
            .unwrap_or_else(|| panic!("no value: {row}\n{found}"))
    };
    let is = |expected: &Value, value: &Value| match expected.as_str() {
        None => assert!(
            value["value"].is_null() && value["reason"].is_string(),
            "{row}\n{found}"
        ),
        Some(bad) if bad.starts_with("non-bcd") => {
            assert!(value["value"].is_null(), "{row}\n{found}")
        }
        Some(good) => {
            let value = text(value, "value");
            // A meter number of seven bytes was read as one; here its seventh byte is extra.
            let good = if good.len() == value.len() + 2 && !good.contains('.') {
                &good[2..]
            } else {
                good
            };
            assert!(
                value == good || value == trimmed(good),
                "{good} {row}\n{found}"
            );
        }
    };
    for key in ["value", "count", "address", "text", "baud"] {
        // Items of makers stay raw bytes; what is text in them nobody can know.
        if key == "text" && text_of(&row["di"]).starts_with('E') {
            continue;
        }
        match computed.get(key) {
            Some(Value::Number(number)) => {
                assert_eq!(text(first(), "value"), number.to_string(), "{row}\n{found}")
            }
            Some(expected) => is(expected, first()),
            None => {}
        }
    }
    if let Some(list) = computed["values"].as_array() {
        assert_eq!(values.len(), list.len(), "{row}\n{found}");
        list.iter()
            .zip(&values)
            .for_each(|(expected, value)| is(expected, value));
    }
    // Units of the 1997 water meters are the source's, not the standard's.
    if let Some(unit) = computed["unit"]
        .as_str()
        .filter(|unit| !unit.is_empty() && *unit != "m3")
    {
        assert_eq!(first()["unit"], unit, "{row}\n{found}");
    }
    if let Some(extra) = computed["extra_bytes"].as_str() {
        let warnings = found["warnings"].as_array().unwrap();
        let told = warnings
            .iter()
            .find(|warning| warning["kind"] == "extra_bytes");
        assert!(
            told.is_some_and(|told| text(told, "detail").contains(extra)),
            "{row}\n{found}"
        );
    }
    if computed.get("error_byte").is_some() && text(row, "control").starts_with(['C', 'D']) {
        let bits = computed["bits"].as_array().map_or(0, Vec::len);
        assert_eq!(
            found["error"].as_array().unwrap().len(),
            bits,
            "{row}\n{found}"
        );
    }
    if let Some(date) = computed["yymmdd"].as_str() {
        match date.strip_prefix("non-bcd:") {
            Some(_) => assert!(first()["value"].is_null(), "{row}\n{found}"),
            None => assert_eq!(
                text(first(), "value").replace('-', "")[2..8],
                *date,
                "{row}\n{found}"
            ),
        }
    }
    for (key, width) in [("hhmmss", 6), ("yymmddhhmm", 10), ("yymmddhhmmss", 12)] {
        if let Some(time) = computed[key].as_str() {
            let digits: String = text(first(), "value")
                .chars()
                .filter(char::is_ascii_digit)
                .collect();
            let digits = if key == "hhmmss" {
                &digits[..]
            } else {
                &digits[2..]
            };
            assert!(
                digits.starts_with(time) && time.len() == width,
                "{row}\n{found}"
            );
        }
    }
    if let Some(open) = computed["bit4_relay_open"].as_bool() {
        let names = first()["value"].as_array().unwrap();
        assert_eq!(
            names.iter().any(|name| name == "relay open"),
            open,
            "{row}\n{found}"
        );
    }
    if let Some(operator) = computed["operator"].as_str() {
        assert!(
            values.iter().any(|value| value["part"] == "operator"),
            "{operator} {row}\n{found}"
        );
    }
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[test]
fn values_are_those_that_others_computed() {
    let rows = vectors("dlt645-real.jsonl");
    let input: String = rows
        .iter()
        .map(|row| format!("{}\n", text(row, "hex")))
        .collect();
    let found = dlt645(&["decode", "--json"], &input).json();
    for (row, found) in rows.iter().zip(&found) {
        check_values(row, found);
    }
}

#[test]
fn bytes_one_by_one_and_bytes_in_one_piece_give_the_same() {
    let rows = vectors("dlt645-real.jsonl");
    let whole: String = rows
        .iter()
        .map(|row| format!("{}\n", text(row, "hex")))
        .collect();
    let single: String = rows
        .iter()
        .map(|row| {
            let digits = text(row, "hex");
            let pairs: Vec<_> = (0..digits.len())
                .step_by(2)
                .map(|at| format!("0x{}", &digits[at..at + 2]))
                .collect();
            format!("{}\n", pairs.join(", ").to_lowercase())
        })
        .collect();
    let (whole, single) = (
        dlt645(&["decode", "--json"], &whole),
        dlt645(&["decode", "--json"], &single),
    );
    assert_eq!(whole.stdout, single.stdout);
}

#[test]
fn a_capture_without_frame_gets_a_hint() {
    let hint = |hex: &str| {
        let run = dlt645(&["decode", "--json", hex], "");
        run.json()[0]["hint"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    assert!(hint("FEFEFEFE680188C58A481140DA9106CDA24656C45AA5818B").contains("parity"));
    assert!(hint("68030000000068010263E92216").contains("5 bytes"));
    assert!(hint("FEFEFEFE").contains("wake-up"));
    assert!(hint("49443A3131323233333434353536362B434D443A").contains("text"));
}

#[test]
fn names_and_values_in_chinese() {
    let run = dlt645(
        &["decode", "--lang", "zh", "6812000000102068D101351916"],
        "",
    );
    assert!(run.stdout.contains("无请求数据"), "{}", run.stdout);
    let run = dlt645(&["decode", "--lang", "zh", &reply()], "");
    assert!(run.stdout.contains("正向有功"), "{}", run.stdout);
    assert!(run.stdout.contains("：从站正常应答 "), "{}", run.stdout);
    assert!(
        !run.stdout.contains("reply") && !run.stdout.contains("byte"),
        "{}",
        run.stdout
    );
    // D1 without a bit set, and an identifier that nobody knows.
    let run = dlt645(
        &["decode", "--lang", "zh", "6812000000102068D101331716"],
        "",
    );
    assert!(run.stdout.contains("未给出原因"), "{}", run.stdout);
}

#[test]
fn what_is_no_frame_is_said_in_chinese_and_in_json_as_ever() {
    let mut broken = reply();
    broken.truncate(broken.len() - 2);
    broken.push_str("17");
    for (capture, words) in [
        (broken.as_str(), "无帧：结束符是 17，应为 16"),
        ("FEFEFEFE", "第 1 行：无帧：没有起始符 68"),
        (
            "68030000000068010263E92216",
            "第 1 行，字节 0：无帧：第二个帧起始符是",
        ),
    ] {
        let run = dlt645(&["decode", "--lang", "zh", capture], "");
        assert_eq!(run.status, 1);
        assert!(run.stdout.contains(words), "{}", run.stdout);
        // Hints too: no English word in any line.
        assert!(
            !run.stdout.contains(" the ") && !run.stdout.contains("no frame"),
            "{}",
            run.stdout
        );
        let json = |lang| dlt645(&["decode", "--json", "--lang", lang, capture], "").stdout;
        assert_eq!(json("zh"), json("en"));
    }
    let run = dlt645(&["decode", "--lang", "zh", "68 zz"], "");
    assert!(
        run.stderr.contains("第 1 行第 4 列：`zz` 不是十六进制数字"),
        "{}",
        run.stderr
    );
}

/// An answer from AA six times belongs to the request before it; that it hides its address is odd.
#[test]
fn an_answer_without_an_address_is_paired_with_a_warning() {
    let frame = |address: &str, control: &str, data: &str| {
        let args = ["encode", "--address", address, "raw", control, data];
        dlt645(&args, "").stdout
    };
    let request = frame("112233445566", "11", "00000100");
    for (from, kind) in [
        ("112233445566", None),
        ("any", Some("address")),
        ("112233445567", Some("unasked")),
    ] {
        let reply = frame(from, "91", "0000010056341200");
        let run = dlt645(&["decode", "--json"], &format!("{request}{reply}"));
        let found = &run.json()[1];
        assert_eq!(found["values"][0]["value"], "1234.56", "{found}");
        assert_eq!(found["warnings"][0]["kind"].as_str(), kind, "{found}");
        let paired = kind != Some("unasked");
        assert_eq!(found["request"]["line"].is_number(), paired, "{found}");
    }
    // A request to everyone is answered as it should be.
    let input = frame("any", "11", "00000100") + &frame("112233445566", "91", "0000010056341200");
    let run = dlt645(&["decode", "--json"], &input);
    assert_eq!(run.json()[1]["warnings"], serde_json::json!([]));
}
