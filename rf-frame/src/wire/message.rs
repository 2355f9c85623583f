//! What a frame says, by type.

use super::bytes::{Reader, Writer};
use super::control::{KeyFrame, Order, Poll, Receipt};
use super::header::FrameType;
use super::join::{Assign, Invite, Join};
use super::refusal::{Refusal, Shape};
use super::report::Report;
use super::sync::SyncFrame;
use super::time::{Beacon, Treq, Trsp};

/// Payload of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Message<'a> {
    /// One event.
    Report(Report),
    /// Slots or acknowledgements.
    Sync(SyncFrame<'a>),
    /// Network time.
    Beacon(Beacon),
    /// Asks for an exchange of time.
    Treq(Treq),
    /// Answers it.
    Trsp(Trsp),
    /// Asks a node.
    Poll(Poll),
    /// Calls a module.
    Invite(Invite),
    /// A module asks for a session.
    Join(Join),
    /// Gives it one; the group key is in [`Frame::group_key`](super::Frame::group_key).
    Assign(Assign),
    /// State and health of a node.
    Status(Report),
    /// A new group key, in [`Frame::group_key`](super::Frame::group_key).
    Key(KeyFrame),
    /// An order to a node.
    Order(Order),
    /// Proves that events are stored.
    Receipt(Receipt),
}

impl<'a> Message<'a> {
    /// Type of the frame.
    #[must_use]
    pub const fn frame_type(&self) -> FrameType {
        match self {
            Message::Report(_) => FrameType::Report,
            Message::Sync(_) => FrameType::Sync,
            Message::Beacon(_) => FrameType::Beacon,
            Message::Treq(_) => FrameType::Treq,
            Message::Trsp(_) => FrameType::Trsp,
            Message::Poll(_) => FrameType::Poll,
            Message::Invite(_) => FrameType::Invite,
            Message::Join(_) => FrameType::Join,
            Message::Assign(_) => FrameType::Assign,
            Message::Status(_) => FrameType::Status,
            Message::Key(_) => FrameType::Key,
            Message::Order(_) => FrameType::Order,
            Message::Receipt(_) => FrameType::Receipt,
        }
    }

    /// Reads ADDR and payload of a frame of type `kind`.
    pub(super) fn read(kind: FrameType, bytes: &'a [u8]) -> Result<Self, Refusal> {
        let r = Reader(bytes);
        match kind {
            FrameType::Report => Report::read(r).map(Message::Report),
            FrameType::Sync => return SyncFrame::read(r).map(Message::Sync),
            FrameType::Beacon => Beacon::read(r).map(Message::Beacon),
            FrameType::Treq => Treq::read(r).map(Message::Treq),
            FrameType::Trsp => Trsp::read(r).map(Message::Trsp),
            FrameType::Poll => Poll::read(r).map(Message::Poll),
            FrameType::Invite => Invite::read(r).map(Message::Invite),
            FrameType::Join => Join::read(r).map(Message::Join),
            FrameType::Assign => Assign::read(r).map(Message::Assign),
            FrameType::Status => Report::read(r).map(Message::Status),
            FrameType::Key => KeyFrame::read(r).map(Message::Key),
            FrameType::Order => Order::read(r).map(Message::Order),
            FrameType::Receipt => Receipt::read(r).map(Message::Receipt),
        }
        .ok_or(Refusal::Shape(Shape::Length))
    }

    /// Writes ADDR and payload.
    pub(super) fn write(&self, w: &mut Writer<'_>) {
        match self {
            Message::Report(report) | Message::Status(report) => report.write(w),
            Message::Sync(sync) => sync.write(w),
            Message::Beacon(beacon) => beacon.write(w),
            Message::Treq(treq) => treq.write(w),
            Message::Trsp(trsp) => trsp.write(w),
            Message::Poll(poll) => poll.write(w),
            Message::Invite(invite) => invite.write(w),
            Message::Join(join) => join.write(w),
            Message::Assign(assign) => assign.write(w),
            Message::Key(key) => key.write(w),
            Message::Order(order) => order.write(w),
            Message::Receipt(receipt) => receipt.write(w),
        }
    }

    /// Whether every field fits its bits on air.
    pub(super) fn fits(&self) -> bool {
        match self {
            Message::Report(report) | Message::Status(report) => report.fits(),
            Message::Sync(sync) => sync.check().is_ok(),
            Message::Beacon(beacon) => beacon.fits(),
            Message::Trsp(trsp) => trsp.fits(),
            _ => true,
        }
    }

    /// Random number in the nonce of JOIN and INVITE.
    pub(super) const fn join_random(&self) -> Option<&[u8; 8]> {
        match self {
            Message::Invite(invite) => Some(&invite.random),
            Message::Join(join) => Some(&join.random),
            _ => None,
        }
    }

    /// X of the nonce: the epoch, for a REPORT of round 1 or later; else 0 (section 3.3).
    pub(super) const fn x(&self, epoch: u16) -> u16 {
        match self {
            Message::Report(report) if report.round != 0 => epoch,
            _ => 0,
        }
    }
}
