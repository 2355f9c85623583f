//! The gateway as a slave on RS485, at its own address.

use crate::extension::Item;
use crate::table::{Surroundings, Table};
use dlt645::{Address, DataId, Function};
use ttl_link::{Instant, Refusal, Store};

/// The outage table as the RS485 engine reads it; lives for one call of the engine.
#[derive(Debug)]
pub(crate) struct BusStore<'a, const N: usize, const LOG: usize> {
    pub(crate) address: Address,
    pub(crate) base: [u8; 2],
    pub(crate) table: &'a Table<N, LOG>,
    pub(crate) around: Surroundings,
    /// A broadcast time that came in this call.
    pub(crate) reference: Option<(Instant, [u8; 6])>,
}

impl<const N: usize, const LOG: usize> Store for BusStore<'_, N, LOG> {
    fn address(&self) -> Address {
        self.address
    }

    /// Only what is for the gateway by name: a wildcard is for the meter that shares the bus.
    fn is_asked(&self, asked: Address, function: Function) -> bool {
        match function {
            Function::BroadcastTime => asked.is_broadcast(),
            _ => asked == self.address,
        }
    }

    fn read(&mut self, _now: Instant, di: DataId, extra: &[u8], out: &mut [u8]) -> Result<usize, Refusal> {
        let DataId::V2007(di) = di else { return Err(Refusal::NO_DATA) };
        let item = Item::from_di(self.base, di).ok_or(Refusal::NO_DATA)?;
        self.table.answer(item, extra, &self.around, out).map_err(|_| Refusal::NO_DATA)
    }

    fn broadcast_time(&mut self, now: Instant, time: [u8; 6]) {
        self.reference = Some((now, time));
    }
}
