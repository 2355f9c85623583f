//! From a wish to read to a request, from the data field of an answer to a reading, and from a
//! calendar to the data field of a set.

use dlt645::command::BroadcastTime;
use dlt645::{Address, Data, DataId};
use timesync::Civil;
use timesync::keeper::{Form, Shown, What, days};
use ttl_link::Request;

/// Identifier and length of the answer for a form of reading.
const fn item(form: Form, what: What) -> (DataId, u16) {
    match (form, what) {
        (Form::Edition1997, What::Date) => (DataId::V1997(0xC010), 4),
        (Form::Edition1997, _) => (DataId::V1997(0xC011), 3),
        (_, What::Date) => (DataId::V2007(0x0400_0101), 4),
        (_, What::Time) => (DataId::V2007(0x0400_0102), 3),
        // ss mm hh WW DD MM YY on the wire.
        _ => (DataId::V2007(0x0400_010C), 7),
    }
}

/// The request for a read. One try: an answer to a repeated one has no instant.
pub(crate) const fn request(meter: Address, form: Form, what: What) -> Request<'static> {
    let (id, length) = item(form, what);
    Request::read(meter, id).expect_len(length).tries(1)
}

/// What a meter of either edition is found by, in turn: the address itself, or in the edition of
/// 1997, which has no such question, the energy, with the address in the answer.
pub(crate) const fn address_request(unanswered: u32) -> Request<'static> {
    let ask = if unanswered.is_multiple_of(2) {
        Request::read_address()
    } else {
        Request::read(Address::BROADCAST, DataId::V1997(0x9010))
    };
    ask.tries(1)
}

/// What the data of an answer shows; `None` if it is no calendar. The weekday is not judged: a
/// wrong one makes no other time.
pub(crate) fn shown(what: What, data: Data<'_>) -> Option<Shown> {
    let civil = |date: [u8; 3], time: [u8; 3]| Civil::from_bcd(date, time).ok();
    match what {
        What::DateTime => {
            let ([ss, mm, hh, _, day, month, year], _) = data.split_first_chunk()?;
            let civil = civil([year, month, day], [hh, mm, ss])?;
            Some(Shown::DateTime(civil.to_meter_time()))
        }
        What::Date => {
            let ([_, day, month, year], _) = data.split_first_chunk()?;
            let civil = civil([year, month, day], [0; 3])?;
            Some(Shown::Date(days(civil.to_meter_time())))
        }
        What::Time => {
            let ([ss, mm, hh], _) = data.split_first_chunk()?;
            let of_day = civil([0, 1, 1], [hh, mm, ss])?.to_secs();
            u32::try_from(of_day).ok().map(Shown::Time)
        }
        _ => None,
    }
}

/// The broadcast that sets a clock to this; `None` never, since a calendar has only such times.
pub(crate) fn broadcast(civil: Civil) -> Option<BroadcastTime> {
    BroadcastTime::new(
        civil.year(),
        civil.month(),
        civil.day(),
        civil.hour(),
        civil.minute(),
        civil.second(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use timesync::{Micros, Timestamp};

    /// What a meter shows for these bytes as they are on the wire.
    fn read(what: What, plain: &[u8]) -> Option<Shown> {
        let wire: std::vec::Vec<u8> = plain.iter().map(|b| b.wrapping_add(0x33)).collect();
        shown(what, Data::from_wire(&wire))
    }

    #[test]
    fn a_calendar_is_read_whatever_its_weekday() {
        // 2026-11-29 18:13:11, a Sunday.
        let at = Timestamp::from_secs(Civil::new(26, 11, 29, 18, 13, 11).unwrap().to_secs());
        for weekday in [0, 3, 7, 0xFF] {
            let data = [0x11, 0x13, 0x18, weekday, 0x29, 0x11, 0x26];
            assert_eq!(read(What::DateTime, &data), Some(Shown::DateTime(at)));
            assert_eq!(read(What::Date, &data[3..]), Some(Shown::Date(days(at))));
        }
        let time = read(What::Time, &[0x11, 0x13, 0x18]);
        let of_day = Micros(at.as_micros()).rem_floor(Micros::DAY).as_micros() / 1_000_000;
        assert_eq!(time, Some(Shown::Time(of_day as u32)));
        assert_eq!(
            read(What::DateTime, &[0x11, 0x13, 0x18, 0, 0x32, 0x11, 0x26]),
            None
        );
        assert_eq!(read(What::Time, &[0x11, 0x13]), None);
    }
}
