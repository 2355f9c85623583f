//! The alarms of all cabinets, grouped by their detection meters: who has no mains now, and which
//! gateway or meter does not answer.
//!
//! The gateway is built into the detection meter, so its address names the group. A meter that is
//! read directly is a group of its concentrator.

use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};

/// Outages that are over and still shown.
const RECENT: usize = 200;

/// The key under which an event's state is kept: a later event of the same key replaces it. `None`
/// for an event that is no state.
#[must_use]
pub fn key(concentrator: &str, event: &Value) -> Option<String> {
    let text = |key: &str| event.get(key).and_then(Value::as_str);
    match text("kind")? {
        "outage_began" | "outage_ended" | "outage_over" | "outage_dated" => Some(format!(
            "outage/{concentrator}/{}/{}",
            text("gateway")?,
            text("outage")?
        )),
        "gateway_lost" | "gateway_found" => {
            Some(format!("answers/{concentrator}/{}", text("gateway")?))
        }
        "meter_lost" | "meter_found" => Some(format!("answers/{concentrator}/{}", text("meter")?)),
        _ => None,
    }
}

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Alarms {
    /// By concentrator and detection meter.
    pub groups: BTreeMap<String, Group>,
    /// Outages that are over, latest first.
    pub recent: VecDeque<Outage>,
    /// Events in the table.
    pub events: u64,
    /// Whether the broker answers.
    pub connected: bool,
    /// Why not.
    pub error: Option<String>,
}

/// A cabinet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Whose gateway it is.
    pub concentrator: String,
    /// Address of the detection meter.
    pub detection_meter: String,
    /// Who does not answer, the gateway or a meter, and since when, local time.
    pub silent: BTreeMap<String, String>,
    /// Meters without mains, by the outage.
    pub out: BTreeMap<String, Outage>,
}

/// An outage as a concentrator told it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outage {
    /// Whose mains.
    pub meter: String,
    /// Address of the detection meter.
    pub detection_meter: String,
    /// When it began, if that is known.
    pub begin: Option<String>,
    /// When it ended, if it has and that is known.
    pub end: Option<String>,
    /// When the concentrator learned the last of it.
    pub time: String,
}

impl Alarms {
    /// Takes an event that was stored.
    pub fn take(&mut self, concentrator: &str, event: &Value) {
        let Some(key) = key(concentrator, event) else {
            return;
        };
        let text = |key: &str| event.get(key).and_then(Value::as_str).map(str::to_owned);
        let kind = text("kind").unwrap_or_default();
        let meter = text("meter");
        let detection_meter = text("gateway").or(meter.clone()).unwrap_or_default();
        let place = format!("{concentrator}/{detection_meter}");
        let group = self.groups.entry(place).or_insert_with(|| Group {
            concentrator: concentrator.to_owned(),
            detection_meter: detection_meter.clone(),
            ..Group::default()
        });
        match kind.as_str() {
            "gateway_lost" | "meter_lost" => {
                let who = meter.unwrap_or(detection_meter);
                group.silent.insert(who, text("time").unwrap_or_default());
            }
            "gateway_found" | "meter_found" => {
                group.silent.remove(&meter.unwrap_or(detection_meter));
            }
            _ => {
                let outage = Outage {
                    meter: meter.unwrap_or_default(),
                    detection_meter,
                    begin: text("begin"),
                    end: text("end"),
                    time: text("time").unwrap_or_default(),
                };
                // Mains are back as soon as the concentrator learned so, even where the time is not
                // known yet.
                if event.get("end_learned_us").is_none_or(Value::is_null) {
                    group.out.insert(key, outage);
                } else {
                    group.out.remove(&key);
                    let same =
                        |one: &Outage| (&one.meter, &one.begin) == (&outage.meter, &outage.begin);
                    self.recent.retain(|one| !same(one));
                    self.recent.push_front(outage);
                    self.recent.truncate(RECENT);
                }
            }
        }
    }

    /// Those of the stored events, key and text, in any order.
    #[must_use]
    pub fn restore<'r>(stored: impl Iterator<Item = (&'r str, &'r str)>) -> Self {
        let mut events: Vec<(&str, Value)> = stored
            .filter_map(|(key, text)| {
                let concentrator = key.split('/').nth(1)?;
                Some((concentrator, serde_json::from_str(text).ok()?))
            })
            .collect();
        let time = |event: &Value| {
            let time = event.get("time").and_then(Value::as_str);
            time.unwrap_or_default().to_owned()
        };
        events.sort_by_cached_key(|(_, event)| time(event));
        let mut alarms = Self::default();
        for (concentrator, event) in events {
            alarms.take(concentrator, &event);
        }
        alarms
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn outage(kind: &str, ended: bool) -> Value {
        json!({
            "kind": kind, "gateway": "202611220001", "meter": "000000000003",
            "outage": "000000000003/17/1", "begin": "2026-11-30T08:00:00",
            "end": ended.then_some("2026-11-30T08:05:00"), "time": "2026-11-30T08:05:03",
            "end_learned_us": ended.then_some(1),
        })
    }

    #[test]
    fn an_outage_is_shown_until_it_is_over_and_then_among_the_recent() {
        let mut alarms = Alarms::default();
        alarms.take("sub-1", &outage("outage_began", false));
        let group = "sub-1/202611220001";
        assert_eq!(alarms.groups[group].out.len(), 1);
        alarms.take("sub-1", &outage("outage_dated", false));
        assert_eq!(alarms.groups[group].out.len(), 1);
        alarms.take("sub-1", &outage("outage_ended", true));
        alarms.take("sub-1", &outage("outage_dated", true));
        assert!(alarms.groups[group].out.is_empty());
        assert_eq!(alarms.recent.len(), 1);
        assert_eq!(alarms.recent[0].end.as_deref(), Some("2026-11-30T08:05:00"));
    }

    #[test]
    fn silence_is_told_until_it_ends_and_values_are_no_alarm() {
        let lost = json!({"kind":"gateway_lost","gateway":"1","time":"t"}).to_string();
        let mut alarms = Alarms::restore([("answers/sub-1/1", lost.as_str())].into_iter());
        let silent = |alarms: &Alarms| alarms.groups["sub-1/1"].silent.clone();
        assert_eq!(silent(&alarms).get("1").map(String::as_str), Some("t"));
        let node = |kind| json!({"kind":kind,"gateway":"1","meter":"3","time":"u"});
        alarms.take("sub-1", &node("meter_lost"));
        alarms.take("sub-1", &json!({"kind":"gateway_found","gateway":"1"}));
        assert_eq!(silent(&alarms).len(), 1);
        alarms.take("sub-1", &node("meter_found"));
        assert!(silent(&alarms).is_empty());
        assert_eq!(key("sub-1", &json!({"kind":"value","meter":"1"})), None);
    }
}
