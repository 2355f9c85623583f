//! Values that come in several frames.
//!
//! ```text
//!  11 first frame, more ─► 12 part 1, more ─► 12 part 2 ─► whole
//!   ▲                        │ lost, refused, doubtful
//!   └──── start again ◄──────┘
//! ```
//!
//! A meter keeps the value of one look at its registers while it sends the parts. Some advance on
//! each follow-on request whatever number it carries, and the 1997 edition has no number at all. So
//! after any loss the value starts again from its first frame. It is whole only when a frame came
//! that announces nothing more, or when it has the known length.
//!
//! Meters also set the bit of more data when an event is pending. Then there is nothing to be had:
//! the first frame is short and no follow-on frame ever comes. A meter that breaks its promise
//! after a short frame looks the same. So, unless the frame has no more than a single item, the
//! meter is asked for one that fits a frame in every meter: if that answer has the bit too, it
//! marks an event; if not, the value is incomplete.
//!
//! ```text
//!  11 short frame, more ─► 12 refused ─► 11 of 00010000 ─┬─ more ─► whole, an event is pending
//!                                                        └────────► incomplete
//! ```

use super::buffer::Buffer;
use crate::event::ReplyEnd;
use dlt645::{Data, MAX_READ};

/// No meter begins a second frame before the first is half full.
const SHORT: usize = MAX_READ / 2;

/// Data field of a single item: an identifier and at most 8 bytes, as a date with the time has 7.
/// No meter divides that.
const SINGLE: usize = 4 + 8;

/// Silence on the first follow-on request is believed the second time.
const SILENCES: u8 = 2;

/// The value and how far it has come.
#[derive(Clone, Debug)]
pub(crate) struct Assembly<const N: usize> {
    value: Buffer<N>,
    /// Number of the follow-on frame that is asked for; 0 for the first frame.
    follow: u8,
    /// Bytes of the first frame's data field.
    first_len: usize,
    /// Length of the value, where it is known.
    expected: Option<u16>,
    /// A follow-on frame came, in this attempt or one before.
    delivered: bool,
    silences: u8,
    /// The meter is asked for a single item, whose answer has the bit of more data only as a mark.
    compares: bool,
}

/// What is next after a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    Done(ReplyEnd),
    /// Ask for the next follow-on frame.
    Ask,
    /// Ask for a single item.
    Compare,
    /// There is no room; so many bytes are needed at least.
    TooLong(usize),
    /// More was announced and cannot be asked for.
    Incomplete,
}

/// How a follow-on request was not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Miss {
    Refused,
    /// Nothing came at all.
    Silence,
    /// Something came, but not the frame.
    Lost,
}

impl<const N: usize> Assembly<N> {
    pub(crate) const fn new() -> Self {
        Self {
            value: Buffer::EMPTY,
            follow: 0,
            first_len: 0,
            expected: None,
            delivered: false,
            silences: 0,
            compares: false,
        }
    }

    /// For a new request.
    pub(crate) fn begin(&mut self, expected: Option<u16>) {
        self.restart();
        self.expected = expected;
        self.delivered = false;
        self.silences = 0;
    }

    /// Starts again from the first frame.
    pub(crate) fn restart(&mut self) {
        self.value.len = 0;
        self.follow = 0;
        self.compares = false;
    }

    /// Number of the follow-on frame that is asked for; 0 for the first frame.
    pub(crate) const fn follow(&self) -> u8 {
        self.follow
    }

    pub(crate) const fn is_following(&self) -> bool {
        self.follow > 0
    }

    /// Whether a single item is asked for to compare with.
    pub(crate) const fn is_comparing(&self) -> bool {
        self.compares
    }

    /// The single item came. `more`: with the bit of more data.
    pub(crate) const fn compared(&self, more: bool) -> Next {
        if more {
            Next::Done(ReplyEnd::EventPending)
        } else {
            Next::Incomplete
        }
    }

    /// Whether a frame with `len` bytes of the value is all of it, where the length is known.
    pub(crate) fn is_whole(&self, len: usize) -> bool {
        let all = self.value.len.saturating_add(len);
        self.expected
            .is_some_and(|expected| usize::from(expected) == all)
    }

    /// What has come of the value.
    pub(crate) fn value(&self) -> Data<'_> {
        Data::from_wire(self.value.get())
    }

    /// Takes the part of the value in a frame whose data field has `len` bytes. `more`: it
    /// announces more that can be asked for if the engine `follows`.
    pub(crate) fn take(&mut self, part: Data<'_>, len: usize, more: bool, follows: bool) -> Next {
        if let Err(needed) = self.value.append(part) {
            return Next::TooLong(needed);
        }
        if self.follow == 0 {
            self.first_len = len;
        } else {
            self.delivered = true;
        }
        if !more {
            Next::Done(ReplyEnd::Complete)
        } else if self.is_whole(0) {
            Next::Done(ReplyEnd::EventPending)
        } else if !follows {
            if self.is_only_a_mark() {
                Next::Done(ReplyEnd::EventPending)
            } else {
                Next::Incomplete
            }
        } else if let Some(next) = self.follow.checked_add(1) {
            self.follow = next;
            Next::Ask
        } else {
            Next::TooLong(self.value.len.saturating_add(1))
        }
    }

    /// The follow-on frame did not come. `None`: start again, if `again` allows it.
    pub(crate) fn missed(&mut self, miss: Miss, again: bool) -> Option<Next> {
        if self.compares {
            return (miss == Miss::Refused || !again).then_some(Next::Incomplete);
        }
        if self.follow == 1 && miss != Miss::Lost && self.is_only_a_mark() {
            self.silences = self.silences.saturating_add(1);
            if miss == Miss::Refused || self.silences >= SILENCES || !again {
                if self.first_len <= SINGLE {
                    return Some(Next::Done(ReplyEnd::EventPending));
                }
                self.compares = true;
                return Some(Next::Compare);
            }
        }
        (!again).then_some(Next::Incomplete)
    }

    /// How many bytes are missing, where the length is known.
    fn missing(&self) -> Option<usize> {
        Some(usize::from(self.expected?).saturating_sub(self.value.len))
    }

    /// Whether the announcement may be the mark of a pending event.
    fn is_only_a_mark(&self) -> bool {
        self.first_len <= SHORT && !self.delivered && self.missing().is_none_or(|bytes| bytes == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(first_len: usize, expected: Option<u16>) -> Assembly<512> {
        let mut assembly = Assembly::new();
        assembly.begin(expected);
        let value = [0x33; 255];
        let part = Data::from_wire(value.get(..first_len - 4).unwrap());
        assert_eq!(assembly.take(part, first_len, true, true), Next::Ask);
        assembly
    }

    #[test]
    fn a_full_frame_whose_rest_is_refused_or_missing_is_no_value() {
        for miss in [Miss::Refused, Miss::Silence, Miss::Lost] {
            let mut assembly = begun(200, None);
            assert_eq!(assembly.missed(miss, true), None);
            assert_eq!(assembly.missed(miss, false), Some(Next::Incomplete));
        }
    }

    #[test]
    fn a_short_frame_without_any_follow_on_is_one_with_a_mark() {
        let mark = Some(Next::Done(ReplyEnd::EventPending));
        assert_eq!(begun(8, None).missed(Miss::Refused, true), mark);
        let mut silent = begun(8, None);
        assert_eq!(silent.missed(Miss::Silence, true), None);
        silent.restart();
        silent.take(Data::from_wire(&[0x33; 4]), 8, true, true);
        assert_eq!(silent.missed(Miss::Silence, true), mark);
        // Bytes came: there is something.
        assert_eq!(
            begun(8, None).missed(Miss::Lost, false),
            Some(Next::Incomplete)
        );
        // It is known to be longer.
        assert_eq!(
            begun(8, Some(20)).missed(Miss::Refused, false),
            Some(Next::Incomplete)
        );
    }

    #[test]
    fn a_frame_longer_than_a_single_item_is_whole_only_if_other_answers_have_the_mark() {
        for (more, next) in [
            (true, Next::Done(ReplyEnd::EventPending)),
            (false, Next::Incomplete),
        ] {
            let mut assembly = begun(20, None);
            assert_eq!(assembly.missed(Miss::Refused, true), Some(Next::Compare));
            assert!(assembly.is_comparing() && assembly.is_following());
            assert_eq!(assembly.compared(more), next);
            // Without an answer it is not known.
            assert_eq!(assembly.missed(Miss::Silence, true), None);
            let incomplete = Some(Next::Incomplete);
            assert_eq!(assembly.missed(Miss::Lost, false), incomplete);
            assert_eq!(assembly.missed(Miss::Refused, true), incomplete);
            assembly.restart();
            assert!(!assembly.is_comparing());
        }
    }

    #[test]
    fn a_follow_on_frame_that_came_once_is_not_forgotten() {
        let mut assembly = begun(8, None);
        assert_eq!(
            assembly.take(Data::from_wire(&[0x33; 4]), 9, true, true),
            Next::Ask
        );
        assembly.restart();
        assembly.take(Data::from_wire(&[0x33; 4]), 8, true, true);
        assert_eq!(
            assembly.missed(Miss::Refused, false),
            Some(Next::Incomplete)
        );
    }

    #[test]
    fn the_known_length_ends_it() {
        let mut assembly = Assembly::<8>::new();
        assembly.begin(Some(4));
        let four = Data::from_wire(&[0x33; 4]);
        assert_eq!(
            assembly.take(four, 8, true, true),
            Next::Done(ReplyEnd::EventPending)
        );
        assembly.begin(None);
        assembly.take(four, 8, true, true);
        let six = Data::from_wire(&[0x33; 6]);
        assert_eq!(assembly.take(six, 11, false, true), Next::TooLong(10));
    }
}
