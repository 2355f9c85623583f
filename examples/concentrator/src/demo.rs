//! `demo`: a cabinet in real time on loopback, two meters beside it, the service and its page.
//!
//! With `--seconds` it pulls the plug of some meters by itself, compares what was stored with what
//! happened, and says so in one JSON object.

use concentrator::config::{
    ClockSource, Config, Device, Gateway, LineConfig, Meter, Page, Port, Settings,
};
use concentrator::outages::Outage;
use concentrator::service::{self, Running};
use dlt645::DataId;
use meter::bus::Bus;
use meter::faults::Faults;
use meter::{VirtualMeter, host};
use serde_json::json;
use sim::serve::{self, Options, Served};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use ttl_link::Micros;

/// Meters that stand beside the cabinet, on a line of their own.
const BESIDE: [&str; 2] = ["112233445566", "112233445577"];
/// Energy, voltage, current, power, clock.
const ITEMS: [u32; 5] = [
    0x0001_0000,
    0x0201_0100,
    0x0202_0100,
    0x0203_0000,
    0x0400_0101,
];
/// Shortest run in which outages can begin, end and arrive.
const SHORTEST: u64 = 45;
/// The page shows the first value within this, or something is wrong.
const FIRST_VALUE: Duration = Duration::from_secs(30);
/// A stored begin and the true one may be this far apart, seconds: the gateway's clock is new.
const SAME: i64 = 5;

/// What the command line asks for.
pub(crate) struct Demo {
    /// End after this many seconds.
    pub(crate) seconds: Option<u64>,
    /// Print one JSON object at the end.
    pub(crate) json: bool,
    /// Where the page is.
    pub(crate) page: SocketAddr,
}

/// Runs until Ctrl-C, or for the given time; false if an outage was missing, doubled or false.
pub(crate) async fn run(demo: &Demo) -> Result<bool, String> {
    if demo.seconds.is_some_and(|seconds| seconds < SHORTEST) {
        return Err(format!(
            "--seconds: at least {SHORTEST}, or no outage can begin and end"
        ));
    }
    let begun = Instant::now();
    let defaults = Options::default();
    let served = serve::start(Options {
        // The service spreads this machine's local time; the meters live in it too.
        cabinet: sim::cabinet::Config {
            epoch: service::local_micros(),
            ..defaults.cabinet
        },
        listen: Some("127.0.0.1:0".to_owned()),
        control: Some("127.0.0.1:0".to_owned()),
        ..defaults
    });
    let served = served.map_err(|error| format!("the cabinet: {error}"))?;
    let beside = meters().map_err(|error| format!("the meters: {error}"))?;
    let folder = Folder::new().map_err(|error| format!("a folder for the store: {error}"))?;
    let config = config(demo, &served, beside)?;
    let running = service::start(config, &folder.0)
        .await
        .map_err(|error| error.to_string())?;
    if !demo.json {
        println!("page:    http://{}/", running.page);
        if let Some(control) = served.control() {
            println!("cabinet: http://{control}/   pull a plug here and watch it arrive there");
        }
    }
    let Some(seconds) = demo.seconds else {
        super::ended().await.map_err(|error| error.to_string())?;
        running.stop().await;
        return Ok(true);
    };
    let until = begun + Duration::from_secs(seconds);
    let found = play(&served, &running, begun, until).await?;
    let good = found.is_good();
    if demo.json {
        println!("{}", found.json());
    } else {
        println!("{found}");
    }
    running.stop().await;
    Ok(good)
}

/// A folder that goes when the demo ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> std::io::Result<Self> {
        let name = format!("concentrator-demo-{:016x}", concentrator::random());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Two virtual meters on TCP.
fn meters() -> std::io::Result<SocketAddr> {
    let start = Instant::now();
    let zero = ttl_link::Instant::ZERO;
    let meters = BESIDE
        .iter()
        .filter_map(|address| address.parse().ok())
        .map(|address| {
            let mut config = meter::Config::new(address);
            config.baud = 9600;
            config.clock.start = i64::try_from(service::local_micros()).unwrap_or(0);
            VirtualMeter::new(config, zero)
        });
    let bus = Bus::new(
        meters.collect(),
        Faults::new(Vec::new(), Micros::ZERO),
        true,
    );
    let (traffic, port) = host::open(Some("127.0.0.1:0"), false, None, 9600)?;
    let address = port.tcp().ok_or_else(|| std::io::Error::other("no port"))?;
    std::thread::spawn(move || {
        let _port = port;
        host::serve(bus, traffic, start, zero)
    });
    Ok(address)
}

fn config(demo: &Demo, served: &Served, beside: SocketAddr) -> Result<Config, String> {
    let gateway_line = served.tcp().ok_or("the cabinet has no TCP port")?;
    let settings = Settings {
        baud: 9600,
        parity: 'E',
        stop_bits: 1,
    };
    let line = |name: &str, address: SocketAddr| LineConfig {
        name: name.to_owned(),
        port: Port::Tcp(address.ip().to_string(), address.port()),
        settings,
        broadcast: None,
        gateways: Vec::new(),
        meters: Vec::new(),
    };
    let device = |address, label: &str| Device {
        address,
        label: Some(label.to_owned()),
    };
    let mut cabinet = line("cabinet", gateway_line);
    cabinet.gateways.push(Gateway {
        device: device(sim::cabinet::gateway_address(), "Cabinet"),
        every: Duration::from_secs(2),
        password: None,
    });
    let mut direct = line("beside", beside);
    for (number, address) in BESIDE.iter().enumerate() {
        let address = address
            .parse()
            .map_err(|error: dlt645::AddressError| error.to_string())?;
        direct.meters.push(Meter {
            device: device(address, &format!("Meter {}", number + 1)),
            items: ITEMS.map(DataId::V2007).to_vec(),
            every: Duration::from_secs(10),
        });
    }
    Ok(Config {
        name: "demo".to_owned(),
        store: "demo.redb".into(),
        store_limit: 64 << 20,
        page: Page {
            listen: demo.page,
            token: None,
        },
        // The cabinet lives in this machine's time, whatever that is.
        clock: ClockSource::Unchecked,
        mqtt: None,
        lines: vec![cabinet, direct],
    })
}

/// What the run showed.
struct Found {
    first_value: Duration,
    /// Longest time from the command to the page.
    page: Option<Duration>,
    truth: usize,
    stored: usize,
    missing: usize,
    duplicated: usize,
    wrong: usize,
}

impl Found {
    const fn is_good(&self) -> bool {
        self.missing + self.duplicated + self.wrong == 0 && self.truth > 0 && self.page.is_some()
    }

    fn json(&self) -> serde_json::Value {
        json!({
            "first_value_s": self.first_value.as_secs_f64(),
            "outages": {
                "true": self.truth, "stored": self.stored, "missing": self.missing,
                "duplicated": self.duplicated, "false": self.wrong,
            },
            "page_s": self.page.map(|page| page.as_secs_f64()),
            "mqtt_s": null,
        })
    }
}

impl std::fmt::Display for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let page = self.page.map_or(f64::NAN, |page| page.as_secs_f64());
        writeln!(
            f,
            "first value after {:.1} s",
            self.first_value.as_secs_f64()
        )?;
        writeln!(
            f,
            "outages on the page at most {page:.1} s after they began"
        )?;
        write!(
            f,
            "{} true outages, {} stored: {} missing, {} doubled, {} false",
            self.truth, self.stored, self.missing, self.duplicated, self.wrong
        )
    }
}

/// Pulls plugs and watches the page's picture.
async fn play(
    served: &Served,
    running: &Running,
    begun: Instant,
    until: Instant,
) -> Result<Found, String> {
    let first_value = wait(begun + FIRST_VALUE, || has_value(running))
        .await
        .then(|| begun.elapsed())
        .ok_or("no value within 30 s")?;
    if !wait(until, || {
        state(running, &sim::cabinet::gateway_address().to_string()) == "powered"
    })
    .await
    {
        return Err("the gateway did not answer".to_owned());
    }
    let addresses: Vec<String> = served.remote().status().map_or(Vec::new(), |status| {
        status
            .meters
            .into_iter()
            .map(|meter| meter.address)
            .collect()
    });
    let mut slowest = Some(Duration::ZERO);
    let mut outage = async |numbers: &str, out: bool| -> Result<(), String> {
        let (word, shown) = if out {
            ("outage", "outage")
        } else {
            ("return", "powered")
        };
        let from = Instant::now();
        served.remote().command(&format!("{word} {numbers}"))?;
        for number in numbers
            .split(',')
            .filter_map(|number| number.parse::<usize>().ok())
        {
            let address = addresses.get(number - 1).map_or("", String::as_str);
            let seen = wait(until, || state(running, address) == shown).await;
            let longest = slowest.map(|slowest| slowest.max(from.elapsed()));
            slowest = if seen { longest } else { None };
        }
        Ok(())
    };
    outage("2,5,9", true).await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    outage("5", false).await?;
    outage("5,7", true).await?;
    outage("2,5,7,9", false).await?;
    // What is on its way arrives.
    tokio::time::sleep_until(until.into()).await;
    let truth = served
        .remote()
        .status()
        .map_or(Vec::new(), |status| status.outages);
    let mut found = Found {
        first_value,
        page: slowest,
        truth: truth.len(),
        stored: 0,
        missing: 0,
        duplicated: 0,
        wrong: 0,
    };
    let begins = truth.iter().filter_map(|outage| {
        let address = addresses.get(outage.meter.checked_sub(1)?)?;
        Some((address.clone(), seconds_of(&outage.begin)?))
    });
    compare(&mut found, begins, &running.outages());
    Ok(found)
}

/// Holds the stored outages against the true ones, meter by meter.
fn compare(found: &mut Found, truth: impl Iterator<Item = (String, i64)>, stored: &[Outage]) {
    let mut left: BTreeMap<String, Vec<Option<i64>>> = BTreeMap::new();
    for outage in stored {
        let begins = left.entry(outage.meter.to_string()).or_default();
        begins.push(outage.begin.map(i64::from));
    }
    found.stored = stored.len();
    let mut true_begins: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for (meter, begin) in truth {
        let begins = left.entry(meter.clone()).or_default();
        let near = |one: &Option<i64>| one.is_some_and(|one| (one - begin).abs() <= SAME);
        let place = begins
            .iter()
            .position(near)
            .or_else(|| begins.iter().position(Option::is_none));
        match place {
            Some(place) => {
                begins.remove(place);
            }
            None => found.missing += 1,
        }
        true_begins.entry(meter).or_default().push(begin);
    }
    for (meter, begins) in left {
        let known = true_begins.get(&meter);
        for begin in begins.into_iter().flatten() {
            let doubles =
                known.is_some_and(|known| known.iter().any(|one| (one - begin).abs() <= SAME));
            found.duplicated += usize::from(doubles);
            found.wrong += usize::from(!doubles);
        }
    }
}

/// Seconds since 2000-01-01 of a local time as the cabinet tells it.
fn seconds_of(text: &str) -> Option<i64> {
    let text = text.replace(' ', "T");
    let time = chrono::NaiveDateTime::parse_from_str(text.get(..19)?, "%Y-%m-%dT%H:%M:%S").ok()?;
    let start = chrono::NaiveDate::from_ymd_opt(2000, 1, 1)?.and_time(chrono::NaiveTime::MIN);
    Some((time - start).num_seconds())
}

fn has_value(running: &Running) -> bool {
    running.board.look(|picture| {
        let mut meters = picture.meters.values();
        meters.any(|meter| meter.values.values().any(|value| value.value.is_some()))
    })
}

fn state(running: &Running, meter: &str) -> String {
    running.board.look(|picture| {
        picture
            .meters
            .get(meter)
            .map_or_else(String::new, |meter| meter.state.clone())
    })
}

/// Looks every 20 ms until it is so.
async fn wait(until: Instant, mut so: impl FnMut() -> bool) -> bool {
    while Instant::now() < until {
        if so() {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    false
}
