//! Where things are in the non-volatile memory.
//!
//! ```text
//!           node    gateway
//!  settings 0x0000  0x0000   at most 512 bytes, written at the factory
//!  starts   0x0400  0x0400   two pages of 1 KiB: number of starts and its complement, the higher one counts
//!  journal  0x1000  0x1000   two sectors of 3 KiB / 16 KiB
//!  keeper   0x2800  –        two pages of 1 KiB: what is known of the meter, the newer one counts
//!  changes  –       0x9000   two sectors of 16 KiB: records of 24 bytes of the outage table
//!  end      0x3000  0x11000
//! ```
//! Erased bytes are 0xFF.

/// Begin of the settings.
pub const SETTINGS: u32 = 0;
/// Two pages of [`PAGE`] bytes for the number of starts.
pub const STARTS: u32 = 0x400;
/// A page.
pub const PAGE: u32 = 0x400;
/// First sector of the journal.
pub const JOURNAL: u32 = 0x1000;
/// One of the two sectors of a node's journal.
pub const NODE_SECTOR: u32 = 0xC00;
/// Two pages of [`PAGE`] bytes for what a node's keeper knows of its meter ([`crate::pair`]).
pub const KEEPER: u32 = JOURNAL + 2 * NODE_SECTOR;
/// One of the two sectors of a gateway's journal.
pub const GATEWAY_SECTOR: u32 = 0x4000;
/// First sector of the gateway's changes.
pub const CHANGES: u32 = JOURNAL + 2 * GATEWAY_SECTOR;
/// One of the two sectors of changes.
pub const CHANGES_SECTOR: u32 = 0x4000;
/// Bytes of a node's memory.
pub const NODE_LEN: u32 = KEEPER + 2 * PAGE;
/// Bytes of a gateway's memory.
pub const GATEWAY_LEN: u32 = CHANGES + 2 * CHANGES_SECTOR;
/// What is programmed at once, in bytes.
pub const UNIT: usize = 8;
/// How long that takes, µs.
pub const PROGRAM_US: u64 = 300;
