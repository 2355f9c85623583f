//! Runs of bytes in a line of words: where they begin and end, and in which base they are written.

use super::line::has_head;
use super::numbers;
use super::plain::Plain;
use super::words::{Kind, Word, Words};

/// A place in a run where a byte should be and something else is: a placeholder or a slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Index of the byte; it counts as 00.
    pub at: usize,
    /// Column of the text, from 1.
    pub column: usize,
    /// What is there.
    pub text: String,
}

/// A run of bytes without text inside.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// Where it begins in the line.
    pub(super) start: usize,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// Marks in the place of a byte.
    pub(super) holes: Vec<Hole>,
}

/// The word that is no byte on a line of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFault {
    /// Column, from 1.
    pub column: usize,
    /// The word.
    pub text: String,
    /// Whether it is a digit too few or too many, and no letter.
    pub odd: bool,
}

/// What a line holds.
#[derive(Default)]
pub(super) struct Runs {
    /// Runs in order.
    pub(super) list: Vec<Run>,
    /// Whether the line has bytes alone.
    pub(super) pure: bool,
    /// The first word that is no byte, or holds an odd number of digits.
    pub(super) fault: Option<TextFault>,
    /// Whether its numbers were decimal.
    pub(super) decimal: bool,
}

/// Fewest numbers of a run that is read as decimal, or with single digits: a note or a count has
/// fewer.
const LIST: usize = 8;
/// Fewest bytes of one field of a table that is a run of its own.
const FIELD: usize = 8;

/// Part of a run while it is collected.
enum Part<'w> {
    Word(&'w Word),
    Hole(&'w Word),
    Delimiter,
}

/// Collects the runs of `words`. `decimal` if the line before was a list of decimal numbers.
pub(super) fn collect(words: &Words, plain: &Plain, decimal: bool) -> Runs {
    let mut runs = Runs {
        pure: true,
        ..Runs::default()
    };
    let mut parts: Vec<Part<'_>> = Vec::new();
    let reader = Reader {
        words,
        plain,
        sticky: decimal,
        alone: is_alone(words),
    };
    for (index, word) in words.list.iter().enumerate() {
        let rest = words.list.get(index + 1..).unwrap_or_default();
        match word.kind {
            Kind::Text if reader.is_hole(&parts, word, rest) => parts.push(Part::Hole(word)),
            Kind::Text => {
                reader.flush(&mut parts, &mut runs);
                runs.pure = false;
                runs.fault.get_or_insert_with(|| reader.fault(word, false));
            }
            Kind::Note => runs.pure = false,
            Kind::Delimiter => parts.push(Part::Delimiter),
            _ => parts.push(Part::Word(word)),
        }
    }
    reader.flush(&mut parts, &mut runs);
    runs
}

fn is_alone(words: &Words) -> bool {
    let is_word = |word: &&Word| word.kind != Kind::Delimiter;
    words.list.iter().filter(is_word).count() == 1
}

struct Reader<'a> {
    words: &'a Words,
    plain: &'a Plain,
    sticky: bool,
    /// The line has one word and nothing else.
    alone: bool,
}

impl Reader<'_> {
    fn text(&self, word: &Word) -> String {
        let bytes = self.plain.bytes.get(word.place.clone()).unwrap_or_default();
        let shown = bytes.iter().map(|byte| match byte {
            b' '..=b'~' => char::from(*byte),
            _ => '\u{fffd}',
        });
        shown.collect()
    }

    fn fault(&self, word: &Word, odd: bool) -> TextFault {
        let text = self.text(word);
        // The offending character: the first that is no digit, or the last of an odd number.
        let shift = match odd {
            true => text.chars().count().saturating_sub(1),
            false => text.chars().take_while(char::is_ascii_hexdigit).count() & !1,
        };
        let column = self.plain.column(word.place.start + shift);
        TextFault { column, text, odd }
    }

    fn bytes(&self, word: &Word) -> &[u8] {
        match &word.kind {
            Kind::Bytes(range) | Kind::Odd(range) => {
                self.words.pool.get(range.clone()).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// Whether two characters of text are in the place of a byte: in a frame that has begun and not
    /// ended, with bytes after it, or after others of its like.
    fn is_hole(&self, parts: &[Part<'_>], word: &Word, rest: &[Word]) -> bool {
        let is_mark = |word: &&Word| word.kind == Kind::Text && word.place.len() == 2;
        let next = rest.iter().find(|word| !is_mark(word));
        let goes_on =
            next.is_some_and(|next| matches!(next.kind, Kind::Bytes(_)) || next.single.is_some());
        if word.place.len() != 2 || !goes_on {
            return false;
        }
        let bytes = parts.iter().filter_map(|part| match part {
            Part::Word(word) => Some(self.bytes(word)),
            _ => None,
        });
        let (mut begun, mut last) = (false, None);
        for own in bytes {
            begun |= own.contains(&dlt645::START);
            last = own.last().or(last);
        }
        let open = !matches!(parts.last(), Some(Part::Word(_))) || last != Some(&dlt645::END);
        begun && open
    }

    /// Turns what was collected into runs.
    fn flush(&self, parts: &mut Vec<Part<'_>>, runs: &mut Runs) {
        let taken = std::mem::take(parts);
        let words: Vec<&Word> = taken
            .iter()
            .filter_map(|part| match part {
                Part::Word(word) => Some(*word),
                _ => None,
            })
            .collect();
        if words.is_empty() {
            return;
        }
        if self.is_decimal(&words) {
            let bytes = words
                .iter()
                .filter_map(|word| word.decimal)
                .map(numbers::byte)
                .collect();
            let start = words.first().map_or(0, |word| word.place.start);
            runs.list.push(Run {
                start,
                bytes,
                holes: Vec::new(),
            });
            runs.decimal = true;
            return;
        }
        // `DB 68H, 11H`: the first of many that are marked is a word, not a byte.
        let led = words.len() > 3
            && matches!(words.as_slice(), [first, rest @ ..]
            if !first.marked && rest.iter().all(|word| word.marked));
        // `| 10 | 68H |`: in a table, the number beside one that is marked is an index.
        let fields = taken.iter().any(|part| matches!(part, Part::Delimiter));
        let marked = words.iter().filter(|word| word.marked).count();
        let indexed = fields && marked == 1 && words.len() <= 3;
        let is_kept =
            |part: &Part<'_>| !matches!(part, Part::Word(word) if indexed && !word.marked);
        let taken = taken.into_iter().skip(usize::from(led));
        let taken: Vec<_> = taken.filter(is_kept).collect();
        let apart = self.has_fields(&taken);
        let singles = words.len() >= LIST;
        let mut run: Option<Run> = None;
        for part in &taken {
            match part {
                Part::Delimiter if apart => runs.list.extend(run.take()),
                Part::Delimiter => {}
                Part::Hole(word) => {
                    if let Some(run) = &mut run {
                        let (column, text) = (self.plain.column(word.place.start), self.text(word));
                        run.holes.push(Hole {
                            at: run.bytes.len(),
                            column,
                            text,
                        });
                        run.bytes.push(0);
                    }
                }
                Part::Word(word) => self.hex(word, singles, &mut run, runs),
            }
        }
        runs.list.extend(run);
    }

    /// Adds a word of hexadecimal digits to `run`, or ends it.
    fn hex(&self, word: &Word, singles: bool, run: &mut Option<Run>, runs: &mut Runs) {
        let start = word.place.start;
        let begin = || Run {
            start,
            ..Run::default()
        };
        match (&word.kind, word.single) {
            (Kind::Bytes(_), _) => {
                run.get_or_insert_with(begin)
                    .bytes
                    .extend_from_slice(self.bytes(word));
            }
            // C's %x leaves the zero out. No frame begins with such a byte.
            (Kind::Number, Some(byte)) if singles && run.is_some() => {
                run.get_or_insert_with(begin).bytes.push(byte);
            }
            (Kind::Odd(_), _) => {
                runs.fault.get_or_insert_with(|| self.fault(word, true));
                if word.place.len() >= 2 * FIELD {
                    run.get_or_insert_with(begin)
                        .bytes
                        .extend_from_slice(self.bytes(word));
                } else {
                    runs.list.extend(run.take());
                }
            }
            _ => {
                runs.fault.get_or_insert_with(|| self.fault(word, true));
                runs.list.extend(run.take());
            }
        }
    }

    /// Whether the words are decimal numbers: 104 is the start byte, and some have a sign or three
    /// digits.
    fn is_decimal(&self, words: &[&Word]) -> bool {
        let all = || words.iter().map(|word| word.decimal);
        if !all().all(|value| value.is_some()) {
            return false;
        }
        if self.alone && !self.sticky {
            // One number a line: a frame begins with 104, or 254 before it.
            return all().all(|value| matches!(value, Some(0x68 | 0xFE)));
        }
        let wide = |word: &&&Word| word.decimal.is_some_and(|value| !(0..=99).contains(&value));
        let wide = words.iter().filter(wide).count();
        match self.sticky {
            true => words.iter().all(|word| word.place.len() <= 4) && !self.is_frame(words),
            false => words.len() >= LIST && wide > 0 && all().any(|value| value == Some(0x68)),
        }
    }

    /// Whether the words are a head of a frame in hexadecimal.
    fn is_frame(&self, words: &[&Word]) -> bool {
        let bytes: Vec<u8> = words
            .iter()
            .flat_map(|word| self.bytes(word).iter().copied())
            .collect();
        has_head(&bytes)
    }

    /// Whether delimiters separate the fields of a table of which one holds a frame, and not bytes.
    fn has_fields(&self, parts: &[Part<'_>]) -> bool {
        let mut fields = 0;
        let mut longest = 0;
        let mut len = 0;
        for part in parts.iter().chain([&Part::Delimiter]) {
            match part {
                Part::Delimiter => {
                    fields += usize::from(len > 0);
                    longest = longest.max(len);
                    len = 0;
                }
                Part::Hole(_) => len += 1,
                Part::Word(word) => len += self.bytes(word).len().max(1),
            }
        }
        fields > 1 && longest >= FIELD
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(line: &str) -> Runs {
        let (mut plain, mut words) = (Plain::default(), Words::default());
        plain.read(line);
        words.read(&plain.bytes);
        collect(&words, &plain, false)
    }

    fn longest(line: &str) -> Vec<u8> {
        let all = runs(line).list.into_iter().map(|run| run.bytes);
        all.max_by_key(Vec::len).unwrap_or_default()
    }

    const FRAME: [u8; 12] = [
        0x68, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0x68, 0x13, 0, 0xDF, 0x16,
    ];

    #[test]
    fn lists_of_numbers_in_any_base() {
        for line in [
            "104, 170, 170, 170, 170, 170, 170, 104, 19, 0, 223, 22",
            "{104, -86, -86, -86, -86, -86, -86, 104, 19, 0, -33, 22};",
            "\"data\":[104,170,170,170,170,170,170,104,19,0,223,22],\"len\":12",
            "[104 170 170 170 170 170 170 104 19 0 223 22]",
            "68 aa aa aa aa aa aa 68 13 0 df 16",
            "0x68,0xaa,0xaa,0xaa,0xaa,0xaa,0xaa,0x68,0x13,0x0,0xdf,0x16",
            "12,68 aa aa aa aa aa aa 68 13 00 df 16,99",
            "7;COM3;68aaaaaaaaaaaa681300df16;ok",
        ] {
            assert_eq!(longest(line), FRAME, "{line}");
        }
    }

    #[test]
    fn a_placeholder_is_a_hole_and_a_count_is_text() {
        let found = runs("68 aa aa aa aa aa aa 68 13 00 CS 16");
        assert!(found.pure);
        assert_eq!(
            (found.list[0].bytes.len(), found.list[0].holes[0].at),
            (12, 10)
        );
        let found = runs("68aaaaaaaaaaaa681300xx16");
        assert_eq!(
            (
                found.list[0].bytes.len(),
                found.list[0].holes[0].text.as_str()
            ),
            (12, "xx")
        );
        let found = runs("rx 8 bytes");
        assert!(!found.pure && found.list.is_empty());
        let fault = runs("68 1G 16 7").fault.unwrap();
        assert_eq!((fault.column, fault.text.as_str()), (10, "7"));
        assert_eq!(runs("681").fault.unwrap().column, 3);
    }
}
