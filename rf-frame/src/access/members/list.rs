//! The head-end's list and what a new one does (SPEC.md, rules C-1, C-10, C-12, C-13, S-15, S-16).
//!
//! A list comes whole. Lines of modules that it does not name any more are revoked: their sessions
//! end and the group key has to change. A line that binds a meter to another module ends the
//! session of the old one; that is a module swap. A line with a higher generation keeps its session
//! until the module has joined anew.

use super::{Member, Members};
use crate::access::join::MemberKey;
use crate::security::DeviceId;
use crate::time::Instant;
use crate::wire::{Evt, MeterNumber};
use core::fmt;

/// What a list says of the whole network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct ListHead {
    /// Number of the list; a lower one than the own is refused.
    pub number: u32,
    /// The network (NET).
    pub net: u16,
    /// Lines below this generation are refused.
    pub generation_floor: u16,
    /// A sole time reference is allowed (T-9).
    pub sole_reference: bool,
}

/// One module of the list.
#[derive(Clone)]
pub struct Line<K> {
    /// The meter it belongs to; `None`: any meter without a session.
    pub meter: Option<MeterNumber>,
    /// The module.
    pub device: DeviceId,
    /// Its generation in this network (GEN).
    pub generation: u16,
    /// KJ of this network and generation.
    pub root: K,
    /// The index it shall have; taken when it is free.
    pub index: Option<u16>,
}

impl<K> fmt::Debug for Line<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line")
            .field("meter", &self.meter)
            .field("device", &self.device)
            .field("generation", &self.generation)
            .finish_non_exhaustive()
    }
}

/// Why a list is not loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ListError {
    /// Its number is below that of the list in force (this one).
    Old(u32),
    /// It is for another network (this one).
    Net(u16),
    /// It has more lines than there is room for (this many).
    Full(u16),
    /// A line is below the list's own generation floor (its position, from 0).
    Floor(u16),
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ListError::Old(number) => write!(f, "list {number} is in force already"),
            ListError::Net(net) => write!(f, "the list is for network {net:04x}"),
            ListError::Full(n) => write!(f, "the list has more than {n} lines"),
            ListError::Floor(at) => write!(f, "line {at} is below the list's generation floor"),
        }
    }
}

impl core::error::Error for ListError {}

/// A session that ended, to be recorded (GONE; RESTART when the meter went on with another module).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Gone {
    /// Its index.
    pub index: u16,
    /// Number of the session.
    pub number: u8,
    /// Its last committed event.
    pub committed: Evt,
    /// The list binds the meter to another module (C-10).
    pub replaced: bool,
}

impl<K: MemberKey, const N: usize, const P: usize> Members<K, N, P> {
    /// Puts a new list in force and opens a joining window. Tells whether a module was revoked:
    /// then the group key has to change at once (S-15).
    ///
    /// # Errors
    /// [`ListError`]; then everything stays as it is.
    pub fn load(
        &mut self,
        now: Instant,
        head: ListHead,
        lines: impl Iterator<Item = Line<K>> + Clone,
    ) -> Result<bool, ListError> {
        if head.number < self.head.number {
            return Err(ListError::Old(self.head.number));
        }
        if head.net != self.head.net {
            return Err(ListError::Net(head.net));
        }
        let room = u16::try_from(N).unwrap_or(u16::MAX);
        let mut count = 0u16;
        for line in lines.clone() {
            if line.generation < head.generation_floor {
                return Err(ListError::Floor(count));
            }
            count = count.saturating_add(1);
        }
        if count > room {
            return Err(ListError::Full(room));
        }
        self.head = head;
        let revoked = self.drop_unlisted(&lines);
        for line in lines {
            self.place(line);
        }
        self.inviter.open(now);
        Ok(revoked)
    }

    /// Ends all that the list does not name any more.
    fn drop_unlisted(&mut self, lines: &(impl Iterator<Item = Line<K>> + Clone)) -> bool {
        let mut revoked = false;
        for member in &mut self.members {
            let Some(device) = member.line.as_ref().map(|line| line.device) else {
                continue;
            };
            let listed = lines.clone().find(|line| line.device == device);
            let Some(meter) = member.session.as_ref().map(|session| session.meter) else {
                if listed.is_none() {
                    *member = Member::NEW;
                }
                continue;
            };
            let bound_elsewhere = lines
                .clone()
                .any(|line| line.meter == Some(meter) && line.device != device);
            let bound_to_other = listed
                .as_ref()
                .is_some_and(|line| line.meter.is_some_and(|m| m != meter));
            if listed.is_none() || bound_elsewhere || bound_to_other {
                member.end(bound_elsewhere);
            }
            if listed.is_none() {
                revoked = true;
                member.line = None;
            }
        }
        let members = &self.members;
        for pending in &mut self.pending {
            let listed = pending
                .as_ref()
                .is_some_and(|pending| members.iter().any(|member| pending.is_of(member)));
            if !listed {
                *pending = None;
            }
        }
        revoked
    }

    /// Gives a line its index: the one its module has, the one it wishes, or the first free one.
    fn place(&mut self, line: Line<K>) {
        let own = self.members.iter().position(|member| {
            member
                .line
                .as_ref()
                .is_some_and(|l| l.device == line.device)
        });
        let wish = line
            .index
            .and_then(|index| usize::from(index).checked_sub(1))
            .filter(|at| {
                self.members
                    .get(*at)
                    .is_some_and(|member| member.line.is_none())
            });
        let free = self.members.iter().position(|member| member.line.is_none());
        let Some(member) = own
            .or(wish)
            .or(free)
            .and_then(|at| self.members.get_mut(at))
        else {
            return;
        };
        member.line = Some(line);
    }
}
