//! Every form in which people have bytes, each with several captures of good and damaged frames: as
//! many frames come out as went in, every damaged one once, and nothing from the text around them.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail loudly; the lints look only into functions marked as tests"
)]

mod common;

use common::{
    Writer, base64, dump, each_line, every_frame_once, found, joined, lines, packed, python, reply,
    request, samples, shown, spaced,
};
use dlt645_explain::Capture;
use dlt645_explain::find::Event;
use dlt645_explain::input::Form;
use std::fmt::Write;

/// Forms, each with whether all bytes are one run.
fn forms() -> Vec<(&'static str, bool, Writer)> {
    let mut all: Vec<(&'static str, bool, Writer)> = Vec::new();
    let mut line = |name, write: Writer| all.push((name, false, write));
    line("packed", each_line(|_, f| packed(f)));
    line("spaced", each_line(|_, f| spaced(f)));
    line(
        "0x",
        each_line(|_, f| joined(f, ", ", |b| format!("0x{b:02X}"))),
    );
    line(
        "\\x",
        each_line(|_, f| format!("\"{}\"", joined(f, "", |b| format!("\\x{b:02x}")))),
    );
    line(
        "68H 11H",
        each_line(|_, f| joined(f, " ", |b| format!("{b:02X}H"))),
    );
    line(
        "assembler",
        each_line(|_, f| format!("DB {}", joined(f, ", ", |b| format!("0{b:02X}H")))),
    );
    line(
        "dashes",
        each_line(|_, f| joined(f, "-", |b| format!("{b:02X}"))),
    );
    line(
        "colons",
        each_line(|_, f| joined(f, ":", |b| format!("{b:02x}"))),
    );
    line(
        "Java",
        each_line(|_, f| format!("{{{}}};", joined(f, ", ", |b| format!("(byte) 0x{b:02X}")))),
    );
    line(
        "signed",
        each_line(|_, f| format!("[{}]", joined(f, ", ", |b| (b as i8).to_string()))),
    );
    line(
        "decimal",
        each_line(|_, f| joined(f, ", ", |b| b.to_string())),
    );
    line(
        "decimal with blanks",
        each_line(|_, f| format!("recv: [{}]", joined(f, " ", |b| b.to_string()))),
    );
    line("Python", each_line(|_, f| python(f)));
    line(
        "C array",
        each_line(|_, f| {
            format!(
                "const uint8_t frame[] = {{ {} }};",
                joined(f, ", ", |b| format!("0x{b:02x}"))
            )
        }),
    );
    line("%x", each_line(|_, f| joined(f, " ", |b| format!("{b:x}"))));
    line("base64", each_line(|_, f| base64(f)));
    line(
        "base64 in a log",
        each_line(|n, f| format!("msg {n} payload={}", base64(f))),
    );
    line(
        "JSON",
        each_line(|n, f| {
            format!(
                "{{\"seq\":{n},\"topic\":\"meter/up\",\"payload\":\"{}\",\"qos\":1}}",
                packed(f)
            )
        }),
    );
    line(
        "JSON numbers",
        each_line(|n, f| {
            format!(
                "{{\"seq\":{n},\"data\":[{}]}}",
                joined(f, ",", |b| b.to_string())
            )
        }),
    );
    line(
        "CSV",
        each_line(|n, f| {
            format!(
                "{n},2024-01-01 12:00:0{n}.250,COM3,RX,{},{}",
                spaced(f),
                f.len()
            )
        }),
    );
    line(
        "CSV packed",
        each_line(|n, f| format!("{n};COM3;{};ok", packed(f))),
    );
    line(
        "log",
        each_line(|n, f| format!("[2024-01-01 12:00:0{n}.123] RX: {}", spaced(f))),
    );
    line(
        "log with a count",
        each_line(|n, f| format!("12:00:0{n} Rx {} bytes: {}", f.len(), spaced(f))),
    );
    line("touching", each_line(|_, f| format!("data={}", packed(f))));
    line(
        "touching letters",
        each_line(|_, f| format!("RECV{}END", packed(f))),
    );
    line(
        "Chinese",
        each_line(|_, f| format!("报文为{}，请解析", packed(f))),
    );
    line("arrows", each_line(|_, f| format!("收←◆{}", spaced(f))));
    line(
        "ideographic blanks",
        each_line(|_, f| joined(f, "\u{3000}", |b| format!("{b:02X}"))),
    );
    line(
        "NBSP",
        each_line(|_, f| joined(f, "\u{a0}", |b| format!("{b:02X}"))),
    );
    line(
        "zero width",
        each_line(|_, f| joined(f, "\u{200b} ", |b| format!("{b:02X}"))),
    );
    line(
        "full width",
        each_line(|_, f| {
            spaced(f)
                .chars()
                .map(|c| {
                    if c == ' ' {
                        '\u{3000}'
                    } else {
                        char::from_u32(u32::from(c) + 0xfee0).unwrap()
                    }
                })
                .collect()
        }),
    );
    line(
        "BOM",
        Box::new(|frames| [b"\xEF\xBB\xBF".to_vec(), lines(frames, |_, f| spaced(f))].concat()),
    );
    line("CRLF", each_line(|_, f| format!("{}\r", spaced(f))));
    line(
        "UTF-16",
        Box::new(|frames| {
            let text =
                String::from_utf8(lines(frames, |_, f| format!("收：{}\r", spaced(f)))).unwrap();
            [0xFEFF]
                .into_iter()
                .chain(text.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect()
        }),
    );
    line(
        "UTF-16, high byte first",
        Box::new(|frames| {
            let text = String::from_utf8(lines(frames, |_, f| spaced(f))).unwrap();
            text.encode_utf16().flat_map(u16::to_be_bytes).collect()
        }),
    );
    line(
        "notes",
        each_line(|_, f| {
            format!(
                "{} （地址） {}（控制码 11H） {} // end",
                spaced(&f[..f.len().min(9)]),
                spaced(&f[9..12]),
                spaced(&f[12..])
            )
        }),
    );
    line(
        "over lines",
        each_line(|_, f| {
            let cut = f.chunks(9).map(spaced).collect::<Vec<_>>();
            cut.join("\n")
        }),
    );
    line(
        "over lines with notes",
        each_line(|_, f| {
            let cut = f
                .chunks(10)
                .map(|part| format!("{} // part of it", spaced(part)))
                .collect::<Vec<_>>();
            cut.join("\n")
        }),
    );
    let mut run = |name, write: Writer| all.push((name, true, write));
    run(
        "xxd",
        Box::new(|frames| {
            dump(frames, |at, b| {
                let words = b.chunks(2).map(packed).collect::<Vec<_>>().join(" ");
                format!("{at:08x}: {words:39}  {}", shown(b))
            })
        }),
    );
    run(
        "hexdump -C",
        Box::new(|frames| {
            let mut out = dump(frames, |at, b| {
                let halves = b
                    .chunks(8)
                    .map(|half| joined(half, " ", |b| format!("{b:02x}")))
                    .collect::<Vec<_>>()
                    .join("  ");
                format!("{at:08x}  {halves:48}  |{}|", shown(b))
            });
            out.extend(format!("{:08x}\n", frames.concat().len()).into_bytes());
            out
        }),
    );
    run(
        "od -tx1",
        Box::new(|frames| {
            let mut out = dump(frames, |at, b| {
                format!("{at:07o} {}", joined(b, " ", |b| format!("{b:02x}")))
            });
            out.extend(format!("{:07o}\n", frames.concat().len()).into_bytes());
            out
        }),
    );
    run(
        "xxd -p",
        Box::new(|frames| {
            frames
                .concat()
                .chunks(30)
                .map(|b| format!("{}\n", packed(b)))
                .collect::<String>()
                .into_bytes()
        }),
    );
    run("raw", Box::new(|frames| frames.concat()));
    run(
        "one byte a line",
        Box::new(|frames| {
            frames
                .concat()
                .iter()
                .map(|b| format!("{b:02x}\n"))
                .collect::<String>()
                .into_bytes()
        }),
    );
    run(
        "logic analyser",
        Box::new(|frames| {
            let mut out = String::from("Time [s],Value,Parity Error,Framing Error\n");
            for (n, byte) in frames.concat().iter().enumerate() {
                writeln!(out, "{:.9},0x{byte:02X},,", 0.001 + n as f64 * 0.0045).unwrap();
            }
            out.into_bytes()
        }),
    );
    run(
        "logic analyser, newer",
        Box::new(|frames| {
            let mut out = String::from("name,type,start_time,duration,\"data\",\"error\"\n");
            for (n, byte) in frames.concat().iter().enumerate() {
                writeln!(
                    out,
                    "\"Async Serial\",\"data\",{:.9},0.0041,0x{byte:02X},",
                    n as f64 * 0.0045
                )
                .unwrap();
            }
            out.into_bytes()
        }),
    );
    run(
        "candump",
        Box::new(|frames| {
            let parts = frames.concat();
            let rows = parts
                .chunks(8)
                .map(|b| format!("  can0  123   [{}]  {}\n", b.len(), spaced(b)));
            rows.collect::<String>().into_bytes()
        }),
    );
    run(
        "candump -l",
        Box::new(|frames| {
            let parts = frames.concat();
            let rows = parts
                .chunks(8)
                .enumerate()
                .map(|(n, b)| format!("(1436509052.{n:06}) can0 123#{}\n", packed(b)));
            rows.collect::<String>().into_bytes()
        }),
    );
    run(
        "socat -x",
        Box::new(|frames| {
            let mut out = String::new();
            let mut at = 0;
            for frame in frames {
                let len = frame.len();
                writeln!(
                    out,
                    "< 2024/01/01 12:00:00.000123456  length={len} from={at} to={}",
                    at + len - 1
                )
                .unwrap();
                writeln!(out, " {}", joined(frame, " ", |b| format!("{b:02x}"))).unwrap();
                writeln!(out, "--").unwrap();
                at += len;
            }
            out.into_bytes()
        }),
    );
    all
}

#[test]
fn every_form_gives_every_frame_once() {
    every_frame_once(forms());
}

#[test]
fn what_is_recognised_is_said() {
    let frames = &samples()[2].frames;
    for (name, form) in [
        ("xxd", Form::Xxd),
        ("hexdump -C", Form::Hexdump),
        ("od -tx1", Form::Od),
        ("raw", Form::Raw),
        ("UTF-16", Form::Utf16),
        ("BOM", Form::Utf8Mark),
        ("candump", Form::Candump),
        ("socat -x", Form::Socat),
        ("logic analyser", Form::Analyser),
        ("decimal", Form::Decimal),
        ("log", Form::Log),
        ("Chinese", Form::Text),
    ] {
        let all = forms();
        let (_, _, write) = all.iter().find(|known| known.0 == name).unwrap();
        assert!(found(name, &write(frames)).2.contains(&form), "{name}");
    }
}

#[test]
fn text_is_no_result() {
    for text in [
        "hello, this is a log of 2024-01-01 12:00:00",
        "address 112233445566 face added 0x11 len 16",
        "id 550e8400-e29b-41d4-a716-446655440000 done",
        "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  empty",
        "报文长度 20 字节，校验正确",
        "# 68 AA AA",
        "",
    ] {
        let (good, damaged, ..) = found(text, text.as_bytes());
        assert_eq!((good, damaged.len()), (0, 0), "{text}");
    }
}

#[test]
fn a_placeholder_for_the_checksum_is_a_damaged_frame() {
    let frame = reply();
    let (body, _) = frame.split_at(frame.len() - 2);
    for text in [
        format!("{} CS 16", spaced(body)),
        format!("{}xx16", packed(body)),
        format!("RX: {} XX 16", spaced(body)),
    ] {
        let (good, damaged, ..) = found(&text, text.as_bytes());
        assert_eq!((good, damaged), (0, vec!["checksum"]), "{text}");
    }
}

#[cfg(feature = "encodings")]
#[test]
fn gbk_is_read() {
    let mut input = b"\xCA\xD5\xA3\xBA".to_vec();
    input.extend(spaced(&reply()).into_bytes());
    input.extend(b"\xA3\xAC\xD5\xFD\xC8\xB7\n");
    let (good, damaged, forms, _) = found("GBK", &input);
    assert_eq!((good, damaged.len()), (1, 0));
    assert!(forms.contains(&Form::Gbk));
}

#[test]
fn time_and_direction_stay_with_the_frame() {
    let log = format!(
        "2024-01-01 12:00:00.100 TX: {}\n2024-01-01 12:00:00.350 RX: {}\n",
        spaced(&request()),
        spaced(&reply())
    );
    let mut capture = Capture::default();
    let mut places = Vec::new();
    capture.push(log.as_bytes(), &mut |event| {
        if let Event::Frame(place, _) = event {
            places.push((
                place.time.unwrap().to_string(),
                place.way.unwrap().name(),
                place.offset,
            ));
        }
    });
    assert_eq!(
        places,
        [
            ("2024-01-01T12:00:00.100".to_owned(), "sent", 0),
            ("2024-01-01T12:00:00.350".to_owned(), "received", 0)
        ]
    );
    // Both directions on one line, and bytes in the words before.
    let line = format!(
        "去FE减33后 RX: {} OK TX: {}",
        spaced(&reply()),
        spaced(&request())
    );
    let mut capture = Capture::default();
    let mut places = Vec::new();
    let mut sink = |event: Event<'_>| {
        if let Event::Frame(place, _) = event {
            places.push((place.way.unwrap().name(), place.offset));
        }
    };
    capture.paste(&line, &mut sink);
    capture.finish(&mut sink);
    assert_eq!(places, [("received", 0), ("sent", 20)]);
}
