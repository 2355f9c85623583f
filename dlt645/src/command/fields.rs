//! The data field of a command as the list of its fields, in the order of the wire.
//!
//! Most commands are a fixed list of fields, so their [`Message`](super::Message) is a declaration,
//! which `message!` turns into the length and the writing of the data field:
//!
//! ```text
//!  message!(Write<B>, it => Control::request(Function::Write), Edition::V2007,
//!      [it.di, it.password, it.operator, Free(&it.data)]);
//! ```

use super::{Cipher, DataWriter, Operator, Password, Payload};
use crate::{Address, Full, Sink};

/// A field of a command, without offset.
pub(super) trait WireField {
    /// Bytes on the wire.
    fn wire_len(&self) -> usize;

    /// Writes them.
    fn put<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full>;
}

impl<const N: usize> WireField for [u8; N] {
    #[inline]
    fn wire_len(&self) -> usize {
        N
    }

    #[inline]
    fn put<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full> {
        out.put(*self)
    }
}

/// A field that is always the same bytes.
macro_rules! as_bytes {
    ($($type:ty: $len:literal, |$it:ident| $bytes:expr;)*) => {$(
        impl WireField for $type {
            #[inline]
            fn wire_len(&self) -> usize {
                $len
            }

            #[inline]
            fn put<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full> {
                let $it = self;
                out.put($bytes)
            }
        }
    )*};
}

as_bytes! {
    u8: 1, |it| [*it];
    u16: 2, |it| it.to_le_bytes();
    u32: 4, |it| it.to_le_bytes();
    Address: 6, |it| it.to_wire();
    Password: 4, |it| it.to_wire();
    Operator: 4, |it| it.0;
    Cipher: 20, |it| it.0;
}

impl<T: WireField> WireField for Option<T> {
    #[inline]
    fn wire_len(&self) -> usize {
        self.as_ref().map_or(0, T::wire_len)
    }

    #[inline]
    fn put<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full> {
        self.as_ref().map_or(Ok(()), |field| field.put(out))
    }
}

/// Free data as a field.
pub(super) struct Free<'a, B>(pub(super) &'a B);

impl<B: Payload> WireField for Free<'_, B> {
    #[inline]
    fn wire_len(&self) -> usize {
        self.0.payload_len()
    }

    #[inline]
    fn put<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full> {
        self.0.put_payload(out)
    }
}

/// Declares the [`Message`](super::Message) of a type: control code, edition and the list of
/// fields.
macro_rules! message {
    ($name:ident $(<$free:ident>)?, $it:ident => $control:expr, $edition:expr, [$($field:expr),* $(,)?]) => {
        impl $(<$free: super::Payload>)? super::Message for $name $(<$free>)? {
            #[inline]
            fn control(&self) -> $crate::Control {
                let $it = self;
                let _ = $it;
                $control
            }

            #[inline]
            fn edition(&self) -> $crate::Edition {
                let $it = self;
                let _ = $it;
                $edition
            }

            #[inline]
            fn data_len(&self) -> usize {
                let $it = self;
                let _ = $it;
                0usize $(.saturating_add(super::fields::WireField::wire_len(&$field)))*
            }

            #[inline]
            fn put_data<S: $crate::Sink>(
                &self,
                out: &mut super::DataWriter<'_, S>,
            ) -> Result<(), $crate::Full> {
                let $it = self;
                let _ = ($it, &*out);
                $(super::fields::WireField::put(&$field, out)?;)*
                Ok(())
            }
        }
    };
}

pub(super) use message;
