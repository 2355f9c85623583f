//! SYNC: opens a round and gives slots, or acknowledges by state (specification, section 2.2).
//!
//! ```text
//! 0    2    3     4    5    6     8    9    11
//! EPO  FR   MODE  SLT  T0   BASE  CNT  RK0  map 0..29
//! ```
//!
//! Forms 0 to 2 say who sends now, forms 3 to 5 say what is stored, and "not open" is never an
//! acknowledgement.
//!
//! # Form 5, added here
//! Version 1 as written has a relay phase bit and a RELAY frame, but no way to say which node
//! relays for which, nor to bring an acknowledgement to a node that cannot hear the gateway. Form
//! 5, *serve*, does both: its map is the index of a helper (2 B) and up to 9 entries (offset 1 B,
//! committed EVT 2 B) of the nodes it shall serve now. For whoever hears it directly it
//! acknowledges exactly, as form 3 does. The helper passes it on as a [CALL](crate::v1::call) of
//! its own, in which the position in the list is the slot, and brings the answers in RELAY frames.
//!
//! RK0 has another meaning in form 5 and in the CALL made of it: bit 15 changes from one pass over
//! the nodes to be called to the next, bits 14..0 tell in 10 ms how long those called now are not
//! called again ([`Pause`]). They may sleep.
//!
//! A receiver that does not know this form sees neither a schedule nor an acknowledgement in it.

use crate::v1::bytes::Writer;
use crate::v1::frame::{EncodeError, Frame, FrameType, Payload};
use core::fmt;

/// Longest map in bytes.
pub const MAX_MAP: usize = 29;
/// Bytes of the helper index in front of a form 5 list.
const HELPER: usize = 2;
/// Bytes of one entry of forms 3 and 5.
const EXACT: usize = 3;
/// Most entries of forms 3 and 5.
pub const MAX_EXACT: usize = 9;
/// Unit of SLT and T0 in microseconds.
pub const SLOT_UNIT_US: u64 = 250;

/// Meaning of the map (FR bits 7..4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// 0: no map; every index of the range is open.
    All,
    /// 1: list of 1-byte offsets from BASE that are open.
    List,
    /// 2: one bit per index, low bit first; set bits are open.
    Bits,
    /// 3: list of (offset 1 B, committed EVT 2 B); acknowledges exactly.
    Exact,
    /// 4: two bits per index, low pair first: EVT modulo 4 of the last committed event;
    /// acknowledges a range.
    Modulo,
    /// 5: helper index, then a list of (offset 1 B, committed EVT 2 B): whom the helper serves now.
    Serve,
    /// 6..=15: not known; neither schedule nor acknowledgement.
    Unknown(u8),
}

impl Form {
    /// Form with number `n`; the upper four bits are ignored.
    #[must_use]
    pub const fn from_number(n: u8) -> Self {
        match n & 0x0f {
            0 => Form::All,
            1 => Form::List,
            2 => Form::Bits,
            3 => Form::Exact,
            4 => Form::Modulo,
            5 => Form::Serve,
            other => Form::Unknown(other),
        }
    }

    /// Number on air.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Form::All => 0,
            Form::List => 1,
            Form::Bits => 2,
            Form::Exact => 3,
            Form::Modulo => 4,
            Form::Serve => 5,
            Form::Unknown(n) => n & 0x0f,
        }
    }

    /// Length of the map for `count` indices where the form fixes it.
    #[must_use]
    pub const fn map_len(self, count: usize) -> Option<usize> {
        match self {
            Form::All => Some(0),
            Form::Bits => Some(count.div_ceil(8)),
            Form::Modulo => Some(count.div_ceil(4)),
            _ => None,
        }
    }
}

/// MODE bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Mode(pub u8);

impl Mode {
    /// Bit 0: the gateway runs on its capacitor.
    pub const ON_CAPACITOR: Mode = Mode(0x01);
    /// Bit 1: relay phase; nodes that can afford it listen to their neighbours instead of sleeping.
    pub const RELAY: Mode = Mode(0x02);
    /// Bit 2: restoration epoch.
    pub const RESTORATION: Mode = Mode(0x04);
    /// Bit 3: test epoch.
    pub const TEST: Mode = Mode(0x08);
    /// Bit 4: closing SYNC.
    pub const CLOSING: Mode = Mode(0x10);

    /// Whether all bits of `other` are set.
    #[must_use]
    pub const fn contains(self, other: Mode) -> bool {
        self.0 & other.0 == other.0
    }

    /// These bits and those of `other`.
    #[must_use]
    pub const fn with(self, other: Mode) -> Mode {
        Mode(self.0 | other.0)
    }
}

/// What an acknowledge form says of one index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ack {
    /// Form 3: the last committed event number.
    Exact(u16),
    /// Form 4: the last committed event number modulo 4.
    Modulo(u8),
}

/// Why the map of a SYNC is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SyncError {
    /// The payload is not a SYNC payload, or its map has the wrong length (bytes given).
    Length(u8),
    /// A list entry is outside the range, or not above the one before it; its position.
    Order(u8),
}

impl fmt::Display for SyncError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SyncError::Length(n) => write!(f, "map of {n} bytes does not fit its form"),
            SyncError::Order(at) => write!(f, "list entry {at} is out of range or out of order"),
        }
    }
}

impl core::error::Error for SyncError {}

/// Payload of a SYNC: view of a received one and value to encode; the map is borrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sync<'a> {
    /// Epoch number of the gateway (EPO).
    pub epoch: u16,
    /// Form of the map.
    pub form: Form,
    /// Round of the epoch, 0..=15.
    pub round: u8,
    /// MODE bits.
    pub mode: Mode,
    /// Slot length in 250 µs.
    pub slot: u8,
    /// From the end of this frame to slot 0, in 250 µs.
    pub t0: u8,
    /// First index this frame speaks of.
    pub base: u16,
    /// Number of indices covered, 1..=256.
    pub count: u16,
    /// Open indices below `base`; in form 5 and in a CALL a [`Pause`].
    pub rank0: u16,
    /// The map, by form.
    pub map: &'a [u8],
}

impl<'a> Sync<'a> {
    /// Reads the payload of a SYNC.
    ///
    /// # Errors
    /// [`SyncError`] when the map does not fit the form, or a list is not strictly ascending inside
    /// the range.
    pub fn parse(payload: &'a [u8]) -> Result<Self, SyncError> {
        let (head, map) = payload
            .split_first_chunk::<11>()
            .ok_or(SyncError::Length(0))?;
        let [_, _, fr, _, _, _, b0, b1, count, ..] = *head;
        let form = Form::from_number(fr >> 4);
        let base = u16::from_le_bytes([b0, b1]);
        let count = u16::from(count).wrapping_add(1);
        check_map(form, base, count, map)?;
        let [e0, e1, _, mode, slot, t0, _, _, _, r0, r1] = *head;
        Ok(Sync {
            epoch: u16::from_le_bytes([e0, e1]),
            form,
            round: fr & 0x0f,
            mode: Mode(mode),
            slot,
            t0,
            base,
            count,
            rank0: u16::from_le_bytes([r0, r1]),
            map,
        })
    }

    /// The SYNC of a frame; `None` for another type.
    #[must_use]
    pub fn of(frame: &Frame<'a>) -> Option<Result<Self, SyncError>> {
        (frame.frame_type() == FrameType::Sync).then(|| Sync::parse(frame.payload()))
    }

    /// Whether the map fits the form.
    fn check(&self) -> Result<(), SyncError> {
        check_map(self.form, self.base, self.count, self.map)
    }

    /// Offset of `index` from BASE when the frame covers it.
    #[must_use]
    pub fn offset(&self, index: u16) -> Option<u8> {
        let offset = index.checked_sub(self.base)?;
        (offset < self.count)
            .then_some(offset)
            .and_then(|o| u8::try_from(o).ok())
    }

    /// Whether this is a schedule form (0, 1, 2).
    #[must_use]
    pub const fn is_schedule(&self) -> bool {
        matches!(self.form, Form::All | Form::List | Form::Bits)
    }

    /// Whether this is an acknowledge form (3, 4, 5).
    #[must_use]
    pub const fn is_ack(&self) -> bool {
        matches!(self.form, Form::Exact | Form::Modulo | Form::Serve)
    }

    /// The helper of form 5.
    #[must_use]
    pub fn helper(&self) -> Option<u16> {
        let helper = self
            .map
            .first_chunk::<HELPER>()
            .filter(|_| self.form == Form::Serve)?;
        Some(u16::from_le_bytes(*helper))
    }

    /// The entries of forms 3 and 5 in their order: index and last committed event number.
    pub fn exact(&self) -> impl Iterator<Item = (u16, u16)> + 'a {
        let base = self.base;
        self.list().iter().map(move |[offset, low, high]| {
            (
                base.saturating_add(u16::from(*offset)),
                u16::from_le_bytes([*low, *high]),
            )
        })
    }

    /// The entries of forms 3 and 5 as they are on air.
    pub(crate) fn list(&self) -> &'a [[u8; EXACT]] {
        let list = match self.form {
            Form::Exact => self.map,
            Form::Serve => self.map.get(HELPER..).unwrap_or(&[]),
            _ => &[],
        };
        list.as_chunks().0
    }

    /// Place of `index` in the list of forms 3 and 5, and the committed event number there.
    pub(crate) fn entry(&self, index: u16) -> Option<(u16, u16)> {
        let mut place = 0u16;
        for [offset, low, high] in self.list() {
            if self.base.saturating_add(u16::from(*offset)) == index {
                return Some((place, u16::from_le_bytes([*low, *high])));
            }
            place = place.wrapping_add(1);
        }
        None
    }

    /// Rank of `index` in a schedule form, `None` when it is not open.
    #[must_use]
    pub fn rank(&self, index: u16) -> Option<u16> {
        let offset = self.offset(index)?;
        let below = match self.form {
            Form::All => u16::from(offset),
            Form::List => {
                let at = self.map.iter().position(|o| *o == offset)?;
                u16::try_from(at).ok()?
            }
            Form::Bits => {
                let byte = *self.map.get(usize::from(offset >> 3))?;
                let bit = 1u8 << (offset & 7);
                if byte & bit == 0 {
                    return None;
                }
                ones(self.map, offset.into())
            }
            _ => return None,
        };
        Some(self.rank0.saturating_add(below))
    }

    /// Number of slots behind this frame: open indices of a schedule form, else 0.
    #[must_use]
    #[inline(never)]
    pub fn slots(&self) -> u16 {
        match self.form {
            Form::All => self.count,
            Form::List => u16::try_from(self.map.len()).unwrap_or(0),
            // Bits beyond CNT are reserved and ignored.
            Form::Bits => ones(self.map, self.count),
            _ => 0,
        }
    }

    /// What an acknowledge form says of `index`.
    #[must_use]
    pub fn ack(&self, index: u16) -> Option<Ack> {
        let offset = self.offset(index)?;
        match self.form {
            Form::Exact | Form::Serve => self.entry(index).map(|(_, evt)| Ack::Exact(evt)),
            Form::Modulo => {
                let byte = *self.map.get(usize::from(offset >> 2))?;
                Some(Ack::Modulo(byte >> ((offset & 3) << 1) & 3))
            }
            _ => None,
        }
    }

    /// Microseconds from the end of this frame to the slot with this rank.
    #[must_use]
    #[inline(never)]
    pub fn slot_start_us(&self, rank: u16) -> u64 {
        // At most 4.18e9.
        let slots = u32::from(rank).wrapping_mul(u32::from(self.slot));
        u64::from(
            slots
                .wrapping_add(u32::from(self.t0))
                .wrapping_mul(SLOT_UNIT_US as u32),
        )
    }
}

/// RK0 of form 5 and of a CALL: two bytes, low byte first; bit 15 is [`odd`](Self::odd), bits 0 to
/// 14 are [`us`](Self::us) in units of 10 ms. It is this crate's own, version 1 of the frame knows
/// forms 0 to 4.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Pause {
    /// Changes from one pass over all nodes to be called to the next.
    pub odd: bool,
    /// At least so long those called now are not called again, in µs; 10 ms units on air, at most
    /// 327.67 s.
    pub us: u64,
}

impl Pause {
    const UNIT_US: u64 = 10_000;

    /// From the field.
    #[must_use]
    pub const fn from_rank0(rank0: u16) -> Self {
        Pause {
            odd: rank0 & 0x8000 != 0,
            us: (rank0 & 0x7fff) as u64 * Self::UNIT_US,
        }
    }

    /// The field, rounded down.
    #[must_use]
    pub const fn rank0(self) -> u16 {
        let units = self.us / Self::UNIT_US;
        let units = if units > 0x7fff { 0x7fff } else { units as u16 };
        units | if self.odd { 0x8000 } else { 0 }
    }
}

/// Whether the map fits the form.
fn check_map(form: Form, base: u16, count: u16, map: &[u8]) -> Result<(), SyncError> {
    let length = SyncError::Length(u8::try_from(map.len()).unwrap_or(u8::MAX));
    let fixed = form.map_len(usize::from(count));
    if map.len() > MAX_MAP || fixed.is_some_and(|n| n != map.len()) {
        return Err(length);
    }
    let (unit, mut rest) = match form {
        Form::List => (1, map),
        Form::Exact => (EXACT, map),
        Form::Serve => (
            EXACT,
            map.get(HELPER..)
                .filter(|list| !list.is_empty())
                .ok_or(length)?,
        ),
        _ => return Ok(()),
    };
    if !rest.len().is_multiple_of(unit) {
        return Err(length);
    }
    // An index beyond 65535 would stand for another node.
    let (mut at, mut lowest) = (0u8, 0);
    let end = u32::from(count).min(0x1_0000_u32.wrapping_sub(base.into()));
    while let Some((offset, behind)) = rest.split_first() {
        let offset = u32::from(*offset);
        if offset < lowest || offset >= end {
            return Err(SyncError::Order(at));
        }
        lowest = offset.wrapping_add(1);
        at = at.wrapping_add(1);
        rest = behind.get(unit.wrapping_sub(1)..).unwrap_or(&[]);
    }
    Ok(())
}

/// Number of set bits among the first `count` of a map.
fn ones(map: &[u8], count: u16) -> u16 {
    let (mut ones, mut left) = (0u16, count);
    for byte in map {
        let used = left.min(8);
        let mask = (1u32 << used).wrapping_sub(1);
        ones = ones.wrapping_add((u32::from(*byte) & mask).count_ones() as u16);
        left = left.wrapping_sub(used);
    }
    ones
}

impl Payload for Sync<'_> {
    fn frame_type(&self) -> FrameType {
        FrameType::Sync
    }

    fn write(&self, out: &mut Writer<'_>) -> Result<(), EncodeError> {
        self.check().map_err(|_| EncodeError::Payload)?;
        let cnt = self
            .count
            .checked_sub(1)
            .and_then(|n| u8::try_from(n).ok())
            .ok_or(EncodeError::Payload)?;
        out.put(&self.epoch.to_le_bytes());
        out.put(&[
            self.form.number() << 4 | (self.round & 0x0f),
            self.mode.0,
            self.slot,
            self.t0,
        ]);
        out.put(&self.base.to_le_bytes());
        out.put(&[cnt]);
        out.put(&self.rank0.to_le_bytes());
        out.put(self.map);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sync(form: Form, count: u16, map: &[u8]) -> Sync<'_> {
        Sync {
            epoch: 1,
            form,
            round: 1,
            mode: Mode(1),
            slot: 24,
            t0: 4,
            base: 1,
            count,
            rank0: 0,
            map,
        }
    }

    #[test]
    fn rank_counts_open_indices_below() {
        let bits = sync(Form::Bits, 16, &[0x04, 0x08]);
        assert_eq!(
            (bits.rank(3), bits.rank(12), bits.rank(4)),
            (Some(0), Some(1), None)
        );
        assert_eq!(bits.slots(), 2);
        let list = Sync {
            rank0: 7,
            ..sync(Form::List, 64, &[2, 16, 39])
        };
        assert_eq!(
            (list.rank(3), list.rank(40), list.rank(41)),
            (Some(7), Some(9), None)
        );
        assert_eq!(sync(Form::All, 256, &[]).rank(256), Some(255));
        assert_eq!(sync(Form::All, 256, &[]).rank(257), None);
    }

    #[test]
    fn pause_of_a_call_is_told_in_ten_milliseconds() {
        assert_eq!(
            Pause {
                odd: true,
                us: 1_239_999
            }
            .rank0(),
            0x8000 | 123
        );
        assert_eq!(
            Pause::from_rank0(0x8000 | 123),
            Pause {
                odd: true,
                us: 1_230_000
            }
        );
        assert_eq!(
            Pause {
                odd: false,
                us: u64::MAX
            }
            .rank0(),
            0x7fff
        );
        assert_eq!(Pause::from_rank0(0), Pause::default());
    }

    #[test]
    fn bits_behind_the_range_are_ignored() {
        let bits = sync(Form::Bits, 4, &[0xf8]);
        assert_eq!(
            (bits.rank(4), bits.rank(5), bits.slots()),
            (Some(0), None, 1)
        );
    }

    #[test]
    fn not_open_is_no_acknowledgement() {
        assert_eq!(sync(Form::List, 8, &[1]).ack(1), None);
        assert_eq!(
            sync(Form::Modulo, 8, &[0x55, 0x15]).ack(8),
            Some(Ack::Modulo(0))
        );
        assert_eq!(
            sync(Form::Exact, 8, &[3, 0x34, 0x12]).ack(4),
            Some(Ack::Exact(0x1234))
        );
    }

    #[test]
    fn list_out_of_order_is_refused() {
        let mut bytes = [0; 13];
        bytes[2] = 0x10;
        bytes[8] = 9;
        bytes[11] = 5;
        bytes[12] = 5;
        assert_eq!(Sync::parse(&bytes), Err(SyncError::Order(1)));
        bytes[12] = 10;
        assert_eq!(Sync::parse(&bytes), Err(SyncError::Order(1)));
        bytes[12] = 9;
        assert!(Sync::parse(&bytes).is_ok());
    }

    #[test]
    fn list_beyond_the_last_index_is_refused() {
        let mut map = [0, 1, 0, 3, 2, 0];
        let last = Sync {
            base: u16::MAX - 3,
            ..sync(Form::Exact, 8, &map)
        };
        assert_eq!(
            (last.check(), last.ack(u16::MAX)),
            (Ok(()), Some(Ack::Exact(2)))
        );
        map[3] = 4;
        let beyond = Sync {
            base: u16::MAX - 3,
            ..sync(Form::Exact, 8, &map)
        };
        assert_eq!(beyond.check(), Err(SyncError::Order(1)));
    }

    #[test]
    fn serve_form_names_its_helper_and_acknowledges_exactly() {
        let serve = sync(Form::Serve, 64, &[0x2c, 0x01, 9, 0x34, 0x12, 63, 1, 0]);
        assert_eq!(serve.helper(), Some(300));
        assert!(serve.exact().eq([(10, 0x1234), (64, 1)]));
        assert_eq!(
            (serve.ack(10), serve.ack(11)),
            (Some(Ack::Exact(0x1234)), None)
        );
        assert_eq!(
            (serve.rank(10), serve.slots(), serve.is_ack()),
            (None, 0, true)
        );
    }

    #[test]
    fn serve_form_without_anybody_to_serve_is_refused() {
        let mut bytes = [0; 16];
        bytes[2] = 0x50;
        for len in [11, 12, 13, 15] {
            let map = u8::try_from(len - 11).unwrap();
            assert_eq!(Sync::parse(&bytes[..len]), Err(SyncError::Length(map)));
        }
        assert!(Sync::parse(&bytes).is_ok());
    }
}
