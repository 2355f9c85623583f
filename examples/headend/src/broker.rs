//! The connection to the broker: events in, marks out.
//!
//! Nothing rests on what the broker keeps. Each connection is a new session, and begins with the
//! marks of all concentrators and the wish that they send what waits once more: so it does not
//! matter what a broker forgot, dropped from a full queue, or acknowledged while nobody listened.

use crate::alarms::Alarms;
use crate::intake::{AGAIN, EVENTS, Message, again_topic, stored_topic};
use crate::table::{Table, TableError, Taken};
use rumqttc::{AsyncClient, ConnectionError, Event, EventLoop, MqttOptions, Packet, QoS};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tracing::{error, info, warn};

/// Most events of one commit, and how long a commit waits for company.
const MOST: usize = 1000;
const WAIT: Duration = Duration::from_millis(50);
/// Requests that may lie between this task and the connection: a mark for each event of a group, at
/// most.
const QUEUE: usize = 2 * MOST;
/// A concentrator is asked to send again at most this often.
const ASK_AGAIN: Duration = Duration::from_secs(1);
/// Pause after a failure of the broker.
const PAUSE: Duration = Duration::from_secs(1);

/// Takes events until the disk fails: what it failed with. Nothing was confirmed then that is not
/// stored, and a start anew finds out what the disk holds. `shown` is what the page shows.
pub async fn run(
    host: String,
    port: u16,
    login: Option<(String, String)>,
    table: Arc<Table>,
    shown: watch::Sender<Alarms>,
) -> TableError {
    let connect = || {
        let mut options = MqttOptions::new("ttl-headend", host.clone(), port);
        options.set_keep_alive(Duration::from_secs(30));
        options.set_clean_session(true);
        if let Some((user, password)) = &login {
            options.set_credentials(user, password);
        }
        AsyncClient::new(options, QUEUE)
    };
    loop {
        let (client, events) = connect();
        let mut broker = Broker {
            client,
            table: Arc::clone(&table),
            asked: BTreeMap::new(),
        };
        let error = match broker.serve(events, &shown).await {
            Ended::Line(error) => error,
            Ended::Disk(error) => return error,
        };
        warn!(%error, "no connection to the broker");
        shown.send_modify(|alarms| {
            alarms.connected = false;
            alarms.error = Some(error.to_string());
        });
        tokio::time::sleep(PAUSE).await;
    }
}

/// Why a connection ended.
enum Ended {
    Line(ConnectionError),
    Disk(TableError),
}

struct Broker {
    client: AsyncClient,
    table: Arc<Table>,
    /// When a concentrator was asked last to send again.
    asked: BTreeMap<String, Instant>,
}

impl Broker {
    /// One connection, until it fails.
    async fn serve(&mut self, mut events: EventLoop, shown: &watch::Sender<Alarms>) -> Ended {
        loop {
            let mut group = Vec::new();
            match events.poll().await {
                Ok(event) => self.take(event, &mut group, shown),
                Err(error) => return Ended::Line(error),
            }
            let until = tokio::time::Instant::now() + WAIT;
            let mut failed = None;
            while !group.is_empty() && group.len() < MOST && failed.is_none() {
                match tokio::time::timeout_at(until, events.poll()).await {
                    Ok(Ok(event)) => self.take(event, &mut group, shown),
                    Ok(Err(error)) => failed = Some(error),
                    Err(_) => break,
                }
            }
            // While the disk works nothing is read: the broker waits, or drops and is asked again.
            if !group.is_empty()
                && let Err(error) = self.store(group, shown).await
            {
                return Ended::Disk(error);
            }
            if let Some(error) = failed {
                return Ended::Line(error);
            }
        }
    }

    fn take(&mut self, event: Event, group: &mut Vec<Message>, shown: &watch::Sender<Alarms>) {
        let Event::Incoming(packet) = event else {
            return;
        };
        match packet {
            Packet::ConnAck(_) => {
                info!("the broker answers");
                shown.send_modify(|alarms| (alarms.connected, alarms.error) = (true, None));
                let _ = self.client.try_subscribe(EVENTS, QoS::AtLeastOnce);
            }
            // From here on what is sent arrives here.
            Packet::SubAck(_) => {
                match self.table.marks() {
                    Ok(marks) => marks.iter().for_each(|(name, log, number)| {
                        self.mark(name, *log, *number);
                    }),
                    Err(error) => error!(%error, "cannot read the marks"),
                }
                self.say(AGAIN, false, "{}".to_owned());
            }
            Packet::Publish(publish) => match Message::parse(&publish.topic, &publish.payload) {
                Some(message) => group.push(message),
                None => warn!(topic = publish.topic, "an event that cannot be read"),
            },
            _ => {}
        }
    }

    /// Stores a group and confirms it.
    async fn store(
        &mut self,
        group: Vec<Message>,
        shown: &watch::Sender<Alarms>,
    ) -> Result<(), TableError> {
        let table = Arc::clone(&self.table);
        // The commit waits for the disk, and nothing else has to be done meanwhile but the page.
        let stored = tokio::task::spawn_blocking(move || {
            let taken = table.take(&group);
            taken.map(|taken| (taken, group))
        });
        let (taken, group) = match stored.await {
            Ok(stored) => stored?,
            // The runtime ends.
            Err(_) => return Ok(()),
        };
        self.confirm(&taken);
        shown.send_modify(|alarms| {
            for message in taken.new.iter().filter_map(|at| group.get(*at)) {
                alarms.take(&message.concentrator, &message.event);
                alarms.events += 1;
            }
        });
        Ok(())
    }

    fn confirm(&mut self, taken: &Taken) {
        for ((concentrator, log), number) in &taken.marks {
            self.mark(concentrator, *log, *number);
        }
        for concentrator in &taken.holes {
            let asked = self.asked.get(concentrator);
            if asked.is_some_and(|asked| asked.elapsed() < ASK_AGAIN) {
                continue;
            }
            self.asked.insert(concentrator.clone(), Instant::now());
            info!(concentrator, "something is missing; asked to send again");
            self.say(&again_topic(concentrator), false, "{}".to_owned());
        }
    }

    fn mark(&self, concentrator: &str, log: u64, number: u64) {
        let text = format!(r#"{{"log":"{log:016x}","seq":{number}}}"#);
        self.say(&stored_topic(concentrator), true, text);
    }

    /// What cannot be said now is said after the next event or the next connection.
    fn say(&self, topic: &str, retain: bool, text: String) {
        let said = self
            .client
            .try_publish(topic, QoS::AtLeastOnce, retain, text);
        if let Err(error) = said {
            warn!(%error, topic, "not sent");
        }
    }
}
