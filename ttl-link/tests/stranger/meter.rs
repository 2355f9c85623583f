//! The meter: what it does with a request, and how long that takes.

use super::{Deed, Rng};
use dlt645::{Address, Control, Edition, Frame, FrameRepr};
use ttl_link::{Instant, Micros};

/// What the meter does when a request comes while it still works on another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Busy {
    /// One after the other.
    Queue,
    /// Each by itself: a quick answer overtakes a slow one.
    Parallel,
    /// The old one is forgotten.
    Restart,
    /// The new one is not heard.
    Ignore,
}

#[derive(Clone, Debug)]
pub(crate) struct Habits {
    edition: Edition,
    busy: Busy,
    /// Each answer takes between these two.
    latency: (Micros, Micros),
    /// Of a hundred answers so many come twice, and of those as many three times.
    again: u64,
    /// Of a hundred requests so many are not heard, of a hundred answers so many are not sent.
    deaf: u64,
    mute: u64,
    /// Bytes of the value in one frame.
    room: usize,
    /// Bytes of the long value.
    long: usize,
    /// The next part is sent, whatever number was asked for.
    sequence_blind: bool,
    /// Of a hundred follow-on requests so many are refused.
    refuses: u64,
    /// The bit of more data is set though there are none.
    pub(crate) marks: bool,
    /// Answers from AA six times.
    nameless: bool,
    preamble: u8,
}

impl Habits {
    pub(crate) fn draw(rng: &mut Rng, edition: Edition) -> Self {
        let ms = Micros::from_millis;
        let busy =
            [Busy::Queue, Busy::Parallel, Busy::Restart, Busy::Ignore][rng.below(4) as usize];
        let again = if rng.percent(40) { rng.below(101) } else { 0 };
        // The copy of an answer may be all that comes of it.
        let longest = if again > 0 { ms(2300) } else { ms(2950) };
        let latency = match rng.below(5) {
            0 => (ms(30), ms(400)),
            1 => (ms(500), ms(900)),
            2 => (ms(1000), longest),
            3 => (ms(20), longest),
            _ => {
                let one = rng.between(ms(100), longest);
                (one, one)
            }
        };
        let room = [190, 120, 60, 16][rng.below(4) as usize];
        let most = [420, 60][rng.below(2) as usize];
        let long = 8 + rng.below(most) as usize;
        Self {
            edition,
            busy,
            latency,
            again,
            deaf: if rng.percent(30) { rng.below(40) } else { 0 },
            mute: if rng.percent(30) { rng.below(40) } else { 0 },
            room,
            long,
            sequence_blind: rng.percent(30),
            refuses: if rng.percent(25) { rng.below(101) } else { 0 },
            // A meter that marks all frames, divides short values and refuses the parts cannot be
            // told from an honest one.
            marks: room > 100 && rng.percent(15),
            nameless: rng.percent(5),
            preamble: rng.below(5) as u8,
        }
    }

    /// When an answer comes again after its end.
    pub(crate) fn copies(&self, rng: &mut Rng) -> Vec<Micros> {
        let mut gaps = Vec::new();
        if rng.percent(self.again) {
            gaps.push(rng.between(Micros::from_millis(150), Micros::from_millis(400)));
            if rng.percent(self.again) {
                gaps.push(rng.between(Micros::from_millis(150), Micros::from_millis(400)));
            }
        }
        gaps
    }
}

struct Work {
    control: u8,
    data: Vec<u8>,
    heard: Instant,
    looked: Instant,
    end: Instant,
}

pub(crate) struct StrangeMeter {
    pub(crate) address: Address,
    pub(crate) habits: Habits,
    works: Vec<Work>,
    free: Instant,
    /// Identifier, number of the look, next part.
    series: Option<(Vec<u8>, [u8; 2], u8)>,
}

impl StrangeMeter {
    pub(crate) fn new(address: Address, habits: Habits) -> Self {
        Self {
            address,
            habits,
            works: Vec::new(),
            free: Instant::ZERO,
            series: None,
        }
    }

    pub(crate) fn hear(&mut self, now: Instant, frame: &Frame<'_>, rng: &mut Rng) {
        if !frame.address().matches(self.address) || rng.percent(self.habits.deaf) {
            return;
        }
        let begin = match self.habits.busy {
            Busy::Queue => now.later(self.free),
            Busy::Parallel => now,
            Busy::Restart => {
                self.works.clear();
                now
            }
            Busy::Ignore if self.free > now => return,
            Busy::Ignore => now,
        };
        let latency = rng.between(self.habits.latency.0, self.habits.latency.1);
        self.free = begin + latency;
        self.works.push(Work {
            control: frame.control().0,
            data: frame.data().iter().collect(),
            heard: now,
            looked: begin + rng.between(Micros::ZERO, latency),
            end: begin + latency,
        });
    }

    pub(crate) fn next_end(&self) -> Option<Instant> {
        self.works.iter().map(|work| work.end).min()
    }

    /// Does what is due first; `None` if the answer gets lost.
    pub(crate) fn answer(&mut self, deeds: &mut Vec<Deed>, rng: &mut Rng) -> Option<Vec<u8>> {
        let at = (0..self.works.len()).min_by_key(|at| self.works[*at].end)?;
        let work = self.works.remove(at);
        let (control, data) = self.perform(&work, deeds, rng);
        if rng.percent(self.habits.mute) {
            return None;
        }
        let address = if self.habits.nameless {
            Address::WILDCARD
        } else {
            self.address
        };
        let mut out = [0; 300];
        let repr = FrameRepr {
            address,
            control: Control(control),
            data: &data,
        };
        Some(
            repr.encode_woken(self.habits.preamble, &mut out)
                .unwrap()
                .to_vec(),
        )
    }

    fn perform(&mut self, work: &Work, deeds: &mut Vec<Deed>, rng: &mut Rng) -> (u8, Vec<u8>) {
        let wide = self.habits.edition == Edition::V2007;
        let (di, extra) = work
            .data
            .split_at(work.data.len().min(if wide { 4 } else { 2 }));
        let number = u16::try_from(deeds.len()).unwrap().to_le_bytes();
        let mut accepted = true;
        let answer = match work.control {
            0x11 | 0x01 if di[1] == 0x99 || di[1] == 0xE9 => {
                accepted = false;
                (0xC0 | work.control, vec![2])
            }
            0x11 | 0x01 => {
                let value = whole(&self.habits, number, &work.data);
                let more = value.len() > self.habits.room;
                self.series = more.then(|| (di.to_vec(), number, 1));
                let part = &value[..value.len().min(self.habits.room)];
                (
                    head(work.control, more || self.habits.marks),
                    [di, part].concat(),
                )
            }
            0x12 | 0x02 => {
                return self.follow(work.control, di, extra.first().copied(), rng);
            }
            0x14 | 0x04 => {
                accepted = extra.starts_with(&[2, 1, 2, 3]);
                if accepted {
                    (head(work.control, false), vec![])
                } else {
                    (0xC0 | work.control, vec![4])
                }
            }
            0x1C => {
                accepted = work.data.starts_with(&[2, 1, 2, 3]);
                if accepted {
                    (0x9C, vec![])
                } else {
                    (0xDC, vec![4])
                }
            }
            _ => (0x80 | work.control, vec![]),
        };
        deeds.push(Deed {
            meter: self.address,
            control: work.control,
            data: work.data.clone(),
            heard: work.heard,
            looked: work.looked,
            accepted,
        });
        answer
    }

    fn follow(
        &mut self,
        control: u8,
        di: &[u8],
        asked: Option<u8>,
        rng: &mut Rng,
    ) -> (u8, Vec<u8>) {
        let no = (0xC0 | control, vec![2]);
        let Some((series, number, next)) = self.series.clone() else {
            return no;
        };
        let honest = asked.filter(|_| !self.habits.sequence_blind);
        let part = honest.unwrap_or(next);
        let is_next = part == next || part + 1 == next;
        let value = whole(&self.habits, number, &[&series[..]].concat());
        let from = usize::from(part) * self.habits.room;
        if series != di
            || part == 0
            || !is_next
            || from >= value.len()
            || rng.percent(self.habits.refuses)
        {
            return no;
        }
        let to = value.len().min(from + self.habits.room);
        self.series = Some((series, number, part + 1));
        let data = [di, &value[from..to], asked.as_slice()].concat();
        (head(control, to < value.len()), data)
    }
}

fn head(control: u8, more: bool) -> u8 {
    if more { 0xA0 | control } else { 0x80 | control }
}

/// The value that is read with these data at the look of this number.
pub(crate) fn whole(habits: &Habits, number: [u8; 2], asked: &[u8]) -> Vec<u8> {
    let wide = habits.edition == Edition::V2007;
    let long = if wide {
        asked[1] == 0xFF && asked[2] == 1
    } else {
        asked[0] & 0x0F == 0x0F
    };
    let len = if long { habits.long } else { 6 };
    let rest = (0..len).map(|at| (at as u8).wrapping_mul(7).wrapping_add(number[0]));
    number.into_iter().chain(rest).collect()
}
