//! A world of radio machines: one queue of events, all radios, and one way to drive every machine.
//!
//! What else there is (memories, lines, a script, a judge) is the [`Host`] of the machines. It has
//! events of its own in the same queue, stores what they want stored, and hears what they tell.

use crate::air::{Channel, Radio};
use crate::crystal::Clock;
use crate::machine::{Action, Input, Machine};
use crate::queue::Queue;
use crate::radio::{self, Radios};

/// A machine that wants more than this at once never stops wanting.
const MOST_ACTIONS: usize = 10_000;

/// What a host's machine stores.
pub type Entry<H> = <<H as Host>::Machine as Machine>::Entry;
/// What a host's machine tells.
pub type Notice<H> = <<H as Host>::Machine as Machine>::Notice;

/// What there is around the machines.
pub trait Host: Sized {
    /// The machines.
    type Machine: Machine;
    /// The channel between their radios.
    type Channel: Channel;
    /// Their timers.
    type Clock: Clock;
    /// What happens besides the radio.
    type Event;

    /// Something of the host's own happens.
    fn event(world: &mut World<Self>, event: Self::Event);

    /// A machine wants something stored. [`World::stored`] tells it that it is.
    fn store(world: &mut World<Self>, radio: Radio, entry: Entry<Self>);

    /// A machine tells something.
    fn notice(world: &mut World<Self>, radio: Radio, notice: Notice<Self>);

    /// A frame has left the air. Returns whether anybody may receive it.
    fn left(_world: &mut World<Self>, _from: Radio, _frame: &[u8]) -> bool {
        true
    }

    /// A machine receives a frame.
    fn receive(world: &mut World<Self>, radio: Radio, input: Input) {
        world.give(radio, &input);
    }

    /// A machine was called and has done what it wanted.
    fn called(_world: &mut World<Self>, _radio: Radio) {}
}

/// Something that happens at a time.
#[derive(Clone, Debug)]
pub enum Event<E> {
    /// To a radio.
    Radio(radio::Event),
    /// To the host.
    Host(E),
}

impl<E> From<radio::Event> for Event<E> {
    fn from(event: radio::Event) -> Self {
        Self::Radio(event)
    }
}

/// Machines and what is around them.
#[derive(Clone, Debug)]
pub struct World<H: Host> {
    /// What happens next.
    pub queue: Queue<Event<H::Event>>,
    /// All radios.
    pub radios: Radios<H::Channel, H::Clock>,
    /// The machine of each radio, `None` without power.
    pub machines: Vec<Option<H::Machine>>,
    /// What is around them.
    pub host: H,
}

impl<H: Host> World<H> {
    /// A world in which nothing has happened yet.
    pub fn new(
        radios: Radios<H::Channel, H::Clock>,
        machines: impl IntoIterator<Item = Option<H::Machine>>,
        host: H,
    ) -> Self {
        Self {
            queue: Queue::new(),
            radios,
            machines: machines.into_iter().collect(),
            host,
        }
    }

    /// World time.
    #[must_use]
    pub const fn now(&self) -> u64 {
        self.queue.now()
    }

    /// Lets something of the host's happen at `at`.
    pub fn at(&mut self, at: u64, event: H::Event) {
        self.queue.at(at, Event::Host(event));
    }

    /// The machine of a radio that has power.
    #[must_use]
    pub fn machine(&self, radio: Radio) -> Option<&H::Machine> {
        self.machines.get(radio)?.as_ref()
    }

    /// The same, to change.
    pub fn machine_mut(&mut self, radio: Radio) -> Option<&mut H::Machine> {
        self.machines.get_mut(radio)?.as_mut()
    }

    /// The next event up to `end`. Returns whether there was one.
    pub fn step(&mut self, end: u64) -> bool {
        match self.queue.next_until(end) {
            None => return false,
            Some(Event::Host(event)) => H::event(self, event),
            Some(Event::Radio(event)) => {
                let happened = self.radios.happen(&mut self.queue, event);
                if let Some((radio, input)) = happened.told {
                    self.give(radio, &input);
                }
                if let Some((from, frame)) = happened.frame
                    && H::left(self, from, &frame)
                {
                    for (radio, input) in happened.received {
                        H::receive(self, radio, input);
                    }
                }
            }
        }
        true
    }

    /// Runs until `end`, or until something is so; asked after each event. Returns whether it is.
    pub fn run_until(&mut self, end: u64, mut is: impl FnMut(&mut Self) -> bool) -> bool {
        while self.step(end) {
            if is(self) {
                return true;
            }
        }
        false
    }

    /// Runs until `end`.
    pub fn run(&mut self, end: u64) {
        while self.step(end) {}
    }

    /// Gives an input to a machine, then does what it wants.
    pub fn give(&mut self, radio: Radio, input: &Input) {
        self.with(radio, |machine, timer| machine.handle(timer, input));
    }

    /// Calls a machine that has power with its timer, then does what it wants.
    pub fn with(&mut self, radio: Radio, call: impl FnOnce(&mut H::Machine, u64)) {
        let timer = self.radios.timer(radio, self.now());
        if let Some(machine) = self.machine_mut(radio) {
            call(machine, timer);
            self.drive(radio);
            H::called(self, radio);
        }
    }

    /// Tells a machine that what it wanted stored is durable. For [`Host::store`]: the machine is
    /// being driven.
    pub fn stored(&mut self, radio: Radio) {
        let timer = self.radios.timer(radio, self.now());
        if let Some(machine) = self.machine_mut(radio) {
            machine.handle(timer, &Input::Stored);
        }
    }

    /// Does all that a machine wants now, and enters its next call.
    pub fn drive(&mut self, radio: Radio) {
        let now = self.now();
        for _ in 0..MOST_ACTIONS {
            let timer = self.radios.timer(radio, now);
            let Some(machine) = self.machine_mut(radio) else {
                return;
            };
            match machine.poll(timer) {
                Some(Action::Radio(command)) => self.radios.act(&mut self.queue, radio, command),
                Some(Action::Store(entry)) => H::store(self, radio, entry),
                Some(Action::Notice(notice)) => H::notice(self, radio, notice),
                None => {
                    let next = machine.next();
                    self.radios.wake_at(&mut self.queue, radio, next);
                    return;
                }
            }
        }
        unreachable!("the machine of radio {radio} wants something without end");
    }

    /// A machine loses its power with all that it was about to do.
    pub fn power_off(&mut self, radio: Radio) -> Option<H::Machine> {
        self.radios.stop(self.queue.now(), radio);
        self.machines.get_mut(radio)?.take()
    }

    /// A machine that has just been made gets power.
    pub fn power_on(&mut self, radio: Radio, machine: H::Machine) {
        if let Some(place) = self.machines.get_mut(radio) {
            *place = Some(machine);
        }
        self.drive(radio);
    }
}
