//! The journal of version 2 under any order of commits, power failures, flipped bits and boots.
//!
//! Whatever happens no START is used twice. Without a flipped bit a boot finds the state before or
//! after the entry in hand; with one it says so, or nothing has changed.

use arbitrary::{Arbitrary, Unstructured};
use rf_frame::journal::{
    ENTRY_MAX, Entry, Error, GatewayState, Journal, NodeState, Start, State, Verdict,
};
use sim::flash::{Fault, Flash};

#[derive(Arbitrary, Debug)]
struct Plan {
    /// Bytes of a sector by 64.
    size: u8,
    /// What the sectors hold before the first boot, over and over.
    before: Option<[u8; 24]>,
    gateway: bool,
    steps: Vec<Step>,
}

#[derive(Arbitrary, Debug)]
enum Step {
    /// An entry by its bytes, committed so often.
    Commit([u8; ENTRY_MAX], u8),
    /// The power fails in an access to come.
    Fail {
        accesses: u8,
        done: u8,
        torn: Option<u8>,
        backwards: bool,
    },
    /// A bit flips, here, before the next boot.
    Flip(u16),
    Boot,
}

/// The journal under an arbitrary plan.
pub fn no_start_twice(bytes: &[u8]) {
    let Ok(plan) = Plan::arbitrary(&mut Unstructured::new(bytes)) else {
        return;
    };
    if plan.gateway {
        run::<GatewayState<3, 6>>(&plan);
    } else {
        run::<NodeState>(&plan);
    }
}

/// An entry of these bytes, of the length that its tag asks for.
fn entry(bytes: &[u8; ENTRY_MAX]) -> Option<Entry> {
    let mut out = *bytes;
    // The high nibble of most tags is 0, 1 or 4.
    if let Some(tag) = out.first_mut() {
        *tag = [*tag & 0x0f, 0x10 | *tag & 0x0f, 0x40 | *tag & 0x0f][usize::from(*tag >> 4) % 3];
    }
    (2..=ENTRY_MAX).find_map(|len| Entry::parse(out.get(..len)?))
}

fn facts(state: &impl State) -> Vec<Entry> {
    state.entries().collect()
}

fn run<T: State + Default + Clone>(plan: &Plan) {
    let len = (usize::from(plan.size % 32) + 2) * 64;
    let mut flash = Flash::new(4, len);
    for sector in 0..2 {
        let garbage = plan.before.iter().flatten().cycle().skip(sector);
        let cells = flash.sector_mut(sector).iter_mut();
        cells.zip(garbage).for_each(|(to, from)| *to = *from);
    }
    let mut highest = Start::default();
    // What is confirmed, what may be durable beyond it, and whether bits may have changed or
    // accesses broken off.
    let (mut truth, mut doubtful) = (T::default(), Vec::new());
    let (mut rotten, mut faulty) = (plan.before.is_some(), false);
    let mut doubt_unheard = false;
    let mut steps = plan.steps.iter();
    'boots: loop {
        let mut state = T::default();
        let (mut journal, verdict) = match Journal::open(&mut flash, &mut state) {
            Ok(opened) => opened,
            // The power failed while it opened: the next boot tries again.
            Err(Error::Storage(_)) => {
                // A doubt that it was writing down may be durable: then keys are gone, and a record
                // tells.
                doubt_unheard |= rotten || faulty;
                faulty = true;
                flash.power_on();
                continue;
            }
            // Nothing that was confirmed is too much for a sector, but D may have driven START to
            // its end.
            Err(_) => return,
        };
        let start = state.start();
        assert!(
            start > highest || start == Start::MAX,
            "{start:?} after {highest:?}"
        );
        highest = start;
        let found = facts(&state);
        let known =
            facts(&truth) == found || doubtful.iter().any(|after: &T| facts(after) == found);
        match verdict {
            Verdict::Rot => assert!(rotten || faulty, "rot, and nothing has changed"),
            _ => assert!(
                known || doubt_unheard || plan.before.is_some(),
                "{verdict:?}: {found:?}"
            ),
        }
        doubt_unheard = false;
        truth = state.clone();
        doubtful.clear();
        loop {
            match steps.next() {
                None => return,
                Some(Step::Boot) => break,
                Some(Step::Flip(bit)) => {
                    let (byte, bit) = (usize::from(bit / 8) % (2 * len), bit % 8);
                    let cells = journal.storage_mut().sector_mut(byte / len);
                    if let Some(cell) = cells.get_mut(byte % len) {
                        *cell ^= 1 << bit;
                    }
                    rotten = true;
                    // One changed bit is what is promised: it meets a boot before the next one.
                    continue 'boots;
                }
                Some(Step::Fail {
                    accesses,
                    done,
                    torn,
                    backwards,
                }) => {
                    journal.storage_mut().fault = Some(Fault {
                        accesses: (*accesses).into(),
                        done: (*done).into(),
                        power: true,
                        torn: *torn,
                        backwards: *backwards,
                    });
                }
                Some(Step::Commit(bytes, times)) => {
                    let Some(entry) = entry(bytes).filter(|e| !matches!(e, Entry::Begin(_))) else {
                        continue;
                    };
                    for _ in 0..*times {
                        let before = facts(&state);
                        match journal.commit(&mut state, entry.clone()) {
                            Ok(()) => truth = state.clone(),
                            Err(error) => {
                                assert_eq!(facts(&state), before, "changed without being durable");
                                if error != Error::Full {
                                    faulty = true;
                                    doubtful.push(after(&state, &entry));
                                }
                                break;
                            }
                        }
                    }
                    if journal.storage_mut().is_dark() {
                        break;
                    }
                }
            }
        }
        flash.power_on();
    }
}

/// The state with this entry: as a journal of its own makes it.
fn after<T: State + Clone + Default>(state: &T, entry: &Entry) -> T {
    let mut after = T::default();
    let opened = Journal::open(Flash::new(4, 16_384), &mut after);
    let (mut journal, _) = opened.expect("an erased flash takes a journal");
    for entry in state.entries().chain([entry.clone()]) {
        journal
            .commit(&mut after, entry)
            .expect("a large flash has room");
    }
    after
}

#[cfg(test)]
mod tests {
    /// What a fuzzer would try first: plans from a generator.
    #[test]
    fn random_plans() {
        let mut x = 0x2545_f491_4f6c_dd1d_u64;
        for _ in 0..4_000 {
            let bytes: Vec<u8> = (0..600)
                .map(|_| {
                    x ^= x << 13;
                    x ^= x >> 7;
                    x ^= x << 17;
                    (x >> 32) as u8
                })
                .collect();
            super::no_start_twice(&bytes);
        }
    }
}
