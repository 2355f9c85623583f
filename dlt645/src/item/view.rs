//! The data field as an input of `nom`, offset removed. Runs in complete mode: a record has all its
//! bytes or is none.

use crate::Data;
use nom::error::{Error, ErrorKind, ParseError};
use nom::{Err, IResult, Input, Needed};

/// A part of a data field that parsers take from the front.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a>(pub(super) Data<'a>);

impl<'a> View<'a> {
    fn cut(self, at: usize) -> (Self, Self) {
        let at = at.min(self.0.len());
        let (head, tail) = self.0.split_at(at).unwrap_or_default();
        (Self(head), Self(tail))
    }
}

#[derive(Clone)]
pub(super) struct Bytes<'a>(core::slice::Iter<'a, u8>);

impl Iterator for Bytes<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        self.0.next().map(|byte| byte.wrapping_sub(crate::OFFSET))
    }
}

impl<'a> Input for View<'a> {
    type Item = u8;
    type Iter = Bytes<'a>;
    type IterIndices = core::iter::Enumerate<Bytes<'a>>;

    fn input_len(&self) -> usize {
        self.0.len()
    }

    fn take(&self, index: usize) -> Self {
        self.cut(index).0
    }

    fn take_from(&self, index: usize) -> Self {
        self.cut(index).1
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        let (head, tail) = self.cut(index);
        (tail, head)
    }

    fn position<P: Fn(u8) -> bool>(&self, predicate: P) -> Option<usize> {
        self.iter_elements().position(predicate)
    }

    fn iter_elements(&self) -> Bytes<'a> {
        Bytes(self.0.wire().iter())
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if count <= self.0.len() {
            Ok(count)
        } else {
            Err(Needed::new(count.saturating_sub(self.0.len())))
        }
    }
}

/// The next `N` bytes, offset removed. Stands for nom's integer readers, which keep a panic path.
pub(super) fn chunk<'a, const N: usize, E: ParseError<View<'a>>>(
    input: View<'a>,
) -> IResult<View<'a>, [u8; N], E> {
    match input.0.split_first_chunk::<N>() {
        Some((bytes, rest)) => Ok((View(rest), bytes)),
        None => Err(Err::Error(E::from_error_kind(input, ErrorKind::Eof))),
    }
}

/// The next byte, which must be `byte`.
pub(super) fn mark<'a>(byte: u8) -> impl Fn(View<'a>) -> IResult<View<'a>, (), Error<View<'a>>> {
    move |input| match chunk::<1, Error<View<'a>>>(input)? {
        (rest, [found]) if found == byte => Ok((rest, ())),
        _ => Err(Err::Error(Error::new(input, ErrorKind::Tag))),
    }
}

/// The next `len` bytes as they are.
pub(super) fn span<'a>(
    len: usize,
) -> impl Fn(View<'a>) -> IResult<View<'a>, Data<'a>, Error<View<'a>>> {
    move |input| match input.0.split_at(len) {
        Some((head, rest)) => Ok((View(rest), head)),
        None => Err(Err::Error(Error::new(input, ErrorKind::Eof))),
    }
}
