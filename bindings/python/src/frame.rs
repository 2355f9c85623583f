//! Bytes into frames.

use crate::{convert, errors};
use dlt645::{Direction, Frames};
use dlt645_explain::describe::{self, Described};
use dlt645_explain::find::{Damaged, Fault, Place};
use dlt645_explain::names;
use dlt645_explain::report::Why;
use dlt645_explain::values::{self, PartName, ValueLine};
use dlt645_explain::{Lang, candidate, edition, report};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList};

/// A good frame.
#[pyclass(frozen, module = "dlt645_rs")]
pub(crate) struct Frame {
    wire: Box<[u8]>,
    /// Bytes before it.
    #[pyo3(get)]
    offset: usize,
}

/// One value of a frame or reading.
#[pyclass(frozen, get_all, module = "dlt645_rs")]
pub(crate) struct Value {
    /// Its identifier.
    di: Option<String>,
    /// Which part of the item or command it is.
    part: Option<String>,
    /// `Decimal`, `datetime`, `date`, `time`, `str`, `bytes`, `int`, a list of bit names, or
    /// `None`.
    pub(crate) value: Py<PyAny>,
    /// Its unit.
    pub(crate) unit: Option<&'static str>,
    /// Why there is no value.
    reason: Option<String>,
}

/// Something odd about a value that is there.
#[pyclass(frozen, get_all, module = "dlt645_rs")]
pub(crate) struct Warning {
    /// What kind.
    kind: &'static str,
    /// Part it belongs to.
    part: Option<String>,
    /// In words.
    detail: String,
}

#[pymethods]
impl Value {
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let part = self
            .part
            .as_deref()
            .map_or(String::new(), |part| format!("{part}: "));
        let unit = self.unit.map_or(String::new(), |unit| format!(" {unit}"));
        let value = self.value.bind(py).str()?;
        Ok(format!("<Value {part}{value}{unit}>"))
    }
}

#[pymethods]
impl Warning {
    fn __repr__(&self) -> String {
        format!("<Warning {}: {}>", self.kind, self.detail)
    }
}

/// Values for Python.
pub(crate) fn values_of(py: Python<'_>, lines: &[ValueLine<'_>]) -> PyResult<Vec<Value>> {
    let one = |line: &ValueLine<'_>| {
        Ok(Value {
            di: line.di.map(|di| di.to_string()),
            part: match &line.part {
                PartName::None => None,
                PartName::Field(name) => Some((*name).to_owned()),
                PartName::Part(part) => Some(part.to_string()),
            },
            value: convert::shown(py, line)?.unbind(),
            unit: convert::unit(line),
            reason: convert::reason(line),
        })
    };
    lines.iter().map(one).collect()
}

/// Warnings for Python.
pub(crate) fn warnings_of(list: &[values::Warning]) -> Vec<Warning> {
    let one = |odd: &values::Warning| Warning {
        kind: odd.kind,
        part: odd.part.clone(),
        detail: odd.detail.en.clone(),
    };
    list.iter().map(one).collect()
}

impl Frame {
    fn view(&self) -> PyResult<dlt645::Frame<'_>> {
        // It was a frame when it was made.
        dlt645::Frame::parse(&self.wire).map_err(|error| PyValueError::new_err(error.to_string()))
    }

    fn described(&self) -> PyResult<Described<'_>> {
        let frame = self.view()?;
        Ok(describe::frame(&frame, edition::of(&frame, None)))
    }
}

#[pymethods]
impl Frame {
    /// Twelve digits.
    #[getter]
    fn address(&self) -> PyResult<String> {
        Ok(self.view()?.address().to_string())
    }

    /// The control code.
    #[getter]
    fn control(&self) -> PyResult<u8> {
        Ok(self.view()?.control().0)
    }

    /// What the control code asks for, as in JSON.
    #[getter]
    fn function(&self) -> PyResult<&'static str> {
        let frame = self.view()?;
        Ok(frame.control().function().name(edition::of(&frame, None)))
    }

    /// `request` or `reply`.
    #[getter]
    fn direction(&self) -> PyResult<&'static str> {
        Ok(match self.view()?.control().direction() {
            Direction::Request => "request",
            Direction::Reply => "reply",
        })
    }

    /// `2007` or `1997`, `None` where both fit.
    #[getter]
    fn edition(&self) -> PyResult<Option<&'static str>> {
        let frame = self.view()?;
        Ok(edition::told(&frame, edition::of(&frame, None)))
    }

    /// The identifier.
    #[getter]
    fn di(&self) -> PyResult<Option<String>> {
        Ok(self.described()?.di.map(|di| di.to_string()))
    }

    /// The identifier's name.
    #[getter]
    fn name(&self) -> PyResult<Option<String>> {
        Ok(self.described()?.di.and_then(|di| names::of(di, Lang::En)))
    }

    /// What it says.
    #[getter]
    fn values(&self, py: Python<'_>) -> PyResult<Vec<Value>> {
        values_of(py, &self.described()?.values)
    }

    /// What is odd about it.
    #[getter]
    fn warnings(&self) -> PyResult<Vec<Warning>> {
        Ok(warnings_of(&self.described()?.warnings))
    }

    /// The reasons of an error reply; `None` for all others.
    #[getter]
    fn error(&self) -> PyResult<Option<Vec<String>>> {
        Ok(self.described()?.error.as_deref().map(errors::names))
    }

    /// Whether more data follow in another frame.
    #[getter]
    fn more(&self) -> PyResult<bool> {
        let control = self.view()?.control();
        let is_reply = control.direction() == Direction::Reply;
        Ok(is_reply && control.has_more() && !control.is_error())
    }

    /// The data without the 33H.
    #[getter]
    fn data<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let data: Vec<u8> = self.view()?.data().iter().collect();
        Ok(PyBytes::new(py, &data))
    }

    /// The whole frame as it was on the line.
    fn __bytes__<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.wire)
    }

    fn __repr__(&self) -> PyResult<String> {
        let mut text = String::new();
        let report = report::Report::new(Place::default(), self.view()?, None);
        report.text(&mut text, &mut names::Names::default(), Lang::En);
        let line = text.lines().next().unwrap_or_default();
        let line = line.split_once(": ").map_or(line, |(_, what)| what);
        Ok(format!("<Frame {line}>"))
    }
}

/// What is wrong with bytes that should have been a frame, and where.
fn damage(bytes: &[u8], has_frames: bool) -> Option<(usize, &'static str, String)> {
    let candidate = if has_frames {
        candidate::leftover(bytes).into_iter().next()
    } else {
        candidate::best(bytes)
    };
    if candidate.is_none() && has_frames {
        return None;
    }
    let (fault, at) = match candidate {
        Some(candidate) => (Fault::Frame(candidate.error), Some(candidate.offset)),
        None => (Fault::NoStart, None),
    };
    let why = Why::new(&Damaged {
        place: Place::default(),
        fault,
        bytes,
        at,
        alone: !has_frames,
    });
    Some((at.unwrap_or(0), why.kind(), why.message.en.clone()))
}

/// The frames in `data`. Damaged ones raise `DecodeError`; with `errors="ignore"` they are left
/// out.
#[pyfunction]
#[pyo3(signature = (data, errors = "strict"))]
pub(crate) fn decode<'py>(
    py: Python<'py>,
    data: &[u8],
    errors: &str,
) -> PyResult<Bound<'py, PyList>> {
    let strict = match errors {
        "strict" => true,
        "ignore" => false,
        _ => return Err(PyValueError::new_err("errors is `strict` or `ignore`")),
    };
    let list = PyList::empty(py);
    let (mut end, mut odd) = (0, false);
    for found in Frames::new(data) {
        let after = found.offset + found.frame.wire_len();
        let before = data.get(end..found.offset).unwrap_or_default();
        odd |= before.contains(&dlt645::START);
        let wire = data.get(found.offset..after).unwrap_or_default().into();
        list.append(Frame {
            wire,
            offset: found.offset,
        })?;
        end = after;
    }
    let rest = data.get(end..).unwrap_or_default();
    odd |= rest.contains(&dlt645::START) || (list.is_empty() && !data.is_empty());
    if strict
        && odd
        && let Some((offset, kind, message)) = damage(data, !list.is_empty())
    {
        return Err(crate::errors::decode(
            py,
            offset,
            kind,
            &message,
            list.into_any(),
        ));
    }
    Ok(list)
}
