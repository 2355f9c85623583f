//! What the bits of status and mode words mean: running status words, feature and mode words and the active report.
//!
//! Source: DL/T 645-2007, annex C; the State Grid supplement for the higher bits of words 1, 3 and 7 and for the active
//! report; DL/T 645-1997 for the last three. Bits that are not listed are reserved.

use super::BitMap;

/// A bit, or a field of two bits with one of its values.
pub(super) struct BitDef {
    pub(super) shift: u8,
    pub(super) width: u8,
    pub(super) value: u8,
    pub(super) en: &'static str,
    pub(super) zh: &'static str,
}

const fn bit(shift: u8, en: &'static str, zh: &'static str) -> BitDef {
    BitDef {
        shift,
        width: 1,
        value: 1,
        en,
        zh,
    }
}

const fn pair(shift: u8, value: u8, en: &'static str, zh: &'static str) -> BitDef {
    BitDef {
        shift,
        width: 2,
        value,
        en,
        zh,
    }
}

/// The named bits of a word, from the lowest.
pub(super) fn definitions(map: BitMap) -> &'static [BitDef] {
    match map {
        BitMap::Unnamed => &[],
        BitMap::Status1 => STATUS1,
        BitMap::Status2 => STATUS2,
        BitMap::Status3 => STATUS3,
        BitMap::Status4 => STATUS4,
        BitMap::Status5 => STATUS5,
        BitMap::Status6 => STATUS6,
        BitMap::Status7 => STATUS7,
        BitMap::ActiveCombination => ACTIVE_COMBINATION,
        BitMap::ReactiveCombination => REACTIVE_COMBINATION,
        BitMap::BaudRate => BAUD_RATE,
        BitMap::WorkDays => WORK_DAYS,
        BitMap::RestDays97 => REST_DAYS97,
        BitMap::LoadMode => LOAD_MODE,
        BitMap::FreezeMode => FREEZE_MODE,
        BitMap::HourlyFreezeMode => HOURLY_FREEZE_MODE,
        BitMap::Feature1 => FEATURE1,
        BitMap::ReportStatus => REPORT_STATUS,
        BitMap::ReportMode => REPORT_MODE,
        BitMap::Meter97 => METER97,
        BitMap::Grid97 => GRID97,
    }
}

const STATUS1: &[BitDef] = &[
    bit(1, "block demand", "需量积算方式区间"),
    bit(2, "clock battery low", "时钟电池欠压"),
    bit(3, "outage-reading battery low", "停电抄表电池欠压"),
    bit(4, "active power reverse", "有功功率方向反向"),
    bit(5, "reactive power reverse", "无功功率方向反向"),
    bit(8, "control circuit error", "控制回路错误"),
    bit(9, "ESAM error", "ESAM错"),
    bit(12, "program error", "程序错误"),
    bit(13, "memory fault", "存储器故障或损坏"),
    bit(14, "overdraft", "透支状态"),
    bit(15, "clock fault", "时钟故障"),
];

const STATUS2: &[BitDef] = &[
    bit(0, "active power reverse, phase A", "A相有功功率方向反向"),
    bit(1, "active power reverse, phase B", "B相有功功率方向反向"),
    bit(2, "active power reverse, phase C", "C相有功功率方向反向"),
    bit(4, "reactive power reverse, phase A", "A相无功功率方向反向"),
    bit(5, "reactive power reverse, phase B", "B相无功功率方向反向"),
    bit(6, "reactive power reverse, phase C", "C相无功功率方向反向"),
];

const STATUS3: &[BitDef] = &[
    bit(0, "second day-schedule set", "第二套时段"),
    pair(1, 1, "auxiliary supply", "辅助电源供电"),
    pair(1, 2, "battery supply", "电池供电"),
    bit(3, "programming permitted", "编程允许"),
    bit(4, "relay open", "继电器断"),
    bit(5, "second season set", "第二套时区"),
    bit(6, "relay command open", "继电器命令断"),
    bit(7, "pre-trip alarm", "预跳闸报警"),
    pair(8, 1, "prepaid by energy", "电量型预付费"),
    pair(8, 2, "prepaid by cost", "电费型预付费"),
    bit(10, "second tariff-price set", "第二套费率电价"),
    bit(11, "second ladder set", "第二套阶梯"),
    bit(12, "power kept on", "保电"),
    bit(13, "identity authentication valid", "身份认证有效"),
    bit(14, "local account opened", "本地开户"),
    bit(15, "remote account opened", "远程开户"),
];

const STATUS4: &[BitDef] = &[
    bit(0, "phase A loss of voltage", "A相失压"),
    bit(1, "phase A under-voltage", "A相欠压"),
    bit(2, "phase A over-voltage", "A相过压"),
    bit(3, "phase A loss of current", "A相失流"),
    bit(4, "phase A over-current", "A相过流"),
    bit(5, "phase A overload", "A相过载"),
    bit(6, "phase A power flow reversal", "A相潮流反向"),
    bit(7, "phase A phase break", "A相断相"),
    bit(8, "phase A current break", "A相断流"),
];

const STATUS5: &[BitDef] = &[
    bit(0, "phase B loss of voltage", "B相失压"),
    bit(1, "phase B under-voltage", "B相欠压"),
    bit(2, "phase B over-voltage", "B相过压"),
    bit(3, "phase B loss of current", "B相失流"),
    bit(4, "phase B over-current", "B相过流"),
    bit(5, "phase B overload", "B相过载"),
    bit(6, "phase B power flow reversal", "B相潮流反向"),
    bit(7, "phase B phase break", "B相断相"),
    bit(8, "phase B current break", "B相断流"),
];

const STATUS6: &[BitDef] = &[
    bit(0, "phase C loss of voltage", "C相失压"),
    bit(1, "phase C under-voltage", "C相欠压"),
    bit(2, "phase C over-voltage", "C相过压"),
    bit(3, "phase C loss of current", "C相失流"),
    bit(4, "phase C over-current", "C相过流"),
    bit(5, "phase C overload", "C相过载"),
    bit(6, "phase C power flow reversal", "C相潮流反向"),
    bit(7, "phase C phase break", "C相断相"),
    bit(8, "phase C current break", "C相断流"),
];

const STATUS7: &[BitDef] = &[
    bit(0, "voltage reverse sequence", "电压逆相序"),
    bit(1, "current reverse sequence", "电流逆相序"),
    bit(2, "voltage imbalance", "电压不平衡"),
    bit(3, "current imbalance", "电流不平衡"),
    bit(4, "auxiliary supply lost", "辅助电源失电"),
    bit(5, "power down", "掉电"),
    bit(6, "demand over limit", "需量超限"),
    bit(7, "power factor below limit", "总功率因数超下限"),
    bit(8, "severe current imbalance", "电流严重不平衡"),
    bit(9, "meter cover open", "开表盖"),
    bit(10, "terminal cover open", "开端钮盒"),
];

const ACTIVE_COMBINATION: &[BitDef] = &[
    bit(0, "add forward active", "加正向有功"),
    bit(1, "subtract forward active", "减正向有功"),
    bit(2, "add reverse active", "加反向有功"),
    bit(3, "subtract reverse active", "减反向有功"),
];

const REACTIVE_COMBINATION: &[BitDef] = &[
    bit(0, "add quadrant 1", "加第一象限"),
    bit(1, "subtract quadrant 1", "减第一象限"),
    bit(2, "add quadrant 2", "加第二象限"),
    bit(3, "subtract quadrant 2", "减第二象限"),
    bit(4, "add quadrant 3", "加第三象限"),
    bit(5, "subtract quadrant 3", "减第三象限"),
    bit(6, "add quadrant 4", "加第四象限"),
    bit(7, "subtract quadrant 4", "减第四象限"),
];

const BAUD_RATE: &[BitDef] = &[
    bit(1, "600 baud", "600bps"),
    bit(2, "1200 baud", "1200bps"),
    bit(3, "2400 baud", "2400bps"),
    bit(4, "4800 baud", "4800bps"),
    bit(5, "9600 baud", "9600bps"),
    bit(6, "19200 baud", "19200bps"),
];

const WORK_DAYS: &[BitDef] = &[
    bit(0, "Sunday is a working day", "星期日工作"),
    bit(1, "Monday is a working day", "星期一工作"),
    bit(2, "Tuesday is a working day", "星期二工作"),
    bit(3, "Wednesday is a working day", "星期三工作"),
    bit(4, "Thursday is a working day", "星期四工作"),
    bit(5, "Friday is a working day", "星期五工作"),
    bit(6, "Saturday is a working day", "星期六工作"),
];

const REST_DAYS97: &[BitDef] = &[
    bit(0, "Sunday is a rest day", "星期日休息"),
    bit(1, "Monday is a rest day", "星期一休息"),
    bit(2, "Tuesday is a rest day", "星期二休息"),
    bit(3, "Wednesday is a rest day", "星期三休息"),
    bit(4, "Thursday is a rest day", "星期四休息"),
    bit(5, "Friday is a rest day", "星期五休息"),
    bit(6, "Saturday is a rest day", "星期六休息"),
];

const LOAD_MODE: &[BitDef] = &[
    bit(0, "voltage, current, frequency", "电压、电流、频率"),
    bit(1, "active and reactive power", "有、无功功率"),
    bit(2, "power factor", "功率因数"),
    bit(3, "active and reactive total energies", "有、无功总电能"),
    bit(4, "four-quadrant reactive energies", "四象限无功总电能"),
    bit(5, "present demand", "当前需量"),
];

const FREEZE_MODE: &[BitDef] = &[
    bit(0, "forward active energy", "正向有功电能"),
    bit(1, "reverse active energy", "反向有功电能"),
    bit(2, "combined reactive 1 energy", "组合无功1电能"),
    bit(3, "combined reactive 2 energy", "组合无功2电能"),
    bit(4, "four-quadrant reactive energies", "四象限无功电能"),
    bit(5, "forward active maximum demand", "正向有功最大需量"),
    bit(6, "reverse active maximum demand", "反向有功最大需量"),
    bit(7, "variables", "变量"),
];

const HOURLY_FREEZE_MODE: &[BitDef] = &[
    bit(0, "forward active total energy", "正向有功总电能"),
    bit(1, "reverse active total energy", "反向有功总电能"),
];

const FEATURE1: &[BitDef] = &[
    bit(0, "external relay by pulse", "外置开关脉冲式"),
    bit(1, "display marks 1 and 2", "液晶①②字样意义"),
    bit(2, "active report enabled", "主动上报"),
];

const REPORT_STATUS: &[BitDef] = &[
    bit(0, "load switch misoperation", "负荷开关误动或拒动"),
    bit(1, "ESAM error", "ESAM错误"),
    bit(2, "inner-card initialisation error", "内卡初始化错误"),
    bit(3, "clock battery low", "时钟电池电压低"),
    bit(4, "program error", "内部程序错误"),
    bit(5, "memory fault", "存储器故障"),
    bit(7, "clock fault", "时钟故障"),
    bit(8, "outage-reading battery low", "停电抄表电池欠压"),
    bit(9, "overdraft", "透支状态"),
    bit(10, "meter cover open", "开表盖"),
    bit(11, "terminal cover open", "开端钮盖"),
    bit(12, "magnetic interference", "恒定磁场干扰"),
    bit(13, "power supply abnormal", "电源异常"),
    bit(14, "tripped", "跳闸成功"),
    bit(15, "closed", "合闸成功"),
    bit(16, "phase A loss of voltage", "A相失压"),
    bit(17, "phase A under-voltage", "A相欠压"),
    bit(18, "phase A over-voltage", "A相过压"),
    bit(19, "phase A loss of current", "A相失流"),
    bit(20, "phase A over-current", "A相过流"),
    bit(21, "phase A overload", "A相过载"),
    bit(22, "phase A power reversal", "A相功率反向"),
    bit(23, "phase A phase break", "A相断相"),
    bit(24, "phase A current break", "A相断流"),
    bit(32, "phase B loss of voltage", "B相失压"),
    bit(33, "phase B under-voltage", "B相欠压"),
    bit(34, "phase B over-voltage", "B相过压"),
    bit(35, "phase B loss of current", "B相失流"),
    bit(36, "phase B over-current", "B相过流"),
    bit(37, "phase B overload", "B相过载"),
    bit(38, "phase B power reversal", "B相功率反向"),
    bit(39, "phase B phase break", "B相断相"),
    bit(40, "phase B current break", "B相断流"),
    bit(48, "phase C loss of voltage", "C相失压"),
    bit(49, "phase C under-voltage", "C相欠压"),
    bit(50, "phase C over-voltage", "C相过压"),
    bit(51, "phase C loss of current", "C相失流"),
    bit(52, "phase C over-current", "C相过流"),
    bit(53, "phase C overload", "C相过载"),
    bit(54, "phase C power reversal", "C相功率反向"),
    bit(55, "phase C phase break", "C相断相"),
    bit(56, "phase C current break", "C相断流"),
    bit(64, "voltage reverse sequence", "电压逆相序"),
    bit(65, "current reverse sequence", "电流逆相序"),
    bit(66, "voltage imbalance", "电压不平衡"),
    bit(67, "current imbalance", "电流不平衡"),
    bit(68, "auxiliary supply lost", "辅助电源失电"),
    bit(69, "power down", "掉电"),
    bit(70, "demand over limit", "需量超限"),
    bit(71, "power factor below limit", "总功率因数超下限"),
    bit(72, "severe current imbalance", "电流严重不平衡"),
    bit(73, "total power flow reversal", "潮流反向"),
    bit(74, "all-phase loss of voltage", "全失压"),
    bit(80, "programming", "编程"),
    bit(81, "meter clear", "电表清零"),
    bit(82, "demand clear", "需量清零"),
    bit(83, "event clear", "事件清零"),
    bit(84, "clock adjustment", "校时"),
    bit(85, "day-schedule programming", "时段表编程"),
    bit(86, "season programming", "时区表编程"),
    bit(87, "rest-day programming", "周休日编程"),
    bit(88, "holiday programming", "节假日编程"),
    bit(89, "active combination programming", "有功组合方式编程"),
    bit(
        90,
        "reactive combination 1 programming",
        "无功组合方式1编程",
    ),
    bit(
        91,
        "reactive combination 2 programming",
        "无功组合方式2编程",
    ),
    bit(92, "settlement-day programming", "结算日编程"),
    bit(93, "tariff-price programming", "费率参数表编程"),
    bit(94, "ladder programming", "阶梯表编程"),
    bit(95, "key update", "密钥更新"),
];

const REPORT_MODE: &[BitDef] = &[
    bit(0, "load switch misoperation", "负荷开关误动或拒动"),
    bit(1, "ESAM error", "ESAM错误"),
    bit(2, "inner-card initialisation error", "内卡初始化错误"),
    bit(3, "clock battery low", "时钟电池电压低"),
    bit(4, "program error", "内部程序错误"),
    bit(5, "memory fault", "存储器故障"),
    bit(7, "clock fault", "时钟故障"),
    bit(8, "outage-reading battery low", "停电抄表电池欠压"),
    bit(9, "overdraft", "透支状态"),
    bit(10, "meter cover open", "开表盖"),
    bit(11, "terminal cover open", "开端钮盖"),
    bit(12, "magnetic interference", "恒定磁场干扰"),
    bit(13, "power supply abnormal", "电源异常"),
    bit(14, "tripped", "跳闸成功"),
    bit(15, "closed", "合闸成功"),
    bit(16, "loss of voltage", "失压"),
    bit(17, "under-voltage", "欠压"),
    bit(18, "over-voltage", "过压"),
    bit(19, "loss of current", "失流"),
    bit(20, "over-current", "过流"),
    bit(21, "overload", "过载"),
    bit(22, "power reversal", "功率反向"),
    bit(23, "phase break", "断相"),
    bit(24, "current break", "断流"),
    bit(32, "voltage reverse sequence", "电压逆相序"),
    bit(33, "current reverse sequence", "电流逆相序"),
    bit(34, "voltage imbalance", "电压不平衡"),
    bit(35, "current imbalance", "电流不平衡"),
    bit(36, "auxiliary supply lost", "辅助电源失电"),
    bit(37, "power down", "掉电"),
    bit(38, "demand over limit", "需量超限"),
    bit(39, "power factor below limit", "总功率因数超下限"),
    bit(40, "severe current imbalance", "电流严重不平衡"),
    bit(41, "total power flow reversal", "潮流反向"),
    bit(42, "all-phase loss of voltage", "全失压"),
    bit(48, "programming", "编程"),
    bit(49, "meter clear", "电表清零"),
    bit(50, "demand clear", "需量清零"),
    bit(51, "event clear", "事件清零"),
    bit(52, "clock adjustment", "校时"),
    bit(53, "day-schedule programming", "时段表编程"),
    bit(54, "season programming", "时区表编程"),
    bit(55, "rest-day programming", "周休日编程"),
    bit(56, "holiday programming", "节假日编程"),
    bit(57, "active combination programming", "有功组合方式编程"),
    bit(
        58,
        "reactive combination 1 programming",
        "无功组合方式1编程",
    ),
    bit(
        59,
        "reactive combination 2 programming",
        "无功组合方式2编程",
    ),
    bit(60, "settlement-day programming", "结算日编程"),
    bit(61, "tariff-price programming", "费率参数表编程"),
    bit(62, "ladder programming", "阶梯表编程"),
    bit(63, "key update", "密钥更新"),
];

const METER97: &[BitDef] = &[
    bit(0, "manual reading", "手动抄表"),
    bit(1, "block demand", "需量积算方式区间"),
    bit(2, "battery low", "电池欠压"),
    bit(4, "active power reverse", "有功功率方向反向"),
    bit(5, "reactive power reverse", "无功功率方向反向"),
];

const GRID97: &[BitDef] = &[
    bit(0, "phase A supply lost", "A相断电"),
    bit(1, "phase B supply lost", "B相断电"),
    bit(2, "phase C supply lost", "C相断电"),
    bit(4, "phase A over-voltage", "A相过压"),
    bit(5, "phase B over-voltage", "B相过压"),
    bit(6, "phase C over-voltage", "C相过压"),
];
