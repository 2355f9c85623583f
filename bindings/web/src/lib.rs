//! `dlt645-explain` for a page of HTML: what the script of the page calls.
//!
//! The page writes its input, UTF-8, where [`reserve`] says and calls one of [`explain`],
//! [`search`] and [`build`]; the answer is then in [`part`] 0 to 4, each a run of bytes. Strings
//! are copied once on either side, so that a log of 64 KB is explained between two keystrokes.

mod explained;
mod ids;
mod order;

use dlt645_explain::Lang;
use explained::Explained;
use ids::Ids;
use std::sync::{Mutex, MutexGuard};

/// All that the page holds between two calls.
#[derive(Default)]
struct Page {
    input: Vec<u8>,
    explained: Explained,
    ids: Option<Ids>,
    /// What the last call came to.
    answer: String,
    /// What there is to say about it.
    notes: String,
}

static PAGE: Mutex<Option<Page>> = Mutex::new(None);

fn with<R>(work: impl FnOnce(&mut Page) -> R) -> R {
    let mut page: MutexGuard<'_, Option<Page>> = match PAGE.lock() {
        Ok(page) => page,
        Err(poisoned) => poisoned.into_inner(),
    };
    work(page.get_or_insert_with(Page::default))
}

const fn lang_of(zh: u32) -> Lang {
    if zh == 0 { Lang::En } else { Lang::Zh }
}

impl Page {
    fn input(&mut self) -> String {
        let input = std::mem::take(&mut self.input);
        String::from_utf8(input)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }
}

/// Room for `len` bytes of input; valid until the next call.
#[expect(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn reserve(len: usize) -> *mut u8 {
    with(|page| {
        page.input.clear();
        page.input.resize(len, 0);
        page.input.as_mut_ptr()
    })
}

/// Begins to explain the input; [`go_on`] does it.
#[expect(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn explain(zh: u32) {
    with(|page| {
        let input = page.input();
        page.explained = Explained::of(input, lang_of(zh));
    });
}

/// Explains the next `len` bytes of the input, to the end of a line; 1 at the end. Part 0 is the
/// text, 1 the marks (see [`explained`]), 2 the bytes that the marks name, 3 what is to be said
/// about all.
#[expect(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn go_on(len: usize) -> u32 {
    with(|page| {
        let is_end = page.explained.go_on(len);
        page.notes = page.explained.notes();
        u32::from(is_end)
    })
}

/// The first line of `dlt645 decode` for the frame that is event `index` of the last explanation:
/// part 4.
#[expect(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn title(index: usize) {
    with(|page| page.answer = page.explained.title(index));
}

/// Searches identifiers by the number or words in the input; part 4 is the list as
/// `dlt645 items` prints it, part 3 what it says beside it.
#[expect(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn search(zh: u32) {
    with(|page| {
        let input = page.input();
        let ids = page.ids.get_or_insert_with(Ids::default);
        (page.answer, page.notes) = ids.list(&input, lang_of(zh));
    });
}

/// Builds a request from the fields in the input, `name=value` a line; part 4 is the frame in
/// hexadecimal or empty, part 3 what is wrong or to be noted.
#[expect(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn build(zh: u32) {
    with(|page| {
        let input = page.input();
        let ids = page.ids.get_or_insert_with(Ids::default);
        (page.answer, page.notes) = order::build(&input, ids, lang_of(zh));
    });
}

/// Where part `index` of the answer begins.
#[expect(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn part(index: usize) -> *const u8 {
    with(|page| page.part(index).0)
}

/// How many bytes part `index` of the answer has.
#[expect(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn part_len(index: usize) -> usize {
    with(|page| page.part(index).1)
}

impl Page {
    fn part(&self, index: usize) -> (*const u8, usize) {
        let explained = &self.explained;
        match index {
            0 => (explained.text().as_ptr(), explained.text().len()),
            1 => (
                explained.marks().as_ptr().cast(),
                size_of_val(explained.marks()),
            ),
            2 => (explained.bytes().as_ptr(), explained.bytes().len()),
            3 => (self.notes.as_ptr(), self.notes.len()),
            _ => (self.answer.as_ptr(), self.answer.len()),
        }
    }
}

#[cfg(test)]
mod tests;
