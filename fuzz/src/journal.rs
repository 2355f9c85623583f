//! The event log of `rf-frame` in a flash memory that loses power at any byte and fails where it
//! likes: what a boot finds is the state before or after the entry in hand, and no confirmed entry
//! is ever lost.

use crate::radio::crc24;
use arbitrary::{Arbitrary, Unstructured};
use rf_frame::v1::access::{Durable, Entry, GatewayState, NodeState, Past, Peer};
use rf_frame::v1::journal::{Journal, JournalError, RECORD_MAX, Sector, Storage};
use rf_frame::v1::report::Flags;
use sim::flash::{self, FlashError};

const PEERS: u16 = 3;

#[derive(Arbitrary, Debug)]
struct Plan {
    /// Bytes of a sector by 16.
    size: u8,
    before: Before,
    node: bool,
    steps: Vec<Step>,
}

/// What the memory holds before the first boot.
#[derive(Arbitrary, Debug)]
enum Before {
    Erased,
    Garbage([u8; 16]),
    /// An empty log with this sequence number.
    Log {
        second: bool,
        sequence: u32,
    },
}

#[derive(Arbitrary, Debug)]
enum Step {
    Append(Wish),
    /// The same entry so many times, each confirmed before the next.
    Fill(Wish, u8),
    Fail(Fault),
    Boot,
}

/// A write or an erase that goes wrong.
#[derive(Arbitrary, Clone, Copy, Debug)]
struct Fault {
    /// So many accesses are good before it.
    accesses: u8,
    /// So many bytes are done, by 16 in an erase; after the last one everything is done, but
    /// nobody is told.
    done: u8,
    /// Power is gone until the next boot; otherwise the access alone reports an error and the
    /// device goes on.
    power: bool,
    /// The byte in hand is programmed in part: these bits stay erased.
    torn: Option<u8>,
    /// An erase goes through the sector from its end.
    backwards: bool,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
enum Wish {
    Ceiling(u32),
    Event {
        evt: u16,
        flags: u8,
        at: u64,
    },
    Acknowledged {
        evt: u16,
        ctr: u32,
    },
    Assigned {
        index: u16,
        key_number: u8,
        key: [u8; 16],
    },
    Epoch(u16),
    Committed {
        index: u16,
        evt: u16,
        flags: u8,
        at: u64,
        ctr: u32,
    },
    Gap {
        index: u16,
        from: u16,
        to: u16,
    },
    Member {
        index: u16,
        addr: [u8; 6],
    },
    Tamper(u16),
}

impl Wish {
    fn entry(self) -> Entry {
        let place = |index: u16| index % PEERS + 1;
        match self {
            Wish::Ceiling(n) => Entry::Ceiling(n),
            Wish::Event { evt, flags, at } => Entry::Event(Past {
                evt,
                flags: Flags(flags),
                at,
            }),
            Wish::Acknowledged { evt, ctr } => Entry::Acknowledged { evt, ctr },
            Wish::Assigned {
                index,
                key_number,
                key,
            } => Entry::Assigned {
                index,
                key_number,
                key,
            },
            Wish::Epoch(n) => Entry::Epoch(n),
            Wish::Committed {
                index,
                evt,
                flags,
                at,
                ctr,
            } => Entry::Committed {
                index: place(index),
                evt,
                flags: Flags(flags),
                at,
                ctr,
            },
            Wish::Gap { index, from, to } => Entry::Gap {
                index: place(index),
                from,
                to,
            },
            Wish::Member { index, addr } => Entry::Member {
                index: place(index),
                addr,
            },
            Wish::Tamper(index) => Entry::Tamper { index },
        }
    }
}

/// The memory, which checks that each access is as the log promises.
struct Flash {
    cells: flash::Flash,
}

impl Flash {
    fn new(len: usize, before: &Before) -> Self {
        let mut cells = flash::Flash::new(2, len);
        match before {
            Before::Erased => {}
            Before::Garbage(bytes) => (0..2).for_each(|i| {
                let garbage = bytes.iter().cycle().skip(i);
                let sector = cells.sector_mut(i).iter_mut();
                sector.zip(garbage).for_each(|(to, from)| *to = *from);
            }),
            Before::Log { second, sequence } => {
                let mut header = b"RFJ1".to_vec();
                header.extend(sequence.to_le_bytes());
                header.extend(crc24(&header));
                header.resize(16, 0);
                let sector = cells.sector_mut(usize::from(*second)).iter_mut();
                sector.zip(header).for_each(|(to, from)| *to = from);
            }
        }
        Self { cells }
    }

    /// The fuzzer's small number of bytes done, in the measure of the access that fails.
    fn scale(&mut self, done: impl Fn(usize) -> usize) {
        if let Some(fault) = self
            .cells
            .fault
            .as_mut()
            .filter(|fault| fault.accesses == 0)
        {
            fault.done = done(fault.done);
        }
    }
}

impl Fault {
    fn of_flash(self) -> flash::Fault {
        flash::Fault {
            accesses: self.accesses.into(),
            done: self.done.into(),
            power: self.power,
            torn: self.torn,
            backwards: self.backwards,
        }
    }
}

impl Storage for &mut Flash {
    type Error = FlashError;

    fn sector_len(&self) -> usize {
        self.cells.sector_len()
    }

    fn read(&mut self, sector: Sector, at: usize, buf: &mut [u8]) -> Result<(), FlashError> {
        self.cells.read(sector as usize, at, buf)
    }

    fn write(&mut self, sector: Sector, at: usize, bytes: &[u8]) -> Result<(), FlashError> {
        assert!(
            bytes.len() <= RECORD_MAX && at.is_multiple_of(8),
            "not as promised: {} bytes at {at}",
            bytes.len()
        );
        let place = &self.cells.sector_mut(sector as usize)[at..][..bytes.len()];
        let erased = place.iter().all(|byte| *byte == 0xFF);
        assert!(self.cells.is_dark() || erased, "a place written twice");
        self.scale(|done| done % (bytes.len() + 1));
        self.cells.program(sector as usize, at, bytes)
    }

    fn erase(&mut self, sector: Sector) -> Result<(), FlashError> {
        self.scale(|done| done * 16);
        self.cells.erase(sector as usize)
    }
}

/// A state as its snapshot tells it.
fn facts(state: &impl Durable) -> Vec<Entry> {
    (0..).map_while(|n| state.snapshot(n)).take(1_000).collect()
}

/// The log under an arbitrary plan.
pub fn nothing_lost(bytes: &[u8]) {
    let Ok(plan) = Plan::arbitrary(&mut Unstructured::new(bytes)) else {
        return;
    };
    if plan.node {
        run(&plan, &NodeState::default());
    } else {
        run(
            &plan,
            &GatewayState::new(
                (1..=PEERS)
                    .map(|i| Peer::member([i as u8, 0, 0, 0, 0, 1]))
                    .collect::<Vec<_>>(),
            ),
        );
    }
}

fn run(plan: &Plan, fresh: &(impl Durable + Clone)) {
    let mut flash = Flash::new(usize::from(plan.size % 64) * 16, &plan.before);
    let mut steps = plan.steps.iter();
    // What is confirmed, and the entries that failed since: at most one of them may be there too.
    let mut truth = fresh.clone();
    let mut doubtful: Vec<Entry> = Vec::new();
    loop {
        let mut state = fresh.clone();
        let mut journal = match Journal::open(&mut flash, &mut state) {
            Ok(journal) => journal,
            Err(JournalError::Full) => {
                return assert!(
                    doubtful.is_empty() && facts(&truth) == facts(fresh),
                    "lost room"
                );
            }
            // Only formatting writes while it opens. After a cut the next boot tries again.
            Err(_) => {
                assert!(flash.cells.fault.is_none());
                flash.cells.power_on();
                continue;
            }
        };
        let found = facts(&state);
        let possible = |entry: &Entry| {
            let mut after = truth.clone();
            after.apply(entry);
            facts(&after) == found
        };
        assert!(
            facts(&truth) == found || doubtful.iter().any(possible),
            "found {found:?}, wanted {:?} or that with one of {doubtful:?}",
            facts(&truth)
        );
        truth = state.clone();
        doubtful.clear();
        loop {
            let (entry, times) = match steps.next() {
                None => return,
                Some(Step::Boot) => break,
                Some(Step::Fail(fault)) => {
                    journal.storage_mut().cells.fault = Some(fault.of_flash());
                    continue;
                }
                Some(Step::Append(wish)) => (wish.entry(), 1),
                Some(Step::Fill(wish, times)) => (wish.entry(), *times),
            };
            for _ in 0..times {
                match journal.append(&entry, &state) {
                    Ok(()) => {
                        state.apply(&entry);
                        truth.apply(&entry);
                        doubtful.clear();
                    }
                    Err(JournalError::Full) => {}
                    Err(_) => doubtful.push(entry),
                }
            }
            if journal.storage_mut().cells.is_dark() {
                break;
            }
        }
        flash.cells.power_on();
    }
}
