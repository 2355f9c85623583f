//! RELAY: another node's REPORT with its own MIC (specification, section 2.3).
//!
//! ```text
//! 0      1      3   4    6    10       18
//! count  HOLD   FC  SRC  CTR  REPORT   MIC     a second record follows directly
//! 1      2      1   2    4    8        4
//! ```
//!
//! The inner MIC is that of the REPORT frame as its author sent it: VT = REPORT, the NET of the
//! outer frame, and the FC, SRC and CTR of the record. Event time = receipt − HOLD − AGE. Reports
//! with ADDR or TLVs are not relayed.

use crate::v1::bytes::{Reader, Writer, copy};
use crate::v1::frame::{EncodeError, Frame, FrameType, Payload};
use crate::v1::mic::{Mic, MicLen, Nonce};
use crate::v1::report::{REPORT_LEN, Report};

/// Bytes of one record.
pub const RECORD_LEN: usize = 21;

/// One relayed REPORT.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Record {
    /// Milliseconds between hearing the record and the sync word of the frame that carries it.
    pub hold_ms: u16,
    /// FC of the original frame.
    pub fc: u8,
    /// Author's index.
    pub src: u16,
    /// Author's counter.
    pub ctr: u32,
    /// The report.
    pub report: Report,
    /// Author's MIC.
    pub mic: [u8; 4],
}

impl Record {
    /// Record of a REPORT frame that was heard: `None` when it cannot be relayed (no MIC, or ADDR
    /// or TLVs).
    #[must_use]
    pub fn of(frame: &Frame<'_>) -> Option<Self> {
        let plain = frame.frame_type() == FrameType::Report && frame.fc() & 0x07 == 0x01;
        let mic = *frame.mic().first_chunk::<4>()?;
        let h = frame.header();
        let report = Report::parse(frame.payload())?;
        plain.then_some(Record {
            hold_ms: 0,
            fc: frame.fc(),
            src: h.src,
            ctr: h.ctr,
            report,
            mic,
        })
    }

    /// Whether the author's MIC is right under `key` in network `net`. FC must be that of a plain
    /// REPORT with MIC.
    pub fn verify(&self, net: u16, key: &impl Mic) -> bool {
        if self.fc & 0x0f != 0x01 {
            return false;
        }
        let vt = FrameType::Report.vt();
        let mut signed = [0; 18];
        let mut w = Writer::new(&mut signed);
        w.put(&[vt, self.fc]);
        w.put(&net.to_le_bytes());
        w.put(&self.src.to_le_bytes());
        w.put(&self.ctr.to_le_bytes());
        w.put(&self.report.to_bytes());
        let nonce = Nonce::new(net, self.src, self.ctr, vt, self.fc);
        key.verify(&nonce, &signed, MicLen::Four, &self.mic)
    }

    fn to_bytes(self) -> [u8; RECORD_LEN] {
        let mut bytes = [0; RECORD_LEN];
        let mut w = Writer::new(&mut bytes);
        w.put(&self.hold_ms.to_le_bytes());
        w.put(&[self.fc]);
        w.put(&self.src.to_le_bytes());
        w.put(&self.ctr.to_le_bytes());
        w.put(&self.report.to_bytes());
        w.put(&self.mic);
        bytes
    }

    fn from_bytes(bytes: &[u8; RECORD_LEN]) -> Option<Self> {
        let mut r = Reader(bytes);
        let hold_ms = r.u16()?;
        let fc = r.u8()?;
        let src = r.u16()?;
        let ctr = r.u32()?;
        let mut payload = [0; REPORT_LEN];
        copy(&mut payload, r.slice(REPORT_LEN)?);
        Some(Record {
            hold_ms,
            fc,
            src,
            ctr,
            report: Report::parse(&payload)?,
            mic: r.array()?,
        })
    }
}

/// Payload of a RELAY: one or two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Relay {
    /// First record.
    pub first: Record,
    /// Second record.
    pub second: Option<Record>,
}

impl Relay {
    /// Reads the payload; `None` unless the count is 1 or 2 and the length fits.
    #[must_use]
    pub fn parse(payload: &[u8]) -> Option<Self> {
        let (count, records) = payload.split_first()?;
        let (records, rest) = records.as_chunks::<RECORD_LEN>();
        if !rest.is_empty() || usize::from(count & 3) != records.len() {
            return None;
        }
        match records {
            [a] => Some(Relay {
                first: Record::from_bytes(a)?,
                second: None,
            }),
            [a, b] => Some(Relay {
                first: Record::from_bytes(a)?,
                second: Some(Record::from_bytes(b)?),
            }),
            _ => None,
        }
    }

    /// The records.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        core::iter::once(&self.first).chain(self.second.iter())
    }
}

impl Payload for Relay {
    fn frame_type(&self) -> FrameType {
        FrameType::Relay
    }

    fn write(&self, out: &mut Writer<'_>) -> Result<(), EncodeError> {
        out.put(&[if self.second.is_some() { 2 } else { 1 }]);
        for record in self.records() {
            out.put(&record.to_bytes());
        }
        Ok(())
    }
}
