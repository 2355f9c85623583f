//! JSON as it is written: members go straight into the output, nothing is built first.

use std::fmt::{self, Write};

/// An object that is being written; it ends when it is dropped or with [`Object::end`].
pub struct Object<'o> {
    out: &'o mut String,
    first: bool,
}

impl<'o> Object<'o> {
    /// Begins an object.
    pub fn new(out: &'o mut String) -> Self {
        out.push('{');
        Self { out, first: true }
    }

    /// Writes the name of a member; its value has to follow.
    pub fn key(&mut self, key: &str) -> &mut String {
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
        self.out.push('"');
        self.out.push_str(key);
        self.out.push_str("\":");
        self.out
    }

    /// A member with a text.
    pub fn text(&mut self, key: &str, value: &str) {
        string(self.key(key), value);
    }

    /// A member with a text, or `null`.
    pub fn optional(&mut self, key: &str, value: Option<&str>) {
        match value {
            Some(value) => self.text(key, value),
            None => self.raw(key, "null"),
        }
    }

    /// A member with a text of nothing that needs an escape: digits, names of this crate.
    pub fn plain(&mut self, key: &str, value: impl fmt::Display) {
        let out = self.key(key);
        out.push('"');
        // Writing to a string does not fail.
        let _ = write!(out, "{value}");
        out.push('"');
    }

    /// A member with bytes in lower-case hexadecimal.
    pub fn hex(&mut self, key: &str, bytes: impl IntoIterator<Item = u8>) {
        let out = self.key(key);
        out.push('"');
        hex(out, bytes);
        out.push('"');
    }

    /// A member with a number.
    pub fn number(&mut self, key: &str, value: impl Into<u64>) {
        let out = self.key(key);
        number(out, value.into());
    }

    /// A member with a value that is JSON already.
    pub fn raw(&mut self, key: &str, value: &str) {
        self.key(key).push_str(value);
    }

    /// A member that is true or false.
    pub fn bool(&mut self, key: &str, value: bool) {
        self.raw(key, if value { "true" } else { "false" });
    }

    /// A member with a list of texts.
    pub fn texts<'t>(&mut self, key: &str, values: impl IntoIterator<Item = &'t str>) {
        let out = self.key(key);
        out.push('[');
        let mut first = true;
        for value in values {
            if !first {
                out.push(',');
            }
            first = false;
            string(out, value);
        }
        out.push(']');
    }

    /// Ends the object.
    pub fn end(self) {}
}

impl Drop for Object<'_> {
    fn drop(&mut self) {
        self.out.push('}');
    }
}

/// Appends a text in quotes.
pub fn string(out: &mut String, text: &str) {
    out.push('"');
    if text
        .bytes()
        .all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\')
    {
        out.push_str(text);
    } else {
        for c in text.chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                '\0'..='\x1f' => {
                    let _ = write!(out, "\\u{:04x}", u32::from(c));
                }
                c => out.push(c),
            }
        }
    }
    out.push('"');
}

/// Digits of every byte, in one place so that a byte costs one look.
static HEX: [[u8; 2]; 256] = digits();

const fn digits() -> [[u8; 2]; 256] {
    let mut all = [[0; 2]; 256];
    let mut rest: &mut [[u8; 2]] = &mut all;
    let mut byte = 0u8;
    // Iterators cannot run at compile time.
    while let Some((place, tail)) = rest.split_first_mut() {
        *place = [digit(byte >> 4), digit(byte & 15)];
        rest = tail;
        byte = byte.wrapping_add(1);
    }
    all
}

const fn digit(value: u8) -> u8 {
    if value < 10 {
        b'0' + value
    } else {
        b'a' + value - 10
    }
}

/// Appends bytes in lower-case hexadecimal.
pub fn hex(out: &mut String, bytes: impl IntoIterator<Item = u8>) {
    for byte in bytes {
        let pair = HEX.get(usize::from(byte)).copied().unwrap_or_default();
        out.push(char::from(pair[0]));
        out.push(char::from(pair[1]));
    }
}

/// Appends a whole number.
pub fn number(out: &mut String, value: u64) {
    let mut digits = [0u8; 20];
    let mut rest = value;
    let mut used = 0;
    for place in digits.iter_mut().rev() {
        *place = b'0' + (rest % 10) as u8;
        rest /= 10;
        used += 1;
        if rest == 0 {
            break;
        }
    }
    let from = digits.len() - used;
    out.push_str(std::str::from_utf8(digits.get(from..).unwrap_or_default()).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_and_escapes() {
        let mut out = String::new();
        let mut object = Object::new(&mut out);
        object.text("a", "x\"\\\n\u{1}电");
        object.number("n", 1200u64);
        object.bool("b", true);
        object.optional("none", None);
        object.hex("h", [0x0A, 0xFF]);
        object.texts("l", ["1", "2"]);
        object.end();
        assert_eq!(
            out,
            r#"{"a":"x\"\\\n\u0001电","n":1200,"b":true,"none":null,"h":"0aff","l":["1","2"]}"#
        );
    }
}
