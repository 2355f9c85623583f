//! The active report (主动上报): from the event pin to the acknowledged report and the reset.
//!
//! ```text
//!  Idle ── pin up, ready ──► Reading ── answer, or none ──► Reporting ── acknowledged ──► (Resetting) ──► HoldOff
//!   ▲                           │ refused                      │ ▲ every 75 s                               │
//!   └───────────────────────────┴──── hold-off over ◄──────────┴─┘ "full": in 30 s          120 s ──────────┘
//! ```

use super::status::{EVENT_RESET, EVENT_STATUS, EventStatus};
use crate::request::Request;
use crate::{Failure, Instant, Micros};
use dlt645::Address;
use dlt645::command::{Operator, Password};

/// Times of the active report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct EventConfig {
    /// A report that is not acknowledged is repeated after this.
    pub retry: Micros,
    /// A receiver that is full is asked again after this.
    pub full: Micros,
    /// Quiet time after an acknowledged report; some provinces demand 1 h.
    pub quiet: Micros,
    /// How often the status word is asked for.
    pub tries: u8,
    /// Whether the events that were acknowledged are reset here. A module leaves that to the
    /// concentrator.
    pub reset: bool,
    /// Password level and password for the reset.
    #[cfg_attr(feature = "serde", serde(with = "stored_password"))]
    pub password: Password,
}

impl Default for EventConfig {
    fn default() -> Self {
        Self::new()
    }
}

/// A password as its four bytes PA P0 P1 P2.
#[cfg(feature = "serde")]
mod stored_password {
    use dlt645::command::Password;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(password: &Password, to: S) -> Result<S::Ok, S::Error> {
        password.to_wire().serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Password, D::Error> {
        <[u8; 4]>::deserialize(from).map(Password::from_wire)
    }
}

impl EventConfig {
    /// 75 s between repeats, 30 s when full, 120 s quiet; one repeat of the reading; no reset.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            retry: Micros::from_millis(75_000),
            full: Micros::from_millis(30_000),
            quiet: Micros::from_millis(120_000),
            tries: 2,
            reset: false,
            password: Password::new(2, 0),
        }
    }
}

/// How far the report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum EventState {
    /// Nothing to report.
    Idle,
    /// The status word is being read.
    Reading,
    /// The status is to be passed up, or waits for its acknowledgement.
    Reporting,
    /// The status word is being reset.
    Resetting,
    /// Quiet after a report.
    HoldOff,
}

/// What the owner must do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum EventAction {
    /// Send [`EventReader::read_request`] and pass its end to `handle_answer` or `handle_failure`.
    Read,
    /// Pass [`EventReader::status`] up.
    Report,
    /// Send [`EventReader::reset_request`] and pass its end to `handle_answer` or `handle_failure`.
    Reset,
}

/// Bytes of the longest status answer: the word, its counts and two separators.
const STATUS: usize = 12 + 96 + 2;

/// The machine of the active report. Pin, time and answers are passed in, actions come out.
#[derive(Clone, Debug)]
pub struct EventReader {
    config: EventConfig,
    state: EventState,
    pin: bool,
    ready: bool,
    data: [u8; STATUS],
    len: usize,
    reset: [u8; 12],
    next: Instant,
    action: Option<EventAction>,
}

impl EventReader {
    /// Nothing to report yet.
    #[must_use]
    pub const fn new(config: EventConfig) -> Self {
        Self {
            config,
            state: EventState::Idle,
            pin: false,
            ready: false,
            data: [0; STATUS],
            len: 0,
            reset: [0; 12],
            next: Instant::ZERO,
            action: None,
        }
    }

    /// How far the report is.
    #[must_use]
    pub const fn state(&self) -> EventState {
        self.state
    }

    /// The level of the event pin (high: there is an event), and whether reading is allowed: bound,
    /// on line, mains present, not just plugged in.
    pub fn handle_pin(&mut self, now: Instant, high: bool, ready: bool) {
        self.pin = high;
        self.ready = ready;
        self.handle_timeout(now);
    }

    /// The meter pushed its status word by itself, or it was read for another reason; `data` as in
    /// [`handle_answer`](Self::handle_answer).
    pub fn handle_push(&mut self, now: Instant, data: &[u8]) {
        if matches!(self.state, EventState::Idle | EventState::Reading)
            && EventStatus::parse(data).is_ok()
        {
            self.take(now, data);
        }
    }

    /// The answer to the last action: what follows the identifier, without offset.
    pub fn handle_answer(&mut self, now: Instant, data: &[u8]) {
        match self.state {
            EventState::Reading => self.take(now, data),
            EventState::Resetting => self.hold_off(now),
            _ => {}
        }
    }

    /// The last action failed. A refusal means that there is nothing to report; silence is reported
    /// as an empty status, so that it is known that the pin is up.
    pub fn handle_failure(&mut self, now: Instant, reason: Failure) {
        match (self.state, reason) {
            (EventState::Reading, Failure::Meter(_)) | (EventState::Resetting, _) => {
                self.hold_off(now)
            }
            (EventState::Reading, _) => self.take(now, &[0; 12]),
            _ => {}
        }
    }

    /// The report was acknowledged.
    pub fn handle_acknowledged(&mut self, now: Instant) {
        if self.state == EventState::Reporting {
            let status = self.status();
            if self.config.reset && status.word() != 0 {
                self.reset = status.reset_data();
                self.state = EventState::Resetting;
                self.action = Some(EventAction::Reset);
            } else {
                self.hold_off(now);
            }
        }
    }

    /// The report is not wanted.
    pub fn handle_forbidden(&mut self, now: Instant) {
        if self.state == EventState::Reporting {
            self.hold_off(now);
        }
    }

    /// The receiver has no room now.
    pub fn handle_full(&mut self, now: Instant) {
        if self.state == EventState::Reporting {
            self.action = None;
            self.next = now + self.config.full;
        }
    }

    /// The module was pulled or the meter lost: forgets everything.
    pub fn clear(&mut self) {
        *self = Self::new(self.config);
    }

    /// Time has passed.
    pub fn handle_timeout(&mut self, now: Instant) {
        match self.state {
            EventState::HoldOff if now >= self.next => {
                self.state = EventState::Idle;
                self.read_if_due();
            }
            EventState::Idle => self.read_if_due(),
            EventState::Reporting if now >= self.next => {
                self.action = Some(EventAction::Report);
                self.next = now + self.config.retry;
            }
            _ => {}
        }
    }

    /// When [`handle_timeout`](Self::handle_timeout) wants to be called next.
    #[must_use]
    pub const fn poll_timeout(&self) -> Option<Instant> {
        match self.state {
            EventState::HoldOff | EventState::Reporting => Some(self.next),
            _ => None,
        }
    }

    /// The next thing to do.
    pub const fn poll_action(&mut self) -> Option<EventAction> {
        self.action.take()
    }

    /// The status that was read.
    #[must_use]
    pub fn status(&self) -> EventStatus<'_> {
        EventStatus::parse(self.data.get(..self.len).unwrap_or_default()).unwrap_or_default()
    }

    /// Reads the status word of `meter`.
    #[must_use]
    pub const fn read_request(&self, meter: Address) -> Request<'static> {
        Request::read(meter, EVENT_STATUS).tries(self.config.tries)
    }

    /// Resets the events that were reported. Meters take a reset only after a reading.
    #[must_use]
    pub const fn reset_request(&self, meter: Address) -> Request<'_> {
        Request::write(
            meter,
            EVENT_RESET,
            self.config.password,
            Operator([0; 4]),
            &self.reset,
        )
    }

    fn read_if_due(&mut self) {
        if self.pin && self.ready {
            self.state = EventState::Reading;
            self.action = Some(EventAction::Read);
        }
    }

    fn take(&mut self, now: Instant, data: &[u8]) {
        if EventStatus::parse(data).is_err() {
            return self.hold_off(now);
        }
        self.len = data.len().min(STATUS);
        for (to, from) in self.data.iter_mut().zip(data) {
            *to = *from;
        }
        self.state = EventState::Reporting;
        self.action = Some(EventAction::Report);
        self.next = now + self.config.retry;
    }

    fn hold_off(&mut self, now: Instant) {
        self.state = EventState::HoldOff;
        self.action = None;
        self.next = now + self.config.quiet;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorCode;

    fn at(s: u64) -> Instant {
        Instant::from_millis(s * 1000)
    }

    fn power() -> [u8; 15] {
        let mut data = [0; 15];
        (data[8], data[12], data[13], data[14]) = (0x20, 0xAA, 3, 0xAA);
        data
    }

    fn reading(config: EventConfig) -> EventReader {
        let mut reader = EventReader::new(config);
        reader.handle_pin(at(0), true, false);
        assert_eq!(reader.poll_action(), None);
        reader.handle_pin(at(1), true, true);
        assert_eq!(reader.poll_action(), Some(EventAction::Read));
        reader
    }

    #[test]
    fn reports_until_acknowledged_then_keeps_quiet() {
        let mut reader = reading(EventConfig::new());
        reader.handle_answer(at(2), &power());
        assert_eq!(reader.poll_action(), Some(EventAction::Report));
        assert_eq!(reader.status().count(super::super::POWER_FAILURE), Some(3));
        assert_eq!(reader.poll_timeout(), Some(at(77)));
        reader.handle_timeout(at(77));
        assert_eq!(reader.poll_action(), Some(EventAction::Report));
        reader.handle_full(at(78));
        reader.handle_timeout(at(107));
        assert_eq!(reader.poll_action(), None);
        reader.handle_timeout(at(108));
        assert_eq!(reader.poll_action(), Some(EventAction::Report));
        reader.handle_acknowledged(at(110));
        assert_eq!(
            (reader.state(), reader.poll_timeout()),
            (EventState::HoldOff, Some(at(230)))
        );
        reader.handle_pin(at(229), true, true);
        assert_eq!(reader.poll_action(), None);
        reader.handle_timeout(at(230));
        assert_eq!(reader.poll_action(), Some(EventAction::Read));
    }

    #[test]
    fn refusal_is_no_report_and_silence_an_empty_one() {
        let mut reader = reading(EventConfig::new());
        reader.handle_failure(at(2), Failure::Meter(ErrorCode::NO_DATA));
        assert_eq!(
            (reader.poll_action(), reader.state()),
            (None, EventState::HoldOff)
        );
        let mut reader = reading(EventConfig::new());
        reader.handle_failure(at(2), Failure::NoByte);
        assert_eq!(reader.poll_action(), Some(EventAction::Report));
        assert_eq!(reader.status(), EventStatus::EMPTY);
    }

    #[test]
    fn resets_what_was_acknowledged_where_it_is_asked_to() {
        let mut reader = reading(EventConfig {
            reset: true,
            ..EventConfig::new()
        });
        reader.handle_answer(at(2), &power());
        assert_eq!(reader.poll_action(), Some(EventAction::Report));
        reader.handle_acknowledged(at(3));
        assert_eq!(reader.poll_action(), Some(EventAction::Reset));
        let meter = Address::from_wire([1; 6]);
        assert_eq!(reader.reset_request(meter).data_len(), 24);
        reader.handle_answer(at(4), &[]);
        assert_eq!(reader.state(), EventState::HoldOff);
    }

    #[test]
    fn push_of_the_meter_is_reported_without_reading() {
        let mut reader = EventReader::new(EventConfig::new());
        reader.handle_push(at(1), &power());
        assert_eq!(reader.poll_action(), Some(EventAction::Report));
        reader.handle_forbidden(at(2));
        assert_eq!(reader.state(), EventState::HoldOff);
    }
}
