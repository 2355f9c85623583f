//! Control code (控制码): direction, error and follow-on bits, function.
//!
//! ```text
//!  bit 7        bit 6          bit 5          bits 4..0
//!  1 = reply    1 = error      1 = more data  function
//! ```

use core::fmt;
use core::str::FromStr;

/// Edition of the standard. A value, never a feature: one line may carry both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum Edition {
    /// DL/T 645-2007.
    V2007,
    /// DL/T 645-1997.
    V1997,
}

/// Who sends a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum Direction {
    /// From the master.
    Request,
    /// From the meter.
    Reply,
}

/// The control byte C as sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Control(pub u8);

impl Control {
    /// Control byte of a request.
    #[inline]
    #[must_use]
    pub const fn request(function: Function) -> Self {
        Self(function.code())
    }

    /// Control byte of a normal reply without follow-on data.
    #[inline]
    #[must_use]
    pub const fn reply(function: Function) -> Self {
        Self(function.code() | 0x80)
    }

    /// Control byte of a normal reply with follow-on data (bit 5).
    #[inline]
    #[must_use]
    pub const fn reply_more(function: Function) -> Self {
        Self(function.code() | 0xA0)
    }

    /// Control byte of an abnormal reply (异常应答).
    #[inline]
    #[must_use]
    pub const fn error(function: Function) -> Self {
        Self(function.code() | 0xC0)
    }

    /// Who sends it, bit 7.
    #[inline]
    #[must_use]
    pub const fn direction(self) -> Direction {
        if self.0 & 0x80 == 0 {
            Direction::Request
        } else {
            Direction::Reply
        }
    }

    /// Whether this is an abnormal reply: bits 7 and 6.
    #[inline]
    #[must_use]
    pub const fn is_error(self) -> bool {
        self.0 & 0xC0 == 0xC0
    }

    /// Whether bit 5 says that more data follow. A meter with active reports enabled (04001101,
    /// bit 2) also sets it to mark a pending event.
    #[inline]
    #[must_use]
    pub const fn has_more(self) -> bool {
        self.0 & 0x20 != 0
    }

    /// The function, bits 4..0.
    #[inline]
    #[must_use]
    pub const fn function(self) -> Function {
        Function::from_code(self.0)
    }

    /// The edition that has this control code, or `None` where both have it (03, 08) or neither.
    #[inline]
    #[must_use]
    pub const fn edition(self) -> Option<Edition> {
        match self.0 {
            // Meters of the 2007 edition; the request 06 is nobody's.
            0x86 | 0xA6 => Some(Edition::V2007),
            _ => self.function().edition(),
        }
    }
}

/// Two hexadecimal digits.
impl fmt::Display for Control {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02x}", self.0)
    }
}

/// The text is not two hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct ControlError;

impl fmt::Display for ControlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a control code has 2 hexadecimal digits")
    }
}

impl core::error::Error for ControlError {}

impl FromStr for Control {
    type Err = ControlError;

    fn from_str(text: &str) -> Result<Self, ControlError> {
        if text.len() != 2 || !text.bytes().all(|c| c.is_ascii_hexdigit()) {
            return Err(ControlError);
        }
        u8::from_str_radix(text, 16)
            .map(Self)
            .map_err(|_| ControlError)
    }
}

impl Function {
    /// Name in the JSON of the command line tool, the same for both editions where they do the
    /// same.
    #[must_use]
    pub const fn name(self, edition: Edition) -> &'static str {
        match self {
            Self::Read | Self::Read97 => "read_data",
            Self::ReadNext | Self::ReadNext97 => "read_follow_on",
            Self::SecurityOrReread => match edition {
                Edition::V2007 => "security",
                Edition::V1997 => "re_read",
            },
            Self::Write | Self::Write97 => "write_data",
            Self::Report => "active_report",
            Self::BroadcastTime => "broadcast_time",
            Self::ReadAddress => "read_address",
            Self::WriteAddress | Self::WriteAddress97 => "write_address",
            Self::Freeze => "freeze",
            Self::ChangeBaud | Self::ChangeBaud97 => "change_baud",
            Self::ChangePassword | Self::ChangePassword97 => "change_password",
            Self::ClearDemand | Self::ClearDemand97 => "clear_demand",
            Self::ClearMeter => "clear_meter",
            Self::ClearEvents => "clear_events",
            Self::RelayControl => "relay_control",
            Self::OutputTerminal => "output_terminal",
            Self::Unknown(_) => "unknown",
        }
    }

    /// Name in Chinese.
    #[must_use]
    pub const fn name_zh(self, edition: Edition) -> &'static str {
        match self {
            Self::Read | Self::Read97 => "读数据",
            Self::ReadNext | Self::ReadNext97 => "读后续数据",
            Self::SecurityOrReread => match edition {
                Edition::V2007 => "安全认证",
                Edition::V1997 => "重读数据",
            },
            Self::Write | Self::Write97 => "写数据",
            Self::Report => "主动上报",
            Self::BroadcastTime => "广播校时",
            Self::ReadAddress => "读通信地址",
            Self::WriteAddress | Self::WriteAddress97 => "写通信地址",
            Self::Freeze => "冻结命令",
            Self::ChangeBaud | Self::ChangeBaud97 => "更改通信速率",
            Self::ChangePassword | Self::ChangePassword97 => "修改密码",
            Self::ClearDemand | Self::ClearDemand97 => "最大需量清零",
            Self::ClearMeter => "电表清零",
            Self::ClearEvents => "事件清零",
            Self::RelayControl => "跳合闸、报警、保电",
            Self::OutputTerminal => "多功能端子输出控制",
            Self::Unknown(_) => "未知功能",
        }
    }
}

macro_rules! functions {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $edition:expr;)*) => {
        /// Function of a control code (功能码). The numbers of the two editions meet only in 03 and 08.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        pub enum Function {
            $($(#[$doc])* $name,)*
            /// Not in either edition; vendors use such codes.
            Unknown(u8),
        }

        impl Function {
            /// Function from a control byte; bits 7..5 are ignored.
            #[inline]
            #[must_use]
            pub const fn from_code(code: u8) -> Self {
                match code & 0x1F {
                    $($code => Self::$name,)*
                    other => Self::Unknown(other),
                }
            }

            /// Bits 4..0 of the control byte.
            #[inline]
            #[must_use]
            pub const fn code(self) -> u8 {
                match self {
                    $(Self::$name => $code,)*
                    Self::Unknown(code) => code & 0x1F,
                }
            }

            /// The edition that has this function, or `None` for both or neither.
            #[inline]
            #[must_use]
            pub const fn edition(self) -> Option<Edition> {
                match self {
                    $(Self::$name => $edition,)*
                    Self::Unknown(_) => None,
                }
            }
        }
    };
}

functions! {
    /// 01, read data, 1997 edition.
    Read97 = 0x01, Some(Edition::V1997);
    /// 02, read follow-on data, 1997 edition.
    ReadNext97 = 0x02, Some(Edition::V1997);
    /// 03, security authentication (安全认证) in the 2007 edition, re-read (重读) in the 1997 edition.
    SecurityOrReread = 0x03, None;
    /// 04, write data, 1997 edition.
    Write97 = 0x04, Some(Edition::V1997);
    /// 06, active report (主动上报): 86, sent by newer meters of the Southern Grid unasked. Neither
    /// edition has the request.
    Report = 0x06, None;
    /// 08, broadcast time (广播校时), both editions.
    BroadcastTime = 0x08, None;
    /// 0A, write address, 1997 edition.
    WriteAddress97 = 0x0A, Some(Edition::V1997);
    /// 0C, change baud rate, 1997 edition.
    ChangeBaud97 = 0x0C, Some(Edition::V1997);
    /// 0F, change password, 1997 edition.
    ChangePassword97 = 0x0F, Some(Edition::V1997);
    /// 10, clear maximum demand, 1997 edition.
    ClearDemand97 = 0x10, Some(Edition::V1997);
    /// 11, read data (读数据).
    Read = 0x11, Some(Edition::V2007);
    /// 12, read follow-on data (读后续数据).
    ReadNext = 0x12, Some(Edition::V2007);
    /// 13, read address (读通信地址).
    ReadAddress = 0x13, Some(Edition::V2007);
    /// 14, write data (写数据).
    Write = 0x14, Some(Edition::V2007);
    /// 15, write address (写通信地址).
    WriteAddress = 0x15, Some(Edition::V2007);
    /// 16, freeze (冻结命令).
    Freeze = 0x16, Some(Edition::V2007);
    /// 17, change baud rate (更改通信速率).
    ChangeBaud = 0x17, Some(Edition::V2007);
    /// 18, change password (修改密码).
    ChangePassword = 0x18, Some(Edition::V2007);
    /// 19, clear maximum demand (最大需量清零).
    ClearDemand = 0x19, Some(Edition::V2007);
    /// 1A, clear meter (电表清零).
    ClearMeter = 0x1A, Some(Edition::V2007);
    /// 1B, clear events (事件清零).
    ClearEvents = 0x1B, Some(Edition::V2007);
    /// 1C, relay control (跳合闸、报警、保电), State Grid supplement.
    RelayControl = 0x1C, Some(Edition::V2007);
    /// 1D, multi-function output (多功能端子输出控制), State Grid supplement.
    OutputTerminal = 0x1D, Some(Edition::V2007);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn every_code_survives() {
        for byte in 0..=255u8 {
            assert_eq!(Function::from_code(byte).code(), byte & 0x1F);
            let control = Control(byte);
            assert_eq!(control.direction() == Direction::Reply, byte >= 0x80);
            assert_eq!(control.is_error(), byte >= 0xC0);
            assert_eq!(control.has_more(), byte & 0x20 != 0);
        }
    }

    #[test]
    fn prints_and_parses_as_two_digits() {
        assert_eq!(Control(0x0A).to_string(), "0a");
        assert_eq!("B1".parse(), Ok(Control(0xB1)));
        for wrong in ["", "1", "123", "+1", "1g"] {
            assert_eq!(wrong.parse::<Control>(), Err(ControlError));
        }
    }

    #[test]
    fn replies_of_read() {
        assert_eq!(Control::request(Function::Read).0, 0x11);
        assert_eq!(Control::reply(Function::Read).0, 0x91);
        assert_eq!(Control::reply_more(Function::Read).0, 0xB1);
        assert_eq!(Control::error(Function::Read).0, 0xD1);
    }
}
