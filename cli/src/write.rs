//! `dlt645 write`: set one item of a meter.

use crate::failures;
use crate::ids;
use crate::lang::{self, say};
use crate::line::{self, LineArgs};
use crate::outcome::Outcome;
use crate::tell;
use clap::Args as ClapArgs;
use dlt645::command::{Operator, Password};
use dlt645::item::Access;
use dlt645::{Address, DataId, Edition};
use dlt645_explain::{Lang, build, names, own};
use serde_json::json;
use std::io::{self, Write};
use ttl_link::Request;

/// Write one item, by its table: `dlt645 write --tcp HOST:PORT --password 02:000000 04000103 30`.
///
/// The password is the level (02 or 04 for a meter's own passwords) and the six digits as printed:
/// 02:123456 goes out as 02 56 34 12. The operator code is kept by the meter in its record of the
/// write.
///
/// Exit status: 0 if the meter took it, 1 if not.
#[derive(ClapArgs)]
pub(crate) struct Args {
    #[command(flatten)]
    line: LineArgs,
    /// Address; the one meter on the line is asked if it is not given
    #[arg(long, value_name = "DIGITS", value_parser = crate::ids::address)]
    address: Option<Address>,
    /// Data identifier, or its name
    #[arg(value_parser = ids::parse)]
    di: DataId,
    /// The value as `dlt645 read` prints it; hexadecimal in wire order for blocks
    value: String,
    /// Take the value as hexadecimal bytes in wire order
    #[arg(long)]
    raw: bool,
    /// Password as level and six digits [default: 02:000000 in the 2007 edition, none in the 1997
    /// edition, where it comes before the value]
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
    build::password(text).map_err(|error| lang::text(&error))
}

/// Eight digits as C0 C1 C2 C3.
pub(crate) fn operator(text: &str) -> Result<[u8; 4], String> {
    build::operator(text).map_err(|error| lang::text(&error))
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let data = match build::value(args.di, &args.value, args.raw) {
        Ok(data) => data,
        Err(error) => {
            tell!("{}", lang::text(&error));
            return Ok(Outcome::Usage);
        }
    };
    let di = args.di;
    if own::lookup(di).is_some_and(|item| item.access == Access::Read) {
        match lang::get() {
            Lang::En => tell!("{di} is read-only in the standard; the meter decides"),
            Lang::Zh => tell!("标准规定 {di} 为只读；是否接受由电表决定"),
        }
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
            let name = names::of(di, lang::get()).unwrap_or_default();
            writeln!(out, "{di} {name}{}", say(": written", "：已写入"))?;
        }
        (Err(error), false) => {
            writeln!(out, "{di}{}{error}", say(": not written: ", "：未写入："))?;
        }
    }
    Ok(if result.is_ok() {
        Outcome::Good
    } else {
        Outcome::Bad
    })
}

fn send(args: &Args, data: &[u8]) -> Result<(), String> {
    let edition = args.di.edition();
    let mut master = args.line.open().map_err(|error| lang::of_error(&error))?;
    let address = match args.address {
        Some(address) => address,
        None => {
            line::find(&mut master, Some(edition))
                .map_err(|error| failures::reason(&error, edition))?
                .address
        }
    };
    // In the 1997 edition a password comes before the value where the maker wants one.
    let with_password: Vec<u8> = match (edition, args.password) {
        (Edition::V1997, Some(password)) => [&password[..], data].concat(),
        _ => data.to_vec(),
    };
    let password = args.password.unwrap_or(DEFAULT_PASSWORD);
    let request = Request::write(
        address,
        args.di,
        Password::from_wire(password),
        Operator(args.operator),
        &with_password,
    );
    master
        .exchange(&request)
        .map(|_| ())
        .map_err(|error| failures::reason(&error, edition))
}
