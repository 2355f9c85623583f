//! The request under way.

use super::owed::Asker;
use super::question::{Question, Sum};
use crate::event::Stamps;
use dlt645::{Address, Control};

/// One request from the call to its end, and what is known of its answer until the end is taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Job {
    /// The first request, and the one on the line now: follow-on requests go to the address of the
    /// first reply.
    pub(crate) first: Question,
    pub(crate) asked: Question,
    pub(crate) asker: Asker,
    /// How often the first request was sent, and how often it may be.
    pub(crate) tries: u8,
    pub(crate) tries_allowed: u8,
    /// Waits for no answer.
    pub(crate) silent: bool,
    /// There was doubt: from then on each try waits until nothing of its kind is owed.
    pub(crate) careful: bool,
    /// The tries before the doubt do not count.
    again: bool,
    pub(crate) answer: Option<First>,
    pub(crate) refused: Option<Refused>,
}

/// What the first reply frame told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct First {
    pub(crate) address: Address,
    pub(crate) control: Control,
    pub(crate) stamps: Stamps,
}

/// Who refused, and whether with two bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refused {
    pub(crate) by: Address,
    pub(crate) wide: bool,
}

impl Job {
    /// No request at all.
    pub(crate) const NONE: Self = Self {
        first: Question::NONE,
        asked: Question::NONE,
        asker: Asker {
            job: 0,
            address: Question::NONE.address,
            key: Sum::ZERO,
        },
        tries: 0,
        tries_allowed: 0,
        silent: false,
        careful: false,
        again: false,
        answer: None,
        refused: None,
    };

    /// The next request after this one.
    pub(crate) const fn next(
        &self,
        question: Question,
        key: Sum,
        tries_allowed: u8,
        silent: bool,
    ) -> Self {
        Self {
            first: question,
            asked: question,
            asker: Asker {
                job: self.asker.job.wrapping_add(1),
                address: question.address,
                key,
            },
            tries_allowed,
            silent,
            ..Self::NONE
        }
    }

    /// Whether the first request may be sent again.
    pub(crate) const fn has_tries(&self) -> bool {
        self.tries < self.tries_allowed
    }

    /// A follow-on frame did not come: what is still owed must not get into the next attempt.
    pub(crate) const fn begin_again(&mut self) {
        self.careful = true;
        self.asked = self.first;
        self.answer = None;
    }

    /// A frame came of which it cannot be said whose answer it is. Where the request may come
    /// twice, the tries until now do not count: they went out before it was known what the
    /// meter still owed.
    pub(crate) const fn doubt(&mut self, repeatable: bool) {
        self.careful = true;
        if repeatable && !self.again {
            self.again = true;
            self.tries_allowed = self.tries.saturating_add(self.tries_allowed);
        }
    }
}
