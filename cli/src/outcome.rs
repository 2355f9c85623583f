//! How a run ended.

use std::process::ExitCode;

/// How a run ended, as an exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All good: 0.
    Good,
    /// Something asked for was not good or not found: 1.
    Bad,
    /// Wrong usage: 2, as for unknown options.
    Usage,
}

impl Outcome {
    /// Good or bad.
    pub(crate) fn of(good: bool) -> Self {
        if good { Self::Good } else { Self::Bad }
    }

    /// The worse of two.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Good, other) => other,
            (bad, _) => bad,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Good => 0,
            Outcome::Bad => 1,
            Outcome::Usage => 2,
        })
    }
}
