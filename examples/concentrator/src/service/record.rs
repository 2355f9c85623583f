//! A gateway's numbered record as the event that is stored, shown and sent.

use crate::records::Read;
use gateway::calendar;
use gateway::extension::{Marks, Moment, PassedRecord, RecordKind};
use serde_json::{Value, json};

/// The event.
pub(super) fn text(time: &str, gateway: &str, read: Read) -> Value {
    match read {
        Read::Hole(first, last) => json!({
            "kind": "records_lost", "time": time, "gateway": gateway, "first": first, "last": last,
            "detail": format!("records {first} to {last} were dropped before they were read"),
        }),
        Read::Anew => json!({
            "kind": "records_anew", "time": time, "gateway": gateway,
            "detail": "the gateway's numbers began anew: it was replaced, or lost its memory",
        }),
        Read::Record(number, None) => json!({
            "kind": "record", "time": time, "gateway": gateway, "number": number,
            "record": "unknown", "detail": format!("{number}: of a later version"),
        }),
        Read::Record(number, Some(record)) => of_record(time, gateway, number, &record),
    }
}

fn of_record(time: &str, gateway: &str, number: u32, record: &PassedRecord) -> Value {
    let name = kind_name(record.kind);
    // What the gateway had to drop is as lost as a hole.
    if record.kind == RecordKind::Overflow {
        let (first, last) = (record.from.seconds, record.to.seconds);
        return json!({
            "kind": "records_lost", "time": time, "gateway": gateway, "number": number,
            "first": first, "last": last,
            "detail": format!("the gateway dropped its records {first} to {last}"),
        });
    }
    let device: String = record
        .device
        .0
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    json!({
        "kind": "record", "time": time, "gateway": gateway, "number": number, "record": name,
        "index": record.index, "device": device, "session": record.session, "evt": record.evt,
        "flags": record.flags, "marks": marks(record.marks),
        "from": moment(record.from), "to": moment(record.to),
        "detail": format!("{number}: {name}, node {}, event {}", record.index, record.evt),
    })
}

const fn kind_name(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Event => "event",
        RecordKind::Gap => "gap",
        RecordKind::Restart => "restart",
        RecordKind::Dips => "dips",
        RecordKind::Tamper => "tamper",
        RecordKind::Joined => "joined",
        RecordKind::Conflict => "conflict",
        RecordKind::Clone => "clone",
        RecordKind::Twin => "twin",
        RecordKind::Journal => "journal",
        RecordKind::Gate => "gate",
        RecordKind::Keys => "keys",
        RecordKind::Overflow => "overflow",
        _ => "unknown",
    }
}

fn marks(marks: Marks) -> Vec<&'static str> {
    let names = [
        (Marks::INFERRED, "inferred"),
        (Marks::LATE, "late"),
        (Marks::CLOCK, "clock"),
        (Marks::TEST, "test"),
        (Marks::UNSTABLE, "unstable"),
        (Marks::MAYBE_DOUBLE, "maybe_double"),
    ];
    let set = names.into_iter().filter(|(mark, _)| marks.has(*mark));
    set.map(|(_, name)| name).collect()
}

/// UTC with milliseconds; `None` where the gateway had no time.
fn moment(at: Moment) -> Option<String> {
    if at == Moment::default() {
        return None;
    }
    let [second, minute, hour, day, month, year] = calendar::to_bcd(at.seconds);
    let millis = u32::from(at.fraction) * 1000 / 65_536;
    Some(format!(
        "20{year:02x}-{month:02x}-{day:02x}T{hour:02x}:{minute:02x}:{second:02x}.{millis:03}Z"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The record of the codec's own test: number, kind, index 7, module, session 3, event 258,
    /// flags, marks, times.
    fn bytes(kind: u8) -> [u8; PassedRecord::LEN] {
        let mut bytes = [0; PassedRecord::LEN];
        bytes[..7].copy_from_slice(&[9, 0, 0, 0, kind, 7, 0]);
        bytes[7..15].copy_from_slice(&[0xd0; 8]);
        bytes[15..20].copy_from_slice(&[3, 2, 1, 1, 3]);
        bytes[20..26].copy_from_slice(&[60, 0, 0, 0, 0, 0x80]);
        bytes
    }

    #[test]
    fn a_record_is_told_with_all_its_fields() {
        let record = PassedRecord::parse(&bytes(1));
        let told = text("now", "202611220001", Read::Record(9, record));
        assert_eq!(
            (&told["kind"], &told["number"]),
            (&"record".into(), &9.into())
        );
        assert_eq!(
            (&told["record"], &told["index"]),
            (&"event".into(), &7.into())
        );
        assert_eq!(told["device"], "d0d0d0d0d0d0d0d0");
        assert_eq!((&told["evt"], &told["flags"]), (&258.into(), &1.into()));
        assert_eq!(told["marks"], json!(["inferred", "late"]));
        assert_eq!(told["from"], "2000-01-01T00:01:00.500Z");
        assert_eq!(told["to"], Value::Null);
    }

    #[test]
    fn what_was_dropped_is_raised() {
        let record = PassedRecord::parse(&bytes(14)).map(|record| PassedRecord {
            kind: RecordKind::Overflow,
            ..record
        });
        let told = text("now", "1", Read::Record(9, record));
        assert_eq!(
            (&told["kind"], &told["first"]),
            (&"records_lost".into(), &60.into())
        );
        assert_eq!(text("now", "1", Read::Hole(3, 5))["kind"], "records_lost");
    }
}
