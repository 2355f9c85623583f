//! Which edition of the standard a frame belongs to.

use dlt645::{Direction, Edition, Frame, Function};

/// Edition in which a frame is read: what its control code and length say, then `wish`, then the
/// better guess.
#[must_use]
pub fn of(frame: &Frame<'_>, wish: Option<Edition>) -> Edition {
    let control = frame.control();
    let guess = match control.function() {
        // A 2007 security request has an identifier and an operator code at least.
        Function::SecurityOrReread
            if control.direction() == Direction::Request && frame.data().len() < 8 =>
        {
            Edition::V1997
        }
        _ => Edition::V2007,
    };
    frame.edition().or(wish).unwrap_or(guess)
}

/// What is said of a frame's edition: nothing where neither edition has its control code.
#[must_use]
pub fn told(frame: &Frame<'_>, edition: Edition) -> Option<&'static str> {
    // Both editions have these two; everything else without an edition is nobody's.
    let both = matches!(
        frame.control().function(),
        Function::SecurityOrReread | Function::BroadcastTime
    );
    (both || frame.edition().is_some()).then(|| name(edition))
}

/// `2007` or `1997`.
#[must_use]
pub fn name(edition: Edition) -> &'static str {
    match edition {
        Edition::V2007 => "2007",
        Edition::V1997 => "1997",
    }
}
