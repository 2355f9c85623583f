//! Orders to the relay through the client: taken, delayed, refused, unanswered, and answered for
//! another order.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests"
)]

use dlt645::command::{Operator, Password, RelayAction, RelayControl, Second};
use dlt645::{Address, Control, Direction, EncodeError, FrameRepr, Frames};
use std::collections::VecDeque;
use std::io;
use std::time::Duration;
use ttl_link::adapter::{ClientError, host};
use ttl_link::{ErrorCode, Failure, Line, Micros};

const METER: Address = Address::from_wire([0x66, 0x55, 0x44, 0x33, 0x22, 0x11]);

/// What a meter answers to the next orders: control code, data, and after how many milliseconds.
#[derive(Default)]
struct Script {
    answers: VecDeque<(u8, Vec<u8>, u64)>,
    coming: VecDeque<(std::time::Instant, Vec<u8>)>,
    /// Data fields of the requests.
    heard: Vec<Vec<u8>>,
}

impl host::Port for Script {
    fn read_for(&mut self, bytes: &mut [u8], wait: Duration) -> io::Result<Option<usize>> {
        let due = self.coming.front().map(|(at, _)| *at);
        let wait = due.map_or(wait, |at| {
            wait.min(at.saturating_duration_since(std::time::Instant::now()))
        });
        std::thread::sleep(wait);
        match self.coming.front() {
            Some((at, answer)) if *at <= std::time::Instant::now() => {
                let len = answer.len();
                bytes[..len].copy_from_slice(answer);
                self.coming.pop_front();
                Ok(Some(len))
            }
            _ => Ok(None),
        }
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let frame = Frames::new(bytes).next().unwrap().frame;
        assert_eq!(frame.control().direction(), Direction::Request);
        self.heard.push(frame.data().iter().collect());
        if let Some((control, data, after)) = self.answers.pop_front() {
            let mut out = [0; 64];
            let repr = FrameRepr {
                address: METER,
                control: Control(control),
                data: &data,
            };
            let answer = repr.encode(&mut out).unwrap().to_vec();
            let at = std::time::Instant::now() + Duration::from_millis(after);
            self.coming.push_back((at, answer));
        }
        Ok(())
    }
}

fn client(answers: &[(u8, &[u8], u64)]) -> host::Client<Script> {
    let answers = answers
        .iter()
        .map(|(control, data, after)| (*control, data.to_vec(), *after));
    let script = Script {
        answers: answers.collect(),
        ..Script::default()
    };
    let line = Line::tunnel(0)
        .with_first_byte(Micros::from_millis(60))
        .with_late(Micros::from_millis(400))
        .with_gap(Micros::from_millis(30))
        .with_margin(Micros::from_millis(20))
        .with_quiet(Micros::from_millis(1));
    host::Client::new(script, line)
}

fn order(action: RelayAction) -> RelayControl {
    let until = Second::new(26, 11, 30, 12, 0, 0).unwrap();
    RelayControl::new(
        Password::new(2, 0x12_34_56),
        Operator([1, 2, 3, 4]),
        action,
        until,
    )
}

#[test]
fn an_order_is_taken_and_the_meter_may_say_what_it_did() {
    let mut client = client(&[(0x9C, &[], 5), (0x9C, &[0x08, 0x00], 5)]);
    let close = client.relay(METER, &order(RelayAction::Close)).unwrap();
    assert_eq!(close.reply.done(), None);
    assert!(close.stamps.request_end <= close.stamps.reply_end);
    let trip = client.relay(METER, &order(RelayAction::Trip)).unwrap();
    let done = trip.reply.done().unwrap().to_string();
    assert_eq!(done, "trip delayed by the trip delay");
    let heard = &client.port().heard;
    let bytes = [
        2, 0x56, 0x34, 0x12, 1, 2, 3, 4, 0x1C, 0, 0, 0, 0x12, 0x30, 0x11, 0x26,
    ];
    assert_eq!(heard[0], bytes);
    assert_eq!((heard.len(), heard[1][8]), (2, 0x1A));
}

#[test]
fn a_refusal_has_the_words_of_its_edition() {
    for (data, text) in [
        (&[0x04][..], "wrong password or not authorised"),
        (&[0x20, 0x00], "trip refused: power kept on"),
    ] {
        let mut client = client(&[(0xDC, data, 5)]);
        let error = client.relay(METER, &order(RelayAction::Trip)).unwrap_err();
        assert!(error.to_string().ends_with(text), "{error}");
        assert!(matches!(
            error,
            ClientError::Failed(failed) if matches!(failed.reason, Failure::Meter(ErrorCode(_)))
        ));
    }
}

#[test]
fn an_order_without_an_answer_is_not_repeated() {
    let mut client = client(&[]);
    let error = client.relay(METER, &order(RelayAction::Trip)).unwrap_err();
    assert!(
        matches!(&error, ClientError::Failed(failed) if failed.reason == Failure::NoByte),
        "{error}"
    );
    assert_eq!(client.port().heard.len(), 1);
}

/// The meter takes the first order late, and refuses the second.
#[test]
fn a_late_acknowledgement_is_not_taken_for_the_next_order() {
    let mut client = client(&[(0x9C, &[], 250), (0xDC, &[0x04], 5)]);
    let first = client.relay(METER, &order(RelayAction::Trip)).unwrap_err();
    assert!(
        matches!(&first, ClientError::Failed(failed) if failed.reason == Failure::NoByte),
        "{first}"
    );
    let second = client.relay(METER, &order(RelayAction::Close)).unwrap_err();
    assert!(
        matches!(&second, ClientError::Failed(failed) if failed.reason == Failure::Meter(ErrorCode::PASSWORD)),
        "{second}"
    );
    assert_eq!(client.port().heard.len(), 2);
}

#[test]
fn an_order_goes_to_one_meter() {
    let mut client = client(&[(0x9C, &[], 5)]);
    for address in [Address::BROADCAST, Address::WILDCARD] {
        let error = client
            .relay(address, &order(RelayAction::Trip))
            .unwrap_err();
        assert!(
            matches!(
                error,
                ClientError::Message(EncodeError::Broadcast { .. } | EncodeError::Wildcard { .. })
            ),
            "{error}"
        );
    }
    assert!(client.port().heard.is_empty());
}
