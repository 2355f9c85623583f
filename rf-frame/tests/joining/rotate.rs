//! Rotation of the group key and revocation under loss (S-9, S-14, S-15).

use crate::world::{World, group, line, s};
use rf_frame::security::{Counter, Key};
use rf_frame::wire::{Beacon, Extensions, FrameBuf, Header, Message, NetTime, Quality, Verdict};

fn joined(count: u16, seed: u64) -> World {
    let mut world = World::cabinet(count, None, 30, seed);
    world
        .run_until(s(900), World::all_joined)
        .expect("all join");
    world.run_for(s(10));
    world
}

pub(crate) fn beacon(key: &Key, keyno: u8, ctr: Counter) -> FrameBuf {
    let beacon = Message::Beacon(Beacon {
        seq: 0,
        verdict: Verdict::FreeRunning,
        quality: Quality::Unset,
        time: NetTime::default(),
        correction_us: 0,
        next: 6000,
        epoch: 5,
    });
    let header = Header::down(crate::world::NET, ctr, keyno & 3);
    FrameBuf::encode(&header, &beacon, &Extensions::NONE, key, 0).unwrap()
}

/// Whether every node holds this key and no other.
fn only(world: &mut World, keyno: u8) -> bool {
    world.nodes.iter_mut().all(|node| {
        let live: Vec<u8> = node.members.groups().live().map(|key| key.keyno).collect();
        live == [keyno]
    })
}

#[test]
fn every_node_has_the_next_key_before_it_signs() {
    for seed in 0..5 {
        let mut world = joined(64, seed);
        world.gateway.members.rotate(world.now, group(6), false);
        let signs = |world: &World| world.gateway.members.keyring().signing().keyno == 6;
        let time = world.run_until(s(24 * 3600), signs).expect("signs");
        println!("seed {seed}: signs after {time}");
        assert!(time < s(1800), "{time}");
        for node in &mut world.nodes {
            assert_eq!(node.members.groups().newest_keyno(), Some(6));
        }
        // Then the old one goes: by ACT 1, or an hour after the first frame under the new one.
        let key = world.gateway.members.keyring().signing().clone();
        for _ in 0..120 {
            let ctr = world.gateway.counter.take().unwrap();
            world.deliver(0, &beacon(&key.key, 6, ctr));
            world.run_for(s(60));
        }
        assert!(only(&mut world, 6), "seed {seed}");
    }
}

#[test]
fn a_revoked_module_is_locked_out_within_the_hour() {
    for seed in 0..5 {
        let mut world = joined(16, seed);
        let lines: Vec<_> = (2..=16).map(|n| line(n, n, 1)).collect();
        assert!(world.gateway.load(world.now, 2, &lines), "revoked");
        assert!(world.gateway.members.poll_gone().is_some());
        world.gateway.members.rotate(world.now, group(6), true);
        let mut thief = world.nodes.remove(0);
        let others = |w: &mut World| only(w, 6);
        world.run_for(s(3600));
        assert!(others(&mut world), "seed {seed}");
        // It still has the old group key; with it nothing is moved any more.
        let old = thief.members.groups().live().next().unwrap().key.clone();
        assert_eq!(thief.members.groups().newest_keyno(), Some(5));
        let forged = beacon(&old, 5, Counter(0xffff_fffe));
        for node in &mut world.nodes {
            assert!(node.hear(world.now, forged.as_bytes()).is_none());
        }
        let status = thief.status().unwrap();
        let refused = world.gateway.refusals.no_key;
        world.gateway.hear(world.now, status.as_bytes());
        assert_eq!(world.gateway.refusals.no_key, refused + 1);
    }
}

#[test]
fn a_counter_driven_to_its_end_is_seen_and_cured_by_the_next_key() {
    let mut world = joined(8, 3);
    let stolen = world.nodes[0]
        .members
        .groups()
        .live()
        .next()
        .unwrap()
        .key
        .clone();
    let forged = beacon(&stolen, 5, Counter(0xffff_fffe));
    world.inject(forged.as_bytes());
    let own = |world: &mut World| {
        let ctr = world.gateway.counter.take().unwrap();
        let signing = world.gateway.members.keyring().signing().clone();
        beacon(&signing.key, signing.keyno, ctr)
    };
    let good = own(&mut world);
    assert!(
        world.nodes[1].hear(world.now, good.as_bytes()).is_none(),
        "locked out"
    );
    // RECEIPTs and reports go on, and the next STATUS tells.
    let status = world.nodes[1].status().unwrap();
    world.gateway.hear(world.now, status.as_bytes());
    assert_eq!(world.gateway.stolen, 1);
    let status = world.nodes[2].status().unwrap();
    world.gateway.hear(world.now, status.as_bytes());
    assert_eq!(world.gateway.stolen, 1, "once an hour");
    world.gateway.members.rotate(world.now, group(6), true);
    world.run_for(s(3600));
    let good = own(&mut world);
    for node in &mut world.nodes {
        assert!(node.hear(world.now, good.as_bytes()).is_some());
        assert!(node.hear(world.now, forged.as_bytes()).is_none());
    }
}

#[test]
fn a_node_that_was_away_asks_for_the_key_it_missed() {
    let mut world = joined(4, 4);
    let away = world.nodes.remove(3);
    world.gateway.members.rotate(world.now, group(6), true);
    world.run_for(s(3600));
    world.nodes.push(away);
    // It hears beacons of a slot that it has no key for, and the gateway offers the key once a
    // minute anyway.
    for _ in 0..10 {
        let key = world.gateway.members.keyring().signing().clone();
        let ctr = world.gateway.counter.take().unwrap();
        world.deliver(0, &beacon(&key.key, 6, ctr));
        world.run_for(s(60));
    }
    assert!(only(&mut world, 6));
}
