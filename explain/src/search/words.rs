//! Words of a search, and whether a name holds them.

use super::fold::fold;

/// One reading of what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// Words in Latin letters, and numbers.
    pub(super) latin: Vec<String>,
    /// Pieces of Chinese.
    pub(super) chinese: Vec<String>,
}

impl Query {
    fn of(text: &str) -> Self {
        let folded = fold(text);
        let mut query = Self {
            latin: latin(&folded),
            chinese: Vec::new(),
        };
        for word in
            folded.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | ';' | '；'))
        {
            if !word.is_ascii() {
                query.chinese.push(compact(word));
            }
        }
        // Letters inside a Chinese word, such as A相电压, belong to it.
        let inside = query.chinese.concat();
        query.latin.retain(|word| !inside.contains(word.as_str()));
        query
    }

    /// How many numbers are among the words.
    pub(super) fn numbers(&self) -> usize {
        let words = self.latin.iter().chain(&self.chinese);
        let runs = words.flat_map(|word| word.split(|c: char| !c.is_ascii_digit()));
        runs.filter(|run| !run.is_empty()).count()
    }

    /// The words that hold no number, `None` if none does.
    pub(super) fn without_numbers(&self) -> Option<Self> {
        if self.numbers() == 0 {
            return None;
        }
        let has_digit = |word: &String| word.bytes().any(|byte| byte.is_ascii_digit());
        let pieces = self
            .chinese
            .iter()
            .flat_map(|word| word.split(|c: char| c.is_ascii_digit()));
        Some(Self {
            latin: self
                .latin
                .iter()
                .filter(|word| !has_digit(word))
                .cloned()
                .collect(),
            chinese: pieces
                .filter(|piece| !piece.is_empty())
                .map(str::to_owned)
                .collect(),
        })
    }
}

/// Everyday words inside a longer one, and those of the standard.
const ALIASES: [(&str, &str); 210] = [
    ("电量", "电能"),
    ("用电", "电能"),
    ("示数", "电能"),
    ("表码", "电能"),
    ("示值", "电能"),
    ("功率因素", "功率因数"),
    ("力率", "功率因数"),
    ("通讯", "通信"),
    ("掉电", "停电"),
    ("断电", "停电"),
    ("拉闸", "跳闸"),
    ("缺相", "断相"),
    ("余额", "剩余金额"),
    ("尖", "费率1"),
    ("峰", "费率2"),
    ("平段", "费率3"),
    ("谷", "费率4"),
    ("上月", "上1结算日"),
    ("上上月", "上2结算日"),
    ("本月", "当前"),
    ("零序", "零线"),
    ("波特率", "通信速率"),
    ("开盖", "开表盖"),
    ("端钮盖", "端钮盒"),
    ("负荷曲线", "曲线"),
    ("假日", "公共假日"),
    ("节假日", "公共假日"),
    ("次数", "总次数"),
    ("记录", "（上1次）"),
    ("时间", "时刻"),
    ("一象限", "第一象限"),
    ("二象限", "第二象限"),
    ("三象限", "第三象限"),
    ("四象限", "第四象限"),
    ("第1象限", "第一象限"),
    ("第2象限", "第二象限"),
    ("第3象限", "第三象限"),
    ("第4象限", "第四象限"),
    ("各费率", "费率1"),
    ("quadrant 1", "quadrant i"),
    ("quadrant 2", "quadrant ii"),
    ("quadrant 3", "quadrant iii"),
    ("quadrant 4", "quadrant iv"),
    ("q1", "quadrant i"),
    ("q2", "quadrant ii"),
    ("q3", "quadrant iii"),
    ("q4", "quadrant iv"),
    ("t1", "tariff 1"),
    ("t2", "tariff 2"),
    ("t3", "tariff 3"),
    ("t4", "tariff 4"),
    ("max", "maximum"),
    ("min", "minimum"),
    ("amperes", "current"),
    ("amps", "current"),
    ("volts", "voltage"),
    ("i", "current"),
    ("u", "voltage"),
    ("v", "voltage"),
    ("p", "active power"),
    ("q", "reactive power"),
    ("asset id", "asset code"),
    ("customer id", "customer number"),
    ("id", "number"),
    ("no", "number"),
    ("manufacturing", "production"),
    ("manufacture", "production"),
    ("type", "model"),
    ("frozen", "freeze"),
    ("instant", "instantaneous"),
    ("rate", "tariff"),
    ("time zone", "season"),
    ("time zones", "season"),
    ("lid", "cover"),
    ("case", "cover"),
    ("sag", "under-voltage"),
    ("swell", "over-voltage"),
    ("missing phase", "loss of phase"),
    ("magnetic tamper", "magnetic interference"),
    ("magnet", "magnetic"),
    ("number of outages", "power-down count"),
    ("一类", "第1类"),
    ("二类", "第2类"),
    ("三类", "第3类"),
    ("四类", "第4类"),
    ("五类", "第5类"),
    ("六类", "第6类"),
    ("正向无功", "组合无功1"),
    ("反向无功", "组合无功2"),
    ("有功需量", "有功最大需量"),
    ("imported", "forward"),
    ("exported", "reverse"),
    ("kwh", "energy"),
    ("thd", "distortion"),
    ("harmonic distortion", "waveform distortion"),
    ("unbalance", "imbalance"),
    ("unbalanced", "imbalance"),
    ("opened", "open"),
    ("opening", "open"),
    ("nominal", "rated"),
    ("failure", "loss"),
    ("billing date", "settlement day"),
    ("billing day", "settlement day"),
    ("time setting", "clock adjustment"),
    ("clock setting", "clock adjustment"),
    ("baud rate", "baud"),
    ("rs485 baud rate", "baud"),
    ("undervoltage", "under-voltage"),
    ("import", "forward"),
    ("export", "reverse"),
    ("consumption", "energy"),
    ("reading", "energy"),
    ("outage", "power"),
    ("disconnect", "trip"),
    ("snapshot", "freeze"),
    ("billing", "settlement"),
    ("history", "last"),
    ("vt", "pt"),
    ("轮显", "循环显示"),
    ("停抄", "停电抄表"),
    ("循显", "自动循环显示"),
    ("键显", "按键循环显示"),
    ("规约", "协议"),
    ("通讯规约", "协议"),
    ("通信规约", "协议"),
    ("开始时间", "起始时间"),
    ("启动时间", "起始时间"),
    ("红外", "红外光口"),
    ("红外波特率", "红外光口通信速率"),
    ("备用套", "第二套"),
    ("当前套", "第一套"),
    ("第1套", "第一套"),
    ("第2套", "第二套"),
    ("上限", "上限值"),
    ("下限", "下限值"),
    ("门限", "限值"),
    ("阈值", "限值"),
    ("剩余电费", "剩余金额"),
    ("电费", "金额"),
    ("电表号", "表号"),
    ("间隔", "间隔时间"),
    ("固件", "软件"),
    ("程序", "软件"),
    ("时段数", "日时段数"),
    ("型号规格", "型号"),
    ("出厂", "生产"),
    ("等级", "准确度等级"),
    ("精度", "准确度"),
    ("精度等级", "准确度等级"),
    ("跳闸延时", "跳闸延时时间"),
    ("拉闸延时", "跳闸延时时间"),
    ("位置", "位置信息"),
    ("表盖", "开表盖"),
    ("节假日数", "公共假日数"),
    ("假日数", "公共假日数"),
    ("换电价", "费率电价切换"),
    ("波形失真", "波形失真度"),
    ("户号", "客户编号"),
    ("用户", "客户"),
    ("编号", "号"),
    ("hw", "hardware"),
    ("sw", "software"),
    ("fw", "software"),
    ("factory", "manufacturer"),
    ("vendor", "manufacturer"),
    ("maker", "manufacturer"),
    ("code", "number"),
    ("day table", "day schedule"),
    ("day tables", "day schedules"),
    ("daily schedule", "day schedule"),
    ("daily schedules", "day schedules"),
    ("holiday", "public holiday"),
    ("holidays", "public holidays"),
    ("count", "number of"),
    ("time slots", "slots per day"),
    ("slots", "slots per day"),
    ("periods", "slots per day"),
    ("ir", "infrared"),
    ("optical", "infrared"),
    ("demand interval", "demand period"),
    ("start", "start time"),
    ("threshold", "limit"),
    ("auto scroll", "auto-scroll"),
    ("scroll", "auto-scroll"),
    ("decimal places", "decimals"),
    ("step", "ladder"),
    ("tier", "ladder"),
    ("block tariff", "ladder"),
    ("position", "location"),
    ("cos", "power factor"),
    ("class", "accuracy class"),
    ("accuracy", "accuracy class"),
    ("comm", "communication"),
    ("comms", "communication"),
    ("fee", "price"),
    ("cost", "price"),
    ("left", "remaining"),
    ("available", "remaining"),
    ("money", "amount"),
    ("credit", "amount"),
    ("cleared", "clear"),
    ("reset", "clear"),
    ("clearing", "clear"),
    ("programmed", "programming"),
    ("adjusted", "adjustment"),
    ("tripped", "trip"),
    ("closing", "close"),
    ("closed", "close"),
    ("log", "record"),
    ("times", "count"),
];

/// What was typed, the same with each everyday word in the standard's, and with all of them.
pub(super) fn readings(text: &str) -> Vec<Query> {
    let mut all = vec![Query::of(text)];
    let folded = without_asking(&fold(text));
    if folded != fold(text) {
        all.push(Query::of(&folded));
    }
    let mut whole = folded.clone();
    let mut count = 0;
    for (word, standard) in ALIASES {
        let Some(changed) = replaced(&folded, word, standard) else {
            continue;
        };
        // The number of a quadrant is no tariff.
        match word.contains("quadrant") || word.contains("象限") {
            true => all.insert(0, Query::of(&changed)),
            false => all.push(Query::of(&changed)),
        }
        if let Some(changed) = replaced(&whole, word, standard) {
            whole = changed;
            count += 1;
        }
    }
    if count > 1 {
        all.push(Query::of(&whole));
    }
    all
}

/// `text` without words of asking and joining: they are in no name.
fn without_asking(text: &str) -> String {
    const LATIN: [&str; 20] = [
        "the", "of", "for", "in", "on", "my", "is", "are", "was", "what", "show", "get", "read",
        "please", "how", "much", "many", "me", "give", "value",
    ];
    const CHINESE: [&str; 14] = [
        "是多少",
        "多少",
        "读取",
        "查询",
        "查看",
        "查一下",
        "看一下",
        "请问",
        "请",
        "的",
        "设置",
        "设定",
        "参数",
        "读",
    ];
    let words = text.split_whitespace().filter(|word| !LATIN.contains(word));
    let mut rest = words.collect::<Vec<_>>().join(" ");
    for word in CHINESE {
        let shorter = rest.replace(word, "");
        if !shorter.trim().is_empty() {
            rest = shorter;
        }
    }
    match rest.is_empty() {
        true => text.to_owned(),
        false => rest,
    }
}

/// `text` with an everyday word in the standard's; Latin ones are words of their own.
fn replaced(text: &str, word: &str, standard: &str) -> Option<String> {
    if !word.is_ascii() {
        return text.contains(word).then(|| text.replace(word, standard));
    }
    let padded = format!(
        " {} ",
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    let word = format!(" {word} ");
    let whole = padded.contains(&word);
    whole.then(|| {
        padded
            .replace(&word, &format!(" {standard} "))
            .trim()
            .to_owned()
    })
}

/// Words in Latin letters and numbers; letters and digits side by side are one word.
pub(super) fn latin(folded: &str) -> Vec<String> {
    folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Without blanks, brackets and marks.
pub(super) fn compact(text: &str) -> String {
    fold(text)
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '-')
        .collect()
}

/// How much of `text` a word is, `before` is the character in front of `text`: a Latin word ends
/// where its letters end, with or without the `s` of a plural.
pub(super) fn len_of(word: &str, text: &str, before: Option<char>) -> Option<usize> {
    let after = text.strip_prefix(word)?;
    let begins_latin = word.starts_with(|c: char| c.is_ascii_alphanumeric());
    if begins_latin && is_latin(before) {
        return None;
    }
    if !word.ends_with(|c: char| c.is_ascii_alphabetic()) {
        return Some(word.len());
    }
    if !is_latin(after.chars().next()) {
        return Some(word.len());
    }
    let plural = after.strip_prefix('s').filter(|_| word.len() > 2)?;
    (!is_latin(plural.chars().next())).then_some(word.len() + 1)
}

/// Whether it is a letter or digit of ASCII.
pub(super) fn is_latin(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Units as words.
const UNITS: [(&str, &str); 20] = [
    ("volt", "V"),
    ("volts", "V"),
    ("ampere", "A"),
    ("amperes", "A"),
    ("amp", "A"),
    ("amps", "A"),
    ("kilowatt", "kW"),
    ("watt", "kW"),
    ("watts", "kW"),
    ("hertz", "Hz"),
    ("degree", "deg"),
    ("degrees", "deg"),
    ("celsius", "degC"),
    ("percent", "%"),
    ("minutes", "min"),
    ("minute", "min"),
    ("yuan", "yuan"),
    ("rmb", "yuan"),
    ("kvarh", "kvarh"),
    ("kvah", "kVAh"),
];

/// What a word costs in a name: nothing as a whole word; `None` if it is not there.
pub(super) fn in_latin(word: &str, name: &[String], unit: &str, typos: bool) -> Option<u32> {
    let singular = |word: &str| {
        word.strip_suffix('s')
            .filter(|stem| stem.len() > 2)
            .unwrap_or(word)
            .to_owned()
    };
    let stem = singular(word);
    if name.iter().any(|own| own == word || singular(own) == stem) {
        return Some(0);
    }
    let by_unit = unit.eq_ignore_ascii_case(word)
        || UNITS
            .iter()
            .any(|(name, symbol)| *name == word && *symbol == unit);
    if !unit.is_empty() && by_unit {
        return Some(2);
    }
    if word.len() >= 4 && name.iter().any(|own| own.starts_with(word)) {
        return Some(1);
    }
    // Two words written as one: overvoltage.
    let joined = |pair: &[String]| pair.concat() == word;
    if name.windows(2).any(joined) {
        return Some(1);
    }
    let close = typos && word.len() >= 4 && name.iter().any(|own| within_one(own, word));
    close.then_some(3)
}

/// What it costs that numbers are not after the word that they follow in the search.
pub(super) fn apart(words: &[String], name: &[String]) -> u32 {
    let number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut cost = 0;
    for pair in words.windows(2) {
        let [word, count] = pair else { continue };
        if number(count) && !number(word) && !name.windows(2).any(|own| own == pair) {
            cost += 1;
        }
    }
    cost
}

/// What a piece of Chinese costs in a name: nothing at its start, little inside; with `typos` its
/// characters may be apart or one of them be another.
pub(super) fn in_chinese(word: &str, name: &str, typos: bool) -> Option<u32> {
    let units = [
        ("千瓦时", "电能"),
        ("度", "电能"),
        ("伏", "电压"),
        ("安培", "电流"),
        ("元", "金额"),
        ("赫兹", "频率"),
    ];
    let present = name
        .strip_prefix("当前")
        .or(name.strip_prefix("瞬时"))
        .unwrap_or(name);
    if present == word || name == word {
        return Some(0);
    }
    if present.starts_with(word) && holds(name, word) {
        return Some(1);
    }
    if holds(name, word) {
        return Some(2);
    }
    if let Some((_, meant)) = units.iter().find(|(unit, _)| *unit == word) {
        return name.contains(meant).then_some(3);
    }
    // 正向有功电能 is in 正向有功总电能: the characters in their order.
    let mut rest = name.chars();
    if word.chars().count() >= 3 && word.chars().all(|c| rest.any(|own| own == c)) {
        return Some(3);
    }
    if !typos {
        return None;
    }
    let chars: Vec<char> = word.chars().collect();
    let missing = chars.iter().filter(|c| !name.contains(**c)).count();
    (chars.len() >= 3 && missing <= 1).then_some(4)
}

/// Whether a name holds a piece; a number at its end is not the beginning of a longer one.
fn holds(name: &str, word: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let ends_in_number = digit(word.chars().next_back());
    name.match_indices(word).any(|(at, _)| {
        let after = name
            .get(at + word.len()..)
            .and_then(|rest| rest.chars().next());
        !(ends_in_number && digit(after))
    })
}

/// Whether two words differ by at most one letter, put in, left out, changed, or by two neighbours
/// in the wrong order.
pub(super) fn within_one(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let (short, long) = (
        short.get(same..).unwrap_or_default(),
        long.get(same..).unwrap_or_default(),
    );
    match (short, long) {
        ([], _) => true,
        (short, long) if short.len() < long.len() => long.get(1..) == Some(short),
        ([a, b, rest @ ..], [c, d, tail @ ..]) if a == d && b == c && rest == tail => true,
        (short, long) => short.get(1..) == long.get(1..),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter() {
        for (a, b) in [
            ("voltage", "volage"),
            ("voltage", "voltaeg"),
            ("voltage", "vultage"),
            ("a", "ab"),
        ] {
            assert!(within_one(a, b) && within_one(b, a), "{a} {b}");
        }
        assert!(!within_one("voltage", "volag") && !within_one("abc", "cba"));
    }

    #[test]
    fn letters_inside_chinese_belong_to_it() {
        let query = Query::of("A相电压 total");
        assert_eq!(
            (query.chinese, query.latin),
            (vec!["a相电压".to_owned()], vec!["total".to_owned()])
        );
    }
}
