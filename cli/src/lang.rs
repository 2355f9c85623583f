//! Language of the output: `--lang`, else the environment.

use clap::ValueEnum;
use dlt645_explain::Lang;
use dlt645_explain::phrases::Phrase;
use std::io;
use std::path::Path;
use std::sync::OnceLock;

/// Language, as written on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
    /// English
    En,
    /// Chinese
    Zh,
}

static CHOSEN: OnceLock<Lang> = OnceLock::new();

/// Settles the language for this run, from the arguments and the environment.
pub(crate) fn choose() {
    let wish = wish(std::env::args().skip(1));
    let lang = match wish.as_deref() {
        Some("zh") => Lang::Zh,
        Some(_) => Lang::En,
        None => of_environment(|name| std::env::var(name).ok()),
    };
    // The first choice is kept; there is only one.
    let _ = CHOSEN.set(lang);
}

/// What `--lang` asks for, wherever it is.
fn wish(args: impl Iterator<Item = String>) -> Option<String> {
    let mut args = args.take_while(|arg| arg != "--");
    while let Some(arg) = args.next() {
        if arg == "--lang" {
            return args.next();
        }
        if let Some(lang) = arg.strip_prefix("--lang=") {
            return Some(lang.to_owned());
        }
    }
    None
}

/// The language of this run.
pub(crate) fn get() -> Lang {
    CHOSEN.get().copied().unwrap_or_default()
}

/// The one of two texts that is in the language of this run.
pub(crate) fn say<'t>(en: &'t str, zh: &'t str) -> &'t str {
    match get() {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// The text of a phrase in the language of this run.
pub(crate) fn text(phrase: &Phrase) -> String {
    phrase.text(get()).to_owned()
}

/// The one of two texts that is in the language of this run, with what is quoted in them.
pub(crate) fn either(en: impl Into<String>, zh: impl Into<String>) -> String {
    match get() {
        Lang::En => en.into(),
        Lang::Zh => zh.into(),
    }
}

/// An error of the system. What we put in words ourselves is taken as it is.
pub(crate) fn of_error(error: &io::Error) -> String {
    match error.get_ref() {
        Some(own) => own.to_string(),
        None => of_system(error),
    }
}

/// The same with the file it belongs to.
pub(crate) fn named(path: &Path, error: &io::Error) -> io::Error {
    let (path, why) = (path.display(), of_error(error));
    io::Error::new(
        error.kind(),
        either(format!("{path}: {why}"), format!("{path}：{why}")),
    )
}

/// What the system says, by its kind in Chinese.
pub(crate) fn of_system(error: &io::Error) -> String {
    if get() == Lang::En {
        return error.to_string();
    }
    let known = match error.kind() {
        io::ErrorKind::NotFound => "不存在",
        io::ErrorKind::PermissionDenied => "没有权限",
        io::ErrorKind::IsADirectory => "是目录",
        io::ErrorKind::NotADirectory => "路径中有的部分不是目录",
        io::ErrorKind::AlreadyExists => "已经存在",
        io::ErrorKind::ConnectionRefused => "连接被拒绝",
        io::ErrorKind::ConnectionReset => "连接被对方重置",
        io::ErrorKind::ConnectionAborted => "连接已中止",
        io::ErrorKind::NotConnected => "没有连接",
        io::ErrorKind::HostUnreachable => "主机不可达",
        io::ErrorKind::NetworkUnreachable => "网络不可达",
        io::ErrorKind::AddrInUse => "地址已被占用",
        io::ErrorKind::AddrNotAvailable => "没有这个本机地址",
        io::ErrorKind::BrokenPipe => "对方已关闭",
        io::ErrorKind::TimedOut => "超时",
        io::ErrorKind::UnexpectedEof => "提前结束",
        io::ErrorKind::InvalidData => "内容不是 UTF-8 文本",
        io::ErrorKind::InvalidInput => "参数无效",
        io::ErrorKind::StorageFull => "磁盘已满",
        io::ErrorKind::ReadOnlyFilesystem => "文件系统只读",
        io::ErrorKind::ResourceBusy => "设备正忙",
        _ => match error.raw_os_error() {
            Some(code) => return format!("系统错误 {code}"),
            None => "读写失败",
        },
    };
    known.to_owned()
}

/// The first variable that is set and not empty decides, in the order of POSIX with our own in
/// front.
fn of_environment(value: impl Fn(&str) -> Option<String>) -> Lang {
    let names = ["DLT645_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let set = names
        .into_iter()
        .filter_map(value)
        .find(|value| !value.is_empty());
    match set {
        Some(value) if value.to_ascii_lowercase().starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let lang = |set: &[(&str, &str)]| {
            of_environment(|name| {
                set.iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(lang(&[]), Lang::En);
        assert_eq!(lang(&[("LANG", "zh_CN.UTF-8")]), Lang::Zh);
        assert_eq!(lang(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")]), Lang::En);
        assert_eq!(lang(&[("LC_ALL", ""), ("LC_MESSAGES", "zh_TW")]), Lang::Zh);
        assert_eq!(
            lang(&[("DLT645_LANG", "zh"), ("LC_ALL", "en_GB.UTF-8")]),
            Lang::Zh
        );
    }
}
