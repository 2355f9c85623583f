//! SYNC: gives slots, or acknowledges (SPEC.md, section 2.4).
//!
//! ```text
//! 0    2    3     4    5    6     8    9    11
//! EPO  FR   MODE  SLT  T0   BASE  CNT  RK0  map 0..29
//!      7..4 form, 3..0 round
//! ```
//!
//! Forms 0 to 2 say who sends now. Form 4 says what is stored. "Not open" is never an
//! acknowledgement (N-4).

use super::bytes::{Reader, Writer};
use super::header::MAX_INDEX;
use super::refusal::{Refusal, Shape};

/// Longest map in bytes.
pub const MAX_MAP: usize = 29;
/// Unit of SLT and T0 in microseconds.
pub const SLOT_UNIT_US: u64 = 250;

/// Meaning of the map (FR bits 7..4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Form {
    /// 0: no map; all indices of the range send now.
    All,
    /// 1: offsets from BASE, 1 byte each, strictly ascending; the listed ones send now.
    List,
    /// 2: 1 bit for each index, low bit first; set bits send now.
    Bits,
    /// 4: 2 bits for each index, low pair first: EVT modulo 4 of the last committed event.
    Told,
}

impl Form {
    /// Form with number `n`; `None` for all but 0, 1, 2 and 4.
    #[must_use]
    pub const fn from_number(n: u8) -> Option<Self> {
        Some(match n {
            0 => Form::All,
            1 => Form::List,
            2 => Form::Bits,
            4 => Form::Told,
            _ => return None,
        })
    }

    /// Number on air.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Form::All => 0,
            Form::List => 1,
            Form::Bits => 2,
            Form::Told => 4,
        }
    }

    /// Length of the map for `count` indices; `None` for a list.
    #[must_use]
    pub const fn map_len(self, count: u16) -> Option<usize> {
        match self {
            Form::All => Some(0),
            Form::List => None,
            Form::Bits => Some((count as usize).div_ceil(8)),
            Form::Told => Some((count as usize).div_ceil(4)),
        }
    }
}

/// MODE, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Mode(pub u8);

impl Mode {
    /// Bit 0: the gateway runs on its capacitor.
    pub const ON_CAPACITOR: Mode = Mode(0x01);
    /// Bit 2: the epoch collects returns of mains.
    pub const RESTORATION: Mode = Mode(0x04);
    /// Bit 3: what is reported in this epoch is a test.
    pub const TEST: Mode = Mode(0x08);
    /// Bit 4: the epoch closes.
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

/// Payload of a SYNC: view of a received one, and value to encode. The map is borrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct SyncFrame<'a> {
    /// Number of the epoch (EPO).
    pub epoch: u16,
    /// Form of the map.
    pub form: Form,
    /// Round of the epoch, 0..=15.
    pub round: u8,
    /// MODE.
    pub mode: Mode,
    /// Slot length, 250 µs (SLT).
    pub slot: u8,
    /// From the end of this frame to slot 0, 250 µs (T0).
    pub t0: u8,
    /// First index of the range (BASE), from 1.
    pub base: u16,
    /// Indices in the range, 1..=256 (CNT + 1).
    pub count: u16,
    /// Open indices below `base` (RK0).
    pub rank0: u16,
    /// The map, by form.
    pub map: &'a [u8],
}

impl<'a> SyncFrame<'a> {
    pub(super) fn read(mut r: Reader<'a>) -> Result<Self, Refusal> {
        let [e0, e1, fr, mode, slot, t0, b0, b1, cnt, r0, r1] = r.array().ok_or(Shape::Length)?;
        let form = Form::from_number(fr >> 4).ok_or(match fr >> 4 {
            n @ (3 | 5) => Refusal::Annex(n),
            n => Refusal::Unknown(n),
        })?;
        let sync = SyncFrame {
            epoch: u16::from_le_bytes([e0, e1]),
            form,
            round: fr & 0x0f,
            mode: Mode(mode),
            slot,
            t0,
            base: u16::from_le_bytes([b0, b1]),
            count: u16::from(cnt).saturating_add(1),
            rank0: u16::from_le_bytes([r0, r1]),
            map: r.0,
        };
        sync.check()?;
        Ok(sync)
    }

    pub(super) fn write(&self, w: &mut Writer<'_>) {
        w.u16(self.epoch);
        w.u8(self.form.number() << 4 | self.round & 0x0f);
        w.put(&[self.mode.0, self.slot, self.t0]);
        w.u16(self.base);
        // `check` keeps the count in 1..=256.
        w.u8(self.count.saturating_sub(1) as u8);
        w.u16(self.rank0);
        w.put(self.map);
    }

    /// Whether all fields fit each other (F-13).
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub fn check(&self) -> Result<(), Shape> {
        let last = self.base.checked_add(self.count.saturating_sub(1));
        let fits = last.is_some_and(|last| last <= MAX_INDEX);
        if self.base == 0 || !fits || !(1..=256).contains(&self.count) || self.round > 15 {
            return Err(Shape::Range);
        }
        let fixed = self.form.map_len(self.count);
        if self.map.len() > MAX_MAP || fixed.is_some_and(|len| len != self.map.len()) {
            return Err(Shape::Map);
        }
        if self.form != Form::List {
            return Ok(());
        }
        let mut lowest = 0;
        for offset in self.map {
            let offset = u16::from(*offset);
            if offset < lowest || offset >= self.count {
                return Err(Shape::List);
            }
            lowest = offset.saturating_add(1);
        }
        Ok(())
    }

    /// Offset of `index` from BASE when it is in the range.
    #[must_use]
    pub fn offset(&self, index: u16) -> Option<u8> {
        let offset = index.checked_sub(self.base)?;
        (offset < self.count)
            .then_some(offset)
            .and_then(|o| u8::try_from(o).ok())
    }

    /// Whether it gives slots (forms 0, 1, 2).
    #[must_use]
    pub const fn is_schedule(&self) -> bool {
        !matches!(self.form, Form::Told)
    }

    /// Rank of `index`: how many slots begin before its own (F-14). `None` when it has no slot.
    #[must_use]
    pub fn rank(&self, index: u16) -> Option<u16> {
        let offset = self.offset(index)?;
        let below = match self.form {
            Form::All => u16::from(offset),
            Form::List => u16::try_from(self.map.iter().position(|o| *o == offset)?).ok()?,
            Form::Bits => {
                let byte = *self.map.get(usize::from(offset >> 3))?;
                if byte >> (offset & 7) & 1 == 0 {
                    return None;
                }
                ones(self.map, offset.into())
            }
            Form::Told => return None,
        };
        Some(self.rank0.saturating_add(below))
    }

    /// Slots that follow this frame; 0 for form 4.
    #[must_use]
    pub fn slots(&self) -> u16 {
        match self.form {
            Form::All => self.count,
            Form::List => self.map.len() as u16,
            // Bits beyond CNT are reserved and ignored.
            Form::Bits => ones(self.map, self.count),
            Form::Told => 0,
        }
    }

    /// Form 4: EVT modulo 4 of the last committed event of `index`. `None` for another form or out
    /// of the range.
    #[must_use]
    pub fn told(&self, index: u16) -> Option<u8> {
        if self.form != Form::Told {
            return None;
        }
        let offset = self.offset(index)?;
        let byte = *self.map.get(usize::from(offset >> 2))?;
        Some(byte >> ((offset & 3) << 1) & 3)
    }

    /// Microseconds from the end of this frame to the slot of this rank (F-14).
    #[must_use]
    pub const fn slot_start_us(&self, rank: u16) -> u64 {
        (self.t0 as u64 + rank as u64 * self.slot as u64) * SLOT_UNIT_US
    }
}

/// Number of set bits among the first `count` of a map.
fn ones(map: &[u8], count: u16) -> u16 {
    let (mut ones, mut left) = (0u16, count);
    for byte in map {
        let used = left.min(8);
        let mask = (1u32 << used).wrapping_sub(1);
        ones = ones.saturating_add((u32::from(*byte) & mask).count_ones() as u16);
        left = left.saturating_sub(used);
    }
    ones
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sync(form: Form, count: u16, map: &[u8]) -> SyncFrame<'_> {
        SyncFrame {
            epoch: 5,
            form,
            round: 2,
            mode: Mode::default(),
            slot: 24,
            t0: 4,
            base: 10,
            count,
            rank0: 3,
            map,
        }
    }

    #[test]
    fn ranks_count_open_indices_only() {
        let bits = sync(Form::Bits, 12, &[0b0000_0100, 0b0000_1000]);
        assert_eq!(
            (bits.rank(12), bits.rank(21), bits.rank(13)),
            (Some(3), Some(4), None)
        );
        assert_eq!(bits.slots(), 2);
        assert_eq!(sync(Form::All, 256, &[]).rank(265), Some(258));
        assert_eq!(sync(Form::All, 256, &[]).rank(266), None);
        let list = sync(Form::List, 64, &[0, 2, 16]);
        assert_eq!((list.rank(26), list.rank(11)), (Some(5), None));
        assert_eq!(list.slot_start_us(5), (4 + 5 * 24) * 250);
    }

    #[test]
    fn bits_beyond_the_range_are_ignored() {
        let bits = sync(Form::Bits, 4, &[0xff]);
        assert_eq!((bits.slots(), bits.rank(14)), (4, None));
    }

    #[test]
    fn told_gives_two_bits_an_index() {
        let told = sync(Form::Told, 5, &[0b11_10_01_00, 0b10]);
        let all: std::vec::Vec<_> = (9..16).map(|i| told.told(i)).collect();
        assert_eq!(
            all,
            [None, Some(0), Some(1), Some(2), Some(3), Some(2), None]
        );
        assert_eq!(told.rank(10), None);
        assert_eq!(sync(Form::All, 5, &[]).told(10), None);
    }

    #[test]
    fn what_does_not_fit_is_misshapen() {
        assert_eq!(sync(Form::List, 64, &[3, 3]).check(), Err(Shape::List));
        assert_eq!(sync(Form::List, 3, &[3]).check(), Err(Shape::List));
        assert_eq!(sync(Form::List, 256, &[9; 30]).check(), Err(Shape::Map));
        assert_eq!(sync(Form::Bits, 9, &[1]).check(), Err(Shape::Map));
        assert_eq!(sync(Form::Told, 9, &[1, 1]).check(), Err(Shape::Map));
        assert_eq!(sync(Form::All, 9, &[1]).check(), Err(Shape::Map));
        assert_eq!(sync(Form::All, 0, &[]).check(), Err(Shape::Range));
        assert_eq!(sync(Form::All, 257, &[]).check(), Err(Shape::Range));
        let mut far = sync(Form::All, 1, &[]);
        far.base = MAX_INDEX;
        assert_eq!(far.check(), Ok(()));
        far.count = 2;
        assert_eq!(far.check(), Err(Shape::Range));
        far.base = 0;
        assert_eq!(far.check(), Err(Shape::Range));
    }
}
