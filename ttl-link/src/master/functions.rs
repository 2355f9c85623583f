//! What is known of function codes: which are answered, and which may be sent twice.

use dlt645::command::{ErrorKind, Rule};
use dlt645::{Address, Control, Edition, Frame, Function};

/// Whether a meter answers this request.
pub(crate) fn is_answered(frame: &Frame<'_>) -> bool {
    let control = frame.control();
    if frame.address().is_broadcast() {
        // A re-read of the 1997 edition has no data.
        is_one_of(control, ANSWERED_BY_ALL) || (control == REREAD && frame.data().is_empty())
    } else {
        !is_one_of(control, 1 << Function::BroadcastTime.code())
    }
}

/// The same of a broadcast, one bit a function.
const ANSWERED_BY_ALL: u32 = {
    let (mut set, mut code) = (0, 0);
    while code < 32 {
        let rule = Rule::of(Function::from_code(code), dlt645::Edition::V2007);
        set |= (rule.answers(Address::BROADCAST) as u32) << code;
        code += 1;
    }
    set
};

/// Which names the bits of a refusal of this request have; `wide`: it has two bytes.
pub(crate) fn error_kind(control: Control, wide: bool) -> ErrorKind {
    match control.function() {
        Function::SecurityOrReread => ErrorKind::Security,
        // The supplement of 2014 has two bytes.
        Function::RelayControl if wide => ErrorKind::Control,
        _ if control.edition() == Some(Edition::V1997) => ErrorKind::V1997,
        _ => ErrorKind::V2007,
    }
}

const REREAD: Control = Control::request(Function::SecurityOrReread);

/// Functions that do no harm when they come twice, one bit each.
pub(crate) const REPEATED: u32 = 1 << Function::Read.code()
    | 1 << Function::Read97.code()
    | 1 << Function::ReadNext.code()
    | 1 << Function::ReadAddress.code()
    | 1 << Function::Write.code()
    | 1 << Function::Write97.code();

pub(crate) const fn is_one_of(control: Control, functions: u32) -> bool {
    functions >> (control.0 & 0x1F) & 1 != 0
}
