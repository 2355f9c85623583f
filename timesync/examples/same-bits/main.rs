//! Plays a fixed seed of observations and prints every state: `scripts/same-bits.sh` compares with
//! what the same file prints on an emulated Cortex-M.
//!
//! `cargo run -p timesync --example same-bits`

mod play;

struct Out;

impl core::fmt::Write for Out {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        print!("{text}");
        Ok(())
    }
}

fn main() -> core::fmt::Result {
    play::play(&mut Out)
}
