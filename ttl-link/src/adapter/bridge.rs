//! What all clients do alike.

use super::ClientError;
use crate::event::Event;
use crate::reply::{Relayed, Reply};
use crate::request::{Request, RequestError};
use crate::{Instant, Master};
use dlt645::command::RelayReply;

/// Gives up what a dropped future left and takes the request; `answered`: whether a reply is
/// wanted.
pub(crate) fn begin<E, const N: usize>(
    master: &mut Master<N>,
    now: Instant,
    start: Option<Instant>,
    request: &Request<'_>,
    answered: bool,
) -> Result<(), ClientError<E>> {
    if answered && request.is_silent() {
        return Err(ClientError::Request(RequestError::Unanswered));
    }
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
        Some(Event::Sent(_)) => Err(ClientError::Request(RequestError::Unanswered)),
        Some(Event::Heard(_)) | None => Err(ClientError::Request(RequestError::Busy)),
    }
}

/// When the last stop bit of a request has left.
pub(crate) fn sent<E, const N: usize>(master: &mut Master<N>) -> Result<Instant, ClientError<E>> {
    match master.poll_event() {
        Some(Event::Sent(at)) => Ok(at),
        Some(Event::Failed(failed)) => Err(ClientError::Failed(failed)),
        _ => Err(ClientError::Request(RequestError::Busy)),
    }
}

/// What a relay order came to.
pub(crate) fn relayed(reply: &Reply<'_>) -> Relayed {
    let word = reply.data.split_first_chunk();
    let extra = word.filter(|(_, rest)| rest.is_empty());
    Relayed {
        stamps: reply.stamps,
        reply: RelayReply {
            extra: extra.map(|(word, _)| word),
        },
    }
}

/// Room for the value of a write and for a relay command: a data field of the standard has at most
/// 50 bytes.
pub(crate) const ROOM: usize = 64;

/// The methods that all clients have, as `async` or plain functions over the client's own `pump`.
macro_rules! client_methods {
    ([$($async:tt)*] [$($await:tt)*] $error:ty, $listener:ident, $taker:ident, $set_baud:ident) => {
        /// Sends `request`, waits for its end and gives the answer. What nobody answers is for [`send`](Self::send).
        ///
        /// # Errors
        /// [`ClientError::Failed`](crate::adapter::ClientError::Failed) with the reason when there is no value;
        /// [`RequestError::Unanswered`](crate::RequestError::Unanswered) for a request that no meter answers; the others when the
        /// port fails.
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
            listener: crate::adapter::$listener<'_>,
        ) -> Result<crate::Reply<'_>, crate::adapter::ClientError<$error>> {
            let now = self.now();
            crate::adapter::bridge::begin(&mut self.master, now, start, request, true)?;
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

        /// Reads the value of an item with what is odd about it and when it was read. A block gives its bytes as value
        /// and its parts in [`Reading::parts`](crate::Reading::parts).
        ///
        /// # Errors
        /// As [`exchange`](Self::exchange), and [`ClientError::Value`](crate::adapter::ClientError::Value) if the bytes are
        /// no value.
        pub $($async)* fn read_value(
            &mut self,
            address: dlt645::Address,
            item: &dlt645::item::Item,
        ) -> Result<crate::Reading<'_>, crate::adapter::ClientError<$error>> {
            let reply = self.exchange(&crate::Request::read_item(address, item)) $($await)* ?;
            reply.reading(item).map_err(crate::adapter::ClientError::Value)
        }

        /// Reads the items one after the other and hands each result to `take`.
        ///
        /// # Errors
        /// When the port fails: the items after that are not read.
        pub $($async)* fn read_all(
            &mut self,
            address: dlt645::Address,
            items: &[dlt645::item::Item],
            take: crate::adapter::$taker<'_, $error>,
        ) -> Result<(), crate::adapter::ClientError<$error>> {
            for item in items {
                let result = self.read_value(address, item) $($await)*;
                if let Err(
                    error @ (crate::adapter::ClientError::Port(_)
                    | crate::adapter::ClientError::Closed
                    | crate::adapter::ClientError::Stuck),
                ) = result
                {
                    return Err(error);
                }
                take(item, result);
            }
            Ok(())
        }

        /// Writes the value of an item and returns when request and acknowledgement were on the line. In the 1997 edition
        /// `password` and `operator` are not sent.
        ///
        /// # Errors
        /// As [`exchange`](Self::exchange): [`Failure::Meter`](crate::Failure::Meter) if the meter refuses; and
        /// [`ClientError::Encode`](crate::adapter::ClientError::Encode) if the value does not fit the item.
        pub $($async)* fn write(
            &mut self,
            address: dlt645::Address,
            item: &dlt645::item::Item,
            value: &dlt645::value::Value<'_>,
            password: dlt645::command::Password,
            operator: dlt645::command::Operator,
        ) -> Result<crate::Stamps, crate::adapter::ClientError<$error>> {
            let mut room = [0; crate::adapter::bridge::ROOM];
            let data = item.encode(value, &mut room).map_err(crate::adapter::ClientError::Encode)?;
            let request = crate::Request::write(address, item.id, password, operator, data);
            Ok(self.exchange(&request) $($await)* ?.stamps)
        }

        /// Sets the clock of one meter of the 2007 edition to `time`, once and without a repeat, which would come too late:
        /// date, weekday and time in one write of 0400010C. For the small daily correction without password see
        /// [`broadcast_time`](Self::broadcast_time).
        ///
        /// # Errors
        /// As [`write`](Self::write). Without an answer it is not known whether the clock was set: read it.
        pub $($async)* fn set_time(
            &mut self,
            address: dlt645::Address,
            time: dlt645::value::DateTime,
            password: dlt645::command::Password,
            operator: dlt645::command::Operator,
        ) -> Result<crate::Stamps, crate::adapter::ClientError<$error>> {
            let mut room = [0; crate::adapter::bridge::ROOM];
            let item = &dlt645::item::items::DATE_TIME;
            let data = item
                .encode(&dlt645::value::Value::DateTime(time), &mut room)
                .map_err(crate::adapter::ClientError::Encode)?;
            let request = crate::Request::write(address, item.id, password, operator, data).tries(1);
            Ok(self.exchange(&request) $($await)* ?.stamps)
        }

        /// Orders the relay of a meter: trip, permit closing, close, keep power on. Sent once; without an answer read
        /// what the meter did (04000503). Meters with the supplement of 2014 say in their answer what they did: a trip
        /// may be delayed.
        ///
        /// # Errors
        /// As [`exchange`](Self::exchange), and [`ClientError::Message`](crate::adapter::ClientError::Message) for an
        /// address that is not one meter's.
        pub $($async)* fn relay(
            &mut self,
            address: dlt645::Address,
            order: &dlt645::command::RelayControl,
        ) -> Result<crate::Relayed, crate::adapter::ClientError<$error>> {
            let mut room = [0; crate::adapter::bridge::ROOM];
            let request = crate::Request::message(address, order, &mut room)
                .map_err(crate::adapter::ClientError::Message)?;
            let reply = self.exchange(&request) $($await)* ?;
            Ok(crate::adapter::bridge::relayed(&reply))
        }

        /// Sends a request that no meter answers, or whose answer nobody waits for, and returns when its last stop bit has
        /// left.
        ///
        /// # Errors
        /// When the port fails.
        pub $($async)* fn send(
            &mut self,
            request: &crate::Request<'_>,
        ) -> Result<crate::Instant, crate::adapter::ClientError<$error>> {
            self.send_at(None, request) $($await)*
        }

        /// As [`send`](Self::send), with the first start bit at `start`; see
        /// [`Master::request_at`](crate::Master::request_at).
        ///
        /// # Errors
        /// As [`send`](Self::send).
        pub $($async)* fn send_at(
            &mut self,
            start: Option<crate::Instant>,
            request: &crate::Request<'_>,
        ) -> Result<crate::Instant, crate::adapter::ClientError<$error>> {
            let now = self.now();
            let request = request.no_reply();
            crate::adapter::bridge::begin(&mut self.master, now, start, &request, false)?;
            if let Err(error) = self.pump(None, &mut |_| ()) $($await)* {
                self.master.abort();
                return Err(error);
            }
            crate::adapter::bridge::sent(&mut self.master)
        }

        /// Asks the one meter on the line for its address.
        ///
        /// # Errors
        /// As [`exchange`](Self::exchange).
        pub $($async)* fn read_address(
            &mut self,
        ) -> Result<dlt645::Address, crate::adapter::ClientError<$error>> {
            let reply = self.exchange(&crate::Request::read_address()) $($await)* ?;
            let data = reply.data.split_first_chunk::<6>();
            Ok(data.map_or(reply.address, |(bytes, _)| dlt645::Address::from_wire(bytes)))
        }

        /// Sends the broadcast time and returns when its last stop bit has left.
        ///
        /// # Errors
        /// As [`send`](Self::send).
        pub $($async)* fn broadcast_time(
            &mut self,
            time: dlt645::command::BroadcastTime,
        ) -> Result<crate::Instant, crate::adapter::ClientError<$error>> {
            self.send(&crate::Request::broadcast_time(time)) $($await)*
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
            set_baud: crate::adapter::$set_baud<'_, T, $error>,
        ) -> Result<crate::Binding, crate::adapter::ClientError<$error>> {
            let mut last = crate::Failed::new(crate::Failure::NoByte);
            loop {
                match binder.poll_action() {
                    Some(crate::BindAction::SetBaud(baud)) => {
                        set_baud(&mut self.port, baud).map_err(crate::adapter::ClientError::Port)?;
                        self.master.set_line(self.master.line().with_baud(baud));
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
            listener: crate::adapter::$listener<'_>,
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
