//! A node that does nothing for others (without the feature `helper`).

use super::Node;
use super::send::Job;
use crate::v1::access::gateway::TurnTimes;
use crate::v1::bytes::Writer;
use crate::v1::frame::{Frame, GATEWAY};
use crate::v1::sync::Sync;
use crate::v1::tlv::LINKS_TO;

/// Nothing is known of those around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Helper;

impl Helper {
    pub(super) const NONE: Helper = Helper;

    pub(super) const fn has_turn(self) -> bool {
        false
    }

    pub(super) const fn note_turn(self, _now: u64) {}
}

impl Node {
    pub(super) const fn helps(&self) -> bool {
        false
    }

    pub(super) const fn note_report(&self, _frame: &Frame<'_>, _now: u64, _sync_time: u64) {}

    pub(super) const fn note_neighbour(&self, _frame: &Frame<'_>, _dbm: i16) {}

    pub(super) const fn take_turn(&self, _sync: &Sync<'_>, _end: u64, _times: &TurnTimes) -> bool {
        false
    }

    pub(super) const fn tries_again(&self, _now: u64) -> bool {
        false
    }

    pub(super) const fn help_sent(&self, _now: u64, _job: Job) {}

    /// Link margin of the gateway, for a STATUS.
    pub(super) fn write_links(&self, w: &mut Writer<'_>) {
        w.u8(LINKS_TO);
        w.u8(3);
        w.u16(GATEWAY);
        w.u8(self.gateway_loss());
    }
}
