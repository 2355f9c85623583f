//! `dlt645 relay`: trip, close, alarm and keep power on, with what became of it.

use crate::failures;
use crate::lang::{self, say};
use crate::line::{LineArgs, Master};
use crate::outcome::Outcome;
use crate::reading;
use crate::tell;
use crate::write::{operator, password};
use chrono::{Datelike, Local, NaiveDateTime, Timelike};
use clap::{Args as ClapArgs, ValueEnum};
use dlt645::command::{Operator, Password, RelayAction, RelayControl, Second};
use dlt645::{Address, DataId, Edition};
use dlt645_explain::Lang;
use dlt645_explain::given;
use dlt645_explain::json::Object;
use std::io::{self, Write};
use ttl_link::Request;

/// Status word 3: the relay is its bit 4.
const STATUS: DataId = DataId::V2007(0x0400_0503);

/// Trip or close a meter's relay, or its alarm, or keep power on (1C).
///
/// trip (1A) opens the relay. permit (1B) allows closing: the user presses the key of the meter.
/// close (1C) closes it without anybody at hand. alarm (2A) and keep-on (3A) set a warning and
/// forbid tripping; alarm-off and keep-off end them. An accepted order is not yet a switched relay:
/// status word 04000503 is read afterwards and told.
///
/// Exit status: 0 if the order was taken, 1 if not.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// What to do
    #[arg(value_enum)]
    action: Action,
    #[command(flatten)]
    line: LineArgs,
    /// The meter; there is no order to everybody
    #[arg(long, value_name = "DIGITS", value_parser = crate::ids::address)]
    address: Address,
    /// How long the order may wait on its way, `2026-02-13T15:30:00`; ten minutes from now if not
    /// given
    #[arg(long, value_name = "TIME")]
    until: Option<String>,
    /// Send it although its time is over
    #[arg(long)]
    force: bool,
    /// Password as level and six digits
    #[arg(long, value_name = "LEVEL:DIGITS", default_value = "02:000000", value_parser = password)]
    password: [u8; 4],
    /// Operator code, eight digits
    #[arg(long, value_name = "DIGITS", default_value = "00000000", value_parser = operator)]
    operator: [u8; 4],
    /// Result as a JSON object
    #[arg(long)]
    json: bool,
}

/// What can be ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Action {
    /// 1A: open the relay
    Trip,
    /// 1C: close the relay
    Close,
    /// 1B: permit closing, the user presses the key
    Permit,
    /// 2A: alarm
    Alarm,
    /// 2B: end of the alarm
    AlarmOff,
    /// 3A: keep power on
    KeepOn,
    /// 3B: end of keeping power on
    KeepOff,
}

impl Action {
    fn order(self) -> RelayAction {
        match self {
            Self::Trip => RelayAction::Trip,
            Self::Close => RelayAction::Close,
            Self::Permit => RelayAction::PermitClose,
            Self::Alarm => RelayAction::Alarm,
            Self::AlarmOff => RelayAction::AlarmOff,
            Self::KeepOn => RelayAction::KeepOn,
            Self::KeepOff => RelayAction::KeepOnOff,
        }
    }

    /// What has to happen yet.
    fn hint(self) -> Option<&'static str> {
        match self {
            Self::Permit => Some(say(
                "closing is permitted; the user has to press the key of the meter",
                "已允许合闸；用户还须按电表上的按键",
            )),
            Self::Close => Some(say(
                "a meter that was tripped for arrears may still want the key pressed",
                "欠费跳闸的电表可能仍需按键",
            )),
            _ => None,
        }
    }
}

/// A time of the command line, year first.
fn moment(text: &str) -> Option<NaiveDateTime> {
    [
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M",
    ]
    .iter()
    .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
}

/// What came of an order.
#[derive(Default)]
struct Done {
    accepted: bool,
    error: Option<String>,
    /// The relay afterwards, as its meter tells it.
    open: Option<bool>,
    status: Option<String>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    if args.address.has_wildcard() || args.address.is_broadcast() {
        tell!(
            "{}",
            say(
                "name one meter; there is no order to everybody",
                "请指定一块电表；不能向所有电表发命令"
            )
        );
        return Ok(Outcome::Usage);
    }
    let now = Local::now().naive_local();
    let until = match &args.until {
        None => now + chrono::Duration::minutes(10),
        Some(text) => match moment(text) {
            Some(until) => until,
            None => {
                match lang::get() {
                    Lang::En => {
                        tell!("--until: `{text}` is no time; written as 2026-02-13T15:30:00")
                    }
                    Lang::Zh => tell!("--until：“{text}”不是时间；写作 2026-02-13T15:30:00"),
                }
                return Ok(Outcome::Usage);
            }
        },
    };
    if until <= now && !args.force {
        match lang::get() {
            Lang::En => {
                tell!("{until} is over, a meter refuses the order; --force sends it all the same")
            }
            Lang::Zh => tell!("{until} 已过，电表会拒绝；加 --force 仍可发送"),
        }
        return Ok(Outcome::Usage);
    }
    let done = order(args, until);
    print(args, &done)?;
    Ok(Outcome::of(done.accepted))
}

fn order(args: &Args, until: NaiveDateTime) -> Done {
    let mut master = match args.line.open() {
        Ok(master) => master,
        Err(error) => {
            return Done {
                error: Some(lang::of_error(&error)),
                ..Done::default()
            };
        }
    };
    let Some(second) = second(until) else {
        let error = say("the year is out of range", "年份超出范围").to_owned();
        return Done {
            error: Some(error),
            ..Done::default()
        };
    };
    let [level, code @ ..] = args.password;
    let control = RelayControl::new(
        Password { level, code },
        Operator(args.operator),
        args.action.order(),
        second,
    );
    let mut buffer = [0; 64];
    // An order that was perhaps obeyed is not sent again by itself.
    let result = Request::message(args.address, &control, &mut buffer)
        .map_err(|error| lang::text(&given::of_encode(error)))
        .and_then(|request| {
            let sent = master.exchange(&request.tries(1)).map(|_| ());
            sent.map_err(|error| failures::reason(&error, Edition::V2007))
        });
    let mut done = Done {
        accepted: result.is_ok(),
        error: result.err(),
        ..Done::default()
    };
    if done.accepted {
        look(args, &mut master, &mut done);
    }
    done
}

fn second(time: NaiveDateTime) -> Option<Second> {
    let year = u8::try_from(time.year() - 2000).ok()?;
    let fields = [
        time.month(),
        time.day(),
        time.hour(),
        time.minute(),
        time.second(),
    ];
    let [month, day, hour, minute, second] = fields.map(|field| field as u8);
    Second::new(year, month, day, hour, minute, second)
}

/// Reads the relay's state.
fn look(args: &Args, master: &mut Master, done: &mut Done) {
    let mut wire = Vec::new();
    let answer = reading::ask(master, args.address, STATUS, &[], None, &mut wire);
    match &answer.result {
        Ok(values) => {
            done.status = values
                .lines
                .first()
                .map(|line| line.text(Some(STATUS), lang::get()));
            let word = wire.get(4..6).or(wire.get(..2)).map(<[u8]>::to_vec);
            let low =
                word.and_then(|word| word.first().map(|byte| byte.wrapping_sub(dlt645::OFFSET)));
            done.open = low.map(|low| low & 0x10 != 0);
        }
        Err(error) => done.status = Some(error.clone()),
    }
}

fn print(args: &Args, done: &Done) -> io::Result<()> {
    let mut text = String::new();
    let action = args
        .action
        .to_possible_value()
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default();
    let code = args.action.order().code();
    if args.json {
        let mut object = Object::new(&mut text);
        object.plain("address", args.address);
        object.text("action", &action);
        object.bool("ok", done.accepted);
        object.optional("error", done.error.as_deref());
        match done.open {
            Some(open) => object.text("relay", if open { "open" } else { "closed" }),
            None => object.raw("relay", "null"),
        }
        object.optional("status", done.status.as_deref());
    } else {
        let address = args.address;
        text = match (&done.error, lang::get()) {
            (None, Lang::En) => format!("{address}: {action} ({code:02X}) accepted"),
            (None, Lang::Zh) => format!("{address}：{action}（{code:02X}）已接受"),
            (Some(error), Lang::En) => format!("{address}: {action} ({code:02X}) failed: {error}"),
            (Some(error), Lang::Zh) => format!("{address}：{action}（{code:02X}）失败：{error}"),
        };
        if let Some(status) = &done.status {
            text.push_str(&format!("\n  {STATUS} {status}"));
        }
        if let Some(hint) = args.action.hint().filter(|_| done.accepted) {
            text.push_str(&format!("\n  {hint}"));
        }
    }
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}
