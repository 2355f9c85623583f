//! Suite 1: AES-128-CCM of NIST SP 800-38C (13-byte nonce, 2-byte length) and the counter-mode
//! derivation of SP 800-108r1 with AES-CMAC.

use super::number::Suite;
use super::text::{Text, xor};
use crate::security::nonce::Nonce;
use crate::security::operations::{Context, MicLen, TAG_LEN};
use aes::Aes128;
use aes::cipher::{BlockCipherEncrypt as _, KeyInit as _};
use cmac::{Cmac, Mac as _};

/// Room for the longest message of a derivation.
const MESSAGE: usize = 4 + 8 + 2 + Context::MAX + 4;

/// Tag over `signed` and `text`; `text` is enciphered or deciphered in place.
pub(super) fn ccm(
    key: &[u8; 16],
    nonce: &Nonce,
    signed: &[u8],
    len: MicLen,
    text: Text<'_>,
) -> [u8; TAG_LEN] {
    let aes = Aes128::new(key.into());
    // Flags of B0: associated data 0x40, (tag length - 2) / 2 in bits 5..3, (length field - 1) = 1.
    let flags = match len {
        MicLen::Four => 0x40 | 1 << 3 | 1,
        MicLen::Eight => 0x40 | 3 << 3 | 1,
    };
    let text_len = if matches!(text, Text::Empty) { 0 } else { 16 };
    let mut x = block(flags, nonce, text_len);
    encrypt(&aes, &mut x);
    // A frame has 62 bytes: its length always fits.
    let length = u16::try_from(signed.len())
        .unwrap_or(u16::MAX)
        .to_be_bytes();
    let mut input = length.iter().chain(signed).peekable();
    while input.peek().is_some() {
        // `zip` asks the block first, so no byte of the input is lost at its end.
        for (to, from) in x.iter_mut().zip(input.by_ref()) {
            *to ^= from;
        }
        encrypt(&aes, &mut x);
    }
    if let Text::Seal(text) = text {
        xor(&mut x, text);
        encrypt(&aes, &mut x);
        xor(text, &key_stream(&aes, nonce, 1));
    } else if let Text::Open(text) = text {
        xor(text, &key_stream(&aes, nonce, 1));
        xor(&mut x, text);
        encrypt(&aes, &mut x);
    }
    xor(&mut x, &key_stream(&aes, nonce, 0));
    x
}

/// `CMAC(parent, 00 00 00 01 ‖ label ‖ 00 ‖ suite ‖ context ‖ 00 00 00 80)`.
pub(super) fn derive(parent: &[u8; 16], label: &[u8; 8], context: &[u8]) -> [u8; 16] {
    let suite = [0, Suite::AesCcm.number()];
    let parts = [&[0, 0, 0, 1], &label[..], &suite, context, &[0, 0, 0, 0x80]];
    // In one piece: with several updates `cmac` keeps a path that panics.
    let mut message = [0; MESSAGE];
    let mut len = 0_usize;
    for (to, from) in message.iter_mut().zip(parts.into_iter().flatten()) {
        *to = *from;
        len = len.saturating_add(1);
    }
    let mut cmac = Cmac::<Aes128>::new(parent.into());
    cmac.update(message.get(..len).unwrap_or_default());
    cmac.finalize().into_bytes().into()
}

fn key_stream(aes: &Aes128, nonce: &Nonce, index: u8) -> [u8; 16] {
    let mut b = block(1, nonce, index);
    encrypt(aes, &mut b);
    b
}

fn encrypt(aes: &Aes128, block: &mut [u8; 16]) {
    aes.encrypt_block(block.into());
}

/// First block B0 or counter block Ai: flags, nonce, two bytes of length or counter, high byte
/// first.
fn block(flags: u8, nonce: &Nonce, low: u8) -> [u8; 16] {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m] = nonce.0;
    [flags, a, b, c, d, e, f, g, h, i, j, k, l, m, 0, low]
}
