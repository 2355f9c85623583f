//! The gateway as a slave: on RS485 at its own address, or on the module port of a detection meter.

use crate::extension::Item;
use crate::memory::Memory;
use crate::table::write::{Untaken, Written};
use crate::table::{Surroundings, Table};
use dlt645::command::{BroadcastTime, Password};
use dlt645::{Address, DataId, Function};
use ttl_link::event::ErrorCode;
use ttl_link::{Instant, Refusal, Store, WriteRequest};

/// Which port the table is served on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Port {
    /// RS485: the table can be read; every write is refused with the password bit.
    #[default]
    Rs485,
    /// The module port: whoever knows the password writes the table.
    Module {
        /// Level and three bytes.
        password: [u8; 4],
    },
}

/// The outage table as the slave engine sees it; lives for one call of the engine.
#[derive(Debug)]
pub(crate) struct BusStore<'a, M, const N: usize, const LOG: usize> {
    pub(crate) address: Address,
    pub(crate) base: [u8; 2],
    pub(crate) port: Port,
    pub(crate) table: &'a mut Table<N, LOG>,
    pub(crate) memory: &'a mut M,
    pub(crate) around: Surroundings,
    /// A broadcast time that came in this call.
    pub(crate) reference: Option<(Instant, [u8; 6])>,
}

impl<M: Memory, const N: usize, const LOG: usize> Store for BusStore<'_, M, N, LOG> {
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

    fn read(
        &mut self,
        _now: Instant,
        di: DataId,
        extra: &[u8],
        out: &mut [u8],
    ) -> Result<usize, Refusal> {
        let DataId::V2007(di) = di else {
            return Err(Refusal::NO_DATA);
        };
        let item = Item::from_di(self.base, di).ok_or(Refusal::NO_DATA)?;
        self.table
            .answer(item, extra, &self.around, out)
            .map_err(|_| Refusal::NO_DATA)
    }

    /// What is taken is durable before it is answered.
    fn write(&mut self, _now: Instant, request: &WriteRequest<'_>) -> Result<(), Refusal> {
        let Port::Module { password } = self.port else {
            return Err(Refusal::PASSWORD);
        };
        if request.password.map(Password::to_wire) != Some(password) {
            return Err(Refusal::PASSWORD);
        }
        let DataId::V2007(di) = request.di else {
            return Err(Refusal::NO_DATA);
        };
        let what = Written::from_di(self.base, di).ok_or(Refusal::NO_DATA)?;
        let memory = &mut *self.memory;
        self.table
            .write(what, request.data, |change| memory.store_change(change))
            .map_err(|why| match why {
                Untaken::Malformed => Refusal::Error(ErrorCode::OTHER),
                Untaken::NoSuchMeter => Refusal::NO_DATA,
            })
    }

    fn broadcast_time(&mut self, now: Instant, time: BroadcastTime) {
        self.reference = Some((now, time.to_wire()));
    }
}
