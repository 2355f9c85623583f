//! One planned transmission on its way: wait, measure, send.

use super::{SENSE_LEAD, SYNC};
use crate::time::{Instant, Micros};

/// How late a measurement may begin and a given slot still be used.
const LATE: Micros = Micros::from_micros(200);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Waiting,
    Sensing,
    Clear,
    OnAir,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Plan<J> {
    job: J,
    /// Begin of the preamble.
    at: Instant,
    stage: Stage,
}

/// What the radio has to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Next<J> {
    /// Measure the channel from here on.
    Sense(Instant),
    /// Make the frame of this job and send it: preamble at `at`, end of the sync word at `sync`.
    Send {
        /// What to say.
        job: J,
        /// Begin of the preamble.
        at: Instant,
        /// End of the sync word.
        sync: Instant,
    },
}

/// What a measurement means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Sensed<J> {
    /// The plan goes on, or there is none.
    Fine,
    /// The channel was busy: the plan is dropped.
    Busy(J),
}

/// The next transmission of a machine, `J` says what it is.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Transmitter<J> {
    plan: Option<Plan<J>>,
}

impl<J> Default for Transmitter<J> {
    fn default() -> Self {
        Transmitter { plan: None }
    }
}

impl<J: Copy> Transmitter<J> {
    /// Plans `job` with its preamble at `at`, in place of what is planned. A frame on the air
    /// stays: `false` then.
    pub fn plan(&mut self, job: J, at: Instant) -> bool {
        if self.is_on_air() {
            return false;
        }
        self.plan = Some(Plan {
            job,
            at,
            stage: Stage::Waiting,
        });
        true
    }

    /// Drops the plan. A frame on the air stays.
    pub fn cancel(&mut self) {
        if !self.is_on_air() {
            self.plan = None;
        }
    }

    /// What is planned or on the air.
    #[must_use]
    pub fn job(&self) -> Option<J> {
        self.plan.as_ref().map(|plan| plan.job)
    }

    /// What is planned and not begun yet.
    #[must_use]
    pub fn waiting(&self) -> Option<(J, Instant)> {
        let plan = self
            .plan
            .as_ref()
            .filter(|plan| plan.stage == Stage::Waiting);
        plan.map(|plan| (plan.job, plan.at))
    }

    /// Whether a frame is on the air.
    #[must_use]
    pub fn is_on_air(&self) -> bool {
        self.plan
            .as_ref()
            .is_some_and(|plan| plan.stage == Stage::OnAir)
    }

    /// When [`next`](Self::next) has something.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        self.waiting().map(|(_, at)| at - SENSE_LEAD)
    }

    /// What the radio has to do now. With `exact` the plan holds for its instant only: one that is
    /// late is dropped, otherwise it goes as soon as it can.
    pub fn next(&mut self, now: Instant, exact: impl Fn(J) -> bool) -> Option<Next<J>> {
        let plan = self.plan.as_mut()?;
        match plan.stage {
            Stage::Waiting if now >= plan.at - SENSE_LEAD => {
                let late = now.since(plan.at - SENSE_LEAD);
                if late > LATE && exact(plan.job) {
                    self.plan = None;
                    return None;
                }
                plan.at = plan.at.later(now + SENSE_LEAD);
                plan.stage = Stage::Sensing;
                Some(Next::Sense(plan.at - SENSE_LEAD))
            }
            Stage::Clear => {
                plan.stage = Stage::OnAir;
                Some(Next::Send {
                    job: plan.job,
                    at: plan.at,
                    sync: plan.at + SYNC,
                })
            }
            _ => None,
        }
    }

    /// The channel was measured.
    pub fn sensed(&mut self, now: Instant, busy: bool) -> Sensed<J> {
        let Some(plan) = self
            .plan
            .as_mut()
            .filter(|plan| plan.stage == Stage::Sensing)
        else {
            return Sensed::Fine;
        };
        if busy {
            let job = plan.job;
            self.plan = None;
            return Sensed::Busy(job);
        }
        plan.at = plan.at.later(now);
        plan.stage = Stage::Clear;
        Sensed::Fine
    }

    /// The frame has left the air, or could not be made.
    pub fn done(&mut self) -> Option<J> {
        let plan = self.plan.take_if(|plan| plan.stage == Stage::OnAir);
        plan.map(|plan| plan.job)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(ms: u64) -> Instant {
        Instant::from_millis(ms)
    }

    #[test]
    fn a_clear_channel_lets_the_frame_out_at_its_instant() {
        let mut radio = Transmitter::default();
        radio.plan('r', ms(10));
        assert_eq!(radio.due(), Some(Instant::from_micros(9_700)));
        assert_eq!(radio.next(ms(9), |_| true), None);
        let sense = Instant::from_micros(9_700);
        assert_eq!(radio.next(sense, |_| true), Some(Next::Sense(sense)));
        assert_eq!(
            radio.sensed(sense + super::super::SENSE, false),
            Sensed::Fine
        );
        let sync = ms(10) + SYNC;
        assert_eq!(
            radio.next(ms(9), |_| true),
            Some(Next::Send {
                job: 'r',
                at: ms(10),
                sync
            })
        );
        assert!(!radio.plan('x', ms(12)) && radio.is_on_air());
        assert_eq!(radio.done(), Some('r'));
        assert_eq!(radio.done(), None);
    }

    #[test]
    fn a_busy_channel_drops_the_plan() {
        let mut radio = Transmitter::default();
        radio.plan('r', ms(10));
        radio.next(ms(10), |_| false);
        assert_eq!(radio.sensed(ms(10), true), Sensed::Busy('r'));
        assert_eq!((radio.job(), radio.due()), (None, None));
    }

    #[test]
    fn a_late_slot_is_lost_and_a_late_frame_is_not() {
        let mut radio = Transmitter::default();
        radio.plan('r', ms(10));
        assert_eq!(radio.next(ms(11), |_| true), None);
        assert_eq!(radio.job(), None);
        radio.plan('r', ms(10));
        assert_eq!(radio.next(ms(11), |_| false), Some(Next::Sense(ms(11))));
    }
}
