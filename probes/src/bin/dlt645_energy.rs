#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    let reply = command::ReadReply {
        di: any(0),
        data: Data::from_wire(bytes()),
        more: false,
    };
    energy::Energies::of(&reply).map(|energies| (energies.first(), energies.iter().last()))
});
