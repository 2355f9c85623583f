//! Put `ttl-link` on a HAL: any UART with the `embedded-io` traits and any clock. Here the UART is
//! a pipe in memory with a meter engine at its other end, so that the program runs without a board.
//!
//! `cargo run -p ttl-link --features embedded-io-v0_7 --example own_hal`

use core::cell::RefCell;
use dlt645::{Address, DataId, item::items::FORWARD_ACTIVE_ENERGY};
use embedded_io_v0_7::{ErrorKind, ErrorType, Read, ReadReady, Write};
use std::collections::VecDeque;
use std::error::Error;
use ttl_link::adapter::{Clock, blocking::Client};
use ttl_link::{Instant, Line, Meter, Refusal, Store};

/// What a HAL gives you: a UART. The real one sends and receives bits; this one asks the meter
/// behind it.
struct Uart<'w>(&'w RefCell<World>);

/// And a clock: a timer's counter. This one moves when nobody has anything to do.
struct Timer<'w>(&'w RefCell<World>);

struct World {
    now: Instant,
    meter: Meter,
    received: VecDeque<u8>,
}

impl ErrorType for Uart<'_> {
    type Error = ErrorKind;
}

impl Read for Uart<'_> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize, ErrorKind> {
        let mut world = self.0.borrow_mut();
        let bytes = buf
            .iter_mut()
            .zip(std::iter::from_fn(|| world.received.pop_front()));
        Ok(bytes.map(|(to, byte)| *to = byte).count())
    }
}

impl ReadReady for Uart<'_> {
    fn read_ready(&mut self) -> Result<bool, ErrorKind> {
        Ok(!self.0.borrow().received.is_empty())
    }
}

impl Write for Uart<'_> {
    fn write(&mut self, buf: &[u8]) -> Result<usize, ErrorKind> {
        let world = &mut *self.0.borrow_mut();
        world.now = world.now + Line::ttl(9600).wire_time(buf.len());
        world.meter.handle_input(world.now, buf);
        Ok(buf.len())
    }

    fn flush(&mut self) -> Result<(), ErrorKind> {
        Ok(())
    }
}

impl Clock for Timer<'_> {
    fn now(&mut self) -> Instant {
        self.0.borrow().now
    }

    /// Firmware would sleep until the UART's or the timer's interrupt.
    fn idle(&mut self, until: Instant) {
        let world = &mut *self.0.borrow_mut();
        world.now = world
            .meter
            .poll_timeout()
            .map_or(until, |due| due.earlier(until))
            .later(world.now);
        world.meter.handle_timeout(world.now, &mut Energy);
        if let Some(frame) = world.meter.poll_transmit(world.now) {
            world.received.extend(frame);
            world.now = world.now + Line::ttl(9600).wire_time(frame.len());
        }
    }
}

/// A meter of one item.
struct Energy;

impl Store for Energy {
    fn address(&self) -> Address {
        Address::from_wire([0x66, 0x55, 0x44, 0x33, 0x22, 0x11])
    }

    fn read(
        &mut self,
        _now: Instant,
        di: DataId,
        _extra: &[u8],
        out: &mut [u8],
    ) -> Result<usize, Refusal> {
        let out = out
            .first_chunk_mut()
            .filter(|_| di == FORWARD_ACTIVE_ENERGY.id)
            .ok_or(Refusal::NO_DATA)?;
        *out = [0x89, 0x00, 0x24, 0x01];
        Ok(out.len())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let world = World {
        now: Instant::ZERO,
        meter: Meter::new(Line::ttl(9600)),
        received: VecDeque::new(),
    };
    let world = RefCell::new(world);
    let mut client = Client::new(Uart(&world), Timer(&world), Line::ttl(9600));
    let address = client
        .read_address()
        .map_err(|error| format!("{error:?}"))?;
    let reading = client
        .read_value(address, &FORWARD_ACTIVE_ENERGY)
        .map_err(|error| format!("{error:?}"))?;
    println!(
        "{address}: {} {}, the answer began {} after the request",
        reading.value,
        reading.value.unit(),
        reading.stamps.reply_start.since(reading.stamps.request_end)
    );
    Ok(())
}
