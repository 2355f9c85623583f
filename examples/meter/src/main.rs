//! Virtual DL/T 645 meter on a TCP port, a pseudo-terminal or a serial port.

use chrono::{Local, NaiveDate};
use clap::{Parser, ValueEnum};
use dlt645::{Address, DataId, Edition};
use meter::bus::Bus;
use meter::faults::{Fault, Faults};
use meter::host::{self, Port};
use meter::{ClockConfig, Config, SetMode, VirtualMeter, text};
use std::process::ExitCode;
use ttl_link::{Instant, Micros};

/// How long the meter has been running when the program starts.
const HISTORY_DAYS: u64 = 45;
const HISTORY: Instant = Instant::from_millis(HISTORY_DAYS * 86_400_000);

/// A virtual DL/T 645 meter: it measures a made-up consumer, and misbehaves on demand.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
struct Cli {
    /// Listen for raw TCP, several clients at once; port 0 takes a free one
    #[arg(long, value_name = "HOST:PORT")]
    listen: Option<String>,
    /// Make a pseudo-terminal and print its path
    #[arg(long)]
    pty: bool,
    /// Use a serial port, 8E1
    #[arg(long, value_name = "DEVICE")]
    serial: Option<String>,
    /// Address; repeat it for several meters on one line
    #[arg(long, value_name = "DIGITS", default_value = "112233445566")]
    address: Vec<Address>,
    /// Edition of the standard
    #[arg(long, value_enum, default_value = "2007")]
    edition: EditionArg,
    /// Baud rate; on TCP and pseudo-terminals bytes are paced only if it is given
    #[arg(long)]
    baud: Option<u32>,
    /// Make an item read as a value, written as `dlt645 read` prints it: several values, of a
    /// block or a demand with its time, with commas between them
    #[arg(long, value_name = "DI=VALUE")]
    set: Vec<String>,
    /// From the end of a request to the answer, ms
    #[arg(long, value_name = "MS", default_value_t = 20)]
    delay: u64,
    /// Put a fault on the line; repeatable
    #[arg(long, value_name = "MODE")]
    fault: Vec<Fault>,
    /// How much later answers come with the faults late-reply, slow and queue, ms
    #[arg(long, value_name = "MS", default_value_t = 900)]
    late: u64,
    /// Print all faults and end
    #[arg(long)]
    list_faults: bool,
    /// How far the clock is ahead of this machine's local time, s
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 0.0,
        allow_negative_numbers = true
    )]
    clock_offset: f64,
    /// How fast the clock runs, s a day
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 0.0,
        allow_negative_numbers = true
    )]
    drift: f64,
    /// What a write to the clock does to the fraction of the second
    #[arg(long, value_enum, default_value = "reset")]
    set_mode: SetModeArg,
    /// Mean power of the consumer, W; negative when it feeds back
    #[arg(
        long,
        value_name = "WATTS",
        default_value_t = 600,
        allow_negative_numbers = true
    )]
    power: i32,
    /// Single-phase or three-phase
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=3))]
    phases: u8,
    /// Announce port and address as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum EditionArg {
    #[value(name = "2007")]
    V2007,
    #[value(name = "1997")]
    V1997,
}

#[derive(Clone, Copy, ValueEnum)]
enum SetModeArg {
    /// The fraction becomes 0
    Reset,
    /// The next second comes half a second after the write
    Half,
    /// The fraction runs on
    Keep,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    if cli.list_faults {
        for (_, name, what) in Fault::ALL {
            println!("{name:18} {what}");
        }
        return ExitCode::SUCCESS;
    }
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("meter: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli) -> Result<(), Box<dyn std::error::Error>> {
    // One moment for the meters' clocks and for the line: what it takes to count the past is no
    // clock error.
    let start = std::time::Instant::now();
    let local = local_micros();
    let meters = cli
        .address
        .iter()
        .map(|address| meter(cli, *address, local))
        .collect::<Result<Vec<_>, _>>()?;
    let paced = cli.baud.is_some_and(|baud| baud > 0) && cli.serial.is_none();
    let bus = Bus::new(
        meters,
        Faults::new(cli.fault.clone(), Micros::from_millis(cli.late)),
        paced,
    );
    let (traffic, port) = host::open(
        cli.listen.as_deref(),
        cli.pty,
        cli.serial.as_deref(),
        cli.baud.unwrap_or(2400),
    )?;
    announce(cli, &port);
    traffic.read_commands();
    Ok(host::serve(bus, traffic, start, HISTORY)?)
}

/// One meter as the options want it.
fn meter(cli: &Cli, address: Address, local: i64) -> Result<VirtualMeter, String> {
    let mut config = Config::new(address);
    config.edition = match cli.edition {
        EditionArg::V2007 => Edition::V2007,
        EditionArg::V1997 => Edition::V1997,
    };
    config.baud = cli.baud.unwrap_or(config.baud);
    config.reply_delay = Micros::from_millis(cli.delay);
    config.load.mean_watts = cli.power;
    config.load.phases = if cli.phases == 1 { 1 } else { 3 };
    config.clock = ClockConfig {
        // The meter has run since `HISTORY` and is as far off now as the options say.
        start: local + ((cli.clock_offset - cli.drift * HISTORY_DAYS as f64) * 1e6) as i64
            - HISTORY.as_micros() as i64,
        drift_ppb: (cli.drift / 86_400.0 * 1e9) as i32,
        set_mode: match cli.set_mode {
            SetModeArg::Reset => SetMode::Reset,
            SetModeArg::Half => SetMode::Half,
            SetModeArg::Keep => SetMode::Keep,
        },
        read_delay: 5000.min(config.reply_delay.get() as u32),
        ..config.clock
    };
    let mut meter = VirtualMeter::new(config, Instant::ZERO);
    // Counts what has flown since then: bills, freezes and load profile are there at once.
    meter.read(HISTORY, 0x0001_0000);
    for setting in &cli.set {
        preset(&mut meter, setting).map_err(|error| format!("--set {setting}: {error}"))?;
    }
    Ok(meter)
}

/// Local time of this machine, µs since 2000-01-01.
fn local_micros() -> i64 {
    let start = NaiveDate::from_ymd_opt(2000, 1, 1)
        .unwrap_or_default()
        .and_time(chrono::NaiveTime::MIN);
    (Local::now().naive_local() - start)
        .num_microseconds()
        .unwrap_or(0)
}

fn preset(meter: &mut VirtualMeter, setting: &str) -> Result<(), String> {
    let (di, value) = setting.split_once('=').ok_or("written as DI=VALUE")?;
    let di: DataId = di
        .parse()
        .map_err(|error: dlt645::DataIdError| error.to_string())?;
    let data = text::encode(di, value)?;
    if meter.preset(HISTORY, di, &data) {
        Ok(())
    } else {
        Err("the meter does not take this value".to_owned())
    }
}

fn announce(cli: &Cli, port: &Port) {
    let addresses: Vec<String> = cli.address.iter().map(Address::to_string).collect();
    let edition = match cli.edition {
        EditionArg::V2007 => "2007",
        EditionArg::V1997 => "1997",
    };
    if cli.json {
        let mut line = serde_json::json!({
            "address": addresses.first(), "addresses": addresses, "edition": edition,
            "baud": cli.baud.unwrap_or(2400),
        });
        if let Some(fields) = line.as_object_mut() {
            port.describe(|key, value| {
                fields.insert(key.to_owned(), value);
            });
        }
        println!("{line}");
    } else {
        let mut places = Vec::new();
        port.describe(|key, value| {
            if key != "port" {
                places.push(format!("{key} {}", value.as_str().unwrap_or_default()));
            }
        });
        println!(
            "meter {} ({edition}): {}",
            addresses.join(", "),
            places.join(", ")
        );
    }
    let _ = std::io::Write::flush(&mut std::io::stdout());
}
