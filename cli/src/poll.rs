//! `dlt645 poll`: meters of several lines, read again and again as a file says.

use crate::edition::EditionArg;
use crate::ids;
use crate::lang::{self, say};
use crate::line::{self, LineArgs, Master};
use crate::outcome::Outcome;
use crate::port::Framing;
use crate::read::duration;
use crate::reading::{self, Form, Reading};
use crate::tell;
use clap::Args as ClapArgs;
use dlt645::{Address, DataId};
use dlt645_explain::Lang;
use serde::Deserialize;
use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::time::{Duration, Instant};

/// Poll meters as a file says: lines, meters and items by name, an interval, one line of output a
/// reading.
///
/// A meter that stays silent is asked less often, up to sixteen intervals apart. Statistics are
/// told at the end.
///
///     interval = "60s"
///     output = "readings.jsonl"        # standard output if not given
///     format = "json"                  # or csv
///     items = ["voltage", "00010000"]  # for all meters that name none
///
///     [[line]]
///     tcp = "192.168.1.20:4001"        # or serial = "/dev/ttyUSB0", baud = 2400, line = "8E1"; or listen
///     [[line.meter]]
///     name = "flat 3"
///     address = "112233445566"
///
/// Exit status: 130 after Ctrl-C; with --rounds 0 if every reading was good, 1 if not.
#[derive(ClapArgs)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// The file
    file: PathBuf,
    /// End after so many rounds
    #[arg(long, value_name = "N")]
    rounds: Option<u32>,
    /// An odd answer is a failure: extra bytes, a doubtful number, a wrong weekday
    #[arg(long)]
    strict: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    interval: String,
    output: Option<PathBuf>,
    format: Option<String>,
    #[serde(default)]
    items: Vec<String>,
    #[serde(rename = "line")]
    lines: Vec<LineConfig>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LineConfig {
    tcp: Option<String>,
    serial: Option<String>,
    listen: Option<String>,
    baud: Option<u32>,
    line: Option<String>,
    timeout: Option<u64>,
    retries: Option<u8>,
    edition: Option<u16>,
    #[serde(rename = "meter")]
    meters: Vec<MeterConfig>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeterConfig {
    name: Option<String>,
    address: String,
    #[serde(default)]
    items: Vec<String>,
}

/// One line with its meters, ready to be polled.
struct Job {
    args: LineArgs,
    place: String,
    meters: Vec<Meter>,
    interval: Duration,
    rounds: Option<u32>,
    strict: bool,
    form: Form,
}

struct Meter {
    name: Option<String>,
    address: Address,
    items: Vec<DataId>,
    /// Rounds that it is left out, and how many are left of them.
    back_off: u32,
    wait: u32,
    stats: Stats,
}

#[derive(Clone, Copy, Default)]
struct Stats {
    good: u64,
    bad: u64,
    total: Duration,
    slowest: Duration,
}

/// Most rounds that a silent meter is left out.
const MOST: u32 = 15;

impl Config {
    fn jobs(&self, options: &Args) -> Result<(Vec<Job>, Form), String> {
        let interval = duration(&self.interval).map_err(|error| {
            lang::either(format!("interval: {error}"), format!("interval：{error}"))
        })?;
        let form = match self.format.as_deref() {
            None | Some("json") => Form::Json,
            Some("csv") => Form::Csv,
            Some(other) => {
                return Err(lang::either(
                    format!("format: `{other}` is not json or csv"),
                    format!("format：“{other}”不是 json 或 csv"),
                ));
            }
        };
        let resolve = |words: &[String]| {
            words
                .iter()
                .map(|word| ids::parse(word))
                .collect::<Result<Vec<_>, _>>()
        };
        let common = resolve(&self.items)?;
        let mut jobs = Vec::new();
        for config in &self.lines {
            let args = config.args()?;
            let place = [&config.tcp, &config.serial, &config.listen]
                .into_iter()
                .flatten()
                .next();
            let mut meters = Vec::new();
            for meter in &config.meters {
                let written = &meter.address;
                let address = ids::address(written).map_err(|error| {
                    lang::either(
                        format!("address `{written}`: {error}"),
                        format!("地址“{written}”：{error}"),
                    )
                })?;
                let own = resolve(&meter.items)?;
                let items = if own.is_empty() { common.clone() } else { own };
                if items.is_empty() {
                    return Err(lang::either(
                        format!("meter {address}: no items"),
                        format!("电表 {address}：没有数据项"),
                    ));
                }
                let (back_off, wait, stats) = (0, 0, Stats::default());
                meters.push(Meter {
                    name: meter.name.clone(),
                    address,
                    items,
                    back_off,
                    wait,
                    stats,
                });
            }
            let place = place.cloned().unwrap_or_default();
            jobs.push(Job {
                args,
                place,
                meters,
                interval,
                rounds: options.rounds,
                strict: options.strict,
                form,
            });
        }
        if jobs.is_empty() {
            return Err(say("no [[line]]", "没有 [[line]]").to_owned());
        }
        Ok((jobs, form))
    }
}

impl LineConfig {
    fn args(&self) -> Result<LineArgs, String> {
        let places = [&self.tcp, &self.serial, &self.listen]
            .into_iter()
            .flatten()
            .count();
        if places != 1 {
            return Err(say(
                "a [[line]] has one of tcp, serial and listen",
                "每个 [[line]] 须有且仅有 tcp、serial、listen 之一",
            )
            .to_owned());
        }
        let edition = match self.edition {
            None => None,
            Some(2007) => Some(EditionArg::V2007),
            Some(1997) => Some(EditionArg::V1997),
            Some(other) => {
                return Err(lang::either(
                    format!("edition: {other} is not 2007 or 1997"),
                    format!("edition：{other} 不是 2007 或 1997"),
                ));
            }
        };
        Ok(LineArgs {
            tcp: self.tcp.clone(),
            serial: self.serial.clone(),
            listen: self.listen.clone(),
            line: self
                .line
                .as_deref()
                .map(str::parse::<Framing>)
                .transpose()?,
            trace: None,
            baud: self.baud,
            edition,
            retries: self.retries.unwrap_or(2),
            timeout: self.timeout,
        })
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let read = std::fs::read_to_string(&args.file).map_err(|error| lang::of_error(&error));
    let parsed =
        read.and_then(|text| toml::from_str::<Config>(&text).map_err(|e| fault(&text, &e)));
    let ready = parsed.and_then(|config| {
        let (jobs, form) = config.jobs(args)?;
        let out: Box<dyn Write + Send> = match &config.output {
            Some(path) => {
                let file = File::options().append(true).create(true).open(path);
                Box::new(file.map_err(|error| lang::of_error(&lang::named(path, &error)))?)
            }
            None => Box::new(io::stdout()),
        };
        Ok((jobs, form, out))
    });
    let (jobs, form, mut out) = match ready {
        Ok(ready) => ready,
        Err(error) => {
            let colon = say(": ", "：");
            for line in format!("{}{colon}{error}", args.file.display()).lines() {
                tell!("{line}");
            }
            return Ok(Outcome::Usage);
        }
    };
    if form == Form::Csv {
        writeln!(out, "{}", reading::COLUMNS)?;
    }
    let (sender, receiver) = mpsc::channel::<String>();
    let threads: Vec<_> = jobs
        .into_iter()
        .map(|job| {
            let sender = sender.clone();
            std::thread::spawn(move || job.run(&sender))
        })
        .collect();
    drop(sender);
    for text in receiver {
        out.write_all(text.as_bytes())?;
        out.flush()?;
    }
    let meters: Vec<Meter> = threads
        .into_iter()
        .filter_map(|thread| thread.join().ok())
        .flatten()
        .collect();
    meters.iter().for_each(Meter::tell);
    Ok(Outcome::of(meters.iter().all(|meter| meter.stats.bad == 0)))
}

/// What is wrong with the file; the library says it in English only.
fn fault(text: &str, error: &toml::de::Error) -> String {
    if lang::get() == Lang::En {
        return error.to_string();
    }
    let message = error.message();
    let names = || {
        let quoted = message.split('`').skip(1).step_by(2);
        quoted.map(str::to_owned).collect::<Vec<_>>()
    };
    let why = if message.starts_with("missing field") {
        format!("缺少 {}", names().join("、"))
    } else if message.starts_with("unknown field") {
        let names = names();
        let (first, known) = names.split_first().map_or(("", &[][..]), |(a, b)| (a, b));
        format!("不认识的“{first}”，可用：{}", known.join("、"))
    } else if message.starts_with("invalid type") {
        "值的类型不对".to_owned()
    } else if message.starts_with("invalid value") {
        "值超出范围".to_owned()
    } else if message.starts_with("duplicate key") {
        "同一个键出现两次".to_owned()
    } else {
        "不是正确的 TOML 写法".to_owned()
    };
    let before = error.span().and_then(|span| text.get(..span.start));
    match before {
        Some(before) if !text.trim().is_empty() => {
            let number = before.matches('\n').count();
            let line = text.lines().nth(number).unwrap_or_default();
            format!("第 {} 行：{why}\n{line}", number + 1)
        }
        _ => why,
    }
}

impl Job {
    /// Polls until Ctrl-C or the last round; the meters with their statistics.
    fn run(mut self, out: &Sender<String>) -> Vec<Meter> {
        let mut master: Option<Master> = None;
        let mut next = Instant::now();
        for round in 1u32.. {
            if master.is_none() {
                master = match self.args.open() {
                    Ok(master) => Some(master),
                    Err(error) => {
                        self.fail(&lang::of_error(&error), out);
                        None
                    }
                };
            }
            if let Some(open) = &mut master
                && self.round(open, out)
            {
                // The port is gone: perhaps it comes back.
                master = None;
            }
            if line::stopped() || self.rounds.is_some_and(|rounds| round >= rounds) {
                break;
            }
            next = (next + self.interval).max(Instant::now());
            while Instant::now() < next && !line::stopped() {
                std::thread::sleep(
                    next.saturating_duration_since(Instant::now())
                        .min(Duration::from_millis(50)),
                );
            }
            if line::stopped() {
                break;
            }
        }
        self.meters
    }

    /// The line cannot be opened: said for every meter, since somebody waits for its readings.
    fn fail(&mut self, error: &str, out: &Sender<String>) {
        let form = self.form;
        for meter in &mut self.meters {
            for di in meter.items.clone() {
                meter.stats.bad += 1;
                meter.send(form, di, Err(error.to_owned()), None, out);
            }
        }
        if self.place.is_empty() {
            tell!("{error}");
        }
    }

    /// Reads every meter once; whether the port is gone.
    fn round(&mut self, master: &mut Master, out: &Sender<String>) -> bool {
        let mut wire = Vec::new();
        for meter in &mut self.meters {
            if meter.wait > 0 {
                meter.wait -= 1;
                continue;
            }
            let mut silent = false;
            let mut heard = false;
            for di in meter.items.clone() {
                if line::stopped() {
                    return false;
                }
                // A meter that was silent is asked once only until it answers.
                let tries = (silent || meter.back_off > 0).then_some(1);
                let begun = Instant::now();
                let mut answer = reading::ask(master, meter.address, di, &[], tries, &mut wire);
                if self.strict {
                    answer.refuse_odd();
                }
                meter.stats.take(answer.result.is_ok(), begun.elapsed());
                silent = answer.silent;
                heard |= !answer.silent;
                let dead = answer.dead;
                meter.send(self.form, di, answer.result, answer.note, out);
                if dead {
                    return true;
                }
            }
            meter.back_off = if heard {
                0
            } else {
                (meter.back_off * 2 + 1).min(MOST)
            };
            meter.wait = meter.back_off;
        }
        false
    }
}

impl Stats {
    fn take(&mut self, good: bool, span: Duration) {
        if good {
            self.good += 1;
            self.total += span;
            self.slowest = self.slowest.max(span);
        } else {
            self.bad += 1;
        }
    }
}

impl Meter {
    fn send(
        &self,
        form: Form,
        di: DataId,
        result: Result<dlt645_explain::values::Values<'_>, String>,
        note: Option<&'static str>,
        out: &Sender<String>,
    ) {
        let mut text = String::new();
        let reading = Reading {
            time: Some(reading::now()),
            meter: self.name.as_deref(),
            address: Some(self.address),
            di,
            result,
            note,
        };
        reading.write(form, &mut text);
        // The writer is gone only when the output is closed; the run ends by itself then.
        let _ = out.send(text);
    }

    /// Its statistics, on standard error.
    fn tell(&self) {
        let Stats {
            good,
            bad,
            total,
            slowest,
        } = self.stats;
        let name = self
            .name
            .as_deref()
            .map_or_else(String::new, |name| format!(" {name}"));
        let mean = total
            .checked_div(u32::try_from(good).unwrap_or(u32::MAX))
            .unwrap_or_default()
            .as_millis();
        let (address, slowest) = (self.address, slowest.as_millis());
        match lang::get() {
            Lang::En => tell!(
                "{address}{name}: {good} good, {bad} failed, mean {mean} ms, slowest {slowest} ms"
            ),
            Lang::Zh => tell!(
                "{address}{name}：成功 {good}，失败 {bad}，平均 {mean} 毫秒，最慢 {slowest} 毫秒"
            ),
        }
    }
}
