//! `dlt645 explain`: a frame field by field.

use crate::candidate::{self, Candidate};
use crate::decode::{EditionArg, fault_phrase};
use crate::describe::{self, Described, Lang};
use crate::hex::Piece;
use crate::input::Source;
use crate::report::hex;
use crate::{Outcome, names};
use clap::Args as ClapArgs;
use dlt645::{Address, Control, DataId, Direction, Edition, Frame, FrameError, FrameRepr, Frames, OFFSET, OVERHEAD};
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
    let source = Source::open(args.words, args.file.as_deref())?;
    let teller = Teller { lang: args.lang, wish: args.edition.map(Edition::from) };
    let mut out = io::stdout().lock();
    let mut outcome = Outcome::Good;
    source.for_each(|capture| {
        for fault in &capture.line.faults {
            outcome = Outcome::Bad;
            eprintln!("dlt645: {}", fault_phrase(capture.number, fault));
        }
        for piece in &capture.line.pieces {
            if !teller.piece(&mut out, piece)? {
                outcome = Outcome::Bad;
            }
        }
        out.flush()
    })?;
    Ok(outcome)
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

    fn row(self, out: &mut impl Write, at: usize, raw: &[u8], plain: &str, what: &str) -> io::Result<()> {
        let raw: Vec<String> = raw.iter().map(|byte| format!("{byte:02x}")).collect();
        // Long fields go on their own lines, twelve bytes each.
        let mut lines = raw.chunks(12);
        let first = lines.next().unwrap_or_default().join(" ");
        writeln!(out, "  {at:4}  {first:36} {plain:12} {what}")?;
        for (line, n) in lines.zip(1..) {
            writeln!(out, "  {:4}  {}", at + 12 * n, line.join(" "))?;
        }
        Ok(())
    }

    /// Everything in one run of bytes; whether it was nothing but good frames.
    fn piece(self, out: &mut impl Write, piece: &Piece) -> io::Result<bool> {
        let frames: Vec<_> = Frames::new(&piece.bytes).collect();
        let mut at = 0;
        for found in &frames {
            self.between(out, piece, at, found.offset)?;
            self.frame(out, piece.start + found.offset, &found.frame)?;
            at = found.offset + found.frame.wire_len();
        }
        if frames.is_empty() {
            let best = candidate::best(&piece.bytes);
            self.broken(out, piece, best)?;
            return Ok(false);
        }
        self.between(out, piece, at, piece.bytes.len())?;
        let left = candidate::leftover(&piece.bytes);
        for candidate in &left {
            self.broken(out, piece, Some(*candidate))?;
        }
        Ok(left.is_empty())
    }

    /// Bytes outside frames.
    fn between(self, out: &mut impl Write, piece: &Piece, from: usize, to: usize) -> io::Result<()> {
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
        self.row(out, piece.start + from, bytes, "", what)
    }

    fn frame(self, out: &mut impl Write, at: usize, frame: &Frame<'_>) -> io::Result<()> {
        let edition = describe::edition(frame, self.wish);
        let wire = frame.address().to_wire();
        self.row(out, at, &[0x68], "", self.say("start", "帧起始符"))?;
        self.row(out, at + 1, &wire, &frame.address().to_string(), &self.address(frame.address()))?;
        self.row(out, at + 7, &[0x68], "", self.say("start of the second half", "帧起始符"))?;
        self.row(out, at + 8, &[frame.control().0], "", &self.control(frame.control(), edition))?;
        let len = frame.data().len();
        self.row(out, at + 9, &[len as u8], &len.to_string(), self.say("length of the data", "数据域长度"))?;
        self.data(out, at + 10, frame, edition)?;
        let sum = frame.data().wire().iter().chain(&head(frame)).fold(0u8, |sum, byte| sum.wrapping_add(*byte));
        self.row(out, at + 10 + len, &[sum], "", self.say("checksum, right", "校验码，正确"))?;
        self.row(out, at + 11 + len, &[0x16], "", self.say("end", "结束符"))
    }

    fn address(self, address: Address) -> String {
        if address.is_broadcast() {
            self.say("address: everyone, nobody answers", "地址域：广播").to_owned()
        } else if address == Address::WILDCARD {
            self.say("address: whoever is there", "地址域：通配").to_owned()
        } else if address.has_wildcard() {
            self.say("address, AA stands for any digits", "地址域：缩位").to_owned()
        } else {
            self.say("address, lowest digits first", "地址域，低字节在前").to_owned()
        }
    }

    fn control(self, control: Control, edition: Edition) -> String {
        let (key, zh) = describe::function_names(control.function(), edition);
        let name = match self.lang {
            Lang::En => key.replace('_', " "),
            Lang::Zh => zh.to_owned(),
        };
        let way = match control.direction() {
            Direction::Request => self.say("request", "主站命令"),
            Direction::Reply if control.is_error() => self.say("error reply", "从站异常应答"),
            Direction::Reply => self.say("reply", "从站应答"),
        };
        let more = match control.has_more() && control.direction() == Direction::Reply && !control.is_error() {
            true => self.say(", more data follow", "，有后续数据"),
            false => "",
        };
        let edition = describe::edition_name(edition);
        format!("{}: {name}, {way}{more} ({edition})", self.say("control code", "控制码"))
    }

    /// The data field: identifier, then the rest with its values.
    fn data(self, out: &mut impl Write, at: usize, frame: &Frame<'_>, edition: Edition) -> io::Result<()> {
        let data = frame.data();
        if data.is_empty() {
            return Ok(());
        }
        let Described { di, values, error, error_zh, .. } = describe::frame(frame, edition);
        let mut skip = 0;
        if let Some(di) = di.as_deref().and_then(|di| di.parse::<DataId>().ok()) {
            skip = di.wire_len();
            let name = names::of(di, self.lang);
            let unknown = self.say("in no table", "未知标识").to_owned();
            let raw = data.wire().get(..skip).unwrap_or_default();
            let what = format!("{} {}", self.say("identifier:", "数据标识："), name.unwrap_or(unknown));
            self.row(out, at, raw, &di.to_string(), &what)?;
        }
        let rest = data.wire().get(skip..).unwrap_or_default();
        if !rest.is_empty() {
            let what = self.say("data; without the 0x33 each:", "数据域；逐字节减 33H：");
            self.row(out, at + skip, rest, "", what)?;
            let plain: Vec<String> = rest.iter().map(|byte| hex([byte.wrapping_sub(OFFSET)])).collect();
            for line in plain.chunks(12) {
                writeln!(out, "    -33 {}", line.join(" "))?;
            }
        }
        for value in &values {
            writeln!(out, "        {}", value.text(di.as_deref(), self.lang))?;
        }
        if let Some(names) = error {
            let names = if self.lang == Lang::Zh { error_zh.join("、") } else { names.join(", ") };
            writeln!(out, "        {} {names}", self.say("error:", "错误："))?;
        }
        Ok(())
    }

    /// Bytes that are no frame: what is wrong, and the nearest reading.
    fn broken(self, out: &mut impl Write, piece: &Piece, best: Option<Candidate>) -> io::Result<()> {
        let Some(candidate) = best else {
            writeln!(out, "{}", self.say("no frame: there is no start byte 68", "无帧：没有起始符 68"))?;
            return self.hint(out, &piece.bytes, None);
        };
        let at = candidate.offset;
        let error = candidate.error;
        writeln!(out, "{} {}: {error}", self.say("no frame at byte", "无帧，字节"), piece.start + at)?;
        self.hint(out, piece.bytes.get(at..).unwrap_or_default(), Some(Candidate { offset: 0, ..candidate }))?;
        let bytes = piece.bytes.get(at..).unwrap_or_default();
        if let Some(repaired) = repaired(bytes, error)
            && let Ok((frame, _)) = Frame::parse_prefix(&repaired)
        {
            writeln!(out, "{}", self.say("it would read:", "最接近的解读："))?;
            return self.frame(out, piece.start + at, &frame);
        }
        Ok(())
    }

    fn hint(self, out: &mut impl Write, bytes: &[u8], best: Option<Candidate>) -> io::Result<()> {
        match candidate::hint(bytes, best.as_ref()) {
            Some(hint) => writeln!(out, "  {hint}"),
            None => Ok(()),
        }
    }
}

/// The ten bytes in front of the data.
fn head(frame: &Frame<'_>) -> [u8; 10] {
    let [a0, a1, a2, a3, a4, a5] = frame.address().to_wire();
    [0x68, a0, a1, a2, a3, a4, a5, 0x68, frame.control().0, frame.data().len() as u8]
}

/// The same fields as a right frame: checksum and end byte made to fit, a data field that is cut taken as it is.
fn repaired(bytes: &[u8], error: FrameError) -> Option<Vec<u8>> {
    if matches!(error, FrameError::Start { .. } | FrameError::SecondStart { .. }) {
        return None;
    }
    let (head, rest) = bytes.split_first_chunk::<10>()?;
    let [_, a0, a1, a2, a3, a4, a5, _, control, len] = *head;
    let mut data: Vec<u8> = rest.iter().take(usize::from(len)).map(|byte| byte.wrapping_sub(OFFSET)).collect();
    if let FrameError::End { .. } = error {
        // A length that lies: the first 16 behind a sum that fits, if there is one, else what stands there.
        let fits = (0..rest.len().saturating_sub(1)).find(|at| {
            let sum = rest.iter().take(*at).chain(head).fold(0u8, |sum, byte| sum.wrapping_add(*byte));
            let sum = sum.wrapping_sub(len).wrapping_add(*at as u8);
            rest.get(*at) == Some(&sum) && rest.get(*at + 1) == Some(&0x16)
        });
        if let Some(at) = fits {
            data = rest.iter().take(at).map(|byte| byte.wrapping_sub(OFFSET)).collect();
        }
    }
    let address = Address::from_wire([a0, a1, a2, a3, a4, a5]);
    let mut out = vec![0; OVERHEAD + data.len()];
    FrameRepr { address, control: Control(control), data: &data }.encode(&mut out).ok()?;
    Some(out)
}
