//! One frame that is no answer, kept until the caller takes it.

use super::buffer::Buffer;
use crate::Instant;
use crate::event::{Heard, HeardKind};
use dlt645::{Address, Control, Data, Frame};

/// The frame, and how many were lost because it was not taken.
#[derive(Clone, Debug)]
pub(crate) struct HeardFrame<const N: usize> {
    head: Option<(HeardKind, Address, Control, Instant)>,
    data: Buffer<N>,
    pub(crate) missed: u32,
}

impl<const N: usize> HeardFrame<N> {
    pub(crate) const fn new() -> Self {
        Self {
            head: None,
            data: Buffer::EMPTY,
            missed: 0,
        }
    }

    pub(crate) const fn is_some(&self) -> bool {
        self.head.is_some()
    }

    /// Keeps `frame` unless another one waits; of its data the first `N` bytes.
    pub(crate) fn keep(&mut self, kind: HeardKind, frame: &Frame<'_>, now: Instant) {
        if self.head.is_some() {
            self.missed = self.missed.saturating_add(1);
            return;
        }
        self.head = Some((kind, frame.address(), frame.control(), now));
        self.data.len = 0;
        let data = frame.data();
        let _ = self
            .data
            .append(data.split_at(N).map_or(data, |(first, _)| first));
    }

    pub(crate) fn take(&mut self) -> Option<Heard<'_>> {
        let (kind, address, control, at) = self.head.take()?;
        Some(Heard {
            kind,
            address,
            control,
            data: Data::from_wire(self.data.get()),
            at,
        })
    }
}
