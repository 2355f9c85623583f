//! Real lines for virtual meters: TCP clients, a pseudo-terminal, a serial port; one reading thread
//! each.

use crate::bus::Bus;
use crate::commands;
use serial2_v0_2::{Parity, SerialPort, Settings};
use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io::{self, BufRead, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use ttl_link::{Instant, Micros};

/// What can be written to.
type Writer = Box<dyn Write + Send>;

/// What wakes the line.
pub enum Incoming {
    /// Bytes of a client.
    Bytes(usize, Vec<u8>),
    /// A line that somebody typed.
    Line(String),
    /// The pseudo-terminal or the serial port is gone.
    Gone,
}

/// Bytes of all clients, and the way back.
pub struct Traffic {
    incoming: Receiver<Incoming>,
    lines: Sender<Incoming>,
    writers: Clients,
    serial: Option<SerialPort>,
}

/// The way back to the clients.
pub struct Clients(Arc<Mutex<HashMap<usize, Writer>>>);

impl Clients {
    /// Sends to one client; one that is gone is forgotten.
    pub fn send(&self, client: usize, bytes: &[u8]) {
        if let Ok(mut writers) = self.0.lock()
            && let Some(writer) = writers.get_mut(&client)
            && writer
                .write_all(bytes)
                .and_then(|()| writer.flush())
                .is_err()
        {
            writers.remove(&client);
        }
    }
}

impl Traffic {
    /// Takes lines of standard input as commands.
    pub fn read_commands(&self) {
        let lines = self.lines.clone();
        std::thread::spawn(move || {
            for line in io::stdin().lock().lines().map_while(Result::ok) {
                if !line.trim().is_empty() && lines.send(Incoming::Line(line)).is_err() {
                    return;
                }
            }
        });
    }

    /// Both directions apart, for who has a loop of its own.
    #[must_use]
    pub fn split(self) -> (Receiver<Incoming>, Clients) {
        (self.incoming, self.writers)
    }

    /// The next bytes, or `None` if none came for `wait`.
    fn next(&self, wait: Duration) -> io::Result<Option<Incoming>> {
        match self.incoming.recv_timeout(wait) {
            Ok(Incoming::Gone) | Err(RecvTimeoutError::Disconnected) => {
                Err(io::Error::other("the port is gone"))
            }
            Ok(next) => Ok(Some(next)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
        }
    }

    fn send(&self, client: usize, bytes: &[u8]) {
        self.writers.send(client, bytes);
    }

    /// Changes the rate of a real port.
    fn set_baud(&mut self, baud: u32) {
        if let Some(port) = &mut self.serial {
            let changed = port
                .get_configuration()
                .and_then(|settings| even(settings, baud));
            if let Err(error) = changed.and_then(|settings| port.set_configuration(&settings)) {
                eprintln!("meter: cannot change to {baud} baud: {error}");
            }
        }
    }
}

/// Joins line and ports until all ports are gone. One client has the line at a time; the others
/// wait. At `start` the time of the bus is `zero`.
///
/// # Errors
/// When no port is left to read from.
pub fn serve(
    mut bus: Bus,
    mut traffic: Traffic,
    start: std::time::Instant,
    zero: Instant,
) -> io::Result<()> {
    let now = || zero + Micros::from(start.elapsed());
    let mut owner = None;
    let mut kept_until = zero;
    let mut waiting: VecDeque<(usize, Vec<u8>)> = VecDeque::new();
    let mut baud = bus.baud();
    loop {
        let mut due = bus.next_call();
        if !waiting.is_empty() {
            due = [due, Some(kept_until)].into_iter().flatten().min();
        }
        let wait = due.map_or(Micros::from_millis(60_000), |due| due.since(now()));
        match traffic.next(Duration::from(wait))? {
            Some(Incoming::Bytes(client, bytes)) => waiting.push_back((client, bytes)),
            Some(Incoming::Line(line)) => println!("{}", obey(&mut bus, now(), &line)),
            Some(Incoming::Gone) | None => {}
        }
        let at = now();
        let out = bus.poll(at);
        if !out.is_empty()
            && let Some(owner) = owner
        {
            traffic.send(owner, &out);
            kept_until = at + Micros::from_millis(5);
        }
        if bus.is_busy() {
            kept_until = kept_until.later(at + Micros::from_millis(5));
        }
        let free = at >= kept_until;
        let mut rest = VecDeque::new();
        while let Some((client, bytes)) = waiting.pop_front() {
            if owner == Some(client)
                || (free && rest.is_empty() && (owner.is_none() || !bus.is_busy()))
            {
                owner = Some(client);
                bus.receive(at, &bytes);
                // Time for the answer to come before another client gets the line.
                kept_until = at + Micros::from_millis(120);
            } else {
                rest.push_back((client, bytes));
            }
        }
        waiting = rest;
        if bus.baud() != baud {
            baud = bus.baud();
            traffic.set_baud(baud);
        }
    }
}

/// Does what a typed line says, to the meter it names or to all; returns what to tell.
fn obey(bus: &mut Bus, now: Instant, line: &str) -> String {
    let (named, command) = match commands::parse(line) {
        Ok(parsed) => parsed,
        Err(error) => return format!("error: {error}"),
    };
    let mut count = 0;
    for meter in bus.meters() {
        if named.is_none_or(|named| named == meter.address()) {
            command.apply(meter, now);
            count += 1;
        }
    }
    match (count, named) {
        (0, Some(named)) => format!("error: no meter {named} on this line"),
        _ => format!("done: {}", line.trim()),
    }
}

/// What was opened.
#[derive(Default)]
pub struct Port {
    listen: Option<std::net::SocketAddr>,
    pty: Option<String>,
    serial: Option<String>,
    /// Kept open so that the terminal lives on while no client has it.
    _slave: Option<File>,
}

impl Port {
    /// Address and port of the listener.
    #[must_use]
    pub fn tcp(&self) -> Option<std::net::SocketAddr> {
        self.listen
    }

    /// Path of the pseudo-terminal.
    #[must_use]
    pub fn pty(&self) -> Option<&str> {
        self.pty.as_deref()
    }

    /// Hands each opened place to `take`.
    pub fn describe(&self, mut take: impl FnMut(&str, serde_json::Value)) {
        if let Some(address) = self.listen {
            take("listen", address.to_string().into());
            take("port", address.port().into());
        }
        for (key, path) in [("pty", &self.pty), ("serial", &self.serial)] {
            if let Some(path) = path {
                take(key, path.clone().into());
            }
        }
    }
}

/// Opens what was asked for; TCP on a free port of this machine if nothing was. Lines of the
/// standard input become [`commands`].
///
/// # Errors
/// What the system says, with the name of the port.
pub fn open(
    listen: Option<&str>,
    pty: bool,
    serial: Option<&str>,
    baud: u32,
) -> io::Result<(Traffic, Port)> {
    let (sender, incoming) = channel();
    let mut traffic = Traffic {
        incoming,
        lines: sender.clone(),
        writers: Clients(Arc::default()),
        serial: None,
    };
    let mut port = Port::default();
    let listen = listen.or((!pty && serial.is_none()).then_some("127.0.0.1:0"));
    if let Some(place) = listen {
        let listener = TcpListener::bind(place).map_err(|error| named(place, &error))?;
        port.listen = Some(listener.local_addr()?);
        accept(listener, sender.clone(), Arc::clone(&traffic.writers.0));
    }
    if pty {
        let (master, slave, path) = open_pty()?;
        port.pty = Some(path);
        port._slave = Some(slave);
        let writer = master.try_clone()?;
        attach(&traffic.writers.0, 0, Box::new(writer));
        let sender = sender.clone();
        std::thread::spawn(move || {
            pump(master, 0, &sender);
            let _ = sender.send(Incoming::Gone);
        });
    } else if let Some(path) = serial {
        let device = SerialPort::open(path, |settings| even(settings, baud))
            .map_err(|error| named(path, &error))?;
        let device = Arc::new(device);
        port.serial = Some(path.to_owned());
        attach(&traffic.writers.0, 1, Box::new(Shared(Arc::clone(&device))));
        traffic.serial = Some(device.try_clone()?);
        let sender = sender.clone();
        std::thread::spawn(move || {
            pump(Shared(device), 1, &sender);
            let _ = sender.send(Incoming::Gone);
        });
    }
    Ok((traffic, port))
}

fn named(place: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{place}: {error}"))
}

fn even(mut settings: Settings, baud: u32) -> io::Result<Settings> {
    settings.set_raw();
    settings.set_baud_rate(baud)?;
    settings.set_parity(Parity::Even);
    Ok(settings)
}

fn attach(writers: &Mutex<HashMap<usize, Writer>>, client: usize, writer: Writer) {
    if let Ok(mut writers) = writers.lock() {
        writers.insert(client, writer);
    }
}

/// Takes TCP clients, numbered from 2.
fn accept(
    listener: TcpListener,
    sender: Sender<Incoming>,
    writers: Arc<Mutex<HashMap<usize, Writer>>>,
) {
    std::thread::spawn(move || {
        for (stream, client) in listener.incoming().zip(2..) {
            let Ok(stream) = stream else { continue };
            if stream.set_nodelay(true).is_err() {
                continue;
            }
            let Ok(writer) = stream.try_clone() else {
                continue;
            };
            attach(&writers, client, Box::new(writer));
            let (sender, writers) = (sender.clone(), Arc::clone(&writers));
            std::thread::spawn(move || {
                pump::<TcpStream>(stream, client, &sender);
                if let Ok(mut writers) = writers.lock() {
                    writers.remove(&client);
                }
            });
        }
    });
}

/// Reads until the other side is gone.
fn pump<R: Read>(mut from: R, client: usize, to: &Sender<Incoming>) {
    let mut buffer = [0; 1024];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return,
            Ok(count) => {
                let bytes = buffer.get(..count).unwrap_or_default().to_vec();
                if to.send(Incoming::Bytes(client, bytes)).is_err() {
                    return;
                }
            }
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::Interrupted | io::ErrorKind::TimedOut
                ) => {}
            Err(_) => return,
        }
    }
}

/// A serial port that several threads use.
struct Shared(Arc<SerialPort>);

impl Read for Shared {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.read(bytes)
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A raw pseudo-terminal: master, slave and the slave's path.
fn open_pty() -> io::Result<(File, File, String)> {
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    let master: OwnedFd = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
    grantpt(&master)?;
    unlockpt(&master)?;
    let path = ptsname(&master, Vec::new())?.to_string_lossy().into_owned();
    let slave = File::options().read(true).write(true).open(&path)?;
    let mut settings = rustix::termios::tcgetattr(&slave)?;
    settings.make_raw();
    rustix::termios::tcsetattr(&slave, rustix::termios::OptionalActions::Now, &settings)?;
    Ok((File::from(master), slave, path))
}
