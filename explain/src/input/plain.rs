//! A line made plain: one byte for each character, ASCII where a character has an ASCII twin.
//!
//! People paste full-width digits, ideographic blanks, zero-width characters and Chinese
//! punctuation. After this step the readers only have to know ASCII; every other character is
//! [`TEXT`], which is no part of a byte.

/// Stands for a character that has no ASCII twin.
pub(super) const TEXT: u8 = 0x01;

/// A plain line, with the columns of its characters where they are not simply counted.
#[derive(Default)]
pub(super) struct Plain {
    /// One byte a character.
    pub(super) bytes: Vec<u8>,
    /// Column of each, from 1; empty if the line was ASCII.
    columns: Vec<usize>,
}

impl Plain {
    /// Makes `text` plain, reusing the room.
    pub(super) fn read(&mut self, text: &str) {
        self.bytes.clear();
        self.columns.clear();
        if text.is_ascii() && !text.contains('\x1b') {
            self.bytes.extend_from_slice(text.as_bytes());
            return;
        }
        let mut coloured = false;
        let mut chars = text.chars().zip(1..).peekable();
        while let Some((c, column)) = chars.next() {
            // Colours of a terminal: ESC [ … up to a letter.
            let begins = c == '\x1b' && chars.peek().is_some_and(|(next, _)| *next == '[');
            if begins || coloured {
                coloured = !c.is_ascii_alphabetic();
                continue;
            }
            if let Some(byte) = twin(c) {
                self.bytes.push(byte);
                self.columns.push(column);
            }
        }
    }

    /// Column of the character at `index`, from 1.
    pub(super) fn column(&self, index: usize) -> usize {
        self.columns.get(index).copied().unwrap_or(index + 1)
    }
}

/// ASCII twin of a character; `None` for characters without width.
fn twin(c: char) -> Option<u8> {
    Some(match c {
        '\0'..='\x7f' => c as u8,
        '\u{ff01}'..='\u{ff5e}' => (u32::from(c) - 0xfee0) as u8,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            b' '
        }
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}' => return None,
        '、' => b',',
        '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' => b'"',
        '‘' | '’' => b'\'',
        '【' | '〔' | '〖' => b'[',
        '】' | '〕' | '〗' => b']',
        '‐' | '‑' | '–' | '—' | '−' => b'-',
        '→' => b'>',
        '←' => b'<',
        _ => TEXT,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_paste_becomes_ascii() {
        let mut plain = Plain::default();
        plain.read("收：６８\u{a0}ａＡ\u{200b}\u{3000}16");
        assert_eq!(plain.bytes, b"\x01:68 aA 16");
        assert_eq!(
            (plain.column(0), plain.column(7), plain.column(8)),
            (1, 9, 10)
        );
        plain.read("68 16");
        assert_eq!(
            (plain.bytes.as_slice(), plain.column(3)),
            (&b"68 16"[..], 4)
        );
    }
}
