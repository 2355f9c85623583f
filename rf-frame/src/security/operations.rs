//! What the rest of the crate needs of a key: sign ([`Mic`]), carry the group key enciphered
//! ([`Wrap`]), and lead to further keys ([`Derive`]).
//!
//! [`Key`](super::Key) does all three in software. A handle of a security chip can take its place;
//! then no key byte is ever in the memory of the processor.

use super::nonce::Nonce;
use subtle::ConstantTimeEq as _;

/// Length of a full tag in bytes; frames carry the first 4 or 8.
pub const TAG_LEN: usize = 16;

/// Length of the MIC that a frame carries; the type decides it (F-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum MicLen {
    /// 4 bytes: frames under KU.
    Four,
    /// 8 bytes: all others.
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

/// Signs frames and checks their MIC.
pub trait Mic {
    /// Tag over `signed` (VT to the last TLV byte). The first `len` bytes go on air; the rest is
    /// not looked at.
    fn tag(&self, nonce: &Nonce, signed: &[u8], len: MicLen) -> [u8; TAG_LEN];

    /// Whether `mic` is the code of `signed`, compared in constant time.
    fn verify(&self, nonce: &Nonce, signed: &[u8], len: MicLen, mic: &[u8]) -> bool {
        let tag = self.tag(nonce, signed, len);
        match tag.get(..len.bytes()) {
            Some(expected) if expected.len() == mic.len() => bool::from(expected.ct_eq(mic)),
            _ => false,
        }
    }
}

/// Carries a group key enciphered in ASSIGN and KEY (F-18). The MIC of such a frame is the tag of
/// this operation.
pub trait Wrap {
    /// The group key that travels.
    type Group;

    /// Enciphers `group` and signs it together with `signed` (VT to the byte before the wrapped
    /// key). Gives the wrapped key and the MIC.
    fn wrap(&self, nonce: &Nonce, signed: &[u8], group: &Self::Group) -> ([u8; 16], [u8; 8]);

    /// The group key in `wrapped`; `None` when `mic` is wrong.
    fn unwrap(
        &self,
        nonce: &Nonce,
        signed: &[u8],
        wrapped: &[u8; 16],
        mic: &[u8; 8],
    ) -> Option<Self::Group>;
}

/// Leads to further keys (S-18). [`Ladder`](super::Ladder) names the steps.
pub trait Derive {
    /// The keys it leads to.
    type Derived;

    /// The key after `label` and `context`. The suite byte in front of the context is the key's own
    /// business.
    fn derive(&self, label: &[u8; 8], context: &Context) -> Self::Derived;
}

/// Context of a derivation: up to 28 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Context {
    bytes: [u8; Context::MAX],
    len: usize,
}

impl Context {
    /// Longest context: that of a session.
    pub const MAX: usize = 28;

    /// Context of these bytes; more than [`MAX`](Self::MAX) do not compile.
    #[must_use]
    pub fn new<const N: usize>(context: [u8; N]) -> Self {
        const { assert!(N <= Self::MAX) }
        let mut bytes = [0; Self::MAX];
        for (to, from) in bytes.iter_mut().zip(context) {
            *to = from;
        }
        Context { bytes, len: N }
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}
