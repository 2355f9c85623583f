#![no_std]
#![no_main]
use dlt645::*;
use probes::*;

/// A sink of a caller's own.
#[derive(Debug, Default)]
struct Own {
    room: usize,
}

impl Sink for Own {
    fn room(&self) -> usize {
        self.room
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Full> {
        black_box(bytes);
        any(Ok(()))
    }
}

probe!({ frame().map(|frame| OwnedFrame::<Own>::copy(&frame)) });
