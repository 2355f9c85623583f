//! Clearing, 2007 edition: 19 maximum demand, 1A meter, 1B events.
//!
//! ```text
//!  19, 1A  PA P0 P1 P2 C0 C1 C2 C3                   99, 9A: no data
//!  1B      PA P0 P1 P2 C0 C1 C2 C3 DI0 DI1 DI2 DI3   9B: no data
//!  either  PA P0 P1 P2 C0 C1 C2 C3 + 20 bytes        enciphered with MAC, PA = 98 (State Grid; one source)
//! ```

use super::empty::empty_message;
use super::error::{exactly, expect_reply, expect_request};
use super::fields::{WireField, message};
use super::{CommandError, DataWriter, Operator, Password};
use crate::{Control, Edition, Frame, Full, Function, Sink};

/// Sixteen enciphered bytes and a MAC of four, as they are in the data field. Nothing here can read
/// them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Cipher(pub [u8; 20]);

macro_rules! clear_message {
    ($(#[$doc:meta])* $name:ident, $function:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
        pub struct $name {
            /// Password.
            pub password: Password,
            /// Operator code.
            pub operator: Operator,
            /// The bytes after them in the enciphered form.
            pub cipher: Option<Cipher>,
        }

        impl $name {
            /// The plain form.
            #[must_use]
            pub const fn new(password: Password, operator: Operator) -> Self {
                Self { password, operator, cipher: None }
            }

            /// Parses the request.
            ///
            /// # Errors
            /// [`CommandError::Length`] unless there are 8 or 28 bytes.
            pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
                expect_request(frame, $function)?;
                if frame.data().len() == 8 {
                    let (password, operator) = signature(exactly(frame)?);
                    return Ok(Self { password, operator, cipher: None });
                }
                let (password, operator, cipher) = signed_cipher(frame)?;
                Ok(Self { password, operator, cipher: Some(cipher) })
            }
        }

        message!($name, it => Control::request($function), Edition::V2007, [it.password, it.operator, it.cipher]);
    };
}

clear_message! {
    /// Request 19, clear maximum demand (最大需量清零).
    ClearDemand, Function::ClearDemand
}
clear_message! {
    /// Request 1A, clear meter (电表清零).
    ClearMeter, Function::ClearMeter
}
empty_message! {
    /// Reply 99 to a clearing of the maximum demand; no data.
    ClearDemandReply, Control::reply(Function::ClearDemand), expect_reply
}
empty_message! {
    /// Reply 9A to a clearing of the meter; no data.
    ClearMeterReply, Control::reply(Function::ClearMeter), expect_reply
}
empty_message! {
    /// Reply 9B to a clearing of events; no data.
    ClearEventsReply, Control::reply(Function::ClearEvents), expect_reply
}

/// Which events to clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Events {
    /// All: identifier FFFFFFFF.
    All,
    /// One class: an identifier with DI0 = FF.
    Class(u32),
    /// An enciphered identifier.
    Cipher(Cipher),
}

/// Request 1B, clear events (事件清零).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct ClearEvents {
    /// Password.
    pub password: Password,
    /// Operator code.
    pub operator: Operator,
    /// Which.
    pub events: Events,
}

impl ClearEvents {
    /// Parses the request.
    ///
    /// # Errors
    /// [`CommandError::Length`] unless there are 12 or 28 bytes.
    pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
        expect_request(frame, Function::ClearEvents)?;
        if frame.data().len() == 12 {
            let [rest @ .., d0, d1, d2, d3] = exactly::<12>(frame)?;
            let (password, operator) = signature(rest);
            let events = match u32::from_le_bytes([d0, d1, d2, d3]) {
                u32::MAX => Events::All,
                class => Events::Class(class),
            };
            return Ok(Self {
                password,
                operator,
                events,
            });
        }
        let (password, operator, cipher) = signed_cipher(frame)?;
        Ok(Self {
            password,
            operator,
            events: Events::Cipher(cipher),
        })
    }
}

message!(ClearEvents, it => Control::request(Function::ClearEvents), Edition::V2007,
    [it.password, it.operator, it.events]);

impl WireField for Events {
    fn wire_len(&self) -> usize {
        match self {
            Self::All | Self::Class(_) => 4,
            Self::Cipher(cipher) => cipher.wire_len(),
        }
    }

    fn put<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full> {
        match self {
            Self::All => out.put([0xFF; 4]),
            Self::Class(class) => class.put(out),
            Self::Cipher(cipher) => cipher.put(out),
        }
    }
}

/// Password and operator code.
pub(super) fn signature([p, q, r, s, a, b, c, d]: [u8; 8]) -> (Password, Operator) {
    (Password::from_wire([p, q, r, s]), Operator([a, b, c, d]))
}

/// A data field of 28 bytes: password, operator code, cipher.
pub(super) fn signed_cipher(
    frame: &Frame<'_>,
) -> Result<(Password, Operator, Cipher), CommandError> {
    let length = CommandError::length(frame);
    let (head, rest) = frame.data().split_first_chunk().ok_or(length)?;
    let (cipher, rest) = rest.split_first_chunk().ok_or(length)?;
    if !rest.is_empty() {
        return Err(length);
    }
    let (password, operator) = signature(head);
    Ok((password, operator, Cipher(cipher)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Address;
    use crate::command::Message;

    const PASSWORD: Password = Password::new(2, 0x12_34_56);
    const OPERATOR: Operator = Operator([1, 2, 3, 4]);

    #[test]
    fn clearing_carries_password_and_operator_and_no_identifier() {
        let mut out = [0xA5; 64];
        let clear = ClearDemand::new(PASSWORD, OPERATOR);
        let bytes = clear.encode(Address::from_wire([1; 6]), &mut out).unwrap();
        let frame = Frame::parse(bytes).unwrap();
        assert!(frame.data().iter().eq([2, 0x56, 0x34, 0x12, 1, 2, 3, 4]));
        assert_eq!(ClearDemand::parse(&frame), Ok(clear));
        assert_eq!(
            ClearMeter::parse(&frame),
            Err(CommandError::Control { found: 0x19 })
        );
    }

    #[test]
    fn the_enciphered_form_is_told_by_its_length() {
        let mut out = [0xA5; 64];
        let password = Password::new(0x98, 0);
        let cipher = Cipher([7; 20]);
        let clear = ClearMeter {
            password,
            operator: OPERATOR,
            cipher: Some(cipher),
        };
        let bytes = clear.encode(Address::from_wire([1; 6]), &mut out).unwrap();
        assert_eq!(bytes[9], 28);
        assert_eq!(ClearMeter::parse(&Frame::parse(bytes).unwrap()), Ok(clear));
        for events in [
            Events::All,
            Events::Class(0x0330_00FF),
            Events::Cipher(cipher),
        ] {
            let clear = ClearEvents {
                password,
                operator: OPERATOR,
                events,
            };
            let bytes = clear.encode(Address::from_wire([1; 6]), &mut out).unwrap();
            assert_eq!(ClearEvents::parse(&Frame::parse(bytes).unwrap()), Ok(clear));
        }
    }
}
