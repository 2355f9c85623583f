//! Explain items: what an identifier names, by number or by words in English or Chinese.
//!
//! `cargo run -p dlt645 --features names --example explain_items [-- 0201FF00 | C010 | demand
//! reverse]`

use dlt645::item::{self, Language, search};
use dlt645::{DataId, Edition};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => ["00010000", "0201FF00", "03300D01", "9010"]
            .into_iter()
            .for_each(by_number),
        [one] if one.parse::<DataId>().is_ok() => by_number(one),
        words => {
            let mut found = search(Edition::V2007, words).peekable();
            if found.peek().is_none() {
                println!("no item of the 2007 edition is called {}", words.join(" "));
            }
            found.take(20).for_each(explain);
        }
    }
}

fn by_number(text: &str) {
    match text.parse::<DataId>() {
        Ok(id) => explain(id),
        Err(error) => println!("{text}: {error}"),
    }
}

fn explain(id: DataId) {
    let Some(item) = item::lookup(id) else {
        return println!("{id}: not in the standard");
    };
    let name = |language| {
        item.name(language)
            .map(|name| name.to_string())
            .unwrap_or_default()
    };
    println!(
        "{id}  {}  {}",
        name(Language::English),
        name(Language::Chinese)
    );
    let length = item
        .byte_len()
        .map_or("of varying length".to_owned(), |bytes| {
            format!("{bytes} bytes")
        });
    println!(
        "  format {}, unit {}, {length}, access {}, table {}",
        item.format, item.unit, item.access, item.table
    );
}
