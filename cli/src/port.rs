//! The port to the meters: TCP, a modem that calls in, or a serial device, with a record of every
//! byte.

use crate::lang::{self, say};
use crate::tell;
use chrono::{DateTime, Local};
use dlt645_explain::Lang;
use serial2_v0_2::{CharSize, Parity, SerialPort, Settings, StopBits};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Write};
use std::net::{TcpListener, TcpStream, ToSocketAddrs};
use std::path::Path;
use std::str::FromStr;
use std::time::{Duration, Instant};
use ttl_link::adapter::host;

/// How long a TCP server may take to accept.
const CONNECT: Duration = Duration::from_secs(5);
/// ENOTTY.
const NOT_A_TERMINAL: i32 = 25;

/// Data bits, parity and stop bits: `8E1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Framing {
    /// 7 or 8.
    pub(crate) data: u8,
    /// Parity.
    pub(crate) parity: Parity,
    /// 1 or 2.
    pub(crate) stop: u8,
}

impl Framing {
    /// What the standard wants.
    pub(crate) const STANDARD: Self = Self {
        data: 8,
        parity: Parity::Even,
        stop: 1,
    };
}

impl FromStr for Framing {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            say(
                "written as 8E1, 8N1, 8N2, 8O1, 7E1",
                "写作 8E1、8N1、8N2、8O1、7E1",
            )
            .to_owned()
        };
        let mut chars = text.chars();
        let (Some(data), Some(parity), Some(stop), None) =
            (chars.next(), chars.next(), chars.next(), chars.next())
        else {
            return Err(wrong());
        };
        let data = data
            .to_digit(10)
            .filter(|bits| matches!(bits, 7 | 8))
            .ok_or_else(wrong)?;
        let stop = stop
            .to_digit(10)
            .filter(|bits| matches!(bits, 1 | 2))
            .ok_or_else(wrong)?;
        let parity = match parity.to_ascii_uppercase() {
            'N' => Parity::None,
            'E' => Parity::Even,
            'O' => Parity::Odd,
            _ => return Err(wrong()),
        };
        Ok(Self {
            data: data as u8,
            parity,
            stop: stop as u8,
        })
    }
}

impl std::fmt::Display for Framing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parity = match self.parity {
            Parity::None => 'N',
            Parity::Odd => 'O',
            Parity::Even => 'E',
        };
        write!(f, "{}{parity}{}", self.data, self.stop)
    }
}

enum Kind {
    Tcp(TcpStream),
    Serial(SerialPort),
}

/// TCP or serial, by choice at run time.
pub(crate) struct Port {
    kind: Kind,
    trace: Option<Trace>,
    sent: Instant,
    heard: Option<Instant>,
}

/// Where every byte is written with its time.
pub(crate) struct Trace {
    out: Box<dyn Write + Send>,
}

impl Trace {
    /// To a file, or to standard error for `-`.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let out: Box<dyn Write + Send> = match path.to_str() {
            Some("-") => Box::new(io::stderr()),
            _ => Box::new(
                File::options()
                    .append(true)
                    .create(true)
                    .open(path)
                    .map_err(|error| lang::named(path, &error))?,
            ),
        };
        Ok(Self { out })
    }

    /// A line that `dlt645 decode` reads: time, direction, bytes.
    fn note(&mut self, sent: bool, bytes: &[u8]) {
        let now: DateTime<Local> = Local::now();
        let mut line = format!(
            "{} {}:",
            now.format("%Y-%m-%d %H:%M:%S%.3f"),
            if sent { "TX" } else { "RX" }
        );
        for byte in bytes {
            let _ = write!(line, " {byte:02X}");
        }
        // A closed standard error or a full disk is no reason to stop reading meters.
        let _ = writeln!(self.out, "{line}");
    }
}

impl host::Port for Port {
    fn read_for(&mut self, bytes: &mut [u8], wait: Duration) -> io::Result<Option<usize>> {
        let read = match &mut self.kind {
            Kind::Tcp(port) => port.read_for(bytes, wait),
            Kind::Serial(port) => host::Port::read_for(port, bytes, wait),
        };
        if matches!(read, Ok(Some(1..))) {
            self.heard = Some(Instant::now());
        }
        if let (Some(trace), Ok(Some(count))) = (&mut self.trace, &read)
            && let Some(got) = bytes.get(..*count).filter(|got| !got.is_empty())
        {
            trace.note(false, got);
        }
        read
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some(trace) = &mut self.trace {
            trace.note(true, bytes);
        }
        let written = match &mut self.kind {
            Kind::Tcp(port) => host::Port::write_all(port, bytes),
            Kind::Serial(port) => host::Port::write_all(port, bytes),
        };
        self.sent = Instant::now();
        self.heard = None;
        written
    }
}

impl Port {
    /// Connects to a transparent serial server.
    pub(crate) fn connect(server: &str) -> io::Result<Self> {
        let mut last = io::Error::other(say("no such host", "没有这个主机"));
        for address in server
            .to_socket_addrs()
            .map_err(|error| unnamed(server, &error))?
        {
            match TcpStream::connect_timeout(&address, CONNECT) {
                Ok(port) => return Self::tcp(port),
                Err(error) => last = error,
            }
        }
        Err(named(server, &last))
    }

    /// Waits for a modem that calls in.
    pub(crate) fn listen(place: &str, stopped: impl Fn() -> bool) -> io::Result<Self> {
        let listener = TcpListener::bind(place).map_err(|error| named(place, &error))?;
        listener.set_nonblocking(true)?;
        let own = listener.local_addr()?;
        match lang::get() {
            Lang::En => tell!("waiting for a call on {own}"),
            Lang::Zh => tell!("正在 {own} 等待接入"),
        }
        loop {
            match listener.accept() {
                Ok((port, from)) => {
                    port.set_nonblocking(false)?;
                    match lang::get() {
                        Lang::En => tell!("{from} called in"),
                        Lang::Zh => tell!("{from} 已接入"),
                    }
                    return Self::tcp(port);
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    if stopped() {
                        return Err(io::Error::other(say("stopped", "已停止")));
                    }
                    std::thread::sleep(Duration::from_millis(50));
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn tcp(port: TcpStream) -> io::Result<Self> {
        port.set_nodelay(true)?;
        port.set_write_timeout(Some(CONNECT))?;
        Ok(Self::of(Kind::Tcp(port)))
    }

    /// Opens a serial port.
    pub(crate) fn serial(path: &str, baud: u32, framing: Option<Framing>) -> io::Result<Self> {
        let port = open_serial(path, baud, framing).map_err(|error| named(path, &error))?;
        Ok(Self::of(Kind::Serial(port)))
    }

    fn of(kind: Kind) -> Self {
        Self {
            kind,
            trace: None,
            sent: Instant::now(),
            heard: None,
        }
    }

    /// From the last request to the last byte that was heard after it.
    pub(crate) fn answered_within(&self) -> Option<Duration> {
        self.heard?.checked_duration_since(self.sent)
    }

    /// Records every byte from now on.
    pub(crate) fn traced(mut self, trace: Option<Trace>) -> Self {
        self.trace = trace;
        self
    }

    /// Changes the settings of a serial port; without effect on TCP.
    pub(crate) fn set(&mut self, baud: u32, framing: Option<Framing>) -> io::Result<()> {
        if let Kind::Serial(port) = &mut self.kind {
            let mut settings = port.get_configuration()?;
            settings.set_baud_rate(baud)?;
            if let Some(framing) = framing {
                framing.apply(&mut settings);
            }
            port.set_configuration(&settings)?;
        }
        Ok(())
    }
}

impl Framing {
    fn apply(self, settings: &mut Settings) {
        settings.set_char_size(if self.data == 7 {
            CharSize::Bits7
        } else {
            CharSize::Bits8
        });
        settings.set_parity(self.parity);
        settings.set_stop_bits(if self.stop == 2 {
            StopBits::Two
        } else {
            StopBits::One
        });
    }
}

/// Opens a port. Pseudo-terminals and some real ports have no parity: those are used without, with
/// a warning, unless the settings were asked for.
fn open_serial(path: &str, baud: u32, wish: Option<Framing>) -> io::Result<SerialPort> {
    let open = |framing: Framing| {
        SerialPort::open(path, |mut settings: Settings| {
            settings.set_raw();
            settings.set_baud_rate(baud)?;
            framing.apply(&mut settings);
            Ok(settings)
        })
    };
    let plain = Framing {
        parity: Parity::None,
        ..Framing::STANDARD
    };
    let mut port = match (open(wish.unwrap_or(Framing::STANDARD)), wish) {
        (Err(error), None) if error.kind() != io::ErrorKind::NotFound => match open(plain) {
            Ok(port) => {
                match lang::get() {
                    Lang::En => tell!(
                        "{path} takes no even parity; meters use 8E1, a pseudo-terminal does not care"
                    ),
                    Lang::Zh => tell!("{path} 不支持偶校验；电表用 8E1，伪终端则无所谓"),
                }
                port
            }
            // Not a terminal at all: every setting is refused alike.
            Err(_) if error.raw_os_error() == Some(NOT_A_TERMINAL) => {
                return Err(io::Error::other(say("no serial port", "不是串口")));
            }
            Err(_) => return Err(error),
        },
        (result, _) => result?,
    };
    port.set_write_timeout(CONNECT)?;
    Ok(port)
}

/// A server whose name or port says nothing.
fn unnamed(server: &str, error: &io::Error) -> io::Error {
    let server = crate::visible(server, &[]);
    let text = match lang::get() {
        Lang::En => format!("{server}: give HOST:PORT, such as 192.168.1.20:4001 ({error})"),
        Lang::Zh => format!("{server}：请写作 主机:端口，例如 192.168.1.20:4001"),
    };
    io::Error::new(error.kind(), text)
}

/// The error with the port it belongs to, and what to do where the system's words do not tell.
fn named(place: &str, error: &io::Error) -> io::Error {
    let place = crate::visible(place, &[]);
    let text = match (error.kind(), lang::get()) {
        (io::ErrorKind::ConnectionRefused, Lang::En) => {
            format!("{place}: nothing listens there ({error})")
        }
        (io::ErrorKind::ConnectionRefused, Lang::Zh) => {
            format!("{place}：连接被拒绝，该处没有程序在监听")
        }
        (io::ErrorKind::PermissionDenied, Lang::En) => {
            format!("{place}: {error}; on Linux serial ports belong to the group dialout")
        }
        (io::ErrorKind::PermissionDenied, Lang::Zh) => {
            format!("{place}：没有权限；在 Linux 上串口属于 dialout 组")
        }
        (io::ErrorKind::NotFound, Lang::Zh) => format!("{place}：不存在"),
        (io::ErrorKind::TimedOut, Lang::Zh) => format!("{place}：连接超时"),
        (io::ErrorKind::AddrInUse, Lang::Zh) => format!("{place}：地址已被占用"),
        (_, Lang::En) => format!("{place}: {error}"),
        (_, Lang::Zh) => format!("{place}：{}", lang::of_system(error)),
    };
    io::Error::new(error.kind(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_written_as_usual() {
        for text in ["8E1", "8N1", "8N2", "8O1", "7E1"] {
            assert_eq!(text.parse::<Framing>().unwrap().to_string(), text);
        }
        assert_eq!("8E1".parse(), Ok(Framing::STANDARD));
        for text in ["", "8", "9N1", "8X1", "8N3", "8N1 "] {
            assert!(text.parse::<Framing>().is_err(), "{text}");
        }
    }
}
