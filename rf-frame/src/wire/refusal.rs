//! Why a received frame is refused, and a counter for each reason (SPEC.md, rule F-6).
//!
//! The checks come in this order, and the first that fails decides:
//!
//! ```text
//! length → CRC → version → network → shape → key known → MIC → counter → payload
//! ```

use core::fmt;

/// Why a frame is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Refusal {
    /// LEN is out of range, or is not the number of bytes received after it (this many).
    Length(u8),
    /// The CRC is wrong.
    Crc,
    /// Another protocol version (this one).
    Version(u8),
    /// Another network (this NET).
    Net(u16),
    /// A type or form of annex A (this VT or form number); a core device drops it.
    Annex(u8),
    /// A type or form that is not known (this number).
    Unknown(u8),
    /// The bits of FC, or a length, do not fit the type.
    Shape(Shape),
    /// There is no key for this sender and slot.
    NoKey,
    /// After too many wrong MICs of this sender the frame is not looked at (S-11).
    Throttled,
    /// The MIC is wrong.
    Mic,
    /// The counter was seen before, or is too old.
    Counter,
    /// The frame is authentic, but its content has no meaning here.
    Payload,
}

/// What is misshapen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Shape {
    /// FC.0 is 0: a frame without MIC.
    NoMic,
    /// FC.3 does not fit the type.
    Direction,
    /// FC.1 or FC.2 does not fit the type, or FC.2 promises TLVs that are not there.
    Presence,
    /// FC 7..6 is not 0 under KI or KA.
    Slot,
    /// SRC does not fit the type: 0 down, FFFF in JOIN, else an index.
    Source,
    /// The payload has the wrong length.
    Length,
    /// The indices of a SYNC go beyond FFFE or begin at 0.
    Range,
    /// The map of a SYNC has the wrong length.
    Map,
    /// A list in a SYNC is not strictly ascending, or goes beyond its range.
    List,
    /// A TLV with this tag is cut short, has the wrong length, or is there twice.
    Tlv(u8),
    /// An unknown TLV with this tag is critical.
    Critical(u8),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Length(n) => write!(f, "LEN does not fit the {n} bytes that follow it"),
            Refusal::Crc => f.write_str("checksum does not match"),
            Refusal::Version(v) => write!(f, "protocol version {v}"),
            Refusal::Net(net) => write!(f, "network {net:04x}"),
            Refusal::Annex(n) => write!(f, "type or form {n} of annex A"),
            Refusal::Unknown(n) => write!(f, "unknown type or form {n}"),
            Refusal::Shape(shape) => shape.fmt(f),
            Refusal::NoKey => f.write_str("no key for this sender"),
            Refusal::Throttled => f.write_str("too many wrong MICs of this sender"),
            Refusal::Mic => f.write_str("wrong MIC"),
            Refusal::Counter => f.write_str("counter is not new"),
            Refusal::Payload => f.write_str("content has no meaning here"),
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Shape::NoMic => "frame without MIC",
            Shape::Direction => "type from the wrong direction",
            Shape::Presence => "FC does not say what is in the frame",
            Shape::Slot => "key slot in a frame that has none",
            Shape::Source => "sender does not fit the type",
            Shape::Length => "payload of the wrong length",
            Shape::Range => "indices out of range",
            Shape::Map => "map of the wrong length",
            Shape::List => "list out of order or out of range",
            Shape::Tlv(tag) => return write!(f, "TLV {tag:02x} is misshapen"),
            Shape::Critical(tag) => return write!(f, "critical TLV {tag:02x} is not known"),
        })
    }
}

impl core::error::Error for Refusal {}
impl core::error::Error for Shape {}

impl From<Shape> for Refusal {
    fn from(shape: Shape) -> Self {
        Refusal::Shape(shape)
    }
}

/// How many frames were refused, by reason. Every counter saturates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Refusals {
    /// Wrong LEN.
    pub length: u32,
    /// Wrong CRC.
    pub crc: u32,
    /// Another version.
    pub version: u32,
    /// Another network.
    pub net: u32,
    /// Types and forms of annex A.
    pub annex: u32,
    /// Unknown types and forms.
    pub unknown: u32,
    /// Misshapen frames.
    pub shape: u32,
    /// No key.
    pub no_key: u32,
    /// Not looked at.
    pub throttled: u32,
    /// Wrong MIC.
    pub mic: u32,
    /// Old or repeated counter.
    pub counter: u32,
    /// Authentic, without meaning here.
    pub payload: u32,
}

impl Refusals {
    /// Counts one refusal.
    pub const fn count(&mut self, refusal: Refusal) {
        let counter = match refusal {
            Refusal::Length(_) => &mut self.length,
            Refusal::Crc => &mut self.crc,
            Refusal::Version(_) => &mut self.version,
            Refusal::Net(_) => &mut self.net,
            Refusal::Annex(_) => &mut self.annex,
            Refusal::Unknown(_) => &mut self.unknown,
            Refusal::Shape(_) => &mut self.shape,
            Refusal::NoKey => &mut self.no_key,
            Refusal::Throttled => &mut self.throttled,
            Refusal::Mic => &mut self.mic,
            Refusal::Counter => &mut self.counter,
            Refusal::Payload => &mut self.payload,
        };
        *counter = counter.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_a_counter_that_saturates() {
        let mut counts = Refusals {
            mic: u32::MAX,
            ..Refusals::default()
        };
        counts.count(Refusal::Mic);
        counts.count(Refusal::Shape(Shape::List));
        counts.count(Refusal::Annex(5));
        let expected = Refusals {
            mic: u32::MAX,
            shape: 1,
            annex: 1,
            ..Refusals::default()
        };
        assert_eq!(counts, expected);
    }
}
