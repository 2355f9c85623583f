//! A node's time from the gateway's, over radio exchanges whose stamps are sometimes late.
//!
//! `cargo run -p timesync --example radio_filter`

use timesync::{CounterTime, Micros, RadioFilter, Timestamp};

fn main() -> Result<(), &'static str> {
    // The node's counter started 5 s late and runs 12 ppm fast.
    let counter = |true_us: i64| {
        Timestamp::<CounterTime>::from_micros(true_us - 5_000_000 + true_us * 12 / 1_000_000)
    };
    let mut filter = RadioFilter::new();
    for n in 0..24i64 {
        let asked = n * 300_000_000;
        // 2 ms of air each way; every fifth answer is stamped late by an interrupt that had to
        // wait.
        let late = if n % 5 == 4 { 700 } else { 0 };
        let (t1, t2) = (counter(asked), Timestamp::from_micros(asked + 2_000));
        let (t3, t4) = (
            Timestamp::from_micros(asked + 12_000),
            counter(asked + 14_000).plus(Micros(late)),
        );
        let outcome = filter.feed(t1, t2, t3, t4);
        if n % 6 != 5 {
            continue;
        }
        let at = counter(asked + 20_000);
        let known = filter.to_gateway(at).ok_or("nothing known")?;
        let error = known.as_micros() - (asked + 20_000);
        println!(
            "after {:5} s: {outcome:?}, the gateway's time is known to {error} us, {:?}",
            asked / 1_000_000,
            filter.discipline(at)
        );
    }
    // An hour without the gateway: keep time, but set no meter by it.
    let later = counter(24 * 300_000_000 + 4_000_000_000);
    println!(
        "an hour without an exchange: {:?}",
        filter.discipline(later)
    );
    Ok(())
}
