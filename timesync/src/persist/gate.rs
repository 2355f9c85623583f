//! What a gateway's reference gate must not forget when the gateway starts anew.

use super::{Reader, StateError, Writer, crc};
use crate::reference::gate::{DAYS, Gate, WITNESSES};
use crate::reference::network::NetworkGate;
use crate::reference::witnesses::{Known, UNKNOWN, UNREAD, Witnesses};
use crate::time::{Micros, Ppb, Timestamp};

const GATE_VERSION: u8 = 1;
/// Flag: a reference was believed once.
const ACCEPTED: u8 = 1;
/// Flag: with witnesses.
const ZERO: u8 = 2;
/// Flag: a single source left its limits.
const BARRED: u8 = 4;
const FLAGS: u8 = ACCEPTED | ZERO | BARRED;
const HEAD: usize = 30;
/// Two middle values of a day; sets, their sum and offset of a meter.
const DAY: usize = 8;
const METER: usize = 9;
/// Length of the layout of a [`NetworkGate`], a multiple of the 8 bytes in which flash is
/// programmed.
pub const GATE_LEN: usize = (HEAD + DAYS * DAY + WITNESSES * METER + 2).next_multiple_of(8);
const BODY: usize = GATE_LEN - 2;

impl NetworkGate {
    /// What has to outlive the gateway. Store it when the verdict changes and once an hour.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; GATE_LEN] {
        let mut out = [0; GATE_LEN];
        let Some((body, sum)) = out.split_first_chunk_mut::<BODY>() else {
            return out;
        };
        let gate = &self.gate;
        let flag = |set: bool, flag: u8| if set { flag } else { 0 };
        let mut to = Writer::new(body);
        to.u8(GATE_VERSION);
        to.u8(flag(gate.accepted.is_some(), ACCEPTED)
            | flag(gate.zero.is_some(), ZERO)
            | flag(gate.barred, BARRED));
        to.i64(gate.accepted.map_or(0, Timestamp::as_micros));
        write_pair(&mut to, gate.zero);
        to.i64(gate.members.cast_signed());
        to.i32(gate.today);
        for day in gate.days {
            write_pair(&mut to, day);
        }
        for known in &self.witnesses.known {
            let stored = known.map(|known| (known, self.witnesses.last_offset(&known)));
            to.u8(stored.map_or(0, |(known, _)| known.sets));
            to.i32(stored.map_or(0, |(known, _)| known.taken));
            to.i32(stored.map_or(UNKNOWN, |(_, was)| was));
        }
        sum.copy_from_slice(&crc(body).to_be_bytes());
        out
    }

    /// A gateway that starts anew takes over what it left; the arguments are those of
    /// [`Gate::new`]. It believes nothing until the meters, or an order, say so.
    ///
    /// # Errors
    /// Another version, a wrong checksum, or a field that no gateway writes.
    pub fn from_bytes(
        bytes: &[u8; GATE_LEN],
        single_allowed: bool,
        bound: Ppb,
    ) -> Result<Self, StateError> {
        let Some((body, sum)) = bytes.split_first_chunk::<BODY>() else {
            return Err(StateError::Length(0));
        };
        let mut from = Reader::new(body);
        let version = from.u8();
        if version != GATE_VERSION {
            return Err(StateError::Version(version));
        }
        let (found, expected) = (Reader::new(sum).u16(), crc(body));
        if found != expected {
            return Err(StateError::Checksum { found, expected });
        }
        let flags = from.u8();
        if flags & !FLAGS != 0 {
            return Err(StateError::Field(1));
        }
        let mut gate = Gate::new(single_allowed, bound);
        let accepted = Timestamp::from_micros(from.i64());
        gate.accepted = (flags & ACCEPTED != 0).then_some(accepted);
        gate.zero = read_pair(&mut from).filter(|_| flags & ZERO != 0);
        gate.barred = flags & BARRED != 0;
        gate.members = from.i64().cast_unsigned();
        gate.today = from.i32();
        for day in &mut gate.days {
            *day = read_pair(&mut from);
        }
        let mut witnesses = Witnesses::NONE;
        for known in &mut witnesses.known {
            let (sets, taken, was) = (from.u8(), from.i32(), from.i32());
            *known = (was != UNKNOWN).then_some(Known {
                offset: was,
                taken,
                was,
                read_at: UNREAD,
                good: false,
                sets,
            });
        }
        let mut network = Self::new(single_allowed, bound);
        network.resume(gate, witnesses);
        Ok(network)
    }
}

/// A pair of middle values, ms; the least number: none.
fn write_pair(to: &mut Writer<'_>, pair: Option<(Micros, Micros)>) {
    let ms = |v: Micros| crate::math::to_i32(v.0.div_euclid(1_000)).max(UNKNOWN + 1);
    to.i32(pair.map_or(UNKNOWN, |(low, _)| ms(low)));
    to.i32(pair.map_or(UNKNOWN, |(_, high)| ms(high)));
}

fn read_pair(from: &mut Reader<'_>) -> Option<(Micros, Micros)> {
    let (low, high) = (from.i32(), from.i32());
    let us = |ms: i32| Micros::from_millis(i64::from(ms));
    (low != UNKNOWN && high != UNKNOWN).then(|| (us(low), us(high)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUND: Ppb = Ppb(25_000);

    #[test]
    fn what_is_no_gate_is_not_taken() {
        let bytes = NetworkGate::new(true, BOUND).to_bytes();
        assert_eq!(
            NetworkGate::from_bytes(&bytes, true, BOUND).map(|gate| gate.to_bytes()),
            Ok(bytes)
        );
        let mut other = bytes;
        other[0] = 2;
        assert_eq!(
            NetworkGate::from_bytes(&other, true, BOUND),
            Err(StateError::Version(2))
        );
        for at in 1..GATE_LEN {
            let mut wrong = bytes;
            wrong[at] ^= 0x10;
            let taken = NetworkGate::from_bytes(&wrong, true, BOUND);
            assert!(matches!(taken, Err(StateError::Checksum { .. })), "{at}");
        }
        let mut wrong = bytes;
        wrong[1] = 8;
        let sum = crc(&wrong[..BODY]);
        wrong[BODY..].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(
            NetworkGate::from_bytes(&wrong, true, BOUND),
            Err(StateError::Field(1))
        );
    }
}
