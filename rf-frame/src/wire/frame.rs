//! View of a received frame: the checks that need no key, then the MIC (SPEC.md, rules F-1 to F-6).

use super::bytes::split_last;
use super::header::{
    ADDR, CRC, FrameType, GATEWAY, HEAD, Header, KeyKind, MAX_INDEX, MAX_LEN, MIN_LEN, UNASSIGNED,
    VERSION, WRAPPED, fc,
};
use super::message::Message;
use super::refusal::{Refusal, Shape};
use super::tlv::Extensions;
use crate::crc24::crc24;
use crate::security::{Counter, Mic, Nonce, Wrap};

/// A frame whose length, CRC, version and shape are right. Its MIC is not checked yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Frame<'a> {
    header: Header,
    message: Message<'a>,
    /// VT to CTR.
    head: &'a [u8; HEAD],
    /// VT to the byte before the wrapped key or the MIC.
    signed: &'a [u8],
    tlvs: &'a [u8],
    wrapped: Option<&'a [u8; WRAPPED]>,
    mic: &'a [u8],
}

impl<'a> Frame<'a> {
    /// Reads the frame in `bytes`, LEN to CRC, of any network.
    ///
    /// # Errors
    /// The first check of F-6 that fails.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Refusal> {
        Self::read(bytes, None)
    }

    /// Reads the frame in `bytes`, LEN to CRC, for a member of network `net`. INVITEs of other
    /// networks pass: they may call the module over (S-16).
    ///
    /// # Errors
    /// The first check of F-6 that fails.
    pub fn parse_in(bytes: &'a [u8], net: u16) -> Result<Self, Refusal> {
        Self::read(bytes, Some(net))
    }

    fn read(bytes: &'a [u8], own_net: Option<u16>) -> Result<Self, Refusal> {
        let len_after = u8::try_from(bytes.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let wrong = Refusal::Length(len_after);
        let (covered, crc) = split_last::<CRC>(bytes).ok_or(wrong)?;
        let (&len, body) = covered.split_first().ok_or(wrong)?;
        if len != len_after || !(MIN_LEN..=MAX_LEN).contains(&len) {
            return Err(wrong);
        }
        if crc24(covered) != *crc {
            return Err(Refusal::Crc);
        }
        let head = body.first_chunk::<HEAD>().ok_or(wrong)?;
        let [vt, fc, n0, n1, s0, s1, c0, c1, c2, c3] = *head;
        if vt >> 5 != VERSION {
            return Err(Refusal::Version(vt >> 5));
        }
        let header = Header {
            net: u16::from_le_bytes([n0, n1]),
            src: u16::from_le_bytes([s0, s1]),
            ctr: Counter(u32::from_le_bytes([c0, c1, c2, c3])),
            slot: fc >> fc::SLOT_SHIFT,
            receipt: fc & fc::RECEIPT != 0,
            from_log: fc & fc::LOG != 0,
        };
        let number = vt & 0x1f;
        let kind = FrameType::from_number(number);
        if own_net.is_some_and(|net| net != header.net) && kind != Some(FrameType::Invite) {
            return Err(Refusal::Net(header.net));
        }
        let Some(kind) = kind else {
            return Err(if FrameType::is_annex(number) {
                Refusal::Annex(number)
            } else {
                Refusal::Unknown(number)
            });
        };
        check_bits(kind, fc, &header)?;
        Self::split(header, kind, head, body)
    }

    /// Takes payload, TLVs, wrapped key and MIC apart.
    fn split(
        header: Header,
        kind: FrameType,
        head: &'a [u8; HEAD],
        body: &'a [u8],
    ) -> Result<Self, Refusal> {
        let short = Refusal::Shape(Shape::Length);
        let (mut signed, mic) = body
            .len()
            .checked_sub(kind.mic_len().bytes())
            .and_then(|at| body.split_at_checked(at))
            .ok_or(short)?;
        let mut wrapped = None;
        if kind.carries_key() {
            let (before, key) = split_last::<WRAPPED>(signed).ok_or(short)?;
            (signed, wrapped) = (before, Some(key));
        }
        let content = signed.get(HEAD..).ok_or(short)?;
        let addr = if kind == FrameType::Join { ADDR } else { 0 };
        let payload = match kind {
            FrameType::Sync => content.len(),
            _ => kind.payload_len().saturating_add(addr),
        };
        let (payload, tlvs) = content.split_at_checked(payload).ok_or(short)?;
        let promised = fc_of(head) & fc::TLVS != 0;
        match (promised, tlvs.is_empty()) {
            (true, true) => return Err(Shape::Presence.into()),
            (false, false) => return Err(short),
            _ => {}
        }
        let message = Message::read(kind, payload)?;
        Extensions::parse(tlvs)?;
        Ok(Frame {
            header,
            message,
            head,
            signed,
            tlvs,
            wrapped,
            mic,
        })
    }

    /// The fields that every frame starts with.
    #[must_use]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// Type of the frame.
    #[must_use]
    pub const fn frame_type(&self) -> FrameType {
        self.message.frame_type()
    }

    /// The payload.
    #[must_use]
    pub const fn message(&self) -> &Message<'a> {
        &self.message
    }

    /// The TLVs.
    #[must_use]
    pub fn extensions(&self) -> Extensions {
        // They were read once when the frame was parsed.
        Extensions::parse(self.tlvs).unwrap_or_default()
    }

    /// Nonce of the frame (section 3.3). `epoch` is the receiver's, for a REPORT of round 1 or
    /// later.
    #[must_use]
    pub const fn nonce(&self, epoch: u16) -> Nonce {
        match self.message.join_random() {
            Some(random) => Nonce::of_join(self.head, random),
            None => Nonce::of_session(self.head, self.message.x(epoch)),
        }
    }

    /// Whether the MIC is right under `key`. `epoch` counts for a REPORT of round 1 or later only.
    /// For ASSIGN and KEY use [`Frame::group_key`]: here they are always refused.
    #[must_use]
    pub fn verify(&self, key: &impl Mic, epoch: u16) -> bool {
        self.wrapped.is_none()
            && key.verify(
                &self.nonce(epoch),
                self.signed,
                self.frame_type().mic_len(),
                self.mic,
            )
    }

    /// Checks the MIC of an ASSIGN or KEY and gives the group key in it. `None` for another type or
    /// a wrong MIC.
    #[must_use]
    pub fn group_key<K: Wrap>(&self, key: &K) -> Option<K::Group> {
        let mic = self.mic.first_chunk()?;
        key.unwrap(&self.nonce(0), self.signed, self.wrapped?, mic)
    }

    /// The MIC as it came.
    #[must_use]
    pub const fn mic(&self) -> &'a [u8] {
        self.mic
    }
}

const fn fc_of(head: &[u8; HEAD]) -> u8 {
    let [_, fc, ..] = *head;
    fc
}

/// Whether FC and SRC fit the type (F-2, F-5, F-17).
fn check_bits(kind: FrameType, bits: u8, header: &Header) -> Result<(), Shape> {
    if bits & fc::MIC == 0 {
        return Err(Shape::NoMic);
    }
    if (bits & fc::DOWN != 0) != kind.is_down() {
        return Err(Shape::Direction);
    }
    let join = kind == FrameType::Join;
    if (bits & fc::ADDR != 0) != join || bits & fc::TLVS != 0 && !kind.takes_tlvs() {
        return Err(Shape::Presence);
    }
    if header.slot != 0 && matches!(kind.key(), KeyKind::Invite | KeyKind::Answer) {
        return Err(Shape::Slot);
    }
    if source_fits(kind, header.src) {
        Ok(())
    } else {
        Err(Shape::Source)
    }
}

/// Whether SRC can send this type.
pub(super) const fn source_fits(kind: FrameType, src: u16) -> bool {
    match kind {
        _ if kind.is_down() => src == GATEWAY,
        FrameType::Join => src == UNASSIGNED,
        _ => src != GATEWAY && src <= MAX_INDEX,
    }
}
