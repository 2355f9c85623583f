//! Names held against a phrase by meaning: every idea of the phrase must be one of the name.
//!
//! `透支限额`, `load profile start`: settings and purchases have many words for few ideas. Each
//! line of [`IDEAS`] is one idea with its words in both languages; a phrase and each name are cut
//! into them. The name with the fewest ideas beside those of the phrase is the best one.

use super::words;

/// Words of an idea, with `|` between them; Latin ones are whole words, with or without an `s`.
const IDEAS: [&str; 96] = [
    "电压|voltage",
    "电流|current",
    "功率|power",
    "电量|电能|用电量|kwh|度|energy",
    "需量|demand",
    "最大|max|maximum",
    "周期|period|interval|integration period|window",
    "间隔|间隔时间|interval",
    "滑差|sliding|slide",
    "脉冲|pulse|impulse",
    "宽度|width",
    "常数|constant",
    "有功|active",
    "无功|reactive",
    "等级|准确度|精度|accuracy|class",
    "额定|标称|参比|rated|nominal|reference",
    "基本|标定|basic|base|rated",
    "变比|倍率|ratio",
    "电流互感器|ct|current transformer",
    "电压互感器|pt|vt|voltage transformer",
    "时区|时区表|年时区|season|time zone",
    "时段|时段表|日时段|schedule|day schedule|day table|slots|time slot",
    "切换|switch|changeover|change over",
    "数|个数|数量|number|number of|count",
    "公共假日|节假日|假日|假期|holiday|public holiday",
    "周休日|公休日|周末|weekend|rest days|rest day|weekly rest day",
    "费率|tariff|rate",
    "电价|单价|价格|price|cost",
    "阶梯|梯度|ladder|step|tier",
    "当前|现行|present|now|current",
    "备用|backup",
    "第一套|第1套|first set|first",
    "第二套|第2套|second set|second",
    "自动循环|循环|轮显|循显|自动轮显|auto scroll|scroll|cycle",
    "按键|键显|key|button",
    "显示|屏|display|screen",
    "每屏|per screen",
    "屏数|显示屏数|screen count|screens",
    "小数位|小数|decimal|decimal places",
    "上电|power on",
    "全显|full display",
    "地址|表址|站号|address",
    "通信|通讯|communication|comm|comms",
    "表号|meter number|meter no",
    "资产|局编号|asset",
    "条码|条形码|barcode|asset",
    "型号|model|type",
    "生产|出厂|制造|production|manufacturing|manufacture|build",
    "厂家|厂商|manufacturer|factory|maker|vendor",
    "日期|date|day",
    "时间|时刻|time",
    "协议|规约|protocol",
    "版本|version|release",
    "软件|程序|固件|software|firmware|program",
    "硬件|hardware",
    "备案|record number",
    "客户|用户|customer|user|consumer",
    "位置|地点|location|position|place",
    "状态|status|state",
    "密钥|秘钥|key",
    "特征字|模式字|模式|word|mode|pattern",
    "红外|光口|infrared|optical|ir",
    "速率|波特率|baud|baud rate|speed",
    "通信口1|第一路|port 1|first port",
    "通信口2|第二路|port 2|second port",
    "通信口3|第三路|载波|port 3|third port",
    "负荷|曲线|load|profile|load profile|load record|curve",
    "起始|开始|start|begin",
    "结算日|settlement day|billing day",
    "密码|password|pin",
    "上限|上限值|upper limit|upper",
    "下限|下限值|lower limit|lower",
    "限值|限额|门限|阈值|limit|threshold",
    "报警|告警|alarm|warning|alert",
    "金额|钱|费|amount|money|credit",
    "囤积|hoarding|hoard",
    "透支|欠|overdraft|debt",
    "剩余|剩|余|可用|remaining|left|available",
    "合闸|合|reconnect|close|reclose",
    "允许|allowed|permit|permission",
    "跳闸|拉闸|trip|disconnect",
    "延时|delay",
    "继电器|开关|relay|switch|breaker",
    "上报|report|reporting",
    "冻结|freeze|frozen|snapshot",
    "整点|小时|hourly",
    "日冻结|零点|daily|midnight",
    "瞬时|instant",
    "定时|timed|scheduled",
    "电池|battery",
    "时钟|clock|rtc",
    "工作时间|working time|running time|life",
    "购电|购|充值|purchase|purchased|recharge|top up",
    "累计|cumulative|accumulated",
    "信号|signal",
    "强度|强弱|质量|strength|level|quality",
];

/// Words beside that have no idea.
const BESIDE: &str = "的|个|第|值|数据|信息|设置|设定|参数|电表|表计|电能表|表内|表|是|多少|查|读取|the|of|for|in|my|\
                      at|is|value|meter|setting|what|how|much|data|to|last|最近|上次|上一次";

/// Ideas, a bit for each line of [`IDEAS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ideas(u128);

impl Ideas {
    /// The ideas of a phrase; `None` if one of its words is unknown.
    pub(super) fn of_phrase(text: &str) -> Option<Vec<Self>> {
        let plain = super::fold::fold(text)
            .replace("'s", "")
            .replace(['-', '_'], " ");
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let (mut rest, mut before) = (plain.as_str(), None);
        let mut found = Vec::new();
        while let Some(first) = rest.chars().next() {
            let len = match first {
                ' ' => 1,
                _ => {
                    let beside = BESIDE.split('|');
                    let beside = beside
                        .filter_map(|word| words::len_of(word, rest, before))
                        .max();
                    let best = longest(rest, before);
                    let len = best.max(beside)?;
                    if best >= beside {
                        found.push(Self::ending(rest, before, len));
                    }
                    len
                }
            };
            before = rest.get(..len)?.chars().next_back();
            rest = rest.get(len..)?;
        }
        Some(found)
    }

    /// All lines that have a word of this length here: `current` is two ideas.
    fn ending(text: &str, before: Option<char>, len: usize) -> Self {
        let holds = |line: &str| {
            let mut words = line.split('|');
            words.any(|word| words::len_of(word, text, before) == Some(len))
        };
        let lines = IDEAS.iter().zip(0..).filter(|(line, _)| holds(line));
        Self(lines.fold(0, |ideas, (_, at)| ideas | 1 << at))
    }

    /// The ideas of a name in both languages.
    pub(super) fn of_name(en: &[String], zh: &str) -> Self {
        let en = format!(" {} ", en.join(" "));
        // 数据 is data, 数 a count.
        let zh = zh.replace("数据", "");
        let holds = |line: &str| {
            line.split('|').any(|word| match word.is_ascii() {
                true => en.contains(&format!(" {word} ")) || en.contains(&format!(" {word}s ")),
                false => zh.contains(word),
            })
        };
        let lines = IDEAS.iter().zip(0..).filter(|(line, _)| holds(line));
        Self(lines.fold(0, |ideas, (_, at)| ideas | 1 << at))
    }

    /// How many ideas a name has beside those of a phrase; `None` if it lacks one of them.
    pub(super) fn beside(self, phrase: &[Self]) -> Option<u32> {
        let held = phrase.iter().all(|one| one.0 & self.0 != 0);
        let all = phrase.iter().fold(0, |all, one| all | one.0);
        held.then(|| (self.0 & !all).count_ones())
    }
}

fn longest(text: &str, before: Option<char>) -> Option<usize> {
    let words = IDEAS.iter().flat_map(|line| line.split('|'));
    words
        .filter_map(|word| words::len_of(word, text, before))
        .max()
}
