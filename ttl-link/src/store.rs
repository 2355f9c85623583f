//! Where a meter keeps its data, as the engine asks for it.

use crate::{ErrorCode, Instant};
use dlt645::{Address, Control, DataId, Edition, Function};

/// Why a meter does not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Refusal {
    /// Answer with an error reply of one byte.
    Error(ErrorCode),
    /// Answer with an error reply of two bytes, as security commands do.
    LongError(ErrorCode),
    /// Answer nothing.
    Silent,
}

impl Refusal {
    /// No such data, ERR bit 1.
    pub const NO_DATA: Self = Self::Error(ErrorCode::NO_DATA);
    /// Wrong password or not authorised, ERR bit 2.
    pub const PASSWORD: Self = Self::Error(ErrorCode::PASSWORD);
    /// Other error, ERR bit 0.
    pub const OTHER: Self = Self::Error(ErrorCode::OTHER);
}

/// A write (14 or 04) as the meter gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct WriteRequest<'a> {
    /// What is written.
    pub di: DataId,
    /// Level PA, then P0 P1 P2; `None` in the 1997 edition, whose makers put their password in front of `data`.
    pub password: Option<[u8; 4]>,
    /// Operator code C0 to C3; `None` in the 1997 edition.
    pub operator: Option<[u8; 4]>,
    /// The new value, without offset.
    pub data: &'a [u8],
}

/// The data and the doings of one meter. Only the address must be known; everything else is refused by default.
///
/// `now` is the moment of the call: the end of the request plus [`crate::meter::Delays::latch`].
pub trait Store {
    /// Its address.
    fn address(&self) -> Address;

    /// Whether it understands requests of `edition`. The default is 2007 alone.
    fn speaks(&self, edition: Edition) -> bool {
        edition == Edition::V2007
    }

    /// Puts the value of `di` to the front of `out` and returns its length. `extra` is what follows the identifier
    /// in the request. A value that is longer than a frame may carry is sent in follow-on frames.
    ///
    /// # Errors
    /// The refusal to send; [`Refusal::NO_DATA`] by default.
    fn read(
        &mut self,
        now: Instant,
        di: DataId,
        extra: &[u8],
        out: &mut [u8],
    ) -> Result<usize, Refusal> {
        let _ = (now, di, extra, out);
        Err(Refusal::NO_DATA)
    }

    /// Takes a new value.
    ///
    /// # Errors
    /// The refusal to send; [`Refusal::PASSWORD`] by default.
    fn write(&mut self, now: Instant, request: &WriteRequest<'_>) -> Result<(), Refusal> {
        let _ = (now, request);
        Err(Refusal::PASSWORD)
    }

    /// Takes a new address (15 or 0A).
    ///
    /// # Errors
    /// The refusal to send; meters are silent, which is the default.
    fn write_address(&mut self, now: Instant, address: Address) -> Result<(), Refusal> {
        let _ = (now, address);
        Err(Refusal::Silent)
    }

    /// Broadcast time, ss mm hh DD MM YY in BCD. Whether it counts is the meter's business; nothing is answered.
    fn broadcast_time(&mut self, now: Instant, time: [u8; 6]) {
        let _ = (now, time);
    }

    /// Freezes by the pattern mm hh DD MM.
    ///
    /// # Errors
    /// The refusal to send unless it was broadcast; [`Refusal::OTHER`] by default.
    fn freeze(&mut self, now: Instant, pattern: [u8; 4]) -> Result<(), Refusal> {
        let _ = (now, pattern);
        Err(Refusal::OTHER)
    }

    /// Agrees to the rate word `z` of `edition`. The engine tells when to switch, after the answer.
    ///
    /// # Errors
    /// The refusal to send; [`ErrorCode::BAUD`] by default.
    fn change_baud(&mut self, now: Instant, edition: Edition, z: u8) -> Result<(), Refusal> {
        let _ = (now, edition, z);
        Err(Refusal::Error(ErrorCode::BAUD))
    }

    /// Every other command: `control` and data field of the request. Puts the data field of the answer to the front
    /// of `out` and returns its length. `asked` is the address in the request, broadcast or with wildcards.
    ///
    /// # Errors
    /// The refusal to send; silence by default.
    fn command(
        &mut self,
        now: Instant,
        asked: Address,
        control: Control,
        data: &[u8],
        out: &mut [u8],
    ) -> Result<usize, Refusal> {
        let _ = (now, asked, control, data, out);
        Err(Refusal::Silent)
    }

    /// Whether an event is pending that normal answers mark with D5 (04001101, bit 2).
    fn event_pending(&self) -> bool {
        false
    }

    /// Whether a request to `asked` is for this meter. The default is what the standard says: its own address;
    /// leading AA for reading, AA six times for the address commands; 99 six times where a broadcast is defined.
    fn is_asked(&self, asked: Address, function: Function) -> bool {
        let own = self.address();
        if asked == own {
            return true;
        }
        match function {
            Function::BroadcastTime => asked.is_broadcast(),
            Function::Freeze | Function::OutputTerminal => asked.is_broadcast(),
            Function::Read97 | Function::ReadNext97 | Function::WriteAddress97 => {
                asked.matches(own)
            }
            Function::ReadAddress | Function::WriteAddress => asked == Address::WILDCARD,
            Function::Read | Function::ReadNext => !asked.is_broadcast() && asked.matches(own),
            _ => false,
        }
    }
}
