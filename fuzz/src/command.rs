//! Typed commands: what parses encodes to a frame that parses to the same command.

use crate::naive;
use dlt645::command::{Message, Reply, Request};
use dlt645::{Address, EncodeError, Frame, FrameRepr, Frames, Function};
use std::fmt::Debug;

/// Every frame in the bytes as a request and as a reply, of both editions. The first byte bends the
/// control code of a second look, so that every command meets every data field.
pub fn round_trip(bytes: &[u8]) {
    let bend = bytes.first().copied().unwrap_or_default();
    for found in Frames::new(bytes) {
        both_editions(&found.frame);
        let mut data = [0; 255];
        let Some(repr) = found.frame.to_repr(&mut data) else {
            panic!("a data field is at most 255 bytes")
        };
        let bent = FrameRepr {
            control: dlt645::Control(repr.control.0 ^ bend),
            ..repr
        };
        let mut wire = [0; 267];
        let wire = bent.encode(&mut wire).expect("the same length fits");
        both_editions(&Frame::parse_prefix(wire).expect("just encoded").0);
    }
}

fn both_editions(frame: &Frame<'_>) {
    for edition in [dlt645::Edition::V2007, dlt645::Edition::V1997] {
        match Request::parse(frame, edition) {
            Ok(request) => comes_back(&request, frame, |again| {
                Request::parse(again, edition).map(|r| r == request)
            }),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
        match Reply::parse(frame, edition) {
            Ok(reply) => {
                if let Reply::Error(error) = reply {
                    let _ = (error.errors.to_string(), error.errors.iter().count());
                }
                comes_back(&reply, frame, |again| {
                    Reply::parse(again, edition).map(|r| r == reply)
                });
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

fn comes_back<M: Message + Debug, E: Debug>(
    message: &M,
    frame: &Frame<'_>,
    same: impl Fn(&Frame<'_>) -> Result<bool, E>,
) {
    let mut out = [0xA5; 300];
    let wire = match message.encode(frame.address(), &mut out) {
        Ok(wire) => wire.to_vec(),
        Err(error) => {
            assert!(!matches!(error, EncodeError::Full { .. }), "{error}");
            return;
        }
    };
    assert_eq!(wire.len(), message.encoded_len(), "{message:?}");
    assert!(out[wire.len()..].iter().all(|byte| *byte == 0xA5));
    let (again, rest) = Frame::parse_prefix(&wire).expect("an encoded message is a frame");
    assert!(rest.is_empty());
    assert_eq!(again.address(), frame.address());
    assert!(
        same(&again).expect("an encoded message parses"),
        "{message:?} came back as another"
    );
    // The second reading sees the same bytes wherever the command keeps them all.
    if !matches!(again.control().function(), Function::Unknown(_))
        && again.data().len() == frame.data().len()
    {
        let naive = naive::frames(&wire);
        assert_eq!(naive.len(), 1);
        assert!(naive[0].data.iter().copied().eq(again.data().iter()));
    }
    let mut sunk = [0xA5; 300];
    message
        .encode_to(frame.address(), &mut &mut sunk[..])
        .expect("encode_to agrees with encode");
    assert_eq!(sunk[..wire.len()], wire);
    let mut woken = [0xA5; 300];
    let woken = message
        .encode_woken(frame.address(), 4, &mut woken)
        .expect("encode_woken agrees with encode");
    assert_eq!(woken[..4], [0xFE; 4]);
    assert_eq!(woken[4..], wire);
    let mut short = vec![0xA5; wire.len() - 1];
    assert!(matches!(
        message.encode(frame.address(), &mut short),
        Err(EncodeError::Full { .. })
    ));
    assert!(
        short.iter().all(|byte| *byte == 0xA5),
        "a refused encode wrote something"
    );
    let _ = message.encode(Address::BROADCAST, &mut out);
}
