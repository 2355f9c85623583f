//! Making of frames.

use super::bytes::Writer;
use super::frame::source_fits;
use super::header::{HEAD, Header, KeyKind, MAX_FRAME};
use super::message::Message;
use super::tlv::Extensions;
use crate::crc24::crc24;
use crate::security::{Mic, Nonce, Wrap};
use core::fmt;

/// Why a frame cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum EncodeError {
    /// The frame has this many bytes, more than the buffer.
    Buffer(u8),
    /// The frame would have this many bytes, more than 62.
    TooLong(u8),
    /// SRC or the slot does not fit the type.
    Header,
    /// A field of the payload does not fit its bits.
    Payload,
    /// The type takes no TLVs.
    Tlvs,
    /// ASSIGN and KEY are made by [`encode_key`], all others by [`encode`].
    GroupKey,
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EncodeError::Buffer(n) => write!(f, "the frame of {n} bytes does not fit the buffer"),
            EncodeError::TooLong(n) => write!(f, "a frame of {n} bytes is longer than 62"),
            EncodeError::Header => f.write_str("sender or slot does not fit the type"),
            EncodeError::Payload => f.write_str("a field of the payload is out of range"),
            EncodeError::Tlvs => f.write_str("this type takes no extensions"),
            EncodeError::GroupKey => {
                f.write_str("types with a group key are made by `encode_key`, others by `encode`")
            }
        }
    }
}

impl core::error::Error for EncodeError {}

const _: () = assert!(size_of::<EncodeError>() <= 8);

/// Makes a frame of any type but ASSIGN and KEY, LEN to CRC. `epoch` counts for a REPORT of round 1
/// or later only: the number of the epoch it is made in.
///
/// # Errors
/// [`EncodeError`] when the parts do not fit each other or the buffer.
pub fn encode<'b>(
    header: &Header,
    message: &Message<'_>,
    extensions: &Extensions,
    key: &impl Mic,
    epoch: u16,
    buffer: &'b mut [u8],
) -> Result<&'b mut [u8], EncodeError> {
    let kind = message.frame_type();
    if kind.carries_key() {
        return Err(EncodeError::GroupKey);
    }
    let mut w = begin(header, message, extensions, buffer)?;
    let body = w.written().get(1..).unwrap_or_default();
    let nonce = nonce(message, body, epoch);
    let tag = key.tag(&nonce, body, kind.mic_len());
    w.put(tag.get(..kind.mic_len().bytes()).unwrap_or_default());
    Ok(end(w))
}

/// Makes an ASSIGN or a KEY, LEN to CRC, that carries `group` enciphered under `key`.
///
/// # Errors
/// [`EncodeError`] when the parts do not fit each other or the buffer.
pub fn encode_key<'b, K: Wrap>(
    header: &Header,
    message: &Message<'_>,
    group: &K::Group,
    key: &K,
    buffer: &'b mut [u8],
) -> Result<&'b mut [u8], EncodeError> {
    if !message.frame_type().carries_key() {
        return Err(EncodeError::GroupKey);
    }
    let mut w = begin(header, message, &Extensions::NONE, buffer)?;
    let body = w.written().get(1..).unwrap_or_default();
    let (wrapped, mic) = key.wrap(&nonce(message, body, 0), body, group);
    w.put(&wrapped);
    w.put(&mic);
    Ok(end(w))
}

/// Checks all parts and writes LEN to the last TLV byte.
fn begin<'b>(
    header: &Header,
    message: &Message<'_>,
    extensions: &Extensions,
    buffer: &'b mut [u8],
) -> Result<Writer<'b>, EncodeError> {
    let kind = message.frame_type();
    let tlvs = extensions.encoded_len();
    if tlvs != 0 && !kind.takes_tlvs() {
        return Err(EncodeError::Tlvs);
    }
    let no_slot = matches!(kind.key(), KeyKind::Invite | KeyKind::Answer);
    if !source_fits(kind, header.src) || header.slot > 3 || no_slot && header.slot != 0 {
        return Err(EncodeError::Header);
    }
    if !message.fits() {
        return Err(EncodeError::Payload);
    }
    let map = match message {
        Message::Sync(sync) => sync.map.len(),
        _ => 0,
    };
    let len = kind.frame_len().saturating_add(map).saturating_add(tlvs);
    let told = u8::try_from(len).unwrap_or(u8::MAX);
    if len > MAX_FRAME {
        return Err(EncodeError::TooLong(told));
    }
    let room = buffer.get_mut(..len).ok_or(EncodeError::Buffer(told))?;
    let mut w = Writer::new(room);
    w.put(&[
        told.saturating_sub(1),
        kind.vt(),
        header.fc(kind, tlvs != 0),
    ]);
    w.u16(header.net);
    w.u16(header.src);
    w.u32(header.ctr.0);
    message.write(&mut w);
    extensions.write(&mut w);
    Ok(w)
}

fn nonce(message: &Message<'_>, body: &[u8], epoch: u16) -> Nonce {
    let head = body.first_chunk::<HEAD>().unwrap_or(&[0; HEAD]);
    match message.join_random() {
        Some(random) => Nonce::of_join(head, random),
        None => Nonce::of_session(head, message.x(epoch)),
    }
}

/// Appends the CRC.
fn end(mut w: Writer<'_>) -> &mut [u8] {
    let crc = crc24(w.written());
    w.put(&crc);
    w.finish()
}

/// A frame of its own, LEN to CRC.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FrameBuf {
    bytes: [u8; MAX_FRAME],
    len: u8,
}

impl FrameBuf {
    /// As [`encode`].
    ///
    /// # Errors
    /// As [`encode`].
    pub fn encode(
        header: &Header,
        message: &Message<'_>,
        extensions: &Extensions,
        key: &impl Mic,
        epoch: u16,
    ) -> Result<Self, EncodeError> {
        let mut bytes = [0; MAX_FRAME];
        let len = encode(header, message, extensions, key, epoch, &mut bytes)?.len();
        Ok(FrameBuf {
            bytes,
            len: len as u8,
        })
    }

    /// As [`encode_key`].
    ///
    /// # Errors
    /// As [`encode_key`].
    pub fn encode_key<K: Wrap>(
        header: &Header,
        message: &Message<'_>,
        group: &K::Group,
        key: &K,
    ) -> Result<Self, EncodeError> {
        let mut bytes = [0; MAX_FRAME];
        let len = encode_key(header, message, group, key, &mut bytes)?.len();
        Ok(FrameBuf {
            bytes,
            len: len as u8,
        })
    }

    /// The bytes to send.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len.into()).unwrap_or_default()
    }
}

impl fmt::Debug for FrameBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FrameBuf(")?;
        self.as_bytes()
            .iter()
            .try_for_each(|byte| write!(f, "{byte:02x}"))?;
        f.write_str(")")
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for FrameBuf {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "FrameBuf({=[u8]:02x})", self.as_bytes());
    }
}
