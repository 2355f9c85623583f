//! What goes wrong on lines: faults that are put into the answers of a meter on demand.

use dlt645::{Address, Control, Direction, Frame, FrameRepr, Frames, MAX_DATA, MAX_FRAME};
use ttl_link::{Instant, Micros};

macro_rules! faults {
    ($($name:ident = $text:literal, $what:literal;)*) => {
        /// One kind of trouble.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Fault {
            $(#[doc = $what] $name,)*
        }

        impl Fault {
            /// All of them: name on the command line, and what happens.
            pub const ALL: &'static [(Self, &'static str, &'static str)] = &[$((Self::$name, $text, $what),)*];
        }
    };
}

faults! {
    Echo = "echo", "the request comes back in front of the answer";
    PartialEcho = "partial-echo", "the later part of the request comes back, with a noise byte";
    NoiseBefore = "noise-before", "a few noise bytes in front of the answer";
    NoiseBetween = "noise-between", "noise between the wake-up bytes and the frame, and after it";
    NoPreamble = "no-preamble", "no wake-up bytes";
    LongPreamble = "long-preamble", "32 wake-up bytes";
    FalseHeader = "false-header", "in front of the answer the head of a frame with a long length";
    SlowBytes = "slow-bytes", "each byte by itself, 15 ms apart";
    LateReply = "late-reply", "each answer comes later than --late allows a master to wait";
    StaleReply = "stale-reply", "the answer to the request before comes first";
    ForeignAddress = "foreign-address", "an answer with another meter's address comes first";
    OtherIdentifier = "other-identifier", "an answer with another identifier comes first";
    BadChecksumOnce = "bad-checksum-once", "the first answer has a wrong checksum";
    CutOnce = "cut-once", "the first answer ends in the middle";
    SilentOnce = "silent-once", "the first request is not answered";
    Silent = "silent", "no request is answered";
    BadBcd = "bad-bcd", "one nibble of each value is no decimal digit";
    ShortData = "short-data", "one byte of each value is missing, length and checksum are right";
    ExtraData = "extra-data", "one byte too many in each value, length and checksum are right";
    Glued = "glued", "after the answer, without a gap, another meter's frame";
    ParityGarbage = "parity-garbage", "the answer as a receiver with the wrong parity setting sees it";
    FollowOn = "follow-on", "answers of at most 20 data bytes, the rest in follow-on frames";
    WrongSequence = "wrong-sequence", "follow-on frames carry the wrong sequence number";
    ErrorReply = "error-reply", "each request gets an error reply (other error)";
    Slow = "slow", "the meter needs --late for each answer and hears nothing meanwhile";
    Queue = "queue", "the meter needs --late for each answer and answers one request after the other";
    Dup = "dup", "each answer comes twice, 300 ms apart";
    SeqBlind = "seq-blind", "each follow-on request gets the next frame whatever number it asks for, and the first follow-on reply is lost";
    RefuseFollowOn = "refuse-follow-on", "long answers announce follow-on frames and the meter refuses to send them";
    EventFlag = "event-flag", "answers announce more data although there are none";
    Weekday7 = "weekday-7", "on Sundays the clock sends 7 for the day of the week, not 0";
}

impl std::str::FromStr for Fault {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL
            .iter()
            .find(|(_, name, _)| *name == text)
            .map(|(fault, ..)| *fault);
        found.ok_or_else(|| format!("no such fault: {text}; --list-faults names them"))
    }
}

/// Bytes that begin to leave at a moment.
pub type Piece = (Instant, Vec<u8>);

/// Noise without a start byte.
const NOISE: [u8; 5] = [0x00, 0xFF, 0xE0, 0xF8, 0x69];

/// The faults that are on, and what they remember.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    on: Vec<Fault>,
    /// Delay of late replies.
    late: Micros,
    stale: Option<Vec<u8>>,
    done_once: Vec<Fault>,
    follow_on: FollowOn,
}

/// What a meter remembers that counts follow-on requests instead of reading their numbers.
#[derive(Clone, Copy, Debug, Default)]
struct FollowOn {
    /// Frames it has sent since the last request for data.
    sent: u8,
    /// The number that was asked for last.
    asked: u8,
}

/// Time between an answer and its copy.
const COPY_AFTER: Micros = Micros::from_millis(300);

impl Faults {
    /// Turns on `on`; late replies come `late` later.
    #[must_use]
    pub fn new(on: Vec<Fault>, late: Micros) -> Self {
        Self {
            on,
            late,
            ..Self::default()
        }
    }

    /// Whether `fault` is on.
    #[must_use]
    pub fn has(&self, fault: Fault) -> bool {
        self.on.contains(&fault)
    }

    /// True for the first time that a fault with "once" in its name strikes.
    fn once(&mut self, fault: Fault) -> bool {
        let strikes = self.has(fault) && !self.done_once.contains(&fault);
        if strikes {
            self.done_once.push(fault);
        }
        strikes
    }

    /// What the line itself sends back when `bytes` of a master pass.
    #[must_use]
    pub fn echo(&self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        if self.has(Fault::PartialEcho) {
            out.extend(bytes.get(bytes.len() / 3..).unwrap_or_default());
            out.push(0xF8);
        } else if self.has(Fault::Echo) {
            out.extend(bytes);
        }
        out
    }

    /// How long the meter needs for an answer and can do nothing else.
    #[must_use]
    pub fn busy(&self) -> Micros {
        if self.has(Fault::Slow) || self.has(Fault::Queue) {
            self.late
        } else {
            Micros::ZERO
        }
    }

    /// What the meter makes of `bytes` of the master.
    pub fn hear(&mut self, bytes: &[u8]) -> Vec<u8> {
        let found = Frames::new(bytes).next();
        let Some(found) = found.filter(|_| self.has(Fault::SeqBlind)) else {
            return bytes.to_vec();
        };
        let control = found.frame.control();
        let mut data: Vec<u8> = found.frame.data().iter().collect();
        match (control.0, data.last_mut()) {
            (0x11, _) => self.follow_on = FollowOn::default(),
            (0x12, Some(number)) => {
                self.follow_on.asked = *number;
                self.follow_on.sent = self.follow_on.sent.wrapping_add(1);
                *number = self.follow_on.sent;
            }
            _ => {}
        }
        encode(found.frame.address(), control, &data)
    }

    /// What becomes of `answer`, which was to leave at `now`.
    pub fn strike(&mut self, now: Instant, answer: &[u8]) -> Vec<Piece> {
        let Some(found) = Frames::new(answer).next() else {
            return vec![(now, answer.to_vec())];
        };
        if self.has(Fault::Silent) || self.once(Fault::SilentOnce) {
            return Vec::new();
        }
        let follows = found.frame.control().0 & 0x5F == 0x12;
        if follows && self.once(Fault::SeqBlind) {
            return Vec::new();
        }
        let preamble = match (self.has(Fault::NoPreamble), self.has(Fault::LongPreamble)) {
            (true, _) => 0,
            (_, true) => 32,
            _ => found.offset,
        };
        let frame = self.alter(&found.frame);
        let mut bytes = Vec::new();
        if self.has(Fault::NoiseBefore) {
            bytes.extend(NOISE);
        }
        if self.has(Fault::FalseHeader) {
            bytes.extend([
                0x68, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x68, 0x91, 0xC8, 0x33,
            ]);
        }
        for first in self.before(&found.frame, &frame) {
            bytes.extend([0xFE; 4]);
            bytes.extend(first);
        }
        bytes.extend(std::iter::repeat_n(0xFE, preamble));
        if self.has(Fault::NoiseBetween) {
            bytes.extend(NOISE);
        }
        bytes.extend(self.damage(&frame));
        if self.has(Fault::NoiseBetween) {
            bytes.extend(NOISE);
        }
        if self.has(Fault::Glued) {
            bytes.extend(foreign(&found.frame));
        }
        self.stale = Some(frame);
        let start = if self.has(Fault::LateReply) {
            now + self.late
        } else {
            now + self.busy()
        };
        if self.has(Fault::SlowBytes) {
            return (0..)
                .map(|n| start + Micros::from_millis(15 * n))
                .zip(bytes.into_iter().map(|b| vec![b]))
                .collect();
        }
        let mut pieces = vec![(start, bytes)];
        if self.has(Fault::Dup) {
            pieces.extend(
                pieces
                    .first()
                    .map(|(at, bytes)| (*at + COPY_AFTER, bytes.clone())),
            );
        }
        pieces
    }

    /// Changes what the frame says; the result is a good frame.
    fn alter(&self, frame: &Frame<'_>) -> Vec<u8> {
        let mut control = frame.control();
        let mut data: Vec<u8> = frame.data().iter().collect();
        let id_len = if control.0 & 0x1F >= 0x11 { 4 } else { 2 };
        let has_value = !control.is_error()
            && matches!(control.0 & 0x1F, 0x01 | 0x02 | 0x11 | 0x12)
            && data.len() > id_len;
        if has_value {
            if self.has(Fault::BadBcd)
                && let Some(byte) = data.get_mut(id_len)
            {
                *byte = (*byte & 0xF0) | 0x0A;
            }
            if self.has(Fault::ShortData) {
                data.pop();
            }
            if self.has(Fault::ExtraData) {
                data.push(0x01);
            }
            if self.has(Fault::Weekday7)
                && let Some(weekday) = weekday_at(&data).and_then(|at| data.get_mut(at))
                && *weekday == 0
            {
                *weekday = 7;
            }
            if self.has(Fault::EventFlag) {
                control.0 |= 0x20;
            }
        }
        if self.has(Fault::WrongSequence)
            && control.0 & 0x1F == 0x12
            && let Some(sequence) = data.last_mut()
        {
            *sequence = sequence.wrapping_add(1);
        }
        if self.has(Fault::SeqBlind)
            && control.0 & 0x1F == 0x12
            && let Some(number) = data.last_mut()
        {
            *number = self.follow_on.asked;
        }
        if self.has(Fault::RefuseFollowOn) && matches!(control.0 & 0x1F, 0x12 | 0x02) {
            // No data, ERR bit 1.
            (control, data) = (Control::error(control.function()), vec![0x02]);
        }
        if self.has(Fault::ErrorReply) {
            (control, data) = (Control::error(control.function()), vec![0x01]);
        }
        encode(frame.address(), control, &data)
    }

    /// Frames that come in front of the answer.
    fn before(&self, frame: &Frame<'_>, answer: &[u8]) -> Vec<Vec<u8>> {
        let mut out = Vec::new();
        if self.has(Fault::StaleReply) {
            // Before there is one, the answer to a request that nobody remembers.
            out.push(
                self.stale
                    .clone()
                    .unwrap_or_else(|| other_identifier(frame)),
            );
        }
        if self.has(Fault::ForeignAddress) {
            out.push(foreign(frame));
        }
        if self.has(Fault::OtherIdentifier) {
            out.push(other_identifier(frame));
        }
        // The present answer is no stale one.
        out.retain(|first| first != answer);
        out
    }

    /// Breaks the frame itself.
    fn damage(&mut self, frame: &[u8]) -> Vec<u8> {
        let mut bytes = frame.to_vec();
        if self.once(Fault::BadChecksumOnce)
            && let Some(cs) = bytes.len().checked_sub(2).and_then(|at| bytes.get_mut(at))
        {
            *cs = cs.wrapping_add(1);
        }
        if self.once(Fault::CutOnce) {
            bytes.truncate(bytes.len() / 2);
        }
        if self.has(Fault::ParityGarbage) {
            // 8E1 read as 7 bits with the parity bit on top.
            for byte in &mut bytes {
                let low = *byte & 0x7F;
                *byte = low | if low.count_ones() % 2 == 1 { 0x80 } else { 0 };
            }
        }
        bytes
    }
}

/// Where the answer with the meter's date has the day of the week.
fn weekday_at(data: &[u8]) -> Option<usize> {
    match data {
        [0x01, 0x01, 0x00, 0x04, ..] => Some(4),
        // After second, minute and hour.
        [0x0C, 0x01, 0x00, 0x04, ..] => Some(4 + 3),
        [0x10, 0xC0, ..] => Some(2),
        _ => None,
    }
}

fn encode(address: Address, control: Control, data: &[u8]) -> Vec<u8> {
    let mut out = [0; MAX_FRAME];
    let data = data.get(..MAX_DATA).unwrap_or(data);
    FrameRepr {
        address,
        control,
        data,
    }
    .encode(&mut out)
    .map(|bytes| bytes.to_vec())
    .unwrap_or_default()
}

/// A reply of another meter with other digits.
fn foreign(frame: &Frame<'_>) -> Vec<u8> {
    let mut wire = frame.address().to_wire();
    if let Some(low) = wire.first_mut() {
        *low = low.wrapping_add(1);
    }
    encode(
        Address::from_wire(wire),
        frame.control(),
        &other_value(frame),
    )
}

/// The data with another value in it.
fn other_value(frame: &Frame<'_>) -> Vec<u8> {
    let mut data: Vec<u8> = frame.data().iter().collect();
    if data.len() > 4
        && let Some(last) = data.last_mut()
    {
        *last = if *last == 0x11 { 0x22 } else { 0x11 };
    }
    data
}

/// A reply of the same meter for another identifier with other digits.
fn other_identifier(frame: &Frame<'_>) -> Vec<u8> {
    let mut data = other_value(frame);
    if frame.control().direction() == Direction::Reply
        && let Some(second) = data.get_mut(1)
    {
        *second = second.wrapping_add(1);
    }
    encode(frame.address(), frame.control(), &data)
}
