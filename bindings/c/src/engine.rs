//! The master engine in memory of the caller: bytes and times go in, bytes, times and ends come
//! out.

use crate::codec::{CValue, address_of, code, value_of};
use crate::memory::{bytes, put, room};
use crate::text::Text;
use crate::{Code, count};
use dlt645::{Control, DataId};
use ttl_link::{Event, Failure, Instant, Line, Master, Request, RequestError};

/// Tells memory with an engine in it from other memory.
const MAGIC: u64 = 0x645D_2007_1997_0A11;

/// An engine with a mark in front.
#[repr(C)]
pub struct CMaster {
    magic: u64,
    master: Master<256>,
    /// Of the last reply: identifier, length.
    asked: Option<DataId>,
}

/// How a request ended.
#[repr(C)]
pub struct CEnd {
    kind: i32,
    address: [u8; 13],
    errors: u16,
    tries: u8,
    data_length: u16,
    text: [u8; 96],
}

/// Bytes that an engine needs.
#[expect(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn dlt645_master_size() -> usize {
    size_of::<CMaster>()
}

/// Makes an engine in `memory`. `kind` 0 is a module slot, 1 a two-wire bus, 2 a tunnel.
///
/// # Safety
/// A pointer that is not null has `len` writable bytes after it that nobody else uses while the
/// engine is used.
#[expect(unsafe_code, reason = "called from C")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dlt645_master_init(
    memory: *mut core::ffi::c_void,
    len: usize,
    kind: i32,
    baud: u32,
) -> i32 {
    let line = match kind {
        0 => Line::ttl(baud),
        1 => Line::rs485(baud),
        2 => Line::tunnel(baud),
        _ => return Code::Argument.into(),
    };
    if len < size_of::<CMaster>() {
        return Code::Room.into();
    }
    let made = CMaster {
        magic: MAGIC,
        master: Master::new(line),
        asked: None,
    };
    // SAFETY: there is room; alignment is looked at.
    code(unsafe { put(memory.cast::<CMaster>(), made) }.map(|()| 0))
}

/// The engine at a pointer.
///
/// # Safety
/// A pointer that is not null has readable memory of an engine's size after it that nobody else
/// uses now.
#[expect(unsafe_code, reason = "memory of the caller")]
unsafe fn at<'a>(master: *mut CMaster) -> Result<&'a mut CMaster, Code> {
    if master.is_null() || !master.is_aligned() {
        return Err(Code::Pointer);
    }
    // SAFETY: aligned and readable; the mark is looked at before anything else is believed.
    let magic = unsafe { (&raw const (*master).magic).read() };
    if magic != MAGIC {
        return Err(Code::Pointer);
    }
    // SAFETY: with its mark it was made by `dlt645_master_init`.
    Ok(unsafe { &mut *master })
}

fn asked(result: Result<(), RequestError>) -> Result<i32, Code> {
    match result {
        Ok(()) => Ok(0),
        Err(RequestError::Busy) => Err(Code::Busy),
        Err(_) => Err(Code::Argument),
    }
}

/// Asks for an item.
///
/// # Safety
/// As [`at`] and [`bytes`].
#[expect(unsafe_code, reason = "called from C")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dlt645_master_read(
    master: *mut CMaster,
    now: u64,
    address: *const u8,
    address_len: usize,
    di: u32,
    edition: u16,
) -> i32 {
    // SAFETY: as the caller promises.
    let parts = unsafe { (at(master), bytes(address, address_len)) };
    let (Ok(this), Ok(address)) = parts else {
        return Code::Pointer.into();
    };
    let di = match edition {
        2007 => DataId::V2007(di),
        1997 => match u16::try_from(di) {
            Ok(di) => DataId::V1997(di),
            Err(_) => return Code::Argument.into(),
        },
        _ => return Code::Argument.into(),
    };
    let mut ask = || {
        let request = Request::read(address_of(address)?, di);
        let result = this.master.request(Instant::from_micros(now), &request);
        this.asked = Some(di);
        asked(result)
    };
    code(ask())
}

/// Asks anything: a control code with data, as bytes without the 33H.
///
/// # Safety
/// As [`at`] and [`bytes`].
#[expect(unsafe_code, reason = "called from C")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dlt645_master_request(
    master: *mut CMaster,
    now: u64,
    address: *const u8,
    address_len: usize,
    control: u8,
    data: *const u8,
    data_len: usize,
) -> i32 {
    // SAFETY: as the caller promises.
    let parts = unsafe {
        (
            at(master),
            bytes(address, address_len),
            bytes(data, data_len),
        )
    };
    let (Ok(this), Ok(address), Ok(data)) = parts else {
        return Code::Pointer.into();
    };
    let mut ask = || {
        let request = Request::raw(address_of(address)?, Control(control), data);
        let result = this.master.request(Instant::from_micros(now), &request);
        this.asked = None;
        asked(result)
    };
    code(ask())
}

/// Copies the frame that is to be sent now; its length, 0 for none.
///
/// # Safety
/// As [`at`] and [`room`].
#[expect(unsafe_code, reason = "called from C")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dlt645_master_transmit(
    master: *mut CMaster,
    now: u64,
    out: *mut u8,
    out_len: usize,
) -> i32 {
    // SAFETY: as the caller promises.
    let parts = unsafe { (at(master), room(out, out_len)) };
    let (Ok(this), Ok(out)) = parts else {
        return Code::Pointer.into();
    };
    // A frame that is taken counts as sent: too little room must be told before.
    if out.len() < dlt645::MAX_FRAME + 4 {
        return Code::Room.into();
    }
    let Some(frame) = this.master.poll_transmit(Instant::from_micros(now)) else {
        return 0;
    };
    for (to, byte) in out.iter_mut().zip(frame) {
        *to = *byte;
    }
    count(frame.len())
}

/// Bytes came; the last of them ended at `now`.
///
/// # Safety
/// As [`at`] and [`bytes`].
#[expect(unsafe_code, reason = "called from C")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dlt645_master_input(
    master: *mut CMaster,
    now: u64,
    data: *const u8,
    len: usize,
) -> i32 {
    // SAFETY: as the caller promises.
    let parts = unsafe { (at(master), bytes(data, len)) };
    let (Ok(this), Ok(data)) = parts else {
        return Code::Pointer.into();
    };
    this.master.handle_input(Instant::from_micros(now), data);
    0
}

/// Time has passed; 1 and `due` if the engine wants to be called again at a time.
///
/// # Safety
/// As [`at`] and [`put`].
#[expect(unsafe_code, reason = "called from C")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dlt645_master_timeout(
    master: *mut CMaster,
    now: u64,
    due: *mut u64,
) -> i32 {
    // SAFETY: as the caller promises.
    let this = match unsafe { at(master) } {
        Ok(this) => this,
        Err(error) => return error.into(),
    };
    this.master.handle_timeout(Instant::from_micros(now));
    match this.master.poll_timeout() {
        // SAFETY: as the caller promises.
        Some(next) => code(unsafe { put(due, next.as_micros()) }.map(|()| 1)),
        None => 0,
    }
}

/// How the request ended: 1 with `end`, or 0 if it has not. Frames that were heard besides are left
/// out.
///
/// # Safety
/// As [`at`] and [`put`].
#[expect(unsafe_code, reason = "called from C")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dlt645_master_end(master: *mut CMaster, end: *mut CEnd) -> i32 {
    // SAFETY: as the caller promises.
    let this = match unsafe { at(master) } {
        Ok(this) => this,
        Err(error) => return error.into(),
    };
    if end.is_null() || !end.is_aligned() {
        return Code::Pointer.into();
    }
    while let Some(event) = this.master.poll_event() {
        let mut told = CEnd {
            kind: 0,
            address: [0; 13],
            errors: 0,
            tries: 0,
            data_length: 0,
            text: [0; 96],
        };
        match event {
            Event::Sent(_) => told.kind = 1,
            Event::Reply(reply) => {
                Text::of(&mut told.address, reply.address);
                told.tries = reply.tries;
                told.data_length = u16::try_from(reply.data.len()).unwrap_or(u16::MAX);
            }
            Event::Failed(failed) => {
                told.kind = match failed.reason {
                    Failure::Meter(_) => 2,
                    _ => 3,
                };
                if let Failure::Meter(errors) = failed.reason {
                    told.errors = errors.0;
                }
                told.tries = failed.tries;
                Text::of(&mut told.text, failed);
            }
            _ => continue,
        }
        // SAFETY: as the caller promises.
        return code(unsafe { put(end, told) }.map(|()| 1));
    }
    0
}

/// Value `index` of what the last read brought, until the next request.
///
/// # Safety
/// As [`at`] and [`put`].
#[expect(unsafe_code, reason = "called from C")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dlt645_master_value(
    master: *mut CMaster,
    index: usize,
    out: *mut CValue,
) -> i32 {
    // SAFETY: as the caller promises.
    let this = match unsafe { at(master) } {
        Ok(this) => this,
        Err(error) => return error.into(),
    };
    let value = match this.asked {
        Some(di) => value_of(di, this.master.received(), index),
        None => Err(Code::None),
    };
    // SAFETY: as the caller promises.
    code(value.and_then(|value| unsafe { put(out, value) }.map(|()| 0)))
}
