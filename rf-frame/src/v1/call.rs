//! CALL: a helper passes a form 5 SYNC on to the nodes it serves (type 18, added here).
//!
//! ```text
//! 0    2    3     4    5    6     8    9    11
//! EPO  FR   MODE  SLT  T0   BASE  CNT  RK0  list of (offset 1 B, committed EVT 2 B), 1 to 9 entries
//! ```
//!
//! The payload is that of a SYNC of form 3. It acknowledges exactly, and the position in the list
//! is the slot in which the node answers with a REPORT: the event behind the committed one, or,
//! when nothing is left, its newest with FLG.7 (no further transmission). That tells the gateway
//! that the acknowledgement has arrived, so it knows when to stop. A RELAY carries no extensions,
//! so LOGGAP has another form here: when the event behind the committed one is gone from
//! the log, the node answers with its oldest as a history record (FC.4) with FLG.7 and without
//! FLG.6, which no other report has, and the gateway records the gap in front of it. RK0 is a
//! [pause](crate::v1::sync::Pause): until then those called may sleep.
//! Slot start = end of this frame + T0 · 250 µs + position · SLT · 250 µs.
//!
//! A copy of the gateway's frame would not do: who hears both of them could not tell from which one
//! the slots count. So a CALL is a frame of the helper, with its SRC and its CTR, direction bit
//! set, under the group key with 8 bytes of MIC. Every node has that key, so this gives a forger
//! nothing he did not have. Receivers keep a replay window for each helper; a late copy can only
//! name events that are stored. The type is in the optional range: who does not know it ignores it
//! before his counter window for the gateway sees it.

use crate::v1::bytes::Writer;
use crate::v1::frame::{EncodeError, Frame, FrameType, Payload};
use crate::v1::sync::{Form, Sync, SyncError};

/// Payload of a CALL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Call<'a>(Sync<'a>);

impl<'a> Call<'a> {
    /// A call with the entries of `sync`; `None` unless it is of form 3 and has an entry.
    #[must_use]
    pub const fn new(sync: Sync<'a>) -> Option<Self> {
        if matches!(sync.form, Form::Exact) && !sync.map.is_empty() {
            Some(Call(sync))
        } else {
            None
        }
    }

    /// Reads the payload of a CALL.
    ///
    /// # Errors
    /// [`SyncError`] when the list is empty, too long, out of order, or not of form 3.
    pub fn parse(payload: &'a [u8]) -> Result<Self, SyncError> {
        let sync = Sync::parse(payload)?;
        Call::new(sync).ok_or(SyncError::Length(
            u8::try_from(sync.map.len()).unwrap_or(u8::MAX),
        ))
    }

    /// The CALL of a frame towards the nodes; `None` for another type or direction.
    #[must_use]
    pub fn of(frame: &Frame<'a>) -> Option<Result<Self, SyncError>> {
        let call = frame.frame_type() == FrameType::Call && frame.header().down;
        call.then(|| Call::parse(frame.payload()))
    }

    /// The fields and the list, as those of a SYNC.
    #[must_use]
    pub const fn sync(&self) -> &Sync<'a> {
        &self.0
    }

    /// Slot of `index` and the number of its last committed event, `None` when it is not called.
    #[must_use]
    pub fn slot(&self, index: u16) -> Option<(u16, u16)> {
        self.0.entry(index)
    }

    /// Number of slots behind the frame.
    #[must_use]
    pub fn slots(&self) -> u16 {
        u16::try_from(self.0.list().len()).unwrap_or(u16::MAX)
    }
}

impl Payload for Call<'_> {
    fn frame_type(&self) -> FrameType {
        FrameType::Call
    }

    fn write(&self, out: &mut Writer<'_>) -> Result<(), EncodeError> {
        self.0.write(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::v1::sync::Mode;

    fn sync(map: &[u8]) -> Sync<'_> {
        let mode = Mode::RELAY;
        Sync {
            epoch: 5,
            form: Form::Exact,
            round: 3,
            mode,
            slot: 24,
            t0: 4,
            base: 10,
            count: 8,
            rank0: 0,
            map,
        }
    }

    #[test]
    fn position_in_the_list_is_the_slot() {
        let call = Call::new(sync(&[2, 7, 0, 5, 0x34, 0x12])).unwrap();
        assert_eq!(
            (call.slot(12), call.slot(15), call.slot(13)),
            (Some((0, 7)), Some((1, 0x1234)), None)
        );
        assert_eq!(call.slots(), 2);
    }

    #[test]
    fn call_of_nobody_or_of_another_form_is_refused() {
        assert!(Call::new(sync(&[])).is_none());
        assert!(
            Call::new(Sync {
                form: Form::List,
                ..sync(&[1])
            })
            .is_none()
        );
        assert_eq!(Call::parse(&[0; 11]), Err(SyncError::Length(0)));
    }
}
