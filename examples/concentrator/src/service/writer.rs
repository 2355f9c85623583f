//! The one thread that writes: what arrives while a commit runs goes into the next one.

use super::board::Board;
use super::local_time;
use crate::store::{Change, Store};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, oneshot};
use tracing::error;

/// Most changes of one commit, and how long a commit waits for company.
const MOST: usize = 1000;
const WAIT: Duration = Duration::from_millis(50);
/// Pause after a commit that failed: the disk may be full for a while.
const AFTER_FAILURE: Duration = Duration::from_secs(2);

/// What belongs together, and who wants to know when it is on the disk.
pub(super) struct Batch {
    /// Stored together or not at all.
    pub(super) changes: Vec<Change>,
    /// Told when they are on the disk.
    pub(super) done: Option<oneshot::Sender<()>>,
}

/// The writing thread.
pub(super) struct Writer {
    sender: Sender<Batch>,
    ended: oneshot::Receiver<()>,
}

impl Writer {
    /// Starts the thread. `news` is woken after each commit.
    pub(super) fn start(store: Arc<Store>, news: Arc<Notify>, board: Board) -> Self {
        let (sender, receiver) = channel();
        let (end, ended) = oneshot::channel();
        std::thread::spawn(move || {
            write(&store, &receiver, &news, &board);
            let _ = end.send(());
        });
        Self { sender, ended }
    }

    /// Where batches go.
    pub(super) fn sender(&self) -> Sender<Batch> {
        self.sender.clone()
    }

    /// Ends when all batches are on the disk and no sender is left.
    pub(super) async fn finish(self) {
        drop(self.sender);
        let _ = self.ended.await;
    }
}

fn write(store: &Store, receiver: &Receiver<Batch>, news: &Notify, board: &Board) {
    while let Ok(first) = receiver.recv() {
        let (changes, done) = gather(first, receiver);
        let mut failing = false;
        while let Err(error) = store.apply(&changes, &local_time()) {
            error!(%error, "cannot store; trying again");
            if std::mem::replace(&mut failing, true) {
                std::thread::sleep(AFTER_FAILURE);
                continue;
            }
            board.change(|picture| {
                picture.note(serde_json::json!({
                    "kind": "store_failed", "time": local_time(), "detail": error.to_string(),
                }));
            });
            std::thread::sleep(AFTER_FAILURE);
        }
        for done in done {
            let _ = done.send(());
        }
        if let Ok(backlog) = store.backlog() {
            board.change(|picture| picture.waiting = backlog);
        }
        news.notify_one();
    }
}

/// The first batch and what comes within the wait.
fn gather(first: Batch, receiver: &Receiver<Batch>) -> (Vec<Change>, Vec<oneshot::Sender<()>>) {
    let until = Instant::now() + WAIT;
    let mut changes = first.changes;
    let mut done: Vec<_> = first.done.into_iter().collect();
    while changes.len() < MOST {
        match receiver.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(batch) => {
                changes.extend(batch.changes);
                done.extend(batch.done);
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
        }
    }
    (changes, done)
}
