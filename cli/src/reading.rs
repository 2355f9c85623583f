//! One item of one meter: asking for it, and telling what came.

use crate::failures;
use crate::lang::{self, say};
use crate::line::Master;
use dlt645::{Address, Data, DataId};
use dlt645_explain::Lang;
use dlt645_explain::json::Object;
use dlt645_explain::names;
use dlt645_explain::report::warning_text;
use dlt645_explain::values::{self, Values};
use std::fmt::Write as _;
use ttl_link::adapter::ClientError;
use ttl_link::{Failed, Failure, ReplyEnd, Request};

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// For people.
    Text,
    /// One JSON object a reading.
    Json,
    /// One line a value.
    Csv,
}

/// Columns of [`Form::Csv`].
pub(crate) const COLUMNS: &str = "time,meter,address,di,name,part,value,unit,error,warnings";

/// What one item of one meter came to.
pub(crate) struct Reading<'a> {
    /// Local time, where it is wanted.
    pub(crate) time: Option<String>,
    /// The meter's name, where it has one.
    pub(crate) meter: Option<&'a str>,
    /// Its address, if it is known.
    pub(crate) address: Option<Address>,
    /// What was read.
    pub(crate) di: DataId,
    /// Values, or why there are none.
    pub(crate) result: Result<Values<'a>, String>,
    /// What else the meter said.
    pub(crate) note: Option<&'static str>,
}

/// What came back to a request.
pub(crate) struct Answer<'a> {
    /// Values, or why there are none.
    pub(crate) result: Result<Values<'a>, String>,
    /// What else the meter said.
    pub(crate) note: Option<&'static str>,
    /// Nobody answered.
    pub(crate) silent: bool,
    /// The port is of no use any more.
    pub(crate) dead: bool,
}

impl Answer<'_> {
    /// With `--strict` an odd answer is a failure: its first warning is the reason.
    pub(crate) fn refuse_odd(&mut self) {
        let odd = self
            .result
            .as_ref()
            .ok()
            .and_then(|values| values.warnings.first());
        if let Some(odd) = odd.map(|odd| odd.detail.text(lang::get()).to_owned()) {
            self.result = Err(odd);
        }
    }
}

/// Reads `di` of `address`; the values borrow `wire`. `tries` less than the line's for a meter that
/// was silent before.
pub(crate) fn ask<'a>(
    master: &mut Master,
    address: Address,
    di: DataId,
    extra: &[u8],
    tries: Option<u8>,
    wire: &'a mut Vec<u8>,
) -> Answer<'a> {
    let request = Request::read_with(address, di, extra);
    let request = match tries {
        Some(tries) => request.tries(tries),
        None => request,
    };
    match master.exchange(&request) {
        Ok(reply) => {
            wire.clear();
            wire.extend_from_slice(reply.data.wire());
            let note = match reply.end {
                ReplyEnd::EventPending => Some(say(
                    "the meter has an event to report: read 04001501",
                    "电表有事件待上报：请读 04001501",
                )),
                _ => None,
            };
            let found = reply.address;
            let mut checked = values::checked(di, Data::from_wire(wire));
            // Another address is worth a word where a meter was named.
            if let Ok(values) = &mut checked
                && found != address
                && !address.has_wildcard()
                && !address.is_broadcast()
            {
                let odd = dlt645::item::Warning::address(address, found);
                values.warnings.push(values::of_warning(&odd));
            }
            let result = checked.map_err(|why| why.text(lang::get()).to_owned());
            Answer {
                result,
                note,
                silent: false,
                dead: false,
            }
        }
        Err(error) => {
            let silent = matches!(
                error,
                ClientError::Failed(Failed {
                    reason: Failure::NoByte,
                    ..
                })
            );
            let dead = matches!(error, ClientError::Port(_) | ClientError::Closed);
            Answer {
                result: Err(failures::reason(&error, di.edition())),
                note: None,
                silent,
                dead,
            }
        }
    }
}

impl Reading<'_> {
    /// Appends it, with the end of the line.
    pub(crate) fn write(&self, form: Form, out: &mut String) {
        match form {
            Form::Text => self.text(out),
            Form::Json => self.json(out),
            Form::Csv => self.csv(out),
        }
    }

    fn json(&self, out: &mut String) {
        let mut object = Object::new(out);
        if let Some(time) = &self.time {
            object.text("time", time);
        }
        if let Some(meter) = self.meter {
            object.text("meter", meter);
        }
        values::id(object.key("di"), self.di);
        if let Some(address) = self.address {
            object.plain("address", address);
        }
        object.bool("ok", self.result.is_ok());
        match &self.result {
            Ok(values) => values.json(&mut object),
            Err(error) => object.text("error", error),
        }
        if let Some(note) = self.note {
            object.text("note", note);
        }
        object.end();
        out.push('\n');
    }

    fn text(&self, out: &mut String) {
        let lang = lang::get();
        let di = self.di;
        let name = names::of(di, lang).unwrap_or_default();
        let mut head = String::new();
        if let Some(time) = &self.time {
            let _ = write!(head, "{time} ");
        }
        if let Some(meter) = self.meter {
            let _ = write!(head, "{meter} ");
        }
        if let Some(address) = self.address {
            let _ = write!(head, "{address} ");
        }
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        // Writing to a string does not fail.
        let _ = match &self.result {
            Ok(values) => match values.lines.as_slice() {
                [value] => writeln!(
                    out,
                    "{head}{di} {name}{colon}{}",
                    value.text(Some(di), lang)
                ),
                lines => {
                    let _ = writeln!(out, "{head}{di} {name}");
                    lines
                        .iter()
                        .try_for_each(|value| writeln!(out, "  {}", value.text(Some(di), lang)))
                }
            },
            Err(error) => writeln!(
                out,
                "{head}{di} {name}{colon}{}{error}",
                say("failed: ", "失败：")
            ),
        };
        for warning in self.result.iter().flat_map(|values| &values.warnings) {
            let _ = writeln!(out, "  {}", warning_text(warning, lang));
        }
        if let Some(note) = self.note {
            let _ = writeln!(out, "  {note}");
        }
    }

    fn csv(&self, out: &mut String) {
        let lang = lang::get();
        let head = [
            self.time.clone().unwrap_or_default(),
            self.meter.unwrap_or_default().to_owned(),
            self.address
                .map_or_else(String::new, |address| address.to_string()),
            self.di.to_string(),
            names::of(self.di, lang).unwrap_or_default(),
        ];
        match &self.result {
            Ok(values) => {
                let warnings = values
                    .warnings
                    .iter()
                    .map(|warning| warning.detail.text(lang));
                let warnings = warnings.collect::<Vec<_>>().join("; ");
                for line in &values.lines {
                    let (part, value, unit) = line.cells(lang);
                    row(
                        out,
                        &head,
                        &[part, value, unit, String::new(), warnings.clone()],
                    );
                }
            }
            Err(error) => {
                let empty = String::new;
                row(
                    out,
                    &head,
                    &[empty(), empty(), empty(), error.clone(), empty()],
                );
            }
        }
    }
}

/// A line of a table.
fn row(out: &mut String, head: &[String], tail: &[String]) {
    let mut first = true;
    for cell in head.iter().chain(tail) {
        if !std::mem::take(&mut first) {
            out.push(',');
        }
        match cell.contains([',', '"', '\n']) {
            true => {
                let _ = write!(out, "\"{}\"", cell.replace('"', "\"\""));
            }
            false => out.push_str(cell),
        }
    }
    out.push('\n');
}

/// Local time to the millisecond, as in ISO 8601.
pub(crate) fn now() -> String {
    chrono::Local::now()
        .format("%Y-%m-%dT%H:%M:%S%.3f%:z")
        .to_string()
}
