#![no_std]
#![no_main]
use dlt645::command::*;
use dlt645::*;
use probes::*;
probe!({
    let (password, operator) = (
        any(Password {
            level: 0,
            code: [0; 3],
        }),
        any(Operator([0; 4])),
    );
    let error = ErrorReply::new(any(Function::Read), any(ErrorKind::Security), any(0));
    (
        ClearDemand::new(password, operator),
        ClearMeter::new(password, operator),
        error,
    )
});
