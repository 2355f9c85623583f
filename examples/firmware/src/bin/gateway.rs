//! The gateway: UART0 is the RS485 bus, UART1 the radio, UART2 the slot's signals and the log.
#![no_std]
#![no_main]

use board::modem::Report;
use board::numbers::{BUS_BAUD, DEBOUNCE_US, UNREACHABLE_MIN};
use board::settings::{GatewaySettings, SETTINGS_MAX};
use cortex_m_rt::entry;
use dlt645::Address;
use firmware::changes::{GatewayMemory, LOG, METERS};
use firmware::nvm::Nvm;
use firmware::radio::Radio;
use firmware::signals::{Change, Inputs};
use firmware::uart::Sender;
use firmware::{board_clock, exit, log, stack, time};
use gateway::memory::Memory as _;
use gateway::start::RadioConfig;
use gateway::table::Table;
use gateway::{Config, Gateway};
use rf_frame::access::gateway::GatewayConfig;
use rf_frame::access::medium;
use rf_frame::access::members::{Line as ListLine, ListHead};
use rf_frame::security::{DeviceId, Key, Suite};
use rf_frame::wire::MeterNumber;
use ttl_link::Line;

const TELL_US: u64 = 5_000_000;

firmware::line!(128, 256);

/// Records that wait for the concentrator.
const RECORDS: usize = 16;

type App = Gateway<GatewayMemory, METERS, LOG, RECORDS, &'static mut Table<METERS, LOG>>;

/// A large part, all zero at the start: made where it is, for on the stack it would be in memory
/// twice.
static mut TABLE: Table<METERS, LOG> = Table::empty();

#[inline(never)]
fn boot() -> App {
    let Ok(nvm) = Nvm::open() else {
        exit::fail("no memory")
    };
    let mut bytes = [0; SETTINGS_MAX];
    let settings = nvm
        .settings(&mut bytes)
        .ok()
        .and_then(|()| GatewaySettings::decode(&bytes));
    let Some((settings, list)) = settings else {
        exit::fail("no settings")
    };
    let Ok(secret) = Key::new(Suite::Ascon, settings.secret) else {
        exit::fail("no keys")
    };
    let now = time::now();
    let config = Config {
        radio: RadioConfig {
            access: GatewayConfig {
                debounce: rf_frame::Micros::from_micros(DEBOUNCE_US),
                beacon: Some(rf_frame::Micros::from_secs(settings.beacon_s.into())),
            },
            list: ListHead {
                number: 1,
                net: settings.net,
                generation_floor: settings.generation,
                sole_reference: false,
            },
            suite: Suite::Ascon,
            seed: settings.seed ^ time::real_time_s(),
        },
        address: Address::from_wire(settings.address),
        base: gateway::extension::BASE,
        line: Line::rs485(BUS_BAUD),
        port: gateway::bus::Port::Rs485,
        confirm_password: Some(settings.password),
        unreachable_min: UNREACHABLE_MIN,
        zone_s: settings.zone_s,
        firmware: *b"fw 0.1  ",
    };
    log::number("gateway for", list.len() as i64);
    log::end();
    // SAFETY: this runs once, and nothing else knows of it.
    let table = unsafe { &mut *&raw mut TABLE };
    table.register(list.clone().map(|line| line.meter));
    let generation = settings.generation;
    let lines = (1..=u16::MAX).zip(list).map(|(index, line)| ListLine {
        meter: Some(MeterNumber(line.meter)),
        device: DeviceId(line.device),
        generation,
        root: secret.with_bytes(line.root),
        index: Some(index),
    });
    let mut memory = GatewayMemory::new(nvm, secret.clone());
    let start = memory.count_start();
    match gateway::start::start(&config.radio, lines, memory, now) {
        Ok(started) => Gateway::around(started, config, table, start, now),
        Err(_) => exit::fail("journal"),
    }
}

#[entry]
fn main() -> ! {
    let radio = firmware::start(&LINE, BUS_BAUD, 0);
    let mut gateway = boot();
    run(&mut gateway, radio)
}

#[inline(never)]
fn run(gateway: &mut App, mut radio: Radio) -> ! {
    let mut now = time::now();
    let mut inputs = Inputs::new(now);
    let mut line = Sender::new(BUS_BAUD);
    let mut tell_at = now;
    loop {
        let real = time::now();
        while let Some(received) = LINE.receive() {
            firmware::forward(&mut now, received.at);
            // A spoilt byte is missing, which the frame's checksum finds.
            if let Some(byte) = received.byte {
                gateway.handle_bus(now, &[byte]);
            }
        }
        while let Some(event) = radio.poll() {
            match event {
                Report::Channel { at, busy } => {
                    firmware::forward(&mut now, at);
                    gateway.handle_channel(now, busy);
                }
                Report::Sent(at) => {
                    firmware::forward(&mut now, at);
                    gateway.handle_radio_sent(now);
                }
                Report::Received { sync, frame, .. } => {
                    let body = medium::body(frame.len()).as_micros();
                    firmware::forward(&mut now, sync.saturating_add(body));
                    gateway.handle_frame(now, sync, frame);
                }
                Report::Pong { .. } => {}
            }
        }
        while let Some(change) = inputs.poll(real) {
            if let Change::Mains(present) = change {
                firmware::forward(&mut now, real);
                log::number("mains", present.into());
                log::end();
                gateway.handle_mains(now, present);
            }
        }
        if let Some(end) = line.has_sent(&LINE, real) {
            board_clock::drive_bus(false);
            firmware::forward(&mut now, end);
            gateway.handle_bus_sent(now);
        }
        if let Some(over) = firmware::over(gateway.poll_timeout(), real) {
            firmware::forward(&mut now, over);
            gateway.handle_timeout(now);
        }
        if let Some(bytes) = gateway.poll_bus(now) {
            board_clock::drive_bus(true);
            line.send(&LINE, bytes);
        }
        while let Some(action) = &gateway.poll_radio(now) {
            radio.act(now, action);
        }
        if real >= tell_at {
            tell_at = real.saturating_add(TELL_US);
            tell();
        }
        firmware::sleep(
            &LINE,
            gateway.poll_timeout().unwrap_or(u64::MAX).min(line.due()),
        );
    }
}

/// How the gateway is, for whoever watches.
fn tell() {
    log::number("stack", stack::used() as i64);
    log::number("static", stack::statics() as i64);
    log::end();
}
