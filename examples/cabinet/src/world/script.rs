//! What the world does to the cabinet: who loses mains when.

use sim::queue::{DAY, HOUR, MINUTE, Micros, SECOND};
use sim::rng::Rng;

/// One loss of mains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// Mains lost.
    pub(crate) begin: Micros,
    /// Mains back.
    pub(crate) end: Micros,
    /// The meters, from 0.
    pub(crate) meters: Vec<usize>,
    /// Whether the gateway is cut off too.
    pub(crate) gateway: bool,
    /// Too short to be an outage.
    pub(crate) dip: bool,
}

/// The cuts of a run: short dips on every day; on day two (on day one if there is no other) five
/// meters for 20 minutes and later everything for an hour.
pub(crate) fn cuts(meters: usize, days: u64, rng: &mut Rng) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let day = if days > 1 { DAY } else { 0 };
    let mut order: Vec<usize> = (0..meters).collect();
    for i in (1..order.len()).rev() {
        order.swap(i, rng.range(0, i as u64 + 1) as usize);
    }
    let mut five: Vec<usize> = order.into_iter().take(5).collect();
    five.sort_unstable();
    let begin = day + rng.range(9 * HOUR, 11 * HOUR);
    cuts.push(Cut {
        begin,
        end: begin + 20 * MINUTE,
        meters: five,
        gateway: false,
        dip: false,
    });
    let begin = day + rng.range(14 * HOUR, 17 * HOUR);
    cuts.push(Cut {
        begin,
        end: begin + HOUR,
        meters: (0..meters).collect(),
        gateway: true,
        dip: false,
    });
    for day in 0..days {
        for _ in 0..2 {
            // Kept away from the outages, which lie between 9 and 18 o'clock.
            let begin = day * DAY + rng.range(19 * HOUR, 23 * HOUR);
            let end = begin + rng.range(SECOND / 10, SECOND * 6 / 10);
            let everyone = rng.chance(0.3);
            let one = vec![rng.range(0, meters as u64) as usize];
            let meters = if everyone { (0..meters).collect() } else { one };
            cuts.push(Cut {
                begin,
                end,
                meters,
                gateway: everyone,
                dip: true,
            });
        }
    }
    cuts.sort_by_key(|cut| cut.begin);
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_meters_then_everything() {
        for (meters, days) in [(12, 2), (3, 1), (64, 5)] {
            let cuts = cuts(meters, days, &mut Rng::new(3, "script"));
            let outages: Vec<_> = cuts.iter().filter(|cut| !cut.dip).collect();
            assert_eq!(outages.len(), 2);
            assert_eq!(outages[0].meters.len(), meters.min(5));
            assert_eq!(outages[0].end - outages[0].begin, 20 * MINUTE);
            assert!(outages[1].gateway && outages[1].begin > outages[0].end);
            assert!(
                cuts.iter()
                    .filter(|cut| cut.dip)
                    .all(|cut| cut.end - cut.begin < SECOND)
            );
            assert!(cuts.iter().all(|cut| cut.end < days * DAY));
        }
    }
}
