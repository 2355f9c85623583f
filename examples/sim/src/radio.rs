//! The radios of all parties: what their machines ask for, carried out on the air at the right
//! moment.

use crate::air::{Air, Channel, OnAir, Radio};
use crate::charge::{Charge, Use};
use crate::crystal::Clock;
use crate::machine::{Command, Input};
use crate::queue::Queue;

/// Something that happens to a radio. What was under way before the last start of its party
/// (`life`) is void.
#[derive(Clone, Debug)]
pub enum Event {
    /// Its machine's timer.
    Wake(Radio, u64),
    /// It has measured the channel since this time.
    Sensed {
        /// Which radio.
        radio: Radio,
        /// Start number of its party.
        life: u32,
        /// Begin of the measurement.
        since: u64,
    },
    /// It begins to send.
    Send {
        /// Which radio.
        radio: Radio,
        /// Start number of its party.
        life: u32,
        /// The bytes.
        frame: Vec<u8>,
    },
    /// Its frame has left the air.
    Left {
        /// Which radio.
        radio: Radio,
        /// Start number of its party.
        life: u32,
        /// The frame's times.
        on_air: OnAir,
    },
}

/// The next call that a party asked for. A call whose number is not the last one is void.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alarm {
    at: Option<u64>,
    number: u64,
}

impl Alarm {
    /// The party wants to be called at `at`. Returns the call to enter, `None` if it is entered
    /// already.
    pub fn want(&mut self, at: Option<u64>) -> Option<(u64, u64)> {
        if self.at == at {
            return None;
        }
        self.at = at;
        self.number += 1;
        at.map(|at| (at, self.number))
    }

    /// The call `number` has come. Returns whether it still counts.
    pub fn rings(&mut self, number: u64) -> bool {
        let counts = self.number == number && self.at.is_some();
        if counts {
            self.at = None;
        }
        counts
    }
}

/// One radio and the timer of its party.
#[derive(Clone, Debug)]
pub struct Station<K> {
    /// The party's timer.
    pub clock: K,
    /// What the radio takes.
    pub charge: Charge,
    /// Starts so far.
    pub life: u32,
    /// Whether the receiver is to be on when the radio does not send.
    listens: bool,
    alarm: Alarm,
}

/// All radios and the air between them.
#[derive(Clone, Debug)]
pub struct Radios<C, K> {
    /// The air.
    pub air: Air<C>,
    stations: Vec<Station<K>>,
}

impl<C: Channel, K: Clock> Radios<C, K> {
    /// Ticks of a millisecond.
    const MS: u64 = 50 * C::BIT;

    /// Radios that are off, one for each clock.
    pub fn new(air: Air<C>, clocks: impl IntoIterator<Item = K>) -> Self {
        let station = |clock| Station {
            clock,
            charge: Charge::default(),
            life: 0,
            listens: false,
            alarm: Alarm::default(),
        };
        Self {
            air,
            stations: clocks.into_iter().map(station).collect(),
        }
    }

    /// One of them.
    #[must_use]
    pub fn station(&self, radio: Radio) -> Option<&Station<K>> {
        self.stations.get(radio)
    }

    /// One of them, to change.
    pub fn station_mut(&mut self, radio: Radio) -> Option<&mut Station<K>> {
        self.stations.get_mut(radio)
    }

    /// All of them, to change.
    pub fn stations_mut(&mut self) -> &mut [Station<K>] {
        &mut self.stations
    }

    /// What the timer of the party of `radio` shows at `now`.
    #[must_use]
    pub fn timer(&self, radio: Radio, now: u64) -> u64 {
        self.station(radio)
            .map_or(0, |station| station.clock.timer(now))
    }

    /// Charge that a radio took, mC.
    pub fn millicoulombs(&mut self, radio: Radio, now: u64) -> f64 {
        self.station_mut(radio)
            .map_or(0.0, |station| station.charge.millicoulombs(now, Self::MS))
    }

    /// The party of `radio` starts: what it asked for before is void.
    pub fn start(&mut self, radio: Radio) -> u32 {
        self.station_mut(radio).map_or(0, |station| {
            station.life += 1;
            station.life
        })
    }

    /// The party of `radio` is dead: a frame on the air breaks off.
    pub fn stop(&mut self, now: u64, radio: Radio) {
        if let Some(station) = self.stations.get_mut(radio) {
            station.alarm.want(None);
            station.life += 1;
            station.listens = false;
            station.charge.enter(now, Self::MS, Use::Off);
        }
        self.air.cut(now, radio);
        self.air.listen(now, radio, false);
    }

    /// Carries out what a machine asks its radio for.
    pub fn act<E: From<Event>>(&mut self, queue: &mut Queue<E>, radio: Radio, command: Command) {
        let now = queue.now();
        let Some(station) = self.stations.get_mut(radio) else {
            return;
        };
        let life = station.life;
        let time = |timer| station.clock.true_time(timer).max(now);
        match command {
            Command::Sense { at, us } => {
                let since = time(at);
                station.charge.sense();
                let end = since + u64::from(us) * Self::MS / 1000;
                queue.at(end, Event::Sensed { radio, life, since }.into());
            }
            Command::Transmit { at, frame } => {
                queue.at(time(at), Event::Send { radio, life, frame }.into());
            }
            Command::Listen => self.listen(now, radio, true),
            Command::Sleep => self.listen(now, radio, false),
        }
    }

    fn listen(&mut self, now: u64, radio: Radio, on: bool) {
        if let Some(station) = self.stations.get_mut(radio) {
            station.listens = on;
            let does = if on { Use::Listen } else { Use::Off };
            station.charge.enter(now, Self::MS, does);
        }
        self.air.listen(now, radio, on);
    }

    /// Enters the next call of a machine that wants it at `timer`.
    pub fn wake_at<E: From<Event>>(
        &mut self,
        queue: &mut Queue<E>,
        radio: Radio,
        timer: Option<u64>,
    ) {
        let Some(station) = self.stations.get_mut(radio) else {
            return;
        };
        let wanted = timer.map(|timer| station.clock.call_time(timer, queue.now()));
        if let Some((at, number)) = station.alarm.want(wanted) {
            queue.at(at, Event::Wake(radio, number).into());
        }
    }

    fn lives(&self, radio: Radio, life: u32) -> bool {
        self.station(radio)
            .is_some_and(|station| station.life == life)
    }

    /// Lets `event` happen. Returns whom it is for and what is to be told.
    pub fn happen<E: From<Event>>(&mut self, queue: &mut Queue<E>, event: Event) -> Happened {
        let now = queue.now();
        let mut happened = Happened::default();
        match event {
            Event::Wake(radio, number) => {
                if self
                    .station_mut(radio)
                    .is_some_and(|station| station.alarm.rings(number))
                {
                    happened.told = Some((radio, Input::Timeout));
                }
            }
            Event::Sensed { radio, life, since } => {
                if self.lives(radio, life) {
                    let busy = self.air.busy(since, now, radio);
                    happened.told = Some((radio, Input::Channel { busy }));
                }
            }
            Event::Send { radio, life, frame } => {
                if self.lives(radio, life) {
                    let on_air = self.air.send(now, radio, &frame);
                    if let Some(station) = self.stations.get_mut(radio) {
                        station.charge.enter(now, Self::MS, Use::Send);
                    }
                    let left = Event::Left {
                        radio,
                        life,
                        on_air,
                    };
                    queue.at(on_air.end, left.into());
                }
            }
            Event::Left {
                radio,
                life,
                on_air,
            } => {
                happened.frame = self.air.frame(on_air.number).map(|frame| (radio, frame));
                for reception in self.air.arrive(on_air.number) {
                    let input = Input::Frame {
                        sync: self.timer(reception.radio, reception.stamp),
                        bytes: reception.bytes,
                        dbm: reception.dbm,
                    };
                    happened.received.push((reception.radio, input));
                }
                if let Some(station) = self.station(radio).filter(|station| station.life == life) {
                    let listens = station.listens;
                    self.listen(now, radio, listens);
                    happened.told = Some((radio, Input::Sent));
                }
            }
        }
        happened
    }
}

/// What an event brings about: first the one is told, then the others receive.
#[derive(Clone, Debug, Default)]
pub struct Happened {
    /// Whose radio or timer it was, and what its machine is told.
    pub told: Option<(Radio, Input)>,
    /// The frame that has left the air, and who sent it.
    pub frame: Option<(Radio, Vec<u8>)>,
    /// Who receives it, and as what.
    pub received: Vec<(Radio, Input)>,
}
