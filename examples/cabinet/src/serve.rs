//! `cabinet serve`: the cabinet in real time, for a master that runs outside of this program.

use crate::run;
use sim::cabinet::Config;
use sim::numbers::BUS_BAUD;
use sim::serve::{self, HELP, Options, Served};
use std::io::BufRead;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

/// Options.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Meters in the cabinet.
    #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u16).range(1..=200))]
    meters: u16,
    /// Share of radio frames that are lost, 0 to 0.5.
    #[arg(long, default_value_t = 0.1, value_parser = run::loss)]
    loss: f64,
    /// Seed of everything random.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where the gateway's RS485 is on TCP, HOST:PORT; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: String,
    /// RS485 on a pseudo-terminal too.
    #[arg(long)]
    pty: bool,
    /// Where the control page is, HOST:PORT.
    #[arg(long, default_value = "127.0.0.1:0")]
    control: String,
    /// How much faster than the wall clock time passes.
    #[arg(long, default_value_t = 1.0)]
    speed: f64,
    /// Print where everything is as one JSON object in the first line.
    #[arg(long)]
    json: bool,
}

/// Serves until `quit`; at the end of standard input it goes on.
pub(crate) fn run(args: &Args) -> ExitCode {
    let options = Options {
        cabinet: Config {
            meters: usize::from(args.meters),
            loss: args.loss,
            seed: args.seed,
            ..Options::default().cabinet
        },
        listen: Some(args.listen.clone()),
        pty: args.pty,
        control: Some(args.control.clone()),
        speed: args.speed,
        record: false,
    };
    let served = match serve::start(options) {
        Ok(served) => served,
        Err(error) => {
            eprintln!("cabinet serve: {error}");
            return ExitCode::from(2);
        }
    };
    announce(args, &served);
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        match line.trim() {
            "" => {}
            "quit" => return ExitCode::SUCCESS,
            "help" => println!("{HELP}"),
            "status" => match serde_json::to_string(&served.remote().status()) {
                Ok(json) => println!("{json}"),
                Err(error) => eprintln!("cabinet serve: {error}"),
            },
            command => match served.remote().command(command) {
                Ok(done) => println!("{done}"),
                Err(error) => eprintln!("{error}"),
            },
        }
    }
    // Started without a terminal: the page and the ports are what is wanted.
    while served.remote().status().is_some() {
        thread::sleep(Duration::from_secs(1));
    }
    ExitCode::FAILURE
}

fn announce(args: &Args, served: &Served) {
    let address = sim::cabinet::gateway_address();
    let [tcp, control] = [served.tcp(), served.control()].map(|it| it.map(|it| it.to_string()));
    if args.json {
        let json = serde_json::json!({
            "gateway": address.to_string(),
            "listen": tcp,
            "pty": served.pty(),
            "control": control,
            "meters": args.meters,
        });
        println!("{json}");
        return;
    }
    println!("gateway {address}, RS485 at {BUS_BAUD} 8E1");
    println!("  TCP      {}", tcp.unwrap_or_default());
    if let Some(pty) = served.pty() {
        println!("  terminal {pty}");
    }
    println!("  page     http://{}/", control.unwrap_or_default());
    println!("commands: outage 3, return 3, outage all, …; help names all, quit ends");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::master::Master;
    use sim::cabinet::{EPOCH, gateway_address};
    use sim::queue::{HOUR, SECOND};
    use sim::truth::{TrueOutage, compare_within};
    use std::io::{ErrorKind, Read, Write};
    use std::net::TcpStream;
    use std::time::Instant;

    /// Time passes so much faster; a concentrator that is held up for 20 ms is late by 0.4 s then.
    const SPEED: f64 = 20.0;

    /// A concentrator at the other end of a socket, its clock as fast as the world's.
    struct Line {
        master: Master,
        socket: TcpStream,
        start: Instant,
        zero: u64,
    }

    impl Line {
        fn open(served: &Served, epoch: u64) -> Self {
            let mut config = concentrator::Config::new(gateway_address());
            // In an installation these are 10 s and a minute.
            config.poll_us = 2 * SECOND;
            config.settling_us = 2 * SECOND;
            config.broadcast_us = 10 * SECOND;
            let socket = TcpStream::connect(served.tcp().expect("listens")).expect("connects");
            socket.set_nodelay(true).expect("can");
            let wait = Some(Duration::from_millis(1));
            socket.set_read_timeout(wait).expect("can");
            Self {
                master: Master::new(config, epoch, 0),
                socket,
                start: Instant::now(),
                zero: served.remote().status().expect("is served").world_us,
            }
        }

        fn now(&self) -> u64 {
            self.zero + (self.start.elapsed().as_secs_f64() * SPEED * 1e6) as u64
        }

        /// Lets the concentrator work for so many seconds of the world.
        fn work(&mut self, seconds: u64) {
            let end = self.now() + seconds * SECOND;
            let mut alarm = None;
            while self.now() < end {
                let now = self.now();
                if let Some((_, number)) = alarm.take_if(|(at, _)| *at <= now) {
                    self.master.rings(now, number);
                }
                while let Some(bytes) = self.master.transmit(now) {
                    self.socket.write_all(&bytes).expect("open");
                    self.master.sent(self.now());
                }
                while self.master.notice().is_some() {}
                alarm = self.master.next_alarm(now).or(alarm);
                let mut bytes = [0; 256];
                match self.socket.read(&mut bytes) {
                    Ok(count) => {
                        let now = self.now();
                        let heard = bytes.iter().take(count);
                        heard.for_each(|byte| self.master.hear(now, Some(*byte)));
                    }
                    Err(error)
                        if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                    Err(error) => panic!("{error}"),
                }
            }
        }
    }

    #[test]
    fn a_concentrator_on_tcp_learns_of_every_outage_once() {
        let cabinet = Config {
            meters: 4,
            seed: 2,
            // Far from midnight, when no clock is set.
            epoch: EPOCH + 10 * HOUR,
            ..Config::default()
        };
        let epoch = cabinet.epoch;
        let addresses: Vec<_> = (0..4).map(Config::address).collect();
        let served = serve::start(Options {
            cabinet,
            speed: SPEED,
            ..Options::default()
        })
        .expect("a port is free");
        let mut line = Line::open(&served, epoch);
        let mut truth: Vec<TrueOutage> = Vec::new();
        let mut say = |line: &mut Line, text: &str, meters: &[usize]| {
            let now = line.now();
            served.remote().command(text).expect(text);
            for meter in meters.iter().copied() {
                if text.starts_with("outage") {
                    truth.push(TrueOutage {
                        meter,
                        begin: now,
                        end: None,
                    });
                } else if let Some(outage) = truth.iter_mut().rev().find(|it| it.meter == meter) {
                    outage.end = Some(now);
                }
            }
        };
        // The gateway gets the time first.
        line.work(20);
        say(&mut line, "outage 3", &[2]);
        line.work(15);
        say(&mut line, "return 3", &[2]);
        line.work(15);
        // Nodes and gateway hold out until then.
        say(&mut line, "outage all", &[0, 1, 2, 3]);
        line.work(20);
        say(&mut line, "return all", &[0, 1, 2, 3]);
        line.work(40);
        let index = |address| addresses.iter().position(|known| *known == address);
        let verdict = compare_within(&truth, &line.master.reports(index), 5_000_000);
        let counts = (verdict.missing, verdict.duplicated, verdict.wrong);
        assert_eq!(counts, (0, 0, 0), "{:#?}", verdict.fates);
        assert_eq!(
            served.remote().status().expect("is served").outages.len(),
            5
        );
    }
}
