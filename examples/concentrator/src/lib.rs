//! Reference concentrator.
