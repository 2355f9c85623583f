//! Every command and reply survives being encoded and parsed, and captured ones are understood.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail"
)]

mod common;

use common::{unhex, vectors, wire};
use dlt645::command::*;
use dlt645::{Address, Control, Data, Edition, EncodeError, Frame, Frames, Function};
use proptest::prelude::*;

/// Data that live as long as the test.
fn data(len: core::ops::RangeInclusive<usize>) -> impl Strategy<Value = Data<'static>> {
    prop::collection::vec(any::<u8>(), len).prop_map(|bytes| Data::from_wire(bytes.leak()))
}

fn password() -> impl Strategy<Value = Password> {
    any::<[u8; 4]>().prop_map(Password::from_wire)
}

fn operator() -> impl Strategy<Value = Operator> {
    any::<[u8; 4]>().prop_map(Operator)
}

fn second() -> impl Strategy<Value = Second> {
    (0..100u8, 1..13u8, 1..32u8, 0..24u8, 0..60u8, 0..60u8)
        .prop_filter_map("a day of the month", |(y, mo, d, h, m, s)| {
            Second::new(y, mo, d, h, m, s)
        })
}

fn minute() -> impl Strategy<Value = Minute> {
    second().prop_map(|time| {
        let [y, mo, d, h, m, _] = time.fields();
        Minute::new(y, mo, d, h, m).unwrap()
    })
}

fn cipher() -> impl Strategy<Value = Cipher> {
    any::<[u8; 20]>().prop_map(Cipher)
}

fn baud() -> impl Strategy<Value = Baud> {
    use Baud::*;
    prop::sample::select(vec![B300, B600, B1200, B2400, B4800, B9600, B19200])
}

fn freeze() -> impl Strategy<Value = Freeze> {
    second().prop_flat_map(|time| {
        let [_, month, day, hour, minute, _] = time.fields();
        let times = [
            FreezeTime::Now,
            FreezeTime::Hourly { minute },
            FreezeTime::Daily { hour, minute },
            FreezeTime::Monthly { day, hour, minute },
            FreezeTime::Yearly {
                month,
                day,
                hour,
                minute,
            },
        ];
        prop::sample::select(times.to_vec()).prop_filter_map("a day", Freeze::new)
    })
}

fn request() -> impl Strategy<Value = Request<Data<'static>>> {
    let selection = prop_oneof![
        Just(Selection::Item),
        any::<u8>().prop_map(Selection::Blocks),
        (any::<u8>(), minute()).prop_map(|(count, from)| Selection::BlocksFrom(count, from)),
    ];
    let events = prop_oneof![
        Just(Events::All),
        (0..u32::MAX).prop_map(Events::Class),
        cipher().prop_map(Events::Cipher),
    ];
    let order = prop_oneof![
        (any::<u8>(), any::<u8>(), any::<[u8; 6]>()).prop_map(|(code, n2, until)| {
            RelayOrder::Plain {
                action: RelayAction::from_code(code),
                n2,
                until,
            }
        }),
        cipher().prop_map(RelayOrder::Cipher),
    ];
    let signed = || (password(), operator(), prop::option::of(cipher()));
    let of_2007 = prop_oneof![
        (any::<u32>(), operator(), data(0..=192))
            .prop_map(|(di, operator, data)| Request::Security(Security { di, operator, data })),
        second().prop_map(|time| Request::BroadcastTime(BroadcastTime(time))),
        (any::<u32>(), selection).prop_map(|(di, selection)| Request::Read(Read { di, selection })),
        (any::<u32>(), any::<u8>())
            .prop_map(|(di, sequence)| Request::ReadNext(ReadNext { di, sequence })),
        Just(Request::ReadAddress(ReadAddress)),
        (any::<u32>(), password(), operator(), data(0..=38)).prop_map(
            |(di, password, operator, data)| {
                Request::Write(Write {
                    di,
                    password,
                    operator,
                    data,
                })
            }
        ),
        any::<[u8; 6]>().prop_map(|wire| Request::WriteAddress(WriteAddress {
            address: Address::from_wire(wire)
        })),
        freeze().prop_map(Request::Freeze),
        baud().prop_filter_map("a rate of 2007", |baud| ChangeBaud::new(baud)
            .map(Request::ChangeBaud)),
        (any::<u32>(), password(), password())
            .prop_map(|(di, old, new)| Request::ChangePassword(ChangePassword { di, old, new })),
        signed().prop_map(|(password, operator, cipher)| {
            Request::ClearDemand(ClearDemand {
                password,
                operator,
                cipher,
            })
        }),
        signed().prop_map(
            |(password, operator, cipher)| Request::ClearMeter(ClearMeter {
                password,
                operator,
                cipher
            })
        ),
        (password(), operator(), events).prop_map(|(password, operator, events)| {
            Request::ClearEvents(ClearEvents {
                password,
                operator,
                events,
            })
        }),
        (password(), operator(), order).prop_map(|(password, operator, order)| {
            Request::RelayControl(RelayControl {
                password,
                operator,
                order,
            })
        }),
        any::<u8>().prop_map(|code| Request::OutputTerminal(OutputTerminal::new(
            OutputSignal::from_code(code)
        ))),
    ];
    let of_1997 = prop_oneof![
        any::<u16>().prop_map(|di| Request::Read97(Read97 { di })),
        any::<u16>().prop_map(|di| Request::ReadNext97(ReadNext97 { di })),
        Just(Request::Reread97(Reread97)),
        (any::<u16>(), data(0..=48)).prop_map(|(di, data)| Request::Write97(Write97 {
            di,
            password: None,
            data
        })),
        any::<[u8; 6]>().prop_map(|wire| Request::WriteAddress97(WriteAddress97 {
            address: Address::from_wire(wire)
        })),
        baud().prop_filter_map("a rate of 1997", |baud| ChangeBaud97::new(baud)
            .map(Request::ChangeBaud97)),
        (password(), password())
            .prop_map(|(old, new)| Request::ChangePassword97(ChangePassword97 { old, new })),
        prop::option::of(password())
            .prop_map(|password| Request::ClearDemand97(ClearDemand97 { password })),
    ];
    // 06 is the active report, which is known and has at most 200 bytes.
    let code = prop::sample::select(vec![0x05u8, 0x07, 0x09, 0x0B, 0x0D, 0x0E, 0x1E, 0x1F, 0x00]);
    let unknown = (code, data(0..=255)).prop_map(|(code, data)| {
        Request::Unknown(Unknown {
            control: Control(code),
            data,
        })
    });
    prop_oneof![15 => of_2007, 8 => of_1997, 1 => unknown]
}

fn reply() -> impl Strategy<Value = Reply<Data<'static>>> {
    let address = || any::<[u8; 6]>().prop_map(Address::from_wire);
    let of_2007 = prop_oneof![
        (any::<u32>(), data(0..=196))
            .prop_map(|(di, data)| Reply::Security(SecurityReply { di, data })),
        (any::<u32>(), data(0..=196), any::<bool>())
            .prop_map(|(di, data, more)| Reply::Read(ReadReply { di, data, more })),
        (any::<u32>(), data(0..=195), any::<u8>(), any::<bool>()).prop_map(
            |(di, data, sequence, more)| Reply::ReadNext(ReadNextReply {
                di,
                data,
                sequence,
                more
            })
        ),
        address().prop_map(|address| Reply::ReadAddress(ReadAddressReply { address })),
        Just(Reply::Write(WriteReply)),
        Just(Reply::WriteAddress(WriteAddressReply)),
        Just(Reply::Freeze(FreezeReply)),
        baud().prop_filter_map("a rate of 2007", |baud| ChangeBaudReply::new(baud)
            .map(Reply::ChangeBaud)),
        password().prop_map(|new| Reply::ChangePassword(ChangePasswordReply { new })),
        Just(Reply::ClearDemand(ClearDemandReply)),
        Just(Reply::ClearMeter(ClearMeterReply)),
        Just(Reply::ClearEvents(ClearEventsReply)),
        any::<Option<[u8; 2]>>().prop_map(|extra| Reply::RelayControl(RelayReply { extra })),
        any::<u8>().prop_map(|code| Reply::OutputTerminal(OutputTerminalReply::new(
            OutputSignal::from_code(code)
        ))),
    ];
    let of_1997 = prop_oneof![
        (any::<u16>(), data(0..=198), any::<bool>())
            .prop_map(|(di, data, more)| Reply::Read97(Read97Reply { di, data, more })),
        (any::<u16>(), data(0..=198), any::<bool>())
            .prop_map(|(di, data, more)| Reply::ReadNext97(ReadNext97Reply { di, data, more })),
        (any::<u16>(), data(0..=198), any::<bool>())
            .prop_map(|(di, data, more)| Reply::Reread97(Reread97Reply { di, data, more })),
        Just(Reply::Write97(Write97Reply)),
        Just(Reply::WriteAddress97(WriteAddress97Reply)),
        prop::option::of(baud()).prop_filter_map("a rate of 1997", |baud| {
            let reply = baud.map_or(Some(ChangeBaud97Reply::REFUSED), ChangeBaud97Reply::new);
            reply.map(Reply::ChangeBaud97)
        }),
        prop::option::of(password())
            .prop_map(|new| Reply::ChangePassword97(ChangePassword97Reply { new })),
        Just(Reply::ClearDemand97(ClearDemand97Reply)),
    ];
    let errors = (0x01..0x1Eu8, any::<u16>()).prop_filter_map(
        "a command with error replies",
        |(code, bits)| {
            let function = Function::from_code(code);
            let kind = match (function, function.edition()) {
                (Function::Unknown(_), _) => return None,
                (Function::SecurityOrReread, _) => ErrorKind::Security,
                (_, Some(Edition::V1997)) => ErrorKind::V1997,
                (_, _) => ErrorKind::V2007,
            };
            Some(Reply::Error(ErrorReply::new(function, kind, bits)))
        },
    );
    prop_oneof![14 => of_2007, 8 => of_1997, 2 => errors]
}

/// A whole address of a meter.
fn meter() -> impl Strategy<Value = Address> {
    prop::array::uniform6(0..0x99u8).prop_map(Address::from_wire)
}

proptest! {
    #[test]
    fn every_request_survives(request in request(), address in meter(), wake_up in 0..5u8) {
        let mut out = [0xA5; 300];
        let bytes = request.encode_woken(address, wake_up, &mut out).unwrap();
        prop_assert_eq!(bytes.len(), usize::from(wake_up) + request.encoded_len());
        let mut sunk = [0xA5; 300];
        let mut sink = &mut sunk[..];
        request.encode_to(address, &mut sink).unwrap();
        let left = sink.len();
        prop_assert_eq!(&sunk[..300 - left], &bytes[usize::from(wake_up)..], "both encoders agree");
        let found = Frames::new(bytes).next().unwrap();
        prop_assert_eq!(found.frame.address(), address);
        prop_assert_eq!(Request::parse(&found.frame, request.edition()), Ok(request));
    }

    #[test]
    fn every_reply_survives(reply in reply(), address in meter()) {
        let mut out = [0xA5; 300];
        let bytes = reply.encode(address, &mut out).unwrap();
        prop_assert_eq!(bytes.len(), reply.encoded_len());
        let frame = Frame::parse(bytes).unwrap();
        prop_assert_eq!(Reply::parse(&frame, reply.edition()), Ok(reply));
        let mut pending = [0xA5; 300];
        let pending = EventPending(reply).encode(address, &mut pending).unwrap();
        prop_assert!(Frame::parse(pending).unwrap().control().has_more());
        let again = Reply::parse(&Frame::parse(pending).unwrap(), reply.edition());
        prop_assert!(again.is_ok(), "a pending event does not disturb");
    }

    #[test]
    fn what_is_accepted_encodes_to_the_same_bytes(
        address in meter(), control: u8, data in prop::collection::vec(any::<u8>(), 0..=50), edition: bool
    ) {
        let bytes = wire(address.to_wire(), control, data);
        let frame = Frame::parse(&bytes).unwrap();
        let edition = if edition { Edition::V2007 } else { Edition::V1997 };
        let mut out = [0xA5; 300];
        if let Ok(request) = Request::parse(&frame, edition) {
            prop_assert_eq!(&*request.encode(address, &mut out).unwrap(), &bytes[..]);
        }
        if let Ok(reply) = Reply::parse(&frame, edition) {
            let encoded = &*reply.encode(address, &mut out).unwrap();
            // The mark of a pending event is not kept, nor the sum that it changes.
            prop_assert_eq!(reply.control().0 | (control & 0x20), control);
            let behind_control = 9..bytes.len() - 2;
            prop_assert_eq!(&encoded[behind_control.clone()], &bytes[behind_control]);
        }
    }
}

#[test]
fn captured_commands_are_understood_or_kept_whole() {
    // Known commands with data that fit no form, and why.
    let odd = [
        ("d645-0002", "four-byte identifier in a read of 1997"),
        ("d645-0003", "four-byte identifier in a read of 1997"),
        ("d645-0138", "identifier of 1997 in a read of 2007"),
        ("d645-0261", "follow-on request without frame number"),
    ];
    let mut seen = 0;
    for vector in vectors(include_str!("../vectors/dlt645-real.jsonl")) {
        let id = vector["id"].as_str().unwrap();
        let bytes = unhex(vector["hex"].as_str().unwrap());
        let frame = Frames::new(&bytes).next().unwrap().frame;
        let edition = if vector["version"] == "1997" {
            Edition::V1997
        } else {
            Edition::V2007
        };
        let result = if vector["direction"] == "request" {
            Request::parse(&frame, edition).map(|request| (request.control(), request.data_len()))
        } else {
            Reply::parse(&frame, edition).map(|reply| (reply.control(), reply.data_len()))
        };
        if odd.iter().any(|(odd, _)| *odd == id) {
            assert!(result.is_err(), "{id}");
            continue;
        }
        assert_eq!(result, Ok((frame.control(), frame.data().len())), "{id}");
        seen += 1;
    }
    assert!(seen > 100);
}

#[test]
fn a_broadcast_time_of_a_real_line() {
    let bytes = wire([0x99; 6], 0x08, [0x51, 0x22, 0x10, 0x05, 0x06, 0x17]);
    let time = BroadcastTime::parse(&Frame::parse(&bytes).unwrap()).unwrap();
    assert_eq!(time.fields(), [17, 6, 5, 10, 22, 51]);
}

// Faults of other implementations: each of these was wrong somewhere in the field.

#[test]
fn the_address_goes_lowest_digits_first() {
    let mut out = [0xA5; 32];
    let bytes = ReadAddressReply {
        address: "201000000012".parse().unwrap(),
    }
    .encode("201000000012".parse().unwrap(), &mut out)
    .unwrap();
    assert_eq!(
        bytes,
        wire(
            [0x12, 0, 0, 0, 0x10, 0x20],
            0x93,
            [0x12, 0, 0, 0, 0x10, 0x20]
        )
    );
}

#[test]
fn a_broadcast_time_has_six_bytes_and_the_broadcast_address() {
    let time = BroadcastTime::new(26, 1, 2, 3, 4, 5).unwrap();
    let mut out = [0xA5; 32];
    let bytes = time.encode(Address::BROADCAST, &mut out).unwrap();
    assert_eq!(bytes, wire([0x99; 6], 0x08, [5, 4, 3, 2, 1, 0x26]));
    assert_eq!(
        time.encode(Address::WILDCARD, &mut out),
        Err(EncodeError::Wildcard { control: 8 })
    );
}

#[test]
fn a_freeze_goes_minute_first() {
    let freeze = Freeze::new(FreezeTime::Yearly {
        month: 12,
        day: 31,
        hour: 23,
        minute: 59,
    })
    .unwrap();
    let mut out = [0xA5; 32];
    assert_eq!(
        freeze.encode(Address::BROADCAST, &mut out).unwrap(),
        wire([0x99; 6], 0x16, [0x59, 0x23, 0x31, 0x12])
    );
}

#[test]
fn a_written_value_and_a_refused_one_are_told_apart() {
    let done = wire([1; 6], 0x94, []);
    let refused = wire([1; 6], 0xD4, [0x04]);
    assert_eq!(
        Reply::parse(&Frame::parse(&done).unwrap(), Edition::V2007),
        Ok(Reply::Write(WriteReply))
    );
    let Ok(Reply::Error(error)) = Reply::parse(&Frame::parse(&refused).unwrap(), Edition::V2007)
    else {
        panic!("an error reply");
    };
    assert_eq!(error.errors.to_string(), "wrong password or not authorised");
}

#[test]
fn follow_on_data_join_without_identifiers_and_numbers() {
    let first = wire([1; 6], 0xB1, [0x00, 0xFF, 0x01, 0x00, 1, 2, 3]);
    let second = wire([1; 6], 0x92, [0x00, 0xFF, 0x01, 0x00, 4, 5, 6, 1]);
    let (first, second) = (
        Frame::parse(&first).unwrap(),
        Frame::parse(&second).unwrap(),
    );
    let (first, second) = (
        ReadReply::parse(&first).unwrap(),
        ReadNextReply::parse(&second).unwrap(),
    );
    assert!(first.more && !second.more && second.sequence == 1 && first.di == second.di);
    assert!(first.data.iter().chain(second.data.iter()).eq(1..=6));
}

#[test]
fn the_checksum_begins_with_the_first_start_byte() {
    let mut bytes = wire([1; 6], 0x11, [0, 0, 1, 0]);
    let at = bytes.len() - 2;
    bytes[at] = bytes[7..at]
        .iter()
        .fold(0, |sum: u8, byte| sum.wrapping_add(*byte));
    assert!(
        Frame::parse(&bytes).is_err(),
        "one peer sums from the second"
    );
}

#[test]
fn preamble_of_any_length_and_every_byte_value_inside_a_frame() {
    for value in [0xFE, 0x16, 0x68, 0x33, 0x00] {
        let frame = wire([value; 6], 0x91, [value.wrapping_sub(0x33); 9]);
        for preamble in 0..20 {
            let bytes = [&vec![0xFE; preamble][..], &frame].concat();
            let found: Vec<_> = Frames::new(&bytes).collect();
            assert_eq!(found.len(), 1);
            assert_eq!(
                (found[0].offset, found[0].frame.wire_len()),
                (preamble, frame.len())
            );
        }
    }
}

#[test]
fn a_length_byte_that_lies_reads_no_byte_too_far() {
    // Sixteen bytes with L = 255: an over-read elsewhere.
    let mut bytes = wire([1; 6], 0x91, [0, 0, 1, 0]);
    bytes[9] = 0xFF;
    assert_eq!(bytes.len(), 16);
    assert!(Frame::parse(&bytes).is_err());
    assert_eq!(Frames::new(&bytes).count(), 0);
}
