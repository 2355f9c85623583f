//! Message integrity codes: suites, keys, nonces and key derivation (specification, section 3).
//!
//! A MIC covers VT up to the last TLV byte as associated data with an empty plaintext; LEN and CRC
//! stay outside, so that a relay can wrap a record again. The nonce is
//!
//! ```text
//! NET(2) SRC(2) CTR(4) VT(1) FC(1) 0 0 0      13 bytes, little-endian fields as on air
//! ```
//!
//! A key belongs to one [`Suite`] and to one tag length: 4 bytes for node keys, 8 bytes for group
//! and join keys. The suite is never signalled on air.
//!
//! The Ascon permutation comes from `ascon-core` and the AES block from `aes`. The two modes of
//! operation around them are written here, for the one shape this format needs (associated data
//! only): the ready-made AEAD crates keep a panic path on a length that cannot occur here and do
//! not wipe their copy of the key without their `std` feature.

use core::fmt;
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize as _, ZeroizeOnDrop};

/// Length of a full tag in bytes; frames carry the first 4 or 8.
pub const TAG_LEN: usize = 16;

/// Nonce of one frame.
///
/// **Shape:** 13 bytes: NET 2, SRC 2, CTR 4, VT 1, FC 1, three zero bytes; integers little-endian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Nonce(pub [u8; 13]);

impl Nonce {
    /// Nonce of the frame with these header fields.
    #[must_use]
    pub const fn new(net: u16, src: u16, ctr: u32, vt: u8, fc: u8) -> Self {
        let [n0, n1] = net.to_le_bytes();
        let [s0, s1] = src.to_le_bytes();
        let [c0, c1, c2, c3] = ctr.to_le_bytes();
        Nonce([n0, n1, s0, s1, c0, c1, c2, c3, vt, fc, 0, 0, 0])
    }

    /// Nonce of the frame that begins with these bytes, VT to CTR.
    pub(crate) const fn of(head: &[u8; 10]) -> Self {
        let [vt, fc, n0, n1, s0, s1, c0, c1, c2, c3] = *head;
        Nonce([n0, n1, s0, s1, c0, c1, c2, c3, vt, fc, 0, 0, 0])
    }
}

/// Length of the tag that a frame carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MicLen {
    /// 4 bytes: node to gateway, under a node key.
    Four,
    /// 8 bytes: gateway to node, under the group key or a join key.
    Eight,
}

impl MicLen {
    /// Bytes on air.
    #[must_use]
    pub const fn bytes(self) -> usize {
        match self {
            MicLen::Four => 4,
            MicLen::Eight => 8,
        }
    }
}

/// Something that can compute the integrity code of a frame: a [`Key`] in software, or a security
/// chip.
pub trait Mic {
    /// Tag over `signed` under `nonce`; the first `len` bytes go on air, the rest of the array is
    /// not looked at.
    fn tag(&self, nonce: &Nonce, signed: &[u8], len: MicLen) -> [u8; TAG_LEN];

    /// Whether `mic` (as long as `len` says) is the code of `signed`, compared in constant time.
    fn verify(&self, nonce: &Nonce, signed: &[u8], len: MicLen, mic: &[u8]) -> bool {
        let tag = self.tag(nonce, signed, len);
        match tag.get(..len.bytes()) {
            Some(expected) if expected.len() == mic.len() => bool::from(expected.ct_eq(mic)),
            _ => false,
        }
    }
}

/// Algorithm a key belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Suite {
    /// AES-128-CCM*, 13-byte nonce (suite 1, feature `aes-ccm`).
    AesCcm,
    /// Ascon-AEAD128 of NIST SP 800-232, nonce padded with three zero bytes (suite 2, feature
    /// `ascon`).
    Ascon,
}

impl Suite {
    /// Whether this build can compute the suite.
    #[must_use]
    pub const fn is_built(self) -> bool {
        match self {
            Suite::AesCcm => cfg!(feature = "aes-ccm"),
            Suite::Ascon => cfg!(feature = "ascon"),
        }
    }
}

/// The suite of a key is not part of this build (features `ascon`, `aes-ccm`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SuiteMissing(pub Suite);

impl fmt::Display for SuiteMissing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Suite::AesCcm => f.write_str("suite aes-ccm is not part of this build"),
            Suite::Ascon => f.write_str("suite ascon is not part of this build"),
        }
    }
}

impl core::error::Error for SuiteMissing {}

/// A 16-byte key bound to its suite. Wiped when dropped; prints without its bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Key {
    suite: Suite,
    bytes: [u8; 16],
}

impl Key {
    /// Key `bytes` for `suite`.
    ///
    /// # Errors
    /// [`SuiteMissing`] when the suite's feature is off.
    pub const fn new(suite: Suite, bytes: [u8; 16]) -> Result<Self, SuiteMissing> {
        if suite.is_built() {
            Ok(Key { suite, bytes })
        } else {
            Err(SuiteMissing(suite))
        }
    }

    /// Takes the place of the key: other bytes of the same suite.
    pub(crate) const fn replace(&mut self, bytes: &[u8; 16]) {
        self.bytes = *bytes;
    }

    /// Suite of the key.
    #[must_use]
    pub const fn suite(&self) -> Suite {
        self.suite
    }

    /// The sixteen bytes, for whoever writes a derived key into a node's memory.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.bytes
    }

    /// Node key of the meter `addr` (表号, packed BCD as on air) under the cabinet master key
    /// `self`.
    ///
    /// The derived key is the full tag of the 8-byte label, NET and meter number, so the gateway
    /// needs no key table.
    #[must_use]
    pub fn derive_node(&self, net: u16, addr: &[u8; 6]) -> Key {
        self.derive(*b"rf1 node", net, addr)
    }

    /// Join key of the meter `addr` under the cabinet master key `self`; for ASSIGN only.
    #[must_use]
    pub fn derive_join(&self, net: u16, addr: &[u8; 6]) -> Key {
        self.derive(*b"rf1 join", net, addr)
    }

    fn derive(&self, label: [u8; 8], net: u16, addr: &[u8; 6]) -> Key {
        // A nonce that no frame can have: the three last bytes of a frame nonce are zero.
        let nonce = Nonce([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, b'k', b'd', b'f']);
        let [l0, l1, l2, l3, l4, l5, l6, l7] = label;
        let [n0, n1] = net.to_le_bytes();
        let [a0, a1, a2, a3, a4, a5] = *addr;
        let input = [
            l0, l1, l2, l3, l4, l5, l6, l7, n0, n1, a0, a1, a2, a3, a4, a5,
        ];
        Key {
            suite: self.suite,
            bytes: self.full_tag(&nonce, &input, TAG_LEN),
        }
    }

    /// Encrypts the 16 bytes of `text` in place and gives the tag over `signed` and `text` (the
    /// wrapped group key of ASSIGN: the frame's MIC is this tag).
    pub fn seal(&self, nonce: &Nonce, signed: &[u8], text: &mut [u8; 16]) -> [u8; TAG_LEN] {
        self.run(nonce, signed, MicLen::Eight.bytes(), Text::Seal(text))
    }

    /// Decrypts the 16 bytes of `text` in place; `false` and zeroes when `mic` is not the tag.
    #[must_use]
    pub fn open(&self, nonce: &Nonce, signed: &[u8], text: &mut [u8; 16], mic: &[u8; 8]) -> bool {
        let tag = self.run(nonce, signed, MicLen::Eight.bytes(), Text::Open(text));
        let same = tag
            .first_chunk::<8>()
            .is_some_and(|t| bool::from(t.ct_eq(mic)));
        if !same {
            text.zeroize();
        }
        same
    }

    fn full_tag(&self, nonce: &Nonce, signed: &[u8], tag_len: usize) -> [u8; TAG_LEN] {
        self.run(nonce, signed, tag_len, Text::Empty)
    }

    fn run(&self, nonce: &Nonce, signed: &[u8], tag_len: usize, text: Text<'_>) -> [u8; TAG_LEN] {
        match self.suite {
            #[cfg(feature = "ascon")]
            Suite::Ascon => ascon::run(&self.bytes, nonce, signed, text),
            #[cfg(feature = "aes-ccm")]
            Suite::AesCcm => ccm::run(&self.bytes, nonce, signed, tag_len, text),
            // `Key::new` refuses a suite that is not built.
            #[cfg(not(all(feature = "ascon", feature = "aes-ccm")))]
            _ => {
                let _ = (nonce, signed, tag_len);
                if let Text::Seal(block) | Text::Open(block) = text {
                    block.zeroize();
                }
                [0; TAG_LEN]
            }
        }
    }
}

/// The plaintext beside the associated data: none, or one block to encrypt or decrypt in place.
enum Text<'a> {
    Empty,
    Seal(&'a mut [u8; 16]),
    Open(&'a mut [u8; 16]),
}

impl Mic for Key {
    fn tag(&self, nonce: &Nonce, signed: &[u8], len: MicLen) -> [u8; TAG_LEN] {
        self.full_tag(nonce, signed, len.bytes())
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

impl ZeroizeOnDrop for Key {}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key")
            .field("suite", &self.suite)
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "ascon")]
mod ascon {
    //! Ascon-AEAD128 (NIST SP 800-232) of no plaintext or one block.

    use super::{Nonce, TAG_LEN, Text};
    use ascon_core::State;

    /// Initial value of Ascon-AEAD128 (SP 800-232, section 4.1.1).
    const IV: u64 = 0x0000_1000_808c_0001;

    pub(super) fn run(
        key: &[u8; 16],
        nonce: &Nonce,
        signed: &[u8],
        text: Text<'_>,
    ) -> [u8; TAG_LEN] {
        let (k0, k1) = halves(*key);
        let mut padded = [0; 16];
        crate::v1::bytes::copy(&mut padded, &nonce.0);
        let (n0, n1) = halves(padded);
        let mut s = State::new(IV, k0, k1, n0, n1);
        permute(&mut s, true);
        s[3] ^= k0;
        s[4] ^= k1;
        let (blocks, rest) = signed.as_chunks::<16>();
        for block in blocks {
            absorb(&mut s, block);
        }
        if !signed.is_empty() {
            let mut last = [0; 16];
            crate::v1::bytes::copy(&mut last, rest);
            if let Some(end) = last.get_mut(rest.len()) {
                *end = 1;
            }
            absorb(&mut s, &last);
        }
        s[4] ^= 1 << 63;
        let opens = matches!(text, Text::Open(_));
        if let Text::Seal(block) | Text::Open(block) = text {
            let (a, b) = halves(*block);
            s[0] ^= a;
            s[1] ^= b;
            *block = join(s[0], s[1]);
            if opens {
                s[0] = a;
                s[1] = b;
            }
            permute(&mut s, false);
        }
        s[0] ^= 1;
        s[2] ^= k0;
        s[3] ^= k1;
        permute(&mut s, true);
        join(s[3] ^ k0, s[4] ^ k1)
    }

    fn join(low: u64, high: u64) -> [u8; 16] {
        (u128::from(low) | u128::from(high) << 64).to_le_bytes()
    }

    fn absorb(s: &mut State, block: &[u8; 16]) {
        let (a, b) = halves(*block);
        s[0] ^= a;
        s[1] ^= b;
        permute(s, false);
    }

    /// Twelve rounds, or the last eight of them; one loop serves both.
    #[inline(never)]
    fn permute(s: &mut State, all: bool) {
        s.permute_n(if all { 12 } else { 8 });
    }

    fn halves(bytes: [u8; 16]) -> (u64, u64) {
        let v = u128::from_le_bytes(bytes);
        (v as u64, (v >> 64) as u64)
    }
}

#[cfg(feature = "aes-ccm")]
mod ccm {
    //! AES-128-CCM* (RFC 3610 with the tag lengths of IEEE 802.15.4) of no plaintext or one block.

    use super::{Nonce, TAG_LEN, Text};
    use aes::Aes128;
    use aes::cipher::{BlockCipherEncrypt as _, KeyInit as _};

    pub(super) fn run(
        key: &[u8; 16],
        nonce: &Nonce,
        signed: &[u8],
        tag_len: usize,
        text: Text<'_>,
    ) -> [u8; TAG_LEN] {
        let aes = Aes128::new(key.into());
        let flag_m = match tag_len {
            4 => 1 << 3,
            8 => 3 << 3,
            _ => 7 << 3,
        };
        let text_len = if matches!(text, Text::Empty) { 0 } else { 16 };
        let mut x = block(0x40 | flag_m | 1, nonce, text_len);
        aes.encrypt_block((&mut x).into());
        let len = u16::try_from(signed.len())
            .unwrap_or(u16::MAX)
            .to_be_bytes();
        let mut input = len.iter().chain(signed).peekable();
        while input.peek().is_some() {
            // `zip` asks the block first, so no byte of the input is lost at its end.
            for (to, from) in x.iter_mut().zip(input.by_ref()) {
                *to ^= from;
            }
            aes.encrypt_block((&mut x).into());
        }
        if let Text::Seal(text) = text {
            xor(&mut x, text);
            aes.encrypt_block((&mut x).into());
            xor(text, &counter(&aes, nonce, 1));
        } else if let Text::Open(text) = text {
            xor(text, &counter(&aes, nonce, 1));
            xor(&mut x, text);
            aes.encrypt_block((&mut x).into());
        }
        xor(&mut x, &counter(&aes, nonce, 0));
        x
    }

    fn counter(aes: &Aes128, nonce: &Nonce, index: u8) -> [u8; 16] {
        let mut b = block(1, nonce, index);
        aes.encrypt_block((&mut b).into());
        b
    }

    fn xor(to: &mut [u8; 16], from: &[u8; 16]) {
        for (t, f) in to.iter_mut().zip(from) {
            *t ^= f;
        }
    }

    /// First block B0 or counter block Ai: flags, nonce, two bytes of length or counter, high byte
    /// first.
    fn block(flags: u8, nonce: &Nonce, low: u8) -> [u8; 16] {
        let [n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12] = nonce.0;
        [
            flags, n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, 0, low,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_prints_without_its_bytes() {
        let key = Key {
            suite: Suite::Ascon,
            bytes: [0x5a; 16],
        };
        assert_eq!(std::format!("{key:?}"), "Key { suite: Ascon, .. }");
    }

    #[cfg(feature = "ascon")]
    #[test]
    fn derived_keys_differ_by_meter_network_and_label() {
        let master = Key::new(Suite::Ascon, [1; 16]).unwrap();
        let a = master.derive_node(1, &[1; 6]);
        assert_ne!(a, master.derive_node(1, &[2; 6]));
        assert_ne!(a, master.derive_node(2, &[1; 6]));
        assert_ne!(a, master.derive_join(1, &[1; 6]));
        assert_eq!(a, master.derive_node(1, &[1; 6]));
    }

    #[cfg(feature = "ascon")]
    #[test]
    fn wrong_length_of_mic_is_refused() {
        let key = Key::new(Suite::Ascon, [1; 16]).unwrap();
        let nonce = Nonce::new(1, 2, 3, 4, 5);
        let tag = key.tag(&nonce, b"x", MicLen::Eight);
        assert!(key.verify(&nonce, b"x", MicLen::Eight, &tag[..8]));
        assert!(!key.verify(&nonce, b"x", MicLen::Eight, &tag[..4]));
        assert!(!key.verify(&nonce, b"y", MicLen::Eight, &tag[..8]));
    }

    #[cfg(not(feature = "aes-ccm"))]
    #[test]
    fn key_of_a_suite_that_is_not_built_is_refused() {
        assert_eq!(
            Key::new(Suite::AesCcm, [0; 16]),
            Err(SuiteMissing(Suite::AesCcm))
        );
    }
}
