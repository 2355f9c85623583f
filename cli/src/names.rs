//! Names of identifiers.

use crate::describe::Lang;
use dlt645::DataId;
use dlt645::item::{Language, Name};

/// Name of an identifier of the standard.
pub(crate) fn of(di: DataId, lang: Lang) -> Option<String> {
    let language = match lang {
        Lang::En => Language::English,
        Lang::Zh => Language::Chinese,
    };
    Name::of(di, language).map(|name| name.to_string())
}
