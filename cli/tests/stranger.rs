//! The line tools against a meter that shares no code with this project: frames put together byte
//! by byte from the standard's rules, with the habits of cheap ones.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly; the lints look only into functions marked as tests"
)]

mod common;

use common::{Run, dlt645, text};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How a meter behaves. Addresses and values in wire order.
#[derive(Clone)]
struct Habits {
    addresses: Vec<[u8; 6]>,
    edition97: bool,
    answers_13: bool,
    has_energy: bool,
    wake_up: usize,
    lead: Vec<u8>,
    trail: Vec<u8>,
    /// Bytes for each TCP segment, and the pause after it.
    piece: (usize, Duration),
    password: Vec<u8>,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            addresses: vec![[0x42, 0, 0, 0, 0, 0]],
            edition97: false,
            answers_13: true,
            has_energy: true,
            wake_up: 0,
            lead: vec![],
            trail: vec![],
            piece: (300, Duration::ZERO),
            password: vec![0x02, 0x56, 0x34, 0x12],
        }
    }
}

/// Identifier and new value of each write that was taken.
type Writes = Arc<Mutex<Vec<(Vec<u8>, Vec<u8>)>>>;

fn frame(address: &[u8; 6], control: u8, data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x68];
    out.extend(address);
    out.extend([0x68, control, data.len() as u8]);
    out.extend(data.iter().map(|byte| byte.wrapping_add(0x33)));
    let sum = out.iter().fold(0u8, |sum, byte| sum.wrapping_add(*byte));
    out.extend([sum, 0x16]);
    out
}

fn clock() -> [u8; 7] {
    [0x56, 0x34, 0x12, 0x05, 0x13, 0x02, 0x26]
}

impl Habits {
    fn answer(&self, own: &[u8; 6], request: &[u8], writes: &Writes) -> Option<Vec<u8>> {
        let asked = &request[1..7];
        let everyone = asked.iter().all(|byte| *byte == 0x99);
        if !everyone && asked.iter().zip(own).any(|(a, b)| *a != 0xAA && a != b) {
            return None;
        }
        let control = request[8];
        let data: Vec<u8> = request[10..request.len() - 2]
            .iter()
            .map(|byte| byte.wrapping_sub(0x33))
            .collect();
        let (read, write, id_len) = if self.edition97 {
            (0x01, 0x04, 2)
        } else {
            (0x11, 0x14, 4)
        };
        if everyone && !(self.edition97 && control == read) {
            return None;
        }
        if control == 0x13 && !self.edition97 {
            return self.answers_13.then(|| frame(own, 0x93, own));
        }
        let id = data.get(..id_len)?;
        if control == read {
            let value: Option<Vec<u8>> = match id {
                [0x00, 0x00, 0x01, 0x00] | [0x10, 0x90] => {
                    self.has_energy.then(|| vec![0x78, 0x56, 0x34, 0x12])
                }
                [0x00, 0x01, 0x01, 0x02] => Some(vec![0x01, 0x22]),
                [0x01, 0x01, 0x00, 0x04] | [0x10, 0xC0] => Some(clock()[3..].to_vec()),
                [0x02, 0x01, 0x00, 0x04] | [0x11, 0xC0] => Some(clock()[..3].to_vec()),
                _ => None,
            };
            return Some(match value {
                Some(value) => frame(own, 0x80 | read, &[id, &value].concat()),
                None => frame(own, 0xC0 | read, &[0x02]),
            });
        }
        if control == write {
            let rest = &data[id_len..];
            let rest = match rest.strip_prefix(&self.password[..]) {
                Some(rest) if self.edition97 => rest,
                // The operator code.
                Some(rest) => &rest[4..],
                None => return Some(frame(own, 0xC0 | write, &[0x04])),
            };
            writes.lock().unwrap().push((id.to_vec(), rest.to_vec()));
            return Some(frame(own, 0x80 | write, &[]));
        }
        // Whatever else it is, it is refused.
        Some(frame(own, 0xC0 | control, &[0x01]))
    }

    fn serve(&self, stream: &mut TcpStream, writes: &Writes) -> std::io::Result<()> {
        stream.set_nodelay(true)?;
        let mut buffer = Vec::new();
        loop {
            let mut bytes = [0; 300];
            let count = stream.read(&mut bytes)?;
            if count == 0 {
                return Ok(());
            }
            buffer.extend_from_slice(&bytes[..count]);
            let Some(start) = buffer.iter().position(|byte| *byte == 0x68) else {
                continue;
            };
            let Some(len) = buffer.get(start + 9) else {
                continue;
            };
            let end = start + 12 + usize::from(*len);
            if buffer.len() < end {
                continue;
            }
            let request: Vec<u8> = buffer.drain(..end).skip(start).collect();
            for own in &self.addresses {
                let Some(answer) = self.answer(own, &request, writes) else {
                    continue;
                };
                let wake_up = vec![0xFE; self.wake_up];
                let all = [&self.lead[..], &wake_up, &answer, &self.trail].concat();
                for piece in all.chunks(self.piece.0) {
                    stream.write_all(piece)?;
                    std::thread::sleep(self.piece.1);
                }
            }
        }
    }

    fn start(self) -> (String, Writes) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (place, writes) = (
            listener.local_addr().unwrap().to_string(),
            Writes::default(),
        );
        let log = writes.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let _ = self.serve(&mut stream.unwrap(), &log);
            }
        });
        (place, writes)
    }
}

fn on(server: &str, command: &str, args: &[&str]) -> Run {
    dlt645(
        &[&[command, "--tcp", server, "--timeout", "200"][..], args].concat(),
        "",
    )
}

#[test]
fn values_come_whatever_stands_around_the_frame() {
    let around = |lead: &[u8], trail: &[u8], wake_up| Habits {
        lead: lead.to_vec(),
        trail: trail.to_vec(),
        wake_up,
        ..Habits::default()
    };
    let cases = [
        Habits::default(),
        around(&[], &[], 1),
        around(&[], &[], 40),
        around(&[0x68, 0x68, 0x16, 0xFE], &[], 4),
        around(&[], &[0x16, 0x16, 0x00, 0xFF, 0x68], 4),
        around(&[0x00], &[0x68; 5], 0),
        Habits {
            piece: (1, Duration::from_millis(8)),
            ..Habits::default()
        },
        Habits {
            piece: (7, Duration::from_millis(120)),
            ..Habits::default()
        },
    ];
    for (number, habits) in cases.into_iter().enumerate() {
        let (server, _) = habits.start();
        let run = on(
            &server,
            "read",
            &["--json", "00010000", "02010100", "00020000"],
        );
        let found = run.json();
        assert_eq!(
            found[0]["values"][0]["value"], "123456.78",
            "case {number}: {}",
            run.stdout
        );
        assert_eq!(
            found[1]["values"][0]["value"], "220.1",
            "case {number}: {}",
            run.stdout
        );
        assert!(
            text(&found[2], "error").contains("not available"),
            "case {number}: {}",
            run.stdout
        );
    }
}

#[test]
fn meters_without_13_or_without_energy_are_found() {
    for (answers_13, has_energy) in [(false, true), (true, false), (false, false)] {
        let (server, _) = Habits {
            answers_13,
            has_energy,
            ..Habits::default()
        }
        .start();
        let scan = on(&server, "scan", &["--json"]);
        assert_eq!(scan.json().len(), 1, "{}", scan.stdout);
        assert_eq!(
            (
                text(&scan.json()[0], "address"),
                text(&scan.json()[0], "edition")
            ),
            ("000000000042", "2007")
        );
        let read = on(&server, "read", &["--json", "--retries", "0", "02010100"]);
        assert_eq!(
            read.json()[0]["values"][0]["value"],
            "220.1",
            "{}",
            read.stdout
        );
    }
    let (server, _) = Habits {
        edition97: true,
        ..Habits::default()
    }
    .start();
    let scan = on(&server, "scan", &["--json"]);
    assert_eq!(text(&scan.json()[0], "edition"), "1997", "{}", scan.stdout);
}

#[cfg(unix)]
#[test]
fn ctrl_c_lets_the_request_under_way_end() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    // Each answer takes 0.3 s.
    let (server, _) = Habits {
        piece: (2, Duration::from_millis(33)),
        ..Habits::default()
    }
    .start();
    let mut args = vec!["read", "--tcp", &server, "--json", "000000000042"];
    args.extend(["00010000"; 40]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_dlt645"))
        .args(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    lines.next().unwrap().unwrap();
    std::thread::sleep(Duration::from_millis(100));
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    let rest: Vec<String> = lines.map(Result::unwrap).collect();
    assert!(
        rest.len() <= 2 && rest.iter().all(|line| line.contains("123456.78")),
        "{rest:?}"
    );
    let output = child.wait_with_output().unwrap();
    // A shell tells an end by this signal as status 130.
    let signal = std::os::unix::process::ExitStatusExt::signal(&output.status);
    assert_eq!(
        (signal, &output.stderr[..]),
        (Some(2), &b"dlt645: stopped\n"[..])
    );
}

#[test]
fn two_meters_that_answer_one_after_the_other_are_both_found() {
    let addresses = vec![[0x42, 0, 0, 0, 0, 0], [0x43, 0, 0, 0, 0, 0]];
    let (server, _) = Habits {
        addresses,
        ..Habits::default()
    }
    .start();
    let run = on(&server, "scan", &["--json", "--edition", "2007"]);
    let mut found: Vec<_> = run
        .json()
        .iter()
        .map(|line| text(line, "address").to_owned())
        .collect();
    found.sort();
    assert_eq!(found, ["000000000042", "000000000043"]);
}

#[test]
fn a_password_is_sent_as_each_edition_wants_it() {
    let (server, writes) = Habits::default().start();
    assert_eq!(
        on(
            &server,
            "write",
            &["--password", "02:123456", "04000103", "30"]
        )
        .status,
        0
    );
    assert_eq!(on(&server, "write", &["04000103", "30"]).status, 1);
    assert_eq!(
        *writes.lock().unwrap(),
        [(vec![0x03, 0x01, 0x00, 0x04], vec![0x30])]
    );
    for (password, args) in [
        (vec![], &["C111", "30"][..]),
        (vec![2, 0, 0, 0], &["--password", "02:000000", "C111", "30"]),
    ] {
        let (server, writes) = Habits {
            edition97: true,
            password,
            ..Habits::default()
        }
        .start();
        let run = on(&server, "write", args);
        assert_eq!(run.status, 0, "{} {}", run.stdout, run.stderr);
        assert_eq!(*writes.lock().unwrap(), [(vec![0x11, 0xC1], vec![0x30])]);
    }
}

#[test]
fn the_clock_is_set_in_two_parts_where_the_meter_has_no_common_item() {
    for edition97 in [false, true] {
        let (server, writes) = Habits {
            edition97,
            ..Habits::default()
        }
        .start();
        let edition = if edition97 { "1997" } else { "2007" };
        let args = [
            "--json",
            "--password",
            "02:123456",
            "--reads",
            "2",
            "--edition",
            edition,
        ];
        let run = on(&server, "set-time", &args);
        // This clock does not move, which is said.
        assert_eq!(
            (run.status, &run.json()[0]["ok"]),
            (1, &false.into()),
            "{}",
            run.stdout
        );
        let set_to = text(&run.json()[0], "set_to").to_owned();
        let writes = writes.lock().unwrap();
        let digits = |bytes: &[u8]| {
            bytes
                .iter()
                .rev()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
        };
        let [(date_id, date), (time_id, time)] = &writes[..] else {
            panic!("{writes:?}")
        };
        let ids = if edition97 {
            (vec![0x10, 0xC0], vec![0x11, 0xC0])
        } else {
            (vec![0x01, 0x01, 0, 4], vec![0x02, 0x01, 0, 4])
        };
        assert_eq!((date_id, time_id), (&ids.0, &ids.1));
        let sent = format!("20{}{}", digits(&date[1..]), digits(time));
        assert_eq!(sent, set_to.replace(['-', ':', 'T'], ""));
    }
}
