//! What every entry shares: values the optimiser knows nothing of, and a panic handler that cannot
//! be linked.

pub(crate) use core::hint::black_box;

unsafe extern "C" {
    fn this_probe_can_panic() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: never runs, a program in which it is left does not link.
    unsafe { this_probe_can_panic() }
}

/// The precompiled core of a host names it in unwind tables; nothing unwinds here.
#[cfg(not(target_os = "none"))]
#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() {}

#[unsafe(link_section = ".input")]
static INPUT: [u8; 1024] = [0; 1024];

/// Any bytes, of any length as far as the optimiser knows.
pub(crate) fn bytes() -> &'static [u8] {
    black_box(&INPUT[..])
}

/// Any value of `T` as far as the optimiser knows.
pub(crate) fn any<T>(value: T) -> T {
    black_box(value)
}

/// Does something with a value of any state; what the value is afterwards must be computed.
#[inline(always)]
pub(crate) fn with<T, R>(value: T, act: impl FnOnce(&mut T) -> R) -> T {
    let mut value = any(value);
    black_box(act(&mut value));
    black_box(value)
}

#[repr(C, align(8))]
struct Place(core::cell::UnsafeCell<[u8; 512]>);

// SAFETY: a probe has one thread, and never runs.
unsafe impl Sync for Place {}

static PLACES: [Place; 4] = [const { Place(core::cell::UnsafeCell::new([0; 512])) }; 4];

/// A value that the caller keeps in static memory: it costs the probe no stack. `N` of 0 to 3 tells
/// them apart. Zero must be a valid `T`.
pub(crate) fn kept<T, const N: usize>() -> &'static mut T {
    const { assert!(size_of::<T>() <= 512 && align_of::<T>() <= 8 && N < 4) }
    // SAFETY: large enough and aligned; each probe asks once for each place.
    unsafe { &mut *black_box(PLACES[N].0.get()).cast::<T>() }
}

/// Takes formatted text and knows nothing of it.
struct Text;

impl core::fmt::Write for Text {
    fn write_str(&mut self, s: &str) -> core::fmt::Result {
        black_box(s);
        black_box(Ok(()))
    }
}

/// Formats with `Display` as users do.
pub(crate) fn show(value: &dyn core::fmt::Display) {
    black_box(core::fmt::write(&mut Text, format_args!("{value}")).is_ok());
}

/// Formats with `Debug` as users do.
pub(crate) fn debug(value: &dyn core::fmt::Debug) {
    black_box(core::fmt::write(&mut Text, format_args!("{value:?}")).is_ok());
}

/// Any value of a type that the compiler infers, as far as the optimiser knows; of a reference, one
/// to anything.
pub(crate) fn anything<T>() -> T {
    // SAFETY: a probe never runs; whether zeroes are a valid `T` makes no difference to what is
    // linked.
    unsafe { black_box(core::mem::MaybeUninit::zeroed()).assume_init() }
}
