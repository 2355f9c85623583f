//! Small texts of the configuration: spans of time, sizes, addresses.

use dlt645::command::Password;
use dlt645::{Address, DataId, item};
use std::net::SocketAddr;
use std::time::Duration;

/// A name that can be part of an MQTT topic and of a file name.
pub(super) fn name(text: &str) -> Result<String, String> {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !text.is_empty() && text.len() <= 64 && text.chars().all(good) {
        Ok(text.to_owned())
    } else {
        Err("letters, digits, `-`, `_` and `.`, at most 64".to_owned())
    }
}

/// `10s`, `15m`, `1h`, `1d`.
pub(super) fn span(text: &str) -> Result<Duration, String> {
    let split = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at(split);
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => {
            return Err(format!(
                "`{text}` is no span of time; write 10s, 15m, 1h or 1d"
            ));
        }
    };
    match digits.parse::<u64>() {
        Ok(count) if (1..=366 * 86_400).contains(&(count.saturating_mul(seconds))) => {
            Ok(Duration::from_secs(count * seconds))
        }
        _ => Err(format!("`{text}` is no span of time from 1s to 366d")),
    }
}

/// `02 123456`: level and six digits, as the tool writes them.
pub(super) fn password(text: &str) -> Result<Password, String> {
    // What is wrong is told without the code itself.
    let wrong = "no password: level and six digits, as in `02 123456`".to_owned();
    let digits =
        |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once(' ') {
        Some((level, code)) if digits(level, 2) && digits(code, 6) => {
            let level = u8::from_str_radix(level, 16).ok();
            let code = u32::from_str_radix(code, 16).ok();
            level
                .zip(code)
                .map(|(level, code)| Password::new(level, code))
                .ok_or(wrong)
        }
        _ => Err(wrong),
    }
}

/// `64MB`, `2GB`.
pub(super) fn bytes(text: &str) -> Result<u64, String> {
    let split = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at(split);
    let factor = match unit {
        "kB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        _ => return Err(format!("`{text}` is no size; write 64MB or 2GB")),
    };
    let count = digits.parse::<u64>().ok();
    count
        .and_then(|count| count.checked_mul(factor))
        .ok_or_else(|| format!("`{text}` is no size; write 64MB or 2GB"))
}

/// The 12 digits of a device. A shorter number is not filled up: a digit that was left out would be
/// the address of another meter.
pub(super) fn address(text: &str) -> Result<Address, String> {
    let digits = text.chars().count();
    if digits < 12 {
        let filled = format!("{text:0>12}");
        return Err(format!(
            "an address has 12 digits, these are {digits}; if the label leaves out zeros write \
             `{filled}`"
        ));
    }
    let parsed: Result<Address, _> = text.parse();
    let address = parsed.map_err(|error| error.to_string())?;
    let wildcard = address.to_wire().contains(&0xAA);
    if wildcard || address.is_broadcast() {
        return Err(format!(
            "`{text}` speaks to all devices of a line; give the address of one"
        ));
    }
    Ok(address)
}

/// An identifier that the table knows: the bytes of others cannot be read as values.
pub(super) fn item(text: &str) -> Result<DataId, String> {
    let id: DataId = text.parse().map_err(|error: dlt645::DataIdError| {
        format!("{error}; `dlt645 items {text}` looks for a name")
    })?;
    match item::lookup(id) {
        Some(_) => Ok(id),
        None => Err("not in the table of identifiers; see `dlt645 items`".to_owned()),
    }
}

/// `HOST:PORT`; the host may be a name.
pub(super) fn host_port(text: &str) -> Result<(String, u16), String> {
    match text.rsplit_once(':') {
        Some((host, port)) if !host.is_empty() => match port.parse() {
            Ok(port) => Ok((host.trim_matches(['[', ']']).to_owned(), port)),
            Err(_) => Err(format!("`{port}` is no port, 0 to 65535")),
        },
        _ => Err(format!("`{text}` is not HOST:PORT")),
    }
}

/// An address to listen on.
pub(super) fn socket_address(text: &str) -> Result<SocketAddr, String> {
    text.parse()
        .map_err(|_| format!("`{text}` is not ADDRESS:PORT, as in 127.0.0.1:8645"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_of_one_device_and_items_are_known() {
        assert!(address("112233445566").is_ok());
        let short = address("11223344556").unwrap_err();
        assert!(short.contains("these are 11") && short.contains("`011223344556`"));
        for wrong in [
            "AAAAAAAAAAAA",
            "999999999999",
            "AA2233445566",
            "11223344556x",
            "",
        ] {
            assert!(address(wrong).is_err(), "{wrong}");
        }
        assert!(address("1122334455667").is_err());
        assert!(item("00010000").is_ok() && item("901F").is_ok());
        assert!(item("FFFFFFFF").unwrap_err().contains("not in the table"));
        assert!(
            item("voltage")
                .unwrap_err()
                .contains("dlt645 items voltage")
        );
    }

    #[test]
    fn spans_sizes_and_places() {
        assert_eq!(span("15m"), Ok(Duration::from_secs(900)));
        assert_eq!(span("1d"), Ok(Duration::from_secs(86_400)));
        for wrong in [
            "15",
            "m",
            "0s",
            "15 m",
            "-1s",
            "99999999999999999999d",
            "400d",
        ] {
            assert!(span(wrong).is_err(), "{wrong}");
        }
        assert_eq!(bytes("64MB"), Ok(64_000_000));
        assert!(bytes("64").is_err() && bytes("99999999999GB").is_err());
        assert_eq!(
            host_port("meter.lan:7000"),
            Ok(("meter.lan".to_owned(), 7000))
        );
        assert_eq!(host_port("[::1]:80"), Ok(("::1".to_owned(), 80)));
        assert!(host_port("meter.lan").is_err() && host_port("a:70000").is_err());
        assert_eq!(password("02 123456"), Ok(Password::new(2, 0x12_34_56)));
        assert!(password("2 123456").is_err() && password("02 12345x").is_err());
        assert!(name("sub-1").is_ok() && name("a/b").is_err() && name("").is_err());
    }
}
