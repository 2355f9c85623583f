//! What a gateway says of its time, in a word that travels down to the nodes (rule T-10).

use core::fmt;

/// Standing of the network's time. A node sets its meter under [`Verdict::Trusted`] and
/// [`Verdict::SingleSource`] only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
#[repr(u8)]
pub enum Verdict {
    /// There is no reference: the gateway runs on by its own oscillator.
    FreeRunning = 0,
    /// Witnesses or a majority of sources support the reference.
    Trusted = 1,
    /// The witnesses contradict the reference.
    Refused = 2,
    /// Nobody can vouch for the reference: no first trust yet, too few witnesses, or too long
    /// without one.
    NoWitnesses = 3,
    /// The sources contradict each other.
    Contradict = 4,
    /// The network's time stepped in the last hour.
    Stepped = 5,
    /// One source alone, and the gateway's oscillator vouches for it.
    SingleSource = 6,
}

impl Verdict {
    /// From the number on air; `None` for one that is not assigned.
    #[must_use]
    pub const fn from_number(v: u8) -> Option<Self> {
        match v {
            0 => Some(Self::FreeRunning),
            1 => Some(Self::Trusted),
            2 => Some(Self::Refused),
            3 => Some(Self::NoWitnesses),
            4 => Some(Self::Contradict),
            5 => Some(Self::Stepped),
            6 => Some(Self::SingleSource),
            _ => None,
        }
    }

    /// The number on air.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// Whether meters may be set by this time.
    #[must_use]
    pub const fn allows_sets(self) -> bool {
        matches!(self, Self::Trusted | Self::SingleSource)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FreeRunning => "there is no time source: check the concentrator and its line",
            Self::Trusted => "trusted",
            Self::Refused => "the meters contradict the reference: check the concentrator's clock",
            Self::NoWitnesses => {
                "nobody vouches for the reference: read the meters, or give the order of first trust"
            }
            Self::Contradict => "the time sources contradict each other: check which one is wrong",
            Self::Stepped => "the network's time stepped within the last hour: wait",
            Self::SingleSource => "trusted, from one source alone",
        })
    }
}
