#![cfg_attr(fuzzing, no_main)]
meter_fuzz::fuzz_bin!(meter_fuzz::wire::raw);
