//! Puts the memory layout where the linker script of cortex-m-rt looks for it.

use std::path::PathBuf;
use std::{env, fs};

fn main() -> std::io::Result<()> {
    // Cortex-M3: lm3s6965evb. Cortex-M0: nRF51 of the micro:bit, for instruction counts only.
    let ram = if env::var("TARGET").is_ok_and(|target| target.starts_with("thumbv6m")) {
        16
    } else {
        64
    };
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let layout = format!(
        "MEMORY {{ FLASH : ORIGIN = 0, LENGTH = 256K\nRAM : ORIGIN = 0x20000000, LENGTH = {ram}K }}\n"
    );
    fs::write(out.join("memory.x"), layout)?;
    // The vectors are in the images (see `vectors!`), nothing is to be provided for them.
    fs::write(out.join("device.x"), "")?;
    println!("cargo::rustc-link-search={}", out.display());
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}
