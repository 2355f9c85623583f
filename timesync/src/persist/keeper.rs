//! What a keeper must not forget when its node dies.

use super::{Reader, SET_MODEL_LEN, STATE_LEN, StateError, Writer};
use crate::correct::set::SetModel;
use crate::keeper::{Form, Keeper, Kept};
use crate::time::{NodeTime, Timestamp};

const KEEPER_VERSION: u8 = 2;
const HEAD: usize = 32;
/// Fields after the tracker.
const TAIL: usize = 9;
/// Length of the layout of a [`Keeper`], a multiple of the 8 bytes in which flash is programmed.
pub const KEEPER_LEN: usize = (HEAD + STATE_LEN + TAIL).next_multiple_of(8);
const _: () = assert!(HEAD == 22 + SET_MODEL_LEN);

impl Keeper {
    /// Writes what must outlive the node, for [`Keeper::restore`]; it counts as stored from now on.
    /// False, and nothing is written, as long as there is no meter.
    pub fn save(&mut self, out: &mut [u8; KEEPER_LEN]) -> bool {
        self.stored();
        let Some(meter) = self.meter else {
            return false;
        };
        out.fill(0);
        let Some((head, state)) = out.split_first_chunk_mut::<HEAD>() else {
            return false;
        };
        let kept = &self.history.kept;
        let mut to = Writer::new(head);
        to.u8(KEEPER_VERSION);
        to.put(meter);
        to.u8(kept.far_again);
        to.i64(instant(kept.last));
        to.i32(kept.retried);
        to.u8(self.form() as u8);
        to.u8(kept.foreign);
        to.put(kept.model.to_bytes());
        let Some((state, rest)) = state.split_first_chunk_mut() else {
            return false;
        };
        self.tracker.store(state);
        let mut to = Writer::new(rest);
        to.u8(kept.peace);
        to.i64(instant(kept.waits_since));
        true
    }

    /// A new keeper takes over what another one left. The phase of the clock must be found
    /// again, and everything is forgotten if another meter answers.
    ///
    /// # Errors
    /// Another version, or a field that no keeper writes; nothing changes then.
    pub fn restore(&mut self, bytes: &[u8; KEEPER_LEN]) -> Result<(), StateError> {
        let mut from = Reader::new(bytes);
        let version = from.u8();
        if version != KEEPER_VERSION {
            return Err(StateError::Version(version));
        }
        let meter = from.take();
        let far_again = from.u8();
        let last = known(from.i64());
        let retried = from.i32();
        let form = Form::from_byte(from.u8()).ok_or(StateError::Field(20))?;
        let foreign = from.u8();
        let model = SetModel::from_bytes(&from.take())?;
        let state: [u8; STATE_LEN] = from.take();
        let kept = Kept {
            model,
            last,
            retried,
            far_again,
            foreign,
            peace: from.u8(),
            waits_since: known(from.i64()),
        };
        self.tracker.restore(&state)?;
        self.tracker.forget_phase();
        self.meter = Some(meter);
        self.history.kept = kept;
        self.set_form(form);
        Ok(())
    }
}

/// An instant as it is stored; the least number is none.
const fn instant(at: Option<Timestamp<NodeTime>>) -> i64 {
    match at {
        Some(at) => at.as_micros(),
        None => i64::MIN,
    }
}

fn known(stored: i64) -> Option<Timestamp<NodeTime>> {
    (stored != i64::MIN).then_some(Timestamp::from_micros(stored))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::correct::policy::Policy;
    use crate::correct::set::Behaviour;
    use crate::correct::slot::Schedule;
    use crate::keeper::KeeperConfig;
    use crate::{Micros, Profile};

    fn fresh() -> Keeper {
        Keeper::new(KeeperConfig {
            profile: Profile::measured(-3),
            policy: Policy::default(),
            schedule: Schedule::PLAIN,
            request: Micros(100_000),
            set_frame: Micros(100_833),
            patience: 8,
        })
    }

    #[test]
    fn comes_back_as_it_went() {
        for last in [None, Some(Timestamp::from_micros(848_000_000_123_456))] {
            let mut keeper = fresh();
            let mut bytes = [0xA5; KEEPER_LEN];
            assert!(!keeper.save(&mut bytes));
            keeper.meet([1, 2, 3, 4, 5, 6], Timestamp::from_secs(0));
            keeper.history.kept = Kept {
                model: SetModel::with_latency(Micros(21_000), Behaviour::NextTick),
                last,
                retried: 9_814,
                far_again: 1,
                foreign: 2,
                peace: 13,
                waits_since: last.map(|at| at + Micros::SECOND),
            };
            keeper.set_form(Form::Apart);
            assert!(keeper.save(&mut bytes));
            let mut other = fresh();
            assert_eq!(other.restore(&bytes), Ok(()));
            assert_eq!(other.history.kept, keeper.history.kept);
            assert_eq!(
                (other.meter, other.form()),
                (Some([1, 2, 3, 4, 5, 6]), Form::Apart)
            );
            assert_eq!(other.tracker.to_bytes(), {
                keeper.tracker.forget_phase();
                keeper.tracker.to_bytes()
            });
            for (at, error) in [(0, StateError::Version(9)), (20, StateError::Field(20))] {
                let mut wrong = bytes;
                wrong[at] = 9;
                let mut kept = fresh();
                assert_eq!(kept.restore(&wrong), Err(error));
                assert_eq!(kept.meter, None);
            }
        }
    }
}
