//! Values for serde, in the form of the command line tool's JSON: an exact decimal string, ISO 8601, a hexadecimal
//! string for raw bytes, an array of names for bit sets, nothing where there is no value.

use super::{Bits, Code, Date, DateTime, Decimal, Pattern, Text, Time, Unit, Value, ValueError};
use crate::DataId;
use crate::item::Part;
use serde::ser::{Serialize, SerializeSeq, SerializeStruct, Serializer};

macro_rules! as_text {
    ($($type:ty),*) => {
        $(impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        })*
    };
}

as_text!(Code, Date, DateTime, Pattern, Text<'_>, Time, Unit, ValueError);

/// `{"value": "12400.89", "unit": "kWh"}`.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Decimal", 2)?;
        fields.serialize_field("value", &format_args!("{self}"))?;
        fields.serialize_field("unit", self.unit.symbol())?;
        fields.end()
    }
}

/// An array of the names of the set bits.
impl Serialize for Bits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut names = serializer.serialize_seq(Some(self.states().count()))?;
        for state in self.states() {
            names.serialize_element(&format_args!("{state}"))?;
        }
        names.end()
    }
}

/// The value without its unit.
impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Never | Self::Absent => serializer.serialize_none(),
            Self::Bits(bits) => bits.serialize(serializer),
            other => serializer.collect_str(other),
        }
    }
}

struct Id(DataId);

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// `{"di", "part", "value", "unit", "reason"}`; `reason` says why there is no value.
impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Part", 5)?;
        fields.serialize_field("di", &self.id.map(Id))?;
        fields.serialize_field("part", &format_args!("{self}"))?;
        fields.serialize_field("value", &self.value.ok())?;
        fields.serialize_field("unit", self.unit.symbol())?;
        match self.value {
            Ok(value) => fields.serialize_field("reason", &value.reason())?,
            Err(error) => fields.serialize_field("reason", &Some(error))?,
        }
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use crate::Data;
    use crate::item::items;

    fn json(item: crate::item::Item, bytes: &[u8]) -> std::string::String {
        let wire: std::vec::Vec<u8> = bytes.iter().map(|byte| byte.wrapping_add(0x33)).collect();
        let parts: std::vec::Vec<_> = item.parts(Data::from_wire(&wire)).map(Result::unwrap).collect();
        serde_json::to_string(&parts).unwrap()
    }

    #[test]
    fn as_the_tool_prints_them() {
        assert_eq!(
            json(items::FORWARD_ACTIVE_ENERGY, &[0x89, 0x00, 0x24, 0x01]),
            r#"[{"di":"00010000","part":"value","value":"12400.89","unit":"kWh","reason":null}]"#
        );
        assert_eq!(
            json(items::STATUS_WORD_3, &[0x10, 0x00]),
            r#"[{"di":"04000503","part":"value","value":["relay open"],"unit":"","reason":null}]"#
        );
        assert!(
            json(items::VOLTAGES, &[0x56, 0x22, 0xFF, 0xFF, 0, 0])
                .contains(r#"{"di":"02010200","part":"B","value":null,"unit":"V","reason":"not available"}"#)
        );
        assert!(
            json(items::VOLTAGE_A, &[0x5A, 0x22]).contains(r#""reason":"byte 0 is 5a, no pair of decimal digits""#)
        );
    }
}
