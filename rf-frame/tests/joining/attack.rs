//! What somebody without a key can do to joining (S-1, S-11, C-2; promises P2, P4).

use crate::world::{World, s};
use rf_frame::Micros;
use rf_frame::access::members::Admission;
use rf_frame::wire::{Frame, FrameBuf, FrameType};

fn of_type(frames: &[FrameBuf], kind: FrameType) -> Vec<FrameBuf> {
    let is_kind =
        |frame: &&FrameBuf| Frame::parse(frame.as_bytes()).is_ok_and(|f| f.frame_type() == kind);
    frames.iter().filter(is_kind).copied().collect()
}

fn joined(count: u16, seed: u64) -> World {
    let mut world = World::cabinet(count, None, 0, seed);
    world
        .run_until(s(900), World::all_joined)
        .expect("all join");
    world.run_for(s(700));
    world
}

#[test]
fn a_join_replayed_600_times_a_minute_stores_nothing() {
    let mut world = joined(4, 1);
    let joins = of_type(&world.air, FrameType::Join);
    let (sessions, sent) = (world.gateway.joined.len(), world.gateway.sent.len());
    for at in 0..600 {
        let frame = joins[at % joins.len()];
        world.gateway.hear(world.now, frame.as_bytes());
        world.run_for(Micros::from_millis(100));
    }
    assert_eq!(world.gateway.joined.len(), sessions);
    assert!(world.all_joined());
    // 4 new ASSIGNs a minute, each up to 4 times: 0.18 s of air in that minute.
    let assigns: Vec<FrameBuf> = world.gateway.sent[sent..].iter().map(|(_, f)| *f).collect();
    let assigns = of_type(&assigns, FrameType::Assign).len();
    assert!(assigns <= 5 * 4, "{assigns}");
    assert!(world.gateway.admissions.contains(&Admission::Waits));
}

#[test]
fn replays_do_not_keep_a_module_from_joining() {
    let mut within = 0;
    for seed in 0..100 {
        let mut world = World::cabinet(1, Some(1), 30, seed);
        world.run_until(s(300), World::all_joined).expect("joins");
        world.run_for(s(30));
        let recorded = world.air.clone();
        let joins = of_type(&recorded, FrameType::Join);
        world.nodes[0].lose_memory(world.now, true);
        // Somebody plays all that was ever on air, a JOIN every 2 s among it.
        let mut done = false;
        for at in 0..30 {
            let random = recorded[at * 7 % recorded.len()];
            world.inject(random.as_bytes());
            world
                .gateway
                .hear(world.now, joins[at % joins.len()].as_bytes());
            done |= world.run_until(s(2), World::all_joined).is_some();
        }
        within += u32::from(done);
    }
    println!("{within} of 100 within 60 s under replay");
    assert!(within >= 90);
}

#[test]
fn no_replay_of_anything_makes_a_session_or_moves_one() {
    let mut world = joined(4, 2);
    let recorded = world.air.clone();
    let before: Vec<_> = world
        .nodes
        .iter()
        .map(|n| format!("{:?}", n.members.session()))
        .collect();
    let sessions = world.gateway.joined.len();
    for frame in recorded.iter().chain(recorded.iter().rev()) {
        world.inject(frame.as_bytes());
    }
    let after: Vec<_> = world
        .nodes
        .iter()
        .map(|n| format!("{:?}", n.members.session()))
        .collect();
    assert_eq!(before, after);
    assert_eq!(world.gateway.joined.len(), sessions);
}

#[test]
fn forged_frames_make_a_member_join_at_most_and_lose_nothing() {
    let mut world = joined(1, 3);
    let forged = |world: &World, n: usize| {
        let mut bytes = world.gateway.sent[n % world.gateway.sent.len()]
            .1
            .as_bytes()
            .to_vec();
        let at = bytes.len() - 4;
        bytes[at] ^= 1 << (n % 8);
        let crc = crc::Crc::<u32, crc::NoTable>::new(&crc::CRC_24_OPENPGP);
        let [_, repaired @ ..] = crc.checksum(&bytes[..=at]).to_be_bytes();
        bytes[at + 1..].copy_from_slice(&repaired);
        bytes
    };
    let sent = world.nodes[0].sent;
    for n in 0..36_000 {
        let bytes = forged(&world, n);
        world.inject(&bytes);
        world.run_for(Micros::from_millis(100));
    }
    assert!(world.nodes[0].is_member());
    // An hour under forged frames every 100 ms.
    println!(
        "{} frames sent by the node in an hour",
        world.nodes[0].sent - sent
    );
    assert!(world.nodes[0].sent - sent < 200);
}

#[test]
fn wrong_mics_of_all_indices_write_six_records_an_hour() {
    let mut world = joined(64, 4);
    let statuses: Vec<FrameBuf> = world.nodes.iter_mut().filter_map(|n| n.status()).collect();
    // 21 a minute of each, for an hour.
    for round in 0..21 * 60 {
        for status in &statuses {
            let mut bytes = status.as_bytes().to_vec();
            let at = bytes.len() - 4;
            bytes[at] ^= 1 + (round % 200) as u8;
            let crc = crc::Crc::<u32, crc::NoTable>::new(&crc::CRC_24_OPENPGP);
            let [_, repaired @ ..] = crc.checksum(&bytes[..=at]).to_be_bytes();
            bytes[at + 1..].copy_from_slice(&repaired);
            world.gateway.hear(world.now, &bytes);
        }
        world.now += Micros::from_micros(60_000_000 / 21);
    }
    assert_eq!(world.gateway.tampers, 6);
}
