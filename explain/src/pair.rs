//! Which request a reply answers.

use crate::find::Place;
use crate::phrases::Phrase;
use crate::report::{Asked, Report};
use crate::values::{self, Warning};
use dlt645::item::Warning as Odd;
use dlt645::{Address, DataId, Direction};

/// Requests that may still be answered, oldest first.
#[derive(Debug, Default)]
pub struct Pairs {
    open: Vec<Request>,
    /// Whether any request was seen: without, a capture has one direction only.
    seen: bool,
}

#[derive(Clone, Copy, Debug)]
struct Request {
    address: Address,
    function: u8,
    di: Option<DataId>,
    place: Place,
}

/// Most requests that are kept: a line has a few meters, each with one request under way.
const KEPT: usize = 32;
/// The bits of a control code that are those of its request.
const FUNCTION: u8 = 0x1F;

impl Pairs {
    /// Takes a frame: a reply gets its request, or the mark that none fits.
    pub fn take(&mut self, report: &mut Report<'_>) {
        let control = report.frame.control();
        let (function, address) = (control.0 & FUNCTION, report.frame.address());
        let (place, di) = (report.place, report.described.di);
        if control.direction() == Direction::Request {
            self.seen = true;
            // Nobody answers a broadcast but in the old edition; a repeated request takes the place
            // of the first.
            self.open
                .retain(|open| (open.address, open.function, open.di) != (address, function, di));
            if self.open.len() == KEPT {
                self.open.remove(0);
            }
            self.open.push(Request {
                address,
                function,
                di,
                place,
            });
            return;
        }
        let fits = |open: &Request| {
            open.function == function
                // Some meters leave their address out and answer from AA six times.
                && (is_for(open.address, address) || address == Address::WILDCARD)
                // Refusals and most answers to orders carry no identifier.
                && (di.is_none() || open.di.is_none() || open.di == di)
        };
        match self.open.iter().rposition(fits) {
            Some(index) => {
                let request = self.open.remove(index);
                if !is_for(request.address, address) {
                    let odd = Odd::address(request.address, address);
                    report.described.warnings.push(values::of_warning(&odd));
                }
                let span = place
                    .time
                    .zip(request.place.time)
                    .and_then(|(at, asked)| at.since(asked));
                let micros = span.filter(|span| *span >= 0);
                report.request = Some(Asked {
                    place: request.place,
                    micros,
                });
            }
            None if self.seen => report.described.warnings.push(Warning {
                kind: "unasked",
                part: None,
                detail: Phrase::new("answers no request of this capture", "抓包中没有对应的请求"),
            }),
            None => {}
        }
    }
}

/// Whether a request to `asked` is also for `meter`: AA stands for any digits.
fn is_for(asked: Address, meter: Address) -> bool {
    let pairs = asked.to_wire().into_iter().zip(meter.to_wire());
    asked == Address::BROADCAST
        || pairs
            .into_iter()
            .all(|(asked, own)| asked == 0xAA || asked == own)
}
