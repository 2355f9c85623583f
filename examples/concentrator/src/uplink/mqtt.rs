//! The broker over MQTT 3.1.1.

use super::{
    AGAIN, Discovery, Window, again_topic, availability_topic, events_topic, log_text, parse_mark,
    stored_topic,
};
use crate::config::Mqtt;
use crate::random;
use crate::store::{Store, Waiting};
use rumqttc::{
    AsyncClient, ConnectReturnCode, ConnectionError, Event, MqttOptions, Outgoing, Packet, QoS,
};
use std::collections::{BTreeMap, VecDeque};
use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, mpsc, watch};
use tracing::{info, warn};

/// Longest pause between two attempts to connect; the pause is drawn anew each time.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// Requests that may lie between this task and the connection.
const QUEUE: usize = 256;

/// State of the uplink.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Whether the broker answers.
    pub connected: bool,
    /// The head-end has everything up to here.
    pub stored: u64,
    /// Why there is no connection.
    pub error: Option<String>,
    /// Connections made.
    pub connections: u64,
}

/// A retained text that is not kept on the disk: a last value, whether a meter answers.
pub type Retained = (String, String);

struct Uplink {
    name: String,
    /// Host and port, for messages.
    broker: String,
    store: Arc<Store>,
    client: AsyncClient,
    window: Window,
    /// Sequences handed to the client whose packet numbers are not known yet.
    unnumbered: VecDeque<u64>,
    /// Packet number to sequence.
    numbers: BTreeMap<u16, u64>,
    discovery: watch::Receiver<Vec<Discovery>>,
    wait_for_stored: bool,
    connected: bool,
}

/// Publishes what waits until the task is dropped. `news` wakes it when there is more.
///
/// Each connection begins anew, with a client of its own and a clean session: a client that goes on
/// after a loss may have dropped a text in the middle, and the head-end's mark of a later one would
/// free it.
pub async fn run(
    name: String,
    config: Mqtt,
    store: Arc<Store>,
    news: Arc<Notify>,
    mut values: mpsc::Receiver<Retained>,
    mut discovery: watch::Receiver<Vec<Discovery>>,
    status: watch::Sender<Status>,
) {
    let most = QUEUE + 2 * discovery.borrow().len();
    let connect = || AsyncClient::new(options(&name, &config), most);
    let (client, mut events) = connect();
    let mut uplink = Uplink {
        name: name.clone(),
        broker: format!("{}:{}", config.host, config.port),
        store,
        client,
        window: Window::default(),
        unnumbered: VecDeque::new(),
        numbers: BTreeMap::new(),
        discovery: discovery.clone(),
        wait_for_stored: config.wait_for_stored,
        connected: false,
    };
    let mut failures = 0_u32;
    loop {
        tokio::select! {
            event = events.poll() => match event {
                Ok(event) => {
                    failures = 0;
                    uplink.take(event, &status).await;
                }
                Err(error) => {
                    uplink.lost(&error, &status);
                    failures = failures.saturating_add(1);
                    tokio::time::sleep(pause(failures)).await;
                    (uplink.client, events) = connect();
                }
            },
            () = news.notified(), if uplink.connected => {}
            Ok(()) = discovery.changed(), if uplink.connected => uplink.discover(),
            Some((topic, text)) = values.recv(), if uplink.connected => {
                // A value that cannot be sent now is on the disk as an event, and the next one comes.
                let _ = uplink.client.try_publish(topic, QoS::AtMostOnce, true, text);
            }
        }
        uplink.send_what_waits();
    }
}

fn options(name: &str, config: &Mqtt) -> MqttOptions {
    let mut options = MqttOptions::new(format!("ttl-{name}"), config.host.clone(), config.port);
    options.set_keep_alive(Duration::from_secs(30));
    options.set_clean_session(true);
    // More than the window holds: the window alone decides.
    options.set_inflight(100);
    if let Some((user, password)) = &config.login {
        options.set_credentials(user, password);
    }
    options
}

/// Between nothing and a bound that doubles with each failure: many concentrators do not come back
/// at once.
fn pause(failures: u32) -> Duration {
    let bound = Duration::from_secs(1 << failures.min(5)).min(LONGEST_PAUSE);
    Duration::from_millis(random() % (bound.as_millis() as u64))
}

impl Uplink {
    async fn take(&mut self, event: Event, status: &watch::Sender<Status>) {
        match event {
            Event::Incoming(Packet::ConnAck(_)) => self.joined(status),
            Event::Outgoing(Outgoing::Publish(number)) if number != 0 => {
                // A packet that is sent again after a reconnection has its number already.
                if let std::collections::btree_map::Entry::Vacant(entry) =
                    self.numbers.entry(number)
                    && let Some(sequence) = self.unnumbered.pop_front()
                {
                    entry.insert(sequence);
                }
            }
            Event::Incoming(Packet::PubAck(ack)) => {
                if let Some(sequence) = self.numbers.remove(&ack.pkid) {
                    self.window.acknowledged(sequence);
                    if !self.wait_for_stored {
                        self.free(self.store.log(), sequence, status).await;
                    }
                }
            }
            Event::Incoming(Packet::Publish(message))
                if message.topic == stored_topic(&self.name) =>
            {
                match parse_mark(&message.payload) {
                    Some((log, sequence)) => self.free(log, sequence, status).await,
                    None => warn!("a mark of the head-end that cannot be read"),
                }
            }
            Event::Incoming(Packet::Publish(message))
                if message.topic == AGAIN || message.topic == again_topic(&self.name) =>
            {
                info!("the head-end asks for all that waits once more");
                self.window.rewind();
            }
            _ => {}
        }
    }

    fn joined(&mut self, status: &watch::Sender<Status>) {
        self.connected = true;
        info!("the broker answers");
        status.send_modify(|status| {
            status.connected = true;
            status.error = None;
            status.connections += 1;
        });
        self.window.rewind();
        self.unnumbered.clear();
        self.numbers.clear();
        for topic in [
            stored_topic(&self.name),
            again_topic(&self.name),
            AGAIN.to_owned(),
        ] {
            let _ = self.client.try_subscribe(topic, QoS::AtLeastOnce);
        }
        self.discover();
    }

    /// Tells Home Assistant of the meters.
    fn discover(&self) {
        for message in self.discovery.borrow().iter() {
            let (topic, text) = (message.topic.as_str(), message.payload.as_str());
            let _ = self.client.try_publish(topic, QoS::AtMostOnce, true, text);
        }
    }

    fn lost(&mut self, error: &ConnectionError, status: &watch::Sender<Status>) {
        let error = format!("{}: {}", self.broker, why(error));
        // It is tried again and again; the log tells a reason once.
        if self.connected || status.borrow().error.as_ref() != Some(&error) {
            warn!("no connection to the broker {error}; tried again for as long as it takes");
        }
        self.connected = false;
        status.send_modify(|status| {
            status.connected = false;
            status.error = Some(error);
        });
    }

    /// The head-end has everything of `log` up to `sequence`.
    async fn free(&mut self, log: u64, sequence: u64, status: &watch::Sender<Status>) {
        if log != self.store.log() || !self.window.mark(sequence) {
            return;
        }
        let store = Arc::clone(&self.store);
        let freed = tokio::task::spawn_blocking(move || store.free(log, sequence)).await;
        match freed {
            Ok(Ok(_)) => status.send_modify(|status| status.stored = sequence),
            Ok(Err(error)) => warn!(%error, "cannot free what the head-end has"),
            Err(error) => warn!(%error, "cannot free what the head-end has"),
        }
    }

    fn send_what_waits(&mut self) {
        let room = self.window.room();
        if !self.connected || room == 0 {
            return;
        }
        let waiting = match self.store.waiting_from(self.window.next(), room) {
            Ok(waiting) => waiting,
            Err(error) => return warn!(%error, "cannot read what waits"),
        };
        for one in waiting {
            let text = self.message(&one);
            let topic = events_topic(&self.name);
            if self
                .client
                .try_publish(topic, QoS::AtLeastOnce, false, text)
                .is_err()
            {
                return;
            }
            self.window.sent(one.sequence);
            self.unnumbered.push_back(one.sequence);
        }
    }

    /// The text with its number in front.
    fn message(&self, one: &Waiting) -> String {
        let log = log_text(self.store.log());
        let (sequence, previous) = (one.sequence, one.previous);
        let rest = one.text.strip_prefix('{').unwrap_or("}");
        let comma = if rest == "}" { "" } else { "," };
        format!(
            r#"{{"id":"{}/{log}/{sequence}","log":"{log}","seq":{sequence},"prev":{previous}{comma}{rest}"#,
            self.name
        )
    }
}

/// What the broker or the system said, and what to do about it.
fn why(error: &ConnectionError) -> String {
    let hint = match error {
        ConnectionError::ConnectionRefused(
            ConnectReturnCode::BadUserNamePassword | ConnectReturnCode::NotAuthorized,
        ) => "it does not know this user: see `user` and `password` in [mqtt]",
        ConnectionError::ConnectionRefused(ConnectReturnCode::BadClientId) => {
            "it does not take this client: see `name`"
        }
        ConnectionError::Io(error) => match error.kind() {
            ErrorKind::ConnectionRefused => "does the broker run there?",
            ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => {
                "it closed the connection: its log tells why"
            }
            // The resolver's errors have no kind of their own.
            _ if error.to_string().contains("lookup") => "is the host in `broker` right?",
            _ => "",
        },
        ConnectionError::NetworkTimeout => "nothing answers there: see `broker` in [mqtt]",
        _ => "",
    };
    let separator = if hint.is_empty() { "" } else { "; " };
    format!("{error}{separator}{hint}")
}

/// What is published when a meter begins or ceases to answer.
#[must_use]
pub fn availability(name: &str, meter: &str, answers: bool) -> Retained {
    let word = if answers { "online" } else { "offline" };
    (availability_topic(name, meter), word.to_owned())
}
