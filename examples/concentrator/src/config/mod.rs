//! The configuration file of the service: lines, devices, what is read when, where it goes.
//!
//! ```toml
//! name = "substation-17"             # in topics and event numbers
//! store = "substation-17.redb"       # beside this file unless absolute
//!
//! [[line]]
//! name = "rs485-1"
//! serial = "/dev/ttyUSB0"            # or tcp = "10.0.0.5:7000", or listen = "0.0.0.0:7001"
//! settings = "9600 8E1"
//!
//! [[line.gateway]]
//! address = "202611220001"
//!
//! [[line.meter]]
//! address = "112233445566"
//! items = ["00010000", "02010100"]
//! every = "15m"
//! ```
//!
//! Everything else has a default. [`read`] names every fault of a file with its line.

mod line;
mod parse;
mod table;

pub use line::{Device, Gateway, LineConfig, Meter, Port, Settings};
pub use table::Fault;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use table::{At, Faults, Table};
use toml::de::DeTable;

/// A whole file, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Name of this concentrator.
    pub name: String,
    /// The store's file.
    pub store: PathBuf,
    /// Most bytes that waiting events and values may take.
    pub store_limit: u64,
    /// Where the page is served.
    pub page: Page,
    /// Who says that this machine's clock is right.
    pub clock: ClockSource,
    /// Where events go, if anywhere.
    pub mqtt: Option<Mqtt>,
    /// The lines.
    pub lines: Vec<LineConfig>,
}

/// Who says whether this machine's clock follows a time server: `source` in `[clock]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClockSource {
    /// chrony or the kernel; if neither can be asked the time is broadcast and the page says that
    /// it is unchecked.
    #[default]
    Any,
    /// chrony; without its word nothing is broadcast.
    Chrony,
    /// The kernel, through timedatectl; without its word nothing is broadcast.
    Timedatectl,
    /// Nobody: the clock is known to be right, by GPS for instance.
    Unchecked,
}

/// The status page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Address it listens on.
    pub listen: SocketAddr,
    /// What a browser has to show when the page is open to other machines.
    pub token: Option<String>,
}

/// The broker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mqtt {
    /// Host name or address.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// User and password.
    pub login: Option<(String, String)>,
    /// Whether Home Assistant is told of the meters.
    pub home_assistant: bool,
    /// Whether events are kept until the head-end says that it has stored them.
    pub wait_for_stored: bool,
}

const DEFAULT_PAGE: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8645);
/// Bytes of the store by default: a year of outages of a cabinet, a month of values.
const DEFAULT_LIMIT: u64 = 256 << 20;
/// Least store: one commit of the largest batch has to fit.
const LEAST_LIMIT: u64 = 1 << 20;
/// How often a meter's values are read by default.
const DEFAULT_EVERY: Duration = Duration::from_secs(15 * 60);

/// Reads a configuration.
///
/// # Errors
/// Every fault of the text, in its order.
pub fn read(text: &str) -> Result<Config, Vec<Fault>> {
    let mut faults = Faults::new(text);
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        faults.add(error.span().map_or(0, |span| span.start), error.message());
    }
    if faults.count() > 0 {
        // What a torn table lacks is no fault of its own.
        return Err(faults.into_sorted());
    }
    let config = root_table(Table::new(&root), &mut faults);
    match (config, faults.into_sorted()) {
        (Some(config), faults) if faults.is_empty() => Ok(config),
        (_, faults) => Err(faults),
    }
}

fn root_table(mut root: Table<'_, '_>, faults: &mut Faults<'_>) -> Option<Config> {
    let before = faults.count();
    let name = root.parsed(faults, "name", parse::name);
    if name.is_none() && faults.count() == before {
        faults.add(0, "`name` is missing: the name of this concentrator");
    }
    let store = root.text(faults, "store");
    let store_limit = root.parsed(faults, "store_limit", |text| {
        let bytes = parse::bytes(text)?;
        if bytes < LEAST_LIMIT {
            return Err("at least 1MB".to_owned());
        }
        Ok(bytes)
    });
    let page = root.table(faults, "page").map(|table| page(table, faults));
    let clock = root
        .table(faults, "clock")
        .map(|table| clock(table, faults));
    let mqtt = root.table(faults, "mqtt").map(|table| mqtt(table, faults));
    let mut lines: Vec<At<LineConfig>> = Vec::new();
    let tables = root.tables(faults, "line");
    if tables.is_empty() {
        faults.add(0, "there is no [[line]]: nothing to read from");
    }
    for table in tables {
        let at = table.at;
        let Some(line) = line::line(table, faults) else {
            continue;
        };
        lines.push(At { at, value: line });
    }
    root.end(faults);
    told_twice(&lines, faults);
    let name = name?.value;
    let lines = lines.into_iter().map(|line| line.value).collect();
    Some(Config {
        store: store.map_or_else(|| format!("{name}.redb").into(), |store| store.value.into()),
        store_limit: store_limit.map_or(DEFAULT_LIMIT, |limit| limit.value),
        page: page.unwrap_or(Page {
            listen: DEFAULT_PAGE,
            token: None,
        }),
        clock: clock.unwrap_or_default(),
        mqtt: mqtt.flatten(),
        lines,
        name,
    })
}

/// Names and ports that two lines share, and devices that are on two lines: a device is known by its
/// address alone, on the page and in topics.
fn told_twice(lines: &[At<LineConfig>], faults: &mut Faults<'_>) {
    for (number, line) in lines.iter().enumerate() {
        let before = lines.get(..number).unwrap_or_default();
        let (at, line) = (line.at, &line.value);
        if before.iter().any(|other| other.value.name == line.name) {
            faults.add(at, format!("a second line of the name `{}`", line.name));
        }
        if before.iter().any(|other| other.value.port == line.port) {
            faults.add(at, format!("a second line on {}", line.port));
        }
        for device in line.devices() {
            let has = |other: &&At<LineConfig>| {
                let mut devices = other.value.devices();
                devices.any(|one| one.address == device.address)
            };
            if let Some(other) = before.iter().find(has) {
                let (address, name) = (device.address, &other.value.name);
                faults.add(at, format!("{address} is on line `{name}` already"));
            }
        }
    }
}

fn page(mut table: Table<'_, '_>, faults: &mut Faults<'_>) -> Page {
    let listen = table.parsed(faults, "listen", parse::socket_address);
    let token = table.text(faults, "token").map(|token| token.value);
    let at = listen.as_ref().map_or(table.at, |listen| listen.at);
    let listen = listen.map_or(DEFAULT_PAGE, |listen| listen.value);
    if !listen.ip().is_loopback() && token.is_none() {
        let what = format!("{listen} is open to other machines: give `token`, or use 127.0.0.1");
        faults.add(at, what);
    }
    table.end(faults);
    Page { listen, token }
}

fn clock(mut table: Table<'_, '_>, faults: &mut Faults<'_>) -> ClockSource {
    let source = table.parsed(faults, "source", |text| match text {
        "any" => Ok(ClockSource::Any),
        "chrony" => Ok(ClockSource::Chrony),
        "timedatectl" => Ok(ClockSource::Timedatectl),
        "none" => Ok(ClockSource::Unchecked),
        _ => Err(format!(
            "`{text}` is none of any, chrony, timedatectl, none"
        )),
    });
    table.end(faults);
    source.map_or_else(ClockSource::default, |source| source.value)
}

fn mqtt(mut table: Table<'_, '_>, faults: &mut Faults<'_>) -> Option<Mqtt> {
    let at = table.at;
    let before = faults.count();
    let broker = table.parsed(faults, "broker", parse::host_port);
    if broker.is_none() && faults.count() == before {
        faults.add(at, "`broker` is missing: \"HOST:PORT\"");
    }
    let user = table.text(faults, "user").map(|user| user.value);
    let password = table
        .text(faults, "password")
        .map(|password| password.value);
    if user.is_none() && password.is_some() {
        faults.add(at, "`password` without `user`");
    }
    let home_assistant = table.flag(faults, "home_assistant").unwrap_or(false);
    let wait_for_stored = table.flag(faults, "wait_for_stored").unwrap_or(true);
    table.end(faults);
    let (host, port) = broker?.value;
    Some(Mqtt {
        host,
        port,
        login: user.map(|user| (user, password.unwrap_or_default())),
        home_assistant,
        wait_for_stored,
    })
}

#[cfg(test)]
mod tests;
