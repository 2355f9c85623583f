//! What `decode` and `monitor` print: one JSON object a line, or text.

use crate::describe::{self, Described, Lang};
use crate::hex::Fault;
use crate::phrases::{self, Phrase};
use crate::values::ValueLine;
use dlt645::{Address, Direction, Edition, Frame, FrameError};
use serde::Serialize;
use std::io::{self, Write};

/// A good frame.
#[derive(Serialize)]
pub(crate) struct FrameLine {
    offset: usize,
    edition: &'static str,
    #[serde(serialize_with = "as_text")]
    address: Address,
    direction: &'static str,
    control: String,
    function: &'static str,
    #[serde(skip)]
    function_zh: &'static str,
    /// Names of the set error bits; `null` unless it is an error reply.
    error: Option<Vec<String>>,
    #[serde(skip)]
    error_zh: Vec<&'static str>,
    more: bool,
    di: Option<String>,
    name: Option<String>,
    name_zh: Option<String>,
    values: Vec<ValueLine>,
    data: String,
}

fn as_text<S: serde::Serializer>(address: &Address, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(address)
}

/// Lower-case hexadecimal in the order given.
pub(crate) fn hex(bytes: impl IntoIterator<Item = u8>) -> String {
    bytes
        .into_iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

impl FrameLine {
    /// Says what `frame` means; `wish` is the edition where both fit.
    pub(crate) fn new(offset: usize, frame: &Frame<'_>, wish: Option<Edition>) -> Self {
        let control = frame.control();
        let edition = describe::edition(frame, wish);
        let reply = control.direction() == Direction::Reply;
        let Described {
            di,
            name,
            name_zh,
            values,
            error,
            error_zh,
        } = describe::frame(frame, edition);
        Self {
            offset,
            edition: describe::edition_name(edition),
            address: frame.address(),
            direction: if reply { "reply" } else { "request" },
            control: hex([control.0]),
            function: control.function().name(edition),
            function_zh: control.function().name_zh(edition),
            error,
            error_zh,
            more: reply && control.has_more() && !control.is_error(),
            di,
            name,
            name_zh,
            values,
            data: hex(frame.data().iter()),
        }
    }

    /// The same frame at another offset.
    pub(crate) fn at(self, offset: usize) -> Self {
        Self { offset, ..self }
    }

    fn print_text(&self, out: &mut impl Write, number: usize, lang: Lang) -> io::Result<()> {
        let Self {
            offset,
            edition,
            address,
            control,
            function,
            ..
        } = self;
        let reply = self.direction == "reply";
        match lang {
            Lang::En => {
                let way = if reply { "reply from" } else { "request to" };
                let function = function.replace('_', " ");
                writeln!(
                    out,
                    "line {number}, byte {offset}: {way} {address}, {control} {function} ({edition})"
                )?;
            }
            Lang::Zh => {
                let way = if reply {
                    "从站应答"
                } else {
                    "主站命令"
                };
                let function = self.function_zh;
                writeln!(
                    out,
                    "第 {number} 行，字节 {offset}：{way} {address}，{control} {function}（{edition}）"
                )?;
            }
        }
        if let Some(names) = &self.error {
            match lang {
                Lang::Zh if names.is_empty() => writeln!(out, "  错误：未给出原因")?,
                Lang::Zh => writeln!(out, "  错误：{}", self.error_zh.join("、"))?,
                Lang::En if names.is_empty() => writeln!(out, "  error: no reason given")?,
                Lang::En => writeln!(out, "  error: {}", names.join(", "))?,
            }
        }
        if let Some(di) = &self.di {
            let name = match lang {
                Lang::En => self.name.as_deref().unwrap_or("(unknown identifier)"),
                Lang::Zh => self.name_zh.as_deref().unwrap_or("（未知数据标识）"),
            };
            writeln!(out, "  {di} {name}")?;
        }
        for value in &self.values {
            writeln!(out, "    {}", value.text(self.di.as_deref(), lang))?;
        }
        if self.values.is_empty()
            && self.error.is_none()
            && !self.data.is_empty()
            && self.di.is_none()
        {
            let data = if lang == Lang::Zh { "数据" } else { "data" };
            writeln!(out, "  {data} {}", self.data)?;
        }
        if self.more {
            let more = match lang {
                Lang::En => "more data follow: ask with 12",
                Lang::Zh => "有后续数据：用 12 读取",
            };
            writeln!(out, "  {more}")?;
        }
        Ok(())
    }
}

/// Why there is no frame.
#[derive(Default, Serialize)]
pub(crate) struct BadLine {
    offset: Option<usize>,
    error: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    /// A guess at the cause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hint: Option<Phrase>,
    message: Phrase,
}

impl BadLine {
    /// `error` at `offset`; `None` where there is not even a start byte.
    pub(crate) fn new(offset: Option<usize>, error: Option<FrameError>) -> Self {
        let mut line = Self {
            offset,
            ..Self::default()
        };
        line.message = error.map_or_else(
            || Phrase::new("no start byte 68", "没有起始符 68"),
            phrases::of_frame,
        );
        let two = |expected: u8, found: u8| (Some(hex([expected])), Some(hex([found])));
        match error {
            None => line.error = "no_start",
            Some(FrameError::Truncated { missing }) => {
                line.error = "truncated";
                line.missing = Some(missing);
            }
            Some(FrameError::Start { found }) => {
                line.error = "start";
                (line.expected, line.found) = two(dlt645::START, found);
            }
            Some(FrameError::SecondStart { found }) => {
                line.error = "second_start";
                (line.expected, line.found) = two(dlt645::START, found);
            }
            Some(FrameError::End { found }) => {
                line.error = "end";
                (line.expected, line.found) = two(dlt645::END, found);
            }
            Some(FrameError::Checksum { expected, found }) => {
                line.error = "checksum";
                (line.expected, line.found) = two(expected, found);
            }
            Some(_) => line.error = "frame",
        }
        line
    }
}

impl BadLine {
    /// The same fault at another offset.
    pub(crate) fn at(self, offset: usize) -> Self {
        Self {
            offset: Some(offset),
            ..self
        }
    }
}

/// An object with its line number and whether it is a good frame, in this order.
#[derive(Serialize)]
struct Numbered<'a, T> {
    line: usize,
    ok: bool,
    #[serde(flatten)]
    rest: &'a T,
}

/// Writes results as they come.
pub(crate) struct Printer<W> {
    out: W,
    json: bool,
    lang: Lang,
}

impl<W: Write> Printer<W> {
    /// Prints to `out`.
    pub(crate) fn new(out: W, json: bool, lang: Lang) -> Self {
        Self { out, json, lang }
    }

    /// A good frame of line `number`.
    pub(crate) fn frame(&mut self, number: usize, frame: &FrameLine) -> io::Result<()> {
        if self.json {
            self.object(number, true, frame)
        } else {
            frame.print_text(&mut self.out, number, self.lang)
        }
    }

    /// No frame on line `number`, or a failed one beside good ones.
    pub(crate) fn bad(&mut self, number: usize, bad: &BadLine) -> io::Result<()> {
        if self.json {
            return self.object(number, false, bad);
        }
        let message = bad.message.text(self.lang);
        match (bad.offset, self.lang) {
            (Some(offset), Lang::En) => writeln!(
                self.out,
                "line {number}, byte {offset}: no frame: {message}"
            )?,
            (Some(offset), Lang::Zh) => {
                writeln!(self.out, "第 {number} 行，字节 {offset}：无帧：{message}")?
            }
            (None, Lang::En) => writeln!(self.out, "line {number}: no frame: {message}")?,
            (None, Lang::Zh) => writeln!(self.out, "第 {number} 行：无帧：{message}")?,
        }
        match &bad.hint {
            Some(hint) => writeln!(self.out, "  {}", hint.text(self.lang)),
            None => Ok(()),
        }
    }

    /// Text of line `number` that is no hexadecimal.
    pub(crate) fn hex_fault(&mut self, number: usize, fault: &Fault) -> io::Result<()> {
        let message = phrases::of_fault(number, fault);
        eprintln!("dlt645: {}", message.text(self.lang));
        if !self.json {
            return Ok(());
        }
        let bad = BadLine {
            error: "hex",
            column: Some(fault.column),
            found: Some(fault.text.clone()),
            message,
            ..BadLine::default()
        };
        self.object(number, false, &bad)
    }

    /// All of a line is printed: a reader at the other end of a pipe gets it now.
    pub(crate) fn end_of_line(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn object(&mut self, line: usize, ok: bool, rest: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, &Numbered { line, ok, rest })?;
        writeln!(self.out)
    }
}
