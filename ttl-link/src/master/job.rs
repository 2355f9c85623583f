//! The request under way, and which frames answer it.

use crate::Instant;
use crate::event::{ErrorCode, HeardKind, Stamps};
use crate::request::Expect;
use dlt645::{Address, Control, Direction, Frame, Function};

/// Control code that meters of newer kind use to speak by themselves, without direction and error bits.
const PUSH: u8 = 0x06;

/// One request from the call to its end, and what is known of its answer until the end is taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Job {
    /// The request on the line now; follow-on requests use the address of the first reply. At the end, who refused.
    pub(crate) asked: Asked,
    /// The first request.
    pub(crate) first: Asked,
    /// First data bytes of the request, for comparison.
    pub(crate) lead: [u8; 4],
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
    pub(crate) answer: Option<First>,
    /// When the first request that is still unanswered was sent; the end of all times if none was.
    pub(crate) earliest: Instant,
}

/// What a request says, and what its answer must say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub(crate) address: Address,
    pub(crate) control: Control,
    pub(crate) expect: Expect,
}

impl Asked {
    const NOTHING: Self = Self { address: Address::WILDCARD, control: Control(0), expect: Expect::Nothing };

    /// Code of its function.
    pub(crate) const fn function(&self) -> u8 {
        self.control.0 & 0x1F
    }
}

/// What the first reply frame told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct First {
    pub(crate) address: Address,
    pub(crate) control: Control,
    pub(crate) stamps: Stamps,
}

/// What a good frame is to the request under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Our own request, come back.
    Echo,
    /// The answer; its value is what stands behind `skip` bytes and before `cut` bytes at the end.
    Answer { skip: u8, cut: u8 },
    /// The answer is an error reply.
    Refused(ErrorCode),
    /// No answer.
    Heard(HeardKind),
}

impl Job {
    /// No request at all.
    pub(crate) const NONE: Self = Self {
        asked: Asked::NOTHING,
        first: Asked::NOTHING,
        lead: [0; 4],
        tries_allowed: 0,
        tries: 0,
        follow_tries: 0,
        follow: 0,
        expect_len: None,
        silent: false,
        again: false,
        key: 0,
        answer: None,
        earliest: Instant::ZERO,
    };

    /// Judges a frame that came while the reply is awaited.
    pub(crate) fn judge(&self, frame: &Frame<'_>) -> Verdict {
        let control = frame.control();
        if control.direction() == Direction::Request {
            return Verdict::Heard(HeardKind::OtherMaster);
        }
        let function = control.0 & 0x1F;
        if function == PUSH && self.asked.function() != PUSH {
            return Verdict::Heard(HeardKind::Unsolicited);
        }
        if !self.asked.address.matches(frame.address()) {
            return Verdict::Heard(HeardKind::Foreign);
        }
        if function != self.asked.function() {
            return Verdict::Heard(HeardKind::Late);
        }
        if control.is_error() {
            let byte = |at| frame.data().get(at).unwrap_or(0);
            return Verdict::Refused(ErrorCode(u16::from_le_bytes([byte(0), byte(1)])));
        }
        self.check(frame).unwrap_or(Verdict::Heard(HeardKind::Late))
    }

    /// Whether a reply without error of the right address and function repeats what it must.
    fn check(&self, frame: &Frame<'_>) -> Option<Verdict> {
        let data = frame.data();
        let alone = data.len() == 1 && data.get(0) == self.lead.first().copied();
        let right = match self.asked.expect {
            Expect::Identifier { len, sequence } => {
                let (skip, cut) = (usize::from(len), sequence.is_some());
                let same = data.len() >= skip && data.iter().zip(self.lead).take(skip).all(|(a, b)| a == b);
                let in_order = !cut || (data.len() > skip && data.get(data.len().saturating_sub(1)) == sequence);
                return (same && in_order).then_some(Verdict::Answer { skip: len, cut: u8::from(cut) });
            }
            Expect::Address => {
                let (found, rest) = data.split_first_chunk::<6>()?;
                rest.is_empty() && frame.address().matches(Address::from_wire(found))
            }
            Expect::RateWord => {
                if data.get(0) == Some(0xFF) && self.asked.function() == Function::ChangeBaud97.code() {
                    return Some(Verdict::Refused(ErrorCode::BAUD));
                }
                alone
            }
            Expect::SameByte => data.is_empty() || alone,
            Expect::Nothing => true,
        };
        right.then_some(Verdict::Answer { skip: 0, cut: 0 })
    }

    /// Whether an answer can be told from the answer to another request with the same function.
    pub(crate) fn identified(&self, control: Control) -> bool {
        !control.is_error() && !self.is_anonymous()
    }

    /// Whether its answers carry nothing of the request.
    pub(crate) fn is_anonymous(&self) -> bool {
        matches!(self.asked.expect, Expect::Nothing | Expect::SameByte)
    }

    /// Whether the bytes of an unfinished frame can still become the answer.
    pub(crate) fn may_be(&self, candidate: &[u8]) -> bool {
        let address = candidate.get(1..).and_then(|bytes| bytes.first_chunk());
        let fits = address.is_none_or(|bytes| self.asked.address.matches(Address::from_wire(*bytes)));
        let control = candidate.get(8).is_none_or(|byte| byte & 0x9F == self.asked.function() | 0x80);
        !candidate.is_empty() && fits && control
    }

    /// Whether follow-on frames of this request can be asked for.
    pub(crate) fn can_follow(&self) -> bool {
        self.first.function() == Function::Read.code() || self.without_sequence()
    }

    /// 1997: without sequence number a repeated follow-on request skips a frame.
    pub(crate) fn without_sequence(&self) -> bool {
        self.first.function() == Function::Read97.code()
    }
}
