//! Radio outage frame of a meter cabinet: codec, medium access and exactly-once event log, no_std.
#![no_std]
#![forbid(unsafe_code)]
