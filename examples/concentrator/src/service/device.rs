//! What a line's task needs of a device: a master that may speak now and then.

use crate::Notice;
use crate::store::Store;
use dlt645::{Address, DataId};

/// A reading of one item.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    /// The item.
    pub(super) id: DataId,
    /// Parts with their values, or why there is none.
    pub(super) outcome: Result<Vec<PartTold>, String>,
    /// What was odd.
    pub(super) warnings: Vec<String>,
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PartTold {
    /// Identifier under which the part can be read alone.
    pub(super) id: Option<DataId>,
    /// Name, English and Chinese.
    pub(super) names: (String, String),
    /// Value with its digits.
    pub(super) value: Result<String, String>,
    /// Unit.
    pub(super) unit: &'static str,
}

/// What a device's task learned.
#[derive(Debug)]
pub(super) enum News {
    /// From a gateway, with how far it was read.
    Gateway(Address, Vec<Notice>, Vec<u8>),
    /// A meter's item was read.
    Value(Address, Told),
    /// A meter has not answered for several polls; seconds until the next try.
    Silent(Address, u64),
    /// A meter answers again.
    Answers(Address),
    /// The time was broadcast, so late after its second, µs.
    Broadcast(u64),
    /// So many broadcasts would have been too late and were tried again.
    Held(u64),
    /// Requests answered and not answered since the last news.
    Counts(u64, u64),
}

/// A master for one device. Times are µs since 2000-01-01 local time.
pub(super) trait Task {
    /// Whether this machine's time may be broadcast from now on.
    fn may_spread_time(&mut self, may: bool);
    /// Whether others come first.
    fn is_secondary(&self) -> bool;
    /// Reads what of its work is on the disk by now.
    fn look(&mut self, _store: &Store) {}
    /// When it wants the line.
    fn due(&self) -> u64;
    /// Whether it has the line: between its request and the answer.
    fn is_busy(&self) -> bool;
    /// When it wants to be called while it has the line.
    fn timeout(&self) -> Option<u64>;
    /// Takes the line: time has come.
    fn start(&mut self, now: u64);
    /// Bytes to send now.
    fn transmit(&mut self, now: u64) -> Option<Vec<u8>>;
    /// The bytes have left.
    fn sent(&mut self, now: u64);
    /// Bytes have come.
    fn input(&mut self, now: u64, bytes: &[u8]);
    /// Time has passed.
    fn tick(&mut self, now: u64);
    /// The line is gone: what was under way is asked again later.
    fn line_lost(&mut self, now: u64);
    /// What was learned.
    fn take_news(&mut self) -> Vec<News>;
}
