//! `dlt645 scan`: who is on the line, at which rate, in which edition.

use crate::Outcome;
use crate::line::{self, LineArgs, Master};
use clap::Args as ClapArgs;
use dlt645::{Address, Direction, Edition};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use std::io::{self, Write};
use std::time::Duration;
use ttl_link::adapter::ClientError;
use ttl_link::{Failed, Failure, Heard, Micros, Request};

/// Rates in the order in which meters are likely to use them.
const RATES: [u32; 6] = [2400, 9600, 1200, 4800, 19_200, 600];

/// Search rates, editions and the address space for meters.
///
/// Everyone is asked at once, by an address of AA. Where answers collide, the address space is split by its lowest
/// two digits, and again where answers still collide. A refusal is an answer too. On TCP the rate is that of the
/// server.
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

/// From the first answer on, how long others may take with theirs.
const OTHERS: Micros = Micros::from_millis(600);
/// If so many of a hundred questions are answered with garbage, it is no collision of meters.
const GARBAGE: usize = 90;

/// What came back to a question to many.
enum Answer {
    One(Address),
    /// Someone refused, and is remembered.
    Refused,
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
    /// Who only refused what was asked: perhaps it knows the other edition better.
    refused: &'a mut Vec<(Address, Edition)>,
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
        let (mut found, mut refused) = (Vec::new(), Vec::new());
        for edition in &editions {
            let (master, bar, edition) = (&mut master, &bar, *edition);
            let mut search = Search {
                master,
                bar,
                args,
                baud,
                edition,
                found: &mut found,
                refused: &mut refused,
            };
            if let Err(error) = search
                .everyone()
                .and_then(|()| search.settle(editions.last() == Some(&edition)))
            {
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
    Ok(if total > 0 {
        Outcome::Good
    } else {
        Outcome::Bad
    })
}

impl Search<'_> {
    fn everyone(&mut self) -> Result<(), ClientError<io::Error>> {
        let edition = match self.edition {
            Edition::V2007 => "2007",
            Edition::V1997 => "1997",
        };
        let rate = if self.baud == 0 {
            String::new()
        } else {
            format!("{} baud, ", self.baud)
        };
        self.bar.set_message(format!("{rate}{edition} edition"));
        // Some meters answer only to this, some only to a read.
        if self.edition == Edition::V2007 {
            match self.ask(&Request::read_address())? {
                Answer::One(address) if !self.args.thorough => {
                    self.take(address, self.edition)?;
                    return self.others();
                }
                Answer::One(_) | Answer::Refused | Answer::Silence | Answer::Collision => {}
            }
        }
        match self.question(&[])? {
            Answer::One(found) => {
                self.take(found, self.edition)?;
                if !self.args.thorough {
                    return self.others();
                }
            }
            Answer::Silence if self.edition == Edition::V1997 => {
                // Old meters take 99 for everyone.
                match self.energy(Address::BROADCAST)? {
                    Answer::One(found) => {
                        self.take(found, self.edition)?;
                        return self.others();
                    }
                    Answer::Refused | Answer::Silence => return Ok(()),
                    Answer::Collision => {}
                }
            }
            Answer::Refused => return self.others(),
            Answer::Silence => return Ok(()),
            Answer::Collision => {}
        }
        self.split(&[])
    }

    /// Takes the meters that answer the last question too, but later.
    fn others(&mut self) -> Result<(), ClientError<io::Error>> {
        let mut heard = Vec::new();
        let until = self.master.now() + OTHERS;
        self.master
            .listen(until, &mut |frame| note(&mut heard, frame))?;
        heard
            .into_iter()
            .try_for_each(|(address, edition)| self.take(address, edition))
    }

    /// After the last edition, takes those who answered in none.
    fn settle(&mut self, last: bool) -> Result<(), ClientError<io::Error>> {
        if !last {
            return Ok(());
        }
        let refused = core::mem::take(self.refused);
        refused
            .into_iter()
            .try_for_each(|(address, edition)| self.take(address, edition))
    }

    /// Asks a hundred parts of the address space whose lowest digits are `low` (wire order), then splits those where
    /// answers collide.
    fn split(&mut self, low: &[u8]) -> Result<(), ClientError<io::Error>> {
        if low.len() >= 6 {
            return Ok(());
        }
        let outer = self.bar.length();
        self.bar.inc_length(100);
        let mut collided = Vec::new();
        for digits in 0..100u8 {
            if line::stopped() {
                break;
            }
            let next = [low, &[((digits / 10) << 4) | (digits % 10)]].concat();
            match self.question(&next)? {
                Answer::One(found) => {
                    self.take(found, self.edition)?;
                    if self.args.thorough {
                        collided.push(next);
                    }
                }
                Answer::Refused | Answer::Silence => {}
                Answer::Collision => collided.push(next),
            }
            self.bar.inc(1);
        }
        if let Some(outer) = outer {
            self.bar
                .set_position(self.bar.position().saturating_sub(100));
            self.bar.set_length(outer);
        }
        if collided.len() >= GARBAGE {
            self.bar.suspend(|| {
                eprintln!(
                    "dlt645: {} of 100 questions came back as garbage: not a collision but noise, another master, or \
                     the wrong baud rate or parity; search given up here",
                    collided.len()
                );
            });
            return Ok(());
        }
        collided.iter().try_for_each(|next| {
            if line::stopped() {
                Ok(())
            } else {
                self.split(next)
            }
        })
    }

    /// Asks all meters whose lowest digits are `low` (wire order).
    fn question(&mut self, low: &[u8]) -> Result<Answer, ClientError<io::Error>> {
        let mut wire = [0xAA; 6];
        for (to, from) in wire.iter_mut().zip(low) {
            *to = *from;
        }
        self.bar.tick();
        self.energy(Address::from_wire(wire))
    }

    fn energy(&mut self, address: Address) -> Result<Answer, ClientError<io::Error>> {
        self.ask(&Request::read(address, line::energy(self.edition)))
    }

    fn ask(&mut self, request: &Request<'_>) -> Result<Answer, ClientError<io::Error>> {
        for _ in 0..2 {
            let mut heard = Vec::new();
            let result = self
                .master
                .exchange_at(None, &request.tries(1), &mut |frame| {
                    note(&mut heard, frame)
                })
                .map(|reply| reply.address);
            heard
                .into_iter()
                .try_for_each(|(address, edition)| self.take(address, edition))?;
            match result {
                Ok(address) => return Ok(Answer::One(address)),
                // A refusal is an answer, and tells who it is.
                Err(ClientError::Failed(Failed {
                    by: Some(address), ..
                })) => {
                    self.refused.push((address, self.edition));
                    return Ok(Answer::Refused);
                }
                Err(ClientError::Failed(Failed { reason, .. })) => match reason {
                    // Others may talk, but nobody answered this.
                    Failure::NoByte | Failure::WrongAddress(_) => return Ok(Answer::Silence),
                    // The answer to another master's question: ask again.
                    Failure::OtherReply(_) => {}
                    _ => return Ok(Answer::Collision),
                },
                Err(error) => return Err(error),
            }
        }
        Ok(Answer::Collision)
    }

    fn take(&mut self, address: Address, edition: Edition) -> Result<(), ClientError<io::Error>> {
        // A meter of the 2007 edition may refuse what it does not understand in the other one.
        if self.found.iter().any(|(known, _)| *known == address) {
            return Ok(());
        }
        self.found.push((address, edition));
        let edition = crate::describe::edition_name(edition);
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

/// Keeps who sent a reply that nobody asked for here: another meter with the same question, or one that another master
/// asks.
fn note(heard: &mut Vec<(Address, Edition)>, frame: &Heard<'_>) {
    if frame.control.direction() == Direction::Reply
        && let Some(edition) = frame.control.edition()
    {
        heard.push((frame.address, edition));
    }
}
