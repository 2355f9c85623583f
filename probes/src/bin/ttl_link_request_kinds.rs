#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use ttl_link::{slot::*, *};

probe!({
    use dlt645::{Address, DataId, Edition};
    let a = any(Address::WILDCARD);
    black_box(
        Request::write(a, any(DataId::V2007(0)), any([0; 4]), any([0; 4]), bytes())
            .tries(any(3))
            .data_len(),
    );
    black_box((
        Request::write_address(&any([0; 6])).data_len(),
        Request::broadcast_time(&any([0; 6])).no_reply().data_len(),
    ));
    black_box(
        Request::freeze(a, &any([0; 4]))
            .expect_len(any(0))
            .data_len(),
    );
    black_box(Request::change_baud(a, any(Edition::V2007), &any([0])).data_len());
    black_box(
        dlt645::item::lookup(any(DataId::V2007(0x0001_0000)))
            .map(|item| Request::read_item(a, item).data_len()),
    );
});
