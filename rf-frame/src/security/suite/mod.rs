//! The algorithms of the two suites.
//!
//! AES-CMAC is that of the crate `cmac`. The other modes are written here, around the primitives of
//! `aes` and `ascon-core`, for the one shape this format needs: associated data, and no plaintext
//! or one block of it. Why not ready-made crates: `ccm` 0.6 keeps a panic path on a length that
//! cannot occur here; `ascon-aead` 0.6 wipes its copy of the key only with its `std` feature and
//! takes 560 bytes more; for Ascon-CXOF128 there is none. The tests hold these modes against both
//! crates for every length, and against the vectors of the specification.

use super::nonce::Nonce;
use super::operations::{MicLen, TAG_LEN};

#[cfg(feature = "aes-ccm")]
mod aes;
#[cfg(feature = "ascon")]
mod ascon;
mod number;
mod text;

pub use number::{Suite, SuiteMissing};
pub(super) use text::Text;

/// Tag over `signed` and the text; the text is changed in place.
pub(super) fn run(
    suite: Suite,
    key: &[u8; 16],
    nonce: &Nonce,
    signed: &[u8],
    len: MicLen,
    text: Text<'_>,
) -> [u8; TAG_LEN] {
    match suite {
        #[cfg(feature = "ascon")]
        Suite::Ascon => ascon::aead128(key, nonce, signed, text),
        #[cfg(feature = "aes-ccm")]
        Suite::AesCcm => aes::ccm(key, nonce, signed, len, text),
        // `Key::new` refuses a suite that is not built.
        #[cfg(not(all(feature = "ascon", feature = "aes-ccm")))]
        _ => {
            let _ = (key, nonce, signed, len);
            if let Text::Seal(block) | Text::Open(block) = text {
                *block = [0; 16];
            }
            [0; TAG_LEN]
        }
    }
}

/// Derived key of `parent` (S-18).
pub(super) fn derive(suite: Suite, parent: &[u8; 16], label: &[u8; 8], context: &[u8]) -> [u8; 16] {
    match suite {
        #[cfg(feature = "ascon")]
        Suite::Ascon => ascon::derive(parent, label, context),
        #[cfg(feature = "aes-ccm")]
        Suite::AesCcm => aes::derive(parent, label, context),
        #[cfg(not(all(feature = "ascon", feature = "aes-ccm")))]
        _ => {
            let _ = (parent, label, context);
            [0; 16]
        }
    }
}

#[cfg(all(test, feature = "ascon", feature = "aes-ccm"))]
mod tests {
    use super::super::{Key, Mic as _, MicLen, Nonce, Suite, Wrap as _};
    use ::aes::Aes128;
    use ascon_aead::AsconAead128;
    use ascon_aead::aead::{AeadInOut, KeyInit};
    use ccm::Ccm;
    use ccm::consts::{U4, U8, U13};

    const KEY: [u8; 16] = [0x3c; 16];
    const NONCE: [u8; 13] = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2, 3];

    /// Tag of the published crate; `text` is enciphered in place.
    #[expect(clippy::unwrap_used, reason = "a helper of tests")]
    fn published<A: AeadInOut + KeyInit>(
        nonce: &[u8],
        signed: &[u8],
        text: &mut [u8],
    ) -> std::vec::Vec<u8> {
        let cipher = A::new_from_slice(&KEY).unwrap();
        let nonce = nonce.try_into().unwrap();
        cipher
            .encrypt_inout_detached(&nonce, signed, text.into())
            .unwrap()
            .to_vec()
    }

    #[test]
    fn modes_agree_with_the_published_crates_for_every_length() {
        let padded: std::vec::Vec<u8> = NONCE.into_iter().chain([0; 3]).collect();
        let signed: std::vec::Vec<u8> = (0..80).collect();
        for len in 1..signed.len() {
            let signed = &signed[..len];
            let ascon = Key::new(Suite::Ascon, KEY).unwrap();
            let tag = ascon.tag(&Nonce(NONCE), signed, MicLen::Eight);
            assert_eq!(tag[..], published::<AsconAead128>(&padded, signed, &mut []));
            let ccm = Key::new(Suite::AesCcm, KEY).unwrap();
            let tag = ccm.tag(&Nonce(NONCE), signed, MicLen::Four);
            let expected = published::<Ccm<Aes128, U4, U13>>(&NONCE, signed, &mut []);
            assert_eq!(tag[..4], expected);
            let tag = ccm.tag(&Nonce(NONCE), signed, MicLen::Eight);
            let expected = published::<Ccm<Aes128, U8, U13>>(&NONCE, signed, &mut []);
            assert_eq!(tag[..8], expected);

            let mut text = [0x77; 16];
            let (wrapped, mic) = ascon.wrap(&Nonce(NONCE), signed, &ascon.with_bytes(text));
            let expected = published::<AsconAead128>(&padded, signed, &mut text);
            assert_eq!((wrapped, &mic[..]), (text, &expected[..8]));
            let mut text = [0x77; 16];
            let (wrapped, mic) = ccm.wrap(&Nonce(NONCE), signed, &ccm.with_bytes(text));
            let expected = published::<Ccm<Aes128, U8, U13>>(&NONCE, signed, &mut text);
            assert_eq!((wrapped, &mic[..]), (text, &expected[..]));
        }
    }
}
