//! The caller: what is asked, and whether the answer is what a meter did for that.

use super::meter::whole;
use super::{Deed, End, Outcome, World};
use dlt645::command::{Operator, Password};
use dlt645::{Address, Control, DataId, Edition, Frames, Function};
use ttl_link::{Failure, Instant, Line, Master, Micros, ReplyEnd, Request, Stamps};

impl World {
    /// Makes one request, drawn at random, and compares what the master says with what the meters
    /// did.
    pub(crate) fn request(&mut self) -> Outcome {
        if self.rng.percent(15) {
            let span = self.rng.between(Micros::ZERO, Micros::from_millis(4000));
            self.idle(span);
        }
        let meter = self.rng.below(self.meters.len() as u64) as usize;
        let own = self.meters[meter].address;
        let address = if self.meters.len() == 1 && self.rng.percent(15) {
            Address::WILDCARD
        } else {
            own
        };
        let n = self.rng.below(3) as u8;
        let wide = self.edition == Edition::V2007;
        let id = |wide_id: u32, short: u16| {
            if wide {
                DataId::V2007(wide_id)
            } else {
                DataId::V1997(short)
            }
        };
        let password = if self.rng.percent(50) {
            [2, 1, 2, 3]
        } else {
            [2, 9, 9, 9]
        };
        let setting = if wide {
            vec![n]
        } else {
            [&password[..], &[0; 4], &[n]].concat()
        };
        let extra = [1, 0, 0, 1 + n, 1, 0x26];
        let kind = self.rng.below(12);
        let pattern = [n, 0x99, 0x99, 0x99];
        let order = [&password[..], &[0; 4], &[0x1A + n], &[0; 7]].concat();
        let request = match kind {
            0..=2 => Request::read(
                address,
                id(0x0001_0000 | u32::from(n) << 8, 0x9010 | u16::from(n)),
            ),
            3 => Request::read(
                address,
                id(0x0400_9900 | u32::from(n), 0xE900 | u16::from(n)),
            ),
            4 | 5 => Request::read(
                address,
                id(0x0001_FF00 | u32::from(n), 0x901F + (u16::from(n) << 4)),
            ),
            6 => Request::read_with(address, id(0x0600_0001, 0xD101), &extra),
            7..=9 => Request::write(
                own,
                id(0x0400_0103 + u32::from(n), 0xC032 + u16::from(n)),
                Password::from_wire(password),
                Operator([0; 4]),
                &setting,
            ),
            10 if wide => Request::raw(own, Control::request(Function::Freeze), &pattern),
            11 if wide => Request::raw(own, Control::request(Function::RelayControl), &order),
            _ => Request::read(address, id(0x0400_010C, 0xC010)),
        };
        let request = match self.rng.below(4) {
            0 => request.tries(1),
            1 => request.tries(2),
            _ => request,
        };
        let give_up = self
            .rng
            .percent(12)
            .then(|| self.now + self.rng.between(Micros::ZERO, Micros::from_millis(3000)));
        let mut room = [0; 300];
        let sent = data_of(&request, &mut room);
        // Its answer repeats nothing of it.
        let nameless = (7..=9).contains(&kind) || (kind >= 10 && wide);
        let started = self.now;
        match self.run(&request, give_up) {
            End::Aborted => Outcome::Aborted,
            End::Failed(Failure::Meter(code)) => {
                let same = |deed: &Deed| deed.data == sent && deed.control == request.control().0;
                // A read that was refused a moment before is refused by the same answer.
                let mut done = self
                    .deeds
                    .iter()
                    .filter(|deed| same(deed) && (!nameless || deed.heard >= started));
                if done.any(|deed| !deed.accepted) {
                    Outcome::Good
                } else {
                    Outcome::Wrong(format!("{request:?} {sent:02x?} refused with {code:?}"))
                }
            }
            End::Failed(_) => Outcome::None,
            End::Value(data, end, stamps) => {
                let since = nameless.then_some(started);
                self.check(&request, &sent, (&data, end, stamps), since)
            }
        }
    }

    fn check(
        &self,
        request: &Request<'_>,
        sent: &[u8],
        (data, end, stamps): (&[u8], ReplyEnd, Stamps),
        nameless_since: Option<Instant>,
    ) -> Outcome {
        let what = |why: &str| {
            let head = &data[..data.len().min(12)];
            Outcome::Wrong(format!(
                "{why}: {request:?} {sent:02x?} gave {} bytes {head:02x?} {end:?} {stamps:?}",
                data.len()
            ))
        };
        if let Some(since) = nameless_since {
            let done = self.deeds.iter().any(|deed| {
                let same = deed.data == sent && deed.control == request.control().0;
                same && deed.accepted && deed.heard >= since
            });
            return if done {
                Outcome::Good
            } else {
                what("acknowledged")
            };
        }
        let Some((number, _)) = data.split_first_chunk::<2>() else {
            return what("too short");
        };
        let Some(deed) = self.deeds.get(usize::from(u16::from_le_bytes(*number))) else {
            return what("a look that never was");
        };
        if deed.data != sent || !request.address().matches(deed.meter) {
            return what("another request's value");
        }
        let meter = self
            .meters
            .iter()
            .find(|meter| meter.address == deed.meter)
            .unwrap();
        if data != whole(&meter.habits, *number, sent) {
            return what("not the whole value");
        }
        if end != ReplyEnd::Complete && !meter.habits.marks {
            return what("complete only in part");
        }
        if deed.looked < stamps.earliest_request_end || deed.looked > stamps.reply_start {
            return what(&format!("looked at {}", deed.looked));
        }
        Outcome::Good
    }
}

/// The data field of a request.
fn data_of(request: &Request<'_>, room: &mut [u8; 300]) -> Vec<u8> {
    let mut master: Master<64> = Master::sized(Line::ttl(0));
    master.request(Instant::from_millis(1), request).unwrap();
    let frame = master.poll_transmit(Instant::from_millis(1000)).unwrap();
    room[..frame.len()].copy_from_slice(frame);
    let found = Frames::new(&room[..frame.len()]).next().unwrap();
    found.frame.data().iter().collect()
}
