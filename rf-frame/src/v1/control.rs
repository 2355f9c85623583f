//! Control frames: POLL, JOIN and ASSIGN (specification, section 2.5).
//!
//! ```text
//! POLL    WHAT 1, IDX 2, FROM 2, TO 2
//! JOIN    random 4, hardware 2, firmware 2, abilities 1          with ADDR, SRC 0xFFFF
//! ASSIGN  index 2, EPO 2, key number 1, slot 1, wrapped key 16   with ADDR
//! ```
//!
//! ASSIGN is the one frame with an encrypted field: VT up to the slot byte is associated data, the
//! 16-byte group key is the plaintext, both under the join key of the meter, and the frame's MIC is
//! the 8-byte tag. It takes no TLVs.

use crate::v1::bytes::{Reader, Writer, split_last};
use crate::v1::frame::{EncodeError, Frame, FrameType, HEAD, Head, Header, Payload, VERSION};
use crate::v1::mic::{Key, Nonce, TAG_LEN};

/// What a POLL asks for (WHAT).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum What {
    /// 0: newest state.
    Newest,
    /// 1: history, the events FROM..=TO.
    History,
    /// 2: health (STATUS).
    Health,
    /// 3: blink, identify.
    Identify,
    /// Any other number.
    Unknown(u8),
}

impl What {
    /// Meaning of number `n`.
    #[must_use]
    pub const fn from_number(n: u8) -> Self {
        match n {
            0 => What::Newest,
            1 => What::History,
            2 => What::Health,
            3 => What::Identify,
            other => What::Unknown(other),
        }
    }

    /// Number on air.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            What::Newest => 0,
            What::History => 1,
            What::Health => 2,
            What::Identify => 3,
            What::Unknown(n) => n,
        }
    }
}

/// Payload of a POLL (7 bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Poll {
    /// What is asked.
    pub what: What,
    /// Index asked, 0xFFFF = all, answered by rank.
    pub index: u16,
    /// First event number asked.
    pub from: u16,
    /// Last event number asked.
    pub to: u16,
}

impl Poll {
    /// IDX that asks every node.
    pub const ALL: u16 = 0xffff;

    /// Reads the payload; `None` unless it is exactly 7 bytes.
    #[must_use]
    pub fn parse(payload: &[u8]) -> Option<Self> {
        let [what, i0, i1, f0, f1, t0, t1] = *<&[u8; 7]>::try_from(payload).ok()?;
        let (index, from) = (u16::from_le_bytes([i0, i1]), u16::from_le_bytes([f0, f1]));
        Some(Poll {
            what: What::from_number(what),
            index,
            from,
            to: u16::from_le_bytes([t0, t1]),
        })
    }
}

impl Payload for Poll {
    fn frame_type(&self) -> FrameType {
        FrameType::Poll
    }

    fn write(&self, out: &mut Writer<'_>) -> Result<(), EncodeError> {
        out.put(&[self.what.number()]);
        out.put(&self.index.to_le_bytes());
        out.put(&self.from.to_le_bytes());
        out.put(&self.to.to_le_bytes());
        Ok(())
    }
}

/// Payload of a JOIN (9 bytes). The frame carries the meter number and SRC 0xFFFF, signed with the
/// node key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Join {
    /// Random number, tells two boots apart.
    pub random: u32,
    /// Hardware version.
    pub hardware: u16,
    /// Firmware version.
    pub firmware: u16,
    /// Abilities, bit 0 relay.
    pub abilities: u8,
}

impl Join {
    /// Reads the payload; `None` unless it is exactly 9 bytes.
    #[must_use]
    pub fn parse(payload: &[u8]) -> Option<Self> {
        let mut r = Reader(payload);
        let join = Join {
            random: r.u32()?,
            hardware: r.u16()?,
            firmware: r.u16()?,
            abilities: r.u8()?,
        };
        r.0.is_empty().then_some(join)
    }
}

impl Payload for Join {
    fn frame_type(&self) -> FrameType {
        FrameType::Join
    }

    fn write(&self, out: &mut Writer<'_>) -> Result<(), EncodeError> {
        out.put(&self.random.to_le_bytes());
        out.put(&self.hardware.to_le_bytes());
        out.put(&self.firmware.to_le_bytes());
        out.put(&[self.abilities]);
        Ok(())
    }
}

/// Payload of an ASSIGN (22 bytes) with the group key still, or again, wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Assign {
    /// Index given to the node.
    pub index: u16,
    /// Current epoch.
    pub epoch: u16,
    /// Number of the group key; its two low bits are the key slot of the gateway's frames.
    pub key_number: u8,
    /// Default slot length, 250 µs.
    pub slot: u8,
    /// Group key as on air.
    pub wrapped: [u8; 16],
}

impl Assign {
    /// Reads the payload; `None` unless it is exactly 22 bytes. The key is still wrapped.
    #[must_use]
    pub fn parse(payload: &[u8]) -> Option<Self> {
        let ([i0, i1, e0, e1, key_number, slot], wrapped) = payload.split_first_chunk::<6>()?;
        let (index, epoch) = (
            u16::from_le_bytes([*i0, *i1]),
            u16::from_le_bytes([*e0, *e1]),
        );
        let wrapped = *<&[u8; 16]>::try_from(wrapped).ok()?;
        Some(Assign {
            index,
            epoch,
            key_number: *key_number,
            slot: *slot,
            wrapped,
        })
    }

    /// Checks the MIC of an ASSIGN frame under the join key and unwraps the group key into a key of
    /// the same suite. `None` for another type, for TLVs, or for a wrong MIC.
    #[must_use]
    pub fn open(frame: &Frame<'_>, join_key: &Key) -> Option<(Self, Key)> {
        let mut key = [0; 16];
        if frame.frame_type() != FrameType::Assign || !Assign::unwrap_key(frame, join_key, &mut key)
        {
            return None;
        }
        let opened = Key::new(join_key.suite(), key).ok();
        zeroize::Zeroize::zeroize(&mut key);
        Some((Assign::parse(frame.payload())?, opened?))
    }

    /// Checks the MIC of an ASSIGN frame and writes the group key to `key`; `false` leaves nothing
    /// of it there.
    pub(crate) fn unwrap_key(frame: &Frame<'_>, join_key: &Key, key: &mut [u8; 16]) -> bool {
        let parts = (
            frame.mic().first_chunk::<8>(),
            split_last::<16>(frame.signed()),
        );
        let (Some(mic), Some((clear, wrapped))) = parts else {
            return false;
        };
        // With TLVs the key would not be the last field.
        if !frame.tlvs().is_empty() {
            return false;
        }
        *key = *wrapped;
        join_key.open(&frame.nonce(), clear, key, mic)
    }

    /// Encodes an ASSIGN frame that carries `group_key` wrapped under `join_key`; `wrapped` of
    /// `self` is ignored.
    ///
    /// # Errors
    /// [`EncodeError::Room`] when `out` is shorter than the frame, [`EncodeError::Payload`] without
    /// ADDR in `header`.
    pub fn seal<'b>(
        &self,
        header: &Header,
        group_key: &[u8; 16],
        join_key: &Key,
        out: &'b mut [u8],
    ) -> Result<&'b mut [u8], EncodeError> {
        if header.addr.is_none() {
            return Err(EncodeError::Payload);
        }
        let header = Header {
            down: true,
            ..*header
        };
        let vt = VERSION << 5 | FrameType::Assign.number();
        let fc = header.fc(true, false);
        let mut scratch = [0; crate::v1::frame::MAX_FRAME];
        let mut w = Writer::behind(HEAD, &mut scratch);
        if let Some(addr) = &header.addr {
            w.put(addr);
        }
        self.write_clear(&mut w);
        Head {
            vt,
            fc,
            net: header.net,
            src: header.src,
            ctr: header.ctr,
        }
        .write(&mut w);
        let nonce = Nonce::new(header.net, header.src, header.ctr, vt, fc);
        let mut wrapped = *group_key;
        let tag = join_key.seal(&nonce, w.written().get(1..).unwrap_or(&[]), &mut wrapped);
        let sealed = Assign { wrapped, ..*self };
        crate::v1::frame::encode(&header, &sealed, &[], Some(&Fixed(tag)), out)
    }

    fn write_clear(&self, out: &mut Writer<'_>) {
        out.put(&self.index.to_le_bytes());
        out.put(&self.epoch.to_le_bytes());
        out.put(&[self.key_number, self.slot]);
    }
}

impl Payload for Assign {
    fn frame_type(&self) -> FrameType {
        FrameType::Assign
    }

    fn write(&self, out: &mut Writer<'_>) -> Result<(), EncodeError> {
        self.write_clear(out);
        out.put(&self.wrapped);
        Ok(())
    }
}

/// A tag that was computed before.
struct Fixed([u8; TAG_LEN]);

impl crate::v1::mic::Mic for Fixed {
    fn tag(&self, _: &Nonce, _: &[u8], _: crate::v1::mic::MicLen) -> [u8; TAG_LEN] {
        self.0
    }
}
