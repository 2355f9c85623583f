//! From the data field of an answer to a reading, and from a calendar to the data field of a set.

use crate::clock::NodeClock;
use timesync::{Civil, MeterTime, NodeTime, Timestamp};
use ttl_link::Reply;

/// One answered read in the node's time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    /// End of the request's last stop bit.
    pub(crate) t1: Timestamp<NodeTime>,
    /// First start bit of the answer.
    pub(crate) t2: Timestamp<NodeTime>,
    /// What the meter showed.
    pub(crate) shown: Timestamp<MeterTime>,
}

impl Reading {
    /// Takes the calendar (ss mm hh WW DD MM YY) and the stamps out of a reply; `None` if it is no date or belongs to
    /// no known request.
    pub(crate) fn of(reply: &Reply<'_>, clock: &NodeClock) -> Option<Self> {
        let [ss, mm, hh, weekday, day, month, year] = *reply.data.first_chunk::<7>()?;
        let shown = Civil::from_bcd([year, month, day, weekday], [hh, mm, ss]).ok()?;
        let stamps = reply.stamps;
        if stamps.earliest_request_end != stamps.request_end {
            return None;
        }
        Some(Self {
            t1: clock.to_node(stamps.request_end.as_micros())?,
            t2: clock.to_node(stamps.reply_start.as_micros())?,
            shown: shown.to_meter_time(),
        })
    }
}

/// ss mm hh DD MM YY in BCD.
pub(crate) fn wire_time(civil: Civil) -> [u8; 6] {
    let mut time = [
        civil.second(),
        civil.minute(),
        civil.hour(),
        civil.day(),
        civil.month(),
        civil.year(),
    ];
    for field in &mut time {
        *field = field.wrapping_add(*field / 10 * 6);
    }
    time
}
