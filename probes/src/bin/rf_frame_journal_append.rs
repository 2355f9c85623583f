#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{
    access::*, control::*, frame::*, journal::*, mic::*, receive::*, relay::*, report::*, sync::*,
    time::*, tlv::*, *,
};

probe!({
    let mut state = any(NodeState::default());
    if let Ok(mut journal) = Journal::open(AnyFlash, &mut state)
        && let Some(entry) = Entry::decode(bytes())
    {
        black_box(journal.append(&entry, &state).is_ok());
    }
});
