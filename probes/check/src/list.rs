//! The lists of entry points, read as text: names, limits, and what each entry calls.

use crate::build::folder;

/// One entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Name of its start function, which begins with the crate's.
    pub name: String,
    /// Most bytes of code and constants, and of stack, on Cortex-M; without, it only has to link.
    pub limits: Option<(u64, u64)>,
    /// Its expression.
    pub text: String,
}

/// A list with what is around the entries: helpers and types.
pub struct List {
    /// File name without its ending.
    pub name: String,
    pub entries: Vec<Entry>,
    pub rest: String,
}

/// All lists, by file name.
pub fn read() -> Result<Vec<List>, String> {
    let path = folder().join("src/list");
    let why = |path: &std::path::Path, why: std::io::Error| format!("{}: {why}", path.display());
    let mut lists = Vec::new();
    for file in std::fs::read_dir(&path).map_err(|e| why(&path, e))? {
        let path = file.map_err(|e| why(&path, e))?.path();
        let text = std::fs::read_to_string(&path).map_err(|e| why(&path, e))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        lists.push(parse(&name, &text)?);
    }
    lists.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(lists)
}

/// An entry begins with four blanks and a quotation mark; it goes on until the next one, or until
/// the list ends.
fn parse(name: &str, text: &str) -> Result<List, String> {
    let mut list = List {
        name: name.into(),
        entries: Vec::new(),
        rest: String::new(),
    };
    let mut inside = false;
    for line in text.lines() {
        if line == "probes! {" || line == "}" {
            inside = line != "}";
        } else if let Some(start) = line.strip_prefix("    \"").filter(|_| inside) {
            list.entries
                .push(head(start).ok_or(format!("{name}: not an entry: {line}"))?);
        } else if let Some(entry) = list.entries.last_mut().filter(|_| inside) {
            entry.text += "\n";
            entry.text += line.split("//").next().unwrap_or_default();
            continue;
        }
        if !inside {
            list.rest += line;
            list.rest += "\n";
        }
    }
    Ok(list)
}

/// `name" [code, stack] => text`.
fn head(line: &str) -> Option<Entry> {
    let (name, line) = line.split_once('"')?;
    let (limits, text) = line.split_once("=>")?;
    let limits = match limits.trim() {
        "" => None,
        pair => {
            let (code, stack) = pair.strip_prefix('[')?.strip_suffix(']')?.split_once(',')?;
            Some((code.trim().parse().ok()?, stack.trim().parse().ok()?))
        }
    };
    Some(Entry {
        name: name.into(),
        limits,
        text: text.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_keep_limits_and_text() {
        let text = "fn key() {}\n\nprobes! {\n    \"a_one\" => f(1);\n    \"a_two\" [90, 8] =>\n        \
            g(2); // why\n}\n\nstruct Own;\n";
        let list = parse("a", text).unwrap();
        let entry = |name: &str, limits, text: &str| Entry {
            name: name.into(),
            limits,
            text: text.into(),
        };
        assert_eq!(
            list.entries,
            [
                entry("a_one", None, " f(1);"),
                entry("a_two", Some((90, 8)), "\n        g(2); ")
            ]
        );
        assert!(list.rest.contains("fn key() {}") && list.rest.contains("struct Own;"));
        assert!(!list.rest.contains("f(1)"));
    }

    #[test]
    fn bad_limits_are_told() {
        assert!(parse("a", "probes! {\n    \"a_one\" [90] => f(1);\n}\n").is_err());
    }
}
