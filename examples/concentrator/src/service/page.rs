//! The status page, its JSON, metrics and health: read only.

use super::board::{Board, Picture};
use crate::config::Page;
use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt::Write;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

/// The page itself: one file, no other requests than `/events`.
const PAGE: &str = include_str!("page.html");
/// Most often that a browser is told of changes.
const PACE: Duration = Duration::from_millis(250);

#[derive(Clone)]
struct Shared {
    board: Board,
    token: Option<String>,
}

/// Serves the page until the task is dropped.
///
/// # Errors
/// What the system says.
pub(super) async fn serve(listener: TcpListener, page: &Page, board: Board) -> std::io::Result<()> {
    let shared = Shared {
        board,
        token: page.token.clone(),
    };
    let router = Router::new()
        .route("/", get(|| async { Html(PAGE) }))
        .route("/state", get(state))
        .route("/events", get(events))
        .route("/metrics", get(metrics))
        .layer(middleware::from_fn_with_state(shared.clone(), allowed))
        .route("/healthz", get(health))
        .with_state(shared);
    axum::serve(listener, router).await
}

/// Lets through who shows the token, as `Authorization: Bearer …` or as `?token=…`.
async fn allowed(
    State(shared): State<Shared>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Response {
    if let Some(token) = &shared.token {
        let bearer = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "));
        let shown = bearer
            .or(query.get("token").map(String::as_str))
            .unwrap_or_default();
        if !same(shown.as_bytes(), token.as_bytes()) {
            return (StatusCode::UNAUTHORIZED, "the token is missing or wrong\n").into_response();
        }
    }
    next.run(request).await
}

/// Compares without telling by its time how much is right.
fn same(a: &[u8], b: &[u8]) -> bool {
    let different = a.iter().zip(b).fold(0, |sum, (a, b)| sum | (a ^ b));
    a.len() == b.len() && different == 0
}

async fn state(State(shared): State<Shared>) -> Response {
    let text = shared.board.look(serde_json::to_string);
    match text {
        Ok(text) => ([(header::CONTENT_TYPE, "application/json")], text).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

async fn events(
    State(shared): State<Shared>,
) -> Sse<impl tokio_stream::Stream<Item = Result<Event, Infallible>>> {
    let board = shared.board.clone();
    let stream = WatchStream::new(shared.board.changes())
        .throttle(PACE)
        .map(move |_| {
            let text = board.look(serde_json::to_string).unwrap_or_default();
            Ok(Event::default().data(text))
        });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// 200 while every line is open and the clock is trusted, otherwise 503 and the reasons.
async fn health(State(shared): State<Shared>) -> Response {
    let faults = shared.board.look(faults);
    if faults.is_empty() {
        (StatusCode::OK, "ok\n").into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, faults.join("\n") + "\n").into_response()
    }
}

fn faults(picture: &Picture) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, line) in picture.lines.iter().filter(|(_, line)| !line.open) {
        let reason = line.reason.as_deref().unwrap_or("not open yet");
        faults.push(format!("line {name}: {reason}"));
    }
    if let Some(reason) = &picture.clock.reason {
        faults.push(format!("clock: {reason}"));
    }
    if let Some(error) = picture
        .uplink
        .as_ref()
        .and_then(|uplink| uplink.error.as_ref())
    {
        faults.push(format!("uplink: {error}"));
    }
    faults
}

/// OpenMetrics text.
async fn metrics(State(shared): State<Shared>) -> Response {
    let text = shared.board.look(metrics_text);
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}

fn metrics_text(picture: &Picture) -> String {
    let mut out = String::new();
    let mut family = |name: &str, kind: &str, help: &str, rows: Vec<(String, u64)>| {
        let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}");
        for (labels, value) in rows {
            let _ = writeln!(out, "{name}{labels} {value}");
        }
    };
    let lines = |value: fn(&super::board::LineState) -> u64| {
        let rows = picture.lines.iter();
        rows.map(|(name, line)| (format!("{{line=\"{name}\"}}"), value(line)))
            .collect()
    };
    family(
        "line_open",
        "gauge",
        "Whether the port is open.",
        lines(|line| line.open.into()),
    );
    family(
        "line_answered_total",
        "counter",
        "Requests answered.",
        lines(|line| line.answered),
    );
    family(
        "line_failed_total",
        "counter",
        "Requests not answered.",
        lines(|line| line.failed),
    );
    let mut states: HashMap<&str, u64> = HashMap::new();
    for meter in picture.meters.values() {
        *states.entry(&meter.state).or_default() += 1;
    }
    let mut rows: Vec<_> = states
        .into_iter()
        .map(|(state, count)| (format!("{{state=\"{state}\"}}"), count))
        .collect();
    rows.sort();
    family("meters", "gauge", "Meters by state.", rows);
    let (count, bytes) = picture.waiting;
    family(
        "waiting",
        "gauge",
        "Texts that wait for the head-end.",
        vec![(String::new(), count)],
    );
    family(
        "waiting_bytes",
        "gauge",
        "Their bytes.",
        vec![(String::new(), bytes)],
    );
    if let Some(uplink) = &picture.uplink {
        let connected = vec![(String::new(), uplink.connected.into())];
        family(
            "uplink_connected",
            "gauge",
            "Whether the broker answers.",
            connected,
        );
        let stored = vec![(String::new(), uplink.stored)];
        family(
            "uplink_stored",
            "counter",
            "Last sequence that the head-end stored.",
            stored,
        );
    }
    let late = vec![(String::new(), picture.broadcasts.p99_late_us)];
    family(
        "broadcast_late_p99_us",
        "gauge",
        "How late broadcasts of the time leave, 99 of 100.",
        late,
    );
    let trusted = vec![(String::new(), picture.clock.trusted.into())];
    family(
        "clock_trusted",
        "gauge",
        "Whether the time is broadcast.",
        trusted,
    );
    out
}
