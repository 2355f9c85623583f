//! Putting a clock right: whether ([`policy`]), when ([`slot`]), and with which frame ([`set`]).

pub mod policy;
pub mod set;
pub mod slot;
