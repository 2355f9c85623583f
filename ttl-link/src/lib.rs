//! DL/T 645 line engines without I/O: master and meter side, binding, outage debounce, no_std.
#![no_std]
#![forbid(unsafe_code)]
