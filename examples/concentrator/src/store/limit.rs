//! Room for what waits: the oldest values go first, outages last, and the loss is told.

use super::{Kind, StoreError};
use redb::{ReadableTable, Table};

/// Bytes that a waiting text is counted with: its own, and what its row takes.
pub(super) fn size(text: &str) -> u64 {
    text.len() as u64 + 24
}

/// What had to go.
pub(super) struct Lost {
    /// Bytes that are left.
    pub(super) bytes_left: u64,
    values: u64,
    events: u64,
    first: Option<u64>,
    last: Option<u64>,
}

impl Lost {
    /// The event that tells the loss, if there was one.
    pub(super) fn told(&self, now: &str) -> Option<String> {
        let (first, last) = (self.first?, self.last?);
        Some(
            serde_json::json!({
                "kind": "lost", "time": now, "values": self.values, "events": self.events,
                "first_sequence": first, "last_sequence": last,
                "reason": "the head-end has not confirmed anything for too long",
            })
            .to_string(),
        )
    }
}

/// Drops the oldest until nine tenths of `limit` are left, so that not every commit has to drop.
pub(super) fn make_room(
    waiting: &mut Table<'_, u64, (u8, &'static str)>,
    bytes: u64,
    limit: u64,
) -> Result<Lost, StoreError> {
    let goal = limit / 10 * 9;
    let mut lost = Lost {
        bytes_left: bytes,
        values: 0,
        events: 0,
        first: None,
        last: None,
    };
    for kind in [Kind::Value, Kind::Event] {
        let mut chosen = Vec::new();
        let mut left = lost.bytes_left;
        for row in waiting.iter().map_err(StoreError::of)? {
            if left <= goal {
                break;
            }
            let (sequence, value) = row.map_err(StoreError::of)?;
            let (found, text) = value.value();
            if found == kind.byte() {
                chosen.push(sequence.value());
                left = left.saturating_sub(size(text));
            }
        }
        for sequence in &chosen {
            waiting.remove(*sequence).map_err(StoreError::of)?;
            lost.first = Some(lost.first.map_or(*sequence, |first| first.min(*sequence)));
            lost.last = Some(lost.last.map_or(*sequence, |last| last.max(*sequence)));
        }
        match kind {
            Kind::Value => lost.values = chosen.len() as u64,
            Kind::Event => lost.events = chosen.len() as u64,
        }
        lost.bytes_left = left;
    }
    Ok(lost)
}
