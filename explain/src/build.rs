//! Requests from words: what a person fills in, into the bytes of a frame.
//!
//! Everything here takes the text that a person types and says in both languages what is wrong
//! with it. The tool's `encode` and a page's form are thin layers over [`Order`].

use crate::phrases::{self, Phrase};
use crate::{Lang, edition};
use crate::{given, input, names, own};
use dlt645::command::{Baud, Freeze, FreezeTime, Message as _, RelayAction, Request};
use dlt645::item::{self, Item};
use dlt645::value::{Calendar, DateTime, Format, Unit, Value};
use dlt645::{
    Address, Control, DataId, Edition, Frame, FrameRepr, Function, MAX_FRAME, OVERHEAD, WAKE_UP,
};

/// Password and operator code, as they go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// Level, then the digits, lowest pair first; see [`password`].
    pub password: [u8; 4],
    /// The operator code, lowest pair first; see [`operator`].
    pub operator: [u8; 4],
}

/// A request in words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is named as in the standard, and `dlt645 encode` tells them"
)]
pub enum Order {
    /// Read data: 11, or 01 for a 1997 identifier; of load records `blocks`, `from` a time on.
    Read {
        di: DataId,
        blocks: Option<u8>,
        from: Option<String>,
    },
    /// Read follow-on data: 12, or 02.
    ReadNext { di: DataId, sequence: u8 },
    /// Re-read, 1997: 03.
    Reread,
    /// Read the address: 13.
    ReadAddress,
    /// Write data: 14, or 04, with the password in front of the value if `with_password`.
    Write {
        di: DataId,
        value: String,
        raw: bool,
        access: Access,
        with_password: bool,
    },
    /// Write the address: 15, or 0A.
    WriteAddress { new: Address, edition: Edition },
    /// Broadcast time: 08.
    Time { time: String },
    /// Freeze: 16; `now`, or month-day hour:minute with 99 for any.
    Freeze { when: String },
    /// Change the baud rate: 17, or 0C.
    Baud { rate: u32, edition: Edition },
    /// Change a password: 18, or 0F.
    Password {
        old: [u8; 4],
        new: [u8; 4],
        edition: Edition,
    },
    /// Clear maximum demand: 19, or 10.
    ClearDemand { access: Access, edition: Edition },
    /// Clear the meter: 1A.
    ClearMeter { access: Access },
    /// Clear event records: 1B; `all`, or an identifier that ends in FF.
    ClearEvents { events: String, access: Access },
    /// Relay, alarm and keep-power: 1C; `trip`, `permit`, `close`, `alarm`, `alarm-off`, `keep`,
    /// `keep-off`.
    Relay {
        action: String,
        until: String,
        access: Access,
    },
    /// Output terminal: 1D; `clock`, `demand` or `tariff`.
    Output { signal: String },
    /// Security authentication: 03, with data in hexadecimal.
    Security {
        di: DataId,
        data: String,
        operator: [u8; 4],
    },
    /// Any control code, with data in hexadecimal.
    Raw { control: String, data: String },
}

/// A request that was built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Built {
    /// Whom it goes to.
    pub address: Address,
    /// Its control code.
    pub control: Control,
    /// Its data without the 0x33, wire order.
    pub data: Vec<u8>,
}

impl Built {
    /// The frame with `preamble` wake-up bytes in front.
    ///
    /// # Errors
    /// Data that are longer than a frame takes.
    pub fn bytes(&self, preamble: usize) -> Result<Vec<u8>, Phrase> {
        let mut out = vec![WAKE_UP; preamble];
        out.resize(preamble + OVERHEAD + self.data.len(), 0);
        let repr = FrameRepr {
            address: self.address,
            control: self.control,
            data: &self.data,
        };
        let room = out.get_mut(preamble..).unwrap_or_default();
        repr.encode(room).map_err(given::of_encode)?;
        Ok(out)
    }

    /// Why the standard does not allow this request as it is: whom it goes to, how long it is.
    #[must_use]
    pub fn objection(&self) -> Option<Phrase> {
        let bytes = self.bytes(0).ok()?;
        let checked = || {
            let frame = Frame::parse(&bytes).map_err(phrases::of_frame)?;
            let request = Request::parse(&frame, edition::of(&frame, None));
            let request = request.map_err(phrases::of_command)?;
            request
                .encode(frame.address(), &mut [0; MAX_FRAME])
                .map(drop)
                .map_err(given::of_encode)
        };
        checked().err()
    }
}

impl Order {
    /// Builds the request to `address`.
    ///
    /// # Errors
    /// What is wrong with which of the texts.
    pub fn build(&self, address: Address) -> Result<Built, Phrase> {
        let to = |function: Function, data: Vec<u8>| {
            Ok(Built {
                address,
                control: Control::request(function),
                data,
            })
        };
        let id = |di: DataId| {
            di.to_wire()
                .into_iter()
                .take(di.wire_len())
                .collect::<Vec<u8>>()
        };
        let pick = |edition: Edition, v2007, v1997| match edition {
            Edition::V2007 => v2007,
            Edition::V1997 => v1997,
        };
        match self {
            Self::Read { di, blocks, from } => {
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
            Self::ReadNext { di, sequence } => match di.edition() {
                Edition::V2007 => to(Function::ReadNext, [id(*di), vec![*sequence]].concat()),
                Edition::V1997 => to(Function::ReadNext97, id(*di)),
            },
            Self::Reread => to(Function::SecurityOrReread, Vec::new()),
            Self::ReadAddress => Ok(Built {
                address: Address::WILDCARD,
                control: Control::request(Function::ReadAddress),
                data: Vec::new(),
            }),
            Self::Write {
                di,
                value,
                raw,
                access,
                with_password,
            } => {
                let value = self::value(*di, value, *raw)?;
                match di.edition() {
                    Edition::V2007 => {
                        let data =
                            [&id(*di)[..], &access.password, &access.operator, &value].concat();
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
            Self::WriteAddress { new, edition } => {
                let function = pick(*edition, Function::WriteAddress, Function::WriteAddress97);
                // Written to whoever is there: AA in the 2007 edition, 99 in the 1997 edition.
                let everyone = match *edition {
                    Edition::V2007 => Address::WILDCARD,
                    Edition::V1997 => Address::BROADCAST,
                };
                Ok(Built {
                    address: everyone,
                    control: Control::request(function),
                    data: new.to_wire().to_vec(),
                })
            }
            Self::Time { time: text } => {
                let data = time(text, Calendar::DateTime)?;
                let whom = if address == Address::WILDCARD {
                    Address::BROADCAST
                } else {
                    address
                };
                Ok(Built {
                    address: whom,
                    control: Control::request(Function::BroadcastTime),
                    data,
                })
            }
            Self::Freeze { when } => to(Function::Freeze, freeze(when)?),
            Self::Baud { rate, edition } => {
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
                    .and_then(|baud| baud.code(*edition));
                let code = code.ok_or_else(|| {
                    Phrase::new(
                        format!("the edition has no rate word for {rate} bit/s"),
                        format!("该版本没有 {rate} bit/s 的速率特征字"),
                    )
                })?;
                to(
                    pick(*edition, Function::ChangeBaud, Function::ChangeBaud97),
                    vec![code],
                )
            }
            Self::Password { old, new, edition } => match *edition {
                Edition::V2007 => {
                    let [level, ..] = *new;
                    let di = (0x0400_0C01 + u32::from(level)).to_le_bytes();
                    to(Function::ChangePassword, [&di[..], old, new].concat())
                }
                Edition::V1997 => to(Function::ChangePassword97, [&old[..], new].concat()),
            },
            Self::ClearDemand { access, edition } => match *edition {
                Edition::V2007 => to(Function::ClearDemand, with_access(access, &[])),
                Edition::V1997 => to(Function::ClearDemand97, Vec::new()),
            },
            Self::ClearMeter { access } => to(Function::ClearMeter, with_access(access, &[])),
            Self::ClearEvents { events, access } => {
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
            Self::Relay {
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
            Self::Output { signal } => match signal.as_str() {
                "clock" => to(Function::OutputTerminal, vec![0]),
                "demand" => to(Function::OutputTerminal, vec![1]),
                "tariff" => to(Function::OutputTerminal, vec![2]),
                other => Err(Phrase::new(
                    format!("`{other}` is not clock, demand or tariff"),
                    format!("“{other}”不是 clock、demand 或 tariff"),
                )),
            },
            Self::Security { di, data, operator } => to(
                Function::SecurityOrReread,
                [&id(*di)[..], operator, &bytes(data)?].concat(),
            ),
            Self::Raw { control, data } => {
                let control = u8::from_str_radix(control, 16).map_err(|_| {
                    Phrase::new(
                        format!("`{control}` is no control code"),
                        format!("“{control}”不是控制码"),
                    )
                })?;
                Ok(Built {
                    address,
                    control: Control(control),
                    data: bytes(data)?,
                })
            }
        }
    }
}

fn with_access(access: &Access, rest: &[u8]) -> Vec<u8> {
    [&access.password[..], &access.operator, rest].concat()
}

fn bcd(number: u8) -> Result<u8, Phrase> {
    if number > 99 {
        Err(Phrase::new("at most 99 blocks", "最多 99 块"))
    } else {
        Ok(((number / 10) << 4) | (number % 10))
    }
}

/// A day and time as wire bytes.
fn time(text: &str, calendar: Calendar) -> Result<Vec<u8>, Phrase> {
    let moment: DateTime = text.parse().map_err(|error| {
        let Phrase { en, zh } = given::of_parse(error);
        Phrase::new(format!("`{text}`: {en}"), format!("“{text}”{zh}"))
    })?;
    let item = Item::new(DataId::V2007(0), Format::Calendar(calendar), Unit::None);
    let mut buffer = [0; 8];
    let (en, zh) = if calendar == Calendar::DateMinute {
        ("a time without seconds", "时间不带秒")
    } else {
        ("a time with seconds", "时间须带秒")
    };
    let bytes = item
        .encode(&Value::DateTime(moment), &mut buffer)
        .map_err(|_| Phrase::new(format!("`{text}`: {en}"), format!("“{text}”：{zh}")))?;
    Ok(bytes.to_vec())
}

/// `now` or `MM-DD hh:mm` as mm hh DD MM.
fn freeze(text: &str) -> Result<Vec<u8>, Phrase> {
    let wrong = || {
        Phrase::new(
            format!("`{text}` is not `now` and not month-day hour:minute with 99 for any"),
            format!("“{text}”不是 now，也不是 月-日 时:分（99 表示任意）"),
        )
    };
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
    Freeze::new(time).ok_or_else(wrong)?;
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
fn class(text: &str) -> Result<u32, Phrase> {
    match text.parse() {
        Ok(DataId::V2007(di)) if di & 0xFF == 0xFF => Ok(di),
        Ok(DataId::V2007(di)) if item::lookup(DataId::V2007(di)).is_some() => {
            let [en, zh] = [Lang::En, Lang::Zh]
                .map(|lang| names::of(DataId::V2007(di), lang).unwrap_or_default());
            let class = di | 0xFF;
            Err(Phrase::new(
                format!("{text} ({en}) is one item; a class ends in FF: {class:08X}"),
                format!("{text}（{zh}）是单个数据项；事件类以 FF 结尾：{class:08X}"),
            ))
        }
        _ => Err(Phrase::new(
            format!("`{text}` is not `all` and not an identifier of 8 digits that ends in FF"),
            format!("“{text}”不是 all，也不是以 FF 结尾的 8 位数据标识"),
        )),
    }
}

fn relay(text: &str) -> Result<RelayAction, Phrase> {
    Ok(match text {
        "trip" => RelayAction::Trip,
        "permit" => RelayAction::PermitClose,
        "close" => RelayAction::Close,
        "alarm" => RelayAction::Alarm,
        "alarm-off" => RelayAction::AlarmOff,
        "keep" => RelayAction::KeepOn,
        "keep-off" => RelayAction::KeepOnOff,
        other => {
            let all = "trip, permit, close, alarm, alarm-off, keep";
            return Err(Phrase::new(
                format!("`{other}` is not {all} or keep-off"),
                format!("“{other}”不是 {} 或 keep-off", all.replace(", ", "、")),
            ));
        }
    })
}

/// Hexadecimal without faults.
fn bytes(text: &str) -> Result<Vec<u8>, Phrase> {
    input::bytes(text).map_err(|fault| phrases::of_fault(1, &fault))
}

/// `02:123456` as PA P0 P1 P2.
///
/// # Errors
/// A text of another form.
pub fn password(text: &str) -> Result<[u8; 4], Phrase> {
    let wrong = || {
        Phrase::new(
            "written as LEVEL:DIGITS, for example 02:123456",
            "写作 密级:数字，例如 02:123456",
        )
    };
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
///
/// # Errors
/// A text that is not eight digits.
pub fn operator(text: &str) -> Result<[u8; 4], Phrase> {
    let number = u32::from_str_radix(text, 16)
        .ok()
        .filter(|_| text.len() == 8);
    let wrong = || Phrase::new("an operator code has eight digits", "操作者代码为八位数字");
    number.map(u32::to_le_bytes).ok_or_else(wrong)
}

/// Bytes of a value for an item in wire order, from the text as it is printed, or from hexadecimal
/// if `raw`.
///
/// # Errors
/// A text that is no value of the item, or an item that no table has.
pub fn value(di: DataId, text: &str, raw: bool) -> Result<Vec<u8>, Phrase> {
    let mut buffer = [0; 256];
    let item = match own::lookup(di) {
        _ if raw => Item::new(di, Format::Composite, Unit::None),
        Some(item) => item,
        None => {
            return Err(Phrase::new(
                format!("{di} is in no table; give its bytes with --raw"),
                format!("{di} 不在任何表中；请用 --raw 给出字节"),
            ));
        }
    };
    let explain = |error| {
        let Phrase { en, zh } = given::of_text(error);
        match raw {
            true => Phrase::new(
                format!("`{text}`: {en}"),
                format!("“{text}”不是字节（{zh}）"),
            ),
            false => Phrase::new(
                format!("`{text}`: {en}; {di} is {}", item.format),
                format!(
                    "“{text}”不是该项的值（{zh}）；{di} 的格式为 {}",
                    item.format
                ),
            ),
        }
    };
    item.encode_text(text, &mut buffer)
        .map(|bytes| bytes.to_vec())
        .map_err(explain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(order: &Order) -> Result<String, String> {
        let meter = Address::from_wire([0x66, 0x55, 0x44, 0x33, 0x22, 0x11]);
        let built = order.build(meter).and_then(|built| built.bytes(0));
        built
            .map(|bytes| bytes.iter().map(|byte| format!("{byte:02X}")).collect())
            .map_err(|error| error.en)
    }

    #[test]
    fn words_become_a_frame() {
        let read = Order::Read {
            di: DataId::V2007(0x0001_0000),
            blocks: None,
            from: None,
        };
        let frame = "68665544332211681104333334331716";
        assert_eq!(hex(&read).as_deref(), Ok(frame));
        // Nobody answers a broadcast, so the time goes to everyone by itself.
        let time = Order::Time {
            time: "2026-02-13T15:30:00".to_owned(),
        };
        let built = time.build(Address::WILDCARD).unwrap();
        assert_eq!(built.address, Address::BROADCAST);
        assert_eq!(built.objection(), None);
    }

    #[test]
    fn what_is_wrong_is_said_in_both_languages() {
        let relay = Order::Relay {
            action: "open".to_owned(),
            until: String::new(),
            access: Access {
                password: [0; 4],
                operator: [0; 4],
            },
        };
        let wrong = relay.build(Address::WILDCARD).unwrap_err();
        assert!(wrong.en.starts_with("`open` is not trip"), "{}", wrong.en);
        assert!(wrong.zh.starts_with("“open”不是 trip"), "{}", wrong.zh);
        assert!(value(DataId::V2007(0xAAAA_0000), "1", false).is_err());
        assert!(password("123456").is_err() && operator("12").is_err());
    }
}
