//! Keep a node's events in a journal over a file, and find them again after a loss of power.
//!
//! `cargo run -p rf-frame --example journal_file [-- FILE]`: run it again with the same file and it
//! goes on counting.

use rf_frame::v1::access::{Durable, Entry, NodeState, Past};
use rf_frame::v1::journal::{Journal, Sector, Storage};
use rf_frame::v1::report::Flags;
use std::error::Error;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};

const SECTOR: usize = 4096;

/// Two sectors in a file. On a microcontroller: two pages of its flash.
struct Flash(File);

impl Flash {
    fn go_to(&mut self, sector: Sector, at: usize) -> io::Result<()> {
        let base = if sector == Sector::A { 0 } else { SECTOR };
        self.0.seek(SeekFrom::Start((base + at) as u64)).map(|_| ())
    }
}

impl Storage for Flash {
    type Error = io::Error;

    fn sector_len(&self) -> usize {
        SECTOR
    }

    fn read(&mut self, sector: Sector, at: usize, buf: &mut [u8]) -> io::Result<()> {
        self.go_to(sector, at)?;
        self.0.read_exact(buf)
    }

    fn write(&mut self, sector: Sector, at: usize, bytes: &[u8]) -> io::Result<()> {
        self.go_to(sector, at)?;
        self.0.write_all(bytes)?;
        self.0.sync_data()
    }

    fn erase(&mut self, sector: Sector) -> io::Result<()> {
        self.go_to(sector, 0)?;
        self.0.write_all(&[0xFF; SECTOR])?;
        self.0.sync_data()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .map_or_else(|| std::env::temp_dir().join("rf-frame-journal"), Into::into);
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)?;
    file.set_len(2 * SECTOR as u64)?;

    // After a boot: a fresh state, which the journal brings up to date.
    let mut state = NodeState::default();
    let mut journal = Journal::open(Flash(file), &mut state)?;
    println!(
        "{}: {} events so far, {} acknowledged",
        path.display(),
        state.evt(),
        state.aevt()
    );

    // Mains fail and come back. Written first, counted afterwards.
    for flags in [Flags::OUT, Flags(0)] {
        let event = Past {
            evt: state.evt().wrapping_add(1),
            flags,
            at: 1_000_000,
        };
        let entry = Entry::Event(event);
        journal.append(&entry, &state)?;
        state.apply(&entry);
        println!(
            "event {} stored: {}",
            event.evt,
            if flags.contains(Flags::OUT) {
                "mains lost"
            } else {
                "mains back"
            }
        );
    }
    // Reopened as after a reset: everything is there.
    let mut again = NodeState::default();
    Journal::open(journal.into_storage(), &mut again)?;
    println!(
        "after a reset: {} events, the last {} are kept",
        again.evt(),
        again.history().count()
    );
    if again == state {
        Ok(())
    } else {
        Err("the journal lost something".into())
    }
}
