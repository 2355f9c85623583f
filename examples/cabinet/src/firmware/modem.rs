//! The radio modem of each board, on the simulated channel.
//!
//! A socket, an emulator and its host's scheduler are slower than a radio chip on a bus. So a
//! command that arrives up to [`LATENESS`] after its time is carried out at its time: no receiver
//! could have noticed yet, for a frame is on the air for longer. Later ones are carried out when
//! they arrive, and counted.

use super::emulator::MODEM;
use super::world::{Event, World};
use board::modem::{Command, Report};
use sim::air::OnAir;
use sim::queue::Micros;

/// A command may be late by this much.
const LATENESS: Micros = 5_000;
/// Each modem's counter starts somewhere else.
const APART: u64 = 1_234_567_890;

impl World {
    /// Counter of board `b`'s modem at the world's time `at`.
    const fn modem_time(b: usize, at: Micros) -> u64 {
        at.wrapping_add(APART.wrapping_mul(b as u64 + 1))
    }

    const fn world_time(b: usize, modem: u64) -> Micros {
        modem.wrapping_sub(APART.wrapping_mul(b as u64 + 1))
    }

    /// Bytes came for the modem of board `b`.
    pub(super) fn modem_bytes(&mut self, b: usize, bytes: &[u8]) {
        for byte in bytes {
            let Some(board) = self.boards.get_mut(b) else {
                return;
            };
            let Some(content) = board.deframer.push(*byte).map(<[u8]>::to_vec) else {
                continue;
            };
            match Command::parse(&content) {
                Some(command) => self.modem_command(b, command),
                None => self.counts.bad_messages += 1,
            }
        }
    }

    fn modem_command(&mut self, b: usize, command: Command<'_>) {
        let now = self.now();
        let Some(life) = self.boards.get(b).map(|board| board.life) else {
            return;
        };
        match command {
            Command::Ping(value) => self.tell_modem(
                b,
                &Report::Pong {
                    value,
                    time: Self::modem_time(b, now),
                },
            ),
            Command::Sense { at, us } => {
                let since = self.in_time(Self::world_time(b, at));
                self.queue.at(
                    since + u64::from(us),
                    Event::Sensed {
                        b,
                        life,
                        since,
                        until: since + u64::from(us),
                    },
                );
            }
            Command::Transmit { at, frame } => {
                let start = self.in_time(Self::world_time(b, at));
                let frame = frame.to_vec();
                if start > now {
                    self.queue.at(start, Event::Transmit { b, life, frame });
                } else {
                    self.transmit(b, start, &frame);
                }
            }
            Command::Listen(at) | Command::Sleep(at) => {
                let on = matches!(command, Command::Listen(_));
                let at = self.in_time(Self::world_time(b, at));
                if let Some(board) = self.boards.get_mut(b) {
                    board.listens = on;
                }
                self.air.listen(at, b, on);
            }
        }
    }

    /// The time at which a command for `at` is carried out.
    fn in_time(&mut self, at: Micros) -> Micros {
        let now = self.now();
        let lateness = now.saturating_sub(at);
        self.counts.commands += 1;
        self.counts.latest_us = self.counts.latest_us.max(lateness);
        if lateness > LATENESS {
            self.counts.late += 1;
            return now;
        }
        at
    }

    pub(super) fn transmit(&mut self, b: usize, start: Micros, frame: &[u8]) {
        let on_air = self.air.send(start, b, frame);
        let life = self.boards.get(b).map_or(0, |board| board.life);
        self.queue.at(on_air.end, Event::Arrive { b, life, on_air });
    }

    pub(super) fn sensed(&mut self, b: usize, since: Micros, until: Micros) {
        let busy = self.air.busy(since, until, b);
        self.tell_modem(
            b,
            &Report::Channel {
                at: Self::modem_time(b, until),
                busy,
            },
        );
    }

    pub(super) fn arrive(&mut self, b: usize, life: u32, on_air: OnAir) {
        let receptions = self.air.arrive(on_air.number);
        if self.boards.get(b).is_some_and(|board| board.life == life) {
            let listens = self.boards.get(b).is_some_and(|board| board.listens);
            self.air.listen(on_air.end, b, listens);
            self.tell_modem(b, &Report::Sent(Self::modem_time(b, on_air.end)));
        }
        for heard in receptions {
            let sync = Self::modem_time(heard.radio, heard.stamp);
            self.tell_modem(
                heard.radio,
                &Report::Received {
                    sync,
                    dbm: heard.dbm,
                    frame: &heard.bytes,
                },
            );
        }
    }

    fn tell_modem(&mut self, b: usize, report: &Report<'_>) {
        self.send(b, MODEM, report.encode().as_bytes());
    }
}
