//! A line with several meters on it, paced by the baud rate, with faults: still without I/O.

use crate::VirtualMeter;
use crate::faults::{Fault, Faults};
use std::collections::VecDeque;
use ttl_link::{Instant, Line, Micros};

/// Meters on one line.
///
/// ```text
///  receive(now, bytes) ─► [wire time] ─► every meter ─► faults ─► poll(now) = bytes for the master
/// ```
pub struct Bus {
    meters: Vec<VirtualMeter>,
    faults: Faults,
    /// Whether bytes take their time.
    paced: bool,
    /// Bytes of the master on their way, and when their last stop bit ends.
    inward: VecDeque<(Instant, Vec<u8>)>,
    /// Bytes for the master in order of time.
    outward: Vec<(Instant, Vec<u8>)>,
    line_free: Instant,
    /// Until when a slow meter works on a request.
    busy_until: Instant,
}

impl Bus {
    /// Puts `meters` on a line. If `paced`, each byte takes eleven bit times at the meters' rate.
    #[must_use]
    pub fn new(mut meters: Vec<VirtualMeter>, faults: Faults, paced: bool) -> Self {
        let short = [Fault::FollowOn, Fault::WrongSequence, Fault::SeqBlind];
        if short.iter().any(|fault| faults.has(*fault)) {
            meters.iter_mut().for_each(|meter| meter.set_max_data(20));
        }
        Self {
            meters,
            faults,
            paced,
            inward: VecDeque::new(),
            outward: Vec::new(),
            line_free: Instant::ZERO,
            busy_until: Instant::ZERO,
        }
    }

    /// The meters.
    pub fn meters(&mut self) -> &mut [VirtualMeter] {
        &mut self.meters
    }

    /// Baud rate of the first meter.
    #[must_use]
    pub fn baud(&self) -> u32 {
        self.meters.first().map_or(0, VirtualMeter::baud)
    }

    fn wire_time(&self, bytes: usize) -> Micros {
        if self.paced {
            Line::ttl(self.baud()).wire_time(bytes)
        } else {
            Micros::ZERO
        }
    }

    /// The master has sent `bytes`; the first of them begins at `now` at the earliest.
    pub fn receive(&mut self, now: Instant, bytes: &[u8]) {
        let end = now.later(self.line_free) + self.wire_time(bytes.len());
        if self.paced {
            self.line_free = end;
        }
        let echo = self.faults.echo(bytes);
        if !echo.is_empty() {
            self.outward.push((end, echo));
        }
        self.inward.push_back((end, bytes.to_vec()));
    }

    /// When [`poll`](Self::poll) wants to be called.
    #[must_use]
    pub fn next_call(&self) -> Option<Instant> {
        let queues = self.faults.has(Fault::Queue);
        let heard = |at: Instant| {
            if queues {
                at.later(self.busy_until)
            } else {
                at
            }
        };
        let inward = self.inward.front().map(|(at, _)| heard(*at));
        let outward = self.outward.iter().map(|(at, _)| *at).min();
        let meters = self.meters.iter().filter_map(VirtualMeter::next_call).min();
        [inward, outward, meters].into_iter().flatten().min()
    }

    /// Whether bytes are on their way to or from the master.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        !self.inward.is_empty() || !self.outward.is_empty()
    }

    /// Does what is due at `now`; returns the bytes that have arrived at the master by now.
    pub fn poll(&mut self, now: Instant) -> Vec<u8> {
        self.hear(now);
        let mut answer: Option<Vec<u8>> = None;
        for meter in &mut self.meters {
            if let Some(bytes) = meter.poll(now) {
                // Two answers at once pull the line low for each other's bits.
                answer = Some(match answer {
                    None => bytes.to_vec(),
                    Some(other) => collide(&other, bytes),
                });
            }
        }
        if let Some(answer) = answer {
            for (at, bytes) in self.faults.strike(now, &answer) {
                self.send(at, &bytes);
            }
        }
        let mut out = Vec::new();
        self.outward.retain(|(at, bytes)| {
            let due = *at <= now;
            if due {
                out.extend_from_slice(bytes);
            }
            !due
        });
        out
    }

    /// Hands the meters what has come by `now`. A slow meter does not hear while it works, or hears
    /// one request after the other.
    fn hear(&mut self, now: Instant) {
        while let Some((at, bytes)) = self.inward.front().filter(|(at, _)| *at <= now).cloned() {
            let busy = at < self.busy_until;
            if busy && self.faults.has(Fault::Queue) && now < self.busy_until {
                return;
            }
            self.inward.pop_front();
            if busy && self.faults.has(Fault::Slow) {
                continue;
            }
            let at = at.later(self.busy_until);
            self.busy_until = at + self.faults.busy();
            let heard = self.faults.hear(&bytes);
            self.meters
                .iter_mut()
                .for_each(|meter| meter.receive(at, &heard));
        }
    }

    fn send(&mut self, at: Instant, bytes: &[u8]) {
        if !self.paced {
            self.outward.push((at, bytes.to_vec()));
            return;
        }
        let mut end = at.later(self.line_free);
        for byte in bytes {
            end = end + self.wire_time(1);
            self.outward.push((end, vec![*byte]));
        }
        self.line_free = end;
    }
}

/// Bytes of two senders on one open-collector line.
fn collide(a: &[u8], b: &[u8]) -> Vec<u8> {
    let longer = a.len().max(b.len());
    let at = |bytes: &[u8], n: usize| bytes.get(n).copied().unwrap_or(0xFF);
    (0..longer).map(|n| at(a, n) & at(b, n)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Config;
    use dlt645::Frames;
    use ttl_link::{Event, Failure, Master, Request};

    fn bus(addresses: &[&str], faults: &[Fault], paced: bool) -> Bus {
        let meter = |address: &&str| {
            let config = Config {
                baud: 9600,
                ..Config::new(address.parse().unwrap())
            };
            VirtualMeter::new(config, Instant::ZERO)
        };
        let late = Micros::from_millis(900);
        Bus::new(
            addresses.iter().map(meter).collect(),
            Faults::new(faults.to_vec(), late),
            paced,
        )
    }

    const ADDRESS: &str = "000000001234";
    const ENERGY: [u8; 4] = [0x89, 0x00, 0x24, 0x01];

    /// One request of a real master over the bus in virtual time.
    fn exchange(bus: &mut Bus, di: u32) -> (Result<Vec<u8>, Failure>, Instant) {
        let mut master: Master<1024> = Master::sized(Line::tunnel(9600));
        let di = dlt645::DataId::V2007(di);
        let mut now = Instant::from_millis(10);
        master
            .request(now, &Request::read(ADDRESS.parse().unwrap(), di))
            .unwrap();
        for _ in 0..20_000 {
            if let Some(bytes) = master.poll_transmit(now).map(<[u8]>::to_vec) {
                bus.receive(now, &bytes);
            }
            let bytes = bus.poll(now);
            if !bytes.is_empty() {
                master.handle_input(now, &bytes);
            }
            master.handle_timeout(now);
            match master.poll_event() {
                Some(Event::Reply(reply)) => return (Ok(reply.data.iter().collect()), now),
                Some(Event::Failed(failed)) => return (Err(failed.reason), now),
                _ => {}
            }
            let next = [master.poll_timeout(), bus.next_call()]
                .into_iter()
                .flatten()
                .min()
                .unwrap();
            now = next.later(now + Micros::new(1));
        }
        panic!("no end");
    }

    #[test]
    fn every_fault_ends_in_the_value_or_in_no_value() {
        for (fault, name, _) in Fault::ALL {
            for paced in [false, true] {
                let mut bus = bus(&[ADDRESS], &[*fault], paced);
                let (result, _) = exchange(&mut bus, 0x0001_0000);
                match fault {
                    Fault::Silent | Fault::ParityGarbage | Fault::ErrorReply => {
                        assert!(result.is_err(), "{name}: {result:?}")
                    }
                    // The bytes are what the meter sent; the value layer refuses them.
                    Fault::BadBcd | Fault::ShortData | Fault::ExtraData => {
                        assert_ne!(result, Ok(ENERGY.to_vec()), "{name}")
                    }
                    _ => assert_eq!(result, Ok(ENERGY.to_vec()), "{name}, paced {paced}"),
                }
            }
        }
    }

    #[test]
    fn follow_on_frames_are_joined_and_a_wrong_sequence_is_no_value() {
        let (block, _) = exchange(&mut bus(&[ADDRESS], &[Fault::FollowOn], false), 0x0001_FF00);
        assert_eq!(block.map(|data| data.len()), Ok(20));
        let (block, _) = exchange(
            &mut bus(&[ADDRESS], &[Fault::WrongSequence], false),
            0x0001_FF00,
        );
        assert!(block.is_err(), "{block:?}");
    }

    #[test]
    fn a_promise_after_a_short_frame_is_told_from_an_event_mark() {
        // Four of five values came, and the rest is refused.
        let faults = [Fault::FollowOn, Fault::RefuseFollowOn];
        let (block, _) = exchange(&mut bus(&[ADDRESS], &faults, true), 0x0001_FF00);
        assert_eq!(block, Err(Failure::Incomplete { received: 16 }));
        // Five of five, and every answer has the bit of more data.
        let (block, _) = exchange(&mut bus(&[ADDRESS], &[Fault::EventFlag], true), 0x0001_FF00);
        assert_eq!(block.map(|data| data.len()), Ok(20));
    }

    #[test]
    fn bytes_take_their_time_when_paced() {
        let (_, fast) = exchange(&mut bus(&[ADDRESS], &[], false), 0x0001_0000);
        let (_, slow) = exchange(&mut bus(&[ADDRESS], &[], true), 0x0001_0000);
        // 20 bytes out and 24 back at 9600: 50 ms.
        let apart = slow.since(fast).get();
        assert!((48_000..56_000).contains(&apart), "{apart}");
    }

    #[test]
    fn two_answers_at_once_are_garbage() {
        let mut bus = bus(&["000000001234", "000000005678"], &[], false);
        bus.receive(
            Instant::ZERO,
            &[
                0x68, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0x68, 0x13, 0x00, 0xDF, 0x16,
            ],
        );
        let mut bytes = Vec::new();
        while let Some(due) = bus.next_call() {
            bytes.extend(bus.poll(due));
            if !bytes.is_empty() {
                break;
            }
        }
        assert!(bytes.len() > 16 && Frames::new(&bytes).next().is_none());
    }
}
