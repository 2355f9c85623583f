//! CRC-24 of the envelope: polynomial 0x864CFB, init 0xB704CE, no reflection, no final xor.

use crc::CRC_24_OPENPGP;

/// Checksum over `bytes`, most significant byte first as it goes on air.
pub(crate) fn crc24(bytes: &[u8]) -> [u8; 3] {
    let [_, a, b, c] = checksum(bytes).to_be_bytes();
    [a, b, c]
}

#[cfg(feature = "crc-table")]
fn checksum(bytes: &[u8]) -> u32 {
    use crc::{Crc, Table};
    static CRC: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_24_OPENPGP);
    CRC.checksum(bytes)
}

/// What four bits shifted out do to the register, which is in the upper 24 bits.
#[cfg(not(feature = "crc-table"))]
static NIBBLES: [u32; 16] = nibbles();

#[cfg(not(feature = "crc-table"))]
const fn nibbles() -> [u32; 16] {
    let mut table = [0; 16];
    let mut rest: &mut [u32] = &mut table;
    let mut value = 0u32;
    while let Some((entry, tail)) = rest.split_first_mut() {
        let mut register = value << 28;
        let mut bit = 0;
        while bit < 4 {
            let carry = if register >> 31 == 1 {
                CRC_24_OPENPGP.poly << 8
            } else {
                0
            };
            register = register << 1 ^ carry;
            bit += 1;
        }
        *entry = register;
        rest = tail;
        value += 1;
    }
    table
}

#[cfg(not(feature = "crc-table"))]
fn checksum(bytes: &[u8]) -> u32 {
    let shift =
        |register: u32| register << 4 ^ NIBBLES.get((register >> 28) as usize).unwrap_or(&0);
    let whole = bytes
        .iter()
        .fold(CRC_24_OPENPGP.init << 8, |register, byte| {
            shift(shift(register ^ u32::from(*byte) << 24))
        });
    whole >> 8
}

#[cfg(test)]
mod tests {
    use super::crc24;

    #[test]
    fn check_value_of_the_specification() {
        assert_eq!(crc24(b"123456789"), [0x21, 0xcf, 0x02]);
    }

    #[test]
    fn every_byte_counts_as_in_the_reference() {
        let reference = crc::Crc::<u32, crc::NoTable>::new(&crc::CRC_24_OPENPGP);
        for byte in 0..=255 {
            let [_, a, b, c] = reference.checksum(&[byte, 0x5a, !byte]).to_be_bytes();
            assert_eq!(crc24(&[byte, 0x5a, !byte]), [a, b, c]);
        }
    }
}
