//! Relay, alarm and power keeping: 1C, State Grid supplement (跳合闸、报警、保电).
//!
//! ```text
//!  1C  PA P0 P1 P2 C0 C1 C2 C3 N1 N2 ss mm hh DD MM YY     9C: no data or a word; DC: ERR or a word
//!      PA P0 P1 P2 C0 C1 C2 C3 + 20 bytes                  enciphered with MAC, PA = 98
//! ```
//! N1 is the action, N2 is 00 or, of a pre-trip, its duration in units of 5 minutes; the time is
//! the moment up to which the command holds.
//!
//! The supplement of 2014 gives both replies two bytes: what was done (控制命令执行状态字) or why
//! not (控制命令错误状态字). No source tells their order on the wire; they are read low byte first,
//! as all words are.

use super::clear::{signature, signed_cipher};
use super::clock::Second;
use super::error::{exactly, expect_reply, expect_request};
use super::fields::{WireField, message};
use super::{Cipher, CommandError, DataWriter, Operator, Password};
use crate::value::{BitMap, Bits};
use crate::{Control, Edition, Frame, Full, Function, Sink};

/// What a relay command asks for, byte N1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum RelayAction {
    /// 1A, disconnect (跳闸).
    Trip,
    /// 1B, permit closing (合闸允许): the user presses the key.
    PermitClose,
    /// 1C, close directly (直接合闸).
    Close,
    /// 1D, pre-trip 1 (预跳闸1): disconnect for a while, then close by itself.
    PreTrip1,
    /// 1E, pre-trip 2 (预跳闸2): disconnect for a while, then permit closing.
    PreTrip2,
    /// 2A, alarm (报警).
    Alarm,
    /// 2B, alarm off (报警解除).
    AlarmOff,
    /// 3A, keep power on (保电).
    KeepOn,
    /// 3B, end of keeping power on (保电解除).
    KeepOnOff,
    /// Any other byte.
    Unknown(u8),
}

impl RelayAction {
    /// Action that a byte names.
    #[must_use]
    pub const fn from_code(code: u8) -> Self {
        match code {
            0x1A => Self::Trip,
            0x1B => Self::PermitClose,
            0x1C => Self::Close,
            0x1D => Self::PreTrip1,
            0x1E => Self::PreTrip2,
            0x2A => Self::Alarm,
            0x2B => Self::AlarmOff,
            0x3A => Self::KeepOn,
            0x3B => Self::KeepOnOff,
            other => Self::Unknown(other),
        }
    }

    /// Its byte.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Trip => 0x1A,
            Self::PermitClose => 0x1B,
            Self::Close => 0x1C,
            Self::PreTrip1 => 0x1D,
            Self::PreTrip2 => 0x1E,
            Self::Alarm => 0x2A,
            Self::AlarmOff => 0x2B,
            Self::KeepOn => 0x3A,
            Self::KeepOnOff => 0x3B,
            Self::Unknown(code) => code,
        }
    }
}

/// The order of a relay command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum RelayOrder {
    /// In the clear.
    Plain {
        /// N1.
        action: RelayAction,
        /// N2: of a pre-trip its duration in units of 5 minutes, else kept 00.
        n2: u8,
        /// N3–N8, ss mm hh DD MM YY in BCD, as sent; [`RelayControl::until`] reads it.
        until: [u8; 6],
    },
    /// Enciphered.
    Cipher(Cipher),
}

/// Request 1C, relay control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct RelayControl {
    /// Password.
    pub password: Password,
    /// Operator code.
    pub operator: Operator,
    /// What to do.
    pub order: RelayOrder,
}

impl RelayControl {
    /// The plain form: do `action` if this arrives before `until`.
    #[must_use]
    pub fn new(password: Password, operator: Operator, action: RelayAction, until: Second) -> Self {
        Self {
            password,
            operator,
            order: RelayOrder::Plain {
                action,
                n2: 0,
                until: until.to_wire(),
            },
        }
    }

    /// The same order with N2, which of a pre-trip is its duration in units of 5 minutes.
    #[must_use]
    pub const fn with_n2(self, n2: u8) -> Self {
        let order = match self.order {
            RelayOrder::Plain { action, until, .. } => RelayOrder::Plain { action, n2, until },
            cipher @ RelayOrder::Cipher(_) => cipher,
        };
        Self { order, ..self }
    }

    /// How long a pre-trip lasts, minutes; `None` for other orders.
    #[must_use]
    pub const fn pre_trip_minutes(&self) -> Option<u16> {
        match self.order {
            RelayOrder::Plain {
                action: RelayAction::PreTrip1 | RelayAction::PreTrip2,
                n2,
                ..
            } => Some((n2 as u16).wrapping_mul(5)),
            _ => None,
        }
    }

    /// The moment up to which a plain order holds.
    ///
    /// # Errors
    /// [`CommandError::Field`] if it is no time.
    pub fn until(&self) -> Option<Result<Second, CommandError>> {
        match self.order {
            RelayOrder::Plain { until, .. } => Some(Second::from_wire(until, 10)),
            RelayOrder::Cipher(_) => None,
        }
    }

    /// Parses the request.
    ///
    /// # Errors
    /// [`CommandError::Length`] unless there are 16 or 28 bytes.
    pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
        expect_request(frame, Function::RelayControl)?;
        if frame.data().len() == 16 {
            let [head @ .., n1, n2, s, m, h, d, mo, y] = exactly::<16>(frame)?;
            let (password, operator) = signature(head);
            let action = RelayAction::from_code(n1);
            let order = RelayOrder::Plain {
                action,
                n2,
                until: [s, m, h, d, mo, y],
            };
            return Ok(Self {
                password,
                operator,
                order,
            });
        }
        let (password, operator, cipher) = signed_cipher(frame)?;
        Ok(Self {
            password,
            operator,
            order: RelayOrder::Cipher(cipher),
        })
    }
}

message!(RelayControl, it => Control::request(Function::RelayControl), Edition::V2007,
    [it.password, it.operator, it.order]);

impl WireField for RelayOrder {
    fn wire_len(&self) -> usize {
        match self {
            Self::Plain { .. } => 8,
            Self::Cipher(cipher) => cipher.wire_len(),
        }
    }

    fn put<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full> {
        match self {
            Self::Plain { action, n2, until } => {
                out.put([action.code(), *n2])?;
                until.put(out)
            }
            Self::Cipher(cipher) => cipher.put(out),
        }
    }
}

/// Reply 9C to a relay command. No data, or the two bytes of the supplement of 2014.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct RelayReply {
    /// The two bytes as sent.
    pub extra: Option<[u8; 2]>,
}

impl RelayReply {
    /// What was done (控制命令执行状态字), if the meter says so; no source tells the order of the
    /// two bytes.
    #[must_use]
    pub fn done(&self) -> Option<Bits> {
        self.extra.map(|bytes| Bits {
            raw: u16::from_le_bytes(bytes).into(),
            width: 16,
            map: BitMap::ControlDone,
        })
    }

    /// Parses the reply.
    ///
    /// # Errors
    /// [`CommandError::Length`] unless there are 2 bytes or none.
    pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
        expect_reply(frame, Function::RelayControl)?;
        if frame.data().is_empty() {
            return Ok(Self { extra: None });
        }
        exactly(frame).map(|extra| Self { extra: Some(extra) })
    }
}

message!(RelayReply, it => Control::reply(Function::RelayControl), Edition::V2007, [it.extra]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Address;
    use crate::command::Message;
    use crate::command::{ErrorKind, ErrorReply};

    #[test]
    fn a_trip_carries_action_and_deadline() {
        let until = Second::new(26, 12, 31, 23, 59, 58).unwrap();
        let trip = RelayControl::new(
            Password::new(2, 0x12_34_56),
            Operator([1, 2, 3, 4]),
            RelayAction::Trip,
            until,
        );
        let mut out = [0xA5; 64];
        let bytes = trip.encode(Address::from_wire([1; 6]), &mut out).unwrap();
        let frame = Frame::parse(bytes).unwrap();
        let expected = [
            2, 0x56, 0x34, 0x12, 1, 2, 3, 4, 0x1A, 0, 0x58, 0x59, 0x23, 0x31, 0x12, 0x26,
        ];
        assert!(frame.data().iter().eq(expected));
        let parsed = RelayControl::parse(&frame).unwrap();
        assert_eq!(parsed, trip);
        assert_eq!(parsed.until(), Some(Ok(until)));
        assert!(trip.encode(Address::BROADCAST, &mut out).is_err());
        for code in 0..=255 {
            assert_eq!(RelayAction::from_code(code).code(), code);
        }
    }

    #[test]
    fn replies_with_extra_bytes_are_accepted() {
        let mut out = [0xA5; 64];
        for reply in [
            RelayReply { extra: None },
            RelayReply {
                extra: Some([1, 2]),
            },
        ] {
            let bytes = reply.encode(Address::from_wire([1; 6]), &mut out).unwrap();
            assert_eq!(RelayReply::parse(&Frame::parse(bytes).unwrap()), Ok(reply));
        }
        for (kind, bits) in [(ErrorKind::V2007, 0x0004), (ErrorKind::Control, 0x0020)] {
            let reply = ErrorReply::new(Function::RelayControl, kind, bits);
            let bytes = reply.encode(Address::from_wire([1; 6]), &mut out).unwrap();
            assert_eq!(bytes[9], if bits > 0x10 { 2 } else { 1 });
            assert_eq!(
                ErrorReply::parse(&Frame::parse(bytes).unwrap(), Edition::V2007),
                Ok(reply)
            );
        }
    }
}
