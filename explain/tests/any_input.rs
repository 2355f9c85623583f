//! No input makes it panic, and the same bytes give the same results however they come.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail loudly; the lints look only into functions marked as tests"
)]

use dlt645_explain::fields::Teller;
use dlt645_explain::find::Event;
use dlt645_explain::names::Names;
use dlt645_explain::pair::Pairs;
use dlt645_explain::report::{Report, Why};
use dlt645_explain::search::{Search, ids};
use dlt645_explain::{Capture, Lang};

/// A small generator: the same inputs every time.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

const PIECES: [&str; 44] = [
    "68",
    "16",
    "AAAAAAAAAAAA",
    "6813 00DF16",
    " ",
    "\n",
    "\r\n",
    ",",
    "0x",
    "\\x",
    "H",
    "FE",
    "x",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "'",
    "b'",
    "//",
    "#",
    "12:00:00.123",
    "2024-01-01",
    "TX",
    "收：",
    "\u{ff16}\u{ff18}",
    "\u{3000}",
    "\u{200b}",
    "00000000: ",
    "0000  ",
    "-",
    "104",
    "-111",
    "255",
    "can0 123#",
    "> 2024/01/01 length=9",
    "Time,Value\n",
    "68AAAAAAAAAAAA681300DF16",
    "6845060811222068910833333433BC335734",
    "5616",
    "{\"hex\":\"",
    "\u{1b}[31m",
    "\0",
];

fn all_of(input: &[u8], size: usize) -> (String, Vec<(usize, bool)>) {
    let mut out = String::new();
    let (mut names, mut pairs) = (Names::default(), Pairs::default());
    let mut list = Vec::new();
    let mut capture = Capture::default();
    let mut sink = |event: Event<'_>| {
        for lang in [Lang::En, Lang::Zh] {
            Teller { lang, wish: None }.event(&mut out, &event);
        }
        match &event {
            Event::Frame(place, frame) => {
                let mut report = Report::new(*place, *frame, None);
                pairs.take(&mut report);
                report.json(&mut out, &mut names);
                report.text(&mut out, &mut names, Lang::Zh);
                list.push((place.line, true));
            }
            Event::Damaged(damaged) => {
                let why = Why::new(damaged);
                why.json(&mut out);
                why.text(&mut out, Lang::Zh);
                list.push((damaged.place.line, false));
            }
            Event::Outside(..) => {}
        }
    };
    for chunk in input.chunks(size.max(1)) {
        capture.push(chunk, &mut sink);
    }
    capture.finish(&mut sink);
    (out, list)
}

#[test]
fn text_of_any_kind() {
    let mut random = Random(1);
    for _ in 0..3000 {
        let count = random.next(40);
        let text: String = (0..count)
            .map(|_| PIECES[random.next(PIECES.len())])
            .collect();
        all_of(text.as_bytes(), 1 + random.next(64));
    }
}

#[test]
fn bytes_of_any_kind() {
    let mut random = Random(2);
    let starts: [&[u8]; 6] = [
        b"",
        b"\xFE\xFE",
        b"\xD4\xC3\xB2\xA1\x02\0\x04\0\0\0\0\0\0\0\0\0\xFF\xFF\0\0\x01\0\0\0",
        b"\x0A\x0D\x0D\x0A",
        b"\xFF\xFE",
        b"\xEF\xBB\xBF",
    ];
    for _ in 0..3000 {
        let mut input = starts[random.next(starts.len())].to_vec();
        let count = random.next(400);
        input.extend((0..count).map(|_| match random.next(4) {
            0 => 0x68,
            1 => 0x16,
            _ => random.next(256) as u8,
        }));
        all_of(&input, 1 + random.next(64));
    }
}

#[test]
fn real_frames_with_one_byte_changed() {
    let frame =
        b"\xFE\x68\x45\x06\x08\x11\x22\x20\x68\x91\x08\x33\x33\x34\x33\xBC\x33\x57\x34\x56\x16";
    for at in 0..frame.len() {
        for value in 0..=255 {
            let mut bytes = frame.to_vec();
            bytes[at] = value;
            let digits: String = bytes.iter().map(|byte| format!("{byte:02x} ")).collect();
            let (_, list) = all_of(digits.as_bytes(), 1000);
            assert_eq!(list.len(), 1, "{digits}");
        }
    }
}

#[test]
fn words_of_any_kind() {
    let search = Search::default();
    let mut random = Random(3);
    for _ in 0..60 {
        let count = random.next(5);
        let text: String = (0..count)
            .map(|_| PIECES[random.next(PIECES.len())])
            .collect();
        let _ = ids::parse(&text);
        let _ = search.find(&text, None);
    }
}
