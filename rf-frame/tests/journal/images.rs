//! The six journal images of the vectors.

use crate::memory::Memory;
use rf_frame::journal::{Committed, ENTRY_MAX, Entry, Journal, Kind, Start, State, Verdict};
use serde_json::Value;

/// A node's state that only writes down what it is given.
#[derive(Default)]
struct Recorder {
    entries: Vec<Entry>,
    start: Start,
    doubt: bool,
}

impl State for Recorder {
    const KIND: Kind = Kind::Node;

    fn start(&self) -> Start {
        self.start
    }

    fn apply(&mut self, entry: Committed<'_>) {
        if let Entry::Begin(begin) = entry.entry() {
            self.start = begin.start;
        }
        self.entries.push(entry.entry().clone());
    }

    fn entries(&self) -> impl Iterator<Item = Entry> {
        core::iter::empty()
    }

    fn doubt(&mut self) {
        self.doubt = true;
    }
}

fn hex(text: &Value) -> Vec<u8> {
    let text = text.as_str().unwrap();
    (0..text.len())
        .step_by(2)
        .map(|n| u8::from_str_radix(&text[n..n + 2], 16).unwrap())
        .collect()
}

#[test]
fn images_of_the_vectors_are_judged_as_they_say() {
    let text = include_str!("../../vectors/rf-v2-vectors.json");
    let vectors: Value = serde_json::from_str(text).unwrap();
    let images = vectors["journal"].as_array().unwrap();
    assert_eq!(images.len(), 6);
    for image in images {
        let name = image["name"].as_str().unwrap();
        let memory = Memory::of([hex(&image["sector0"]), hex(&image["sector1"])]);
        let mut state = Recorder::default();
        let (_, verdict) = Journal::open(memory, &mut state).unwrap();
        let expected = match image["verdict"].as_str().unwrap() {
            "whole" => Verdict::Whole,
            "torn" => Verdict::Torn,
            _ => Verdict::Rot,
        };
        assert_eq!(verdict, expected, "{name}");
        assert_eq!(state.doubt, image["doubt"].as_bool().unwrap(), "{name}");
        assert_eq!(
            u64::from(state.start.get()),
            image["START_next"].as_u64().unwrap(),
            "{name}"
        );
        let records = image["records"].as_array().unwrap();
        assert_eq!(
            records.len() as u64,
            image["good_records"].as_u64().unwrap()
        );
        // START of the header, the records, START of this run.
        assert_eq!(state.entries.len(), records.len() + 2, "{name}");
        for (entry, record) in state.entries[1..].iter().zip(records) {
            let bytes = hex(&record["hex"]);
            assert_eq!(Some(entry), Entry::parse(&bytes).as_ref(), "{name}");
            let mut out = [0xa5; ENTRY_MAX];
            assert_eq!(entry.encode(&mut out), bytes, "{name}");
        }
    }
}

#[test]
fn every_entry_of_the_story_parses_from_its_bytes() {
    use crate::story::Story;
    let mut tags = std::collections::BTreeSet::new();
    let mut check = |entry: Entry| {
        let mut out = [0xa5; ENTRY_MAX];
        let bytes = entry.encode(&mut out);
        tags.insert(bytes[0]);
        assert_eq!(Entry::parse(bytes).as_ref(), Some(&entry));
        assert_eq!(Entry::parse(&bytes[..bytes.len() - 1]), None, "shorter");
    };
    for n in 0..60 {
        check(rf_frame::journal::NodeState::default().next(n));
        check(crate::story::Gateway::default().next(n));
    }
    let expected = [
        1, 2, 3, 5, 6, 7, 8, 9, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18,
    ];
    assert!(expected.iter().all(|tag| tags.contains(tag)), "{tags:?}");
    assert!(tags.contains(&0x41) && tags.contains(&0x42) && tags.contains(&0x46));
}

#[test]
fn erased_memory_is_fresh_and_a_foreign_one_is_rot() {
    let mut state = Recorder::default();
    let (journal, verdict) = Journal::open(Memory::erased(256), &mut state).unwrap();
    assert_eq!(
        (verdict, state.start.get()),
        (Verdict::Fresh, 1),
        "START 0 is never used"
    );
    let memory = journal.into_storage();
    let mut gateway = crate::story::Gateway::default();
    let (_, verdict) = Journal::open(memory, &mut gateway).unwrap();
    assert_eq!(verdict, Verdict::Rot, "a node's journal in a gateway");
    assert_eq!(gateway.start().get(), 1 + 64, "above what its records name");
    let err = Journal::open(Memory::erased(64), &mut Recorder::default()).unwrap_err();
    assert_eq!(err, rf_frame::journal::Error::SectorLen);
}
