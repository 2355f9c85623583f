//! What people see at a terminal, and what a pipe gets instead: a pseudo-terminal takes its place.
#![cfg(target_os = "linux")]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly; the lints look only into functions marked as tests"
)]

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::fs::File;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const TOOL: &str = env!("CARGO_BIN_EXE_dlt645");
const FRAME: &str = "68AAAAAAAAAAAA681300DF16";
const DAMAGED: &str = "68AAAAAAAAAAAA681300DE16";
const RED: &str = "\u{1b}[31m";
/// Follows what a program has shown.
const MARK: &str = "<all shown>";
/// Longer than any command here needs.
const PATIENCE: Duration = Duration::from_secs(30);

/// A terminal: what is typed goes in, what is shown comes out.
struct Terminal {
    keys: File,
    path: String,
    shown: Receiver<Vec<u8>>,
    text: Vec<u8>,
}

impl Terminal {
    fn new() -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let path = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let keys = File::from(master);
        let (sender, shown) = channel();
        let mut screen = keys.try_clone().unwrap();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            loop {
                match screen.read(&mut bytes) {
                    // Nobody has the terminal open: somebody will, or the test is over.
                    Err(_) => std::thread::sleep(Duration::from_millis(5)),
                    Ok(count) if sender.send(bytes[..count].to_vec()).is_err() => return,
                    Ok(_) => {}
                }
            }
        });
        Self {
            keys,
            path,
            shown,
            text: Vec::new(),
        }
    }

    /// The side of programs.
    fn side(&self) -> Stdio {
        let side = File::options().read(true).write(true).open(&self.path);
        side.unwrap().into()
    }

    /// All that was shown, when nobody writes any more.
    fn text(&mut self) -> String {
        // What comes before the mark has come too, however busy the machine is.
        let mut side = File::options().write(true).open(&self.path).unwrap();
        side.write_all(MARK.as_bytes()).unwrap();
        self.wait_for(MARK);
        self.shown_so_far().replace(MARK, "")
    }

    fn shown_so_far(&self) -> String {
        String::from_utf8_lossy(&self.text).into_owned()
    }

    /// Waits until `words` are shown.
    fn wait_for(&mut self, words: &str) {
        while !self.shown_so_far().contains(words) {
            match self.shown.recv_timeout(PATIENCE) {
                Ok(bytes) => self.text.extend(bytes),
                Err(_) => panic!("{words}: {}", self.shown_so_far()),
            }
        }
    }
}

/// The tool as a user at a terminal has it.
fn tool(args: &[&str]) -> Command {
    let mut command = Command::new(TOOL);
    command
        .args(args)
        .stdin(Stdio::null())
        .env_remove("NO_COLOR")
        .env("TERM", "xterm")
        .env("DLT645_LANG", "en");
    command
}

/// A file of its own for a test.
fn file(name: &str, text: &[u8]) -> String {
    let path = std::env::temp_dir().join(format!("dlt645-tty-{}-{name}", std::process::id()));
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Runs `command` with both outputs at a terminal; what it showed there.
fn at_terminal(mut command: Command) -> (ExitStatus, String) {
    let mut terminal = Terminal::new();
    command.stdout(terminal.side()).stderr(terminal.side());
    let status = command.status().unwrap();
    (status, terminal.text())
}

#[test]
fn damaged_frames_are_red_at_a_terminal_only() {
    let args = ["decode", FRAME, DAMAGED];
    let (_, shown) = at_terminal(tool(&args));
    assert!(shown.contains(RED), "{shown:?}");
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let mut command = tool(&args);
        command.env(name, value);
        let (_, shown) = at_terminal(command);
        assert!(
            shown.contains("damaged") && !shown.contains('\u{1b}'),
            "{name}: {shown:?}"
        );
    }
    let (_, shown) = at_terminal(tool(&["decode", "--json", FRAME, DAMAGED]));
    assert!(!shown.contains('\u{1b}'), "{shown:?}");
    let output = tool(&args).output().unwrap();
    let piped = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(!piped.contains('\u{1b}'), "{piped:?}");
    // Help, and errors of the arguments.
    for args in [&["--help"][..], &["decode", "--nonsense"]] {
        let output = tool(args).output().unwrap();
        assert!(![output.stdout, output.stderr].concat().contains(&0x1B));
        let mut command = tool(args);
        command.env("NO_COLOR", "1");
        let (_, shown) = at_terminal(command);
        assert!(!shown.contains("\u{1b}[3"), "{shown:?}");
    }
}

#[test]
fn counts_come_at_the_end_at_a_terminal() {
    let words = "frames good 2";
    let (_, shown) = at_terminal(tool(&["decode", FRAME, FRAME]));
    assert!(shown.contains(words), "{shown:?}");
    let output = tool(&["decode", FRAME, FRAME]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    // Standard error at a terminal is no reason: the result goes elsewhere.
    let mut terminal = Terminal::new();
    let mut command = tool(&["decode", FRAME, FRAME]);
    command.stdout(Stdio::null()).stderr(terminal.side());
    assert!(command.status().unwrap().success());
    assert!(!terminal.text().contains(words));
}

#[test]
fn a_big_file_has_a_progress_bar_at_a_terminal() {
    let line = format!("{FRAME}\n");
    let big = file("big.txt", line.repeat(5_200_000 / line.len()).as_bytes());
    let small = file("small.txt", line.repeat(4_800_000 / line.len()).as_bytes());
    let run = |name: &str, at_terminal: bool| {
        let mut terminal = Terminal::new();
        let mut command = tool(&["decode", "--json", name]);
        command.stdout(Stdio::null());
        if at_terminal {
            command.stderr(terminal.side());
            assert!(command.status().unwrap().success());
            terminal.text()
        } else {
            let output = command.output().unwrap();
            String::from_utf8(output.stderr).unwrap()
        }
    };
    let shown = run(&big, true);
    // How far it had come when it was drawn is a matter of the machine.
    assert!(shown.contains("B/4.96 MiB"), "{shown:?}");
    // At the end it is taken away.
    assert!(
        shown.ends_with("\u{1b}[2K") || shown.ends_with('\r'),
        "{shown:?}"
    );
    assert_eq!(run(&small, true), "");
    assert_eq!(run(&big, false), "");
    let _ = (std::fs::remove_file(big), std::fs::remove_file(small));
}

#[test]
fn control_characters_of_a_log_never_reach_the_terminal() {
    let log = format!(
        "\u{1b}]0;title\u{7}\u{1b}[2J TX: {FRAME}\n\u{1b}[31mred\u{8}\u{9b}5m RX: {DAMAGED}\n\u{1b}c\u{7f}\n"
    );
    let name = file("log\u{1b}[1m.txt", log.as_bytes());
    let text = "hello \u{1b}]0;title\u{7}\u{9b}2J zz";
    for args in [
        &["decode", &name][..],
        &["decode", "--json", &name],
        &["decode", "--file", &name],
        &["explain", &name],
        &["decode", text],
        &["explain", text],
        &["items", text],
        &["decode", "--file", "/no\u{1b}[31m/such"],
        &["read", "--tcp", "127.0.0.1:1\u{7}\u{1b}[31m", "00010000"],
        &["read", "--tcp", "127.0.0.1:1", text],
        &["set-time", "--tcp", text],
        &["set-time", "--serial", text],
        &["write", "--tcp", text, "04000103", "30"],
        &["scan", "--tcp", text],
        &["monitor", "--serial", text],
        &["relay", "trip", "--address", "112233445566", "--tcp", text],
        &[
            "relay",
            "trip",
            "--address",
            "1",
            "--until",
            text,
            "--tcp",
            "127.0.0.1:1",
        ],
        &["encode", "write", "00010000", text],
        &["encode", "read", text],
        &["man", text],
        &["decode", "--edition", text],
        &[text],
        &["poll", &name],
    ] {
        for lang in ["en", "zh"] {
            let mut command = tool(args);
            command.env("NO_COLOR", "1").env("DLT645_LANG", lang);
            let (_, shown) = at_terminal(command);
            let strange = shown
                .chars()
                .find(|c| c.is_control() && !matches!(c, '\r' | '\n' | '\t'));
            assert_eq!(strange, None, "{args:?} {lang}: {shown:?}");
            assert!(!shown.is_empty(), "{args:?}");
        }
    }
    std::fs::remove_file(name).unwrap();
}

#[test]
fn a_closed_standard_error_is_no_panic() {
    let log = file(
        "closed.txt",
        format!("{FRAME}\nnonsense\n{DAMAGED}\n").as_bytes(),
    );
    for args in [
        &["decode", "--summary", &log][..],
        &["decode", "nonsense"],
        &["explain", "nonsense"],
        &["items", "teapot"],
        &["encode", "--address", "99", "read", "00010000"],
        &["read", "--tcp", "127.0.0.1:1", "00010000"],
        &["scan", "--tcp", "127.0.0.1:1"],
        &["monitor", "--tcp", "127.0.0.1:1"],
        &[
            "relay",
            "trip",
            "--tcp",
            "127.0.0.1:1",
            "--address",
            "AAAAAAAAAAAA",
        ],
        &["poll", "/nonexistent"],
        &["--nonsense"],
        &["man", "teapot"],
    ] {
        for (close, name) in [("2>&-", "closed"), ("2>/dev/full", "full")] {
            // A panic ends with 101, also where nobody can read its message.
            let script = format!("exec \"$@\" {close}");
            let status = Command::new("bash")
                .args(["-c", &script, "bash", TOOL])
                .args(args)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .status()
                .unwrap();
            assert!(
                matches!(status.code(), Some(0..=2)),
                "{name} {args:?}: {status}"
            );
        }
    }
    std::fs::remove_file(log).unwrap();
}

#[test]
fn ctrl_c_at_the_keyboard_ends_the_loop_of_a_shell() {
    // Takes connections and never answers.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || listener.incoming().collect::<Vec<_>>());
    for command in [
        format!("read --tcp {server} --timeout 400 --retries 9 112233445566 00010000"),
        format!("scan --tcp {server} --timeout 2000"),
        format!("monitor --tcp {server}"),
    ] {
        // A loop goes on after a program that ended by itself, whatever its status.
        let script = format!("for i in 1 2 3; do echo round $i; {TOOL} {command}; done; echo end");
        let mut terminal = Terminal::new();
        // Who started the tests in the background has Ctrl-C ignored, which programs inherit.
        let mut shell = Command::new("env")
            .args(["--default-signal=INT", "setsid", "--ctty", "--wait"])
            .args(["bash", "--norc", "-c", &script])
            .env("DLT645_LANG", "en")
            .stdin(terminal.side())
            .stdout(terminal.side())
            .stderr(terminal.side())
            .spawn()
            .unwrap();
        terminal.wait_for("round 1");
        std::thread::sleep(Duration::from_millis(500));
        terminal.keys.write_all(b"\x03").unwrap();
        let status = shell.wait().unwrap();
        let shown = terminal.text();
        // The shell itself ended by the signal, which its own shell tells as 130.
        assert_eq!(status.signal(), Some(2), "{command}: {shown}");
        assert!(
            !shown.contains("round 2") && !shown.contains("end"),
            "{command}: {shown}"
        );
    }
}
