//! Units as they are written for people.

use crate::Lang;
use dlt645::value::Unit;

/// A unit in a language; empty for a plain number and for a ratio.
#[must_use]
pub fn name(unit: Unit, lang: Lang) -> &'static str {
    match (unit, lang) {
        // A power factor has no unit.
        (Unit::One, _) => "",
        (Unit::Degree, _) => "°",
        (Unit::Celsius, _) => "℃",
        (Unit::Times, Lang::Zh) => "次",
        (Unit::Minute, Lang::Zh) => "分钟",
        (Unit::Second, Lang::Zh) => "秒",
        (Unit::Millisecond, Lang::Zh) => "毫秒",
        (Unit::Yuan, Lang::Zh) => "元",
        (Unit::YuanPerKilowattHour, Lang::Zh) => "元/kWh",
        (Unit::TimesMinute, Lang::Zh) => "次、分钟",
        _ => unit.symbol(),
    }
}
