//! What all clients do alike.

use super::ClientError;
use crate::event::{Event, Reply, ReplyEnd, Stamps};
use crate::request::{Request, RequestError};
use crate::{Instant, Master};
use dlt645::Address;

/// Gives up what a dropped future left behind and takes the request.
pub(crate) fn begin<E, const N: usize>(
    master: &mut Master<N>,
    now: Instant,
    start: Option<Instant>,
    request: &Request<'_>,
) -> Result<(), ClientError<E>> {
    if master.is_busy() {
        master.abort();
    }
    master
        .request_at(now, start.unwrap_or(now), request)
        .map_err(ClientError::Request)
}

/// The end of a request that is known to have ended.
pub(crate) fn end<E, const N: usize>(master: &mut Master<N>) -> Result<Reply<'_>, ClientError<E>> {
    match master.poll_event() {
        Some(Event::Reply(reply)) => Ok(reply),
        Some(Event::Failed(failed)) => Err(ClientError::Failed(failed)),
        Some(Event::Sent(at)) => Ok(Reply {
            address: Address::BROADCAST,
            control: dlt645::Control(0),
            data: &[],
            stamps: Stamps {
                request_end: at,
                earliest_request_end: at,
                reply_start: at,
                reply_end: at,
            },
            end: ReplyEnd::Complete,
            tries: 1,
        }),
        Some(Event::Heard(_)) | None => Err(ClientError::Request(RequestError::Busy)),
    }
}

/// The methods that all clients have, as `async` or plain functions over the client's own `pump`.
macro_rules! client_methods {
    ([$($async:tt)*] [$($await:tt)*] $error:ty) => {
        /// Sends `request`, waits for its end and gives the answer. A request that nobody answers ends with an
        /// empty reply whose stamps are the end of its last stop bit.
        ///
        /// # Errors
        /// [`ClientError::Failed`](crate::adapter::ClientError::Failed) with the reason when there is no value;
        /// the others when the port fails.
        pub $($async)* fn exchange(
            &mut self,
            request: &crate::Request<'_>,
        ) -> Result<crate::Reply<'_>, crate::adapter::ClientError<$error>> {
            self.exchange_at(None, request, &mut |_| ()) $($await)*
        }

        /// As [`exchange`](Self::exchange), with the first start bit at `start` (see
        /// [`Master::request_at`](crate::Master::request_at)) and a listener for all other frames.
        ///
        /// # Errors
        /// As [`exchange`](Self::exchange).
        pub $($async)* fn exchange_at(
            &mut self,
            start: Option<crate::Instant>,
            request: &crate::Request<'_>,
            listener: crate::adapter::Listener<'_>,
        ) -> Result<crate::Reply<'_>, crate::adapter::ClientError<$error>> {
            let now = self.now();
            crate::adapter::bridge::begin(&mut self.master, now, start, request)?;
            if let Err(error) = self.pump(None, listener) $($await)* {
                self.master.abort();
                return Err(error);
            }
            crate::adapter::bridge::end(&mut self.master)
        }

        /// Reads one item, by its identifier or as an [`Item`](dlt645::item::Item); the value is
        /// [`Reply::data`](crate::Reply::data).
        ///
        /// # Errors
        /// As [`exchange`](Self::exchange).
        pub $($async)* fn read(
            &mut self,
            address: dlt645::Address,
            item: impl Into<crate::request::Wanted>,
        ) -> Result<crate::Reply<'_>, crate::adapter::ClientError<$error>> {
            self.exchange(&crate::Request::read_item(address, item)) $($await)*
        }

        /// Asks the one meter on the line for its address.
        ///
        /// # Errors
        /// As [`exchange`](Self::exchange).
        pub $($async)* fn read_address(
            &mut self,
        ) -> Result<dlt645::Address, crate::adapter::ClientError<$error>> {
            let reply = self.exchange(&crate::Request::read_address()) $($await)* ?;
            let data = reply.data.first_chunk::<6>().map(|bytes| dlt645::Address::from_wire(*bytes));
            Ok(data.unwrap_or(reply.address))
        }

        /// Sends the broadcast time (ss mm hh DD MM YY) and returns when its last stop bit has left.
        ///
        /// # Errors
        /// As [`exchange`](Self::exchange).
        pub $($async)* fn broadcast_time(
            &mut self,
            time: &[u8; 6],
        ) -> Result<crate::Instant, crate::adapter::ClientError<$error>> {
            let reply = self.exchange(&crate::Request::broadcast_time(time)) $($await)* ?;
            Ok(reply.stamps.request_end)
        }

        /// Searches for the meter until `binder` has found it. `set_baud` changes the rate of the port; the engine
        /// follows.
        ///
        /// # Errors
        /// [`ClientError::Failed`](crate::adapter::ClientError::Failed) with the last reason after a full turn
        /// without answer; the others when the port fails.
        pub $($async)* fn bind(
            &mut self,
            binder: &mut crate::Binder<'_>,
            set_baud: &mut (dyn FnMut(&mut T, u32) -> Result<(), $error> + Send),
        ) -> Result<crate::Binding, crate::adapter::ClientError<$error>> {
            let mut last = crate::Failed { reason: crate::Failure::NoByte, by: None, tries: 0 };
            loop {
                match binder.poll_action() {
                    Some(crate::BindAction::SetBaud(baud)) => {
                        set_baud(&mut self.port, baud).map_err(crate::adapter::ClientError::Port)?;
                        self.master.set_line(crate::Line { baud, ..*self.master.line() });
                    }
                    Some(crate::BindAction::Ask) => match self.exchange(&binder.request()) $($await)* {
                        Ok(reply) => {
                            let now = reply.stamps.reply_end;
                            binder.handle_reply(now, &reply);
                        }
                        Err(crate::adapter::ClientError::Failed(failed)) => {
                            last = failed;
                            let now = self.now();
                            binder.handle_failure(now, failed.reason);
                        }
                        Err(error) => return Err(error),
                    },
                    Some(crate::BindAction::Bound(binding)) => return Ok(binding),
                    Some(_) => {}
                    None => match (binder.binding(), binder.poll_timeout()) {
                        (Some(binding), _) => return Ok(binding),
                        (None, Some(due)) if !binder.is_paused() => {
                            self.listen(due, &mut |_| ()) $($await)* ?;
                            let now = self.now();
                            binder.handle_timeout(now);
                        }
                        _ => return Err(crate::adapter::ClientError::Failed(last)),
                    },
                }
            }
        }

        /// Listens until `until` without asking anything.
        ///
        /// # Errors
        /// When the port fails.
        pub $($async)* fn listen(
            &mut self,
            until: crate::Instant,
            listener: crate::adapter::Listener<'_>,
        ) -> Result<(), crate::adapter::ClientError<$error>> {
            self.master.abort();
            self.pump(Some(until), listener) $($await)*
        }

        /// The engine, for its settings.
        pub const fn master(&mut self) -> &mut crate::Master<N> {
            &mut self.master
        }

        /// The port, to change its baud rate for instance; tell the engine with
        /// [`Master::set_line`](crate::Master::set_line).
        pub const fn port(&mut self) -> &mut T {
            &mut self.port
        }

        /// Gives the port back.
        pub fn into_port(self) -> T {
            self.port
        }
    };
}
pub(crate) use client_methods;
