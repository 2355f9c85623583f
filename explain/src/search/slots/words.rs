//! The words that measured values, counters and events are named with, in both languages.
//!
//! Each word fills a slot: what is measured, which way, which phase, tariff or past period. No
//! phrase is listed here: [`super`] puts the slots together.

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Says nothing here.
    Filler,
    Number(u8),
    Measure(Measure),
    Kind(Kind),
    Way(Way),
    /// Largest: of demands.
    Maximum,
    Quadrant,
    /// A, B, C: 1 to 3.
    Phase(u8),
    /// AB, BC, CA: 1 to 3.
    Pair(u8),
    /// All three phases.
    Phases,
    /// A rate by its number, FF for all.
    TariffIs(u8),
    Tariff,
    Total,
    Now,
    /// Counted back from now: 上, last, 前, ago.
    Back,
    Month,
    Settlement,
    Day,
    /// This many days back.
    DaysBack(u8),
    /// This many settlement days back.
    MonthsBack(u8),
    Freeze,
    /// DI2 of freezes of this kind.
    FreezeIs(u8),
    /// A repetition: 次.
    Times,
    Count,
    Record,
    Duration,
    Event(Event),
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    Voltage,
    /// Also `now`, beside another measure.
    Current,
    Power,
    Energy,
    Demand,
    Factor,
    Angle,
    Distortion,
    Harmonic,
    Fundamental,
    LineVoltage,
    NeutralCurrent,
    Price,
}

/// Active, reactive or apparent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Active,
    Reactive,
    Apparent,
}

/// Direction of energy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Forward,
    Reverse,
    Combined,
}

/// What a meter keeps records of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// DI2 of the records, and DI3 of the counters, of an event of single phases.
    Phases(u8, u8),
    /// DI2 and DI1 of an event of the whole meter.
    Meter(u8, u8),
    /// DI3 of an order to the switch.
    Switch(u8),
}

use Event as E;
use Measure as M;
use Word as W;

/// The words, with `|` between them; of those that begin at one place the longest counts. Latin
/// ones are whole words, with or without the `s` of a plural.
pub(super) const WORDS: &[(&str, &[Word])] = &[
    // What is measured.
    ("电压|voltage|volt|u|v|伏", &[W::Measure(M::Voltage)]),
    (
        "电流|current|amp|ampere|amperage|i|安培",
        &[W::Measure(M::Current)],
    ),
    ("功率|负荷|power|load", &[W::Measure(M::Power)]),
    (
        "电量|电能|电能量|用电量|用电|耗电量|耗电|用的电|电|度电|度数|示数|示值|表码|读数|表底|底度|底码|千瓦时|行度|energy|\
         reading|consumption|electricity|register|usage",
        &[W::Measure(M::Energy)],
    ),
    ("kwh", &[W::Measure(M::Energy), W::Kind(Kind::Active)]),
    ("kvarh", &[W::Measure(M::Energy), W::Kind(Kind::Reactive)]),
    ("kvah", &[W::Measure(M::Energy), W::Kind(Kind::Apparent)]),
    (
        "kw|watt|p|千瓦",
        &[W::Measure(M::Power), W::Kind(Kind::Active)],
    ),
    (
        "kvar|var|q|乏",
        &[W::Measure(M::Power), W::Kind(Kind::Reactive)],
    ),
    ("kva|s", &[W::Measure(M::Power), W::Kind(Kind::Apparent)]),
    ("需量|demand|md", &[W::Measure(M::Demand)]),
    (
        "peak demand|demand peak",
        &[W::Measure(M::Demand), W::Maximum],
    ),
    (
        "功率因数|功率因素|功率因子|力率|因数|power factor|pf|cos phi|cos",
        &[W::Measure(M::Factor)],
    ),
    (
        "相角|相位角|夹角|角度|功角|功率角|相位|phase angle|phase shift|angle",
        &[W::Measure(M::Angle)],
    ),
    (
        "失真度|失真|波形失真度|波形失真|畸变率|畸变|总谐波|谐波失真|谐波畸变率|waveform distortion|\
         harmonic distortion|total harmonic distortion|distortion|thd",
        &[W::Measure(M::Distortion)],
    ),
    (
        "谐波|谐波含量|谐波含有率|harmonic|harmonic content",
        &[W::Measure(M::Harmonic)],
    ),
    ("基波|fundamental", &[W::Measure(M::Fundamental)]),
    (
        "线电压|相间电压|线间电压|line voltage|line to line voltage|phase to phase voltage|\
         interphase voltage",
        &[W::Measure(M::LineVoltage)],
    ),
    (
        "零线电流|零序电流|中性线电流|n线电流|n相电流|零线|中性线|零序|neutral current|neutral line current|\
         neutral|neutral line|zero sequence current",
        &[W::Measure(M::NeutralCurrent)],
    ),
    ("电价|单价|价格|price", &[W::Measure(M::Price)]),
    // Which of them.
    ("有功|active", &[W::Kind(Kind::Active)]),
    ("无功|reactive", &[W::Kind(Kind::Reactive)]),
    ("视在|apparent", &[W::Kind(Kind::Apparent)]),
    (
        "正向|正相|正|用网|import|imported|forward|positive|delivered",
        &[W::Way(Way::Forward)],
    ),
    (
        "反向|反相|反|倒送|反送|上网|馈网|export|exported|reverse|negative|feed in|fed in",
        &[W::Way(Way::Reverse)],
    ),
    ("组合|净|combined|combination|net", &[W::Way(Way::Combined)]),
    ("正有", &[W::Way(Way::Forward), W::Kind(Kind::Active)]),
    ("反有", &[W::Way(Way::Reverse), W::Kind(Kind::Active)]),
    ("正无", &[W::Way(Way::Forward), W::Kind(Kind::Reactive)]),
    ("反无", &[W::Way(Way::Reverse), W::Kind(Kind::Reactive)]),
    ("最大|最高|max|maximum|highest", &[W::Maximum]),
    ("象限|quadrant", &[W::Quadrant]),
    ("quadrant i", &[W::Quadrant, W::Number(1)]),
    ("quadrant ii", &[W::Quadrant, W::Number(2)]),
    ("quadrant iii", &[W::Quadrant, W::Number(3)]),
    ("quadrant iv", &[W::Quadrant, W::Number(4)]),
    ("q1", &[W::Quadrant, W::Number(1)]),
    ("q2", &[W::Quadrant, W::Number(2)]),
    ("q3", &[W::Quadrant, W::Number(3)]),
    ("q4", &[W::Quadrant, W::Number(4)]),
    (
        "a相|a项|l1相|r相|phase a|phase r|r phase|phase l1|phase 1|l1|a|甲相",
        &[W::Phase(1)],
    ),
    (
        "b相|b项|l2相|s相|phase b|phase s|s phase|phase l2|phase 2|l2|b|乙相",
        &[W::Phase(2)],
    ),
    (
        "c相|c项|l3相|t相|phase c|phase t|t phase|phase l3|phase 3|l3|c|丙相",
        &[W::Phase(3)],
    ),
    ("ua|va", &[W::Measure(M::Voltage), W::Phase(1)]),
    ("ub|vb", &[W::Measure(M::Voltage), W::Phase(2)]),
    ("uc|vc", &[W::Measure(M::Voltage), W::Phase(3)]),
    ("ia", &[W::Measure(M::Current), W::Phase(1)]),
    ("ib", &[W::Measure(M::Current), W::Phase(2)]),
    ("ic", &[W::Measure(M::Current), W::Phase(3)]),
    ("ab|ab相|uab|a b|l1 l2|l1l2|l12", &[W::Pair(1)]),
    ("bc|bc相|ubc|b c|l2 l3|l2l3|l23", &[W::Pair(2)]),
    (
        "ca|ca相|ac|ac相|uca|c a|l3 l1|l3l1|l1 l3|l31",
        &[W::Pair(3)],
    ),
    (
        "三相|abc三相|abc相|abc|各相|每相|分相|three phase|3 phase|all phase|all three phase|\
         each phase|per phase|phase|by phase",
        &[W::Phases],
    ),
    ("火线|相线|live", &[W::Phase(1)]),
    (
        "尖|尖段|尖时|尖期|尖峰|sharp|critical peak",
        &[W::TariffIs(1)],
    ),
    ("峰|峰段|峰时|峰期|高峰|peak|on peak", &[W::TariffIs(2)]),
    (
        "平|平段|平时|平期|flat|shoulder|mid peak",
        &[W::TariffIs(3)],
    ),
    (
        "谷|谷段|谷时|谷期|低谷|夜间|valley|night|off peak|offpeak",
        &[W::TariffIs(4)],
    ),
    ("t1", &[W::TariffIs(1)]),
    ("t2", &[W::TariffIs(2)]),
    ("t3", &[W::TariffIs(3)]),
    ("t4", &[W::TariffIs(4)]),
    (
        "尖峰平谷|峰平谷|峰谷平|峰谷|各费率|分费率|分时|四费率|各时段|所有费率|all tariff|all rate|by tariff|\
         per tariff|each tariff",
        &[W::TariffIs(0xFF)],
    ),
    ("费率|tariff|rate", &[W::Tariff]),
    ("总|合计|累计|total|sum|cumulative|overall", &[W::Total]),
    // When.
    (
        "当前|目前|现在|实时|瞬时|现|now|present|instantaneous|actual|momentary|real time",
        &[W::Now],
    ),
    (
        "上|最近|最后|前|last|previous|latest|most recent|ago|past",
        &[W::Back],
    ),
    ("月|月份|month", &[W::Month]),
    (
        "结算日|结算|结算周期|settlement day|settlement|billing|billing period",
        &[W::Settlement],
    ),
    ("天|日|day", &[W::Day]),
    ("昨天|昨日|昨|yesterday", &[W::DaysBack(1)]),
    ("前天|前日|day before yesterday", &[W::DaysBack(2)]),
    ("大前天", &[W::DaysBack(3)]),
    (
        "月初|月末|月底|上期|month start|start of month|end of month|month end|last period|\
         previous period",
        &[W::MonthsBack(1)],
    ),
    ("前月|上上期|month before last", &[W::MonthsBack(2)]),
    ("冻结|freeze|frozen|snapshot", &[W::Freeze]),
    (
        "日冻结|每日冻结|零点|零点冻结|midnight|daily freeze|daily frozen|daily snapshot|daily",
        &[W::FreezeIs(6)],
    ),
    (
        "整点冻结|小时冻结|整点|hourly freeze|hourly frozen|hourly snapshot|hourly",
        &[W::FreezeIs(4)],
    ),
    (
        "瞬时冻结|instant freeze|instantaneous freeze",
        &[W::FreezeIs(1)],
    ),
    ("定时冻结|timed freeze|scheduled freeze", &[W::FreezeIs(0)]),
    ("次", &[W::Times]),
    (
        "次数|总次数|累计次数|几次|多少次|count|counter|number of|how many|how many times|\
         number of times",
        &[W::Count],
    ),
    (
        "记录|事件|事件记录|时刻|时间|发生时间|发生时刻|什么时候|record|event|log|when|entry|time",
        &[W::Record],
    ),
    (
        "累计时间|总时间|持续时间|总累计时间|时长|duration|total time|how long",
        &[W::Duration],
    ),
    // Events.
    (
        "失压|voltage loss|loss of voltage|lost voltage",
        &[W::Event(E::Phases(0x01, 0x10))],
    ),
    (
        "欠压|低电压|undervoltage|under voltage|sag|voltage sag|low voltage",
        &[W::Event(E::Phases(0x02, 0x11))],
    ),
    (
        "过压|过电压|overvoltage|over voltage|swell|voltage swell|high voltage",
        &[W::Event(E::Phases(0x03, 0x12))],
    ),
    (
        "断相|缺相|phase loss|loss of phase|phase failure|missing phase|lost phase|\
         open phase",
        &[W::Event(E::Phases(0x04, 0x13))],
    ),
    (
        "失流|current loss|loss of current|lost current",
        &[W::Event(E::Phases(0x0B, 0x18))],
    ),
    (
        "过流|overcurrent|over current",
        &[W::Event(E::Phases(0x0C, 0x19))],
    ),
    (
        "断流|current break|current interruption|interrupted current",
        &[W::Event(E::Phases(0x0D, 0x1A))],
    ),
    (
        "潮流反向|功率反向|反向潮流|reverse power|power reversal|power flow reversal|\
         reverse power flow|reverse current",
        &[W::Event(E::Phases(0x0E, 0x1B))],
    ),
    ("过载|过负荷|overload", &[W::Event(E::Phases(0x0F, 0x1C))]),
    ("全失压|all voltage loss", &[W::Event(E::Meter(0x05, 0))]),
    ("辅助电源失电|辅助电源掉电", &[W::Event(E::Meter(0x06, 0))]),
    (
        "停电|掉电|断电|失电|outage|power outage|power failure|power down|power cut|power loss|\
         blackout",
        &[W::Event(E::Meter(0x11, 0))],
    ),
    (
        "编程|programming|programmed",
        &[W::Event(E::Meter(0x30, 0))],
    ),
    (
        "电表清零|清零|meter clear|meter clearing|meter reset|meter cleared|clearing",
        &[W::Event(E::Meter(0x30, 1))],
    ),
    (
        "需量清零|清需量|demand reset|demand clear|demand clearing|demand cleared",
        &[W::Event(E::Meter(0x30, 2))],
    ),
    (
        "事件清零|event clear|event clearing|event reset|events cleared",
        &[W::Event(E::Meter(0x30, 3))],
    ),
    (
        "校时|对时|调时|clock adjustment|time adjustment|clock setting|time setting|\
         time correction|clock correction|time sync|clock sync|clock change|time change",
        &[W::Event(E::Meter(0x30, 4))],
    ),
    (
        "开盖|开表盖|表盖打开|表盖|开上盖|cover open|cover opened|cover opening|lid open|lid opened|\
         lid opening|meter cover|meter cover open|meter cover opened|\
         meter cover opening",
        &[W::Event(E::Meter(0x30, 0x0D))],
    ),
    (
        "开端钮盖|开端钮盒|开端盖|端钮盖|端钮盒|开尾盖|端盖|端盖打开|terminal cover|terminal cover open|\
         terminal cover opened|terminal cover opening",
        &[W::Event(E::Meter(0x30, 0x0E))],
    ),
    (
        "磁场干扰|恒定磁场干扰|强磁|强磁干扰|磁场|磁干扰|磁场异常|magnetic interference|magnetic tamper|\
         magnetic field|magnetic field interference|magnet tamper",
        &[W::Event(E::Meter(0x35, 0))],
    ),
    (
        "拉闸|跳闸|trip|relay trip|disconnection",
        &[W::Event(E::Switch(0x1D))],
    ),
    (
        "合闸|closing|relay closing|relay close|reconnection|reconnect|reclose|reclosing",
        &[W::Event(E::Switch(0x1E))],
    ),
    // Say nothing here.
    (
        "个|第|的|值|数值|数据|读取|读一下|读|抄读|抄|查询|查看|查一下|查|看一下|看下|看看|看|是多少|是|多少|多大|多高|几|请问|请|我要|\
         我想|帮我|给我|一下|电表|表计|电能表|电度表|表内|电网|情况|信息|瞬时值|有效值|大小|呢|吗|用了|了|及|和|发生|打开|the|of|for|\
         in|on|my|me|an|please|show|get|read|give|what|is|are|was|were|did|value|data|\
         meter|how much|used|by|from|rms|at|end|relay|measured|all|it",
        &[W::Filler],
    ),
];

/// Numbers in words.
pub(super) const NUMBERS: &[(&str, u8)] = &[
    ("一|ⅰ|first|1st|one", 1),
    ("二|两|ⅱ|second|2nd|two", 2),
    ("三|ⅲ|third|3rd|three", 3),
    ("四|ⅳ|fourth|4th|four", 4),
    ("五|fifth|5th|five", 5),
    ("六|sixth|6th|six", 6),
    ("七|seventh|7th|seven", 7),
    ("八|eighth|8th|eight", 8),
    ("九|ninth|9th|nine", 9),
    ("十|tenth|10th|ten", 10),
    ("十一|eleventh|11th|eleven", 11),
    ("十二|twelfth|12th|twelve", 12),
];
