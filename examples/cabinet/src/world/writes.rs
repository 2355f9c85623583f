//! Writes to the outage table over the bus: refused on RS485, taken on the module port, and
//! durable.

use super::{Config, World};
use dlt645::DataId;
use dlt645::command::{Operator, Password};
use gateway::Gateway;
use gateway::bus::Port;
use gateway::extension::{Record, STILL_OUT, State, Status};
use sim::cabinet::{LOG, METERS, Memory, Nvm, gateway_address};
use sim::queue::{HOUR, MINUTE, Micros, SECOND};
use ttl_link::{Failed, Failure, Instant, Line, Master, Request};

const PASSWORD: [u8; 4] = [0x02, 0x11, 0x22, 0x33];

fn world() -> World {
    Config {
        meters: 3,
        days: 1,
        loss: 0.1,
        seed: 5,
        silent: true,
        trial: None,
    }
    .build()
}

fn out(address: [u8; 6]) -> Record {
    let status = Status(State::Outage.bits() | Status::LAST_GASP);
    Record {
        status,
        sequence: 1,
        begin: Some(848_000_000),
        duration: STILL_OUT,
        ..Record::new(address)
    }
}

fn write<'a>(di: u32, password: [u8; 4], data: &'a [u8]) -> Request<'a> {
    Request::write(
        gateway_address(),
        DataId::V2007(di),
        Password::from_wire(password),
        Operator([0; 4]),
        data,
    )
}

/// The frame of a request.
fn frame(request: &Request<'_>) -> Vec<u8> {
    let mut master: Master<64> = Master::sized(Line::rs485(9600));
    master
        .request(Instant::ZERO, request)
        .expect("fits a frame");
    let at = master.poll_timeout().unwrap_or(Instant::ZERO);
    master.poll_transmit(at).expect("is due").to_vec()
}

/// Puts bytes on RS485 as another master between two polls; returns what the gateway answers.
fn ask(world: &mut World, bytes: &[u8]) -> Vec<u8> {
    world.master_sends(bytes);
    world.host.outside.heard.clear();
    pass(world, SECOND);
    std::mem::take(&mut world.host.outside.heard)
}

fn pass(world: &mut World, time: Micros) {
    world.run(world.now() + time);
}

fn records(world: &World) -> Vec<Record> {
    let gateway = world.machine(0).and_then(|program| program.gateway());
    let table = gateway.expect("alive").table();
    table.records().copied().collect()
}

#[test]
fn on_rs485_every_write_is_refused_with_the_password_bit() {
    let mut world = world();
    pass(&mut world, 10 * MINUTE + 2 * SECOND);
    let before = records(&world);
    let address = sim::cabinet::Config::address(0).to_wire();
    for (di, data) in [
        (0xEF10_0400, out(address).to_wire().to_vec()),
        (0xEF10_0401, vec![0, 0, 0b10]),
        (0xEF10_0500, vec![0xC1]),
    ] {
        let answer = ask(&mut world, &frame(&write(di, PASSWORD, &data)));
        let answer = answer
            .iter()
            .copied()
            .skip_while(|byte| *byte == 0xFE)
            .collect::<Vec<_>>();
        // 68 A0..A5 68 D4 01, error bit 2, CS 16.
        assert_eq!(answer[8..11], [0xD4, 0x01, 0x04 + 0x33], "{di:08x}");
        pass(&mut world, 3 * SECOND);
    }
    assert_eq!(records(&world), before);
}

/// One request to a gateway on a line of its own.
fn exchange(
    gateway: &mut Gateway<Memory, METERS, LOG>,
    at: &mut u64,
    request: &Request<'_>,
) -> Result<(), Failed> {
    let mut master: Master<64> = Master::sized(Line::ttl(9600));
    master
        .request(Instant::from_micros(*at), request)
        .expect("fits a frame");
    for _ in 0..4000 {
        *at += 1000;
        let now = Instant::from_micros(*at);
        if let Some(bytes) = master.poll_transmit(now) {
            gateway.handle_bus(*at, bytes);
            master.handle_sent(now);
        }
        gateway.handle_timeout(*at);
        if let Some(bytes) = gateway.poll_bus(*at) {
            master.handle_input(now, bytes);
            gateway.handle_bus_sent(*at);
        }
        master.handle_timeout(now);
        match master.poll_event() {
            Some(ttl_link::Event::Reply(_)) => return Ok(()),
            Some(ttl_link::Event::Failed(why)) => return Err(why),
            _ => {}
        }
    }
    panic!("no answer at all");
}

#[test]
fn on_the_module_port_writes_are_taken_and_outlive_the_supply() {
    let world = world();
    let nvm = Nvm::default();
    let boot = || {
        let port = Port::Module { password: PASSWORD };
        let config = gateway::Config {
            port,
            line: Line::ttl(9600),
            ..world.host.config.gateway(1)
        };
        Gateway::<Memory, METERS, LOG>::boot(
            config,
            [[1, 0, 0, 0, 0, 0]].into_iter(),
            nvm.memory(),
            0,
        )
    };
    let mut gateway = boot();
    let mut at = HOUR;
    let [known, other] =
        [[1, 0, 0, 0, 0, 0], [2, 0, 0, 0, 0, 0]].map(|address| out(address).to_wire());
    let refused = |result: Result<(), Failed>| match result {
        Err(Failed {
            reason: Failure::Meter(error),
            ..
        }) => error.0,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        refused(exchange(
            &mut gateway,
            &mut at,
            &write(0xEF10_0400, [2, 0, 0, 0], &known)
        )),
        0x04
    );
    assert_eq!(
        refused(exchange(
            &mut gateway,
            &mut at,
            &write(0xEF10_0402, PASSWORD, &known)
        )),
        0x02
    );
    assert_eq!(
        refused(exchange(
            &mut gateway,
            &mut at,
            &write(0xEF10_0400, PASSWORD, &other)
        )),
        0x02
    );
    assert_eq!(
        refused(exchange(
            &mut gateway,
            &mut at,
            &write(0xEF10_0400, PASSWORD, &known[1..])
        )),
        0x01
    );
    exchange(&mut gateway, &mut at, &write(0xEF10_0400, PASSWORD, &known)).expect("taken");
    exchange(&mut gateway, &mut at, &write(0xEF10_0500, PASSWORD, &[1])).expect("taken");
    exchange(&mut gateway, &mut at, &write(0xEF10_0400, PASSWORD, &other)).expect("learned");
    exchange(
        &mut gateway,
        &mut at,
        &write(0xEF10_0401, PASSWORD, &[0, 0, 0b10_01]),
    )
    .expect("taken");
    let records: Vec<_> = gateway.table().records().copied().collect();
    let states: Vec<_> = records.iter().map(|record| record.status.state()).collect();
    assert_eq!(states, [State::Powered, State::Outage]);
    drop(gateway);
    let mut again = boot();
    assert!(
        again.table().records().eq(&records),
        "what was written and learned is there after a start"
    );
    assert_eq!(
        refused(exchange(
            &mut again,
            &mut at,
            &write(0xEF10_0400, PASSWORD, &out([3; 6]).to_wire())
        )),
        0x02
    );
}

#[test]
fn a_node_that_falls_silent_becomes_unreachable_and_no_outage() {
    let mut world = world();
    pass(&mut world, HOUR);
    let state = |world: &World, at: usize| records(world)[at].status.state();
    assert_eq!([0, 1].map(|at| state(&world, at)), [State::Powered; 2]);
    // Its radio breaks: nobody hears it any more.
    world.kill(1);
    pass(&mut world, 75 * MINUTE);
    assert_eq!(
        [0, 1].map(|at| state(&world, at)),
        [State::Unreachable, State::Powered]
    );
    assert_eq!(
        world
            .host
            .outside
            .master
            .concentrator()
            .outages()
            .state(sim::cabinet::Config::address(0)),
        State::Unreachable,
        "the concentrator knows"
    );
    assert!(
        world
            .host
            .outside
            .master
            .concentrator()
            .outages()
            .list()
            .is_empty(),
        "and takes it for no outage"
    );
    world.boot(1);
    pass(&mut world, 20 * MINUTE);
    assert_eq!(state(&world, 0), State::Powered);
}
