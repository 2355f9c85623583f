//! When event numbers begin from 1 again (C-5), and when they must not.

use crate::world::{World, s};
use rf_frame::access::join::JoinState;
use rf_frame::wire::{Evt, FrameBuf};

/// A module in a session; event 5 is committed.
fn joined() -> World {
    let mut world = World::cabinet(1, None, 0, 3);
    world
        .run_until(s(900), World::all_joined)
        .expect("it joins");
    world.run_for(s(30));
    commit(&mut world, 5);
    world
}

fn commit(world: &mut World, evt: u16) {
    world.nodes[0].evt = Evt(evt);
    let session = world.gateway.members.session_mut(1).expect("a session");
    session.committed = Evt(evt);
}

/// A JOIN of the module as it is now; it has a session and needs another one.
fn join(world: &mut World) -> FrameBuf {
    let now = world.now;
    let node = &mut world.nodes[0];
    node.members.handle_silence(now, 0);
    let state = JoinState {
        meter: node.meter,
        intact: node.intact,
        pending: true,
        evt: node.evt,
    };
    let join = node
        .members
        .take_join(now, [7; 8], &mut node.counter, &state);
    join.expect("a JOIN")
}

/// The gateway hears the JOIN; what the session that follows begins with.
fn admitted(world: &mut World, join: &FrameBuf) -> Option<Evt> {
    let before = world.gateway.joined.len();
    world.gateway.hear(world.now, join.as_bytes());
    world.run_for(s(10));
    assert!(world.gateway.joined.len() > before, "a new session");
    let (_, joined) = world.gateway.joined.last().expect("a session");
    joined.restart
}

#[test]
fn a_join_that_a_report_overtook_begins_no_numbers_anew() {
    let mut world = joined();
    let join = join(&mut world);
    // Event 6 happens; its report comes through, the JOIN from before it only after that.
    world.nodes[0].evt = Evt(6);
    let report = world.nodes[0].status().expect("a frame");
    world.gateway.hear(world.now, report.as_bytes());
    commit(&mut world, 6);
    assert_eq!(admitted(&mut world, &join), None);
    assert_eq!(world.nodes[0].evt, Evt(6));
}

#[test]
fn a_module_that_has_lost_events_begins_anew() {
    let mut world = joined();
    // It says so itself: its newest frame names an event before the committed one.
    world.nodes[0].evt = Evt(4);
    let join = join(&mut world);
    assert_eq!(admitted(&mut world, &join), Some(Evt(5)));
}
