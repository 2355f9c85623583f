//! What an input is, in words.

use super::dump::Style;
use crate::Lang;

/// A form in which bytes came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// Text in UTF-8 with a mark in front.
    Utf8Mark,
    /// Text in UTF-16.
    Utf16,
    /// Text in UTF-32.
    Utf32,
    /// Text in GBK.
    Gbk,
    /// Text in Big5.
    Big5,
    /// Raw bytes.
    Raw,
    /// A packet capture, pcap.
    Pcap,
    /// A packet capture, pcapng.
    PcapNg,
    /// A dump of `xxd`.
    Xxd,
    /// A dump of `hexdump -C`.
    Hexdump,
    /// A dump of `od -tx1`.
    Od,
    /// A dump of words of two bytes.
    Words,
    /// Packets as `tshark -x` prints them.
    Tshark,
    /// Packets as `tcpdump -x` prints them.
    Tcpdump,
    /// Memory as debuggers print it.
    Memory,
    /// A dump of another program, with the bytes once more as characters.
    Dump,
    /// One byte a line with a number before it.
    Series,
    /// A log of `socat -x`.
    Socat,
    /// A log of candump.
    Candump,
    /// A table of a logic analyser.
    Analyser,
    /// JSON lines.
    Json,
    /// Lists of decimal numbers.
    Decimal,
    /// Log lines with time or direction.
    Log,
    /// Text with bytes in it.
    Text,
}

impl Form {
    pub(super) fn of(style: Style) -> Self {
        match style {
            Style::Xxd => Self::Xxd,
            Style::Canonical => Self::Hexdump,
            Style::Od => Self::Od,
            Style::Words => Self::Words,
            Style::Tshark => Self::Tshark,
            Style::Tcpdump => Self::Tcpdump,
            Style::Memory => Self::Memory,
        }
    }

    /// Its name.
    #[must_use]
    pub const fn name(self, lang: Lang) -> &'static str {
        let (en, zh) = match self {
            Self::Utf8Mark => ("UTF-8 with a byte order mark", "带 BOM 的 UTF-8"),
            Self::Utf16 => ("UTF-16", "UTF-16"),
            Self::Utf32 => ("UTF-32", "UTF-32"),
            Self::Big5 => ("Big5", "Big5"),
            Self::Gbk => ("GBK", "GBK"),
            Self::Raw => ("raw bytes", "原始字节"),
            Self::Pcap => ("pcap", "pcap"),
            Self::PcapNg => ("pcapng", "pcapng"),
            Self::Xxd => ("an xxd dump", "xxd 转储"),
            Self::Hexdump => ("a hexdump -C dump", "hexdump -C 转储"),
            Self::Od => ("an od dump", "od 转储"),
            Self::Words => ("a dump of 16-bit words", "16 位字的转储"),
            Self::Tshark => ("a tshark -x dump", "tshark -x 转储"),
            Self::Tcpdump => ("a tcpdump -x dump", "tcpdump -x 转储"),
            Self::Memory => ("memory of a debugger", "调试器的内存转储"),
            Self::Dump => ("a dump with characters", "带字符列的转储"),
            Self::Series => ("one byte a line", "每行一个字节的列表"),
            Self::Socat => ("a socat -x log", "socat -x 日志"),
            Self::Candump => ("a candump log", "candump 日志"),
            Self::Analyser => ("a logic analyser's table", "逻辑分析仪导出的表"),
            Self::Json => ("JSON lines", "JSON 行"),
            Self::Decimal => ("decimal numbers", "十进制数"),
            Self::Log => ("log lines with time or direction", "带时间或方向的日志"),
            Self::Text => ("text with hexadecimal in it", "含十六进制的文本"),
        };
        match lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }
}
