//! A key in memory.
//!
//! A key belongs to one [`Suite`] and is used with one tag length (F-3). A [`Key`] is wiped when it
//! is dropped, prints without its bytes and is compared in constant time (S-3).

use super::nonce::Nonce;
use super::operations::{Context, Derive, Mic, MicLen, TAG_LEN, Wrap};
use super::suite::{self, Suite, SuiteMissing, Text};
use core::fmt;
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize as _, ZeroizeOnDrop};

/// A 16-byte key in memory, bound to its suite.
#[derive(Clone)]
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

    /// Another key of the same suite.
    #[must_use]
    pub const fn with_bytes(&self, bytes: [u8; 16]) -> Self {
        Key {
            suite: self.suite,
            bytes,
        }
    }

    /// Suite of the key.
    #[must_use]
    pub const fn suite(&self) -> Suite {
        self.suite
    }

    /// The sixteen bytes, for whoever stores the key. Keep no copy that is not wiped.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.bytes
    }
}

impl Mic for Key {
    fn tag(&self, nonce: &Nonce, signed: &[u8], len: MicLen) -> [u8; TAG_LEN] {
        suite::run(self.suite, &self.bytes, nonce, signed, len, Text::Empty)
    }
}

impl Wrap for Key {
    type Group = Key;

    fn wrap(&self, nonce: &Nonce, signed: &[u8], group: &Key) -> ([u8; 16], [u8; 8]) {
        let mut text = group.bytes;
        let tag = suite::run(
            self.suite,
            &self.bytes,
            nonce,
            signed,
            MicLen::Eight,
            Text::Seal(&mut text),
        );
        (text, first_half(&tag))
    }

    fn unwrap(
        &self,
        nonce: &Nonce,
        signed: &[u8],
        wrapped: &[u8; 16],
        mic: &[u8; 8],
    ) -> Option<Key> {
        let mut group = self.with_bytes(*wrapped);
        let text = Text::Open(&mut group.bytes);
        let tag = suite::run(self.suite, &self.bytes, nonce, signed, MicLen::Eight, text);
        bool::from(first_half(&tag).ct_eq(mic)).then_some(group)
    }
}

impl Derive for Key {
    type Derived = Key;

    fn derive(&self, label: &[u8; 8], context: &Context) -> Key {
        self.with_bytes(suite::derive(
            self.suite,
            &self.bytes,
            label,
            context.as_bytes(),
        ))
    }
}

const fn first_half(tag: &[u8; TAG_LEN]) -> [u8; 8] {
    let [a, b, c, d, e, f, g, h, ..] = *tag;
    [a, b, c, d, e, f, g, h]
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.suite == other.suite && bool::from(self.bytes.ct_eq(&other.bytes))
    }
}

impl Eq for Key {}

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

#[cfg(test)]
mod tests {
    use super::*;

    const NONCE: Nonce = Nonce([7; 13]);

    fn keys() -> impl Iterator<Item = Key> {
        [Suite::AesCcm, Suite::Ascon]
            .into_iter()
            .filter_map(|suite| Key::new(suite, [0x5a; 16]).ok())
    }

    #[test]
    fn key_prints_without_its_bytes() {
        for key in keys() {
            let text = std::format!("{key:?}");
            assert!(!text.contains("5a") && !text.contains("90"), "{text}");
        }
    }

    #[test]
    fn mic_of_another_length_is_refused() {
        for key in keys() {
            let tag = key.tag(&NONCE, b"x", MicLen::Eight);
            assert!(key.verify(&NONCE, b"x", MicLen::Eight, &tag[..8]));
            assert!(!key.verify(&NONCE, b"x", MicLen::Eight, &tag[..4]));
            assert!(!key.verify(&NONCE, b"y", MicLen::Eight, &tag[..8]));
            assert!(!key.verify(&Nonce([8; 13]), b"x", MicLen::Eight, &tag[..8]));
        }
    }

    #[test]
    fn wrapped_key_comes_back_only_with_its_mic() {
        for key in keys() {
            let group = key.with_bytes([9; 16]);
            let (wrapped, mic) = key.wrap(&NONCE, b"signed", &group);
            assert_eq!(key.unwrap(&NONCE, b"signed", &wrapped, &mic), Some(group));
            assert_eq!(key.unwrap(&NONCE, b"Signed", &wrapped, &mic), None);
            for bit in 0..128 {
                let mut bent = wrapped;
                bent[bit / 8] ^= 1 << (bit % 8);
                assert_eq!(key.unwrap(&NONCE, b"signed", &bent, &mic), None);
            }
        }
    }

    #[test]
    fn keys_of_two_suites_are_not_equal() {
        let mut keys = keys();
        if let (Some(a), Some(b)) = (keys.next(), keys.next()) {
            assert_ne!(a, b);
        }
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
