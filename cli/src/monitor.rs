//! `dlt645 monitor`: listen and explain what passes.

use crate::Outcome;
use crate::decode::EditionArg;
use crate::describe::Lang;
use crate::line::{self, LineArgs};
use crate::report::{BadLine, FrameLine, Printer};
use clap::Args as ClapArgs;
use dlt645::{Edition, FrameScanner, Scan};
use std::io;
use std::time::{Duration, Instant};
use ttl_link::adapter::host::Port;

/// Silence after which half a frame is given up.
const SILENCE: Duration = Duration::from_millis(600);
/// How often Ctrl-C is looked at.
const TICK: Duration = Duration::from_millis(100);

/// Listen on a line without sending anything, and explain each frame that passes.
///
/// Lines are numbered as frames come. Ends with Ctrl-C, after --seconds or --count, or when the port closes.
#[derive(ClapArgs)]
pub(crate) struct Args {
    #[command(flatten)]
    line: LineArgs,
    /// One JSON object for each frame
    #[arg(long)]
    json: bool,
    /// Language of names
    #[arg(long, value_enum, default_value = "en")]
    lang: Lang,
    /// End after so many seconds
    #[arg(long, value_name = "N")]
    seconds: Option<u64>,
    /// End after so many frames
    #[arg(long, value_name = "N")]
    count: Option<usize>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let mut port = match args.line.open_port() {
        Ok(port) => port,
        Err(error) => {
            eprintln!("dlt645: {error}");
            return Ok(Outcome::Bad);
        }
    };
    let mut watch = Watch {
        printer: Printer::new(io::stdout(), args.json, args.lang),
        scanner: FrameScanner::new(),
        edition: args.line.edition.map(EditionArg::into),
        seen: 0,
        offset: 0,
        most: args.count,
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
                eprintln!("dlt645: the port was closed");
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
    printer: Printer<io::Stdout>,
    scanner: FrameScanner,
    edition: Option<Edition>,
    seen: usize,
    /// Bytes in front of what the scanner holds.
    offset: usize,
    most: Option<usize>,
}

impl Watch {
    fn is_done(&self) -> bool {
        self.most.is_some_and(|most| self.seen >= most)
    }

    fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
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
            let (line, good) = match self.scanner.poll() {
                Scan::NeedMore => return Ok(()),
                Scan::Frame(frame) => (
                    Ok(FrameLine::new(0, &frame, self.edition)),
                    frame.wire_len(),
                ),
                Scan::Bad(error) => (Err(BadLine::new(None, Some(error))), 0),
            };
            self.seen += 1;
            let behind = self.scanner.pending();
            let at = self.offset.saturating_sub(behind + good);
            match line {
                Ok(line) => self.printer.frame(self.seen, &line.at(at))?,
                Err(line) => self.printer.bad(self.seen, &line.at(at))?,
            }
            self.printer.end_of_line()?;
            if self.is_done() {
                return Ok(());
            }
        }
    }
}
