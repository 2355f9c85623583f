//! Identifiers: by number, and by words of both languages.

use dlt645::{DataId, item};
use dlt645_explain::search::{Search, ids};
use dlt645_explain::{Lang, names};
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use std::sync::OnceLock;

static SEARCH: OnceLock<Search> = OnceLock::new();

/// What the tables say of an identifier.
#[pyclass(frozen, get_all, module = "dlt645_rs")]
pub(crate) struct Item {
    /// Eight or four digits.
    di: String,
    /// English name.
    name: String,
    /// Chinese name.
    name_zh: String,
    /// Unit, if it has one.
    unit: Option<&'static str>,
    /// Layout as in the standard.
    format: String,
    /// Bytes, `None` if that varies.
    length: Option<usize>,
    /// Whether its highest bit is a sign.
    signed: bool,
}

#[pymethods]
impl Item {
    fn __repr__(&self) -> String {
        format!("<Item {} {}>", self.di, self.name)
    }
}

fn item_of(di: DataId) -> Option<Item> {
    let found = item::lookup(di)?;
    Some(Item {
        di: di.to_string(),
        name: names::of(di, Lang::En).unwrap_or_default(),
        name_zh: names::of(di, Lang::Zh).unwrap_or_default(),
        unit: Some(found.unit.symbol()).filter(|unit| !unit.is_empty()),
        format: format!("{}{}", found.format, found.times),
        length: found.byte_len(),
        signed: found.signed,
    })
}

/// An identifier in any dress, or the best one for some words.
pub(crate) fn id_of(text: &str) -> PyResult<DataId> {
    let number = ids::parse(text).filter(|_| text.contains(char::is_numeric));
    if let Some(written) = number {
        return Ok(written.di);
    }
    let found = SEARCH.get_or_init(Search::default).find(text, None);
    let first = found.list.first().copied();
    first.ok_or_else(|| {
        PyValueError::new_err(format!("`{text}` is no identifier and no name of one"))
    })
}

/// Identifiers that `words` may mean, best first.
#[pyfunction]
#[pyo3(signature = (words, limit = 20))]
pub(crate) fn search(py: Python<'_>, words: &str, limit: usize) -> Vec<Item> {
    py.detach(|| {
        let found = SEARCH.get_or_init(Search::default).find(words, None);
        let list = found.list.into_iter();
        list.filter_map(item_of).take(limit).collect()
    })
}

/// The identifier `di`, eight or four digits in any dress.
#[pyfunction]
pub(crate) fn lookup(di: &str) -> PyResult<Item> {
    let written = ids::parse(di).ok_or_else(|| {
        PyValueError::new_err("an identifier has 8 (2007) or 4 (1997) hexadecimal digits")
    })?;
    item_of(written.di).ok_or_else(|| PyKeyError::new_err(written.di.to_string()))
}
