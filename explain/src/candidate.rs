//! Bytes that look like a frame and are none: the best reading of what went wrong.

use crate::mistakes;
use crate::neighbours::Neighbour;
use crate::phrases::Phrase;
use dlt645::{Frame, FrameError, Frames, OVERHEAD, START};
use std::collections::BTreeMap;

/// A place with a 68 where no frame could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Offset of the 68.
    pub offset: usize,
    /// Why it is no frame.
    pub error: FrameError,
    /// Bytes it would cover as far as they are there.
    pub span: usize,
}

impl Candidate {
    /// Candidate at `offset`, where `bytes` starts with a 68 and holds no frame.
    fn at(offset: usize, bytes: &[u8]) -> Option<Self> {
        let error = Frame::parse_prefix(bytes).err()?;
        let length = bytes.get(9).map_or(0, |len| usize::from(*len));
        let span = match error {
            FrameError::SecondStart { .. } => 1,
            _ => (OVERHEAD + length).min(bytes.len()),
        };
        Some(Self {
            offset,
            error,
            span,
        })
    }

    /// Whether both start bytes are there, so that somebody probably meant a frame.
    pub fn is_headed(&self) -> bool {
        self.rank() >= 2
    }

    /// Whether it has both start bytes and the end byte, and only its checksum is wrong.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.rank() == 5
    }

    /// How much of a frame it is: start bytes and end byte, both start bytes, one start byte.
    fn rank(&self) -> u8 {
        match self.error {
            FrameError::Checksum { .. } => 5,
            FrameError::Truncated { .. } if self.span >= 8 => 3,
            FrameError::End { .. } => 2,
            FrameError::SecondStart { .. } => 1,
            _ => 0,
        }
    }
}

/// All candidates of `bytes`, each start byte once, those inside good frames left out.
fn all(bytes: &[u8]) -> Vec<Candidate> {
    let mut frames = Frames::new(bytes).peekable();
    let mut found = Vec::new();
    for (offset, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == START) {
        while frames
            .peek()
            .is_some_and(|f| f.offset + f.frame.wire_len() <= offset)
        {
            frames.next();
        }
        let next = frames.peek().map(|f| f.offset);
        if next.is_some_and(|start| start <= offset) {
            continue;
        }
        let Some(rest) = bytes.get(offset..) else {
            break;
        };
        if let Some(mut candidate) = Candidate::at(offset, rest) {
            if let Some(start) = next {
                // Its header must not reach into the good frame after it.
                if candidate.is_headed() && offset + 8 > start {
                    continue;
                }
                candidate.span = candidate.span.min(start - offset);
            }
            found.push(candidate);
        }
    }
    found
}

/// The best candidate of bytes that hold no frame: highest rank, then the first one.
pub fn best(bytes: &[u8]) -> Option<Candidate> {
    all(bytes).into_iter().reduce(|best, next| {
        if next.rank() > best.rank() {
            next
        } else {
            best
        }
    })
}

/// Candidates with both start bytes outside good frames, none overlapping another, in order of
/// offset.
pub fn leftover(bytes: &[u8]) -> Vec<Candidate> {
    let mut headed: Vec<_> = all(bytes)
        .into_iter()
        .filter(Candidate::is_headed)
        .collect();
    headed.sort_by_key(|c| (core::cmp::Reverse(c.rank()), c.offset));
    let mut chosen: BTreeMap<usize, Candidate> = BTreeMap::new();
    for next in headed {
        let before = chosen
            .range(..=next.offset)
            .next_back()
            .is_none_or(|(at, c)| at + c.span <= next.offset);
        let after = chosen
            .range(next.offset..)
            .next()
            .is_none_or(|(at, _)| next.offset + next.span <= *at);
        if before && after {
            chosen.insert(next.offset, next);
        }
    }
    chosen.into_values().collect()
}

/// A guess at the cause, for bytes without any frame.
pub fn hint(bytes: &[u8], best: Option<&Candidate>) -> Option<Phrase> {
    let at = best.and_then(|best| bytes.get(best.offset..));
    if let Some(other) = at.and_then(Neighbour::of).or_else(|| Neighbour::of(bytes)) {
        return Some(other.hint());
    }
    if best.is_none()
        && let Some(phrase) = mistakes::alone(bytes)
    {
        return Some(phrase);
    }
    let rest: Vec<u8> = bytes
        .iter()
        .copied()
        .skip_while(|byte| *byte == 0xFE)
        .collect();
    if let Some(Candidate {
        offset,
        error: FrameError::Checksum { expected, found },
        ..
    }) = best
    {
        return without_offset(bytes.get(*offset..)?, *expected, *found);
    }
    if rest.is_empty() {
        return Some(Phrase::new("only wake-up bytes", "只有前导字节"));
    }
    let headed = best.is_some_and(Candidate::is_headed);
    if !headed
        && rest.len() >= 8
        && rest
            .iter()
            .all(|byte| matches!(byte, 0x09..=0x0D | 0x20..=0x7E))
    {
        let zh = "这些字节都是可打印字符：是否把文本当作字节发送了？";
        return Some(Phrase::new(
            "the bytes are printable text: was text sent where bytes were wanted?",
            zh,
        ));
    }
    match best.map(|c| c.error) {
        Some(FrameError::SecondStart { .. }) | None if rest.len() >= 8 => Some(second_start(bytes)),
        _ => None,
    }
}

/// Whether a frame with a wrong checksum looks like one whose data were sent without the 0x33.
fn without_offset(bytes: &[u8], expected: u8, found: u8) -> Option<Phrase> {
    let length = *bytes.get(9)?;
    let shifted = expected.wrapping_add(length.wrapping_mul(0x33));
    let en = "the checksum fits data with 33 added: the data were written down without it";
    (length > 0 && shifted == found)
        .then(|| Phrase::new(en, "校验码与加 33H 后的数据相符：数据域记录时未加 33H"))
}

/// Both start bytes are not eight bytes apart: a shorter or longer address, or wrong line settings.
fn second_start(bytes: &[u8]) -> Phrase {
    const SETTINGS: (&str, &str) = (
        "is the line set to 8 data bits, even parity, 1 stop bit and the meter's baud rate?",
        "串口是否为 8 位数据、偶校验、1 位停止位，波特率是否与电表一致？",
    );
    let settings = |en: &str, zh: &str| {
        Phrase::new(
            format!("{en} {}", SETTINGS.0),
            format!("{zh}{}", SETTINGS.1),
        )
    };
    let Some(first) = bytes.iter().position(|byte| *byte == START) else {
        return settings("no start byte 68:", "没有起始符 68：");
    };
    let rest = bytes.get(first + 1..).unwrap_or_default();
    match rest.iter().take(12).position(|byte| *byte == START) {
        Some(gap) if gap >= 4 && gap != 6 => Phrase::new(
            format!("{gap} bytes between the start bytes, an address has 6"),
            format!("两个起始符之间有 {gap} 字节，地址域应有 6 字节"),
        ),
        _ => settings("one start byte but no frame:", "有起始符但不成帧："),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        let digits: Vec<char> = hex.chars().filter(char::is_ascii_hexdigit).collect();
        let pair = |pair: &[char]| u8::from_str_radix(&String::from_iter(pair), 16).unwrap();
        digits.chunks(2).map(pair).collect()
    }

    const GOOD: &str = "68AAAAAAAAAAAA681300DF16";

    #[test]
    fn best_is_the_one_with_both_ends() {
        let best = best(&bytes("00 68 11 68 AAAAAAAAAAAA 68 13 00 DE 16 68 01")).unwrap();
        assert_eq!(
            (best.offset, best.error),
            (
                3,
                FrameError::Checksum {
                    expected: 0xDF,
                    found: 0xDE
                }
            )
        );
    }

    #[test]
    fn leftovers_stand_outside_good_frames() {
        assert_eq!(leftover(&bytes(&format!("{GOOD} 00 {GOOD}"))), []);
        let cut = format!("68 010203040506 68 91 08 33 {GOOD} 68 AAAAAAAAAAAA 68 13 00 DE 16");
        let found: Vec<_> = leftover(&bytes(&cut))
            .iter()
            .map(|c| (c.offset, c.error))
            .collect();
        assert_eq!(found[0].0, 0);
        assert_eq!(
            found[1],
            (
                23,
                FrameError::Checksum {
                    expected: 0xDF,
                    found: 0xDE
                }
            )
        );
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_run_of_68_is_one_candidate() {
        assert_eq!(leftover(&[0x68; 30]).len(), 1);
        assert_eq!(best(&[0x68; 30]).unwrap().offset, 0);
    }
}
