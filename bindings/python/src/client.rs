//! Meters over TCP and serial ports. Nothing here holds the interpreter while the line is busy.

use crate::errors::{self, Error};
use crate::frame::{Value, Warning, values_of, warnings_of};
use crate::items::id_of;
use dlt645::{Address, Data};
use dlt645_explain::build::{self, Access, Built, Order};
use dlt645_explain::{Lang, given, names, values};
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use serial2::SerialPort;
use std::io;
use std::net::TcpStream;
use std::sync::Mutex;
use std::time::Duration;
use ttl_link::adapter::host::{self, Port};
use ttl_link::{Line, Micros, Request, line::Parity};

/// TCP or serial.
enum Either {
    Tcp(TcpStream),
    Serial(SerialPort),
}

impl Port for Either {
    fn read_for(&mut self, bytes: &mut [u8], wait: Duration) -> io::Result<Option<usize>> {
        match self {
            Self::Tcp(port) => port.read_for(bytes, wait),
            Self::Serial(port) => port.read_for(bytes, wait),
        }
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Tcp(port) => Port::write_all(port, bytes),
            Self::Serial(port) => Port::write_all(port, bytes),
        }
    }
}

type Master = host::Client<Either, 4096>;

/// A master on a line; requests of several threads wait for each other.
#[pyclass(frozen, module = "dlt645_rs")]
pub(crate) struct Client {
    master: Mutex<Option<Master>>,
}

/// What a meter said of one item.
#[pyclass(frozen, get_all, module = "dlt645_rs")]
pub(crate) struct Reading {
    /// The meter's address.
    address: String,
    /// The identifier.
    di: String,
    /// Its name.
    name: Option<String>,
    /// The values.
    values: Vec<Py<Value>>,
    /// What is odd about them.
    warnings: Vec<Py<Warning>>,
}

#[pymethods]
impl Reading {
    /// The first value, which is the only one of most items.
    #[getter]
    fn value(&self, py: Python<'_>) -> Option<Py<PyAny>> {
        let first = self.values.first()?;
        Some(first.get().value.clone_ref(py))
    }

    /// The unit of the first value.
    #[getter]
    fn unit(&self) -> Option<&'static str> {
        self.values.first()?.get().unit
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let values: Vec<String> = self
            .values
            .iter()
            .map(|value| Ok(value.bind(py).repr()?.to_string()))
            .collect::<PyResult<_>>()?;
        Ok(format!(
            "<Reading {} {} {}>",
            self.address,
            self.di,
            values.join(" ")
        ))
    }
}

fn address_of(text: &str) -> PyResult<Address> {
    match text {
        "any" => Ok(Address::WILDCARD),
        "all" => Ok(Address::BROADCAST),
        digits => digits
            .parse()
            .map_err(|error| PyValueError::new_err(given::of_address(error).en)),
    }
}

fn wrong(error: dlt645_explain::phrases::Phrase) -> PyErr {
    PyValueError::new_err(error.en)
}

fn access(password: &str, operator: &str) -> PyResult<Access> {
    Ok(Access {
        password: build::password(password).map_err(wrong)?,
        operator: build::operator(operator).map_err(wrong)?,
    })
}

fn line_of(baud: u32, timeout: Option<f64>, retries: u8) -> PyResult<Line> {
    let mut line = Line::tunnel(baud);
    line.tries = retries.saturating_add(1);
    if let Some(seconds) = timeout {
        if !(0.001..=3600.0).contains(&seconds) {
            return Err(PyValueError::new_err("timeout is 0.001 to 3600 seconds"));
        }
        let ms = (seconds * 1000.0) as u64;
        line.first_byte = Micros::from_millis(ms);
        // As the tool does it: a short time-out is meant for fast lines.
        line.margin = Micros::from_millis(20);
        line.gap = line.gap.min(Micros::from_millis(ms.max(50)));
    }
    Ok(line)
}

/// What came of an exchange, out of the engine's buffer.
struct Answer {
    address: Address,
    data: Vec<u8>,
}

impl Client {
    fn of(port: Either, line: Line) -> Self {
        Self {
            master: Mutex::new(Some(Master::sized(port, line))),
        }
    }

    /// Runs `work` with the master and without the interpreter.
    fn with<R: Send>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&mut Master) -> R + Send,
    ) -> PyResult<R> {
        let result = py.detach(|| {
            let mut master = match self.master.lock() {
                Ok(master) => master,
                Err(poisoned) => poisoned.into_inner(),
            };
            master.as_mut().map(work)
        });
        result.ok_or_else(|| errors::PortError::new_err("the client is closed"))
    }

    fn exchange(&self, py: Python<'_>, request: &Request<'_>) -> PyResult<Answer> {
        let result = self.with(py, |master| {
            master.exchange(request).map(|reply| Answer {
                address: reply.address,
                data: reply.data.wire().to_vec(),
            })
        })?;
        result.map_err(|error| errors::client(py, &error))
    }

    /// Sends what was built and waits for "accepted"; only sends what nobody answers.
    fn order(&self, py: Python<'_>, order: &Order, address: Address) -> PyResult<()> {
        let Built {
            address,
            control,
            data,
        } = order.build(address).map_err(wrong)?;
        let request = Request::raw(address, control, &data);
        if address.is_broadcast() {
            let sent = self.with(py, |master| master.send(&request))?;
            return sent.map(drop).map_err(|error| errors::client(py, &error));
        }
        self.exchange(py, &request).map(drop)
    }
}

#[pymethods]
impl Client {
    /// A transparent serial server, or a virtual meter. `timeout` in seconds from the end of a
    /// request to the first byte of its answer.
    #[staticmethod]
    #[pyo3(signature = (host, port, *, timeout = None, retries = 2, baud = 0))]
    fn tcp(
        py: Python<'_>,
        host: &str,
        port: u16,
        timeout: Option<f64>,
        retries: u8,
        baud: u32,
    ) -> PyResult<Self> {
        let line = line_of(baud, timeout, retries)?;
        let opened = py.detach(|| host::Client::connect((host, port), line));
        let port = opened.map_err(|error| PyOSError::new_err(error.to_string()))?;
        Ok(Self::of(Either::Tcp(port.into_port()), line))
    }

    /// A serial port with 8 data bits, `parity` even, odd or none.
    #[staticmethod]
    #[pyo3(signature = (path, baud = 2400, *, parity = "even", timeout = None, retries = 2))]
    fn serial(
        py: Python<'_>,
        path: &str,
        baud: u32,
        parity: &str,
        timeout: Option<f64>,
        retries: u8,
    ) -> PyResult<Self> {
        let parity = match parity {
            "even" => Parity::Even,
            "odd" => Parity::Odd,
            "none" => Parity::None,
            _ => return Err(PyValueError::new_err("parity is even, odd or none")),
        };
        let mut line = line_of(baud, timeout, retries)?;
        line.parity = parity;
        let opened = py.detach(|| host::Client::open(path, line));
        let port = opened.map_err(|error| PyOSError::new_err(error.to_string()))?;
        Ok(Self::of(Either::Serial(port.into_port()), line))
    }

    /// The address of the one meter on the line.
    fn read_address(&self, py: Python<'_>) -> PyResult<String> {
        let result = self.with(py, Master::read_address)?;
        let address = result.map_err(|error| errors::client(py, &error))?;
        Ok(address.to_string())
    }

    /// Reads one item, by its identifier or by words.
    fn read(&self, py: Python<'_>, address: &str, di: &str) -> PyResult<Reading> {
        let (asked, di) = (address_of(address)?, id_of(di)?);
        let answer = self.exchange(py, &Request::read(asked, di))?;
        let mut found = values::checked(di, Data::from_wire(&answer.data))
            .map_err(|why| Error::new_err(why.en))?;
        if answer.address != asked && !asked.has_wildcard() && !asked.is_broadcast() {
            let odd = dlt645::item::Warning::address(asked, answer.address);
            found.warnings.push(values::of_warning(&odd));
        }
        Ok(Reading {
            address: answer.address.to_string(),
            di: di.to_string(),
            name: names::of(di, Lang::En),
            values: values_of(py, &found.lines)?
                .into_iter()
                .map(|value| Py::new(py, value))
                .collect::<PyResult<_>>()?,
            warnings: warnings_of(&found.warnings)
                .into_iter()
                .map(|odd| Py::new(py, odd))
                .collect::<PyResult<_>>()?,
        })
    }

    /// Writes a value, given as `read` shows it; returns when the meter has accepted it.
    #[pyo3(signature = (address, di, value, *, password = "02:000000", operator = "00000000", raw = false))]
    #[expect(
        clippy::too_many_arguments,
        reason = "the last three have names in Python"
    )]
    fn write(
        &self,
        py: Python<'_>,
        address: &str,
        di: &str,
        value: &Bound<'_, PyAny>,
        password: &str,
        operator: &str,
        raw: bool,
    ) -> PyResult<()> {
        let order = Order::Write {
            di: id_of(di)?,
            value: value.str()?.to_string().replacen(' ', "T", 1),
            raw,
            access: access(password, operator)?,
            with_password: true,
        };
        self.order(py, &order, address_of(address)?)
    }

    /// Broadcasts a time, which nobody answers.
    fn broadcast_time(&self, py: Python<'_>, time: &Bound<'_, PyAny>) -> PyResult<()> {
        let time = time.str()?.to_string().replacen(' ', "T", 1);
        self.order(py, &Order::Time { time }, Address::BROADCAST)
    }

    /// Orders the relay: `trip`, `permit`, `close`, `alarm`, `alarm-off`, `keep`, `keep-off`.
    #[pyo3(signature = (address, action, until, *, password = "02:000000", operator = "00000000"))]
    fn relay(
        &self,
        py: Python<'_>,
        address: &str,
        action: &str,
        until: &Bound<'_, PyAny>,
        password: &str,
        operator: &str,
    ) -> PyResult<()> {
        let order = Order::Relay {
            action: action.to_owned(),
            until: until.str()?.to_string().replacen(' ', "T", 1),
            access: access(password, operator)?,
        };
        self.order(py, &order, address_of(address)?)
    }

    /// Closes the port.
    fn close(&self, py: Python<'_>) {
        py.detach(|| {
            let mut master = match self.master.lock() {
                Ok(master) => master,
                Err(poisoned) => poisoned.into_inner(),
            };
            *master = None;
        });
    }

    fn __enter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    #[pyo3(signature = (*_args))]
    fn __exit__(&self, py: Python<'_>, _args: &Bound<'_, pyo3::types::PyTuple>) {
        self.close(py);
    }
}
