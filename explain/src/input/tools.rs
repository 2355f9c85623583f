//! Logs of programs that write bytes with marks of their own: `socat -x`, candump, logic analysers.

use super::hex::pairs;
use super::numbers;
use super::stamp::{self, Time};
use super::way::{self, Way};

/// Bytes of one line, with when and which way.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Bytes {
    pub(super) bytes: Vec<u8>,
    pub(super) time: Option<Time>,
    pub(super) way: Option<Way>,
    /// Lines with the same number are parts of one run of bytes.
    pub(super) stream: u32,
}

/// `> 2024/01/01 12:00:00.000123456  length=16 from=0 to=15`, then lines with so many bytes.
#[derive(Default)]
pub(super) struct Socat {
    left: usize,
    time: Option<Time>,
    way: Option<Way>,
}

impl Socat {
    /// Whether bytes of the last header are to come.
    pub(super) fn is_open(&self) -> bool {
        self.left > 0
    }

    /// Whether the line is a header.
    pub(super) fn header(&mut self, line: &[u8]) -> bool {
        let way = match line {
            [b'>', b' ', ..] => Way::Sent,
            [b'<', b' ', ..] => Way::Received,
            _ => return false,
        };
        let text = String::from_utf8_lossy(line);
        let Some((_, rest)) = text.split_once("length=") else {
            return false;
        };
        let Some(len) = rest.split(' ').next().and_then(|len| len.parse().ok()) else {
            return false;
        };
        self.left = len;
        self.time = stamp::find(line).map(|(time, _)| time);
        self.way = Some(way);
        true
    }

    /// Bytes of a line below a header; the characters printed after them are left out.
    pub(super) fn bytes(&mut self, line: &[u8]) -> Option<Bytes> {
        if self.left == 0 {
            return None;
        }
        let mut bytes = Vec::new();
        for word in line.trim_ascii_start().split(|byte| *byte == b' ') {
            if word.len() != 2
                || !word.iter().all(u8::is_ascii_hexdigit)
                || bytes.len() == self.left
            {
                break;
            }
            pairs(word, &mut bytes);
        }
        if bytes.is_empty() {
            self.left = 0;
            return None;
        }
        self.left = self.left.saturating_sub(bytes.len());
        let stream = 1 + u32::from(self.way == Some(Way::Received));
        Some(Bytes {
            bytes,
            time: self.time,
            way: self.way,
            stream,
        })
    }
}

/// `can0  123   [8]  68 45 …` or `(1436509052.249713) can0 123#6845…`.
pub(super) fn candump(line: &[u8]) -> Option<Bytes> {
    let text = std::str::from_utf8(line).ok()?;
    let time = stamp::find(line).map(|(time, _)| time);
    let mut words = text.split_ascii_whitespace();
    let mut word = words.next()?;
    if word.starts_with('(') {
        word = words.next()?;
        while word.ends_with(')') {
            word = words.next()?;
        }
    }
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if !matches!(name, "can" | "vcan" | "slcan" | "canfd") {
        return None;
    }
    let mut id = words.next()?;
    let mut way = None;
    // `candump -x` says which way.
    for (mark, told) in [("TX", Way::Sent), ("RX", Way::Received)] {
        if id == mark {
            way = Some(told);
            id = words.next()?;
            if id == "-" {
                id = words.next()?;
            }
        }
    }
    let mut bytes = Vec::new();
    let id = match id.split_once('#') {
        Some((id, data)) => {
            let data = data.trim_start_matches('#');
            pairs(data.as_bytes(), &mut bytes);
            id
        }
        None => {
            let count = words.next()?;
            let count: usize = count.strip_prefix('[')?.strip_suffix(']')?.parse().ok()?;
            words
                .take(count)
                .for_each(|word| pairs(word.as_bytes(), &mut bytes));
            id
        }
    };
    let stream = u32::from_str_radix(id, 16).ok()?.saturating_add(FIRST_CAN);
    Some(Bytes {
        bytes,
        time,
        way,
        stream,
    })
}

/// Numbers of streams below are those of the directions.
const FIRST_CAN: u32 = 0x10;

/// A table with one byte a line, as logic analysers export it.
#[derive(Default)]
pub(super) struct Analyser {
    columns: Option<Columns>,
    /// Names of channels that were seen.
    channels: Vec<String>,
    /// Directions of the columns with values.
    ways: [Option<Way>; 2],
    /// A value had three digits: they are decimal.
    decimal: bool,
    /// A value was a number in quotes: values are characters where they can be printed.
    characters: bool,
}

#[derive(Clone, Copy)]
struct Columns {
    time: Option<usize>,
    /// What a time counts, µs.
    scale: f64,
    value: usize,
    /// The other column of values, of a table with one for each direction.
    other: Option<usize>,
    channel: Option<usize>,
}

impl Analyser {
    /// Reads a header with the names of columns; whether it is one.
    pub(super) fn header(&mut self, line: &str) -> bool {
        // A line with a frame in it is no header, whatever its names.
        let is_hex = |word: &str| word.len() >= 16 && word.bytes().all(|c| c.is_ascii_hexdigit());
        let framed = line.split(|c: char| !c.is_ascii_alphanumeric()).any(is_hex);
        if line.len() > 200 || !line.contains([',', ';', '\t']) || framed || line.contains('{') {
            return false;
        }
        let lower = line.to_ascii_lowercase();
        let names: Vec<&str> = fields(&lower).collect();
        let is_time = |name: &&str| {
            let times = ["time", "zeit", "时间", "start"];
            times.iter().any(|word| name.contains(word))
        };
        let find = |is: &dyn Fn(&&str) -> bool| names.iter().position(is);
        let Some(time) = find(&is_time) else {
            return false;
        };
        let is_value =
            |name: &&str| !is_time(name) && VALUES.iter().any(|word| name.contains(word));
        let Some(value) = names.iter().rposition(is_value) else {
            return false;
        };
        // `Time;RX;TX`: each byte is in the column of its direction.
        let is_way = |name: &&str| is_value(name) && way::way(name).is_some();
        let other = find(&is_way).filter(|at| *at != value && names.get(value).is_some_and(is_way));
        let unit = names.get(time).copied().unwrap_or_default();
        let scale = match () {
            () if unit.contains("[ns]") || unit.contains("(ns)") => 1e-3,
            () if unit.contains("[us]") || unit.contains("(us)") => 1.0,
            () if unit.contains("[ms]") || unit.contains("(ms)") => 1e3,
            () => 1e6,
        };
        let channel = names
            .iter()
            .position(|name| matches!(*name, "name" | "channel" | "analyzer name"));
        self.columns = Some(Columns {
            time: Some(time),
            scale,
            value,
            other,
            channel,
        });
        self.channels.clear();
        self.ways = [value, other.unwrap_or(value)].map(|at| {
            names
                .get(at)
                .copied()
                .and_then(way::way)
                .filter(|_| other.is_some())
        });
        self.decimal = false;
        self.characters = false;
        true
    }

    /// The byte of a line below a header.
    pub(super) fn byte(&mut self, line: &str) -> Option<Bytes> {
        let Columns {
            time,
            scale,
            value,
            other,
            channel,
        } = self.columns?;
        let all: Vec<&str> = fields(line).collect();
        let filled = |at: &usize| all.get(*at).is_some_and(|text| !text.is_empty());
        let second = other.filter(|other| !filled(&value) && filled(other));
        let text = all.get(second.unwrap_or(value))?;
        let [first, next] = self.ways;
        let column_way = if second.is_some() { next } else { first };
        let quoted = text
            .strip_prefix('\'')
            .and_then(|text| text.strip_suffix('\''));
        let number = quoted
            .filter(|text| text.len() > 1 || self.characters)
            .and_then(|text| text.parse().ok());
        // `h` alone is the start byte of a table that shows letters as they are.
        let letter =
            matches!(text.as_bytes(), [c] if c.is_ascii_alphabetic() && !c.is_ascii_hexdigit());
        self.characters |= number.is_some() || letter;
        let wide: Option<u8> = text.parse().ok().filter(|value| *value >= 100);
        self.decimal |= wide.is_some() && text.len() == 3;
        let byte = match (number, text.as_bytes()) {
            (Some(byte), _) => byte,
            (None, [c]) if self.characters => *c,
            _ if self.decimal => text.parse().ok()?,
            _ => numbers::single(text)?,
        };
        let time = time.and_then(|time| all.get(time)).and_then(|text| {
            let clock = stamp::find(text.as_bytes()).map(|(time, _)| time);
            clock.or_else(|| scaled(text, scale))
        });
        let name = channel
            .and_then(|channel| all.get(channel))
            .copied()
            .unwrap_or_default();
        let name = match column_way {
            Some(way) => way.name(),
            None => name,
        };
        let known = self.channels.iter().position(|known| known == name);
        let stream = known.unwrap_or_else(|| {
            self.channels.push(name.to_owned());
            self.channels.len() - 1
        });
        Some(Bytes {
            bytes: vec![byte],
            time,
            way: column_way.or_else(|| way::way(name)),
            stream: stream as u32,
        })
    }

    /// Whether a header was read.
    pub(super) fn is_on(&self) -> bool {
        self.columns.is_some()
    }
}

fn scaled(text: &str, scale: f64) -> Option<Time> {
    let number: f64 = text.trim().replace(',', ".").parse().ok()?;
    stamp::seconds(&format!("{}", number * scale / 1e6))
}

/// Names of columns with bytes.
const VALUES: [&str; 11] = [
    "value", "data", "uart", "rx", "tx", "byte", "hex", "wert", "daten", "数据", "值",
];

/// Fields of a line of a table, without their quotes. A comma between the digits of a number with
/// semicolons around it is no mark.
fn fields(line: &str) -> impl Iterator<Item = &str> {
    let semicolons = line.matches(';').count() >= line.matches(',').count();
    let order = match semicolons {
        true => [';', ',', '\t'],
        false => [',', ';', '\t'],
    };
    let mark = order
        .into_iter()
        .find(|mark| line.contains(*mark))
        .unwrap_or(',');
    // A quote alone is a character.
    let bare = |field: &'_ str| field.len() == 1;
    line.split(mark)
        .map(str::trim)
        .map(move |field| match bare(field) {
            true => field,
            false => field.trim_matches('"'),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn socat_counts_its_bytes() {
        let mut socat = Socat::default();
        assert!(socat.header(b"> 2024/01/01 12:00:00.000123456  length=3 from=0 to=2"));
        let found = socat.bytes(b" 68 45 16  hE.").unwrap();
        assert_eq!(
            (found.bytes, found.way),
            (vec![0x68, 0x45, 0x16], Some(Way::Sent))
        );
        assert_eq!(
            found.time.unwrap().to_string(),
            "2024-01-01T12:00:00.000123"
        );
        assert!(socat.bytes(b" 68").is_none());
        assert!(!socat.header(b"> 68 45"));
    }

    #[test]
    fn candump_in_both_forms() {
        let screen = candump(b"  can0  123   [8]  68 45 06 08 11 22 20 68").unwrap();
        let log = candump(b"(1436509052.249713) can0 123#6845060811222068").unwrap();
        assert_eq!((screen.bytes.len(), screen.stream), (8, log.stream));
        assert_eq!(screen.bytes, log.bytes);
        assert!(log.time.is_some());
        assert!(candump(b"cancel 123 [8] 68").is_none());
    }

    #[test]
    fn analysers_export_a_byte_a_line() {
        let mut table = Analyser::default();
        assert!(table.header("Time [s],Value,Parity Error,Framing Error"));
        let found = table.byte("0.000104166,0x68,,").unwrap();
        assert_eq!(
            (found.bytes, found.time.unwrap().to_string()),
            (vec![0x68], "0.000104".to_owned())
        );
        assert!(table.header("name,type,start_time,duration,\"data\""));
        let found = table
            .byte("\"Async Serial RX\",\"data\",0.1,0.001,0x45")
            .unwrap();
        assert_eq!((found.bytes, found.way), (vec![0x45], Some(Way::Received)));
        assert!(!table.header("68 45 06"));
        assert!(table.byte("1,2,3,4,68450608").is_none());
    }
}
