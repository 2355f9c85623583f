//! A second reading of DL/T 645 frames, written from the standard's text alone and as simply as can
//! be: index by index over a whole buffer. It shares no code with the crate, so that the two can be
//! compared.

use dlt645::Frames;

/// A frame as the second reading sees it.
#[derive(Debug, PartialEq, Eq)]
pub struct NaiveFrame {
    /// Offset of the first 68.
    pub offset: usize,
    /// Twelve digits as printed on the meter.
    pub address: String,
    /// Control byte.
    pub control: u8,
    /// Data field without 0x33.
    pub data: Vec<u8>,
}

/// All frames of a buffer. After a frame the search goes on after it, after anything else one byte
/// later.
pub fn frames(bytes: &[u8]) -> Vec<NaiveFrame> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match frame_at(bytes, at) {
            Some(frame) => {
                at += 12 + frame.data.len();
                found.push(frame);
            }
            None => at += 1,
        }
    }
    found
}

/// The frame whose first byte is at `at`.
pub fn frame_at(bytes: &[u8], at: usize) -> Option<NaiveFrame> {
    if bytes.len() < at + 12 || bytes[at] != 0x68 || bytes[at + 7] != 0x68 {
        return None;
    }
    let length = bytes[at + 9] as usize;
    if bytes.len() < at + 12 + length || bytes[at + 11 + length] != 0x16 {
        return None;
    }
    let mut sum = 0u32;
    for byte in &bytes[at..at + 10 + length] {
        sum += u32::from(*byte);
    }
    if sum % 256 != u32::from(bytes[at + 10 + length]) {
        return None;
    }
    let mut address = String::new();
    for i in (1..=6).rev() {
        address += &format!("{:02X}", bytes[at + i]);
    }
    let mut data = Vec::new();
    for byte in &bytes[at + 10..at + 10 + length] {
        data.push(((u32::from(*byte) + 256 - 0x33) % 256) as u8);
    }
    Some(NaiveFrame {
        offset: at,
        address,
        control: bytes[at + 8],
        data,
    })
}

/// The crate finds the same frames with the same content as the second reading.
pub fn agrees(bytes: &[u8]) {
    let theirs: Vec<_> = Frames::new(bytes)
        .map(|found| NaiveFrame {
            offset: found.offset,
            address: found.frame.address().to_string(),
            control: found.frame.control().0,
            data: found.frame.data().iter().collect(),
        })
        .collect();
    assert_eq!(theirs, frames(bytes));
}

/// A BCD number as decimal text, or `None` if the bytes are none: wrong length, or a digit above 9.
/// The top bit of the highest byte is the sign where the item has one.
pub fn number(bytes: &[u8], digits: usize, scale: usize, signed: bool) -> Option<String> {
    if bytes.len() != digits.div_ceil(2) {
        return None;
    }
    let mut minus = false;
    let mut text = String::new();
    for (place, byte) in bytes.iter().rev().enumerate() {
        let mut byte = *byte;
        if place == 0 && signed && byte >= 0x80 {
            minus = true;
            byte -= 0x80;
        }
        if byte / 16 > 9 || byte % 16 > 9 || (place == 0 && digits % 2 == 1 && byte / 16 != 0) {
            return None;
        }
        text += &format!("{}{}", byte / 16, byte % 16);
    }
    let text = &text[text.len() - digits..];
    let whole = text[..text.len() - scale].trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let sign = if minus && text.bytes().any(|digit| digit != b'0') {
        "-"
    } else {
        ""
    };
    Some(if scale == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{}", &text[text.len() - scale..])
    })
}
