//! Suite 2: Ascon-AEAD128 and Ascon-CXOF128 of NIST SP 800-232, over the permutation of
//! `ascon-core`.

use super::number::Suite;
use super::text::Text;
use crate::security::nonce::Nonce;
use crate::security::operations::TAG_LEN;
use ascon_core::State;
use zeroize::Zeroize as _;

/// Initial value of Ascon-AEAD128 (SP 800-232, section 4.1.1).
const AEAD_IV: u64 = 0x0000_1000_808c_0001;
/// Initial value of Ascon-CXOF128 (SP 800-232, section 5.3).
const CXOF_IV: u64 = 0x0000_0800_00cc_0004;
/// Bits of a customization string of 8 bytes.
const LABEL_BITS: u64 = 64;

/// Tag over `signed` and `text`; `text` is enciphered or deciphered in place.
pub(super) fn aead128(
    key: &[u8; 16],
    nonce: &Nonce,
    signed: &[u8],
    text: Text<'_>,
) -> [u8; TAG_LEN] {
    let (k0, k1) = halves(*key);
    let [a, b, c, d, e, f, g, h, i, j, k, l, m] = nonce.0;
    let (n0, n1) = halves([a, b, c, d, e, f, g, h, i, j, k, l, m, 0, 0, 0]);
    let mut s = State::new(AEAD_IV, k0, k1, n0, n1);
    permute(&mut s, true);
    s[3] ^= k0;
    s[4] ^= k1;
    let (blocks, rest) = signed.as_chunks::<16>();
    for block in blocks {
        absorb(&mut s, block);
    }
    if !signed.is_empty() {
        absorb(&mut s, &padded(rest));
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

/// Ascon-CXOF128 with customization string `label` over parent, suite byte and `context`: 16 bytes
/// of output.
pub(super) fn derive(parent: &[u8; 16], label: &[u8; 8], context: &[u8]) -> [u8; 16] {
    let mut s = State::new(CXOF_IV, 0, 0, 0, 0);
    permute(&mut s, true);
    // The customization: its length in bits, its one block, and the empty block with the padding.
    for word in [LABEL_BITS, u64::from_le_bytes(*label), 1] {
        s[0] ^= word;
        permute(&mut s, true);
    }
    // The message in blocks of 8 bytes; the last one is never full.
    let mut block = [0u8; 8];
    let mut used = 0_usize;
    let message = parent
        .iter()
        .chain(core::iter::once(const { &Suite::Ascon.number() }))
        .chain(context);
    for byte in message {
        if let Some(place) = block.get_mut(used) {
            *place = *byte;
        }
        used = used.saturating_add(1);
        if used == block.len() {
            s[0] ^= u64::from_le_bytes(block);
            permute(&mut s, true);
            block.zeroize();
            used = 0;
        }
    }
    if let Some(place) = block.get_mut(used) {
        *place = 1;
    }
    s[0] ^= u64::from_le_bytes(block);
    permute(&mut s, true);
    let low = s[0];
    permute(&mut s, true);
    join(low, s[0])
}

fn absorb(s: &mut State, block: &[u8; 16]) {
    let (a, b) = halves(*block);
    s[0] ^= a;
    s[1] ^= b;
    permute(s, false);
}

/// Less than a block, then 01, then zeros.
fn padded(rest: &[u8]) -> [u8; 16] {
    let mut last = [0; 16];
    for (to, from) in last.iter_mut().zip(rest.iter().chain(&[1])) {
        *to = *from;
    }
    last
}

/// Twelve rounds, or the last eight of them. One copy of the permutation serves both: without
/// `inline(never)` it is in the image six times.
#[inline(never)]
fn permute(s: &mut State, all: bool) {
    s.permute_n(if all { 12 } else { 8 });
}

fn halves(bytes: [u8; 16]) -> (u64, u64) {
    let v = u128::from_le_bytes(bytes);
    (v as u64, (v >> 64) as u64)
}

fn join(low: u64, high: u64) -> [u8; 16] {
    (u128::from(low) | u128::from(high) << 64).to_le_bytes()
}
