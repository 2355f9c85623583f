//! The nonce of a frame (SPEC.md, section 3.3).
//!
//! ```text
//! 0    2    4    8   9   10  12
//! NET  SRC  CTR  VT  FC  X   00        all types but JOIN and INVITE
//!
//! 0           8    12
//! JR or IR    CTR  VT                  JOIN, INVITE
//! ```
//!
//! X is not on air. In a REPORT of round 1 or later it is the number of the epoch in which the
//! report was made, else
//! 0. A report that was recorded in one epoch therefore fails in every other one.

/// Nonce of one frame, 13 bytes; integers little-endian as on air.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Nonce(pub [u8; 13]);

impl Nonce {
    /// Nonce of a frame under a session key, the group key or an answer key. `head` is VT to CTR as
    /// on air.
    #[must_use]
    pub const fn of_session(head: &[u8; 10], x: u16) -> Self {
        let [vt, fc, n0, n1, s0, s1, c0, c1, c2, c3] = *head;
        let [x0, x1] = x.to_le_bytes();
        Nonce([n0, n1, s0, s1, c0, c1, c2, c3, vt, fc, x0, x1, 0])
    }

    /// Nonce of a JOIN or an INVITE with the random number `random` (JR, IR). `head` is VT to CTR
    /// as on air.
    #[must_use]
    pub const fn of_join(head: &[u8; 10], random: &[u8; 8]) -> Self {
        let [vt, _, _, _, _, _, c0, c1, c2, c3] = *head;
        let [r0, r1, r2, r3, r4, r5, r6, r7] = *random;
        Nonce([r0, r1, r2, r3, r4, r5, r6, r7, c0, c1, c2, c3, vt])
    }
}
