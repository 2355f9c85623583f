#![no_std]
#![no_main]
use dlt645::command::*;
use probes::*;
probe!({
    if let Some(frame) = frame()
        && let Ok(reply) = ErrorReply::parse(&frame, any(dlt645::Edition::V2007))
    {
        show(&reply.errors);
        reply.errors.iter().for_each(|bit| {
            black_box(bit);
        })
    }
});
