//! One emulated board: the emulator's process, its three UARTs as sockets, its memory as a file.

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The emulator, and the Debian package that it is in.
pub(crate) const EMULATOR: &str = "qemu-system-arm";
/// Name of the memory in the board's folder, where the image looks for it.
pub(crate) const MEMORY: &str = "nvm.bin";
/// UARTs of the board.
pub(crate) const LINE: usize = 0;
pub(crate) const MODEM: usize = 1;
pub(crate) const SLOT: usize = 2;
/// How long the emulator may take to connect.
const PATIENCE: Duration = Duration::from_secs(20);

/// Bytes that a board sent.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// Which board.
    pub(crate) board: usize,
    /// Its start number.
    pub(crate) life: u32,
    /// UART.
    pub(crate) port: usize,
    /// When they were read.
    pub(crate) at: Instant,
    /// The bytes; none at all when the emulator has ended.
    pub(crate) bytes: Vec<u8>,
}

/// A running board; dropped, it is killed.
#[derive(Debug)]
pub(crate) struct Emulator {
    child: Arc<Mutex<Child>>,
    ports: Vec<TcpStream>,
}

impl Emulator {
    /// Whether the emulator is installed.
    pub(crate) fn is_installed() -> bool {
        let mut version = Command::new(EMULATOR);
        version
            .arg("--version")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        version.status().is_ok_and(|status| status.success())
    }

    /// Starts `image` in `folder`; what it sends goes to `inputs`.
    pub(crate) fn start(
        image: &Path,
        folder: &Path,
        board: usize,
        life: u32,
        inputs: &Sender<Input>,
    ) -> io::Result<Self> {
        let listeners = (0..3)
            .map(|_| TcpListener::bind("127.0.0.1:0"))
            .collect::<io::Result<Vec<_>>>()?;
        let log = File::options()
            .create(true)
            .append(true)
            .open(folder.join("emulator.log"))?;
        let mut command = Command::new(EMULATOR);
        command.args([
            "-M",
            "lm3s6965evb",
            "-display",
            "none",
            "-monitor",
            "none",
            "-net",
            "none",
        ]);
        command
            .args(["-semihosting-config", "enable=on,target=native", "-kernel"])
            .arg(image);
        for listener in &listeners {
            command
                .arg("-serial")
                .arg(format!("tcp:{},nodelay=on", listener.local_addr()?));
        }
        command
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        let child = Arc::new(Mutex::new(command.spawn()?));
        let mut emulator = Self {
            child,
            ports: Vec::new(),
        };
        for (port, listener) in listeners.iter().enumerate() {
            let stream = emulator.accept(listener)?;
            stream.set_nodelay(true)?;
            let (from, inputs) = (stream.try_clone()?, inputs.clone());
            thread::spawn(move || listen(from, board, life, port, &inputs));
            emulator.ports.push(stream);
        }
        Ok(emulator)
    }

    fn accept(&self, listener: &TcpListener) -> io::Result<TcpStream> {
        listener.set_nonblocking(true)?;
        let started = Instant::now();
        loop {
            match listener.accept() {
                Ok((stream, _)) => {
                    stream.set_nonblocking(false)?;
                    return Ok(stream);
                }
                Err(error) if error.kind() != io::ErrorKind::WouldBlock => return Err(error),
                Err(_) => {}
            }
            let ended = lock(&self.child).try_wait()?;
            if let Some(status) = ended {
                return Err(io::Error::other(format!(
                    "{EMULATOR} ended with {status}, see emulator.log"
                )));
            }
            if started.elapsed() > PATIENCE {
                return Err(io::Error::other(format!("{EMULATOR} does not connect")));
            }
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Sends bytes to one of its UARTs. A board that has just died takes none.
    pub(crate) fn send(&mut self, port: usize, bytes: &[u8]) {
        if let Some(stream) = self.ports.get_mut(port) {
            let _ = stream.write_all(bytes);
        }
    }

    /// A handle with which another thread can kill it.
    pub(crate) fn killer(&self) -> Killer {
        Killer(Arc::clone(&self.child))
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.killer().kill();
    }
}

/// Ends a process at once (SIGKILL).
#[derive(Clone, Debug)]
pub(crate) struct Killer(Arc<Mutex<Child>>);

impl Killer {
    /// Ends it.
    pub(crate) fn kill(&self) {
        let mut child = lock(&self.0);
        let _ = child.kill();
        let _ = child.wait();
    }
}

fn lock(child: &Mutex<Child>) -> std::sync::MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}

fn listen(mut from: TcpStream, board: usize, life: u32, port: usize, inputs: &Sender<Input>) {
    let mut buffer = [0; 512];
    while let Ok(count) = from.read(&mut buffer) {
        let at = Instant::now();
        let bytes = buffer.get(..count).unwrap_or_default().to_vec();
        if count == 0
            || inputs
                .send(Input {
                    board,
                    life,
                    port,
                    at,
                    bytes,
                })
                .is_err()
        {
            break;
        }
    }
    let _ = inputs.send(Input {
        board,
        life,
        port,
        at: Instant::now(),
        bytes: Vec::new(),
    });
}

/// Where a board's memory is.
pub(crate) fn memory(folder: &Path) -> PathBuf {
    folder.join(MEMORY)
}
