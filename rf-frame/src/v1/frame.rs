//! Envelope of every frame (specification, section 1).
//!
//! ```text
//! 0    1   2   3    5    7    11    11/17     ..     ..          end-3
//! LEN  VT  FC  NET  SRC  CTR  ADDR  payload   TLVs   MIC         CRC
//! 1    1   1   2    2    4    0/6   by type   0..n   0/4/8       3
//! ```
//!
//! LEN counts the bytes behind it (13..=61), so a whole frame has at most [`MAX_FRAME`] = 62 bytes
//! and fits a 64-byte FIFO together with two status bytes. Integers are little-endian, the CRC goes
//! most significant byte first.
//!
//! [`Frame::parse`] checks LEN, CRC, version, network, type and lengths in this order; MIC and
//! counter come next ([`crate::v1::receive`]). Types with a fixed direction must carry it in FC.3:
//! the length of the MIC depends on it.

mod write;

use crate::crc24::crc24;
pub use crate::v1::bytes::Writer;
use crate::v1::bytes::split_last;
use crate::v1::mic::{Mic, MicLen, Nonce};
use crate::v1::sync::Form;
use crate::v1::tlv::Tlvs;
use core::fmt;
pub(crate) use write::Head;
pub use write::{FrameBuf, Payload, encode};

/// Longest frame in bytes, LEN and CRC included.
pub const MAX_FRAME: usize = 62;
/// Shortest value of LEN.
pub const MIN_LEN: u8 = 13;
/// Longest value of LEN.
pub const MAX_LEN: u8 = 61;
/// The protocol version this crate speaks.
pub const VERSION: u8 = 1;
/// Index of the gateway in SRC.
pub const GATEWAY: u16 = 0;
/// Index of a node that has none yet.
pub const UNASSIGNED: u16 = 0xffff;

/// Bytes of LEN..CTR.
pub(crate) const HEAD: usize = 11;
const CRC: usize = 3;
pub(crate) const FC_MIC: u8 = 0x01;
pub(crate) const FC_ADDR: u8 = 0x02;
pub(crate) const FC_TLVS: u8 = 0x04;
pub(crate) const FC_DOWN: u8 = 0x08;
pub(crate) const FC_HISTORY: u8 = 0x10;
pub(crate) const FC_EXACT: u8 = 0x20;

const _: () = assert!(MAX_FRAME == MAX_LEN as usize + 1);

/// Type of a frame (VT bits 4..0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FrameType {
    /// 1: one power event of one meter (停复电上报).
    Report,
    /// 2: opens a round and gives slots, or acknowledges by state.
    Sync,
    /// 3: carries another node's REPORT with its own MIC.
    Relay,
    /// 4: network time.
    Beacon,
    /// 5: delay request.
    Treq,
    /// 6: delay response.
    Trsp,
    /// 7: ask state, history or identify.
    Poll,
    /// 9: ask for an index.
    Join,
    /// 10: index, epoch, wrapped group key.
    Assign,
    /// 11: periodic health, same payload as REPORT.
    Status,
    /// 18, of the optional range: a helper passes a form 5 SYNC on.
    Call,
    /// The other numbers of 16..=31: optional; a receiver that does not know it ignores it
    /// silently.
    Optional(u8),
}

impl FrameType {
    /// Type with number `n` (0..=31), `None` for the reserved numbers.
    #[must_use]
    pub const fn from_number(n: u8) -> Option<Self> {
        Some(match n {
            1 => FrameType::Report,
            2 => FrameType::Sync,
            3 => FrameType::Relay,
            4 => FrameType::Beacon,
            5 => FrameType::Treq,
            6 => FrameType::Trsp,
            7 => FrameType::Poll,
            9 => FrameType::Join,
            10 => FrameType::Assign,
            11 => FrameType::Status,
            18 => FrameType::Call,
            16..=31 => FrameType::Optional(n),
            _ => return None,
        })
    }

    /// Number on air.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            FrameType::Report => 1,
            FrameType::Sync => 2,
            FrameType::Relay => 3,
            FrameType::Beacon => 4,
            FrameType::Treq => 5,
            FrameType::Trsp => 6,
            FrameType::Poll => 7,
            FrameType::Join => 9,
            FrameType::Assign => 10,
            FrameType::Status => 11,
            FrameType::Call => 18,
            FrameType::Optional(n) => n,
        }
    }

    /// `Some(true)` when only the gateway sends it, `Some(false)` when only nodes do, `None` when
    /// both may.
    #[must_use]
    pub const fn is_down(self) -> Option<bool> {
        match self {
            FrameType::Sync
            | FrameType::Beacon
            | FrameType::Trsp
            | FrameType::Poll
            | FrameType::Assign => Some(true),
            FrameType::Optional(_) | FrameType::Call => None,
            _ => Some(false),
        }
    }

    /// VT byte of version 1.
    #[must_use]
    pub const fn vt(self) -> u8 {
        VERSION << 5 | (self.number() & 0x1f)
    }
}

/// The fields that every frame starts with, as values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Header {
    /// Cabinet or network id (NET).
    pub net: u16,
    /// Sender's short index (SRC): 0 gateway, 0xFFFF not assigned.
    pub src: u16,
    /// Frame counter of the sender (CTR), strictly increasing under one key.
    pub ctr: u32,
    /// Direction (FC.3): from the gateway.
    pub down: bool,
    /// The record is from the history log (FC.4).
    pub history: bool,
    /// The sender wants an exact acknowledgement (FC.5).
    pub exact: bool,
    /// Key slot, 0..=3 (FC bits 7..6).
    pub key_slot: u8,
    /// Meter number (表号, FC.1), 12 digits packed BCD, lowest pair first.
    pub addr: Option<[u8; 6]>,
}

impl Header {
    /// Header of a node's frame without options.
    #[must_use]
    pub const fn up(net: u16, src: u16, ctr: u32) -> Self {
        Header {
            net,
            src,
            ctr,
            down: false,
            history: false,
            exact: false,
            key_slot: 0,
            addr: None,
        }
    }

    /// Header of a gateway's frame without options.
    #[must_use]
    pub const fn down(net: u16, ctr: u32) -> Self {
        Header {
            down: true,
            ..Header::up(net, GATEWAY, ctr)
        }
    }

    /// FC byte of this header with the two presence bits given.
    #[must_use]
    pub const fn fc(&self, mic: bool, tlvs: bool) -> u8 {
        let mut fc = (self.key_slot & 3) << 6;
        if mic {
            fc |= FC_MIC;
        }
        if self.addr.is_some() {
            fc |= FC_ADDR;
        }
        if tlvs {
            fc |= FC_TLVS;
        }
        if self.down {
            fc |= FC_DOWN;
        }
        if self.history {
            fc |= FC_HISTORY;
        }
        if self.exact {
            fc |= FC_EXACT;
        }
        fc
    }
}

/// Why bytes are not a frame of this network, in the order of the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParseError {
    /// LEN (first field) is outside 13..=61 or is not the number of bytes behind it (second field).
    Length(u8, u8),
    /// The CRC-24 does not match.
    Crc,
    /// Another version (the number is given).
    Version(u8),
    /// Another network (its id is given).
    Net(u16),
    /// A reserved type (its number is given).
    Type(u8),
    /// The direction bit does not fit the type (its number is given).
    Direction(u8),
    /// Payload shorter or longer than the type says; the bytes that there are.
    Payload(u8),
    /// The TLVs do not add up; offset inside the TLVs.
    Tlvs(u8),
}

const _: () = assert!(size_of::<ParseError>() <= 8);

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseError::Length(len, have) => {
                write!(f, "length byte {len} with {have} bytes behind it")
            }
            ParseError::Crc => f.write_str("checksum does not match"),
            ParseError::Version(v) => write!(f, "version {v} is not spoken here"),
            ParseError::Net(n) => write!(f, "frame of network {n:04x}"),
            ParseError::Type(t) => write!(f, "reserved type {t}"),
            ParseError::Direction(t) => write!(f, "direction bit does not fit type {t}"),
            ParseError::Payload(n) => write!(f, "{n} bytes of payload do not fit the type"),
            ParseError::Tlvs(at) => write!(f, "extension at offset {at} is cut short"),
        }
    }
}

impl core::error::Error for ParseError {}

/// Why a frame could not be encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EncodeError {
    /// The caller's buffer is too short.
    Room,
    /// The frame would be longer than 62 bytes.
    TooLong,
    /// The payload value has no encoding (for example a map longer than its form allows).
    Payload,
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            EncodeError::Room => "buffer too short",
            EncodeError::TooLong => "frame longer than 62 bytes",
            EncodeError::Payload => "payload value has no encoding",
        })
    }
}

impl core::error::Error for EncodeError {}

/// A frame that passed every check up to its lengths; borrows the received bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    frame_type: FrameType,
    fc: u8,
    header: Header,
    payload: &'a [u8],
    tlvs: &'a [u8],
    mic: &'a [u8],
    signed: &'a [u8],
}

impl<'a> Frame<'a> {
    /// Reads `bytes` (LEN..CRC) as a frame of any network.
    ///
    /// # Errors
    /// [`ParseError`], the first check that fails.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, ParseError> {
        Self::parse_checked(bytes, None)
    }

    /// Reads `bytes` (LEN..CRC) as a frame of network `net`.
    ///
    /// # Errors
    /// [`ParseError`], the first check that fails.
    pub fn parse_in(bytes: &'a [u8], net: u16) -> Result<Self, ParseError> {
        Self::parse_checked(bytes, Some(net))
    }

    fn parse_checked(bytes: &'a [u8], only: Option<u16>) -> Result<Self, ParseError> {
        let (len, behind) = bytes.split_first().ok_or(ParseError::Length(0, 0))?;
        let have = u8::try_from(behind.len()).unwrap_or(u8::MAX);
        if *len < MIN_LEN || *len > MAX_LEN || *len != have {
            return Err(ParseError::Length(*len, have));
        }
        let (body, crc) = split_last::<CRC>(bytes).ok_or(ParseError::Length(*len, have))?;
        if crc24(body) != *crc {
            return Err(ParseError::Crc);
        }
        // The shortest frame has a whole head.
        let short = ParseError::Payload(0);
        let (head, mut content) = body.split_first_chunk::<HEAD>().ok_or(short)?;
        let [_, vt, fc, n0, n1, ..] = *head;
        if vt >> 5 != VERSION {
            return Err(ParseError::Version(vt >> 5));
        }
        let net = u16::from_le_bytes([n0, n1]);
        if only.is_some_and(|n| n != net) {
            return Err(ParseError::Net(net));
        }
        let number = vt & 0x1f;
        let frame_type = FrameType::from_number(number).ok_or(ParseError::Type(number))?;
        let down = fc & FC_DOWN != 0;
        if frame_type.is_down().is_some_and(|d| d != down) {
            return Err(ParseError::Direction(number));
        }
        let mut addr = None;
        if fc & FC_ADDR != 0 {
            let (number, behind) = content.split_first_chunk::<6>().ok_or(short)?;
            addr = Some(number);
            content = behind;
        }
        // Less than LEN.
        let too_short = ParseError::Payload(content.len() as u8);
        let (content, mic) = content
            .split_at_checked(content.len().wrapping_sub(mic_len(fc)))
            .ok_or(too_short)?;
        let (payload, tlvs) = split_payload(frame_type, content, fc & FC_TLVS != 0)?;
        Tlvs::new(tlvs).check_lengths().map_err(ParseError::Tlvs)?;
        let signed = body
            .get(1..body.len().wrapping_sub(mic.len()))
            .ok_or(too_short)?;
        let [_, _, _, _, _, s0, s1, c0, c1, c2, c3] = *head;
        let header = Header {
            net,
            src: u16::from_le_bytes([s0, s1]),
            ctr: u32::from_le_bytes([c0, c1, c2, c3]),
            down,
            history: fc & FC_HISTORY != 0,
            exact: fc & FC_EXACT != 0,
            key_slot: fc >> 6,
            addr: addr.copied(),
        };
        Ok(Frame {
            frame_type,
            fc,
            header,
            payload,
            tlvs,
            mic,
            signed,
        })
    }

    /// Type of the frame.
    #[must_use]
    pub const fn frame_type(&self) -> FrameType {
        self.frame_type
    }

    /// Header fields.
    #[must_use]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// Payload bytes, fixed length by type.
    #[must_use]
    pub const fn payload(&self) -> &'a [u8] {
        self.payload
    }

    /// Extensions behind the payload.
    #[must_use]
    pub const fn tlvs(&self) -> Tlvs<'a> {
        Tlvs::new(self.tlvs)
    }

    /// Integrity code as received: 0, 4 or 8 bytes.
    #[must_use]
    pub const fn mic(&self) -> &'a [u8] {
        self.mic
    }

    /// What the integrity code covers: VT up to the last TLV byte.
    #[must_use]
    pub const fn signed(&self) -> &'a [u8] {
        self.signed
    }

    /// Frame control byte as received.
    #[must_use]
    pub const fn fc(&self) -> u8 {
        self.fc
    }

    /// Nonce of this frame.
    #[must_use]
    pub const fn nonce(&self) -> Nonce {
        match self.signed.first_chunk() {
            Some(head) => Nonce::of(head),
            // A frame that was parsed has a head.
            None => Nonce([0; 13]),
        }
    }

    /// Whether the frame carries a MIC and it is right under `key`. A frame without a MIC is never
    /// verified.
    pub fn verify(&self, key: &impl Mic) -> bool {
        let len = if self.header.down {
            MicLen::Eight
        } else {
            MicLen::Four
        };
        self.fc & FC_MIC != 0 && key.verify(&self.nonce(), self.signed, len, self.mic)
    }

    /// [`Frame::verify`] for a key known only as a trait object.
    pub fn verify_dyn(&self, key: &dyn Mic) -> bool {
        let len = if self.header.down {
            MicLen::Eight
        } else {
            MicLen::Four
        };
        self.fc & FC_MIC != 0 && key.verify(&self.nonce(), self.signed, len, self.mic)
    }
}

/// Splits the bytes between ADDR and MIC into payload and TLVs.
fn split_payload(
    kind: FrameType,
    content: &[u8],
    has_tlvs: bool,
) -> Result<(&[u8], &[u8]), ParseError> {
    let error = ParseError::Payload(content.len() as u8);
    let len = match kind {
        FrameType::Report | FrameType::Status => 8,
        FrameType::Beacon => 12,
        FrameType::Treq => 5,
        FrameType::Trsp => 14,
        FrameType::Poll => 7,
        FrameType::Join => 9,
        FrameType::Assign => 22,
        FrameType::Relay => match content.first().map(|b| b & 3) {
            Some(1) => 22,
            Some(2) => 43,
            _ => return Err(error),
        },
        FrameType::Sync => {
            let form = Form::from_number(content.get(2).ok_or(error)? >> 4);
            let count = usize::from(*content.get(8).ok_or(error)?).saturating_add(1);
            match form.map_len(count) {
                Some(map) => map.saturating_add(11),
                // A list ends where the frame ends, so nothing can follow it.
                None if has_tlvs => return Err(error),
                None => content.len(),
            }
        }
        // The payload of an optional type is its own affair: all of it counts as payload.
        FrameType::Optional(_) | FrameType::Call if has_tlvs => return Err(error),
        FrameType::Optional(_) | FrameType::Call => content.len(),
    };
    let (payload, tlvs) = content.split_at_checked(len).ok_or(error)?;
    if !has_tlvs && !tlvs.is_empty() {
        return Err(error);
    }
    Ok((payload, tlvs))
}

/// Length of the MIC that FC tells of.
const fn mic_len(fc: u8) -> usize {
    match (fc & FC_MIC != 0, fc & FC_DOWN != 0) {
        (false, _) => 0,
        (true, false) => MicLen::Four.bytes(),
        (true, true) => MicLen::Eight.bytes(),
    }
}

const _: () = assert!(HEAD + 8 + CRC == 22);
