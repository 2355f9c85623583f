//! Entry points of `rf-frame`'s membership: joining, members, rotation.

use crate::shared::*;
use rf_frame::Instant;
use rf_frame::access::join::*;
use rf_frame::access::members::*;
use rf_frame::security::*;
use rf_frame::wire::control::OrderWhat;
use rf_frame::wire::join::Ability;
use rf_frame::wire::{Evt, Frame, MeterNumber, NetTime, Quality, Trsp, Verdict};

fn key() -> Option<Key> {
    Key::new(any(Suite::Ascon), any([0; 16])).ok()
}

fn now() -> Instant {
    any(Instant::ZERO)
}

fn counter() -> SenderCounter {
    any(SenderCounter::after_boot(0))
}

fn frame() -> Option<Frame<'static>> {
    Frame::parse(bytes()).ok()
}

fn node() -> Option<Membership<Key>> {
    let module = any(Module {
        device: DeviceId([0; 8]),
        hardware: 1,
        firmware: 2,
        ability: Ability::default(),
    });
    Some(any(Membership::new(module, key()?, any(None))))
}

fn members() -> Option<Members<Key, 4, 2>> {
    let head = any(ListHead {
        number: 1,
        net: 1,
        generation_floor: 0,
        sole_reference: false,
    });
    Some(any(Members::new(
        head,
        GroupKeyring::new(number()?),
        any(1),
    )))
}

fn number() -> Option<KeyNumber<Key>> {
    Some(KeyNumber {
        keyno: any(0),
        key: key()?,
    })
}

fn line() -> Option<Line<Key>> {
    Some(any(Line {
        meter: Some(MeterNumber([0; 6])),
        device: DeviceId([0; 8]),
        generation: 1,
        root: key()?,
        index: None,
    }))
}

fn stored_member() -> StoredMember {
    any(StoredMember {
        number: 1,
        id: SessionId::default(),
        generation: 1,
        meter: MeterNumber([0; 6]),
        top: Counter(0),
        committed: Evt(0),
        receipted: Evt(0),
    })
}

fn stored_session() -> StoredSession {
    any(StoredSession {
        number: 1,
        id: SessionId::default(),
        generation: 1,
        size: 1,
        slot: 24,
        channel: 0,
        unicast: Counter(0),
    })
}

fn join_state() -> JoinState {
    any(JoinState {
        meter: MeterNumber([0; 6]),
        intact: true,
        pending: true,
        evt: Evt(0),
    })
}

probes! {
    "rf_frame_access_group_keyring_newest" => GroupKeyring::<Key>::newest(anything());
    "rf_frame_access_group_keyring_next_number" => GroupKeyring::<Key>::next_number(anything());
    "rf_frame_access_group_keyring_rotate" =>
        GroupKeyring::<Key>::rotate(anything(), anything(), anything(), anything());
    "rf_frame_members_assign" => with(members(), |members| members.as_mut().map(|members| {
        (members.assign_waits(now()), members.take_assign(now()).is_some())
    }));
    "rf_frame_members_gone" => with(members(), |members| members.as_mut().map(|members| {
        members.end_session(any(1));
        members.poll_gone()
    }));
    "rf_frame_members_hear_gateway" => with(members(), |members| {
        members.as_mut().zip(frame()).map(|(members, frame)| {
            members.hear_gateway(now(), &frame, any(Counter(0)))
        })
    });
    "rf_frame_members_handle_join" => with(members(), |members| {
        members.as_mut().zip(frame()).map(|(members, frame)| {
            let network = any(Network { epoch: 0, slot: 24, channel: 0 });
            members.handle_join(now(), &frame, any([0; 8]), &network, &mut counter())
        })
    });
    "rf_frame_members_handle_up" => with(members(), |members| {
        members.as_mut().zip(frame()).map(|(members, frame)| {
            members.handle_up(now(), &frame, any(0), any(Counter(0)))
        })
    });
    "rf_frame_members_invite" => with(members(), |members| members.as_mut().map(|members| {
        members.open_window(now());
        black_box(members.invite_due());
        members.take_invite(now(), any([0; 8]), &mut counter()).is_some()
    }));
    "rf_frame_members_key" => with(members(), |members| members.as_mut().map(|members| {
        black_box(members.key_due());
        members.take_key(now(), &mut counter()).is_some()
    }));
    "rf_frame_members_list_error" => show(&any(ListError::Old(0)));
    "rf_frame_members_load" => with(members(), |members| {
        members.as_mut().zip(line()).map(|(members, line)| {
            let head = *members.head();
            members.load(now(), head, core::iter::repeat_n(line, any(1))).is_ok()
        })
    });
    "rf_frame_members_member" => members().map(|members| {
        let member = members.member(any(1));
        member.map(|m| (m.session().is_some(), m.line().is_some(), m.heard()))
    });
    "rf_frame_members_order" => members().map(|members| {
        members.order(any(1), any(OrderWhat::Leave), &mut counter()).is_some()
    });
    "rf_frame_members_receipt" =>
        members().map(|members| members.receipt(any(1), &mut counter()).is_some());
    "rf_frame_members_restore" => with(members(), |members| {
        members.as_mut().map(|members| members.restore(&stored_member()))
    });
    "rf_frame_members_rotate" => with(members(), |members| {
        members.as_mut().zip(number()).map(|(members, number)| {
            members.rotate(now(), number, any(true));
            let keys = members.keyring();
            (keys.next_number(), keys.is_live(any(1)), keys.signing().keyno)
        })
    });
    "rf_frame_members_session_mut" => with(members(), |members| {
        members.as_mut().and_then(|members| members.session_mut(any(1))).map(|session| {
            session.committed = any(Evt(1));
            session.downlink().suite()
        })
    });
    "rf_frame_members_size" => members().map(|members| (members.size(), members.indices().last()));
    "rf_frame_members_take_tamper" => with(members(), |members| {
        members.as_mut().map(|members| members.take_tamper(now(), any(1)))
    });
    "rf_frame_members_time_response" => members().map(|members| {
        let trsp = Trsp {
            index: any(1),
            opaque: any([0; 4]),
            time: any(NetTime::default()),
            turn_us: any(0),
            verdict: any(Verdict::default()),
            quality: any(Quality::Unset),
        };
        members.time_response(trsp, &mut counter()).is_some()
    });
    "rf_frame_membership_drop_session" => with(node(), |node| {
        node.as_mut().map(|node| node.drop_session())
    });
    "rf_frame_membership_dues" => with(node(), |node| node.as_mut().map(|node| {
        (node.join_due(), node.status_due(), node.poll_timeout())
    }));
    "rf_frame_membership_handle_frame" => with(node(), |node| {
        node.as_mut().zip(frame()).map(|(node, frame)| {
            node.handle_frame(now(), &frame, any(0)).is_ok()
        })
    });
    "rf_frame_membership_handle_mains" => with(node(), |node| {
        node.as_mut().map(|node| node.handle_mains(now(), any(true)))
    });
    "rf_frame_membership_handle_silence" => with(node(), |node| {
        node.as_mut().map(|node| node.handle_silence(now(), any(0)))
    });
    "rf_frame_membership_handle_timeout" => with(node(), |node| {
        node.as_mut().map(|node| node.handle_timeout(now()))
    });
    "rf_frame_membership_restore" => with(node(), |node| {
        node.as_mut().map(|node| node.restore(&stored_session(), GroupKeys::new()))
    });
    "rf_frame_membership_session" => with(node(), |node| node.as_mut().map(|node| {
        black_box((node.generation(), node.unicast(), node.last_heard()));
        black_box(node.groups().newest_keyno());
        node.session().map(|session| session.uplink().suite())
    }));
    "rf_frame_membership_start" => with(node(), |node| {
        node.as_mut().map(|node| node.start(now(), any(true), any(false), any(0)))
    });
    "rf_frame_membership_status_sent" => with(node(), |node| {
        node.as_mut().map(|node| node.status_sent(now(), any(0)))
    });
    "rf_frame_membership_stored" => with(node(), |node| node.as_mut().map(|node| {
        node.generation_stored(now(), any(0));
        node.session_stored(now());
    }));
    "rf_frame_membership_take_join" => with(node(), |node| node.as_mut().map(|node| {
        node.take_join(now(), any([0; 8]), &mut counter(), &join_state()).is_some()
    }));
}
