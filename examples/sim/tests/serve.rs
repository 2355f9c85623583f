//! A cabinet in real time, over real sockets and a real terminal.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use dlt645::{DataId, Frames};
use sim::cabinet::{Config, EPOCH, gateway_address};
use sim::serve::{self, Live, Options, Record, Served};
use std::fs::File;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};
use ttl_link::{Line, Master, Request};

fn cabinet() -> Config {
    Config {
        meters: 4,
        seed: 3,
        ..Config::default()
    }
}

fn served(speed: f64) -> Served {
    serve::start(Options {
        cabinet: cabinet(),
        listen: Some("127.0.0.1:0".into()),
        pty: true,
        control: Some("127.0.0.1:0".into()),
        speed,
        record: true,
    })
    .expect("ports are free")
}

/// The frame that reads an extension identifier of the gateway.
fn read(di: u32) -> Vec<u8> {
    let mut master: Master<64> = Master::sized(Line::rs485(9600));
    master
        .request(
            ttl_link::Instant::ZERO,
            &Request::read(gateway_address(), DataId::V2007(di)),
        )
        .expect("fits a frame");
    let at = master.poll_timeout().unwrap_or(ttl_link::Instant::ZERO);
    master.poll_transmit(at).expect("is due").to_vec()
}

/// Reads until a whole frame has come, at most for a few seconds.
fn answer(from: &mut impl Read) -> Vec<u8> {
    let (mut bytes, started) = (Vec::new(), Instant::now());
    while started.elapsed() < Duration::from_secs(20) {
        let mut some = [0; 64];
        match from.read(&mut some) {
            Ok(count) => bytes.extend(&some[..count]),
            Err(error) => panic!("{error}"),
        }
        if let Some(found) = Frames::new(&bytes).next() {
            return found.frame.data().iter().collect();
        }
    }
    panic!("no answer, but {bytes:02x?}");
}

/// States of all meters, two bits each.
const STATES: u32 = 0xEF10_0100;

#[test]
fn a_run_in_real_time_is_byte_for_byte_the_one_in_virtual_time() {
    let served = served(200.0);
    let mut line = TcpStream::connect(served.tcp().expect("listens")).expect("connects");
    line.set_nodelay(true).expect("can");
    let summary = 0xEF10_0000;
    for command in [
        "air loss 0.2",
        "outage 2",
        "meter 1 silent",
        "outage all",
        "return all",
    ] {
        for di in [summary, STATES, 0xEF10_0200] {
            line.write_all(&read(di)).expect("open");
            assert!(answer(&mut line).len() > 4);
        }
        served.remote().command(command).expect(command);
        std::thread::sleep(Duration::from_millis(40));
    }
    let records = served.stop();
    let answered = |record: &&Record| matches!(record, Record::Answered(..));
    assert!(records.iter().filter(answered).count() > 200);
    assert_eq!(serve::replay(cabinet(), &records), records);
}

#[test]
fn the_length_of_the_steps_changes_nothing() {
    let play = |step: u64| {
        let mut live = Live::new(cabinet(), true);
        for at in [2_000_000, 7_000_000, 9_000_000] {
            (0..at).step_by(step as usize).for_each(|at| {
                live.run(at);
            });
            live.run(at);
            live.feed(&read(STATES));
        }
        live.run(12_000_000);
        live.into_records()
    };
    assert_eq!(play(777), play(50_000_000));
}

#[test]
fn an_outage_on_command_reaches_the_gateway_and_the_truth() {
    let served = served(50.0);
    let mut line = TcpStream::connect(served.tcp().expect("listens")).expect("connects");
    let mut state = |meter: usize| {
        line.write_all(&read(STATES)).expect("open");
        // Identifier, first index and count take eight bytes, then come two bits a meter.
        answer(&mut line)[8] >> (2 * (meter - 1)) & 3
    };
    let wait_for = |wanted: u8, state: &mut dyn FnMut(usize) -> u8| {
        let started = Instant::now();
        while state(3) != wanted {
            assert!(started.elapsed() < Duration::from_secs(20), "no {wanted}");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    wait_for(1, &mut state);
    assert_eq!(
        served.remote().command("outage 3"),
        Ok("3 lost mains".into())
    );
    wait_for(2, &mut state);
    assert!(served.remote().command("outage 3").is_err(), "it has none");
    served.remote().command("return 3").expect("goes");
    wait_for(1, &mut state);
    let status = served.remote().status().expect("is served");
    assert_eq!(status.outages.len(), 1);
    assert_eq!(status.outages[0].meter, 3);
    assert!(status.outages[0].end.is_some() && status.meters[2].mains);
    // A dip is no outage.
    for _ in 0..2 {
        let dip = served.remote();
        dip.command("speed 1").expect("goes");
        dip.command("outage 1").expect("goes");
        dip.command("return 1").expect("goes");
    }
    assert_eq!(
        served.remote().status().expect("is served").outages.len(),
        1
    );
}

#[test]
fn the_terminal_answers_too_and_a_cut_line_does_not() {
    let served = served(20.0);
    let path = served.pty().expect("has one");
    let mut line = File::options()
        .read(true)
        .write(true)
        .open(path)
        .expect("opens");
    line.write_all(&read(STATES)).expect("open");
    assert!(answer(&mut line).len() > 4);
    served.remote().command("line cut").expect("goes");
    line.write_all(&read(STATES)).expect("open");
    std::thread::sleep(Duration::from_millis(100));
    served.remote().command("line ok").expect("goes");
    let records = served.stop();
    let cut = records
        .iter()
        .position(|record| matches!(record, Record::Command(_, text) if text == "line cut"));
    let after = &records[cut.expect("was recorded")..];
    assert!(
        !after
            .iter()
            .any(|record| matches!(record, Record::Answered(..)))
    );
}

/// One HTTP exchange with the page.
fn http(served: &Served, request: &str) -> String {
    let mut stream = TcpStream::connect(served.control().expect("has one")).expect("connects");
    stream.write_all(request.as_bytes()).expect("open");
    let mut reply = String::new();
    stream.read_to_string(&mut reply).expect("text");
    reply
}

#[test]
fn a_client_that_never_reads_does_not_hold_up_the_world() {
    let served = served(1_000.0);
    let path = served.pty().expect("has one");
    let mut deaf = File::options()
        .read(true)
        .write(true)
        .open(path)
        .expect("opens");
    // Far more answers than a terminal keeps for its reader.
    for _ in 0..400 {
        deaf.write_all(&read(STATES)).expect("open");
        std::thread::sleep(Duration::from_millis(1));
    }
    let at = |served: &Served| served.remote().status().expect("is served").world_us;
    let before = at(&served);
    std::thread::sleep(Duration::from_millis(50));
    assert!(at(&served) > before);
}

#[test]
fn the_page_shows_and_commands() {
    let served = served(1.0);
    let page = http(&served, "GET / HTTP/1.1\r\n\r\n");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("<title>Cabinet"));
    let post = |head: &str, text: &str| {
        let length = text.len();
        let request =
            format!("POST /command HTTP/1.1\r\n{head}Content-Length: {length}\r\n\r\n{text}");
        http(&served, &request)
    };
    assert!(
        post("", "outage 2").starts_with("HTTP/1.1 403"),
        "another site's page"
    );
    assert!(post("X-Cabinet: 1\r\n", "outage 2").starts_with("HTTP/1.1 200"));
    let wrong = post("X-Cabinet: 1\r\n", "outage 9");
    assert!(
        wrong.starts_with("HTTP/1.1 400") && wrong.ends_with("\"9\" is no meter; there are 1 to 4")
    );
    let status = http(&served, "GET /status HTTP/1.1\r\n\r\n");
    assert!(
        status.contains("\"meter\":2,\"address\":\"202611220002\",\"mains\":false"),
        "{status}"
    );
}

#[test]
fn a_busy_port_and_a_wrong_speed_are_named() {
    let first = served(1.0);
    let taken = first.tcp().expect("listens").to_string();
    let error = |options: Options| match serve::start(options) {
        Ok(_) => panic!("started"),
        Err(error) => error.to_string(),
    };
    let busy = error(Options {
        listen: Some(taken.clone()),
        ..Options::default()
    });
    assert!(busy.starts_with(&taken), "{busy}");
    let fast = error(Options {
        speed: 0.0,
        ..Options::default()
    });
    assert!(fast.contains("is not between"), "{fast}");
    assert!(
        Options::default().cabinet.epoch > EPOCH,
        "the wall clock's day"
    );
}
