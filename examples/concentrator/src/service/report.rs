//! From what a line learned to what is stored, shown and sent: one place that writes the texts.

use super::board::{Board, Shown};
use super::device::{News, PartTold, Told};
use super::gateway_task::registry_bytes;
use super::local_time;
use super::writer::Batch;
use crate::Notice;
use crate::config::LineConfig;
use crate::outages::{News as OutageNews, Outage};
use crate::records::Read;
use crate::store::{Change, Kind};
use crate::uplink::{Retained, availability, value_topic};
use dlt645::Address;
use dlt645::item::{self, Language};
use gateway::calendar;
use gateway::extension::State;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::mpsc::Sender;
use tokio::sync::mpsc;

/// Writes what one line learned.
pub(super) struct Reporter {
    name: String,
    line: String,
    board: Board,
    writer: Sender<Batch>,
    retained: Option<mpsc::Sender<Retained>>,
    /// Totals that must not fall: last told, and a lower one that was read once.
    totals: HashMap<(Address, String), (f64, bool)>,
}

/// The key under which a gateway's cursor is stored.
pub(super) fn cursor_key(line: &str, gateway: Address) -> String {
    format!("{line}/{gateway}")
}

/// The key under which the meters of the gateway with this cursor are stored.
pub(super) fn registry_key(cursor: &str) -> String {
    format!("{cursor}/meters")
}

/// The key under which the number of the last record of the gateway with this cursor is stored.
pub(super) fn records_key(cursor: &str) -> String {
    format!("{cursor}/records")
}

/// Seconds since 2000-01-01 as local time.
pub(super) fn moment(seconds: u32) -> String {
    let [second, minute, hour, day, month, year] = calendar::to_bcd(seconds);
    format!("20{year:02x}-{month:02x}-{day:02x}T{hour:02x}:{minute:02x}:{second:02x}")
}

impl Reporter {
    pub(super) fn new(
        name: String,
        line: &LineConfig,
        board: Board,
        writer: Sender<Batch>,
        retained: Option<mpsc::Sender<Retained>>,
    ) -> Self {
        Self {
            name,
            line: line.name.clone(),
            board,
            writer,
            retained,
            totals: HashMap::new(),
        }
    }

    /// The port is open, or why not.
    pub(super) fn port(&self, open: bool, reason: Option<String>) {
        self.board.change(|picture| {
            if let Some(line) = picture.lines.get_mut(&self.line) {
                (line.open, line.reason) = (open, reason);
            }
        });
    }

    /// Stores and shows what was learned.
    pub(super) fn take(&mut self, news: Vec<News>) {
        let mut changes = Vec::new();
        for one in news {
            match one {
                News::Gateway(gateway, notices, cursor) => {
                    for notice in notices {
                        self.notice(gateway, notice, &mut changes);
                    }
                    changes.push(Change::Cursor(cursor_key(&self.line, gateway), cursor));
                }
                News::Value(meter, told) => self.value(meter, told, &mut changes),
                News::Silent(meter, retry) => self.silent(meter, retry, &mut changes),
                News::Answers(meter) => self.answers(meter, &mut changes),
                News::Broadcast(late) => self.board.change(|picture| picture.broadcasts.add(late)),
                News::Held(more) => self.board.change(|picture| picture.broadcasts.held += more),
                News::Counts(answered, failed) => self.board.change(|picture| {
                    if let Some(line) = picture.lines.get_mut(&self.line) {
                        line.answered += answered;
                        line.failed += failed;
                    }
                }),
            }
        }
        if !changes.is_empty() {
            let batch = Batch {
                changes,
                done: None,
            };
            // The writer ends last; without it there is nothing left to do.
            let _ = self.writer.send(batch);
        }
    }

    /// An event: stored for the head-end, and shown.
    fn event(&self, event: Value, changes: &mut Vec<Change>) {
        changes.push(Change::Tell(Kind::Event, event.to_string()));
        self.board.change(|picture| picture.note(event));
    }

    fn notice(&self, gateway: Address, notice: Notice, changes: &mut Vec<Change>) {
        let (time, over) = (local_time(), gateway.to_string());
        let (kind, outage) = match notice {
            Notice::GatewayLost => {
                self.event(
                    json!({"kind":"gateway_lost","time":time,"gateway":over}),
                    changes,
                );
                return self.state_of(gateway, "unreachable", None);
            }
            Notice::GatewayFound(_) => {
                self.event(
                    json!({"kind":"gateway_found","time":time,"gateway":over}),
                    changes,
                );
                return self.state_of(gateway, "powered", None);
            }
            Notice::Meters(meters) => return self.meters(gateway, &meters, changes),
            Notice::Record(read) => return self.record(gateway, read, changes),
            Notice::ConfirmRefused => {
                let detail = "the gateway does not take the confirmation: see `password`";
                return self.event(
                    json!({"kind":"confirm_refused","time":time,"gateway":over,"detail":detail}),
                    changes,
                );
            }
            Notice::State(meter, state) => return self.node(gateway, meter, state, changes),
            Notice::Outage(OutageNews::Nothing) => return,
            Notice::Outage(OutageNews::Began(outage)) => ("outage_began", outage),
            Notice::Outage(OutageNews::Ended(outage)) => ("outage_ended", outage),
            Notice::Outage(OutageNews::WasOut(outage)) => ("outage_over", outage),
            Notice::Outage(OutageNews::Dated(outage)) => ("outage_dated", outage),
        };
        let key = format!("{}/{}/{}", outage.meter, outage.learned_us, outage.sequence);
        let text = outage_text(&outage);
        changes.push(Change::Outage(key.clone(), text.to_string()));
        let mut event = text;
        if let Some(fields) = event.as_object_mut() {
            fields.insert("kind".to_owned(), kind.into());
            fields.insert("time".to_owned(), time.into());
            fields.insert("gateway".to_owned(), over.clone().into());
            fields.insert("outage".to_owned(), key.into());
        }
        self.event(event, changes);
        let lasts = outage.end_learned_us.is_none();
        let since = if lasts { outage.begin } else { outage.end };
        self.meter_behind(outage.meter, &over, lasts, since.map(moment));
    }

    /// A numbered record with how far they were read, in one change of the store.
    fn record(&self, gateway: Address, read: Read, changes: &mut Vec<Change>) {
        let up_to = match read {
            Read::Record(number, _) => number,
            Read::Hole(_, last) => last,
            Read::Anew => 0,
        };
        self.event(
            super::record::text(&local_time(), &gateway.to_string(), read),
            changes,
        );
        let key = records_key(&cursor_key(&self.line, gateway));
        changes.push(Change::Cursor(key, up_to.to_le_bytes().to_vec()));
    }

    /// A meter whose node is silent is shown so, never with its last state.
    fn node(&self, gateway: Address, meter: Address, state: State, changes: &mut Vec<Change>) {
        let (word, over) = (state_word(state), gateway.to_string());
        let mut before = String::new();
        self.board.change(|picture| {
            let shown = picture.meters.entry(meter.to_string()).or_default();
            before = std::mem::replace(&mut shown.state, word.to_owned());
            shown.over.clone_from(&over);
            if before != word {
                shown.since = Some(local_time());
            }
        });
        let kind = match (before.as_str(), state) {
            (_, State::Unreachable) if before != word => "meter_lost",
            ("unreachable", State::Powered) => "meter_found",
            _ => return,
        };
        let meter = meter.to_string();
        self.event(
            json!({"kind":kind,"time":local_time(),"meter":meter,"gateway":over}),
            changes,
        );
    }

    /// All meters of a gateway: those that were never out are listed too.
    fn meters(&self, gateway: Address, meters: &[(Address, State)], changes: &mut Vec<Change>) {
        let key = registry_key(&cursor_key(&self.line, gateway));
        let registry = registry_bytes(meters.iter().map(|(meter, _)| *meter));
        changes.push(Change::Cursor(key, registry));
        let over = gateway.to_string();
        self.board.change(|picture| {
            for (meter, state) in meters {
                let word = state_word(*state);
                let shown = picture.meters.entry(meter.to_string()).or_default();
                over.clone_into(&mut shown.over);
                if shown.state != word {
                    word.clone_into(&mut shown.state);
                    shown.since = None;
                }
            }
        });
    }

    /// A meter that a gateway speaks for.
    fn meter_behind(&self, meter: Address, gateway: &str, out: bool, since: Option<String>) {
        self.board.change(|picture| {
            let state = picture.meters.entry(meter.to_string()).or_default();
            if state.over.is_empty() {
                gateway.clone_into(&mut state.over);
            }
            state.state = if out { "outage" } else { "powered" }.to_owned();
            state.since = since;
        });
    }

    fn state_of(&self, device: Address, word: &str, retry: Option<u64>) {
        let mut changed = false;
        self.board.change(|picture| {
            let state = picture.meters.entry(device.to_string()).or_default();
            changed = state.state != word;
            if changed {
                word.clone_into(&mut state.state);
                state.since = Some(local_time());
            }
            state.retry_in_s = retry;
        });
        if let Some(retained) = self.retained.as_ref().filter(|_| changed) {
            let answers = word != "unreachable";
            let _ = retained.try_send(availability(&self.name, &device.to_string(), answers));
        }
    }

    fn silent(&self, meter: Address, retry: u64, changes: &mut Vec<Change>) {
        let known = self.board.look(|picture| {
            let state = picture.meters.get(&meter.to_string());
            state.is_some_and(|state| state.state == "unreachable")
        });
        if !known {
            let event = json!({"kind":"meter_lost","time":local_time(),"meter":meter.to_string()});
            self.event(event, changes);
        }
        self.state_of(meter, "unreachable", Some(retry));
    }

    fn answers(&self, meter: Address, changes: &mut Vec<Change>) {
        let event = json!({"kind":"meter_found","time":local_time(),"meter":meter.to_string()});
        self.event(event, changes);
        self.state_of(meter, "powered", None);
    }

    fn value(&mut self, meter: Address, told: Told, changes: &mut Vec<Change>) {
        self.state_of(meter, "powered", None);
        let (time, di) = (local_time(), told.id.to_string());
        let name = |language| {
            let found = item::lookup(told.id).and_then(|item| item.name(language));
            found.map_or_else(|| di.clone(), |name| name.to_string())
        };
        let (english, chinese) = (name(Language::English), name(Language::Chinese));
        let show = |key: String, shown: Shown| {
            self.board.change(|picture| {
                if let Some(state) = picture.meters.get_mut(&meter.to_string()) {
                    state.values.insert(key, shown);
                }
            });
        };
        let parts = match told.outcome {
            Ok(parts) => parts,
            Err(error) => {
                let shown = Shown {
                    name: english,
                    name_zh: chinese,
                    error: Some(error),
                    time,
                    ..Shown::default()
                };
                return show(di, shown);
            }
        };
        let single = parts.len() == 1;
        let mut values = Vec::new();
        for (number, part) in parts.iter().enumerate() {
            let (mut en, mut zh) = (english.clone(), chinese.clone());
            if !single {
                (en, zh) = (
                    format!("{en}: {}", part.names.0),
                    format!("{zh}：{}", part.names.1),
                );
            }
            let shown = Shown {
                name: en,
                name_zh: zh,
                value: part.value.clone().ok(),
                unit: part.unit.to_owned(),
                error: part.value.clone().err(),
                warnings: told.warnings.clone(),
                time: time.clone(),
            };
            let key = if single {
                di.clone()
            } else {
                format!("{di}.{number:03}")
            };
            show(key, shown);
            values.push(json!({
                "di": part.id.map(|id| id.to_string()), "part": part.names.0,
                "value": part.value.as_ref().ok(), "unit": part.unit,
                "reason": part.value.as_ref().err(),
            }));
        }
        let event = json!({
            "kind": "value", "time": time, "meter": meter.to_string(), "di": di,
            "name": english, "values": values, "warnings": told.warnings,
        });
        changes.push(Change::Value(format!("{meter}/{di}"), event.to_string()));
        changes.push(Change::Tell(Kind::Value, event.to_string()));
        if let [
            PartTold {
                value: Ok(value), ..
            },
        ] = parts.as_slice()
        {
            self.publish(meter, &di, value, changes);
        }
    }

    /// A single value for dashboards. A total that falls is held until it is read twice.
    fn publish(&mut self, meter: Address, di: &str, value: &str, changes: &mut Vec<Change>) {
        let Some(retained) = &self.retained else {
            return;
        };
        if di.len() == 8 && di.starts_with("00") && !di.starts_with("0000") {
            let number: f64 = value.parse().unwrap_or(0.0);
            let entry = self
                .totals
                .entry((meter, di.to_owned()))
                .or_insert((number, false));
            if number < entry.0 && !entry.1 {
                entry.1 = true;
                return;
            }
            let replaced = number < entry.0;
            *entry = (number, false);
            if replaced {
                let event = json!({
                    "kind": "meter_replaced", "time": local_time(), "meter": meter.to_string(),
                    "di": di, "value": value, "detail": "the total fell and was read twice",
                });
                changes.push(Change::Tell(Kind::Event, event.to_string()));
                self.board.change(|picture| picture.note(event));
            }
        }
        let topic = value_topic(&self.name, &meter.to_string(), di);
        let _ = retained.try_send((topic, value.to_owned()));
    }
}

/// A state as the page and the metrics name it.
const fn state_word(state: State) -> &'static str {
    match state {
        State::Powered => "powered",
        State::Outage => "outage",
        State::Unreachable => "unreachable",
        State::Unknown => "unknown",
    }
}

/// An outage as it is stored and sent.
pub(super) fn outage_text(outage: &Outage) -> Value {
    json!({
        "meter": outage.meter.to_string(),
        "sequence": outage.sequence,
        "begin": outage.begin.map(moment),
        "end": outage.end.map(moment),
        "end_or_later": outage.end_or_later,
        "begin_s": outage.begin,
        "end_s": outage.end,
        "learned_us": outage.learned_us,
        "end_learned_us": outage.end_learned_us,
    })
}

/// The reverse of [`outage_text`].
pub(super) fn read_outage(text: &str) -> Option<Outage> {
    let value: Value = serde_json::from_str(text).ok()?;
    let number = |key: &str| value.get(key).and_then(Value::as_u64);
    let seconds = |key: &str| number(key).and_then(|number| u32::try_from(number).ok());
    Some(Outage {
        meter: value.get("meter")?.as_str()?.parse().ok()?,
        sequence: u8::try_from(number("sequence")?).ok()?,
        begin: seconds("begin_s"),
        end: seconds("end_s"),
        end_or_later: value.get("end_or_later")?.as_bool()?,
        learned_us: number("learned_us")?,
        end_learned_us: number("end_learned_us"),
    })
}
