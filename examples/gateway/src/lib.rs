//! Reference gateway application, no_std.
#![no_std]
#![forbid(unsafe_code)]
