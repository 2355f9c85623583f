//! How long `dlt645 decode --json` takes against `md5sum` of what it prints, in one run, so that
//! the machine cancels out: `cargo bench -p dlt645-cli`. Wanted: at most 3 ×.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a measurement may fail loudly"
)]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn frame(control: u8, data: &[u8]) -> Vec<u8> {
    let mut out = vec![
        0x68,
        0x45,
        0x06,
        0x08,
        0x11,
        0x22,
        0x20,
        0x68,
        control,
        data.len() as u8,
    ];
    out.extend(data.iter().map(|byte| byte.wrapping_add(0x33)));
    let sum = out.iter().fold(0u8, |sum, byte| sum.wrapping_add(*byte));
    out.extend([sum, 0x16]);
    out
}

fn bcd(mut number: u32, len: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for _ in 0..len {
        out.push((((number / 10 % 10) << 4) | (number % 10)) as u8);
        number /= 100;
    }
    out
}

fn line(out: &mut impl Write, bytes: &[u8]) {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    writeln!(out, "{digits}").unwrap();
}

/// 200 000 frames with one item each.
fn items(path: &Path) {
    let mut out = BufWriter::new(File::create(path).unwrap());
    let kinds: [(u32, usize); 5] = [
        (0x0001_0000, 4),
        (0x0201_0100, 2),
        (0x0202_0100, 3),
        (0x0203_0000, 3),
        (0x0206_0000, 2),
    ];
    for n in 0..200_000u32 {
        let (di, len) = kinds[n as usize % kinds.len()];
        let value = n.wrapping_mul(7919) % 10u32.pow(2 * len as u32 - 1);
        let data = [&di.to_le_bytes()[..], &bcd(value, len)].concat();
        line(&mut out, &[&[0xFE; 4][..], &frame(0x91, &data)].concat());
    }
}

/// 50 000 blocks of 49 values.
fn blocks(path: &Path) {
    let mut out = BufWriter::new(File::create(path).unwrap());
    for n in 0..50_000u32 {
        let mut data = 0x0001_FF00u32.to_le_bytes().to_vec();
        (0..49).for_each(|part| data.extend(bcd((n * 31 + part * 977) % 800_000, 4)));
        line(&mut out, &frame(0x91, &data));
    }
}

/// The best of three runs, and what was printed.
fn time(program: &str, args: &[&str], to: &Path) -> Duration {
    let run = || {
        let out = File::create(to).unwrap();
        let begun = Instant::now();
        let status = Command::new(program)
            .args(args)
            .stdout(out)
            .stderr(Stdio::null())
            .status();
        assert!(status.unwrap().success());
        begun.elapsed()
    };
    (0..3).map(|_| run()).min().unwrap()
}

fn main() {
    // `cargo test` runs benches too, unoptimised: then there is nothing to measure.
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let folder = std::env::temp_dir();
    let (input, json, sum) = (
        folder.join("dlt645-bench.txt"),
        folder.join("dlt645-bench.json"),
        folder.join("dlt645-bench.md5"),
    );
    for (name, write) in [
        ("200 000 items", items as fn(&Path)),
        ("50 000 blocks of 49", blocks),
    ] {
        write(&input);
        let args = ["decode", "--json", "--file", input.to_str().unwrap()];
        let decode = time(env!("CARGO_BIN_EXE_dlt645"), &args, &json);
        let md5 = time("md5sum", &[json.to_str().unwrap()], &sum);
        let ratio = decode.as_secs_f64() / md5.as_secs_f64();
        let size = std::fs::metadata(&json).unwrap().len() / 1_000_000;
        println!(
            "{name}: {size} MB of JSON in {decode:.2?}, md5sum {md5:.2?}: {ratio:.2} × (wanted 3)"
        );
    }
    for file in [input, json, sum] {
        let _ = std::fs::remove_file(file);
    }
}
