//! The figures of a run on emulated boards.

use super::script::RIGHT_US;
use super::world::Counts;
use crate::report::ClockResult;
use board::numbers::{GATEWAY_IMAGE, ImageLimit, NODE_IMAGE};
use serde_json::json;
use sim::air::AirCounts;
use sim::truth::Verdict;
use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

/// What a board tells of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct BoardResult {
    /// Most stack used so far, over all starts.
    pub(crate) stack: usize,
    /// Static data.
    pub(crate) statics: usize,
    /// What a node believes: its meter's clock less the true time, µs.
    pub(crate) offset_us: Option<i64>,
}

impl BoardResult {
    /// Takes a line of the board's log: words, some of which are followed by their number.
    pub(crate) fn take(&mut self, line: &str) {
        let words: Vec<_> = line.split(' ').collect();
        let number = |name: &str| {
            let at = words.iter().position(|word| *word == name)?;
            words.get(at + 1)?.parse::<i64>().ok()
        };
        let size = |name| number(name).and_then(|n| usize::try_from(n).ok());
        self.stack = self.stack.max(size("stack").unwrap_or(0));
        self.statics = self.statics.max(size("static").unwrap_or(0));
        if words.first() == Some(&"offset") {
            self.offset_us = number("offset");
        }
    }

    /// RAM in use, bytes.
    pub(crate) const fn ram(&self) -> usize {
        self.stack + self.statics
    }
}

/// Everything that is known at the end.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) seed: u64,
    pub(crate) wall_s: f64,
    pub(crate) clocks: Vec<ClockResult>,
    pub(crate) verdict: Verdict,
    pub(crate) reported: usize,
    pub(crate) air: AirCounts,
    pub(crate) counts: Counts,
    /// Of the node's and the gateway's image.
    pub(crate) flash: [usize; 2],
    pub(crate) node: BoardResult,
    pub(crate) gateway: BoardResult,
}

impl Outcome {
    /// Whether the concentrator ended with the truth, the clocks are right, a journal write was
    /// torn, and the images keep their limits.
    pub(crate) fn is_good(&self) -> bool {
        let clocks = self
            .clocks
            .iter()
            .all(|clock| clock.end.unsigned_abs() < RIGHT_US);
        let truth = self.verdict.missing + self.verdict.duplicated + self.verdict.wrong == 0;
        truth && clocks && self.counts.torn > 0 && self.fits()
    }

    fn sizes(&self) -> [[usize; 2]; 2] {
        let [node, gateway] = self.flash;
        [[node, self.node.ram()], [gateway, self.gateway.ram()]]
    }

    /// Whether the images keep their limits. A board that told nothing does not.
    fn fits(&self) -> bool {
        let kept = |([flash, ram], limit): ([usize; 2], ImageLimit)| {
            let fits = |size: usize, limit: usize| size > 0 && size <= limit;
            fits(flash, limit.flash) && fits(ram, limit.ram)
        };
        let told = self.node.stack > 0 && self.gateway.stack > 0;
        told && self
            .sizes()
            .into_iter()
            .zip([NODE_IMAGE, GATEWAY_IMAGE])
            .all(kept)
    }

    fn begin_error_s(&self) -> f64 {
        let error = |fate: &sim::truth::Fate| {
            let begin = fate.report?.begin?;
            Some((begin - fate.truth.begin as i64).unsigned_abs() as f64 / 1e6)
        };
        self.verdict
            .fates
            .iter()
            .filter_map(error)
            .fold(0.0, f64::max)
    }

    fn delay_s(&self) -> f64 {
        let delay = |fate: &sim::truth::Fate| {
            Some(fate.report?.learned.saturating_sub(fate.truth.begin) as f64 / 1e6)
        };
        self.verdict
            .fates
            .iter()
            .filter_map(delay)
            .fold(0.0, f64::max)
    }

    /// One JSON object.
    pub(crate) fn json(&self) -> String {
        let ms = |us: i64| us as f64 / 1000.0;
        let clocks = self.clocks.iter().map(|clock| {
            json!({
                "start_ms": ms(clock.start), "end_ms": ms(clock.end), "sets": clock.sets,
                "estimate_error_ms": clock.estimate_error.map(ms),
            })
        });
        let [node, gateway] = self.sizes();
        json!({
            "seed": self.seed,
            "nodes": self.clocks.len(),
            "wall_s": self.wall_s,
            "good": self.is_good(),
            "within_limits": self.fits(),
            "clocks": clocks.collect::<Vec<_>>(),
            "outages": {
                "true": self.verdict.fates.len(), "reported": self.reported, "missing": self.verdict.missing,
                "duplicated": self.verdict.duplicated, "false": self.verdict.wrong,
                "begin_error_s_max": self.begin_error_s(), "report_delay_s_max": self.delay_s(),
            },
            "kills": { "made": self.counts.kills, "in_a_write": self.counts.torn },
            "rf": {
                "sent": self.air.sent, "lost": self.air.lost, "collided": self.air.collided, "bad": self.air.bad,
                "commands": self.counts.commands, "late": self.counts.late, "latest_us": self.counts.latest_us,
                "bad_messages": self.counts.bad_messages,
            },
            "node": { "flash": node[0], "ram": node[1], "stack": self.node.stack },
            "gateway": { "flash": gateway[0], "ram": gateway[1], "stack": self.gateway.stack },
        })
        .to_string()
    }

    /// The same to read.
    pub(crate) fn table(&self) -> String {
        let mut text = String::new();
        let ms = |us: i64| us as f64 / 1000.0;
        for (i, clock) in self.clocks.iter().enumerate() {
            let believed = clock.estimate_error.map_or("unknown".into(), |us| {
                format!("within {:.1} ms", ms(us).abs())
            });
            let _ = writeln!(
                text,
                "clock {}    start {:.1} ms, end {:.1} ms, {} sets, known to the node {believed}",
                i + 1,
                ms(clock.start),
                ms(clock.end),
                clock.sets
            );
        }
        let v = &self.verdict;
        let _ = writeln!(
            text,
            "outages    {} true, {} reported, {} missing, {} duplicated, {} false; begin within {:.1} s, heard after \
             {:.1} s at most",
            v.fates.len(),
            self.reported,
            v.missing,
            v.duplicated,
            v.wrong,
            self.begin_error_s(),
            self.delay_s()
        );
        let _ = writeln!(
            text,
            "kills      {} made, {} in the middle of a journal write",
            self.counts.kills, self.counts.torn
        );
        let _ = writeln!(
            text,
            "radio      {} frames, {} receptions lost, {} collided, {} bad; {} of {} commands late, the latest by {} µs",
            self.air.sent,
            self.air.lost,
            self.air.collided,
            self.air.bad,
            self.counts.late,
            self.counts.commands,
            self.counts.latest_us
        );
        for ((name, [flash, ram]), limit) in ["node", "gateway"]
            .into_iter()
            .zip(self.sizes())
            .zip([NODE_IMAGE, GATEWAY_IMAGE])
        {
            let _ = writeln!(
                text,
                "{name:<10} {flash} bytes of flash, {}; {ram} of RAM, {}",
                against(flash, limit.flash),
                against(ram, limit.ram)
            );
        }
        let _ = write!(
            text,
            "{} in {:.0} s",
            if self.is_good() {
                "the truth arrived"
            } else {
                "FAILED"
            },
            self.wall_s
        );
        text
    }
}

fn against(size: usize, limit: usize) -> String {
    format!(
        "{} the limit of {limit}",
        if size <= limit { "within" } else { "OVER" }
    )
}

/// Bytes that the image at `path` takes in flash: what an ELF file of 32 bits says is to be loaded.
pub(crate) fn flash(path: &Path) -> io::Result<usize> {
    let image = fs::read(path)?;
    let word = |at: usize| {
        image
            .get(at..)?
            .first_chunk::<4>()
            .map(|bytes| u32::from_le_bytes(*bytes) as usize)
    };
    let half = |at: usize| {
        image
            .get(at..)?
            .first_chunk::<2>()
            .map(|bytes| usize::from(u16::from_le_bytes(*bytes)))
    };
    let sum = || {
        let (headers, len, count) = (word(28)?, half(42)?, half(44)?);
        let mut sum = 0;
        for at in (0..count).map(|i| headers + i * len) {
            sum += if word(at)? == 1 { word(at + 16)? } else { 0 };
        }
        Some(sum)
    };
    sum().ok_or_else(|| io::Error::other(format!("{} is no image", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_line_is_taken() {
        let mut result = BoardResult::default();
        result.take("offset -1234 reads 17 sets 1 stack 3000 static 1900");
        result.take("stack 2000 static 1900");
        assert_eq!(
            result,
            BoardResult {
                stack: 3000,
                statics: 1900,
                offset_us: Some(-1234)
            }
        );
        result.take("offset - reads 0 sets 0 stack 0 static 0");
        assert_eq!(result.offset_us, None);
    }

    #[test]
    fn an_image_that_grew_is_not_good() {
        let board = BoardResult {
            stack: 4_000,
            statics: 1_000,
            offset_us: None,
        };
        let outcome = |flash| Outcome {
            seed: 1,
            wall_s: 0.0,
            clocks: Vec::new(),
            verdict: Verdict::default(),
            reported: 0,
            air: AirCounts::default(),
            counts: Counts {
                torn: 1,
                ..Counts::default()
            },
            flash,
            node: board,
            gateway: board,
        };
        assert!(outcome([40_000, GATEWAY_IMAGE.flash]).is_good());
        assert!(!outcome([40_000, GATEWAY_IMAGE.flash + 1]).is_good());
        assert!(!outcome([NODE_IMAGE.flash + 1, 40_000]).is_good());
        let silent = Outcome {
            gateway: BoardResult::default(),
            ..outcome([40_000, 40_000])
        };
        assert!(!silent.is_good(), "a board that told nothing");
    }
}
