//! Read a meter through a transparent serial server.
//!
//! `cargo run -p ttl-link --features std --example read_tcp -- HOST:PORT [IDENTIFIER...]`

use dlt645::{DataId, item};
use std::error::Error;
use ttl_link::{Line, adapter::host::Client};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let server = args.next().ok_or("which server? give HOST:PORT")?;
    let mut wanted = args
        .map(|text| text.parse())
        .collect::<Result<Vec<DataId>, _>>()?;
    if wanted.is_empty() {
        wanted = [0x0001_0000, 0x0201_FF00, 0x0400_0102]
            .map(DataId::V2007)
            .to_vec();
    }
    // The rate is that of the line on the other side of the server: it sets the time-outs.
    let mut client = Client::connect(&server, Line::tunnel(2400))
        .map_err(|error| format!("{server}: {error}"))?;
    let address = client.read_address()?;
    println!("meter {address}");
    for id in wanted {
        let item = item::lookup(id).ok_or_else(|| format!("{id} is not in the standard"))?;
        // With the item its length is known: an answer of another length is no value.
        match client.read_value(address, &item) {
            Ok(reading) => {
                for part in reading.parts() {
                    let part = part?;
                    let value = part.value?;
                    println!("{id} {part} {value} {}", value.unit());
                }
                for warning in reading.warnings() {
                    println!("{id} {warning}");
                }
            }
            Err(error) => println!("{id} no value: {error}"),
        }
    }
    Ok(())
}
