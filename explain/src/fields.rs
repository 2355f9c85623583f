//! A frame field by field: offsets, raw bytes, bytes without the 0x33, and what they mean.

use crate::describe::{self, Described};
use crate::find::{Damaged, Event, Fault};
use crate::neighbours::Neighbour;
use crate::report::{self, Why, hex};
use crate::{Lang, edition, names, nearest};
use dlt645::{Address, Control, Direction, Edition, Frame, OFFSET};
use std::fmt;

/// What bytes of a frame are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Field {
    /// Wake-up bytes and others outside frames.
    Outside,
    /// One of the two start bytes.
    Start,
    /// The address.
    Address,
    /// The control code.
    Control,
    /// The length of the data.
    Length,
    /// The identifier.
    Id,
    /// The data, or what follows the identifier.
    Data,
    /// One value in the data.
    Value,
    /// The checksum.
    Checksum,
    /// The end byte.
    End,
    /// A byte that the nearest reading has otherwise.
    Changed,
}

/// Takes the lines of an explanation. A view that joins lines and bytes keeps what [`field`] tells;
/// a `String` takes the words alone.
///
/// [`field`]: Sink::field
pub trait Sink: fmt::Write {
    /// The lines that follow, until the next call, tell of `len` bytes from byte `at` of the
    /// capture on; `at` is negative for bytes that were lost in front of it.
    fn field(&mut self, _field: Field, _at: isize, _len: usize) {}
}

impl Sink for String {}

/// Says things in one language.
#[derive(Clone, Copy)]
pub struct Teller {
    /// The language.
    pub lang: Lang,
    /// Edition of frames that fit both.
    pub wish: Option<Edition>,
}

impl Teller {
    /// The one of two texts that is in the language.
    #[must_use]
    pub fn say(self, en: &'static str, zh: &'static str) -> &'static str {
        match self.lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }

    fn row(
        self,
        out: &mut dyn Sink,
        (field, at): (Field, isize),
        raw: &[u8],
        plain: &str,
        what: &str,
    ) {
        out.field(field, at, raw.len());
        let raw: Vec<String> = raw.iter().map(|byte| format!("{byte:02x}")).collect();
        // Long fields go on their own lines, twelve bytes each.
        let mut lines = raw.chunks(12);
        let first = lines.next().unwrap_or_default().join(" ");
        // Writing to a string does not fail.
        let _ = writeln!(out, "  {at:4}  {first:36} {plain:12} {what}");
        for (line, n) in lines.zip(1isize..) {
            let _ = writeln!(out, "  {:4}  {}", at + 12 * n, line.join(" "));
        }
    }

    /// What was found, whatever it is.
    pub fn event(self, out: &mut dyn Sink, event: &Event<'_>) {
        match event {
            Event::Frame(place, frame) => self.frame(out, place.offset as isize, frame, false),
            Event::Damaged(damaged) => self.broken(out, damaged),
            Event::Outside(place, bytes) => self.outside(out, place.offset, bytes),
        }
    }

    /// Bytes outside frames.
    fn outside(self, out: &mut dyn Sink, at: usize, bytes: &[u8]) {
        let wake_up = bytes.iter().all(|byte| *byte == dlt645::WAKE_UP);
        let what = if wake_up {
            self.say("wake-up bytes", "前导字节")
        } else {
            self.say("no part of a frame", "帧外字节")
        };
        let other = Neighbour::of(bytes).map(|other| other.name());
        let what = other.as_ref().map_or(what, |other| other.text(self.lang));
        self.row(out, (Field::Outside, at as isize), bytes, "", what);
    }

    /// The fields of a frame whose first byte is at `at`; `guessed` if it is only the nearest
    /// reading.
    pub fn frame(self, out: &mut dyn Sink, at: isize, frame: &Frame<'_>, guessed: bool) {
        let edition = edition::of(frame, self.wish);
        let wire = frame.address().to_wire();
        self.row(
            out,
            (Field::Start, at),
            &[0x68],
            "",
            self.say("start", "帧起始符"),
        );
        self.row(
            out,
            (Field::Address, at + 1),
            &wire,
            &frame.address().to_string(),
            &self.address(frame.address()),
        );
        self.row(
            out,
            (Field::Start, at + 7),
            &[0x68],
            "",
            self.say("start of the second half", "帧起始符"),
        );
        self.row(
            out,
            (Field::Control, at + 8),
            &[frame.control().0],
            "",
            &self.control(frame.control(), edition, edition::told(frame, edition)),
        );
        let len = frame.data().len();
        self.row(
            out,
            (Field::Length, at + 9),
            &[len as u8],
            &len.to_string(),
            self.say("length of the data", "数据域长度"),
        );
        self.data(out, at + 10, frame, edition);
        let sum = frame
            .data()
            .wire()
            .iter()
            .chain(&head(frame))
            .fold(0u8, |sum, byte| sum.wrapping_add(*byte));
        let what = match guessed {
            false => self.say("checksum, right", "校验码，正确"),
            true => self.say("checksum of this reading", "按此解读的校验码"),
        };
        let after = at + 10 + len as isize;
        self.row(out, (Field::Checksum, after), &[sum], "", what);
        self.row(
            out,
            (Field::End, after + 1),
            &[0x16],
            "",
            self.say("end", "结束符"),
        );
    }

    fn address(self, address: Address) -> String {
        if address.is_broadcast() {
            self.say("address: everyone, nobody answers", "地址域：广播")
                .to_owned()
        } else if address == Address::WILDCARD {
            self.say("address: whoever is there", "地址域：通配")
                .to_owned()
        } else if address.has_wildcard() {
            self.say("address, AA stands for any digits", "地址域：缩位")
                .to_owned()
        } else {
            self.say("address, lowest digits first", "地址域，低字节在前")
                .to_owned()
        }
    }

    fn control(self, control: Control, edition: Edition, told: Option<&str>) -> String {
        let function = control.function();
        let way = report::way_name(control, self.lang);
        let goes_on =
            control.has_more() && control.direction() == Direction::Reply && !control.is_error();
        match self.lang {
            Lang::En => {
                let name = function.name(edition).replace('_', " ");
                let more = if goes_on { ", more data follow" } else { "" };
                let year = told.map_or_else(String::new, |year| format!(" ({year})"));
                format!("control code: {name}, {way}{more}{year}")
            }
            Lang::Zh => {
                let name = function.name_zh(edition);
                let more = if goes_on { "，有后续数据" } else { "" };
                let year = told.map_or_else(String::new, |year| format!("（{year}）"));
                format!("控制码：{name}，{way}{more}{year}")
            }
        }
    }

    /// The data field: identifier, then the rest with its values.
    fn data(self, out: &mut dyn Sink, at: isize, frame: &Frame<'_>, edition: Edition) {
        let data = frame.data();
        let described = describe::frame(frame, edition);
        if data.is_empty() {
            return self.rest(out, at, data.len(), &described);
        }
        let mut skip = 0;
        if let Some(di) = described.di {
            skip = di.wire_len();
            let name = names::of(di, self.lang);
            let unknown = self.say("in no table", "未知数据标识");
            let raw = data.wire().get(..skip).unwrap_or_default();
            let head = self.say("identifier: ", "数据标识：");
            let what = format!("{head}{}", name.as_deref().unwrap_or(unknown));
            self.row(out, (Field::Id, at), raw, &di.to_string(), &what);
        }
        let rest = data.wire().get(skip..).unwrap_or_default();
        if !rest.is_empty() {
            let what = self.say("data; without the 0x33 each:", "数据域；逐字节减 33H：");
            self.row(out, (Field::Data, at + skip as isize), rest, "", what);
            let plain: Vec<String> = rest
                .iter()
                .map(|byte| hex([byte.wrapping_sub(OFFSET)]))
                .collect();
            for line in plain.chunks(12) {
                let _ = writeln!(out, "    -33 {}", line.join(" "));
            }
        }
        self.rest(out, at, data.len(), &described);
    }

    /// Values, errors and warnings; the data field has `len` bytes from byte `at` on.
    fn rest(self, out: &mut dyn Sink, at: isize, len: usize, described: &Described<'_>) {
        let data = || described.values.iter().filter_map(|value| value.at);
        for value in &described.values {
            if let Some(from) = value.at {
                let end = data().find(|other| *other > from).unwrap_or(len);
                out.field(Field::Value, at + from as isize, end.saturating_sub(from));
            }
            let _ = writeln!(out, "        {}", value.text(described.di, self.lang));
        }
        if described.error.is_some() || described.accepted || !described.warnings.is_empty() {
            out.field(Field::Data, at, len);
        }
        if let Some(errors) = &described.error {
            let _ = writeln!(out, "        {}", report::error_text(errors, self.lang));
        }
        if described.accepted {
            let _ = writeln!(out, "        {}", self.say("accepted", "已接受"));
        }
        for warning in &described.warnings {
            let _ = writeln!(out, "        {}", report::warning_text(warning, self.lang));
        }
    }

    /// Bytes that are no frame: what is wrong, and the nearest reading.
    fn broken(self, out: &mut dyn Sink, damaged: &Damaged<'_>) {
        let Damaged {
            place,
            fault,
            bytes,
            at,
            alone,
        } = damaged;
        let why = Why::new(damaged);
        let message = why.message.text(self.lang);
        let _ = match (at, self.lang) {
            (Some(_), Lang::En) => writeln!(out, "no frame at byte {}: {message}", place.offset),
            (Some(_), Lang::Zh) => writeln!(out, "无帧，字节 {}：{message}", place.offset),
            (None, Lang::En) => writeln!(
                out,
                "no frame: {}",
                if matches!(fault, Fault::NoStart) {
                    "there is no start byte 68"
                } else {
                    message
                }
            ),
            (None, Lang::Zh) => writeln!(out, "无帧：{message}"),
        };
        let error = match fault {
            Fault::Frame(error) => Some(*error),
            Fault::Placeholder { expected, .. } => Some(dlt645::FrameError::Checksum {
                expected: *expected,
                found: !*expected,
            }),
            _ => None,
        };
        let read = at
            .zip(error)
            .and_then(|(at, error)| nearest::reading(bytes, at, error));
        let read = read.or_else(|| alone.then(|| nearest::without_start(bytes)).flatten());
        // A frame of another protocol has no reading here.
        let rest = bytes.get(at.unwrap_or(0)..).unwrap_or_default();
        let read = read.filter(|_| Neighbour::of(rest).is_none());
        let hint = why.hint.as_ref().map(|hint| hint.text(self.lang));
        let Some(read) = read else {
            if let Some(hint) = hint {
                let _ = writeln!(out, "  {hint}");
            }
            return;
        };
        // The guess at a whole line set wrong is no longer needed where a frame can be read.
        let headed = !matches!(error, Some(dlt645::FrameError::SecondStart { .. }) | None);
        if let Some(hint) = hint.filter(|_| headed) {
            let _ = writeln!(out, "  {hint}");
        }
        let _ = writeln!(out, "{}", self.say("nearest reading:", "最接近的解读："));
        let start = place.offset as isize - at.unwrap_or(0) as isize;
        for (at, change) in &read.changes {
            let at = start + at;
            out.field(Field::Changed, at, 1);
            let _ = match self.lang {
                Lang::En => writeln!(out, "  byte {at}: {}", change.en),
                Lang::Zh => writeln!(out, "  字节 {at}：{}", change.zh),
            };
        }
        if let Ok(frame) = Frame::parse(&read.frame) {
            self.frame(out, start + read.start, &frame, true);
        }
    }
}
/// The ten bytes in front of the data.
fn head(frame: &Frame<'_>) -> [u8; 10] {
    let [a0, a1, a2, a3, a4, a5] = frame.address().to_wire();
    [
        0x68,
        a0,
        a1,
        a2,
        a3,
        a4,
        a5,
        0x68,
        frame.control().0,
        frame.data().len() as u8,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Capture;

    #[derive(Default)]
    struct Rows {
        text: String,
        rows: Vec<(Field, isize, usize, usize)>,
    }

    impl fmt::Write for Rows {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.text.write_str(text)
        }
    }

    impl Sink for Rows {
        fn field(&mut self, field: Field, at: isize, len: usize) {
            self.rows.push((field, at, len, self.text.len()));
        }
    }

    fn rows(capture: &str) -> Rows {
        let (teller, mut out) = (
            Teller {
                lang: Lang::En,
                wish: None,
            },
            Rows::default(),
        );
        let mut input = Capture::default();
        input.paste(capture, &mut |event| teller.event(&mut out, &event));
        input.finish(&mut |event| teller.event(&mut out, &event));
        out
    }

    #[test]
    fn every_byte_belongs_to_a_line_and_every_value_to_its_bytes() {
        // Voltages of three phases.
        let out = rows("FE FE 68 66 55 44 33 22 11 68 91 0A 33 32 34 35 57 54 34 56 89 56 B2 16");
        let mut covered: Vec<isize> = out
            .rows
            .iter()
            .filter(|(field, ..)| *field != Field::Value)
            .flat_map(|(_, at, len, _)| *at..*at + *len as isize)
            .collect();
        covered.sort_unstable();
        covered.dedup();
        assert_eq!(covered, (0..24).collect::<Vec<_>>(), "{}", out.text);
        let values: Vec<_> = out
            .rows
            .iter()
            .filter(|(field, ..)| *field == Field::Value)
            .map(|(_, at, len, from)| (*at, *len, out.text[*from..].lines().next().unwrap()))
            .collect();
        let line = |text| format!("        {text}");
        assert_eq!(
            values,
            [
                (16, 2, &*line("02010100 A: 212.4 V")),
                (18, 2, &*line("02010200 B: 230.1 V")),
                (20, 2, &*line("02010300 C: 235.6 V")),
            ]
        );
    }

    #[test]
    fn a_changed_byte_is_named_with_its_place() {
        let out = rows("68 AA AA AA AA AA AA 68 13 00 DE 16");
        let changed = |row: &&(Field, isize, usize, usize)| row.0 == Field::Changed;
        let changed: Vec<_> = out.rows.iter().filter(changed).collect();
        assert!(matches!(changed[..], [(_, 10, 1, _)]), "{}", out.text);
    }
}
