//! The end of an image: under test the emulator ends and its exit status tells how; a running device logs and starts
//! again.

use crate::log;
use core::panic::PanicInfo;
use core::sync::atomic::{AtomicBool, Ordering};
use cortex_m_semihosting::{debug, hio};

static RUNNING: AtomicBool = AtomicBool::new(false);

/// From here on a failure is a restart.
pub fn run_for_ever() {
    RUNNING.store(true, Ordering::Relaxed);
}

/// Ends the emulator with status 0.
pub fn good() -> ! {
    loop {
        debug::exit(debug::EXIT_SUCCESS);
    }
}

/// Cannot go on: says so and starts again.
pub fn fail(why: &str) -> ! {
    if RUNNING.load(Ordering::Relaxed) {
        for part in ["failed: ", why, "\n"] {
            log::text(part);
        }
        cortex_m::peripheral::SCB::sys_reset()
    }
    if let Ok(mut host) = hio::hstdout() {
        let _ = host.write_all(why.as_bytes());
    }
    loop {
        debug::exit(debug::EXIT_FAILURE);
    }
}

#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    fail(info.message().as_str().unwrap_or("panic"))
}
