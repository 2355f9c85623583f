//! The radio modem on a serial port: commands to it, reports from it.
//!
//! ```text
//!  7E  length  kind  body …  check        length: of kind and body, 1 to 80
//!                                         check: 0xFF less the sum of length, kind and body, modulo 256
//!  to the modem                                    from the modem
//!  'S' at 8, us 2     measure the channel          'C' at 8, busy 1      measured, at its end
//!  'T' at 8, frame    start the preamble at `at`   'E' at 8              the frame has left the air
//!  'L' at 8           receiver on                  'R' sync 8, dBm 2, frame   a frame, stamp of its sync word
//!  'Z' at 8           radio off
//!  'P' value 8        what is the time?            'Q' value 8, time 8   the value again, and the modem's time
//! ```
//! Numbers are little-endian, times are µs of the modem's counter.

/// Longest frame on the air.
pub const FRAME_MAX: usize = 62;
/// Longest message with head and check.
pub const MESSAGE_MAX: usize = 3 + CONTENT_MAX;
const CONTENT_MAX: usize = 80;
const HEAD: u8 = 0x7E;

/// What the modem is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command<'a> {
    /// Measure the channel.
    Sense {
        /// Begin.
        at: u64,
        /// For so many µs.
        us: u16,
    },
    /// Start the preamble.
    Transmit {
        /// Begin.
        at: u64,
        /// Bytes for the FIFO.
        frame: &'a [u8],
    },
    /// Receiver on.
    Listen(u64),
    /// Radio off.
    Sleep(u64),
    /// Asks for the time.
    Ping(u64),
}

/// What the modem tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report<'a> {
    /// The channel was measured.
    Channel {
        /// End of the measurement.
        at: u64,
        /// Whether it is taken.
        busy: bool,
    },
    /// The frame has left the air at that time.
    Sent(u64),
    /// A frame came.
    Received {
        /// End of its sync word.
        sync: u64,
        /// Strength.
        dbm: i16,
        /// Its bytes.
        frame: &'a [u8],
    },
    /// The time.
    Pong {
        /// What the ping carried.
        value: u64,
        /// The modem's counter when the ping had come.
        time: u64,
    },
}

/// A message ready to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    bytes: [u8; MESSAGE_MAX],
    len: usize,
}

impl Message {
    #[inline(never)]
    fn new(kind: u8, first: u64, parts: [&[u8]; 2]) -> Self {
        let mut message = Self {
            bytes: [0; MESSAGE_MAX],
            len: 3,
        };
        message.put(&first.to_le_bytes());
        parts.iter().for_each(|part| message.put(part));
        let content = u8::try_from(message.len.saturating_sub(2)).unwrap_or(u8::MAX);
        let [head, length, its_kind, ..] = &mut message.bytes;
        (*head, *length, *its_kind) = (HEAD, content, kind);
        let sum = message
            .as_bytes()
            .iter()
            .skip(1)
            .fold(0u8, |sum, byte| sum.wrapping_add(*byte));
        message.put(&[!sum]);
        message
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

impl Command<'_> {
    /// The message.
    // Where the command is known, so is all of this.
    #[inline(always)]
    #[must_use]
    pub fn encode(&self) -> Message {
        match self {
            Self::Sense { at, us } => Message::new(b'S', *at, [&us.to_le_bytes(), &[]]),
            Self::Transmit { at, frame } => Message::new(b'T', *at, [frame, &[]]),
            Self::Listen(at) => Message::new(b'L', *at, [&[]; 2]),
            Self::Sleep(at) => Message::new(b'Z', *at, [&[]; 2]),
            Self::Ping(value) => Message::new(b'P', *value, [&[]; 2]),
        }
    }
}

impl<'a> Command<'a> {
    /// Reads kind and body; `None` if they are no command.
    #[must_use]
    pub fn parse(content: &'a [u8]) -> Option<Self> {
        let (kind, body) = content.split_first()?;
        let (first, rest) = number(body)?;
        match (kind, rest) {
            (b'S', [low, high]) => Some(Self::Sense {
                at: first,
                us: u16::from_le_bytes([*low, *high]),
            }),
            (b'T', frame) if frame.len() <= FRAME_MAX => Some(Self::Transmit { at: first, frame }),
            (b'L', []) => Some(Self::Listen(first)),
            (b'Z', []) => Some(Self::Sleep(first)),
            (b'P', []) => Some(Self::Ping(first)),
            _ => None,
        }
    }
}

impl Report<'_> {
    /// The message.
    #[must_use]
    pub fn encode(&self) -> Message {
        match self {
            Self::Channel { at, busy } => Message::new(b'C', *at, [&[u8::from(*busy)], &[]]),
            Self::Sent(at) => Message::new(b'E', *at, [&[]; 2]),
            Self::Received { sync, dbm, frame } => {
                Message::new(b'R', *sync, [&dbm.to_le_bytes(), frame])
            }
            Self::Pong { value, time } => Message::new(b'Q', *value, [&time.to_le_bytes(), &[]]),
        }
    }
}

impl<'a> Report<'a> {
    /// Moves what is told to another counter, which is `distance` behind the modem's; a pong has no
    /// such time.
    pub fn move_back(&mut self, distance: u64) {
        if let Self::Channel { at, .. } | Self::Sent(at) | Self::Received { sync: at, .. } = self {
            *at = at.wrapping_sub(distance);
        }
    }

    /// Reads kind and body; `None` if they are no report.
    #[must_use]
    pub fn parse(content: &'a [u8]) -> Option<Self> {
        let (kind, body) = content.split_first()?;
        let (first, rest) = number(body)?;
        match (kind, rest) {
            (b'C', [busy]) => Some(Self::Channel {
                at: first,
                busy: *busy != 0,
            }),
            (b'E', []) => Some(Self::Sent(first)),
            (b'R', [low, high, frame @ ..]) if frame.len() <= FRAME_MAX => Some(Self::Received {
                sync: first,
                dbm: i16::from_le_bytes([*low, *high]),
                frame,
            }),
            (b'Q', rest) => {
                let (time, rest) = number(rest)?;
                rest.is_empty().then_some(Self::Pong { value: first, time })
            }
            _ => None,
        }
    }
}

fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (number, rest) = bytes.split_first_chunk::<8>()?;
    Some((u64::from_le_bytes(*number), rest))
}

/// Finds messages in a stream; what is broken is skipped up to the next head.
#[derive(Clone, Debug)]
pub struct Deframer {
    content: [u8; CONTENT_MAX],
    /// Bytes of the message so far, head included.
    filled: usize,
    wanted: u8,
}

impl Default for Deframer {
    fn default() -> Self {
        Self::new()
    }
}

impl Deframer {
    /// Nothing heard yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            content: [0; CONTENT_MAX],
            filled: 0,
            wanted: 0,
        }
    }

    /// Kind and body of the last message, until the next one begins.
    #[must_use]
    pub fn content(&self) -> &[u8] {
        self.content
            .get(..usize::from(self.wanted))
            .unwrap_or_default()
    }

    /// Takes a byte. Returns kind and body of the message that it ends.
    pub fn push(&mut self, byte: u8) -> Option<&[u8]> {
        let wanted = usize::from(self.wanted);
        match self.filled {
            0 => self.filled = usize::from(byte == HEAD),
            1 if byte == 0 || usize::from(byte) > CONTENT_MAX => {
                self.filled = usize::from(byte == HEAD)
            }
            1 => {
                self.wanted = byte;
                self.filled = 2;
            }
            n if n.saturating_sub(2) < wanted => {
                if let Some(place) = self.content.get_mut(n.saturating_sub(2)) {
                    *place = byte;
                }
                self.filled = n.saturating_add(1);
            }
            _ => {
                self.filled = 0;
                let content = self.content.get(..wanted)?;
                let sum = content
                    .iter()
                    .fold(self.wanted, |sum, byte| sum.wrapping_add(*byte));
                return (byte == !sum).then_some(content);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    fn hear(deframer: &mut Deframer, bytes: &[u8]) -> Vec<Vec<u8>> {
        bytes
            .iter()
            .filter_map(|byte| deframer.push(*byte).map(<[u8]>::to_vec))
            .collect()
    }

    #[test]
    fn the_bytes_of_a_measurement() {
        let message = Command::Sense {
            at: 0x0102,
            us: 160,
        }
        .encode();
        assert_eq!(
            message.as_bytes(),
            [0x7E, 11, b'S', 2, 1, 0, 0, 0, 0, 0, 0, 0xA0, 0, 0xFE]
        );
    }

    #[test]
    fn every_message_survives() {
        let frame = [0x7E; FRAME_MAX];
        let commands = [
            Command::Sense {
                at: u64::MAX,
                us: 160,
            },
            Command::Transmit {
                at: 7,
                frame: &frame,
            },
            Command::Transmit { at: 7, frame: &[] },
            Command::Listen(1),
            Command::Sleep(2),
            Command::Ping(3),
        ];
        let reports = [
            Report::Channel { at: 1, busy: true },
            Report::Sent(u64::MAX),
            Report::Received {
                sync: 5,
                dbm: -97,
                frame: &frame,
            },
            Report::Pong { value: 1, time: 2 },
        ];
        let mut deframer = Deframer::new();
        for command in commands {
            let heard = hear(&mut deframer, command.encode().as_bytes());
            assert_eq!(heard.len(), 1);
            assert_eq!(Command::parse(&heard[0]), Some(command));
        }
        for report in reports {
            let heard = hear(&mut deframer, report.encode().as_bytes());
            assert_eq!(heard.len(), 1);
            assert_eq!(Report::parse(&heard[0]), Some(report));
        }
    }

    #[test]
    fn a_broken_message_costs_little() {
        let mut deframer = Deframer::new();
        let mut bytes = Command::Ping(9).encode().as_bytes().to_vec();
        bytes[5] ^= 1;
        assert!(hear(&mut deframer, &bytes).is_empty());
        assert!(hear(&mut deframer, &[0, 0xFF, HEAD, 0, HEAD, 200, 1]).is_empty());
        assert_eq!(
            hear(&mut deframer, Command::Ping(9).encode().as_bytes()).len(),
            1
        );
    }
}
