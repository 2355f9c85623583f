//! The meter's data as the line engine asks for them.

use crate::state::State;
use dlt645::command::{Baud, BroadcastTime, Freeze};
use dlt645::{Address, Control, DataId, Edition, Function};
use ttl_link::{ErrorCode, Instant, Refusal, Store, WriteRequest};

/// The state that the engine reaches through its trait.
pub(crate) struct Shelf<'a>(pub(crate) &'a mut State);

impl Shelf<'_> {
    /// The state, counted up to `now`.
    fn at(&mut self, now: Instant) -> (&mut State, u64) {
        let now = now.as_micros();
        self.0.advance(now);
        (self.0, now)
    }
}

impl Store for Shelf<'_> {
    fn address(&self) -> Address {
        self.0.address()
    }

    fn speaks(&self, edition: Edition) -> bool {
        edition == self.0.config.edition
    }

    fn read(
        &mut self,
        now: Instant,
        di: DataId,
        extra: &[u8],
        out: &mut [u8],
    ) -> Result<usize, Refusal> {
        let (state, now) = self.at(now);
        let value = match (state.fixed.get(&di), di) {
            (Some(value), _) => Some(value.clone()),
            (None, DataId::V2007(di)) => state.read_item(now, di, extra),
            (None, DataId::V1997(di)) => state.read_97(now, di),
        };
        let value = value.ok_or(Refusal::NO_DATA)?;
        let out = out.get_mut(..value.len()).ok_or(Refusal::OTHER)?;
        out.copy_from_slice(&value);
        Ok(value.len())
    }

    fn write(&mut self, now: Instant, request: &WriteRequest<'_>) -> Result<(), Refusal> {
        let (state, now) = self.at(now);
        match request.di {
            DataId::V2007(di) => {
                let password = request.password.ok_or(Refusal::PASSWORD)?.to_wire();
                state.write_item(
                    now,
                    di,
                    password,
                    request.operator.map_or([0; 4], |operator| operator.0),
                    request.data,
                )
            }
            DataId::V1997(di) => state.write_97(now, di, request.data),
        }
    }

    fn write_address(&mut self, _now: Instant, address: Address) -> Result<(), Refusal> {
        if address.is_broadcast() || address.has_wildcard() {
            return Err(Refusal::Silent);
        }
        self.0.config.address = address;
        Ok(())
    }

    fn broadcast_time(&mut self, now: Instant, time: BroadcastTime) {
        let (state, now) = self.at(now);
        state.broadcast(now, time.to_wire());
    }

    fn freeze(&mut self, now: Instant, freeze: Freeze) -> Result<(), Refusal> {
        let (state, now) = self.at(now);
        state.command_freeze(now, freeze);
        Ok(())
    }

    fn change_baud(&mut self, _now: Instant, edition: Edition, baud: Baud) -> Result<(), Refusal> {
        match (edition, baud.code(edition)) {
            // 600 bit/s is too slow for it.
            (Edition::V2007, Some(_)) if baud == Baud::B600 => Err(Refusal::Error(ErrorCode::BAUD)),
            (Edition::V2007, Some(z)) => {
                self.0.params.insert(0x0400_0703, vec![z]);
                Ok(())
            }
            (Edition::V1997, Some(_)) => Ok(()),
            (_, None) => Err(Refusal::Error(ErrorCode::BAUD)),
        }
    }

    fn command(
        &mut self,
        now: Instant,
        asked: Address,
        control: Control,
        data: &[u8],
        out: &mut [u8],
    ) -> Result<usize, Refusal> {
        let (state, now) = self.at(now);
        let done = |result: Result<(), Refusal>| result.map(|()| 0);
        match (control.function(), data) {
            (Function::ChangePassword, data) => {
                let data = data.try_into().map_err(|_| Refusal::OTHER)?;
                put(out, &state.change_password(data)?)
            }
            (Function::ClearDemand, &[a, b, c, d, e, f, g, h]) => {
                done(state.clear_demand(now, [a, b, c, d], [e, f, g, h]))
            }
            (Function::ClearMeter, &[a, b, c, d, e, f, g, h]) => {
                done(state.clear_meter(now, [a, b, c, d], [e, f, g, h]))
            }
            (Function::ClearEvents, &[a, b, c, d, e, f, g, h, d0, d1, d2, d3]) => {
                done(state.clear_events(
                    now,
                    [a, b, c, d],
                    [e, f, g, h],
                    u32::from_le_bytes([d0, d1, d2, d3]),
                ))
            }
            (
                Function::RelayControl,
                &[a, b, c, d, e, f, g, h, code, _, ss, mm, hh, dd, mo, yy],
            ) => done(state.relay(
                now,
                [a, b, c, d],
                [e, f, g, h],
                code,
                [ss, mm, hh, dd, mo, yy],
            )),
            (Function::OutputTerminal, &[what @ 0..=2]) => put(out, &[what]),
            // No security module: authentication fails.
            (Function::SecurityOrReread, _) if state.config.edition == Edition::V2007 => {
                Err(Refusal::LongError(ErrorCode(0x0004)))
            }
            (Function::ClearDemand97, data) => {
                let password = match data {
                    [] => [0; 4],
                    &[a, b, c, d] => [a, b, c, d],
                    _ => return Err(Refusal::OTHER),
                };
                done(state.clear_demand(now, password, [0; 4]))
            }
            (Function::ChangePassword97, &[a, b, c, d, e, f, g, h]) => {
                state.check_password([a, b, c, d])?;
                state.passwords.insert(e, [f, g, h]);
                put(out, &[e, f, g, h])
            }
            _ if asked.is_broadcast() => Err(Refusal::Silent),
            _ => Err(Refusal::OTHER),
        }
    }

    fn event_pending(&self) -> bool {
        self.0.report.is_pending() && self.0.param_byte(0x0400_1101) & 0x04 != 0
    }
}

fn put(out: &mut [u8], data: &[u8]) -> Result<usize, Refusal> {
    out.get_mut(..data.len())
        .ok_or(Refusal::OTHER)?
        .copy_from_slice(data);
    Ok(data.len())
}
