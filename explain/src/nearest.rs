//! The nearest reading of bytes that are no frame: which frame it may have been, and what was
//! changed to get there.

use crate::phrases::Phrase;
use dlt645::{Address, Control, END, Frame, FrameError, FrameRepr, OFFSET, OVERHEAD, START};

/// A frame as it may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// The whole frame.
    pub frame: Vec<u8>,
    /// Where on the line its byte 0 is or would be; negative in front of the first byte
    /// seen.
    pub start: isize,
    /// What is changed, with the position on the line.
    pub changes: Vec<(isize, Phrase)>,
}

/// The reading of `bytes`, of which `at` is the start byte that a scan complains about with
/// `error`.
pub fn reading(bytes: &[u8], at: usize, error: FrameError) -> Option<Nearest> {
    let candidate = bytes.get(at..)?;
    let mut found = match error {
        FrameError::SecondStart { .. } => {
            start_twice(candidate).or_else(|| other_address(candidate))
        }
        FrameError::Start { .. } => None,
        _ => headed(candidate),
    }?;
    found.start += at as isize;
    for (place, _) in &mut found.changes {
        *place += at as isize;
    }
    Some(found)
}

/// The reading of bytes whose first start byte was lost, or changed: the second one is there
/// with all that follows.
pub fn without_start(bytes: &[u8]) -> Option<Nearest> {
    let seconds = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == START)
        .map(|(at, _)| at);
    seconds
        .filter_map(|second| lost_start(bytes, second))
        .next()
}

fn lost_start(bytes: &[u8], second: usize) -> Option<Nearest> {
    let body = Body::of(bytes.get(second..)?)?;
    let from = second.saturating_sub(6);
    let mut wire = [0u8; 6];
    let have = bytes.get(from..second)?;
    for (to, byte) in wire.iter_mut().rev().zip(have.iter().rev()) {
        *to = *byte;
    }
    let sum = sum(&wire).wrapping_add(START).wrapping_add(body.sum);
    if have.len() == 6 && sum != body.checksum {
        return None;
    }
    let start = second as isize - 7;
    let mut changes = Vec::new();
    match second.checked_sub(7).and_then(|at| bytes.get(at)) {
        Some(byte) => changes.push((start, instead("start byte", "帧起始符", *byte, START))),
        None => changes.push((
            start,
            Phrase::new("start byte 68 is missing", "缺少帧起始符 68"),
        )),
    }
    let lost = 6 - have.len();
    if lost > 0 {
        changes.push((
            start + 1,
            Phrase::new(
                format!(
                    "{lost} address bytes are missing, taken as 00; the checksum cannot be checked"
                ),
                format!("缺少 {lost} 个地址字节，按 00 处理；校验码无法核对"),
            ),
        ));
    }
    Some(Nearest {
        frame: frame(wire, body.control, body.data)?,
        start,
        changes,
    })
}

/// The bytes from the second start byte to the end byte.
struct Body<'a> {
    control: u8,
    data: &'a [u8],
    /// Sum from the second start byte to the last byte of the data.
    sum: u8,
    checksum: u8,
}

impl<'a> Body<'a> {
    /// Reads a body that has its end byte in place.
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let [START, control, len, rest @ ..] = bytes else {
            return None;
        };
        let (data, tail) = rest.split_at_checked(usize::from(*len))?;
        let [checksum, END, ..] = tail else {
            return None;
        };
        let sum = sum(data)
            .wrapping_add(START)
            .wrapping_add(*control)
            .wrapping_add(*len);
        Some(Self {
            control: *control,
            data,
            sum,
            checksum: *checksum,
        })
    }
}

/// The second start byte was changed on the way: all the rest fits with a 68 in its place.
fn start_twice(bytes: &[u8]) -> Option<Nearest> {
    let mut whole = bytes.to_vec();
    let found = core::mem::replace(whole.get_mut(7)?, START);
    let (frame, _) = Frame::parse_prefix(&whole).ok()?;
    let change = instead("second start byte", "第二个帧起始符", found, START);
    let len = frame.wire_len();
    whole.truncate(len);
    Some(Nearest {
        frame: whole,
        start: 0,
        changes: vec![(7, change)],
    })
}

/// An address of another length than six bytes, and a right sum over the bytes that are there.
fn other_address(bytes: &[u8]) -> Option<Nearest> {
    let rest = bytes.get(1..)?;
    let seconds = rest
        .iter()
        .enumerate()
        .take(13)
        .filter(|(_, byte)| **byte == START)
        .map(|(at, _)| at);
    seconds.filter(|len| *len != 6).find_map(|len| {
        let body = Body::of(rest.get(len..)?)?;
        let address = rest.get(..len)?;
        if sum(address).wrapping_add(START).wrapping_add(body.sum) != body.checksum {
            return None;
        }
        let mut wire = [0; 6];
        for (to, byte) in wire.iter_mut().zip(address) {
            *to = *byte;
        }
        let change = Phrase::new(
            format!("the address has {len} bytes, not 6"),
            format!("地址域有 {len} 字节，应为 6"),
        );
        Some(Nearest {
            frame: frame(wire, body.control, body.data)?,
            start: 0,
            changes: vec![(1, change)],
        })
    })
}

/// Both start bytes are there: the length lies, or checksum and end are wrong or missing.
fn headed(bytes: &[u8]) -> Option<Nearest> {
    let (head, rest) = bytes.split_first_chunk::<10>()?;
    let [_, a0, a1, a2, a3, a4, a5, _, control, len] = *head;
    let wire = [a0, a1, a2, a3, a4, a5];
    let mut changes = Vec::new();
    if let Some(real) = real_length(head, rest).filter(|real| *real != usize::from(len)) {
        changes.push((
            9,
            instead("length", "数据域长度", len, u8::try_from(real).ok()?),
        ));
        let data = rest.get(..real)?;
        let whole = frame(wire, control, data)?;
        if let (Some(found), Some(right)) = (rest.get(real), whole.get(10 + real))
            && found != right
        {
            changes.push((
                10 + real as isize,
                instead("checksum", "校验码", *found, *right),
            ));
        }
        return Some(Nearest {
            frame: whole,
            start: 0,
            changes,
        });
    }
    let data: &[u8] = rest.get(..usize::from(len)).unwrap_or(rest);
    let whole = frame(wire, control, data)?;
    let missing = usize::from(len) - data.len();
    if missing > 0 {
        let (en, zh) = (
            format!("{missing} bytes of the data are missing"),
            format!("数据域缺 {missing} 字节"),
        );
        changes.push((10 + data.len() as isize, Phrase::new(en, zh)));
    }
    let tail = rest.get(data.len()..).unwrap_or_default();
    // With other data the sum would be another: what it should be is known only for a whole field.
    let place = 10 + data.len() as isize;
    match (tail.first(), whole.get(10 + data.len())) {
        (Some(found), Some(right)) if found != right => {
            changes.push((place, instead("checksum", "校验码", *found, *right)));
        }
        (None, _) if missing == 0 => {
            changes.push((place, Phrase::new("the checksum is missing", "缺少校验码")))
        }
        _ => {}
    }
    match tail.get(1) {
        Some(&END) => {}
        Some(found) => changes.push((place + 1, instead("end byte", "结束符", *found, END))),
        None if missing == 0 => {
            changes.push((
                place + 1,
                Phrase::new("the end byte 16 is missing", "缺少结束符 16"),
            ));
        }
        None => changes.push((
            place,
            Phrase::new("checksum and end byte are missing", "缺少校验码和结束符"),
        )),
    }
    Some(Nearest {
        frame: whole,
        start: 0,
        changes,
    })
}

/// The length with which a checksum and a 16 fit after the data: summed over the right length byte
/// or the one there.
fn real_length(head: &[u8; 10], rest: &[u8]) -> Option<usize> {
    let before = sum(head);
    let mut total = before;
    let mut found = None;
    for (at, pair) in rest.windows(2).enumerate().take(dlt645::MAX_DATA + 1) {
        let [checksum, end] = *pair else { break };
        let corrected = total.wrapping_sub(head[9]).wrapping_add(at as u8);
        if end == END && (checksum == corrected || checksum == total) {
            found = Some(at);
            break;
        }
        total = total.wrapping_add(checksum);
    }
    found
}

/// A frame over data that still have their offset.
fn frame(wire: [u8; 6], control: u8, data: &[u8]) -> Option<Vec<u8>> {
    let data: Vec<u8> = data.iter().map(|byte| byte.wrapping_sub(OFFSET)).collect();
    let mut out = vec![0; OVERHEAD + data.len()];
    FrameRepr {
        address: Address::from_wire(wire),
        control: Control(control),
        data: &data,
    }
    .encode(&mut out)
    .ok()?;
    Some(out)
}

fn sum(bytes: &[u8]) -> u8 {
    bytes
        .iter()
        .fold(0, |sum: u8, byte| sum.wrapping_add(*byte))
}

fn instead(en: &str, zh: &str, found: u8, right: u8) -> Phrase {
    Phrase::new(
        format!("{en} {found:02x} instead of {right:02x}"),
        format!("{zh}是 {found:02x}，应为 {right:02x}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: [u8; 20] = [
        0x68, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, 0x68, 0x91, 0x08, 0x33, 0x33, 0x34, 0x33, 0xBC,
        0x33, 0x57, 0x34, 0x15, 0x16,
    ];

    /// Reads `bytes` the way `explain` does.
    fn read(bytes: &[u8]) -> Option<(Vec<u8>, Vec<isize>)> {
        let error = Frame::parse(bytes).err()?;
        let found = reading(bytes, 0, error).or_else(|| without_start(bytes))?;
        Some((
            found.frame,
            found.changes.iter().map(|change| change.0).collect(),
        ))
    }

    #[test]
    fn one_changed_byte_is_found_where_it_is() {
        for at in [0, 7, 9, 18, 19] {
            for found in [0x00, 0x07, 0x0A, 0x69, 0xFF] {
                let mut bytes = GOOD;
                bytes[at] = found;
                assert_eq!(
                    read(&bytes),
                    Some((GOOD.to_vec(), vec![at as isize])),
                    "{found:02x} at {at}"
                );
            }
        }
    }

    #[test]
    fn a_changed_data_byte_shows_as_checksum() {
        let mut bytes = GOOD;
        bytes[14] = 0xBD;
        let (frame, changes) = read(&bytes).unwrap();
        assert_eq!((&frame[..18], changes), (&bytes[..18], vec![18]));
    }

    #[test]
    fn cut_at_either_end() {
        assert_eq!(read(&GOOD[1..]), Some((GOOD.to_vec(), vec![-1])));
        let (frame, changes) = read(&GOOD[3..]).unwrap();
        assert_eq!((&frame[3..7], changes), (&GOOD[3..7], vec![-3, -2]));
        assert_eq!(read(&GOOD[..19]), Some((GOOD.to_vec(), vec![19])));
        assert_eq!(read(&GOOD[..18]), Some((GOOD.to_vec(), vec![18, 19])));
        assert_eq!(read(&GOOD[..16]).unwrap().1, [16, 16]);
    }

    #[test]
    fn an_address_of_five_bytes() {
        let mut bytes = GOOD.to_vec();
        bytes.remove(6);
        bytes[17] = bytes[17].wrapping_sub(0x11);
        let (frame, changes) = read(&bytes).unwrap();
        assert_eq!(
            (&frame[..7], changes),
            (&[0x68, 0x66, 0x55, 0x44, 0x33, 0x22, 0x00][..], vec![1])
        );
    }

    #[test]
    fn a_length_byte_that_went_into_the_sum() {
        let mut bytes = GOOD;
        bytes[9] = 0x09;
        bytes[18] = 0x16;
        assert_eq!(read(&bytes), Some((GOOD.to_vec(), vec![9, 18])));
    }
}
