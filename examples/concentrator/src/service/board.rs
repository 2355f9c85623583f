//! What the page, the JSON and the metrics show: one picture of the running service.

use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

/// Events that the page shows.
const RECENT: usize = 200;

/// The whole picture.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Picture {
    /// Name of the concentrator.
    pub name: String,
    /// Local time of the last change.
    pub time: String,
    /// Whether the machine's time is broadcast, and why not.
    pub clock: Clock,
    /// How late the broadcasts of the time left.
    pub broadcasts: Broadcasts,
    /// By name.
    pub lines: BTreeMap<String, LineState>,
    /// By address.
    pub meters: BTreeMap<String, MeterState>,
    /// The uplink, if there is one.
    pub uplink: Option<UplinkState>,
    /// What waits for the head-end: texts and bytes.
    pub waiting: (u64, u64),
    /// Latest first.
    pub recent: VecDeque<serde_json::Value>,
}

/// The machine's clock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// Whether its time is broadcast.
    pub trusted: bool,
    /// Whom the machine's clock follows, or why that is not known.
    pub checked: String,
    /// Why it is not broadcast.
    pub reason: Option<String>,
}

/// Broadcasts of the time since the start: a gateway learns from them, so they begin on the second
/// that they carry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Broadcasts {
    /// How many.
    pub count: u64,
    /// How many would have been too late, and were tried again a second later.
    pub held: u64,
    /// How late the last one was handed to its line, µs.
    pub last_late_us: u64,
    /// 99 of 100 of the latest were not later, µs.
    pub p99_late_us: u64,
    #[serde(skip)]
    latest: VecDeque<u64>,
}

/// Broadcasts that the 99 of 100 are taken of.
const LATEST: usize = 1000;

impl Broadcasts {
    /// One more.
    pub fn add(&mut self, late: u64) {
        self.count += 1;
        self.last_late_us = late;
        self.latest.push_back(late);
        if self.latest.len() > LATEST {
            self.latest.pop_front();
        }
        let mut sorted: Vec<u64> = self.latest.iter().copied().collect();
        sorted.sort_unstable();
        let place = (sorted.len() * 99).div_ceil(100).saturating_sub(1);
        self.p99_late_us = sorted.get(place).copied().unwrap_or(late);
    }
}

/// A line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LineState {
    /// What it is reached through.
    pub port: String,
    /// Whether the port is open.
    pub open: bool,
    /// Why it is not.
    pub reason: Option<String>,
    /// Requests answered and not answered since the start.
    pub answered: u64,
    /// See `answered`.
    pub failed: u64,
}

/// A meter or a gateway.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MeterState {
    /// What people call it.
    pub label: Option<String>,
    /// Whether it is a gateway.
    pub gateway: bool,
    /// The line it is on, or the gateway that speaks for it.
    pub over: String,
    /// `powered`, `outage`, `unreachable`, `unknown`.
    pub state: String,
    /// When that began, local time.
    pub since: Option<String>,
    /// Last values by identifier.
    pub values: BTreeMap<String, Shown>,
    /// Seconds until it is tried again, for one that does not answer.
    pub retry_in_s: Option<u64>,
}

/// A value as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Name of the item, English.
    pub name: String,
    /// Name of the item, Chinese.
    pub name_zh: String,
    /// Value with its digits.
    pub value: Option<String>,
    /// Unit.
    pub unit: String,
    /// Why there is no value.
    pub error: Option<String>,
    /// What was odd.
    pub warnings: Vec<String>,
    /// When it was read, local time.
    pub time: String,
}

/// The uplink.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UplinkState {
    /// Whether the broker answers.
    pub connected: bool,
    /// Why not.
    pub error: Option<String>,
    /// What the head-end has stored.
    pub stored: u64,
}

/// The picture, shared by all tasks; a change wakes those who show it.
#[derive(Clone, Debug)]
pub struct Board {
    picture: Arc<Mutex<Picture>>,
    changed: watch::Sender<u64>,
}

impl Board {
    /// An empty picture of concentrator `name`.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let picture = Picture {
            name: name.to_owned(),
            ..Picture::default()
        };
        Self {
            picture: Arc::new(Mutex::new(picture)),
            changed: watch::Sender::new(0),
        }
    }

    /// Changes the picture.
    pub fn change(&self, change: impl FnOnce(&mut Picture)) {
        let mut picture = self.picture.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut picture);
        picture.time = super::local_time();
        drop(picture);
        self.changed.send_modify(|count| *count += 1);
    }

    /// Looks at the picture.
    pub fn look<T>(&self, look: impl FnOnce(&Picture) -> T) -> T {
        look(&self.picture.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Wakes at each change.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }
}

impl Picture {
    /// Puts an event in front of the recent ones.
    pub fn note(&mut self, event: serde_json::Value) {
        self.recent.push_front(event);
        self.recent.truncate(RECENT);
    }
}
