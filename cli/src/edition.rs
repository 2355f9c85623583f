//! Edition of the standard, as written on the command line.

use clap::ValueEnum;
use dlt645::Edition;

/// Edition of the standard, as written on the command line.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EditionArg {
    /// DL/T 645-2007
    #[value(name = "2007")]
    V2007,
    /// DL/T 645-1997
    #[value(name = "1997")]
    V1997,
}

impl From<EditionArg> for Edition {
    fn from(edition: EditionArg) -> Self {
        match edition {
            EditionArg::V2007 => Self::V2007,
            EditionArg::V1997 => Self::V1997,
        }
    }
}
