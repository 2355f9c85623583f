//! Names of identifiers.

use crate::Lang;
use dlt645::DataId;
use dlt645::item::{Language, Name};
use std::collections::HashMap;

/// Name of an identifier: the user's own, else the standard's.
#[must_use]
pub fn of(di: DataId, lang: Lang) -> Option<String> {
    if let Some(name) = crate::own::name(di, lang) {
        return Some(name.to_owned());
    }
    let language = match lang {
        Lang::En => Language::English,
        Lang::Zh => Language::Chinese,
    };
    Name::of(di, language).map(|name| name.to_string())
}

/// Names that were looked up before: captures repeat a few identifiers many times.
#[derive(Debug, Default)]
pub struct Names {
    known: HashMap<DataId, Option<[String; 2]>>,
}

impl Names {
    /// English and Chinese name.
    pub fn both(&mut self, di: DataId) -> Option<(&str, &str)> {
        let look = || Some([of(di, Lang::En)?, of(di, Lang::Zh)?]);
        let [en, zh] = self.known.entry(di).or_insert_with(look).as_ref()?;
        Some((en, zh))
    }

    /// The name in a language.
    pub fn of(&mut self, di: DataId, lang: Lang) -> Option<&str> {
        let (en, zh) = self.both(di)?;
        Some(match lang {
            Lang::En => en,
            Lang::Zh => zh,
        })
    }
}
