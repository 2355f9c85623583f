//! Frames, values, names and requests.

use crate::memory::{bytes, put, room};
use crate::text::Text;
use crate::{Code, count};
use dlt645::command::Reply;
use dlt645::item::{self, Language, Name, Part};
use dlt645::value::Value;
use dlt645::{
    Address, Control, Data, DataId, Edition, Frame, FrameError, FrameRepr, Frames, OVERHEAD,
    WAKE_UP,
};

/// A frame that was found.
#[repr(C)]
pub struct CFrame {
    offset: usize,
    length: usize,
    address: [u8; 13],
    control: u8,
    data_length: u8,
}

/// Why there is no frame.
#[repr(C)]
pub struct CFault {
    kind: i32,
    expected: u8,
    found: u8,
    missing: u16,
}

/// An identifier with its edition, 2007 or 1997.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CId {
    di: u32,
    edition: u16,
}

/// A value.
#[repr(C)]
pub struct CValue {
    id: CId,
    kind: i32,
    mantissa: i64,
    scale: u8,
    unit: [u8; 15],
    part: [u8; 48],
    text: [u8; 96],
}

fn id_of(di: DataId) -> CId {
    match di {
        DataId::V2007(di) => CId { di, edition: 2007 },
        DataId::V1997(di) => CId {
            di: di.into(),
            edition: 1997,
        },
    }
}

impl CId {
    fn data_id(self) -> Result<DataId, Code> {
        match self.edition {
            2007 => Ok(DataId::V2007(self.di)),
            1997 => u16::try_from(self.di)
                .map(DataId::V1997)
                .map_err(|_| Code::Argument),
            _ => Err(Code::Argument),
        }
    }
}

/// The code of a result.
pub(crate) fn code(result: Result<i32, Code>) -> i32 {
    result.unwrap_or_else(Into::into)
}

/// The next good frame in `bytes`: 1, or 0 if there is none.
///
/// # Safety
/// As [`bytes`] and [`put`].
#[expect(unsafe_code, reason = "called from C")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dlt645_find(at: *const u8, len: usize, out: *mut CFrame) -> i32 {
    // SAFETY: as the caller promises.
    let all = match unsafe { bytes(at, len) } {
        Ok(all) => all,
        Err(error) => return error.into(),
    };
    let Some(found) = Frames::new(all).next() else {
        return 0;
    };
    let frame = found.frame;
    let mut address = [0; 13];
    Text::of(&mut address, frame.address());
    let found = CFrame {
        offset: found.offset,
        length: frame.wire_len(),
        address,
        control: frame.control().0,
        data_length: u8::try_from(frame.data().len()).unwrap_or(u8::MAX),
    };
    // SAFETY: as the caller promises.
    code(unsafe { put(out, found) }.map(|()| 1))
}

/// Whether `bytes` are one frame: 0, or `NO_FRAME` with the reason in `fault`.
///
/// # Safety
/// As [`bytes`] and [`put`].
#[expect(unsafe_code, reason = "called from C")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dlt645_check(at: *const u8, len: usize, fault: *mut CFault) -> i32 {
    // SAFETY: as the caller promises.
    let all = match unsafe { bytes(at, len) } {
        Ok(all) => all,
        Err(error) => return error.into(),
    };
    let Err(error) = Frame::parse(all) else {
        return 0;
    };
    let (kind, expected, found, missing) = match error {
        FrameError::Truncated { missing } => (1, 0, 0, missing),
        FrameError::Start { found } => (2, dlt645::START, found, 0),
        FrameError::SecondStart { found } => (3, dlt645::START, found, 0),
        FrameError::End { found } => (4, dlt645::END, found, 0),
        FrameError::Checksum { expected, found } => (5, expected, found, 0),
        _ => (6, 0, 0, 0),
    };
    let why = CFault {
        kind,
        expected,
        found,
        missing,
    };
    // SAFETY: as the caller promises.
    code(unsafe { put(fault, why) }.and(Err(Code::NoFrame)))
}

/// A frame that begins with its start byte.
///
/// # Safety
/// As [`bytes`].
#[expect(unsafe_code, reason = "called from C")]
unsafe fn frame<'a>(at: *const u8, len: usize) -> Result<Frame<'a>, Code> {
    // SAFETY: as the caller promises.
    Frame::parse(unsafe { bytes(at, len) }?).map_err(|_| Code::NoFrame)
}

/// The data of a frame without the 33H; how many.
///
/// # Safety
/// As [`bytes`] and [`room`].
#[expect(unsafe_code, reason = "called from C")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dlt645_data(
    at: *const u8,
    len: usize,
    out: *mut u8,
    out_len: usize,
) -> i32 {
    // SAFETY: as the caller promises.
    let (frame, out) = match unsafe { (frame(at, len), room(out, out_len)) } {
        (Ok(frame), Ok(out)) => (frame, out),
        (Err(error), _) | (_, Err(error)) => return error.into(),
    };
    let data = frame.data();
    match out.get_mut(..data.len()) {
        Some(out) => {
            for (to, byte) in out.iter_mut().zip(data.iter()) {
                *to = byte;
            }
            count(data.len())
        }
        None => Code::Room.into(),
    }
}

/// Identifier and data of the reply to a read.
fn item_of<'a>(frame: &Frame<'a>) -> Result<(DataId, Data<'a>), Code> {
    let edition = frame.edition().unwrap_or(Edition::V2007);
    match Reply::parse(frame, edition) {
        Ok(Reply::Read(reply)) => Ok((reply.id(), reply.data)),
        Ok(Reply::Read97(reply)) => Ok((reply.id(), reply.data)),
        _ => Err(Code::None),
    }
}

/// The identifier of the reply to a read.
///
/// # Safety
/// As [`bytes`] and [`put`].
#[expect(unsafe_code, reason = "called from C")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dlt645_id_of(at: *const u8, len: usize, out: *mut CId) -> i32 {
    // SAFETY: as the caller promises.
    let found = unsafe { frame(at, len) }.and_then(|frame| item_of(&frame));
    // SAFETY: as the caller promises.
    code(found.and_then(|(di, _)| unsafe { put(out, id_of(di)) }.map(|()| 0)))
}

/// Value `index` of the reply to a read.
///
/// # Safety
/// As [`bytes`] and [`put`].
#[expect(unsafe_code, reason = "called from C")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dlt645_value_at(
    at: *const u8,
    len: usize,
    index: usize,
    out: *mut CValue,
) -> i32 {
    // SAFETY: as the caller promises.
    let found = unsafe { frame(at, len) }.and_then(|frame| item_of(&frame));
    let value = found.and_then(|(di, data)| value_of(di, data, index));
    // SAFETY: as the caller promises.
    code(value.and_then(|value| unsafe { put(out, value) }.map(|()| 0)))
}

/// Value `index` of an item's data.
pub(crate) fn value_of(di: DataId, data: Data<'_>, index: usize) -> Result<CValue, Code> {
    let item = item::lookup(di).ok_or(Code::None)?;
    let has_parts = item.has_parts();
    let part = item.parts(data).nth(index).ok_or(Code::None)?;
    let mut value = CValue {
        id: id_of(di),
        kind: 12,
        mantissa: 0,
        scale: 0,
        unit: [0; 15],
        part: [0; 48],
        text: [0; 96],
    };
    match part {
        Ok(part) => told(&mut value, &part, has_parts),
        Err(error) => {
            Text::of(&mut value.text, error);
        }
    }
    Ok(value)
}

fn told(value: &mut CValue, part: &Part<'_>, has_parts: bool) {
    if let Some(di) = part.id {
        value.id = id_of(di);
    }
    if has_parts {
        Text::of(&mut value.part, part.name);
    }
    let unit = match &part.value {
        Ok(value) if value.reason().is_none() => value.unit(),
        _ => part.unit,
    };
    Text::of(&mut value.unit, unit.symbol());
    match &part.value {
        Ok(shown) => {
            value.kind = kind(shown);
            if let Some(number) = shown.decimal() {
                (value.mantissa, value.scale) = (number.mantissa, number.scale);
            }
            match (shown, shown.reason()) {
                (Value::Decimal(number), _) => Text::of(&mut value.text, Digits(number)),
                (_, Some(reason)) => Text::of(&mut value.text, reason),
                _ => Text::of(&mut value.text, shown),
            };
        }
        Err(error) => {
            Text::of(&mut value.text, error);
        }
    }
}

/// A number without its unit.
struct Digits<'a>(&'a dlt645::value::Decimal);

impl core::fmt::Display for Digits<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let bare = dlt645::value::Decimal {
            unit: dlt645::value::Unit::None,
            ..*self.0
        };
        bare.fmt(f)
    }
}

fn kind(value: &Value<'_>) -> i32 {
    match value {
        Value::Decimal(_) => 0,
        Value::Code(_) => 1,
        Value::Date(_) => 2,
        Value::Time(_) => 3,
        Value::DateTime(_) => 4,
        Value::Pattern(_) => 5,
        Value::Never => 6,
        Value::Absent => 7,
        Value::Text(_) => 8,
        Value::Bits(_) => 9,
        Value::Id(_) => 10,
        _ => 11,
    }
}

/// The name of an identifier, cut where the room ends; the length of the whole name.
///
/// # Safety
/// As [`room`].
#[expect(unsafe_code, reason = "called from C")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dlt645_name(id: CId, chinese: i32, out: *mut u8, out_len: usize) -> i32 {
    let language = if chinese == 0 {
        Language::English
    } else {
        Language::Chinese
    };
    let name = id
        .data_id()
        .and_then(|di| Name::of(di, language).ok_or(Code::None));
    // SAFETY: as the caller promises.
    code(name.and_then(|name| Ok(count(Text::of(unsafe { room(out, out_len) }?, name)))))
}

/// Address from twelve or fewer digits in ASCII.
pub(crate) fn address_of(digits: &[u8]) -> Result<Address, Code> {
    let text = core::str::from_utf8(digits).map_err(|_| Code::Argument)?;
    text.parse().map_err(|_| Code::Argument)
}

/// A frame with `preamble` wake-up bytes; its length.
///
/// # Safety
/// As [`bytes`] and [`room`].
#[expect(unsafe_code, reason = "called from C")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dlt645_encode(
    address: *const u8,
    address_len: usize,
    control: u8,
    data: *const u8,
    data_len: usize,
    preamble: usize,
    out: *mut u8,
    out_len: usize,
) -> i32 {
    // SAFETY: as the caller promises.
    let parts = unsafe {
        (
            bytes(address, address_len),
            bytes(data, data_len),
            room(out, out_len),
        )
    };
    let (Ok(address), Ok(data), Ok(out)) = parts else {
        return Code::Pointer.into();
    };
    let mut encode = || {
        let address = address_of(address)?;
        let (wake_up, rest) = out.split_at_mut_checked(preamble).ok_or(Code::Room)?;
        if data.len() > dlt645::MAX_DATA {
            return Err(Code::Argument);
        }
        let rest = rest.get_mut(..OVERHEAD + data.len()).ok_or(Code::Room)?;
        let repr = FrameRepr {
            address,
            control: Control(control),
            data,
        };
        repr.encode(rest).map_err(|_| Code::Argument)?;
        wake_up.fill(WAKE_UP);
        Ok(count(preamble.saturating_add(OVERHEAD + data.len())))
    };
    code(encode())
}
