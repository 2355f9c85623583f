//! From the store to the head-end, over a broker that may lose anything.

mod discovery;
mod mqtt;
mod window;

pub use discovery::{Discovery, discovery};
pub use mqtt::{Retained, Status, availability, run};
pub use window::Window;

/// Topic of the events of concentrator `name`.
#[must_use]
pub fn events_topic(name: &str) -> String {
    format!("ttl/v1/{name}/events")
}

/// Topic of the head-end's mark for concentrator `name`: `{"log":"…","seq":N}`, retained.
#[must_use]
pub fn stored_topic(name: &str) -> String {
    format!("ttl/v1/{name}/stored")
}

/// Topic by which the head-end asks concentrator `name` to send all that waits once more: it saw a
/// hole.
#[must_use]
pub fn again_topic(name: &str) -> String {
    format!("ttl/v1/{name}/again")
}

/// The same for every concentrator: a head-end begins, and does not rely on what a broker kept for
/// it.
pub const AGAIN: &str = "ttl/v1/again";

/// Topic of the last value of one item, for dashboards.
#[must_use]
pub fn value_topic(name: &str, meter: &str, item: &str) -> String {
    format!("ttl/v1/{name}/meter/{meter}/{item}")
}

/// Topic that says whether a meter answers: `online` or `offline`.
#[must_use]
pub fn availability_topic(name: &str, meter: &str) -> String {
    format!("ttl/v1/{name}/meter/{meter}/availability")
}

/// A log number as it is written everywhere.
#[must_use]
pub fn log_text(log: u64) -> String {
    format!("{log:016x}")
}

/// The head-end's mark: log and sequence.
#[must_use]
pub fn parse_mark(payload: &[u8]) -> Option<(u64, u64)> {
    let mark: serde_json::Value = serde_json::from_slice(payload).ok()?;
    let log = u64::from_str_radix(mark.get("log")?.as_str()?, 16).ok()?;
    Some((log, mark.get("seq")?.as_u64()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_strictly() {
        assert_eq!(
            parse_mark(br#"{"log":"00000000000000ff","seq":7}"#),
            Some((255, 7))
        );
        for wrong in [
            &b""[..],
            b"7",
            br#"{"log":"zz","seq":7}"#,
            br#"{"log":"ff","seq":-1}"#,
        ] {
            assert_eq!(parse_mark(wrong), None);
        }
    }
}
