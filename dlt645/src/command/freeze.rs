//! 16 freeze (冻结命令), 2007 edition: the meter keeps its registers, at once or whenever the time
//! fits.
//!
//! ```text
//!  16  mm hh DD MM           in BCD, 99 for every; 96: no data; no reply to a broadcast
//! ```

use super::CommandError;
use super::clock::{is_day, numbers, to_bcd};
use super::empty::empty_message;
use super::error::{exactly, expect_reply, expect_request};
use super::fields::message;
use crate::{Control, Edition, Frame, Function};

/// When to freeze (冻结时间): MM DD hh mm with 99 where any value will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum FreezeTime {
    /// At once: 99 99 99 99.
    Now,
    /// Every hour at this minute: 99 99 99 mm.
    Hourly {
        /// 0–59.
        minute: u8,
    },
    /// Every day at this time: 99 99 hh mm.
    Daily {
        /// 0–23.
        hour: u8,
        /// 0–59.
        minute: u8,
    },
    /// Every month on this day: 99 DD hh mm.
    Monthly {
        /// 1–31.
        day: u8,
        /// 0–23.
        hour: u8,
        /// 0–59.
        minute: u8,
    },
    /// Every year on this day: MM DD hh mm.
    Yearly {
        /// 1–12.
        month: u8,
        /// 1–31.
        day: u8,
        /// 0–23.
        hour: u8,
        /// 0–59.
        minute: u8,
    },
}

/// Request 16, freeze (冻结命令). Not answered when broadcast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Freeze {
    time: FreezeTime,
}

impl Freeze {
    /// Freeze at `time`; `None` if a number is out of its range.
    #[must_use]
    pub const fn new(time: FreezeTime) -> Option<Self> {
        let (month, day, hour, minute) = match time {
            FreezeTime::Now => (1, 1, 0, 0),
            FreezeTime::Hourly { minute } => (1, 1, 0, minute),
            FreezeTime::Daily { hour, minute } => (1, 1, hour, minute),
            FreezeTime::Monthly { day, hour, minute } => (1, day, hour, minute),
            FreezeTime::Yearly {
                month,
                day,
                hour,
                minute,
            } => (month, day, hour, minute),
        };
        // Any leap year: the year is not sent.
        if is_day(0, month, day) && hour < 24 && minute < 60 {
            Some(Self { time })
        } else {
            None
        }
    }

    /// When.
    #[must_use]
    pub const fn time(self) -> FreezeTime {
        self.time
    }

    /// The wire bytes without offset: mm hh DD MM in BCD, 99 for every.
    #[must_use]
    pub fn to_wire(self) -> [u8; 4] {
        let numbers = match self.time {
            FreezeTime::Now => [99, 99, 99, 99],
            FreezeTime::Hourly { minute } => [minute, 99, 99, 99],
            FreezeTime::Daily { hour, minute } => [minute, hour, 99, 99],
            FreezeTime::Monthly { day, hour, minute } => [minute, hour, day, 99],
            FreezeTime::Yearly {
                month,
                day,
                hour,
                minute,
            } => [minute, hour, day, month],
        };
        numbers.map(to_bcd)
    }

    /// Parses the request.
    ///
    /// # Errors
    /// [`CommandError::Length`] unless there are 4 bytes, [`CommandError::Field`] for a byte that
    /// is no such number or a 99 after a number.
    pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
        expect_request(frame, Function::Freeze)?;
        Self::from_wire(exactly(frame)?)
    }

    /// From mm hh DD MM in BCD, 99 for every, without offset.
    ///
    /// # Errors
    /// [`CommandError::Field`] for a byte that is no such number or a 99 after a number.
    pub fn from_wire(wire: [u8; 4]) -> Result<Self, CommandError> {
        let time = match numbers(wire, 0)? {
            [99, 99, 99, 99] => FreezeTime::Now,
            [minute, 99, 99, 99] => FreezeTime::Hourly { minute },
            [minute, hour, 99, 99] => FreezeTime::Daily { hour, minute },
            [minute, hour, day, 99] => FreezeTime::Monthly { day, hour, minute },
            [minute, hour, day, month] => FreezeTime::Yearly {
                month,
                day,
                hour,
                minute,
            },
        };
        Self::new(time).ok_or_else(|| {
            let [minute, hour, day, month] = wire;
            let (at, found) = match () {
                () if minute > 0x59 && wire != [0x99; 4] => (0, minute),
                () if hour > 0x23 && [hour, day, month] != [0x99; 3] => (1, hour),
                () if month == 0 || (month > 0x12 && month != 0x99) => (3, month),
                () => (2, day),
            };
            CommandError::Field { at, found }
        })
    }
}

message!(Freeze, it => Control::request(Function::Freeze), Edition::V2007, [it.to_wire()]);

empty_message! {
    /// Reply 96 to a freeze; no data.
    FreezeReply, Control::reply(Function::Freeze), expect_reply
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Address;
    use crate::command::Message;
    use std::vec::Vec;

    fn data(message: &impl Message) -> Vec<u8> {
        let mut out = [0xA5; 64];
        let bytes = message.encode(Address::BROADCAST, &mut out).unwrap();
        Frame::parse(bytes).unwrap().data().iter().collect()
    }

    fn parsed<T>(control: u8, data: &[u8], parse: impl Fn(&Frame<'_>) -> T) -> T {
        let repr = crate::FrameRepr {
            address: Address::BROADCAST,
            control: Control(control),
            data,
        };
        parse(&Frame::parse(repr.encode(&mut [0xA5; 64]).unwrap()).unwrap())
    }

    #[test]
    fn each_freeze_pattern_parses_back() {
        let (day, hour, minute) = (31, 23, 59);
        for (time, wire) in [
            (FreezeTime::Now, [0x99, 0x99, 0x99, 0x99]),
            (FreezeTime::Hourly { minute }, [0x59, 0x99, 0x99, 0x99]),
            (FreezeTime::Daily { hour, minute }, [0x59, 0x23, 0x99, 0x99]),
            (
                FreezeTime::Monthly { day, hour, minute },
                [0x59, 0x23, 0x31, 0x99],
            ),
            (
                FreezeTime::Yearly {
                    month: 12,
                    day,
                    hour,
                    minute,
                },
                [0x59, 0x23, 0x31, 0x12],
            ),
        ] {
            let freeze = Freeze::new(time).unwrap();
            assert_eq!(data(&freeze), wire);
            assert_eq!(parsed(0x16, &wire, Freeze::parse), Ok(freeze));
        }
        let refused = |wire: [u8; 4]| parsed(0x16, &wire, Freeze::parse).unwrap_err();
        assert_eq!(
            refused([0x59, 0x23, 0x99, 0x12]),
            CommandError::Field { at: 2, found: 0x99 }
        );
        assert_eq!(
            refused([0x99, 0x23, 0x99, 0x99]),
            CommandError::Field { at: 0, found: 0x99 }
        );
        assert_eq!(
            refused([0x00, 0x24, 0x01, 0x99]),
            CommandError::Field { at: 1, found: 0x24 }
        );
        assert_eq!(
            refused([0x00, 0x00, 0x01, 0x13]),
            CommandError::Field { at: 3, found: 0x13 }
        );
    }
}
