//! Can panic on purpose: proves that the check can fail.
#![no_std]
#![no_main]
probes::probe!({ probes::bytes()[3] });
