//! A line in simulated time: one master, any number of meters, every byte delivered at the end of
//! its stop bit.
#![allow(dead_code, reason = "each test file uses its part")]

use dlt645::command::{Baud, BroadcastTime, Freeze};
use dlt645::{Address, Control, DataId, Edition};
use std::collections::{BTreeMap, VecDeque};
use ttl_link::{
    Event, Failed, HeardKind, Instant, Line, Master, Meter, MeterEvent, Micros, Refusal, ReplyEnd,
    Request, Stamps, Store, WriteRequest,
};

pub(crate) const METER: Address = Address::from_wire([0x66, 0x55, 0x44, 0x33, 0x22, 0x11]);
pub(crate) const ENERGY: DataId = DataId::V2007(0x0001_0000);

/// A meter's data in a map.
pub(crate) struct Shelf {
    pub(crate) address: Address,
    pub(crate) editions: Vec<Edition>,
    pub(crate) items: BTreeMap<DataId, Vec<u8>>,
    pub(crate) writes: Vec<(DataId, Vec<u8>)>,
    pub(crate) times: Vec<(Instant, BroadcastTime)>,
    pub(crate) freezes: Vec<Freeze>,
    pub(crate) reads: Vec<Instant>,
    pub(crate) pending: bool,
    pub(crate) rate: Option<Baud>,
}

impl Shelf {
    pub(crate) fn new(address: Address) -> Self {
        Self {
            address,
            editions: vec![Edition::V2007],
            items: BTreeMap::new(),
            writes: Vec::new(),
            times: Vec::new(),
            freezes: Vec::new(),
            reads: Vec::new(),
            pending: false,
            rate: None,
        }
    }

    pub(crate) fn with(mut self, di: DataId, value: &[u8]) -> Self {
        self.items.insert(di, value.to_vec());
        self
    }
}

impl Store for Shelf {
    fn address(&self) -> Address {
        self.address
    }

    fn speaks(&self, edition: Edition) -> bool {
        self.editions.contains(&edition)
    }

    fn read(
        &mut self,
        now: Instant,
        di: DataId,
        _extra: &[u8],
        out: &mut [u8],
    ) -> Result<usize, Refusal> {
        self.reads.push(now);
        let value = self.items.get(&di).ok_or(Refusal::NO_DATA)?;
        out.get_mut(..value.len())
            .ok_or(Refusal::OTHER)?
            .copy_from_slice(value);
        Ok(value.len())
    }

    fn write(&mut self, _now: Instant, request: &WriteRequest<'_>) -> Result<(), Refusal> {
        if request
            .password
            .is_some_and(|password| password.to_wire() != [2, 1, 2, 3])
        {
            return Err(Refusal::PASSWORD);
        }
        self.writes.push((request.di, request.data.to_vec()));
        Ok(())
    }

    fn write_address(&mut self, _now: Instant, address: Address) -> Result<(), Refusal> {
        self.address = address;
        Ok(())
    }

    fn broadcast_time(&mut self, now: Instant, time: BroadcastTime) {
        self.times.push((now, time));
    }

    fn freeze(&mut self, _now: Instant, freeze: Freeze) -> Result<(), Refusal> {
        self.freezes.push(freeze);
        Ok(())
    }

    fn change_baud(&mut self, _now: Instant, _edition: Edition, baud: Baud) -> Result<(), Refusal> {
        self.rate = Some(baud);
        Ok(())
    }

    fn event_pending(&self) -> bool {
        self.pending
    }
}

/// What a request ended in, owned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Value {
        address: Address,
        data: Vec<u8>,
        end: ReplyEnd,
        stamps: Stamps,
        tries: u8,
    },
    Sent(Instant),
    Failed(Failed),
}

/// Changes what a party sends before it goes onto the line: bytes with the time at which each has
/// arrived.
pub(crate) type Fault = Box<dyn FnMut(&mut Vec<(Instant, u8)>)>;

/// One line with everything on it.
pub(crate) struct Sim<const N: usize = 1024> {
    pub(crate) now: Instant,
    pub(crate) master: Master<N>,
    pub(crate) meters: Vec<(Meter<2048>, Shelf)>,
    pub(crate) to_master: VecDeque<(Instant, u8)>,
    pub(crate) to_meters: VecDeque<(Instant, u8)>,
    /// Applied to what meters send.
    pub(crate) fault: Option<Fault>,
    /// Applied to what the master sends, on its way to the meters.
    pub(crate) request_fault: Option<Fault>,
    /// Applied to the master's own bytes that come back to it.
    pub(crate) echo: Option<Fault>,
    pub(crate) heard: Vec<(HeardKind, Address, Control, Vec<u8>)>,
    pub(crate) baud_events: Vec<MeterEvent>,
    pub(crate) wire_bytes: u64,
    pub(crate) tell_sent: bool,
    pub(crate) steps: u64,
}

impl<const N: usize> Sim<N> {
    pub(crate) fn new(line: Line, shelf: Shelf) -> Self {
        Self {
            now: Instant::from_millis(1000),
            master: Master::sized(line),
            meters: vec![(Meter::sized(line), shelf)],
            to_master: VecDeque::new(),
            to_meters: VecDeque::new(),
            fault: None,
            request_fault: None,
            echo: None,
            heard: Vec::new(),
            baud_events: Vec::new(),
            wire_bytes: 0,
            tell_sent: true,
            steps: 0,
        }
    }

    pub(crate) fn timed(line: &Line, start: Instant, bytes: &[u8]) -> Vec<(Instant, u8)> {
        bytes
            .iter()
            .enumerate()
            .map(|(i, byte)| (start + line.wire_time(i + 1), *byte))
            .collect()
    }

    fn enqueue(queue: &mut VecDeque<(Instant, u8)>, bytes: Vec<(Instant, u8)>) {
        queue.extend(bytes);
        queue.make_contiguous().sort_by_key(|(at, _)| *at);
    }

    /// Puts bytes onto the line for the master, the first start bit at `start`.
    pub(crate) fn inject(&mut self, start: Instant, bytes: &[u8]) {
        let bytes = Self::timed(self.master.line(), start, bytes);
        Self::enqueue(&mut self.to_master, bytes);
    }

    /// Lets one thing happen; whether anything was due.
    pub(crate) fn step(&mut self) -> bool {
        self.steps += 1;
        let line = *self.master.line();
        if let Some(frame) = self.master.poll_transmit(self.now) {
            let mut bytes = Self::timed(&line, self.now, frame);
            self.wire_bytes += bytes.len() as u64;
            let end = bytes.last().unwrap().0;
            if let Some(echo) = &mut self.echo {
                let mut back = bytes.clone();
                echo(&mut back);
                Self::enqueue(&mut self.to_master, back);
            }
            if let Some(fault) = &mut self.request_fault {
                fault(&mut bytes);
            }
            Self::enqueue(&mut self.to_meters, bytes);
            if self.tell_sent {
                self.master.handle_sent(end);
            }
            return true;
        }
        for (meter, shelf) in &mut self.meters {
            meter.handle_timeout(self.now, shelf);
            if let Some(frame) = meter.poll_transmit(self.now) {
                let mut bytes = Self::timed(&line, self.now, frame);
                self.wire_bytes += bytes.len() as u64;
                if let Some(fault) = &mut self.fault {
                    fault(&mut bytes);
                }
                Self::enqueue(&mut self.to_meters, bytes.clone());
                Self::enqueue(&mut self.to_master, bytes);
                return true;
            }
            if let Some(event) = meter.poll_event() {
                self.baud_events.push(event);
            }
        }
        let next = [
            self.to_master.front().map(|(at, _)| *at),
            self.to_meters.front().map(|(at, _)| *at),
            self.master.poll_timeout(),
        ]
        .into_iter()
        .flatten()
        .chain(
            self.meters
                .iter()
                .filter_map(|(meter, _)| meter.poll_timeout()),
        )
        .min();
        let Some(next) = next else { return false };
        self.now = self.now.later(next);
        while self
            .to_meters
            .front()
            .is_some_and(|(at, _)| *at <= self.now)
        {
            let (at, byte) = self.to_meters.pop_front().unwrap();
            for (meter, _) in &mut self.meters {
                meter.handle_input(at, &[byte]);
            }
        }
        while self
            .to_master
            .front()
            .is_some_and(|(at, _)| *at <= self.now)
        {
            let (at, byte) = self.to_master.pop_front().unwrap();
            self.master.handle_input(at, &[byte]);
        }
        self.master.handle_timeout(self.now);
        true
    }

    /// Takes what the master has to tell.
    pub(crate) fn take(&mut self) -> Option<End> {
        let mut end = None;
        while let Some(event) = self.master.poll_event() {
            match event {
                Event::Reply(reply) => {
                    end = Some(End::Value {
                        address: reply.address,
                        data: reply.data.iter().collect(),
                        end: reply.end,
                        stamps: reply.stamps,
                        tries: reply.tries,
                    });
                }
                Event::Sent(at) => end = Some(End::Sent(at)),
                Event::Failed(failed) => end = Some(End::Failed(failed)),
                Event::Heard(heard) => {
                    self.heard.push((
                        heard.kind,
                        heard.address,
                        heard.control,
                        heard.data.iter().collect(),
                    ));
                }
                _ => {}
            }
        }
        end
    }

    /// Sends `request` and runs to its end.
    pub(crate) fn run(&mut self, request: &Request<'_>) -> End {
        self.master.request(self.now, request).unwrap();
        self.finish()
    }

    pub(crate) fn finish(&mut self) -> End {
        for _ in 0..200_000 {
            if let Some(end) = self.take() {
                return end;
            }
            assert!(self.step(), "nothing is due and the request has not ended");
        }
        panic!("a request does not end");
    }

    /// Lets everything play out for `span`.
    pub(crate) fn idle(&mut self, span: Micros) {
        let end = self.now + span;
        for _ in 0..200_000 {
            let next = [
                self.to_master.front().map(|(at, _)| *at),
                self.to_meters.front().map(|(at, _)| *at),
                self.master.poll_timeout(),
            ]
            .into_iter()
            .flatten()
            .chain(
                self.meters
                    .iter()
                    .filter_map(|(meter, _)| meter.poll_timeout()),
            )
            .min();
            if next.is_none_or(|next| next > end) {
                break;
            }
            self.step();
            let _ = self.take();
        }
        self.now = end;
    }
}

impl End {
    pub(crate) fn data(&self) -> &[u8] {
        match self {
            Self::Value { data, .. } => data,
            other => panic!("no value but {other:?}"),
        }
    }

    pub(crate) fn failure(&self) -> ttl_link::Failure {
        match self {
            Self::Failed(failed) => failed.reason,
            other => panic!("no failure but {other:?}"),
        }
    }
}
