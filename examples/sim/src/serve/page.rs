//! The control page: a small HTTP server for one person on the same machine.
//!
//! `GET /` is the page, `GET /status` the status as JSON, `POST /command` carries out the line in
//! its body. Commands need the header `X-Cabinet`, which a page of another site cannot send.

use super::Remote;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

const PAGE: &str = include_str!("page.html");
/// Longest head line, number of them, and longest command.
const LINE: u64 = 4096;
const LINES: usize = 64;
const COMMAND: u64 = 4096;
/// A client that says nothing for so long is gone.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves the page at `place` until the program ends. Returns where it is.
pub(super) fn serve(place: &str, remote: Remote) -> io::Result<SocketAddr> {
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{place}: {error}"));
    let listener = TcpListener::bind(place).map_err(named)?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let remote = remote.clone();
            thread::spawn(move || {
                // Whoever is gone gets no answer.
                let _ = answer(stream, &remote);
            });
        }
    });
    Ok(address)
}

fn answer(stream: TcpStream, remote: &Remote) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut from = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    from.by_ref().take(LINE).read_line(&mut line)?;
    let request: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
    let (mut length, mut ours) = (0, false);
    for _ in 0..LINES {
        line.clear();
        from.by_ref().take(LINE).read_line(&mut line)?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().unwrap_or(0),
            "x-cabinet" => ours = true,
            _ => {}
        }
    }
    let words: Vec<&str> = request.iter().map(String::as_str).collect();
    let (status, kind, body) = match words.as_slice() {
        ["GET", "/", ..] => ("200 OK", "text/html; charset=utf-8", PAGE.to_owned()),
        ["GET", "/status", ..] => {
            let status = remote.status();
            let json = serde_json::to_string(&status).map_err(io::Error::other)?;
            ("200 OK", "application/json", json)
        }
        ["POST", "/command", ..] if ours => {
            let mut text = String::new();
            from.take(COMMAND.min(length)).read_to_string(&mut text)?;
            match remote.command(text.trim()) {
                Ok(done) => ("200 OK", "text/plain; charset=utf-8", done),
                Err(error) => ("400 Bad Request", "text/plain; charset=utf-8", error),
            }
        }
        ["POST", "/command", ..] => {
            let why = "the header X-Cabinet is missing".to_owned();
            ("403 Forbidden", "text/plain; charset=utf-8", why)
        }
        _ => {
            let why = "there are /, /status and /command".to_owned();
            ("404 Not Found", "text/plain; charset=utf-8", why)
        }
    };
    let mut to = stream;
    write!(
        to,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    to.flush()
}
