//! What the gateway does with a frame it hears.

use super::epoch::Kind;
use super::send::Delay;
use super::{Gateway, Notice, Peer, Step};
use crate::v1::access::Entry;
use crate::v1::control::Join;
use crate::v1::frame::{Frame, FrameType, UNASSIGNED};
use crate::v1::receive::{Guess, Refusal};
use crate::v1::relay::Relay;
use crate::v1::report::{Flags, Report};
use crate::v1::time::Treq;
use crate::v1::tlv::Tlv;

/// Reports, or wrecks of frames, within [`CONTACT_US`] that make an epoch.
const CONTACTS: u8 = 4;
const CONTACT_US: u64 = 150_000;

/// A report that passed MIC and counter.
struct Good {
    index: u16,
    /// First moment of the event on the local clock.
    at: u64,
    history: bool,
    exact: bool,
    oldest: Option<u16>,
}

impl<P: AsRef<[Peer]> + AsMut<[Peer]>> Gateway<P> {
    /// A frame was received: its bytes, the local time `sync_time` at which its sync word ended,
    /// its strength in dBm. Frames with a wrong checksum belong here too: they tell that nodes
    /// talk into each other.
    ///
    /// # Errors
    /// The [`Refusal`] that was counted.
    pub fn handle_frame(
        &mut self,
        now: u64,
        sync_time: u64,
        bytes: &[u8],
        rssi_dbm: i16,
    ) -> Result<(), Refusal> {
        let result = self.take_frame(now, sync_time, bytes, rssi_dbm);
        if let Err(why) = result {
            self.refusals.count(why);
            if matches!(why, Refusal::Crc | Refusal::Length) {
                self.contact(now);
            }
        }
        self.pump(now);
        result
    }

    fn take_frame(
        &mut self,
        now: u64,
        sync_time: u64,
        bytes: &[u8],
        rssi_dbm: i16,
    ) -> Result<(), Refusal> {
        let frame = Frame::parse_in(bytes, self.config.net).map_err(Refusal::from)?;
        if frame.header().down {
            return Err(Refusal::NotMine);
        }
        if frame.frame_type() == FrameType::Join {
            return self.take_join(&frame);
        }
        let (index, ctr) = (frame.header().src, frame.header().ctr);
        self.check_source(now, index, |key| frame.verify(key))?;
        let peer = self.peer_mut(index).ok_or(Refusal::Mic)?;
        if !peer.window.accept(ctr) {
            return Err(Refusal::Counter);
        }
        peer.note_rssi(rssi_dbm);
        let mut oldest = None;
        for tlv in frame.tlvs() {
            if let Tlv::LogGap(evt) = tlv.map_err(|_| Refusal::Payload)? {
                oldest = Some(evt);
            }
        }
        match frame.frame_type() {
            FrameType::Report => {
                let report = Report::parse(frame.payload()).ok_or(Refusal::Payload)?;
                let at = report
                    .age
                    .micros()
                    .and_then(|age| sync_time.checked_sub(age))
                    .unwrap_or(u64::MAX);
                let header = frame.header();
                let good = Good {
                    index,
                    at,
                    history: header.history,
                    exact: header.exact,
                    oldest,
                };
                self.take_report(now, &report, &good);
                if let Step::Slots { last, .. } = self.step
                    && last == index
                {
                    self.step = Step::Idle;
                }
                Ok(())
            }
            FrameType::Status => {
                let report = Report::parse(frame.payload()).ok_or(Refusal::Payload)?;
                self.notify(Notice::Health {
                    index,
                    flags: report.flags,
                    cap: report.cap,
                });
                if !self.config.relay {
                    return Ok(());
                }
                let own = self.peer(index).map_or(i16::MIN, |p| p.rssi);
                for tlv in frame.tlvs() {
                    let Ok(Tlv::LinksTo(links)) = tlv else {
                        continue;
                    };
                    for (served, strength) in links.iter().filter(|(served, _)| *served != index) {
                        let score = own.min(i16::from(strength).saturating_neg());
                        if let Some(peer) = self.peer_mut(served) {
                            peer.note_helper(index, score);
                        }
                    }
                }
                Ok(())
            }
            FrameType::Relay => {
                let relay = Relay::parse(frame.payload()).ok_or(Refusal::Payload)?;
                let net = self.config.net;
                for record in relay.records() {
                    let result = self.check_source(now, record.src, |key| record.verify(net, key));
                    if let Err(why) = result {
                        self.refusals.count(why);
                        continue;
                    }
                    let Some(peer) = self.peer_mut(record.src) else {
                        continue;
                    };
                    if !peer.window.accept(record.ctr) {
                        self.refusals.count(Refusal::Counter);
                        continue;
                    }
                    peer.proved(index);
                    let hold = u64::from(record.hold_ms).saturating_mul(1000);
                    let age = record.report.age.micros();
                    let at = age
                        .and_then(|age| sync_time.checked_sub(age.saturating_add(hold)))
                        .unwrap_or(u64::MAX);
                    let good = Good {
                        index: record.src,
                        at,
                        history: record.fc & 0x10 != 0,
                        exact: record.fc & 0x20 != 0,
                        oldest: None,
                    };
                    self.take_report(now, &record.report, &good);
                    if let Step::Turn(_) = self.step
                        && self.answered(record.src)
                    {
                        self.step = Step::Idle;
                    }
                }
                Ok(())
            }
            FrameType::Treq => {
                let treq = Treq::parse(frame.payload()).ok_or(Refusal::Payload)?;
                self.delay = Some(Delay {
                    opaque: treq.opaque,
                    arrival: sync_time,
                });
                Ok(())
            }
            _ => Err(Refusal::NotMine),
        }
    }

    /// Throttle and MIC of a source.
    fn check_source(
        &mut self,
        now: u64,
        index: u16,
        verify: impl FnOnce(&crate::v1::mic::Key) -> bool,
    ) -> Result<(), Refusal> {
        let peer = self.peer_mut(index).ok_or(Refusal::Mic)?;
        if peer.guesses.is_throttled(now) {
            return Err(Refusal::Throttled);
        }
        if peer.key.as_ref().is_some_and(verify) {
            return Ok(());
        }
        if peer.guesses.wrong(now) == Guess::Tamper {
            self.store(Entry::Tamper { index });
            self.notify(Notice::Tamper { index });
        }
        Err(Refusal::Mic)
    }

    /// Rules 1, 4 and 5: store the successor, ask for what is missing, acknowledge what is known.
    fn take_report(&mut self, now: u64, report: &Report, good: &Good) {
        let Some(peer) = self.peer_mut(good.index) else {
            return;
        };
        let step = report.evt.wrapping_sub(peer.evt()) as i16;
        peer.quality = report.quality;
        peer.tries = 0;
        if !good.history && report.evt.wrapping_sub(peer.newest) as i16 > 0 {
            peer.newest = report.evt;
        }
        // A call acknowledges exactly.
        if good.exact && !peer.is_ward() {
            peer.exact = true;
        }
        let out_of_epoch = report.round == 0 && !good.history;
        let marked = report.flags.contains(Flags::LAST) && !report.flags.contains(Flags::CAP_LOW);
        let (confirmed, oldest) = (marked && !good.history, marked && good.history);
        if step <= 0 {
            if !peer.lags() {
                peer.open = false;
            }
            // A served node that says so knows what is stored; any other did not hear the
            // acknowledgement.
            if confirmed && peer.is_ward() {
                peer.wanted = false;
                peer.exact = false;
            } else if peer.is_ward() {
                peer.want(out_of_epoch);
            } else {
                peer.exact = true;
            }
            self.duplicates = self.duplicates.saturating_add(1);
            return;
        }
        if peer.storing {
            return;
        }
        let entry = if step == 1 {
            let ctr = peer.window.top();
            match peer.is_ward() {
                true => peer.want(out_of_epoch),
                false => peer.exact = peer.exact || report.round == 0,
            }
            let flags = if oldest {
                Flags(report.flags.0 & !Flags::LAST.0)
            } else {
                report.flags
            };
            Entry::Committed {
                index: good.index,
                evt: report.evt,
                flags,
                at: good.at,
                ctr,
            }
        } else if oldest || good.oldest == Some(report.evt) {
            // The node declares that everything before this event is gone.
            let from = peer.evt().wrapping_add(1);
            Entry::Gap {
                index: good.index,
                from,
                to: report.evt.wrapping_sub(1),
            }
        } else {
            // A served node is called for what lies in between, any other is asked for its history.
            peer.want(out_of_epoch && peer.is_ward());
            return;
        };
        peer.storing = true;
        if !self.store(entry)
            && let Some(peer) = self.peer_mut(good.index)
        {
            // No room: it will come again.
            peer.storing = false;
        }
        if out_of_epoch {
            self.contact(now);
        }
    }

    /// Evidence that several nodes have something to say.
    fn contact(&mut self, now: u64) {
        if let Step::Turn(_) = self.step {
            // Those who speak were asked.
            return;
        }
        if now.saturating_sub(self.contact_since) > CONTACT_US {
            self.contact_since = now;
            self.contacts = 0;
        }
        self.contacts = self.contacts.saturating_add(1);
        if self.contacts >= CONTACTS && self.epoch.is_none() {
            self.contacts = 0;
            self.open(Kind::Contact);
        }
    }

    fn take_join(&mut self, frame: &Frame<'_>) -> Result<(), Refusal> {
        let addr = frame
            .header()
            .addr
            .filter(|_| frame.header().src == UNASSIGNED)
            .ok_or(Refusal::Payload)?;
        let key = self.config.master.derive_node(self.config.net, &addr);
        if !frame.verify(&key) {
            return Err(Refusal::Mic);
        }
        Join::parse(frame.payload()).ok_or(Refusal::Payload)?;
        self.notify(Notice::Join { addr });
        Ok(())
    }
}
