//! Identifiers on the command line: in any dress, or by name.

use crate::lang;
use crate::tell;
use dlt645::{Address, AddressError, DataId, Edition};
use dlt645_explain::Lang;
use dlt645_explain::given;
use dlt645_explain::names;
use dlt645_explain::own;
use dlt645_explain::search::{Search, ids};
use std::path::Path;
use std::sync::OnceLock;

static SEARCH: OnceLock<Search> = OnceLock::new();

/// The search, built when it is first needed.
pub(crate) fn search() -> &'static Search {
    SEARCH.get_or_init(Search::default)
}

/// Takes a table of own identifiers.
pub(crate) fn own_items(file: &Path) -> Result<(), String> {
    let colon = lang::say(": ", "：");
    let table = std::fs::read_to_string(file)
        .map_err(|error| format!("{}{colon}{}", file.display(), lang::of_error(&error)))?;
    own::install(&table)
        .map(drop)
        .map_err(|error| format!("{}{colon}{}", file.display(), error.text(lang::get())))
}

/// An address: one to twelve digits.
pub(crate) fn address(digits: &str) -> Result<Address, String> {
    digits
        .parse()
        .map_err(|error: AddressError| lang::text(&given::of_address(error)))
}

/// Whether a word is meant as an identifier. Four letters that are a word too (`face`) need a digit
/// to count.
pub(crate) fn is_number(word: &str) -> bool {
    ids::parse(word).is_some() && word.chars().any(|c| c.is_numeric())
}

/// An identifier or a name; a name is said with what it was taken for.
pub(crate) fn parse(word: &str) -> Result<DataId, String> {
    parse_in(word, None)
}

/// The same in one edition.
pub(crate) fn parse_in(word: &str, edition: Option<Edition>) -> Result<DataId, String> {
    if is_number(word)
        && let Some(written) = ids::parse(word)
    {
        if let Some(meant) = written.meant {
            let question = meant.question();
            let question = question.text(lang::get());
            // What no table has is hardly what was meant; what is known is read, with a word of
            // warning.
            if dlt645::item::lookup(written.di).is_none() {
                return Err(match lang::get() {
                    Lang::En => format!("{} is in no table; {question}?", written.di),
                    Lang::Zh => format!("{} 不在任何表中；{question}？", written.di),
                });
            }
            tell!("{}: {question}?", written.di);
        }
        return Ok(written.di);
    }
    let found = search().find(word, edition);
    match found.list.first() {
        Some(di) => {
            let name = names::of(*di, lang::get()).unwrap_or_default();
            match lang::get() {
                Lang::En => tell!("{word}: {di} {name}"),
                Lang::Zh => tell!("{word}：{di} {name}"),
            }
            Ok(*di)
        }
        None => Err(match lang::get() {
            Lang::En => format!(
                "`{word}` is no identifier (8 or 4 hexadecimal digits) and no name of one; look with `dlt645 items`"
            ),
            Lang::Zh => format!(
                "“{word}”不是数据标识（8 位或 4 位十六进制），也不是其名称；可用 `dlt645 items` 查找"
            ),
        }),
    }
}
