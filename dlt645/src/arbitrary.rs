//! `Arbitrary` for types that do not hold every combination of their fields; the others derive it.

use crate::command::{
    Baud, ChangeBaud, ChangeBaud97, ChangeBaud97Reply, ChangeBaudReply, ErrorKind, ErrorReply,
    Events, Freeze, Minute, OutputSignal, OutputTerminal, OutputTerminalReply, RelayAction, Second,
    Unknown,
};
use crate::value::{Date, DateTime, Time};
use crate::{Control, Data, Function, MAX_DATA};
use arbitrary::{Arbitrary, Error, Result, Unstructured};

/// `from` of made-up values, tried once.
macro_rules! arbitrary {
    ($($type:ty: |$u:ident| $make:expr;)*) => {
        $(impl<'a> Arbitrary<'a> for $type {
            fn arbitrary($u: &mut Unstructured<'a>) -> Result<Self> {
                $make
            }
        })*
    };
}

impl<'a> Arbitrary<'a> for Data<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let len = u.arbitrary_len::<u8>()?.min(MAX_DATA);
        u.bytes(len).map(Self::from_wire)
    }
}

impl<'a, B: Arbitrary<'a>> Arbitrary<'a> for Unknown<B> {
    /// A request.
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let code = u.choose(&[0x00, 0x05, 0x06, 0x07, 0x09, 0x0B, 0x0D, 0x0E, 0x1E, 0x1F])?;
        Ok(Self {
            control: Control(*code),
            data: u.arbitrary()?,
        })
    }
}

arbitrary! {
    Function: |u| Ok(Self::from_code(u.arbitrary()?));
    Second: |u| Self::new(
        u.int_in_range(0..=99)?, u.int_in_range(1..=12)?, u.int_in_range(1..=28)?,
        u.int_in_range(0..=23)?, u.int_in_range(0..=59)?, u.int_in_range(0..=59)?
    ).ok_or(Error::IncorrectFormat);
    Minute: |u| Self::new(
        u.int_in_range(0..=99)?, u.int_in_range(1..=12)?, u.int_in_range(1..=28)?,
        u.int_in_range(0..=23)?, u.int_in_range(0..=59)?
    ).ok_or(Error::IncorrectFormat);
    Date: |u| {
        let date = Self::from_days(u.int_in_range(0..=36_524)?).ok_or(Error::IncorrectFormat)?;
        // Right or wrong: meters send both.
        Ok(date.with_weekday(u.arbitrary::<Option<u8>>()?))
    };
    Time: |u| {
        let (hour, minute) = (u.int_in_range(0..=23)?, u.int_in_range(0..=59)?);
        if u.arbitrary()? { Self::new(hour, minute, u.int_in_range(0..=59)?) } else { Self::from_minutes(hour, minute) }
            .ok_or(Error::IncorrectFormat)
    };
    DateTime: |u| Ok(Self { date: u.arbitrary()?, time: u.arbitrary()? });
    Freeze: |u| Self::new(u.arbitrary()?).ok_or(Error::IncorrectFormat);
    ChangeBaud: |u| Self::new(u.arbitrary()?).ok_or(Error::IncorrectFormat);
    ChangeBaudReply: |u| Self::new(u.arbitrary()?).ok_or(Error::IncorrectFormat);
    ChangeBaud97: |u| Self::new(u.arbitrary()?).ok_or(Error::IncorrectFormat);
    ChangeBaud97Reply: |u| {
        let baud: Option<Baud> = u.arbitrary()?;
        baud.map_or(Some(Self::REFUSED), Self::new).ok_or(Error::IncorrectFormat)
    };
    OutputSignal: |u| Ok(Self::from_code(u.arbitrary()?));
    OutputTerminal: |u| Ok(Self::new(u.arbitrary()?));
    OutputTerminalReply: |u| Ok(Self::new(u.arbitrary()?));
    RelayAction: |u| Ok(Self::from_code(u.arbitrary()?));
    Events: |u| Ok(match u.arbitrary()? {
        None => Self::Cipher(u.arbitrary()?),
        Some(u32::MAX) => Self::All,
        Some(class) => Self::Class(class),
    });
    ErrorReply: |u| {
        let function: Function = u.arbitrary()?;
        let kind = match (function, function.edition()) {
            (Function::SecurityOrReread, _) => ErrorKind::Security,
            (Function::RelayControl, _) if u.arbitrary()? => ErrorKind::Control,
            (_, Some(crate::Edition::V1997)) => ErrorKind::V1997,
            _ => ErrorKind::V2007,
        };
        Ok(Self::new(function, kind, u.arbitrary()?))
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::{Message, Reply, Request};
    use crate::{Address, Frame};
    use proptest::prelude::*;

    /// Encodes, parses and compares; what is too long for its command is let go.
    fn survives<T: Message + PartialEq + core::fmt::Debug>(
        message: &T,
        parse: impl for<'f> FnOnce(Frame<'f>) -> bool,
    ) {
        let mut out = [0xA5; 300];
        if let Ok(bytes) = message.encode(Address::from_wire([0x12; 6]), &mut out) {
            assert!(parse(Frame::parse(bytes).unwrap()), "{message:?}");
        }
    }

    proptest! {
        #[test]
        fn made_up_messages_survive(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(mut request) = Request::<Data<'_>>::arbitrary(&mut Unstructured::new(&bytes)) {
                // A password in a write of 1997 is not told from its data.
                if let Request::Write97(write) = &mut request {
                    write.password = None;
                }
                survives(&request, |frame| Request::parse(&frame, request.edition()) == Ok(request));
            }
            if let Ok(reply) = Reply::<Data<'_>>::arbitrary(&mut Unstructured::new(&bytes)) {
                let known = !matches!(reply, Reply::Unknown(_))
                    && !matches!(reply, Reply::Error(error) if matches!(error.function, Function::Unknown(_)));
                if known {
                    survives(&reply, |frame| Reply::parse(&frame, reply.edition()) == Ok(reply));
                }
            }
        }

        #[test]
        fn made_up_moments_print_and_parse(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            use std::string::ToString;
            let moment = DateTime::arbitrary(&mut Unstructured::new(&bytes)).unwrap();
            let plain = DateTime { date: moment.date.with_weekday(None), ..moment };
            prop_assert_eq!(moment.to_string().parse::<DateTime>(), Ok(plain));
        }
    }
}
