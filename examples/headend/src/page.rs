//! The page of alarms and its JSON: read only.

use crate::alarms::Alarms;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use std::convert::Infallible;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

/// The page itself: one file, no other requests than `/events`.
const PAGE: &str = include_str!("page.html");
/// Most often that a browser is told of changes.
const PACE: Duration = Duration::from_millis(250);

/// Serves the page until the task is dropped.
///
/// # Errors
/// What the system says.
pub async fn serve(listener: TcpListener, seen: watch::Receiver<Alarms>) -> std::io::Result<()> {
    let router = Router::new()
        .route("/", get(|| async { Html(PAGE) }))
        .route("/state", get(state))
        .route("/events", get(events))
        .route("/healthz", get(health))
        .with_state(seen);
    axum::serve(listener, router).await
}

fn text(alarms: &Alarms) -> String {
    serde_json::to_string(alarms).unwrap_or_default()
}

async fn state(State(seen): State<watch::Receiver<Alarms>>) -> Response {
    let text = text(&seen.borrow());
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}

async fn events(
    State(seen): State<watch::Receiver<Alarms>>,
) -> Sse<impl tokio_stream::Stream<Item = Result<Event, Infallible>>> {
    let stream = WatchStream::new(seen)
        .throttle(PACE)
        .map(|alarms| Ok(Event::default().data(text(&alarms))));
    Sse::new(stream).keep_alive(KeepAlive::default())
}

async fn health(State(seen): State<watch::Receiver<Alarms>>) -> Response {
    let alarms = seen.borrow();
    if alarms.connected {
        (StatusCode::OK, "ok\n").into_response()
    } else {
        let why = alarms.error.as_deref().unwrap_or("not connected yet");
        let text = format!("broker: {why}\n");
        (StatusCode::SERVICE_UNAVAILABLE, text).into_response()
    }
}
