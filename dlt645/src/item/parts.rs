//! The walk through the parts of an item.

use super::fields::Fields;
use super::layout::Engine;
use super::load::LoadRecords;
use super::part::Part;
use super::report::Report;
use super::run::Run;
use super::single::Single;
use super::warning::Warning;
use super::{Item, Pattern};
use crate::Data;
use crate::value::{Format, ValueError, at};

/// Iterator over the parts of an item; see [`Item::parts`].
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    /// Plain numbers of a block, which come before what the walk gives next.
    run: Option<Run<'a>>,
    walk: Walk<'a>,
    /// Bytes of the data if more of them were announced and did not come.
    announced: Option<u16>,
}

#[derive(Clone, Debug)]
enum Walk<'a> {
    /// One value; or, before its first part, an item of any other kind.
    Single(Single<'a>),
    Fields(Fields<'a>),
    Report(Report<'a>),
    Load(LoadRecords<'a>),
}

impl<'a> Parts<'a> {
    // In the caller's loop, as `next`: what it writes is then read back in the same pieces. For
    // larger ones the processor would have to wait.
    #[inline]
    pub(super) const fn new(item: Item, data: Data<'a>) -> Self {
        Self {
            run: None,
            walk: Walk::Single(Single::new(item, data)),
            announced: None,
        }
    }

    /// Begins the walk of an item that is not a single value.
    fn begin(&mut self) {
        let Walk::Single(single) = &self.walk else {
            return;
        };
        let (item, data) = (single.item, single.data);
        self.walk = match (item.layout, item.format) {
            (None, Format::LoadRecord) => Walk::Load(LoadRecords::new(item, data)),
            (None, _) => return,
            (Some(layout), _) => match layout.engine {
                Engine::Fields => Walk::Fields(Fields::new(item, layout, data)),
                Engine::ActiveReport => Walk::Report(Report::new(item, data)),
                Engine::LoadRecord => Walk::Load(LoadRecords::new(item, data)),
            },
        };
    }

    /// The walk through a reply that announced follow-on frames which are not there: it gives the
    /// parts that came and ends with [`ValueError::Incomplete`].
    #[must_use]
    pub fn with_more_announced(mut self, data: Data<'_>) -> Self {
        self.announced = Some(at(data.len()));
        self
    }

    /// Tells which items of a freeze block the meter records, by its freeze data mode word
    /// (04000902 to 04000906): without it a block with items left out is
    /// [`ValueError::Ambiguous`]. Other items do not change.
    #[must_use]
    pub fn with_mode(mut self, mode: u8) -> Self {
        self.begin();
        if let Walk::Fields(fields) = &mut self.walk {
            fields.set_mode(mode);
        }
        self
    }

    /// Lets the caller's own identifiers hold for the parts too: where the part of a block or load
    /// record is an item of `own`, it is read as that.
    #[must_use]
    pub fn with_own(mut self, own: &'a [Pattern]) -> Self {
        self.begin();
        match &mut self.walk {
            Walk::Fields(fields) => fields.set_own(own),
            Walk::Load(records) => records.set_own(own),
            Walk::Single(_) | Walk::Report(_) => {}
        }
        self
    }

    /// Once the walk has ended without an error: what comes after the last part. `None` for
    /// nothing.
    #[must_use]
    pub fn leftover(&self) -> Option<Warning<'a>> {
        match &self.walk {
            Walk::Single(single) => single.leftover(),
            Walk::Fields(fields) => fields.leftover(),
            Walk::Report(report) => report.leftover(),
            Walk::Load(records) => records.leftover(),
        }
    }

    /// The end of data of which more were announced.
    fn incomplete(&mut self) -> Option<Result<Part<'a>, ValueError>> {
        let found = self.announced.take()?;
        Some(Err(ValueError::Incomplete { found }))
    }

    /// Everything but plain numbers.
    fn walk(&mut self) -> Option<Result<Part<'a>, ValueError>> {
        self.begin();
        let next = match &mut self.walk {
            Walk::Single(single) => single.next(),
            Walk::Fields(fields) => fields.next(&mut self.run),
            Walk::Report(report) => report.next(),
            Walk::Load(records) => records.next(),
        };
        if self.announced.is_some()
            && matches!(
                next,
                None | Some(Err(ValueError::Short { .. } | ValueError::Ambiguous { .. }))
            )
        {
            return self.incomplete();
        }
        next
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Result<Part<'a>, ValueError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if let Some(run) = &mut self.run {
            let next = run.next();
            if next.is_some() {
                return next;
            }
        }
        if let Walk::Single(single) = &mut self.walk {
            let next = single.quick();
            if next.is_some() || single.is_done() && self.announced.is_none() {
                return next;
            }
        }
        self.walk()
    }
}

impl core::iter::FusedIterator for Parts<'_> {}
