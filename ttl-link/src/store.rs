//! Where a meter keeps its data, as the engine asks for it.

use crate::{ErrorCode, Instant};
use core::fmt;
use dlt645::command::{Baud, BroadcastTime, Freeze, Operator, Password};
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

/// A write (14 or 04) as the meter gets it. `Debug` and `defmt` show neither codes nor data.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteRequest<'a> {
    /// What is written.
    pub di: DataId,
    /// `None` in the 1997 edition, whose makers put their password in front of `data`.
    pub password: Option<Password>,
    /// `None` in the 1997 edition.
    pub operator: Option<Operator>,
    /// The new value, without offset.
    pub data: &'a [u8],
}

impl<'a> WriteRequest<'a> {
    /// A write without codes, as in the 1997 edition.
    #[must_use]
    pub const fn new(di: DataId, data: &'a [u8]) -> Self {
        Self {
            di,
            password: None,
            operator: None,
            data,
        }
    }

    /// The same with the codes of the 2007 edition.
    #[must_use]
    pub const fn with_codes(mut self, password: Password, operator: Operator) -> Self {
        self.password = Some(password);
        self.operator = Some(operator);
        self
    }
}

impl fmt::Debug for WriteRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WriteRequest")
            .field("di", &self.di)
            .field("data_len", &self.data.len())
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for WriteRequest<'_> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(
            f,
            "WriteRequest {{ di: {}, data_len: {=usize}, .. }}",
            self.di,
            self.data.len()
        );
    }
}

/// The data and the doings of one meter. Only the address must be known; everything else is refused
/// by default.
///
/// `now` is the moment of the call: the end of the request plus [`crate::meter::Delays::latch`].
pub trait Store {
    /// Its address.
    fn address(&self) -> Address;

    /// Whether it understands requests of `edition`. The default is 2007 alone.
    fn speaks(&self, edition: Edition) -> bool {
        edition == Edition::V2007
    }

    /// Puts the value of `di` to the front of `out` and returns its length. `extra` is what follows
    /// the identifier in the request. A value that is longer than a frame may carry is sent in
    /// follow-on frames.
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

    /// Broadcast time. Whether it counts is the meter's business; nothing is answered. What is no
    /// time is not handed on.
    fn broadcast_time(&mut self, now: Instant, time: BroadcastTime) {
        let _ = (now, time);
    }

    /// Freezes, at once or whenever the time fits. What is no such time is refused without asking.
    ///
    /// # Errors
    /// The refusal to send unless it was broadcast; [`Refusal::OTHER`] by default.
    fn freeze(&mut self, now: Instant, freeze: Freeze) -> Result<(), Refusal> {
        let _ = (now, freeze);
        Err(Refusal::OTHER)
    }

    /// Agrees to a rate. The engine tells when to switch, after the answer. A rate that `edition`
    /// does not have is refused without asking.
    ///
    /// # Errors
    /// The refusal to send; [`ErrorCode::BAUD`] by default.
    fn change_baud(&mut self, now: Instant, edition: Edition, baud: Baud) -> Result<(), Refusal> {
        let _ = (now, edition, baud);
        Err(Refusal::Error(ErrorCode::BAUD))
    }

    /// Every other command: `control` and data field of the request. Puts the data field of the
    /// answer to the front of `out` and returns its length. `asked` is the address in the
    /// request, broadcast or with wildcards.
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

    /// Whether a request to `asked` is for this meter. The default is what the standard says: its
    /// own address; leading AA for reading, AA six times for the address commands; 99 six times
    /// where a broadcast is defined.
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
