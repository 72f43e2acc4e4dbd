//! PDF with a text layer, read in a child process of the same program with limits on time and memory.
//!
//! The child reads the file from its standard input and writes the text to its standard output. It asks `pdftotext` (poppler)
//! first, and `pdf-extract` where that is not installed, for the words and their places, and puts them into lines itself. A reader
//! that panics, hangs or eats memory takes only the child with it: the parent waits no longer than its limit, the child's
//! address space and processor time are limited by the system, and no more text is taken than [`super::LONGEST_TEXT`].

mod page;
mod words;

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use wait_timeout::ChildExt;

use super::{ExtractError, Extracted, LARGEST_FILE, LONGEST_TEXT};

const MEDIA_TYPE: &str = "application/pdf";
/// A PDF with fewer letters and digits than this, over all pages, has no text layer.
const LEAST_TEXT: usize = 20;
/// The address space of the child, in bytes.
const MEMORY: u64 = 2 << 30;
/// The most that `pdftotext` writes: words with their places take more than their text, in bytes.
const LONGEST_BOXES: usize = LONGEST_TEXT * 8;
/// Exit codes of the child, which the parent reads.
const LOCKED: i32 = 20;
const UNREADABLE: i32 = 21;
const OUT_OF_TIME: i32 = 22;
const TOO_LONG: i32 = 23;

/// How PDF files are read: the program to start as the child, and how long it may take.
#[derive(Debug, Clone)]
pub struct PdfReader {
    program: PathBuf,
    arguments: Vec<String>,
    time: Duration,
}

impl PdfReader {
    /// Makes a reader that starts `program` (the running program itself) with `arguments`, which must lead to
    /// [`run_pdf_child`].
    #[must_use]
    pub fn new(program: PathBuf, arguments: &[&str]) -> Self {
        Self {
            program,
            arguments: arguments
                .iter()
                .map(|argument| (*argument).to_owned())
                .collect(),
            time: Duration::from_secs(30),
        }
    }

    /// Sets how long one file may take.
    #[must_use]
    pub fn with_time(mut self, time: Duration) -> Self {
        self.time = time;
        self
    }

    /// Reads a PDF in a child process.
    pub(super) fn read(&self, bytes: &[u8]) -> Result<Extracted, ExtractError> {
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| ExtractError::NoChild {
                reason: error.to_string(),
            })?;
        let (status, output) =
            converse(&mut child, bytes, self.time, LONGEST_TEXT).map_err(|error| {
                ExtractError::NoChild {
                    reason: error.to_string(),
                }
            })?;
        let Some(status) = status else {
            return Err(self.timed_out());
        };
        self.judge(status, &output)
    }

    fn timed_out(&self) -> ExtractError {
        ExtractError::TimedOut {
            seconds: self.time.as_secs(),
        }
    }

    fn judge(&self, status: ExitStatus, output: &[u8]) -> Result<Extracted, ExtractError> {
        let too_large = Err(ExtractError::TooLarge {
            what: "unpacks to",
            limit: LONGEST_TEXT,
        });
        if output.len() > LONGEST_TEXT {
            return too_large;
        }
        match status.code() {
            Some(0) => {}
            Some(TOO_LONG) => return too_large,
            Some(LOCKED) => return Err(ExtractError::Locked),
            Some(OUT_OF_TIME) => return Err(self.timed_out()),
            code => {
                let reason = match code {
                    Some(UNREADABLE) => "the reader found no pages in it".to_owned(),
                    _ => "the reader gave up on it".to_owned(),
                };
                return Err(ExtractError::Damaged {
                    format: "PDF",
                    reason,
                });
            }
        }
        let text = String::from_utf8_lossy(output).into_owned();
        if text
            .chars()
            .filter(|c| c.is_alphanumeric())
            .take(LEAST_TEXT)
            .count()
            < LEAST_TEXT
        {
            return Err(ExtractError::Scanned);
        }
        Ok(Extracted {
            media_type: MEDIA_TYPE,
            text,
            note: None,
        })
    }
}

/// Writes to a process and reads from it at once; no status means that its time ran out and it was killed.
fn converse(
    child: &mut Child,
    input: &[u8],
    time: Duration,
    most: usize,
) -> io::Result<(Option<ExitStatus>, Vec<u8>)> {
    let stdin = child.stdin.take();
    let stdout = child.stdout.take();
    thread::scope(|scope| {
        scope.spawn(move || {
            // A child that stops reading closes the pipe; its exit code says why.
            if let Some(mut stdin) = stdin {
                let _ = stdin.write_all(input);
            }
        });
        let reader = scope.spawn(move || {
            let mut output = Vec::new();
            if let Some(stdout) = stdout {
                let limit = u64::try_from(most).unwrap_or(u64::MAX - 1) + 1;
                // Dropping the pipe at the limit ends a child that would write for ever.
                let _ = stdout.take(limit).read_to_end(&mut output);
            }
            output
        });
        let status = child.wait_timeout(time)?;
        if status.is_none() {
            child.kill()?;
            child.wait()?;
        }
        let output = reader.join().unwrap_or_default();
        Ok((status, output))
    })
}

/// The child's side: reads a PDF from `input`, writes its text to `output`, and returns the exit code of the process.
///
/// `time` is the limit of processor time and of the wait for `pdftotext`; the parent's limit should be a little longer.
/// The process that calls this must end afterwards: it limits its own memory.
///
/// # Errors
///
/// Fails if `input` cannot be read or `output` not written.
pub fn run_pdf_child(
    mut input: impl Read,
    mut output: impl Write,
    time: Duration,
) -> io::Result<i32> {
    limit(time)?;
    let mut bytes = Vec::new();
    let most = u64::try_from(LARGEST_FILE).unwrap_or(u64::MAX);
    input.by_ref().take(most).read_to_end(&mut bytes)?;
    let pages = match poppler(&bytes, time) {
        Some(Ok(boxes)) => words::of_boxes(&boxes),
        Some(Err(code)) => return Ok(code),
        None => match words::of_letters(&bytes) {
            Ok(pages) => pages,
            Err(error) if error.to_string().to_lowercase().contains("crypt") => return Ok(LOCKED),
            Err(_) => return Ok(UNREADABLE),
        },
    };
    output.write_all(page::text(pages).as_bytes())?;
    output.flush()?;
    Ok(0)
}

#[cfg(unix)]
fn limit(time: Duration) -> io::Result<()> {
    use rlimit::{Resource, setrlimit};
    let seconds = time.as_secs().max(1);
    setrlimit(Resource::AS, MEMORY, MEMORY)?;
    setrlimit(Resource::CPU, seconds, seconds + 1)?;
    setrlimit(Resource::CORE, 0, 0)
}

#[cfg(not(unix))]
fn limit(_: Duration) -> io::Result<()> {
    Ok(())
}

/// Asks `pdftotext`; nothing if it is not installed. It inherits the limits.
fn poppler(bytes: &[u8], time: Duration) -> Option<Result<String, i32>> {
    let mut child = Command::new("pdftotext")
        .args(["-q", "-bbox", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let (status, output) = converse(&mut child, bytes, time, LONGEST_BOXES).ok()?;
    if output.len() > LONGEST_BOXES {
        return Some(Err(TOO_LONG));
    }
    // What hangs one reader is not given to the other: there is no time left for it.
    let Some(status) = status else {
        return Some(Err(OUT_OF_TIME));
    };
    match status.code() {
        Some(0) => Some(Ok(String::from_utf8_lossy(&output).into_owned())),
        // pdftotext: 3 is an error of permissions; a missing password is 1, like any file it cannot open.
        Some(3) => Some(Err(LOCKED)),
        Some(1) if is_locked(bytes) => Some(Err(LOCKED)),
        _ => Some(Err(UNREADABLE)),
    }
}

fn is_locked(bytes: &[u8]) -> bool {
    bytes.windows(8).any(|window| window == b"/Encrypt")
}
