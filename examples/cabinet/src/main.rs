//! The whole meter cabinet in virtual time.

fn main() {}
