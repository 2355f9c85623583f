//! Rules of the specification that a run breaks on purpose, to see that it notices.
//!
//! A machine keeps to its rules; what a machine that does not would do is brought about from
//! outside, by a frame that means what such a machine would make of the real one.

use super::world::{GATEWAY, NODE};
use rf_frame::security::Key;
use rf_frame::wire::{
    Evt, Extensions, Frame, FrameBuf, FrameType, Header, Message, Receipt, SyncFrame,
};
use sim::air::Radio;
use sim::v2;

/// A rule that is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "rules are broken in tests only")
)]
pub(crate) enum Broken {
    /// G-3: the gateway goes on before its write, which comes half a second later if power is still
    /// there.
    AckBeforeStore,
    /// N-4: the node takes "not open" for an acknowledgement.
    NotOpenIsAck,
    /// N-5: the node takes a match modulo 4 however many events are open.
    ModuloWithoutLimit,
    /// G-3: the gateway commits an event that is not the successor.
    CommitWithGap,
    /// G-3: the gateway stores what it knows to be a duplicate.
    StoreDuplicates,
    /// N-2: the node does not report an event by itself any more after some tries.
    GiveUp,
}

/// The keys of the node's session, as node and gateway have them now.
#[derive(Clone, Debug)]
pub(crate) struct Keys {
    pub(crate) uplink: Key,
    pub(crate) downlink: Key,
    /// Number of the session.
    pub(crate) session: u8,
}

impl Keys {
    /// What a frame would mean to a receiver that breaks a rule, if it is not what it says.
    /// `newest`: what is durable at the gateway and at the node.
    pub(crate) fn forge(
        &self,
        broken: Broken,
        to: Radio,
        frame: &[u8],
        newest: [Evt; 2],
    ) -> Option<Vec<u8>> {
        let parsed = Frame::parse(frame).ok()?;
        let [committed, newest] = newest;
        match (broken, to, parsed.message()) {
            (Broken::NotOpenIsAck, NODE, Message::Sync(sync))
                if sync.is_schedule() && sync.rank(1).is_none() =>
            {
                self.receipt(&parsed, newest)
            }
            (Broken::ModuloWithoutLimit, NODE, Message::Sync(sync))
                if told(sync) == Some(newest.modulo4()) =>
            {
                self.receipt(&parsed, newest)
            }
            (Broken::CommitWithGap, GATEWAY, Message::Report(report))
                if report.evt.ahead_of(committed) > 1 =>
            {
                let extensions = Extensions {
                    log_gap: Some(report.evt),
                    ..parsed.extensions()
                };
                let message = Message::Report(*report);
                let header = parsed.header();
                let frame = FrameBuf::encode(header, &message, &extensions, &self.uplink, 0);
                Some(frame.ok()?.as_bytes().to_vec())
            }
            _ => None,
        }
    }

    /// A RECEIPT in the place of a SYNC.
    fn receipt(&self, sync: &Frame<'_>, evt: Evt) -> Option<Vec<u8>> {
        let header = Header::down(v2::NET, sync.header().ctr, self.session & 3);
        let receipt = Message::Receipt(Receipt { index: 1, evt });
        let none = Extensions::NONE;
        let frame = FrameBuf::encode(&header, &receipt, &none, &self.downlink, 0);
        Some(frame.ok()?.as_bytes().to_vec())
    }

    /// The event of a report that the gateway knows already.
    pub(crate) fn duplicate(&self, frame: &[u8], newest: [Evt; 2]) -> Option<(Evt, u8)> {
        let parsed = Frame::parse(frame).ok()?;
        let Message::Report(report) = parsed.message() else {
            return None;
        };
        let [committed, _] = newest;
        let known = parsed.frame_type() == FrameType::Report
            && parsed.verify(&self.uplink, 0)
            && report.evt == committed;
        known.then_some((report.evt, report.flags.0))
    }
}

/// EVT modulo 4 that is told to node 1.
fn told(sync: &SyncFrame<'_>) -> Option<u8> {
    sync.told(1)
}
