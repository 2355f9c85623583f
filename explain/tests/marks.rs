//! Marks between and around bytes, charsets of logs, and the order in which a log is told.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail loudly; the lints look only into functions marked as tests"
)]

mod common;

use common::{
    Writer, bad_checksum, base64, each_line, every_frame_once, joined, packed, reply, request,
    spaced,
};
use dlt645_explain::Capture;
use dlt645_explain::find::{Event, Place};
use dlt645_explain::input::Way;

/// Line, direction and whether it is good of all that an input holds, in the order told.
fn told(input: &[u8]) -> Vec<(usize, Option<Way>, bool)> {
    let mut capture = Capture::default();
    let mut found = Vec::new();
    let mut sink = |event: Event<'_>| {
        let (place, good): (Place, bool) = match event {
            Event::Frame(place, _) => (place, true),
            Event::Damaged(damaged) => (damaged.place, false),
            Event::Outside(..) => return,
        };
        found.push((place.line, place.way, good));
    };
    capture.push(input, &mut sink);
    capture.finish(&mut sink);
    found
}

#[test]
fn marks_of_languages_and_mails() {
    let marked = |open: &'static str, between: &'static str, close: &'static str| -> Writer {
        each_line(move |n, b| {
            let way = ["tx", "rx"][n % 2];
            format!(
                "{way} {open}{}{close}",
                joined(b, between, |b| format!("{b:02X}"))
            )
        })
    };
    every_frame_once(vec![
        ("0x without blanks", false, marked("0x", "0x", "")),
        ("slashes", false, marked("", "/", "")),
        ("plus", false, marked("", "+", "")),
        ("quoted-printable", false, marked("=", "=", "")),
        ("Step 7", false, marked("B#16#", ", B#16#", "")),
        ("points and a count", false, marked("", ".", " (24)")),
        (
            "Kotlin",
            false,
            each_line(|_, b| {
                let byte = |b: u8| match b {
                    0x80.. => format!("0x{b:02X}.toByte()"),
                    _ => format!("0x{b:02X}"),
                };
                format!("val frame = byteArrayOf({})", joined(b, ", ", byte))
            }),
        ),
        (
            "BinData",
            false,
            each_line(|_, b| format!("{{ \"raw\": BinData(0,\"{}\") }}", base64(b))),
        ),
        (
            "numbered rows",
            false,
            each_line(|n, b| format!("#{n}\t05/03/2024 10:11:12\tREAD\t{}", spaced(b))),
        ),
        (
            "hex of hex",
            false,
            each_line(|_, b| spaced(spaced(b).as_bytes())),
        ),
        (
            "hex of hex in a log",
            false,
            each_line(|_, b| format!("rx {}", packed(packed(b).as_bytes()))),
        ),
    ]);
}

#[test]
fn times_of_digits_before_bytes() {
    for (line, time) in [
        ("20240305101112 {}", "2024-03-05T10:11:12"),
        ("20240305101112345 {}", "2024-03-05T10:11:12.345"),
        ("20240305T101112Z {}", "2024-03-05T10:11:12Z"),
        ("2024/3/5 上午 10:11:12\t接收\t{}", "2024-03-05T10:11:12"),
        ("2024/3/5 下午 10:11:12\t接收\t{}", "2024-03-05T22:11:12"),
    ] {
        for frame in [spaced(&reply()), packed(&bad_checksum())] {
            let mut capture = Capture::default();
            let mut found = Vec::new();
            let mut sink = |event: Event<'_>| match event {
                Event::Frame(place, _) => found.push(place.time),
                Event::Damaged(damaged) => found.push(damaged.place.time),
                Event::Outside(..) => {}
            };
            capture.push(line.replace("{}", &frame).as_bytes(), &mut sink);
            capture.finish(&mut sink);
            let found: Vec<_> = found.iter().map(|time| time.unwrap().to_string()).collect();
            assert_eq!(found, [time], "{line}");
        }
    }
}

#[test]
fn utf_32_with_and_without_a_mark() {
    let text = format!("收 {}\n发 {}\n", spaced(&reply()), spaced(&bad_checksum()));
    let wide = |big: bool, text: &str| -> Vec<u8> {
        let unit = |c: char| match big {
            true => u32::from(c).to_be_bytes(),
            false => u32::from(c).to_le_bytes(),
        };
        text.chars().flat_map(unit).collect()
    };
    let expected = [(1, Some(Way::Received), true), (2, Some(Way::Sent), false)];
    for big in [true, false] {
        assert_eq!(told(&wide(big, &format!("\u{feff}{text}"))), expected);
        // Without a mark the first character has to be one of ASCII.
        let plain = wide(big, &format!("[1] {text}"));
        assert_eq!(told(&plain), expected);
    }
}

#[cfg(feature = "encodings")]
#[test]
fn directions_in_big5() {
    // 發送 and 接收.
    let sent = [b"\xB5\x6F\xB0\x65 ", spaced(&request()).as_bytes()].concat();
    let received = [b"\xB1\xB5\xA6\xAC ", spaced(&bad_checksum()).as_bytes()].concat();
    let log = [sent, received].join(&b'\n');
    let expected = [(1, Some(Way::Sent), true), (2, Some(Way::Received), false)];
    assert_eq!(told(&log), expected);
}

#[test]
fn a_cut_reply_is_told_before_the_request_after_it() {
    let cut = spaced(&reply()[..15]);
    let (ask, answer) = (spaced(&request()), spaced(&reply()));
    let log = format!("TX {ask}\nRX {cut}\nTX {ask}\nRX {answer}\n");
    let (sent, received) = (Some(Way::Sent), Some(Way::Received));
    let expected = [
        (1, sent, true),
        (2, received, false),
        (3, sent, true),
        (4, received, true),
    ];
    assert_eq!(told(log.as_bytes()), expected);
    let end = format!("TX {ask}\nRX {cut}\nTX {ask}\n");
    assert_eq!(told(end.as_bytes()), expected[..3]);
    // The other half may still come.
    let (half, rest) = (spaced(&reply()[..10]), spaced(&reply()[10..]));
    let halves = format!("RX {half}\nTX {ask}\nRX {rest}\n");
    assert_eq!(
        told(halves.as_bytes()),
        [(1, received, true), (2, sent, true)]
    );
}

#[test]
fn a_lone_start_byte_after_a_frame_is_no_frame() {
    let answer = spaced(&reply());
    for log in [
        format!("{answer} 68\n"),
        format!("RX {answer} 68\n"),
        format!("RX {answer} 68\nTX {}\n", spaced(&request())),
    ] {
        assert!(told(log.as_bytes()).iter().all(|(.., good)| *good), "{log}");
    }
}
