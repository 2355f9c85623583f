//! Help in Chinese: the texts of every command and option, put in place of the English ones.

use clap::{ColorChoice, Command};

/// The command with all its help in Chinese.
pub(crate) fn command(command: Command) -> Command {
    let about = about(command.get_name());
    let mut command = command.color(ColorChoice::Never);
    if let Some((short, long)) = about {
        command = command.about(short);
        command = command.long_about(if long.is_empty() { short } else { long });
    }
    let ids: Vec<String> = command
        .get_arguments()
        .map(|arg| arg.get_id().to_string())
        .collect();
    // A changed argument goes to the end of the list, and the list is the order of the positional
    // ones: each is changed, so that they keep it.
    for id in ids {
        command = command.mut_arg(&id, |arg| match option(&id) {
            Some(help) => arg.help(help).long_help(help),
            None => arg,
        });
    }
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    for name in names {
        command = command.mut_subcommand(&name, self::command);
    }
    command
}

/// Help and errors of the arguments: what the library says in English, in Chinese.
pub(crate) fn translate(text: &str) -> String {
    WORDS
        .iter()
        .chain(&VALUES)
        .fold(text.to_owned(), |text, (english, chinese)| {
            text.replace(english, chinese)
        })
}

/// What the possible values of arguments mean.
pub(crate) const VALUES: [(&str, &str); 9] = [
    ("1A: open the relay", "1A：跳闸"),
    ("1C: close the relay", "1C：合闸"),
    (
        "1B: permit closing, the user presses the key",
        "1B：允许合闸，用户按键",
    ),
    ("2A: alarm", "2A：报警"),
    ("2B: end of the alarm", "2B：报警解除"),
    ("3A: keep power on", "3A：保电"),
    ("3B: end of keeping power on", "3B：保电解除"),
    ("en: English", "en：英文"),
    ("zh: Chinese", "zh：中文"),
];

/// What the library says, longer texts before their parts.
const WORDS: [(&str, &str); 50] = [
    (
        "' requires a subcommand but one was not provided",
        "' 后缺少命令",
    ),
    ("[subcommands: ", "[命令："),
    ("Usage: ", "用法："),
    ("Commands:", "命令："),
    ("Arguments:", "参数："),
    ("Options:", "选项："),
    (
        "Print help (see more with '--help')",
        "显示帮助（更多内容见 '--help'）",
    ),
    (
        "Print help (see a summary with '-h')",
        "显示帮助（摘要见 '-h'）",
    ),
    (
        "Print this message or the help of the given subcommand(s)",
        "显示本帮助或子命令的帮助",
    ),
    ("Print help", "显示帮助"),
    ("Print version", "显示版本"),
    (
        "For more information, try '--help'.",
        "更多信息见 '--help'。",
    ),
    (
        "the following required arguments were not provided:",
        "缺少必需的参数：",
    ),
    ("the argument '", "参数 '"),
    ("' cannot be used with '", "' 不能与 '"),
    ("' cannot be used multiple times", "' 只能出现一次"),
    ("' cannot be used with:", "' 不能与以下参数同用："),
    ("unexpected argument '", "不认识的参数 '"),
    ("unrecognized subcommand '", "不认识的命令 '"),
    ("' found", "'"),
    ("invalid value '", "无效的值 '"),
    ("' for '", "'，用于 '"),
    ("a value is required for '", "缺少值："),
    ("' but none was supplied", "'"),
    ("a similar argument exists: ", "是否指 "),
    ("some similar arguments exist: ", "是否指 "),
    ("a similar subcommand exists: ", "是否指 "),
    ("some similar subcommands exist: ", "是否指 "),
    ("a similar value exists: ", "是否指 "),
    ("to pass '", "要把 '"),
    ("' as a value, use '", "' 作为值，请用 '"),
    ("error: ", "错误："),
    ("  tip: ", "  提示："),
    ("[possible values: ", "[可选值："),
    ("Possible values:", "可选值："),
    ("[default: ", "[默认值："),
    ("[OPTIONS]", "[选项]"),
    ("<COMMAND>", "<命令>"),
    ("[COMMAND]", "[命令]"),
    ("invalid digit found in string", "不是数字"),
    ("number too large to fit in target type", "数字过大"),
    ("cannot parse integer from empty string", "缺少数字"),
    (" is not in ", " 不在范围内："),
    ("unexpected value '", "多余的值 '"),
    ("' found; no more were expected", "'"),
    (
        "equal sign is needed when assigning values to '",
        "赋值须用等号：'",
    ),
    (
        "invalid UTF-8 was detected in one or more arguments",
        "参数中有不是 UTF-8 的内容",
    ),
    ("': ", "'："),
    ("subcommand '", "命令 '"),
    (
        "' exists; to use it, remove the '--' before it",
        "' 存在；使用时请去掉前面的 '--'",
    ),
];

/// What a command does, in short and at length.
fn about(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "dlt645" => ("面向手边有 DL/T 645 电表或抓包报文的人", ""),
        "decode" => (
            "解码任何形式的抓包：帧、数值，以及不成帧的原因",
            "解码任何形式的抓包：帧、数值，以及不成帧的原因。\n\n接受各种写法的十六进制、转储（xxd、hexdump、od、tshark）、带时间和方向的日志、表格、源代码、base64、pcap 和 pcapng、原始字节，来自参数、文件或标准输入。帧周围的文本不算结果；每个损坏的帧都是一个结果。\n\n退出码：全是正确帧为 0，否则为 1，用法错误为 2。",
        ),
        "explain" => (
            "逐字段解读帧：偏移、原始字节、减 33H 后的字节及其含义",
            "逐字段解读帧：偏移、原始字节、减 33H 后的字节及其含义。\n\n字节不成帧时，说明错在哪里，以及若正确会是什么内容。\n\n退出码：全是正确帧为 0，否则为 1。",
        ),
        "items" => (
            "查找数据标识，按编号或中英文词语",
            "查找数据标识，按编号或中英文词语。\n\n编号为 8 位（2007）或 4 位（1997）十六进制数字，写法不限：02-01-01-00、0x02010100、02010100H。所有词语合为一次查找；接受日常用语、单位和一个错字。`-` 表示从标准输入读编号。`--csv` 输出全表或查到的部分。\n\n退出码：全部找到为 0，否则为 1。",
        ),
        "encode" => ("用文字组成任意请求，以十六进制输出", ""),
        "read" => (
            "抄读一块或多块电表的数据项",
            "抄读一块或多块电表的数据项。\n\n12 位数字为地址，112233445501-112233445512 为地址范围；8 位（2007）或 4 位（1997）为数据标识，写法不限；其余为名称，如 voltage、正向有功。每个数据项从每块电表读取。未给地址时询问线路上唯一的电表。\n\n退出码：全部读到为 0，否则为 1，Ctrl-C 后为 130。",
        ),
        "poll" => (
            "按文件轮询：线路、电表、数据项、周期，每次读数输出一行",
            "按文件轮询：线路、电表、数据项、周期，每次读数输出一行。\n\n没有应答的电表逐渐少问，最多间隔十六个周期。结束时给出统计。",
        ),
        "scan" => (
            "搜表：搜索波特率、版本和地址",
            "搜表：搜索波特率、版本和地址。\n\n用 AA 地址同时询问所有电表；应答碰撞时按地址最低两位细分。拒绝也是应答。TCP 上的波特率由服务器决定。\n\n退出码：找到电表为 0，没有为 1。",
        ),
        "set-time" => (
            "校时，使时钟落在整秒上",
            "把电表时钟校到本机时间。\n\n时钟只显示整秒，因此多次读取，每次对准秒的跳变。发送的帧使其最后一位正好结束在所带的秒上。不带 --password 时用广播校时（08），电表每天接受一次，偏差不超过 5 分钟，临近午夜不接受，线路上每块电表都会收到。带 --password 时写入该电表。\n\n退出码：之后时钟正确（1 秒内）为 0，否则为 1。",
        ),
        "write" => (
            "写一个数据项，按其格式编码",
            "写一个数据项，按其格式编码。\n\n密码为密级和六位数字：02:123456 在线路上为 02 56 34 12。操作者代码由电表记入编程记录。\n\n退出码：电表接受为 0，否则为 1。",
        ),
        "relay" => (
            "跳闸、合闸、报警、保电（1C），并读出结果",
            "跳闸、合闸、报警、保电（1C）。\n\ntrip（1A）跳闸。permit（1B）允许合闸，用户须按电表按键。close（1C）直接合闸。alarm（2A）报警，keep-on（3A）保电，alarm-off、keep-off 解除。已接受不等于已动作：之后读状态字 04000503 并显示。\n\n退出码：接受为 0，否则为 1。",
        ),
        "monitor" => (
            "只听不发，解读经过的每一帧",
            "只听不发，解读经过的每一帧。\n\n以 Ctrl-C 结束，或在 --seconds、--count 之后，或端口关闭时。",
        ),
        "completions" => ("输出 shell 的补全脚本", ""),
        "man" => ("输出整个工具或一个命令的手册页", ""),
        "read-next" => ("读后续数据：12，1997 版为 02", ""),
        "reread" => ("重读，1997 版：03", ""),
        "read-address" => ("读通信地址：13", ""),
        "write-address" => ("写通信地址：15，--edition 1997 时为 0A", ""),
        "time" => ("广播校时：08", ""),
        "freeze" => ("冻结：16", ""),
        "baud" => ("更改通信速率：17，--edition 1997 时为 0C", ""),
        "password" => ("修改密码：18，--edition 1997 时为 0F", ""),
        "clear-demand" => ("最大需量清零：19，--edition 1997 时为 10", ""),
        "clear-meter" => ("电表清零：1A", ""),
        "clear-events" => ("事件清零：1B", ""),
        "output" => ("多功能端子输出：1D", ""),
        "security" => ("安全认证：03", ""),
        "raw" => ("任意控制码和数据", ""),
        _ => return None,
    })
}

/// What an option or argument is.
fn option(id: &str) -> Option<&'static str> {
    Some(match id {
        "lang" => "输出语言；否则取 DLT645_LANG、LC_ALL、LC_MESSAGES、LANG",
        "help" => "显示帮助",
        "version" => "显示版本",
        "words" => "字节、文件名、数据标识、地址或名称",
        "file" => "从文件读取",
        "json" => "每行一个 JSON 对象",
        "csv" => "输出为表格",
        "edition" => "标准的版本",
        "summary" => "结束时在标准错误上给出统计",
        "all" => "显示全部结果",
        "address" => "电表地址",
        "tcp" => "透明串口服务器或虚拟电表",
        "serial" => "串口",
        "listen" => "等待 DTU 接入",
        "line" => "串口的数据位、校验位和停止位：默认 8E1，可为 8N1、8N2、8O1",
        "trace" => "把收发的每个字节连同时间写入文件，`-` 为标准错误",
        "baud" => "波特率；串口默认 2400",
        "bauds" => "依次尝试的波特率",
        "retries" => "无应答时重发的次数",
        "timeout" => "从请求结束到应答首字节的时间，毫秒",
        "blocks" => "负荷记录：块数",
        "from" => "负荷记录：起始时间，2026-02-13T15:30",
        "every" => "按此周期反复读取：10s、5min、1h",
        "count" => "到此数目为止",
        "rounds" => "到此轮数为止",
        "seconds" => "到此秒数为止",
        "strict" => "有警告的应答视为失败",
        "items" => "自定义数据标识的文件，列与 `dlt645 items --csv` 相同",
        "thorough" => "即使只有一块电表清楚应答也细分地址：可找到被淹没的电表",
        "password" => "密码，密级和六位数字",
        "operator" => "操作者代码，八位数字",
        "latency" => "从帧结束到电表写入，毫秒",
        "reads" => "校时前后读取的次数",
        "dry_run" => "只测量",
        "di" => "数据标识或名称",
        "value" => "数值，写法与 `dlt645 read` 的输出相同；数据块用线路顺序的十六进制",
        "raw" => "数值为十六进制字节",
        "preamble" => "前导 FE 的个数",
        "spaced" => "字节之间加空格",
        "action" => "操作",
        "until" => "有效截止时间，2026-02-13T15:30:00",
        "force" => "时间已过也发送",
        "pcap" => "把经过的字节写成 pcap 文件",
        "log" => "同时写入日志文件",
        "shell" => "shell 的名称",
        "sequence" => "帧序号，仅 2007 版",
        "with_password" => "1997 版：数值前加密码",
        "new" => "新地址；修改密码时为新密码，密级和数字",
        "old" => "原密码，密级和数字",
        "time" => "时间，2026-02-13T15:30:00",
        "when" => "`now`（立即），或 月-日 时:分，99 表示任意：99-99 00:00",
        "rate" => "速率，比特每秒",
        "events" => "`all`（全部），或末字节为 FF 的数据标识",
        "signal" => "clock（时钟）、demand（需量）或 tariff（时段）",
        "control" => "控制码，两位数字",
        "data" => "数据，线路顺序的十六进制，不加 33H",
        "command" => "命令；不给出则为全部命令",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    /// Calls `check` with each command and its English twin.
    fn walk(chinese: &Command, english: &Command, check: &mut dyn FnMut(&Command, &Command)) {
        check(chinese, english);
        for (chinese, english) in chinese.get_subcommands().zip(english.get_subcommands()) {
            walk(chinese, english, check);
        }
    }

    fn tools() -> (Command, Command) {
        (command(crate::Cli::command()), crate::Cli::command())
    }

    #[test]
    fn arguments_keep_their_order() {
        let (chinese, english) = tools();
        chinese.clone().debug_assert();
        walk(&chinese, &english, &mut |chinese, english| {
            let ids = |command: &Command| -> Vec<_> {
                let args = command.get_arguments();
                args.map(|arg| arg.get_id().to_string()).collect()
            };
            assert_eq!(ids(chinese), ids(english), "{}", english.get_name());
        });
    }

    #[test]
    fn every_command_and_argument_has_its_text() {
        let (chinese, english) = tools();
        let is_chinese = |text: String| text.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c));
        let mut missing = Vec::new();
        walk(&chinese, &english, &mut |command, _| {
            let about = command.get_about().map(ToString::to_string);
            if !about.is_some_and(is_chinese) {
                missing.push(command.get_name().to_owned());
            }
            for arg in command.get_arguments() {
                let help = arg.get_help().map(ToString::to_string);
                if !help.is_some_and(is_chinese) {
                    missing.push(format!("{} {}", command.get_name(), arg.get_id()));
                }
                for value in arg.get_possible_values() {
                    let name = value.get_name();
                    let help = value.get_help().map(|help| format!("{name}: {help}"));
                    // A name of a standard is the same in both.
                    let help = help.filter(|help| !help.contains("DL/T"));
                    if help.is_some_and(|help| !is_chinese(translate(&help))) {
                        missing.push(format!("{} {}={name}", command.get_name(), arg.get_id()));
                    }
                }
            }
        });
        assert_eq!(missing, [""; 0]);
    }
}
