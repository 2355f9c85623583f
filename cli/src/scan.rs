//! `dlt645 scan`: who is on the line, at which rate, in which edition.

use crate::Outcome;
use crate::line::{self, LineArgs, Master};
use clap::Args as ClapArgs;
use dlt645::{Address, DataId, Edition};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use std::io::{self, Write};
use std::time::Duration;
use ttl_link::adapter::ClientError;
use ttl_link::{Failed, Failure, Request};

/// Rates in the order in which meters are likely to use them.
const RATES: [u32; 6] = [2400, 9600, 1200, 4800, 19_200, 600];

/// Search rates, editions and the address space for meters.
///
/// Everyone is asked at once, by an address of AA. Where answers collide, the address space is split by its lowest
/// two digits, and again where answers still collide. On TCP the rate is that of the server.
///
/// Exit status: 0 if a meter was found, 1 if none.
#[derive(ClapArgs)]
pub(crate) struct Args {
    #[command(flatten)]
    line: LineArgs,
    /// Rates to try on a serial port, in this order
    #[arg(long, value_delimiter = ',', value_name = "RATES")]
    bauds: Vec<u32>,
    /// Split the address space even where one meter answers clearly: finds meters that are drowned out
    #[arg(long)]
    thorough: bool,
    /// One JSON object for each meter
    #[arg(long)]
    json: bool,
}

/// What came back to a question to many.
enum Answer {
    One(Address),
    Silence,
    Collision,
}

/// The search at one rate.
struct Search<'a> {
    master: &'a mut Master,
    bar: &'a ProgressBar,
    args: &'a Args,
    baud: u32,
    edition: Edition,
    found: &'a mut Vec<(Address, Edition)>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let mut master = match args.line.open() {
        Ok(master) => master,
        Err(error) => {
            eprintln!("dlt645: {error}");
            return Ok(Outcome::Bad);
        }
    };
    let rates = match (args.line.is_serial(), args.line.baud) {
        (true, None) if args.bauds.is_empty() => RATES.to_vec(),
        (true, None) => args.bauds.clone(),
        _ => vec![args.line.first_baud()],
    };
    let editions = match args.line.edition.map(Edition::from) {
        Some(edition) => vec![edition],
        None => vec![Edition::V2007, Edition::V1997],
    };
    let bar = ProgressBar::new((rates.len() * editions.len()) as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg} [{elapsed}]") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    let mut total = 0;
    for baud in rates {
        if args.line.is_serial() {
            args.line.set_baud(&mut master, baud)?;
        }
        let mut found = Vec::new();
        for edition in &editions {
            let (master, bar, edition) = (&mut master, &bar, *edition);
            let mut search = Search { master, bar, args, baud, edition, found: &mut found };
            if let Err(error) = search.everyone() {
                bar.finish_and_clear();
                eprintln!("dlt645: {}", line::reason(&error, edition));
                return Ok(Outcome::Bad);
            }
            bar.inc(1);
            if line::stopped() {
                break;
            }
        }
        total += found.len();
        if line::stopped() {
            break;
        }
    }
    bar.finish_and_clear();
    if total == 0 && !args.json {
        println!("no meter answered");
    }
    Ok(if total > 0 { Outcome::Good } else { Outcome::Bad })
}

impl Search<'_> {
    fn everyone(&mut self) -> Result<(), ClientError<io::Error>> {
        let edition = match self.edition {
            Edition::V2007 => "2007",
            Edition::V1997 => "1997",
        };
        let rate = if self.baud == 0 { String::new() } else { format!("{} baud, ", self.baud) };
        self.bar.set_message(format!("{rate}{edition} edition"));
        // Some meters answer only to this, some only to a read.
        if self.edition == Edition::V2007 {
            match answer(self.master.exchange(&Request::read_address().tries(1)).map(|reply| reply.address))? {
                Answer::One(address) if !self.args.thorough => return self.take(address),
                Answer::One(_) | Answer::Silence | Answer::Collision => {}
            }
        }
        self.split(&[])
    }

    /// Asks all meters whose lowest digits are `low` (wire order), and splits on collision.
    fn split(&mut self, low: &[u8]) -> Result<(), ClientError<io::Error>> {
        if line::stopped() {
            return Ok(());
        }
        let mut wire = [0xAA; 6];
        for (to, from) in wire.iter_mut().zip(low) {
            *to = *from;
        }
        let address = Address::from_wire(wire);
        self.bar.tick();
        match answer(self.ask(address))? {
            Answer::One(found) => {
                self.take(found)?;
                if !self.args.thorough {
                    return Ok(());
                }
            }
            Answer::Silence if low.is_empty() && self.edition == Edition::V1997 => {
                // Old meters take 99 for everyone.
                return match answer(self.ask(Address::BROADCAST))? {
                    Answer::One(found) => self.take(found),
                    Answer::Silence => Ok(()),
                    Answer::Collision => self.each(low),
                };
            }
            Answer::Silence => return Ok(()),
            Answer::Collision => {}
        }
        self.each(low)
    }

    fn each(&mut self, low: &[u8]) -> Result<(), ClientError<io::Error>> {
        if low.len() >= 6 {
            return Ok(());
        }
        let outer = self.bar.length();
        self.bar.inc_length(100);
        for digits in 0..100u8 {
            let next = [low, &[((digits / 10) << 4) | (digits % 10)]].concat();
            self.split(&next)?;
            self.bar.inc(1);
            if line::stopped() {
                break;
            }
        }
        if let Some(outer) = outer {
            self.bar.set_position(self.bar.position().saturating_sub(100));
            self.bar.set_length(outer);
        }
        Ok(())
    }

    fn ask(&mut self, address: Address) -> Result<Address, ClientError<io::Error>> {
        let di = match self.edition {
            Edition::V2007 => DataId::V2007(0x0001_0000),
            Edition::V1997 => DataId::V1997(0x9010),
        };
        self.master.exchange(&Request::read(address, di).tries(1)).map(|reply| reply.address)
    }

    fn take(&mut self, address: Address) -> Result<(), ClientError<io::Error>> {
        if self.found.contains(&(address, self.edition)) {
            return Ok(());
        }
        self.found.push((address, self.edition));
        let edition = crate::describe::edition_name(self.edition);
        let baud = (self.baud > 0).then_some(self.baud);
        let text = if self.args.json {
            json!({"address": address.to_string(), "edition": edition, "baud": baud}).to_string()
        } else {
            let rate = baud.map_or_else(String::new, |baud| format!(", {baud} baud"));
            format!("{address} ({edition}{rate})")
        };
        self.bar
            .suspend(|| {
                let mut out = io::stdout().lock();
                writeln!(out, "{text}").and_then(|()| out.flush())
            })
            .map_err(ClientError::Port)
    }
}

/// What an exchange with many says. A refusal is an answer too, but its address is not given: the space is split.
fn answer(result: Result<Address, ClientError<io::Error>>) -> Result<Answer, ClientError<io::Error>> {
    match result {
        Ok(address) => Ok(Answer::One(address)),
        Err(ClientError::Failed(Failed { reason: Failure::NoByte, .. })) => Ok(Answer::Silence),
        Err(ClientError::Failed(_)) => Ok(Answer::Collision),
        Err(error) => Err(error),
    }
}
