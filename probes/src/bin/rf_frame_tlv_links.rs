#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
#[allow(unused_imports)]
use rf_frame::{control::*, frame::*, mic::*, relay::*, report::*, sync::*, time::*, tlv::*};
probe!({
    if let Some(links) = Links::new(bytes()) {
        for pair in links.iter() {
            black_box(pair);
        }
    }
    if let Some(links) = LinksTo::new(bytes()) {
        for link in links.iter() {
            black_box(link);
        }
    }
});
