//! An async node for Embassy: any embedded-io-async UART of an Embassy HAL on one side, [`Clock`] as its timer on the
//! other, and between them the client of `ttl-link`. Compile-checked for Cortex-M; it needs a HAL to run.
//!
//! The port must lose no bytes when a read is dropped, as `BufferedUart` and `RingBufferedUartRx` promise.
#![no_std]
#![forbid(unsafe_code)]

use dlt645::{Address, DataId};
use embassy_time::{Duration, Timer as Delay};
use embedded_io_async::{Read, Write};
use ttl_link::adapter::ClientError;
use ttl_link::adapter::asynchronous::{Client, Timer};
use ttl_link::{Instant, Line};

/// Date and time in one item: ss mm hh WW DD MM YY.
const CLOCK: DataId = DataId::V2007(0x0400_010C);

/// Embassy's time for the client.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock;

impl Timer for Clock {
    fn now(&mut self) -> Instant {
        Instant::from_micros(embassy_time::Instant::now().as_micros())
    }

    async fn wait(&mut self, at: Instant) {
        Delay::at(embassy_time::Instant::from_micros(at.as_micros())).await;
    }
}

/// One reading of the meter's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Whose clock.
    pub meter: Address,
    /// ss mm hh WW DD MM YY, BCD.
    pub shown: [u8; 7],
    /// When the request's last stop bit had left.
    pub asked: Instant,
    /// When the answer's first start bit came.
    pub answered: Instant,
}

/// Finds the meter on `port` and hands a reading of its clock to `take` every `interval`; ends when the port fails.
///
/// # Errors
/// The port's error, or that it was closed.
pub async fn read_clock<T: Read + Write>(
    port: T,
    interval: Duration,
    mut take: impl FnMut(Reading),
) -> Result<(), ClientError<T::Error>> {
    let mut client = Client::<T, Clock, (), 64>::sized(port, Clock, Line::ttl(2400), ());
    let mut meter = None;
    loop {
        let address = match meter {
            Some(address) => Ok(address),
            None => client.read_address().await,
        };
        let outcome = match address {
            Ok(address) => client
                .read(address, CLOCK)
                .await
                .map(|reply| (address, reply)),
            Err(error) => Err(error),
        };
        match outcome {
            Ok((address, reply)) => {
                meter = Some(address);
                if let Some((shown, _)) = reply.data.split_first_chunk::<7>() {
                    let (asked, answered) = (reply.stamps.request_end, reply.stamps.reply_start);
                    take(Reading {
                        meter: address,
                        shown,
                        asked,
                        answered,
                    });
                }
            }
            // No answer is a reason to look for the meter again, not to end.
            Err(ClientError::Failed(_)) => meter = None,
            Err(error) => return Err(error),
        }
        Delay::after(interval).await;
    }
}

/// The task of a board: `#[embassy_executor::task]` takes no generic port, so a board names its own UART here. This one
/// shows the shape with a port that is borrowed for ever.
pub async fn node<T: Read + Write>(port: &'static mut T) {
    loop {
        // A port that failed is tried again; the readings go to the board's `timesync::Burst`.
        let _ = read_clock(&mut *port, Duration::from_secs(60), |_| ()).await;
        Delay::after_secs(10).await;
    }
}
