//! Units of measured and set values.

use core::fmt;

macro_rules! units {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// Unit (单位) of a number. `Display` gives its symbol.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
        #[non_exhaustive]
        pub enum Unit {
            $($(#[$doc])* $name,)*
        }

        impl Unit {
            /// Its symbol; empty for [`Unit::None`] and [`Unit::Inherit`].
            #[must_use]
            pub const fn symbol(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// The unit with this symbol; [`Unit::None`] for none.
            #[must_use]
            pub fn from_symbol(symbol: &str) -> Option<Self> {
                [$(Self::$name),*].into_iter().find(|unit| unit.symbol() == symbol)
            }
        }
    };
}

units! {
    /// No unit: a plain number, or no number at all.
    #[default]
    None = "";
    /// In a layout: the unit of the item that uses it.
    Inherit = "";
    /// A ratio, written `1`.
    One = "1";
    /// Active energy.
    KilowattHour = "kWh";
    /// Reactive energy.
    KilovarHour = "kvarh";
    /// Apparent energy.
    KilovoltAmpereHour = "kVAh";
    /// Active power or demand.
    Kilowatt = "kW";
    /// Reactive power or demand.
    Kilovar = "kvar";
    /// Apparent power or demand.
    KilovoltAmpere = "kVA";
    /// Voltage.
    Volt = "V";
    /// Current.
    Ampere = "A";
    /// Charge during an event.
    AmpereHour = "Ah";
    /// Frequency.
    Hertz = "Hz";
    /// Percent.
    Percent = "%";
    /// Angle.
    Degree = "deg";
    /// Temperature.
    Celsius = "degC";
    /// A count of occurrences (次).
    Times = "times";
    /// Minutes.
    Minute = "min";
    /// Seconds.
    Second = "s";
    /// Milliseconds.
    Millisecond = "ms";
    /// Money.
    Yuan = "yuan";
    /// Price of energy.
    YuanPerKilowattHour = "yuan/kWh";
    /// Active meter constant.
    ImpulsePerKilowattHour = "imp/kWh";
    /// Reactive meter constant.
    ImpulsePerKilovarHour = "imp/kvarh";
    /// Of a record: counts and durations; each part has its own.
    TimesMinute = "times,min";
    /// Of a block: active and reactive power; each part has its own.
    KilowattKilovar = "kW/kvar";
    /// Of a block: active and reactive energy; each part has its own.
    KilowattHourKilovarHour = "kWh/kvarh";
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.symbol())
    }
}
