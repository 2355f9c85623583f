//! What a keeper must not forget when its node dies: how the meter takes a set, when it was set last, and its clock's
//! rate and habits.
//!
//! ```text
//! offset  bytes  field
//!      0      1  version, 1
//!      1      6  address of the meter, A0 first
//!      7      1  times that the clock was found more than 5 min off again after a set
//!      8      8  last set, µs of local standard time since 2000-01-01, little-endian; the least number: none
//!     16      4  day of the last second try, days since 2000-01-01, little-endian
//!     20     10  model of the sets (timesync::persist)
//!     30      2  reserved, 0
//!     32    288  tracker (timesync::persist)
//! ```

use dlt645::Address;
use timesync::persist::{SET_MODEL_LEN, STATE_LEN};
use timesync::{NodeTime, SetModel, Timestamp, Tracker};

const VERSION: u8 = 1;
const HEAD: usize = 20;
const RESERVED: usize = 2;
/// Bytes of the layout.
pub const SAVED_LEN: usize = HEAD + SET_MODEL_LEN + RESERVED + STATE_LEN;

/// The fields of the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Saved {
    pub(crate) meter: Address,
    pub(crate) far_again: u8,
    pub(crate) last: Option<Timestamp<NodeTime>>,
    pub(crate) retried: i32,
    pub(crate) model: SetModel,
    pub(crate) tracker: Tracker,
}

impl Saved {
    /// The bytes.
    pub(crate) fn to_bytes(self) -> [u8; SAVED_LEN] {
        let mut out = [0; SAVED_LEN];
        let last = self.last.map_or(i64::MIN, |last| last.as_micros());
        let head = [VERSION].into_iter().chain(self.meter.to_wire()).chain([self.far_again]);
        let head = head.chain(last.to_le_bytes()).chain(self.retried.to_le_bytes());
        let all = head.chain(self.model.to_bytes()).chain([0; RESERVED]).chain(self.tracker.to_bytes());
        for (to, from) in out.iter_mut().zip(all) {
            *to = from;
        }
        out
    }

    /// Reads the bytes; `None` if they are of another version or no node wrote them.
    pub(crate) fn from_bytes(bytes: &[u8; SAVED_LEN]) -> Option<Self> {
        let (head, rest) = bytes.split_first_chunk::<HEAD>()?;
        let [version, a0, a1, a2, a3, a4, a5, far_again, rest_of_head @ ..] = head;
        let (last, retried) = rest_of_head.split_first_chunk::<8>()?;
        let last = i64::from_le_bytes(*last);
        let (model, tracker) = rest.split_first_chunk::<SET_MODEL_LEN>()?;
        if *version != VERSION {
            return None;
        }
        Some(Self {
            meter: Address::from_wire([*a0, *a1, *a2, *a3, *a4, *a5]),
            far_again: *far_again,
            last: (last != i64::MIN).then_some(Timestamp::from_micros(last)),
            retried: i32::from_le_bytes(*retried.first_chunk()?),
            model: SetModel::from_bytes(model).ok()?,
            tracker: Tracker::from_bytes(tracker.get(RESERVED..)?).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use timesync::set::Behaviour;
    use timesync::{Micros, Profile};

    #[test]
    fn comes_back_as_it_went() {
        for last in [None, Some(Timestamp::from_micros(848_000_000_123_456))] {
            let saved = Saved {
                meter: Address::from_wire([1, 2, 3, 4, 5, 6]),
                far_again: 1,
                last,
                retried: 9_814,
                model: SetModel::with_latency(Micros(21_000), Behaviour::Keep),
                tracker: Tracker::new(Profile::measured(-3)),
            };
            let mut bytes = saved.to_bytes();
            assert_eq!(Saved::from_bytes(&bytes), Some(saved));
            bytes[0] = 2;
            assert_eq!(Saved::from_bytes(&bytes), None);
        }
        assert_eq!(Saved::from_bytes(&[0xFF; SAVED_LEN]), None);
    }
}
