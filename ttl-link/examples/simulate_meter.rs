//! Be a meter: a simulator for a test of one's own, over TCP. Its data are what a `Store` says.
//!
//! `cargo run -p ttl-link --features std --example simulate_meter [-- HOST:PORT]`

use dlt645::command::Password;
use dlt645::{Address, DataId};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;
use ttl_link::{Instant, Line, Meter, Micros, Refusal, Store, WriteRequest};

/// A meter of two items; one can be written with the password 02 123456.
struct Shelf {
    address: Address,
    items: BTreeMap<DataId, Vec<u8>>,
}

impl Store for Shelf {
    fn address(&self) -> Address {
        self.address
    }

    fn read(
        &mut self,
        _now: Instant,
        di: DataId,
        _extra: &[u8],
        out: &mut [u8],
    ) -> Result<usize, Refusal> {
        let value = self.items.get(&di).ok_or(Refusal::NO_DATA)?;
        out.get_mut(..value.len())
            .ok_or(Refusal::OTHER)?
            .copy_from_slice(value);
        Ok(value.len())
    }

    fn write(&mut self, _now: Instant, request: &WriteRequest<'_>) -> Result<(), Refusal> {
        if request.password != Some(Password::new(2, 0x12_34_56)) {
            return Err(Refusal::PASSWORD);
        }
        let value = self.items.get_mut(&request.di).ok_or(Refusal::NO_DATA)?;
        *value = request.data.to_vec();
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let listen = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let listener = TcpListener::bind(&listen).map_err(|error| format!("{listen}: {error}"))?;
    let energy = (DataId::V2007(0x0001_0000), vec![0x89, 0x00, 0x24, 0x01]);
    let settlement = (DataId::V2007(0x0400_0B01), vec![0x00, 0x01]);
    let mut shelf = Shelf {
        address: "112233445566".parse()?,
        items: [energy, settlement].into(),
    };
    println!("meter {} on {}", shelf.address, listener.local_addr()?);
    for client in listener.incoming() {
        if let Err(error) = serve(client?, &mut shelf) {
            println!("client lost: {error}");
        }
    }
    Ok(())
}

/// Bytes in, bytes out, deadlines: all that the engine wants. A test in virtual time makes the same
/// calls.
fn serve(mut client: TcpStream, shelf: &mut Shelf) -> std::io::Result<()> {
    let start = std::time::Instant::now();
    let now = || Instant::ZERO + Micros::from(start.elapsed());
    let mut meter = Meter::new(Line::ttl(9600));
    loop {
        let wait = meter
            .poll_timeout()
            .map_or(Duration::from_secs(60), |due| due.since(now()).into());
        client.set_read_timeout(Some(wait.max(Duration::from_millis(1))))?;
        let mut bytes = [0; 512];
        match client.read(&mut bytes) {
            Ok(0) => return Ok(()),
            Ok(count) => meter.handle_input(now(), bytes.get(..count).unwrap_or_default()),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(error) => return Err(error),
        }
        meter.handle_timeout(now(), shelf);
        if let Some(frame) = meter.poll_transmit(now()) {
            client.write_all(frame)?;
        }
    }
}
