//! What is exported can be read back, and what is not for the public is not in a public export.

mod published;
mod round_trip;

use std::path::Path;

use tenday::Result;
use tenday::export::{self, Audience};
use tenday::import;
use tenday::store::Store;

/// Exports a record into a folder.
fn write_folder(store: &mut Store, folder: &Path, audience: Audience) {
    store
        .read(|reader| export::folder(reader, folder, audience, false))
        .unwrap();
}

/// The record that a folder holds.
fn read_back(folder: &Path) -> Result<Store> {
    let mut store = Store::in_memory()?;
    store.write(|writer| import::folder(writer, folder))?;
    Ok(store)
}
