//! Traces of both machines, kept in `vectors/joining.jsonl`: what is on air in each flow, frame by
//! frame.
//!
//! Another implementation can be held against them: all keys follow from the parameters, all random
//! numbers are in the frames.

use crate::world::{Gateway, Node, World, group, line, meter, s};
use rf_frame::wire::Frame;
use std::fmt::Write as _;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors/joining.jsonl");

/// What was on air since the last flow, as lines.
fn flow(out: &mut String, name: &str, world: &mut World) {
    for (at, who, frame) in world.log.drain(..) {
        let kind = Frame::parse(frame.as_bytes())
            .expect("own frames parse")
            .frame_type();
        let from = if who == 0 { "gateway" } else { "node" };
        let kind = format!("{kind:?}").to_uppercase();
        let hex: String = frame
            .as_bytes()
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        let at = at.as_micros();
        writeln!(
            out,
            r#"{{"flow":"{name}","end_us":{at},"from":"{from}","type":"{kind}","hex":"{hex}"}}"#
        )
        .expect("a string takes all");
    }
}

fn traces() -> String {
    let mut out = String::from(concat!(
        r#"{"suite":2,"KM":"42424242424242424242424242424242","NET":6699,"index":1,"#,
        r#""DEVID":"0100000000000080","new DEVID":"0900000000000080","ADDR":"202611000001","#,
        r#""KG":"16 bytes KEYNO","KEYNO":5,"KEYNO after rotation":6,"KEYNO of the new gateway":1,"#,
        r#""GEN":"1, and 2 after the gateway swap"}"#,
        "\n"
    ));
    let mut world = World::cabinet(1, None, 0, 1);
    world.run_until(s(60), World::all_joined).expect("joins");
    flow(&mut out, "commissioning", &mut world);

    world.run_for(s(60));
    world.nodes[0].lose_memory(world.now, true);
    world.run_until(s(60), World::all_joined).expect("joins");
    flow(&mut out, "the node lost its journal", &mut world);

    world.gateway.members.rotate(world.now, group(6), false);
    world.run_for(s(700));
    assert_eq!(world.gateway.members.keyring().signing().keyno, 6);
    flow(&mut out, "rotation", &mut world);

    world.gateway.load(world.now, 2, &[line(9, 1, 1)]);
    world.nodes[0] = Node::new(9, None, 1);
    world.nodes[0].meter = meter(1);
    world.nodes[0].start(world.now, false);
    world.run_until(s(60), World::all_joined).expect("joins");
    flow(&mut out, "module swap", &mut world);

    world.gateway = Gateway::new(0, 1, 2);
    world.gateway.load(world.now, 3, &[line(9, 1, 2)]);
    let is_new = |w: &World| {
        let session = w.nodes[0].members.session();
        session.is_some_and(|session| session.confirmed && session.generation == 2)
    };
    world.run_until(s(300), is_new).expect("joins");
    flow(&mut out, "gateway swap", &mut world);
    out
}

#[test]
fn the_published_traces_are_what_the_machines_say() {
    let published = std::fs::read_to_string(FILE).expect("the file");
    let traces = traces();
    for (number, (expected, found)) in published.lines().zip(traces.lines()).enumerate() {
        assert_eq!(expected, found, "line {}", number + 1);
    }
    assert_eq!(published.lines().count(), traces.lines().count());
}

#[test]
#[ignore = "writes vectors/joining.jsonl"]
fn write() {
    std::fs::write(FILE, traces()).expect("can be written");
}

#[test]
fn nothing_printed_has_a_key_in_it() {
    let mut world = World::cabinet(2, None, 0, 1);
    world.run_until(s(60), World::all_joined).expect("all join");
    world.gateway.members.rotate(world.now, group(6), false);
    let mut text = format!("{:?}", world.gateway.members);
    for node in &mut world.nodes {
        write!(text, "{:?}", node.members).expect("a string takes all");
        write!(text, "{:?}", node.members.groups()).expect("a string takes all");
    }
    let session = world.nodes[0].members.session().expect("joined");
    let member = world.gateway.members.member(1).expect("listed");
    let root = member.line().expect("listed").root.clone();
    let keys = [
        group(5).key,
        group(6).key,
        crate::world::root(1),
        root,
        session.uplink().clone(),
        member.session().expect("joined").downlink().clone(),
    ];
    for key in keys {
        let list: Vec<String> = key.bytes().iter().map(u8::to_string).collect();
        let hex: String = key
            .bytes()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert!(!text.contains(&list.join(", ")) && !text.contains(&hex));
    }
}
