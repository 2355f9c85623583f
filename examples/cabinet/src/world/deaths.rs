//! A node dies and starts again: what it knows of its meter must be there, and no meter may be set
//! twice a day.

use super::{Config, World};
use node::keeper::KeeperCounts;
use node::plain::Method;
use sim::queue::{DAY, HOUR, MINUTE};
use timesync::correct::set::Behaviour;

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

fn node(world: &World, i: usize) -> Option<&node::Node<sim::cabinet::Memory>> {
    world.machine(i + 1).and_then(|program| program.node())
}

fn counts(world: &World, i: usize) -> KeeperCounts {
    node(world, i)
        .map(|node| node.keeper().counts())
        .unwrap_or_default()
}

fn sets(world: &World, i: usize) -> u64 {
    world.host.meters[i].sets
}

fn behaviour(world: &World, i: usize) -> Behaviour {
    node(world, i).expect("alive").keeper().behaviour()
}

/// The node is dead for a minute.
fn kill(world: &mut World, i: usize) {
    world.kill(i + 1);
    world.run(world.now() + MINUTE);
    world.boot(i + 1);
}

#[test]
fn killed_right_after_a_set_it_makes_no_second_one_that_day() {
    let mut world = world(1);
    for i in [0, 4] {
        assert!(
            world.run_until(DAY, |world| sets(world, i) == 1),
            "the first set comes on the first day"
        );
        kill(&mut world, i);
    }
    world.run(DAY);
    for i in [0, 4] {
        assert!(counts(&world, i).bursts > 0, "it reads the clock again");
        assert_eq!(
            (counts(&world, i).sets, sets(&world, i)),
            (0, 1),
            "meter {}",
            i + 1
        );
    }
    world.run(DAY + HOUR);
    assert_eq!(
        [0, 4].map(|i| sets(&world, i)),
        [2, 2],
        "the next one comes on the next day"
    );
}

#[test]
fn killed_before_the_frame_is_out_it_makes_no_set_that_day() {
    let mut world = world(3);
    // The set is noted ten seconds ahead.
    assert!(world.run_until(DAY, |world| {
        node(world, 0).is_some_and(|node| node.keeper().is_setting())
    }));
    assert_eq!(sets(&world, 0), 0);
    kill(&mut world, 0);
    world.run(DAY);
    assert_eq!((counts(&world, 0).sets, sets(&world, 0)), (0, 0));
    assert!(world.run_until(DAY + HOUR, |world| sets(world, 0) == 1));
}

#[test]
fn killed_in_the_middle_of_a_burst_it_keeps_what_it_learned() {
    // Meter 5 shows half a second more after a set, meter 6 keeps its fraction.
    let mut world = world(4);
    world.run(DAY + HOUR);
    assert_eq!(
        [0, 4, 5].map(|i| behaviour(&world, i)),
        [Behaviour::Reset, Behaviour::Half, Behaviour::Keep]
    );
    let stored = [0, 4, 5].map(|i| world.host.boards[i + 1].nvm.kept());
    assert!(
        stored.iter().all(|times| (2..=8).contains(times)),
        "{stored:?}"
    );
    for i in [0, 4, 5] {
        for _ in 0..2 {
            let (at, begun) = (world.now(), counts(&world, i).reads);
            assert!(world.run_until(at + 6 * HOUR, |world| counts(world, i).reads >= begun + 3));
            kill(&mut world, i);
            let at = world.now();
            world.run(at + 20 * MINUTE);
        }
    }
    assert_eq!(
        [0, 4, 5].map(|i| behaviour(&world, i)),
        [Behaviour::Reset, Behaviour::Half, Behaviour::Keep]
    );
    // The clock is known to milliseconds again.
    let at = world.now();
    world.run(at + HOUR);
    let most = world
        .host
        .outside
        .trial
        .as_ref()
        .map_or(9, |trial| trial.most_sets_a_day());
    assert_eq!(most, 1);
    let at = world.now();
    for i in [0, 4, 5] {
        let node = node(&world, i).expect("alive");
        let believed = node
            .meter_offset_us(world.radios.timer(i + 1, at))
            .expect("known");
        let truth = world.clock_errors()[i];
        assert!(
            (believed - truth).abs() < 30_000,
            "meter {}: {believed} for {truth} us",
            i + 1
        );
    }
}
