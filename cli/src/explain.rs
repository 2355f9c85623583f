//! `dlt645 explain`: a frame field by field.

use crate::candidate::{self, Candidate};
use crate::decode::EditionArg;
use crate::describe::{self, Described, Lang};
use crate::hex::{Fault, Piece};
use crate::input::{Capture, Source};
use crate::report::hex;
use crate::{Outcome, names, nearest, phrases};
use clap::Args as ClapArgs;
use dlt645::{Address, Control, DataId, Direction, Edition, Frame, Frames, OFFSET};
use std::io::{self, Write};
use std::path::PathBuf;

/// Show frames field by field: offsets, raw bytes, bytes without the 0x33, and what they mean.
///
/// For bytes that are no frame: what is wrong, and what they would say if it were right.
///
/// Exit status: 0 if there are only good frames, 1 if not.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// Captures in hexadecimal, as for `decode`
    #[arg(value_name = "HEX")]
    words: Vec<String>,
    /// Read captures from a file
    #[arg(long, value_name = "FILE", conflicts_with = "words")]
    file: Option<PathBuf>,
    /// Language
    #[arg(long, value_enum, default_value = "en")]
    lang: Lang,
    /// Edition for frames that fit both
    #[arg(long, value_enum)]
    edition: Option<EditionArg>,
}

/// Runs the command.
pub(crate) fn run(args: Args) -> io::Result<Outcome> {
    let source = match Source::open(args.words, args.file.as_deref()) {
        Ok(source) => source,
        Err(error) => {
            eprintln!(
                "dlt645: {}: {error}",
                args.file.unwrap_or_default().display()
            );
            return Ok(Outcome::Usage);
        }
    };
    let teller = Teller {
        lang: args.lang,
        wish: args.edition.map(Edition::from),
    };
    let mut out = io::stdout().lock();
    let mut outcome = Outcome::Good;
    let mut captures = Captures::default();
    source.for_each(|capture| {
        for capture in captures.next(capture) {
            outcome = outcome.and(teller.capture(&mut out, &capture)?);
        }
        out.flush()
    })?;
    if captures.seen == 0 {
        let nothing = teller.say("no bytes to explain", "没有可解读的字节");
        eprintln!("dlt645: {nothing}");
        return Ok(Outcome::Bad);
    }
    for capture in captures.held {
        outcome = outcome.and(teller.capture(&mut out, &capture)?);
    }
    out.flush()?;
    Ok(outcome)
}

/// Most bytes of captures that wait for the rest of a frame: more than one frame has.
const HELD: usize = 2 * dlt645::MAX_FRAME;

/// Puts a frame together that was pasted over several lines: lines without any frame wait until all of them together
/// hold one.
#[derive(Default)]
struct Captures {
    held: Vec<Capture>,
    seen: usize,
}

impl Captures {
    /// What can be told now that `capture` came.
    fn next(&mut self, capture: Capture) -> Vec<Capture> {
        self.seen += 1;
        let whole = |capture: &Capture| {
            capture
                .line
                .pieces
                .iter()
                .any(|piece| Frames::new(&piece.bytes).next().is_some())
        };
        if whole(&capture) || !capture.line.faults.is_empty() {
            let mut all = std::mem::take(&mut self.held);
            all.push(capture);
            return all;
        }
        self.held.push(capture);
        let pieces = self.held.iter().flat_map(|capture| &capture.line.pieces);
        let bytes: Vec<u8> = pieces
            .flat_map(|piece| piece.bytes.iter().copied())
            .collect();
        let joined = Frames::new(&bytes).next().is_some();
        if !joined && bytes.len() < HELD {
            return Vec::new();
        }
        let mut all = std::mem::take(&mut self.held);
        if joined && let Some(mut first) = all.drain(..).next() {
            first.line.pieces = vec![Piece { start: 0, bytes }];
            return vec![first];
        }
        all
    }
}

/// Says things in one language.
#[derive(Clone, Copy)]
struct Teller {
    lang: Lang,
    wish: Option<Edition>,
}

impl Teller {
    fn say(self, en: &'static str, zh: &'static str) -> &'static str {
        match self.lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }

    fn row(
        self,
        out: &mut impl Write,
        at: isize,
        raw: &[u8],
        plain: &str,
        what: &str,
    ) -> io::Result<()> {
        let raw: Vec<String> = raw.iter().map(|byte| format!("{byte:02x}")).collect();
        // Long fields go on their own lines, twelve bytes each.
        let mut lines = raw.chunks(12);
        let first = lines.next().unwrap_or_default().join(" ");
        writeln!(out, "  {at:4}  {first:36} {plain:12} {what}")?;
        for (line, n) in lines.zip(1isize..) {
            writeln!(out, "  {:4}  {}", at + 12 * n, line.join(" "))?;
        }
        Ok(())
    }

    /// One capture, with what is no hexadecimal in it.
    fn capture(self, out: &mut impl Write, capture: &Capture) -> io::Result<Outcome> {
        let mut good = capture.line.faults.is_empty();
        for fault in &capture.line.faults {
            eprintln!("dlt645: {}", self.fault(capture.number, fault));
        }
        for piece in &capture.line.pieces {
            good &= self.piece(out, piece)?;
        }
        Ok(if good { Outcome::Good } else { Outcome::Bad })
    }

    fn fault(self, line: usize, fault: &Fault) -> String {
        phrases::of_fault(line, fault).text(self.lang).to_owned()
    }

    /// Everything in one run of bytes in its order; whether it was nothing but good frames.
    fn piece(self, out: &mut impl Write, piece: &Piece) -> io::Result<bool> {
        let mut frames = Frames::new(&piece.bytes).peekable();
        if frames.peek().is_none() {
            self.broken(out, piece, candidate::best(&piece.bytes), true)?;
            return Ok(false);
        }
        let left = candidate::leftover(&piece.bytes);
        let good = left.is_empty();
        let mut left = left.into_iter().peekable();
        let mut at = 0;
        loop {
            let frame = frames.peek().map_or(usize::MAX, |found| found.offset);
            if let Some(candidate) = left.next_if(|candidate| candidate.offset < frame) {
                self.between(out, piece, at, candidate.offset)?;
                self.broken(out, piece, Some(candidate), false)?;
                at = candidate.offset + candidate.span;
            } else if let Some(found) = frames.next() {
                self.between(out, piece, at, found.offset)?;
                self.frame(
                    out,
                    (piece.start + found.offset) as isize,
                    &found.frame,
                    false,
                )?;
                at = found.offset + found.frame.wire_len();
            } else {
                break;
            }
        }
        self.between(out, piece, at, piece.bytes.len())?;
        Ok(good)
    }

    /// Bytes outside frames.
    fn between(
        self,
        out: &mut impl Write,
        piece: &Piece,
        from: usize,
        to: usize,
    ) -> io::Result<()> {
        let bytes = piece.bytes.get(from..to).unwrap_or_default();
        if bytes.is_empty() {
            return Ok(());
        }
        let wake_up = bytes.iter().all(|byte| *byte == dlt645::WAKE_UP);
        let what = if wake_up {
            self.say("wake-up bytes", "前导字节")
        } else {
            self.say("no part of a frame", "帧外字节")
        };
        self.row(out, (piece.start + from) as isize, bytes, "", what)
    }

    /// The fields of a frame whose first byte stands at `at`; `guessed` if it is only the nearest reading.
    fn frame(
        self,
        out: &mut impl Write,
        at: isize,
        frame: &Frame<'_>,
        guessed: bool,
    ) -> io::Result<()> {
        let edition = describe::edition(frame, self.wish);
        let wire = frame.address().to_wire();
        self.row(out, at, &[0x68], "", self.say("start", "帧起始符"))?;
        self.row(
            out,
            at + 1,
            &wire,
            &frame.address().to_string(),
            &self.address(frame.address()),
        )?;
        self.row(
            out,
            at + 7,
            &[0x68],
            "",
            self.say("start of the second half", "帧起始符"),
        )?;
        self.row(
            out,
            at + 8,
            &[frame.control().0],
            "",
            &self.control(frame.control(), edition),
        )?;
        let len = frame.data().len();
        self.row(
            out,
            at + 9,
            &[len as u8],
            &len.to_string(),
            self.say("length of the data", "数据域长度"),
        )?;
        self.data(out, at + 10, frame, edition)?;
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
        let behind = at + 10 + len as isize;
        self.row(out, behind, &[sum], "", what)?;
        self.row(out, behind + 1, &[0x16], "", self.say("end", "结束符"))
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

    fn control(self, control: Control, edition: Edition) -> String {
        let function = control.function();
        let name = match self.lang {
            Lang::En => function.name(edition).replace('_', " "),
            Lang::Zh => function.name_zh(edition).to_owned(),
        };
        let way = match control.direction() {
            Direction::Request => self.say("request", "主站命令"),
            Direction::Reply if control.is_error() => self.say("error reply", "从站异常应答"),
            Direction::Reply => self.say("reply", "从站应答"),
        };
        let more = match control.has_more()
            && control.direction() == Direction::Reply
            && !control.is_error()
        {
            true => self.say(", more data follow", "，有后续数据"),
            false => "",
        };
        let edition = describe::edition_name(edition);
        format!(
            "{}: {name}, {way}{more} ({edition})",
            self.say("control code", "控制码")
        )
    }

    /// The data field: identifier, then the rest with its values.
    fn data(
        self,
        out: &mut impl Write,
        at: isize,
        frame: &Frame<'_>,
        edition: Edition,
    ) -> io::Result<()> {
        let data = frame.data();
        if data.is_empty() {
            return Ok(());
        }
        let Described {
            di,
            values,
            error,
            error_zh,
            ..
        } = describe::frame(frame, edition);
        let mut skip = 0;
        if let Some(di) = di.as_deref().and_then(|di| di.parse::<DataId>().ok()) {
            skip = di.wire_len();
            let name = names::of(di, self.lang);
            let unknown = self.say("in no table", "未知标识").to_owned();
            let raw = data.wire().get(..skip).unwrap_or_default();
            let what = format!(
                "{} {}",
                self.say("identifier:", "数据标识："),
                name.unwrap_or(unknown)
            );
            self.row(out, at, raw, &di.to_string(), &what)?;
        }
        let rest = data.wire().get(skip..).unwrap_or_default();
        if !rest.is_empty() {
            let what = self.say("data; without the 0x33 each:", "数据域；逐字节减 33H：");
            self.row(out, at + skip as isize, rest, "", what)?;
            let plain: Vec<String> = rest
                .iter()
                .map(|byte| hex([byte.wrapping_sub(OFFSET)]))
                .collect();
            for line in plain.chunks(12) {
                writeln!(out, "    -33 {}", line.join(" "))?;
            }
        }
        for value in &values {
            writeln!(out, "        {}", value.text(di.as_deref(), self.lang))?;
        }
        if let Some(names) = error {
            let names = if self.lang == Lang::Zh {
                error_zh.join("、")
            } else {
                names.join(", ")
            };
            writeln!(out, "        {} {names}", self.say("error:", "错误："))?;
        }
        Ok(())
    }

    /// Bytes that are no frame: what is wrong, and the nearest reading. `alone` if the piece holds no frame at all.
    fn broken(
        self,
        out: &mut impl Write,
        piece: &Piece,
        best: Option<Candidate>,
        alone: bool,
    ) -> io::Result<()> {
        let bytes = &piece.bytes;
        let hint = match best {
            Some(Candidate { offset, error, .. }) => {
                let text = phrases::of_frame(error);
                let at = piece.start + offset;
                writeln!(
                    out,
                    "{} {at}: {}",
                    self.say("no frame at byte", "无帧，字节"),
                    text.text(self.lang)
                )?;
                let rest = bytes.get(offset..).unwrap_or_default();
                candidate::hint(
                    rest,
                    best.map(|best| Candidate { offset: 0, ..best }).as_ref(),
                )
            }
            None => {
                writeln!(
                    out,
                    "{}",
                    self.say("no frame: there is no start byte 68", "无帧：没有起始符 68")
                )?;
                candidate::hint(bytes, None)
            }
        };
        let read = best.and_then(|best| nearest::reading(bytes, best.offset, best.error));
        let read = read.or_else(|| alone.then(|| nearest::without_start(bytes)).flatten());
        let Some(read) = read else {
            return hint.map_or(Ok(()), |hint| writeln!(out, "  {}", hint.text(self.lang)));
        };
        // The guess at a whole line set wrong is no longer needed where a frame can be read.
        if let Some(hint) = hint.filter(|_| best.is_some_and(|best| best.is_headed())) {
            writeln!(out, "  {}", hint.text(self.lang))?;
        }
        writeln!(out, "{}", self.say("nearest reading:", "最接近的解读："))?;
        let start = piece.start as isize;
        for (at, change) in &read.changes {
            match self.lang {
                Lang::En => writeln!(out, "  byte {}: {}", start + at, change.en)?,
                Lang::Zh => writeln!(out, "  字节 {}：{}", start + at, change.zh)?,
            }
        }
        match Frame::parse(&read.frame) {
            Ok(frame) => self.frame(out, start + read.start, &frame, true),
            Err(_) => Ok(()),
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
