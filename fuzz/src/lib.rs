//! Properties of the crates, each a function over bytes that panics when the property does not
//! hold.
//!
//! [`TARGETS`] names them all. The libFuzzer bins in `fuzz_targets/` and the replay tests in
//! `tests/` call them.

pub mod access;
pub mod clock;
pub mod command;
pub mod frame;
pub mod item;
pub mod joining;
pub mod journal;
pub mod link;
pub mod log;
pub mod naive;
pub mod radio;
pub mod scan;
pub mod wire;

/// A property: any bytes, a panic if it does not hold.
pub type Property = fn(&[u8]);

/// Every property under the name of its fuzz target, corpus and regressions folder.
pub const TARGETS: &[(&str, Property)] = &[
    ("frame", frame::parse),
    ("frame_encode", frame::encode),
    ("scanner", scan::any_pieces),
    ("differential", naive::agrees),
    ("command", command::round_trip),
    ("item", item::decode),
    ("access", access::exactly_once),
    ("journal", journal::nothing_lost),
    ("log", log::no_start_twice),
    ("master", link::master),
    ("meter", link::meter),
    ("radio_raw", radio::raw),
    ("radio_repaired", radio::repaired),
    ("radio_signed", radio::signed),
    ("wire_raw", wire::raw),
    ("wire_built", wire::built),
    ("joining", joining::any_plan),
    ("clock_any", clock::any_reads),
    ("clock_truthful", clock::truthful_reads),
    ("clock_radio", clock::any_exchanges),
];

/// Body of a fuzz bin. Without cargo-fuzz the bin runs the property over the files named on its
/// command line.
#[macro_export]
macro_rules! fuzz_bin {
    ($property:path) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(|data: &[u8]| $property(data));

        #[cfg(not(fuzzing))]
        fn main() -> std::io::Result<()> {
            for file in std::env::args_os().skip(1) {
                $property(&std::fs::read(file)?);
            }
            Ok(())
        }
    };
}
