//! PL011 UARTs: receive by interrupt into a queue, each byte with the time of its interrupt; send from a queue.
//!
//! The emulator's UART knows no baud rate and is ready at once. So the end of what is sent is reckoned by the line's
//! baud rate, and where there is a real UART it is waited for as well.

use crate::time;
use core::cell::RefCell;
use core::convert::Infallible;
use critical_section::Mutex;
use embedded_io::{ErrorType, Read, ReadReady, Write, WriteReady};
use heapless::Deque;

const DR: u32 = 0x00;
const FR: u32 = 0x18;
const IBRD: u32 = 0x24;
const FBRD: u32 = 0x28;
const LCRH: u32 = 0x2C;
const CTL: u32 = 0x30;
const IM: u32 = 0x38;
const ICR: u32 = 0x44;
const FR_BUSY: u32 = 1 << 3;
const FR_RX_EMPTY: u32 = 1 << 4;
const FR_TX_FULL: u32 = 1 << 5;
const RX: u32 = 1 << 4 | 1 << 6;
const TX: u32 = 1 << 5;
/// Framing, parity, break; an overrun says nothing about this byte.
const DR_SPOILT: u32 = 0b0111 << 8;
const FIFO: u32 = 1 << 4;
const EIGHT_BITS: u32 = 0b11 << 5;
const EVEN: u32 = 0b11 << 1;
/// A queued byte: value, spoilt, and 23 bits of µs.
const STAMP_SHIFT: u32 = 9;
const SPOILT: u32 = 1 << 8;
const STAMP_SPAN: u64 = 1 << (32 - STAMP_SHIFT);

/// UART0, the line: meter or bus. Its queues are as long as the image needs them.
pub type Line<const R: usize, const T: usize> = Uart<0x4000_C000, R, T>;
/// Radio modem.
pub static UART1: Uart<0x4000_D000, 128, 160> = Uart::new();
/// Slot signals and log.
pub static UART2: Uart<0x4000_E000, 32, 192> = Uart::new();

pub(crate) fn read(address: u32) -> u32 {
    // SAFETY: called with addresses of device registers only.
    unsafe { (address as *const u32).read_volatile() }
}

pub(crate) fn write(address: u32, value: u32) {
    // SAFETY: called with addresses of device registers only.
    unsafe { (address as *mut u32).write_volatile(value) }
}

/// The UART at address `BASE` with queues of `R` and `T` bytes, all zero at the start.
pub struct Uart<const BASE: u32, const R: usize, const T: usize> {
    queues: Mutex<RefCell<Queues<R, T>>>,
}

struct Queues<const R: usize, const T: usize> {
    received: Deque<u32, R>,
    to_send: Deque<u8, T>,
    lost: u32,
}

/// A byte that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// Its value, `None` if framing or parity was wrong.
    pub byte: Option<u8>,
    /// When its last stop bit had come.
    pub at: u64,
}

impl<const BASE: u32, const R: usize, const T: usize> Uart<BASE, R, T> {
    /// With empty queues.
    #[expect(clippy::new_without_default, reason = "made once, in a static")]
    pub const fn new() -> Self {
        let queues = Queues { received: Deque::new(), to_send: Deque::new(), lost: 0 };
        Self { queues: Mutex::new(RefCell::new(queues)) }
    }

    /// Starts the UART with eight bits, even parity if wanted, one stop bit. Without the FIFO every byte interrupts
    /// by itself and has its own time.
    pub fn start(&self, baud: u32, parity: bool, fifo: bool) {
        write(BASE + CTL, 0);
        // 1/64 of the divisor, rounded.
        let divisor = (time::MHZ * 1_000_000 * 8 / baud.max(1)).div_ceil(2);
        write(BASE + IBRD, divisor >> 6);
        write(BASE + FBRD, divisor & 63);
        let parity = if parity { EVEN } else { 0 };
        write(BASE + LCRH, EIGHT_BITS | parity | if fifo { FIFO } else { 0 });
        write(BASE + CTL, 0x301);
        write(BASE + IM, RX | TX);
    }

    fn with<O: Default>(&self, job: impl FnOnce(&mut Queues<R, T>) -> O) -> O {
        critical_section::with(|cs| {
            self.queues.borrow(cs).try_borrow_mut().map(|mut q| job(&mut q)).unwrap_or_default()
        })
    }

    /// The UART interrupts.
    pub fn serve(&self) {
        let stamp = (time::now() as u32) << STAMP_SHIFT;
        write(BASE + ICR, RX | TX);
        self.with(|queues| {
            while read(BASE + FR) & FR_RX_EMPTY == 0 {
                let data = read(BASE + DR);
                let spoilt = if data & DR_SPOILT != 0 { SPOILT } else { 0 };
                if queues.received.push_back(stamp | spoilt | data & 0xFF).is_err() {
                    queues.lost = queues.lost.saturating_add(1);
                }
            }
            self.feed(queues);
        });
    }

    /// Fills the transmitter.
    fn feed(&self, queues: &mut Queues<R, T>) {
        while read(BASE + FR) & FR_TX_FULL == 0
            && let Some(byte) = queues.to_send.pop_front()
        {
            write(BASE + DR, u32::from(byte));
        }
    }

    /// Whether a byte waits.
    pub fn has_received(&self) -> bool {
        self.with(|queues| !queues.received.is_empty())
    }

    /// The next byte.
    pub fn receive(&self) -> Option<Received> {
        let word = self.with(|queues| queues.received.pop_front())?;
        let now = time::now();
        let ago = now.wrapping_sub(u64::from(word >> STAMP_SHIFT)) % STAMP_SPAN;
        let byte = (word & SPOILT == 0).then_some(word as u8);
        Some(Received { byte, at: now.saturating_sub(ago) })
    }

    /// Sends as much of `bytes` as the queue takes; returns how many.
    pub fn send(&self, bytes: &[u8]) -> usize {
        self.with(|queues| {
            let mut taken = 0usize;
            for byte in bytes {
                if queues.to_send.push_back(*byte).is_err() {
                    break;
                }
                taken = taken.saturating_add(1);
            }
            self.feed(queues);
            taken
        })
    }

    /// Whether something is still to leave.
    pub fn is_sending(&self) -> bool {
        self.with(|queues| !queues.to_send.is_empty()) || read(BASE + FR) & FR_BUSY != 0
    }

    /// Bytes that came while the queue was full.
    pub fn lost(&self) -> u32 {
        self.with(|queues| queues.lost)
    }
}

impl<const BASE: u32, const R: usize, const T: usize> ErrorType for &Uart<BASE, R, T> {
    type Error = Infallible;
}

impl<const BASE: u32, const R: usize, const T: usize> ReadReady for &Uart<BASE, R, T> {
    fn read_ready(&mut self) -> Result<bool, Infallible> {
        Ok(self.has_received())
    }
}

impl<const BASE: u32, const R: usize, const T: usize> Read for &Uart<BASE, R, T> {
    /// Waits for the first byte; spoilt ones are left out.
    fn read(&mut self, buf: &mut [u8]) -> Result<usize, Infallible> {
        let mut count = 0usize;
        while let Some(place) = buf.get_mut(count) {
            match self.receive() {
                Some(Received { byte: Some(byte), .. }) => {
                    *place = byte;
                    count = count.saturating_add(1);
                }
                Some(_) => {}
                None if count > 0 => break,
                None => time::idle(|| self.has_received()),
            }
        }
        Ok(count)
    }
}

impl<const BASE: u32, const R: usize, const T: usize> WriteReady for &Uart<BASE, R, T> {
    fn write_ready(&mut self) -> Result<bool, Infallible> {
        Ok(self.with(|queues| !queues.to_send.is_full()))
    }
}

impl<const BASE: u32, const R: usize, const T: usize> Write for &Uart<BASE, R, T> {
    /// Waits for room for the first byte.
    fn write(&mut self, buf: &[u8]) -> Result<usize, Infallible> {
        loop {
            let taken = self.send(buf);
            if taken > 0 || buf.is_empty() {
                return Ok(taken);
            }
            time::idle(|| false);
        }
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        while self.is_sending() {
            time::idle(|| false);
        }
        Ok(())
    }
}

/// Sends one frame after the other on a line and knows when each has left.
pub struct Sender {
    /// µs of ten bytes.
    ten_us: u64,
    ends: Option<u64>,
}

impl Sender {
    /// For a line of `baud` with 11 bits a byte.
    pub const fn new(baud: u32) -> Self {
        let baud = if baud == 0 { 1 } else { baud };
        Self { ten_us: 110_000_000 / baud as u64, ends: None }
    }

    /// Sends a frame.
    pub fn send<const R: usize, const T: usize>(&mut self, uart: &Line<R, T>, frame: &[u8]) {
        let len = u64::try_from(frame.len()).unwrap_or(0);
        self.ends = Some(time::now().saturating_add(self.ten_us.saturating_mul(len) / 10));
        uart.send(frame);
    }

    /// When the frame has left, once, if it has by `now`.
    pub fn has_sent<const R: usize, const T: usize>(&mut self, uart: &Line<R, T>, now: u64) -> Option<u64> {
        let end = self.ends.filter(|end| now >= *end)?;
        if uart.is_sending() {
            return None;
        }
        self.ends = None;
        // On a real line the last bit may have left a little later than reckoned.
        Some(if now.saturating_sub(end) < 2_000 { end } else { now })
    }

    /// When to ask again.
    pub const fn due(&self) -> Option<u64> {
        self.ends
    }
}
