//! `dlt645` for C: what `include/dlt645.h` declares, without heap and without unwinding.
//!
//! Every function takes pointers with lengths, looks at them first and answers a code: 0 or more is
//! what it found or wrote, below 0 is one of [`Code`]. Frames are named by their bytes and parsed
//! again by each call, so that there is no state that a caller could spoil.
#![no_std]

mod codec;
mod engine;
mod memory;
mod text;

/// Nothing in this library panics; if the linker keeps this, a check of `scripts/c.sh` fails.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {
        core::hint::spin_loop();
    }
}

/// What a function answers when it has nothing.
#[repr(i32)]
pub(crate) enum Code {
    /// A pointer is null, misaligned or not what it should be.
    Pointer = -1,
    /// The bytes are no frame.
    NoFrame = -2,
    /// There is no such thing: no identifier, no value with this index, no name.
    None = -3,
    /// The room given is too small.
    Room = -4,
    /// An argument has no meaning here.
    Argument = -5,
    /// A request is under way.
    Busy = -6,
}

impl From<Code> for i32 {
    fn from(code: Code) -> Self {
        code as Self
    }
}

/// A count as an answer.
pub(crate) fn count(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

// The sizes that tests/vectors.c asserts of the header.
#[cfg(target_pointer_width = "64")]
const _: () = {
    assert!(size_of::<codec::CFrame>() == 32);
    assert!(size_of::<codec::CFault>() == 8);
    assert!(size_of::<codec::CId>() == 8);
    assert!(size_of::<codec::CValue>() == 184);
    assert!(size_of::<engine::CEnd>() == 120);
};
