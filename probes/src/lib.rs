//! A list of the public entry points of the four crates, and what makes a program of each.
//!
//! An entry calls a public function with input that the optimiser knows nothing of. The panic
//! handler calls a symbol that does not exist: if a panic is left in what an entry needs after
//! optimisation, a program that starts at this entry does not link, and `check` names it. The lists
//! are in `list`, a file for each crate.
#![no_std]

/// Makes a start function of each entry of a list:
/// `"crate_what" => expression;` has to link, `"crate_what" [code, stack] => expression;` is also
/// measured on Cortex-M, and at most `code` bytes of code and constants and `stack` bytes of stack
/// are wanted.
///
/// The whole list is one object; with `--cfg alone --cfg entry="crate_what"` only that entry is in
/// it.
macro_rules! probes {
    ($($name:literal $([$code:literal, $stack:literal])? => $body:expr;)*) => {$(
        const _: () = {
            #[cfg(any(not(alone), entry = $name))]
            #[unsafe(export_name = $name)]
            extern "C" fn start() -> ! {
                let _ = $crate::shared::black_box($body);
                loop {}
            }
        };
    )*};
}

/// One file for each crate.
#[allow(unused, reason = "with `--cfg alone` all but one entry is left out")]
mod list {
    mod dlt645;
    mod rf_frame;
    mod rf_frame_access;
    mod rf_frame_journal;
    mod rf_frame_machine;
    mod rf_frame_v1;
    mod timesync;
    mod ttl_link;
}
#[allow(unused, reason = "with `--cfg alone` all but one entry is left out")]
mod shared;

// It can panic: the check wants to see that in each build, or it proves nothing.
probes! {
    "deliberate" => shared::bytes()[3];
}
