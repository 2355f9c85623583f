//! Points in time as commands carry them, and 08, the broadcast time of both editions.
//!
//! ```text
//!  08  ss mm hh DD MM YY     in BCD, no reply
//! ```

use super::CommandError;
use super::error::{exactly, expect_request};
use super::fields::message;
use crate::{Control, Edition, Frame, Function, bcd};

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
    /// From years since 2000 (0–99), month, day, hour and minute; `None` if one is out of its
    /// range.
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

    /// From mm hh DD MM YY, which are at `at` in a data field.
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

/// A second of a year 2000–2099, six BCD bytes ss mm hh DD MM YY on the wire. Civil time as the
/// meter shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Second {
    minute: Minute,
    second: u8,
}

impl Second {
    /// From years since 2000 (0–99), month, day, hour, minute and second; `None` if one is out of
    /// its range.
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

    /// From ss mm hh DD MM YY, which are at `at` in a data field.
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
/// A meter obeys once a day, up to 5 minutes of difference and not near midnight; nobody checks
/// that here.
///
/// Source: DL/T 645-2007, clause 7.3. Seconds go first. One reader of the 1997 edition puts the
/// year first; seconds first is taken for both editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct BroadcastTime(pub Second);

impl BroadcastTime {
    /// A time from years since 2000 (0–99), month, day, hour, minute and second; `None` if one is
    /// out of its range.
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

    /// From ss mm hh DD MM YY in BCD, without offset.
    ///
    /// # Errors
    /// [`CommandError::Field`] for a byte that is no such number.
    pub fn from_wire(wire: [u8; 6]) -> Result<Self, CommandError> {
        Second::from_wire(wire, 0).map(Self)
    }

    /// The wire bytes without offset: ss mm hh DD MM YY in BCD.
    #[must_use]
    pub fn to_wire(self) -> [u8; 6] {
        self.0.to_wire()
    }

    /// Parses the request.
    ///
    /// # Errors
    /// [`CommandError::Length`] unless there are 6 bytes, [`CommandError::Field`] for a byte that
    /// is no such number.
    pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
        expect_request(frame, Function::BroadcastTime)?;
        Self::from_wire(exactly(frame)?)
    }
}

message!(BroadcastTime, it => Control::request(Function::BroadcastTime), Edition::V2007, [it.to_wire()]);

/// A number that was checked to be at most 99.
pub(super) fn to_bcd(number: u8) -> u8 {
    bcd::encode_byte(number).unwrap_or(0x99)
}

/// BCD bytes that are at `at` in a data field.
pub(super) fn numbers<const N: usize>(wire: [u8; N], at: u8) -> Result<[u8; N], CommandError> {
    let mut numbers = [0; N];
    for (index, (number, found)) in numbers.iter_mut().zip(wire).enumerate() {
        let at = at.saturating_add(index as u8);
        *number = bcd::decode_byte(found).ok_or(CommandError::Field { at, found })?;
    }
    Ok(numbers)
}

/// Whether a month of a year 2000–2099 has this day.
pub(super) const fn is_day(year: u8, month: u8, day: u8) -> bool {
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
    use crate::command::Message;
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
}
