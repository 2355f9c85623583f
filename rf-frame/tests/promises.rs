//! Small promises of the documentation that no larger test would miss.

use rf_frame::sync::{Form, Mode, Sync};

#[test]
fn a_form_is_a_schedule_or_an_acknowledgement() {
    let sync = |form| Sync {
        epoch: 0,
        form,
        round: 0,
        mode: Mode::default(),
        slot: 0,
        t0: 0,
        base: 1,
        count: 1,
        rank0: 0,
        map: &[],
    };
    for form in [Form::All, Form::List, Form::Bits] {
        assert_eq!((sync(form).is_schedule(), sync(form).is_ack()), (true, false), "{form:?}");
    }
    for form in [Form::Exact, Form::Modulo, Form::Serve] {
        assert_eq!((sync(form).is_schedule(), sync(form).is_ack()), (false, true), "{form:?}");
    }
}
