//! `dlt645 encode`: requests from words.

use crate::edition::EditionArg;
use crate::ids;
use crate::lang;
use crate::outcome::Outcome;
use crate::tell;
use crate::write::{operator, password};
use clap::{Args as ClapArgs, Subcommand};
use dlt645::{Address, DataId};
use dlt645_explain::Lang;
use dlt645_explain::build::{self, Order};
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
        /// Data identifier, or its name
        #[arg(value_parser = ids::parse)]
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
        /// Data identifier, or its name
        #[arg(value_parser = ids::parse)]
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
        /// Data identifier, or its name
        #[arg(value_parser = ids::parse)]
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
        #[arg(value_parser = ids::address)]
        new: Address,
        /// Edition
        #[arg(long, value_enum, default_value = "2007")]
        edition: EditionArg,
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
        edition: EditionArg,
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
        edition: EditionArg,
    },
    /// Clear maximum demand: 19, or 10 with --edition 1997
    ClearDemand {
        #[command(flatten)]
        access: Access,
        /// Edition
        #[arg(long, value_enum, default_value = "2007")]
        edition: EditionArg,
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
        #[arg(value_parser = ids::parse)]
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
        digits => ids::address(digits),
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let built = args.what.order().build(args.address);
    let bytes = built
        .as_ref()
        .map_err(Clone::clone)
        .and_then(|built| built.bytes(args.preamble));
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => {
            tell!("{}", lang::text(&error));
            return Ok(Outcome::Usage);
        }
    };
    if !matches!(args.what, What::Raw { .. })
        && let Some(objection) = built.ok().and_then(|built| built.objection())
    {
        match lang::get() {
            Lang::En => tell!("note: {}; built all the same", objection.en),
            Lang::Zh => tell!("注意：{}；仍然组成了帧", objection.zh),
        }
    }
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    writeln!(
        io::stdout(),
        "{}",
        digits.join(if args.spaced { " " } else { "" })
    )?;
    Ok(Outcome::Good)
}

impl From<&Access> for build::Access {
    fn from(access: &Access) -> Self {
        Self {
            password: access.password,
            operator: access.operator,
        }
    }
}

impl What {
    /// The request that the words of the command line ask for.
    fn order(&self) -> Order {
        match self {
            Self::Read { di, blocks, from } => Order::Read {
                di: *di,
                blocks: *blocks,
                from: from.clone(),
            },
            Self::ReadNext { di, sequence } => Order::ReadNext {
                di: *di,
                sequence: *sequence,
            },
            Self::Reread => Order::Reread,
            Self::ReadAddress => Order::ReadAddress,
            Self::Write {
                di,
                value,
                raw,
                access,
                with_password,
            } => Order::Write {
                di: *di,
                value: value.clone(),
                raw: *raw,
                access: access.into(),
                with_password: *with_password,
            },
            Self::WriteAddress { new, edition } => Order::WriteAddress {
                new: *new,
                edition: (*edition).into(),
            },
            Self::Time { time } => Order::Time { time: time.clone() },
            Self::Freeze { when } => Order::Freeze {
                when: when.join(" "),
            },
            Self::Baud { rate, edition } => Order::Baud {
                rate: *rate,
                edition: (*edition).into(),
            },
            Self::Password { old, new, edition } => Order::Password {
                old: *old,
                new: *new,
                edition: (*edition).into(),
            },
            Self::ClearDemand { access, edition } => Order::ClearDemand {
                access: access.into(),
                edition: (*edition).into(),
            },
            Self::ClearMeter { access } => Order::ClearMeter {
                access: access.into(),
            },
            Self::ClearEvents { events, access } => Order::ClearEvents {
                events: events.clone(),
                access: access.into(),
            },
            Self::Relay {
                action,
                until,
                access,
            } => Order::Relay {
                action: action.clone(),
                until: until.clone(),
                access: access.into(),
            },
            Self::Output { signal } => Order::Output {
                signal: signal.clone(),
            },
            Self::Security { di, data, operator } => Order::Security {
                di: *di,
                data: data.clone(),
                operator: *operator,
            },
            Self::Raw { control, data } => Order::Raw {
                control: control.clone(),
                data: data.clone(),
            },
        }
    }
}
