//! Kills a board in the middle of a journal write: watches its memory and strikes when the first
//! unit of a record stands there.

use super::emulator::Killer;
use board::memory::{JOURNAL, NODE_SECTOR, UNIT};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Longest wait for a write.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the memory holds after the kill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// A record whose begin is there and whose end is not.
    Torn {
        /// Its bytes that were written, and all that it has.
        written: usize,
        /// All of them.
        whole: usize,
    },
    /// The kill came too late: the record is whole.
    Whole,
    /// Nothing was written.
    Nothing,
}

/// A watch that is on.
#[derive(Debug)]
pub(crate) struct Watch {
    struck: Arc<AtomicBool>,
    thread: Option<JoinHandle<io::Result<()>>>,
    before: Vec<u8>,
    path: PathBuf,
}

impl Watch {
    /// Watches the journal in the file at `path` and kills at the next write.
    pub(crate) fn start(path: &Path, killer: Killer) -> io::Result<Self> {
        let before = journal(&mut File::open(path)?)?;
        let struck = Arc::new(AtomicBool::new(false));
        let (told, known) = (Arc::clone(&struck), before.clone());
        let mut file = File::open(path)?;
        let thread = thread::spawn(move || {
            let started = Instant::now();
            while started.elapsed() < PATIENCE {
                if journal(&mut file)? != known {
                    killer.kill();
                    break;
                }
            }
            told.store(true, Ordering::Release);
            Ok(())
        });
        Ok(Self {
            struck,
            thread: Some(thread),
            before,
            path: path.to_owned(),
        })
    }

    /// Whether it has struck.
    pub(crate) fn has_struck(&self) -> bool {
        self.struck.load(Ordering::Acquire)
    }

    /// What the kill left.
    pub(crate) fn outcome(mut self) -> io::Result<Cut> {
        if let Some(thread) = self.thread.take() {
            thread
                .join()
                .map_err(|_| io::Error::other("the watch failed"))??;
        }
        Ok(compare(
            &self.before,
            &journal(&mut File::open(&self.path)?)?,
        ))
    }
}

fn journal(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; 2 * NODE_SECTOR as usize];
    file.seek(SeekFrom::Start(JOURNAL.into()))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn compare(before: &[u8], after: &[u8]) -> Cut {
    let units = before
        .as_chunks::<UNIT>()
        .0
        .iter()
        .zip(after.as_chunks::<UNIT>().0);
    let mut changed = units.filter(|(before, after)| before != after);
    let Some((_, [len, ..])) = changed.next() else {
        return Cut::Nothing;
    };
    // Length, entry and CRC-24, filled up to a unit.
    let whole = (usize::from(*len) + 4).div_ceil(UNIT) * UNIT;
    let written = UNIT * (1 + changed.count());
    if written < whole {
        Cut::Torn { written, whole }
    } else {
        Cut::Whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_record_is_told_from_a_whole_one() {
        let before = vec![0xFF; 64];
        let mut after = before.clone();
        assert_eq!(compare(&before, &after), Cut::Nothing);
        after[16..24].copy_from_slice(&[12, 2, 1, 0, 0, 0, 0, 0]);
        assert_eq!(
            compare(&before, &after),
            Cut::Torn {
                written: 8,
                whole: 16
            }
        );
        after[24..32].copy_from_slice(&[0; 8]);
        assert_eq!(compare(&before, &after), Cut::Whole);
    }
}
