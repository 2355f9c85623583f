//! What probably went wrong with a frame that is whole and says nothing sensible.

use crate::phrases::Phrase;
use crate::values::Warning;
use dlt645::value::DateTime;
use dlt645::{Address, Direction, Frame, Function};

/// What is odd about a frame as such.
pub(crate) fn of_frame(frame: &Frame<'_>) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |kind, part: &str, detail| {
        warnings.push(Warning {
            kind,
            part: Some(part.to_owned()),
            detail,
        });
    };
    let request = frame.control().direction() == Direction::Request;
    if request
        && frame.control().function() == Function::RelayControl
        && matches!(frame.address(), Address::WILDCARD | Address::BROADCAST)
    {
        let detail = Phrase::new(
            "a relay order to every meter of the line",
            "发给线路上所有电表的控制命令",
        );
        warn("to_everyone", "address", detail);
    }
    warnings
}

/// Why six fields, year first, are no time.
pub(crate) fn no_time([year, month, day, hour, minute, second]: [u8; 6]) -> Phrase {
    let bad = match () {
        () if !(1..=12).contains(&month) => ("month", "月", month),
        () if !(1..=31).contains(&day) => ("day", "日", day),
        () if hour > 23 => ("hour", "时", hour),
        () if minute > 59 => ("minute", "分", minute),
        () if second > 59 => ("second", "秒", second),
        () => ("day", "日", day),
    };
    let (en, zh) = (
        format!("{} {:02}", bad.0, bad.2),
        format!("{}为 {:02}", bad.1, bad.2),
    );
    // The other byte order: second first was meant as year first.
    let turned = DateTime::new(2000 + u16::from(second), minute, hour, day, month, year);
    match turned.filter(|_| second <= 99 && (minute, hour) != (0, 0)) {
        Some(time) => Phrase::new(
            format!("no such time: {en}; the other way round it is {time}"),
            format!("没有这样的时间：{zh}；按相反字节序为 {time}"),
        ),
        None => Phrase::new(
            format!("no such time: {en}"),
            format!("没有这样的时间：{zh}"),
        ),
    }
}

/// Why the data of a broadcast of the time (08) are no time.
pub(crate) fn of_time(frame: &Frame<'_>) -> Option<Phrase> {
    if frame.control().function() != Function::BroadcastTime {
        return None;
    }
    let (bytes, rest) = frame.data().split_first_chunk::<6>()?;
    if !rest.is_empty() {
        return None;
    }
    let bcd =
        |byte: u8| (byte >> 4 < 10 && byte & 15 < 10).then_some((byte >> 4) * 10 + (byte & 15));
    let wire = bytes.map(bcd);
    if let Some(at) = wire.iter().position(Option::is_none) {
        let plain = frame.data().wire();
        let written = plain.iter().copied().map(bcd).collect::<Option<Vec<u8>>>();
        // The bytes are digits as they are: the 33H was not added.
        if let Some(&[second, minute, hour, day, month, year]) = written.as_deref()
            && let Some(time) =
                DateTime::new(2000 + u16::from(year), month, day, hour, minute, second)
        {
            return Some(Phrase::new(
                format!("as sent without the 33H: {time}"),
                format!("像是发送时未加 33H：{time}"),
            ));
        }
        let byte = bytes.get(at).copied().unwrap_or_default();
        return Some(Phrase::new(
            format!("no such time: byte {at} is {byte:02x}, no decimal digits"),
            format!("没有这样的时间：第 {at} 字节是 {byte:02x}，不是 BCD 码"),
        ));
    }
    let [second, minute, hour, day, month, year] = wire.map(Option::unwrap_or_default);
    Some(no_time([year, month, day, hour, minute, second]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_is_none_names_its_field_and_the_other_order() {
        // 25-11-02 12:34:56 sent year first: read low byte first it is year 56, month 34.
        let phrase = no_time([56, 34, 12, 2, 11, 25]);
        assert_eq!(
            phrase.en,
            "no such time: month 34; the other way round it is 2025-11-02T12:34:56"
        );
        assert!(phrase.zh.contains("月为 34"), "{}", phrase.zh);
        assert_eq!(no_time([0, 0, 0, 0, 0, 0]).en, "no such time: month 00");
    }
}
