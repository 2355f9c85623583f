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
    let mut out = [energy::Energy::default(); 49];
    energy::Energies::of(&reply)
        .and_then(|energies| energies.copy_to(&mut out).map(|all| all.len()))
});
