//! What C hands over, looked at before it is used.

use crate::Code;

/// `len` bytes at `bytes`; none for no bytes, wherever the pointer goes.
///
/// # Safety
/// A pointer that is not null has `len` readable bytes after it.
#[expect(unsafe_code, reason = "bytes of the caller")]
pub(crate) unsafe fn bytes<'a>(bytes: *const u8, len: usize) -> Result<&'a [u8], Code> {
    if len == 0 {
        return Ok(&[]);
    }
    if bytes.is_null() || len > isize::MAX as usize {
        return Err(Code::Pointer);
    }
    // SAFETY: not null, and readable as the caller promises; u8 has no alignment.
    Ok(unsafe { core::slice::from_raw_parts(bytes, len) })
}

/// `len` bytes of room at `out`.
///
/// # Safety
/// A pointer that is not null has `len` writable bytes after it that nobody else uses now.
#[expect(unsafe_code, reason = "room of the caller")]
pub(crate) unsafe fn room<'a>(out: *mut u8, len: usize) -> Result<&'a mut [u8], Code> {
    if len == 0 {
        return Ok(&mut []);
    }
    if out.is_null() || len > isize::MAX as usize {
        return Err(Code::Pointer);
    }
    // SAFETY: not null, and writable as the caller promises. Bytes that were never written are
    // overwritten before they are read.
    Ok(unsafe { core::slice::from_raw_parts_mut(out, len) })
}

/// Puts `value` where `out` points.
///
/// # Safety
/// A pointer that is not null and aligned has room for a `T`.
#[expect(unsafe_code, reason = "room of the caller")]
pub(crate) unsafe fn put<T>(out: *mut T, value: T) -> Result<(), Code> {
    if out.is_null() || !out.is_aligned() {
        return Err(Code::Pointer);
    }
    // SAFETY: not null and aligned, with room as the caller promises.
    unsafe { out.write(value) };
    Ok(())
}
