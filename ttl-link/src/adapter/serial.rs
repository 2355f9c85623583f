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
    /// What the system says; [`io::ErrorKind::Unsupported`] if the port opens but takes no even parity, as
    /// pseudo-terminals do and some real ports too, which would garble what meters say. For a pseudo-terminal use
    /// [`open_with_parity`](Self::open_with_parity) with [`Parity::None`].
    pub fn open(path: impl AsRef<Path>, line: Line) -> io::Result<Self> {
        let path = path.as_ref();
        Self::open_with_parity(path, line, Parity::Even).map_err(|error| {
            let opens =
                SerialPort::open(path, |settings| set(settings, line.baud, Parity::None)).is_ok();
            if opens { super::no_parity() } else { error }
        })
    }

    /// As [`open`](Self::open) with another parity.
    ///
    /// # Errors
    /// What the system says.
    pub fn open_with_parity(
        path: impl AsRef<Path>,
        line: Line,
        parity: Parity,
    ) -> io::Result<Self> {
        let mut port = SerialPort::open(path, |settings| set(settings, line.baud, parity))?;
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
        let line = Line {
            baud,
            ..*self.master().line()
        };
        self.master().set_line(line);
        Ok(())
    }
}

fn set(mut settings: Settings, baud: u32, parity: Parity) -> io::Result<Settings> {
    settings.set_raw();
    settings.set_baud_rate(baud)?;
    settings.set_parity(parity);
    Ok(settings)
}
