//! Decode a capture: hexadecimal from the arguments, or a built-in one, to frames and values.
//!
//! `cargo run -p dlt645 --example decode_capture [-- HEX...]`

use dlt645::command::{Reply, Request};
use dlt645::{Data, DataId, Direction, Edition, Frames, item};
use std::error::Error;

/// Wake-up bytes, a reply, line noise, a request, a reply of three phases, and the meter's refusal
/// of something else.
const CAPTURE: &str = "FEFEFEFE 68450608112220689108 33333433 BC335734 5616  00FF \
    68450608112220681104 33323435 5916  6845060811222068910A 33323435 3956 4556 3333 6F16 \
    6845060811222068D101 35 7D16";

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let text = if given.is_empty() {
        CAPTURE.to_owned()
    } else {
        given.concat()
    };
    let bytes = unhex(&text)?;
    let mut frames = 0;
    // Noise and broken frames between good ones are passed over.
    for found in Frames::new(&bytes) {
        frames += 1;
        let frame = found.frame;
        print!(
            "byte {}: {} {}",
            found.offset,
            frame.address(),
            frame.control()
        );
        let edition = frame.edition().unwrap_or(Edition::V2007);
        if frame.control().direction() == Direction::Request {
            println!(": {:?}", Request::parse(&frame, edition)?);
            continue;
        }
        match Reply::parse(&frame, edition) {
            Ok(Reply::Read(reply)) => show(reply.id(), reply.data),
            Ok(Reply::Error(refused)) => println!(": refused, {}", refused.errors),
            Ok(other) => println!(": {other:?}"),
            Err(error) => println!(": {error}"),
        }
    }
    if frames == 0 {
        Err("no frame in it".into())
    } else {
        Ok(())
    }
}

/// Every part of the value: one for an energy, many for a block or an event record.
fn show(id: DataId, data: Data<'_>) {
    println!(", {id}");
    let Some(item) = item::lookup(id) else {
        return println!("  unknown item, raw {data:?}");
    };
    for part in item.parts(data) {
        match part.map(|part| (part, part.value)) {
            Ok((part, Ok(value))) => println!("  {part} {value} {}", value.unit()),
            Ok((part, Err(error))) => println!("  {part}: {error}"),
            Err(error) => println!("  {error}"),
        }
    }
}

fn unhex(text: &str) -> Result<Vec<u8>, String> {
    let digits: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let pair = |(at, pair): (usize, &[char])| {
        let pair: String = pair.iter().collect();
        u8::from_str_radix(&pair, 16)
            .map_err(|_| format!("byte {at} is {pair:?}, not two hexadecimal digits"))
    };
    digits.chunks(2).enumerate().map(pair).collect()
}
