//! `dlt645 scan`: who is on the line, at which rate, in which edition.

use crate::failures;
use crate::lang::{self, say};
use crate::line::{self, LineArgs, Master};
use crate::outcome::Outcome;
use crate::port::Framing;
use crate::tell;
use clap::Args as ClapArgs;
use dlt645::{Address, Direction, Edition};
use dlt645_explain::Lang;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use serial2_v0_2::Parity;
use std::io::{self, Write};
use std::time::Duration;
use ttl_link::adapter::ClientError;
use ttl_link::{Failed, Failure, Heard, Micros, Request};

/// Rates in the order in which meters are likely to use them.
const RATES: [u32; 6] = [2400, 9600, 1200, 4800, 19_200, 600];

/// Search rates, editions and the address space for meters.
///
/// Everyone is asked at once, by an address of AA. Where answers collide, the address space is
/// split by its lowest two digits, and again where answers still collide. A refusal is an answer
/// too. On TCP the rate is that of the server.
///
/// Exit status: 0 if a meter was found, 1 if none.
#[derive(ClapArgs)]
pub(crate) struct Args {
    #[command(flatten)]
    line: LineArgs,
    /// Rates to try on a serial port, in this order
    #[arg(long, value_delimiter = ',', value_name = "RATES")]
    bauds: Vec<u32>,
    /// Split the address space even where one meter answers clearly: finds meters that are drowned
    /// out
    #[arg(long)]
    thorough: bool,
    /// One JSON object for each meter
    #[arg(long)]
    json: bool,
}

/// From the first answer on, how long others may take with theirs.
const OTHERS: Micros = Micros::from_millis(600);
/// What a meter may take longer than when everybody was asked.
const LATER: Micros = Micros::from_millis(40);
/// Gaps and silence while a hundred parts are asked.
const SHORT_GAP: Micros = Micros::from_millis(50);
/// Within so long a meter of the standard begins its answer.
const STANDARD: Micros = Micros::from_millis(500);
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
    framing: Option<Framing>,
    edition: Edition,
    found: &'a mut Vec<(Address, Edition)>,
    /// Meters that were listed, at whatever rate.
    known: &'a mut Vec<Address>,
    /// Who only refused what was asked: perhaps it knows the other edition better.
    refused: &'a mut Vec<(Address, Edition)>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let mut master = match args.line.open() {
        Ok(master) => master,
        Err(error) if args.json => {
            writeln!(
                io::stdout(),
                "{}",
                json!({"ok": false, "error": lang::of_error(&error)})
            )?;
            return Ok(Outcome::Bad);
        }
        Err(error) => {
            tell!("{}", lang::of_error(&error));
            return Ok(Outcome::Bad);
        }
    };
    let rates = match (args.line.is_serial(), args.line.baud) {
        (true, None) if args.bauds.is_empty() => RATES.to_vec(),
        (true, None) => args.bauds.clone(),
        _ => vec![args.line.first_baud()],
    };
    // Other parities come last: nearly all meters have the standard's.
    let framings = match (args.line.is_serial(), args.line.line) {
        (true, None) => args.framings(&mut master, &rates),
        (_, framing) => vec![framing],
    };
    let plan = plan(&rates, &framings);
    let bar = ProgressBar::new((plan.len() * args.editions().len()) as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg} [{elapsed}, {eta}]")
    {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    let mut known = Vec::new();
    let mut last = None;
    for (baud, framing) in plan {
        let next_parity = last.replace(framing).is_some_and(|last| last != framing);
        if line::stopped() || (next_parity && !known.is_empty()) {
            break;
        }
        let result = args.rate(&mut master, &bar, baud, framing, &mut known);
        if let Err((error, edition)) = result {
            bar.finish_and_clear();
            let reason = failures::reason(&error, edition);
            match args.json {
                true => writeln!(io::stdout(), "{}", json!({"ok": false, "error": reason}))?,
                false => tell!("{reason}"),
            }
            return Ok(Outcome::Bad);
        }
    }
    bar.finish_and_clear();
    if known.is_empty() && !args.json {
        writeln!(io::stdout(), "{}", say("no meter answered", "没有电表应答"))?;
    }
    Ok(Outcome::of(!known.is_empty()))
}

/// Parities in the order in which they are tried.
const FRAMINGS: [Framing; 3] = [
    Framing::STANDARD,
    Framing {
        parity: Parity::None,
        ..Framing::STANDARD
    },
    Framing {
        parity: Parity::Odd,
        ..Framing::STANDARD
    },
];

/// What is tried, in order: every rate with one parity before any with the next.
fn plan(rates: &[u32], framings: &[Option<Framing>]) -> Vec<(u32, Option<Framing>)> {
    let at = |framing: &Option<Framing>| {
        let framing = *framing;
        rates.iter().map(move |baud| (*baud, framing))
    };
    framings.iter().flat_map(at).collect()
}

type LineError = (ClientError<io::Error>, Edition);

impl Args {
    fn editions(&self) -> Vec<Edition> {
        match self.line.edition.map(Edition::from) {
            Some(edition) => vec![edition],
            None => vec![Edition::V2007, Edition::V1997],
        }
    }

    /// The parities that the port takes: a pseudo-terminal and some adapters have none.
    fn framings(&self, master: &mut Master, rates: &[u32]) -> Vec<Option<Framing>> {
        let baud = rates.first().copied().unwrap_or(RATES[0]);
        let mut taken: Vec<_> = FRAMINGS.map(Some).to_vec();
        taken.retain(|framing| self.line.set_baud(master, baud, *framing).is_ok());
        if taken.is_empty() {
            // Whatever it is: as it was opened.
            taken.push(None);
        }
        taken
    }

    /// Searches at one rate and parity.
    fn rate(
        &self,
        master: &mut Master,
        bar: &ProgressBar,
        baud: u32,
        framing: Option<Framing>,
        known: &mut Vec<Address>,
    ) -> Result<(), LineError> {
        let editions = self.editions();
        if self.line.is_serial() {
            let set = self.line.set_baud(master, baud, framing);
            set.map_err(|error| (ClientError::Port(error), Edition::V2007))?;
        }
        let (mut found, mut refused) = (Vec::new(), Vec::new());
        for edition in &editions {
            let edition = *edition;
            let mut search = Search {
                master: &mut *master,
                bar,
                args: self,
                baud,
                framing,
                edition,
                found: &mut found,
                refused: &mut refused,
                known: &mut *known,
            };
            search
                .everyone()
                .and_then(|()| search.settle(editions.last() == Some(&edition)))
                .map_err(|error| (error, edition))?;
            bar.inc(1);
            if line::stopped() {
                break;
            }
        }
        Ok(())
    }
}

impl Search<'_> {
    /// What is tried now, for the progress bar.
    fn label(&self) -> String {
        let edition = dlt645_explain::edition::name(self.edition);
        let zh = lang::get() == Lang::Zh;
        let framing = self.framing.filter(|_| self.args.line.is_serial());
        let framing = framing.map_or_else(String::new, |framing| format!(" {framing}"));
        let rate = match (self.baud, zh) {
            (0, _) => String::new(),
            (baud, false) => format!("{baud} baud{framing}, "),
            (baud, true) => format!("{baud} 波特{framing}，"),
        };
        match zh {
            false => format!("{rate}{edition} edition"),
            true => format!("{rate}{edition} 版"),
        }
    }

    fn everyone(&mut self) -> Result<(), ClientError<io::Error>> {
        self.bar.set_message(self.label());
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
        self.hasten()?;
        let split = self.split(&[]);
        // Meters that answer are there: others that are slower than the standard allows are not
        // waited for.
        let mut line = self.args.line.settings(self.baud);
        line.first_byte = line.first_byte.min(STANDARD);
        line.late = line.late.min(STANDARD);
        line.gap = line.gap.min(SHORT_GAP);
        self.master.master().set_line(line);
        split
    }

    /// Everybody has answered the question to all within some time: no longer is waited for the
    /// answers to the questions to parts, a hundred of which most are met by silence.
    fn hasten(&mut self) -> Result<(), ClientError<io::Error>> {
        let until = self.master.now() + OTHERS;
        self.master.listen(until, &mut |_| ())?;
        let Some(span) = self.master.port().answered_within() else {
            return Ok(());
        };
        let mut line = self.args.line.settings(self.baud);
        let span = Micros::from(span) + LATER;
        line.first_byte = line.first_byte.min(span);
        line.margin = line.margin.min(Micros::from_millis(10));
        line.late = line.late.min(STANDARD);
        // What came in one piece will again.
        line.gap = line.gap.min(SHORT_GAP);
        line.quiet = line.quiet.min(SHORT_GAP);
        let each = line.first_byte + line.margin + line.quiet;
        let seconds = Duration::from(each).as_millis() / 10;
        self.master.master().set_line(line);
        self.bar.suspend(|| match lang::get() {
            Lang::En => {
                tell!("several answer at once: a hundred parts are asked, about {seconds} s")
            }
            Lang::Zh => tell!("多块电表同时应答：逐个询问一百个地址段，约 {seconds} 秒"),
        });
        Ok(())
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

    /// Asks a hundred parts of the address space whose lowest digits are `low` (wire order), then
    /// splits those where answers collide.
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
                let count = collided.len();
                match lang::get() {
                    Lang::En => tell!(
                        "{count} of 100 questions came back as garbage: not a collision but noise, another \
                         master, or the wrong baud rate or parity; search given up here"
                    ),
                    Lang::Zh => tell!(
                        "100 次询问中有 {count} 次收到乱码：不是碰撞，而是干扰、另有主站，或波特率、校验位不对；\
                         此处放弃搜索"
                    ),
                }
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
        // Heard again at another rate or parity, it is still one meter.
        if self.known.contains(&address) {
            return Ok(());
        }
        self.known.push(address);
        let edition = dlt645_explain::edition::name(edition);
        let baud = (self.baud > 0).then_some(self.baud);
        let framing = self.framing.filter(|_| self.args.line.is_serial());
        let text = if self.args.json {
            let line = framing.map(|framing| framing.to_string());
            json!({"address": address.to_string(), "edition": edition, "baud": baud, "line": line})
                .to_string()
        } else {
            let unit = say("baud", "波特");
            let rate = baud.map_or_else(String::new, |baud| format!(", {baud} {unit}"));
            let framing = framing.map_or_else(String::new, |framing| format!(", {framing}"));
            format!("{address} ({edition}{rate}{framing})")
        };
        self.bar
            .suspend(|| {
                let mut out = io::stdout().lock();
                writeln!(out, "{text}").and_then(|()| out.flush())
            })
            .map_err(ClientError::Port)
    }
}

/// Keeps who sent a reply that nobody asked for here: another meter with the same question, or one
/// that another master asks.
fn note(heard: &mut Vec<(Address, Edition)>, frame: &Heard<'_>) {
    if frame.control.direction() == Direction::Reply
        && let Some(edition) = frame.control.edition()
    {
        heard.push((frame.address, edition));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rate_is_tried_with_the_standard_parity_first() {
        let tried: Vec<_> = plan(&[2400, 9600], &FRAMINGS.map(Some))
            .into_iter()
            .map(|(baud, framing)| format!("{baud} {}", framing.unwrap()))
            .collect();
        assert_eq!(
            tried,
            [
                "2400 8E1", "9600 8E1", "2400 8N1", "9600 8N1", "2400 8O1", "9600 8O1"
            ]
        );
        assert_eq!(plan(&[0], &[None]), [(0, None)]);
    }
}
