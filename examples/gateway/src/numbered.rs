//! The numbered records of the radio machine as the concentrator reads them (EF 10 06 00).

use crate::extension::{Numbered, PassedRecord};
use crate::start::Radio;
use rf_frame::journal::entry::Record;
use rf_frame::security::DeviceId;

/// Writes the answer to a request with `argument` into `out` and returns its length; `None` if the
/// request carries no number.
pub(crate) fn answer<const N: usize, const R: usize>(
    radio: &Radio<N, R>,
    argument: &[u8],
    out: &mut [u8],
) -> Option<usize> {
    let from = u32::from_le_bytes(*argument.first_chunk::<4>()?);
    let records = radio.state().records();
    let passed = |record: &Record| PassedRecord::new(record, module_of(radio, record));
    let wanted = records.iter().filter(|record| record.number >= from);
    let first = records.passed().saturating_add(1);
    Some(Numbered::write(first, wanted.map(passed), out))
}

/// The module that a record speaks of, as long as its session lasts.
fn module_of<const N: usize, const R: usize>(radio: &Radio<N, R>, record: &Record) -> DeviceId {
    let member = radio.state().member(record.index);
    let same = member.filter(|member| member.session == record.session);
    same.map_or(DeviceId([0; 8]), |member| DeviceId(member.device))
}
