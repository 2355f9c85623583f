//! What people paste: each text holds a number of good frames, no damaged ones, and nothing else
//! that is reported.

use dlt645_explain::Capture;
use dlt645_explain::find::Event;
use std::fmt::Write;

/// A reply of meter 112233445566 with 00010000.
const REPLY: [u8; 20] = [
    0x68, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, 0x68, 0x91, 0x08, 0x33, 0x33, 0x34, 0x33, 0xAB, 0x89,
    0x67, 0x45, 0x7B, 0x16,
];
/// The request before it.
const REQUEST: [u8; 16] = [
    0x68, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, 0x68, 0x11, 0x04, 0x33, 0x33, 0x34, 0x33, 0x17, 0x16,
];

fn each(bytes: &[u8], between: &str, one: impl Fn(u8) -> String) -> String {
    bytes
        .iter()
        .map(|byte| one(*byte))
        .collect::<Vec<_>>()
        .join(between)
}

fn hex(bytes: &[u8]) -> String {
    each(bytes, " ", |byte| format!("{byte:02X}"))
}

fn rows(head: &str, row: impl Fn(usize, u8) -> String) -> String {
    let mut text = format!("{head}\n");
    for (n, byte) in REPLY.into_iter().enumerate() {
        writeln!(text, "{}", row(n, byte)).unwrap_or_default();
    }
    text
}

/// Good frames, damaged ones, and runs of bytes that look like nothing.
fn found(text: &str) -> (usize, usize, usize) {
    let mut count = (0, 0, 0);
    let mut sink = |event: Event<'_>| match event {
        Event::Frame(..) => count.0 += 1,
        Event::Damaged(_) => count.1 += 1,
        Event::Outside(..) => count.2 += 1,
    };
    let mut capture = Capture::default();
    capture.push(text.as_bytes(), &mut sink);
    capture.finish(&mut sink);
    count
}

fn check(cases: &[(&str, String, usize)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(_, text, good)| found(text) != (*good, 0, 0))
        .map(|(name, text, good)| format!("{name}: {:?}, not {good}: {text}", found(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn marks_of_other_languages() {
    let with = |mark: &str, between: &str| each(&REPLY, between, |b| format!("{mark}{b:02X}"));
    check(&[
        ("Basic", with("&H", " "), 1),
        ("Basic with commas", with("&H", ", "), 1),
        ("PLC", with("16#", " "), 1),
        ("Verilog", with("8'h", " "), 1),
        ("Pascal", with("#$", ""), 1),
        ("page", format!("<td>{}</td>", with("", "&nbsp;")), 1),
        ("underscores", with("", "_"), 1),
        ("brackets", each(&REPLY, " ", |b| format!("[{b:02X}]")), 1),
        (
            "patch",
            format!("-{}\n+{}\n", hex(&REQUEST), hex(&REPLY)),
            2,
        ),
    ]);
}

#[test]
fn tables_with_numbers_and_times_beside_the_frame() {
    let packed = each(&REPLY, "", |b| format!("{b:02x}"));
    check(&[
        (
            "milliseconds and length",
            format!("1699185784123,{packed},20"),
            1,
        ),
        (
            "line numbers",
            format!("98\t{packed}\n99\t{packed}\n100\t{packed}\n"),
            3,
        ),
        ("index and length", format!("7;{};20", hex(&REPLY)), 1),
    ]);
}

#[test]
fn one_byte_a_line() {
    let time = |n: usize| format!("{:.9}", 1.0 + 0.00458 * n as f64);
    check(&[
        ("decimal", rows("", |_, b| format!("{b}")), 1),
        (
            "decimal with commas",
            rows("[", |_, b| format!("    {b},")) + "]",
            1,
        ),
        (
            "label",
            rows("", |_, b| format!("uart-1: RX data: {b:02X}")),
            1,
        ),
        (
            "Markdown",
            rows("| byte | value |", |n, b| format!("| {n} | {b:02X}H | x |")),
            1,
        ),
        (
            "analyser, decimal values",
            rows("Time [s],Value,Parity Error,Framing Error", |n, b| {
                format!("{},{b},,", time(n))
            }),
            1,
        ),
        (
            "analyser, German",
            rows("\"Zeit [s]\";\"Daten\"", |n, b| {
                format!("\"{}\";\"{b:02X}\"", time(n).replace('.', ","))
            }),
            1,
        ),
    ]);
}

#[test]
fn the_rest_of_a_frame_after_the_same_words() {
    let (head, tail) = REPLY.split_at(14);
    let log = |label: &str| format!("{label}{}\n{label}{}\n", hex(head), hex(tail));
    check(&[
        ("ESP-IDF", log("I (12345) dlt645: "), 1),
        ("named", log("uart3 rx: "), 1),
        (
            "CAN trace",
            REPLY
                .chunks(8)
                .enumerate()
                .map(|(n, b)| format!("   0.{n:06} 1  123   Rx   d {} {}\n", b.len(), hex(b)))
                .collect(),
            1,
        ),
    ]);
}

#[test]
fn a_hexadecimal_frame_below_decimal_numbers() {
    let text = format!("104\n102\n{}\n", hex(&REQUEST));
    assert_eq!(found(&text).0, 1);
}
