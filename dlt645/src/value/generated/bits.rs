// Written by tables/generate.py from the CSVs of vectors/; do not edit.

//! Names of the bits of status and mode words, from the lowest.

use crate::value::BitMap;
use crate::value::bit_def::{BitDef, bits};

/// The named bits of a word.
pub(in crate::value) fn definitions(map: BitMap) -> &'static [BitDef] {
    match map {
        BitMap::Unnamed => &[],
        BitMap::Status1 => STATUS1,
        BitMap::Status2 => STATUS2,
        BitMap::Status3 => STATUS3,
        BitMap::Status4 => STATUS4,
        BitMap::Status5 => STATUS5,
        BitMap::Status6 => STATUS6,
        BitMap::Status7 => STATUS7,
        BitMap::KeyStatus => KEY_STATUS,
        BitMap::ActiveCombination => ACTIVE_COMBINATION,
        BitMap::ReactiveCombination => REACTIVE_COMBINATION,
        BitMap::BaudRate => BAUD_RATE,
        BitMap::WorkDays => WORK_DAYS,
        BitMap::LoadMode => LOAD_MODE,
        BitMap::FreezeMode => FREEZE_MODE,
        BitMap::HourlyFreezeMode => HOURLY_FREEZE_MODE,
        BitMap::Feature1 => FEATURE1,
        BitMap::ReportMode => REPORT_MODE,
        BitMap::ReportStatus => REPORT_STATUS,
        BitMap::CardStatus => CARD_STATUS,
        BitMap::ReportReset => REPORT_RESET,
        BitMap::Meter97 => METER97,
        BitMap::Grid97 => GRID97,
        BitMap::RestDays97 => REST_DAYS97,
        BitMap::ControlDone => CONTROL_DONE,
        BitMap::ControlError => CONTROL_ERROR,
    }
}

const STATUS1: &[BitDef] = &[
    bits(0, 1, &[
        ("external switch by level", "外置开关控制方式：电平"),
        ("external switch by pulse", "外置开关控制方式：脉冲"),
    ]),
    bits(1, 1, &[
        ("sliding demand", "需量积算方式：滑差"),
        ("block demand", "需量积算方式：区间"),
    ]).both(),
    bits(2, 1, &[("clock battery normal", "时钟电池正常"), ("clock battery low", "时钟电池欠压")]),
    bits(3, 1, &[
        ("outage-reading battery normal", "停电抄表电池正常"),
        ("outage-reading battery low", "停电抄表电池欠压"),
    ]),
    bits(4, 1, &[
        ("active power forward", "有功功率方向正向"),
        ("active power reverse", "有功功率方向反向"),
    ]).both(),
    bits(5, 1, &[
        ("reactive power forward", "无功功率方向正向"),
        ("reactive power reverse", "无功功率方向反向"),
    ]).both(),
    bits(6, 1, &[
        ("local fee control", "费控模式：本地"),
        ("remote fee control", "费控模式：远程"),
    ]),
    bits(8, 1, &[
        ("control circuit normal", "控制回路正常"),
        ("control circuit error", "控制回路错误"),
    ]),
    bits(9, 1, &[("ESAM normal", "ESAM正常"), ("ESAM error", "ESAM错误")]),
    bits(12, 1, &[("internal program normal", "内部程序正常"), ("program error", "内部程序错误")]),
    bits(13, 1, &[("memory normal", "存储器正常"), ("memory fault", "存储器故障或损坏")]),
    bits(14, 1, &[("not overdrawn", "非透支"), ("overdraft", "透支状态")]),
    bits(15, 1, &[("clock normal", "时钟正常"), ("clock fault", "时钟故障")]),
];

const STATUS2: &[BitDef] = &[
    bits(0, 1, &[
        ("phase A active power forward", "A相有功功率方向正向"),
        ("phase A active power reverse", "A相有功功率方向反向"),
    ]).both(),
    bits(1, 1, &[
        ("phase B active power forward", "B相有功功率方向正向"),
        ("phase B active power reverse", "B相有功功率方向反向"),
    ]).both(),
    bits(2, 1, &[
        ("phase C active power forward", "C相有功功率方向正向"),
        ("phase C active power reverse", "C相有功功率方向反向"),
    ]).both(),
    bits(4, 1, &[
        ("phase A reactive power forward", "A相无功功率方向正向"),
        ("phase A reactive power reverse", "A相无功功率方向反向"),
    ]).both(),
    bits(5, 1, &[
        ("phase B reactive power forward", "B相无功功率方向正向"),
        ("phase B reactive power reverse", "B相无功功率方向反向"),
    ]).both(),
    bits(6, 1, &[
        ("phase C reactive power forward", "C相无功功率方向正向"),
        ("phase C reactive power reverse", "C相无功功率方向反向"),
    ]).both(),
];

const STATUS3: &[BitDef] = &[
    bits(0, 1, &[
        ("first day-schedule set", "当前运行时段：第一套"),
        ("second day-schedule set", "当前运行时段：第二套"),
    ]).both(),
    bits(1, 2, &[
        ("main supply", "主电源供电"),
        ("auxiliary supply", "辅助电源供电"),
        ("battery supply", "电池供电"),
    ]).both(),
    bits(3, 1, &[
        ("programming forbidden", "编程禁止（红外认证/编程允许失效）"),
        ("programming permitted", "编程许可（红外认证/编程允许有效）"),
    ]).both(),
    bits(4, 1, &[("relay closed", "继电器通（合闸）"), ("relay open", "继电器断（跳闸）")]).both(),
    bits(5, 1, &[
        ("first season set", "当前运行时区：第一套"),
        ("second season set", "当前运行时区：第二套"),
    ]),
    bits(6, 1, &[
        ("relay command closed", "继电器命令状态：通"),
        ("relay command open", "继电器命令状态：断"),
    ]).both(),
    bits(7, 1, &[("no pre-trip alarm", "无预跳闸报警"), ("pre-trip alarm", "有预跳闸报警")]),
    bits(8, 2, &[
        ("not prepaid", "非预付费表"),
        ("prepaid by energy", "电量型预付费表"),
        ("prepaid by cost", "电费型预付费表"),
    ]).both(),
    bits(10, 1, &[
        ("first tariff-price set", "当前运行费率电价：第一套"),
        ("second tariff-price set", "当前运行费率电价：第二套"),
    ]),
    bits(11, 1, &[
        ("first ladder set", "当前阶梯：第一套"),
        ("second ladder set", "当前阶梯：第二套"),
    ]),
    bits(12, 1, &[("power not kept", "非保电"), ("power kept on", "保电")]).both(),
    bits(13, 1, &[
        ("identity authentication expired", "身份认证失效"),
        ("identity authentication valid", "身份认证有效"),
    ]).both(),
    bits(14, 1, &[
        ("local account opened", "本地已开户"),
        ("local account not opened", "本地未开户"),
    ]).both(),
    bits(15, 1, &[
        ("remote account opened", "远程已开户"),
        ("remote account not opened", "远程未开户"),
    ]).both(),
];

const STATUS4: &[BitDef] = &[
    bits(0, 1, &[
        ("no phase A loss of voltage", "A相无失压"),
        ("phase A loss of voltage", "A相失压"),
    ]),
    bits(1, 1, &[("no phase A under-voltage", "A相无欠压"), ("phase A under-voltage", "A相欠压")]),
    bits(2, 1, &[("no phase A over-voltage", "A相无过压"), ("phase A over-voltage", "A相过压")]),
    bits(3, 1, &[
        ("no phase A loss of current", "A相无失流"),
        ("phase A loss of current", "A相失流"),
    ]),
    bits(4, 1, &[("no phase A over-current", "A相无过流"), ("phase A over-current", "A相过流")]),
    bits(5, 1, &[("no phase A overload", "A相无过载"), ("phase A overload", "A相过载")]),
    bits(6, 1, &[
        ("no phase A power flow reversal", "A相无潮流反向"),
        ("phase A power flow reversal", "A相潮流反向"),
    ]),
    bits(7, 1, &[("no phase A phase break", "A相无断相"), ("phase A phase break", "A相断相")]),
    bits(8, 1, &[("no phase A current break", "A相无断流"), ("phase A current break", "A相断流")]),
    bits(14, 1, &[("no phase A CT short", "A相CT无短路"), ("phase A CT short", "A相CT短路")]),
    bits(15, 1, &[("no phase A CT open", "A相CT无开路"), ("phase A CT open", "A相CT开路")]),
];

const STATUS5: &[BitDef] = &[
    bits(0, 1, &[
        ("no phase B loss of voltage", "B相无失压"),
        ("phase B loss of voltage", "B相失压"),
    ]),
    bits(1, 1, &[("no phase B under-voltage", "B相无欠压"), ("phase B under-voltage", "B相欠压")]),
    bits(2, 1, &[("no phase B over-voltage", "B相无过压"), ("phase B over-voltage", "B相过压")]),
    bits(3, 1, &[
        ("no phase B loss of current", "B相无失流"),
        ("phase B loss of current", "B相失流"),
    ]),
    bits(4, 1, &[("no phase B over-current", "B相无过流"), ("phase B over-current", "B相过流")]),
    bits(5, 1, &[("no phase B overload", "B相无过载"), ("phase B overload", "B相过载")]),
    bits(6, 1, &[
        ("no phase B power flow reversal", "B相无潮流反向"),
        ("phase B power flow reversal", "B相潮流反向"),
    ]),
    bits(7, 1, &[("no phase B phase break", "B相无断相"), ("phase B phase break", "B相断相")]),
    bits(8, 1, &[("no phase B current break", "B相无断流"), ("phase B current break", "B相断流")]),
    bits(14, 1, &[("no phase B CT short", "B相CT无短路"), ("phase B CT short", "B相CT短路")]),
    bits(15, 1, &[("no phase B CT open", "B相CT无开路"), ("phase B CT open", "B相CT开路")]),
];

const STATUS6: &[BitDef] = &[
    bits(0, 1, &[
        ("no phase C loss of voltage", "C相无失压"),
        ("phase C loss of voltage", "C相失压"),
    ]),
    bits(1, 1, &[("no phase C under-voltage", "C相无欠压"), ("phase C under-voltage", "C相欠压")]),
    bits(2, 1, &[("no phase C over-voltage", "C相无过压"), ("phase C over-voltage", "C相过压")]),
    bits(3, 1, &[
        ("no phase C loss of current", "C相无失流"),
        ("phase C loss of current", "C相失流"),
    ]),
    bits(4, 1, &[("no phase C over-current", "C相无过流"), ("phase C over-current", "C相过流")]),
    bits(5, 1, &[("no phase C overload", "C相无过载"), ("phase C overload", "C相过载")]),
    bits(6, 1, &[
        ("no phase C power flow reversal", "C相无潮流反向"),
        ("phase C power flow reversal", "C相潮流反向"),
    ]),
    bits(7, 1, &[("no phase C phase break", "C相无断相"), ("phase C phase break", "C相断相")]),
    bits(8, 1, &[("no phase C current break", "C相无断流"), ("phase C current break", "C相断流")]),
    bits(14, 1, &[("no phase C CT short", "C相CT无短路"), ("phase C CT short", "C相CT短路")]),
    bits(15, 1, &[("no phase C CT open", "C相CT无开路"), ("phase C CT open", "C相CT开路")]),
];

const STATUS7: &[BitDef] = &[
    bits(0, 1, &[
        ("no voltage reverse sequence", "无电压逆相序"),
        ("voltage reverse sequence", "电压逆相序"),
    ]),
    bits(1, 1, &[
        ("no current reverse sequence", "无电流逆相序"),
        ("current reverse sequence", "电流逆相序"),
    ]),
    bits(2, 1, &[("no voltage imbalance", "无电压不平衡"), ("voltage imbalance", "电压不平衡")]),
    bits(3, 1, &[("no current imbalance", "无电流不平衡"), ("current imbalance", "电流不平衡")]),
    bits(4, 1, &[
        ("no auxiliary supply lost", "无辅助电源失电"),
        ("auxiliary supply lost", "辅助电源失电"),
    ]),
    bits(5, 1, &[("no power down", "无掉电"), ("power down", "掉电")]),
    bits(6, 1, &[("no demand over limit", "无需量超限"), ("demand over limit", "需量超限")]),
    bits(7, 1, &[
        ("no power factor below limit", "无总功率因数超下限"),
        ("power factor below limit", "总功率因数超下限"),
    ]),
    bits(8, 1, &[
        ("no severe current imbalance", "无电流严重不平衡"),
        ("severe current imbalance", "电流严重不平衡"),
    ]),
    bits(9, 1, &[("meter cover closed", "未开表盖"), ("meter cover open", "开表盖")]),
    bits(10, 1, &[("terminal cover closed", "未开端钮盖"), ("terminal cover open", "开端钮盖")]),
];

const KEY_STATUS: &[BitDef] = &[
    bits(0, 1, &[
        ("master key test", "主控密钥：测试（公钥）"),
        ("master key formal", "主控密钥：正式（私钥）"),
    ]),
    bits(1, 1, &[("key 1 test", "密钥1：测试密钥状态"), ("key 1 formal", "密钥1：正式密钥状态")]),
    bits(2, 1, &[("key 2 test", "密钥2：测试密钥状态"), ("key 2 formal", "密钥2：正式密钥状态")]),
    bits(3, 1, &[("key 3 test", "密钥3：测试密钥状态"), ("key 3 formal", "密钥3：正式密钥状态")]),
    bits(4, 1, &[("key 4 test", "密钥4：测试密钥状态"), ("key 4 formal", "密钥4：正式密钥状态")]),
    bits(5, 1, &[("key 5 test", "密钥5：测试密钥状态"), ("key 5 formal", "密钥5：正式密钥状态")]),
    bits(6, 1, &[("key 6 test", "密钥6：测试密钥状态"), ("key 6 formal", "密钥6：正式密钥状态")]),
    bits(7, 1, &[("key 7 test", "密钥7：测试密钥状态"), ("key 7 formal", "密钥7：正式密钥状态")]),
    bits(8, 1, &[("key 8 test", "密钥8：测试密钥状态"), ("key 8 formal", "密钥8：正式密钥状态")]),
    bits(9, 1, &[("key 9 test", "密钥9：测试密钥状态"), ("key 9 formal", "密钥9：正式密钥状态")]),
    bits(10, 1, &[
        ("key 10 test", "密钥10：测试密钥状态"),
        ("key 10 formal", "密钥10：正式密钥状态"),
    ]),
    bits(11, 1, &[
        ("key 11 test", "密钥11：测试密钥状态"),
        ("key 11 formal", "密钥11：正式密钥状态"),
    ]),
    bits(12, 1, &[
        ("key 12 test", "密钥12：测试密钥状态"),
        ("key 12 formal", "密钥12：正式密钥状态"),
    ]),
    bits(13, 1, &[
        ("key 13 test", "密钥13：测试密钥状态"),
        ("key 13 formal", "密钥13：正式密钥状态"),
    ]),
    bits(14, 1, &[
        ("key 14 test", "密钥14：测试密钥状态"),
        ("key 14 formal", "密钥14：正式密钥状态"),
    ]),
    bits(15, 1, &[
        ("key 15 test", "密钥15：测试密钥状态"),
        ("key 15 formal", "密钥15：正式密钥状态"),
    ]),
    bits(16, 1, &[
        ("key 16 test", "密钥16：测试密钥状态"),
        ("key 16 formal", "密钥16：正式密钥状态"),
    ]),
    bits(17, 1, &[
        ("key 17 test", "密钥17：测试密钥状态"),
        ("key 17 formal", "密钥17：正式密钥状态"),
    ]),
    bits(18, 1, &[
        ("key 18 test", "密钥18：测试密钥状态"),
        ("key 18 formal", "密钥18：正式密钥状态"),
    ]),
    bits(19, 1, &[
        ("key 19 test", "密钥19：测试密钥状态"),
        ("key 19 formal", "密钥19：正式密钥状态"),
    ]),
    bits(20, 1, &[
        ("key 20 test", "密钥20：测试密钥状态"),
        ("key 20 formal", "密钥20：正式密钥状态"),
    ]),
    bits(21, 1, &[
        ("key 21 test", "密钥21：测试密钥状态"),
        ("key 21 formal", "密钥21：正式密钥状态"),
    ]),
    bits(22, 1, &[
        ("key 22 test", "密钥22：测试密钥状态"),
        ("key 22 formal", "密钥22：正式密钥状态"),
    ]),
    bits(23, 1, &[
        ("key 23 test", "密钥23：测试密钥状态"),
        ("key 23 formal", "密钥23：正式密钥状态"),
    ]),
    bits(24, 1, &[
        ("key 24 test", "密钥24：测试密钥状态"),
        ("key 24 formal", "密钥24：正式密钥状态"),
    ]),
    bits(25, 1, &[
        ("key 25 test", "密钥25：测试密钥状态"),
        ("key 25 formal", "密钥25：正式密钥状态"),
    ]),
    bits(26, 1, &[
        ("key 26 test", "密钥26：测试密钥状态"),
        ("key 26 formal", "密钥26：正式密钥状态"),
    ]),
    bits(27, 1, &[
        ("key 27 test", "密钥27：测试密钥状态"),
        ("key 27 formal", "密钥27：正式密钥状态"),
    ]),
    bits(28, 1, &[
        ("key 28 test", "密钥28：测试密钥状态"),
        ("key 28 formal", "密钥28：正式密钥状态"),
    ]),
    bits(29, 1, &[
        ("key 29 test", "密钥29：测试密钥状态"),
        ("key 29 formal", "密钥29：正式密钥状态"),
    ]),
    bits(30, 1, &[
        ("key 30 test", "密钥30：测试密钥状态"),
        ("key 30 formal", "密钥30：正式密钥状态"),
    ]),
    bits(31, 1, &[
        ("key 31 test", "密钥31：测试密钥状态"),
        ("key 31 formal", "密钥31：正式密钥状态"),
    ]),
];

const ACTIVE_COMBINATION: &[BitDef] = &[
    bits(0, 1, &[
        ("no add forward active", "非：加正向有功"),
        ("add forward active", "加正向有功"),
    ]),
    bits(1, 1, &[
        ("no subtract forward active", "非：减正向有功"),
        ("subtract forward active", "减正向有功"),
    ]),
    bits(2, 1, &[
        ("no add reverse active", "非：加反向有功"),
        ("add reverse active", "加反向有功"),
    ]),
    bits(3, 1, &[
        ("no subtract reverse active", "非：减反向有功"),
        ("subtract reverse active", "减反向有功"),
    ]),
];

const REACTIVE_COMBINATION: &[BitDef] = &[
    bits(0, 1, &[("no add quadrant 1", "非：加第一象限"), ("add quadrant 1", "加第一象限")]),
    bits(1, 1, &[
        ("no subtract quadrant 1", "非：减第一象限"),
        ("subtract quadrant 1", "减第一象限"),
    ]),
    bits(2, 1, &[("no add quadrant 2", "非：加第二象限"), ("add quadrant 2", "加第二象限")]),
    bits(3, 1, &[
        ("no subtract quadrant 2", "非：减第二象限"),
        ("subtract quadrant 2", "减第二象限"),
    ]),
    bits(4, 1, &[("no add quadrant 3", "非：加第三象限"), ("add quadrant 3", "加第三象限")]),
    bits(5, 1, &[
        ("no subtract quadrant 3", "非：减第三象限"),
        ("subtract quadrant 3", "减第三象限"),
    ]),
    bits(6, 1, &[("no add quadrant 4", "非：加第四象限"), ("add quadrant 4", "加第四象限")]),
    bits(7, 1, &[
        ("no subtract quadrant 4", "非：减第四象限"),
        ("subtract quadrant 4", "减第四象限"),
    ]),
];

const BAUD_RATE: &[BitDef] = &[
    bits(1, 1, &[("no 600 baud", "不600bps"), ("600 baud", "600bps")]),
    bits(2, 1, &[("no 1200 baud", "不1200bps"), ("1200 baud", "1200bps")]),
    bits(3, 1, &[("no 2400 baud", "不2400bps"), ("2400 baud", "2400bps")]),
    bits(4, 1, &[("no 4800 baud", "不4800bps"), ("4800 baud", "4800bps")]),
    bits(5, 1, &[("no 9600 baud", "不9600bps"), ("9600 baud", "9600bps")]),
    bits(6, 1, &[("no 19200 baud", "不19200bps"), ("19200 baud", "19200bps")]),
];

const WORK_DAYS: &[BitDef] = &[
    bits(0, 1, &[
        ("Sunday is a rest day", "星期日休息"),
        ("Sunday is a working day", "星期日工作"),
    ]),
    bits(1, 1, &[
        ("Monday is a rest day", "星期一休息"),
        ("Monday is a working day", "星期一工作"),
    ]),
    bits(2, 1, &[
        ("Tuesday is a rest day", "星期二休息"),
        ("Tuesday is a working day", "星期二工作"),
    ]),
    bits(3, 1, &[
        ("Wednesday is a rest day", "星期三休息"),
        ("Wednesday is a working day", "星期三工作"),
    ]),
    bits(4, 1, &[
        ("Thursday is a rest day", "星期四休息"),
        ("Thursday is a working day", "星期四工作"),
    ]),
    bits(5, 1, &[
        ("Friday is a rest day", "星期五休息"),
        ("Friday is a working day", "星期五工作"),
    ]),
    bits(6, 1, &[
        ("Saturday is a rest day", "星期六休息"),
        ("Saturday is a working day", "星期六工作"),
    ]),
];

const LOAD_MODE: &[BitDef] = &[
    bits(0, 1, &[
        ("no voltage/current/frequency", "非：电压/电流/频率"),
        ("voltage/current/frequency", "电压/电流/频率"),
    ]),
    bits(1, 1, &[
        ("no active and reactive power", "非：有功/无功功率"),
        ("active and reactive power", "有功/无功功率"),
    ]),
    bits(2, 1, &[("no power factor", "非：功率因数"), ("power factor", "功率因数")]),
    bits(3, 1, &[
        ("no active and reactive total energies", "非：有功/无功总电能"),
        ("active and reactive total energies", "有功/无功总电能"),
    ]),
    bits(4, 1, &[
        ("no four-quadrant reactive energies", "非：四象限无功总电能"),
        ("four-quadrant reactive energies", "四象限无功总电能"),
    ]),
    bits(5, 1, &[("no present demand", "非：当前需量"), ("present demand", "当前需量")]),
];

const FREEZE_MODE: &[BitDef] = &[
    bits(0, 1, &[
        ("no forward active energy", "非：正向有功电能"),
        ("forward active energy", "正向有功电能"),
    ]),
    bits(1, 1, &[
        ("no reverse active energy", "非：反向有功电能"),
        ("reverse active energy", "反向有功电能"),
    ]),
    bits(2, 1, &[
        ("no combined reactive 1 energy", "非：组合无功1电能"),
        ("combined reactive 1 energy", "组合无功1电能"),
    ]),
    bits(3, 1, &[
        ("no combined reactive 2 energy", "非：组合无功2电能"),
        ("combined reactive 2 energy", "组合无功2电能"),
    ]),
    bits(4, 1, &[
        ("no four-quadrant reactive energies", "非：四象限无功电能"),
        ("four-quadrant reactive energies", "四象限无功电能"),
    ]),
    bits(5, 1, &[
        ("no forward active maximum demand", "非：正向有功最大需量及发生时间"),
        ("forward active maximum demand", "正向有功最大需量及发生时间"),
    ]),
    bits(6, 1, &[
        ("no reverse active maximum demand", "非：反向有功最大需量及发生时间"),
        ("reverse active maximum demand", "反向有功最大需量及发生时间"),
    ]),
    bits(7, 1, &[("no variables", "非：变量"), ("variables", "变量")]),
];

const HOURLY_FREEZE_MODE: &[BitDef] = &[
    bits(0, 1, &[
        ("no forward active total energy", "非：正向有功总电能"),
        ("forward active total energy", "正向有功总电能"),
    ]),
    bits(1, 1, &[
        ("no reverse active total energy", "非：反向有功总电能"),
        ("reverse active total energy", "反向有功总电能"),
    ]),
];

const FEATURE1: &[BitDef] = &[
    bits(0, 1, &[
        ("external switch by level", "外置开关控制方式：电平"),
        ("external switch by pulse", "外置开关控制方式：脉冲"),
    ]).both(),
    bits(1, 1, &[
        ("LCD marks 1 and 2 show day-schedule sets", "液晶①②字样显示1/2套时段"),
        ("LCD marks 1 and 2 show tariff sets", "液晶①②字样显示1/2套费率"),
    ]).both(),
    bits(2, 1, &[
        ("reporting by the follow-up flag off", "主动上报：不启用后续标志"),
        ("reporting by the follow-up flag on", "主动上报：启用后续标志"),
    ]).both(),
    bits(3, 1, &[
        ("spontaneous report off", "不启用主动上报"),
        ("spontaneous report on", "启用主动上报"),
    ]).both(),
];

const REPORT_MODE: &[BitDef] = &[
    bits(0, 1, &[
        ("no load switch misoperation", "无：负荷开关误动或拒动"),
        ("load switch misoperation", "负荷开关误动或拒动"),
    ]),
    bits(1, 1, &[("no ESAM error", "无：ESAM错误"), ("ESAM error", "ESAM错误")]),
    bits(2, 1, &[
        ("no inner-card initialisation error", "无：内卡初始化错误"),
        ("inner-card initialisation error", "内卡初始化错误"),
    ]),
    bits(3, 1, &[
        ("no clock battery low", "无：时钟电池电压低"),
        ("clock battery low", "时钟电池电压低"),
    ]),
    bits(4, 1, &[("no program error", "无：内部程序错误"), ("program error", "内部程序错误")]),
    bits(5, 1, &[
        ("no memory fault", "无：存储器故障或损坏"),
        ("memory fault", "存储器故障或损坏"),
    ]),
    bits(7, 1, &[("no clock fault", "无：时钟故障"), ("clock fault", "时钟故障")]),
    bits(8, 1, &[
        ("no outage-reading battery low", "无：停电抄表电池欠压"),
        ("outage-reading battery low", "停电抄表电池欠压"),
    ]),
    bits(9, 1, &[("no overdraft", "无：透支状态"), ("overdraft", "透支状态")]),
    bits(10, 1, &[("no meter cover open", "无：开表盖"), ("meter cover open", "开表盖")]),
    bits(11, 1, &[("no terminal cover open", "无：开端钮盖"), ("terminal cover open", "开端钮盖")]),
    bits(12, 1, &[
        ("no magnetic interference", "无：恒定磁场干扰"),
        ("magnetic interference", "恒定磁场干扰"),
    ]),
    bits(13, 1, &[
        ("no power supply abnormal", "无：电源异常"),
        ("power supply abnormal", "电源异常"),
    ]),
    bits(14, 1, &[("no tripped", "无：跳闸成功"), ("tripped", "跳闸成功")]),
    bits(15, 1, &[("no closed", "无：合闸成功"), ("closed", "合闸成功")]),
    bits(16, 1, &[("no loss of voltage", "无：失压"), ("loss of voltage", "失压")]),
    bits(17, 1, &[("no under-voltage", "无：欠压"), ("under-voltage", "欠压")]),
    bits(18, 1, &[("no over-voltage", "无：过压"), ("over-voltage", "过压")]),
    bits(19, 1, &[("no loss of current", "无：失流"), ("loss of current", "失流")]),
    bits(20, 1, &[("no over-current", "无：过流"), ("over-current", "过流")]),
    bits(21, 1, &[("no overload", "无：过载"), ("overload", "过载")]),
    bits(22, 1, &[("no power reversal", "无：功率反向"), ("power reversal", "功率反向")]),
    bits(23, 1, &[("no phase break", "无：断相"), ("phase break", "断相")]),
    bits(24, 1, &[("no current break", "无：断流"), ("current break", "断流")]),
    bits(32, 1, &[
        ("no voltage reverse sequence", "无：电压逆相序"),
        ("voltage reverse sequence", "电压逆相序"),
    ]),
    bits(33, 1, &[
        ("no current reverse sequence", "无：电流逆相序"),
        ("current reverse sequence", "电流逆相序"),
    ]),
    bits(34, 1, &[("no voltage imbalance", "无：电压不平衡"), ("voltage imbalance", "电压不平衡")]),
    bits(35, 1, &[("no current imbalance", "无：电流不平衡"), ("current imbalance", "电流不平衡")]),
    bits(36, 1, &[
        ("no auxiliary supply lost", "无：辅助电源失电"),
        ("auxiliary supply lost", "辅助电源失电"),
    ]),
    bits(37, 1, &[("no power down", "无：掉电"), ("power down", "掉电")]),
    bits(38, 1, &[("no demand over limit", "无：需量超限"), ("demand over limit", "需量超限")]),
    bits(39, 1, &[
        ("no power factor below limit", "无：总功率因数超下限"),
        ("power factor below limit", "总功率因数超下限"),
    ]),
    bits(40, 1, &[
        ("no severe current imbalance", "无：电流严重不平衡"),
        ("severe current imbalance", "电流严重不平衡"),
    ]),
    bits(41, 1, &[
        ("no total power flow reversal", "无：潮流反向"),
        ("total power flow reversal", "潮流反向"),
    ]),
    bits(42, 1, &[
        ("no all-phase loss of voltage", "无：全失压"),
        ("all-phase loss of voltage", "全失压"),
    ]),
    bits(45, 1, &[
        ("no topology signal result", "无：特征电流信号识别结果"),
        ("topology signal result", "特征电流信号识别结果"),
    ]),
    bits(48, 1, &[("no programming", "无：编程"), ("programming", "编程")]),
    bits(49, 1, &[("no meter clear", "无：电表清零"), ("meter clear", "电表清零")]),
    bits(50, 1, &[("no demand clear", "无：需量清零"), ("demand clear", "需量清零")]),
    bits(51, 1, &[("no event clear", "无：事件清零"), ("event clear", "事件清零")]),
    bits(52, 1, &[("no clock adjustment", "无：校时"), ("clock adjustment", "校时")]),
    bits(53, 1, &[
        ("no day-schedule programming", "无：时段表编程"),
        ("day-schedule programming", "时段表编程"),
    ]),
    bits(54, 1, &[
        ("no season programming", "无：时区表编程"),
        ("season programming", "时区表编程"),
    ]),
    bits(55, 1, &[
        ("no rest-day programming", "无：周休日编程"),
        ("rest-day programming", "周休日编程"),
    ]),
    bits(56, 1, &[
        ("no holiday programming", "无：节假日编程"),
        ("holiday programming", "节假日编程"),
    ]),
    bits(57, 1, &[
        ("no active combination programming", "无：有功组合方式编程"),
        ("active combination programming", "有功组合方式编程"),
    ]),
    bits(58, 1, &[
        ("no reactive combination 1 programming", "无：无功组合方式1编程"),
        ("reactive combination 1 programming", "无功组合方式1编程"),
    ]),
    bits(59, 1, &[
        ("no reactive combination 2 programming", "无：无功组合方式2编程"),
        ("reactive combination 2 programming", "无功组合方式2编程"),
    ]),
    bits(60, 1, &[
        ("no settlement-day programming", "无：结算日编程"),
        ("settlement-day programming", "结算日编程"),
    ]),
    bits(61, 1, &[
        ("no tariff-price programming", "无：费率参数表编程"),
        ("tariff-price programming", "费率参数表编程"),
    ]),
    bits(62, 1, &[
        ("no ladder programming", "无：阶梯表编程"),
        ("ladder programming", "阶梯表编程"),
    ]),
    bits(63, 1, &[("no key update", "无：密钥更新"), ("key update", "密钥更新")]),
];

const REPORT_STATUS: &[BitDef] = &[
    bits(0, 1, &[
        ("no load switch misoperation", "无：负荷开关误动或拒动"),
        ("load switch misoperation", "负荷开关误动或拒动"),
    ]),
    bits(1, 1, &[("no ESAM error", "无：ESAM错误"), ("ESAM error", "ESAM错误")]),
    bits(2, 1, &[
        ("no inner-card initialisation error", "无：内卡初始化错误"),
        ("inner-card initialisation error", "内卡初始化错误"),
    ]),
    bits(3, 1, &[
        ("no clock battery low", "无：时钟电池电压低"),
        ("clock battery low", "时钟电池电压低"),
    ]),
    bits(4, 1, &[("no program error", "无：内部程序错误"), ("program error", "内部程序错误")]),
    bits(5, 1, &[
        ("no memory fault", "无：存储器故障或损坏"),
        ("memory fault", "存储器故障或损坏"),
    ]),
    bits(7, 1, &[("no clock fault", "无：时钟故障"), ("clock fault", "时钟故障")]),
    bits(8, 1, &[
        ("no outage-reading battery low", "无：停电抄表电池欠压"),
        ("outage-reading battery low", "停电抄表电池欠压"),
    ]),
    bits(9, 1, &[("no overdraft", "无：透支状态"), ("overdraft", "透支状态")]),
    bits(10, 1, &[("no meter cover open", "无：开表盖"), ("meter cover open", "开表盖")]),
    bits(11, 1, &[("no terminal cover open", "无：开端钮盖"), ("terminal cover open", "开端钮盖")]),
    bits(12, 1, &[
        ("no magnetic interference", "无：恒定磁场干扰"),
        ("magnetic interference", "恒定磁场干扰"),
    ]),
    bits(13, 1, &[
        ("no power supply abnormal", "无：电源异常"),
        ("power supply abnormal", "电源异常"),
    ]),
    bits(14, 1, &[("no tripped", "无：跳闸成功"), ("tripped", "跳闸成功")]),
    bits(15, 1, &[("no closed", "无：合闸成功"), ("closed", "合闸成功")]),
    bits(16, 1, &[
        ("no phase A loss of voltage", "无：A相失压"),
        ("phase A loss of voltage", "A相失压"),
    ]),
    bits(17, 1, &[
        ("no phase A under-voltage", "无：A相欠压"),
        ("phase A under-voltage", "A相欠压"),
    ]),
    bits(18, 1, &[("no phase A over-voltage", "无：A相过压"), ("phase A over-voltage", "A相过压")]),
    bits(19, 1, &[
        ("no phase A loss of current", "无：A相失流"),
        ("phase A loss of current", "A相失流"),
    ]),
    bits(20, 1, &[("no phase A over-current", "无：A相过流"), ("phase A over-current", "A相过流")]),
    bits(21, 1, &[("no phase A overload", "无：A相过载"), ("phase A overload", "A相过载")]),
    bits(22, 1, &[
        ("no phase A power reversal", "无：A相功率反向"),
        ("phase A power reversal", "A相功率反向"),
    ]),
    bits(23, 1, &[("no phase A phase break", "无：A相断相"), ("phase A phase break", "A相断相")]),
    bits(24, 1, &[
        ("no phase A current break", "无：A相断流"),
        ("phase A current break", "A相断流"),
    ]),
    bits(32, 1, &[
        ("no phase B loss of voltage", "无：B相失压"),
        ("phase B loss of voltage", "B相失压"),
    ]),
    bits(33, 1, &[
        ("no phase B under-voltage", "无：B相欠压"),
        ("phase B under-voltage", "B相欠压"),
    ]),
    bits(34, 1, &[("no phase B over-voltage", "无：B相过压"), ("phase B over-voltage", "B相过压")]),
    bits(35, 1, &[
        ("no phase B loss of current", "无：B相失流"),
        ("phase B loss of current", "B相失流"),
    ]),
    bits(36, 1, &[("no phase B over-current", "无：B相过流"), ("phase B over-current", "B相过流")]),
    bits(37, 1, &[("no phase B overload", "无：B相过载"), ("phase B overload", "B相过载")]),
    bits(38, 1, &[
        ("no phase B power reversal", "无：B相功率反向"),
        ("phase B power reversal", "B相功率反向"),
    ]),
    bits(39, 1, &[("no phase B phase break", "无：B相断相"), ("phase B phase break", "B相断相")]),
    bits(40, 1, &[
        ("no phase B current break", "无：B相断流"),
        ("phase B current break", "B相断流"),
    ]),
    bits(48, 1, &[
        ("no phase C loss of voltage", "无：C相失压"),
        ("phase C loss of voltage", "C相失压"),
    ]),
    bits(49, 1, &[
        ("no phase C under-voltage", "无：C相欠压"),
        ("phase C under-voltage", "C相欠压"),
    ]),
    bits(50, 1, &[("no phase C over-voltage", "无：C相过压"), ("phase C over-voltage", "C相过压")]),
    bits(51, 1, &[
        ("no phase C loss of current", "无：C相失流"),
        ("phase C loss of current", "C相失流"),
    ]),
    bits(52, 1, &[("no phase C over-current", "无：C相过流"), ("phase C over-current", "C相过流")]),
    bits(53, 1, &[("no phase C overload", "无：C相过载"), ("phase C overload", "C相过载")]),
    bits(54, 1, &[
        ("no phase C power reversal", "无：C相功率反向"),
        ("phase C power reversal", "C相功率反向"),
    ]),
    bits(55, 1, &[("no phase C phase break", "无：C相断相"), ("phase C phase break", "C相断相")]),
    bits(56, 1, &[
        ("no phase C current break", "无：C相断流"),
        ("phase C current break", "C相断流"),
    ]),
    bits(64, 1, &[
        ("no voltage reverse sequence", "无：电压逆相序"),
        ("voltage reverse sequence", "电压逆相序"),
    ]),
    bits(65, 1, &[
        ("no current reverse sequence", "无：电流逆相序"),
        ("current reverse sequence", "电流逆相序"),
    ]),
    bits(66, 1, &[("no voltage imbalance", "无：电压不平衡"), ("voltage imbalance", "电压不平衡")]),
    bits(67, 1, &[("no current imbalance", "无：电流不平衡"), ("current imbalance", "电流不平衡")]),
    bits(68, 1, &[
        ("no auxiliary supply lost", "无：辅助电源失电"),
        ("auxiliary supply lost", "辅助电源失电"),
    ]),
    bits(69, 1, &[("no power down", "无：掉电"), ("power down", "掉电")]),
    bits(70, 1, &[("no demand over limit", "无：需量超限"), ("demand over limit", "需量超限")]),
    bits(71, 1, &[
        ("no power factor below limit", "无：总功率因数超下限"),
        ("power factor below limit", "总功率因数超下限"),
    ]),
    bits(72, 1, &[
        ("no severe current imbalance", "无：电流严重不平衡"),
        ("severe current imbalance", "电流严重不平衡"),
    ]),
    bits(73, 1, &[
        ("no total power flow reversal", "无：潮流反向"),
        ("total power flow reversal", "潮流反向"),
    ]),
    bits(74, 1, &[
        ("no all-phase loss of voltage", "无：全失压"),
        ("all-phase loss of voltage", "全失压"),
    ]),
    bits(77, 1, &[
        ("no topology signal result", "无：特征电流信号识别结果"),
        ("topology signal result", "特征电流信号识别结果"),
    ]),
    bits(80, 1, &[("no programming", "无：编程"), ("programming", "编程")]),
    bits(81, 1, &[("no meter clear", "无：电表清零"), ("meter clear", "电表清零")]),
    bits(82, 1, &[("no demand clear", "无：需量清零"), ("demand clear", "需量清零")]),
    bits(83, 1, &[("no event clear", "无：事件清零"), ("event clear", "事件清零")]),
    bits(84, 1, &[("no clock adjustment", "无：校时"), ("clock adjustment", "校时")]),
    bits(85, 1, &[
        ("no day-schedule programming", "无：时段表编程"),
        ("day-schedule programming", "时段表编程"),
    ]),
    bits(86, 1, &[
        ("no season programming", "无：时区表编程"),
        ("season programming", "时区表编程"),
    ]),
    bits(87, 1, &[
        ("no rest-day programming", "无：周休日编程"),
        ("rest-day programming", "周休日编程"),
    ]),
    bits(88, 1, &[
        ("no holiday programming", "无：节假日编程"),
        ("holiday programming", "节假日编程"),
    ]),
    bits(89, 1, &[
        ("no active combination programming", "无：有功组合方式编程"),
        ("active combination programming", "有功组合方式编程"),
    ]),
    bits(90, 1, &[
        ("no reactive combination 1 programming", "无：无功组合方式1编程"),
        ("reactive combination 1 programming", "无功组合方式1编程"),
    ]),
    bits(91, 1, &[
        ("no reactive combination 2 programming", "无：无功组合方式2编程"),
        ("reactive combination 2 programming", "无功组合方式2编程"),
    ]),
    bits(92, 1, &[
        ("no settlement-day programming", "无：结算日编程"),
        ("settlement-day programming", "结算日编程"),
    ]),
    bits(93, 1, &[
        ("no tariff-price programming", "无：费率参数表编程"),
        ("tariff-price programming", "费率参数表编程"),
    ]),
    bits(94, 1, &[
        ("no ladder programming", "无：阶梯表编程"),
        ("ladder programming", "阶梯表编程"),
    ]),
    bits(95, 1, &[("no key update", "无：密钥更新"), ("key update", "密钥更新")]),
];

const CARD_STATUS: &[BitDef] = &[
    bits(0, 2, &[
        ("card state unknown", "插卡状态未知"),
        ("card succeeded", "插卡成功"),
        ("card failed", "插卡失败"),
    ]).both(),
];

const REPORT_RESET: &[BitDef] = &[
    bits(0, 1, &[
        ("reset load switch misoperation", "复位：负荷开关误动或拒动"),
        ("keep load switch misoperation", "保持：负荷开关误动或拒动"),
    ]).clear(),
    bits(1, 1, &[
        ("reset ESAM error", "复位：ESAM错误"),
        ("keep ESAM error", "保持：ESAM错误"),
    ]).clear(),
    bits(2, 1, &[
        ("reset inner-card initialisation error", "复位：内卡初始化错误"),
        ("keep inner-card initialisation error", "保持：内卡初始化错误"),
    ]).clear(),
    bits(3, 1, &[
        ("reset clock battery low", "复位：时钟电池电压低"),
        ("keep clock battery low", "保持：时钟电池电压低"),
    ]).clear(),
    bits(4, 1, &[
        ("reset program error", "复位：内部程序错误"),
        ("keep program error", "保持：内部程序错误"),
    ]).clear(),
    bits(5, 1, &[
        ("reset memory fault", "复位：存储器故障或损坏"),
        ("keep memory fault", "保持：存储器故障或损坏"),
    ]).clear(),
    bits(7, 1, &[
        ("reset clock fault", "复位：时钟故障"),
        ("keep clock fault", "保持：时钟故障"),
    ]).clear(),
    bits(8, 1, &[
        ("reset outage-reading battery low", "复位：停电抄表电池欠压"),
        ("keep outage-reading battery low", "保持：停电抄表电池欠压"),
    ]).clear(),
    bits(9, 1, &[
        ("reset overdraft", "复位：透支状态"),
        ("keep overdraft", "保持：透支状态"),
    ]).clear(),
    bits(10, 1, &[
        ("reset meter cover open", "复位：开表盖"),
        ("keep meter cover open", "保持：开表盖"),
    ]).clear(),
    bits(11, 1, &[
        ("reset terminal cover open", "复位：开端钮盖"),
        ("keep terminal cover open", "保持：开端钮盖"),
    ]).clear(),
    bits(12, 1, &[
        ("reset magnetic interference", "复位：恒定磁场干扰"),
        ("keep magnetic interference", "保持：恒定磁场干扰"),
    ]).clear(),
    bits(13, 1, &[
        ("reset power supply abnormal", "复位：电源异常"),
        ("keep power supply abnormal", "保持：电源异常"),
    ]).clear(),
    bits(14, 1, &[("reset tripped", "复位：跳闸成功"), ("keep tripped", "保持：跳闸成功")]).clear(),
    bits(15, 1, &[("reset closed", "复位：合闸成功"), ("keep closed", "保持：合闸成功")]).clear(),
    bits(16, 1, &[
        ("reset phase A loss of voltage", "复位：A相失压"),
        ("keep phase A loss of voltage", "保持：A相失压"),
    ]).clear(),
    bits(17, 1, &[
        ("reset phase A under-voltage", "复位：A相欠压"),
        ("keep phase A under-voltage", "保持：A相欠压"),
    ]).clear(),
    bits(18, 1, &[
        ("reset phase A over-voltage", "复位：A相过压"),
        ("keep phase A over-voltage", "保持：A相过压"),
    ]).clear(),
    bits(19, 1, &[
        ("reset phase A loss of current", "复位：A相失流"),
        ("keep phase A loss of current", "保持：A相失流"),
    ]).clear(),
    bits(20, 1, &[
        ("reset phase A over-current", "复位：A相过流"),
        ("keep phase A over-current", "保持：A相过流"),
    ]).clear(),
    bits(21, 1, &[
        ("reset phase A overload", "复位：A相过载"),
        ("keep phase A overload", "保持：A相过载"),
    ]).clear(),
    bits(22, 1, &[
        ("reset phase A power reversal", "复位：A相功率反向"),
        ("keep phase A power reversal", "保持：A相功率反向"),
    ]).clear(),
    bits(23, 1, &[
        ("reset phase A phase break", "复位：A相断相"),
        ("keep phase A phase break", "保持：A相断相"),
    ]).clear(),
    bits(24, 1, &[
        ("reset phase A current break", "复位：A相断流"),
        ("keep phase A current break", "保持：A相断流"),
    ]).clear(),
    bits(32, 1, &[
        ("reset phase B loss of voltage", "复位：B相失压"),
        ("keep phase B loss of voltage", "保持：B相失压"),
    ]).clear(),
    bits(33, 1, &[
        ("reset phase B under-voltage", "复位：B相欠压"),
        ("keep phase B under-voltage", "保持：B相欠压"),
    ]).clear(),
    bits(34, 1, &[
        ("reset phase B over-voltage", "复位：B相过压"),
        ("keep phase B over-voltage", "保持：B相过压"),
    ]).clear(),
    bits(35, 1, &[
        ("reset phase B loss of current", "复位：B相失流"),
        ("keep phase B loss of current", "保持：B相失流"),
    ]).clear(),
    bits(36, 1, &[
        ("reset phase B over-current", "复位：B相过流"),
        ("keep phase B over-current", "保持：B相过流"),
    ]).clear(),
    bits(37, 1, &[
        ("reset phase B overload", "复位：B相过载"),
        ("keep phase B overload", "保持：B相过载"),
    ]).clear(),
    bits(38, 1, &[
        ("reset phase B power reversal", "复位：B相功率反向"),
        ("keep phase B power reversal", "保持：B相功率反向"),
    ]).clear(),
    bits(39, 1, &[
        ("reset phase B phase break", "复位：B相断相"),
        ("keep phase B phase break", "保持：B相断相"),
    ]).clear(),
    bits(40, 1, &[
        ("reset phase B current break", "复位：B相断流"),
        ("keep phase B current break", "保持：B相断流"),
    ]).clear(),
    bits(48, 1, &[
        ("reset phase C loss of voltage", "复位：C相失压"),
        ("keep phase C loss of voltage", "保持：C相失压"),
    ]).clear(),
    bits(49, 1, &[
        ("reset phase C under-voltage", "复位：C相欠压"),
        ("keep phase C under-voltage", "保持：C相欠压"),
    ]).clear(),
    bits(50, 1, &[
        ("reset phase C over-voltage", "复位：C相过压"),
        ("keep phase C over-voltage", "保持：C相过压"),
    ]).clear(),
    bits(51, 1, &[
        ("reset phase C loss of current", "复位：C相失流"),
        ("keep phase C loss of current", "保持：C相失流"),
    ]).clear(),
    bits(52, 1, &[
        ("reset phase C over-current", "复位：C相过流"),
        ("keep phase C over-current", "保持：C相过流"),
    ]).clear(),
    bits(53, 1, &[
        ("reset phase C overload", "复位：C相过载"),
        ("keep phase C overload", "保持：C相过载"),
    ]).clear(),
    bits(54, 1, &[
        ("reset phase C power reversal", "复位：C相功率反向"),
        ("keep phase C power reversal", "保持：C相功率反向"),
    ]).clear(),
    bits(55, 1, &[
        ("reset phase C phase break", "复位：C相断相"),
        ("keep phase C phase break", "保持：C相断相"),
    ]).clear(),
    bits(56, 1, &[
        ("reset phase C current break", "复位：C相断流"),
        ("keep phase C current break", "保持：C相断流"),
    ]).clear(),
    bits(64, 1, &[
        ("reset voltage reverse sequence", "复位：电压逆相序"),
        ("keep voltage reverse sequence", "保持：电压逆相序"),
    ]).clear(),
    bits(65, 1, &[
        ("reset current reverse sequence", "复位：电流逆相序"),
        ("keep current reverse sequence", "保持：电流逆相序"),
    ]).clear(),
    bits(66, 1, &[
        ("reset voltage imbalance", "复位：电压不平衡"),
        ("keep voltage imbalance", "保持：电压不平衡"),
    ]).clear(),
    bits(67, 1, &[
        ("reset current imbalance", "复位：电流不平衡"),
        ("keep current imbalance", "保持：电流不平衡"),
    ]).clear(),
    bits(68, 1, &[
        ("reset auxiliary supply lost", "复位：辅助电源失电"),
        ("keep auxiliary supply lost", "保持：辅助电源失电"),
    ]).clear(),
    bits(69, 1, &[("reset power down", "复位：掉电"), ("keep power down", "保持：掉电")]).clear(),
    bits(70, 1, &[
        ("reset demand over limit", "复位：需量超限"),
        ("keep demand over limit", "保持：需量超限"),
    ]).clear(),
    bits(71, 1, &[
        ("reset power factor below limit", "复位：总功率因数超下限"),
        ("keep power factor below limit", "保持：总功率因数超下限"),
    ]).clear(),
    bits(72, 1, &[
        ("reset severe current imbalance", "复位：电流严重不平衡"),
        ("keep severe current imbalance", "保持：电流严重不平衡"),
    ]).clear(),
    bits(73, 1, &[
        ("reset total power flow reversal", "复位：潮流反向"),
        ("keep total power flow reversal", "保持：潮流反向"),
    ]).clear(),
    bits(74, 1, &[
        ("reset all-phase loss of voltage", "复位：全失压"),
        ("keep all-phase loss of voltage", "保持：全失压"),
    ]).clear(),
    bits(77, 1, &[
        ("reset topology signal result", "复位：特征电流信号识别结果"),
        ("keep topology signal result", "保持：特征电流信号识别结果"),
    ]).clear(),
    bits(80, 1, &[("reset programming", "复位：编程"), ("keep programming", "保持：编程")]).clear(),
    bits(81, 1, &[
        ("reset meter clear", "复位：电表清零"),
        ("keep meter clear", "保持：电表清零"),
    ]).clear(),
    bits(82, 1, &[
        ("reset demand clear", "复位：需量清零"),
        ("keep demand clear", "保持：需量清零"),
    ]).clear(),
    bits(83, 1, &[
        ("reset event clear", "复位：事件清零"),
        ("keep event clear", "保持：事件清零"),
    ]).clear(),
    bits(84, 1, &[
        ("reset clock adjustment", "复位：校时"),
        ("keep clock adjustment", "保持：校时"),
    ]).clear(),
    bits(85, 1, &[
        ("reset day-schedule programming", "复位：时段表编程"),
        ("keep day-schedule programming", "保持：时段表编程"),
    ]).clear(),
    bits(86, 1, &[
        ("reset season programming", "复位：时区表编程"),
        ("keep season programming", "保持：时区表编程"),
    ]).clear(),
    bits(87, 1, &[
        ("reset rest-day programming", "复位：周休日编程"),
        ("keep rest-day programming", "保持：周休日编程"),
    ]).clear(),
    bits(88, 1, &[
        ("reset holiday programming", "复位：节假日编程"),
        ("keep holiday programming", "保持：节假日编程"),
    ]).clear(),
    bits(89, 1, &[
        ("reset active combination programming", "复位：有功组合方式编程"),
        ("keep active combination programming", "保持：有功组合方式编程"),
    ]).clear(),
    bits(90, 1, &[
        ("reset reactive combination 1 programming", "复位：无功组合方式1编程"),
        ("keep reactive combination 1 programming", "保持：无功组合方式1编程"),
    ]).clear(),
    bits(91, 1, &[
        ("reset reactive combination 2 programming", "复位：无功组合方式2编程"),
        ("keep reactive combination 2 programming", "保持：无功组合方式2编程"),
    ]).clear(),
    bits(92, 1, &[
        ("reset settlement-day programming", "复位：结算日编程"),
        ("keep settlement-day programming", "保持：结算日编程"),
    ]).clear(),
    bits(93, 1, &[
        ("reset tariff-price programming", "复位：费率参数表编程"),
        ("keep tariff-price programming", "保持：费率参数表编程"),
    ]).clear(),
    bits(94, 1, &[
        ("reset ladder programming", "复位：阶梯表编程"),
        ("keep ladder programming", "保持：阶梯表编程"),
    ]).clear(),
    bits(95, 1, &[
        ("reset key update", "复位：密钥更新"),
        ("keep key update", "保持：密钥更新"),
    ]).clear(),
];

const METER97: &[BitDef] = &[
    bits(0, 1, &[("automatic reading", "自动抄表"), ("manual reading", "手动抄表")]),
    bits(1, 1, &[
        ("sliding demand", "需量积算方式：滑差"),
        ("block demand", "需量积算方式：区间"),
    ]).both(),
    bits(2, 1, &[("battery normal", "电池正常"), ("battery low", "电池欠压")]),
    bits(4, 1, &[
        ("active power forward", "有功功率方向正向"),
        ("active power reverse", "有功功率方向反向"),
    ]).both(),
    bits(5, 1, &[
        ("reactive power forward", "无功功率方向正向"),
        ("reactive power reverse", "无功功率方向反向"),
    ]).both(),
];

const GRID97: &[BitDef] = &[
    bits(0, 1, &[("phase A present", "A相正常"), ("phase A supply lost", "A相断电")]),
    bits(1, 1, &[("phase B present", "B相正常"), ("phase B supply lost", "B相断电")]),
    bits(2, 1, &[("phase C present", "C相正常"), ("phase C supply lost", "C相断电")]),
    bits(4, 1, &[("phase A normal", "A相电压正常"), ("phase A over-voltage", "A相过压")]),
    bits(5, 1, &[("phase B normal", "B相电压正常"), ("phase B over-voltage", "B相过压")]),
    bits(6, 1, &[("phase C normal", "C相电压正常"), ("phase C over-voltage", "C相过压")]),
];

const REST_DAYS97: &[BitDef] = &[
    bits(0, 1, &[
        ("Sunday is a working day", "星期日工作"),
        ("Sunday is a rest day", "星期日休息"),
    ]),
    bits(1, 1, &[
        ("Monday is a working day", "星期一工作"),
        ("Monday is a rest day", "星期一休息"),
    ]),
    bits(2, 1, &[
        ("Tuesday is a working day", "星期二工作"),
        ("Tuesday is a rest day", "星期二休息"),
    ]),
    bits(3, 1, &[
        ("Wednesday is a working day", "星期三工作"),
        ("Wednesday is a rest day", "星期三休息"),
    ]),
    bits(4, 1, &[
        ("Thursday is a working day", "星期四工作"),
        ("Thursday is a rest day", "星期四休息"),
    ]),
    bits(5, 1, &[
        ("Friday is a working day", "星期五工作"),
        ("Friday is a rest day", "星期五休息"),
    ]),
    bits(6, 1, &[
        ("Saturday is a working day", "星期六工作"),
        ("Saturday is a rest day", "星期六休息"),
    ]),
];

const CONTROL_DONE: &[BitDef] = &[
    bits(0, 1, &[("no closed directly", "无：直接合闸"), ("closed directly", "直接合闸")]),
    bits(1, 1, &[("no closing permitted", "无：合闸允许"), ("closing permitted", "合闸允许")]),
    bits(2, 1, &[("no tripped directly", "无：直接跳闸"), ("tripped directly", "直接跳闸")]),
    bits(3, 1, &[
        ("no trip delayed by the trip delay", "无：延时跳闸（跳闸延时时间）"),
        ("trip delayed by the trip delay", "延时跳闸（跳闸延时时间）"),
    ]),
    bits(4, 1, &[("no pre-trip", "无：预跳闸"), ("pre-trip", "预跳闸")]),
    bits(5, 1, &[
        ("no trip delayed by high current", "无：延时跳闸（大电流）"),
        ("trip delayed by high current", "延时跳闸（大电流）"),
    ]),
    bits(8, 1, &[("no power kept on", "无：保电"), ("power kept on", "保电")]),
    bits(9, 1, &[("no keep-power off", "无：保电解除"), ("keep-power off", "保电解除")]),
    bits(10, 1, &[("no alarm", "无：报警"), ("alarm", "报警")]),
    bits(11, 1, &[("no alarm off", "无：报警解除"), ("alarm off", "报警解除")]),
];

const CONTROL_ERROR: &[BitDef] = &[
    bits(0, 1, &[("no meter suspended", "无：电表挂起"), ("meter suspended", "电表挂起")]),
    bits(1, 1, &[("no wrong MAC", "无：MAC错误"), ("wrong MAC", "MAC错误")]),
    bits(2, 1, &[
        ("no wrong password or not authorised", "无：密码错误/未授权"),
        ("wrong password or not authorised", "密码错误/未授权"),
    ]),
    bits(3, 1, &[
        ("no identity authentication timed out", "无：身份认证超时"),
        ("identity authentication timed out", "身份认证超时"),
    ]),
    bits(4, 1, &[
        ("no time of execution invalid", "无：执行时间无效（时间标签无效）"),
        ("time of execution invalid", "执行时间无效（时间标签无效）"),
    ]),
    bits(5, 1, &[
        ("no trip refused: power kept on", "无：跳闸失败（保电）"),
        ("trip refused: power kept on", "跳闸失败（保电）"),
    ]),
    bits(6, 1, &[
        ("no pre-trip refused: power kept on", "无：预跳闸失败（保电）"),
        ("pre-trip refused: power kept on", "预跳闸失败（保电）"),
    ]),
    bits(7, 1, &[
        ("no pre-trip duration invalid", "无：预跳闸持续时间无效"),
        ("pre-trip duration invalid", "预跳闸持续时间无效"),
    ]),
    bits(8, 1, &[
        ("no pre-trip refused: already tripped", "无：预跳闸失败（跳闸）"),
        ("pre-trip refused: already tripped", "预跳闸失败（跳闸）"),
    ]),
];
