#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    command::Rule::of(Function::from_code(any(0)), any(Edition::V2007))
        .answers(Address::from_wire(any([0; 6])))
});
