//! `dlt645 monitor`: listen and explain what passes.

use crate::edition::EditionArg;
use crate::lang::{self, say};
use crate::line::{self, LineArgs};
use crate::outcome::Outcome;
use crate::printer::Printer;
use crate::tell;
use chrono::Local;
use clap::Args as ClapArgs;
use dlt645::{FrameScanner, Scan};
use dlt645_explain::Lang;
use dlt645_explain::find::{Damaged, Event, Fault, Place};
use dlt645_explain::input::{Scale, Time};
use dlt645_explain::json::Object;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use ttl_link::adapter::host::Port as _;

/// Silence after which half a frame is given up.
const SILENCE: Duration = Duration::from_millis(600);
/// How often Ctrl-C is looked at.
const TICK: Duration = Duration::from_millis(100);
/// Silence that is told between frames.
const GAP: Duration = Duration::from_secs(1);

/// Listen on a line without sending anything, and explain each frame that passes.
///
/// Lines are numbered as frames come; each has its time, and a silence of a second or more is told.
/// Ends with Ctrl-C, after --seconds or --count, or when the port closes.
#[derive(ClapArgs)]
pub(crate) struct Args {
    #[command(flatten)]
    line: LineArgs,
    /// One JSON object for each frame
    #[arg(long)]
    json: bool,
    /// End after so many seconds
    #[arg(long, value_name = "N")]
    seconds: Option<u64>,
    /// End after so many frames
    #[arg(long, value_name = "N")]
    count: Option<usize>,
    /// Write what passes to a packet capture too: `dlt645 decode` and Wireshark read it
    #[arg(long, value_name = "FILE")]
    pcap: Option<PathBuf>,
    /// Write what passes to a log too, one frame a line
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let copies = Copies::open(args)?;
    let mut port = match args.line.open_port() {
        Ok(port) => port,
        Err(error) if args.json => {
            let mut text = String::new();
            let mut object = Object::new(&mut text);
            object.bool("ok", false);
            object.text("error", &lang::of_error(&error));
            object.end();
            writeln!(io::stdout(), "{text}")?;
            return Ok(Outcome::Bad);
        }
        Err(error) => {
            tell!("{}", lang::of_error(&error));
            return Ok(Outcome::Bad);
        }
    };
    let place = args.line.place();
    match lang::get() {
        Lang::En => tell!("listening on {place}"),
        Lang::Zh => tell!("正在监听 {place}"),
    }
    let mut watch = Watch {
        printer: Printer::new(args.json, args.line.edition.map(EditionArg::into)),
        scanner: FrameScanner::new(),
        seen: 0,
        offset: 0,
        most: args.count,
        json: args.json,
        copies,
        last: None,
    };
    let begun = Instant::now();
    let mut last = Instant::now();
    let over = || {
        args.seconds
            .is_some_and(|seconds| begun.elapsed() >= Duration::from_secs(seconds))
    };
    let mut bytes = [0; 512];
    while !line::stopped() && !over() && !watch.is_done() {
        match port.read_for(&mut bytes, TICK)? {
            Some(0) => {
                tell!("{}", say("the port was closed", "端口已关闭"));
                return Ok(Outcome::Bad);
            }
            Some(count) => {
                last = Instant::now();
                watch.take(bytes.get(..count).unwrap_or_default())?;
            }
            None if last.elapsed() >= SILENCE => {
                watch.scanner.on_silence();
                watch.drain()?;
            }
            None => {}
        }
    }
    Ok(Outcome::Good)
}

/// Frames as they come.
struct Watch {
    printer: Printer,
    scanner: FrameScanner,
    seen: usize,
    /// Bytes in front of what the scanner holds.
    offset: usize,
    most: Option<usize>,
    json: bool,
    copies: Copies,
    /// When the last frame passed.
    last: Option<Instant>,
}

impl Watch {
    fn is_done(&self) -> bool {
        self.most.is_some_and(|most| self.seen >= most)
    }

    fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.copies.bytes(bytes)?;
        let mut rest = bytes;
        while !rest.is_empty() {
            let before = rest.len();
            rest = self.scanner.push(rest);
            self.offset += before - rest.len();
            self.drain()?;
            if rest.len() == before {
                break;
            }
        }
        Ok(())
    }

    fn drain(&mut self) -> io::Result<()> {
        loop {
            let line = self.seen + 1;
            let time = Some(now());
            let place = |offset: usize| Place {
                line,
                offset,
                time,
                way: None,
            };
            let gap = self
                .last
                .map(|last| last.elapsed())
                .filter(|gap| *gap >= GAP);
            // What the scanner keeps begins after what is told.
            let (told, event) = match self.scanner.poll() {
                Scan::NeedMore => return Ok(()),
                Scan::Frame(frame) => (frame.wire_len(), Ok(())),
                // What is left begins one byte after a rejected start.
                Scan::Bad(error) => (1, Err(error)),
            };
            let at = self.offset.saturating_sub(self.scanner.pending() + told);
            if let Some(gap) = gap.filter(|_| !self.json) {
                let seconds = gap.as_secs_f64();
                self.printer.note(&match lang::get() {
                    Lang::En => format!("  … {seconds:.1} s of silence\n"),
                    Lang::Zh => format!("  …… 静默 {seconds:.1} 秒\n"),
                });
            }
            match event {
                Ok(()) => {
                    if let Some(frame) = self.scanner.current() {
                        self.copies.frame(&frame)?;
                        self.printer.event(&Event::Frame(place(at), frame));
                    }
                }
                Err(error) => {
                    let (place, fault) = (place(at), Fault::Frame(error));
                    let damaged = Damaged {
                        place,
                        fault,
                        bytes: &[],
                        at: Some(0),
                        alone: false,
                    };
                    self.printer.event(&Event::Damaged(damaged));
                }
            }
            self.last = Some(Instant::now());
            self.seen += 1;
            self.printer.flush()?;
            if self.is_done() {
                return Ok(());
            }
        }
    }
}

/// Local time to the millisecond.
fn now() -> Time {
    let local = Local::now().naive_local().and_utc();
    Time {
        micros: local.timestamp_micros(),
        scale: Scale::Local,
        digits: 3,
    }
}

/// Files that get what passes.
struct Copies {
    pcap: Option<File>,
    log: Option<File>,
}

/// A packet capture of a serial line: link type 147, user-defined.
const HEADER: [u8; 24] = [
    0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 147, 0, 0, 0,
];

impl Copies {
    fn open(args: &Args) -> io::Result<Self> {
        let named = |path: &Path, error: io::Error| lang::named(path, &error);
        let pcap = args.pcap.as_deref().map(|path| {
            let mut file = File::create(path).map_err(|error| named(path, error))?;
            file.write_all(&HEADER)?;
            Ok::<_, io::Error>(file)
        });
        let log = args.log.as_deref().map(|path| {
            File::options()
                .append(true)
                .create(true)
                .open(path)
                .map_err(|error| named(path, error))
        });
        Ok(Self {
            pcap: pcap.transpose()?,
            log: log.transpose()?,
        })
    }

    /// Bytes as they came: every one of them is in the packet capture.
    fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(file) = &mut self.pcap else {
            return Ok(());
        };
        let micros = chrono::Utc::now().timestamp_micros();
        let len = (bytes.len() as u32).to_le_bytes();
        let mut record = Vec::with_capacity(16 + bytes.len());
        record.extend(((micros / 1_000_000) as u32).to_le_bytes());
        record.extend(((micros % 1_000_000) as u32).to_le_bytes());
        record.extend(len);
        record.extend(len);
        record.extend(bytes);
        file.write_all(&record)
    }

    fn frame(&mut self, frame: &dlt645::Frame<'_>) -> io::Result<()> {
        let Some(file) = &mut self.log else {
            return Ok(());
        };
        let mut room = [0; dlt645::MAX_FRAME];
        let plain: Vec<u8> = frame.data().iter().collect();
        let repr = dlt645::FrameRepr {
            address: frame.address(),
            control: frame.control(),
            data: &plain,
        };
        let bytes = repr
            .encode(&mut room)
            .map_err(|error| io::Error::other(error.to_string()))?;
        let digits: String = bytes.iter().map(|byte| format!(" {byte:02X}")).collect();
        writeln!(
            file,
            "{}{digits}",
            Local::now().format("%Y-%m-%d %H:%M:%S%.3f")
        )
    }
}
