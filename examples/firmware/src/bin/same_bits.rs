//! Plays a fixed seed of observations through `timesync` and prints every state.
//! `scripts/same-bits.sh` compares that with what the host prints.
#![no_std]
#![no_main]

use core::fmt::Write;
use cortex_m_rt::entry;
use cortex_m_semihosting::hio;
use firmware::exit;

#[path = "../../../../timesync/examples/same-bits/play.rs"]
mod play;

/// A line at a time: each call through semihosting stops the emulator.
struct Lines {
    host: hio::HostStream,
    text: [u8; 512],
    len: usize,
}

impl Write for Lines {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        for byte in text.bytes() {
            *self.text.get_mut(self.len).ok_or(core::fmt::Error)? = byte;
            self.len += 1;
            if byte == b'\n' {
                self.host
                    .write_all(&self.text[..self.len])
                    .map_err(|()| core::fmt::Error)?;
                self.len = 0;
            }
        }
        Ok(())
    }
}

firmware::line!();

#[entry]
fn main() -> ! {
    let Ok(host) = hio::hstdout() else {
        panic!("no semihosting")
    };
    let mut lines = Lines {
        host,
        text: [0; 512],
        len: 0,
    };
    match play::play(&mut lines) {
        Ok(()) => exit::good(),
        Err(_) => panic!("a line is too long or the host takes none"),
    }
}
