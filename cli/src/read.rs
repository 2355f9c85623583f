//! `dlt645 read`: values of meters.

use crate::failures;
use crate::ids;
use crate::lang::{self, say};
use crate::line::{self, Found, LineArgs, Master};
use crate::outcome::Outcome;
use crate::reading::{self, Form, Reading};
use crate::tell;
use clap::Args as ClapArgs;
use dlt645::item::Item;
use dlt645::value::{Calendar, Format, Unit};
use dlt645::{Address, DataId, Edition};
use dlt645_explain::Lang;
use std::io::{self, Write};
use std::time::{Duration, Instant};

/// Read items of one or several meters.
///
/// Words of 12 digits are addresses, 112233445501-112233445512 is a range of them; words of 8
/// (2007) or 4 (1997) digits are data identifiers, in any dress; all other words are names:
/// `voltage`, 正向有功. Each item is read from each meter. Without an address the one meter on the
/// line is asked for its own.
///
/// Exit status: 0 if every item has its value, 1 if any has not, 130 after Ctrl-C.
#[derive(ClapArgs)]
pub(crate) struct Args {
    #[command(flatten)]
    line: LineArgs,
    /// Address or range of addresses; may be repeated, or be among the words
    #[arg(long, value_name = "DIGITS")]
    address: Vec<String>,
    /// Addresses, data identifiers and names
    #[arg(required = true, value_name = "ADDRESS|DI|NAME")]
    words: Vec<String>,
    /// For load records: number of blocks from the latest or, with --from, from a time on
    #[arg(long, value_name = "N")]
    blocks: Option<u8>,
    /// For load records: first time, `2026-02-13T15:30`
    #[arg(long, value_name = "TIME", requires = "blocks")]
    from: Option<String>,
    /// Read again and again, from one begin to the next: 10s, 5min, 1h
    #[arg(long, value_name = "TIME", value_parser = duration)]
    every: Option<Duration>,
    /// End after so many rounds
    #[arg(long, value_name = "N", requires = "every")]
    count: Option<u32>,
    /// One JSON object a reading
    #[arg(long)]
    json: bool,
    /// A table, one line a value
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// An odd answer is a failure: extra bytes, a doubtful number, a wrong weekday
    #[arg(long)]
    strict: bool,
}

/// `10s`, `5min`, `1h`, `500ms`.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || {
        say(
            "written as 10s, 5min, 1h or 500ms",
            "写作 10s、5min、1h 或 500ms",
        )
        .to_owned()
    };
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let unit = match unit.trim() {
        "ms" => 1,
        "" | "s" | "sec" | "秒" => 1000,
        "m" | "min" | "分" | "分钟" => 60_000,
        "h" | "小时" => 3_600_000,
        _ => return Err(wrong()),
    };
    let span = number.checked_mul(unit).map(Duration::from_millis);
    span.filter(|span| !span.is_zero()).ok_or_else(wrong)
}

/// Most addresses of a range: a line has 32 meters.
const MOST: u64 = 1000;

/// An address, or all from one to another.
pub(crate) fn addresses(text: &str) -> Option<Result<Vec<Address>, String>> {
    let plain = |text: &str| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if plain(text) {
        return Some(ids::address(text).map(|one| vec![one]));
    }
    let (first, last) = text
        .split_once('-')
        .or(text.split_once(".."))
        .filter(|(a, b)| plain(a) && plain(b))?;
    let number = |text: &str| text.parse::<u64>().ok();
    let (Some(first), Some(last)) = (number(first), number(last)) else {
        return Some(Err(say(
            "a range has decimal addresses",
            "地址范围须为十进制数字",
        )
        .to_owned()));
    };
    if last < first || last - first >= MOST {
        return Some(Err(say(
            "a range goes up, over at most 1000 addresses",
            "地址范围须从小到大，最多 1000 个",
        )
        .to_owned()));
    }
    let all = (first..=last).map(|number| ids::address(&format!("{number:012}")));
    Some(all.collect())
}

/// What is to be read.
struct Plan {
    addresses: Vec<Address>,
    items: Vec<DataId>,
    extra: Vec<u8>,
    form: Form,
}

impl Plan {
    fn of(args: &Args) -> Result<Self, String> {
        let (mut list, mut items) = (Vec::new(), Vec::new());
        for word in args.address.iter().chain(&args.words) {
            match addresses(word) {
                Some(found) => list.extend(found.map_err(|error| {
                    lang::either(format!("`{word}`: {error}"), format!("“{word}”：{error}"))
                })?),
                None => items.push(ids::parse_in(word, args.line.edition.map(Edition::from))?),
            }
        }
        if items.is_empty() {
            return Err(say("no data identifier to read", "没有要读的数据标识").to_owned());
        }
        let form = match (args.json, args.csv) {
            (true, _) => Form::Json,
            (_, true) => Form::Csv,
            _ => Form::Text,
        };
        Ok(Self {
            addresses: list,
            items,
            extra: selection(args)?,
            form,
        })
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let plan = match Plan::of(args) {
        Ok(plan) => plan,
        Err(error) => {
            tell!("{error}");
            return Ok(Outcome::Usage);
        }
    };
    if plan.form == Form::Csv {
        put(&format!("{}\n", reading::COLUMNS))?;
    }
    let mut master = match args.line.open() {
        Ok(master) => master,
        Err(error) => {
            if plan.form == Form::Text {
                tell!("{}", lang::of_error(&error));
            } else {
                plan.fail(&lang::of_error(&error))?;
            }
            return Ok(Outcome::Bad);
        }
    };
    let mut outcome = Outcome::Good;
    let mut next = Instant::now();
    for round in 1u32.. {
        outcome = outcome.and(plan.round(args, &mut master)?);
        let Some(every) = args
            .every
            .filter(|_| args.count.is_none_or(|count| round < count))
        else {
            break;
        };
        next = (next + every).max(Instant::now());
        while Instant::now() < next && !line::stopped() {
            let left = next.saturating_duration_since(Instant::now());
            std::thread::sleep(left.min(Duration::from_millis(50)));
        }
        if line::stopped() {
            break;
        }
    }
    if line::stopped() {
        tell!("{}", say("stopped", "已停止"));
    }
    Ok(outcome)
}

fn put(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

impl Plan {
    /// Every item failed for one reason.
    fn fail(&self, reason: &str) -> io::Result<()> {
        let mut out = String::new();
        let meters = self.addresses.iter().copied().map(Some);
        let meters: Vec<_> = if self.addresses.is_empty() {
            vec![None]
        } else {
            meters.collect()
        };
        for address in meters {
            for di in &self.items {
                let result = Err(reason.to_owned());
                let (time, meter, note) = (None, None, None);
                Reading {
                    time,
                    meter,
                    address,
                    di: *di,
                    result,
                    note,
                }
                .write(self.form, &mut out);
            }
        }
        put(&out)
    }

    /// Reads everything once.
    fn round(&self, args: &Args, master: &mut Master) -> io::Result<Outcome> {
        let time = (args.every.is_some() || self.form == Form::Csv).then(reading::now);
        let meters = if self.addresses.is_empty() {
            match self.find(args, master) {
                Ok(found) => vec![found.address],
                Err(reason) => {
                    self.fail(&reason)?;
                    return Ok(Outcome::Bad);
                }
            }
        } else {
            self.addresses.clone()
        };
        let mut outcome = Outcome::Good;
        let mut wire = Vec::new();
        for address in &meters {
            let mut silent = false;
            for di in &self.items {
                if line::stopped() {
                    return Ok(Outcome::Bad);
                }
                // A meter that was silent once is asked once for each further item.
                let tries = silent.then_some(1);
                let mut answer = reading::ask(master, *address, *di, &self.extra, tries, &mut wire);
                if answer.silent
                    && !silent
                    && let Some(hint) = other_edition(master, *address, *di)
                {
                    answer.result = Err(hint);
                }
                silent = answer.silent;
                if args.strict {
                    answer.refuse_odd();
                }
                outcome = outcome.and(Outcome::of(answer.result.is_ok()));
                let mut text = String::new();
                // In text the address is told where there are several; for machines always.
                let several = meters.len() > 1 || self.form != Form::Text;
                let (result, note) = (answer.result, answer.note);
                let address = several.then_some(*address);
                Reading {
                    time: time.clone(),
                    meter: None,
                    address,
                    di: *di,
                    result,
                    note,
                }
                .write(self.form, &mut text);
                put(&text)?;
                if answer.dead {
                    return Ok(Outcome::Bad);
                }
            }
        }
        Ok(outcome)
    }

    /// The one meter on the line.
    fn find(&self, args: &Args, master: &mut Master) -> Result<Found, String> {
        let wish = args
            .line
            .edition
            .map(Edition::from)
            .or_else(|| common_edition(&self.items));
        let error = match line::find(master, wish) {
            Ok(found) => return Ok(found),
            Err(error) => error,
        };
        // Perhaps it speaks the other edition.
        if args.line.edition.is_none()
            && let Some(wish) = wish
            && let Ok(found) = line::find(master, Some(other(wish)))
            && let Some(di) = self.items.first()
        {
            return Err(speaks_other(found.edition, *di));
        }
        let reason = failures::reason(&error, Edition::V2007);
        Err(match lang::get() {
            Lang::En => format!(
                "no meter found: {reason}; if there are several, give --address or look with `dlt645 scan`"
            ),
            Lang::Zh => format!(
                "没有找到电表：{reason}；如有多块，请给出 --address 或用 `dlt645 scan` 搜表"
            ),
        })
    }
}

fn other(edition: Edition) -> Edition {
    match edition {
        Edition::V2007 => Edition::V1997,
        Edition::V1997 => Edition::V2007,
    }
}

/// What a meter that says nothing says in the other edition.
fn other_edition(master: &mut Master, address: Address, di: DataId) -> Option<String> {
    let edition = other(di.edition());
    let request = ttl_link::Request::read(address, line::energy(edition)).tries(1);
    match master.exchange(&request) {
        Ok(_) => Some(speaks_other(edition, di)),
        Err(_) => None,
    }
}

fn speaks_other(edition: Edition, di: DataId) -> String {
    let year = dlt645_explain::edition::name(edition);
    let twin = twin(di);
    match (lang::get(), twin) {
        (Lang::En, Some(twin)) => format!("a {year} meter answers here; its identifier is {twin}"),
        (Lang::En, None) => format!("a {year} meter answers here; {di} is of the other edition"),
        (Lang::Zh, Some(twin)) => format!("应答的是 {year} 版电表；对应的数据标识为 {twin}"),
        (Lang::Zh, None) => format!("应答的是 {year} 版电表；{di} 属于另一版本"),
    }
}

/// Identifiers of both editions for the same thing.
const TWINS: [(u32, u16); 22] = [
    (0x0001_0000, 0x9010),
    (0x0001_0100, 0x9011),
    (0x0001_0200, 0x9012),
    (0x0001_0300, 0x9013),
    (0x0001_0400, 0x9014),
    (0x0001_FF00, 0x901F),
    (0x0002_0000, 0x9020),
    (0x0003_0000, 0x9110),
    (0x0004_0000, 0x9120),
    (0x0101_0000, 0xA010),
    (0x0201_0100, 0xB611),
    (0x0201_0200, 0xB612),
    (0x0201_0300, 0xB613),
    (0x0202_0100, 0xB621),
    (0x0202_0200, 0xB622),
    (0x0202_0300, 0xB623),
    (0x0203_0000, 0xB630),
    (0x0204_0000, 0xB640),
    (0x0206_0000, 0xB650),
    (0x0400_0101, 0xC010),
    (0x0400_0102, 0xC011),
    (0x0400_0402, 0xC032),
];

fn twin(di: DataId) -> Option<DataId> {
    TWINS.iter().find_map(|(new, old)| match di {
        DataId::V2007(di) => (di == *new).then_some(DataId::V1997(*old)),
        DataId::V1997(di) => (di == *old).then_some(DataId::V2007(*new)),
    })
}

/// What follows the identifier in the request.
fn selection(args: &Args) -> Result<Vec<u8>, String> {
    let Some(blocks) = args.blocks else {
        return Ok(Vec::new());
    };
    let mut extra = vec![((blocks / 10 % 10) << 4) | (blocks % 10)];
    if let Some(from) = &args.from {
        let format = Format::Calendar(Calendar::DateMinute);
        let item = Item::new(DataId::V2007(0), format, Unit::None);
        let mut buffer = [0; 8];
        let time = item
            .encode_text(from, &mut buffer)
            .map_err(|error| match lang::get() {
                Lang::En => {
                    format!("--from: `{from}`: {error}; give year-month-day, T, hour:minute")
                }
                Lang::Zh => format!("--from：“{from}”：请写作 年-月-日T时:分"),
            })?;
        extra.extend_from_slice(time);
    }
    Ok(extra)
}

/// The edition of all identifiers, if they agree.
fn common_edition(items: &[DataId]) -> Option<Edition> {
    let first = items.first()?.edition();
    items
        .iter()
        .all(|di| di.edition() == first)
        .then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_are_in_both_tables() {
        for (new, old) in TWINS {
            for di in [DataId::V2007(new), DataId::V1997(old)] {
                assert!(dlt645::item::lookup(di).is_some(), "{di}");
            }
        }
    }

    #[test]
    fn ranges_and_spans() {
        let range = addresses("000000000009-000000000012").unwrap().unwrap();
        assert_eq!(
            range
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" "),
            "000000000009 000000000010 000000000011 000000000012"
        );
        assert!(addresses("00010000").is_none());
        assert!(addresses("000000000012-000000000009").unwrap().is_err());
        assert_eq!(duration("10s"), Ok(Duration::from_secs(10)));
        assert_eq!(duration("5min"), Ok(Duration::from_secs(300)));
        assert!(duration("0s").is_err() && duration("soon").is_err());
    }
}
