//! The head-end as a program.
#![forbid(unsafe_code)]

use clap::{Parser, Subcommand};
use headend::alarms::Alarms;
use headend::table::Table;
use headend::{broker, page};
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Takes the events of concentrators from a broker, keeps each once, confirms it, and shows the
/// alarms.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run until Ctrl-C or SIGTERM
    Run {
        /// MQTT broker, HOST:PORT
        #[arg(long, value_parser = host_port)]
        broker: (String, u16),
        /// User at the broker; the password is read from the environment variable HEADEND_PASSWORD
        #[arg(long)]
        user: Option<String>,
        /// File of the table
        #[arg(long, default_value = "headend.redb")]
        store: PathBuf,
        /// Where the page is; it shows every address, so keep it on this machine or put a proxy
        /// with a login in front
        #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8646")]
        page: SocketAddr,
    },
    /// Print all events of a table, one JSON object a line
    Export {
        /// File of the table
        store: PathBuf,
    },
}

fn host_port(text: &str) -> Result<(String, u16), String> {
    let (host, port) = text
        .rsplit_once(':')
        .ok_or("write HOST:PORT, as in broker.lan:1883")?;
    let port = port
        .parse()
        .map_err(|_| format!("`{port}` is no port, 0 to 65535"))?;
    Ok((host.trim_matches(['[', ']']).to_owned(), port))
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Export { store } => export(&store),
        Command::Run {
            broker,
            user,
            store,
            page,
        } => run(broker, user, &store, page),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("headend: {error}");
            ExitCode::from(2)
        }
    }
}

fn open(store: &Path) -> Result<Table, String> {
    Table::open(store).map_err(|error| {
        let path = store.display();
        format!("{path}: {error}; is another head-end running with this file?")
    })
}

fn export(store: &Path) -> Result<(), String> {
    if !store.exists() {
        return Err(format!("{}: no such file", store.display()));
    }
    let table = open(store)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut written = Ok(());
    let read = table.events(|text| {
        if written.is_ok() {
            written = writeln!(out, "{text}");
        }
    });
    read.map_err(|error| error.to_string())?;
    let written = written.and_then(|()| out.flush());
    written.map_err(|error| error.to_string())
}

fn run(
    (host, port): (String, u16),
    user: Option<String>,
    store: &Path,
    page: SocketAddr,
) -> Result<(), String> {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("HEADEND_LOG")
                .unwrap_or_else(|_| "info".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let table = Arc::new(open(store)?);
    let login = user.map(|user| {
        let password = std::env::var("HEADEND_PASSWORD").unwrap_or_default();
        (user, password)
    });
    let rows = table.alarms().map_err(|error| error.to_string())?;
    let rows = rows.iter().map(|(key, text)| (key.as_str(), text.as_str()));
    let mut alarms = Alarms::restore(rows);
    alarms.events = table.count().map_err(|error| error.to_string())?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let listener = TcpListener::bind(page)
            .await
            .map_err(|error| format!("page on {page}: {error}; choose another with --page"))?;
        let page = listener.local_addr().unwrap_or(page);
        println!("page: http://{page}/");
        let (shown, seen) = watch::channel(alarms);
        let broker = broker::run(host, port, login, table, shown);
        tokio::select! {
            error = broker => Err(format!("{error}; free the disk and start again: nothing is lost")),
            served = page::serve(listener, seen) => served.map_err(|error| error.to_string()),
            ended = ended() => ended.map_err(|error| error.to_string()),
        }
    })
}

/// Waits for Ctrl-C or SIGTERM.
async fn ended() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        ended = tokio::signal::ctrl_c() => ended,
        _ = terminate.recv() => Ok(()),
    }
}
