//! Events come in order or not at all (G-3): only the successor of the committed event is
//! committed.

use crate::wire::Evt;

/// Events that one POLL asks for.
const HISTORY: u16 = 8;

/// What a reported event is to the gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Arrival {
    /// Known: acknowledged again.
    Duplicate,
    /// The next one: committed.
    Next,
    /// Others are missing before it: the history is asked for.
    Ahead,
    /// Others before it are lost for good: a GAP of so many from the first one on, then this one.
    Gap {
        /// The first lost number.
        first: Evt,
        /// How many.
        count: u16,
    },
}

/// Judges event `evt`. `oldest`: what the node can still give from the asked one on (LOGGAP).
#[must_use]
pub fn judge(committed: Evt, evt: Evt, oldest: Option<Evt>) -> Arrival {
    let step = evt.ahead_of(committed);
    if step <= 0 {
        return Arrival::Duplicate;
    }
    if step == 1 {
        return Arrival::Next;
    }
    let first = committed.next();
    match oldest {
        Some(oldest) if oldest == evt => Arrival::Gap {
            first,
            count: step.cast_unsigned().saturating_sub(1),
        },
        _ => Arrival::Ahead,
    }
}

/// The events to ask for: from the successor of `committed` to `newest`, at most 8.
#[must_use]
pub fn history(committed: Evt, newest: Evt) -> (Evt, Evt) {
    let from = committed.next();
    let wanted = newest.0.wrapping_sub(from.0).min(HISTORY - 1);
    (from, Evt(from.0.wrapping_add(wanted)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_holds_over_the_wrap() {
        assert_eq!(judge(Evt(5), Evt(5), None), Arrival::Duplicate);
        assert_eq!(judge(Evt(5), Evt(4), Some(Evt(4))), Arrival::Duplicate);
        assert_eq!(judge(Evt(65_535), Evt(0), None), Arrival::Next);
        assert_eq!(judge(Evt(5), Evt(7), None), Arrival::Ahead);
        assert_eq!(
            judge(Evt(5), Evt(9), Some(Evt(7))),
            Arrival::Ahead,
            "7 and 8 can be had"
        );
        assert_eq!(
            judge(Evt(3), Evt(10), Some(Evt(10))),
            Arrival::Gap {
                first: Evt(4),
                count: 6
            }
        );
    }

    #[test]
    fn eight_events_a_poll() {
        assert_eq!(history(Evt(5), Evt(7)), (Evt(6), Evt(7)));
        assert_eq!(history(Evt(65_530), Evt(40)), (Evt(65_531), Evt(2)));
    }
}
