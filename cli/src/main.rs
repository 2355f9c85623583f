//! Command line tool for DL/T 645 meters and captures.

fn main() {}
