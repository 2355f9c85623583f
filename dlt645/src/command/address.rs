//! Reading and writing the address: 13 and 15 (2007), 0A (1997).
//!
//! ```text
//!  13  no data, to AA x6             93: A0..A5
//!  15  A0..A5, to AA x6              95: no data
//!  0A  A0..A5, to 99 x6 (1997)       8A: no data
//! ```
//! A meter that does not want to says nothing.

use super::CommandError;
use super::empty::empty_message;
use super::error::{exactly, expect_reply, expect_request};
use super::fields::message;
use crate::{Address, Control, Edition, Frame, Function};

empty_message! {
    /// Request 13, read address (读通信地址), sent to [`Address::WILDCARD`].
    ReadAddress, Control::request(Function::ReadAddress), expect_request
}
empty_message! {
    /// Reply 95 to a new address; no data.
    WriteAddressReply, Control::reply(Function::WriteAddress), expect_reply
}
empty_message! {
    /// Reply 8A to a new address, 1997 edition; no data.
    WriteAddress97Reply, Control::reply(Function::WriteAddress97), expect_reply
}

macro_rules! address_message {
    ($(#[$doc:meta])* $name:ident, $control:expr, $expect:path) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
        pub struct $name {
            /// The address in the data field.
            pub address: Address,
        }

        impl $name {
            /// Parses the message.
            ///
            /// # Errors
            /// [`CommandError::Length`] unless there are 6 bytes.
            pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
                $expect(frame, $control.function())?;
                exactly(frame).map(|wire| Self { address: Address::from_wire(wire) })
            }
        }

        message!($name, it => $control, $control.edition().unwrap_or(Edition::V2007), [it.address]);
    };
}

address_message! {
    /// Reply 93 with the meter's address.
    ReadAddressReply, Control::reply(Function::ReadAddress), expect_reply
}
address_message! {
    /// Request 15, write address (写通信地址), sent to [`Address::WILDCARD`] while the programming key is pressed.
    WriteAddress, Control::request(Function::WriteAddress), expect_request
}
address_message! {
    /// Request 0A, write device address, 1997 edition, sent to [`Address::BROADCAST`].
    WriteAddress97, Control::request(Function::WriteAddress97), expect_request
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Message;

    #[test]
    fn the_address_is_read_from_the_one_meter_on_the_line() {
        let mut out = [0xA5; 64];
        let bytes = ReadAddress.encode(Address::WILDCARD, &mut out).unwrap();
        assert_eq!(
            bytes,
            [
                0x68, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0x68, 0x13, 0x00, 0xDF, 0x16
            ]
        );
        assert_eq!(
            ReadAddress::parse(&Frame::parse(bytes).unwrap()),
            Ok(ReadAddress)
        );
        let meter = Address::from_wire([1, 2, 3, 4, 5, 6]);
        let reply = ReadAddressReply { address: meter };
        let bytes = reply.encode(meter, &mut out).unwrap();
        assert_eq!(bytes[8..16], [0x93, 6, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39]);
        assert_eq!(
            ReadAddressReply::parse(&Frame::parse(bytes).unwrap()),
            Ok(reply)
        );
        assert!(
            reply.encode(Address::WILDCARD, &mut out).is_err(),
            "a reply carries the real address"
        );
    }

    #[test]
    fn addresses_are_written_by_wildcard_in_2007_and_by_broadcast_in_1997() {
        let address = Address::from_wire([1, 2, 3, 4, 5, 6]);
        let mut out = [0xA5; 64];
        assert!(
            WriteAddress { address }
                .encode(Address::WILDCARD, &mut out)
                .is_ok()
        );
        assert!(
            WriteAddress { address }
                .encode(Address::BROADCAST, &mut out)
                .is_err()
        );
        assert!(
            WriteAddress97 { address }
                .encode(Address::WILDCARD, &mut out)
                .is_err()
        );
        let bytes = WriteAddress97 { address }
            .encode(Address::BROADCAST, &mut out)
            .unwrap();
        let frame = Frame::parse(bytes).unwrap();
        assert_eq!(
            WriteAddress97::parse(&frame),
            Ok(WriteAddress97 { address })
        );
        assert_eq!(
            WriteAddress::parse(&frame),
            Err(CommandError::Control { found: 0x0A })
        );
        assert_eq!(
            ReadAddress::parse(&frame),
            Err(CommandError::Control { found: 0x0A })
        );
    }
}
