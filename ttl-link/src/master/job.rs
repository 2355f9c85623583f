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
    /// First data bytes of the request as they stand on the wire, for comparison.
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
    const NOTHING: Self = Self {
        address: Address::from_wire([0; 6]),
        control: Control(0),
        expect: Expect::Nothing,
    };

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
    /// The answer.
    Answer,
    /// The answer is an error reply.
    Refused,
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
        // The 1997 edition refuses a rate with FF.
        let no_rate = self.asked.expect == Expect::RateWord && frame.data().get(0) == Some(0xFF);
        if control.is_error() || (no_rate && self.asked.function() == Function::ChangeBaud97.code())
        {
            Verdict::Refused
        } else if self.is_repeated_by(frame) {
            Verdict::Answer
        } else {
            Verdict::Heard(HeardKind::Late)
        }
    }

    /// Whether a reply without error of the right address and function repeats what it must.
    fn is_repeated_by(&self, frame: &Frame<'_>) -> bool {
        let data = frame.data();
        let [first, ..] = self.lead;
        let alone = data.wire() == [first];
        match self.asked.expect {
            Expect::Identifier { len, sequence } => {
                let same = data
                    .wire()
                    .starts_with(self.lead.get(..usize::from(len)).unwrap_or_default());
                let last = data.len().saturating_sub(1);
                same && sequence.is_none_or(|number| {
                    data.len() > usize::from(len) && data.get(last) == Some(number)
                })
            }
            Expect::Address => data.split_first_chunk::<6>().is_some_and(|(found, rest)| {
                rest.is_empty() && frame.address().matches(Address::from_wire(found))
            }),
            Expect::RateWord => alone,
            Expect::SameByte => data.is_empty() || alone,
            Expect::Nothing => true,
        }
    }

    /// How many bytes of its data field stand before and behind the value of an answer.
    pub(crate) const fn around_value(&self) -> (usize, usize) {
        match self.asked.expect {
            Expect::Identifier { len, sequence } => (len as usize, sequence.is_some() as usize),
            _ => (0, 0),
        }
    }

    /// Why a meter refuses.
    pub(crate) fn reason_of(frame: &Frame<'_>) -> ErrorCode {
        let byte = |at| frame.data().get(at).unwrap_or(0);
        if frame.control().is_error() {
            ErrorCode(u16::from_le_bytes([byte(0), byte(1)]))
        } else {
            ErrorCode::BAUD
        }
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
        let fits =
            address.is_none_or(|bytes| self.asked.address.matches(Address::from_wire(*bytes)));
        let control = candidate
            .get(8)
            .is_none_or(|byte| byte & 0x9F == self.asked.function() | 0x80);
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
