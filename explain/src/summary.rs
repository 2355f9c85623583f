//! What a capture held, in a few lines.

use crate::Lang;
use crate::input::Time;
use crate::names::Names;
use crate::report::{Report, Why};
use dlt645::{Address, DataId, Direction};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Counts of a capture.
#[derive(Debug, Default)]
pub struct Summary {
    good: u64,
    damaged: BTreeMap<&'static str, u64>,
    meters: BTreeMap<[u8; 6], u64>,
    items: BTreeMap<String, (DataId, u64)>,
    time: Option<(Time, Time)>,
    slowest: Option<(i64, usize)>,
}

/// Most identifiers and meters that are listed.
const LISTED: usize = 10;

impl Summary {
    /// Counts a good frame.
    pub fn frame(&mut self, report: &Report<'_>) {
        self.good += 1;
        let address = report.frame.address();
        // Requests name meters too, but perhaps ones that are not there.
        if report.frame.control().direction() == Direction::Reply && !address.has_wildcard() {
            let mut digits = address.to_wire();
            digits.reverse();
            *self.meters.entry(digits).or_default() += 1;
        }
        if let Some(di) = report.described.di {
            self.items.entry(di.to_string()).or_insert((di, 0)).1 += 1;
        }
        if let Some(time) = report.place.time {
            let (first, _) = *self.time.get_or_insert((time, time));
            self.time = Some((first, time));
        }
        if let Some(micros) = report.request.and_then(|asked| asked.micros)
            && self.slowest.is_none_or(|(slowest, _)| micros > slowest)
        {
            self.slowest = Some((micros, report.place.line));
        }
    }

    /// Counts a damaged one.
    pub fn damaged(&mut self, why: &Why) {
        *self.damaged.entry(why.kind()).or_default() += 1;
    }

    /// Frames that were good.
    #[must_use]
    pub const fn good(&self) -> u64 {
        self.good
    }

    /// Frames that were damaged.
    #[must_use]
    pub fn bad(&self) -> u64 {
        self.damaged.values().sum()
    }

    /// As lines of text.
    #[must_use]
    pub fn text(&self, names: &mut Names, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        let mut out = String::new();
        let (good, bad) = (self.good, self.bad());
        // Writing to a string does not fail.
        let _ = match lang {
            Lang::En => write!(out, "frames good {good}, damaged {bad}"),
            Lang::Zh => write!(out, "正确帧 {good}，损坏帧 {bad}"),
        };
        if bad > 0 {
            let kinds = self
                .damaged
                .iter()
                .map(|(kind, count)| format!("{} {count}", kind_name(kind, lang)));
            let kinds = kinds.collect::<Vec<_>>();
            let _ = match lang {
                Lang::En => write!(out, " ({})", kinds.join(", ")),
                Lang::Zh => write!(out, "（{}）", kinds.join("，")),
            };
        }
        out.push('\n');
        if !self.meters.is_empty() {
            let all = self.meters.keys().take(LISTED).map(|digits| {
                let mut wire = *digits;
                wire.reverse();
                Address::from_wire(wire).to_string()
            });
            let mut all = all.collect::<Vec<_>>().join(if zh { "、" } else { ", " });
            if self.meters.len() > LISTED {
                all.push_str(if zh { "……" } else { ", …" });
            }
            let count = self.meters.len();
            let _ = match lang {
                Lang::En => writeln!(out, "meters {count}: {all}"),
                Lang::Zh => writeln!(out, "电表 {count}：{all}"),
            };
        }
        let mut items: Vec<_> = self.items.values().collect();
        items.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        if !items.is_empty() {
            let _ = writeln!(
                out,
                "{}",
                if zh {
                    format!("数据标识 {} 种：", items.len())
                } else {
                    format!("identifiers {}:", items.len())
                }
            );
        }
        for (di, count) in items.iter().take(LISTED) {
            let name = names.of(*di, lang).unwrap_or_default();
            let _ = writeln!(out, "  {count:>7} × {di} {name}");
        }
        if items.len() > LISTED {
            let _ = writeln!(out, "  …");
        }
        if let Some((first, last)) = self.time {
            let _ = match lang {
                Lang::En => writeln!(out, "time {first} to {last}"),
                Lang::Zh => writeln!(out, "时间 {first} 至 {last}"),
            };
        }
        if let Some((micros, line)) = self.slowest {
            let ms = micros as f64 / 1000.0;
            let _ = match lang {
                Lang::En => writeln!(out, "slowest answer {ms:.1} ms, line {line}"),
                Lang::Zh => writeln!(out, "最慢应答 {ms:.1} 毫秒，第 {line} 行"),
            };
        }
        out
    }
}

fn kind_name(kind: &'static str, lang: Lang) -> &'static str {
    if lang == Lang::En {
        return kind;
    }
    match kind {
        "checksum" => "校验码错",
        "truncated" => "不完整",
        "end" => "结束符错",
        "second_start" => "第二起始符错",
        "no_start" => "没有起始符",
        "hex" => "不是十六进制",
        other => other,
    }
}
