//! Packet captures: pcap and pcapng, with TCP put together for each direction, UDP, and serial link
//! types.
//!
//! Blocks are read as they are whole, so that a capture of any size needs the memory of its largest
//! packet and of the TCP segments that came out of order.

use super::segment::{Mode, Segment};
use super::stamp::{Scale, Time};
use super::way::Way;
use etherparse::{EtherType, LaxNetSlice, LaxSlicedPacket, TransportSlice};
use pcap_parser::pcapng::{Block, parse_block_be, parse_block_le};
use pcap_parser::{
    LegacyPcapBlock, PcapHeader, parse_pcap_frame, parse_pcap_frame_be, parse_pcap_header,
};
use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;

/// Both ends of a connection, the sender first.
type Ends = (IpAddr, u16, IpAddr, u16);

/// Reads a capture in pieces.
#[derive(Default)]
pub(super) struct Packets {
    /// Header of a pcap file.
    header: Option<PcapHeader>,
    /// Whether it is a pcapng file.
    ng: bool,
    /// Whether the section of a pcapng file has the high byte first.
    big: bool,
    interfaces: Vec<Interface>,
    packet: usize,
    streams: HashMap<Ends, Stream>,
    /// Bytes of serial packets so far.
    serial: [usize; 3],
    broken: bool,
}

#[derive(Clone, Copy)]
struct Interface {
    link: i32,
    /// Units a second.
    resolution: u64,
    /// Seconds that are added.
    offset: u64,
}

/// One direction of a TCP connection.
struct Stream {
    number: u32,
    /// Sequence number of the next byte.
    next: u32,
    /// Bytes so far.
    count: usize,
    /// Segments that came early, by their distance from the first byte.
    early: BTreeMap<usize, (Vec<u8>, usize, Time)>,
}

/// Type of the block with which a section of a pcapng file begins.
const SECTION: [u8; 4] = [0x0A, 0x0D, 0x0D, 0x0A];
/// Segments that wait for a lost one before it is given up.
const EARLY: usize = 64;
/// Streams 0 to 2 are serial.
const FIRST_STREAM: u32 = 3;

impl Packets {
    /// Reads all whole blocks of `bytes` and takes them off.
    pub(super) fn push(&mut self, bytes: &mut Vec<u8>) -> Vec<Segment> {
        let mut out = Vec::new();
        let mut used = 0;
        while !self.broken {
            let rest = bytes.get(used..).unwrap_or_default();
            let Some(len) = self.block(rest, &mut out) else {
                break;
            };
            used += len;
        }
        bytes.drain(..used);
        if self.broken {
            bytes.clear();
        }
        out
    }

    /// What waited for lost segments.
    pub(super) fn finish(&mut self) -> Vec<Segment> {
        let mut out = Vec::new();
        for stream in self.streams.values_mut() {
            stream.give_up(&mut out);
        }
        out.sort_by_key(|segment| segment.line);
        out
    }

    /// Reads one block; its length, `None` if it is not whole.
    fn block(&mut self, rest: &[u8], out: &mut Vec<Segment>) -> Option<usize> {
        if rest.is_empty() {
            return None;
        }
        self.ng |= self.header.is_none() && rest.starts_with(&SECTION);
        if self.ng {
            return self.block_ng(rest, out);
        }
        let Some(header) = &self.header else {
            let parsed = parse_pcap_header(rest);
            let (tail, header) = self.whole(parsed)?;
            self.header = Some(header);
            return Some(rest.len() - tail.len());
        };
        let (link, nanos) = (header.network.0, header.is_nanosecond_precision());
        let parsed = match header.is_bigendian() {
            true => parse_pcap_frame_be(rest),
            false => parse_pcap_frame(rest),
        };
        let (
            tail,
            LegacyPcapBlock {
                ts_sec,
                ts_usec,
                data,
                ..
            },
        ) = self.whole(parsed)?;
        let micros = if nanos { ts_usec / 1000 } else { ts_usec };
        let time = time(i64::from(ts_sec) * 1_000_000 + i64::from(micros));
        let len = rest.len() - tail.len();
        self.packet(link, time, data, out);
        Some(len)
    }

    fn block_ng(&mut self, rest: &[u8], out: &mut Vec<Segment>) -> Option<usize> {
        if rest.starts_with(&SECTION) {
            self.big = rest.get(8..12)? == [0x1A, 0x2B, 0x3C, 0x4D];
            self.interfaces.clear();
        }
        let parsed = if self.big {
            parse_block_be(rest)
        } else {
            parse_block_le(rest)
        };
        let (tail, block) = self.whole(parsed)?;
        let len = rest.len() - tail.len();
        match block {
            Block::InterfaceDescription(interface) => self.interfaces.push(Interface {
                link: interface.linktype.0,
                resolution: interface.ts_resolution().unwrap_or(1_000_000).max(1),
                offset: u64::try_from(interface.ts_offset()).unwrap_or(0),
            }),
            Block::EnhancedPacket(packet) => {
                let index = packet.if_id as usize;
                let Some(interface) = self.interfaces.get(index).copied() else {
                    return Some(len);
                };
                let Interface {
                    link,
                    resolution,
                    offset,
                } = interface;
                let (seconds, fraction) = packet.decode_ts(offset, resolution);
                let micros = u128::from(fraction) * 1_000_000 / u128::from(resolution);
                let stamp = time(i64::from(seconds) * 1_000_000 + micros as i64);
                let data = packet
                    .data
                    .get(..packet.caplen as usize)
                    .unwrap_or(packet.data);
                self.packet(link, stamp, data, out);
            }
            Block::SimplePacket(packet) => {
                let link = self
                    .interfaces
                    .first()
                    .map_or(1, |interface| interface.link);
                self.packet(link, time(0), packet.data, out);
            }
            _ => {}
        }
        Some(len)
    }

    /// A block that was read, `None` if there is more to come or the file is broken here.
    fn whole<'a, T>(
        &mut self,
        parsed: Result<(&'a [u8], T), nom_error::Err<'a>>,
    ) -> Option<(&'a [u8], T)> {
        match parsed {
            Ok(read) => Some(read),
            Err(error) => {
                self.broken = !error.is_incomplete();
                None
            }
        }
    }

    fn packet(&mut self, link: i32, time: Time, data: &[u8], out: &mut Vec<Segment>) {
        self.packet += 1;
        let ip = |from: usize| {
            data.get(from..)
                .and_then(|rest| LaxSlicedPacket::from_ip(rest).ok())
        };
        let of_type = |at: usize, from: usize| {
            let kind = u16::from_be_bytes(*data.get(at..)?.first_chunk()?);
            Some(LaxSlicedPacket::from_ether_type(
                EtherType(kind),
                data.get(from..)?,
            ))
        };
        let sliced = match link {
            1 => LaxSlicedPacket::from_ethernet(data).ok(),
            0 | 108 => ip(4),
            12 | 14 | 101 | 228 | 229 => ip(0),
            113 => of_type(14, 16),
            276 => of_type(0, 20),
            // User-defined types and a serial line's own.
            147..=162 => return self.line(None, time, data, out),
            250 => {
                let way = match data.get(8) {
                    Some(1 | 3) => Some(Way::Sent),
                    Some(2 | 4) => Some(Way::Received),
                    _ => None,
                };
                return self.line(way, time, data.get(12..).unwrap_or_default(), out);
            }
            _ => None,
        };
        let Some((net, transport)) = sliced.and_then(|sliced| sliced.net.zip(sliced.transport))
        else {
            return;
        };
        let (from, to): (IpAddr, IpAddr) = match &net {
            LaxNetSlice::Ipv4(v4) => {
                let header = v4.header();
                (
                    header.source_addr().into(),
                    header.destination_addr().into(),
                )
            }
            LaxNetSlice::Ipv6(v6) => {
                let header = v6.header();
                (
                    header.source_addr().into(),
                    header.destination_addr().into(),
                )
            }
            LaxNetSlice::Arp(_) => return,
        };
        match transport {
            TransportSlice::Udp(udp) => {
                let number = self
                    .stream((from, udp.source_port(), to, udp.destination_port()), 0)
                    .number;
                let bytes = udp.payload().to_vec();
                let mode = Mode::Stream;
                out.push(Segment {
                    line: self.packet,
                    bytes,
                    time: Some(time),
                    stream: number,
                    mode,
                    ..Segment::default()
                });
            }
            TransportSlice::Tcp(tcp) => {
                let ends = (from, tcp.source_port(), to, tcp.destination_port());
                let syn = tcp.syn();
                let first = tcp.sequence_number().wrapping_add(u32::from(syn));
                let packet = self.packet;
                let stream = self.stream(ends, first);
                if syn {
                    stream.next = first;
                }
                stream.take(first, tcp.payload(), packet, time, out);
            }
            _ => {}
        }
    }

    fn stream(&mut self, ends: Ends, next: u32) -> &mut Stream {
        let number = FIRST_STREAM + self.streams.len() as u32;
        self.streams.entry(ends).or_insert_with(|| Stream {
            number,
            next,
            count: 0,
            early: BTreeMap::new(),
        })
    }

    /// Bytes of a serial line.
    fn line(&mut self, way: Option<Way>, time: Time, bytes: &[u8], out: &mut Vec<Segment>) {
        let stream = match way {
            None => 0,
            Some(Way::Sent) => 1,
            Some(Way::Received) => 2,
        };
        let Some(count) = self.serial.get_mut(stream) else {
            return;
        };
        let start = *count;
        *count += bytes.len();
        out.push(Segment {
            line: self.packet,
            start,
            bytes: bytes.to_vec(),
            time: Some(time),
            way,
            stream: stream as u32,
            mode: Mode::Stream,
            ..Segment::default()
        });
    }
}

impl Stream {
    /// A segment that begins with sequence number `first`.
    fn take(
        &mut self,
        first: u32,
        payload: &[u8],
        packet: usize,
        time: Time,
        out: &mut Vec<Segment>,
    ) {
        if payload.is_empty() {
            return;
        }
        // Distance from the next byte, negative for what came before.
        let distance = first.wrapping_sub(self.next) as i32;
        match usize::try_from(distance) {
            Ok(0) => self.put(payload, packet, time, out),
            Ok(ahead) => {
                let at = self.count + ahead;
                self.early
                    .entry(at)
                    .or_insert_with(|| (payload.to_vec(), packet, time));
                if self.early.len() > EARLY {
                    self.give_up(out);
                }
            }
            // Sent again: what is new of it.
            Err(_) => {
                let known = distance.unsigned_abs() as usize;
                if let Some(new) = payload.get(known..).filter(|new| !new.is_empty()) {
                    self.put(new, packet, time, out);
                }
            }
        }
        self.catch_up(out);
    }

    fn put(&mut self, payload: &[u8], packet: usize, time: Time, out: &mut Vec<Segment>) {
        out.push(Segment {
            line: packet,
            start: self.count,
            bytes: payload.to_vec(),
            time: Some(time),
            stream: self.number,
            mode: Mode::Stream,
            ..Segment::default()
        });
        self.count += payload.len();
        self.next = self.next.wrapping_add(payload.len() as u32);
    }

    /// Segments that fit now.
    fn catch_up(&mut self, out: &mut Vec<Segment>) {
        while let Some(entry) = self
            .early
            .first_entry()
            .filter(|entry| *entry.key() <= self.count)
        {
            let (at, (bytes, packet, time)) = entry.remove_entry();
            if let Some(new) = bytes.get(self.count - at..).filter(|new| !new.is_empty()) {
                let new = new.to_vec();
                self.put(&new, packet, time, out);
            }
        }
    }

    /// A lost segment will not come: the next one begins where it would have.
    fn give_up(&mut self, out: &mut Vec<Segment>) {
        while let Some((at, _)) = self.early.first_key_value() {
            let gap = at.saturating_sub(self.count);
            self.count += gap;
            self.next = self.next.wrapping_add(gap as u32);
            self.catch_up(out);
        }
    }
}

fn time(micros: i64) -> Time {
    Time {
        micros,
        scale: Scale::Utc,
        digits: 6,
    }
}

/// The error of the parser's library, whose crate is not ours to name.
mod nom_error {
    use pcap_parser::PcapError;
    pub(super) type Err<'a> = pcap_parser::nom::Err<PcapError<&'a [u8]>>;
}
