//! Module swap, gateway swap, twins, removal, revocation (C-10 to C-13).

use crate::world::{Gateway, Node, World, line, meter, s};
use rf_frame::access::members::Admission;
use rf_frame::wire::Evt;
use rf_frame::wire::control::OrderWhat;

fn joined(count: u16, loss: u64, seed: u64) -> World {
    let mut world = World::cabinet(count, None, loss, seed);
    world
        .run_until(s(900), World::all_joined)
        .expect("all join");
    world.run_for(s(10));
    world
}

#[test]
fn a_swapped_module_ends_the_session_of_the_old_one() {
    let mut world = joined(2, 0, 1);
    world.gateway.members.session_mut(1).unwrap().committed = Evt(30);
    let revoked = world
        .gateway
        .load(world.now, 2, &[line(9, 1, 1), line(2, 2, 1)]);
    assert!(revoked);
    let gone = world.gateway.members.poll_gone().unwrap();
    assert_eq!(gone.index, 1);
    assert_eq!((gone.committed, gone.replaced), (Evt(30), true));
    assert_eq!(world.gateway.members.poll_gone(), None);

    let mut new = Node::new(9, None, 1);
    new.meter = meter(1);
    new.start(world.now, false);
    world.nodes[0] = new;
    world.run_until(s(60), World::all_joined).expect("joins");
    // Its numbers begin at 1, so that none of its first events is taken for one of the old module.
    let (index, news) = *world.gateway.joined.last().unwrap();
    assert_eq!(news.restart, Some(Evt(0)));
    let session = world
        .gateway
        .members
        .member(index)
        .unwrap()
        .session()
        .unwrap();
    assert_eq!((session.meter, session.committed), (meter(1), Evt(0)));
}

#[test]
fn a_module_without_a_line_changes_nothing_and_is_told_once_a_day() {
    let mut world = joined(1, 0, 2);
    let mut other = Node::new(9, Some(1), 2);
    other.meter = meter(1);
    other.start(world.now, false);
    world.nodes.push(other);
    world.run_for(s(3 * 3600));
    let conflicts = world
        .gateway
        .admissions
        .iter()
        .filter(|a| matches!(a, Admission::Conflict { record: true, .. }));
    assert_eq!(conflicts.count(), 1);
    assert!(world.nodes[0].is_member() && !world.nodes[1].is_member());
    assert_eq!(world.gateway.joined.len(), 1);
}

#[test]
fn a_module_at_another_meter_than_its_line_says_is_refused() {
    let mut world = joined(2, 0, 3);
    world.nodes[1].lose_memory(world.now, true);
    world.nodes[1].meter = meter(1);
    world.run_for(s(120));
    assert!(!world.nodes[1].is_member());
    assert!(
        world
            .gateway
            .admissions
            .iter()
            .any(|a| { matches!(a, Admission::Conflict { record: true, .. }) })
    );
}

#[test]
fn a_swapped_gateway_takes_all_over_within_five_minutes() {
    for seed in 0..10 {
        let mut world = joined(64, 10, seed);
        let recorded = world.air.clone();
        let lines: Vec<_> = (1..=64).map(|n| line(n, n, 2)).collect();
        // Empty memory, another group key, the same network, all generations one higher.
        world.gateway = Gateway::new(0, 1, seed + 1000);
        world.gateway.load(world.now, 2, &lines);
        // Everything that was ever on air is played to the new gateway first.
        for frame in &recorded {
            world.gateway.hear(world.now, frame.as_bytes());
        }
        assert!(world.gateway.joined.is_empty(), "a replay made a session");
        let is_new =
            |node: &Node| node.is_member() && node.members.session().unwrap().generation == 2;
        let time = world.run_until(s(300), |w| w.nodes.iter().all(is_new));
        println!("seed {seed}: all over in {time:?}");
        assert!(time.is_some(), "seed {seed}");
        let restarts = world
            .gateway
            .joined
            .iter()
            .filter(|(_, j)| j.restart.is_some());
        assert_eq!(restarts.count(), 64);
    }
}

#[test]
fn nothing_made_with_the_old_keys_moves_a_node_of_the_new_generation() {
    let mut world = joined(4, 0, 5);
    let old = world.gateway.sent.clone();
    let lines: Vec<_> = (1..=4).map(|n| line(n, n, 2)).collect();
    let mut stolen = core::mem::replace(&mut world.gateway, Gateway::new(0, 1, 77));
    world.gateway.load(world.now, 2, &lines);
    world.run_for(s(300));
    assert!(world.all_joined());
    // All have heard from the new gateway just now: they are not deaf.
    for index in 1..=4 {
        let receipt = world
            .gateway
            .members
            .receipt(index, &mut world.gateway.counter);
        world.inject(receipt.unwrap().as_bytes());
    }
    // The old gateway, all keys known, invites, sends receipts and keys; all its frames are played
    // again as well.
    let before: Vec<_> = world
        .nodes
        .iter()
        .map(|node| format!("{:?}", node.members))
        .collect();
    let sessions = world.gateway.joined.len();
    stolen.members.open_window(world.now);
    stolen
        .members
        .rotate(world.now, crate::world::group(9), true);
    let mut frames: Vec<_> = old.iter().map(|(_, frame)| *frame).collect();
    for at in 0..200 {
        let now = world.now + rf_frame::Micros::from_secs(at);
        if at == 100 {
            (1..=4).for_each(|index| stolen.members.end_session(index));
        }
        frames.extend(stolen.members.take_key(now, &mut stolen.counter));
        frames.extend(stolen.members.receipt(1, &mut stolen.counter));
        frames.extend(stolen.members.take_invite(now, [7; 8], &mut stolen.counter));
    }
    assert!(frames.len() > old.len() + 200, "{}", frames.len());
    for frame in frames {
        for node in &mut world.nodes {
            assert!(node.hear(world.now, frame.as_bytes()).is_none());
        }
    }
    let after: Vec<_> = world
        .nodes
        .iter()
        .map(|node| format!("{:?}", node.members))
        .collect();
    for (before, after) in before.iter().zip(&after) {
        let session = |text: &str| text.split("attempts").next().unwrap().to_owned();
        assert_eq!(session(before), session(after));
    }
    world.run_for(s(60));
    assert_eq!(world.gateway.joined.len(), sessions);
}

#[test]
fn twins_are_told_and_slowed_down() {
    let mut world = joined(1, 0, 6);
    // The same module twice: whenever one joins the other's session is gone.
    let mut twin = Node::new(1, Some(1), 99);
    twin.start(world.now, false);
    world.nodes.push(twin);
    for _ in 0..24 {
        world.run_for(s(1800));
        for node in &mut world.nodes {
            let random = u32::from(node.n);
            node.members.handle_silence(world.now, random);
        }
    }
    let clones = world
        .gateway
        .admissions
        .iter()
        .filter(|a| matches!(a, Admission::Clone { record: true, .. }));
    assert_eq!(clones.count(), 1);
    // 3, and then one an hour.
    assert!(
        (4..=16).contains(&world.gateway.joined.len()),
        "{}",
        world.gateway.joined.len()
    );
}

#[test]
fn an_order_to_leave_is_obeyed_once() {
    let mut world = joined(2, 0, 7);
    let order = world
        .gateway
        .members
        .order(1, OrderWhat::Leave, &mut world.gateway.counter)
        .unwrap();
    world.inject(order.as_bytes());
    assert!(world.nodes[0].leaves && !world.nodes[1].leaves);
    assert!(world.nodes[0].members.session().is_none());
    world.gateway.members.end_session(1);
    assert_eq!(
        world.gateway.members.poll_gone().map(|gone| gone.replaced),
        Some(false)
    );
}

#[test]
fn a_list_of_another_network_or_number_is_refused_whole() {
    let mut world = joined(2, 0, 8);
    let mut head = crate::world::head(0);
    let load = |world: &mut World, head| {
        world
            .gateway
            .members
            .load(world.now, head, core::iter::empty())
    };
    assert!(load(&mut world, head).is_err());
    head.number = 3;
    head.net = 1;
    assert!(load(&mut world, head).is_err());
    assert_eq!(world.gateway.members.indices().count(), 2);
    head.net = crate::world::NET;
    head.generation_floor = 2;
    let lines = [line(1, 1, 1)];
    assert!(
        world
            .gateway
            .members
            .load(world.now, head, lines.into_iter())
            .is_err()
    );
    assert_eq!(world.gateway.members.indices().count(), 2);
    assert_eq!(load(&mut world, head), Ok(true));
    assert_eq!(world.gateway.members.indices().count(), 0);
}

#[test]
fn a_node_whose_page_is_lost_too_comes_back_by_invitation() {
    let mut world = joined(2, 30, 9);
    world.nodes[0].lose_memory(world.now, false);
    world.gateway.members.open_window(world.now);
    // It was heard today: it is invited 7 h later at the latest.
    let time = world.run_until(s(7 * 3600 + 600), World::all_joined);
    assert!(time.is_some());
}

#[test]
fn a_second_gateway_with_the_same_keys_is_told_once_a_day_and_stops_nothing() {
    let mut world = joined(1, 0, 10);
    let mut other = Gateway::new(40, 5, 11);
    let sync = |gateway: &mut Gateway| {
        let signing = gateway.members.keyring().signing().clone();
        let ctr = gateway.counter.take().expect("counters");
        crate::rotate::beacon(&signing.key, signing.keyno, ctr)
    };
    let own = world.gateway.counter.last();
    let mut told = 0;
    for hour in 0..30 {
        let frame = sync(&mut other);
        let frame = rf_frame::wire::Frame::parse(frame.as_bytes()).expect("a frame");
        let now = world.now + s(hour * 3600);
        told += u32::from(world.gateway.members.hear_gateway(now, &frame, own));
    }
    assert_eq!(told, 2);
    // Its own frames, played again, are none of a twin.
    let frame = sync(&mut world.gateway);
    let frame = rf_frame::wire::Frame::parse(frame.as_bytes()).expect("a frame");
    let (now, own) = (world.now + s(999_999), world.gateway.counter.last());
    assert!(!world.gateway.members.hear_gateway(now, &frame, own));
}
