//! Which SYNC calls the nodes that are still open (G-1, G-2), and which one tells what is stored.

use crate::access::medium;
use crate::wire::sync::MAX_MAP;
use crate::wire::{Evt, Form, Mode, SyncFrame};

/// From the end of a SYNC to slot 0, 250 µs (G-1).
pub const T0: u8 = 4;
/// The slot of a report in a round, 250 µs: 26 bytes, no TLV.
pub const SLOT_UNITS: u8 = medium::slot_units(26);
/// Indices of one form 0.
const BLOCK: u16 = 256;
/// Indices of one form 2 map.
const BITS_SPAN: u16 = 8 * MAX_MAP as u16;
/// Indices of one form 4 map.
const TOLD_SPAN: u16 = 4 * MAX_MAP as u16;

/// A SYNC as it is to be sent, with its map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Call {
    form: Form,
    base: u16,
    count: u16,
    map: [u8; MAX_MAP],
    len: usize,
    /// The last index that has a slot.
    pub last: u16,
    /// The first index that it does not cover.
    pub next: u16,
}

/// As `count`, which would check for an overflow that cannot be.
fn len(items: impl Iterator) -> usize {
    items.fold(0, |len: usize, _| len.saturating_add(1))
}

impl Call {
    const fn new(form: Form, base: u16, last: u16) -> Self {
        let count = last.saturating_sub(base).saturating_add(1);
        let next = last.saturating_add(1);
        Call {
            form,
            base,
            count,
            map: [0; MAX_MAP],
            len: 0,
            last,
            next,
        }
    }

    /// Round 1: all indices from `base` on, at most a block.
    #[must_use]
    pub fn all(base: u16, size: u16) -> Self {
        let last = base.saturating_add(BLOCK - 1).min(size);
        Call::new(Form::All, base, last)
    }

    /// A later round: the `open` indices, ascending, in the shortest form. `None` if there is none.
    #[must_use]
    pub fn open(open: impl Iterator<Item = u16> + Clone) -> Option<Self> {
        let base = open.clone().next()?;
        let offsets = |span: u16| {
            let near = open
                .clone()
                .take_while(move |index| *index < base.saturating_add(span));
            near.map(move |index| index.saturating_sub(base))
        };
        // As many as one form can hold; a run without a hole needs no map.
        let run = len((0..BLOCK)
            .zip(offsets(BLOCK))
            .take_while(|(n, offset)| n == offset));
        let in_bits = len(offsets(BITS_SPAN));
        let in_list = len(offsets(BLOCK).take(MAX_MAP));
        if run >= in_bits.max(in_list) {
            let last = offsets(BLOCK).take(run).last()?;
            return Some(Call::new(Form::All, base, base.saturating_add(last)));
        }
        let last_bit = offsets(BITS_SPAN).last()?;
        let bytes_of_bits = usize::from(last_bit / 8).saturating_add(1);
        if in_list >= in_bits && in_list <= bytes_of_bits {
            return Some(Call::list(base, offsets(BLOCK).take(MAX_MAP)));
        }
        let mut call = Call::new(Form::Bits, base, base.saturating_add(last_bit));
        call.len = bytes_of_bits;
        for offset in offsets(BITS_SPAN) {
            if let Some(byte) = call.map.get_mut(usize::from(offset / 8)) {
                *byte |= 1 << (offset % 8);
            }
        }
        Some(call)
    }

    fn list(base: u16, offsets: impl Iterator<Item = u16>) -> Self {
        let mut call = Call::new(Form::List, base, base);
        for (place, offset) in call.map.iter_mut().zip(offsets) {
            *place = offset.to_le_bytes()[0];
            call.len = call.len.saturating_add(1);
            call.last = base.saturating_add(offset);
        }
        call.count = call.last.saturating_sub(base).saturating_add(1);
        call.next = call.last.saturating_add(1);
        call
    }

    /// Form 4 from `base` on: the newest committed event of each index up to `size`.
    #[must_use]
    pub fn told(base: u16, size: u16, committed: impl Fn(u16) -> Evt) -> Self {
        let last = base.saturating_add(TOLD_SPAN - 1).min(size);
        let mut call = Call::new(Form::Told, base, last);
        call.len = usize::from(call.count.div_ceil(4)).min(MAX_MAP);
        for (offset, index) in (0..TOLD_SPAN).zip(base..=last) {
            if let Some(byte) = call.map.get_mut(usize::from(offset / 4)) {
                *byte |= committed(index).modulo4() << (2 * (offset % 4));
            }
        }
        call
    }

    /// The payload.
    #[must_use]
    pub fn frame(&self, epoch: u16, round: u8, mode: Mode) -> SyncFrame<'_> {
        SyncFrame {
            epoch,
            form: self.form,
            round,
            mode,
            slot: SLOT_UNITS,
            t0: T0,
            base: self.base,
            count: self.count,
            // Each SYNC is followed by its own slots.
            rank0: 0,
            map: self.map.get(..self.len).unwrap_or(&[]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(indices: &[u16]) -> Call {
        Call::open(indices.iter().copied()).unwrap()
    }

    fn named(call: &Call) -> std::vec::Vec<u16> {
        let sync = call.frame(1, 2, Mode::default());
        assert_eq!(sync.check(), Ok(()));
        (1..=1000)
            .filter(|index| sync.rank(*index).is_some())
            .collect()
    }

    #[test]
    fn every_form_names_just_the_open_ones() {
        let few = [3, 9, 200];
        let dense: std::vec::Vec<u16> = (5..105).filter(|n| n % 7 != 0).collect();
        let run: std::vec::Vec<u16> = (5..105).collect();
        for (indices, form) in [
            (&few[..], Form::List),
            (&dense[..], Form::Bits),
            (&run[..], Form::All),
        ] {
            let call = open(indices);
            assert_eq!((call.form, named(&call).as_slice()), (form, indices));
            assert_eq!(call.last, *indices.last().unwrap());
        }
        assert_eq!(Call::open([].into_iter()), None);
        assert_eq!(open(&[7]).frame(1, 2, Mode::default()).slots(), 1);
    }

    #[test]
    fn what_one_sync_cannot_hold_is_left_to_the_next() {
        let all: std::vec::Vec<u16> = (1..=900).filter(|n| n % 3 == 1).collect();
        let mut rest = all.as_slice();
        let mut seen = std::vec::Vec::new();
        while !rest.is_empty() {
            let call = open(rest);
            seen.extend(named(&call));
            rest = &rest[rest.iter().take_while(|index| **index < call.next).count()..];
        }
        assert_eq!(seen, all);
    }

    #[test]
    fn round_1_goes_in_blocks() {
        let first = Call::all(1, 300);
        assert_eq!((first.count, first.next), (256, 257));
        let second = Call::all(257, 300);
        assert_eq!((second.count, second.last), (44, 300));
    }

    #[test]
    fn told_gives_every_index_its_event() {
        let call = Call::told(1, 130, Evt);
        let sync = call.frame(1, 2, Mode::CLOSING);
        assert_eq!((sync.check(), call.next), (Ok(()), 117));
        assert!((1..=116).all(|index| sync.told(index) == Some((index & 3) as u8)));
        assert_eq!(Call::told(117, 130, Evt).count, 14);
    }
}
