//! How much stack was ever used: it is painted at the start and looked at later.

const PAINT: u32 = 0x5AFE_57AC;

unsafe extern "C" {
    static mut __sheap: u32;
    static _stack_start: u32;
    static __sdata: u32;
}

/// Paints what is below the present frame.
pub fn paint() {
    let top = (cortex_m::register::msp::read() as usize).saturating_sub(64);
    let mut at = &raw mut __sheap;
    while (at as usize) < top {
        // SAFETY: between the end of the static data and the stack pointer nothing lives.
        unsafe {
            at.write_volatile(PAINT);
            at = at.add(1);
        }
    }
}

/// Bytes of stack used since [`paint`], at the deepest.
pub fn used() -> usize {
    let top = (&raw const _stack_start) as usize;
    let mut at = (&raw const __sheap).cast::<u32>();
    // SAFETY: RAM up to the top of the stack may be read.
    while (at as usize) < top && unsafe { at.read_volatile() } == PAINT {
        at = at.wrapping_add(1);
    }
    top.saturating_sub(at as usize)
}

/// Bytes of static data.
pub fn statics() -> usize {
    ((&raw const __sheap) as usize).saturating_sub((&raw const __sdata) as usize)
}
