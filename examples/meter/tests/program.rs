//! The program as people start it.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly; the lints look only into functions marked as tests"
)]

use dlt645::{Address, DataId};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use ttl_link::adapter::host::Client;
use ttl_link::{Line, Request};

struct Program {
    child: Child,
    announced: serde_json::Value,
}

impl Program {
    fn start(args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_meter"))
            .args(["--json", "--listen", "127.0.0.1:0"])
            .args(args)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        Self {
            child,
            announced: serde_json::from_str(&line).unwrap(),
        }
    }

    fn client(&self, baud: u32) -> Client<TcpStream> {
        Client::connect(
            self.announced["listen"].as_str().unwrap(),
            Line::tunnel(baud),
        )
        .unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn read(client: &mut Client<TcpStream>, address: &str, di: u32) -> Vec<u8> {
    client
        .read(address.parse().unwrap(), DataId::V2007(di))
        .unwrap()
        .data
        .iter()
        .collect()
}

#[test]
fn announces_itself_and_serves_several_clients() {
    let program = Program::start(&[
        "--address",
        "000000000011",
        "--address",
        "000000000022",
        "--set",
        "02010100=233.2",
    ]);
    assert_eq!(program.announced["addresses"][1], "000000000022");
    assert!(program.announced["port"].as_u64().unwrap() > 0);
    let threads = [
        ("000000000011", 0),
        ("000000000022", 1),
        ("000000000011", 2),
    ]
    .map(|(address, _)| {
        let mut client = program.client(0);
        std::thread::spawn(move || {
            for _ in 0..5 {
                assert_eq!(read(&mut client, address, 0x0201_0100), [0x32, 0x23]);
            }
        })
    });
    threads
        .into_iter()
        .for_each(|thread| thread.join().unwrap());
}

#[test]
fn has_a_past_and_takes_settings() {
    let program = Program::start(&[
        "--set",
        "00010000=123456.78",
        "--set",
        "04000402=000011112222",
        "--power",
        "0",
    ]);
    let mut client = program.client(0);
    let own = client.read_address().unwrap();
    assert_eq!(own, "112233445566".parse::<Address>().unwrap());
    assert_eq!(
        read(&mut client, "112233445566", 0x0001_0000),
        [0x78, 0x56, 0x34, 0x12]
    );
    assert_eq!(
        read(&mut client, "112233445566", 0x0400_0402),
        [0x22, 0x22, 0x11, 0x11, 0, 0]
    );
    // Yesterday's freeze and a load record are there from the start; 269 bytes come in two frames.
    assert_eq!(read(&mut client, "112233445566", 0x0506_FF02).len(), 269);
    assert_eq!(read(&mut client, "112233445566", 0x0600_0002).len(), 103);
    // And a bill of the last settlement day.
    assert_ne!(read(&mut client, "112233445566", 0x0001_0001), [0; 4]);
}

#[test]
fn bytes_take_their_time_at_a_given_rate() {
    let program = Program::start(&["--baud", "1200"]);
    let mut client = program.client(1200);
    let begun = std::time::Instant::now();
    client
        .exchange(&Request::read(
            "112233445566".parse().unwrap(),
            DataId::V2007(0x0001_FF00),
        ))
        .unwrap();
    // 20 bytes out, 40 back at 9.17 ms each, 20 ms of delay.
    assert!(begun.elapsed().as_millis() > 500, "{:?}", begun.elapsed());
}

#[test]
fn wrong_usage_is_explained() {
    let run = |args: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_meter"))
            .args(args)
            .output()
            .unwrap()
    };
    let faults = run(&["--list-faults"]);
    let list = String::from_utf8(faults.stdout).unwrap();
    assert!(
        faults.status.success() && list.lines().count() >= 20 && list.contains("bad-checksum-once")
    );
    for args in [
        &["--fault", "gremlins"][..],
        &["--set", "00010000=much"],
        &["--set", "xyz=1"],
        &["--address", "12x"],
    ] {
        let run = run(args);
        assert_eq!(run.status.code(), Some(2), "{args:?}");
        assert!(!run.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn typed_lines_reach_the_running_meter() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_meter"))
        .args(["--json", "--listen", "127.0.0.1:0", "--power", "-5000"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut typed = child.stdin.take().unwrap();
    let announced: serde_json::Value =
        serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    let program = Program { child, announced };
    let mut say = |line: &str| {
        writeln!(typed, "{line}").unwrap();
        lines.next().unwrap().unwrap()
    };
    let mut client = program.client(0);
    let power = read(&mut client, "112233445566", 0x0203_0000);
    assert_eq!(power[2] & 0x80, 0x80, "{power:02X?}");
    assert_eq!(say("112233445566 outage"), "done: 112233445566 outage");
    let address = "112233445566".parse().unwrap();
    assert!(client.read(address, DataId::V2007(0x0203_0000)).is_err());
    assert_eq!(say("return"), "done: return");
    std::thread::sleep(std::time::Duration::from_millis(700));
    assert_eq!(read(&mut client, "112233445566", 0x0311_0000)[0], 1);
    assert_eq!(say("reverse off"), "done: reverse off");
    assert_eq!(read(&mut client, "112233445566", 0x0203_0000)[2] & 0x80, 0);
    assert!(say("explode").starts_with("error: not understood: `explode`"));
    assert!(say("000000000001 outage").contains("no meter 000000000001"));
}
