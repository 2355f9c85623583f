#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;

probe!({
    if let Some(Ok(value)) =
        lookup(any(DataId::V2007(0x0001_0000))).map(|item| item.decode(Data::from_wire(bytes())))
    {
        black_box((
            value.decimal(),
            value.date_time(),
            value.unit().symbol(),
            value.reason(),
        ));
        match value {
            Value::Text(text) => text
                .bytes()
                .chain(text.trimmed())
                .for_each(|byte| _ = black_box(byte)),
            Value::Bits(bits) => _ = black_box(bits.contains(any(0))),
            _ => {}
        };
    }
    black_box((
        Date::from_two_digits(any(0), any(0), any(0)).map(Date::year),
        Time::from_minutes(any(0), any(0)),
    ));
    black_box(Weekday::from_number(any(0)));
});
