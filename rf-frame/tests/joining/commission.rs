//! Joining under loss: promise P9 (99 % within 60 s on mains at 30 % loss).

use crate::world::{Node, World, meter, s};
use rf_frame::wire::Evt;

/// Seconds until all have joined, over many seeds; `None` past two minutes.
fn times(runs: u64, make: impl Fn(u64) -> World) -> Vec<Option<f64>> {
    (0..runs)
        .map(|seed| {
            let mut world = make(seed);
            let time = world.run_until(s(120), World::all_joined)?;
            Some(time.as_micros() as f64 / 1e6)
        })
        .collect()
}

fn within(times: &[Option<f64>], limit: f64) -> f64 {
    let good = times.iter().flatten().filter(|t| **t <= limit).count();
    let mut sorted: Vec<f64> = times.iter().flatten().copied().collect();
    sorted.sort_by(f64::total_cmp);
    let share = good as f64 / times.len() as f64;
    println!(
        "{} runs: median {:.2} s, p99 {:.2} s, worst {:.2} s, {:.2} % in {limit} s",
        times.len(),
        sorted[sorted.len() / 2],
        sorted[sorted.len() * 99 / 100 - 1],
        sorted[sorted.len() - 1],
        share * 100.0
    );
    share
}

#[test]
fn one_new_module_joins_in_the_window() {
    let times = times(1000, |seed| World::cabinet(1, None, 30, seed));
    assert!(within(&times, 60.0) >= 0.99);
}

#[test]
fn one_module_with_its_page_joins_by_itself() {
    let times = times(1000, |seed| {
        let mut world = World::cabinet(1, Some(1), 30, seed);
        // An hour later no window is open, and the node comes back from the dark without a journal.
        world.run_for(s(3600));
        world.nodes[0].lose_memory(world.now, true);
        world
    });
    assert!(within(&times, 60.0) >= 0.99);
}

#[test]
fn a_whole_cabinet_joins_in_the_window() {
    // Every one of the 64 nodes has to be in within 60 s in 99 % of the cases: count nodes, not
    // cabinets.
    let (mut joined, mut all) = (0, 0);
    for seed in 0..20 {
        let mut world = World::cabinet(64, None, 30, seed);
        world.run_for(s(60));
        joined += world.nodes.iter().filter(|node| node.is_member()).count();
        all += world.nodes.len();
        let rest = world.run_until(s(600), World::all_joined);
        assert!(rest.is_some(), "seed {seed}: not all joined in 11 min");
    }
    println!("{joined} of {all} nodes within 60 s");
    assert!(joined as f64 >= 0.99 * all as f64);
}

#[test]
fn without_loss_a_module_is_in_within_a_second() {
    let times = times(50, |seed| World::cabinet(1, None, 0, seed));
    assert!(within(&times, 1.0) >= 1.0);
}

#[test]
fn intact_journals_go_on_and_others_begin_anew() {
    let mut world = World::cabinet(1, None, 0, 3);
    world.run_until(s(60), World::all_joined).unwrap();
    assert_eq!(world.gateway.joined[0].1.restart, Some(Evt(0)));
    world.run_for(s(10));
    // Twenty events later the node joins again for another reason, with its journal.
    world.nodes[0].evt = Evt(20);
    world.gateway.members.session_mut(1).unwrap().committed = Evt(18);
    world.nodes[0].members.handle_silence(world.now, 9);
    world.run_for(s(10));
    assert_eq!(world.gateway.joined.len(), 2);
    assert_eq!(world.gateway.joined[1].1.restart, None);
    assert_eq!(world.nodes[0].evt, Evt(20));
    let session = world.gateway.members.member(1).unwrap().session().unwrap();
    assert_eq!((session.number, session.committed), (2, Evt(18)));
    // Without it the gateway is told how far the numbers had come.
    world.gateway.members.session_mut(1).unwrap().committed = Evt(20);
    world.nodes[0].lose_memory(world.now, true);
    world.run_for(s(10));
    assert_eq!(world.gateway.joined[2].1.restart, Some(Evt(20)));
    assert_eq!(world.nodes[0].evt, Evt(0));
}

#[test]
fn a_node_whose_events_are_behind_the_committed_begins_anew() {
    let mut world = World::cabinet(1, None, 0, 4);
    world.run_until(s(60), World::all_joined).unwrap();
    world.gateway.members.session_mut(1).unwrap().committed = Evt(9);
    world.nodes[0].evt = Evt(8);
    world.run_for(s(10));
    world.nodes[0].members.handle_silence(world.now, 0);
    world.run_for(s(10));
    assert_eq!(world.gateway.joined[1].1.restart, Some(Evt(9)));
}

#[test]
fn both_restart_and_nobody_joins_anew() {
    let mut world = World::cabinet(4, None, 0, 5);
    world.run_until(s(60), World::all_joined).unwrap();
    world.run_for(s(60));
    let lines: Vec<_> = (1..=4).map(|n| crate::world::line(n, n, 1)).collect();
    world.gateway.reboot(world.now, 1, &lines);
    for node in &mut world.nodes {
        node.reboot(world.now);
    }
    world.run_for(s(700));
    assert!(world.gateway.joined.is_empty());
    assert!(world.all_joined());
}

#[test]
fn a_session_that_is_never_confirmed_is_asked_for_again() {
    let mut world = World::cabinet(1, None, 0, 6);
    // The gateway restarts before the first STATUS comes: its pending session is gone.
    while world.nodes[0].members.session().is_none() {
        world.run_for(rf_frame::Micros::from_millis(1));
    }
    let lines = [crate::world::line(1, 1, 1)];
    world.gateway = crate::world::Gateway::new(9, 6, 7);
    world.gateway.load(world.now, 1, &lines);
    world.gateway.members.open_window(world.now);
    assert!(world.run_until(s(60), World::all_joined).is_some());
    let session = world.nodes[0].members.session().unwrap();
    assert_eq!(session.id.index, 1);
}

#[test]
fn a_module_moves_to_the_network_that_invites_it_with_a_higher_generation() {
    let mut world = World::cabinet(1, Some(1), 0, 8);
    world.run_until(s(60), World::all_joined).unwrap();
    let node: &mut Node = &mut world.nodes[0];
    assert_eq!(node.members.generation().unwrap().number, 1);
    world
        .gateway
        .load(world.now, 2, &[crate::world::line(1, 1, 2)]);
    // The session of the old generation works until the module has joined under the new one.
    let status = world.nodes[0].status().unwrap();
    world.gateway.hear(world.now, status.as_bytes());
    assert_eq!(
        world.gateway.refusals.mic + world.gateway.refusals.no_key,
        0
    );
    world.run_for(s(20));
    assert_eq!(world.nodes[0].members.generation().unwrap().number, 2);
    assert_eq!(world.nodes[0].members.session().unwrap().generation, 2);
    assert_eq!(world.gateway.joined.len(), 2);
}

#[test]
fn a_line_for_any_meter_takes_one_without_session() {
    let mut world = World::cabinet(2, None, 0, 9);
    let mut lines = vec![crate::world::line(1, 1, 1), crate::world::line(2, 2, 1)];
    lines[1].meter = None;
    world.gateway.load(world.now, 2, &lines);
    world.run_until(s(60), World::all_joined).unwrap();
    let bound = world.gateway.members.member(2).unwrap().session().unwrap();
    assert_eq!(bound.meter, meter(2));
}
