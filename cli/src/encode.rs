//! `dlt645 encode`: requests from words.

use crate::Outcome;
use crate::describe::Lang;
use crate::write::{self, operator, password};
use clap::{Args as ClapArgs, Subcommand};
use dlt645::command::{Baud, FreezeTime, Message as _, RelayAction, Request};
use dlt645::item::{self, Item};
use dlt645::value::{Calendar, DateTime, Format, Unit, Value};
use dlt645::{Address, Control, DataId, Edition, Frame, FrameRepr, Function, MAX_FRAME};
use std::io::{self, Write as _};

/// Build any request and print it in hexadecimal.
///
/// For example `dlt645 encode --address 112233445566 read 00010000`.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// Whom it goes to: digits, `any` (AA) or `all` (99)
    #[arg(long, value_name = "DIGITS", default_value = "any", value_parser = address, global = true)]
    address: Address,
    /// FE bytes in front
    #[arg(long, value_name = "N", default_value_t = 4, global = true)]
    preamble: usize,
    /// Blanks between the bytes
    #[arg(long, global = true)]
    spaced: bool,
    #[command(subcommand)]
    what: What,
}

/// Password and operator code.
#[derive(ClapArgs)]
struct Access {
    /// Password as level and six digits
    #[arg(long, value_name = "LEVEL:DIGITS", default_value = "02:000000", value_parser = password)]
    password: [u8; 4],
    /// Operator code, eight digits
    #[arg(long, value_name = "DIGITS", default_value = "00000000", value_parser = operator)]
    operator: [u8; 4],
}

#[derive(Subcommand)]
enum What {
    /// Read data: 11, or 01 for a 1997 identifier
    Read {
        /// Data identifier
        di: DataId,
        /// For load records: number of blocks
        #[arg(long)]
        blocks: Option<u8>,
        /// For load records: first time, 2026-02-13T15:30
        #[arg(long, requires = "blocks")]
        from: Option<String>,
    },
    /// Read follow-on data: 12, or 02 for a 1997 identifier
    ReadNext {
        /// Data identifier
        di: DataId,
        /// Sequence number, 2007 only
        #[arg(default_value_t = 1)]
        sequence: u8,
    },
    /// Re-read, 1997: 03
    Reread,
    /// Read the address: 13
    ReadAddress,
    /// Write data: 14, or 04 for a 1997 identifier
    Write {
        /// Data identifier
        di: DataId,
        /// Value as it is printed, hexadecimal in wire order for blocks
        value: String,
        /// Take the value as hexadecimal bytes
        #[arg(long)]
        raw: bool,
        #[command(flatten)]
        access: Access,
        /// 1997: put the password in front of the value
        #[arg(long)]
        with_password: bool,
    },
    /// Write the address: 15, or 0A with --edition 1997
    WriteAddress {
        /// New address
        new: Address,
        /// Edition
        #[arg(long, value_enum, default_value = "2007")]
        edition: crate::decode::EditionArg,
    },
    /// Broadcast time: 08
    Time {
        /// 2026-02-13T15:30:00
        time: String,
    },
    /// Freeze: 16
    Freeze {
        /// `now`, or month-day hour:minute with 99 for any: 99-99 00:00
        #[arg(required = true)]
        when: Vec<String>,
    },
    /// Change the baud rate: 17, or 0C with --edition 1997
    Baud {
        /// Bits a second
        rate: u32,
        /// Edition
        #[arg(long, value_enum, default_value = "2007")]
        edition: crate::decode::EditionArg,
    },
    /// Change a password: 18, or 0F with --edition 1997
    Password {
        /// Old one, level and digits
        #[arg(value_parser = password)]
        old: [u8; 4],
        /// New one, level and digits
        #[arg(value_parser = password)]
        new: [u8; 4],
        /// Edition
        #[arg(long, value_enum, default_value = "2007")]
        edition: crate::decode::EditionArg,
    },
    /// Clear maximum demand: 19, or 10 with --edition 1997
    ClearDemand {
        #[command(flatten)]
        access: Access,
        /// Edition
        #[arg(long, value_enum, default_value = "2007")]
        edition: crate::decode::EditionArg,
    },
    /// Clear the meter: 1A
    ClearMeter {
        #[command(flatten)]
        access: Access,
    },
    /// Clear event records: 1B
    ClearEvents {
        /// `all`, or an identifier whose last byte is FF
        events: String,
        #[command(flatten)]
        access: Access,
    },
    /// Relay, alarm and keep-power: 1C
    Relay {
        /// trip, permit, close, alarm, alarm-off, keep or keep-off
        action: String,
        /// Valid until, 2026-02-13T15:30:00
        until: String,
        #[command(flatten)]
        access: Access,
    },
    /// Output terminal: 1D
    Output {
        /// clock, demand or tariff
        signal: String,
    },
    /// Security authentication: 03
    Security {
        /// Identifier, 07xxxxxx
        di: DataId,
        /// Data in hexadecimal, wire order
        data: String,
        /// Operator code, eight digits
        #[arg(long, value_name = "DIGITS", default_value = "00000000", value_parser = operator)]
        operator: [u8; 4],
    },
    /// Any control code and data
    Raw {
        /// Control code, two digits
        control: String,
        /// Data without the 0x33, hexadecimal in wire order
        #[arg(default_value = "")]
        data: String,
    },
}

/// Digits, `any` or `all`.
fn address(text: &str) -> Result<Address, String> {
    match text {
        "any" => Ok(Address::WILDCARD),
        "all" => Ok(Address::BROADCAST),
        digits => digits
            .parse()
            .map_err(|error: dlt645::AddressError| error.to_string()),
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let built = build(args).and_then(|(address, function, data)| {
        let mut out = vec![dlt645::WAKE_UP; args.preamble];
        let start = out.len();
        out.resize(start + dlt645::OVERHEAD + data.len(), 0);
        let repr = FrameRepr {
            address,
            control: function,
            data: &data,
        };
        let room = out.get_mut(start..).unwrap_or_default();
        repr.encode(room).map_err(|error| error.to_string())?;
        Ok(out)
    });
    let bytes = match built {
        Ok(built) => built,
        Err(error) => {
            eprintln!("dlt645: {error}");
            return Ok(Outcome::Usage);
        }
    };
    if !matches!(args.what, What::Raw { .. })
        && let Err(error) = allowed(bytes.get(args.preamble..).unwrap_or_default())
    {
        eprintln!("dlt645: note: {error}; built all the same");
    }
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    writeln!(
        io::stdout(),
        "{}",
        digits.join(if args.spaced { " " } else { "" })
    )?;
    Ok(Outcome::Good)
}

/// Whether the standard allows this request: whom it goes to, how long it is.
fn allowed(bytes: &[u8]) -> Result<(), String> {
    let frame = Frame::parse(bytes).map_err(|error| error.to_string())?;
    let edition = crate::describe::edition(&frame, None);
    let request = Request::parse(&frame, edition).map_err(|error| error.to_string())?;
    request
        .encode(frame.address(), &mut [0; MAX_FRAME])
        .map(drop)
        .map_err(|error| error.to_string())
}

type Built = (Address, Control, Vec<u8>);

fn build(args: &Args) -> Result<Built, String> {
    let to =
        |function: Function, data: Vec<u8>| Ok((args.address, Control::request(function), data));
    let id = |di: DataId| {
        di.to_wire()
            .into_iter()
            .take(di.wire_len())
            .collect::<Vec<u8>>()
    };
    let pick = |edition: crate::decode::EditionArg, v2007, v1997| match Edition::from(edition) {
        Edition::V2007 => v2007,
        Edition::V1997 => v1997,
    };
    match &args.what {
        What::Read { di, blocks, from } => {
            let mut data = id(*di);
            if let Some(blocks) = blocks {
                data.push(bcd(*blocks)?);
            }
            if let Some(from) = from {
                data.extend(time(from, Calendar::DateMinute)?);
            }
            let function = if di.edition() == Edition::V2007 {
                Function::Read
            } else {
                Function::Read97
            };
            to(function, data)
        }
        What::ReadNext { di, sequence } => match di.edition() {
            Edition::V2007 => to(Function::ReadNext, [id(*di), vec![*sequence]].concat()),
            Edition::V1997 => to(Function::ReadNext97, id(*di)),
        },
        What::Reread => to(Function::SecurityOrReread, Vec::new()),
        What::ReadAddress => Ok((
            Address::WILDCARD,
            Control::request(Function::ReadAddress),
            Vec::new(),
        )),
        What::Write {
            di,
            value,
            raw,
            access,
            with_password,
        } => {
            let value = write::encode(*di, value, *raw)?;
            match di.edition() {
                Edition::V2007 => {
                    let data = [&id(*di)[..], &access.password, &access.operator, &value].concat();
                    to(Function::Write, data)
                }
                Edition::V1997 => {
                    let password: &[u8] = if *with_password {
                        &access.password
                    } else {
                        &[]
                    };
                    to(Function::Write97, [&id(*di)[..], password, &value].concat())
                }
            }
        }
        What::WriteAddress { new, edition } => {
            let function = pick(*edition, Function::WriteAddress, Function::WriteAddress97);
            // Written to whoever is there: AA in the 2007 edition, 99 in the 1997 edition.
            let everyone = match Edition::from(*edition) {
                Edition::V2007 => Address::WILDCARD,
                Edition::V1997 => Address::BROADCAST,
            };
            Ok((everyone, Control::request(function), new.to_wire().to_vec()))
        }
        What::Time { time: text } => {
            let data = time(text, Calendar::DateTime)?;
            let whom = if args.address == Address::WILDCARD {
                Address::BROADCAST
            } else {
                args.address
            };
            Ok((whom, Control::request(Function::BroadcastTime), data))
        }
        What::Freeze { when } => to(Function::Freeze, freeze(&when.join(" "))?),
        What::Baud { rate, edition } => {
            let all = [
                Baud::B300,
                Baud::B600,
                Baud::B1200,
                Baud::B2400,
                Baud::B4800,
                Baud::B9600,
                Baud::B19200,
            ];
            let code = all
                .into_iter()
                .find(|baud| baud.rate() == *rate)
                .and_then(|baud| baud.code((*edition).into()));
            let code =
                code.ok_or_else(|| format!("the edition has no rate word for {rate} bit/s"))?;
            to(
                pick(*edition, Function::ChangeBaud, Function::ChangeBaud97),
                vec![code],
            )
        }
        What::Password { old, new, edition } => match Edition::from(*edition) {
            Edition::V2007 => {
                let [level, ..] = *new;
                let di = (0x0400_0C01 + u32::from(level)).to_le_bytes();
                to(Function::ChangePassword, [&di[..], old, new].concat())
            }
            Edition::V1997 => to(Function::ChangePassword97, [&old[..], new].concat()),
        },
        What::ClearDemand { access, edition } => match Edition::from(*edition) {
            Edition::V2007 => to(Function::ClearDemand, with_access(access, &[])),
            Edition::V1997 => to(Function::ClearDemand97, Vec::new()),
        },
        What::ClearMeter { access } => to(Function::ClearMeter, with_access(access, &[])),
        What::ClearEvents { events, access } => {
            let di = if events == "all" {
                u32::MAX
            } else {
                class(events)?
            };
            to(
                Function::ClearEvents,
                with_access(access, &di.to_le_bytes()),
            )
        }
        What::Relay {
            action,
            until,
            access,
        } => {
            let order = [
                &[relay(action)?.code(), 0][..],
                &time(until, Calendar::DateTime)?,
            ]
            .concat();
            to(Function::RelayControl, with_access(access, &order))
        }
        What::Output { signal } => match signal.as_str() {
            "clock" => to(Function::OutputTerminal, vec![0]),
            "demand" => to(Function::OutputTerminal, vec![1]),
            "tariff" => to(Function::OutputTerminal, vec![2]),
            other => Err(format!("`{other}` is not clock, demand or tariff")),
        },
        What::Security { di, data, operator } => to(
            Function::SecurityOrReread,
            [&id(*di)[..], operator, &bytes(data)?].concat(),
        ),
        What::Raw { control, data } => {
            let control = u8::from_str_radix(control, 16)
                .map_err(|_| format!("`{control}` is no control code"))?;
            Ok((args.address, Control(control), bytes(data)?))
        }
    }
}

fn with_access(access: &Access, rest: &[u8]) -> Vec<u8> {
    [&access.password[..], &access.operator, rest].concat()
}

fn bcd(number: u8) -> Result<u8, String> {
    if number > 99 {
        Err("at most 99 blocks".to_owned())
    } else {
        Ok(((number / 10) << 4) | (number % 10))
    }
}

/// A day and time as wire bytes.
fn time(text: &str, calendar: Calendar) -> Result<Vec<u8>, String> {
    let moment: DateTime = text.parse().map_err(|error| format!("`{text}`: {error}"))?;
    let item = Item::new(DataId::V2007(0), Format::Calendar(calendar), Unit::None);
    let mut buffer = [0; 8];
    let wanted = if calendar == Calendar::DateMinute {
        "without seconds"
    } else {
        "with seconds"
    };
    let bytes = item
        .encode(&Value::DateTime(moment), &mut buffer)
        .map_err(|_| format!("`{text}`: a time {wanted}"))?;
    Ok(bytes.to_vec())
}

/// `now` or `MM-DD hh:mm` as mm hh DD MM.
fn freeze(text: &str) -> Result<Vec<u8>, String> {
    let wrong = || format!("`{text}` is not `now` and not month-day hour:minute with 99 for any");
    let time = if text == "now" {
        FreezeTime::Now
    } else {
        let fields: Option<Vec<u8>> = text
            .split(['-', ' ', ':', 'T'])
            .map(|field| field.parse().ok())
            .collect();
        match fields.as_deref() {
            Some([99, 99, 99, 99]) => FreezeTime::Now,
            Some(&[99, 99, 99, minute]) => FreezeTime::Hourly { minute },
            Some(&[99, 99, hour, minute]) => FreezeTime::Daily { hour, minute },
            Some(&[99, day, hour, minute]) => FreezeTime::Monthly { day, hour, minute },
            Some(&[month, day, hour, minute]) => FreezeTime::Yearly {
                month,
                day,
                hour,
                minute,
            },
            _ => return Err(wrong()),
        }
    };
    dlt645::command::Freeze::new(time).ok_or_else(wrong)?;
    let [month, day, hour, minute] = match time {
        FreezeTime::Now => [99; 4],
        FreezeTime::Hourly { minute } => [99, 99, 99, minute],
        FreezeTime::Daily { hour, minute } => [99, 99, hour, minute],
        FreezeTime::Monthly { day, hour, minute } => [99, day, hour, minute],
        FreezeTime::Yearly {
            month,
            day,
            hour,
            minute,
        } => [month, day, hour, minute],
    };
    Ok([minute, hour, day, month]
        .map(|field| ((field / 10) << 4) | (field % 10))
        .to_vec())
}

/// An event class: identifier whose last byte is FF.
fn class(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(DataId::V2007(di)) if di & 0xFF == 0xFF => Ok(di),
        Ok(DataId::V2007(di)) if item::lookup(DataId::V2007(di)).is_some() => {
            let name = crate::names::of(DataId::V2007(di), Lang::En).unwrap_or_default();
            Err(format!(
                "{text} ({name}) is one item; a class ends in FF: {:08X}",
                di | 0xFF
            ))
        }
        _ => Err(format!(
            "`{text}` is not `all` and not an identifier of 8 digits that ends in FF"
        )),
    }
}

fn relay(text: &str) -> Result<RelayAction, String> {
    Ok(match text {
        "trip" => RelayAction::Trip,
        "permit" => RelayAction::PermitClose,
        "close" => RelayAction::Close,
        "alarm" => RelayAction::Alarm,
        "alarm-off" => RelayAction::AlarmOff,
        "keep" => RelayAction::KeepOn,
        "keep-off" => RelayAction::KeepOnOff,
        other => {
            return Err(format!(
                "`{other}` is not trip, permit, close, alarm, alarm-off, keep or keep-off"
            ));
        }
    })
}

/// Hexadecimal without faults.
fn bytes(text: &str) -> Result<Vec<u8>, String> {
    let line = crate::hex::read_line(text, 1);
    match line.faults.first() {
        Some(fault) => Err(format!(
            "column {}: {} in `{}`",
            fault.column, fault.what, fault.text
        )),
        None => Ok(line
            .pieces
            .into_iter()
            .flat_map(|piece| piece.bytes)
            .collect()),
    }
}
