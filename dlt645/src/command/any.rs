//! Any request, any reply.

use super::*;
use crate::{Control, Data, Direction, Edition, Frame, Full, Function, Sink};

/// A command that neither edition has, or a vendor's: the data field as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Unknown<B> {
    /// Control byte.
    pub control: Control,
    /// The whole data field.
    pub data: B,
}

impl<B: Payload> Message for Unknown<B> {
    fn control(&self) -> Control {
        self.control
    }

    fn edition(&self) -> Edition {
        Edition::V2007
    }

    fn data_len(&self) -> usize {
        self.data.payload_len()
    }

    fn put_data<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full> {
        self.data.put_payload(out)
    }
}

macro_rules! any_message {
    ($(#[$doc:meta])* $any:ident { $($(#[$case_doc:meta])* $case:ident($type:ty),)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
        #[non_exhaustive]
        pub enum $any<B> {
            $($(#[$case_doc])* $case($type),)*
        }

        impl<B: Payload> Message for $any<B> {
            fn control(&self) -> Control {
                match self {
                    $(Self::$case(message) => message.control(),)*
                }
            }

            fn edition(&self) -> Edition {
                match self {
                    $(Self::$case(message) => message.edition(),)*
                }
            }

            fn data_len(&self) -> usize {
                match self {
                    $(Self::$case(message) => message.data_len(),)*
                }
            }

            fn put_data<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full> {
                match self {
                    $(Self::$case(message) => message.put_data(out),)*
                }
            }
        }
    };
}

any_message! {
    /// Any request. Firmware that needs few of them does better with their own types: this links all.
    Request {
        /// 03, 2007.
        Security(Security<B>),
        /// 08, both editions.
        BroadcastTime(BroadcastTime),
        /// 11.
        Read(Read),
        /// 12.
        ReadNext(ReadNext),
        /// 13.
        ReadAddress(ReadAddress),
        /// 14.
        Write(Write<B>),
        /// 15.
        WriteAddress(WriteAddress),
        /// 16.
        Freeze(Freeze),
        /// 17.
        ChangeBaud(ChangeBaud),
        /// 18.
        ChangePassword(ChangePassword),
        /// 19.
        ClearDemand(ClearDemand),
        /// 1A.
        ClearMeter(ClearMeter),
        /// 1B.
        ClearEvents(ClearEvents),
        /// 1C.
        RelayControl(RelayControl),
        /// 1D.
        OutputTerminal(OutputTerminal),
        /// 01, 1997.
        Read97(Read97),
        /// 02, 1997.
        ReadNext97(ReadNext97),
        /// 03, 1997.
        Reread97(Reread97),
        /// 04, 1997.
        Write97(Write97<B>),
        /// 0A, 1997.
        WriteAddress97(WriteAddress97),
        /// 0C, 1997.
        ChangeBaud97(ChangeBaud97),
        /// 0F, 1997.
        ChangePassword97(ChangePassword97),
        /// 10, 1997.
        ClearDemand97(ClearDemand97),
        /// Anything else.
        Unknown(Unknown<B>),
    }
}

any_message! {
    /// Any reply. Firmware that needs few of them does better with their own types: this links all.
    Reply {
        /// C1 to DD.
        Error(ErrorReply),
        /// 83, 2007.
        Security(SecurityReply<B>),
        /// 91, B1.
        Read(ReadReply<B>),
        /// 86, unasked.
        Report(Report<B>),
        /// 92, B2.
        ReadNext(ReadNextReply<B>),
        /// 93.
        ReadAddress(ReadAddressReply),
        /// 94.
        Write(WriteReply),
        /// 95.
        WriteAddress(WriteAddressReply),
        /// 96.
        Freeze(FreezeReply),
        /// 97.
        ChangeBaud(ChangeBaudReply),
        /// 98.
        ChangePassword(ChangePasswordReply),
        /// 99.
        ClearDemand(ClearDemandReply),
        /// 9A.
        ClearMeter(ClearMeterReply),
        /// 9B.
        ClearEvents(ClearEventsReply),
        /// 9C.
        RelayControl(RelayReply),
        /// 9D.
        OutputTerminal(OutputTerminalReply),
        /// 81, A1, 1997.
        Read97(Read97Reply<B>),
        /// 82, A2, 1997.
        ReadNext97(ReadNext97Reply<B>),
        /// 83, A3, 1997.
        Reread97(Reread97Reply<B>),
        /// 84, 1997.
        Write97(Write97Reply),
        /// 8A, 1997.
        WriteAddress97(WriteAddress97Reply),
        /// 8C, 1997.
        ChangeBaud97(ChangeBaud97Reply),
        /// 8F, 1997.
        ChangePassword97(ChangePassword97Reply),
        /// 90, 1997.
        ClearDemand97(ClearDemand97Reply),
        /// Anything else.
        Unknown(Unknown<B>),
    }
}

impl<'a> Request<Data<'a>> {
    /// Parses a request. `edition` is asked only about 03 with a length that either could have;
    /// without data it is the re-read of 1997, with 8 bytes and more the security
    /// authentication of 2007.
    ///
    /// # Errors
    /// [`CommandError::Control`] for a reply; [`CommandError::Length`] or [`CommandError::Field`]
    /// if a known command has impossible data. The frame stays readable as [`Unknown`] by the
    /// caller's choice.
    pub fn parse(frame: &Frame<'a>, edition: Edition) -> Result<Self, CommandError> {
        let control = frame.control();
        if control.direction() == Direction::Reply {
            return Err(CommandError::Control { found: control.0 });
        }
        // Bits 6 and 5 have no place in a request; what has them is a vendor's.
        if control != Control::request(control.function()) {
            return Ok(Self::Unknown(Unknown {
                control,
                data: frame.data(),
            }));
        }
        Ok(match control.function() {
            Function::SecurityOrReread => match frame.edition().unwrap_or(edition) {
                Edition::V2007 => Self::Security(Security::parse(frame)?),
                Edition::V1997 => Self::Reread97(Reread97::parse(frame)?),
            },
            Function::BroadcastTime => Self::BroadcastTime(BroadcastTime::parse(frame)?),
            Function::Read => Self::Read(Read::parse(frame)?),
            Function::ReadNext => Self::ReadNext(ReadNext::parse(frame)?),
            Function::ReadAddress => Self::ReadAddress(ReadAddress::parse(frame)?),
            Function::Write => Self::Write(Write::parse(frame)?),
            Function::WriteAddress => Self::WriteAddress(WriteAddress::parse(frame)?),
            Function::Freeze => Self::Freeze(Freeze::parse(frame)?),
            Function::ChangeBaud => Self::ChangeBaud(ChangeBaud::parse(frame)?),
            Function::ChangePassword => Self::ChangePassword(ChangePassword::parse(frame)?),
            Function::ClearDemand => Self::ClearDemand(ClearDemand::parse(frame)?),
            Function::ClearMeter => Self::ClearMeter(ClearMeter::parse(frame)?),
            Function::ClearEvents => Self::ClearEvents(ClearEvents::parse(frame)?),
            Function::RelayControl => Self::RelayControl(RelayControl::parse(frame)?),
            Function::OutputTerminal => Self::OutputTerminal(OutputTerminal::parse(frame)?),
            Function::Read97 => Self::Read97(Read97::parse(frame)?),
            Function::ReadNext97 => Self::ReadNext97(ReadNext97::parse(frame)?),
            Function::Write97 => Self::Write97(Write97::parse(frame)?),
            Function::WriteAddress97 => Self::WriteAddress97(WriteAddress97::parse(frame)?),
            Function::ChangeBaud97 => Self::ChangeBaud97(ChangeBaud97::parse(frame)?),
            Function::ChangePassword97 => Self::ChangePassword97(ChangePassword97::parse(frame)?),
            Function::ClearDemand97 => Self::ClearDemand97(ClearDemand97::parse(frame)?),
            Function::Report | Function::Unknown(_) => Self::Unknown(Unknown {
                control,
                data: frame.data(),
            }),
        })
    }
}

impl<'a> Reply<Data<'a>> {
    /// Parses a reply. `edition` is asked only about 83 and about one byte after C3, which look
    /// alike in both.
    ///
    /// Bit 5 of a reply that is never followed by more (a pending event, see [`EventPending`]) is
    /// not kept; the frame's control code has it.
    ///
    /// # Errors
    /// [`CommandError::Control`] for a request; [`CommandError::Length`] or [`CommandError::Field`]
    /// if a known command has impossible data.
    pub fn parse(frame: &Frame<'a>, edition: Edition) -> Result<Self, CommandError> {
        let control = frame.control();
        if control.direction() == Direction::Request {
            return Err(CommandError::Control { found: control.0 });
        }
        let unknown = Self::Unknown(Unknown {
            control,
            data: frame.data(),
        });
        if matches!(control.function(), Function::Unknown(_)) {
            return Ok(unknown);
        }
        if control.is_error() {
            return ErrorReply::parse(frame, edition).map(Self::Error);
        }
        Ok(match control.function() {
            Function::SecurityOrReread => match frame.edition().unwrap_or(edition) {
                Edition::V2007 => Self::Security(SecurityReply::parse(frame)?),
                Edition::V1997 => Self::Reread97(Reread97Reply::parse(frame)?),
            },
            Function::Read => Self::Read(ReadReply::parse(frame)?),
            Function::Report => Self::Report(Report::parse(frame)?),
            Function::ReadNext => Self::ReadNext(ReadNextReply::parse(frame)?),
            Function::ReadAddress => Self::ReadAddress(ReadAddressReply::parse(frame)?),
            Function::Write => Self::Write(WriteReply::parse(frame)?),
            Function::WriteAddress => Self::WriteAddress(WriteAddressReply::parse(frame)?),
            Function::Freeze => Self::Freeze(FreezeReply::parse(frame)?),
            Function::ChangeBaud => Self::ChangeBaud(ChangeBaudReply::parse(frame)?),
            Function::ChangePassword => Self::ChangePassword(ChangePasswordReply::parse(frame)?),
            Function::ClearDemand => Self::ClearDemand(ClearDemandReply::parse(frame)?),
            Function::ClearMeter => Self::ClearMeter(ClearMeterReply::parse(frame)?),
            Function::ClearEvents => Self::ClearEvents(ClearEventsReply::parse(frame)?),
            Function::RelayControl => Self::RelayControl(RelayReply::parse(frame)?),
            Function::OutputTerminal => Self::OutputTerminal(OutputTerminalReply::parse(frame)?),
            Function::Read97 => Self::Read97(Read97Reply::parse(frame)?),
            Function::ReadNext97 => Self::ReadNext97(ReadNext97Reply::parse(frame)?),
            Function::Write97 => Self::Write97(Write97Reply::parse(frame)?),
            Function::WriteAddress97 => Self::WriteAddress97(WriteAddress97Reply::parse(frame)?),
            Function::ChangeBaud97 => Self::ChangeBaud97(ChangeBaud97Reply::parse(frame)?),
            Function::ChangePassword97 => {
                Self::ChangePassword97(ChangePassword97Reply::parse(frame)?)
            }
            Function::ClearDemand97 => Self::ClearDemand97(ClearDemand97Reply::parse(frame)?),
            // Nobody answers a broadcast time.
            Function::BroadcastTime | Function::Unknown(_) => unknown,
        })
    }
}
