//! Small questions about a line of text: what is before its bytes, and where it was cut.

/// Text with its digits as 0 and runs of them as one.
pub(super) fn label(text: &[u8]) -> Vec<u8> {
    let mut label: Vec<u8> = text
        .iter()
        .map(|byte| if byte.is_ascii_digit() { b'0' } else { *byte })
        .collect();
    label.dedup_by(|one, other| *one == b'0' && *other == b'0');
    label
}

/// Whether two start bytes are where the head of a frame has them.
pub(super) fn has_head(bytes: &[u8]) -> bool {
    bytes
        .windows(8)
        .any(|head| head.first() == Some(&dlt645::START) && head.last() == Some(&dlt645::START))
}

/// The first `count` characters.
pub(super) fn head(line: &str, count: usize) -> &str {
    let end = line
        .char_indices()
        .nth(count)
        .map_or(line.len(), |(at, _)| at);
    line.get(..end).unwrap_or(line)
}

/// The member `hex` of a JSON object on one line: a vector file has it.
pub(super) fn member_hex(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("\"hex\"")?;
    let rest = rest
        .trim_start()
        .strip_prefix(':')?
        .trim_start()
        .strip_prefix('"')?;
    rest.split('"').next()
}

/// Whether a line ends in the middle of a byte: many bytes, and half of one.
pub(super) fn ends_in_half(line: &str) -> bool {
    let digits = |byte: &&u8| byte.is_ascii_hexdigit();
    let bytes = line.as_bytes();
    let last = bytes.iter().rev().take_while(digits).count();
    let before = bytes.get(..bytes.len() - last).unwrap_or_default();
    let half = match before {
        [.., high, low, b' '] => last == 1 && digits(&high) && digits(&low),
        _ => false,
    };
    let packed = last % 2 == 1 && last > 2 * HALVED;
    packed || (half && bytes.iter().filter(digits).count() >= 2 * HALVED)
}

/// Whether a line of bytes begins with the other half of one.
pub(super) fn begins_with_half(line: &str) -> bool {
    let line = line.trim_start().as_bytes();
    let first = line
        .iter()
        .take_while(|byte| byte.is_ascii_hexdigit())
        .count();
    let half = first == 1 || (first % 2 == 1 && first == line.len());
    half && line
        .iter()
        .all(|byte| byte.is_ascii_hexdigit() || *byte == b' ')
}

/// Fewest bytes of a line that is cut in the middle of one.
const HALVED: usize = 12;

/// Whether a line is a note: `# made by …`, but not `#68 #45` nor `#$68`.
pub(super) fn is_comment(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('#') else {
        return false;
    };
    let byte = matches!(rest.as_bytes(), [high, low, b' ' | b'#', ..]
        if high.is_ascii_hexdigit() && low.is_ascii_hexdigit());
    let list = byte && rest.matches('#').count() >= 8;
    // `#12`, tab, fields: a row of a table.
    let row = super::words::is_row(line.as_bytes(), 0);
    !(list || row || rest.starts_with('$'))
}
