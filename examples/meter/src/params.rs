//! Parameters (表 A.5) and their values out of the factory.

use crate::Config;
use std::collections::BTreeMap;

/// Factory values: identifier and bytes in wire order, so texts stand last character first.
const FACTORY: [(u32, &[u8]); 50] = [
    (0x0400_0103, &[0x15]),
    (0x0400_0104, &[0x01]),
    (0x0400_0105, &[0x80, 0x00]),
    (0x0400_0106, &[0; 5]),
    (0x0400_0107, &[0; 5]),
    (0x0400_0201, &[0x01]),
    (0x0400_0202, &[0x08]),
    (0x0400_0203, &[0x04]),
    (0x0400_0204, &[0x04]),
    (0x0400_0205, &[0, 0]),
    (0x0400_0206, &[0x21]),
    (0x0400_0301, &[0x05]),
    (0x0400_0302, &[0x05]),
    (0x0400_0303, &[0x02]),
    (0x0400_0304, &[0x04]),
    (0x0400_0404, b"V022\0\0"),
    (0x0400_0405, b"A5\0\0\0\0"),
    (0x0400_0406, b"A06\0\0\0"),
    (0x0400_0407, b"0.1\0"),
    (0x0400_0408, b"0.2\0"),
    (0x0400_0409, &[0x00, 0x12, 0x00]),
    (0x0400_040A, &[0x00, 0x12, 0x00]),
    (0x0400_040B, b"lautriv\0\0\0"),
    (0x0400_040C, b"22-11-6202"),
    (0x0400_0601, &[0x05]),
    (0x0400_0602, &[0x41]),
    (0x0400_0603, &[0x14]),
    (0x0400_0801, &[0x7F]),
    (0x0400_0802, &[0x01]),
    (0x0400_0901, &[0x3F]),
    (0x0400_0902, &[0xFF]),
    (0x0400_0A01, &[0x00, 0x00, 0x01, 0x01]),
    (0x0400_0A02, &[0x15, 0x00]),
    (0x0400_0A03, &[0x15, 0x00]),
    (0x0400_0A04, &[0x15, 0x00]),
    (0x0400_0A05, &[0x15, 0x00]),
    (0x0400_0A06, &[0x15, 0x00]),
    (0x0400_0A07, &[0x15, 0x00]),
    (0x0400_0B01, &[0x00, 0x01]),
    (0x0400_0B02, &[0x99, 0x99]),
    (0x0400_0B03, &[0x99, 0x99]),
    // Limits: 20 kW forward and reverse, 235.4 V and 198.0 V.
    (0x0400_0E01, &[0x00, 0x00, 0x20]),
    (0x0400_0E02, &[0x00, 0x00, 0x20]),
    (0x0400_0E03, &[0x54, 0x23]),
    (0x0400_0E04, &[0x80, 0x19]),
    (0x0400_1101, &[0x08]),
    // Reported are the faults of the phases (bits 16 to 24), a power failure (37) and reversed
    // flow (41).
    (
        0x0400_1104,
        &[0x00, 0x00, 0xFF, 0x01, 0x20, 0x02, 0x00, 0x00],
    ),
    (0x0400_1405, &[0x30]),
    (0x0401_0000, &[0x01, 0x01, 0x01]),
    // Flat 00:00, sharp 18:00, peak 08:00, valley 22:00, as tariff, minute, hour.
    (
        0x0401_0001,
        &[
            0x03, 0x00, 0x00, 0x02, 0x00, 0x08, 0x01, 0x00, 0x18, 0x04, 0x00, 0x22,
        ],
    ),
];

/// All parameters of a new meter.
pub(crate) fn defaults(config: &Config) -> BTreeMap<u32, Vec<u8>> {
    let mut params: BTreeMap<u32, Vec<u8>> = FACTORY
        .iter()
        .map(|(di, data)| (*di, data.to_vec()))
        .collect();
    let address = config.address.to_wire().to_vec();
    params.insert(0x0400_0402, address.clone());
    params.insert(0x0400_040E, address);
    params.insert(0x0400_0403, vec![0; 32]);
    params.insert(0x0400_040D, vec![0; 16]);
    // All day schedules and both sets are alike until somebody writes them.
    for set in [0x0401_0000, 0x0402_0000] {
        for table in 0..=8 {
            let like = if table == 0 { 0x0401_0000 } else { 0x0401_0001 };
            let data = params.get(&like).cloned().unwrap_or_default();
            params.entry(set + table).or_insert(data);
        }
    }
    // As many holidays may be written; 04000205 says how many count.
    for holiday in 1..=20 {
        params.insert(0x0403_0000 + holiday, vec![0; 4]);
    }
    // Conductance, susceptance, resistance and reactance of the three phases.
    for coefficient in 1..=12 {
        params.insert(0x0400_0D00 + coefficient, vec![0, 0]);
    }
    for (di, text) in [
        (
            0x0480_0001,
            concat!("virtual meter ", env!("CARGO_PKG_VERSION")),
        ),
        (0x0480_0002, "none: made of software"),
        (0x0480_0003, "0000"),
    ] {
        params.insert(di, ascii32(text));
    }
    for port in 1..=5 {
        params.insert(0x0400_0700 + port, vec![rate_word(config.baud)]);
    }
    params
}

/// A text of 32 characters, last one first on the wire, filled up with zero.
fn ascii32(text: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    bytes.resize(32, 0);
    bytes.reverse();
    bytes
}

/// Rate word Z of the 2007 edition; 2400 where there is none.
pub(crate) fn rate_word(baud: u32) -> u8 {
    (1..=6)
        .find(|bit| rate_of(1 << bit) == Some(baud))
        .map_or(0x08, |bit| 1 << bit)
}

/// Baud rate of a rate word of the 2007 edition.
pub(crate) fn rate_of(z: u8) -> Option<u32> {
    match z {
        0x02 => Some(600),
        0x04 => Some(1200),
        0x08 => Some(2400),
        0x10 => Some(4800),
        0x20 => Some(9600),
        0x40 => Some(19_200),
        _ => None,
    }
}
