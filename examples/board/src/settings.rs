//! What the factory and the installer write into the memory of a node or a gateway.
//!
//! ```text
//!  "SET1"  kind 1 ('N', 'G')  length 2  body …  CRC-16 2 over all before it
//!
//!  node     net 2  index 2  address 6  node key 16  group key 16  join key 16  seed 4  cabinet size 2
//!           zone 4  turn share 2  band 2  settling 1  patience 1
//!  gateway  net 2  address 6  master key 16  group key 16  seed 4  zone 4  beacon 1  count 1  meters 6 each
//! ```
//! Little-endian; addresses as on the wire, A0 first; the CRC is CRC-16/CCITT-FALSE.

/// Settings of a node.
pub const NODE_SETTINGS_LEN: usize = HEAD + 74 + 2;
/// Longest settings.
pub const SETTINGS_MAX: usize = 512;
/// Meters that a gateway's settings can name.
pub const METERS_MAX: usize = 64;
const HEAD: usize = 7;
const MAGIC: [u8; 4] = *b"SET1";

/// Settings of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeSettings {
    /// Network.
    pub net: u16,
    /// Its number in the cabinet, from 1.
    pub index: u16,
    /// Address of its meter.
    pub address: [u8; 6],
    /// Key of its own frames.
    pub node_key: [u8; 16],
    /// Key of the gateway's frames.
    pub group_key: [u8; 16],
    /// Key of an assignment.
    pub join_key: [u8; 16],
    /// Seed of its dice.
    pub seed: u32,
    /// Nodes in the cabinet.
    pub cabinet: u16,
    /// Local standard time minus UTC, s.
    pub zone_s: i32,
    /// Share of the meter's shortest turn-around before it looks at its clock, 1/256.
    pub turn_share: i16,
    /// Band in which the meter's clock is left alone, ms.
    pub band_ms: u16,
    /// Time between the first time exchanges, s.
    pub settling_s: u8,
    /// Bursts of reads for which the first set waits until the meter's drift is known.
    pub patience: u8,
}

/// Settings of a gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GatewaySettings<'a> {
    /// Network.
    pub net: u16,
    /// Its address on RS485.
    pub address: [u8; 6],
    /// Master key of the cabinet.
    pub master: [u8; 16],
    /// Key of its frames.
    pub group_key: [u8; 16],
    /// Seed of its dice.
    pub seed: u32,
    /// Local standard time minus UTC, s.
    pub zone_s: i32,
    /// Time between two beacons, s.
    pub beacon_s: u8,
    /// Addresses of the meters, in the order of the nodes' numbers.
    pub meters: &'a [[u8; 6]],
}

/// Bytes for the memory.
#[derive(Clone, Debug)]
pub struct Block {
    bytes: [u8; SETTINGS_MAX],
    len: usize,
}

impl Block {
    fn new(kind: u8, body: &[&[u8]]) -> Self {
        let mut block = Self {
            bytes: [0; SETTINGS_MAX],
            len: 0,
        };
        let len = body
            .iter()
            .fold(0usize, |len, part| len.saturating_add(part.len()));
        block.put(&MAGIC);
        block.put(&[kind]);
        block.put(&u16::try_from(len).unwrap_or(u16::MAX).to_le_bytes());
        body.iter().for_each(|part| block.put(part));
        let crc = crc16(0xFFFF, block.as_bytes());
        block.put(&crc.to_le_bytes());
        block
    }

    fn put(&mut self, bytes: &[u8]) {
        for byte in bytes {
            if let Some(place) = self.bytes.get_mut(self.len) {
                *place = *byte;
                self.len = self.len.saturating_add(1);
            }
        }
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

impl NodeSettings {
    /// The bytes for the memory.
    #[must_use]
    pub fn encode(&self) -> Block {
        Block::new(
            b'N',
            &[
                &self.net.to_le_bytes(),
                &self.index.to_le_bytes(),
                &self.address,
                &self.node_key,
                &self.group_key,
                &self.join_key,
                &self.seed.to_le_bytes(),
                &self.cabinet.to_le_bytes(),
                &self.zone_s.to_le_bytes(),
                &self.turn_share.to_le_bytes(),
                &self.band_ms.to_le_bytes(),
                &[self.settling_s, self.patience],
            ],
        )
    }

    /// Reads the memory; `None` if no node's settings are there whole.
    #[must_use]
    pub fn decode(memory: &[u8]) -> Option<Self> {
        let mut from = Reader::open(memory, b'N')?;
        let settings = Self {
            net: u16::from_le_bytes(from.take()),
            index: u16::from_le_bytes(from.take()),
            address: from.take(),
            node_key: from.take(),
            group_key: from.take(),
            join_key: from.take(),
            seed: u32::from_le_bytes(from.take()),
            cabinet: u16::from_le_bytes(from.take()),
            zone_s: i32::from_le_bytes(from.take()),
            turn_share: i16::from_le_bytes(from.take()),
            band_ms: u16::from_le_bytes(from.take()),
            settling_s: u8::from_le_bytes(from.take()),
            patience: u8::from_le_bytes(from.take()),
        };
        (!from.short).then_some(settings)
    }
}

impl<'a> GatewaySettings<'a> {
    /// The bytes for the memory; of more than [`METERS_MAX`] meters the first.
    #[must_use]
    pub fn encode(&self) -> Block {
        let meters = self
            .meters
            .get(..self.meters.len().min(METERS_MAX))
            .unwrap_or_default();
        Block::new(
            b'G',
            &[
                &self.net.to_le_bytes(),
                &self.address,
                &self.master,
                &self.group_key,
                &self.seed.to_le_bytes(),
                &self.zone_s.to_le_bytes(),
                &[self.beacon_s, u8::try_from(meters.len()).unwrap_or(0)],
                meters.as_flattened(),
            ],
        )
    }

    /// Reads the memory; `None` if no gateway's settings are there whole.
    #[must_use]
    pub fn decode(memory: &'a [u8]) -> Option<Self> {
        let mut from = Reader::open(memory, b'G')?;
        let mut settings = Self {
            net: u16::from_le_bytes(from.take()),
            address: from.take(),
            master: from.take(),
            group_key: from.take(),
            seed: u32::from_le_bytes(from.take()),
            zone_s: i32::from_le_bytes(from.take()),
            beacon_s: u8::from_le_bytes(from.take()),
            meters: &[],
        };
        let count = u8::from_le_bytes(from.take());
        settings.meters = from.rest.as_chunks::<6>().0.get(..usize::from(count))?;
        (!from.short).then_some(settings)
    }
}

struct Reader<'a> {
    rest: &'a [u8],
    /// More was to be read than there is.
    short: bool,
}

impl<'a> Reader<'a> {
    /// The body, if magic, kind, length and CRC are right.
    fn open(memory: &'a [u8], kind: u8) -> Option<Self> {
        let (head, rest) = memory.split_first_chunk::<HEAD>()?;
        let [m0, m1, m2, m3, found, low, high] = *head;
        if [m0, m1, m2, m3] != MAGIC || found != kind {
            return None;
        }
        let len = usize::from(u16::from_le_bytes([low, high]));
        let (body, rest) = rest.split_at_checked(len)?;
        let crc = u16::from_le_bytes(*rest.first_chunk::<2>()?);
        (crc16(0xFFFF, memory.get(..len.checked_add(HEAD)?)?) == crc).then_some(Self {
            rest: body,
            short: false,
        })
    }

    fn take<const N: usize>(&mut self) -> [u8; N] {
        let mut taken = [0; N];
        self.fill(&mut taken);
        taken
    }

    #[inline(never)]
    fn fill(&mut self, out: &mut [u8]) {
        self.short |= self.rest.len() < out.len();
        for (to, from) in out.iter_mut().zip(self.rest) {
            *to = *from;
        }
        self.rest = self.rest.get(out.len()..).unwrap_or_default();
    }
}

/// CRC-16/CCITT-FALSE goes on from `crc`; it starts at FFFF.
pub(crate) fn crc16(crc: u16, bytes: &[u8]) -> u16 {
    bytes.iter().fold(crc, |crc, byte| {
        let shift = |crc: u16, _| {
            if crc & 0x8000 == 0 {
                crc << 1
            } else {
                crc << 1 ^ 0x1021
            }
        };
        (0..8).fold(crc ^ u16::from(*byte) << 8, shift)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NODE: NodeSettings = NodeSettings {
        net: 0x1A2B,
        index: 3,
        address: [1, 2, 3, 4, 5, 6],
        node_key: [1; 16],
        group_key: [2; 16],
        join_key: [3; 16],
        seed: 0xDEAD_BEEF,
        cabinet: 64,
        zone_s: -28_800,
        turn_share: -3,
        band_ms: 180,
        settling_s: 5,
        patience: 8,
    };

    #[test]
    fn settings_survive_and_a_flipped_bit_is_seen() {
        assert_eq!(crc16(0xFFFF, b"123456789"), 0x29B1);
        let block = NODE.encode();
        assert_eq!(NodeSettings::decode(block.as_bytes()), Some(NODE));
        assert_eq!(block.as_bytes().len(), NODE_SETTINGS_LEN);
        assert_eq!(GatewaySettings::decode(block.as_bytes()), None);
        for bit in 0..block.as_bytes().len() * 8 {
            let mut bytes = block.as_bytes().to_vec();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(NodeSettings::decode(&bytes), None, "bit {bit}");
        }
        let meters = [[7; 6]; METERS_MAX];
        let gateway = GatewaySettings {
            net: 1,
            address: [9; 6],
            master: [1; 16],
            group_key: [2; 16],
            seed: 1,
            zone_s: 28_800,
            beacon_s: 60,
            meters: &meters,
        };
        assert_eq!(
            GatewaySettings::decode(gateway.encode().as_bytes()),
            Some(gateway)
        );
        assert!(gateway.encode().as_bytes().len() <= SETTINGS_MAX);
        assert_eq!(NodeSettings::decode(&[0xFF; 40]), None);
    }
}
