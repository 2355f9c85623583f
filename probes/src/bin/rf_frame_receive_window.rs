#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{access::*, receive::*, report::*, *};

probe!({
    let mut window = any(Window::from_top(0));
    black_box((window.is_fresh(any(0)), window.accept(any(0))));
    let mut counter = any(Counter::at_boot(0));
    counter.raise(any(0));
    black_box((counter.wanted(), counter.take()));
    let mut guesses = any(Guesses::new());
    black_box((guesses.is_throttled(any(0)), guesses.wrong(any(0))));
    black_box((window, counter, guesses));
});
