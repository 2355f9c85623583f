//! What shells and manuals get: completion scripts and pages.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly; the lints look only into functions marked as tests"
)]

mod common;

use common::dlt645;
use std::process::Command;

const COMMANDS: [&str; 13] = [
    "decode",
    "explain",
    "items",
    "encode",
    "read",
    "poll",
    "scan",
    "set-time",
    "write",
    "relay",
    "monitor",
    "completions",
    "man",
];

#[test]
fn scripts_for_shells() {
    for (shell, words) in [
        ("zsh", "#compdef dlt645"),
        ("fish", "complete -c dlt645"),
        ("bash", "_dlt645"),
    ] {
        let run = dlt645(&["completions", shell], "");
        assert!(run.status == 0 && run.stdout.contains(words), "{shell}");
        for command in COMMANDS {
            assert!(run.stdout.contains(command), "{shell}: {command}");
        }
    }
}

#[test]
fn bash_completes_commands_and_options() {
    // Sources the script and asks its function as bash does at the Tab key.
    let ask = |words: &str, at: usize| {
        let script = format!(
            "source <({tool} completions bash) || exit 9
             COMP_WORDS=({words}); COMP_CWORD={at}
             _dlt645 dlt645 \"${{COMP_WORDS[{at}]}}\" \"${{COMP_WORDS[{at}-1]}}\"
             echo \"${{COMPREPLY[*]}}\"",
            tool = env!("CARGO_BIN_EXE_dlt645"),
        );
        let output = Command::new("bash")
            .args(["--norc", "-c", &script])
            .output()
            .unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success() && errors.is_empty(), "{errors}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    assert_eq!(ask("dlt645 set", 1), "set-time");
    assert_eq!(ask("dlt645 read --ser", 2), "--serial");
    assert_eq!(ask("dlt645 relay k", 2), "keep-on keep-off");
}

/// What a shell that may be missing here says to a script of `arguments`; `None` without the shell.
fn other_shell(shell: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(shell).args(arguments).output().ok()?;
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && errors.is_empty(), "{errors}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn zsh_loads_its_script_and_fish_completes() {
    let tool = env!("CARGO_BIN_EXE_dlt645");
    // The function of the script is loaded and bound to the command. `-D`: no dump; one that is
    // told to go to a device file takes that file away.
    let zsh = format!(
        "autoload -Uz compinit; compinit -u -D; source <({tool} completions zsh); \
         print -r -- ${{_comps[dlt645]}}"
    );
    if let Some(bound) = other_shell("zsh", &["-f", "-c", &zsh]) {
        assert_eq!(bound.trim(), "_dlt645");
    }
    let ask = |line: &str| {
        let script = format!("{tool} completions fish | source; complete -C '{line}'");
        let found = other_shell("fish", &["--no-config", "-c", &script])?;
        let words = found.lines().filter_map(|line| line.split('\t').next());
        Some(words.map(str::to_owned).collect::<Vec<_>>())
    };
    if let Some(words) = ask("dlt645 set") {
        assert_eq!(words, ["set-time"]);
        assert!(
            ask("dlt645 poll --str")
                .unwrap()
                .contains(&"--strict".to_owned())
        );
        assert!(
            ask("dlt645 relay k")
                .unwrap()
                .contains(&"keep-on".to_owned())
        );
    }
}

#[test]
fn scripts_are_in_the_language_of_the_help() {
    for shell in ["zsh", "fish"] {
        let script = dlt645(&["--lang", "zh", "completions", shell], "").stdout;
        let english = ["Print help", "Print version", "Print this"];
        let left = english.iter().find(|words| script.contains(*words));
        assert!(
            script.contains("显示帮助") && left.is_none(),
            "{shell}: {left:?}"
        );
    }
}

#[test]
fn the_manual_has_every_command_with_its_options() {
    let page = dlt645(&["--lang", "en", "man"], "").stdout;
    assert_eq!(
        page.matches("\n.TH ").count() + usize::from(page.starts_with(".TH ")),
        1
    );
    for command in COMMANDS {
        let title = format!(".SH \"dlt645 {command}\"\n.SS SYNOPSIS\n");
        assert!(page.contains(&title), "{command}");
    }
    let read = page.split(".SH \"dlt645 read\"").nth(1).unwrap();
    let read = read.split("\n.SH ").next().unwrap();
    for option in ["tcp", "serial", "every", "csv", "trace", "strict"] {
        let option = format!("\\-\\-{option}\\fR");
        assert!(read.contains(&option), "{option}");
    }
    assert!(page.contains(".SH \"dlt645 encode freeze\""));
    // One command alone has a page of its own.
    let own = dlt645(&["--lang", "en", "man", "set-time"], "").stdout;
    assert!(own.contains(".TH dlt645-set-time 1"), "{own}");
    assert!(
        own.contains("dlt645\\-set\\-time \\- Set the clock"),
        "{own}"
    );
    let none = dlt645(&["--lang", "en", "man", "teapot"], "");
    assert_eq!((none.status, none.stdout.as_str()), (2, ""));
    assert!(none.stderr.contains("no command `teapot`"));
}

#[test]
fn the_manual_is_in_the_language_of_the_help() {
    let page = dlt645(&["--lang", "zh", "man"], "").stdout;
    for words in [
        ".SH 名称",
        ".SS 选项",
        "抄读一块或多块电表的数据项",
        "串口的数据位、校验位和停止位",
    ] {
        assert!(page.contains(words), "{words}");
    }
    for english in [
        "SYNOPSIS",
        "OPTIONS",
        "Possible",
        "[default",
        "Print help",
        "English",
        "\nThe ",
    ] {
        assert!(!page.contains(english), "{english}");
    }
    let none = dlt645(&["--lang", "zh", "man", "teapot"], "");
    assert!(none.stderr.contains("没有命令"), "{}", none.stderr);
}

#[test]
fn troff_takes_the_manual_without_a_warning() {
    if Command::new("groff").arg("--version").output().is_err() {
        return;
    }
    for lang in ["en", "zh"] {
        let page = dlt645(&["--lang", lang, "man"], "").stdout;
        // Where lines of Chinese break is left to the terminal.
        let mut child = Command::new("groff")
            .args(["-Kutf8", "-Tutf8", "-man", "-ww", "-Wbreak", "-z"])
            .stdin(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), page.as_bytes()).unwrap();
        let errors = child.wait_with_output().unwrap().stderr;
        assert!(errors.is_empty(), "{}", String::from_utf8_lossy(&errors));
    }
}
