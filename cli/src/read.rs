//! `dlt645 read`: values of a meter.

use crate::line::{self, Found, LineArgs};
use crate::values::{self, ValueLine};
use crate::{Outcome, describe, names};
use clap::Args as ClapArgs;
use dlt645::item::Item;
use dlt645::value::{Calendar, Format, Unit};
use dlt645::{Address, Data, DataId, Edition};
use serde::Serialize;
use std::io::{self, Write};
use ttl_link::{ReplyEnd, Request};

/// Read items of one or several meters.
///
/// Words of 12 digits are addresses, words of 8 (2007) or 4 (1997) digits are data identifiers; each identifier is
/// read from each meter. Without an address the one meter on the line is asked for its own.
///
/// Exit status: 0 if every item has its value, 1 if any has not.
#[derive(ClapArgs)]
pub(crate) struct Args {
    #[command(flatten)]
    line: LineArgs,
    /// Address; may be repeated, or stand among the words
    #[arg(long, value_name = "DIGITS")]
    address: Vec<Address>,
    /// Addresses and data identifiers
    #[arg(required = true, value_name = "ADDRESS|DI")]
    words: Vec<String>,
    /// For load records: number of blocks from the latest or, with --from, from a time on
    #[arg(long, value_name = "N")]
    blocks: Option<u8>,
    /// For load records: first time, `2026-02-13T15:30`
    #[arg(long, value_name = "TIME", requires = "blocks")]
    from: Option<String>,
    /// One JSON object for each identifier
    #[arg(long)]
    json: bool,
    /// Language of names
    #[arg(long, value_enum, default_value = "en")]
    lang: describe::Lang,
}

/// What one identifier came to.
#[derive(Serialize)]
struct Line {
    di: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<Vec<ValueLine>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let mut addresses = args.address.clone();
    let mut items = Vec::new();
    for word in &args.words {
        match (word.len(), word.parse::<Address>(), word.parse::<DataId>()) {
            (_, _, Ok(di)) => items.push(di),
            (12, Ok(address), _) => addresses.push(address),
            _ => {
                eprintln!(
                    "dlt645: `{word}` is no address (12 digits) and no data identifier (8 or 4 digits)"
                );
                return Ok(Outcome::Usage);
            }
        }
    }
    if items.is_empty() {
        eprintln!("dlt645: no data identifier to read");
        return Ok(Outcome::Usage);
    }
    let extra = match selection(args) {
        Ok(extra) => extra,
        Err(error) => {
            eprintln!("dlt645: --from: {error}");
            return Ok(Outcome::Usage);
        }
    };
    let mut master = match args.line.open() {
        Ok(master) => master,
        Err(error) => {
            eprintln!("dlt645: {error}");
            return Ok(Outcome::Bad);
        }
    };
    let mut outcome = Outcome::Good;
    let mut meters: Vec<Option<Found>> = addresses
        .iter()
        .map(|a| {
            Some(Found {
                address: *a,
                edition: Edition::V2007,
            })
        })
        .collect();
    if meters.is_empty() {
        let wish = args
            .line
            .edition
            .map(Edition::from)
            .or_else(|| common_edition(&items));
        match line::find(&mut master, wish) {
            Ok(found) => meters.push(Some(found)),
            Err(error) => {
                let reason = format!(
                    "no meter found: {}; if there are several, give --address or look with `dlt645 scan`",
                    line::reason(&error, Edition::V2007)
                );
                for di in &items {
                    print(args, None, *di, Err(reason.clone()), None)?;
                }
                return Ok(Outcome::Bad);
            }
        }
    }
    for meter in meters.into_iter().flatten() {
        for di in &items {
            if line::stopped() {
                eprintln!("dlt645: stopped");
                return Ok(Outcome::Bad);
            }
            let request = Request::read_with(meter.address, *di, &extra);
            let (result, note) = match master.exchange(&request) {
                Ok(reply) => {
                    let wire: Vec<u8> = reply
                        .data
                        .iter()
                        .map(|byte| byte.wrapping_add(dlt645::OFFSET))
                        .collect();
                    let note = match reply.end {
                        ReplyEnd::EventPending => {
                            Some("the meter has an event to report: read 04001501")
                        }
                        ReplyEnd::MoreUnanswered => {
                            Some("the meter announced more data but did not send them")
                        }
                        _ => None,
                    };
                    (values::checked(*di, Data::from_wire(&wire)), note)
                }
                Err(error) => (Err(line::reason(&error, di.edition())), None),
            };
            if result.is_err() {
                outcome = Outcome::Bad;
            }
            print(args, Some(meter.address), *di, result, note)?;
        }
    }
    Ok(outcome)
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
            .map_err(|error| format!("`{from}`: {error}; give year-month-day, T, hour:minute"))?;
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

fn print(
    args: &Args,
    address: Option<Address>,
    di: DataId,
    result: Result<Vec<ValueLine>, String>,
    note: Option<&'static str>,
) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if args.json {
        let (values, error) = match result {
            Ok(values) => (Some(values), None),
            Err(error) => (None, Some(error)),
        };
        let address = address.map(|address| address.to_string());
        let line = Line {
            di: di.to_string(),
            address,
            ok: values.is_some(),
            values,
            error,
            note,
        };
        serde_json::to_writer(&mut out, &line)?;
        writeln!(out)?;
        return out.flush();
    }
    let name = names::of(di, args.lang).unwrap_or_default();
    match result {
        Ok(values) => match values.as_slice() {
            [value] => writeln!(
                out,
                "{di} {name}: {}",
                value.text(Some(&di.to_string()), args.lang)
            )?,
            values => {
                writeln!(out, "{di} {name}")?;
                for value in values {
                    writeln!(out, "  {}", value.text(Some(&di.to_string()), args.lang))?;
                }
            }
        },
        Err(error) => writeln!(out, "{di} {name}: failed: {error}")?,
    }
    if let Some(note) = note {
        writeln!(out, "  {note}")?;
    }
    out.flush()
}
