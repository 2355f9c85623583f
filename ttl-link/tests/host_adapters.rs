//! The clients for hosts over real TCP on the loopback, with a meter at its other end.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests"
)]

mod common;

use common::{ENERGY, METER, Shelf};
use dlt645::Address;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::time::{Duration, Instant as Wall};
use ttl_link::adapter::{ClientError, host, tokio as tk};
use ttl_link::{Delays, Failure, Instant, Line, Meter, Micros};

const VALUE: [u8; 4] = [0x89, 0x00, 0x24, 0x01];

/// Serves one connection after the other; hangs up after `answers` answers.
fn serve(answers: usize) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for socket in listener.incoming() {
            let mut socket = socket.unwrap();
            socket
                .set_read_timeout(Some(Duration::from_millis(2)))
                .unwrap();
            let mut meter = Meter::new(Line::tunnel(0));
            meter.set_delays(Delays {
                reply: Micros::from_millis(80),
                ..Delays::new()
            });
            let mut shelf = Shelf::new(METER).with(ENERGY, &VALUE);
            let start = Wall::now();
            let mut left = answers;
            let mut buf = [0; 64];
            while left > 0 {
                let now = || Instant::ZERO + start.elapsed().into();
                match socket.read(&mut buf) {
                    Ok(0) => break,
                    Ok(count) => meter.handle_input(now(), &buf[..count]),
                    Err(_) => {}
                }
                meter.handle_timeout(now(), &mut shelf);
                if let Some(frame) = meter.poll_transmit(now()) {
                    // In two pieces, as networks do.
                    let (head, tail) = frame.split_at(9);
                    socket.write_all(head).unwrap();
                    std::thread::sleep(Duration::from_millis(3));
                    socket.write_all(tail).unwrap();
                    left -= 1;
                }
            }
        }
    });
    address
}

/// So that a busy machine is no slow meter.
fn patient(line: Line) -> Line {
    line.with_tries(1)
        .with_first_byte(Micros::from_millis(20_000))
}

fn line() -> Line {
    Line::tunnel(115_200)
        .with_tries(1)
        .with_first_byte(Micros::from_millis(3000))
}

#[test]
fn blocking_client_over_tcp() {
    let mut client = host::Client::connect(serve(3), line()).unwrap();
    assert!(client.read(METER, ENERGY).unwrap().data.iter().eq(VALUE));
    let nobody = client.read(Address::from_wire([9; 6]), ENERGY).unwrap_err();
    assert!(
        matches!(&nobody, ClientError::Failed(failed) if failed.reason == Failure::NoByte),
        "{nobody}"
    );
    assert_eq!(client.read_address().unwrap(), METER);
    assert!(client.read(METER, ENERGY).unwrap().data.iter().eq(VALUE));
    // The server has hung up.
    // Not a time-out: that would be `Failed`.
    let error = client.read(METER, ENERGY).unwrap_err();
    assert!(
        matches!(error, ClientError::Closed | ClientError::Port(_)),
        "{error}"
    );
}

#[tokio::test]
async fn async_client_over_tcp() {
    let mut client = tk::Client::connect(serve(3), line()).await.unwrap();
    assert!(
        client
            .read(METER, ENERGY)
            .await
            .unwrap()
            .data
            .iter()
            .eq(VALUE)
    );
    let nobody = client
        .read(Address::from_wire([9; 6]), ENERGY)
        .await
        .unwrap_err();
    assert!(
        matches!(&nobody, ClientError::Failed(failed) if failed.reason == Failure::NoByte),
        "{nobody}"
    );
    // Dropped in the middle of the exchange, before and after the meter's answer.
    let dropped = tokio::time::timeout(Duration::from_millis(10), client.read_address()).await;
    assert!(dropped.is_err());
    assert!(
        client
            .read(METER, ENERGY)
            .await
            .unwrap()
            .data
            .iter()
            .eq(VALUE)
    );
    // Not a time-out: that would be `Failed`.
    let error = client.read(METER, ENERGY).await.unwrap_err();
    assert!(
        matches!(error, ClientError::Closed | ClientError::Port(_)),
        "{error}"
    );
}

#[tokio::test]
async fn async_client_is_send() {
    let mut client = tk::Client::connect(serve(1), line()).await.unwrap();
    let value = tokio::spawn(async move {
        client
            .read(METER, ENERGY)
            .await
            .map(|reply| reply.data.iter().collect::<Vec<u8>>())
    });
    assert_eq!(value.await.unwrap().unwrap(), VALUE);
}

/// A meter at the other end of a pseudo-terminal; gone after `answers` answers.
#[cfg(unix)]
fn at_terminal(mut port: serial2_v0_2::SerialPort, answers: usize) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        port.set_read_timeout(Duration::from_millis(2)).unwrap();
        let mut meter = Meter::new(Line::ttl(0));
        let mut shelf = Shelf::new(METER).with(ENERGY, &VALUE);
        let start = Wall::now();
        let mut left = answers;
        let mut buf = [0; 64];
        while left > 0 {
            let now = || Instant::ZERO + start.elapsed().into();
            if let Ok(count) = port.read(&mut buf) {
                meter.handle_input(now(), &buf[..count]);
            }
            meter.handle_timeout(now(), &mut shelf);
            if let Some(frame) = meter.poll_transmit(now()) {
                port.write_all(frame).unwrap();
                left -= 1;
            }
        }
        std::thread::sleep(Duration::from_millis(50));
    })
}

#[cfg(unix)]
#[test]
fn blocking_client_over_a_terminal_that_is_pulled() {
    let (theirs, ours) = serial2_v0_2::SerialPort::pair().unwrap();
    let meter = at_terminal(theirs, 2);
    let mut client = host::Client::new(ours, patient(Line::ttl(9600)));
    assert!(client.read(METER, ENERGY).unwrap().data.iter().eq(VALUE));
    assert_eq!(client.read_address().unwrap(), METER);
    meter.join().unwrap();
    // Not a time-out: that would be `Failed`.
    let error = client.read(METER, ENERGY).unwrap_err();
    assert!(
        matches!(error, ClientError::Closed | ClientError::Port(_)),
        "{error}"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn async_client_over_a_terminal_that_is_pulled() {
    let (theirs, ours) = serial2_tokio_v0_1::SerialPort::pair().unwrap();
    let meter = tokio::spawn(async move {
        let mut meter = Meter::new(Line::ttl(0));
        let mut shelf = Shelf::new(METER).with(ENERGY, &VALUE);
        let start = Wall::now();
        let mut left = 2;
        let mut buf = [0; 64];
        while left > 0 {
            let now = || Instant::ZERO + start.elapsed().into();
            let wait = tokio::time::timeout(Duration::from_millis(2), theirs.read(&mut buf)).await;
            if let Ok(count) = wait {
                meter.handle_input(now(), &buf[..count.unwrap()]);
            }
            meter.handle_timeout(now(), &mut shelf);
            if let Some(frame) = meter.poll_transmit(now()) {
                theirs.write_all(frame).await.unwrap();
                left -= 1;
            }
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    });
    let mut client = tk::Client::new(ours, patient(Line::ttl(9600)));
    assert!(
        client
            .read(METER, ENERGY)
            .await
            .unwrap()
            .data
            .iter()
            .eq(VALUE)
    );
    assert_eq!(client.read_address().await.unwrap(), METER);
    meter.await.unwrap();
    // Not a time-out: that would be `Failed`.
    let error = client.read(METER, ENERGY).await.unwrap_err();
    assert!(
        matches!(error, ClientError::Closed | ClientError::Port(_)),
        "{error}"
    );
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_port_without_parity_is_named_and_opens_when_told() {
    type Blocking = host::Client<serial2_v0_2::SerialPort>;
    type Async = tk::Client<serial2_tokio_v0_1::SerialPort>;
    let line = Line::ttl(9600);
    let error = Blocking::open("/dev/ptmx", line).err().unwrap();
    assert_eq!(
        (error.kind(), error.to_string().contains("parity")),
        (std::io::ErrorKind::Unsupported, true),
        "{error}"
    );
    let none = line.with_parity(ttl_link::line::Parity::None);
    let mut port = Blocking::open("/dev/ptmx", none).unwrap();
    port.set_baud(2400).unwrap();
    assert_eq!(port.master().line().baud, 2400);
    let error = Async::open("/dev/ptmx", line).err().unwrap();
    assert_eq!(error.kind(), std::io::ErrorKind::Unsupported);
    assert!(Async::open("/dev/ptmx", none).is_ok());
    assert_eq!(
        Blocking::open("/dev/no-such-port", line)
            .err()
            .unwrap()
            .kind(),
        std::io::ErrorKind::NotFound
    );
}

#[test]
fn settings_and_bindings_can_be_stored() {
    let binding = ttl_link::Binding {
        address: "112233445566".parse().unwrap(),
        edition: dlt645::Edition::V1997,
        baud: 9600,
        base: 1200,
    };
    let text = serde_json::to_string(&(binding, Line::rs485(4800))).unwrap();
    assert_eq!(
        serde_json::from_str::<(ttl_link::Binding, Line)>(&text).unwrap(),
        (binding, Line::rs485(4800))
    );
}
