//! Plain lines of text on UART2: words and numbers. What finds no room in the queue is cut off.

use crate::uart::UART2;

/// A part of a line.
#[derive(Clone, Copy)]
pub enum Part<'a> {
    /// Text as it is.
    Text(&'a str),
    /// A decimal number.
    Number(i64),
}

/// Writes one line, its parts separated by blanks.
pub fn line(parts: &[Part<'_>]) {
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            UART2.send(b" ");
        }
        match part {
            Part::Text(text) => {
                UART2.send(text.as_bytes());
            }
            Part::Number(value) => number(*value),
        }
    }
    UART2.send(b"\n");
}

fn number(value: i64) {
    if value < 0 {
        UART2.send(b"-");
    }
    let mut digits = [0u8; 20];
    let mut rest = value.unsigned_abs();
    let mut first = digits.len();
    for (i, digit) in digits.iter_mut().enumerate().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        first = i;
        if rest == 0 {
            break;
        }
    }
    UART2.send(digits.get(first..).unwrap_or_default());
}
