//! A cabinet in real time: its RS485 on TCP and on a pseudo-terminal, outages and faults on
//! command.
//!
//! ```text
//!  clients ◄─ TCP, pty ─► [thread: Live, a world that follows the wall clock] ◄─ commands ─ handle, page
//! ```
//!
//! The world is the one of virtual time. Bytes of a client go on the bus when they come, at the
//! bus's pace; what the gateway answers is handed over when its stop bit ends. So the same requests
//! at the same times get the same bytes as in virtual time, which [`replay`] shows for any run.

mod command;
mod live;
mod page;

pub use command::HELP;
pub use live::{Live, MeterStatus, Outage, Record, Status, replay};

use crate::cabinet::Config;
use crate::numbers::{self, BUS_BAUD};
use crate::queue::Micros;
use meter::host::{self, Incoming};
use std::io;
use std::net::SocketAddr;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// 2000-01-01 in seconds since 1970.
const Y2000_S: u64 = 946_684_800;
/// The thread looks at its clock this often at least.
const LONGEST_WAIT: Duration = Duration::from_millis(500);
/// Fastest and slowest time.
const SPEEDS: std::ops::RangeInclusive<f64> = 0.01..=100_000.0;

/// What is served, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The cabinet. Give it [`local_now`] as its epoch, or its meters live on another day.
    pub cabinet: Config,
    /// `HOST:PORT` of RS485 on TCP; a free port of this machine if neither this nor `pty` is
    /// given.
    pub listen: Option<String>,
    /// Whether RS485 is on a pseudo-terminal too.
    pub pty: bool,
    /// `HOST:PORT` of the control page.
    pub control: Option<String>,
    /// How much faster than the wall clock time passes. A master that sends its own wall clock's
    /// time fits 1 only.
    pub speed: f64,
    /// Whether every byte and command is kept for [`replay`].
    pub record: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            cabinet: Config {
                epoch: local_now(),
                ..Config::default()
            },
            listen: None,
            pty: false,
            control: None,
            speed: 1.0,
            record: false,
        }
    }
}

/// Local standard time of the wall clock, µs since 2000-01-01.
#[must_use]
pub fn local_now() -> u64 {
    let unix = SystemTime::now().duration_since(UNIX_EPOCH);
    let unix = unix.unwrap_or(Duration::from_secs(Y2000_S));
    let us = u64::try_from(unix.as_micros()).unwrap_or(u64::MAX);
    let y2000 = Y2000_S.saturating_add_signed(-i64::from(numbers::ZONE_S));
    us.saturating_sub(y2000 * 1_000_000)
}

/// Something for the thread.
enum Order {
    Bytes(usize, Vec<u8>),
    Command(String, Sender<Result<String, String>>),
    Status(Sender<Status>),
    Stop,
}

/// A way to the cabinet that can be copied to other threads.
#[derive(Clone)]
pub struct Remote(Sender<Order>);

impl Remote {
    /// Carries out one command, see [`HELP`].
    ///
    /// # Errors
    /// What is wrong with the command.
    pub fn command(&self, text: &str) -> Result<String, String> {
        let (reply, answer) = channel();
        let order = Order::Command(text.to_owned(), reply);
        let gone = || "the cabinet is not served any more".to_owned();
        self.0.send(order).map_err(|_| gone())?;
        answer.recv().unwrap_or_else(|_| Err(gone()))
    }

    /// How everything is; `None` if the cabinet is not served any more.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        let (reply, answer) = channel();
        self.0.send(Order::Status(reply)).ok()?;
        answer.recv().ok()
    }
}

/// A cabinet that is served; it ends when this is dropped.
pub struct Served {
    remote: Remote,
    tcp: Option<SocketAddr>,
    pty: Option<String>,
    control: Option<SocketAddr>,
    thread: Option<JoinHandle<Vec<Record>>>,
}

/// Starts a cabinet in a thread of its own.
///
/// # Errors
/// If a port cannot be opened, with its name, or if the speed is out of range.
pub fn start(options: Options) -> io::Result<Served> {
    if !SPEEDS.contains(&options.speed) {
        return Err(io::Error::other(speed_error(options.speed)));
    }
    let (traffic, port) = host::open(options.listen.as_deref(), options.pty, None, BUS_BAUD)?;
    let (incoming, clients) = traffic.split();
    let (orders, inbox) = channel();
    let remote = Remote(orders.clone());
    let control = match &options.control {
        Some(place) => Some(page::serve(place, remote.clone())?),
        None => None,
    };
    thread::spawn(move || {
        while let Ok(Incoming::Bytes(client, bytes)) = incoming.recv() {
            if orders.send(Order::Bytes(client, bytes)).is_err() {
                break;
            }
        }
    });
    let (tcp, pty) = (port.tcp(), port.pty().map(str::to_owned));
    let (cabinet, speed, record) = (options.cabinet, options.speed, options.record);
    // A client that does not read holds up its own answers, never the world.
    let (answers, to_send) = channel::<(usize, Vec<u8>)>();
    thread::spawn(move || {
        for (client, bytes) in to_send {
            clients.send(client, &bytes);
        }
        drop(port);
    });
    // The world is made in its thread: it does not move between threads.
    let thread = thread::spawn(move || {
        let live = Live::new(cabinet, record);
        run(live, speed, &inbox, &answers)
    });
    Ok(Served {
        remote,
        tcp,
        pty,
        control,
        thread: Some(thread),
    })
}

impl Served {
    /// Where RS485 is on TCP.
    #[must_use]
    pub const fn tcp(&self) -> Option<SocketAddr> {
        self.tcp
    }

    /// Path of the pseudo-terminal.
    #[must_use]
    pub fn pty(&self) -> Option<&str> {
        self.pty.as_deref()
    }

    /// Where the control page is.
    #[must_use]
    pub const fn control(&self) -> Option<SocketAddr> {
        self.control
    }

    /// For commands from other threads.
    #[must_use]
    pub const fn remote(&self) -> &Remote {
        &self.remote
    }

    /// Ends it. Returns what was recorded.
    #[must_use]
    pub fn stop(mut self) -> Vec<Record> {
        let _ = self.remote.0.send(Order::Stop);
        let thread = self.thread.take();
        thread.map_or(Vec::new(), |thread| thread.join().unwrap_or_default())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.remote.0.send(Order::Stop);
    }
}

/// World time by the wall clock.
struct Pace {
    start: Instant,
    zero: Micros,
    speed: f64,
}

impl Pace {
    fn now(&self) -> Micros {
        self.zero + (self.start.elapsed().as_secs_f64() * self.speed * 1e6) as u64
    }

    fn until(&self, at: Micros) -> Duration {
        let wait = at.saturating_sub(self.now()) as f64 / self.speed / 1e6;
        Duration::from_secs_f64(wait).min(LONGEST_WAIT)
    }

    fn change(&mut self, speed: f64) {
        *self = Self {
            zero: self.now(),
            start: Instant::now(),
            speed,
        };
    }
}

fn run(
    mut live: Live,
    speed: f64,
    inbox: &Receiver<Order>,
    answers: &Sender<(usize, Vec<u8>)>,
) -> Vec<Record> {
    let mut pace = Pace {
        start: Instant::now(),
        zero: 0,
        speed,
    };
    // The gateway answers whoever asked last.
    let mut asked = None;
    loop {
        let answer = live.run(pace.now());
        if let Some(client) = asked
            && !answer.is_empty()
        {
            let _ = answers.send((client, answer));
        }
        let wait = live.next_at().map_or(LONGEST_WAIT, |at| pace.until(at));
        let order = match inbox.recv_timeout(wait) {
            Ok(order) => order,
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => return live.into_records(),
        };
        // Up to now first: what passed before the order did so without it.
        let answer = live.run(pace.now());
        if let Some(client) = asked
            && !answer.is_empty()
        {
            let _ = answers.send((client, answer));
        }
        match order {
            Order::Bytes(client, bytes) => {
                asked = Some(client);
                live.feed(&bytes);
            }
            Order::Command(text, reply) => {
                let done = match command::speed(&text) {
                    Some(Ok(speed)) if SPEEDS.contains(&speed) => {
                        pace.change(speed);
                        Ok(format!("time passes {speed} times as fast"))
                    }
                    Some(Ok(speed)) => Err(speed_error(speed)),
                    Some(Err(error)) => Err(error),
                    None => live.command(&text),
                };
                let _ = reply.send(done);
            }
            Order::Status(reply) => {
                let speed = pace.speed;
                let _ = reply.send(Status {
                    speed,
                    ..live.status()
                });
            }
            Order::Stop => return live.into_records(),
        }
    }
}

fn speed_error(speed: f64) -> String {
    let (low, high) = (SPEEDS.start(), SPEEDS.end());
    format!("speed {speed} is not between {low} and {high}")
}
