//! Baud rate, passwords and the output terminal: 17, 18 and 1D (2007), 0C and 0F (1997).
//!
//! ```text
//!  17  Z                                      97: the same Z
//!  0C  Z                                      8C: the same Z, or FF = refused (1997)
//!  18  DI PAo P0o P1o P2o PAn P0n P1n P2n     98: PAn P0n P1n P2n
//!  0F  PAo P0o P1o P2o PAn P0n P1n P2n        8F: PAn P0n P1n P2n (1997)
//!  1D  00 / 01 / 02                           9D: the same byte; no reply to a broadcast
//! ```

use super::error::{exactly, expect_reply, expect_request};
use super::fields::message;
use super::{CommandError, Password};
use crate::{Control, DataId, Edition, Frame, Function};

/// A baud rate (通信速率) that a meter can be told to use. Its byte Z has one bit set; the 1997
/// edition counts one rate lower than the 2007 edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum Baud {
    /// 300 bit/s, 1997 edition only.
    B300,
    /// 600 bit/s.
    B600,
    /// 1200 bit/s.
    B1200,
    /// 2400 bit/s.
    B2400,
    /// 4800 bit/s.
    B4800,
    /// 9600 bit/s.
    B9600,
    /// 19 200 bit/s, 2007 edition only.
    B19200,
}

impl Baud {
    /// Bits per second.
    #[must_use]
    pub const fn rate(self) -> u32 {
        match self {
            Self::B300 => 300,
            Self::B600 => 600,
            Self::B1200 => 1200,
            Self::B2400 => 2400,
            Self::B4800 => 4800,
            Self::B9600 => 9600,
            Self::B19200 => 19_200,
        }
    }

    /// The byte Z (通信速率特征字); `None` if the edition does not have the rate.
    #[must_use]
    pub const fn code(self, edition: Edition) -> Option<u8> {
        match (edition, self) {
            (Edition::V2007, Self::B300) | (Edition::V1997, Self::B19200) => None,
            (Edition::V2007, baud) => Some(1 << baud as u8),
            (Edition::V1997, baud) => Some(2 << baud as u8),
        }
    }

    /// The rate that a byte Z names; `None` unless exactly one bit of those in use is set.
    #[must_use]
    pub const fn from_code(edition: Edition, code: u8) -> Option<Self> {
        Some(match (edition, code) {
            (Edition::V1997, 0x02) => Self::B300,
            (Edition::V2007, 0x02) | (Edition::V1997, 0x04) => Self::B600,
            (Edition::V2007, 0x04) | (Edition::V1997, 0x08) => Self::B1200,
            (Edition::V2007, 0x08) | (Edition::V1997, 0x10) => Self::B2400,
            (Edition::V2007, 0x10) | (Edition::V1997, 0x20) => Self::B4800,
            (Edition::V2007, 0x20) | (Edition::V1997, 0x40) => Self::B9600,
            (Edition::V2007, 0x40) => Self::B19200,
            _ => return None,
        })
    }
}

macro_rules! byte_message {
    ($(#[$doc:meta])* $name:ident($value:ident: $type:ty, $value_doc:literal), $control:expr, $expect:path,
     |$from:ident| $decode:expr, |$to:ident| $encode:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        pub struct $name {
            $value: $type,
        }

        impl $name {
            #[doc = $value_doc]
            #[must_use]
            pub const fn $value(self) -> $type {
                self.$value
            }

            /// Parses the message.
            ///
            /// # Errors
            /// [`CommandError::Length`] unless there is one byte, [`CommandError::Field`] if it means nothing.
            pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
                $expect(frame, $control.function())?;
                let [$from] = exactly(frame)?;
                match $decode {
                    Some($value) => Ok(Self { $value }),
                    None => Err(CommandError::Field { at: 0, found: $from }),
                }
            }
        }

        message!($name, it => $control, $control.edition().unwrap_or(Edition::V2007), [{
            let $to = it.$value;
            [$encode]
        }]);
    };
}

byte_message! {
    /// Request 17, change baud rate (更改通信速率). The meter answers at the old rate, then switches.
    ChangeBaud(baud: Baud, "The rate to change to."), Control::request(Function::ChangeBaud), expect_request,
    |z| Baud::from_code(Edition::V2007, z), |baud| z(Edition::V2007, baud)
}
byte_message! {
    /// Reply 97 to a change of the baud rate.
    ChangeBaudReply(baud: Baud, "The rate that is used from now on."), Control::reply(Function::ChangeBaud),
    expect_reply, |z| Baud::from_code(Edition::V2007, z), |baud| z(Edition::V2007, baud)
}
byte_message! {
    /// Request 0C, change baud rate, 1997 edition.
    ChangeBaud97(baud: Baud, "The rate to change to."), Control::request(Function::ChangeBaud97), expect_request,
    |z| Baud::from_code(Edition::V1997, z), |baud| z(Edition::V1997, baud)
}
byte_message! {
    /// Reply 8C to a change of the baud rate, 1997 edition: the rate, or FF where it is refused.
    ChangeBaud97Reply(baud: Option<Baud>, "The rate that is used from now on; `None` if refused."),
    Control::reply(Function::ChangeBaud97), expect_reply,
    |z| if z == 0xFF { Some(None) } else { Baud::from_code(Edition::V1997, z).map(Some) },
    |baud| baud.map_or(0xFF, |baud| z(Edition::V1997, baud))
}
byte_message! {
    /// Request 1D, multi-function output (多功能端子输出控制), State Grid supplement. Not answered when broadcast.
    OutputTerminal(signal: OutputSignal, "What to put out."), Control::request(Function::OutputTerminal),
    expect_request, |code| Some(OutputSignal::from_code(code)), |signal| signal.code()
}
byte_message! {
    /// Reply 9D to a change of the output.
    OutputTerminalReply(signal: OutputSignal, "What is put out."), Control::reply(Function::OutputTerminal),
    expect_reply, |code| Some(OutputSignal::from_code(code)), |signal| signal.code()
}

/// Z of a rate that was checked to be one of the edition's.
fn z(edition: Edition, baud: Baud) -> u8 {
    baud.code(edition).unwrap_or(0)
}

macro_rules! new_baud {
    ($($name:ident, $edition:expr;)*) => {
        $(impl $name {
            /// Message with this rate; `None` if the edition does not have it.
            #[must_use]
            pub const fn new(baud: Baud) -> Option<Self> {
                if baud.code($edition).is_some() { Some(Self { baud }) } else { None }
            }
        })*
    };
}

new_baud! {
    ChangeBaud, Edition::V2007;
    ChangeBaudReply, Edition::V2007;
    ChangeBaud97, Edition::V1997;
}

impl ChangeBaud97Reply {
    /// The meter refuses.
    pub const REFUSED: Self = Self { baud: None };

    /// Reply with this rate; `None` if the edition does not have it.
    #[must_use]
    pub const fn new(baud: Baud) -> Option<Self> {
        if baud.code(Edition::V1997).is_some() {
            Some(Self { baud: Some(baud) })
        } else {
            None
        }
    }
}

/// What the multi-function terminal puts out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum OutputSignal {
    /// 00, a pulse a second (时钟秒脉冲).
    ClockSecond,
    /// 01, demand period (需量周期).
    DemandPeriod,
    /// 02, switch of the tariff slot (时段投切).
    TariffSwitch,
    /// Any other byte.
    Unknown(u8),
}

impl OutputSignal {
    /// Signal that a byte names.
    #[must_use]
    pub const fn from_code(code: u8) -> Self {
        match code {
            0 => Self::ClockSecond,
            1 => Self::DemandPeriod,
            2 => Self::TariffSwitch,
            other => Self::Unknown(other),
        }
    }

    /// Its byte.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::ClockSecond => 0,
            Self::DemandPeriod => 1,
            Self::TariffSwitch => 2,
            Self::Unknown(code) => code,
        }
    }
}

impl OutputTerminal {
    /// Request for this signal.
    #[must_use]
    pub const fn new(signal: OutputSignal) -> Self {
        Self { signal }
    }
}

impl OutputTerminalReply {
    /// Reply with this signal.
    #[must_use]
    pub const fn new(signal: OutputSignal) -> Self {
        Self { signal }
    }
}

/// Request 18, change password (修改密码).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct ChangePassword {
    /// Identifier of the password: 04000C01 + level in the base standard.
    pub di: u32,
    /// The old password, or one of a higher level.
    pub old: Password,
    /// The new password.
    pub new: Password,
}

impl ChangePassword {
    /// The data identifier with its edition.
    #[must_use]
    pub const fn id(&self) -> DataId {
        DataId::V2007(self.di)
    }

    /// Parses the request.
    ///
    /// # Errors
    /// [`CommandError::Length`] unless there are 12 bytes.
    pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
        expect_request(frame, Function::ChangePassword)?;
        let [d0, d1, d2, d3, rest @ ..] = exactly::<12>(frame)?;
        let (old, new) = two_passwords(rest);
        Ok(Self {
            di: u32::from_le_bytes([d0, d1, d2, d3]),
            old,
            new,
        })
    }
}

message!(ChangePassword, it => Control::request(Function::ChangePassword), Edition::V2007,
    [it.di, it.old, it.new]);

/// Reply 98 to a change of the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct ChangePasswordReply {
    /// The new password.
    pub new: Password,
}

impl ChangePasswordReply {
    /// Parses the reply.
    ///
    /// # Errors
    /// [`CommandError::Length`] unless there are 4 bytes.
    pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
        expect_reply(frame, Function::ChangePassword)?;
        exactly(frame).map(|wire| Self {
            new: Password::from_wire(wire),
        })
    }
}

message!(ChangePasswordReply, it => Control::reply(Function::ChangePassword), Edition::V2007, [it.new]);

/// Request 0F, change password, 1997 edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct ChangePassword97 {
    /// The old password, or one of a higher level.
    pub old: Password,
    /// The new password.
    pub new: Password,
}

impl ChangePassword97 {
    /// Parses the request.
    ///
    /// # Errors
    /// [`CommandError::Length`] unless there are 8 bytes.
    pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
        expect_request(frame, Function::ChangePassword97)?;
        let (old, new) = two_passwords(exactly(frame)?);
        Ok(Self { old, new })
    }
}

message!(ChangePassword97, it => Control::request(Function::ChangePassword97), Edition::V1997, [it.old, it.new]);

/// Reply 8F to a change of the password, 1997 edition. The password in it has one source only, so
/// that a reply without is accepted too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct ChangePassword97Reply {
    /// The new password.
    pub new: Option<Password>,
}

impl ChangePassword97Reply {
    /// Parses the reply.
    ///
    /// # Errors
    /// [`CommandError::Length`] unless there are 4 bytes or none.
    pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
        expect_reply(frame, Function::ChangePassword97)?;
        if frame.data().is_empty() {
            return Ok(Self { new: None });
        }
        exactly(frame).map(|wire| Self {
            new: Some(Password::from_wire(wire)),
        })
    }
}

message!(ChangePassword97Reply, it => Control::reply(Function::ChangePassword97), Edition::V1997, [it.new]);

fn two_passwords([a, b, c, d, e, f, g, h]: [u8; 8]) -> (Password, Password) {
    (
        Password::from_wire([a, b, c, d]),
        Password::from_wire([e, f, g, h]),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Address;
    use crate::command::Message;

    #[test]
    fn a_baud_rate_is_one_bit_and_each_edition_has_its_own() {
        assert_eq!(Baud::B4800.code(Edition::V2007), Some(0x10));
        assert_eq!(
            Baud::B9600.code(Edition::V2007),
            Some(0x20),
            "one library sends 32H as BCD"
        );
        assert_eq!(Baud::B19200.code(Edition::V2007), Some(0x40));
        assert_eq!(Baud::B9600.code(Edition::V1997), Some(0x40));
        assert_eq!(Baud::B300.code(Edition::V2007), None);
        for edition in [Edition::V2007, Edition::V1997] {
            for code in 0..=255 {
                if let Some(baud) = Baud::from_code(edition, code) {
                    assert_eq!(baud.code(edition), Some(code));
                    assert_eq!(code.count_ones(), 1);
                }
            }
        }
        assert_eq!(ChangeBaud::new(Baud::B300), None);
        assert_eq!(ChangeBaud97::new(Baud::B19200), None);
    }

    #[test]
    fn a_refused_baud_rate_of_1997_is_ff() {
        let mut out = [0xA5; 32];
        let bytes = ChangeBaud97Reply::REFUSED
            .encode(Address::from_wire([1; 6]), &mut out)
            .unwrap();
        assert_eq!(bytes[8..11], [0x8C, 1, 0x32]);
        let frame = Frame::parse(bytes).unwrap();
        assert_eq!(ChangeBaud97Reply::parse(&frame).unwrap().baud(), None);
        let request = ChangeBaud::new(Baud::B2400).unwrap();
        let bytes = request
            .encode(Address::from_wire([1; 6]), &mut out)
            .unwrap();
        bytes[10] = 0x33 + 0x18;
        bytes[11] = bytes[11].wrapping_add(0x10);
        let error = ChangeBaud::parse(&Frame::parse(bytes).unwrap());
        assert_eq!(
            error,
            Err(CommandError::Field { at: 0, found: 0x18 }),
            "two bits are no rate"
        );
    }

    #[test]
    fn a_new_password_stands_behind_the_old_one() {
        let change = ChangePassword {
            di: 0x0400_0C03,
            old: Password::new(2, 0x11_22_33),
            new: Password::new(2, 0x44_55_66),
        };
        let mut out = [0xA5; 32];
        let bytes = change.encode(Address::from_wire([1; 6]), &mut out).unwrap();
        let frame = Frame::parse(bytes).unwrap();
        assert!(
            frame
                .data()
                .iter()
                .eq([3, 0x0C, 0, 4, 2, 0x33, 0x22, 0x11, 2, 0x66, 0x55, 0x44])
        );
        assert_eq!(ChangePassword::parse(&frame), Ok(change));
    }
}
