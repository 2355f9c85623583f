#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({
    {
        let mut buffer = any([0; 400]);
        let mut join = Join::new(any(Edition::V2007), &mut buffer);
        let _ = black_box(join.first(Data::from_wire(bytes())));
        let _ = black_box(join.follow(Data::from_wire(bytes())));
        (join.next_sequence(), join.data().len())
    }
});
