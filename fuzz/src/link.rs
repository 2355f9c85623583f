//! The line engines under arbitrary bytes, frames and times: the master never returns a value that
//! was not sent as the answer to what it asked, never takes an acknowledgement that may belong to
//! another write, and never waits for ever; the meter answers only what it was asked.

use crate::naive::{NaiveFrame, frame_at};
use arbitrary::{Arbitrary, Unstructured};
use dlt645::command::{BroadcastTime, Operator, Password};
use dlt645::{Address, Control, DataId, FrameRepr};
use ttl_link::{
    Event, Failure, Instant, Line, LineError, Master, Meter, Micros, Refusal, Request, Store,
};

/// Few addresses and identifiers, so that right and nearly right answers are frequent.
const ADDRESSES: [Address; 4] = [
    Address::from_wire([1, 0, 0, 0, 0, 0]),
    Address::from_wire([2, 0, 0, 0, 0, 0]),
    Address::WILDCARD,
    Address::BROADCAST,
];
const ITEMS: [DataId; 4] = [
    DataId::V2007(0x0001_0000),
    DataId::V2007(0x0001_0001),
    DataId::V1997(0x9010),
    DataId::V1997(0x9011),
];

#[derive(Arbitrary, Debug)]
enum Step {
    Wait(u32),
    Noise(Vec<u8>),
    Frame {
        address: u8,
        control: u8,
        item: u8,
        with_item: bool,
        data: Vec<u8>,
        cut: u8,
    },
    Answer {
        follow: bool,
        more: bool,
        data: Vec<u8>,
    },
    Request {
        address: u8,
        item: u8,
        expect: Option<u8>,
    },
    Write {
        address: u8,
        value: u8,
    },
    Acknowledge {
        address: u8,
        refuse: bool,
    },
    Broadcast([u8; 6]),
    Transmit,
    /// What is due next happens.
    Due,
    Sent,
    Timeout,
    Error(u8),
    Abort,
    Line(u8),
}

fn line(kind: u8) -> Line {
    match kind % 4 {
        0 => Line::ttl(2400),
        1 => Line::rs485(9600),
        2 => Line::tunnel(1200),
        _ => Line::ttl(0).with_tries(1),
    }
}

fn wire(address: Address, control: u8, data: &[u8]) -> Vec<u8> {
    let repr = FrameRepr {
        address,
        control: Control(control),
        data,
    };
    let mut out = [0; 267];
    repr.encode(&mut out)
        .map(|wire| wire.to_vec())
        .unwrap_or_default()
}

fn item_bytes(item: DataId) -> Vec<u8> {
    item.to_wire()[..item.wire_len()].to_vec()
}

/// A write that was sent and may still be acknowledged: whom it was for, when it ended, and which
/// request it was.
struct Owed {
    address: Address,
    sent: Instant,
    request: u32,
}

struct World {
    master: Master<128>,
    now: Instant,
    /// Address and identifier of the request under way.
    asked: Option<(Address, DataId)>,
    /// What the master was given since that request went out first; what came before is no answer.
    heard: Vec<u8>,
    sent: bool,
    sequence: u8,
    /// Number of the request under way, whether it is a write, and what is owed to writes, the
    /// oldest first.
    request: u32,
    writes: bool,
    owed: Vec<Owed>,
    missed: u32,
}

/// A meter answers within this time, and one request after the other.
const LATE: Micros = Micros::from_millis(3000);

impl World {
    fn begin(&mut self, asked: Option<(Address, DataId)>, writes: bool) {
        self.asked = asked;
        self.sequence = 0;
        self.sent = false;
        self.request += 1;
        self.writes = writes;
    }

    /// An acknowledgement or refusal of a write came from `from`: the oldest that may claim it.
    fn claim(owed: &mut Vec<Owed>, now: Instant, from: Address) -> Option<Owed> {
        owed.retain(|row| row.sent + LATE >= now);
        let hears = |row: &Owed| row.address.matches(from) || from == Address::WILDCARD;
        let at = owed.iter().position(hears)?;
        Some(owed.remove(at))
    }
}

impl World {
    fn step(&mut self, step: Step) {
        match step {
            // Mostly short waits, so that what is owed comes while something else is asked.
            Step::Wait(micros) => {
                let most = if micros >> 28 == 0 {
                    4_000_000
                } else {
                    300_000
                };
                self.now = self.now + Micros::new(u64::from(micros % most));
            }
            Step::Noise(bytes) => self.give(&bytes),
            Step::Frame {
                address,
                control,
                item,
                with_item,
                data,
                cut,
            } => {
                let mut body = if with_item {
                    item_bytes(ITEMS[usize::from(item) % 4])
                } else {
                    Vec::new()
                };
                body.extend(data);
                let mut bytes = wire(ADDRESSES[usize::from(address) % 4], control, &body);
                bytes.truncate(bytes.len().saturating_sub(usize::from(cut % 4)));
                self.give(&bytes);
            }
            Step::Answer { follow, more, data } => self.answer(follow, more, &data),
            Step::Request {
                address,
                item,
                expect,
            } => {
                let (address, item) = (
                    ADDRESSES[usize::from(address) % 3],
                    ITEMS[usize::from(item) % 4],
                );
                let mut request = Request::read(address, item);
                if let Some(len) = expect {
                    request = request.expect_len(u16::from(len));
                }
                if self.master.request(self.now, &request).is_ok() {
                    self.begin(Some((address, item)), false);
                }
            }
            Step::Write { address, value } => {
                let address = ADDRESSES[usize::from(address) % 3];
                let data = [value];
                let codes = (Password::new(2, 0), Operator([0; 4]));
                let request =
                    Request::write(address, ITEMS[0], codes.0, codes.1, &data).tries(1 + value % 3);
                if self.master.request(self.now, &request).is_ok() {
                    self.begin(Some((address, ITEMS[0])), true);
                }
            }
            Step::Acknowledge { address, refuse } => {
                let control = if refuse { 0xD4 } else { 0x94 };
                let data: &[u8] = if refuse { &[4] } else { &[] };
                let bytes = wire(ADDRESSES[usize::from(address) % 3], control, data);
                self.give(&bytes);
            }
            Step::Broadcast(time) => {
                let Ok(time) = BroadcastTime::from_wire(time) else {
                    return;
                };
                if self
                    .master
                    .request(self.now, &Request::broadcast_time(time))
                    .is_ok()
                {
                    self.begin(None, false);
                }
            }
            Step::Transmit => self.transmit(),
            Step::Due => {
                if let Some(due) = self.master.poll_timeout() {
                    self.now = self.now.later(due);
                    self.master.handle_timeout(self.now);
                }
                self.transmit();
            }
            Step::Sent => self.master.handle_sent(self.now),
            Step::Timeout => self.master.handle_timeout(self.now),
            Step::Error(kind) => {
                let errors = [LineError::Parity, LineError::Framing, LineError::Overrun];
                self.master
                    .handle_line_error(self.now, errors[usize::from(kind) % 3]);
            }
            Step::Abort => {
                self.master.abort();
                self.asked = None;
            }
            Step::Line(kind) => self.master.set_line(line(kind)),
        }
        self.events();
    }

    fn transmit(&mut self) {
        let Some(bytes) = self.master.poll_transmit(self.now) else {
            return;
        };
        let start = bytes
            .iter()
            .position(|byte| *byte != 0xFE)
            .unwrap_or_default();
        let frame = frame_at(bytes, start).expect("the master sends frames");
        assert_eq!(bytes.len(), start + 12 + frame.data.len());
        if matches!(frame.control & 0x1F, 0x12 | 0x02) {
            self.sequence = self.sequence.wrapping_add(1);
        } else if !self.sent {
            self.sent = true;
            self.heard.clear();
        }
        if frame.control == 0x14
            && let Some((address, _)) = self.asked
        {
            self.owed.push(Owed {
                address,
                sent: self.now,
                request: self.request,
            });
        }
    }

    /// A good answer to what was asked, or the next part of it.
    fn answer(&mut self, follow: bool, more: bool, data: &[u8]) {
        let Some((address, item)) = self.asked.filter(|_| !self.writes) else {
            return;
        };
        let address = if address == Address::WILDCARD {
            ADDRESSES[0]
        } else {
            address
        };
        let mut body = item_bytes(item);
        body.extend(&data[..data.len().min(60)]);
        let read = if item.wire_len() == 4 { 0x11 } else { 0x01 };
        if follow && read == 0x11 {
            body.push(self.sequence);
        }
        let control = 0x80 | (read + u8::from(follow)) | if more { 0x20 } else { 0 };
        let bytes = wire(address, control, &body);
        self.give(&bytes);
    }

    fn give(&mut self, bytes: &[u8]) {
        self.heard.extend(bytes);
        self.master.handle_input(self.now, bytes);
    }

    fn events(&mut self) {
        let Self {
            master,
            asked,
            heard,
            owed,
            ..
        } = self;
        // Frames that were not told of may have been acknowledgements.
        if master.missed() != self.missed {
            self.missed = master.missed();
            owed.clear();
        }
        for _ in 0..8 {
            match master.poll_event() {
                None => return,
                Some(Event::Reply(reply)) => {
                    let (address, item) = asked.take().expect("a reply without a request");
                    let value: Vec<u8> = reply.data.iter().collect();
                    assert_eq!((reply.asked, reply.id), (address, Some(item)));
                    // Meters may leave their address out.
                    assert!(
                        address.matches(reply.address) || reply.address == Address::WILDCARD,
                        "{} answered for {address}",
                        reply.address
                    );
                    if self.writes {
                        if let Some(oldest) = Self::claim(owed, self.now, reply.address) {
                            assert_eq!(oldest.request, self.request, "another acknowledgement");
                        }
                    } else {
                        assert!(
                            was_sent(heard, reply.address, item, &value),
                            "{value:02x?} is not what {} sent for {item}",
                            reply.address
                        );
                    }
                    assert!(reply.stamps.earliest_request_end <= reply.stamps.request_end);
                }
                Some(Event::Failed(failed)) => {
                    assert!(!failed.reason.to_string().is_empty());
                    if let (true, Failure::Meter(_), Some(by)) =
                        (self.writes, failed.reason, failed.by)
                        && let Some(oldest) = Self::claim(owed, self.now, by)
                    {
                        assert_eq!(oldest.request, self.request, "another refusal");
                    }
                    *asked = None;
                }
                Some(Event::Heard(heard)) => {
                    if heard.control.0 & 0x9F == 0x94 {
                        let _ = Self::claim(owed, self.now, heard.address);
                    }
                }
                Some(_) => {}
            }
        }
        panic!("events without end");
    }

    /// With nothing more on the line every request ends, in bounded time and steps.
    fn ends(mut self) {
        for _ in 0..200 {
            self.events();
            if !self.master.is_busy() {
                return;
            }
            let due = self
                .master
                .poll_timeout()
                .expect("a request waits for nothing");
            self.now = self.now.later(due);
            self.master.handle_timeout(self.now);
            self.transmit();
        }
        panic!("a request without end");
    }
}

/// Whether `value` is in the bytes as answer of `address` for `item`: the rest of one frame's
/// data, or that of a first frame and its follow-on frames in order, identifiers and sequence
/// numbers taken off.
fn was_sent(heard: &[u8], address: Address, item: DataId, value: &[u8]) -> bool {
    let frames: Vec<NaiveFrame> = (0..heard.len())
        .filter_map(|at| frame_at(heard, at))
        .collect();
    let head = item_bytes(item);
    let read = if head.len() == 4 { 0x11 } else { 0x01 };
    let part = |function: u8| {
        let (frames, head, address) = (&frames, &head, address.to_string());
        frames
            .iter()
            .filter(move |f| f.address == address && f.control & 0xDF == 0x80 | function)
            .filter_map(move |f| f.data.strip_prefix(head.as_slice()))
    };
    let mut reached = vec![false; value.len() + 1];
    for first in part(read).filter(|first| value.starts_with(first)) {
        reached[first.len()] = true;
    }
    // Parts may be empty and are then told by their number alone; lengths decide.
    for _ in 0..frames.len() {
        for next in part(read + 1) {
            let data = if read == 0x11 {
                next.split_last().map_or(next, |(_, data)| data)
            } else {
                next
            };
            for at in 0..reached.len() {
                if reached[at] && value[at..].starts_with(data) {
                    reached[at + data.len()] = true;
                }
            }
        }
    }
    reached[value.len()]
}

/// The master against an arbitrary line.
pub fn master(bytes: &[u8]) {
    let mut input = Unstructured::new(bytes);
    let kind = input.arbitrary().unwrap_or_default();
    let mut world = World {
        master: Master::sized(line(kind)),
        now: Instant::ZERO,
        asked: None,
        heard: Vec::new(),
        sent: false,
        sequence: 0,
        request: 0,
        writes: false,
        owed: Vec::new(),
        missed: 0,
    };
    while !input.is_empty() {
        let Ok(step) = Step::arbitrary(&mut input) else {
            break;
        };
        world.step(step);
    }
    world.ends();
}

/// A meter whose value tells which item it is.
struct Shelf {
    long: usize,
    pending: bool,
    refuse: bool,
}

impl Shelf {
    fn value(&self, di: DataId) -> Vec<u8> {
        di.to_wire()
            .iter()
            .copied()
            .cycle()
            .take(self.long)
            .collect()
    }
}

impl Store for Shelf {
    fn address(&self) -> Address {
        ADDRESSES[0]
    }

    fn speaks(&self, _: dlt645::Edition) -> bool {
        true
    }

    fn read(&mut self, _: Instant, di: DataId, _: &[u8], out: &mut [u8]) -> Result<usize, Refusal> {
        if self.refuse {
            return Err(Refusal::NO_DATA);
        }
        let value = self.value(di);
        out.get_mut(..value.len())
            .ok_or(Refusal::OTHER)?
            .copy_from_slice(&value);
        Ok(value.len())
    }

    fn command(
        &mut self,
        _: Instant,
        asked: Address,
        _: Control,
        data: &[u8],
        out: &mut [u8],
    ) -> Result<usize, Refusal> {
        if asked.is_broadcast() || data.len() > out.len() {
            return Err(Refusal::Silent);
        }
        out[..data.len()].copy_from_slice(data);
        Ok(data.len())
    }

    fn event_pending(&self) -> bool {
        self.pending
    }
}

#[derive(Arbitrary, Debug)]
enum MeterStep {
    Wait(u32),
    Noise(Vec<u8>),
    Request {
        address: u8,
        control: u8,
        item: u8,
        with_item: bool,
        data: Vec<u8>,
    },
    Sent,
    Shelf {
        long: u8,
        pending: bool,
        refuse: bool,
    },
    MaxData(u8),
    Line(u8),
}

/// The meter against an arbitrary line.
pub fn meter(bytes: &[u8]) {
    let mut input = Unstructured::new(bytes);
    let mut meter = Meter::<300>::sized(line(input.arbitrary().unwrap_or_default()));
    let mut shelf = Shelf {
        long: 4,
        pending: false,
        refuse: false,
    };
    let (mut now, mut heard) = (Instant::ZERO, Vec::new());
    while !input.is_empty() {
        let Ok(step) = MeterStep::arbitrary(&mut input) else {
            break;
        };
        match step {
            MeterStep::Wait(micros) => now = now + Micros::new(u64::from(micros % 4_000_000)),
            MeterStep::Noise(bytes) => {
                heard.extend(&bytes);
                meter.handle_input(now, &bytes);
            }
            MeterStep::Request {
                address,
                control,
                item,
                with_item,
                data,
            } => {
                let mut body = if with_item {
                    item_bytes(ITEMS[usize::from(item) % 4])
                } else {
                    Vec::new()
                };
                body.extend(data);
                let bytes = wire(ADDRESSES[usize::from(address) % 4], control & 0x1F, &body);
                heard.extend(&bytes);
                meter.handle_input(now, &bytes);
            }
            MeterStep::Sent => meter.handle_sent(),
            MeterStep::Shelf {
                long,
                pending,
                refuse,
            } => {
                shelf = Shelf {
                    long: usize::from(long),
                    pending,
                    refuse,
                }
            }
            MeterStep::MaxData(bytes) => meter.set_max_data(bytes),
            MeterStep::Line(kind) => meter.set_line(line(kind)),
        }
        meter.handle_timeout(now, &mut shelf);
        if let Some(due) = meter.poll_timeout() {
            now = now.later(due);
            meter.handle_timeout(now, &mut shelf);
        }
        if let Some(answer) = meter.poll_transmit(now) {
            answers(answer, &heard);
        }
        let _ = meter.poll_event();
    }
}

fn answers(answer: &[u8], heard: &[u8]) {
    let start = answer
        .iter()
        .position(|byte| *byte != 0xFE)
        .unwrap_or_default();
    let frame = frame_at(answer, start).expect("the meter sends frames");
    assert_eq!(
        answer.len(),
        start + 12 + frame.data.len(),
        "something after the answer"
    );
    assert_eq!(frame.address, ADDRESSES[0].to_string());
    assert!(frame.control & 0x80 != 0);
    let asked = (0..heard.len())
        .filter_map(|at| frame_at(heard, at))
        .any(|request| {
            request.control & 0x80 == 0
            && request.control & 0x1F == frame.control & 0x1F
            // A 1997 meter may be found by reading at the broadcast address.
            && (request.address != Address::BROADCAST.to_string() || request.control < 0x08)
        });
    assert!(asked, "an answer to nothing: {frame:02x?}");
}
