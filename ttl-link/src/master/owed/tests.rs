use super::*;
use crate::Request;
use dlt645::command::{Operator, Password};
use dlt645::{Control, DataId, FrameRepr};

const METER: Address = Address::from_wire([1, 0, 0, 0, 0, 0]);
const TERMS: Terms = Terms {
    late: Micros::from_millis(3000),
    turn: Micros::from_millis(50),
    byte: Micros::from_millis(1),
    pause: Micros::from_millis(10),
    copy: COPY,
    tunnel: false,
    fast: false,
};

const fn at(ms: u64) -> Instant {
    Instant::from_millis(ms)
}

fn read(di: u32) -> (Question, Sum) {
    let request = Request::read(METER, DataId::V2007(di));
    let mut data = [0; 16];
    let data = request.data(&mut data).unwrap();
    (Question::of(&request, data), Sum::of(request.control, data))
}

fn write(value: u8) -> (Question, Sum) {
    let value = [value];
    let request = Request::write(
        METER,
        DataId::V2007(1),
        Password::from_wire([0; 4]),
        Operator([0; 4]),
        &value,
    );
    let mut data = [0; 16];
    let data = request.data(&mut data).unwrap();
    (Question::of(&request, data), Sum::of(request.control, data))
}

fn asker(job: u16, (question, key): (Question, Sum)) -> Asker {
    Asker {
        job,
        address: question.address,
        key,
    }
}

/// A reply of so many milliseconds from `start`.
fn arrive<T>(control: u8, data: &[u8], start: u64, f: impl FnOnce(&Arrival<'_>) -> T) -> T {
    let mut out = [0; 64];
    let repr = FrameRepr {
        address: METER,
        control: Control(control),
        data,
    };
    let bytes = repr.encode(&mut out).unwrap();
    let frame = Frame::parse(bytes).unwrap();
    f(&Arrival {
        frame,
        sum: Sum::of(frame.control(), frame.data().wire()),
        start: at(start),
        end: at(start + 20),
        began: at(start),
        bytes_before: 0,
    })
}

#[test]
fn an_acknowledgement_waits_until_no_other_write_can_claim_it() {
    let mut owed = Owed::new();
    let (first, second) = (write(1), write(2));
    owed.add(first.0, asker(1, first), at(100), 0, &TERMS);
    owed.add(first.0, asker(1, first), at(800), 0, &TERMS);
    // Two answers are owed, one after the other.
    let free = |owed: &Owed| owed.free_at(&second.0, &asker(2, second), Caution::Usual);
    assert_eq!(free(&owed), at(6100));
    let settled = arrive(0x94, &[], 1700, |reply| {
        assert!(owed.weigh(reply, Some(&asker(1, first)), &TERMS).ours);
        assert!(owed.weigh(reply, Some(&asker(2, second)), &TERMS).others);
        owed.settle(reply, Some(&asker(1, first)), &TERMS)
    });
    assert_eq!(
        settled,
        Some(Settled {
            sent: at(100),
            alone: false
        })
    );
    assert_eq!(free(&owed), at(4720));
    // The second one comes: only its copy may still.
    arrive(0x94, &[], 2400, |reply| owed.settle(reply, None, &TERMS));
    assert_eq!(free(&owed), at(2420) + COPY);
}

#[test]
fn a_read_waits_for_nothing_but_its_error_reply_is_not_believed() {
    let mut owed = Owed::new();
    let (first, second) = (read(0x0001_0000), read(0x0002_0000));
    owed.add(first.0, asker(1, first), at(100), 0, &TERMS);
    let who = asker(2, second);
    assert_eq!(owed.free_at(&second.0, &who, Caution::Usual), Instant::ZERO);
    assert_eq!(owed.free_at(&second.0, &who, Caution::Owed), at(3100));
    owed.add(second.0, who, at(900), 0, &TERMS);
    arrive(0xD1, &[2], 1000, |reply| {
        assert!(owed.weigh(reply, Some(&who), &TERMS).others);
        // It may be the answer to either, so both stay.
        assert_eq!(owed.settle(reply, None, &TERMS), None);
        assert_eq!(owed.count(METER, at(1000)), 2);
    });
    arrive(0x91, &[0, 0, 2, 0, 7], 1200, |reply| {
        let claims = owed.weigh(reply, Some(&who), &TERMS);
        assert!(claims.ours && !claims.others);
    });
}

#[test]
fn the_same_question_is_dated_from_its_first_try_and_its_copy_too() {
    let mut owed = Owed::new();
    let clock = read(0x0400_010C);
    owed.add(clock.0, asker(1, clock), at(100), 0, &TERMS);
    owed.add(clock.0, asker(1, clock), at(900), 0, &TERMS);
    let value = [0x0C, 1, 0, 4, 9];
    arrive(0x91, &value, 1000, |reply| {
        let claims = owed.weigh(reply, Some(&asker(1, clock)), &TERMS);
        assert_eq!((claims.ours, claims.earliest), (true, at(100)));
        assert!(!claims.alone);
        owed.settle(reply, Some(&asker(1, clock)), &TERMS).unwrap();
    });
    owed.add(clock.0, asker(2, clock), at(1100), 0, &TERMS);
    arrive(0x91, &value, 1300, |reply| {
        let claims = owed.weigh(reply, Some(&asker(2, clock)), &TERMS);
        assert_eq!(claims.earliest, at(100));
    });
    // Another value is no copy, but one try may still be answered: the first, if the meter answered
    // the second before.
    arrive(0x91, &[0x0C, 1, 0, 4, 8], 1300, |reply| {
        let claims = owed.weigh(reply, Some(&asker(2, clock)), &TERMS);
        assert_eq!(claims.earliest, at(100));
    });
}

#[test]
fn a_follow_on_frame_that_is_owed_keeps_a_careful_read_waiting() {
    let mut owed = Owed::new();
    let block = read(0x0001_FF00);
    let who = asker(1, block);
    owed.add(block.0.follow_on(METER, 1), who, at(100), 0, &TERMS);
    // Most answers have one frame, to which it does not matter; of several none is taken that came
    // meanwhile.
    assert_eq!(owed.free_at(&block.0, &who, Caution::Usual), Instant::ZERO);
    assert!(!owed.is_clean(&block.0, at(3099)));
    assert_eq!(owed.free_at(&block.0, &who, Caution::Everything), at(3100));
    assert!(owed.is_clean(&block.0, at(3100)));
    // Another meter's does not matter.
    let other = Address::from_wire([9; 6]);
    let mut owed = Owed::new();
    owed.add(block.0.follow_on(other, 1), who, at(100), 0, &TERMS);
    assert!(owed.is_clean(&block.0, at(200)));
}

#[test]
fn a_full_table_says_when_there_is_room() {
    let mut owed = Owed::new();
    assert_eq!(owed.room_at(), Instant::ZERO);
    for n in 0..ROWS {
        let address = Address::from_wire([n as u8, 1, 0, 0, 0, 0]);
        let mut question = read(1);
        question.0.address = address;
        owed.add(
            question.0,
            asker(n as u16, question),
            at(n as u64),
            0,
            &TERMS,
        );
    }
    assert_eq!(owed.room_at(), at(3000));
}
