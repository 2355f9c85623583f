//! What was typed made comparable: case, width and brackets do not count.

/// Lower case, full-width characters as ASCII, brackets of every kind as blanks.
pub(super) fn fold(text: &str) -> String {
    let one = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        c => c,
    };
    let bracket = |c: char| match c {
        '(' | ')' | '[' | ']' | '{' | '}' | '【' | '】' | '“' | '”' | '"' => ' ',
        c => c,
    };
    text.chars()
        .map(one)
        .map(bracket)
        .flat_map(char::to_lowercase)
        .collect()
}
