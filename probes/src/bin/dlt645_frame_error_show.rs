#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({ show(&any(FrameError::Start { found: 0 })) });
