//! The concentrator as a service.
#![forbid(unsafe_code)]

mod demo;
mod export;

use clap::{Parser, Subcommand};
use concentrator::config::{self, Config};
use concentrator::service;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tokio::signal::unix::{SignalKind, signal};

/// Reads gateways and meters, keeps every outage, and tells the head-end.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the service of a configuration file until Ctrl-C or SIGTERM
    Run {
        /// Configuration, TOML
        file: PathBuf,
    },
    /// Run a cabinet in real time, the service on it and its page, all on this machine
    Demo {
        /// Pull plugs by itself, end after this many seconds, and say what was missed
        #[arg(long)]
        seconds: Option<u64>,
        /// Print one JSON object at the end
        #[arg(long, requires = "seconds")]
        json: bool,
        /// Where the page is
        #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8645")]
        page: std::net::SocketAddr,
    },
    /// Write events and outages of a store into files
    Export {
        /// The store
        store: PathBuf,
        /// Folder for events.csv, outages.csv and values.csv
        #[arg(long, default_value = ".")]
        to: PathBuf,
        /// Write export.sql instead: `sqlite3 NEW.db < export.sql`
        #[arg(long)]
        sql: bool,
    },
    /// Name every fault of a configuration file with its line
    Check {
        /// Configuration, TOML
        file: PathBuf,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match &cli.command {
        Command::Check { file } => load(file).map(|config| {
            let devices = config.lines.iter().flat_map(|line| line.devices()).count();
            println!(
                "{}: good; {}, {}",
                file.display(),
                counted(config.lines.len(), "line"),
                counted(devices, "device")
            );
        }),
        Command::Demo {
            seconds,
            json,
            page,
        } => {
            let demo = demo::Demo {
                seconds: *seconds,
                json: *json,
                page: *page,
            };
            match on_runtime(demo::run(&demo)) {
                Ok(true) => Ok(()),
                Ok(false) => return ExitCode::from(1),
                Err(error) => Err(error),
            }
        }
        Command::Export { store, to, sql } => export::run(store, to, *sql),
        Command::Run { file } => load(file).and_then(|config| run(file, config)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("concentrator: {error}");
            ExitCode::from(2)
        }
    }
}

fn load(file: &Path) -> Result<Config, String> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    config::read(&text).map_err(|faults| {
        let lines: Vec<String> = faults
            .iter()
            .map(|fault| format!("{}: {fault}", file.display()))
            .collect();
        format!("{}\n{}", counted(faults.len(), "fault"), lines.join("\n"))
    })
}

/// `1 line`, `2 lines`.
fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

fn run(file: &Path, config: Config) -> Result<(), String> {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("CONCENTRATOR_LOG")
                .unwrap_or_else(|_| "info".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    on_runtime(async {
        let folder = file.parent().unwrap_or(Path::new("."));
        let mut running = service::start(config, folder)
            .await
            .map_err(|error| error.to_string())?;
        println!("page: http://{}/", running.page);
        let said = |error: std::io::Error| error.to_string();
        let mut hangup = signal(SignalKind::hangup()).map_err(said)?;
        loop {
            tokio::select! {
                ended = ended() => {
                    ended.map_err(said)?;
                    break;
                }
                _ = hangup.recv() => match load(file) {
                    Ok(config) => {
                        running.reload(config).await;
                    }
                    Err(error) => tracing::error!("reload: {error}; nothing was changed"),
                },
            }
        }
        running.stop().await;
        Ok(())
    })
}

/// One thread is enough: lines are slow.
fn on_runtime<T>(what: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.map_err(|error| error.to_string())?.block_on(what)
}

/// Waits for Ctrl-C or SIGTERM.
pub(crate) async fn ended() -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        ended = tokio::signal::ctrl_c() => ended,
        _ = terminate.recv() => Ok(()),
    }
}
