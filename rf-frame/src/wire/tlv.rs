//! TLVs: what may follow a payload (SPEC.md, rule F-5 and section 2.7).
//!
//! ```text
//! tag 1   length 1   value
//! 7 critical
//! ```
//!
//! A tag is in a frame once at most. Unknown tags are skipped, unless they are critical.

use super::bytes::{Reader, Writer};
use super::evt::Evt;
use super::refusal::Shape;
use crate::security::Counter;

const TIME: u8 = 0x01;
const LOG_GAP: u8 = 0x07;
const METER: u8 = 0x0a;
const DIPS: u8 = 0x0b;
const FRESH: u8 = 0x0c;
const SELF: u8 = 0x0d;
const TEST: u8 = 0x8e;
/// Tag bit 7: who does not know the tag refuses the frame.
const CRITICAL: u8 = 0x80;

/// 01 TIME: first moment of the event on the node's network clock (6 bytes: seconds 4, ms 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct EventTime {
    /// Seconds since 2000-01-01 00:00:00 UTC.
    pub seconds: u32,
    /// Milliseconds, 0..=999.
    pub millis: u16,
}

/// State of a meter's clock, one bit each (METER).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct ClockState(pub u8);

impl ClockState {
    /// Bit 0: verified.
    pub const VERIFIED: ClockState = ClockState(0x01);
    /// Bit 1: set since the last report.
    pub const SET: ClockState = ClockState(0x02);
    /// Bit 2: clock fault.
    pub const FAULT: ClockState = ClockState(0x04);
    /// Bit 3: refuses to be set.
    pub const REFUSES: ClockState = ClockState(0x08);
    /// Bit 4: the clock battery is low (时钟电池欠压).
    pub const BATTERY_LOW: ClockState = ClockState(0x10);
    /// Bit 5: no usable calendar.
    pub const NO_CALENDAR: ClockState = ClockState(0x20);
    /// Bit 6: set by others.
    pub const SET_BY_OTHERS: ClockState = ClockState(0x40);

    /// Whether all bits of `other` are set.
    #[must_use]
    pub const fn contains(self, other: ClockState) -> bool {
        self.0 & other.0 == other.0
    }
}

/// 0A METER: the meter's clock against network time (9 bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct MeterClock {
    /// Meter minus network time, ms; saturates at ± 24.8 days.
    pub offset_ms: i32,
    /// Half width v of the offset: 2^(v/8) ms; 255 = unknown.
    pub half_width: u8,
    /// Rate, 0.25 ppm.
    pub rate: i8,
    /// Age of the reading, 10 min.
    pub age: u8,
    /// State of the clock.
    pub state: ClockState,
    /// How often it was set since joining, modulo 256.
    pub sets: u8,
}

/// 0B DIPS: short losses of supply since joining (6 bytes).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Dips {
    /// Dips.
    pub count: u16,
    /// The longest, 10 ms.
    pub longest: u16,
    /// Starts of the node.
    pub starts: u16,
}

/// 0C FRESH: what the node last heard (5 bytes). It dates the frame for a gateway that has
/// restarted (S-7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Fresh {
    /// CTR of the last authentic frame of the gateway.
    pub heard: Counter,
    /// Newest KEYNO held.
    pub keyno: u8,
}

/// 0D SELF: the node's own health (5 bytes).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct SelfCheck {
    /// Torn ends of the journal found.
    pub torn: u8,
    /// Doubts about the journal (J-5).
    pub doubts: u8,
    /// Acknowledgements that a RECEIPT proved false (S-12).
    pub false_acks: u8,
    /// Firmware.
    pub firmware: u16,
}

/// The TLVs of a frame, by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Extensions {
    /// 01 TIME: when the event began.
    pub time: Option<EventTime>,
    /// 07 LOGGAP: the oldest event that is still in the log.
    pub log_gap: Option<Evt>,
    /// 0C FRESH: what the node last heard.
    pub fresh: Option<Fresh>,
    /// 0A METER: the meter's clock.
    pub meter: Option<MeterClock>,
    /// 0B DIPS: short losses of supply.
    pub dips: Option<Dips>,
    /// 0D SELF: the node's health.
    pub self_check: Option<SelfCheck>,
    /// 8E TEST: not a real event.
    pub test: bool,
}

impl Extensions {
    /// No TLVs.
    pub const NONE: Extensions = Extensions {
        time: None,
        log_gap: None,
        fresh: None,
        meter: None,
        dips: None,
        self_check: None,
        test: false,
    };

    /// Bytes on air.
    #[must_use]
    pub const fn encoded_len(&self) -> usize {
        let mut len = 0;
        if self.time.is_some() {
            len += 8;
        }
        if self.log_gap.is_some() {
            len += 4;
        }
        if self.fresh.is_some() {
            len += 7;
        }
        if self.meter.is_some() {
            len += 11;
        }
        if self.dips.is_some() {
            len += 8;
        }
        if self.self_check.is_some() {
            len += 7;
        }
        if self.test {
            len += 2;
        }
        len
    }

    /// Reads TLVs to their end.
    ///
    /// # Errors
    /// [`Shape::Tlv`] for one that is cut short, has the wrong length or is there twice;
    /// [`Shape::Critical`] for an unknown critical one.
    pub fn parse(bytes: &[u8]) -> Result<Self, Shape> {
        let mut all = Extensions::NONE;
        let mut r = Reader(bytes);
        while let Some(tag) = r.u8() {
            let wrong = Shape::Tlv(tag);
            let value = r.u8().and_then(|len| r.slice(len.into())).ok_or(wrong)?;
            all.read(tag, Reader(value))?;
        }
        Ok(all)
    }

    fn read(&mut self, tag: u8, mut r: Reader<'_>) -> Result<(), Shape> {
        let wrong = Shape::Tlv(tag);
        match tag {
            TIME => once(&mut self.time, read_time(r)),
            LOG_GAP => once(&mut self.log_gap, r.u16().map(Evt).and_then(|e| r.end(e))),
            METER => once(&mut self.meter, read_meter(r)),
            DIPS => once(&mut self.dips, read_dips(r)),
            FRESH => once(&mut self.fresh, read_fresh(r)),
            SELF => once(&mut self.self_check, read_self(r)),
            TEST if self.test => None,
            TEST => r.end(()).map(|()| self.test = true),
            _ if tag & CRITICAL != 0 => return Err(Shape::Critical(tag)),
            _ => Some(()),
        }
        .ok_or(wrong)
    }

    pub(super) fn write(&self, w: &mut Writer<'_>) {
        if let Some(time) = &self.time {
            w.put(&[TIME, 6]);
            w.u32(time.seconds);
            w.u16(time.millis);
        }
        if let Some(oldest) = &self.log_gap {
            w.put(&[LOG_GAP, 2]);
            w.u16(oldest.0);
        }
        if let Some(fresh) = &self.fresh {
            w.put(&[FRESH, 5]);
            w.u32(fresh.heard.0);
            w.u8(fresh.keyno);
        }
        if let Some(meter) = &self.meter {
            w.put(&[METER, 9]);
            w.put(&meter.offset_ms.to_le_bytes());
            let rate = meter.rate.cast_unsigned();
            w.put(&[meter.half_width, rate, meter.age, meter.state.0, meter.sets]);
        }
        if let Some(dips) = &self.dips {
            w.put(&[DIPS, 6]);
            w.u16(dips.count);
            w.u16(dips.longest);
            w.u16(dips.starts);
        }
        if let Some(own) = &self.self_check {
            w.put(&[SELF, 5, own.torn, own.doubts, own.false_acks]);
            w.u16(own.firmware);
        }
        if self.test {
            w.put(&[TEST, 0]);
        }
    }
}

/// Puts `value` where nothing was before.
fn once<T>(place: &mut Option<T>, value: Option<T>) -> Option<()> {
    if place.is_some() {
        return None;
    }
    *place = Some(value?);
    Some(())
}

fn read_time(mut r: Reader<'_>) -> Option<EventTime> {
    let time = EventTime {
        seconds: r.u32()?,
        millis: r.u16()?,
    };
    r.end(time)
}

fn read_meter(mut r: Reader<'_>) -> Option<MeterClock> {
    let meter = MeterClock {
        offset_ms: r.u32()?.cast_signed(),
        half_width: r.u8()?,
        rate: r.u8()?.cast_signed(),
        age: r.u8()?,
        state: ClockState(r.u8()?),
        sets: r.u8()?,
    };
    r.end(meter)
}

fn read_dips(mut r: Reader<'_>) -> Option<Dips> {
    let dips = Dips {
        count: r.u16()?,
        longest: r.u16()?,
        starts: r.u16()?,
    };
    r.end(dips)
}

fn read_fresh(mut r: Reader<'_>) -> Option<Fresh> {
    let fresh = Fresh {
        heard: Counter(r.u32()?),
        keyno: r.u8()?,
    };
    r.end(fresh)
}

fn read_self(mut r: Reader<'_>) -> Option<SelfCheck> {
    let own = SelfCheck {
        torn: r.u8()?,
        doubts: r.u8()?,
        false_acks: r.u8()?,
        firmware: r.u16()?,
    };
    r.end(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_is_skipped_unless_critical() {
        let test = Extensions {
            test: true,
            ..Extensions::NONE
        };
        assert_eq!(Extensions::parse(&[0x3f, 1, 9, 0x8e, 0]), Ok(test));
        assert_eq!(Extensions::parse(&[0xbf, 1, 9]), Err(Shape::Critical(0xbf)));
    }

    #[test]
    fn cut_short_wrong_length_and_twice_are_misshapen() {
        for bytes in [
            &[0x07][..],
            &[0x07, 2, 1],
            &[0x07, 3, 1, 2, 3],
            &[0x07, 1, 1],
            &[0x07, 2, 1, 2, 0x07, 2, 1, 2],
        ] {
            assert_eq!(Extensions::parse(bytes), Err(Shape::Tlv(0x07)), "{bytes:?}");
        }
        assert_eq!(Extensions::parse(&[0x8e, 1, 0]), Err(Shape::Tlv(0x8e)));
        assert_eq!(
            Extensions::parse(&[0x8e, 0, 0x8e, 0]),
            Err(Shape::Tlv(0x8e))
        );
    }

    #[test]
    fn each_length_is_known() {
        let all = Extensions {
            time: Some(EventTime {
                seconds: 1,
                millis: 2,
            }),
            log_gap: Some(Evt(3)),
            fresh: Some(Fresh::default()),
            meter: Some(MeterClock {
                offset_ms: -5,
                half_width: 255,
                rate: -1,
                age: 0,
                state: ClockState::VERIFIED,
                sets: 9,
            }),
            dips: Some(Dips::default()),
            self_check: Some(SelfCheck::default()),
            test: true,
        };
        let mut buf = [0xa5; 64];
        let mut w = Writer::new(&mut buf);
        all.write(&mut w);
        assert_eq!(w.written().len(), all.encoded_len());
        assert_eq!(Extensions::parse(w.written()), Ok(all));
    }
}
