#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod build;
pub mod candidate;
mod capture;
pub mod describe;
pub mod edition;
pub mod fields;
pub mod find;
pub mod given;
mod hints;
pub mod input;
pub mod items;
pub mod json;
pub mod lang;
mod mistakes;
pub mod names;
pub mod nearest;
pub mod neighbours;
pub mod own;
pub mod pair;
pub mod phrases;
pub mod report;
pub mod search;
pub mod summary;
pub mod units;
pub mod values;

pub use capture::Capture;
pub use lang::Lang;
