//! Meaning of a frame: function, error bits, identifier, values.

use crate::hints;
use crate::mistakes;
use crate::phrases::{self, Phrase};
use crate::values::{self, ValueLine, Warning};
use dlt645::command::{
    Events, FreezeTime, Operator, OutputSignal, Password, RelayAction, RelayOrder, Reply, Request,
    Selection,
};
use dlt645::value::{Bits, DateTime};
use dlt645::{Data, DataId, Direction, Edition, Frame, Function};

/// What a frame says.
#[derive(Debug, Default)]
pub struct Described<'a> {
    /// The identifier.
    pub di: Option<DataId>,
    /// The values.
    pub values: Vec<ValueLine<'a>>,
    /// What is odd about them.
    pub warnings: Vec<Warning>,
    /// Names of the set bits of an error reply.
    pub error: Option<Vec<Phrase>>,
    /// A reply without data that says that the request was obeyed.
    pub accepted: bool,
    /// Bytes of the data field.
    len: usize,
}

/// Says what `frame` means in `edition`.
#[must_use]
pub fn frame<'a>(frame: &Frame<'a>, edition: Edition) -> Described<'a> {
    let mut out = Described {
        len: frame.data().len(),
        ..Described::default()
    };
    let parsed = match frame.control().direction() {
        Direction::Request => {
            Request::parse(frame, edition).map(|request| request_values(&request, &mut out))
        }
        Direction::Reply => {
            Reply::parse(frame, edition).map(|reply| reply_values(&reply, &mut out))
        }
    };
    if let Err(error) = parsed {
        if let Some(di) = leading_id(frame, edition) {
            out.id(di);
        }
        let reason = hints::of_time(frame).unwrap_or_else(|| phrases::of_command(error));
        out.values
            .push(ValueLine::fault(None, Some("data"), reason));
    }
    let control = frame.control();
    out.accepted =
        control.direction() == Direction::Reply && !control.is_error() && frame.data().is_empty();
    let fits = !out.values.iter().any(ValueLine::is_fault);
    out.warnings
        .extend(mistakes::of_identifier(frame, out.di, fits));
    out.warnings.extend(hints::of_frame(frame));
    out
}

/// The identifier that a command carries first, where the rest of its data is not as it should be.
fn leading_id(frame: &Frame<'_>, edition: Edition) -> Option<DataId> {
    let control = frame.control();
    let request = control.direction() == Direction::Request;
    match control.function() {
        // Identifiers of four bytes under the 1997 code are seen in the field; no meter knows them.
        Function::Read97 | Function::ReadNext97 if request => return None,
        Function::Read | Function::ReadNext | Function::Read97 | Function::ReadNext97 => {}
        Function::Write | Function::Write97 if request => {}
        _ => return None,
    }
    DataId::split_from(edition, frame.data()).map(|(di, _)| di)
}

impl<'a> Described<'a> {
    fn id(&mut self, di: DataId) {
        self.di = Some(di);
    }

    fn item(&mut self, di: DataId, data: Data<'a>, more: bool) {
        self.id(di);
        let mut values = values::of_item(di, data, more);
        // An item's data are the end of the data field.
        let before = self.len.saturating_sub(data.len());
        for at in values.lines.iter_mut().filter_map(|line| line.at.as_mut()) {
            *at += before;
        }
        self.values.extend(values.lines);
        self.warnings.extend(values.warnings);
    }

    fn field(&mut self, part: &'static str, value: impl ToString) {
        self.values.push(ValueLine::field(part, value));
    }

    fn raw(&mut self, part: &'static str, data: Data<'_>) {
        if !data.is_empty() {
            self.field(part, hex(data.iter()));
        }
    }

    fn access(&mut self, password: Password, operator: Operator) {
        self.field("password level", format_args!("{:02X}", password.level));
        self.password("password", password);
        self.field("operator", hex(operator.0.into_iter().rev()));
    }

    fn password(&mut self, part: &'static str, password: Password) {
        self.field(part, hex(password.code.into_iter().rev()));
    }

    fn phrase(&mut self, part: &'static str, en: impl Into<String>, zh: impl Into<String>) {
        self.values
            .push(ValueLine::phrase(part, Phrase::new(en, zh)));
    }

    fn warn(
        &mut self,
        kind: &'static str,
        part: &str,
        en: impl Into<String>,
        zh: impl Into<String>,
    ) {
        let (part, detail) = (Some(part.to_owned()), Phrase::new(en, zh));
        self.warnings.push(Warning { kind, part, detail });
    }

    fn moment(&mut self, part: &'static str, fields: [u8; 6]) {
        match time_of(fields) {
            Some(time) => self.field(part, time),
            None => {
                self.values
                    .push(ValueLine::fault(None, Some(part), hints::no_time(fields)));
            }
        }
    }

    fn baud(&mut self, rate: u32) {
        let shown = values::Shown::WithUnit(rate, "bit/s");
        self.values.push(ValueLine {
            shown,
            ..ValueLine::field("baud_rate", "")
        });
    }
}

/// A time of this century, year first.
fn time_of([year, month, day, hour, minute, second]: [u8; 6]) -> Option<DateTime> {
    DateTime::new(2000 + u16::from(year), month, day, hour, minute, second)
}

fn hex(bytes: impl Iterator<Item = u8>) -> String {
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

fn request_values<'a>(request: &Request<Data<'a>>, out: &mut Described<'a>) {
    match request {
        Request::Security(security) => {
            out.id(DataId::V2007(security.di));
            out.field("operator", hex(security.operator.0.into_iter().rev()));
            out.raw("data", security.data);
        }
        Request::BroadcastTime(time) => out.moment("time", time.fields()),
        Request::Read(read) => {
            out.id(DataId::V2007(read.di));
            match read.selection {
                Selection::Item => {}
                Selection::Blocks(count) => out.field("blocks", count),
                Selection::BlocksFrom(count, from) => {
                    out.field("blocks", count);
                    let [year, month, day, hour, minute] = from.fields();
                    out.moment("from", [year, month, day, hour, minute, 0]);
                }
            }
        }
        Request::ReadNext(next) => {
            out.id(DataId::V2007(next.di));
            out.field("sequence", next.sequence);
        }
        Request::Write(write) => {
            out.access(write.password, write.operator);
            // Levels 98 and 99 carry enciphered data with a MAC.
            if matches!(write.password.level, 0x98 | 0x99) {
                out.id(DataId::V2007(write.di));
                out.raw("enciphered data", write.data);
            } else {
                out.item(DataId::V2007(write.di), write.data, false);
            }
        }
        Request::WriteAddress(write) => out.field("address", write.address),
        Request::Freeze(freeze) if freeze.time() == FreezeTime::Now => {
            out.phrase("time", "now", "瞬时冻结");
        }
        Request::Freeze(freeze) => out.field("time", freeze_text(freeze.time())),
        Request::ChangeBaud(change) => out.baud(change.baud().rate()),
        Request::ChangePassword(change) => {
            out.id(DataId::V2007(change.di));
            out.field("old level", format_args!("{:02X}", change.old.level));
            out.password("old password", change.old);
            out.field("new level", format_args!("{:02X}", change.new.level));
            out.password("new password", change.new);
        }
        Request::ClearDemand(clear) => out.access(clear.password, clear.operator),
        Request::ClearMeter(clear) => out.access(clear.password, clear.operator),
        Request::ClearEvents(clear) => {
            out.access(clear.password, clear.operator);
            match clear.events {
                Events::All => out.phrase("events", "all", "全部事件"),
                Events::Class(di) => out.field("events", DataId::V2007(di)),
                Events::Cipher(cipher) => out.field("enciphered data", hex(cipher.0.into_iter())),
            }
        }
        Request::RelayControl(relay) => {
            out.access(relay.password, relay.operator);
            match relay.order {
                RelayOrder::Plain { action, n2, until } => {
                    out.relay(action, n2, until);
                }
                RelayOrder::Cipher(cipher) => {
                    out.field("enciphered data", hex(cipher.0.into_iter()))
                }
            }
        }
        Request::OutputTerminal(output) => out.signal(output.signal()),
        Request::Read97(read) => out.id(DataId::V1997(read.di)),
        Request::ReadNext97(read) => out.id(DataId::V1997(read.di)),
        Request::Write97(write) => {
            if let Some(password) = write.password {
                out.field("password level", format_args!("{:02X}", password.level));
                out.password("password", password);
            }
            out.item(DataId::V1997(write.di), write.data, false);
        }
        Request::WriteAddress97(write) => out.field("address", write.address),
        Request::ChangeBaud97(change) => out.baud(change.baud().rate()),
        Request::ChangePassword97(change) => {
            out.field("old level", format_args!("{:02X}", change.old.level));
            out.password("old password", change.old);
            out.field("new level", format_args!("{:02X}", change.new.level));
            out.password("new password", change.new);
        }
        Request::ClearDemand97(clear) => {
            if let Some(password) = clear.password {
                out.field("password level", format_args!("{:02X}", password.level));
                out.password("password", password);
            }
        }
        Request::Unknown(unknown) => out.raw("data", unknown.data),
        _ => {}
    }
}

fn reply_values<'a>(reply: &Reply<Data<'a>>, out: &mut Described<'a>) {
    match reply {
        Reply::Error(error) => {
            let name = |bit: dlt645::command::ErrorBit| match bit.name {
                "reserved bit" => Phrase::new(
                    format!("reserved bit {}", bit.number),
                    format!("保留位 {}", bit.number),
                ),
                name => Phrase::new(name, bit.name_zh),
            };
            out.error = Some(error.errors.iter().map(name).collect());
        }
        Reply::Security(security) => {
            out.id(DataId::V2007(security.di));
            out.raw("data", security.data);
        }
        Reply::Read(read) => out.item(DataId::V2007(read.di), read.data, read.more),
        Reply::Read97(read) => out.item(DataId::V1997(read.di), read.data, read.more),
        Reply::Report(report) => out.item(report.id(), report.data, report.more),
        Reply::RelayControl(relay) => {
            for state in relay.done().iter().flat_map(Bits::states) {
                out.phrase(
                    "done",
                    state.name.map_or(state.to_string(), str::to_owned),
                    state.name_zh.map_or(state.to_string(), str::to_owned),
                );
            }
        }
        // A later part means nothing by itself: where its values begin is known only with the parts
        // before.
        Reply::ReadNext(next) => {
            out.id(DataId::V2007(next.di));
            out.field("sequence", next.sequence);
            out.raw("part of the data", next.data);
        }
        Reply::ReadNext97(next) => {
            out.id(DataId::V1997(next.di));
            out.raw("part of the data", next.data);
        }
        Reply::Reread97(read) => out.item(DataId::V1997(read.di), read.data, read.more),
        Reply::ReadAddress(read) => out.field("address", read.address),
        Reply::ChangeBaud(change) => out.baud(change.baud().rate()),
        Reply::ChangeBaud97(change) => match change.baud() {
            Some(baud) => out.baud(baud.rate()),
            None => out.phrase("baud_rate", "refused", "拒绝"),
        },
        Reply::ChangePassword(change) => {
            out.field("new level", format_args!("{:02X}", change.new.level));
            out.password("new password", change.new);
        }
        Reply::ChangePassword97(change) => {
            if let Some(new) = change.new {
                out.field("new level", format_args!("{:02X}", new.level));
                out.password("new password", new);
            }
        }
        Reply::OutputTerminal(output) => out.signal(output.signal()),
        Reply::Unknown(unknown) => out.raw("data", unknown.data),
        _ => {}
    }
}

/// `MM-DD hh:mm` with 99 where any will do.
fn freeze_text(time: FreezeTime) -> String {
    match time {
        FreezeTime::Now => "now".to_owned(),
        FreezeTime::Hourly { minute } => format!("99-99 99:{minute:02}"),
        FreezeTime::Daily { hour, minute } => format!("99-99 {hour:02}:{minute:02}"),
        FreezeTime::Monthly { day, hour, minute } => format!("99-{day:02} {hour:02}:{minute:02}"),
        FreezeTime::Yearly {
            month,
            day,
            hour,
            minute,
        } => format!("{month:02}-{day:02} {hour:02}:{minute:02}"),
    }
}

impl Described<'_> {
    /// A relay order: N1 with what it means, N2, and how long it holds.
    fn relay(&mut self, action: RelayAction, n2: u8, until: [u8; 6]) {
        let code = action.code();
        let (en, zh) = match code {
            0x1A => ("trip", "跳闸"),
            0x1B => (
                "permit closing, the user presses the key",
                "合闸允许，需按键合闸",
            ),
            0x1C => ("close, with nobody at hand", "直接合闸"),
            0x1D => (
                "pre-trip 1, closes by itself at the end",
                "预跳闸1，时间到直接合闸",
            ),
            0x1E => (
                "pre-trip 2, closing is permitted at the end",
                "预跳闸2，时间到合闸允许",
            ),
            0x2A => ("alarm", "报警"),
            0x2B => ("alarm off", "报警解除"),
            0x3A => ("keep power on", "保电"),
            0x3B => ("keep-power off", "保电解除"),
            _ => ("unknown order", "未知控制命令"),
        };
        let en = match en.split_once(", ") {
            Some((word, rest)) => format!("{word} ({code:02X}), {rest}"),
            None => format!("{en} ({code:02X})"),
        };
        let zh = match zh.split_once('，') {
            Some((word, rest)) => format!("{word}（{code:02X}），{rest}"),
            None => format!("{zh}（{code:02X}）"),
        };
        self.phrase("action", en, zh);
        match code {
            0x1D | 0x1E => {
                let minutes = u32::from(n2) * 5;
                self.phrase(
                    "duration",
                    format!("{minutes} min"),
                    format!("{minutes} 分钟"),
                );
            }
            _ if n2 != 0 => self.field("N2", format_args!("{n2:02X}")),
            _ => {}
        }
        if until == [0; 6] {
            self.phrase("until", "00-00-00 (no time)", "00-00-00（没有时间）");
            let (en, zh) = (
                "the order has no time limit that a meter could keep",
                "命令没有有效截止时间",
            );
            return self.warn("until", "until", en, zh);
        }
        let wire = hex(until.into_iter().rev());
        let [second, minute, hour, day, month, year] = until.map(from_bcd);
        let fields = [year, month, day, hour, minute, second].map(|field| field.unwrap_or(0xFF));
        match time_of(fields) {
            Some(time) => self.field("until", time),
            None => self.field("until", wire),
        }
    }

    fn signal(&mut self, signal: OutputSignal) {
        let (en, zh) = match signal {
            OutputSignal::ClockSecond => ("clock second pulse", "时钟秒脉冲"),
            OutputSignal::DemandPeriod => ("demand period", "需量周期"),
            OutputSignal::TariffSwitch => ("tariff switch", "时段投切"),
            other => {
                let code = other.code();
                let (en, zh) = (
                    format!("unknown {code:02x}"),
                    format!("未知信号 {code:02x}"),
                );
                return self.phrase("signal", en, zh);
            }
        };
        self.phrase("signal", en, zh);
    }
}

/// A byte of two decimal digits.
fn from_bcd(byte: u8) -> Option<u8> {
    let (high, low) = (byte >> 4, byte & 15);
    (high < 10 && low < 10).then_some(high * 10 + low)
}
