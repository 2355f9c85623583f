//! Which messages of a concentrator are new: what makes "at least once" on the wire "exactly once"
//! in the table.
//!
//! A concentrator numbers its events within a log, which is a random number made with its file.
//! Each message also carries the number of the event that waited before it, so the head-end sees a
//! hole, whoever made it: a broker that dropped what it had acknowledged, or a head-end that lost
//! its own disk. Only a message without a hole before it is stored, and the mark never passes a
//! hole.
//!
//! ```text
//!  stored up to 7     seq 6, prev 5   known already
//!                     seq 8, prev 7   new
//!                     seq 9, prev 4   new: 5 to 8 were dropped by the concentrator's size limit, which it tells itself
//!                     seq 9, prev 8   8 is missing: ask again
//! ```

use serde_json::Value;

/// The topic of all events.
pub const EVENTS: &str = "ttl/v1/+/events";
/// Asks every concentrator to send all that waits once more.
pub const AGAIN: &str = "ttl/v1/again";

/// Topic of the mark that frees a concentrator's disk.
#[must_use]
pub fn stored_topic(concentrator: &str) -> String {
    format!("ttl/v1/{concentrator}/stored")
}

/// Topic that asks one concentrator to send all that waits once more.
#[must_use]
pub fn again_topic(concentrator: &str) -> String {
    format!("ttl/v1/{concentrator}/again")
}

/// The concentrator in an event's topic.
#[must_use]
pub fn concentrator_of(topic: &str) -> Option<&str> {
    let name = topic.strip_prefix("ttl/v1/")?.strip_suffix("/events")?;
    (!name.is_empty() && !name.contains('/')).then_some(name)
}

/// An event on its way to the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Whose.
    pub concentrator: String,
    /// The log that its number belongs to.
    pub log: u64,
    /// Its number.
    pub sequence: u64,
    /// The number that waited before it, 0 if none did.
    pub previous: u64,
    /// The whole text.
    pub text: String,
    /// The text, read.
    pub event: Value,
}

impl Message {
    /// Reads a message; `None` if it is no event of a concentrator.
    #[must_use]
    pub fn parse(topic: &str, payload: &[u8]) -> Option<Self> {
        let concentrator = concentrator_of(topic)?.to_owned();
        let text = std::str::from_utf8(payload).ok()?.to_owned();
        let event: Value = serde_json::from_str(&text).ok()?;
        let number = |key: &str| event.get(key).and_then(Value::as_u64);
        let log = u64::from_str_radix(event.get("log")?.as_str()?, 16).ok()?;
        let sequence = number("seq").filter(|sequence| *sequence > 0)?;
        let previous = number("prev").filter(|previous| *previous < sequence)?;
        Some(Self {
            concentrator,
            log,
            sequence,
            previous,
            text,
            event,
        })
    }
}

/// What a message is to a table that has everything of its log up to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is in the table.
    Known,
    /// It is the next one.
    New,
    /// Something before it is missing.
    AfterHole,
}

/// Where a message belongs when everything up to `stored` is in the table.
#[must_use]
pub const fn place(stored: u64, sequence: u64, previous: u64) -> Place {
    if sequence <= stored {
        Place::Known
    } else if previous <= stored {
        Place::New
    } else {
        Place::AfterHole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_after_a_hole_waits_for_what_is_missing() {
        assert_eq!(place(7, 6, 5), Place::Known);
        assert_eq!(place(7, 8, 7), Place::New);
        assert_eq!(place(7, 9, 4), Place::New);
        assert_eq!(place(7, 9, 8), Place::AfterHole);
        // A head-end with an empty disk: nothing waits before 101 any more.
        assert_eq!(place(0, 101, 0), Place::New);
        assert_eq!(place(0, 102, 101), Place::AfterHole);
    }

    #[test]
    fn messages_are_read_strictly() {
        let topic = "ttl/v1/sub-1/events";
        let good = br#"{"id":"sub-1/ff/8","log":"ff","seq":8,"prev":7,"kind":"lost"}"#;
        let message = Message::parse(topic, good).unwrap();
        assert_eq!(
            (message.log, message.sequence, message.previous),
            (255, 8, 7)
        );
        assert_eq!(message.concentrator, "sub-1");
        for wrong in [
            &br#"{"log":"ff","seq":8}"#[..],
            br#"{"log":"ff","seq":8,"prev":8}"#,
            br#"{"log":"ff","seq":0,"prev":0}"#,
            br#"{"log":"zz","seq":8,"prev":7}"#,
            b"\xff",
        ] {
            assert_eq!(Message::parse(topic, wrong), None);
        }
        assert_eq!(Message::parse("ttl/v1/a/b/events", good), None);
        assert_eq!(Message::parse("ttl/v1//events", good), None);
    }
}
