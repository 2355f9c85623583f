//! Plain lines of text on UART2: words and numbers. What finds no room in the queue is cut off.

use crate::uart::UART2;

/// Writes text as it is.
pub fn text(text: &str) {
    UART2.send(text.as_bytes());
}

/// Writes a name and its number, with a blank behind each.
#[inline(never)]
pub fn number(name: &str, value: i64) {
    text(name);
    text(if value < 0 { " -" } else { " " });
    // Nineteen digits and the blank.
    let mut digits = [b' '; 20];
    let mut rest = value.unsigned_abs();
    let mut first = digits.len();
    for (i, digit) in digits.iter_mut().enumerate().rev().skip(1) {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        first = i;
        if rest == 0 {
            break;
        }
    }
    UART2.send(digits.get(first..).unwrap_or_default());
}

/// Ends the line.
pub fn end() {
    text("\n");
}
