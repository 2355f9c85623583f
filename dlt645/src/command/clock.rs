//! Time and freezing: 08 broadcast time (both editions), 16 freeze (2007).
//!
//! ```text
//!  08  ss mm hh DD MM YY     no reply
//!  16  mm hh DD MM           96: no data; no reply to a broadcast
//! ```
//! All in BCD.

use super::empty::empty_message;
use super::error::{exactly, expect_reply, expect_request};
use super::{CommandError, DataWriter, Message};
use crate::{Control, Edition, Frame, Full, Function, Sink, bcd};

/// A minute of a year 2000–2099, five BCD bytes mm hh DD MM YY on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Minute {
    /// Years since 2000, 0–99.
    year: u8,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
}

impl Minute {
    /// From years since 2000 (0–99), month, day, hour and minute; `None` if one is out of its range.
    #[must_use]
    pub const fn new(year: u8, month: u8, day: u8, hour: u8, minute: u8) -> Option<Self> {
        if year > 99 || !is_day(year, month, day) || hour > 23 || minute > 59 {
            return None;
        }
        Some(Self {
            year,
            month,
            day,
            hour,
            minute,
        })
    }

    /// Years since 2000, month, day, hour, minute.
    #[must_use]
    pub const fn fields(self) -> [u8; 5] {
        [self.year, self.month, self.day, self.hour, self.minute]
    }

    /// The wire bytes without offset: mm hh DD MM YY in BCD.
    #[must_use]
    pub fn to_wire(self) -> [u8; 5] {
        [self.minute, self.hour, self.day, self.month, self.year].map(to_bcd)
    }

    /// From mm hh DD MM YY, which stand at `at` in a data field.
    pub(crate) fn from_wire(wire: [u8; 5], at: u8) -> Result<Self, CommandError> {
        let [minute, hour, day, month, year] = numbers(wire, at)?;
        let bad = |offset: usize| {
            let found = wire.get(offset).copied().unwrap_or_default();
            Err(CommandError::Field {
                at: at.saturating_add(offset as u8),
                found,
            })
        };
        if minute > 59 {
            return bad(0);
        }
        if hour > 23 {
            return bad(1);
        }
        if !matches!(month, 1..=12) {
            return bad(3);
        }
        Self::new(year, month, day, hour, minute).map_or_else(|| bad(2), Ok)
    }
}

/// A second of a year 2000–2099, six BCD bytes ss mm hh DD MM YY on the wire. Civil time as the meter shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Second {
    minute: Minute,
    second: u8,
}

impl Second {
    /// From years since 2000 (0–99), month, day, hour, minute and second; `None` if one is out of its range.
    #[must_use]
    pub const fn new(
        year: u8,
        month: u8,
        day: u8,
        hour: u8,
        minute: u8,
        second: u8,
    ) -> Option<Self> {
        match Minute::new(year, month, day, hour, minute) {
            Some(minute) if second <= 59 => Some(Self { minute, second }),
            _ => None,
        }
    }

    /// Years since 2000, month, day, hour, minute, second.
    #[must_use]
    pub const fn fields(self) -> [u8; 6] {
        let [year, month, day, hour, minute] = self.minute.fields();
        [year, month, day, hour, minute, self.second]
    }

    /// The wire bytes without offset: ss mm hh DD MM YY in BCD.
    #[must_use]
    pub fn to_wire(self) -> [u8; 6] {
        let [m, h, d, mo, y] = self.minute.to_wire();
        [to_bcd(self.second), m, h, d, mo, y]
    }

    /// From ss mm hh DD MM YY, which stand at `at` in a data field.
    pub(crate) fn from_wire(wire: [u8; 6], at: u8) -> Result<Self, CommandError> {
        let [found, rest @ ..] = wire;
        let [second] = numbers([found], at)?;
        let minute = Minute::from_wire(rest, at.saturating_add(1))?;
        if second > 59 {
            Err(CommandError::Field { at, found })
        } else {
            Ok(Self { minute, second })
        }
    }
}

/// Request 08, broadcast time (广播校时). No meter answers.
///
/// A meter obeys once a day, up to 5 minutes of difference and not near midnight; nobody checks that here.
///
/// Source: DL/T 645-2007, clause 7.3. Seconds go first. One reader of the 1997 edition puts the year first; seconds
/// first is taken for both editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct BroadcastTime(pub Second);

impl BroadcastTime {
    /// A time from years since 2000 (0–99), month, day, hour, minute and second; `None` if one is out of its range.
    #[must_use]
    pub const fn new(
        year: u8,
        month: u8,
        day: u8,
        hour: u8,
        minute: u8,
        second: u8,
    ) -> Option<Self> {
        match Second::new(year, month, day, hour, minute, second) {
            Some(time) => Some(Self(time)),
            None => None,
        }
    }

    /// Years since 2000, month, day, hour, minute, second.
    #[must_use]
    pub const fn fields(self) -> [u8; 6] {
        self.0.fields()
    }

    /// Parses the request.
    ///
    /// # Errors
    /// [`CommandError::Length`] unless there are 6 bytes, [`CommandError::Field`] for a byte that is no such number.
    pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
        expect_request(frame, Function::BroadcastTime)?;
        Second::from_wire(exactly(frame)?, 0).map(Self)
    }
}

impl Message for BroadcastTime {
    fn control(&self) -> Control {
        Control::request(Function::BroadcastTime)
    }

    fn edition(&self) -> Edition {
        Edition::V2007
    }

    fn data_len(&self) -> usize {
        6
    }

    fn put_data<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full> {
        out.put(self.0.to_wire())
    }
}

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

    /// Parses the request.
    ///
    /// # Errors
    /// [`CommandError::Length`] unless there are 4 bytes, [`CommandError::Field`] for a byte that is no such number
    /// or a 99 behind a number.
    pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
        expect_request(frame, Function::Freeze)?;
        let wire = exactly::<4>(frame)?;
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

impl Message for Freeze {
    fn control(&self) -> Control {
        Control::request(Function::Freeze)
    }

    fn edition(&self) -> Edition {
        Edition::V2007
    }

    fn data_len(&self) -> usize {
        4
    }

    fn put_data<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full> {
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
        out.put(numbers.map(to_bcd))
    }
}

empty_message! {
    /// Reply 96 to a freeze; no data.
    FreezeReply, Control::reply(Function::Freeze), expect_reply
}

/// A number that was checked to be at most 99.
fn to_bcd(number: u8) -> u8 {
    bcd::encode_byte(number).unwrap_or(0x99)
}

/// BCD bytes that stand at `at` in a data field.
fn numbers<const N: usize>(wire: [u8; N], at: u8) -> Result<[u8; N], CommandError> {
    let mut numbers = [0; N];
    for (index, (number, found)) in numbers.iter_mut().zip(wire).enumerate() {
        let at = at.saturating_add(index as u8);
        *number = bcd::decode_byte(found).ok_or(CommandError::Field { at, found })?;
    }
    Ok(numbers)
}

/// Whether a month of a year 2000–2099 has this day.
const fn is_day(year: u8, month: u8, day: u8) -> bool {
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if year & 3 == 0 => 29,
        2 => 28,
        1..=12 => 31,
        _ => return false,
    };
    day >= 1 && day <= last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Address, EncodeError};
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
    fn broadcast_time_goes_seconds_first_to_the_broadcast_address() {
        let time = BroadcastTime::new(26, 11, 22, 15, 35, 40).unwrap();
        assert_eq!(data(&time), [0x40, 0x35, 0x15, 0x22, 0x11, 0x26]);
        assert_eq!(parsed(0x08, &data(&time), BroadcastTime::parse), Ok(time));
        assert_eq!(
            time.encode(Address::WILDCARD, &mut [0; 64]),
            Err(EncodeError::Wildcard { control: 0x08 }),
            "one driver sent it there"
        );
        assert!(!time.rule().answers(Address::BROADCAST));
        assert!(!time.rule().answers(Address::from_wire([1; 6])));
    }

    #[test]
    fn an_impossible_time_is_refused_where_it_is_wrong() {
        let wrong = |at: usize, byte: u8| {
            let mut bytes = [0x40, 0x35, 0x15, 0x28, 0x02, 0x26];
            bytes[at] = byte;
            parsed(0x08, &bytes, BroadcastTime::parse)
        };
        for (at, found) in [
            (0, 0x60),
            (1, 0x60),
            (2, 0x24),
            (3, 0x29),
            (3, 0x00),
            (4, 0x13),
            (4, 0x00),
            (5, 0x2A),
        ] {
            assert_eq!(
                wrong(at, found),
                Err(CommandError::Field {
                    at: at as u8,
                    found
                })
            );
        }
        assert!(wrong(5, 0x99).is_ok());
        assert_eq!(
            parsed(0x08, &[0; 5], BroadcastTime::parse),
            Err(CommandError::Length { found: 5 })
        );
        assert!(Minute::new(28, 2, 29, 0, 0).is_some());
        assert!(Minute::new(26, 2, 29, 0, 0).is_none());
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
