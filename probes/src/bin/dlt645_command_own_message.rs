#![no_std]
#![no_main]
use dlt645::command::*;
use dlt645::*;
use probes::*;

/// A message of a caller's own, which writes its data in all three ways.
#[derive(Debug)]
struct Own;

impl Message for Own {
    fn control(&self) -> Control {
        any(Control::request(Function::Read))
    }

    fn edition(&self) -> Edition {
        any(Edition::V2007)
    }

    fn data_len(&self) -> usize {
        any(9)
    }

    fn put_data<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full> {
        out.put(any([0; 4]))?;
        out.put_slice(bytes())?;
        out.put_data(Data::from_wire(bytes()))
    }
}

probe!({
    let mut out = [0; 300];
    black_box(
        Own.encode_to(any(Address::WILDCARD), &mut &mut out[..])
            .is_ok(),
    );
    Own.encode_woken(any(Address::WILDCARD), any(4), &mut out)
        .is_ok()
});
