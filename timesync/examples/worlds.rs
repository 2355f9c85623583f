//! Writes a folder of other worlds and traces in the layout of `vectors/`, for development.
//!
//! `cargo run --release -p timesync --example worlds -- DIR SEED`
//!
//! The distributions follow the descriptions of `vectors/README.md`; nothing is taken from its
//! files.

use std::f64::consts::TAU;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Splitmix: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
    fn between(&mut self, a: f64, b: f64) -> f64 {
        a + (b - a) * self.unit()
    }
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }
    fn tail(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.unit()).ln()
    }
}

/// d1 and d2 of one read, µs.
fn delays(class: &str, dice: &mut Dice) -> (f64, f64) {
    let (mut d1, mut d2) = match class {
        "fast" | "tick" => (
            dice.between(500.0, 3_000.0),
            dice.between(21_000.0, 27_000.0),
        ),
        "loop" => (
            dice.between(1_000.0, 21_000.0),
            dice.between(20_000.0, 24_000.0),
        ),
        "late" => (
            dice.between(20_000.0, 50_000.0),
            dice.between(1_000.0, 4_000.0),
        ),
        "mix" => (
            dice.between(2_000.0, 12_000.0),
            dice.between(20_000.0, 40_000.0),
        ),
        "slow" => (
            dice.between(4_000.0, 34_000.0) + dice.tail(4_000.0),
            dice.between(40_000.0, 80_000.0) + dice.tail(6_000.0),
        ),
        _ => (
            dice.between(1_000.0, 11_000.0),
            dice.between(20_000.0, 24_000.0),
        ),
    };
    let burst = match class {
        "busy" => dice.unit() < 0.12,
        "slow" => dice.unit() < 0.04,
        _ => false,
    };
    if burst {
        let more = dice.between(20_000.0, 400_000.0);
        if dice.unit() < 0.5 {
            d1 += more
        } else {
            d2 += more
        }
    }
    (d1, d2)
}

/// Best latch share of r_min in 1/256: the shortest d1 over the shortest turn-around.
fn alpha(class: &str) -> i32 {
    match class {
        "loop" | "busy" => 13,
        "late" => 240,
        "mix" => 26,
        "slow" => 24,
        _ => 18,
    }
}

/// Meter rate over time: a quartz compensated up to a residue, a curve of third order in the
/// temperature, which has a daily wave and weather (hours) on it.
struct Rate {
    mean: f64,
    residue: f64,
    curve: [f64; 3],
    phase: f64,
    swing: f64,
    weather: f64,
    front: f64,
}

impl Rate {
    fn draw(dice: &mut Dice, sd_ppm: f64) -> Self {
        let curve = [dice.normal(), dice.normal(), dice.normal()];
        let size = curve.iter().map(|c| c * c).sum::<f64>().sqrt().max(0.1);
        Self {
            mean: dice.normal() * sd_ppm,
            residue: dice.between(0.15, 0.9),
            curve: curve.map(|c| c / size),
            phase: dice.unit(),
            swing: dice.between(0.5, 1.0),
            weather: 0.0,
            front: dice.normal() * 0.15,
        }
    }
    /// ppm at `t` s; call with growing `t` in steps of 900 s.
    fn at(&mut self, t: f64, dice: &mut Dice) -> f64 {
        self.weather = self.weather * 0.95 + dice.normal() * 0.2 * 0.31;
        self.front += dice.normal() * 0.01;
        let x = self.swing * (TAU * (t / 86_400.0 + self.phase)).sin() + self.weather + self.front;
        let [a, b, c] = self.curve;
        self.mean
            + self.residue
                * (a * x + b * (2.0 * x * x - 1.0) * 0.6 + c * (4.0 * x * x * x - 3.0 * x) * 0.2)
    }
}

fn clock(dice: &mut Dice, span_s: i64, sd_ppm: f64) -> Vec<(i64, f64)> {
    let mut rate = Rate::draw(dice, sd_ppm);
    let mut theta = dice.between(-2e6, 2e6);
    let mut knots = Vec::new();
    for t in (0..=span_s + 900).step_by(900) {
        knots.push((t, theta));
        theta += rate.at(t as f64, dice) * 900.0;
    }
    knots
}

fn theta(knots: &[(i64, f64)], t_us: f64) -> f64 {
    let t = t_us / 1e6;
    let i = ((t / 900.0) as usize).min(knots.len() - 2);
    match (knots.get(i), knots.get(i + 1)) {
        (Some(&(ta, a)), Some(&(_, b))) => a + (b - a) * (t - ta as f64) / 900.0,
        _ => 0.0,
    }
}

fn lie(dice: &mut Dice, p: f64) -> i64 {
    if dice.unit() >= p {
        return 0;
    }
    let lies = [1, -1, 2, -2, 60, -7, 3_600];
    lies.get((dice.unit() * 7.0) as usize).copied().unwrap_or(1)
}

fn world(
    dir: &Path,
    id: &str,
    class: &str,
    base_sd: f64,
    loss: f64,
    lies: f64,
    dice: &mut Dice,
) -> std::io::Result<()> {
    let fast_drift = dice.unit() < 0.1;
    let knots = clock(dice, 172_800, if fast_drift { 7.0 } else { 2.0 });
    let mut text = String::from("t_s,theta_us\n");
    for (t, x) in &knots {
        let _ = writeln!(text, "{t},{}", x.round() as i64);
    }
    fs::write(dir.join(format!("{id}_clock.csv")), text)?;
    let mut text = String::from("k,d1_us,d2_us,e1_us,e2_us,lost,lie_s,set_lat_us\n");
    let mut e = dice.normal() * base_sd;
    for k in 0..320 {
        let (d1, d2) = delays(class, dice);
        e = e * 0.93 + dice.normal() * base_sd * 0.367;
        let e2 = e + dice.tail(70.0) - dice.tail(20.0);
        let lost = i32::from(dice.unit() < loss);
        let _ = writeln!(
            text,
            "{k},{},{},{},{},{lost},{},{}",
            d1 as i64,
            d2 as i64,
            e as i64,
            e2 as i64,
            lie(dice, lies),
            dice.between(10_000.0, 60_000.0) as i64
        );
    }
    fs::write(dir.join(format!("{id}_draws.csv")), text)
}

fn worlds(dir: &Path, dice: &mut Dice) -> std::io::Result<()> {
    let mut index = String::from(
        "id,class,baud,set_mode,span_s,cache_us,alpha_256,loss,lie,jump_t_s,jump_us\n",
    );
    let classes = [
        "fast", "fast", "loop", "loop", "late", "late", "mix", "mix", "slow", "slow", "busy",
        "busy", "tick", "tick", "fast", "loop", "busy", "loop", "fast", "mix", "loop", "fast",
        "late",
    ];
    let jumps = [
        -7e6, -1e6, -0.3e6, -0.06e6, 0.15e6, 0.5e6, 1e6, 45e6, -3_600e6,
    ];
    for (i, class) in classes.into_iter().enumerate() {
        let id = format!("w{i:02}");
        let lies = if i == 16 { 0.03 } else { 0.0 };
        let loss = if i == 17 { 0.2 } else { 0.03 };
        let cache = if class == "tick" {
            dice.between(3_500.0, 5_500.0) as i64
        } else {
            0
        };
        let jump = if (18..21).contains(&i) {
            let by = jumps
                .get((dice.unit() * 9.0) as usize)
                .copied()
                .unwrap_or(1e6);
            format!("{},{}", dice.between(50_000.0, 120_000.0) as i64, by as i64)
        } else {
            ",".to_owned()
        };
        let _ = writeln!(
            index,
            "{id},{class},2400,reset,172800,{cache},{},{loss},{lies},{jump}",
            alpha(class)
        );
        world(
            dir,
            &id,
            class,
            if i == 22 { 3_000.0 } else { 700.0 },
            loss,
            lies,
            dice,
        )?;
    }
    fs::write(dir.join("worlds.csv"), index)
}

fn passive(dir: &Path, dice: &mut Dice) -> std::io::Result<()> {
    let mut index = String::from("id,class,baud,alpha_256,lie\n");
    for (i, class) in ["fast", "loop", "late", "mix", "slow", "busy"]
        .into_iter()
        .enumerate()
    {
        let lies = if i == 3 { 0.01 } else { 0.0 };
        let _ = writeln!(index, "p{i:02},{class},2400,{},{lies}", alpha(class));
        let knots = clock(dice, 345_600, 2.0);
        let mut text = String::from("t1_us,t2_us,T_s,truth_us\n");
        let mut t = 0.0;
        let mut e = 0.0;
        loop {
            t += dice.between(300e6, 1_500e6);
            if t > 345_600e6 {
                break;
            }
            let (d1, d2) = delays(class, dice);
            e = e * 0.5 + dice.normal() * 600.0;
            let latch = t + d1;
            let shown = ((latch + theta(&knots, latch)) / 1e6).floor() as i64 + lie(dice, lies);
            let truth = theta(&knots, t + d1 + d2);
            let _ = writeln!(
                text,
                "{},{},{shown},{}",
                (t + e) as i64,
                (t + e + d1 + d2 + dice.tail(70.0)) as i64,
                truth as i64
            );
        }
        fs::write(dir.join(format!("p{i:02}.csv")), text)?;
    }
    fs::write(dir.join("passive.csv"), index)
}

fn radio(dir: &Path, dice: &mut Dice) -> std::io::Result<()> {
    let mut index = String::from("id,interval_s,asym_us\n");
    for (i, interval) in [60, 300, 900, 900, 3_600].into_iter().enumerate() {
        let asym = dice.between(-100.0, 100.0);
        let _ = writeln!(index, "rf{i},{interval},{}", asym as i64);
        let (base, swing, phase) = (dice.normal() * 10.0, dice.between(5.0, 14.0), dice.unit());
        let middle = dice.between(10.0, 40.0);
        let span = if interval == 60 { 36_000 } else { 172_800 };
        let mut text = String::from("t1_us,t2_us,t3_us,t4_us,truth_us\n");
        let (mut offset, mut air) = (dice.between(-5e5, 5e5), 0.0);
        for t in 0..span {
            air = air * 0.9997 + dice.normal() * 0.01;
            let temperature =
                middle + air + swing * (TAU * (f64::from(t) / 86_400.0 + phase)).sin();
            let ppm = base - 0.034 * (temperature - 25.0) * (temperature - 25.0);
            offset += ppm;
            if t % interval != 10 || dice.unit() < 0.08 {
                continue;
            }
            let g1 = f64::from(t) * 1e6;
            let late = |dice: &mut Dice| {
                dice.normal() * 40.0
                    + if dice.unit() < 0.03 {
                        dice.between(0.0, 15_000.0)
                    } else {
                        0.0
                    }
            };
            let g2 = g1 + 1_200.0 + asym / 2.0 + late(dice).abs();
            let g3 = g2 + dice.between(2_000.0, 60_000.0);
            let n4 = g3 + 1_200.0 - asym / 2.0 + late(dice).abs() + offset;
            let _ = writeln!(
                text,
                "{},{},{},{},{}",
                (g1 + offset) as i64,
                g2 as i64,
                g3 as i64,
                n4 as i64,
                offset as i64
            );
        }
        fs::write(dir.join(format!("rf{i}.csv")), text)?;
    }
    fs::write(dir.join("rf.csv"), index)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(dir), Some(seed)) = (args.next(), args.next()) else {
        return Err("usage: worlds DIR SEED".into());
    };
    let dir = Path::new(&dir);
    fs::create_dir_all(dir)?;
    let mut dice = Dice(seed.parse()?);
    worlds(dir, &mut dice)?;
    passive(dir, &mut dice)?;
    radio(dir, &mut dice)?;
    Ok(())
}
