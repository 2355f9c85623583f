//! What a request asks, and which frames may answer it.

use crate::event::{ErrorCode, HeardKind};
use crate::request::{Expect, Request};
use dlt645::{Address, Control, Data, DataId, Direction, Frame, Function, OFFSET};

/// Control code that meters of newer kind use to speak by themselves, without direction and error
/// bits.
const PUSH: u8 = 0x06;

/// What a request says, and what its answer must repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) address: Address,
    pub(crate) control: Control,
    pub(crate) expect: Expect,
    /// First data bytes of the request as they are on the wire, for comparison.
    pub(crate) lead: [u8; 4],
}

/// What a good frame is to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// It may be the answer.
    Answer,
    /// It may be the answer, and is an error reply.
    Refused,
    /// It is not the answer.
    No(HeardKind),
}

impl Question {
    /// No question at all.
    pub(crate) const NONE: Self = Self {
        address: Address::from_wire([0; 6]),
        control: Control(0),
        expect: Expect::Nothing,
        lead: [0; 4],
    };

    /// What `request` asks, whose whole data field is `data`.
    pub(crate) fn of(request: &Request<'_>, data: &[u8]) -> Self {
        let mut lead = [0; 4];
        for (at, to) in lead.iter_mut().enumerate() {
            *to = data.get(at).copied().unwrap_or(0).wrapping_add(OFFSET);
        }
        let expect = match request.expect() {
            Expect::Identifier { len, sequence } => Expect::Identifier {
                len: usize::from(len).min(data.len()) as u8,
                sequence: sequence.and(data.get(4).copied()),
            },
            other => other,
        };
        Self {
            address: request.address,
            control: request.control,
            expect,
            lead,
        }
    }

    /// The question for follow-on frame `number` of this one's answer, to the meter that answered.
    pub(crate) fn follow_on(&self, meter: Address, number: u8) -> Self {
        let (function, len, sequence) = if self.is_1997() {
            (Function::ReadNext97, 2, None)
        } else {
            (Function::ReadNext, 4, Some(number))
        };
        Self {
            address: meter,
            control: Control::request(function),
            expect: Expect::Identifier { len, sequence },
            lead: self.lead,
        }
    }

    /// The question for the forward active energy of the meter that answered, in the same edition:
    /// a single item that every meter has.
    pub(crate) fn single(&self, meter: Address) -> Self {
        let id = if self.is_1997() {
            DataId::V1997(0x9010)
        } else {
            DataId::V2007(0x0001_0000)
        };
        Self {
            address: meter,
            control: self.control,
            expect: Expect::Identifier {
                len: id.wire_len() as u8,
                sequence: None,
            },
            lead: id.to_wire().map(|byte| byte.wrapping_add(OFFSET)),
        }
    }

    /// Its data field, where it is one for a follow-on frame or a single item, and the length of
    /// it.
    pub(crate) fn short_data(&self) -> ([u8; 5], usize) {
        let [a, b, c, d] = self.lead.map(|byte| byte.wrapping_sub(OFFSET));
        match self.expect {
            Expect::Identifier {
                len,
                sequence: Some(number),
            } => ([a, b, c, d, number], usize::from(len).saturating_add(1)),
            Expect::Identifier { len, .. } => ([a, b, c, d, 0], usize::from(len)),
            _ => ([a, b, c, d, 0], 0),
        }
    }

    /// The identifier in it, where its function has one.
    pub(crate) fn id(&self) -> Option<DataId> {
        let wire = self.lead.map(|byte| byte.wrapping_sub(OFFSET));
        let [low, high, ..] = wire;
        match self.control.function() {
            Function::Read | Function::ReadNext | Function::Write => {
                Some(DataId::V2007(u32::from_le_bytes(wire)))
            }
            Function::Read97 | Function::ReadNext97 | Function::Write97 => {
                Some(DataId::V1997(u16::from_le_bytes([low, high])))
            }
            _ => None,
        }
    }

    /// Code of its function.
    pub(crate) const fn function(&self) -> u8 {
        self.control.0 & 0x1F
    }

    /// Whether its answers carry nothing of the request.
    pub(crate) const fn is_nameless(&self) -> bool {
        matches!(self.expect, Expect::Nothing | Expect::SameByte)
    }

    /// Whether a good answer to `other` could also be one to this: same meter, same function, same
    /// bytes repeated.
    pub(crate) fn is_confusable(&self, other: &Self) -> bool {
        self.may_be_refused_as(other)
            && (self.is_nameless() || other.is_nameless() || self.repeats_same(other))
    }

    /// Whether an error reply to `other` could also be one to this: same meter, same function.
    pub(crate) fn may_be_refused_as(&self, other: &Self) -> bool {
        self.function() == other.function() && overlap(self.address, other.address)
    }

    /// Whether this asks a meter for a follow-on frame and `read` for a first one.
    pub(crate) fn is_part_of(&self, read: &Self) -> bool {
        let follows = match self.control.function() {
            Function::ReadNext => Function::Read,
            Function::ReadNext97 => Function::Read97,
            _ => return false,
        };
        read.function() == follows.code() && overlap(self.address, read.address)
    }

    /// Whether a reply frame is of the right meter and function.
    pub(crate) fn is_for(&self, frame: &Frame<'_>) -> bool {
        frame.control().0 & 0x1F == self.function() && self.hears(frame.address())
    }

    /// Whether an answer from `found` may be one to this. Some meters leave their address out and
    /// answer from AA six times; nobody else has that address.
    fn hears(&self, found: Address) -> bool {
        self.address.matches(found) || found == Address::WILDCARD
    }

    fn repeats_same(&self, other: &Self) -> bool {
        self.expect == other.expect && self.lead == other.lead
    }

    /// What a frame is to this question, by its content.
    pub(crate) fn judge(&self, frame: &Frame<'_>) -> Match {
        let control = frame.control();
        if control.direction() == Direction::Request {
            return Match::No(HeardKind::OtherMaster);
        }
        let function = control.0 & 0x1F;
        if function == PUSH && self.function() != PUSH {
            return Match::No(HeardKind::Unsolicited);
        }
        if !self.hears(frame.address()) {
            return Match::No(HeardKind::Foreign);
        }
        if function != self.function() {
            return Match::No(HeardKind::Late);
        }
        // The 1997 edition refuses a rate with FF.
        let no_rate = self.expect == Expect::RateWord && frame.data().get(0) == Some(0xFF);
        if control.is_error() || (no_rate && function == Function::ChangeBaud97.code()) {
            Match::Refused
        } else if self.is_repeated_by(frame) {
            Match::Answer
        } else {
            Match::No(HeardKind::Late)
        }
    }

    /// Whether a reply without error of the right address and function repeats what it must.
    fn is_repeated_by(&self, frame: &Frame<'_>) -> bool {
        let data = frame.data();
        let [first, ..] = self.lead;
        let alone = data.wire() == [first];
        match self.expect {
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

    /// The part of the value in an answer: its data field without what it repeats.
    pub(crate) fn value_of<'a>(&self, frame: &Frame<'a>) -> Data<'a> {
        let (skip, cut) = match self.expect {
            Expect::Identifier { len, sequence } => {
                (usize::from(len), usize::from(sequence.is_some()))
            }
            _ => (0, 0),
        };
        let data = frame.data();
        let kept = data.len().saturating_sub(skip).saturating_sub(cut);
        let part = data
            .split_at(skip)
            .and_then(|(_, rest)| rest.split_at(kept));
        part.map_or(Data::default(), |(part, _)| part)
    }

    /// Whether the bytes of an unfinished frame can still become the answer.
    pub(crate) fn may_be(&self, candidate: &[u8]) -> bool {
        let address = candidate.get(1..).and_then(|bytes| bytes.first_chunk());
        let fits = address.is_none_or(|bytes| self.hears(Address::from_wire(*bytes)));
        let control = candidate
            .get(8)
            .is_none_or(|byte| byte & 0x9F == self.function() | 0x80);
        !candidate.is_empty() && fits && control
    }

    /// Whether follow-on frames of its answer can be asked for.
    pub(crate) fn can_follow(&self) -> bool {
        self.function() == Function::Read.code() || self.is_1997()
    }

    fn is_1997(&self) -> bool {
        self.function() == Function::Read97.code()
    }
}

/// Whether one meter may feel addressed by both.
pub(crate) fn overlap(a: Address, b: Address) -> bool {
    a.matches(b) || b.matches(a)
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

/// A short sum over bytes, to know them again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sum(u32);

impl Sum {
    pub(crate) const ZERO: Self = Self(0);

    /// FNV-1a over a control code and data bytes.
    pub(crate) fn of(control: Control, data: &[u8]) -> Self {
        let sum = core::iter::once(&control.0)
            .chain(data)
            .fold(0x811C_9DC5, |sum: u32, byte| {
                (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
            });
        Self(sum)
    }
}
