//! Exceptions: each with what a program needs to go on.

use dlt645_explain::report::error_text;
use dlt645_explain::{Lang, phrases::Phrase};
use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use std::io;
use ttl_link::Failed;
use ttl_link::adapter::ClientError;

create_exception!(dlt645_rs, Error, PyException, "Anything that goes wrong.");
create_exception!(
    dlt645_rs,
    DecodeError,
    Error,
    "Bytes are no frame: `offset` where, `kind` what is wrong, `frames` the good ones."
);
create_exception!(
    dlt645_rs,
    MeterError,
    Error,
    "The meter refused: `errors` are the names of its reasons."
);
create_exception!(
    dlt645_rs,
    NoAnswerError,
    Error,
    "No usable answer: `heard` says what came instead, `tries` how often was asked."
);
create_exception!(
    dlt645_rs,
    PortError,
    Error,
    "The port failed or was closed."
);

/// An exception with attributes.
fn with<'py, const N: usize>(
    py: Python<'py>,
    error: PyErr,
    members: [(&str, Bound<'py, PyAny>); N],
) -> PyErr {
    let value = error.value(py);
    for (name, member) in members {
        // An exception that takes no attributes still says its text.
        let _ = value.setattr(name, member);
    }
    error
}

/// Bytes that are no frame.
pub(crate) fn decode<'py>(
    py: Python<'py>,
    offset: usize,
    kind: &str,
    message: &str,
    frames: Bound<'py, PyAny>,
) -> PyErr {
    let error = DecodeError::new_err(format!("byte {offset}: {message}"));
    let members = offset
        .into_pyobject(py)
        .map(Bound::into_any)
        .map(|offset| [("offset", offset)]);
    let error = match members {
        Ok(members) => with(py, error, members),
        Err(never) => match never {},
    };
    let kind = pyo3::types::PyString::new(py, kind).into_any();
    with(py, error, [("kind", kind), ("frames", frames)])
}

/// Why a request has no value.
pub(crate) fn client(py: Python<'_>, error: &ClientError<io::Error>) -> PyErr {
    let text = error.to_string();
    let string = |text: &str| pyo3::types::PyString::new(py, text).into_any();
    match error {
        ClientError::Port(_) | ClientError::Closed | ClientError::Stuck => PortError::new_err(text),
        ClientError::Failed(failed) => match failed.errors() {
            Some(errors) => {
                let names = errors.to_string();
                with(py, MeterError::new_err(text), [("errors", string(&names))])
            }
            None => no_answer(py, failed, &text),
        },
        ClientError::Value(error) => {
            let words = dlt645_explain::phrases::of_value(*error);
            Error::new_err(words.en)
        }
        _ => pyo3::exceptions::PyValueError::new_err(text),
    }
}

fn no_answer(py: Python<'_>, failed: &Failed, text: &str) -> PyErr {
    let heard = pyo3::types::PyString::new(py, &failed.reason.to_string()).into_any();
    let tries = pyo3::types::PyInt::new(py, failed.tries).into_any();
    with(
        py,
        NoAnswerError::new_err(text.to_owned()),
        [("heard", heard), ("tries", tries)],
    )
}

/// Names of the reasons in an error reply.
pub(crate) fn names(errors: &[Phrase]) -> Vec<String> {
    if errors.is_empty() {
        return vec![error_text(errors, Lang::En)];
    }
    errors.iter().map(|error| error.en.clone()).collect()
}
