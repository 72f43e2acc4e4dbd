//! Stopping by Ctrl-C.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::context::say;

/// What shells report for a program that SIGINT ended.
const STOPPED: i32 = 130;

/// A flag that Ctrl-C sets.
pub(super) fn by_ctrl_c() -> Arc<AtomicBool> {
    let stop = Arc::default();
    on_ctrl_c(&stop);
    stop
}

/// Makes Ctrl-C set a flag; a second Ctrl-C ends the program at once, as nothing can be lost: what
/// was being written is undone when the file is opened next.
pub(super) fn on_ctrl_c(stop: &Arc<AtomicBool>) {
    let flag = stop.clone();
    let set = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(STOPPED);
        }
    });
    if set.is_err() {
        say("Ctrl-C ends the program at once, as it could not be told to do anything else.");
    }
}
