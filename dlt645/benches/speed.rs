//! Speed of the codec against what the machine can do: `cargo bench -p dlt645`.
//!
//! Everything runs in one process on one core, what is compared by turns; the figures are medians
//! over the rounds. All values are summed and compared with the sum of the generator; a wrong sum
//! ends the run with status 1.
//!
//! The path that everybody calls (frames, reply, table, parts, value) has a bare decoder of forty
//! lines beside it, on the same bytes. Each workload has `memcpy` and a plain byte sum over a
//! buffer of its own size.
//!
//! `speed count NAME RUNS` runs one workload over 2000 frames, for `scripts/check-instructions.sh`.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark may fail"
)]

use dlt645::command::{Message, Read, ReadReply};
use dlt645::item;
use dlt645::value::Value;
use dlt645::{Address, Control, FrameRepr, Frames};
use std::hint::black_box;
use std::time::Instant;

const FRAMES: usize = 1_000_000;
const ROUNDS: usize = 9;
/// Of what is compared with the bare decoder.
const SHORT: usize = 20_000;
const SHORT_ROUNDS: usize = 200;
const TOTAL: u32 = 0x0001_0000;
const BLOCK: u32 = 0x0001_FF00;
const NOISE: usize = 24_000_000;

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn energy(&mut self) -> u32 {
        (self.next() % 100_000_000) as u32
    }

    fn address(&mut self) -> Address {
        let mut digits = || bcd((self.next() % 1_000_000) as u32);
        let ([a, b, c, _], [d, e, f, _]) = (digits(), digits());
        Address::from_wire([a, b, c, d, e, f])
    }
}

/// Packed BCD of up to eight digits, apart from the crate's own.
fn bcd(value: u32) -> [u8; 4] {
    let digit = |at: u32| (value / 10u32.pow(at) % 10) as u8;
    [0, 2, 4, 6].map(|at| digit(at + 1) << 4 | digit(at))
}

/// What a workload must come to.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
struct Tally {
    frames: usize,
    sum: u64,
}

/// Replies of `count` energies, each frame after four wake-up bytes.
fn replies(frames: usize, di: u32, count: usize) -> (Vec<u8>, Tally) {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut line = Vec::with_capacity(frames * (20 + 4 * count));
    let mut tally = Tally { frames, sum: 0 };
    let mut data = di.to_le_bytes().to_vec();
    let mut out = [0; 300];
    for _ in 0..frames {
        data.truncate(4);
        for _ in 0..count {
            let energy = random.energy();
            tally.sum += u64::from(energy);
            data.extend(bcd(energy));
        }
        let repr = FrameRepr {
            address: random.address(),
            control: Control(0x91),
            data: &data,
        };
        line.extend_from_slice(repr.encode_woken(4, &mut out).unwrap());
    }
    (line, tally)
}

/// Bytes among which one in four is 68, with a good reply every 4 KiB.
fn noisy(len: usize) -> (Vec<u8>, Tally) {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let mut line: Vec<u8> = (0..len)
        .map(|_| match random.next() >> 40 & 0xFF {
            0..64 => 0x68,
            64..80 => 0x16,
            byte => byte as u8,
        })
        .collect();
    let mut tally = Tally { frames: 0, sum: 0 };
    let mut out = [0; 300];
    for at in (2048..len - 64).step_by(4096) {
        let energy = random.energy();
        let data = [TOTAL.to_le_bytes(), bcd(energy)].concat();
        let repr = FrameRepr {
            address: random.address(),
            control: Control(0x91),
            data: &data,
        };
        let bytes = repr.encode_woken(4, &mut out).unwrap();
        // Zeros before and after it end every candidate of the noise.
        line[at - 300..at + 320].fill(0);
        line[at..at + bytes.len()].copy_from_slice(bytes);
        tally.frames += 1;
        tally.sum += u64::from(energy);
    }
    (line, tally)
}

/// Items of the mixed workload: identifier and digits of its number.
const MIXED: [(u32, u32); 5] = [
    (0x0001_0000, 8), // XXXXXX.XX kWh
    (0x0201_0100, 4), // XXX.X V
    (0x0202_0100, 6), // XXX.XXX A
    (0x0203_0000, 6), // XX.XXXX kW
    (0x0206_0000, 4), // X.XXX
];

/// Replies of one value each, the five items by turns, each after four wake-up bytes.
fn mixed(frames: usize) -> (Vec<u8>, Tally) {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut line = Vec::with_capacity(frames * 24);
    let mut tally = Tally { frames, sum: 0 };
    let mut out = [0; 300];
    for (di, digits) in MIXED.iter().cycle().take(frames) {
        // The top bit may be a sign: no number has it.
        let value = random.energy() % (8 * 10u32.pow(digits - 1));
        tally.sum += u64::from(value);
        let mut data = di.to_le_bytes().to_vec();
        data.extend(&bcd(value)[..*digits as usize / 2]);
        let repr = FrameRepr {
            address: random.address(),
            control: Control(0x91),
            data: &data,
        };
        line.extend_from_slice(repr.encode_woken(4, &mut out).unwrap());
    }
    (line, tally)
}

/// G: the general path, for whatever item comes: frame, reply, table, parts, value.
fn decode_any(line: &[u8]) -> Tally {
    let mut tally = Tally { frames: 0, sum: 0 };
    for found in Frames::new(line) {
        let Ok(reply) = ReadReply::parse(&found.frame) else {
            continue;
        };
        let Some(item) = item::lookup(reply.id()) else {
            continue;
        };
        for part in item.parts(reply.data) {
            if let Ok(Ok(Value::Decimal(number))) = part.map(|part| part.value) {
                tally.sum += number.mantissa as u64;
            }
        }
        tally.frames += 1;
    }
    tally
}

/// What a program does that looks at nothing it does not have to: frame, length, sum, end byte, the
/// offset, and digits taken as they come. It knows the widths of the items it is fed.
fn decode_bare(line: &[u8]) -> Tally {
    let mut tally = Tally { frames: 0, sum: 0 };
    let mut at = 0;
    while at + 12 <= line.len() {
        if line[at] != 0x68 || line[at + 7] != 0x68 {
            at += 1;
            continue;
        }
        let end = at + 10 + usize::from(line[at + 9]);
        if end + 2 > line.len() {
            at += 1;
            continue;
        }
        let sum = line[at..end]
            .iter()
            .fold(0u8, |sum, byte| sum.wrapping_add(*byte));
        if sum != line[end] || line[end + 1] != 0x16 {
            at += 1;
            continue;
        }
        let lower = |byte: u8| byte.wrapping_sub(0x33);
        let di = [line[at + 10], line[at + 11], line[at + 12], line[at + 13]].map(lower);
        let width = match u32::from_le_bytes(di) {
            0x0001_0000 | 0x0001_FF00 => 4,
            0x0201_0100 | 0x0206_0000 => 2,
            0x0202_0100 | 0x0203_0000 => 3,
            _ => 1,
        };
        for value in line[at + 14..end].chunks_exact(width) {
            tally.sum += value.iter().rev().fold(0, |number, byte| {
                let digits = u64::from(lower(*byte));
                number * 100 + (digits >> 4) * 10 + (digits & 15)
            });
        }
        tally.frames += 1;
        at = end + 2;
    }
    tally
}

/// E: read requests with four wake-up bytes, one after the other.
fn encode_requests(addresses: &[Address], line: &mut [u8]) -> Tally {
    let mut tally = Tally { frames: 0, sum: 0 };
    let mut rest = line;
    for address in addresses {
        let Ok(bytes) = Read::item(TOTAL).encode_woken(*address, 4, rest) else {
            break;
        };
        let len = bytes.len();
        tally.frames += 1;
        tally.sum += u64::from(bytes[len - 2]);
        rest = &mut rest[len..];
    }
    tally
}

fn memcpy(from: &[u8], to: &mut [u8]) {
    to.copy_from_slice(black_box(from));
    black_box(to);
}

fn byte_sum(bytes: &[u8]) -> u64 {
    black_box(bytes).iter().map(|byte| u64::from(*byte)).sum()
}

fn seconds(run: impl FnOnce()) -> f64 {
    let start = Instant::now();
    run();
    start.elapsed().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

struct Figures {
    /// Bytes per second.
    rate: f64,
    to_memcpy: f64,
}

/// Runs `work` and the two ceilings over `line` by turns and prints the medians.
fn measure(
    name: &str,
    line: &[u8],
    frames: usize,
    expected: Tally,
    mut work: impl FnMut() -> Tally,
) -> Figures {
    let mut copy = vec![0; line.len()];
    let len = line.len() as f64;
    let (mut rates, mut to_memcpy, mut to_sum, mut copies, mut sums) =
        (vec![], vec![], vec![], vec![], vec![]);
    for round in 0..=ROUNDS {
        let copied = len / seconds(|| memcpy(line, &mut copy));
        let summed = len
            / seconds(|| {
                black_box(byte_sum(line));
            });
        let mut tally = None;
        let rate = len / seconds(|| tally = Some(work()));
        if tally != Some(expected) {
            eprintln!("{name}: got {tally:?}, generated {expected:?}");
            std::process::exit(1);
        }
        // The first round finds the pages.
        if round > 0 {
            rates.push(rate);
            copies.push(copied);
            sums.push(summed);
            to_memcpy.push(rate / copied);
            to_sum.push(rate / summed);
        }
    }
    let figures = Figures {
        rate: median(rates),
        to_memcpy: median(to_memcpy),
    };
    println!(
        "{name:4} {:8.1} MB {:8.1} ns/frame {:7.2} GB/s  memcpy {:6.2}  byte sum {:6.2} GB/s  {:5.3} x memcpy  {:5.3} x sum",
        len / 1e6,
        len / figures.rate / frames as f64 * 1e9,
        figures.rate / 1e9,
        median(copies) / 1e9,
        median(sums) / 1e9,
        figures.to_memcpy,
        median(to_sum),
    );
    figures
}

/// Runs the general path and the bare decoder over `line` by turns; gives the median of the ratios
/// of neighbouring rounds. They are short, so that other work on the machine falls on both alike.
fn beside_bare(name: &str, line: &[u8], expected: Tally) -> f64 {
    let time = |work: fn(&[u8]) -> Tally| {
        let mut tally = None;
        let time = seconds(|| tally = Some(work(black_box(line))));
        if tally != Some(expected) {
            eprintln!("{name}: got {tally:?}, generated {expected:?}");
            std::process::exit(1);
        }
        time / expected.frames as f64 * 1e9
    };
    let rounds: Vec<(f64, f64)> = (0..SHORT_ROUNDS)
        .map(|_| (time(decode_any), time(decode_bare)))
        .collect();
    let any = median(rounds.iter().map(|(any, _)| *any).collect());
    let bare = median(rounds.iter().map(|(_, bare)| *bare).collect());
    let ratio = median(rounds.iter().map(|(any, bare)| any / bare).collect());
    println!("{name:6} {any:8.1} ns/frame, bare {bare:8.1} ns/frame: {ratio:.2} x");
    ratio
}

fn addresses(count: usize) -> Vec<Address> {
    let mut random = Random(0xD134_2543_DE82_EF95);
    (0..count).map(|_| random.address()).collect()
}

/// What E must come to: the sum of the checksum bytes, counted here.
fn request_tally(addresses: &[Address]) -> Tally {
    let fixed: u32 = [0x68, 0x68, 0x11, 0x04, 0x33, 0x33, 0x34, 0x33]
        .iter()
        .sum();
    let sum = addresses
        .iter()
        .map(|address| {
            (fixed
                + address
                    .to_wire()
                    .iter()
                    .map(|byte| u32::from(*byte))
                    .sum::<u32>())
                % 256
        })
        .map(u64::from)
        .sum();
    Tally {
        frames: addresses.len(),
        sum,
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == "count") {
        return count(
            &args[at + 1],
            args[at + 2].parse().expect("a number of runs"),
        );
    }
    println!(
        "medians of {ROUNDS} rounds, one core, {FRAMES} frames each; R: 68-rich noise, a frame every 4 KiB"
    );
    let (line, tally) = mixed(SHORT);
    let to_bare_mixed = beside_bare("mixed", &line, tally);
    let (line, tally) = replies(SHORT / 4, BLOCK, 49);
    let to_bare_blocks = beside_bare("blocks", &line, tally);
    let (line, tally) = replies(FRAMES, TOTAL, 1);
    let w1 = measure("total", &line, FRAMES, tally, || decode_any(&line));
    let addresses = addresses(FRAMES);
    let tally = request_tally(&addresses);
    let mut line = vec![0; FRAMES * 20];
    let mut out = vec![0; FRAMES * 20];
    encode_requests(&addresses, &mut line);
    let e = measure("E", &line, FRAMES, tally, || {
        let tally = encode_requests(&addresses, &mut out);
        black_box(&mut out);
        tally
    });
    assert_eq!(line, out);
    let (line, tally) = noisy(NOISE);
    let r = measure("R", &line, tally.frames, tally, || decode_any(&line));
    // What could cost more than linear time if anything did: starts only, and lengths that reach
    // far.
    let mut worst = f64::INFINITY;
    for (name, pattern) in [
        ("all 68", &[0x68][..]),
        ("68 16", &[0x68, 0x16]),
        (
            "68 x7, 16",
            &[0x68, 0x68, 0x68, 0x68, 0x68, 0x68, 0x68, 0x16],
        ),
    ] {
        let line: Vec<u8> = pattern.iter().copied().cycle().take(NOISE).collect();
        let expected = decode_any(&line);
        let figures = measure_plain(&line, || assert_eq!(decode_any(&line), expected));
        let half = measure_plain(&line[..NOISE / 2], || {
            black_box(decode_any(&line[..NOISE / 2]));
        });
        println!(
            "     {name:10} {:7.3} GB/s, of half the length {:7.3} GB/s",
            figures / 1e9,
            half / 1e9
        );
        worst = worst.min(figures);
    }
    println!();
    println!("mixed items  {to_bare_mixed:.2} x a bare decoder (at most 2.0)");
    println!("blocks of 49 {to_bare_blocks:.2} x a bare decoder (at most 2.5)");
    println!("E  {:.3} x memcpy (wanted 0.20)", e.to_memcpy);
    println!(
        "R  1/{:.1} of the total per byte (wanted 1/20); worst pattern 1/{:.1}",
        w1.rate / r.rate,
        w1.rate / worst
    );
}

fn measure_plain(line: &[u8], mut work: impl FnMut()) -> f64 {
    median(
        (0..3)
            .map(|_| line.len() as f64 / seconds(&mut work))
            .collect(),
    )
}

/// One workload `runs` times over 2000 frames (R: 2000 times 4 KiB). What a run more costs is the
/// workload alone.
fn count(name: &str, runs: usize) {
    const FEW: usize = 2000;
    let check = |line: &[u8], expected: Tally, work: fn(&[u8]) -> Tally| {
        (0..runs).for_each(|_| assert_eq!(work(black_box(line)), expected));
    };
    let replied = |di, count, work| {
        let (line, expected) = replies(FEW, di, count);
        check(&line, expected, work);
    };
    match name {
        "total" => replied(TOTAL, 1, decode_any),
        "mixed" | "mixed-bare" => {
            let (line, expected) = mixed(FEW);
            check(
                &line,
                expected,
                if name == "mixed" {
                    decode_any
                } else {
                    decode_bare
                },
            );
        }
        "blocks" => replied(BLOCK, 49, decode_any),
        "blocks-bare" => replied(BLOCK, 49, decode_bare),
        "E" => {
            let (addresses, mut out) = (addresses(FEW), vec![0; FEW * 20]);
            let expected = request_tally(&addresses);
            (0..runs).for_each(|_| {
                assert_eq!(encode_requests(black_box(&addresses), &mut out), expected)
            });
        }
        "R" => {
            let (line, expected) = noisy(FEW * 4096);
            check(&line, expected, decode_any);
        }
        _ => panic!("no workload {name}"),
    }
}
