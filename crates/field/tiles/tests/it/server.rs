//! A small HTTP server on 127.0.0.1 that answers as a script says, well or badly, and keeps what it was asked.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the server does with one question.
#[derive(Clone, Debug)]
pub enum Reply {
    /// The bytes, whole or from where they are asked for, with an `ETag` and a right length.
    Good(Vec<u8>),
    /// As [`Reply::Good`], but the whole each time.
    IgnoreRange(Vec<u8>),
    /// Promises all bytes, sends so many of those that are left, closes.
    CutAfter(Vec<u8>, usize),
    /// Promises all bytes, sends so many, then nothing for a long time.
    StallAfter(Vec<u8>, usize),
    /// A right answer of another length than it says.
    Length(Vec<u8>, usize),
    /// A status and no tile.
    Status(u16),
    /// No HTTP at all.
    Rubbish,
}

/// A question that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub method: String,
    pub path: String,
    /// Where the bytes are asked for from.
    pub from: Option<usize>,
}

/// The server, until the test ends.
pub struct Server {
    pub base: String,
    asked: Arc<Mutex<Vec<Question>>>,
}

impl Server {
    /// Answers by `script`, which is told the question and how many of its method and path came before.
    pub fn start(script: impl Fn(&Question, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<Question>>> = Arc::default();
        let (script, kept) = (Arc::new(script), Arc::clone(&asked));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (script, kept) = (Arc::clone(&script), Arc::clone(&kept));
                thread::spawn(move || {
                    let Some(question) = read(&stream) else {
                        return;
                    };
                    let before = {
                        let mut kept = kept.lock().unwrap();
                        let same =
                            |q: &&Question| q.method == question.method && q.path == question.path;
                        let before = kept.iter().filter(same).count();
                        kept.push(question.clone());
                        before
                    };
                    answer(stream, &question, &script(&question, before));
                });
            }
        });
        Self { base, asked }
    }

    /// What was asked so far with this method.
    pub fn asked(&self, method: &str) -> Vec<Question> {
        let asked = self.asked.lock().unwrap();
        asked
            .iter()
            .filter(|q| q.method == method)
            .cloned()
            .collect()
    }
}

fn read(stream: &TcpStream) -> Option<Question> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    let mut words = first.split(' ');
    let mut question = Question {
        method: words.next()?.to_owned(),
        path: words.next()?.to_owned(),
        from: None,
    };
    let mut is_same_version = true;
    for line in lines {
        let line = line.ok()?.to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(range) = line.strip_prefix("range: bytes=") {
            question.from = range.trim_end_matches('-').parse().ok();
        }
        if let Some(tag) = line.strip_prefix("if-range: ") {
            is_same_version = tag == "\"v1\"";
        }
    }
    question.from = question.from.filter(|_| is_same_version);
    Some(question)
}

fn answer(mut stream: TcpStream, question: &Question, reply: &Reply) {
    let from = question.from;
    let mut send = |status: &str, headers: &str, body: &[u8]| {
        let head =
            format!("HTTP/1.1 {status}\r\nETag: \"v1\"\r\nConnection: close\r\n{headers}\r\n");
        let body = if question.method == "HEAD" { &[] } else { body };
        // The client may have gone: that is its affair.
        let _ = stream
            .write_all(head.as_bytes())
            .and_then(|()| stream.write_all(body));
    };
    let length = |bytes: usize| format!("Content-Length: {bytes}\r\n");
    match (reply, from) {
        (Reply::Status(status), _) => send(&format!("{status} Told"), &length(0), &[]),
        (Reply::Rubbish, _) => {
            let _ = stream.write_all(b"\x00\x01 what? \r\n\r\n");
        }
        (Reply::Length(bytes, said), _) => send("200 OK", &length(*said), bytes),
        (Reply::Good(bytes), Some(from)) if from >= bytes.len() => {
            let range = format!("Content-Range: bytes */{}\r\n", bytes.len());
            send("416 Range Not Satisfiable", &(range + &length(0)), &[]);
        }
        (
            Reply::Good(bytes) | Reply::CutAfter(bytes, _) | Reply::StallAfter(bytes, _),
            Some(from),
        ) => {
            let rest = &bytes[from..];
            let (last, all) = (bytes.len() - 1, bytes.len());
            let range = format!("Content-Range: bytes {from}-{last}/{all}\r\n");
            send(
                "206 Partial Content",
                &(range + &length(rest.len())),
                &rest[..shown(reply, rest.len())],
            );
        }
        (
            Reply::Good(bytes)
            | Reply::IgnoreRange(bytes)
            | Reply::CutAfter(bytes, _)
            | Reply::StallAfter(bytes, _),
            _,
        ) => send(
            "200 OK",
            &length(bytes.len()),
            &bytes[..shown(reply, bytes.len())],
        ),
    }
    if matches!(reply, Reply::StallAfter(..)) && question.method == "GET" {
        thread::sleep(Duration::from_secs(20));
    }
}

/// So many of the bytes that are left are sent.
fn shown(reply: &Reply, left: usize) -> usize {
    match reply {
        Reply::CutAfter(_, shown) | Reply::StallAfter(_, shown) => left.min(*shown),
        _ => left,
    }
}

/// A small tile of 40 by 40 cells with this corner: a GeoTIFF that opens.
pub fn tile(south_deg: f64, west_deg: f64) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tile.tif");
    let cells: Vec<f32> = (0..1_600)
        .map(|i| 1_000.0 + (i * 7_919 % 613) as f32)
        .collect();
    let layer = terrain::Layer {
        grid: terrain::Grid {
            width: 40,
            height: 40,
            first_lon_deg: west_deg,
            first_lat_deg: south_deg + 1.0,
            step_lon_deg: 0.025,
            step_lat_deg: 0.025,
        },
        cells: &cells,
        nodata: Some(f32::NAN),
        description: "a tile",
    };
    layer.write(&path).unwrap();
    std::fs::read(&path).unwrap()
}
