//! All that is odd about an answer, found by a walk through its parts.

use super::Item;
use super::part::Part;
use super::parts::Parts;
use super::warning::Warning;
use crate::Data;

impl Item {
    /// What is odd about its data (after the identifier), whatever [`Self::decode`] or
    /// [`Self::parts`] made of them.
    ///
    /// ```
    /// use dlt645::{Data, item::items};
    ///
    /// // 07 for Sunday, 2023-10-15.
    /// let data = Data::from_wire(&[0x3A, 0x48, 0x43, 0x56]);
    /// assert_eq!(items::DATE.decode(data).unwrap().to_string(), "2023-10-15");
    /// let mut warnings = items::DATE.warnings(data);
    /// assert_eq!(warnings.next().unwrap().kind().name(), "weekday");
    /// assert_eq!(warnings.next(), None);
    /// ```
    #[must_use]
    pub fn warnings<'a>(&self, data: Data<'a>) -> Warnings<'a> {
        Warnings::of(self.parts(data))
    }
}

/// Iterator over what is odd about an answer; see [`Item::warnings`].
#[derive(Clone, Debug)]
pub struct Warnings<'a> {
    parts: Parts<'a>,
    part: Option<Part<'a>>,
    /// Warnings of the present part that were given.
    given: usize,
    ended: bool,
}

impl<'a> Warnings<'a> {
    /// The warnings of parts from where the walk is.
    #[must_use]
    pub const fn of(parts: Parts<'a>) -> Self {
        Self {
            parts,
            part: None,
            given: 0,
            ended: false,
        }
    }
}

impl<'a> Iterator for Warnings<'a> {
    type Item = Warning<'a>;

    fn next(&mut self) -> Option<Warning<'a>> {
        if self.ended {
            return None;
        }
        loop {
            if let Some(warning) = self.part.and_then(|part| part.warnings().nth(self.given)) {
                self.given = self.given.wrapping_add(1);
                return Some(warning);
            }
            self.given = 0;
            self.part = match self.parts.next() {
                Some(part) => part.ok(),
                None => {
                    self.ended = true;
                    return self.parts.leftover();
                }
            };
        }
    }
}

impl core::iter::FusedIterator for Warnings<'_> {}
