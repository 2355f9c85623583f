//! What a frame says, or why there is none: one JSON object, or lines of text.

use crate::describe::{self, Described};
use crate::find::{Damaged, Fault, Place};
use crate::input::{Scale, Time};
use crate::json::Object;
use crate::names::Names;
use crate::phrases::{self, Phrase};
use crate::values::{self, PartName, Shown, Warning};
use crate::{Lang, candidate, edition};
use candidate::Candidate;
use dlt645::{Direction, Edition, Frame, FrameError, MAX_FRAME};
use std::fmt::Write;

/// A good frame and what it says.
#[derive(Debug)]
pub struct Report<'a> {
    /// Where it is.
    pub place: Place,
    /// The frame.
    pub frame: Frame<'a>,
    /// Its edition.
    pub edition: Edition,
    /// What it says.
    pub described: Described<'a>,
    /// The request that it answers.
    pub request: Option<Asked>,
}

/// The request to a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Where it is.
    pub place: Place,
    /// From request to reply, µs, where both have a time.
    pub micros: Option<i64>,
}

/// Lower-case hexadecimal in the order given.
#[must_use]
pub fn hex(bytes: impl IntoIterator<Item = u8>) -> String {
    let mut out = String::new();
    crate::json::hex(&mut out, bytes);
    out
}

/// An order whose time was over when it passed, as far as the log has a date.
fn over(described: &Described<'_>, place: &Place) -> Option<Warning> {
    let until = described
        .values
        .iter()
        .find_map(|line| match (&line.part, &line.shown) {
            (PartName::Field("until"), Shown::Text(until)) => Some(until.en.as_str()),
            _ => None,
        })?;
    let time = place
        .time
        .filter(|time| matches!(time.scale, Scale::Local | Scale::Utc))?
        .to_string();
    // Both are in ISO 8601 form to the second, which sorts as it is.
    let is_over = until.len() == 19 && time.get(..19).is_some_and(|time| until < time);
    is_over.then(|| Warning {
        kind: "until",
        part: Some("until".to_owned()),
        detail: Phrase::new(
            "the order was over when it passed",
            "命令经过时已过有效截止时间",
        ),
    })
}

impl<'a> Report<'a> {
    /// Says what `frame` means; `wish` is the edition where both fit.
    #[must_use]
    pub fn new(place: Place, frame: Frame<'a>, wish: Option<Edition>) -> Self {
        let edition = edition::of(&frame, wish);
        let mut described = describe::frame(&frame, edition);
        described.warnings.extend(over(&described, &place));
        Self {
            place,
            frame,
            edition,
            described,
            request: None,
        }
    }

    fn is_reply(&self) -> bool {
        self.frame.control().direction() == Direction::Reply
    }

    fn has_more(&self) -> bool {
        let control = self.frame.control();
        self.is_reply() && control.has_more() && !control.is_error()
    }

    /// Appends it as one JSON object, with the end of the line.
    pub fn json(&self, out: &mut String, names: &mut Names) {
        let control = self.frame.control();
        let described = &self.described;
        let mut object = Object::new(out);
        object.number("line", self.place.line as u64);
        object.raw("ok", "true");
        object.number("offset", self.place.offset as u64);
        place_json(&mut object, &self.place);
        object.optional("edition", edition::told(&self.frame, self.edition));
        let digits = object.key("address");
        digits.push('"');
        let from = digits.len();
        crate::json::hex(digits, self.frame.address().to_wire().into_iter().rev());
        if let Some(digits) = digits.get_mut(from..) {
            digits.make_ascii_uppercase();
        }
        digits.push('"');
        object.text(
            "direction",
            if self.is_reply() { "reply" } else { "request" },
        );
        object.hex("control", [control.0]);
        object.text("function", control.function().name(self.edition));
        match &described.error {
            Some(errors) => object.texts("error", errors.iter().map(|error| error.en.as_str())),
            None => object.raw("error", "null"),
        }
        object.bool("more", self.has_more());
        match described.di {
            Some(di) => {
                values::id(object.key("di"), di);
                let both = names.both(di);
                object.optional("name", both.map(|(en, _)| en));
                object.optional("name_zh", both.map(|(_, zh)| zh));
            }
            None => ["di", "name", "name_zh"]
                .iter()
                .for_each(|key| object.raw(key, "null")),
        }
        let list = object.key("values");
        list.push('[');
        for (value, index) in described.values.iter().zip(0..) {
            if index > 0 {
                list.push(',');
            }
            value.json(list);
        }
        list.push(']');
        values::warnings_json(&mut object, &described.warnings);
        if let Some(asked) = &self.request {
            let inner = object.key("request");
            let mut inner = Object::new(inner);
            inner.number("line", asked.place.line as u64);
            inner.number("offset", asked.place.offset as u64);
            if let Some(micros) = asked.micros {
                inner.raw("ms", &millis(micros));
            }
            inner.end();
        }
        object.hex("data", self.frame.data().iter());
        object.end();
        out.push('\n');
    }

    /// Appends it as lines for people.
    pub fn text(&self, out: &mut String, names: &mut Names, lang: Lang) {
        let zh = lang == Lang::Zh;
        let Self {
            place,
            edition,
            frame,
            described,
            ..
        } = self;
        let control = frame.control();
        let (address, edition_name) = (frame.address(), edition::told(frame, *edition));
        let way = way_name(self.frame.control(), lang);
        head(out, place, lang);
        // Writing to a string does not fail.
        let _ = match lang {
            Lang::En => {
                let edition_name =
                    edition_name.map_or_else(String::new, |name| format!(" ({name})"));
                let function = control.function().name(*edition).replace('_', " ");
                let join = if self.is_reply() { "from" } else { "to" };
                writeln!(
                    out,
                    "{way} {join} {address}, {:02x} {function}{edition_name}",
                    control.0
                )
            }
            Lang::Zh => {
                let edition_name =
                    edition_name.map_or_else(String::new, |name| format!("（{name}）"));
                let function = control.function().name_zh(*edition);
                writeln!(
                    out,
                    "{way} {address}，{:02x} {function}{edition_name}",
                    control.0
                )
            }
        };
        if let Some(errors) = &described.error {
            let _ = writeln!(out, "  {}", error_text(errors, lang));
        }
        if described.accepted {
            let _ = writeln!(out, "  {}", if zh { "已接受" } else { "accepted" });
        }
        if let Some(di) = described.di {
            let unknown = if zh {
                "（未知数据标识）"
            } else {
                "(unknown identifier)"
            };
            let _ = writeln!(out, "  {di} {}", names.of(di, lang).unwrap_or(unknown));
        }
        for value in &described.values {
            let _ = writeln!(out, "    {}", value.text(described.di, lang));
        }
        if described.values.is_empty()
            && described.error.is_none()
            && !frame.data().is_empty()
            && described.di.is_none()
        {
            let data = if zh { "数据" } else { "data" };
            let _ = writeln!(out, "  {data} {}", hex(frame.data().iter()));
        }
        for warning in &described.warnings {
            let _ = writeln!(out, "    {}", warning_text(warning, lang));
        }
        if self.has_more() {
            let more = if zh {
                "有后续数据：用 12 读取"
            } else {
                "more data follow: ask with 12"
            };
            let _ = writeln!(out, "  {more}");
        }
        if let Some(asked) = self.request {
            let _ = writeln!(out, "  {}", asked_text(&asked, lang));
        }
    }
}

fn asked_text(asked: &Asked, lang: Lang) -> String {
    let line = asked.place.line;
    match (asked.micros.map(millis), lang) {
        (Some(ms), Lang::En) => format!("answers line {line}, after {ms} ms"),
        (Some(ms), Lang::Zh) => format!("应答第 {line} 行的请求，用时 {ms} 毫秒"),
        (None, Lang::En) => format!("answers line {line}"),
        (None, Lang::Zh) => format!("应答第 {line} 行的请求"),
    }
}

/// Milliseconds without needless zeros.
fn millis(micros: i64) -> String {
    let text = format!("{}.{:03}", micros / 1000, micros.unsigned_abs() % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What the bits of an error reply say.
#[must_use]
pub fn error_text(errors: &[Phrase], lang: Lang) -> String {
    let names = errors
        .iter()
        .map(|error| error.text(lang))
        .collect::<Vec<_>>();
    match lang {
        Lang::En if names.is_empty() => "error: no reason given".to_owned(),
        Lang::En => format!("error: {}", names.join(", ")),
        Lang::Zh if names.is_empty() => "错误：错误信息字为 00，未给出原因".to_owned(),
        Lang::Zh => format!("错误：{}", names.join("；")),
    }
}

/// A warning for people.
#[must_use]
pub fn warning_text(warning: &Warning, lang: Lang) -> String {
    let detail = warning.detail.text(lang);
    match lang {
        Lang::En => format!("warning: {detail}"),
        Lang::Zh => format!("警告：{detail}"),
    }
}

/// Which way a frame goes, by its control code.
#[must_use]
pub fn way_name(control: dlt645::Control, lang: Lang) -> &'static str {
    match (control.direction(), control.is_error(), lang) {
        (Direction::Request, _, Lang::En) => "request",
        (Direction::Request, _, Lang::Zh) => "主站请求",
        (Direction::Reply, true, Lang::En) => "error reply",
        (Direction::Reply, true, Lang::Zh) => "从站异常应答",
        (Direction::Reply, false, Lang::En) => "reply",
        (Direction::Reply, false, Lang::Zh) => "从站正常应答",
    }
}

/// Line and byte in front of what was found there.
fn head(out: &mut String, place: &Place, lang: Lang) {
    let Place {
        line,
        offset,
        time,
        way,
    } = place;
    let _ = match lang {
        Lang::En => write!(out, "line {line}, byte {offset}"),
        Lang::Zh => write!(out, "第 {line} 行，字节 {offset}"),
    };
    tail_of_head(out, *time, *way, lang);
}

fn tail_of_head(out: &mut String, time: Option<Time>, way: Option<crate::input::Way>, lang: Lang) {
    use crate::input::Way;
    if let Some(time) = time {
        let _ = write!(out, "{}{time}", if lang == Lang::Zh { "，" } else { ", " });
    }
    let way = way.map(|way| match (way, lang) {
        (Way::Sent, Lang::En) => ", sent",
        (Way::Received, Lang::En) => ", received",
        (Way::Sent, Lang::Zh) => "，发送",
        (Way::Received, Lang::Zh) => "，接收",
    });
    out.push_str(way.unwrap_or_default());
    out.push_str(if lang == Lang::Zh { "：" } else { ": " });
}

fn place_json(object: &mut Object<'_>, place: &Place) {
    if let Some(time) = place.time {
        object.plain("time", time);
    }
    if let Some(way) = place.way {
        object.text("way", way.name());
    }
}

/// Why there is no frame, and a guess at the cause.
#[derive(Debug)]
pub struct Why {
    /// Where; the offset counts only with a start byte.
    pub place: Place,
    /// Whether there is a start byte.
    pub located: bool,
    /// What is wrong.
    pub fault: Fault,
    /// In words.
    pub message: Phrase,
    /// A guess at the cause.
    pub hint: Option<Phrase>,
}

impl Why {
    /// Says why the bytes are no frame.
    #[must_use]
    pub fn new(damaged: &Damaged<'_>) -> Self {
        let Damaged {
            place,
            fault,
            bytes,
            at,
            alone,
        } = damaged;
        let message = message(fault, place.line);
        let hint = match (fault, at) {
            (Fault::Frame(error), Some(at)) => {
                // The longest frame is enough for a hint; more would make many candidates cost the
                // square of the input.
                let from = if *alone { 0 } else { *at };
                let rest = bytes.get(from..).unwrap_or_default();
                let rest = rest.get(..MAX_FRAME + at - from).unwrap_or(rest);
                let candidate = Candidate {
                    offset: at - from,
                    error: *error,
                    span: 0,
                };
                candidate::hint(rest, Some(&candidate))
            }
            (Fault::NoStart, _) => candidate::hint(bytes, None),
            _ => None,
        };
        let (place, fault, located) = (*place, fault.clone(), at.is_some());
        Self {
            place,
            located,
            fault,
            message,
            hint,
        }
    }

    /// The kind, as in JSON.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.fault {
            Fault::NoStart => "no_start",
            Fault::Text(_) => "hex",
            Fault::Placeholder { .. } => "checksum",
            Fault::Frame(error) => match error {
                FrameError::Truncated { .. } => "truncated",
                FrameError::Start { .. } => "start",
                FrameError::SecondStart { .. } => "second_start",
                FrameError::End { .. } => "end",
                FrameError::Checksum { .. } => "checksum",
                _ => "frame",
            },
        }
    }

    /// Appends it as one JSON object, with the end of the line.
    pub fn json(&self, out: &mut String) {
        let mut object = Object::new(out);
        object.number("line", self.place.line as u64);
        object.raw("ok", "false");
        match self.located {
            true => object.number("offset", self.place.offset as u64),
            false => object.raw("offset", "null"),
        }
        place_json(&mut object, &self.place);
        object.text("error", self.kind());
        let mut two = |expected: u8, found: u8| {
            object.hex("expected", [expected]);
            object.hex("found", [found]);
        };
        match &self.fault {
            Fault::Frame(error) => match *error {
                FrameError::Truncated { missing } => object.number("missing", missing),
                FrameError::Start { found } | FrameError::SecondStart { found } => {
                    two(dlt645::START, found);
                }
                FrameError::End { found } => two(dlt645::END, found),
                FrameError::Checksum { expected, found } => two(expected, found),
                _ => {}
            },
            Fault::Placeholder { text, expected } => {
                object.hex("expected", [*expected]);
                object.text("found", text);
            }
            Fault::Text(fault) => {
                object.text("found", &fault.text);
                object.number("column", fault.column as u64);
            }
            Fault::NoStart => {}
        }
        if let Some(hint) = &self.hint {
            object.text("hint", &hint.en);
        }
        object.text("message", &self.message.en);
        object.end();
        out.push('\n');
    }

    /// Appends it as lines for people.
    pub fn text(&self, out: &mut String, lang: Lang) {
        let line = self.place.line;
        match (self.located, lang) {
            (true, _) => head(out, &self.place, lang),
            // Its words name line and column.
            _ if matches!(self.fault, Fault::Text(_)) => {}
            (false, Lang::En) => {
                let _ = write!(out, "line {line}: ");
            }
            (false, Lang::Zh) => {
                let _ = write!(out, "第 {line} 行：");
            }
        }
        let message = self.message.text(lang);
        let _ = match lang {
            Lang::En => writeln!(out, "no frame: {message}"),
            Lang::Zh => writeln!(out, "无帧：{message}"),
        };
        if let Some(hint) = &self.hint {
            let _ = writeln!(out, "  {}", hint.text(lang));
        }
    }
}

/// What is wrong, in words.
#[must_use]
pub fn message(fault: &Fault, line: usize) -> Phrase {
    match fault {
        Fault::NoStart => Phrase::new("no start byte 68", "没有起始符 68"),
        Fault::Frame(error) => phrases::of_frame(*error),
        Fault::Placeholder { text, expected } => Phrase::new(
            format!("the checksum is written as `{text}`; {expected:02x} would be right"),
            format!("校验码写作“{text}”；正确的应为 {expected:02x}"),
        ),
        Fault::Text(fault) => phrases::of_fault(line, fault),
    }
}
