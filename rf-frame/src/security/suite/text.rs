//! The block that travels enciphered, and what the modes do with blocks.

/// The plaintext beside the associated data: none, or one block to encipher or decipher in place.
pub(crate) enum Text<'a> {
    Empty,
    Seal(&'a mut [u8; 16]),
    Open(&'a mut [u8; 16]),
}

/// `to ^= from`, as many bytes as both have.
#[cfg(feature = "aes-ccm")]
pub(super) fn xor(to: &mut [u8; 16], from: &[u8]) {
    for (t, f) in to.iter_mut().zip(from) {
        *t ^= f;
    }
}
