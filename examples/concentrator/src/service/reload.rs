//! A new configuration without a stop: lines that did not change are not touched.
//!
//! A line that changed finishes the request that is under way, what it learned is stored, and the
//! new one goes on from there: no poll is lost, nothing is told twice. What concerns the whole
//! service, its name, its store, the page and the broker, needs a restart, which loses nothing
//! either.

use super::board::Board;
use super::report::Reporter;
use super::writer::Batch;
use super::{Running, discoveries, draw_line, line, local_time};
use crate::config::{Config, LineConfig};
use crate::store::Store;
use crate::uplink::Retained;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot, watch};
use tracing::info;

/// How long a line may take to finish its request: longer than any answer.
const ANSWER: Duration = Duration::from_secs(10);

/// What a line's task needs beside its configuration.
pub(super) struct LineParts {
    pub(super) name: String,
    pub(super) board: Board,
    pub(super) store: Arc<Store>,
    pub(super) writer: Sender<Batch>,
    pub(super) retained: Option<mpsc::Sender<Retained>>,
    pub(super) may_spread: watch::Receiver<bool>,
}

impl LineParts {
    /// Starts reading a line.
    pub(super) fn start(&self, config: &LineConfig) -> RunningLine {
        let (stop, stopped) = watch::channel(false);
        let reporter = Reporter::new(
            self.name.clone(),
            config,
            self.board.clone(),
            self.writer.clone(),
            self.retained.clone(),
        );
        let task = line::run(
            config.clone(),
            reporter,
            Arc::clone(&self.store),
            self.may_spread.clone(),
            stopped,
        );
        RunningLine {
            stop,
            task: tokio::spawn(task),
        }
    }

    /// Returns when everything that the lines learned so far is on the disk.
    async fn stored(&self) {
        let (done, stored) = oneshot::channel();
        let batch = Batch {
            changes: Vec::new(),
            done: Some(done),
        };
        if self.writer.send(batch).is_ok() {
            let _ = stored.await;
        }
    }
}

/// A line that is read.
pub(super) struct RunningLine {
    stop: watch::Sender<bool>,
    task: tokio::task::JoinHandle<()>,
}

impl RunningLine {
    /// Asks it to end after the request that is under way.
    pub(super) fn stop(&self) {
        let _ = self.stop.send(true);
    }

    /// Waits until it has ended, and ends it if that takes longer than `most`.
    pub(super) async fn ended(mut self, most: Duration) {
        if tokio::time::timeout(most, &mut self.task).await.is_err() {
            self.task.abort();
            let _ = self.task.await;
        }
    }
}

impl Running {
    /// Takes a new configuration. Returns what was done, and what needs a restart.
    pub async fn reload(&mut self, config: Config) -> Vec<String> {
        let mut told = self.needs_restart(&config);
        let old = std::mem::take(&mut self.config.lines);
        let gone = old.iter().filter(|line| !config.lines.contains(line));
        let new = config.lines.iter().filter(|line| !old.contains(line));
        let (gone, new): (Vec<_>, Vec<_>) = (gone.collect(), new.collect());
        for line in &gone {
            if let Some(running) = self.lines.remove(&line.name) {
                running.stop();
                running.ended(ANSWER).await;
            }
            self.wipe(line);
            told.push(format!("line {} stopped", line.name));
        }
        // What the old lines learned is what the new ones go on from.
        self.line_parts.stored().await;
        for line in &new {
            draw_line(&self.board, line);
            let running = self.line_parts.start(line);
            self.lines.insert(line.name.clone(), running);
            told.push(format!("line {} started", line.name));
        }
        self.config.lines = config.lines;
        let discovery = discoveries(&self.config);
        self.discovery.send_if_modified(|told| {
            let other = *told != discovery;
            *told = discovery;
            other
        });
        if told.is_empty() {
            told.push("nothing changed".to_owned());
        }
        for what in &told {
            info!("reload: {what}");
        }
        self.board.change(|picture| {
            picture.note(serde_json::json!({
                "kind": "reloaded", "time": local_time(), "detail": told.join("; "),
            }));
        });
        told
    }

    fn needs_restart(&self, config: &Config) -> Vec<String> {
        let old = &self.config;
        let parts = [
            ("name", old.name != config.name),
            (
                "store",
                (&old.store, old.store_limit) != (&config.store, config.store_limit),
            ),
            ("[page]", old.page != config.page),
            ("[clock]", old.clock != config.clock),
            ("[mqtt]", old.mqtt != config.mqtt),
        ];
        let other = parts.into_iter().filter(|(_, other)| *other);
        other
            .map(|(part, _)| format!("{part} changed: restart the service for it"))
            .collect()
    }

    /// Takes a line and what is on it off the page.
    fn wipe(&self, line: &LineConfig) {
        self.board.change(|picture| {
            picture.lines.remove(&line.name);
            let gateways: Vec<String> = line
                .gateways
                .iter()
                .map(|gateway| gateway.device.address.to_string())
                .collect();
            picture
                .meters
                .retain(|_, meter| meter.over != line.name && !gateways.contains(&meter.over));
        });
    }
}
