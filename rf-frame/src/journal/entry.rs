//! What the journal keeps, one entry a change (J-8): the only place where entries become bytes.
//!
//! An entry begins with its tag. Numbers are little-endian; the table below is the layout, field by
//! field in the order on flash, and the structs of this module are made from the same lines.
//!
//! |tag|entry|of|after the tag|bytes|
//! |---|---|---|---|---|
//! |01|[`Event`]|node|EVT 2, FLG 1, RQ 1, START 3, local counter 5, seconds 4, ms 2, R_SCH 4|23|
//! |02|[`Ack`]|node|PEVT 2, AEVT 2, R_ACK 4, KEYNO 1|10|
//! |03|[`Uni`]|node|R_UNI 4|5|
//! |04|[`Begin`]|both|START 3|4|
//! |05|[`Session`]|node|SES 1, INDEX 2, GEN 2, JR 8, GR 8, SIZE 2, SLT 1, AFL 1|26|
//! |06|[`Group`]|node|SES 1, KEYNO 1, newest 1, KG 16, CTR 4|24|
//! |07|[`Retire`]|node|KEYNO 1|2|
//! |08|[`Installed`]|node|SES 1, ADDR 6|8|
//! |09|[`Left`]|node|reason 1|2|
//! |10|[`Epoch`]|gateway|reserved EPO 2|3|
//! |11|[`MemberA`]|gateway|INDEX 2, SES 1, DEVID 8, GEN 2, JR 8, AFL 1|23|
//! |12|[`MemberB`]|gateway|INDEX 2, SES 1, GR 8, ADDR 6, last EVT 2|20|
//! |13|[`Top`]|gateway|INDEX 2, SES 1, CTR 4, committed EVT 2, receipted EVT 2|12|
//! |14|[`Gone`]|gateway|INDEX 2, SES 1|4|
//! |15|[`KeyNo`]|gateway|KEYNO 1, state 1, KG 16|19|
//! |16|[`List`]|gateway|list number 4, GEN floor 2|7|
//! |17|[`Passed`]|gateway|confirmed number 4|5|
//! |18|[`Gate`]|gateway|verdict 1, seconds 4, x̄ 4, days back 1|11|
//! |4k|[`Record`]|gateway|number 4, index 2, session 1, EVT 2, FLG 1, marks 1, from 6, to 6, CTR 4|28|
//!
//! `k` is the [`RecordKind`]. A tag that this version does not know is a good record without
//! effect, and is not carried into the next sector.

use super::field::{Bytes, ENTRY_MAX, Field, GroupKeyBytes, Millis40, Moment, Start};

macro_rules! entries {
    ($(
        $(#[$doc:meta])*
        $tag:literal $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }
    )*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq)]
            #[cfg_attr(feature = "defmt", derive(defmt::Format))]
            pub struct $name {
                $($(#[$field_doc])* pub $field: $type,)*
            }

            impl $name {
                const LEN: usize = 1 $(+ <$type as Field>::LEN)*;

                fn put(&self, to: &mut Bytes) {
                    to.put(&[$tag]);
                    $(self.$field.put(to);)*
                }

                fn take(from: &mut &[u8]) -> Option<Self> {
                    Some($name { $($field: Field::take(from)?,)* })
                }
            }

            impl From<$name> for Entry {
                fn from(entry: $name) -> Entry {
                    Entry::$name(entry)
                }
            }

            const _: () = assert!($name::LEN <= ENTRY_MAX);
        )*

        /// One durable change of a node's or a gateway's state.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        pub enum Entry {
            $($(#[$doc])* $name($name),)*
            /// A record for the concentrator.
            Record(Record),
        }

        impl Entry {
            pub(super) fn put(&self, to: &mut Bytes) {
                match self {
                    $(Entry::$name(entry) => entry.put(to),)*
                    Entry::Record(entry) => entry.put(to),
                }
            }

            /// Reads an entry, tag first. `None` for an unknown tag and for a wrong length.
            #[must_use]
            pub fn parse(bytes: &[u8]) -> Option<Self> {
                let (tag, mut rest) = bytes.split_first()?;
                let entry = match *tag {
                    $($tag => Entry::$name($name::take(&mut rest)?),)*
                    tag => Entry::Record(Record::take(tag, &mut rest)?),
                };
                rest.is_empty().then_some(entry)
            }
        }
    };
}

entries! {
    /// An event of the node, stored before it is sent (N-1).
    0x01 Event {
        /// Number in this session.
        evt: u16,
        /// FLG 0..6 (F-9).
        flags: u8,
        /// RQ without round: bit 3 INFERRED, bits 2..0 quality of the clock (F-10).
        quality: u8,
        /// START of the boot that saw it: the local counter means nothing in another one (E-3).
        start: Start,
        /// Local counter at the first moment of the event.
        at: Millis40,
        /// Network time of the first moment, seconds since 2000; 0 with quality 0.
        seconds: u32,
        /// And milliseconds.
        millis: u16,
        /// R_SCH of the newest key held (S-8).
        r_sch: u32,
    }
    /// What is told and what is proven, and the register of acknowledgements.
    0x02 Ack {
        /// PEVT: newest event that the gateway told to have stored.
        told: u16,
        /// AEVT: newest event proven by a RECEIPT.
        proven: u16,
        /// R_ACK under `keyno`.
        r_ack: u32,
        /// Group key that the register belongs to.
        keyno: u8,
    }
    /// The register of frames under the own key.
    0x03 Uni {
        /// R_UNI.
        r_uni: u32,
    }
    /// A boot, or SEQ at its end: the START that is used from here on.
    0x04 Begin {
        /// The new START.
        start: Start,
    }
    /// An ASSIGN that was accepted; counts with the [`Group`] of the same session after it.
    0x05 Session {
        /// Number of the session.
        session: u8,
        /// Index of the node in the cabinet.
        index: u16,
        /// Generation of the keys.
        generation: u16,
        /// Random number of the JOIN.
        join_random: [u8; 8],
        /// Random number of the gateway.
        gateway_random: [u8; 8],
        /// Indices in the cabinet.
        size: u16,
        /// Slot, 250 µs.
        slot: u8,
        /// AFL; bit 0: numbers start again from 1.
        flags: u8,
    }
    /// A group key at the node.
    0x06 Group {
        /// Session that it came in.
        session: u8,
        /// Its number.
        keyno: u8,
        /// 1: the newest key held.
        newest: u8,
        /// The key.
        key: GroupKeyBytes,
        /// CTR of the frame that brought it: where its registers start.
        counter: u32,
    }
    /// A group key is used no more.
    0x07 Retire {
        /// Its number.
        keyno: u8,
    }
    /// The installation begins (E-10).
    0x08 Installed {
        /// Session that was confirmed.
        session: u8,
        /// Number of the meter, lowest pair first.
        address: [u8; 6],
    }
    /// The installation ends (E-10).
    0x09 Left {
        /// 0 bay contact, 1 order, 2 another meter answers.
        reason: u8,
    }
    /// Epochs up to this one are reserved (G-6).
    0x10 Epoch {
        /// Highest reserved EPO.
        reserved: u16,
    }
    /// First half of a session at the gateway; counts with the [`MemberB`] after it.
    0x11 MemberA {
        /// Index in the cabinet.
        index: u16,
        /// Number of the session.
        session: u8,
        /// Number of the module.
        device: [u8; 8],
        /// Generation of the keys.
        generation: u16,
        /// Random number of the JOIN.
        join_random: [u8; 8],
        /// AFL of the ASSIGN.
        flags: u8,
    }
    /// Second half of a session at the gateway.
    0x12 MemberB {
        /// Index in the cabinet.
        index: u16,
        /// Number of the session.
        session: u8,
        /// Random number of the gateway.
        gateway_random: [u8; 8],
        /// Number of the meter, lowest pair first.
        address: [u8; 6],
        /// Last committed event when the session began.
        last_evt: u16,
    }
    /// How far a session has come.
    0x13 Top {
        /// Index in the cabinet.
        index: u16,
        /// Number of the session.
        session: u8,
        /// Highest CTR seen.
        counter: u32,
        /// Newest committed event.
        committed: u16,
        /// Newest event that a RECEIPT was sent for.
        receipted: u16,
    }
    /// A session is erased.
    0x14 Gone {
        /// Index in the cabinet.
        index: u16,
        /// Number of the session.
        session: u8,
    }
    /// A group key at the gateway.
    0x15 KeyNo {
        /// Its number.
        keyno: u8,
        /// 0 retired, 1 being installed, 2 in use.
        state: u8,
        /// The key.
        key: GroupKeyBytes,
    }
    /// The commissioning list in force.
    0x16 List {
        /// Its number.
        number: u32,
        /// Lowest generation that it allows.
        generation_floor: u16,
    }
    /// The concentrator has stored every record up to this one.
    0x17 Passed {
        /// Confirmed number.
        number: u32,
    }
    /// An accepted state of the time gate (T-6).
    0x18 Gate {
        /// Verdict (F-15).
        verdict: u8,
        /// Network time, seconds since 2000.
        seconds: u32,
        /// Middle value of the witnesses, ms.
        middle: i32,
        /// 0 the last accepted state; 1, 7, 30: the one kept for so many days.
        days_back: u8,
    }
}

/// Kinds of records that go to the concentrator (E-9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum RecordKind {
    /// An event of a node.
    Event,
    /// Events that are lost: EVT is the first, FLG their number (255: or more).
    Gap,
    /// Numbers of a node begin again; EVT is the last one of before.
    Restart,
    /// Short dips: EVT is their count.
    Dips,
    /// Forged or impossible frames of a node.
    Tamper,
    /// A session was confirmed.
    Joined,
    /// A second module claims the meter.
    Conflict,
    /// Two modules with one DEVID.
    Clone,
    /// A second gateway with the own key.
    Twin,
    /// The gateway's journal was in doubt.
    Journal,
    /// The verdict of the time gate changed.
    Gate,
    /// The group key changed.
    Keys,
    /// Records that were dropped: `from` is the first number, `to` the last, as seconds.
    Overflow,
    /// A kind of a later version.
    Unknown(u8),
}

impl RecordKind {
    /// The code on the wire; four bits.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            RecordKind::Event => 1,
            RecordKind::Gap => 2,
            RecordKind::Restart => 3,
            RecordKind::Dips => 4,
            RecordKind::Tamper => 5,
            RecordKind::Joined => 6,
            RecordKind::Conflict => 7,
            RecordKind::Clone => 8,
            RecordKind::Twin => 9,
            RecordKind::Journal => 10,
            RecordKind::Gate => 11,
            RecordKind::Keys => 13,
            RecordKind::Overflow => 14,
            RecordKind::Unknown(code) => code & 0x0f,
        }
    }

    /// From the low four bits of `code`.
    #[must_use]
    pub const fn from_code(code: u8) -> Self {
        match code & 0x0f {
            1 => RecordKind::Event,
            2 => RecordKind::Gap,
            3 => RecordKind::Restart,
            4 => RecordKind::Dips,
            5 => RecordKind::Tamper,
            6 => RecordKind::Joined,
            7 => RecordKind::Conflict,
            8 => RecordKind::Clone,
            9 => RecordKind::Twin,
            10 => RecordKind::Journal,
            11 => RecordKind::Gate,
            13 => RecordKind::Keys,
            14 => RecordKind::Overflow,
            code => RecordKind::Unknown(code),
        }
    }
}

/// Marks of a record (E-9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Marks(pub u8);

impl Marks {
    /// An outage that the node did not see itself (E-4).
    pub const INFERRED: Marks = Marks(1 << 0);
    /// The time comes from TIME or from bounds, not from AGE (E-7).
    pub const LATE: Marks = Marks(1 << 1);
    /// The node's clock is ahead of the reception (E-7).
    pub const CLOCK: Marks = Marks(1 << 2);
    /// A test.
    pub const TEST: Marks = Marks(1 << 3);
    /// The supply is unstable (E-6).
    pub const UNSTABLE: Marks = Marks(1 << 4);
    /// Sent again after numbers began anew (C-5).
    pub const MAYBE_DOUBLE: Marks = Marks(1 << 5);

    /// These and `more`.
    #[must_use]
    pub const fn with(self, more: Marks) -> Marks {
        Marks(self.0 | more.0)
    }

    /// Whether all of `what` are set.
    #[must_use]
    pub const fn has(self, what: Marks) -> bool {
        self.0 & what.0 == what.0
    }
}

/// A record for the concentrator as the journal keeps it (tag 4k).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Record {
    /// What it tells.
    pub kind: RecordKind,
    /// Number, rising by one from record to record.
    pub number: u32,
    /// Index of the node; 0 for the gateway itself.
    pub index: u16,
    /// Session of the node.
    pub session: u8,
    /// Event, or as the kind says.
    pub evt: u16,
    /// FLG, or as the kind says.
    pub flags: u8,
    /// Marks.
    pub marks: Marks,
    /// Begin of the interval that holds the moment.
    pub from: Moment,
    /// End of it; equal to `from` if the moment is exact.
    pub to: Moment,
    /// Highest CTR of the session when the record was made: commits the register with it (S-7).
    pub counter: u32,
}

impl Record {
    const TAG: u8 = 0x40;
    const LEN: usize = 1 + 4 + 2 + 1 + 2 + 1 + 1 + 2 * Moment::LEN + 4;

    /// A record of the gateway itself, without time.
    #[must_use]
    pub const fn own(kind: RecordKind, number: u32) -> Self {
        let never = Moment {
            seconds: 0,
            fraction: 0,
        };
        Record {
            kind,
            number,
            index: 0,
            session: 0,
            evt: 0,
            flags: 0,
            marks: Marks(0),
            from: never,
            to: never,
            counter: 0,
        }
    }

    fn put(&self, to: &mut Bytes) {
        to.put(&[Self::TAG | self.kind.code()]);
        self.number.put(to);
        self.index.put(to);
        self.session.put(to);
        self.evt.put(to);
        self.flags.put(to);
        self.marks.0.put(to);
        self.from.put(to);
        self.to.put(to);
        self.counter.put(to);
    }

    fn take(tag: u8, from: &mut &[u8]) -> Option<Self> {
        if tag & 0xf0 != Self::TAG {
            return None;
        }
        Some(Record {
            kind: RecordKind::from_code(tag),
            number: Field::take(from)?,
            index: Field::take(from)?,
            session: Field::take(from)?,
            evt: Field::take(from)?,
            flags: Field::take(from)?,
            marks: Marks(Field::take(from)?),
            from: Field::take(from)?,
            to: Field::take(from)?,
            counter: Field::take(from)?,
        })
    }
}

impl From<Record> for Entry {
    fn from(record: Record) -> Entry {
        Entry::Record(record)
    }
}

const _: () = assert!(Record::LEN == ENTRY_MAX);

impl Entry {
    /// Writes the entry, tag first, into `out` and returns the bytes used.
    pub fn encode<'b>(&self, out: &'b mut [u8; ENTRY_MAX]) -> &'b [u8] {
        let mut bytes = Bytes::default();
        self.put(&mut bytes);
        let written = bytes.as_slice();
        for (to, from) in out.iter_mut().zip(written) {
            *to = *from;
        }
        out.get(..written.len()).unwrap_or(&[])
    }

    /// The START that the entry names, for the search after rot (J-5).
    pub(super) fn start(&self) -> Option<Start> {
        match self {
            Entry::Begin(begin) => Some(begin.start),
            Entry::Event(event) => Some(event.start),
            _ => None,
        }
    }
}
