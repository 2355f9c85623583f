//! The node: UART0 is its meter, UART1 the radio, UART2 the slot's signals and the log.
#![no_std]
#![no_main]

use board::modem::Report;
use board::numbers::{CAPACITOR_LAST, CAPACITOR_LOW, DEBOUNCE_US, METER_BAUD};
use board::settings::{NODE_SETTINGS_LEN, NodeSettings};
use cortex_m_rt::entry;
use firmware::nvm::{NodeMemory, Nvm};
use firmware::radio::Radio;
use firmware::signals::{Change, Inputs};
use firmware::uart::Sender;
use firmware::{exit, log, stack, time};
use node::keeper::KeeperConfig;
use node::{Config, Node};
use rf_frame::v1::access::{NodeConfig, Phy};
use rf_frame::v1::{Key, Suite};
use timesync::correct::policy::Reference;
use timesync::{Micros, Profile};
use ttl_link::Line;

const TELL_US: u64 = 5_000_000;

firmware::line!(32, 32);

fn config(settings: &NodeSettings, starts: u32) -> Option<Config> {
    let key = |bytes| Key::new(Suite::Ascon, bytes).ok();
    Some(Config {
        radio: NodeConfig {
            net: settings.net,
            index: settings.index,
            addr: settings.address,
            phy: Phy::kbit50(),
            debounce_us: DEBOUNCE_US,
            node_key: key(settings.node_key)?,
            group_key: key(settings.group_key)?,
            join_key: key(settings.join_key)?,
            key_slot: 0,
            cabinet_size: settings.cabinet,
            cap_low: CAPACITOR_LOW,
            cap_last: CAPACITOR_LAST,
            can_relay: false,
            clock_kept: true,
            seed: settings.seed ^ starts << 24,
        },
        keeper: KeeperConfig {
            line: Line::ttl(METER_BAUD),
            band: Micros::from_millis(i64::from(settings.band_ms)),
            profile: Profile::measured(settings.turn_share),
            patience: settings.patience,
        },
        zone_s: settings.zone_s,
        settling_us: u32::from(settings.settling_s).saturating_mul(1_000_000),
    })
}

#[inline(never)]
fn boot() -> Node<NodeMemory> {
    let Ok(nvm) = Nvm::open() else {
        exit::fail("no memory")
    };
    let mut bytes = [0; NODE_SETTINGS_LEN];
    let settings = nvm
        .settings(&mut bytes)
        .ok()
        .and_then(|()| NodeSettings::decode(&bytes));
    let Some(settings) = settings else {
        exit::fail("no settings")
    };
    let starts = nvm.count_start();
    let Some(config) = config(&settings, starts) else {
        exit::fail("no keys")
    };
    let now = time::now();
    log::number("node", settings.index.into());
    log::number("start", starts.into());
    log::end();
    Node::start(config, NodeMemory::new(nvm), now)
}

#[entry]
fn main() -> ! {
    let radio = firmware::start(
        &LINE,
        METER_BAUD,
        u64::from(time::real_time_s()).saturating_mul(1_000_000),
    );
    let mut node = boot();
    node.restore();
    run(&mut node, radio)
}

#[inline(never)]
fn run(node: &mut Node<NodeMemory>, mut radio: Radio) -> ! {
    let mut now = time::now();
    let mut inputs = Inputs::new(now);
    let mut line = Sender::new(METER_BAUD);
    let mut tell_at = now;
    loop {
        let real = time::now();
        // Events are served in the order of their times as far as they are known; time never goes
        // back.
        while let Some(received) = LINE.receive() {
            firmware::forward(&mut now, received.at);
            match received.byte {
                Some(byte) => node.handle_uart(now, &[byte]),
                None => node.handle_parity_error(now),
            }
        }
        while let Some(event) = radio.poll() {
            match event {
                Report::Channel { at, busy } => {
                    firmware::forward(&mut now, at);
                    node.handle_channel(now, busy);
                }
                Report::Sent(at) => {
                    firmware::forward(&mut now, at);
                    node.handle_radio_sent(now);
                }
                Report::Received { sync, dbm, frame } => {
                    firmware::forward(
                        &mut now,
                        sync.wrapping_add(Phy::kbit50().body_us(frame.len())),
                    );
                    node.handle_frame(now, sync, frame, dbm);
                }
                Report::Pong { .. } => {}
            }
        }
        while let Some(change) = inputs.poll(real) {
            firmware::forward(&mut now, real);
            match change {
                Change::Mains(present) => {
                    told("mains", present);
                    node.handle_mains(now, present);
                }
                Change::Capacitor(millivolts) => node.handle_capacitor(now, millivolts),
                Change::Event(high) => told("event", high),
            }
        }
        if let Some(end) = line.has_sent(&LINE, real) {
            firmware::forward(&mut now, end);
            node.handle_uart_sent(now);
        }
        if let Some(over) = firmware::over(node.poll_timeout(), real) {
            firmware::forward(&mut now, over);
            node.handle_timeout(now);
        }
        if let Some(bytes) = node.poll_uart(now) {
            line.send(&LINE, bytes);
        }
        while let Some(action) = &node.poll_radio(now) {
            radio.act(now, action);
        }
        if real >= tell_at {
            tell_at = real.wrapping_add(TELL_US);
            tell(node, real);
        }
        firmware::sleep(
            &LINE,
            node.poll_timeout().unwrap_or(u64::MAX).min(line.due()),
        );
    }
}

/// A line of one signal.
#[inline(never)]
fn told(name: &str, on: bool) {
    log::number(name, on.into());
    log::end();
}

/// How the node is, for whoever watches.
fn tell(node: &Node<NodeMemory>, now: u64) {
    match node.meter_offset_us(now) {
        Some(offset) => log::number("offset", offset),
        None => log::text("offset - "),
    }
    let counts = node.keeper().counts();
    log::number("reads", counts.reads.into());
    log::number("sets", counts.sets.into());
    log::number("refused", counts.refused.into());
    log::number(
        "trusted",
        (node.reference(now) == Reference::Trusted).into(),
    );
    log::number("stack", stack::used() as i64);
    log::number("static", stack::statics() as i64);
    log::end();
}
