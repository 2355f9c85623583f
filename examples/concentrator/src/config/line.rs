//! Lines and the devices on them.

use super::DEFAULT_EVERY;
use super::parse;
use super::table::{At, Faults, Table};
use dlt645::command::Password;
use dlt645::{Address, DataId};
use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

/// A line and everything on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineConfig {
    /// Name.
    pub name: String,
    /// What it is reached through.
    pub port: Port,
    /// Rate and framing of its UART.
    pub settings: Settings,
    /// Time between two broadcasts of the time.
    pub broadcast: Option<Duration>,
    /// Gateways on it.
    pub gateways: Vec<Gateway>,
    /// Meters on it that are read directly.
    pub meters: Vec<Meter>,
}

impl LineConfig {
    /// Gateways and meters.
    pub fn devices(&self) -> impl Iterator<Item = &Device> {
        let gateways = self.gateways.iter().map(|gateway| &gateway.device);
        gateways.chain(self.meters.iter().map(|meter| &meter.device))
    }
}

/// How a line is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Port {
    /// A serial device of this machine.
    Serial(String),
    /// A converter or modem that is called.
    Tcp(String, u16),
    /// Modems that call in.
    Listen(SocketAddr),
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Serial(device) => f.write_str(device),
            Self::Tcp(host, port) => write!(f, "{host}:{port}"),
            Self::Listen(address) => write!(f, "{address} (modems call in)"),
        }
    }
}

/// Rate, parity and stop bits: `9600 8E1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Bits a second.
    pub baud: u32,
    /// `E`, `N` or `O`.
    pub parity: char,
    /// 1 or 2.
    pub stop_bits: u8,
}

/// Of the standard for RS485.
const DEFAULT_SETTINGS: Settings = Settings {
    baud: 9600,
    parity: 'E',
    stop_bits: 1,
};

/// What every device has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Address.
    pub address: Address,
    /// What people call it.
    pub label: Option<String>,
}

/// A gateway of a cabinet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gateway {
    /// Address and label.
    pub device: Device,
    /// Time between two polls.
    pub every: Duration,
    /// With it the gateway's records are confirmed.
    pub password: Option<Password>,
}

/// A meter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meter {
    /// Address and label.
    pub device: Device,
    /// What is read.
    pub items: Vec<DataId>,
    /// Time between two readings.
    pub every: Duration,
}

/// How often a gateway is asked for news by default.
const DEFAULT_POLL: Duration = Duration::from_secs(10);

/// Rates of the standard, and those that converters offer beside them.
const RATES: [u32; 9] = [600, 1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200];

pub(super) fn line(mut table: Table<'_, '_>, faults: &mut Faults<'_>) -> Option<LineConfig> {
    let at = table.at;
    let name = table.parsed(faults, "name", parse::name);
    let port = port(&mut table, faults);
    let settings = table.parsed(faults, "settings", settings);
    let broadcast = table.parsed(faults, "broadcast", parse::span);
    let gateways: Vec<_> = table.tables(faults, "gateway");
    let meters: Vec<_> = table.tables(faults, "meter");
    if gateways.is_empty() && meters.is_empty() {
        faults.add(
            at,
            "nothing is on this line: give it a [[line.gateway]] or a [[line.meter]]",
        );
    }
    let mut seen: Vec<Address> = Vec::new();
    let mut once = |device: &Device, at: usize, faults: &mut Faults<'_>| {
        if seen.contains(&device.address) {
            faults.add(at, format!("{} is on this line already", device.address));
        }
        seen.push(device.address);
    };
    let mut all_gateways = Vec::new();
    for table in gateways {
        let at = table.at;
        if let Some(gateway) = gateway(table, faults) {
            once(&gateway.device, at, faults);
            all_gateways.push(gateway);
        }
    }
    let mut all_meters = Vec::new();
    for table in meters {
        let at = table.at;
        if let Some(meter) = meter(table, faults) {
            once(&meter.device, at, faults);
            all_meters.push(meter);
        }
    }
    table.end(faults);
    let port = port?;
    Some(LineConfig {
        name: name.map_or_else(
            || port.to_string().replace(['/', ':', ' '], "-"),
            |name| name.value,
        ),
        port,
        settings: settings.map_or(DEFAULT_SETTINGS, |settings| settings.value),
        broadcast: broadcast.map(|broadcast| broadcast.value),
        gateways: all_gateways,
        meters: all_meters,
    })
}

/// Exactly one of the three ways.
fn port(table: &mut Table<'_, '_>, faults: &mut Faults<'_>) -> Option<Port> {
    let at = table.at;
    let serial = table
        .text(faults, "serial")
        .map(|found| Port::Serial(found.value));
    let tcp = table.parsed(faults, "tcp", parse::host_port);
    let tcp = tcp.map(|found| Port::Tcp(found.value.0, found.value.1));
    let listen = table.parsed(faults, "listen", parse::socket_address);
    let listen = listen.map(|found| Port::Listen(found.value));
    let mut ports = [serial, tcp, listen].into_iter().flatten();
    let port = ports.next();
    if port.is_none() {
        faults.add(
            at,
            "the line has no port: give one of `serial`, `tcp`, `listen`",
        );
    }
    if ports.next().is_some() {
        faults.add(
            at,
            "the line has several ports: give one of `serial`, `tcp`, `listen`",
        );
    }
    port
}

fn settings(text: &str) -> Result<Settings, String> {
    let wrong = || format!("`{text}` is no line setting, as in `9600 8E1`");
    let (baud, framing) = text.split_once(' ').unwrap_or((text, "8E1"));
    let baud: u32 = baud.parse().map_err(|_| wrong())?;
    if !RATES.contains(&baud) {
        let rates: Vec<String> = RATES.iter().map(u32::to_string).collect();
        return Err(format!("{baud} baud is none of {}", rates.join(", ")));
    }
    match framing.trim().as_bytes() {
        [b'8', parity @ (b'E' | b'N' | b'O'), stop @ (b'1' | b'2')] => Ok(Settings {
            baud,
            parity: char::from(*parity),
            stop_bits: stop - b'0',
        }),
        _ => Err(wrong()),
    }
}

fn device(table: &mut Table<'_, '_>, faults: &mut Faults<'_>) -> Option<Device> {
    let (at, before) = (table.at, faults.count());
    let address = table.parsed(faults, "address", parse::address);
    if address.is_none() && faults.count() == before {
        faults.add(at, "`address` is missing: the 12 digits on the device");
    }
    let label = table.text(faults, "label").map(|label| label.value);
    let At { value, .. } = address?;
    Some(Device {
        address: value,
        label,
    })
}

fn gateway(mut table: Table<'_, '_>, faults: &mut Faults<'_>) -> Option<Gateway> {
    let device = device(&mut table, faults);
    let every = table.parsed(faults, "every", parse::span);
    let password = table.parsed(faults, "password", parse::password);
    table.end(faults);
    Some(Gateway {
        device: device?,
        every: every.map_or(DEFAULT_POLL, |every| every.value),
        password: password.map(|password| password.value),
    })
}

fn meter(mut table: Table<'_, '_>, faults: &mut Faults<'_>) -> Option<Meter> {
    let at = table.at;
    let device = device(&mut table, faults);
    let every = table.parsed(faults, "every", parse::span);
    let mut items = Vec::new();
    let before = faults.count();
    let texts = table.texts(faults, "items");
    if texts.is_empty() && faults.count() == before {
        faults.add(
            at,
            "`items` is missing: what to read, as in [\"00010000\", \"02010100\"]",
        );
    }
    for At { at, value } in texts {
        match parse::item(&value) {
            Ok(di) if items.contains(&di) => faults.add(at, format!("`{value}` is there twice")),
            Ok(di) => items.push(di),
            Err(error) => faults.add(at, format!("`{value}`: {error}")),
        }
    }
    table.end(faults);
    Some(Meter {
        device: device?,
        items,
        every: every.map_or(DEFAULT_EVERY, |every| every.value),
    })
}
