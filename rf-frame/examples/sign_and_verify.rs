//! Sign a report with the node's key and check it as a gateway does: integrity first, then the
//! replay window.
//!
//! `cargo run -p rf-frame --example sign_and_verify`

use rf_frame::v1::frame::{Frame, Header, encode};
use rf_frame::v1::receive::Window;
use rf_frame::v1::report::{Age, Flags, Quality, Report};
use rf_frame::v1::{Key, Suite};
use std::error::Error;

const NET: u16 = 0x1A2B;

fn main() -> Result<(), Box<dyn Error>> {
    // The cabinet's master key never goes on air; the node's key follows from it and the meter
    // number.
    let master = Key::new(Suite::Ascon, *b"never in sources")?;
    let meter = [0x66, 0x55, 0x44, 0x33, 0x22, 0x11];
    let node_key = master.derive_node(NET, &meter);

    let age = Age::from_micros(1_020_000);
    let report = Report {
        evt: 1,
        flags: Flags::OUT,
        round: 1,
        quality: Quality::Second,
        age,
        cap: 196,
    };
    let mut buffer = [0; 62];
    let sent = encode(
        &Header::up(NET, 7, 257),
        &report,
        &[],
        Some(&node_key),
        &mut buffer,
    )?
    .to_vec();
    println!("{} bytes on air: {}", sent.len(), hex(&sent));

    // The gateway derives the same key from the number it has on its list.
    let key = master.derive_node(NET, &meter);
    let mut window = Window::from_top(256);
    receive("as sent", &sent, &key, &mut window);
    receive("the same frame again", &sent, &key, &mut window);
    let mut forged = sent.clone();
    if let Some(flags) = forged.get_mut(13) {
        *flags ^= 1;
    }
    receive("one bit changed on air", &forged, &key, &mut window);
    receive(
        "another meter's key",
        &sent,
        &master.derive_node(NET, &[0; 6]),
        &mut window,
    );
    Ok(())
}

/// Length, CRC, version and network in `parse_in`; then the MIC; then the counter; only then the
/// payload counts.
fn receive(what: &str, bytes: &[u8], key: &Key, window: &mut Window) {
    let verdict = match Frame::parse_in(bytes, NET) {
        Err(error) => format!("refused, {error}"),
        Ok(frame) if !frame.verify(key) => "refused, wrong MIC".to_owned(),
        Ok(frame) if !window.accept(frame.header().ctr) => {
            "refused, counter was seen before".to_owned()
        }
        Ok(frame) => format!("{:?}", Report::of(&frame)),
    };
    println!("{what}: {verdict}");
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
