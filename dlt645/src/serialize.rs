//! Frames for serde. A readable format gets the fields of the command line tool's JSON, a binary
//! one the least.

use crate::command::ErrorReply;
use crate::{
    Address, Control, DataId, Direction, Edition, Frame, FrameRepr, Function, OwnedFrame, Sink,
};
use core::fmt::{self, Display};
use core::marker::PhantomData;
use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// Text by `Display` and `FromStr` in readable formats, something short in binary ones.
macro_rules! as_text {
    ($type:ty, $short:ty, $what:literal, |$value:ident| $to_short:expr, |$short_value:ident| $from_short:expr) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let $value = *self;
                if serializer.is_human_readable() {
                    serializer.collect_str(self)
                } else {
                    $to_short.serialize(serializer)
                }
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;

                impl Visitor<'_> for Text {
                    type Value = $type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($what)
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$type, E> {
                        text.parse().map_err(E::custom)
                    }
                }

                if deserializer.is_human_readable() {
                    deserializer.deserialize_str(Text)
                } else {
                    let $short_value = <$short>::deserialize(deserializer)?;
                    Ok($from_short)
                }
            }
        }
    };
}

as_text!(
    Address,
    [u8; 6],
    "the digits of an address",
    |address| address.to_wire(),
    |wire| Address::from_wire(wire)
);
as_text!(
    DataId,
    (bool, u32),
    "8 or 4 hexadecimal digits of a data identifier",
    |di| match di {
        DataId::V2007(di) => (false, di),
        DataId::V1997(di) => (true, u32::from(di)),
    },
    |di| match di {
        (false, di) => DataId::V2007(di),
        (true, di) => DataId::V1997(di as u16),
    }
);
as_text!(
    Control,
    u8,
    "two hexadecimal digits of a control code",
    |control| control.0,
    |code| Control(code)
);

impl Serialize for Edition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (index, name) = match self {
            Self::V2007 => (0, "2007"),
            Self::V1997 => (1, "1997"),
        };
        serializer.serialize_unit_variant("Edition", index, name)
    }
}

impl<'de> Deserialize<'de> for Edition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        enum Name {
            #[serde(rename = "2007")]
            V2007,
            #[serde(rename = "1997")]
            V1997,
        }

        Ok(match Name::deserialize(deserializer)? {
            Name::V2007 => Self::V2007,
            Name::V1997 => Self::V1997,
        })
    }
}

/// Bytes as hexadecimal digits in readable formats.
struct Hex<I>(I);

impl<I: Iterator<Item = u8> + ExactSizeIterator + Clone> Display for Hex<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.clone().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl<I: Iterator<Item = u8> + ExactSizeIterator + Clone> Serialize for Hex<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.collect_seq(self.0.clone())
        }
    }
}

/// The names of the set bits of an abnormal reply.
struct Names(ErrorReply);

impl Serialize for Names {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// A reserved bit is told from its like by its number.
        struct Name(crate::command::ErrorBit);

        impl Serialize for Name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        serializer.collect_seq(self.0.errors.iter().map(Name))
    }
}

/// Serializes what a frame says; `data` without offset.
fn serialize<S: Serializer>(
    address: Address,
    control: Control,
    edition: Option<Edition>,
    error: Option<ErrorReply>,
    data: impl ExactSizeIterator<Item = u8> + Clone,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if !serializer.is_human_readable() {
        let mut fields = serializer.serialize_struct("Frame", 3)?;
        fields.serialize_field("address", &address)?;
        fields.serialize_field("control", &control)?;
        fields.serialize_field("data", &Hex(data))?;
        return fields.end();
    }
    let reply = control.direction() == Direction::Reply;
    let known = edition.unwrap_or(Edition::V2007);
    let mut fields = serializer.serialize_struct("Frame", 9)?;
    fields.serialize_field("edition", &edition)?;
    fields.serialize_field("address", &address)?;
    fields.serialize_field("direction", if reply { "reply" } else { "request" })?;
    fields.serialize_field("control", &control)?;
    fields.serialize_field("function", control.function().name(known))?;
    fields.serialize_field("error", &error.map(Names))?;
    fields.serialize_field("more", &(reply && control.has_more()))?;
    fields.serialize_field("di", &data_id(control, known, data.clone()))?;
    fields.serialize_field("data", &Hex(data))?;
    fields.end()
}

/// The identifier at the front of the data, for functions that have one there.
fn data_id(
    control: Control,
    edition: Edition,
    mut data: impl Iterator<Item = u8>,
) -> Option<DataId> {
    let request = control.direction() == Direction::Request;
    let carried = match control.function() {
        Function::Read | Function::ReadNext | Function::Read97 | Function::ReadNext97 => true,
        Function::SecurityOrReread => edition == Edition::V2007 || !request,
        Function::Write | Function::Write97 | Function::ChangePassword => request,
        _ => false,
    };
    if !carried || control.is_error() {
        return None;
    }
    let mut next = || data.next();
    Some(match control.edition().unwrap_or(edition) {
        Edition::V2007 => DataId::V2007(u32::from_le_bytes([next()?, next()?, next()?, next()?])),
        Edition::V1997 => DataId::V1997(u16::from_le_bytes([next()?, next()?])),
    })
}

impl Serialize for Frame<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let edition = self.edition();
        let error = ErrorReply::parse(self, edition.unwrap_or(Edition::V2007)).ok();
        serialize(
            self.address(),
            self.control(),
            edition,
            error,
            self.data().iter(),
            serializer,
        )
    }
}

impl Serialize for FrameRepr<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let edition = Frame::edition_of(self.control, self.data.len());
        let bits = match *self.data {
            [low] => Some(u16::from(low)),
            [low, high] => Some(u16::from_le_bytes([low, high])),
            _ => None,
        };
        let error = bits.filter(|_| self.control.is_error()).map(|bits| {
            ErrorReply::from_bits(
                self.control.function(),
                edition.unwrap_or(Edition::V2007),
                bits,
                self.data.len() > 1,
            )
        });
        serialize(
            self.address,
            self.control,
            edition,
            error,
            self.data.iter().copied(),
            serializer,
        )
    }
}

impl<B: AsRef<[u8]>> Serialize for OwnedFrame<B> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.repr().serialize(serializer)
    }
}

/// Bytes read into a sink.
struct Bytes<B>(B);

impl<'de, B: Sink + Default> Deserialize<'de> for Bytes<B> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IntoSink<B>(PhantomData<B>);

        impl<'de, B: Sink + Default> Visitor<'de> for IntoSink<B> {
            type Value = Bytes<B>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an even number of hexadecimal digits")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Bytes<B>, E> {
                let (pairs, odd) = text.as_bytes().as_chunks::<2>();
                let digit = |c: u8| (c as char).to_digit(16).map(|digit| digit as u8);
                let mut sink = B::default();
                for [high, low] in pairs {
                    match (digit(*high), digit(*low)) {
                        (Some(high), Some(low)) => {
                            sink.put(&[high << 4 | low]).map_err(E::custom)?
                        }
                        _ => return Err(E::invalid_value(de::Unexpected::Str(text), &self)),
                    }
                }
                if odd.is_empty() {
                    Ok(Bytes(sink))
                } else {
                    Err(E::invalid_length(text.len(), &self))
                }
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut bytes: A) -> Result<Bytes<B>, A::Error> {
                let mut sink = B::default();
                while let Some(byte) = bytes.next_element::<u8>()? {
                    sink.put(&[byte]).map_err(de::Error::custom)?;
                }
                Ok(Bytes(sink))
            }
        }

        if deserializer.is_human_readable() {
            deserializer.deserialize_str(IntoSink(PhantomData))
        } else {
            deserializer.deserialize_seq(IntoSink(PhantomData))
        }
    }
}

impl<'de, B: Sink + Default> Deserialize<'de> for OwnedFrame<B> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(rename = "Frame", bound = "B: Sink + Default")]
        struct Fields<B> {
            address: Address,
            control: Control,
            data: Bytes<B>,
        }

        let Fields {
            address,
            control,
            data,
        } = Fields::<B>::deserialize(deserializer)?;
        Ok(Self {
            address,
            control,
            data: data.0,
        })
    }
}

#[cfg(all(test, feature = "alloc"))]
mod tests {
    use super::*;
    use std::string::ToString;
    use std::vec::Vec;

    const REPLY: [u8; 20] = [
        0x68, 0x45, 0x06, 0x08, 0x11, 0x22, 0x20, 0x68, 0x91, 0x08, 0x33, 0x33, 0x34, 0x33, 0xBC,
        0x33, 0x57, 0x34, 0x6F, 0x16,
    ];

    #[test]
    fn a_frame_reads_like_the_output_of_the_tool() {
        let sum = REPLY[..18]
            .iter()
            .fold(0, |sum: u8, byte| sum.wrapping_add(*byte));
        let mut bytes = REPLY;
        bytes[18] = sum;
        let frame = Frame::parse(&bytes).unwrap();
        let json = serde_json::to_string(&frame).unwrap();
        assert_eq!(
            json,
            "{\"edition\":\"2007\",\"address\":\"202211080645\",\"direction\":\"reply\",\"control\":\"91\",\
             \"function\":\"read_data\",\"error\":null,\"more\":false,\"di\":\"00010000\",\
             \"data\":\"0000010089002401\"}"
        );
        let owned: OwnedFrame<Vec<u8>> = serde_json::from_str(&json).unwrap();
        assert_eq!(owned, OwnedFrame::from(frame));
        assert_eq!(serde_json::to_string(&owned).unwrap(), json);
    }

    #[test]
    fn a_refusal_names_its_bits() {
        let owned = OwnedFrame {
            address: Address::from_wire([1; 6]),
            control: Control(0xD1),
            data: [0x82],
        };
        let json = serde_json::to_value(owned).unwrap();
        assert_eq!(
            json["error"],
            serde_json::json!(["requested data not available", "reserved bit 7"])
        );
        assert_eq!(json["di"], serde_json::Value::Null);
    }

    #[test]
    fn what_is_no_frame_is_refused() {
        let read = |text: &str| {
            serde_json::from_str::<OwnedFrame<Vec<u8>>>(text).map_err(|error| error.to_string())
        };
        assert!(read(r#"{"address":"1","control":"91","data":"00"}"#).is_ok());
        for wrong in [
            r#"{"address":"1x","control":"91","data":"00"}"#,
            r#"{"address":"1","control":"+1","data":"00"}"#,
            r#"{"address":"1","control":"91","data":"0"}"#,
            r#"{"address":"1","control":"91","data":"0g"}"#,
            r#"{"address":"1","control":"91"}"#,
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[cfg(feature = "heapless-v0_9")]
    #[test]
    fn data_that_do_not_fit_are_refused() {
        type Short = OwnedFrame<heapless_v0_9::Vec<u8, 2>>;
        assert!(
            serde_json::from_str::<Short>(r#"{"address":"1","control":"91","data":"0102"}"#)
                .is_ok()
        );
        assert!(
            serde_json::from_str::<Short>(r#"{"address":"1","control":"91","data":"010203"}"#)
                .is_err()
        );
    }
}
