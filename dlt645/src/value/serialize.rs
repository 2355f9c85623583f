//! Values for serde, in the form of the command line tool's JSON: an exact decimal string, ISO
//! 8601, a hexadecimal string for raw bytes, an array of names for bit sets, nothing where there is
//! no value.
//!
//! Numbers, days, times, codes and units read back from it. A [`Value`] does not: its text alone
//! does not tell what it is; [`Item::encode_text`](crate::item::Item::encode_text) reads it for a
//! known item.

use super::{Bits, Code, Date, DateTime, Decimal, Pattern, Text, Time, Unit, Value, ValueError};
use crate::DataId;
use crate::item::{Part, Warning, decimal};
use core::fmt;
use serde::de::{self, Deserialize, Deserializer, Visitor};
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

as_text!(
    Code,
    Date,
    DateTime,
    Pattern,
    Text<'_>,
    Time,
    Unit,
    ValueError
);

/// From text by a function.
macro_rules! from_text {
    ($($type:ty, $what:literal, $parse:expr;)*) => {
        $(impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Read;

                impl Visitor<'_> for Read {
                    type Value = $type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($what)
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$type, E> {
                        $parse(text).map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Read)
            }
        })*
    };
}

from_text! {
    Code, "decimal digits", str::parse;
    Date, "a day such as 2026-01-31", str::parse;
    DateTime, "a day and time such as 2026-01-31T12:30:05", str::parse;
    Time, "a time such as 12:30:05", str::parse;
    Unit, "the symbol of a unit", str::parse;
    Digits, "a decimal number", |text| decimal(text).map(|(mantissa, scale)| Digits { mantissa, scale });
}

/// The number of a [`Decimal`] without its unit.
struct Digits {
    mantissa: i64,
    scale: u8,
}

/// From `{"value": "12400.89", "unit": "kWh"}`.
impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(rename = "Decimal")]
        struct Fields {
            value: Digits,
            unit: Unit,
        }

        let Fields {
            value: Digits { mantissa, scale },
            unit,
        } = Fields::deserialize(deserializer)?;
        Ok(Self::new(mantissa, scale, unit))
    }
}

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

/// `{"kind", "part", "detail"}`; `part` is null for the answer as a whole.
impl Serialize for Warning<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Warning", 3)?;
        fields.serialize_field("kind", self.kind().name())?;
        match self.part {
            Some(part) => fields.serialize_field("part", &format_args!("{part}"))?,
            None => fields.serialize_field("part", &None::<&str>)?,
        }
        fields.serialize_field("detail", &format_args!("{}", self.detail))?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use crate::Data;
    use crate::item::items;

    fn json(item: crate::item::Item, bytes: &[u8]) -> std::string::String {
        let wire: std::vec::Vec<u8> = bytes.iter().map(|byte| byte.wrapping_add(0x33)).collect();
        let parts: std::vec::Vec<_> = item
            .parts(Data::from_wire(&wire))
            .map(Result::unwrap)
            .collect();
        serde_json::to_string(&parts).unwrap()
    }

    #[test]
    fn as_the_tool_prints_them() {
        assert_eq!(
            json(items::FORWARD_ACTIVE_ENERGY, &[0x89, 0x00, 0x24, 0x01]),
            r#"[{"di":"00010000","part":"value","value":"12400.89","unit":"kWh","reason":null}]"#
        );
        assert_eq!(
            json(items::STATUS_WORD_7, &[0x20, 0x00]),
            r#"[{"di":"04000507","part":"value","value":["power down"],"unit":"","reason":null}]"#
        );
        assert!(
            json(items::VOLTAGES, &[0x56, 0x22, 0xFF, 0xFF, 0, 0]).contains(
                r#"{"di":"02010200","part":"B","value":null,"unit":"V","reason":"not available"}"#
            )
        );
        assert!(
            json(items::VOLTAGE_A, &[0x5A, 0x22])
                .contains(r#""reason":"byte 0 is 5a, no pair of decimal digits""#)
        );
    }

    #[test]
    fn read_back_as_they_were_written() {
        use crate::value::{Code, Date, DateTime, Decimal, Time, Unit};
        use std::string::ToString;
        fn both_ways<
            T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + core::fmt::Debug,
        >(
            value: T,
        ) {
            let json = serde_json::to_string(&value).unwrap();
            assert_eq!(serde_json::from_str::<T>(&json).unwrap(), value, "{json}");
        }
        both_ways(Decimal::new(-1_240_089, 2, Unit::KilowattHour));
        both_ways(Decimal::new(0, 4, Unit::None));
        both_ways(Date::new(2024, 2, 29).unwrap());
        both_ways(Time::from_minutes(7, 5).unwrap());
        both_ways(DateTime::new(2099, 12, 31, 23, 59, 59).unwrap());
        both_ways(Code {
            number: 42,
            digits: 12,
        });
        both_ways(Unit::Percent);
        for wrong in [
            r#"{"value":"1.2.3","unit":"V"}"#,
            r#"{"value":"1","unit":"v"}"#,
            r#"{"value":"1"}"#,
            "\"1\"",
        ] {
            assert!(serde_json::from_str::<Decimal>(wrong).is_err(), "{wrong}");
        }
        let error = serde_json::from_str::<Date>("\"2023-02-29\"")
            .unwrap_err()
            .to_string();
        assert!(error.contains("not a day"), "{error}");
    }
}
