//! Which way the bytes of a line went, by the words of the log.
//!
//! Latin words count as whole words, also inside of `onDataReceived`; Chinese ones anywhere. The
//! last word before the bytes decides. Where an arrow leads from one party to another, the first
//! party does.

/// Which way bytes went, seen from where the log was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// Sent by the one who wrote the log.
    Sent,
    /// Received by the one who wrote the log.
    Received,
}

impl Way {
    /// `sent` or `received`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Received => "received",
        }
    }
}

/// Latin words; all have two to eleven letters.
const SENT: [&str; 23] = [
    "tx", "txd", "send", "sends", "sending", "sent", "write", "writes", "writing", "written",
    "wrote", "out", "output", "outgoing", "transmit", "request", "req", "master", "query", "cmd",
    "command", "ask", "upstream",
];
const RECEIVED: [&str; 22] = [
    "rx",
    "rxd",
    "recv",
    "recved",
    "rcv",
    "rcvd",
    "receive",
    "receives",
    "receiving",
    "received",
    "read",
    "reading",
    "in",
    "input",
    "incoming",
    "reply",
    "response",
    "resp",
    "rsp",
    "answer",
    "ans",
    "slave",
];
/// Chinese words, simplified and traditional.
const SENT_ZH: [&str; 12] = [
    "发", "發", "傳送", "寫入", "下行", "请求", "請求", "主站", "召测", "命令", "抄读", "询问",
];
const RECEIVED_ZH: [&str; 15] = [
    "收", "讀取", "回覆", "上行", "应答", "應答", "响应", "回复", "回應", "回应", "返回", "回码",
    "回帧", "上送", "上报",
];
/// Parties at both ends of an arrow.
const MASTERS: [&str; 9] = [
    "主站",
    "集中器",
    "终端",
    "上位机",
    "master",
    "host",
    "pc",
    "client",
    "concentrator",
];
const METERS: [&str; 7] = ["电表", "电能表", "表计", "从站", "meter", "slave", "device"];

/// The direction that the words in front of the bytes tell; the last one counts.
pub(super) fn way(text: &str) -> Option<Way> {
    if let Some(way) = between(text) {
        return Some(way);
    }
    let mut found: Option<(usize, Way)> = None;
    let mut take = |at: usize, way: Way| {
        if found.is_none_or(|(last, _)| at >= last) {
            found = Some((at, way));
        }
    };
    for (at, word) in latin(text) {
        if let Some(way) = of_word(word) {
            take(at, way);
        }
    }
    if !text.is_ascii() {
        let last = |words: &[&str]| words.iter().filter_map(|word| text.rfind(word)).max();
        if let Some(at) = last(&SENT_ZH) {
            take(at, Way::Sent);
        }
        if let Some(at) = last(&RECEIVED_ZH) {
            take(at, Way::Received);
        }
    }
    if found.is_none() {
        let arrow = |marks: [&str; 2]| marks.iter().any(|mark| text.contains(mark));
        match (arrow([">>", "->"]), arrow(["<<", "<-"])) {
            (true, false) => return Some(Way::Sent),
            (false, true) => return Some(Way::Received),
            _ => {}
        }
    }
    found.map(|(_, way)| way)
}

/// Whether a text has a Chinese word for a direction.
#[cfg(feature = "encodings")]
pub(super) fn has_chinese(text: &str) -> bool {
    let mut words = SENT_ZH.iter().chain(&RECEIVED_ZH);
    words.any(|word| text.contains(word))
}

/// The direction that a field of its own tells, wherever it is: `68…16,RX` or `"dir":"rx"`.
pub(super) fn way_of_field(text: &str) -> Option<Way> {
    let marks = [
        ',', ';', '|', '\t', '"', '\'', ':', '=', '{', '}', '[', ']', '<', '>', '，', '：',
    ];
    let chinese = |field: &str, words: &[&str]| {
        field.chars().count() <= 4 && words.iter().any(|word| field.contains(word))
    };
    let of_field = |field: &str| match field.trim() {
        "" => None,
        field if field.is_ascii() => of_word(field),
        field if chinese(field, &RECEIVED_ZH) => Some(Way::Received),
        field if chinese(field, &SENT_ZH) => Some(Way::Sent),
        _ => None,
    };
    text.split(marks).find_map(of_field)
}

fn of_word(word: &str) -> Option<Way> {
    if !(2..=9).contains(&word.len()) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    match () {
        () if SENT.contains(&lower.as_str()) => Some(Way::Sent),
        () if RECEIVED.contains(&lower.as_str()) => Some(Way::Received),
        () => None,
    }
}

/// Words of Latin letters and where they begin; `onDataReceived` is three.
fn latin(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let letter = move |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let small = move |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    let begins = move |at: usize| {
        let before = at.checked_sub(1);
        letter(at) && (!before.is_some_and(letter) || (before.is_some_and(small) && !small(at)))
    };
    let starts = (0..bytes.len()).filter(move |at| begins(*at));
    starts.filter_map(move |start| {
        let end = (start + 1..bytes.len()).find(|at| !letter(*at) || begins(*at));
        Some((start, text.get(start..end.unwrap_or(bytes.len()))?))
    })
}

/// `主站 -> 电表`: the party before the arrow sends.
fn between(text: &str) -> Option<Way> {
    let arrow = ["->", "=>", "→", "⇒", "-->"]
        .iter()
        .filter_map(|arrow| text.rfind(arrow))
        .max()?;
    let (from, to) = text.split_at_checked(arrow)?;
    let (from, to) = (from.to_lowercase(), to.to_lowercase());
    let last = |words: &[&str]| words.iter().filter_map(|word| from.rfind(word)).max();
    let named = |words: &[&str]| words.iter().any(|word| to.contains(word));
    match (last(&MASTERS), last(&METERS)) {
        (Some(master), meter) if meter.is_none_or(|meter| meter < master) && named(&METERS) => {
            Some(Way::Sent)
        }
        (master, Some(meter)) if master.is_none_or(|master| master < meter) && named(&MASTERS) => {
            Some(Way::Received)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_of_logs() {
        for (text, sent) in [
            ("[12:00:00] Tx: ", Some(true)),
            ("recv <- ", Some(false)),
            ("发→◇", Some(true)),
            ("收←◆", Some(false)),
            ("串口接收：", Some(false)),
            ("發送：", Some(true)),
            ("召测：", Some(true)),
            ("返回报文：", Some(false)),
            ("上送报文 ", Some(false)),
            ("主站 -> 电表: ", Some(true)),
            ("电表->集中器：", Some(false)),
            ("meter => host ", Some(false)),
            ("D SerialPort: onDataReceived size=24 ", Some(false)),
            ("DEBUG - Sending: ", Some(true)),
            ("COM3 > ", None),
            ("INFO reader started", None),
            (">> ", Some(true)),
        ] {
            assert_eq!(way(text).map(|way| way == Way::Sent), sent, "{text}");
        }
    }

    #[test]
    fn a_field_of_its_own_tells_too() {
        for (text, sent) in [
            ("6845,RX,12:00:00", Some(false)),
            ("{\"hex\":\"6845\",\"dir\":\"tx\"}", Some(true)),
            ("6845|发送|7", Some(true)),
            ("6845 ok, then read on", None),
        ] {
            assert_eq!(
                way_of_field(text).map(|way| way == Way::Sent),
                sent,
                "{text}"
            );
        }
    }
}
