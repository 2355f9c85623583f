//! Which algorithms a key is for.

use core::fmt;

/// Algorithms of a key. One network uses one suite, by configuration; it is never signalled on air
/// (S-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Suite {
    /// Suite 1: AES-128-CCM (NIST SP 800-38C) with a 13-byte nonce, derivation by AES-CMAC (SP
    /// 800-108). Feature `aes-ccm`.
    AesCcm,
    /// Suite 2: Ascon-AEAD128 with the nonce padded by three zero bytes, derivation by
    /// Ascon-CXOF128 (both NIST SP 800-232). Feature `ascon`.
    Ascon,
}

impl Suite {
    /// Number of the suite, the first byte of every derivation context.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Suite::AesCcm => 1,
            Suite::Ascon => 2,
        }
    }

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
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct SuiteMissing(pub Suite);

impl fmt::Display for SuiteMissing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let feature = match self.0 {
            Suite::AesCcm => "aes-ccm",
            Suite::Ascon => "ascon",
        };
        write!(f, "the crate is built without its feature `{feature}`")
    }
}

impl core::error::Error for SuiteMissing {}
