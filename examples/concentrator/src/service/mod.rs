//! The running service: one task a line, one thread that writes, one task each for broker and page.
//!
//! ```text
//!  line 1 ─► news ─┐                      ┌─► board ─► page, metrics
//!  line 2 ─► news ─┼─► report ─► writer ──┤
//!  line n ─► news ─┘   (texts)   (store)  └─► uplink ─► broker ─► head-end
//! ```
//!
//! What a line learned is shown at once, and on the disk before the head-end is told.

pub mod board;
mod clock;
mod device;
mod gateway_task;
mod line;
mod meter_task;
mod page;
mod port;
mod record;
mod reload;
mod report;
mod time_server;
mod writer;

use crate::config::{ClockSource, Config, LineConfig};
use crate::outages::Outage;
use crate::random;
use crate::store::{OpenError, Opened, Store};
use crate::uplink::{self, Discovery};
use board::{Board, Clock, LineState, MeterState, UplinkState};
use chrono::{Local, NaiveDate};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::sync::{Notify, mpsc, watch};
use tracing::{error, info, warn};

/// How long the writer may take at the end.
const LAST_COMMIT: Duration = Duration::from_millis(1200);
/// How long the answers that are under way may take at the end, all lines together.
const LAST_ANSWER: Duration = Duration::from_millis(600);
/// Retained values that may wait for the uplink.
const VALUES: usize = 1024;

/// Local time as it is stored and shown.
#[must_use]
pub fn local_time() -> String {
    Local::now().format("%Y-%m-%dT%H:%M:%S").to_string()
}

/// µs since 2000-01-01 00:00:00 local time.
#[must_use]
pub fn local_micros() -> u64 {
    let start = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
    let since = Local::now().naive_local() - start.and_time(chrono::NaiveTime::MIN);
    since
        .num_microseconds()
        .and_then(|micros| u64::try_from(micros).ok())
        .unwrap_or(0)
}

/// Why the service could not start.
#[derive(Debug)]
pub enum StartError {
    /// The store's file.
    Store(std::path::PathBuf, OpenError),
    /// The page's address.
    Page(std::net::SocketAddr, std::io::Error),
}

impl std::fmt::Display for StartError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Store(path, error) => write!(f, "store {}: {error}", path.display()),
            Self::Page(address, error) => write!(
                f,
                "page on {address}: {error}; choose another `listen` in [page]"
            ),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Store(_, error) => Some(error),
            Self::Page(_, error) => Some(error),
        }
    }
}

/// A service that runs.
pub struct Running {
    /// Where the page is.
    pub page: std::net::SocketAddr,
    /// What it shows.
    pub board: Board,
    store: Arc<Store>,
    config: Config,
    lines: BTreeMap<String, reload::RunningLine>,
    /// What a new line needs.
    line_parts: reload::LineParts,
    discovery: watch::Sender<Vec<Discovery>>,
    tasks: Vec<tokio::task::JoinHandle<()>>,
    writer: writer::Writer,
}

impl Running {
    /// All outages that are on the disk.
    #[must_use]
    pub fn outages(&self) -> Vec<Outage> {
        let stored = self.store.outages().unwrap_or_default();
        stored
            .iter()
            .filter_map(|(_, text)| report::read_outage(text))
            .collect()
    }

    /// Finishes the requests that are under way, stores what was read, and ends; at most two
    /// seconds.
    pub async fn stop(self) {
        for line in self.lines.values() {
            line.stop();
        }
        for line in self.lines.into_values() {
            line.ended(LAST_ANSWER).await;
        }
        for task in self.tasks {
            task.abort();
            let _ = task.await;
        }
        drop(self.line_parts);
        if tokio::time::timeout(LAST_COMMIT, self.writer.finish())
            .await
            .is_err()
        {
            error!("the last commit takes too long; what was not confirmed is read again");
        }
    }
}

/// Starts everything that `config` names; files are relative to `folder`.
///
/// # Errors
/// A store or an address that cannot be had. A line or a broker that cannot be reached is no error:
/// it is tried again.
pub async fn start(config: Config, folder: &Path) -> Result<Running, StartError> {
    let path = folder.join(&config.store);
    let stamp = Local::now().format("%Y%m%dT%H%M%S").to_string();
    let opened = Store::open(&path, config.store_limit, random(), &stamp);
    let (store, opened) = opened.map_err(|error| StartError::Store(path.clone(), error))?;
    if let Opened::SetAside { to, why } = &opened {
        error!(file = %to.display(), why, "the store could not be read and was set aside");
    }
    let store = Arc::new(store);
    let board = Board::new(&config.name);
    let listener = TcpListener::bind(config.page.listen).await;
    let listener = listener.map_err(|error| StartError::Page(config.page.listen, error))?;
    let page = listener.local_addr().unwrap_or(config.page.listen);

    let news = Arc::new(Notify::new());
    let (values, retained) = mpsc::channel(VALUES);
    let writer = writer::Writer::start(Arc::clone(&store), Arc::clone(&news), board.clone());
    let mut tasks = Vec::new();
    draw(&board, &config, &opened);
    restore(&board, &store);
    let (discovery, discovered) = watch::channel(discoveries(&config));
    if let Some(mqtt) = &config.mqtt {
        let (status, seen) = watch::channel(uplink::Status::default());
        let run = uplink::run(
            config.name.clone(),
            mqtt.clone(),
            Arc::clone(&store),
            news,
            retained,
            discovered,
            status,
        );
        tasks.push(tokio::spawn(run));
        let shown = watch_uplink(seen, board.clone(), Arc::clone(&store));
        tasks.push(tokio::spawn(shown));
    }
    let (spread, may_spread) = watch::channel(false);
    tasks.push(tokio::spawn(watch_clock(
        config.clock,
        spread,
        board.clone(),
    )));
    let line_parts = reload::LineParts {
        name: config.name.clone(),
        board: board.clone(),
        store: Arc::clone(&store),
        writer: writer.sender(),
        retained: config.mqtt.is_some().then_some(values),
        may_spread,
    };
    let lines = config.lines.iter();
    let lines = lines.map(|line| (line.name.clone(), line_parts.start(line)));
    let lines = lines.collect();
    let page_config = config.page.clone();
    let shown = board.clone();
    tasks.push(tokio::spawn(async move {
        if let Err(error) = page::serve(listener, &page_config, shown).await {
            error!(%error, "the page is gone");
        }
    }));
    info!(%page, lines = config.lines.len(), "running");
    Ok(Running {
        page,
        board,
        store,
        config,
        lines,
        line_parts,
        discovery,
        tasks,
        writer,
    })
}

/// The picture before anything was read.
fn draw(board: &Board, config: &Config, opened: &Opened) {
    board.change(|picture| {
        picture.clock = Clock {
            reason: Some("not looked at yet".to_owned()),
            ..Clock::default()
        };
        if config.mqtt.is_some() {
            picture.uplink = Some(UplinkState::default());
        }
        if let Opened::SetAside { to, why } = opened {
            picture.note(serde_json::json!({
                "kind": "store_set_aside", "time": local_time(),
                "detail": format!("{}: {why}", to.display()),
            }));
        }
    });
    config.lines.iter().for_each(|line| draw_line(board, line));
}

/// A line before anything was read from it.
fn draw_line(board: &Board, line: &LineConfig) {
    board.change(|picture| {
        let state = LineState {
            port: line.port.to_string(),
            ..LineState::default()
        };
        picture.lines.insert(line.name.clone(), state);
        for (device, gateway) in devices(line) {
            let state = MeterState {
                label: device.label.clone(),
                gateway,
                over: line.name.clone(),
                state: "unknown".to_owned(),
                ..MeterState::default()
            };
            picture.meters.insert(device.address.to_string(), state);
        }
    });
}

/// Meters whose outages an earlier run stored, until their gateways tell how they are now.
fn restore(board: &Board, store: &Store) {
    let stored = store.outages().unwrap_or_default();
    let mut outages: Vec<Outage> = stored
        .iter()
        .filter_map(|(_, text)| report::read_outage(text))
        .collect();
    outages.sort_by_key(|outage| outage.learned_us);
    board.change(|picture| {
        for outage in outages {
            let lasts = outage.end_learned_us.is_none();
            let shown = picture.meters.entry(outage.meter.to_string()).or_default();
            shown.state = if lasts { "outage" } else { "powered" }.to_owned();
            let since = if lasts { outage.begin } else { outage.end };
            shown.since = since.map(report::moment);
        }
    });
}

fn devices(line: &LineConfig) -> impl Iterator<Item = (&crate::config::Device, bool)> {
    let gateways = line.gateways.iter().map(|gateway| (&gateway.device, true));
    gateways.chain(line.meters.iter().map(|meter| (&meter.device, false)))
}

fn discoveries(config: &Config) -> Vec<Discovery> {
    if !config.mqtt.as_ref().is_some_and(|mqtt| mqtt.home_assistant) {
        return Vec::new();
    }
    let meters = config.lines.iter().flat_map(|line| &line.meters);
    let items = meters.flat_map(|meter| meter.items.iter().map(move |id| (&meter.device, *id)));
    items
        .filter_map(|(device, id)| {
            uplink::discovery(&config.name, device.address, device.label.as_deref(), id)
        })
        .collect()
}

/// Tells the lines and the page once a second whether the time may be spread.
async fn watch_clock(source: ClockSource, spread: watch::Sender<bool>, board: Board) {
    let mut clock = clock::ClockWatch::new();
    let mut standing = time_server::ask(source).await;
    let mut asked = Instant::now();
    loop {
        if asked.elapsed() >= time_server::AGAIN {
            standing = time_server::ask(source).await;
            asked = Instant::now();
        }
        let told = clock.look(&standing);
        spread.send_if_modified(|may| std::mem::replace(may, told.trusted) != told.trusted);
        if board.look(|picture| picture.clock != told) {
            if let Some(reason) = &told.reason {
                warn!(reason, "the time is not broadcast");
            }
            board.change(|picture| picture.clock = told);
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

async fn watch_uplink(mut seen: watch::Receiver<uplink::Status>, board: Board, store: Arc<Store>) {
    while seen.changed().await.is_ok() {
        let status = seen.borrow_and_update().clone();
        // What the head-end has waits no longer.
        let backlog = store.backlog().ok();
        board.change(|picture| {
            picture.waiting = backlog.unwrap_or(picture.waiting);
            picture.uplink = Some(UplinkState {
                connected: status.connected,
                error: status.error,
                stored: status.stored,
            });
        });
    }
}
