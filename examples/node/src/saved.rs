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

/// What is kept of the sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    /// How the meter takes a set.
    pub(crate) model: SetModel,
    /// The last set, or [`NEVER`].
    pub(crate) last: Timestamp<NodeTime>,
    /// Day of the last second try.
    pub(crate) retried: i32,
    pub(crate) far_again: u8,
}

impl Kept {
    /// No set yet.
    pub(crate) const NEW: Self = Self {
        model: SetModel::new(),
        last: NEVER,
        retried: 0,
        far_again: 0,
    };
}

/// Before every set.
pub(crate) const NEVER: Timestamp<NodeTime> = Timestamp::from_micros(i64::MIN);

/// Writes the bytes.
pub(crate) fn write(out: &mut [u8; SAVED_LEN], meter: Address, kept: &Kept, tracker: &Tracker) {
    let Some((mut rest, state)) = out.split_last_chunk_mut() else {
        return;
    };
    tracker.store(state);
    put(&mut rest, [VERSION]);
    put(&mut rest, meter.to_wire());
    put(&mut rest, [kept.far_again]);
    put(&mut rest, kept.last.as_micros().to_le_bytes());
    put(&mut rest, kept.retried.to_le_bytes());
    put(&mut rest, kept.model.to_bytes());
    put(&mut rest, [0; RESERVED]);
}

fn put<const N: usize>(rest: &mut &mut [u8], bytes: [u8; N]) {
    if let Some((to, after)) = core::mem::take(rest).split_first_chunk_mut() {
        *to = bytes;
        *rest = after;
    }
}

/// Reads the bytes; `None` if they are of another version or no node wrote them, and then `tracker` is as it was.
pub(crate) fn read(bytes: &[u8; SAVED_LEN], tracker: &mut Tracker) -> Option<(Address, Kept)> {
    let (head, rest) = bytes.split_first_chunk::<HEAD>()?;
    let [
        version,
        a0,
        a1,
        a2,
        a3,
        a4,
        a5,
        far_again,
        rest_of_head @ ..,
    ] = head;
    let (last, retried) = rest_of_head.split_first_chunk::<8>()?;
    let (model, state) = rest.split_first_chunk::<SET_MODEL_LEN>()?;
    if *version != VERSION {
        return None;
    }
    let kept = Kept {
        model: SetModel::from_bytes(model).ok()?,
        last: Timestamp::from_micros(i64::from_le_bytes(*last)),
        retried: i32::from_le_bytes(*retried.first_chunk()?),
        far_again: *far_again,
    };
    tracker.restore(state.get(RESERVED..)?).ok()?;
    Some((Address::from_wire([*a0, *a1, *a2, *a3, *a4, *a5]), kept))
}

#[cfg(test)]
mod tests {
    use super::*;
    use timesync::set::Behaviour;
    use timesync::{Micros, Profile};

    #[test]
    fn comes_back_as_it_went() {
        for last in [NEVER, Timestamp::from_micros(848_000_000_123_456)] {
            let model = SetModel::with_latency(Micros(21_000), Behaviour::Keep);
            let (meter, kept) = (
                Address::from_wire([1, 2, 3, 4, 5, 6]),
                Kept {
                    model,
                    last,
                    retried: 9_814,
                    far_again: 1,
                },
            );
            let (known, new) = (
                Tracker::new(Profile::measured(-3)),
                Tracker::new(Profile::UNKNOWN),
            );
            let mut bytes = [0; SAVED_LEN];
            write(&mut bytes, meter, &kept, &known);
            let mut tracker = new;
            assert_eq!(read(&bytes, &mut tracker), Some((meter, kept)));
            assert_eq!(tracker, known);
            bytes[0] = 2;
            tracker = new;
            assert_eq!(read(&bytes, &mut tracker), None);
            assert_eq!(read(&[0xFF; SAVED_LEN], &mut tracker), None);
            assert_eq!(tracker, new);
        }
    }
}
