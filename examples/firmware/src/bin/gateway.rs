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
use gateway::table::Table;
use gateway::{Config, Gateway};
use heapless::Vec;
use rf_frame::v1::access::{GatewayConfig, Peer, Phy};
use rf_frame::v1::{Key, Suite};
use ttl_link::Line;

const TELL_US: u64 = 5_000_000;

firmware::line!(128, 256);

type App = Gateway<
    GatewayMemory,
    METERS,
    LOG,
    &'static mut Vec<Peer, METERS>,
    &'static mut Table<METERS, LOG>,
>;

/// The two large parts, all zero at the start: made where they are, for on the stack they would be
/// in memory twice.
static mut PEERS: Vec<Peer, METERS> = Vec::new();
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
    let Some(settings) = settings else {
        exit::fail("no settings")
    };
    let key = |bytes| Key::new(Suite::Ascon, bytes).ok();
    let (Some(master), Some(group_key)) = (key(settings.master), key(settings.group_key)) else {
        exit::fail("no keys")
    };
    let now = time::now();
    let config = Config {
        radio: GatewayConfig {
            net: settings.net,
            phy: Phy::kbit50(),
            master,
            group_key,
            key_number: 0,
            debounce_us: DEBOUNCE_US,
            relay: false,
            beacon_us: u64::from(settings.beacon_s).saturating_mul(1_000_000),
            seed: settings.seed ^ time::real_time_s(),
        },
        address: Address::from_wire(settings.address),
        base: gateway::extension::BASE,
        line: Line::rs485(BUS_BAUD),
        port: gateway::bus::Port::Rs485,
        unreachable_min: UNREACHABLE_MIN,
        zone_s: settings.zone_s,
        firmware: *b"fw 0.1  ",
    };
    log::number("gateway for", settings.meters.len() as i64);
    log::end();
    // SAFETY: this runs once, and nothing else knows of the two.
    let (peers, table) = unsafe { (&mut *&raw mut PEERS, &mut *&raw mut TABLE) };
    for address in settings.meters {
        // More than there are places for are left out, as the table does.
        let _ = peers.push(Peer::member(*address));
    }
    table.register(settings.meters.iter().copied());
    Gateway::boot_in(config, peers, table, GatewayMemory::new(nvm), now)
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
                Report::Received { sync, dbm, frame } => {
                    firmware::forward(
                        &mut now,
                        sync.saturating_add(Phy::kbit50().body_us(frame.len())),
                    );
                    gateway.handle_frame(now, sync, frame, dbm);
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
