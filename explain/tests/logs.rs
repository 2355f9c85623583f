//! Logs as people paste them: each frame comes out once, with the time and the direction that its
//! line tells, and a damaged one is a result too.
//!
//! In the texts `Q` is a request, `A` its answer and `B` an answer with a wrong checksum, with
//! blanks; `q`, `a` and `b` are the same without. The results are in the order of the input.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail loudly; the lints look only into functions marked as tests"
)]

mod common;

use common::{bad_checksum, packed, reply, request, spaced};
use dlt645_explain::Capture;
use dlt645_explain::find::{Event, Place};
use std::fmt::Write;

/// `{Q}` and its like replaced.
fn filled(text: &str) -> String {
    let mut text = text.to_owned();
    for (mark, bytes) in [("q", request()), ("a", reply()), ("b", bad_checksum())] {
        text = text.replace(&format!("{{{mark}}}"), &packed(&bytes));
        text = text.replace(&format!("{{{}}}", mark.to_uppercase()), &spaced(&bytes));
    }
    text
}

/// What is found: the letter of the frame, its direction and its time.
fn told(text: &[u8]) -> String {
    let mut out = String::new();
    let mut capture = Capture::default();
    let mut sink = |event: Event<'_>| {
        let mut tell = |letter: &str, place: Place| {
            let way = place.way.map_or("", |way| way.name());
            let time = place.time.map(|time| time.to_string()).unwrap_or_default();
            let words = [letter, way, &time];
            let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
            write!(out, "{}; ", words.join(" ")).unwrap();
        };
        match event {
            Event::Frame(place, frame) if frame.control().0 & 0x80 == 0 => tell("q", place),
            Event::Frame(place, _) => tell("a", place),
            Event::Damaged(one) => tell("b", one.place),
            Event::Outside(..) => {}
        }
    };
    capture.push(text, &mut sink);
    capture.finish(&mut sink);
    out.trim_end_matches("; ").to_owned()
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, wanted)| (text, wanted, told(filled(text).as_bytes())))
        .filter(|(_, wanted, found)| *wanted != found)
        .map(|(text, wanted, found)| format!("{text}\n  {found}, not {wanted}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn logs_of_programs() {
    check(&[
        (
            "Mar  5 10:11:12 gw1 meterd[1234]: TX {q}\nMar  5 10:11:13 gw1 meterd[1234]: RX {a}",
            "q sent 10:11:12; a received 10:11:13",
        ),
        (
            "<34>1 2024-03-05T10:11:12.003Z gw1 meterd 1234 ID47 - rx={a}",
            "a received 2024-03-05T10:11:12.003Z",
        ),
        (
            "[  123.456789] ttyS1: rx {A}\n[  123.556789] ttyS1: rx {B}",
            "a received; b received",
        ),
        (
            "2024-03-05 10:11:12,345 - meter - DEBUG - Sending: {Q}\n2024-03-05 10:11:12,645 - meter - DEBUG - Received: {A}",
            "q sent 2024-03-05T10:11:12.345; a received 2024-03-05T10:11:12.645",
        ),
        (
            "03-05 10:11:12.345  1234  1250 D Port: write:{q}\n03-05 10:11:12.645  1234  1250 D Port: onDataReceived size=20 {a}",
            "q sent 10:11:12.345; a received 10:11:12.645",
        ),
        (
            "ts=2024-03-05T10:11:12.345Z level=debug dir=tx frame={q}",
            "q sent 2024-03-05T10:11:12.345Z",
        ),
        (
            "2024-03-05 10:11:12.123  INFO 1234 --- [nio-8080-exec-1] c.e.MeterHandler : 收到报文：{a}",
            "a received 2024-03-05T10:11:12.123",
        ),
        ("Tx:000001-{Q}\nRx:000002-{A}", "q sent; a received"),
        (
            "[10:11:12.345] >> {Q}\n[10:11:12.545] << {A}",
            "q sent 10:11:12.345; a received 10:11:12.545",
        ),
        (
            "0\t0.00002346\tapp.exe\tIRP_MJ_WRITE\tSerial0\tSUCCESS\tLength 16: {Q} \n1\t0.10002346\tapp.exe\tIRP_MJ_READ\tSerial0\tSUCCESS\tLength 20: {A} ",
            "q sent; a received",
        ),
        (
            "[10:11:12][D][uart_debug:114]: >>> {Q}\n[10:11:13][D][uart_debug:114]: <<< {A}",
            "q sent 10:11:12; a received 10:11:13",
        ),
        ("AT+SEND={q}\r\nOK\r\n+RECV: {a}\r\n", "q sent; a received"),
        ("+QIURC: \"recv\",0,20,\"{a}\"", "a received"),
        ("echo {q} | xxd -r -p > /dev/ttyS1", "q"),
    ]);
}

#[test]
fn logs_in_json_and_tables() {
    check(&[
        (
            "{\"time\":\"2024-03-05T10:11:12.345Z\",\"dir\":\"tx\",\"hex\":\"{q}\"}\n{\"hex\":\"{a}\",\"dir\":\"rx\",\"time\":\"2024-03-05T10:11:12.645Z\"}",
            "q sent 2024-03-05T10:11:12.345Z; a received 2024-03-05T10:11:12.645Z",
        ),
        (
            "{\"ts\":1709633472345,\"direction\":\"send\",\"data\":\"{Q}\"}",
            "q sent 2024-03-05T10:11:12.345Z",
        ),
        (
            "{\n  \"time\": \"2024-03-05T10:11:12.345Z\",\n  \"direction\": \"rx\",\n  \"data\": \"{A}\"\n}",
            "a received 2024-03-05T10:11:12.345Z",
        ),
        ("{\"log\":\"TX: {Q}\\nRX: {A}\\n\"}", "q sent; a received"),
        (
            "{\"log\":\"[INFO] recv {A}\\n\",\"stream\":\"stdout\",\"time\":\"2024-03-05T10:11:12.345678901Z\"}",
            "a received 2024-03-05T10:11:12.345678Z",
        ),
        ("[{\"d\":\"{a}\"},{\"d\":\"{b}\"}]", "a; b"),
        (
            "time,dir,data\n2024-03-05 10:11:12,TX,{Q}\n2024-03-05 10:11:13,RX,{A}",
            "q sent 2024-03-05T10:11:12; a received 2024-03-05T10:11:13",
        ),
        (
            "data,dir,time\n{q},TX,2024-03-05 10:11:12\n{a},RX,2024-03-05 10:11:13",
            "q sent 2024-03-05T10:11:12; a received 2024-03-05T10:11:13",
        ),
        (
            "Zeit;Richtung;Daten\n10:11:12,345;TX;{Q}",
            "q sent 10:11:12.345",
        ),
        (
            "| 1 | 发送 | {Q} |\n| 2 | 接收 | {B} |",
            "q sent; b received",
        ),
        (
            "<td>10:11:12</td><td>TX</td><td>{Q}</td>",
            "q sent 10:11:12",
        ),
        ("表号,报文\n202308150123,{a}\n000012345678,{b}", "a; b"),
    ]);
}

#[test]
fn words_of_direction() {
    check(&[
        ("召测：{Q}\n回码：{A}", "q sent; a received"),
        (
            "下发报文 {Q}\n上送报文 {A}\n上报报文 {B}",
            "q sent; a received; b received",
        ),
        ("抄表命令={q}，返回={a}", "q sent; a received"),
        ("主站 -> 电表: {Q}\n电表 -> 主站: {A}", "q sent; a received"),
        ("發送：{Q}\n接收：{A}", "q sent; a received"),
        ("TX {Q} | RX {A} | 305 ms", "q sent; a received"),
        (
            "Written data (COM3)\n{Q}\nRead data (COM3)\n{A}",
            "q sent; a received",
        ),
        ("RX: {B} RX: {B}", "b received; b received"),
        ("{Q} and {A}", "q; a"),
    ]);
}

#[test]
fn times_of_every_country() {
    for (time, told) in [
        ("2024年3月5日 10时11分12秒", "2024-03-05T10:11:12"),
        ("2024年03月05日 10:11:12.5", "2024-03-05T10:11:12.5"),
        ("3/5/2024 10:11:12 PM", "2024-03-05T22:11:12"),
        ("05/Mar/2024:10:11:12 +0800", "2024-03-05T10:11:12"),
        ("05-Mar-2024 10:11:12.345", "2024-03-05T10:11:12.345"),
        ("20240305 101112.345", "2024-03-05T10:11:12.345"),
        ("1709633472345", "2024-03-05T10:11:12.345Z"),
        ("ts=1709633472", "2024-03-05T10:11:12Z"),
        ("2024-03-05T10:11:12.345+08:00", "2024-03-05T10:11:12.345"),
    ] {
        let line = format!("{time} rx {{A}}");
        check(&[(&line, &format!("a received {told}"))]);
    }
}

#[test]
fn what_editors_and_mail_do_to_lines() {
    check(&[
        ("```\n> {Q}\n```\n- ans: {A}\n1) {B}", "q; a received; b"),
        ("FE FE FE FE\n{Q}\nFE FE FE FE\n{A}", "q; a"),
        ("TX: {Q}\\r\\nRX: {A}\\r\\n", "q sent; a received"),
        ("TX: {Q}\r\r\nRX: {A}\r\r\n", "q sent; a received"),
        (
            "\u{1b}[32m[RX]\u{1b}[0m {A}\n\u{1b}[31m[TX]\u{1b}[0m \u{1b}[1m{Q}\u{1b}[0m",
            "a received; q sent",
        ),
        ("{A}\0\0\0\0\0\0\0\0\n{Q}\0", "a; q"),
        ("http://10.0.0.1/api?data={a}&id=12", "a"),
        ("192.168.1.100:4001 {A}\n192.168.1.100:4001 {B}", "a; b"),
        ("00A1 {A}\n00A2 {B}", "a; b"),
        ("{A}  = 12400.89 kWh\n{B} = ?", "a; b"),
        ("RX[20]: {A}\nRX(20): {B}", "a received; b received"),
    ]);
    let cut = filled("RX: {A}").replacen("68 45", "68 ## ##", 1);
    for hidden in [
        "RX: 68 ## ## ## ## ## ## 68 11 04 33 33 34 33 CS 16",
        "RX: 68 ** ** ** ** ** ** 68 11 04 33 33 34 33 00 16",
        "68 XX XX XX XX XX XX 68 11 04 33 33 34 33 CS 16",
        &cut,
    ] {
        assert_eq!(told(hidden.as_bytes()).matches('b').count(), 1, "{hidden}");
    }
}

#[test]
fn a_frame_inside_of_another_protocol_is_found_alone() {
    let inner = request();
    let mut body = vec![
        0x4A, 0x00, 0x44, 0x33, 0x02, 0x00, 0x10, 0x70, 0x00, 0x00, 0x01, 0x00,
    ];
    body.extend(&inner);
    let len = ((body.len() as u16) << 2 | 2).to_le_bytes();
    let sum = body.iter().fold(0u8, |sum, byte| sum.wrapping_add(*byte));
    let mut outer = vec![0x68, len[0], len[1], len[0], len[1], 0x68];
    outer.extend(body);
    outer.extend([sum, 0x16]);
    for text in [spaced(&outer), format!("RX: {}", spaced(&outer))] {
        assert_eq!(
            told(text.as_bytes()).trim_end_matches(" received"),
            "q",
            "{text}"
        );
    }
    assert_eq!(told(&outer), "q");
    // Without a meter frame inside it is one result, which says what it is.
    outer.truncate(outer.len() - inner.len());
    assert_eq!(told(&outer), "b");
}
