#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({ any(Address::WILDCARD).matches(any(Address::BROADCAST)) });
