//! PL011 UARTs: receive by interrupt into a queue, each byte with the time of its interrupt; send
//! from a queue.
//!
//! The emulator's UART knows no baud rate and is ready at once. So the end of what is sent is
//! reckoned by the line's baud rate, and where there is a real UART it is waited for as well.

use crate::time;
use core::cell::Cell;
use core::convert::Infallible;
use embedded_io::{ErrorType, Read, ReadReady, Write, WriteReady};

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

/// Registers of UART0, the line: meter or bus. Its queues are as long as the image needs them.
pub const LINE: u32 = 0x4000_C000;
/// Radio modem. Its bytes come in bursts of one message: the time of the last is all that is
/// wanted.
pub static UART1: Uart = Uart {
    base: 0x4000_D000,
    received: &RECEIVED1,
    stamps: &STAMPS1,
    to_send: &TO_SEND1,
};
static RECEIVED1: Queue<[Cell<u8>; 128]> = Queue::bytes();
static STAMPS1: Queue<[Cell<u32>; 1]> = Queue::words();
static TO_SEND1: Queue<[Cell<u8>; 128]> = Queue::bytes();

/// Slot signals and log. A crossing of the mains may be late by as long as the main loop is.
pub static UART2: Uart = Uart {
    base: 0x4000_E000,
    received: &RECEIVED2,
    stamps: &STAMPS2,
    to_send: &TO_SEND2,
};
static RECEIVED2: Queue<[Cell<u8>; 32]> = Queue::bytes();
static STAMPS2: Queue<[Cell<u32>; 1]> = Queue::words();
static TO_SEND2: Queue<[Cell<u8>; 96]> = Queue::bytes();

pub(crate) fn read(address: u32) -> u32 {
    // SAFETY: called with addresses of device registers only.
    unsafe { (address as *const u32).read_volatile() }
}

pub(crate) fn write(address: u32, value: u32) {
    // SAFETY: called with addresses of device registers only.
    unsafe { (address as *mut u32).write_volatile(value) }
}

/// A ring of bytes; as one of words, only places.
pub struct Queue<S: ?Sized> {
    first: Cell<u16>,
    len: Cell<u16>,
    places: S,
}

// SAFETY: the cells are touched with interrupts off only, and there is one core.
unsafe impl<S: ?Sized> Sync for Queue<S> {}

impl<const N: usize> Queue<[Cell<u8>; N]> {
    /// An empty queue.
    pub const fn bytes() -> Self {
        Self {
            first: Cell::new(0),
            len: Cell::new(0),
            places: [const { Cell::new(0) }; N],
        }
    }
}

impl<const N: usize> Queue<[Cell<u32>; N]> {
    /// The same of words.
    pub const fn words() -> Self {
        Self {
            first: Cell::new(0),
            len: Cell::new(0),
            places: [const { Cell::new(0) }; N],
        }
    }
}

impl Queue<[Cell<u8>]> {
    /// Puts a byte after the others and returns its place; `None` if there is none.
    #[inline(never)]
    fn push(&self, byte: u8) -> Option<usize> {
        let (size, len) = (self.places.len(), usize::from(self.len.get()));
        if len >= size {
            return None;
        }
        let at = usize::from(self.first.get()).wrapping_add(len);
        let at = if at < size { at } else { at.wrapping_sub(size) };
        self.places.get(at)?.set(byte);
        self.len.set(len.wrapping_add(1) as u16);
        Some(at)
    }

    /// Takes the first byte; returns its place as well.
    #[inline(never)]
    fn pop(&self) -> Option<(usize, u8)> {
        let len = self.len.get().checked_sub(1)?;
        let at = usize::from(self.first.get());
        let byte = self.places.get(at)?.get();
        let next = at.wrapping_add(1);
        self.first.set(if next < self.places.len() {
            next as u16
        } else {
            0
        });
        self.len.set(len);
        Some((at, byte))
    }
}

/// A UART with its queues.
pub struct Uart {
    /// Address of its registers.
    pub base: u32,
    /// Bytes that came.
    pub received: &'static Queue<[Cell<u8>]>,
    /// When, at the same places: 31 bits of µs, and lowest whether the byte was spoilt. Bytes
    /// beyond the last place share it.
    pub stamps: &'static Queue<[Cell<u32>]>,
    /// Bytes that are to leave.
    pub to_send: &'static Queue<[Cell<u8>]>,
}

/// A byte that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// Its value, `None` if framing or parity was wrong.
    pub byte: Option<u8>,
    /// When its last stop bit had come.
    pub at: u64,
}

impl Uart {
    /// Starts the UART with eight bits, even parity if wanted, one stop bit. Without the FIFO every
    /// byte interrupts by itself and has its own time.
    #[inline(never)]
    pub fn start(&self, baud: u32, parity: bool, fifo: bool) {
        let base = self.base;
        write(base + CTL, 0);
        // 1/64 of the divisor, rounded.
        let divisor = (time::MHZ * 1_000_000 * 8 / baud.max(1)).div_ceil(2);
        write(base + IBRD, divisor >> 6);
        write(base + FBRD, divisor & 63);
        let parity = if parity { EVEN } else { 0 };
        write(
            base + LCRH,
            EIGHT_BITS | parity | if fifo { FIFO } else { 0 },
        );
        write(base + CTL, 0x301);
        write(base + IM, RX | TX);
    }

    fn stamp(&self, at: usize) -> Option<&Cell<u32>> {
        let last = self.stamps.places.len().wrapping_sub(1);
        self.stamps.places.get(at.min(last))
    }

    /// The UART interrupts.
    #[inline(never)]
    pub fn serve(&self) {
        let now = (time::now() as u32) << 1;
        critical_section::with(|_| {
            write(self.base + ICR, RX | TX);
            while read(self.base + FR) & FR_RX_EMPTY == 0 {
                let data = read(self.base + DR);
                // What finds no place is lost.
                if let Some(stamp) = self.received.push(data as u8).and_then(|at| self.stamp(at)) {
                    stamp.set(now | u32::from(data & DR_SPOILT != 0));
                }
            }
            self.feed();
        });
    }

    /// Fills the transmitter.
    fn feed(&self) {
        while read(self.base + FR) & FR_TX_FULL == 0
            && let Some((_, byte)) = self.to_send.pop()
        {
            write(self.base + DR, u32::from(byte));
        }
    }

    /// Whether a byte waits.
    pub fn has_received(&self) -> bool {
        critical_section::with(|_| self.received.len.get() != 0)
    }

    /// The next byte.
    #[inline(never)]
    pub fn receive(&self) -> Option<Received> {
        let (stamp, byte) = critical_section::with(|_| {
            let (at, byte) = self.received.pop()?;
            Some((self.stamp(at)?.get(), byte))
        })?;
        let now = time::now();
        let ago = (now as u32).wrapping_sub(stamp >> 1) << 1 >> 1;
        Some(Received {
            byte: (stamp & 1 == 0).then_some(byte),
            at: now.wrapping_sub(u64::from(ago)),
        })
    }

    /// Sends as much of `bytes` as the queue takes; returns how many.
    #[inline(never)]
    pub fn send(&self, bytes: &[u8]) -> usize {
        critical_section::with(|_| {
            let taken = bytes
                .iter()
                .take_while(|byte| self.to_send.push(**byte).is_some())
                .count();
            self.feed();
            taken
        })
    }

    /// Whether something is still to leave.
    pub fn is_sending(&self) -> bool {
        critical_section::with(|_| self.to_send.len.get() != 0)
            || read(self.base + FR) & FR_BUSY != 0
    }
}

impl ErrorType for &Uart {
    type Error = Infallible;
}

impl ReadReady for &Uart {
    fn read_ready(&mut self) -> Result<bool, Infallible> {
        Ok(self.has_received())
    }
}

impl Read for &Uart {
    /// Waits for the first byte; spoilt ones are left out.
    fn read(&mut self, buf: &mut [u8]) -> Result<usize, Infallible> {
        let mut count = 0usize;
        while let Some(place) = buf.get_mut(count) {
            match self.receive() {
                Some(Received {
                    byte: Some(byte), ..
                }) => {
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

impl WriteReady for &Uart {
    fn write_ready(&mut self) -> Result<bool, Infallible> {
        Ok(critical_section::with(|_| {
            usize::from(self.to_send.len.get()) < self.to_send.places.len()
        }))
    }
}

impl Write for &Uart {
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
    ten_us: u32,
    /// When the frame under way has left; the end of all times if there is none.
    due: u64,
}

impl Sender {
    /// For a line of `baud` with 11 bits a byte.
    pub const fn new(baud: u32) -> Self {
        Self {
            ten_us: 110_000_000 / if baud == 0 { 1 } else { baud },
            due: u64::MAX,
        }
    }

    /// Sends a frame.
    pub fn send(&mut self, uart: &Uart, frame: &[u8]) {
        let us = self.ten_us.saturating_mul(frame.len() as u32) / 10;
        self.due = time::now().wrapping_add(u64::from(us));
        uart.send(frame);
    }

    /// When the frame has left, once, if it has by `now`.
    pub fn has_sent(&mut self, uart: &Uart, now: u64) -> Option<u64> {
        let due = self.due;
        if now < due || uart.is_sending() {
            return None;
        }
        self.due = u64::MAX;
        // On a real line the last bit may have left a little later than reckoned.
        Some(if now.wrapping_sub(due) < 2_000 {
            due
        } else {
            now
        })
    }

    /// When to ask again.
    pub const fn due(&self) -> u64 {
        self.due
    }
}
