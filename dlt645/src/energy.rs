//! Energies (电能量) of table A.1, the items that everybody reads, by the shortest way: no table, no unit look-up.
//!
//! ```text
//!  DI3 = 00   DI2 kind   DI1 tariff, FF = block: total and every tariff   DI0 settlement day, FF = block
//!  each value XXXXXX.XX, four BCD bytes, lowest first
//! ```

use crate::bcd::{self, BcdError};
use crate::command::ReadReply;
use crate::{Data, OFFSET};
use core::fmt;

/// An energy in hundredths of its unit: kWh, kvarh or kVAh by its identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Energy(i32);

impl Energy {
    /// Hundredths of the unit, `-79_999_999..=99_999_999`.
    #[inline]
    #[must_use]
    pub const fn hundredths(self) -> i32 {
        self.0
    }
}

/// The exact number without unit, two digits behind the point.
impl fmt::Display for Energy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let hundredths = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

/// The energies of one reply: one, or a block of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Energies<'a> {
    data: Data<'a>,
    signed: bool,
}

/// Why a reply holds no energies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum EnergyError {
    /// The identifier names no energy of table A.1.
    Identifier {
        /// The identifier.
        di: u32,
    },
    /// No whole number of energies, or not one for an identifier that is no block.
    Length {
        /// Bytes behind the identifier.
        found: u8,
    },
    /// A byte behind the identifier is no BCD.
    Bcd(BcdError),
    /// There is no room for all.
    Room {
        /// How many there are.
        needed: u8,
    },
}

const _: () = assert!(size_of::<EnergyError>() <= 8);

impl fmt::Display for EnergyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Identifier { di } => write!(f, "identifier {di:08X} is no energy"),
            Self::Length { found } => write!(f, "{found} bytes are no energies of 4 bytes"),
            Self::Bcd(error) => error.fmt(f),
            Self::Room { needed } => write!(f, "no room for {needed} energies"),
        }
    }
}

impl core::error::Error for EnergyError {}

impl From<BcdError> for EnergyError {
    fn from(error: BcdError) -> Self {
        Self::Bcd(error)
    }
}

impl<'a> Energies<'a> {
    /// The energies of a reply, not yet converted.
    ///
    /// # Errors
    /// [`EnergyError::Identifier`], [`EnergyError::Length`].
    #[inline]
    pub fn of(reply: &ReadReply<Data<'a>>) -> Result<Self, EnergyError> {
        let [period, tariff, kind, class] = reply.di.to_le_bytes();
        let named = class == 0
            && in_set(ENERGIES, kind)
            && (tariff <= 0x3F || tariff == 0xFF)
            && (period <= 0x0C || period == 0xFF);
        if !named {
            return Err(EnergyError::Identifier { di: reply.di });
        }
        let len = reply.data.len();
        let block = tariff == 0xFF || period == 0xFF;
        if !len.is_multiple_of(4) || (!block && len != 4) {
            return Err(EnergyError::Length { found: len as u8 });
        }
        Ok(Self {
            data: reply.data,
            signed: in_set(SIGNED, kind),
        })
    }

    /// How many there are.
    #[inline]
    #[must_use]
    pub const fn len(&self) -> usize {
        self.data.len() / 4
    }

    /// Whether there is none.
    #[inline]
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.data.len() < 4
    }

    /// The first, which is the total of a block over tariffs.
    ///
    /// # Errors
    /// [`EnergyError::Bcd`]; [`EnergyError::Length`] if there is none.
    #[inline]
    pub fn first(&self) -> Result<Energy, EnergyError> {
        let wire = self
            .data
            .wire()
            .first_chunk()
            .ok_or(EnergyError::Length { found: 0 })?;
        Ok(one(wire, self.signed)?)
    }

    /// One after the other; an error ends it.
    #[inline]
    #[must_use]
    pub fn iter(&self) -> Iter<'a> {
        Iter {
            rest: self.data.wire(),
            signed: self.signed,
            at: 0,
        }
    }

    /// All at once, the fastest way, to the front of `out`; returns what was written.
    ///
    /// # Errors
    /// [`EnergyError::Room`] before anything is written, [`EnergyError::Bcd`] with the position behind the identifier.
    #[inline]
    pub fn copy_to<'b>(&self, out: &'b mut [Energy]) -> Result<&'b mut [Energy], EnergyError> {
        let out = out.get_mut(..self.len()).ok_or(EnergyError::Room {
            needed: self.len() as u8,
        })?;
        if self.signed {
            for (to, from) in out.iter_mut().zip(self.iter()) {
                *to = from?;
            }
            return Ok(out);
        }
        let mut valid = true;
        let (eights, rest) = self.data.wire().as_chunks::<32>();
        let (out_eights, out_rest) = out.as_chunks_mut::<8>();
        for (to, from) in out_eights.iter_mut().zip(eights) {
            let (values, good) = bcd::eight_wire_fields(from);
            valid &= good;
            *to = values.map(Energy);
        }
        for (to, from) in out_rest.iter_mut().zip(rest.as_chunks::<4>().0) {
            let value = bcd::decode_wire_field(from);
            valid &= value.is_ok();
            *to = Energy(value.unwrap_or_default() as i32);
        }
        if valid { Ok(out) } else { Err(self.fault()) }
    }

    /// The first byte that is no BCD, when one is known to be there.
    #[cold]
    fn fault(&self) -> EnergyError {
        let found = self.iter().find_map(Result::err);
        found.map_or(
            EnergyError::Length {
                found: self.data.len() as u8,
            },
            EnergyError::Bcd,
        )
    }
}

impl<'a> IntoIterator for Energies<'a> {
    type Item = Result<Energy, BcdError>;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// Iterator over [`Energies`].
#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Iter<'a> {
    rest: &'a [u8],
    signed: bool,
    at: u8,
}

impl Iterator for Iter<'_> {
    type Item = Result<Energy, BcdError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let (wire, rest) = self.rest.split_first_chunk::<4>()?;
        let value = one(wire, self.signed).map_err(|error| BcdError {
            at: error.at.saturating_add(self.at),
            ..error
        });
        self.rest = if value.is_ok() { rest } else { &[] };
        self.at = self.at.saturating_add(4);
        Some(value)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.rest.len() / 4))
    }
}

/// Four wire bytes; the top bit is the sign where there is one.
#[inline]
fn one(wire: &[u8; 4], signed: bool) -> Result<Energy, BcdError> {
    if signed {
        return one_signed(*wire);
    }
    Ok(Energy(bcd::decode_wire_field(wire)? as i32))
}

fn one_signed([a, b, c, top]: [u8; 4]) -> Result<Energy, BcdError> {
    let plain = top.wrapping_sub(OFFSET);
    let magnitude = match bcd::decode_wire([a, b, c, (plain & 0x7F).wrapping_add(OFFSET)]) {
        Ok(value) => value as i32,
        // The byte is shown as it came.
        Err(error) if error.at == 3 => {
            return Err(BcdError {
                at: 3,
                found: plain,
            });
        }
        Err(error) => return Err(error),
    };
    Ok(Energy(if plain & 0x80 == 0 {
        magnitude
    } else {
        0i32.wrapping_sub(magnitude)
    }))
}

/// Kinds DI2 as a set of bits. Of the whole meter 00–0A, of phases 15–1E, 29–32 and 3D–46.
const ENERGIES: u128 = 0x7FF | 0x3FF << 0x15 | 0x3FF << 0x29 | 0x3FF << 0x3D;
/// Combined energies are signed: active, reactive 1 and 2, reactive of each phase.
const SIGNED: u128 = 1 | 3 << 0x03 | 3 << 0x17 | 3 << 0x2B | 3 << 0x3F;

#[inline]
const fn in_set(set: u128, kind: u8) -> bool {
    kind < 128 && set >> (kind & 127) & 1 != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;
    use std::vec::Vec;

    fn wire(plain: &[u8]) -> Vec<u8> {
        plain.iter().map(|byte| byte.wrapping_add(OFFSET)).collect()
    }

    fn energies(di: u32, plain: &[u8]) -> Result<Vec<i32>, EnergyError> {
        let wire = wire(plain);
        let reply = ReadReply {
            di,
            data: Data::from_wire(&wire),
            more: false,
        };
        let energies = Energies::of(&reply)?;
        let mut out = [Energy::default(); 64];
        let all: Vec<i32> = energies
            .copy_to(&mut out)?
            .iter()
            .map(|energy| energy.hundredths())
            .collect();
        let one_by_one: Result<Vec<i32>, BcdError> =
            energies.iter().map(|e| e.map(Energy::hundredths)).collect();
        assert_eq!(one_by_one, Ok(all.clone()), "both ways agree");
        assert_eq!(
            energies.first().ok().map(Energy::hundredths),
            all.first().copied()
        );
        assert_eq!(
            (energies.len(), energies.is_empty()),
            (all.len(), all.is_empty())
        );
        Ok(all)
    }

    #[test]
    fn a_high_energy_is_negative_only_where_the_table_has_a_sign() {
        let bytes = [0x99, 0x99, 0x99, 0x99];
        assert_eq!(
            energies(0x0001_0000, &bytes),
            Ok([99_999_999].to_vec()),
            "elsewhere read as negative"
        );
        let combined = [0x56, 0x34, 0x12, 0x80];
        assert_eq!(energies(0x0000_0000, &combined), Ok([-123_456].to_vec()));
        assert_eq!(energies(0x0000_0000, &bytes), Ok([-19_999_999].to_vec()));
        assert_eq!(Energy(-123_456).to_string(), "-1234.56");
        assert_eq!(Energy(-5).to_string(), "-0.05");
        assert_eq!(Energy(1_240_089).to_string(), "12400.89");
    }

    #[test]
    fn kinds_and_signs_are_those_of_the_table() {
        let mut seen = 0;
        for row in include_str!("../vectors/dlt645-2007-di.csv")
            .lines()
            .filter(|row| row.starts_with("00"))
        {
            let kind = u8::from_str_radix(&row[2..4], 16).unwrap();
            if in_set(ENERGIES, kind) {
                assert!(row.contains(",XXXXXX.XX,4"), "{row}");
                let signed = ["kWh", "kvarh", "kVAh"]
                    .iter()
                    .any(|unit| row.contains(&std::format!(",{unit},y,")));
                assert_eq!(in_set(SIGNED, kind), signed, "{row}");
                seen += 1;
            }
        }
        assert!(seen > 60, "{seen}");
    }

    #[test]
    fn blocks_of_every_length_convert() {
        for count in 0..=49u32 {
            let plain: Vec<u8> = (0..count)
                .flat_map(|i| bcd::encode::<4>(u64::from(i) * 2_000_003).unwrap())
                .collect();
            let expected: Vec<i32> = (0..count as i32).map(|i| i * 2_000_003).collect();
            assert_eq!(energies(0x0001_FF00, &plain), Ok(expected));
        }
    }

    #[test]
    fn a_wrong_nibble_is_found_at_every_place() {
        for di in [0x0001_FF00, 0x0000_FF00] {
            for at in 0..196u8 {
                for found in [0x0A, 0xA0, 0xFF] {
                    let mut plain = [0x12; 196];
                    plain[usize::from(at)] = found;
                    let signed_valid = di == 0x0000_FF00 && at % 4 == 3 && found == 0xA0;
                    let expected = Err(EnergyError::Bcd(BcdError { at, found }));
                    if !signed_valid {
                        assert_eq!(energies(di, &plain), expected);
                    }
                }
            }
        }
    }

    #[test]
    fn other_items_and_other_lengths_are_refused() {
        assert_eq!(
            energies(0x0280_0002, &[0; 4]),
            Err(EnergyError::Identifier { di: 0x0280_0002 })
        );
        assert_eq!(
            energies(0x000B_0000, &[0; 4]),
            Err(EnergyError::Identifier { di: 0x000B_0000 })
        );
        assert_eq!(
            energies(0x0001_0000, &[0; 8]),
            Err(EnergyError::Length { found: 8 })
        );
        assert_eq!(
            energies(0x0001_0000, &[0; 1]),
            Err(EnergyError::Length { found: 1 })
        );
        assert_eq!(
            energies(0x0001_FF00, &[0; 9]),
            Err(EnergyError::Length { found: 9 })
        );
    }
}
