//! What Home Assistant is told of a meter's items: name, unit and class come out of the identifier
//! table, nothing is written by hand.

use super::{availability_topic, value_topic};
use dlt645::item::{self, Language};
use dlt645::value::Unit;
use dlt645::{Address, DataId};
use serde_json::json;

/// One retained message of MQTT discovery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discovery {
    /// Where it is published.
    pub topic: String,
    /// JSON.
    pub payload: String,
}

/// The message for item `id` of `meter`; `None` for an item that is no single number.
#[must_use]
pub fn discovery(name: &str, meter: Address, label: Option<&str>, id: DataId) -> Option<Discovery> {
    let item = item::lookup(id)?;
    let (class, unit) = class_and_unit(item.unit)?;
    if item.has_parts() || item.format.pair().is_some() {
        return None;
    }
    let (meter, di) = (meter.to_string(), id.to_string());
    let unique = format!("{name}-{meter}-{di}");
    let mut payload = json!({
        "name": item.name(Language::English).map_or_else(|| di.clone(), |name| name.to_string()),
        "unique_id": unique,
        "state_topic": value_topic(name, &meter, &di),
        "availability_topic": availability_topic(name, &meter),
        "device": {
            "identifiers": [format!("{name}-{meter}")],
            "name": label.map_or_else(|| format!("Meter {meter}"), str::to_owned),
            "serial_number": meter,
        },
        "origin": { "name": "concentrator", "sw_version": env!("CARGO_PKG_VERSION") },
    });
    if let Some(fields) = payload.as_object_mut() {
        let mut put = |key: &str, value: &str| fields.insert(key.to_owned(), value.into());
        if let Some(class) = class {
            put("device_class", class);
        }
        if !unit.is_empty() {
            put("unit_of_measurement", unit);
        }
        put("state_class", state_class(id, item.signed));
    }
    Some(Discovery {
        topic: format!("homeassistant/sensor/{}/config", unique.replace('.', "-")),
        payload: payload.to_string(),
    })
}

/// Device class and unit as Home Assistant spells them; `None` for what is no measurement.
const fn class_and_unit(unit: Unit) -> Option<(Option<&'static str>, &'static str)> {
    Some(match unit {
        Unit::KilowattHour => (Some("energy"), "kWh"),
        Unit::KilovarHour => (Some("reactive_energy"), "kvarh"),
        Unit::Kilowatt => (Some("power"), "kW"),
        Unit::Kilovar => (Some("reactive_power"), "kvar"),
        Unit::KilovoltAmpere => (Some("apparent_power"), "kVA"),
        Unit::Volt => (Some("voltage"), "V"),
        Unit::Ampere => (Some("current"), "A"),
        Unit::Hertz => (Some("frequency"), "Hz"),
        Unit::Celsius => (Some("temperature"), "°C"),
        Unit::One => (Some("power_factor"), ""),
        Unit::Percent => (None, "%"),
        Unit::Degree => (None, "°"),
        Unit::Minute => (Some("duration"), "min"),
        Unit::Times => (None, ""),
        _ => return None,
    })
}

/// A register of class 00 only grows, unless it can be negative; everything else is a measurement.
fn state_class(id: DataId, signed: bool) -> &'static str {
    let energy = match id {
        DataId::V2007(di) => di >> 24 == 0x00,
        DataId::V1997(di) => matches!(di >> 8, 0x90 | 0x91),
    };
    match (energy, signed) {
        (true, false) => "total_increasing",
        (true, true) => "total",
        _ => "measurement",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(di: u32) -> Option<serde_json::Value> {
        let meter = "112233445566".parse().unwrap();
        let message = discovery("sub-1", meter, Some("Flat 3"), DataId::V2007(di))?;
        Some(serde_json::from_str(&message.payload).unwrap())
    }

    #[test]
    fn units_and_classes_come_out_of_the_table() {
        let energy = found(0x0001_0000).unwrap();
        assert_eq!(energy["device_class"], "energy");
        assert_eq!(energy["unit_of_measurement"], "kWh");
        assert_eq!(energy["state_class"], "total_increasing");
        assert_eq!(energy["device"]["name"], "Flat 3");
        assert_eq!(
            energy["state_topic"],
            "ttl/v1/sub-1/meter/112233445566/00010000"
        );
        assert_eq!(found(0x0000_0000).unwrap()["state_class"], "total");
        assert_eq!(found(0x0201_0100).unwrap()["device_class"], "voltage");
        assert_eq!(found(0x0206_0000).unwrap().get("unit_of_measurement"), None);
        assert_eq!(found(0x0400_010C), None, "a date is no measurement");
        assert_eq!(found(0x0001_FF00), None, "nor is a block");
    }
}
