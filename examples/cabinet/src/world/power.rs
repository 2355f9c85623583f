//! Who loses mains and gets them back, and what is told and noted about it.

use super::{Cut, World, story};
use sim::air::Radio;
use sim::queue::MINUTE;
use sim::truth::TrueOutage;

/// `3 meters (1, 4, 9) and the gateway`.
fn who(world: &World, cut: &Cut) -> String {
    let meters = story::meters(&cut.meters, world.host.meters.len());
    let gateway = if cut.gateway { " and the gateway" } else { "" };
    format!("{meters}{gateway}")
}

pub(super) fn cut(world: &mut World, index: usize) {
    let now = world.now();
    let Some(cut) = world.host.outside.cuts.get(index).cloned() else {
        return;
    };
    if !cut.dip {
        let minutes = (cut.end - cut.begin) / MINUTE;
        let text = format!("{} lose mains for {minutes} min", who(world, &cut));
        world.host.outside.story.tell(now, &text);
    }
    for i in cut.meters {
        if !cut.dip {
            world.host.outside.truth.push(TrueOutage {
                meter: i,
                begin: now,
                end: None,
            });
        }
        world.lose_mains(i + 1);
    }
    if cut.gateway {
        world.lose_mains(0);
    }
}

pub(super) fn restore(world: &mut World, index: usize) {
    let now = world.now();
    let Some(cut) = world.host.outside.cuts.get(index).cloned() else {
        return;
    };
    if !cut.dip {
        let text = format!("{} have mains again", who(world, &cut));
        world.host.outside.story.tell(now, &text);
    }
    if cut.gateway {
        world.restore_mains(0);
    }
    for i in cut.meters {
        let mut outages = world.host.outside.truth.iter_mut().rev();
        if let Some(outage) = outages.find(|outage| outage.meter == i)
            && !cut.dip
        {
            outage.end = Some(now);
        }
        world.restore_mains(i + 1);
    }
}

/// The capacitor of a board is empty.
pub(super) fn died(world: &mut World, radio: Radio) {
    let now = world.now();
    let story = &world.host.outside.story;
    if radio == 0 {
        story.tell(now, "the gateway's capacitor is empty");
    } else if world
        .host
        .boards
        .iter()
        .skip(1)
        .all(|board| !board.supply.alive())
    {
        story.tell(now, "the last node's capacitor is empty");
    }
}
