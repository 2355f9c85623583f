//! Hexadecimal text as people paste it, into bytes.
//!
//! Taken: digit pairs with or without separators (blank, tab, comma, semicolon, colon, hyphen, quotes, brackets), each
//! group with an optional `0x` or `\x` in front or an `H` behind. Anything else is reported with its column; the text
//! on both sides of it is still read, as two pieces, so that no frame is made up across the gap.

/// What stands between two bytes without meaning anything.
const SEPARATORS: &str = " \t\r,;:-_|\"'`[](){}<>";

/// The bytes of one line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct HexLine {
    /// Runs of bytes, broken where the text is no hexadecimal. `start` counts bytes from the start of the line.
    pub(crate) pieces: Vec<Piece>,
    /// What is wrong, in order.
    pub(crate) faults: Vec<Fault>,
}

/// A run of bytes without a fault inside.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Bytes of the line in front of this run.
    pub(crate) start: usize,
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
}

/// Text that is no byte.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Column of the offending character, from 1, counted in characters.
    pub(crate) column: usize,
    /// The group it stands in.
    pub(crate) text: String,
    /// What is wrong with it.
    pub(crate) what: &'static str,
}

impl HexLine {
    /// Bytes read, faults left out.
    pub(crate) fn len(&self) -> usize {
        self.pieces.iter().map(|piece| piece.bytes.len()).sum()
    }
}

/// Reads one line. `column` is the column of its first character.
pub(crate) fn read_line(text: &str, column: usize) -> HexLine {
    let mut line = HexLine::default();
    let mut group: Vec<char> = Vec::new();
    let mut total = 0;
    let mut open = false;
    let ends = text.chars().chain([' ']).zip(column..);
    for (c, at) in ends {
        if !SEPARATORS.contains(c) {
            group.push(c);
            continue;
        }
        if group.is_empty() {
            continue;
        }
        match bytes_of(&group) {
            Ok(bytes) => {
                if !open {
                    line.pieces.push(Piece {
                        start: total,
                        bytes: Vec::new(),
                    });
                    open = true;
                }
                total += bytes.len();
                if let Some(piece) = line.pieces.last_mut() {
                    piece.bytes.extend(bytes);
                }
            }
            Err((index, what)) => {
                open = false;
                let text = group.iter().collect();
                line.faults.push(Fault {
                    column: at - group.len() + index,
                    text,
                    what,
                });
            }
        }
        group.clear();
    }
    line
}

/// Bytes of one group of characters without separators, or where and what is wrong.
fn bytes_of(group: &[char]) -> Result<Vec<u8>, (usize, &'static str)> {
    let mut bytes = Vec::with_capacity(group.len() / 2);
    let mut high: Option<u32> = None;
    let mut marked = false;
    let mut at = 0;
    while let Some(c) = group.get(at) {
        match (c, group.get(at + 1)) {
            ('0' | '\\', Some('x' | 'X')) if high.is_none() => {
                marked = true;
                at += 2;
                if !group.get(at).is_some_and(char::is_ascii_hexdigit) {
                    return Err((
                        at.min(group.len() - 1),
                        "no hexadecimal digit behind the prefix",
                    ));
                }
                // 0x8 alone is the byte 08.
                if !group.get(at + 1).is_some_and(char::is_ascii_hexdigit) {
                    bytes.push(
                        group
                            .get(at)
                            .and_then(|c| c.to_digit(16))
                            .unwrap_or_default() as u8,
                    );
                    at += 1;
                }
                continue;
            }
            ('h' | 'H', _) if high.is_none() && !bytes.is_empty() && !marked => {
                at += 1;
                continue;
            }
            _ => {}
        }
        let digit = c.to_digit(16).ok_or((at, "not a hexadecimal digit"))?;
        match high.take() {
            None => high = Some(digit),
            Some(high) => bytes.push(((high << 4) | digit) as u8),
        }
        at += 1;
    }
    match high {
        None => Ok(bytes),
        Some(_) => Err((
            group.len() - 1,
            "a byte has two digits, this one has only one",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(text: &str) -> Vec<u8> {
        let line = read_line(text, 1);
        assert_eq!(line.faults, [], "{text}");
        line.pieces
            .into_iter()
            .flat_map(|piece| piece.bytes)
            .collect()
    }

    #[test]
    fn takes_what_people_paste() {
        for text in [
            "68AA13",
            "68 aa 13",
            "0x68,0xAA,0x13",
            "\\x68\\xaa\\x13",
            "68H AAH 13H",
            "[68-AA-13]",
            "0x68AA13",
            "68\tAA13 ",
        ] {
            assert_eq!(clean(text), [0x68, 0xAA, 0x13], "{text}");
        }
        assert_eq!(clean("0x8, 0x16"), [0x08, 0x16]);
        assert!(clean("").is_empty());
    }

    #[test]
    fn fault_has_its_column_and_splits_the_line() {
        let line = read_line("68 1G 16 7", 1);
        let columns: Vec<_> = line
            .faults
            .iter()
            .map(|f| (f.column, f.text.as_str()))
            .collect();
        assert_eq!(columns, [(5, "1G"), (10, "7")]);
        let pieces: Vec<_> = line
            .pieces
            .iter()
            .map(|p| (p.start, p.bytes.clone()))
            .collect();
        assert_eq!(pieces, [(0, vec![0x68]), (1, vec![0x16])]);
        assert_eq!(read_line("681", 4).faults[0].column, 6);
        assert_eq!(read_line("0xZZ", 1).faults[0].column, 3);
        assert_eq!(read_line("é8", 1).faults[0].column, 1);
    }
}
