//! A node dies and starts again: what it knows of its meter must be there, and no meter may be set twice a day.

use super::queue::{DAY, HOUR, MINUTE, Micros};
use super::{Config, World};
use node::keeper::KeeperCounts;
use node::plain::Method;
use timesync::set::Behaviour;

fn world(seed: u64) -> World {
    Config {
        meters: 6,
        days: 5,
        loss: 0.1,
        seed,
        silent: true,
        trial: Some(Method::Tracker),
    }
    .build()
}

impl World {
    /// Lets the world go on until `end` or until something is so; returns whether it is.
    fn until(&mut self, end: Micros, mut is: impl FnMut(&mut Self) -> bool) -> bool {
        while let Some(event) = self.queue.next_until(end) {
            self.happen(event);
            if is(self) {
                return true;
            }
        }
        false
    }

    fn counts(&self, i: usize) -> KeeperCounts {
        self.nodes[i]
            .program
            .as_ref()
            .map(|node| node.keeper().counts())
            .unwrap_or_default()
    }

    fn sets(&self, i: usize) -> u64 {
        self.meters[i].sets
    }

    fn behaviour(&self, i: usize) -> Behaviour {
        self.nodes[i]
            .program
            .as_ref()
            .expect("alive")
            .keeper()
            .behaviour()
    }

    /// The node is dead for a minute.
    fn kill(&mut self, i: usize) {
        let now = self.now();
        let board = &mut self.nodes[i];
        board.program = None;
        board.alarm.want(None);
        board.boots += 1;
        self.air.cut(now, i + 1);
        self.air.listen(now, i + 1, false);
        self.until(now + MINUTE, |_| false);
        self.boot_node(i);
    }
}

#[test]
fn killed_right_after_a_set_it_makes_no_second_one_that_day() {
    let mut world = world(1);
    for i in [0, 4] {
        assert!(
            world.until(DAY, |world| world.sets(i) == 1),
            "the first set comes on the first day"
        );
        world.kill(i);
    }
    world.until(DAY, |_| false);
    for i in [0, 4] {
        assert!(world.counts(i).bursts > 0, "it reads the clock again");
        assert_eq!(
            (world.counts(i).sets, world.sets(i)),
            (0, 1),
            "meter {}",
            i + 1
        );
    }
    world.until(DAY + HOUR, |_| false);
    assert_eq!(
        [0, 4].map(|i| world.sets(i)),
        [2, 2],
        "the next one comes on the next day"
    );
}

#[test]
fn killed_before_the_frame_is_out_it_makes_no_set_that_day() {
    let mut world = world(3);
    // The set is noted ten seconds ahead.
    assert!(world.until(DAY, |world| {
        world.nodes[0]
            .program
            .as_ref()
            .is_some_and(|node| node.keeper().is_setting())
    }));
    assert_eq!(world.sets(0), 0);
    world.kill(0);
    world.until(DAY, |_| false);
    assert_eq!((world.counts(0).sets, world.sets(0)), (0, 0));
    assert!(world.until(DAY + HOUR, |world| world.sets(0) == 1));
}

#[test]
fn killed_in_the_middle_of_a_burst_it_keeps_what_it_learned() {
    // Meter 5 shows half a second more after a set, meter 6 keeps its fraction.
    let mut world = world(4);
    world.until(DAY + HOUR, |_| false);
    assert_eq!(
        [0, 4, 5].map(|i| world.behaviour(i)),
        [Behaviour::Reset, Behaviour::Half, Behaviour::Keep]
    );
    let stored = [0, 4, 5].map(|i| world.nodes[i].nvm.kept());
    assert!(
        stored.iter().all(|times| (2..=8).contains(times)),
        "{stored:?}"
    );
    for i in [0, 4, 5] {
        for _ in 0..2 {
            let (at, begun) = (world.now(), world.counts(i).reads);
            assert!(world.until(at + 6 * HOUR, |world| world.counts(i).reads >= begun + 3));
            world.kill(i);
            let at = world.now();
            world.until(at + 20 * MINUTE, |_| false);
        }
    }
    assert_eq!(
        [0, 4, 5].map(|i| world.behaviour(i)),
        [Behaviour::Reset, Behaviour::Half, Behaviour::Keep]
    );
    // The clock is known to milliseconds again.
    let at = world.now();
    world.until(at + HOUR, |_| false);
    let most = world
        .trial
        .as_ref()
        .map_or(9, |trial| trial.most_sets_a_day());
    assert_eq!(most, 1);
    let at = world.now();
    for i in [0, 4, 5] {
        let node = world.nodes[i].program.as_ref().expect("alive");
        let believed = node
            .meter_offset_us(world.nodes[i].crystal.timer(at))
            .expect("known");
        let truth = world.clock_errors()[i];
        assert!(
            (believed - truth).abs() < 30_000,
            "meter {}: {believed} for {truth} us",
            i + 1
        );
    }
}
