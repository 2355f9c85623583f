//! Whether this machine's clock follows a time server: what chrony or the kernel says, asked
//! through their programs.
//!
//! The kernel's own word needs a system call that no safe crate offers; `timedatectl` passes it on.
//! Where nobody can be asked the page says so, and the file decides: with `any` the time is
//! broadcast, with a named source it is not.

use crate::config::ClockSource;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::Command;

/// Time between two questions.
pub(super) const AGAIN: Duration = Duration::from_secs(60);
/// How long a program may take to answer.
const ANSWER: Duration = Duration::from_secs(5);

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The clock follows a time server: which.
    Follows(String),
    /// It does not: what to do.
    Adrift(String),
    /// Nobody could be asked, or nobody shall be.
    Unknown(String),
}

/// Asks whom `source` names.
pub(super) async fn ask(source: ClockSource) -> Standing {
    match source {
        ClockSource::Unchecked => Standing::Unknown("not checked, `source = \"none\"`".to_owned()),
        ClockSource::Chrony => named(chrony().await),
        ClockSource::Timedatectl => named(timedatectl().await),
        ClockSource::Any => {
            let first = chrony().await;
            if !matches!(first, Standing::Unknown(_)) {
                return first;
            }
            match timedatectl().await {
                Standing::Unknown(second) => {
                    let Standing::Unknown(first) = first else {
                        return first;
                    };
                    Standing::Unknown(format!("not checked: {first}, {second}"))
                }
                told => told,
            }
        }
    }
}

/// Who is named in the file has to answer.
fn named(standing: Standing) -> Standing {
    match standing {
        Standing::Unknown(why) => Standing::Adrift(format!("{why}; see `source` in [clock]")),
        told => told,
    }
}

async fn chrony() -> Standing {
    match output("chronyc", &["-c", "tracking"]).await {
        Ok(text) => read_chrony(&text),
        Err(why) => Standing::Unknown(why),
    }
}

async fn timedatectl() -> Standing {
    let arguments = ["show", "--property=NTPSynchronized", "--value"];
    match output("timedatectl", &arguments).await {
        Ok(text) => read_timedatectl(&text),
        Err(why) => Standing::Unknown(why),
    }
}

/// One line of CSV: reference, its name, stratum, …, offset in seconds as the fifth, leap status as
/// the last.
fn read_chrony(text: &str) -> Standing {
    let fields: Vec<&str> = text.trim().split(',').collect();
    let (Some(server), Some(offset), Some(leap)) = (fields.get(1), fields.get(4), fields.get(13))
    else {
        return Standing::Unknown("chronyc answers in words that are not known".to_owned());
    };
    if *leap == "Not synchronised" {
        return Standing::Adrift("chrony follows no server: see `chronyc sources`".to_owned());
    }
    let millis = offset.parse::<f64>().map(|seconds| seconds * 1000.0);
    let offset = millis.map_or_else(
        |_| String::new(),
        |millis| format!(", off by {millis:.3} ms"),
    );
    Standing::Follows(format!("chrony follows {server}{offset}"))
}

fn read_timedatectl(text: &str) -> Standing {
    match text.trim() {
        "yes" => Standing::Follows("the kernel's clock is synchronised".to_owned()),
        "no" => Standing::Adrift(
            "the kernel's clock is not synchronised: see `timedatectl timesync-status`".to_owned(),
        ),
        _ => Standing::Unknown("timedatectl does not say".to_owned()),
    }
}

async fn output(program: &str, arguments: &[&str]) -> Result<String, String> {
    let mut command = Command::new(program);
    let command = command
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    match tokio::time::timeout(ANSWER, command.output()).await {
        Ok(Ok(output)) if output.status.success() => {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Ok(Ok(_)) => Err(format!("{program} does not reach its service")),
        Ok(Err(_)) => Err(format!("there is no {program}")),
        Err(_) => Err(format!("{program} does not answer")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chrony_and_the_kernel_are_understood() {
        let good = "C0A80101,192.168.1.1,3,1795921200.1,0.000125,0.0001,0.0002,-3.5,0.0,0.01,0.02,0.001,64.2,Normal\n";
        let told = Standing::Follows("chrony follows 192.168.1.1, off by 0.125 ms".to_owned());
        assert_eq!(read_chrony(good), told);
        let bad = "7F7F0101,,0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,Not synchronised\n";
        assert!(matches!(read_chrony(bad), Standing::Adrift(_)));
        assert!(matches!(
            read_chrony("506 Cannot talk"),
            Standing::Unknown(_)
        ));
        assert!(matches!(read_timedatectl("yes\n"), Standing::Follows(_)));
        assert!(matches!(read_timedatectl("no\n"), Standing::Adrift(_)));
        assert!(matches!(read_timedatectl("\n"), Standing::Unknown(_)));
    }

    #[tokio::test]
    async fn who_is_named_has_to_answer() {
        let absent = output("no-such-program", &[]).await.unwrap_err();
        assert_eq!(absent, "there is no no-such-program");
        assert!(matches!(
            named(Standing::Unknown(absent)),
            Standing::Adrift(_)
        ));
        let unchecked = ask(ClockSource::Unchecked).await;
        assert!(matches!(unchecked, Standing::Unknown(_)));
    }
}
