//! What a boot finds in the two sectors: which one is active, and what happened to them.
//!
//! Nothing is written here. The rules, in order:
//!
//! 1. Active is the sector with both headers good and equal and the highest sequence (J-4).
//! 2. The other one is not looked into, but for what its headers say of a move or an erase that was
//!    broken off, or of a newer sector that has rotted.
//! 3. The log of the active sector ends erased (whole), torn (J-3) or in rot (J-4).

use super::Error;
use super::entry::Entry;
use super::field::Start;
use super::record::{
    HEADER, Header, HeaderPlace, Kind, RECORD_MAX, RecordPlace, UNIT, all_erased, look,
};
use super::storage::{Area, Storage};

/// What a boot found in the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Verdict {
    /// Both sectors are erased, or the first format was cut: factory-fresh, or the journal is lost.
    /// The generation page tells which.
    Fresh,
    /// Everything is as it was written.
    Whole,
    /// The last record was cut by a loss of power; it was never confirmed.
    Torn,
    /// A move to the other sector was cut; the old sector holds everything.
    BrokenMove,
    /// The erase of the other sector was cut.
    BrokenErase,
    /// Bits have changed: the journal is in doubt, and no session or group key is used (S-6).
    Rot,
}

impl Verdict {
    /// Whether the sender has to take new keys (J-5, S-6).
    #[must_use]
    pub const fn is_doubt(self) -> bool {
        matches!(self, Verdict::Rot)
    }
}

/// The headers of a sector.
#[derive(Clone, Copy, Debug)]
struct Sector {
    area: Area,
    front: HeaderPlace,
    end: HeaderPlace,
    erased: bool,
}

impl Sector {
    fn read<S: Storage>(storage: &mut S, area: Area, kind: Kind) -> Result<Self, Error<S::Error>> {
        let len = storage.sector_len();
        let mut bytes = [0; HEADER];
        storage.read(area, 0, &mut bytes).map_err(Error::Storage)?;
        let front = Header::look(&bytes, kind);
        storage
            .read(area, len.saturating_sub(HEADER), &mut bytes)
            .map_err(Error::Storage)?;
        let end = Header::look(&bytes, kind);
        let erased = is_erased(storage, area, 0, len)?;
        Ok(Sector {
            area,
            front,
            end,
            erased,
        })
    }

    /// The header if front and end are good and equal.
    fn whole(&self) -> Option<Header> {
        self.front
            .good()
            .filter(|front| Some(*front) == self.end.good())
    }

    /// The highest sequence that a good header of it names.
    fn sequence(&self) -> Option<u32> {
        let of = |place: HeaderPlace| place.good().map(|header| header.sequence);
        of(self.front).max(of(self.end))
    }

    /// Whether its front was written: a move to it came to its end.
    fn is_complete(&self) -> bool {
        !matches!(self.front, HeaderPlace::Erased | HeaderPlace::Torn)
    }

    /// What the headers of this sector tell beside the active one.
    fn beside(&self, active: Header) -> Verdict {
        let is_higher = |place: HeaderPlace| {
            place
                .good()
                .is_some_and(|header| header.sequence >= active.sequence)
        };
        if self
            .whole()
            .is_some_and(|own| own.sequence < active.sequence)
        {
            return Verdict::Whole;
        }
        if is_higher(self.end) && !self.is_complete() {
            Verdict::BrokenMove
        } else if is_higher(self.front) || is_higher(self.end) {
            Verdict::Rot
        } else if self.sequence().is_none() && !self.erased {
            Verdict::BrokenErase
        } else {
            Verdict::Whole
        }
    }
}

/// What the headers say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged {
    pub(super) verdict: Verdict,
    /// The sector to read the state from; it is not erased before the state is elsewhere.
    pub(super) source: Area,
    /// Highest sequence of any good header.
    pub(super) sequence: u32,
    /// START of the source's header.
    pub(super) start: Start,
}

/// Judges by the headers. The log of the source is read by [`replay`].
pub(super) fn headers<S: Storage>(storage: &mut S, kind: Kind) -> Result<Judged, Error<S::Error>> {
    let a = Sector::read(storage, Area::SectorA, kind)?;
    let b = Sector::read(storage, Area::SectorB, kind)?;
    let sequence = a.sequence().max(b.sequence()).unwrap_or(0);
    let active = match (a.whole(), b.whole()) {
        (Some(of_a), Some(of_b)) if of_b.sequence > of_a.sequence => Some((b, of_b, a)),
        (Some(of_a), _) => Some((a, of_a, b)),
        (None, Some(of_b)) => Some((b, of_b, a)),
        (None, None) => None,
    };
    if let Some((sector, header, other)) = active {
        let verdict = other.beside(header);
        if verdict != Verdict::Rot {
            let source = sector.area;
            return Ok(Judged {
                verdict,
                source,
                sequence,
                start: header.start,
            });
        }
    }
    // Erased, or cut in its first format: no run has begun. A front that was whole and has one
    // changed bit is neither erased nor torn, so rot does not get here.
    if (a.erased || b.erased) && !a.is_complete() && !b.is_complete() {
        let start = Start::default();
        return Ok(Judged {
            verdict: Verdict::Fresh,
            source: Area::SectorB,
            sequence,
            start,
        });
    }
    // Rot: save what can be read from the sector that was in use last.
    let rank = |sector: &Sector, start: Start| (sector.is_complete(), start, sector.sequence());
    let start_a = highest_start(storage, a.area, kind)?;
    let start_b = highest_start(storage, b.area, kind)?;
    let source = if rank(&b, start_b) > rank(&a, start_a) {
        b.area
    } else {
        a.area
    };
    let start = start_a.max(start_b);
    Ok(Judged {
        verdict: Verdict::Rot,
        source,
        sequence,
        start,
    })
}

/// Where a log ends and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct LogEnd {
    pub(super) at: usize,
    pub(super) next_rsn: u8,
    /// [`Verdict::Whole`], [`Verdict::Torn`] or [`Verdict::Rot`].
    pub(super) verdict: Verdict,
}

/// Hands the entries of a sector to `visit`, up to the first record that is not good.
pub(super) fn replay<S: Storage>(
    storage: &mut S,
    area: Area,
    mut visit: impl FnMut(Entry),
) -> Result<LogEnd, Error<S::Error>> {
    let limit = storage.sector_len().saturating_sub(HEADER);
    let mut at = HEADER;
    let mut expected: Option<u8> = None;
    let verdict = loop {
        if is_erased(storage, area, at, limit)? {
            break Verdict::Whole;
        }
        let mut buffer = [0; RECORD_MAX];
        let bytes = read_up_to(storage, area, at, limit, &mut buffer)?;
        match look(bytes) {
            RecordPlace::Good(good) if expected.is_none_or(|rsn| rsn == good.rsn) => {
                expected = Some(good.rsn.wrapping_add(1));
                at = at.saturating_add(good.len);
                if let Some(entry) = good.entry {
                    visit(entry);
                }
            }
            RecordPlace::Bad { torn: true, extent }
                if is_erased(storage, area, at.saturating_add(extent), limit)? =>
            {
                break Verdict::Torn;
            }
            _ => break Verdict::Rot,
        }
    };
    Ok(LogEnd {
        at,
        next_rsn: expected.unwrap_or(0),
        verdict,
    })
}

/// The highest START that can be read anywhere in the sector: headers, and good records at any
/// unit (J-5).
pub(super) fn highest_start<S: Storage>(
    storage: &mut S,
    area: Area,
    kind: Kind,
) -> Result<Start, Error<S::Error>> {
    let len = storage.sector_len();
    let mut highest = Start::default();
    let mut at = 0;
    while at < len {
        let mut buffer = [0; RECORD_MAX];
        let bytes = read_up_to(storage, area, at, len, &mut buffer)?;
        let header = bytes
            .first_chunk()
            .and_then(|bytes| Header::look(bytes, kind).good());
        let found = match look(bytes) {
            RecordPlace::Good(good) => good.entry.and_then(|entry| entry.start()),
            RecordPlace::Bad { .. } => None,
        };
        let of_header = header.map(|header| header.start);
        highest = highest.max(found.max(of_header).unwrap_or_default());
        at = at.saturating_add(UNIT);
    }
    Ok(highest)
}

/// Reads from `at` on, at most to `limit`.
fn read_up_to<'b, S: Storage>(
    storage: &mut S,
    area: Area,
    at: usize,
    limit: usize,
    buffer: &'b mut [u8; RECORD_MAX],
) -> Result<&'b [u8], Error<S::Error>> {
    let room = limit.saturating_sub(at).min(RECORD_MAX);
    let Some(bytes) = buffer.get_mut(..room) else {
        return Ok(&[]);
    };
    storage.read(area, at, bytes).map_err(Error::Storage)?;
    Ok(bytes)
}

/// Whether everything from `at` to `limit` is erased.
pub(super) fn is_erased<S: Storage>(
    storage: &mut S,
    area: Area,
    at: usize,
    limit: usize,
) -> Result<bool, Error<S::Error>> {
    let mut at = at;
    while at < limit {
        let mut buffer = [0; RECORD_MAX];
        let bytes = read_up_to(storage, area, at, limit, &mut buffer)?;
        if !all_erased(bytes) {
            return Ok(false);
        }
        at = at.saturating_add(RECORD_MAX);
    }
    Ok(true)
}
