//! Whether a meter takes a parameter: each refusal has its bit in the error word (错误信息字, D4).
//!
//! | bit | refusal | here for |
//! | --- | --- | --- |
//! | 0 | other error | a byte that is no decimal digit, a date or time that does not exist, a wrong length |
//! | 1 | no such data | an identifier that this meter does not have |
//! | 2 | not authorised | an item that can only be read |
//! | 3 | baud rate | a rate word that is no rate |
//! | 4 | seasons in a year | more than 14, or a season table that is not in order |
//! | 5 | periods in a day | more than 14, more than 8 day schedules, or periods that are not in order |
//! | 6 | tariffs | a tariff that this meter does not have |

use crate::bcd::{self, Civil};
use crate::params;
use crate::registers::TARIFFS;
use crate::state::State;
use dlt645::DataId;
use dlt645::item::{self, Access};
use ttl_link::{ErrorCode, Refusal};

const BAUD: Refusal = Refusal::Error(ErrorCode::BAUD);
const SEASONS: Refusal = Refusal::Error(ErrorCode(0x10));
const PERIODS: Refusal = Refusal::Error(ErrorCode(0x20));
const TARIFF: Refusal = Refusal::Error(ErrorCode(0x40));

/// Most seasons in a year, day schedules, and periods of a day schedule.
const MAX_SEASONS: usize = 14;
const MAX_SCHEDULES: i64 = 8;
const MAX_PERIODS: usize = 14;
/// Holidays that this meter holds; the standard allows 254.
const MAX_HOLIDAYS: i64 = 20;

/// A leap year, so that 02-29 may stand in a table that is used every year.
const LEAP_YEAR: u8 = 0x24;

impl State {
    /// Whether `data` may become the value of parameter `di`.
    pub(crate) fn validate(&self, di: u32, data: &[u8]) -> Result<(), Refusal> {
        let old = self.params.get(&di).ok_or(Refusal::NO_DATA)?;
        let item = item::lookup(DataId::V2007(di));
        if item.is_some_and(|item| item.access == Access::Read) {
            return Err(Refusal::PASSWORD);
        }
        match di {
            0x0401_0000 | 0x0402_0000 => return seasons(data),
            0x0401_0001..=0x0401_0008 | 0x0402_0001..=0x0402_0008 => return periods(data),
            _ => {}
        }
        if data.len() != old.len() {
            return Err(Refusal::OTHER);
        }
        match di {
            0x0400_0701..=0x0400_0705 => match data {
                [z] if params::rate_of(*z).is_some() => Ok(()),
                _ => Err(BAUD),
            },
            0x0400_0201 => count(data, 1, MAX_SEASONS as i64, SEASONS),
            0x0400_0202 => count(data, 1, MAX_SCHEDULES, PERIODS),
            0x0400_0203 => count(data, 1, MAX_PERIODS as i64, PERIODS),
            0x0400_0204 => count(data, 1, TARIFFS as i64, TARIFF),
            0x0400_0205 => count(data, 0, MAX_HOLIDAYS, Refusal::OTHER),
            // A demand period is a whole number of slip times and divides the hour.
            0x0400_0103 => one_of(data, &[5, 10, 15, 30, 60]),
            0x0400_0104 => one_of(data, &[1, 2, 3, 5]),
            0x0400_0B01 => settlement(data, false),
            0x0400_0B02 | 0x0400_0B03 => settlement(data, true),
            0x0400_0802 => count(data, 1, MAX_SCHEDULES, PERIODS),
            0x0400_0106 | 0x0400_0107 => switch(data),
            0x0403_0001..=0x0403_00FE => holiday(data),
            _ => plain(item, data),
        }
    }
}

/// Unsigned BCD, low byte first.
fn number(data: &[u8]) -> Option<i64> {
    data.iter()
        .rev()
        .try_fold(0, |sum, byte| Some(sum * 100 + bcd::digits(*byte)?))
}

fn count(data: &[u8], least: i64, most: i64, refusal: Refusal) -> Result<(), Refusal> {
    match number(data) {
        Some(count) if (least..=most).contains(&count) => Ok(()),
        Some(_) => Err(refusal),
        None => Err(Refusal::OTHER),
    }
}

fn one_of(data: &[u8], allowed: &[i64]) -> Result<(), Refusal> {
    match number(data) {
        Some(value) if allowed.contains(&value) => Ok(()),
        _ => Err(Refusal::OTHER),
    }
}

/// Whether month and day exist in a leap year.
fn is_day(day: u8, month: u8) -> bool {
    Civil::from_wire([0, 0, 0, day, month, LEAP_YEAR])
        .is_some_and(|civil| civil.seconds().is_some())
}

/// Rows of schedule number, day, month, in rising order.
fn seasons(data: &[u8]) -> Result<(), Refusal> {
    if data.is_empty() || !data.len().is_multiple_of(3) {
        return Err(Refusal::OTHER);
    }
    if data.len() / 3 > MAX_SEASONS {
        return Err(SEASONS);
    }
    let mut last = None;
    for row in data.chunks_exact(3) {
        let [schedule, day, month] = *row else {
            continue;
        };
        if !is_day(day, month) {
            return Err(Refusal::OTHER);
        }
        if last.is_some_and(|last| last > (month, day)) {
            return Err(SEASONS);
        }
        count(&[schedule], 1, MAX_SCHEDULES, PERIODS)?;
        last = Some((month, day));
    }
    Ok(())
}

/// Rows of tariff, minute, hour. A meter may repeat its last period to fill the table.
fn periods(data: &[u8]) -> Result<(), Refusal> {
    if data.is_empty() || !data.len().is_multiple_of(3) {
        return Err(Refusal::OTHER);
    }
    if data.len() / 3 > MAX_PERIODS {
        return Err(PERIODS);
    }
    for row in data.chunks_exact(3) {
        let [tariff, minute, hour] = *row else {
            continue;
        };
        if number(&[minute]).is_none_or(|minute| minute > 59)
            || number(&[hour]).is_none_or(|hour| hour > 23)
        {
            return Err(Refusal::OTHER);
        }
        count(&[tariff], 1, TARIFFS as i64, TARIFF)?;
    }
    Ok(())
}

/// Hour and day of the month; 9999 where the meter may have none.
fn settlement(data: &[u8], may_be_unset: bool) -> Result<(), Refusal> {
    match data {
        [0x99, 0x99] if may_be_unset => Ok(()),
        [hour, day]
            if number(&[*hour]).is_some_and(|hour| hour <= 23)
                && number(&[*day]).is_some_and(|day| (1..=28).contains(&day)) =>
        {
            Ok(())
        }
        _ => Err(Refusal::OTHER),
    }
}

/// Minute, hour, day, month, year of a switch between sets; all zero for none.
fn switch(data: &[u8]) -> Result<(), Refusal> {
    match data {
        [0, 0, 0, 0, 0] => Ok(()),
        [minute, hour, day, month, year]
            if Civil::from_wire([0, *minute, *hour, *day, *month, *year])
                .is_some_and(|civil| civil.seconds().is_some()) =>
        {
            Ok(())
        }
        _ => Err(Refusal::OTHER),
    }
}

/// Schedule number, day, month, year; all zero for none.
fn holiday(data: &[u8]) -> Result<(), Refusal> {
    match data {
        [0, 0, 0, 0] => Ok(()),
        [schedule, day, month, year] => {
            let date = Civil::from_wire([0, 0, 0, *day, *month, *year]);
            if date.is_none_or(|civil| civil.seconds().is_none()) {
                return Err(Refusal::OTHER);
            }
            count(&[*schedule], 1, MAX_SCHEDULES, PERIODS)
        }
        _ => Err(Refusal::OTHER),
    }
}

/// Every other item: its parts have values.
fn plain(item: Option<item::Item>, data: &[u8]) -> Result<(), Refusal> {
    let Some(item) = item else { return Ok(()) };
    let wire: Vec<u8> = data
        .iter()
        .map(|byte| byte.wrapping_add(dlt645::OFFSET))
        .collect();
    let has_value = |part: Result<item::Part<'_>, _>| part.is_ok_and(|part| part.value.is_ok());
    if item.parts(dlt645::Data::from_wire(&wire)).all(has_value) {
        Ok(())
    } else {
        Err(Refusal::OTHER)
    }
}
