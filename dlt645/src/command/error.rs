//! Abnormal replies (异常应答): what the meter complains about, and why a data field is no such
//! command.

use super::fields::message;
use crate::{Control, Data, Edition, Frame, Function};
use core::fmt;

/// Why a frame is not the command that was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum CommandError {
    /// The control byte belongs to another command.
    Control {
        /// Control byte of the frame.
        found: u8,
    },
    /// No form of the command has a data field of this length.
    Length {
        /// Its length, bytes.
        found: u8,
    },
    /// A byte of the data field has no meaning there.
    Field {
        /// Its position in the data field.
        at: u8,
        /// The byte without offset.
        found: u8,
    },
}

const _: () = assert!(size_of::<CommandError>() <= 8);

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Control { found } => write!(f, "control code {found:02x} is another command"),
            Self::Length { found } => {
                write!(f, "data field of {found} bytes fits no form of the command")
            }
            Self::Field { at, found } => write!(
                f,
                "byte {at} of the data field is {found:02x}, which means nothing"
            ),
        }
    }
}

impl core::error::Error for CommandError {}

impl CommandError {
    #[inline]
    pub(crate) fn length(frame: &Frame<'_>) -> Self {
        Self::Length {
            found: u8::try_from(frame.data().len()).unwrap_or(u8::MAX),
        }
    }
}

/// One bit of an error word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct ErrorBit {
    /// Its number, 0 = lowest.
    pub number: u8,
    /// English name.
    pub name: &'static str,
    /// Chinese name.
    pub name_zh: &'static str,
}

/// Which list of names an error word follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
#[non_exhaustive]
pub enum ErrorKind {
    /// ERR of the 2007 edition.
    V2007,
    /// ERR of the 1997 edition; bits 0, 1 and 3 differ.
    V1997,
    /// SERR of the security authentication 03 (安全认证错误信息字), 16 bits.
    Security,
    /// Two bytes of a refused relay command 1C (控制命令错误状态字), supplement of 2014. No source
    /// tells their order on the wire; low byte first is taken.
    Control,
}

/// Names of a bit that has no meaning.
const RESERVED: (&str, &str) = ("reserved bit", "保留位");

impl ErrorKind {
    const fn names(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::V2007 => &[
                ("other error", "其他错误"),
                ("requested data not available", "无请求数据"),
                ("wrong password or not authorised", "密码错/未授权"),
                ("baud rate cannot change", "通信速率不能更改"),
                ("season count exceeded", "年时区数超"),
                ("day slot count exceeded", "日时段数超"),
                ("tariff count exceeded", "费率数超"),
            ],
            Self::V1997 => &[
                ("illegal data", "非法数据"),
                ("data identifier error", "数据标识错"),
                ("wrong password or not authorised", "密码错/未授权"),
                RESERVED,
                ("season count exceeded", "年时区数超"),
                ("day slot count exceeded", "日时段数超"),
                ("tariff count exceeded", "费率数超"),
            ],
            Self::Security => &[
                ("other error", "其他错误"),
                ("repeated recharge", "重复充值"),
                ("ESAM verification failed", "ESAM验证失败"),
                ("identity authentication failed", "身份认证失败"),
                ("customer number mismatch", "客户编号不匹配"),
                ("recharge count error", "充值次数错误"),
                ("purchase over hoarding limit", "购电超囤积"),
                ("address abnormal", "地址异常"),
                ("meter suspended", "电表挂起"),
                ("reclosing failed", "合闸复电失败"),
            ],
            Self::Control => &[
                ("meter suspended", "电表挂起"),
                ("wrong MAC", "MAC错误"),
                ("wrong password or not authorised", "密码错误/未授权"),
                ("identity authentication timed out", "身份认证超时"),
                ("time of execution invalid", "执行时间无效"),
                ("trip refused: power kept on", "跳闸失败（保电）"),
                ("pre-trip refused: power kept on", "预跳闸失败（保电）"),
                ("pre-trip duration invalid", "预跳闸持续时间无效"),
                ("pre-trip refused: already tripped", "预跳闸失败（跳闸）"),
            ],
        }
    }
}

/// An error word (错误信息字) as a set of named bits. Prints the English names, separated by
/// commas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Errors {
    /// Which names hold.
    pub kind: ErrorKind,
    /// The bits; low byte first on the wire.
    pub bits: u16,
}

impl Errors {
    /// The set bits in rising order.
    pub fn iter(self) -> impl Iterator<Item = ErrorBit> + Clone {
        (0..16u8)
            .filter(move |number| self.bits.wrapping_shr(u32::from(*number)) & 1 != 0)
            .map(move |number| {
                let (name, name_zh) = self
                    .kind
                    .names()
                    .get(usize::from(number))
                    .copied()
                    .unwrap_or(RESERVED);
                ErrorBit {
                    number,
                    name,
                    name_zh,
                }
            })
    }
}

/// The English name; a reserved bit with its number.
impl fmt::Display for ErrorBit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)?;
        if self.name == RESERVED.0 {
            write!(f, " {}", self.number)
        } else {
            Ok(())
        }
    }
}

/// The names of the set bits, or that the meter gives no reason.
impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.bits == 0 {
            return f.write_str("no reason given");
        }
        let mut first = true;
        for bit in self.iter() {
            if !core::mem::take(&mut first) {
                f.write_str(", ")?;
            }
            bit.fmt(f)?;
        }
        Ok(())
    }
}

/// An abnormal reply. One byte; the security authentication has two, and one supplement sends two
/// for 1C, so a second byte is accepted everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct ErrorReply {
    /// The command that was refused.
    pub function: Function,
    /// Why.
    pub errors: Errors,
    /// Bytes of the error word: 1 or 2.
    wide: bool,
}

impl ErrorReply {
    /// Refusal of `function` of the edition that `kind` names. SERR and the word of the relay
    /// command have two bytes, the others one; two bytes of a relay command are always that
    /// word.
    #[must_use]
    pub const fn new(function: Function, kind: ErrorKind, bits: u16) -> Self {
        let kind = match (function, kind, bits) {
            (Function::RelayControl, ErrorKind::V2007, 0x0100..) => ErrorKind::Control,
            _ => kind,
        };
        Self {
            function,
            errors: Errors { kind, bits },
            wide: matches!(kind, ErrorKind::Security | ErrorKind::Control) || bits > 0xFF,
        }
    }

    /// Parses an abnormal reply. Where both editions have the function, two bytes are SERR of 2007
    /// and one byte is read by `edition`.
    ///
    /// # Errors
    /// [`CommandError::Control`] for other frames, [`CommandError::Length`] unless there are 1 or 2
    /// bytes.
    pub fn parse(frame: &Frame<'_>, edition: Edition) -> Result<Self, CommandError> {
        let control = frame.control();
        if !control.is_error() {
            return Err(CommandError::Control { found: control.0 });
        }
        let data = frame.data();
        let (low, high) = match (data.get(0), data.get(1), data.len()) {
            (Some(low), None, 1) => (low, None),
            (Some(low), Some(high), 2) => (low, Some(high)),
            _ => return Err(CommandError::length(frame)),
        };
        let bits = u16::from_le_bytes([low, high.unwrap_or(0)]);
        Ok(Self::from_bits(
            control.function(),
            edition,
            bits,
            high.is_some(),
        ))
    }

    pub(crate) fn from_bits(function: Function, edition: Edition, bits: u16, wide: bool) -> Self {
        let kind = match (function, function.edition().unwrap_or(edition), wide) {
            (Function::SecurityOrReread, _, true) => ErrorKind::Security,
            (Function::RelayControl, _, true) => ErrorKind::Control,
            (_, Edition::V2007, _) => ErrorKind::V2007,
            (_, Edition::V1997, _) => ErrorKind::V1997,
        };
        Self {
            function,
            errors: Errors { kind, bits },
            wide,
        }
    }
}

message!(ErrorReply, it => Control::error(it.function), match it.errors.kind {
    ErrorKind::V2007 | ErrorKind::Security | ErrorKind::Control => Edition::V2007,
    ErrorKind::V1997 => Edition::V1997,
}, [
    it.errors.bits.to_le_bytes()[0],
    it.wide.then_some(it.errors.bits.to_le_bytes()[1]),
]);

/// Whether a frame is the request `function`.
#[inline]
pub(crate) fn expect_request(frame: &Frame<'_>, function: Function) -> Result<(), CommandError> {
    let control = frame.control();
    if control == Control::request(function) {
        Ok(())
    } else {
        Err(CommandError::Control { found: control.0 })
    }
}

/// Whether a control byte is that of a normal reply to `function`, with or without bit 5.
#[inline]
pub(crate) const fn is_reply(control: Control, function: Function) -> bool {
    control.0 & !0x20 == Control::reply(function).0
}

/// Whether a frame is a normal reply to `function`.
#[inline]
pub(crate) fn expect_reply(frame: &Frame<'_>, function: Function) -> Result<(), CommandError> {
    let control = frame.control();
    if is_reply(control, function) {
        Ok(())
    } else {
        Err(CommandError::Control { found: control.0 })
    }
}

/// Why a frame is no reply to `function`: its control code, or else its length.
// Takes what it shows: to lend the frame would put it into memory.
#[cold]
pub(crate) fn no_reply(control: Control, data: Data<'_>, function: Function) -> CommandError {
    if is_reply(control, function) {
        CommandError::Length {
            found: data.len() as u8,
        }
    } else {
        CommandError::Control { found: control.0 }
    }
}

/// The whole data field as `N` bytes.
#[inline]
pub(crate) fn exactly<const N: usize>(frame: &Frame<'_>) -> Result<[u8; N], CommandError> {
    match frame.data().split_first_chunk::<N>() {
        Some((bytes, rest)) if rest.is_empty() => Ok(bytes),
        _ => Err(CommandError::length(frame)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Address;
    use crate::command::Message;
    use std::string::ToString;
    use std::vec::Vec;

    #[test]
    fn a_refused_read_names_its_reason() {
        // Reply of a meter to a read of an unknown item.
        let bytes = [
            0x68, 0x01, 0, 0, 0, 0, 0, 0x68, 0xD1, 0x01, 0x35, 0xD8, 0x16,
        ];
        let frame = Frame::parse(&bytes).unwrap();
        let reply = ErrorReply::parse(&frame, Edition::V2007).unwrap();
        assert_eq!(
            reply,
            ErrorReply::new(Function::Read, ErrorKind::V2007, 0x02)
        );
        assert_eq!(reply.errors.to_string(), "requested data not available");
        assert_eq!(
            reply
                .encode(Address::from_wire([1, 0, 0, 0, 0, 0]), &mut [0xA5; 13])
                .unwrap(),
            bytes
        );
    }

    #[test]
    fn the_editions_name_bits_differently() {
        let names = |kind, bits| {
            Errors { kind, bits }
                .iter()
                .map(|bit| bit.name)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names(ErrorKind::V2007, 0x03),
            ["other error", "requested data not available"]
        );
        assert_eq!(
            names(ErrorKind::V1997, 0x03),
            ["illegal data", "data identifier error"]
        );
        assert_eq!(
            names(ErrorKind::Security, 0x42),
            ["repeated recharge", "purchase over hoarding limit"]
        );
        // F12.
        assert_eq!(
            names(ErrorKind::Security, 0x0380),
            ["address abnormal", "meter suspended", "reclosing failed"]
        );
        assert_eq!(
            Errors {
                kind: ErrorKind::V2007,
                bits: 0x81
            }
            .to_string(),
            "other error, reserved bit 7"
        );
        assert_eq!(
            Errors {
                kind: ErrorKind::V1997,
                bits: 0x08
            }
            .to_string(),
            "reserved bit 3"
        );
        let zh: Vec<_> = Errors {
            kind: ErrorKind::V2007,
            bits: 0x04,
        }
        .iter()
        .map(|bit| bit.name_zh)
        .collect();
        assert_eq!(zh, ["密码错/未授权"]);
    }
}
