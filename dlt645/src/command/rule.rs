//! What the standard allows: lengths, addresses, silence.

use crate::encode::clamp;
use crate::{
    Address, Control, Direction, Edition, EncodeError, Function, MAX_DATA, MAX_READ, MAX_WRITE,
};

/// Whether a command may be broadcast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Broadcast {
    /// No.
    Refused,
    /// Yes, and no meter answers.
    Silent,
    /// Yes, and the one meter on the line answers (1997 edition, where 99 also serves to find it).
    Answered,
}

/// Limits of one command.
///
/// Source: DL/T 645-2007, clauses 5.2 and 7, and the State Grid supplement. Which commands refuse
/// an abbreviated address is taken from meter firmware: the texts only say that AA is for reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Rule {
    /// Edition it belongs to.
    pub edition: Edition,
    /// Longest data field in either direction, bytes.
    pub max_data: u8,
    /// Whether the address may be abbreviated with AA or be the wildcard.
    pub wildcard: bool,
    /// Whether it may be broadcast.
    pub broadcast: Broadcast,
    /// Whether a meter answers at all.
    pub answered: bool,
}

impl Rule {
    /// The limits of `function` in `edition`. The edition matters only for
    /// [`Function::SecurityOrReread`] and [`Function::BroadcastTime`], which both editions
    /// have; the others carry their own.
    #[inline]
    #[must_use]
    pub const fn of(function: Function, edition: Edition) -> Self {
        use Function as F;
        let edition = match function.edition() {
            Some(own) => own,
            None => edition,
        };
        let long = MAX_READ as u8;
        let short = MAX_WRITE as u8;
        let (max_data, wildcard, broadcast) = match (function, edition) {
            (F::SecurityOrReread, Edition::V2007) => (long, false, Broadcast::Refused),
            (F::Read | F::ReadNext | F::ReadAddress | F::Report, _) => {
                (long, true, Broadcast::Refused)
            }
            (F::WriteAddress, _) => (short, true, Broadcast::Refused),
            (F::Read97 | F::ReadNext97 | F::SecurityOrReread, _) => {
                (long, true, Broadcast::Answered)
            }
            (F::WriteAddress97, _) => (short, false, Broadcast::Answered),
            (F::BroadcastTime | F::Freeze | F::OutputTerminal, _) => {
                (short, false, Broadcast::Silent)
            }
            (F::Unknown(_), _) => (MAX_DATA as u8, true, Broadcast::Answered),
            _ => (short, false, Broadcast::Refused),
        };
        Self {
            edition,
            max_data,
            wildcard,
            broadcast,
            answered: !matches!(function, F::BroadcastTime),
        }
    }

    /// Whether a meter answers a request sent to `address`.
    #[must_use]
    pub const fn answers(&self, address: Address) -> bool {
        self.answered && (!address.is_broadcast() || matches!(self.broadcast, Broadcast::Answered))
    }

    /// Checks a frame before it is encoded and gives its length byte.
    #[inline]
    pub(crate) fn check(
        &self,
        control: Control,
        address: Address,
        len: usize,
    ) -> Result<u8, EncodeError> {
        let reply = control.direction() == Direction::Reply;
        let known = !matches!(control.function(), Function::Unknown(_));
        if known && address.is_broadcast() && (reply || self.broadcast == Broadcast::Refused) {
            return Err(EncodeError::Broadcast { control: control.0 });
        }
        // In the 1997 edition unused high digits of a whole address are AA.
        let abbreviated = match self.edition {
            Edition::V2007 => address.has_wildcard(),
            Edition::V1997 => address == Address::WILDCARD,
        };
        if known && abbreviated && (reply || !self.wildcard) {
            return Err(EncodeError::Wildcard { control: control.0 });
        }
        match u8::try_from(len) {
            Ok(short) if short <= self.max_data => Ok(short),
            _ => Err(EncodeError::TooLong {
                len: clamp(len),
                max: self.max_data.into(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(control: u8) -> Rule {
        Rule::of(Function::from_code(control), Edition::V2007)
    }

    #[test]
    fn reading_may_be_abbreviated_and_writing_not() {
        for control in [0x11, 0x12, 0x13, 0x15] {
            assert_eq!(
                rule(control).check(Control(control), Address::WILDCARD, 0),
                Ok(0),
                "{control:02x}"
            );
        }
        for control in [
            0x03, 0x08, 0x14, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x1B, 0x1C, 0x1D,
        ] {
            let error = Err(EncodeError::Wildcard { control });
            assert_eq!(
                rule(control).check(Control(control), Address::WILDCARD, 0),
                error
            );
        }
    }

    #[test]
    fn broadcast_is_for_time_freeze_and_terminals() {
        for control in 0..0x20u8 {
            let function = Function::from_code(control);
            if function.edition() == Some(Edition::V1997)
                || matches!(function, Function::Unknown(_))
            {
                continue;
            }
            let allowed = [0x08, 0x16, 0x1D].contains(&control);
            assert_eq!(
                rule(control)
                    .check(Control(control), Address::BROADCAST, 4)
                    .is_ok(),
                allowed,
                "{control:02x}"
            );
            assert!(!rule(control).answers(Address::BROADCAST));
            assert_eq!(
                rule(control).answers(Address::from_wire([1; 6])),
                control != 0x08
            );
        }
        assert!(Rule::of(Function::Read97, Edition::V1997).answers(Address::BROADCAST));
    }

    #[test]
    fn lengths_are_limited() {
        let meter = Address::from_wire([1; 6]);
        assert_eq!(rule(0x91).check(Control(0x91), meter, 200), Ok(200));
        assert_eq!(
            rule(0x91).check(Control(0x91), meter, 201),
            Err(EncodeError::TooLong { len: 201, max: 200 })
        );
        assert_eq!(
            rule(0x14).check(Control(0x14), meter, 51),
            Err(EncodeError::TooLong { len: 51, max: 50 })
        );
        assert_eq!(rule(0x1E).check(Control(0x1E), meter, 255), Ok(255));
    }

    #[test]
    fn a_1997_address_may_be_filled_with_aa() {
        let meter = Address::from_wire([1, 2, 3, 4, 0xAA, 0xAA]);
        let rule = Rule::of(Function::Write97, Edition::V1997);
        assert_eq!(rule.check(Control(0x04), meter, 6), Ok(6));
        assert_eq!(rule.check(Control(0x84), meter, 0), Ok(0));
        assert!(rule.check(Control(0x04), Address::WILDCARD, 6).is_err());
    }
}
