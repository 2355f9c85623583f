//! The commands: one line each.

use super::live::Clients;
use crate::air::Radio;
use crate::cabinet::World;
use crate::numbers::DEBOUNCE_US;
use crate::truth::TrueOutage;
use meter::faults::{Fault, Faults};
use ttl_link::Micros;

/// What can be said.
pub const HELP: &str = "\
outage WHO            mains are lost: 3, 1,4,9, meters, gateway, or all (meters and gateway)
return WHO            mains come back
meter WHO FAULT       answers of meters to their nodes go wrong: silent, bad-checksum-once, … (meter --list-faults)
meter WHO ok          they are right again
uart WHO noise P      share of spoilt bytes between meter and node
bus noise P           share of spoilt bytes on RS485
line cut, line ok     RS485 is broken between clients and gateway, or whole
air loss P            share of radio frames that are lost
kill WHO, boot WHO    the program of a node or of the gateway stops at once, or starts
speed X               time passes X times as fast
status                everything as one JSON object
quit                  the end";

/// How late a late answer comes.
const LATE: Micros = Micros::from_millis(900);

/// The speed, if the command is about it.
pub(super) fn speed(text: &str) -> Option<Result<f64, String>> {
    let mut words = text.split_whitespace();
    (words.next() == Some("speed")).then(|| number(words.next()))
}

/// Carries out a command. Returns what was done.
pub(super) fn carry_out(world: &mut World<Clients>, text: &str) -> Result<String, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["outage", who] => outage(world, &boards(world, who)?),
        ["return", who] => restore(world, &boards(world, who)?),
        ["meter", who, "ok"] => meters(world, who, None),
        ["meter", who, fault] => meters(world, who, Some(fault)),
        ["uart", who, "noise", share] => {
            let share = self::share(share)?;
            for i in nodes(world, who)? {
                if let Some(slot) = world.host.meters.get_mut(i) {
                    (slot.up.noise, slot.down.noise) = (share, share);
                }
            }
            Ok(format!("{share} of the bytes are spoilt"))
        }
        ["bus", "noise", share] => {
            world.host.bus.noise = self::share(share)?;
            Ok(format!("{share} of the bytes on RS485 are spoilt"))
        }
        ["line", "cut"] => {
            world.host.outside.line_cut = true;
            Ok("RS485 is broken".into())
        }
        ["line", "ok"] => {
            world.host.outside.line_cut = false;
            Ok("RS485 is whole".into())
        }
        ["air", "loss", share] => {
            world.radios.air.channel.loss = self::share(share)?;
            Ok(format!("{share} of the radio frames are lost"))
        }
        ["kill", who] => {
            let boards = boards(world, who)?;
            boards.iter().for_each(|radio| world.kill(*radio));
            Ok(format!("{} stopped", names(&boards)))
        }
        ["boot", who] => {
            let boards = boards(world, who)?;
            if let Some(running) = boards.iter().find(|radio| world.machine(**radio).is_some()) {
                return Err(format!("{} runs already", names(&[*running])));
            }
            boards.iter().for_each(|radio| world.boot(*radio));
            Ok(format!("{} started", names(&boards)))
        }
        [] => Err(format!("no command; there are:\n{HELP}")),
        [first, ..] => Err(format!("{first:?} is not understood; there are:\n{HELP}")),
    }
}

/// The boards that are meant, the gateway's last: nodes report an outage of all before it dies.
fn boards(world: &World<Clients>, who: &str) -> Result<Vec<Radio>, String> {
    let count = world.host.meters.len();
    match who {
        "all" => Ok((1..=count).chain([0]).collect()),
        "meters" => Ok((1..=count).collect()),
        "gateway" => Ok(vec![0]),
        list => {
            let one = |text: &str| {
                let number = text.parse::<usize>().ok();
                number
                    .filter(|number| (1..=count).contains(number))
                    .ok_or_else(|| format!("{text:?} is no meter; there are 1 to {count}"))
            };
            list.split(',').map(one).collect()
        }
    }
}

/// The meters that are meant, from 0.
fn nodes(world: &World<Clients>, who: &str) -> Result<Vec<usize>, String> {
    let radios = boards(world, who)?;
    Ok(radios
        .iter()
        .filter_map(|radio| radio.checked_sub(1))
        .collect())
}

fn names(boards: &[Radio]) -> String {
    let name = |radio: &Radio| match radio {
        0 => "gateway".to_owned(),
        i => i.to_string(),
    };
    boards.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn outage(world: &mut World<Clients>, boards: &[Radio]) -> Result<String, String> {
    let now = world.now();
    let mut hit = Vec::new();
    for radio in boards.iter().copied() {
        if !world.has_mains(radio) {
            continue;
        }
        if let Some(meter) = radio.checked_sub(1) {
            world.host.outside.truth.push(TrueOutage {
                meter,
                begin: now,
                end: None,
            });
        }
        world.lose_mains(radio);
        hit.push(radio);
    }
    if hit.is_empty() {
        return Err(format!("{} had no mains already", names(boards)));
    }
    Ok(format!("{} lost mains", names(&hit)))
}

fn restore(world: &mut World<Clients>, boards: &[Radio]) -> Result<String, String> {
    let now = world.now();
    let mut hit = Vec::new();
    for radio in boards.iter().copied() {
        if world.has_mains(radio) {
            continue;
        }
        let open =
            |outage: &TrueOutage| Some(outage.meter + 1) == Some(radio) && outage.end.is_none();
        let truth = &mut world.host.outside.truth;
        if let Some(at) = truth.iter().position(open) {
            if truth
                .get(at)
                .is_some_and(|outage| now < outage.begin + DEBOUNCE_US)
            {
                truth.remove(at);
            } else if let Some(outage) = truth.get_mut(at) {
                outage.end = Some(now);
            }
        }
        world.restore_mains(radio);
        hit.push(radio);
    }
    if hit.is_empty() {
        return Err(format!("{} had mains already", names(boards)));
    }
    Ok(format!("{} have mains again", names(&hit)))
}

fn meters(world: &mut World<Clients>, who: &str, fault: Option<&str>) -> Result<String, String> {
    let fault = match fault {
        None => None,
        Some(text) => {
            let known = Fault::ALL.iter().find(|(_, name, _)| *name == text);
            let (fault, name, what) = known
                .ok_or_else(|| format!("no such fault: {text}; meter --list-faults names them"))?;
            Some((*fault, *name, *what))
        }
    };
    for i in nodes(world, who)? {
        if let Some(slot) = world.host.meters.get_mut(i) {
            slot.fault = fault.map(|(_, name, _)| name);
            slot.faults = fault.map(|(fault, ..)| Faults::new(vec![fault], LATE));
        }
    }
    Ok(fault.map_or("answers are right".into(), |(_, _, what)| what.into()))
}

fn number(text: Option<&str>) -> Result<f64, String> {
    let text = text.unwrap_or_default();
    text.parse()
        .map_err(|_| format!("{text:?} is not a number"))
}

fn share(text: &str) -> Result<f64, String> {
    let share = number(Some(text))?;
    if (0.0..=1.0).contains(&share) {
        Ok(share)
    } else {
        Err(format!("{share} is not between 0 and 1"))
    }
}
