//! Public functions against probes: each function that the four crates offer is called by an entry,
//! is trivial, or is in `UNCOVERED.tsv` with the reason.

use crate::build;
use crate::list;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

const CRATES: [(&str, &str); 4] = [
    ("dlt645", "names"),
    ("rf-frame", "aes-ccm"),
    ("ttl-link", ""),
    ("timesync", ""),
];

/// One public function: crate, type (or nothing) and name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Function {
    krate: String,
    of: String,
    name: String,
}

impl Function {
    fn path(&self) -> String {
        let of = if self.of.is_empty() {
            String::new()
        } else {
            format!("{}::", self.of)
        };
        format!("{}::{of}{}", self.krate, self.name)
    }
}

/// Prints the functions that no entry calls; `Ok(false)` if there are any, or if the list of
/// reasons names too many.
pub fn check() -> Result<bool, String> {
    let sources = sources()?;
    let list = build::folder().join("UNCOVERED.tsv");
    let text =
        std::fs::read_to_string(&list).map_err(|why| format!("{}: {why}", list.display()))?;
    let reasons: BTreeMap<&str, &str> = text
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let (mut all, mut trivial, mut called) = (0, 0, 0);
    let mut excused = BTreeSet::new();
    let mut missing = Vec::new();
    for (krate, features) in CRATES {
        let functions = functions(krate, features)?;
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        functions
            .iter()
            .for_each(|(function, _)| *names.entry(function.name.clone()).or_default() += 1);
        for (function, is_trivial) in &functions {
            all += 1;
            let path = function.path();
            let unique = names.get(&function.name) == Some(&1);
            if sources
                .iter()
                .any(|source| source.krate == function.krate && source.calls(function, unique))
            {
                called += 1;
            } else if *is_trivial {
                trivial += 1;
            } else if reasons.contains_key(path.as_str()) {
                excused.insert(path);
            } else {
                missing.push(path);
            }
        }
    }
    missing.iter().for_each(|path| println!("NO PROBE: {path}"));
    let stale: Vec<&&str> = reasons
        .keys()
        .filter(|path| !excused.contains(**path))
        .collect();
    stale
        .iter()
        .for_each(|path| println!("needless in UNCOVERED.tsv: {path}"));
    println!(
        "summary: {all} public functions: {called} in probes, {trivial} trivial, {} with a reason, {} without a probe",
        excused.len(),
        missing.len()
    );
    Ok(missing.is_empty() && stale.is_empty())
}

/// The text of one entry.
struct Source {
    krate: String,
    name: String,
    text: String,
}

impl Source {
    /// Whether the entry calls the function: by its name, and if several have that name, with the
    /// type's name about.
    fn calls(&self, function: &Function, unique: bool) -> bool {
        let named = words(&self.text).any(|word| word == function.name);
        if function.of.is_empty() || !named {
            return named;
        }
        let qualified = self
            .text
            .contains(&format!("{}::{}", function.of, function.name));
        let about = words(&self.text).any(|word| word == function.of)
            || self.name.contains(&snake(&function.of))
            || self.text.contains(&snake(&function.of));
        let method = self.text.contains(&format!(".{}(", function.name));
        qualified
            || method && (unique || about)
            || unique && self.text.contains(&format!("::{}", function.name))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// `Master::<64>::new` as `Master::new`.
fn without_turbofish(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if depth == 0 && rest.starts_with("::<") {
            depth = 1;
            rest = &rest[3..];
            continue;
        }
        match c {
            '<' if depth > 0 => depth += 1,
            '>' if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            _ => out.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

fn sources() -> Result<Vec<Source>, String> {
    let mut sources = Vec::new();
    for list in list::read()? {
        let krate = ["dlt645", "rf_frame", "ttl_link", "timesync"]
            .into_iter()
            .find(|krate| list.name.starts_with(krate));
        let krate = krate.ok_or(format!("{}: a list named after no crate", list.name))?;
        let source = |name: String, text: &str| Source {
            krate: krate.into(),
            name,
            text: without_turbofish(text),
        };
        // Helpers build engines and implement traits.
        sources.push(source(String::new(), &list.rest));
        for entry in list.entries {
            if !entry.name.starts_with(krate) {
                return Err(format!("{}: must begin with {krate}", entry.name));
            }
            sources.push(source(entry.name, &entry.text));
        }
    }
    Ok(sources)
}

/// The public functions of a crate, each with whether its body is trivial.
fn functions(krate: &str, features: &str) -> Result<Vec<(Function, bool)>, String> {
    let root = build::folder().parent().ok_or("no folder above")?;
    let target = build::folder().join("target").join("json");
    let mut cargo = Command::new("cargo");
    build::forget_own_cargo(&mut cargo);
    // The compiler has the list as an unstable output.
    cargo.env("RUSTC_BOOTSTRAP", "1").current_dir(root);
    cargo
        .args([
            "rustdoc",
            "-q",
            "-p",
            krate,
            "--lib",
            "--features",
            features,
            "--target-dir",
        ])
        .arg(&target);
    cargo.args(["--", "-Zunstable-options", "--output-format", "json"]);
    let out = cargo.output().map_err(|why| format!("cargo: {why}"))?;
    if !out.status.success() {
        return Err(format!("{krate}: {}", String::from_utf8_lossy(&out.stderr)));
    }
    let name = krate.replace('-', "_");
    let path = target.join("doc").join(format!("{name}.json"));
    let text =
        std::fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    let doc: Value =
        serde_json::from_str(&text).map_err(|why| format!("{}: {why}", path.display()))?;
    let index = doc["index"].as_object().ok_or("no index")?;
    let mut inside = BTreeSet::new();
    let mut found = BTreeMap::new();
    let mut add = |item: &Value, of: &str| {
        let function = Function {
            krate: name.clone(),
            of: of.into(),
            name: item["name"].as_str()?.into(),
        };
        found.insert(function, is_trivial(root, &item["span"]));
        Some(())
    };
    for item in index.values() {
        let (implementation, of_trait) = (&item["inner"]["impl"], &item["inner"]["trait"]);
        let of = implementation["for"]["resolved_path"]["path"]
            .as_str()
            .or(item["name"].as_str())
            .unwrap_or("");
        let of = of.rsplit("::").next().unwrap_or(of);
        for id in implementation["items"]
            .as_array()
            .into_iter()
            .chain(of_trait["items"].as_array())
            .flatten()
        {
            let member = &index[&id.to_string()];
            inside.insert(id.to_string());
            let own = implementation["trait"].is_null() && member["visibility"] == "public";
            let provided = !of_trait.is_null() && member["inner"]["function"]["has_body"] == true;
            if member["inner"]["function"].is_object() && (own && of_trait.is_null() || provided) {
                add(member, of);
            }
        }
    }
    for (id, item) in index {
        if item["inner"]["function"].is_object()
            && !inside.contains(id)
            && item["visibility"] == "public"
        {
            add(item, "");
        }
    }
    Ok(found.into_iter().collect())
}

/// A body of one expression that only takes fields, wraps, compares or gives a literal: nothing in
/// it can panic.
fn is_trivial(root: &Path, span: &Value) -> bool {
    let line = |end: &str| {
        span[end][0]
            .as_u64()
            .and_then(|line| usize::try_from(line).ok())
    };
    let (Some(file), Some(begin), Some(end)) =
        (span["filename"].as_str(), line("begin"), line("end"))
    else {
        return false;
    };
    let Ok(text) = std::fs::read_to_string(root.join(file)) else {
        return false;
    };
    let lines: Vec<&str> = text
        .lines()
        .skip(begin.saturating_sub(1))
        .take(end + 1 - begin)
        .map(str::trim)
        .collect();
    let text = lines.join(" ");
    let Some((_, body)) = text.split_once('{') else {
        return false;
    };
    let body = body.trim().trim_end_matches('}');
    // Calls that take names, numbers and dots only, and no arithmetic.
    !body.contains(['[', '+', '*', '/', '%', '!', ';', '<', '>'])
        && !body.contains(" - ")
        && !body.contains("(self")
        && body.matches('(').count() <= 1
        && !body.contains("expect")
        && !body.contains("unwrap(")
}
