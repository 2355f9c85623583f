//! Packet captures: what passed comes out, however it was cut, sent again or out of order.
#![cfg(feature = "pcap")]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail loudly; the lints look only into functions marked as tests"
)]

use dlt645_explain::Capture;
use dlt645_explain::find::Event;
use dlt645_explain::input::Form;
use dlt645_explain::report::Why;

const REQUEST: &[u8] = b"\x68\x45\x06\x08\x11\x22\x20\x68\x11\x04\x33\x33\x34\x33\x58\x16";

fn frame(control: u8, data: &[u8]) -> Vec<u8> {
    let mut out = vec![
        0x68,
        0x45,
        0x06,
        0x08,
        0x11,
        0x22,
        0x20,
        0x68,
        control,
        data.len() as u8,
    ];
    out.extend(data.iter().map(|byte| byte.wrapping_add(0x33)));
    let sum = out.iter().fold(0u8, |sum, byte| sum.wrapping_add(*byte));
    out.extend([sum, 0x16]);
    out
}

fn reply() -> Vec<u8> {
    frame(0x91, &[0x00, 0x00, 0x01, 0x00, 0x89, 0x00, 0x24, 0x01])
}

fn ip(protocol: u8, from: u8, to: u8, payload: &[u8]) -> Vec<u8> {
    let len = (20 + payload.len()) as u16;
    let mut out = vec![
        0x45,
        0,
        (len >> 8) as u8,
        len as u8,
        0,
        0,
        0,
        0,
        64,
        protocol,
        0,
        0,
    ];
    out.extend([10, 0, 0, from, 10, 0, 0, to]);
    out.extend(payload);
    out
}

fn tcp(from: u8, to: u8, sequence: u32, syn: bool, payload: &[u8]) -> Vec<u8> {
    let mut segment = vec![0x0F, 0xA1 + from, 0x0F, 0xA1 + to];
    segment.extend(sequence.to_be_bytes());
    segment.extend([
        0,
        0,
        0,
        0,
        0x50,
        if syn { 2 } else { 0x18 },
        1,
        0,
        0,
        0,
        0,
        0,
    ]);
    segment.extend(payload);
    ip(6, from, to, &segment)
}

fn udp(payload: &[u8]) -> Vec<u8> {
    let len = (8 + payload.len()) as u16;
    let mut datagram = vec![0x0F, 0xA1, 0x0F, 0xA2, (len >> 8) as u8, len as u8, 0, 0];
    datagram.extend(payload);
    ip(17, 1, 2, &datagram)
}

fn ethernet(packet: &[u8]) -> Vec<u8> {
    [&[2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0][..], packet].concat()
}

/// A pcap file; packets 10 ms apart.
fn pcap(link: u32, packets: &[Vec<u8>]) -> Vec<u8> {
    let mut out = vec![
        0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0,
    ];
    out.extend(link.to_le_bytes());
    for (packet, n) in packets.iter().zip(0u32..) {
        out.extend(1_704_110_400u32.to_le_bytes());
        out.extend((n * 10_000).to_le_bytes());
        out.extend((packet.len() as u32).to_le_bytes());
        out.extend((packet.len() as u32).to_le_bytes());
        out.extend(packet);
    }
    out
}

/// The same as pcapng.
fn pcapng(link: u16, packets: &[Vec<u8>]) -> Vec<u8> {
    let block = |kind: u32, body: &[u8]| {
        let len = (12 + body.len()) as u32;
        [
            &kind.to_le_bytes()[..],
            &len.to_le_bytes(),
            body,
            &len.to_le_bytes(),
        ]
        .concat()
    };
    let section = [
        0x4D, 0x3C, 0x2B, 0x1A, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    ];
    let mut out = block(0x0A0D_0D0A, &section);
    out.extend(block(
        1,
        &[&link.to_le_bytes()[..], &[0, 0, 0, 0, 0, 0]].concat(),
    ));
    for (packet, n) in packets.iter().zip(0u64..) {
        let micros = 1_704_110_400_000_000u64 + n * 10_000;
        let mut body = vec![0, 0, 0, 0];
        body.extend(((micros >> 32) as u32).to_le_bytes());
        body.extend((micros as u32).to_le_bytes());
        body.extend((packet.len() as u32).to_le_bytes());
        body.extend((packet.len() as u32).to_le_bytes());
        body.extend(packet);
        body.resize(body.len().next_multiple_of(4), 0);
        out.extend(block(6, &body));
    }
    out
}

type Found = Vec<(usize, usize, String, &'static str)>;

/// Line, offset, time and kind of everything found.
fn found(input: &[u8], form: Form) -> Found {
    let mut all = Vec::new();
    for size in [input.len(), 13] {
        let mut capture = Capture::default();
        let mut list = Vec::new();
        let mut sink = |event: Event<'_>| match event {
            Event::Frame(place, _) => {
                let time = place.time.map(|time| time.to_string()).unwrap_or_default();
                list.push((place.line, place.offset, time, "good"));
            }
            Event::Damaged(one) => {
                let (place, kind) = (one.place, Why::new(&one).kind());
                let time = place.time.map(|time| time.to_string()).unwrap_or_default();
                list.push((place.line, place.offset, time, kind));
            }
            Event::Outside(..) => {}
        };
        for chunk in input.chunks(size) {
            capture.push(chunk, &mut sink);
        }
        capture.finish(&mut sink);
        assert!(capture.forms().contains(&form));
        all.push(list);
    }
    let whole = all.swap_remove(0);
    assert_eq!(all[0], whole, "in pieces");
    whole
}

fn places(found: &Found) -> Vec<(usize, usize, &'static str)> {
    let mut places: Vec<_> = found
        .iter()
        .map(|(line, offset, _, kind)| (*line, *offset, *kind))
        .collect();
    places.sort_unstable();
    places
}

#[test]
fn tcp_is_put_together_for_each_direction() {
    let answer = reply();
    let (head, tail) = answer.split_at(9);
    let packets = [
        tcp(1, 2, 99, true, &[]),
        tcp(2, 1, 499, true, &[]),
        tcp(1, 2, 100, false, REQUEST),
        // Out of order, sent twice, and cut in the middle.
        tcp(2, 1, 509, false, tail),
        tcp(2, 1, 500, false, head),
        tcp(2, 1, 500, false, head),
        tcp(1, 2, 116, false, REQUEST),
    ];
    let packets = packets.map(|packet| ethernet(&packet)).to_vec();
    for (file, form) in [
        (pcap(1, &packets), Form::Pcap),
        (pcapng(1, &packets), Form::PcapNg),
    ] {
        let list = found(&file, form);
        assert_eq!(
            places(&list),
            [(3, 0, "good"), (5, 0, "good"), (7, 16, "good")],
            "{form:?}"
        );
        assert_eq!(list[0].2, "2024-01-01T12:00:00.020000Z");
    }
}

#[test]
fn a_lost_segment_costs_what_was_in_it() {
    let mut packets = vec![tcp(1, 2, 99, true, &[]), tcp(1, 2, 100, false, REQUEST)];
    // Bytes 116 to 131 were lost.
    packets.extend((0..70).map(|n| tcp(1, 2, 132 + 16 * n, false, REQUEST)));
    let packets: Vec<_> = packets.iter().map(|packet| ethernet(packet)).collect();
    assert_eq!(found(&pcap(1, &packets), Form::Pcap).len(), 71);
}

#[test]
fn udp_serial_lines_and_other_links() {
    let mut bad = reply();
    bad[18] ^= 1;
    let datagrams: Vec<_> = [REQUEST, &bad, b"noise, no frame"].map(udp).to_vec();
    let wanted = [(1, 0, "good"), (2, 0, "checksum")];
    assert_eq!(places(&found(&pcap(101, &datagrams), Form::Pcap)), wanted);
    let cooked: Vec<_> = datagrams
        .iter()
        .map(|packet| {
            [
                &[0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0][..],
                packet,
            ]
            .concat()
        })
        .collect();
    assert_eq!(places(&found(&pcap(113, &cooked), Form::Pcap)), wanted);
    let loopback: Vec<_> = datagrams
        .iter()
        .map(|packet| [&[2, 0, 0, 0][..], packet].concat())
        .collect();
    assert_eq!(places(&found(&pcap(0, &loopback), Form::Pcap)), wanted);
    // A serial line: bytes as they came, frames over several packets.
    let all = [REQUEST, &reply(), &bad].concat();
    let pieces: Vec<_> = all.chunks(7).map(<[u8]>::to_vec).collect();
    let wanted = [(1, 0, "good"), (3, 16, "good"), (6, 36, "checksum")];
    assert_eq!(places(&found(&pcap(147, &pieces), Form::Pcap)), wanted);
    // RTAC serial: a header of 12 bytes says which way.
    let rtac: Vec<_> = [(2u8, REQUEST.to_vec()), (1, reply())]
        .map(|(event, bytes)| [&[0, 0, 0, 0, 0, 0, 0, 0, event, 0, 0, 0][..], &bytes].concat())
        .to_vec();
    assert_eq!(
        places(&found(&pcap(250, &rtac), Form::Pcap)),
        [(1, 0, "good"), (2, 0, "good")]
    );
}

#[test]
fn a_broken_file_is_no_panic() {
    let mut file = pcap(1, &[ethernet(&tcp(1, 2, 100, false, REQUEST))]);
    for at in 0..file.len() {
        let kept = file[at];
        for byte in [0, 0xFF] {
            file[at] = byte;
            let mut capture = Capture::default();
            capture.push(&file, &mut |_| ());
            capture.finish(&mut |_| ());
        }
        file[at] = kept;
        let mut capture = Capture::default();
        capture.push(&file[..at], &mut |_| ());
        capture.finish(&mut |_| ());
    }
}
