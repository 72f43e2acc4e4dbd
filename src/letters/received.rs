//! A file with letters as it was received: its bytes, what kind of file it is, and their hash.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::store::documents::Document;

/// The name under which standard input is kept.
const UNNAMED: &str = "standard-input.txt";

/// The document that the bytes of a file make, under the last part of the file's name.
#[must_use]
pub fn document(path: &Path, media_type: &str, bytes: Vec<u8>) -> Document {
    let name = match path.file_name() {
        Some(name) if name != "-" => name.to_string_lossy().into_owned(),
        _ => UNNAMED.to_owned(),
    };
    Document {
        sha256: hexadecimal(&Sha256::digest(&bytes)),
        media_type: media_type.to_owned(),
        file_name: name,
        bytes,
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_name_kind_and_hash() {
        for (path, name) in [("in/Svar.PDF", "Svar.PDF"), ("-", "standard-input.txt")] {
            let document = document(Path::new(path), "text/plain", b"Hej".to_vec());
            assert_eq!(
                (document.file_name.as_str(), document.bytes.as_slice()),
                (name, b"Hej".as_slice())
            );
        }
        assert_eq!(
            document(Path::new("tom"), "text/plain", Vec::new()).sha256,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }
}
