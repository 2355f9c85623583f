//! What a person can do to running meters: lines of text, as typed on the program's standard input.

use crate::VirtualMeter;
use dlt645::Address;
use ttl_link::Instant;

/// One line, understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// The supply goes.
    Outage,
    /// The supply comes back.
    Return,
    /// Power flows back to the grid, or not.
    Reverse(bool),
    /// Mean power of the consumer, W; negative when it feeds back.
    Power(i32),
    /// Voltage of phase 0 to 2, 0.1 V; `None` is the ordinary one.
    Voltage(usize, Option<u32>),
    /// Current of phase 0 to 2, mA; `None` is what the consumer draws.
    Current(usize, Option<u32>),
}

/// The lines that are understood, for messages.
pub const USAGE: &str = "[ADDRESS] outage | return | reverse on|off | power W | \
                         voltage A|B|C VOLTS|normal | current A|B|C AMPERES|normal";

/// A command, and the meter it is for if one is named.
///
/// # Errors
/// What was not understood, and what would be.
pub fn parse(line: &str) -> Result<(Option<Address>, Command), String> {
    let mut words = line.split_whitespace().peekable();
    let named = words.peek().and_then(|word| word.parse::<Address>().ok());
    if named.is_some() {
        words.next();
    }
    let words: Vec<&str> = words.collect();
    let command = match words.as_slice() {
        ["outage"] => Command::Outage,
        ["return"] => Command::Return,
        ["reverse", "on"] => Command::Reverse(true),
        ["reverse", "off"] => Command::Reverse(false),
        ["power", watts] => {
            let watts = watts.parse();
            Command::Power(
                watts.map_err(|_| format!("power: a whole number of watts, not `{line}`"))?,
            )
        }
        ["voltage", phase, value] => Command::Voltage(letter(phase)?, amount(value, 10.0)?),
        ["current", phase, value] => Command::Current(letter(phase)?, amount(value, 1000.0)?),
        _ => return Err(format!("not understood: `{line}`; {USAGE}")),
    };
    Ok((named, command))
}

fn letter(text: &str) -> Result<usize, String> {
    match text {
        "A" | "a" => Ok(0),
        "B" | "b" => Ok(1),
        "C" | "c" => Ok(2),
        _ => Err(format!("no such phase: `{text}`; A, B or C")),
    }
}

/// A number of volts or amperes in units of 1/`scale`, `None` for `normal`.
fn amount(text: &str, scale: f64) -> Result<Option<u32>, String> {
    if text == "normal" {
        return Ok(None);
    }
    match text.parse::<f64>() {
        Ok(value) if (0.0..=1000.0).contains(&value) => Ok(Some((value * scale).round() as u32)),
        _ => Err(format!(
            "`{text}` is neither a number from 0 to 1000 nor `normal`"
        )),
    }
}

impl Command {
    /// Does it to `meter` at `now`.
    pub fn apply(self, meter: &mut VirtualMeter, now: Instant) {
        match self {
            Self::Outage => meter.set_mains(now, false),
            Self::Return => meter.set_mains(now, true),
            Self::Reverse(on) => meter.change_flow(now, |load, _| {
                let watts = load.mean_watts.saturating_abs();
                load.mean_watts = if on { -watts } else { watts };
            }),
            Self::Power(watts) => meter.change_flow(now, |load, _| load.mean_watts = watts),
            Self::Voltage(phase, value) => meter.change_flow(now, |_, supply| {
                if let Some(voltage) = supply.voltage.get_mut(phase) {
                    *voltage = value;
                }
            }),
            Self::Current(phase, value) => meter.change_flow(now, |_, supply| {
                if let Some(current) = supply.current.get_mut(phase) {
                    *current = value;
                }
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_understood_or_explained() {
        assert_eq!(parse("outage"), Ok((None, Command::Outage)));
        assert_eq!(
            parse(" 112233445566  reverse on "),
            Ok(("112233445566".parse().ok(), Command::Reverse(true)))
        );
        assert_eq!(parse("power -5000"), Ok((None, Command::Power(-5000))));
        assert_eq!(
            parse("voltage B 160.5"),
            Ok((None, Command::Voltage(1, Some(1605))))
        );
        assert_eq!(
            parse("current c normal"),
            Ok((None, Command::Current(2, None)))
        );
        for (line, word) in [
            ("blackout", "outage"),
            ("power much", "whole number"),
            ("voltage D 1", "no such phase"),
            ("voltage A -1", "from 0 to 1000"),
            ("reverse", "reverse on|off"),
        ] {
            let said = parse(line).unwrap_err();
            assert!(said.contains(word), "{line}: {said}");
        }
    }
}
