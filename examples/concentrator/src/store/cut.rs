//! The power is cut at each write and each sync of the disk, with torn sectors, and the store is
//! opened again.

use super::power::{Disk, Tear};
use super::*;

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
    let outages = store.outages().unwrap();
    let steps = outages.len() as u64;
    let cursor = store.cursor("gateway").unwrap();
    let cursor = cursor.map_or(0, |cursor| u64::from(cursor[0]));
    assert_eq!(cursor, steps, "cursor and outages are of one commit");
    for (step, (key, text)) in outages.iter().enumerate() {
        assert_eq!(
            (key.as_str(), text.as_str()),
            (&*format!("{step:03}"), "out")
        );
    }
    // What waits is whole: no number twice, none missing after the first that was not freed.
    let waiting = store.waiting_from(0, 1000).unwrap();
    let newest = waiting.last().map_or(0, |one| one.sequence);
    assert!(
        newest == steps || (newest == 0 && steps == 0),
        "{newest} {steps}"
    );
    for (place, one) in waiting.iter().enumerate() {
        assert_eq!(one.sequence, waiting[0].sequence + place as u64);
        let begin = format!("event {} ", one.sequence - 1);
        assert!(one.text.starts_with(&begin), "{}", one.text);
    }
    steps
}

/// The patterns of one cut: systematic ones, and mixes that `cut` chooses.
fn tears(cut: u64, loose: usize) -> Vec<Tear> {
    let mut tears = vec![Tear::Old, Tear::New];
    tears.extend((1..=3).map(|part| Tear::Front(loose * part / 4)));
    tears.extend((1..=3).map(|part| Tear::Back(loose * part / 4)));
    tears.extend((1..=8).map(|dice| Tear::Mixed(cut * 31 + dice)));
    tears.extend((1..=4).map(|dice| Tear::Garbage(cut * 37 + dice)));
    tears
}

/// Runs the script on a disk whose power goes after `cut` operations.
fn cut_at(cut: u64) -> (Disk, u64) {
    let disk = Disk::new(Vec::new(), cut);
    let acknowledged = match Store::on(disk.clone(), 1 << 20, 1) {
        Ok(store) => run(&store, 0),
        Err(_) => 0,
    };
    (disk, acknowledged)
}

/// The store that is found, which goes on where the disk left it and ends as the undisturbed run.
fn goes_on(found: Vec<u8>, acknowledged: u64, header_torn: bool, what: &str) {
    let store = match Store::on(Disk::new(found, u64::MAX), 1 << 20, 1) {
        Ok(store) => store,
        // A cut while the file was being made leaves none. The first sector, which holds what finds
        // everything else, is written whole by any disk that keeps its word; where it is garbage
        // the file says so and is set aside, it never lies.
        Err(error) => {
            assert!(acknowledged == 0 || header_torn, "{what}: {error}");
            return;
        }
    };
    let found = steps_on(&store);
    assert!(found >= acknowledged, "{what}: {found} of {acknowledged}");
    assert_eq!(run(&store, found), STEPS, "{what}");
    assert_eq!(steps_on(&store), STEPS, "{what}");
}

/// Operations of the undisturbed run.
fn operations() -> u64 {
    let whole = Disk::new(Vec::new(), u64::MAX);
    let store = Store::on(whole.clone(), 1 << 20, 1).unwrap();
    assert_eq!(run(&store, 0), STEPS);
    drop(store);
    whole.operations()
}

#[test]
fn a_power_cut_at_each_write_and_sync_loses_nothing_that_was_acknowledged() {
    let operations = operations();
    assert!(operations > 60, "{operations}");
    for cut in 1..operations {
        let (disk, acknowledged) = cut_at(cut);
        for tear in tears(cut, disk.loose().len()) {
            let header_torn = matches!(tear, Tear::Garbage(_)) && disk.tears_header();
            let what = format!("cut {cut}, {tear:?}");
            goes_on(disk.after_cut(tear), acknowledged, header_torn, &what);
        }
    }
}

#[test]
fn a_second_cut_while_the_store_is_repaired_loses_nothing_either() {
    for cut in (1..operations()).step_by(5) {
        let (disk, acknowledged) = cut_at(cut);
        let first = disk.after_cut(Tear::Mixed(cut * 41 + 1));
        for again in 0..12 {
            let second = Disk::new(first.clone(), again);
            let opened = Store::on(second.clone(), 1 << 20, 1);
            let what = format!("cut {cut}, then {again}");
            drop(opened);
            for tear in [Tear::Old, Tear::New, Tear::Mixed(cut * 43 + again)] {
                goes_on(second.after_cut(tear), acknowledged, false, &what);
            }
        }
    }
}

/// A full disk, a pulled card: it fails at one operation and is well again when the service tries
/// once more.
#[test]
fn a_disk_that_fails_for_a_while_loses_and_doubles_nothing() {
    let whole = Disk::new(Vec::new(), u64::MAX);
    let store = Store::on(whole.clone(), 1 << 20, 1).unwrap();
    let made = whole.operations();
    assert_eq!(run(&store, 0), STEPS);
    drop(store);
    for failing in made + 1..whole.operations() {
        let disk = Disk::new(Vec::new(), failing);
        let store = Store::on(disk.clone(), 1 << 20, 1).unwrap();
        let mut done = run(&store, 0);
        disk.power(u64::MAX);
        if done < STEPS {
            done = run(&store, done);
        }
        assert_eq!(done, STEPS, "failing at operation {failing}");
        assert_eq!(steps_on(&store), STEPS, "failing at operation {failing}");
    }
}
