//! Values as Python has them: `Decimal`, `datetime`, text, bytes, names of bits.

use dlt645::value::{Date, DateTime, Time, Value};
use dlt645_explain::values::{Shown, ValueLine};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyString, PyType};

/// A class of the standard library, looked up once.
fn class<'py>(
    py: Python<'py>,
    cell: &'static PyOnceLock<Py<PyType>>,
    module: &str,
    name: &str,
) -> PyResult<&'py Bound<'py, PyType>> {
    cell.import(py, module, name)
}

static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static DATE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static TIME: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static DATE_TIME: PyOnceLock<Py<PyType>> = PyOnceLock::new();

fn day(date: Date) -> (u16, u8, u8) {
    (date.year(), date.month(), date.day())
}

fn clock(time: Time) -> (u8, u8, u8) {
    (time.hour(), time.minute(), time.second().unwrap_or(0))
}

/// A value; `None` where there is none, with the reason of [`reason`].
fn value<'py>(py: Python<'py>, value: &Value<'_>) -> PyResult<Bound<'py, PyAny>> {
    let text = |value: &Value<'_>| Ok(PyString::new(py, &value.to_string()).into_any());
    match value {
        Value::Never | Value::Absent => Ok(py.None().into_bound(py)),
        Value::Decimal(number) => {
            // With the places that the meter sends: 12.40 is not 12.4.
            class(py, &DECIMAL, "decimal", "Decimal")?.call1((digits(number),))
        }
        Value::Date(date) => class(py, &DATE, "datetime", "date")?.call1(day(*date)),
        Value::Time(time) => class(py, &TIME, "datetime", "time")?.call1(clock(*time)),
        Value::DateTime(DateTime { date, time }) => {
            let (year, month, day) = day(*date);
            let (hour, minute, second) = clock(*time);
            class(py, &DATE_TIME, "datetime", "datetime")?
                .call1((year, month, day, hour, minute, second))
        }
        Value::Bits(bits) => {
            let name = |(bit, name): (u8, Option<&str>)| {
                name.map_or_else(|| format!("bit {bit}"), str::to_owned)
            };
            let names: Vec<_> = bits.names().map(name).collect();
            Ok(names.into_pyobject(py)?)
        }
        Value::Raw(data) => {
            let bytes: Vec<u8> = data.iter().collect();
            Ok(PyBytes::new(py, &bytes).into_any())
        }
        other => text(other),
    }
}

/// A number as text without a detour over formatting: it is most of the work on a short frame.
fn digits(number: &dlt645::value::Decimal) -> String {
    let mut out = [b'0'; 32];
    let mut at = out.len();
    let mut rest = number.mantissa.unsigned_abs();
    let mut place = 0;
    while rest > 0 || place <= number.scale {
        if place == number.scale && place > 0 {
            at = at.saturating_sub(1);
            put(&mut out, at, b'.');
        }
        at = at.saturating_sub(1);
        put(&mut out, at, b'0' + (rest % 10) as u8);
        rest /= 10;
        place += 1;
    }
    if number.mantissa < 0 {
        at = at.saturating_sub(1);
        put(&mut out, at, b'-');
    }
    let used = out.get(at..).unwrap_or_default();
    // A scale larger than the buffer is none of the standard's.
    std::str::from_utf8(used).map_or_else(|_| number.to_string(), str::to_owned)
}

fn put(out: &mut [u8], at: usize, byte: u8) {
    if let Some(place) = out.get_mut(at) {
        *place = byte;
    }
}

/// What a line of an explanation shows.
pub(crate) fn shown<'py>(py: Python<'py>, line: &ValueLine<'_>) -> PyResult<Bound<'py, PyAny>> {
    match &line.shown {
        Shown::Value(one) => value(py, one),
        Shown::Text(text) => Ok(PyString::new(py, &text.en).into_any()),
        Shown::WithUnit(number, _) => Ok(number.into_pyobject(py)?.into_any()),
        Shown::Fault(_) => Ok(py.None().into_bound(py)),
    }
}

/// Why there is no value.
pub(crate) fn reason(line: &ValueLine<'_>) -> Option<String> {
    match &line.shown {
        Shown::Value(value) => value.reason().map(str::to_owned),
        Shown::Fault(why) => Some(why.en.clone()),
        _ => None,
    }
}

/// The unit's symbol.
pub(crate) fn unit(line: &ValueLine<'_>) -> Option<&'static str> {
    let symbol = match &line.shown {
        Shown::WithUnit(_, unit) => unit,
        _ => line.unit.symbol(),
    };
    Some(symbol).filter(|symbol| !symbol.is_empty())
}
