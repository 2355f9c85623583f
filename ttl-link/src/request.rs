//! Requests of the master, and what a reply must have for it to count.

use core::fmt;
use dlt645::command::{Baud, BroadcastTime, Freeze, Operator, Password};
use dlt645::item::Item;
use dlt645::{Address, Control, DataId, Edition, Function, MAX_DATA};

/// Longest part of a data field that [`Request`] builds itself: identifier, password, operator
/// code.
const HEAD: usize = 12;

/// A request to one meter, or to all of them.
///
/// The data field is a short head that the constructor builds and a tail that the caller lends.
/// What a reply must repeat follows from the control code:
///
/// ```text
///  11 01   identifier           12      identifier and sequence, last   02   identifier
///  13      nothing, the data must be the address                        17 1D  the byte sent
///  others  nothing              all     address, function
/// ```
///
/// ```
/// # use ttl_link::Request;
/// # use dlt645::DataId;
/// let energy = Request::read("112233445566".parse()?, DataId::V2007(0x0001_0000)).expect_len(4).tries(2);
/// # Ok::<(), dlt645::AddressError>(())
/// ```
///
/// `Debug` and `defmt` show address, function and length; never data, which may hold a password.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Request<'a> {
    pub(crate) address: Address,
    pub(crate) control: Control,
    pub(crate) head: [u8; HEAD],
    pub(crate) head_len: usize,
    pub(crate) tail: &'a [u8],
    pub(crate) tries: Option<u8>,
    pub(crate) expect_len: Option<u16>,
    pub(crate) silent: bool,
}

impl<'a> Request<'a> {
    /// A request with this control code and data field (without the 0x33 offset). Replies are
    /// matched as the function's rules say; for functions of neither edition by address and
    /// function alone.
    #[must_use]
    pub const fn raw(address: Address, control: Control, data: &'a [u8]) -> Self {
        let code = control.0 & 0x1F;
        let silent = code == Function::BroadcastTime.code()
            || ((code == Function::Freeze.code() || code == Function::OutputTerminal.code())
                && address.is_broadcast());
        Self {
            address,
            control,
            head: [0; HEAD],
            head_len: 0,
            tail: data,
            tries: None,
            expect_len: None,
            silent,
        }
    }

    /// A typed request of [`dlt645::command`]; `scratch` holds its bytes and needs room for the
    /// whole frame.
    ///
    /// # Errors
    /// As [`Message::encode`](dlt645::command::Message::encode).
    pub fn message(
        address: Address,
        message: &impl dlt645::command::Message,
        scratch: &'a mut [u8],
    ) -> Result<Self, dlt645::EncodeError> {
        let frame = message.encode(address, scratch)?;
        let end = frame.len().saturating_sub(2);
        let data = frame.get_mut(10..end).unwrap_or_default();
        for byte in data.iter_mut() {
            *byte = byte.wrapping_sub(dlt645::OFFSET);
        }
        Ok(Self::raw(address, message.control(), data))
    }

    /// Reads one item: 11 in the 2007 edition, 01 in the 1997 edition. Follow-on frames are asked
    /// for and joined.
    #[must_use]
    pub const fn read(address: Address, di: DataId) -> Self {
        Self::read_with(address, di, &[])
    }

    /// As [`read`](Self::read), for an identifier or an [`Item`].
    #[must_use]
    pub fn read_item(address: Address, item: impl Into<Wanted>) -> Self {
        let wanted = item.into();
        Self {
            expect_len: wanted.len,
            ..Self::read(address, wanted.di)
        }
    }

    /// Reads one item with data after the identifier, such as block count and start time of a load
    /// record.
    #[must_use]
    pub const fn read_with(address: Address, di: DataId, extra: &'a [u8]) -> Self {
        let function = match di.edition() {
            Edition::V2007 => Function::Read,
            Edition::V1997 => Function::Read97,
        };
        Self::raw(address, Control::request(function), extra).lead(di)
    }

    /// Asks the one meter on the line for its address: 13 to AA six times.
    #[must_use]
    pub const fn read_address() -> Self {
        Self::raw(
            Address::WILDCARD,
            Control::request(Function::ReadAddress),
            &[],
        )
    }

    /// Writes one item. 2007: 14 with identifier, password, operator code and data. 1997: 04 with
    /// identifier and data; makers' passwords go in front of `data`, the two codes are not
    /// sent.
    #[must_use]
    pub const fn write(
        address: Address,
        di: DataId,
        password: Password,
        operator: Operator,
        data: &'a [u8],
    ) -> Self {
        match di.edition() {
            Edition::V2007 => {
                let mut request =
                    Self::raw(address, Control::request(Function::Write), data).lead(di);
                let ([pa, p0, p1, p2], [c0, c1, c2, c3]) = (password.to_wire(), operator.0);
                let [d0, d1, d2, d3] = di.to_wire();
                request.head = [d0, d1, d2, d3, pa, p0, p1, p2, c0, c1, c2, c3];
                request.head_len = HEAD;
                request
            }
            Edition::V1997 => {
                Self::raw(address, Control::request(Function::Write97), data).lead(di)
            }
        }
    }

    /// Sets the address of the one meter on the line (15 to AA six times); `address` is A0 to A5.
    #[must_use]
    pub const fn write_address(address: &'a [u8; 6]) -> Self {
        Self::raw(
            Address::WILDCARD,
            Control::request(Function::WriteAddress),
            address,
        )
    }

    /// Broadcast time (广播校时). No meter answers, nothing is waited for.
    #[must_use]
    pub fn broadcast_time(time: BroadcastTime) -> Self {
        let [ss, mm, hh, day, month, year] = time.to_wire();
        let mut request = Self::raw(
            Address::BROADCAST,
            Control::request(Function::BroadcastTime),
            &[],
        );
        request.head = [ss, mm, hh, day, month, year, 0, 0, 0, 0, 0, 0];
        request.head_len = 6;
        request
    }

    /// Freeze (冻结). To the broadcast address without answer.
    #[must_use]
    pub fn freeze(address: Address, freeze: Freeze) -> Self {
        let [minute, hour, day, month] = freeze.to_wire();
        let mut request = Self::raw(address, Control::request(Function::Freeze), &[]);
        request.head = [minute, hour, day, month, 0, 0, 0, 0, 0, 0, 0, 0];
        request.head_len = 4;
        request
    }

    /// Change of baud rate, 17 in the 2007 edition and 0C in that of 1997; `None` if the edition
    /// does not have the rate.
    #[must_use]
    pub fn change_baud(address: Address, edition: Edition, baud: Baud) -> Option<Self> {
        let function = match edition {
            Edition::V2007 => Function::ChangeBaud,
            Edition::V1997 => Function::ChangeBaud97,
        };
        let z = baud.code(edition)?;
        let mut request = Self::raw(address, Control::request(function), &[]);
        request.head = [z, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        request.head_len = 1;
        Some(request)
    }

    /// How often to send it at most, at least once. Without this, reads and writes of data follow
    /// [`crate::Line`]; everything that must not happen twice is sent once.
    #[must_use]
    pub const fn tries(mut self, tries: u8) -> Self {
        self.tries = Some(if tries == 0 { 1 } else { tries });
        self
    }

    /// Length of the value in bytes, where it is known. A reply of this length is complete even if
    /// it announces follow-on data, as meters with a pending event do; no second question is
    /// spent on it then.
    #[must_use]
    pub const fn expect_len(mut self, len: u16) -> Self {
        self.expect_len = Some(len);
        self
    }

    /// Waits for no reply, whatever the control code says.
    #[must_use]
    pub const fn no_reply(mut self) -> Self {
        self.silent = true;
        self
    }

    /// Whom it goes to.
    #[must_use]
    pub const fn address(&self) -> Address {
        self.address
    }

    /// Its control code.
    #[must_use]
    pub const fn control(&self) -> Control {
        self.control
    }

    /// Bytes of its data field.
    #[must_use]
    pub const fn data_len(&self) -> usize {
        self.head_len.saturating_add(self.tail.len())
    }

    /// Whether no answer is waited for.
    #[must_use]
    pub const fn is_silent(&self) -> bool {
        self.silent
    }

    const fn lead(mut self, di: DataId) -> Self {
        let [d0, d1, d2, d3] = di.to_wire();
        self.head = [d0, d1, d2, d3, 0, 0, 0, 0, 0, 0, 0, 0];
        self.head_len = di.wire_len();
        self
    }

    /// Writes the data field to the front of `out` and returns it, if it fits.
    pub(crate) fn data<'b>(&self, out: &'b mut [u8]) -> Option<&'b [u8]> {
        let out = out.get_mut(..self.data_len())?;
        let (head, tail) = out.split_at_mut_checked(self.head_len)?;
        for (to, from) in head.iter_mut().zip(&self.head) {
            *to = *from;
        }
        for (to, from) in tail.iter_mut().zip(self.tail) {
            *to = *from;
        }
        Some(out)
    }

    /// What a reply must repeat.
    pub(crate) const fn expect(&self) -> Expect {
        match self.control.function() {
            Function::Read => Expect::Identifier {
                len: 4,
                sequence: None,
            },
            Function::Read97 | Function::ReadNext97 => Expect::Identifier {
                len: 2,
                sequence: None,
            },
            Function::ReadNext => Expect::Identifier {
                len: 4,
                sequence: Some(0),
            },
            Function::ReadAddress => Expect::Address,
            Function::ChangeBaud | Function::ChangeBaud97 => Expect::RateWord,
            Function::OutputTerminal => Expect::SameByte,
            _ => Expect::Nothing,
        }
    }
}

impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("address", &self.address)
            .field("control", &self.control)
            .field("data_len", &self.data_len())
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Request<'_> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(
            f,
            "Request {{ address: {}, control: {}, data_len: {=usize}, .. }}",
            self.address,
            self.control,
            self.data_len()
        );
    }
}

/// What is to be read: an identifier, or an item of [`dlt645::item`], whose length is then known
/// where it is fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Wanted {
    /// The identifier.
    pub di: DataId,
    /// Length of the value in bytes, where it is known.
    pub len: Option<u16>,
}

impl From<DataId> for Wanted {
    fn from(di: DataId) -> Self {
        Self { di, len: None }
    }
}

impl From<&Item> for Wanted {
    fn from(item: &Item) -> Self {
        Self {
            di: item.id,
            len: item.byte_len().and_then(|len| u16::try_from(len).ok()),
        }
    }
}

impl From<Item> for Wanted {
    fn from(item: Item) -> Self {
        Self::from(&item)
    }
}

/// What a reply must repeat besides address and function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expect {
    /// The first `len` data bytes of the request, and the sequence number as last byte.
    Identifier { len: u8, sequence: Option<u8> },
    /// Six data bytes, equal to the address field.
    Address,
    /// The rate word; the 1997 edition refuses with FF.
    RateWord,
    /// The one byte sent, or nothing.
    SameByte,
    /// Nothing.
    Nothing,
}

/// Why a request was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum RequestError {
    /// The one before has not ended yet; abort it or wait for its end.
    Busy,
    /// No meter answers such a request; send it without waiting for a reply.
    Unanswered,
    /// The data field has more bytes than a frame can carry.
    TooLong {
        /// Bytes of the data field.
        len: u16,
    },
}

const _: () = assert!(size_of::<RequestError>() <= 8);

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy => f.write_str("a request is still under way"),
            Self::Unanswered => f.write_str("no meter answers this request, it can only be sent"),
            Self::TooLong { len } => write!(
                f,
                "data field of {len} bytes, at most {MAX_DATA} fit a frame"
            ),
        }
    }
}

impl core::error::Error for RequestError {}
