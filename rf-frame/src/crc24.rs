//! CRC-24 of the envelope: polynomial 0x864CFB, init 0xB704CE, no reflection, no final xor.

use crc::{CRC_24_OPENPGP, Crc, Table};

#[cfg(feature = "crc-table")]
type Lanes = Table<16>;
#[cfg(not(feature = "crc-table"))]
type Lanes = Table<1>;

static CRC: Crc<u32, Lanes> = Crc::<u32, Lanes>::new(&CRC_24_OPENPGP);

/// Checksum over `bytes`, most significant byte first as it goes on air.
pub(crate) fn crc24(bytes: &[u8]) -> [u8; 3] {
    let [_, a, b, c] = CRC.checksum(bytes).to_be_bytes();
    [a, b, c]
}

#[cfg(test)]
mod tests {
    use super::crc24;

    #[test]
    fn check_value_of_the_specification() {
        assert_eq!(crc24(b"123456789"), [0x21, 0xcf, 0x02]);
    }
}
