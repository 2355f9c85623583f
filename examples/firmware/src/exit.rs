//! The end of an image: under test the emulator ends and its exit status tells how; a running
//! device logs and starts again.

use crate::log;
use core::panic::PanicInfo;
use cortex_m_semihosting::{debug, hio};

/// Ends the emulator with status 0.
pub fn good() -> ! {
    loop {
        debug::exit(debug::EXIT_SUCCESS);
    }
}

/// Cannot go on: says so and starts again.
pub fn fail(why: &str) -> ! {
    for part in ["failed: ", why, "\n"] {
        log::text(part);
    }
    cortex_m::peripheral::SCB::sys_reset()
}

/// Only where something is tested: the node and the gateway cannot panic.
#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    if let Ok(mut host) = hio::hstdout() {
        let _ = host.write_all(info.message().as_str().unwrap_or("panic").as_bytes());
    }
    loop {
        debug::exit(debug::EXIT_FAILURE);
    }
}
