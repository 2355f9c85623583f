//! A gateway on a line: the sans-IO [`Concentrator`] with its turn on the bus.

use super::device::{News, Task};
use super::report::{cursor_key, records_key};
use crate::config::Gateway;
use crate::outages::Outage;
use crate::store::Store;
use crate::{Concentrator, Config, Counts, Progress};
use dlt645::Address;
use std::time::Duration;
use ttl_link::Line;

/// How late after its second a broadcast may leave, µs.
const LATEST_START: u64 = 5_000;

/// What the store knows of a gateway.
pub(super) struct Known<'a> {
    /// How far it was read.
    pub(super) cursor: &'a [u8],
    /// Its meters, six bytes each.
    pub(super) registry: &'a [u8],
    /// All outages.
    pub(super) outages: &'a [Outage],
}

/// Meters as they are stored: six bytes each, low byte first, in the order of the gateway.
pub(super) fn registry_bytes(meters: impl Iterator<Item = Address>) -> Vec<u8> {
    meters.flat_map(Address::to_wire).collect()
}

fn read_registry(bytes: &[u8]) -> Vec<Address> {
    let (addresses, _) = bytes.as_chunks::<6>();
    addresses.iter().copied().map(Address::from_wire).collect()
}

/// Polls one gateway.
pub(super) struct GatewayTask {
    concentrator: Concentrator,
    counts: Counts,
    progress: Progress,
    /// Where the store keeps the number of the last record.
    records_key: String,
    /// Whether this gateway is the one of its line that the time is broadcast for.
    broadcasts: bool,
}

impl GatewayTask {
    /// Goes on from where the store says that the gateway was read.
    pub(super) fn new(
        line_name: &str,
        gateway: &Gateway,
        line: Line,
        broadcasts: bool,
        broadcast: Option<Duration>,
        known: Known<'_>,
        now: u64,
    ) -> Self {
        let mut config = Config::new(gateway.device.address);
        config.line = line;
        config.latest_start_us = LATEST_START;
        config.password = gateway.password;
        if let Some(every) = broadcast {
            let every = u64::try_from(every.as_micros()).unwrap_or(u64::MAX);
            (config.broadcast_us, config.settling_us) = (every, every.min(config.settling_us));
        }
        config.poll_us = u64::try_from(gateway.every.as_micros()).unwrap_or(u64::MAX);
        let mut concentrator = Concentrator::new(config, now);
        concentrator.allow_broadcast(false);
        let progress = Progress::from_bytes(known.cursor).unwrap_or_default();
        concentrator.resume(progress, read_registry(known.registry), known.outages);
        Self {
            concentrator,
            counts: Counts::default(),
            progress,
            records_key: records_key(&cursor_key(line_name, gateway.device.address)),
            broadcasts,
        }
    }
}

impl Task for GatewayTask {
    fn may_spread_time(&mut self, may: bool) {
        self.concentrator.allow_broadcast(may && self.broadcasts);
    }

    fn is_secondary(&self) -> bool {
        false
    }

    /// A record is confirmed when it is on the disk, not before.
    fn look(&mut self, store: &Store) {
        let stored = store.cursor(&self.records_key).ok().flatten();
        if let Some(number) = stored.and_then(|bytes| bytes.try_into().ok()) {
            self.concentrator.records_stored(u32::from_le_bytes(number));
        }
    }

    fn due(&self) -> u64 {
        self.concentrator.poll_timeout().unwrap_or(u64::MAX)
    }

    fn is_busy(&self) -> bool {
        self.concentrator.is_busy()
    }

    fn timeout(&self) -> Option<u64> {
        self.concentrator.poll_timeout()
    }

    fn start(&mut self, now: u64) {
        self.concentrator.handle_timeout(now);
    }

    fn transmit(&mut self, now: u64) -> Option<Vec<u8>> {
        self.concentrator.poll_transmit(now).map(<[u8]>::to_vec)
    }

    fn sent(&mut self, now: u64) {
        self.concentrator.handle_sent(now);
    }

    fn input(&mut self, now: u64, bytes: &[u8]) {
        self.concentrator.handle_input(now, bytes);
    }

    fn tick(&mut self, now: u64) {
        self.concentrator.handle_timeout(now);
    }

    fn line_lost(&mut self, now: u64) {
        self.concentrator.handle_clock_set(now);
    }

    fn take_news(&mut self) -> Vec<News> {
        let mut news = Vec::new();
        let notices: Vec<_> = std::iter::from_fn(|| self.concentrator.poll_notice()).collect();
        let progress = self.concentrator.progress();
        if !notices.is_empty() || progress != self.progress {
            self.progress = progress;
            let gateway = self.concentrator.gateway();
            news.push(News::Gateway(
                gateway,
                notices,
                progress.to_bytes().to_vec(),
            ));
        }
        let counts = self.concentrator.counts();
        let answered = counts.answered - self.counts.answered;
        let failed = counts.failed - self.counts.failed;
        if answered + failed > 0 {
            news.push(News::Counts(answered, failed));
        }
        if counts.broadcasts != self.counts.broadcasts {
            news.push(News::Broadcast(counts.last_late_us));
        }
        if counts.held != self.counts.held {
            news.push(News::Held(counts.held - self.counts.held));
        }
        self.counts = counts;
        news
    }
}
