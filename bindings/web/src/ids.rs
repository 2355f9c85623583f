//! Identifiers by number or by words, as `dlt645 items` lists them.

use dlt645::{DataId, item};
use dlt645_explain::items::ItemLine;
use dlt645_explain::search::{Search, ids};
use dlt645_explain::{Lang, names};

/// How many are shown.
const SHOWN: usize = 20;

/// The search, which costs a walk over all names to build.
#[derive(Default)]
pub(crate) struct Ids {
    search: Search,
}

fn say(lang: Lang, en: impl Into<String>, zh: impl Into<String>) -> String {
    match lang {
        Lang::En => en.into(),
        Lang::Zh => zh.into(),
    }
}

/// Four letters that are a word too (`face`) need a digit to be a number.
fn number(text: &str) -> Option<ids::Written> {
    ids::parse(text).filter(|_| text.contains(char::is_numeric))
}

fn print(out: &mut String, di: DataId, last: Option<DataId>, lang: Lang) {
    if let Some(item) = item::lookup(di) {
        let line = ItemLine { item: &item, last };
        out.push_str(&line.text(lang));
        out.push('\n');
    }
}

impl Ids {
    /// What `text` means: the list, and what is to be said beside it.
    pub(crate) fn list(&self, text: &str, lang: Lang) -> (String, String) {
        let text = text.trim();
        let (mut out, mut notes) = Default::default();
        if text.is_empty() {
            return (out, notes);
        }
        if let Some(written) = number(text) {
            let di = written.di;
            if item::lookup(di).is_some() {
                print(&mut out, di, None, lang);
            } else {
                let no = say(lang, "no such identifier", "无此数据标识");
                notes = format!("{di}  {no}");
            }
            if let Some(meant) = written.meant {
                notes = [notes.as_str(), meant.question().text(lang)]
                    .join("\n")
                    .trim()
                    .to_owned();
                print(&mut out, meant.di(), None, lang);
            }
            return (out, notes);
        }
        let found = self.search.find(text, None);
        for di in found.list.iter().take(SHOWN) {
            // A word with a number asks for one of a family.
            let family = !text.contains(char::is_numeric);
            let last = family.then(|| self.search.last_of_family(*di)).flatten();
            print(&mut out, *di, last, lang);
        }
        let more = found.list.len().saturating_sub(SHOWN);
        if found.list.is_empty() {
            notes = say(
                lang,
                format!("no identifier has a name with `{text}`"),
                format!("未找到名称含“{text}”的数据标识"),
            );
        } else if !found.exact {
            notes = say(
                lang,
                format!("nothing has `{text}` in its name; these come near"),
                format!("没有名称含“{text}”的数据标识；以下较为接近"),
            );
        } else if more > 0 {
            notes = say(lang, format!("{more} more"), format!("另有 {more} 项"));
        }
        (out, notes)
    }

    /// The identifier that `text` means, and what it was taken for.
    pub(crate) fn one(&self, text: &str, lang: Lang) -> Result<(DataId, String), String> {
        let text = text.trim();
        if let Some(written) = number(text) {
            let question = written.meant.map(|meant| meant.question());
            let question = question.as_ref().map_or("", |question| question.text(lang));
            return Ok((written.di, question.to_owned()));
        }
        match self.search.find(text, None).list.first() {
            Some(di) => {
                let name = names::of(*di, lang).unwrap_or_default();
                Ok((*di, format!("{di} {name}")))
            }
            None => Err(say(
                lang,
                format!("`{text}` is no identifier and no name of one"),
                format!("“{text}”不是数据标识，也不是其名称"),
            )),
        }
    }
}
