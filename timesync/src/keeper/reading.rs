//! How a meter's calendar is read, and what an answer of each kind gives.
//!
//! Most meters give date and time in one answer. Some know the two apart only, and so do those of
//! the 1997 edition, with identifiers of their own. Read apart, the time is what is timed; the date
//! is read before the first and after the last of a burst, and the burst counts if both agree or
//! the time has passed midnight between.

use crate::math::floor_div;
use crate::time::{MeterTime, Micros, Timestamp};

const DAY_S: u32 = 86_400;
/// So many answers in a row that are none of a calendar call for another form.
const OTHER_FORM: u8 = 3;
/// So often a burst asks for a date that gets no answer: one of fifty bursts ends without it if
/// every second answer is lost.
const DATE_TRIES: u8 = 6;

/// In which form the calendar is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Form {
    /// Date and time in one answer (0400010C).
    #[default]
    Together,
    /// Date and time apart (04000101, 04000102).
    Apart,
    /// Date and time apart by the identifiers of the 1997 edition (C010, C011).
    Edition1997,
}

impl Form {
    pub(crate) const fn next(self) -> Self {
        match self {
            Self::Together => Self::Apart,
            Self::Apart => Self::Edition1997,
            Self::Edition1997 => Self::Together,
        }
    }

    pub(crate) const fn from_byte(v: u8) -> Option<Self> {
        match v {
            0 => Some(Self::Together),
            1 => Some(Self::Apart),
            2 => Some(Self::Edition1997),
            _ => None,
        }
    }
}

/// What a read asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum What {
    /// Date and time.
    DateTime,
    /// The date, at any time.
    Date,
    /// The time of day.
    Time,
}

/// What a meter showed. A weekday that does not fit the date, or an odd address, is no reason to
/// leave a reading out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Shown {
    /// Date and time.
    DateTime(Timestamp<MeterTime>),
    /// Days since 2000-01-01.
    Date(i32),
    /// Seconds since midnight.
    Time(u32),
}

/// Why there is no reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Lost {
    /// No answer, or one that the line spoilt.
    NoAnswer,
    /// The meter says no: it does not know the identifier.
    Refused,
    /// The answer is no calendar.
    NoCalendar,
}

/// Form in use, and the date while a burst reads the time alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) form: Form,
    /// Whether this form has ever given a calendar of this meter.
    pub(crate) proven: bool,
    /// Answers in a row that gave none.
    failures: u8,
    /// Forms tried in vain, one after the other.
    pub(crate) forms_failed: u8,
    /// Date at the begin of the burst, and the last time of day read.
    date: Option<i32>,
    last_time: u32,
    /// The time has passed midnight since.
    wrapped: bool,
    /// The last date of the burst was asked for.
    closing: bool,
    /// Dates of the burst that got no answer.
    dates_lost: u8,
}

impl Reading {
    pub(crate) const fn new(form: Form) -> Self {
        Self {
            form,
            proven: false,
            failures: 0,
            forms_failed: 0,
            date: None,
            last_time: 0,
            wrapped: false,
            closing: false,
            dates_lost: 0,
        }
    }

    pub(crate) const fn begin_burst(&mut self) {
        self.date = None;
        self.last_time = 0;
        self.wrapped = false;
        self.closing = false;
        self.dates_lost = 0;
    }

    /// A date got no answer: whether it is asked for once more.
    pub(crate) const fn tries_date_again(&mut self) -> bool {
        self.closing = false;
        self.dates_lost = self.dates_lost.saturating_add(1);
        self.dates_lost < DATE_TRIES
    }

    /// Whether a date has to be read before a time counts.
    pub(crate) const fn wants_date(&self) -> bool {
        !matches!(self.form, Form::Together) && self.date.is_none()
    }

    /// What to ask for next; `more`: the burst wants another timed read. `None`: all is read.
    pub(crate) const fn next(&mut self, more: bool) -> Option<What> {
        match (self.form, self.date) {
            (Form::Together, _) if more => Some(What::DateTime),
            (Form::Together, _) => None,
            (_, None) if more => Some(What::Date),
            (_, None) => None,
            (_, Some(_)) if more => Some(What::Time),
            (_, Some(_)) if !self.closing => {
                self.closing = true;
                Some(What::Date)
            }
            _ => None,
        }
    }

    /// Takes an answer; gives the calendar if that is one. `Err(())`: it is not what was asked for,
    /// or the dates of the burst disagree.
    pub(crate) fn take(
        &mut self,
        what: What,
        shown: Shown,
    ) -> Result<Option<Timestamp<MeterTime>>, ()> {
        let at = match (what, shown) {
            (What::DateTime, Shown::DateTime(at)) => Some(at),
            (What::Date, Shown::Date(days)) => {
                match self.date {
                    None => self.date = Some(days),
                    Some(first) if days == first.saturating_add(i32::from(self.wrapped)) => {}
                    Some(_) => return Err(()),
                }
                None
            }
            (What::Time, Shown::Time(of_day)) if of_day < DAY_S => {
                let date = self.date.ok_or(())?;
                // Half a day back is midnight passed; less is a clock moved back.
                self.wrapped |= of_day.saturating_add(DAY_S / 2) < self.last_time;
                self.last_time = of_day;
                let days = i64::from(date).saturating_add(i64::from(self.wrapped));
                Some(Timestamp::from_secs(
                    days * i64::from(DAY_S) + i64::from(of_day),
                ))
            }
            _ => return Err(()),
        };
        self.failures = 0;
        self.forms_failed = 0;
        self.proven |= at.is_some();
        Ok(at)
    }

    /// Takes a read without a calendar. Silence of a meter that has answered is a matter of the
    /// line. Returns whether another form is tried from now on.
    pub(crate) const fn lost(&mut self, why: Lost) -> bool {
        if self.proven && matches!(why, Lost::NoAnswer) {
            return false;
        }
        self.failures = self.failures.saturating_add(1);
        if self.failures < OTHER_FORM {
            return false;
        }
        self.failures = 0;
        self.forms_failed = self.forms_failed.saturating_add(1);
        self.form = self.form.next();
        self.proven = false;
        self.begin_burst();
        true
    }
}

/// Days since 2000-01-01 of a calendar, for [`Shown::Date`].
#[must_use]
pub fn days(at: Timestamp<MeterTime>) -> i32 {
    crate::math::to_i32(floor_div(at.as_micros(), Micros::DAY.0))
}
