//! `dlt645 write`: set one item of a meter.

use crate::line::{self, LineArgs};
use crate::{Outcome, names};
use clap::Args as ClapArgs;
use dlt645::item::{self, Access};
use dlt645::{Address, DataId, Edition};
use serde_json::json;
use std::io::{self, Write};
use ttl_link::Request;

/// Write one item, by its table: `dlt645 write --tcp HOST:PORT --password 02:000000 04000103 30`.
///
/// The password is the level (02 or 04 for a meter's own passwords) and the six digits as printed: 02:123456 goes out
/// as 02 56 34 12. The operator code is kept by the meter in its record of the write.
///
/// Exit status: 0 if the meter took it, 1 if not.
#[derive(ClapArgs)]
pub(crate) struct Args {
    #[command(flatten)]
    line: LineArgs,
    /// Address; the one meter on the line is asked if it is not given
    #[arg(long, value_name = "DIGITS")]
    address: Option<Address>,
    /// Data identifier
    di: DataId,
    /// The value as `dlt645 read` prints it; hexadecimal in wire order for blocks
    value: String,
    /// Take the value as hexadecimal bytes in wire order
    #[arg(long)]
    raw: bool,
    /// Password as level and six digits [default: 02:000000 in the 2007 edition, none in the 1997 edition, where it
    /// stands in front of the value]
    #[arg(long, value_name = "LEVEL:DIGITS", value_parser = password)]
    password: Option<[u8; 4]>,
    /// Operator code, eight digits; 2007 edition only
    #[arg(long, value_name = "DIGITS", default_value = "00000000", value_parser = operator)]
    operator: [u8; 4],
    /// Result as a JSON object
    #[arg(long)]
    json: bool,
}

/// What meters leave the works with, for their highest own level.
const DEFAULT_PASSWORD: [u8; 4] = [2, 0, 0, 0];

/// `02:123456` as PA P0 P1 P2.
pub(crate) fn password(text: &str) -> Result<[u8; 4], String> {
    let wrong = || "written as LEVEL:DIGITS, for example 02:123456".to_owned();
    let (level, digits) = text.split_once(':').ok_or_else(wrong)?;
    if digits.len() != 6 || level.is_empty() || level.len() > 2 {
        return Err(wrong());
    }
    let level = u8::from_str_radix(level, 16).map_err(|_| wrong())?;
    let [p0, p1, p2, _] = u32::from_str_radix(digits, 16)
        .map_err(|_| wrong())?
        .to_le_bytes();
    Ok([level, p0, p1, p2])
}

/// Eight digits as C0 C1 C2 C3.
pub(crate) fn operator(text: &str) -> Result<[u8; 4], String> {
    let number = u32::from_str_radix(text, 16)
        .ok()
        .filter(|_| text.len() == 8);
    number
        .map(u32::to_le_bytes)
        .ok_or_else(|| "an operator code has eight digits".to_owned())
}

/// Bytes of a value for an item, in wire order.
pub(crate) fn encode(di: DataId, value: &str, raw: bool) -> Result<Vec<u8>, String> {
    let mut buffer = [0; 256];
    let raw_item = item::Item::new(
        di,
        dlt645::value::Format::Composite,
        dlt645::value::Unit::None,
    );
    let item = match item::lookup(di) {
        Some(item) if !raw => item,
        None if !raw => return Err(format!("{di} is in no table; give its bytes with --raw")),
        _ => raw_item,
    };
    let explain = |error| match raw {
        true => format!("`{value}`: {error}"),
        false => format!("`{value}`: {error}; {di} is {}", item.format),
    };
    item.encode_text(value, &mut buffer)
        .map(|bytes| bytes.to_vec())
        .map_err(explain)
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let data = match encode(args.di, &args.value, args.raw) {
        Ok(data) => data,
        Err(error) => {
            eprintln!("dlt645: {error}");
            return Ok(Outcome::Usage);
        }
    };
    if item::lookup(args.di).is_some_and(|item| item.access == Access::Read) {
        eprintln!(
            "dlt645: {} is read-only in the standard; the meter decides",
            args.di
        );
    }
    let result = send(args, &data);
    let mut out = io::stdout().lock();
    match (&result, args.json) {
        (Ok(()), true) => writeln!(out, "{}", json!({"di": args.di.to_string(), "ok": true}))?,
        (Err(error), true) => writeln!(
            out,
            "{}",
            json!({"di": args.di.to_string(), "ok": false, "error": error})
        )?,
        (Ok(()), false) => {
            let name = names::of(args.di, crate::describe::Lang::En).unwrap_or_default();
            writeln!(out, "{} {name}: written", args.di)?;
        }
        (Err(error), false) => writeln!(out, "{}: not written: {error}", args.di)?,
    }
    Ok(if result.is_ok() {
        Outcome::Good
    } else {
        Outcome::Bad
    })
}

fn send(args: &Args, data: &[u8]) -> Result<(), String> {
    let edition = args.di.edition();
    let mut master = args.line.open().map_err(|error| error.to_string())?;
    let address = match args.address {
        Some(address) => address,
        None => {
            line::find(&mut master, Some(edition))
                .map_err(|error| line::reason(&error, edition))?
                .address
        }
    };
    // In the 1997 edition a password stands in front of the value where the maker wants one.
    let with_password: Vec<u8> = match (edition, args.password) {
        (Edition::V1997, Some(password)) => [&password[..], data].concat(),
        _ => data.to_vec(),
    };
    let password = args.password.unwrap_or(DEFAULT_PASSWORD);
    let request = Request::write(address, args.di, password, args.operator, &with_password);
    master
        .exchange(&request)
        .map(|_| ())
        .map_err(|error| line::reason(&error, edition))
}
