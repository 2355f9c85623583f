//! The event log of `rf-frame` in a flash memory that loses power at any byte and fails where it likes: what a boot finds is
//! the state before or after the entry in hand, and no confirmed entry is ever lost.

use crate::radio::crc24;
use arbitrary::{Arbitrary, Unstructured};
use rf_frame::access::{Durable, Entry, GatewayState, NodeState, Past, Peer};
use rf_frame::journal::{Journal, JournalError, RECORD_MAX, Sector, Storage};
use rf_frame::report::Flags;

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
    /// So many bytes are done, by 16 in an erase; behind the last one everything is done, but nobody is told.
    done: u8,
    /// Power is gone until the next boot; otherwise the access alone reports an error and the device goes on.
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

struct Flash {
    sectors: [Vec<u8>; 2],
    fault: Option<Fault>,
    dark: bool,
}

impl Flash {
    fn new(len: usize, before: &Before) -> Self {
        let mut sectors = [vec![0xFF; len], vec![0xFF; len]];
        match before {
            Before::Erased => {}
            Before::Garbage(bytes) => sectors.iter_mut().enumerate().for_each(|(i, s)| {
                s.iter_mut()
                    .zip(bytes.iter().cycle().skip(i))
                    .for_each(|(to, from)| *to = *from)
            }),
            Before::Log { second, sequence } => {
                let mut header = b"RFJ1".to_vec();
                header.extend(sequence.to_le_bytes());
                header.extend(crc24(&header));
                header.resize(16, 0);
                sectors[usize::from(*second)]
                    .iter_mut()
                    .zip(header)
                    .for_each(|(to, from)| *to = from);
            }
        }
        Self {
            sectors,
            fault: None,
            dark: false,
        }
    }

    /// The fault of this access, if it has one: taken off, and the power with it.
    fn fault(&mut self) -> Result<Option<Fault>, &'static str> {
        if self.dark {
            return Err("dark");
        }
        let Some(fault) = &mut self.fault else {
            return Ok(None);
        };
        if let Some(left) = fault.accesses.checked_sub(1) {
            fault.accesses = left;
            return Ok(None);
        }
        self.dark = fault.power;
        Ok(self.fault.take())
    }
}

impl Storage for &mut Flash {
    type Error = &'static str;

    fn sector_len(&self) -> usize {
        self.sectors[0].len()
    }

    fn read(&mut self, sector: Sector, at: usize, buf: &mut [u8]) -> Result<(), Self::Error> {
        if self.dark {
            return Err("dark");
        }
        buf.copy_from_slice(&self.sectors[sector as usize][at..][..buf.len()]);
        Ok(())
    }

    fn write(&mut self, sector: Sector, at: usize, bytes: &[u8]) -> Result<(), Self::Error> {
        assert!(
            bytes.len() <= RECORD_MAX && at.is_multiple_of(8),
            "not as promised: {} bytes at {at}",
            bytes.len()
        );
        let fault = self.fault()?;
        let place = &mut self.sectors[sector as usize][at..][..bytes.len()];
        assert!(
            place.iter().all(|byte| *byte == 0xFF),
            "a place written twice"
        );
        let done = fault.map_or(bytes.len(), |fault| {
            usize::from(fault.done) % (bytes.len() + 1)
        });
        place[..done].copy_from_slice(&bytes[..done]);
        let Some(fault) = fault else { return Ok(()) };
        if let (Some(bits), Some(byte)) = (fault.torn, bytes.get(done)) {
            place[done] = byte | bits;
        }
        Err("failed")
    }

    fn erase(&mut self, sector: Sector) -> Result<(), Self::Error> {
        let fault = self.fault()?;
        let place = &mut self.sectors[sector as usize];
        let len = place.len();
        let done = fault.map_or(len, |fault| (usize::from(fault.done) * 16).min(len));
        let from = if fault.is_some_and(|fault| fault.backwards) {
            len - done
        } else {
            0
        };
        place[from..from + done].fill(0xFF);
        fault.map_or(Ok(()), |_| Err("failed"))
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
                assert!(flash.fault.is_none());
                flash.dark = false;
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
                    journal.storage_mut().fault = Some(*fault);
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
            if journal.storage_mut().dark {
                break;
            }
        }
        flash.dark = false;
    }
}
