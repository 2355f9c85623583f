//! `dlt645` for Python: what the package `dlt645_rs` is made of.
//!
//! Frames keep their bytes and say what they mean when asked, so that who only wants an address
//! pays for no values. All words and values are those of `dlt645-explain`.

mod client;
mod convert;
mod errors;
mod frame;
mod items;

use dlt645_explain::fields::Teller;
use dlt645_explain::{Capture, Lang};
use pyo3::prelude::*;
use std::cell::RefCell;

/// The language of a text.
fn lang_of(lang: &str) -> PyResult<Lang> {
    match lang {
        "en" => Ok(Lang::En),
        "zh" => Ok(Lang::Zh),
        other => Err(pyo3::exceptions::PyValueError::new_err(format!(
            "language `{other}` is not en or zh"
        ))),
    }
}

/// A capture in any form, field by field: the words of `dlt645 explain`.
#[pyfunction]
#[pyo3(signature = (text, lang = "en"))]
fn explain(py: Python<'_>, text: &str, lang: &str) -> PyResult<String> {
    let teller = Teller {
        lang: lang_of(lang)?,
        wish: None,
    };
    Ok(py.detach(|| {
        let out = RefCell::new(String::new());
        let mut capture = Capture::default();
        capture.paste(text, &mut |event| {
            teller.event(&mut *out.borrow_mut(), &event)
        });
        capture.finish(&mut |event| teller.event(&mut *out.borrow_mut(), &event));
        out.into_inner()
    }))
}

/// The native half of `dlt645_rs`.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add_function(wrap_pyfunction!(explain, module)?)?;
    module.add_function(wrap_pyfunction!(frame::decode, module)?)?;
    module.add_function(wrap_pyfunction!(items::search, module)?)?;
    module.add_function(wrap_pyfunction!(items::lookup, module)?)?;
    module.add_class::<frame::Frame>()?;
    module.add_class::<frame::Value>()?;
    module.add_class::<frame::Warning>()?;
    module.add_class::<items::Item>()?;
    module.add_class::<client::Client>()?;
    module.add_class::<client::Reading>()?;
    module.add("Error", py.get_type::<errors::Error>())?;
    module.add("DecodeError", py.get_type::<errors::DecodeError>())?;
    module.add("MeterError", py.get_type::<errors::MeterError>())?;
    module.add("NoAnswerError", py.get_type::<errors::NoAnswerError>())?;
    module.add("PortError", py.get_type::<errors::PortError>())
}
