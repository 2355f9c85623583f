//! What the meter answers: commands taken apart, the store asked, the reply frame built.

use super::{Asked, Meter, Series};
use crate::line::MAX_PREAMBLE;
use crate::store::{Refusal, Store, WriteRequest};
use crate::{ErrorCode, Instant};
use dlt645::command::{Baud, BroadcastTime, Freeze, Operator, Password};
use dlt645::{Address, Control, DataId, Edition, FrameRepr, Function, MAX_DATA, WAKE_UP};

/// What goes into the data field of the answer.
enum Answer {
    /// So many bytes of the scratch buffer.
    Bytes(usize),
    /// A value of so many bytes after this identifier, in follow-on frames if it must be.
    Value(DataId, usize),
    /// The part of the series that starts here, with its sequence number.
    Part,
    /// The frame that was sent last, once more.
    Again,
}

impl<const N: usize> Meter<N> {
    /// Asks the store and prepares the answer; whether there is one.
    pub(super) fn answer(&mut self, now: Instant, asked: &Asked, store: &mut impl Store) -> bool {
        let function = asked.control.function();
        // Bits 6 and 5 have no meaning in a request.
        if asked.control.0 & 0x60 != 0 || !store.is_asked(asked.address, function) {
            return false;
        }
        if asked
            .control
            .edition()
            .is_some_and(|edition| !store.speaks(edition))
        {
            return false;
        }
        let own_before = store.address();
        let mut out = [0; MAX_DATA];
        let result = self.perform(now, asked, store, &mut out);
        // After a change of address the answer carries the new one.
        let from = if matches!(function, Function::WriteAddress | Function::WriteAddress97) {
            store.address()
        } else {
            own_before
        };
        if asked.address.is_broadcast()
            && !matches!(function, Function::Read97 | Function::WriteAddress97)
        {
            return false;
        }
        let pending = store.event_pending();
        match result {
            Ok(Answer::Bytes(len)) => {
                let data = out.get(..len).unwrap_or_default();
                let control = if pending {
                    Control::reply_more(function)
                } else {
                    Control::reply(function)
                };
                self.build(from, control, data)
            }
            Ok(Answer::Value(di, len)) => self.first_part(now, from, function, di, len, pending),
            Ok(Answer::Part) => self.send_part(now, from, function),
            Ok(Answer::Again) => self.frame_len > 0,
            Err(Refusal::Error(code)) => {
                self.build(from, Control::error(function), &[code.0 as u8])
            }
            Err(Refusal::LongError(code)) => {
                self.build(from, Control::error(function), &code.0.to_le_bytes())
            }
            Err(Refusal::Silent) => false,
        }
    }

    fn perform(
        &mut self,
        now: Instant,
        asked: &Asked,
        store: &mut impl Store,
        out: &mut [u8; MAX_DATA],
    ) -> Result<Answer, Refusal> {
        let data = self.data.get(..asked.len).unwrap_or_default();
        let function = asked.control.function();
        match function {
            Function::Read | Function::Read97 => {
                let (di, extra) = identifier(function, data).ok_or(Refusal::Silent)?;
                self.series = None;
                let len = store.read(now, di, extra, &mut self.value)?;
                Ok(Answer::Value(di, len.min(N)))
            }
            Function::ReadNext | Function::ReadNext97 => {
                let (di, extra) = identifier(function, data).ok_or(Refusal::Silent)?;
                let sequence = if function == Function::ReadNext {
                    extra.first().copied()
                } else {
                    None
                };
                self.seek(di, sequence)
            }
            Function::SecurityOrReread if data.is_empty() && store.speaks(Edition::V1997) => {
                Ok(Answer::Again)
            }
            Function::ReadAddress => {
                put(&store.address().to_wire(), out);
                Ok(Answer::Bytes(6))
            }
            Function::Write | Function::Write97 => {
                let (di, rest) = identifier(function, data).ok_or(Refusal::Silent)?;
                let request = match rest.split_first_chunk::<8>() {
                    _ if function == Function::Write97 => WriteRequest::new(di, rest),
                    Some(([pa, p0, p1, p2, c0, c1, c2, c3], data)) => {
                        let password = Password::from_wire([*pa, *p0, *p1, *p2]);
                        let operator = Operator([*c0, *c1, *c2, *c3]);
                        WriteRequest::new(di, data).with_codes(password, operator)
                    }
                    None => return Err(Refusal::OTHER),
                };
                store.write(now, &request).map(|()| Answer::Bytes(0))
            }
            Function::WriteAddress | Function::WriteAddress97 => {
                let bytes = <[u8; 6]>::try_from(data).map_err(|_| Refusal::Silent)?;
                store
                    .write_address(now, Address::from_wire(bytes))
                    .map(|()| Answer::Bytes(0))
            }
            Function::BroadcastTime => {
                let time = <[u8; 6]>::try_from(data).map_err(|_| Refusal::Silent)?;
                if let Ok(time) = BroadcastTime::from_wire(time) {
                    store.broadcast_time(now, time);
                }
                Err(Refusal::Silent)
            }
            Function::Freeze => {
                let time = <[u8; 4]>::try_from(data).map_err(|_| Refusal::OTHER)?;
                let freeze = Freeze::from_wire(time).map_err(|_| Refusal::OTHER)?;
                store.freeze(now, freeze).map(|()| Answer::Bytes(0))
            }
            Function::ChangeBaud | Function::ChangeBaud97 => {
                let [z] = <[u8; 1]>::try_from(data).map_err(|_| Refusal::Error(ErrorCode::BAUD))?;
                let edition = function.edition().unwrap_or(Edition::V2007);
                put(&[z], out);
                let changed = match Baud::from_code(edition, z) {
                    Some(baud) => store.change_baud(now, edition, baud).map(|()| baud),
                    None => Err(Refusal::Error(ErrorCode::BAUD)),
                };
                match changed {
                    Ok(baud) => self.baud = Some(baud),
                    // The 1997 edition has no error reply for it.
                    Err(Refusal::Error(_)) if edition == Edition::V1997 => put(&[0xFF], out),
                    Err(refusal) => return Err(refusal),
                }
                Ok(Answer::Bytes(1))
            }
            _ => {
                let len = store.command(now, asked.address, asked.control, data, out)?;
                Ok(Answer::Bytes(len.min(MAX_DATA)))
            }
        }
    }

    /// Finds the part of the series that a follow-on request asks for: the next one, or the last
    /// one again.
    fn seek(&mut self, di: DataId, sequence: Option<u8>) -> Result<Answer, Refusal> {
        let series = self.series.as_mut().ok_or(Refusal::NO_DATA)?;
        if (di.to_wire(), di.wire_len()) != (series.di, series.di_len) {
            return Err(Refusal::NO_DATA);
        }
        if sequence.is_some_and(|number| number == series.sequence && number > 0) {
            return Ok(Answer::Part);
        }
        let next = series.sequence.checked_add(1).ok_or(Refusal::NO_DATA)?;
        if sequence.is_some_and(|number| number != next) || series.next >= series.len {
            return Err(Refusal::NO_DATA);
        }
        series.sequence = next;
        series.part = series.next;
        Ok(Answer::Part)
    }

    fn first_part(
        &mut self,
        now: Instant,
        from: Address,
        f: Function,
        di: DataId,
        len: usize,
        mark: bool,
    ) -> bool {
        let room = self.max_data.saturating_sub(di.wire_len());
        let part = len.min(room);
        let more = part < len;
        if more {
            self.series = Some(Series {
                di: di.to_wire(),
                di_len: di.wire_len(),
                len,
                part: 0,
                next: part,
                sequence: 0,
                until: now + self.delays.keep,
            });
        }
        let mut out = [0; MAX_DATA];
        let wire = di.to_wire();
        let di = wire.get(..di.wire_len()).unwrap_or_default();
        let len = join(
            &mut out,
            [di, self.value.get(..part).unwrap_or_default(), &[]],
        );
        let control = if more || mark {
            Control::reply_more(f)
        } else {
            Control::reply(f)
        };
        self.build(from, control, out.get(..len).unwrap_or_default())
    }

    fn send_part(&mut self, now: Instant, from: Address, function: Function) -> bool {
        let Some(series) = self.series.as_mut() else {
            return false;
        };
        let number = [series.sequence];
        let tail: &[u8] = if series.di_len == 4 { &number } else { &[] };
        let room = self
            .max_data
            .saturating_sub(series.di_len)
            .saturating_sub(tail.len());
        series.next = series.part.saturating_add(room).min(series.len);
        series.until = now + self.delays.keep;
        let more = series.next < series.len;
        let di = series.di.get(..series.di_len).unwrap_or_default();
        let part = self.value.get(series.part..series.next).unwrap_or_default();
        let mut out = [0; MAX_DATA];
        let len = join(&mut out, [di, part, tail]);
        let control = if more {
            Control::reply_more(function)
        } else {
            Control::reply(function)
        };
        self.build(from, control, out.get(..len).unwrap_or_default())
    }

    fn build(&mut self, address: Address, control: Control, data: &[u8]) -> bool {
        let preamble = usize::from(self.line.preamble).min(MAX_PREAMBLE);
        let (wake_up, rest) = self
            .frame
            .split_at_mut_checked(preamble)
            .unwrap_or_default();
        wake_up.fill(WAKE_UP);
        match (FrameRepr {
            address,
            control,
            data,
        })
        .encode(rest)
        {
            Ok(frame) => {
                self.frame_len = preamble.saturating_add(frame.len());
                true
            }
            Err(_) => false,
        }
    }
}

/// Splits the identifier of the function's edition from a data field without offset.
fn identifier(function: Function, data: &[u8]) -> Option<(DataId, &[u8])> {
    match function.edition()? {
        Edition::V2007 => data
            .split_first_chunk()
            .map(|(di, rest)| (DataId::V2007(u32::from_le_bytes(*di)), rest)),
        Edition::V1997 => data
            .split_first_chunk()
            .map(|(di, rest)| (DataId::V1997(u16::from_le_bytes(*di)), rest)),
    }
}

fn put(bytes: &[u8], out: &mut [u8]) {
    for (to, from) in out.iter_mut().zip(bytes) {
        *to = *from;
    }
}

/// Joins `parts` at the front of `out` as far as they fit.
fn join(out: &mut [u8; MAX_DATA], parts: [&[u8]; 3]) -> usize {
    let mut len = 0usize;
    for (to, from) in out.iter_mut().zip(parts.into_iter().flatten()) {
        *to = *from;
        len = len.saturating_add(1);
    }
    len
}
