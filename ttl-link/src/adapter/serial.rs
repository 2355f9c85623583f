//! Serial ports for the blocking client of hosts.

use super::host::{Client, Port, STUCK, timed};
use crate::Line;
use serial2_v0_2::{SerialPort, Settings};
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
    /// Opens a serial port with 8 data bits and the rate, parity and stop bits of `line`.
    ///
    /// # Errors
    /// What the system says; [`io::ErrorKind::Unsupported`] if the port opens but does not take the
    /// parity, as pseudo-terminals do and some real ports too, which would garble what meters
    /// say. For a pseudo-terminal use [`Parity::None`](crate::line::Parity::None) in the line.
    pub fn open(path: impl AsRef<Path>, line: Line) -> io::Result<Self> {
        let path = path.as_ref();
        let open = |line: &Line| SerialPort::open(path, |settings| set(settings, line));
        let mut port = open(&line).map_err(|error| {
            let none = line.with_parity(crate::line::Parity::None);
            let refused = line.parity != none.parity && open(&none).is_ok();
            if refused { super::no_parity() } else { error }
        })?;
        port.set_write_timeout(STUCK)?;
        Ok(Self::new(port, line))
    }

    /// Changes the baud rate of port and engine; the parity stays.
    ///
    /// # Errors
    /// What the system says.
    pub fn set_baud(&mut self, baud: u32) -> io::Result<()> {
        let mut settings = self.port().get_configuration()?;
        settings.set_baud_rate(baud)?;
        self.port().set_configuration(&settings)?;
        let line = self.master().line().with_baud(baud);
        self.master().set_line(line);
        Ok(())
    }
}

fn set(mut settings: Settings, line: &Line) -> io::Result<Settings> {
    use serial2_v0_2::{Parity, StopBits};
    settings.set_raw();
    settings.set_baud_rate(line.baud)?;
    settings.set_parity(match line.parity {
        crate::line::Parity::None => Parity::None,
        crate::line::Parity::Even => Parity::Even,
        crate::line::Parity::Odd => Parity::Odd,
    });
    settings.set_stop_bits(match line.stop_bits {
        crate::line::StopBits::One => StopBits::One,
        crate::line::StopBits::Two => StopBits::Two,
    });
    Ok(settings)
}
