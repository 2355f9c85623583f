//! Offset and drift of clocks that show only whole seconds, to milliseconds, integers only, no_std.
#![no_std]
#![forbid(unsafe_code)]
