//! Encode requests: a read, a write with password, and the broadcast time.
//!
//! `cargo run -p dlt645 --example encode_request [-- ADDRESS]`

use dlt645::command::{BroadcastTime, Message, Operator, Password, Read, Write};
use dlt645::{Address, DataId, MAX_FRAME, item};
use std::error::Error;

/// FE bytes that wake the receiver of an optical head or a module.
const WAKE_UP: u8 = 4;

fn main() -> Result<(), Box<dyn Error>> {
    let address: Address = std::env::args()
        .nth(1)
        .as_deref()
        .unwrap_or("112233445566")
        .parse()?;
    let mut out = [0; MAX_FRAME + WAKE_UP as usize];

    // 11: forward active energy, total.
    let frame = Read::item(0x0001_0000).encode_woken(address, WAKE_UP, &mut out)?;
    show("read 00010000", frame);

    // 14: day and hour of the first monthly settlement, with password and level.
    let day = item::lookup(DataId::V2007(0x0400_0B01)).ok_or("not in the table")?;
    let mut value = [0; 2];
    let data: &[u8] = day.encode_text("01-00", &mut value)?;
    let password = Password::new(2, 0x12_34_56);
    let write = Write {
        di: 0x0400_0B01,
        password,
        operator: Operator::default(),
        data,
    };
    show(
        "write 04000B01 = 01-00",
        write.encode_woken(address, WAKE_UP, &mut out)?,
    );

    // 08: every meter on the line takes this time; none answers.
    let time = BroadcastTime::new(26, 1, 31, 12, 30, 5).ok_or("no such second")?;
    show(
        "time 2026-01-31T12:30:05",
        time.encode_woken(Address::BROADCAST, WAKE_UP, &mut out)?,
    );
    Ok(())
}

fn show(what: &str, frame: &[u8]) {
    let hex: String = frame.iter().map(|byte| format!("{byte:02X}")).collect();
    println!("{what:24} {hex}");
}
