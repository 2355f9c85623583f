#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;

probe!({
    if let Some(frame) = frame() {
        black_box(
            ChangePassword::parse(&frame)
                .map(|message| message.id())
                .is_ok(),
        );
        black_box(Read::parse(&frame).map(|message| message.id()).is_ok());
        black_box(Read97::parse(&frame).map(|message| message.id()).is_ok());
        black_box(
            Read97Reply::parse(&frame)
                .map(|message| message.id())
                .is_ok(),
        );
        black_box(ReadNext::parse(&frame).map(|message| message.id()).is_ok());
        black_box(
            ReadNext97::parse(&frame)
                .map(|message| message.id())
                .is_ok(),
        );
        black_box(
            ReadNext97Reply::parse(&frame)
                .map(|message| message.id())
                .is_ok(),
        );
        black_box(
            ReadNextReply::parse(&frame)
                .map(|message| message.id())
                .is_ok(),
        );
        black_box(ReadReply::parse(&frame).map(|message| message.id()).is_ok());
        black_box(
            Reread97Reply::parse(&frame)
                .map(|message| message.id())
                .is_ok(),
        );
        black_box(Security::parse(&frame).map(|message| message.id()).is_ok());
        black_box(
            SecurityReply::parse(&frame)
                .map(|message| message.id())
                .is_ok(),
        );
        black_box(Write::parse(&frame).map(|message| message.id()).is_ok());
        black_box(Write97::parse(&frame).map(|message| message.id()).is_ok());
        black_box(
            Write97::parse(&frame)
                .map(|message| message.take_password().is_some())
                .is_ok(),
        );
        black_box(
            OutputTerminal::parse(&frame)
                .map(|message| message.signal().code())
                .is_ok(),
        );
        black_box(
            OutputTerminalReply::parse(&frame)
                .map(|message| message.signal())
                .is_ok(),
        );
    }
    black_box((
        OutputSignal::from_code(any(0)),
        RelayAction::from_code(any(0)).code(),
        Password::from_wire(any([0; 4])),
    ));
});
