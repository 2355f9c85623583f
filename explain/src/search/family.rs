//! Families of identifiers: those that differ from a listed one only in an index (tariff,
//! settlement day, record), so that one line stands for all of them.

use dlt645::item::{self, Item};
use dlt645::{DataId, Edition};
use std::collections::HashSet;

/// The identifiers that stand for their families.
#[derive(Debug)]
pub(super) struct Families(HashSet<DataId>);

impl Families {
    pub(super) fn of(listed: impl Iterator<Item = DataId>) -> Self {
        Self(listed.collect())
    }

    /// The last identifier of the family that `first` stands for; `None` if it stands for itself.
    ///
    /// The two low bytes of a 2007 identifier are its indices, the lowest of a 1997 identifier.
    /// Each is counted up as long as there is
    /// such an identifier of the same kind that no other line stands for.
    pub(super) fn last(&self, first: DataId) -> Option<DataId> {
        let item = item::lookup(first).filter(|_| self.0.contains(&first))?;
        let (high, low) = indices(first);
        let belongs = |id: &DataId| {
            let alike = |other: Item| other.with_id(first) == item;
            !self.0.contains(id) && item::lookup(*id).is_some_and(alike)
        };
        let last = |with: &dyn Fn(u8) -> DataId, from: u8| {
            let more = (from..=u8::MAX).skip(1);
            more.take_while(|index| belongs(&with(*index))).last()
        };
        let lows = last(&|low| with_indices(first, high, low), low);
        let highs = match first {
            DataId::V2007(_) => last(&|high| with_indices(first, high, low), high),
            DataId::V1997(_) => None,
        };
        let end = with_indices(first, highs.unwrap_or(high), lows.unwrap_or(low));
        (end != first).then_some(end)
    }
}

/// The listed identifiers of both editions.
pub(super) fn listed() -> impl Iterator<Item = DataId> {
    let all = [Edition::V2007, Edition::V1997];
    all.into_iter()
        .flat_map(|edition| item::search(edition, &[]))
}

fn indices(id: DataId) -> (u8, u8) {
    let [.., high, low] = match id {
        DataId::V2007(di) => di.to_be_bytes(),
        DataId::V1997(di) => u32::from(di).to_be_bytes(),
    };
    (high, low)
}

fn with_indices(id: DataId, high: u8, low: u8) -> DataId {
    let indices = u16::from_be_bytes([high, low]);
    match id {
        DataId::V2007(di) => DataId::V2007(di & 0xFFFF_0000 | u32::from(indices)),
        DataId::V1997(_) => DataId::V1997(indices),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stands_for_a_range() {
        let families = Families::of(listed());
        let last = |first: &str| {
            let last = families.last(first.parse().unwrap());
            last.map(|last| last.to_string())
        };
        for (first, end) in [
            ("00010000", Some("0001000C")),
            ("00010100", Some("00013F0C")),
            ("0001FF00", Some("0001FF0C")),
            ("9011", Some("901E")),
            ("02010100", None),
            ("04000103", None),
            // Members represent no family.
            ("00010001", None),
            ("00010200", None),
        ] {
            assert_eq!(last(first).as_deref(), end, "{first}");
        }
    }

    /// No identifier is in two families, and all of one have one kind of value.
    #[test]
    fn families_do_not_overlap() {
        let families = Families::of(listed());
        let mut seen = HashSet::new();
        for first in listed() {
            let end = families.last(first).unwrap_or(first);
            let ((high, low), (last_high, last_low)) = (indices(first), indices(end));
            for high in high..=last_high {
                for low in low..=last_low {
                    let id = with_indices(first, high, low);
                    assert!(item::lookup(id).is_some(), "{first}…{end}: {id}");
                    assert!(seen.insert(id), "{first}…{end}: {id} twice");
                }
            }
        }
    }
}
