//! The server: one question at a time, over HTTP.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use ureq::http::header::{CONTENT_LENGTH, CONTENT_RANGE, ETAG, LAST_MODIFIED};
use ureq::http::{HeaderName, Response};
use ureq::{Agent, Body};

use crate::cache::Cache;
use crate::error::TileError;
use crate::model::{Corner, Model};

/// No tile is larger than this \[bytes\]: six times the largest that is known.
const MOST_BYTES: u64 = 256 << 20;

/// How long and how often a server is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// So long may nothing come before a connection is given up.
    pub stall: Duration,
    /// Tries of each tile that bring nothing new, at most.
    pub tries: u32,
    /// The pause before the second try; it doubles each time.
    pub pause: Duration,
}

impl Default for Patience {
    /// Half a minute without a byte; five tries, with pauses of 1, 2, 4 and 8 seconds.
    fn default() -> Self {
        Self {
            stall: Duration::from_secs(30),
            tries: 5,
            pause: Duration::from_secs(1),
        }
    }
}

/// A server of tiles.
#[derive(Debug, Clone)]
pub struct Web {
    agent: Agent,
    base: String,
    patience: Patience,
}

/// What a server says of a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Head {
    /// It has none.
    Absent,
    /// It has one of so many bytes, if it tells.
    There { bytes: Option<u64> },
}

/// How one try ended.
#[derive(Debug)]
pub(crate) enum Try {
    /// The part is whole.
    Whole,
    /// The server does not have the tile.
    Absent,
    /// Another try may do; what went wrong, and whether bytes came.
    Again { what: String, is_further: bool },
    /// Another try would not help.
    Refused(String),
}

impl Web {
    /// A server by the address below which its tiles lie.
    pub fn new(base: &str, patience: Patience) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(patience.stall))
            .timeout_per_read(Some(patience.stall))
            .timeout_per_write(Some(patience.stall))
            .user_agent(concat!("bartizan/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        Self {
            agent,
            base: base.to_owned(),
            patience,
        }
    }

    /// The address of a tile.
    pub fn address(&self, model: Model, corner: Corner) -> String {
        model.address(&self.base, corner)
    }

    pub(crate) fn tries(&self) -> u32 {
        self.patience.tries
    }

    /// Waits before another try, longer after each.
    pub(crate) fn pause(&self, failed: u32) {
        std::thread::sleep(self.patience.pause * 2_u32.pow(failed.saturating_sub(1).min(10)));
    }

    /// Asks whether there is a tile, and how large.
    pub(crate) fn head(&self, model: Model, corner: Corner) -> Result<Head, TileError> {
        let address = self.address(model, corner);
        let mut failed = 0;
        loop {
            let what = match self.agent.head(&address).call() {
                Ok(answer) => match answer.status().as_u16() {
                    200 => {
                        return Ok(Head::There {
                            bytes: number(&answer, CONTENT_LENGTH),
                        });
                    }
                    404 | 410 => return Ok(Head::Absent),
                    // A server that does not know the question may yet give the tile.
                    405 | 501 => return Ok(Head::There { bytes: None }),
                    status if may_pass(status) => told_status(status),
                    status => return Err(server(address, told_status(status))),
                },
                Err(error) if is_hopeless(&error) => return Err(server(address, told(&error))),
                Err(error) => told(&error),
            };
            failed += 1;
            if failed >= self.tries() {
                return Err(server(
                    address,
                    format!("{what}, also after {failed} tries"),
                ));
            }
            self.pause(failed);
        }
    }

    /// Fetches what is missing of a tile's part, once.
    ///
    /// # Errors
    /// A part that cannot be written.
    pub(crate) fn go_on(&self, cache: &Cache, corner: Corner) -> Result<Try, TileError> {
        let part = Part::of(cache, corner);
        let mut question = self.agent.get(self.address(cache.model(), corner));
        if part.goes_on() {
            question = question
                .header("Range", format!("bytes={}-", part.there))
                .header("If-Range", &part.known);
        }
        match question.call() {
            Ok(answer) => part.answered(answer),
            Err(error) if is_hopeless(&error) => Ok(Try::Refused(told(&error))),
            Err(error) => Ok(again(told(&error))),
        }
    }
}

/// A tile as far as it was fetched.
struct Part {
    path: PathBuf,
    version: PathBuf,
    /// Bytes that are there.
    there: u64,
    /// By what the server knows its version again; empty: by nothing.
    known: String,
}

impl Part {
    fn of(cache: &Cache, corner: Corner) -> Self {
        let (path, version) = (cache.part(corner), cache.version(corner));
        Self {
            there: fs::metadata(&path).map_or(0, |part| part.len()),
            known: fs::read_to_string(&version).unwrap_or_default(),
            path,
            version,
        }
    }

    /// Without its version a newer tile could be sewn to the beginning of an older one.
    fn goes_on(&self) -> bool {
        self.there > 0 && !self.known.is_empty()
    }

    fn answered(&self, answer: Response<Body>) -> Result<Try, TileError> {
        let at = range(&answer);
        match answer.status().as_u16() {
            200 => {
                let file = File::create(&self.path).map_err(TileError::io(&self.path))?;
                keep_version(&self.version, &answer)?;
                let whole = number(&answer, CONTENT_LENGTH);
                self.take(answer, file, 0, whole)
            }
            206 if self.goes_on() && at.is_some_and(|(from, _)| from == Some(self.there)) => {
                let file = OpenOptions::new().append(true).open(&self.path);
                let file = file.map_err(TileError::io(&self.path))?;
                self.take(answer, file, self.there, at.map(|(_, whole)| whole))
            }
            // Nothing lies beyond the part's end where the part is the whole.
            416 if at.is_some_and(|(_, whole)| whole == self.there) => Ok(Try::Whole),
            206 | 416 if self.there > 0 => {
                fs::remove_file(&self.path).map_err(TileError::io(&self.path))?;
                Ok(again(
                    "the server does not go on where it was asked to".to_owned(),
                ))
            }
            404 | 410 => Ok(Try::Absent),
            status if may_pass(status) => Ok(again(told_status(status))),
            status => Ok(Try::Refused(told_status(status))),
        }
    }

    /// Writes a body to a file that has `length` bytes, and compares its size with what was promised.
    fn take(
        &self,
        answer: Response<Body>,
        mut file: File,
        mut length: u64,
        whole: Option<u64>,
    ) -> Result<Try, TileError> {
        if let Some(whole) = whole.filter(|whole| *whole > MOST_BYTES) {
            return Ok(Try::Refused(format!(
                "its {whole} bytes are more than any tile has"
            )));
        }
        let mut body = answer
            .into_body()
            .into_with_config()
            .limit(MOST_BYTES)
            .reader();
        let mut bytes = vec![0; 1 << 16];
        let stopped = loop {
            match body.read(&mut bytes) {
                Ok(0) => break None,
                Ok(read) => {
                    file.write_all(&bytes[..read])
                        .map_err(TileError::io(&self.path))?;
                    length += read as u64;
                }
                Err(error) => break Some(error.to_string()),
            }
        };
        if stopped.is_none() && whole.is_none_or(|whole| whole == length) {
            file.sync_all().map_err(TileError::io(&self.path))?;
            return Ok(Try::Whole);
        }
        let of = whole.map_or_else(String::new, |whole| format!(" of {whole}"));
        let why = stopped.map_or_else(String::new, |why| format!(" ({why})"));
        Ok(Try::Again {
            what: format!("the connection ended after {length}{of} bytes{why}"),
            is_further: length > self.there,
        })
    }
}

fn again(what: String) -> Try {
    Try::Again {
        what,
        is_further: false,
    }
}

/// Keeps by what the server will know this version again; a weak tag does not promise the same bytes.
fn keep_version(path: &Path, answer: &Response<Body>) -> Result<(), TileError> {
    let tag = text(answer, ETAG).filter(|tag| !tag.starts_with("W/"));
    let known = tag
        .or_else(|| text(answer, LAST_MODIFIED))
        .unwrap_or_default();
    fs::write(path, known).map_err(TileError::io(path))
}

fn text(answer: &Response<Body>, name: HeaderName) -> Option<&str> {
    answer.headers().get(name)?.to_str().ok()
}

fn number(answer: &Response<Body>, name: HeaderName) -> Option<u64> {
    text(answer, name)?.trim().parse().ok()
}

/// First byte and whole length of `bytes 5-9/10`, or the length alone of `bytes */10`.
fn range(answer: &Response<Body>) -> Option<(Option<u64>, u64)> {
    let (bytes, whole) = text(answer, CONTENT_RANGE)?
        .trim()
        .strip_prefix("bytes ")?
        .split_once('/')?;
    let from = bytes
        .split_once('-')
        .and_then(|(from, _)| from.parse().ok());
    Some((from, whole.parse().ok()?))
}

/// A server in trouble, or one that asks for patience.
fn may_pass(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500..=599)
}

fn told_status(status: u16) -> String {
    match status {
        403 => "the server refuses it (403)".to_owned(),
        status => format!("the server answers {status}"),
    }
}

/// What no other try mends.
fn is_hopeless(error: &ureq::Error) -> bool {
    use ureq::Error as E;
    matches!(
        error,
        E::BadUri(_) | E::Http(_) | E::InvalidProxyUrl | E::TooManyRedirects | E::RedirectFailed
    )
}

fn told(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(_) => "the server has stalled".to_owned(),
        ureq::Error::HostNotFound => "there is no such host".to_owned(),
        other => other.to_string(),
    }
}

fn server(address: String, what: String) -> TileError {
    TileError::Server { address, what }
}
