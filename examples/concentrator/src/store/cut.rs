//! The power is cut at each write of the disk, with torn sectors, and the store is opened again.

use super::*;
use redb::StorageBackend;
use std::sync::{Arc, Mutex};

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

#[derive(Debug, Default)]
struct Inner {
    /// What a reader sees.
    seen: Vec<u8>,
    /// What is surely on the disk.
    durable: Vec<u8>,
    /// Sectors that were written since, and may or may not be on the disk.
    loose: Vec<usize>,
    /// Writes until the power goes.
    left: u64,
    writes: u64,
}

/// A disk in memory whose power goes after a number of writes.
#[derive(Clone, Debug)]
struct Disk(Arc<Mutex<Inner>>);

impl Disk {
    fn new(content: Vec<u8>, left: u64) -> Self {
        Self(Arc::new(Mutex::new(Inner {
            seen: content.clone(),
            durable: content,
            left,
            ..Inner::default()
        })))
    }

    /// One more change of the disk, if there is power.
    fn change(&self, change: impl FnOnce(&mut Inner)) -> std::io::Result<()> {
        let mut inner = self.0.lock().unwrap();
        if inner.left == 0 {
            return Err(std::io::Error::other("the power is gone"));
        }
        inner.left -= 1;
        inner.writes += 1;
        change(&mut inner);
        Ok(())
    }

    /// What is found after the cut: of each loose sector the old or the new content.
    fn after_cut(&self, mut dice: u64) -> Vec<u8> {
        let inner = self.0.lock().unwrap();
        let mut disk = inner.durable.clone();
        disk.resize(inner.seen.len(), 0);
        for sector in &inner.loose {
            dice = dice
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let range = sector * SECTOR..((sector + 1) * SECTOR).min(disk.len());
            if dice >> 63 == 1 && range.start < range.end {
                disk[range.clone()].copy_from_slice(&inner.seen[range]);
            }
        }
        disk
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> std::io::Result<u64> {
        Ok(self.0.lock().unwrap().seen.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> std::io::Result<()> {
        let inner = self.0.lock().unwrap();
        let start = offset as usize;
        match inner.seen.get(start..start + out.len()) {
            Some(bytes) => out.copy_from_slice(bytes),
            None => return Err(std::io::ErrorKind::UnexpectedEof.into()),
        }
        Ok(())
    }

    fn set_len(&self, len: u64) -> std::io::Result<()> {
        self.change(|inner| inner.seen.resize(len as usize, 0))
    }

    fn sync_data(&self) -> std::io::Result<()> {
        let mut inner = self.0.lock().unwrap();
        if inner.left == 0 {
            return Err(std::io::Error::other("the power is gone"));
        }
        inner.durable = inner.seen.clone();
        inner.loose.clear();
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> std::io::Result<()> {
        self.change(|inner| {
            let start = offset as usize;
            inner.seen[start..start + data.len()].copy_from_slice(data);
            let sectors = start / SECTOR..=(start + data.len() - 1) / SECTOR;
            inner.loose.extend(sectors);
        })
    }
}

/// Steps of the script; every third one frees what came before it.
const STEPS: u64 = 9;

/// Runs the script until it ends or the power goes; returns how many steps were acknowledged.
fn run(store: &Store, from: u64) -> u64 {
    for step in from..STEPS {
        let text = format!("event {step} {}", "x".repeat(300));
        let changes = [
            Change::Tell(Kind::Event, text),
            Change::Outage(format!("{step:03}"), "out".to_owned()),
            Change::Cursor("gateway".to_owned(), vec![step as u8 + 1]),
        ];
        if store.apply(&changes, "").is_err() {
            return step;
        }
        if step % 3 == 2 {
            // A mark that is lost is sent again; nothing depends on this one.
            let _ = store.free(store.log(), step - 1);
        }
    }
    STEPS
}

/// Outages, cursor and newest event agree; returns how many steps the disk holds.
fn steps_on(store: &Store) -> u64 {
    let steps = store.outages().unwrap().len() as u64;
    let cursor = store
        .cursor("gateway")
        .unwrap()
        .map_or(0, |cursor| u64::from(cursor[0]));
    assert_eq!(cursor, steps, "cursor and outages are of one commit");
    let waiting = store.waiting_from(0, 1000).unwrap();
    let newest = waiting.last().map_or(0, |one| one.sequence);
    assert!(
        newest == steps || (newest == 0 && steps == 0),
        "{newest} {steps}"
    );
    steps
}

#[test]
fn a_power_cut_at_each_write_loses_nothing_that_was_acknowledged() {
    let whole = Disk::new(Vec::new(), u64::MAX);
    let store = Store::on(whole.clone(), 1 << 20, 1).unwrap();
    assert_eq!(run(&store, 0), STEPS);
    drop(store);
    let writes = whole.0.lock().unwrap().writes;
    assert!(writes > 30, "{writes}");
    for cut in 1..writes {
        for dice in [1, 2] {
            let disk = Disk::new(Vec::new(), cut);
            let acknowledged = match Store::on(disk.clone(), 1 << 20, 1) {
                Ok(store) => run(&store, 0),
                Err(_) => 0,
            };
            let left = Disk::new(disk.after_cut(cut * 31 + dice), u64::MAX);
            let store = match Store::on(left.clone(), 1 << 20, 1) {
                Ok(store) => store,
                // A cut while the file was being made leaves none: the service sets it aside and
                // begins anew.
                Err(error) => {
                    assert_eq!(acknowledged, 0, "cut {cut}: {error}");
                    continue;
                }
            };
            let found = steps_on(&store);
            assert!(
                found >= acknowledged,
                "cut {cut}: {found} of {acknowledged} steps"
            );
            // The service goes on where the disk left it, and ends as the undisturbed run.
            assert_eq!(run(&store, found), STEPS, "cut {cut}");
            assert_eq!(steps_on(&store), STEPS, "cut {cut}");
        }
    }
}

/// A full disk, a pulled card: it fails at one write and is well again when the service tries once
/// more.
#[test]
fn a_disk_that_fails_for_a_while_loses_and_doubles_nothing() {
    let whole = Disk::new(Vec::new(), u64::MAX);
    let store = Store::on(whole.clone(), 1 << 20, 1).unwrap();
    let made = whole.0.lock().unwrap().writes;
    assert_eq!(run(&store, 0), STEPS);
    drop(store);
    let writes = whole.0.lock().unwrap().writes;
    for failing in made + 1..writes {
        let disk = Disk::new(Vec::new(), failing);
        let store = Store::on(disk.clone(), 1 << 20, 1).unwrap();
        let mut done = run(&store, 0);
        disk.0.lock().unwrap().left = u64::MAX;
        if done < STEPS {
            done = run(&store, done);
        }
        assert_eq!(done, STEPS, "failing at write {failing}");
        assert_eq!(steps_on(&store), STEPS, "failing at write {failing}");
    }
}
