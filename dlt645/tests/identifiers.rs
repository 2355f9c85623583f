//! Every identifier of both editions, expanded from the tables in `vectors/`, against what the
//! lookup says.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail"
)]

use dlt645::item::layout::{Engine, Field};
use dlt645::item::{Half, Item, lookup};
use dlt645::{DataId, Edition};
use std::collections::HashMap;

/// One row of a table; the identifier pattern is expanded by [`expand`].
struct Row {
    pattern: String,
    format: String,
    length: String,
    unit: String,
    signed: String,
    access: String,
    structure: String,
    table: String,
}

/// Splits a CSV line with quoted fields.
fn fields(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                out.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => out.push(String::new()),
            c => out.last_mut().unwrap().push(c),
        }
    }
    out
}

fn rows(text: &str) -> Vec<Row> {
    let mut lines = text.lines();
    let head = fields(lines.next().unwrap());
    let column = |name: &str| head.iter().position(|h| h == name).unwrap();
    let [di, format, length, unit, signed, access, structure, table] = [
        "di",
        "format",
        "length_bytes",
        "unit",
        "signed",
        "access",
        "block_structure",
        "table",
    ]
    .map(column);
    lines
        .map(|line| {
            let f = fields(line);
            assert_eq!(f.len(), head.len(), "{line}");
            let get = |n: usize| f[n].clone();
            Row {
                pattern: get(di),
                format: get(format),
                length: get(length),
                unit: get(unit),
                signed: get(signed),
                access: get(access),
                structure: get(structure),
                table: get(table),
            }
        })
        .collect()
}

/// All identifiers of a pattern such as `0001{01-3F}{00-0C}`.
fn expand(pattern: &str) -> Vec<u32> {
    let mut sets: Vec<Vec<u32>> = vec![];
    let mut rest = pattern;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('{') {
            let (set, tail) = inner.split_once('}').unwrap();
            let mut bytes = vec![];
            for item in set.split(',') {
                let (lo, hi) = item.split_once('-').unwrap_or((item, item));
                bytes.extend(
                    u32::from_str_radix(lo, 16).unwrap()..=u32::from_str_radix(hi, 16).unwrap(),
                );
            }
            sets.push(bytes);
            rest = tail;
        } else {
            sets.push(vec![u32::from_str_radix(&rest[..2], 16).unwrap()]);
            rest = &rest[2..];
        }
    }
    sets.iter().fold(vec![0], |all, set| {
        all.iter()
            .flat_map(|high| set.iter().map(move |low| high << 8 | low))
            .collect()
    })
}

fn id(edition: Edition, di: u32) -> DataId {
    match edition {
        Edition::V2007 => DataId::V2007(di),
        Edition::V1997 => DataId::V1997(di as u16),
    }
}

fn tables() -> [(Edition, Vec<Row>); 2] {
    [
        (
            Edition::V2007,
            rows(include_str!("../vectors/dlt645-2007-di.csv")),
        ),
        (
            Edition::V1997,
            rows(include_str!("../vectors/dlt645-1997-di.csv")),
        ),
    ]
}

/// The length of a formula such as `29+48*(k+1)` for a number of tariffs, days, seasons, …
fn formula(text: &str, n: usize) -> usize {
    let text = text
        .replace("(k+1)", &(n + 1).to_string())
        .replace("(d+1)", &(n + 1).to_string());
    text.split('+')
        .map(|term| {
            term.split('*')
                .map(|f| f.parse().unwrap_or(n))
                .product::<usize>()
        })
        .sum()
}

#[test]
fn every_identifier_has_what_the_table_says() {
    let mut count = HashMap::new();
    for (edition, rows) in tables() {
        let mut single = HashMap::new();
        for row in rows.iter().filter(|row| row.unit != "by DI2") {
            for di in expand(&row.pattern) {
                single.insert(di, (row.unit.as_str(), row.signed.as_str()));
            }
        }
        for row in &rows {
            for di in expand(&row.pattern) {
                let item =
                    lookup(id(edition, di)).unwrap_or_else(|| panic!("{di:08X} is not found"));
                *count.entry(edition).or_insert(0) += 1;
                let (unit, signed) = match row.unit.as_str() {
                    "by DI2" => single[&(di & 0xFFFF_FF00)],
                    unit => (unit, row.signed.as_str()),
                };
                let format = format!("{}{}", item.format, item.times);
                let found = (format.as_str(), item.unit.symbol(), item.signed);
                assert_eq!(
                    found,
                    (row.format.as_str(), unit, signed == "y"),
                    "{di:08X}"
                );
                assert_eq!(item.access.to_string(), row.access, "{di:08X}");
                assert_eq!(item.table.to_string(), row.table, "{di:08X}");
                assert_eq!(item.byte_len(), row.length.parse().ok(), "{di:08X}");
                check_structure(&item, row);
            }
        }
    }
    assert_eq!(count[&Edition::V2007], 39_915);
    assert_eq!(count[&Edition::V1997], 1_641);
}

/// Format and number of repetitions of each part, with the freeze and ladder groups written out.
fn check_structure(item: &Item, row: &Row) {
    if row.structure.is_empty() || item.format.pair().is_some() && item.layout.is_none() {
        assert!(item.layout.is_none(), "{}", item.id);
        return;
    }
    let layout = item
        .layout
        .unwrap_or_else(|| panic!("{} has no layout", item.id));
    if layout.engine == Engine::ActiveReport {
        assert_eq!(row.structure, "status=HEX96; N*new_count=NN");
        return;
    }
    let ladder = ["6*=NNNNNN.NN", "7*=NNNN.NNNN", "4*=MMDDhh"];
    let mut expected = vec![];
    for part in row.structure.split("; ") {
        let (left, format) = part.split_once('=').unwrap();
        let (times, repeated) = match left.rsplit_once('*') {
            Some((times, _)) => (times, true),
            None => ("1", false),
        };
        let variable = |text: &str| text.parse::<u8>().is_err();
        match format {
            "LADDER64" => expected.extend(ladder.map(str::to_string)),
            _ if times.starts_with("8*(") => {
                (0..8).for_each(|_| expected.push(format!("0*={format}")))
            }
            _ if times.starts_with("2*(") => {
                (0..2).for_each(|_| expected.push(format!("0*={format}")))
            }
            _ if item.id.to_string().starts_with("05") && times == "8" => {
                (0..8).for_each(|_| expected.push(format!("1*={format}")));
            }
            _ if variable(times) => expected.push(format!("0*={format}")),
            _ => {
                assert!(repeated || times == "1");
                expected.push(format!("{times}*={format}"));
            }
        }
    }
    let found: Vec<String> = layout
        .fields
        .iter()
        .map(|f: &Field| format!("{}*={}", f.repeat.times().unwrap_or(0), f.format))
        .collect();
    assert_eq!(found, expected, "{}", item.id);
}

/// A formula of the table is the length of the layout for every number of rounds.
#[test]
fn lengths_that_vary_follow_their_formula() {
    let mut checked = 0;
    for (edition, rows) in tables() {
        for row in rows
            .iter()
            .filter(|row| row.length.parse::<usize>().is_err() && row.length != "var")
        {
            let item = lookup(id(edition, expand(&row.pattern)[0])).unwrap();
            let layout = item.layout.unwrap();
            if layout.engine == Engine::ActiveReport {
                continue;
            }
            for n in 1..5 {
                let rounds = if row.length.starts_with("29") {
                    n + 1
                } else {
                    n
                };
                let len: usize = layout
                    .fields
                    .iter()
                    .map(|f| {
                        f.format.byte_len().unwrap() * f.repeat.times().map_or(rounds, usize::from)
                    })
                    .sum();
                assert_eq!(len, formula(&row.length, n), "{}", row.pattern);
                checked += 1;
            }
        }
    }
    assert!(checked > 300);
}

/// What no table has is no item: the neighbours of every pattern are looked up too.
#[test]
fn nothing_else_is_found() {
    for (edition, rows) in tables() {
        let known: std::collections::HashSet<u32> =
            rows.iter().flat_map(|row| expand(&row.pattern)).collect();
        for di in known.iter().flat_map(|di| {
            [
                di ^ 0x80,
                di.wrapping_add(1),
                di ^ 0x4000,
                di.wrapping_add(0x100),
            ]
        }) {
            let di = if edition == Edition::V1997 {
                di & 0xFFFF
            } else {
                di
            };
            assert_eq!(
                lookup(id(edition, di)).is_some(),
                known.contains(&di),
                "{di:08X}"
            );
        }
    }
}

/// The parts of a block that can be read alone have the format, unit and sign of the item that
/// reads them.
#[test]
fn parts_agree_with_their_own_items() {
    let wire = [0x33u8; 300];
    let mut children = 0;
    for (edition, rows) in tables() {
        for row in rows.iter().filter(|row| !row.structure.is_empty()) {
            let item = lookup(id(edition, expand(&row.pattern)[0])).unwrap();
            if row.length == "var" {
                continue;
            }
            let rounds = if row.length.parse::<usize>().is_ok() {
                0
            } else {
                4
            };
            let len = item.byte_len().unwrap_or_else(|| {
                if row.length == "12+N" {
                    12
                } else {
                    formula(&row.length, rounds)
                }
            });
            for part in item
                .parts(dlt645::Data::from_wire(&wire[..len.min(300)]))
                .take_while(Result::is_ok)
                .flatten()
            {
                let Some(alone) = part.id.filter(|id| *id != item.id) else {
                    continue;
                };
                children += 1;
                let own = lookup(alone).unwrap_or_else(|| panic!("{alone} of {}", item.id));
                let format = own.format.pair().map_or(own.format, |(first, second)| {
                    if matches!(part.name.half, Half::When | Half::Occurred) {
                        second
                    } else {
                        first
                    }
                });
                assert_eq!(
                    part.format.to_string(),
                    format.to_string(),
                    "{alone} of {}",
                    item.id
                );
                // The unit of an item of several units names them all.
                if !matches!(part.name.half, Half::When | Half::Occurred)
                    && !own.unit.symbol().contains("/kv")
                {
                    assert_eq!(
                        part.unit.symbol(),
                        own.unit.symbol(),
                        "{alone} of {}",
                        item.id
                    );
                }
            }
        }
    }
    assert!(children > 1000, "{children}");
}

/// Every identifier has a name of its own in both languages, with its indices in it.
#[cfg(feature = "names")]
#[test]
fn every_identifier_has_a_name_of_its_own() {
    use dlt645::item::{Language, Name};
    let ordinal = |n: u32| match n {
        1 => "last".to_string(),
        2 => "2nd last".to_string(),
        3 => "3rd last".to_string(),
        n if n % 10 == 1 && n != 11 && n != 111 && n != 211 => format!("{n}st last"),
        n if n % 10 == 2 && n % 100 != 12 => format!("{n}nd last"),
        n if n % 10 == 3 && n % 100 != 13 => format!("{n}rd last"),
        n => format!("{n}th last"),
    };
    for (edition, rows) in tables() {
        for language in [Language::English, Language::Chinese] {
            let mut seen: HashMap<String, u32> = HashMap::new();
            for row in &rows {
                for di in expand(&row.pattern) {
                    let name = Name::of(id(edition, di), language)
                        .unwrap_or_else(|| panic!("{di:08X}"))
                        .to_string();
                    assert!(
                        name.len() > 3 && !name.contains(['%', '?']),
                        "{di:08X}: {name}"
                    );
                    let (di1, di0) = (di >> 8 & 0xFF, di & 0xFF);
                    let english = language == Language::English;
                    if row.pattern.contains("{01-3F}{00-0C}") {
                        let tariff = if english {
                            format!("tariff {di1}")
                        } else {
                            format!("费率{di1}")
                        };
                        assert!(name.contains(&tariff), "{di:08X}: {name}");
                    }
                    if row.pattern.ends_with("{00-0C}") && di0 > 0
                        || row.pattern.ends_with("{01-0A}")
                    {
                        let last = if english {
                            ordinal(di0)
                        } else {
                            format!("（上{di0}")
                        };
                        assert!(name.contains(&last), "{di:08X}: {name}");
                    }
                    if let Some(other) = seen.insert(name.clone(), di) {
                        panic!("{di:08X} and {other:08X} are both {name}");
                    }
                }
            }
        }
    }
}
