//! One line: its port, and the devices that take turns on it.
//!
//! Gateways come before meters, for outages are waited for; among its like the device that has
//! waited longest is next.

use super::device::Task;
use super::gateway_task::{GatewayTask, Known};
use super::local_micros;
use super::meter_task::MeterTask;
use super::port::{AGAIN, Ports, Stream};
use super::report::{Reporter, cursor_key, read_outage, registry_key};
use crate::config::LineConfig;
use crate::store::Store;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::watch;
use tracing::{info, warn};
use ttl_link::Line;

/// Longest sleep: the clock may be moved meanwhile.
const LONGEST: u64 = 1_000_000;
/// A jump of the clock that is no sleep that took too long, µs.
const JUMP: u64 = 1_000_000;

/// Why [`serve`] ended.
enum Ended {
    /// The line is no longer wanted, and no request is under way.
    Stopped,
    /// The port failed.
    Failed(io::Error),
}

/// Reads the devices of `config` until `stopped`; a request that is under way then is finished
/// first.
pub(super) async fn run(
    config: LineConfig,
    mut reporter: Reporter,
    store: Arc<Store>,
    may_spread: watch::Receiver<bool>,
    mut stopped: watch::Receiver<bool>,
) {
    let mut ports = Ports::new(config.port.clone(), config.settings);
    let mut tasks = tasks(&config, &store);
    let mut told: Option<String> = None;
    loop {
        let opened = tokio::select! {
            opened = ports.open() => opened,
            _ = stopped.changed() => return,
        };
        let ended = match opened {
            Ok(mut stream) => {
                info!(line = config.name, port = %config.port, "open");
                reporter.port(true, None);
                told = None;
                let stream = stream.as_mut();
                let around = Around {
                    store: &store,
                    may_spread: &may_spread,
                };
                match serve(stream, &mut tasks, around, &mut stopped, &mut reporter).await {
                    Ended::Stopped => return,
                    Ended::Failed(error) => error,
                }
            }
            Err(error) => error,
        };
        let ended = ended.to_string();
        // It is tried every second; the log tells a reason once.
        if told.as_ref() != Some(&ended) {
            warn!(line = config.name, port = %config.port, "not open: {ended}; tried every second");
        }
        reporter.port(false, Some(ended.clone()));
        told = Some(ended);
        let now = local_micros();
        tasks.iter_mut().for_each(|task| task.line_lost(now));
        tokio::select! {
            () = tokio::time::sleep(AGAIN) => {}
            _ = stopped.changed() => return,
        }
    }
}

fn tasks(config: &LineConfig, store: &Store) -> Vec<Box<dyn Task + Send>> {
    let now = local_micros();
    let line = line_of(config);
    let outages: Vec<_> = store
        .outages()
        .unwrap_or_default()
        .iter()
        .filter_map(|(_, text)| read_outage(text))
        .collect();
    let mut tasks: Vec<Box<dyn Task + Send>> = Vec::new();
    for (number, gateway) in config.gateways.iter().enumerate() {
        let key = cursor_key(&config.name, gateway.device.address);
        let stored = store.cursor(&key).ok().flatten().unwrap_or_default();
        let meters = store.cursor(&registry_key(&key)).ok().flatten();
        let known = Known {
            cursor: &stored,
            registry: &meters.unwrap_or_default(),
            outages: &outages,
        };
        let broadcasts = number == 0;
        let task = GatewayTask::new(
            &config.name,
            gateway,
            line,
            broadcasts,
            config.broadcast,
            known,
            now,
        );
        tasks.push(Box::new(task));
    }
    for meter in &config.meters {
        tasks.push(Box::new(MeterTask::new(meter, line, now)));
    }
    tasks
}

fn line_of(config: &LineConfig) -> Line {
    match config.port {
        crate::config::Port::Serial(_) => Line::rs485(config.settings.baud),
        _ => Line::tunnel(config.settings.baud),
    }
}

/// What the devices need to know.
struct Around<'a> {
    store: &'a Store,
    may_spread: &'a watch::Receiver<bool>,
}

/// Serves the devices until the port fails or the line is stopped between two requests.
async fn serve(
    stream: &mut dyn Stream,
    tasks: &mut [Box<dyn Task + Send>],
    around: Around<'_>,
    stopped: &mut watch::Receiver<bool>,
    reporter: &mut Reporter,
) -> Ended {
    let mut buffer = [0; 1024];
    let mut turn = None;
    let mut last = local_micros();
    loop {
        let now = local_micros();
        if now < last || now > last + LONGEST + JUMP {
            tasks.iter_mut().for_each(|task| task.line_lost(now));
            turn = None;
        }
        last = now;
        let may = *around.may_spread.borrow();
        tasks.iter_mut().for_each(|task| task.may_spread_time(may));
        if turn.is_none() {
            if *stopped.borrow() {
                return Ended::Stopped;
            }
            turn = next(tasks, now);
            if let Some(task) = turn.and_then(|turn| tasks.get_mut(turn)) {
                task.look(around.store);
                task.start(now);
            }
        }
        let current = turn.and_then(|turn| tasks.get_mut(turn));
        let due = match current {
            Some(task) => {
                if let Some(bytes) = task.transmit(local_micros()) {
                    let written = async {
                        stream.write_all(&bytes).await?;
                        stream.flush().await
                    };
                    if let Err(error) = written.await {
                        return Ended::Failed(error);
                    }
                    task.sent(local_micros());
                }
                reporter.take(task.take_news());
                if !task.is_busy() {
                    turn = None;
                    continue;
                }
                task.timeout().unwrap_or(now + LONGEST)
            }
            None => tasks
                .iter()
                .map(|task| task.due())
                .min()
                .unwrap_or(u64::MAX),
        };
        let wait = due.saturating_sub(local_micros()).min(LONGEST);
        let read = tokio::time::timeout(Duration::from_micros(wait), stream.read(&mut buffer));
        let read = tokio::select! {
            read = read => read,
            _ = stopped.changed(), if turn.is_none() => continue,
        };
        let now = match read {
            Ok(Ok(0)) => {
                return Ended::Failed(io::Error::other("the other side closed the line"));
            }
            Ok(Ok(count)) => {
                let now = local_micros();
                if let Some(task) = turn.and_then(|turn| tasks.get_mut(turn)) {
                    task.input(now, buffer.get(..count).unwrap_or_default());
                }
                now
            }
            Ok(Err(error)) => return Ended::Failed(error),
            Err(_) => local_micros(),
        };
        if let Some(task) = turn.and_then(|turn| tasks.get_mut(turn)) {
            task.tick(now);
        }
    }
}

/// The device whose turn it is: the first that is due, gateways before meters, the longest waiting
/// first.
fn next(tasks: &[Box<dyn Task + Send>], now: u64) -> Option<usize> {
    let due = tasks
        .iter()
        .enumerate()
        .filter(|(_, task)| task.due() <= now);
    due.min_by_key(|(_, task)| (task.is_secondary(), task.due()))
        .map(|(number, _)| number)
}
