//! Plain lines of text on UART2: words and numbers. What finds no room in the queue is cut off.

use crate::uart::UART2;

/// Writes text as it is.
pub fn text(text: &str) {
    UART2.send(text.as_bytes());
}

/// Writes a name and its number, with a blank after each.
#[inline(never)]
pub fn number(name: &str, value: i64) {
    text(name);
    text(if value < 0 { " -" } else { " " });
    let mut digits = [0; 20];
    let mut rest = value.unsigned_abs();
    let mut first = 19;
    while let Some(digit) = digits.get_mut(first) {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
        first = first.wrapping_sub(1);
    }
    UART2.send(digits.get(first..).unwrap_or_default());
    text(" ");
}

/// Ends the line.
pub fn end() {
    text("\n");
}
