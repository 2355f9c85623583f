use super::*;

const GOOD: &str = r#"
name = "substation-17"
store_limit = "64MB"

[page]
listen = "0.0.0.0:8080"
token = "let me in"

[clock]
source = "chrony"

[mqtt]
broker = "broker.lan:1883"
user = "meters"
password = "secret"
home_assistant = true

[[line]]
name = "rs485-1"
serial = "/dev/ttyUSB0"
settings = "2400 8E1"

[[line.gateway]]
address = "202611220001"
label = "cabinet in the yard"

[[line.meter]]
address = "112233445566"
items = ["00010000", "901F"]
every = "1h"

[[line]]
tcp = "10.0.0.5:7000"

[[line.gateway]]
address = "202611220002"
every = "30s"
"#;

#[test]
fn a_whole_file_is_understood() {
    let config = read(GOOD).unwrap();
    assert_eq!(config.name, "substation-17");
    assert_eq!(config.store, PathBuf::from("substation-17.redb"));
    assert_eq!(config.store_limit, 64_000_000);
    assert_eq!(config.page.token.as_deref(), Some("let me in"));
    assert_eq!(config.clock, ClockSource::Chrony);
    let mqtt = config.mqtt.unwrap();
    assert_eq!((mqtt.host.as_str(), mqtt.port), ("broker.lan", 1883));
    assert!(mqtt.home_assistant && mqtt.wait_for_stored);
    let [first, second] = config.lines.as_slice() else {
        panic!("{:?}", config.lines)
    };
    assert_eq!(first.port, Port::Serial("/dev/ttyUSB0".to_owned()));
    assert_eq!(first.settings.baud, 2400);
    assert_eq!(first.gateways[0].every, Duration::from_secs(10));
    assert_eq!(first.meters[0].items.len(), 2);
    assert_eq!(first.meters[0].every, Duration::from_secs(3600));
    assert_eq!(second.name, "10.0.0.5-7000");
    assert_eq!(second.gateways[0].every, Duration::from_secs(30));
}

/// Line and a part of the text of each fault.
fn faults(text: &str) -> Vec<(usize, String)> {
    let faults = read(text).unwrap_err();
    faults
        .into_iter()
        .map(|fault| (fault.line, fault.what))
        .collect()
}

#[test]
fn every_fault_is_named_with_its_line() {
    let text = r#"name = "a/b"
stroe = "x.redb"
[page]
listen = "0.0.0.0:80"
[clock]
source = "sun"
[mqtt]
broker = "broker"
[[line]]
serial = "/dev/ttyS0"
tcp = "a:1"
settings = "9601 8E1"
[[line.meter]]
adress = "112233445566"
items = ["0001000", 5]
every = "often"
[[line]]
listen = "0.0.0.0:7000"
"#;
    let found = faults(text);
    let wanted = [
        (1, "letters, digits"),
        (2, "unknown key `stroe`; do you mean `store`?"),
        (4, "open to other machines"),
        (6, "`sun` is none of any, chrony"),
        (8, "is not HOST:PORT"),
        (9, "several ports"),
        (12, "9601 baud is none of 600"),
        (13, "`address` is missing"),
        (14, "unknown key `adress`; do you mean `address`?"),
        (15, "`0001000`"),
        (15, "a list of texts"),
        (16, "`often` is no span of time"),
        (17, "nothing is on this line"),
    ];
    for (line, part) in wanted {
        let said = found
            .iter()
            .any(|(at, what)| *at == line && what.contains(part));
        assert!(said, "line {line}, `{part}`, in {found:#?}");
    }
}

#[test]
fn broken_toml_is_named_with_its_place() {
    let found = faults("name = \"a\"\n[[line]\ntcp = \"a:1\"\n");
    assert!(found.iter().any(|(line, _)| *line == 2), "{found:?}");
}

#[test]
fn what_is_there_twice_is_a_fault() {
    let twice = format!("{GOOD}\n[[line.gateway]]\naddress = \"202611220002\"\n");
    assert!(faults(&twice)[0].1.contains("on this line already"));
    let port = format!(
        "{GOOD}\n[[line]]\ntcp = \"10.0.0.5:7000\"\n[[line.gateway]]\naddress = \"000000000001\"\n"
    );
    let found = faults(&port);
    assert!(
        found
            .iter()
            .any(|(_, what)| what.contains("a second line on")),
        "{found:?}"
    );
}

#[test]
fn a_device_is_on_one_line_and_an_item_once_in_a_list() {
    let second = "\n[[line]]\ntcp = \"b:1\"\n[[line.meter]]\naddress = \"112233445566\"\n\
                  items = [\"00010000\", \"00010000\"]\n";
    let found = faults(&format!("{GOOD}{second}"));
    let said = |part: &str| found.iter().any(|(_, what)| what.contains(part));
    assert!(said("`00010000` is there twice"), "{found:?}");
    let second = second.replace("\"00010000\", ", "");
    let found = faults(&format!("{GOOD}{second}"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0]
            .1
            .contains("112233445566 is on line `rs485-1` already")
    );
}

#[test]
fn a_torn_file_has_no_faults_but_the_tear() {
    let found = faults("name = \"a\n[[line]\n");
    assert!(
        found.iter().all(|(_, what)| !what.contains("missing")),
        "{found:?}"
    );
    assert!(
        found.iter().all(|(_, what)| !what.contains("port")),
        "{found:?}"
    );
}
