//! The reading side: what the table puts after each identifier.

use super::{NoSuchData, Surroundings, Table};
use crate::extension::{
    BASE, Capabilities, Item, PAGE_RECORDS, PAGE_STATES, State, Summary, Writer,
};

impl<const N: usize, const LOG: usize> Table<N, LOG> {
    /// Writes the bytes after the identifier in the reply to `out` and returns its length.
    /// `argument` is the bytes that came after the identifier in the request.
    ///
    /// # Errors
    /// [`NoSuchData`] for a page after the last one, a cursor that the log does not reach, and a
    /// missing cursor.
    pub fn answer(
        &self,
        item: Item,
        argument: &[u8],
        around: &Surroundings,
        out: &mut [u8],
    ) -> Result<usize, NoSuchData> {
        let mut out = Writer { out, len: 0 };
        match item {
            Item::Summary => out.put(&self.summary(around).to_wire()),
            Item::Capabilities => out.put(
                &Capabilities {
                    page_records: PAGE_RECORDS as u8,
                    page_states: PAGE_STATES as u16,
                    log_depth: LOG as u16,
                    base: BASE,
                    firmware: around.firmware,
                }
                .to_wire(),
            ),
            Item::Bitmap(page) => {
                let first = usize::from(page) * PAGE_STATES;
                if first >= self.meters {
                    return Err(NoSuchData);
                }
                out.put(&(first as u16).to_le_bytes());
                out.put(&(self.meters.saturating_sub(first).min(PAGE_STATES) as u16).to_le_bytes());
                let mut states = self
                    .records()
                    .skip(first)
                    .take(PAGE_STATES)
                    .map(|record| record.status.state().bits());
                for _ in 0..PAGE_STATES / 4 {
                    let byte = (0..4).fold(0, |byte, pair| {
                        byte | states.next().unwrap_or(0) << (2 * pair)
                    });
                    out.put(&[byte]);
                }
            }
            Item::Records(page) => {
                let first = usize::from(page) * PAGE_RECORDS;
                if first >= self.meters {
                    return Err(NoSuchData);
                }
                self.page(first, PAGE_RECORDS, &mut out);
            }
            Item::AllRecords => self.page(0, self.meters, &mut out),
            // Nobody numbers records yet: the machine of version 1 knows none.
            Item::Numbered => return Err(NoSuchData),
            Item::Changes => {
                let cursor = argument
                    .first_chunk::<4>()
                    .copied()
                    .map(u32::from_le_bytes)
                    .ok_or(NoSuchData)?;
                let oldest = self
                    .changes()
                    .next()
                    .map_or(self.change_seq.saturating_add(1), |change| change.seq);
                if cursor > self.change_seq || cursor.saturating_add(1) < oldest {
                    return Err(NoSuchData);
                }
                let newer = || {
                    self.changes()
                        .filter(|change| change.seq > cursor)
                        .take(PAGE_RECORDS)
                };
                let next = newer().last().map_or(self.change_seq, |change| change.seq);
                out.put(&next.to_le_bytes());
                for change in newer() {
                    out.put(&change.record.to_wire());
                }
            }
        }
        Ok(out.len)
    }

    fn page(&self, first: usize, count: usize, out: &mut Writer<'_>) {
        out.put(&(first as u16).to_le_bytes());
        out.put(&(self.change_seq as u16).to_le_bytes());
        for record in self.records().skip(first).take(count) {
            out.put(&record.to_wire());
        }
    }

    fn summary(&self, around: &Surroundings) -> Summary {
        let count = |state| {
            self.records()
                .filter(|record| record.status.state() == state)
                .count() as u16
        };
        Summary {
            flags: around.flags
                | if self.overflowed {
                    Summary::LOG_OVERFLOWED
                } else {
                    0
                },
            meters: self.meters as u16,
            powered: count(State::Powered),
            outage: count(State::Outage),
            unreachable: count(State::Unreachable),
            unknown: count(State::Unknown),
            change_seq: self.change_seq,
            boot_id: around.boot_id,
            registry_crc: !self.registry_crc,
            last_event: self.last_event,
            now: around.now,
        }
    }
}
