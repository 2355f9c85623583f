//! The request under way, and which frames answer it.

use crate::Instant;
use crate::event::{ErrorCode, HeardKind, ReplyEnd, Stamps};
use crate::request::Expect;
use dlt645::{Address, Control, Direction, Frame, Function};

/// Control code that meters of newer kind use to speak by themselves, without direction and error bits.
const PUSH: u8 = 0x06;

/// One request from the call to its end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Job {
    /// Address of the request on the line now; follow-on requests use the address of the first reply.
    pub(crate) address: Address,
    /// Control code of the request on the line now.
    pub(crate) control: Control,
    pub(crate) expect: Expect,
    /// First data bytes of the request, for comparison.
    pub(crate) lead: [u8; 4],
    pub(crate) asked: Address,
    pub(crate) function: Function,
    pub(crate) first_expect: Expect,
    pub(crate) tries_allowed: u8,
    /// How often the first request was sent.
    pub(crate) tries: u8,
    /// How often the present follow-on request was sent.
    pub(crate) follow_tries: u8,
    /// Sequence number of the follow-on frame asked for; 0 for the first frame.
    pub(crate) follow: u8,
    pub(crate) expect_len: Option<u16>,
    pub(crate) silent: bool,
    /// Follow-on requests stayed without a byte; the first request was repeated to see whether the meter is there.
    pub(crate) again: bool,
    /// Sum over the request frame, to know a repeated request.
    pub(crate) key: u32,
    pub(crate) first: Option<First>,
    pub(crate) earliest: Option<Instant>,
}

/// What the first reply frame told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct First {
    pub(crate) address: Address,
    pub(crate) control: Control,
    pub(crate) stamps: Stamps,
    pub(crate) end: ReplyEnd,
}

/// What a good frame is to the request under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Our own request, come back.
    Echo,
    /// The answer; its value is what stands behind `skip` bytes and before `cut` bytes at the end.
    Answer { skip: usize, cut: usize },
    /// The answer is an error reply.
    Refused(ErrorCode),
    /// No answer.
    Heard(HeardKind),
}

impl Job {
    /// Judges a frame that came while the reply is awaited.
    pub(crate) fn judge(&self, frame: &Frame<'_>) -> Verdict {
        let control = frame.control();
        if control.direction() == Direction::Request {
            return Verdict::Heard(HeardKind::OtherMaster);
        }
        let function = control.0 & 0x1F;
        if function == PUSH && self.control.0 & 0x1F != PUSH {
            return Verdict::Heard(HeardKind::Unsolicited);
        }
        if !self.address.matches(frame.address()) {
            return Verdict::Heard(HeardKind::Foreign);
        }
        if function != self.control.0 & 0x1F {
            return Verdict::Heard(HeardKind::Late);
        }
        if control.is_error() {
            let code = frame.data().iter().take(2).rev().fold(0u16, |code, byte| code << 8 | u16::from(byte));
            return Verdict::Refused(ErrorCode(code));
        }
        self.check(frame).unwrap_or(Verdict::Heard(HeardKind::Late))
    }

    /// Whether a reply without error of the right address and function repeats what it must.
    fn check(&self, frame: &Frame<'_>) -> Option<Verdict> {
        let data = frame.data();
        let lead = self.lead;
        match self.expect {
            Expect::Identifier { len, sequence } => {
                let skip = usize::from(len);
                let same = data.len() >= skip && data.iter().zip(lead).take(skip).all(|(a, b)| a == b);
                let cut = usize::from(sequence.is_some());
                let in_order = match sequence {
                    Some(number) => data.len() > skip && data.iter().next_back() == Some(number),
                    None => true,
                };
                (same && in_order).then_some(Verdict::Answer { skip, cut })
            }
            Expect::Address => {
                let (found, rest) = data.split_first_chunk::<6>()?;
                let right = rest.is_empty() && frame.address().matches(Address::from_wire(found));
                right.then_some(Verdict::Answer { skip: 0, cut: 0 })
            }
            Expect::RateWord => match data.get(0) {
                Some(0xFF) if self.control.function() == Function::ChangeBaud97 => {
                    Some(Verdict::Refused(ErrorCode::BAUD))
                }
                Some(z) if data.len() == 1 && [z] == [*lead.first()?] => Some(Verdict::Answer { skip: 0, cut: 0 }),
                _ => None,
            },
            Expect::SameByte => {
                let same = data.is_empty() || (data.len() == 1 && data.get(0) == lead.first().copied());
                same.then_some(Verdict::Answer { skip: 0, cut: 0 })
            }
            Expect::Nothing => Some(Verdict::Answer { skip: 0, cut: 0 }),
        }
    }

    /// Whether an answer can be told from the answer to another request with the same function.
    pub(crate) fn identified(&self, control: Control) -> bool {
        !control.is_error() && !self.is_anonymous()
    }

    /// Whether its answers carry nothing of the request.
    pub(crate) fn is_anonymous(&self) -> bool {
        matches!(self.expect, Expect::Nothing | Expect::SameByte)
    }

    /// Whether the bytes of an unfinished frame can still become the answer.
    pub(crate) fn may_be(&self, candidate: &[u8]) -> bool {
        let address = candidate.get(1..7).and_then(|bytes| <[u8; 6]>::try_from(bytes).ok());
        let fits = address.is_none_or(|bytes| self.address.matches(Address::from_wire(bytes)));
        let control = candidate.get(8).is_none_or(|byte| byte & 0x9F == self.control.0 & 0x1F | 0x80);
        !candidate.is_empty() && fits && control
    }

    /// Whether follow-on frames of this request can be asked for.
    pub(crate) fn can_follow(&self) -> bool {
        matches!(self.function, Function::Read | Function::Read97)
    }

    /// 1997: without sequence number a repeated follow-on request skips a frame.
    pub(crate) fn without_sequence(&self) -> bool {
        self.function == Function::Read97
    }
}
