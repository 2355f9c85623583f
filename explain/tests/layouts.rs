//! The layouts of debuggers, editors, tracers, loggers and languages, each with captures of good
//! and damaged frames: nothing beside the bytes is taken for a byte.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail loudly; the lints look only into functions marked as tests"
)]

mod common;

use common::{Writer, dump, each_line, every_frame_once, joined, packed, shown, spaced};
use std::fmt::Write;

type Forms = Vec<(&'static str, bool, Writer)>;

/// Rows of a dump: address and bytes of each.
fn rows(row: impl Fn(usize, &[u8]) -> String + 'static) -> Writer {
    Box::new(move |frames| dump(frames, &row))
}

/// One line for each byte of all frames, with its number.
fn each_byte(line: impl Fn(usize, u8) -> String + 'static) -> Writer {
    Box::new(move |frames| {
        let all = frames.concat();
        let lines = all.iter().enumerate().map(|(n, b)| line(n, *b) + "\n");
        lines.collect::<String>().into_bytes()
    })
}

/// Two halves with a gap, as most dumps have them.
fn halves(bytes: &[u8], between: &str) -> String {
    let half = |part: &[u8]| joined(part, " ", |b| format!("{b:02x}"));
    let (first, second) = bytes.split_at(bytes.len().min(8));
    format!("{:23}{between}{:23}", half(first), half(second))
}

/// As C prints a string: letters as they are, the rest in octal.
fn octal(bytes: &[u8]) -> String {
    let mut out = String::new();
    for byte in bytes {
        match byte {
            b'"' | b'\\' => write!(out, "\\{}", char::from(*byte)).unwrap(),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            b' '..=b'~' => out.push(char::from(*byte)),
            byte => write!(out, "\\{byte:03o}").unwrap(),
        }
    }
    out
}

/// How `od -c` prints a byte.
fn cell(byte: u8) -> String {
    match byte {
        0 => "\\0".to_owned(),
        7 => "\\a".to_owned(),
        8 => "\\b".to_owned(),
        b'\t' => "\\t".to_owned(),
        b'\n' => "\\n".to_owned(),
        11 => "\\v".to_owned(),
        12 => "\\f".to_owned(),
        b'\r' => "\\r".to_owned(),
        b' '..=b'~' => char::from(byte).to_string(),
        byte => format!("{byte:03o}"),
    }
}

/// A character as a debugger prints it beside its number.
fn quoted(byte: u8) -> String {
    match byte {
        b'\'' => "'\\''".to_owned(),
        b' '..=b'~' => format!("'{}'", char::from(byte)),
        byte => format!("'\\{byte:03o}'"),
    }
}

fn dumps() -> Forms {
    let hex = |b: &[u8]| joined(b, " ", |b| format!("{b:02x}"));
    let words = |b: &[u8]| b.chunks(2).map(packed).collect::<Vec<_>>().join(" ");
    vec![
        (
            "od -b",
            true,
            rows(|at, b| format!("{at:07o} {}", joined(b, " ", |b| format!("{b:03o}")))),
        ),
        (
            "od -c",
            true,
            rows(|at, b| format!("{at:07o}{}", joined(b, "", |b| format!("{:>4}", cell(b))))),
        ),
        (
            "od -tu1",
            true,
            rows(|at, b| format!("{at:07o}{}", joined(b, "", |b| format!("{b:4}")))),
        ),
        (
            "od -td1",
            true,
            rows(|at, b| format!("{at:07o}{}", joined(b, "", |b| format!("{:5}", b as i8)))),
        ),
        (
            "od -Ax -tx1z",
            true,
            rows(move |at, b| format!("{at:06x} {:47}  >{}<", hex(b), shown(b))),
        ),
        (
            "od -Ad -tx1",
            true,
            rows(move |at, b| format!("{at:07} {}", hex(b))),
        ),
        (
            "xxd -b",
            true,
            Box::new(|frames| {
                let all = frames.concat();
                let mut out = String::new();
                for (n, b) in all.chunks(6).enumerate() {
                    let bits = joined(b, " ", |b| format!("{b:08b}"));
                    writeln!(out, "{:08x}: {bits:53}  {}", 6 * n, shown(b)).unwrap();
                }
                out.into_bytes()
            }),
        ),
        (
            "xxd from the middle",
            true,
            rows(move |at, b| format!("{:08x}: {:39}  {}", at + 0x40, words(b), shown(b))),
        ),
        (
            "hexdump -C, indented",
            true,
            rows(|at, b| format!("    {at:08x}  {}  |{}|", halves(b, "  "), shown(b))),
        ),
        (
            "HxD",
            true,
            rows(|at, b| format!("{at:08X}  {:47}  {}", spaced(b), shown(b))),
        ),
        (
            "PowerShell",
            true,
            rows(|at, b| format!("{at:016X} {:47} {}", spaced(b), shown(b))),
        ),
        (
            "hexyl",
            true,
            rows(|at, b| {
                let text = shown(b);
                let (first, second) = text.split_at(text.len().min(8));
                format!("│{at:08x}│ {} │{first:8}┊{second:8}│", halves(b, " ┊ "))
            }),
        ),
        (
            "gdb",
            true,
            rows(|at, b| {
                format!(
                    "0x{:x} <buffer+{at}>:\t{}",
                    0x2000_0000 + at,
                    joined(b, "\t", |b| format!("0x{b:02x}"))
                )
            }),
        ),
        (
            "memory",
            true,
            rows(move |at, b| format!("0x2000'{at:04x}: {}", hex(b))),
        ),
        (
            "ESP-IDF",
            true,
            rows(|at, b| {
                format!(
                    "I (1234) uart: 0x{:08x}   {}  |{}|",
                    0x3ffb_0000 + at,
                    halves(b, "  "),
                    shown(b)
                )
            }),
        ),
        (
            "EasyLogger",
            true,
            rows(|at, b| {
                format!(
                    "D/HEX rx: {at:04X}-{:04X}: {:47}  {}",
                    at + 15,
                    spaced(b),
                    shown(b)
                )
            }),
        ),
        (
            "Zephyr",
            true,
            rows(|_, b| format!("            {} |{}", halves(b, "  "), shown(b))),
        ),
        (
            "kernel",
            true,
            rows(move |at, b| format!("[  123.456789] rx: {at:08x}: {:47}  {}", hex(b), shown(b))),
        ),
    ]
}

fn strings() -> Forms {
    let line = |name, line: fn(&[u8]) -> String| (name, false, each_line(move |_, f| line(f)));
    let each = |f: &[u8], one: fn(u8) -> String| joined(f, "", one);
    vec![
        line("tracer", |f| {
            format!("read(3, \"{}\", 256) = {}", octal(f), f.len())
        }),
        line("debugger", |f| {
            format!(
                "$1 = {{{}}}",
                joined(f, ", ", |b| format!("{b} {}", quoted(b)))
            )
        }),
        (
            "octal escapes",
            false,
            each_line(move |_, f| each(f, |b| format!("\\{b:03o}"))),
        ),
        (
            "Lua",
            false,
            each_line(move |_, f| format!("s = '{}'", each(f, |b| format!("\\{b:03}")))),
        ),
        (
            "\\u escapes",
            false,
            each_line(move |_, f| format!("{{\"d\":\"{}\"}}", each(f, |b| format!("\\u{b:04x}")))),
        ),
        (
            "percent",
            false,
            each_line(move |_, f| format!("d={}&n=1", each(f, |b| format!("%{b:02X}")))),
        ),
        (
            "percent and letters",
            false,
            each_line(move |_, f| {
                each(f, |b| match b.is_ascii_alphanumeric() {
                    true => char::from(b).to_string(),
                    false => format!("%{b:02X}"),
                })
            }),
        ),
        (
            "x68",
            false,
            each_line(move |_, f| each(f, |b| format!("x{b:02x}"))),
        ),
        line("#68", |f| joined(f, " ", |b| format!("#{b:02X}"))),
        line("0x68u8", |f| {
            format!("[{}]", joined(f, ", ", |b| format!("0x{b:02x}u8")))
        }),
        line("bits", |f| joined(f, " ", |b| format!("{b:08b}"))),
        line("0b bits", |f| joined(f, ", ", |b| format!("0b{b:08b}"))),
        line("address", |f| {
            format!("http://host/api?data={}&id=12", packed(f))
        }),
        line("text in a text", |f| {
            format!("{{\"log\":\"RX: {}\\r\\n\",\"n\":1}}", spaced(f))
        }),
        line("colours", |f| {
            format!(
                "\x1b[32mRX\x1b[0m \x1b[1m{}\x1b[0m {}",
                spaced(&f[..3]),
                spaced(&f[3..])
            )
        }),
        line("cut in the middle of a byte", |f| {
            let text = packed(f);
            let lines = text
                .as_bytes()
                .chunks(65)
                .map(|part| String::from_utf8_lossy(part).into_owned());
            lines.collect::<Vec<_>>().join("\n")
        }),
        line("a log line over several", |f| {
            let lines = f.chunks(24).map(spaced).collect::<Vec<_>>();
            format!("12:00:00 RX: {}", lines.join("\n"))
        }),
    ]
}

fn lists() -> Forms {
    vec![
        (
            "index and decimal",
            true,
            each_byte(|n, b| format!("[{n}]: {b} {}", quoted(b))),
        ),
        (
            "index and hexadecimal",
            true,
            each_byte(|n, b| format!("[{n}]   0x{b:02X}   unsigned char")),
        ),
        (
            "assignments",
            true,
            each_byte(|n, b| format!("buf[{n}] = 0x{b:x};")),
        ),
        ("byte n", true, each_byte(|n, b| format!("byte {n}: {b}"))),
        (
            "annotations",
            true,
            each_byte(|n, b| format!("{}-{} uart-1: RX: {b:02X}", 100 * n, 100 * n + 90)),
        ),
        ("Arduino", true, each_byte(|_, b| format!("{b:X}"))),
        (
            "analyser, characters",
            true,
            Box::new(|frames| {
                let mut out = String::from("Time [s],Value,Parity Error,Framing Error\n");
                for (n, byte) in frames.concat().into_iter().enumerate() {
                    let value = match byte {
                        b',' => "COMMA".to_owned(),
                        b'!'..=b'~' => char::from(byte).to_string(),
                        byte => format!("'{byte}'"),
                    };
                    writeln!(out, "{:.6},{value},,", 0.004 * n as f64).unwrap();
                }
                out.into_bytes()
            }),
        ),
    ]
}

#[test]
fn dumps_of_every_program() {
    every_frame_once(dumps());
}

#[test]
fn strings_of_every_language() {
    every_frame_once(strings());
}

#[test]
fn lists_with_a_byte_a_line() {
    every_frame_once(lists());
}

#[test]
fn both_sides_of_a_followed_stream() {
    let frames = &common::samples()[2].frames;
    let (sent, received) = (frames[0].clone(), frames[2].clone());
    let side = |indent: &str, bytes: &[u8]| {
        let rows = bytes.chunks(16).enumerate();
        let row = |(n, b): (usize, &[u8])| {
            format!(
                "{indent}{:08x}  {}  {}\n",
                16 * n,
                halves(b, "  "),
                shown(b)
            )
        };
        rows.map(row).collect::<String>()
    };
    let text = side("", &sent) + &side("    ", &received);
    let (good, damaged, _, offsets) = common::found("stream", text.as_bytes());
    assert_eq!((good, damaged.len(), offsets), (2, 0, vec![0, 4]));
}
