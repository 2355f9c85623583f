//! One DL/T 645 frame: what parses encodes back to the same bytes, and the other way round.

use arbitrary::{Arbitrary, Unstructured};
use dlt645::{
    Address, Control, Data, DataId, EncodeError, Frame, FrameError, FrameRepr, MAX_DATA, OVERHEAD,
};

/// Raw bytes: an accepted frame encodes back to the bytes it was read from, a refused one says why.
pub fn parse(bytes: &[u8]) {
    match Frame::parse_prefix(bytes) {
        Ok((frame, rest)) => {
            let wire = &bytes[..bytes.len() - rest.len()];
            assert_eq!(frame.wire_len(), wire.len());
            touch(&frame);
            encodes_to(&frame, wire);
            for cut in 0..wire.len() {
                let error = Frame::parse_prefix(&wire[..cut]).unwrap_err();
                let FrameError::Truncated { missing } = error else {
                    panic!("cut at {cut}: {error}")
                };
                assert!(
                    missing >= 1 && usize::from(missing) <= wire.len() - cut,
                    "cut at {cut}: {missing}"
                );
            }
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            if let FrameError::Truncated { missing } = error {
                let mut longer = bytes.to_vec();
                longer.resize(bytes.len() + usize::from(missing) - 1, 0x68);
                assert!(
                    Frame::parse_prefix(&longer).is_err(),
                    "fewer than {missing} bytes were missing"
                );
            }
        }
    }
}

fn encodes_to(frame: &Frame<'_>, wire: &[u8]) {
    let mut data = [0xA5; MAX_DATA];
    let repr = frame
        .to_repr(&mut data)
        .expect("a data field fits in MAX_DATA");
    assert_eq!(repr.encoded_len(), wire.len());
    let mut out = [0xA5; 300];
    assert_eq!(repr.encode(&mut out).unwrap(), wire);
    assert!(out[wire.len()..].iter().all(|byte| *byte == 0xA5));
    let mut sunk = [0xA5; 300];
    let mut rest = &mut sunk[..];
    repr.encode_to(&mut rest).unwrap();
    assert_eq!(rest.len(), 300 - wire.len());
    assert_eq!(&sunk[..wire.len()], wire);
    let mut short = vec![0xA5; wire.len() - 1];
    assert_eq!(
        repr.encode(&mut short),
        Err(EncodeError::Full {
            needed: wire.len() as u16
        })
    );
    assert!(repr.encode_to(&mut &mut short[..]).is_err());
    assert!(
        short.iter().all(|byte| *byte == 0xA5),
        "a refused encode wrote something"
    );
}

/// Every accessor of a frame, with what must hold between them.
fn touch(frame: &Frame<'_>) {
    let _ = (format!("{frame:?}"), frame.edition());
    let address = frame.address();
    assert_eq!(address.to_string().parse(), Ok(address));
    assert!(address.matches(address) && Address::WILDCARD.matches(address));
    let _ = (address.is_broadcast(), address.has_wildcard());
    let control = frame.control();
    assert_eq!(control.function().code(), control.0 & 0x1F);
    let _ = (
        control.direction(),
        control.is_error(),
        control.has_more(),
        control.edition(),
    );
    data_agrees(frame.data());
}

/// All ways to read a data field see the same bytes.
pub fn data_agrees(data: Data<'_>) {
    let plain: Vec<u8> = data
        .wire()
        .iter()
        .map(|byte| byte.wrapping_sub(0x33))
        .collect();
    assert_eq!(data.len(), plain.len());
    assert_eq!(data.is_empty(), plain.is_empty());
    assert!(data.iter().eq(plain.iter().copied()));
    assert!(data.iter().rev().eq(plain.iter().rev().copied()));
    for at in 0..=plain.len() + 1 {
        assert_eq!(data.get(at), plain.get(at).copied());
        match data.split_at(at) {
            Some((head, tail)) => {
                assert!(
                    head.iter().eq(plain[..at].iter().copied())
                        && head.len() + tail.len() == plain.len()
                )
            }
            None => assert!(at > plain.len()),
        }
    }
    assert_eq!(
        data.split_first_chunk::<5>().map(|(head, _)| head),
        plain.first_chunk().copied()
    );
    assert_eq!(
        data.split_last_chunk::<5>().map(|(_, tail)| tail),
        plain.last_chunk().copied()
    );
    let mut copy = vec![0; plain.len()];
    assert_eq!(data.copy_to(&mut copy).map(|copy| &*copy), Some(&plain[..]));
    if let Some(shorter) = plain.len().checked_sub(1) {
        assert_eq!(data.copy_to(&mut copy[..shorter]), None);
    }
    assert_eq!(format!("{data:?}"), format!("Data({})", hex(&plain)));
    for edition in [dlt645::Edition::V2007, dlt645::Edition::V1997] {
        if let Some((di, rest)) = DataId::split_from(edition, data) {
            assert_eq!(di.edition(), edition);
            assert_eq!(di.wire_len() + rest.len(), data.len());
            assert_eq!(di.to_wire()[..di.wire_len()], plain[..di.wire_len()]);
            assert_eq!(di.to_string().parse(), Ok(di));
        }
    }
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[derive(Arbitrary, Debug)]
struct Parts {
    address: [u8; 6],
    control: u8,
    data: Vec<u8>,
    trailing: [u8; 3],
}

/// Any parts: what was encoded parses to these parts, and more than [`MAX_DATA`] bytes are refused.
pub fn encode(bytes: &[u8]) {
    let Ok(parts) = Parts::arbitrary(&mut Unstructured::new(bytes)) else {
        return;
    };
    let (address, control) = (Address::from_wire(parts.address), Control(parts.control));
    let repr = FrameRepr {
        address,
        control,
        data: &parts.data,
    };
    let mut out = vec![0xA5; parts.data.len() + OVERHEAD];
    match repr.encode(&mut out) {
        Ok(wire) => {
            let mut with_more = wire.to_vec();
            with_more.extend(parts.trailing);
            let (frame, rest) = Frame::parse_prefix(&with_more).unwrap();
            assert_eq!(rest, parts.trailing);
            assert_eq!(frame.to_repr(&mut [0; MAX_DATA]), Some(repr));
        }
        Err(error) => {
            assert!(parts.data.len() > MAX_DATA, "{error}");
            assert!(matches!(error, EncodeError::TooLong { .. }));
            assert!(out.iter().all(|byte| *byte == 0xA5));
        }
    }
}
