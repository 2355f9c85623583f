//! How well the line is used, in virtual time: `cargo bench -p ttl-link`.
//!
//! The whole time of many reads against what it must be: bytes on the wire, reply delays,
//! configured silence. Exits with 1 if the ratio is above 1.03 anywhere.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a benchmark"
)]

#[path = "../tests/common/mod.rs"]
mod common;

use common::{ENERGY, METER, Shelf, Sim};
use dlt645::DataId;
use std::process::ExitCode;
use ttl_link::{Line, Request};

const BLOCK: DataId = DataId::V2007(0x0001_FF00);
const LIMIT: f64 = 1.03;

fn main() -> ExitCode {
    let mut good = true;
    println!("line        reads                     virtual time   needed by line      ratio");
    for (kind, line) in [
        ("TTL", Line::ttl as fn(u32) -> Line),
        ("RS485", Line::rs485),
    ] {
        for baud in [2400, 9600] {
            for (name, di, len, reads) in [
                ("1000 x one energy", ENERGY, 4, 1000u64),
                ("100 x 200-byte block", BLOCK, 196, 100),
            ] {
                let line = line(baud);
                let mut sim: Sim = Sim::new(line, Shelf::new(METER).with(di, &vec![0x11; len]));
                let start = sim.now;
                for _ in 0..reads {
                    assert_eq!(sim.run(&Request::read(METER, di)).data().len(), len);
                }
                let spent = sim.now.since(start).get();
                let bytes = usize::try_from(sim.wire_bytes).unwrap();
                // Silence comes in front of every request but the first.
                let needed =
                    line.wire_time(bytes).get() + reads * 20_000 + (reads - 1) * line.quiet.get();
                let ratio = spent as f64 / needed as f64;
                good &= ratio <= LIMIT;
                println!(
                    "{kind:5} {baud:5} {name:24} {:9.3} s    {:9.3} s     {ratio:.5}",
                    spent as f64 / 1e6,
                    needed as f64 / 1e6
                );
            }
        }
    }
    if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
