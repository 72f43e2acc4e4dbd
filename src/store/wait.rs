//! Waiting for a lock that another program holds.
//!
//! A fixed pause lets two waiting writers wake at the same moments again and again and one of them
//! starve, so the pauses are of random length. After one second the listener is told; after
//! half a minute the wait is given up.

use std::cell::Cell;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::{Listener, Notice};
use crate::error::Result;

/// How long a lock is waited for, unless [`wait_at_most`] says otherwise.
const PATIENCE: Duration = Duration::from_secs(30);
const TOLD_AFTER: Duration = Duration::from_secs(1);
const LONGEST_PAUSE_MS: u64 = 40;

#[derive(Clone, Copy)]
struct Wait {
    since: Instant,
    told: bool,
}

thread_local! {
    static LISTENER: Cell<Option<Listener>> = const { Cell::new(None) };
    static LIMIT: Cell<Duration> = const { Cell::new(PATIENCE) };
    static WAIT: Cell<Option<Wait>> = const { Cell::new(None) };
}

/// Makes the connection wait for locks, and tell `listener` when that takes long.
pub(super) fn install(conn: &mut Connection, listener: Listener) -> Result<()> {
    LISTENER.set(Some(listener));
    conn.busy_handler(Some(again))?;
    Ok(())
}

/// Sets how long this thread waits for a lock before it gives up with [`crate::Error::Locked`]; 30
/// seconds if it is never set.
pub fn wait_at_most(limit: Duration) {
    LIMIT.set(limit);
}

/// Whether to try again. `SQLite` calls it with the number of earlier calls for the same lock.
fn again(earlier: i32) -> bool {
    let mut wait = match WAIT.get() {
        Some(wait) if earlier > 0 => wait,
        _ => Wait {
            since: Instant::now(),
            told: false,
        },
    };
    let waited = wait.since.elapsed();
    if waited >= LIMIT.get() {
        return false;
    }
    if waited >= TOLD_AFTER && !wait.told {
        wait.told = true;
        if let Some(listener) = LISTENER.get() {
            listener(&Notice::Waiting);
        }
    }
    WAIT.set(Some(wait));
    std::thread::sleep(pause());
    true
}

fn pause() -> Duration {
    let random = RandomState::new().build_hasher().finish();
    Duration::from_millis(1 + random % LONGEST_PAUSE_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_differ_and_stay_short() {
        let pauses: Vec<Duration> = (0..50).map(|_| pause()).collect();
        assert!(pauses.iter().any(|p| *p != pauses[0]));
        assert!(pauses.iter().all(|p| p.as_millis() <= 40));
    }

    #[test]
    fn gives_up_when_patience_is_spent() {
        let since = Instant::now().checked_sub(PATIENCE).unwrap();
        WAIT.set(Some(Wait { since, told: true }));
        assert!(!again(1));
        assert!(again(0), "a new lock begins a new wait");
    }
}
