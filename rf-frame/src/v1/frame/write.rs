//! From header, payload and TLVs to the bytes of a frame.

use super::{CRC, EncodeError, FC_DOWN, FrameType, HEAD, Header, MAX_FRAME, mic_len};
use crate::crc24::crc24;
use crate::v1::bytes::Writer;
use crate::v1::mic::{Mic, MicLen, Nonce};
use crate::v1::tlv::Tlv;
use core::fmt;

/// A payload that knows its frame type and how to write itself.
pub trait Payload {
    /// Type of the frame that carries it.
    fn frame_type(&self) -> FrameType;
    /// Appends the payload bytes.
    ///
    /// # Errors
    /// [`EncodeError::Payload`] when the value has no encoding.
    fn write(&self, out: &mut Writer<'_>) -> Result<(), EncodeError>;
}

/// Encodes one frame into `out` and gives back the bytes to send, LEN to CRC.
///
/// The direction bit follows the payload's type where that fixes it. Without a key the frame
/// carries no MIC.
///
/// # Errors
/// [`EncodeError::TooLong`] above 62 bytes, [`EncodeError::Room`] when `out` is shorter than the
/// frame, [`EncodeError::Payload`] for a value without encoding.
pub fn encode<'b>(
    header: &Header,
    payload: &impl Payload,
    tlvs: &[Tlv<'_>],
    key: Option<&dyn Mic>,
    out: &'b mut [u8],
) -> Result<&'b mut [u8], EncodeError> {
    encode_dyn(header, payload, tlvs, key, out)
}

fn encode_dyn<'b>(
    header: &Header,
    payload: &dyn Payload,
    tlvs: &[Tlv<'_>],
    key: Option<&dyn Mic>,
    out: &'b mut [u8],
) -> Result<&'b mut [u8], EncodeError> {
    let kind = payload.frame_type();
    let down = kind.is_down().unwrap_or(header.down);
    let fc = header.fc(key.is_some(), !tlvs.is_empty()) & !FC_DOWN | if down { FC_DOWN } else { 0 };
    let mut w = Writer::behind(HEAD, out);
    if let Some(addr) = &header.addr {
        w.put(addr);
    }
    payload.write(&mut w)?;
    for tlv in tlvs {
        tlv.write(&mut w)?;
    }
    Head {
        vt: kind.vt(),
        fc,
        net: header.net,
        src: header.src,
        ctr: header.ctr,
    }
    .close(w, key)
}

/// What a frame begins with, as it goes on air.
#[derive(Clone, Copy)]
pub(crate) struct Head {
    pub(crate) vt: u8,
    pub(crate) fc: u8,
    pub(crate) net: u16,
    pub(crate) src: u16,
    pub(crate) ctr: u32,
}

impl Head {
    /// Writes the head in front of what stands in `w`, which was begun behind [`HEAD`].
    pub(crate) fn write(&self, w: &mut Writer<'_>) {
        let [n0, n1] = self.net.to_le_bytes();
        let [s0, s1] = self.src.to_le_bytes();
        let [c0, c1, c2, c3] = self.ctr.to_le_bytes();
        if let Some(front) = w.front() {
            *front = [0, self.vt, self.fc, n0, n1, s0, s1, c0, c1, c2, c3];
        }
    }

    /// Makes ADDR, payload and TLVs in `w` a whole frame: head, MIC when there is a key, CRC.
    pub(crate) fn close<'b>(
        &self,
        mut w: Writer<'b>,
        key: Option<&dyn Mic>,
    ) -> Result<&'b mut [u8], EncodeError> {
        let fits = w.room() >= MAX_FRAME;
        let signed_len = w.len().ok_or(if fits {
            EncodeError::TooLong
        } else {
            EncodeError::Room
        })?;
        let mic_len = mic_len(self.fc);
        let total = signed_len.wrapping_add(mic_len).wrapping_add(CRC);
        if total > MAX_FRAME {
            return Err(EncodeError::TooLong);
        }
        self.write(&mut w);
        if let Some([len]) = w.front() {
            *len = total.wrapping_sub(1) as u8;
        }
        let signed = w.written().get(1..).unwrap_or(&[]);
        if let (Some(key), Some(head)) = (key, signed.first_chunk()) {
            let len = if self.fc & FC_DOWN != 0 {
                MicLen::Eight
            } else {
                MicLen::Four
            };
            let tag = key.tag(&Nonce::of(head), signed, len);
            w.put(tag.get(..mic_len).unwrap_or(&[]));
        }
        let crc = crc24(w.written());
        w.put(&crc);
        if w.len().is_none() {
            return Err(EncodeError::Room);
        }
        Ok(w.finish())
    }
}

/// One encoded frame by value: what the machines hand to the radio.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FrameBuf {
    pub(crate) bytes: [u8; MAX_FRAME],
    pub(crate) len: u8,
}

impl FrameBuf {
    pub(crate) const EMPTY: FrameBuf = FrameBuf {
        bytes: [0; MAX_FRAME],
        len: 0,
    };

    /// Encodes a frame as [`encode`] does.
    ///
    /// # Errors
    /// Those of [`encode`], without [`EncodeError::Room`].
    pub fn encode(
        header: &Header,
        payload: &impl Payload,
        tlvs: &[Tlv<'_>],
        key: Option<&dyn Mic>,
    ) -> Result<Self, EncodeError> {
        let mut bytes = [0; MAX_FRAME];
        let len = encode(header, payload, tlvs, key, &mut bytes)?.len();
        Ok(FrameBuf {
            bytes,
            len: u8::try_from(len).unwrap_or(0),
        })
    }

    /// Copy of received or stored bytes; `None` above 62 bytes.
    #[must_use]
    pub fn copy_of(bytes: &[u8]) -> Option<Self> {
        let len = u8::try_from(bytes.len())
            .ok()
            .filter(|len| usize::from(*len) <= MAX_FRAME)?;
        let mut buf = [0; MAX_FRAME];
        crate::v1::bytes::copy(&mut buf, bytes);
        Some(FrameBuf { bytes: buf, len })
    }

    /// The bytes, LEN to CRC.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.len)).unwrap_or(&[])
    }
}

impl AsRef<[u8]> for FrameBuf {
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}

impl fmt::Debug for FrameBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for b in self.as_bytes() {
            write!(f, "{b:02x}")?;
        }
        Ok(())
    }
}
