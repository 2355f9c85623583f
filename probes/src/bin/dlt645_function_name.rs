#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    let function = any(Function::Read);
    (
        function.name(any(Edition::V2007)),
        function.name_zh(any(Edition::V2007)),
    )
});
