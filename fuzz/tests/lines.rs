//! The line engines under many short random inputs: what a fuzzer does first, in seconds and
//! without one.

use meter_fuzz::link;

#[test]
fn random_lines_hold() {
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u32
    };
    for _ in 0..40_000 {
        let len = random() as usize % 600;
        let bytes: Vec<u8> = (0..len).map(|_| random() as u8).collect();
        link::master(&bytes);
    }
}
