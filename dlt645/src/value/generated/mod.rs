//! Names of bits, which `tables/generate.py` writes from `vectors/dlt645-bits.csv`.
//!
//! Sources are in the CSV: DL/T 645-2007, annex C; the State Grid supplement for the higher bits of
//! words 1, 3 and 7 and for the active report; DL/T 645-1997. Bits that are not listed are
//! reserved.

#[rustfmt::skip]
mod bits;

pub(super) use bits::definitions;
