//! A disk in memory whose power goes at a chosen operation, for the tests of power cuts.
//!
//! Writes, changes of the length and syncs are numbered. At the cut, every sector written since the
//! last sync holds any of the contents that it was given, or the one of before; the sectors of the
//! write under way may hold garbage. Nothing is promised about their order.

use redb::StorageBackend;
use std::io;
use std::sync::{Arc, Mutex};

/// What a disk writes whole or not at all.
pub(super) const SECTOR: usize = 512;

#[derive(Debug, Default)]
struct Inner {
    /// What a reader sees.
    seen: Vec<u8>,
    /// What is surely on the disk.
    durable: Vec<u8>,
    /// Sector and content of everything written since the last sync, in order.
    loose: Vec<(usize, Vec<u8>)>,
    /// Sectors of the write at which the power went.
    under_way: Vec<usize>,
    /// Operations until the power goes.
    left: u64,
    done: u64,
}

/// What is found in the sectors that were not surely written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tear {
    /// Nothing of them.
    Old,
    /// All of them.
    New,
    /// The first of these many, by place, are new.
    Front(usize),
    /// All but the first of these many, by place, are new.
    Back(usize),
    /// Each of them any of its contents; the number chooses.
    Mixed(u64),
    /// The same, and those of the write under way are garbage.
    Garbage(u64),
}

/// A disk in memory whose power goes after a number of operations.
#[derive(Clone, Debug)]
pub(super) struct Disk(Arc<Mutex<Inner>>);

fn gone() -> io::Error {
    io::Error::other("the power is gone")
}

impl Disk {
    pub(super) fn new(content: Vec<u8>, left: u64) -> Self {
        Self(Arc::new(Mutex::new(Inner {
            seen: content.clone(),
            durable: content,
            left,
            ..Inner::default()
        })))
    }

    /// Operations so far.
    pub(super) fn operations(&self) -> u64 {
        self.0.lock().unwrap().done
    }

    /// There is power for this many more operations.
    pub(super) fn power(&self, left: u64) {
        self.0.lock().unwrap().left = left;
    }

    /// Sectors that are not surely on the disk, by place.
    pub(super) fn loose(&self) -> Vec<usize> {
        let inner = self.0.lock().unwrap();
        let mut sectors: Vec<_> = inner.loose.iter().map(|(sector, _)| *sector).collect();
        sectors.sort_unstable();
        sectors.dedup();
        sectors
    }

    /// Whether the write under way touches the first sector, where redb keeps its two commit slots.
    pub(super) fn tears_header(&self) -> bool {
        self.0.lock().unwrap().under_way.contains(&0)
    }

    /// What is found after the cut.
    pub(super) fn after_cut(&self, tear: Tear) -> Vec<u8> {
        let sectors = self.loose();
        let inner = self.0.lock().unwrap();
        let mut disk = inner.durable.clone();
        let mut dice = match tear {
            Tear::Mixed(dice) | Tear::Garbage(dice) => dice,
            _ => 1,
        };
        if tear != Tear::Old && (!matches!(tear, Tear::Mixed(dice) if dice % 2 == 0)) {
            disk.resize(inner.seen.len(), 0);
        }
        for (place, sector) in sectors.iter().enumerate() {
            let contents: Vec<_> = inner
                .loose
                .iter()
                .filter(|(one, _)| one == sector)
                .map(|(_, content)| content.as_slice())
                .collect();
            let newest = contents.last().copied();
            let garbage = [(dice >> 20) as u8 | 1; SECTOR];
            let content = match tear {
                Tear::Old => None,
                Tear::New => newest,
                Tear::Front(count) => newest.filter(|_| place < count),
                Tear::Back(count) => newest.filter(|_| place >= count),
                Tear::Garbage(_) if inner.under_way.contains(sector) => Some(garbage.as_slice()),
                Tear::Mixed(_) | Tear::Garbage(_) => {
                    dice = dice
                        .wrapping_mul(6_364_136_223_846_793_005)
                        .wrapping_add(1_442_695_040_888_963_407);
                    let chosen = (dice >> 33) as usize % (contents.len() + 1);
                    contents.get(chosen).copied()
                }
            };
            let start = sector * SECTOR;
            if let Some(content) = content
                && start < disk.len()
            {
                let end = (start + content.len()).min(disk.len());
                disk[start..end].copy_from_slice(&content[..end - start]);
            }
        }
        disk
    }
}

impl Inner {
    /// One more operation, if there is power.
    fn step(&mut self) -> io::Result<()> {
        if self.left == 0 {
            return Err(gone());
        }
        self.left -= 1;
        self.done += 1;
        Ok(())
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        Ok(self.0.lock().unwrap().seen.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let inner = self.0.lock().unwrap();
        let start = offset as usize;
        match inner.seen.get(start..start + out.len()) {
            Some(bytes) => out.copy_from_slice(bytes),
            None => return Err(io::ErrorKind::UnexpectedEof.into()),
        }
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut inner = self.0.lock().unwrap();
        inner.step()?;
        inner.seen.resize(len as usize, 0);
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        let mut inner = self.0.lock().unwrap();
        inner.step()?;
        inner.durable = inner.seen.clone();
        inner.loose.clear();
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut inner = self.0.lock().unwrap();
        if data.is_empty() {
            return Ok(());
        }
        let powered = inner.step();
        let start = offset as usize;
        let sectors = start / SECTOR..=(start + data.len() - 1) / SECTOR;
        if powered.is_err() && !inner.under_way.is_empty() {
            return powered;
        }
        // The write at which the power goes is on its way to the disk too, though nobody reads it.
        let mut after = inner.seen.clone();
        after[start..start + data.len()].copy_from_slice(data);
        for sector in sectors.clone() {
            let range = sector * SECTOR..((sector + 1) * SECTOR).min(after.len());
            inner.loose.push((sector, after[range].to_vec()));
        }
        match powered {
            Ok(()) => inner.seen = after,
            Err(_) => inner.under_way = sectors.collect(),
        }
        powered
    }
}
