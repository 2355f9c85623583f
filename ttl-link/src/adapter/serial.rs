//! Serial ports for the blocking client of hosts.

use super::host::{Client, Port, STUCK, timed};
use crate::Line;
use serial2_v0_2::{Parity, SerialPort, Settings};
use std::io;
use std::path::Path;
use std::time::Duration;

impl Port for SerialPort {
    fn read_for(&mut self, bytes: &mut [u8], wait: Duration) -> io::Result<Option<usize>> {
        self.set_read_timeout(wait)?;
        timed(self.read(bytes))
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        SerialPort::write_all(self, bytes)
    }
}

impl Client<SerialPort> {
    /// Opens a serial port with 8 data bits, even parity and 1 stop bit at the baud rate of `line`.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(path: impl AsRef<Path>, line: Line) -> io::Result<Self> {
        let mut port = SerialPort::open(path, |settings| even(settings, line.baud))?;
        port.set_write_timeout(STUCK)?;
        Ok(Self::new(port, line))
    }

    /// Changes the baud rate of port and engine.
    ///
    /// # Errors
    /// What the system says.
    pub fn set_baud(&mut self, baud: u32) -> io::Result<()> {
        let settings = even(self.port().get_configuration()?, baud)?;
        self.port().set_configuration(&settings)?;
        let line = Line { baud, ..*self.master().line() };
        self.master().set_line(line);
        Ok(())
    }
}

fn even(mut settings: Settings, baud: u32) -> io::Result<Settings> {
    settings.set_raw();
    settings.set_baud_rate(baud)?;
    settings.set_parity(Parity::Even);
    Ok(settings)
}
