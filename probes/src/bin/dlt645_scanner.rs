#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    let mut scanner: FrameScanner = FrameScanner::new();
    while any(true) {
        let mut rest = bytes();
        while !rest.is_empty() {
            rest = scanner.push(rest);
            while !matches!(black_box(scanner.poll()), Scan::NeedMore) {}
        }
        if any(false) {
            scanner.on_silence();
        }
        black_box((scanner.discarded(), scanner.pending()));
    }
});
