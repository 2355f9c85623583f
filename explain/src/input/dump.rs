//! Lines of dumps that begin with an address: `xxd`, `hexdump`, `od`, `tshark -x`, `tcpdump -x`.
//!
//! A dump is known by its first line, whose address is 0, and goes on as long as each address is
//! the one that the bytes before it lead to. The characters printed after the bytes are left
//! out.

use super::cells::{self, Cells};
use super::hex::{hex_digit, pairs};

/// Programs whose dumps are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `00000000: 6845 0608  hE..`
    Xxd,
    /// `00000000  68 45 06 08  |hE..|`
    Canonical,
    /// `0000000 68 45 06 08`, the address octal.
    Od,
    /// `0000000 4568 0806`, words of two bytes with the low byte first.
    Words,
    /// `0000  68 45 06 08   hE..`
    Tshark,
    /// `0x0000:  6845 0608  hE..`
    Tcpdump,
    /// `0x20000000 <buffer>:  0x68  0x45`
    Memory,
}

/// Where a dump is.
#[derive(Default)]
pub(super) struct Dump {
    style: Option<Style>,
    /// How its bytes are written, if not as pairs of digits.
    cells: Option<Cells>,
    /// Address of the next line.
    next: usize,
    /// Bytes of the last line, for `*`.
    last: Vec<u8>,
    /// A `*` was read: lines like the last one up to the next address.
    repeat: bool,
}

/// What a line of a dump gives.
pub(super) struct Bytes {
    /// The program.
    pub(super) style: Style,
    /// Whether a dump begins here.
    pub(super) first: bool,
    /// The bytes.
    pub(super) bytes: Vec<u8>,
}

impl Dump {
    /// Reads a line that may belong to a dump.
    pub(super) fn read(&mut self, line: &[u8]) -> Option<Bytes> {
        if line == b"*" && self.style.is_some() {
            self.repeat = true;
            return Some(Bytes {
                style: self.style?,
                first: false,
                bytes: Vec::new(),
            });
        }
        let found = self
            .cells(line)
            .or_else(|| parse(line, self.style, self.next));
        let Some((style, address, bytes)) = found else {
            self.cells = None;
            self.style = None;
            return None;
        };
        // Memory begins anywhere.
        let elsewhere = style == Style::Memory
            && (self.style != Some(style) || (address != self.next && !self.repeat));
        let first = (address == 0 || elsewhere) && !bytes.is_empty();
        let mut all = Vec::new();
        if !first {
            let gap = address.checked_sub(self.next)?;
            let goes_on = gap == 0 || (self.repeat && gap <= MOST) || bytes.is_empty();
            if self.style != Some(style) || !goes_on {
                self.style = None;
                return None;
            }
            let filled = if self.repeat && gap <= MOST { gap } else { 0 };
            all.extend(self.last.iter().copied().cycle().take(filled));
        }
        self.repeat = false;
        self.style = Some(style);
        self.next = address + bytes.len();
        all.extend_from_slice(&bytes);
        self.last = bytes;
        Some(Bytes {
            style,
            first,
            bytes: all,
        })
    }

    /// A row of `od` with other cells than pairs of digits.
    fn cells(&mut self, line: &[u8]) -> Option<(Style, usize, Vec<u8>)> {
        let len = line
            .iter()
            .take_while(|byte| byte.is_ascii_hexdigit())
            .count();
        let (digits, rest) = line.split_at_checked(len)?;
        if !matches!(len, 6 | 7) || !rest.starts_with(b" ") {
            return None;
        }
        let address = counted(digits, self.next)?;
        let (bytes, cells) = cells::row(rest, self.cells.filter(|_| address > 0))?;
        self.cells = Some(cells);
        Some((Style::Od, address, bytes))
    }

    /// Whether a dump goes on.
    pub(super) fn is_on(&self) -> bool {
        self.style.is_some()
    }

    /// A line of something else ends the dump.
    pub(super) fn end(&mut self) {
        self.style = None;
    }
}

/// Most bytes that a `*` repeats.
const MOST: usize = 1 << 20;

/// Style, address and bytes of a line.
fn parse(line: &[u8], known: Option<Style>, next: usize) -> Option<(Style, usize, Vec<u8>)> {
    let trimmed = line.trim_ascii_start();
    if let Some(rest) = trimmed.strip_prefix(b"0x") {
        return with_mark(rest);
    }
    let len = line
        .iter()
        .take_while(|byte| byte.is_ascii_hexdigit())
        .count();
    let (digits, rest) = line.split_at_checked(len)?;
    match (len, rest) {
        (8, [b':', b' ', rest @ ..]) => {
            let bytes = bits(rest).or_else(|| groups(rest, 64))?;
            Some((Style::Xxd, radix(digits, 16)?, bytes))
        }
        (8, [b' ', b' ', rest @ ..]) => {
            let rest = rest.split(|byte| *byte == b'|').next()?;
            Some((Style::Canonical, radix(digits, 16)?, columns(rest, 16)?))
        }
        // The last line of hexdump and od is an address alone.
        (6..=8, []) if known.is_some() => {
            let style = known?;
            let base = if style == Style::Od { 8 } else { 16 };
            let counted = counted(digits, next).or_else(|| radix(digits, base))?;
            Some((style, counted, Vec::new())).filter(|(_, address, _)| *address >= next)
        }
        (6 | 7, [b' ', rest @ ..]) => {
            let first = rest
                .split(|byte| *byte == b' ')
                .find(|word| !word.is_empty())?;
            match first.len() {
                2 => {
                    let address = counted(digits, next).or_else(|| radix(digits, 8))?;
                    Some((Style::Od, address, columns(rest, 16)?))
                }
                4 if known != Some(Style::Od) => {
                    let address = radix(digits, if octal(digits, next, known) { 8 } else { 16 })?;
                    let mut bytes = groups(rest, 16)?;
                    bytes.chunks_exact_mut(2).for_each(<[u8]>::reverse);
                    Some((Style::Words, address, bytes))
                }
                _ => None,
            }
        }
        (4, [b' ', b' ', rest @ ..]) => {
            Some((Style::Tshark, radix(digits, 16)?, columns(rest, 16)?))
        }
        _ => None,
    }
}

/// A row of `xxd -b`: as many characters as groups of binary digits.
fn bits(rest: &[u8]) -> Option<Vec<u8>> {
    let gap = rest.windows(2).position(|pair| pair == b"  ")?;
    let (bytes, _) = cells::row(rest.get(..gap)?, Some(Cells::Binary))?;
    let text = rest.get(gap..)?.trim_ascii_start();
    let binary = rest.get(..gap)?.len() + 1 == 9 * bytes.len();
    (binary && text.len() <= bytes.len()).then_some(bytes)
}

/// The address `next` in the base that `od` was told to count in.
fn counted(digits: &[u8], next: usize) -> Option<usize> {
    let bases = [8, 10, 16].into_iter();
    let zero = digits.iter().all(|digit| *digit == b'0');
    let is = |base: &u32| radix(digits, *base) == Some(next);
    match zero {
        true => Some(0),
        false => bases.filter(is).map(|_| next).next(),
    }
}

/// What follows `0x`: `0000:  6845 0608`, or memory of a debugger.
fn with_mark(rest: &[u8]) -> Option<(Style, usize, Vec<u8>)> {
    let len = rest
        .iter()
        .take_while(|byte| byte.is_ascii_hexdigit() || **byte == b'\'')
        .count();
    let (digits, rest) = rest.split_at_checked(len)?;
    let digits: Vec<u8> = digits.iter().copied().filter(|c| *c != b'\'').collect();
    let address = radix(&digits, 16)?;
    let rest = match rest {
        [b' ', b'<', symbol @ ..] => {
            let end = symbol.iter().position(|byte| *byte == b'>')?;
            symbol.get(end + 1..)?
        }
        rest => rest,
    };
    let bytes = rest.strip_prefix(b":")?;
    if let (4, Some(bytes)) = (digits.len(), groups(bytes, 16)) {
        return Some((Style::Tcpdump, address, bytes));
    }
    let bytes = cells::memory(bytes)?;
    (digits.len() >= 4).then_some((Style::Memory, address, bytes))
}

/// `od -x` counts in octal, `hexdump` in hexadecimal: the second line, 0000020 or 0000010, tells.
fn octal(digits: &[u8], next: usize, known: Option<Style>) -> bool {
    known == Some(Style::Words) && radix(digits, 8) == Some(next)
}

fn radix(digits: &[u8], base: u32) -> Option<usize> {
    usize::from_str_radix(std::str::from_utf8(digits).ok()?, base).ok()
}

/// Up to `most` pairs, each a word of its own; three blanks end them.
fn columns(rest: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(most);
    let mut blanks = 0;
    let mut at = 0;
    while let Some(byte) = rest.get(at) {
        if byte.is_ascii_whitespace() {
            blanks += 1;
            at += 1;
            continue;
        }
        // A gap of two is in the middle of the line; what follows a wider one is the characters.
        if (blanks > 2 && !bytes.is_empty()) || bytes.len() == most {
            break;
        }
        let pair = rest.get(at..at + 2)?;
        let ends = rest.get(at + 2).is_none_or(u8::is_ascii_whitespace);
        match pair {
            [high, low] if ends => match hex_digit(*high).zip(hex_digit(*low)) {
                Some((high, low)) => bytes.push(high << 4 | low),
                None if bytes.is_empty() => return None,
                None => break,
            },
            _ if bytes.is_empty() => return None,
            _ => break,
        }
        blanks = 0;
        at += 2;
    }
    (!bytes.is_empty()).then_some(bytes)
}

/// Groups of pairs with single blanks between them; two blanks end them.
fn groups(rest: &[u8], most: usize) -> Option<Vec<u8>> {
    let rest = rest.trim_ascii_start();
    let mut bytes = Vec::with_capacity(most);
    for word in rest.split(|byte| *byte == b' ') {
        if word.is_empty() || word.len() % 2 == 1 || !word.iter().all(u8::is_ascii_hexdigit) {
            break;
        }
        pairs(word, &mut bytes);
        if bytes.len() >= most {
            break;
        }
    }
    (!bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Vec<(Style, bool, Vec<u8>)> {
        let mut dump = Dump::default();
        let found = lines.iter().filter_map(|line| dump.read(line.as_bytes()));
        found
            .map(|found| (found.style, found.first, found.bytes))
            .collect()
    }

    #[test]
    fn each_style_gives_the_same_bytes() {
        let all: Vec<u8> = (0x60..0x74).collect();
        let dumps: [(Style, &[&str]); 6] = [
            (
                Style::Xxd,
                &[
                    "00000000: 6061 6263 6465 6667 6869 6a6b 6c6d 6e6f  `abcdefghijklmno",
                    "00000010: 7071 7273                                pqrs",
                ],
            ),
            (
                Style::Canonical,
                &[
                    "00000000  60 61 62 63 64 65 66 67  68 69 6a 6b 6c 6d 6e 6f  |`abcdefghijklmno|",
                    "00000010  70 71 72 73                                       |pqrs|",
                    "00000014",
                ],
            ),
            (
                Style::Od,
                &[
                    "0000000 60 61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f",
                    "0000020 70 71 72 73",
                    "0000024",
                ],
            ),
            (
                Style::Words,
                &[
                    "0000000 6160 6362 6564 6766 6968 6b6a 6d6c 6f6e",
                    "0000010 7170 7372",
                    "0000014",
                ],
            ),
            (
                Style::Tshark,
                &[
                    "0000  60 61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f   `abcdefghijklmno",
                    "0010  70 71 72 73                                       pqrs",
                ],
            ),
            (
                Style::Tcpdump,
                &[
                    "\t0x0000:  6061 6263 6465 6667 6869 6a6b 6c6d 6e6f  `abcdefghijklmno",
                    "\t0x0010:  7071 7273                                pqrs",
                ],
            ),
        ];
        for (style, lines) in dumps {
            let found = read(lines);
            let bytes: Vec<u8> = found.iter().flat_map(|found| found.2.clone()).collect();
            assert_eq!(bytes, all, "{style:?}");
            assert!(found.iter().all(|found| found.0 == style), "{style:?}");
            assert!(found[0].1 && !found[1].1, "{style:?}");
        }
    }

    #[test]
    fn a_star_repeats_the_line_before() {
        let found = read(&[
            "0000000 fe fe fe fe fe fe fe fe fe fe fe fe fe fe fe fe",
            "*",
            "0000060 68 45",
        ]);
        let count: usize = found.iter().map(|found| found.2.len()).sum();
        assert_eq!(count, 50);
    }

    #[test]
    fn bytes_that_look_like_an_address_are_bytes() {
        assert!(read(&["68450608112220689108333334333333"]).is_empty());
        assert!(read(&["6845  06 08 11 22"]).is_empty());
        assert!(read(&["00000010: 6845"]).is_empty());
    }
}
