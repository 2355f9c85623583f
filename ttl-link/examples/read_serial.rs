//! Read a meter on a serial port whose rate and edition nobody knows: find it first, then read.
//!
//! `cargo run -p ttl-link --features serial2-v0_2 --example read_serial -- /dev/ttyUSB0`

use dlt645::{DataId, Edition, item};
use serial2_v0_2::{Parity, SerialPort};
use std::error::Error;
use ttl_link::{BindConfig, Binder, Line, adapter::host::Client};

fn main() -> Result<(), Box<dyn Error>> {
    let port = std::env::args()
        .nth(1)
        .ok_or("which port? give its device")?;
    let mut client =
        Client::open(&port, Line::ttl(2400)).map_err(|error| format!("{port}: {error}"))?;

    // Tries rates and editions until a meter answers; the port follows.
    let mut set_baud = |port: &mut SerialPort, baud| {
        let mut settings = port.get_configuration()?;
        settings.set_raw();
        settings.set_baud_rate(baud)?;
        settings.set_parity(Parity::Even);
        port.set_configuration(&settings)
    };
    let found = client.bind(&mut Binder::new(BindConfig::new(), None), &mut set_baud)?;
    println!(
        "meter {}, edition {:?}, {} baud",
        found.address, found.edition, found.baud
    );

    // Forward active energy, total, as each edition numbers it.
    let id = match found.edition {
        Edition::V2007 => DataId::V2007(0x0001_0000),
        Edition::V1997 => DataId::V1997(0x9010),
    };
    let item = item::lookup(id).ok_or("not in the standard")?;
    let reading = client.read_value(found.address, &item)?;
    println!("{id} {} {}", reading.value, reading.value.unit());
    for warning in reading.warnings() {
        println!("  {warning}");
    }
    Ok(())
}
